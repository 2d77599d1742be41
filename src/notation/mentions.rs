//! Mentions: names after an `@`, anywhere in a text.
//!
//! A mention stays in the text and makes an owner; a backslash before it takes it as text.
//! Not here: lists of names (`owners`), and addresses, which have the sign too.

use super::fold::joins;
use super::line::{Known, Owner};
use super::roster::{Name, Roster};

/// Somebody mentioned in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where its `@` stands.
    pub(super) at: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Who it is.
    pub(super) owner: Owner,
    /// A backslash stands before it: it is meant as text.
    pub(super) literal: bool,
}

/// The mentions in a text, in order.
pub(super) fn mentions(text: &str, roster: &Roster) -> Vec<Mention> {
    let mut found = vec![];
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('@')).map(|offset| from + offset) {
        from = at + 1;
        let before = text.get(..at).unwrap_or_default();
        // `ann@example.org` is an address.
        if before.ends_with(joins) {
            continue;
        }
        let Some((owner, taken)) = text.get(at + 1..).and_then(|rest| mentioned(rest, roster)) else { continue };
        let literal = before.ends_with('\\');
        if !literal {
            from += taken;
        }
        found.push(Mention { at, end: at + 1 + taken, owner, literal });
    }
    found
}

/// Who is mentioned by the text after an `@`, and how many bytes of it are the name.
pub(super) fn mentioned(text: &str, roster: &Roster) -> Option<(Owner, usize)> {
    if let Some(found) = quoted(text, roster) {
        return Some(found);
    }
    if let Some((name, taken)) = roster.at_start(text) {
        return Some((name.owner(), taken));
    }
    let in_word = |sign: char| sign.is_alphanumeric() || ".-_'’\u{300}\u{301}\u{308}".contains(sign);
    let end = text.find(|sign| !in_word(sign)).unwrap_or(text.len());
    let word = text.get(..end)?.trim_end_matches(['.', '-', '_', '\'', '’']);
    let whole = roster.resolve(word);
    let (owner, taken) = match word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) {
        Some(stem) if whole.known == Known::Unknown => (roster.resolve(stem), stem.len()),
        _ => (whole, word.len()),
    };
    // `@5pm` is a time.
    let begins_well =
        owner.known != Known::Unknown || text.starts_with(|sign: char| sign.is_alphabetic() || sign == '_');
    (begins_well && taken > 0).then_some((owner, taken))
}

/// The name in quotes at the beginning of a text, a quote in it doubled; and the bytes that it takes with its quotes.
pub(super) fn quoted(text: &str, roster: &Roster) -> Option<(Owner, usize)> {
    let inside = text.strip_prefix('"')?;
    let mut quotes = inside.match_indices('"').map(|(at, _)| at);
    let end = loop {
        let at = quotes.next()?;
        if !inside.get(at + 1..)?.starts_with('"') {
            break at;
        }
        quotes.next();
    };
    let name = inside.get(..end)?.replace("\"\"", "\"");
    let exact = roster.named(&name).filter(|known| known.full == name);
    let blank = name.trim().is_empty();
    (!blank).then(|| (exact.map_or_else(|| Owner::unknown(&name), Name::owner), end + 2))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{named, roster};
    use super::*;

    fn mentioned_in(text: &str) -> Vec<String> {
        named(&mentions(text, &roster()).into_iter().map(|mention| mention.owner).collect::<Vec<_>>())
    }

    #[test]
    fn a_mention_is_the_longest_name_after_the_sign() {
        for (text, owners) in [
            ("ask @Ann Lee, @ann", &["Ann Lee", "Ann Lee"][..]),
            ("@wil o’donovan's list", &["Wil O'Donovan"]),
            ("(@RV-SST)", &["RV-SST"]),
            ("see @blee.", &["Beth Lee"]),
            ("@Bo's and @Zed's", &["Bo Chen", "Zed?"]),
            ("@lee @zed.k_1-x!", &["lee?2", "zed.k_1-x?"]),
            ("@Ann Leeds", &["Ann Lee"]),
            ("@\"Zed Smith\" and @\"Ann Lee\"", &["Zed Smith?", "Ann Lee"]),
            ("请@李雷准备", &["李雷"]),
        ] {
            assert_eq!(mentioned_in(text), owners, "{text}");
        }
    }

    #[test]
    fn addresses_times_and_lone_signs_are_no_mentions() {
        for text in ["ann@example.org", "meet @5pm", "@ home", "x @", "@@", "@\"\" x", "@.x"] {
            assert_eq!(mentioned_in(text), Vec::<String>::new(), "{text}");
        }
    }
}
