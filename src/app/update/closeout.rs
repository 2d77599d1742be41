//! The close-out's keys: stepping through what is unfinished, settling it, and closing.
//!
//! Not here: what is unfinished and the ways to settle it (see `app::closeout`).

use super::acts::{perform, redo, refuse, say, undo_act};
use super::leaving::{ask_to_leave, commit_draft, leave, look_for_files};
use super::popups::show;
use super::slots::look;
use super::{Effect, Ending, entries, type_char};
use crate::app::closeout::{Check, CheckState, Way, entry_of};
use crate::app::overlay::{Overlay, Picker};
use crate::app::{Action, Key, Line, Model, Rows, Scope};
use crate::meeting::{Command, Entry, EntryId, Person, Refusal, SlotId};
use crate::words;

/// Opens the checklist.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    model.open_closeout();
    model.overlay = Some(Overlay::CloseOut);
    look_for_files(model, effects);
}

/// Another pop-up that was opened from the list leads back to it; called after each message.
pub(super) fn come_back(model: &mut Model) {
    if model.closeout.returns && model.overlay.is_none() {
        model.overlay = Some(Overlay::CloseOut);
    }
    if matches!(model.overlay, Some(Overlay::CloseOut)) {
        let came = std::mem::take(&mut model.closeout.returns);
        model.keep_closeout();
        if came && model.closeout.row().is_some_and(|row| row.state != CheckState::Open) {
            go_on(model);
        }
    }
}

/// A key while the list is open; says whether it was for it.
pub(super) fn press(model: &mut Model, key: Key, effects: &mut Vec<Effect>) -> bool {
    if !matches!(model.overlay, Some(Overlay::CloseOut)) {
        return false;
    }
    let page = isize::try_from(model.layout().popup.height).unwrap_or(1).saturating_sub(5).max(1);
    let (meeting, line) = (model.keymap.action(Scope::Meeting, key), model.keymap.action(Scope::Line, key));
    match (meeting, line) {
        (Some(Action::SelectUp | Action::SlotPrevious), _) => step(model, -1),
        (Some(Action::SelectDown | Action::SlotNext), _) => step(model, 1),
        (Some(Action::PageUp), _) => step(model, -page),
        (Some(Action::PageDown), _) => step(model, page),
        (Some(Action::Jump), _) => bring(model),
        (Some(Action::Undo), _) => undo_act(model, effects),
        (Some(Action::Redo), _) if model.line.is_empty() => redo(model, effects),
        (Some(_), _) => return false,
        (_, Some(Action::Deeper | Action::LineRight)) => turn(model, 1),
        (_, Some(Action::Shallower | Action::LineLeft)) => turn(model, -1),
        (_, Some(Action::Commit)) => settle(model, effects),
        _ => match key.types() {
            Some('c') => close(model, effects),
            Some(c) => {
                model.overlay = None;
                type_char(model, c, effects);
            }
            None => {}
        },
    }
    true
}

/// As `c` in the leave panel; while something is not saved that panel asks once more.
fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.saved.is_failing() {
        ask_to_leave(model, effects);
    }
    leave(model, Ending::Closed, effects);
}

fn step(model: &mut Model, by: isize) {
    let last = model.closeout.rows.len().saturating_sub(1);
    model.closeout.chosen = model.closeout.chosen.saturating_add_signed(by).min(last);
    model.closeout.rolled.follow();
    model.closeout.way = 0;
}

/// A click on a row: it is chosen, and a second one settles it.
pub(super) fn press_row(model: &mut Model, row: usize, rows: Rows, effects: &mut Vec<Effect>) {
    let was_chosen = row == model.closeout.chosen;
    if !was_chosen {
        (model.closeout.chosen, model.closeout.way) = (row, 0);
    }
    if model.closeout.rolled.click(rows, was_chosen) {
        settle(model, effects);
    }
}

/// Another way for the same row.
fn turn(model: &mut Model, by: isize) {
    let ways = model.closeout.row().map_or(1, |row| row.check.ways(model).len()).max(1);
    let now = isize::try_from(model.closeout.way).unwrap_or(0);
    let ways = isize::try_from(ways).unwrap_or(1);
    model.closeout.way = usize::try_from((now + by).rem_euclid(ways)).unwrap_or(0);
}

/// Goes on with the next row that is open, around the whole list.
fn go_on(model: &mut Model) {
    let rows = &model.closeout.rows;
    let open = |at: &usize| rows.get(*at).is_some_and(|row| row.state == CheckState::Open);
    let from = model.closeout.chosen;
    if let Some(next) = (from..rows.len()).chain(0..from).find(open) {
        model.closeout.chosen = next;
        model.closeout.rolled.follow();
    }
    model.closeout.way = 0;
}

