//! docs/keys.md, made from the key table.
//!
//! Not here: the table (see `action`).

use std::fmt::Write as _;

use super::{Keymap, Preset, Scope, VERBS, VIM_KEYS};
use crate::words::say;

/// The text of docs/keys.md.
pub fn keys_book() -> String {
    let keymap = Keymap::default();
    let mut book = String::from(
        "# Keys\n\nTyping never needs a mode: what can be printed goes into the line at the foot of the notes. Every verb \
         below can be bound to other keys by its name in the config file, and the palette (Alt-X, or `/` on an empty \
         line) finds them all, by part of what they do, by their name or by their word. What a verb takes may follow \
         its word: `/give 10`, `/take lunch`, `/take 4`, `/done 20`.\n\nA slot is meant by a part of its title, or by \
         its number: the slots of the day on screen count from 1 as the agenda planned them, breaks left out. The jump \
         list shows the numbers. Opening a slot that the agenda has not moves no number.\n",
    );
    book.push_str(SEQUENCES);
    for scope in Scope::ALL {
        let _ = write!(
            book,
            "\n## {}\n\n| keys | after a slash | verb | what it does |\n|---|---|---|---|\n",
            scope.title()
        );
        for verb in VERBS.iter().filter(|verb| verb.scope == scope) {
            let keys: Vec<String> = keymap.keys(verb.action).iter().map(|key| key.shown()).collect();
            let words: Vec<String> = verb.words.iter().map(|word| taken(word, verb.takes_in_english)).collect();
            let (keys, words) = (keys.join(", "), words.join(", "));
            let _ = writeln!(book, "| {keys} | {words} | `{}` | {} |", verb.name, verb.help_in_english);
        }
    }
    Preset::ALL.into_iter().filter(|preset| *preset != Preset::Default).for_each(|preset| of_preset(&mut book, preset));
    book
}

const SEQUENCES: &str = "
A binding may be a sequence of up to four keys: `\"slot.next\" = [\"ctrl-x n\"]` in the section `[keys]` of the [settings](config.md). \
While one is pressed the foot of the screen shows it with what may follow; nothing waits for a time. Esc ends it, and so does a key that \
leads nowhere, which is said. What types something is typed, so a sequence begins with a letter only in normal mode (see Vim below) and \
on the screen of the next agenda. `preset` in that section takes the bindings of another program, and yours lie over them.

Keys are asked for by Kitty's keyboard protocol where the terminal is no console; one that does not have it does not hear that. Without it a \
terminal sends Ctrl-I as Tab, Ctrl-M as Enter and Ctrl-[ as Esc, and no Shift with Ctrl or Alt and a letter, so these are one key to \
minutebook everywhere. On a terminal without Alt, Esc and then the key is not the same: two strokes are two keys. Bindings that clash, that \
no terminal sends or after which nothing leads to a verb are told with their place in the file when the program starts.
";

const VIM_NOTE: &str = "
An Esc and the key behind it are two keys, however close they come: many terminals send Alt with a key as just that. So keys with Alt are for \
terminals that have Kitty's keyboard protocol and say what was held; each verb has a key of normal mode without Alt. \
There is one register, whatever name is put before a command, and one line, so that what Vim does to lines counts for entries (`dd` with one selected). \
Nothing can be marked (`v`) or recorded (`q`): that is said, and what belongs to such a command is not taken for another one.
";

/// What of a preset differs.
fn of_preset(book: &mut String, preset: Preset) {
    let name = preset.name();
    let title: String = name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect();
    let _ = write!(book, "\n## {title}: `preset = \"{name}\"`\n\nWhat differs: {}.\n", preset.help());
    book.push_str("\n| keys | verb | what it does |\n|---|---|---|\n");
    for (action, _) in preset.differences() {
        let verb = action.verb();
        let keys: Vec<String> = preset.keys(verb).iter().map(|key| key.shown()).collect();
        let place = match verb.scope {
            Scope::Meeting | Scope::Line => String::new(),
            scope => format!(" ({})", scope.title().to_lowercase()),
        };
        let _ = writeln!(book, "| {} | `{}` | {}{place} |", keys.join(", "), verb.name, verb.help_in_english);
    }
    if preset.is_modal() {
        book.push_str("\nIn normal mode these edit the line:\n\n| keys | what they do |\n|---|---|\n");
        for (keys, words) in VIM_KEYS {
            let _ = writeln!(book, "| {keys} | {} |", say(words));
        }
        book.push_str(VIM_NOTE);
    }
}

/// A word after a slash, and what it takes.
fn taken(word: &str, takes: &str) -> String {
    if takes.is_empty() { format!("`/{word}`") } else { format!("`/{word}` *{takes}*") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_keys_md_says_what_the_table_says() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
        if std::env::var_os("UPDATE_ASSETS").is_some() {
            std::fs::write(&path, keys_book()).expect("docs can be written");
        }
        let text = std::fs::read_to_string(path).expect("docs/keys.md");
        assert_eq!(text, keys_book(), "run the tests once with UPDATE_ASSETS=1");
    }
}
