//! What was prepared for a slot: its talking points, and the lines below them.
//!
//! Not here: drawing them, and how many have room.

use std::borrow::Cow;

use super::Model;
use crate::meeting::{Request, Slot, TalkingPoint};

impl Model {
    /// The lines below the talking points of the slot on screen: what the agenda says beside them, what was kept as it
    /// stood, and what was said when the slot was asked for.
    pub fn lines_below_points(&self) -> Vec<Cow<'_, str>> {
        let Some(slot) = self.slot() else { return Vec::new() };
        let kept = slot.plan.description.lines().filter(|line| !line.trim().is_empty()).map(Cow::Borrowed);
        let request = self.meeting().request_of(slot);
        kept.chain(request.and_then(|request| asked_for(slot, request)).map(Cow::Owned)).collect()
    }

    /// Rows that all of that wants when each line takes one; wrapped ones are cut by the pane.
    pub(super) fn lines_prepared(&self) -> usize {
        self.slot().map_or(0, |slot| count(&slot.plan.topics) + self.lines_below_points().len())
    }
}

/// `asked for by Bo Chen: an overview`, as far as the slot does not say it itself.
fn asked_for(slot: &Slot, request: &Request) -> Option<String> {
    let by = request.requested_by.as_ref().filter(|_| slot.plan.requested_by.is_none());
    let notes = request.notes.trim();
    let said = notes.is_empty() || slot.plan.description.contains(notes) || have(&slot.plan.topics, notes);
    match (by, Some(notes).filter(|_| !said)) {
        (None, None) => None,
        (Some(name), None) => Some(format!("asked for by {name}")),
        (None, Some(notes)) => Some(format!("asked for: {notes}")),
        (Some(name), Some(notes)) => Some(format!("asked for by {name}: {notes}")),
    }
}

/// Whether one of the points, or of those below them, has these words.
fn have(points: &[TalkingPoint], words: &str) -> bool {
    points.iter().any(|point| point.text.contains(words) || have(&point.children, words))
}

fn count(points: &[TalkingPoint]) -> usize {
    points.iter().map(|point| 1 + count(&point.children)).sum()
}
