//! docs/notation.md, made from the table of forms.
//!
//! Documentation that the reader is tested against cannot drift from it.
//! Not here: the table itself (`forms`).

use std::fmt::Write as _;

use super::forms::forms;

const OPENING: &str = "\
# The notation of a line

This page is printed from the program's own table of forms; a test compares them. The examples are read on Monday,
2019-10-28, with this roster: Ann Lee, Bo Chen, Beth Lee (`blee`), Jim Botha, Wil O'Donovan and the group RV-SST.

| written | means | for example | is read as |
|---|---|---|---|
";

const RULES: &str = r"
## Rules

- A mark (`!`, `=`, `?`) counts with or without a space after it, but not alone, and not before another punctuation mark
  (`!!`, `!=`, `=>`, `?!` are text). Only `@`, a quote, `(`, `$` and `\` may follow it at once.
- Owners, mentions and due dates count in action items only. Elsewhere they are text.
- Names before a dash or a colon are owners only if the roster or the groups know at least one of them; otherwise all is
  text. A list in which something reads like a piece of a sentence (`check with Ann, Bo — …`) is text as well.
- Case, accents, the kind of apostrophe, hyphen and space do not matter in a name.
- A name that fits several people, or nobody, is kept as typed and flagged.
- An e-mail address is no mention.
- A day without a year is the next such day, today included. A weekday is the next one after today.
- A date that does not exist (`due 2019-02-30`) is text.
- Which words are tickets is the agenda's to say (`tickets:`).
";

/// The text of docs/notation.md.
pub fn book() -> String {
    let mut page = OPENING.to_owned();
    for form in forms() {
        let row = [code(form.spelling), form.means.to_owned(), code(form.example), form.reads.replace('|', "\\|")];
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {} |", row.join(" | "));
    }
    page + RULES
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_docs_is_this_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/notation.md");
        if std::env::var_os("UPDATE_ASSETS").is_some() {
            std::fs::write(path, book()).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), book(), "run the tests once with UPDATE_ASSETS=1");
    }
}
