//! How well a row of a list fits what was typed.
//!
//! Every typed word has to fit, in any order, case and accents: as it stands anywhere, or by letters of a name in their
//! order (`mdlw` is Middleware). Words that only happen to have those letters do not count: what fits nothing is text.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Item;
use crate::notation::fold::folded;

/// What was typed, ready to be held against rows.
pub(super) struct Sieve<'a> {
    /// Each word, to be found as it stands and by its letters.
    words: Vec<(String, Atom)>,
    first: &'a str,
    alone: bool,
    /// Letters in their order are enough.
    loose: bool,
    pen: Pen,
}

/// How a row fits; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Its word was typed, and behind it perhaps what it is to be done with.
    Called,
    /// It begins with what was typed.
    Begins,
    /// It has what was typed.
    Has,
    /// It has the letters of it, the nearer together the better.
    Resembles(Reverse<u32>),
    /// The beginning of its word was typed, and behind it what it is to be done with.
    Abbreviated,
}

/// What a letter has to be worth on average where a verb's word is meant: letters that begin words or stand together are
/// worth it, stray ones are not. `/etc` must not become a verb.
const WORTH_IN_WORD: u32 = 20;

/// The same in a title, where nothing is lost by a row too many.
const WORTH_IN_LABEL: u32 = 15;

impl<'a> Sieve<'a> {
    pub(super) fn new(typed: &'a str) -> Self {
        let letters = |word| Atom::new(word, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false);
        let words = typed.split_whitespace().map(|word| (folded(word), letters(word)));
        Self {
            words: words.collect(),
            first: typed.split_whitespace().next().unwrap_or_default(),
            alone: typed.split_whitespace().nth(1).is_none(),
            loose: false,
            pen: Pen { matcher: Matcher::new(Config::DEFAULT), letters: Vec::new() },
        }
    }

    /// From now on letters in their order are enough; it takes longer.
    pub(super) fn loosen(&mut self) {
        self.loose = true;
    }

    /// The rows that fit, by position, each with how it does; `compared` has all words of each.
    pub(super) fn ranked<C>(&mut self, items: &[Item<C>], compared: &[String]) -> Vec<(Rank, usize)> {
        let rows = items.iter().zip(compared).enumerate();
        rows.filter_map(|(index, (item, compared))| Some((self.rank(item, compared)?, index))).collect()
    }

    /// How a row fits; none where it does not.
    fn rank<C>(&mut self, item: &Item<C>, compared: &str) -> Option<Rank> {
        if !self.first.is_empty() && item.is_called(self.first) && (self.alone || item.takes) {
            return Some(Rank::Called);
        }
        let mut resembles = None;
        for (as_it_stands, by_letters) in &self.words {
            if compared.contains(as_it_stands.as_str()) {
                continue;
            }
            let may_resemble = self.loose && has_letters(compared, as_it_stands);
            let resembling = if may_resemble { by_letters_of(by_letters, item, &mut self.pen) } else { None };
            match resembling {
                Some(score) => resembles = Some(resembles.unwrap_or(0) + score),
                None => return (item.takes && !self.alone && item.begins(self.first)).then_some(Rank::Abbreviated),
            }
        }
        if let Some(score) = resembles {
            return Some(Rank::Resembles(Reverse(score)));
        }
        let first = self.first.to_lowercase();
        let begins =
            [&item.label, &item.detail].iter().any(|text| text.trim_start().to_lowercase().starts_with(&first));
        Some(if begins || item.begins(self.first) { Rank::Begins } else { Rank::Has })
    }
}

/// Whether the letters of a word stand in a text in their order: most texts need no closer look.
fn has_letters(text: &str, word: &str) -> bool {
    let mut letters = text.chars();
    word.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// How much a word resembles the label or one of the row's own words; none where hardly.
fn by_letters_of<C>(atom: &Atom, item: &Item<C>, pen: &mut Pen) -> Option<u32> {
    let length = u32::try_from(atom.needle_text().len()).unwrap_or(u32::MAX);
    if length < 2 {
        return None;
    }
    if item.words.is_empty() {
        return pen.score(atom, &item.label).filter(|score| *score >= length.saturating_mul(WORTH_IN_LABEL));
    }
    let scores = item.words.iter().filter_map(|word| pen.score(atom, word));
    scores.max().filter(|score| *score >= length.saturating_mul(WORTH_IN_WORD))
}

/// What matching writes on, kept from row to row.
struct Pen {
    matcher: Matcher,
    letters: Vec<char>,
}

impl Pen {
    fn score(&mut self, atom: &Atom, text: &str) -> Option<u32> {
        atom.score(Utf32Str::new(text, &mut self.letters), &mut self.matcher).map(u32::from)
    }
}
