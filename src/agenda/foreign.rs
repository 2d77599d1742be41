//! Agendas that were not written for us: what can be understood of them.
//!
//! Teams have their own forms: a list with lengths under a heading `Agenda`, bold lines that begin with a time,
//! headings of any level. Each becomes slots; what is no slot stays as text. Not here: formats other than Markdown.

use std::ops::Range;

use chrono::NaiveDate;

use crate::meeting::TalkingPoint;
use crate::notation::times;

use super::body::{Text, append, talking_point};
use super::dates;
use super::days::{FoundDay, planned, too_many};
use super::diagnostic::{Remark, Report};
use super::heading::{SlotHeading, without_emphasis};
use super::items::{self, Shape, Slotted};
use super::markdown::{BlockKind, Item, as_item_text};
use super::property::{Draft, Vocabulary};
use super::tables::{self, is_table_of_slots};

/// Where the slots lie and how they are written.
struct Zone {
    range: Range<usize>,
    sort: Sort,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Rows of tables.
    Tables,
    /// Lines or headings that begin with a time, or headings that end with a length.
    Lines,
    /// Headings of this level.
    Headings(u8),
    /// The items of all lists, or of those that have a time or a length in them.
    Lists { all: bool },
}

/// Words that, alone or together, name the chapter in which the slots are.
const AGENDA: [&str; 36] = [
    "agenda",
    "agendas",
    "topics",
    "schedule",
    "programme",
    "program",
    "timetable",
    "items",
    "meeting",
    "draft",
    "proposed",
    "today",
    "s",
    "the",
    "议程",
    "会议议程",
    "議程",
    "會議議程",
    "议题",
    "会议议题",
    "議題",
    "日程",
    "会议日程",
    "アジェンダ",
    "안건",
    "회의",
    "tagesordnung",
    "ablauf",
    "ordre",
    "du",
    "jour",
    "orden",
    "del",
    "día",
    "повестка",
    "дня",
];

/// Words of [`AGENDA`] that name nothing by themselves.
const FILLERS: [&str; 14] =
    ["items", "meeting", "draft", "proposed", "today", "s", "the", "회의", "ordre", "du", "orden", "del", "día", "дня"];

/// Whether a heading says nothing but that the agenda follows.
fn names_an_agenda(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let words: Vec<_> = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let persian = matches!(words.as_slice(), ["دستور", "جلسه" | "کار"] | ["دستورجلسه"]);
    let all_known = words.iter().all(|word| AGENDA.contains(word));
    persian || (all_known && words.iter().any(|word| !FILLERS.contains(word)))
}

/// Whether a level-1 heading, in a foreign form, opens the slots or is one, so that it cannot be the title.
pub(super) fn is_agenda_or_slot(heading: &str) -> bool {
    names_an_agenda(heading) || is_slot_heading(1, heading)
}

/// Whether tables whose rows are slots stand below headings that are the day's or name an agenda, which in our own form would
/// be slots.
pub(super) fn has_tables_of_days(text: &Text) -> bool {
    let mut below = false;
    text.blocks.iter().any(|block| {
        if let BlockKind::Heading { text: heading, .. } = &block.kind {
            below = names_an_agenda(heading) || tables::day_of(block).is_some();
        }
        below && is_table_of_slots(text, block)
    })
}

/// Whether slots of a foreign form lie in `range`.
pub(super) fn is_foreign(text: &Text, range: &Range<usize>) -> bool {
    zone(text, range).is_some()
}

fn zone(text: &Text, range: &Range<usize>) -> Option<Zone> {
    let blocks = text.blocks_in(range);
    let chapters = blocks.iter().enumerate().filter_map(|(nth, block)| match &block.kind {
        BlockKind::Heading { level, text } if names_an_agenda(text) => Some((nth, *level, block.range.end)),
        _ => None,
    });
    for (nth, level, start) in chapters {
        let later = blocks.get(nth + 1..).unwrap_or(&[]);
        let ends =
            later.iter().find(|block| matches!(block.kind, BlockKind::Heading { level: other, .. } if other <= level));
        let range = start..ends.map_or(range.end, |block| text.line_start(block.range.start));
        if let Some(sort) = sort(text, &range, true) {
            return Some(Zone { range, sort });
        }
    }
    sort(text, range, false).map(|sort| Zone { range: range.clone(), sort })
}

