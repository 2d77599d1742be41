//! The words of this meeting that a line may take up again: tickets and tags used before, and who is in the room.
//!
//! Kept from act to act, so that a key never has to go through the meeting for them. Not here: how they are offered (see
//! `notation`), and who was named lately.

use std::collections::BTreeSet;

use crate::meeting::{Event, Meeting};

/// More of them than anybody would want to choose from.
const KEPT: usize = 100;

/// The words of a meeting; derived from it.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// Tickets, the latest first; and behind them the action items of earlier meetings, as `action-12`.
    pub(super) tickets: Vec<String>,
    /// Words with `#`, the latest first.
    pub(super) tags: Vec<String>,
    /// Full names of the people in the room.
    pub(super) present: BTreeSet<String>,
}

impl Vocabulary {
    /// The words of a meeting as it stands.
    pub(super) fn of(meeting: &Meeting) -> Self {
        let mut words = Self::default();
        words.see_who_is_there(meeting);
        words.see_what_was_said(meeting);
        words.see_what_is_carried(meeting);
        words
    }

    fn see_what_was_said(&mut self, meeting: &Meeting) {
        for slot in meeting.slots().rev() {
            for entry in slot.entries.iter().rev() {
                let full = self.tickets.len() >= KEPT && self.tags.len() >= KEPT;
                if full {
                    return;
                }
                let ticket = |ticket: &&String| !self.tickets.contains(ticket);
                let tickets: Vec<String> = entry.tickets.iter().filter(ticket).cloned().collect();
                self.tickets.extend(tickets);
                for tag in tags_in(&entry.text) {
                    if !self.tags.iter().any(|known| known == tag) {
                        self.tags.push(tag.to_owned());
                    }
                }
            }
        }
    }

    fn see_what_is_carried(&mut self, meeting: &Meeting) {
        self.tickets.retain(|word| !is_item(word));
        self.tickets.extend(meeting.carried.iter().map(|carried| format!("action-{}", carried.number)));
    }

    /// Takes in what an act said.
    pub(super) fn take(&mut self, events: &[Event], meeting: &Meeting) {
        for event in events {
            match event {
                Event::EntryAdded { content, .. } => self.said(&content.text, &content.tickets),
                Event::EntryChanged { changes, .. } => {
                    let text = changes.text.as_deref().unwrap_or_default();
                    self.said(text, changes.tickets.as_deref().unwrap_or_default());
                }
                Event::ItemsCarried { .. } => self.see_what_is_carried(meeting),
                Event::AttendanceChanged { .. } | Event::AttendanceSet { .. } => self.see_who_is_there(meeting),
                _ => {}
            }
        }
    }

    fn said(&mut self, text: &str, tickets: &[String]) {
        for ticket in tickets {
            to_front(&mut self.tickets, ticket);
        }
        for tag in tags_in(text) {
            to_front(&mut self.tags, tag);
        }
    }

    fn see_who_is_there(&mut self, meeting: &Meeting) {
        let there = meeting.attendance.iter().filter(|attendance| attendance.is_open());
        self.present = there.map(|attendance| attendance.name.clone()).collect();
    }
}

/// Whether a word names an action item by its number.
fn is_item(word: &str) -> bool {
    word.strip_prefix("action-").is_some_and(|number| number.parse::<u32>().is_ok())
}

fn to_front(words: &mut Vec<String>, word: &str) {
    words.retain(|known| known != word);
    words.insert(0, word.to_owned());
    words.truncate(KEPT);
}

/// The words that begin with `#` and a letter.
fn tags_in(text: &str) -> impl Iterator<Item = &str> {
    let marked = if text.contains('#') { text } else { "" };
    let words = marked.split_whitespace().map(|word| word.trim_end_matches(|sign: char| !sign.is_alphanumeric()));
    words.filter(|word| word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_words_after_a_number_sign() {
        let found: Vec<&str> = tags_in("see #ingest, #42 and a#b: #Été! #").collect();
        assert_eq!(found, ["#ingest", "#Été"]);
    }

    #[test]
    fn what_was_said_last_comes_first_and_once() {
        let mut words = Vocabulary::default();
        words.said("#one and #two", &["DM-1".to_owned()]);
        words.said("#one again", &["DM-2".to_owned(), "DM-1".to_owned()]);
        assert_eq!(words.tags, ["#one", "#two"]);
        assert_eq!(words.tickets, ["DM-1", "DM-2"]);
    }
}
