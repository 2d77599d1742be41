//! `minutebook note`: what it says, where the line goes, and what it refuses without doing anything.
//!
//! Not here: how an open screen shows the line (see `meeting_live`).

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Output, Stdio};

use minutebook::app::slash_words;
use minutebook::notation::{Context, Roster, forms, parse};
use serde_json::Value;

use crate::{Desk, Done};

/// A meeting in progress whose second slot was held last.
pub(crate) fn in_the_novel() -> Desk {
    let desk = Desk::new();
    let mut terminal = desk.meeting();
    terminal.keys("C-n");
    terminal.wait_for("of 40:00");
    terminal.keys("C-q");
    terminal.wait_for("leave it open");
    terminal.keys("l");
    assert!(terminal.wait_exit().success());
    desk
}

impl Desk {
    fn note(&self, arguments: &[&str]) -> Done {
        self.run(&[&["note"], arguments].concat())
    }

    fn note_lines(&self, arguments: &[&str], lines: &[u8]) -> Done {
        let mut command = self.command(&[&["note"], arguments].concat());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("a program that starts");
        child.stdin.take().expect("a pipe").write_all(lines).expect("lines that are taken");
        let Output { status, stdout, stderr } = child.wait_with_output().expect("an end");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Done { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// `kind text`, indented, of each entry of a slot.
    fn entries(&self, title: &str) -> Vec<String> {
        let minutes = self.run(&["export", "-f", "json"]).json();
        crate::terminal::desk::outline(crate::terminal::desk::slot(&minutes, title))
    }

    fn folder(&self) -> PathBuf {
        let mut meetings = fs::read_dir(self.path("data/meetings")).expect("meetings").flatten();
        meetings.next().expect("a meeting").path()
    }

    /// Takes away the journals that were begun since.
    fn forget_all_but(&self, before: &[(String, Vec<u8>)]) {
        for (name, _) in self.files().iter().filter(|(name, _)| before.iter().all(|(old, _)| old != name)) {
            fs::remove_file(self.folder().join(name)).expect("a file removed");
        }
    }

    /// The journals and what they hold.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let files = fs::read_dir(self.folder()).expect("a folder").flatten();
        let mut files: Vec<_> = files
            .filter(|file| file.path().extension().is_some_and(|it| it == "jsonl"))
            .map(|file| (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).expect("a journal")))
            .collect();
        files.sort();
        files
    }
}

#[test]
fn a_line_is_said_as_what_it_became_and_where() {
    let desk = in_the_novel();
    assert_eq!(desk.note(&["Chapter two is long"]).output(), "note · in The novel\n");
    let said = desk.note(&["! Ada — read it again due 2026-05-09"]).output();
    assert_eq!(said, "action 2 · Ada Conti · due Sat 9 May · in The novel\n");
    assert_eq!(desk.note(&["=", "meet", "again"]).output(), "decision · in The novel\n");
    assert_eq!(desk.entries("The novel"), ["note Chapter two is long", "action read it again", "decision meet again"]);
}

#[test]
fn a_slot_is_named_by_its_number_or_by_a_part_of_its_title() {
    let desk = in_the_novel();
    for slot in ["1", "#1", "Welcome", "WELC", " welcome "] {
        assert_eq!(desk.note(&["--slot", slot, slot]).output(), "note · in Welcome\n", "{slot}");
    }
    // A break has no number in the agenda.
    desk.note(&["--slot", "pause", "x"]).output();
    assert_eq!(desk.entries("Pause"), ["note x"]);
}

#[test]
fn a_slot_that_is_not_there_or_not_the_only_one_is_refused_with_those_that_are() {
    let desk = in_the_novel();
    let before = desk.files();
    desk.note(&["--slot", "novle", "x"]).fails(1, &["no slot has “novle” in its title", "there are: 2 The novel"]);
    desk.note(&["--slot", "e", "x"]).fails(1, &["“e” may be Welcome or The novel", "1 Welcome", "2 The novel"]);
    for nothing in ["0", "4", "", "-1"] {
        desk.note(&["--slot", nothing, "x"]).fails(1, &["no slot", "there are: "]);
    }
    assert_eq!(desk.files(), before, "nothing is made for a line that has no place");
}

