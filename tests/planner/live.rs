//! The planner in a terminal, and what is in the files afterwards.
//!
//! Not here: what a key does to a plan (see `verbs`).

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use minutebook::agenda;
use minutebook::meeting::Agenda;
use serde_json::Value;
use tempfile::TempDir;

use crate::hand::AGENDA;
use crate::terminal::{Terminal, clean_environment};

const REQUESTS: &str = "\
Topic,Requested by,Time required (estimate),Notes
Lighting,Bo Chen,30 minutes,\"towers, and who climbs them\"
Volunteers,,,
Tickets,Ana Reis,20-40 min,
";

/// A folder with an agenda and requests.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a temporary folder"));
        fs::write(desk.path("agenda.md"), AGENDA).expect("an agenda");
        fs::write(desk.path("requests.csv"), REQUESTS).expect("requests");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn agenda(&self, name: &str) -> Agenda {
        agenda::read(self.text(name).as_bytes(), "agenda").expect("an agenda").agenda
    }

    fn plan(&self, arguments: &[&str]) -> Terminal {
        let mut terminal = Terminal::start(&[&["plan"], arguments].concat()).size(120, 36).cwd(self.0.path()).spawn();
        terminal.wait_for("F1 help");
        terminal
    }

    /// The program without a terminal.
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minutebook"));
        command.arg("plan").args(arguments).current_dir(self.0.path()).env_clear();
        command.envs(clean_environment(self.0.path())).stdin(Stdio::null()).output().expect("an output")
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| Path::new(name).extension().is_some_and(|it| it == "md"))
            .collect();
        names.sort();
        names
    }
}

/// The titles of a day's slots.
fn titles(agenda: &Agenda, day: usize) -> Vec<&str> {
    agenda.days[day].slots.iter().map(|slot| slot.title.as_str()).collect()
}

#[cfg(unix)]
#[test]
fn an_agenda_is_read_once_so_that_it_may_come_through_a_pipe() {
    let desk = Desk::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_minutebook"));
    command.args(["plan", "--json", "/dev/stdin"]).env_clear().envs(clean_environment(desk.0.path()));
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = pipes.expect("a program");
    child.stdin.take().expect("a pipe").write_all(AGENDA.as_bytes()).expect("a program that reads");
    let output = child.wait_with_output().expect("an output");
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(told["days"].as_array().map(Vec::len), Some(2), "{told}");
}

#[test]
fn requests_of_a_sheet_are_planned_and_saved_and_read_back_equal() {
    let desk = Desk::new();
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv"]);
    terminal.wait_for("3 to place");
    terminal.keys("2");
    terminal.wait_for("Lighting stands at 13:30");
    terminal.keys("2 2");
    terminal.wait_for("all placed");
    assert_eq!(desk.text("agenda.md"), AGENDA, "nothing is written before it is saved");
    terminal.keys("C-s");
    terminal.wait_for("saved in agenda.md");
    terminal.wait_for("● saved");
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    assert!(terminal.screen().contains("The plan is in agenda.md"));

    let text = desk.text("agenda.md");
    assert!(text.starts_with(AGENDA.trim_end()), "what was written by hand stands as it stood:\n{text}");
    let agenda = desk.agenda("agenda.md");
    assert_eq!(titles(&agenda, 1), ["Lunch", "Lighting", "Volunteers", "Tickets"]);
    let lengths: Vec<_> = agenda.days[1].slots.iter().map(|slot| (slot.minutes, slot.least)).collect();
    assert_eq!(lengths[1..3], [(Some(30), None), (Some(30), None)]);
    assert_eq!(lengths[3].0, Some(40));
    assert_eq!(agenda.requests.len(), 3, "what was asked for stands in the agenda now");
    assert_eq!(desk.names(), ["agenda.md"]);

    let mut again = desk.plan(&["agenda.md", "--requests", "requests.csv"]);
    again.wait_for("all placed");
    again.keys("q");
    assert!(again.wait_exit().success());
    assert_eq!(desk.text("agenda.md"), text);
}

