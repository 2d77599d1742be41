//! The words in which our own minutes for people say what a line is and who voted how.
//!
//! Markdown and Org are both read back, and both have these words from the same place (see `minutes/words.rs` and
//! `minutes/votes.rs`). Not here: the marks around them, which each form has its own.

use super::told::ToldEntry;
use crate::meeting::{Ballot, Choice, Kind, Tickets};

/// The kind that a label names.
fn kind(label: &str) -> Option<Kind> {
    Some(match label {
        "Action" => Kind::Action,
        "Decision" => Kind::Decision,
        "Question" => Kind::Question,
        "Proposal" => Kind::Proposal,
        "Vote" => Kind::Vote,
        "Idea" => Kind::Idea,
        "Information" => Kind::Info,
        _ => return None,
    })
}

/// A text behind what stands out before it: of the kind that a label names, else said by whom it names.
pub(super) fn labelled(label: &str, text: String) -> ToldEntry {
    match kind(label) {
        Some(kind) => ToldEntry { kind, text, ..ToldEntry::default() },
        None => ToldEntry { kind: Kind::Speech, speaker: Some(label.to_owned()), text, ..ToldEntry::default() },
    }
}

/// `+1 Ann Lee, Bo · -1 Cy and 2 more — comment`, or `3 for, 1 against`; and the comment, which may be empty. `names` reads
/// a row of names as the form writes it.
pub(super) fn votes<'t>(line: &'t str, names: &dyn Fn(&str) -> Vec<String>) -> Option<(Vec<Ballot>, &'t str)> {
    let (votes, comment) = line.split_once(" — ").unwrap_or((line, ""));
    let ballots: Option<Vec<Ballot>> =
        if votes.starts_with(|char: char| char.is_ascii_digit()) && !votes.starts_with("0 ") {
            votes.split(", ").map(counted).collect()
        } else {
            votes.split(" · ").map(|votes| named(votes, names)).collect()
        };
    Some((ballots.filter(|ballots| !ballots.is_empty())?, comment))
}

/// `3 for`.
fn counted(text: &str) -> Option<Ballot> {
    let (count, word) = text.split_once(' ')?;
    let choice = match word {
        "for" => Choice::For,
        "against" => Choice::Against,
        "abstaining" => Choice::Abstain,
        _ => return None,
    };
    Some(Ballot { choice, voters: Vec::new(), others: count.parse().ok()? })
}

/// `+1 Ann Lee, Bo and 2 more`, `0 × 3`.
fn named(text: &str, names: &dyn Fn(&str) -> Vec<String>) -> Option<Ballot> {
    let (sign, who) = text.split_once(' ')?;
    let choice = match sign {
        "+1" => Choice::For,
        "-1" => Choice::Against,
        "0" => Choice::Abstain,
        _ => return None,
    };
    let (who, others) = match who.strip_prefix("× ") {
        Some(others) => ("", others.parse().ok()?),
        None => match who.strip_suffix(" more").and_then(|who| who.rsplit_once(" and ")) {
            Some((who, others)) => (who, others.parse().ok()?),
            None => (who, 0),
        },
    };
    Some(Ballot { choice, voters: names(who), others })
}

/// Names in a row as our minutes for people write it: behind a comma within a name stands a hard blank.
pub(super) fn row(names: &str) -> Vec<String> {
    let names = names.split(", ").map(|name| name.trim().replace(",\u{a0}", ", "));
    names.filter(|name| !name.is_empty()).collect()
}

/// Whether a fact of a slot follows from what else is said of it: what became of it, how far it kept to its plan.
pub(super) fn follows(fact: &str) -> bool {
    let is_length = |length: &str| {
        let length = length.trim_start_matches('~');
        length.starts_with(|sign: char| sign.is_ascii_digit()) && (length.ends_with(" min") || length.ends_with(" h"))
    };
    let measured = [" over", " under", " added", " taken off"].iter().find_map(|word| fact.strip_suffix(word));
    COURSE.contains(&fact) || measured.is_some_and(is_length)
}

/// The same of a fact with words of its own, which is one only where others stand beside it; alone it is a text.
pub(super) fn follows_beside(fact: &str) -> bool {
    ["moved from ", "continues ", "Speakers: ", "Speakers "].iter().any(|word| fact.starts_with(word))
}

/// What became of a slot beside its times.
const COURSE: [&str; 8] = [
    "not reached",
    "not timed",
    "not reached yet",
    "no longer on the agenda",
    "opened in the meeting",
    "skipped",
    "parked",
    "moved",
];

/// Whether a link is a ticket's: then its text was the key alone.
pub(super) fn is_ticket(shown: &str, target: &str) -> bool {
    Tickets::split_key(shown).is_some() && target.contains(shown)
}

/// The text of an action item without the word that it was dropped, where it ends so. Our own minutes show such an item by
/// a crossed box (`☒ #3 Ann — paint the shed · dropped`), which in the files of other programs is their tick.
pub(super) fn without_dropped(text: &str) -> Option<&str> {
    let (text, fact) = text.rsplit_once(" · ")?;
    fact.trim().eq_ignore_ascii_case("dropped").then_some(text.trim_end())
}

/// What stands for a text where there is none.
pub(super) const NO_TEXT: &str = "(no text)";

/// What stands for owners where there are none.
pub(super) const NO_OWNER: &str = "(no owner)";

/// The lines for texts that writers did not settle on, one below the entry that they belong to.
pub(super) fn also_written(texts: &[String], depth: u16) -> impl Iterator<Item = ToldEntry> + '_ {
    texts.iter().map(move |text| ToldEntry {
        depth,
        text: format!("Not settled, also written: {text}"),
        ..ToldEntry::default()
    })
}
