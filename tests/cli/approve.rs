//! `minutebook approve`, and what exports say of an approval, of carried items and of what later meetings say.

use serde_json::json;

use crate::series::Held;
use crate::{Desk, Done, done};

/// On a day after the meetings.
const LATER: &str = "2026-03-20T12:00:00+01:00";

impl Desk {
    fn on_that_day(&self, arguments: &[&str]) -> Done {
        done(self.command(arguments).env("MINUTEBOOK_NOW", LATER))
    }
}

/// Two meetings of a series: the second carries what the first noted and says that it is done.
fn two() -> (Desk, Held, Held) {
    let desk = Desk::new();
    let mut first = Held::opens(&desk, 1, Some("Weekly"), "Weekly one", "2026-03-02");
    first.owes(11, 1, "draft the plan", &["Ada Conti"], None);
    first.owes(12, 2, "book the room", &["Bruno Serra"], None);
    first.closes();
    let mut second = Held::opens(&desk, 2, Some("weekly"), "Weekly two", "2026-03-09");
    second.carries(&first, 11, 1, "draft the plan");
    second.carries(&first, 12, 2, "book the room");
    let review = json!({ "meeting": "019d0a52-7c1e-7cc3-98c4-000000000001", "entry": first.id(11), "status": "done",
        "reason": "sent on Monday" });
    let added = json!({ "event": "entry_added", "entry": second.id(11), "slot": second.id(2),
        "text": "action-1 (draft the plan): done, sent on Monday", "review": review });
    second.does("09:31:00", &json!([added]));
    (desk, first, second)
}

#[test]
fn a_closed_meeting_becomes_final_and_an_open_or_final_one_is_refused() {
    let (desk, ..) = two();
    desk.on_that_day(&["approve", "2026-03-09-weekly-two"]).fails(1, &["Weekly two is still open", "minutebook open"]);
}

#[test]
fn who_approved_is_named_as_the_roster_has_it_and_the_minutes_say_so() {
    let (desk, ..) = two();
    let slug = "2026-03-02-weekly-one";
    assert!(desk.on_that_day(&["status", slug]).output().contains(", draft"));
    let said = desk.on_that_day(&["approve", slug, "--by", "@ada", "--by", "bruno", "--by", "Ada Conti"]).output();
    assert!(said.starts_with("Weekly one is final, approved by Ada Conti, Bruno Serra. Its minutes:\n"), "{said}");
    let path = said.lines().nth(1).expect("a file").trim();
    let file = std::fs::read_to_string(desk.path(path)).expect("the minutes");
    assert!(file.contains("Final · approved by Ada Conti, Bruno Serra, Fri 20 Mar 2026, 12:00"), "{file}");
    assert_eq!(desk.on_that_day(&["status", "--json", slug]).json()["stage"], "final");
    desk.on_that_day(&["approve", slug])
        .fails(1, &["were approved by Ada Conti, Bruno Serra on Fri 20 Mar 2026, 12:00"]);
    desk.on_that_day(&["verify", slug]).output();
}