#[test]
fn a_moved_slot_takes_its_text_along_and_undo_brings_the_file_back() {
    let desk = Desk::new();
    let by_hand = AGENDA.replace("Chair: Ana Reis\n", "Chair:   Ana Reis\n\n* odd   spacing\n<!-- mine -->\n");
    fs::write(desk.path("agenda.md"), &by_hand).expect("an agenda");
    let mut terminal = desk.plan(&["agenda.md"]);
    // Nothing is to be placed: the keys act on the days.
    terminal.keys("Home Down Down Right");
    terminal.wait_for("Budget stands at 13:30");
    terminal.keys("s");
    terminal.wait_for("saved in agenda.md");
    let moved = desk.text("agenda.md");
    assert!(moved.contains("Chair:   Ana Reis\n\n* odd   spacing\n<!-- mine -->\n"), "{moved}");
    assert_eq!(titles(&desk.agenda("agenda.md"), 1), ["Lunch", "Budget"]);
    terminal.keys("u s");
    terminal.wait_until(
        |screen| {
            screen.contents().contains("saved in agenda.md")
                && fs::read_to_string(desk.path("agenda.md")).is_ok_and(|text| text == by_hand)
        },
        "the file as it was",
    );
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
}

#[test]
fn a_file_that_somebody_else_changed_is_not_written_over() {
    let desk = Desk::new();
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv"]);
    terminal.keys("1");
    terminal.wait_for("○ not saved");
    let theirs = AGENDA.replace("Stages", "Three stages");
    fs::write(desk.path("agenda.md"), &theirs).expect("an agenda");
    terminal.keys("s");
    terminal.wait_for("agenda.md was changed elsewhere: the plan is in agenda.new.md");
    terminal.keys("Enter s");
    terminal.wait_for("saved in agenda.new.md");
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    assert!(terminal.screen().contains("The plan is in agenda.new.md"));
    assert_eq!(desk.text("agenda.md"), theirs);
    assert_eq!(titles(&desk.agenda("agenda.new.md"), 0)[4..], ["Lighting", "Volunteers"]);
}

#[test]
fn an_agenda_in_another_form_is_left_alone_and_the_plan_goes_beside_it() {
    let desk = Desk::new();
    let foreign = "Team meeting 2026-03-06\n\n- 09:00 Welcome\n- 09:30 Budget\n- 10:00 Close\n";
    fs::write(desk.path("agenda.md"), foreign).expect("an agenda");
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv"]);
    terminal.keys("1 q");
    terminal.wait_for("The plan is not saved");
    terminal.keys("s");
    terminal.wait_for("The agenda cannot be changed in place");
    terminal.keys("w");
    assert!(terminal.wait_exit().success());
    assert!(terminal.screen().contains("The plan is in agenda.planned.md"), "{}", terminal.screen());
    assert_eq!(desk.text("agenda.md"), foreign);
    assert_eq!(titles(&desk.agenda("agenda.planned.md"), 0), ["Welcome", "Budget", "Close", "Lighting"]);
}

#[test]
fn a_new_agenda_is_begun_and_another_file_can_be_named() {
    let desk = Desk::new();
    let mut terminal = desk.plan(&["spring.md", "--requests", "requests.csv", "-o", "out.md"]);
    terminal.wait_for("No day yet: d makes one.");
    terminal.keys("d");
    terminal.wait_for("A new day");
    terminal.type_text("2026-04-01\r");
    terminal.wait_for("Wed 1 Apr");
    terminal.keys("Tab Enter C-s");
    terminal.wait_for("saved in out.md");
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    let agenda = desk.agenda("out.md");
    assert_eq!((agenda.head.title.as_str(), titles(&agenda, 0)), ("spring", vec!["Lighting"]));
    assert!(!desk.path("spring.md").exists());
}

