//! `minutebook stats` over a series of meetings whose figures are worked out here.

use serde_json::{Value, json};

use crate::Desk;
use crate::actions::{TODAY, three};
use crate::series::Held;
use crate::terminal::Terminal;

/// Two meetings of a series, each planned for half an hour of budget and half an hour of review. The first begins two minutes late
/// and takes 40 and 10 minutes; the second takes 20 minutes for the budget, goes through the action items without a clock, and
/// one of two is done.
fn two() -> Desk {
    let desk = Desk::new();
    let mut first = Held::opens(&desk, 10, Some("Weekly"), "Weekly January", "2026-01-05");
    let (budget, review) = (first.id(1), first.id(2));
    first.does("09:02:00", &json!([{ "event": "clock_started", "slot": budget }]));
    first.owes(3, 1, "Draft the plan", &["Ada Conti"], None);
    first.owes(4, 2, "Ask the harbour", &[], None);
    first.decides(5, "We meet weekly");
    first.does(
        "09:42:00",
        &json!([{ "event": "clock_stopped", "slot": budget }, { "event": "clock_started", "slot": review }]),
    );
    first.does("09:52:00", &json!([{ "event": "clock_stopped", "slot": review }]));
    first.closes();
    let mut second = Held::opens(&desk, 11, Some("weekly"), "Weekly again", "2026-01-12");
    second.carries(&first, 3, 1, "Draft the plan");
    second.carries(&first, 4, 2, "Ask the harbour");
    let (budget, review) = (second.id(1), second.id(2));
    second.does("09:00:00", &json!([{ "event": "clock_started", "slot": budget }]));
    second.does("09:20:00", &json!([{ "event": "clock_stopped", "slot": budget }]));
    let done = json!([{ "event": "entry_added", "entry": second.id(3), "slot": review,
        "text": "action-2 (Ask the harbour): done", "review": { "meeting": "019d0a52-7c1e-7cc3-98c4-00000000000a",
            "entry": first.id(4), "status": "done" } }]);
    second.does("09:31:00", &done);
    second.closes();
    desk
}

#[track_caller]
fn has(found: &Value, wanted: &Value) {
    for (name, value) in wanted.as_object().expect("fields") {
        assert_eq!(&found[name], value, "{name} of {found}");
    }
}

#[test]
fn the_figures_of_a_series_are_those_of_its_journals() {
    let told = two().today(&["stats", " WEEKLY ", "--json"]).json();
    has(&told, &json!({ "format": "minutebook/stats", "version": 1, "today": "2026-02-16", "day": "2026-02-16" }));
    let [first, second] = told["meetings"].as_array().expect("meetings").as_slice() else { panic!("{told}") };
    has(
        first,
        &json!({ "planned_min": 60, "held_s": 3000, "over_s": -600, "late_s": 120, "opened": 2, "done": 0,
        "open": 2, "decisions": 1, "entries": 3, "present": null, "people": 2, "date": "2026-01-05", "closed": true }),
    );
    has(
        second,
        &json!({ "planned_min": 60, "held_s": 1200, "over_s": -2400, "late_s": 0, "opened": 0, "done": 1,
        "open": 1, "decisions": 0, "entries": 1 }),
    );
    let [budget, review] = told["topics"].as_array().expect("topics").as_slice() else { panic!("{told}") };
    // 40 and 20 minutes against 30 each.
    has(
        budget,
        &json!({ "title": "Budget", "series": "weekly", "meetings": 2, "held": 2, "untimed": 0, "put_off": 0,
        "planned_min": 30.0, "over_s": 0.0, "over_sum_s": 0, "trend_s": null }),
    );
    has(&budget["held_s"], &json!({ "least": 1200, "median": 1800.0, "most": 2400 }));
    has(review, &json!({ "title": "Review action items", "held": 1, "untimed": 1, "put_off": 0, "over_s": -1200.0 }));
    // Open since the fifth of January; the other took a week.
    has(
        &told["whole"],
        &json!({ "meetings": 2, "opened": 2, "done": 1, "open": 1, "days_to_done": 7.0,
        "compared": 2, "planned_min": 120, "held_s": 4200, "over_s": -3000 }),
    );
    has(&told["whole"]["ages"], &json!({ "under_90_days": 1, "median_days": 42.0, "oldest_days": 42, "older": 0 }));
}

