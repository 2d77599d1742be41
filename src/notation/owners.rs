//! Where owners stand in an action item: before a dash, and as mentions in its text.
//!
//! A dash or a comma is far more often just a dash or a comma, so names before it count only if the roster knows one.
//! Not here: whose name a word is (`roster`), and what happens to the text (`parse`).

use std::collections::BTreeSet;

use super::fold::{folded, joins, word_ends};
use super::forms::{Role, forms};
use super::line::Owner;
use super::roster::Roster;

/// The owners before a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// In the order named.
    pub(super) owners: Vec<Owner>,
    /// Where the text after them begins.
    pub(super) rest: usize,
}

/// Somebody mentioned in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where its `@` stands.
    pub(super) at: usize,
    /// Who it is.
    pub(super) owner: Owner,
    /// A backslash stands before it: it is meant as text.
    pub(super) literal: bool,
}

/// What stands between or after owners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delimiter {
    /// Another owner follows.
    Joint,
    /// The text follows.
    End,
}

/// The owners before a dash or a colon; none where the text is all text.
pub(super) fn head(body: &str, roster: &Roster) -> Option<Head> {
    let mut owners = vec![];
    let mut certain = false;
    let mut at = 0;
    loop {
        at += body.get(at..)?.find(|sign: char| !sign.is_whitespace())?;
        let (owner, meant, (delimiter, after)) = name_at(body, at, roster)?;
        certain |= meant;
        owners.push(owner);
        at = after;
        if delimiter == Delimiter::End {
            break;
        }
        // `Ann, Bo, and Jim`
        if let Some((Delimiter::Joint, after)) = delimiter_at(body, at) {
            at = after;
        }
    }
    let rest = body.len() - body.get(at..)?.trim_start().len();
    (certain && rest < body.len()).then(|| Head { owners: each_once(owners), rest })
}

/// The owner whose name begins here, whether it is surely meant as one, and what follows it.
fn name_at(body: &str, at: usize, roster: &Roster) -> Option<(Owner, bool, (Delimiter, usize))> {
    let text = body.get(at..)?;
    let named = text.strip_prefix('@').unwrap_or(text);
    let begin = body.len() - named.len();
    if begin > at
        && let Some((owner, taken)) = quoted(named, roster)
    {
        return Some((owner, true, delimiter_after(body, begin + taken)?));
    }
    let article = folded(named.get(..4).unwrap_or_default()) == "the ";
    for (skip, groups_only) in [(4, true), (0, false)] {
        if groups_only && !article {
            continue;
        }
        if let Some((name, taken)) = roster.at_start(named.get(skip..)?)
            && (name.is_group() || !groups_only)
            && let Some(delimiter) = delimiter_after(body, begin + skip + taken)
        {
            return Some((name.owner(), true, delimiter));
        }
    }
    let signs = named.char_indices().filter(|(_, sign)| !sign.is_alphanumeric());
    let (end, delimiter) = signs.map(|(end, _)| begin + end).find_map(|end| Some((end, delimiter_at(body, end)?)))?;
    let typed = body.get(begin..end)?.trim();
    let owner = if could_be_a_name(typed) { roster.resolve(typed) } else { return None };
    let fits_somebody = owner.known != super::Known::Unknown;
    (fits_somebody || reads_as_a_name(typed)).then_some((owner, fits_somebody, delimiter))
}

fn could_be_a_name(typed: &str) -> bool {
    let sign = |sign: char| {
        sign.is_alphanumeric() || sign.is_whitespace() || ".'’‘‐‑-_()+/@\u{300}\u{301}\u{308}".contains(sign)
    };
    typed.starts_with(char::is_alphanumeric) && typed.split_whitespace().count() <= 6 && typed.chars().all(sign)
}

/// Whether what the roster does not know is a name and not a piece of a sentence (`check with Leanne, Jim — …`).
fn reads_as_a_name(typed: &str) -> bool {
    let particle = |word: &str| {
        matches!(word, "de" | "del" | "der" | "den" | "di" | "da" | "la" | "le" | "van" | "von" | "bin" | "al")
    };
    let capital = |word: &str| !word.starts_with(char::is_lowercase) || particle(word);
    match typed.split_whitespace().count() {
        0..=2 => true,
        3..=4 => typed.split_whitespace().all(capital),
        _ => false,
    }
}

/// The delimiter that follows a name that ends at `at`, spaces before it or not.
fn delimiter_after(body: &str, at: usize) -> Option<(Delimiter, usize)> {
    let spaces = body.get(at..)?.chars().take_while(|sign| sign.is_whitespace()).map(char::len_utf8);
    let mut end = at;
    std::iter::once(0).chain(spaces).find_map(|space| {
        end += space;
        delimiter_at(body, end)
    })
}

/// The delimiter that begins exactly at `at`, and where it ends.
pub(super) fn delimiter_at(body: &str, at: usize) -> Option<(Delimiter, usize)> {
    let text = body.get(at..)?;
    forms().iter().find_map(|form| {
        let (delimiter, spelling) = match form.role {
            Role::End(spelling) => (Delimiter::End, spelling),
            Role::Joint(spelling) => (Delimiter::Joint, spelling),
            _ => return None,
        };
        let rest = spelled(text, spelling)?;
        // A time and an address have a colon too.
        let inner = spelling == ":" && rest.starts_with(|next: char| next == '/' || next.is_ascii_digit());
        (!inner).then_some((delimiter, body.len() - rest.len()))
    })
}

