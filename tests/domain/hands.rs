//! A scribe who does anything at all, in a meeting of two days.

use chrono::{DateTime, FixedOffset, TimeDelta};
use minutebook::meeting::{
    Act, Agenda, Boot, CarriedItem, Cause, Command, Content, EntryId, Event, ItemChanges, ItemRef, Kind, Ledger, Mark,
    Person, Presence, Refusal, Role, SlotId, Stamp, Status, Wanted, WantedLine, WriterId, decide, open,
};
use proptest::prelude::*;

use crate::anything::{self, content};

/// Something that a scribe may do; places are counted, and counted around where there are fewer.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    TakeUp(usize),
    Pause,
    CorrectStart(usize, i64),
    Add(usize, Option<usize>, Vec<(u16, Content)>),
    Revise(usize, Content),
    Rekind(usize, Kind),
    SetStatus(usize, Status),
    Indent(usize),
    Outdent(usize),
    MoveUp(usize),
    MoveDown(usize),
    MoveTo(usize, usize),
    Remove(usize),
    TakeOwners(usize, Vec<String>),
    Correct(Vec<(usize, Content)>),
    InsertBefore(usize, Content),
    Vote(usize, Content),
    Resolve(usize, Option<String>),
    /// The notes of a slot written anew, a line each: its depth, an entry or none, whether it stays, new content or none.
    Rewrite(usize, Vec<(u16, Option<usize>, bool, Option<Content>)>),
    OpenSlot(String, usize),
    Mark(usize, Option<Mark>),
    Give(usize, i32),
    MoveSlot(usize, Option<usize>, usize),
    SwapSlot(usize),
    Split(usize, Option<u32>, Option<usize>),
    Trade(usize, usize, u32),
    Attend(Vec<String>, Presence),
    Appoint(Role, Vec<String>),
    Queue(Vec<String>),
    Unqueue(Vec<String>),
    GiveFloor(usize, Option<String>),
    EndFloor,
    AddPerson(String),
    Review(usize, usize, ItemChanges),
    ReviewCarried(usize, usize, ItemChanges),
    FollowUp(usize, ItemChanges),
    Carry(Vec<CarriedItem>, u32),
    Approve(Vec<String>),
    ReviseAgenda(Box<Agenda>),
    Leave,
    Close,
    Reopen,
    Undo,
    Redo,
}

pub(crate) fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let ends = prop_oneof![
        1 => Just(Deed::Leave),
        1 => Just(Deed::Close),
        1 => Just(Deed::Reopen),
        1 => anything::names().prop_map(Deed::Approve),
    ];
    let carry = (anything::carried(), 0..9_u32).prop_map(|(items, numbers_from)| Deed::Carry(items, numbers_from));
    let agenda = anything::agenda().prop_map(|agenda| Deed::ReviseAgenda(Box::new(agenda)));
    let rare = prop_oneof![1 => agenda, 2 => ends, 1 => carry];
    prop::collection::vec(prop_oneof![12 => deed(), 1 => rare], 0..40)
}

pub(crate) fn deeds_that_can_be_taken_back() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(deed(), 0..40)
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![3 => line_or_clock(), 2 => aside()]
}

