//! A slash and a word: the plain mode's own words, the user's snippets, and every verb of the key table.
//!
//! Verbs are done by the same function that the palette calls. Not here: what they do (see `update`).

use super::spoken::{arrival, entry_in_words};
use super::words::{self, Own};
use super::{HalfTyped, Plain, Prompt, Reply, list};
use crate::app::overlay::sentence;
use crate::app::update::{commit_line, do_verb};
use crate::app::{Action, Line, Model, Preview, Scope, slot_named, verb_of};
use crate::meeting::EntryId;
use crate::notation::LineKind;
use crate::words::say;

/// What was typed after a slash.
pub(super) enum Command {
    Own(Own, String),
    Verb(Action, String),
    Snippet(usize, String),
    /// No such word.
    Unknown(String),
}

impl Command {
    /// Whether there is such a word.
    pub(super) fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }
}

/// The command that a line is; none where it is a line of the notes, as `/etc/passwd is full`.
pub(super) fn of(model: &Model, line: &str) -> Option<Command> {
    if model.is_verbatim() {
        return None;
    }
    let typed = line.trim().strip_prefix('/')?;
    let (word, argument) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let argument = argument.trim().to_owned();
    if let Some(own) = words::own(word) {
        return Some(Command::Own(own, argument));
    }
    if let Some(action) = verb_of(word) {
        return Some(Command::Verb(action, argument));
    }
    if let Some(which) = model.settings.snippets.iter().position(|snippet| snippet.name.eq_ignore_ascii_case(word)) {
        return Some(Command::Snippet(which, argument));
    }
    let is_word = !word.is_empty() && word.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '.'));
    // The notation may know it.
    (is_word && model.parse(line).kind == LineKind::Note).then(|| Command::Unknown(word.to_owned()))
}

impl Plain {
    /// Does it; what was foretold of it where it is a line of the notes after all.
    pub(super) fn obey(&mut self, model: &mut Model, command: Command, reply: &mut Reply) -> Option<Preview> {
        match command {
            Command::Own(own, argument) => self.do_own(model, own, &argument, reply),
            Command::Verb(action, argument) => self.do_named(model, action, &argument, reply),
            Command::Snippet(which, filled) => {
                let snippet = model.settings.snippets.get(which)?;
                if filled.is_empty() && !snippet.behind.is_empty() {
                    reply.refuse(say!(
                        "plain-snippet-between",
                        before = snippet.before.as_str(),
                        behind = snippet.behind.as_str()
                    ));
                    return None;
                }
                let line = format!("{}{filled}{}", snippet.before, snippet.behind);
                return Some(self.enter(model, &line, reply));
            }
            Command::Unknown(word) => {
                let near = words::nearest(&word, &model.settings.snippets);
                reply.refuse(match near {
                    Some(near) => say!("plain-no-command-near", word = word, near = near),
                    None => say!("plain-no-command", word = word),
                });
            }
        }
        None
    }

    fn do_own(&mut self, model: &mut Model, own: Own, argument: &str, reply: &mut Reply) {
        match own {
            Own::Where => reply.say(list::place(model)),
            Own::Slots => reply.lines.extend(list::slots(model)),
            Own::People => reply.lines.extend(list::people(model)),
            Own::Notes if argument.is_empty() => reply.lines.extend(list::notes(model, model.viewed)),
            Own::Notes => match slot_named(model.meeting(), model.viewed, argument) {
                Ok(slot) => reply.lines.extend(list::notes(model, slot)),
                Err(why) => reply.refuse(why),
            },
            Own::Select => match numbered(model, argument) {
                Some((entry, _)) => {
                    model.selected = Some(entry);
                    say_selected(model, reply);
                }
                None => reply.refuse(no_line(argument)),
            },
            // It says why nothing can be added.
            Own::Paste if model.read_only.is_some() => commit_line(model, &mut reply.effects),
            Own::Paste => {
                self.pasted = Some(String::new());
                reply.say(say("plain-paste-now"));
            }
            Own::Prompt => match Prompt::named(argument) {
                Some(prompt) => {
                    self.prompt = prompt;
                    reply.say(say!("plain-prompt-is", prompt = argument));
                }
                None => reply.refuse(say("plain-say-prompt")),
            },
            Own::Found if argument.is_empty() => reply.lines.extend(self.hits_in_words(model)),
            Own::Found => self.go_to_hit(model, argument, reply),
            Own::Help if argument.is_empty() => reply.lines.extend(words::help()),
            Own::Help => match words::help_on(argument) {
                Some(lines) => reply.lines.extend(lines),
                None => reply.refuse(say!("plain-no-word", word = argument)),
            },
        }
    }

