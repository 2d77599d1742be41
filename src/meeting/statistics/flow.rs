//! What becomes of action items from meeting to meeting: noted, done, dropped, taken up again.
//!
//! It is told from the same digests as the register of a series and ends as that does; but where the register knows how an item
//! stands, this knows in which meeting it came to stand so. Not here: numbers and words of items (see `register`).

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::iter::Sum;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::measure::median_of;
use crate::meeting::{Digest, EntryId, ItemRef, Status};

/// What became of action items in a meeting, or in several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Noted here.
    pub opened: u32,
    /// Brought along from a meeting that is not there.
    pub brought: u32,
    /// Settled before and open again.
    pub reopened: u32,
    /// Open before and done.
    pub done: u32,
    /// Open before and dropped.
    pub dropped: u32,
}

impl Flow {
    /// How many more are open afterwards; negative: fewer.
    pub fn net(&self) -> i64 {
        i64::from(self.come()) - i64::from(self.gone())
    }

    /// How many became open.
    pub fn come(&self) -> u32 {
        self.opened.saturating_add(self.brought).saturating_add(self.reopened)
    }

    /// How many were settled.
    pub fn gone(&self) -> u32 {
        self.done.saturating_add(self.dropped)
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            opened: self.opened.saturating_add(other.opened),
            brought: self.brought.saturating_add(other.brought),
            reopened: self.reopened.saturating_add(other.reopened),
            done: self.done.saturating_add(other.done),
            dropped: self.dropped.saturating_add(other.dropped),
        }
    }
}

impl Sum for Flow {
    fn sum<I: Iterator<Item = Self>>(flows: I) -> Self {
        flows.fold(Self::default(), Self::plus)
    }
}

/// How old action items are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ages {
    /// How many are younger than a week, than 30 days, than 90 days, and older, see [`Ages::BOUNDS`].
    pub counts: [u32; 4],
    /// How many nobody knows the day of.
    pub unknown: u32,
    /// The median of the others, in days.
    pub median: Option<f64>,
    /// The oldest, in days.
    pub oldest: Option<i64>,
}

impl Ages {
    /// From so many days on an item is in the second, the third and the last of the counts.
    pub const BOUNDS: [i64; 3] = [7, 30, 90];

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.counts.iter().sum::<u32>() + self.unknown
    }

    pub(super) fn of<'l>(lives: impl Iterator<Item = &'l Life>, day: NaiveDate) -> Self {
        let mut ages = Self::default();
        let mut days = Vec::new();
        for life in lives {
            let Some(noted) = life.noted else {
                ages.unknown += 1;
                continue;
            };
            // What was noted where it was tomorrow already is new all the same.
            let age = (day - noted).num_days().max(0);
            let place = Self::BOUNDS.iter().filter(|bound| age >= **bound).count();
            ages.counts.get_mut(place).into_iter().for_each(|count| *count += 1);
            days.push(age);
        }
        ages.oldest = days.iter().copied().max();
        ages.median = median_of(days);
        ages
    }
}

/// An action item: where it came from and how it stands in the end. Meetings are given by their places.
#[derive(Clone, Debug)]
pub(super) struct Life {
    /// The meeting that noted it; of one that is not there, the first that carried it.
    pub(super) meeting: usize,
    /// On which day.
    pub(super) noted: Option<NaiveDate>,
    is_brought: bool,
    status: Status,
    /// When and in which meeting it was last settled.
    settled: Option<(NaiveDate, usize)>,
    turns: Vec<Turn>,
}

/// A status that an item was given: when, whether by a meeting other than its own, where, which.
type Turn = (DateTime<FixedOffset>, bool, usize, Status);

impl Life {
    pub(super) fn is_open(&self) -> bool {
        self.status == Status::Open
    }

    /// Days from noting it to ticking it off, where it is done and that was in a meeting that counts.
    pub(super) fn days_to_close(&self, counts: &dyn Fn(usize) -> bool) -> Option<i64> {
        let (day, _) = self.settled.filter(|(_, meeting)| self.status == Status::Done && counts(*meeting))?;
        Some((day - self.noted?).num_days().max(0))
    }

