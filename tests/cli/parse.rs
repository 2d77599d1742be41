//! `minutebook parse`: lines in, what they would become out, at once; and docs/scripts.md, done as it says.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::terminal::{Terminal, clean_environment};
use crate::{Desk, Done, done};

/// What the program answers to these bytes on stdin.
fn answered(command: &mut Command, lines: &[u8]) -> Done {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a program");
    child.stdin.take().expect("a pipe").write_all(lines).expect("a program that reads");
    let Output { status, stdout, stderr } = child.wait_with_output().expect("a program that ends");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    Done { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
}

impl Desk {
    fn parse(&self, more: &[&str], lines: &[u8]) -> Done {
        answered(&mut self.command(&[&["parse", "--agenda", "circle.md"], more].concat()), lines)
    }

    fn objects(&self, lines: &[u8]) -> Vec<Value> {
        let output = self.parse(&["--json"], lines).output();
        output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

#[test]
fn a_line_in_is_a_line_out_for_a_person() {
    let lines = b"Read\n! Ada, Zed \xe2\x80\x94 wine DM-1 due 2026-05-11\n\n= Read on\n? Who\n";
    let said = "\
note        Read
action      wine DM-1 · Ada Conti, Zed (not on the roster) · due Mon 11 May 2026 · DM-1
blank
decision    Read on
question    Who
";
    let desk = Desk::new();
    let output = desk.parse(&[], lines).output();
    let without_hints: String =
        output.lines().map(|line| line.split(" · hint: ").next().unwrap_or_default().to_owned() + "\n").collect();
    assert_eq!(without_hints, said);
}

#[test]
fn machines_get_an_object_a_line_with_what_applies_to_it_only() {
    let desk = Desk::new();
    let found = desk.objects(b"Read\n! Ada, Zed \xe2\x80\x94 wine DM-1 due 2026-05-11\n! wine\n\n  = Read on\n");
    let (read, wine) = (json!({ "line": "Read", "kind": "note", "text": "Read" }), &found[1]);
    assert_eq!(found[0], read);
    assert_eq!(wine["owners"], json!(["Ada Conti", "Zed"]));
    assert_eq!(
        (&wine["unknown"], &wine["due"], &wine["tickets"]),
        (&json!(["Zed"]), &json!("2026-05-11"), &json!(["DM-1"]))
    );
    assert_eq!((&wine["kind"], &wine["text"]), (&json!("action"), &json!("wine DM-1")));
    let bare = json!({ "line": "! wine", "kind": "action", "text": "wine", "owners": [], "unknown": [], "due": null,
        "tickets": [] });
    assert_eq!(found[2], bare);
    assert_eq!(found[3], json!({ "line": "", "kind": "blank" }));
    assert_eq!((&found[4]["line"], &found[4]["text"]), (&json!("  = Read on"), &json!("Read on")));
}

#[test]
fn a_line_is_answered_while_the_pipe_stays_open() {
    let desk = Desk::new();
    let mut command = desk.command(&["parse"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a program");
    let mut lines = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
    for (line, answer) in [("! wine\n", "action      wine\n"), ("= on\n", "decision    on\n")] {
        lines.write_all(line.as_bytes()).expect("a program that reads");
        let mut said = String::new();
        // Blocks for ever where an answer waits for more lines.
        answers.read_line(&mut said).expect("an answer");
        assert_eq!(said, answer);
    }
    drop(lines);
    assert!(child.wait().expect("a program that ends").success());
}

#[test]
fn it_ends_when_nobody_reads_any_more() {
    let desk = Desk::new();
    let mut command = desk.command(&["parse"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a program");
    drop(child.stdout.take());
    let mut lines = child.stdin.take().expect("a pipe");
    let began = Instant::now();
    while lines.write_all(b"a line\n").is_ok() {
        assert!(began.elapsed() < Duration::from_secs(60), "it goes on");
    }
    assert!(child.wait().expect("a program that ends").success());
}

#[test]
fn what_is_no_text_is_reported_with_its_line_and_read_all_the_same() {
    let done = Desk::new().parse(&["--json"], b"= on\n? wh\xffy\n");
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.stderr.contains("stdin:2: not UTF-8"), "{done:?}");
    assert!(done.stdout.contains(r#""text":"wh�y""#), "{done:?}");
}

#[test]
fn marks_of_other_systems_are_no_part_of_a_line() {
    let desk = Desk::new();
    let found = desk.objects(b"\xef\xbb\xbf! wine\r\n= on\r\n? last");
    let lines: Vec<&Value> = found.iter().map(|object| &object["line"]).collect();
    assert_eq!(lines, ["! wine", "= on", "? last"]);
    assert_eq!(found[0]["kind"], "action");
}

#[test]
fn what_steers_a_terminal_reaches_none() {
    let hostile = "! a\u{1b}[2J\u{7f}\u{9b}31m\u{202e}b\u{2028}c\rd\te\n";
    for more in [[].as_slice(), &["--json"]] {
        let output = Desk::new().parse(more, hostile.as_bytes()).output();
        let steers = |sign: char| (sign.is_control() && sign != '\n') || "\u{202e}\u{2028}".contains(sign);
        assert_eq!(output.find(steers), None, "{output:?}");
        assert_eq!(output.lines().count(), 1);
    }
    let text = &Desk::new().objects(hostile.as_bytes())[0]["line"];
    assert_eq!(text, hostile.trim_end_matches('\n'), "machines get it whole");
}

#[test]
fn a_very_long_line_is_one_line_and_whole() {
    let long = format!("= {}", "word, due Friday @Ada — ".repeat(40_000));
    let found = Desk::new().objects(long.as_bytes());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["text"], long["= ".len()..].trim());
}

#[test]
fn lines_between_fences_are_taken_as_they_stand() {
    let found = Desk::new().objects(b"```\n! no action\n  = nor this\n```\n! one\n");
    let kinds: Vec<&Value> = found.iter().map(|object| &object["kind"]).collect();
    assert_eq!(kinds, ["command", "note", "note", "command", "action"]);
    assert_eq!(found[1]["text"], "! no action");
    let found = Desk::new().objects(b"``` this line says more\n! one\n");
    assert_eq!((&found[0]["text"], &found[1]["kind"]), (&json!("``` this line says more"), &json!("action")));
}

#[test]
fn days_count_from_the_date_given_else_from_today_in_the_agendas_zone() {
    let desk = Desk::new();
    let due = |more: &[&str], now: &str| {
        let mut command = desk.command(&[&["parse", "--json", "--agenda", "circle.md"], more].concat());
        let output = answered(command.env("MINUTEBOOK_NOW", now), b"! wine due tomorrow\n").output();
        serde_json::from_str::<Value>(&output).expect("JSON")["due"].clone()
    };
    // Eleven in the evening in London is the next day in Rome.
    assert_eq!(due(&[], "2026-05-04T23:30:00+01:00"), "2026-05-06");
    assert_eq!(due(&["--date", "2020-02-28"], "2026-05-04T23:30:00+01:00"), "2020-02-29");
}

#[test]
fn wrong_use_and_a_missing_agenda_are_told_apart() {
    let desk = Desk::new();
    for date in ["yesterday", "2026-02-30", "", "-1"] {
        desk.run(&["parse", "--date", date]).fails(2, &["is no date", "hint: write --date 2019-10-28"]);
    }
    desk.run(&["parse", "--agenda", "nowhere.md"]).fails(1, &["nowhere.md", "hint: "]);
    desk.run(&["parse", "--jsno"]).fails(2, &["--jsno"]);
    assert_eq!(done(desk.command(&["parse"]).stdin(Stdio::null())).output(), "");
}

#[test]
fn typed_at_a_terminal_each_line_is_answered_below_it() {
    let desk = Desk::new();
    let mut terminal = Terminal::start(&["parse"]).cwd(desk.path("")).data_dir(desk.path("data")).spawn();
    terminal.type_text("= Read on\r");
    terminal.wait_for("decision    Read on");
    terminal.keys("C-d");
    assert!(terminal.wait_exit().success());
}

/// A fenced block of a page: its first words, the line after its fence, and the line of its end.
fn blocks(lines: &[&str]) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = (at..lines.len()).find(|&line| lines[line].starts_with("```")) {
        let end = (begin + 1..lines.len()).find(|&line| lines[line] == "```").expect("an end of the block");
        found.push((lines[begin].trim_start_matches('`').to_owned(), begin + 1, end));
        at = end + 1;
    }
    found
}

/// What a shell prints for a command, with the program on its path.
fn typed_in(desk: &Desk, command: &str) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_minutebook")).parent().expect("a folder");
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(desk.path("")).env_clear().envs(clean_environment(&desk.path("home")));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([program.to_owned()].into_iter().chain(std::env::split_paths(&path)));
    shell.env("PATH", path.expect("a path")).env("MINUTEBOOK_DATA_DIR", desk.path("data"));
    done(&mut shell).output().lines().map(str::to_owned).collect()
}

#[test]
fn every_command_of_the_page_for_scripts_prints_what_the_page_shows() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scripts.md");
    let text = fs::read_to_string(&page).expect("a page");
    let lines: Vec<&str> = text.lines().collect();
    let desk = Desk::new();
    let mut written: Vec<String> = Vec::new();
    let mut from = 0;
    let mut tried = 0;
    for (head, begin, end) in blocks(&lines) {
        written.extend(lines[from..begin].iter().map(|&line| line.to_owned()));
        from = end;
        if head != "console" {
            let name = head.split(' ').nth(1).expect("a file's name");
            fs::write(desk.path(name), lines[begin..end].join("\n") + "\n").expect("a file");
            from = begin;
            continue;
        }
        for command in lines[begin..end].iter().filter_map(|line| line.strip_prefix("$ ")) {
            written.push(format!("$ {command}"));
            written.extend(typed_in(&desk, command));
            tried += 1;
        }
    }
    written.extend(lines[from..].iter().map(|&line| line.to_owned()));
    let written = written.join("\n") + "\n";
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        fs::write(&page, &written).expect("a page written");
    }
    assert!(tried >= 2, "the page has no commands");
    assert_eq!(fs::read_to_string(&page).expect("a page"), written, "run the tests once with UPDATE_ASSETS=1");
}

#[test]
fn every_field_of_an_object_is_described_for_scripts() {
    let page = include_str!("../../docs/scripts.md");
    let source = include_str!("../../src/cli/parse/machine.rs");
    let (_, fields) = source.split_once("pub(super) struct Parsed<'a> {").expect("the object");
    let (fields, _) = fields.split_once("\n}").expect("its end");
    let names = fields.lines().filter_map(|line| line.trim().split_once(": ")).map(|(name, _)| name);
    let names: Vec<&str> = names.filter(|name| !name.starts_with("//")).collect();
    assert!(names.len() >= 16, "{names:?}");
    let missing: Vec<&&str> = names.iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn lines_are_read_as_when_the_format_was_frozen() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/parse");
    let file = |name: &str| fs::read_to_string(corpus.join(name)).expect("a file of the corpus");
    let desk = Desk::new();
    fs::write(desk.path("circle.md"), file("v1-agenda.md")).expect("an agenda");
    let output = desk.parse(&["--json", "--date", "2019-10-28"], file("v1-lines.txt").as_bytes()).output();
    let golden = corpus.join("v1-objects.jsonl");
    if !golden.exists() && std::env::var_os("MINUTEBOOK_BLESS").is_some() {
        fs::write(&golden, &output).expect("a golden file");
    }
    let golden = file("v1-objects.jsonl");
    assert_eq!(output.lines().count(), golden.lines().count());
    for (now, before) in output.lines().zip(golden.lines()) {
        let object = |line: &str| serde_json::from_str::<Map<String, Value>>(line).expect("an object");
        let (now, mut before) = (object(now), object(before));
        // The words of a hint are for people and may change.
        before.remove("hint");
        for (name, value) in before {
            assert_eq!(now.get(&name), Some(&value), "{name} of {}", now["line"]);
        }
    }
}
