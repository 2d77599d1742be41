//! Figures for programs: JSON, versioned, described by `docs/scripts.md`.
//!
//! Fields may be added, none is removed or renamed. What was not measured is `null`, which is not nought. Texts stand exactly as they
//! are.

use chrono::NaiveDate;
use serde::Serialize;

use super::super::json::safe_json;
use super::Figures;
use crate::meeting::statistics::{Ages, Flow, MeetingFigures, SeriesFigures, Spread, TopicFigures, Totals};

/// The format's version: raised only when a field changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct File<'f> {
    format: &'static str,
    version: u32,
    today: NaiveDate,
    day: NaiveDate,
    asked: Asked<'f>,
    whole: Whole,
    series: Vec<Series<'f>>,
    topics: Vec<Topic<'f>>,
    meetings: Vec<Meeting<'f>>,
}

#[derive(Serialize)]
struct Asked<'f> {
    series: Option<&'f str>,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

#[derive(Serialize)]
struct Whole {
    meetings: u32,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    compared: u32,
    planned_min: Option<u64>,
    held_s: Option<i64>,
    over_s: Option<i64>,
    open_before: u32,
    #[serde(flatten)]
    flow: Came,
    open: u32,
    ages: Age,
    days_to_done: Option<f64>,
    decisions: u32,
    entries: u32,
}

#[derive(Serialize)]
struct Came {
    opened: u32,
    brought: u32,
    reopened: u32,
    done: u32,
    dropped: u32,
}

#[derive(Serialize)]
struct Age {
    under_7_days: u32,
    under_30_days: u32,
    under_90_days: u32,
    older: u32,
    unknown: u32,
    median_days: Option<f64>,
    oldest_days: Option<i64>,
}

#[derive(Serialize)]
struct Series<'f> {
    name: Option<&'f str>,
    #[serde(flatten)]
    whole: Whole,
}

#[derive(Serialize)]
struct Topic<'f> {
    series: Option<&'f str>,
    title: &'f str,
    meetings: u32,
    held: u32,
    untimed: u32,
    put_off: u32,
    planned_min: Option<f64>,
    held_s: Option<Lengths>,
    over_s: Option<f64>,
    over_sum_s: Option<i64>,
    trend_s: Option<f64>,
}

#[derive(Serialize)]
struct Lengths {
    least: i64,
    lower: f64,
    median: f64,
    upper: f64,
    most: i64,
}

#[derive(Serialize)]
struct Meeting<'f> {
    id: &'f str,
    slug: &'f str,
    title: &'f str,
    series: Option<&'f str>,
    date: Option<NaiveDate>,
    closed: bool,
    planned_min: Option<u32>,
    held_s: Option<i64>,
    over_s: Option<i64>,
    late_s: Option<i64>,
    #[serde(flatten)]
    flow: Came,
    open: u32,
    decisions: u32,
    entries: u32,
    present: Option<u32>,
    people: u32,
}

/// The whole file.
pub(super) fn write(figures: &Figures) -> String {
    let told = &figures.statistics;
    let file = File {
        format: "minutebook/stats",
        version: VERSION,
        today: figures.today(),
        day: told.day,
        asked: Asked { series: figures.series.as_deref(), since: told.period.since, until: told.period.until },
        whole: whole(&told.whole),
        series: told.series.iter().map(series).collect(),
        topics: told.topics.iter().map(topic).collect(),
        meetings: told.meetings.iter().map(meeting).collect(),
    };
    // Nothing in these types can fail.
    safe_json(&serde_json::to_string_pretty(&file).unwrap_or_default()) + "\n"
}

fn whole(totals: &Totals) -> Whole {
    let compared = totals.compared;
    let is_compared = compared.meetings > 0;
    Whole {
        meetings: totals.meetings,
        first: totals.days.map(|(first, _)| first),
        last: totals.days.map(|(_, last)| last),
        compared: compared.meetings,
        planned_min: is_compared.then_some(compared.planned),
        held_s: is_compared.then_some(compared.seconds),
        over_s: compared.over(),
        open_before: totals.open_before,
        flow: came(&totals.flow),
        open: totals.open.count(),
        ages: age(&totals.open),
        days_to_done: totals.days_to_close,
        decisions: totals.decisions,
        entries: totals.entries,
    }
}

fn came(flow: &Flow) -> Came {
    let Flow { opened, brought, reopened, done, dropped } = *flow;
    Came { opened, brought, reopened, done, dropped }
}

fn age(ages: &Ages) -> Age {
    let [under_7_days, under_30_days, under_90_days, older] = ages.counts;
    Age {
        under_7_days,
        under_30_days,
        under_90_days,
        older,
        unknown: ages.unknown,
        median_days: ages.median,
        oldest_days: ages.oldest,
    }
}

fn series(of: &SeriesFigures) -> Series<'_> {
    Series { name: of.name.as_deref(), whole: whole(&of.totals) }
}

fn topic(topic: &TopicFigures) -> Topic<'_> {
    let lengths = |spread: Spread| {
        let Spread { least, lower, median, upper, most } = spread;
        Lengths { least, lower, median, upper, most }
    };
    Topic {
        series: topic.series.as_deref(),
        title: &topic.title,
        meetings: topic.meetings,
        held: topic.held,
        untimed: topic.untimed,
        put_off: topic.put_off,
        planned_min: topic.planned,
        held_s: topic.actual.map(lengths),
        over_s: topic.over,
        over_sum_s: topic.over_sum,
        trend_s: topic.trend,
    }
}

fn meeting(meeting: &MeetingFigures) -> Meeting<'_> {
    Meeting {
        id: &meeting.id,
        slug: &meeting.slug,
        title: &meeting.title,
        series: meeting.series.as_deref(),
        date: meeting.date,
        closed: meeting.closed,
        planned_min: meeting.planned,
        held_s: meeting.seconds,
        over_s: meeting.over(),
        late_s: meeting.late,
        flow: came(&meeting.flow),
        open: meeting.open,
        decisions: meeting.decisions,
        entries: meeting.entries,
        present: meeting.present,
        people: meeting.people,
    }
}
