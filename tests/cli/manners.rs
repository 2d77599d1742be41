//! What all subcommands have in common: exit codes, help, manual pages, words for typos, and what their objects hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::series::Held;
use crate::terminal::{Screen, Terminal};
use crate::{Desk, done};

type Words = &'static [&'static str];

/// Each subcommand, brought to each of its ends: 0, 1 and 2. Without a terminal, so that what needs one is refused.
const ENDS: [(&str, Words, Words, Words); 32] = [
    ("check", &["circle.md"], &["nowhere.md"], &["--from", "zzz", "circle.md"]),
    ("import", &["circle.md"], &["nowhere.md"], &["--from", "zzz", "circle.md"]),
    ("plan", &["--json", "circle.md"], &["--json", "nowhere.md"], &["--zzz"]),
    ("next", &["--yes", "-o", "-"], &["no-such-meeting"], &["--date", "zzz"]),
    ("open", &[], &["nowhere.md"], &["--from", "zzz", "circle.md"]),
    ("take", &["last"], &["nowhere.md"], &["--from", "zzz", "circle.md"]),
    ("note", &["All is well"], &["--meeting", "no-such", "x"], &[]),
    ("attach", &["slides.pdf"], &["--meeting", "no-such", "x"], &["--zzz"]),
    ("status", &[], &["no-such"], &["--zzz"]),
    ("clock", &[], &[], &[]),
    ("show", &[], &["no-such"], &["--slot", "zzz"]),
    ("export", &["-f", "md"], &["no-such"], &["-f", "zzz"]),
    ("approve", &["2026-01-05-weekly"], &["no-such"], &["--zzz"]),
    ("log", &[], &["no-such"], &["--zzz"]),
    ("list", &[], &[], &["--zzz"]),
    ("search", &["plan"], &[], &[]),
    ("actions", &[], &["-f", "md", "-o", "no/such/folder"], &["--due-before", "zzz"]),
    ("done", &["1", "--series", "Weekly"], &["99"], &["zzz"]),
    ("item", &["2"], &["99"], &["zzz"]),
    ("decisions", &[], &["-f", "md", "-o", "no/such/folder"], &["--since", "zzz"]),
    ("people", &[], &["nobody"], &["--zzz"]),
    ("stats", &[], &["-f", "md", "-o", "no/such/folder"], &["--since", "zzz"]),
    ("verify", &[], &["no-such"], &["--zzz"]),
    ("repair", &[], &["no-such"], &["--zzz"]),
    ("archive", &["2026-01-05-weekly"], &["no-such"], &[]),
    ("delete", &["2026-01-05-weekly", "--yes"], &["no-such", "--yes"], &[]),
    ("parse", &[], &["--agenda", "nowhere.md"], &["--date", "zzz"]),
    ("demo", &[], &[], &["--zzz"]),
    ("config", &["--check"], &["--check", "--config", "circle.md"], &["--json"]),
    ("keys", &["--preset", "emacs"], &[], &["--preset", "zzz"]),
    ("completions", &["bash"], &[], &["zzz"]),
    ("man", &["pages"], &["circle.md"], &[]),
];

/// A closed meeting of a series, and one in progress.
fn desk() -> Desk {
    let desk = Desk::new();
    let mut closed = Held::opens(&desk, 1, Some("Weekly"), "Weekly", "2026-01-05");
    closed.owes(11, 1, "draft the plan", &["Ada Conti"], None);
    closed.decides(13, "We meet weekly");
    closed.closes();
    let mut open = Held::opens(&desk, 2, None, "Kick off", "2026-02-09");
    open.owes(11, 2, "buy a boat", &["Bruno Serra"], Some("2026-02-10"));
    desk
}

/// The subcommands that the help shows.
fn subcommands(desk: &Desk) -> BTreeSet<String> {
    let help = desk.run(&["--help"]).output();
    let rows = help.lines().filter_map(|line| line.strip_prefix("  ")).filter(|row| !row.starts_with([' ', '-']));
    let names = rows.filter_map(|row| row.split_whitespace().next());
    names.filter(|name| !["help", "minutebook"].contains(name)).map(str::to_owned).collect()
}

fn docs(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).expect("a page of the docs")
}

