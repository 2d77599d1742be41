//! The notation against minutes that others took: what they marked is recognised, and nothing else is.
//!
//! The logs are read in place, where they lie beside this package; elsewhere these tests say that they were skipped.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use minutebook::meeting::{Person, Tickets};
use minutebook::notation::{Context, Line, LineKind, Roster, parse};

/// The lines of the real minutes as a scribe would have typed them: without the chat's time and nick, without bullets.
fn real_lines() -> Option<Vec<String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/real/minutes");
    let mut files: Vec<_> = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let mut lines = vec![];
    for file in files {
        let text = std::fs::read_to_string(&file).ok()?;
        let is_log = file.extension().is_some_and(|ending| ending == "log");
        lines.extend(text.lines().map(|line| if is_log { said(line) } else { without_bullet(line) }.to_owned()));
    }
    Some(lines)
}

/// Time, nick and text have tabs between them.
fn said(line: &str) -> &str {
    line.splitn(3, '\t').nth(2).unwrap_or_default()
}

fn without_bullet(line: &str) -> &str {
    let line = line.trim_start();
    ["* ", "- "].iter().find_map(|bullet| line.strip_prefix(bullet)).unwrap_or(line)
}

fn read(line: &str) -> Line {
    read_with(line, &Roster::default())
}

fn read_with(line: &str, roster: &Roster) -> Line {
    let context = Context {
        roster,
        tickets: &Tickets::Any,
        today: NaiveDate::default(),
        next_meeting: None,
        verbs: &["next", "skip"],
    };
    parse(line, &context)
}

/// What a line is by the words that minutes have always had, found without the notation.
fn marked(line: &str) -> Option<LineKind> {
    let line = line.trim().to_uppercase();
    let begins = |words: &[&str]| words.iter().any(|word| line.starts_with(&format!("{word}:")));
    if begins(&["ACTION", "ACTION ITEM", "AI", "TODO"]) || line.starts_with("[ ] ") {
        Some(LineKind::Action)
    } else if begins(&["RESOLUTION", "RESOLVED", "AGREED", "DECISION"]) {
        Some(LineKind::Decision)
    } else if begins(&["PROPOSED", "PROPOSAL", "PROPOSED RESOLUTION"]) {
        Some(LineKind::Proposal)
    } else {
        None
    }
}

#[test]
fn what_real_minutes_marked_is_recognised_and_no_other_line_becomes_it() {
    let Some(lines) = real_lines() else {
        eprintln!("skipped: the real minutes are not beside this package");
        return;
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lines {
        let kind = read(line).kind;
        *counts.entry(kind.word()).or_default() += 1;
        let found = matches!(kind, LineKind::Action | LineKind::Decision | LineKind::Proposal).then_some(kind);
        assert_eq!(found, marked(line), "{line}");
    }
    let count = |kind: &str| counts.get(kind).copied().unwrap_or_default();
    assert_eq!((lines.len(), count("action"), count("decision"), count("proposal")), (762, 4, 0, 3));
    let others = [("vote", 55), ("attendance", 37), ("command", 58), ("correction", 1), ("link", 12), ("speech", 86)];
    assert_eq!(others.map(|(kind, _)| (kind, count(kind))), others);
}

#[test]
fn the_owners_whom_real_action_items_name_are_found_and_leave_the_text() {
    let Some(lines) = real_lines() else {
        eprintln!("skipped: the real minutes are not beside this package");
        return;
    };
    let people = ["Niko Matsakis", "Josh Triplett", "elf Pavlik"];
    let person = |name: &str| Person { name: name.to_owned(), ..Person::default() };
    let mut people = people.map(person);
    people[2].handle = Some("eP".to_owned());
    let roster = Roster::new(&people, &[]);
    let read = lines.iter().map(|line| read_with(line, &roster)).filter(|read| read.kind == LineKind::Action);
    let mut read: Vec<_> = read.map(|read| (read.content().owners.join(", "), read.text)).collect();
    read.sort();
    let read: Vec<_> = read.iter().map(|(owners, text)| (&**owners, &**text)).collect();
    assert_eq!(
        read,
        [
            ("Josh Triplett", "ping person who pitched it and see what their story is"),
            ("Josh Triplett", "reach out to Amanieu and potentially prepare stabilize report"),
            ("Niko Matsakis", "review"),
            ("elf Pavlik", "add Solid World to the CG calendar"),
        ]
    );
}
