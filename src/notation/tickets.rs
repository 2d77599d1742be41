//! The ticket keys in a text.
//!
//! They stay where they were typed; this only says which words they are.
//! Not here: which prefixes count and where a key leads, which the meeting's [`Tickets`] know.

use std::collections::BTreeSet;

use super::fold::joins;
use crate::meeting::Tickets;

/// The keys (`DM-123`) in a text, in order, each once.
pub(super) fn tickets_in(text: &str, tickets: &Tickets) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let keys = text.match_indices('-').filter_map(|(hyphen, _)| key_around(text, hyphen));
    keys.filter(|(key, prefix)| tickets.takes(prefix) && seen.insert(*key)).map(|(key, _)| key.to_owned()).collect()
}

/// The key and its prefix around a hyphen.
fn key_around(text: &str, hyphen: usize) -> Option<(&str, &str)> {
    let (before, after) = (text.get(..hyphen)?, text.get(hyphen + 1..)?);
    let in_prefix = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let start = hyphen - before.bytes().rev().take_while(in_prefix).count();
    let end = hyphen + 1 + after.bytes().take_while(u8::is_ascii_digit).count();
    let prefix = text.get(start..hyphen)?;
    let begins_well = prefix.len() > 1 && prefix.starts_with(|sign: char| sign.is_ascii_uppercase());
    let apart_before = !text.get(..start)?.ends_with(|sign| joins(sign) || sign == '-');
    let mut rest = text.get(end..)?.chars();
    let apart_after = match rest.next() {
        Some('-') => !rest.next().is_some_and(joins),
        next => !next.is_some_and(joins),
    };
    (begins_well && end > hyphen + 1 && apart_before && apart_after).then(|| text.get(start..end).zip(Some(prefix)))?
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn keys_are_listed_once_in_order() {
        let text = "DM-2, see DM-10 (DM-2) and https://tracker.example/browse/OPS-7; 请看DM-3。";
        assert_eq!(tickets_in(text, &Tickets::Any), ["DM-2", "DM-10", "OPS-7", "DM-3"]);
    }

    #[test]
    fn what_only_looks_like_a_key_is_none() {
        for text in ["dm-2", "D-2", "DM-", "DM-x", "DM-2x", "xDM-2", "ISO-8859-1", "2M-3", "A-DM-2", "DM_X-2"] {
            assert!(tickets_in(text, &Tickets::Any).is_empty(), "{text}");
        }
    }

    #[test]
    fn only_the_agendas_prefixes_count() {
        let only = Tickets::Only(BTreeMap::from([("DM".to_owned(), String::new())]));
        assert_eq!(tickets_in("update LDM-692 for DM-5", &only), ["DM-5"]);
    }
}
