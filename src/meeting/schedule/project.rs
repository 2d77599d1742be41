//! What the facts make of the plan: when each slot started or will start, what is late, and what no longer fits.
//!
//! Floating slots follow one another: they move up when the meeting is ahead and back when it is behind, and a planned idle
//! time before one is kept when ahead and used up when behind. Fixed points do not move up: what is done before one has to
//! be over by then, or the point is missed, which is said and never mended silently. Not here: what to do about it.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::{COMPARABLE, Planned, of_agenda, plan, with_given};
use crate::meeting::{Day, Meeting, Slot, SlotId, Stamp};

/// The whole meeting, projected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projection {
    /// All slots, in reading order.
    pub slots: Vec<Projected>,
    /// All days.
    pub days: Vec<DayProjection>,
}

/// A slot, projected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projected {
    /// Which slot.
    pub slot: SlotId,
    /// How it stands.
    pub state: State,
    /// As the agenda plans it, with the minutes given to it.
    pub planned: Planned,
    /// When it started or will start; none where nothing says it, and for what is not held.
    pub start: Option<DateTime<Tz>>,
    /// When it ended last or will end.
    pub end: Option<DateTime<Tz>>,
    /// It is a fixed point, and still is one here.
    pub fixed: bool,
    /// It is still ahead and ends after the next fixed point is due.
    pub overflows: bool,
}

/// How a slot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It was held.
    Held,
    /// Its clock runs, or pauses.
    Current,
    /// It is still to come.
    Ahead,
    /// The meeting went on past it, or is over, and it was not held.
    Passed,
    /// It was skipped or parked, or the agenda has it no longer.
    SetAside,
}

/// A day, projected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayProjection {
    /// When its last slot was planned to end, or when the day has to.
    pub planned_end: Option<DateTime<Tz>>,
    /// When it ended or will end; none where the last length is unknown.
    pub end: Option<DateTime<Tz>>,
    /// The fixed points that will be missed, in order.
    pub misses: Vec<Miss>,
    /// Minutes that the breaks ahead can give.
    pub slack: u32,
}

/// A fixed point that will be missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Which.
    pub point: Point,
    /// By how much.
    pub by: TimeDelta,
}

/// A fixed point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// The start of a slot.
    Slot(SlotId),
    /// The end of the day.
    EndOfDay,
}

impl Projection {
    /// A slot of it.
    pub fn of(&self, slot: SlotId) -> Option<&Projected> {
        self.slots.iter().find(|projected| projected.slot == slot)
    }
}

impl Projected {
    /// How much later than planned it starts or started; negative: earlier. None where it was not planned there.
    pub fn late(&self) -> Option<TimeDelta> {
        Some(self.start? - self.planned.start?)
    }
}

/// Minutes that a slot of so many `minutes`, with those given to it, can give without losing its sense: a range down to
/// its lower bound, a break down to half of its planned length, in steps of five.
pub fn slack(slot: &Slot, minutes: u32) -> u32 {
    let planned = || minutes.checked_add_signed(slot.given.saturating_neg()).filter(|planned| *planned > 0);
    let least = match slot.plan.least {
        Some(least) => least,
        None if slot.plan.kind.is_break() => planned().unwrap_or(minutes).div_ceil(2).next_multiple_of(5),
        None => minutes,
    };
    minutes.saturating_sub(least)
}

/// What the facts so far make of the plan at `now`.
pub fn project(meeting: &Meeting, now: &Stamp) -> Projection {
    let agenda = of_agenda(meeting);
    let gaps = idle_before(meeting, &agenda);
    let current = current(meeting, now);
    let current_day = day_of(meeting, current);
    let mut projection = Projection::default();
    let mut rest = (agenda.as_slice(), gaps.as_slice());
    for (number, day) in meeting.days.iter().enumerate() {
        let (here, later) = rest.0.split_at(day.slots.len().min(rest.0.len()));
        let (idle, later_idle) = rest.1.split_at(day.slots.len().min(rest.1.len()));
        rest = (later, later_idle);
        let when = match current_day {
            Some(running) if number == running => When::Now,
            Some(running) if number < running => When::Over,
            Some(_) => When::ToCome,
            None => When::of(day, meeting, now),
        };
        Walk { meeting, day, agenda: here, idle, when, current, now }.into(&mut projection);
    }
    projection
}

/// The day that is held now: that of the current slot, or today's.
pub(super) fn current_day(meeting: &Meeting, now: &Stamp) -> Option<usize> {
    let todays = || meeting.days.iter().position(|day| When::of(day, meeting, now) == When::Now);
    day_of(meeting, current(meeting, now)).or_else(todays)
}

fn day_of(meeting: &Meeting, slot: Option<SlotId>) -> Option<usize> {
    meeting.days.iter().position(|day| day.slots.iter().any(|other| Some(other.id) == slot))
}

