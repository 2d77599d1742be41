//! The fold: one event onto the state.
//!
//! Total by design: any event in any order gives a well-formed meeting, because a journal may hold what another
//! version or another scribe wrote. What cannot be meant (an unknown slot, a missing entry) changes nothing.
//! Each step returns the events that would take it back, which is all that undo needs. Not here: whether something
//! may be done (see `decide`).

use std::collections::BTreeMap;

use super::{
    ActionItem, Agenda, Changes, Content, Day, Entry, EntryId, Event, Kind, Meeting, PlannedSlot, Run, Slot, SlotId,
    Stamp, WriterId,
};

/// Where an entry stood before something happened to it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    slot: SlotId,
    after: Option<EntryId>,
    depth: u16,
}

/// An entry that was taken out, kept so that it can be put back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Removed {
    entry: Entry,
    undone: bool,
}

/// What the fold has to remember beside the visible state.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bookkeeping {
    /// Entries that were taken out.
    removed: BTreeMap<EntryId, Removed>,
    /// Which action item holds which number; a deleted one keeps its number, an undone one does not.
    numbers: BTreeMap<u32, EntryId>,
    /// The highest number that each writer has given to a thing.
    made: BTreeMap<WriterId, u32>,
    /// The slot that each entry stands in: a replay of many changes would look through all slots for each.
    homes: BTreeMap<EntryId, SlotId>,
}

impl Bookkeeping {
    fn saw(&mut self, id: super::Id) {
        let last = self.made.entry(id.writer).or_default();
        *last = (*last).max(id.n);
    }

    fn free_number(&self) -> u32 {
        self.numbers.last_key_value().map_or(1, |(last, _)| last.saturating_add(1))
    }

    /// The number itself where it is free or already this entry's; else the next free one.
    fn claim(&mut self, number: u32, entry: EntryId) -> u32 {
        let taken = number == 0 || self.numbers.get(&number).is_some_and(|holder| *holder != entry);
        let number = if taken { self.free_number() } else { number };
        self.numbers.insert(number, entry);
        number
    }
}

impl Meeting {
    /// Applies one event and returns the events that would take it back (none where nothing changed or where there
    /// is no way back, as for the opening).
    pub fn apply(&mut self, stamp: &Stamp, event: &Event) -> Vec<Event> {
        match event {
            Event::MeetingOpened { meeting, slug, path, zone, agenda, slots } => {
                self.id.clone_from(meeting);
                self.slug.clone_from(slug);
                self.path.clone_from(path);
                self.zone = zone.parse().unwrap_or(chrono_tz::UTC);
                self.opened.get_or_insert(stamp.at);
                self.plan(agenda, slots);
                Vec::new()
            }
            Event::AgendaRevised { agenda, slots } => {
                if let Some(Ok(zone)) = agenda.head.timezone.as_ref().map(|name| name.parse()) {
                    self.zone = zone;
                }
                self.plan(agenda, slots);
                Vec::new()
            }
            Event::ClockStarted { slot } => self.start_clock(*slot, stamp),
            Event::ClockStopped { slot } => self.stop_clock(*slot, stamp),
            Event::ClockSet { slot, runs } => self.set_clock(*slot, runs.clone(), stamp),
            Event::EntryAdded { entry, slot, after, depth, content } => {
                self.add_entry(*entry, Place { slot: *slot, after: *after, depth: *depth }, content, stamp)
            }
            Event::EntryChanged { entry, changes } => self.change_entry(*entry, changes),
            Event::EntryMoved { entry, slot, after, depth } => {
                self.move_entry(*entry, Place { slot: *slot, after: *after, depth: *depth })
            }
            Event::EntryRemoved { entry, undone } => self.remove_entry(*entry, *undone),
            Event::EntryRestored { entry, slot, after, depth } => {
                self.restore_entry(*entry, Place { slot: *slot, after: *after, depth: *depth })
            }
            Event::PersonAdded { person } => {
                if self.people.iter().any(|known| known.name == person.name) {
                    return Vec::new();
                }
                self.people.push((**person).clone());
                vec![Event::PersonRemoved { name: person.name.clone() }]
            }
            Event::PersonRemoved { name } => {
                let Some(index) = self.people.iter().position(|person| person.name == *name) else {
                    return Vec::new();
                };
                vec![Event::PersonAdded { person: Box::new(self.people.remove(index)) }]
            }
            Event::ScribeLeft | Event::RecordLost => Vec::new(),
            Event::MeetingClosed => {
                self.closed = Some(stamp.at);
                Vec::new()
            }
            Event::MeetingReopened => {
                self.closed = None;
                Vec::new()
            }
        }
    }

    /// The number that the next action item gets.
    pub fn next_number(&self) -> u32 {
        self.books.free_number()
    }

