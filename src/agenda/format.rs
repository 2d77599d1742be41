//! The forms that an agenda comes in, by name and by what a file holds.
//!
//! Not here: the readers.

use super::{mail, markup, minutes_json, org, plain, sheet};
use crate::forms::{self, Names};

/// A format that an agenda, or minutes, are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown: the contract's, or what people write.
    Markdown,
    /// A sheet: values separated by commas, semicolons or tabs.
    Sheet,
    /// iCalendar.
    Calendar,
    /// A page, or a part of one.
    Html,
    /// Confluence's storage format.
    Confluence,
    /// The text of a copied page.
    Text,
    /// Minutes in our JSON.
    Json,
    /// Org.
    Org,
    /// A mail, with an invitation, a page or a text in it.
    Mail,
}

/// What each is called.
const NAMES: [(Format, Names); 9] = [
    (Format::Markdown, forms::MARKDOWN),
    (Format::Sheet, Names::new("csv", &["tsv", "sheet"])),
    (Format::Calendar, forms::CALENDAR),
    (Format::Html, forms::HTML),
    (Format::Confluence, forms::CONFLUENCE),
    (Format::Text, forms::TEXT),
    (Format::Json, forms::JSON),
    (Format::Org, forms::ORG),
    (Format::Mail, forms::MAIL),
];

impl Format {
    /// All forms.
    pub const ALL: [Self; NAMES.len()] = {
        let mut all = [Self::Markdown; NAMES.len()];
        let mut at = 0;
        while at < NAMES.len() {
            all[at] = NAMES[at].0;
            at += 1;
        }
        all
    };

    /// Its name on the command line: `md`, `csv`, `ics`, …
    pub fn name(self) -> &'static str {
        forms::name_of(&NAMES, &self)
    }

    /// The format that goes by that name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        forms::called(&NAMES, name)
    }

    /// The format of a file, by what it holds.
    pub fn of(bytes: &[u8]) -> Self {
        // What a terminal pastes, and some old systems, end lines with a return alone.
        if bytes.contains(&b'\r') && !bytes.contains(&b'\n') {
            let with_newlines: Vec<u8> = bytes.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect();
            return Self::of(&with_newlines);
        }
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        let begins = |prefix: &[u8]| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        if begins(b"BEGIN:VCALENDAR") {
            return Self::Calendar;
        }
        if minutes_json::is_ours(text) {
            return Self::Json;
        }
        if markup::is_confluence(text) {
            return Self::Confluence;
        }
        if markup::is_html(text) {
            return Self::Html;
        }
        if mail::is_mail(text) {
            return Self::Mail;
        }
        if org::is_org(text) {
            return Self::Org;
        }
        if plain::is_ours(text) || plain::is_torn(text) {
            return Self::Text;
        }
        if sheet::is_sheet(bytes) {
            return Self::Sheet;
        }
        if plain::is_plain(text) {
            return Self::Text;
        }
        Self::Markdown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_each_of_its_names_and_shares_none() {
        let mut seen = std::collections::BTreeSet::new();
        for (format, names) in NAMES {
            for name in names.others.iter().chain([&names.own]) {
                assert_eq!(Format::from_name(&name.to_uppercase()), Some(format), "{name}");
                assert!(seen.insert(*name), "{name}");
            }
        }
    }
}
