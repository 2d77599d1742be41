//! An event as a slot: title, length, chair, talking points, attachments.
//!
//! Not here: on which day it stands.

use std::collections::HashSet;

use crate::meeting::{Attachment, PlannedSlot, SlotKind};

use super::super::body::{Text, append};
use super::super::diagnostic::Report;
use super::super::heading::{SlotHeading, UNTITLED};
use super::super::property::{Draft, Vocabulary, kind_of_title};
use super::super::{markdown, markup};
use super::events::Event;
use super::lines::{Component, Property, harmless_line};
use super::times::parse;
use super::{ours, people};

/// Where an event leads that is no attachment of it.
pub(super) const LINKS: [&str; 4] = ["CONFERENCE", "URL", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"];

/// What all events have alike, and so the meeting.
#[derive(Default)]
pub(super) struct Common {
    pub(super) location: Option<String>,
    pub(super) link: Option<String>,
    pub(super) chair: Vec<String>,
}

impl Common {
    /// What the events share: who chairs all of them chairs the meeting.
    pub(super) fn of(events: &[Event]) -> Self {
        let shared = |of: &dyn Fn(&Component) -> Option<String>| {
            // What an occurrence that was moved does not say, its series does.
            let inherits = |component: &Component| component.get("RECURRENCE-ID").is_some() && of(component).is_none();
            let mut all = events.iter().map(|event| event.component).filter(|one| !inherits(one)).map(of);
            let first = all.next()??;
            all.all(|other| other.as_deref() == Some(first.as_str())).then_some(first)
        };
        let chair = |component: &Component| {
            let chairs = people::chairs(component);
            (!chairs.is_empty()).then(|| chairs.join("\n"))
        };
        Self {
            location: shared(&|component| Some(component.line("LOCATION")).filter(|it| !it.is_empty())),
            link: shared(&link),
            chair: shared(&chair).map(|chairs| chairs.lines().map(str::to_owned).collect()).unwrap_or_default(),
        }
    }
}

/// The event's title; never empty.
pub(super) fn title(component: &Component) -> String {
    let first_line = || said(component).lines().map(harmless_line).find(|line| !line.is_empty());
    let title = component.line("SUMMARY");
    if title.is_empty() { first_line().unwrap_or_else(|| UNTITLED.to_owned()) } else { title }
}

/// The slot that an event is, without its times.
pub(super) fn slot(event: &Event, common: &Common, roster: &[String]) -> PlannedSlot {
    let component = event.component;
    let title = title(component);
    let heading = SlotHeading { title: title.clone(), start: None, length: None, until: None, remarks: Vec::new() };
    let mut draft = Draft::new(heading);
    fill(&mut draft, &text(component, common), roster);
    let said = !draft.slot.chair.is_empty();
    let mut slot = draft.finish();
    (slot.start, slot.minutes, slot.least) = (None, None, None);
    if slot.kind.is_topic() {
        slot.kind = kind(component, &title);
    }
    let chairs = people::chairs(component);
    if ours::is_slot(component) {
        slot.chair = chairs;
        slot.topics = ours::topics(component);
        slot.attachments = ours::files(component);
    } else if !said && chairs != common.chair {
        slot.chair = chairs;
    }
    // One of ours is there already, and says more.
    let known: HashSet<Option<String>> = slot.attachments.iter().map(|file| file.link.clone()).collect();
    let attached = component.all("ATTACH").filter_map(attachment);
    slot.attachments.extend(attached.filter(|file| !known.contains(&file.link)));
    let link = link(component).filter(|link| common.link.as_ref() != Some(link));
    slot.attachments.extend(link.map(|link| Attachment {
        kind: "link".into(),
        link: Some(link),
        ..Attachment::default()
    }));
    slot
}

/// All that an event says in words: its description, the place where it is another than the meeting's, comments, and
/// dates that are none.
fn text(component: &Component, common: &Common) -> String {
    let mut text = if ours::is_slot(component) { String::new() } else { said(component) };
    let location = component.line("LOCATION");
    if !location.is_empty() && common.location.as_ref() != Some(&location) {
        append(&mut text, &format!("Location: {location}"));
    }
    for property in &component.properties {
        match property.name.as_str() {
            "COMMENT" => append(&mut text, &property.text()),
            "DTSTART" | "DTEND" if parse(&property.value).is_none() => {
                append(&mut text, &format!("{}: {}", property.name, property.text()));
            }
            _ => {}
        }
    }
    text
}

/// What an event says of itself. Many calendars keep it as a page, of which its text and lists are taken.
pub(super) fn said(component: &Component) -> String {
    let text = component.text("DESCRIPTION");
    if markup::is_marked_up(&text) { markup::prose(&text) } else { text }
}

/// A text of the meeting or of a day: as it stands, but without headings that would open something.
pub(super) fn prose(text: &str) -> String {
    let blocks = markdown::outline(text, 0).blocks;
    Text { source: text, blocks: &blocks, roster: &[], telling: None }.prose(0..text.len(), &mut Report::default())
}

/// Reads an event's text: properties, bullets, and the rest word by word.
fn fill(draft: &mut Draft, text: &str, roster: &[String]) {
    let source = format!("{text}\n");
    let blocks = markdown::outline(&source, 0).blocks;
    // What is odd in it has no place of its own in the file, and stays as text.
    let mut unsaid = Report::default();
    let text = Text { source: &source, blocks: &blocks, roster, telling: None };
    text.fill(draft, 0..source.len(), Vocabulary::Own, &mut unsaid);
}

/// The kind that a slot of ours says, else the one of its title.
fn kind(component: &Component, title: &str) -> SlotKind {
    if ours::is_slot(component) {
        return SlotKind::from_word(&component.line("CATEGORIES"));
    }
    kind_of_title(title)
}

/// The address at which one joins.
pub(super) fn link(component: &Component) -> Option<String> {
    let values = LINKS.iter().filter_map(|name| component.get(name)).map(|property| property.value.trim().to_owned());
    values.into_iter().find(|value| value.contains(':') && !value.contains(char::is_whitespace))
}

/// What ATTACH names; of one that is in the file itself only the name.
fn attachment(property: &Property) -> Option<Attachment> {
    let name = ["FILENAME", "X-FILENAME", "X-APPLE-FILENAME", "LABEL"].iter().find_map(|name| property.param(name));
    let name = name.map(harmless_line).unwrap_or_default();
    let inside = property.says("ENCODING", "BASE64") || property.says("VALUE", "BINARY");
    let link = Some(property.value.trim().to_owned()).filter(|link| !inside && !link.is_empty());
    let called = if name.is_empty() { link.as_deref().unwrap_or_default() } else { &name }.to_ascii_lowercase();
    let slides = [".pdf", ".ppt", ".pptx", ".odp", ".key"].iter().any(|ending| called.ends_with(ending));
    let kind = if slides { "slides" } else { "link" }.to_owned();
    (link.is_some() || !name.is_empty()).then(|| Attachment { kind, name, link, ..Attachment::default() })
}
