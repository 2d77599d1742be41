//! `minutebook stats`: how long recurring topics take, what becomes of action items, how old the open ones are.
//!
//! A person reads tables, of one series with its topics and meetings, of several with a line each; a script gets columns. Not here: the
//! figures (see `meeting::statistics`) and their forms (see `minutes::statistics`).

use std::io::IsTerminal;

use clap::Args;

use super::grid::{bar, grid, left, right, text};
use super::table::{Look, tabbed};
use super::{Forms, date, library, now, series};
use crate::cli::output::{raw, say};
use crate::cli::pager::paged;
use crate::cli::{Context, Failure};
use crate::meeting::statistics::{Ages, MeetingFigures, Period, Statistics, TopicFigures, Totals};
use crate::minutes::statistics::{self, FORMS, Figures, Rows};
use crate::minutes::{Format, Lang};
use crate::text::{one_line_for_terminal, wrap};

/// The columns of a bar.
const BAR: usize = 24;

/// Of which meetings, and in which form.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  minutebook stats\n  minutebook stats 'Weekly status' --since 2026-01-01\n  minutebook stats 'Weekly status' -f html -o statistics.html\n  minutebook stats --csv --rows topics > topics.csv\n  minutebook stats --json | jq '.topics[] | select(.over_s > 300) | .title'"
)]
pub(in crate::cli) struct Arguments {
    /// A series of meetings; by default all meetings
    #[arg(value_name = "SERIES")]
    name: Option<String>,
    /// The same
    #[arg(long, value_name = "SERIES", conflicts_with = "name")]
    series: Option<String>,
    /// Meetings of a day and later ones
    #[arg(long, value_name = "YYYY-MM-DD", allow_hyphen_values = true)]
    since: Option<String>,
    /// Meetings up to a day; what became of action items later does not count
    #[arg(long, value_name = "YYYY-MM-DD", allow_hyphen_values = true)]
    until: Option<String>,
    /// What a line of CSV or of a pipe is
    #[arg(long, value_name = "WHAT", value_parser = ["meetings", "topics", "series"], default_value = "meetings")]
    rows: String,
    #[command(flatten)]
    forms: Forms,
}

pub(in crate::cli) fn run(context: &Context, asked: &Arguments) -> Result<(), Failure> {
    let format = asked.forms.format()?;
    if let Some(format) = format.filter(|format| !FORMS.contains(format)) {
        let hint = format!("one of {}", FORMS.map(Format::name).join(", "));
        return Err(Failure::new(format!("`{}` is no form of statistics", format.name())).hint(hint).wrong_use());
    }
    let options = asked.forms.options(context)?;
    let day = |option: &str, text: &Option<String>| text.as_deref().map(|text| date(option, text)).transpose();
    let period = Period { since: day("since", &asked.since)?, until: day("until", &asked.until)? };
    if period.since.zip(period.until).is_some_and(|(since, until)| until < since) {
        return Err(Failure::new("the period ends before it begins").hint("--since comes before --until").wrong_use());
    }
    let library = library(context);
    let series = asked.name.as_deref().or(asked.series.as_deref()).map(|typed| series(&library, typed));
    let digests = series.as_deref().map_or_else(|| library.digests(), |series| library.series(series));
    let now = now(context);
    let figures = Figures { statistics: Statistics::of(&digests, period, now.date_naive()), series, now };
    let rows = match asked.rows.as_str() {
        "topics" => Rows::Topics,
        "series" => Rows::Series,
        _ => Rows::Meetings,
    };
    match format {
        Some(format) => asked.forms.write_what(format, || statistics::write(format, &figures, rows, &options)),
        None if std::io::stdout().is_terminal() => show(context, &figures),
        None => raw(columns(&figures, rows).as_bytes()),
    }
}

/// A line a meeting, a topic or a series, parted by tabs, and one with the names of the columns.
fn columns(figures: &Figures, rows: Rows) -> String {
    let (header, rows) = statistics::table(figures, rows);
    let line = |row: Vec<String>| tabbed(&row.iter().map(String::as_str).collect::<Vec<_>>());
    tabbed(header) + &rows.into_iter().map(line).collect::<String>()
}

