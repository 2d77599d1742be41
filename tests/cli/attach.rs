//! `minutebook attach`: files and pages named for the meeting in progress from the command line.
//!
//! Not here: `/attach` on the screen (see `tests/screen/attachments.rs`).

use std::fs;

use serde_json::Value;

use crate::Desk;
use crate::note::in_the_novel;

/// Name and place of what is attached: to the meeting, then slot by slot.
fn attached(desk: &Desk) -> Vec<(String, String, String)> {
    let minutes = desk.run(&["export", "-f", "json"]).json();
    let rows = |of: &Value, title: &str| {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let one = |one: &Value| (title.to_owned(), text(&one["name"]), text(&one["link"]));
        of["attachments"].as_array().expect("a list").iter().map(one).collect::<Vec<_>>()
    };
    let mut all = rows(&minutes, "meeting");
    for slot in minutes["days"].as_array().expect("days").iter().flat_map(|day| day["slots"].as_array().expect("slots"))
    {
        all.extend(rows(slot, slot["title"].as_str().expect("a title")));
    }
    all
}

fn row(of: &str, name: &str, link: &str) -> (String, String, String) {
    (of.to_owned(), name.to_owned(), link.to_owned())
}

#[test]
fn a_file_is_attached_to_a_slot_or_to_the_meeting_and_one_that_is_not_there_is_said() {
    let desk = in_the_novel();
    fs::write(desk.path("plan.pdf"), "").expect("a file");
    let before = attached(&desk).len();
    let done = desk.run(&["attach", "--slot", "novel", "plan.pdf", "The plan", "--by", "Ada Conti"]);
    assert_eq!((done.stdout.as_str(), done.stderr.as_str()), ("The plan · The novel\n", ""));
    let done = desk.run(&["attach", "gone.key"]);
    assert!(done.stderr.contains("gone.key is not there"), "{}", done.stderr);
    let all = attached(&desk);
    assert_eq!(all.len(), before + 2);
    assert!(all.contains(&row("The novel", "The plan", "plan.pdf")), "{all:?}");
    assert!(all.contains(&row("meeting", "", "gone.key")), "{all:?}");
    let again = desk.run(&["attach", "gone.key"]);
    assert_eq!(again.code, Some(0));
    assert!(again.stderr.contains("1 of 1 were attached already"), "{}", again.stderr);
    assert_eq!(attached(&desk), all);
}

#[test]
fn a_sheet_of_uploads_is_attached_at_once_to_the_slots_that_it_names() {
    let desk = in_the_novel();
    let before = attached(&desk).len();
    let sheet = "Kind,File,Modified,By,Topic\nPDF File,a.pdf,\"Mar 02, 2026\",Ada Conti,novel\n,https://video.example/1,2026-03-02,Bo,\n";
    fs::write(desk.path("uploads.csv"), sheet).expect("a sheet");
    let done = desk.run(&["attach", "--list", "uploads.csv"]);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let all = attached(&desk);
    assert_eq!(all.len(), before + 2);
    assert!(all.contains(&row("The novel", "a.pdf", "a.pdf")), "{all:?}");
    let log = desk.run(&["log"]).output();
    assert!(log.contains("attached “a.pdf” to “The novel”"), "{log}");
}

#[test]
fn nothing_is_attached_where_a_slot_is_not_known_or_a_list_is_none() {
    let desk = in_the_novel();
    let before = attached(&desk);
    fs::write(desk.path("uploads.csv"), "File,Kind,Topic\na.pdf,PDF,novel\nb.pdf,PDF,nowhere\n").expect("a sheet");
    desk.run(&["attach", "--list", "uploads.csv"])
        .fails(1, &["uploads.csv:3: b.pdf: no slot has “nowhere” in its title", "there are: ", "nothing was attached"]);
    desk.run(&["attach", "--list", "gone.csv"]).fails(1, &["gone.csv", "Kind, File, Modified and By"]);
    fs::write(desk.path("words.csv"), "just words\n").expect("a file");
    desk.run(&["attach", "--list", "words.csv"])
        .fails(1, &["No attachments were found", "Kind, File, Modified and By"]);
    desk.run(&["attach"]).fails(2, &["--list"]);
    desk.run(&["attach", "--list", "uploads.csv", "a.pdf"]).fails(2, &["--list"]);
    assert_eq!(attached(&desk), before);
}

#[test]
fn what_was_attached_is_taken_off_and_what_cannot_be_followed_or_found_is_said() {
    let desk = in_the_novel();
    let before = attached(&desk);
    let done = desk.run(&["attach", "--slot", "novel", "javascript:alert(1)", "A trap"]);
    assert!(done.stderr.contains("nobody is led there"), "{}", done.stderr);
    let done = desk.run(&["attach", "slides/gone.pdf", "Gone"]);
    assert!(done.stderr.contains(&desk.path("slides/gone.pdf").display().to_string()), "{}", done.stderr);
    let done = desk.run(&["attach", "--remove", "trap"]);
    assert_eq!((done.stdout.as_str(), done.stderr.as_str()), ("taken off The novel: A trap\n", ""));
    desk.run(&["attach", "--remove", "trap"]).fails(1, &["nothing is attached that is called “trap”"]);
    assert_eq!(desk.run(&["attach", "--remove", "slides/"]).code, Some(0));
    assert_eq!(attached(&desk), before);
}
