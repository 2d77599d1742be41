//! The zones that times are shown in: the meeting's own rules, others stand beside it.
//!
//! Which others: those that the agenda lists, and those that people take part from. Not here: RFC 3339, whose offsets say it
//! to programs (see `json`).

use chrono::DateTime;
use chrono_tz::Tz;

use super::words;
use crate::meeting::{Meeting, Person};

/// A further zone, and who takes part from it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Zone {
    /// Which.
    pub(super) zone: Tz,
    /// Names of the roster.
    pub(super) people: Vec<String>,
}

/// The zones beside the meeting's own, each once: those of the agenda's head first.
pub(super) fn further(meeting: &Meeting) -> Vec<Zone> {
    let listed = meeting.head.zones.iter().map(|name| (name.as_str(), None));
    let from = |person: &Person| person.timezone.clone().map(|zone| (zone, person.name.clone()));
    let people: Vec<(String, String)> = meeting.people.iter().filter_map(from).collect();
    let mut zones: Vec<Zone> = Vec::new();
    for (name, person) in listed.chain(people.iter().map(|(zone, name)| (zone.as_str(), Some(name)))) {
        let Some(zone) = name.parse().ok().filter(|zone| *zone != meeting.zone) else { continue };
        let people = person.cloned();
        match zones.iter_mut().find(|known| known.zone == zone) {
            Some(known) => known.people.extend(people),
            None => zones.push(Zone { zone, people: people.into_iter().collect() }),
        }
    }
    zones
}

/// A zone's name as people read it: `America/Los Angeles`.
pub(super) fn name(zone: Tz) -> String {
    zone.name().replace('_', " ")
}

/// The same times in a further zone: `18:00–02:00 CEST (+1)`, with by how many days their dates differ from `from`'s in the
/// meeting's zone. Without an end: `18:00 CEST`.
pub(super) fn there(from: DateTime<Tz>, to: Option<DateTime<Tz>>, zone: Tz) -> String {
    let (start, end) = (from.with_timezone(&zone), to.map(|to| to.with_timezone(&zone)));
    let days = |at: &DateTime<Tz>| (at.date_naive() - from.date_naive()).num_days();
    let mut away: Vec<i64> = [Some(days(&start)), end.as_ref().map(days)].into_iter().flatten().collect();
    away.dedup();
    let away: Vec<String> = away.into_iter().filter(|days| *days != 0).map(signed).collect();
    let away = if away.is_empty() { String::new() } else { format!(" ({})", away.join(", ")) };
    let until = end.map(|end| format!("–{}", words::clock(end))).unwrap_or_default();
    format!("{}{until} {}{away}", words::clock(start), abbreviation(start))
}

fn signed(days: i64) -> String {
    format!("{}{}", if days < 0 { '\u{2212}' } else { '+' }, days.unsigned_abs())
}

/// `PDT`; zones that have no letters are named by their offset, `UTC+03`.
pub(super) fn abbreviation(at: DateTime<Tz>) -> String {
    let name = at.format("%Z").to_string();
    if name.starts_with(['+', '-']) { format!("UTC{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOS_ANGELES: Tz = Tz::America__Los_Angeles;

    fn at(text: &str) -> DateTime<Tz> {
        DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&LOS_ANGELES)
    }

    #[test]
    fn each_further_zone_is_named_once_with_those_who_take_part_from_it() {
        let person = |name: &str, zone: Option<&str>| Person {
            name: name.to_owned(),
            timezone: zone.map(str::to_owned),
            ..Person::default()
        };
        let mut meeting = Meeting::default();
        meeting.zone = LOS_ANGELES;
        meeting.head.zones = ["Asia/Tokyo", "America/Los_Angeles", "Nowhere/Atlantis"].map(str::to_owned).to_vec();
        meeting.people = vec![
            person("Ann", Some("Europe/Paris")),
            person("Bo", None),
            person("Cy", Some("America/Los_Angeles")),
            person("Di", Some("Asia/Tokyo")),
            person("Ed", Some("Europe/Paris")),
        ];
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let expected = [
            Zone { zone: Tz::Asia__Tokyo, people: names(&["Di"]) },
            Zone { zone: Tz::Europe__Paris, people: names(&["Ann", "Ed"]) },
        ];
        assert_eq!(further(&meeting), expected);
    }

    #[test]
    fn times_elsewhere_say_how_many_days_away_they_are() {
        let (from, to) = (at("2019-10-28T09:00:00-07:00"), Some(at("2019-10-28T17:00:00-07:00")));
        for (zone, expected) in [
            (Tz::Europe__Paris, "17:00–01:00 CET (+1)"),
            (Tz::Asia__Tokyo, "01:00–09:00 JST (+1)"),
            (Tz::America__New_York, "12:00–20:00 EDT"),
            (Tz::America__Sao_Paulo, "13:00–21:00 UTC-03"),
        ] {
            assert_eq!(there(from, to, zone), expected);
        }
        assert_eq!(there(at("2019-10-28T01:00:00-07:00"), None, Tz::Pacific__Honolulu), "22:00 HST (\u{2212}1)");
        assert_eq!(there(from, None, Tz::Europe__Paris), "17:00 CET");
    }
}
