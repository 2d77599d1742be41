//! `minutebook actions`, `decisions`, `done` and `item` over a series of meetings.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::series::Held;
use crate::terminal::Terminal;
use crate::{Desk, Done, done};

/// The day on which the reports are asked for.
pub(crate) const TODAY: &str = "2026-02-16T12:00:00+01:00";

impl Desk {
    pub(crate) fn today(&self, arguments: &[&str]) -> Done {
        done(self.command(arguments).env("MINUTEBOOK_NOW", TODAY).env("TZ", "Europe/Rome"))
    }

    pub(crate) fn actions(&self, arguments: &[&str]) -> Value {
        self.today(&[&["actions", "--json"], arguments].concat()).json()
    }

    fn text_of(&self, number: &str) -> Value {
        self.actions(&["--all"])["actions"]
            .as_array()
            .expect("items")
            .iter()
            .find(|item| item["number"].as_u64() == number.parse().ok() && item["series"] == "Weekly")
            .cloned()
            .expect("the item")
    }
}

fn numbers(found: &Value) -> Vec<u64> {
    found["actions"].as_array().expect("items").iter().filter_map(|item| item["number"].as_u64()).collect()
}

/// Three meetings of a series, the last one in progress, and one of another: five items are open.
pub(crate) fn three() -> Desk {
    let desk = Desk::new();
    let mut january = Held::opens(&desk, 10, Some("Weekly"), "Weekly January", "2026-01-05");
    january.owes(3, 1, "Draft the plan for HB-12", &["Ada Conti", "Bruno Serra"], Some("2026-02-02"));
    january.owes(4, 2, "Ask the harbour", &["Newcomers"], None);
    january.owes(5, 3, "Count the chairs", &[], Some("2026-02-20"));
    january.decides(6, "We meet weekly");
    january.closes();
    let mut february = Held::opens(&desk, 11, Some("weekly"), "Weekly February", "2026-02-02");
    february.carries(&january, 3, 1, "Draft the plan for HB-12");
    february.carries(&january, 4, 2, "Ask the harbour");
    february.says(3, &january, 4, &json!({ "status": "done" }));
    february.owes(4, 4, "Write to the board", &["Zed Young"], Some("2026-03-30"));
    february.decides(5, "No more chairs");
    february.closes();
    let mut now = Held::opens(&desk, 12, Some("Weekly"), "Weekly", "2026-02-16");
    now.carries(&january, 3, 1, "Draft the plan for HB-12");
    let mut other = Held::opens(&desk, 13, None, "Kick off", "2026-02-09");
    other.owes(3, 1, "Buy a boat", &["Ada Conti"], Some("2026-02-15"));
    other.closes();
    desk
}

#[test]
fn the_report_has_every_open_item_of_all_meetings_with_all_that_the_contract_names() {
    let found = three().actions(&[]);
    assert_eq!((&found["format"], &found["version"]), (&"minutebook/actions".into(), &1.into()));
    assert_eq!((&found["today"], &found["open"], &found["overdue"]), (&"2026-02-16".into(), &4.into(), &2.into()));
    let first = &found["actions"][0];
    let wanted = json!({ "number": 1, "text": "Draft the plan for HB-12", "owners": ["Ada Conti", "Bruno Serra"],
        "due": "2026-02-02", "status": "open", "tickets": [], "meeting": "Weekly January", "slot": "Budget",
        "age_days": 42, "carried": 2, "overdue": true, "series": "Weekly", "slug": "2026-01-05-weekly-january" });
    for (name, value) in wanted.as_object().expect("fields") {
        assert_eq!(&first[name], value, "{name}");
    }
    // By due date, those without one last.
    let order: Vec<&str> =
        found["actions"].as_array().expect("items").iter().filter_map(|item| item["text"].as_str()).collect();
    assert_eq!(order, ["Draft the plan for HB-12", "Buy a boat", "Count the chairs", "Write to the board"]);
}

#[test]
fn each_option_takes_what_it_says() {
    let desk = three();
    for (options, wanted) in [
        (&["--owner", "ada"] as &[&str], &[1_u64, 1] as &[u64]),
        (&["--owner", "@ADA", "--series", " WEEKLY "], &[1]),
        (&["--owner", "serra"], &[1]),
        (&["--owner", "zed"], &[4]),
        (&["--owner", "ada", "--owner", "zed"], &[1, 1, 4]),
        (&["--series", "weekly"], &[1, 3, 4]),
        (&["--overdue"], &[1, 1]),
        (&["--due-before", "2026-02-15"], &[1]),
        (&["--due-before", "in 2 weeks"], &[1, 1, 3]),
        (&["--open", "--series", "weekly", "--overdue"], &[1]),
        (&["--all", "--owner", "newcomers"], &[2]),
    ] {
        assert_eq!(numbers(&desk.actions(options)), wanted, "{options:?}");
    }
    let settled = &desk.actions(&["--all", "--owner", "newcomers"])["actions"][0];
    assert_eq!((&settled["status"], &settled["settled_in"]), (&"done".into(), &"2026-02-02-weekly-february".into()));
}

