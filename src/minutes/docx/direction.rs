//! In which direction each part of a line runs, as Word wants to be told run by run.
//!
//! Word takes a blank or a full stop in a run that is not said to run from the right for one from the left, whatever stands around
//! it: a line is cut where its direction turns, with the signs between by the rules of Unicode's bidirectional
//! algorithm (UAX #9: W7, N0 to N2). What the page puts in a row, such as a label and what was typed or an item and when it is
//! due, has a direction each: a full stop at the end of a Hebrew note behind an English label stays at the note's end. Not
//! here: the direction of the paragraph, which the writer knows.

use super::super::page::Run;
use super::super::paper::is_rtl;
use crate::text::width;

/// Letters that nobody sees, one a direction.
const LEFT_TO_RIGHT: char = '\u{200e}';
const RIGHT_TO_LEFT: char = '\u{200f}';

/// What the page puts between what it puts in a row, with a blank on either side.
const SEPARATORS: [char; 2] = ['·', '—'];

/// A part of a line that runs in one direction.
#[derive(Debug, PartialEq)]
pub(super) struct Piece {
    /// Which run of the line it is of; none: a mark of direction, of none.
    pub(super) run: Option<usize>,
    pub(super) text: String,
    pub(super) rtl: bool,
}

/// Whether a line on a page from the left runs from the right: as that part of it does which has the most letters, up to
/// the first dot that facts follow. `Decision:` is not what a Hebrew decision begins with.
pub(super) fn is_from_the_right(line: &[Run]) -> bool {
    if !has_rtl(line) {
        return false;
    }
    let signs = signs(line);
    let letters = |part: &[Sign]| part.iter().filter(|sign| sign.char.is_alphabetic()).count();
    // The first of those that have as many.
    let said = segments(&signs, line).into_iter().take_while(|part| !matches!(part, [sign] if sign.char == '·'));
    let longest = said.collect::<Vec<_>>().into_iter().rev().max_by_key(|part| letters(part));
    longest.and_then(|part| part.iter().find_map(|sign| direction(sign.char))) == Some(true)
}

/// The line in pieces, in a paragraph that runs from the right or from the left.
pub(super) fn pieces(line: &[Run], rtl: bool) -> Vec<Piece> {
    if !rtl && !has_rtl(line) {
        let whole = |(at, run): (usize, &Run)| Piece { run: Some(at), text: run.text.clone(), rtl };
        return line.iter().enumerate().map(whole).collect();
    }
    let mut pieces = Pieces { all: Vec::new(), rtl };
    for segment in segments(&signs(line), line) {
        pieces.segment(segment);
    }
    pieces.all
}

fn has_rtl(line: &[Run]) -> bool {
    line.iter().any(|run| run.text.chars().any(|sign| direction(sign) == Some(true)))
}

#[derive(Clone, Copy)]
struct Sign {
    run: usize,
    char: char,
}

fn signs(line: &[Run]) -> Vec<Sign> {
    let runs = line.iter().enumerate();
    runs.flat_map(|(run, all)| all.text.chars().map(move |char| Sign { run, char })).collect()
}

/// The line where the page put one thing behind another.
fn segments<'s>(signs: &'s [Sign], line: &[Run]) -> Vec<&'s [Sign]> {
    let weight = |sign: &Sign| line.get(sign.run).map(|run| run.weight);
    let is_blank = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_none_or(|sign| sign.char == ' ');
    let parts = |at: usize| {
        let is_separator = signs.get(at).is_some_and(|sign| SEPARATORS.contains(&sign.char));
        is_separator && is_blank(at.checked_sub(1)) && is_blank(Some(at + 1))
    };
    // Each pair is asked for once, from the front.
    let mut next = 0;
    let together = |one: &Sign, other: &Sign| {
        next += 1;
        weight(one) == weight(other) && !parts(next - 1) && !parts(next)
    };
    signs.chunk_by(together).collect()
}

struct Pieces {
    all: Vec<Piece>,
    /// The direction of the paragraph.
    rtl: bool,
}

