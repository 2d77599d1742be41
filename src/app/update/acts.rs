//! The one path of every act, and what takes acts back.
//!
//! A command is decided by the meeting's rules, its events are folded in, and the same events go to the journal.
//! Not here: the rules themselves.

use super::Effect;
use super::editing::{draft_at, line_changed, no_draft};
use super::entries::with_pane;
use super::slots::look;
use crate::app::overlay::sentence;
use crate::app::refused::refused;
use crate::app::{Came, Line, Model, Notice, Tone, outline};
use crate::meeting::{Act, Cause, Command, DraftKey, EntryId, Event, Kind, Refusal, Role, SlotId, decide};
use crate::{text, words};

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
    let plan = act.events.iter().any(|event| {
        matches!(
            event,
            Event::AgendaRevised { .. }
                | Event::SlotAdded { .. }
                | Event::SlotRemoved { .. }
                | Event::SlotMoved { .. }
                | Event::SlotGiven { .. }
                | Event::SlotMarked { .. }
        )
    });
    model.ledger.commit(&act);
    model.vocabulary.take(&act.events, &model.ledger.meeting);
    model.meeting_changed(roster, plan);
    if act.cause == Cause::Fresh && model.line.is_empty() && model.editing.is_none() {
        // What was typed and deleted before this act must not come back where the act is to be taken back.
        model.line = Line::new("", model.line.depth);
    }
    if act.events.iter().any(|event| subject_of(event).is_none()) {
        model.plan_revision = model.revision;
    }
    if !act.events.iter().all(adds_no_item) {
        model.items_revision = model.revision;
    }
    model.keep_review();
    model.keep_items();
    // A fresh act settles conflicts and makes none; what is taken back may be the settling.
    if model.conflicts > 0 || act.cause != Cause::Fresh {
        model.count_conflicts();
    }
    effects.push(Effect::Append(act));
    follow(model, effects);
}

/// Whether all action items stand as they stood: most acts are notes, and a list of items is not cheap to draw.
fn adds_no_item(event: &Event) -> bool {
    matches!(event, Event::EntryAdded { content, .. } if content.kind != Kind::Action && content.number.is_none()
        && content.review.is_none())
}

/// After an act: a half-typed line goes with its entry, and stands as a new line where that is gone.
pub(super) fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    let here = model.line_key();
    let unseen = |entry| model.meeting().place_of(entry).is_none_or(|(slot, _)| slot.id != model.viewed);
    if model.selected.is_some_and(unseen) {
        model.selected = None;
    }
    if model.place_of_line(here) != here {
        model.leave_line();
        model.take_line(DraftKey { slot: model.viewed, entry: None });
        if !model.aside.contains_key(&here) {
            effects.push(Effect::KeepDraft(no_draft(here)));
        }
    }
    let strayed: Vec<_> = model.aside.keys().filter(|key| model.place_of_line(**key) != **key).copied().collect();
    for key in strayed {
        let Some(line) = model.aside.remove(&key) else { continue };
        let place = model.place_of_line(key);
        let on_screen = place == model.line_key();
        if on_screen {
            model.leave_line();
        }
        model.join_aside(place, line);
        effects.push(Effect::KeepDraft(no_draft(key)));
        effects.extend(model.aside.get(&place).map(|line| Effect::KeepDraft(draft_at(place, line))));
        if on_screen {
            model.take_line(place);
        }
    }
}

pub(super) fn refuse(model: &mut Model, refusal: &Refusal) {
    model.notice = Some(Notice { text: sentence(&refused(refusal)), tone: Tone::Refused });
}

pub(super) fn say(model: &mut Model, text: &str) {
    model.notice = Some(Notice { text: sentence(text), tone: Tone::Done });
}

pub(super) fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    // A line as in Vim has one history, whatever goes back in it.
    let undone = if model.is_modal() { model.vim.undo(&mut model.line) == Came::Changed } else { model.line.undo() };
    if undone {
        return line_changed(model, effects);
    }
    undo_act(model, effects);
}

