//! An agenda rewritten in place: what changes and, above all, what does not.
//!
//! Each rule has its text written out before and after; random plans of agendas full of hand-written oddities are in
//! `anything`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod anything;

use std::path::Path;

use chrono::NaiveTime;
use minutebook::agenda::{CannotRewrite, RequestReading, read, read_requests, rewrite};
use minutebook::meeting::{Agenda, PlannedDay, PlannedSlot, Request, SlotKind};

/// A plan on its way: the agenda, and where each of its slots came from.
struct Plan {
    text: String,
    agenda: Agenda,
    origins: Vec<Vec<Option<usize>>>,
}

impl Plan {
    fn of(text: &str) -> Self {
        let agenda = read(text.as_bytes(), "the-file").expect("an agenda").agenda;
        let mut nth = 0;
        let mut number = |_: &PlannedSlot| {
            nth += 1;
            Some(nth - 1)
        };
        let origins = agenda.days.iter().map(|day| day.slots.iter().map(&mut number).collect()).collect();
        Self { text: text.to_owned(), agenda, origins }
    }

    fn slot(&mut self, day: usize, nth: usize) -> &mut PlannedSlot {
        &mut self.agenda.days[day].slots[nth]
    }

    fn take(&mut self, day: usize, nth: usize) -> (PlannedSlot, Option<usize>) {
        (self.agenda.days[day].slots.remove(nth), self.origins[day].remove(nth))
    }

    fn put(&mut self, day: usize, nth: usize, (slot, origin): (PlannedSlot, Option<usize>)) {
        self.agenda.days[day].slots.insert(nth, slot);
        self.origins[day].insert(nth, origin);
    }

    fn moved(mut self, from: (usize, usize), to: (usize, usize)) -> Self {
        let taken = self.take(from.0, from.1);
        self.put(to.0, to.1, taken);
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn written(&self) -> Result<String, CannotRewrite> {
        rewrite(&self.text, &self.agenda, &self.origins)
    }
}

fn at(time: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(time, "%H:%M").ok()
}

fn titled(title: &str) -> PlannedSlot {
    PlannedSlot { title: title.to_owned(), ..PlannedSlot::default() }
}

/// A text of one slot with this heading and these lines, and what becomes of it.
fn one(text: &str, change: impl FnOnce(&mut PlannedSlot)) -> String {
    let front = "---\ntimezone: UTC\n---\n";
    let written = Plan::of(&format!("{front}{text}")).with(|plan| change(plan.slot(0, 0))).written();
    let written = written.unwrap_or_else(|error| panic!("{text}: {error}"));
    written.strip_prefix(front).expect("the front matter").to_owned()
}

const TWO_DAYS: &str = "\
---
title: Team   # the team
people: [Ann Lee]
---
Bring tea.

# Day 1: 2026-11-24
## 09:00   Welcome
Chair:   Ann Lee
<!-- ask Bo -->

- point

