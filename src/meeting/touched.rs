//! What other writers changed since which of this writer's acts, so that taking an act back never overwrites them.
//!
//! Kept as places in this writer's own acts: a change counts against all acts that came before it in the order. Not here:
//! what an act did (see `history`), and which texts are rivals (see `change`).

use std::collections::BTreeMap;

use super::{Attachment, Changes, EntryId, Event, Meeting, Role, SlotId};

/// What can be changed about an entry without touching the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Presence,
    Text,
    Kind,
    Owners,
    Due,
    Priority,
    Speaker,
    Votes,
    Link,
    Status,
    Depth,
    Place,
}

/// What else can be changed and taken back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    /// There is one room and one subject, so the clocks of all slots are one thing.
    Clock,
    Person(String),
    Attendance(String),
    Waiting(String),
    Office(Role),
    Turns(SlotId),
    Marked(SlotId),
    Given(SlotId),
    Placed(SlotId),
    Attached(Option<SlotId>, Box<Attachment>),
}

/// For each thing that another writer changed, this writer's last act before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    entries: BTreeMap<(EntryId, Part), u64>,
    facts: BTreeMap<Fact, u64>,
}

impl Touched {
    /// Takes note of another writer's event after this writer's act `last`; `back` is what would take it back.
    pub(super) fn note(&mut self, event: &Event, back: &[Event], last: u64) {
        // No act before it can have been about an entry that is new.
        let new = usize::from(matches!(event, Event::EntryAdded { .. })).min(back.len());
        for changed in &back[new..] {
            match changed {
                Event::EntryChanged { entry, changes } => {
                    for part in parts(changes) {
                        self.entries.insert((*entry, part), last);
                    }
                }
                Event::EntryMoved { entry, .. } => {
                    self.entries.insert((*entry, Part::Place), last);
                    self.entries.insert((*entry, Part::Depth), last);
                }
                Event::EntryRemoved { entry, .. } | Event::EntryRestored { entry, .. } => {
                    self.entries.insert((*entry, Part::Presence), last);
                }
                other => self.facts.extend(fact(other).map(|fact| (fact, last))),
            }
        }
    }

    /// What may still be done of the inverse of this writer's act `since`.
    pub(super) fn left_of(&self, inverse: &[Event], since: u64, meeting: &Meeting) -> Vec<Event> {
        if self.entries.is_empty() && self.facts.is_empty() {
            return inverse.to_vec();
        }
        let mut left = Vec::with_capacity(inverse.len());
        let mut coming = Vec::new();
        let (mut passed_over, mut turn_stays) = (false, false);
        for event in inverse {
            let standing = |entry: &EntryId| meeting.place_of(*entry).is_some();
            let may = match event {
                Event::EntryChanged { entry, changes } => {
                    // Depths that only gave way to an entry stay as they are where that one does.
                    let gave_way = passed_over && parts(changes).eq([Part::Depth]);
                    if !gave_way && (standing(entry) || coming.contains(entry)) {
                        left.extend(self.changes_left(*entry, changes, since));
                    }
                    continue;
                }
                Event::EntryMoved { entry, .. } => standing(entry) && !self.since(*entry, Part::Place, since),
                Event::EntryRemoved { entry, .. } => standing(entry) && !self.is_anothers_too(*entry, since),
                Event::EntryRestored { entry, .. } => !standing(entry) && !self.since(*entry, Part::Presence, since),
                // What another did in a slot keeps it, as what stands in it does.
                Event::SlotRemoved { slot } => self.is_left_alone(*slot, since) && is_free(*slot, &left, meeting),
                Event::SlotAdded { slot, .. } => meeting.slot(*slot).is_none(),
                // Who has had the floor since does not wait for it again.
                Event::QueueJoined { .. } if turn_stays => false,
                // What each gives adds up, so that nobody's is overwritten.
                Event::SlotGiven { .. } => true,
                Event::PersonRemoved { name } => {
                    let facts = [Fact::Person(name.clone()), Fact::Attendance(name.clone())];
                    facts.iter().all(|fact| self.is_own(fact, since))
                }
                other => fact(other).is_none_or(|fact| self.is_own(&fact, since)),
            };
            passed_over = !may;
            turn_stays |= passed_over && matches!(event, Event::TurnsSet { .. });
            if let (true, Event::EntryRestored { entry, .. }) = (may, event) {
                coming.push(*entry);
            }
            left.extend(may.then(|| event.clone()));
        }
        left
    }

