//! `minutebook search` and `list --series`: what was ever minuted, found from the command line.
//!
//! Not here: which lines are found and which is the best (see the tests of `archive`).

use serde_json::json;

use crate::Desk;

impl Desk {
    /// A meeting with a few lines more.
    fn with_lines() -> Self {
        let desk = Self::with_a_meeting();
        for line in
            ["the café was noisy", "= we read Proust next", "! Ada Conti — book the café for June", "会議の予定"]
        {
            desk.run(&["note", line]).output();
        }
        desk
    }
}

#[test]
fn what_was_minuted_is_found_with_date_meeting_slot_and_kind() {
    let desk = Desk::with_lines();
    let found = desk.run(&["search", "cafe"]).output();
    let lines: Vec<&str> = found.lines().collect();
    assert!(lines[0].starts_with("2026-05-04  Reading circle · "), "{found}");
    assert!(lines[0].ends_with("(2026-05-04-reading-circle)"), "{found}");
    assert_eq!(lines[1], "  action    Ada Conti — book the café for June", "what is to be done comes first");
    assert_eq!((lines[3], lines.len()), ("  note      the café was noisy", 4));
    assert!(!found.contains('\x1b'), "no colours in a pipe");
    assert_eq!(desk.run(&["search", "議の"]).output().lines().count(), 2);
    assert_eq!(desk.run(&["search", "--limit", "1", "cafe"]).output().lines().count(), 2);
    assert_eq!(desk.run(&["search", "cafe", "--limit=1"]).output().lines().count(), 2);
    assert_eq!(desk.run(&["search", "-cafe", "kind:action"]).output().matches("café").count(), 0);
    desk.run(&["search", "cafe", "--jsno"]).fails(2, &["`--jsno` stands where the query is", "hint: options"]);
}

#[test]
fn the_object_for_scripts_says_where_the_words_stand_in_characters() {
    let desk = Desk::with_lines();
    let found = desk.run(&["search", "kind:note café", "--json"]).json();
    assert_eq!((&found["format"], &found["version"]), (&json!("minutebook/search"), &json!(1)));
    assert_eq!((&found["count"], &found["complete"]), (&json!(1), &json!(true)));
    let hit = &found["hits"][0];
    assert_eq!((&hit["text"], &hit["marks"]), (&json!("the café was noisy"), &json!([[4, 8]])));
    assert_eq!((&hit["meeting"], &hit["kind"]), (&json!("2026-05-04-reading-circle"), &json!("note")));
    assert!(hit["entry"].is_string() && hit["at"].is_string() && hit["slot"].is_string(), "{hit}");
}

#[test]
fn what_is_not_understood_is_said_and_the_rest_is_found_and_nothing_to_look_for_is_wrong_use() {
    let desk = Desk::with_lines();
    let done = desk.run(&["search", "cafe", "before:soon"]);
    assert!(done.stderr.contains("`before:soon`: no day; write it as 2026-03-31"), "{}", done.stderr);
    assert_eq!((done.code, done.stdout.lines().count()), (Some(0), 4));
    desk.run(&["search", "kind:joke"]).fails(2, &["no kind of line", "nothing is looked for"]);
    desk.run(&["search"]).fails(2, &["nothing is looked for"]);
    let begins = desk.run(&["search", "caf"]);
    assert!(begins.stderr.contains("`caf*` finds the beginnings of words: 2 lines"), "{}", begins.stderr);
    assert!(!desk.run(&["search", "\"caf no\""]).stderr.contains("hint"), "a phrase is what it is");
    let nothing = desk.run(&["search", "xyzzy"]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (Some(0), ""));
    assert!(nothing.stderr.contains("nothing found"));
}

#[test]
fn the_cache_may_be_deleted_or_spoilt_at_any_time() {
    let desk = Desk::with_lines();
    let found = desk.run(&["search", "cafe"]).output();
    let cache = desk.path("data/cache/library.sqlite");
    assert!(cache.exists(), "beside the meetings, where the folder was named");
    std::fs::write(&cache, "spoilt").expect("written");
    assert_eq!(desk.run(&["search", "cafe"]).output(), found);
    std::fs::remove_dir_all(desk.path("data/cache")).expect("deleted");
    assert_eq!(desk.run(&["search", "cafe"]).output(), found);
}

#[test]
fn a_series_that_no_meeting_belongs_to_is_named_and_lists_nothing() {
    let desk = Desk::with_lines();
    let done = desk.run(&["list", "--series", "board"]);
    assert_eq!((done.code, done.stdout.as_str()), (Some(0), ""));
    assert!(done.stderr.contains("no meeting belongs to a series called `board`"), "{}", done.stderr);
}
