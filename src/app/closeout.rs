//! The close-out: what is unfinished, one row each, and the ways to settle it.
//!
//! A row that was settled stays and is ticked, so that nothing jumps and one sees what was done; nothing in it stands in the
//! way of closing. Not here: settling (see `update`), and drawing.

use std::collections::BTreeSet;

use super::overlay::without_notes;
use super::{Model, Rolled, Rows};
use crate::meeting::{Attachment, DraftKey, Entry, EntryId, Kind, Mark, Meeting, Slot, SlotId, Status};
use crate::text;
use crate::words::say;

/// The checklist; it outlives the pop-up, so that what was left as it is stays so when it is opened again.
#[derive(Clone, Debug, Default)]
pub struct CloseOut {
    /// In the order in which they are shown.
    pub rows: Vec<CheckRow>,
    /// Position of the row that the keys act on.
    pub chosen: usize,
    /// The first row on screen.
    pub rolled: Rolled,
    /// Which of its ways Enter takes.
    pub way: usize,
    /// Another pop-up was opened from it and leads back to it.
    pub(super) returns: bool,
    /// Files that are named and not there, as far as that is known.
    pub(super) gone: Vec<String>,
    /// The revision of the meeting that the rows were made from.
    pub(super) stand: Option<u64>,
}

/// Something that was unfinished when the list was opened, or came since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// What.
    pub check: Check,
    /// The same in words.
    pub label: String,
    /// How it stands.
    pub state: CheckState,
}

/// How a row of the checklist stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckState {
    /// It is unfinished.
    Open,
    /// The scribe leaves it as it is.
    Left,
    /// It is no longer unfinished.
    Settled,
}

/// What is unfinished.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// An entry with two texts.
    Conflict(EntryId),
    /// A line typed and not committed.
    HalfTyped(DraftKey),
    /// An open action item of nobody.
    NoOwner(EntryId),
    /// An open action item without a due date.
    NoDate(EntryId),
    /// Somebody who owns, speaks or was there, and is not on the roster.
    Stranger(String),
    /// A proposal that was never settled.
    Proposal(EntryId),
    /// An open question.
    Question(EntryId),
    /// A slot that was held and has no notes.
    Noteless(SlotId),
    /// A slot that was not reached.
    Unreached(SlotId),
    /// A slot that was parked.
    Parked(SlotId),
    /// An idea to come back to.
    Idea(EntryId),
    /// A file or page that was promised, or is not where it is said to be.
    Missing(Option<SlotId>, Attachment),
}

/// A way to settle something.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// It stays as it is; the words say what that means.
    Leave(&'static str),
    /// Brings its place on screen.
    Show,
    /// Those whom its text names own it.
    TakeOwners(Vec<String>),
    /// Asks who owns it.
    AskOwner,
    /// Asks until when.
    AskDate,
    /// Puts somebody on the roster.
    AddPerson,
    /// Chooses one of its texts.
    Choose,
    /// Adds it as a note.
    Commit,
    /// Makes it an entry of another kind.
    Become(Kind),
    /// A proposal is adopted.
    Decide,
    /// Sets the slot aside, or no longer.
    Set(Option<Mark>),
    /// Takes it off again.
    TakeOff,
}

impl Way {
    /// What Enter does, in words that follow it.
    pub fn words(&self) -> String {
        match self {
            Self::Leave(words) => (*words).to_owned(),
            Self::Show => say("way-show").to_owned(),
            Self::TakeOwners(names) => say!("way-take-owners", names = names.join(", ")),
            Self::AskOwner => say("way-ask-owner").to_owned(),
            Self::AskDate => say("way-ask-date").to_owned(),
            Self::AddPerson => say("way-add-person").to_owned(),
            Self::Choose => say("way-choose").to_owned(),
            Self::Commit => say("way-commit").to_owned(),
            Self::Become(Kind::Action) => say("way-action").to_owned(),
            Self::Become(_) => say("way-info").to_owned(),
            Self::Decide => say("way-decide").to_owned(),
            Self::Set(Some(Mark::Parked)) => say("way-park").to_owned(),
            Self::Set(Some(Mark::Skipped)) => say("way-skip").to_owned(),
            Self::Set(None) => say("way-hold").to_owned(),
            Self::TakeOff => say("way-take-off").to_owned(),
        }
    }
}

