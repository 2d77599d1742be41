//! A meeting that did not go as planned, played through from its agenda: what its minutes say of its schedule.
//!
//! Two days in Los Angeles: late and over, a slot opened, one moved to the other day, one parked, one skipped, one never
//! reached.

use crate::write;
use minutebook::agenda;
use minutebook::meeting::{Command, Event, Mark, Meeting, PlannedSlot, Request, SlotId, WriterId, decide, open};
use minutebook::minutes::Format;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::example::{id, stamp};
use crate::generated;

const AGENDA: &str = "---
title: Harbour works
timezone: America/Los_Angeles
people:
  - Ann Lee
  - Bo Chen
---
# First day: 2026-03-26

## 09:00 Opening (15m)

## 09:15 Budget | <quay> & *cranes* (45m)

## 10:00 Coffee (15m)
Kind: break

## 10:15 Dredging (60m)

## 11:15 Pilots (30m)

## 12:00 Lunch (60m)
Kind: break

## 13:00 Buoys (60m)

## 14:00 Any other business (50m)

# Second day: 2026-03-27

## 09:00 Cranes (60m)

## 10:00 Night watch (45m)

## 10:45 Close (15m)
";

const WRITER: WriterId = WriterId(0x1f3a_9c0b);

/// A meeting that is played through.
pub(crate) struct Play {
    pub(crate) meeting: Meeting,
}

impl Play {
    pub(crate) fn of(agenda: &str, change: impl FnOnce(&mut minutebook::meeting::Agenda)) -> Self {
        let mut agenda = agenda::read(agenda.as_bytes(), "works").unwrap().agenda;
        change(&mut agenda);
        let mut meeting = Meeting::default();
        let zone = agenda.head.timezone.clone().unwrap();
        let opened = open(agenda, "works".to_owned(), "works".to_owned(), None, zone, WRITER);
        meeting.apply(&stamp("2026-03-26T08:55:00-07:00"), &opened);
        Self { meeting }
    }

    pub(crate) fn slot(&self, title: &str) -> SlotId {
        self.meeting.slots().find(|slot| slot.plan.title == title).unwrap().id
    }

    /// At that time of March 2026, as `26 09:12` or `26 09:12:40`, local.
    pub(crate) fn at(&mut self, time: &str, command: Command) {
        let seconds = if time.matches(':').count() == 1 { ":00" } else { "" };
        let now = stamp(&format!("2026-03-{}{seconds}-07:00", time.replace(' ', "T")));
        for event in decide(&self.meeting, command, WRITER, &now).unwrap() {
            self.meeting.apply(&now, &event);
        }
    }

    pub(crate) fn move_to_end_of_second_day(&mut self, time: &str, title: &str) {
        let last = self.meeting.days[1].slots.last().unwrap().id;
        self.at(time, Command::MoveSlot(self.slot(title), Some(last), 1));
    }

    pub(crate) fn take_up(&mut self, time: &str, title: &str) {
        self.at(time, Command::TakeUp(self.slot(title)));
    }

    fn written(&self, format: Format, now: &str) -> String {
        write(format, &self.meeting, &[], None, &stamp(now))
    }

    fn json(&self, now: &str) -> Value {
        serde_json::from_str(&self.written(Format::Json, now)).unwrap()
    }
}

const AFTER: &str = "2026-04-01T12:00:00Z";

/// With hours, further zones and requests, which the text above leaves out.
fn opened() -> Play {
    Play::of(AGENDA, |agenda| {
        agenda.days[0].ends = "15:00:00".parse().ok();
        agenda.days[0].slots[6].least = Some(30);
        agenda.head.zones = vec!["Europe/Paris".to_owned()];
        agenda.people[1].timezone = Some("Asia/Tokyo".to_owned());
        let request = |topic: &str| Request { topic: topic.to_owned(), ..Request::default() };
        agenda.requests = vec![
            Request { minutes: Some(60), least: Some(30), notes: "All nine.".to_owned(), ..request("buoys") },
            Request { requested_by: Some("Bo Chen".to_owned()), wish: "Fri PM?".to_owned(), ..request("Tugs") },
        ];
    })
}

