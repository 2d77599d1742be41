//! The minutes as others receive them: a writer for each form that is asked for.
//!
//! All forms are written from one document model ([`Minutes`]), and all that people read through the same [`page`], so that none
//! of them knows a fact that another lacks, orders it otherwise or finds words of its own: most writers mark up its blocks, HTML and
//! Org lay out its parts themselves. Data are no words: JSON, sheets and calendars take theirs from the model. Pure: the same
//! meeting and moment give the same bytes. Not here: where a file goes (see `cli`).

mod calendar;
mod confluence;
mod course;
pub mod document;
mod docx;
pub mod extract;
mod format;
mod html;
mod inline;
mod json;
mod later;
mod log;
mod mail;
mod markdown;
mod markup;
mod options;
mod org;
pub mod page;
mod paper;
mod pdf;
mod plain;
pub mod report;
mod room;
pub mod said;
mod sheet;
pub mod statistics;
pub mod template;
mod times;
mod votes;
mod wiki;
pub mod words;
mod zones;

pub use crate::lang::Lang;
pub use document::Minutes;
pub use format::Format;
pub use json::safe_json;
pub use later::{Aftermath, Changed, Corrected, Later, SaidAfter};
pub use log::Log;
pub use options::{Jira, Layout, Only, Options};
pub use plain::in_columns;
pub use sheet::sheet;
pub(crate) use votes::ballots;

/// Why minutes could not be written in a form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotWrite {
    /// The form is not part of this build.
    #[error("{}: this build does not write it", .0.name())]
    NotBuilt(Format),
    /// The library that writes the form refused.
    #[error("{}: {why}", .format.name())]
    Refused {
        /// The form.
        format: Format,
        /// What the library says.
        why: String,
    },
}

impl CannotWrite {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotBuilt(_) => {
                "build the program with `--features pdf`, or print the html from a browser, or write docx"
            }
            Self::Refused { .. } => "nothing was written; another form, such as html, still is",
        }
    }
}

/// Whether minutes lead to an address: what begins with another scheme than those of pages and mails stands in them as text.
pub fn is_followed(address: &str) -> bool {
    inline::safe_address(address).is_some()
}

/// The minutes in a form, as a whole file; one that is a text is UTF-8 and ends with a newline.
///
/// The drafts stand in the JSON only: a line that nobody committed was not minuted. The seal is the one that closing the
/// meeting set on its journals; minutes that bear it can be traced back to every line.
pub fn write(format: Format, minutes: &Minutes, options: &Options) -> Result<Vec<u8>, CannotWrite> {
    let text = match format {
        Format::Markdown => markdown::write(minutes, options),
        Format::Html => html::write(minutes, options),
        Format::Json => json::write(minutes, options),
        Format::Text => plain::write(minutes, options),
        Format::Confluence => confluence::write(minutes, options),
        Format::Wiki => wiki::write(minutes, options),
        Format::Org => org::write(minutes, options),
        Format::Actions => sheet::actions(minutes, options),
        Format::Slots => sheet::slots(minutes, options),
        Format::Calendar => calendar::write(minutes, options),
        Format::Mail => mail::write(minutes, options),
        Format::Docx => return docx::write(minutes, options),
        Format::Pdf => return pdf::write(minutes, options),
    };
    Ok(text.into_bytes())
}
