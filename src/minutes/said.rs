//! A line of the minutes with what follows from the lines around it: who goes on speaking, how a vote came out.
//!
//! An entry alone does not know its neighbours, and every format has to draw the same conclusions from them. Not here:
//! the words for a vote (see `votes`), and the outline (see `document`).

use crate::meeting::{Ballot, Entry, Kind, Slot, Tally};

/// An entry and its conclusions.
#[derive(Clone, Debug, PartialEq)]
pub struct Said<'m> {
    /// The line itself.
    pub entry: &'m Entry,
    /// Of speech: who says it, also where the line only goes on. None where nobody had spoken before.
    pub speaker: Option<&'m str>,
    /// Of a proposal and of what it became: how the vote on it came out. None where nobody voted.
    pub tally: Option<Tally>,
    /// Its votes, where it has any, and those of each line folded into it.
    pub votes: Vec<&'m [Ballot]>,
}

/// All entries of a slot, in reading order.
pub fn all(slot: &Slot) -> impl Iterator<Item = Said<'_>> {
    let mut last = None;
    slot.entries.iter().enumerate().map(move |(index, entry)| {
        let speaks = entry.kind == Kind::Speech;
        if speaks && entry.speaker.is_some() {
            last = entry.speaker.as_deref();
        }
        let voted = matches!(entry.kind, Kind::Proposal | Kind::Decision);
        Said {
            entry,
            speaker: last.filter(|_| speaks),
            tally: voted.then(|| slot.tally_at(index)).flatten(),
            votes: Some(entry.votes.as_slice()).filter(|votes| !votes.is_empty()).into_iter().collect(),
        }
    })
}

impl Said<'_> {
    /// Speech that goes on with what the last speaker said.
    pub fn continues(&self) -> bool {
        self.entry.kind == Kind::Speech && self.entry.speaker.is_none()
    }
}
