//! What a file says beside its plan: what was said in its slots, and when they were held.
//!
//! Minutes of ours, or a page that a team keeps by hand, hold both; the next meeting wants the plan of the one and the action
//! items of the other. Not here: the readers.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Reading;
use super::markdown::DEEPEST;
use super::sayable::without_controls;
use crate::meeting::{Agenda, Ballot, Content, Kind, Person, Status, TalkingPoint};
use crate::notation::{Context, Roster, print};

use super::days::FoundDay;

/// What a file says about one slot of its plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToldSlot {
    /// Which day of the agenda, from 0.
    pub day: usize,
    /// Which slot of that day, from 0.
    pub slot: usize,
    /// When it was first taken up.
    pub started: Option<DateTime<FixedOffset>>,
    /// When it was over.
    pub ended: Option<DateTime<FixedOffset>>,
    /// What was said, in reading order.
    pub entries: Vec<ToldEntry>,
}

impl ToldSlot {
    /// What was found in the slots of these days, in their order; it is taken from them.
    pub(super) fn of(days: &mut [FoundDay]) -> Vec<Self> {
        let mut told = Vec::new();
        for (day, found) in days.iter_mut().enumerate() {
            let mut by_slot: Vec<(usize, Vec<ToldEntry>)> = std::mem::take(&mut found.told);
            by_slot.sort_by_key(|(slot, _)| *slot);
            for (slot, entries) in by_slot {
                match told.last_mut() {
                    Some(Self { day: last_day, slot: last, entries: said, .. })
                        if (*last_day, *last) == (day, slot) =>
                    {
                        said.extend(entries);
                    }
                    _ => told.push(Self { day, slot, entries, ..Self::default() }),
                }
            }
        }
        told
    }
}

/// A line of what was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToldEntry {
    /// Levels below the outermost; at most one more than the entry above has.
    pub depth: u16,
    /// What it is.
    pub kind: Kind,
    /// Its text, on one line; of an action item, without its owners and its due date.
    pub text: String,
    /// Of an action item: its number, where the file has one.
    pub number: Option<u32>,
    /// Of an action item: who has to do it.
    pub owners: Vec<String>,
    /// Of an action item: when it is due.
    pub due: Option<NaiveDate>,
    /// Of an action item: open, done or dropped.
    pub status: Status,
    /// Of an action item: how urgent it is, 1 the most.
    pub priority: Option<u8>,
    /// Of speech: who said it.
    pub speaker: Option<String>,
    /// Of votes: whose.
    pub votes: Vec<Ballot>,
    /// Of a link: where it leads.
    pub link: Option<String>,
}

/// What stands above the lines that were told, among the talking points of their slot.
const NOTES: &str = "Noted earlier";

impl Reading {
    /// The plan with all that was told in it: each slot's lines stand below a talking point `Noted earlier`, so that an agenda file
    /// can carry them. They have the notation's words, not its signs, as they stand in minutes that are sent. Done action items have a tick in front, dropped ones say so, and the point says when the
    /// slot was held.
    pub fn into_agenda(self) -> Agenda {
        let Self { mut agenda, told, .. } = self;
        let roster = Roster::new(&people(&agenda, &told), &agenda.groups);
        let tickets = agenda.head.tickets.clone();
        for told in &told {
            let Some(day) = agenda.days.get_mut(told.day) else { continue };
            let today = day.date.unwrap_or_default();
            let Some(slot) = day.slots.get_mut(told.slot) else { continue };
            let context = Context { roster: &roster, tickets: &tickets, today, next_meeting: None, verbs: &[] };
            let lines = told.entries.iter().map(|entry| (usize::from(entry.depth), line(entry, &context)));
            let point = TalkingPoint { text: held(told), children: nested(lines) };
            if !point.children.is_empty() || point.text != NOTES {
                slot.topics.push(point);
            }
        }
        agenda
    }
}