/// Takes the last act back, whatever stands in the line.
pub(super) fn undo_act(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.ledger.undo() {
        Some((cause, events)) => {
            let passes_over = model.ledger.undo_passes_over();
            let said = |what: String| {
                if passes_over {
                    words::say!("undo-done-before", what = what)
                } else {
                    words::say!("undo-done", what = what)
                }
            };
            replay(model, cause, events, said, effects);
        }
        None => say(model, words::say("undo-nothing")),
    }
}

pub(super) fn redo(model: &mut Model, effects: &mut Vec<Effect>) {
    let redone = if model.is_modal() { model.vim.redo(&mut model.line) == Came::Changed } else { model.line.redo() };
    if redone {
        return line_changed(model, effects);
    }
    redo_act(model, effects);
}

/// Does the last act again that was taken back, whatever stands in the line.
pub(super) fn redo_act(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.ledger.redo() {
        Some((cause, events)) => {
            replay(model, cause, events, |what| words::say!("redo-done", what = what), effects);
        }
        None => say(model, words::say("redo-nothing")),
    }
}

/// Takes an act back or does it again, names it and brings it on screen; `in_words` says so of what it is about.
fn replay(
    model: &mut Model,
    cause: Cause,
    events: Vec<Event>,
    in_words: impl FnOnce(String) -> String,
    effects: &mut Vec<Effect>,
) {
    let subject = subject_of_all(model, &events);
    // An entry about to go is named and placed while it is still there.
    let before = subject.and_then(|entry| named(model, entry));
    let what = describe(model, &events);
    let clock = clock_of(&events);
    record(model, Act { stamp: model.now, events, cause, clears: None }, effects);
    let found = subject.and_then(|entry| named(model, entry)).or(before);
    if let Some(slot) = found.as_ref().map(|(slot, _)| *slot).or(clock) {
        look(model, slot);
    }
    if let Some(entry) = subject.filter(|entry| model.meeting().place_of(*entry).is_some()) {
        model.scroll = with_pane(model, |pane| pane.show(model.scroll, entry));
    }
    let said = in_words(what);
    let said = match found {
        Some((_, text)) => words::say!("undo-quoted", said = said, text = text),
        None => said,
    };
    say(model, &said);
}

/// The entry that stands for all that events are about: one that comes back, else the topmost.
fn subject_of_all(model: &Model, events: &[Event]) -> Option<EntryId> {
    // Where something changes on screen, nobody is taken elsewhere.
    let place = |entry: &EntryId| {
        let place = model.meeting().place_of(*entry);
        place.map(|(slot, index)| (slot.id != model.viewed, index))
    };
    let on_screen = |entry: &EntryId| place(entry).is_some_and(|(elsewhere, _)| !elsewhere);
    if let Some(here) = events.iter().filter_map(subject_of).find(on_screen) {
        let mut here: Vec<EntryId> = vec![here];
        here.extend(events.iter().rev().filter_map(subject_of).find(on_screen));
        return here.into_iter().min_by_key(place);
    }
    // The first and the last are enough of many: a paste of thousands of lines is one piece.
    let mut subjects = events.iter().filter_map(subject_of);
    let ends = [subjects.next(), subjects.next_back()];
    ends.into_iter().flatten().min_by_key(place)
}

/// The slot whose clock these events start, or else stop.
fn clock_of(events: &[Event]) -> Option<SlotId> {
    let set = events.iter().filter_map(|event| match event {
        Event::ClockSet { slot, runs } => Some((*slot, runs.last().is_some_and(|run| run.to.is_none()))),
        _ => None,
    });
    let starts = set.clone().find(|(_, starts)| *starts);
    starts.or_else(|| set.clone().next()).map(|(slot, _)| slot)
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
    let entry = slot.entries.get(index)?;
    // A vote may have nothing but its voters.
    let words = outline::words(entry, None, &model.hands());
    let said = if entry.text.is_empty() { &*words.text } else { &entry.text };
    Some((slot.id, text::fit(said, 40).into_owned()))
}

