//! What a plan comes to: when each slot begins, what does not fit, and how full each day is.
//!
//! Computed from the plan each time, by the schedule that the meeting itself will have. Not here: changing anything.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::plan::{Day, Plan, Spot, USUAL_LENGTH};
use crate::meeting::schedule::{self, Frame, Planned};
use crate::meeting::{Agenda, Meeting, PlannedSlot, Request, Stamp, WriterId, open};

/// A slot's times as they follow from the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// When it starts; where the day has no date, the time of day alone is meant. None where nothing says it.
    pub start: Option<DateTime<Tz>>,
    /// The start follows from what stands before it: neither the slot states it nor the day.
    pub start_guessed: bool,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// The length is a guess: nobody asked for so much, and the agenda does not say it.
    pub length_guessed: bool,
    /// Minutes of it that lie behind the next stated start, or behind the end of the day.
    pub over: u32,
    /// It states no length, and what stands around it leaves none.
    pub squeezed: bool,
}

/// A day, summed up. All lengths in minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaySum {
    /// Its slots, in order.
    pub slots: Vec<Times>,
    /// From its first to its last minute, breaks taken off; none where nothing says when it begins or ends.
    pub capacity: Option<u32>,
    /// What its breaks take.
    pub breaks: u32,
    /// What everything else takes.
    pub placed: u32,
    /// Minutes that do not fit where they stand.
    pub over: u32,
    /// When it begins.
    pub from: Option<DateTime<Tz>>,
    /// When it ends: when it has to, else when its last slot does; none where that is open.
    pub to: Option<DateTime<Tz>>,
    /// It has to end then, as the agenda says.
    pub has_end: bool,
}

/// What was asked for, in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Requests.
    pub requests: usize,
    /// Those that have a slot.
    pub placed: usize,
    /// Minutes asked for.
    pub minutes: u32,
    /// Of them, minutes of requests that have a slot.
    pub minutes_placed: u32,
    /// Requests that do not say how long they take.
    pub without_length: usize,
}

impl DaySum {
    /// Minutes that are free; negative: over.
    pub fn free(&self) -> Option<i64> {
        self.capacity.map(|capacity| i64::from(capacity) - i64::from(self.placed))
    }
}

impl Asked {
    /// Of these requests, each with the place that it has.
    pub(super) fn of(requests: &[Request], places: &[Option<Spot>]) -> Self {
        let mut asked = Self { requests: requests.len(), ..Self::default() };
        for (request, place) in requests.iter().zip(places) {
            let placed = place.is_some();
            let minutes = request.minutes.unwrap_or(0);
            asked.placed += usize::from(placed);
            asked.minutes = asked.minutes.saturating_add(minutes);
            asked.minutes_placed = asked.minutes_placed.saturating_add(if placed { minutes } else { 0 });
            asked.without_length += usize::from(request.minutes.is_none());
        }
        asked
    }

    /// Requests that have no slot yet.
    pub fn unplaced(&self) -> usize {
        self.requests - self.placed
    }
}

/// Sums up every day of a plan.
///
/// `of_open_length`: the slots of requests that do not say how long they take.
pub(super) fn days(plan: &Plan, of_open_length: &BTreeSet<Spot>, zone: Tz) -> Vec<DaySum> {
    let meeting = meeting_of(plan, zone);
    let planned = schedule::of_agenda(&meeting);
    let frames = schedule::frames(&meeting);
    let mut planned = planned.into_iter();
    let numbered = plan.days.iter().zip(frames).enumerate();
    numbered
        .map(|(number, (day, frame))| {
            let planned: Vec<Planned> = planned.by_ref().take(day.slots.len()).collect();
            let asked_open = |nth: usize| of_open_length.contains(&Spot::slot(number, nth));
            day_sum(day, &planned, &asked_open, frame)
        })
        .collect()
}

