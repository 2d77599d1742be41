//! `minutebook people` over a series of meetings, and what other commands know of who is who.

use std::fs;

use serde_json::{Value, json};

use crate::series::Held;
use crate::terminal::Terminal;
use crate::{Desk, Done, done};

const TODAY: &str = "2026-02-16T12:00:00+01:00";

impl Desk {
    fn asks(&self, arguments: &[&str]) -> Done {
        done(self.command(arguments).env("MINUTEBOOK_NOW", TODAY).env("TZ", "Europe/Rome"))
    }

    fn person(&self, name: &str) -> Value {
        let all = self.asks(&["people", "--json"]).json();
        let mut people = all["people"].as_array().expect("people").iter();
        people.find(|it| it["name"] == name).cloned().unwrap_or_else(|| panic!("{name} in {all:#}"))
    }
}

/// January: Bruno chaired and was there, Ada sent regrets, and an item is noted for `B. Serra`. In February the roster calls
/// him otherwise and says what he was called; nobody noted who was there. March, of another series, has another Ada.
fn three() -> Desk {
    let desk = Desk::new();
    let mut january = Held::opens(&desk, 10, Some("Weekly"), "Weekly January", "2026-01-05");
    january.does(
        "09:01:00",
        &json!([{ "event": "role_changed", "role": "chair", "names": ["Bruno Serra"] },
        { "event": "attendance_changed", "name": "Bruno Serra", "presence": "present" },
        { "event": "attendance_changed", "name": "Ada Conti", "presence": "regrets" }]),
    );
    january.owes(3, 1, "Draft the plan", &["B. Serra"], Some("2026-02-02"));
    january.owes(4, 2, "Ask the harbour", &["Newcomers"], None);
    january.owes(5, 3, "Count the chairs", &["Bruno Serra", "Ada Conti"], Some("2026-03-20"));
    january.decides(6, "We meet weekly");
    january.does("09:31:00", &json!([{ "event": "attendance_changed", "name": "Bruno Serra", "presence": "left" }]));
    january.closes();
    let mut february = Held::opens(&desk, 11, Some("Weekly"), "Weekly February", "2026-02-02");
    let bruno =
        json!({ "name": "Bruno M. Serra", "email": "bms@example.org", "aliases": ["B. Serra", "Bruno Serra", "brns"] });
    february.does(
        "09:01:00",
        &json!([{ "event": "person_removed", "name": "Bruno Serra" },
        { "event": "person_added", "person": bruno }]),
    );
    february.closes();
    let mut march = Held::opens(&desk, 12, None, "Kick off", "2026-02-09");
    march.does(
        "09:01:00",
        &json!([{ "event": "person_removed", "name": "Ada Conti" },
        { "event": "person_added", "person": { "name": "Ada Conti", "email": "conti@other.example" } }]),
    );
    march.owes(3, 1, "Buy a boat", &["Ada Conti"], Some("2026-02-15"));
    march.closes();
    desk
}

#[test]
fn a_person_is_one_under_all_names_and_a_roster_alone_says_of_nobody_that_they_were_there() {
    let desk = three();
    let bruno = desk.person("Bruno M. Serra");
    let wanted = json!({ "kind": "person", "email": "bms@example.org", "aliases": ["B. Serra", "brns", "Bruno Serra"],
        "known_in": 3, "attendance_noted": 1, "present": 1, "regrets": 0, "not_said": 2, "seconds": 1800,
        "last_seen": "2026-01-05", "open": 2, "overdue": 1, "on_a_roster": true });
    for (name, value) in wanted.as_object().expect("fields") {
        assert_eq!(&bruno[name], value, "{name}");
    }
    let group = desk.person("Newcomers");
    assert_eq!((&group["kind"], &group["known_in"], &group["open"]), (&"group".into(), &3.into(), &1.into()));
    let of_series = desk.asks(&["people", "--series", "weekly", "--json"]).json();
    let counts: Vec<_> = of_series["people"].as_array().expect("people").iter().map(|it| &it["known_in"]).collect();
    assert_eq!(counts, [&json!(2), &json!(2), &json!(2)]);
}

#[test]
fn two_of_one_name_are_two_with_what_tells_them_apart_and_it_is_said() {
    let desk = three();
    let (one, other) = (desk.person("Ada Conti <ada@example.org>"), desk.person("Ada Conti <conti@other.example>"));
    assert_eq!((&one["open"], &one["regrets"], &other["open"]), (&1.into(), &1.into(), &1.into()));
    let found = desk.asks(&["people"]);
    assert!(found.stderr.contains("several people are called Ada Conti: ada@example.org, conti@other.example"));
    let header = found.stdout.lines().next().expect("a header");
    assert!(header.starts_with("name\tkind\tknown in") && found.stdout.lines().count() == 5, "{}", found.stdout);
    desk.asks(&["people", "Ada Conti"]).fails(2, &["fits several people", "Ada Conti <ada@example.org>"]);
    assert_eq!(desk.asks(&["people", "--json", "conti@other.example"]).json()["open_items"][0]["text"], "Buy a boat");
}