    /// The number that the next thing of this writer gets in its identity.
    pub fn next_made(&self, writer: WriterId) -> u32 {
        self.books.made.get(&writer).map_or(1, |last| last.saturating_add(1))
    }

    /// Lays the plan, keeping what has happened in slots that have an identity of old.
    fn plan(&mut self, agenda: &Agenda, ids: &[SlotId]) {
        let mut old: Vec<(usize, Slot)> = std::mem::take(&mut self.days)
            .into_iter()
            .enumerate()
            .flat_map(|(day, it)| it.slots.into_iter().map(move |slot| (day, slot)))
            .collect();
        let mut ids = ids.iter().copied();
        self.days = agenda
            .days
            .iter()
            .map(|day| Day {
                date: day.date,
                title: day.title.clone(),
                description: day.description.clone(),
                slots: day.slots.iter().filter_map(|plan| ids.next().map(|id| revised(&mut old, id, plan))).collect(),
            })
            .collect();
        old.retain(|(_, slot)| !slot.runs.is_empty() || !slot.entries.is_empty());
        for (day, mut slot) in old {
            slot.withdrawn = true;
            if self.days.is_empty() {
                self.days.push(Day::default());
            }
            let day = day.min(self.days.len() - 1);
            self.days[day].slots.push(slot);
        }
        self.head = agenda.head.clone();
        self.groups.clone_from(&agenda.groups);
        let joined = std::mem::take(&mut self.people);
        self.people.clone_from(&agenda.people);
        for person in joined {
            if !self.people.iter().any(|known| known.name == person.name) {
                self.people.push(person);
            }
        }
        let seen: Vec<_> = self.slots().map(|slot| slot.id.0).collect();
        for id in seen {
            self.books.saw(id);
        }
    }

    fn slot_mut(&mut self, id: SlotId) -> Option<&mut Slot> {
        self.days.iter_mut().flat_map(|day| &mut day.slots).find(|slot| slot.id == id)
    }

    /// Stops every clock but that slot's: there is one room and one subject.
    fn stop_others(&mut self, slot: SlotId, stamp: &Stamp) -> Vec<Event> {
        let mut back = Vec::new();
        for other in self.days.iter_mut().flat_map(|day| &mut day.slots) {
            if other.id != slot && other.is_running() {
                back.push(Event::ClockSet { slot: other.id, runs: other.runs.clone() });
                stop(other, stamp);
            }
        }
        back
    }

    fn start_clock(&mut self, id: SlotId, stamp: &Stamp) -> Vec<Event> {
        if self.slot(id).is_none_or(Slot::is_running) {
            return Vec::new();
        }
        let mut back = Vec::new();
        let others = self.stop_others(id, stamp);
        if let Some(slot) = self.slot_mut(id) {
            back.push(Event::ClockSet { slot: id, runs: slot.runs.clone() });
            slot.runs.push(Run { from: *stamp, to: None });
        }
        back.extend(others);
        back
    }

    fn stop_clock(&mut self, id: SlotId, stamp: &Stamp) -> Vec<Event> {
        match self.slot_mut(id) {
            Some(slot) if slot.is_running() => {
                let back = vec![Event::ClockSet { slot: id, runs: slot.runs.clone() }];
                stop(slot, stamp);
                back
            }
            _ => Vec::new(),
        }
    }

    fn set_clock(&mut self, id: SlotId, runs: Vec<Run>, stamp: &Stamp) -> Vec<Event> {
        let Some(slot) = self.slot_mut(id) else { return Vec::new() };
        let mut back =
            vec![Event::ClockSet { slot: id, runs: std::mem::replace(&mut slot.runs, closed_but_last(runs)) }];
        if slot.is_running() {
            back.extend(self.stop_others(id, stamp));
        }
        back
    }

    fn add_entry(&mut self, id: EntryId, place: Place, content: &Content, stamp: &Stamp) -> Vec<Event> {
        // A number that its writer has not reached yet is new; only an older one has to be looked for.
        let older = id.0.n < self.next_made(id.0.writer);
        let known = older && (self.books.removed.contains_key(&id) || self.find_entry(id).is_some());
        if known || self.slot(place.slot).is_none() {
            return Vec::new();
        }
        self.books.saw(id.0);
        let action = (content.kind == Kind::Action || content.number.is_some()).then(|| {
            Box::new(ActionItem {
                number: self.books.claim(content.number.unwrap_or(0), id),
                owners: content.owners.clone(),
                due: content.due,
                status: super::Status::Open,
            })
        });
        let entry = Entry {
            id,
            at: stamp.at,
            depth: place.depth,
            kind: content.kind,
            text: content.text.clone(),
            action,
            tickets: content.tickets.clone(),
        };
        let mut back = vec![Event::EntryRemoved { entry: id, undone: true }];
        back.extend(self.insert(entry, place));
        back
    }

