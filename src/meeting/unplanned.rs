//! What becomes of the plan while the meeting runs: slots opened, set aside, given more time.
//!
//! The agenda stays as it was written; these are facts beside it. Not here: an edited agenda (see `merge`).

use super::knowledge::Hand;
use super::{Day, Event, Id, Mark, Meeting, PlannedSlot, Refusal, Slot, SlotId, WriterId};

impl Slot {
    /// A slot in which nothing has happened.
    pub(super) fn new(id: SlotId, plan: PlannedSlot) -> Self {
        Self {
            id,
            plan,
            withdrawn: false,
            unplanned: false,
            mark: None,
            given: 0,
            runs: Vec::new(),
            turns: Vec::new(),
            entries: Vec::new(),
        }
    }
}

impl Meeting {
    pub(super) fn add_slot(
        &mut self,
        id: SlotId,
        behind: Option<SlotId>,
        plan: &PlannedSlot,
        hand: Hand<'_>,
    ) -> Vec<Event> {
        if self.slot(id).is_some() {
            return Vec::new();
        }
        self.books.made(id.0, hand.version);
        self.books.dropped.remove(&id);
        if self.days.is_empty() {
            self.days.push(Day::default());
        }
        let place = |day: &Day| day.slots.iter().position(|slot| Some(slot.id) == behind).map(|place| place + 1);
        let found = self.days.iter().enumerate().find_map(|(day, it)| Some((day, place(it)?)));
        // What it stood behind may have gone meanwhile: then where it is seen.
        let last = self.days.len() - 1;
        let end = (last, self.days[last].slots.len());
        let (day, place) = if behind.is_none() { (0, 0) } else { found.unwrap_or(end) };
        self.days[day].slots.insert(place, Slot { unplanned: true, ..Slot::new(id, plan.clone()) });
        vec![Event::SlotRemoved { slot: id }]
    }

    /// Takes a slot out in which nothing is left; its minutes are never taken out with it.
    pub(super) fn remove_slot(&mut self, id: SlotId, hand: Hand<'_>) -> Vec<Event> {
        let slots = self.days.iter().map(|day| &day.slots);
        let place = slots.enumerate().find_map(|(day, slots)| Some((day, slots.iter().position(|it| it.id == id)?)));
        let Some((day, place)) = place else { return Vec::new() };
        let slot = &self.days[day].slots[place];
        if !slot.unplanned || !slot.entries.is_empty() || !slot.runs.is_empty() {
            return Vec::new();
        }
        let behind = self.slots().take_while(|slot| slot.id != id).last().map(|slot| slot.id);
        let slot = self.days[day].slots.remove(place);
        let dropped = super::books::Dropped { day, plan: slot.plan.clone(), by: hand.version };
        self.books.dropped.insert(id, dropped);
        vec![Event::SlotAdded { slot: id, behind, plan: Box::new(slot.plan) }]
    }

    /// Keeps a slot that was opened in the meeting where it stood, whatever the agenda says.
    pub(super) fn keep_unplanned(&mut self, day: usize, slot: Slot) {
        if self.days.is_empty() {
            self.days.push(Day::default());
        }
        let day = day.min(self.days.len() - 1);
        let started = slot.started();
        let slots = &mut self.days[day].slots;
        let place = slots.iter().rposition(|other| other.started().is_some_and(|at| Some(at) < started));
        slots.insert(place.map_or(slots.len(), |place| place + 1), slot);
    }

    pub(super) fn mark_slot(&mut self, id: SlotId, mark: Option<Mark>, hand: Hand<'_>) -> Vec<Event> {
        if !self.has_slot(id, hand) {
            return Vec::new();
        }
        let Some(slot) = self.slot_mut(id) else { return Vec::new() };
        let old = std::mem::replace(&mut slot.mark, mark);
        if old == mark { Vec::new() } else { vec![Event::SlotMarked { slot: id, mark: old }] }
    }

    pub(super) fn give_slot(&mut self, id: SlotId, minutes: i32, hand: Hand<'_>) -> Vec<Event> {
        if !self.has_slot(id, hand) {
            return Vec::new();
        }
        let Some(slot) = self.slot_mut(id) else { return Vec::new() };
        let old = std::mem::replace(&mut slot.given, minutes);
        if old == minutes { Vec::new() } else { vec![Event::SlotGiven { slot: id, minutes: old }] }
    }
}

/// Opens a slot right after another and starts its clock.
pub(super) fn open(meeting: &Meeting, title: String, after: SlotId, writer: WriterId) -> Result<Vec<Event>, Refusal> {
    if title.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    meeting.slot(after).ok_or(Refusal::NoSlot)?;
    let slot = SlotId(Id { writer, n: meeting.next_made(writer) });
    let plan = Box::new(PlannedSlot { title, ..PlannedSlot::default() });
    Ok(vec![Event::SlotAdded { slot, behind: Some(after), plan }, Event::ClockStarted { slot }])
}

/// Sets a slot aside or takes that back; its clock stops.
pub(super) fn mark(meeting: &Meeting, id: SlotId, mark: Option<Mark>) -> Result<Vec<Event>, Refusal> {
    let slot = meeting.slot(id).ok_or(Refusal::NoSlot)?;
    if slot.mark == mark {
        return Err(Refusal::Unchanged);
    }
    let stops = (mark.is_some() && slot.is_running()).then_some(Event::ClockStopped { slot: id });
    Ok(std::iter::once(Event::SlotMarked { slot: id, mark }).chain(stops).collect())
}

/// Gives a slot more minutes, or takes some.
pub(super) fn give(meeting: &Meeting, id: SlotId, minutes: i32) -> Result<Vec<Event>, Refusal> {
    let slot = meeting.slot(id).ok_or(Refusal::NoSlot)?;
    let given = slot.given.saturating_add(minutes);
    if given == slot.given {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Event::SlotGiven { slot: id, minutes: given }])
}
