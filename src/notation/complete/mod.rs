//! What the word being typed may become, shown in grey behind the cursor.
//!
//! Names, tickets and commands are long and must be right; two letters and a key are enough. A completion is only ever
//! offered. Not here: keys, and who counts as recent or present.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use super::fold::{folded, joins, starts};
use super::forms::{Form, Role, forms, lead, leads};
use super::likeness::{Likeness, Typed};
use super::line::LineKind;
use super::owners::open_name;
use super::roster::{Name, Roster};

/// Something that the line may go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What to show in grey behind the cursor: the rest of the word, or ` → Word` where it does not begin with what was
    /// typed.
    pub rest: String,
    /// The bytes of the line that taking it replaces; they end at the cursor.
    pub replace: Range<usize>,
    /// What is put in their place: a full name, a ticket, a tag with its `#`, a command without its slash.
    pub with: String,
}

/// What there is to complete from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Everybody who can be named.
    pub roster: &'a Roster,
    /// Full names of owners named lately, the latest first.
    pub recent: &'a [String],
    /// Full names of the people in the room.
    pub present: &'a BTreeSet<String>,
    /// Tickets used before, the latest first.
    pub tickets: &'a [String],
    /// Words with `#` used before, the latest first; the notation's own need not be among them.
    pub tags: &'a [String],
    /// The words that may follow a slash at the line's beginning.
    pub verbs: &'a [&'a str],
}

/// What is offered at a byte offset of the line: the likeliest of the [`choices`].
pub fn complete(line: &str, cursor: usize, source: &Source<'_>) -> Option<Completion> {
    choices(line, cursor, source, 1).pop()
}

/// The likeliest completions at a byte offset of the line, the best first.
///
/// People and groups are offered after `@`, where owners may stand at the beginning of an action item and after the words
/// that people follow (`present+`, `q+`, `+1`, …): beginnings of a name first, then of its later words and the handle,
/// initials, misspelt and scattered letters. Among equals those named lately come first, then who is in the room, then
/// the roster in its order.
pub fn choices(line: &str, cursor: usize, source: &Source<'_>, at_most: usize) -> Vec<Completion> {
    let Some((before, after)) = line.split_at_checked(cursor) else { return vec![] };
    if at_most == 0 || after.starts_with(joins) {
        return vec![];
    }
    let mut found = match after_sign(before).or_else(|| after_lead(before)).or_else(|| before_dash(before, source)) {
        Some(place) => names(before, &place, source, at_most),
        None => vec![],
    };
    found.extend(verbs(before, source, at_most));
    found.extend(tags(before, source, at_most));
    found.extend(tickets(before, source, at_most));
    found.truncate(at_most);
    found
}

/// A place where a name is being typed.
struct Place {
    /// Where it begins.
    begin: usize,
    certainty: Certainty,
    /// Who is named before it in the same list.
    taken: Vec<String>,
}

/// How sure it is that a name is being typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    /// Nothing but a name can stand here, so that any likeness will do.
    Name,
    /// Most action items begin with a verb.
    NameOrVerb,
}

/// What was typed for a name is no longer than this.
const LONGEST: usize = 120;

fn after_sign(before: &str) -> Option<Place> {
    let (outside, typed) = before.rsplit_once('@')?;
    let meant = !outside.ends_with(|sign| joins(sign) || sign == '\\') && !typed.starts_with(char::is_whitespace);
    meant.then(|| Place { begin: before.len() - typed.len(), certainty: Certainty::Name, taken: vec![] })
}

/// After the words and signs that people follow: `present+`, `chair:`, `q+`, `+1`.
fn after_lead(before: &str) -> Option<Place> {
    let line = before.trim_start();
    let people = leads(line).find(|led| led.gives.is_about_people()).and_then(|led| line.get(led.body..));
    let people = people.or_else(|| after_vote(line))?;
    let (begin, named) = open_name(people)?;
    let taken = named.into_iter().map(str::to_owned).collect();
    let typed = people.get(begin..).filter(|typed| !typed.is_empty())?;
    Some(Place { begin: before.len() - typed.len(), certainty: Certainty::Name, taken })
}

/// What follows a vote; not a bare `0`, with which sentences begin.
fn after_vote(line: &str) -> Option<&str> {
    let signed = |form: &Form| match form.role {
        Role::Choice(sign, _) if sign.len() > 1 => line.strip_prefix(sign),
        _ => None,
    };
    forms().iter().find_map(signed).filter(|rest| rest.starts_with(char::is_whitespace)).map(str::trim_start)
}

/// One letter is not yet a name.
fn before_dash(before: &str, source: &Source<'_>) -> Option<Place> {
    let (kind, body) = lead(before.trim_start());
    if kind != LineKind::Action || body.starts_with('\\') {
        return None;
    }
    let (begin, named) = open_name(body)?;
    let named: Vec<_> = named.into_iter().map(|name| source.roster.resolve(name)).collect();
    let typed = body.get(begin..).filter(|typed| typed.chars().nth(1).is_some())?;
    let named_somebody = named.is_empty() || named.iter().any(super::Owner::is_known);
    let taken = named.into_iter().map(|owner| owner.name).collect();
    named_somebody.then(|| Place { begin: before.len() - typed.len(), certainty: Certainty::NameOrVerb, taken })
}

