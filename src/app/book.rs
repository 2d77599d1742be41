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
         line) finds them all.\n",
    );
    for scope in Scope::ALL {
        let _ = write!(book, "\n## {}\n\n| keys | verb | what it does |\n|---|---|---|\n", scope.title());
        for verb in VERBS.iter().filter(|verb| verb.scope == scope) {
            let keys: Vec<String> = keymap.keys(verb.action).iter().map(|key| key.shown()).collect();
            let _ = writeln!(book, "| {} | `{}` | {} |", keys.join(", "), verb.name, verb.help);
        }
    }
    book
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
