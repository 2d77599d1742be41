//! What a line begins with: a mark, a word before a colon, a tag.
//!
//! Scribes write them in any case, in bold, behind a bullet and with any kind of space and colon.
//! Not here: what becomes of the text after it (`parse`).

use std::ops::Range;

use super::{Form, Gives, Role, forms};
use crate::notation::line::LineKind;

/// A form that a line begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::notation) struct Led {
    /// What it gives.
    pub(in crate::notation) gives: Gives,
    /// What the form is to the reader.
    pub(in crate::notation) role: Role,
    /// Where the text after it begins; there may be none.
    pub(in crate::notation) body: usize,
    /// The names in brackets after the word: `ACTION(Ann): …`.
    pub(in crate::notation) names: Option<Range<usize>>,
}

/// Every form that a trimmed line begins with, in the table's order.
pub(in crate::notation) fn leads(line: &str) -> impl Iterator<Item = Led> + '_ {
    forms().iter().filter_map(|form| led(form, line))
}

/// The kind of a trimmed line and its text without the mark; a mark with nothing after it is text.
pub(in crate::notation) fn lead(line: &str) -> (LineKind, &str) {
    let found = leads(line).find_map(|led| {
        let Gives::Kind(kind) = led.gives else { return None };
        line.get(led.body..).filter(|body| !body.is_empty()).map(|body| (kind, body))
    });
    found.unwrap_or((LineKind::Note, line))
}

fn led(form: &Form, line: &str) -> Option<Led> {
    let (gives, rest, names) = match form.role {
        Role::Mark(mark, gives) => {
            (gives, line.strip_prefix(mark).filter(|rest| !rest.starts_with(makes_no_mark))?, None)
        }
        Role::Word(word, gives) => {
            let (rest, names) = after_word(line, word)?;
            (gives, rest, names)
        }
        Role::Tag(tag, gives) => (gives, after_tag(line, tag)?, None),
        Role::Alone(word, gives) => (gives, (line == word).then_some("")?, None),
        _ => return None,
    };
    Some(Led { gives, role: form.role, body: line.len() - rest.trim_start().len(), names })
}

/// `!=`, `==`, `?!`, `=>`, `![` mean something else; a name, a quotation or a bracket may follow a mark at once.
fn makes_no_mark(next: char) -> bool {
    next.is_ascii_punctuation() && !matches!(next, '@' | '\\' | '"' | '\'' | '(' | '$')
}

/// What follows `WORD:`, `**Word:**`, `- word：`, `WORD(names):` or, in capitals, `WORD - `; and the names in brackets.
fn after_word<'a>(line: &'a str, word: &str) -> Option<(&'a str, Option<Range<usize>>)> {
    let begin = line.len() - unmarked(line).len();
    let plain = line.get(begin..)?.trim_start_matches(['*', '_']);
    let emphatic = plain.len() + begin < line.len();
    let said = spelled(plain, word)?;
    let capitals = !plain.get(..plain.len() - said.len())?.contains(char::is_lowercase);
    let rest = if emphatic { emphasis(said) } else { said }.trim_start();
    let (rest, names) = match in_brackets(rest) {
        Some((inside, after)) => {
            let from = line.len() - rest.len() + rest.find(inside)?;
            (after.trim_start(), Some(from..from + inside.len()))
        }
        None => (rest, None),
    };
    let body = match rest.strip_prefix([':', '：', '﹕']) {
        // A path of a program and an address have colons too.
        Some(body) if !body.starts_with([':', '/']) => body,
        _ if capitals && names.is_none() => after_dash(rest, said.len() > rest.len())?,
        _ => return None,
    };
    Some((if emphatic { emphasis(body) } else { body }, names))
}

/// The line without its bullet or number: `- `, `2. `, `2) `.
fn unmarked(line: &str) -> &str {
    let digits = line.len() - line.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let number = || line.get(digits..).filter(|_| (1..=2).contains(&digits))?.strip_prefix(['.', ')']);
    let after = line.strip_prefix(['-', '*', '+', '•']).or_else(number);
    after.filter(|rest| rest.starts_with(char::is_whitespace)).map_or(line, str::trim_start)
}

