//! A meeting in which people come and go, speak, propose and vote, built by hand from the state types.

use crate::write;
use minutebook::meeting::{
    ActionItem, Attendance, Ballot, Choice, Entry, EntryId, Kind, Mark, Meeting, PlannedSlot, Role, Run, Slot, SlotId,
    Stay, Turn,
};
use minutebook::minutes::Format;
use serde_json::{Value, json};

use crate::example::{id, person, stamp};

/// Of a kind, with that text, a level below the outermost or more.
fn entry(n: u32, depth: u16, kind: Kind, text: &str) -> Entry {
    let id = EntryId(id(n));
    let at = stamp("2026-03-26T09:30:00.125Z").at;
    let (text, by) = (text.to_owned(), id.0.writer);
    Entry {
        review: None,
        id,
        at,
        depth,
        kind,
        text,
        by,
        rivals: vec![],
        action: None,
        tickets: vec![],
        speaker: None,
        votes: vec![],
        link: None,
    }
}

fn says(n: u32, who: Option<&str>, text: &str) -> Entry {
    Entry { speaker: who.map(str::to_owned), ..entry(n, 0, Kind::Speech, text) }
}

fn vote(n: u32, choice: Choice, voters: &[&str], others: u32, comment: &str) -> Entry {
    let voters = voters.iter().map(|&name| name.to_owned()).collect();
    Entry { votes: vec![Ballot { choice, voters, others }], ..entry(n, 1, Kind::Vote, comment) }
}

fn link(n: u32, address: &str, text: &str) -> Entry {
    Entry { link: Some(address.to_owned()), ..entry(n, 0, Kind::Link, text) }
}

fn slot(n: u32, title: &str, entries: Vec<Entry>) -> Slot {
    let plan = PlannedSlot { title: title.to_owned(), ..PlannedSlot::default() };
    let run = Run { from: stamp("2026-03-26T09:02:00Z"), to: Some(stamp("2026-03-26T10:40:00Z")) };
    Slot {
        id: SlotId(id(n)),
        plan,
        withdrawn: false,
        unplanned: false,
        moved: false,
        continues: None,
        mark: None,
        given: 0,
        attached: vec![],
        runs: if entries.is_empty() { vec![] } else { vec![run] },
        turns: vec![],
        entries,
    }
}

fn there(name: &str, stays: &[(&str, &str)]) -> Attendance {
    let stay = |(from, to): &(&str, &str)| Stay { from: stamp(from), to: (!to.is_empty()).then(|| stamp(to)) };
    Attendance { name: name.to_owned(), stays: stays.iter().map(stay).collect(), regrets: false }
}

fn turn(name: &str, from: &str, to: &str) -> Turn {
    Turn { name: name.to_owned(), from: stamp(from), to: Some(stamp(to)) }
}

fn crane() -> Slot {
    let decided = entry(4, 0, Kind::Decision, "Buy the second crane.");
    let proposal = entry(12, 0, Kind::Proposal, "Rename the quay.");
    let mut act = entry(23, 0, Kind::Action, "ask for three offers");
    let item = ActionItem { number: 1, owners: vec!["Bo Chen".to_owned()], priority: Some(1), ..ActionItem::default() };
    act.action = Some(Box::new(item));
    let mut slot = slot(
        1,
        "The crane",
        vec![
            says(2, Some("Ann Lee"), "we need *another* one"),
            says(3, None, "before the summer"),
            decided,
            vote(5, Choice::For, &["Ann Lee"], 0, ""),
            vote(6, Choice::Against, &["Bo Chen"], 0, ""),
            vote(7, Choice::For, &["Bo Chen", "An <Outsider>"], 1, ""),
            vote(8, Choice::Abstain, &["Cy Diaz"], 0, "no money of ours"),
            entry(9, 0, Kind::Subtopic, "Names & <signs>"),
            entry(10, 1, Kind::Note, "Under the heading."),
            entry(11, 2, Kind::Subtopic, "Further down"),
            proposal,
            vote(13, Choice::For, &[], 7, ""),
            entry(14, 0, Kind::Idea, "A tour for schools"),
            entry(15, 0, Kind::Info, "Prices rise in May."),
            link(16, "https://harbour.example/crane_(2)", "the offer"),
            link(17, "https://harbour.example/crane", "https://harbour.example/crane"),
            link(18, "javascript:alert(1)", "click <me>"),
            link(19, "javascript:alert(2)", ""),
            says(20, Some("Zed *bold*: <b>"), "nobody knows me"),
            act,
        ],
    );
    slot.given = 10;
    slot.turns = vec![
        turn("Ann Lee", "2026-03-26T09:05:00Z", "2026-03-26T09:09:00Z"),
        turn("Bo Chen", "2026-03-26T09:09:00Z", "2026-03-26T09:09:20.500Z"),
        turn("Ann Lee", "2026-03-26T09:20:00Z", "2026-03-26T09:21:10Z"),
    ];
    slot
}

