//! Lists of names: where owners stand in an action item, and who votes, comes, goes or wants to speak.
//!
//! A dash or a comma is far more often just a dash or a comma, so names before it count only if the roster knows one.
//! Not here: whose name a word is (`roster`), mentions (`mentions`), and what happens to the text (`parse`).

use std::collections::BTreeSet;

use super::fold::{folded, word_ends};
use super::forms::{Role, delimiters, spelled};
use super::line::{Known, Owner};
use super::mentions::quoted;
use super::ordinary;
use super::roster::Roster;

/// The owners before a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// In the order named.
    pub(super) owners: Vec<Owner>,
    /// Where the text after them begins.
    pub(super) rest: usize,
}

/// Names with what stands between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct List {
    /// In the order named.
    pub(super) names: Vec<Named>,
    /// What ended it.
    pub(super) end: Delimiter,
    /// Where what follows it begins.
    pub(super) rest: usize,
}

/// A name in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Whose it is.
    pub(super) owner: Owner,
    /// It fits somebody, or is in quotes.
    pub(super) sure: bool,
    /// It is in quotes.
    pub(super) quoted: bool,
    /// What stands in brackets after the name: `(remote)`.
    pub(super) remark: Option<String>,
}

impl Named {
    /// The owner that was named, with what was said of it: where there is no other place for that, it stays with the
    /// name.
    pub(super) fn whole(self) -> Owner {
        match self.remark {
            Some(remark) => Owner::unknown(&format!("{} {remark}", self.owner.name)),
            None => self.owner,
        }
    }
}

/// What may end a list of names beside a dash and a colon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ends {
    /// The word `to`.
    pub(super) to: bool,
    /// A semicolon.
    pub(super) semicolon: bool,
    /// The end of the text.
    pub(super) line: bool,
}

/// What stands between or after names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delimiter {
    /// Another name follows.
    Joint,
    /// The text follows, after a dash or a colon.
    End,
    /// The text follows, after the word `to`.
    To,
    /// A semicolon.
    Semicolon,
    /// The end of the text.
    Line,
}

/// The owners before a dash, a colon or `to`; none where the text is all text. A list of several, all written as names
/// are, says by its `to` that somebody is to do it, known here or not.
pub(super) fn head(body: &str, roster: &Roster) -> Option<Head> {
    let list = list(body, roster, Ends { to: true, ..Ends::default() })?;
    let assigns = list.end == Delimiter::To && list.names.len() > 1 && all_surely_names(&list);
    let certain = assigns || list.names.iter().any(|named| named.sure);
    // `Ask Jim and Bo to come` names Jim, not somebody called Ask Jim.
    let sentence = |named: &Named| {
        let last = named.owner.name.rsplit_once(' ').map(|(_, last)| roster.resolve(last));
        !named.sure && last.is_some_and(|last| last.known != Known::Unknown)
    };
    let names = list.end != Delimiter::To || !list.names.iter().any(sentence);
    let mut named = list.names;
    // `Ann (remote) — draft`: what was said of the last one stays, as text.
    let bracket = named.last_mut().and_then(|last| last.remark.take()).and_then(|_| body.get(..list.rest)?.rfind('('));
    let rest = bracket.unwrap_or(list.rest);
    (certain && names && rest < body.len())
        .then(|| Head { owners: each_once(named.into_iter().map(Named::whole).collect()), rest })
}

/// The known names at a text's beginning after which it just goes on.
pub(super) fn loose(body: &str, roster: &Roster) -> Vec<Owner> {
    let mut owners = vec![];
    let mut first_typed = "";
    let mut at = 0;
    while let Some((owner, end)) = known_at(body, at, roster) {
        if owners.is_empty() {
            first_typed = body.get(at..end).unwrap_or_default();
        }
        owners.push(owner);
        let Some((Delimiter::Joint, after)) = delimiter_after(body, end, Ends::default()) else { break };
        at = match delimiter_at(body, after) {
            Some((Delimiter::Joint, after)) => after,
            _ => after,
        };
        at += body.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    }
    // `Guy Fawkes` is not Leanne Guy.
    let goes_on = body.get(first_typed.len()..).unwrap_or_default().trim_start();
    let a_strangers =
        !first_typed.contains(' ') && is_name_like(first_typed) && goes_on.split(' ').next().is_some_and(is_name_like);
    if owners.len() == 1 && (ordinary::is_word(first_typed) || a_strangers) { vec![] } else { each_once(owners) }
}

/// A capital and then small letters.
fn is_name_like(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.as_str().chars().count() > 1
        && letters.all(|letter| letter.is_lowercase() || "'’-".contains(letter))
}

