//! What the mouse does on the meeting screen.
//!
//! A click looks, selects, chooses and places the cursor; it ticks where it hits a box. It never starts or stops a clock, but on
//! the words of a key that does, and never closes what is half typed: a hand slips. Not here: what lies under the pointer (see `view`).

use super::entries::with_pane;
use super::slots::{look, look_beside};
use super::{Action, Effect, Model, Notice, Tone, act, closeout, entries, keys, popups, reading, review, search};
use crate::app::Strokes;
use crate::app::agenda_lines::{AgendaLine, agenda_row};
use crate::app::mouse::{Deed, Marked, Pointer, Rows, Span, Spot, Target, Unit, keys_written, mouse_is};
use crate::app::overlay::{Choice, Overlay, sentence};
use crate::app::scroll::{Pane, Scroll};
use crate::meeting::SlotId;
use crate::text;
use crate::words::say;

/// Cells of the words that a notice repeats.
const REPEATED: usize = 60;

/// Takes in what the mouse did and what lies under it.
pub(super) fn point(model: &mut Model, pointer: Pointer, target: Target, effects: &mut Vec<Effect>) {
    model.mouse.revision += 1;
    match pointer.deed {
        Deed::Press(times) => {
            model.mouse.let_go();
            if model.notice.as_ref().is_some_and(|notice| matches!(notice.tone, Tone::Done | Tone::Refused)) {
                model.notice = None;
            }
            model.asked_to_reopen = false;
            if !matches!(target, Target::Keys(_)) {
                // Keys that had begun something were for another place.
                model.strokes = Strokes::default();
                model.vim.give_up();
            }
            press_on(model, target, times, effects);
        }
        Deed::Drag => drag(model, &target),
        Deed::Release => release(model, &target, effects),
        Deed::Wheel(by) => wheel(model, &target, by),
    }
}

/// The verb that leaves the mouse to the terminal, or takes it.
pub(super) fn toggle(model: &mut Model) {
    model.mouse.on = !model.mouse.on;
    model.mouse.let_go();
    model.mouse.revision += 1;
    let key = model.keymap.shown(Action::MouseToggle);
    let text = mouse_is(model.mouse.on, &key);
    model.notice = Some(Notice { text, tone: Tone::Done });
}

fn press_on(model: &mut Model, target: Target, times: u8, effects: &mut Vec<Effect>) {
    match target {
        Target::Agenda { slot: Some(slot), rows } => look_from(model, slot, rows),
        Target::Item { choice: Some(choice), on_box, rows } => {
            model.mouse.items.hold(rows);
            if on_box { review::tick(model, &choice, effects) } else { show(model, &choice) }
        }
        Target::Beside { forward } => look_beside(model, forward),
        Target::Header => {
            let current = model.meeting().current().map(|slot| slot.id);
            if let Some(current) = current.filter(|current| *current != model.viewed) {
                look(model, current);
            }
        }
        Target::Points => act(model, Action::Points, effects),
        Target::Row { on_box, rows } => press_in_review(model, on_box, rows, effects),
        Target::Notes { spot, on_box: true, .. } => {
            if let Some(spot) = spot
                && !reading::refuses(model, Action::EntryDone, effects)
            {
                entries::tick(model, spot.entry, effects);
            }
        }
        Target::Notes { spot, .. } => press_in_notes(model, spot, times),
        Target::Line(byte) if model.read_only.is_none() => {
            (model.selected, model.review.selected) = (None, None);
            model.line.go_to(byte);
            super::editing::line_changed(model, effects);
        }
        // A hand that is used to two clicks means the key once.
        Target::Keys(label) if times == 1 => {
            for key in keys_written(&label).unwrap_or_default() {
                keys::press(model, key, effects);
            }
        }
        Target::Notice => model.notice = None,
        Target::ListRow(rows) => press_in_list(model, rows, effects),
        Target::Typed(byte) => {
            if let Some(line) = popups::typed_line(model) {
                line.go_to(byte);
            }
        }
        Target::Outside if times == 1 && !popups::is_typed_into(model) => popups::leave_overlay(model, effects),
        _ => {}
    }
}

/// Looks at a slot that was clicked; its row stays under the pointer, whichever days fold for it.
fn look_from(model: &mut Model, slot: SlotId, rows: Rows) {
    look(model, slot);
    let room = usize::from(model.layout().agenda.height);
    let lines = model.agenda_lines(room);
    let below = rows.under.unwrap_or(rows.top).saturating_sub(rows.top);
    // Of a day its first slot is looked at, and the day stays where it was.
    let is_day = rows.under.is_some_and(|row| lines.get(row).and_then(AgendaLine::slot) != Some(slot));
    if let Some(row) = agenda_row(&lines, slot) {
        let top = row.saturating_sub(below + usize::from(is_day));
        model.mouse.agenda.begin_at(top);
    }
}