#[test]
fn a_file_that_was_written_afresh_and_would_be_read_differently_is_said_to_be_before_it_is_left() {
    let desk = Desk::new();
    fs::write(desk.path("requests.csv"), "Topic,Who,Time\n9:00-12:00,,30m\n").expect("requests");
    let foreign = "Team meeting 2026-03-06\n\n- 09:00 Welcome\n- 09:30 Budget\n- 10:00 Close\n";
    fs::write(desk.path("agenda.md"), foreign).expect("an agenda");
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv"]);
    terminal.keys("1 q");
    terminal.wait_for("The plan is not saved");
    terminal.keys("s");
    terminal.wait_for("The agenda cannot be changed in place");
    terminal.keys("w");
    terminal.wait_for("but this will be read differently: day 1, slot 4");
    // Called something else it is read as it is planned.
    terminal.keys("Tab End Enter");
    terminal.wait_for("What the slot is called");
    terminal.keys("C-u");
    terminal.type_text("Open floor\r");
    terminal.wait_for("Open floor");
    terminal.keys("C-s");
    terminal.wait_for("saved in agenda.planned.md");
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    let agenda = desk.agenda("agenda.planned.md");
    assert_eq!(titles(&agenda, 0), ["Welcome", "Budget", "Close", "Open floor"]);
    assert_eq!(agenda.days[0].slots[3].request.as_deref(), Some("9:00-12:00"));
}

#[test]
fn what_was_not_saved_is_put_beside_when_the_terminal_goes_away() {
    let desk = Desk::new();
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv"]);
    terminal.keys("1");
    terminal.wait_for("○ not saved");
    terminal.hang_up();
    terminal.wait_exit();
    assert_eq!(desk.names(), ["agenda.md", "agenda.unsaved.md"]);
    assert_eq!(desk.text("agenda.md"), AGENDA);
    assert_eq!(titles(&desk.agenda("agenda.unsaved.md"), 0)[4..], ["Lighting"]);
}

#[test]
fn a_failed_write_is_said_and_the_plan_stays() {
    let desk = Desk::new();
    fs::create_dir(desk.path("folder")).expect("a folder");
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv", "-o", "folder/nowhere/out.md"]);
    terminal.keys("1 s");
    terminal.wait_for("NOT SAVED");
    terminal.wait_for("into the first folder that takes it");
    terminal.keys("Esc");
    terminal.wait_gone("NOT SAVED");
    terminal.wait_for("○ not saved");
    terminal.keys("q d");
    assert!(terminal.wait_exit().success());
    assert!(!terminal.screen().contains("The plan is in"), "{}", terminal.screen());
    assert_eq!(desk.names(), ["agenda.md"]);
}

#[test]
fn where_writing_fails_the_plan_can_go_to_another_folder() {
    let desk = Desk::new();
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv", "-o", "nowhere/out.md"]);
    terminal.keys("1 s");
    terminal.wait_for("NOT SAVED");
    terminal.keys("w");
    terminal.wait_for("saved in ./out.planned.md");
    terminal.keys("Enter s q");
    assert!(terminal.wait_exit().success());
    assert!(terminal.screen().contains("The plan is in ./out.planned.md"), "{}", terminal.screen());
    assert_eq!(titles(&desk.agenda("out.planned.md"), 0)[4..], ["Lighting", "Volunteers"]);
}

#[test]
fn what_was_not_saved_goes_to_another_folder_where_its_own_takes_nothing() {
    let desk = Desk::new();
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv", "-o", "nowhere/out.md"]);
    terminal.keys("1");
    terminal.wait_for("○ not saved");
    terminal.signal("TERM");
    assert!(terminal.wait_exit().success());
    assert!(terminal.screen().contains("what was not saved is in ./out.unsaved.md"), "{}", terminal.screen());
    assert_eq!(titles(&desk.agenda("out.unsaved.md"), 0)[4..], ["Lighting"]);
}

#[test]
fn what_no_folder_takes_is_said_to_be_lost() {
    let desk = Desk::new();
    fs::create_dir(desk.path("sub")).expect("a folder");
    fs::copy(desk.path("agenda.md"), desk.path("sub/agenda.md")).expect("a copy");
    let below_a_file = desk.path("agenda.md").join("x");
    let arguments = ["plan", "sub/agenda.md", "--requests", "requests.csv"];
    let builder = Terminal::start(&arguments).size(120, 36).cwd(desk.0.path()).data_dir(&below_a_file);
    let mut terminal = builder.env("TMPDIR", &below_a_file).spawn();
    terminal.wait_for("F1 help");
    terminal.keys("1");
    terminal.wait_for("○ not saved");
    fs::remove_dir_all(desk.path("sub")).expect("no folder");
    terminal.signal("TERM");
    assert_eq!(terminal.wait_exit().exit_code(), 1);
    assert!(terminal.screen().contains("what was not saved is lost"), "{}", terminal.screen());
}

