//! The sheets that our own export writes, read back: of slots, of action items, of decisions.
//!
//! Their columns are known, so nothing is guessed: slots with what was planned and when each was held, or the lines of a list
//! below the slots in which they were said. Not here: sheets of others (see `grid`).

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone as _, Timelike as _};
use chrono_tz::Tz;
use csv::StringRecord;

use super::records::records;
use crate::agenda::days::MOST_SLOTS;
use crate::agenda::heading::UNTITLED;
use crate::agenda::recorded::also_written;
use crate::agenda::told::{ToldEntry, ToldSlot};
use crate::agenda::yaml::one_line;
use crate::meeting::{Agenda, Kind, PlannedDay, PlannedSlot, SlotKind, Status};

/// The columns by which a sheet of slots is known, in their order.
const SLOTS: [&str; 14] = [
    "day",
    "date",
    "slot",
    "kind",
    "chair",
    "requested by",
    "planned start",
    "planned minutes",
    "held start",
    "held end",
    "seconds",
    "outcome",
    "zone",
    "meeting",
];

/// The columns of a sheet of action items.
const ACTIONS: [&str; 12] =
    ["number", "text", "owners", "due", "status", "priority", "tickets", "slot", "day", "date", "meeting", "conflict"];

/// The columns of a sheet of decisions.
const DECISIONS: [&str; 6] = ["text", "slot", "day", "date", "meeting", "conflict"];

/// Whether a sheet begins with the columns of one of ours.
pub(super) fn is_ours(header: &StringRecord) -> bool {
    [&SLOTS[..], &ACTIONS, &DECISIONS].iter().any(|columns| has(header, columns))
}

fn has(header: &StringRecord, columns: &[&str]) -> bool {
    header.iter().map(str::trim).eq(columns.iter().copied())
}

/// A row by the names of its columns.
struct Row<'r> {
    columns: &'static [&'static str],
    cells: &'r StringRecord,
}

impl Row<'_> {
    /// A cell as it was before it was made harmless to spreadsheets.
    fn get(&self, name: &str) -> String {
        let nth = self.columns.iter().position(|column| *column == name);
        unguarded(&one_line(nth.and_then(|nth| self.cells.get(nth)).unwrap_or("")))
    }

    fn list(&self, name: &str) -> Vec<String> {
        self.get(name).split("; ").filter(|one| !one.is_empty()).map(str::to_owned).collect()
    }

    /// A title of a slot, never empty.
    fn slot_title(&self) -> String {
        Some(self.get("slot")).filter(|title| !title.is_empty()).unwrap_or_else(|| UNTITLED.to_owned())
    }

    fn moment(&self, name: &str, zone: Tz) -> Option<DateTime<FixedOffset>> {
        let text = self.get(name);
        if let Ok(moment) = DateTime::parse_from_rfc3339(&text) {
            return Some(moment.with_timezone(&zone).fixed_offset());
        }
        let local = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").ok()?;
        zone.from_local_datetime(&local).earliest().map(|moment| moment.fixed_offset())
    }

    fn slot(&self, zone: Tz) -> PlannedSlot {
        let start = self.moment("planned start", zone).map(|start| start.time());
        PlannedSlot {
            title: self.slot_title(),
            kind: SlotKind::from_word(&self.get("kind")),
            chair: self.list("chair"),
            requested_by: Some(self.get("requested by")).filter(|name| !name.is_empty()),
            start: start.and_then(|start| start.with_second(0)),
            minutes: self.get("planned minutes").parse().ok(),
            ..PlannedSlot::default()
        }
    }

    /// The line of a list: an action item where it has what belongs to one, else a decision.
    fn entry(&self) -> ToldEntry {
        let kind = if self.columns.contains(&"number") { Kind::Action } else { Kind::Decision };
        let status = self.get("status");
        let statuses = [Status::Open, Status::Done, Status::Dropped];
        let (text, tickets) = (self.get("text"), self.get("tickets"));
        // A sheet that somebody edited may name others; more than a line ever has are not looked for.
        let is_missing = |(nth, ticket): &(usize, &str)| *nth >= 64 || !text.contains(ticket);
        let missing = tickets.split_whitespace().enumerate().filter(is_missing).map(|(_, ticket)| ticket);
        let words: Vec<&str> = [text.as_str()].into_iter().chain(missing).collect();
        ToldEntry {
            kind,
            text: words.join(" "),
            number: self.get("number").parse().ok(),
            owners: self.list("owners"),
            due: self.get("due").parse().ok(),
            status: statuses.into_iter().find(|one| one.word() == status).unwrap_or_default(),
            priority: self.get("priority").parse().ok(),
            ..ToldEntry::default()
        }
    }
}

