//! What was changed in the minutes after they had been approved.
//!
//! Whoever approved a text has to see how it differs from the one that is read now. It is the difference between two states, so
//! that what was changed and taken back again is none, and it follows from the acts alone. That an action item was done or dropped
//! while the meeting was closed is no correction: the item itself says so. Another owner or date, recorded in this meeting, is one. Not here: words for it (see `minutes`).

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::{Act, Changes, Content, Entry, EntryId, Event, Ledger, Meeting, SlotId, Status, Version, WriterId};

/// A line that is not as it was approved.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// In which slot it stands, or stood.
    pub slot: SlotId,
    /// As it was approved; none: it was not there.
    pub before: Option<Entry>,
    /// As it is; none: it is not there any more.
    pub after: Option<Entry>,
    /// When it was last changed.
    pub at: DateTime<FixedOffset>,
    /// By whom.
    pub by: WriterId,
}

/// The state that was approved, and what happened since.
struct Since {
    approved: BTreeMap<EntryId, (SlotId, Entry)>,
    touched: BTreeMap<EntryId, (DateTime<FixedOffset>, WriterId)>,
}

/// The corrections after each approval, in the order in which they were made. Acts come in the order of the fold, each with its
/// record and the records of others that its writer had seen.
pub fn corrections<'a>(acts: impl IntoIterator<Item = (Version, &'a [Version], &'a Act)>) -> Vec<Correction> {
    let mut ledger = Ledger::default();
    let mut since: Option<Since> = None;
    let mut found = Vec::new();
    for (version, seen, act) in acts {
        let approvals = ledger.meeting.approvals.len();
        ledger.read(version, seen, act);
        let meeting = &ledger.meeting;
        if meeting.approvals.len() > approvals {
            found.extend(since.take().map(|since| since.compared(meeting)).unwrap_or_default());
        }
        if let Some(since) = &mut since {
            since.takes_in(act, version.writer, meeting);
        }
        if meeting.approvals.len() > approvals {
            since = Some(Since { approved: entries(meeting), touched: BTreeMap::new() });
        }
    }
    found.extend(since.map(|since| since.compared(&ledger.meeting)).unwrap_or_default());
    found
}

impl Since {
    /// Takes in what an act did, after which the meeting is so. How an item stands after a meeting that stays closed is no correction.
    fn takes_in(&mut self, act: &Act, writer: WriterId, meeting: &Meeting) {
        for event in &act.events {
            let Some(entry) = entry_of(event) else { continue };
            if meeting.closed.is_none() || !is_follow_up(event) {
                self.touched.insert(entry, (act.stamp.at, writer));
            } else if let Some(approved) =
                self.approved.get_mut(&entry).and_then(|(_, entry)| entry.action.as_deref_mut())
                && let Some((_, now)) = meeting.entries().find(|(_, other)| other.id == entry)
                && let Some(now) = now.as_action()
            {
                approved.status = now.status;
                approved.reason.clone_from(&now.reason);
            }
        }
    }

    fn compared(self, meeting: &Meeting) -> Vec<Correction> {
        let Self { mut approved, touched } = self;
        let mut now = entries(meeting);
        let mut found = Vec::new();
        for (entry, (at, by)) in touched {
            let (before, after) = (approved.remove(&entry), now.remove(&entry));
            if before.as_ref().map(said) == after.as_ref().map(said) {
                continue;
            }
            let Some(slot) = after.as_ref().or(before.as_ref()).map(|(slot, _)| *slot) else { continue };
            found.push(Correction { slot, before: before.map(|it| it.1), after: after.map(|it| it.1), at, by });
        }
        found.sort_by_key(|correction| correction.at);
        found
    }
}

fn entries(meeting: &Meeting) -> BTreeMap<EntryId, (SlotId, Entry)> {
    meeting.entries().map(|(slot, entry)| (entry.id, (slot.id, entry.clone()))).collect()
}

/// What a reader of the minutes is told by an entry: not how deep it stands, nor who wrote it.
fn said((slot, entry): &(SlotId, Entry)) -> (SlotId, Content, Option<(Status, Option<String>)>) {
    (*slot, entry.content(), entry.as_action().map(|item| (item.status, item.reason.clone())))
}

/// Nothing but how an action item stands changes.
fn is_follow_up(event: &Event) -> bool {
    let Event::EntryChanged { changes, .. } = event else { return false };
    Changes { status: None, reason: None, ..changes.as_ref().clone() }.is_empty()
}

fn entry_of(event: &Event) -> Option<EntryId> {
    match event {
        Event::EntryAdded { entry, .. }
        | Event::EntryChanged { entry, .. }
        | Event::EntryMoved { entry, .. }
        | Event::EntryRemoved { entry, .. }
        | Event::EntryRestored { entry, .. } => Some(*entry),
        _ => None,
    }
}