#[test]
fn nothing_is_said_to_be_saved_that_was_not() {
    let desk = Desk::new();
    let mut terminal = desk.plan(&["agenda.md", "-o", "nowhere/out.md"]);
    terminal.keys("s");
    terminal.wait_for("NOT SAVED");
    terminal.keys("Esc");
    terminal.wait_gone("NOT SAVED");
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    assert!(!terminal.screen().contains("The plan is in"), "{}", terminal.screen());
}

#[test]
fn another_file_that_stands_at_the_output_stays() {
    let desk = Desk::new();
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv", "-o", "requests.csv"]);
    terminal.keys("1 s");
    terminal.wait_for("requests.csv stood there before: the plan is in requests-2.csv");
    terminal.keys("Enter s");
    terminal.wait_for("saved in requests-2.csv");
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    assert!(terminal.screen().contains("The plan is in requests-2.csv"), "{}", terminal.screen());
    assert_eq!(desk.text("requests.csv"), REQUESTS);
    assert_eq!(titles(&desk.agenda("requests-2.csv"), 0)[4..], ["Lighting", "Volunteers"]);
}

#[test]
fn the_agenda_itself_named_as_output_is_the_agenda() {
    let desk = Desk::new();
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv", "-o", "./agenda.md"]);
    terminal.keys("1 s");
    terminal.wait_for("saved in agenda.md");
    assert_eq!(desk.names(), ["agenda.md"]);
}

#[test]
fn a_topic_with_controls_or_marks_makes_an_agenda_that_can_be_read_again() {
    let desk = Desk::new();
    fs::write(desk.path("odd.csv"), "Topic,Requested by,Time,Notes\n**Li\0gh\u{1b}ting**,Bo,30m,\n").expect("a file");
    let mut terminal = desk.plan(&["new.md", "--requests", "odd.csv"]);
    terminal.keys("d");
    terminal.wait_for("A new day");
    terminal.type_text("2026-04-01\r");
    terminal.wait_for("Wed 1 Apr");
    terminal.keys("Tab Enter s");
    terminal.wait_for("saved in new.md");
    let agenda = desk.agenda("new.md");
    assert_eq!((titles(&agenda, 0), agenda.requests[0].topic.as_str()), (vec!["Lighting"], "Lighting"));
}

#[test]
fn a_key_sends_the_cells_that_it_changes_and_no_more() {
    let desk = Desk::new();
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv"]);
    let whole = terminal.output().len();
    terminal.keys("Down");
    terminal.wait_for("no length");
    let sent = terminal.output().len() - whole;
    assert!(sent < whole / 3, "{sent} of {whole} bytes");
}

#[test]
fn scripts_read_what_is_placed_where() {
    let desk = Desk::new();
    fs::write(desk.path("agenda.md"), format!("{AGENDA}\n## Lighting (25m)\n")).expect("an agenda");
    let output = desk.run(&["--json", "agenda.md", "--requests", "requests.csv"]);
    assert!(output.status.success(), "{output:?}");
    let plan: Value = serde_json::from_slice(&output.stdout).expect("an object");
    assert_eq!((&plan["format"], &plan["version"]), (&"minutebook/plan".into(), &1.into()));
    assert_eq!(plan["asked"]["placed"], 1);
    assert_eq!(plan["requests"][0]["slot"]["start"], "2026-03-07T13:30:00+00:00");
    assert_eq!(plan["requests"][1]["slot"], Value::Null);
    assert_eq!((&plan["days"][0]["capacity"], &plan["days"][0]["free"]), (&100.into(), &0.into()));
    assert_eq!(plan["days"][1]["slots"][1]["minutes"], 25);
}

