//! Readers of agendas: a text in, a plan and remarks out.
//!
//! A meeting begins with whatever its chair sent round, so every text opens: what is understood becomes days and slots,
//! the rest stays as text and is pointed at. Not here: files, identities, and what the plan's times lead to.
//!
//! ```text
//!  bytes ─ source ─► text ─ front_matter ─► head, roster
//!                      └─── markdown ────► blocks ─ days ─► slots ─ heading, property, body
//!                                            └ foreign ─┘
//! ```
//!
//! The form is described in `docs/agenda-format.md`. [`write()`] writes it, so that what was read reads back equal.

mod attachment;
mod body;
mod calendar;
mod chapters;
mod checks;
mod columns;
mod combine;
mod dates;
mod days;
mod diagnostic;
mod foreign;
mod format;
mod front_matter;
mod grid;
mod heading;
mod hours;
mod items;
mod language;
mod mail;
mod markdown;
mod marks;
mod markup;
mod minutes_json;
mod minutes_markdown;
mod names;
mod nest;
pub mod next;
mod next_meeting;
mod noted;
mod office;
mod org;
mod percent;
mod plain;
mod property;
mod recorded;
mod requests;
mod rewrite;
mod roster;
mod sayable;
mod settle;
mod sheet;
mod slot_line;
mod source;
mod spans;
mod tables;
mod told;
mod wiki_markup;
mod write;
mod yaml;
mod zone;

pub use attachment::{AttachmentReading, Listed, read_attachments};
pub use combine::combine;
pub use diagnostic::{Diagnostic, Severity};
pub use format::Format;
pub use office::Document;
pub use requests::{RequestReading, read_requests};
pub use rewrite::{CannotRewrite, misread, rewrite};
pub use source::LARGEST;
pub use told::{ToldEntry, ToldSlot};
pub use write::write;

use crate::meeting::Agenda;
use crate::notation::Roster;

use body::{Telling, Text, append};
use days::{Form, FoundDay, Opening, Plan, Purpose};
use diagnostic::Report;
use front_matter::FrontMatter;
use heading::DayHeading;
use markdown::{Block, Outline};
use requests::{Found, Section};

/// An agenda as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The plan: at least one day, at least one slot unless the file has days and no slots yet, and never an empty title of
    /// either meeting or slot.
    pub agenda: Agenda,
    /// What the file says of what happened, by slot, in the order of the plan; empty where it is a plan and nothing more.
    pub told: Vec<ToldSlot>,
    /// What there is to say about the text, in its order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a file is no agenda at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgendaError {
    /// It is larger than 16 MiB.
    #[error("too large for an agenda: more than 16 MiB")]
    TooLarge {
        /// As many bytes of it as were read.
        bytes: usize,
    },
    /// It is the file of another program, which no reader here understands.
    #[error("not a text but {}", .0.name())]
    Document(Document),
    /// It holds a byte that no text has.
    #[error("not a text, there is a zero byte")]
    NotText {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in characters.
        column: usize,
    },
    /// It is to be minutes in our JSON, and is not.
    #[error("{why}")]
    NotMinutes {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What it is instead.
        why: String,
    },
}

impl AgendaError {
    /// Where the fault lies: line and column, both from 1.
    pub fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::TooLarge { .. } | Self::Document(_) => None,
            Self::NotText { line, column } | Self::NotMinutes { line, column, .. } => Some((*line, *column)),
        }
    }

    /// What to do about it, as a sentence without its full stop.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "Give the agenda alone, up to 16 MiB",
            Self::Document(document) => document.hint(),
            Self::NotText { .. } => "Save the agenda as UTF-8 text; files of word processors are not read",
            Self::NotMinutes { .. } => "Only what `export -f json` writes is read as JSON",
        }
    }
}

/// Reads an agenda in Markdown.
///
/// `fallback_title` names the meeting where the text does not: the stem of the file's name. Days that have a date and no
/// slots yet are read as they stand. Only bytes that cannot be a text are an error; see [`Reading`] for what always holds.
pub fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    read_for(Purpose::Planning, bytes, fallback_title)
}

/// Reads an agenda in Markdown so that the meeting can be held: as [`read`], but there is always a slot to write into. Where
/// days have none, each day with all its text is one.
pub fn read_to_hold(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    read_for(Purpose::Holding, bytes, fallback_title)
}

