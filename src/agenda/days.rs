//! From blocks to days and slots.
//!
//! Level-1 headings open days and level-2 headings open slots; a file that is in another form is given to `foreign`.
//! Not here: what a heading or a slot's text says.

use std::ops::Range;

use chrono::NaiveTime;

use crate::meeting::PlannedDay;

use super::body::{Text, append};
use super::diagnostic::Report;
use super::foreign;
use super::heading::{DayHeading, SlotHeading};
use super::markdown::{Block, BlockKind};
use super::property::{self, Draft, Property, Vocabulary};
use super::told::ToldEntry;
use super::{hours, yaml};

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
    /// It has a heading.
    pub(super) headed: bool,
    pub(super) day: PlannedDay,
    /// Where each of its slots stands.
    pub(super) places: Vec<usize>,
    /// When each of them ends, where its length is known from that alone.
    pub(super) untils: Vec<Option<NaiveTime>>,
    /// What was said in it, by slot.
    pub(super) told: Vec<(usize, Vec<ToldEntry>)>,
}

/// The form that a file is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// Level-2 headings are slots.
    Own,
    /// Bold lines, list items or other headings are slots.
    Foreign,
    /// There are days and no slots yet.
    Days,
    /// There are no slots.
    #[default]
    None,
}

/// What an agenda is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To look at it and to write slots into it: days may have none yet.
    Planning,
    /// The same, and what happened is told apart from the plan.
    Telling,
    /// To hold the meeting: there has to be a slot.
    Holding,
}

/// The part of the file that belongs to one day, or to none yet.
struct Region {
    at: usize,
    heading: Option<DayHeading>,
    /// Its source; in two pieces where the meeting's title stands within.
    ranges: Vec<Range<usize>>,
}

/// What the front matter says that decides how the rest is read.
pub(super) struct Opening<'a> {
    /// Where the rest of the file begins.
    pub(super) start: usize,
    /// What the meeting is called; empty where the front matter does not say it.
    pub(super) title: &'a str,
    /// It says what only our form has.
    pub(super) ours: bool,
    /// It gives the date of the meeting.
    pub(super) dated: bool,
    pub(super) purpose: Purpose,
}

/// Which form a text is in.
///
/// A level-2 heading with a time, a length or a property settles it. Without any, the file may be one whose level-2
/// headings are chapters (`Attendees`, `Agenda`, `Notes`), and the slots lie somewhere in them.
pub(super) fn form(text: &Text, opening: &Opening) -> Form {
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
    if opening.ours && headings > 0 && !foreign::has_tables_of_days(text) {
        return Form::Own;
    }
    let (_, regions) = regions(text, opening, Form::Foreign);
    if regions.iter().flat_map(|region| &region.ranges).any(|range| foreign::is_foreign(text, range)) {
        Form::Foreign
    } else if headings > 0 {
        Form::Own
    } else if opening.purpose != Purpose::Holding && is_days(text, opening, &regions) {
        Form::Days
    } else {
        Form::None
    }
}

/// Whether a text without slots is a plan that has come as far as its days: they have dates, and none of the other
/// headings could be a slot.
fn is_days(text: &Text, opening: &Opening, regions: &[Region]) -> bool {
    let has_date = |region: &Region| region.heading.as_ref().is_some_and(|heading| heading.date.is_some());
    let is_timed = |block: &Block| match &block.kind {
        BlockKind::Heading { text, .. } => SlotHeading::read(text).is_timed(),
        _ => false,
    };
    let dated = regions.iter().any(has_date) || (opening.dated && text.blocks.is_empty());
    dated && !regions.iter().flat_map(|region| &region.ranges).any(|range| text.blocks_in(range).iter().any(is_timed))
}

/// Whether a block begins with a line that only a slot has.
pub(super) fn has_property(text: &Text, block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph)
        && text
            .lines(block, &block.range)
            .into_iter()
            .map_while(|line| property::split(text.source.get(line).unwrap_or("")))
            .any(|(name, value)| Property::named(name, Vocabulary::Own).is_some() && !value.is_empty())
}

