//! Dates, moments and lengths of a calendar (RFC 5545, 3.3), and the zones that they are in.
//!
//! Zones come under the IANA's names, under Windows', under names of their own with rules beside them, or not at all.
//! Not here: recurrences.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::meeting::{Twice, instant};
use crate::notation::zone;

use super::super::diagnostic::Report;
use super::lines::{Component, Property};

/// So many names of zones are looked up in a file; what comes after them is unknown.
const MOST_ZONES: usize = 1_000;

/// No zone has a longer name.
const LONGEST_NAME: usize = 200;

/// A date, or a time on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Date(NaiveDate),
    Time(Moment),
}

/// A time on a date, as a clock shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) local: NaiveDateTime,
    /// Whose clock; none: whichever one looks at.
    pub(super) zone: Option<Tz>,
}

impl When {
    pub(super) fn date(self) -> NaiveDate {
        match self {
            Self::Date(date) => date,
            Self::Time(moment) => moment.local.date(),
        }
    }

    pub(super) fn time(self) -> Option<Moment> {
        match self {
            Self::Date(_) => None,
            Self::Time(moment) => Some(moment),
        }
    }
}

impl Moment {
    /// The instant; a clock of no zone counts as one of `home`, and without that as Greenwich's.
    pub(super) fn instant(self, home: Option<Tz>) -> DateTime<Utc> {
        at(self.local, self.zone.or(home).unwrap_or(Tz::UTC))
    }

    /// What the clocks of `home` show at that moment.
    pub(super) fn at_home(self, home: Option<Tz>) -> NaiveDateTime {
        match (self.zone, home) {
            (Some(zone), Some(home)) if zone != home => at(self.local, zone).with_timezone(&home).naive_local(),
            _ => self.local,
        }
    }
}

/// The first instant at which a zone's clock shows a time.
fn at(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    instant(zone, local, Twice::First).map_or(local.and_utc(), |at| at.to_utc())
}

/// `20191028`, `20191028T090000`, `20191028T0900`, each perhaps with dashes and colons; and whether it is Greenwich's.
pub(super) fn parse(text: &str) -> Option<(NaiveDate, Option<NaiveTime>, bool)> {
    let text = text.trim();
    let (text, utc) = match text.strip_suffix(['Z', 'z']) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let digits = |text: &str| -> Option<Vec<u32>> {
        text.chars().filter(|c| !matches!(c, '-' | ':')).map(|c| c.to_digit(10)).collect()
    };
    let number = |digits: &[u32]| digits.iter().fold(0, |number, digit| number * 10 + digit);
    let date = digits(date).filter(|digits| digits.len() == 8)?;
    let (year, rest) = date.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(year)).ok()?, number(month), number(day))?;
    let Some(time) = time else { return Some((date, None, utc)) };
    let time = digits(time).filter(|digits| matches!(digits.len(), 4 | 6))?;
    let (hour, rest) = time.split_at_checked(2)?;
    let (minute, second) = rest.split_at_checked(2)?;
    // A leap second is the one before it.
    let time = NaiveTime::from_hms_opt(number(hour), number(minute), number(second).min(59))?;
    Some((date, Some(time), utc))
}

/// `PT1H30M`, `P1D`, `P2W`, `-PT15M`.
pub(super) fn length(text: &str) -> Option<TimeDelta> {
    let text = text.trim().to_ascii_uppercase();
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let rest = rest.strip_prefix('P').filter(|rest| rest.len() > 1)?;
    let (mut seconds, mut number) = (0_i64, None::<i64>);
    for char in rest.chars() {
        let unit = match char {
            '0'..='9' => {
                let digit = i64::from(char.to_digit(10)?);
                number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
                continue;
            }
            'T' if number.is_none() => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.take()?.checked_mul(unit)?)?;
    }
    if number.is_some() {
        return None;
    }
    TimeDelta::try_seconds(seconds.checked_mul(sign)?)
}

/// The zones that a file's names stand for.
pub(super) struct Zones {
    named: HashMap<String, Option<Tz>>,
}

