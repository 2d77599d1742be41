//! Whole calendars, read.

use std::fmt::Write as _;

use crate::meeting::Person;

use super::super::{Format, Reading, import, write};

fn read(text: &str) -> Reading {
    assert_eq!(Format::of(text.as_bytes()), Format::Calendar);
    import(text.as_bytes(), None, "file").unwrap()
}

fn calendar(inside: &str) -> Reading {
    read(&format!("BEGIN:VCALENDAR\nVERSION:2.0\n{inside}\nEND:VCALENDAR\n"))
}

/// Days and slots, one a line.
fn shown(reading: &Reading) -> Vec<String> {
    let mut lines = Vec::new();
    for day in &reading.agenda.days {
        let date = day.date.map(|date| date.to_string()).unwrap_or_default();
        lines.push(format!("# {date} {}", day.description.replace('\n', "|")).trim_end().to_owned());
        for slot in &day.slots {
            let mut line = slot.start.map(|start| start.format("%H:%M ").to_string()).unwrap_or_default();
            let _ = write!(line, "{}", slot.title);
            if let Some(minutes) = slot.minutes {
                let _ = write!(line, " ({minutes})");
            }
            for name in &slot.chair {
                let _ = write!(line, " [{name}]");
            }
            if !slot.description.is_empty() {
                let _ = write!(line, " — {}", slot.description.replace('\n', "|"));
            }
            for topic in &slot.topics {
                let _ = write!(line, " • {}", topic.text);
            }
            lines.push(line);
        }
    }
    lines
}

fn said(reading: &Reading) -> Vec<String> {
    reading.diagnostics.iter().map(ToString::to_string).collect()
}

/// What was read and is written in our own form reads back equal.
fn assert_lasts(reading: &Reading) {
    let written = write(&reading.agenda);
    assert_eq!(super::super::read(written.as_bytes(), "file").unwrap().agenda, reading.agenda, "{written}");
}

#[test]
fn events_become_slots_on_their_dates_in_the_order_of_their_times() {
    let reading = calendar(
        "X-WR-CALNAME:Spring\\, meeting\n\
         BEGIN:VEVENT\nUID:2\nDTSTART;TZID=Europe/Berlin:20261012T110000\nDURATION:PT45M\nSUMMARY:Second\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20261012T100000\nDTEND;TZID=Europe/Berlin:20261012T1\n 10000\n\
         SUMMARY:Lunch\\, with\n  cake\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3\nDTSTART:20261013T070000Z\nSUMMARY:Third\nEND:VEVENT",
    );
    let expected = ["# 2026-10-12", "10:00 Lunch, with cake (60)", "11:00 Second (45)", "# 2026-10-13", "09:00 Third"];
    assert_eq!(shown(&reading), expected);
    assert_eq!(reading.agenda.head.title, "Spring, meeting");
    assert_eq!(reading.agenda.head.timezone.as_deref(), Some("Europe/Berlin"));
    assert!(reading.agenda.days[0].slots[0].kind.is_break());
    assert_eq!(said(&reading), [""; 0]);
    assert_lasts(&reading);
}

