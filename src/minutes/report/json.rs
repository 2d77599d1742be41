//! A report for programs: JSON, versioned, described by `docs/scripts.md`.
//!
//! Fields may be added, none is removed or renamed. It carries every text exactly as it stands.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::super::json::safe_json;
use super::{DecisionRow, List, Report, TaskRow, Tasks};
use crate::meeting::{EntryId, Status};

/// The formats' version: raised only when a field changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct TaskFile<'r> {
    format: &'static str,
    version: u32,
    today: NaiveDate,
    open: usize,
    overdue: usize,
    actions: Vec<Action<'r>>,
}

#[derive(Serialize)]
struct Action<'r> {
    number: u32,
    text: &'r str,
    owners: &'r [String],
    due: Option<NaiveDate>,
    status: Status,
    reason: Option<&'r str>,
    priority: Option<u8>,
    tickets: &'r [String],
    series: Option<&'r str>,
    meeting: &'r str,
    slug: Option<&'r str>,
    id: Option<&'r str>,
    entry: EntryId,
    slot: &'r str,
    noted: Option<DateTime<FixedOffset>>,
    noted_as: Option<u32>,
    age_days: Option<i64>,
    carried: u32,
    overdue: bool,
    settled_in: Option<&'r str>,
}

#[derive(Serialize)]
struct DecisionFile<'r> {
    format: &'static str,
    version: u32,
    today: NaiveDate,
    decisions: Vec<Decision<'r>>,
}

#[derive(Serialize)]
struct Decision<'r> {
    text: &'r str,
    date: NaiveDate,
    series: Option<&'r str>,
    meeting: &'r str,
    slug: &'r str,
    id: &'r str,
    entry: EntryId,
    slot: &'r str,
    noted: DateTime<FixedOffset>,
}

/// The whole file.
pub(super) fn write(report: &Report) -> String {
    let json = match &report.list {
        List::Tasks(tasks) => serde_json::to_string_pretty(&actions(tasks)),
        List::Decisions(decisions) => serde_json::to_string_pretty(&DecisionFile {
            format: "minutebook/decisions",
            version: VERSION,
            today: report.today(),
            decisions: decisions.rows.iter().map(decision).collect(),
        }),
    };
    // Nothing in these types can fail.
    safe_json(&json.unwrap_or_default()) + "\n"
}

fn actions(tasks: &Tasks) -> TaskFile<'_> {
    TaskFile {
        format: "minutebook/actions",
        version: VERSION,
        today: tasks.today,
        open: tasks.open(),
        overdue: tasks.overdue(),
        actions: tasks.rows.iter().map(|row| action(row, tasks.today)).collect(),
    }
}

fn action(row: &TaskRow, today: NaiveDate) -> Action<'_> {
    let (item, action) = (&row.item, &row.item.action);
    Action {
        number: action.number,
        text: &item.text,
        owners: &action.owners,
        due: action.due,
        status: action.status,
        reason: action.reason.as_deref(),
        priority: action.priority,
        tickets: &item.tickets,
        series: row.series.as_deref(),
        meeting: &item.title,
        slug: item.slug.as_deref(),
        id: item.item.meeting.as_deref(),
        entry: item.item.entry,
        slot: &item.topic,
        noted: item.raised,
        noted_as: item.noted_as,
        age_days: row.age(today),
        carried: item.carried,
        overdue: row.is_overdue(today),
        settled_in: item.settled_in.as_deref(),
    }
}

fn decision(row: &DecisionRow) -> Decision<'_> {
    Decision {
        text: &row.decision.text,
        date: row.date(),
        series: row.series.as_deref(),
        meeting: &row.title,
        slug: &row.slug,
        id: &row.id,
        entry: row.decision.entry,
        slot: &row.decision.topic,
        noted: row.decision.at,
    }
}
