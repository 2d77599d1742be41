//! `minutebook take` with lines from a pipe: what is answered, what becomes of the meeting, how it ends.
//!
//! Not here: what each line is answered (see `screen`), and a terminal (see `meeting_live`).

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use super::*;

/// A desk whose agenda is understood to its last word.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::write(desk.path("circle.md"), AGENDA.replace("mood: sunny\n", "")).expect("an agenda");
    desk
}

/// The program with these arguments and these lines on stdin.
fn piped(desk: &Desk, arguments: &[&str], lines: &str) -> Done {
    let mut command = desk.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("a program that runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let lines = lines.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(lines.as_bytes())));
    let output = child.wait_with_output().expect("a program that ends");
    writer.join().expect("the lines");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    Done { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The journal of the desk's only meeting, a record a line.
fn journal(desk: &Desk) -> Vec<Value> {
    let folders = fs::read_dir(desk.path("data/meetings")).expect("meetings");
    let folder = folders.flatten().next().expect("a meeting").path();
    let files = fs::read_dir(folder).expect("files").flatten().map(|file| file.path());
    let file = files.into_iter().find(|path| path.extension().is_some_and(|it| it == "jsonl")).expect("a journal");
    let text = fs::read_to_string(file).expect("a journal");
    text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

/// What was done, without when.
fn acts(desk: &Desk) -> Vec<String> {
    let kept =
        |record: &Value| ["seq", "cause", "clears", "events"].map(|key| format!("{key} {}", record[key])).join(" ");
    // The first has the path of the agenda.
    journal(desk).iter().skip(1).map(kept).collect()
}

#[test]
fn a_script_is_answered_line_by_line_and_its_meeting_closed() {
    let desk = desk();
    let lines = "/next\nEverybody has read it\n- by heart\n! Bruno — bring wine due 2026-05-11\n/close\nc\n";
    let said = piped(&desk, &["take", "circle.md"], lines).output();
    let minutes = desk.path("circle.md").canonicalize().expect("a path");
    let minutes = minutes.with_file_name("circle-minutes.json");
    let answers: Vec<&str> = said.lines().collect();
    assert_eq!(
        answers[..5],
        [
            "Now Welcome, 0 of 5 min",
            "Note",
            "Note, level 2",
            "Action item 1, Bruno Serra, due Mon 11 May",
            "Slots not reached, 1: The novel",
        ]
    );
    assert!(said.contains("\nReading circle is closed. Its minutes:\n"), "{said}");
    assert!(said.contains(&format!("\n  {}\n", minutes.display())), "{said}");
    let minutes: Value = serde_json::from_str(&fs::read_to_string(minutes).expect("minutes")).expect("JSON");
    assert_eq!(minutes["days"][0]["slots"][0]["entries"][0]["children"][0]["text"], "by heart");
    assert_eq!(minutes["actions"][0]["owners"], serde_json::json!(["Bruno Serra"]));
}

#[test]
fn the_journal_holds_what_the_screen_writes_for_the_same_lines() {
    let screen = desk();
    let mut terminal = Terminal::start(&["open", "circle.md"])
        .cwd(screen.0.path())
        .data_dir(screen.path("data"))
        .env("MINUTEBOOK_NOW", SEVEN)
        .spawn();
    terminal.wait_for("● saved");
    terminal.keys("C-n");
    terminal.type_text("Everybody has read it\r\tby heart\r\x1b[Z! Bruno — bring wine due 2026-05-11\r");
    terminal.type_text("present+ Ada\rs/read/enjoyed/\r");
    terminal.keys("C-n");
    terminal.type_text("= The next one is longer\r/");
    terminal.wait_for("Do");
    terminal.type_text("done 1\r");
    terminal.wait_for("Done: bring wine");
    terminal.keys("C-z C-q");
    terminal.wait_for("leave it open");
    terminal.keys("c");
    assert!(terminal.wait_exit().success());

    let plain = desk();
    let lines = "/next\nEverybody has read it\n  by heart\n! Bruno — bring wine due 2026-05-11\npresent+ Ada\n\
        s/read/enjoyed/\n/next\n= The next one is longer\n/done 1\n/undo\n/close\nc\n";
    piped(&plain, &["take", "circle.md"], lines).output();
    assert_eq!(acts(&plain), acts(&screen));
}

#[test]
fn lines_that_end_leave_the_meeting_open_and_its_clock_paused() {
    let desk = desk();
    // The last line needs no end.
    let said = piped(&desk, &["take", "circle.md"], "/next\r\n! Ada -- read on").output();
    let data = desk.path("data");
    assert!(!said.contains("--data-dir") && data.is_dir());
    assert_eq!(
        said,
        "Now Welcome, 0 of 5 min\nAction item 1, Ada Conti, no date\nReading circle is open. Go on with: minutebook take 2026-05-04-reading-circle\n"
    );
    assert_eq!(desk.run(&["status", "--json"]).json()["state"], "paused");
    let said = piped(&desk, &["take", "last"], "/where\n/actions\n").output();
    assert!(
        said.starts_with("Mon 4 May, 19:00. Looking at Welcome, paused at 0 of 5 min, 1 line; no clock runs."),
        "{said}"
    );
    assert!(said.contains("\n1 open, Ada Conti: read on; in Welcome\n"), "{said}");
}

#[test]
fn lines_that_were_not_taken_are_counted_and_the_others_stand() {
    let desk = desk();
    let done = piped(&desk, &["take", "circle.md"], "one\n/nxet\ntwo\n/jump nowhere\n");
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.stderr.contains("2 of 4 lines were not taken: 2, 4"), "{done:?}");
    assert!(done.stdout.contains("did you mean /next?"), "{done:?}");
    let minutes = desk.run(&["export", "-f", "json"]).json();
    let entries = minutes["days"][0]["slots"][0]["entries"].as_array().expect("entries").clone();
    assert_eq!(entries.iter().map(|entry| entry["text"].as_str()).collect::<Vec<_>>(), [Some("one"), Some("two")]);
}

#[test]
fn a_closed_meeting_asks_and_the_first_line_answers() {
    let desk = desk();
    piped(&desk, &["take", "circle.md"], "one\n/close\nc\n").output();
    let done = piped(&desk, &["take", "circle.md"], "two\n");
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.stderr.contains("Reading circle is closed") && done.stderr.contains("1 opens it again"), "{done:?}");
    let said = piped(&desk, &["take", "circle.md"], "1\ntwo\n/notes\n").output();
    assert!(
        said.contains("1 Open it again: every line is where it was\n2 Start a new meeting from its agenda"),
        "{said}"
    );
    assert!(said.contains("Welcome, 2 lines\n1 note: one\n2 note: two\n"), "{said}");
    let said = piped(&desk, &["take", "circle.md"], "/close\nc\n");
    assert_eq!(said.code, Some(0), "it is in progress again: {said:?}");
    piped(&desk, &["take", "circle.md"], "2\nof the other\n").output();
    assert_eq!(desk.run(&["list", "--json"]).json()["meetings"].as_array().map(Vec::len), Some(2));
}

#[test]
fn nothing_in_a_title_or_a_line_steers_the_terminal() {
    let desk = desk();
    let agenda = "---\ntitle: \"Board \\e]0;x\\a\\u202Edraob\"\npeople: [\"Ada \\e[31mConti\"]\n---\n\
        # 2026-05-04\n\n## 19:00 Wel\u{1b}[2Jcome\u{202e}\n- point \u{9b}31m\n\n## Next \u{1b}]52;c;eA==\u{7}\n";
    fs::write(desk.path("circle.md"), agenda).expect("an agenda");
    let lines = "/next\na \u{1b}[31m line \u{202e}\n! Ada — do \u{1b}c it\n/notes\n/slots\n/points\n/people\n/where\n/actions\n\
        /jump\n2\n/closeout\n\n/topic x\u{1b}[2J\nx\n/edit\n\n/snippets\n/attach \u{1b}[2J.pdf\n/queue\n/undo\n/close\nc\n";
    let done = piped(&desk, &["take", "--prompt", "full", "circle.md"], lines);
    assert_eq!(done.code, Some(0), "{done:?}");
    let steers = |sign: char| sign != '\n' && (sign.is_control() || ('\u{202a}'..='\u{202e}').contains(&sign));
    assert!(!done.stdout.contains(steers), "{:?}", done.stdout);
    assert!(done.stdout.contains("a ␛[31m line"), "it is shown instead: {}", done.stdout);
}

#[test]
fn a_long_script_is_quick_and_a_line_longer_than_any_terminal_s_comes_in_whole() {
    let desk = desk();
    let long = "word ".repeat(20_000);
    let said: Vec<String> = (0..3000).map(|number| format!("line {number} of what was said")).collect();
    let mut lines = format!("/next\n{}\n", said.join("\n"));
    lines.push_str(&long);
    let began = std::time::Instant::now();
    let said = piped(&desk, &["take", "circle.md"], &lines).output();
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
    assert_eq!(said.lines().filter(|line| *line == "Note").count(), 3000);
    let minutes = desk.run(&["export", "-f", "json"]).json();
    let entries = minutes["days"][0]["slots"][0]["entries"].as_array().expect("entries").clone();
    assert_eq!(entries.len(), 3001);
    assert_eq!(entries[3000]["text"].as_str().map(str::len), Some(long.trim_end().len()));
}

#[test]
fn what_other_meetings_say_is_found_from_within_one() {
    let desk = desk();
    piped(&desk, &["take", "circle.md"], "= The novel stays on the shelf\n/close\nc\n").output();
    let said = piped(&desk, &["take", "circle.md"], "2\n/search shelf\nand on\n/notes\n").output();
    let found = "Looks for shelf in all meetings\nFound 1 line\n\
        1 decision, 4 May 2026, Reading circle, Welcome: The novel stays on the shelf\nNote\n";
    assert!(said.contains(found), "{said}");
}

#[test]
fn wrong_use_is_said_before_anything_is_begun() {
    let desk = desk();
    desk.run(&["take", "-"]).fails(2, &["standard input"]);
    desk.run(&["take", "--prompt", "loud", "circle.md"]).fails(2, &["write full, short or none"]);
    desk.run(&["take", "nowhere"]).fails(1, &["nowhere"]);
    assert!(!desk.path("data/meetings").exists());
}

/// The blocks of a page with this word behind their fence.
fn blocks(page: &str, fence: &str) -> Vec<String> {
    let fence = format!("```{fence}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_page_about_it_says_what_is_said() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/plain-mode.md")).expect("a page");
    let desk = desk();
    fs::write(desk.path("circle.md"), &blocks(&page, "markdown circle.md")[0]).expect("an agenda");
    let lines = blocks(&page, "text lines.txt")[0].clone();
    let done = piped(&desk, &["take", "circle.md"], &lines);
    let wanted = blocks(&page, "text answers")[0].clone();
    assert_eq!((done.stdout, done.code), (wanted, Some(1)));
}
