//! From blocks to days and slots.
//!
//! Level-1 headings open days and level-2 headings open slots; a file that is in another form is given to `foreign`.
//! Not here: what a heading or a slot's text says.

use std::ops::Range;

use crate::meeting::{PlannedDay, PlannedSlot};

use super::body::{Text, append};
use super::diagnostic::Report;
use super::foreign;
use super::heading::{DayHeading, SlotHeading};
use super::markdown::{Block, BlockKind};
use super::property::{self, Draft, Property, Vocabulary};
use super::yaml;

/// More slots than any meeting has; what a file has beyond them is text.
pub(super) const MOST_SLOTS: usize = 10_000;

/// What the body of a file holds.
#[derive(Default)]
pub(super) struct Plan {
    /// What the meeting is called.
    pub(super) title: String,
    pub(super) form: Form,
    /// Markdown before the first day and slot.
    pub(super) description: String,
    pub(super) days: Vec<FoundDay>,
}

/// A day and where it stands.
#[derive(Default)]
pub(super) struct FoundDay {
    pub(super) at: usize,
    pub(super) day: PlannedDay,
    /// Where each of its slots stands.
    pub(super) places: Vec<usize>,
}

/// The form that a file is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// Level-2 headings are slots.
    Own,
    /// Bold lines, list items or other headings are slots.
    Foreign,
    /// There are no slots.
    #[default]
    None,
}

/// The part of the file that belongs to one day, or to none yet.
struct Region {
    at: usize,
    heading: Option<DayHeading>,
    /// Its source; in two pieces where the meeting's title stands within.
    ranges: Vec<Range<usize>>,
}

/// Which form the text from the byte `start` on is in.
///
/// A level-2 heading with a time, a length or a property settles it. Without any, the file may be one whose level-2
/// headings are chapters (`Attendees`, `Agenda`, `Notes`), and the slots lie somewhere in them.
pub(super) fn form(text: &Text, start: usize, titled: bool) -> Form {
    let mut headings = 0;
    for (nth, block) in text.blocks.iter().enumerate() {
        let BlockKind::Heading { level: 2, text: heading } = &block.kind else { continue };
        headings += 1;
        if SlotHeading::read(heading).is_timed()
            || text.blocks.get(nth + 1).is_some_and(|next| has_property(text, next))
        {
            return Form::Own;
        }
    }
    let (_, regions) = regions(text, start, titled, Form::Foreign);
    if regions.iter().flat_map(|region| &region.ranges).any(|range| foreign::is_foreign(text, range)) {
        Form::Foreign
    } else if headings > 0 {
        Form::Own
    } else {
        Form::None
    }
}

fn has_property(text: &Text, block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph)
        && text
            .lines(block, &block.range)
            .into_iter()
            .map_while(|line| property::split(text.source.get(line).unwrap_or("")))
            .any(|(name, value)| Property::named(name, Vocabulary::Own).is_some() && !value.is_empty())
}

/// Reads days and slots from the byte `start` on. `title`: what the front matter calls the meeting; `fallback`: what to
/// call it where nothing does.
pub(super) fn read(text: &Text, start: usize, title: &str, fallback: &str, report: &mut Report) -> Plan {
    let form = form(text, start, !title.is_empty());
    let (found, regions) = regions(text, start, !title.is_empty(), form);
    let title = found.unwrap_or_else(|| if title.is_empty() { fallback } else { title }.to_owned());
    let mut plan = Plan { title, form, ..Plan::default() };
    let mut left = MOST_SLOTS;
    let several = regions.len() > 1;
    for region in regions {
        let has_heading = region.heading.is_some();
        let found = match form {
            Form::Own if left == 0 => break, // the last slot took all the rest
            Form::None if has_heading || !several => region.whole(text, &plan.title, report),
            _ => region.read(text, form, left, report),
        };
        left -= found.day.slots.len().min(left);
        plan.add(found, has_heading);
    }
    plan
}

impl Plan {
    /// What stands in the first region before its first slot describes the whole meeting.
    fn add(&mut self, mut found: FoundDay, has_heading: bool) {
        if !has_heading {
            self.description = std::mem::take(&mut found.day.description);
        }
        if has_heading || !found.day.slots.is_empty() {
            self.days.push(found);
        }
    }
}

