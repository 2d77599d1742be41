//! `minutebook archive`: out of the lists, and nowhere else.

use serde_json::{Value, json};

use crate::actions::three;
use crate::series::Held;
use crate::{Desk, SEVEN, done};

fn slugs(found: &Value) -> Vec<&str> {
    found["meetings"].as_array().expect("meetings").iter().filter_map(|it| it["slug"].as_str()).collect()
}

const JANUARY: &str = "2026-01-05-weekly-january";
const FEBRUARY: &str = "2026-02-02-weekly-february";
const NOW: &str = "2026-02-16-weekly";
const OTHER: &str = "2026-02-09-kick-off";

#[test]
fn an_archived_meeting_is_in_no_list_and_is_found_by_everything_else() {
    let desk = three();
    let said = desk.run(&["archive", JANUARY]).output();
    assert_eq!(said, format!("{JANUARY}\n1 meeting archived; `minutebook list --archived` shows what is\n"));
    assert!(!desk.run(&["list"]).output().contains(JANUARY));
    assert_eq!(slugs(&desk.run(&["list", "--json", "--archived"]).json()), [JANUARY]);
    assert!(desk.run(&["list", "--archived"]).output().contains(JANUARY));
    // Its open action items are owed as before, and its lines are found.
    let items = desk.run(&["actions", "--json"]).json();
    let from = |slug: &str| items["actions"].as_array().expect("items").iter().filter(|it| it["slug"] == slug).count();
    assert_eq!(from(JANUARY), 2, "{items}");
    assert_eq!(desk.run(&["search", "--json", "chairs", "kind:action"]).json()["hits"][0]["meeting"], JANUARY);
    assert!(desk.run(&["export", JANUARY, "-f", "txt", "-o", "-"]).stdout.contains("Count the chairs"));
    // And it comes back.
    let said = desk.run(&["archive", "--restore", JANUARY]).output();
    assert_eq!(said, format!("{JANUARY}\n1 meeting back in the lists\n"));
    assert!(desk.run(&["list"]).output().contains(JANUARY));
    assert_eq!(desk.run(&["list", "--archived"]).output(), "no meeting is archived\n");
}

#[test]
fn a_month_or_a_year_means_its_first_day() {
    let desk = three();
    assert_eq!(desk.run(&["archive", "--before", "2026"]).output(), "nothing to archive\n");
    let told = desk.run(&["archive", "--before", "2026-02", "--json"]).json();
    let slugs: Vec<_> = told["meetings"].as_array().expect("slugs").iter().collect();
    assert!(slugs.contains(&&json!(JANUARY)) && !slugs.contains(&&json!(FEBRUARY)), "{told}");
}

#[test]
fn a_whole_past_is_archived_at_once_but_what_is_in_progress() {
    let desk = three();
    let told = desk.run(&["archive", "--before", "2026-02-10", "--json"]);
    let found: Value = serde_json::from_str(&told.stdout).expect("JSON");
    assert_eq!(found["archived"], json!(true));
    let mut found = slugs(&json!({ "meetings": found["meetings"].as_array().expect("slugs").iter()
        .map(|slug| json!({ "slug": slug })).collect::<Vec<_>>() }))
    .into_iter()
    .map(str::to_owned)
    .collect::<Vec<_>>();
    found.sort();
    let is_open = desk.run(&["list", "--json"]).json()["meetings"]
        .as_array()
        .expect("meetings")
        .iter()
        .any(|it| it["slug"] == OTHER && it["closed"].is_null());
    let over: &[&str] = if is_open { &[JANUARY, FEBRUARY] } else { &[JANUARY, FEBRUARY, OTHER] };
    assert_eq!(found, over);
    assert_eq!(told.stderr.contains(&format!("{OTHER} is still in progress")), is_open, "{}", told.stderr);
    let again = desk.run(&["archive", "--before", "2026-02-10"]);
    assert_eq!(again.stdout, "nothing to archive\n");
    // Those of a series come back, whatever its case.
    desk.run(&["archive", "--series", "WEEKLY", "--restore"]).output();
    assert!(desk.run(&["list"]).output().contains(FEBRUARY));
}

#[test]
fn the_newest_meeting_is_none_that_was_archived() {
    let desk = three();
    let mut later = Held::opens(&desk, 20, Some("Weekly"), "Weekly later", "2026-02-23");
    later.closes();
    let last = |desk: &Desk| desk.run(&["export", "last", "-f", "json", "-o", "-"]).stdout;
    assert!(last(&desk).contains("Weekly later"));
    desk.run(&["archive", "last"]).output();
    assert!(!last(&desk).contains("Weekly later"));
    let status = desk.run(&["status", "--json"]).json();
    assert_eq!(status["slug"], NOW);
    desk.run(&["archive", NOW]).output();
    assert_ne!(desk.run(&["status", "--json"]).json()["slug"], NOW, "nor the one in progress");
    for slug in [JANUARY, FEBRUARY, OTHER] {
        desk.run(&["archive", slug]).output();
    }
    desk.run(&["export", "last"]).fails(1, &["all meetings in", "are archived", "minutebook list"]);
    assert_eq!(desk.run(&["list"]).output(), "5 meetings archived: `minutebook list --archived`\n");
}

#[test]
fn what_cannot_be_archived_is_said_and_nothing_is_done() {
    let desk = three();
    desk.run(&["archive"]).fails(2, &["MEETING"]);
    desk.run(&["archive", JANUARY, "--before", "2026"]).fails(2, &["--before"]);
    desk.run(&["archive", "--before", "some day"]).fails(2, &["`some day` is no date", "2026-03-02"]);
    desk.run(&["archive", JANUARY, "nothing-at-all"]).fails(1, &["nothing-at-all"]);
    assert_eq!(desk.run(&["list", "--archived"]).output(), "no meeting is archived\n");
    desk.run(&["archive", JANUARY]).output();
    let again = desk.run(&["archive", JANUARY]);
    assert_eq!((again.code, again.stderr.contains("is archived already")), (Some(0), true), "{again:?}");
}

#[test]
fn an_archived_meeting_that_is_opened_says_so() {
    let desk = Desk::with_a_meeting();
    desk.run(&["archive", "last"]).output();
    let mut terminal = crate::Terminal::start(&["open", "2026-05-04-reading-circle"])
        .cwd(desk.path(""))
        .data_dir(desk.path("data"))
        .env("MINUTEBOOK_NOW", SEVEN)
        .spawn();
    terminal.wait_for("this meeting is archived and in no list");
    terminal.wait_for("takes it back");
    terminal.keys("Esc");
    terminal.wait_gone("takes it back");
    terminal.type_text("A late note\r");
    terminal.wait_for("• A late note");
}

#[test]
fn the_mark_is_a_file_that_goes_along_with_the_folder() {
    let desk = three();
    desk.run(&["archive", JANUARY]).output();
    let mark = desk.path("data/meetings").join(JANUARY).join("archived");
    let text = std::fs::read_to_string(&mark).expect("the mark");
    assert!(text.starts_with("Archived 2026-") && text.ends_with("in the lists again.\n"), "{text}");
    std::fs::remove_file(mark).expect("gone");
    assert!(done(&mut desk.command(&["list"])).output().contains(JANUARY), "taking it away by hand is enough");
}
