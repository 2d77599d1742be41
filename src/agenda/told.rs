//! What a file says beside its plan: what was said in its slots, and when they were held.
//!
//! Minutes of ours, or a page that a team keeps by hand, hold both; the next meeting wants the plan of the one and the action
//! items of the other. Not here: the readers.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::meeting::{Ballot, Kind, Status};

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
