//! A meeting's acts in words: what `minutebook log` says of each.
//!
//! Titles and texts as they stood at the time are remembered on the way, so that a change can say what it changed and an
//! undo what it took back. Pure, and made for the reading order of acts. Not here: who did it, and when (see `cli`).

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::votes::ballots;
use super::words;
use crate::meeting::{
    Act, Agenda, Ballot, CarriedItem, Cause, Changes, Content, EntryId, Event, Kind, Mark, Presence, Role, Run, SlotId,
    Stamp, Status, Version,
};

/// The most things of one act that are said one by one; of more, one fewer are, and the others are counted.
const MOST: usize = 4;

/// What is known so far, act after act.
#[derive(Debug)]
pub struct Log {
    zone: Tz,
    /// The slots of the agenda as it stands; none before the meeting was opened.
    plan: Option<Vec<SlotId>>,
    /// Titles, also of slots that the agenda has no longer.
    slots: BTreeMap<SlotId, String>,
    /// Entries, also those that were removed.
    entries: BTreeMap<EntryId, Known>,
    /// What each act did, in words, for those that take it back.
    done: BTreeMap<Version, String>,
}

/// An entry as it stands.
#[derive(Debug)]
struct Known {
    text: String,
    slot: SlotId,
}

impl Log {
    /// Before the first act of a meeting in that zone.
    pub fn new(zone: Tz) -> Self {
        Self { zone, plan: None, slots: BTreeMap::new(), entries: BTreeMap::new(), done: BTreeMap::new() }
    }

    /// What the next act did, in words on one line; `unknown` events of it are of a later version.
    pub fn read(&mut self, version: Version, act: &Act, unknown: usize) -> String {
        let mut said: Vec<String> = act.events.iter().flat_map(|event| self.event(event)).collect();
        if unknown > 0 {
            let events = words::count(unknown, "event", "events");
            said.push(format!("did what this version does not know ({events})"));
        }
        let said = listed(said);
        let of = |seq| Version { seq, ..version };
        match act.cause {
            Cause::Fresh => {
                self.done.insert(version, said.clone());
                said
            }
            Cause::Undo { of: seq } => self.again("undid", of(seq), &said),
            Cause::Redo { of: seq } => self.again("redid", of(seq), &said),
        }
    }

    /// An act that takes back another, or does it again. Where that one is not at hand, its own events have to do.
    fn again(&self, verb: &str, version: Version, said: &str) -> String {
        match self.done.get(&version) {
            Some(done) => format!("{verb}: {done}"),
            None => format!("{verb} act {}: {said}", version.seq),
        }
    }

