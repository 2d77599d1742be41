//! One day, walked through in its present order: what starts when after what.
//!
//! Not here: which day is held now, and what the agenda planned.

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::basis::Frame;
use super::project::{DayProjection, Miss, Point, Projected, Projection, State, slack};
use super::{PUNCTUAL, Planned, with_given};
use crate::meeting::{Day, Meeting, Slot, SlotId, Stamp};

/// How a day stands to now.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Over,
    Now,
    ToCome,
}

impl When {
    /// Of the day of that number while no slot of the meeting is current: by its date, and one that is planned into the night
    /// not before its last time. One without a date is over when a later one was held.
    pub(super) fn of(number: usize, meeting: &Meeting, frame: &Frame, now: &Stamp) -> Self {
        let today = meeting.local(now.at).date_naive();
        let night = frame.last.is_some_and(|last| last.date_naive() >= today && last > now.at);
        let mut later = meeting.days.iter().skip(number + 1).flat_map(|day| &day.slots);
        match meeting.days.get(number).and_then(|day| day.date) {
            _ if meeting.closed.is_some() => Self::Over,
            Some(date) if date < today && !night => Self::Over,
            Some(date) if date > today => Self::ToCome,
            None if later.any(|slot| slot.was_held(now)) => Self::Over,
            None => Self::ToCome,
            Some(_) => Self::Now,
        }
    }
}

/// A day to be walked through in its present order.
pub(super) struct Walk<'m> {
    pub(super) meeting: &'m Meeting,
    pub(super) day: &'m Day,
    pub(super) frame: Frame,
    /// It is not held when it was planned: its planned times say nothing.
    pub(super) off: bool,
    pub(super) agenda: &'m [Planned],
    pub(super) idle: &'m [TimeDelta],
    /// See [`next_due`].
    pub(super) due: &'m [Option<DateTime<Tz>>],
    pub(super) when: When,
    pub(super) current: Option<SlotId>,
    pub(super) now: &'m Stamp,
    /// When anything that is still to come can start at the earliest: now, or when the days before have ended.
    pub(super) earliest: DateTime<Tz>,
}

