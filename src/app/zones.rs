//! Other people's clocks: the zones that there are beside the meeting's own, and times told in them.
//!
//! The meeting's zone rules: it alone stands in the journal and in every pane; another is shown beside it where the scribe asks
//! for it. Not here: which zone an agenda names (see its reader), and the minutes.

use std::collections::BTreeSet;

use chrono::DateTime;
use chrono_tz::Tz;

use super::overlay::Overlay;
use super::{Action, Model, Notice, Tone};
use crate::meeting::schedule::Projected;
use crate::meeting::{self, Zone, abbreviation};
use crate::text;
use crate::words::{say, weekday, weekday_and_clock};

/// The zones beside the meeting's: those of the config file, then the meeting's own further ones, at last this computer's,
/// whoever is there being `you`.
pub fn zones(model: &Model) -> Vec<Zone> {
    let own = model.settings.own_zone.map(|zone| (zone, Some(say("zone-you"))));
    let set = model.settings.zones.iter().map(|zone| (*zone, None));
    meeting::zones(model.meeting(), set, own, model.now.at.to_utc())
}

/// A moment on another zone's clock: `18:58 CEST`, with the day where it is another one.
pub fn told_in(zone: Tz, at: DateTime<Tz>) -> String {
    let there = at.with_timezone(&zone);
    let clock = format!("{} {}", there.format("%H:%M"), abbreviation(there));
    let is_other_day = there.date_naive() != at.date_naive();
    if is_other_day { say!("date-clock-weekday", clock = clock, weekday = weekday(there.date_naive())) } else { clock }
}

/// When a slot is held or expected, on the clock that is shown beside the meeting's: `18:45–19:30 CEST`.
pub fn slot_beside(model: &Model, projected: &Projected) -> Option<String> {
    let zone = model.zone?;
    let start = projected.start?;
    let Some(end) = projected.end else { return Some(told_in(zone, start)) };
    let from = start.with_timezone(&zone);
    let until = told_in(zone, end);
    // The day of the end is that of the range, where both are on one; else each has its own.
    let apart = from.date_naive() != end.with_timezone(&zone).date_naive();
    let clock = from.format("%H:%M").to_string();
    let day = apart.then(|| weekday(from.date_naive()));
    let from =
        day.map_or_else(|| clock.clone(), |day| say!("date-clock-weekday", clock = clock.as_str(), weekday = day));
    Some(format!("{from}–{until}"))
}

/// Shows the next zone beside the meeting's own, after the last one none.
pub(super) fn show_next(model: &mut Model) {
    let zones = zones(model);
    let at = model.zone.and_then(|shown| zones.iter().position(|zone| zone.zone == shown));
    let next = match at {
        None if model.zone.is_some() => None,
        at => zones.get(at.map_or(0, |at| at + 1)),
    };
    model.zone = next.map(|zone| zone.zone);
    let text = match next {
        _ if zones.is_empty() => say("zone-none-known").to_owned(),
        None => say("zone-own").to_owned(),
        Some(Zone { zone, people }) if people.is_empty() => say!("zone-beside", zone = zone.name()),
        Some(Zone { zone, people }) => {
            say!("zone-beside-people", zone = zone.name(), people = people.join(", "))
        }
    };
    model.notice = Some(Notice { text, tone: if zones.is_empty() { Tone::Refused } else { Tone::Done } });
}

/// All clocks, who is where, and the slots of the day on screen on each of them.
pub(super) fn show_all(model: &mut Model) {
    let zones = zones(model);
    if zones.is_empty() {
        return show_next(model);
    }
    let meeting = model.meeting();
    let now = meeting.local(model.now.at);
    let mut lines = vec![format!("{}  {}", clock(now), say!("zone-meetings", zone = meeting.zone.name()))];
    for Zone { zone, people } in &zones {
        let there = now.with_timezone(zone);
        let who = if people.is_empty() { String::new() } else { format!(": {}", people.join(", ")) };
        lines.push(format!("{}  {}{who}", clock(there), zone.name()));
    }
    let day = meeting.days.iter().find(|day| day.slots.iter().any(|slot| slot.id == model.viewed));
    let ids: BTreeSet<_> = day.into_iter().flat_map(|day| &day.slots).map(|slot| slot.id).collect();
    let of_day = model.projection.slots.iter().filter(|projected| ids.contains(&projected.slot));
    let mut widths = Vec::new();
    let timed: Vec<_> = of_day.filter_map(|projected| Some((projected.start?, projected.slot))).collect();
    if let Some((start, _)) = timed.first() {
        let called = zones.iter().map(|zone| abbreviation(start.with_timezone(&zone.zone)));
        let called: Vec<String> = std::iter::once(abbreviation(*start)).chain(called).collect();
        widths = called.iter().map(|name| text::width(name).max(5)).collect();
        lines.push(String::new());
        lines.push(columns(&called, &widths));
    }
    for (start, slot) in timed {
        let title = meeting.slot(slot).map(|slot| slot.plan.title.as_str()).unwrap_or_default();
        let there = zones.iter().map(|zone| start.with_timezone(&zone.zone).format("%H:%M").to_string());
        let times: Vec<String> = std::iter::once(start.format("%H:%M").to_string()).chain(there).collect();
        lines.push(format!("{}{title}", columns(&times, &widths)));
    }
    let title = say!("zone-title", key = model.keymap.shown(Action::ZoneNext));
    model.overlay = Some(Overlay::Report { title, lines, top: 0 });
}

/// Words in columns of these widths, two blanks behind each.
fn columns(words: &[String], widths: &[usize]) -> String {
    let padded = words.iter().zip(widths).map(|(word, width)| {
        let blanks = width.saturating_sub(text::width(word)) + 2;
        format!("{word}{}", " ".repeat(blanks))
    });
    padded.collect()
}

fn clock(at: DateTime<Tz>) -> String {
    format!("{} {}", weekday_and_clock(at.naive_local()), abbreviation(at))
}
