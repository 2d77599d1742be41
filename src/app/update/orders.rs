//! Doing what a line orders instead of adding an entry.
//!
//! Each order is one act that can be taken back, named by a notice; it clears the line and keeps its depth. What is
//! refused stays in the line, never in the minutes. Not here: what is ordered (see `intent`).

use super::Effect;
use super::acts::{perform, refuse, say};
use super::editing::{no_draft, remember};
use super::slots::look;
use super::steering::do_verb;
use crate::app::corrections::{self, Correction};
use crate::app::intent::Intent;
use crate::app::overlay::sentence;
use crate::app::scroll::Scroll;
use crate::app::{Action, Line, Model, Notice, Tone};
use crate::meeting::{Command, DraftKey};
use crate::notation::{self, Reach};
use crate::words;

/// Does it; an entry is added by the caller.
pub(super) fn carry_out(model: &mut Model, read: &notation::Line, intent: Intent, effects: &mut Vec<Effect>) {
    let key = model.line_key();
    match intent {
        Intent::Add(..) => {}
        Intent::Refuse(why) => stay(model, &why),
        Intent::Already(why) => {
            clear(model);
            effects.push(Effect::KeepDraft(no_draft(key)));
            say(model, &why);
        }
        Intent::Correct(correction) => correct(model, key, &correction, effects),
        Intent::Ask(request) => match perform(model, request.command.clone(), Some(key), effects) {
            Ok(()) => {
                remember(model, read);
                clear(model);
                say_or_follow(model, &request.command, &request.done);
            }
            Err(refusal) => refuse(model, &refusal),
        },
        Intent::Fence { opens } => {
            model.verbatim = opens.then_some(key.slot);
            clear(model);
            effects.push(Effect::KeepDraft(no_draft(key)));
        }
        Intent::ShowQueue(queue) => {
            clear(model);
            effects.push(Effect::KeepDraft(no_draft(key)));
            say(model, &queue);
        }
        Intent::Verb { action, argument } => {
            let empty = Line::new("", model.line_depth());
            let typed = std::mem::replace(&mut model.line, empty);
            model.read_line();
            if do_verb(model, action, &argument, effects) {
                // After the verb's own act: what is typed is never nowhere.
                effects.push(Effect::KeepDraft(no_draft(key)));
            } else {
                model.line = typed;
                model.read_line();
            }
        }
    }
}

/// A slot that was opened comes on screen; everything else is said.
fn say_or_follow(model: &mut Model, command: &Command, done: &str) {
    if let Command::OpenSlot(..) = command
        && let Some(slot) = model.current().map(|slot| slot.id)
    {
        model.notice = None;
        return look(model, slot);
    }
    say(model, done);
}

fn correct(model: &mut Model, key: DraftKey, correction: &Correction, effects: &mut Vec<Effect>) {
    let contents = corrections::contents(model, &correction.swap);
    let said = match (contents.as_slice(), correction.swap.reach) {
        ([(_, content)], Reach::Nearest) => {
            let text = crate::text::fit(&content.text, 40);
            words::say!("did-correct", place = correction.place.as_str(), text = text)
        }
        (lines, _) => words::say!("did-correct-lines", count = lines.len()),
    };
    match perform(model, Command::Correct(contents), Some(key), effects) {
        Ok(()) => {
            clear(model);
            let undo = model.keymap.shown(Action::Undo);
            say(model, &words::say!("did-undoable", said = said, key = undo));
        }
        Err(refusal) => refuse(model, &refusal),
    }
}

/// The line is done with; the next one begins on its level.
pub(super) fn clear(model: &mut Model) {
    model.line = Line::new("", model.line_depth());
    model.scroll = Scroll::Tail;
    model.read_line();
}

/// Nothing was done, and the line stays.
fn stay(model: &mut Model, why: &str) {
    model.notice = Some(Notice { text: sentence(why), tone: Tone::Refused });
}
