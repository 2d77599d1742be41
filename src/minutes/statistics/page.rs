//! Figures as a page: what they come to, then a heading and a table for series, topics, meetings, action items and their ages.
//!
//! Not here: the charts that HTML has above the tables (see `html`).

use super::super::Options;
use super::super::inline::clean;
use super::super::page::line::{Text, filled, join, or};
use super::super::page::{Block, Line, Page, Table, plain};
use super::{Figures, days, difference, length, planned};
use crate::lang::{Words, fill};
use crate::meeting::Tickets;
use crate::meeting::statistics::{Ages, Compared, Flow, Totals};

/// What stands between facts.
const APART: &str = " · ";

/// The names of the page's parts within it.
const SERIES: &str = "series";
const MEETINGS: &str = "meetings";
pub(in crate::minutes) const TOPICS: &str = "topics";
pub(in crate::minutes) const FLOW: &str = "flow";
pub(in crate::minutes) const AGES: &str = "ages";

/// The page of the figures.
pub(super) fn page(figures: &Figures, options: &Options) -> Page {
    let parts = Parts::new(figures, options);
    let blocks = [Block::Facts(parts.facts())].into_iter();
    let blocks = blocks.chain(parts.sections().into_iter().flat_map(|section| [section.heading(), section.body()]));
    Page {
        title: figures.title(options.lang),
        lang: options.lang,
        blocks: blocks.collect(),
        dates: fill(parts.words.reports.as_of, &[&options.lang.long_date(figures.today())]),
        source: None,
    }
}

/// A part of the page below its heading.
pub(in crate::minutes) struct Section {
    /// Its name within the page.
    pub(in crate::minutes) id: &'static str,
    pub(in crate::minutes) title: &'static str,
    header: Vec<&'static str>,
    rows: Vec<Vec<Line>>,
    /// What stands there where there are no rows.
    nothing: &'static str,
}

impl Section {
    pub(in crate::minutes) fn heading(&self) -> Block {
        Block::Heading { level: 2, text: plain(self.title), id: self.id.to_owned() }
    }

    pub(in crate::minutes) fn body(&self) -> Block {
        if self.rows.is_empty() {
            return Block::Paragraph(plain(self.nothing));
        }
        let cell = |line: &Line| if line.is_empty() { Vec::new() } else { vec![Block::Paragraph(line.clone())] };
        Block::Table(Table {
            id: format!("{}-table", self.id),
            header: self.header.iter().map(|&name| name.to_owned()).collect(),
            rows: self.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        })
    }

    pub(in crate::minutes) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// What the page is made of.
pub(in crate::minutes) struct Parts<'f> {
    figures: &'f Figures,
    pub(in crate::minutes) text: Text<'f>,
    words: &'static Words,
}

impl<'f> Parts<'f> {
    pub(in crate::minutes) fn new(figures: &'f Figures, options: &Options) -> Self {
        static ANY: Tickets = Tickets::Any;
        Self { figures, text: Text::of(&ANY, &[], options.lang), words: options.lang.words() }
    }

