//! The line being typed: its edits, its completion, and its commit as an entry.
//!
//! Not here: what a line means (see `notation`) and the other verbs.

use super::acts::{perform, refuse, say};
use super::entries::act_on;
use super::{Effect, LINE_LIMIT};
use crate::app::overlay::Overlay;
use crate::app::scroll::Scroll;
use crate::app::{Action, Edit, Line, Model, Notice, Tone};
use crate::meeting::{Command, Content, Draft, DraftKey, Person, Refusal};
use crate::{notation, text};

pub(super) fn commit(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.line.text().trim().is_empty() {
        shallower(model);
        return;
    }
    let read = model.parse(model.line.text());
    let content = read.content();
    let key = model.line_key();
    let command = match key.entry {
        Some(entry) => Command::Revise(entry, content),
        None => Command::Add { slot: key.slot, after: None, lines: vec![(model.line.depth, content)] },
    };
    let depth = model.line.depth;
    match perform(model, command, Some(key), effects) {
        // An edit that changed nothing is over like any other; only its draft has to go.
        Err(Refusal::Unchanged) if key.entry.is_some() => {
            effects.push(Effect::KeepDraft(Draft { key, text: String::new(), depth: 0, cursor: 0 }));
        }
        Err(refusal) => return refuse(model, &refusal),
        Ok(()) => remember_owners(model, &read),
    }
    if key.entry.is_some() {
        model.selected = key.entry;
        model.take_line(DraftKey { entry: None, ..key });
    } else {
        model.line = Line::new("", depth);
        model.scroll = Scroll::Tail;
        model.read_line();
    }
}

/// Owners just named are offered first next time; those that nobody knows are offered for the roster.
pub(super) fn remember_owners(model: &mut Model, read: &notation::Line) {
    for owner in read.owners.iter().rev() {
        model.recent.retain(|name| *name != owner.name);
        model.recent.insert(0, owner.name.clone());
    }
    model.recent.truncate(20);
    model.strangers = read.owners.iter().filter(|owner| !owner.is_known()).map(|owner| owner.name.clone()).collect();
    if !model.strangers.is_empty() {
        let names = model.strangers.join(", ");
        let verb = if model.strangers.len() == 1 { "is" } else { "are" };
        let add = model.keymap.shown(Action::RosterAdd);
        let text = format!("{names} {verb} not on the roster: {add} adds");
        model.notice = Some(Notice { text, tone: Tone::Refused });
    }
}

pub(super) fn add_strangers(model: &mut Model, effects: &mut Vec<Effect>) {
    let names = std::mem::take(&mut model.strangers);
    if names.is_empty() {
        return say(model, "everybody named so far is on the roster");
    }
    for name in names {
        let person = Person { name: name.clone(), ..Person::default() };
        match perform(model, Command::AddPerson(person), None, effects) {
            Ok(()) => say(model, &format!("{name} is on the roster")),
            Err(refusal) => refuse(model, &refusal),
        }
    }
}

pub(super) fn deeper(model: &mut Model, effects: &mut Vec<Effect>) {
    let at_name = model.line.text().get(..model.line.cursor()).is_some_and(|before| {
        before.rsplit_once('@').is_some_and(|(_, name)| !name.is_empty() || before.ends_with('@'))
    });
    if at_name && take_completion(model) {
        line_changed(model, effects);
        return;
    }
    if model.editing.is_some() {
        return act_on(model, Command::Indent, model.editing, effects);
    }
    let deepest = model.slot().and_then(|slot| slot.entries.last()).map_or(0, |entry| entry.depth + 1);
    if model.line.depth >= deepest {
        return refuse(model, &Refusal::TooDeep);
    }
    model.line.depth += 1;
    effects.push(Effect::KeepDraft(draft_of(model)));
}

pub(super) fn shallower(model: &mut Model) {
    model.line.depth = model.line.depth.saturating_sub(1);
}

pub(super) fn paste(model: &mut Model, pasted: &str, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Pick(picker)) = &mut model.overlay {
        picker.filter.insert_str(&text::one_line_for_terminal(pasted.trim()));
        return picker.narrow();
    }
    let whole = pasted.trim_end_matches(['\r', '\n']);
    let single = !whole.contains(['\r', '\n']);
    if model.editing.is_some() || (single && model.line.text().len() + whole.len() < LINE_LIMIT) {
        let room = LINE_LIMIT.saturating_sub(model.line.text().len());
        let line = text::one_line_for_terminal(whole);
        let cut = line.floor_char_boundary(room.min(line.len()));
        if cut < line.len() {
            say(model, "the paste is too long for one entry: only its beginning came in");
        }
        model.selected = None;
        model.line.insert_str(&line[..cut]);
        return line_changed(model, effects);
    }
    let base = model.line.depth;
    let lines: Vec<(u16, Content)> = text::lines_of_paste(pasted)
        .into_iter()
        .map(|line| (base.saturating_add(line.depth), model.parse(&line.text).content()))
        .collect();
    let count = lines.len();
    match perform(model, Command::Add { slot: model.viewed, after: None, lines }, None, effects) {
        Ok(()) => {
            model.scroll = Scroll::Tail;
            let undo = model.keymap.shown(Action::Undo);
            say(model, &format!("pasted {count} lines ({undo} takes them back)"));
        }
        Err(refusal) => refuse(model, &refusal),
    }
}

pub(in crate::app) fn edit_of(action: Action) -> Option<Edit> {
    Some(match action {
        Action::LineLeft => Edit::Left,
        Action::LineRight => Edit::Right,
        Action::LineWordLeft => Edit::WordLeft,
        Action::LineWordRight => Edit::WordRight,
        Action::LineStart => Edit::Start,
        Action::LineEnd => Edit::End,
        Action::LineBackspace => Edit::Backspace,
        Action::LineDelete => Edit::Delete,
        Action::LineDeleteWord => Edit::DeleteWord,
        Action::LineDeleteToStart => Edit::DeleteToStart,
        Action::LineDeleteToEnd => Edit::DeleteToEnd,
        _ => return None,
    })
}

pub(super) fn edit_line(model: &mut Model, edit: Edit, effects: &mut Vec<Effect>) {
    if edit == Edit::Right && model.line.cursor() == model.line.text().len() && take_completion(model) {
        line_changed(model, effects);
    } else if edit == Edit::Backspace && model.line.is_empty() {
        shallower(model);
    } else if model.line.edit(edit) {
        line_changed(model, effects);
    }
}

pub(super) fn take_completion(model: &mut Model) -> bool {
    let Some(completion) = model.completion.take() else { return false };
    model.line.replace(completion.replace, &completion.with);
    true
}

pub(super) fn line_changed(model: &mut Model, effects: &mut Vec<Effect>) {
    model.read_line();
    effects.push(Effect::KeepDraft(draft_of(model)));
}

pub(super) fn draft_of(model: &Model) -> Draft {
    Draft {
        key: model.line_key(),
        text: model.line.text().to_owned(),
        depth: model.line.depth,
        cursor: model.line.cursor_chars(),
    }
}
