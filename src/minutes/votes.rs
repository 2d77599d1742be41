//! Votes in words, and many lines of them folded into one.
//!
//! Where each voter types a line of their own, a dozen lines would say what one says better. Not here: the count itself,
//! which is the meeting's (see `meeting::Tally`).

use std::borrow::Cow;

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
pub(super) fn told(lang: Lang, votes: &[Ballot], names: &dyn Fn(&[String]) -> Line) -> Line {
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
            let both: Vec<Ballot> = last.line.votes.iter().chain(&*branch.line.votes).cloned().collect();
            last.line.votes = Cow::Owned(merged(&both));
            continue;
        }
        let mut children = folded(&branch.children);
        // Votes that name nobody are all in the count.
        let counted = branch.line.tally.is_some();
        children.retain(|child| !(counted && is_bare(child) && child.line.votes.iter().all(is_anonymous)));
        lines.push(Branch { line: branch.line.clone(), children });
    }
    lines
}

fn is_bare(branch: &Branch<Said>) -> bool {
    let entry = branch.line.entry;
    let votes = entry.kind == Kind::Vote && !branch.line.votes.is_empty();
    votes && entry.text.is_empty() && entry.rivals.is_empty() && branch.children.is_empty()
}

/// One ballot a choice; who voted again is counted where they voted last.
fn merged(votes: &[Ballot]) -> Vec<Ballot> {
    let last = |voter: &String| votes.iter().rfind(|ballot| ballot.voters.contains(voter)).map(|ballot| ballot.choice);
    let of = |choice| {
        let same = || votes.iter().filter(move |ballot| ballot.choice == choice);
        let mut voters: Vec<String> = Vec::new();
        for voter in same().flat_map(|ballot| &ballot.voters) {
            if last(voter) == Some(choice) && !voters.contains(voter) {
                voters.push(voter.clone());
            }
        }
        let others = same().fold(0_u32, |sum, ballot| sum.saturating_add(ballot.others));
        Ballot { choice, voters, others }
    };
    CHOICES.map(of).into_iter().filter(|ballot| !ballot.voters.is_empty() || ballot.others > 0).collect()
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
    fn who_votes_twice_is_folded_into_the_last_vote() {
        let votes = [
            ballot(Choice::Against, &["Ann"], 0),
            ballot(Choice::For, &["Bo"], 1),
            ballot(Choice::For, &["Ann", "Bo"], 1),
        ];
        assert_eq!(said(&merged(&votes)), "+1 Bo, Ann and 2 more");
        assert_eq!(Tally::of(&merged(&votes)), Tally::of(&votes));
    }
}
