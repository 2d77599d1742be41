//! What became of the plan: of each slot and each day, in figures that every form of the minutes shares.
//!
//! Computed from plan and facts like all of the schedule, and never stored. Every planned minute counts on the day that the
//! agenda has it on, every measured second in the slot that it was spent on. Not here: what is still ahead (`project`).

use chrono::{DateTime, FixedOffset, TimeDelta};
use chrono_tz::Tz;

use super::basis::{Basis, Frame};
use super::present::beginnings;
use super::walk::is_fixed_point;
use super::{Miss, PUNCTUAL, Planned, Point, Projected, State, project};
use crate::meeting::{Day, Mark, Meeting, Slot, SlotId, Stamp};

/// What became of the plan so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// All slots, in reading order.
    pub slots: Vec<SlotOutcome>,
    /// All days.
    pub days: Vec<DayOutcome>,
}

/// What became of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotOutcome {
    /// Which slot.
    pub slot: SlotId,
    /// How it ended.
    pub fate: Fate,
    /// How much longer than planned it took, what was given to it counted as planned; negative: shorter. None where it
    /// was not held, or no length was planned. Of a slot whose clock runs: so far.
    pub over: Option<TimeDelta>,
    /// It is a fixed point where it stands.
    pub fixed: bool,
    /// Where the agenda has it, where it does not stand there.
    pub moved_from: Option<Place>,
}

/// A place on the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which day, from 0.
    pub day: usize,
    /// Which slot of that day, from 0.
    pub nth: usize,
}

/// How a slot of the plan ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It took place, or its clock runs.
    Held,
    /// It was put off to another time, perhaps after a beginning was made.
    Parked,
    /// It was left out.
    Skipped,
    /// The meeting went on past it, its day ended without it, or the whole meeting did.
    NotReached,
    /// It is still to come.
    NotYet,
    /// The agenda was edited and has it no longer.
    Withdrawn,
    /// Something was noted, but its clock never ran.
    NotTimed,
}

/// What became of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayOutcome {
    /// When its first slot was planned to start.
    pub planned_start: Option<DateTime<Tz>>,
    /// When it had to end, else when its last slot was planned to.
    pub planned_end: Option<DateTime<Tz>>,
    /// Minutes that the agenda plans for its slots, breaks too, without what was given in the meeting; none where it
    /// plans none.
    pub planned_minutes: Option<u32>,
    /// When its first slot started.
    pub started: Option<DateTime<Tz>>,
    /// When its last slot ended; none before it began and while a clock runs.
    pub ended: Option<DateTime<Tz>>,
    /// Time spent on its slots: the sum of theirs.
    pub spent: TimeDelta,
    /// Time between start and end in which no clock of its slots ran.
    pub idle: TimeDelta,
    /// How much later than planned it ended; negative: earlier. None while it goes on, and where it was held on quite
    /// another day.
    pub over: Option<TimeDelta>,
    /// The fixed points that were met a minute late or more, in order; not what was held on quite another day.
    pub misses: Vec<Miss>,
    /// All of it was held on quite another day.
    off: bool,
}

impl Fate {
    /// Its name in exports: `held`, `not_reached`, …
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Parked => "parked",
            Self::Skipped => "skipped",
            Self::NotReached => "not_reached",
            Self::NotYet => "not_yet",
            Self::Withdrawn => "withdrawn",
            Self::NotTimed => "not_timed",
        }
    }

    pub(super) fn of(slot: &Slot, projected: &Projected, now: &Stamp) -> Self {
        match slot.mark {
            // Taking a slot up takes the mark off: what is parked is parked for what is left of it.
            Some(Mark::Parked) => Self::Parked,
            _ if slot.was_held(now) => Self::Held,
            Some(Mark::Skipped) => Self::Skipped,
            None if slot.withdrawn => Self::Withdrawn,
            None if !slot.entries.is_empty() => Self::NotTimed,
            None if projected.state == State::Passed => Self::NotReached,
            None => Self::NotYet,
        }
    }
}

impl DayOutcome {
    /// Whether planned and measured times can be compared: not where it was held on quite another day.
    pub fn is_comparable(&self) -> bool {
        !self.off
    }
}

/// What became of the plan by `now`.
pub fn outcomes(meeting: &Meeting, now: &Stamp) -> Outcomes {
    let projection = project(meeting, now);
    let basis = &projection.basis;
    let slot = |((slot, projected), (plan, place)): ((&Slot, &Projected), (&Planned, &Option<Place>))| SlotOutcome {
        slot: slot.id,
        fate: Fate::of(slot, projected, now),
        over: over(slot, plan, projected, now),
        fixed: is_fixed_point(slot, &projected.planned),
        moved_from: place.filter(|_| slot.moved),
    };
    let on_agenda = basis.agenda.iter().zip(&basis.places);
    let slots = meeting.slots().zip(&projection.slots).zip(on_agenda).map(slot).collect();
    let plans = by_day(meeting, basis);
    let days = meeting.days.iter().enumerate().zip(&basis.frames).zip(&plans);
    let days = days.map(|(((number, day), frame), plans)| {
        let (projected, beginnings) = (projection.day(number), beginnings(meeting, day));
        Account { meeting, day, frame, plans, projected, beginnings, now }.outcome()
    });
    Outcomes { slots, days: days.collect() }
}