/// The people of the agenda and all who own something: a person reads the lines, and knows who is meant.
fn people(agenda: &Agenda, told: &[ToldSlot]) -> Vec<Person> {
    let owners: BTreeSet<&String> =
        told.iter().flat_map(|told| &told.entries).flat_map(|entry| &entry.owners).collect();
    let person = |name: &String| Person { name: name.clone(), ..Person::default() };
    agenda.people.iter().cloned().chain(owners.into_iter().map(person)).collect()
}

/// `Noted earlier`, and when the slot was held.
fn held(told: &ToldSlot) -> String {
    let shown = |at: DateTime<FixedOffset>| at.format("%H:%M");
    match (told.started, told.ended) {
        (Some(start), Some(end)) => format!("{NOTES} (held {}–{})", shown(start), shown(end)),
        (Some(start), None) => format!("{NOTES} (held from {})", shown(start)),
        _ => NOTES.to_owned(),
    }
}

/// A line as it would be typed, as Markdown that shows just that.
fn line(entry: &ToldEntry, context: &Context) -> String {
    let content = Content {
        kind: entry.kind,
        text: entry.text.clone(),
        owners: entry.owners.clone(),
        due: entry.due,
        priority: entry.priority,
        speaker: entry.speaker.clone(),
        votes: entry.votes.clone(),
        link: entry.link.clone(),
        ..Content::default()
    };
    let typed = in_words(&without_controls(&print(&content, context)).replace(['\n', '\t'], " "), entry.kind);
    let typed = match entry.status {
        _ if entry.kind != Kind::Action => typed,
        Status::Open => typed,
        Status::Done => format!("[x] {typed}"),
        Status::Dropped => format!("(dropped) {typed}"),
    };
    as_text(typed.trim())
}

/// The line with the word for the sign that it begins with.
fn in_words(typed: &str, kind: Kind) -> String {
    let (sign, word) = match kind {
        Kind::Action => ("! ", "Action: "),
        Kind::Decision => ("= ", "Decision: "),
        Kind::Question => ("? ", "Question: "),
        Kind::Proposal => ("PROPOSED: ", "Proposed: "),
        Kind::Idea => ("IDEA: ", "Idea: "),
        Kind::Info => ("INFO: ", "Info: "),
        _ => ("", ""),
    };
    typed.strip_prefix(sign).map_or_else(|| typed.to_owned(), |text| format!("{word}{text}"))
}