    fn change_entry(&mut self, id: EntryId, changes: &Changes) -> Vec<Event> {
        let Some((day, slot, index)) = self.find_entry(id) else { return Vec::new() };
        let books = &mut self.books;
        let entries = &mut self.days[day].slots[slot].entries;
        let entry = &mut entries[index];
        let mut was = Changes::default();
        if let Some(kind) = changes.kind {
            was.kind = Some(std::mem::replace(&mut entry.kind, kind));
        }
        if let Some(text) = &changes.text {
            was.text = Some(std::mem::replace(&mut entry.text, text.clone()));
        }
        if let Some(tickets) = &changes.tickets {
            was.tickets = Some(std::mem::replace(&mut entry.tickets, tickets.clone()));
        }
        change_action(entry, changes, &mut was, books);
        let mut lifted = Vec::new();
        if let Some(depth) = changes.depth {
            was.depth = Some(entry.depth);
            entries[index].depth = depth.min(deepest(entries, index));
            lifted = settle(entries, index + 1);
        }
        let mut back = vec![Event::EntryChanged { entry: id, changes: Box::new(was) }];
        back.extend(lifted);
        back
    }

    fn move_entry(&mut self, id: EntryId, place: Place) -> Vec<Event> {
        if place.after == Some(id) || self.slot(place.slot).is_none() {
            return Vec::new();
        }
        let Some((entry, from, lifted)) = self.take_out(id, false) else { return Vec::new() };
        let mut back = vec![Event::EntryMoved { entry: id, slot: from.slot, after: from.after, depth: from.depth }];
        let settled = self.insert(Entry { depth: place.depth, ..entry }, place);
        back.extend(lifted);
        back.extend(settled);
        back
    }

    fn remove_entry(&mut self, id: EntryId, undone: bool) -> Vec<Event> {
        let Some((entry, from, lifted)) = self.take_out(id, !undone) else { return Vec::new() };
        if let (true, Some(item)) = (undone, &entry.action)
            && self.books.numbers.get(&item.number) == Some(&id)
        {
            self.books.numbers.remove(&item.number);
        }
        self.books.removed.insert(id, Removed { entry, undone });
        let mut back = vec![Event::EntryRestored { entry: id, slot: from.slot, after: from.after, depth: from.depth }];
        back.extend(lifted);
        back
    }

    fn restore_entry(&mut self, id: EntryId, mut place: Place) -> Vec<Event> {
        if self.slot(place.slot).is_none() {
            // The agenda has dropped its slot meanwhile: better at the end of the first one than nowhere.
            let Some(first) = self.slots().next() else { return Vec::new() };
            place = Place { slot: first.id, after: first.entries.last().map(|entry| entry.id), depth: place.depth };
        }
        let Some(Removed { mut entry, undone }) = self.books.removed.remove(&id) else { return Vec::new() };
        if let Some(item) = &mut entry.action {
            item.number = self.books.claim(item.number, id);
        }
        let mut back = vec![Event::EntryRemoved { entry: id, undone }];
        let settled = self.insert(Entry { depth: place.depth, ..entry }, place);
        // Another removal would lift what stands under it by now; those that had to be lifted already say so themselves.
        let under = self.find_entry(id).into_iter().flat_map(|(day, slot, index)| {
            let entries = &self.days[day].slots[slot].entries;
            entries[index + 1..].iter().take_while(move |below| below.depth > entries[index].depth)
        });
        back.extend(under.map(depth_was));
        back.extend(settled);
        back
    }

    /// Puts an entry in its place and returns what takes back the depths that this changed below it.
    fn insert(&mut self, mut entry: Entry, place: Place) -> Vec<Event> {
        let Some(slot) = self.slot_mut(place.slot) else { return Vec::new() };
        let entries = &mut slot.entries;
        let index = match place.after {
            None => 0,
            // The common case is the end; an entry that is gone leaves its follower at the end, where it is seen.
            Some(after) => entries.iter().rposition(|other| other.id == after).map_or(entries.len(), |at| at + 1),
        };
        entry.depth = entry.depth.min(deepest(entries, index));
        let id = entry.id;
        entries.insert(index, entry);
        let settled = settle(entries, index + 1);
        self.books.homes.insert(id, place.slot);
        settled
    }

    /// Takes an entry out; the last part says how those stood that changed their depth by it.
    ///
    /// What stood under it is lifted one level; or only as far as it must be, where what stands there did so before
    /// this entry came, or where it follows this entry to its new place.
    fn take_out(&mut self, id: EntryId, lift: bool) -> Option<(Entry, Place, Vec<Event>)> {
        let (day, slot, index) = self.find_entry(id)?;
        let slot = &mut self.days[day].slots[slot];
        let entry = slot.entries.remove(index);
        self.books.homes.remove(&id);
        let after = index.checked_sub(1).map(|above| slot.entries[above].id);
        let place = Place { slot: slot.id, after, depth: entry.depth };
        let mut lifted = Vec::new();
        if lift {
            for below in slot.entries[index..].iter_mut().take_while(|below| below.depth > entry.depth) {
                lifted.push(depth_was(below));
                below.depth -= 1;
            }
        } else {
            lifted = settle(&mut slot.entries, index);
        }
        Some((entry, place, lifted))
    }

