//! Looking at slots and running their clocks.
//!
//! Looking never moves a clock; only the verbs that say so do. Not here: what time adds up to (see `meeting`).

use super::acts::{perform, refuse, say};
use super::editing::draft_of;
use super::{Effect, Ending};
use crate::app::scroll::Scroll;
use crate::app::{Action, Leads, Model, outline};
use crate::meeting::{Command, DraftKey, Slot, SlotId};
use crate::words;

/// Brings a slot on screen; the line being typed stays with the one it was typed for.
pub(super) fn look(model: &mut Model, slot: SlotId) {
    if slot == model.viewed && model.editing.is_none() {
        return;
    }
    model.leave_line();
    model.viewed = slot;
    model.find_places();
    model.take_line(DraftKey { slot, entry: None });
    model.selected = None;
    model.review.selected = None;
    model.scroll = Scroll::Tail;
    model.mouse.leave_slot();
    model.keep_review();
}

/// The slot after or before another, in reading order.
pub(super) fn beside(model: &Model, from: SlotId, forward: bool) -> Option<SlotId> {
    let slots: Vec<SlotId> = model.meeting().slots().map(|slot| slot.id).collect();
    let at = slots.iter().position(|slot| *slot == from)?;
    let to = if forward { at.checked_add(1) } else { at.checked_sub(1) };
    to.and_then(|to| slots.get(to)).copied()
}

/// As [`beside`], past what the agenda no longer has and what was set aside.
pub(super) fn beside_planned(model: &Model, from: SlotId, forward: bool) -> Option<SlotId> {
    std::iter::successors(beside(model, from, forward), |slot| beside(model, *slot, forward))
        .find(|slot| model.meeting().slot(*slot).is_some_and(|slot| !slot.withdrawn && slot.mark.is_none()))
}

pub(super) fn look_beside(model: &mut Model, forward: bool) {
    match beside(model, model.viewed, forward) {
        Some(slot) => look(model, slot),
        None => say(model, if forward { words::say("say-last-slot") } else { words::say("say-first-slot") }),
    }
}

/// Ctrl-N and Ctrl-P count from the running slot; where none runs, the one on screen starts. Whoever looks back during a pause goes
/// on with what pauses: starting a slot again that is done takes Ctrl-T.
pub(super) fn step_clock(model: &mut Model, forward: bool, effects: &mut Vec<Effect>) {
    let current = model.meeting().current().map(|slot| slot.id);
    let set_aside = model.slot().is_some_and(|slot| slot.mark.is_some());
    let to = match current.or(model.paused_elsewhere().filter(|_| forward)) {
        Some(paused) if current.is_none() => Some(paused),
        None if forward && !set_aside => Some(model.viewed),
        from => beside_planned(model, from.unwrap_or(model.viewed), forward),
    };
    match to {
        Some(slot) => {
            let from = current.and_then(|current| day_of(model, current));
            start_clock(model, slot, effects);
            if let (Some(from), Some(day)) = (from, day_of(model, slot))
                && from != day
                && model.notice.is_none()
            {
                let date = model.meeting().days[day].date.map(outline::short_date);
                let undo = model.keymap.shown(Action::Undo);
                say(model, &another_day(from < day, date, &undo));
            }
        }
        None if forward => {
            let leave = model.keymap.shown(Action::Leave);
            say(model, &words::say!("say-last-closes", key = leave));
        }
        None => say(model, words::say("say-first-slot")),
    }
}

/// That the clock went on to a slot of another day, whose date may be known.
fn another_day(later: bool, date: Option<String>, undo: &str) -> String {
    match (later, date) {
        (true, None) => words::say!("say-next-day", key = undo),
        (true, Some(date)) => words::say!("say-next-day-on", date = date, key = undo),
        (false, None) => words::say!("say-day-before", key = undo),
        (false, Some(date)) => words::say!("say-day-before-on", date = date, key = undo),
    }
}

/// The number of the day on which a slot stands.
fn day_of(model: &Model, slot: SlotId) -> Option<usize> {
    model.meeting().days.iter().position(|day| day.slots.iter().any(|other| other.id == slot))
}

pub(super) fn start_clock(model: &mut Model, slot: SlotId, effects: &mut Vec<Effect>) {
    match perform(model, Command::TakeUp(slot), None, effects) {
        Ok(()) => {
            model.notice = None;
            look(model, slot);
        }
        Err(refusal) => refuse(model, &refusal),
    }
}

pub(super) fn take_up(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.slot().is_some_and(Slot::is_running) {
        match perform(model, Command::Pause, None, effects) {
            Ok(()) => say(model, words::say("did-pause")),
            Err(refusal) => refuse(model, &refusal),
        }
    } else {
        start_clock(model, model.viewed, effects);
    }
}

/// Esc: one step back, and never a character lost.
pub(super) fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    model.notice = None;
    if model.leads == Leads::Back && model.read_only.is_some() {
        return effects.push(Effect::Quit(Ending::Looked));
    }
    if let Some(entry) = model.editing {
        effects.push(Effect::KeepDraft(draft_of(model)));
        model.leave_line();
        model.take_line(DraftKey { slot: model.viewed, entry: None });
        model.selected = Some(entry);
    } else if super::review::back(model) {
        model.scroll = Scroll::Tail;
    } else if model.selected.is_some() {
        model.selected = None;
        model.scroll = Scroll::Tail;
    } else {
        model.scroll = Scroll::Tail;
        if model.line.is_empty()
            && let Some(current) = model.meeting().current().map(|slot| slot.id).or(model.paused())
        {
            look(model, current);
        }
    }
}
