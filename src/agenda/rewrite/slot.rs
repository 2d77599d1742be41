//! The words of a slot that say its time, its length, its title or whether it is fixed, changed where they stand.
//!
//! Not here: moving the slot, and how a time or a length looks (see `style`).

use std::ops::Range;

use super::assemble::Wording;
use super::origin::Edit;
use super::style::{self, FileStyle};
use crate::agenda::Parsed;
use crate::agenda::heading::{SlotHeading, trailing_bracket};
use crate::agenda::markdown::{Block, BlockKind};
use crate::agenda::property::{self, Property, Vocabulary};
use crate::meeting::{PlannedSlot, SlotKind};
use crate::notation::times::{self, Length, Span};

/// What a heading consists of.
pub(super) struct Parts {
    /// Its time or span, and where it begins; all places in it count from there.
    pub(super) span: Option<(usize, Span)>,
    title: Range<usize>,
    /// The bracket with its blanks, and the length within.
    pub(super) bracket: Option<(Range<usize>, Range<usize>)>,
}

/// A property line below a heading.
pub(super) struct Line {
    pub(super) property: Property,
    /// From the line end before it.
    whole: Range<usize>,
    pub(super) value: Range<usize>,
}

/// What has to be done to the slot number `nth`, whose text lies at `content`, so that it says `wanted`.
pub(super) fn edits(
    parsed: &Parsed,
    nth: usize,
    content: &Range<usize>,
    wanted: &PlannedSlot,
    style: &FileStyle,
    wording: Wording,
) -> Vec<Edit> {
    let Some(old) = parsed.agenda.days.iter().flat_map(|day| &day.slots).nth(nth) else { return Vec::new() };
    let Some(block) = heading_of(parsed, nth) else { return Vec::new() };
    let Some(text) = text_of(&parsed.source, block) else { return Vec::new() };
    let mut lines = property_lines(&parsed.source, block.range.end.min(content.end)..content.end);
    lines.retain(|line| line.counts(&parsed.source, old));
    let job = Job { old, wanted, style, source: &parsed.source, lines: &lines };
    let said = parsed.source.get(text.clone()).unwrap_or("");
    let mut heading = job.heading(said);
    let mut edits = job.line_edits();
    let mut added = job.added_lines();
    if job.lacks_length(&heading) {
        match job.with_bracket(&heading) {
            Some(with) => heading = with,
            None => added.insert(0, format!("Duration: {}", job.new_length())),
        }
    }
    if heading != said {
        edits.push(Edit::new(text, heading));
    }
    if !added.is_empty() {
        let below = parsed.source.get(..block.range.end).unwrap_or("").trim_end_matches('\n').len();
        let blank = if wording == Wording::Safe && lines.is_empty() { "\n" } else { "" };
        edits.push(Edit::new(below..below, format!("\n{}{blank}", added.join("\n"))));
    }
    edits
}

/// The heading of a slot.
pub(super) fn heading_of(parsed: &Parsed, nth: usize) -> Option<&Block> {
    let at = *parsed.days.iter().flat_map(|found| &found.places).nth(nth)?;
    let block = parsed.blocks.get(parsed.blocks.partition_point(|block| block.range.start < at))?;
    matches!(block.kind, BlockKind::Heading { .. }).then_some(block)
}

/// Where the text of a heading stands: behind its marks, or alone above its underline.
pub(super) fn text_of(source: &str, block: &Block) -> Option<Range<usize>> {
    let BlockKind::Heading { text, .. } = &block.kind else { return None };
    let written = source.get(block.range.clone())?;
    let inner = written.trim_start_matches('#').trim_start();
    let places = [written.len() - written.trim_start().len(), written.len() - inner.len()];
    let fits = |at: &usize| !text.is_empty() && written.get(*at..).is_some_and(|rest| rest.starts_with(text.as_str()));
    let start = block.range.start + places.into_iter().find(fits)?;
    Some(start..start + text.len())
}

