//! Who was in the room and when, in words that all formats for people share.
//!
//! Times are said only where somebody was not there the whole time: they are what a reader looks for. Not here: the
//! exact times, which are the JSON's.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::Lang;
use super::document::Minutes;
use super::page::line::{concat, filled, join};
use super::page::{Line, plain};
use super::times;
use crate::meeting::{Attendance, Slot, Stamp};

/// Who is noted as there within this time of the beginning was there from the beginning: a roll takes a while to call.
const ROLL_CALL: TimeDelta = TimeDelta::minutes(10);

/// Everybody who was there, in the order in which they were noted, each with when, where it was not the whole time.
pub(super) fn present<'m>(lang: Lang, minutes: &Minutes<'m>) -> Vec<(&'m str, Option<Line>)> {
    let there = minutes.meeting.attendance.iter().filter(|person| !person.stays.is_empty());
    there.map(|person| (person.name.as_str(), when(lang, minutes, person))).collect()
}

/// Who sent word of not coming.
pub(super) fn regrets(minutes: &Minutes) -> Vec<String> {
    minutes.meeting.attendance.iter().filter(|person| person.regrets).map(|person| person.name.clone()).collect()
}

/// `from 10:12, left 16:05`; none for the whole time.
fn when(lang: Lang, minutes: &Minutes, person: &Attendance) -> Option<Line> {
    let meeting = minutes.meeting;
    let began = minutes.started.or(meeting.opened.map(|at| meeting.local(at)));
    let late = |at: DateTime<FixedOffset>| began.is_none_or(|began| at > began.fixed_offset() + ROLL_CALL);
    let early = |at: DateTime<FixedOffset>| minutes.ended.is_none_or(|end| at < end.fixed_offset());
    let words = &lang.words().times;
    let said = |pattern: &str, at: DateTime<FixedOffset>| {
        filled(pattern, &[times::moment(lang, meeting.local(at), minutes.only_day())])
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
    (!parts.is_empty()).then(|| join(parts, lang.words().comma))
}

/// `Ann Lee 5 min, Bo Chen under 1 min`: how long each spoke in a slot, the names written by `name`; none where no turns
/// were noted.
pub(super) fn speakers(lang: Lang, slot: &Slot, now: &Stamp, name: &dyn Fn(&str) -> Line) -> Option<Line> {
    let times = slot.speaking_times(now);
    let each = times.iter().map(|(who, time)| concat([name(who), plain(format!(" {}", lang.elapsed(*time)))]));
    (!times.is_empty()).then(|| join(each, lang.words().comma))
}
