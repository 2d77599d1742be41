//! Keys: which verb one is, where the scribe is now.
//!
//! A sequence is put together first; then the pop-up has the key if one is open, else the selected entry, the meeting, the line.
//! Where the line is edited as in Vim its normal mode stands before all that types. Not here: what a verb does.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Effect, act, acts, colon, editing, popups, type_char};
use crate::app::{Action, Came, Key, Mode, Model, Notice, Pressed, Scope, Tone, leads_nowhere};
use crate::words::say;

/// What goes back in normal mode and deletes nothing.
const BACK: [&str; 2] = ["backspace", "ctrl-h"];

/// Takes what a terminal says was pressed.
///
/// One that has no protocol for it sends Esc before a key that is held with Alt, and what multiplexes terminals holds an Esc back until
/// it knows, so that Esc and a key pressed close behind it come as that. Where a line is edited as in Vim, they are the two; and in a
/// pop-up that has nothing on that key with Alt, so that who leaves it and types on loses no letter.
pub(super) fn hear(model: &mut Model, event: KeyEvent, effects: &mut Vec<Effect>) {
    let whole = Key::from(event);
    let are_two = match model.overlay {
        None => model.is_modal(),
        Some(_) => model.strokes.begun().is_none() && model.keymap.is_free(model.scopes(), whole),
    };
    if event.modifiers.contains(KeyModifiers::META) && are_two {
        let modifiers = event.modifiers - KeyModifiers::ALT - KeyModifiers::META;
        press(model, Key::from(KeyEvent::from(KeyCode::Esc)), effects);
        press(model, Key::from(KeyEvent { modifiers, ..event }), effects);
    } else {
        press(model, whole, effects);
    }
}

/// Takes a key.
pub(super) fn press(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let passes = |tone: Tone| match tone {
        Tone::Done | Tone::Refused => true,
        Tone::News => key.types().is_none(),
        Tone::Time => false,
    };
    model.deleted.hear_key();
    if model.notice.as_ref().is_some_and(|notice| passes(notice.tone)) {
        model.notice = None;
    }
    if model.mouse.let_go() && model.keymap.action(Scope::Meeting, key) == Some(Action::Back) {
        return;
    }
    let commands = model.takes_commands();
    // What an operator or a count waits for belongs to the line.
    let waits = commands && model.vim.is_begun() && !model.vim.has_only_count();
    let pressed =
        if waits { Pressed::Whole(key) } else { model.strokes.press(key, &model.keymap, model.scopes(), !commands) };
    match pressed {
        Pressed::Begun | Pressed::GivenUp => {}
        Pressed::Nowhere(keys) => refuse(model, leads_nowhere(keys)),
        Pressed::Whole(key) if model.overlay.is_some() => popups::press_in_overlay(model, key, effects),
        Pressed::Whole(key) if waits => command_of_line(model, key, effects),
        Pressed::Whole(key) if commands => command(model, key, effects),
        Pressed::Whole(key) => at_large(model, key, effects),
    }
}

fn refuse(model: &mut Model, text: String) {
    model.notice = Some(Notice { text, tone: Tone::Refused });
}

/// A key where no pop-up is open and letters are typed.
fn at_large(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    // What types is typed, whatever is bound: a key of the scribe's text must not be looked up first.
    if let Some(c) = key.types() {
        type_char(model, c, effects);
        return;
    }
    let Some(action) = model.scopes().iter().find_map(|scope| model.keymap.action(*scope, key)) else { return };
    let leaves_insert = action == Action::Back && model.is_modal();
    if leaves_insert {
        if model.vim.leave_insert(&mut model.line) {
            editing::line_changed(model, effects);
        }
        return;
    }
    do_verb(model, action, effects);
}

fn do_verb(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    if action.verb().scope == Scope::Line && model.read_only.is_none() {
        model.selected = None;
        model.review.selected = None;
    }
    let edits = model.editing.is_some();
    act(model, action, effects);
    if action == Action::Commit && model.editing.is_none() {
        model.vim.begin(&model.line);
        // An entry was edited, and is still selected.
        if edits {
            model.vim.go_on_as_before();
        }
    }
}

