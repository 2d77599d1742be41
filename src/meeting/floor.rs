//! Who waits to speak, who speaks, and for how long.
//!
//! A turn ends when the next begins, when its slot's clock stops, or when it is ended. Not here: what was said.

use chrono::TimeDelta;

use super::knowledge::Hand;
use super::{Event, Meeting, Refusal, Slot, SlotId, Stamp, Turn};

impl Slot {
    /// Who has the floor, and since when.
    pub fn speaking(&self) -> Option<&Turn> {
        self.turns.last().filter(|turn| turn.to.is_none())
    }

    /// How long each spoke up to `now`, in the order of their first turns.
    pub fn speaking_times(&self, now: &Stamp) -> Vec<(&str, TimeDelta)> {
        let mut times: Vec<(&str, TimeDelta)> = Vec::new();
        for turn in &self.turns {
            let lasted = turn.to.as_ref().unwrap_or(now).since(&turn.from);
            match times.iter_mut().find(|(name, _)| *name == turn.name) {
                Some((_, time)) => *time += lasted,
                None => times.push((&turn.name, lasted)),
            }
        }
        times
    }
}

impl Meeting {
    pub(super) fn join_queue(&mut self, name: &str) -> Vec<Event> {
        if self.queue.iter().any(|waits| waits == name) {
            return Vec::new();
        }
        self.queue.push(name.to_owned());
        vec![Event::QueueLeft { name: name.to_owned() }]
    }

    pub(super) fn leave_queue(&mut self, name: &str) -> Vec<Event> {
        let old = self.queue.clone();
        self.queue.retain(|waits| waits != name);
        if self.queue == old { Vec::new() } else { vec![Event::QueueSet { names: old }] }
    }

    pub(super) fn set_queue(&mut self, names: &[String]) -> Vec<Event> {
        let old = std::mem::replace(&mut self.queue, names.to_vec());
        if self.queue == old { Vec::new() } else { vec![Event::QueueSet { names: old }] }
    }

    pub(super) fn give_floor(&mut self, slot: SlotId, name: Option<&str>, stamp: &Stamp, hand: Hand<'_>) -> Vec<Event> {
        if !self.has_slot(slot, hand) {
            return Vec::new();
        }
        let mut back = Vec::new();
        for other in self.days.iter_mut().flat_map(|day| &mut day.slots) {
            let begins = other.id == slot && name.is_some();
            if !begins && other.speaking().is_none() {
                continue;
            }
            back.push(Event::TurnsSet { slot: other.id, turns: other.turns.clone() });
            if let Some(turn) = other.turns.last_mut() {
                turn.to.get_or_insert(*stamp);
            }
            if let Some(name) = name.filter(|_| other.id == slot) {
                other.turns.push(Turn { name: name.to_owned(), from: *stamp, to: None });
            }
        }
        back
    }

    pub(super) fn set_turns(&mut self, slot: SlotId, turns: &[Turn], hand: Hand<'_>) -> Vec<Event> {
        if !self.has_slot(slot, hand) {
            return Vec::new();
        }
        let Some(place) = self.slot_mut(slot) else { return Vec::new() };
        let old = std::mem::replace(&mut place.turns, turns.to_vec());
        if place.turns == old { Vec::new() } else { vec![Event::TurnsSet { slot, turns: old }] }
    }
}

/// These want to speak.
pub(super) fn queue(meeting: &Meeting, names: Vec<String>) -> Result<Vec<Event>, Refusal> {
    if let Some(waits) = names.iter().find(|name| meeting.queue.contains(name)) {
        return Err(Refusal::Waits(waits.clone()));
    }
    let events: Vec<Event> = names.into_iter().map(|name| Event::QueueJoined { name }).collect();
    if events.is_empty() { Err(Refusal::Nobody) } else { Ok(events) }
}

/// These no longer want to speak.
pub(super) fn unqueue(meeting: &Meeting, names: Vec<String>) -> Result<Vec<Event>, Refusal> {
    if let Some(other) = names.iter().find(|name| !meeting.queue.contains(name)) {
        return Err(Refusal::DoesNotWait(other.clone()));
    }
    let events: Vec<Event> = names.into_iter().map(|name| Event::QueueLeft { name }).collect();
    if events.is_empty() { Err(Refusal::Nobody) } else { Ok(events) }
}

/// Somebody has the floor: the one named, else the next who waits.
pub(super) fn give(meeting: &Meeting, slot: SlotId, name: Option<String>) -> Result<Vec<Event>, Refusal> {
    if meeting.slot(slot).is_none() {
        return Err(Refusal::NoSlot);
    }
    let name = name.or_else(|| meeting.queue.first().cloned()).ok_or(Refusal::NobodyWaits)?;
    let waited = meeting.queue.contains(&name).then(|| Event::QueueLeft { name: name.clone() });
    Ok(waited.into_iter().chain([Event::FloorGiven { slot, name: Some(name) }]).collect())
}

/// Who has the floor is done.
pub(super) fn end(meeting: &Meeting) -> Result<Vec<Event>, Refusal> {
    let slot = meeting.slots().find(|slot| slot.speaking().is_some()).ok_or(Refusal::NobodySpeaks)?;
    Ok(vec![Event::FloorGiven { slot: slot.id, name: None }])
}
