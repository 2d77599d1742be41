//! A meeting's acts in words: what `minutebook log` says of each.
//!
//! Titles and texts as they stood at the time are remembered on the way, so that a change can say what it changed and an
//! undo what it took back. Pure, and made for the reading order of acts. Not here: who did it, and when (see `cli`).

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::words;
use crate::meeting::{
    Act, Agenda, Cause, Changes, Content, EntryId, Event, Kind, Mark, Presence, Role, Run, SlotId, Stamp, Status,
    Version,
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
                self.entries.insert(*entry, Known { text: content.text.clone(), slot: *slot });
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
            Event::SlotRemoved { slot } => format!("took out the slot {}", self.title(*slot)),
            Event::SlotMarked { slot, mark } => match mark {
                Some(Mark::Skipped) => format!("skipped {}", self.title(*slot)),
                Some(Mark::Parked) => format!("parked {}", self.title(*slot)),
                None => format!("took {} back into the plan", self.title(*slot)),
            },
            Event::SlotGiven { slot, minutes } => format!("gave {} {minutes:+} min", self.title(*slot)),
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

/// An entry as it was added: kind, text, and what an action item has besides.
fn described(content: &Content) -> String {
    let owners = Some(content.owners.join(", ")).filter(|owners| !owners.is_empty()).map(|who| format!(" for {who}"));
    let due = content.due.map(|due| format!(" due {due}"));
    let rest: String = owners.into_iter().chain(due).collect();
    format!("{} {}{rest}", a(content.kind), quoted(&content.text))
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
mod tests {
    use super::*;
    use crate::meeting::{Head, Id, Person, PlannedDay, PlannedSlot, WriterId};

    const ANN: WriterId = WriterId(0xa);
    const WELCOME: SlotId = SlotId(Id { writer: ANN, n: 1 });
    const NOVEL: SlotId = SlotId(Id { writer: ANN, n: 2 });
    const ENTRY: EntryId = EntryId(Id { writer: ANN, n: 10 });

    fn agenda(titles: &[&str]) -> Box<Agenda> {
        let slot = |title: &&str| PlannedSlot { title: (*title).to_owned(), ..PlannedSlot::default() };
        let day = PlannedDay { slots: titles.iter().map(slot).collect(), ..PlannedDay::default() };
        let head = Head { title: "Circle".to_owned(), ..Head::default() };
        Box::new(Agenda { head, days: vec![day], ..Agenda::default() })
    }

    fn stamp(text: &str) -> Stamp {
        Stamp::wall(chrono::DateTime::parse_from_rfc3339(text).unwrap())
    }

    /// A log whose meeting was opened, and the number of its last act.
    struct Read(Log, u64);

    impl Read {
        fn opened() -> Self {
            let mut read = Self(Log::new(Tz::Europe__Rome), 0);
            assert_eq!(read.did(vec![opening()]), "opened “Circle”");
            read
        }

        fn act(&mut self, cause: Cause, events: Vec<Event>) -> String {
            self.1 += 1;
            let act = Act { stamp: stamp("2026-05-04T19:00:00+02:00"), events, cause, clears: None };
            self.0.read(Version { writer: ANN, seq: self.1 }, &act, 0)
        }

        fn did(&mut self, events: Vec<Event>) -> String {
            self.act(Cause::Fresh, events)
        }

        fn changed(&mut self, changes: Changes) -> String {
            self.did(vec![Event::EntryChanged { entry: ENTRY, changes: Box::new(changes) }])
        }
    }

    fn opening() -> Event {
        let (meeting, slug, zone) = ("m".to_owned(), "m".to_owned(), "Europe/Rome".to_owned());
        let slots = vec![WELCOME, NOVEL];
        Event::MeetingOpened { meeting, slug, path: None, zone, agenda: agenda(&["Welcome", "The novel"]), slots }
    }

    fn added(content: Content) -> Event {
        Event::EntryAdded { entry: ENTRY, slot: WELCOME, after: None, depth: 0, content: Box::new(content) }
    }

    fn note(text: &str) -> Content {
        Content { text: text.to_owned(), ..Content::default() }
    }

    #[test]
    fn what_is_added_says_its_kind_and_where() {
        let mut log = Read::opened();
        assert_eq!(log.did(vec![added(note("Bring wine"))]), "added a note “Bring wine” to “Welcome”");
        let owners = vec!["Ada Conti".to_owned(), "Bruno Serra".to_owned()];
        let item = Content { kind: Kind::Action, owners, due: "2026-05-11".parse().ok(), ..note("wine") };
        let said = "added an action item “wine” for Ada Conti, Bruno Serra due 2026-05-11 to “Welcome”";
        assert_eq!(log.did(vec![added(item)]), said);
    }

    #[test]
    fn a_change_says_what_was_and_what_is() {
        let mut log = Read::opened();
        log.did(vec![added(note("a"))]);
        let text = |text: &str| Changes { text: Some(text.to_owned()), ..Changes::default() };
        assert_eq!(log.changed(text("b")), "changed “a” to “b”");
        assert_eq!(log.changed(text("b")), "settled on “b”");
        for (changes, said) in [
            (Changes { kind: Some(Kind::Decision), ..Changes::default() }, "made “b” a decision"),
            (Changes { owners: Some(vec!["Ada".to_owned()]), ..Changes::default() }, "gave “b” to Ada"),
            (Changes { owners: Some(vec![]), ..Changes::default() }, "left “b” without an owner"),
            (Changes { due: Some("2026-05-11".parse().ok()), ..Changes::default() }, "set “b” due 2026-05-11"),
            (Changes { due: Some(None), ..Changes::default() }, "took the due date off “b”"),
            (Changes { status: Some(Status::Done), ..Changes::default() }, "marked “b” done"),
            (Changes { status: Some(Status::Open), ..Changes::default() }, "marked “b” open again"),
            (Changes { status: Some(Status::Dropped), ..Changes::default() }, "dropped “b”"),
            (Changes { depth: Some(1), ..Changes::default() }, "put “b” on level 2"),
            (Changes { tickets: Some(vec![]), ..Changes::default() }, "changed “b”"),
        ] {
            assert_eq!(log.changed(changes), said);
        }
        let both = Changes { kind: Some(Kind::Note), ..text("c") };
        assert_eq!(log.changed(both), "changed “b” to “c”; made “c” a note");
    }

    #[test]
    fn an_entry_that_moves_goes_and_comes_back_is_named_all_along() {
        let mut log = Read::opened();
        log.did(vec![added(note("a"))]);
        let moved = |slot| vec![Event::EntryMoved { entry: ENTRY, slot, after: None, depth: 0 }];
        assert_eq!(log.did(moved(WELCOME)), "moved “a” within “Welcome”");
        assert_eq!(log.did(moved(NOVEL)), "moved “a” to “The novel”");
        let removed = Event::EntryRemoved { entry: ENTRY, undone: false };
        assert_eq!(log.did(vec![removed]), "removed “a” from “The novel”");
        let back = Event::EntryRestored { entry: ENTRY, slot: WELCOME, after: None, depth: 0 };
        assert_eq!(log.did(vec![back]), "brought back “a” in “Welcome”");
    }

    #[test]
    fn an_undo_names_what_it_takes_back_and_a_redo_what_it_does_again() {
        let mut log = Read::opened();
        log.did(vec![added(note("a"))]);
        let removed = || vec![Event::EntryRemoved { entry: ENTRY, undone: true }];
        assert_eq!(log.act(Cause::Undo { of: 2 }, removed()), "undid: added a note “a” to “Welcome”");
        assert_eq!(log.act(Cause::Redo { of: 2 }, vec![]), "redid: added a note “a” to “Welcome”");
        assert_eq!(log.act(Cause::Undo { of: 99 }, removed()), "undid act 99: removed “a” from “Welcome”");
    }

    #[test]
    fn a_revised_agenda_says_which_slots_it_touches() {
        let mut log = Read::opened();
        let break_ = SlotId(Id { writer: ANN, n: 3 });
        let revised = |titles: &[&str], slots| vec![Event::AgendaRevised { agenda: agenda(titles), slots }];
        let same = revised(&["Welcome", "The novel"], vec![WELCOME, NOVEL]);
        assert_eq!(log.did(same), "revised the agenda");
        let other = revised(&["Hello", "Break"], vec![WELCOME, break_]);
        let said = "revised the agenda: “Welcome” is now “Hello”; new slot “Break”; without “The novel”";
        assert_eq!(log.did(other), said);
    }

    #[test]
    fn clocks_sittings_and_people_have_words_too() {
        let mut log = Read::opened();
        let from = stamp("2026-05-04T17:00:00Z");
        let runs = vec![Run { from, to: Some(stamp("2026-05-04T17:05:00Z")) }, Run { from, to: None }];
        for (event, said) in [
            (Event::ClockStarted { slot: NOVEL }, "started the clock of “The novel”"),
            (Event::ClockStopped { slot: NOVEL }, "stopped the clock of “The novel”"),
            (Event::ClockSet { slot: NOVEL, runs }, "set the clock of “The novel” to 19:00–19:05, 19:00–"),
            (Event::ClockSet { slot: NOVEL, runs: vec![] }, "set the clock of “The novel” to no time"),
            (
                Event::PersonAdded { person: Box::new(Person { name: "Cy".to_owned(), ..Person::default() }) },
                "added “Cy” to the roster",
            ),
            (Event::PersonRemoved { name: "Cy".to_owned() }, "took “Cy” off the roster"),
            (Event::ScribeLeft, "left the meeting open"),
            (Event::MeetingClosed, "closed the meeting"),
            (Event::MeetingReopened, "reopened the meeting"),
            (Event::RecordLost, "an act that could not be read when the journal was repaired"),
            (opening(), "began to write in this meeting"),
        ] {
            assert_eq!(log.did(vec![event]), said);
        }
    }

    #[test]
    fn a_long_paste_is_one_line_and_what_is_not_known_is_counted() {
        let mut log = Read::opened();
        let said = log.did((0..200).map(|n| added(note(&n.to_string()))).collect());
        assert!(said.ends_with("added a note “2” to “Welcome”; and 197 more"), "{said}");
        let act = Act { stamp: stamp("2026-05-04T19:00:00Z"), events: vec![], cause: Cause::Fresh, clears: None };
        let version = Version { writer: ANN, seq: 9 };
        assert_eq!(log.0.read(version, &act, 2), "did what this version does not know (2 events)");
        assert_eq!(log.0.read(version, &act, 0), "changed nothing");
    }
}