/// What is done beside writing lines: votes, slots, people, who speaks.
fn aside() -> impl Strategy<Value = Deed> {
    let place = || 0..12_usize;
    let corrections = prop::collection::vec((place(), content()), 1..4);
    let title = prop::sample::select(vec!["Budget", "News", "Any other business"]).prop_map(str::to_owned);
    let (one, some) = (|| prop::option::of(anything::name()), anything::names);
    prop_oneof![
        1 => (place(), some()).prop_map(|(entry, owners)| Deed::TakeOwners(entry, owners)),
        1 => corrections.prop_map(Deed::Correct),
        2 => (place(), rewritten()).prop_map(|(slot, lines)| Deed::Rewrite(slot, lines)),
        1 => (place(), content()).prop_map(|(entry, content)| Deed::InsertBefore(entry, content)),
        1 => (place(), content()).prop_map(|(entry, content)| Deed::Vote(entry, content)),
        1 => (place(), prop::option::of("[a-z]{1,3}")).prop_map(|(entry, text)| Deed::Resolve(entry, text)),
        2 => (title, place()).prop_map(|(title, slot)| Deed::OpenSlot(title, slot)),
        1 => (place(), anything::mark()).prop_map(|(slot, mark)| Deed::Mark(slot, mark)),
        1 => (place(), -20..20_i32).prop_map(|(slot, minutes)| Deed::Give(slot, minutes)),
        2 => (place(), proptest::option::of(place()), 0..3_usize).prop_map(|(slot, behind, day)| Deed::MoveSlot(slot, behind, day)),
        1 => place().prop_map(Deed::SwapSlot),
        1 => (place(), proptest::option::of(0..90_u32), proptest::option::of(place()))
            .prop_map(|(slot, minutes, behind)| Deed::Split(slot, minutes, behind)),
        1 => (place(), place(), 0..30_u32).prop_map(|(to, from, minutes)| Deed::Trade(to, from, minutes)),
        2 => (some(), anything::presence()).prop_map(|(names, presence)| Deed::Attend(names, presence)),
        1 => (anything::role(), some()).prop_map(|(role, names)| Deed::Appoint(role, names)),
        1 => some().prop_map(Deed::Queue),
        1 => some().prop_map(Deed::Unqueue),
        2 => (place(), one()).prop_map(|(slot, name)| Deed::GiveFloor(slot, name)),
        1 => Just(Deed::EndFloor),
        1 => (place(), place(), anything::item_changes()).prop_map(|(slot, at, changes)| Deed::Review(slot, at, changes)),
        1 => (place(), place(), anything::item_changes())
            .prop_map(|(slot, at, changes)| Deed::ReviewCarried(slot, at, changes)),
        1 => (place(), anything::item_changes()).prop_map(|(at, changes)| Deed::FollowUp(at, changes)),
    ]
}

fn line_or_clock() -> impl Strategy<Value = Deed> {
    let place = || 0..12_usize;
    let lines = prop::collection::vec((0..4_u16, content()), 1..4);
    prop_oneof![
        2 => place().prop_map(Deed::TakeUp),
        1 => Just(Deed::Pause),
        1 => (place(), -1000..50_i64).prop_map(|(slot, seconds)| Deed::CorrectStart(slot, seconds)),
        6 => (place(), prop::option::of(place()), lines).prop_map(|(slot, after, lines)| Deed::Add(slot, after, lines)),
        2 => (place(), content()).prop_map(|(entry, content)| Deed::Revise(entry, content)),
        2 => (place(), anything::kind()).prop_map(|(entry, kind)| Deed::Rekind(entry, kind)),
        1 => (place(), anything::status()).prop_map(|(entry, status)| Deed::SetStatus(entry, status)),
        2 => place().prop_map(Deed::Indent),
        2 => place().prop_map(Deed::Outdent),
        2 => place().prop_map(Deed::MoveUp),
        2 => place().prop_map(Deed::MoveDown),
        2 => (place(), place()).prop_map(|(entry, slot)| Deed::MoveTo(entry, slot)),
        2 => place().prop_map(Deed::Remove),
        1 => "[A-C]".prop_map(Deed::AddPerson),
        3 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
    ]
}

/// Lines of notes that are written anew.
pub(crate) fn rewritten() -> impl Strategy<Value = Vec<(u16, Option<usize>, bool, Option<Content>)>> {
    let line = (0..4_u16, prop::option::weighted(0.8, 0..12_usize), any::<bool>(), prop::option::of(content()));
    prop::collection::vec(line, 0..8)
}

/// What they say, of these entries.
pub(crate) fn wanted(entries: &[EntryId], lines: Vec<(u16, Option<usize>, bool, Option<Content>)>) -> Vec<Wanted> {
    let entry = |at: usize| entries.get(at.checked_rem(entries.len())?).copied();
    let line = |(depth, at, stays, content): (u16, Option<usize>, bool, Option<Content>)| {
        let line = match (at.and_then(entry), content) {
            (Some(entry), None) => WantedLine::Kept { entry, stays },
            (Some(entry), Some(content)) => WantedLine::Changed { entry, stays, content, beside: vec![] },
            (None, content) => WantedLine::New(content?),
        };
        Some(Wanted { depth, line })
    };
    lines.into_iter().filter_map(line).collect()
}

