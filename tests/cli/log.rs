//! `minutebook log`, and the meeting as it stood with `--at`.

use std::fs;

use serde_json::{Value, json};

use crate::Desk;
use crate::hand::{Hand, id};

#[test]
fn log_says_what_was_done_and_when_a_line_an_act() {
    let desk = Desk::new();
    Hand::with_notes(&desk);
    let said = "\
Mon 4 May 2026 · times in Europe/Rome
19:00:00  opened “Reading circle”
19:00:10  started the clock of “Welcome”
19:01:00  added a note “Everybody has read it” to “Welcome”
19:02:00  changed “Everybody has read it” to “Nobody has read it”
19:03:00  left the meeting open
Tue 5 May 2026
08:00:00  added a note “Postscript” to “Welcome”
";
    for name in [["log"].as_slice(), &["log", "last"], &["log", "2026-05-04-reading-circle"]] {
        assert_eq!(desk.run(name).output(), said);
    }
}

#[test]
fn log_names_the_authors_where_several_write_and_what_an_undo_took_back() {
    let desk = Desk::new();
    let mut ada = Hand::opens(&desk, 10, "Ada", "2026-05-04T19:00:00+02:00");
    let mut bruno = Hand::opens(&desk, 11, "Bruno 会", "2026-05-04T17:00:30Z");
    ada.adds("2026-05-04T19:01:00+02:00", 3, "from Ada");
    bruno.adds("2026-05-04T17:02:00Z", 3, "from Bruno");
    ada.undoes(
        "2026-05-04T19:03:00+02:00",
        2,
        &json!([{ "event": "entry_removed", "entry": id(10, 3), "undone": true }]),
    );
    let back = json!([{ "event": "entry_restored", "entry": id(10, 3), "slot": id(10, 1) }]);
    ada.redoes("2026-05-04T19:04:00+02:00", 2, &back);
    let said = "\
Mon 4 May 2026 · times in Europe/Rome
19:00:00  Ada       opened “Reading circle”
19:00:30  Bruno 会  began to write in this meeting
19:01:00  Ada       added a note “from Ada” to “Welcome”
19:02:00  Bruno 会  added a note “from Bruno” to “Welcome”
19:03:00  Ada       undid: added a note “from Ada” to “Welcome”
19:04:00  Ada       redid: added a note “from Ada” to “Welcome”
";
    assert_eq!(desk.run(&["log"]).output(), said);

    let output = desk.run(&["log", "--json"]).output();
    let lines: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 6);
    let added = json!({ "at": "2026-05-04T19:02:00.000+02:00", "writer": "0000000b", "author": "Bruno 会", "seq": 2,
        "events": [{ "event": "entry_added", "entry": id(11, 3), "slot": id(10, 1), "text": "from Bruno" }],
        "text": "added a note “from Bruno” to “Welcome”" });
    assert_eq!(lines[3], added);
    assert_eq!((&lines[4]["undoes"], lines[4].get("redoes")), (&json!(2), None));
    assert_eq!((&lines[5]["redoes"], lines[5].get("undoes")), (&json!(2), None));
}

#[test]
fn log_steers_no_terminal_whatever_a_journal_holds() {
    let desk = Desk::new();
    let hostile = "a\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}b\r\nc\u{2028}";
    let mut ada = Hand::opens(&desk, 10, hostile, "2026-05-04T19:00:00+02:00");
    Hand::opens(&desk, 11, "Bruno", "2026-05-04T19:00:30+02:00");
    ada.adds("2026-05-04T19:01:00+02:00", 3, hostile);
    for arguments in [["log"].as_slice(), &["log", "--json"]] {
        let output = desk.run(arguments).output();
        let steers = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{2028}".contains(c);
        assert_eq!(output.find(steers), None, "{output:?}");
    }
    assert_eq!(desk.run(&["log"]).output().lines().count(), 4);
    let json = desk.run(&["log", "--json"]).output();
    let note: Value = serde_json::from_str(json.lines().nth(2).expect("a line")).expect("JSON");
    assert_eq!((&note["author"], &note["events"][0]["text"]), (&hostile.into(), &hostile.into()));
}

#[test]
fn log_shows_what_is_left_of_a_damaged_journal_and_says_where_it_is_damaged() {
    let desk = Desk::new();
    let ada = Hand::with_notes(&desk);
    let text = fs::read_to_string(&ada.path).expect("a journal");
    fs::write(&ada.path, text.replace("\"Everybody", "\"everybody")).expect("a damaged journal");
    let done = desk.run(&["log"]);
    assert_eq!(done.code, Some(0));
    assert!(done.stderr.contains("0000000a.jsonl:3: "), "{done:?}");
    // What is not there cannot be named, and its change is shown all the same.
    assert!(done.stdout.contains("changed entry 0000000a-3 to “Nobody has read it”\n"), "{done:?}");
    assert!(done.stdout.ends_with("08:00:00  added a note “Postscript” to “Welcome”\n"), "{done:?}");
}