/// Reads days and slots. `fallback`: what to call the meeting where nothing does.
pub(super) fn read(text: &Text, opening: &Opening, fallback: &str, report: &mut Report) -> Plan {
    let form = form(text, opening);
    let (found, mut regions) = regions(text, opening, form);
    let title = match found {
        _ if !opening.title.is_empty() => opening.title.to_owned(),
        Some(title) => title,
        None => title_of_only_day(&mut regions).unwrap_or_else(|| fallback.to_owned()),
    };
    let mut plan = Plan { title, form, ..Plan::default() };
    let mut left = MOST_SLOTS;
    let several = regions.len() > 1;
    for region in regions {
        let has_heading = region.heading.is_some();
        let found = match form {
            Form::Own if left == 0 => break, // the last slot took all the rest
            Form::None if has_heading || !several => vec![region.whole(text, &plan.title, report)],
            _ => region.read(text, form, left, report),
        };
        for (nth, found) in found.into_iter().enumerate() {
            left -= found.day.slots.len().min(left);
            plan.add(found, has_heading || nth > 0);
        }
    }
    if let ([only], Form::Foreign, false) = (plan.days.as_mut_slice(), form, opening.dated)
        && only.day.date.is_none()
        && !only.day.title.is_empty()
    {
        // The name of a single day without a date is no heading that opens one.
        let title = std::mem::take(&mut only.day.title);
        let text = std::mem::take(&mut only.day.description);
        append(&mut plan.description, &title);
        append(&mut plan.description, &text);
    }
    if plan.days.is_empty() && form == Form::Days {
        plan.days.push(FoundDay { at: opening.start, ..FoundDay::default() });
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

/// The name of the only day, which then is the meeting's: `# Team sync 2026-11-24`.
fn title_of_only_day(regions: &mut [Region]) -> Option<String> {
    let mut headings = regions.iter_mut().filter_map(|region| region.heading.as_mut());
    match (headings.next(), headings.next()) {
        (Some(only), None) if !only.title.is_empty() && !only.names_a_day() => {
            Some(yaml::one_line(&std::mem::take(&mut only.title)))
        }
        _ => None,
    }
}

/// A level-1 heading and what follows it, up to the next.
struct Chapter<'a> {
    block: &'a Block,
    level: u8,
    heading: DayHeading,
    /// Level-2 headings stand in it, in a file of our own form.
    holds_slots: bool,
    /// The hours of a day stand directly below it.
    has_hours: bool,
}

/// In a foreign form days may stand at level 2 or 3, where they have a date and slots below them.
fn chapters<'a>(text: &Text<'a>, form: Form, holds_slots: impl Fn(Range<usize>) -> bool) -> Vec<Chapter<'a>> {
    let mut chapters: Vec<Chapter> = Vec::new();
    let mut end = text.source.len();
    let mut near = end; // the next heading with a date, whether it is a day's or not
    for block in text.blocks.iter().rev() {
        let BlockKind::Heading { level, text: name } = &block.kind else { continue };
        let (level, heading) = (*level, DayHeading::read(name));
        let may_be_day = form == Form::Foreign && level < 4 && heading.date.is_some();
        let is_day = level == 1 || (may_be_day && foreign::is_foreign(text, &(block.range.end..near)));
        if may_be_day || level == 1 {
            near = block.range.start;
        }
        if !is_day {
            continue;
        }
        chapters.push(Chapter {
            block,
            level,
            heading,
            holds_slots: holds_slots(block.range.end..end),
            has_hours: hours::stand_first(text, &(block.range.end..end)).is_some(),
        });
        end = block.range.start;
    }
    chapters.reverse();
    chapters
}