    /// The slot of an entry and its position there.
    pub fn place_of(&self, id: EntryId) -> Option<(&Slot, usize)> {
        self.find_entry(id).map(|(day, slot, index)| (&self.days[day].slots[slot], index))
    }

    /// Day, slot and position of an entry.
    fn find_entry(&self, id: EntryId) -> Option<(usize, usize, usize)> {
        let home = self.books.homes.get(&id);
        self.days.iter().enumerate().find_map(|(day, it)| {
            it.slots.iter().enumerate().filter(|(_, it)| home.is_none_or(|home| *home == it.id)).find_map(
                |(slot, it)| it.entries.iter().rposition(|entry| entry.id == id).map(|index| (day, slot, index)),
            )
        })
    }
}

/// The slot of that identity with its new plan; what happened in it is kept.
fn revised(old: &mut Vec<(usize, Slot)>, id: SlotId, plan: &PlannedSlot) -> Slot {
    match old.iter().position(|(_, slot)| slot.id == id) {
        Some(index) => Slot { plan: plan.clone(), withdrawn: false, ..old.remove(index).1 },
        None => Slot { id, plan: plan.clone(), withdrawn: false, runs: Vec::new(), entries: Vec::new() },
    }
}

fn stop(slot: &mut Slot, stamp: &Stamp) {
    if let Some(run) = slot.runs.last_mut() {
        run.to.get_or_insert(*stamp);
    }
}

/// Only the last run may be open; an open one before it ended when the next began.
fn closed_but_last(mut runs: Vec<Run>) -> Vec<Run> {
    for index in 1..runs.len() {
        let next = runs[index].from;
        runs[index - 1].to.get_or_insert(next);
    }
    runs
}

fn change_action(entry: &mut Entry, changes: &Changes, was: &mut Changes, books: &mut Bookkeeping) {
    let becomes = changes.kind == Some(Kind::Action) || changes.number.is_some();
    if entry.action.is_none() && !becomes {
        return;
    }
    let fresh = entry.action.is_none();
    let item = entry.action.get_or_insert_default();
    if let Some(number) = changes.number {
        was.number = Some(Some(item.number).filter(|number| *number > 0));
        if let Some(number) = number {
            item.number = books.claim(number, entry.id);
        } else {
            books.numbers.remove(&item.number);
            item.number = 0;
        }
    } else if fresh {
        was.number = Some(None);
    }
    // Whatever a journal says, no two action items have the same number and none is without.
    if entry.kind == Kind::Action && item.number == 0 {
        item.number = books.claim(0, entry.id);
    }
    if let Some(owners) = &changes.owners {
        was.owners = Some(std::mem::replace(&mut item.owners, owners.clone()));
    }
    if let Some(due) = changes.due {
        was.due = Some(std::mem::replace(&mut item.due, due));
    }
    if let Some(status) = changes.status {
        was.status = Some(std::mem::replace(&mut item.status, status));
    }
    // An item that never had a number is no item: taking back the first re-kinding leaves no trace.
    if entry.kind != Kind::Action && item.number == 0 {
        let ActionItem { owners, due, status, .. } = std::mem::take(item.as_mut());
        entry.action = None;
        was.owners = was.owners.take().or(Some(owners)).filter(|owners| !owners.is_empty());
        was.due = was.due.or(due.map(Some));
        was.status = was.status.or(Some(status)).filter(|status| *status != super::Status::default());
    }
}

/// What gives an entry the depth back that it has now.
fn depth_was(entry: &Entry) -> Event {
    let changes = Changes { depth: Some(entry.depth), ..Changes::default() };
    Event::EntryChanged { entry: entry.id, changes: Box::new(changes) }
}

/// How deep an entry at this position may stand.
fn deepest(entries: &[Entry], index: usize) -> u16 {
    index.checked_sub(1).map_or(0, |above| entries[above].depth.saturating_add(1))
}

/// Makes the outline well formed from a position on, and returns what would take that back, from the top down.
fn settle(entries: &mut [Entry], from: usize) -> Vec<Event> {
    let mut back = Vec::new();
    for index in from..entries.len() {
        let allowed = deepest(entries, index);
        if entries[index].depth > allowed {
            back.push(depth_was(&entries[index]));
            entries[index].depth = allowed;
        } else {
            // This one did not change, so what stands below it is as well formed as it was.
            break;
        }
    }
    back
}
