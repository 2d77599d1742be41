//! The sections of a page: what stands before the days, the days, and the chapters around them.
//!
//! A day begins with a heading that has a date, or with such a line directly above a table. Not here: what a section holds.

use super::facts::Facts;
use super::line::Line;
use super::parts::Part;
use crate::agenda::chapters;
use crate::agenda::dates;
use crate::agenda::heading::{DayHeading, SlotHeading};
use crate::agenda::language;
use crate::lang::{Lang, is_same};
use crate::notation::near;

/// A section of a page.
pub(super) struct Section {
    pub(super) sort: Sort,
    /// Its heading, with its level.
    pub(super) heading: Option<(u8, Line)>,
    pub(super) parts: Vec<Part>,
}

/// What a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// What stands before all others.
    Intro,
    /// A day.
    Day,
    /// Who takes part.
    People,
    /// Files of the meeting.
    Attachments,
    /// The action items once more, or those that stand in no slot.
    Actions,
    /// What is made from the rest of the page.
    Derived,
    /// What people ask to have a slot for.
    Requests,
    /// Anything else.
    Other,
}

/// Words that name a chapter of another sort than people and action items, without blanks and in lower case.
const NAMES: [(Sort, &[&str]); 3] = [
    (
        Sort::Attachments,
        &["attachments", "attacheddocuments", "documents", "files", "attachedfiles", "anlagen", "attacheddocs"],
    ),
    (
        Sort::Derived,
        &[
            "decisions",
            "openquestions",
            "openproposals",
            "parkinglot",
            "schedule",
            "ideas",
            "proposals",
            "tableofcontents",
            "contents",
        ],
    ),
    (
        Sort::Requests,
        &[
            "requests",
            "topicrequests",
            "requestedtopics",
            "premeetingplanning",
            "planning",
            "proposedtopics",
            "topicproposals",
        ],
    ),
];

/// The chapter that a heading names; our own names are those of the language of the page.
fn named(heading: &str, lang: Lang) -> Sort {
    let words = lang.words();
    let derived = lang.summaries().map(|summary| summary.heading).into_iter().chain([words.course.schedule]);
    let derived = derived.chain(language::chapters_of_series(lang));
    let ours = [
        (words.lists.actions, Sort::Actions),
        (words.tables.documents, Sort::Attachments),
        (words.tables.planning, Sort::Requests),
    ];
    let mut ours = ours.into_iter().chain(derived.map(|name| (name, Sort::Derived)));
    if let Some((_, sort)) = ours.find(|(name, _)| is_same(name, heading)) {
        return sort;
    }
    if chapters::is_people(heading) {
        return Sort::People;
    }
    if chapters::is_actions(heading) {
        return Sort::Actions;
    }
    let folded = near::fold(heading.split('(').next().unwrap_or("").trim_end_matches([':', ' ']));
    NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())).map_or(Sort::Other, |(sort, _)| *sort)
}

/// Whether a heading names a day: it has a date, and no time of a slot.
fn is_day(heading: &str, lang: Lang) -> bool {
    day_of(heading, lang).date.is_some() && SlotHeading::read(heading).start.is_none()
}

/// What the heading of a day says.
pub(super) fn day_of(heading: &str, lang: Lang) -> DayHeading {
    let (before, last) = lang.sides_of_colon(heading).unwrap_or(("", heading));
    // On a wiki's page a date is no words but a date.
    if let Some(date) = lang.date_in(last).or_else(|| dates::whole(last)) {
        return DayHeading { date: Some(date), title: before.to_owned() };
    }
    let day = DayHeading::read(heading);
    DayHeading { title: without_weekday(day.title), ..day }
}

/// A day's name without the weekday that stood before its date.
fn without_weekday(title: String) -> String {
    let bare = title.trim_end_matches([',', ' ']);
    let (before, last) = bare.rsplit_once([' ', ':']).unwrap_or(("", bare));
    if dates::is_weekday(last) { before.trim_end_matches([':', ',', ' ']).to_owned() } else { title }
}

/// Cuts the page at its headings.
pub(super) fn sections(parts: Vec<Part>, facts: &Facts) -> Vec<Section> {
    let lang = facts.lang();
    let may_be_day = |level: u8| facts.days.is_none_or(|days| level == days);
    let mut all = vec![Section { sort: Sort::Intro, heading: None, parts: Vec::new() }];
    let day_level = parts.iter().find_map(|part| match part {
        Part::Heading(level, line) if may_be_day(*level) && is_day(&line.text, lang) => Some(*level),
        _ => None,
    });
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        let (level, line) = match part {
            Part::Heading(level, line) => (level, line),
            // A line that only says which day the table below it is about.
            Part::Paragraph(lines)
                if matches!(parts.peek(), Some(Part::Table(_)))
                    && facts.days.is_none()
                    && names_a_day(&lines, lang) =>
            {
                match <[Line; 1]>::try_from(lines) {
                    Ok([line]) => (7, line),
                    Err(lines) => {
                        push(&mut all, Part::Paragraph(lines));
                        continue;
                    }
                }
            }
            other => {
                push(&mut all, other);
                continue;
            }
        };
        let sort = if may_be_day(level) && is_day(&line.text, lang) { Sort::Day } else { named(&line.text, lang) };
        let above = all.last().map_or((Sort::Intro, 0), |last| (last.sort, last.heading.as_ref().map_or(0, |it| it.0)));
        if opens(sort, level, above, day_level) {
            all.push(Section { sort, heading: Some((level, line)), parts: Vec::new() });
        } else {
            push(&mut all, Part::Heading(level, line));
        }
    }
    all
}

fn push(sections: &mut [Section], part: Part) {
    if let Some(last) = sections.last_mut() {
        last.parts.push(part);
    }
}

fn names_a_day(lines: &[Line], lang: Lang) -> bool {
    matches!(lines, [only] if is_day(&only.text, lang) && only.text.chars().count() < 80 && !has_clock(&only.text))
}

/// Whether a text has a time of day in it, as `held Thu 26 Mar 2026 09:00–09:41` does.
pub(super) fn has_clock(text: &str) -> bool {
    text.as_bytes()
        .windows(3)
        .any(|at| matches!(at, [before, b':', after] if before.is_ascii_digit() && after.is_ascii_digit()))
}

/// Whether a heading opens a section below another one.
fn opens(sort: Sort, level: u8, above: (Sort, u8), day_level: Option<u8>) -> bool {
    let (above, above_level) = above;
    let is_closed = !matches!(above, Sort::Intro | Sort::Day | Sort::Other);
    match sort {
        _ if is_closed && level > above_level => false,
        Sort::Day => true,
        Sort::Intro => false,
        // Within a day, `Participants` may be what a slot is called.
        Sort::Other => {
            above != Sort::Intro && level <= day_level.unwrap_or(above_level).max(1) && level <= above_level.max(1)
        }
        _ => above != Sort::Day || level <= above_level,
    }
}
