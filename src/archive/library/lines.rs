//! What of a meeting is found by its words: each line with what it is and where it stands.
//!
//! Not here: how words are found (see `search`), and half-typed lines, which nobody said yet.

use chrono::{DateTime, FixedOffset};

use crate::meeting::search::Place;
use crate::meeting::{
    Entry, EntryId, Item, Kind, Meeting, Slot, SlotId, Status, TalkingPoint, placements, reviewed_in,
};

/// A line of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) slot: Option<SlotId>,
    pub(super) entry: Option<EntryId>,
    pub(super) place: Place,
    pub(super) at: Option<DateTime<FixedOffset>>,
    pub(super) text: String,
    pub(super) owners: Vec<String>,
    pub(super) tickets: Vec<String>,
    /// Of an action item.
    pub(super) status: Option<Status>,
}

impl Line {
    /// An action item's line as the item stands by all that the meetings of its series say of it.
    pub(super) fn standing(&self, item: &Item) -> Self {
        let owners = on_one_line(&item.action.owners);
        Self { text: owned(&owners, &item.text), owners, status: Some(item.action.status), ..self.clone() }
    }
}

/// All lines of a meeting, in reading order.
pub(super) fn lines(meeting: &Meeting) -> Vec<Line> {
    let mut lines = Lines(Vec::new());
    lines.put(None, Place::Title, &meeting.head.title);
    lines.text(None, &meeting.head.description);
    for day in &meeting.days {
        lines.put(None, Place::Agenda, &day.title);
        lines.text(None, &day.description);
        for slot in &day.slots {
            lines.slot(slot);
        }
    }
    let placed = placements(&meeting.requests, meeting.slots().map(|slot| &slot.plan));
    for (request, _) in meeting.requests.iter().zip(placed).filter(|(_, place)| place.is_none()) {
        lines.put(None, Place::Agenda, &request.topic);
        lines.text(None, &request.notes);
    }
    lines.0
}

struct Lines(Vec<Line>);

impl Lines {
    fn put(&mut self, slot: Option<SlotId>, place: Place, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            let (owners, tickets) = (Vec::new(), Vec::new());
            self.0.push(Line {
                slot,
                entry: None,
                place,
                at: None,
                text: text.to_owned(),
                owners,
                tickets,
                status: None,
            });
        }
    }

    fn text(&mut self, slot: Option<SlotId>, text: &str) {
        text.lines().for_each(|line| self.put(slot, Place::Agenda, line));
    }

    fn slot(&mut self, slot: &Slot) {
        let id = Some(slot.id);
        self.put(id, Place::Topic, &slot.plan.title);
        self.text(id, &slot.plan.description);
        self.points(id, &slot.plan.topics, slot.plan.is_review());
        self.0.extend(slot.entries.iter().map(|entry| said(slot.id, entry)));
    }

    /// An action item that is gone through is found where it was noted, and not once more in each meeting that did.
    fn points(&mut self, slot: Option<SlotId>, points: &[TalkingPoint], is_review: bool) {
        for point in points {
            if !(is_review && reviewed_in(&point.text).is_some()) {
                self.put(slot, Place::Point, &point.text);
            }
            self.points(slot, &point.children, is_review);
        }
    }
}

fn said(slot: SlotId, entry: &Entry) -> Line {
    let owners = on_one_line(entry.as_action().map(|item| item.owners.as_slice()).unwrap_or_default());
    let text = match (&entry.speaker, entry.kind) {
        (Some(speaker), Kind::Speech) => format!("{speaker}: {}", entry.text),
        _ => owned(&owners, &entry.text),
    };
    Line {
        slot: Some(slot),
        entry: Some(entry.id),
        place: Place::Entry(entry.kind),
        at: Some(entry.at),
        text,
        owners,
        tickets: on_one_line(&entry.tickets),
        status: entry.as_action().map(|item| item.status),
    }
}

/// What is to be done, behind who does it.
fn owned(owners: &[String], text: &str) -> String {
    if owners.is_empty() { text.to_owned() } else { format!("{} — {text}", owners.join(", ")) }
}

/// Names as they can be kept one a line: a journal from elsewhere may have anything in them.
fn on_one_line(names: &[String]) -> Vec<String> {
    names.iter().map(|name| name.replace('\n', " ")).collect()
}
