//! Votes in words, and many lines of them folded into one.
//!
//! Where each voter types a line of their own, a dozen lines would say what one says better. Not here: the count itself,
//! which is the meeting's (see `meeting::Tally`).

use super::Lang;
use super::document::Branch;
use super::page::line::{concat, filled, join, shown};
use super::page::{Line, plain};
use super::said::Said;
use crate::lang::fill;
use crate::meeting::{Ballot, Choice, Kind, Tally};

/// The order in which votes are told.
const CHOICES: [Choice; 3] = [Choice::For, Choice::Against, Choice::Abstain];

/// `3 for, 1 against, 1 abstaining`; what nobody voted is left out.
pub(super) fn tally(lang: Lang, tally: &Tally) -> String {
    let words = &lang.words().votes;
    let counts = [(tally.for_it, words.in_favour), (tally.against, words.against), (tally.abstain, words.abstaining)];
    let counts =
        counts.iter().filter(|(votes, _)| *votes > 0).map(|(votes, pattern)| fill(pattern, &[&votes.to_string()]));
    counts.collect::<Vec<_>>().join(lang.words().comma)
}

/// `+1 Ann Lee, Bo Chen · -1 Cy Diaz`, the names written by `names`; counts where nobody is named, and nothing where
/// nobody voted.
pub(crate) fn ballots(lang: Lang, votes: &[Ballot], names: &dyn Fn(&[String]) -> String) -> String {
    shown(&told(lang, votes, &|voters| plain(names(voters))))
}

/// The same in runs.
fn told(lang: Lang, votes: &[Ballot], names: &dyn Fn(&[String]) -> Line) -> Line {
    if votes.iter().all(is_anonymous) {
        let counted = tally(lang, &Tally::of(votes));
        return if counted.is_empty() { Line::new() } else { plain(counted) };
    }
    let one = |ballot: &Ballot| {
        let sign = sign(ballot.choice);
        match (names(&ballot.voters), ballot.others) {
            (voters, 0) => concat([plain(format!("{sign} ")), voters]),
            (voters, others) if shown(&voters).is_empty() => plain(format!("{sign} × {others}")),
            (voters, others) => {
                let voters = filled(lang.words().votes.and_more, &[voters, plain(others.to_string())]);
                concat([plain(format!("{sign} ")), voters])
            }
        }
    };
    join(votes.iter().map(one), " · ")
}

/// The votes of lines in a row, between semicolons: who voted again stands there again, as it happened.
pub(super) fn cast(lang: Lang, lines: &[&[Ballot]], names: &dyn Fn(&[String]) -> String) -> String {
    shown(&cast_in_runs(lang, lines, &|voters| plain(names(voters))))
}

/// The same in runs.
pub(super) fn cast_in_runs(lang: Lang, lines: &[&[Ballot]], names: &dyn Fn(&[String]) -> Line) -> Line {
    join(lines.iter().map(|votes| told(lang, votes, names)), "; ")
}

fn is_anonymous(ballot: &Ballot) -> bool {
    ballot.voters.is_empty()
}

fn sign(choice: Choice) -> &'static str {
    match choice {
        Choice::For => "+1",
        Choice::Against => "-1",
        Choice::Abstain => "0",
    }
}

/// These lines with each run of votes that say nothing else made one line, at the place of the first; none where the
/// count above them says it all.
pub(super) fn folded<'m>(branches: &[Branch<Said<'m>>]) -> Vec<Branch<Said<'m>>> {
    let mut lines: Vec<Branch<Said<'m>>> = Vec::new();
    for branch in branches {
        if let Some(last) = lines.last_mut().filter(|last| is_bare(last) && is_bare(branch)) {
            last.line.votes.extend_from_slice(&branch.line.votes);
            continue;
        }
        let below = match branch.children.as_slice() {
            [first, rest @ ..] if is_counted(&branch.line, first, rest) => rest,
            all => all,
        };
        lines.push(Branch { line: branch.line.clone(), children: folded(below) });
    }
    lines
}

fn is_bare(branch: &Branch<Said>) -> bool {
    let entry = branch.line.entry;
    let votes = entry.kind == Kind::Vote && !branch.line.votes.is_empty();
    votes && entry.text.is_empty() && entry.rivals.is_empty() && branch.children.is_empty()
}

/// Whether the count behind a line says the same as the only votes under it: those name nobody.
fn is_counted(voted: &Said, first: &Branch<Said>, rest: &[Branch<Said>]) -> bool {
    let votes = first.line.votes.iter().copied().flatten();
    let alone = rest.iter().all(|other| other.line.entry.kind != Kind::Vote || other.line.votes.is_empty());
    voted.tally.is_some_and(|tally| is_bare(first) && alone && votes.eq(&counts(&tally)))
}

/// The votes of a count, in the order in which it tells them.
fn counts(tally: &Tally) -> Vec<Ballot> {
    let counts = CHOICES.into_iter().zip([tally.for_it, tally.against, tally.abstain]);
    let one = |(choice, others)| Ballot { choice, voters: Vec::new(), others };
    counts.map(one).filter(|ballot| ballot.others > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballot(choice: Choice, voters: &[&str], others: u32) -> Ballot {
        Ballot { choice, voters: voters.iter().map(|&name| name.to_owned()).collect(), others }
    }

    fn said(votes: &[Ballot]) -> String {
        ballots(Lang::English, votes, &|names| names.join(", "))
    }

    #[test]
    fn a_tally_tells_what_was_voted_only() {
        assert_eq!(
            tally(Lang::English, &Tally { for_it: 3, against: 1, abstain: 1 }),
            "3 for, 1 against, 1 abstaining"
        );
        assert_eq!(tally(Lang::English, &Tally { for_it: 0, against: 2, abstain: 0 }), "2 against");
    }

    #[test]
    fn votes_name_their_voters_and_count_the_others() {
        let ann = ballot(Choice::For, &["Ann", "Bo"], 0);
        assert_eq!(said(std::slice::from_ref(&ann)), "+1 Ann, Bo");
        assert_eq!(said(&[ballot(Choice::For, &["Ann"], 2)]), "+1 Ann and 2 more");
        assert_eq!(said(&[ann, ballot(Choice::Abstain, &[], 3)]), "+1 Ann, Bo · 0 × 3");
        let counted = [ballot(Choice::For, &[], 7), ballot(Choice::Against, &[], 2), ballot(Choice::Abstain, &[], 1)];
        assert_eq!(said(&counted), "7 for, 2 against, 1 abstaining");
        assert_eq!(said(&[]), "");
    }

    #[test]
    fn votes_of_lines_in_a_row_stay_apart() {
        let ann = [ballot(Choice::For, &["Ann", "Bo"], 0), ballot(Choice::Against, &["Cy"], 0)];
        let others = [ballot(Choice::For, &[], 7)];
        let names = |names: &[String]| names.join(", ");
        assert_eq!(cast(Lang::English, &[&ann, &others, &ann[1..]], &names), "+1 Ann, Bo · -1 Cy; 7 for; -1 Cy");
    }
}