    /// What the figures come to, and what was asked for.
    pub(in crate::minutes) fn facts(&self) -> Vec<(String, Line)> {
        let (figures, words, lang) = (self.figures, self.words, self.text.lang);
        let (whole, period) = (&figures.statistics.whole, figures.statistics.period);
        let as_of = filled(words.reports.as_of, &[vec![self.text.long_day(figures.today())]]);
        let meetings = plain(lang.count(whole.meetings as usize, &words.statistics.meeting_count));
        let range = whole.days.map(|(first, last)| plain(lang.date_range(first, last)));
        let when = join([as_of, meetings].into_iter().chain(range), APART);
        let day = |day| vec![self.text.day(day)];
        let flow = &whole.flow;
        let items = [
            format!("{}{}{}", words.statistics.open_before, words.colon, whole.open_before),
            format!("{}{}{}", words.statistics.opened, words.colon, flow.come()),
            format!("{}{}{}", words.entry.is_done, words.colon, flow.done),
            format!("{}{}{}", words.entry.is_dropped, words.colon, flow.dropped),
            fill(words.lists.open_count, &[&whole.open.count().to_string()]),
        ];
        let compared = (whole.compared.meetings > 0).then(|| plain(self.compared(&whole.compared)));
        let age = |age: Option<f64>| age.map(|age| plain(days(lang, age)));
        let facts = [
            (words.head.when, Some(when)),
            (words.head.series, figures.series.as_deref().map(|series| plain(clean(series)))),
            (words.reports.since, period.since.map(day)),
            (words.statistics.until, period.until.map(day)),
            (words.statistics.paired, compared),
            (words.lists.actions, Some(plain(items.join(APART)))),
            (words.statistics.median_age, age(whole.open.median)),
            (words.statistics.oldest, age(whole.open.oldest.map(|days| days as f64))),
            (words.statistics.to_close, age(whole.days_to_close)),
            (words.lists.decisions, Some(plain(whole.decisions.to_string()))),
        ];
        facts.into_iter().filter_map(|(name, fact)| Some((name.to_owned(), fact?))).collect()
    }

    /// The tables in order: that of the series only where there are several.
    pub(in crate::minutes) fn sections(&self) -> Vec<Section> {
        let series = self.figures.has_several_series().then(|| self.series());
        series.into_iter().chain([self.topics(), self.flow(), self.ages(), self.meetings()]).collect()
    }

    /// `Planned 2 h · Held 2 h 15 min · +15 min`.
    fn compared(&self, compared: &Compared) -> String {
        let (lang, words) = (self.text.lang, self.words);
        let planned = planned(lang, compared.planned as f64);
        let held = length(lang, compared.seconds as f64);
        let over = compared.over().map(|over| difference(lang, over as f64)).unwrap_or_default();
        let named = |name: &str, value: String| format!("{name}{}{value}", words.colon);
        [named(words.tables.planned, planned), named(words.tables.held, held), over].join(APART)
    }

    fn series(&self) -> Section {
        let words = self.words;
        let row = |name: Option<&String>, totals: &Totals| {
            let name = name.map_or_else(|| plain(words.reports.no_series), |name| plain(clean(name)));
            let over = totals.compared.over().map(|over| difference(self.text.lang, over as f64));
            let mut row = vec![name, plain(totals.meetings.to_string()), plain(over.unwrap_or_default())];
            row.extend(flow_cells(&totals.flow, totals.open.count()));
            row.push(plain(totals.open.median.map(|age| days(self.text.lang, age)).unwrap_or_default()));
            row.push(plain(totals.decisions.to_string()));
            row
        };
        Section {
            id: SERIES,
            title: words.head.series,
            header: vec![
                words.head.series,
                words.statistics.meetings,
                words.statistics.difference,
                words.statistics.opened,
                words.entry.is_done,
                words.entry.is_dropped,
                words.entry.is_open,
                words.statistics.median_age,
                words.lists.decisions,
            ],
            rows: self.figures.statistics.series.iter().map(|it| row(it.name.as_ref(), &it.totals)).collect(),
            nothing: words.nothing.none,
        }
    }

    fn topics(&self) -> Section {
        let (lang, words) = (self.text.lang, self.words);
        let several = self.figures.has_several_series();
        let mut header = vec![
            words.tables.topic,
            words.statistics.meetings,
            words.statistics.times_held,
            words.statistics.put_off,
            words.tables.planned,
            words.tables.held,
            words.statistics.range,
            words.statistics.difference,
        ];
        if several {
            header.insert(0, words.head.series);
        }
        let rows = self.figures.statistics.topics.iter().map(|topic| {
            let actual = topic.actual.map(|actual| length(lang, actual.median)).unwrap_or_default();
            let range = topic.actual.filter(|actual| actual.least < actual.most);
            let range = range.map(|it| format!("{} – {}", length(lang, it.least as f64), length(lang, it.most as f64)));
            let mut row = vec![
                self.title(&topic.title),
                plain(topic.meetings.to_string()),
                plain(topic.held.to_string()),
                plain(topic.put_off.to_string()),
                plain(topic.planned.map(|minutes| planned(lang, minutes)).unwrap_or_default()),
                plain(actual),
                plain(range.unwrap_or_default()),
                plain(topic.over.map(|over| difference(lang, over)).unwrap_or_default()),
            ];
            if several {
                row.insert(0, plain(topic.series.as_deref().map(clean).unwrap_or_default()));
            }
            row
        });
        Section {
            id: TOPICS,
            title: words.statistics.topics,
            header,
            rows: rows.collect(),
            nothing: words.statistics.no_topics,
        }
    }

