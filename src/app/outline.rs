//! How an entry reads as a line of the outline: its sign, its words and what is set apart in them.
//!
//! The same words are measured for scrolling and drawn, so they are made in one place. Not here: colours.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::meeting::{Entry, Kind, Rival, Status, WriterId};
use crate::text;

/// Cells that one level of depth is worth.
pub const INDENT: usize = 2;

/// Who writes in the meeting: the entries of others say by whom they are.
#[derive(Clone, Copy, Debug)]
pub struct Hands<'a> {
    /// Whose screen this is.
    pub own: WriterId,
    /// The names of the others, and perhaps this one's.
    pub names: &'a BTreeMap<WriterId, String>,
}

impl<'a> Hands<'a> {
    /// The whole name of another person; none for this one, also at another machine, and for one whose name is not
    /// known.
    pub fn name(&self, writer: WriterId) -> Option<&'a str> {
        if writer == self.own {
            return None;
        }
        let name = self.names.get(&writer)?;
        (self.names.get(&self.own) != Some(name)).then_some(name.as_str())
    }

    /// As much of the name as tells the others apart: the first, or the whole.
    pub fn short(&self, writer: WriterId) -> Option<&'a str> {
        let name = self.name(writer)?;
        let first = first_name(name);
        let alone = self.names.values().all(|other| other == name || first_name(other) != first);
        Some(if alone { first } else { name })
    }

    /// Whose a text is, this scribe's too.
    pub fn whose(&self, writer: WriterId) -> &'a str {
        if writer == self.own { "yours" } else { self.names.get(&writer).map_or("another scribe's", String::as_str) }
    }
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// An entry as words.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    /// The sign before it: kind, and for an action item its box and number. Ends with a blank.
    pub sign: Cow<'static, str>,
    /// Owners, text, due date, author.
    pub text: Cow<'a, str>,
    /// The owners in `text`.
    pub owners: Range<usize>,
    /// What stands at the end of `text` and is no part of what was said: the due date, the author.
    pub behind: Range<usize>,
}

/// The words of an entry.
pub fn words<'a>(entry: &'a Entry, hands: &Hands<'_>) -> Words<'a> {
    let author = hands.short(entry.by);
    let Some(item) = entry.as_action() else {
        let said = text::one_line_for_terminal(&entry.text);
        let end = said.len();
        let text = match author {
            None => said,
            Some(author) => Cow::Owned(format!("{said} · {}", text::one_line_for_terminal(author))),
        };
        let behind = end..text.len();
        return Words { sign: sign(entry).into(), text, owners: 0..0, behind };
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
    if let Some(author) = author {
        text.extend([" · ", author]);
    }
    let behind = from..text.len();
    let text = match text::one_line_for_terminal(&text) {
        // What was made safe has other offsets: nothing is set apart in it.
        Cow::Owned(safe) if safe != text => {
            return Words {
                sign: action_sign(item.status, item.number).into(),
                text: Cow::Owned(safe),
                owners: 0..0,
                behind: 0..0,
            };
        }
        _ => Cow::Owned(text),
    };
    Words { sign: action_sign(item.status, item.number).into(), text, owners, behind }
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
        (Kind::Proposal, _) => "◇ ",
        (Kind::Vote, _) => "± ",
        (Kind::Idea, _) => "✧ ",
        (Kind::Info, _) => "ℹ ",
        (Kind::Link, _) => "↗ ",
        (Kind::Speech, _) => "” ",
        (Kind::Subtopic, _) => "§ ",
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

/// Rows that an entry takes in a pane of that width, the other texts of it among them.
pub fn rows(entry: &Entry, hands: &Hands<'_>, width: usize) -> usize {
    let words = words(entry, hands);
    let indent = indent(entry, &words.sign, width);
    let room = width.saturating_sub(indent).max(1);
    let rivals = entry.rivals.iter().map(|rival| rival_rows(rival, hands, room).len());
    text::rows(&words.text, room, room) + rivals.sum::<usize>()
}

/// The rows of another text of an entry, where there is that much room for it: `≠ the other text · Bo`.
pub fn rival_rows(rival: &Rival, hands: &Hands<'_>, room: usize) -> Vec<String> {
    let writer = rival.version.writer;
    let whole = format!("≠ {} · {}", rival.text, hands.short(writer).unwrap_or_else(|| hands.whose(writer)));
    let safe = text::one_line_for_terminal(&whole);
    text::wrap(&safe, room, room).into_iter().map(|range| safe[range].trim_end().to_owned()).collect()
}
