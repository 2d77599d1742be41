//! What stands below a heading: property lines, talking points, and the rest word by word.
//!
//! Nothing of a file may be lost, so a text is never put together from what was understood: it is the source itself
//! with the understood parts cut out. Not here: which heading opens what.

use std::ops::Range;

use crate::meeting::TalkingPoint;

use super::diagnostic::Report;
use super::markdown::{Block, BlockKind, Item, escape_list_marker};
use super::property::{self, Draft, Property, Vocabulary};

/// The text being read, with what all its parts need.
pub(super) struct Text<'a> {
    pub(super) source: &'a str,
    pub(super) blocks: &'a [Block],
    /// Names that are never taken apart.
    pub(super) roster: &'a [String],
}

/// A part of the source that does not go into the text, and what stands there instead.
struct Cut {
    range: Range<usize>,
    /// The lines around it belong to one paragraph.
    within_paragraph: bool,
    instead: Option<String>,
}

impl Cut {
    fn block(block: &Block) -> Self {
        Self { range: block.range.clone(), within_paragraph: false, instead: None }
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
        self.without(range, cuts, false)
    }

    /// Reads what stands in `range` into the slot that is being drafted.
    pub(super) fn fill(&self, draft: &mut Draft, range: Range<usize>, vocabulary: Vocabulary, report: &mut Report) {
        let mut cuts = Vec::new();
        let mut in_properties = true;
        for block in self.blocks_in(&range) {
            match &block.kind {
                BlockKind::Paragraph if in_properties => {
                    let lines = self.lines(block, &range);
                    in_properties = self.properties(draft, &lines, vocabulary, &mut cuts, report);
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
        let text = self.without(range, cuts, true);
        append(&mut draft.slot.description, &text);
    }

    /// Takes the property lines of a paragraph and says whether the next paragraph may hold some too.
    fn properties(
        &self,
        draft: &mut Draft,
        lines: &[Range<usize>],
        vocabulary: Vocabulary,
        cuts: &mut Vec<Cut>,
        report: &mut Report,
    ) -> bool {
        for (nth, range) in lines.iter().enumerate() {
            let line = self.source.get(range.clone()).unwrap_or("");
            if line.trim().is_empty() {
                continue;
            }
            let Some((name, value)) = property::split(line) else { return false };
            let property = Property::named(name, vocabulary).filter(|_| !value.is_empty());
            let said = match property {
                None => {
                    let remark = if value.is_empty() { None } else { property::unknown(name) };
                    remark.map_or(Ok(None), Err)
                }
                Some(property) => {
                    let taken = draft.take(property, value, self.roster);
                    if taken.is_ok() {
                        let within_paragraph = nth > 0 && nth + 1 < lines.len();
                        cuts.push(Cut { range: range.clone(), within_paragraph, instead: None });
                    }
                    taken
                }
            };
            if let Some(remark) = said.unwrap_or_else(Some) {
                report.add(range.start + (line.len() - line.trim_start().len()), remark);
            }
        }
        true
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
        Some(Cut { range: self.line_start(block.range.start)..block.range.end, within_paragraph: false, instead })
    }

    /// The source of `range` without the cuts, which are in order. Where lists are cut out, no line may become one.
    fn without(&self, range: Range<usize>, cuts: Vec<Cut>, lists_are_cut: bool) -> String {
        let mut text = String::new();
        let mut at = range.start;
        let mut one_paragraph = false;
        let end = Cut { range: range.end..range.end, within_paragraph: false, instead: None };
        for cut in cuts.into_iter().chain([end]) {
            let piece = tidy(self.source.get(at..cut.range.start).unwrap_or(""));
            let escaped = if lists_are_cut { escape_first_line(piece) } else { None };
            join(&mut text, escaped.as_deref().unwrap_or(piece), &mut one_paragraph);
            one_paragraph &= cut.within_paragraph;
            join(&mut text, cut.instead.as_deref().unwrap_or(""), &mut one_paragraph);
            one_paragraph &= cut.within_paragraph;
            at = cut.range.end.max(at);
        }
        text
    }
}

/// Adds a piece; afterwards `one_paragraph` is open to what the next cut says.
fn join(text: &mut String, piece: &str, one_paragraph: &mut bool) {
    if piece.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push_str(if *one_paragraph { "\n" } else { "\n\n" });
    }
    text.push_str(piece);
    *one_paragraph = true;
}

/// Adds paragraphs to a text.
pub(super) fn append(text: &mut String, paragraphs: &str) {
    join(text, paragraphs, &mut false);
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

fn escape_first_line(piece: &str) -> Option<String> {
    let indent = piece.bytes().take_while(|byte| *byte == b' ').count();
    let first = piece.lines().next().and_then(|line| line.get(indent..)).filter(|_| indent < 4)?;
    let escaped = escape_list_marker(first)?;
    Some(format!("{}{escaped}{}", piece.get(..indent)?, piece.get(indent + first.len()..)?))
}

/// A list's item as a talking point.
pub(super) fn talking_point(item: &Item) -> TalkingPoint {
    TalkingPoint { text: item.text.clone(), children: item.children.iter().map(talking_point).collect() }
}