/// Splits the file at the headings that open days and takes the meeting's title out.
///
/// A heading with a date opens a day, and so does one above the hours of a day and slots. One without does where level-1
/// headings are days at all (one has a date, or several hold slots) and either holds slots or stands below a day. The
/// first of the others, before any day or slot, is the title; the rest is text.
fn regions(text: &Text, opening: &Opening, form: Form) -> (Option<String>, Vec<Region>) {
    let (start, end) = (opening.start, text.source.len());
    let holds_slots = |range: Range<usize>| {
        let is_slot = |block: &Block| matches!(block.kind, BlockKind::Heading { level: 2, .. });
        form == Form::Own && text.blocks_in(&range).iter().any(is_slot)
    };
    let chapters = chapters(text, form, holds_slots);
    let mut opened = holds_slots(start..chapters.first().map_or(end, |first| first.block.range.start));
    let with_slots = chapters.iter().filter(|chapter| chapter.holds_slots).count() + usize::from(opened);
    let are_days = with_slots > 1 || chapters.iter().any(|chapter| chapter.heading.date.is_some());

    let mut title = None;
    let mut regions = vec![Region::new(start, None, start..end)];
    for Chapter { block, level, heading, holds_slots, has_hours } in chapters {
        let says_hours = has_hours && holds_slots;
        let opens = heading.date.is_some() || says_hours || (form == Form::Own && are_days && (holds_slots || opened));
        let is_free = !opened && opening.title.is_empty() && title.is_none() && !says_hours;
        let is_title = is_free && level == 1 && heading.names_a_meeting(opens, form);
        if (is_title || opens)
            && let Some(last) = regions.last_mut().and_then(|region| region.ranges.last_mut())
        {
            last.end = text.line_start(block.range.start).max(last.start);
        }
        opened |= holds_slots || (opens && !is_title);
        match regions.last_mut() {
            Some(region) if is_title => {
                title = Some(yaml::one_line(&heading.title));
                region.ranges.push(block.range.end..end);
            }
            _ if opens => regions.push(Region::new(block.range.start, Some(heading), block.range.end..end)),
            _ => {}
        }
    }
    (title, regions)
}

impl DayHeading {
    /// Whether it can be the title of the meeting. `opens`: it could be a day as well.
    fn names_a_meeting(&self, opens: bool, form: Form) -> bool {
        let is_day = self.date.is_some() || (opens && self.names_a_day());
        let is_slot = form == Form::Foreign && foreign::is_agenda_or_slot(&self.title);
        !self.title.is_empty() && !is_day && !is_slot
    }
}

impl Region {
    fn new(at: usize, heading: Option<DayHeading>, range: Range<usize>) -> Self {
        Self { at, heading, ranges: Vec::from([range]) }
    }

    fn day(&self) -> FoundDay {
        let heading = self.heading.as_ref();
        let mut found = FoundDay { at: self.at, headed: heading.is_some(), ..FoundDay::default() };
        found.day.date = heading.and_then(|heading| heading.date);
        found.day.title = heading.map(|heading| heading.title.clone()).unwrap_or_default();
        found
    }

    /// Its source without the lines about the day's hours, which only the heading of a day can have below it.
    fn ranges_below_hours(&self, found: &mut FoundDay, text: &Text, report: &mut Report) -> Vec<Range<usize>> {
        let mut ranges = self.ranges.clone();
        if let (Some(_), Some(first)) = (&self.heading, ranges.first_mut()) {
            first.start = hours::take(&mut found.day, text, first, report);
        } else {
            for at in ranges.iter().filter_map(|range| hours::stand_first(text, range)) {
                let hint = "Write them below the heading of a day, as `# Day 1: 2026-11-24`, or in the front matter";
                report.warn(at, "The hours stand below no day and are kept as text", hint);
            }
        }
        ranges
    }

