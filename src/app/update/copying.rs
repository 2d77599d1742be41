//! Copies out of the meeting: what is copied, and the word about it.
//!
//! Not here: the copy itself, which the shell makes of the minutes' own words; where it cannot, it says so in the place of this.

use super::Effect;
use super::acts::say;
use super::entries::say_select_first;
use crate::app::{Action, Extract, Model};
use crate::{text, words};

/// A verb without anything said after it.
pub(super) fn copy(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let extract = match action {
        Action::CopySlot => Extract::Slot(model.viewed),
        Action::CopyActions => Extract::Actions,
        _ => match model.selected.or(model.editing) {
            Some(entry) => Extract::Entry(entry),
            None => return say_select_first(model),
        },
    };
    copy_out(model, extract, effects);
}

/// What may be said after the word: `slot`, `actions`, `entry`.
pub(super) fn named(said: &str) -> Result<Action, String> {
    match said.to_lowercase().as_str() {
        "slot" | "notes" => Ok(Action::CopySlot),
        "actions" | "action items" => Ok(Action::CopyActions),
        "" | "entry" | "line" => Ok(Action::CopyEntry),
        _ => Err(words::say!("copy-unknown", said = said)),
    }
}

/// What would be copied, in words.
pub(super) fn foretell(model: &Model, action: Action) -> String {
    match action {
        Action::CopySlot => words::say!("copy-will-slot", slot = model.meeting().title_of(Some(model.viewed))),
        Action::CopyActions => words::say("copy-will-actions").to_owned(),
        _ => words::say("copy-will-entry").to_owned(),
    }
}

fn copy_out(model: &mut Model, extract: Extract, effects: &mut Vec<Effect>) {
    let what = match extract {
        Extract::Entry(entry) => {
            let said = model.meeting().place_of(entry).map(|(slot, index)| &slot.entries[index].text);
            text::fit(said.map_or("", String::as_str), 40).into_owned()
        }
        Extract::Slot(slot) => model.meeting().title_of(Some(slot)).to_owned(),
        Extract::Actions => words::say("copy-actions").to_owned(),
    };
    // First the word: where it cannot be done, that is said after it.
    say(model, &words::say!("copy-done", what = what));
    effects.push(Effect::CopyOf(extract));
}