    /// Whether no other writer gave a slot time, marked it or the like.
    fn is_left_alone(&self, slot: SlotId, since: u64) -> bool {
        [Fact::Turns(slot), Fact::Marked(slot), Fact::Given(slot)].iter().all(|fact| self.is_own(fact, since))
    }

    /// Whether no other writer changed that.
    fn is_own(&self, fact: &Fact, since: u64) -> bool {
        self.facts.get(fact).is_none_or(|last| *last < since)
    }

    fn since(&self, entry: EntryId, part: Part, since: u64) -> bool {
        self.entries.get(&(entry, part)).is_some_and(|last| *last >= since)
    }

    /// Whether another writer had a hand in whether an entry stands or in what it says.
    fn is_anothers_too(&self, entry: EntryId, since: u64) -> bool {
        self.entries.range((entry, Part::Presence)..=(entry, Part::Status)).any(|(_, last)| *last >= since)
    }

    fn changes_left(&self, entry: EntryId, changes: &Changes, since: u64) -> Option<Event> {
        let mut changes = changes.clone();
        for part in parts(&changes).collect::<Vec<_>>() {
            if !self.since(entry, part, since) {
                continue;
            }
            match part {
                Part::Text => (changes.text, changes.rivals, changes.tickets) = (None, None, None),
                Part::Kind => (changes.kind, changes.number) = (None, None),
                Part::Owners => changes.owners = None,
                Part::Due => changes.due = None,
                Part::Priority => changes.priority = None,
                Part::Speaker => changes.speaker = None,
                Part::Votes => changes.votes = None,
                Part::Link => changes.link = None,
                Part::Status => (changes.status, changes.reason) = (None, None),
                Part::Depth => changes.depth = None,
                Part::Presence | Part::Place => {}
            }
        }
        (!changes.is_empty()).then(|| Event::EntryChanged { entry, changes: Box::new(changes) })
    }
}

/// What an event is about that takes something back.
fn fact(back: &Event) -> Option<Fact> {
    Some(match back {
        Event::ClockSet { .. } => Fact::Clock,
        Event::PersonAdded { person } => Fact::Person(person.name.clone()),
        Event::PersonRemoved { name } => Fact::Person(name.clone()),
        Event::AttendanceSet { name, .. } => Fact::Attendance(name.clone()),
        Event::QueueJoined { name, .. } | Event::QueueLeft { name } => Fact::Waiting(name.clone()),
        Event::RoleChanged { role, .. } => Fact::Office(*role),
        Event::TurnsSet { slot, .. } => Fact::Turns(*slot),
        Event::SlotMarked { slot, .. } => Fact::Marked(*slot),
        Event::SlotGiven { slot, .. } => Fact::Given(*slot),
        Event::SlotMoved { slot, .. } => Fact::Placed(*slot),
        Event::FileAttached { slot, attachment } | Event::FileDetached { slot, attachment } => {
            Fact::Attached(*slot, attachment.clone())
        }
        _ => return None,
    })
}

/// Whether a slot can go once these events, which come before its removal, have given its time back.
fn is_free(slot: SlotId, before: &[Event], meeting: &Meeting) -> bool {
    let gives_back =
        |event: &Event| matches!(event, Event::ClockSet { slot: of, runs } if *of == slot && runs.is_empty());
    meeting.slot(slot).is_some_and(|place| {
        let idle = place.runs.is_empty() || before.iter().any(gives_back);
        idle && place.entries.is_empty() && place.turns.is_empty() && place.attached.is_empty()
    })
}

/// The parts that a change is about. A text goes with the tickets named in it, a kind with its number.
fn parts(changes: &Changes) -> impl Iterator<Item = Part> + use<> {
    let text = changes.text.is_some() || changes.rivals.is_some() || changes.tickets.is_some();
    let kind = changes.kind.is_some() || changes.number.is_some();
    [
        (text, Part::Text),
        (kind, Part::Kind),
        (changes.owners.is_some(), Part::Owners),
        (changes.due.is_some(), Part::Due),
        (changes.priority.is_some(), Part::Priority),
        (changes.speaker.is_some(), Part::Speaker),
        (changes.votes.is_some(), Part::Votes),
        (changes.link.is_some(), Part::Link),
        (changes.status.is_some() || changes.reason.is_some(), Part::Status),
        (changes.depth.is_some(), Part::Depth),
    ]
    .into_iter()
    .filter_map(|(changed, part)| changed.then_some(part))
}
