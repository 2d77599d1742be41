//! The plan under the planner's hands: days, their slots, and where each slot stood in the agenda's text.
//!
//! Every change is a function from a plan to a plan, so that undo is nothing but the plan before. A slot keeps its origin
//! wherever it goes: that is how the text of the user is moved whole. Not here: keys, and what the times come to (`sums`).

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use crate::meeting::{Agenda, PlannedDay, PlannedSlot, Request, SlotKind, placements};
use crate::notation::times;
use crate::words::say;

/// How long a slot is planned where nobody said how long it takes, in minutes.
pub const USUAL_LENGTH: u32 = 30;

/// How long a new break is, in minutes.
const USUAL_BREAK: u32 = 15;

/// What one key gives or takes, in minutes.
pub(super) const STEP: u32 = 5;

/// A slot where the planner has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What is planned.
    pub slot: PlannedSlot,
    /// Which slot of the agenda's text it is, from 0 in reading order; none: a new one.
    pub origin: Option<usize>,
}

/// A day with its slots.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// What the agenda says about it; its own slots are empty here.
    pub day: PlannedDay,
    /// Slots in their order.
    pub slots: Vec<Arc<Placed>>,
    /// The agenda's text has it not.
    pub is_new: bool,
}

/// All days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// In the order of the agenda.
    pub days: Vec<Day>,
}

/// A row of the days: a day's heading or one of its slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The day, from 0.
    pub day: usize,
    /// The slot of it, from 0; none: its heading.
    pub slot: Option<usize>,
}

impl Spot {
    /// A day's heading.
    pub fn heading(day: usize) -> Self {
        Self { day, slot: None }
    }

    /// A slot.
    pub fn slot(day: usize, slot: usize) -> Self {
        Self { day, slot: Some(slot) }
    }
}

impl Plan {
    /// The plan of an agenda; `is_new`: no text has it yet.
    pub(super) fn of(agenda: &Agenda, is_new: bool) -> Self {
        let mut origins = 0..;
        let mut placed = |slot: &PlannedSlot| {
            let origin = origins.next().filter(|_| !is_new);
            Arc::new(Placed { slot: slot.clone(), origin })
        };
        let day = |day: &PlannedDay| Day {
            slots: day.slots.iter().map(&mut placed).collect(),
            day: PlannedDay { slots: Vec::new(), ..day.clone() },
            is_new,
        };
        Self { days: agenda.days.iter().map(day).collect() }
    }

    /// Its days as an agenda has them, and for each slot which one of the text it is.
    pub(super) fn arranged(&self) -> (Vec<PlannedDay>, Vec<Vec<Option<usize>>>) {
        let day = |day: &Day| {
            let slots = day.slots.iter().map(|placed| placed.slot.clone()).collect();
            let origins = day.slots.iter().map(|placed| placed.origin).collect();
            (PlannedDay { slots, ..day.day.clone() }, origins)
        };
        self.days.iter().map(day).unzip()
    }

