//! How an entry reads as a line of the outline: its sign, its words and what is set apart in them.
//!
//! The same words are measured for scrolling and drawn, so they are made in one place. Not here: colours.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::meeting::{Entry, Kind, Status};
use crate::text;

/// Cells that one level of depth is worth.
pub const INDENT: usize = 2;

/// An entry as words.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    /// The sign before it: kind, and for an action item its box and number. Ends with a blank.
    pub sign: Cow<'static, str>,
    /// Owners, text, due date.
    pub text: Cow<'a, str>,
    /// The owners in `text`.
    pub owners: Range<usize>,
    /// The due date in `text`.
    pub due: Range<usize>,
}

/// The words of an entry.
pub fn words(entry: &Entry) -> Words<'_> {
    let Some(item) = entry.as_action() else {
        let text = text::one_line_for_terminal(&entry.text);
        let end = text.len();
        return Words { sign: sign(entry).into(), text, owners: 0..0, due: end..end };
    };
    let mut text = String::new();
    // An owner named in the text itself is not said twice.
    let before: Vec<_> = item.owners.iter().filter(|owner| !mentions(&entry.text, owner)).map(String::as_str).collect();
    if item.owners.is_empty() {
        text.push_str("no owner");
    }
    text.push_str(&before.join(", "));
    let owners = 0..text.len();
    if !text.is_empty() {
        text.push_str("  ");
    }
    text.push_str(&entry.text);
    let from = text.len();
    if let Some(due) = item.due {
        text.extend([" · due ", &short_date(due)]);
    }
    let due = from..text.len();
    let text = match text::one_line_for_terminal(&text) {
        // What was made safe has other offsets: nothing is set apart in it.
        Cow::Owned(safe) if safe != text => {
            return Words {
                sign: action_sign(item.status, item.number).into(),
                text: Cow::Owned(safe),
                owners: 0..0,
                due: 0..0,
            };
        }
        _ => Cow::Owned(text),
    };
    Words { sign: action_sign(item.status, item.number).into(), text, owners, due }
}

/// `Fri 29 Nov`.
pub fn short_date(date: NaiveDate) -> String {
    format!("{} {} {}", date.format("%a"), date.day(), date.format("%b"))
}

/// The sign of an action item: `☐ 3 `.
fn action_sign(status: Status, number: u32) -> String {
    let tick = match status {
        Status::Open => '☐',
        Status::Done => '☑',
        Status::Dropped => '☒',
    };
    format!("{tick} {number} ")
}

fn sign(entry: &Entry) -> &'static str {
    match (entry.kind, entry.depth) {
        (Kind::Decision, _) => "◆ ",
        (Kind::Question, _) => "? ",
        (Kind::Action, _) => "☐ ",
        (Kind::Note, 0) => "• ",
        (Kind::Note, 1) => "◦ ",
        (Kind::Note, _) => "▪ ",
    }
}

fn mentions(text: &str, owner: &str) -> bool {
    text.match_indices('@').any(|(at, _)| {
        text[at + 1..].get(..owner.len()).is_some_and(|after| after.to_lowercase() == owner.to_lowercase())
    })
}

/// Cells before the text of an entry.
pub fn indent(entry: &Entry, sign: &str, width: usize) -> usize {
    // On a narrow pane depth yields to text.
    (usize::from(entry.depth) * INDENT).min(width / 3) + text::width(sign)
}

/// Rows that an entry takes in a pane of that width.
pub fn rows(entry: &Entry, width: usize) -> usize {
    let words = words(entry);
    let room = width.saturating_sub(indent(entry, &words.sign, width)).max(1);
    text::rows(&words.text, room, room)
}