#[test]
fn what_an_invitation_says_is_taken_up() {
    let reading = calendar(
        "METHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=\"W. Europe Standard Time\":20261012T100000\n\
         ORGANIZER;CN=\"Lee, Ann\":mailto:ann@example.org\n\
         ATTENDEE;CN=Bo Chen;PARTSTAT=ACCEPTED:MAILTO:Bo@example.org\n\
         ATTENDEE;CN=\"bo chen\":mailto:bo@example.org\n\
         ATTENDEE;PARTSTAT=DECLINED:mailto:cy@example.org\n\
         ATTENDEE;CUTYPE=GROUP;CN=Board:mailto:board@example.org\n\
         ATTENDEE;CUTYPE=ROOM;CN=Room 1:mailto:room@example.org\n\
         LOCATION:Room 1\nURL:https://call.example/x\nATTACH;FILENAME=a.pdf:https://x.example/1\n\
         ATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=notes:AAAA\n\
         SUMMARY:Planning\nDESCRIPTION:Bring figures.\\n\\n- One\\n  - deeper\\n- Two\n\
         X-ALT-DESC;FMTTYPE=text/html:<b>Bring</b>\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Soon\nEND:VALARM\nEND:VEVENT",
    );
    assert_eq!(shown(&reading), ["# 2026-10-12", "10:00 Planning — Bring figures. • One • Two"]);
    let head = &reading.agenda.head;
    assert_eq!((head.title.as_str(), head.chair.as_slice()), ("Planning", &["Lee, Ann".to_owned()][..]));
    assert_eq!((head.location.as_deref(), head.link.as_deref()), (Some("Room 1"), Some("https://call.example/x")));
    let people = |person: &Person| (person.name.clone(), person.email.clone(), person.role.clone());
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        reading.agenda.people.iter().map(people).collect::<Vec<_>>(),
        [
            ("Lee, Ann".to_owned(), some("ann@example.org"), None),
            ("Bo Chen".to_owned(), some("Bo@example.org"), None),
            ("cy@example.org".to_owned(), some("cy@example.org"), some("declined")),
        ]
    );
    assert_eq!(reading.agenda.groups, ["Board"]);
    let attached: Vec<_> =
        reading.agenda.days[0].slots[0].attachments.iter().map(|it| (&*it.kind, &*it.name)).collect();
    assert_eq!(attached, [("slides", "a.pdf"), ("link", "notes")]);
    assert_eq!(reading.agenda.days[0].slots[0].topics[0].children[0].text, "deeper");
    assert_lasts(&reading);
}

#[test]
fn the_text_of_the_only_event_is_read_as_the_agenda_where_it_is_one() {
    let reading = calendar(
        "BEGIN:VEVENT\nUID:1\nDTSTART:20261012T100000\nSUMMARY:Weekly\n\
         DESCRIPTION:Agenda\\n\\n- Welcome (10m)\\n- Budget (20m)\\n- Any other business\nEND:VEVENT",
    );
    assert_eq!(shown(&reading), ["# 2026-10-12", "10:00 Welcome (10)", "Budget (20)", "Any other business"]);
    assert_eq!(reading.agenda.head.title, "Weekly");
    assert_lasts(&reading);
}

#[test]
fn of_a_series_each_date_counts_once_as_it_was_last_said() {
    let reading = calendar(
        "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20261012T100000\nDURATION:PT30M\nSUMMARY:Weekly\n\
         RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Berlin:20261019T100000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20261026T090000Z\nDTSTART;TZID=Europe/Berlin:20261027T120000\n\
         DURATION:PT1H\nSUMMARY:Moved\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20261102T100000\nSTATUS:CANCELLED\nSUMMARY:Weekly\nEND:VEVENT",
    );
    assert_eq!(shown(&reading), ["# 2026-10-12", "10:00 Weekly (30)", "# 2026-10-27", "12:00 Moved (60)"]);
    assert_eq!(reading.agenda.head.description, "Cancelled: Weekly (2026-11-02)");
    assert_lasts(&reading);
}

#[test]
fn a_later_version_of_an_event_stands_for_it_and_answers_are_left_out() {
    let event = |sequence: u32, title: &str| {
        format!("BEGIN:VEVENT\nUID:1\nSEQUENCE:{sequence}\nDTSTART:20261012T100000Z\nSUMMARY:{title}\nEND:VEVENT\n")
    };
    let in_calendar = |method: &str, event: String| format!("BEGIN:VCALENDAR\nMETHOD:{method}\n{event}END:VCALENDAR\n");
    let file = [
        in_calendar("REQUEST", event(1, "Newer")),
        in_calendar("REQUEST", event(0, "Older")),
        in_calendar("REPLY", event(2, "An answer")),
    ];
    let reading = read(&file.concat());
    assert_eq!(shown(&reading), ["# 2026-10-12", "10:00 Newer"]);
    assert_eq!(reading.diagnostics.len(), 1);
    let file = [in_calendar("REQUEST", event(1, "Newer")), in_calendar("CANCEL", event(2, "Newer"))];
    assert_eq!(read(&file.concat()).agenda.head.description, "Cancelled: Newer (2026-10-12)");
}