/// The slot whose clock runs, or that pauses: the one that ran last, where that was not long ago.
fn current(meeting: &Meeting, now: &Stamp) -> Option<SlotId> {
    if meeting.closed.is_some() {
        return None;
    }
    let last = || meeting.slots().filter(|slot| slot.was_held(now)).max_by_key(|slot| slot.ended());
    let paused = || last().filter(|slot| slot.ended().is_some_and(|ended| (now.at - ended).abs() < COMPARABLE));
    meeting.current().or_else(paused).map(|slot| slot.id)
}

/// The idle time that the agenda plans right before each slot, in reading order.
fn idle_before(meeting: &Meeting, agenda: &[Planned]) -> Vec<TimeDelta> {
    let times: BTreeMap<SlotId, &Planned> = agenda.iter().map(|planned| (planned.slot, planned)).collect();
    let mut idle = BTreeMap::new();
    let planned: Vec<_> = meeting.as_planned().filter(|(_, slot)| !slot.unplanned && !slot.withdrawn).collect();
    for pair in planned.windows(2) {
        let [(day, before), (other, slot)] = pair else { continue };
        let end = times.get(&before.id).and_then(|planned| planned.end());
        if let (true, Some(end), Some(start)) =
            (day == other, end, times.get(&slot.id).and_then(|planned| planned.start))
        {
            idle.insert(slot.id, (start - end).max(TimeDelta::zero()));
        }
    }
    meeting.slots().map(|slot| idle.get(&slot.id).copied().unwrap_or_default()).collect()
}

/// How a day stands to now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Over,
    Now,
    ToCome,
}

impl When {
    /// Of a day while no slot of the meeting is current.
    fn of(day: &Day, meeting: &Meeting, now: &Stamp) -> Self {
        let today = meeting.local(now.at).date_naive();
        match day.date {
            _ if meeting.closed.is_some() => Self::Over,
            Some(date) if date < today => Self::Over,
            Some(date) if date > today => Self::ToCome,
            None if day.slots.iter().any(|slot| slot.was_held(now)) => Self::Over,
            None => Self::ToCome,
            Some(_) => Self::Now,
        }
    }
}

/// A day to be walked through in its present order.
struct Walk<'m> {
    meeting: &'m Meeting,
    day: &'m Day,
    agenda: &'m [Planned],
    idle: &'m [TimeDelta],
    when: When,
    current: Option<SlotId>,
    now: &'m Stamp,
}