fn first_day() -> Play {
    let mut play = opened();
    play.take_up("26 09:12", "Opening");
    play.take_up("26 09:31", "Budget | <quay> & *cranes*");
    play.take_up("26 10:28", "Coffee");
    play.take_up("26 10:40", "Dredging");
    play.at("26 11:10", Command::Pause);
    play.take_up("26 11:20", "Dredging");
    play.at("26 11:50", Command::OpenSlot("A leak".to_owned(), None, play.slot("Dredging")));
    play.at("26 11:55", Command::MoveSlot(play.slot("Pilots"), Some(play.slot("Night watch")), 1));
    play.take_up("26 12:14", "Lunch");
    play.take_up("26 13:10", "Buoys");
    play.at("26 13:30", Command::Mark(play.slot("Buoys"), Some(Mark::Parked)));
    play.at("26 13:30", Command::Give(play.slot("Any other business"), 10));
    play.take_up("26 13:30", "Any other business");
    play
}

/// The whole meeting, closed.
pub(crate) fn played() -> Play {
    let mut play = first_day();
    play.at("26 15:20", Command::Leave);
    play.take_up("27 09:00", "Cranes");
    play.at("27 10:00", Command::Pause);
    play.at("27 10:01", Command::Mark(play.slot("Night watch"), Some(Mark::Skipped)));
    play.take_up("27 10:02", "Pilots");
    play.at("27 10:26", Command::Close);
    play
}

#[test]
fn the_markdown_of_a_meeting_that_went_otherwise() {
    insta::assert_snapshot!(played().written(Format::Markdown, AFTER));
}

#[test]
fn the_page_of_a_meeting_that_went_otherwise() {
    let html = played().written(Format::Html, AFTER);
    assert_eq!(crate::html::faults(&html), Vec::<String>::new());
    let (_, body) = html.split_once("</style>").unwrap();
    insta::assert_snapshot!(body);
}

#[test]
fn the_json_of_a_meeting_that_went_otherwise() {
    let file = played().json(AFTER);
    assert_eq!(crate::json::objections(&file), "");
    insta::assert_snapshot!(played().written(Format::Json, AFTER));
}

