//! The forms that minutes are written in, by name.
//!
//! Not here: the writers.

use crate::forms::{self, Names};

/// A form that minutes are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// GitHub's Markdown.
    Markdown,
    /// One self-contained page.
    Html,
    /// For programs; described by `assets/minutes.schema.json` and `docs/minutes-json.md`.
    Json,
    /// Plain text, as the body of an e-mail.
    Text,
    /// Confluence's storage format: the body of a page.
    Confluence,
    /// The wiki markup of Confluence and Jira.
    Wiki,
    /// An Org file.
    Org,
    /// The action items as comma-separated values.
    Actions,
    /// The slots with their times as comma-separated values.
    Slots,
    /// A calendar: the slots as they were held, the action items as to-dos.
    Calendar,
    /// A draft of an e-mail to the people of the meeting.
    Mail,
    /// A Word document.
    Docx,
    /// A typeset document.
    Pdf,
}

/// What each is called.
const NAMES: [(Format, Names); 13] = [
    (Format::Markdown, forms::MARKDOWN),
    (Format::Html, forms::HTML),
    (Format::Json, forms::JSON),
    (Format::Text, forms::TEXT),
    (Format::Confluence, forms::CONFLUENCE),
    (Format::Wiki, Names::new("wiki", &["jira"])),
    (Format::Org, forms::ORG),
    (Format::Actions, Names::new("csv", &["actions", "csv-actions"])),
    (Format::Slots, Names::new("csv-slots", &["slots"])),
    (Format::Calendar, forms::CALENDAR),
    (Format::Mail, forms::MAIL),
    (Format::Docx, Names::new("docx", &["word"])),
    (Format::Pdf, Names::new("pdf", &[])),
];

impl Format {
    /// All formats.
    pub const ALL: [Self; NAMES.len()] = {
        let mut all = [Self::Markdown; NAMES.len()];
        let mut at = 0;
        while at < NAMES.len() {
            all[at] = NAMES[at].0;
            at += 1;
        }
        all
    };

    /// Its name on the command line: `md`, `html`, `json`, …
    pub fn name(self) -> &'static str {
        forms::name_of(&NAMES, &self)
    }

    /// What a file of it ends in, without the first dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Confluence => "confluence.xml",
            Self::Actions => "actions.csv",
            Self::Slots => "slots.csv",
            other => other.name(),
        }
    }

    /// Whether a file of it is no text.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Docx | Self::Pdf)
    }

    /// The format that goes by that name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        forms::called(&NAMES, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_each_of_its_names_in_any_case() {
        for (format, names) in NAMES {
            for name in names.others.iter().chain([&names.own]) {
                assert_eq!(Format::from_name(&name.to_uppercase()), Some(format), "{name}");
            }
        }
        assert_eq!(Format::from_name("doc"), None);
    }

    #[test]
    fn no_two_formats_share_a_name_or_an_extension() {
        let names: Vec<&str> =
            NAMES.iter().flat_map(|(_, names)| names.others.iter().copied().chain([names.own])).collect();
        let once: std::collections::BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(once.len(), names.len());
        let extensions: std::collections::BTreeSet<&str> = Format::ALL.iter().map(|f| f.extension()).collect();
        assert_eq!(extensions.len(), Format::ALL.len());
    }
}