/// A key in normal mode: a count, else a verb that a letter is bound to, else a command for the line.
fn command(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    if BACK.iter().any(|name| name.parse() == Ok(key)) {
        return command_of_line(model, Key::from(KeyEvent::from(KeyCode::Char('h'))), effects);
    }
    let counts = |c: char| c.is_ascii_digit() && (c != '0' || model.vim.is_begun());
    if key.types().is_some_and(counts) {
        return command_of_line(model, key, effects);
    }
    let found = model.scopes().iter().find_map(|scope| model.keymap.command(*scope, key));
    match found {
        // What has begun is ended first.
        Some(Action::Back) if model.vim.is_begun() => model.vim.give_up(),
        Some(action) => {
            let times = if repeats(action) { model.vim.take_count() } else { 1 };
            model.vim.give_up();
            let (text, cursor) = (model.line.text().to_owned(), model.line.cursor());
            for _ in 0..times {
                let is_last = is_last_entry(model);
                do_verb(model, action, effects);
                // What stands above is not what was counted.
                if action == Action::EntryRemove && is_last {
                    break;
                }
            }
            if action.verb().scope == Scope::Line && action != Action::Commit && model.line.text() != text {
                model.vim.remember_text(text, cursor);
            }
            if action == Action::Palette && key.types().is_some() {
                colon::begin(model);
            }
        }
        None => command_of_line(model, key, effects),
    }
}

/// Whether the entry that is selected is the last of its slot.
fn is_last_entry(model: &Model) -> bool {
    let place = model.selected.and_then(|entry| model.meeting().place_of(entry));
    place.is_some_and(|(slot, index)| index + 1 == slot.entries.len())
}

/// Whether a count before it says how often.
fn repeats(action: Action) -> bool {
    matches!(
        action,
        Action::SelectUp
            | Action::SelectDown
            | Action::ViewNext
            | Action::ViewPrevious
            | Action::EntryRemove
            | Action::EntryUp
            | Action::EntryDown
            | Action::EntryDeeper
            | Action::EntryShallower
    )
}

fn command_of_line(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let redo = "ctrl-r".parse() == Ok(key);
    let pressed = model.vim.pressed().to_owned();
    let came = match key.types() {
        _ if redo => model.vim.redo(&mut model.line),
        Some(c) => model.vim.press(c, &mut model.line),
        None => {
            if model.keymap.action(Scope::Meeting, key) != Some(Action::Back) {
                refuse(model, leads_nowhere(key));
            }
            return model.vim.give_up();
        }
    };
    match came {
        Came::Changed => editing::line_changed(model, effects),
        Came::Undo => acts::undo_act(model, effects),
        Came::Redo => acts::redo_act(model, effects),
        Came::Begun | Came::Moved => {}
        Came::Refused if key.types() != Some('q') => refuse(model, say!("vim-no-marking", key = key.to_string())),
        Came::Unknown | Came::Refused => refuse(model, say!("vim-unknown", key = format!("{pressed}{key}"))),
    }
    if model.vim.mode() == Mode::Insert && model.read_only.is_none() {
        model.selected = None;
        model.review.selected = None;
    }
}

impl Model {
    /// Whether the line has an insert mode and a normal mode.
    pub fn is_modal(&self) -> bool {
        self.keymap.preset().is_modal() && self.read_only.is_none()
    }

    /// Whether letters are keys now and typed nowhere.
    pub fn takes_commands(&self) -> bool {
        self.is_modal() && self.overlay.is_none() && self.vim.mode() == Mode::Normal
    }

    /// Where the keys that are pressed now may mean something, the nearest first.
    pub fn scopes(&self) -> &'static [Scope] {
        if self.review.selected.is_some() {
            &[Scope::Item, Scope::Meeting, Scope::Line]
        } else if self.selected.is_some() {
            &[Scope::Entry, Scope::Meeting, Scope::Line]
        } else {
            &[Scope::Meeting, Scope::Line]
        }
    }
}