/// Splits the file at the headings that open days and takes the meeting's title out.
fn regions(text: &Text, start: usize, titled: bool, form: Form) -> (Option<String>, Vec<Region>) {
    let end = text.source.len();
    let headings: Vec<(&Block, DayHeading)> = text
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading { level: 1, text } => Some((block, DayHeading::read(text))),
            _ => None,
        })
        .collect();
    let ends = |nth: usize| headings.get(nth).map_or(end, |(block, _)| block.range.start);
    let holds_slots = |range: Range<usize>| {
        let is_slot = |block: &Block| matches!(block.kind, BlockKind::Heading { level: 2, .. });
        form == Form::Own && text.blocks_in(&range).iter().any(is_slot)
    };
    let with_slots: Vec<bool> =
        headings.iter().enumerate().map(|(nth, (block, _))| holds_slots(block.range.end..ends(nth + 1))).collect();
    let mut opened = holds_slots(start..ends(0));
    let parts = with_slots.iter().filter(|holds| **holds).count() + usize::from(opened);
    let uses_days = parts > 1 || headings.iter().any(|(_, heading)| heading.date.is_some());

    let mut title = None;
    let mut regions = vec![Region { at: start, heading: None, ranges: vec![start..end] }];
    for ((block, heading), holds) in headings.into_iter().zip(with_slots) {
        let opens = heading.date.is_some() || (form == Form::Own && uses_days && (holds || opened));
        let names_the_meeting = !opened && !titled && title.is_none() && heading.date.is_none();
        let is_title = names_the_meeting
            && !heading.title.is_empty()
            && !(opens && heading.names_a_day())
            && !(form == Form::Foreign && foreign::is_agenda_or_slot(&heading.title));
        if !is_title && !opens {
            opened |= holds;
            continue;
        }
        if let Some(last) = regions.last_mut().and_then(|region| region.ranges.last_mut()) {
            last.end = text.line_start(block.range.start).max(last.start);
        }
        opened |= opens || holds;
        let rest = block.range.end..end;
        match regions.last_mut() {
            Some(region) if is_title => {
                title = Some(yaml::one_line(&heading.title));
                region.ranges.push(rest);
                opened = holds;
            }
            _ => regions.push(Region { at: block.range.start, heading: Some(heading), ranges: vec![rest] }),
        }
    }
    (title, regions)
}

impl Region {
    fn day(&self) -> FoundDay {
        let heading = self.heading.as_ref();
        let mut found = FoundDay { at: self.at, ..FoundDay::default() };
        found.day.date = heading.and_then(|heading| heading.date);
        found.day.title = heading.map(|heading| heading.title.clone()).unwrap_or_default();
        found
    }

    /// Its day with at most `left` slots.
    fn read(&self, text: &Text, form: Form, left: usize, report: &mut Report) -> FoundDay {
        let mut found = self.day();
        for range in &self.ranges {
            match form {
                Form::Own => found.slots(text, range, left, report),
                Form::Foreign if found.day.slots.len() < left => foreign::slots(&mut found, text, range, left, report),
                _ => append(&mut found.day.description, &text.prose(range.clone(), report)),
            }
        }
        found
    }

    /// Its day with one slot that holds all its text.
    fn whole(&self, text: &Text, meeting: &str, report: &mut Report) -> FoundDay {
        let mut found = self.day();
        let title = if found.day.title.is_empty() { meeting } else { &found.day.title };
        let mut draft = planned(title, self.at, report);
        for range in &self.ranges {
            text.fill(&mut draft, range.clone(), Vocabulary::Own, report);
        }
        found.push(self.at, draft.finish());
        found
    }
}

impl FoundDay {
    /// Adds a slot that stands at `at`.
    pub(super) fn push(&mut self, at: usize, slot: PlannedSlot) {
        self.places.push(at);
        self.day.slots.push(slot);
    }

    /// Reads the slots of our own form. Each reaches to the next; the last that is allowed reaches to the file's end.
    fn slots(&mut self, text: &Text, range: &Range<usize>, left: usize, report: &mut Report) {
        let mut headings = text
            .blocks_in(range)
            .iter()
            .filter_map(|block| match &block.kind {
                BlockKind::Heading { level: 2, text } => Some((block.range.clone(), text)),
                _ => None,
            })
            .peekable();
        let intro_end = headings.peek().map_or(range.end, |(heading, _)| text.line_start(heading.start));
        append(&mut self.day.description, &text.prose(range.start..intro_end, report));
        while let Some((heading, title)) = headings.next() {
            let last = self.day.slots.len() + 1 == left;
            let next = headings.peek().map(|(next, _)| next.start);
            if let (true, Some(next)) = (last, next) {
                too_many(next, report);
            }
            let end = if last { text.source.len() } else { next.map_or(range.end, |next| text.line_start(next)) };
            let mut draft = planned(title, heading.start, report);
            text.fill(&mut draft, heading.end..end, Vocabulary::Own, report);
            self.push(heading.start, draft.finish());
            if last {
                break;
            }
        }
    }
}

/// Says that the file has too many slots.
pub(super) fn too_many(at: usize, report: &mut Report) {
    report.warn(
        at,
        format!("More than {MOST_SLOTS} slots; from here on all is text of the slot above"),
        "Split the agenda into several",
    );
}

/// A slot with what its heading, which stands at `at`, says.
pub(super) fn planned(heading: &str, at: usize, report: &mut Report) -> Draft {
    let SlotHeading { title, start, minutes, remarks } = SlotHeading::read(heading);
    for remark in remarks {
        report.add(at, remark);
    }
    Draft::new(PlannedSlot { title, start, minutes, ..PlannedSlot::default() })
}