#[test]
fn a_name_that_fits_nobody_gives_an_empty_list_and_the_name_that_comes_near() {
    let desk = three();
    let found = desk.today(&["actions", "--json", "--owner", "Ada Cnti"]);
    assert_eq!(found.code, Some(0));
    assert!(found.stderr.contains("nobody is called `Ada Cnti`") && found.stderr.contains("`Ada Conti`"), "{found:?}");
    assert_eq!(serde_json::from_str::<Value>(&found.stdout).expect("JSON")["actions"], json!([]));
    let found = desk.today(&["actions", "--series", "Wekly"]);
    assert!(found.code == Some(0) && found.stderr.contains("did you mean `Weekly`?"), "{found:?}");
    desk.today(&["actions", "--due-before", "soon"]).fails(2, &["`soon` is no date", "hint: "]);
    desk.today(&["actions", "-f", "doc"]).fails(2, &["`doc` is no form of a report", "md, html"]);
    desk.today(&["actions", "--by", "colour"]).fails(2, &["colour"]);
}

#[test]
fn in_a_pipe_there_is_a_line_an_item_in_columns_parted_by_tabs() {
    let text = three().today(&["actions", "--series", "weekly"]).output();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(
        rows[0],
        ["number", "text", "owners", "due", "status", "age in days", "carried", "series", "meeting", "slot", "tickets"]
    );
    let first = ["1", "Draft the plan for HB-12", "Ada Conti; Bruno Serra", "2026-02-02", "open", "42", "2", "Weekly"];
    assert_eq!(rows[1][..8], first);
    assert_eq!(rows.len(), 4);
}

#[test]
fn every_form_says_every_item_and_none_has_it_twice_where_that_counts() {
    let desk = three();
    for form in ["md", "html", "txt", "confluence", "wiki", "org", "csv", "ics", "eml", "json"] {
        let text = desk.today(&["actions", "-f", form]).output().replace("=\r\n", "").replace("\r\n ", "");
        for item in ["Draft the plan for", "Buy a boat", "Count the chairs", "Write to the board"] {
            assert!(text.contains(item), "{item} in {form}: {text}");
        }
        assert!(!text.contains("Ask the harbour"), "{form}");
        let decided = desk.today(&["decisions", "-f", form]).output();
        assert!(decided.contains("We meet weekly") && decided.contains("No more chairs"), "{form}: {decided}");
    }
    let calendar = desk.today(&["actions", "-f", "ics"]).output();
    assert_eq!(calendar.matches("BEGIN:VTODO").count(), 4);
    // The meeting's own calendar knows the item by the same name.
    let of_meeting = desk.today(&["export", "2026-01-05-weekly-january", "-f", "ics"]).output();
    let uid = calendar.lines().find(|line| line.starts_with("UID:")).expect("an identity");
    assert!(of_meeting.contains(uid), "{uid} in {of_meeting}");
    assert_eq!(desk.today(&["actions", "-f", "org"]).output().matches("** TODO").count(), 4);
    let page = desk.today(&["actions", "-f", "confluence"]).output();
    assert_eq!(page.matches("<ac:task>").count(), 4, "{page}");
    assert!(desk.today(&["actions", "-f", "docx", "-o", "report.docx"]).output().contains("report.docx"));
    assert!(fs::read(desk.path("report.docx")).expect("a file").starts_with(b"PK"));
    // A file that is there is never written over.
    assert_eq!(desk.today(&["actions", "-f", "docx", "-o", "report.docx"]).output(), "report-2.docx\n");
}

