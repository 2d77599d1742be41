//! The forms that an agenda comes in, by name and by what a file holds.
//!
//! Not here: the readers.

use super::{mail, markup, minutes_json, org, plain, sheet};

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

/// The names of each: the one that it goes by, then others that are understood.
const NAMES: [(Format, &str, &[&str]); 9] = [
    (Format::Markdown, "md", &["markdown"]),
    (Format::Sheet, "csv", &["tsv", "sheet"]),
    (Format::Calendar, "ics", &["ical", "icalendar", "calendar"]),
    (Format::Html, "html", &["htm"]),
    (Format::Confluence, "confluence", &["storage"]),
    (Format::Text, "txt", &["text", "plain"]),
    (Format::Json, "json", &[]),
    (Format::Org, "org", &[]),
    (Format::Mail, "eml", &["mail", "mime"]),
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
        NAMES.iter().find(|(format, ..)| *format == self).map_or("", |(_, name, _)| name)
    }

    /// The format that goes by that name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let called = |(_, own, others): &&(Self, &str, &[&str])| *own == name || others.contains(&name.as_str());
        NAMES.iter().find(called).map(|(format, ..)| *format)
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
        for (format, name, others) in NAMES {
            for name in others.iter().chain([&name]) {
                assert_eq!(Format::from_name(&name.to_uppercase()), Some(format), "{name}");
                assert!(seen.insert(*name), "{name}");
            }
        }
    }
}
