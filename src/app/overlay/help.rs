//! The help: the keys of each scope, then the notation.
//!
//! Made from the key table, the bindings in force and the table of forms, so that it cannot say something else than the
//! program does. Not here: drawing.

use std::ops::Range;

use crate::app::{Action, Keymap, Scope, VERBS, VIM_KEYS, Verb};
use crate::notation::forms;
use crate::text;
use crate::words::{self, say};

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// Keys, or a heading where the words are empty.
    pub keys: String,
    /// What they do.
    pub words: String,
}

/// Cells of the keys' column in a help of that width, the blanks behind it among them.
pub fn help_column(width: usize) -> usize {
    (width / 3).clamp(13, 22)
}

/// What a scribe needs in every meeting: it comes first, and once more where it belongs.
const FIRST: [Action; 7] =
    [Action::Commit, Action::SlotNext, Action::Jump, Action::Undo, Action::Back, Action::ActionList, Action::Leave];

/// The help: what everybody needs, then a heading a scope and its verbs, then the notation. Both columns are wrapped.
pub fn help(keymap: &Keymap, width: usize) -> Vec<HelpRow> {
    let mut rows = Vec::new();
    heading(&mut rows, say("help-first"));
    for verb in FIRST.map(Action::verb) {
        in_columns(&mut rows, &keys_of(keymap, verb), verb.help(), width);
    }
    for scope in Scope::ALL.into_iter().filter(|scope| scope.is_of_meeting()) {
        heading(&mut rows, scope.heading());
        for verb in VERBS.iter().filter(|verb| verb.scope == scope) {
            in_columns(&mut rows, &keys_of(keymap, verb), verb.help(), width);
        }
    }
    if keymap.preset().is_modal() {
        heading(&mut rows, say("vim-heading"));
        for (keys, words) in VIM_KEYS {
            in_columns(&mut rows, &keys.replace("Ctrl-", say("key-ctrl")), say(words), width);
        }
    }
    let mut group = None;
    for form in forms() {
        if group.replace(form.group) != Some(form.group) {
            heading(&mut rows, in_language(form.group.title()));
        }
        in_columns(&mut rows, form.spelling, in_language(form.means), width);
    }
    rows
}

/// The help of a screen that has only some of the verbs, each with what it does there.
pub fn help_of(keymap: &Keymap, title: &str, verbs: &[(Action, &str)], width: usize) -> Vec<HelpRow> {
    let mut rows = Vec::new();
    heading(&mut rows, title);
    for (action, words) in verbs {
        in_columns(&mut rows, &keys_of(keymap, action.verb()), words, width);
    }
    rows
}

/// The keys of a verb, or its word where it has none.
fn keys_of(keymap: &Keymap, verb: &Verb) -> String {
    let keys: Vec<_> = keymap.keys(verb.action).iter().map(|key| key.shown()).collect();
    // What is one key and what are two must be seen.
    let between = if keys.iter().any(|key| key.contains(' ')) { ", " } else { " " };
    if keys.is_empty() { format!("/{}", verb.word()) } else { keys.join(between) }
}

/// What stands in the table of the notation, in the language of the screen.
pub(in crate::app) fn in_language(english: &'static str) -> &'static str {
    words::translated(&form_id(english)).unwrap_or(english)
}

/// The message of what stands in the table of the notation, called by its English words: another English is to be translated anew.
fn form_id(english: &str) -> String {
    let words = english.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.fold("form".to_owned(), |id, word| id + "-" + &word.to_ascii_lowercase())
}

/// The row at the top of the page of the notation, in a help of so many rows.
pub fn notation_row(rows: &[HelpRow], height: usize) -> usize {
    let first = forms().first().map_or("", |form| in_language(form.group.title()));
    let row = rows.iter().position(|row| row.keys == first && row.words.is_empty()).unwrap_or(0);
    row.min(rows.len().saturating_sub(height))
}

pub(in crate::app) fn heading(rows: &mut Vec<HelpRow>, title: &str) {
    if !rows.is_empty() {
        rows.push(HelpRow { keys: String::new(), words: String::new() });
    }
    rows.push(HelpRow { keys: title.to_owned(), words: String::new() });
}

/// As many rows as the longer column takes.
pub(in crate::app) fn in_columns(rows: &mut Vec<HelpRow>, keys: &str, words: &str, width: usize) {
    let column = help_column(width);
    let (keys_room, words_room) = (column - 1, width.saturating_sub(column).max(1));
    let left = text::wrap(keys, keys_room, keys_room);
    let right = text::wrap(words, words_room, words_room);
    let part = |text: &str, rows: &[Range<usize>], row: usize| {
        rows.get(row).and_then(|range| text.get(range.clone())).unwrap_or_default().trim_end().to_owned()
    };
    rows.extend((0..left.len().max(right.len())).map(|row| {
        // Words that went on below their keys stay words.
        let words = part(words, &right, row);
        HelpRow { keys: part(keys, &left, row), words: if words.is_empty() { " ".to_owned() } else { words } }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_notation_has_its_words_in_every_language() {
        let english = forms().iter().flat_map(|form| [form.group.title(), form.means]);
        let ids: Vec<String> = english.map(form_id).collect();
        for lang in words::languages().skip(1) {
            let missing: Vec<_> = ids.iter().filter(|id| words::fixed_in(lang, id).is_none()).collect();
            assert!(missing.is_empty(), "assets/words/{}/forms.ftl lacks {missing:#?}", lang.code());
        }
    }
}
