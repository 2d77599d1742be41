//! What holds for every text that the agenda reader is given.
//!
//! Golden files show that the right things are understood; these show that nothing is lost, whatever stands in the
//! file: no panic, no word gone, and what is written reads back equal.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::{Days, NaiveDate, NaiveTime};
use minutebook::agenda::{Format, import, read, read_requests, read_to_hold, write};
use minutebook::meeting::{Agenda, Attachment, Head, Person, PlannedDay, PlannedSlot, Request, TalkingPoint, Tickets};
use proptest::option;
use proptest::prelude::*;

/// Lines and pieces of lines that mean something in an agenda, in Markdown or in YAML.
const PIECES: &[&str] = &[
    "# ",
    "## ",
    "### ",
    "#",
    "##",
    "# Day 1: 2019-10-28",
    "# Day 2 (28 October 2019)",
    "# Notes",
    "# Team meeting",
    "## 09:00 Welcome",
    "## 9:00 AM Break",
    "## Lunch",
    "## 10:00–09:30 Talk (45m)",
    "## Agenda",
    "# 会议议程",
    "## **Bold**",
    "## 10:00-10:30 Talk (15m)",
    "### 11:00 Sub",
    "### Session",
    "09:00",
    "10:30",
    "9:00–9:45",
    "9:00 AM",
    "25:00",
    "24:00",
    "**9:00-9:10 Opening**",
    "**10:00** Talk",
    "(45m)",
    "[45 min]",
    "{1h30}",
    "(30-60m)",
    "(60-30 min)",
    "45m to 1h",
    "（5-10 min）",
    "(90)",
    "5 min",
    "- 10 min",
    "Chair: Ann Lee, Bo",
    "Chair:",
    "**Chair:** Ann",
    "Duration: 45m",
    "Duration: soon",
    "Duration: 1:30",
    "Kind: break",
    "Kind: topic",
    "Kind: visit",
    "Requested by: Bo",
    "Fixed: yes",
    "Fixed: perhaps",
    "Fixed: 15:00",
    "Duration: 30-60",
    "Hours: 09:00–17:00",
    "Hours: 20:00–02:00",
    "Hours: long",
    "Starts: 08:30",
    "Ends: 24:00",
    "Hour: 9",
    "## 01:30–03:30 AM Night (30m)",
    "## 01:30–03:30 Night",
    "## 23:30 Late",
    "## 00:15 Later",
    "# 2019-10-29",
    "Slides: [a](b)",
    "Slides: talk.pdf",
    "Link: see https://x.example/a",
    "Link: <https://x.example>",
    "Note: this",
    "Chiar: Ann",
    "Speaker: Cy",
    "演讲者：徐嵩",
    "- ",
    "* ",
    "+ ",
    "- item",
    "  - nested",
    "    - deep",
    "1. first",
    "1986. year",
    "10) ten",
    "-",
    "- -",
    "- - x",
    "- # head",
    "- > quote",
    "- ```",
    "```",
    "~~~",
    "````",
    "- ~~~ x ~~~",
    "---",
    "***",
    "___",
    "===",
    "- ---",
    "> quote",
    "> - item",
    "> ## no",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<pre>",
    "<?x",
    "[foo]: bar",
    "- [foo]: bar",
    "[a](b)",
    "| a | b |",
    "## Requests",
    "# Topic requests",
    "| Topic | Time | Notes |",
    "- Tea (5m), requested by Bo: green",
    "Request: Tea",
    "|---|---|",
    "    code",
    "\t",
    "  ",
    "   text",
    "text",
    "word",
    "\\",
    "\\#",
    "a #",
    "*",
    "_",
    "`code`",
    "`",
    "&amp;",
    "\u{a0}",
    "\u{c}",
    "\u{2028}",
    "\u{feff}",
    "ж",
    "۱۸:۰۰",
    "title: A: b",
    "date: 2019-10-28",
    "people:",
    "tickets: {}",
    "timezone: CET",
    "zones: [Asia/Tokyo]",
    "hours: 09:00–17:00",
    "ends: 17:00",
    "layout: event",
    "- { name: Ann }",
];

