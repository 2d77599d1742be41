//! Who waits to speak, who speaks, and for how long.
//!
//! One at a time has the floor, until the next has it, the slot's clock is stopped or the turn is ended; `decide` says so
//! as an event of its own, so that the fold has nothing to guess. Not here: what was said.

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
    /// The slot in which somebody has the floor.
    pub fn on_the_floor(&self) -> Option<(&Slot, &Turn)> {
        self.slots().find_map(|slot| Some((slot, slot.speaking()?)))
    }

    pub(super) fn join_queue(&mut self, name: &str, place: Option<u16>) -> Vec<Event> {
        if self.queue.iter().any(|waits| waits == name) {
            return Vec::new();
        }
        let end = self.queue.len();
        self.queue.insert(place.map_or(end, |place| end.min(place.into())), name.to_owned());
        vec![Event::QueueLeft { name: name.to_owned() }]
    }

    pub(super) fn leave_queue(&mut self, name: &str) -> Vec<Event> {
        let Some(place) = self.queue.iter().position(|waits| waits == name) else { return Vec::new() };
        self.queue.remove(place);
        vec![Event::QueueJoined { name: name.to_owned(), place: u16::try_from(place).ok() }]
    }

    pub(super) fn give_floor(&mut self, slot: SlotId, name: Option<&str>, stamp: &Stamp, hand: Hand<'_>) -> Vec<Event> {
        if !self.has_slot(slot, hand) {
            return Vec::new();
        }
        let mut back = Vec::new();
        for other in self.days.iter_mut().flat_map(|day| &mut day.slots) {
            let begins = name.filter(|_| other.id == slot);
            if begins.is_none() && other.speaking().is_none() {
                continue;
            }
            back.push(Event::TurnsSet { slot: other.id, turns: other.turns.clone() });
            end_turn(other, stamp);
            other.turns.extend(begins.map(|name| Turn { name: name.to_owned(), from: *stamp, to: None }));
        }
        back
    }

    pub(super) fn set_turns(&mut self, id: SlotId, turns: &[Turn], stamp: &Stamp, hand: Hand<'_>) -> Vec<Event> {
        if !self.has_slot(id, hand) {
            return Vec::new();
        }
        let Some(slot) = self.slot_mut(id) else { return Vec::new() };
        let mut back = Vec::new();
        let old = std::mem::replace(&mut slot.turns, closed_but_last(turns));
        if slot.turns != old {
            back.push(Event::TurnsSet { slot: id, turns: old });
        }
        if slot.speaking().is_none() {
            return back;
        }
        for other in self.days.iter_mut().flat_map(|day| &mut day.slots) {
            if other.id != id && other.speaking().is_some() {
                back.push(Event::TurnsSet { slot: other.id, turns: other.turns.clone() });
                end_turn(other, stamp);
            }
        }
        back
    }
}

fn end_turn(slot: &mut Slot, stamp: &Stamp) {
    if let Some(turn) = slot.turns.last_mut() {
        turn.to.get_or_insert(*stamp);
    }
}

/// Only the last turn may be open; an open one before it ended when the next began.
fn closed_but_last(turns: &[Turn]) -> Vec<Turn> {
    let next = turns.iter().skip(1).map(|turn| Some(turn.from)).chain([None]);
    let closed = |(turn, next): (&Turn, Option<Stamp>)| Turn { to: turn.to.or(next), ..turn.clone() };
    turns.iter().zip(next).map(closed).collect()
}

/// These want to speak; who waits already keeps the place.
pub(super) fn queue(meeting: &Meeting, names: Vec<String>) -> Result<Vec<Event>, Refusal> {
    let waits = names.iter().find(|name| meeting.queue.contains(name)).cloned();
    let new = names.into_iter().filter(|name| !meeting.queue.contains(name));
    let events: Vec<Event> = new.map(|name| Event::QueueJoined { name, place: None }).collect();
    if events.is_empty() { Err(waits.map_or(Refusal::Nobody, Refusal::Waits)) } else { Ok(events) }
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
    let place = meeting.slot(slot).ok_or(Refusal::NoSlot)?;
    let name = name.or_else(|| meeting.queue.first().cloned()).ok_or(Refusal::NobodyWaits)?;
    if place.speaking().is_some_and(|turn| turn.name == name) {
        return Err(Refusal::Speaks(name));
    }
    let waited = meeting.queue.contains(&name).then(|| Event::QueueLeft { name: name.clone() });
    Ok(waited.into_iter().chain([Event::FloorGiven { slot, name: Some(name) }]).collect())
}

/// Who has the floor is done.
pub(super) fn end(meeting: &Meeting) -> Result<Vec<Event>, Refusal> {
    ended(meeting, |_| true).map(|event| vec![event]).ok_or(Refusal::NobodySpeaks)
}

/// What ends the turn of who has the floor in such a slot.
pub(super) fn ended(meeting: &Meeting, such: impl Fn(SlotId) -> bool) -> Option<Event> {
    let (slot, _) = meeting.on_the_floor().filter(|(slot, _)| such(slot.id))?;
    Some(Event::FloorGiven { slot: slot.id, name: None })
}