#[test]
fn a_closed_meeting_is_refused_and_stays_as_it_was_sealed() {
    let desk = Desk::new();
    let mut terminal = desk.meeting();
    terminal.keys("C-q c");
    assert!(terminal.wait_exit().success());
    let before = desk.files();
    desk.note(&["--meeting", "last", "x"]).fails(1, &["Reading circle is closed", "minutebook open"]);
    desk.note(&["x"]).fails(1, &["no meeting is in progress", "minutebook open AGENDA"]);
    assert_eq!(desk.files(), before);
    desk.run(&["verify"]).output();
}

#[test]
fn without_a_meeting_or_a_text_nothing_is_noted() {
    let desk = Desk::new();
    desk.note(&["x"]).fails(1, &["no meeting is in progress"]);
    desk.note(&["--meeting", "nowhere", "x"]).fails(1, &["there are no meetings"]);
    desk.note(&[]).fails(2, &["TEXT"]);
    desk.note(&["  "]).fails(2, &["nothing to note"]);
    desk.note_lines(&["-"], b"\n \n").fails(2, &["nothing to note"]);
}

#[test]
fn a_text_may_begin_with_a_hyphen_but_a_slip_in_an_option_is_no_text() {
    let desk = in_the_novel();
    desk.note(&["- dash"]).output();
    desk.note(&["--jsn", "text"]).fails(2, &["`--jsn` stands where the text is"]);
    desk.note(&["text", "--slot", "1"]).fails(2, &["`--slot` stands where the text is"]);
    desk.note(&["--", "--jsn", "text"]).output();
    assert_eq!(desk.entries("The novel"), ["note - dash", "note --jsn text"]);
}

#[test]
fn machines_get_an_object_an_entry_with_its_identity() {
    let desk = in_the_novel();
    let arguments: [&[&str]; 2] = [&["--json", "! Zed, Ada — ask DM-12"], &["! Zed, Ada — ask DM-12", "--json"]];
    for arguments in arguments {
        let Done { code, stdout, stderr } = desk.note(arguments);
        assert_eq!((code, stderr.as_str()), (Some(0), "minutebook: not on the roster: Zed\n"));
        let object: Value = serde_json::from_str(&stdout).expect("JSON");
        let field = |name: &str| object[name].clone();
        assert_eq!((field("kind"), field("text")), ("action".into(), "ask DM-12".into()));
        assert_eq!(field("owners"), serde_json::json!(["Zed", "Ada Conti"]));
        assert_eq!(field("unknown"), serde_json::json!(["Zed"]));
        assert_eq!((field("slot"), field("tickets")), ("The novel".into(), serde_json::json!(["DM-12"])));
        let minutes = desk.run(&["export", "-f", "json"]).json();
        let written = minutes["days"][0]["slots"][1]["entries"].as_array().and_then(|all| all.last()).cloned();
        assert_eq!(Some(field("entry")), written.map(|entry| entry["id"].clone()));
    }
}

#[test]
fn lines_of_standard_input_become_entries_nested_as_they_are_indented_and_never_commands() {
    let desk = in_the_novel();
    let lines = "\u{feff}Build 12\r\n\tfailed\r\n\t\tin tests\n! Ada — look at it\ns/Build/Bild/\n";
    let said = desk.note_lines(&["-"], lines.as_bytes()).output();
    assert_eq!(said.lines().count(), 5, "{said}");
    assert_eq!(
        desk.entries("The novel"),
        ["note Build 12", "  note failed", "    note in tests", "action look at it", "note s/Build/Bild/"]
    );
    let log = desk.run(&["log"]).output();
    assert!(log.lines().last().is_some_and(|line| line.contains("Build 12") && line.contains("in tests")), "{log}");
}