#[test]
fn one_person_has_their_meetings_their_items_and_the_decisions_of_the_slots_they_chaired() {
    let desk = three();
    let bruno = desk.asks(&["people", "--json", "brns"]).json();
    let meetings: Vec<_> = bruno["meetings"].as_array().expect("meetings").iter().collect();
    let was: Vec<_> = meetings.iter().map(|it| (&it["title"], &it["was"], &it["chaired"])).collect();
    let (said, not) = (json!(true), json!(false));
    let names = ["Weekly January", "Weekly February", "Kick off"].map(Value::from);
    let words = ["present", "not_said", "not_said"].map(Value::from);
    assert_eq!(was, [(&names[0], &words[0], &said), (&names[1], &words[1], &not), (&names[2], &words[2], &not)]);
    assert_eq!(meetings[0]["stays"][0]["from"], "2026-01-05T09:01:00+01:00");
    assert_eq!(bruno["decisions"][0]["text"], "We meet weekly");
    let text = desk.asks(&["people", "bruno"]).output();
    for part in ["Bruno M. Serra", "B. Serra", "present 09:01–09:31 · chaired", "not said", "overdue", "We meet weekly"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    desk.asks(&["people", "Newcomers"]).fails(1, &["stands for several people", "actions --owner"]);
    desk.asks(&["people", "Zoe"]).fails(1, &["nobody is called `Zoe`", "`minutebook people` shows"]);
}

#[test]
fn what_was_done_lately_stands_at_the_day_on_which_it_was_done() {
    let desk = three();
    desk.asks(&["done", "3"]).output();
    let text = desk.asks(&["people", "bruno"]).output();
    let done = text.lines().find(|line| line.contains("Count the chairs")).expect("the item");
    assert!(done.contains("2026-02-16") && !done.contains("2026-03-20"), "{text}");
    let open = text.lines().find(|line| line.contains("Draft the plan")).expect("the item");
    assert!(open.contains("2026-02-02"), "{text}");
}

#[test]
fn reports_and_search_find_a_person_by_any_name() {
    let desk = three();
    for name in ["B. Serra", "brns", "bruno serra", "bms@example.org"] {
        let found = desk.asks(&["actions", "--json", "--owner", name]).json();
        let texts: Vec<_> = found["actions"].as_array().expect("items").iter().map(|it| &it["text"]).collect();
        assert_eq!(texts, ["Draft the plan", "Count the chairs"], "{name}");
        assert_eq!(found["actions"][0]["owners"], json!(["Bruno M. Serra"]));
    }
    for query in ["owner:brns", "owner:bms@example.org", "owner:bruno"] {
        let found = desk.asks(&["search", "--json", query]).json();
        assert_eq!(found["count"], 2, "{query}");
    }
    let mut terminal = Terminal::start(&["actions"])
        .cwd(desk.path(""))
        .data_dir(desk.path("data"))
        .env("MINUTEBOOK_NOW", TODAY)
        .spawn();
    terminal.wait_for("4 open");
    let screen = terminal.screen();
    assert_eq!(screen.matches("Bruno M. Serra").count(), 2, "a heading, and beside another owner: {screen}");
    assert!(terminal.wait_exit().success());
}

#[test]
fn the_next_agenda_has_the_newest_spelling_and_keeps_the_aliases() {
    let desk = three();
    let agenda = desk.asks(&["next", "Weekly", "-o", "-"]);
    let bruno = "{ name: Bruno M. Serra, email: bms@example.org, aliases: [B. Serra, Bruno Serra, brns] }";
    assert!(agenda.stdout.contains(bruno), "{}", agenda.stdout);
    fs::write(desk.path("next.md"), &agenda.stdout).expect("a file");
    let read = desk.asks(&["check", "--json", "next.md"]);
    let read: Value = serde_json::from_str(&read.stdout).expect("JSON");
    let aliases = |it: &Value| it["aliases"].as_array().map(Vec::len);
    assert!(read["people"].as_array().expect("people").iter().any(|it| aliases(it) == Some(3)), "{read:#}");
    // A line of the notes may call him so.
    let said = "! brns — bring wine\n";
    let mut parse = desk.command(&["parse", "--json", "--agenda", "next.md", "--date", "2026-02-16"]);
    fs::write(desk.path("said.txt"), said).expect("a file");
    let said = parse.stdin(fs::File::open(desk.path("said.txt")).expect("a file"));
    assert_eq!(done(said).json()["owners"], json!(["Bruno M. Serra"]));
}

#[test]
fn a_hostile_name_is_shown_and_never_obeyed_and_runs_in_no_sheet() {
    let desk = Desk::new();
    let mut held = Held::opens(&desk, 10, Some("Weekly"), "Weekly", "2026-01-05");
    let name = "=cmd|' /C calc'!A0\u{1b}[2J\u{202e}x";
    held.does(
        "09:01:00",
        &json!([{ "event": "person_added", "person": { "name": name, "aliases": ["+1\u{7}", "a\tb\nc"] } }]),
    );
    held.owes(3, 1, "Draft the plan", &[name], Some("2026-02-02"));
    held.closes();
    let shown = desk.asks(&["people"]).output() + &desk.asks(&["people", name]).output();
    assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{shown:?}");
    assert_eq!(desk.asks(&["people"]).output().lines().count(), 5);
    let sheet = desk.asks(&["people", "--csv"]).output();
    assert!(sheet.contains("'=cmd|") && sheet.contains("'+1"), "{sheet:?}");
    assert_eq!(desk.person(name)["open"], 1, "machines get it whole");
}

#[test]
fn without_meetings_nobody_is_known() {
    let desk = Desk::new();
    assert_eq!(desk.asks(&["people", "--json"]).json()["people"], json!([]));
    assert_eq!(desk.asks(&["people", "--csv", "--raw"]).output().lines().count(), 1);
}
