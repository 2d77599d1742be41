//! Agendas of every sort, and what is understood of them.
//!
//! Each file of `tests/corpus/agenda/` is read, and its plan and remarks are compared with a snapshot; what is written
//! of it must read back equal. Texts that are too large or too odd for a file are made here.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "agenda_pages/mod.rs"]
mod pages;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime};
use minutebook::agenda::{AgendaError, Reading, Severity, read, read_to_hold, write};
use minutebook::meeting::{Agenda, Head, PlannedDay, PlannedSlot, SlotKind, TalkingPoint, Tickets};

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/agenda").join(name)
}

fn text(text: &str) -> Reading {
    read(text.as_bytes(), "the-file").expect("a text")
}

fn said(reading: &Reading) -> Vec<String> {
    reading.diagnostics.iter().map(ToString::to_string).collect()
}

/// The plan as JSON and the remarks below it; what is written of the plan must read back equal.
fn golden(name: &str) {
    let bytes = std::fs::read(corpus(name)).expect("a file of the corpus");
    let stem = name.trim_end_matches(".md");
    let reading = read(&bytes, stem).expect("an agenda");
    let again = read(write(&reading.agenda).as_bytes(), "another").expect("an agenda");
    assert_eq!(again.agenda, reading.agenda, "{name} does not read back");
    let plan = serde_json::to_string_pretty(&reading.agenda).expect("JSON");
    let remarks: String = said(&reading).iter().fold(String::new(), |mut all, one| {
        let _ = writeln!(all, "{one}");
        all
    });
    insta::assert_snapshot!(stem, format!("{plan}\n\n{remarks}"));
}

/// Data that is not ours is read in place, where it is.
fn shared(path: &str) -> Option<Reading> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    match std::fs::read(&path) {
        Ok(bytes) => Some(read(&bytes, "the-file").expect("an agenda")),
        Err(error) => {
            eprintln!("skipped, {}: {error}", path.display());
            None
        }
    }
}

#[test]
fn an_agenda_in_our_form_is_understood_whole() {
    golden("own-form.md");
}

#[test]
fn a_front_matter_of_oddities_keeps_every_word() {
    golden("odd-front-matter.md");
}

#[test]
fn slots_with_every_slip_are_read_and_remarked_on() {
    golden("slips.md");
}

#[test]
fn what_else_somebody_is_called_is_read_from_a_list_or_a_line_and_written_again() {
    let people = "  - { name: Wil O'Mullane, aliases: [W. O'Mullane, womullan, womullan, Wil O'Mullane, \"a, b\"] }
  - { name: Ann Lee, alias: A. Lee, handle: ann }
  - name: Bo
    aliases: B. Chen, bchen
  - { name: Cy, aliases: { nick: Cyril } }
";
    let text = format!("---\ntitle: x\npeople:\n{people}---\n# 2026-01-05\n\n## 9:00 Welcome\n");
    let reading = read(text.as_bytes(), "x").unwrap();
    let aliases: Vec<Vec<&str>> =
        reading.agenda.people.iter().map(|person| person.aliases.iter().map(String::as_str).collect()).collect();
    let wanted: [&[&str]; 4] = [&["W. O'Mullane", "womullan", "a, b"], &["A. Lee"], &["B. Chen", "bchen"], &[]];
    assert_eq!(aliases, wanted);
    let remarks: Vec<String> = reading.diagnostics.iter().map(ToString::to_string).collect();
    assert!(remarks.len() == 1 && remarks[0].contains("The aliases of a person are kept as text"), "{remarks:?}");
    let again = read(minutebook::agenda::write(&reading.agenda).as_bytes(), "x").unwrap();
    assert_eq!(again.agenda.people, reading.agenda.people);
}

#[test]
fn a_list_under_a_heading_agenda_is_a_list_of_slots() {
    golden("list-of-items.md");
}

#[test]
fn bold_lines_that_begin_with_a_time_are_slots() {
    golden("bold-lines.md");
}

#[test]
fn chapters_of_a_template_give_their_headings_as_slots() {
    golden("template.md");
}

#[test]
fn markdown_in_all_its_forms_loses_nothing() {
    golden("markdown.md");
}

#[test]
fn tables_whose_rows_are_slots_give_the_days_above_them() {
    golden("tables.md");
}

#[test]
fn requests_are_read_from_tables_and_lists_in_a_section_that_is_no_slot() {
    golden("requests.md");
}

#[test]
fn hours_zones_ranges_and_midnight_are_understood_and_their_slips_remarked_on() {
    golden("times.md");
}