fn names(before: &str, place: &Place, source: &Source<'_>, at_most: usize) -> Vec<Completion> {
    let Some(text) = before.get(place.begin..).filter(|text| text.len() <= LONGEST) else { return vec![] };
    let offered = if text.is_empty() {
        let lately = source.recent.iter().filter_map(|name| source.roster.named(name));
        lately.filter(|name| !place.taken.contains(&name.full)).take(at_most).collect()
    } else if text.starts_with(char::is_alphanumeric) {
        like(text, place, source, at_most)
    } else {
        vec![]
    };
    offered.into_iter().filter_map(|name| offer(before, place.begin, &name.full)).collect()
}

/// The names like a text, the likeliest first.
fn like<'a>(text: &str, place: &Place, source: &Source<'a>, at_most: usize) -> Vec<&'a Name> {
    let typed = Typed::new(text);
    let whole = folded(text);
    let open = |name: &&Name| name.folded != whole.trim_end() && !place.taken.contains(&name.full);
    let plainly = |name: &Name| {
        // `LG` is surely a name, `at` is not.
        let counts = |likeness: &Likeness| *likeness != Likeness::Initials || place.certainty == Certainty::Name;
        name.plainly(&typed).filter(counts)
    };
    let (mut found, mut others) = (vec![], vec![]);
    for name in source.roster.names().iter().filter(open) {
        match plainly(name) {
            Some(likeness) => found.push((likeness, name)),
            None => others.push(name),
        }
    }
    if found.len() < at_most && a_slip_may_be_meant(text, place.certainty) {
        let nearly = |name: &Name| match place.certainty {
            Certainty::Name => name.nearly(&typed).or_else(|| name.scattered(&typed)),
            Certainty::NameOrVerb => name.nearly(&typed).filter(|likeness| *likeness <= Likeness::Slip(1)),
        };
        found.extend(others.into_iter().filter_map(|name| Some((nearly(name)?, name))));
    }
    // The sort keeps the roster's order.
    found.sort_by_cached_key(|(likeness, name)| {
        let lately = source.recent.iter().position(|recent| *recent == name.full).unwrap_or(usize::MAX);
        (*likeness, lately, Reverse(source.present.contains(&name.full)))
    });
    found.into_iter().map(|(_, name)| name).take(at_most).collect()
}

/// Whether the text is a word or words of a name and nothing else, on which a guess can be built.
fn a_slip_may_be_meant(text: &str, certainty: Certainty) -> bool {
    let of_a_name =
        |sign: char| sign.is_alphanumeric() || sign.is_whitespace() || "'’-‐‑_\u{300}\u{301}\u{308}".contains(sign);
    let long_enough = text.chars().count() > 3;
    let likely = certainty == Certainty::Name || long_enough;
    likely && !text.ends_with(char::is_whitespace) && text.chars().all(of_a_name)
}

fn verbs(before: &str, source: &Source<'_>, at_most: usize) -> Vec<Completion> {
    let typed = before.trim_start().strip_prefix('/').unwrap_or_default();
    if typed.is_empty() || typed.contains(char::is_whitespace) {
        return vec![];
    }
    offered(before, before.len() - typed.len(), source.verbs.iter().copied(), at_most)
}

fn tags(before: &str, source: &Source<'_>, at_most: usize) -> Vec<Completion> {
    let begin = before.trim_end_matches(|sign: char| !sign.is_whitespace()).len();
    if !before.get(begin..).is_some_and(|typed| typed.starts_with('#') && typed.len() > 1) {
        return vec![];
    }
    // The notation's own begin a line.
    let at_start = before.get(..begin).is_some_and(|outside| outside.trim().is_empty());
    let own: Vec<&str> = own_tags().collect();
    let used = source.tags.iter().map(String::as_str).filter(|tag| !own.contains(tag));
    offered(before, begin, own.iter().copied().filter(|_| at_start).chain(used), at_most)
}

/// The tags of the table of forms.
fn own_tags() -> impl Iterator<Item = &'static str> {
    forms().iter().filter_map(|form| form.spelling.split_whitespace().next()).filter(|word| word.starts_with('#'))
}

/// A ticket is being typed where a hyphen follows two letters or more.
fn tickets(before: &str, source: &Source<'_>, at_most: usize) -> Vec<Completion> {
    let outside = before.trim_end_matches(|sign: char| sign.is_ascii_alphanumeric() || sign == '-');
    let typed = before.get(outside.len()..).unwrap_or_default();
    let is_key = typed.starts_with(|sign: char| sign.is_ascii_alphabetic())
        && typed.find('-').is_some_and(|hyphen| hyphen > 1)
        && !outside.ends_with(|sign| joins(sign) || "@#/".contains(sign));
    if !is_key {
        return vec![];
    }
    offered(before, outside.len(), source.tickets.iter().map(String::as_str), at_most)
}

/// The words that go on from what was typed, in their order.
fn offered<'w>(before: &str, begin: usize, words: impl Iterator<Item = &'w str>, at_most: usize) -> Vec<Completion> {
    let Some(typed) = before.get(begin..) else { return vec![] };
    let words = words.filter(|word| goes_on(word, typed)).take(at_most);
    words.filter_map(|word| offer(before, begin, word)).collect()
}

/// Whether a word begins with what was typed, in any case, and has more.
fn goes_on(word: &str, typed: &str) -> bool {
    word.len() > typed.len() && word.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

fn offer(before: &str, begin: usize, with: &str) -> Option<Completion> {
    let rest = match starts(with, &folded(before.get(begin..)?)) {
        Some(said) => with.get(said..)?.to_owned(),
        None => format!(" → {with}"),
    };
    Some(Completion { rest, replace: begin..before.len(), with: with.to_owned() })
}

#[cfg(test)]
mod tests;