/// The text without the signs of bold or italics before it.
pub(in crate::notation) fn emphasis(text: &str) -> &str {
    let closed = text.trim_start_matches(['*', '_']);
    if text.len() - closed.len() <= 3 { closed } else { text }
}

fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let (open, close) = [('(', ')'), ('[', ']'), ('（', '）')].into_iter().find(|(open, _)| text.starts_with(*open))?;
    let (inside, after) = text.strip_prefix(open)?.split_once(close)?;
    (!inside.trim().is_empty()).then_some((inside, after))
}

fn after_dash(rest: &str, spaced: bool) -> Option<&str> {
    if let Some(body) = rest.strip_prefix(['—', '–']) {
        return Some(body);
    }
    let body = rest.strip_prefix("--").or_else(|| rest.strip_prefix('-'))?;
    (spaced && body.starts_with(char::is_whitespace)).then_some(body)
}

/// What follows a tag, which a space or a colon ends; a plus sign ends one by itself.
fn after_tag<'a>(line: &'a str, tag: &str) -> Option<&'a str> {
    let rest = spelled(line, tag)?;
    if tag.starts_with(['#', '^'])
        && let Some(body) = rest.strip_prefix([':', '：'])
    {
        return Some(body);
    }
    // `present+Ann`, but not `Q+A`.
    let ends = |next: char| next.is_whitespace() || tag.ends_with('+') && tag.len() > 2 && next.is_alphabetic();
    let mention = tag.ends_with(']') && rest.starts_with('@');
    (rest.is_empty() || rest.starts_with(ends) || mention).then_some(rest)
}

/// What follows a spelling at the text's beginning, in any case; each of its spaces stands for one or more.
pub(in crate::notation) fn spelled<'a>(text: &'a str, spelling: &str) -> Option<&'a str> {
    spelling.chars().try_fold(text, |text, wanted| {
        let mut rest = text.chars();
        let found = rest.next()?;
        match wanted {
            ' ' => found.is_whitespace().then(|| rest.as_str().trim_start()),
            wanted => found.eq_ignore_ascii_case(&wanted).then_some(rest.as_str()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_needs_something_after_it_and_no_second_sign() {
        for text in [
            "!",
            "=",
            "?",
            "\\",
            "ACTION:",
            "!!",
            "?? what",
            "!= 3",
            "== x",
            "?!",
            "=> so",
            "![a](b)",
            "ACTIONS: x",
            "action::run x",
            "todo://x",
            "Action - x",
            "[](x)",
            "#actions x",
            "(ACTION: x)",
        ] {
            assert_eq!(lead(text), (LineKind::Note, text));
        }
        assert_eq!(lead("!important"), (LineKind::Action, "important"));
        assert_eq!(lead("!@bo asks"), (LineKind::Action, "@bo asks"));
        assert_eq!(lead("! = x"), (LineKind::Action, "= x"));
    }

    #[test]
    fn a_word_is_known_in_any_dress() {
        for line in [
            "ACTION: x",
            "action : x",
            "Action：x",
            "ACTION\u{a0}ITEM\u{a0}:\u{a0}x",
            "**ACTION:** x",
            "*Action*: x",
            "__ACTION__ : x",
            "- ACTION: x",
            "* Todo: x",
            "• AI: x",
            "ACTION - x",
            "ACTION — x",
            "AI – x",
            "TODO -- x",
            "#action: x",
            "#ACTION  x",
            "- [ ] x",
            "*  [ ]  x",
            "[] x",
        ] {
            assert_eq!(lead(line), (LineKind::Action, "x"), "{line}");
        }
        let led = leads("ACTION (Ann, Bo): x").next().unwrap();
        assert_eq!((led.names, led.body), (Some(8..15), 18));
    }
}