    /// All rows from the first to the last.
    pub fn spots(&self) -> impl Iterator<Item = Spot> + '_ {
        self.days.iter().enumerate().flat_map(|(number, day)| {
            let slots = (0..day.slots.len()).map(move |nth| Spot::slot(number, nth));
            std::iter::once(Spot::heading(number)).chain(slots)
        })
    }

    /// The slot that stands there.
    pub fn at(&self, spot: Spot) -> Option<&Placed> {
        self.days.get(spot.day)?.slots.get(spot.slot?).map(Arc::as_ref)
    }

    /// Where each request is placed.
    pub(super) fn places_of(&self, requests: &[Request]) -> Vec<Option<Spot>> {
        let slots: Vec<(Spot, &Placed)> = self.spots().filter_map(|spot| Some((spot, self.at(spot)?))).collect();
        let places = placements(requests, slots.iter().map(|(_, placed)| &placed.slot));
        places.into_iter().map(|place| slots.get(place?).map(|(spot, _)| *spot)).collect()
    }

    /// The last row of a day.
    pub(super) fn last_of(&self, day: usize) -> Spot {
        Spot { day, slot: self.days.get(day).and_then(|day| day.slots.len().checked_sub(1)) }
    }

    /// The row itself, or the nearest there is: plans differ in length.
    pub(super) fn nearest(&self, spot: Spot) -> Spot {
        let day = spot.day.min(self.days.len().saturating_sub(1));
        let last = self.days.get(day).and_then(|day| day.slots.len().checked_sub(1));
        Spot { day, slot: spot.slot.zip(last).map(|(slot, last)| slot.min(last)) }
    }

    pub(super) fn edit(&mut self, spot: Spot) -> Option<&mut PlannedSlot> {
        let placed = self.days.get_mut(spot.day)?.slots.get_mut(spot.slot?)?;
        Some(&mut Arc::make_mut(placed).slot)
    }

    /// Puts a new slot below a row: behind the slot, or as the first of the day.
    pub(super) fn insert(&mut self, below: Spot, slot: PlannedSlot) -> Option<Spot> {
        self.put(below, Arc::new(Placed { slot, origin: None }))
    }

    fn put(&mut self, below: Spot, placed: Arc<Placed>) -> Option<Spot> {
        let begins = self.begins(below.day);
        let slots = &mut self.days.get_mut(below.day)?.slots;
        let at = below.slot.map_or(0, |slot| slot + 1).min(slots.len());
        slots.insert(at, placed);
        if at == 0
            && let Some(before) = self.edit(Spot::slot(below.day, 1))
            && !before.is_fixed()
        {
            before.start = before.start.filter(|_| begins.is_none());
            self.keep_beginning(below.day, begins);
        }
        Some(Spot::slot(below.day, at))
    }

    /// Takes a slot out; the row that is selected then.
    pub(super) fn remove(&mut self, spot: Spot) -> Option<Spot> {
        self.take(spot)?;
        Some(self.nearest(spot))
    }

    fn take(&mut self, spot: Spot) -> Option<Arc<Placed>> {
        let begins = self.begins(spot.day);
        let slots = &mut self.days.get_mut(spot.day)?.slots;
        let nth = spot.slot.filter(|nth| *nth < slots.len())?;
        let taken = slots.remove(nth);
        self.keep_beginning(spot.day, begins);
        Some(taken)
    }

    /// When a day begins because its first slot says so.
    fn begins(&self, day: usize) -> Option<NaiveTime> {
        let day = self.days.get(day)?;
        day.slots.first()?.slot.start.filter(|_| day.day.starts.is_none())
    }

    /// A day keeps its beginning when another slot comes first: whichever stands there begins it.
    fn keep_beginning(&mut self, day: usize, begins: Option<NaiveTime>) {
        let first = self.edit(Spot::slot(day, 0));
        if let (Some(begins), Some(first)) = (begins, first)
            && first.start.is_none()
        {
            first.start = Some(begins);
        }
    }

    /// Moves a slot elsewhere. One that only stated where it stood floats there; a fixed one keeps its time.
    ///
    /// `minutes`: how long it is planned, so that it stays as long as it was.
    pub(super) fn carry(&mut self, from: Spot, to: Way, minutes: Option<u32>) -> Option<Spot> {
        let target = self.target(from, to)?;
        let begins = self.begins(from.day).filter(|_| target.day == from.day);
        let mut placed = self.take(from)?;
        if placed.slot.start.is_some() && !placed.slot.is_fixed() {
            let slot = &mut Arc::make_mut(&mut placed).slot;
            (slot.start, slot.minutes) = (None, slot.minutes.or(minutes));
        }
        let spot = self.put(target, placed)?;
        // Within its day the others make room, the first one too.
        let first = self.edit(Spot::slot(from.day, 0)).filter(|first| !first.is_fixed());
        if let (Some(begins), Some(first)) = (begins, first) {
            first.start = Some(begins);
        }
        Some(spot)
    }

    /// The row below which a slot goes, counted without that slot.
    fn target(&self, from: Spot, to: Way) -> Option<Spot> {
        let nth = from.slot?;
        let last = |day: usize| self.days.get(day).map(|_| self.last_of(day));
        match to {
            Way::Up if nth > 0 => Some(Spot { day: from.day, slot: nth.checked_sub(2) }),
            Way::Up => last(from.day.checked_sub(1)?),
            Way::Down if nth + 1 < self.days.get(from.day)?.slots.len() => Some(Spot::slot(from.day, nth)),
            Way::Down => self.days.get(from.day + 1).map(|_| Spot::heading(from.day + 1)),
            Way::Day(day) if day != from.day => {
                let keeps = self.at(from).filter(|placed| placed.slot.is_fixed()).and_then(|placed| placed.slot.start);
                let later = |placed: &Arc<Placed>| placed.slot.start.is_some_and(|start| Some(start) > keeps);
                // What keeps its time goes where its time is.
                let before = keeps.and_then(|_| self.days.get(day)?.slots.iter().position(later));
                before.map_or_else(|| last(day), |nth| Some(Spot { day, slot: nth.checked_sub(1) }))
            }
            Way::Day(_) => None,
        }
    }

    /// A new day behind the others, with the hours of the one before.
    pub(super) fn add_day(&mut self, date: Option<NaiveDate>, title: &str) -> Result<Spot, String> {
        if date.is_some() && self.days.iter().any(|day| day.day.date == date) {
            return Err(say("plan-same-day").to_owned());
        }
        let hours = self.days.last().map(|last| (last.day.starts, last.day.ends)).unwrap_or_default();
        let day = PlannedDay { date, title: title.to_owned(), starts: hours.0, ends: hours.1, ..PlannedDay::default() };
        self.days.push(Day { day, slots: Vec::new(), is_new: true });
        Ok(Spot::heading(self.days.len() - 1))
    }

    /// Takes out a day that is new and empty and the last; the agenda's own stay where its text has them.
    pub(super) fn remove_day(&mut self, day: usize) -> Result<Spot, String> {
        let found = self.days.get(day).ok_or(say("plan-no-such-day"))?;
        if !found.slots.is_empty() {
            return Err(say("plan-day-has-slots").to_owned());
        }
        if !found.is_new || self.days.len() == 1 {
            return Err(say("plan-day-of-agenda").to_owned());
        }
        self.days.remove(day);
        Ok(self.nearest(Spot::heading(day)))
    }

    /// Lets the slots of a day follow one another: starts that are not fixed are dropped, the day's first excepted.
    /// `minutes`: how long each slot of the day is planned. Whether anything changed.
    pub(super) fn follow(&mut self, day: usize, minutes: &[Option<u32>]) -> bool {
        let Some(day) = self.days.get_mut(day) else { return false };
        let mut changed = false;
        for (placed, minutes) in day.slots.iter_mut().zip(minutes).skip(1) {
            if placed.slot.start.is_some() && !placed.slot.is_fixed() && minutes.is_some() {
                let slot = &mut Arc::make_mut(placed).slot;
                (slot.start, slot.minutes) = (None, slot.minutes.or(*minutes));
                changed = true;
            }
        }
        changed
    }
}