/// The property lines at the beginning of `range`, which begins behind a heading.
pub(super) fn property_lines(source: &str, range: Range<usize>) -> Vec<Line> {
    let line = |(said, name, value): (Range<usize>, &str, Range<usize>)| {
        let property = Property::named(name, Vocabulary::Own)?;
        Some(Line { property, whole: said.start.saturating_sub(1)..said.end, value })
    };
    lines_below(source, range).filter_map(line).collect()
}

/// The lines of the form `Name: value` at the beginning of `range`: where each stands, its name and its value's place.
pub(super) fn lines_below(
    source: &str,
    range: Range<usize>,
) -> impl Iterator<Item = (Range<usize>, &str, Range<usize>)> {
    let mut at = range.start;
    // Blank lines and lines across the page part nothing.
    let parts = |line: &str| !line.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '*' | '_'));
    let lines = source.get(range).unwrap_or("").split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    });
    lines.filter(move |(_, line)| parts(line)).map_while(|(start, line)| {
        let (name, value) = property::split(line)?;
        let behind = start + line.rfind(value)?;
        Some((start..start + line.trim_end_matches('\n').len(), name, behind..behind + value.len()))
    })
}

impl Line {
    /// Whether the slot is what the line says; one that contradicts it is text.
    fn counts(&self, source: &str, slot: &PlannedSlot) -> bool {
        let value = source.get(self.value.clone()).unwrap_or("");
        match (self.property, slot.minutes) {
            (Property::Duration, None) => false,
            (Property::Duration, Some(minutes)) => times::length_or_bare(value)
                .and_then(|length| length.agreeing(Length { least: slot.least, ..Length::of(minutes) }))
                .is_some(),
            (Property::PutOff, _) => property::days(value).is_some(),
            (Property::Recurs, _) => property::recurs(value).is_ok(),
            _ => true,
        }
    }
}

impl Parts {
    pub(super) fn of(text: &str) -> Self {
        let read = SlotHeading::read(text);
        let bare = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_')).len();
        let span_at = |at: usize| Some((at, times::leading_span(text.get(at..)?)?));
        let span = read.start.and_then(|_| [0, bare].into_iter().find_map(span_at));
        let past = span.as_ref().map_or(0, |(at, span)| at + span.past);
        let behind = text.get(past..).and_then(|rest| rest.find(&read.title)).map(|at| past + at);
        let start = behind.or_else(|| text.find(&read.title)).unwrap_or(0);
        let title = start..(start + read.title.len()).min(text.len());
        let bracket = read.length.and_then(|_| bracket(text, title.end));
        Self { span, title, bracket }
    }
}

/// The bracket with a length that stands behind the title.
fn bracket(text: &str, title_end: usize) -> Option<(Range<usize>, Range<usize>)> {
    let (_, inner) = trailing_bracket(text)?;
    times::length(inner)?;
    let close = text.trim_end().trim_end_matches(['*', '_']);
    let end = close.char_indices().next_back()?.0;
    let start = end.checked_sub(inner.len())?;
    let open = text.get(..start)?.char_indices().next_back()?.0;
    let marks = text.get(title_end..open)?.trim();
    let past = close.len() + if text.get(close.len()..)?.starts_with(marks) { marks.len() } else { 0 };
    Some((title_end..past, start..end))
}

/// A property that is words, its name, and its value before and after.
type Words = (Property, &'static str, Option<String>, Option<String>);

/// One slot that is to say something else.
struct Job<'a> {
    old: &'a PlannedSlot,
    wanted: &'a PlannedSlot,
    style: &'a FileStyle,
    source: &'a str,
    lines: &'a [Line],
}