impl Pieces {
    fn segment(&mut self, signs: &[Sign]) {
        let own = signs.iter().find_map(|sign| direction(sign.char)).unwrap_or(self.rtl);
        let blanks = |signs: &mut dyn Iterator<Item = &Sign>| signs.take_while(|sign| sign.char == ' ').count();
        let before = blanks(&mut signs.iter());
        let after = blanks(&mut signs.iter().rev()).min(signs.len() - before);
        let (before, rest) = signs.split_at(before);
        let (text, after) = rest.split_at(rest.len() - after);
        self.push(before, std::iter::repeat(self.rtl));
        self.mark(own);
        self.push(text, resolved(text, own));
        self.mark(own);
        self.push(after, std::iter::repeat(self.rtl));
    }

    /// Keeps what has no letter at either end of a text where the text is, that runs against the paragraph.
    fn mark(&mut self, own: bool) {
        if own != self.rtl {
            let mark = if own { RIGHT_TO_LEFT } else { LEFT_TO_RIGHT };
            self.all.push(Piece { run: None, text: mark.into(), rtl: own });
        }
    }

    fn push(&mut self, signs: &[Sign], directions: impl IntoIterator<Item = bool>) {
        for (sign, rtl) in signs.iter().zip(directions) {
            match self.all.last_mut() {
                Some(last) if last.run == Some(sign.run) && last.rtl == rtl => last.text.push(sign.char),
                _ => self.all.push(Piece { run: Some(sign.run), text: sign.char.into(), rtl }),
            }
        }
    }
}

/// The direction of a letter; none of what is no letter.
fn direction(sign: char) -> Option<bool> {
    is_rtl(sign.encode_utf8(&mut [0; 4]))
}

/// The direction of each sign of a text that runs in a direction of its own.
fn resolved(signs: &[Sign], own: bool) -> Vec<bool> {
    let mut last = own;
    let known = signs.iter().scan(None, |previous, sign| {
        let known = match direction(sign.char) {
            Some(letter) => {
                last = letter;
                Some(letter)
            }
            // A number goes on in the direction of the word before it: `DM-123`.
            None if sign.char.is_numeric() => Some(last),
            // An accent stays on what it stands on.
            None if width(sign.char.encode_utf8(&mut [0; 4])) == 0 => *previous,
            None => None,
        };
        *previous = known;
        Some(known)
    });
    let known: Vec<Option<bool>> = known.collect();
    let mut all = between(&known, own);
    close_brackets(signs, &known, &mut all);
    all
}

/// What stands between two of the same direction has that direction; what stands between others has the text's.
fn between(known: &[Option<bool>], own: bool) -> Vec<bool> {
    let mut all: Vec<bool> = Vec::with_capacity(known.len());
    for stretch in known.chunk_by(|one, next| one.is_none() == next.is_none()) {
        let next = known.get(all.len() + stretch.len()).copied().flatten().unwrap_or(own);
        let before = all.last().copied().unwrap_or(own);
        let neutral = if before == next { next } else { own };
        all.extend(stretch.iter().map(|one| one.unwrap_or(neutral)));
    }
    all
}