/// Where a slot is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// One place up; from the first of a day to the last of the day before.
    Up,
    /// One place down.
    Down,
    /// To the end of a day.
    Day(usize),
}

/// The slot that a request asks for.
pub(super) fn slot_for(request: &Request) -> PlannedSlot {
    PlannedSlot {
        title: request.topic.clone(),
        requested_by: request.requested_by.clone(),
        minutes: Some(request.minutes.unwrap_or(USUAL_LENGTH)),
        least: request.least.filter(|least| Some(*least) < request.minutes),
        ..PlannedSlot::default()
    }
}

/// A break.
pub(super) fn new_break() -> PlannedSlot {
    PlannedSlot {
        title: "Break".to_owned(),
        kind: SlotKind::Break,
        minutes: Some(USUAL_BREAK),
        ..PlannedSlot::default()
    }
}

/// A slot that nobody asked for.
pub(super) fn new_slot(title: &str) -> PlannedSlot {
    PlannedSlot { title: title.to_owned(), minutes: Some(USUAL_LENGTH), ..PlannedSlot::default() }
}

/// Gives a slot so many minutes; a lower bound that is none any more goes.
pub(super) fn set_length(slot: &mut PlannedSlot, minutes: u32, least: Option<u32>) -> Result<(), String> {
    if !(1..=times::DAY).contains(&minutes) {
        return Err(say("plan-length-bounds").to_owned());
    }
    (slot.minutes, slot.least) = (Some(minutes), least.filter(|least| *least < minutes));
    Ok(())
}

/// Calls a slot something else; what it fulfils, it goes on to fulfil.
pub(super) fn set_title(slot: &mut PlannedSlot, title: &str, fulfilled: Option<&Request>) {
    title.clone_into(&mut slot.title);
    if let Some(request) = fulfilled {
        set_request(slot, request);
    }
}

/// Lets a slot fulfil a request; it names it only where its title does not.
pub(super) fn set_request(slot: &mut PlannedSlot, request: &Request) {
    slot.request = None;
    if !slot.fulfils(request) {
        slot.request = Some(request.topic.clone());
    }
}
