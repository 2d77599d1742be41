//! Where a motion of Vim's leads on one line, by graphemes.
//!
//! Not here: what is done with the way there (see `vim`).

use unicode_segmentation::UnicodeSegmentation;

/// A way through the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motion {
    Left,
    Right,
    Start,
    Indent,
    End,
    Word {
        big: bool,
    },
    WordBack {
        big: bool,
    },
    WordEnd {
        big: bool,
    },
    /// As the one before, but never beyond the word that the place is in.
    ThisWordEnd {
        big: bool,
    },
    /// `again`: what was found before is passed by.
    Find {
        find: Find,
        sign: char,
        again: bool,
    },
}

/// Looking for a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Find {
    forward: bool,
    /// Stops beside it.
    before: bool,
}

impl Find {
    pub(super) fn of(c: char) -> Option<Self> {
        Some(match c {
            'f' => Self { forward: true, before: false },
            't' => Self { forward: true, before: true },
            'F' => Self { forward: false, before: false },
            'T' => Self { forward: false, before: true },
            _ => return None,
        })
    }
}

impl Motion {
    /// The motion of a letter; `found` is what was looked for last.
    pub(super) fn of(c: char, found: Option<(Find, char)>) -> Option<Self> {
        Some(match c {
            'h' => Self::Left,
            'l' | ' ' => Self::Right,
            '0' => Self::Start,
            '^' | '_' => Self::Indent,
            '$' => Self::End,
            'w' | 'W' => Self::Word { big: c == 'W' },
            'b' | 'B' => Self::WordBack { big: c == 'B' },
            'e' | 'E' => Self::WordEnd { big: c == 'E' },
            ';' | ',' => {
                let (find, sign) = found?;
                Self::Find { find: Find { forward: find.forward == (c == ';'), ..find }, sign, again: true }
            }
            _ => return None,
        })
    }

    /// Whether what stands where it leads belongs to the way there.
    pub(super) fn takes_its_end(self) -> bool {
        match self {
            Self::WordEnd { .. } | Self::ThisWordEnd { .. } => true,
            Self::Find { find, .. } => find.forward,
            _ => false,
        }
    }

    /// Where it leads from a place, in bytes; none where it leads nowhere.
    pub(super) fn from(self, text: &str, at: usize, count: usize) -> Option<usize> {
        match self {
            Self::Left => Some(left(text, at, count)),
            Self::Right => Some(right(text, at, count)),
            Self::Start => Some(0),
            Self::Indent => Some(indent(text)),
            // There is but one line.
            Self::End => (count == 1).then_some(text.len()),
            Self::Word { big } => Some(repeat(at, count, |at| next_word(text, at, big))),
            Self::WordBack { big } => Some(repeat(at, count, |at| word_before(text, at, big))).filter(|to| *to != at),
            Self::WordEnd { big } => Some(repeat(at, count, |at| word_end(text, at, big))),
            Self::ThisWordEnd { big } => {
                let end = run_end(text, at, big);
                Some(repeat(end, count - 1, |at| word_end(text, at, big)))
            }
            Self::Find { find, sign, again } => {
                // Beside it already: once more, the one behind is meant.
                find_from(text, at, count, find, sign, find.before && again && count == 1)
            }
        }
    }
}

/// As often as that, or until it stands.
fn repeat(from: usize, count: usize, step: impl Fn(usize) -> usize) -> usize {
    let mut at = from;
    for _ in 0..count {
        let next = step(at);
        if next == at {
            break;
        }
        at = next;
    }
    at
}

pub(super) fn left(text: &str, at: usize, count: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.grapheme_indices(true).rev().take(count).last().map_or(at, |(start, _)| start)
}

pub(super) fn right(text: &str, at: usize, count: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.grapheme_indices(true).nth(count).map_or(text.len(), |(start, _)| at + start)
}

pub(super) fn count(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Where the first word begins.
pub(super) fn indent(text: &str) -> usize {
    match text.len() - text.trim_start().len() {
        all if all == text.len() => left(text, all, 1),
        indent => indent,
    }
}

/// What a grapheme is to motions: words are runs of one sort.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Blank,
    Word,
    Sign,
    /// Scripts that put no blanks between words have runs of their own.
    Ideograph,
    Hiragana,
    Katakana,
    Hangul,
}

pub(super) fn sort(grapheme: &str, big: bool) -> Sort {
    match grapheme.chars().next() {
        Some(c) if c.is_whitespace() => Sort::Blank,
        Some('\u{3040}'..='\u{309f}') if !big => Sort::Hiragana,
        Some('\u{30a0}'..='\u{30ff}') if !big => Sort::Katakana,
        Some('\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2fa1f}') if !big => Sort::Ideograph,
        Some('\u{ac00}'..='\u{d7a3}') if !big => Sort::Hangul,
        Some(c) if big || c.is_alphanumeric() || c == '_' => Sort::Word,
        _ => Sort::Sign,
    }
}

/// Each grapheme behind a place with where it begins and its sort.
fn behind(text: &str, at: usize, big: bool) -> impl Iterator<Item = (usize, Sort)> + '_ {
    let rest = text.get(at..).unwrap_or_default();
    rest.grapheme_indices(true).map(move |(start, grapheme)| (at + start, sort(grapheme, big)))
}

fn next_word(text: &str, at: usize, big: bool) -> usize {
    let mut last = None;
    for (start, sort) in behind(text, at, big) {
        if sort != Sort::Blank && last.is_some_and(|last| last != sort) {
            return start;
        }
        last = Some(sort);
    }
    text.len()
}

/// The last grapheme of the run that a place is in.
fn run_end(text: &str, at: usize, big: bool) -> usize {
    let mut ahead = behind(text, at, big);
    let Some((start, first)) = ahead.next() else { return at };
    ahead.take_while(|(_, sort)| *sort == first).last().map_or(start, |(last, _)| last)
}

fn word_end(text: &str, at: usize, big: bool) -> usize {
    let mut ahead = behind(text, at, big).skip(1).skip_while(|(_, sort)| *sort == Sort::Blank);
    let Some((mut end, first)) = ahead.next() else { return right(text, at, 1) };
    for (start, sort) in ahead {
        if sort != first {
            break;
        }
        end = start;
    }
    end
}

fn word_before(text: &str, at: usize, big: bool) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let mut back = before.grapheme_indices(true).rev().map(|(start, grapheme)| (start, sort(grapheme, big)));
    let Some((mut begin, first)) = back.by_ref().find(|(_, sort)| *sort != Sort::Blank) else { return 0 };
    for (start, sort) in back {
        if sort != first {
            break;
        }
        begin = start;
    }
    begin
}

fn find_from(text: &str, at: usize, count: usize, find: Find, sign: char, passes: bool) -> Option<usize> {
    let is_it = |(_, c): &(usize, char)| *c == sign;
    if find.forward {
        let next = right(text, at, 1);
        let beside = passes && text.get(next..).is_some_and(|rest| rest.starts_with(sign));
        let from = if beside { right(text, at, 2) } else { next };
        let place = text.get(from..)?.char_indices().filter(is_it).nth(count - 1).map(|(start, _)| from + start)?;
        return Some(if find.before { left(text, place, 1) } else { place });
    }
    let beside = passes && text.get(..at).is_some_and(|before| before.ends_with(sign));
    let to = if beside { left(text, at, 1) } else { at };
    let place = text.get(..to)?.char_indices().rev().filter(is_it).nth(count - 1).map(|(start, _)| start)?;
    Some(if find.before { right(text, place, 1) } else { place })
}
