//! The hours of a day, changed where they stand: below its heading, or in the front matter, which can say the first day's.
//!
//! Not here: its date, its name and its slots.

use std::ops::Range;

use super::origin::Edit;
use super::slot::lines_below;
use super::style::FileStyle;
use crate::agenda::diagnostic::Report;
use crate::agenda::hours::{self, Hours};
use crate::agenda::{Parsed, front_matter, property};
use crate::meeting::PlannedDay;
use crate::notation::times;

/// A line about hours: all of it from the line end before it, its name and its value.
struct Line<'a> {
    whole: Range<usize>,
    said: Range<usize>,
    name: &'a str,
    value: Range<usize>,
}

/// What has to be done so that the day number `nth` has the hours of `wanted`.
pub(super) fn edits(parsed: &Parsed, nth: usize, wanted: &PlannedDay, style: &FileStyle) -> Vec<Edit> {
    let (Some(old), Some(found)) = (parsed.agenda.days.get(nth), parsed.days.get(nth)) else { return Vec::new() };
    if (old.starts, old.ends) == (wanted.starts, wanted.ends) {
        return Vec::new();
    }
    let source = parsed.source.as_str();
    let front = front_matter::parts(source, &mut Report::default()).front;
    let in_front = if nth == 0 { in_front_matter(source, &front) } else { Vec::new() };
    if found.headed {
        let heading = parsed.blocks.iter().find(|block| block.range.start == found.at);
        let Some(heading) = heading.map(|block| block.range.clone()) else { return Vec::new() };
        let lines = hours_in(source, heading.end..source.len());
        if lines.is_empty() && !in_front.is_empty() {
            return changed(source, &in_front, front.start, wanted, style, str::to_lowercase);
        }
        let mut edits = below_heading(source, &heading, &lines, wanted, style);
        edits.extend(in_front.iter().map(Line::removed));
        return edits;
    }
    let mut edits = changed(source, &in_front, front.end.saturating_sub(1), wanted, style, str::to_lowercase);
    if front.end == 0 {
        for edit in &mut edits {
            *edit = Edit::new(0..0, format!("---{}\n---\n\n", edit.text));
        }
    }
    edits
}

/// The same, below a heading with these lines.
fn below_heading(
    source: &str,
    heading: &Range<usize>,
    lines: &[Line],
    wanted: &PlannedDay,
    style: &FileStyle,
) -> Vec<Edit> {
    let below = source.get(..heading.end).unwrap_or("").trim_end_matches('\n').len();
    let mut edits = changed(source, lines, below, wanted, style, str::to_owned);
    let next = source.get(below..).and_then(|rest| rest.lines().nth(1)).unwrap_or("");
    if lines.is_empty() && !next.trim().is_empty() && !next.starts_with('#') {
        // What stood directly below the heading would go on the paragraph of the hours.
        for edit in &mut edits {
            edit.text.push('\n');
        }
    }
    edits
}

impl Line<'_> {
    fn removed(&self) -> Edit {
        Edit::new(self.whole.clone(), "")
    }
}

/// The lines about hours below a heading.
fn hours_in(source: &str, range: Range<usize>) -> Vec<Line<'_>> {
    let lines = lines_below(source, range).map_while(|(said, name, value)| {
        Hours::read(name, source.get(value.clone())?)?.ok()?;
        Some(Line { whole: said.start.saturating_sub(1)..said.end, said, name, value })
    });
    lines.collect()
}

/// The entries about hours.
fn in_front_matter<'a>(source: &'a str, front: &Range<usize>) -> Vec<Line<'a>> {
    let mut at = front.start;
    let lines = source.get(front.clone()).unwrap_or("").split_inclusive('\n').filter_map(|line| {
        let start = at;
        at += line.len();
        let (name, value) = property::split(line).filter(|_| line.starts_with(char::is_alphabetic))?;
        let name = if name.ends_with('s') {
            name
        } else {
            ["starts", "ends"].into_iter().find(|key| key.trim_end_matches('s') == name)?
        };
        Hours::read(name, value)?.ok()?;
        let behind = start + line.rfind(value)?;
        let said = start..start + line.trim_end().len();
        Some(Line { whole: start.saturating_sub(1)..said.end, said, name, value: behind..behind + value.len() })
    });
    lines.collect()
}

/// One line that says the hours in the place of those that did, or at `below`.
fn changed(
    source: &str,
    lines: &[Line],
    below: usize,
    wanted: &PlannedDay,
    style: &FileStyle,
    named: impl Fn(&str) -> String,
) -> Vec<Edit> {
    let line = hours::line(wanted);
    let (first, others) = match lines.split_first() {
        Some((first, others)) if line.is_some() => (Some(first), others),
        _ => (None, lines),
    };
    let mut edits: Vec<Edit> = others.iter().map(Line::removed).collect();
    if let Some((name, value)) = line {
        edits.push(match first {
            None => Edit::new(below..below, format!("\n{}: {value}", named(name))),
            Some(first) => match alike(source.get(first.value.clone()).unwrap_or(""), first.name, wanted, style) {
                Some(value) => Edit::new(first.value.clone(), value),
                None => Edit::new(first.said.clone(), format!("{}: {value}", named(name))),
            },
        });
    }
    edits
}

/// A span of hours that looks as the one before.
fn alike(said: &str, name: &str, wanted: &PlannedDay, style: &FileStyle) -> Option<String> {
    let (starts, ends) = (wanted.starts?, wanted.ends?);
    let span = times::whole_span(said)?;
    let (first, second) = (span.first, span.second?);
    let part = |range: Range<usize>| said.get(range).unwrap_or("");
    let start = style.time_like(part(first.clone()), part(second.clone()), false, starts);
    let end = style.time_like(part(second.clone()), "", true, ends);
    let (before, between, after) = (part(0..first.start), part(first.end..second.start), part(second.end..said.len()));
    let form = format!("{before}{start}{between}{end}{after}");
    let read = Hours::read(name, &form)?.ok()?;
    (read == Hours { starts: Some(starts), ends: Some(ends) }).then_some(form)
}
