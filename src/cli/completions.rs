//! Completions of the command line: `minutebook completions SHELL` prints a shell's script, which asks `minutebook complete`.
//!
//! The scripts know nothing: what can follow is found by the definitions of the command line itself and in the data folder, so that
//! they never grow old. No library is refreshed for it, and nothing that a meeting says can run anything: a word that cannot be
//! written on a line is left out. Not here: the words of a line (see `words`), what stands under the cursor (see `typed`), and which
//! values there are (see `values`).

mod typed;
mod values;
mod words;

use std::ffi::OsString;

use clap::ValueEnum;

use super::output::raw;
use super::{Failure, help};
use crate::archive::DataFolder;
use crate::meeting::folded;
use crate::text::fit;
use typed::{Typed, Wanted};
use values::{Candidate, Source};
use words::{Words, for_bash, for_powershell};

/// Cells of a description, so that it stays on one line beside its word.
const ABOUT: usize = 60;

/// A shell that completes words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

impl Shell {
    fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("../../assets/completions/minutebook.bash"),
            Self::Zsh => include_str!("../../assets/completions/_minutebook"),
            Self::Fish => include_str!("../../assets/completions/minutebook.fish"),
            Self::Powershell => include_str!("../../assets/completions/minutebook.ps1"),
        }
    }
}

/// Prints the script of a shell.
pub(super) fn script(shell: Shell) -> Result<(), Failure> {
    raw(shell.script().as_bytes())
}

/// Prints what can stand under the cursor, a line each. bash gives the line up to the cursor and the part of it that it is going to
/// replace; the others give the words after the program's name, the one under the cursor last.
pub(super) fn complete(shell: Shell, given: &[OsString]) -> Result<(), Failure> {
    let given: Vec<String> = given.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let lines = match (shell, given.as_slice()) {
        (Shell::Bash, [line, replaced]) => {
            let words = Words::of_bash(line);
            let kept = words.kept(replaced);
            let after_name = words.before.get(1..).unwrap_or_default();
            let found = candidates(after_name, &words.current);
            let rest = |word: &str| word.chars().skip(kept).collect::<String>();
            found.iter().filter_map(|it| for_bash(&rest(&it.word), words.quote)).collect()
        }
        (Shell::Bash, _) | (_, []) => Vec::new(),
        (Shell::Zsh, [before @ .., current]) => described(candidates(before, current)),
        (Shell::Fish, [before @ .., current]) => {
            // It is given as it stands on the line.
            described(candidates(before, &Words::of_bash(current).current))
        }
        (Shell::Powershell, [before @ .., current]) => {
            let found = candidates(before, current.trim_matches(['\'', '"']));
            let quoted = |it: &Candidate| Some(format!("{}\t{}\t{}", for_powershell(&it.word)?, it.word, about(it)));
            found.iter().filter_map(quoted).collect::<Vec<_>>()
        }
    };
    raw(lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect::<String>().as_bytes())
}

/// A word and what it means, parted by a tab, for a shell that quotes by itself.
fn described(found: Vec<Candidate>) -> Vec<String> {
    let line =
        |it: Candidate| if it.about.is_empty() { it.word.clone() } else { format!("{}\t{}", it.word, about(&it)) };
    found.into_iter().filter(|it| !it.word.contains(char::is_control)).map(line).collect()
}

fn about(candidate: &Candidate) -> String {
    let plain: String = candidate.about.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    let fitting = fit(plain.trim(), ABOUT);
    crate::text::one_line_for_terminal(&fitting).into_owned()
}

/// What can stand under the cursor, after these words.
fn candidates(before: &[String], current: &str) -> Vec<Candidate> {
    let mut root = help::command();
    root.build();
    let typed = Typed::of(&root, before);
    let mut found = match typed.wanted(current) {
        Wanted::Words(words) => words,
        Wanted::Value { kind, before } => {
            let typed_value = current.strip_prefix(before.as_str()).unwrap_or(current);
            let data = typed.data_folder().or_else(|| std::env::var_os("MINUTEBOOK_DATA_DIR").map(Into::into));
            let source = Source {
                folder: DataFolder::locate(data),
                meeting: typed.given("meeting").map(str::to_owned),
                home: std::env::var_os("HOME").map(Into::into),
            };
            let with_option = |it: Candidate| Candidate { word: format!("{before}{}", it.word), ..it };
            source.values(kind, typed_value).into_iter().map(with_option).collect()
        }
    };
    // In any case: a shell puts the whole word in the place of what was typed.
    let beginning = folded(current);
    found.retain(|it| folded(&it.word).starts_with(&beginning));
    found
}