#[test]
fn events_of_whole_days_are_text_of_a_day_with_slots_and_else_slots_themselves() {
    let whole = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261012\nDTEND;VALUE=DATE:20261014\nSUMMARY:Retreat\nEND:VEVENT";
    let timed = "BEGIN:VEVENT\nDTSTART:20261013T100000\nSUMMARY:Talk\nEND:VEVENT";
    assert_eq!(shown(&calendar(whole)), ["# 2026-10-12", "Retreat — 2026-10-12 to 2026-10-13"]);
    let both = calendar(&format!("{whole}\n{timed}"));
    assert_eq!(shown(&both), ["# 2026-10-13 Retreat (2026-10-12 to 2026-10-13)", "10:00 Talk"]);
    assert_lasts(&both);
    let long = "BEGIN:VEVENT\nDTSTART:20261012T100000\nDTEND:20261015T110000\nSUMMARY:Fair\nEND:VEVENT";
    assert_lasts(&calendar(long));
}

#[test]
fn a_night_belongs_to_its_evening_and_keeps_its_local_times_over_a_change_of_the_clocks() {
    let event = |start: &str, end: &str| {
        let zone = "TZID=Europe/Brussels";
        format!("BEGIN:VEVENT\nDTSTART;{zone}:{start}\nDTEND;{zone}:{end}\nSUMMARY:{start}\nEND:VEVENT\n")
    };
    let events = [
        event("20191026T220000", "20191027T013000"),
        event("20191027T013000", "20191027T033000"),
        event("20191027T090000", "20191027T100000"),
    ];
    let reading = calendar(events.concat().trim_end());
    let expected = [
        "# 2019-10-26",
        "22:00 20191026T220000 (210)",
        "01:30 20191027T013000 (180)",
        "# 2019-10-27",
        "09:00 20191027T090000 (60)",
    ];
    assert_eq!(shown(&reading), expected);
}

#[test]
fn the_zone_of_the_meeting_is_that_of_most_events_or_the_one_that_the_calendar_states() {
    let event = |start: &str| format!("BEGIN:VEVENT\nDTSTART{start}\nSUMMARY:x\nEND:VEVENT\n");
    let zone = |inside: &str| calendar(inside.trim_end()).agenda.head.timezone;
    let (utc, floating) = (event(":20261012T100000Z"), event(":20261012T100000"));
    let (tokyo, paris) = (event(";TZID=Asia/Tokyo:20261012T100000"), event(";TZID=Europe/Paris:20261012T100000"));
    assert_eq!(zone(&floating), None);
    assert_eq!(zone(&utc).as_deref(), Some("UTC"));
    assert_eq!(zone(&format!("X-WR-TIMEZONE:Asia/Tokyo\n{utc}{utc}{paris}")).as_deref(), Some("Asia/Tokyo"));
    assert_eq!(zone(&format!("{tokyo}{paris}{paris}")).as_deref(), Some("Europe/Paris"));
    let rules = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:20001029T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
                 END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20000326T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\n\
                 END:VTIMEZONE\n";
    let ours = calendar(format!("{rules}{}", event(";TZID=Ours:20261012T100000")).trim_end());
    assert_eq!(ours.agenda.head.timezone.as_deref(), Some("Europe/Berlin"));
    assert_eq!(said(&ours).len(), 1);
    let unknown = calendar(event(";TZID=Nowhere:20261012T100000").trim_end());
    assert_eq!(shown(&unknown), ["# 2026-10-12", "10:00 x"]);
    assert!(said(&unknown)[0].starts_with("4:1: warning: There is no time zone `Nowhere`"), "{:?}", said(&unknown));
}

