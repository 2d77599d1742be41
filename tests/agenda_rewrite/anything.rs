//! What holds for every plan that is written back into its agenda, whatever stands in the file.
//!
//! Agendas are put together from hand-written oddities and rearranged at random: the result reads back as arranged, and
//! what nobody touched is there byte for byte.

use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveTime};
use minutebook::agenda::read;
use minutebook::meeting::{PlannedSlot, Request};
use proptest::prelude::*;

use super::{Plan, titled};

/// What people leave around and in their slots.
const NOISE: &[&str] = &[
    "",
    "Chair:  Ann Lee \n",
    "Duration: 45 min\n",
    "**Duration:** 1h30\nKind: visit\n",
    "Fixed: yes\n",
    "Duration: 30-60m\n",
    "Recurs: yes\nPut off: 2026-10-05\n",
    "Put off: 2026-10-12, 2026-10-19\n",
    "Recurs: now and then\n",
    "<!-- a comment\n\n## no slot -->\n",
    "\n- point\n\n    - far in\n* other\n",
    "\nSome *text*  \nof two lines.\n",
    "\n```\n## code\n```\n",
    "\n> quote\n\n1986. A year.\n",
    "\n| a | b |\n|---|---|\n| c | d |\n",
    "\n[link]: https://example.org\n",
    "\n---\n",
    "\n\t\n   \n",
    "### Sub\n",
    "<div>\n\n",
    "   text\n",
];

const HEADINGS: &[&str] = &[
    "## ",
    "## 09:00 ",
    "## 9:05 AM ",
    "##  **10:00** — ",
    "## 11:00–11:45 ",
    "## 2:00 - 3:30 pm: ",
    "## ۱۵:۰۰ ",
    "## 16:00:00 ",
];

const ENDS: &[&str] = &["", " (45m)", " [1 h 05 min]", " {30-60 min}", "（5分钟）", " ##", " (2 hours)"];

/// A slot as somebody may have written it; `{}` stands for its number.
fn slot_text() -> impl Strategy<Value = String> {
    let noise = prop::collection::vec(prop::sample::select(NOISE), 0..3);
    let blank = prop::sample::select(["", "\n", "\n\n\n", "  \n"].as_slice());
    (prop::sample::select(HEADINGS), prop::sample::select(ENDS), noise, blank)
        .prop_map(|(heading, end, noise, blank)| format!("{heading}Slot {{}}{end}\n{}{blank}", noise.concat()))
}

fn agenda_text() -> impl Strategy<Value = String> {
    let day = prop::collection::vec(slot_text(), 1..5);
    let requests = prop::sample::select(
        ["", "## Requests\n\n- Tea (5m)\n", "# Requests\n| Topic |\n|---|\n| Tea |\n\n"].as_slice(),
    );
    let newline = prop::sample::select(["\n", "\r\n"].as_slice());
    (prop::collection::vec(day, 1..4), requests, newline, any::<bool>(), any::<bool>()).prop_map(
        |(days, requests, newline, trimmed, first)| {
            let mut text = String::from("---\ntimezone: UTC   # ours\n---\n\n");
            if first {
                text.push_str(requests);
            }
            let mut nth = 0;
            for (day, slots) in days.iter().enumerate() {
                let _ = writeln!(text, "# Day {}: 2026-11-{}", day + 1, day + 10);
                text.push_str(["", "Hours: 9:00 AM – 5 PM\n", "Text.\n\n"][(slots.len() + day) % 3]);
                for slot in slots {
                    nth += 1;
                    text.push_str(&slot.replace("{}", &nth.to_string()));
                }
            }
            if !first {
                text.push_str(requests);
            }
            let text = if trimmed { text.trim_end().to_owned() } else { text };
            text.replace('\n', newline)
        },
    )
}

/// One thing that somebody may do to a plan; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Act {
    Move(usize, usize),
    Remove(usize),
    Start(usize, Option<u32>),
    Length(usize, Option<u32>, Option<u32>),
    Fixed(usize, Option<bool>),
    Series(usize, bool, u32),
    New(usize),
    Hours(usize, Option<u32>, Option<u32>),
    Ask,
}

fn act() -> impl Strategy<Value = Act> {
    let slot = || 0..100_usize;
    prop_oneof![
        4 => (slot(), slot()).prop_map(|(from, to)| Act::Move(from, to)),
        1 => slot().prop_map(Act::Remove),
        2 => (slot(), prop::option::weighted(0.8, 0..1440_u32)).prop_map(|(slot, start)| Act::Start(slot, start)),
        2 => (slot(), prop::option::weighted(0.8, 2..200_u32), prop::option::of(1..200_u32))
            .prop_map(|(slot, minutes, least)| Act::Length(slot, minutes, least)),
        1 => (slot(), prop::option::of(any::<bool>())).prop_map(|(slot, fixed)| Act::Fixed(slot, fixed)),
        1 => (slot(), any::<bool>(), 0..4_u32).prop_map(|(slot, recurs, times)| Act::Series(slot, recurs, times)),
        1 => slot().prop_map(Act::New),
        1 => (slot(), prop::option::of(0..1440_u32), prop::option::of(0..1440_u32))
            .prop_map(|(day, starts, ends)| Act::Hours(day, starts, ends)),
        1 => Just(Act::Ask),
    ]
}