impl Walk<'_> {
    fn into(self, projection: &mut Projection) {
        let from = projection.slots.len();
        let now = self.meeting.local(self.now.at);
        let at = self.day.slots.iter().position(|slot| Some(slot.id) == self.current);
        let last_held = self.day.slots.iter().rposition(|slot| slot.was_held(self.now));
        let resumes = at.and_then(|at| self.interrupted(at));
        // What comes next starts here at the earliest; none: when the plan says.
        let mut cursor = match self.when {
            When::Now if at.is_none() && self.is_due(now) => Some(now),
            _ => None,
        };
        for (nth, slot) in self.day.slots.iter().enumerate() {
            let planned = with_given(slot, self.agenda[nth]);
            let held = slot.was_held(self.now);
            let past = at.or(last_held).is_some_and(|at| nth < at) || self.when == When::Over;
            let state = match () {
                () if Some(slot.id) == self.current => State::Current,
                () if held && resumes != Some(nth) => State::Held,
                () if slot.withdrawn || slot.mark.is_some() => State::SetAside,
                () if past => State::Passed,
                () => State::Ahead,
            };
            let local = |at: DateTime<chrono::FixedOffset>| self.meeting.local(at);
            let mut projected = Projected {
                slot: slot.id,
                state,
                planned,
                start: slot.started().filter(|_| held || state == State::Current).map(local),
                end: slot.ended().filter(|_| held).map(local),
                fixed: slot.plan.is_fixed() && !slot.moved && planned.start.is_some(),
                overflows: false,
            };
            let left = planned.minutes.map(|minutes| {
                let spent = if state == State::Ahead && !held { TimeDelta::zero() } else { slot.elapsed(self.now) };
                (TimeDelta::minutes(minutes.into()) - spent).max(TimeDelta::zero())
            });
            match state {
                State::Current => {
                    // Of unknown length: it may take until the next one is due.
                    let end = left.map(|left| now + left).or_else(|| self.next_due(nth).map(|due| due.max(now)));
                    projected.end = end;
                    cursor = Some(end.unwrap_or(now));
                }
                State::Ahead => {
                    let due = planned.start.filter(|_| !slot.moved);
                    let start = start(cursor, due, self.idle[nth], projected.fixed);
                    let end = start.zip(left).map(|(start, left)| start + left);
                    projected.start = start;
                    projected.end = end.or_else(|| Some(self.next_due(nth)?.max(start?)));
                    cursor = projected.end.or(start).or(cursor);
                }
                State::Held | State::Passed | State::SetAside => {}
            }
            projection.slots.push(projected);
        }
        let day = self.sum_up(&mut projection.slots[from..]);
        projection.days.push(day);
    }

    /// Whether the first slot of a day that has not begun is overdue, or the day goes on without a current slot.
    fn is_due(&self, now: DateTime<Tz>) -> bool {
        let begun = self.day.slots.iter().any(|slot| slot.was_held(self.now));
        begun || self.agenda.iter().find_map(|planned| planned.start).is_some_and(|start| start <= now)
    }

    /// A slot further down that ran right before the current one was taken up, and so waits to go on.
    fn interrupted(&self, at: usize) -> Option<usize> {
        let began = self.day.slots.get(at)?.runs.last()?.from;
        let ran_until = |slot: &Slot| slot.runs.iter().filter_map(|run| run.to).rfind(|to| to.at <= began.at);
        let all = self.meeting.slots().filter(|slot| Some(slot.id) != self.current);
        let last = all.filter_map(|slot| Some((ran_until(slot)?.at, slot))).max_by_key(|(ended, _)| *ended)?.1;
        let place = self.day.slots.iter().position(|slot| slot.id == last.id)?;
        (place > at && last.mark.is_none() && !last.withdrawn).then_some(place)
    }

    /// When the agenda has the next slot start that is still to come after this one.
    fn next_due(&self, nth: usize) -> Option<DateTime<Tz>> {
        let later = self.day.slots.iter().zip(self.agenda).skip(nth + 1);
        let here = self.agenda.get(nth).and_then(|planned| planned.start);
        later
            .filter(|(slot, _)| !slot.moved && !slot.unplanned && !slot.withdrawn && slot.mark.is_none())
            .filter_map(|(_, planned)| planned.start)
            .find(|start| here.is_none_or(|here| here <= *start))
    }

    /// What the day comes to; marks the slots that no longer fit before the next fixed point.
    fn sum_up(&self, slots: &mut [Projected]) -> DayProjection {
        let ends = self.day.date.zip(self.day.ends).and_then(|(date, time)| {
            let first = self.agenda.iter().find_map(|planned| planned.start);
            plan::end_of_day(self.meeting.zone, date, first, time)
        });
        let mut misses = Vec::new();
        let mut limit = ends;
        for projected in slots.iter_mut().rev() {
            if matches!(projected.state, State::Ahead) {
                let past = |limit| projected.end.is_some_and(|end| end > limit);
                projected.overflows = limit.is_some_and(past);
            }
            if projected.fixed && matches!(projected.state, State::Ahead | State::Current) {
                limit = projected.planned.start.or(limit);
            }
        }
        for projected in slots.iter().filter(|projected| projected.fixed && projected.state == State::Ahead) {
            if let Some(by) = projected.late().filter(|by| *by > TimeDelta::zero()) {
                misses.push(Miss { point: Point::Slot(projected.slot), by });
            }
        }
        let remaining = |projected: &&Projected| matches!(projected.state, State::Ahead | State::Current);
        let last = slots.iter().rfind(remaining);
        let held = || slots.iter().filter_map(|projected| projected.end).max();
        let end = last.map_or_else(held, |last| last.end);
        if let (Some(end), Some(ends)) = (end, ends)
            && last.is_some()
            && end > ends
        {
            misses.push(Miss { point: Point::EndOfDay, by: end - ends });
        }
        let breaks = self.day.slots.iter().zip(slots.iter()).filter(|(_, projected)| projected.state == State::Ahead);
        let slack = breaks
            .filter(|(slot, _)| slot.plan.kind.is_break())
            .filter_map(|(slot, projected)| Some(slack(slot, projected.planned.minutes?)))
            .sum();
        DayProjection { planned_end: ends.or_else(|| self.planned_end()), end, misses, slack }
    }

    /// When the last slot of the agenda that is on this day ends.
    fn planned_end(&self) -> Option<DateTime<Tz>> {
        let on_agenda = |(slot, _): &(&Slot, &Planned)| !slot.unplanned && !slot.moved && !slot.withdrawn;
        self.day.slots.iter().zip(self.agenda).rfind(on_agenda).and_then(|(_, planned)| planned.end())
    }
}

/// When a slot starts that could start at `cursor`, is due at `due` and has `idle` time planned before it.
fn start(
    cursor: Option<DateTime<Tz>>,
    due: Option<DateTime<Tz>>,
    idle: TimeDelta,
    fixed: bool,
) -> Option<DateTime<Tz>> {
    match (cursor, due) {
        (Some(at), Some(due)) if fixed => Some(at.max(due)),
        (Some(at), Some(due)) => Some(at.max((at + idle).min(due))),
        (at, due) => at.or(due),
    }
}