fn show(context: &Context, figures: &Figures) -> Result<(), Failure> {
    let told = &figures.statistics;
    if told.meetings.is_empty() {
        return say(&format!("no meetings to count; `{}` shows them", context.command("list")));
    }
    paged(context, &shown(context, figures, &Look::of_terminal()))
}

/// The tables of a terminal: topics and meetings of one series, or the series of many.
fn shown(context: &Context, figures: &Figures, look: &Look) -> String {
    let told = &figures.statistics;
    let mut parts = vec![summary(figures, look)];
    if figures.has_several_series() {
        parts.push(series_table(told, look));
    } else {
        if !told.topics.is_empty() {
            parts.push(topics_table(&told.topics, look));
        }
        parts.push(meetings_table(&told.meetings, look));
    }
    if told.whole.open.count() > 0 {
        parts.push(ages_table(&told.whole.open, look));
    }
    if figures.has_several_series() {
        let hint = format!("`{}` shows topics and meetings of one", context.command("stats SERIES"));
        parts.push(wrapped(&hint, look));
    }
    parts.join("\n")
}

/// What it all comes to, a line for the time and one for the action items.
fn summary(figures: &Figures, look: &Look) -> String {
    let whole = &figures.statistics.whole;
    let name = figures.series.as_deref().map(|series| format!("{series}: ")).unwrap_or_default();
    let days = whole.days.map(
        |(first, last)| {
            if first == last { format!(", {first}") } else { format!(", {first} to {last}") }
        },
    );
    let meetings = counted(whole.meetings, "meeting");
    let mut lines = vec![format!("{name}{meetings}{}", days.unwrap_or_default())];
    if let Some(over) = whole.compared.over() {
        let [planned, held] = [planned(whole.compared.planned as f64), length(whole.compared.seconds as f64)];
        let of = if whole.compared.meetings < whole.meetings {
            format!(" in the {} that have both", whole.compared.meetings)
        } else {
            String::new()
        };
        lines.push(format!("planned {planned}, held {held} ({}){of}", difference(over as f64)));
    }
    lines.push(items(whole));
    lines.iter().map(|line| wrapped(line, look)).collect()
}