/// A cell without the `'` that keeps a spreadsheet from running it, at its beginning and behind its semicolons.
fn unguarded(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut is_risky = true;
    let mut rest = cell.chars().peekable();
    while let Some(char) = rest.next() {
        let guards = |next: &char| ['=', '+', '-', '@', '＝', '＋', '－', '＠'].contains(next);
        if is_risky && char == '\'' && rest.peek().is_some_and(guards) {
            continue;
        }
        out.push(char);
        is_risky = char == ';' || (is_risky && char == '"');
    }
    out
}

/// The agenda of such a sheet and what it tells; none where it is another.
pub(super) fn read(text: &str, separator: u8) -> Option<(Agenda, Vec<ToldSlot>)> {
    let mut rows = records(text, separator).map(|(_, record)| record);
    let header = rows.next()?;
    let is = |columns: &[&str]| has(&header, columns);
    let (agenda, told) = match () {
        () if is(&SLOTS) => slots(rows),
        () if is(&ACTIONS) => list(&ACTIONS, rows),
        () if is(&DECISIONS) => list(&DECISIONS, rows),
        () => return None,
    };
    (agenda.slot_count() > 0).then_some((agenda, told))
}

/// The slots, and when each was held.
fn slots(rows: impl Iterator<Item = StringRecord>) -> (Agenda, Vec<ToldSlot>) {
    let (mut agenda, mut told) = (Agenda::default(), Vec::new());
    let mut last = None;
    for cells in rows.take(MOST_SLOTS) {
        let row = Row { columns: &SLOTS, cells: &cells };
        let zone: Option<Tz> = row.get("zone").parse().ok();
        if agenda.head.title.is_empty() {
            agenda.head.title = row.get("meeting");
            agenda.head.timezone = zone.map(|zone| zone.name().to_owned());
        }
        let zone = zone.unwrap_or(Tz::UTC);
        if last.as_ref() != Some(&row.get("day")) {
            last = Some(row.get("day"));
            agenda.days.push(PlannedDay { date: row.get("date").parse().ok(), ..PlannedDay::default() });
        }
        let nth = agenda.days.len() - 1;
        let Some(day) = agenda.days.last_mut() else { continue };
        let (started, ended) = (row.moment("held start", zone), row.moment("held end", zone));
        if started.is_some() {
            told.push(ToldSlot { day: nth, slot: day.slots.len(), started, ended, entries: Vec::new() });
        }
        day.slots.push(row.slot(zone));
    }
    (agenda, told)
}

/// A day of a list, as far as its lines name it.
#[derive(Default)]
struct ListedDay {
    day: PlannedDay,
    /// Where the slot of a title stands.
    by_title: HashMap<String, usize>,
    told: BTreeMap<usize, Vec<ToldEntry>>,
}

/// The lines of a list, each below its slot. Slots of one title are one: the sheet has nothing else to tell them by.
fn list(columns: &'static [&'static str], rows: impl Iterator<Item = StringRecord>) -> (Agenda, Vec<ToldSlot>) {
    let mut agenda = Agenda::default();
    let mut days: BTreeMap<u32, ListedDay> = BTreeMap::new();
    let mut slots = 0;
    for cells in rows {
        let row = Row { columns, cells: &cells };
        if agenda.head.title.is_empty() {
            agenda.head.title = row.get("meeting");
        }
        let is_full = slots >= MOST_SLOTS;
        let number = row.get("day").parse().ok().filter(|number| !is_full || days.contains_key(number)).unwrap_or(0);
        let listed = days.entry(number).or_default();
        listed.day.date = listed.day.date.or_else(|| row.get("date").parse().ok());
        // Beyond so many slots a line stands with those that name none.
        let title = Some(row.slot_title()).filter(|title| !is_full || listed.by_title.contains_key(title));
        let title = title.unwrap_or_else(|| UNTITLED.to_owned());
        let at = *listed.by_title.entry(title).or_insert_with_key(|title| {
            listed.day.slots.push(PlannedSlot { title: title.clone(), ..PlannedSlot::default() });
            slots += 1;
            listed.day.slots.len() - 1
        });
        let entries = listed.told.entry(at).or_default();
        entries.push(row.entry());
        let others = Some(row.get("conflict")).filter(|others| !others.is_empty());
        entries.extend(others.map(|others| also_written(&others, 1)));
    }
    let mut told = Vec::new();
    for (day, listed) in days.into_values().enumerate() {
        let entries = listed.told.into_iter();
        told.extend(entries.map(|(slot, entries)| ToldSlot { day, slot, entries, ..ToldSlot::default() }));
        agenda.days.push(listed.day);
    }
    (agenda, told)
}