impl Job<'_> {
    fn length_changes(&self) -> bool {
        (self.old.minutes, self.old.least) != (self.wanted.minutes, self.wanted.least)
    }

    fn length(&self) -> Option<Length> {
        self.wanted.minutes.map(|minutes| Length { least: self.wanted.least, ..Length::of(minutes) })
    }

    fn lines_of(&self, property: Property) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.property == property)
    }

    /// The heading with the new title, time and length, as near to the old one as it can be.
    fn heading(&self, text: &str) -> String {
        let parts = Parts::of(text);
        let forms = [(true, true), (false, true), (true, false), (false, false)];
        let mut first = None;
        for (keeps_end, bare) in forms {
            let form = self.form(text, &parts, keeps_end, bare);
            let read = SlotHeading::read(&form);
            let length = read.length.map(|length| (length.minutes, length.least.or(self.wanted.least)));
            let fits = length.is_none() || length == self.length().map(|length| (length.minutes, length.least));
            if fits && read.title == self.wanted.title && (read.start == self.wanted.start || self.says_time_below()) {
                return form;
            }
            first.get_or_insert(form);
        }
        first.unwrap_or_default()
    }

    /// `keeps_end`: a span stays one. `bare`: its first time names no half of the day where it did not before.
    fn form(&self, text: &str, parts: &Parts, keeps_end: bool, bare: bool) -> String {
        let mut edits = Vec::new();
        if self.old.title != self.wanted.title {
            edits.push((parts.title.clone(), self.wanted.title.clone()));
        }
        match &parts.span {
            Some((at, span)) => self.span_edits(&mut edits, text, *at, span, parts.title.start, (keeps_end, bare)),
            None => {
                if let Some(start) = self.wanted.start.filter(|_| !self.says_time_below()) {
                    edits.push((0..0, format!("{} ", self.style.time(start))));
                }
            }
        }
        if let Some((whole, inner)) = parts.bracket.as_ref().filter(|_| self.length_changes()) {
            edits.push(match self.length() {
                Some(length) => (inner.clone(), style::length(text.get(inner.clone()).unwrap_or(""), length)),
                None => (whole.clone(), String::new()),
            });
        }
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut out = text.to_owned();
        for (range, new) in edits {
            if out.is_char_boundary(range.start) && out.is_char_boundary(range.end) {
                out.replace_range(range, &new);
            }
        }
        out
    }

    fn span_edits(
        &self,
        edits: &mut Vec<(Range<usize>, String)>,
        text: &str,
        at: usize,
        span: &Span,
        title: usize,
        (keeps_end, bare): (bool, bool),
    ) {
        let place = |range: &Range<usize>| at + range.start..at + range.end;
        let said = |range: &Range<usize>| text.get(place(range)).unwrap_or("");
        let moves = self.old.start != self.wanted.start;
        let Some(start) = self.wanted.start else {
            return edits.push((at..title.max(at + span.past), String::new()));
        };
        let second = span.second.as_ref();
        let changes = moves || self.length_changes();
        let loses_half = changes && !bare && !(keeps_end && self.wanted.minutes.is_some());
        if moves || (second.is_some() && loses_half) {
            let half = second.map_or("", said);
            edits.push((place(&span.first), self.style.time_like(said(&span.first), half, bare, start)));
        }
        if let Some(second) = second.filter(|_| changes) {
            match self.wanted.minutes.filter(|_| keeps_end) {
                Some(minutes) => {
                    let end = start + chrono::TimeDelta::minutes(i64::from(minutes));
                    edits.push((place(second), self.style.time_like(said(second), "", true, end)));
                }
                None => edits.push((at + span.first.end..at + second.end, String::new())),
            }
        }
    }

    /// Whether a `Fixed:` line goes on saying the time.
    fn says_time_below(&self) -> bool {
        self.wanted.fixed == Some(true) && self.lines_of(Property::Fixed).any(|line| self.time_in(line).is_some())
    }

    fn time_in(&self, line: &Line) -> Option<Span> {
        times::leading_span(self.source.get(line.value.clone())?)
    }

    /// What changes in the property lines that there are.
    fn line_edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for line in self.lines_of(Property::Duration).filter(|_| self.length_changes()) {
            let said = self.source.get(line.value.clone()).unwrap_or("");
            edits.push(match self.length() {
                Some(length) => Edit::new(line.value.clone(), style::length(said, length)),
                None => Edit::new(line.whole.clone(), ""),
            });
        }
        for line in self.lines_of(Property::Fixed) {
            let said = self.source.get(line.value.clone()).unwrap_or("");
            let times = self.time_in(line).is_some();
            match (self.wanted.fixed, self.wanted.start.filter(|_| times)) {
                (Some(true), Some(start)) if self.old.start != self.wanted.start => {
                    edits.push(Edit::new(line.value.clone(), self.style.time_like(said, "", true, start)));
                }
                (fixed, _) if fixed == self.old.fixed && self.old.start == self.wanted.start => {}
                (fixed, _) if fixed == self.old.fixed && !times => {}
                (Some(fixed), _) => edits.push(Edit::new(line.value.clone(), yes_or_no(fixed))),
                (None, _) => edits.push(Edit::new(line.whole.clone(), "")),
            }
        }
        if let Some(line) = self.lines_of(Property::Kind).next().filter(|_| self.old.kind != self.wanted.kind) {
            edits.push(Edit::new(line.value.clone(), self.wanted.kind.word()));
        }
        for (property, _, old, wanted) in self.words() {
            // All of it stands in the first line.
            let mut wanted_here = wanted.as_deref();
            for line in self.lines_of(property).filter(|_| old != wanted) {
                edits.push(match wanted_here.take() {
                    Some(wanted) => Edit::new(line.value.clone(), wanted),
                    None => Edit::new(line.whole.clone(), ""),
                });
            }
        }
        edits
    }

    /// The properties that are words as they stand, before and after.
    fn words(&self) -> [Words; 4] {
        let (old, wanted) = (self.old, self.wanted);
        let recurs = |slot: &PlannedSlot| slot.recurs.then(|| "yes".to_owned());
        let put_off = |slot: &PlannedSlot| (!slot.put_off.is_empty()).then(|| property::in_a_row(&slot.put_off));
        [
            (Property::RequestedBy, "Requested by", old.requested_by.clone(), wanted.requested_by.clone()),
            (Property::Request, "Request", old.request.clone(), wanted.request.clone()),
            (Property::Recurs, "Recurs", recurs(old), recurs(wanted)),
            (Property::PutOff, "Put off", put_off(old), put_off(wanted)),
        ]
    }

    /// Property lines that the slot does not have yet.
    fn added_lines(&self) -> Vec<String> {
        let lacks = |property| self.lines_of(property).next().is_none();
        let fixed = self.wanted.fixed.filter(|_| self.old.fixed != self.wanted.fixed && lacks(Property::Fixed));
        let words = self.words().into_iter().filter_map(|(property, name, old, wanted)| {
            let wanted = wanted.filter(|wanted| old.as_ref() != Some(wanted) && lacks(property))?;
            Some(format!("{name}: {wanted}"))
        });
        let kind = self.kind_unsaid().filter(|_| lacks(Property::Kind)).map(|kind| format!("Kind: {}", kind.word()));
        kind.into_iter().chain(words).chain(fixed.map(|fixed| format!("Fixed: {}", yes_or_no(fixed)))).collect()
    }

    /// Its kind, where the title would give another one.
    fn kind_unsaid(&self) -> Option<&SlotKind> {
        let inferred = property::kind_of_title(&self.wanted.title);
        Some(&self.wanted.kind).filter(|kind| **kind != inferred)
    }

    /// Whether neither the heading nor a line says the new length, or not all of it.
    fn lacks_length(&self, heading: &str) -> bool {
        let said = SlotHeading::read(heading).length;
        let below = self.lines_of(Property::Duration).next().is_some();
        let Some(length) = self.length() else { return false };
        !below && said.is_none_or(|said| said.least.is_none() && length.least.is_some())
    }

    /// The heading with the length behind its title, in a file that has them there.
    fn with_bracket(&self, heading: &str) -> Option<String> {
        let form = self.style.bracket(self.length()?)?;
        let with = format!("{heading} {form}");
        let read = SlotHeading::read(&with);
        (read.length == self.length() && read.title == self.wanted.title).then_some(with)
    }

    fn new_length(&self) -> String {
        self.length().map(|length| self.style.duration(length)).unwrap_or_default()
    }
}

fn yes_or_no(fixed: bool) -> &'static str {
    if fixed { "yes" } else { "no" }
}
