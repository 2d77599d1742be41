//! The fold: one event onto the state.
//!
//! Total by design: any event in any order gives a well-formed meeting, because a journal may hold what another
//! version or another scribe wrote. What cannot be meant (an unknown slot, a missing entry) changes nothing.
//! Each step returns the events that would take it back, which is all that undo needs. Not here: whether something
//! may be done (see `decide`), what entries say and where they stand (see `change` and `outline`).

use std::collections::BTreeSet;

use super::books::{Dropped, Origin, Place};
use super::knowledge::Hand;
use super::{Agenda, Day, Event, Meeting, PlannedSlot, Run, Slot, SlotId, Stamp, Version, WriterId};

impl Meeting {
    /// Applies one event and returns the events that would take it back (none where nothing changed or where there
    /// is no way back, as for the opening).
    pub fn apply(&mut self, stamp: &Stamp, event: &Event) -> Vec<Event> {
        self.apply_by(Hand::knowing_all(Version::default()), stamp, event)
    }

    /// As [`Meeting::apply`], for an event of a writer who may not have known all that was done before it.
    pub(super) fn apply_by(&mut self, hand: Hand<'_>, stamp: &Stamp, event: &Event) -> Vec<Event> {
        match event {
            // Each writer's journal begins with one.
            Event::MeetingOpened { .. } if self.opened.is_some() => Vec::new(),
            Event::MeetingOpened { meeting, slug, path, zone, agenda, slots } => {
                self.id.clone_from(meeting);
                self.slug.clone_from(slug);
                self.path.clone_from(path);
                self.zone = zone.parse().unwrap_or(chrono_tz::UTC);
                self.opened = Some(stamp.at);
                self.books.opened_by = hand.version;
                self.plan(agenda, slots, hand);
                Vec::new()
            }
            Event::AgendaRevised { agenda, slots } => {
                if let Some(Ok(zone)) = agenda.head.timezone.as_ref().map(|name| name.parse()) {
                    self.zone = zone;
                }
                self.plan(agenda, slots, hand);
                Vec::new()
            }
            Event::ClockStarted { slot } => self.start_clock(*slot, stamp, hand),
            Event::ClockStopped { slot } => self.stop_clock(*slot, stamp),
            Event::ClockSet { slot, runs } => self.set_clock(*slot, runs.clone(), stamp, hand),
            Event::EntryAdded { entry, slot, after, depth, content } => {
                self.add_entry(*entry, Place { slot: *slot, after: *after, depth: *depth }, content, stamp, hand)
            }
            Event::EntryChanged { entry, changes } => match self.unheard_of(*entry, changes) {
                // The record that added it is lost: what was written since is shown all the same, where it is seen.
                Some(content) => {
                    let place = Place { slot: super::SlotId(entry.0), after: None, depth: 0 };
                    self.add_entry(*entry, place, &content, stamp, hand)
                }
                None => self.change_entry(*entry, changes, stamp, hand),
            },
            Event::EntryMoved { entry, slot, after, depth } => {
                self.move_entry(*entry, Place { slot: *slot, after: *after, depth: *depth }, hand)
            }
            Event::EntryRemoved { entry, undone } => self.remove_entry(*entry, *undone, hand),
            Event::EntryRestored { entry, slot, after, depth } => {
                self.restore_entry(*entry, Place { slot: *slot, after: *after, depth: *depth }, hand)
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
            Event::WriterJoined { so_far } => {
                let alone = self.opened.is_some() && self.books.opened_by == hand.version;
                for event in so_far.iter().filter(|_| alone) {
                    self.apply_by(hand, stamp, event);
                }
                Vec::new()
            }
            Event::SlotAdded { slot, behind, day, plan, continues } => {
                let new = Slot { continues: *continues, ..Slot::new(*slot, (**plan).clone()) };
                self.add_slot(new, (*behind, (*day).into()), hand)
            }
            Event::SlotMoved { slot, behind, day, home } => {
                self.move_slot(*slot, (*behind, (*day).into()), *home, hand)
            }
            Event::SlotRemoved { slot } => self.remove_slot(*slot, hand),
            Event::SlotMarked { slot, mark } => self.mark_slot(*slot, *mark, hand),
            Event::SlotGiven { slot, minutes } => self.give_slot(*slot, *minutes, hand),
            Event::FileAttached { slot, attachment } => self.attach(*slot, attachment, hand),
            Event::FileDetached { slot, attachment } => self.detach(*slot, attachment, hand),
            Event::AttendanceChanged { name, presence } => self.note_presence(name, *presence, stamp),
            Event::AttendanceSet { name, stays, regrets } => self.set_attendance(name, stays, *regrets),
            Event::RoleChanged { role, names } => self.change_role(*role, names.as_deref()),
            Event::QueueJoined { name, place } => self.join_queue(name, *place),
            Event::QueueLeft { name } => self.leave_queue(name),
            Event::FloorGiven { slot, name } => self.give_floor(*slot, name.as_deref(), stamp, hand),
            Event::TurnsSet { slot, turns } => self.set_turns(*slot, turns, stamp, hand),
            Event::ScribeLeft | Event::RecordLost => Vec::new(),
            Event::MeetingClosed => {
                self.end(stamp);
                Vec::new()
            }
            Event::MeetingReopened => {
                self.reopen(stamp);
                Vec::new()
            }
            Event::MinutesApproved { approved_by } => {
                self.approve(approved_by, stamp);
                Vec::new()
            }
            Event::ItemsCarried { items, numbers_from } => {
                self.carry(items, *numbers_from);
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
        self.books.last_made(writer).map_or(1, |last| last.saturating_add(1))
    }

    /// Lays the plan, keeping what has happened in slots that have an identity of old.
    fn plan(&mut self, agenda: &Agenda, ids: &[SlotId], hand: Hand<'_>) {
        let order: Vec<Vec<SlotId>> =
            self.days.iter().map(|day| day.slots.iter().map(|slot| slot.id).collect()).collect();
        let mut old: Vec<(usize, Slot)> = std::mem::take(&mut self.days)
            .into_iter()
            .enumerate()
            .flat_map(|(day, it)| it.slots.into_iter().map(move |slot| (day, slot)))
            .collect();
        // No two slots have one identity, whatever a journal says.
        let mut named = BTreeSet::new();
        let mut ids = ids.iter().map(|id| named.insert(*id).then_some(*id));
        self.days = agenda
            .days
            .iter()
            .map(|day| Day {
                date: day.date,
                title: day.title.clone(),
                starts: day.starts,
                ends: day.ends,
                description: day.description.clone(),
                slots: day.slots.iter().filter_map(|plan| Some(revised(&mut old, ids.next()??, plan))).collect(),
            })
            .collect();
        self.books.agenda = self.days.iter().map(|day| day.slots.iter().map(|slot| slot.id).collect()).collect();
        self.keep_moved(&order);
        for (day, slot) in old {
            if slot.unplanned {
                let order = order.get(day).map(Vec::as_slice).unwrap_or_default();
                self.keep_unplanned(day, order, slot);
            } else if slot.is_untouched() {
                let dropped = Dropped { day, origin: Origin::Agenda, plan: slot.plan, by: hand.version };
                self.books.dropped.insert(slot.id, dropped);
            } else {
                self.withdraw(day, slot);
            }
        }
        self.head = agenda.head.clone();
        self.requests.clone_from(&agenda.requests);
        self.attachments.clone_from(&agenda.attachments);
        self.groups.clone_from(&agenda.groups);
        let joined = std::mem::take(&mut self.people);
        self.people.clone_from(&agenda.people);
        for person in joined {
            if !self.people.iter().any(|known| known.name == person.name) {
                self.people.push(person);
            }
        }
        let there: Vec<_> = self.slots().map(|slot| slot.id).collect();
        for id in there {
            self.books.made(id.0, hand.version);
            self.books.dropped.remove(&id);
        }
    }

    /// Keeps a slot that the agenda no longer has, on its day as well as can be.
    fn withdraw(&mut self, day: usize, slot: Slot) {
        if self.days.is_empty() {
            self.days.push(Day::default());
        }
        let day = day.min(self.days.len() - 1);
        self.days[day].slots.push(Slot { withdrawn: true, ..slot });
    }

    /// Whether a slot is there. One that was dropped because nothing had happened in it comes back for a hand that did not
    /// know that, or what happens in it there would be lost.
    pub(super) fn has_slot(&mut self, id: SlotId, hand: Hand<'_>) -> bool {
        if self.slot(id).is_some() {
            return true;
        }
        if self.books.dropped.get(&id).is_none_or(|dropped| hand.knows(dropped.by)) {
            return false;
        }
        let Some(Dropped { day, origin, plan, .. }) = self.books.dropped.remove(&id) else { return false };
        match origin {
            Origin::Meeting(behind) => self.put_unplanned(Slot::new(id, plan), behind, day, hand),
            Origin::Agenda => self.withdraw(day, Slot::new(id, plan)),
        }
        true
    }

    pub(super) fn slot_mut(&mut self, id: SlotId) -> Option<&mut Slot> {
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

    fn start_clock(&mut self, id: SlotId, stamp: &Stamp, hand: Hand<'_>) -> Vec<Event> {
        if !self.has_slot(id, hand) || self.slot(id).is_none_or(Slot::is_running) {
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

    fn set_clock(&mut self, id: SlotId, runs: Vec<Run>, stamp: &Stamp, hand: Hand<'_>) -> Vec<Event> {
        if !self.has_slot(id, hand) {
            return Vec::new();
        }
        let Some(slot) = self.slot_mut(id) else { return Vec::new() };
        let mut back =
            vec![Event::ClockSet { slot: id, runs: std::mem::replace(&mut slot.runs, closed_but_last(runs)) }];
        if slot.is_running() {
            back.extend(self.stop_others(id, stamp));
        }
        back
    }
}

/// The slot of that identity with its new plan; what happened in it is kept.
fn revised(old: &mut Vec<(usize, Slot)>, id: SlotId, plan: &PlannedSlot) -> Slot {
    match old.iter().position(|(_, slot)| slot.id == id) {
        Some(index) => Slot { plan: plan.clone(), withdrawn: false, unplanned: false, ..old.remove(index).1 },
        None => Slot::new(id, plan.clone()),
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
