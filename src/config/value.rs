//! What stands in the file: values with their places, and what is wrong with them.
//!
//! Not here: which settings there are (see `table`).

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::notation::near::nearest;

/// Where a value is nothing that its setting takes, all that it takes is said as long as it is no more than this.
const LISTED: usize = 20;

/// No more is told of one file: who has so many mistakes has another file before them than they think.
const MOST: usize = 100;

/// A value with its place.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// Something in the file that was not understood; the default holds there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", .place.map(|place| format!("{}:{}: ", place.line, place.column)).unwrap_or_default())]
pub struct Complaint {
    /// None where it is about the file as a whole.
    pub place: Option<Place>,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

impl Complaint {
    /// About the file as a whole.
    pub(super) fn of_file(message: impl Into<String>) -> Self {
        Self { place: None, message: message.into() }
    }
}

/// What is wrong with a file, each with the byte at which it stands.
#[derive(Debug, Default)]
pub(super) struct Faults {
    found: Vec<(usize, String)>,
    /// How many more there are than are told.
    more: usize,
}

impl Faults {
    /// Something is wrong there.
    pub(super) fn add(&mut self, at: usize, message: impl Into<String>) {
        if self.is_full() {
            self.more += 1;
        } else {
            self.found.push((at, message.into()));
        }
    }

    fn is_full(&self) -> bool {
        self.found.len() >= MOST
    }

    /// A value is not what its setting takes, which is said in words.
    pub(super) fn wrong(&mut self, value: &Value<'_>, wanted: &str) {
        self.add(value.span().start, wanted);
    }

    /// A name is none of those that there are.
    pub(super) fn unknown<'w>(&mut self, at: usize, word: &str, known: impl IntoIterator<Item = &'w str>) {
        if self.is_full() {
            // Finding what is like it takes its time.
            return self.add(at, "");
        }
        let known: Vec<&str> = known.into_iter().collect();
        let shown = word.escape_debug();
        let message = match nearest(word, known.iter().copied()) {
            Some(near) => format!("`{shown}` is not known; did you mean `{near}`?"),
            None if known.len() == 1 => format!("`{shown}` is not known; there is only {}", known.concat()),
            None if known.len() <= LISTED => format!("`{shown}` is not known; write one of {}", known.join(", ")),
            None => format!("`{shown}` is not known; `minutebook config --default` has all that there are"),
        };
        self.add(at, message);
    }

    /// The faults in the order of the file, with line and column.
    pub(super) fn placed(mut self, text: &str) -> Vec<Complaint> {
        self.found.sort_by_key(|(at, _)| *at);
        let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let place = |at: usize| {
            let line = starts.partition_point(|start| *start <= at);
            let start = starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
            let before = text.get(start..at.min(text.len())).unwrap_or_default();
            Place { line, column: before.chars().count() + 1 }
        };
        let placed = self.found.into_iter().map(|(at, message)| Complaint { place: Some(place(at)), message });
        let mut complaints: Vec<_> = placed.collect();
        if self.more > 0 {
            complaints.push(Complaint::of_file(format!("{} more are not told", self.more)));
        }
        complaints
    }
}

/// `true` or `false`.
pub(super) fn flag(name: &str, value: &Value<'_>, faults: &mut Faults) -> Option<bool> {
    let flag = value.get_ref().as_bool();
    if flag.is_none() {
        faults.wrong(value, &format!("{name} is true or false"));
    }
    flag
}

/// One of several words, in quotes.
pub(super) fn one_of<T>(
    name: &str,
    value: &Value<'_>,
    known: &[&str],
    named: impl Fn(&str) -> Option<T>,
    faults: &mut Faults,
) -> Option<T> {
    let at = value.span().start;
    let Some(word) = value.get_ref().as_str() else {
        faults.add(at, format!("{name} is one of {}, in quotes", known.join(", ")));
        return None;
    };
    let meant = named(word);
    if meant.is_none() {
        faults.unknown(at, word, known.iter().copied());
    }
    meant
}

/// A whole number or a fraction.
pub(super) fn number(value: &Value<'_>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::Integer(integer) => integer.as_str().parse().ok(),
        _ => None,
    }
}

/// A list of texts, each with its place.
pub(super) fn words(value: &Value<'_>) -> Option<Vec<(usize, String)>> {
    let array = value.get_ref().as_array()?;
    array.iter().map(|word| word.get_ref().as_str().map(|text| (word.span().start, text.to_owned()))).collect()
}

/// The entries of a table in the order of the file.
pub(super) fn entries<'t, 'a>(table: &'t DeTable<'a>) -> Vec<(usize, &'t str, &'t Value<'a>)> {
    let mut entries: Vec<_> =
        table.iter().map(|(name, value)| (name.span().start, name.get_ref().as_ref(), value)).collect();
    entries.sort_by_key(|(at, ..)| *at);
    entries
}