impl Check {
    /// The ways to settle it, the likeliest first.
    pub fn ways(&self, model: &Model) -> Vec<Way> {
        let leave = Way::Leave(say("way-leave"));
        match self {
            Self::Conflict(_) => vec![Way::Choose, leave],
            Self::HalfTyped(_) => vec![Way::Commit, Way::Show, Way::Leave(say("way-leave-half-typed"))],
            Self::NoOwner(entry) => {
                let named = entry_of(model.meeting(), *entry).map(|entry| model.names_in(&entry.text));
                let named = named.filter(|names| !names.is_empty()).map(Way::TakeOwners);
                named.into_iter().chain([Way::AskOwner, leave]).collect()
            }
            Self::NoDate(_) => vec![Way::AskDate, leave],
            Self::Stranger(_) => vec![Way::AddPerson, leave],
            Self::Proposal(_) => vec![Way::Decide, leave],
            Self::Question(_) => vec![Way::Become(Kind::Info), Way::Become(Kind::Action), leave],
            Self::Noteless(_) => vec![Way::Show, leave],
            Self::Unreached(_) => vec![Way::Set(Some(Mark::Parked)), Way::Set(Some(Mark::Skipped)), leave],
            Self::Parked(_) => vec![Way::Leave(say("way-leave-parked")), Way::Set(None)],
            Self::Idea(_) => vec![Way::Leave(say("way-leave-idea")), Way::Become(Kind::Action)],
            Self::Missing(slot, one) => {
                let ours = !model.meeting().is_of_the_agenda(*slot, one);
                std::iter::once(Way::Leave(say("way-leave-missing"))).chain(ours.then_some(Way::TakeOff)).collect()
            }
        }
    }
}

impl CloseOut {
    /// The row that the keys act on.
    pub fn row(&self) -> Option<&CheckRow> {
        self.rows.get(self.chosen)
    }

    /// Its rows where there is room for so many; `under`: the one under the pointer, counted from the first on screen.
    pub fn shown(&self, room: usize, under: Option<usize>) -> Rows {
        self.rolled.rows((self.chosen + 1).saturating_sub(room), (self.rows.len(), room), under)
    }

    /// How many rows need nothing any more.
    pub fn settled(&self) -> usize {
        self.rows.iter().filter(|row| row.state != CheckState::Open).count()
    }

    /// Takes in what is unfinished now.
    fn take(&mut self, now: Vec<(Check, String)>) {
        let open: BTreeSet<&Check> = now.iter().map(|(check, _)| check).collect();
        for row in &mut self.rows {
            row.state = match row.state {
                _ if !open.contains(&row.check) => CheckState::Settled,
                CheckState::Settled => CheckState::Open,
                state => state,
            };
        }
        let known: BTreeSet<Check> = self.rows.iter().map(|row| row.check.clone()).collect();
        let new = now.into_iter().filter(|(check, _)| !known.contains(check));
        self.rows.extend(new.map(|(check, label)| CheckRow { check, label, state: CheckState::Open }));
        self.chosen = self.chosen.min(self.rows.len().saturating_sub(1));
    }
}

impl Model {
    /// Keeps the checklist as the meeting has it.
    pub(super) fn keep_closeout(&mut self) {
        if self.closeout.stand != Some(self.revision) {
            let now = unfinished(self);
            self.closeout.take(now);
            self.closeout.stand = Some(self.revision);
        }
    }

    /// Begins it anew: only what the scribe left as it is is still known.
    pub(super) fn open_closeout(&mut self) {
        let left = self.closeout.rows.iter().filter(|row| row.state == CheckState::Left);
        let left: BTreeSet<Check> = left.map(|row| row.check.clone()).collect();
        self.closeout = CloseOut { gone: std::mem::take(&mut self.closeout.gone), ..CloseOut::default() };
        self.keep_closeout();
        for row in self.closeout.rows.iter_mut().filter(|row| left.contains(&row.check)) {
            row.state = CheckState::Left;
        }
        self.closeout.chosen =
            self.closeout.rows.iter().position(|row| row.state == CheckState::Open).unwrap_or_default();
    }
}

