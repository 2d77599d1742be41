//! Marks within a line of Org, on their way to the plan's Markdown or to a plain text.
//!
//! Not here: where a line stands.

use super::super::recorded::is_ticket;
use super::super::source::near;

/// What keeps a mark from its meaning in Org; where it is part of a text, it stands twice.
pub(super) const MARK: char = '\u{200b}';

/// What a line is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Into {
    /// A line of an agenda: links as Markdown has them.
    Planned,
    /// A line that somebody said: links by what is shown.
    Said,
}

/// The value of a property that our own export wrote, as it was.
pub(super) fn property(value: &str) -> String {
    let parts = value.split("\u{200b}\u{200b}").map(|part| part.replace(MARK, ""));
    parts.collect::<Vec<_>>().join("\u{200b}")
}

/// A line that our own export wrote, as it was.
pub(super) fn unescaped(text: &str, into: Into) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, shown) = match first {
            MARK if rest.get(first.len_utf8()..).is_some_and(|rest| rest.starts_with(MARK)) => {
                (2 * first.len_utf8(), MARK.to_string())
            }
            MARK => (first.len_utf8(), String::new()),
            '\\' => match ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
                Some((entity, char)) => (entity.len(), char.to_string()),
                None => (1, first.to_string()),
            },
            '[' => match link(rest) {
                Some(link) => (link.length, link.written(into)),
                None => (1, first.to_string()),
            },
            _ => (first.len_utf8(), first.to_string()),
        };
        out.push_str(&shown);
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

const ENTITIES: [(&str, char); 3] = [("\\dollar{}", '$'), ("\\ast{}", '*'), ("\\vert{}", '|')];

/// `[[target][name]]`.
pub(super) struct Link<'a> {
    pub(super) target: &'a str,
    /// What is shown; none: its target.
    name: Option<&'a str>,
    /// Its bytes.
    pub(super) length: usize,
}

/// Bytes in the longest link, which no address and no name exceed.
const LONGEST_LINK: usize = 1 << 10;

/// The link that a text begins with.
pub(super) fn link(text: &str) -> Option<Link<'_>> {
    // A line of brackets is not searched to its end from each of them.
    let inner = near(text, LONGEST_LINK).strip_prefix("[[")?;
    let target = inner.get(..inner.find([']', '\n'])?)?;
    let rest = inner.get(target.len()..)?;
    if target.is_empty() {
        return None;
    }
    if rest.starts_with("]]") {
        return Some(Link { target, name: None, length: target.len() + "[[]]".len() });
    }
    let name = rest.strip_prefix("][")?;
    let name = name.get(..name.find("]]")?)?;
    Some(Link { target, name: Some(name), length: target.len() + name.len() + "[[][]]".len() })
}

impl Link<'_> {
    /// What is shown.
    pub(super) fn shown(&self) -> String {
        self.name.map_or_else(|| self.target.to_owned(), |name| unescaped(name, Into::Said))
    }

    fn written(&self, into: Into) -> String {
        let shown = self.shown();
        let same = shown == self.target || is_ticket(&shown, self.target) || shown.contains("://");
        if into == Into::Said || same { shown } else { format!("[{shown}]({})", self.target) }
    }
}

/// A line that people wrote in Org, as Markdown: links, emphasis, code.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let (length, shown) = match first {
            '[' => match link(rest) {
                Some(link) => (link.length, link.written(Into::Planned)),
                None => (1, "[".to_owned()),
            },
            '*' | '/' | '=' | '~' | '+' => match emphasis(rest, first, before) {
                Some((inner, mark)) => (inner.len() + 2, format!("{mark}{inner}{mark}")),
                None => (1, first.to_string()),
            },
            MARK => (first.len_utf8(), String::new()),
            _ => (first.len_utf8(), first.to_string()),
        };
        out.push_str(&shown);
        before = rest.get(..length).and_then(|taken| taken.chars().next_back());
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// How far emphasis goes at most: a line of marks is not searched to its end from each of them.
const LONGEST: usize = 400;

/// What stands between two of the same marks, and Markdown's mark for it.
fn emphasis(text: &str, mark: char, before: Option<char>) -> Option<(&str, &'static str)> {
    let opens = before.is_none_or(|char| char.is_whitespace() || "-('\"{".contains(char));
    let inner = text.strip_prefix(mark).filter(|inner| opens && !inner.starts_with(char::is_whitespace))?;
    let near = near(inner, LONGEST);
    let closes = |(at, _): &(usize, &str)| {
        let ends = near.get(..*at).is_some_and(|inner| !inner.is_empty() && !inner.ends_with(char::is_whitespace));
        let after = inner.get(at + mark.len_utf8()..).and_then(|after| after.chars().next());
        ends && after.is_none_or(|char| char.is_whitespace() || "-.,:!?;'\")}[".contains(char))
    };
    let (end, _) = near.match_indices(mark).find(closes)?;
    let marks = match mark {
        '*' => "**",
        '/' => "*",
        '+' => "~~",
        _ => "`",
    };
    Some((inner.get(..end)?, marks))
}
