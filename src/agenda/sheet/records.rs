//! Records of a sheet and where they stand.
//!
//! Spreadsheets save what their machine is set to, so the separator has to be found out by whoever knows the columns. Not
//! here: what the columns are.

use csv::{ReaderBuilder, StringRecord};

use crate::agenda::diagnostic::Report;

/// What separates values.
pub(in crate::agenda) const SEPARATORS: [u8; 3] = *b",;\t";

/// The records with their places; those that cannot be read are left out, which no text has.
pub(in crate::agenda) fn records(text: &str, separator: u8) -> impl Iterator<Item = (usize, StringRecord)> {
    let reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    reader.into_records().filter_map(Result::ok).map(|record| {
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let blank = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches('\n').len());
        (at + blank, record)
    })
}

/// Points at fields of several lines that do not end as one does: with a quotation mark and nothing between that and the
/// next field.
pub(in crate::agenda) fn open_quotes(text: &str, separator: u8, report: &mut Report) {
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == separator || *byte == b'\n');
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if bytes.get(at) == Some(&b'"') {
            at = past_quoted(bytes, start + 1);
            let closed = at > start + 1 && bytes.get(at - 1) == Some(&b'"') && ends(bytes.get(at));
            if !closed && bytes.get(start..at).is_some_and(|field| field.contains(&b'\n')) {
                let message = "This quotation mark is not closed; the lines below it are part of it";
                report.warn(start, message, "Close it at the end of its field, or leave it out");
            }
        }
        at += bytes.iter().skip(at).take_while(|byte| !ends(Some(byte))).count() + 1;
    }
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