/// Title, outcome and seconds over of each slot.
fn outcomes(file: &Value) -> Vec<(String, String, Value)> {
    let days = file["days"].as_array().unwrap().iter();
    let slots = days.flat_map(|day| day["slots"].as_array().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    slots.map(|slot| (text(&slot["title"]), text(&slot["outcome"]), slot["over_seconds"].clone())).collect()
}

#[test]
fn each_slot_says_how_it_ended_and_how_long_it_took_against_its_plan() {
    let file = played().json(AFTER);
    let expected = [
        ("Opening", "held", json!(240.0)),
        ("Budget | <quay> & *cranes*", "held", json!(720.0)),
        ("Coffee", "held", json!(-180.0)),
        ("Dredging", "held", json!(0.0)),
        ("A leak", "held", Value::Null),
        ("Lunch", "held", json!(-240.0)),
        ("Buoys", "parked", json!(-2400.0)),
        ("Any other business", "held", json!(3000.0)),
        ("Cranes", "held", json!(0.0)),
        ("Night watch", "skipped", Value::Null),
        ("Pilots", "held", json!(-360.0)),
        ("Close", "not_reached", Value::Null),
    ];
    let expected = expected.map(|(title, outcome, over)| (title.to_owned(), outcome.to_owned(), over));
    assert_eq!(outcomes(&file), expected);
    let pilots = &file["days"][1]["slots"][2];
    assert_eq!(pilots["moved_from"], json!({ "day": 1, "date": "2026-03-26", "place": 5 }));
    assert_eq!(pilots["planned"]["start"], "2026-03-26T11:15:00-07:00");
    let buoys = &file["days"][0]["slots"][6];
    assert_eq!((&buoys["planned"]["least"], &buoys["planned"]["minutes"]), (&json!(30), &json!(60)));
}

#[test]
fn each_day_says_when_it_was_held_against_its_plan_and_what_it_missed() {
    let file = played().json(AFTER);
    let day = &file["days"][0];
    let planned = json!({ "start": "2026-03-26T09:00:00-07:00", "end": "2026-03-26T15:00:00-07:00", "minutes": 335 });
    assert_eq!(day["planned"], planned);
    // From 09:12 to 15:20 there are 368 minutes, ten of them paused.
    let actual = json!({
        "start": "2026-03-26T09:12:00.000-07:00", "end": "2026-03-26T15:20:00.000-07:00",
        "seconds": 358.0 * 60.0, "idle_seconds": 600.0,
    });
    assert_eq!(day["actual"], actual);
    assert_eq!(day["over_seconds"], 1200.0);
    // Breaks with a time are fixed points.
    let misses = json!([
        { "slot": day["slots"][2]["id"], "by_seconds": 1680.0 },
        { "slot": day["slots"][5]["id"], "by_seconds": 840.0 },
        { "slot": null, "by_seconds": 1200.0 },
    ]);
    assert_eq!(day["misses"], misses);
    assert_eq!(file["days"][1]["over_seconds"], -2040.0);
    let totals = json!({ "planned_minutes": 455, "seconds": 442.0 * 60.0, "idle_seconds": 720.0 });
    assert_eq!(file["totals"], totals);
}

#[test]
fn requests_name_the_slot_that_fulfils_them() {
    let file = played().json(AFTER);
    let buoys = &file["days"][0]["slots"][6]["id"];
    let expected = json!([
        { "topic": "buoys", "requested_by": null, "minutes": 60, "least": 30, "notes": "All nine.", "slot": buoys },
        { "topic": "Tugs", "requested_by": "Bo Chen", "minutes": null, "wish": "Fri PM?", "notes": "", "slot": null },
    ]);
    assert_eq!(file["requests"], expected);
    assert_eq!(
        (&file["meeting"]["zones"], &file["people"][1]["timezone"]),
        (&json!(["Europe/Paris"]), &json!("Asia/Tokyo"))
    );
}

#[test]
fn what_was_asked_for_and_found_no_place_is_named_with_who_asked_and_for_how_long() {
    let mut play = played();
    let asked = |topic: &str, least| Request {
        topic: topic.to_owned(),
        requested_by: Some("<i>Bo</i>".to_owned()),
        minutes: Some(60),
        least,
        ..Request::default()
    };
    play.meeting.requests.extend([asked("*Tolls*", None), asked("Pilots", None), asked("", Some(30))]);
    let markdown = play.written(Format::Markdown, AFTER);
    let line = "- **Asked for and not placed:** Tugs (Bo Chen), \\*Tolls\\* (\\<i>Bo\\</i>, 1 h), \
                (untitled) (\\<i>Bo\\</i>, 30 min to 1 h)\n";
    assert!(markdown.contains(line), "{markdown}");
    let html = play.written(Format::Html, AFTER);
    assert_eq!(crate::html::faults(&html), Vec::<String>::new());
    assert!(
        html.contains("<bdi>*Tolls*</bdi> <span class=\"stay\">(<bdi>&lt;i&gt;Bo&lt;/i&gt;</bdi>, 1 h)</span>"),
        "{html}"
    );
}

#[test]
fn a_slot_that_was_held_with_pauses_says_so_and_one_that_was_left_for_seconds_does_not() {
    let mut play = opened();
    play.take_up("26 09:00", "Opening");
    play.at("26 09:05", Command::Pause);
    play.take_up("26 09:05:59", "Opening");
    play.at("26 09:10", Command::Pause);
    play.take_up("26 09:30", "Lunch");
    play.at("26 09:40", Command::Pause);
    play.take_up("26 09:41", "Lunch");
    let markdown = play.written(Format::Markdown, "2026-03-26T09:50:00-07:00");
    assert!(markdown.contains("held 09:00–09:10, 9 min ·"), "{markdown}");
    assert!(markdown.contains("running since 09:30 with pauses, 19 min so far"), "{markdown}");
}

#[test]
fn while_the_meeting_runs_nothing_is_over_before_it_is_and_nothing_is_missed_before_it_is_held() {
    let play = first_day();
    let file = play.json("2026-03-26T13:40:00-07:00");
    assert_eq!(crate::json::objections(&file), "");
    let day = &file["days"][0];
    assert_eq!((&day["over_seconds"], &day["actual"]["end"]), (&Value::Null, &Value::Null));
    assert_eq!(day["misses"].as_array().unwrap().len(), 2, "the end of the day is still ahead");
    let other = outcomes(&file).into_iter().find(|(title, ..)| title == "Any other business").unwrap();
    assert_eq!(other.2, json!(-3000.0), "so far");
    assert_eq!(outcomes(&file)[11].1, "not_yet");
    let markdown = play.written(Format::Markdown, "2026-03-26T13:40:00-07:00");
    assert!(markdown.contains("running since 13:30, 10 min so far · 10 min added\n"), "{markdown}");
    assert!(!markdown.contains("Not reached"));
}

#[test]
fn the_rest_of_a_split_slot_names_the_slot_whose_rest_it_is() {
    let mut play = first_day();
    let plan = PlannedSlot { title: "Buoys (rest)".to_owned(), minutes: Some(40), ..PlannedSlot::default() };
    let added = Event::SlotAdded {
        slot: SlotId(id(900)),
        behind: None,
        day: 1,
        plan: Box::new(plan),
        continues: Some(play.slot("Buoys")),
    };
    play.meeting.apply(&stamp("2026-03-26T13:41:00-07:00"), &added);
    let markdown = play.written(Format::Markdown, AFTER);
    assert!(
        markdown.contains("### Buoys (rest)\n\nplanned 40 min · not reached yet · continues Buoys\n"),
        "{markdown}"
    );
    assert!(markdown.contains("- **Split:** Buoys (rest) (Fri 27 Mar 2026)\n"), "{markdown}");
    assert!(markdown.contains("| Buoys (rest) |  |  | not reached yet, continues Buoys |\n"), "{markdown}");
    let file = play.json(AFTER);
    assert_eq!(file["days"][1]["slots"][0]["continues"], json!(play.slot("Buoys")));
}

#[test]
fn what_was_set_aside_says_after_how_long_and_a_break_that_no_clock_ran_for_is_nothing_to_tell() {
    let mut play = Play::of(AGENDA, |_| {});
    play.take_up("26 09:00", "Opening");
    play.at("26 09:07", Command::Mark(play.slot("Opening"), Some(Mark::Skipped)));
    play.at("26 09:08", Command::Close);
    let markdown = play.written(Format::Markdown, AFTER);
    assert!(markdown.contains("- **Skipped:** Opening (after 7 min)\n"), "{markdown}");
    assert!(markdown.contains("| Opening | 09:00, 15 min | 09:00–09:07, 7 min | skipped |\n"), "{markdown}");
    let (_, not_reached) = markdown.split_once("- **Not reached:** ").unwrap();
    let (not_reached, _) = not_reached.split_once('\n').unwrap();
    assert!(not_reached.contains("Dredging, Pilots, Buoys") && !not_reached.contains("Lunch"), "{not_reached}");
    assert_eq!(outcomes(&play.json(AFTER))[0].1, "held", "seven minutes of it were");
}

#[test]
fn minutes_over_under_and_late_are_whole_ones_gone_as_on_the_screen() {
    let mut play = opened();
    play.take_up("26 09:00:20", "Opening");
    play.take_up("26 09:34:19", "Budget | <quay> & *cranes*");
    play.at("26 10:18:40", Command::Pause);
    play.take_up("26 12:04:40", "Lunch");
    play.take_up("26 13:04:20", "Buoys");
    play.at("26 15:00:45", Command::Leave);
    let markdown = play.written(Format::Markdown, AFTER);
    assert!(markdown.contains("held 09:00–09:34, 33 min · 18 min over\n"), "{markdown}");
    // Forty seconds of its 45 minutes are left.
    assert!(markdown.contains("| 09:15, 45 min | 09:34–10:18, 44 min | as planned |\n"), "{markdown}");
    assert!(markdown.contains("Lunch") && markdown.contains("4 min late"), "{markdown}");
    assert!(markdown.contains("held 12:04–13:04, 59 min\n"), "{markdown}");
    assert!(
        markdown.contains("Held 09:00–15:00 PDT · 17:00–23:00 CET · 01:00–07:00 JST (+1), on time\n"),
        "{markdown}"
    );
}

#[test]
fn what_still_runs_is_not_said_to_be_as_planned() {
    let markdown = first_day().written(Format::Markdown, "2026-03-26T13:40:00-07:00");
    assert!(markdown.contains("| since 13:30, 10 min so far | 10 min added |\n"), "{markdown}");
}

#[test]
fn a_slot_that_came_to_a_day_without_a_plan_is_in_that_days_table() {
    let agenda = "---\ntitle: Works\ntimezone: America/Los_Angeles\n---\n# One: 2026-03-26\n\n## 09:00 Tides (30m)\n\n\
                  # Two: 2026-03-27\n\n## Locks\n";
    let mut play = Play::of(agenda, |_| {});
    play.move_to_end_of_second_day("26 08:00", "Tides");
    play.take_up("27 14:00", "Tides");
    play.at("27 14:20", Command::Close);
    let markdown = play.written(Format::Markdown, AFTER);
    assert!(markdown.contains("| Tides | 09:00, 30 min |  | moved to Fri 27 Mar 2026 |\n"), "{markdown}");
    let row = "| Tides |  | 14:00–14:20, 20 min | 10 min under, moved from Thu 26 Mar 2026 |\n";
    assert!(markdown.contains(row), "{markdown}");
}

/// The seconds and minutes of each part, against those of the whole.
fn sums(file: &Value) -> [(f64, f64); 2] {
    let number = |value: &Value| value.as_f64().unwrap_or(0.0);
    let days = || file["days"].as_array().unwrap().iter();
    let slots = |day: &Value| -> f64 {
        day["slots"].as_array().unwrap().iter().map(|slot| number(&slot["actual"]["seconds"])).sum()
    };
    let planned = |slot: &Value| {
        let beside = slot.get("withdrawn").or(slot.get("unplanned")).is_some();
        if beside { 0.0 } else { number(slot.get("estimate").unwrap_or(&slot["planned"]).get("minutes").unwrap()) }
    };
    let all = || days().flat_map(|day| day["slots"].as_array().unwrap());
    for day in days() {
        assert!((slots(day) - number(&day["actual"]["seconds"])).abs() < 0.01, "{day}");
        assert!(number(&day["actual"]["idle_seconds"]) >= 0.0);
    }
    let totals = &file["totals"];
    [
        (days().map(slots).sum(), number(&totals["seconds"])),
        (all().map(planned).sum(), number(&totals["planned_minutes"])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_second_and_no_planned_minute_is_lost_or_counted_twice(meeting in generated::meeting()) {
        let json = write(Format::Json, &meeting, &[], None, &stamp(AFTER));
        for (parts, whole) in sums(&serde_json::from_str(&json).unwrap()) {
            prop_assert!((parts - whole).abs() < 0.01, "{parts} of {whole}");
        }
    }
}

#[test]
fn the_parts_of_a_meeting_in_which_slots_went_to_another_day_are_the_whole_too() {
    for (parts, whole) in sums(&played().json(AFTER)) {
        assert!((parts - whole).abs() < 0.01 && whole > 0.0, "{parts} of {whole}");
    }
}
