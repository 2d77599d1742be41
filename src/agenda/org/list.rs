//! The lines of an Org text as items of nested lists and as other lines.
//!
//! Not here: marks within a line.

use super::outline::Line;

/// A part of a text.
#[derive(Debug)]
pub(super) enum Part<'a> {
    Item(Item<'a>),
    /// A line of a paragraph, a table or a block; blank ones too.
    Text(Line<'a>),
}

/// An item of a list.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// Levels below the outermost, counted by indents.
    pub(super) depth: usize,
    /// A box before it: a blank, `X` or `-`.
    pub(super) checkbox: Option<char>,
    /// Its text; further lines follow after a space.
    pub(super) text: std::borrow::Cow<'a, str>,
}

/// The parts of these lines.
pub(super) fn parts<'a>(lines: &[Line<'a>]) -> Vec<Part<'a>> {
    let mut parts: Vec<Part> = Vec::new();
    // The indents of the bullets that are open.
    let mut open: Vec<usize> = Vec::new();
    for line in lines {
        let indent = line.text.len() - line.text.trim_start().len();
        let rest = line.text.get(indent..).unwrap_or_default();
        if let Some(rest) = after_bullet(rest, indent) {
            open.retain(|bullet| *bullet < indent);
            let (checkbox, text) = checkbox(rest);
            parts.push(Part::Item(Item { depth: open.len(), checkbox, text: text.trim_end().into() }));
            open.push(indent);
            continue;
        }
        let within = open.last().is_some_and(|bullet| indent > *bullet) && !rest.is_empty();
        match parts.last_mut() {
            Some(Part::Item(item)) if within => {
                let text = item.text.to_mut();
                text.push(' ');
                text.push_str(rest.trim_end());
            }
            _ => {
                open.clear();
                parts.push(Part::Text(*line));
            }
        }
    }
    parts
}

/// What stands behind `- `, `+ `, `1. `, `1) `, and within a line `* `.
fn after_bullet(line: &str, indent: usize) -> Option<&str> {
    let digits = line.len() - line.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let mark = line.get(digits..)?.chars().next()?;
    let is_bullet = match mark {
        '-' | '+' => digits == 0,
        '*' => digits == 0 && indent > 0,
        '.' | ')' => digits > 0,
        _ => false,
    };
    let rest = line.get(digits + mark.len_utf8()..)?;
    (is_bullet && (rest.is_empty() || rest.starts_with(' '))).then(|| rest.trim_start())
}

fn checkbox(text: &str) -> (Option<char>, &str) {
    let inner = text.strip_prefix('[').and_then(|rest| {
        let mark = rest.chars().next().filter(|mark| matches!(mark, ' ' | 'X' | 'x' | '-'))?;
        Some((mark.to_ascii_uppercase(), rest.get(1..)?.strip_prefix(']')?))
    });
    match inner.filter(|(_, rest)| rest.is_empty() || rest.starts_with(' ')) {
        Some((mark, rest)) => (Some(mark), rest.trim_start()),
        None => (None, text),
    }
}
