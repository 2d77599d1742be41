//! Action items: owners, mentions, due dates and priorities in one line.
//!
//! Names before the text and the date after it leave it; whatever stands within it stays and counts as well.
//! Not here: where names and dates are (`owners`, `mentions`, `due`).

use super::parts::Parts;
use super::priority::priorities;
use crate::notation::due::{DuePhrase, due_phrases};
use crate::notation::forms::{Led, Role, forms, spelled};
use crate::notation::line::{Context, Line, LineKind, Owner, Part};
use crate::notation::mentions::{Mention, mentions};
use crate::notation::owners::{
    Delimiter, Ends, Head, Named, all_surely_names, each_once, head, is_surely_a_name, list, loose,
};
use crate::notation::roster::Roster;

/// The line whose text begins at `body`.
pub(super) fn read(source: &str, led: &Led, body: usize, context: &Context<'_>) -> Line {
    let in_brackets = led.names.as_ref().and_then(|names| {
        let list = list(source.get(names.clone())?, context.roster, Ends { line: true, ..Ends::default() })?;
        let certain = list.end == Delimiter::Line && list.names.iter().any(|named| named.sure);
        certain.then(|| list.names.into_iter().map(Named::whole).collect::<Vec<_>>())
    });
    match in_brackets {
        Some(owners) if led.body < source.len() => {
            let begin = led.names.as_ref().map_or(body, |names| names.start);
            with_text(source, begin, led.body, owners, context)
        }
        _ => with_head(source, body, context),
    }
}

/// `action Ann: …`, `Action Fred to …`: sure if a name is known or all look like names.
pub(super) fn before_owners(source: &str, context: &Context<'_>) -> Option<Line> {
    let words =
        forms().iter().filter_map(|form| if let Role::BeforeOwners(word) = form.role { Some(word) } else { None });
    let rest = words.filter_map(|word| spelled(source, word)).find(|rest| rest.starts_with(char::is_whitespace))?;
    let rest = rest.trim_start();
    let list = list(rest, context.roster, Ends { to: true, ..Ends::default() })?;
    let known = list.names.iter().any(|named| named.sure);
    // `Action point: …` and `Action items: …` have colons too.
    let assigns = list.end == Delimiter::To || context.roster.is_empty();
    let body = source.len() - rest.len();
    let certain = (known || assigns && all_surely_names(&list)) && list.rest < rest.len();
    let owners = list.names.into_iter().map(Named::whole).collect();
    certain.then(|| with_text(source, body, body + list.rest, owners, context))
}

/// With the owners that stand before its text or at its beginning.
fn with_head(source: &str, body: usize, context: &Context<'_>) -> Line {
    let text = source.get(body..).unwrap_or_default();
    if text.starts_with('\\') {
        return with_text(source, body, body, vec![], context);
    }
    if let Some(Head { owners, rest }) = head(text, context.roster) {
        return with_text(source, body, body + rest, owners, context);
    }
    let line = with_text(source, body, body, loose(text, context.roster), context);
    let hint = line.owners.is_empty().then(|| misspelt(text, context.roster)).flatten();
    Line { hint: line.hint.clone().or(hint), ..line }
}

/// `Leane — draft`: no owner, but perhaps one was meant.
fn misspelt(text: &str, roster: &Roster) -> Option<String> {
    let names = list(text, roster, Ends { to: true, ..Ends::default() })?.names;
    let typed = || names.iter().map(|named| named.owner.name.as_str());
    if let Some((typed, meant)) = typed().find_map(|typed| Some((typed, roster.suggest(typed)?))) {
        return Some(format!("nobody on the roster is called {typed}, so it is text; {meant}?"));
    }
    let other = typed().next().filter(|typed| is_surely_a_name(typed))?;
    Some(format!("nobody on the roster is called {other}, so it is text; `@\"{other}\"` is an owner all the same"))
}

/// With these owners; their names are what lies between `body` and `begin`.
fn with_text(source: &str, body: usize, begin: usize, owners: Vec<Owner>, context: &Context<'_>) -> Line {
    let text = source.get(begin..).unwrap_or_default();
    let found = Found::within(text, context);
    let due = found.due();
    let end = due.and_then(|due| due.text_end).unwrap_or(text.len());
    let mut parts = Parts::new(source).to(body, Part::Mark).to(begin, Part::Names);
    for escape in found.escapes(text, begin == body).into_iter().filter(|escape| *escape < end) {
        parts = parts.to(begin + escape, Part::Text).to(begin + escape + 1, Part::Escape);
    }
    parts = parts.to(begin + end, Part::Text).to(source.len(), Part::Due);
    let meant = found.mentions.iter().filter(|mention| !mention.literal && mention.at < end);
    let owners = owners.into_iter().chain(meant.map(|mention| mention.owner.clone())).collect();
    let priority = found.priorities.iter().find(|(at, _, literal)| !literal && *at < end).map(|(_, value, _)| *value);
    let undated = due.is_none() && found.phrases.iter().any(|phrase| !phrase.literal && phrase.date.is_none());
    Line {
        owners: each_once(owners),
        due: due.and_then(|due| due.date),
        priority,
        hint: undated.then(|| "the agenda names no next meeting (`next meeting:`), so there is no date".to_owned()),
        ..parts.line(LineKind::Action)
    }
}

/// What counts within the text of an action item.
pub(in crate::notation) struct Found {
    /// In its order.
    pub(in crate::notation) mentions: Vec<Mention>,
    /// In its order, none of them part of a mention.
    pub(in crate::notation) phrases: Vec<DuePhrase>,
    /// Where each stands, what it says, and whether it is meant as text.
    pub(in crate::notation) priorities: Vec<(usize, u8, bool)>,
}

impl Found {
    pub(in crate::notation) fn within(text: &str, context: &Context<'_>) -> Self {
        let mentions = mentions(text, context.roster);
        let apart =
            |at: usize| !mentions.iter().any(|mention| !mention.literal && (mention.at..mention.end).contains(&at));
        let mut phrases = due_phrases(text, context.today, context.next_meeting);
        phrases.retain(|phrase| apart(phrase.range.start));
        let mut priorities = priorities(text);
        priorities.retain(|(at, ..)| apart(*at) && !phrases.iter().any(|phrase| phrase.range.contains(at)));
        Self { mentions, phrases, priorities }
    }

    /// The phrase that counts: the one at the end, else the last.
    pub(in crate::notation) fn due(&self) -> Option<&DuePhrase> {
        let dated = || self.phrases.iter().filter(|phrase| !phrase.literal && phrase.date.is_some());
        dated().find(|phrase| phrase.text_end.is_some()).or_else(|| dated().next_back())
    }

    /// The backslashes that are no text, each once, in order; one at the text's beginning only says that no owners stand
    /// there.
    fn escapes(&self, text: &str, at_beginning: bool) -> Vec<usize> {
        let begin = (at_beginning && text.starts_with('\\') && text.trim().len() > 1).then_some(0);
        let mentions = self.mentions.iter().filter(|mention| mention.literal).map(|mention| mention.at);
        let phrases = self.phrases.iter().filter(|phrase| phrase.literal).map(|phrase| phrase.range.start);
        let priorities = self.priorities.iter().filter(|(.., literal)| *literal).map(|(at, ..)| *at);
        let before = mentions.chain(phrases).chain(priorities).filter_map(|at| at.checked_sub(1));
        let mut escapes: Vec<usize> = before.chain(begin).collect();
        escapes.sort_unstable();
        escapes.dedup();
        escapes
    }
}
