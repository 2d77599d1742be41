//! `minutebook status`: how the meeting in progress is doing, for status bars and scripts.
//!
//! Not here: what the figures come from (see the tests of the schedule).

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::terminal::Terminal;
use crate::{Desk, SEVEN, done};

impl Desk {
    /// The meeting opened once more.
    fn meeting_again(&self) -> Terminal {
        let mut terminal = Terminal::start(&["open", "circle.md"])
            .cwd(self.0.path())
            .data_dir(self.path("data"))
            .env("MINUTEBOOK_NOW", SEVEN)
            .spawn();
        terminal.wait_for("● saved");
        terminal
    }

    fn journal(&self) -> PathBuf {
        let meetings = std::fs::read_dir(self.path("data/meetings")).expect("meetings");
        let folder = meetings.map(|entry| entry.expect("an entry").path()).find(|path| path.is_dir()).expect("one");
        let files = std::fs::read_dir(folder).expect("files").map(|entry| entry.expect("an entry").path());
        files.into_iter().find(|path| path.extension().is_some_and(|it| it == "jsonl")).expect("a journal")
    }
}

/// What status says at that moment.
fn at(desk: &Desk, moment: &str, arguments: &[&str]) -> String {
    let mut command = desk.command(&[&["status"], arguments].concat());
    done(command.env("MINUTEBOOK_NOW", moment)).output()
}

fn object(desk: &Desk, moment: &str) -> Value {
    serde_json::from_str(&at(desk, moment, &["--json"])).expect("an object")
}

#[test]
fn where_no_meeting_is_in_progress_a_person_is_told_and_a_script_gets_null() {
    let desk = Desk::new();
    let refused = desk.run(&["status"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""), "{refused:?}");
    assert!(refused.stderr.contains("no meeting is in progress"), "{refused:?}");
    let none: Value = serde_json::from_str(&desk.run(&["status", "--json"]).output()).expect("an object");
    assert_eq!((&none["meeting"], &none["slot"], &none["state"]), (&Value::Null, &Value::Null, &json!("none")));
}

#[test]
fn a_running_meeting_says_its_slot_what_is_over_and_how_late_it_is() {
    let desk = Desk::new();
    let _terminal = desk.meeting();
    let early = at(&desk, "2026-05-04T19:03:00+02:00", &[]);
    assert!(early.starts_with("Welcome 3:0") && early.contains(" of 5:00 · on time"), "{early}");
    let late = at(&desk, "2026-05-04T19:12:00+02:00", &[]);
    assert!(late.contains("of 5:00, +7:0") && late.contains("7 min behind"), "{late}");
    assert_eq!(late.lines().count(), 1);
    let status = object(&desk, "2026-05-04T19:12:00+02:00");
    assert_eq!((&status["meeting"], &status["state"]), (&json!("Reading circle"), &json!("running")));
    assert_eq!((&status["day"], &status["saved"]), (&json!("Evening"), &json!(true)));
    let slot = &status["slot"];
    assert_eq!((&slot["title"], &slot["planned_s"]), (&json!("Welcome"), &json!(300)));
    let elapsed = slot["elapsed_s"].as_i64().expect("seconds");
    assert!((715..=720).contains(&elapsed), "{elapsed}");
    assert_eq!(slot["over_s"].as_i64(), Some(elapsed - 300));
    assert_eq!(status["behind_s"].as_i64().map(|behind| behind / 60), Some(7));
    assert_eq!(status["projected_end"], Value::Null, "how long the last slot takes is not known");
    assert_eq!(status["next"]["title"], "The novel");
}

#[test]
fn a_paused_meeting_says_so_and_a_closed_one_too() {
    let desk = Desk::with_a_meeting();
    let paused = at(&desk, "2026-05-04T19:10:00+02:00", &[]);
    assert!(paused.starts_with("Welcome paused at "), "{paused}");
    assert_eq!(object(&desk, "2026-05-04T19:10:00+02:00")["state"], "paused");
    let mut terminal = desk.meeting_again();
    terminal.keys("C-q");
    terminal.wait_for("closes");
    terminal.keys("c");
    assert!(terminal.wait_exit().success());
    let closed = at(&desk, "2026-05-04T19:20:00+02:00", &["last"]);
    assert!(closed.starts_with("Reading circle closed at ") && closed.contains(", draft"), "{closed}");
}

