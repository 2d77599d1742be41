//! `minutebook import`, and other commands on what is no Markdown: what they make of it, and what they say where they cannot.

use std::fs;
use std::io::Write;
use std::process::{Output, Stdio};

use serde_json::{Value, json};

use crate::{Desk, Done};

const PAGE: &str = "# Weekly: 2026-05-05\n\n## 10:00 Budget (20m)\n\n## 09:00 Opening\n";

impl Desk {
    /// The program with this on its standard input.
    fn fed(&self, arguments: &[&str], input: &[u8]) -> Done {
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a program");
        child.stdin.take().expect("a pipe").write_all(input).expect("a program that reads");
        let Output { status, stdout, stderr } = child.wait_with_output().expect("a program that ends");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Done { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }
}

#[test]
fn an_agenda_comes_from_a_file_or_a_pipe_and_what_is_to_look_at_has_its_place() {
    let desk = Desk::new();
    let done = desk.run(&["import", "circle.md"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.stdout.contains("## 19:05 The novel\n") && done.stdout.contains("mood: sunny"), "{done:?}");
    assert!(done.stderr.contains("circle.md:5:1: `mood` is not a key of an agenda"), "{done:?}");
    assert!(done.stderr.contains("minutebook: 1 day, 3 slots; 1 place to look at\n"), "{done:?}");
    let piped = desk.fed(&["import", "-"], fs::read(desk.path("circle.md")).expect("the agenda").as_slice());
    assert_eq!(piped.stdout, done.stdout);
    assert!(piped.stderr.contains("stdin:5:1: "), "{piped:?}");
    // What is written is an agenda that reads as the same again.
    let again = desk.fed(&["import", "-"], done.stdout.as_bytes());
    assert_eq!(again.stdout, done.stdout);
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let desk = Desk::new();
    fs::write(desk.path("page.md"), PAGE).expect("a file");
    let one = desk.run(&["import", "page.md", "-o", "agenda.md"]);
    assert_eq!((one.code, one.stdout.as_str()), (Some(0), "agenda.md\n"), "{one:?}");
    let two = desk.run(&["import", "circle.md", "-o", "agenda.md"]);
    assert_eq!((two.code, two.stdout.as_str()), (Some(0), "agenda-2.md\n"), "{two:?}");
    assert!(two.stderr.contains("agenda.md is there already and stays as it is"), "{two:?}");
    assert!(fs::read_to_string(desk.path("agenda.md")).expect("it").contains("Budget"));
    desk.run(&["import", "page.md", "-o", "no/where.md"]).code.filter(|code| *code == 1).expect("a failure");
}

#[test]
fn several_files_are_one_agenda() {
    let desk = Desk::new();
    fs::write(desk.path("page.md"), PAGE).expect("a file");
    let found = desk.run(&["import", "--json", "circle.md", "page.md"]).json();
    assert_eq!((&found["format"], &found["version"]), (&"minutebook/import".into(), &1.into()));
    assert_eq!(found["head"]["title"], "Reading circle");
    let days: Vec<_> = found["days"].as_array().expect("days").iter().map(|day| day["date"].clone()).collect();
    assert_eq!(days, [json!("2026-05-04"), json!("2026-05-05")]);
    assert_eq!(found["told"], json!([]));
    assert_eq!(found["diagnostics"][0]["file"], "circle.md");
    let places: Vec<&Value> = found["diagnostics"].as_array().expect("places").iter().collect();
    assert!(places.iter().any(|place| place["file"] == "page.md"), "{places:?}");
}

#[test]
fn the_form_can_be_named_and_has_to_be_one() {
    let desk = Desk::new();
    for verb in ["import", "check", "open"] {
        desk.run(&[verb, "circle.md", "--from", "docx"])
            .fails(2, &["`docx` is no form that is read", "one of md, csv"]);
    }
    assert_eq!(desk.run(&["check", "--from", "md", "circle.md"]).code, Some(0));
}

#[test]
fn a_calendar_is_checked_and_imported_but_not_planned_in() {
    let desk = Desk::new();
    let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260504T070000Z\r\n\
        DTSTART:20260504T090000Z\r\nDTEND:20260504T093000Z\r\nSUMMARY:Budget\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    fs::write(desk.path("invite.ics"), event).expect("a file");
    assert_eq!(desk.run(&["check", "invite.ics"]).code, Some(0));
    assert_eq!(desk.run(&["import", "invite.ics"]).code, Some(0));
    desk.run(&["plan", "--json", "invite.ics"])
        .fails(1, &["this is none", "minutebook import invite.ics -o agenda.md"]);
}

#[test]
fn a_file_of_an_office_is_named_and_the_way_out_of_it_said() {
    let desk = Desk::new();
    for (name, bytes, words) in [
        ("a.pdf", b"%PDF-1.7\n\0".as_slice(), ["a PDF file", "pdftotext"]),
        ("a.docx", b"PK\x03\x04\0word/document.xml\0", ["a word processor's file", "web page"]),
        ("a.xlsx", b"PK\x03\x04\0xl/workbook.xml\0", ["a spreadsheet's file", "CSV"]),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", ["an office program's file", "hint: "]),
        ("a.zip", b"PK\x03\x04\0a.txt", ["an archive", "hint: "]),
    ] {
        fs::write(desk.path(name), bytes).expect("a file");
        for verb in ["import", "check", "open"] {
            desk.run(&[verb, name]).fails(1, &[name, words[0], words[1]]);
        }
    }
}

#[test]
fn what_is_too_large_too_many_or_too_deep_is_said() {
    let desk = Desk::new();
    fs::write(desk.path("large.md"), "a\n".repeat(9 << 20)).expect("a file");
    desk.run(&["import", "large.md"]).fails(1, &["large.md", "more than 16 MiB", "hint: "]);
    let many: String =
        (0..10_100).fold(String::from("# 2026-05-04\n"), |all, n| all + &format!("\n## Slot {n} (5m)\n"));
    fs::write(desk.path("many.md"), many).expect("a file");
    let done = desk.run(&["import", "many.md", "-o", "fewer.md"]);
    assert!(done.stderr.contains("1 day, 10000 slots"), "{}", done.stderr);
    assert!(done.stderr.contains("More than 10000 slots; from here on all is text"), "{}", done.stderr);
    let deep: String =
        (0..2_000).fold(String::from("## 09:00 Deep\n"), |all, depth| all + &" ".repeat(2 * depth) + "- x\n");
    fs::write(desk.path("deep.md"), deep).expect("a file");
    let done = desk.run(&["import", "deep.md"]);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert!(done.stderr.contains("deeper than 32 levels"), "{}", done.stderr);
}

#[test]
fn standard_input_is_for_one_agenda_and_not_for_a_screen() {
    let desk = Desk::new();
    desk.fed(&["import", "-", "-"], b"").fails(2, &["once only"]);
    desk.fed(&["open", "-"], b"# x").fails(2, &["standard input", "minutebook import - -o agenda.md"]);
    assert_eq!(desk.fed(&["check", "-"], PAGE.as_bytes()).code, Some(0));
}

#[test]
fn the_zone_of_one_file_that_counts_for_the_others_is_said() {
    let desk = Desk::new();
    fs::write(desk.path("a.md"), "# 2026-05-04\n\n## 09:00 One\n").expect("an agenda");
    fs::write(desk.path("b.md"), "---\ntimezone: Asia/Tokyo\n---\n# 2026-05-05\n\n## 09:00 Two\n").expect("another");
    let both = desk.run(&["import", "a.md", "b.md"]);
    assert!(both.stderr.contains("a.md: no time zone is said; the times are taken to be in Asia/Tokyo"), "{both:?}");
    assert!(!desk.run(&["import", "a.md"]).stderr.contains("time zone"));
}

#[test]
fn what_minutes_tell_stands_below_its_slot_and_in_the_json() {
    let desk = Desk::with_a_meeting();
    let minutes = desk.run(&["export", "-f", "json"]).output();
    fs::write(desk.path("minutes.json"), minutes).expect("the minutes");
    let done = desk.run(&["import", "minutes.json"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    let wanted = "  - Everybody has read it\n  - Action: Bruno Serra — bring wine due 2026-05-11\n";
    assert!(done.stdout.contains(wanted), "{}", done.stdout);
    assert!(done.stdout.contains("- Noted earlier (held "), "{}", done.stdout);
    assert!(done.stderr.contains("1 day, 3 slots, 1 action item, 1 other line"), "{}", done.stderr);
    let found = desk.run(&["import", "--json", "minutes.json"]).json();
    let told = &found["told"][0];
    assert_eq!((&told["day"], &told["slot"], &told["title"]), (&json!(1), &json!(1), &json!("Welcome")));
    assert!(told["actual"]["start"].as_str().is_some_and(|start| start.starts_with("2026-05-04T19:00")), "{told}");
    let wine = &told["entries"][1];
    let fields = ["kind", "text", "number", "owners", "due", "status", "children"].map(|name| wine[name].clone());
    let wanted = json!(["action", "bring wine", 1, ["Bruno Serra"], "2026-05-11", "open", []]);
    assert_eq!(Value::from(fields.to_vec()), wanted);
    // It can be held again, and what was told is there to be seen.
    let checked = desk.run(&["check", "minutes.json"]).output();
    assert!(checked.contains("told of an earlier meeting: 1 action item, 1 other line"), "{checked}");
}

#[test]
fn a_page_of_confluence_is_named_after_its_file_without_what_says_its_form() {
    let desk = Desk::with_a_meeting();
    desk.run(&["export", "-f", "confluence", "-o", "circle-minutes.confluence.xml"]).output();
    // The heading of this page is that of its day, and nothing on it names the meeting.
    let page = fs::read_to_string(desk.path("circle-minutes.confluence.xml")).expect("a page").replace("Evening: ", "");
    fs::write(desk.path("circle-minutes.confluence.xml"), page).expect("a page");
    let read = desk.run(&["import", "--json", "circle-minutes.confluence.xml"]).json();
    assert_eq!(read["head"]["title"], "circle-minutes", "{read}");
    fs::create_dir(desk.path("read")).expect("a folder");
    assert_eq!(desk.run(&["import", "circle-minutes.confluence.xml", "-o", "read"]).stdout, "read/circle-minutes.md\n");
}

#[test]
fn what_is_no_agenda_or_cannot_be_written_is_refused_with_what_to_do() {
    let desk = Desk::new();
    let nothing = desk.fed(&["import", "-"], b" \n");
    assert_eq!((nothing.code, nothing.stdout.as_str()), (Some(1), ""), "{nothing:?}");
    assert!(nothing.stderr.contains("stdin: there is nothing in it"), "{nothing:?}");
    desk.run(&["import", "--from", "ics", "circle.md"]).fails(1, &["circle.md is no calendar", "leave --from out"]);
    fs::create_dir(desk.path("inbox")).expect("a folder");
    desk.run(&["import", "inbox"]).fails(1, &["inbox: Is a directory", "name a file in it"]);
    let done = desk.run(&["import", "circle.md", "-o", "no/where.md"]);
    assert!(
        done.stderr.contains("no/where.md: No such file or directory\n  hint: the folder no is not there"),
        "{done:?}"
    );
    assert!(!done.stderr.contains(".minutebook-") && !done.stderr.contains("os error"), "{done:?}");
    fs::write(desk.path("bytes.md"), b"# A\n\nx\0y\n").expect("a file");
    desk.run(&["check", "bytes.md"]).fails(1, &["minutebook: bytes.md:3:2: not a text, there is a zero byte\n"]);
}

#[test]
fn check_says_the_zone_who_chairs_and_how_many_points_a_slot_has() {
    let desk = Desk::new();
    fs::write(
        desk.path("a.md"),
        "---\ntitle: A\ntimezone: Europe/Berlin\n---\n## 09:00 Plan\nChair: Ann Lee\n\n- one\n- two\n",
    )
    .expect("a file");
    let said = desk.run(&["check", "a.md"]).output();
    assert!(said.contains("times are of Europe/Berlin\n  09:00 Plan · Ann Lee · 2 points\n"), "{said}");
}
