//! What the JSON says of the meeting's series: items that it began with, what was said of them, approval, corrections.
//!
//! Not here: the meeting's own lines (see `json`).

use chrono::NaiveDate;
use serde::Serialize;

use super::in_zone;
use crate::meeting::{
    ActionItem, Approval, CarriedItem, Entry, EntryId, ItemChanges, Kind, Meeting, Review, SlotId, Status,
};
use crate::minutes::document::Minutes;
use crate::minutes::later::{Aftermath, Corrected, SaidAfter};

/// The minutes were approved.
#[derive(Serialize)]
pub(super) struct Approved<'m> {
    by: &'m [String],
    at: String,
    /// When the meeting was opened again.
    reopened: Option<String>,
}

impl<'m> Approved<'m> {
    pub(super) fn of(approval: &'m Approval, meeting: &Meeting) -> Self {
        Self {
            by: &approval.by,
            at: in_zone(approval.at, meeting.zone),
            reopened: approval.reopened.map(|at| in_zone(at, meeting.zone)),
        }
    }
}

/// An action item of an earlier meeting.
#[derive(Serialize)]
pub(super) struct Carried<'m> {
    number: u32,
    text: &'m str,
    owners: &'m [String],
    due: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<u8>,
    tickets: &'m [String],
    from: From<'m>,
    #[serde(rename = "carried")]
    times: u32,
    pub(super) now: Now,
}

/// Where it was noted.
#[derive(Serialize)]
struct From<'m> {
    meeting: Option<&'m str>,
    entry: EntryId,
    title: &'m str,
    date: Option<NaiveDate>,
    slot: &'m str,
}

/// How it stands by what was said in this meeting.
#[derive(Serialize)]
pub(super) struct Now {
    status: Status,
    pub(super) owners: Vec<String>,
    due: Option<NaiveDate>,
    reason: Option<String>,
}

impl<'m> Carried<'m> {
    pub(super) fn of((item, now): (&'m CarriedItem, ActionItem)) -> Self {
        let from = From {
            meeting: item.item.meeting.as_deref(),
            entry: item.item.entry,
            title: &item.title,
            date: item.raised,
            slot: &item.topic,
        };
        Self {
            number: item.number,
            text: &item.text,
            owners: &item.owners,
            due: item.due,
            priority: item.priority,
            tickets: &item.tickets,
            from,
            times: item.carried,
            now: Now { status: now.status, owners: now.owners, due: now.due, reason: now.reason },
        }
    }
}

/// What a line says of an action item.
#[derive(Serialize)]
pub(super) struct Reviewed<'m> {
    meeting: Option<&'m str>,
    entry: EntryId,
    #[serde(flatten)]
    changes: &'m ItemChanges,
}

impl<'m> Reviewed<'m> {
    pub(super) fn of(review: &'m Review) -> Self {
        let item = &review.item;
        Self { meeting: item.meeting.as_deref(), entry: item.entry, changes: &review.changes }
    }
}

/// What became of an item after the meeting; only what did.
#[derive(Serialize)]
pub(super) struct Since<'d> {
    #[serde(flatten)]
    status: Option<Settled<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owners: Option<Became<'d, &'d [String]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Became<'d, Option<NaiveDate>>>,
}

#[derive(Serialize)]
struct Settled<'d> {
    status: Status,
    on: NaiveDate,
    meeting: Option<&'d str>,
    reason: Option<&'d str>,
}

#[derive(Serialize)]
struct Became<'d, T> {
    now: T,
    on: NaiveDate,
    meeting: Option<&'d str>,
}

impl<'d> Since<'d> {
    pub(super) fn of(minutes: &'d Minutes, entry: &Entry) -> Option<Self> {
        let Aftermath { status, owners, due } = minutes.aftermath().get(&entry.id)?;
        let status = status.as_ref().map(|(status, reason, said)| Settled {
            status: *status,
            on: said.at.date_naive(),
            meeting: said.meeting.as_deref(),
            reason: reason.as_deref(),
        });
        Some(Self {
            status,
            owners: owners.as_ref().map(|(owners, said)| became(owners.as_slice(), said)),
            due: due.as_ref().map(|(due, said)| became(*due, said)),
        })
    }
}

fn became<T>(now: T, said: &SaidAfter) -> Became<'_, T> {
    Became { now, on: said.at.date_naive(), meeting: said.meeting.as_deref() }
}

/// What was changed after an approval.
#[derive(Serialize)]
pub(super) struct Correction<'m> {
    slot: SlotId,
    at: String,
    by: &'m str,
    before: Option<Stood<'m>>,
    after: Option<Stood<'m>>,
}

/// A line as it stood.
#[derive(Serialize)]
struct Stood<'m> {
    id: EntryId,
    kind: Kind,
    text: &'m str,
    #[serde(flatten)]
    task: Option<Task<'m>>,
}

#[derive(Serialize)]
struct Task<'m> {
    owners: &'m [String],
    due: Option<NaiveDate>,
    status: Status,
}

impl<'m> Correction<'m> {
    pub(super) fn of(corrected: &'m Corrected, meeting: &Meeting) -> Self {
        let correction = &corrected.correction;
        Self {
            slot: correction.slot,
            at: in_zone(correction.at, meeting.zone),
            by: &corrected.by,
            before: correction.before.as_ref().map(stood),
            after: correction.after.as_ref().map(stood),
        }
    }
}

fn stood(entry: &Entry) -> Stood<'_> {
    let task = entry.as_action().map(|item| Task { owners: &item.owners, due: item.due, status: item.status });
    Stood { id: entry.id, kind: entry.kind, text: &entry.text, task }
}