/// The text where a Markdown list has it: a sign that would open a block, or a comment, stands behind a backslash.
fn as_text(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    let begins = |signs: &[char]| rest.starts_with(signs);
    let text = text.replace("<!--", "\\<!--");
    if digits > 0 && begins(&['.', ')']) {
        let (number, rest) = text.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if digits == 0 && begins(&['#', '>', '-', '+', '*', '=', '~', '`', '|', '<', '_', ':']) && !text.starts_with("= ") {
        return format!("\\{text}");
    }
    text
}

/// Lines and their depths as a tree; what is deeper than the agenda's lists go stands beside the line above it.
fn nested(lines: impl Iterator<Item = (usize, String)>) -> Vec<TalkingPoint> {
    let mut open: Vec<TalkingPoint> = Vec::new();
    let mut roots = Vec::new();
    let close = |open: &mut Vec<TalkingPoint>, roots: &mut Vec<TalkingPoint>, depth: usize| {
        while open.len() > depth
            && let Some(done) = open.pop()
        {
            open.last_mut().map_or(&mut *roots, |above| &mut above.children).push(done);
        }
    };
    for (depth, text) in lines {
        // The point above them takes one level.
        close(&mut open, &mut roots, depth.min(DEEPEST - 2));
        open.push(TalkingPoint { text, children: Vec::new() });
    }
    close(&mut open, &mut roots, 0);
    roots
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{read, write};
    use super::*;

    fn told(entries: Vec<ToldEntry>) -> Reading {
        let text = "---\npeople: [Ann Lee, Bo Chen]\n---\n# 2026-03-02\n\n## 09:00 Budget\n- Prepared\n";
        let mut reading = read(text.as_bytes(), "Board").unwrap();
        let at = |time: &str| DateTime::parse_from_rfc3339(&format!("2026-03-02T{time}:00+00:00")).ok();
        reading.told = vec![ToldSlot { started: at("09:02"), ended: at("09:40"), entries, ..ToldSlot::default() }];
        reading
    }

    fn entry(depth: u16, kind: Kind, text: &str) -> ToldEntry {
        ToldEntry { depth, kind, text: text.to_owned(), ..ToldEntry::default() }
    }

    #[test]
    fn what_was_told_stands_below_its_slot_in_words_that_the_notation_knows_and_reads_back() {
        let due = NaiveDate::from_ymd_opt(2026, 3, 9);
        let owners = vec!["Bo Chen".to_owned()];
        let plan = ToldEntry { owners, due, status: Status::Done, ..entry(1, Kind::Action, "draft the plan") };
        let gone = ToldEntry { status: Status::Dropped, ..entry(1, Kind::Action, "move the crane") };
        let guest = ToldEntry { owners: vec!["Zoe Quist".to_owned()], ..entry(0, Kind::Action, "bring wine") };
        let lines = vec![entry(0, Kind::Note, "Two bids"), plan, gone, entry(0, Kind::Decision, "We buy"), guest];
        let agenda = told(lines).into_agenda();
        let written = write(&agenda);
        let wanted = "\
- Prepared
- Noted earlier (held 09:02–09:40)
  - Two bids
    - [x] Action: Bo Chen — draft the plan due 2026-03-09
    - (dropped) Action: move the crane
  - Decision: We buy
  - Action: Zoe Quist — bring wine
";
        assert!(written.ends_with(wanted), "{written}");
        assert_eq!(read(written.as_bytes(), "Board").unwrap().agenda, agenda);
        let roster = Roster::new(&agenda.people, &agenda.groups);
        let tickets = agenda.head.tickets.clone();
        let context =
            Context { roster: &roster, tickets: &tickets, today: due.unwrap(), next_meeting: None, verbs: &[] };
        let again = |line| crate::notation::parse(line, &context).content();
        let content = again("Action: Bo Chen — draft the plan due 2026-03-09");
        assert_eq!((content.kind, content.owners, content.due), (Kind::Action, vec!["Bo Chen".to_owned()], due));
        for (line, kind) in [
            ("Decision: We buy", Kind::Decision),
            ("Question: Who?", Kind::Question),
            ("Proposed: We buy", Kind::Proposal),
            ("Idea: A boat", Kind::Idea),
            ("Info: Closed", Kind::Info),
        ] {
            assert_eq!(again(line).kind, kind, "{line}");
        }
    }

    #[test]
    fn no_line_opens_a_block_of_its_own_or_hides() {
        for text in [
            "# a", "- a", "1. a", "12) a", "> a", "* a", "```", "<!-- a", "a <!-- b", "| a |", "---", "___", "<b>",
            "[x]: y", "+ a",
        ] {
            let agenda = told(vec![entry(0, Kind::Note, text), entry(0, Kind::Note, "after")]).into_agenda();
            let again = read(write(&agenda).as_bytes(), "Board").unwrap().agenda;
            assert_eq!(again, agenda, "{text}");
            assert_eq!(again.days[0].slots[0].topics[1].children.len(), 2, "{text}");
        }
    }

    #[test]
    fn lines_too_deep_for_a_list_stand_beside_the_one_above() {
        let lines = (0..60).map(|depth| entry(depth, Kind::Note, "deep")).collect();
        let agenda = told(lines).into_agenda();
        assert_eq!(read(write(&agenda).as_bytes(), "Board").unwrap().agenda, agenda);
    }
}
