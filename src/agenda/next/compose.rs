//! The next agenda, put together from what is kept.

use std::collections::BTreeMap;

use super::said::{line, of_item};
use super::{Group, Next, What};
use crate::meeting::{Agenda, PlannedDay, PlannedSlot, SlotKind, TalkingPoint, reviewed_in};

/// The slot in which open action items are gone through, where the last agenda had none.
const REVIEW: &str = "Review action items";

impl Next {
    /// The agenda without the offers of these numbers; each with the reason, which may be empty.
    pub fn agenda(&self, left_out: &BTreeMap<usize, String>) -> Agenda {
        let mut agenda = self.frame.clone();
        let mut points = Vec::new();
        for (number, offer) in self.offers() {
            match &offer.what {
                _ if left_out.contains_key(&number) => {}
                What::Item(item) => points.push(TalkingPoint { text: of_item(item), children: Vec::new() }),
                What::Request(request) => agenda.requests.push(request.clone()),
                What::Person(person) => agenda.people.push(person.clone()),
                What::Slot => {}
            }
        }
        for place in &self.places {
            let kept = place.offer.is_none_or(|offer| !left_out.contains_key(&offer));
            if let Some(day) = agenda.days.get_mut(place.day).filter(|_| kept) {
                day.slots.push(place.slot.clone());
            }
        }
        review(&mut agenda, points);
        self.begin(&mut agenda.days);
        if agenda.days.iter().any(|day| !day.slots.is_empty()) {
            agenda.days.retain(|day| !day.slots.is_empty());
        } else {
            agenda.days.truncate(1);
        }
        agenda.head.description = self.not_carried(left_out);
        agenda
    }

    /// The first slot of a day is when the last meeting began on it.
    fn begin(&self, days: &mut [PlannedDay]) {
        for (day, begins) in days.iter_mut().zip(&self.begins) {
            if let Some(first) = day.slots.first_mut().filter(|slot| !slot.kind.is_break()) {
                first.start = *begins;
            }
        }
    }

    /// What was left out, with the reasons.
    fn not_carried(&self, left_out: &BTreeMap<usize, String>) -> String {
        let said = left_out.iter().filter_map(|(number, reason)| {
            let offer = self.offers.get(*number)?;
            let reason = line(reason);
            let told = offer.group != Group::People || !reason.is_empty();
            let reason = if reason.is_empty() { String::new() } else { format!(" — {reason}") };
            told.then(|| format!("- {}{reason}", offer.text))
        });
        let said: Vec<String> = said.collect();
        if said.is_empty() { String::new() } else { format!("Not carried over:\n\n{}", said.join("\n")) }
    }
}

/// Names the open action items in the slot that reviews them, for whoever reads the file; the meeting takes them from the
/// series when it is opened.
fn review(agenda: &mut Agenda, points: Vec<TalkingPoint>) {
    let there = agenda.days.iter_mut().flat_map(|day| &mut day.slots).find(|slot| slot.is_review());
    if let Some(slot) = there {
        slot.topics.retain(|point| reviewed_in(&point.text).is_none());
        slot.topics.splice(0..0, points);
        return;
    }
    if points.is_empty() {
        return;
    }
    if agenda.days.is_empty() {
        agenda.days.push(PlannedDay::default());
    }
    let slot = PlannedSlot {
        title: REVIEW.to_owned(),
        kind: SlotKind::Other("review".to_owned()),
        topics: points,
        ..PlannedSlot::default()
    };
    if let Some(day) = agenda.days.first_mut() {
        day.slots.insert(0, slot);
    }
}
