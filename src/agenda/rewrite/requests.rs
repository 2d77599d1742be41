//! New requests put where the file has its requests.
//!
//! They go below the last row or item, in the file's own columns; a file without requests gets a section at its end.
//! Not here: how requests are read.

use super::origin::Edit;
use crate::agenda::Parsed;
use crate::agenda::markdown::list_marker;
use crate::agenda::requests::{self, Section};
use crate::meeting::{Agenda, Request};

/// The requests that the text does not have yet.
fn new<'a>(parsed: &Parsed, arranged: &'a Agenda) -> &'a [Request] {
    arranged.requests.get(parsed.agenda.requests.len()..).unwrap_or(&[])
}

/// What to add to the section that there is.
pub(super) fn edits(parsed: &Parsed, arranged: &Agenda) -> Vec<Edit> {
    let new = new(parsed, arranged);
    let sections = &parsed.sections;
    let section = sections.iter().rev().find(|section| section.last.is_some()).or(sections.last());
    let Some(section) = section.filter(|_| !new.is_empty()) else { return Vec::new() };
    let source = &parsed.source;
    let Section { range, last } = section;
    let range = last.clone().unwrap_or(range.clone());
    let end = range.start + source.get(range.clone()).unwrap_or("").trim_end().len();
    let lines = last.clone().and_then(|last| in_its_form(source.get(last)?.trim_end(), new));
    let text = lines.unwrap_or_else(|| format!("\n\n{}", requests::written(new).trim_end()));
    Vec::from([Edit::new(end..end, text)])
}

/// The section for a file that has none.
pub(super) fn new_section(parsed: &Parsed, arranged: &Agenda) -> Option<String> {
    let new = new(parsed, arranged);
    let wanted = parsed.sections.is_empty() && !new.is_empty();
    wanted.then(|| format!("## Requests\n\n{}", requests::written(new).trim_end()))
}

/// New rows or items, each on a line of its own; none where a column is missing for what they say.
fn in_its_form(block: &str, new: &[Request]) -> Option<String> {
    let last = block.lines().rfind(|line| line.starts_with(['-', '*', '+']));
    let is_list = list_marker(block.trim_start()).is_some();
    let marker = last.and_then(|line| line.chars().next());
    let columns = requests::columns(block, 0..block.len());
    let mut lines = String::new();
    for request in new {
        let line = match (is_list, marker) {
            (true, Some(marker)) => format!("{marker} {}", requests::item(request)?),
            (true, None) => return None,
            (false, _) => requests::row(request, columns.as_ref())?,
        };
        lines.push('\n');
        lines.push_str(&line);
    }
    Some(lines)
}