#[test]
fn every_subcommand_ends_with_0_1_and_2_as_the_docs_say() {
    let here = desk();
    let known: BTreeSet<String> = ENDS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(subcommands(&here), known, "the subcommands of the help");
    let scripts = docs("scripts.md");
    let table = scripts.split_once("\n## Exit codes\n").expect("the table of exit codes").1;
    for (name, done_by, fails_by, wrong_by) in ENDS {
        let row = table.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).unwrap_or_default();
        let cells: Vec<&str> = row.split(" | ").collect();
        assert_eq!(cells.len(), 3, "a row of {name} in docs/scripts.md: {row:?}");
        for (code, arguments) in [(0, done_by), (1, fails_by), (2, wrong_by)] {
            let arguments = [&[name], arguments].concat();
            match (name, code) {
                ("open" | "demo", 0) => {} // screens that other tests go through
                ("clock", 0) => assert_eq!(ends_on_a_terminal(&arguments), 0, "{arguments:?}"),
                ("clock", 1) => assert_eq!(ends_on_a_terminal(&[name, "no-such"]), 1, "{arguments:?}"),
                (_, 1) if cells[1].trim() == "–" => assert_eq!(arguments, [name], "the docs say that it cannot fail"),
                _ => {
                    let ended = desk().run(&arguments);
                    assert_eq!(ended.code, Some(code), "{arguments:?}: {ended:?}");
                    assert!(code == 0 || !ended.stderr.is_empty(), "{arguments:?} says why: {ended:?}");
                }
            }
        }
    }
}

/// How the clock ends that is left with its key.
fn ends_on_a_terminal(arguments: &[&str]) -> u32 {
    let desk = desk();
    let mut terminal = Terminal::start(arguments).cwd(desk.path(".")).data_dir(desk.path("data")).spawn();
    if terminal.lives_until(Screen::alternate_screen) {
        terminal.type_text("q");
    }
    terminal.wait_exit().exit_code()
}

/// The names of all fields of an object, and of what is in it.
fn fields(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields_of) => {
            for (name, value) in fields_of {
                names.insert(name.clone());
                fields(value, names);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| fields(value, names)),
        _ => {}
    }
}

#[test]
fn every_field_of_what_is_printed_for_machines_is_in_the_docs() {
    let all = docs("scripts.md");
    let journal = docs("journal-format.md");
    let minutes = docs("minutes-json.md");
    let section = |title: &str| {
        let text = all.split_once(&format!("\n## {title}\n")).unwrap_or_else(|| panic!("no section {title}")).1;
        text.split("\n## ").next().unwrap_or_default().to_owned()
    };
    let agenda = "---\ntitle: Circle\ntimezone: Europe/Rome\nmood: sunny\npeople: [Ada Conti]\n---\n# 2026-05-04\n\n## 09:00 The novel (40m)\n- First\n\n## Requests\n\n- The novel, requested by Ada: part 2\n";
    let asked: [(&[&str], String); 19] = [
        (&["parse", "--json"], section("The object of a line")),
        (&["check", "--json", "asked.md"], section("Agendas in any form")),
        (&["import", "--json", "asked.md"], section("Agendas in any form")),
        (&["plan", "--json", "asked.md"], section("Planning")),
        (
            &["note", "--json", "! Ada Conti — read on"],
            section("Adding lines to a meeting") + &section("The object of a line"),
        ),
        (&["status", "--json"], section("How the meeting is doing")),
        (&["search", "--json", "plan"], section("Searching all meetings")),
        (&["list", "--json"], section("Searching all meetings")),
        (&["archive", "--json", "2026-01-05-weekly"], section("Searching all meetings")),
        (&["actions", "--json", "--all"], section("Who owes what")),
        (&["decisions", "--json"], section("Who owes what")),
        (&["people", "--json"], section("Who is who")),
        (&["people", "ada", "--json"], section("Who is who")),
        (&["stats", "--json"], section("Statistics")),
        (&["item", "2", "--json"], section("Ticking an action item off") + &section("Who owes what")),
        (&["done", "2", "--json"], section("Ticking an action item off") + &section("Who owes what")),
        (&["verify", "--json"], section("Journals")),
        (&["log", "--json"], section("Journals") + &journal),
        (&["show", "--json", "2026-01-05-weekly"], minutes),
    ];
    let mut missing = Vec::new();
    for (arguments, text) in asked {
        let desk = desk();
        fs::write(desk.path("asked.md"), agenda).expect("an agenda");
        if arguments[0] == "archive" {
            desk.run(&["list"]).output();
        }
        let printed = desk.run(arguments);
        assert_eq!(printed.code, Some(0), "{arguments:?}: {printed:?}");
        let mut names = BTreeSet::new();
        for value in serde_json::Deserializer::from_str(&printed.stdout).into_iter::<Value>() {
            fields(&value.expect("JSON"), &mut names);
        }
        names.retain(|name| !text.contains(&format!("`{name}`")));
        missing.extend((!names.is_empty()).then_some((arguments, names)));
    }
    assert!(missing.is_empty(), "not in the docs: {missing:#?}");
}