/// How slots are written in `range`, which is a chapter named for them or a whole file; none where there are none.
fn sort(text: &Text, range: &Range<usize>, named: bool) -> Option<Sort> {
    let (mut marked, mut plain) = (0, 0);
    let (mut first_level, mut has_chapters, mut items) = (None::<u8>, false, 0);
    let (mut with_time, mut with_any) = (0, 0);
    let (mut headings, mut dated) = (0, 0);
    if text.blocks_in(range).iter().any(|block| is_table_of_slots(text, block)) {
        return Some(Sort::Tables);
    }
    for block in text.blocks_in(range) {
        match &block.kind {
            BlockKind::Heading { level, text } => {
                marked += usize::from(is_slot_heading(*level, text));
                first_level = Some(first_level.map_or(*level, |first| first.min(*level)));
                has_chapters |= *level == 2;
                headings += 1;
                dated += usize::from(dates::find(text).is_some());
            }
            BlockKind::Paragraph => {
                for line in text.lines(block, range) {
                    let Some(heading) = timed_line(text, line) else { continue };
                    let bold = heading.starts_with("**");
                    marked += usize::from(bold);
                    plain += usize::from(!bold);
                }
            }
            BlockKind::List(list) => {
                items += list.len();
                with_time += list.iter().filter(|item| items::heading_of(item).0.start.is_some()).count();
                with_any += list.iter().filter(|item| items::is_timed(item)).count();
            }
            BlockKind::Rule | BlockKind::Table | BlockKind::Other => {}
        }
    }
    if marked > 0 || plain > 1 || (named && plain > 0) {
        Some(Sort::Lines)
    } else if named && (headings, dated) == (1, 1) && items > 0 {
        // The only heading says which day it is; it is no slot.
        Some(Sort::Lists { all: true })
    } else if named && let Some(level) = first_level {
        Some(Sort::Headings(level))
    } else if named && items > 0 {
        Some(Sort::Lists { all: true })
    } else if !named && (with_time > 1 || (with_any > 0 && !has_chapters)) {
        Some(Sort::Lists { all: false })
    } else {
        None
    }
}

/// Whether a heading has a time or a length. One of level 1 needs a time: `# Weekly sync (30 min)` is a title.
fn is_slot_heading(level: u8, text: &str) -> bool {
    let heading = SlotHeading::read(text);
    if level > 1 { heading.is_timed() } else { heading.start.is_some() && dates::find(text).is_none() }
}

/// A line of text, without its break, that begins with a time and goes on with a title.
fn timed_line<'a>(text: &Text<'a>, line: Range<usize>) -> Option<&'a str> {
    let line = text.source.get(line)?.trim().trim_end_matches('\\').trim_end();
    let bare = without_emphasis(line);
    let span = times::leading_span(bare)?;
    (!bare.get(span.past..)?.trim().is_empty()).then_some(line)
}

/// Reads the slots of `range`, at most `left` of them with those that the day already has.
///
/// Gives back the days behind it that a table holds.
pub(super) fn slots(
    found: &mut FoundDay,
    text: &Text,
    range: &Range<usize>,
    left: usize,
    report: &mut Report,
) -> Vec<FoundDay> {
    let mut further = Vec::new();
    let Some(zone) = zone(text, range) else {
        append(&mut found.day.description, &text.prose(range.clone(), report));
        return further;
    };
    append(&mut found.day.description, &text.prose(range.start..zone.range.start, report));
    let first = found.day.slots.len();
    let how = match zone.sort {
        Sort::Tables => {
            further = tables::read(found, text, &zone.range, left, report);
            "the rows of a table"
        }
        Sort::Lines => {
            from_lines(found, text, &zone.range, left, report);
            "lines that begin with a time"
        }
        Sort::Headings(level) => {
            from_headings(found, text, &zone.range, level, left, report);
            "the headings below it"
        }
        Sort::Lists { all } => {
            from_lists(found, text, &zone.range, all, left, report);
            "the items of a list"
        }
    };
    append(&mut found.day.description, &text.prose(zone.range.end..range.end, report));
    let places =
        || found.places.get(first..).into_iter().chain(further.iter().map(|day| day.places.as_slice())).flatten();
    if let Some(at) = places().next() {
        let count = places().count();
        let slots = if count == 1 { "1 slot is".to_owned() } else { format!("{count} slots are") };
        report.note(*at, format!("{slots} understood from {how}"), "Write each as `## 09:00 Title`");
    }
    further
}

/// A line or heading that opens a slot.
struct Opening<'a> {
    /// Where the text begins that leads up to it, such as the heading of a session.
    from: usize,
    line: Range<usize>,
    heading: &'a str,
}

