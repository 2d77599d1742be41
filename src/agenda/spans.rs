//! Slots whose headings say until when they go: how long that is on days on which the clock changes.
//!
//! `01:30–03:30` is two hours on the wall, and three in the night in which summer time ends. Not here: reading the span, and
//! agendas that name no zone, of which nobody knows here when their clocks change.

use chrono_tz::Tz;

use crate::meeting::schedule::{DayTime, Overnight, minutes_between};

use super::days::FoundDay;

/// Gives the slots of a day whose length is known from a span alone the minutes that the span takes in `zone`.
pub(super) fn measure(found: &mut FoundDay, zone: Tz) {
    let Some(date) = found.day.date else { return };
    let mut dates = Overnight::new(found.day.starts);
    for (slot, until) in found.day.slots.iter_mut().zip(&found.untils) {
        let Some(start) = slot.start.map(|start| dates.place(start)) else { continue };
        if let Some(until) = *until {
            let nights = u32::from(until <= start.time);
            let end = DayTime { dates: start.dates.saturating_add(nights), time: until };
            slot.minutes = minutes_between(zone, date, start, end).or(slot.minutes);
        }
    }
}