/// What follows a spelling at the text's beginning; each of its spaces stands for one or more.
fn spelled<'a>(text: &'a str, spelling: &str) -> Option<&'a str> {
    spelling.chars().try_fold(text, |text, wanted| {
        let mut rest = text.chars();
        let found = rest.next()?;
        match wanted {
            ' ' => found.is_whitespace().then(|| rest.as_str().trim_start()),
            wanted => found.eq_ignore_ascii_case(&wanted).then_some(rest.as_str()),
        }
    })
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
        found.push(Mention { at, owner, literal });
    }
    found
}

/// Whether a text begins with a mention.
pub(super) fn begins_with_mention(text: &str, roster: &Roster) -> bool {
    text.strip_prefix('@').is_some_and(|rest| mentioned(rest, roster).is_some())
}

/// Who is mentioned by the text after an `@`, and how many bytes of it are the name.
fn mentioned(text: &str, roster: &Roster) -> Option<(Owner, usize)> {
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
        Some(stem) if whole.known == super::Known::Unknown => (roster.resolve(stem), stem.len()),
        _ => (whole, word.len()),
    };
    // `@5pm` is a time.
    let begins_well =
        owner.known != super::Known::Unknown || text.starts_with(|sign: char| sign.is_alphabetic() || sign == '_');
    (begins_well && taken > 0).then_some((owner, taken))
}

/// The name in quotes at the beginning of a text, a quote in it doubled; and the bytes that it takes with its quotes.
fn quoted(text: &str, roster: &Roster) -> Option<(Owner, usize)> {
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
    (!blank).then(|| (exact.map_or_else(|| Owner::unknown(&name), super::roster::Name::owner), end + 2))
}

/// Each owner once, where first named.
pub(super) fn each_once(owners: Vec<Owner>) -> Vec<Owner> {
    let mut seen = BTreeSet::new();
    let mut owners = owners;
    owners.retain(|owner| seen.insert(owner.name.clone()));
    owners
}

/// The text after the last joint of the owners before `end`, as its beginning, and the names before it; none where the
/// owners have ended.
pub(super) fn open_name(body: &str) -> Option<(usize, Vec<&str>)> {
    let (mut begin, mut from) = (0, 0);
    let mut names = vec![];
    while let Some((at, (delimiter, after))) = next_delimiter(body, from) {
        if delimiter == Delimiter::End {
            return None;
        }
        names.push(body.get(begin..at)?.trim());
        (begin, from) = (after, after);
    }
    names.retain(|name| !name.is_empty());
    let typed = body.get(begin..)?;
    begin += typed.len() - typed.trim_start().len();
    if let Some(rest) = spelled(body.get(begin..)?, "the ").or_else(|| spelled(body.get(begin..)?, "@")) {
        begin = body.len() - rest.len();
    }
    word_ends(body, body.len()).then_some((begin, names))
}

fn next_delimiter(body: &str, from: usize) -> Option<(usize, (Delimiter, usize))> {
    let signs = body.get(from..)?.char_indices().filter(|(_, sign)| !sign.is_alphanumeric());
    signs.map(|(offset, _)| from + offset).find_map(|at| Some((at, delimiter_at(body, at)?)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{named, roster};
    use super::*;

    fn split(body: &str) -> Option<(Vec<String>, &str)> {
        head(body, &roster()).map(|head| (named(&head.owners), &body[head.rest..]))
    }

    fn mentioned_in(text: &str) -> Vec<String> {
        named(&mentions(text, &roster()).into_iter().map(|mention| mention.owner).collect::<Vec<_>>())
    }

    #[test]
    fn owners_before_a_dash_or_a_colon_leave_the_text() {
        for (body, owners, rest) in [
            ("Ann Lee—draft", &["Ann Lee"][..], "draft"),
            ("ann lee  --  draft — now", &["Ann Lee"], "draft — now"),
            ("ANN , bo & jim: draft", &["Ann Lee", "Bo Chen", "Jim Botha"], "draft"),
            ("Bo and the rv-sst – draft", &["Bo Chen", "RV-SST"], "draft"),
            ("Ann, Ann Lee — draft", &["Ann Lee"], "draft"),
            ("@Ann Lee — draft", &["Ann Lee"], "draft"),
            ("Lee - draft", &["Lee?2"], "draft"),
            ("Ann Lee, Zed van Dyke — draft", &["Ann Lee", "Zed van Dyke?"], "draft"),
            ("R & D, Bo — draft", &["R & D", "Bo Chen"], "draft"),
            ("beth@example.org: draft", &["Beth Lee"], "draft"),
            ("@\"Zed \"\"Z\"\" Smith\", Foo — draft", &["Zed \"Z\" Smith?", "Foo?"], "draft"),
            ("O’Donovan — draft", &["Wil O'Donovan"], "draft"),
            ("Wil\u{a0}O'Donovan — draft", &["Wil O'Donovan"], "draft"),
        ] {
            let owners = owners.iter().map(|&owner| owner.to_owned()).collect();
            assert_eq!(split(body), Some((owners, rest)), "{body}");
        }
    }

    #[test]
    fn a_dash_after_anything_else_is_part_of_the_text() {
        for body in [
            "draft the plan — soon",
            "check with Ann, Bo and Jim — they know",
            "Zed — draft",
            "Ann Lee",
            "Ann Lee —",
            "Ann Leeds — draft",
            "Ann Lee-draft",
            "Bo, meet at 10:30",
            "10:30 meet Bo",
            "https://example.org: read it, Bo",
            "R&D: draft",
            ", Bo — draft",
            "— Bo",
            "",
        ] {
            assert_eq!(split(body), None, "{body}");
        }
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
