//! Leaving: what is unfinished, closing, and staying open.
//!
//! Not here: writing the minutes, which the shell does after the screen is gone.

use super::acts::{perform, refuse};
use super::{Effect, Ending};
use crate::app::overlay::{Overlay, Unfinished};
use crate::app::{Line, Model};
use crate::meeting::{Command, Content, DraftKey, Kind};

pub(super) fn ask_to_leave(model: &mut Model) {
    if let Some(Overlay::Pick(picker)) = model.overlay.take()
        && picker.slash
    {
        model.line.insert_str(&format!("/{}", picker.filter.text()));
        model.read_line();
    }
    let drafts: Vec<_> = model.drafts().map(|(key, line)| (key.slot, line.text())).collect();
    let unfinished = Unfinished::of(model.meeting(), drafts.into_iter(), &model.now);
    model.overlay = Some(Overlay::Leave(unfinished));
}

/// Closes the meeting; lines that were half typed become notes where they stand.
pub(super) fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    let drafts: Vec<(DraftKey, u16, String)> =
        model.drafts().map(|(key, line)| (key, line.depth, line.text().to_owned())).collect();
    for (key, depth, text) in drafts {
        let content = match key.entry {
            // The draft of an edit is what the scribe wanted the entry to be.
            Some(_) => model.parse(&text).content(),
            None => Content { kind: Kind::Note, text: text.trim().to_owned(), ..Content::default() },
        };
        let command = match key.entry {
            Some(entry) => Command::Revise(entry, content),
            None => Command::Add { slot: key.slot, after: None, lines: vec![(depth, content)] },
        };
        // An edit that changed nothing has nothing to keep.
        let _ = perform(model, command, Some(key), effects);
    }
    model.aside.clear();
    model.line = Line::default();
    match perform(model, Command::Close, None, effects) {
        Ok(()) => effects.push(Effect::Quit(Ending::Closed)),
        Err(refusal) => {
            model.overlay = None;
            refuse(model, &refusal);
        }
    }
}

/// Leaves the meeting open to be resumed; time away is not time spent.
pub(super) fn leave_open(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.meeting().current().is_some() {
        let _ = perform(model, Command::Pause, None, effects);
    }
    effects.push(Effect::Quit(Ending::Left));
}
