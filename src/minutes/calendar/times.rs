//! Moments as a calendar writes them: local times with the rules of their zone, which the file carries.
//!
//! A calendar that shows a slot at its local time needs no guess that way, and a zone whose rules change later moves
//! nothing. Not here: which moments there are.

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// How far beyond the first and the last moment the rules of the zone reach, so that readers find one before the first.
const AROUND: TimeDelta = TimeDelta::days(400);

/// `;TZID=Europe/Lisbon:20260326T090210`; in UTC where the zone is that, and where the local time comes twice.
pub(super) fn moment(at: DateTime<Tz>) -> String {
    let zone = at.timezone();
    let local = at.naive_local();
    let once = zone.from_local_datetime(&local).single().is_some();
    if once && !is_utc(zone) {
        format!(";TZID={}:{}", zone.name(), local.format("%Y%m%dT%H%M%S"))
    } else {
        format!(":{}", utc(at))
    }
}

/// `20260326T090210Z`.
pub(in crate::minutes) fn utc(at: DateTime<Tz>) -> String {
    at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string()
}

fn is_utc(zone: Tz) -> bool {
    matches!(zone, Tz::UTC | Tz::Etc__UTC | Tz::Etc__UCT | Tz::UCT | Tz::Zulu | Tz::Etc__Zulu | Tz::Universal)
}

/// The lines of the zone's component, with its rules between two moments; none for UTC.
pub(super) fn rules(zone: Tz, from: DateTime<Tz>, to: DateTime<Tz>) -> Vec<String> {
    if is_utc(zone) {
        return Vec::new();
    }
    let calendar = ICalendarComponent { component_type: ICalendarComponentType::VCalendar, ..Default::default() };
    let mut calendar = ICalendar { components: vec![calendar] };
    calendar.add_timezone(zone.name(), (from - AROUND).timestamp(), (to + AROUND).timestamp());
    let text = calendar.to_string();
    let lines = text.lines().map(str::to_owned);
    let mut lines: Vec<String> = lines.skip_while(|line| line != "BEGIN:VTIMEZONE").collect();
    lines.retain(|line| line != "END:VCALENDAR");
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, zone: Tz) -> DateTime<Tz> {
        DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&zone)
    }

    #[test]
    fn a_moment_is_local_unless_its_local_time_comes_twice() {
        let zone = Tz::Europe__Brussels;
        assert_eq!(moment(at("2019-10-26T22:00:00+02:00", zone)), ";TZID=Europe/Brussels:20191026T220000");
        assert_eq!(moment(at("2019-10-27T02:30:00+01:00", zone)), ":20191027T013000Z");
        assert_eq!(moment(at("2019-10-27T02:30:00Z", Tz::UTC)), ":20191027T023000Z");
    }

    #[test]
    fn the_rules_of_a_zone_name_both_its_offsets_where_the_clocks_change() {
        let zone = Tz::America__Los_Angeles;
        let rules = rules(zone, at("2019-10-28T09:00:00-07:00", zone), at("2019-10-30T17:00:00-07:00", zone));
        assert_eq!(rules.first().map(String::as_str), Some("BEGIN:VTIMEZONE"));
        assert_eq!(rules.last().map(String::as_str), Some("END:VTIMEZONE"));
        for line in ["TZID:America/Los_Angeles", "TZOFFSETTO:-0700", "TZOFFSETTO:-0800", "END:STANDARD", "END:DAYLIGHT"]
        {
            assert!(rules.iter().any(|other| other == line), "{line}: {rules:#?}");
        }
    }
}