#[test]
fn what_could_steer_a_terminal_is_escaped_for_scripts_too() {
    let desk = Desk::new();
    fs::write(desk.path("odd.md"), "# 2026-03-06\n\n## 09:00 A\u{9b}B\u{202e}C\u{2066}D\n").expect("an agenda");
    let plan = desk.run(&["--json", "odd.md"]);
    let said = String::from_utf8(plan.stdout).expect("text");
    assert!(said.is_ascii(), "{said}");
    let plan: Value = serde_json::from_str(&said).expect("an object");
    assert_eq!(plan["days"][0]["slots"][0]["title"], "A\u{9b}B\u{202e}C\u{2066}D");
}

#[test]
fn wrong_use_is_said_with_what_to_do() {
    let desk = Desk::new();
    let refused = desk.run(&["agenda.md"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("plan --json AGENDA"));
    let missing = desk.run(&["--json", "nowhere.md"]);
    assert_eq!((missing.status.code(), missing.stdout.len()), (Some(1), 0));
    for endless in
        [["--json", "/dev/zero", "--requests", "requests.csv"], ["--json", "agenda.md", "--requests", "/dev/zero"]]
    {
        let endless = desk.run(&endless);
        assert_eq!(endless.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&endless.stderr).contains("more than 16 MiB"), "{endless:?}");
    }
    let missing = desk.run(&["--json", "agenda.md", "--requests", "nowhere.csv"]);
    assert_eq!(missing.status.code(), Some(1));
    fs::write(desk.path("odd.csv"), "Topic,Requested by,Time,Notes\nLighting,Bo,30 minurtes,\n,Ana,15m,\n")
        .expect("a file");
    let odd = desk.run(&["--json", "agenda.md", "--requests", "odd.csv"]);
    let said = String::from_utf8_lossy(&odd.stderr).into_owned();
    assert!(odd.status.success() && said.contains("odd.csv:3:1: ") && said.contains("hint: "), "{said}");
}

/// The real requests and days of a meeting of three days, where they are at hand.
#[test]
fn the_requests_of_a_real_meeting_are_placed_into_its_three_days() {
    let material = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/dmlt-2019-10");
    let (Ok(agenda), Ok(requests)) =
        (fs::read_to_string(material.join("agenda.md")), fs::read(material.join("requests.csv")))
    else {
        eprintln!("SKIPPED: the meeting of October 2019 is not at hand ({})", material.display());
        return;
    };
    let desk = Desk::new();
    // Its days without their topics: as the chair had it before anything was placed.
    let kept = |line: &&str| {
        let heading = line.strip_prefix("## ");
        heading.is_none_or(|title| ["Break", "Lunch", "Welcome"].iter().any(|word| title.contains(word)))
    };
    let mut skeleton = String::new();
    let mut inside = true;
    for line in agenda.lines() {
        if line.starts_with('#') {
            inside = kept(&line);
        }
        if inside {
            skeleton.extend([line, "\n"]);
        }
    }
    fs::write(desk.path("agenda.md"), &skeleton).expect("an agenda");
    fs::write(desk.path("requests.csv"), &requests).expect("requests");
    let mut terminal = desk.plan(&["agenda.md", "--requests", "requests.csv"]);
    terminal.wait_for("17 to place");
    for nth in 0..17 {
        terminal.keys(["1", "2", "3"][nth % 3]);
    }
    terminal.wait_for("all placed");
    terminal.keys("s");
    terminal.wait_for("saved in agenda.md");
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    let planned = desk.agenda("agenda.md");
    assert_eq!((planned.days.len(), planned.requests.len()), (3, 17));
    for request in &planned.requests {
        let fulfilled = planned.days.iter().flat_map(|day| &day.slots).filter(|slot| slot.fulfils(request)).count();
        assert_eq!(fulfilled, 1, "{}", request.topic);
    }
    let before = agenda::read(skeleton.as_bytes(), "").expect("an agenda").agenda;
    assert_eq!(planned.slot_count(), before.slot_count() + 17);
}
