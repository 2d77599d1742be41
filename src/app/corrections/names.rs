//! What becomes of the names in an entry: its owners, who speaks, who votes.
//!
//! Names are changed as names, not as letters of a line: of `Jim Bosch`, with `Leanne` for `Jim`, Leanne Guy is meant and
//! no Leanne Bosch, whom nobody knows. Not here: where names are found in a typed line (see `notation`).

use super::Swap;
use crate::app::Model;
use crate::meeting::{Content, Entry, Kind};
use crate::notation::Owner;

/// The names in an entry.
pub(super) fn of(entry: &Entry) -> impl Iterator<Item = &String> {
    let owners = entry.as_action().map(|item| item.owners.as_slice()).unwrap_or_default();
    let speaker = entry.speaker.as_ref().filter(|_| entry.kind == Kind::Speech);
    owners.iter().chain(speaker).chain(entry.votes.iter().flat_map(|ballot| &ballot.voters))
}

/// The first name of an entry that has the words, and what becomes of it.
pub(super) fn shown(model: &Model, entry: &Entry, swap: &Swap) -> Option<(String, String)> {
    let name = of(entry).find(|name| name.contains(&swap.old))?;
    Some((name.clone(), becomes(model, name, swap).join(", ")))
}

/// The content with other names in it.
pub(super) fn changed(model: &Model, content: Content, swap: &Swap) -> Content {
    with(content, swap, |name| Some(becomes(model, name, swap)))
}

/// The same, but names stay where it is not certain whom they would mean: the words were in the text.
pub(super) fn changed_if_known(model: &Model, content: Content, swap: &Swap) -> Content {
    with(content, swap, |name| known(model, name, swap))
}

fn with(mut content: Content, swap: &Swap, becomes: impl Fn(&str) -> Option<Vec<String>>) -> Content {
    let mut goes_on = true;
    let mut change = |names: &[String]| {
        let mut changed: Vec<String> = vec![];
        for name in names {
            let new = if goes_on && name.contains(&swap.old) { becomes(name) } else { None };
            goes_on &= new.is_none() || swap.is_wide();
            for name in new.unwrap_or_else(|| vec![name.clone()]) {
                // Who is named twice then is named once.
                if !changed.contains(&name) {
                    changed.push(name);
                }
            }
        }
        changed
    };
    content.owners = change(&content.owners);
    if let Some(speaker) = content.speaker.take() {
        content.speaker = Some(change(&[speaker]).join(", ")).filter(|name| !name.is_empty());
        if content.speaker.is_none() {
            content.kind = Kind::Note;
        }
    }
    for ballot in &mut content.votes {
        let named = !ballot.voters.is_empty();
        ballot.voters = change(&ballot.voters);
        // A vote whose voter is taken away was cast all the same.
        ballot.others += u32::from(named && ballot.voters.is_empty());
    }
    content
}

/// Whom a name means with other words in it: the person or group of that name, else whom the new words mean, else
/// somebody whom the roster does not know. Nobody, where no words are left.
fn becomes(model: &Model, name: &str, swap: &Swap) -> Vec<String> {
    known(model, name, swap).unwrap_or_else(|| {
        let words = swap.within(name).trim().to_owned();
        let read = listed(model, &words);
        let named = read.map(|owners| owners.into_iter().map(|owner| owner.name).collect());
        named.unwrap_or_else(|| Some(words).filter(|words| !words.is_empty()).into_iter().collect())
    })
}

/// The same, where it is somebody known.
fn known(model: &Model, name: &str, swap: &Swap) -> Option<Vec<String>> {
    let all_known = |words: &str| {
        let owners = listed(model, words).filter(|owners| owners.iter().all(Owner::is_known))?;
        Some(owners.into_iter().map(|owner| owner.name).collect())
    };
    all_known(swap.within(name).trim()).or_else(|| all_known(&swap.new))
}

/// The people whom words name, read as they are before the dash of an action item.
fn listed(model: &Model, words: &str) -> Option<Vec<Owner>> {
    let read = model.parse(&format!("! {words} — x"));
    (read.text == "x" && !read.owners.is_empty()).then_some(read.owners)
}
