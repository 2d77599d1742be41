//! How are we doing: the meeting against its plan in one glance, for the big clock and for `minutebook status`.
//!
//! Both say the same because both ask here. Not here: how a figure is come to (see `schedule`), and how large it is drawn.

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::Model;
use crate::meeting::schedule::{self, Miss, Point, Projected, Projection, State};
use crate::meeting::{Meeting, Slot, SlotId, Stamp};
use crate::words::say;

/// Whether the meeting goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Going {
    /// No clock has run yet on the day that is held now, or next.
    NotStarted,
    /// A clock runs.
    Running,
    /// Clocks have run, none does now, and nothing else is still to begin.
    Paused,
    /// The meeting is closed.
    Closed,
}

/// How much of a slot's time is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Urgency {
    /// Not yet enough to be said.
    Calm,
    /// A notice was due before its end.
    Soon,
    /// All of it.
    Over,
}

impl Urgency {
    /// Of a slot that has had this share of its planned time, none where nothing is planned; `notices` are the shares at
    /// which a notice is due.
    pub fn of(share: Option<f64>, notices: &[f64]) -> Self {
        match share {
            Some(share) if share >= 1.0 => Self::Over,
            Some(share) if notices.iter().any(|due| *due < 1.0 && share >= *due) => Self::Soon,
            _ => Self::Calm,
        }
    }
}

/// The meeting against its plan.
#[derive(Clone, Debug)]
pub struct Progress<'m> {
    /// Whether it goes on.
    pub going: Going,
    /// The slot whose clock runs or pauses; before the first one of a day, that with which the day begins.
    pub slot: Option<&'m Slot>,
    /// Which day that is, from 0.
    pub day: Option<usize>,
    /// Seconds that the slot has had.
    pub elapsed: i64,
    /// Seconds that it may have.
    pub planned: Option<i64>,
    /// What comes after it, and when if all goes on as it is.
    pub next: Option<(&'m Slot, Option<DateTime<Tz>>)>,
    /// How much later than planned that is; negative: earlier.
    pub behind: Option<TimeDelta>,
    /// When the slot's day ends, if all goes on as it is.
    pub ends: Option<DateTime<Tz>>,
    /// Fixed points of the day that will be missed.
    pub misses: Vec<Miss>,
    /// The next fixed point of the day, and when it is due.
    pub point: Option<(Point, DateTime<Tz>)>,
}

impl Model {
    /// The share of its planned time that a slot has had; none where nothing is planned.
    pub fn share(&self, slot: &Slot) -> Option<f64> {
        let minutes = self.planned(slot.id)?.minutes.filter(|minutes| *minutes > 0)?;
        Some(slot.elapsed(&self.now).num_milliseconds() as f64 / (f64::from(minutes) * 60_000.0))
    }
}

impl<'m> Progress<'m> {
    /// How the meeting stands at `now`; `projection` is that of the same moment.
    pub fn of(meeting: &'m Meeting, projection: &Projection, now: &Stamp) -> Self {
        let ahead = |projected: &&Projected| projected.state == State::Ahead;
        let first = || meeting.slot(projection.slots.iter().find(ahead)?.slot);
        let last = || schedule::ran_last(meeting);
        let current = projection.current.and_then(|slot| meeting.slot(slot));
        let (going, slot) = match current {
            _ if meeting.closed.is_some() => (Going::Closed, last()),
            Some(current) if current.is_running() => (Going::Running, Some(current)),
            Some(current) => (Going::Paused, Some(current)),
            None => match (first(), last()) {
                (Some(first), _) => (Going::NotStarted, Some(first)),
                (None, Some(last)) => (Going::Paused, Some(last)),
                (None, None) => (Going::NotStarted, None),
            },
        };
        let place = slot.and_then(|slot| projection.slots.iter().position(|projected| projected.slot == slot.id));
        let day = slot.and_then(|slot| meeting.days.iter().position(|day| day.slots.iter().any(|s| s.id == slot.id)));
        let minutes = place.and_then(|at| projection.slots[at].planned.minutes);
        let mut progress = Self {
            going,
            slot,
            day,
            elapsed: slot.map_or(0, |slot| slot.elapsed(now).num_seconds()),
            planned: minutes.map(|minutes| i64::from(minutes) * 60),
            next: None,
            behind: None,
            ends: None,
            misses: Vec::new(),
            point: None,
        };
        // Of a day that is over there is nothing to be told.
        if (going == Going::NotStarted || projection.current.is_some())
            && let Some(at) = place
        {
            progress.look_ahead(meeting, projection, at, now);
        }
        progress
    }