#[test]
fn somebody_whom_no_roster_has_may_approve_and_is_said_to_be_a_stranger() {
    let (desk, ..) = two();
    let done = desk.on_that_day(&["approve", "2026-03-02-weekly-one", "--by", "The Board"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.stderr.contains("not on the roster: The Board"), "{done:?}");
}

#[test]
fn the_old_minutes_tell_what_became_of_their_items_and_the_new_ones_what_they_carried() {
    let (desk, ..) = two();
    let old = desk.on_that_day(&["export", "2026-03-02-weekly-one", "-f", "txt"]).output();
    let old = old.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(old.contains("draft the plan · done on Mon 9 Mar 2026 in Weekly two (sent on Monday)"), "{old}");
    let new = desk.on_that_day(&["export", "2026-03-09-weekly-two", "-f", "json"]).json();
    let carried: Vec<_> = new["carried"].as_array().expect("items").iter().map(|it| &it["now"]["status"]).collect();
    assert_eq!(carried, ["open", "done"]);
    let before =
        desk.on_that_day(&["export", "2026-03-02-weekly-one", "-f", "txt", "--at", "2026-03-02 10:00"]).output();
    assert!(!before.contains("Weekly two"), "as it stood then: {before}");
}

#[test]
fn what_was_corrected_after_the_approval_is_told_with_who_did_it() {
    let (desk, mut first, _) = two();
    first.does("11:00:00", &json!([{ "event": "minutes_approved", "approved_by": ["Ada Conti"] }]));
    first.does("12:00:00", &json!([{ "event": "meeting_reopened" }]));
    let text = json!({ "event": "entry_changed", "entry": first.id(12), "text": "book the \u{1b}[31mlarge room" });
    first.does("12:01:00", &json!([text]));
    first.does("12:02:00", &json!([{ "event": "meeting_closed" }]));
    let file = desk.on_that_day(&["export", "2026-03-02-weekly-one", "-f", "md"]).output();
    let (_, corrections) = file.split_once("## Corrections after approval\n").expect("the section");
    let line = corrections.lines().find(|line| line.starts_with("- ")).expect("a line");
    assert!(line.contains("book the room → Bruno Serra — book the") && line.ends_with("· Ada"), "{line}");
    assert!(!file.contains('\u{1b}'), "{file}");
    let before =
        desk.on_that_day(&["export", "2026-03-02-weekly-one", "-f", "md", "--at", "2026-03-02 11:30"]).output();
    assert!(before.contains("Final") && !before.contains("Corrections"), "{before}");
}

#[test]
fn another_owner_or_date_after_the_approval_stands_behind_what_was_approved_and_among_the_corrections() {
    let (desk, mut first, mut second) = two();
    let slug = "2026-03-02-weekly-one";
    first.does("11:00:00", &json!([{ "event": "minutes_approved", "approved_by": ["Ada Conti"] }]));
    // In the meeting itself, after it was approved, and in a later one.
    let changes = json!({ "event": "entry_changed", "entry": first.id(11), "due": "2026-04-01" });
    first.does("12:00:00", &json!([changes]));
    let review =
        json!({ "meeting": "019d0a52-7c1e-7cc3-98c4-000000000001", "entry": first.id(12), "owners": ["Ada Conti"] });
    let added = json!({ "event": "entry_added", "entry": second.id(12), "slot": second.id(2),
        "text": "action-2 (book the room): now Ada Conti", "review": review });
    second.does("09:32:00", &json!([added]));
    let file = desk.on_that_day(&["export", slug, "-f", "txt"]).output();
    let file = file.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Final · approved by Ada Conti",
        "#1 Ada Conti — draft the plan · now due Wed 1 Apr 2026 since Mon 2 Mar 2026 · done on Mon 9 Mar 2026 in Weekly two (sent on Monday)",
        "#2 Bruno Serra — book the room · now Ada Conti since Mon 9 Mar 2026 in Weekly two",
        "Corrections after approval",
        "draft the plan → Ada Conti — draft the plan (due Wed 1 Apr 2026)",
    ] {
        assert!(file.contains(said), "{said} is not in {file}");
    }
    assert!(!file.contains("→ Ada Conti — book"), "what a later meeting says is no correction: {file}");
    let json = desk.on_that_day(&["export", slug, "-f", "json"]).json();
    let numbered = |number: u32| json["actions"].as_array().into_iter().flatten().find(|it| it["number"] == number);
    let [plan, room] = [1, 2].map(|number| numbered(number).expect("an action item"));
    assert_eq!((&plan["due"], &plan["later"]["due"]["now"]), (&json!(null), &json!("2026-04-01")));
    assert_eq!((&room["owners"], &room["later"]["owners"]["now"]), (&json!(["Bruno Serra"]), &json!(["Ada Conti"])));
    assert_eq!(room["later"]["owners"]["meeting"], "Weekly two");
}
