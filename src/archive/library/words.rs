//! A line as it stands in the index: its words, and signs for what it is, whose it is and what it belongs to.
//!
//! The signs are words that no text has, because a character of private use begins them; so a filter is looked up like a
//! word. Not here: what a word is (see `text`).

use std::collections::BTreeSet;

use super::lines::Line;
use crate::meeting::Kind;
use crate::meeting::search::Place;
use crate::text::fold::{fold, joins};
use crate::text::tokens::tokens;

const OWNER: char = '\u{e001}';
const TICKET: char = '\u{e002}';
const KIND: char = '\u{e003}';
const SERIES: char = '\u{e004}';

/// All words of a line in its order, then its signs.
pub(super) fn words(line: &Line, series: Option<&str>) -> Vec<String> {
    let mut words: Vec<String> = tokens(&line.text).into_iter().map(|token| token.word).collect();
    let owners: BTreeSet<String> = line.owners.iter().flat_map(|owner| owner_signs(owner)).collect();
    words.extend(owners);
    words.extend(line.tickets.iter().map(|ticket| ticket_sign(ticket)));
    words.extend(kind_sign(line.place));
    words.extend(series.map(series_sign));
    words
}

/// The signs of an owner, one for each word of the name.
pub(super) fn owner_signs(name: &str) -> Vec<String> {
    tokens(name).into_iter().map(|token| format!("{OWNER}{}", token.word)).collect()
}

/// The sign of a ticket's key.
pub(super) fn ticket_sign(key: &str) -> String {
    let mut sign = String::from(TICKET);
    for letter in key.chars() {
        fold(letter, |letter| sign.push(if joins(letter) { letter } else { '_' }));
    }
    sign
}

/// The sign of what a line is; a plain note has none, because most lines are one.
pub(super) fn kind_sign(place: Place) -> Option<String> {
    (place != Place::Entry(Kind::Note)).then(|| format!("{KIND}{}", place.word()))
}

/// The sign of a series: its key as a number, since a key may hold anything. Two series with one number are told apart by
/// their meetings.
pub(super) fn series_sign(key: &str) -> String {
    format!("{SERIES}{:08x}", crc32fast::hash(key.as_bytes()))
}