#[test]
fn a_draft_to_each_owner_has_what_is_theirs_and_who_gets_none_is_said() {
    let desk = three();
    let found = desk.today(&["actions", "--mail", "drafts"]);
    assert_eq!(found.code, Some(0), "{found:?}");
    assert_eq!(found.stdout, "drafts/ada-conti.eml · Ada Conti · 2 open\n");
    assert!(found.stderr.contains("no letter to Bruno Serra (1), Zed Young (1)"), "{found:?}");
    let letter = fs::read_to_string(desk.path("drafts/ada-conti.eml")).expect("a letter").replace("=\r\n", "");
    assert!(letter.contains("ada@example.org") && letter.contains("X-Unsent: 1"), "{letter}");
    assert!(letter.contains("Draft the plan") && letter.contains("Buy a boat"), "{letter}");
    assert!(letter.contains("Weekly January") && !letter.contains("Count the chairs"), "{letter}");
    let only = desk.today(&["actions", "--owner", "zed", "--mail", "more"]);
    assert!(only.stdout.is_empty() && only.stderr.contains("no letter to Zed Young (1):"), "{only:?}");
}

#[test]
fn the_sum_over_the_owners_is_the_set_of_open_items() {
    let desk = three();
    let all: BTreeSet<String> = entries(&desk.actions(&[]));
    let mut union = BTreeSet::new();
    for owner in ["Ada Conti", "Bruno Serra", "Zed Young", "Newcomers"] {
        union.extend(entries(&desk.actions(&["--owner", owner])));
    }
    let unowned = desk.actions(&[])["actions"].as_array().expect("items").clone();
    union.extend(unowned.iter().filter(|item| item["owners"] == json!([])).map(|item| item["entry"].to_string()));
    assert_eq!(union, all);
}

fn entries(found: &Value) -> BTreeSet<String> {
    found["actions"].as_array().expect("items").iter().map(|item| item["entry"].to_string()).collect()
}

#[test]
fn on_a_terminal_it_is_a_table_that_fits_with_what_is_overdue_marked_in_words() {
    let desk = three();
    for (columns, colour) in [(100, ""), (60, "1"), (40, "1")] {
        let builder =
            Terminal::start(&["actions", "--no-pager"]).data_dir(desk.path("data")).env("MINUTEBOOK_NOW", TODAY);
        let mut terminal = builder.env("NO_COLOR", colour).env("TZ", "Europe/Rome").size(columns, 40).spawn();
        assert!(terminal.wait_exit().success());
        let printed = String::from_utf8(terminal.output()).expect("text");
        assert_eq!(printed.contains('\u{1b}'), colour.is_empty(), "{printed:?}");
        if !colour.is_empty() {
            let widest = printed.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
            assert!(widest <= usize::from(columns), "{widest} columns: {printed}");
        }
        for words in ["Ada Conti", "No owner", "overdue", "4 open, 2 overdue"] {
            assert!(printed.contains(words), "{words} in {printed}");
        }
    }
}

#[test]
fn what_a_meeting_says_can_do_nothing_to_a_terminal_a_spreadsheet_or_a_page() {
    let desk = Desk::new();
    let evil = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u{1b}]0;owned\u{7} \u{202e}gpj";
    let mut held = Held::opens(&desk, 10, Some(evil), evil, "2026-01-05");
    held.owes(3, 1, evil, &[evil], Some("2026-02-02"));
    held.decides(4, evil);
    let builder = Terminal::start(&["actions", "--by", "series"]).data_dir(desk.path("data"));
    let mut terminal = builder.env("MINUTEBOOK_NOW", TODAY).env("NO_COLOR", "1").spawn();
    assert!(terminal.wait_exit().success());
    let printed = String::from_utf8(terminal.output()).expect("text");
    assert!(!printed.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{printed:?}");
    for command in ["actions", "decisions"] {
        assert!(!desk.today(&[command]).output().contains(['\u{1b}', '\u{7}', '\u{202e}']));
        let html = desk.today(&[command, "-f", "html"]).output();
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"), "{html}");
        let sheet = desk.today(&[command, "--csv"]).output();
        assert!(sheet.contains("'=cmd") && !sheet.contains(",=cmd"), "{sheet}");
        for form in ["md", "txt", "confluence", "wiki", "org", "ics", "eml", "json"] {
            let text = desk.today(&[command, "-f", form]).output();
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{command} {form}: {text:?}");
            let is_text = ["json", "txt", "ics", "org", "wiki", "eml"].contains(&form);
            assert!(is_text || !text.replace("\\<", "").contains("<script>"), "{command} {form}: {text}");
        }
    }
    done(desk.command(&["done", "1"]).env("MINUTEBOOK_NOW", TODAY)).output();
}

