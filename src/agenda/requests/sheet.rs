//! Requests in a sheet: CSV with commas, semicolons or tabs.
//!
//! Spreadsheets save what their machine is set to, so the separator is found out. Not here: what the columns are.

use csv::{ReaderBuilder, StringRecord};

use super::Collected;
use super::table::{Cell, Columns};
use crate::agenda::diagnostic::Report;

const SEPARATORS: [u8; 3] = *b",;\t";

/// Reads a sheet and says whether the text is one.
pub(super) fn read(text: &str, all: &mut Collected, report: &mut Report) -> bool {
    let Some((separator, columns)) = separator(text) else { return false };
    let rows = records(text, separator).map(|(at, record)| (at, cells(&record, at)));
    let named = columns.is_some();
    let columns = columns.unwrap_or_else(Columns::usual);
    for at in open_quotes(text, separator) {
        let message = "This quotation mark is not closed; the lines below it are part of it";
        report.warn(at, message, "Close it at the end of its field, or leave it out");
    }
    for (at, cells) in rows.skip(usize::from(named)) {
        all.add(at, &columns.said(&cells), report);
    }
    true
}

/// The separator whose header names most columns; without a header, the first that parts every line into several.
fn separator(text: &str) -> Option<(u8, Option<Columns>)> {
    let header = |separator: u8| {
        let (at, record) = records(text, separator).next()?;
        Some((separator, Columns::of(&cells(&record, at))?))
    };
    let named = SEPARATORS
        .into_iter()
        .filter_map(header)
        .reduce(|best, next| if next.1.known() > best.1.known() { next } else { best });
    if let Some((separator, columns)) = named {
        return Some((separator, Some(columns)));
    }
    let parts_all = |separator: &u8| {
        let mut sizes = records(text, *separator).map(|(_, record)| record.len());
        let first = sizes.next().unwrap_or(0);
        (2..=4).contains(&first) && sizes.all(|size| size == first)
    };
    SEPARATORS.into_iter().find(parts_all).map(|separator| (separator, None))
}

/// The records with their places; those that cannot be read are left out, which no text has.
fn records(text: &str, separator: u8) -> impl Iterator<Item = (usize, StringRecord)> {
    let reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    reader.into_records().filter_map(Result::ok).map(|record| {
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let blank = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches('\n').len());
        (at + blank, record)
    })
}

/// Where fields of several lines begin that do not end as one does: with a quotation mark and nothing between that and
/// the next field.
fn open_quotes(text: &str, separator: u8) -> Vec<usize> {
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == separator || *byte == b'\n');
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if bytes.get(at) == Some(&b'"') {
            at = past_quoted(bytes, start + 1);
            let closed = at > start + 1 && bytes.get(at - 1) == Some(&b'"') && ends(bytes.get(at));
            if !closed && bytes.get(start..at).is_some_and(|field| field.contains(&b'\n')) {
                open.push(start);
            }
        }
        at += bytes.iter().skip(at).take_while(|byte| !ends(Some(byte))).count() + 1;
    }
    open
}

/// Where the quoted field ends of which `at` is the inside: behind its closing mark, or at the end of the text.
fn past_quoted(bytes: &[u8], mut at: usize) -> usize {
    while let Some(mark) = bytes.iter().skip(at).position(|byte| *byte == b'"') {
        at += mark + 1;
        if bytes.get(at) != Some(&b'"') {
            return at;
        }
        at += 1; // two are one that belongs to the text
    }
    bytes.len()
}

fn cells(record: &StringRecord, at: usize) -> Vec<Cell> {
    record.iter().map(|text| Cell { at, text: text.trim().to_owned() }).collect()
}
