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

mod chapters;
mod draft;
mod entry;
mod facts;
mod hypertext;
mod line;
mod meaning;
mod own;
mod parts;
mod rows;
mod sections;
mod slot;
mod storage;
mod table;
mod tables;
mod task;
mod tree;
mod walk;
mod wiki;

use std::collections::BTreeMap;

use super::attachment;
use super::body::append;
use super::days::Purpose;
use super::diagnostic::Report;
use super::language;
use super::source;
use super::{AgendaError, Parsed, Reading};
use crate::lang::Lang;
use crate::meeting::{Agenda, Head, Tickets};

use draft::{Draft, settle};
pub(super) use facts::Facts;
pub(super) use line::Line;
use meaning::Made;
pub(super) use parts::{Item, Part, Table, TableCell, Task, nested};
use tree::Tree;
use walk::Walker;

/// Reads a page, or a part of one, as a browser does.
pub(super) fn html(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let text = source::decode_foreign(bytes, &mut report)?;
    let tree = hypertext::tree(&text, false);
    page(&tree, false, &text, report, fallback_title)
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
    page(&tree, true, &text, report, fallback_title)
}

/// Whether a file is in Confluence's storage format: it begins with an element, and has some of Confluence's own.
pub(super) fn is_confluence(bytes: &[u8]) -> bool {
    let own = |bytes: &[u8]| bytes.starts_with(b"<ac:") || bytes.starts_with(b"<ri:");
    bytes.starts_with(b"<")
        && bytes.iter().enumerate().any(|(at, byte)| *byte == b'<' && bytes.get(at..).is_some_and(own))
}

/// Whether a file is HTML: it begins with an element that Markdown has no use for, or with any other and has no mark of
/// Markdown.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    const PAGES: [&str; 8] =
        ["!doctype", "html", "head", "body", "meta", "table", "google-sheets-html-origin", "tbody"];
    const PIECES: [&str; 16] = [
        "div", "p", "h1", "h2", "h3", "ul", "ol", "li", "b", "span", "section", "article", "main", "dl", "title",
        "style",
    ];
    let sample = String::from_utf8_lossy(bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes));
    let mut rest = sample.trim_start();
    if rest.starts_with("Version:") && rest.contains("StartHTML:") {
        return true;
    }
    // Comments, and the declaration that a page begins with that is XML too.
    let beyond = |begin: &str, end: &str, text: &'_ str| {
        let inside = text.strip_prefix(begin)?;
        inside.find(end).map(|at| begin.len() + at + end.len())
    };
    while let Some(past) = beyond("<!--", "-->", rest).or_else(|| beyond("<?xml", "?>", rest)) {
        rest = rest.get(past..).unwrap_or("").trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name = tag
        .split(|sign: char| sign.is_whitespace() || matches!(sign, '>' | '/'))
        .next()
        .unwrap_or("")
        .to_ascii_lowercase();
    let is_markdown = |line: &str| {
        let line = line.trim_start();
        let heading = line.trim_start_matches('#');
        (heading.len() < line.len() && heading.starts_with(' '))
            || line.starts_with("- ")
            || line.starts_with("* ")
            || line.starts_with("```")
    };
    PAGES.contains(&name.as_str()) || (PIECES.contains(&name.as_str()) && !rest.lines().any(is_markdown))
}

/// Whether a text that could be plain has the marks of a page in it.
pub(super) fn is_marked_up(text: &str) -> bool {
    const MARKS: [&str; 16] = [
        "<br>", "<br/>", "<br />", "</p>", "</ul>", "</ol>", "</li>", "</b>", "</i>", "</a>", "</div>", "</span>",
        "</table>", "</h1>", "</h2>", "</u>",
    ];
    let lower = text.to_ascii_lowercase();
    MARKS.iter().any(|mark| lower.contains(mark))
}

