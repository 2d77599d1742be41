//! Approving the minutes of a closed meeting on its screen.
//!
//! Only a screen that writes comes here: a meeting that another scribe has closed meanwhile, or one that was opened again and
//! closed. Not here: when minutes can be approved (see `meeting`), and writing them once more (see `cli`).

use super::Effect;
use super::acts::{perform, say};
use crate::app::{Model, item_words};
use crate::meeting::{Command, Refusal, decide};

/// Who approves: names as one types owners.
pub(super) fn names(model: &Model, words: &str) -> Result<Vec<String>, String> {
    item_words::owners(words, &model.roster)
}

/// What it would do, in words; or why it would not.
pub(super) fn foretell(model: &Model, names: Vec<String>) -> Result<String, String> {
    let said = format!("makes the minutes final{}", by(&names));
    let said = item_words::with_strangers(said, &names, &model.roster);
    let decided = decide(model.meeting(), Command::Approve(names), model.writer, &model.now);
    decided.map(|_| said).map_err(|refusal| refusal.to_string())
}

/// Makes them final.
pub(super) fn approve(model: &mut Model, names: Vec<String>, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    let said = format!("the minutes are final{}; they are written once more when you leave", by(&names));
    perform(model, Command::Approve(names), None, effects)?;
    say(model, &said);
    Ok(())
}

/// `, approved by Ann Lee, Bo Chen`.
fn by(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(", approved by {}", names.join(", ")) }
}