fn from_lines(found: &mut FoundDay, text: &Text, range: &Range<usize>, left: usize, report: &mut Report) {
    let mut openings: Vec<Opening> = Vec::new();
    let mut leads = None;
    for block in text.blocks_in(range) {
        match &block.kind {
            BlockKind::Heading { level, text: heading } => {
                let line = text.line_start(block.range.start)..block.range.end;
                if is_slot_heading(*level, heading) {
                    openings.push(Opening { from: leads.take().unwrap_or(line.start), line, heading });
                } else {
                    let message = "This heading is kept as text of the slot below it";
                    report.note(block.range.start, message, "Write a slot as `## 09:00 Title`");
                    leads.get_or_insert(line.start);
                }
            }
            BlockKind::Paragraph => {
                for line in text.lines(block, range) {
                    if let Some(heading) = timed_line(text, line.clone()) {
                        openings.push(Opening { from: leads.take().unwrap_or(line.start), line, heading });
                    }
                }
            }
            _ => {}
        }
    }
    open(found, text, range, &openings, left, report);
}

fn from_headings(found: &mut FoundDay, text: &Text, range: &Range<usize>, level: u8, left: usize, report: &mut Report) {
    let openings: Vec<Opening> = text
        .blocks_in(range)
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading { level: own, text: heading } if *own == level => {
                let line = text.line_start(block.range.start)..block.range.end;
                Some(Opening { from: line.start, line, heading })
            }
            _ => None,
        })
        .collect();
    open(found, text, range, &openings, left, report);
}

/// Makes a slot of each opening, which reaches to the next.
fn open(
    found: &mut FoundDay,
    text: &Text,
    range: &Range<usize>,
    openings: &[Opening],
    left: usize,
    report: &mut Report,
) {
    let intro_end = openings.first().map_or(range.end, |opening| opening.from);
    append(&mut found.day.description, &text.prose(range.start..intro_end, report));
    for (nth, opening) in openings.iter().enumerate() {
        let next = openings.get(nth + 1).map(|next| next.from);
        let last = found.day.slots.len() + 1 == left;
        if let (true, Some(next)) = (last, next) {
            too_many(next, report);
        }
        let end = next.filter(|_| !last).unwrap_or(range.end);
        let mut draft = planned(opening.heading, opening.line.start, report);
        if opening.from < opening.line.start {
            text.fill(&mut draft, opening.from..opening.line.start, Vocabulary::Foreign, report);
        }
        text.fill(&mut draft, opening.line.end..end, Vocabulary::Foreign, report);
        found.push(opening.line.start, draft);
        if last {
            break;
        }
    }
}

fn from_lists(found: &mut FoundDay, text: &Text, range: &Range<usize>, all: bool, left: usize, report: &mut Report) {
    let has_chapters =
        text.blocks_in(range).iter().any(|block| matches!(block.kind, BlockKind::Heading { level: 2, .. }));
    let holds_slots = |items: &[Item]| {
        let is_slot =
            |item: &Item| items::heading_of(item).0.start.is_some() || (!has_chapters && items::is_timed(item));
        all || items.iter().any(is_slot)
    };
    let mut at = range.start;
    for block in text.blocks_in(range) {
        let BlockKind::List(items) = &block.kind else { continue };
        if !holds_slots(items) || found.day.slots.len() >= left {
            continue;
        }
        append(&mut found.day.description, &text.prose(at..block.range.start, report));
        at = block.range.end;
        let room = left - found.day.slots.len();
        let shape = Shape::of(items, text.roster);
        for item in items.iter().take(room) {
            found.push(item.at, slot_of(item, &shape, report));
        }
        if let Some(next) = items.get(room) {
            too_many(next.at, report);
            let rest = items.iter().skip(room).map(talking_point);
            if let Some(slot) = found.day.slots.last_mut() {
                slot.topics.extend(rest);
            }
        }
    }
    append(&mut found.day.description, &text.prose(at..range.end, report));
}

fn slot_of(item: &Item, shape: &Shape, report: &mut Report) -> Draft {
    let (Slotted { mut heading, chair }, rest) = shape.read(item);
    for remark in std::mem::take(&mut heading.remarks) {
        report.add(item.at, remark);
    }
    let rest =
        (!rest.is_empty()).then(|| TalkingPoint { text: as_item_text(rest.to_owned(), false), children: Vec::new() });
    let mut draft = Draft::new(heading);
    draft.slot.chair = chair;
    draft.slot.topics = rest.into_iter().chain(item.children.iter().map(talking_point)).collect();
    draft
}

/// The date that a description names, where all the dates in it are the same one, and its place in the whole text.
pub(super) fn date_in(description: &str, text: &str) -> Option<(NaiveDate, usize)> {
    let dates = dates::all(description);
    let (first, _) = dates.first()?;
    let agree = dates.iter().all(|(date, _)| date == first);
    dates::all(text).into_iter().find(|(date, _)| agree && date == first)
}

/// What to say where a date was taken from the text.
pub(super) fn date_taken(date: NaiveDate) -> Remark {
    Remark::note(format!("The date {date} is taken from the text"), format!("Write `date: {date}` in the front matter"))
}