#[test]
fn log_of_no_meeting_is_a_failure_with_a_hint() {
    Desk::new().run(&["log"]).fails(1, &["no meetings", "hint: "]);
    let desk = Desk::new();
    Hand::with_notes(&desk);
    desk.run(&["log", "bowling"]).fails(1, &["bowling", "hint: `minutebook list` shows"]);
    desk.run(&["log", "--jsno"]).fails(2, &["--jsno"]);
}

#[test]
fn a_meeting_is_exported_as_it_stood_at_a_time() {
    let desk = Desk::new();
    Hand::with_notes(&desk);
    // The note came at 19:01:00.700, its change at 19:02.
    for (at, note) in [
        ("2026-05-04 19:00:59", None),
        ("2026-05-04 19:01:00.699", None),
        ("2026-05-04 19:01:00", Some("Everybody has read it")),
        ("2026-05-04T19:01", Some("Everybody has read it")),
        ("2026-05-04T17:01:30Z", Some("Everybody has read it")),
        ("2026-05-04 19:02", Some("Nobody has read it")),
        ("7:59", Some("Nobody has read it")),
    ] {
        let done =
            desk.command(&["export", "-f", "json", "--at", at]).env("MINUTEBOOK_NOW", "2026-06-01T00:00:00Z").output();
        let minutes: Value = serde_json::from_slice(&done.expect("a program").stdout).expect("JSON");
        let entries = minutes["days"][0]["slots"][0]["entries"].as_array().expect("entries");
        assert_eq!(entries.first().and_then(|entry| entry["text"].as_str()), note, "{at}");
        assert!(entries.len() < 2, "{at}");
    }
    // A time to come is now, which is 19:00 here.
    let markdown = desk.run(&["export", "--at", "2026-05-04 19:01:10"]).output();
    assert!(markdown.contains("this is how its minutes stood on Mon 4 May 2026, 19:00"), "{markdown}");
}

#[test]
fn a_time_that_is_none_or_before_the_meeting_is_wrong_use() {
    let desk = Desk::new();
    Hand::with_notes(&desk);
    desk.run(&["export", "--at", "noon"]).fails(2, &["`noon` is no time", "hint: a time is 2019-10-28T09:30:00-07:00"]);
    desk.run(&["export", "--at", "-1"]).fails(2, &["`-1` is no time"]);
    let began = ["before the meeting began, at 2026-05-04 19:00:00 (Europe/Rome)", "hint: "];
    desk.run(&["export", "--at", "2026-05-04 18:59:59"]).fails(2, &began);
}

#[test]
fn the_minutes_of_a_closed_meeting_name_the_journal_and_not_before_it_was_closed() {
    let desk = Desk::new();
    let mut ada = Hand::with_notes(&desk);
    let digest = "3f2a9c1b4d5e6f70".repeat(4);
    ada.closes("2026-05-05T08:10:00+02:00", &digest);
    let export = |arguments: &[&str]| {
        let mut command = desk.command(&["export"]);
        let done = command.args(arguments).env("MINUTEBOOK_NOW", "2026-06-01T00:00:00Z").output().expect("a program");
        String::from_utf8(done.stdout).expect("text")
    };
    assert!(export(&["-f", "md"]).ends_with("*Journal 3f2a9c1b4d5e, 6 records*\n"));
    assert!(export(&["-f", "html"]).contains("Journal 3f2a9c1b4d5e, 6 records."));
    assert!(!export(&["--at", "8:09"]).contains("Journal"));
    ada.does("2026-05-05T08:20:00+02:00", &json!([{ "event": "meeting_reopened" }]));
    assert!(!export(&["-f", "md"]).contains("Journal"));
    assert!(export(&["--at", "8:15"]).contains("Journal 3f2a9c1b4d5e"));
}

#[test]
fn two_texts_written_without_knowledge_of_each_other_are_both_exported_until_one_is_settled_on() {
    let desk = Desk::new();
    let mut ada = Hand::opens(&desk, 10, "Ada", "2026-05-04T19:00:00+02:00");
    let mut bruno = Hand::opens(&desk, 11, "Bruno", "2026-05-04T19:00:30+02:00");
    ada.adds("2026-05-04T19:01:00+02:00", 3, "A fine book");
    bruno.reads(&ada);
    ada.changes("2026-05-04T19:02:00+02:00", &id(10, 3), "A fine first chapter");
    bruno.changes("2026-05-04T19:03:00+02:00", &id(10, 3), "A fine novel");
    let exported = |format| desk.run(&["export", "-f", format]).output();
    let both = "- A fine novel · *not settled, also written:* A fine first chapter\n";
    assert!(exported("md").contains(both), "{}", exported("md"));
    let minutes: Value = serde_json::from_str(&exported("json")).expect("JSON");
    let entry = &minutes["days"][0]["slots"][0]["entries"][0];
    assert_eq!((&entry["text"], &entry["conflict"]), (&json!("A fine novel"), &json!(["A fine first chapter"])));

    ada.reads(&bruno);
    ada.changes("2026-05-04T19:04:00+02:00", &id(10, 3), "A fine novel");
    assert!(exported("md").contains("- A fine novel\n"), "{}", exported("md"));
    let said = desk.run(&["log"]).output();
    assert!(said.ends_with("19:04:00  Ada    settled on “A fine novel”\n"), "{said}");
}
