//! Catching up: what could be cut so that the day meets its fixed points again.
//!
//! Each proposal is found by really projecting the meeting with its cuts made, so that what is promised is what will
//! happen. Nothing is cut here: the scribe chooses, and the cuts become acts like any others.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::project::{project, slack};
use super::{Miss, PUNCTUAL, Point, Projected, Projection, State};
use crate::meeting::{Mark, Meeting, SlotId, Stamp};

/// No topic is cut to less.
const SHORTEST_TOPIC: u32 = 5;

/// Cuts are made in such steps, as far as they go.
const STEP: u32 = 5;

/// A way to catch up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// How the minutes are found.
    pub way: Way,
    /// What is cut, in reading order.
    pub cuts: Vec<Cut>,
    /// What will be missed all the same.
    pub misses: Vec<Miss>,
    /// When the day ends then.
    pub end: Option<DateTime<Tz>>,
}

/// How the minutes are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// From the breaks, and from ranges down to their lower bound.
    Breaks,
    /// The same, then from all topics that can move, in proportion to their length.
    Evenly,
    /// The same as the first, then the last topics that can move are parked.
    ParkLast,
}

/// What is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// So many minutes are taken from a slot.
    Shorten(SlotId, u32),
    /// A slot is parked.
    Park(SlotId),
}

impl Cut {
    /// Which slot.
    pub fn slot(&self) -> SlotId {
        match self {
            Self::Shorten(slot, _) | Self::Park(slot) => *slot,
        }
    }
}

/// The ways in which today's fixed points, and its planned end, could be met again; none where nothing is late.
///
/// A proposal may leave some of them missed: then all that its way allows is cut. One that cuts nothing, or the same as
/// an earlier one, or after which more is missed, is left out. A break keeps half its length, a range its lower bound, a topic half its length and
/// five minutes at least; what is fixed or was held is never parked.
pub fn catch_up(meeting: &Meeting, now: &Stamp) -> Vec<Proposal> {
    let Some(day) = project(meeting, now).today else { return Vec::new() };
    let mut proposals: Vec<Proposal> = Vec::new();
    for way in [Way::Breaks, Way::Evenly, Way::ParkLast] {
        let mut trial = Trial::of(meeting, day, now);
        let late = trial.late();
        trial.meet_all(way);
        let proposal = trial.proposal(way);
        // Where a parked slot had a start, what was fitted in before it may now take longer than was gained.
        if !proposal.cuts.is_empty()
            && trial.late() <= late
            && proposals.iter().all(|earlier| earlier.cuts != proposal.cuts)
        {
            proposals.push(proposal);
        }
    }
    proposals
}

/// Minutes that a slot could give.
struct Room {
    nth: usize,
    minutes: u32,
    length: u32,
}

/// The meeting with cuts made on trial.
struct Trial<'m> {
    meeting: Meeting,
    day: usize,
    now: &'m Stamp,
    projection: Projection,
    /// Minutes taken from each slot of the day.
    taken: Vec<u32>,
    /// Slots of the day that are parked on trial.
    parked: Vec<usize>,
}

impl<'m> Trial<'m> {
    fn of(meeting: &Meeting, day: usize, now: &'m Stamp) -> Self {
        let meeting = meeting.without_words();
        let projection = project(&meeting, now);
        let taken = vec![0; meeting.days.get(day).map_or(0, |day| day.slots.len())];
        Self { meeting, day, now, projection, taken, parked: Vec::new() }
    }

    fn slots(&self) -> &[Projected] {
        self.projection.day(self.day)
    }

    /// The points that are missed, in order, the day's planned end among them: where it stands, and by how much.
    fn misses(&self) -> Vec<(usize, Miss)> {
        let Some(day) = self.projection.days.get(self.day) else { return Vec::new() };
        let place = |slot| self.slots().iter().position(|projected| projected.slot == slot);
        let late = day.end.zip(day.planned_end).map(|(end, planned)| end - planned);
        let end = late.filter(|by| *by >= PUNCTUAL).map(|by| Miss { point: Point::EndOfDay, by });
        let starts = day.misses.iter().filter_map(|miss| match miss.point {
            Point::Slot(slot) => Some((place(slot)?, *miss)),
            Point::EndOfDay => None,
        });
        starts.chain(end.map(|miss| (self.taken.len(), miss))).collect()
    }

    /// By how much the fixed points of the day are missed, all together.
    fn late(&self) -> TimeDelta {
        self.projection.days.get(self.day).map(|day| day.misses.iter().map(|miss| miss.by).sum()).unwrap_or_default()
    }

    fn lateness(&self, point: Point) -> Option<(usize, u32)> {
        let (place, miss) = self.misses().into_iter().find(|(_, miss)| miss.point == point)?;
        let seconds = u32::try_from(miss.by.num_seconds()).unwrap_or(u32::MAX);
        Some((place, seconds.div_ceil(60)))
    }

    fn meet_all(&mut self, way: Way) {
        for (_, miss) in self.misses() {
            self.shorten(miss.point, Self::slack_of);
            match way {
                Way::Breaks => {}
                Way::Evenly => self.shorten(miss.point, Self::share_of),
                Way::ParkLast => self.park_before(miss.point),
            }
        }
        if !self.parked.is_empty() {
            self.give_back();
        }
    }

    /// The first slot whose length matters to what stands at `place`: before it some fixed point waits for its time.
    fn reach(&self, place: usize) -> usize {
        let waits = |projected: &Projected| {
            let on_time = projected.late().is_none_or(|by| by < PUNCTUAL);
            projected.fixed && projected.state == State::Ahead && on_time
        };
        self.slots().iter().take(place).rposition(waits).unwrap_or(0)
    }