/// The meeting, closed.
pub(crate) fn meeting() -> Meeting {
    let mut meeting = Meeting::default();
    meeting.id = String::from("019d0a52-7c1e-7cc3-98c4-dc0c0c07398f");
    meeting.zone = chrono_tz::Europe::Lisbon;
    meeting.head.title = String::from("Harbour council");
    meeting.head.chair = vec!["Ann Lee".to_owned()];
    meeting.head.scribe = vec!["Cy Diaz".to_owned()];
    meeting.head.next_meetings = vec!["2026-04-30".parse().unwrap()];
    meeting.people = ["Ann Lee", "Bo Chen", "Cy Diaz", "Di Ek"].map(person).to_vec();
    meeting.groups = vec!["Pilots".to_owned()];
    meeting.roles.insert(Role::Scribe, vec!["Bo Chen".to_owned(), "Di Ek".to_owned()]);
    meeting.attendance = vec![
        there("Ann Lee", &[("2026-03-26T09:05:00Z", "")]),
        there("Bo Chen", &[("2026-03-26T09:03:00Z", "2026-03-26T10:00:00Z"), ("2026-03-26T10:20:00Z", "")]),
        there("Pilots", &[("2026-03-26T09:40:00Z", "2026-03-26T10:05:00Z")]),
        there("A <Guest>", &[("2026-03-26T08:55:00Z", "2026-03-26T10:45:00Z")]),
        Attendance { regrets: true, ..there("Cy Diaz", &[]) },
    ];
    let unplanned = Slot { unplanned: true, ..slot(30, "The leak", vec![says(31, None, "water comes in")]) };
    let skipped = Slot { mark: Some(Mark::Skipped), given: -5, ..slot(40, "Letters", vec![]) };
    let parked = Slot { mark: Some(Mark::Parked), ..slot(41, "Budget", vec![]) };
    let slots = vec![crane(), unplanned, skipped, parked];
    meeting.days = vec![minutebook::meeting::Day { slots, ..Default::default() }];
    meeting.opened = Some(stamp("2026-03-26T08:50:00Z").at);
    meeting.closed = Some(stamp("2026-03-26T10:45:00Z").at);
    meeting
}

fn written(format: Format) -> String {
    write(format, &meeting(), &[], None, &stamp("2026-04-01T12:00:00Z"))
}

#[test]
fn the_markdown_of_a_meeting_that_voted() {
    insta::assert_snapshot!(written(Format::Markdown));
}

#[test]
fn the_page_of_a_meeting_that_voted() {
    let html = written(Format::Html);
    let (_, body) = html.split_once("</style>").unwrap();
    insta::assert_snapshot!(body);
    assert_eq!(crate::html::faults(&html), Vec::<String>::new());
}

