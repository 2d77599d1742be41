//! How an entry reads as a line of the outline: its sign, its words and what is set apart in them.
//!
//! The same words are measured for scrolling and drawn, so they are made in one place. Not here: colours.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use crate::meeting::{Ballot, Choice, Entry, Kind, Rival, Slot, Status, Tally, WriterId};
use crate::text;
use crate::words::{Day, day, near_day, say};

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
        if writer == self.own {
            say("entry-yours")
        } else {
            self.names.get(&writer).map_or(say("entry-anothers"), String::as_str)
        }
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
    /// Owners or speaker, text, and what is not in it: due date, author and the like.
    pub text: Cow<'a, str>,
    /// Who stands first in `text`: the owners, or who speaks.
    pub owners: Range<usize>,
    /// What stands at the end of `text` and is no part of what was said: the count of a vote, the due date, the author.
    pub behind: Range<usize>,
}

/// The words of an entry; how the vote on it stands is counted from its slot (see [`tally`]).
pub fn words<'a>(entry: &'a Entry, tally: Option<Tally>, hands: &Hands<'_>) -> Words<'a> {
    let before = names(entry);
    let behind = behind(entry, tally, hands);
    let sign = match entry.as_action() {
        Some(item) => action_sign(item.status, item.number).into(),
        None => sign(entry).into(),
    };
    if before.is_empty() && behind.is_empty() && !matches!(entry.kind, Kind::Vote | Kind::Speech) {
        let text = text::one_line_for_terminal(&entry.text);
        return Words { sign, owners: 0..0, behind: text.len()..text.len(), text };
    }
    let owners = 0..before.len();
    let mut text = before;
    if !text.is_empty() {
        text.push_str(if entry.kind == Kind::Speech { " " } else { "  " });
    }
    match (entry.kind, &entry.speaker) {
        (Kind::Vote, _) => text.push_str(&ballots(entry)),
        (Kind::Speech, None) => text.extend(["… ", &entry.text]),
        _ => text.push_str(&entry.text),
    }
    let from = text.len();
    text.push_str(&behind);
    match text::one_line_for_terminal(&text) {
        // What was made safe has other offsets: nothing is set apart in it.
        Cow::Owned(safe) if safe != text => Words { sign, text: Cow::Owned(safe), owners: 0..0, behind: 0..0 },
        _ => Words { sign, owners, behind: from..text.len(), text: Cow::Owned(text) },
    }
}

/// `Fri 29 Nov`.
pub fn short_date(date: NaiveDate) -> String {
    day(date, Day::Weekday)
}

/// How the vote on an entry of a slot stands; none where nothing was put to the vote.
pub fn tally(slot: &Slot, index: usize) -> Option<Tally> {
    let entry = slot.entries.get(index)?;
    matches!(entry.kind, Kind::Proposal | Kind::Decision).then(|| slot.tally_at(index)).flatten()
}

/// Who stands before the text: the owners of an action item, who speaks.
fn names(entry: &Entry) -> String {
    if let Some(speaker) = entry.speaker.as_ref().filter(|_| entry.kind == Kind::Speech) {
        return format!("{speaker}:");
    }
    let Some(item) = entry.as_action() else { return String::new() };
    if item.owners.is_empty() {
        return say("entry-no-owner").to_owned();
    }
    // An owner named in the text itself is not said twice.
    let before: Vec<_> = item.owners.iter().filter(|owner| !mentions(&entry.text, owner)).map(String::as_str).collect();
    before.join(", ")
}

/// What stands behind the text and was not said in it: the count of a vote, where a link leads, priority, due date,
/// author.
fn behind(entry: &Entry, tally: Option<Tally>, hands: &Hands<'_>) -> String {
    let item = entry.as_action();
    let said = |priority: u8| {
        let word = format!("p{priority}");
        entry.text.split(|c: char| !c.is_alphanumeric()).any(|part| part.eq_ignore_ascii_case(&word))
    };
    let parts = [
        tally.map(tally_in_words),
        entry.link.clone().filter(|link| entry.kind == Kind::Link && *link != entry.text),
        item.and_then(|item| item.priority).filter(|priority| !said(*priority)).map(|priority| format!("p{priority}")),
        item.and_then(|item| item.due).map(|due| say!("entry-due", day = near_day(due, entry.at.date_naive()))),
        hands.short(entry.by).map(str::to_owned),
    ];
    parts.into_iter().flatten().fold(String::new(), |behind, part| behind + " · " + &part)
}

/// `3 for, 1 against`.
pub fn tally_in_words(tally: Tally) -> String {
    let said = [
        (tally.for_it > 0).then(|| say!("entry-for", count = tally.for_it)),
        (tally.against > 0).then(|| say!("entry-against", count = tally.against)),
        (tally.abstain > 0).then(|| say!("entry-abstaining", count = tally.abstain)),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `+1 Ann Lee, Bo Chen; −1 · 2 — with the change`: how who voted, and what was said with it.
fn ballots(entry: &Entry) -> String {
    let ballot = |ballot: &Ballot| {
        let choice = match ballot.choice {
            Choice::For => "+1",
            Choice::Against => "−1",
            Choice::Abstain => "0",
        };
        let names = ballot.voters.join(", ");
        match (names.is_empty(), ballot.others) {
            (true, 0 | 1) => choice.to_owned(),
            (true, others) => format!("{choice} × {others}"),
            (false, 0) => format!("{choice} {names}"),
            (false, others) => format!("{choice} {}", say!("entry-and-more", names = names, others = others)),
        }
    };
    let mut said = entry.votes.iter().map(ballot).collect::<Vec<_>>().join("; ");
    if !entry.text.is_empty() {
        said.extend([if said.is_empty() { "" } else { " — " }, &entry.text]);
    }
    said
}

/// `13:12`, `1:02:03`: time on a clock.
pub fn clock(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `15 min`, `1 h 05`: a length of time as people say it.
pub fn duration(minutes: i64) -> String {
    let minutes = minutes.max(0);
    if minutes >= 60 { format!("{} h {:02}", minutes / 60, minutes % 60) } else { format!("{minutes} min") }
}

/// The sign of an action item: `☐ 3 `.
fn action_sign(status: Status, number: u32) -> String {
    format!("{} {number} ", tick(status))
}

/// Stands behind the number of an action item that an earlier meeting noted.
pub const CARRIED: &str = "↩";

/// How an action item stands, as a box.
pub fn tick(status: Status) -> char {
    match status {
        Status::Open => '☐',
        Status::Done => '☑',
        Status::Dropped => '☒',
    }
}

fn sign(entry: &Entry) -> &'static str {
    match (entry.kind, entry.depth) {
        (Kind::Note, 1) => "◦ ",
        (Kind::Note, 2..) => "▪ ",
        (kind, _) => kind_sign(kind),
    }
}

/// The sign of a kind, with a blank behind it; of a note one on the outermost level.
pub fn kind_sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Decision => "◆ ",
        Kind::Question => "? ",
        Kind::Action => "☐ ",
        Kind::Proposal => "◇ ",
        Kind::Vote => "· ",
        Kind::Idea => "✧ ",
        Kind::Info => "i ",
        Kind::Link => "→ ",
        Kind::Speech => "” ",
        Kind::Subtopic => "§ ",
        Kind::Note => "• ",
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
pub fn rows(entry: &Entry, tally: Option<Tally>, hands: &Hands<'_>, width: usize) -> usize {
    let words = words(entry, tally, hands);
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