/// The moment so many seconds after the opening.
pub(crate) fn moment(seconds: u32) -> Stamp {
    let opened = Stamp::wall("2019-10-28T09:00:00-07:00".parse().unwrap());
    let boot = Boot { id: 7, ms: 1_000_000 + u64::from(seconds) * 1000 };
    Stamp { at: opened.at + TimeDelta::seconds(seconds.into()), boot: Some(boot) }
}

/// The opening of a meeting of two days with three slots each.
pub(crate) fn opening() -> Event {
    let agenda = anything::plan(&[&["Welcome", "News", "Break"], &["Data", "Break", "Plans"]]);
    open(agenda, "id".into(), "slug".into(), None, "America/Los_Angeles".into(), Sitting::WRITER)
}

/// The meeting as it goes on, with all that was done in it.
pub(crate) struct Sitting {
    pub(crate) ledger: Ledger,
    acts: Vec<Act>,
    second: u32,
}

impl Sitting {
    pub(crate) const WRITER: WriterId = WriterId(1);

    pub(crate) fn open() -> Self {
        let mut sitting = Self { ledger: Ledger::new(Self::WRITER), acts: Vec::new(), second: 0 };
        sitting.commit(Cause::Fresh, vec![opening()]);
        sitting
    }

    /// The moment of what was done last.
    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        moment(self.second).at
    }

    /// The acts so far as a journal gives them back.
    pub(crate) fn acts(&self) -> impl Iterator<Item = (WriterId, u64, &Act)> {
        (1..).zip(&self.acts).map(|(seq, act)| (Self::WRITER, seq, act))
    }

    /// Does it, or leaves it where the rules refuse it.
    pub(crate) fn take(&mut self, deed: Deed) {
        self.second += 7;
        let taken = match deed {
            Deed::Undo => self.ledger.undo(),
            Deed::Redo => self.ledger.redo(),
            deed => self.command(deed).and_then(|command| {
                let decided = decide(&self.ledger.meeting, command, Self::WRITER, &moment(self.second));
                decided.ok().map(|events| (Cause::Fresh, events))
            }),
        };
        if let Some((cause, events)) = taken {
            self.commit(cause, events);
        }
    }

    pub(crate) fn take_all(&mut self, deeds: Vec<Deed>) {
        for deed in deeds {
            self.take(deed);
        }
    }

    /// What the rules make of a command now.
    pub(crate) fn decided(&self, command: Command) -> Result<Vec<Event>, Refusal> {
        decide(&self.ledger.meeting, command, Self::WRITER, &moment(self.second))
    }

    pub(crate) fn commit(&mut self, cause: Cause, events: Vec<Event>) {
        let act = Act { stamp: moment(self.second), events, cause, clears: None };
        self.ledger.commit(&act);
        self.acts.push(act);
    }

    fn command(&self, deed: Deed) -> Option<Command> {
        let entry = |at| self.entry(at);
        Some(match deed {
            Deed::TakeUp(slot) => Command::TakeUp(self.slot(slot)?),
            Deed::Pause => Command::Pause,
            Deed::CorrectStart(slot, by) => {
                Command::CorrectStart(self.slot(slot)?, moment(self.second).at + TimeDelta::seconds(by))
            }
            Deed::Add(slot, after, lines) => {
                Command::Add { slot: self.slot(slot)?, after: after.and_then(entry), lines }
            }
            Deed::Revise(at, content) => Command::Revise(entry(at)?, content),
            Deed::Rekind(at, kind) => Command::Rekind(entry(at)?, kind),
            Deed::SetStatus(at, status) => Command::SetStatus(entry(at)?, status),
            Deed::Indent(at) => Command::Indent(entry(at)?),
            Deed::Outdent(at) => Command::Outdent(entry(at)?),
            Deed::MoveUp(at) => Command::MoveUp(entry(at)?),
            Deed::MoveDown(at) => Command::MoveDown(entry(at)?),
            Deed::MoveTo(at, slot) => Command::MoveTo(entry(at)?, self.slot(slot)?),
            Deed::Remove(at) => Command::Remove(entry(at)?),
            Deed::AddPerson(name) => Command::AddPerson(Person { name, ..Person::default() }),
            Deed::TakeOwners(at, owners) => Command::TakeOwners(entry(at)?, owners),
            Deed::Correct(corrections) => {
                let right = |(at, content)| Some((entry(at)?, content));
                Command::Correct(corrections.into_iter().filter_map(right).collect())
            }
            Deed::InsertBefore(at, content) => Command::InsertBefore(entry(at)?, content),
            Deed::Rewrite(slot, lines) => {
                let slot = self.ledger.meeting.slot(self.slot(slot)?)?;
                // One of the slot's own mostly, else any: it may stand elsewhere.
                let own = slot.entries.iter().map(|entry| entry.id);
                let others = self.ledger.meeting.entries().map(|(_, entry)| entry.id);
                let entries: Vec<EntryId> = own.chain(others.take(2)).collect();
                Command::Rewrite(slot.id, wanted(&entries, lines))
            }
            Deed::Vote(at, content) => Command::Vote(entry(at)?, content),
            Deed::Resolve(at, text) => Command::Resolve(entry(at)?, text),
            Deed::OpenSlot(title, slot) => Command::OpenSlot(title, None, self.slot(slot)?),
            Deed::Mark(slot, mark) => Command::Mark(self.slot(slot)?, mark),
            Deed::MoveSlot(slot, behind, day) => {
                Command::MoveSlot(self.slot(slot)?, behind.and_then(|behind| self.slot(behind)), day)
            }
            Deed::Split(slot, minutes, behind) => Command::Split {
                slot: self.slot(slot)?,
                minutes,
                behind: behind.and_then(|behind| self.slot(behind)),
                day: 1,
            },
            Deed::SwapSlot(slot) => Command::SwapSlot(self.slot(slot)?),
            Deed::Trade(to, from, minutes) => Command::Trade(self.slot(to)?, self.slot(from)?, minutes),
            Deed::Give(slot, minutes) => Command::Give(self.slot(slot)?, minutes),
            Deed::Attend(names, presence) => Command::Attend(names, presence),
            Deed::Appoint(role, names) => Command::Appoint(role, names),
            Deed::Queue(names) => Command::Queue(names),
            Deed::Unqueue(names) => Command::Unqueue(names),
            Deed::GiveFloor(slot, name) => Command::GiveFloor(self.slot(slot)?, name),
            Deed::EndFloor => Command::EndFloor,
            Deed::Review(slot, at, changes) => {
                let item = ItemRef { meeting: None, entry: entry(at)? };
                Command::Review { slot: self.slot(slot)?, item, changes }
            }
            Deed::ReviewCarried(slot, at, changes) => {
                let carried = &self.ledger.meeting.carried;
                let item = carried.get(at.checked_rem(carried.len())?)?.item.clone();
                Command::Review { slot: self.slot(slot)?, item, changes }
            }
            Deed::FollowUp(at, changes) => Command::FollowUp(entry(at)?, changes),
            Deed::Carry(items, numbers_from) => Command::Carry(items, numbers_from),
            Deed::Approve(by) => Command::Approve(by),
            Deed::Leave => Command::Leave,
            Deed::ReviseAgenda(agenda) => Command::ReviseAgenda(agenda),
            Deed::Close => Command::Close,
            Deed::Reopen => Command::Reopen,
            Deed::Undo | Deed::Redo => return None,
        })
    }

    pub(crate) fn slot(&self, at: usize) -> Option<SlotId> {
        let slots: Vec<_> = self.ledger.meeting.slots().map(|slot| slot.id).collect();
        slots.get(at.checked_rem(slots.len())?).copied()
    }

    fn entry(&self, at: usize) -> Option<EntryId> {
        let entries: Vec<_> = self.ledger.meeting.entries().map(|(_, entry)| entry.id).collect();
        entries.get(at.checked_rem(entries.len())?).copied()
    }
}