#[test]
fn on_the_morning_of_the_next_day_yesterday_is_over_and_today_is_told() {
    let desk = Desk::new();
    std::fs::write(
        desk.path("circle.md"),
        "---\ntitle: Reading circle\ntimezone: Europe/Rome\n---\n# Monday: 2026-05-04\n\n## 19:00 Welcome (5m)\n\
         # Tuesday: 2026-05-05\n\n## 09:00 Letters (30m)\n## Poems (30m)\n",
    )
    .expect("an agenda");
    let mut terminal = desk.meeting();
    terminal.keys("C-q");
    terminal.wait_for("closes");
    terminal.keys("l");
    assert!(terminal.wait_exit().success());
    assert_eq!(object(&desk, "2026-05-04T20:00:00+02:00")["slot"]["title"], "Welcome");
    for (time, behind, words) in
        [("08:30", 0, "on time · ends 10:00"), ("09:20", 20, "20 min behind · ends 10:20 · 1 slot does not fit")]
    {
        let now = format!("2026-05-05T{time}:00+02:00");
        let status = object(&desk, &now);
        assert_eq!((&status["day"], &status["slot"]), (&json!("Tuesday"), &Value::Null), "{status:#}");
        assert_eq!(status["state"], "paused");
        assert_eq!(status["behind_s"].as_i64().map(|behind| behind / 60), Some(behind), "{status:#}");
        let line = at(&desk, &now, &[]);
        assert_eq!(line.trim_end(), format!("Reading circle goes on with Letters at 09:00 · {words}"));
    }
}

#[test]
fn a_journal_that_was_cut_off_is_not_called_saved() {
    let desk = Desk::with_a_meeting();
    assert_eq!(object(&desk, "2026-05-04T19:10:00+02:00")["saved"], true);
    let journal = desk.journal();
    let bytes = std::fs::read(&journal).expect("a journal");
    std::fs::write(&journal, &bytes[..bytes.len() - 20]).expect("a shorter one");
    assert_eq!(object(&desk, "2026-05-04T19:10:00+02:00")["saved"], false);
    let said = done(desk.command(&["status"]).env("MINUTEBOOK_NOW", "2026-05-04T19:10:00+02:00"));
    assert!(said.stdout.contains("NOT SAVED") && said.stderr.contains("verify"), "{said:?}");
}

#[test]
fn the_whole_meeting_is_told_what_does_not_fit_and_what_was_put_off() {
    let desk = Desk::new();
    std::fs::write(
        desk.path("circle.md"),
        "---\ntitle: Reading circle\ntimezone: Europe/Rome\n---\n# Monday: 2026-05-04\n\n## 19:00 Welcome (5m)\n## The novel (40m)\n\
         ## Poems (15m)\n# Tuesday: 2026-05-05\n\n## 19:00 Letters (30m)\n",
    )
    .expect("an agenda");
    let mut terminal = desk.meeting();
    terminal.type_text("/park poems\r");
    terminal.wait_for("Poems is parked");
    let status = object(&desk, "2026-05-04T19:12:00+02:00");
    let outlook = &status["outlook"];
    // Welcome is over its five minutes, 40 and 30 are to come; 48 are left of this evening and 30 are there tomorrow.
    assert_eq!(outlook["needed_s"], 70 * 60, "{status:#}");
    let room = outlook["room_s"].as_i64().expect("seconds");
    assert!((78 * 60 - 5..=78 * 60).contains(&room), "{room}");
    assert_eq!(outlook["projected_end"], "2026-05-05T19:30:00+02:00");
    assert_eq!(outlook["overflowing"], json!([]));
    assert_eq!(outlook["put_off"], json!([{ "title": "Poems", "why": "parked", "minutes": 15 }]));
    let late = object(&desk, "2026-05-04T19:30:00+02:00");
    assert_eq!(late["outlook"]["overflowing"], json!(["The novel"]));
    let line = at(&desk, "2026-05-04T19:30:00+02:00", &[]);
    assert!(line.trim_end().ends_with("1 slot does not fit · 1 slot put off"), "{line}");
}
