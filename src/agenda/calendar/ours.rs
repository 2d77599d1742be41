//! What our own calendars say beside their fields: the writer is `minutes/calendar.rs`.
//!
//! Not here: what any calendar says.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::lang::Lang;
use crate::meeting::{Attachment, Kind, TalkingPoint};

use super::super::markdown::DEEPEST;
use super::super::nest::{nested, point};
use super::super::recorded;
use super::super::told::ToldEntry;
use super::lines::{Component, Property, harmless_line};

/// A day as the minutes have it.
pub(super) struct OurDay {
    pub(super) number: u32,
    pub(super) date: Option<NaiveDate>,
    pub(super) title: String,
}

/// Whether a component is a slot of ours: it belongs to the plan though it did not take place.
pub(super) fn is_slot(component: &Component) -> bool {
    component.get("X-MINUTEBOOK-DAY").is_some()
}

/// The day that a slot stands on.
pub(super) fn day(component: &Component) -> Option<OurDay> {
    let said = component.get("X-MINUTEBOOK-DAY")?.text();
    let mut parts = said.splitn(3, '/');
    let number = parts.next()?.trim().parse().ok()?;
    let date = parts.next().and_then(|date| date.trim().parse().ok());
    Some(OurDay { number, date, title: parts.next().unwrap_or("").trim().to_owned() })
}

/// The planned start and minutes.
pub(super) fn planned(component: &Component) -> (Option<DateTime<FixedOffset>>, Option<u32>) {
    let said = component.line("X-MINUTEBOOK-PLANNED");
    let (start, minutes) = said.split_once('/').unwrap_or((&said, ""));
    (start.parse().ok(), minutes.parse().ok().filter(|minutes| (1..=1440).contains(minutes)))
}

/// When it was taken up and when it was over.
pub(super) fn held(component: &Component) -> (Option<DateTime<FixedOffset>>, Option<DateTime<FixedOffset>>) {
    let said = component.line("X-MINUTEBOOK-HELD");
    let (start, end) = said.split_once('/').unwrap_or((&said, ""));
    (start.parse().ok(), end.parse().ok())
}

/// The talking points, each with its level.
pub(super) fn topics(component: &Component) -> Vec<TalkingPoint> {
    let topics = component.all("X-MINUTEBOOK-TOPIC");
    nested(topics.map(|property| (depth(property), point(harmless_line(&property.text())))), DEEPEST)
}

/// The files of a slot, or of the meeting, with all that is known of them.
pub(super) fn files(component: &Component) -> Vec<Attachment> {
    let file = |property: &Property| {
        let param = |name| property.param(name).map(harmless_line).filter(|value| !value.is_empty());
        Attachment {
            kind: param("X-KIND").unwrap_or_else(|| "file".to_owned()),
            name: harmless_line(&property.text()),
            link: param("X-LINK"),
            modified: param("X-MODIFIED").and_then(|date| date.parse().ok()),
            by: param("X-BY"),
        }
    };
    let is_one = |one: &Attachment| !one.name.is_empty() || one.link.is_some();
    component.all("X-MINUTEBOOK-FILE").map(file).filter(is_one).collect()
}

/// What was said in it. An action item is there with its number, and no more is known of it here.
pub(super) fn entries(component: &Component) -> Vec<ToldEntry> {
    let mut entries: Vec<ToldEntry> = Vec::new();
    for property in component.all("X-MINUTEBOOK-SAID") {
        let deepest = entries.last().map_or(0, |above| above.depth.saturating_add(1));
        let kind = property.param("X-KIND").unwrap_or_default();
        entries.push(ToldEntry {
            depth: u16::try_from(depth(property)).unwrap_or(u16::MAX).min(deepest),
            kind: Kind::ALL.into_iter().find(|one| one.word() == kind).unwrap_or_default(),
            text: harmless_line(&property.text()),
            number: property.param("X-NUMBER").and_then(|number| number.parse().ok()),
            speaker: property.param("X-SPEAKER").map(harmless_line),
            link: property.param("X-LINK").map(harmless_line),
            votes: property
                .param("X-VOTES")
                .and_then(|votes| {
                    recorded::votes(votes, 0, Lang::English, &|names| recorded::row(names, Lang::English))
                })
                .map_or_else(Vec::new, |(votes, _)| votes.votes),
            ..ToldEntry::default()
        });
    }
    entries
}

/// Levels below the outermost.
fn depth(property: &Property) -> usize {
    property.param("X-DEPTH").and_then(|depth| depth.parse().ok()).unwrap_or(0).min(DEEPEST)
}