/// Reads an agenda, or minutes, in any form: the one that is named, else the one that the bytes show.
///
/// As [`read`] otherwise.
pub fn import(bytes: &[u8], format: Option<Format>, fallback_title: &str) -> Result<Reading, AgendaError> {
    if bytes.len() > LARGEST {
        return Err(AgendaError::TooLarge { bytes: bytes.len() });
    }
    if let Some(document) = Document::of(bytes) {
        return Err(AgendaError::Document(document));
    }
    if format.is_none() && wiki_markup::is_wiki_markup(bytes) {
        return wiki_markup::read(bytes, fallback_title);
    }
    let reading = match format.unwrap_or_else(|| Format::of(bytes)) {
        Format::Markdown => return minutes_markdown::read(bytes, fallback_title),
        Format::Sheet => sheet::read(bytes, fallback_title),
        Format::Calendar => calendar::read(bytes, fallback_title),
        Format::Html => markup::html(bytes, fallback_title),
        Format::Confluence => markup::confluence(bytes, fallback_title),
        Format::Text => plain::read(bytes, fallback_title),
        Format::Json => minutes_json::read(bytes, fallback_title),
        Format::Org => org::read(bytes, fallback_title),
        Format::Mail => mail::read(bytes, fallback_title),
    };
    reading.map(settle::settled)
}

/// Reads an agenda in any form so that the meeting can be held: as [`import`], but there is always a slot to write into, as
/// [`read_to_hold`] has it; what was told stands in the agenda (see [`Reading::into_agenda`]) and in `told`.
pub fn import_to_hold(bytes: &[u8], format: Option<Format>, fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut reading = import(bytes, format, fallback_title)?;
    if !reading.told.is_empty() {
        reading.agenda = reading.clone().into_agenda();
    }
    if reading.agenda.slot_count() > 0 {
        return Ok(reading);
    }
    if format.unwrap_or_else(|| Format::of(bytes)) == Format::Markdown {
        return read_to_hold(bytes, fallback_title);
    }
    let held = read_to_hold(write(&reading.agenda).as_bytes(), fallback_title)?;
    Ok(Reading { agenda: held.agenda, ..reading })
}

/// Reads an agenda in Markdown as [`read`], and what its tables say of what happened apart from the plan.
fn read_and_tell(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    read_for(Purpose::Telling, bytes, fallback_title)
}

fn read_for(purpose: Purpose, bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let Parsed { agenda, source, report, mut days, .. } = parse(purpose, bytes, fallback_title)?;
    Ok(Reading { agenda, told: ToldSlot::of(&mut days), diagnostics: report.finish(&source) })
}

/// An agenda and where its parts stand.
struct Parsed {
    agenda: Agenda,
    /// The text with `\n` at its line ends, and closed where its last block was not.
    source: String,
    form: Form,
    /// Blocks outside of the sections.
    blocks: Vec<Block>,
    /// Where each of the agenda's days and slots stands; the days in here are empty.
    days: Vec<FoundDay>,
    /// Where requests stand.
    sections: Vec<Section>,
    report: Report,
}

/// Reads a text. What others wrote, in whatever form, becomes what its file in our form will say.
fn parse(purpose: Purpose, bytes: &[u8], fallback_title: &str) -> Result<Parsed, AgendaError> {
    let mut parsed = parse_as_written(purpose, bytes, fallback_title)?;
    if parsed.form == Form::Foreign {
        parsed.agenda = settle::agenda(parsed.agenda);
    }
    Ok(parsed)
}

fn parse_as_written(purpose: Purpose, bytes: &[u8], fallback_title: &str) -> Result<Parsed, AgendaError> {
    let mut report = Report::default();
    let mut source = source::decode(bytes, &mut report)?;
    let parts = front_matter::parts(&source, &mut report);
    let mut front = front_matter::read(&source, parts.front, &mut report);
    let mut blocks = blocks(&mut source, parts.body, &mut report);
    let mut found = requests::take(&source, &mut blocks, &mut report);
    let masked = requests::mask(&source, &found.sections);
    let roster = front.roster();
    let people = (purpose == Purpose::Telling).then(|| Roster::new(&front.people, &front.groups));
    let telling = people.as_ref().map(|roster| Telling {
        roster,
        tickets: &front.head.tickets,
        date: front.date.as_ref().map(|(date, _)| *date),
    });
    let text = Text { source: &masked, blocks: &blocks, roster: &roster, telling };
    let fallback = Some(yaml::one_line(fallback_title)).filter(|title| !title.is_empty());
    let fallback = fallback.as_deref().unwrap_or("Meeting");
    let opening = Opening {
        start: parts.body,
        title: &front.head.title,
        ours: front.is_ours(),
        dated: front.date.is_some(),
        purpose,
    };
    let mut plan = days::read(&text, &opening, fallback, &mut report);
    give_date(&mut plan, &mut front, &masked, parts.body, &mut report);
    give_hours(&mut plan, &mut front, &masked, &mut report);
    if let Some(zone) = front.head.timezone.as_deref().and_then(|zone| zone.parse().ok()) {
        plan.days.iter_mut().for_each(|found| spans::measure(found, zone));
    }
    checks::order(&plan.days, &mut report);
    if plan.form == Form::Days {
        let at = plan.days.first().map_or(parts.body, |first| first.at);
        let hint = "Write each slot as `## 09:00 Title`; when the meeting is opened without any, each day is one slot";
        report.note(at, "The days have no slots yet", hint);
    }
    if plan.form == Form::None {
        let empty = blocks.is_empty();
        let message = if empty { "The file has no slots" } else { "No slots were found; the whole text is one" };
        report.warn(
            blocks.first().map_or(parts.body, |block| block.range.start),
            message,
            "Write each slot as `## 09:00 Title`",
        );
    }
    drop(masked);
    let agenda = assemble(&mut plan, front, &mut found);
    Ok(Parsed { agenda, source, form: plan.form, blocks, days: plan.days, sections: found.sections, report })
}

