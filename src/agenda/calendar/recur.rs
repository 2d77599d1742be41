//! When a recurring event takes place: RRULE, RDATE and EXDATE (RFC 5545, 3.8.5).
//!
//! A rule may have no end and a file thousands of rules; what is taken of them is bounded, and said where it matters. Not
//! here: events that stand instead of one occurrence.

use calcard::icalendar::ICalendar;
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::super::diagnostic::Report;
use super::lines::{Component, Property};
use super::times::{Moment, When, Zones, length, parse};

/// So many occurrences of a rule are taken,
const MOST: usize = 366;

/// within so long after its first;
const LONGEST: TimeDelta = TimeDelta::days(366);

/// so many rules of a file are followed,
const MOST_RULES: usize = 200;

/// and not one more after so many that never came true: each of them is followed for thousands of years.
const MOST_BARREN: usize = 3;

/// What is left to be followed in a file.
pub(super) struct Budget {
    rules: usize,
    barren: usize,
}

/// When something takes place once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) start: When,
    /// How long, where this once is said apart.
    pub(super) length: Option<TimeDelta>,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { rules: MOST_RULES, barren: MOST_BARREN }
    }
}

/// All that is taken of an event's occurrences, `first` being its own start; in order, at least one unless all are taken
/// out again.
pub(super) fn occurrences(
    event: &Component,
    first: When,
    zones: &mut Zones,
    budget: &mut Budget,
    report: &mut Report,
) -> Vec<Occurrence> {
    let mut found = vec![Occurrence { start: first, length: None }];
    for rule in event.all("RRULE").filter(|rule| !rule.value.trim().is_empty()) {
        found.extend(of_rule(rule, first, budget, report).into_iter().map(|start| Occurrence { start, length: None }));
    }
    for property in event.all("RDATE") {
        for value in property.value.split(',') {
            match further(property, value, zones, report) {
                Some(occurrence) => found.push(occurrence),
                None => report.warn(
                    property.at,
                    format!("`{}` of RDATE is no date", value.trim()),
                    "Write it as 20191028T090000",
                ),
            }
        }
    }
    let mut out = Vec::new();
    for property in event.all("EXDATE") {
        let dates = property.value.split(',').filter_map(|value| zones.when_of(property, value, report));
        out.extend(dates.collect::<Vec<_>>());
    }
    let zone = first.time().and_then(|moment| moment.zone);
    // A date takes out what is on it; a moment what begins then.
    let key = |when: When| when.time().map(|moment| moment.instant(zone));
    let moments: std::collections::HashSet<_> = out.iter().filter_map(|when| key(*when)).collect();
    let dates: std::collections::HashSet<_> =
        out.iter().filter(|when| key(**when).is_none()).map(|when| when.date()).collect();
    found.retain(|one| !key(one.start).is_some_and(|at| moments.contains(&at)) && !dates.contains(&one.start.date()));
    found.sort_by_key(|one| (key(one.start), one.start.date(), one.length.is_none()));
    found.dedup_by_key(|one| (key(one.start), one.start.date()));
    found
}

/// A date of RDATE: a moment, or a period.
fn further(property: &Property, value: &str, zones: &mut Zones, report: &mut Report) -> Option<Occurrence> {
    let (start, end) = match value.split_once('/') {
        Some((start, end)) => (start, Some(end)),
        None => (value, None),
    };
    let start = zones.when_of(property, start, report)?;
    let until = end.and_then(|end| zones.when_of(property, end, report));
    let between = || {
        let (from, to) = (start.time()?, until?.time()?);
        Some(to.instant(None) - from.instant(None))
    };
    Some(Occurrence { start, length: end.and_then(length).or_else(between) })
}

/// The starts that a rule gives, in the event's own zone.
fn of_rule(rule: &Property, first: When, budget: &mut Budget, report: &mut Report) -> Vec<When> {
    if budget.rules == 0 || budget.barren == 0 {
        report.note(rule.at, "Too many recurring events; this one is taken once", "Export a shorter time");
        return Vec::new();
    }
    budget.rules -= 1;
    let zone = first.time().and_then(|moment| moment.zone);
    let local = first.time().map_or_else(|| first.date().and_time(NaiveTime::MIN), |moment| moment.local);
    let Some((starts, is_cut)) = expanded(&rule.value, local, zone) else {
        report.warn(
            rule.at,
            "This recurrence is not understood; the event is taken once",
            "Write it as `RRULE:FREQ=WEEKLY;COUNT=4`",
        );
        return Vec::new();
    };
    if starts.is_empty() {
        budget.barren -= 1;
        report.warn(rule.at, "This recurrence never comes true; the event is taken once", "Look at its RRULE");
    } else if is_cut {
        let message = format!("This event recurs on and on; {} of its dates are taken", starts.len());
        report.note(rule.at, message, "Export the days of the meeting only");
    }
    let when = |start: NaiveDateTime| match first {
        When::Date(_) => When::Date(start.date()),
        When::Time(_) => When::Time(Moment { local: start, zone }),
    };
    starts.into_iter().map(when).collect()
}

