//! What becomes of the plan while the meeting runs: slots opened, set aside, given more time.
//!
//! The agenda stays as it was written; these are facts beside it. Not here: an edited agenda (see `merge`), and what given
//! minutes do to the planned times (see `schedule`).

use super::attachments::attached;
use super::books::{Dropped, Origin};
use super::knowledge::Hand;
use super::moved::moved_to;
use super::{Day, Event, Id, Mark, Meeting, PlannedSlot, Refusal, Slot, SlotId, Stamp, WriterId, floor, schedule};

/// No slot is given or loses more than a day, in minutes, whatever a journal says.
const MOST_GIVEN: i32 = 24 * 60;

impl Slot {
    /// A slot in which nothing has happened.
    pub(super) fn new(id: SlotId, plan: PlannedSlot) -> Self {
        Self {
            id,
            plan,
            withdrawn: false,
            unplanned: false,
            moved: false,
            continues: None,
            mark: None,
            given: 0,
            attached: Vec::new(),
            runs: Vec::new(),
            turns: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// The minutes that it has had, one that has begun counted whole.
    pub(super) fn minutes_begun(&self, now: &Stamp) -> i32 {
        let seconds = self.elapsed(now).num_seconds().max(0);
        i32::try_from(seconds.unsigned_abs().div_ceil(60)).unwrap_or(i32::MAX)
    }

    /// Nothing was said in it, and no time was spent on it: it can go where nobody plans it.
    pub(super) fn is_untouched(&self) -> bool {
        self.runs.is_empty() && self.turns.is_empty() && self.entries.is_empty() && self.attached.is_empty()
    }
}

impl Meeting {
    pub(super) fn add_slot(
        &mut self,
        slot: Slot,
        (behind, day): (Option<SlotId>, usize),
        hand: Hand<'_>,
    ) -> Vec<Event> {
        let id = slot.id;
        if self.slot(id).is_some() {
            return Vec::new();
        }
        self.books.made(id.0, hand.version);
        self.books.dropped.remove(&id);
        self.put_unplanned(slot, behind, day, hand);
        vec![Event::SlotRemoved { slot: id }]
    }

    /// Puts a slot right after another, or as the first of a day; as its last where that other one has gone.
    ///
    /// What others opened there, unknown to this hand, stays before it: such slots read in the order of time, as lines do.
    pub(super) fn put_unplanned(&mut self, slot: Slot, behind: Option<SlotId>, day: usize, hand: Hand<'_>) {
        let day = self.day_there(day);
        let after = behind.and_then(|behind| self.place_of_slot(behind)).map(|(day, place)| (day, place + 1));
        let or_else = if behind.is_none() { 0 } else { self.days[day].slots.len() };
        let (day, place) = after.unwrap_or((day, or_else));
        let slots = &mut self.days[day].slots;
        let unknown = |other: &&Slot| other.unplanned && self.books.maker(other.id.0).is_some_and(|by| !hand.knows(by));
        let passed = slots[place..].iter().take_while(unknown).count();
        slots.insert(place + passed, Slot { unplanned: true, ..slot });
    }

    /// Takes a slot out in which nothing is left; its minutes are never taken out with it.
    pub(super) fn remove_slot(&mut self, id: SlotId, hand: Hand<'_>) -> Vec<Event> {
        let Some((day, place)) = self.place_of_slot(id) else { return Vec::new() };
        let slots = &mut self.days[day].slots;
        if !slots[place].unplanned || !slots[place].is_untouched() {
            return Vec::new();
        }
        let behind = place.checked_sub(1).map(|before| slots[before].id);
        let slot = slots.remove(place);
        let dropped = Dropped { day, origin: Origin::Meeting(behind), plan: slot.plan.clone(), by: hand.version };
        self.books.dropped.insert(id, dropped);
        added(&slot, behind, day).collect()
    }

    /// Keeps a slot that was opened in the meeting where it stood on its day, whatever an edited agenda says: behind what
    /// stood before it, or before what stood behind it. `order` is that of its day until now.
    pub(super) fn keep_unplanned(&mut self, day: usize, order: &[SlotId], slot: Slot) {
        let day = self.day_there(day);
        let slots = &mut self.days[day].slots;
        let at = order.iter().position(|id| *id == slot.id).unwrap_or(order.len());
        let stands = |id: &SlotId| slots.iter().position(|other| other.id == *id && !other.withdrawn);
        let behind = order.iter().take(at).rev().find_map(stands).map(|before| before + 1);
        let place = behind.or_else(|| order.iter().skip(at + 1).find_map(stands)).unwrap_or(slots.len());
        slots.insert(place, slot);
    }

    /// The number of a day, or of the last one; there is always one.
    pub(super) fn day_there(&mut self, day: usize) -> usize {
        if self.days.is_empty() {
            self.days.push(Day::default());
        }
        day.min(self.days.len() - 1)
    }

    /// Day and position of a slot.
    pub(super) fn place_of_slot(&self, id: SlotId) -> Option<(usize, usize)> {
        let place = |day: &Day| day.slots.iter().position(|slot| slot.id == id);
        self.days.iter().enumerate().find_map(|(day, it)| Some((day, place(it)?)))
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
        let old = slot.given;
        slot.given = given_after(slot, minutes);
        let back = old.saturating_sub(slot.given);
        if back == 0 { Vec::new() } else { vec![Event::SlotGiven { slot: id, minutes: back }] }
    }

    /// All slots that were opened in the meeting, moved, marked or given time, and all files named in it, as one could say it
    /// anew.
    pub(super) fn plan_so_far(&self) -> impl Iterator<Item = Event> {
        let slots = self.days.iter().enumerate().flat_map(|(day, it)| {
            let before = [None].into_iter().chain(it.slots.iter().map(|slot| Some(slot.id)));
            it.slots.iter().zip(before).flat_map(move |(slot, behind)| {
                let moved = (slot.moved && !slot.unplanned).then(|| moved_to(slot.id, behind, day, false));
                moved.into_iter().chain(added(slot, behind, day).skip(usize::from(!slot.unplanned)))
            })
        });
        slots.chain(attached(None, &self.attached))
    }
}

/// What a slot has been given once it is given that too.
fn given_after(slot: &Slot, minutes: i32) -> i32 {
    slot.given.saturating_add(minutes).clamp(-MOST_GIVEN, MOST_GIVEN)
}

/// What brings an unplanned slot about as it stands; the first event opens it.
pub(super) fn added(slot: &Slot, behind: Option<SlotId>, day: usize) -> impl Iterator<Item = Event> + use<> {
    let &Slot { id, mark, given, continues, .. } = slot;
    let attached: Vec<Event> = attached(Some(id), &slot.attached).collect();
    let day = u16::try_from(day).unwrap_or(u16::MAX);
    let marked = mark.map(|_| Event::SlotMarked { slot: id, mark });
    let given = (given != 0).then_some(Event::SlotGiven { slot: id, minutes: given });
    let added = Event::SlotAdded { slot: id, behind, day, plan: Box::new(slot.plan.clone()), continues };
    [added].into_iter().chain(marked).chain(given).chain(attached)
}

/// Opens a slot right after another and starts its clock.
pub(super) fn open(
    meeting: &Meeting,
    title: String,
    minutes: Option<u32>,
    after: SlotId,
    writer: WriterId,
) -> Result<Vec<Event>, Refusal> {
    if title.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let (day, _) = meeting.place_of_slot(after).ok_or(Refusal::NoSlot)?;
    let slot = SlotId(Id { writer, n: meeting.next_made(writer) });
    let opened = added(&Slot::new(slot, PlannedSlot { title, minutes, ..PlannedSlot::default() }), Some(after), day);
    Ok(opened.chain(floor::ended(meeting, |_| true)).chain([Event::ClockStarted { slot }]).collect())
}

/// Sets a slot aside or takes that back; its clock stops.
pub(super) fn mark(meeting: &Meeting, id: SlotId, mark: Option<Mark>) -> Result<Vec<Event>, Refusal> {
    let slot = meeting.slot(id).ok_or(Refusal::NoSlot)?;
    if slot.mark == mark {
        return Err(Refusal::Unchanged);
    }
    let ends = mark.and_then(|_| floor::ended(meeting, |speaking| speaking == id));
    let stops = (mark.is_some() && slot.is_running()).then_some(Event::ClockStopped { slot: id });
    Ok([Event::SlotMarked { slot: id, mark }].into_iter().chain(ends).chain(stops).collect())
}

/// Gives a slot more minutes, or takes some. One that nobody planned a length for has those that it has had and these.
pub(super) fn give(meeting: &Meeting, id: SlotId, minutes: i32, now: &Stamp) -> Result<Vec<Event>, Refusal> {
    let slot = meeting.slot(id).ok_or(Refusal::NoSlot)?;
    let planned = schedule::of_agenda(meeting).into_iter().find(|planned| planned.slot == id);
    let planned = planned.and_then(|planned| planned.minutes).and_then(|minutes| i32::try_from(minutes).ok());
    let minutes = if planned.is_none() && slot.given == 0 && minutes > 0 {
        minutes.saturating_add(slot.minutes_begun(now))
    } else {
        minutes
    };
    // No more can be taken than there is, or what is given next would not be seen.
    let least = planned.map_or(i32::MIN, |planned| -planned).saturating_sub(slot.given);
    let minutes = minutes.max(least.min(0));
    // What is beyond the most that can be given is nothing done, and must not be there to be taken back.
    if given_after(slot, minutes) == slot.given {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Event::SlotGiven { slot: id, minutes }])
}
