//! Keeping text from being read as Org.
//!
//! Org's own way to say "this is text" is the zero width space: it stands where a mark would otherwise mean something, and
//! nowhere else, so that the file reads as it was said. A reader takes every single one out again; one that is part of
//! the text stands twice. Nothing in a file may run code when it is clicked or exported: no source blocks, no calls, and no
//! links but those to the web. Not here: what is a link (see `inline`).

use super::super::page::{Refers, Run};

/// Takes the meaning from the mark beside it.
const MARK: char = '\u{200b}';

/// Where on its line a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// First in a paragraph, an item or a heading: a leading `-`, `|` or `TODO` would be more than a word.
    Start,
    /// The same of a line of the scribe, which is no link where it only begins with one.
    Typed,
    /// After something else.
    Within,
}

/// A line of texts from outside, with its links.
pub(super) fn line(runs: &[Run], place: Place) -> String {
    let mut org = String::with_capacity(runs.iter().map(|run| run.text.len() + 16).sum());
    let mut place = place;
    for run in runs {
        match &run.refers {
            Some(Refers::Address(address) | Refers::Ticket(Some(address))) => {
                if org.ends_with(['[', '\\']) || place == Place::Typed {
                    org.push(MARK);
                }
                org.push_str(&link(&run.text, address));
            }
            _ => Escape::new(&run.text, place, org.chars().next_back()).write(&mut org),
        }
        place = Place::Within;
    }
    org
}

/// Fixed words around texts from outside: what stands for something comes from there, all else is ours.
pub(super) fn around(runs: &[Run], place: Place) -> String {
    let mut org = String::new();
    for run in runs {
        match run.refers {
            Some(Refers::Person(_) | Refers::Name | Refers::Title(_)) => {
                let place = if org.is_empty() { place } else { Place::Within };
                org.push_str(&line(std::slice::from_ref(run), place));
            }
            _ => org.push_str(&run.text),
        }
    }
    org
}

/// The text of a heading, which must not end as tags do.
pub(super) fn heading(runs: &[Run], place: Place) -> String {
    let mut org = line(runs, place);
    if org.ends_with(':') {
        org.push(MARK);
    }
    org
}

/// The value of a property. Emacs sees no text in it, but follows a link at which it is asked to: only those to the web stay.
pub(super) fn property(text: &str) -> String {
    const WEB: [&str; 3] = ["https", "http", "mailto"];
    let escape = Escape::new(text, Place::Within, None);
    let mut org = String::with_capacity(text.len() + 16);
    for (at, char) in text.char_indices() {
        let (before, after) =
            (text.get(..at).unwrap_or_default(), text.get(at + char.len_utf8()..).unwrap_or_default());
        if char == ':' && escape.is_scheme(at, after) && !WEB.iter().any(|scheme| before.ends_with(scheme)) {
            mark(&mut org, after);
        }
        org.push(char);
        match char {
            MARK => org.push(MARK),
            '[' if after.starts_with('[') => org.push(MARK),
            _ => {}
        }
    }
    org
}

/// A text within strong marks, which it cannot close.
pub(super) fn strong(text: &str) -> String {
    let mut shown = String::new();
    Escape::new(text, Place::Within, Some('*')).write(&mut shown);
    let mut org = String::from("*");
    for char in shown.chars() {
        if char == '*' { entity(&mut org, "\\ast{}") } else { org.push(char) }
    }
    org + "*"
}

/// A text in a cell of a table.
pub(super) fn cell(text: &str) -> String {
    let mut org = String::with_capacity(text.len());
    for char in text.chars() {
        if char == '|' { entity(&mut org, "\\vert{}") } else { org.push(char) }
    }
    org
}

/// A sign by its name. Behind `_x` its braces would be words, as the rest of the name would still be below the line.
fn entity(org: &mut String, name: &str) {
    let rest = org.trim_end_matches(|char: char| char.is_alphanumeric() || matches!(char, '.' | ',' | '+' | '-'));
    if rest.len() < org.len() && rest.ends_with(['_', '^']) {
        org.push(MARK);
    }
    org.push_str(name);
}

/// A link; one that shows its own address, and in which Org sees nothing else, stands as it is.
pub(super) fn link(shown: &str, address: &str) -> String {
    if shown == address && is_plain(address) {
        return address.to_owned();
    }
    let mut target = String::with_capacity(address.len());
    for char in address.chars() {
        match char {
            '[' => target.push_str("%5B"),
            ']' => target.push_str("%5D"),
            // With another behind the link it would be a formula.
            '$' => target.push_str("%24"),
            _ => target.push(char),
        }
    }
    if shown == target {
        return format!("[[{target}]]");
    }
    format!("[[{target}][{}]]", name(shown))
}

/// What a link is called: words only, so that no other link begins in it.
pub(super) fn name(shown: &str) -> String {
    let mut name = String::new();
    Escape::new(shown, Place::Start, None).write(&mut name);
    name.replace(']', &format!("]{MARK}"))
}

/// Whether an address has no sign that ends it or begins anything else.
fn is_plain(address: &str) -> bool {
    let mut before = ' ';
    address.chars().all(|char| {
        let begins = before == '-' && !char.is_ascii_alphanumeric();
        before = char;
        !begins
            && (char.is_ascii_alphanumeric()
                || matches!(char, ':' | '/' | '.' | '?' | '&' | '=' | '#' | '%' | '-' | '_'))
    }) && address.ends_with(|char: char| char.is_ascii_alphanumeric() || char == '/')
}