/// The starts that a rule gives on the wall, and whether there may be more than are taken; none where it is no rule.
///
/// Whatever the rule says, it is asked for no date after the longest time.
fn expanded(rule: &str, local: NaiveDateTime, zone: Option<Tz>) -> Option<(Vec<NaiveDateTime>, bool)> {
    let rule = rule.trim();
    if !rule.chars().all(|c| c.is_ascii_alphanumeric() || "=;,+-:".contains(c)) {
        return None;
    }
    let (mut parts, mut until, mut count) = (Vec::new(), None, None);
    for part in rule.split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=')?;
        match name.to_ascii_uppercase().as_str() {
            "UNTIL" => until = Some(on_the_wall(value, zone)?),
            "COUNT" => count = Some(value.parse::<usize>().ok()?),
            // No meeting is held every minute, and following that for a year takes long.
            "FREQ" if matches!(value.to_ascii_uppercase().as_str(), "SECONDLY" | "MINUTELY") => return None,
            _ => parts.push(part),
        }
    }
    let horizon = local.checked_add_signed(LONGEST)?;
    let text = format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:{}\r\nRRULE:{};UNTIL={}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        local.format(FORM),
        parts.join(";"),
        until.map_or(horizon, |until| until.min(horizon)).format(FORM)
    );
    let expanded = ICalendar::parse(&text).ok()?.expand_dates(calcard::common::timezone::Tz::Floating, MOST + 1);
    if !expanded.errors.is_empty() {
        return None;
    }
    let mut starts: Vec<_> = expanded.events.iter().map(|event| event.start.naive_local()).collect();
    let found = starts.len();
    starts.truncate(count.unwrap_or(MOST).min(MOST));
    let ends = count.is_some_and(|count| count <= starts.len()) || until.is_some_and(|until| until <= horizon);
    Some((starts, !ends || (count.is_none() && found > MOST)))
}

/// How a moment is written for the rule.
const FORM: &str = "%Y%m%dT%H%M%S";

/// The end of a rule as the event's own clock shows it; of a date its last second.
fn on_the_wall(until: &str, zone: Option<Tz>) -> Option<NaiveDateTime> {
    let (date, time, utc) = parse(until)?;
    let Some(time) = time else { return date.and_hms_opt(23, 59, 59) };
    let moment = Moment { local: date.and_time(time), zone: utc.then_some(Tz::UTC) };
    Some(moment.at_home(zone))
}

#[cfg(test)]
mod tests {
    use super::super::lines::components;
    use super::*;

    fn dates(event: &str) -> (Vec<String>, usize) {
        let source = format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n");
        let mut report = Report::default();
        let found = components(&source, &mut report);
        let mut zones = Zones::of(&[], &mut report);
        let first = zones.when(found[0].get("DTSTART").unwrap(), &mut report).unwrap();
        let all = occurrences(&found[0], first, &mut zones, &mut Budget::new(), &mut report);
        let shown = |one: &Occurrence| match one.start {
            When::Date(date) => date.to_string(),
            When::Time(moment) => moment.local.format("%m-%d %H:%M").to_string(),
        };
        (all.iter().map(shown).collect(), report.finish(&source).len())
    }

    #[test]
    fn a_rule_keeps_its_local_time_over_a_change_of_the_clocks_and_what_is_taken_out_is_out() {
        let event = "DTSTART;TZID=Europe/Berlin:20261012T100000\nRRULE:FREQ=WEEKLY;UNTIL=20261102T090000Z\n\
                     EXDATE;TZID=Europe/Berlin:20261026T100000\nRDATE:20261103T120000Z";
        assert_eq!(
            dates(event),
            (["10-12 10:00", "10-19 10:00", "11-02 10:00", "11-03 12:00"].map(str::to_owned).to_vec(), 0)
        );
    }

    #[test]
    fn a_rule_without_end_gives_a_year_and_says_so() {
        let (found, said) = dates("DTSTART:20260101T100000Z\nRRULE:FREQ=WEEKLY");
        assert_eq!((found.len(), said), (53, 1));
        let (found, said) = dates("DTSTART:20260101T100000Z\nRRULE:FREQ=HOURLY");
        assert_eq!((found.len(), said), (MOST, 1));
        let (found, said) = dates("DTSTART:20260101T100000Z\nRRULE:FREQ=DAILY;COUNT=3");
        assert_eq!((found.len(), said), (3, 0));
    }

    #[test]
    fn a_rule_that_is_none_or_never_comes_true_leaves_the_event_once() {
        for rule in ["FREQ=SOMETIMES", "FREQ=SECONDLY", "INTERVAL=0", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "é"] {
            let (found, _) = dates(&format!("DTSTART:20260101T100000Z\nRRULE:{rule}"));
            assert_eq!(found, ["01-01 10:00"], "{rule}");
        }
        assert_eq!(dates("DTSTART;VALUE=DATE:20260101\nRRULE:"), (vec!["2026-01-01".to_owned()], 0));
    }
}