    fn look_ahead(&mut self, meeting: &'m Meeting, projection: &Projection, at: usize, now: &Stamp) {
        let after = projection.slots.get(at + 1..).unwrap_or_default();
        let next = after.iter().find(|projected| projected.state == State::Ahead);
        self.next = next.and_then(|projected| Some((meeting.slot(projected.slot)?, projected.start)));
        let Some(number) = self.day else { return };
        if let Some(day) = projection.days.get(number) {
            self.ends = day.end;
            self.misses.clone_from(&day.misses);
        }
        // In a pause with nothing to come there is nothing to be late for.
        let waits = self.going != Going::Paused || next.is_some();
        self.behind = schedule::behind(meeting, projection, now).filter(|_| waits);
        let here = |projected: &&Projected| meeting.days[number].slots.iter().any(|slot| slot.id == projected.slot);
        let points = after.iter().take_while(here).filter(|projected| projected.state == State::Ahead);
        let fixed = points.filter(|projected| projected.fixed);
        let due = fixed.clone().find_map(|projected| Some((Point::Slot(projected.slot), projected.planned.start?)));
        let has_to_end = meeting.days[number].ends.is_some();
        let end = projection.days.get(number).and_then(|day| day.planned_end).filter(|_| has_to_end);
        self.point = due.or_else(|| Some((Point::EndOfDay, end?)));
    }

    /// Seconds by which the slot is over its time.
    pub fn over(&self) -> i64 {
        self.planned.map_or(0, |planned| (self.elapsed - planned).max(0))
    }

    /// `12 min behind`, `on time`, `3 min ahead`.
    pub fn standing(&self) -> Option<String> {
        let minutes = self.behind?.num_minutes();
        Some(match minutes {
            1.. => say!("going-behind", span = span(minutes)),
            0 => say("going-on-time").to_owned(),
            _ => say!("going-ahead", span = span(-minutes)),
        })
    }

    /// Whether the meeting is at least a minute late, or a fixed point will be missed.
    pub fn is_late(&self) -> bool {
        self.behind.is_some_and(|behind| behind >= TimeDelta::minutes(1)) || !self.misses.is_empty()
    }

    /// How the day stands, the most important first: `12 min behind`, `ends 17:42`, `Lunch 12 min late`.
    pub fn words(&self, meeting: &Meeting) -> Vec<String> {
        let ends = self.ends.map(|ends| say!("going-ends", clock = ends.format("%H:%M").to_string()));
        let missed = self.misses.iter().filter(|miss| miss.by >= TimeDelta::minutes(1)).map(|miss| {
            let by = span(miss.by.num_minutes());
            match miss.point {
                Point::EndOfDay => say!("going-past-end", span = by),
                Point::Slot(_) => say!("going-late", point = point_name(meeting, miss.point), span = by),
            }
        });
        self.standing().into_iter().chain(ends).chain(missed).collect()
    }
}

/// What a fixed point is called: its slot's title, or `end of day`.
pub fn point_name(meeting: &Meeting, point: Point) -> &str {
    match point {
        Point::EndOfDay => say("going-end-of-day"),
        Point::Slot(slot) => meeting.slot(slot).map_or("", |slot| slot.plan.title.as_str()),
    }
}

/// `15 min`, `1 h 05`.
pub(super) fn span(minutes: i64) -> String {
    if minutes >= 60 { format!("{} h {:02}", minutes / 60, minutes % 60) } else { format!("{minutes} min") }
}

impl Model {
    /// The slot that pauses; none while a clock runs, and once its day is over.
    pub fn paused(&self) -> Option<SlotId> {
        if self.current().is_some() || self.meeting().closed.is_some() {
            return None;
        }
        self.projection.current
    }

    /// The slot that pauses, where the scribe looks back at another that had its turn.
    pub fn paused_elsewhere(&self) -> Option<SlotId> {
        let had_its_turn = self.slot().is_some_and(|slot| slot.was_held(&self.now));
        self.paused().filter(|paused| *paused != self.viewed && had_its_turn)
    }
}