/// The meeting that the plan would make, for its schedule.
fn meeting_of(plan: &Plan, zone: Tz) -> Meeting {
    let (mut days, _) = plan.arranged();
    for (number, (arranged, day)) in days.iter_mut().zip(&plan.days).enumerate() {
        arranged.date = Some(date_of(day, number));
    }
    let agenda = Agenda { days, ..Agenda::default() };
    let opened = open(agenda, String::new(), String::new(), None, zone.name().to_owned(), WriterId(0));
    let mut meeting = Meeting::default();
    meeting.apply(&Stamp::wall(DateTime::UNIX_EPOCH.fixed_offset()), &opened);
    meeting
}

/// A day's date; where it has none, one on which no clock is changed, so that times of day can be reckoned with.
fn date_of(day: &Day, number: usize) -> NaiveDate {
    let any = NaiveDate::default();
    day.day.date.unwrap_or_else(|| any.checked_add_days(chrono::Days::new(number as u64)).unwrap_or(any))
}

fn day_sum(day: &Day, planned: &[Planned], asked_open: &dyn Fn(usize) -> bool, frame: Frame) -> DaySum {
    // A first slot that nobody gives a time is in no need of the second one's.
    let from = frame.starts.filter(|_| day.day.starts.is_some()).or_else(|| planned.first()?.start);
    let ends = frame.ends;
    let slots = times(day, planned, asked_open, (from, ends));
    // Where one of them may go on for ever, nobody knows when the day is over.
    let ends_of = slots.iter().filter(|times| !times.squeezed).map(end).collect::<Option<Vec<_>>>();
    let last = ends_of.and_then(|ends| ends.into_iter().max());
    let to = ends.or(last);
    let mut sum = DaySum { from, to, has_end: ends.is_some(), ..DaySum::default() };
    for (placed, times) in day.slots.iter().zip(&slots) {
        let kind = if placed.slot.kind.is_break() { &mut sum.breaks } else { &mut sum.placed };
        *kind = kind.saturating_add(times.minutes.unwrap_or(0));
        sum.over = sum.over.saturating_add(times.over);
    }
    let whole = from.zip(to).and_then(|(from, to)| u32::try_from((to - from).num_minutes()).ok());
    sum.capacity = whole.map(|whole| whole.saturating_sub(sum.breaks));
    sum.slots = slots;
    sum
}

/// The times of a day's slots: what states no start follows on what stands before it.
fn times(
    day: &Day,
    planned: &[Planned],
    asked_open: &dyn Fn(usize) -> bool,
    (from, ends): (Option<DateTime<Tz>>, Option<DateTime<Tz>>),
) -> Vec<Times> {
    let stated = |nth: usize| planned.get(nth).filter(|it| !it.start_guessed)?.start;
    let mut reached = from;
    let mut times = Vec::new();
    for (nth, (placed, planned)) in day.slots.iter().zip(planned).enumerate() {
        let start = stated(nth).or(reached);
        let bound = (nth + 1..day.slots.len()).find_map(stated).or(ends);
        let mut it = Times {
            start,
            start_guessed: stated(nth).is_none() && start.is_some(),
            minutes: planned.minutes,
            length_guessed: length_is_guess(&placed.slot, planned, asked_open(nth)),
            over: 0,
            squeezed: planned.minutes.is_none() && start.is_some() && bound.is_some(),
        };
        reached = if it.squeezed { start } else { end(&it) };
        let behind = reached.zip(bound).map_or(0, |(end, bound)| (end - bound).num_minutes());
        it.over = u32::try_from(behind).unwrap_or(0).min(it.minutes.unwrap_or(0));
        times.push(it);
    }
    times
}

fn end(times: &Times) -> Option<DateTime<Tz>> {
    times.start?.checked_add_signed(TimeDelta::minutes(times.minutes?.into()))
}

/// Whether a length is nobody's word: a share of a gap, or the usual length for a request that asks for none.
fn length_is_guess(slot: &PlannedSlot, planned: &Planned, asked_open: bool) -> bool {
    match slot.minutes {
        None => planned.length_guessed,
        Some(minutes) => minutes == USUAL_LENGTH && asked_open,
    }
}