    /// A verb of the key table. What would only change what a screen shows is read instead.
    fn do_named(&mut self, model: &mut Model, action: Action, argument: &str, reply: &mut Reply) {
        let bare = argument.is_empty();
        match action {
            Action::Search if bare => reply.refuse(say("plain-say-search")),
            Action::Search => self.look_for(model, argument, reply),
            Action::Palette if bare => reply.lines.extend(words::verbs(&model.settings.snippets)),
            Action::Help if bare => reply.lines.extend(words::help()),
            Action::ActionList if bare => reply.lines.extend(list::actions(model)),
            Action::Points if bare => reply.lines.extend(list::prepared(model)),
            Action::BigClock if bare => reply.say(list::place(model)),
            Action::PageUp | Action::PageDown if bare => reply.lines.extend(list::notes(model, model.viewed)),
            Action::Times if bare => {
                do_verb(model, action, "", &mut reply.effects);
                reply.say(if model.times { say("plain-times-on") } else { say("plain-times-off") });
            }
            Action::ReviewItems if bare => {
                if !model.shows_review() {
                    do_verb(model, action, "", &mut reply.effects);
                }
                // A number says which is meant.
                model.review.selected = None;
                if model.notice.is_none() {
                    reply.lines.extend(list::reviewed(model));
                }
            }
            Action::ReviewOrder if bare => {
                do_verb(model, action, "", &mut reply.effects);
                reply.lines.extend(list::reviewed(model));
            }
            Action::SelectUp | Action::SelectDown if bare => {
                do_verb(model, action, "", &mut reply.effects);
                say_selected(model, reply);
            }
            _ if action.verb().scope == Scope::Line => reply.refuse(say("plain-on-screen")),
            _ if action.verb().scope == Scope::Entry => self.do_to_line(model, action, argument, reply),
            _ => {
                let before = model.viewed;
                // It leads back from a half-typed line too.
                let kept = (action == Action::Back).then(|| HalfTyped::take(model));
                let done = do_verb(model, action, argument, &mut reply.effects);
                if let Some(kept) = kept {
                    kept.give_back(model, reply);
                }
                if done
                    && model.viewed == before
                    && matches!(action, Action::Back | Action::Jump)
                    && model.overlay.is_none()
                {
                    reply.say(sentence(&arrival(model)));
                }
            }
        }
    }

    /// A verb for a line: the one of that number, else the one that was selected or added last.
    fn do_to_line(&mut self, model: &mut Model, action: Action, argument: &str, reply: &mut Reply) {
        if action.verb().by_item && !argument.is_empty() {
            do_verb(model, action, argument, &mut reply.effects);
            return;
        }
        let mut rest = argument;
        if let Some((entry, behind)) = numbered(model, argument) {
            (model.selected, rest) = (Some(entry), behind);
        } else if argument.starts_with(|sign: char| sign.is_ascii_digit()) && action != Action::EntryToSlot {
            return reply.refuse(no_line(argument));
        } else if model.selected.is_none() {
            model.selected = self.last.filter(|entry| is_here(model, *entry));
        }
        if action == Action::EntryEdit && !rest.is_empty() {
            if do_verb(model, action, "", &mut reply.effects) && model.editing.is_some() {
                revise(model, rest, reply);
            }
            return;
        }
        do_verb(model, action, rest, &mut reply.effects);
    }
}

/// The entry under edit gets this text.
pub(super) fn revise(model: &mut Model, text: &str, reply: &mut Reply) {
    let depth = model.line.depth;
    model.line = Line::new(&crate::text::one_line_for_terminal(text), depth);
    commit_line(model, &mut reply.effects);
    if model.editing.is_some() {
        // What was refused is not a half-typed line: nobody sees it.
        model.line = Line::new(&model.as_line(model.editing), depth);
        reply.refused = true;
    }
}

/// The entry of a number in the slot on screen, and what was said behind the number.
fn numbered<'a>(model: &Model, argument: &'a str) -> Option<(EntryId, &'a str)> {
    let (number, rest) = argument.split_once(char::is_whitespace).unwrap_or((argument, ""));
    let at = number.parse::<usize>().ok()?.checked_sub(1)?;
    model.slot()?.entries.get(at).map(|entry| (entry.id, rest.trim()))
}

fn no_line(argument: &str) -> String {
    let number = argument.split_whitespace().next().unwrap_or_default();
    if number.is_empty() { say("plain-say-line").to_owned() } else { say!("plain-no-line", number = number) }
}

fn is_here(model: &Model, entry: EntryId) -> bool {
    model.meeting().place_of(entry).is_some_and(|(slot, _)| slot.id == model.viewed)
}

/// The line that is selected, with its place.
fn say_selected(model: &mut Model, reply: &mut Reply) {
    if let Some(row) = model.review.chosen() {
        return reply.say(list::reviewed_row(model, row));
    }
    let found = model.selected.and_then(|entry| model.meeting().place_of(entry));
    match found {
        Some((slot, index)) => {
            let words = entry_in_words(model, slot, index);
            reply.say(say!("plain-selected", number = index + 1, count = slot.entries.len(), words = words));
        }
        None => reply.say(say("plain-nothing-there")),
    }
}
