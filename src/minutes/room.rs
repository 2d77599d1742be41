//! Who was in the room and when, in words that all formats for people share.
//!
//! Times are said only where somebody was not there the whole time: they are what a reader looks for. Not here: the
//! exact times, which are the JSON's, and how a format marks a moment.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::Lang;
use super::document::Minutes;
use super::times::{self, Write};
use crate::lang::fill;
use crate::meeting::{Attendance, Slot, Stamp};

/// Who is noted as there within this time of the beginning was there from the beginning: a roll takes a while to call.
const ROLL_CALL: TimeDelta = TimeDelta::minutes(10);

/// Everybody who was there, in the order in which they were noted, each with when, where it was not the whole time.
pub(super) fn present<'m>(lang: Lang, minutes: &Minutes<'m>, mark: Write) -> Vec<(&'m str, Option<String>)> {
    let there = minutes.meeting.attendance.iter().filter(|person| !person.stays.is_empty());
    there.map(|person| (person.name.as_str(), when(lang, minutes, person, mark))).collect()
}

/// Who sent word of not coming.
pub(super) fn regrets(minutes: &Minutes) -> Vec<String> {
    minutes.meeting.attendance.iter().filter(|person| person.regrets).map(|person| person.name.clone()).collect()
}

/// `from 10:12, left 16:05`; none for the whole time.
fn when(lang: Lang, minutes: &Minutes, person: &Attendance, mark: Write) -> Option<String> {
    let meeting = minutes.meeting;
    let began = minutes.started.or(meeting.opened.map(|at| meeting.local(at)));
    let late = |at: DateTime<FixedOffset>| began.is_none_or(|began| at > began.fixed_offset() + ROLL_CALL);
    let early = |at: DateTime<FixedOffset>| minutes.closed.is_none_or(|closed| at < closed.fixed_offset());
    let words = &lang.words().times;
    let said = |pattern: &str, at: DateTime<FixedOffset>| {
        fill(pattern, &[&times::moment(lang, meeting.local(at), minutes.only_day(), mark)])
    };
    let mut parts = Vec::new();
    for (index, stay) in person.stays.iter().enumerate() {
        let from = stay.from.at;
        if index > 0 {
            parts.push(said(words.back, from));
        } else if late(from) {
            parts.push(said(words.from, from));
        }
        parts.extend(stay.to.map(|to| to.at).filter(|at| early(*at)).map(|at| said(words.left, at)));
    }
    (!parts.is_empty()).then(|| parts.join(lang.words().comma))
}

/// `Ann Lee 5 min, Bo Chen under 1 min`: how long each spoke in a slot, the names written by `name`; none where no turns
/// were noted.
pub(super) fn speakers(lang: Lang, slot: &Slot, now: &Stamp, name: &dyn Fn(&str) -> String) -> Option<String> {
    let times = slot.speaking_times(now);
    let each = times.iter().map(|(who, time)| format!("{} {}", name(who), lang.elapsed(*time)));
    (!times.is_empty()).then(|| each.collect::<Vec<_>>().join(lang.words().comma))
}
