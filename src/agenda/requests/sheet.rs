//! Requests in a sheet: CSV with commas, semicolons or tabs.
//!
//! Spreadsheets save what their machine is set to, so the separator is found out. Not here: what the columns are.

use csv::StringRecord;

use super::Collected;
use super::table::{Cell, Columns};
use crate::agenda::diagnostic::Report;
use crate::agenda::sheet::{SEPARATORS, open_quotes, records};

/// Reads a sheet and says whether the text is one.
pub(super) fn read(text: &str, all: &mut Collected, report: &mut Report) -> bool {
    let Some((separator, columns)) = separator(text) else { return false };
    let rows = records(text, separator).map(|(at, record)| (at, cells(&record, at)));
    let named = columns.is_some();
    let columns = columns.unwrap_or_else(Columns::usual);
    open_quotes(text, separator, report);
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

fn cells(record: &StringRecord, at: usize) -> Vec<Cell> {
    record.iter().map(|text| Cell { at, text: text.trim().to_owned() }).collect()
}