#[test]
fn the_demo_shows_each_feature_without_a_warning() {
    for (name, zone) in [("demo-agenda.md", "Europe/Lisbon"), ("demo-agenda.de.md", "Europe/Berlin")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
        shows_each_feature(&read(&std::fs::read(path).unwrap(), "demo-agenda").unwrap(), zone);
    }
}

fn shows_each_feature(reading: &Reading, zone: &str) {
    assert_eq!(said(reading), [""; 0]);
    let agenda = &reading.agenda;
    assert_eq!((agenda.days.len(), agenda.slot_count(), agenda.people.len(), agenda.groups.len()), (1, 7, 5, 1));
    assert!(agenda.people.iter().all(|person| person.handle.is_some()));
    assert_eq!(agenda.head.timezone.as_deref(), Some(zone));
    assert!(matches!(&agenda.head.tickets, Tickets::Only(prefixes) if prefixes.contains_key("LAMP")));
    let slots = &agenda.days[0].slots;
    assert_eq!(slots.iter().filter(|slot| slot.kind == SlotKind::Break).count(), 1);
    assert!(slots.iter().any(|slot| slot.topics.iter().any(|topic| !topic.children.is_empty())));
    assert_eq!(read(write(agenda).as_bytes(), "x").unwrap().agenda, *agenda);
}

#[test]
fn a_real_three_day_agenda_is_understood_without_a_remark() {
    let Some(reading) = shared("dmlt-2019-10/agenda.md") else { return };
    assert_eq!(said(&reading), [""; 0]);
    let slots: Vec<_> = reading.agenda.days.iter().map(|day| day.slots.len()).collect();
    assert_eq!(slots, [13, 12, 7]);
    let untimed = reading.agenda.days.iter().flat_map(|day| &day.slots).filter(|slot| slot.start.is_none()).count();
    assert_eq!(untimed, 6);
}

#[test]
fn a_real_list_of_items_in_chinese_gives_its_slots_and_lengths() {
    let Some(reading) = shared("real/agenda/zh-paddle-2023-03-16-meeting-agenda.md") else { return };
    let minutes: Vec<_> = reading.agenda.days[0].slots.iter().map(|slot| slot.minutes).collect();
    assert_eq!(minutes, [5, 15, 10, 10, 5, 5, 5].map(Some));
    assert!(reading.diagnostics.iter().all(|one| one.severity == Severity::Note));
}

#[test]
fn real_bold_lines_in_two_languages_give_times_and_speakers() {
    let Some(reading) = shared("real/agenda/zh-w3c-chinese-ig-2019-03-23.md") else { return };
    let slots = &reading.agenda.days[0].slots;
    assert_eq!(slots.len(), 20);
    assert!(slots.iter().all(|slot| slot.start.is_some()));
    assert_eq!(slots.iter().filter(|slot| !slot.chair.is_empty()).count(), 12);
    assert_eq!(reading.agenda.days[0].date.map(|date| date.to_string()), Some("2019-03-23".to_owned()));
}

#[test]
fn a_real_announcement_in_persian_without_slots_is_one_slot() {
    let Some(reading) = shared("real/agenda/fa-tehlug-event-200.md") else { return };
    assert_eq!(reading.agenda.slot_count(), 1);
    assert_eq!(reading.agenda.days[0].date.map(|date| date.to_string()), Some("2014-06-25".to_owned()));
    assert!(reading.agenda.head.description.contains("startTime: 18:00"));
    assert!(said(&reading).last().unwrap().contains("No slots were found"));
}