/// A text on as many lines as it takes.
fn wrapped(text: &str, look: &Look) -> String {
    let text = one_line_for_terminal(text);
    let lines = wrap(&text, look.columns, look.columns);
    lines.into_iter().filter_map(|range| text.get(range)).map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn items(whole: &Totals) -> String {
    let flow = &whole.flow;
    let before = Some(whole.open_before).filter(|before| *before > 0).map(|before| format!("{before} open before"));
    let counts = [
        format!("{} opened", flow.come()),
        format!("{} done", flow.done),
        format!("{} dropped", flow.dropped),
        format!("{} open", whole.open.count()),
    ];
    let mut said: Vec<String> = before.into_iter().chain(counts).collect();
    said.extend(whole.open.median.map(|age| format!("{} old (median)", days(age))));
    said.extend(whole.days_to_close.map(|age| format!("done after {} (median)", days(age))));
    format!("action items: {}", said.join(", "))
}

fn series_table(told: &Statistics, look: &Look) -> String {
    let columns = [
        text("series"),
        right("meetings"),
        right("open"),
        right("opened"),
        right("done"),
        right("dropped"),
        right("over"),
        right("median age"),
        right("decisions"),
    ];
    let row = |of: &crate::meeting::statistics::SeriesFigures| {
        let totals = &of.totals;
        vec![
            of.name.clone().unwrap_or_else(|| "no series".to_owned()),
            totals.meetings.to_string(),
            totals.open.count().to_string(),
            totals.flow.come().to_string(),
            totals.flow.done.to_string(),
            totals.flow.dropped.to_string(),
            totals.compared.over().map(|over| difference(over as f64)).unwrap_or_default(),
            totals.open.median.map(days).unwrap_or_default(),
            totals.decisions.to_string(),
        ]
    };
    grid(look, "Series", &columns, &told.series.iter().map(row).collect::<Vec<_>>())
}

fn topics_table(topics: &[TopicFigures], look: &Look) -> String {
    let columns = [
        text("topic"),
        right("meetings"),
        right("held"),
        right("planned"),
        right("took"),
        right("over"),
        right("put off"),
        right("shortest"),
        right("longest"),
        right("trend"),
    ];
    let row = |topic: &TopicFigures| {
        let actual = topic.actual;
        vec![
            topic.title.clone(),
            topic.meetings.to_string(),
            topic.held.to_string(),
            topic.planned.map(planned).unwrap_or_default(),
            actual.map(|it| length(it.median)).unwrap_or_default(),
            topic.over.map(difference).unwrap_or_default(),
            topic.put_off.to_string(),
            actual.map(|it| length(it.least as f64)).unwrap_or_default(),
            actual.map(|it| length(it.most as f64)).unwrap_or_default(),
            topic.trend.map(difference).unwrap_or_default(),
        ]
    };
    grid(look, "Recurring topics", &columns, &topics.iter().map(row).collect::<Vec<_>>())
}

fn meetings_table(meetings: &[MeetingFigures], look: &Look) -> String {
    let columns = [
        left("date"),
        text("meeting"),
        right("opened"),
        right("done"),
        right("dropped"),
        right("open"),
        right("planned"),
        right("took"),
        right("late"),
        right("present"),
        right("decisions"),
        left(""),
    ];
    let most = meetings.iter().map(|meeting| meeting.open).max().unwrap_or(0);
    let row = |meeting: &MeetingFigures| {
        vec![
            meeting.date.map(|date| date.to_string()).unwrap_or_default(),
            meeting.title.clone(),
            meeting.flow.come().to_string(),
            meeting.flow.done.to_string(),
            meeting.flow.dropped.to_string(),
            meeting.open.to_string(),
            meeting.planned.map(|minutes| planned(f64::from(minutes))).unwrap_or_default(),
            meeting.seconds.map(|seconds| length(seconds as f64)).unwrap_or_default(),
            meeting.late.map(|late| difference(late as f64)).unwrap_or_default(),
            meeting.present.map(|present| format!("{present} of {}", meeting.people)).unwrap_or_default(),
            meeting.decisions.to_string(),
            bar(meeting.open, most, BAR / 2),
        ]
    };
    grid(look, "Meetings", &columns, &meetings.iter().map(row).collect::<Vec<_>>())
}

fn ages_table(ages: &Ages, look: &Look) -> String {
    let [week, month, quarter] = Ages::BOUNDS;
    let names = [
        format!("under {week} days"),
        format!("{week} to {} days", month - 1),
        format!("{month} to {} days", quarter - 1),
        format!("{quarter} days and more"),
    ];
    let unknown = (ages.unknown > 0).then(|| ("day unknown".to_owned(), ages.unknown));
    let counts: Vec<(String, u32)> = names.into_iter().zip(ages.counts).chain(unknown).collect();
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let rows: Vec<Vec<String>> =
        counts.into_iter().map(|(name, count)| vec![name, count.to_string(), bar(count, most, BAR)]).collect();
    let oldest = ages.oldest.map(|oldest| format!(", the oldest {}", days(oldest as f64))).unwrap_or_default();
    let heading = format!("Open action items{oldest}");
    grid(look, &heading, &[left("age"), right("open"), left("")], &rows)
}

/// `1 meeting`, `3 meetings`.
fn counted(count: u32, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// `3.5 days`.
fn days(days: f64) -> String {
    format!("{days} day{}", if (days - 1.0).abs() < f64::EPSILON { "" } else { "s" })
}

fn planned(minutes: f64) -> String {
    statistics::planned(Lang::English, minutes)
}

fn length(seconds: f64) -> String {
    statistics::length(Lang::English, seconds)
}

fn difference(seconds: f64) -> String {
    statistics::difference(Lang::English, seconds)
}