/// The same that mean something in tables, in lists that others write and in other languages.
const FOREIGN: &[&str] = &[
    "| Time | Topic | Chair |",
    "| Topic | Notes | Room | Slides |",
    "|---|---|---|",
    "| 09:00 | A | Ann |",
    "| 9:00–9:45 | **B** (15m) | - |",
    "| Day 2: 2019-10-29 | | |",
    "| | C | |",
    "| Lunch |",
    "| - a<br>- b | c | |",
    "## Agenda",
    "## Monday 2019-10-28",
    "### 2019-10-29",
    "- 3 min - a - b",
    "- a @Ann 10min",
    "- a (15m, Ann Lee)",
    "10h30 a",
    "## 上午9:00 開会",
    "## 9.15 Uhr a",
    "9-10 Uhr",
    "- 5分 a",
];

fn markdown_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(PIECES), 1 => prop::sample::select(FOREIGN)];
    let pieces = prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat());
    let line = prop_oneof![3 => pieces, 1 => prop::sample::select(FOREIGN).prop_map(str::to_owned)];
    let lines = prop::collection::vec(line, 0..14);
    let front = prop_oneof![
        3 => Just(""),
        1 => Just("---\ntitle: A\n---\n"),
        1 => Just("---\ntitle: A\ndate: 2019-10-28\n---\n\n"),
        1 => Just("---\ntitle: A\ntimezone: Europe/Brussels\ndate: 2019-10-27\n---\n\n"),
        1 => Just("---\ntitle: A\nhours: 09:00–17:00\nends: 18:00\nzones: Asia/Tokyo, Mars\n---\n\n"),
        1 => Just("---\n"),
    ];
    (front, lines, prop::sample::select(["\n", "\n\n", "\r\n"].as_slice()))
        .prop_map(|(front, lines, newline)| format!("{front}{}", lines.join(newline)))
}

/// A line with single blanks, of any characters that show, with YAML's own among them more often.
fn line() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z:#,'\"{}\\[\\]&*!|>%@`~ -]{1,12}", "\\PC{1,12}", "null|true|~|1.10|0x1f|- a|a: b|a #b"]
        .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .prop_filter("not empty", |text| !text.is_empty())
}

/// A request as a reader makes it; a cell that is only a dash says nothing.
fn request() -> impl Strategy<Value = Request> {
    let marks = || "[a|\\\\`*_~<>&# -]{1,8}".prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let says = |(text, front): (String, bool)| if front { format!("a{text}") } else { format!("{text}a") };
    let cell = move || (prop_oneof![line(), marks()], any::<bool>()).prop_map(says);
    let cell = move || cell().prop_map(|text| text.replace(char::is_control, ""));
    let time = prop_oneof![
        Just((None, None, String::new())),
        Just((None, None, "Wed AM?".to_owned())),
        (1..1440_u32).prop_map(|minutes| (Some(minutes), None, String::new())),
        (2..1440_u32).prop_map(|minutes| (Some(minutes), Some(minutes / 2), "early".to_owned())),
    ];
    (cell(), prop::option::of(cell()), time, prop::option::of(cell())).prop_map(|(topic, by, time, notes)| {
        let (minutes, least, wish) = time;
        Request { topic, requested_by: by, minutes, least, wish, notes: notes.unwrap_or_default() }
    })
}

