//! The zones beside the meeting's own: those that the agenda lists, and those that people take part from.
//!
//! The meeting's zone rules; the others are shown beside it, on the screen and in the minutes alike. Not here: how times in
//! them are worded.

use chrono::{DateTime, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::Meeting;

/// A zone other than the meeting's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Which.
    pub zone: Tz,
    /// Who takes part from there: names of the roster; empty where nobody is known to.
    pub people: Vec<String>,
}

/// The zones whose clocks show another time than the meeting's: `set` first, then those of the agenda's head, those of its
/// people, and at last `own`, each perhaps with who is there.
///
/// Zones that agree on all dates of the meeting and at `now` are one, called as the first of them: that they part some other
/// day matters to nobody here.
pub fn zones<'n>(
    meeting: &Meeting,
    set: impl Iterator<Item = (Tz, Option<&'n str>)>,
    own: Option<(Tz, Option<&'n str>)>,
    now: DateTime<Utc>,
) -> Vec<Zone> {
    let named = meeting.head.zones.iter().filter_map(|name| Some((name.parse().ok()?, None)));
    let people = meeting.people.iter().filter_map(|person| {
        let zone = person.timezone.as_ref()?.parse().ok()?;
        Some((zone, Some(person.name.as_str())))
    });
    let moments = moments(meeting, now);
    let agree = |one: Tz, other: Tz| {
        let offset = |zone: Tz, at: &DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix();
        moments.iter().all(|at| offset(one, at) == offset(other, at))
    };
    let mut zones: Vec<Zone> = Vec::new();
    let owned = |(zone, who): (Tz, Option<&str>)| (zone, who.map(str::to_owned));
    let all = set.map(owned).chain(named.map(owned)).chain(people.map(owned)).chain(own.map(owned));
    for (zone, who) in all {
        if agree(zone, meeting.zone) {
            continue;
        }
        let at = zones.iter().position(|other| agree(other.zone, zone)).unwrap_or_else(|| {
            zones.push(Zone { zone, people: Vec::new() });
            zones.len() - 1
        });
        let people = &mut zones[at].people;
        people.extend(who.filter(|name| !people.contains(name)));
    }
    zones
}

/// The moments at which clocks are compared: now, and where each date of the meeting begins and ends, as clocks change
/// within a night.
fn moments(meeting: &Meeting, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let dates = meeting.days.iter().filter_map(|day| day.date);
    let edges = dates.flat_map(|date| [Some(date), date.succ_opt()]).flatten();
    let edges = edges.map(|date| date.and_time(NaiveTime::MIN).and_utc());
    // Of the whole earth: a day begins up to 14 hours before and ends up to 12 hours after that of Greenwich.
    let around = edges.flat_map(|at| [-14, 12].map(|hours| at.checked_add_signed(chrono::TimeDelta::hours(hours))));
    around.flatten().chain([now]).collect()
}

/// Which of the two is meant, where a zone's clocks show a time twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twice {
    /// The one before the clocks went back.
    First,
    /// The one after.
    Second,
}

/// The longest clock change known: Samoa skipped a whole day.
const LONGEST_GAP_HOURS: i64 = 25;

/// When a zone's clocks show a time. One that they skip is so much after the change as it would have been without it, as
/// calendars have it. None only at the ends of the calendar.
pub fn instant(zone: Tz, local: NaiveDateTime, twice: Twice) -> Option<DateTime<Tz>> {
    (0..=LONGEST_GAP_HOURS).map(TimeDelta::hours).find_map(|back| {
        let found = zone.from_local_datetime(&local.checked_sub_signed(back)?);
        let before = match twice {
            Twice::Second if back.is_zero() => found.latest(),
            _ => found.earliest(),
        };
        before?.checked_add_signed(back)
    })
}

/// What a zone's time is called: `PDT`; where it has no letters its offset, `UTC+03`.
pub fn abbreviation(at: DateTime<Tz>) -> String {
    let name = at.format("%Z").to_string();
    if name.starts_with(['+', '-']) { format!("UTC{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Day, Person};

    #[test]
    fn a_time_that_the_clocks_show_twice_or_not_at_all_is_one_instant() {
        let at = |text: &str, twice| {
            let local = text.parse().unwrap();
            instant(Tz::Europe__Berlin, local, twice).unwrap().to_rfc3339()
        };
        assert_eq!(at("2019-10-27T02:30:00", Twice::First), "2019-10-27T02:30:00+02:00");
        assert_eq!(at("2019-10-27T02:30:00", Twice::Second), "2019-10-27T02:30:00+01:00");
        for twice in [Twice::First, Twice::Second] {
            assert_eq!(at("2019-03-31T02:30:00", twice), "2019-03-31T03:30:00+02:00");
            assert_eq!(at("2019-03-31T01:30:00", twice), "2019-03-31T01:30:00+01:00");
        }
        let samoa: NaiveDateTime = "2011-12-30T09:00:00".parse().unwrap();
        let shown = instant(Tz::Pacific__Apia, samoa, Twice::First).unwrap().to_rfc3339();
        assert_eq!(shown, "2011-12-31T09:00:00+14:00");
    }

    fn scattered(date: &str) -> Meeting {
        let person = |name: &str, zone: Option<&str>| Person {
            name: name.to_owned(),
            timezone: zone.map(str::to_owned),
            ..Person::default()
        };
        let mut meeting = Meeting { zone: Tz::America__Los_Angeles, ..Meeting::default() };
        meeting.head.zones = ["Asia/Tokyo", "America/Los_Angeles", "Nowhere/Atlantis"].map(str::to_owned).to_vec();
        meeting.people = vec![
            person("Ann", Some("Europe/Paris")),
            person("Bo", None),
            person("Cy", Some("America/Phoenix")),
            person("Di", Some("Asia/Tokyo")),
            person("Ed", Some("Europe/Berlin")),
        ];
        meeting.days = vec![Day { date: date.parse().ok(), ..Day::default() }];
        meeting
    }

    fn found(meeting: &Meeting, now: &str) -> Vec<(&'static str, Vec<String>)> {
        let zones = zones(meeting, std::iter::empty(), None, now.parse().unwrap());
        zones.into_iter().map(|zone| (zone.zone.name(), zone.people)).collect()
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn zones_that_agree_are_one_and_those_that_agree_with_the_meetings_are_none() {
        let expected = [("Asia/Tokyo", names(&["Di"])), ("Europe/Paris", names(&["Ann", "Ed"]))];
        assert_eq!(found(&scattered("2019-10-28"), "2019-10-28T16:00:00Z"), expected);
    }

    #[test]
    fn zones_that_agree_today_and_not_on_a_day_of_the_meeting_are_two() {
        // California goes back to winter time on the third, Phoenix has none.
        let expected = [
            ("Asia/Tokyo", names(&["Di"])),
            ("Europe/Paris", names(&["Ann", "Ed"])),
            ("America/Phoenix", names(&["Cy"])),
        ];
        assert_eq!(found(&scattered("2019-11-04"), "2019-10-28T16:00:00Z"), expected);
    }

    #[test]
    fn a_zone_without_letters_is_called_by_its_offset() {
        let at = |zone: Tz| "2019-10-28T16:00:00Z".parse::<DateTime<Utc>>().unwrap().with_timezone(&zone);
        assert_eq!(abbreviation(at(Tz::America__Los_Angeles)), "PDT");
        assert_eq!(abbreviation(at(Tz::America__Sao_Paulo)), "UTC-03");
    }
}