    /// Its day, or the several that its tables hold, with at most `left` slots.
    fn read(&self, text: &Text, form: Form, left: usize, report: &mut Report) -> Vec<FoundDay> {
        let mut found = self.day();
        let mut further = Vec::new();
        for range in &self.ranges_below_hours(&mut found, text, report) {
            match form {
                Form::Own => found.slots(text, range, left, report),
                Form::Foreign if found.day.slots.len() < left => {
                    further.extend(foreign::slots(&mut found, text, range, left, report));
                }
                _ => append(&mut found.day.description, &text.prose(range.clone(), report)),
            }
        }
        further.insert(0, found);
        further
    }

    /// Its day with one slot that holds all its text.
    fn whole(&self, text: &Text, meeting: &str, report: &mut Report) -> FoundDay {
        let mut found = self.day();
        let title = if found.day.title.is_empty() { meeting.to_owned() } else { found.day.title.clone() };
        let ranges = self.ranges_below_hours(&mut found, text, report);
        let mut draft = planned(&title, self.at, report);
        for range in &ranges {
            text.fill(&mut draft, range.clone(), Vocabulary::Own, report);
        }
        found.push(self.at, draft);
        found
    }
}

impl FoundDay {
    /// Adds a slot that stands at `at`.
    pub(super) fn push(&mut self, at: usize, draft: Draft) {
        self.places.push(at);
        self.untils.push(draft.until);
        self.day.slots.push(draft.finish());
    }

    /// Whether nothing is known of it yet.
    pub(super) fn is_blank(&self) -> bool {
        !self.headed && self.day.slots.is_empty()
    }

    /// Adds the slots and the text of another day, which has neither date nor name.
    pub(super) fn join(&mut self, other: Self) {
        let shift = self.day.slots.len();
        append(&mut self.day.description, &other.day.description);
        self.day.slots.extend(other.day.slots);
        self.places.extend(other.places);
        self.untils.extend(other.untils);
        self.told.extend(other.told.into_iter().map(|(slot, entries)| (slot + shift, entries)));
    }

    /// Puts its slots in the order of these places, each of which is there once.
    pub(super) fn reorder(&mut self, order: &[usize]) {
        let mut slots: Vec<_> = std::mem::take(&mut self.day.slots).into_iter().map(Some).collect();
        self.day.slots = order.iter().filter_map(|nth| slots.get_mut(*nth)?.take()).collect();
        self.places = order.iter().filter_map(|nth| self.places.get(*nth).copied()).collect();
        self.untils = order.iter().filter_map(|nth| self.untils.get(*nth).copied()).collect();
        let mut now = vec![0; order.len()];
        for (to, from) in order.iter().enumerate() {
            if let Some(place) = now.get_mut(*from) {
                *place = to;
            }
        }
        for (slot, _) in &mut self.told {
            *slot = now.get(*slot).copied().unwrap_or(*slot);
        }
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
            self.push(heading.start, draft);
            if last {
                break;
            }
        }
    }
}

/// How many slots and days were read, so that no file makes more of them than any meeting has.
#[derive(Default)]
pub(super) struct Count {
    slots: usize,
    days: usize,
    full: bool,
}

impl Count {
    /// Whether there is room for another slot, which stands at `at`. Once there is none, there is none for a day either: what
    /// follows is text, which is said once.
    pub(super) fn slot(&mut self, at: usize, report: &mut Report) -> bool {
        self.slots += 1;
        if self.slots > MOST_SLOTS && !self.full {
            too_many(at, report);
            self.full = true;
        }
        !self.full
    }

    /// The same for a day.
    pub(super) fn day(&mut self, at: usize, report: &mut Report) -> bool {
        self.days += 1;
        if self.days > MOST_SLOTS && !self.full {
            let message = format!("More than {MOST_SLOTS} days; from here on all is text of the day above");
            report.warn(at, message, "Split the agenda into several");
            self.full = true;
        }
        !self.full
    }

    pub(super) fn is_full(&self) -> bool {
        self.full
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
    let mut heading = SlotHeading::read(heading);
    for remark in std::mem::take(&mut heading.remarks) {
        report.add(at, remark);
    }
    Draft::new(heading)
}
