//! What is done to an entry that stands already: selecting, editing, moving, removing.
//!
//! Not here: adding one (see `editing`).

use super::acts::{perform, refuse, say};
use super::{Effect, TIME_COLUMN};
use crate::app::overlay::{Choice, Overlay, Picker};
use crate::app::scroll::{Pane, Scroll};
use crate::app::{Action, Line, Model};
use crate::meeting::{Command, Content, DraftKey, Entry, EntryId, Kind, Refusal, Status};
use crate::{notation, words};

pub(super) fn with_pane(model: &Model, scroll: impl Fn(&Pane<'_>) -> Scroll) -> Scroll {
    let notes = model.layout().notes;
    let Some(slot) = model.slot() else { return Scroll::Tail };
    let width = usize::from(notes.width).saturating_sub(if model.times { TIME_COLUMN } else { 0 });
    scroll(&Pane { slot, hands: model.hands(), width, height: usize::from(notes.height) })
}

pub(super) fn select(model: &mut Model, up: bool) {
    let Some(slot) = model.slot() else { return };
    let at = model.selected.or(model.editing).and_then(|id| slot.entries.iter().rposition(|entry| entry.id == id));
    let to = match (at, up) {
        (None, true) => slot.entries.len().checked_sub(1),
        (None, false) => None,
        (Some(at), true) => Some(at.saturating_sub(1)),
        (Some(at), false) => Some(at + 1).filter(|to| *to < slot.entries.len()),
    };
    model.selected = to.map(|to| slot.entries[to].id);
    model.scroll = match model.selected {
        Some(entry) => with_pane(model, |pane| pane.show(model.scroll, entry)),
        None => Scroll::Tail,
    };
}

pub(super) fn act_on_entry(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let Some(entry) = model.selected.or(model.editing) else { return say_select_first(model) };
    let found = model.meeting().place_of(entry).map(|(slot, index)| slot.entries[index].clone());
    let Some(found) = found else { return refuse(model, &Refusal::NoEntry) };
    let command = match action {
        Action::EntryEdit => return edit_entry(model, entry),
        Action::EntryToSlot => {
            let slots = Picker::slots(words::say("pick-move"), model.meeting(), model.viewed, |slot| {
                Choice::MoveTo(entry, slot)
            });
            model.overlay = Some(Overlay::Pick(slots));
            return;
        }
        Action::EntryRemove => return remove(model, entry, effects),
        Action::EntryDone => {
            let open = found.as_action().is_some_and(|item| item.status == Status::Open);
            Command::SetStatus(entry, if open { Status::Done } else { Status::Open })
        }
        Action::EntryDrop => {
            let dropped = found.as_action().is_some_and(|item| item.status == Status::Dropped);
            Command::SetStatus(entry, if dropped { Status::Open } else { Status::Dropped })
        }
        Action::EntryDeeper => Command::Indent(entry),
        Action::EntryShallower => Command::Outdent(entry),
        Action::EntryUp => Command::MoveUp(entry),
        Action::EntryDown => Command::MoveDown(entry),
        Action::EntryOwners => {
            let named = model.names_in(&found.text);
            if named.is_empty() {
                return say(model, words::say("say-names-nobody"));
            }
            model.rekind_draft(entry, Kind::Action, &named, effects);
            Command::TakeOwners(entry, named)
        }
        _ => {
            let Some(kind) = kind_after(action, found.kind) else { return };
            model.rekind_draft(entry, kind, &[], effects);
            as_kind(model, &found, kind)
        }
    };
    act_on(model, |_| command.clone(), Some(entry), effects);
    if kind_after(action, found.kind) == Some(Kind::Action) {
        offer_owners(model, entry);
    }
}

/// The verb is for an entry, and none is selected.
pub(super) fn say_select_first(model: &mut Model) {
    let key = model.keymap.shown(Action::SelectUp);
    say(model, &words::say!("say-select-first", key = key));
}

/// Another kind is another mark before the same line: what an action item had in fields stands in its text, and is read
/// again on the way back. Of what becomes an action item for the first time only date and priority are read.
pub(super) fn as_kind(model: &Model, entry: &Entry, kind: Kind) -> Command {
    let plain = matches!(entry.kind, Kind::Speech | Kind::Vote | Kind::Link) || !entry.rivals.is_empty();
    let tickets = entry.tickets.clone();
    match (entry.kind, kind) {
        _ if plain || entry.kind == kind => Command::Rekind(entry.id, kind),
        (Kind::Action, _) => {
            let line = notation::print(&entry.content(), &model.context());
            let text = line.strip_prefix("! ").unwrap_or(&line).to_owned();
            Command::Revise(entry.id, Content { kind, text, tickets, ..Content::default() })
        }
        (_, Kind::Action) => {
            let read = model.parse(&format!("! {}", entry.text)).content();
            let (due, priority) = (read.due, read.priority);
            let fresh = Content { due, priority, text: entry.text.clone(), kind, tickets, ..Content::default() };
            Command::Revise(entry.id, if entry.action.is_some() { read } else { fresh })
        }
        _ => Command::Rekind(entry.id, kind),
    }
}

/// Ticks an action item, or unticks it, without selecting it.
pub(super) fn tick(model: &mut Model, entry: EntryId, effects: &mut Vec<Effect>) {
    let before = model.selected.replace(entry);
    act_on_entry(model, Action::EntryDone, effects);
    model.selected = before;
}

/// An action item that nobody owns yet may be of those whom its text names; it is the scribe who says so.
fn offer_owners(model: &mut Model, entry: EntryId) {
    let Some((slot, index)) = model.meeting().place_of(entry) else { return };
    let entry = &slot.entries[index];
    if entry.as_action().is_none_or(|item| !item.owners.is_empty()) {
        return;
    }
    let named = model.names_in(&entry.text);
    if !named.is_empty() {
        let key = model.keymap.shown(Action::EntryOwners);
        say(model, &words::say!("say-take-owners", count = named.len(), key = key, names = named.join(", ")));
    }
}

/// The kind that a verb makes an entry of this kind.
fn kind_after(action: Action, kind: Kind) -> Option<Kind> {
    Some(match action {
        Action::EntryRekind => kind.next(),
        Action::EntryNote => Kind::Note,
        Action::EntryAction => Kind::Action,
        Action::EntryDecision => Kind::Decision,
        Action::EntryQuestion => Kind::Question,
        Action::EntryProposal => Kind::Proposal,
        Action::EntryIdea => Kind::Idea,
        Action::EntryInfo => Kind::Info,
        _ => return None,
    })
}

pub(super) fn act_on(
    model: &mut Model,
    command: impl Fn(EntryId) -> Command,
    entry: Option<EntryId>,
    effects: &mut Vec<Effect>,
) {
    let Some(entry) = entry else { return };
    match perform(model, command(entry), None, effects) {
        Ok(()) => model.scroll = with_pane(model, |pane| pane.show(model.scroll, entry)),
        Err(refusal) => refuse(model, &refusal),
    }
}

/// The entry's line as it could have been typed comes under the cursor, or the draft of an edit begun before.
pub(super) fn edit_entry(model: &mut Model, entry: EntryId) {
    let Some((slot, index)) = model.meeting().place_of(entry) else { return refuse(model, &Refusal::NoEntry) };
    let key = DraftKey { slot: slot.id, entry: Some(slot.entries[index].id) };
    let (own, depth) = (model.line_key(), model.line.depth);
    model.leave_line();
    if own.entry.is_none() && depth > 0 && !model.aside.contains_key(&own) {
        // The empty line keeps its depth while an entry above it is edited.
        model.aside.insert(own, Line::new("", depth));
    }
    let line = model.as_line(key.entry);
    model.aside.entry(key).or_insert_with(|| Line::new(&line, 0));
    model.take_line(key);
    // From here on the keys are the line's: Enter keeps, Delete deletes a character.
    model.selected = None;
}

pub(super) fn remove(model: &mut Model, entry: EntryId, effects: &mut Vec<Effect>) {
    let Some((slot, index)) = model.meeting().place_of(entry) else { return refuse(model, &Refusal::NoEntry) };
    let neighbour = slot.entries.get(index + 1).or_else(|| index.checked_sub(1).and_then(|at| slot.entries.get(at)));
    let next = neighbour.map(|entry| entry.id);
    match perform(model, Command::Remove(entry), None, effects) {
        Ok(()) => {
            model.selected = next;
            let undo = model.keymap.shown(Action::Undo);
            // The line's own edits come first, and the words must not promise otherwise.
            let said = if model.line.is_empty() {
                words::say!("did-remove", key = undo)
            } else {
                words::say!("did-remove-typed", key = undo)
            };
            say(model, &said);
        }
        Err(refusal) => refuse(model, &refusal),
    }
}