#[test]
fn what_is_done_is_a_line_of_the_meeting_that_goes_through_it() {
    let desk = three();
    let said = desk.today(&["done", "1", "--series", "Weekly", "--note", "sent on Monday"]).output();
    assert_eq!(
        said,
        "action-1 (Draft the plan for HB-12): done, sent on Monday · in Review action items, Weekly (2026-02-16-weekly)\n"
    );
    let minutes = desk.today(&["export", "2026-02-16-weekly", "-f", "json"]).json();
    let slots = minutes["days"][0]["slots"].as_array().expect("slots");
    let review = slots.iter().find(|slot| slot["title"] == "Review action items").expect("the slot");
    assert_eq!(review["entries"][0]["text"], "action-1 (Draft the plan for HB-12): done, sent on Monday");
    let item = desk.text_of("1");
    assert_eq!(
        (&item["status"], &item["reason"], &item["settled_in"]),
        (&"done".into(), &"sent on Monday".into(), &"2026-02-16-weekly".into())
    );
    // A second time it is said that it is so.
    desk.today(&["done", "1", "--series", "Weekly"]).fails(1, &["is done already", "--reopen"]);
    desk.today(&["done", "1", "--series", "weekly", "--reopen"]).output();
    assert_eq!(desk.text_of("1")["status"], "open");
}

#[test]
fn what_is_done_after_its_meeting_is_noted_there_though_it_is_closed_and_its_journals_stay_sound() {
    let desk = three();
    let said = desk.today(&["done", "4", "--dropped", "--note", "the board is gone"]).output();
    assert!(
        said.starts_with("action-4 (Write to the board): dropped, the board is gone · in Weekly February"),
        "{said}"
    );
    assert!(said.contains("minutebook export 2026-02-02-weekly-february"), "{said}");
    let item = desk.text_of("4");
    assert_eq!((&item["status"], &item["reason"]), (&"dropped".into(), &"the board is gone".into()));
    let minutes = desk.today(&["export", "2026-02-02-weekly-february", "-f", "json"]).json();
    assert_eq!(minutes["actions"][0]["status"], "dropped");
    assert!(minutes["meeting"]["closed"].is_string(), "{minutes}");
    desk.today(&["verify", "2026-02-02-weekly-february"]).output();
    desk.today(&["done", "4", "--reopen"]).output();
    assert_eq!(desk.text_of("4")["status"], "open");
}

#[test]
fn what_a_later_closed_meeting_settled_is_opened_again_and_settled_anew() {
    let desk = three();
    // It arose in January and was done in February, and both are closed.
    desk.today(&["done", "2"]).fails(1, &["is done already", "--reopen"]);
    let said = desk.today(&["done", "2", "--reopen"]).output();
    assert!(said.starts_with("action-2 (Ask the harbour): open"), "{said}");
    let item = desk.text_of("2");
    assert_eq!((&item["status"], &item["settled_in"]), (&"open".into(), &Value::Null));
    desk.today(&["done", "2", "--note", "by phone"]).output();
    let item = desk.text_of("2");
    assert_eq!((&item["status"], &item["reason"]), (&"done".into(), &"by phone".into()));
    desk.today(&["done", "2", "--reopen"]).output();
    desk.today(&["done", "2"]).output();
    assert_eq!(desk.text_of("2")["reason"], Value::Null, "why it was done the first time says nothing of this one");
}

#[test]
fn an_owner_or_date_that_a_later_closed_meeting_took_away_is_given_back() {
    let desk = Desk::new();
    let mut january = Held::opens(&desk, 10, Some("Weekly"), "Weekly January", "2026-01-05");
    january.owes(3, 3, "Count the chairs", &["Ada Conti"], Some("2026-02-20"));
    january.closes();
    let mut february = Held::opens(&desk, 11, Some("Weekly"), "Weekly February", "2026-02-02");
    february.carries(&january, 3, 3, "Count the chairs");
    february.says(3, &january, 3, &json!({ "owners": ["Bruno Serra"], "due": "2026-03-01" }));
    february.closes();
    assert_eq!(desk.text_of("3")["owners"], json!(["Bruno Serra"]));
    desk.today(&["item", "3", "--owner", "ada"]).output();
    assert_eq!(desk.text_of("3")["owners"], json!(["Ada Conti"]));
    desk.today(&["item", "3", "--owner", "ada"]).fails(1, &["is so already"]);
    desk.today(&["item", "3", "--due", "2026-02-20"]).output();
    assert_eq!(desk.text_of("3")["due"], "2026-02-20");
}

#[test]
fn nobody_takes_the_owners_away_and_makes_no_person() {
    let desk = three();
    desk.today(&["item", "4", "--owner", "Nobody"]).output();
    assert_eq!(desk.text_of("4")["owners"], json!([]));
    desk.today(&["item", "4", "--owner", "nobody", "--owner", "ada"]).fails(2, &["`nobody` takes the owners away"]);
    assert!(!desk.today(&["people"]).output().to_lowercase().contains("nobody"));
}

