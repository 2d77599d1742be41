//! Agendas of every sort, and what is understood of them.
//!
//! Each file of `tests/corpus/agenda/` is read, and its plan and remarks are compared with a snapshot; what is written
//! of it must read back equal. Texts that are too large or too odd for a file are made here.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use minutebook::agenda::{AgendaError, Reading, Severity, read, write};
use minutebook::meeting::{SlotKind, Tickets};

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
fn requests_are_read_from_tables_and_lists_in_a_section_that_is_no_slot() {
    golden("requests.md");
}

#[test]
fn the_demo_shows_each_feature_without_a_warning() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo-agenda.md");
    let reading = read(&std::fs::read(path).unwrap(), "demo-agenda").unwrap();
    assert_eq!(said(&reading), [""; 0]);
    let agenda = &reading.agenda;
    assert_eq!((agenda.days.len(), agenda.slot_count(), agenda.people.len(), agenda.groups.len()), (1, 7, 5, 1));
    assert!(agenda.people.iter().all(|person| person.handle.is_some()));
    assert_eq!(agenda.head.timezone.as_deref(), Some("Europe/Lisbon"));
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
    for file in std::fs::read_dir(corpus("")).unwrap() {
        let reading = read(&std::fs::read(file.unwrap().path()).unwrap(), "x").unwrap();
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
    let Reading { agenda, diagnostics } = read(text.as_bytes(), "x").expect("an agenda");
    let slots = &agenda.days[0].slots;
    let fixed: Vec<_> = slots.iter().map(|slot| (slot.fixed, slot.is_fixed())).collect();
    let expected = [(Some(true), true), (Some(false), false), (None, true), (None, false), (None, false)];
    assert_eq!(fixed, expected);
    assert_eq!(slots[4].description, "Fixed: perhaps", "what is not understood stays as text");
    let [warning] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    assert_eq!((warning.line, warning.message.as_str()), (17, "`perhaps` does not say whether the slot is fixed"));
    assert_eq!(read(write(&agenda).as_bytes(), "x").expect("an agenda").agenda, agenda);
}
