//! Figures over many meetings as a file: a page in the forms that have one, JSON and comma-separated values.
//!
//! The page is read beside the minutes and says things in their words; as HTML it has a chart beside each table. Pure: the same figures
//! and moment give the same bytes. Not here: the figures (see `meeting::statistics`), and the tables of a terminal (see `cli`).

mod json;
pub(super) mod page;
mod sheet;

use chrono::{DateTime, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::inline::clean;
use super::paper::About;
use super::{CannotWrite, Format, Layout, Options, confluence, docx, html, markdown, pdf, plain, wiki};
use crate::lang::Lang;
use crate::meeting::statistics::Statistics;

pub(super) use page::Parts;
pub use sheet::table;

/// Figures that were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The figures.
    pub statistics: Statistics,
    /// Of which series; none: of all meetings.
    pub series: Option<String>,
    /// The moment at which they were taken.
    pub now: DateTime<Tz>,
}

/// What a row of comma-separated values is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// A meeting.
    #[default]
    Meetings,
    /// A recurring topic.
    Topics,
    /// A series.
    Series,
}

/// The forms that figures are written in; they are no to-dos, no letter and no outline.
pub const FORMS: [Format; 9] = [
    Format::Markdown,
    Format::Html,
    Format::Json,
    Format::Text,
    Format::Confluence,
    Format::Wiki,
    Format::Actions,
    Format::Docx,
    Format::Pdf,
];

impl Figures {
    /// The day on which they were taken.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// `Weekly: Statistics`; harmless, never empty.
    pub fn title(&self, lang: Lang) -> String {
        let words = lang.words();
        let of = self.series.as_deref().map(clean).filter(|series| !series.is_empty());
        let title = words.statistics.title;
        of.map_or_else(|| title.to_owned(), |series| format!("{series}{}{title}", words.colon))
    }

    /// Whether they are of more than one series, or of meetings beside one.
    pub fn has_several_series(&self) -> bool {
        self.statistics.series.len() > 1
    }
}

/// The figures in a form, as a whole file; one that is a text is UTF-8 and ends with a newline. A form that is none of [`FORMS`] is
/// refused.
pub fn write(format: Format, figures: &Figures, rows: Rows, options: &Options) -> Result<Vec<u8>, CannotWrite> {
    let page = || page::page(figures, options);
    let about = || About { authors: Vec::new(), at: Some(figures.now), wide: options.layout == Layout::Tables };
    let text = match format {
        Format::Markdown => markdown::of_page(&page()),
        Format::Html => html::of_statistics(figures, options),
        Format::Json => json::write(figures),
        Format::Text => plain::of_page(&page()),
        Format::Confluence => confluence::of_page(&page(), &[], options),
        Format::Wiki => wiki::of_page(&page()),
        Format::Actions => sheet::write(figures, rows, options),
        Format::Docx => return docx::of_page(&page(), &about()),
        Format::Pdf => return pdf::of_page(&page(), &about()),
        Format::Org | Format::Slots | Format::Calendar | Format::Mail => {
            return Err(CannotWrite::Refused { format, why: "figures are not written in this form".to_owned() });
        }
    };
    Ok(text.into_bytes())
}

/// `+12 min`, `−1 h 05 min`, `0 min`: a difference in whole minutes gone, as the minutes of a meeting count them.
pub fn difference(lang: Lang, seconds: f64) -> String {
    let minutes = (seconds / 60.0).trunc();
    let length = lang.minutes(minutes.abs() as u32);
    if minutes > 0.0 {
        format!("+{length}")
    } else if minutes < 0.0 {
        format!("−{length}")
    } else {
        length
    }
}

/// `12 min`, `under 1 min`: a measured length in whole minutes gone.
pub fn length(lang: Lang, seconds: f64) -> String {
    lang.elapsed(TimeDelta::seconds(seconds as i64))
}

/// `12 min`: a planned length in whole minutes.
pub fn planned(lang: Lang, minutes: f64) -> String {
    lang.minutes(minutes as u32)
}

/// `3.5 days`: a number of days that may be a half.
pub(super) fn days(lang: Lang, days: f64) -> String {
    let words = &lang.words().statistics.days;
    let halves = (days * 2.0).round();
    if halves % 2.0 == 0.0 {
        return lang.count((halves / 2.0) as usize, words);
    }
    crate::lang::fill(words.many, &[&format!("{:.1}", halves / 2.0)])
}
