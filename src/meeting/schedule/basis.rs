//! What the agenda says of the whole meeting, worked out once for all that is asked of one moment.
//!
//! What happened does not change it. Not here: how the planned times are come to (see `plan`).

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::{COMPARABLE, Place, Planned, of_agenda, plan};
use crate::meeting::{Meeting, SlotId};

/// The agenda of a meeting; all but the days in reading order of its slots, each of which stands where it was moved to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Basis {
    /// As the agenda plans each slot.
    pub(super) agenda: Vec<Planned>,
    /// The idle time that the agenda plans right before each.
    pub(super) idle: Vec<TimeDelta>,
    /// Where the agenda has each that it has.
    pub(super) places: Vec<Option<Place>>,
    /// The frame of each day.
    pub(super) frames: Vec<Frame>,
    /// Where in reading order each slot stands.
    pub(super) index: BTreeMap<SlotId, usize>,
}

/// What the agenda says of a whole day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    /// When its first slot that has a start begins; where none has, when the day starts.
    pub(super) opens: Option<DateTime<Tz>>,
    /// When what is put first on it can begin: when the day starts, or else opens.
    pub(crate) starts: Option<DateTime<Tz>>,
    /// When its last slot ends.
    pub(super) closes: Option<DateTime<Tz>>,
    /// When it has to end: on its date, or on the next where that is not after its beginning.
    pub(crate) ends: Option<DateTime<Tz>>,
    /// The latest time that is known of it.
    pub(super) last: Option<DateTime<Tz>>,
}

impl Frame {
    /// When the day has to end, else when its last slot is planned to.
    pub(super) fn planned_end(&self) -> Option<DateTime<Tz>> {
        self.ends.or(self.closes)
    }

    /// Whether the planned times say nothing about a `moment` in a stretch that `began` then: where one of them is half a day
    /// or more off the day, it is held on quite another one.
    pub(super) fn is_far_from(&self, began: DateTime<Tz>, moment: DateTime<Tz>) -> bool {
        let early = |at: DateTime<Tz>| self.opens.is_some_and(|opens| opens - at >= COMPARABLE);
        let late = |at: DateTime<Tz>| self.last.is_some_and(|last| at - last >= COMPARABLE);
        [began, moment].into_iter().any(|at| early(at) || late(at))
    }

    /// Whether they say nothing about all that was held, by the beginnings of its stretches; of none there is nothing to say.
    pub(super) fn is_far_from_all(&self, beginnings: &[DateTime<Tz>]) -> bool {
        !beginnings.is_empty() && beginnings.iter().all(|began| self.is_far_from(*began, *began))
    }

    /// Whether they say nothing about a day that begins now, or when it opens.
    pub(super) fn is_far_ahead(&self, now: DateTime<Tz>) -> bool {
        self.opens.is_some_and(|opens| self.is_far_from(opens.max(now), opens.max(now)))
    }
}

impl Basis {
    pub(super) fn of(meeting: &Meeting) -> Self {
        let agenda = of_agenda(meeting);
        let index: BTreeMap<SlotId, usize> = agenda.iter().map(|planned| planned.slot).zip(0..).collect();
        let mut basis = Self {
            idle: vec![TimeDelta::zero(); agenda.len()],
            places: vec![None; agenda.len()],
            frames: vec![Frame::default(); meeting.days.len()],
            agenda,
            index,
        };
        basis.go_through(meeting);
        for (frame, day) in basis.frames.iter_mut().zip(&meeting.days) {
            frame.starts = plan::Hours::of(meeting.zone, Some(day)).opens().or(frame.opens);
            frame.opens = frame.opens.or(frame.starts);
            let ends = |(date, time)| plan::end_of_day(meeting.zone, date, frame.starts, time);
            frame.ends = day.date.zip(day.ends).and_then(ends);
            frame.last = frame.last.max(frame.opens).max(frame.ends);
        }
        basis
    }

    /// Notes what the agenda's slots say of themselves and of their days, in the order of the agenda.
    fn go_through(&mut self, meeting: &Meeting) {
        let mut before: Option<(Place, Option<DateTime<Tz>>)> = None;
        for (day, slot) in meeting.as_planned().filter(|(_, slot)| !slot.unplanned && !slot.withdrawn) {
            let Some(at) = self.index.get(&slot.id).copied() else { continue };
            let (Some(planned), Some(frame)) = (self.agenda.get(at), self.frames.get_mut(day)) else { continue };
            frame.opens = frame.opens.or(planned.start);
            frame.closes = planned.end();
            frame.last = frame.last.max(planned.end().or(planned.start));
            let here = before.filter(|(place, _)| place.day == day);
            let place = Place { day, nth: here.map_or(0, |(place, _)| place.nth + 1) };
            let idle = here.and_then(|(_, end)| Some((planned.start? - end?).max(TimeDelta::zero())));
            before = Some((place, planned.end()));
            if let (Some(own), Some(gap)) = (self.places.get_mut(at), self.idle.get_mut(at)) {
                (*own, *gap) = (Some(place), idle.unwrap_or_default());
            }
        }
    }
}
