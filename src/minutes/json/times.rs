//! Times for programs: planned and actual of slots, days and the whole meeting.
//!
//! Part of the frozen format. Not here: how times read for people (see `minutes/times.rs`).

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta};
use chrono_tz::Tz;
use serde::Serialize;

use super::super::document::{Held, Minutes, Plan};
use crate::meeting::SlotId;
use crate::meeting::schedule::{DayOutcome, Miss, Place, Point};

#[derive(Serialize)]
pub(super) struct Times {
    start: Option<String>,
    minutes: Option<u32>,
    /// The lower bound, where the agenda states a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct Actual {
    start: String,
    end: Option<String>,
    seconds: f64,
}

/// A place on the agenda, both numbers from 1.
#[derive(Serialize)]
pub(super) struct MovedFrom {
    day: usize,
    date: Option<NaiveDate>,
    place: usize,
}

/// When a day was to take place.
#[derive(Serialize)]
pub(super) struct PlannedHours {
    start: Option<String>,
    end: Option<String>,
    minutes: Option<u32>,
}

/// When a day took place.
#[derive(Serialize)]
pub(super) struct Hours {
    start: String,
    end: Option<String>,
    seconds: f64,
    idle_seconds: f64,
}

/// A fixed point that was met late: the start of a slot; of none: the end of the day.
#[derive(Serialize)]
pub(super) struct Missed {
    slot: Option<SlotId>,
    by_seconds: f64,
}

/// What the days add up to.
#[derive(Serialize)]
pub(super) struct Totals {
    planned_minutes: u32,
    seconds: f64,
    idle_seconds: f64,
}

impl Times {
    /// The planned times that are known, with the lower bound `least` where they are a range; and beside them all that can
    /// be guessed, where something is.
    pub(super) fn of(plan: Plan, least: Option<u32>) -> (Self, Option<Self>) {
        let start = plan.start.map(planned);
        let known = Self {
            start: start.clone().filter(|_| !plan.start_guessed),
            minutes: plan.minutes.filter(|_| !plan.minutes_guessed),
            least,
        };
        let guessed = plan.start_guessed || plan.minutes_guessed;
        (known, guessed.then_some(Self { start, minutes: plan.minutes, least: None }))
    }
}

impl Actual {
    pub(super) fn of(held: Held) -> Self {
        Self { start: measured(held.start), end: held.end.map(measured), seconds: seconds(held.elapsed) }
    }
}

impl MovedFrom {
    pub(super) fn of(place: Place, minutes: &Minutes) -> Self {
        let date = minutes.days.get(place.day).and_then(|day| day.day.date);
        Self { day: place.day + 1, date, place: place.nth + 1 }
    }
}

impl PlannedHours {
    pub(super) fn of(day: &DayOutcome) -> Self {
        Self { start: day.planned_start.map(planned), end: day.planned_end.map(planned), minutes: day.planned_minutes }
    }
}

impl Hours {
    /// None where nothing of the day was held.
    pub(super) fn of(day: &DayOutcome) -> Option<Self> {
        Some(Self {
            start: measured(day.started?),
            end: day.ended.map(measured),
            seconds: seconds(day.spent),
            idle_seconds: seconds(day.idle),
        })
    }
}

impl Missed {
    pub(super) fn of(miss: &Miss) -> Self {
        let slot = match miss.point {
            Point::Slot(slot) => Some(slot),
            Point::EndOfDay => None,
        };
        Self { slot, by_seconds: seconds(miss.by) }
    }
}

impl Totals {
    pub(super) fn of(minutes: &Minutes) -> Self {
        let outcomes = || minutes.days.iter().map(|day| &day.outcome);
        Self {
            planned_minutes: outcomes().filter_map(|day| day.planned_minutes).fold(0, u32::saturating_add),
            seconds: seconds(outcomes().map(|day| day.spent).sum()),
            idle_seconds: seconds(outcomes().map(|day| day.idle).sum()),
        }
    }
}

/// With fractions, to the millisecond.
pub(super) fn seconds(time: TimeDelta) -> f64 {
    time.num_milliseconds() as f64 / 1000.0
}

/// A moment of the plan: RFC 3339.
fn planned(at: DateTime<Tz>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

/// A moment that a clock gave: RFC 3339 to the millisecond.
pub(super) fn measured(at: DateTime<Tz>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, false)
}
