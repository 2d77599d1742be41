//! What it would take to make a note what it looks like.
//!
//! Only near misses get a hint: a note is never told that it could be something else. Not here: any reading.

use super::command;
use super::correction;
use super::vote;
use crate::meeting::Status;
use crate::notation::forms::{Gives, Role, emphasis, forms, leads, spelled};
use crate::notation::line::{Context, Known, LineKind};

/// The hint for a line that became a note.
pub(super) fn hint(source: &str, context: &Context<'_>) -> Option<String> {
    bare_verb(source, context)
        .or_else(|| unknown_verb(source, context))
        .or_else(|| command_with_words(source, context))
        .or_else(|| unfinished_correction(source))
        .or_else(|| vote_with_words(source))
        .or_else(|| word_without_colon(source))
        .or_else(|| names_in_doubt(source))
        .or_else(|| speaker_in_doubt(source, context))
}

/// `done 7 in A`
fn command_with_words(source: &str, context: &Context<'_>) -> Option<String> {
    let (said, status, number) = command::begun(source)?;
    let verb = match status {
        Status::Done => "done",
        Status::Open => "reopen",
        Status::Dropped => "drop",
    };
    let more = if context.verbs.contains(&verb) { format!(", or `/{verb} {number} …`") } else { String::new() };
    Some(format!("`{said}` alone{more} says it of the action item; this is a note"))
}

/// `next`
fn bare_verb(source: &str, context: &Context<'_>) -> Option<String> {
    let verb = context.verbs.iter().find(|verb| source.eq_ignore_ascii_case(verb))?;
    Some(format!("`/{verb}` does it; this is a note"))
}

/// `/nxt`, but not `/etc/hosts`.
fn unknown_verb(source: &str, context: &Context<'_>) -> Option<String> {
    let word = source.strip_prefix('/')?.split_whitespace().next()?;
    let is_word = word.len() > 1 && word.chars().all(|sign| sign.is_alphanumeric() || sign == '.');
    (is_word && !context.verbs.is_empty()).then(|| format!("no verb is called `/{word}`; this is a note"))
}

fn unfinished_correction(source: &str) -> Option<String> {
    let letter = source.chars().next()?;
    correction::unfinished_correction(source).map(|_| format!("`{letter}/…/…/` needs the last `/`"))
}

fn vote_with_words(source: &str) -> Option<String> {
    let (_, rest) = vote::choice(source)?;
    let sign = source.get(..source.len() - rest.len())?;
    let counts = sign.starts_with(['+', '±']) || sign.ends_with('1');
    counts.then(|| format!("`{sign} — …` counts as a vote; this is a note"))
}

/// `RESOLVED that …`, `TODO fix it`, `action somebody: …`
fn word_without_colon(source: &str) -> Option<String> {
    let plain = emphasis(source);
    forms().iter().find_map(|form| {
        let Role::Word(word, gives) = form.role else { return None };
        let rest = spelled(plain, word).filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))?;
        let said = plain.get(..plain.len() - rest.len())?;
        let capitals = !said.contains(char::is_lowercase);
        let settles = rest.is_empty() && matches!(gives, Gives::Resolve { .. });
        let owners = gives == Gives::Kind(LineKind::Action) && rest.contains([':', '：']);
        (capitals || settles || owners).then(|| match gives {
            Gives::Kind(LineKind::Action) => format!("`{said}:` or `!` makes it an action item"),
            Gives::Kind(kind) => format!("`{said}:` makes it a {}", kind.word()),
            Gives::Resolve { .. } if settles => format!("`{said}:` settles the proposal; this is a note"),
            Gives::Resolve { .. } => format!("`{said}:` makes it a decision"),
            _ => format!("`{said}:` needs its colon"),
        })
    })
}

/// `present+ everybody who was here last week and …`, `ack that it is hard`
fn names_in_doubt(source: &str) -> Option<String> {
    let led = leads(source).find(|led| led.gives.is_about_people() && led.body < source.len())?;
    match led.role {
        Role::Tag(tag, _) => Some(format!("after `{tag}` names are expected, with commas between them")),
        Role::Word(word, _) => Some(format!("`{word}+` takes names that the roster does not know; this is a note")),
        _ => None,
    }
}

fn speaker_in_doubt(source: &str, context: &Context<'_>) -> Option<String> {
    let (typed, _) = source.split_once([':', '：']).filter(|(typed, _)| typed.len() < 40)?;
    let owner = context.roster.resolve(typed);
    let Known::Ambiguous(people) = owner.known else { return None };
    Some(format!("`{}` fits {}; write more of the name", owner.name, people.join(" and ")))
}