/// A plain text on its way into the file.
struct Escape<'t> {
    text: &'t str,
    place: Place,
    /// What stands before it.
    before: Option<char>,
    /// Where each of the marks of emphasis stands last: what none follows opens nothing.
    last: [Option<usize>; EMPHASIS.len()],
}

const EMPHASIS: [char; 6] = ['*', '/', '_', '=', '~', '+'];

/// Whether a `$` is that of a price: one with a blank before it closes no formula, and so none is ever open between two.
fn is_price(before: Option<char>, after: &str) -> bool {
    before.is_none_or(char::is_whitespace) && after.starts_with(|next: char| next.is_ascii_digit())
}

impl<'t> Escape<'t> {
    fn new(text: &'t str, place: Place, before: Option<char>) -> Self {
        let last = EMPHASIS.map(|mark| text.rfind(mark));
        Self { text, place, before, last }
    }

    fn write(&self, org: &mut String) {
        let mut before = self.before;
        if self.place != Place::Within && means_something_first(self.text) {
            org.push(MARK);
        }
        for (at, char) in self.text.char_indices() {
            let after = self.text.get(at + char.len_utf8()..).unwrap_or_default();
            // Before the sign: behind it Org would still take the rest for the name of a language.
            if (char == ':' && self.is_scheme(at, after)) || (char == '_' && self.is_call(at)) {
                mark(org, after);
            }
            match char {
                MARK => org.extend([MARK, MARK]),
                '$' if !is_price(before, after) => entity(org, "\\dollar{}"),
                _ => org.push(char),
            }
            if self.opens(at, char, before, after) {
                mark(org, after);
            }
            before = Some(char);
        }
    }

    /// Whether a mark after this character is needed.
    fn opens(&self, at: usize, char: char, before: Option<char>, after: &str) -> bool {
        let next = after.chars().next();
        match char {
            '[' if after.starts_with("fn:") || after.starts_with("cite") => true,
            '[' => next
                .is_some_and(|next| next == '[' || next == '/' || next == '%' || next == '#' || next.is_ascii_digit()),
            '<' => next.is_some_and(|next| next == '<' || next == '%' || next.is_ascii_digit()),
            '{' => next == Some('{'),
            '@' => next == Some('@'),
            '\\' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '\\' | '(' | '[' | '_')),
            '^' => next.is_some_and(|next| matches!(next, '{' | '(' | '*')),
            '_' if next.is_some_and(|next| matches!(next, '{' | '(' | '*')) => true,
            ':' => before.is_none_or(char::is_whitespace) && next == Some(':'),
            // Between these points stand the facts behind a text.
            '·' => before.is_none_or(char::is_whitespace),
            _ => self.emphasises(at, char, before, next),
        }
    }

    /// Whether it opens emphasis that is closed further on.
    fn emphasises(&self, at: usize, char: char, before: Option<char>, next: Option<char>) -> bool {
        let Some(last) = EMPHASIS.iter().position(|mark| *mark == char).and_then(|mark| self.last.get(mark)) else {
            return false;
        };
        let opens =
            before.is_none_or(|before| before.is_whitespace() || "-–—('\"{*/_=~+".contains(before) || before == MARK);
        opens && next.is_some_and(|next| !next.is_whitespace()) && last.is_some_and(|last| last > at)
    }

    /// `src_lang{…}` and `call_name(…)` run code.
    fn is_call(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        let ends = |word: &str| before.len().checked_sub(word.len()).and_then(|from| before.get(from..));
        ["src", "call"].iter().any(|word| ends(word).is_some_and(|end| end.eq_ignore_ascii_case(word)))
    }

    /// A word and a colon directly before something else may be a link, and links of Org may run code: `shell:`, `elisp:`.
    fn is_scheme(&self, at: usize, after: &str) -> bool {
        let letter = self.text.get(..at).and_then(|before| before.chars().next_back());
        letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '_'))
            && after.starts_with(|next: char| !next.is_whitespace() && next != ':')
            && !is_time(letter, after)
    }
}

/// `9:30`, which begins no link.
fn is_time(letter: Option<char>, after: &str) -> bool {
    letter.is_some_and(|letter| letter.is_ascii_digit()) && after.starts_with(|next: char| next.is_ascii_digit())
}

/// Adds a mark unless one stands there already, or comes with the text.
fn mark(org: &mut String, after: &str) {
    if !org.ends_with(MARK) && !after.starts_with(MARK) {
        org.push(MARK);
    }
}

/// Whether a text that comes first begins something: a list, a table, a block, a drawer, a comment, a task.
fn means_something_first(text: &str) -> bool {
    const WORDS: [&str; 8] = ["TODO", "DONE", "CANCELLED", "COMMENT", "CLOCK:", "DEADLINE:", "SCHEDULED:", "CLOSED:"];
    let Some(first) = text.chars().next() else { return false };
    // The last two begin what somebody goes on to say, and a count of votes.
    if matches!(first, '*' | '-' | '+' | '|' | '#' | ':' | '%' | '[' | '\\' | '…' | '0'..='9') {
        return true;
    }
    let word = text.split(' ').next().unwrap_or_default();
    let number = word.strip_suffix(['.', ')']).unwrap_or_default();
    let letter = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_alphabetic());
    letter || WORDS.contains(&word)
}
