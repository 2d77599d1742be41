//! Which action items have what was typed: the words and filters of a search, held against what is in memory.
//!
//! An item is made ready once, as one text of folded words with a blank around each, so that ten years of items are gone through for
//! a key in milliseconds. Not here: what a query means (see `meeting::search`), and finding lines that are not action items.

use chrono::NaiveDate;

use crate::meeting::search::{Place, Query, Term};
use crate::meeting::tasks::TaskRow;
use crate::meeting::{ActionItem, Kind};
use crate::text::tokens::tokens;

/// What of an action item can be looked for, each text as words between blanks.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    said: String,
    owners: Vec<String>,
    series: String,
    meeting: String,
    tickets: Vec<String>,
    folders: [String; 2],
    day: Option<NaiveDate>,
}

impl Words {
    pub(super) fn of(row: &TaskRow) -> Self {
        let item = &row.item;
        let series = row.series.as_deref().unwrap_or_default();
        let mut words = Self {
            series: spaced(series),
            meeting: spaced(&item.title),
            tickets: item.tickets.iter().map(|ticket| spaced(ticket)).collect(),
            folders: [item.slug.clone().unwrap_or_default(), item.item.meeting.clone().unwrap_or_default()],
            day: item.raised.map(|at| at.date_naive()),
            ..Self::default()
        };
        words.say(row);
        words
    }

    /// Takes in how the item stands now.
    pub(super) fn say(&mut self, row: &TaskRow) {
        let item = &row.item;
        let ActionItem { number, owners, reason, .. } = &item.action;
        self.owners = owners.iter().map(|owner| spaced(owner)).collect();
        let parts = [&item.text, &item.topic, reason.as_deref().unwrap_or_default()];
        let texts = parts.map(spaced);
        // A word that stands twice side by side, at the seam of two texts, makes no phrase of them: `\n` parts them.
        self.said = format!(" action {number} \n{}", texts.join("\n"));
        for more in self.owners.iter().chain([&self.series, &self.meeting]).chain(&self.tickets) {
            self.said.push('\n');
            self.said.push_str(more);
        }
    }
}

/// A text's words, folded, with a blank around each.
fn spaced(text: &str) -> String {
    let mut spaced = String::from(" ");
    for token in tokens(text) {
        spaced.push_str(&token.word);
        spaced.push(' ');
    }
    spaced
}

/// What is looked for, ready to be held against many items.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieve {
    terms: Vec<String>,
    without: Vec<String>,
    owners: Vec<Vec<String>>,
    series: Vec<Vec<String>>,
    meetings: Vec<(String, Vec<String>)>,
    tickets: Vec<Ticket>,
    before: Option<NaiveDate>,
    after: Option<NaiveDate>,
    /// Lines of another kind are looked for.
    nothing: bool,
}

/// A ticket that is looked for: one, or all of a key without a number.
#[derive(Clone, Debug)]
enum Ticket {
    One(String),
    Beginning(String),
}

impl Sieve {
    pub(super) fn new(query: &Query) -> Self {
        let beginnings =
            |name: &String| tokens(name).into_iter().map(|token| format!(" {}", token.word)).collect::<Vec<_>>();
        let is_action = query.places.is_empty() || query.places.contains(&Place::Entry(Kind::Action));
        Self {
            terms: terms(&query.terms),
            without: terms(&query.without),
            owners: query.owners.iter().map(beginnings).collect(),
            series: query.series.iter().map(beginnings).collect(),
            meetings: query.meetings.iter().map(|name| (name.clone(), beginnings(name))).collect(),
            tickets: query.tickets.iter().map(|key| Ticket::read(key)).collect(),
            before: query.before,
            after: query.after,
            nothing: !is_action,
        }
    }

    /// Whether an item is one of those looked for.
    pub(super) fn takes(&self, words: &Words) -> bool {
        let has = |text: &str, all: &[String]| !all.is_empty() && all.iter().all(|word| text.contains(word.as_str()));
        let any = |wanted: &[Vec<String>], text: &str| wanted.is_empty() || wanted.iter().any(|all| has(text, all));
        let is_meeting = |(name, all): &(String, Vec<String>)| words.folders.contains(name) || has(&words.meeting, all);
        !self.nothing
            && self.terms.iter().all(|term| words.said.contains(term.as_str()))
            && !self.without.iter().any(|term| words.said.contains(term.as_str()))
            && (self.owners.is_empty() || words.owners.iter().any(|owner| any(&self.owners, owner)))
            && any(&self.series, &words.series)
            && (self.meetings.is_empty() || self.meetings.iter().any(is_meeting))
            && (self.tickets.is_empty() || words.tickets.iter().any(|key| self.tickets.iter().any(|it| it.is(key))))
            && self.before.is_none_or(|before| words.day.is_some_and(|day| day < before))
            && self.after.is_none_or(|after| words.day.is_some_and(|day| day >= after))
    }
}

/// Words and phrases as they stand among others; one whose last word may go on has no blank at its end.
fn terms(terms: &[Term]) -> Vec<String> {
    let said = terms.iter().map(|term| {
        let spaced = spaced(&term.text);
        if term.beginning { spaced.trim_end().to_owned() } else { spaced }
    });
    // What has no letter in it says nothing.
    said.filter(|term| !term.trim().is_empty()).collect()
}

impl Ticket {
    fn read(key: &str) -> Self {
        if key.contains(|sign: char| sign.is_ascii_digit()) {
            Self::One(spaced(key))
        } else {
            Self::Beginning(spaced(key).trim_end().to_owned())
        }
    }

    fn is(&self, key: &str) -> bool {
        match self {
            Self::One(wanted) => key == wanted,
            Self::Beginning(wanted) => key.starts_with(wanted.as_str()),
        }
    }
}