    /// Tells what became of it, in the order of time, to the meetings in which it did.
    fn tell(&mut self, meetings: &mut [Told]) {
        let mut told =
            |at: usize, take: fn(&mut Flow)| meetings.get_mut(at).into_iter().for_each(|it| take(&mut it.flow));
        told(self.meeting, if self.is_brought { |flow| flow.brought += 1 } else { |flow| flow.opened += 1 });
        // The register's order: of one moment, its own meeting's word first.
        self.turns.sort_by_key(|(when, elsewhere, at, _)| (*when, *elsewhere, *at));
        for (when, _, at, status) in std::mem::take(&mut self.turns) {
            match (self.status, status) {
                (Status::Open, Status::Done) => told(at, |flow| flow.done += 1),
                (Status::Open, Status::Dropped) => told(at, |flow| flow.dropped += 1),
                (Status::Done | Status::Dropped, Status::Open) => told(at, |flow| flow.reopened += 1),
                _ => {}
            }
            if status != self.status {
                self.settled = (status != Status::Open).then(|| (when.date_naive(), at));
            }
            self.status = status;
        }
    }
}

/// What a meeting comes to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    pub(super) flow: Flow,
    /// Open in its series after it.
    pub(super) open: u32,
}

/// What became of all action items.
pub(super) struct Fates {
    /// Of each meeting.
    pub(super) meetings: Vec<Told>,
    /// Of each action item.
    pub(super) lives: Vec<Life>,
}

impl Fates {
    /// By what these meetings, which are in order and belong to these series, say up to a day.
    pub(super) fn of(all: &[&Digest], series: &[usize], until: Option<NaiveDate>) -> Self {
        let mut lives = Lives::default();
        let meetings = || all.iter().zip(series).enumerate();
        for (at, (digest, series)) in meetings() {
            for noted in &digest.items {
                let own = (*series, Some(digest.id.as_str()), noted.entry);
                let when = noted.action.changed.status.unwrap_or(noted.at);
                let noted_on = Some(noted.at.date_naive());
                let turns = vec![(when, false, at, noted.action.status)];
                lives.add(own, || Life { noted: noted_on, turns, ..Life::new(at, false) });
            }
        }
        for (at, (digest, series)) in meetings() {
            for carried in &digest.carried {
                let noted = carried.raised;
                lives.add(key(*series, &carried.item), || Life { noted, ..Life::new(at, true) });
            }
        }
        for (at, (digest, series)) in meetings() {
            for review in &digest.reviews {
                if let (Some(status), Some(life)) = (review.changes.status, lives.get(key(*series, &review.item))) {
                    life.turns.push((review.at, true, at, status));
                }
            }
        }
        let mut told = vec![Told::default(); all.len()];
        for life in &mut lives.all {
            life.turns.retain(|(when, ..)| until.is_none_or(|until| when.date_naive() <= until));
            life.tell(&mut told);
        }
        count_open(&mut told, series);
        Self { meetings: told, lives: lives.all }
    }
}

/// The action items in the order in which they are told of first.
#[derive(Default)]
struct Lives<'d> {
    all: Vec<Life>,
    places: HashMap<Key<'d>, usize>,
}

/// An action item within a series: the identity of its meeting, and its line.
type Key<'d> = (usize, Option<&'d str>, EntryId);

fn key(series: usize, item: &ItemRef) -> Key<'_> {
    (series, item.meeting.as_deref(), item.entry)
}

impl<'d> Lives<'d> {
    /// Takes an item in, unless it is known.
    fn add(&mut self, key: Key<'d>, life: impl FnOnce() -> Life) {
        if let Entry::Vacant(place) = self.places.entry(key) {
            place.insert(self.all.len());
            self.all.push(life());
        }
    }

    fn get(&mut self, key: Key) -> Option<&mut Life> {
        self.places.get(&key).and_then(|place| self.all.get_mut(*place))
    }
}

/// How many action items of its series are open after each meeting.
fn count_open(meetings: &mut [Told], series: &[usize]) {
    let mut open: BTreeMap<usize, i64> = BTreeMap::new();
    for (told, series) in meetings.iter_mut().zip(series) {
        let open = open.entry(*series).or_default();
        *open += told.flow.net();
        // Of two meetings that overlap, the earlier may settle what the later one noted.
        told.open = u32::try_from((*open).max(0)).unwrap_or(u32::MAX);
    }
}

impl Life {
    fn new(meeting: usize, is_brought: bool) -> Self {
        Self { meeting, noted: None, is_brought, status: Status::Open, settled: None, turns: Vec::new() }
    }
}
