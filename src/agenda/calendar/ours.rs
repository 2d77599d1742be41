//! What our own calendars say beside their fields: the writer is `minutes/calendar.rs`.
//!
//! Not here: what any calendar says.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::meeting::Kind;

use super::super::told::ToldEntry;
use super::lines::{Component, Property};

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

/// Whether its description is what was said, and not what was prepared.
pub(super) fn tells(component: &Component) -> bool {
    is_slot(component) && component.line("X-MINUTEBOOK-TEXT") == "said"
}

/// What was said in it. An action item is there with its number, and no more is known of it here.
pub(super) fn entries(component: &Component) -> Vec<ToldEntry> {
    let Some(text) = component.get("DESCRIPTION").map(Property::text) else { return Vec::new() };
    let mut entries: Vec<ToldEntry> = Vec::new();
    for line in text.lines() {
        let rest = line.trim_start_matches(' ');
        let Some(said) = rest.strip_prefix("- ") else { continue };
        let depth = u16::try_from((line.len() - rest.len()) / 2).unwrap_or(u16::MAX);
        let depth = depth.min(entries.last().map_or(0, |above| above.depth.saturating_add(1)));
        entries.push(ToldEntry { depth, ..entry(said.trim()) });
    }
    entries
}

fn entry(said: &str) -> ToldEntry {
    let action = said.strip_prefix("Action #").and_then(|rest| rest.split_once(": "));
    if let Some((number, text)) = action.and_then(|(number, text)| Some((number.parse().ok()?, text))) {
        return ToldEntry { kind: Kind::Action, number: Some(number), text: text.to_owned(), ..ToldEntry::default() };
    }
    let labels = [
        (Kind::Decision, "Decision: "),
        (Kind::Question, "Question: "),
        (Kind::Proposal, "Proposal: "),
        (Kind::Idea, "Idea: "),
        (Kind::Info, "Information: "),
    ];
    let labelled = labels.iter().find_map(|(kind, label)| Some((*kind, said.strip_prefix(label)?)));
    let (kind, text) = labelled.unwrap_or((Kind::Note, said));
    ToldEntry { kind, text: text.to_owned(), ..ToldEntry::default() }
}
