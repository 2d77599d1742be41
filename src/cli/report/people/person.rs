//! One person: the meetings, what is still to be done, what was done lately, and what was decided in the slots they chaired.
//!
//! Not here: the figures of everybody (see `figures`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::super::actions::row;
use super::super::table::{Cell, DIM, Look, RED, Row, Table};
use super::figures::{self, Known};
use super::list::object;
use crate::archive::{Library, SeriesDecision, Wanted, WantedDecisions};
use crate::meeting::{Contact, Participants, Status, Visit, Was};
use crate::minutes::report::TaskRow;
use crate::minutes::safe_json;

/// How far back `lately` goes.
const LATELY: TimeDelta = TimeDelta::days(90);

/// Lines of a list that a person is shown; a program is given all.
const SHOWN: usize = 20;

/// The width of a date.
const DATE: usize = 10;

/// All that there is to know of somebody.
pub(super) struct Page<'k> {
    known: &'k Known,
    at: usize,
    contact: &'k Contact,
    /// Their action items that are open, by due date, and that were done lately, the newest first.
    open: Vec<TaskRow>,
    done: Vec<TaskRow>,
    /// The newest first.
    decisions: Vec<SeriesDecision>,
}

impl<'k> Page<'k> {
    pub(super) fn of(library: &Library, known: &'k Known, at: usize) -> Self {
        let directory = &known.directory;
        let wanted = Wanted { series: known.series.clone(), ..Wanted::default() };
        let items = library.items(&wanted).into_iter().filter(|row| {
            let meeting = row.item.item.meeting.as_deref();
            row.item.action.owners.iter().any(|owner| directory.who(meeting, owner) == Some(at))
        });
        let items = items.map(|item| row(item, directory));
        let since = known.today - LATELY;
        let (mut open, rest): (Vec<_>, Vec<_>) = items.partition(TaskRow::is_open);
        let is_late = |row: &TaskRow| changed(row).is_some_and(|at| at.date_naive() >= since);
        let mut done: Vec<TaskRow> =
            rest.into_iter().filter(|row| row.item.action.status == Status::Done && is_late(row)).collect();
        open.sort_by_key(|row| (row.item.action.due.is_none(), row.item.action.due, row.item.action.number));
        done.sort_by_key(|row| std::cmp::Reverse(changed(row)));
        let contact = directory.people.get(at).unwrap_or(&EMPTY);
        Self { known, at, contact, open, done, decisions: decisions(library, known, at) }
    }

    fn visits(&self) -> impl DoubleEndedIterator<Item = (&Visit, &Participants)> {
        let visits = self.known.visits.get(self.at).into_iter().flatten();
        visits.filter_map(|visit| Some((visit, self.known.meetings.get(visit.meeting)?)))
    }

    fn row(&self) -> figures::Row<'_> {
        figures::Row {
            contact: Some(self.contact),
            name: self.known.directory.label(self.at),
            attendance: self.known.attendance(self.at),
            owed: self.known.owed(self.at),
        }
    }

    /// The object.
    pub(super) fn json(&self) -> String {
        let meetings: Vec<Value> = self.visits().map(|(visit, meeting)| visited(visit, meeting)).collect();
        let mut all = json!({ "format": "minutebook/person", "version": 1, "today": self.known.today,
            "series": self.known.series, "meetings": meetings,
            "open_items": self.open.iter().map(item).collect::<Vec<_>>(),
            "done_items": self.done.iter().map(item).collect::<Vec<_>>(),
            "decisions": self.decisions.iter().map(|row| json!({ "text": row.decision.text,
                "date": row.decision.at.date_naive(), "meeting": row.title, "slug": row.slug,
                "slot": row.decision.topic })).collect::<Vec<_>>() });
        if let (Value::Object(all), Value::Object(person)) = (&mut all, object(&self.row())) {
            all.extend(person);
        }
        format!("{}\n", safe_json(&format!("{all:#}")))
    }

    /// As a person reads it.
    pub(super) fn text(&self, look: &Look) -> String {
        let mut table = Table { look, fixed: vec![DATE], out: String::new() };
        let (row, contact) = (self.row(), self.contact);
        let known = [&contact.handle, &contact.email, &contact.account].into_iter().flatten();
        let called: Vec<&str> = known.chain(&contact.aliases).map(String::as_str).collect();
        table.heading(row.name, &crate::text::one_line_for_terminal(&called.join(" · ")));
        table.line(&said_in_short(&row.attendance));
        self.meetings(&mut table);
        let due = |row: &TaskRow| row.item.action.due;
        let done = |row: &TaskRow| changed(row).map(|at| at.date_naive());
        let lists: [(_, _, &dyn Fn(&TaskRow) -> _); 2] =
            [("Open action items", &self.open, &due), ("Done in the last 90 days", &self.done, &done)];
        for (title, rows, day) in lists {
            if !rows.is_empty() {
                table.heading(title, &format!("({})", rows.len()));
            }
            for row in rows.iter().take(SHOWN) {
                self.item(&mut table, row, day(row));
            }
            more(&mut table, rows.len());
        }
        if !self.decisions.is_empty() {
            table.heading("Decisions in the slots they chaired", &format!("({})", self.decisions.len()));
        }
        for row in self.decisions.iter().take(SHOWN) {
            let day = row.decision.at.date_naive().to_string();
            let beside = format!("{} · {}", row.title, row.decision.topic);
            let cells = (Cell::new(&row.decision.text, ""), Cell::new(beside, DIM));
            table.row(&Row { fixed: vec![Cell::new(day, "")], text: cells.0, beside: cells.1 });
        }
        more(&mut table, self.decisions.len());
        table.out
    }

    fn meetings(&self, table: &mut Table) {
        let count = self.visits().count();
        if count > 0 {
            table.heading("Meetings", &format!("({count})"));
        }
        for (visit, meeting) in self.visits().rev().take(SHOWN) {
            table.row(&Row {
                fixed: vec![Cell::new(super::date(meeting.date), "")],
                text: Cell::new(&meeting.title, ""),
                beside: Cell::new(was(visit), DIM),
            });
        }
        more(table, count);
    }

    /// An item at a day: when it is due, or when it was done.
    fn item(&self, table: &mut Table, row: &TaskRow, day: Option<NaiveDate>) {
        let (item, action) = (&row.item, &row.item.action);
        let mark = if row.is_overdue(self.known.today) { RED } else { "" };
        let overdue = if mark.is_empty() { "" } else { " · overdue" };
        table.row(&Row {
            fixed: vec![Cell::new(super::date(day), mark)],
            text: Cell::new(format!("action-{} {}{overdue}", action.number, item.text), ""),
            beside: Cell::new(row.series.as_deref().unwrap_or(&item.title), DIM),
        });
    }
}

