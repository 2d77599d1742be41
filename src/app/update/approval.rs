//! Approving the minutes of a closed meeting on its screen.
//!
//! Only a screen that writes comes here: a meeting that another scribe has closed meanwhile, or one that was opened again and
//! closed. Not here: when minutes can be approved (see `meeting`), and writing them once more (see `cli`).

use super::Effect;
use super::acts::{perform, say};
use crate::app::refused::refused;
use crate::app::{Model, item_words};
use crate::meeting::{Command, Refusal, decide};
use crate::words;

/// Who approves: names as one types owners.
pub(super) fn names(model: &Model, words: &str) -> Result<Vec<String>, String> {
    item_words::owners(words, &model.roster)
}

/// What it would do, in words; or why it would not.
pub(super) fn foretell(model: &Model, names: Vec<String>) -> Result<String, String> {
    let said = match names.as_slice() {
        [] => words::say("approve-would").to_owned(),
        names => words::say!("approve-would-by", names = names.join(", ")),
    };
    let said = item_words::with_strangers(said, &names, &model.roster);
    let decided = decide(model.meeting(), Command::Approve(names), model.writer, &model.now);
    decided.map(|_| said).map_err(|refusal| refused(&refusal))
}

/// Makes them final.
pub(super) fn approve(model: &mut Model, names: Vec<String>, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    let said = match names.as_slice() {
        [] => words::say("approve-done").to_owned(),
        names => words::say!("approve-done-by", names = names.join(", ")),
    };
    perform(model, Command::Approve(names), None, effects)?;
    say(model, &said);
    Ok(())
}
