//! A screen that is only for reading: what it refuses, and how it becomes one to write on.
//!
//! Which verbs change something is said by the key table alone; here is what happens instead. Not here: why a screen
//! is only for reading (see `keeping`).

use super::Effect;
use crate::app::overlay::sentence;
use crate::app::{Action, Model, Notice, ReadOnly, Tone};
use crate::meeting::{Draft, DraftKey};

/// Whether a verb is refused here; then the scribe is told why, and Enter takes over from a program that has ended.
pub(super) fn refuses(model: &mut Model, action: Action, effects: &mut Vec<Effect>) -> bool {
    let Some(why) = &model.read_only else { return false };
    if !action.verb().changes {
        return false;
    }
    let enter = matches!(action, Action::Commit | Action::EntryEdit);
    if enter && why.gives_way() {
        effects.push(Effect::TakeOver);
    } else {
        refuses_text(model);
    }
    true
}

/// Whether nothing can be typed here; then the scribe is told why.
pub(super) fn refuses_text(model: &mut Model) -> bool {
    let Some(why) = &model.read_only else { return false };
    model.notice = Some(Notice { text: sentence(&why.refusal(&model.keymap)), tone: Tone::Refused });
    true
}

/// The program that held the meeting has ended.
pub(super) fn holder_gone(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(ReadOnly::Held { gone: gone @ false, .. }) = &mut model.read_only {
        *gone = true;
        model.notice = None;
        if model.settings.bell {
            effects.push(Effect::Bell);
        }
    }
}

/// A program holds the meeting, perhaps another one than before.
pub(super) fn held_by(model: &mut Model, who: String) {
    if let Some(ReadOnly::Held { by, gone }) = &mut model.read_only {
        (*by, *gone) = (who, false);
        model.notice = None;
    }
}

/// The half-typed lines of whoever writes, in place of those that are shown; a screen that writes has its own.
pub(super) fn show_half_typed(model: &mut Model, drafts: Vec<Draft>) {
    if model.read_only.is_none() {
        return;
    }
    model.aside.clear();
    for draft in drafts {
        model.put_aside(draft);
    }
    model.take_line(DraftKey { slot: model.viewed, entry: None });
    model.revision += 1;
}
