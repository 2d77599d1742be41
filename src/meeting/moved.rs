//! Slots that stand elsewhere than the agenda has them.
//!
//! Moving is a fact beside the agenda: what was planned stays known, so that the minutes can say what became of it. Not
//! here: which moves may be asked for (see `decide`), and what a move does to the times (see `schedule`).

use std::collections::BTreeMap;

use super::books::Bookkeeping;
use super::knowledge::Hand;
use super::{Day, Event, Meeting, Slot, SlotId};

impl Meeting {
    /// Puts a slot right after another, or as the first of a day; as its last where that other one has gone.
    pub(super) fn move_slot(
        &mut self,
        id: SlotId,
        (behind, day): (Option<SlotId>, usize),
        home: bool,
        hand: Hand<'_>,
    ) -> Vec<Event> {
        if behind == Some(id) || !self.has_slot(id, hand) {
            return Vec::new();
        }
        let Some((old_day, old_place)) = self.place_of_slot(id) else { return Vec::new() };
        let was_behind = old_place.checked_sub(1).map(|before| self.days[old_day].slots[before].id);
        let mut slot = self.days[old_day].slots.remove(old_place);
        let back = moved_to(id, was_behind, old_day, !slot.moved);
        let was_moved = std::mem::replace(&mut slot.moved, !home && !slot.unplanned);
        let unmoved = was_moved == slot.moved;
        let after = behind.and_then(|behind| self.place_of_slot(behind)).map(|(day, place)| (day, place + 1));
        let day = self.day_there(day);
        let or_else = if behind.is_none() { 0 } else { self.days[day].slots.len() };
        let (day, place) = after.unwrap_or((day, or_else));
        self.days[day].slots.insert(place, slot);
        if unmoved && (day, place) == (old_day, old_place) { Vec::new() } else { vec![back] }
    }

    /// Keeps slots that were moved where they stood, whatever an edited agenda says. `order` is that of each day until now.
    pub(super) fn keep_moved(&mut self, order: &[Vec<SlotId>]) {
        let moved: Vec<SlotId> = self.slots().filter(|slot| slot.moved).map(|slot| slot.id).collect();
        let mut taken: Vec<Slot> = Vec::new();
        for day in &mut self.days {
            taken.extend(day.slots.extract_if(.., |slot| moved.contains(&slot.id)));
        }
        for (day, ids) in order.iter().enumerate() {
            for id in ids {
                if let Some(at) = taken.iter().position(|slot| slot.id == *id) {
                    self.keep_unplanned(day, ids, taken.remove(at));
                }
            }
        }
    }

    /// The meeting as far as its times go: what was said in a slot counts only as something or nothing.
    pub(super) fn without_words(&self) -> Self {
        let bare = |slot: &Slot| Slot {
            id: slot.id,
            plan: slot.plan.clone(),
            attached: slot.attached.first().cloned().into_iter().collect(),
            entries: slot.entries.first().cloned().into_iter().collect(),
            runs: slot.runs.clone(),
            turns: Vec::new(),
            ..*slot
        };
        let days = self.days.iter().map(|day| Day {
            title: day.title.clone(),
            description: String::new(),
            slots: day.slots.iter().map(bare).collect(),
            ..*day
        });
        let mut books = Bookkeeping::default();
        books.agenda.clone_from(&self.books.agenda);
        Self {
            zone: self.zone,
            days: days.collect(),
            opened: self.opened,
            closed: self.closed,
            books,
            ..Self::default()
        }
    }

    /// The slots of each day in the order of the agenda, with the number of that day; those that it does not have come
    /// last on the day that they stand on.
    pub(super) fn as_planned(&self) -> impl Iterator<Item = (usize, &Slot)> {
        let by_id: BTreeMap<SlotId, &Slot> = self.slots().map(|slot| (slot.id, slot)).collect();
        self.days.iter().enumerate().flat_map(move |(number, day)| {
            // A meeting that no agenda was laid for has none but the order of its slots.
            let found: Vec<&Slot> = match self.books.agenda.get(number) {
                Some(ids) => ids.iter().filter_map(|id| by_id.get(id).copied()).collect(),
                None => day.slots.iter().collect(),
            };
            let planned = found.into_iter().filter(|slot| !slot.withdrawn && !slot.unplanned);
            let beside = day.slots.iter().filter(|slot| slot.withdrawn || slot.unplanned);
            planned.chain(beside).map(move |slot| (number, slot))
        })
    }
}

/// The event that puts a slot somewhere.
pub(super) fn moved_to(slot: SlotId, behind: Option<SlotId>, day: usize, home: bool) -> Event {
    Event::SlotMoved { slot, behind, day: u16::try_from(day).unwrap_or(u16::MAX), home }
}
