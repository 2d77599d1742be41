use chrono::{NaiveDate, NaiveTime};

use super::super::{Format, Reading, import, write};
use crate::meeting::{Kind, SlotKind, Status};

fn read(text: &str) -> Reading {
    assert_eq!(Format::of(text.as_bytes()), Format::Org, "{text}");
    import(text.as_bytes(), None, "meeting").unwrap()
}

const AGENDA: &str = "\
#+TITLE: Team face-to-face
#+PARTICIPANTS: Ann Lee, Bo Chen
Bring slides.

* Monday <2019-10-28 Mon>
** Welcome
   SCHEDULED: <2019-10-28 Mon 09:00-09:45>
   :PROPERTIES:
   :CHAIR: Ann Lee
   :ROOM: 12
   :END:
   Some words, *bold* and [[https://a.example/x][a page]].
   - Confirm the /agenda/
     - and the room
*** TODO Bo Chen — book the room
    DEADLINE: <2019-11-01 Fri>
** Coffee <2019-10-28 Mon 09:45> :break:
** 10:00 Budget (30m)
* Tuesday <2019-10-29 Tue>
** TODO Plans <2019-10-29 Tue 09:00>
   :PROPERTIES:
   :EFFORT: 1:30
   :END:
";

#[test]
fn an_agenda_of_org_people_is_days_and_slots() {
    let Reading { agenda, told, .. } = read(AGENDA);
    assert_eq!((agenda.head.title.as_str(), agenda.head.description.as_str()), ("Team face-to-face", "Bring slides."));
    assert_eq!(agenda.people.len(), 2);
    let [monday, tuesday] = agenda.days.as_slice() else { panic!("{:?}", agenda.days) };
    assert_eq!(
        (monday.date, tuesday.date),
        (NaiveDate::from_ymd_opt(2019, 10, 28), NaiveDate::from_ymd_opt(2019, 10, 29))
    );
    let [welcome, coffee, budget] = monday.slots.as_slice() else { panic!("{:?}", monday.slots) };
    assert_eq!(
        (welcome.title.as_str(), welcome.start, welcome.minutes),
        ("Welcome", NaiveTime::from_hms_opt(9, 0, 0), Some(45))
    );
    assert_eq!(welcome.chair, ["Ann Lee"]);
    assert!(
        welcome.description.contains("Room: 12")
            && welcome.description.contains("**bold** and [a page](https://a.example/x)")
    );
    assert_eq!((welcome.topics[0].text.as_str(), welcome.topics[0].children.len()), ("Confirm the *agenda*", 1));
    assert_eq!((&coffee.kind, coffee.title.as_str()), (&SlotKind::Break, "Coffee"));
    assert_eq!((budget.title.as_str(), budget.minutes), ("Budget", Some(30)));
    assert_eq!((tuesday.slots[0].title.as_str(), tuesday.slots[0].minutes), ("Plans", Some(90)));
    let book = &told[0].entries[0];
    assert_eq!(
        (book.kind, book.text.as_str(), book.due),
        (Kind::Action, "book the room", NaiveDate::from_ymd_opt(2019, 11, 1))
    );
    assert_eq!(book.owners, ["Bo Chen"]);
}

const OURS: &str = "\
:PROPERTIES:
:TIMEZONE: Europe/Lisbon
:END:
#+TITLE: Team
#+MINUTEBOOK: 1

* Day 1 [2026-03-26 Thu]
** Budget
- [ ] *#1 Ann Lee* — draft · due [2026-04-10 Fri]
- [ ] *#2 (no owner)* — call
* Action items
:PROPERTIES:
:CUSTOM_ID: actions
:END:
** DONE draft :Ann_Lee:
DEADLINE: <2026-04-17 Fri>
:PROPERTIES:
:NUMBER: 1
:OWNER: Ann Lee; Bo Chen
:END:
";

#[test]
fn what_was_ticked_and_put_off_in_the_list_of_action_items_counts() {
    let Reading { told, .. } = read(OURS);
    let [draft, call] = told[0].entries.as_slice() else { panic!("{told:?}") };
    assert_eq!((draft.status, draft.due), (Status::Done, NaiveDate::from_ymd_opt(2026, 4, 17)));
    assert_eq!(draft.owners, ["Ann Lee", "Bo Chen"]);
    assert_eq!((call.status, call.owners.len()), (Status::Open, 0));
}

#[test]
fn a_file_without_any_time_is_read_as_its_lists_and_tables_say() {
    let Reading { agenda, .. } = read("#+TITLE: Weekly\n\n* Agenda\n- Budget (10m)\n- Plans (20m)\n");
    let titles: Vec<&str> = agenda.days[0].slots.iter().map(|slot| slot.title.as_str()).collect();
    assert_eq!((agenda.head.title.as_str(), titles.as_slice()), ("Weekly", &["Budget", "Plans"][..]));
}

#[test]
fn markdown_with_stars_is_not_taken_for_org() {
    for text in ["* 9:00-9:10 Welcome\n* 9:10 Budget\n", "# Title\n\n* a\n", "---\ntitle: x\n---\n:PROPERTIES:\n"] {
        assert_ne!(Format::of(text.as_bytes()), Format::Org, "{text}");
    }
}

#[test]
fn a_file_of_marks_is_read_in_time() {
    for part in ["[", "<", "*", "[[", " *a", ":a:\n", "* ", "- ", "[[a][", "=", "<2026-"] {
        let text = format!("#+TITLE: x\n* a <2026-03-26 Thu 09:00>\n{}", part.repeat(20_000));
        assert!(!super::read(text.as_bytes(), "x").unwrap().agenda.days.is_empty());
    }
}

#[test]
fn points_too_deep_for_an_agenda_stand_beside_the_one_above() {
    let points: Vec<_> = (0..40).map(|depth| format!("   {}- level {depth}\n", "  ".repeat(depth))).collect();
    let text = format!("#+TITLE: Deep\n* Monday <2019-10-28 Mon>\n** 09:00 Welcome\n{}", points.concat());
    let agenda = read(&text).agenda;
    let again = import(write(&agenda).as_bytes(), None, "meeting").unwrap().agenda;
    assert_eq!(again.days[0].slots[0].topics, agenda.days[0].slots[0].topics);
}

#[test]
fn a_deadline_below_very_many_blank_lines_counts() {
    let blank = "\n".repeat(60_000);
    let text = format!("#+TITLE: x\n* Plans <2026-03-26 Thu 09:00>\n** TODO job\n{blank}DEADLINE: <2026-04-01 Wed>\n");
    assert!(read(&text).told[0].entries[0].due == NaiveDate::from_ymd_opt(2026, 4, 1));
}

#[test]
fn very_many_declared_states_are_all_known() {
    let words = (0..3_000).fold(String::new(), |all, nth| all + &format!(" STATE{nth}(s!)"));
    let items = (0..3_000).rev().fold(String::new(), |all, nth| all + &format!("** STATE{nth} job\n"));
    let text = format!("#+TODO:{words} | DONE\n* Plans <2026-03-26 Thu 09:00>\n{items}");
    let entries = &read(&text).told[0].entries;
    assert!(entries.iter().all(|entry| (entry.kind, entry.text.as_str()) == (Kind::Action, "job")));
    assert_eq!(entries.len(), 3_000);
}

/// Slots of a day, one more than there may be; then what is no slot any more.
fn crowd(head: &str, slot: &str) -> Reading {
    let more = "* Later <2019-10-29 Tue>\n** TODO late <2019-10-29 Tue 09:00>\nwords\n*** below\n- an item\n";
    read(&(head.to_owned() + "* Monday <2019-10-28 Mon>\n" + &slot.repeat(10_001) + more))
}

#[test]
fn beyond_the_last_slot_that_there_is_room_for_all_is_text_of_it_and_said_once() {
    let ours = "#+TITLE: x\n#+MINUTEBOOK: 1\n";
    for (head, slot) in [("#+TITLE: x\n", "** S <2019-10-28 Mon 09:00>\n- p\n"), (ours, "** S\n- p\n")] {
        let Reading { agenda, told, diagnostics } = crowd(head, slot);
        assert_eq!((agenda.days.len(), agenda.slot_count(), diagnostics.len()), (1, 10_000, 1), "{head}");
        assert!(diagnostics[0].message.contains("10000 slots"));
        let last = agenda.days[0].slots.last().unwrap();
        for words in ["Later", "TODO late", "words", "below"] {
            assert!(last.description.contains(words), "{words}");
        }
        assert!(told.iter().all(|told| told.entries.len() == 1));
        assert!(last.topics.iter().any(|point| point.text == "an item"));
        assert_eq!(last.topics.len() + told.last().map_or(0, |told| told.entries.len()), 3);
    }
}

#[test]
fn more_days_than_any_meeting_has_are_text() {
    for mark in ["", "#+MINUTEBOOK: 1\n"] {
        let days = "* Day <2019-10-28 Mon>\n".repeat(10_002);
        let Reading { agenda, diagnostics, .. } =
            read(&format!("#+TITLE: x\n{mark}{days}** S <2019-10-28 Mon 09:00>\n"));
        assert_eq!((agenda.days.len(), agenda.slot_count(), diagnostics.len()), (10_000, 0, 1), "{mark}");
        assert!(agenda.days[9_999].description.contains('S'));
    }
}

#[test]
fn a_break_is_known_by_its_title_and_tags_stay_as_text() {
    let reading = import(
        b"* Agenda\n** Plan :Bo:draft:\nSCHEDULED: <2026-03-02 Mon 09:15>\n** Break\n** Lunch :lunch:\n",
        None,
        "x",
    )
    .unwrap();
    let slots = &reading.agenda.days[0].slots;
    assert_eq!(slots.len(), 3, "{slots:?}");
    assert_eq!(slots[0].description, "Tags: Bo, draft");
    assert!(slots[1].kind.is_break() && slots[2].kind.is_break());
    assert_eq!(slots[2].description, "");
}

#[test]
fn an_hour_that_the_clocks_show_twice_is_the_one_by_which_a_clock_line_lasts_as_long_as_it_says() {
    // 03:00 in summer is 02:00 in winter time on that night in Berlin.
    let cases = [
        ("[2026-10-25 Sun 02:40]--[2026-10-25 Sun 02:41] =>  0:01", "02:40+0200", "02:41+0200"),
        ("[2026-10-25 Sun 02:40]--[2026-10-25 Sun 02:41] =>  1:01", "02:40+0200", "02:41+0100"),
        ("[2026-10-25 Sun 02:50]--[2026-10-25 Sun 02:20] =>  0:30", "02:50+0200", "02:20+0100"),
        ("[2026-10-25 Sun 01:30]--[2026-10-25 Sun 02:30] =>  2:00", "01:30+0200", "02:30+0100"),
        ("[2026-10-25 Sun 02:30]--[2026-10-25 Sun 03:30] =>  1:00", "02:30+0100", "03:30+0100"),
        ("[2026-10-25 Sun 02:40]--[2026-10-25 Sun 02:41]", "02:40+0200", "02:41+0200"),
    ];
    for (clock, from, to) in cases {
        let ours = OURS.replace("Europe/Lisbon", "Europe/Berlin");
        let reading = read(&ours.replace("** Budget\n", &format!("** Budget\n:LOGBOOK:\nCLOCK: {clock}\n:END:\n")));
        let shown = |at: Option<chrono::DateTime<chrono::FixedOffset>>| at.unwrap().format("%H:%M%z").to_string();
        let told = &reading.told[0];
        assert_eq!((shown(told.started), shown(told.ended)), (from.to_owned(), to.to_owned()), "{clock}");
    }
}

#[test]
fn a_control_sequence_is_left_out_and_said() {
    for mark in ["", "#+MINUTEBOOK: 1\n"] {
        let text = format!("#+TITLE: x\n{mark}* Day <2026-03-26 Thu>\n** Bud\u{1b}[31mget <2026-03-26 Thu 09:00>\n");
        let Reading { agenda, diagnostics, .. } = read(&text);
        assert!(agenda.days[0].slots[0].title.starts_with("Bud[31mget"), "{agenda:?}");
        assert!(diagnostics.iter().any(|said| said.message.contains("control character")), "{diagnostics:?}");
        assert!(!write(&agenda).contains('\u{1b}'));
    }
}
