//! The hours of a day, changed where they stand: in lines below its heading, or in the front matter.
//!
//! Not here: how they are read (see the reader's `hours`).

use std::ops::Range;

use super::super::Parsed;
use super::super::diagnostic::Report;
use super::super::markdown::BlockKind;
use super::super::{front_matter, hours, near, property};
use super::origin::Edit;
use crate::meeting::{Agenda, PlannedDay};

/// What has to be done so that each day of the text has the hours that were arranged.
pub(super) fn edits(parsed: &Parsed, arranged: &Agenda) -> Vec<Edit> {
    let days = parsed.days.iter().zip(&parsed.agenda.days).zip(&arranged.days);
    let other = days.filter(|((_, old), wanted)| (old.starts, old.ends) != (wanted.starts, wanted.ends));
    other.flat_map(|((found, _), wanted)| of_day(parsed, found.at, wanted)).collect()
}

fn of_day(parsed: &Parsed, at: usize, wanted: &PlannedDay) -> Vec<Edit> {
    let source = &parsed.source;
    let block = parsed.blocks.get(parsed.blocks.partition_point(|block| block.range.start < at));
    let line = hours::line(wanted).map(|(name, value)| format!("{name}: {value}"));
    match block.filter(|block| block.range.start == at && matches!(block.kind, BlockKind::Heading { level: 1, .. })) {
        Some(heading) => {
            let end = source.get(..heading.range.end).unwrap_or("").trim_end_matches('\n').len();
            below(source, end, line)
        }
        None => in_front(source, line.map(|line| line.to_lowercase())),
    }
}

/// Lines below a heading that ends at `end`.
fn below(source: &str, end: usize, line: Option<String>) -> Vec<Edit> {
    let mut said = said(source, end + 1..source.len(), true).into_iter();
    let first = said.next();
    let mut edits: Vec<Edit> = said.map(|range| Edit::new(range.start.saturating_sub(1)..range.end, "")).collect();
    match (first, line) {
        (Some(first), Some(line)) => edits.push(Edit::new(first, line)),
        (Some(first), None) => edits.push(Edit::new(first.start.saturating_sub(1)..first.end, "")),
        (None, Some(line)) => {
            let next = source.get(end..).and_then(|rest| rest.lines().nth(1)).unwrap_or("");
            // What stood directly below the heading would go on the paragraph of the hours.
            let parting = if next.trim().is_empty() || next.starts_with('#') { "" } else { "\n" };
            edits.push(Edit::new(end..end, format!("\n{line}{parting}")));
        }
        (None, None) => {}
    }
    edits
}

/// Entries of the front matter, for the day that has no heading; nothing where there is none.
fn in_front(source: &str, line: Option<String>) -> Vec<Edit> {
    let front = front_matter::parts(source, &mut Report::default()).front;
    if front.is_empty() {
        return Vec::new();
    }
    let mut edits: Vec<Edit> =
        said(source, front.clone(), false).iter().map(|range| Edit::new(range.start..range.end + 1, "")).collect();
    edits.extend(line.map(|line| Edit::new(front.end..front.end, format!("{line}\n"))));
    edits
}

/// The lines of a range that say hours, without their line ends; `only_first`: those before any other text.
fn said(source: &str, range: Range<usize>, only_first: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    for line in source.get(range).unwrap_or("").split_inclusive('\n') {
        let start = at;
        at += line.len();
        let name = property::split(line).map(|(name, _)| near::fold(name));
        if name.is_some_and(|name| ["hours", "starts", "ends"].contains(&name.as_str())) {
            found.push(start..start + line.trim_end_matches('\n').len());
        } else if only_first && !line.trim().is_empty() {
            break;
        }
    }
    found
}