fn show(model: &mut Model, choice: &Choice) {
    match choice {
        Choice::Show(entry) => popups::show(model, *entry),
        Choice::ShowCarried(number) => review::show_carried(model, *number),
        _ => {}
    }
}

fn press_in_review(model: &mut Model, on_box: bool, rows: Rows, effects: &mut Vec<Effect>) {
    let item = rows.under.and_then(|row| model.review.rows.get(row)).map(|row| row.item.clone());
    if item.is_none() {
        return;
    }
    model.selected = None;
    model.review.selected = item;
    model.mouse.review.hold(rows);
    if on_box {
        act(model, Action::ItemDone, effects);
    }
}

/// Once selects the entry, twice marks a word, three times all of it.
fn press_in_notes(model: &mut Model, spot: Option<Spot>, times: u8) {
    model.review.selected = None;
    model.selected = spot.map(|spot| spot.entry);
    let unit = match times {
        1 => Unit::Sign,
        2 => Unit::Word,
        _ => Unit::Entry,
    };
    model.mouse.pressed = spot.map(|spot| (spot, unit));
    if let Some(spot) = spot.filter(|_| unit != Unit::Sign) {
        mark(model, Marked { from: spot, to: spot, unit });
    }
}

fn mark(model: &mut Model, marked: Marked) {
    model.selected = None;
    model.mouse.marked = Some(marked);
}

/// What lies between the place where the button went down and the pointer is marked; past an edge the notes scroll on.
fn drag(model: &mut Model, target: &Target) {
    let (Some((from, unit)), Target::Notes { spot, past, .. }) = (model.mouse.pressed, target) else { return };
    if *past != 0 {
        scroll(model, *past);
    }
    // Behind the last entry the last one that was passed counts.
    let Some(to) = *spot else { return };
    if to != from || model.mouse.marked.is_some() {
        mark(model, Marked { from, to, unit });
    }
}

/// What was marked is copied.
fn release(model: &mut Model, target: &Target, effects: &mut Vec<Effect>) {
    drag(model, target);
    if model.mouse.pressed.take().is_none() {
        return;
    }
    let Some((span, text)) = marked_text(model) else { return };
    if text.trim().is_empty() {
        model.mouse.marked = None;
        return;
    }
    let lines = span.to.0 - span.from.0 + 1;
    let said = if lines > 1 {
        say!("copy-lines", count = lines)
    } else {
        say!("copy-done", what = text::fit(&text, REPEATED))
    };
    model.notice = Some(Notice { text: sentence(&said), tone: Tone::Done });
    effects.push(Effect::Copy(text));
}

fn marked_text(model: &Model) -> Option<(Span, String)> {
    let (slot, hands) = (model.slot()?, model.hands());
    let span = model.mouse.marked?.span(slot, &hands)?;
    Some((span, span.text(slot, &hands)))
}

/// The wheel scrolls what is under it, and selects nothing.
fn wheel(model: &mut Model, target: &Target, by: isize) {
    match target {
        Target::Agenda { rows, .. } => model.mouse.agenda.turn(by, *rows),
        Target::Item { rows, .. } => model.mouse.items.turn(by, *rows),
        Target::Row { rows, .. } => model.mouse.review.turn(by, *rows),
        Target::Notes { .. } => scroll(model, by),
        Target::ListRow(rows) => match &mut model.overlay {
            Some(Overlay::Pick(picker)) => picker.rolled.turn(by, *rows),
            Some(Overlay::CloseOut) => model.closeout.rolled.turn(by, *rows),
            Some(Overlay::Search) => model.search.rolled.turn(by, *rows),
            _ => {}
        },
        Target::Popup => popups::scroll(model, by),
        _ => {}
    }
}

fn scroll(model: &mut Model, by: isize) {
    let scrolled = |pane: &Pane<'_>| -> Scroll { pane.by_rows(model.scroll, by) };
    model.scroll = with_pane(model, scrolled);
}

/// A row of a list: a click chooses it, and a second one does what Enter does.
fn press_in_list(model: &mut Model, rows: Rows, effects: &mut Vec<Effect>) {
    let Some(row) = rows.under else { return };
    let again = match &mut model.overlay {
        Some(Overlay::Pick(picker)) => picker.choose_row(rows),
        Some(Overlay::CloseOut) => return closeout::press_row(model, row, rows, effects),
        Some(Overlay::Search) => return search::press_row(model, rows, effects),
        _ => return,
    };
    if again {
        popups::pick(model, effects);
    }
}