/// The known name that begins here and where it ends, if the text goes on after it as a sentence would.
fn known_at(body: &str, at: usize, roster: &Roster) -> Option<(Owner, usize)> {
    let text = body.get(at..)?;
    let goes_on = |end: usize| {
        text.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
            || matches!(delimiter_at(text, end), Some((Delimiter::Joint, _)))
    };
    let skip = if begins_with_article(text) { 4 } else { 0 };
    if let Some((name, taken)) = roster.at_start(text.get(skip..)?)
        && (name.is_group() || skip == 0)
        && goes_on(skip + taken)
    {
        let typed = text.get(skip..skip + taken)?;
        let plain = name.is_group() && typed.chars().all(char::is_lowercase);
        return (!plain).then(|| (name.owner(), at + skip + taken));
    }
    let mut ends = text.char_indices().filter(|(_, sign)| sign.is_whitespace() || ",&，、".contains(*sign));
    let first = ends.next().map_or(text.len(), |(end, _)| end);
    let second = ends.find(|(end, _)| *end > first + 1).map_or(text.len(), |(end, _)| end);
    [second, first].into_iter().find_map(|end| {
        let typed = text.get(..end).filter(|typed| goes_on(end) && could_be_a_name(typed))?;
        let owner = roster.resolve(typed);
        owner.is_known().then_some((owner, at + end))
    })
}

fn begins_with_article(text: &str) -> bool {
    text.get(..4).is_some_and(|article| folded(article) == "the ")
}

/// The names at a text's beginning, up to what ends them; none where something among them is no name.
pub(super) fn list(body: &str, roster: &Roster, ends: Ends) -> Option<List> {
    let mut names = vec![];
    let mut at = 0;
    let end = loop {
        at += body.get(at..)?.find(|sign: char| !sign.is_whitespace())?;
        let (delimiter, after) = names_at(body, at, roster, ends, &mut names)?;
        at = after;
        if delimiter != Delimiter::Joint {
            break delimiter;
        }
        // `Ann, Bo, and Jim`
        if let Some((Delimiter::Joint, after)) = delimiter_at(body, at) {
            at = after;
        }
    };
    let rest = body.len() - body.get(at..)?.trim_start().len();
    Some(List { names, end, rest })
}

/// Takes the name that begins here, or several with slashes between them; gives what follows it.
fn names_at(body: &str, at: usize, roster: &Roster, ends: Ends, names: &mut Vec<Named>) -> Option<(Delimiter, usize)> {
    let text = body.get(at..)?;
    let named = text.strip_prefix('@').unwrap_or(text);
    let begin = body.len() - named.len();
    if begin > at
        && let Some((owner, taken)) = quoted(named, roster)
    {
        let after = delimiter_after(body, begin + taken, ends)?;
        names.push(Named { owner, sure: true, quoted: true, remark: None });
        return Some(after);
    }
    for (skip, groups_only) in [(4, true), (0, false)] {
        if groups_only && !begins_with_article(named) {
            continue;
        }
        if let Some((name, taken)) = roster.at_start(named.get(skip..)?)
            && (name.is_group() || !groups_only)
            && let Some(after) = delimiter_after(body, begin + skip + taken, ends)
        {
            names.push(Named { owner: name.owner(), sure: true, quoted: false, remark: None });
            return Some(after);
        }
    }
    let (end, after) = first_delimiter(body, begin, ends)?;
    let typed = body.get(begin..end)?.trim();
    if !could_be_a_name(typed) {
        return None;
    }
    if let Some(several) = with_slashes(typed, roster) {
        names.extend(several.into_iter().map(|owner| Named { owner, sure: true, quoted: false, remark: None }));
        return Some(after);
    }
    let (owner, remark) = resolve(typed, roster);
    let sure = owner.known != Known::Unknown;
    let goes_on = typed.starts_with(char::is_lowercase) && follows_a_word_of_sentences(body, begin);
    (sure || reads_as_a_name(typed) && !goes_on).then(|| {
        names.push(Named { owner, sure, quoted: false, remark });
        after
    })
}

/// Whether what begins here follows an `and` of another language than English: `Tom et al.`, `Tom und so weiter`, `Tom y más` name
/// nobody by what follows, unless the roster knows it or it is written as names are.
fn follows_a_word_of_sentences(body: &str, begin: usize) -> bool {
    let before = body.get(..begin).unwrap_or_default().trim_end_matches('@').trim_end();
    before.rsplit(char::is_whitespace).next().is_some_and(|word| ["und", "et", "y"].contains(&word))
}

/// A remark in brackets after a known name is no part of it: `Ann (remote)`.
fn resolve(typed: &str, roster: &Roster) -> (Owner, Option<String>) {
    let owner = roster.resolve(typed);
    let before = typed.strip_suffix(')').and_then(|typed| typed.split_once('('));
    let better = before.map(|(name, remark)| (roster.resolve(name.trim()), format!("({remark})")));
    match better {
        Some((better, remark)) if owner.known == Known::Unknown && better.is_known() => (better, Some(remark)),
        _ => (owner, None),
    }
}