/// A sheet or a table in Markdown: a header of columns in any order and rows of cells of all sorts, each with a word of its
/// own, and those words.
fn table() -> impl Strategy<Value = (Format, String, Vec<String>)> {
    const COLUMNS: [&str; 14] = [
        "Time",
        "Topic",
        "Chair",
        "Discussion topics",
        "Notes",
        "Action items",
        "Room",
        "Kind",
        "Slides",
        "Date",
        "Duration",
        "Thema",
        "Requested by",
        "Comments",
    ];
    let columns = Just(COLUMNS.to_vec()).prop_shuffle();
    let piece = prop_oneof![
        3 => Just(String::new()),
        1 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => prop::sample::select(FOREIGN).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    let rows = prop::collection::vec(prop::collection::vec((piece, any::<bool>()), 1..9), 1..7);
    (columns, 3..10_usize, rows, prop::sample::select(["csv", "tsv", "md"].as_slice())).prop_map(
        |(columns, width, rows, form)| {
            let mut words = Vec::new();
            let mut header = vec!["Start".to_owned(), "Title".to_owned()];
            header.extend(columns.into_iter().take(width).map(str::to_owned));
            let mut lines = vec![header];
            for (nth, row) in rows.into_iter().enumerate() {
                let mut cells = vec![format!("{:02}:00", 8 + nth)];
                for (column, (piece, filled)) in row.into_iter().enumerate() {
                    let word = format!("w{nth}x{column}");
                    cells.push(if filled { format!("{piece} {word}") } else { String::new() });
                    words.extend(filled.then_some(word));
                }
                lines.push(cells);
            }
            let (format, text) = match form {
                "md" => {
                    let row = |cells: &Vec<String>| {
                        format!("| {} |\n", cells.iter().map(|cell| in_row(cell)).collect::<Vec<_>>().join(" | "))
                    };
                    let dashes = vec!["---".to_owned(); lines[0].len()];
                    lines.insert(1, dashes);
                    (Format::Markdown, lines.iter().map(row).collect())
                }
                form => {
                    let separator = if form == "csv" { "," } else { "\t" };
                    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
                    let row =
                        |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join(separator) + "\r\n";
                    (Format::Sheet, lines.iter().map(row).collect::<String>())
                }
            };
            (format, text, words)
        },
    )
}

/// A text as one cell of a table in Markdown.
fn in_row(text: &str) -> String {
    text.replace(['\n', '\r', '\u{2028}', '\u{c}'], " ").replace('\\', "").replace('|', "\\|")
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// All that an agenda says, as one text.
fn said(agenda: &Agenda) -> String {
    fn points(out: &mut Vec<String>, points_: &[TalkingPoint]) {
        for point in points_ {
            out.push(point.text.clone());
            points(out, &point.children);
        }
    }
    let mut out = vec![agenda.head.title.clone(), agenda.head.description.clone()];
    for day in &agenda.days {
        out.push(day.title.clone());
        out.push(day.description.clone());
        for slot in &day.slots {
            out.extend([slot.title.clone(), slot.description.clone(), slot.kind.word().to_owned()]);
            out.extend(slot.chair.iter().cloned().chain(slot.requested_by.clone()).chain(slot.request.clone()));
            out.extend(
                slot.attachments.iter().flat_map(|one| [one.name.clone(), one.link.clone().unwrap_or_default()]),
            );
            points(&mut out, &slot.topics);
        }
    }
    for Request { topic, requested_by, minutes: _, least: _, wish, notes } in &agenda.requests {
        out.extend([topic.clone(), requested_by.clone().unwrap_or_default(), wish.clone(), notes.clone()]);
    }
    out.join("\n")
}

fn holds(agenda: &Agenda) {
    assert!(agenda.slot_count() > 0 || agenda.days.iter().all(|day| day.date.is_some()));
    assert!(!agenda.days.is_empty());
    assert!(!agenda.head.title.trim().is_empty());
    for slot in agenda.days.iter().flat_map(|day| &day.slots) {
        assert!(!slot.title.trim().is_empty() && !slot.title.contains('\n'));
    }
}

fn reads_back(text: &str) -> Result<(), TestCaseError> {
    let first = read(text.as_bytes(), "stem").unwrap().agenda;
    holds(&first);
    prop_assert!(read_to_hold(text.as_bytes(), "stem").unwrap().agenda.slot_count() > 0, "{}", text);
    let written = write(&first);
    let second = read(written.as_bytes(), "another").unwrap().agenda;
    prop_assert_eq!(first, second, "\n--- read\n{}\n--- written\n{}", text, written);
    Ok(())
}

fn time() -> impl Strategy<Value = NaiveTime> {
    (0u32..24, 0u32..60).prop_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
}

fn timed_slot() -> impl Strategy<Value = PlannedSlot> {
    let length = option::of((1u32..=1440, option::of(0u32..1440)));
    let series = (any::<bool>(), prop::collection::btree_set(0u64..100_000, 0..3));
    (option::of(time()), length, option::of(any::<bool>()), series).prop_map(|(start, length, fixed, series)| {
        PlannedSlot {
            title: "Talk".to_owned(),
            start,
            minutes: length.map(|(minutes, _)| minutes),
            least: length.and_then(|(minutes, least)| least.filter(|least| *least < minutes)),
            fixed,
            recurs: series.0,
            put_off: series
                .1
                .into_iter()
                .filter_map(|day| NaiveDate::default().checked_add_days(Days::new(day)))
                .collect(),
            ..PlannedSlot::default()
        }
    })
}

/// Days with hours or none, and with slots or none; their dates rise.
fn timed_days() -> impl Strategy<Value = Vec<PlannedDay>> {
    let day = (option::of(time()), option::of(time()), prop::collection::vec(timed_slot(), 0..4));
    prop::collection::vec(day, 1..4).prop_map(|days| {
        let dated = |(nth, (starts, ends, slots))| {
            let date = NaiveDate::default().checked_add_days(Days::new(nth));
            PlannedDay { date, starts, ends, slots, ..PlannedDay::default() }
        };
        (0..).zip(days).map(dated).collect()
    })
}

fn zone() -> impl Strategy<Value = String> {
    prop::sample::select(chrono_tz::TZ_VARIANTS.as_slice()).prop_map(|zone| zone.name().to_owned())
}

proptest! {
    // PROPTEST_CASES says how often each is tried.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, "stem");
    }

    #[test]
    fn any_front_matter_is_read_without_a_panic(text in "---\n([a-z]{1,6}[:\\-{}\\[\\]\"'&*!|># \n,]{0,6}){0,20}\n---\n") {
        let _ = read(text.as_bytes(), "stem");
    }

    #[test]
    fn any_names_survive_the_front_matter(
        title in line(), place in line(), names in prop::collection::btree_set(line(), 0..5), email in line(), prefix in line(),
        days in prop::collection::vec(0u64..100_000, 0..3), follows in option::of(line())
    ) {
        let names: Vec<String> = names.into_iter().collect();
        let people = names.iter().map(|name| Person { name: name.clone(), email: Some(email.clone()), ..Person::default() });
        let tickets = Tickets::Only([(prefix, format!("{place}{{key}}"))].into());
        let day = |days| chrono::NaiveDate::default().checked_add_days(chrono::Days::new(days)).unwrap();
        let next_meetings = days.into_iter().map(day).collect();
        let head = Head { title, location: Some(place), chair: names.clone(), tickets, follows, next_meetings, ..Head::default() };
        let slot = PlannedSlot { title: "A".to_owned(), ..PlannedSlot::default() };
        let days = vec![PlannedDay { slots: vec![slot], ..PlannedDay::default() }];
        let file = |name: &String| Attachment { kind: email.clone(), name: name.clone(), ..Attachment::default() };
        let attachments = names.iter().map(file).collect();
        let agenda = Agenda { head, people: people.collect(), groups: names, days, attachments, ..Agenda::default() };
        let written = write(&agenda);
        prop_assert_eq!(&read(written.as_bytes(), "stem").unwrap().agenda, &agenda, "{}", written);
    }

    #[test]
    fn times_and_zones_of_every_sort_read_back_equal(
        days in timed_days(), dated in any::<bool>(), zones in prop::collection::btree_set(zone(), 0..3), own in option::of(zone())
    ) {
        let mut days = days;
        if let ([only], false) = (days.as_mut_slice(), dated) {
            only.date = None;
            only.slots.push(PlannedSlot { title: "Last".to_owned(), ..PlannedSlot::default() });
        }
        let people = vec![Person { name: "Ann Lee".to_owned(), timezone: own, ..Person::default() }];
        let head = Head { title: "Team".to_owned(), zones: zones.into_iter().collect(), ..Head::default() };
        let agenda = Agenda { head, people, days, ..Agenda::default() };
        let written = write(&agenda);
        prop_assert_eq!(&read(written.as_bytes(), "stem").unwrap().agenda, &agenda, "{}", written);
    }

    #[test]
    fn any_requests_survive_their_table(said in prop::collection::vec(request(), 1..6)) {
        let mut requests: Vec<Request> = Vec::new();
        for request in said {
            if !requests.contains(&request) {
                requests.push(request);
            }
        }
        let slot = PlannedSlot { title: "Requests".to_owned(), ..PlannedSlot::default() };
        let days = vec![PlannedDay { slots: vec![slot], ..PlannedDay::default() }];
        let head = Head { title: "A".to_owned(), ..Head::default() };
        let agenda = Agenda { head, days, requests, ..Agenda::default() };
        let written = write(&agenda);
        prop_assert_eq!(&read(written.as_bytes(), "stem").unwrap().agenda, &agenda, "{}", written);
        let (_, section) = written.split_once("\n## Requests\n\n").unwrap();
        prop_assert_eq!(&read_requests(section).requests, &agenda.requests, "{}", section);
    }

    #[test]
    fn what_is_written_reads_back_equal(text in markdown_like()) {
        reads_back(&text)?;
    }

    #[test]
    fn tables_of_every_sort_lose_no_word_and_read_back_equal((format, text, expected) in table()) {
        let reading = import(text.as_bytes(), Some(format), "stem").unwrap();
        let again = read(write(&reading.agenda).as_bytes(), "another").unwrap().agenda;
        prop_assert_eq!(&again, &reading.agenda, "{}", text);
        let mut all = said(&reading.agenda);
        for told in &reading.told {
            prop_assert!(told.slot < reading.agenda.days[told.day].slots.len());
            for entry in &told.entries {
                let owners = entry.owners.join(" ");
                let beside = format!("{owners} {:?} {:?} {:?}", entry.speaker, entry.link, entry.votes);
                all.extend(["\n", &entry.text, " ", &beside]);
            }
        }
        let found: std::collections::HashSet<String> = words(&all).collect();
        for word in expected {
            prop_assert!(found.contains(&word), "{word} of\n{text}\nin\n{all}");
        }
    }

    #[test]
    fn no_word_of_the_body_is_lost(
        lines in prop::collection::vec((prop::sample::select(PIECES), "[a-z]{3,8}", "[a-z]{3,8}", "\n{1,2}"), 0..14),
        section in prop::sample::select(["", "## Requests\n"].as_slice())
    ) {
        // Each line gets two words of its own, which must be found wherever the line ends up.
        let write = |(piece, one, two, end): &(&str, String, String, String)| format!("{piece} {one} q{two}{end}");
        let text = section.to_owned() + &lines.iter().map(write).collect::<Vec<_>>().concat();
        let reading = read(text.as_bytes(), "stem").unwrap();
        let found: std::collections::HashSet<String> = words(&said(&reading.agenda)).collect();
        for (_, one, two, _) in &lines {
            prop_assert!(found.contains(one) && found.contains(&format!("q{two}")), "{one} q{two} of\n{text}");
        }
    }

    #[test]
    fn remarks_stand_in_the_order_of_the_file_and_within_it(text in markdown_like()) {
        let lines = text.replace("\r\n", "\n").split('\n').count();
        let said = read(text.as_bytes(), "stem").unwrap().diagnostics;
        prop_assert!(said.is_sorted_by_key(|one| (one.line, one.column)));
        for one in &said {
            prop_assert!((1..=lines).contains(&one.line) && one.column > 0 && !one.message.is_empty());
        }
    }
}