#[test]
fn a_period_leaves_out_what_is_before_and_after_it_and_a_pipe_gets_columns() {
    let desk = two();
    let told = desk.today(&["stats", "--series", "weekly", "--until", "2026-01-05", "--json"]).json();
    has(&told["whole"], &json!({ "meetings": 1, "open": 2, "done": 0, "days_to_done": null }));
    assert_eq!((&told["day"], &told["whole"]["ages"]["oldest_days"]), (&"2026-01-05".into(), &0.into()));
    let told = desk.today(&["stats", "weekly", "--since", "2026-01-06", "--json"]).json();
    has(&told["whole"], &json!({ "meetings": 1, "open_before": 2, "opened": 0, "done": 1, "open": 1 }));
    let piped = desk.today(&["stats", "weekly"]).output();
    let lines: Vec<&str> = piped.lines().collect();
    assert!(lines.len() == 3 && lines[0].starts_with("date\tseries\tmeeting\tplanned minutes"), "{piped}");
    assert!(lines[1].starts_with("2026-01-05\tweekly\tWeekly January\t60\t3000\t0\t600\t120\t0\t2\t"), "{piped}");
    let topics = desk.today(&["stats", "weekly", "--rows", "topics", "--csv", "--raw"]).output();
    assert!(topics.contains("weekly,Budget,2,2,0,0,30,1800,1200,2400,0,0,"), "{topics}");
}

#[test]
fn what_cannot_be_asked_is_wrong_use_and_a_series_that_is_not_there_is_empty() {
    let desk = two();
    desk.today(&["stats", "-f", "ics"]).fails(2, &["`ics` is no form of statistics", "md, html"]);
    desk.today(&["stats", "--since", "friday"]).fails(2, &["`friday` is no date", "--since 2026-01-01"]);
    desk.today(&["stats", "--until", "x"]).fails(2, &["`x` is no date", "--until 2026-01-01"]);
    desk.today(&["stats", "--since", "2026-02-01", "--until", "2026-01-01"]).fails(2, &["ends before it begins"]);
    let found = desk.today(&["stats", "weakly", "--json"]);
    assert!(found.code == Some(0) && found.stderr.contains("did you mean `"), "{found:?}");
    assert_eq!(serde_json::from_str::<Value>(&found.stdout).expect("JSON")["meetings"], json!([]));
}

#[test]
fn on_a_terminal_there_are_tables_that_fit_of_one_series_and_a_line_a_series_of_several() {
    let (one, several) = (two(), three());
    for columns in [120, 80, 40] {
        for (desk, words) in [
            (&one, ["weekly: 2 meetings", "Recurring topics", "Budget", "Open action items, the oldest 42 days"]),
            (&several, ["4 meetings", "Series", "no series", "stats SERIES"]),
        ] {
            let arguments: &[&str] = if words[0].starts_with("weekly") { &["stats", "weekly"] } else { &["stats"] };
            let builder = Terminal::start(arguments).data_dir(desk.path("data")).env("MINUTEBOOK_NOW", TODAY);
            let mut terminal = builder.env("NO_COLOR", "1").env("TZ", "Europe/Rome").size(columns, 40).spawn();
            assert!(terminal.wait_exit().success());
            let printed = String::from_utf8(terminal.output()).expect("text");
            let widest = printed.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
            assert!(widest <= usize::from(columns), "{widest} of {columns} columns: {printed}");
            for words in words {
                assert!(printed.contains(words), "{words} in {columns} columns of {printed}");
            }
        }
    }
}

#[test]
fn what_a_meeting_is_called_can_do_nothing_to_a_terminal_a_spreadsheet_or_a_page() {
    let desk = Desk::new();
    let evil = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u{1b}]0;owned\u{7} \u{202e}gpj";
    Held::opens(&desk, 10, Some(evil), evil, "2026-01-05").closes();
    Held::opens(&desk, 11, Some(evil), evil, "2026-01-06").closes();
    let builder = Terminal::start(&["stats"]).data_dir(desk.path("data"));
    let mut terminal = builder.env("MINUTEBOOK_NOW", TODAY).env("NO_COLOR", "1").spawn();
    assert!(terminal.wait_exit().success());
    let printed = String::from_utf8(terminal.output()).expect("text");
    assert!(!printed.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{printed:?}");
    let html = desk.today(&["stats", evil, "-f", "html"]).output();
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"), "{html}");
    for rows in ["meetings", "topics", "series"] {
        let sheet = desk.today(&["stats", "--csv", "--rows", rows]).output();
        assert!(sheet.contains("'=cmd") && !sheet.contains(",=cmd") && !sheet.contains("\n=cmd"), "{sheet}");
        assert!(!desk.today(&["stats", "--rows", rows]).output().contains(['\u{1b}', '\u{7}', '\u{202e}']));
    }
}