/// When it was done or dropped.
fn changed(row: &TaskRow) -> Option<DateTime<FixedOffset>> {
    row.item.action.changed.status
}

static EMPTY: Contact =
    Contact { name: String::new(), handle: None, email: None, account: None, aliases: Vec::new(), on_a_roster: false };

/// What was decided in slots that the person chaired: those that name them, and of the meetings they chaired those that name
/// nobody.
fn decisions(library: &Library, known: &Known, at: usize) -> Vec<SeriesDecision> {
    let mut chaired: BTreeMap<&str, &Visit> = BTreeMap::new();
    for visit in known.visits.get(at).into_iter().flatten().filter(|visit| visit.chaired || !visit.slots.is_empty()) {
        if let Some(meeting) = known.meetings.get(visit.meeting) {
            chaired.insert(&meeting.slug, visit);
        }
    }
    if chaired.is_empty() {
        return Vec::new();
    }
    let mut found = library.decisions(&WantedDecisions { series: known.series.clone(), since: None });
    found.retain(|row| {
        chaired.get(row.slug.as_str()).is_some_and(|visit| {
            let named = |meeting: &Participants| meeting.chaired.iter().any(|(slot, _)| *slot == row.decision.slot);
            let others = known.meetings.get(visit.meeting).is_some_and(named);
            visit.slots.contains(&row.decision.slot) || visit.chaired && !others
        })
    });
    found
}

fn said_in_short(attendance: &figures::Attendance) -> String {
    let count = crate::minutes::words::count;
    let known = count(attendance.known_in, "meeting", "meetings");
    let mut said = vec![format!("known in {known}")];
    if attendance.present > 0 {
        said.push(format!("present at {}", attendance.present));
        said.push(count(usize::try_from(attendance.minutes()).unwrap_or(0), "minute", "minutes"));
    }
    if attendance.regrets > 0 {
        said.push(format!("regrets to {}", attendance.regrets));
    }
    if attendance.not_said() > 0 {
        said.push(format!("not said in {}", attendance.not_said()));
    }
    said.extend(attendance.last_seen.map(|day| format!("last seen {day}")));
    said.join(" · ")
}

/// Whether somebody was there, in words.
fn was(visit: &Visit) -> String {
    let there = match &visit.was {
        Was::NotSaid => "not said".to_owned(),
        Was::Regrets => "regrets".to_owned(),
        Was::Present { stays, .. } => {
            let stay = |(from, to): &(chrono::DateTime<_>, Option<chrono::DateTime<_>>)| match to {
                Some(to) => format!("{}–{}", from.format("%H:%M"), to.format("%H:%M")),
                None => format!("from {}", from.format("%H:%M")),
            };
            let stays: Vec<String> = stays.iter().map(stay).collect();
            format!("present {}", stays.join(", "))
        }
    };
    let chaired = if visit.chaired { " · chaired" } else { "" };
    let slots = match visit.slots.iter().collect::<BTreeSet<_>>().len() {
        0 => String::new(),
        slots => format!(" · chaired {}", crate::minutes::words::count(slots, "slot", "slots")),
    };
    format!("{there}{chaired}{slots}")
}

fn visited(visit: &Visit, meeting: &Participants) -> Value {
    let (word, seconds, stays) = match &visit.was {
        Was::NotSaid => ("not_said", 0, &[][..]),
        Was::Regrets => ("regrets", 0, &[][..]),
        Was::Present { seconds, stays } => ("present", *seconds, stays.as_slice()),
    };
    let stays: Vec<Value> = stays.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
    json!({ "date": meeting.date, "title": meeting.title, "series": meeting.series, "slug": meeting.slug,
        "id": meeting.id, "was": word, "seconds": seconds, "stays": stays, "chaired": visit.chaired,
        "chaired_slots": visit.slots.len() })
}

fn item(row: &TaskRow) -> Value {
    let (item, action) = (&row.item, &row.item.action);
    json!({ "number": action.number, "text": item.text, "due": action.due, "status": action.status,
        "series": row.series, "meeting": item.title, "slug": item.slug })
}

/// That a list goes on.
fn more(table: &mut Table, all: usize) {
    if all > SHOWN {
        table.line(&format!("… and {} more; --json has all of them", all - SHOWN));
    }
}
