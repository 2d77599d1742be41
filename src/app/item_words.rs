//! What is typed of an action item where it is asked for: a date, and who will do it.
//!
//! The review of a meeting and the screen of all action items ask alike. Not here: what becomes of the answer.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Line;
use super::intent::doubtful;
use crate::notation::{self, Completion, Known, Owner, Roster, Source};
use crate::words::say;

/// Who is named is completed as behind this mark of the notation.
const NAMES_FOLLOW: &str = "present+ ";

/// A date as the notation reads it behind `due`; `none` takes it away.
pub(super) fn due(words: &str, parse: impl Fn(&str) -> notation::Line) -> Result<Option<NaiveDate>, String> {
    if matches!(words.to_lowercase().as_str(), "none" | "never" | "-") {
        return Ok(None);
    }
    let words = words.strip_prefix("due ").unwrap_or(words);
    // Words that are more than a date stay in the text, and then there is none.
    let read = parse(&format!("! it due {words}"));
    let due = read.due.filter(|_| read.text.trim() == "it");
    due.map(Some).ok_or_else(|| say("item-say-date").to_owned())
}

/// Names, several between commas or `and`; `nobody` takes them away. Who is not on the roster may own something too.
pub(super) fn owners(words: &str, roster: &Roster) -> Result<Vec<String>, String> {
    if matches!(words.to_lowercase().as_str(), "nobody" | "none" | "-") {
        return Ok(Vec::new());
    }
    // A group may have any of those signs in its name.
    let whole = roster.resolve(words);
    let owners: Vec<Owner> = if matches!(whole.known, Known::Person | Known::Group) {
        vec![whole]
    } else {
        let parts = words.split([',', ';', '&']).flat_map(|part| part.split(" and "));
        let names = parts.map(|name| name.trim().trim_start_matches('@')).filter(|name| !name.is_empty());
        names.map(|name| roster.resolve(name)).collect()
    };
    if let Some(why) = doubtful(&owners) {
        return Err(why);
    }
    let mut names: Vec<String> = Vec::new();
    for owner in owners {
        if !names.contains(&owner.name) {
            names.push(owner.name);
        }
    }
    if names.is_empty() { Err(say("item-say-who").to_owned()) } else { Ok(names) }
}

/// How the name at the cursor may go on where owners are asked for.
pub(super) fn completion(line: &Line, roster: &Roster) -> Option<Completion> {
    let (present, nothing) = (BTreeSet::new(), []);
    let source = Source { roster, recent: &nothing, present: &present, tickets: &nothing, tags: &nothing, verbs: &[] };
    let before = NAMES_FOLLOW.len();
    let found = notation::complete(&format!("{NAMES_FOLLOW}{}", line.text()), before + line.cursor(), &source)?;
    let replace = found.replace.start.checked_sub(before)?..found.replace.end.checked_sub(before)?;
    Some(Completion { replace, ..found })
}

/// What would be done, and which of its owners are on no roster.
pub(super) fn with_strangers(said: String, owners: &[String], roster: &Roster) -> String {
    let is_unknown = |name: &&String| matches!(roster.resolve(name).known, Known::Unknown);
    let unknown: Vec<&str> = owners.iter().filter(is_unknown).map(String::as_str).collect();
    if unknown.is_empty() { said } else { say!("item-strangers", said = said, names = unknown.join(", ")) }
}
