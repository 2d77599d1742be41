//! What stands below a heading: property lines, talking points, and the rest word by word.
//!
//! Nothing of a file may be lost, so a text is never put together from what was understood: it is the source itself
//! with the understood parts cut out. Not here: which heading opens what.

use std::ops::Range;

use chrono::NaiveDate;

use crate::meeting::{TalkingPoint, Tickets};
use crate::notation::Roster;

use super::diagnostic::Report;
use super::markdown::{self, Block, BlockKind, Item, escape_list_marker};
use super::property::{self, Draft, Property, Vocabulary};

/// The text being read, with what all its parts need.
pub(super) struct Text<'a> {
    pub(super) source: &'a str,
    pub(super) blocks: &'a [Block],
    /// Names that are never taken apart.
    pub(super) roster: &'a [String],
    /// What is said to have happened is told beside the plan; none: it is text of its slot.
    pub(super) telling: Option<Telling<'a>>,
}

/// What lines about what happened are read against.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) roster: &'a Roster,
    pub(super) tickets: &'a Tickets,
    /// The date of a day that has none of its own.
    pub(super) date: Option<NaiveDate>,
}

/// A part of the source that does not go into the text, and what stands there instead.
struct Cut {
    range: Range<usize>,
    instead: Option<String>,
}

impl Cut {
    fn block(block: &Block) -> Self {
        Self { range: block.range.clone(), instead: None }
    }
}

impl<'a> Text<'a> {
    /// The blocks that lie, at least in part, in `range`.
    pub(super) fn blocks_in(&self, range: &Range<usize>) -> &'a [Block] {
        let from = self.blocks.partition_point(|block| block.range.end <= range.start);
        let to = self.blocks.partition_point(|block| block.range.start < range.end);
        self.blocks.get(from..to).unwrap_or(&[])
    }

    /// The lines of a block that begin in `within`, each with its line break.
    pub(super) fn lines(&self, block: &Block, within: &Range<usize>) -> Vec<Range<usize>> {
        let start = self.line_start(block.range.start).max(within.start);
        let end = block.range.end.min(within.end);
        let mut at = start;
        let lines = self.source.get(start..end).unwrap_or("").split_inclusive('\n');
        lines
            .map(|line| {
                at += line.len();
                at - line.len()..at
            })
            .collect()
    }

    /// Where the line begins that holds the byte `at`.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
    }

    /// The text of `range` as Markdown, for a description: headings that would open something are made level 3.
    pub(super) fn prose(&self, range: Range<usize>, report: &mut Report) -> String {
        let cuts = self.blocks_in(&range).iter().filter_map(|block| self.heading_or_rule(block, report)).collect();
        self.without(range, cuts)
    }

    /// Reads what stands in `range` into the slot that is being drafted.
    pub(super) fn fill(&self, draft: &mut Draft, range: Range<usize>, vocabulary: Vocabulary, report: &mut Report) {
        let mut cuts = Vec::new();
        let mut in_properties = true;
        let mut at = range.start;
        for block in self.blocks_in(&range) {
            // Links' definitions are no blocks, but they are text.
            in_properties &= self.source.get(at..block.range.start).unwrap_or("").trim().is_empty();
            at = block.range.end;
            match &block.kind {
                BlockKind::Paragraph if in_properties => {
                    let (cut, all) = self.properties(draft, block, &range, vocabulary, report);
                    cuts.extend(cut);
                    in_properties = all;
                    continue;
                }
                BlockKind::List(items) => {
                    draft.slot.topics.extend(items.iter().map(talking_point));
                    cuts.push(Cut::block(block));
                }
                _ => cuts.extend(self.heading_or_rule(block, report)),
            }
            // What leaves nothing behind cannot part a heading from its properties.
            in_properties &= match &block.kind {
                BlockKind::List(items) => items.is_empty(),
                BlockKind::Heading { level: 1 | 2, text } => text.is_empty(),
                kind => matches!(kind, BlockKind::Rule),
            };
        }
        let text = self.without(range, cuts);
        append(&mut draft.slot.description, flush(&text));
    }

    /// Takes the property lines of a paragraph, up to the first line of another sort. What is left of the paragraph
    /// takes its place. Says also whether all of it were such lines, so that the next paragraph may hold some too.
    fn properties(
        &self,
        draft: &mut Draft,
        block: &Block,
        within: &Range<usize>,
        vocabulary: Vocabulary,
        report: &mut Report,
    ) -> (Option<Cut>, bool) {
        let lines = self.lines(block, within);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return (None, true) };
        let whole = first.start..last.end;
        let mut left = String::new();
        let mut changed = first.start > block.range.start; // the paragraph began above
        let mut in_properties = true;
        for range in &lines {
            let line = self.source.get(range.clone()).unwrap_or("");
            in_properties &= line.trim().is_empty() || property::split(line).is_some();
            let indent = line.len() - line.trim_start().len();
            if in_properties && self.property(draft, line, range.start + indent, vocabulary, report) {
                changed = true;
            } else {
                left.push_str(line);
            }
        }
        (changed.then(|| Cut { range: whole, instead: Some(as_paragraph(tidy(&left))) }), in_properties)
    }

    /// Takes a line that may be a property and says whether it was one.
    fn property(&self, draft: &mut Draft, line: &str, at: usize, vocabulary: Vocabulary, report: &mut Report) -> bool {
        let Some((name, value)) = property::split(line).filter(|(_, value)| !value.is_empty()) else { return false };
        let said = match Property::named(name, vocabulary) {
            None => property::unknown(name).map_or(Ok(None), Err),
            Some(property) => draft.take(property, value, self.roster).map(Some),
        };
        let (taken, remark) = match said {
            Ok(None) => (false, None),
            Ok(Some(remark)) => (true, remark),
            Err(remark) => (false, Some(remark)),
        };
        if let Some(remark) = remark {
            report.add(at, remark);
        }
        taken
    }

    fn heading_or_rule(&self, block: &Block, report: &mut Report) -> Option<Cut> {
        let BlockKind::Heading { level: level @ (1 | 2), text } = &block.kind else {
            return matches!(block.kind, BlockKind::Rule).then(|| Cut::block(block));
        };
        let hint = match level {
            1 => "The heading of a day has a date: `# Day 1: 2026-11-24`",
            _ => "Write a slot as `## 09:00 Title`",
        };
        report.note(block.range.start, "This heading is kept as text", hint);
        let instead = (!text.is_empty()).then(|| format!("### {text}"));
        Some(Cut { range: self.line_start(block.range.start)..block.range.end, instead })
    }

    /// The source of `range` without the cuts, which are in order.
    fn without(&self, range: Range<usize>, cuts: Vec<Cut>) -> String {
        let mut text = String::new();
        let mut at = range.start;
        for cut in cuts {
            append(&mut text, tidy(self.source.get(at..cut.range.start).unwrap_or("")));
            append(&mut text, cut.instead.as_deref().unwrap_or(""));
            at = cut.range.end.max(at);
        }
        append(&mut text, tidy(self.source.get(at..range.end).unwrap_or("")));
        text
    }
}

