//! How a vote stands: counted from the lines of votes, never stored.
//!
//! Who votes twice has changed their mind: the last vote of each name counts. Votes without a name add up. Not here:
//! how a vote is typed (see `notation`), and what turns a proposal into a decision (see `decide`).

use std::collections::BTreeMap;
use std::fmt;

use super::{Ballot, Choice, Entry, Kind, Slot};

/// The votes on a proposal, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tally {
    /// `+1`.
    pub for_it: u32,
    /// `-1`.
    pub against: u32,
    /// `0`.
    pub abstain: u32,
}

impl Tally {
    /// The count of these votes, the earliest first.
    pub fn of<'a>(ballots: impl IntoIterator<Item = &'a Ballot>) -> Self {
        let mut tally = Self::default();
        let mut last: BTreeMap<&str, Choice> = BTreeMap::new();
        for ballot in ballots {
            tally.count(ballot.choice, ballot.others);
            last.extend(ballot.voters.iter().map(|voter| (voter.as_str(), ballot.choice)));
        }
        for choice in last.into_values() {
            tally.count(choice, 1);
        }
        tally
    }

    fn count(&mut self, choice: Choice, votes: u32) {
        let counted = match choice {
            Choice::For => &mut self.for_it,
            Choice::Against => &mut self.against,
            Choice::Abstain => &mut self.abstain,
        };
        *counted = counted.saturating_add(votes);
    }

    /// Nobody voted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// `+1 Ann Lee, Bo Chen, 2 more`.
impl fmt::Display for Ballot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.choice {
            Choice::For => "+1",
            Choice::Against => "-1",
            Choice::Abstain => "0",
        };
        let more = match (self.others, self.voters.is_empty()) {
            (0, _) | (1, true) => None,
            (others, true) => Some(format!("{others} votes")),
            (others, false) => Some(format!("{others} more")),
        };
        let who: Vec<&str> = self.voters.iter().map(String::as_str).chain(more.as_deref()).collect();
        if who.is_empty() { f.write_str(sign) } else { write!(f, "{sign} {}", who.join(", ")) }
    }
}

impl Slot {
    /// How the vote on an entry stands; none where nobody voted.
    pub fn tally(&self, entry: &Entry) -> Option<Tally> {
        self.tally_at(self.entries.iter().position(|other| other.id == entry.id)?)
    }

    /// How the vote stands on the entry at that position.
    pub fn tally_at(&self, index: usize) -> Option<Tally> {
        let tally = Tally::of(self.ballots_at(index));
        (!tally.is_empty()).then_some(tally)
    }

    /// The votes on an entry, the earliest first.
    pub fn ballots<'a>(&'a self, entry: &Entry) -> impl Iterator<Item = &'a Ballot> + use<'a> {
        let index = self.entries.iter().position(|other| other.id == entry.id);
        self.ballots_at(index.unwrap_or(self.entries.len()))
    }

    fn ballots_at(&self, index: usize) -> impl Iterator<Item = &Ballot> {
        let depth = self.entries.get(index).map_or(0, |entry| entry.depth);
        let under = self.entries.iter().skip(index + 1).take_while(move |below| below.depth > depth);
        let votes = under.filter(move |below| below.depth == depth + 1 && below.kind == Kind::Vote);
        votes.flat_map(|vote| &vote.votes)
    }
}