    fn event(&mut self, event: &Event) -> Vec<String> {
        let said = match event {
            Event::MeetingOpened { agenda, slots, .. } => {
                if self.plan.is_some() {
                    // Each further journal begins with the meeting's identity once more.
                    "began to write in this meeting".to_owned()
                } else {
                    self.lay(agenda, slots);
                    format!("opened {}", quoted(&agenda.head.title))
                }
            }
            Event::AgendaRevised { agenda, slots } => self.revised(agenda, slots),
            Event::ClockStarted { slot } => format!("started the clock of {}", self.title(*slot)),
            Event::ClockStopped { slot } => format!("stopped the clock of {}", self.title(*slot)),
            Event::ClockSet { slot, runs } => format!("set the clock of {} to {}", self.title(*slot), self.runs(runs)),
            Event::EntryAdded { entry, slot, content, .. } => {
                self.entries.insert(*entry, Known { text: known_by(content), slot: *slot });
                format!("added {} to {}", described(content), self.title(*slot))
            }
            Event::EntryChanged { entry, changes } => return self.changed(*entry, changes),
            Event::EntryMoved { entry, slot, .. } => self.moved(*entry, *slot),
            Event::EntryRemoved { entry, .. } => format!("removed {}{}", self.text(*entry), self.from(*entry)),
            Event::EntryRestored { entry, slot, .. } => {
                self.put(*entry, *slot);
                format!("brought back {} in {}", self.text(*entry), self.title(*slot))
            }
            Event::PersonAdded { person } => format!("added {} to the roster", quoted(&person.name)),
            Event::PersonRemoved { name } => format!("took {} off the roster", quoted(name)),
            Event::SlotAdded { slot, plan, .. } => {
                self.slots.insert(*slot, plan.title.clone());
                format!("opened the slot {}", self.title(*slot))
            }
            Event::SlotMoved { slot, home: true, .. } => {
                format!("put {} back where the agenda has it", self.title(*slot))
            }
            Event::SlotMoved { slot, behind: Some(behind), .. } => {
                format!("moved {} behind {}", self.title(*slot), self.title(*behind))
            }
            Event::SlotMoved { slot, behind: None, day, .. } => {
                format!("moved {} to the beginning of day {}", self.title(*slot), u32::from(*day) + 1)
            }
            Event::SlotRemoved { slot } => format!("took out the slot {}", self.title(*slot)),
            Event::SlotMarked { slot, mark } => match mark {
                Some(Mark::Skipped) => format!("skipped {}", self.title(*slot)),
                Some(Mark::Parked) => format!("parked {}", self.title(*slot)),
                None => format!("took {} back into the plan", self.title(*slot)),
            },
            Event::SlotGiven { slot, minutes: more @ 0.. } => format!("gave {} {more} min more", self.title(*slot)),
            Event::SlotGiven { slot, minutes: fewer } => {
                format!("took {} min from {}", fewer.unsigned_abs(), self.title(*slot))
            }
            Event::MinutesApproved { approved_by } => approved(approved_by),
            Event::ItemsCarried { items, .. } => carried(items),
            Event::FileAttached { slot, attachment } => {
                format!(
                    "attached {}{}",
                    quoted(attachment.shown()),
                    slot.map(|slot| format!(" to {}", self.title(slot))).unwrap_or_default()
                )
            }
            Event::FileDetached { slot, attachment } => {
                format!(
                    "no longer attached {}{}",
                    quoted(attachment.shown()),
                    slot.map(|slot| format!(" to {}", self.title(slot))).unwrap_or_default()
                )
            }
            Event::AttendanceChanged { name, presence } => match presence {
                Presence::Present => format!("noted that {} is there", quoted(name)),
                Presence::Left => format!("noted that {} left", quoted(name)),
                Presence::Regrets => format!("noted that {} sends regrets", quoted(name)),
            },
            Event::AttendanceSet { name, .. } => format!("set the attendance of {}", quoted(name)),
            Event::RoleChanged { role, names } => {
                let office = match role {
                    Role::Chair => "chair",
                    Role::Scribe => "scribe",
                };
                let who = names.as_ref().map_or_else(|| "as planned".to_owned(), |names| names.join(", "));
                format!("noted the {office}: {who}")
            }
            Event::QueueJoined { name, .. } => format!("put {} on the speakers' queue", quoted(name)),
            Event::QueueLeft { name } => format!("took {} off the speakers' queue", quoted(name)),
            Event::FloorGiven { name: Some(name), .. } => format!("gave the floor to {}", quoted(name)),
            Event::FloorGiven { name: None, .. } => "ended the speaker's turn".to_owned(),
            Event::TurnsSet { slot, .. } => format!("set who spoke in {}", self.title(*slot)),
            Event::WriterJoined { so_far } => {
                for event in so_far {
                    if let Event::SlotAdded { slot, plan, .. } = event {
                        self.slots.entry(*slot).or_insert_with(|| plan.title.clone());
                    }
                }
                return Vec::new();
            }
            Event::ScribeLeft => "left the meeting open".to_owned(),
            Event::MeetingClosed => "closed the meeting".to_owned(),
            Event::MeetingReopened => "reopened the meeting".to_owned(),
            Event::RecordLost => "an act that could not be read when the journal was repaired".to_owned(),
        };
        vec![said]
    }