#[test]
fn a_slip_of_the_keyboard_is_answered_with_the_right_word() {
    let desk = desk();
    desk.run(&["opne", "circle.md"]).fails(2, &["'open'"]);
    // A file is what somebody wants to open.
    desk.run(&["circle.md"]).fails(2, &["unrecognized subcommand 'circle.md'", "minutebook open circle.md"]);
    desk.run(&["Our agenda.MD"]).fails(2, &["minutebook open 'Our agenda.MD'"]);
    std::fs::write(desk.path("plan.org"), "* 09:00 Welcome\n").expect("a file");
    desk.run(&["plan.org"]).fails(2, &["minutebook open plan.org"]);
    assert!(!desk.run(&["nowhere.org"]).stderr.contains("open nowhere"), "nothing says that it is an agenda");
    desk.run(&["list", "--arhived"]).fails(2, &["'--archived'"]);
    desk.run(&["export", "-f", "htlm"]).fails(2, &["did you mean `html`?"]);
    desk.run(&["actions", "-f", "doxc"]).fails(2, &["did you mean `docx`?"]);
    desk.run(&["check", "--from", "confluense", "circle.md"]).fails(2, &["did you mean `confluence`?"]);
    desk.run(&["show", "wekly"]).fails(1, &["did you mean 2026-01-05-weekly?"]);
    desk.run(&["show", "--slot", "budgt"]).fails(2, &["Budget"]);
    let series = desk.run(&["actions", "--series", "Wekly"]);
    assert!(series.stderr.contains("did you mean `Weekly`?"), "{series:?}");
    let owner = desk.run(&["actions", "--owner", "Bruno Sera"]);
    assert!(owner.stderr.contains("did you mean `Bruno Serra`?"), "{owner:?}");
}

#[test]
fn there_is_a_manual_page_for_every_subcommand_and_readers_of_such_pages_have_nothing_to_say() {
    let desk = desk();
    let mut made = desk.command(&["man", "pages"]);
    done(made.env("SOURCE_DATE_EPOCH", "1767571200")).output();
    let mut names = subcommands(&desk);
    for page in fs::read_dir(desk.path("pages")).expect("the pages").flatten() {
        let name = page.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_prefix("minutebook-").and_then(|name| name.strip_suffix(".1")) {
            assert!(names.remove(name), "{name} is no subcommand");
        } else {
            assert_eq!(name, "minutebook.1");
        }
        let text = fs::read_to_string(page.path()).expect("a page");
        for part in
            [".TH minutebook", "2026-01-05", ".SH EXAMPLES", ".SH FILES", ".SH ENVIRONMENT", ".SH \"EXIT STATUS\""]
        {
            assert!(text.contains(part), "{part} in {name}");
        }
        let file = page.path();
        let file = file.to_str().expect("a path that is text");
        reads_well("mandoc", &["-T", "lint", "-W", "warning", file], &name);
        reads_well("man", &["--warnings", "-l", file], &name);
    }
    assert!(names.is_empty(), "without a page: {names:?}");
}

/// Runs a reader of manual pages, which is not to complain.
fn reads_well(program: &str, arguments: &[&str], name: &str) {
    let mut command = Command::new(program);
    command.args(arguments).env("LC_ALL", "C.UTF-8").env("MANWIDTH", "80");
    match command.output() {
        Ok(said) => {
            let complaints = if program == "man" { said.stderr } else { [said.stdout, said.stderr].concat() };
            assert_eq!(String::from_utf8_lossy(&complaints), "", "{program} on {name}");
        }
        Err(error) => {
            assert!(std::env::var_os("MINUTEBOOK_VALIDATORS").is_none(), "{program}: {error}");
            eprintln!("SKIPPED: {program} is not installed");
        }
    }
}

#[test]
fn the_help_has_the_subcommands_by_when_they_are_of_use() {
    let desk = desk();
    let help = desk.run(&["--help"]).output();
    let groups =
        ["Before the meeting:", "During the meeting:", "After the meeting:", "Over all meetings:", "Keeping them:"];
    let places: Vec<Option<usize>> = groups.iter().map(|group| help.find(group)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{help}");
    assert_eq!(help, desk.run(&["help"]).output());
}
