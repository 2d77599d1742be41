//! A colon in normal mode, for hands that know Vim: what they type there by heart does what it says, or nothing.
//!
//! The list of verbs opens as it does otherwise; but Enter never takes what only looks like it. Not here: the other keys of the
//! list (see `popups`).

use super::acts::say as tell;
use super::{Effect, act};
use crate::app::overlay::Overlay;
use crate::app::{Action, Model, Notice, Saved, Tone};
use crate::words::say;

/// Commands of Vim's that mean a verb, besides the words that it has.
const COMMANDS: [(&[&str], Action); 4] = [
    (&["q", "qa", "qall", "wq", "wqa", "wqall", "x", "xa", "xit", "xall", "exit"], Action::Leave),
    (&["h"], Action::Help),
    (&["u"], Action::Undo),
    (&["red"], Action::Redo),
];

/// Commands that save, which is done already.
const SAVES: [&str; 5] = ["w", "wa", "wall", "write", "up"];

/// The list of verbs was opened by a colon.
pub(super) fn begin(model: &mut Model) {
    if let Some(Overlay::Pick(picker)) = &mut model.overlay {
        picker.exact = true;
    }
}

/// Enter there; whether all is done. Where a verb was typed or chosen, it is still to be picked.
pub(super) fn enter(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let Some(Overlay::Pick(picker)) = &mut model.overlay else { return false };
    if !picker.exact {
        return false;
    }
    let typed = picker.filter.text().trim().to_owned();
    let word = typed.trim_end_matches('!');
    let verb = COMMANDS.iter().find(|(words, _)| words.contains(&word)).map(|(_, verb)| *verb);
    let saves = SAVES.contains(&word);
    if verb.is_none() && !saves && picker.choose_exactly() {
        return false;
    }
    model.overlay = None;
    match (verb, &model.saved) {
        (Some(verb), _) => act(model, verb, effects),
        (None, Saved::Failing { why, .. }) if saves => {
            let text = say!("notice-not-saved", why = why.as_str());
            refuse(model, text);
        }
        (None, _) if saves => tell(model, say("colon-saved")),
        (None, _) if typed.is_empty() => {}
        (None, _) => refuse(model, say!("colon-unknown", typed = typed.as_str())),
    }
    true
}

fn refuse(model: &mut Model, text: String) {
    model.notice = Some(Notice { text, tone: Tone::Refused });
}
