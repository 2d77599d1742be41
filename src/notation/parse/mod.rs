//! From a typed line to what it means.
//!
//! It runs for each key, so that the composer can show what Enter would make of the line. Each way of reading says
//! whether the line is certainly its own; a line that is nobody's is a note. Not here: the spellings (`forms`), names
//! (`owners`, `roster`) and dates (`due`).

pub(super) mod action;
mod command;
pub(super) mod correction;
mod hint;
mod lead;
mod link;
mod parts;
mod people;
pub(super) mod priority;
mod speech;
mod vote;

use self::parts::Parts;
use super::forms::{Role, forms};
use super::line::{Context, Line, LineKind, Part};
use super::tickets::tickets_in;

/// A way of reading a trimmed line; none where the line is not certainly meant so.
type Way = fn(&str, &Context<'_>) -> Option<Line>;

/// The ways, in the order in which they are tried.
const WAYS: [Way; 11] = [
    verbatim,
    correction::read,
    command::verb,
    vote::read,
    lead::read,
    command::reference,
    action::before_owners,
    command::phrase,
    vote::after_names,
    link::bare,
    speech::read,
];

/// What a line means here and today. No character of the line is lost: its pieces are all of it, and no visible word is:
/// each is in the text, a name, the due date, an address or a mark.
pub fn parse(line: &str, context: &Context<'_>) -> Line {
    // What cannot be seen stands before nothing: a pasted line often begins so.
    let unseen = |sign: char| sign.is_whitespace() || matches!(sign, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{2060}');
    let source = line.trim_start_matches(unseen).trim();
    if source.is_empty() {
        return Line::default();
    }
    let mut read = WAYS.iter().find_map(|way| way(source, context)).unwrap_or_else(|| note(source, context));
    read.tickets = tickets_in(if read.becomes_its_text() { &read.text } else { source }, context.tickets);
    if let Some(number) = read.target {
        // The number of an action item is not a ticket of a tracker.
        read.tickets.retain(|key| !key.eq_ignore_ascii_case(&format!("action-{number}")));
    }
    source.clone_into(&mut read.source);
    read
}

/// A backslash takes what follows as it stands.
fn verbatim(source: &str, _: &Context<'_>) -> Option<Line> {
    let signs = forms().iter().filter_map(|form| if let Role::Literal(sign) = form.role { Some(sign) } else { None });
    let rest = signs.filter_map(|sign| source.strip_prefix(sign)).find(|rest| !rest.trim().is_empty())?;
    Some(Parts::new(source).to(source.len() - rest.len(), Part::Escape).line(LineKind::Note))
}

fn note(source: &str, context: &Context<'_>) -> Line {
    Line { hint: hint::hint(source, context), ..Parts::new(source).line(LineKind::Note) }
}

#[cfg(test)]
mod tests;
