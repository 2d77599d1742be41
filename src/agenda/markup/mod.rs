//! Agendas on a page: HTML, and Confluence's storage format.
//!
//! A page comes as a file that a browser saved, as what was on the clipboard, or from a wiki's own store. All become one tree, then
//! parts, then the agenda's own Markdown, which its reader reads.
//!
//! ```text
//!  HTML ──── hypertext ─┐
//!                       ├─► tree ─ walk, table, wiki ─► parts ─ meaning ─► Markdown ─► days and slots
//!  storage ─ storage ───┘                                 sections, facts, slot, entry └─► what was said
//! ```
//!
//! Not here: what columns mean (see `grid`), and what a heading or a line of the Markdown says.

mod draft;
mod entry;
mod facts;
mod hypertext;
mod line;
mod meaning;
mod parts;
mod sections;
mod slot;
mod storage;
mod table;
mod task;
mod tree;
mod walk;
mod wiki;

use super::body::append;
use super::days::Purpose;
use super::diagnostic::Report;
use super::source;
use super::{AgendaError, Parsed, Reading};
use crate::meeting::{Agenda, Head};

use draft::settle;
use facts::Facts;
use meaning::Made;
use tree::Tree;
use walk::Walker;

/// Reads a page, or a part of one, as a browser does.
pub(super) fn html(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let text = source::decode(bytes, &mut report)?;
    let tree = hypertext::tree(&text, false);
    page(&tree, &text, report, fallback_title)
}

/// Reads a page in Confluence's storage format; one that is not well-formed is read as a browser would.
pub(super) fn confluence(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let text = source::decode(bytes, &mut report)?;
    let tree = storage::tree(&text).unwrap_or_else(|fault| {
        let message = format!("The page is not well-formed: {}", fault.why);
        report.warn(fault.at, message, "It is read as a browser would; look at what follows this place");
        hypertext::tree(&text, true)
    });
    page(&tree, &text, report, fallback_title)
}

fn page(tree: &Tree, text: &str, mut report: Report, fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut walker = Walker::new(tree, &mut report);
    let parts = walk::settle(walker.page());
    let (title, people) = (walker.title.take(), std::mem::take(&mut walker.people));
    let mut facts = Facts::default();
    people.into_iter().for_each(|person| facts.person(person));
    let Made { draft, facts } = meaning::agenda(parts, facts, &mut report);
    let fallback = title.as_deref().map_or(fallback_title, without_site);
    let Parsed { mut agenda, days, report: said, .. } =
        super::parse(Purpose::Planning, draft.text.as_bytes(), fallback)?;
    report.absorb(said, |at| draft.origin(at));
    let mut places = Vec::new();
    for (day, found) in days.iter().enumerate() {
        places.extend(found.places.iter().enumerate().map(|(slot, place)| (*place, day, slot)));
    }
    complete(&mut agenda, facts.agenda);
    Ok(Reading { agenda, told: settle(draft.told, &places), diagnostics: report.finish(text) })
}

/// Adds what the page says of the meeting as a whole.
fn complete(agenda: &mut Agenda, facts: Agenda) {
    let Agenda { head, people, groups, attachments, .. } = facts;
    let Head { series, timezone, location, link, chair, scribe, next_meetings, description, .. } = head;
    let own = &mut agenda.head;
    own.series = series;
    own.timezone = timezone;
    own.location = location;
    own.link = link;
    own.chair = chair;
    own.scribe = scribe;
    own.next_meetings = next_meetings;
    append(&mut own.description, &description);
    agenda.people = people;
    agenda.groups = groups;
    agenda.attachments = attachments;
}

/// The title of a page without the names of space and site behind it.
fn without_site(title: &str) -> &str {
    let sites = [" - Confluence", " – Confluence", " - Google Docs", " - Google Sheets", " - Wiki"];
    let Some(rest) = sites.iter().find_map(|site| title.strip_suffix(site)) else { return title };
    if title.contains("Confluence") { rest.rsplit_once(" - ").map_or(rest, |(page, _)| page) } else { rest }
}

#[cfg(test)]
mod tests;