impl Zones {
    /// Finds out what each name stands for; remarks on those that are guessed or unknown.
    pub(super) fn of(calendars: &[Component], report: &mut Report) -> Self {
        let mut zones = Self { named: HashMap::new() };
        let all = calendars.iter().flat_map(|calendar| &calendar.components);
        for rules in all.filter(|component| component.name == "VTIMEZONE") {
            let Some(name) = rules.get("TZID").map(Property::text) else { continue };
            if zones.named.contains_key(&name) || zones.named.len() >= MOST_ZONES {
                continue;
            }
            let zone = by_name(&name).or_else(|| by_name(&rules.line("X-LIC-LOCATION")));
            let zone = zone.or_else(|| {
                let guess = by_rules(rules);
                match guess {
                    Some(zone) => {
                        let message =
                            format!("The zone `{name}` is taken for {}, whose clocks go as it says", zone.name());
                        report.note(rules.at, message, "Write the IANA name of the zone");
                    }
                    None => report.warn(
                        rules.at,
                        format!("The zone `{name}` is unknown; its times are taken for the meeting's own"),
                        "Write the IANA name of the zone, such as Europe/Berlin",
                    ),
                }
                guess
            });
            zones.named.insert(name, zone);
        }
        zones
    }

    /// The only zone whose rules the file carries.
    pub(super) fn only(&self) -> Option<Tz> {
        let mut known = self.named.values().flatten();
        known.next().filter(|first| known.all(|other| other == *first)).copied()
    }

    /// The zone of that name.
    pub(super) fn get(&mut self, name: &str, at: usize, report: &mut Report) -> Option<Tz> {
        let name = name.trim();
        if let Some(zone) = self.named.get(name) {
            return *zone;
        }
        let zone = if self.named.len() < MOST_ZONES { by_name(name) } else { None };
        if zone.is_none() {
            report.warn(
                at,
                format!("There is no time zone `{name}`; its times are taken for the meeting's own"),
                "Write the IANA name of the zone, such as Europe/Berlin",
            );
        }
        self.named.insert(name.to_owned(), zone);
        zone
    }

    /// What a property says as a date or a moment; a remark where it says neither.
    pub(super) fn when(&mut self, property: &Property, report: &mut Report) -> Option<When> {
        let when = self.when_of(property, &property.value, report);
        if when.is_none() {
            report.warn(
                property.at,
                format!("`{}` of {} is no date", property.value.trim(), property.name),
                "Write it as 20191028T090000",
            );
        }
        when
    }

    /// One of the values of a property.
    pub(super) fn when_of(&mut self, property: &Property, value: &str, report: &mut Report) -> Option<When> {
        let (date, time, utc) = parse(value)?;
        let Some(time) = time else { return Some(When::Date(date)) };
        let zone = if utc {
            Some(Tz::UTC)
        } else {
            property.param("TZID").and_then(|name| self.get(name, property.at, report))
        };
        Some(When::Time(Moment { local: date.and_time(time), zone }))
    }
}

/// The zone that a name stands for: the IANA's, Windows', or one of these behind the name of who made the file.
fn by_name(name: &str) -> Option<Tz> {
    let name = name.trim();
    if name.is_empty() || name.len() > LONGEST_NAME {
        return None;
    }
    let behind = || {
        let starts = name.match_indices(['/', '_', ' ']).map(|(at, sign)| at + sign.len());
        starts.filter_map(|at| name.get(at..)).find_map(|rest| rest.contains('/').then(|| zone::named(rest)).flatten())
    };
    zone::named(name).or_else(|| elsewhere(name)).or_else(behind)
}

/// Names that other programs have for zones.
fn elsewhere(name: &str) -> Option<Tz> {
    match name.parse::<calcard::common::timezone::Tz>().ok()? {
        calcard::common::timezone::Tz::Tz(zone) => Some(zone),
        calcard::common::timezone::Tz::Fixed(offset) => fixed(offset.local_minus_utc()),
        calcard::common::timezone::Tz::Floating => None,
    }
}

/// A zone that is always so many seconds ahead of Greenwich, in whole hours.
fn fixed(seconds: i32) -> Option<Tz> {
    let hours = Some(seconds / 3_600).filter(|_| seconds % 3_600 == 0)?;
    // The names count the other way round.
    format!("Etc/GMT{:+}", -hours).parse().ok()
}

/// Zones that are taken first where several would do.
const USUAL: [Tz; 16] = [
    Tz::Europe__London,
    Tz::Europe__Berlin,
    Tz::Europe__Helsinki,
    Tz::Europe__Moscow,
    Tz::America__New_York,
    Tz::America__Chicago,
    Tz::America__Denver,
    Tz::America__Phoenix,
    Tz::America__Los_Angeles,
    Tz::America__Sao_Paulo,
    Tz::Asia__Kolkata,
    Tz::Asia__Shanghai,
    Tz::Asia__Tokyo,
    Tz::Australia__Sydney,
    Tz::Pacific__Auckland,
    Tz::UTC,
];

