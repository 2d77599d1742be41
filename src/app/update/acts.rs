//! The one path of every act, and what takes acts back.
//!
//! A command is decided by the meeting's rules, its events are folded in, and the same events go to the journal.
//! Not here: the rules themselves.

use super::Effect;
use super::editing::line_changed;
use super::entries::with_pane;
use super::slots::look;
use crate::app::{Model, Notice, Tone};
use crate::meeting::{Act, Cause, Command, DraftKey, EntryId, Event, Refusal, SlotId, decide};
use crate::text;

/// Decides a command, folds its events in and has them written.
pub(super) fn perform(
    model: &mut Model,
    command: Command,
    clears: Option<DraftKey>,
    effects: &mut Vec<Effect>,
) -> Result<(), Refusal> {
    let events = decide(model.meeting(), command, model.writer, &model.now)?;
    record(model, Act { stamp: model.now, events, cause: Cause::Fresh, clears }, effects);
    Ok(())
}

pub(super) fn record(model: &mut Model, act: Act, effects: &mut Vec<Effect>) {
    let roster = act.events.iter().any(|event| {
        matches!(event, Event::PersonAdded { .. } | Event::PersonRemoved { .. } | Event::AgendaRevised { .. })
    });
    let plan = act.events.iter().any(|event| matches!(event, Event::AgendaRevised { .. }));
    model.ledger.commit(&act);
    model.meeting_changed(roster, plan);
    effects.push(Effect::Append(act));
}

pub(super) fn refuse(model: &mut Model, refusal: &Refusal) {
    model.notice = Some(Notice { text: sentence(&refusal.to_string()), tone: Tone::Refused });
}

pub(super) fn say(model: &mut Model, text: &str) {
    model.notice = Some(Notice { text: sentence(text), tone: Tone::Done });
}

pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(super) fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.line.undo() {
        return line_changed(model, effects);
    }
    match model.ledger.undo() {
        Some((cause, events)) => replay(model, cause, events, "took back", effects),
        None => say(model, "there is nothing to take back"),
    }
}

pub(super) fn redo(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.line.redo() {
        return line_changed(model, effects);
    }
    match model.ledger.redo() {
        Some((cause, events)) => replay(model, cause, events, "did again", effects),
        None => say(model, "there is nothing to do again"),
    }
}

/// Takes an act back or does it again, names it and brings it on screen.
pub(super) fn replay(model: &mut Model, cause: Cause, events: Vec<Event>, verb: &str, effects: &mut Vec<Effect>) {
    let subject = events.iter().find_map(subject_of);
    // An entry about to go is named and placed while it is still there.
    let before = subject.and_then(|entry| named(model, entry));
    let what = describe(model, &events);
    let clock = events.iter().find_map(|event| match event {
        Event::ClockSet { slot, runs } if runs.last().is_some_and(|run| run.to.is_none()) => Some(*slot),
        _ => None,
    });
    record(model, Act { stamp: model.now, events, cause, clears: None }, effects);
    let found = subject.and_then(|entry| named(model, entry)).or(before);
    if let Some(slot) = found.as_ref().map(|(slot, _)| *slot).or(clock) {
        look(model, slot);
    }
    if let Some(entry) = subject.filter(|entry| model.meeting().place_of(*entry).is_some()) {
        model.scroll = with_pane(model, |pane| pane.show(model.scroll, entry));
    }
    let quoted = found.map(|(_, text)| format!(": {text}")).unwrap_or_default();
    say(model, &format!("{verb} {what}{quoted}"));
}

pub(super) fn subject_of(event: &Event) -> Option<EntryId> {
    match event {
        Event::EntryAdded { entry, .. }
        | Event::EntryChanged { entry, .. }
        | Event::EntryMoved { entry, .. }
        | Event::EntryRemoved { entry, .. }
        | Event::EntryRestored { entry, .. } => Some(*entry),
        _ => None,
    }
}

pub(super) fn named(model: &Model, entry: EntryId) -> Option<(SlotId, String)> {
    let (slot, index) = model.meeting().place_of(entry)?;
    Some((slot.id, text::fit(&slot.entries[index].text, 40).into_owned()))
}

/// What the events of an undo or a redo are about, in a few words.
pub(super) fn describe(model: &Model, events: &[Event]) -> String {
    let entries = events.iter().filter(|event| subject_of(event).is_some()).count();
    match events.first() {
        Some(Event::EntryRemoved { .. } | Event::EntryRestored { .. }) if entries > 1 => format!("{entries} lines"),
        Some(Event::EntryRemoved { .. } | Event::EntryRestored { .. } | Event::EntryAdded { .. }) => {
            "a line".to_owned()
        }
        Some(Event::EntryChanged { .. }) => "a change".to_owned(),
        Some(Event::EntryMoved { .. }) => "a move".to_owned(),
        Some(Event::ClockSet { .. } | Event::ClockStarted { .. } | Event::ClockStopped { .. }) => {
            let title = |slot: &SlotId| model.meeting().slot(*slot).map(|slot| slot.plan.title.clone());
            let slot = events.iter().rev().find_map(|event| match event {
                Event::ClockSet { slot, .. } | Event::ClockStarted { slot } | Event::ClockStopped { slot } => {
                    title(slot)
                }
                _ => None,
            });
            format!("the clock of {}", slot.unwrap_or_default())
        }
        Some(Event::PersonAdded { person }) => format!("{} on the roster", person.name),
        Some(Event::PersonRemoved { name }) => format!("{name} on the roster"),
        _ => "the last act".to_owned(),
    }
}
