//! Two texts of one entry, written without knowledge of each other: finding them and settling which one stands.
//!
//! Not here: how they come about (see `meeting`), and editing the entry, which settles it too.

use super::Effect;
use super::acts::{perform, refuse, say};
use super::popups::show;
use crate::app::overlay::{Overlay, Picker};
use crate::app::{Action, Model};
use crate::meeting::{Command, EntryId, Refusal};
use crate::words;

/// Brings the next one on screen, around the whole meeting.
pub(super) fn go_to_next(model: &mut Model) {
    let all: Vec<EntryId> = model.meeting().conflicts().map(|(_, entry)| entry.id).collect();
    let Some(first) = all.first() else { return say(model, words::say("say-no-conflict")) };
    let at = model.selected.and_then(|selected| all.iter().position(|entry| *entry == selected));
    let next = at.and_then(|at| all.get(at + 1)).unwrap_or(first);
    show(model, *next);
    let settle = model.keymap.shown(Action::EntrySettle);
    say(model, &words::say!("say-conflict", key = settle));
}

/// The texts of the entry that is selected; where it has but one, the next that has two is looked for.
pub(super) fn settle(model: &mut Model) {
    let found = model.selected.or(model.editing).and_then(|entry| model.meeting().place_of(entry));
    let entry = found.and_then(|(slot, index)| slot.entries.get(index)).filter(|entry| !entry.rivals.is_empty());
    match entry {
        Some(entry) => model.overlay = Some(Overlay::Pick(Picker::texts(entry, &model.hands()))),
        None => go_to_next(model),
    }
}

/// One of an entry's texts was chosen.
pub(super) fn take_text(model: &mut Model, entry: EntryId, which: usize, effects: &mut Vec<Effect>) {
    let found = model.meeting().place_of(entry).map(|(slot, index)| &slot.entries[index]);
    let Some(found) = found else { return refuse(model, &Refusal::NoEntry) };
    let rival = which.checked_sub(1).map(|rival| found.rivals.get(rival).map(|rival| rival.text.clone()));
    let Some(text) = rival.unwrap_or_else(|| Some(found.text.clone())) else {
        return refuse(model, &Refusal::NoEntry);
    };
    match perform(model, Command::Settle(entry, text), None, effects) {
        Ok(()) => say(model, words::say("did-settle")),
        Err(refusal) => refuse(model, &refusal),
    }
}
