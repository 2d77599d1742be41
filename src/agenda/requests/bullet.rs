//! A request as an item of a list.
//!
//! `Topic (30m), requested by Ann: notes` or `Topic — Ann — 30m — notes`. Not here: which lists hold requests.

use super::Said;
use crate::agenda::heading::trailing_bracket;
use crate::agenda::markdown::{Item, as_item_text};
use crate::meeting::Request;
use crate::notation::times::{is_dash, length};

/// What stands before the one who asks.
const BY: [&str; 3] = ["requested by ", "asked for by ", "proposed by "];

/// What an item says; the items below it are notes.
pub(super) fn request(item: &Item) -> Said {
    let mut said = between_dashes(&item.text).unwrap_or_else(|| in_words(&item.text));
    let below: Vec<_> = item.children.iter().map(all_of).collect();
    let below = below.join("; ");
    let parted = if said.notes.is_empty() || below.is_empty() { "" } else { "; " };
    said.notes = format!("{}{parted}{below}", said.notes);
    said
}

/// An item and those below it on one line.
fn all_of(item: &Item) -> String {
    std::iter::once(item.text.clone()).chain(item.children.iter().map(all_of)).collect::<Vec<_>>().join("; ")
}

/// `Topic — Ann — 30m — notes`. A length may stand in any place behind the topic; one part alone that is none is notes.
fn between_dashes(text: &str) -> Option<Said> {
    let mut parts = at_dashes(text).into_iter();
    let topic = parts.next()?;
    let mut parts: Vec<_> = parts.collect();
    let positional = parts.len() > 2;
    let time = parts.iter().position(|part| length(part).is_some()).or(positional.then_some(1));
    let time = time.filter(|at| *at < parts.len()).map(|at| (at, parts.remove(at).to_owned()));
    let asked = match &time {
        Some((0, _)) => false, // who asks stands before the length
        Some(_) => true,
        None => parts.len() > 1,
    };
    let requested_by = if asked { parts.remove(0).to_owned() } else { String::new() };
    if time.is_none() && parts.is_empty() {
        return None;
    }
    let (topic, bracket) = timed(topic);
    let time = time.map_or_else(|| bracket.to_owned(), |(_, time)| time);
    Some(Said { topic: topic.to_owned(), requested_by, time, notes: parts.join(" — ") })
}

/// The pieces between dashes that have blanks around them.
fn at_dashes(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        if word.ends_with(' ') && matches!(word.len(), 2..=4) && word.trim_end().chars().all(is_dash) && at > 0 {
            pieces.push(text.get(from..at).unwrap_or("").trim());
            from = at + word.len();
        }
        at += word.len();
    }
    pieces.push(text.get(from..).unwrap_or("").trim());
    pieces
}

/// `Topic (30m), requested by Ann: notes`, all but the topic optional.
fn in_words(text: &str) -> Said {
    let lower = text.to_ascii_lowercase();
    let by = BY.iter().filter_map(|words| Some((lower.find(words)?, words.len()))).min();
    let (head, requested_by, notes) = match by {
        Some((at, words)) => {
            let (who, notes) = at_colon(text.get(at + words..).unwrap_or(""));
            (text.get(..at).unwrap_or(""), who.trim_end_matches(')'), notes)
        }
        None => match text.find("): ") {
            Some(at) if !timed(text.get(..=at).unwrap_or("")).1.is_empty() => {
                (text.get(..=at).unwrap_or(""), "", text.get(at + 2..).unwrap_or(""))
            }
            _ => (text, "", ""),
        },
    };
    let head = if by.is_some() { head.trim_end_matches([' ', ',', ';', '(']) } else { head.trim() };
    let (topic, time) = timed(head);
    let [topic, requested_by, time, notes] = [topic, requested_by, time, notes].map(|part| part.trim().to_owned());
    Said { topic, requested_by, time, notes }
}

/// A topic and the length in brackets behind it, which may be empty.
fn timed(head: &str) -> (&str, &str) {
    trailing_bracket(head).filter(|(topic, inner)| length(inner).is_some() && !topic.is_empty()).unwrap_or((head, ""))
}

fn at_colon(text: &str) -> (&str, &str) {
    text.split_once(": ").unwrap_or((text.trim_end_matches(':'), ""))
}

/// A request as the text of an item; none where no item says it.
pub(in crate::agenda) fn written(request: &Request) -> Option<String> {
    let said = Said::of(request);
    let Said { topic, requested_by, time, notes } = &said;
    let bracket = if time.is_empty() { String::new() } else { format!(" ({time})") };
    let by = if requested_by.is_empty() { String::new() } else { format!(", requested by {requested_by}") };
    let colon = if notes.is_empty() { "" } else { ": " };
    let forms = [
        format!("{topic}{bracket}{by}{colon}{notes}"),
        [topic.as_str(), requested_by, time, notes]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" — "),
    ];
    forms.into_iter().find(|form| {
        let text = as_item_text(form.clone(), false);
        let item = Item { at: 0, first_line: text.len(), text, children: Vec::new() };
        self::request(&item) == said
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> [String; 4] {
        let item = Item { at: 0, text: text.to_owned(), first_line: text.len(), children: Vec::new() };
        let Said { topic, requested_by, time, notes } = request(&item);
        [topic, requested_by, time, notes]
    }

    #[test]
    fn an_item_says_topic_length_who_asks_and_notes() {
        for (text, expected) in [
            ("Networks", ["Networks", "", "", ""]),
            ("Networks (30m)", ["Networks", "", "30m", ""]),
            ("Networks (30m): overview", ["Networks", "", "30m", "overview"]),
            ("Networks (30m), requested by Ann Lee: overview", ["Networks", "Ann Lee", "30m", "overview"]),
            ("Networks, requested by Ann", ["Networks", "Ann", "", ""]),
            ("Networks (requested by Ann)", ["Networks", "Ann", "", ""]),
            ("Status: networks", ["Status: networks", "", "", ""]),
            ("Camera (if open)", ["Camera (if open)", "", "", ""]),
            ("Networks — Ann — 30m — overview", ["Networks", "Ann", "30m", "overview"]),
            ("Networks – Ann – 30m", ["Networks", "Ann", "30m", ""]),
            ("Networks -- 30m -- overview", ["Networks", "", "30m", "overview"]),
            ("Networks - overview", ["Networks", "", "", "overview"]),
            ("Plans — Ann — Wed AM? — sketch", ["Plans", "Ann", "Wed AM?", "sketch"]),
            ("Base-to-summit link", ["Base-to-summit link", "", "", ""]),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