  * below

##  9:45 Break (20 min)


## Lamps
Some *text*.
# Day 2 (2026-11-25)

## 10:00 Close ##
";

#[test]
fn nothing_changed_is_the_very_same_text() {
    for text in [
        TWO_DAYS.to_owned(),
        TWO_DAYS.replace('\n', "\r\n"),
        format!("\u{feff}{TWO_DAYS}"),
        TWO_DAYS.trim_end().to_owned(),
        "- 09:00 A\n- 10:00 B\n".to_owned(),
        String::new(),
    ] {
        assert_eq!(Plan::of(&text).written().as_ref(), Ok(&text));
    }
}

#[test]
fn a_slot_moves_as_the_text_that_it_is() {
    let written = Plan::of(TWO_DAYS).moved((0, 0), (0, 1)).written().unwrap();
    let (welcome, rest) = TWO_DAYS.split_once("## 09:00").unwrap().1.split_once("##  9:45").unwrap();
    let (pause, rest) = rest.split_once("## Lamps").unwrap();
    let front = TWO_DAYS.split_once("## 09:00").unwrap().0;
    assert_eq!(written, format!("{front}##  9:45{pause}## 09:00{welcome}## Lamps{rest}"));
}

#[test]
fn a_slot_goes_to_another_day_and_what_follows_stands_as_far_off_as_before() {
    let written = Plan::of(TWO_DAYS).moved((0, 2), (1, 1)).written().unwrap();
    let expected = TWO_DAYS.replace("\n\n\n## Lamps\nSome *text*.\n", "\n");
    assert_eq!(written, format!("{}\n\n## Lamps\nSome *text*.\n", expected.trim_end()));
}

#[test]
fn line_ends_and_a_missing_last_one_stay_as_they_are() {
    let text = "## 09:00 A\r\n\r\n## 10:00 B\r\nText.";
    let written = Plan::of(text).moved((0, 1), (0, 0)).written().unwrap();
    assert_eq!(written, "## 10:00 B\r\nText.\r\n\r\n## 09:00 A");
    let mixed = "\u{feff}## 09:00 A\n\n- x\r\n\n## 10:00 B\n";
    let written = Plan::of(mixed).with(|plan| plan.slot(0, 1).start = at("10:15")).written().unwrap();
    assert_eq!(written, mixed.replace("10:00", "10:15"));
}

#[test]
fn slots_named_nowhere_are_removed() {
    let written = Plan::of(TWO_DAYS).with(|plan| drop(plan.take(0, 1))).written().unwrap();
    assert_eq!(written, TWO_DAYS.replace("##  9:45 Break (20 min)\n\n\n", ""));
    let written = Plan::of(TWO_DAYS).with(|plan| drop(plan.take(1, 0))).written().unwrap();
    assert_eq!(written, TWO_DAYS.replace("\n\n## 10:00 Close ##\n", "\n"));
}

#[test]
fn a_time_keeps_the_look_that_it_has() {
    for (before, start, after) in [
        ("## 09:00 A\n", "10:05", "## 10:05 A\n"),
        ("## 9:00 A\n", "08:30", "## 8:30 A\n"),
        ("## 9:00 AM A\n", "14:30", "## 2:30 PM A\n"),
        ("## 9 a.m.: A\n", "13:00", "## 1 p.m.: A\n"),
        ("## **09:00** A\n", "10:00", "## **10:00** A\n"),
        ("## **09:00 A**\n", "10:00", "## **10:00 A**\n"),
        ("## ۰۹:۰۰ A\n", "10:30", "## ۱۰:۳۰ A\n"),
        ("## 09:00:00 – A\n", "10:30", "## 10:30:00 – A\n"),
        ("09:00 A\n-------\n", "10:30", "10:30 A\n-------\n"),
        ("##   09:00 A  ##\n", "10:30", "##   10:30 A  ##\n"),
    ] {
        assert_eq!(one(before, |slot| slot.start = at(start)), after);
    }
}

#[test]
fn both_ends_of_a_span_follow_the_start_and_the_length() {
    let moved = |before: &str, start: &str| one(before, |slot| slot.start = at(start));
    assert_eq!(moved("## 09:00–09:45 A\n", "10:30"), "## 10:30–11:15 A\n");
    assert_eq!(moved("## 9:00 - 9:45 AM A\n", "10:30"), "## 10:30 - 11:15 AM A\n");
    assert_eq!(moved("## 9:00 - 9:45 AM A\n", "11:30"), "## 11:30 - 12:15 PM A\n");
    assert_eq!(moved("## 23:00–23:45 A\n", "23:30"), "## 23:30–00:15 A\n");
    let longer = |before: &str, minutes| one(before, |slot| slot.minutes = minutes);
    assert_eq!(longer("## 09:00–09:45 A\n", Some(60)), "## 09:00–10:00 A\n");
    assert_eq!(longer("## 09:00–09:45 A (45 min)\n", Some(60)), "## 09:00–10:00 A (60 min)\n");
    assert_eq!(longer("## 09:00–09:45 A\n", None), "## 09:00 A\n");
    let range = one("## 09:00–09:45 A\n", |slot| slot.least = Some(30));
    assert_eq!(range, "## 09:00–09:45 A\nDuration: 30-45m\n");
}

#[test]
fn a_length_keeps_the_look_that_it_has() {
    for (before, minutes, after) in [
        ("## A (45m)\n", 60, "## A (60m)\n"),
        ("## A [45 min]\n", 50, "## A [50 min]\n"),
        ("## A {1h30}\n", 65, "## A {1h05}\n"),
        ("## A (1 h 30 min)\n", 125, "## A (2 h 05 min)\n"),
        ("## A (2 hours)\n", 180, "## A (3 hours)\n"),
        ("## A (2 hours)\n", 90, "## A (1h30)\n"),
        ("## A（5分钟）\n", 10, "## A（10分钟）\n"),
        ("## **A** *(45m)*\n", 60, "## **A** *(60m)*\n"),
        ("## A\nDuration: 90\n", 75, "## A\nDuration: 75\n"),
        ("## A\nDuration: 1:30\n", 65, "## A\nDuration: 1:05\n"),
        ("## A\n**Duration:**  45m  \nText.\n", 60, "## A\n**Duration:**  60m  \nText.\n"),
        ("## A\nDuration: 30-60m\n", 90, "## A\nDuration: 30-90m\n"),
    ] {
        assert_eq!(one(before, |slot| slot.minutes = Some(minutes)), after);
    }
    assert_eq!(one("## A (30-60m)\n", |slot| slot.least = None), "## A (60m)\n");
    assert_eq!(one("## A (60 min)\n", |slot| slot.least = Some(30)), "## A (30-60 min)\n");
    assert_eq!(one("## A (45m)\nText.\n", |slot| slot.minutes = None), "## A\nText.\n");
    assert_eq!(
        one("## A\nKind: topic\nDuration: 5m\n\nText.\n", |slot| slot.minutes = None),
        "## A\nKind: topic\n\nText.\n"
    );
}

#[test]
fn a_time_or_length_that_was_not_there_is_set_as_the_file_does_it() {
    let text = "## 9:30 AM A (20 min)\n\n## B\n\n- point\n";
    let timed = Plan::of(text).with(|plan| {
        plan.slot(0, 1).start = at("15:00");
        plan.slot(0, 1).minutes = Some(45);
    });
    assert_eq!(timed.written().unwrap(), "## 9:30 AM A (20 min)\n\n## 3:00 PM B (45 min)\n\n- point\n");
    assert_eq!(one("## A\nText.\n", |slot| slot.minutes = Some(45)), "## A\nDuration: 45m\nText.\n");
    assert_eq!(
        one("A\n---\n1986. A year.\n", |slot| slot.minutes = Some(45)),
        "A\n---\nDuration: 45m\n\n1986. A year.\n"
    );
    assert_eq!(one("## 09:00 A\n", |slot| slot.start = None), "## A\n");
    assert_eq!(one("## **09:00** — A\n", |slot| slot.start = None), "## A\n");
}

#[test]
fn a_title_and_whether_a_slot_is_fixed_change_in_their_place() {
    assert_eq!(one("## **09:00 A** (5m)\n", |slot| slot.title = "B c".to_owned()), "## **09:00 B c** (5m)\n");
    assert_eq!(one("## A\nFixed:  no\n", |slot| slot.fixed = Some(true)), "## A\nFixed:  yes\n");
    assert_eq!(one("## A\nFixed: no\n\n- x\n", |slot| slot.fixed = None), "## A\n\n- x\n");
    assert_eq!(one("## A\n\n- x\n", |slot| slot.fixed = Some(true)), "## A\nFixed: yes\n\n- x\n");
}

#[test]
fn whether_a_slot_comes_back_and_when_it_was_put_off_change_in_their_place() {
    let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
    let again = |slot: &mut PlannedSlot| slot.put_off.push(day(12));
    assert_eq!(one("## A\nRecurs: no\n", |slot| slot.recurs = true), "## A\nRecurs: yes\n");
    assert_eq!(one("## A\nRecurs: yes\nNot sure.\n", |slot| slot.recurs = false), "## A\nNot sure.\n");
    assert_eq!(one("## A\n\n- x\n", again), "## A\nPut off: 2026-01-12\n\n- x\n");
    assert_eq!(one("## A\nPut off:  2026-01-05\n", again), "## A\nPut off:  2026-01-05, 2026-01-12\n");
    let lines = "## A\nPut off: 2026-01-05\nChair: Ann Lee\nPut off: 2026-01-06\n";
    assert_eq!(one(lines, again), "## A\nPut off: 2026-01-05, 2026-01-06, 2026-01-12\nChair: Ann Lee\n");
    let text = "## A\nPut off: some day\n";
    assert_eq!(one(text, again), "## A\nPut off: 2026-01-12\nPut off: some day\n", "what is no date stays as text");
}

#[test]
fn a_slot_called_otherwise_keeps_its_kind_in_a_line_below() {
    let called = |text: &str, title: &str| one(text, |slot| slot.title = title.to_owned());
    let expected = "## 12:00 Working lunch (60m)\nKind: break\nChair: Ann\n";
    assert_eq!(called("## 12:00 Lunch (60m)\nChair: Ann\n", "Working lunch"), expected);
    assert_eq!(called(expected, "Lunch"), expected.replace("Working lunch", "Lunch"));
    assert_eq!(called("## Intro\n\n- x\n", "Lunch talk by Ann"), "## Lunch talk by Ann\nKind: topic\n\n- x\n");
    assert_eq!(called("## Lunch\nKind: break\n", "Soup"), "## Soup\nKind: break\n");
    assert_eq!(one("## Soup\nKind: break\n", |slot| slot.kind = SlotKind::default()), "## Soup\nKind: topic\n");
}

#[test]
fn marks_around_a_title_and_controls_in_it_are_left_out() {
    let called = |text: &str, title: &str| one(text, |slot| slot.title = title.to_owned());
    assert_eq!(called("## 09:00 A\n", "**Intro**"), "## 09:00 Intro\n");
    assert_eq!(called("## 09:00 **A**\n", "_*Intro*_"), "## 09:00 **Intro**\n");
    assert_eq!(called("## A\n", "*In*tro\0"), "## *In*tro\n");
}

#[test]
fn the_hours_of_a_day_change_in_their_place() {
    let hours = |text: &str, starts: Option<&str>, ends: Option<&str>| {
        let plan = Plan::of(text).with(|plan| {
            let day = &mut plan.agenda.days[0];
            (day.starts, day.ends) = (starts.and_then(at), ends.and_then(at));
        });
        plan.written().unwrap_or_else(|error| panic!("{text}: {error}"))
    };
    let (nine, five) = (Some("09:00"), Some("17:00"));
    let day = "# 2026-11-24\n\nText.\n";
    assert_eq!(hours(day, nine, five), "# 2026-11-24\nHours: 09:00–17:00\n\nText.\n");
    assert_eq!(hours("# 2026-11-24\nEnds: 16:00\n## 10:00 A\n", None, five), "# 2026-11-24\nEnds: 17:00\n## 10:00 A\n");
    assert_eq!(hours("# 2026-11-24\nHours: 8:00 - 4 PM\n", nine, five), "# 2026-11-24\nHours: 9:00 AM - 5 PM\n");
    assert_eq!(hours("# 2026-11-24\nStarts: 8:00\nEnds: 16:00\n", nine, None), "# 2026-11-24\nStarts: 09:00\n");
    assert_eq!(hours("# 2026-11-24\nHours: 09:00–16:00\n\nText.\n", None, None), "# 2026-11-24\n\nText.\n");
    let coat = "# 2026-11-24\nBring a coat.\n\n## One\n";
    assert_eq!(hours(coat, None, five), coat.replace("Bring", "Ends: 17:00\n\nBring"));
    let undated = "# Day A\nHours: 08:00–12:00\n\n## A\n\n# Day B\n\n## B\n";
    assert_eq!(hours(undated, nine, five), undated.replace("08:00–12:00", "09:00–17:00"));
    assert_eq!(hours("## 10:00 A\n", nine, None), "---\nstarts: 09:00\n---\n\n## 10:00 A\n");
    let front = "---\r\ntitle: A\r\nhours:   10:00–16:00\r\nlink: b\r\n---\r\n## 10:00 A\r\n";
    assert_eq!(hours(front, nine, five), front.replace("10:00–16:00", "09:00–17:00"));
}

#[test]
fn the_hours_of_a_day_with_a_heading_change_in_the_front_matter_where_that_says_them() {
    let hours = |text: &str, starts: Option<&str>, ends: Option<&str>| {
        let plan = Plan::of(text).with(|plan| {
            let day = &mut plan.agenda.days[0];
            (day.starts, day.ends) = (starts.and_then(at), ends.and_then(at));
        });
        plan.written().unwrap_or_else(|error| panic!("{text}: {error}"))
    };
    let (nine, five) = (Some("09:00"), Some("17:00"));
    let text = "---\ntitle: A\nhours: 10:00–16:00\n---\n# 2026-11-24\n\n## 10:00 A\n\n# 2026-11-25\n## B\n";
    assert_eq!(hours(text, nine, five), text.replace("10:00–16:00", "09:00–17:00"));
    assert_eq!(hours(text, None, None), text.replace("hours: 10:00–16:00\n", ""));
    assert_eq!(hours(text, None, five), text.replace("hours: 10:00–16:00", "ends: 17:00"));
    let both = "---\ntitle: A\nends: 16:00\n---\n# 2026-11-24\nStarts: 10:00\n\n## 10:00 A\n";
    let below = "---\ntitle: A\n---\n# 2026-11-24\nHours: 09:00–17:00\n\n## 10:00 A\n";
    assert_eq!(hours(both, nine, five), below);
    assert_eq!(hours(both, None, None), below.replace("Hours: 09:00–17:00\n", ""));
}

#[test]
fn a_fixed_time_follows_the_start() {
    assert_eq!(one("## A\nFixed: 3 PM\n", |slot| slot.start = at("15:30")), "## A\nFixed: 3:30 PM\n");
    assert_eq!(one("## 15:00 A\nFixed: 15:00\n", |slot| slot.start = at("15:30")), "## 15:30 A\nFixed: 15:30\n");
    assert_eq!(one("## A\nFixed: 15:00\n", |slot| slot.fixed = Some(false)), "## 15:00 A\nFixed: no\n");
    let floats = |slot: &mut PlannedSlot| (slot.fixed, slot.start) = (None, None);
    assert_eq!(one("## A\nFixed: 15:00\n", floats), "## A\n");
}

#[test]
fn new_slots_and_days_stand_with_the_blank_lines_that_the_file_has() {
    let text = "# Day 1: 2026-11-24\n## 09:00 A\n## 10:00 B\n\n\n## Requests\n\nNone.\n";
    let plan = Plan::of(text).with(|plan| {
        plan.put(0, 1, (PlannedSlot { minutes: Some(30), ..titled("New") }, None));
        let date = plan.agenda.days[0].date.and_then(|date| date.succ_opt());
        plan.agenda.days.push(PlannedDay { date, slots: vec![titled("Later")], ..PlannedDay::default() });
        plan.origins.push(vec![None]);
    });
    let expected = "# Day 1: 2026-11-24\n## 09:00 A\n## New\nDuration: 30m\n## 10:00 B\n# 2026-11-25\n## Later\n\n\n\
                    ## Requests\n\nNone.\n";
    assert_eq!(plan.written().unwrap(), expected);
}

#[test]
fn a_file_of_requests_alone_gets_its_first_slots() {
    let text = "---\ntitle: Planning\n---\n\n## Requests\n\n- Networks (30m)\n";
    let plan = Plan::of(text).with(|plan| {
        plan.take(0, 0);
        plan.put(0, 0, (PlannedSlot { minutes: Some(30), ..titled("Networks") }, None));
    });
    let expected = "---\ntitle: Planning\n---\n\n## Networks\nDuration: 30m\n\n## Requests\n\n- Networks (30m)\n";
    assert_eq!(plan.written().unwrap(), expected);
}

#[test]
fn a_meeting_of_one_day_becomes_one_of_two() {
    let second = |text: &str| {
        let plan = Plan::of(text).with(|plan| {
            let date = plan.agenda.days[0].date.and_then(|date| date.succ_opt());
            plan.agenda.days.push(PlannedDay { date, title: "Day 2".to_owned(), ..PlannedDay::default() });
            plan.origins.push(Vec::new());
        });
        plan.written().unwrap_or_else(|error| panic!("{text}: {error}"))
    };
    let text = "---\ndate: 2026-11-24\nhours: 09:00–17:00\n---\nTea.\n\n## 10:00 A\n";
    let expected = text.replace("## 10:00 A\n", "# 2026-11-24\n\n## 10:00 A\n\n# Day 2: 2026-11-25\n");
    assert_eq!(second(text), expected);
    for front in ["hours: 09:00–17:00\ntitle: A", "starts: 09:00", "ends: 17:00", "starts: 9:00\nends: 5 PM\ntitle: A"]
    {
        let text = text.replace("hours: 09:00–17:00", front);
        let expected = expected.replace("hours: 09:00–17:00", front);
        assert_eq!(second(&text), expected);
    }
    let tight = "---\ntitle: One\ndate: 2026-11-24\nhours: 09:00-17:00\n---\n\n## 09:00 A (30m)\n## B (30m)\n";
    let expected = tight.replace("## 09:00", "# 2026-11-24\n## 09:00");
    assert_eq!(second(tight), format!("{expected}# Day 2: 2026-11-25\n"));
    let other = Plan::of(tight).with(|plan| {
        plan.agenda.days[0].ends = at("18:00");
        plan.agenda.days.push(PlannedDay {
            title: "Later".to_owned(),
            ends: at("12:00"),
            slots: vec![titled("C")],
            ..PlannedDay::default()
        });
        plan.origins.push(vec![None]);
    });
    assert_eq!(other.written().unwrap(), format!("{}# Later\nEnds: 12:00\n## C\n", expected.replace("17:00", "18:00")));
    assert_eq!(second("# 2026-11-24\n## A"), "# 2026-11-24\n## A\n\n# Day 2: 2026-11-25");
}

#[test]
fn the_request_of_a_slot_is_named_where_its_title_no_longer_does() {
    let renamed = |slot: &mut PlannedSlot| {
        slot.request = Some(std::mem::replace(&mut slot.title, "Drinks".to_owned()));
    };
    assert_eq!(one("## A (5m)\nChair: Ann\n", renamed), "## Drinks (5m)\nRequest: A\nChair: Ann\n");
    assert_eq!(one("## A\nRequest: B\n", renamed), "## Drinks\nRequest: A\n");
    assert_eq!(one("## A\nRequest: B\n", |slot| slot.request = None), "## A\n");
}

#[test]
fn days_without_slots_are_filled_from_the_requests_below_them() {
    let text = "# Day 1: 2026-11-24\n\n# Day 2: 2026-11-25\nHours: 09:00–12:00\n\n## Requests\n\n- Tea\n";
    let plan = Plan::of(text).with(|plan| {
        plan.put(0, 0, (PlannedSlot { start: at("09:00"), ..titled("Tea") }, None));
        plan.put(1, 0, (titled("Cake"), None));
        plan.put(1, 1, (PlannedSlot { request: Some("Tea".to_owned()), ..titled("More") }, None));
    });
    let expected = "# Day 1: 2026-11-24\n\n## 09:00 Tea\n\n# Day 2: 2026-11-25\nHours: 09:00–12:00\n\n## Cake\n\n\
                    ## More\nRequest: Tea\n\n## Requests\n\n- Tea\n";
    assert_eq!(plan.written().unwrap(), expected);
}

#[test]
fn new_requests_go_below_the_ones_that_are_there() {
    let networks = Request { topic: "Net|works".to_owned(), minutes: Some(30), ..Request::default() };
    let asked = Request { requested_by: Some("Bo".to_owned()), notes: "V&V plan".to_owned(), ..networks.clone() };
    let with = |text: &str, request: &Request| {
        Plan::of(text).with(|plan| plan.agenda.requests.push(request.clone())).written().unwrap()
    };
    let slot = "## 09:00 A\n";
    let table = format!("{slot}\n## Requests\n| Time|Topic |\n|:--|---|\n| 5m|Tea |\n\nText.\n");
    assert_eq!(with(&table, &networks), table.replace("Tea |\n", "Tea |\n| 30m | Net\\|works |\n"));
    let usual = "| Topic | Requested by | Time | Notes |\n| --- | --- | --- | --- |\n";
    let row = "| Net\\|works | Bo | 30m | V&V plan |\n";
    assert_eq!(with(&table, &asked), table.replace("Tea |\n", &format!("Tea |\n\n{usual}{row}")));
    let list = format!("{slot}\n# Requests:\n\n* Tea (5m)\n");
    assert_eq!(with(&list, &asked), format!("{list}* Net|works (30m), requested by Bo: V&V plan\n"));
    assert_eq!(with(slot, &asked), format!("{slot}\n## Requests\n\n{usual}{row}"));
    assert_eq!(with("## 09:00 A", &asked), format!("{slot}\n## Requests\n\n{usual}{row}").trim_end());
}

#[test]
fn what_the_file_could_not_say_is_refused_with_its_place_and_a_hint() {
    let error = Plan::of("- 09:00 A\n- 10:00 B\n").moved((0, 0), (0, 1)).written().unwrap_err();
    assert_eq!(error, CannotRewrite::Foreign);
    let error = Plan::of(TWO_DAYS).with(|plan| plan.slot(0, 1).chair.push("Ann Lee".to_owned())).written().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the file could not say this: day 1, slot 2 “Break”: its people, talking points or text"
    );
    assert_eq!(error.hint(), "Write the plan to a new file");
    let error = Plan::of(TWO_DAYS).with(|plan| plan.origins[1][0] = Some(0)).written().unwrap_err();
    assert_eq!(error, CannotRewrite::Origins { day: 2 });
}