/// The planned times of each day in the order of the agenda.
fn by_day<'b>(meeting: &Meeting, basis: &'b Basis) -> Vec<Vec<&'b Planned>> {
    let mut days = vec![Vec::new(); meeting.days.len()];
    for (plan, place) in basis.agenda.iter().zip(&basis.places).filter_map(|(plan, place)| Some((plan, (*place)?))) {
        days.get_mut(place.day).into_iter().for_each(|day: &mut Vec<_>| day.push((place.nth, plan)));
    }
    let in_order = |mut day: Vec<(usize, &'b Planned)>| {
        day.sort_by_key(|(nth, _)| *nth);
        day.into_iter().map(|(_, plan)| plan).collect()
    };
    days.into_iter().map(in_order).collect()
}

/// See [`SlotOutcome::over`]. Minutes given to a slot of unknown length make no length known.
fn over(slot: &Slot, plan: &Planned, projected: &Projected, now: &Stamp) -> Option<TimeDelta> {
    let is_planned = slot.unplanned || plan.minutes.is_some();
    let minutes = projected.planned.minutes.filter(|_| is_planned && slot.was_held(now))?;
    Some(slot.elapsed(now) - TimeDelta::minutes(minutes.into()))
}

/// A day with its slots as the agenda has them and as they stand.
struct Account<'m> {
    meeting: &'m Meeting,
    day: &'m Day,
    frame: &'m Frame,
    plans: &'m [&'m Planned],
    projected: &'m [Projected],
    beginnings: Vec<DateTime<Tz>>,
    now: &'m Stamp,
}

impl Account<'_> {
    fn outcome(&self) -> DayOutcome {
        let local = |at: DateTime<FixedOffset>| self.meeting.local(at);
        let held = || self.day.slots.iter().filter(|slot| slot.was_held(self.now));
        let started = held().filter_map(Slot::started).min().map(local);
        let stopped = held().filter_map(Slot::ended).max().map(local);
        let ended = stopped.filter(|_| !held().any(Slot::is_running));
        let spent: TimeDelta = held().map(|slot| slot.elapsed(self.now)).sum();
        let until = ended.or(started.map(|_| local(self.now.at)));
        let span = started.zip(until).map_or(TimeDelta::zero(), |(from, to)| to - from);
        let minutes = self.plans.iter().filter_map(|plan| plan.minutes);
        let mut outcome = DayOutcome {
            planned_start: self.plans.iter().find_map(|plan| plan.start),
            planned_end: self.frame.planned_end(),
            planned_minutes: minutes.reduce(u32::saturating_add),
            started,
            ended,
            spent,
            idle: (span - spent).max(TimeDelta::zero()),
            over: None,
            misses: Vec::new(),
            off: self.frame.is_far_from_all(&self.beginnings),
        };
        outcome.over = self.over(&outcome);
        outcome.misses = self.misses(&outcome);
        outcome
    }

    fn over(&self, outcome: &DayOutcome) -> Option<TimeDelta> {
        let goes_on = |projected: &Projected| matches!(projected.state, State::Ahead | State::Current);
        let ended = outcome.ended.filter(|ended| self.compares(*ended))?;
        (!self.projected.iter().any(goes_on)).then_some(ended - outcome.planned_end?)
    }

    /// Whether a moment at which the day was held can be compared with its plan.
    fn compares(&self, moment: DateTime<Tz>) -> bool {
        let began = self.beginnings.iter().rfind(|began| **began <= moment).unwrap_or(&moment);
        !self.frame.is_far_from(*began, moment)
    }

    fn misses(&self, outcome: &DayOutcome) -> Vec<Miss> {
        let missed = |by: &TimeDelta| *by >= PUNCTUAL;
        let held = self.day.slots.iter().zip(self.projected).filter(|(slot, _)| slot.was_held(self.now));
        let fixed = held.filter(|(slot, projected)| is_fixed_point(slot, &projected.planned));
        // When it began: one that waits to go on has met its point, or missed it, long ago.
        let late = fixed.filter_map(|(slot, projected)| {
            let began = self.meeting.local(slot.started()?);
            let by = began - projected.planned.start?;
            (self.compares(began) && missed(&by)).then_some(Miss { point: Point::Slot(slot.id), by })
        });
        let end = outcome.over.filter(|by| self.day.ends.is_some() && missed(by));
        late.chain(end.map(|by| Miss { point: Point::EndOfDay, by })).collect()
    }
}
