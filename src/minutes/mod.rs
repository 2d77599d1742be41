//! The minutes as others receive them: writers of Markdown, HTML and JSON.
//!
//! All formats are written from one document model, so that none of them knows a fact that another lacks or orders
//! it otherwise. Pure: the same meeting and moment give the same bytes. Not here: where a file goes (see `cli`).

use crate::meeting::{DraftLine, Meeting, Seal, Stamp};

mod course;
pub mod document;
mod html;
mod inline;
mod json;
mod log;
mod markdown;
mod room;
pub mod said;
mod times;
mod votes;
pub mod words;
mod zones;

pub use document::Minutes;
pub use json::safe_json;
pub use log::Log;
pub(crate) use votes::ballots;

/// A form that minutes are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// GitHub's Markdown.
    Markdown,
    /// One self-contained page.
    Html,
    /// For programs; described by `assets/minutes.schema.json` and `docs/minutes-json.md`.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Html, Self::Json];

    /// Its name on the command line: `md`, `html`, `json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// What a file of it ends in, without the dot.
    pub fn extension(self) -> &'static str {
        self.name()
    }

    /// The format of that name, in any case; Markdown may be spelled out.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = if name == "markdown" { "md" } else { &name };
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// The minutes of `meeting` as they stand at `now`, as a whole file that ends with a newline.
///
/// The drafts stand in the JSON only: a line that nobody committed was not minuted. The seal is the one that closing the
/// meeting set on its journals; minutes that bear it can be traced back to every line.
pub fn write(format: Format, meeting: &Meeting, drafts: &[DraftLine], seal: Option<&Seal>, now: &Stamp) -> String {
    let minutes = Minutes::new(meeting, drafts, seal, now);
    match format {
        Format::Markdown => markdown::write(&minutes),
        Format::Html => html::write(&minutes),
        Format::Json => json::write(&minutes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_its_name_in_any_case() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
        assert_eq!(Format::from_name("Markdown"), Some(Format::Markdown));
        assert_eq!(Format::from_name("docx"), None);
    }
}
