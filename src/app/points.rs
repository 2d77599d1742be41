//! What was prepared for a slot: its talking points, and the lines below them.
//!
//! Not here: drawing them, and how many have room.

use std::borrow::Cow;

use super::Model;
use crate::meeting::{Request, Slot, TalkingPoint};
use crate::text::without_comments;
use crate::words::say;

impl Model {
    /// The lines below the talking points of the slot on screen: what the agenda says beside them, what was kept as it
    /// stood, and what was said when the slot was asked for.
    pub fn lines_below_points(&self) -> Vec<Cow<'_, str>> {
        let Some(slot) = self.slot() else { return Vec::new() };
        let kept: Vec<Cow<'_, str>> = match without_comments(&slot.plan.description) {
            Cow::Borrowed(text) => said(text).map(Cow::Borrowed).collect(),
            Cow::Owned(text) => said(&text).map(|line| Cow::Owned(line.to_owned())).collect(),
        };
        let request = self.meeting().request_of(slot);
        kept.into_iter().chain(request.and_then(|request| asked_for(slot, request)).map(Cow::Owned)).collect()
    }

    /// Rows that all of that wants when each line takes one; wrapped ones are cut by the pane.
    pub(super) fn lines_prepared(&self) -> usize {
        self.slot().map_or(0, |slot| points(&slot.plan.topics).len() + self.lines_below_points().len())
    }
}

/// A slot's talking points with their depth, in reading order. An author's comment is for no other eyes: a point that is
/// nothing else is left out, and those below it stand where it stood.
pub fn points(topics: &[TalkingPoint]) -> Vec<(usize, Cow<'_, str>)> {
    fn add<'s>(points: &'s [TalkingPoint], depth: usize, all: &mut Vec<(usize, Cow<'s, str>)>) {
        for point in points {
            let words = without_comments(&point.text);
            let is_said = !words.trim().is_empty() || point.text.trim().is_empty();
            if is_said {
                all.push((depth, words));
            }
            add(&point.children, depth + usize::from(is_said), all);
        }
    }
    let mut all = Vec::new();
    add(topics, 0, &mut all);
    all
}

/// The lines of a text in which something stands.
fn said(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}

/// `asked for by Bo Chen: an overview`, as far as the slot does not say it itself.
fn asked_for(slot: &Slot, request: &Request) -> Option<String> {
    let by = request.requested_by.as_ref().filter(|_| slot.plan.requested_by.is_none());
    let notes = request.notes.trim();
    let said = notes.is_empty() || slot.plan.description.contains(notes) || have(&slot.plan.topics, notes);
    match (by, Some(notes).filter(|_| !said)) {
        (None, None) => None,
        (Some(name), None) => Some(say!("points-asked-by", name = name)),
        (None, Some(notes)) => Some(say!("points-asked", notes = notes)),
        (Some(name), Some(notes)) => Some(say!("points-asked-by-notes", name = name, notes = notes)),
    }
}

/// Whether one of the points, or of those below them, has these words.
fn have(points: &[TalkingPoint], words: &str) -> bool {
    points.iter().any(|point| point.text.contains(words) || have(&point.children, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_author_notes_for_himself_is_no_talking_point() {
        let point = |text: &str, children| TalkingPoint { text: text.to_owned(), children };
        let below = vec![point("the dates", vec![])];
        let topics = vec![point("Plans <!-- ask Ann -->", vec![]), point("<!-- later -->", below)];
        let found: Vec<(usize, String)> =
            points(&topics).into_iter().map(|(depth, it)| (depth, it.into_owned())).collect();
        assert_eq!(found, [(0, "Plans".to_owned()), (0, "the dates".to_owned())]);
    }
}