/// What is unfinished, what is in danger first.
fn unfinished(model: &Model) -> Vec<(Check, String)> {
    let meeting = model.meeting();
    let mut found = Vec::new();
    found.extend(meeting.conflicts().map(|(slot, it)| {
        (Check::Conflict(it.id), say!("check-conflict", slot = slot.plan.title.as_str(), text = it.text.as_str()))
    }));
    found.extend(model.drafts().map(|(key, line)| {
        let typed = text::fit(line.text(), 200);
        let words = say!("check-half-typed", slot = meeting.title_of(Some(key.slot)), text = typed);
        (Check::HalfTyped(key), words)
    }));
    for (_, entry, item) in meeting.action_items().filter(|(_, _, item)| item.status == Status::Open) {
        let (number, text) = (item.number, entry.text.as_str());
        let of_nobody = item.owners.is_empty();
        let no_owner =
            of_nobody.then(|| (Check::NoOwner(entry.id), say!("check-no-owner", number = number, text = text)));
        let undated = item.due.is_none();
        let no_date = undated.then(|| (Check::NoDate(entry.id), say!("check-no-date", number = number, text = text)));
        found.extend(no_owner.into_iter().chain(no_date));
    }
    found.extend(strangers(meeting).into_iter().map(|name| {
        let words = say!("check-stranger", name = name.as_str());
        (Check::Stranger(name), words)
    }));
    for (slot, entry) in meeting.entries() {
        let (slot, text) = (slot.plan.title.as_str(), entry.text.as_str());
        found.extend(match entry.kind {
            Kind::Proposal => Some((Check::Proposal(entry.id), say!("check-proposal", slot = slot, text = text))),
            Kind::Question => Some((Check::Question(entry.id), say!("check-question", slot = slot, text = text))),
            Kind::Idea => Some((Check::Idea(entry.id), say!("check-idea", slot = slot, text = text))),
            _ => None,
        });
    }
    let title = |slot: &Slot| slot.plan.title.clone();
    found.extend(without_notes(meeting).map(|slot| {
        if slot.was_held(&model.now) {
            (Check::Noteless(slot.id), say!("check-noteless", slot = title(slot)))
        } else {
            (Check::Unreached(slot.id), say!("check-unreached", slot = title(slot)))
        }
    }));
    let parked = meeting.slots().filter(|slot| slot.mark == Some(Mark::Parked));
    found.extend(parked.map(|slot| (Check::Parked(slot.id), say!("check-parked", slot = title(slot)))));
    let is_gone = |one: &Attachment| one.path().is_some_and(|path| model.closeout.gone.iter().any(|gone| gone == path));
    let missing = meeting.all_attachments().filter(|(_, one)| one.is_promised() || is_gone(one));
    found.extend(missing.map(|(slot, one)| {
        let of = slot.map_or(&meeting.head.title, |slot| &slot.plan.title);
        let check = Check::Missing(slot.map(|slot| slot.id), one.clone());
        (check, say!("check-missing", slot = of, what = one.shown()))
    }));
    found
}

/// Who owns something, spoke or was there and is neither on the roster nor one of its groups.
fn strangers(meeting: &Meeting) -> BTreeSet<String> {
    let known: BTreeSet<&str> =
        meeting.people.iter().map(|person| &person.name).chain(&meeting.groups).map(String::as_str).collect();
    let owners = meeting.action_items().flat_map(|(_, _, item)| &item.owners);
    let speakers = meeting.entries().filter_map(|(_, entry)| entry.speaker.as_ref());
    let there = meeting.attendance.iter().map(|one| &one.name);
    owners.chain(speakers).chain(there).filter(|name| !known.contains(name.as_str())).cloned().collect()
}

/// An entry by its identity.
pub(super) fn entry_of(meeting: &Meeting, entry: EntryId) -> Option<&Entry> {
    meeting.place_of(entry).and_then(|(slot, index)| slot.entries.get(index))
}
