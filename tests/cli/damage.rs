//! `minutebook verify` and `minutebook repair`: what is damaged is named, kept and worked around.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::Desk;
use crate::hand::{CIRCLE, Hand};

/// SHA-256 over files one after the other, as a shell would do it.
fn sha256(files: &[&Path]) -> String {
    let whole: Vec<u8> = files.iter().flat_map(|file| fs::read(file).expect("a journal")).collect();
    Sha256::digest(whole).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

/// Ada's meeting with one letter of its third line changed.
fn damaged(desk: &Desk) -> Hand {
    let ada = Hand::with_notes(desk);
    let text = fs::read_to_string(&ada.path).expect("a journal");
    fs::write(&ada.path, text.replace("\"Everybody", "\"\u{1b}verybody")).expect("a damaged journal");
    ada
}

#[test]
fn verify_prints_the_digest_of_sound_journals() {
    let desk = Desk::new();
    let ada = Hand::with_notes(&desk);
    let alone = format!("sha256   {}\nrecords  6\nwriters  0000000a\n", sha256(&[&ada.path]));
    for name in [["verify"].as_slice(), &["verify", "last"], &["verify", ada.path.to_str().expect("a path")]] {
        assert_eq!(desk.run(name).output(), alone);
    }
    let mut bruno = Hand::opens(&desk, 9, "Bruno", "2026-05-04T19:00:30+02:00");
    bruno.adds("2026-05-04T19:05:00+02:00", 3, "from Bruno");
    let both = sha256(&[&bruno.path, &ada.path]);
    let said = format!("sha256   {both}\nrecords  8\nwriters  00000009 0000000a\n");
    assert_eq!(desk.run(&["verify"]).output(), said);
    let found = desk.run(&["verify", "--json"]).json();
    let wanted = json!({ "format": "minutebook/verify", "version": 1, "sound": true, "sha256": both, "records": 8,
        "closed": null, "writers": ["00000009", "0000000a"], "damage": [], "notes": [] });
    assert_eq!(found, wanted);
}

#[test]
fn the_digest_of_the_minutes_is_that_of_the_lines_before_the_close() {
    let desk = Desk::new();
    let mut ada = Hand::with_notes(&desk);
    let digest = sha256(&[&ada.path]);
    ada.closes("2026-05-05T08:10:00+02:00", &digest);
    assert!(
        desk.run(&["verify"])
            .output()
            .starts_with(&format!("closed   {digest}  6 records, as the minutes say\nsha256   "))
    );
    let found = desk.run(&["verify", "--json"]).json();
    assert_eq!(found["closed"], json!({ "records": 6, "sha256": digest }));
    let short = digest.get(..12).expect("a digest");
    let later = desk.command(&["export"]).env("MINUTEBOOK_NOW", "2026-06-01T00:00:00Z").output().expect("a program");
    assert!(String::from_utf8_lossy(&later.stdout).contains(&format!("Journal {short}, 6 records")));
}

#[test]
fn a_close_that_states_another_digest_is_a_damaged_place() {
    let desk = Desk::new();
    let mut ada = Hand::with_notes(&desk);
    ada.closes("2026-05-05T08:10:00+02:00", &"3f2a9c1b4d5e6f70".repeat(4));
    let done = desk.run(&["verify"]);
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.stdout.contains("0000000a.jsonl:7: "), "{done:?}");
}

#[test]
fn verify_names_each_damaged_place_and_fails() {
    let desk = Desk::new();
    let ada = damaged(&desk);
    let before = fs::read(&ada.path).expect("a journal");
    let done = desk.run(&["verify"]);
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.stdout.lines().any(|line| line.contains("0000000a.jsonl:3: the checksum does not fit")), "{done:?}");
    assert!(!done.stdout.contains("sha256"), "{done:?}");
    assert!(done.stderr.contains("hint: ") && done.stderr.contains("minutebook repair 2026-05-04-reading-circle"));
    let done = desk.run(&["verify", "--json"]);
    assert_eq!(done.code, Some(1), "{done:?}");
    let found: Value = serde_json::from_str(&done.stdout).expect("JSON");
    assert_eq!((&found["sound"], &found["sha256"]), (&false.into(), &Value::Null));
    assert_eq!((&found["damage"][0]["line"], found["records"].as_u64()), (&3.into(), Some(5)));
    assert_eq!(fs::read(&ada.path).expect("a journal"), before, "verify changes nothing");
}