impl Walk<'_> {
    pub(super) fn into(self, projection: &mut Projection) {
        let from = projection.slots.len();
        let at = self.day.slots.iter().position(|slot| Some(slot.id) == self.current);
        let last_held = self.day.slots.iter().rposition(|slot| slot.was_held(self.now));
        // What comes next starts here at the earliest; none: when the plan says.
        let mut cursor = self.is_due(at).then_some(self.earliest);
        for (nth, slot) in self.day.slots.iter().enumerate() {
            let past = at.or(last_held).is_some_and(|at| nth < at) || self.when == When::Over;
            let waits = || at.is_some_and(|at| nth > at) && self.waits(nth);
            let held = slot.was_held(self.now);
            let state = match () {
                () if Some(slot.id) == self.current && (slot.mark.is_none() || slot.is_running()) => State::Current,
                () if held && !waits() => State::Held,
                () if slot.withdrawn || slot.mark.is_some() => State::SetAside,
                () if past => State::Passed,
                () => State::Ahead,
            };
            let mut projected = self.facts(nth, state);
            match state {
                State::Current => {
                    projected.end = self.current_end(nth, projected.planned);
                    cursor = Some(projected.end.map_or(self.earliest, |end| end.max(self.earliest)));
                }
                State::Ahead => {
                    self.place(nth, cursor, &mut projected);
                    cursor = projected.end.or(projected.start).or(cursor);
                }
                State::Held | State::Passed | State::SetAside => {}
            }
            projection.slots.push(projected);
        }
        let day = self.sum_up(&mut projection.slots[from..]);
        projection.days.push(DayProjection { slots: from..projection.slots.len(), ..day });
    }

    /// What is known of a slot before anything is projected.
    fn facts(&self, nth: usize, state: State) -> Projected {
        let slot = &self.day.slots[nth];
        let planned = with_given(slot, self.agenda[nth]);
        let held = slot.was_held(self.now);
        Projected {
            slot: slot.id,
            state,
            planned,
            start: slot.started().filter(|_| held || state == State::Current).map(|at| self.meeting.local(at)),
            end: slot.ended().filter(|_| held).map(|at| self.meeting.local(at)),
            // One that has begun and waits to go on has met its point, or missed it.
            fixed: is_fixed_point(slot, &planned) && !self.off && !(held && state == State::Ahead),
            overflows: false,
        }
    }

    /// When the current slot ends: at its planned length, now where it is over. One that pauses and has had its time ended
    /// when it paused; one of unknown length may take until the next one is due.
    fn current_end(&self, nth: usize, planned: Planned) -> Option<DateTime<Tz>> {
        let slot = &self.day.slots[nth];
        match self.left(slot, planned) {
            Some(left) if left.is_zero() && !slot.is_running() => slot.ended().map(|at| self.meeting.local(at)),
            Some(left) => self.earliest.checked_add_signed(left),
            None => self.next_due(nth).map(|due| due.max(self.earliest)),
        }
    }

    /// Puts a slot that is still to come where the ones before it leave room for it.
    fn place(&self, nth: usize, cursor: Option<DateTime<Tz>>, projected: &mut Projected) {
        let slot = &self.day.slots[nth];
        let due = projected.planned.start.filter(|_| !slot.moved && !self.off);
        // What was put first on a day opens it. Where the first one was set aside, people still come when the agenda says;
        // and what the agenda has before its first stated start begins nobody knows when.
        let opens = self.frame.starts.filter(|_| slot.moved || slot.unplanned);
        let start = start(cursor.or(opens), due, self.idle[nth], projected.fixed);
        projected.start = start.map(|start| start.max(self.earliest));
        let left = self.left(slot, projected.planned);
        let end = projected.start.zip(left).and_then(|(start, left)| start.checked_add_signed(left));
        projected.end = end.or_else(|| Some(self.next_due(nth)?.max(projected.start?)));
    }

    /// When the next slot is due, where the day's planned times say something.
    fn next_due(&self, nth: usize) -> Option<DateTime<Tz>> {
        self.due.get(nth).copied().flatten().filter(|_| !self.off)
    }

    /// What is left of a slot's time.
    fn left(&self, slot: &Slot, planned: Planned) -> Option<TimeDelta> {
        let spent = if slot.was_held(self.now) { slot.elapsed(self.now) } else { TimeDelta::zero() };
        planned.minutes.map(|minutes| (TimeDelta::minutes(minutes.into()) - spent).max(TimeDelta::zero()))
    }

    /// Whether the day goes on from now: it has begun, or its first slot is overdue, or the days before take its time.
    fn is_due(&self, at: Option<usize>) -> bool {
        let begun = || self.day.slots.iter().any(|slot| slot.was_held(self.now));
        let overdue = self.frame.opens.is_some_and(|opens| opens <= self.earliest);
        match self.when {
            When::Over => false,
            When::Now => at.is_some() || begun() || overdue,
            When::ToCome => overdue,
        }
    }

    /// Whether a slot waits to go on: it was left before its time was over, for one that stands before it.
    fn waits(&self, nth: usize) -> bool {
        let slot = &self.day.slots[nth];
        let Some(left_at) = slot.runs.last().and_then(|run| run.to) else { return false };
        let over = self.left(slot, with_given(slot, self.agenda[nth])).is_some_and(|left| left.is_zero());
        if over || slot.mark.is_some() || slot.withdrawn {
            return false;
        }
        let others = self.meeting.slots().filter(|other| other.id != slot.id);
        let after = others.flat_map(|other| other.runs.iter().map(|run| (other.id, run.from)));
        let after = after.filter(|(_, from)| left_at.since(from).is_zero());
        let next = after.reduce(|next, other| if next.1.since(&other.1).is_zero() { next } else { other });
        next.is_some_and(|(next, _)| self.day.slots[..nth].iter().any(|other| other.id == next))
    }

    /// What the day comes to; marks the slots that no longer fit before the next fixed point.
    fn sum_up(&self, slots: &mut [Projected]) -> DayProjection {
        let ends = self.frame.ends;
        let mut misses = Vec::new();
        let mut limit = ends;
        for projected in slots.iter_mut().rev() {
            if matches!(projected.state, State::Ahead) {
                let past = |limit| projected.end.is_some_and(|end| end - limit >= PUNCTUAL);
                projected.overflows = limit.is_some_and(past);
            }
            if projected.fixed && matches!(projected.state, State::Ahead | State::Current) {
                limit = projected.planned.start.or(limit);
            }
        }
        for projected in slots.iter().filter(|projected| projected.fixed && projected.state == State::Ahead) {
            if let Some(by) = projected.late().filter(|by| *by >= PUNCTUAL) {
                misses.push(Miss { point: Point::Slot(projected.slot), by });
            }
        }
        let remaining = |projected: &&Projected| matches!(projected.state, State::Ahead | State::Current);
        let last = slots.iter().rfind(remaining);
        let held = || slots.iter().filter_map(|projected| projected.end).max();
        let end = last.map_or_else(held, |last| last.end);
        if let (Some(end), Some(ends)) = (end, ends)
            && last.is_some()
            && end - ends >= PUNCTUAL
        {
            misses.push(Miss { point: Point::EndOfDay, by: end - ends });
        }
        let breaks = self.day.slots.iter().zip(slots.iter()).filter(|(_, projected)| projected.state == State::Ahead);
        let slack = breaks
            .filter(|(slot, _)| slot.plan.kind.is_break())
            .filter_map(|(slot, projected)| Some(slack(slot, projected.planned.minutes?)))
            .fold(0, u32::saturating_add);
        DayProjection { planned_end: self.frame.planned_end(), end, misses, slack, off: self.off, slots: 0..0 }
    }
}

/// When the agenda has the next slot start after each of a day that is still to come and not planned before it.
pub(super) fn next_due(day: &Day, agenda: &[Planned]) -> Vec<Option<DateTime<Tz>>> {
    // Of those that follow, each one later than all between: from the last and latest to the next.
    let mut later: Vec<DateTime<Tz>> = Vec::new();
    let from_the_end = day.slots.iter().zip(agenda).rev().map(|(slot, planned)| {
        let start = planned.start;
        let due = match start {
            // The nearest of those that are not before it.
            Some(start) => later.partition_point(|other| *other >= start).checked_sub(1),
            None => later.len().checked_sub(1),
        };
        let due = due.and_then(|at| later.get(at)).copied();
        let counts = !slot.moved && !slot.unplanned && !slot.withdrawn && slot.mark.is_none();
        if let Some(start) = start.filter(|_| counts) {
            later.truncate(later.partition_point(|other| *other > start));
            later.push(start);
        }
        due
    });
    let mut due: Vec<_> = from_the_end.collect();
    due.reverse();
    due
}

/// Whether a slot has to start at its time and still stands there.
pub(super) fn is_fixed_point(slot: &Slot, planned: &Planned) -> bool {
    slot.plan.is_fixed() && !slot.moved && planned.start.is_some()
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