#[test]
fn an_item_gets_another_day_or_owner_and_is_shown() {
    let desk = three();
    desk.today(&["item", "3", "--due", "friday", "--owner", "ada", "--owner", "Nora"]).fails_softly();
    let item = desk.text_of("3");
    assert_eq!((&item["due"], &item["owners"]), (&"2026-02-20".into(), &json!(["Ada Conti", "Nora"])));
    desk.today(&["item", "3", "--due", "none"]).output();
    assert_eq!(desk.text_of("3")["due"], Value::Null);
    let shown = desk.today(&["item", "#3"]).output();
    assert_eq!(
        shown,
        "action-3: Count the chairs\nAda Conti, Nora · open\nnoted in Weekly · Weekly January · Mon 5 Jan 2026 · Budget · 2026-01-05-weekly-january\n"
    );
    let object = desk.today(&["item", "--json", "action-3"]).json();
    assert_eq!((&object["format"], &object["number"]), (&"minutebook/item".into(), &3.into()));
    desk.today(&["item", "3", "--due", "whenever"]).fails(2, &["`whenever` is no date"]);
}

#[test]
fn a_number_of_several_series_has_to_be_told_apart() {
    let desk = three();
    desk.today(&["done", "1"]).fails(
        2,
        &["several series have an action item 1", "--series 'Weekly'", "--meeting 2026-02-09-kick-off", "Buy a boat"],
    );
    let said = desk.today(&["done", "1", "--meeting", "2026-02-09-kick-off"]).output();
    assert!(said.contains("Buy a boat") && said.contains("2026-02-09-kick-off"), "{said}");
    // Now there is but one that is open.
    assert!(desk.today(&["done", "1"]).output().contains("Draft the plan"));
    desk.today(&["done", "99"]).fails(1, &["no action item has the number 99", "actions --all"]);
    desk.today(&["done", "x"]).fails(2, &["a number such as 12"]);
}

#[test]
fn of_two_equal_numbers_the_later_one_is_another_and_what_its_minutes_call_it_is_said() {
    let desk = three();
    let mut march = Held::opens(&desk, 14, Some("Weekly"), "Weekly March", "2026-02-15");
    march.owes(3, 4, "Paint the pier", &["Ada Conti"], None);
    march.closes();
    let found = desk.actions(&["--series", "weekly", "--owner", "ada"]);
    let pier = &found["actions"][1];
    assert_eq!((&pier["number"], &pier["noted_as"]), (&5.into(), &4.into()), "{found}");
    let shown = desk.today(&["item", "5"]).output();
    assert!(shown.contains("noted as action-4 in Weekly · Weekly March"), "{shown}");
    let remark = "action-4 of Weekly March (Paint the pier) is action-5 in the series";
    let done = desk.today(&["done", "4"]);
    assert!(done.stdout.contains("Write to the board") && done.stderr.contains(remark), "{done:?}");
    // Whoever names its meeting means what the minutes of that call so.
    let done = desk.today(&["done", "4", "--meeting", "2026-02-15-weekly-march"]);
    assert!(done.stdout.contains("action-5 (Paint the pier): done") && done.stderr.contains(remark), "{done:?}");
    assert!(desk.today(&["done", "5", "--reopen"]).output().contains("Paint the pier"));
}

#[test]
fn decisions_stand_the_newest_first_and_by_series_and_day() {
    let desk = three();
    let texts = |options: &[&str]| -> Vec<String> {
        let found = desk.today(&[&["decisions", "--json"], options].concat()).json();
        assert_eq!(found["format"], "minutebook/decisions");
        let all = found["decisions"].as_array().expect("decisions").clone();
        all.iter().filter_map(|it| it["text"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(texts(&[]), ["No more chairs", "We meet weekly"]);
    assert_eq!(texts(&["--since", "2026-02-01"]), ["No more chairs"]);
    assert_eq!(texts(&["--series", "weekly"]).len(), 2);
    let text = desk.today(&["decisions"]).output();
    assert_eq!(text.lines().nth(1), Some("2026-02-02\tNo more chairs\tweekly\tWeekly February\tBudget"), "{text}");
    desk.today(&["decisions", "--since", "yesterday"]).fails(2, &["`yesterday` is no date"]);
}

impl Done {
    /// Succeeded, with something to look at on stderr.
    #[track_caller]
    fn fails_softly(self) {
        assert!(self.code == Some(0) && !self.stderr.is_empty(), "{self:?}");
    }
}