/// A bracket closes in the direction in which it was opened.
fn close_brackets(signs: &[Sign], known: &[Option<bool>], all: &mut [bool]) {
    let mut open: Vec<(char, bool)> = Vec::new();
    for ((sign, known), rtl) in signs.iter().zip(known).zip(all) {
        let closing = match sign.char {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            _ => {
                if known.is_none() && open.last().is_some_and(|(closing, _)| *closing == sign.char) {
                    *rtl = open.pop().is_some_and(|(_, rtl)| rtl);
                }
                continue;
            }
        };
        open.push((closing, *rtl));
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::page::{Weight, plain};
    use super::*;

    /// The line with what runs from the right in angle brackets; `>` and `<` are the marks of direction.
    fn shown(line: &[Run], rtl: bool) -> String {
        let mut shown = String::new();
        for same in pieces(line, rtl).chunk_by(|one, next| one.rtl == next.rtl) {
            let text: String = same.iter().map(|piece| piece.text.as_str()).collect();
            let text = text.replace(LEFT_TO_RIGHT, "›").replace(RIGHT_TO_LEFT, "‹");
            let is_rtl = same.iter().any(|piece| piece.rtl);
            shown.extend(if is_rtl { ["[", &text, "]"] } else { ["", &text, ""] });
        }
        shown
    }

    fn strong(text: &str) -> Run {
        Run { text: text.to_owned(), weight: Weight::Strong, refers: None }
    }

    #[test]
    fn a_full_stop_stays_at_the_end_of_its_text() {
        for (text, rtl, wanted) in [
            ("שלום.", true, "[שלום.]"),
            ("Ann was there.", true, "›Ann was there.›"),
            ("Ann was there.", false, "Ann was there."),
            ("הנוסח של Ann Lee.", true, "[הנוסח של ]Ann Lee[.]"),
            ("תקציב · Ann sent it. · שלום?", true, "[תקציב · ]›Ann sent it.›[ · שלום?]"),
            ("Budget — שלום! — Ann", false, "Budget — [‹שלום!‹] — Ann"),
        ] {
            assert_eq!(shown(&plain(text), rtl), wanted, "{text}");
        }
    }

    #[test]
    fn a_line_runs_as_its_longest_part_does() {
        let line = |label: &str, text: &str| [vec![strong(label)], plain(text)].concat();
        for (line, rtl) in [
            (line("Decision:", " האם זה באמת נכון?"), true),
            (line("#1 דנה לוי", " — Send the draft. · due Wed 1 Apr 2026"), false),
            (line("", "Chair: דנה לוי · planned 09:00, 30 min"), false),
            (line("#2 أحمد", " — 12:30 – הפסקה. · due Wed 1 Apr 2026"), true),
            (line("", "Ann כתבה את הטיוטה."), false),
            (line("", "12:30 – הפסקה"), true),
            (line("12:30", ""), false),
        ] {
            assert_eq!(is_from_the_right(&line), rtl, "{line:?}");
        }
    }

    #[test]
    fn what_follows_a_label_has_a_direction_of_its_own() {
        let line = |label: &str, text: &str| [vec![strong(label)], plain(text)].concat();
        assert_eq!(shown(&line("Decision:", " האם זה נכון?"), false), "Decision: [‹האם זה נכון?‹]");
        assert_eq!(shown(&line("החלטה:", " Is it (so)?"), true), "[החלטה: ]›Is it (so)?›");
    }

    #[test]
    fn the_signs_between_words_go_with_them_and_those_between_directions_with_the_text() {
        for (text, wanted) in [
            ("העגורן, הרציף", "[העגורן, הרציף]"),
            ("שלום Ann Lee, Bo", "[שלום ]Ann Lee, Bo"),
            ("תקציב 1,200 (בערך).", "[תקציב 1,200 (בערך).]"),
            ("דוח DM-123.", "[דוח ]DM-123[.]"),
            ("ו-Rust (2024)!", "[ו-]Rust (2024)[!]"),
            ("הנוסח (v2).", "[הנוסח (]v2[).]"),
            ("de\u{301} שלום", "›de\u{301} [שלום]›"),
        ] {
            assert_eq!(shown(&plain(text), true), wanted, "{text}");
        }
    }

    #[test]
    fn a_line_is_whole_in_its_pieces_and_they_know_their_runs() {
        let line = [strong("#1 דנה"), plain(" — ").remove(0), strong("Ann"), plain(" · ))( 7 ").remove(0)];
        for rtl in [false, true] {
            for (at, run) in line.iter().enumerate() {
                let all = pieces(&line, rtl);
                let text: String =
                    all.iter().filter(|piece| piece.run == Some(at)).map(|piece| piece.text.as_str()).collect();
                assert_eq!(text, run.text);
            }
        }
        assert!(pieces(&[], true).is_empty());
    }
}