    fn flow(&self) -> Section {
        let words = self.words;
        let header = vec![
            words.statistics.date,
            words.statistics.meeting,
            words.statistics.opened,
            words.entry.is_done,
            words.entry.is_dropped,
            words.statistics.open_after,
        ];
        let rows = self.figures.statistics.meetings.iter().map(|meeting| {
            let mut row = vec![self.date(meeting.date), self.title(&meeting.title)];
            row.extend(flow_cells(&meeting.flow, meeting.open));
            row
        });
        let (title, nothing) = (words.statistics.flow, words.nothing.none);
        Section { id: FLOW, title, header, rows: rows.collect(), nothing }
    }

    fn ages(&self) -> Section {
        let words = self.words;
        let ages = self.ages_of(&self.figures.statistics.whole.open);
        let rows = ages.into_iter().map(|(name, count)| vec![plain(name), plain(count.to_string())]).collect();
        let header = vec![words.statistics.ages, words.lists.actions];
        Section { id: AGES, title: words.statistics.ages, header, rows, nothing: words.nothing.none }
    }

    /// How many items are how old: `7–29 days` and 3. None where there are no items.
    pub(in crate::minutes) fn ages_of(&self, ages: &Ages) -> Vec<(String, u32)> {
        let words = &self.words.statistics;
        if ages.count() == 0 {
            return Vec::new();
        }
        let [week, month, quarter] = Ages::BOUNDS;
        let range = |from: i64, to: i64| fill(words.age_range, &[&from.to_string(), &(to - 1).to_string()]);
        let names =
            [range(0, week), range(week, month), range(month, quarter), fill(words.age_from, &[&quarter.to_string()])];
        let unknown = (ages.unknown > 0).then(|| (words.age_unknown.to_owned(), ages.unknown));
        names.into_iter().zip(ages.counts).chain(unknown).collect()
    }

    fn meetings(&self) -> Section {
        let (lang, words) = (self.text.lang, self.words);
        let rows = self.figures.statistics.meetings.iter().map(|meeting| {
            let present = meeting.present.map(|present| format!("{present} / {}", meeting.people));
            vec![
                self.date(meeting.date),
                self.title(&meeting.title),
                plain(meeting.planned.map(|minutes| lang.minutes(minutes)).unwrap_or_default()),
                plain(meeting.seconds.map(|seconds| length(lang, seconds as f64)).unwrap_or_default()),
                plain(meeting.late.map(|late| difference(lang, late as f64)).unwrap_or_default()),
                plain(present.unwrap_or_default()),
                plain(meeting.decisions.to_string()),
                plain(meeting.entries.to_string()),
            ]
        });
        Section {
            id: MEETINGS,
            title: words.statistics.meetings,
            header: vec![
                words.statistics.date,
                words.statistics.meeting,
                words.tables.planned,
                words.tables.held,
                words.statistics.late,
                words.head.present,
                words.lists.decisions,
                words.statistics.entries,
            ],
            rows: rows.collect(),
            nothing: words.nothing.none,
        }
    }

    fn title(&self, title: &str) -> Line {
        or(self.text.planned(title), self.words.nothing.untitled)
    }

    fn date(&self, date: Option<chrono::NaiveDate>) -> Line {
        date.map(|date| vec![self.text.day(date)]).unwrap_or_default()
    }
}

/// How many came, were done, were dropped, and are open afterwards.
fn flow_cells(flow: &Flow, open: u32) -> [Line; 4] {
    [flow.come(), flow.done, flow.dropped, open].map(|count| plain(count.to_string()))
}
