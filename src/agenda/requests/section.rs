//! The `Requests` section of an agenda: where it stands, and what is left of it as text.
//!
//! It lies among headings that open days and slots but is none of them; so the rest of the file is read with the section
//! blanked out. Not here: what a row or an item of it says.

use std::borrow::Cow;
use std::ops::Range;

use super::{Collected, block_of_requests};
use crate::agenda::body::{Text, append};
use crate::agenda::days::has_property;
use crate::agenda::diagnostic::Report;
use crate::agenda::heading::without_emphasis;
use crate::agenda::markdown::{Block, BlockKind};
use crate::meeting::Request;
use crate::notation::near;
use crate::notation::times::is_colon;

/// Headings that open the section.
const NAMES: [&str; 4] = ["requests", "topicrequests", "requestedtopics", "requestsfortopics"];

/// The section, which a file may have several times.
pub(in crate::agenda) struct Section {
    /// From its heading's line to the next heading of level 1 or 2.
    pub(in crate::agenda) range: Range<usize>,
    /// Its last table or list.
    pub(in crate::agenda) last: Option<Range<usize>>,
}

/// What the sections of a file hold.
#[derive(Default)]
pub(in crate::agenda) struct Found {
    pub(in crate::agenda) requests: Vec<Request>,
    /// Markdown in them that is no request.
    pub(in crate::agenda) kept: String,
    pub(in crate::agenda) sections: Vec<Section>,
}

/// Whether a heading of level 1 or 2 opens the section.
fn names_requests(heading: &str) -> bool {
    let name = near::fold(without_emphasis(heading).trim_end_matches(is_colon));
    NAMES.contains(&name.as_str())
}

/// Reads the sections and takes their blocks out of `blocks`, so that nobody sees slots in them.
///
/// A level-2 heading with a property line below it is a slot, whatever it is called.
pub(in crate::agenda) fn take(source: &str, blocks: &mut Vec<Block>, report: &mut Report) -> Found {
    let mut found = Found::default();
    let mut all = Collected::default();
    {
        let text = Text { source, blocks, roster: &[], telling: None };
        for (nth, block) in text.blocks.iter().enumerate() {
            let later = text.blocks.get(nth + 1..).unwrap_or(&[]);
            if opens(&text, block, later) {
                let end = later.iter().find(|block| is_chapter(block));
                let end = end.map_or(source.len(), |next| text.line_start(next.range.start));
                let section = read(&text, block, end, &mut all, &mut found.kept, report);
                found.sections.push(section);
            }
        }
    }
    found.requests = all.requests;
    let lies_in = |block: &Block| found.sections.iter().any(|section| section.range.contains(&block.range.start));
    blocks.retain(|block| !lies_in(block));
    found
}

fn is_chapter(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { level: 1 | 2, .. })
}

fn opens(text: &Text, block: &Block, later: &[Block]) -> bool {
    let BlockKind::Heading { level: level @ (1 | 2), text: heading } = &block.kind else { return false };
    let is_slot = || *level == 2 && later.first().is_some_and(|next| has_property(text, next));
    names_requests(heading) && !is_slot()
}

fn read(
    text: &Text,
    heading: &Block,
    end: usize,
    all: &mut Collected,
    kept: &mut String,
    report: &mut Report,
) -> Section {
    let range = text.line_start(heading.range.start)..end;
    let mut section = Section { range, last: None };
    let mut at = heading.range.end;
    for block in text.blocks_in(&(heading.range.end..end)) {
        if block_of_requests(text, block, all, report) {
            append(kept, &text.prose(at..block.range.start, report));
            at = block.range.end;
            section.last = Some(block.range.clone());
        }
    }
    append(kept, &text.prose(at..end, report));
    section
}

/// The text with the sections blanked out; every other byte stays where it is.
pub(in crate::agenda) fn mask<'a>(source: &'a str, sections: &[Section]) -> Cow<'a, str> {
    if sections.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut masked = String::with_capacity(source.len());
    let mut at = 0;
    for Section { range, .. } in sections {
        masked.push_str(source.get(at..range.start).unwrap_or(""));
        for byte in source.get(range.clone()).unwrap_or("").bytes() {
            masked.push(if byte == b'\n' { '\n' } else { ' ' });
        }
        at = range.end;
    }
    masked.push_str(source.get(at..).unwrap_or(""));
    Cow::Owned(masked)
}
