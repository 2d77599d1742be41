//! Keys while the big clock is shown, and what the chair's keys do in a meeting.
//!
//! What starts, stops or stretches the clock does so and the clock stays; any other key puts it away and does what it always
//! does, so that nothing typed is lost. Not here: what the clock shows (see `big_clock` beside `update`).

use super::slots::look;
use super::{Effect, act, type_char};
use crate::app::overlay::Overlay;
use crate::app::progress::Progress;
use crate::app::{Action, Key, Model, Scope};

/// A key while the big clock is shown; says whether it is.
pub(super) fn press(model: &mut Model, key: Key, effects: &mut Vec<Effect>) -> bool {
    if !matches!(model.overlay, Some(Overlay::BigClock)) {
        return false;
    }
    let bound = model.keymap.action(Scope::Meeting, key);
    if let Some(c) = key.types() {
        model.overlay = None;
        type_char(model, c, effects);
    } else if let Some(action) = bound.and_then(|action| steers(model, action)) {
        act(model, action, effects);
    } else {
        model.overlay = None;
        // A line that nobody sees is neither committed nor changed.
        if let Some(action) = bound.filter(|action| !matches!(action, Action::Back | Action::BigClock)) {
            act(model, action, effects);
        }
    }
    true
}

/// The verb that a key's verb is while the clock is looked at and not the notes; none where it is not one of the clock.
fn steers(model: &Model, action: Action) -> Option<Action> {
    let runs = model.current().is_some();
    match action {
        Action::SlotNext if !runs && model.paused().is_some() => Some(Action::SlotResume),
        Action::SlotTake if runs => Some(Action::SlotPause),
        Action::SlotTake => Some(Action::SlotResume),
        Action::SlotNext | Action::SlotPrevious | Action::SlotPause | Action::SlotResume => Some(action),
        Action::SlotMore | Action::SlotLess if runs => Some(action),
        _ => None,
    }
}

/// Does a verb as it is done on a screen that shows the slot of the big clock; the shell has it from the chair's keys.
pub fn act_for_chair(model: &mut Model, action: Action) -> Vec<Effect> {
    let mut effects = Vec::new();
    let shown = Progress::of(model.meeting(), &model.projection, &model.now).slot.map(|slot| slot.id);
    if let Some(slot) = shown {
        look(model, slot);
    }
    act(model, action, &mut effects);
    effects
}
