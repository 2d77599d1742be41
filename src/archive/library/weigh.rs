//! Whether a line is one that is looked for, how good it is, and where in it the words stand.
//!
//! The index says which lines may be; each of them is read once more here. So a filter need not be exact in the index, and
//! what is marked is what was meant. Not here: getting the lines (see `find`).

use std::ops::Range;

use super::lines::Line;
use crate::meeting::Kind;
use crate::meeting::search::{Place, Query, Term};
use crate::text::tokens::{Token, tokens};

/// More words than that are nobody's question.
const MOST_TERMS: usize = 32;

/// Words that are found one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    /// As they are compared; at least one.
    pub(super) words: Vec<String>,
    /// The last of them may go on.
    pub(super) beginning: bool,
}

/// What a line is weighed by.
pub(super) struct Scale<'q> {
    pub(super) terms: Vec<Sequence>,
    pub(super) without: Vec<Sequence>,
    /// The words of each owner that will do.
    pub(super) owners: Vec<Vec<String>>,
    places: &'q [Place],
}

/// A line that is one of those looked for.
pub(super) struct Weighed {
    /// How good it is, without its age.
    pub(super) weight: f64,
    pub(super) marks: Vec<Range<usize>>,
}

impl<'q> Scale<'q> {
    pub(super) fn of(query: &'q Query) -> Self {
        let sequences = |terms: &[Term]| -> Vec<Sequence> {
            terms.iter().map(sequence).filter(|it| !it.words.is_empty()).take(MOST_TERMS).collect()
        };
        let owner = |name: &String| tokens(name).into_iter().map(|token| token.word).collect();
        Self {
            terms: sequences(&query.terms),
            without: sequences(&query.without),
            owners: query.owners.iter().map(owner).collect(),
            places: &query.places,
        }
    }

    /// What a line weighs; none if it is not one of those looked for.
    pub(super) fn weigh(&self, line: &Line) -> Option<Weighed> {
        if !(self.places.is_empty() || self.places.contains(&line.place)) || !self.is_owned(line) {
            return None;
        }
        let words = tokens(&line.text);
        if self.without.iter().any(|term| term.first(&words, 0).is_some()) {
            return None;
        }
        let (mut whole, mut found, mut places) = (0.0, 0, Vec::new());
        for term in &self.terms {
            let before = places.len();
            let mut exact = false;
            let mut from = 0;
            while let Some(at) = term.first(&words, from) {
                exact |= term.is_exact_at(&words, at);
                places.push(at..at + term.words.len());
                found += term.words.len();
                from = at + 1;
            }
            if places.len() == before {
                return None;
            }
            whole += if exact { 1.0 } else { 0.5 };
        }
        let marks = marks(&words, places);
        if self.terms.is_empty() {
            // Only filters: then the newest is the best.
            return Some(Weighed { weight: 0.0, marks });
        }
        let share = found.min(words.len()) as f64 / words.len().max(1) as f64;
        let together = if self.terms.len() > 1 && self.stand_together(&words) { 4.0 } else { 0.0 };
        let weight = 6.0 * whole / self.terms.len() as f64 + 4.0 * share + together + weight_of(line.place);
        Some(Weighed { weight, marks })
    }

    fn is_owned(&self, line: &Line) -> bool {
        let is = |owner: &String, wanted: &[String]| {
            let theirs = tokens(owner);
            wanted.iter().all(|word| theirs.iter().any(|token| token.word.starts_with(word)))
        };
        self.owners.is_empty() || self.owners.iter().any(|wanted| line.owners.iter().any(|owner| is(owner, wanted)))
    }

    /// Whether the words stand in the line side by side, as they were asked for.
    fn stand_together(&self, words: &[Token]) -> bool {
        let all: Vec<String> = self.terms.iter().flat_map(|term| term.words.iter().cloned()).collect();
        let beginning = self.terms.last().is_some_and(|term| term.beginning);
        Sequence { words: all, beginning }.first(words, 0).is_some()
    }
}

/// A word or phrase as it is compared.
fn sequence(term: &Term) -> Sequence {
    Sequence { words: tokens(&term.text).into_iter().map(|token| token.word).collect(), beginning: term.beginning }
}

impl Sequence {
    /// Where it stands first among words, from a place on.
    fn first(&self, words: &[Token], from: usize) -> Option<usize> {
        let last = words.len().checked_sub(self.words.len())?;
        (from..=last).find(|at| self.is_at(words, *at))
    }

    fn is_at(&self, words: &[Token], at: usize) -> bool {
        let Some((last, firsts)) = self.words.split_last() else { return false };
        let Some(there) = words.get(at..at + self.words.len()) else { return false };
        let same = firsts.iter().zip(there).all(|(wanted, token)| *wanted == token.word);
        same && there
            .last()
            .is_some_and(|token| if self.beginning { token.word.starts_with(last) } else { token.word == *last })
    }

    fn is_exact_at(&self, words: &[Token], at: usize) -> bool {
        let end = words.get(at + self.words.len() - 1);
        end.is_some_and(|token| Some(&token.word) == self.words.last())
    }
}

/// The bytes of those words, those side by side as one.
fn marks(words: &[Token], mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| (place.start, place.end));
    let mut marks: Vec<Range<usize>> = Vec::new();
    for place in places {
        let (Some(first), Some(last)) = (words.get(place.start), words.get(place.end - 1)) else { continue };
        let mark = first.range.start..last.range.end;
        match marks.last_mut().filter(|before| mark.start < before.end) {
            Some(before) => before.end = before.end.max(mark.end),
            None => marks.push(mark),
        }
    }
    marks
}

/// What a line of each sort is worth beside what it says.
fn weight_of(place: Place) -> f64 {
    match place {
        Place::Title => 4.0,
        Place::Topic | Place::Entry(Kind::Decision | Kind::Action) => 3.0,
        Place::Entry(Kind::Question | Kind::Proposal | Kind::Subtopic) => 1.5,
        Place::Point | Place::Agenda => 1.0,
        Place::Entry(_) => 0.0,
    }
}
