//! docs/keys.md, made from the key table.
//!
//! Not here: the table (see `action`).

use std::fmt::Write as _;

use super::{Keymap, Scope, VERBS};

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
    for scope in Scope::ALL {
        let _ = write!(
            book,
            "\n## {}\n\n| keys | after a slash | verb | what it does |\n|---|---|---|---|\n",
            scope.title()
        );
        for verb in VERBS.iter().filter(|verb| verb.scope == scope) {
            let keys: Vec<String> = keymap.keys(verb.action).iter().map(|key| key.shown()).collect();
            let words: Vec<String> = verb.words.iter().map(|word| taken(word, verb.takes)).collect();
            let (keys, words) = (keys.join(", "), words.join(", "));
            let _ = writeln!(book, "| {keys} | {words} | `{}` | {} |", verb.name, verb.help);
        }
    }
    book
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