/// Enter: takes the way that is shown for the chosen row.
fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(row) = model.closeout.row().cloned() else { return };
    match row.state {
        CheckState::Settled => {
            let undo = model.keymap.shown(Action::Undo);
            return say(model, &words::say!("close-is-settled", key = undo));
        }
        CheckState::Left => return set_state(model, CheckState::Open),
        CheckState::Open => {}
    }
    let Some(way) = row.check.ways(model).into_iter().nth(model.closeout.way) else { return };
    let said = way.words();
    match way {
        Way::Leave(_) => {
            set_state(model, CheckState::Left);
            return go_on(model);
        }
        Way::Show => return bring(model),
        Way::AskOwner | Way::AskDate => return ask(model, &row.check, way == Way::AskOwner),
        Way::Choose => return choose(model, &row.check),
        Way::Commit => {
            if let Check::HalfTyped(key) = row.check {
                commit_draft(model, key, effects);
            }
            model.closeout.stand = None;
        }
        way => {
            let Some(command) = command(model, &row.check, way) else { return };
            if let Err(refusal) = perform(model, command, None, effects) {
                return refuse(model, &refusal);
            }
        }
    }
    say(model, &words::say!("close-done", said = said, what = row.label));
    model.keep_closeout();
    go_on(model);
}

fn set_state(model: &mut Model, state: CheckState) {
    let chosen = model.closeout.chosen;
    if let Some(row) = model.closeout.rows.get_mut(chosen) {
        row.state = state;
    }
}

/// What a way asks of the meeting; none where it does not fit what it is to settle.
fn command(model: &Model, check: &Check, way: Way) -> Option<Command> {
    Some(match (way, check) {
        (Way::TakeOwners(names), Check::NoOwner(entry)) => Command::TakeOwners(*entry, names),
        (Way::AddPerson, Check::Stranger(name)) => {
            Command::AddPerson(Person { name: name.clone(), ..Person::default() })
        }
        (Way::Decide, Check::Proposal(entry)) => Command::Resolve(*entry, None),
        (Way::Become(kind), Check::Question(entry) | Check::Idea(entry)) => {
            entries::as_kind(model, entry_of(model.meeting(), *entry)?, kind)
        }
        (Way::Set(mark), Check::Unreached(slot) | Check::Parked(slot)) => Command::Mark(*slot, mark),
        (Way::TakeOff, Check::Missing(slot, one)) => Command::Detach(*slot, one.clone()),
        _ => return None,
    })
}

/// Asks for the owner or the date of an action item; the answer leads back to the list.
fn ask(model: &mut Model, check: &Check, owner: bool) {
    let (Check::NoOwner(entry) | Check::NoDate(entry)) = check else { return };
    let item = entry_of(model.meeting(), *entry).and_then(|entry| entry.as_action());
    let Some(number) = item.map(|item| item.number) else { return refuse(model, &Refusal::NoEntry) };
    let verb = if owner { Action::ItemOwner } else { Action::ItemDue };
    model.closeout.returns = true;
    model.overlay = Some(Overlay::Ask { verb, about: Some(number), line: Line::default(), complaint: None });
}

/// The texts of an entry to choose from; the choice leads back to the list.
fn choose(model: &mut Model, check: &Check) {
    let Check::Conflict(entry) = check else { return };
    let Some(found) = entry_of(model.meeting(), *entry) else { return refuse(model, &Refusal::NoEntry) };
    let texts = Picker::texts(found, &model.hands());
    model.closeout.returns = true;
    model.overlay = Some(Overlay::Pick(texts));
}

/// Brings the place of the chosen row on screen and puts the list away.
fn bring(model: &mut Model) {
    let Some(check) = model.closeout.row().map(|row| row.check.clone()) else { return };
    model.overlay = None;
    match check {
        Check::Conflict(entry)
        | Check::NoOwner(entry)
        | Check::NoDate(entry)
        | Check::Proposal(entry)
        | Check::Question(entry)
        | Check::Idea(entry) => show(model, entry),
        Check::HalfTyped(key) => match key.entry {
            Some(entry) => {
                show(model, entry);
                entries::edit_entry(model, entry);
            }
            None => go_to(model, key.slot),
        },
        Check::Stranger(name) => match named_in(model, &name) {
            Some(entry) => show(model, entry),
            None => say(model, &words::say!("close-in-no-line", name = name)),
        },
        Check::Noteless(slot) | Check::Unreached(slot) | Check::Parked(slot) | Check::Missing(Some(slot), _) => {
            go_to(model, slot);
        }
        Check::Missing(None, one) => say(model, &words::say!("close-of-meeting", what = one.shown())),
    }
}

fn go_to(model: &mut Model, slot: SlotId) {
    if model.meeting().slot(slot).is_none() {
        return refuse(model, &Refusal::NoSlot);
    }
    look(model, slot);
}

/// The first entry that somebody owns or said.
fn named_in(model: &Model, name: &str) -> Option<EntryId> {
    let owns = |entry: &Entry| entry.as_action().is_some_and(|item| item.owners.iter().any(|it| it == name));
    let mut entries = model.meeting().entries();
    entries.find(|(_, entry)| entry.speaker.as_deref() == Some(name) || owns(entry)).map(|(_, entry)| entry.id)
}