    fn lay(&mut self, agenda: &Agenda, ids: &[SlotId]) {
        let titles = agenda.days.iter().flat_map(|day| &day.slots).map(|slot| slot.title.clone());
        self.slots.extend(ids.iter().copied().zip(titles));
        self.plan = Some(ids.to_vec());
    }

    /// A revised agenda by what it does to the slots: most revisions touch one or two.
    fn revised(&mut self, agenda: &Agenda, ids: &[SlotId]) -> String {
        let planned = self.plan.take().unwrap_or_default();
        let before: Vec<(SlotId, String)> = planned.iter().map(|id| (*id, self.title(*id))).collect();
        self.lay(agenda, ids);
        let now: Vec<(SlotId, String)> = ids.iter().map(|id| (*id, self.title(*id))).collect();
        let changes = now.iter().filter_map(|(id, title)| match before.iter().find(|(old, _)| old == id) {
            None => Some(format!("new slot {title}")),
            Some((_, old)) => (old != title).then(|| format!("{old} is now {title}")),
        });
        let gone = before.iter().filter(|(id, _)| !ids.contains(id)).map(|(_, title)| format!("without {title}"));
        let changes: Vec<String> = changes.chain(gone).collect();
        if changes.is_empty() {
            "revised the agenda".to_owned()
        } else {
            format!("revised the agenda: {}", listed(changes))
        }
    }

    /// What became of an entry, a clause for each field that says something to a reader.
    fn changed(&mut self, id: EntryId, changes: &Changes) -> Vec<String> {
        let mut said = Vec::new();
        let old = self.text(id);
        if let Some(text) = &changes.text {
            let new = quoted(text);
            said.push(if old == new { format!("settled on {new}") } else { format!("changed {old} to {new}") });
            if let Some(known) = self.entries.get_mut(&id) {
                known.text.clone_from(text);
            }
        }
        let entry = self.text(id);
        said.extend(changes.kind.map(|kind| format!("made {entry} {}", a(kind))));
        said.extend(changes.owners.as_ref().map(|owners| match owners.as_slice() {
            [] => format!("left {entry} without an owner"),
            owners => format!("gave {entry} to {}", owners.join(", ")),
        }));
        said.extend(changes.due.map(|due| match due {
            Some(due) => format!("set {entry} due {due}"),
            None => format!("took the due date off {entry}"),
        }));
        said.extend(changes.priority.map(|priority| match priority {
            Some(priority) => format!("gave {entry} priority {priority}"),
            None => format!("took the priority off {entry}"),
        }));
        said.extend(changes.speaker.as_ref().map(|speaker| match speaker {
            Some(speaker) => format!("noted {entry} as said by {speaker}"),
            None => format!("noted {entry} as said by the last speaker"),
        }));
        said.extend(changes.votes.as_ref().map(|votes| format!("set the votes of {entry} to {}", voted(votes))));
        said.extend(changes.link.as_ref().map(|link| match link {
            Some(link) => format!("let {entry} lead to {link}"),
            None => format!("took the address off {entry}"),
        }));
        said.extend(changes.status.map(|status| match status {
            Status::Open => format!("marked {entry} open again"),
            Status::Done => format!("marked {entry} done"),
            Status::Dropped => format!("dropped {entry}"),
        }));
        said.extend(changes.depth.map(|depth| format!("put {entry} on level {}", u32::from(depth) + 1)));
        if said.is_empty() {
            said.push(format!("changed {entry}"));
        }
        said
    }

    fn moved(&mut self, id: EntryId, slot: SlotId) -> String {
        let from = self.entries.get(&id).map(|known| known.slot);
        self.put(id, slot);
        let way = if from == Some(slot) { "within" } else { "to" };
        format!("moved {} {way} {}", self.text(id), self.title(slot))
    }