#[test]
fn an_empty_file_is_one_slot_named_after_the_file() {
    for empty in ["", "\n\n", "---\n---\n", "\u{feff}"] {
        let reading = text(empty);
        assert_eq!(reading.agenda.head.title, "the-file");
        assert_eq!(reading.agenda.days[0].slots[0].title, "the-file");
        assert_eq!(reading.diagnostics.len(), 1, "{empty:?}");
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_make_no_difference() {
    let unix = "---\ntitle: A\n---\n# Day 1: 2026-11-24\n\n## 09:00 B\nChair: Ann\n\n- one\n  - two\n";
    let expected = text(unix);
    for other in [unix.replace('\n', "\r\n"), unix.replace('\n', "\r"), format!("\u{feff}{unix}")] {
        assert_eq!(text(&other), expected);
    }
}

#[test]
fn bad_bytes_are_shown_and_counted_once() {
    let reading = read(b"## 09:00 Caf\xe9\n\n- na\xefve\n", "x").unwrap();
    assert_eq!(reading.agenda.days[0].slots[0].title, "Caf\u{FFFD}");
    assert_eq!(said(&reading).len(), 1);
    assert_eq!((reading.diagnostics[0].line, reading.diagnostics[0].column), (1, 13));
}

#[test]
fn what_is_no_text_is_refused_with_its_place_and_a_hint() {
    let error = read(b"## 09:00 A\n\0", "x").unwrap_err();
    assert_eq!(error, AgendaError::NotText { line: 2, column: 1 });
    assert!(!error.hint().is_empty());
    assert!(matches!(read(&vec![b'a'; (16 << 20) + 1], "x"), Err(AgendaError::TooLarge { .. })));
}

#[test]
fn ten_megabytes_are_an_agenda_like_any_other() {
    let mut large = String::from("# Day 1: 2026-11-24\n\n");
    let mut slots = 0;
    while large.len() < 10 << 20 {
        let _ = write!(large, "## Slot {slots}\nChair: Ann Lee\n\nSome text about it.\n\n");
        for point in 0..30 {
            let _ = write!(large, "- Point {point} of the slot\n  - and what is below it\n");
        }
        large.push('\n');
        slots += 1;
    }
    let reading = text(&large);
    assert_eq!(reading.agenda.slot_count(), slots);
    assert_eq!(reading.diagnostics, []);
}

#[test]
fn beyond_ten_thousand_slots_all_is_text_of_the_last() {
    let many: String = (0..10_003).fold(String::new(), |mut all, nth| {
        let _ = write!(all, "## Slot {nth}\n\n- point {nth}\n\n");
        all
    });
    let reading = text(&many);
    assert_eq!(reading.agenda.slot_count(), 10_000);
    let last = reading.agenda.days[0].slots.last().unwrap();
    assert_eq!(last.description, "### Slot 10000\n\n### Slot 10001\n\n### Slot 10002");
    assert_eq!(last.topics.len(), 4);
    assert!(said(&reading)[0].starts_with("40001:1: warning: More than 10000 slots"));
}

#[test]
fn front_matter_that_is_never_closed_ends_at_the_first_blank_line() {
    let reading = text("---\ntitle: A\ntimezone: UTC\n\n## 09:00 B\n");
    assert_eq!((reading.agenda.head.title.as_str(), reading.agenda.slot_count()), ("A", 1));
    assert!(said(&reading)[0].starts_with("1:1: warning: The front matter is never closed"));
}

#[test]
fn a_line_across_the_top_is_no_front_matter() {
    let reading = text("---\n\nHello.\n\n---\n\n## 09:00 B\n");
    assert_eq!(reading.agenda.head.description, "Hello.");
    assert_eq!(said(&reading), [""; 0]);
}

#[test]
fn the_title_is_the_first_level_1_heading_without_a_date() {
    assert_eq!(text("# Team meeting\n\n## A\n").agenda.head.title, "Team meeting");
    assert_eq!(text("# Weekly sync (30 min)\n\n- A (5 min)\n").agenda.head.title, "Weekly sync (30 min)");
    assert_eq!(text("# Day 1\n\n## A\n\n# Day 2\n\n## B\n").agenda.head.title, "the-file");
    let kept = text("---\ntitle: A\n---\n# Team meeting\n\n## B\n");
    assert_eq!((kept.agenda.head.title.as_str(), kept.agenda.head.description.as_str()), ("A", "### Team meeting"));
}

#[test]
fn days_need_no_dates_where_several_level_1_headings_hold_slots() {
    let days = |source: &str| -> Vec<(String, usize)> {
        text(source).agenda.days.iter().map(|day| (day.title.clone(), day.slots.len())).collect()
    };
    let expected = [("Day 1".to_owned(), 1), ("Day 2".to_owned(), 2)];
    assert_eq!(days("# Day 1\n\n## A\n\n# Day 2\n\n## B\n\n## C\n"), expected);
    assert_eq!(days("# Team\n\n# Day 1\n\n## A\n\n# Day 2\n\n## B\n\n## C\n"), expected);
    assert_eq!(days("# Team\n\n## A\n\n# Appendix\n\nText.\n"), [(String::new(), 1)]);
}

#[test]
fn the_date_of_the_front_matter_is_that_of_the_only_day() {
    let reading = text("---\ndate: 2026-11-24\n---\n## 09:00 A\n");
    assert_eq!(reading.agenda.days[0].date.map(|date| date.to_string()), Some("2026-11-24".to_owned()));
    let two = text("---\ndate: 2026-11-23\n---\n# 2026-11-24\n\n## A\n");
    assert_eq!(two.agenda.head.description, "```yaml\ndate: 2026-11-23\n```");
    assert_eq!(said(&two).len(), 1);
}

#[test]
fn a_block_that_is_never_closed_is_pointed_at() {
    let reading = text("## 09:00 A\n\n```\ncode\n\n## 10:00 B\n");
    assert_eq!(reading.agenda.slot_count(), 1);
    assert!(said(&reading)[0].starts_with("3:1: warning: This is never closed"));
    assert_eq!(reading.agenda.days[0].slots[0].description, "```\ncode\n\n## 10:00 B\n```");
}

/// Whether `remark` is `pattern`, in which `…` stands for anything.
fn fits(pattern: &str, remark: &str) -> bool {
    let mut rest = remark;
    let mut parts = pattern.split('…');
    let first = parts.next().unwrap_or("");
    let Some(after) = rest.strip_prefix(first) else { return false };
    rest = after;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || pattern.ends_with('…')
}

#[test]
fn the_documentation_lists_each_remark_and_its_examples_call_for_none() {
    let docs = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/agenda-format.md")).unwrap();
    let (_, table) = docs.split_once("## What the reader says").unwrap();
    let patterns: Vec<_> = table.lines().filter_map(|line| line.split('|').nth(2).map(str::trim)).collect();
    let mut seen = 0;
    for file in std::fs::read_dir(corpus("")).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
        let reading = read(&std::fs::read(file).unwrap(), "x").unwrap();
        for one in &reading.diagnostics {
            assert!(patterns.iter().any(|pattern| fits(pattern, &one.message)), "not documented: {}", one.message);
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
    let (_, rest) = docs.split_once("```markdown\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    assert_eq!((said(&text(example)), text(example).agenda.slot_count()), (Vec::new(), 4));
}

#[test]
fn a_slot_says_whether_it_is_fixed_and_else_its_kind_does() {
    let text = "# Day: 2019-10-28\n\n## 09:00 Guest\nFixed: yes\n\n## 10:00 Coffee\nKind: break\nFixed: No.\n\n\
                ## 11:00 Lunch\nKind: break\n\n## Walk\nKind: break\n\n## 14:00 Plans\nFixed: perhaps\n";
    let Reading { agenda, diagnostics, .. } = read(text.as_bytes(), "x").expect("an agenda");
    let slots = &agenda.days[0].slots;
    let fixed: Vec<_> = slots.iter().map(|slot| (slot.fixed, slot.is_fixed())).collect();
    let expected = [(Some(true), true), (Some(false), false), (None, true), (None, false), (None, false)];
    assert_eq!(fixed, expected);
    assert_eq!(slots[4].description, "Fixed: perhaps", "what is not understood stays as text");
    let [warning] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    assert_eq!((warning.line, warning.message.as_str()), (17, "`perhaps` does not say whether the slot is fixed"));
    assert_eq!(read(write(&agenda).as_bytes(), "x").expect("an agenda").agenda, agenda);
}

#[test]
fn a_slot_says_that_it_comes_back_and_which_meetings_did_not_come_to_it() {
    let text = "---\nfollows: 0b5f\ndate: 2026-01-19\n---\n## Status\nRecurs: yes\n\n## Budget\nPut off: 2026-01-05\n\
                Put off: 2026-01-12, 2026-01-05\n\n## Tea\nRecurs: often\nPut off: twice\n";
    let Reading { agenda, diagnostics, .. } = read(text.as_bytes(), "x").expect("an agenda");
    let slots = &agenda.days[0].slots;
    let put_off: Vec<String> = slots[1].put_off.iter().map(ToString::to_string).collect();
    assert_eq!((agenda.head.follows.as_deref(), put_off.join(" ").as_str()), (Some("0b5f"), "2026-01-05 2026-01-12"));
    assert_eq!(slots.iter().map(|slot| slot.recurs).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(slots[2].description, "Recurs: often\nPut off: twice", "what is not understood stays as text");
    let said: Vec<_> = diagnostics.iter().map(|one| (one.line, one.message.as_str())).collect();
    let expected = [
        (13, "`often` does not say whether the slot comes back in every meeting"),
        (14, "`twice` does not say on which days the slot was put off"),
    ];
    assert_eq!(said, expected);
    assert_eq!(read(write(&agenda).as_bytes(), "x").expect("an agenda").agenda, agenda);
}

#[test]
fn a_title_that_begins_like_a_half_of_the_day_keeps_its_time() {
    for title in ["م", "م#", "PM status", "上午"] {
        for minutes in [None, Some(45)] {
            let slot = PlannedSlot {
                title: title.to_owned(),
                start: NaiveTime::from_hms_opt(0, 0, 0),
                minutes,
                ..PlannedSlot::default()
            };
            let day =
                PlannedDay { date: NaiveDate::from_ymd_opt(2026, 3, 26), slots: vec![slot], ..PlannedDay::default() };
            let head = Head { title: "Team".to_owned(), ..Head::default() };
            let agenda = Agenda { head, days: vec![day], ..Agenda::default() };
            assert_eq!(read(write(&agenda).as_bytes(), "x").expect("an agenda").agenda, agenda, "{title}, {minutes:?}");
            // Also where a point of it can be said in no way.
            let mut odd = agenda;
            odd.days[0].slots[0].topics = vec![TalkingPoint { text: "0.".to_owned(), ..TalkingPoint::default() }];
            let read = read(write(&odd).as_bytes(), "x").expect("an agenda").agenda;
            assert_eq!(read.days[0].slots[0].start, odd.days[0].slots[0].start, "{title}, {minutes:?}");
        }
    }
}

/// What was said, without the hints.
fn messages(reading: &Reading) -> Vec<(usize, &str)> {
    reading.diagnostics.iter().map(|one| (one.line, one.message.as_str())).collect()
}

/// The hours of each day, as `09:00–17:00` with `…` for what is not known.
fn hours(reading: &Reading) -> Vec<String> {
    let shown =
        |time: Option<chrono::NaiveTime>| time.map_or("…".to_owned(), |time| time.format("%H:%M").to_string());
    reading.agenda.days.iter().map(|day| format!("{}–{}", shown(day.starts), shown(day.ends))).collect()
}

#[test]
fn the_hours_of_a_day_stand_below_its_heading_in_any_order_and_case() {
    for lines in [
        "Hours: 09:00–17:00",
        "hours: 9:00 - 17:00",
        "**Hours:** 9 AM to 5 PM",
        "Starts: 09:00\nEnds: 17:00",
        "ENDS: 17:00\n\nstarts: 9:00",
        "\nHours: 09:00–17:00\n\n---",
    ] {
        let reading = text(&format!("# Day 1: 2026-11-24\n{lines}\n\nIn the castle.\n\n## 09:00 A\n"));
        assert_eq!((hours(&reading), said(&reading)), (vec!["09:00–17:00".to_owned()], vec![]), "{lines}");
        assert_eq!(reading.agenda.days[0].description, "In the castle.", "{lines}");
    }
    assert_eq!(hours(&text("# 2026-11-24\nEnds: 24:00\n\n## A\n\n# 2026-11-25\n\n## B\n")), ["…–00:00", "…–…"]);
}

#[test]
fn what_is_no_hours_of_a_day_stays_as_text_and_is_pointed_at() {
    for (line, message) in [
        ("Hours: all day", "`all day` does not say the hours of a day"),
        ("Hour: 09:00–17:00", "`Hour:` is not a property of a day and is kept as text"),
        ("Starts: 08:00\nHours: 09:00–17:00", "The hours of the day are said twice; the first count"),
    ] {
        let reading = text(&format!("# 2026-11-24\n{line}\n\n## 09:00 A\n"));
        let last = line.lines().last().unwrap();
        assert_eq!(reading.agenda.days[0].description, last);
        assert_eq!(messages(&reading), [(1 + line.lines().count(), message)]);
        assert!(!reading.diagnostics[0].hint.is_empty());
    }
    let text = text("# 2026-11-24\nIn the castle.\nHours: 09:00–17:00\n\n## 09:00 A\n");
    assert_eq!(hours(&text), ["…–…"], "a line of text ends the properties");
}

#[test]
fn the_hours_of_the_front_matter_are_those_of_the_first_day_as_far_as_it_has_none() {
    let front = |lines: &str, body: &str| text(&format!("---\n{lines}\n---\n{body}"));
    for lines in ["hours: 09:00–17:00", "starts: 09:00\nends: 17:00", "Ends: 17:00\nStart: 9 AM"] {
        assert_eq!(hours(&front(lines, "## 09:00 A\n")), ["09:00–17:00"], "{lines}");
    }
    let two = "# 2026-11-24\nStarts: 10:00\n\n## 10:00 A\n\n# 2026-11-25\n\n## B\n";
    assert_eq!(hours(&front("ends: 17:00", two)), ["10:00–17:00", "…–…"]);
    let contradicts = front("hours: 09:00–17:00", two);
    assert_eq!(hours(&contradicts), ["10:00–…", "…–…"]);
    assert_eq!(messages(&contradicts), [(2, "The hours of the day are said twice; the first count")]);
    assert_eq!(contradicts.agenda.head.description, "```yaml\nhours: 09:00–17:00\n```");
    let wrong = front("hours: long", "## A\n");
    assert_eq!(messages(&wrong), [(2, "`long` does not say the hours of a day")]);
    assert!(wrong.agenda.head.description.contains("hours: long"));
}

#[test]
fn a_slot_that_does_not_fit_into_its_day_is_pointed_at() {
    let day = |hours: &str, slots: &str| {
        let reading = text(&format!("# 2026-11-24\n{hours}\n{slots}"));
        messages(&reading).iter().map(|(line, message)| format!("{line}: {message}")).collect::<Vec<_>>()
    };
    let early = "3: This slot starts at 08:30, before its day does";
    assert_eq!(day("Starts: 09:00", "## 08:30 A\n## 09:00 B\n"), [early]);
    let late = "4: This slot reaches to 17:30, but its day ends at 17:00";
    assert_eq!(day("Ends: 17:00", "## 16:00 A (60m)\n## B (30m)\n## C (30m)\n"), [late], "said once");
    let late = "4: This slot reaches to 17:10, but its day ends at 17:00";
    assert_eq!(day("Ends: 17:00", "## 16:00 A\n## 17:10 B\n"), [late]);
    assert_eq!(day("Hours: 09:00–17:00", "## A (4h)\n## B (4h)\n"), [""; 0], "up to the end");
    let late = "4: This slot reaches to 17:01, but its day ends at 17:00";
    assert_eq!(day("Hours: 09:00–17:00", "## A (4h)\n## B (4h01)\n"), [late]);
    // Past midnight.
    assert_eq!(day("Hours: 20:00–02:00", "## 23:30 A\n## 00:15 B (1h)\n"), [""; 0]);
    let late = "4: This slot reaches to 02:15, but its day ends at 02:00";
    assert_eq!(day("Hours: 20:00–02:00", "## 23:30 A\n## 00:15 B (2h)\n"), [late]);
}

#[test]
fn a_start_after_midnight_is_no_mistake_and_one_out_of_order_still_is() {
    assert_eq!(said(&text("# 2026-11-24\n## 23:30 A\n## 00:15 B\n## 01:00 C\n")), [""; 0]);
    let slip = text("# 2026-11-24\n## 11:00 A\n## 10:00 B\n");
    assert_eq!(messages(&slip), [(3, "This slot starts at 10:00, before one above it")]);
    let slip = text("# 2026-11-24\n## 23:30 A\n## 00:15 B\n## 00:05 C\n");
    assert_eq!(messages(&slip), [(4, "This slot starts at 00:05, before one above it")]);
}

#[test]
fn a_range_keeps_both_bounds_wherever_it_is_said() {
    let lengths = |source: &str| -> Vec<_> {
        text(source).agenda.days[0].slots.iter().map(|slot| (slot.least, slot.minutes)).collect()
    };
    let range = (Some(30), Some(60));
    assert_eq!(lengths("## A (30-60m)\n## B\nDuration: 30–60 min\n## C [30m to 1h]\n"), [range, range, range]);
    assert_eq!(lengths("## Agenda\n\n- A (30-60m)\n- [30-60 min] B\n- C - 30-60 min\n"), [range, range, range]);
    assert_eq!(lengths("## 09:00–10:00 A (30-60m)\n## B (1h)\nDuration: 30-60m\n"), [range, range]);
    assert_eq!(lengths("## A (45-45m)\n"), [(None, Some(45))]);
    let backwards = text("## A (60-30m)\n## B\nDuration: 1h30-1h\n## C (30-60m)\nDuration: 45-60m\n");
    let expected = [
        (1, "`60-30m` is written backwards; 30 to 60 minutes is taken"),
        (3, "`1h30-1h` is written backwards; 60 to 90 minutes is taken"),
        (5, "Two lengths for one slot; 30 to 60 minutes is taken"),
    ];
    assert_eq!(messages(&backwards), expected);
    assert_eq!(backwards.diagnostics[0].hint, "Write the lower bound first: `30-60m`");
}

#[test]
fn a_fixed_time_is_the_start_of_a_slot_that_has_none_and_must_not_contradict_one() {
    let reading = text("# 2026-11-24\n## A\nFixed: 15:00\n\n## 16:00 B\nFixed: 4 PM\n\n## 17:00 C\nFixed: 17:30\n");
    let slots: Vec<_> = reading.agenda.days[0].slots.iter().map(|slot| (slot.start, slot.fixed)).collect();
    let at = |time: &str| Some(time.parse().unwrap());
    assert_eq!(slots, [(at("15:00:00"), Some(true)), (at("16:00:00"), Some(true)), (at("17:00:00"), Some(true))]);
    assert_eq!(messages(&reading), [(9, "The heading has the slot at 17:00, not at 17:30; the heading counts")]);
    assert_eq!(reading.agenda.days[0].slots[2].description, "Fixed: 17:30");
}

#[test]
fn a_heading_above_hours_and_slots_is_a_day_and_not_the_title() {
    let days = |reading: &Reading| reading.agenda.days.iter().map(|day| day.title.clone()).collect::<Vec<_>>();
    let two = text("# Day A\nHours: 09:00–12:00\n\n## Tea\n\n# Day B\nHours: 13:00–17:00\n\n## Cake\n");
    assert_eq!(
        (two.agenda.head.title.as_str(), days(&two)),
        ("the-file", vec!["Day A".to_owned(), "Day B".to_owned()])
    );
    assert_eq!(hours(&two), ["09:00–12:00", "13:00–17:00"]);
    let only = text("# Team sync\nHours: 09:00–12:00\n\n## Tea\n");
    assert_eq!((only.agenda.head.title.as_str(), hours(&only)), ("Team sync", vec!["09:00–12:00".to_owned()]));
}

#[test]
fn hours_that_stand_below_no_day_are_pointed_at() {
    let expected = "The hours stand below no day and are kept as text";
    let title = text("# Team\nHours: 09:00–12:00\n\n# 2026-11-24\n\n## Tea\n");
    assert_eq!((messages(&title), hours(&title)), (vec![(2, expected)], vec!["…–…".to_owned()]));
    let bare = text("Hours: 09:00–12:00\n\n## Tea\n");
    assert_eq!((messages(&bare), bare.agenda.head.description.as_str()), (vec![(1, expected)], "Hours: 09:00–12:00"));
}

#[test]
fn times_that_have_no_effect_without_a_date_are_pointed_at_once() {
    let expected = "This day has no date, so that in the meeting no slot is early or late and none is fixed";
    for (line, timed) in [
        (1, "## A\nFixed: 15:00\n"),
        (5, "# 2026-11-24\n\n## 09:00 A\n\n# Day 2\n\n## 10:00 B\n\n# Day 3\n\n## 10:00 C\n"),
        (1, "# Day 1\nHours: 09:00–17:00\n\n## A\n"),
        (4, "---\nhours: 09:00–17:00\n---\n## A\n"),
    ] {
        assert_eq!(messages(&text(timed)), [(line, expected)], "{timed}");
    }
    assert_eq!(messages(&text("## 09:00 A\n\n## 12:00 Lunch\n")), []);
}

#[test]
fn a_day_that_ends_shortly_before_it_starts_is_taken_for_a_slip() {
    let remark = |hours: &str| messages(&text(&format!("# 2026-11-24\n{hours}\n\n## 09:00 A\n"))).len();
    for slip in ["Hours: 09:00–09:00", "Hours: 09:00–08:30", "Ends: 08:00"] {
        assert_eq!(remark(slip), 1, "{slip}");
    }
    for fine in ["Hours: 08:00–02:00", "Hours: 09:00–24:00", "Ends: 01:00", "Ends: 17:00"] {
        assert_eq!(remark(fine), 0, "{fine}");
    }
}

#[test]
fn further_zones_are_checked_like_the_meetings_own() {
    let zones = |line: &str| text(&format!("---\n{line}\n---\n## 09:00 A\n"));
    for line in [
        "zones: [europe/berlin, Asia/Tokyo]",
        "zones: Europe/Berlin, Asia/Tokyo",
        "Zones:\n - Europe/Berlin\n - Asia/Tokyo",
    ] {
        assert_eq!(zones(line).agenda.head.zones, ["Europe/Berlin", "Asia/Tokyo"], "{line}");
    }
    assert_eq!(zones("zones: UTC").agenda.head.zones, ["UTC"]);
    let wrong = zones("zones:\n  - Europe/Berln\n  - Asia/Tokyo\n  - asia/tokyo\n  - { a: b }");
    assert_eq!(wrong.agenda.head.zones, ["Asia/Tokyo"]);
    let expected = [
        (3, "There is no time zone `Europe/Berln`; it is kept as text"),
        (5, "Asia/Tokyo is listed twice; the first counts"),
        (6, "`zones` takes names of time zones"),
    ];
    assert_eq!(messages(&wrong), expected);
    assert_eq!(wrong.diagnostics[0].hint, "Did you mean Europe/Berlin?");
    assert!(wrong.agenda.head.description.contains("- Europe/Berln"), "{:?}", wrong.agenda.head.description);
}

#[test]
fn a_person_takes_part_from_a_zone_that_there_is() {
    let reading = text(
        "---\npeople:\n  - { name: Ann, timezone: asia/tokyo }\n  - { name: Bo, timezone: JST }\n---\n## 09:00 A\n",
    );
    let zones: Vec<_> = reading.agenda.people.iter().map(|person| person.timezone.as_deref()).collect();
    assert_eq!(zones, [Some("Asia/Tokyo"), None]);
    assert_eq!(messages(&reading), [(4, "There is no time zone `JST`; it is kept as text")]);
    assert_eq!(reading.diagnostics[0].hint, "Did you mean Asia/Tokyo?");
    assert!(reading.agenda.head.description.contains("timezone: JST"));
}

#[test]
fn days_that_have_dates_and_no_slots_yet_are_read_as_they_stand() {
    let plan = "# Day 1: 2026-11-24\nHours: 09:00–17:00\n\nIn the castle.\n\n# Day 2: 2026-11-25\n";
    let reading = text(plan);
    let days: Vec<_> = reading.agenda.days.iter().map(|day| (day.title.as_str(), day.slots.len())).collect();
    assert_eq!(days, [("Day 1", 0), ("Day 2", 0)]);
    assert_eq!(hours(&reading), ["09:00–17:00", "…–…"]);
    assert_eq!(reading.agenda.days[0].description, "In the castle.");
    assert_eq!(messages(&reading), [(1, "The days have no slots yet")]);
    assert_eq!(text(&write(&reading.agenda)).agenda, reading.agenda);
}

#[test]
fn a_dated_front_matter_alone_is_a_day_without_slots() {
    let reading = text("---\ntitle: Away day\ndate: 2026-11-24\nhours: 09:00–17:00\n---\n");
    assert_eq!((reading.agenda.days.len(), reading.agenda.slot_count()), (1, 0));
    assert_eq!(reading.agenda.days[0].date.map(|date| date.to_string()), Some("2026-11-24".to_owned()));
    assert_eq!(hours(&reading), ["09:00–17:00"]);
    assert_eq!(text(&write(&reading.agenda)).agenda, reading.agenda);
}

#[test]
fn a_meeting_to_be_held_has_a_slot_on_each_of_its_days() {
    let plan = "# Day 1: 2026-11-24\nHours: 09:00–17:00\n\n- Budget\n\n# Day 2: 2026-11-25\n";
    let reading = read_to_hold(plan.as_bytes(), "the-file").unwrap();
    let titles = |day: usize| -> Vec<_> {
        reading.agenda.days[day].slots.iter().map(|slot| (slot.title.as_str(), slot.topics.len())).collect()
    };
    assert_eq!((titles(0), titles(1)), (vec![("Day 1", 1)], vec![("Day 2", 0)]));
    assert_eq!(hours(&reading), ["09:00–17:00", "…–…"]);
    let planned = "# Day 1: 2026-11-24\n\n## 09:00 A\n";
    assert_eq!(read_to_hold(planned.as_bytes(), "x").unwrap(), read(planned.as_bytes(), "x").unwrap());
}

#[test]
fn a_span_over_a_clock_change_is_as_long_as_it_takes() {
    // As in a real calendar: two hours on the wall are three in autumn's night and one in spring's.
    let minutes = |date: &str, zone: &str, heading: &str| {
        text(&format!("---\ntimezone: {zone}\n---\n# {date}\n\n## {heading}\n")).agenda.days[0].slots[0].minutes
    };
    for (date, heading, expected) in [
        ("2019-10-26", "22:00–01:30 Handover, over before the change", 210),
        ("2019-10-27", "01:30–03:30 Across the autumn change", 180),
        ("2020-03-29", "01:30–03:30 Across the spring change", 60),
        ("2019-10-28", "01:30–03:30 On any other day", 120),
        ("2019-10-26", "23:30–04:00 A night with the autumn change", 330),
        ("2020-03-28", "23:30–04:00 A night with the spring change", 210),
    ] {
        assert_eq!(minutes(date, "Europe/Brussels", heading), Some(expected), "{date} {heading}");
    }
    assert_eq!(minutes("2019-10-27", "Asia/Tokyo", "01:30–03:30 Elsewhere"), Some(120));
    let stated = "01:30–03:30 With a length (2h)";
    assert_eq!(minutes("2019-10-27", "Europe/Brussels", stated), Some(120), "what is stated counts");
}