#[test]
fn to_dos_are_action_items_and_their_owners_are_on_the_roster() {
    let reading = calendar(
        "BEGIN:VEVENT\nUID:e\nDTSTART:20261012T100000\nSUMMARY:Talk\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:f\nDTSTART:20261013T100000\nSUMMARY:Other\nEND:VEVENT\n\
         BEGIN:VTODO\nUID:t\nSUMMARY:Draft the plan\nDUE;TZID=Europe/Berlin:20261130T170000\nPRIORITY:1\n\
         STATUS:IN-PROCESS\nATTENDEE;CN=Ann Lee:mailto:ann@example.org\nRELATED-TO:f\nDESCRIPTION:See DM-1.\nEND:VTODO\n\
         BEGIN:VTODO\nSUMMARY:Done\nCOMPLETED:20261001T000000Z\nEND:VTODO\n\
         BEGIN:VTODO\nSUMMARY:Dropped\nSTATUS:CANCELLED\nDUE;VALUE=DATE:20261201\nEND:VTODO",
    );
    let found: Vec<_> = reading
        .told
        .iter()
        .flat_map(|told| told.entries.iter().map(move |entry| (told.day, told.slot, entry)))
        .map(|(day, slot, entry)| {
            let due = entry.due.map(|due| due.to_string()).unwrap_or_default();
            let owners = entry.owners.join("+");
            format!("{day}.{slot} {} {owners} {due} {} {:?}", entry.text, entry.status.word(), entry.priority)
        })
        .collect();
    let expected = [
        "0.0 Done   done None",
        "0.0 Dropped  2026-12-01 dropped None",
        "1.0 Draft the plan Ann Lee 2026-11-30 open Some(1)",
        "1.0 See DM-1.   open None",
    ];
    assert_eq!(found, expected);
    assert_eq!(reading.agenda.people[0].email.as_deref(), Some("ann@example.org"));
}

#[test]
fn a_broken_file_says_where_and_keeps_its_texts() {
    let reading = read(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talk\nDTSTART:INVALID-DATE\nDESCRIPTION:one\ntwo words\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20261012T100000\nDTEND:20261012T090000\nCOMMENT:# a heading\n",
    );
    let expected = [
        "1:1: warning: This VCALENDAR is never closed",
        "4:1: warning: `INVALID-DATE` of DTSTART is no date",
        "6:1: warning: This line is no property",
        "8:1: warning: This VEVENT is never closed",
        "10:1: warning: This event ends before it begins",
    ];
    let said = said(&reading);
    assert_eq!(said.len(), expected.len(), "{said:?}");
    for (said, expected) in said.iter().zip(expected) {
        assert!(said.starts_with(expected), "{said}");
    }
    let expected =
        ["# 2026-10-12", "10:00 Untitled — ### a heading", "#", "Talk — one|two words||DTSTART: INVALID-DATE"];
    assert_eq!(shown(&reading), expected);
    assert_lasts(&reading);
}

#[test]
fn a_character_that_a_fold_cuts_in_two_is_put_together_again() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261012T100000\r\nSUMMARY:caf\u{e9}s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let at = text.find('\u{e9}').unwrap() + 1;
    let bytes = [&text.as_bytes()[..at], b"\r\n ", &text.as_bytes()[at..]].concat();
    assert_eq!(shown(&import(&bytes, None, "file").unwrap()), ["# 2026-10-12", "10:00 caf\u{e9}s"]);
}

#[test]
fn an_empty_calendar_is_a_meeting_with_one_slot_and_says_so() {
    for text in ["BEGIN:VCALENDAR\nEND:VCALENDAR\n", "\u{feff}BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\n"] {
        let reading = read(text);
        assert_eq!(shown(&reading), ["#", "file"]);
        assert!(said(&reading).iter().any(|said| said.contains("no events")));
        assert_lasts(&reading);
    }
}