#[test]
fn a_line_that_orders_something_is_done_as_if_it_were_typed() {
    let desk = in_the_novel();
    let says = |line: &str, words: &str| {
        let said = desk.note(&[line]).output();
        assert!(said.contains(words), "{line}: {said:?} does not say {words:?}");
    };
    says("Chapter tow is long", "note · in The novel");
    says("s/tow/two/", "note · Chapter two is long · in The novel");
    says("present+ Ada Conti", "Ada Conti is here since");
    says("PROPOSED: skip chapter three", "proposal");
    says("+1 Ada, Bruno", "vote");
    says("RESOLVED", "2 for");
    says("q+ Bruno", "Bruno Serra waits to speak");
    says("q?", "Bruno Serra");
    says("ack", "Bruno Serra has the floor");
    says("done 1", "Action item 1 is done");
    says("Topic: The next book", "now: The next book");
    says("A poem", "in The next book");
    says("/take novel", "now: The novel");
    says("/undo", "Took back");
    assert_eq!(desk.entries("The next book"), ["note A poem"]);
    assert_eq!(desk.entries("The novel"), ["note Chapter two is long", "decision skip chapter three", "  vote "]);
    let minutes = desk.run(&["export", "-f", "json"]).json();
    assert_eq!(minutes["actions"][0]["status"], "done");
    let done: Value = desk.note(&["--json", "present- Ada"]).json();
    assert_eq!(done["kind"], "attendance");
    assert!(done["done"].as_str().is_some_and(|words| words.starts_with("Ada Conti left at")), "{done}");
}

#[test]
fn every_form_of_the_notation_is_noted_or_refused_and_only_orders_are_refused() {
    let desk = in_the_novel();
    let meeting = minutebook::agenda::read(crate::AGENDA.as_bytes(), "circle").expect("an agenda").agenda;
    let roster = Roster::new(&meeting.people, &meeting.groups);
    let today = "2026-05-04".parse().expect("a date");
    let context =
        Context { roster: &roster, tickets: &meeting.head.tickets, today, next_meeting: None, verbs: slash_words() };
    let before = desk.files();
    let mut noted = 0;
    for form in forms() {
        let read = parse(form.example, &context);
        let Done { code, stdout, stderr } = desk.note(&["--json", "--", form.example]);
        if code == Some(0) {
            let object: Value = serde_json::from_str(&stdout).expect("JSON");
            assert_eq!(object["kind"], read.kind.word(), "{}", form.example);
            assert!(object["entry"].is_string() || object["done"].is_string(), "{object}");
            noted += 1;
        } else {
            assert!(code == Some(1) && stderr.contains("hint: "), "{}: {stderr}", form.example);
            let fence = minutebook::notation::is_fence(form.example);
            assert!(read.order.is_some() || fence, "{}: {stderr}", form.example);
        }
        desk.forget_all_but(&before);
    }
    assert!(noted > 40, "{noted} forms of {}", forms().len());
}

#[test]
fn what_comes_to_nothing_or_needs_a_screen_is_refused_and_leaves_no_trace() {
    let desk = in_the_novel();
    let before = desk.files();
    for line in ["s/nowhere/x/", "done 9", "close action-9", "/entry.done", "/times", "```"] {
        desk.note(&[line]).fails(1, &["hint: with a leading backslash any line is a note"]);
    }
    for line in ["/leave", "/help", "/palette"] {
        desk.note(&[line]).fails(1, &["needs a screen"]);
    }
    assert_eq!(desk.files(), before);
    desk.note(&[r"\s/nowhere/x/"]).output();
    assert_eq!(desk.entries("The novel"), ["note s/nowhere/x/"]);
}

#[test]
fn what_no_terminal_may_see_comes_into_the_minutes_without_harm() {
    let desk = in_the_novel();
    let said = desk.note(&["a \u{1b}[31mred\u{7} \u{202e}line"]).output();
    assert_eq!(said, "note · in The novel\n");
    desk.note_lines(&["-"], b"broken \xff\xfe bytes\n").output();
    let entries = desk.entries("The novel");
    assert!(entries[0].contains("red") && !entries[0].contains('\u{1b}'), "{entries:?}");
    assert_eq!(entries[1], "note broken \u{fffd}\u{fffd} bytes");
}

#[test]
fn a_damaged_journal_is_not_written_beside() {
    let desk = in_the_novel();
    let (name, text) = desk.files().pop().expect("a journal");
    let text = String::from_utf8(text).expect("text").replacen("bring wine", "bring beer", 1);
    fs::write(desk.folder().join(name), text).expect("damaged");
    let before = desk.files();
    desk.note(&["--meeting", "last", "x"]).fails(1, &["damaged", "minutebook repair"]);
    assert_eq!(desk.files(), before);
}
