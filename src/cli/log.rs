//! `minutebook log`: who did what in a meeting, and when, oldest first.
//!
//! For a person a line an act, in the meeting's zone; for machines a JSON object an act, with its events as the journal
//! has them. Not here: the words for an act (see `minutes`).

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat};
use chrono_tz::Tz;
use serde::Serialize;

use super::output::raw;
use super::pager::paged;
use super::{Context, Failure, meeting_read};
use crate::archive::Loaded;
use crate::journal::Record;
use crate::meeting::{Cause, Event, WriterId};
use crate::minutes::{Log, safe_json, words};
use crate::text::{one_line_for_terminal, width};

pub(super) fn run(context: &Context, meeting: Option<&str>, as_json: bool) -> Result<(), Failure> {
    let (_, loaded) = meeting_read(context, meeting)?;
    let zone = loaded.ledger(WriterId(0)).meeting.zone;
    let authors = &loaded.authors;
    if as_json {
        return raw(for_machines(&loaded, zone, authors)?.as_bytes());
    }
    paged(context, &for_people(&loaded, zone, authors))
}

fn for_people(loaded: &Loaded, zone: Tz, authors: &BTreeMap<WriterId, String>) -> String {
    let mut log = Log::new(zone);
    let several = loaded.writers.len() > 1;
    let widest = authors.values().map(|author| width(&one_line_for_terminal(author))).max().unwrap_or(0);
    let mut day = None;
    let mut printed = String::new();
    for record in &loaded.records {
        let at = record.act.stamp.at.with_timezone(&zone);
        if day.replace(at.date_naive()) != Some(at.date_naive()) {
            // The zone once: whoever reads this elsewhere has another clock before the eyes.
            let of = if printed.is_empty() { format!(" · times in {zone}") } else { String::new() };
            printed.extend([words::short_date(at.date_naive()).as_str(), &of, "\n"]);
        }
        let author = if several { column(&name(record.writer, authors), widest) } else { String::new() };
        let said = log.read(record.version(), &record.act, record.unknown);
        let time = at.format("%H:%M:%S").to_string();
        printed.extend([time.as_str(), "  ", &author, &one_line_for_terminal(&said), "\n"]);
    }
    printed
}

fn name(writer: WriterId, authors: &BTreeMap<WriterId, String>) -> String {
    authors.get(&writer).cloned().unwrap_or_else(|| writer.to_string())
}

/// A name as wide as the widest, and the gap after it.
fn column(name: &str, widest: usize) -> String {
    let name = one_line_for_terminal(name);
    let gap = widest.saturating_sub(width(&name)) + 2;
    format!("{name}{}", " ".repeat(gap))
}

/// An act as machines get it. Fields may be added, none is removed or renamed.
#[derive(Serialize)]
struct Line<'a> {
    at: String,
    writer: WriterId,
    author: &'a str,
    seq: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    undoes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redoes: Option<u64>,
    events: &'a [Event],
    /// How many events more there are, of a later version.
    #[serde(skip_serializing_if = "is_none")]
    unknown: usize,
    text: String,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde calls
fn is_none(count: &usize) -> bool {
    *count == 0
}

fn for_machines(loaded: &Loaded, zone: Tz, authors: &BTreeMap<WriterId, String>) -> Result<String, Failure> {
    let mut log = Log::new(zone);
    let mut printed = String::new();
    for record in &loaded.records {
        let text = log.read(record.version(), &record.act, record.unknown);
        let author = name(record.writer, authors);
        let line = serde_json::to_string(&line(record, zone, &author, text))
            .map_err(|error| Failure::new(format!("act {} cannot be written as JSON: {error}", record.seq)))?;
        printed += &safe_json(&line);
        printed.push('\n');
    }
    Ok(printed)
}

fn line<'a>(record: &'a Record, zone: Tz, author: &'a str, text: String) -> Line<'a> {
    let at: DateTime<Tz> = record.act.stamp.at.with_timezone(&zone);
    let (undoes, redoes) = match record.act.cause {
        Cause::Fresh => (None, None),
        Cause::Undo { of } => (Some(of), None),
        Cause::Redo { of } => (None, Some(of)),
    };
    Line {
        at: at.to_rfc3339_opts(SecondsFormat::Millis, false),
        writer: record.writer,
        author,
        seq: record.seq,
        undoes,
        redoes,
        events: &record.act.events,
        unknown: record.unknown,
        text,
    }
}
