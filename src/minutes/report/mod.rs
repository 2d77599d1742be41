//! Reports over many meetings: the action items that are owed and what was decided, in every form that minutes have.
//!
//! A report is read beside the minutes, so that it says things in their words and order, from one page for all forms that have
//! one. Pure: the same rows and moment give the same bytes. Not here: which meetings there are (see `archive`), and the table that a
//! terminal shows (see `cli`).

mod calendar;
mod decisions;
mod json;
mod letters;
mod sheet;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::page::Page;
use super::paper::About;
use super::{CannotWrite, Format, Lang, Layout, Options, confluence, docx, html, markdown, org, pdf, plain, wiki};
use crate::lang::fill;
pub use crate::meeting::tasks::{Group, GroupKey, Grouping, TaskRow, Tasks, series_key};
use crate::meeting::{Person, Tickets};

pub use decisions::{DecisionRow, Decisions};
pub use letters::{Letter, letters};

/// What was asked for, where it was not all of it; the rows of a report follow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Action items of one of these people or groups, by full name; empty: of anybody or nobody.
    pub owners: Vec<String>,
    /// What belongs to this series.
    pub series: Option<String>,
    /// Action items that are overdue.
    pub overdue: bool,
    /// Action items that are due before this day.
    pub due_before: Option<NaiveDate>,
    /// Action items with this ticket in their text.
    pub ticket: Option<String>,
    /// Decisions of this day and later ones.
    pub since: Option<NaiveDate>,
}

/// What a report lists.
#[derive(Clone, Debug, PartialEq)]
pub enum List {
    /// Action items.
    Tasks(Tasks),
    /// Decisions.
    Decisions(Decisions),
}

/// A report over many meetings.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What it lists.
    pub list: List,
    /// What was asked for.
    pub asked: Asked,
    /// Those whose addresses and accounts are known.
    pub people: Vec<Person>,
    /// The tickets of each meeting by its identity; of one that is not here every key is a ticket without an address.
    pub tickets: BTreeMap<String, Tickets>,
    /// The moment of the report.
    pub now: DateTime<Tz>,
}

impl Report {
    /// The day of the report.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// `Action items` or `Decisions`.
    pub fn title(&self, lang: Lang) -> &'static str {
        let lists = &lang.words().lists;
        match self.list {
            List::Tasks(_) => lists.actions,
            List::Decisions(_) => lists.decisions,
        }
    }

    /// `3 open`, `1 overdue`; of decisions, how many there are.
    pub fn counts(&self, lang: Lang) -> Vec<String> {
        let words = lang.words();
        match &self.list {
            List::Tasks(tasks) => {
                let overdue = tasks.overdue();
                let overdue = (overdue > 0).then(|| fill(words.reports.overdue_count, &[&overdue.to_string()]));
                [fill(words.lists.open_count, &[&tasks.open().to_string()])].into_iter().chain(overdue).collect()
            }
            List::Decisions(decisions) => vec![lang.count(decisions.rows.len(), &words.lists.decision_count)],
        }
    }

    /// What was asked for, each with its name: `Series` and `Weekly`.
    pub fn asked(&self, lang: Lang) -> Vec<(&'static str, String)> {
        let (words, asked) = (lang.words(), &self.asked);
        let owners = (!asked.owners.is_empty()).then(|| (words.reports.owners, asked.owners.join(words.comma)));
        let before = |day| fill(words.reports.before, &[&lang.short_date(day)]);
        let all = [
            asked.series.clone().map(|series| (words.head.series, series)),
            owners,
            asked.overdue.then(|| (words.reports.due, words.reports.overdue.to_owned())),
            asked.due_before.map(|day| (words.reports.due, before(day))),
            asked.ticket.clone().map(|ticket| (words.reports.ticket, ticket)),
            asked.since.map(|day| (words.reports.since, lang.short_date(day))),
        ];
        all.into_iter().flatten().collect()
    }

    /// The tickets of a meeting.
    pub(super) fn tracker(&self, meeting: Option<&str>) -> &Tickets {
        static ANY: Tickets = Tickets::Any;
        meeting.and_then(|meeting| self.tickets.get(meeting)).unwrap_or(&ANY)
    }

    /// What a file on paper says of itself.
    fn about(&self, options: &Options) -> About {
        About { authors: Vec::new(), at: Some(self.now), wide: options.layout == Layout::Tables }
    }
}

/// The report in a form, as a whole file; one that is a text is UTF-8 and ends with a newline.
pub fn write(format: Format, report: &Report, options: &Options) -> Result<Vec<u8>, CannotWrite> {
    let page = || Page::of_report(report, options);
    let text = match format {
        Format::Markdown => markdown::of_page(&page()),
        Format::Html => html::of_page(&page()),
        Format::Json => json::write(report),
        Format::Text => plain::of_page(&page()),
        Format::Confluence => confluence::of_page(&page(), &report.people, options),
        Format::Wiki => wiki::of_page(&page()),
        Format::Org => org::of_report(report, &page(), options.lang),
        // A report has no slots.
        Format::Actions | Format::Slots => sheet::write(report, options),
        Format::Calendar => calendar::write(report, options.lang),
        Format::Mail => letters::to_all(report, options),
        Format::Docx => return docx::of_page(&page(), &report.about(options)),
        Format::Pdf => return pdf::of_page(&page(), &report.about(options)),
    };
    Ok(text.into_bytes())
}
