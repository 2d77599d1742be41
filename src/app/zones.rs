//! Other people's clocks: the zones that there are beside the meeting's own, and times told in them.
//!
//! The meeting's zone rules: it alone stands in the journal and in every pane; another is shown beside it where the scribe asks
//! for it. Not here: which zone an agenda names (see its reader), and the minutes.

use std::collections::BTreeSet;

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::overlay::Overlay;
use super::{Action, Model, Notice, Tone};
use crate::meeting::schedule::Projected;

/// A zone other than the meeting's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Which.
    pub zone: Tz,
    /// Who takes part from there, and `you` where this computer's clock shows it; empty where nobody is known to.
    pub who: Vec<String>,
}

/// The zones whose clocks differ now from the meeting's: this computer's, those of the config file, those that the agenda
/// names, and where its people are. Zones whose clocks show the same are one.
pub fn zones(model: &Model) -> Vec<Zone> {
    let meeting = model.meeting();
    let own = model.settings.own_zone.map(|zone| (zone, Some("you")));
    let set = model.settings.zones.iter().map(|zone| (*zone, None));
    let named = meeting.head.zones.iter().filter_map(|name| Some((name.parse().ok()?, None)));
    let people = meeting.people.iter().filter_map(|person| {
        let zone = person.timezone.as_ref()?.parse().ok()?;
        Some((zone, Some(person.name.as_str())))
    });
    let offset = |zone: &Tz| zone.offset_from_utc_datetime(&model.now.at.naive_utc()).fix();
    let mut zones: Vec<Zone> = Vec::new();
    for (zone, who) in own.into_iter().chain(set).chain(named).chain(people) {
        if offset(&zone) == offset(&meeting.zone) {
            continue;
        }
        let at = zones.iter().position(|other| offset(&other.zone) == offset(&zone)).unwrap_or_else(|| {
            zones.push(Zone { zone, who: Vec::new() });
            zones.len() - 1
        });
        let named = who.map(str::to_owned).filter(|name| !zones[at].who.contains(name));
        zones[at].who.extend(named);
    }
    zones
}

/// A moment on another zone's clock: `18:58 CEST`, with the day where it is another one.
pub fn told_in(zone: Tz, at: DateTime<Tz>) -> String {
    let there = at.with_timezone(&zone);
    let day = if there.date_naive() == at.date_naive() { "" } else { " %a" };
    there.format(&format!("%H:%M %Z{day}")).to_string()
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
    let from = from.format(if apart { "%H:%M %a" } else { "%H:%M" });
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
        _ if zones.is_empty() => {
            "No other zone is known: an agenda names them after zones:, the config file in [zones]".to_owned()
        }
        None => "Times of the meeting's own zone alone".to_owned(),
        Some(Zone { zone, who }) if who.is_empty() => format!("Times of {} beside the meeting's", zone.name()),
        Some(Zone { zone, who }) => format!("Times of {} beside the meeting's: {}", zone.name(), who.join(", ")),
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
    let mut lines = vec![format!("{}  {}, the meeting's", now.format("%a %H:%M %Z"), meeting.zone.name())];
    for Zone { zone, who } in &zones {
        let there = now.with_timezone(zone);
        let who = if who.is_empty() { String::new() } else { format!(": {}", who.join(", ")) };
        lines.push(format!("{}  {}{who}", there.format("%a %H:%M %Z"), zone.name()));
    }
    let day = meeting.days.iter().find(|day| day.slots.iter().any(|slot| slot.id == model.viewed));
    let ids: BTreeSet<_> = day.into_iter().flat_map(|day| &day.slots).map(|slot| slot.id).collect();
    let of_day = model.projection.slots.iter().filter(|projected| ids.contains(&projected.slot));
    let timed: Vec<_> = of_day.filter_map(|projected| Some((projected.start?, projected.slot))).collect();
    if !timed.is_empty() {
        lines.push(String::new());
    }
    for (start, slot) in timed {
        let title = meeting.slot(slot).map(|slot| slot.plan.title.as_str()).unwrap_or_default();
        let there = |zone: &Zone| start.with_timezone(&zone.zone).format("%H:%M").to_string();
        let times: Vec<String> = zones.iter().map(there).collect();
        lines.push(format!("{}  {}  {title}", start.format("%H:%M"), times.join("  ")));
    }
    let title = format!("Zones; {} shows them one by one", model.keymap.shown(Action::ZoneNext));
    model.overlay = Some(Overlay::Report { title, lines, top: 0 });
}
