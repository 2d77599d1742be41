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

/// `+1 Ann Lee, Bo · -1 Cy and 2 more — comment`, or `3 for, 1 against`: lines of votes, the first with the comment as its
/// text, and between semicolons those of the lines that were written as one. None where it says anything else. `names` reads
/// a row of names as the form writes it.
pub(super) fn votes(
    line: &str,
    depth: u16,
    names: &dyn Fn(&str) -> Vec<String>,
) -> Option<(ToldEntry, Vec<ToldEntry>)> {
    let (votes, comment) = line.split_once(" — ").unwrap_or((line, ""));
    let mut lines = cast(votes, names)?.into_iter();
    let entry = |votes| ToldEntry { depth, kind: Kind::Vote, votes, ..ToldEntry::default() };
    let first = ToldEntry { text: comment.to_owned(), ..entry(lines.next()?) };
    Some((first, lines.map(entry).collect()))
}

/// The votes of each line between semicolons, which a name may have in it too.
fn cast(text: &str, names: &dyn Fn(&str) -> Vec<String>) -> Option<Vec<Vec<Ballot>>> {
    let mut lines = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text.get(at..)?.find("; ") {
        let end = at + found;
        at = end + "; ".len();
        if ballots(text.get(at..)?.split("; ").next()?, names).is_some() {
            lines.push(ballots(text.get(from..end)?, names)?);
            from = at;
        }
    }
    lines.push(ballots(text.get(from..)?, names)?);
    Some(lines)
}

fn ballots(text: &str, names: &dyn Fn(&str) -> Vec<String>) -> Option<Vec<Ballot>> {
    if text.starts_with(|char: char| char.is_ascii_digit()) && !text.starts_with("0 ") {
        return tally(text);
    }
    text.split(" · ").map(|votes| named(votes, names)).collect()
}

/// `3 for, 1 against`: how a vote came out; none where it says anything else.
pub(super) fn tally(text: &str) -> Option<Vec<Ballot>> {
    text.split(", ").map(counted).collect()
}

/// The lines with the votes that only a count tells: where those under a proposal or a decision name nobody, our minutes
/// write how they came out behind it and nothing else. Until here such a line has them itself.
pub(super) fn with_counted(entries: Vec<ToldEntry>) -> Vec<ToldEntry> {
    let has_votes: Vec<bool> = (0..entries.len()).map(|at| is_voted_under(&entries, at)).collect();
    let mut all = Vec::with_capacity(entries.len());
    for (mut entry, has_votes) in entries.into_iter().zip(has_votes) {
        let counted = if entry.kind == Kind::Vote { Vec::new() } else { std::mem::take(&mut entry.votes) };
        let depth = entry.depth.saturating_add(1);
        all.push(entry);
        if !counted.is_empty() && !has_votes {
            all.push(ToldEntry { depth, kind: Kind::Vote, votes: counted, ..ToldEntry::default() });
        }
    }
    all
}

/// Whether somebody voted directly under a line that tells a count.
fn is_voted_under(entries: &[ToldEntry], at: usize) -> bool {
    let Some((line, below)) = entries.get(at..).and_then(<[ToldEntry]>::split_first) else { return false };
    let under = below.iter().take_while(|entry| !line.votes.is_empty() && entry.depth > line.depth);
    under
        .clone()
        .any(|entry| entry.depth == line.depth.saturating_add(1) && entry.kind == Kind::Vote && !entry.votes.is_empty())
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

/// The line for a text that writers did not settle on, one below the entry that it belongs to.
pub(super) fn also_written(text: &str, depth: u16) -> ToldEntry {
    ToldEntry { depth, text: format!("Not settled, also written: {text}"), ..ToldEntry::default() }
}