    /// Takes as many minutes as a point is missed by, or as many as there are, from what has `room` before it.
    fn shorten(&mut self, point: Point, room: fn(&Self, usize, bool) -> u32) {
        let Some((place, mut missing)) = self.lateness(point) else { return };
        let reach = self.reach(place);
        let mut rooms: Vec<Room> = (reach..place).filter_map(|nth| self.room(nth, room)).collect();
        let mut steps = vec![0; rooms.len()];
        // In proportion to the lengths: always from the one that has given the smallest part of its own so far, the last of
        // several.
        let part =
            |room: &Room, given: u32| (u64::from(given.saturating_add(STEP)) << 16) / u64::from(room.length.max(1));
        let mut next: BinaryHeap<(Reverse<u64>, usize)> =
            rooms.iter().enumerate().map(|(nth, room)| (Reverse(part(room, 0)), nth)).collect();
        while let Some((_, giving)) = next.pop().filter(|_| missing > 0) {
            let (Some(room), Some(given)) = (rooms.get_mut(giving), steps.get_mut(giving)) else { continue };
            let step = STEP.min(room.minutes);
            room.minutes -= step;
            *given += step;
            missing = missing.saturating_sub(step);
            if room.minutes > 0 {
                next.push((Reverse(part(room, *given)), giving));
            }
        }
        for (room, minutes) in rooms.iter().zip(steps) {
            self.take(room.nth, minutes);
        }
        self.projection = project(&self.meeting, self.now);
    }

    fn room(&self, nth: usize, room: fn(&Self, usize, bool) -> u32) -> Option<Room> {
        let projected = self.slots().get(nth)?;
        let current = projected.state == State::Current;
        if !current && projected.state != State::Ahead {
            return None;
        }
        let minutes = room(self, nth, projected.fixed);
        // Of a slot that was begun only what is left can be taken.
        let left = projected.end? - projected.start.filter(|_| !current).unwrap_or(self.meeting.local(self.now.at));
        let left = u32::try_from(left.num_minutes()).unwrap_or(0);
        Some(Room { nth, minutes: minutes.min(left), length: projected.planned.minutes? })
    }

    fn slack_of(&self, nth: usize, _: bool) -> u32 {
        let slot = &self.meeting.days[self.day].slots[nth];
        self.slots()[nth].planned.minutes.map_or(0, |minutes| slack(slot, minutes))
    }

    fn share_of(&self, nth: usize, fixed: bool) -> u32 {
        let slot = &self.meeting.days[self.day].slots[nth];
        let Some(minutes) = self.slots()[nth].planned.minutes else { return 0 };
        if slot.plan.kind.is_break() || slot.plan.least.is_some() || fixed {
            return 0;
        }
        let length =
            minutes.checked_add_signed(slot.given.saturating_neg()).filter(|planned| *planned > 0).unwrap_or(minutes);
        minutes.saturating_sub(length.div_ceil(2).max(SHORTEST_TOPIC))
    }

    fn take(&mut self, nth: usize, minutes: u32) {
        let given = &mut self.meeting.days[self.day].slots[nth].given;
        *given = given.saturating_sub_unsigned(minutes);
        self.taken[nth] = self.taken[nth].saturating_add(minutes);
    }

    /// Parks the last topics before a point until it is met.
    fn park_before(&mut self, point: Point) {
        while let Some((place, _)) = self.lateness(point) {
            let may_go = |nth: &usize| {
                let (slot, projected) = (&self.meeting.days[self.day].slots[*nth], &self.slots()[*nth]);
                let floats = projected.state == State::Ahead && !projected.fixed && slot.runs.is_empty();
                floats && !slot.plan.kind.is_break() && projected.planned.minutes != Some(0)
            };
            let Some(last) = (self.reach(place)..place).rev().find(may_go) else { break };
            self.meeting.days[self.day].slots[last].mark = Some(Mark::Parked);
            self.parked.push(last);
            self.projection = project(&self.meeting, self.now);
        }
    }

    /// Leaves the breaks what they need not give because enough was parked.
    fn give_back(&mut self) {
        for nth in 0..self.taken.len() {
            let (taken, given) = (self.taken[nth], self.meeting.days[self.day].slots[nth].given);
            if taken == 0 {
                continue;
            }
            let before = self.misses();
            let restored = if self.parked.contains(&nth) { given } else { given.saturating_add_unsigned(taken) };
            self.meeting.days[self.day].slots[nth].given = restored;
            let tried = project(&self.meeting, self.now);
            let kept = std::mem::replace(&mut self.projection, tried);
            if self.parked.contains(&nth) || self.misses() == before {
                self.taken[nth] = 0;
            } else {
                self.meeting.days[self.day].slots[nth].given = given;
                self.projection = kept;
            }
        }
    }

    fn proposal(&self, way: Way) -> Proposal {
        let cuts = self.slots().iter().enumerate().filter_map(|(nth, projected)| match self.taken.get(nth) {
            _ if self.parked.contains(&nth) => Some(Cut::Park(projected.slot)),
            Some(minutes) if *minutes > 0 => Some(Cut::Shorten(projected.slot, *minutes)),
            _ => None,
        });
        let misses = self.misses().into_iter().map(|(_, miss)| miss).collect();
        let end = self.projection.days.get(self.day).and_then(|day| day.end);
        Proposal { way, cuts: cuts.collect(), misses, end }
    }
}
