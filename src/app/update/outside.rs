//! A slot's notes in the user's editor: they are given out, and what comes back is taken over as one act.
//!
//! The shell runs the editor and keeps the edited text in a file until its events are in the journal. Not here: how a text is
//! held against the notes (see `outside`).

use super::acts::{record, refuse, say};
use super::editing::say_strangers;
use super::{Effect, acts};
use crate::app::outside::{Outside, Read};
use crate::app::overlay::{Overlay, Picker, sentence};
use crate::app::scroll::Scroll;
use crate::app::{Action, Model, Notice, Tone};
use crate::meeting::{Act, Cause, Command, Event, Refusal, decide};
use crate::words;

/// Gives out the notes of the slot on screen.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.meeting().closed.is_some() {
        return refuse(model, &Refusal::Closed);
    }
    let Some(slot) = model.slot() else { return refuse(model, &Refusal::NoSlot) };
    let outside = Outside::of(model, slot);
    effects.push(Effect::EditNotes(outside.text.clone()));
    model.outside = Some(outside);
}

/// Takes an edited text over. Whether notes that are all gone were meant to go is asked first.
pub(super) fn take_back(model: &mut Model, edited: &str, effects: &mut Vec<Effect>) {
    let Some(outside) = model.outside.take() else { return effects.push(Effect::NotesTaken) };
    if outside.is_emptied_by(edited) {
        model.overlay = Some(Overlay::Pick(Picker::emptied(outside.count())));
        model.outside = Some(outside);
        return effects.push(Effect::NotesTaken);
    }
    let read = outside.read(model, edited);
    take_over(model, &outside, read, effects);
}

/// The notes that came back empty are to go.
pub(super) fn remove_all(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(outside) = model.outside.take() else { return };
    let read = outside.read_nothing(model);
    take_over(model, &outside, read, effects);
}

fn take_over(model: &mut Model, outside: &Outside, read: Read, effects: &mut Vec<Effect>) {
    let command = Command::Rewrite(outside.slot, read.wanted);
    match decide(model.meeting(), command, model.writer, &model.now) {
        Ok(events) => {
            let undo = model.keymap.shown(Action::Undo);
            let said = words::say!("editor-taken", changes = in_words(&events), key = undo);
            let act = Act { stamp: model.now, events, cause: Cause::Fresh, clears: None };
            record(model, act, effects);
            model.scroll = Scroll::Tail;
            say_beside(model, &said);
            say_who_is_unknown(model, read.strangers);
            effects.push(Effect::NotesTaken);
        }
        Err(Refusal::Unchanged) => {
            say_beside(model, words::say("editor-nothing"));
            effects.push(Effect::NotesTaken);
        }
        Err(why) => effects.push(Effect::NotesRefused(why.to_string())),
    }
}

/// A notice of time that came while the editor had the screen is still to be read.
fn say_beside(model: &mut Model, said: &str) {
    match &mut model.notice {
        Some(Notice { text, tone: Tone::Time }) => *text = format!("{text} · {}", sentence(said)),
        _ => say(model, said),
    }
}

/// Behind what was said.
fn say_who_is_unknown(model: &mut Model, names: Vec<String>) {
    let said = model.notice.take();
    say_strangers(model, names);
    model.notice = match (said, model.notice.take()) {
        (Some(said), Some(unknown)) => Some(Notice { text: format!("{} · {}", said.text, unknown.text), ..said }),
        (said, unknown) => said.or(unknown),
    };
}

/// `2 changed, 1 added`: of each entry what says most.
fn in_words(events: &[Event]) -> String {
    let count = |wanted: fn(&Event) -> bool| {
        let mut met: Vec<_> = events.iter().filter(|event| wanted(event)).filter_map(acts::subject_of).collect();
        met.dedup();
        met.len()
    };
    let added = count(|event| matches!(event, Event::EntryAdded { .. } | Event::EntryRestored { .. }));
    let changed = count(|event| matches!(event, Event::EntryChanged { .. }));
    let moved = count(|event| matches!(event, Event::EntryMoved { .. }));
    let removed = count(|event| matches!(event, Event::EntryRemoved { .. }));
    let said = [
        (added > 0).then(|| words::say!("editor-added", count = added)),
        (changed > 0).then(|| words::say!("editor-changed", count = changed)),
        (moved > 0).then(|| words::say!("editor-moved", count = moved)),
        (removed > 0).then(|| words::say!("editor-removed", count = removed)),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