/// `ann/bo`, where all are known.
fn with_slashes(typed: &str, roster: &Roster) -> Option<Vec<Owner>> {
    let several = typed.contains('/') && roster.resolve(typed).known == Known::Unknown;
    let owner = |name| Some(roster.resolve(name)).filter(Owner::is_known);
    several.then(|| typed.split('/').map(owner).collect())?
}

/// The first delimiter after a name that begins here, and where the name ends. Nobody's name is longer than that.
fn first_delimiter(body: &str, begin: usize, ends: Ends) -> Option<(usize, (Delimiter, usize))> {
    const LONGEST: usize = 100;
    let text = body.get(begin..)?;
    let signs = text.char_indices().filter(|(_, sign)| !sign.is_alphanumeric());
    let places = signs.map(|(offset, _)| offset).take_while(|offset| *offset < LONGEST);
    let found = places.map(|offset| begin + offset).find_map(|end| Some((end, delimiter_or_end(body, end, ends)?)));
    let whole = || {
        let short = ends.line && text.len() < LONGEST;
        short.then_some((body.len(), (Delimiter::Line, body.len())))
    };
    found.or_else(whole)
}

fn could_be_a_name(typed: &str) -> bool {
    let sign = |sign: char| {
        sign.is_alphanumeric() || sign.is_whitespace() || ".'’‘‐‑-_()+/@\u{300}\u{301}\u{308}".contains(sign)
    };
    typed.starts_with(char::is_alphanumeric) && typed.split_whitespace().count() <= 6 && typed.chars().all(sign)
}

fn is_particle(word: &str) -> bool {
    matches!(word, "de" | "del" | "der" | "den" | "di" | "da" | "la" | "le" | "van" | "von" | "bin" | "al")
}

/// Whether what the roster does not know is a name and not a piece of a sentence (`check with Leanne, Jim — …`).
fn reads_as_a_name(typed: &str) -> bool {
    let capital = |word: &str| !word.starts_with(char::is_lowercase) || is_particle(word);
    match typed.split_whitespace().count() {
        0..=2 => true,
        3..=4 => typed.split_whitespace().all(capital),
        _ => false,
    }
}

/// Whether what the roster does not know is a name beyond doubt: few words, all with capitals, none of them a word with
/// which sentences begin.
pub(super) fn is_surely_a_name(typed: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase) && !ordinary::begins_sentences(word);
    let unspaced = |word: &str| word.starts_with(|sign: char| sign.is_alphabetic() && !super::fold::joins(sign));
    let words = typed.split_whitespace();
    (1..=4).contains(&words.clone().count())
        && words.clone().all(|word| capital(word) || is_particle(word) || unspaced(word))
        && !words.clone().all(is_particle)
        && !typed.contains(|sign: char| sign.is_ascii_digit())
}

/// Whether a list holds nothing but names: each known, in quotes or surely one.
pub(super) fn all_surely_names(list: &List) -> bool {
    list.names.iter().all(|named| named.sure || is_surely_a_name(&named.owner.name))
}

/// The delimiter that follows a name that ends at `at`, spaces before it or not.
fn delimiter_after(body: &str, at: usize, ends: Ends) -> Option<(Delimiter, usize)> {
    let spaces = body.get(at..)?.chars().take_while(|sign| sign.is_whitespace()).map(char::len_utf8);
    let mut end = at;
    std::iter::once(0).chain(spaces).find_map(|space| {
        end += space;
        delimiter_or_end(body, end, ends)
    })
}

fn delimiter_or_end(body: &str, at: usize, ends: Ends) -> Option<(Delimiter, usize)> {
    let rest = body.get(at..)?;
    if ends.line && matches!(rest.trim(), "" | "." | "!" | "。") {
        return Some((Delimiter::Line, body.len()));
    }
    if ends.semicolon && rest.starts_with(';') {
        return Some((Delimiter::Semicolon, at + 1));
    }
    delimiter_at(body, at).filter(|(delimiter, _)| ends.to || *delimiter != Delimiter::To)
}

/// The delimiter that begins exactly at `at`, and where it ends.
pub(super) fn delimiter_at(body: &str, at: usize) -> Option<(Delimiter, usize)> {
    let text = body.get(at..)?;
    if text.starts_with(char::is_alphanumeric) {
        return None;
    }
    delimiters().iter().find_map(|role| {
        let (delimiter, spelling) = match *role {
            Role::End(spelling) => (Delimiter::End, spelling),
            Role::To(spelling) => (Delimiter::To, spelling),
            Role::Joint(spelling) => (Delimiter::Joint, spelling),
            _ => return None,
        };
        let rest = spelled(text, spelling)?;
        // A time and an address have a colon too.
        let inner = spelling == ":" && rest.starts_with(|next: char| next == '/' || next.is_ascii_digit());
        (!inner).then_some((delimiter, body.len() - rest.len()))
    })
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
        if delimiter != Delimiter::Joint {
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
}