/// What the events of an undo or a redo are about, in a few words.
pub(super) fn describe(model: &Model, events: &[Event]) -> String {
    let entries = events.iter().filter(|event| subject_of(event).is_some()).count();
    if let Some(named) = course(model, events).or_else(|| events.iter().find_map(|event| beside_entries(model, event)))
    {
        return named;
    }
    match events.first() {
        Some(Event::EntryRemoved { .. } | Event::EntryRestored { .. }) if entries > 1 => {
            words::say!("undo-lines", count = entries)
        }
        Some(Event::EntryRemoved { .. } | Event::EntryRestored { .. } | Event::EntryAdded { .. }) => {
            words::say("undo-line").to_owned()
        }
        Some(Event::EntryChanged { .. }) => words::say("undo-change").to_owned(),
        Some(Event::EntryMoved { .. }) => words::say("undo-move").to_owned(),
        Some(Event::ClockSet { .. } | Event::ClockStarted { .. } | Event::ClockStopped { .. }) => {
            let title = |slot: &SlotId| model.meeting().slot(*slot).map(|slot| slot.plan.title.clone());
            let slot = events.iter().find_map(|event| match event {
                Event::ClockSet { slot, .. } | Event::ClockStarted { slot } | Event::ClockStopped { slot } => {
                    title(slot)
                }
                _ => None,
            });
            words::say!("undo-clock", slot = slot.unwrap_or_default())
        }
        Some(Event::PersonAdded { person }) => words::say!("undo-roster", name = person.name.as_str()),
        Some(Event::PersonRemoved { name }) => words::say!("undo-roster", name = name.as_str()),
        _ => words::say("undo-last").to_owned(),
    }
}

/// What changes of the schedule in one act come to; none where it is another act. As events of an undo say the opposite of
/// what was done, nothing here says which way minutes went.
fn course(model: &Model, events: &[Event]) -> Option<String> {
    let slot = |slot: &SlotId| model.meeting().slot(*slot);
    let title = |id: &SlotId| slot(id).map(|slot| slot.plan.title.as_str()).unwrap_or_default();
    let named = events.iter().find_map(|event| match event {
        Event::SlotAdded { plan, continues: Some(_), .. } => {
            Some(words::say!("undo-split", slot = plan.title.as_str()))
        }
        Event::SlotRemoved { slot: rest } if slot(rest).is_some_and(|rest| rest.continues.is_some()) => {
            Some(words::say!("undo-split", slot = title(rest)))
        }
        Event::SlotMoved { slot, .. } => Some(words::say!("undo-place", slot = title(slot))),
        _ => None,
    });
    let given = events.iter().filter_map(|event| match event {
        Event::SlotGiven { slot, minutes } => Some((slot, *minutes)),
        _ => None,
    });
    let given: Vec<(&SlotId, i32)> = given.collect();
    let parks = events.iter().any(|event| matches!(event, Event::SlotMarked { .. }));
    named.or_else(|| match given.as_slice() {
        [] => None,
        [(slot, _)] if !parks => Some(words::say!("undo-minutes", slot = title(slot))),
        [(one, more), (other, less)] if !parks && more.signum() != less.signum() => {
            Some(words::say!("undo-trade", one = title(one), other = title(other)))
        }
        _ => Some(words::say("undo-cuts").to_owned()),
    })
}

/// What an event is about that is neither an entry nor a clock.
fn beside_entries(model: &Model, event: &Event) -> Option<String> {
    let title = |slot| model.meeting().slot(slot).map(|slot| slot.plan.title.as_str()).unwrap_or_default();
    Some(match event {
        Event::AttendanceChanged { name, .. } | Event::AttendanceSet { name, .. } => {
            words::say!("undo-attendance", name = name.as_str())
        }
        Event::RoleChanged { role: Role::Chair, .. } => words::say("undo-chair").to_owned(),
        Event::RoleChanged { role: Role::Scribe, .. } => words::say("undo-scribe").to_owned(),
        Event::SlotAdded { plan, .. } => words::say!("undo-slot", slot = plan.title.as_str()),
        Event::SlotRemoved { slot } => words::say!("undo-slot", slot = title(*slot)),
        Event::SlotMarked { slot, .. } => words::say!("undo-aside", slot = title(*slot)),
        Event::FileAttached { attachment, .. } | Event::FileDetached { attachment, .. } => {
            words::say!("undo-attachment", what = attachment.shown())
        }
        Event::QueueJoined { .. } | Event::QueueLeft { .. } => words::say("undo-queue").to_owned(),
        Event::FloorGiven { .. } | Event::TurnsSet { .. } => words::say("undo-floor").to_owned(),
        _ => return None,
    })
}