#[test]
fn many_rules_that_never_come_true_end_soon() {
    let event =
        "BEGIN:VEVENT\nDTSTART:20260101T100000\nSUMMARY:x\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n";
    let begun = std::time::Instant::now();
    let reading = calendar(event.repeat(2_000).trim_end());
    assert_eq!(reading.agenda.slot_count(), 2_000);
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn an_event_of_very_many_further_dates_is_read_in_one_go() {
    let day = |nth: u64| chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(nth);
    let dates: Vec<String> = (1..20_000).map(|nth| day(nth).format("%Y%m%dT100000").to_string()).collect();
    let event =
        |further: &str| format!("BEGIN:VEVENT\nUID:1\nDTSTART:20260101T100000\nSUMMARY:x\n{further}\nEND:VEVENT");
    let in_lines = dates.iter().fold(String::new(), |all, date| all + &format!("RDATE;TZID=Europe/Berlin:{date}\n"));
    for further in [format!("RDATE:{}", dates.join(",")), in_lines.trim_end().to_owned()] {
        let begun = std::time::Instant::now();
        assert!(calendar(&event(&further)).agenda.slot_count() >= 1_000);
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
    }
}

#[test]
fn a_calendar_as_large_as_it_gets_is_read_in_one_go() {
    let one = |nth: usize| {
        format!(
            "BEGIN:VEVENT\nUID:{nth}\nDTSTART;TZID=Zone{nth}:20261012T100000\nSUMMARY:{nth}\n\
             ATTENDEE;CUTYPE=GROUP;CN=G{nth}:mailto:g{nth}@x.org\nEND:VEVENT\n\
             BEGIN:VTODO\nSUMMARY:{nth}\nX-MINUTEBOOK-NUMBER:{nth}\nEND:VTODO\n"
        )
    };
    let reading = calendar((0..12_000).map(one).collect::<String>().trim_end());
    assert_eq!(reading.agenda.slot_count(), 10_000);
    assert_eq!(reading.told.iter().map(|told| told.entries.len()).sum::<usize>(), 12_000);
}

/// Calendars of other people, where they are at hand.
#[test]
fn every_real_calendar_is_read_and_lasts() {
    let Ok(folder) = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/real/calendar")) else {
        return;
    };
    for file in folder.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|it| it == "ics")) {
        let reading = import(&std::fs::read(&file).unwrap(), None, "file").unwrap();
        assert!(reading.agenda.slot_count() > 0, "{}", file.display());
        assert_lasts(&reading);
    }
}

#[test]
fn what_an_event_says_as_a_page_becomes_text_and_talking_points() {
    let reading = calendar(
        "BEGIN:VEVENT\nUID:1\nDTSTART:20261012T110000Z\nSUMMARY:One\n\
         DESCRIPTION:<b>Points</b><br><ul><li>one</li><li>two</li></ul><a href=\"https://x.example/doc\">doc</a>\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nDTSTART:20261012T120000Z\nSUMMARY:Two\nDESCRIPTION:a < b and c > d\nEND:VEVENT",
    );
    let lines = shown(&reading);
    assert!(lines[1].contains("• one • two") && lines[1].contains("Points"), "{lines:?}");
    assert!(lines[1].contains("[doc](https://x.example/doc)") && !lines[1].contains("<b>"), "{lines:?}");
    assert!(lines[2].contains("a < b and c > d"), "{lines:?}");
    assert_lasts(&reading);
}

#[test]
fn a_series_names_the_meeting_and_its_place_also_where_one_occurrence_was_moved() {
    let reading = calendar(
        "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20260302T090000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Weekly\n\
         LOCATION:Room 5\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20260309T090000\nDTSTART;TZID=Europe/Berlin:20260310T110000\n\
         SUMMARY:Weekly (moved)\nEND:VEVENT",
    );
    assert_eq!(reading.agenda.head.title, "Weekly");
    assert_eq!(reading.agenda.head.location.as_deref(), Some("Room 5"));
    assert!(reading.agenda.days.iter().flat_map(|day| &day.slots).all(|slot| slot.description.is_empty()));
}

#[test]
fn the_agenda_in_the_text_of_a_series_is_that_of_each_date() {
    let reading = calendar(
        "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20260302T090000\nDTEND;TZID=Europe/Berlin:20260302T100000\n\
         RRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:Weekly\nATTENDEE;CN=Ann Lee:mailto:ann@example.org\n\
         DESCRIPTION:Agenda:\\n09:00 Start (Ann)\\n09:10 Numbers\\n\\n____________\\nJoin: https://x.example/join\nEND:VEVENT",
    );
    let expected = [
        "# 2026-03-02",
        "09:00 Start [Ann Lee]",
        "09:10 Numbers",
        "# 2026-03-09",
        "09:00 Start [Ann Lee]",
        "09:10 Numbers",
    ];
    assert_eq!(shown(&reading), expected);
    assert_eq!(reading.agenda.head.description, "Join: https://x.example/join");
    assert_lasts(&reading);
}
