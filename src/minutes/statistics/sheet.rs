//! Figures as comma-separated values: a row a meeting, a recurring topic or a series.
//!
//! No cell is less than nought, as what begins with a sign is no number to every sheet: what can be more or less than planned has two
//! columns. What was not measured is empty. Not here: what makes a cell harmless (see `minutes/sheet.rs`).

use super::super::Options;
use super::super::sheet::Sheet;
use super::{Figures, Rows};
use crate::meeting::statistics::{Flow, MeetingFigures, SeriesFigures, TopicFigures};

/// The whole file.
pub(super) fn write(figures: &Figures, rows: Rows, options: &Options) -> String {
    let (header, cells) = table(figures, rows);
    let mut sheet = Sheet::new(options, header);
    for row in cells {
        sheet.row(row);
    }
    sheet.finish()
}

/// The names of the columns and the rows below them, their texts as they are.
pub fn table(figures: &Figures, rows: Rows) -> (&'static [&'static str], Vec<Vec<String>>) {
    let told = &figures.statistics;
    match rows {
        Rows::Meetings => (&MEETING, told.meetings.iter().map(meeting).collect()),
        Rows::Topics => (&TOPIC, told.topics.iter().map(topic).collect()),
        Rows::Series => (&SERIES, told.series.iter().map(series).collect()),
    }
}

const MEETING: [&str; 19] = [
    "date",
    "series",
    "meeting",
    "planned minutes",
    "held seconds",
    "seconds over",
    "seconds under",
    "seconds late",
    "seconds early",
    "opened",
    "brought along",
    "reopened",
    "done",
    "dropped",
    "open afterwards",
    "decisions",
    "lines",
    "present",
    "people",
];

const TOPIC: [&str; 14] = [
    "series",
    "topic",
    "meetings",
    "held",
    "without a clock",
    "put off",
    "planned minutes",
    "held seconds",
    "shortest",
    "longest",
    "seconds over",
    "seconds under",
    "seconds longer than before",
    "seconds shorter than before",
];

const SERIES: [&str; 16] = [
    "series",
    "meetings",
    "first",
    "last",
    "seconds over",
    "seconds under",
    "open before",
    "opened",
    "brought along",
    "reopened",
    "done",
    "dropped",
    "open",
    "median age in days",
    "oldest in days",
    "median days to done",
];

fn meeting(meeting: &MeetingFigures) -> Vec<String> {
    let [over, under] = parted(meeting.over().map(|over| over as f64));
    let [late, early] = parted(meeting.late.map(|late| late as f64));
    let mut row = vec![
        some(meeting.date),
        meeting.series.clone().unwrap_or_default(),
        meeting.title.clone(),
        some(meeting.planned),
        some(meeting.seconds),
        over,
        under,
        late,
        early,
    ];
    row.extend(flow(&meeting.flow));
    row.extend([meeting.open, meeting.decisions, meeting.entries].map(|count| count.to_string()));
    row.extend([some(meeting.present), meeting.people.to_string()]);
    row
}

fn topic(topic: &TopicFigures) -> Vec<String> {
    let [over, under] = parted(topic.over);
    let counts = [topic.meetings, topic.held, topic.untimed, topic.put_off].map(|count| count.to_string());
    let mut row = vec![topic.series.clone().unwrap_or_default(), topic.title.clone()];
    row.extend(counts);
    row.extend([some(topic.planned), some(topic.actual.map(|it| it.median))]);
    row.extend([some(topic.actual.map(|it| it.least)), some(topic.actual.map(|it| it.most)), over, under]);
    row.extend(parted(topic.trend));
    row
}

fn series(series: &SeriesFigures) -> Vec<String> {
    let totals = &series.totals;
    let [over, under] = parted(totals.compared.over().map(|over| over as f64));
    let mut row = vec![
        series.name.clone().unwrap_or_default(),
        totals.meetings.to_string(),
        some(totals.days.map(|(first, _)| first)),
        some(totals.days.map(|(_, last)| last)),
        over,
        under,
        totals.open_before.to_string(),
    ];
    row.extend(flow(&totals.flow));
    row.push(totals.open.count().to_string());
    row.extend([some(totals.open.median), some(totals.open.oldest), some(totals.days_to_close)]);
    row
}

fn flow(flow: &Flow) -> [String; 5] {
    [flow.opened, flow.brought, flow.reopened, flow.done, flow.dropped].map(|count| count.to_string())
}

fn some(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// What is more and what is less than nought, in a column each; both are empty where there is nothing.
fn parted(value: Option<f64>) -> [String; 2] {
    match value {
        None => [String::new(), String::new()],
        Some(value) if value < 0.0 => ["0".to_owned(), (-value).to_string()],
        Some(value) => [value.to_string(), "0".to_owned()],
    }
}