    fn put(&mut self, id: EntryId, slot: SlotId) {
        if let Some(known) = self.entries.get_mut(&id) {
            known.slot = slot;
        }
    }

    fn title(&self, slot: SlotId) -> String {
        self.slots.get(&slot).map_or_else(|| format!("slot {slot}"), |title| quoted(title))
    }

    fn text(&self, entry: EntryId) -> String {
        self.entries.get(&entry).map_or_else(|| format!("entry {entry}"), |known| quoted(&known.text))
    }

    /// ` from “Welcome”`, where it is known.
    fn from(&self, entry: EntryId) -> String {
        self.entries.get(&entry).map(|known| format!(" from {}", self.title(known.slot))).unwrap_or_default()
    }

    /// `09:00–09:45, 10:00–`: a clock that still runs has no end.
    fn runs(&self, runs: &[Run]) -> String {
        let clock = |stamp: &Stamp| words::clock(stamp.at.with_timezone(&self.zone));
        let run = |run: &Run| format!("{}–{}", clock(&run.from), run.to.as_ref().map(clock).unwrap_or_default());
        if runs.is_empty() { "no time".to_owned() } else { runs.iter().map(run).collect::<Vec<_>>().join(", ") }
    }
}

fn approved(by: &[String]) -> String {
    if by.is_empty() { "approved the minutes".to_owned() } else { format!("approved the minutes: {}", by.join(", ")) }
}

fn carried(items: &[CarriedItem]) -> String {
    match items {
        [item] => format!("carried over action-{}", item.number),
        items => format!("carried over {} action items", items.len()),
    }
}

/// An entry as it was added: kind, text, and what else there is to it.
fn described(content: &Content) -> String {
    let kind = a(content.kind);
    let said = match content.kind {
        Kind::Vote if content.text.is_empty() => format!("{kind} {}", voted(&content.votes)),
        Kind::Vote => format!("{kind} {} {}", voted(&content.votes), quoted(&content.text)),
        _ => format!("{kind} {}", quoted(&known_by(content))),
    };
    let speaker = content.speaker.as_ref().map(|who| format!(" by {who}"));
    let link = content.link.as_ref().filter(|link| **link != content.text && !content.text.is_empty());
    let link = link.map(|link| format!(" to {link}"));
    let owners = Some(content.owners.join(", ")).filter(|owners| !owners.is_empty()).map(|who| format!(" for {who}"));
    let due = content.due.map(|due| format!(" due {due}"));
    let priority = content.priority.map(|priority| format!(" with priority {priority}"));
    let rest: String = speaker.into_iter().chain(link).chain(owners).chain(due).chain(priority).collect();
    said + &rest
}

/// What an entry is called by: its text, or what it says without one.
fn known_by(content: &Content) -> String {
    match (content.text.is_empty(), content.votes.as_slice()) {
        (false, _) => content.text.clone(),
        (true, []) => content.link.clone().unwrap_or_default(),
        (true, votes) => voted(votes),
    }
}

fn voted(votes: &[Ballot]) -> String {
    ballots(super::Lang::English, votes, &|names| names.join(", "))
}

fn a(kind: Kind) -> &'static str {
    match kind {
        Kind::Note => "a note",
        Kind::Action => "an action item",
        Kind::Decision => "a decision",
        Kind::Question => "a question",
        Kind::Proposal => "a proposal",
        Kind::Vote => "a vote",
        Kind::Idea => "an idea",
        Kind::Info => "information",
        Kind::Link => "a link",
        Kind::Speech => "speech",
        Kind::Subtopic => "a subtopic",
    }
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// Several things in a row; a paste of a thousand lines is one act and still one line.
fn listed(mut said: Vec<String>) -> String {
    if said.len() > MOST {
        let more = said.len() - (MOST - 1);
        said.truncate(MOST - 1);
        said.push(format!("and {more} more"));
    }
    if said.is_empty() { "changed nothing".to_owned() } else { said.join("; ") }
}

#[cfg(test)]
mod tests;