#[test]
fn repair_writes_a_sound_journal_keeps_the_old_one_and_shows_what_is_lost() {
    let desk = Desk::new();
    let ada = damaged(&desk);
    let before = fs::read(&ada.path).expect("a journal");
    let done = desk.run(&["repair"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    // The lost line, as far as it is text, and nothing that steers a terminal.
    assert!(done.stdout.contains("verybody has read it") && !done.stdout.contains('\u{1b}'), "{done:?}");
    let kept = ada.path.with_file_name("0000000a.damaged-1");
    assert!(done.stdout.contains("0000000a.damaged-1"), "{done:?}");
    assert_eq!(fs::read(&kept).expect("the damaged journal"), before);

    let sound = desk.run(&["verify"]);
    assert_eq!(sound.code, Some(0), "{sound:?}");
    assert!(sound.stdout.contains("note: "), "it says that a record was lost: {sound:?}");
    assert!(desk.run(&["log"]).stdout.contains("an act that could not be read when the journal was repaired"));
    assert!(desk.run(&["repair"]).output().contains("nothing to repair"));
}

#[test]
fn repair_of_a_sound_meeting_changes_nothing() {
    let desk = Desk::new();
    let ada = Hand::with_notes(&desk);
    let before = fs::read(&ada.path).expect("a journal");
    assert_eq!(desk.run(&["repair"]).output(), "2026-05-04-reading-circle: nothing to repair\n");
    assert_eq!(fs::read(&ada.path).expect("a journal"), before);
    assert!(!ada.path.with_file_name("0000000a.damaged-1").exists());
}

#[test]
fn a_line_that_was_cut_off_is_named_and_needs_no_repair() {
    let desk = Desk::new();
    let ada = Hand::with_notes(&desk);
    let text = fs::read_to_string(&ada.path).expect("a journal");
    fs::write(&ada.path, text + "{\"v\":1,\"wri").expect("a torn journal");
    let done = desk.run(&["verify"]);
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.stdout.contains("0000000a.jsonl:7: the last line was cut off"), "{done:?}");
    assert!(done.stderr.contains("hint: nothing was changed; opening the meeting"), "{done:?}");
    let said = desk.run(&["repair"]).output();
    assert!(said.contains("nothing to repair\nits last line was cut off; opening the meeting"), "{said}");
}

#[test]
fn a_meeting_of_which_nothing_can_be_read_is_no_empty_minutes() {
    let desk = Desk::new();
    let ada = Hand::with_notes(&desk);
    fs::write(&ada.path, "no journal\nat all\n").expect("a wreck");
    for verb in ["export", "log"] {
        desk.run(&[verb, CIRCLE]).fails(1, &["no record of this meeting can be read", "hint: `minutebook verify`"]);
    }
    let done = desk.run(&["verify", CIRCLE]);
    assert_eq!((done.code, done.stdout.lines().count()), (Some(1), 2), "{done:?}");
    desk.run(&["repair", CIRCLE]).fails(1, &["nothing in it can be saved", "hint: "]);
}

#[test]
fn a_meeting_that_is_open_elsewhere_is_not_repaired() {
    let desk = Desk::new();
    let _terminal = desk.meeting();
    let folder = desk.path("data/meetings/2026-05-04-reading-circle");
    let journal = fs::read_dir(&folder).expect("a folder").flatten().map(|file| file.path());
    let journal = journal.into_iter().find(|path| path.extension().is_some_and(|it| it == "jsonl")).expect("a journal");
    let text = fs::read_to_string(&journal).expect("a journal");
    let second = text.lines().nth(1).expect("a line");
    fs::write(&journal, text.replacen(second, &second.replace("event", "Event"), 1)).expect("a damaged journal");
    desk.run(&["repair"]).fails(1, &["open"]);
}

#[test]
fn verify_and_repair_of_no_meeting_fail_with_a_hint() {
    let desk = Desk::new();
    for verb in ["verify", "repair"] {
        desk.run(&[verb]).fails(1, &["no meetings", "hint: "]);
    }
    Hand::with_notes(&desk);
    for verb in ["verify", "repair"] {
        desk.run(&[verb, "bowling"]).fails(1, &["bowling", "hint: `minutebook list` shows"]);
    }
}

#[test]
fn list_shows_which_meetings_are_damaged() {
    let desk = Desk::new();
    damaged(&desk);
    let listed = desk.run(&["list"]).output();
    assert!(listed.starts_with("2026-05-04  2026-05-04-reading-circle  "), "{listed}");
    assert!(listed.contains("0000000a.jsonl:3: "), "{listed}");
    let listed = desk.run(&["list", "--json"]).json();
    assert!(listed["meetings"][0]["damage"].as_str().is_some_and(|damage| damage.contains(".jsonl:3: ")), "{listed}");
}

#[test]
fn whatever_bears_a_journals_name_and_is_no_file_keeps_nobody_waiting() {
    let desk = Desk::new();
    let ada = Hand::with_notes(&desk);
    let folder = ada.path.parent().expect("a folder");
    let other = ["0000000b.jsonl", "0000000b.draft", "exports.json", "../../.beginning.lock"];
    for name in ["0000000a.2.jsonl", "0000000a.draft", "0000000a.moved"].into_iter().chain(other) {
        let done = Command::new("mkfifo").arg(folder.join(name)).status().expect("mkfifo");
        assert!(done.success());
    }
    fs::create_dir(folder.join("0000000c.jsonl")).expect("a folder");
    for arguments in [["export"].as_slice(), &["list"], &["log"], &["verify"], &["repair"]] {
        assert_eq!(desk.run(arguments).code, Some(0), "{arguments:?}");
    }
    let done = desk.run(&["export", "-f", "json"]);
    assert!(done.stdout.contains("Nobody has read it"), "{done:?}");
    assert!(done.stderr.contains("0000000a.draft: not a file"), "{done:?}");
}
