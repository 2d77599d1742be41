//! docs/notation.md, made from the table of forms.
//!
//! Documentation that the reader is tested against cannot drift from it.
//! Not here: the table itself (`forms`).

use std::fmt::Write as _;

use super::forms::{Group, forms};

const OPENING: &str = "\
# The notation of a line

This page is printed from the program's own table of forms; a test compares them. The examples are read on Monday,
2019-10-28, with this roster: Ann Lee, Bo Chen, Beth Lee (`blee`), Jim Botha, Wil O'Donovan and the group RV-SST. The
group meets again on 2019-11-25.
";

const HEADING: &str = "
| written | means | for example | is read as |
|---|---|---|---|
";

const RULES: &str = r"
## Rules

A line that is not certainly something else is a note, and the line below it says what it would take.

- Words and tags count in any case, in bold, behind a bullet, with a wide colon and with any kind of space. After a word in
  capitals a dash will do for the colon (`ACTION - text`).
- A mark (`!`, `=`, `?`) counts with or without a space after it, but not alone, and not before another punctuation mark
  (`!!`, `!=`, `=>`, `?!` are text). Only `@`, a quote, `(`, `$` and `\` may follow it at once.
- Owners, mentions, due dates and priorities count in action items only. Elsewhere they are text.
- Names before a dash, a colon or `to` are owners only if the roster or the groups know at least one of them; otherwise all
  is text. A list in which something reads like a piece of a sentence (`check with Ann, Bo — …`) is text as well. Several
  names with capitals before `to` (`Frank, Mary and Kate to …`) are owners, known or not.
- Known names at the beginning without any of these are owners too and stay in the text. One name in lower case that is
  also a word (`will`, `mark`, `may`) is not.
- Case, accents, the kind of apostrophe, hyphen and space do not matter in a name.
- A name that fits several people, or nobody, is kept as typed and flagged.
- An e-mail address is no mention.
- A day without a year is the next such day, today included. A weekday is the next one after today, `next Friday` that of
  the week after.
- A date that does not exist (`due 2019-02-30`) is text. `Friday week` is a week after the next Friday.
- `bis` without a day behind it is a word, and so is one that ends a stretch (`Montag bis Freitag`, `vom 3. bis 4. Dezember`); a comma before it
  makes it a date. A German day of two letters has its capital (`So`), and a day and a month in numbers the point behind both (`4.12.`).
- Which words are tickets is the agenda's to say (`tickets:`).
- After a vote only names may follow, or a remark that a dash or a bracket sets off: `0 errors found` is a note.
- What settles a proposal is a decision where none is open. With a text it settles the open proposal that shares two thirds
  of its words, says no where that one does, and takes its votes; other words make a decision of their own.
- After `chair:`, `Present:` and the like somebody must be on the roster; `chair+` and `present+` take anybody,
  and `present+ all` the whole roster. What stands in brackets after a name is kept as a note.
- `Name: text` is speech if the name fits one person or a group, or is one that only a chat has.
- A bare word such as `next` is a note; `/next` does it. So do the bots' phrases where they are the whole line.
- A correction needs its last delimiter. A backslash before the delimiter makes it part of the text.
- In a paste nothing is a command: such lines become notes.
";

/// The text of docs/notation.md.
pub fn book() -> String {
    let mut page = OPENING.to_owned();
    for group in Group::ALL {
        // Writing to a string cannot fail.
        let _ = write!(page, "\n## {}\n{HEADING}", group.title());
        for form in forms().iter().filter(|form| form.group == group) {
            let row = [code(form.spelling), cell(form.means), code(form.example), cell(form.reads)];
            let _ = writeln!(page, "| {} |", row.join(" | "));
        }
    }
    page + RULES
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Code of any text: as many backquotes around it as it takes.
fn code(text: &str) -> String {
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or_default();
    let quotes = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{quotes}{space}{}{space}{quotes}", cell(text))
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