/// Adds paragraphs to a text.
pub(super) fn append(text: &mut String, paragraphs: &str) {
    if !text.is_empty() && !paragraphs.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(paragraphs);
}

/// Without blank lines at both ends; the indent of the first line means something and stays. Only what Markdown calls
/// blank is: other white space behind a `---` is what keeps it from being a rule.
fn tidy(piece: &str) -> &str {
    const BLANK: [char; 3] = [' ', '\t', '\n'];
    let mut rest = piece.trim_end_matches(BLANK);
    if rest.trim().is_empty() {
        return "";
    }
    while let Some((first, after)) = rest.split_once('\n') {
        if !first.trim_matches(BLANK).is_empty() {
            break;
        }
        rest = after;
    }
    rest
}

/// Without the few blanks that may stand before a line of text: behind a list they would make it a part of the list.
fn flush(text: &str) -> &str {
    let rest = text.trim_start_matches(' ');
    if text.len() - rest.len() < 4 { rest } else { text }
}

/// Lines of a paragraph that lost the ones above them, made so that they are still a paragraph: alone they might begin
/// a list (`1986. …`), code (by their indent) or a link's definition.
pub(super) fn as_paragraph(lines: &str) -> String {
    let joined = lines.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let (flush, joined) = (lines.trim_start(), joined.trim());
    let forms = [lines.to_owned(), flush.to_owned(), escaped(flush), joined.to_owned()];
    forms.into_iter().find(|form| is_paragraph(form)).unwrap_or_else(|| escaped(joined))
}

/// The text with a backslash before the mark that makes it more than a line of text.
pub(super) fn escaped(text: &str) -> String {
    let marked = text.starts_with(|c: char| c.is_ascii_punctuation());
    escape_list_marker(text).unwrap_or_else(|| format!("{}{text}", if marked { "\\" } else { "" }))
}

/// Whether a text, by itself, is one paragraph or nothing.
pub(super) fn is_paragraph(text: &str) -> bool {
    match markdown::outline(text, 0).blocks.as_slice() {
        [] => text.trim().is_empty(),
        [only] => {
            let before = text.get(..only.range.start).unwrap_or("");
            matches!(only.kind, BlockKind::Paragraph) && before.trim().is_empty() && only.range.end >= text.len()
        }
        _ => false,
    }
}

/// A list's item as a talking point.
pub(super) fn talking_point(item: &Item) -> TalkingPoint {
    TalkingPoint { text: item.text.clone(), children: item.children.iter().map(talking_point).collect() }
}