/// The text of a piece of a page: paragraphs, and lists as they stand there.
pub(super) fn prose(text: &str) -> String {
    // Lines of a text in which only single words are marked end where they end.
    let lower = text.to_ascii_lowercase();
    let has_blocks = ["<br", "<p", "<div", "<li", "<table"].iter().any(|block| lower.contains(block));
    let text = if has_blocks { text.to_owned() } else { text.replace('\n', "<br>") };
    let tree = hypertext::tree(&text, false);
    let mut unsaid = Report::default();
    let mut walker = Walker::new(&tree, false, &mut unsaid);
    let parts = walk::settle(walker.page());
    let mut draft = Draft::default();
    for part in parts {
        draft.prose(part);
    }
    draft.text.trim_end().to_owned()
}

fn page(
    tree: &Tree,
    storage: bool,
    text: &str,
    mut report: Report,
    fallback_title: &str,
) -> Result<Reading, AgendaError> {
    let mut walker = Walker::new(tree, storage, &mut report);
    let parts = walk::settle(walker.page());
    let (title, people) = (walker.title.take(), std::mem::take(&mut walker.people));
    let mut facts = Facts::default();
    facts.marked = walker.ours;
    facts.slots = walker.ours.then_some(own::SLOT_LEVEL);
    facts.ours = if walker.ours { Some(walker.lang) } else { language_of(&parts) };
    facts.days = facts.ours.map(|_| if walker.ours { own::SLOT_LEVEL - 1 } else { WIKI_DAYS });
    facts.agenda.head.tickets = tickets(std::mem::take(&mut walker.tickets));
    for name in std::mem::take(&mut walker.roster) {
        facts.knows(name);
    }
    for person in people {
        facts.person(person);
    }
    reading_of(parts, facts, title.as_deref(), text, report, fallback_title)
}

/// The reading of a page that is in parts. `facts`: what is known of the meeting beside them; `title`: what the page is
/// called where none of its parts says what the meeting is; `text`: the source, for the places of remarks.
pub(super) fn reading_of(
    parts: Vec<Part>,
    facts: Facts,
    title: Option<&str>,
    text: &str,
    mut report: Report,
    fallback_title: &str,
) -> Result<Reading, AgendaError> {
    let Made { draft, facts } = meaning::agenda(parts, facts, &mut report);
    let fallback = title.map_or(fallback_title, without_site);
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

/// The level of the headings of days on our own wiki pages.
const WIKI_DAYS: u8 = 1;

/// The language in which our own wiki pages say when the meeting was.
fn language_of(parts: &[Part]) -> Option<Lang> {
    let facts = parts.iter().filter_map(|part| if let Part::Facts(facts) = part { Some(facts) } else { None });
    facts.flatten().find_map(|(name, value)| language::of_fact(name, &value.text))
}

/// Which keys are tickets, and where they are, as the links of a page say it.
fn tickets(found: BTreeMap<String, String>) -> Tickets {
    let mut addresses: Vec<_> = found.values().filter(|address| !address.is_empty()).collect();
    addresses.dedup();
    match addresses.as_slice() {
        [] => Tickets::Any,
        [only] => Tickets::At((*only).clone()),
        _ => Tickets::Only(found),
    }
}

/// Adds what the page says of the meeting as a whole.
fn complete(agenda: &mut Agenda, facts: Agenda) {
    let Agenda { head, people, groups, attachments, .. } = facts;
    let Head { series, tickets, timezone, zones, location, link, chair, scribe, next_meetings, description, .. } = head;
    let own = &mut agenda.head;
    own.series = series;
    own.timezone = timezone;
    own.zones = zones;
    own.location = location;
    own.link = link;
    own.tickets = tickets;
    own.chair = chair;
    own.scribe = scribe;
    own.next_meetings = next_meetings;
    append(&mut own.description, &description);
    agenda.people = people;
    agenda.groups = groups;
    agenda.attachments = attachment::of_meeting(attachments, &mut agenda.days);
}

/// The title of a page without the names of space and site behind it.
fn without_site(title: &str) -> &str {
    let sites = [" - Confluence", " – Confluence", " - Google Docs", " - Google Sheets", " - Wiki"];
    let Some(rest) = sites.iter().find_map(|site| title.strip_suffix(site)) else { return title };
    if title.contains("Confluence") { rest.rsplit_once(" - ").map_or(rest, |(page, _)| page) } else { rest }
}

#[cfg(test)]
mod tests;