#[test]
fn the_json_of_a_meeting_that_voted() {
    insta::assert_snapshot!(written(Format::Json));
    let file: Value = serde_json::from_str(&written(Format::Json)).unwrap();
    assert_eq!(crate::json::objections(&file), "");
    let slot = &file["days"][0]["slots"][0];
    let entries = &slot["entries"];
    assert_eq!((&entries[1]["speaker"], &entries[1]["continues"]), (&json!("Ann Lee"), &json!(true)));
    assert_eq!(entries[2]["tally"], json!({ "for": 4, "against": 0, "abstain": 1 }));
    assert_eq!(entries[2]["tally"], file["decisions"][0]["tally"]);
    assert_eq!(slot["speakers"][0], json!({ "name": "Ann Lee", "seconds": 310.0 }));
    assert_eq!(file["days"][0]["slots"][1]["entries"][0]["speaker"], Value::Null);
}

#[test]
fn names_and_addresses_from_anywhere_steer_nothing_and_run_nothing() {
    let hostile = "a\u{1b}]52;c;x\u{7}b\u{9b}2Jc\u{202e}d<img src=x onerror=alert(1)>[e](javascript:alert(1))\r\nf";
    let mut meeting = meeting();
    let name = || hostile.to_owned();
    meeting.roles.insert(Role::Chair, vec![name()]);
    for attendance in &mut meeting.attendance {
        attendance.name = name();
    }
    let slot = &mut meeting.days[0].slots[0];
    slot.turns[0].name = name();
    for entry in &mut slot.entries {
        entry.text = if entry.kind == Kind::Vote { String::new() } else { name() };
        entry.speaker = entry.speaker.as_ref().map(|_| name());
        entry.link = entry.link.as_ref().map(|link| format!("{link}\" onclick=\"alert(1)\u{1b}\u{202e}"));
        entry.votes.iter_mut().for_each(|ballot| ballot.voters.push(name()));
    }
    for format in [Format::Html, Format::Markdown] {
        let file = write(format, &meeting, &[], None, &stamp("2026-04-01T12:00:00Z"));
        let steers = |char: char| (char.is_control() && char != '\n') || char == '\u{202e}';
        assert_eq!(file.find(steers), None, "{format:?}");
    }
    let html = write(Format::Html, &meeting, &[], None, &stamp("2026-04-01T12:00:00Z"));
    assert_eq!(crate::html::faults(&html), Vec::<String>::new());
    let markdown = write(Format::Markdown, &meeting, &[], None, &stamp("2026-04-01T12:00:00Z"));
    let links = crate::markdown::links(&markdown);
    assert!(links.iter().all(|link| link.starts_with("https://harbour.example/")), "{links:?}");
    let json: Value =
        serde_json::from_str(&write(Format::Json, &meeting, &[], None, &stamp("2026-04-01T12:00:00Z"))).unwrap();
    assert_eq!(json["meeting"]["chair"], json!([hostile]), "machines get it whole");
}

#[test]
fn what_needs_no_words_has_none() {
    // Only what was noted is said: a meeting without attendance, votes and turns reads as it always did.
    let before = write(Format::Json, &crate::example::meeting(), &[], None, &stamp("2026-04-01T12:00:00Z"));
    for field in ["regrets", "unplanned", "mark", "given_minutes", "speakers", "votes", "tally", "priority"] {
        assert!(!before.contains(&format!("\"{field}\"")), "{field}");
    }
}

#[test]
fn a_stay_is_dated_where_the_meeting_has_several_days() {
    let mut meeting = crate::example::meeting();
    meeting.attendance = vec![
        there("Tomas Lind", &[("2026-03-26T09:00:00Z", "2026-03-26T12:00:00Z"), ("2026-03-27T09:00:00Z", "")]),
        there("Jun Watanabe", &[("2026-03-27T09:30:00Z", "")]),
    ];
    let markdown = write(Format::Markdown, &meeting, &[], None, &stamp("2026-04-01T12:00:00Z"));
    let present = "- **Present:** Tomas Lind (left Thu 26 Mar 2026 12:00, back Fri 27 Mar 2026 09:00), \
                   Jun Watanabe (from Fri 27 Mar 2026 09:30)\n";
    assert!(markdown.contains(present), "{markdown}");
}