fn of_day(minutes: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
}

impl Plan {
    /// The place of a slot by a number modulo the count; the last day is never emptied.
    fn place(&self, number: usize) -> (usize, usize) {
        let mut left = number % self.agenda.slot_count();
        for (day, planned) in self.agenda.days.iter().enumerate() {
            if left < planned.slots.len() {
                return (day, left);
            }
            left -= planned.slots.len();
        }
        unreachable!("the number is below the count")
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Move(from, to) if self.agenda.slot_count() > 1 => {
                let (day, nth) = self.place(*from);
                let taken = self.take(day, nth);
                let (day, nth) = self.place(*to);
                self.put(day, nth + to % 2, taken);
            }
            Act::Remove(slot) if self.agenda.slot_count() > 1 => {
                let (day, nth) = self.place(*slot);
                self.take(day, nth);
            }
            Act::Start(slot, start) => {
                let (day, nth) = self.place(*slot);
                self.slot(day, nth).start = start.and_then(of_day);
            }
            Act::Hours(day, starts, ends) => {
                let count = self.agenda.days.len();
                let day = &mut self.agenda.days[day % count];
                (day.starts, day.ends) = (starts.and_then(of_day), ends.and_then(of_day));
            }
            Act::Length(slot, minutes, least) => {
                let (day, nth) = self.place(*slot);
                let slot = self.slot(day, nth);
                slot.minutes = *minutes;
                slot.least = minutes.and_then(|minutes| least.filter(|least| *least < minutes));
            }
            Act::Fixed(slot, fixed) => {
                let (day, nth) = self.place(*slot);
                self.slot(day, nth).fixed = *fixed;
            }
            Act::Series(slot, recurs, times) => {
                let (day, nth) = self.place(*slot);
                let slot = self.slot(day, nth);
                slot.recurs = *recurs;
                slot.put_off = (1..=*times).filter_map(|day| NaiveDate::from_ymd_opt(2026, 9, day)).collect();
            }
            Act::New(slot) => {
                let (day, nth) = self.place(*slot);
                let new = PlannedSlot { topics: vec![], ..titled(&format!("New {slot}")) };
                self.put(day, nth, (new, None));
            }
            Act::Ask => {
                let topic = format!("Asked {}", self.agenda.requests.len());
                self.agenda.requests.push(Request { topic, notes: "a | b".to_owned(), ..Request::default() });
            }
            Act::Move(..) | Act::Remove(_) => {}
        }
    }
}

/// The lines of a slot's body that stand for themselves: neither a heading nor a line that an act may change.
fn untouched(text: &str) -> Vec<&str> {
    let changes = |line: &str| {
        let properties = ["Fixed", "Hours", "Recurs: yes", "Put off"];
        line.contains("Duration") || line.contains("Slot ") || properties.iter().any(|name| line.starts_with(name))
    };
    text.lines().filter(|line| !line.trim().is_empty() && !changes(line)).collect()
}

fn says_twice(text: &str) -> bool {
    let said = read(text.as_bytes(), "the-file").unwrap().diagnostics;
    said.iter().any(|one| one.message.contains("Two lengths") || one.message.contains("twice"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_arranged_reads_back_and_what_nobody_touched_stands_as_it_stood(
        text in agenda_text(), acts in prop::collection::vec(act(), 0..6)
    ) {
        let mut plan = Plan::of(&text);
        for act in &acts {
            plan.act(act);
        }
        match plan.written() {
            Ok(written) => {
                prop_assert_eq!(&read(written.as_bytes(), "the-file").unwrap().agenda, &plan.agenda, "{}", written);
                if acts.iter().all(|act| !matches!(act, Act::Remove(_))) {
                    let mut left = untouched(&written);
                    for line in untouched(&text) {
                        let at = left.iter().position(|other| *other == line);
                        prop_assert!(at.is_some(), "{line:?} is not in\n{written}");
                        left.remove(at.unwrap_or(0));
                    }
                }
                if acts.is_empty() {
                    prop_assert_eq!(&written, &text);
                }
            }
            // A line that says something twice is text, and becomes more than that when the first goes.
            Err(error) => prop_assert!(says_twice(&text), "{error}\n{acts:?}\n{text}"),
        }
    }
}