/// The blocks of the text, whose last one is closed where its end is missing.
fn blocks(source: &mut String, start: usize, report: &mut Report) -> Vec<Block> {
    let Outline { mut blocks, unclosed, too_deep } = markdown::outline(source, start);
    if let (Some(unclosed), Some(last)) = (unclosed, blocks.last_mut()) {
        let message = "This is never closed, so that no heading below it is seen";
        report.warn(unclosed.at, message, format!("Close it with `{}` on a line of its own", unclosed.closer));
        if !source.ends_with('\n') {
            source.push('\n');
        }
        source.push_str(&unclosed.closer);
        source.push('\n');
        last.range.end = source.len();
    }
    if let Some(at) = too_deep {
        let message = format!("Bullets deeper than {} levels stand beside the one above them", markdown::DEEPEST);
        report.note(at, message, "Nest less deeply");
    }
    blocks
}

/// Gives the first day the date of the front matter, or the one that a foreign form says in its text.
fn give_date(plan: &mut Plan, front: &mut FrontMatter, source: &str, body: usize, report: &mut Report) {
    let dated = plan.days.iter().find_map(|found| found.day.date);
    match (front.date.take(), dated) {
        (Some((date, lines)), Some(other)) if date != other => {
            let message = format!("The first day has another date, {other}; this one is kept as text");
            report.warn(lines.start, message, "Leave `date` out where days have headings");
            front.kept.push(source.get(lines).unwrap_or("").trim_end().to_owned());
        }
        (Some((date, _)), None) => {
            if let Some(first) = plan.days.first_mut() {
                let heading = DayHeading::read(&format!("{}: {date}", first.day.title));
                (first.day.date, first.day.title) = (heading.date, heading.title);
            }
        }
        (None, None) if plan.form != Form::Own => {
            let [only] = plan.days.as_mut_slice() else { return };
            if let Some((date, at)) = foreign::date_in(&plan.description, source.get(body..).unwrap_or("")) {
                only.day.date = Some(date);
                report.add(body + at, foreign::date_taken(date));
            }
        }
        _ => {}
    }
}

/// Gives the first day the hours of the front matter, as far as it has none of its own.
fn give_hours(plan: &mut Plan, front: &mut FrontMatter, source: &str, report: &mut Report) {
    let Some(first) = plan.days.first_mut() else { return };
    for (hours, lines) in std::mem::take(&mut front.hours) {
        if let Err(remark) = hours.give(&mut first.day) {
            report.add(lines.start, remark);
            front.kept.push(source.get(lines).unwrap_or("").trim_end().to_owned());
        }
    }
}

/// The agenda; where its parts stood is left behind.
fn assemble(plan: &mut Plan, front: FrontMatter, found: &mut Found) -> Agenda {
    let FrontMatter { mut head, people, groups, attachments, kept, .. } = front;
    head.title = std::mem::take(&mut plan.title);
    head.description = fenced(&kept);
    append(&mut head.description, &plan.description);
    append(&mut head.description, &found.kept);
    let days = plan.days.iter_mut().map(|found| std::mem::take(&mut found.day)).collect();
    Agenda { head, people, groups, days, requests: std::mem::take(&mut found.requests), attachments }
}

/// Front matter that was not understood, as a block of code in which Markdown changes nothing.
fn fenced(kept: &[String]) -> String {
    if kept.is_empty() { String::new() } else { fence("yaml", &kept.join("\n")) }
}

/// A text as a block of code, which nothing in it can close.
fn fence(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}")
}