/// A zone whose clocks go as the rules say: the same offsets in January and July of the year in which they last changed.
fn by_rules(rules: &Component) -> Option<Tz> {
    let last = |name: &str| {
        let of_that = rules.components.iter().filter(|component| component.name == name);
        of_that.max_by_key(|component| component.get("DTSTART").and_then(|start| parse(&start.value)))
    };
    let offset = |component: &Component| offset(&component.get("TZOFFSETTO")?.value);
    let (standard, summer) = (last("STANDARD"), last("DAYLIGHT"));
    let winter = standard.or(summer).and_then(offset)?;
    let starts = |component: &Component| component.get("DTSTART").and_then(|start| parse(&start.value));
    let ahead = summer.and_then(offset).unwrap_or(winter);
    let month = summer.and_then(starts).map_or(3, |(date, ..)| date.month());
    let (january, july) = if (8..=12).contains(&month) { (ahead, winter) } else { (winter, ahead) };
    // A year in which the rules of today hold, unless these are younger.
    let year = standard.and_then(starts).map_or(2020, |(date, ..)| date.year().clamp(2020, 2100));
    let shows = |zone: &Tz, month: u32, wanted: i32| {
        let at = NaiveDate::from_ymd_opt(year, month, 15).map(|date| date.and_time(NaiveTime::MIN));
        at.is_some_and(|at| zone.offset_from_utc_datetime(&at).fix().local_minus_utc() == wanted)
    };
    let goes_so = |zone: &&Tz| shows(zone, 1, january) && shows(zone, 7, july);
    USUAL.iter().chain(TZ_VARIANTS.iter()).find(goes_so).copied()
}

/// `+0100`, `-0330`, in seconds.
fn offset(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4)?.parse().ok()?;
    Some(sign * (hours * 3_600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_a_time_are_read_in_every_form_and_nothing_else() {
        let date = |d| NaiveDate::from_ymd_opt(2019, 10, d);
        assert_eq!(parse("20191028"), date(28).map(|date| (date, None, false)));
        assert_eq!(parse("2019-10-28T09:00:00Z"), date(28).map(|date| (date, NaiveTime::from_hms_opt(9, 0, 0), true)));
        assert_eq!(parse("20191028T0930"), date(28).map(|date| (date, NaiveTime::from_hms_opt(9, 30, 0), false)));
        for text in
            ["", "INVALID-DATE", "20191328", "20191028T250000", "20191028T", "2019", "083000", "20191028T09000é"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_length_is_read_and_nonsense_is_none() {
        assert_eq!(length("PT1H30M").map(|length| length.num_minutes()), Some(90));
        assert_eq!(length("P1DT1H").map(|length| length.num_hours()), Some(25));
        assert_eq!(length("P2W").map(|length| length.num_days()), Some(14));
        assert_eq!(length("-PT15M").map(|length| length.num_minutes()), Some(-15));
        for text in ["", "P", "PT", "1H", "PT5", "PTX", "PT99999999999999999999H"] {
            assert!(length(text).is_none_or(|length| length.is_zero()), "{text}");
        }
    }

    #[test]
    fn a_zone_is_known_by_every_name_that_programs_give_it() {
        for (name, expected) in [
            ("Europe/Brussels", Tz::Europe__Brussels),
            ("W. Europe Standard Time", Tz::Europe__Berlin),
            ("Pacific Standard Time", Tz::America__Los_Angeles),
            ("custom_America/New_York", Tz::America__New_York),
            ("/freeassociation.sourceforge.net/Tzfile/Europe/Paris", Tz::Europe__Paris),
            ("/citadel.org/20210210_1/America/Argentina/Buenos_Aires", Tz::America__Argentina__Buenos_Aires),
        ] {
            assert_eq!(by_name(name), Some(expected), "{name}");
        }
        assert_eq!(by_name("Nowhere"), None);
    }

    #[test]
    fn a_time_that_the_clock_leaves_out_counts_as_before_the_change() {
        let local = NaiveDate::from_ymd_opt(2020, 3, 29).unwrap().and_hms_opt(2, 30, 0).unwrap();
        assert_eq!(at(local, Tz::Europe__Brussels).to_rfc3339(), "2020-03-29T01:30:00+00:00");
    }
}
