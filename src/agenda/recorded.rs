//! The words in which our own minutes for people say what a line is and who voted how.
//!
//! All forms are read back, and all have these words from the same place (see `lang`, and `minutes/votes.rs`). Not here: the
//! marks around them, which each form has its own, and the line of a slot (see `slot_line`).

use super::slot_line::APART;
use super::told::ToldEntry;
use crate::lang::{Lang, value_in, values_in};
use crate::meeting::{Ballot, Choice, Kind, Tickets};

/// A text behind what stands out before it: of the kind that a label names, else said by whom it names.
pub(super) fn labelled(label: &str, text: String, lang: Lang) -> ToldEntry {
    match lang.kind_labelled(label) {
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
    lang: Lang,
    names: &dyn Fn(&str) -> Vec<String>,
) -> Option<(ToldEntry, Vec<ToldEntry>)> {
    let (votes, comment) = line.split_once(" — ").unwrap_or((line, ""));
    let mut lines = cast(votes, lang, names)?.into_iter();
    let entry = |votes| ToldEntry { depth, kind: Kind::Vote, votes, ..ToldEntry::default() };
    let first = ToldEntry { text: comment.to_owned(), ..entry(lines.next()?) };
    Some((first, lines.map(entry).collect()))
}

/// The votes of each line between semicolons, which a name may have in it too.
fn cast(text: &str, lang: Lang, names: &dyn Fn(&str) -> Vec<String>) -> Option<Vec<Vec<Ballot>>> {
    let mut lines = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text.get(at..)?.find("; ") {
        let end = at + found;
        at = end + "; ".len();
        if ballots(text.get(at..)?.split("; ").next()?, lang, names).is_some() {
            lines.push(ballots(text.get(from..end)?, lang, names)?);
            from = at;
        }
    }
    lines.push(ballots(text.get(from..)?, lang, names)?);
    Some(lines)
}

fn ballots(text: &str, lang: Lang, names: &dyn Fn(&str) -> Vec<String>) -> Option<Vec<Ballot>> {
    tally(text, lang).or_else(|| text.split(" · ").map(|votes| named(votes, lang, names)).collect())
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
    let mut under = below.iter().take_while(|entry| !line.votes.is_empty() && entry.depth > line.depth);
    let is_vote = |entry: &ToldEntry| entry.kind == Kind::Vote && !entry.votes.is_empty();
    under.any(|entry| entry.depth == line.depth.saturating_add(1) && is_vote(entry))
}

/// `3 for, 1 against`: how many, and nobody by name.
pub(super) fn tally(text: &str, lang: Lang) -> Option<Vec<Ballot>> {
    text.split(lang.words().comma).map(|part| counted(part, lang)).collect()
}

/// `3 for`.
fn counted(text: &str, lang: Lang) -> Option<Ballot> {
    let words = &lang.words().votes;
    let choices =
        [(words.in_favour, Choice::For), (words.against, Choice::Against), (words.abstaining, Choice::Abstain)];
    let count = |(pattern, choice)| Some((value_in(pattern, text)?.parse().ok()?, choice));
    let (others, choice) = choices.into_iter().find_map(count).filter(|(others, _)| *others > 0)?;
    Some(Ballot { choice, voters: Vec::new(), others })
}

/// `+1 Ann Lee, Bo and 2 more`, `0 × 3`.
fn named(text: &str, lang: Lang, names: &dyn Fn(&str) -> Vec<String>) -> Option<Ballot> {
    let (sign, who) = text.split_once(' ')?;
    let choice = match sign {
        "+1" => Choice::For,
        "-1" => Choice::Against,
        "0" => Choice::Abstain,
        _ => return None,
    };
    let (who, others) = match who.strip_prefix("× ") {
        Some(others) => ("", others.parse().ok()?),
        None => values_in(lang.words().votes.and_more, who)
            .and_then(|(who, others)| Some((who, others.parse().ok()?)))
            .unwrap_or((who, 0)),
    };
    Some(Ballot { choice, voters: names(who), others })
}

/// Names in a row as our minutes for people write it: behind a comma within a name stands a hard blank.
pub(super) fn row(names: &str, lang: Lang) -> Vec<String> {
    let comma = lang.words().comma;
    let mut row: Vec<String> = Vec::new();
    for name in names.split(comma) {
        match (row.last_mut(), name.strip_prefix('\u{a0}')) {
            (Some(last), Some(rest)) => last.extend([comma, rest]),
            _ => row.push(name.to_owned()),
        }
    }
    let within = format!("{}\u{a0}", comma.trim_end());
    let names = row.iter().map(|name| name.trim().replace(&within, comma));
    names.filter(|name| !name.is_empty()).collect()
}

/// Takes ` · with Bo Chen, Cy` out of the text of an action item that stands under another owner: the names.
pub(super) fn with(text: &mut String, lang: Lang) -> Option<String> {
    let mut parts: Vec<&str> = text.split(APART).collect();
    let is_with = |part: &&str| value_in(lang.words().entry.with, part).is_some();
    let at = parts.iter().rposition(is_with).filter(|at| *at > 0)?;
    let names = value_in(lang.words().entry.with, parts.remove(at))?.to_owned();
    *text = parts.join(APART);
    Some(names)
}

/// A text as it was typed: our minutes write a hard blank where a blank would have said more (see `minutes/page/notes.rs`).
pub(super) fn as_typed(text: &str) -> String {
    let text = text.replace(" ·\u{a0}", APART);
    match text.split_once('\u{a0}') {
        Some((word @ ("…" | "+1" | "-1" | "0"), rest)) => format!("{word} {rest}"),
        _ => text,
    }
}

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

/// The line for a text that writers did not settle on, one below the entry that it belongs to.
pub(super) fn also_written(text: &str, depth: u16) -> ToldEntry {
    ToldEntry { depth, text: format!("Not settled, also written: {text}"), ..ToldEntry::default() }
}