#[test]
fn an_open_comment_at_the_end_is_never_moved_over_other_slots() {
    let text = "## 09:00 A\n\n## 10:00 B\n\n<!-- open\n";
    assert!(matches!(Plan::of(text).moved((0, 1), (0, 0)).written(), Err(CannotRewrite::Differs { .. })));
}

#[test]
fn the_real_agenda_of_three_days_is_rearranged_with_every_line_kept() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/dmlt-2019-10/agenda.md");
    let Ok(text) = std::fs::read_to_string(&path) else { return eprintln!("skipped, {}", path.display()) };
    assert_eq!(Plan::of(&text).written().as_ref(), Ok(&text));
    let plan = Plan::of(&text).moved((0, 1), (2, 3)).moved((1, 0), (0, 5)).with(|plan| {
        plan.slot(0, 1).start = at("09:30");
        plan.slot(2, 3).minutes = Some(45);
    });
    let written = plan.written().unwrap();
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let mut expected = sorted(&text.replace("## 09:45 Middleware", "## 09:30 Middleware"));
    expected.push("Duration: 45m".to_owned());
    expected.sort();
    assert_eq!(sorted(&written), expected);
}

#[test]
fn the_planning_table_of_a_real_meeting_is_understood() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/dmlt-2019-10/requests.csv");
    let Ok(text) = std::fs::read_to_string(&path) else { return eprintln!("skipped, {}", path.display()) };
    let RequestReading { requests, diagnostics } = read_requests(&text);
    assert_eq!(requests.len(), 17);
    assert_eq!(requests.iter().filter_map(|request| request.minutes).sum::<u32>(), 315);
    assert_eq!(requests.iter().filter(|request| request.minutes.is_none()).count(), 5);
    assert_eq!(requests[15].wish, "Wed AM?");
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
}
