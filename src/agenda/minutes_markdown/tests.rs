use chrono::NaiveDate;

use super::super::{Format, Reading, ToldEntry, import};
use crate::meeting::{Attachment, Kind, Status};

fn told(text: &str) -> (Reading, Vec<ToldEntry>) {
    let reading = import(text.as_bytes(), Some(Format::Markdown), "meeting").unwrap();
    let entries = reading.told.iter().flat_map(|told| told.entries.clone()).collect();
    (reading, entries)
}

const OURS: &str = "# Team\n\n- **When:** 26 March 2026 · times in Europe/Lisbon\n- **People:** Ann Lee, Bo Chen\n\n\
    ## Thursday 26 March 2026\n\n### 09:00 Budget\n\nplanned 09:00, 45 min · held 09:02–09:50 with pauses, 40 min\n\n";

#[test]
fn a_box_that_somebody_added_to_our_minutes_is_an_action_item_too() {
    let (reading, entries) =
        told(&format!("{OURS}- [ ] **#1 Ann Lee** — draft · due Fri 10 Apr 2026\n- [x] call the bank (Bo Chen)\n"));
    assert_eq!(reading.agenda.days[0].slots[0].title, "Budget");
    assert_eq!(entries[0].due, NaiveDate::from_ymd_opt(2026, 4, 10));
    let added = (&entries[1].kind, entries[1].status, entries[1].text.as_str(), entries[1].owners.as_slice());
    assert_eq!(added, (&Kind::Action, Status::Done, "call the bank", &["Bo Chen".to_owned()][..]));
}

#[test]
fn a_text_that_ends_as_our_facts_do_keeps_what_is_none_of_them() {
    let (_, entries) = told(&format!("{OURS}- [ ] **#1 Ann Lee** — a · b · dropped · due Fri 10 Apr 2026\n"));
    assert_eq!((entries[0].text.as_str(), entries[0].status), ("a · b · dropped", Status::Open));
}

#[test]
fn what_was_added_between_the_lists_stays_as_text_of_its_slot() {
    let (reading, _) = told(&format!("{OURS}- a note\n\nSomebody's remark.\n\n```\ncode\n```\n"));
    assert_eq!(reading.agenda.days[0].slots[0].description, "Somebody's remark.\n\n```\ncode\n```");
}

#[test]
fn what_was_added_to_the_head_and_to_a_line_of_facts_stays_as_text_with_a_remark() {
    let text = OURS
        .replace("- **People:**", "- **Dress code:** formal\n- **People:**")
        .replace(" · held 09:02–09:50 with pauses, 40 min", " · held nine to ten · 4 min over · catering: soup");
    let (reading, _) = told(&text);
    assert_eq!(reading.agenda.head.description, "Dress code: formal");
    assert_eq!(reading.agenda.days[0].slots[0].description, "held nine to ten\n\ncatering: soup");
    assert_eq!(reading.agenda.days[0].slots[0].minutes, Some(45));
    let lines: Vec<usize> = reading.diagnostics.iter().map(|one| one.line).collect();
    assert_eq!(lines, [4, 11, 11], "{:?}", reading.diagnostics);
}

#[test]
fn a_paragraph_below_the_heading_of_a_slot_that_says_none_of_our_facts_is_its_text() {
    let ours = OURS.replace("planned 09:00", "**Bring** the lists.\n\nplanned 09:00");
    let (reading, _) = told(&ours.replace("planned 09:00, 45 min", "planned 09:00, 45 min\nand cake"));
    let slots = &reading.agenda.days[0].slots;
    assert_eq!(slots.len(), 1);
    assert!(slots[0].description.starts_with("Bring the lists."), "{:?}", slots[0].description);
    let (reading, _) = told(&OURS.replace(", 40 min", ", 40 min\nThere was cake"));
    let slot = &reading.agenda.days[0].slots[0];
    assert_eq!((slot.minutes, slot.description.as_str()), (Some(45), "There was cake"));
    assert!(reading.told[0].ended.is_some());
}

const LISTS: &str = "- [ ] **#1 Ann Lee** — draft\n- **Decision:** we go\n\n## Action items\n\n### Ann Lee\n\n\
    - [x] **#1** — draft\n- [ ] **#7** — new\n- [ ] **#8 Bo Chen** — newer\n\n## Decisions\n\n\
    - we go · *3 for* · *Budget*\n- we stay\n  - for a while\n\nBehind it all.\n\n---\n\n*Written with minutebook.*\n";

#[test]
fn what_was_added_to_the_lists_at_the_end_is_told_and_what_the_slots_say_is_told_once() {
    let (reading, entries) = told(&format!("{OURS}{LISTS}"));
    let said: Vec<_> = entries.iter().map(|one| (one.kind, one.depth, one.text.as_str(), one.status)).collect();
    assert_eq!(
        said,
        [
            (Kind::Action, 0, "draft", Status::Done),
            (Kind::Decision, 0, "we go", Status::Open),
            (Kind::Action, 0, "new", Status::Open),
            (Kind::Action, 0, "newer", Status::Open),
            (Kind::Decision, 0, "we stay", Status::Open),
            (Kind::Note, 1, "for a while", Status::Open),
        ]
    );
    assert_eq!((entries[2].number, entries[2].owners.as_slice()), (Some(7), &["Ann Lee".to_owned()][..]));
    assert_eq!(entries[3].owners, ["Bo Chen"]);
    assert_eq!(reading.agenda.head.description, "Behind it all.");
    let said: Vec<usize> = reading.diagnostics.iter().map(|one| one.line).collect();
    assert_eq!(said, [20, 29], "{:?}", reading.diagnostics);
}

const TABLES: &str = "> *Attachments:* slides: [a.pdf](https://a.example/a.pdf)\n\n## Attached documents\n\n\
    | Kind | File | Modified | By |\n|---|---|---|---|\n\
    | pdf | <https://a.example/plan> | Mon 2 Mar 2026 | Ann Lee |\n\
    | slides | [a.pdf](https://a.example/a.pdf) | Tue 3 Mar 2026 | Bo Chen |\n| file | a \\| b | | |\n\n\
    ## Pre-meeting planning\n\n| Topic | Requested by | Time required | Notes |\n|---|---|---|---|\n\
    | The \\*quay\\* | Bo Chen | 30 min, Wed AM? | urgent |\n\n\
    ## Schedule\n\n- **Moved:** Budget\n- much too long\n\n| Slot | Planned | Held | Outcome |\n|---|---|---|---|\n\
    | Budget | 45 min | 40 min | 5 min under |\n| Tea | | 09:50, 20 min | |\n| **Total** | 45 min | 40 min | |\n";

#[test]
fn the_tables_at_the_end_say_files_and_requests_and_keep_what_was_added_to_the_schedule() {
    let (reading, _) = told(&format!("{OURS}{TABLES}"));
    let agenda = &reading.agenda;
    let file = |one: &Attachment| {
        let date = one.modified.map(|date| date.to_string()).unwrap_or_default();
        [&one.kind, &one.name, one.link.as_deref().unwrap_or(""), one.by.as_deref().unwrap_or(""), &date].join(", ")
    };
    let plan = "pdf, , https://a.example/plan, Ann Lee, 2026-03-02";
    assert_eq!(agenda.attachments.iter().map(file).collect::<Vec<_>>(), [plan, "file, a | b, , , "]);
    let slides = "slides, a.pdf, https://a.example/a.pdf, Bo Chen, 2026-03-03";
    assert_eq!(agenda.days[0].slots[0].attachments.iter().map(file).collect::<Vec<_>>(), [slides]);
    let [request] = agenda.requests.as_slice() else { panic!("{:?}", agenda.requests) };
    assert_eq!((request.topic.as_str(), request.requested_by.as_deref()), ("The *quay*", Some("Bo Chen")));
    let asked = (request.minutes, request.wish.as_str(), request.notes.as_str());
    assert_eq!(asked, (Some(30), "Wed AM?", "urgent"));
    assert_eq!(agenda.head.description, "much too long\n\nTea |  | 09:50, 20 min | ");
    assert_eq!(reading.diagnostics.iter().map(|one| one.line).collect::<Vec<_>>(), [31, 36]);
}

#[test]
fn minutes_of_nothing_but_their_action_items_have_one_slot_for_them() {
    let (reading, entries) = told(
        "# Team\n\n- **When:** 26 March 2026 · times in Europe/Lisbon\n\n## Action items\n\n### Ann Lee\n\n\
         - [ ] **#1** — draft · with Bo Chen · due Fri 10 Apr 2026\n\n### Bo Chen\n\n\
         - [ ] **#1** — draft · with Ann Lee · due Fri 10 Apr 2026\n\n### No owner\n\n- [x] **#2** — find out · dropped\n",
    );
    assert_eq!(reading.agenda.days[0].slots[0].title, "Action items");
    let said: Vec<_> = entries.iter().map(|one| (one.number, one.text.as_str(), one.owners.join(", "))).collect();
    let (both, nobody) = ("Ann Lee, Bo Chen".to_owned(), String::new());
    assert_eq!(said, [(Some(1), "draft", both), (Some(2), "find out", nobody)]);
    assert_eq!((entries[0].due.is_some(), entries[1].status), (true, Status::Dropped));
    assert_eq!(reading.diagnostics, []);
}

#[test]
fn minutes_kept_by_hand_tell_what_their_marks_say() {
    let (reading, entries) = told(
        "# Weekly\n\n## Present\n\n- [Ann Lee](https://ann.example)\n- Bo Chen (he/him)\n\n## 10:00 Topics\n\n- AL: all went well\n\
         - **ACTION:** Ann Lee — draft the plan due 2026-04-10\n- RESOLVED: we go on\n\n## Action items\n\n- [x] Bo Chen — call\n",
    );
    let kinds: Vec<(Kind, &str)> = entries.iter().map(|entry| (entry.kind, entry.text.as_str())).collect();
    assert_eq!(kinds, [(Kind::Action, "draft the plan"), (Kind::Decision, "we go on"), (Kind::Action, "call")]);
    assert_eq!((entries[0].owners.as_slice(), entries[2].status), (&["Ann Lee".to_owned()][..], Status::Done));
    let topics: Vec<&str> = reading.agenda.days[0].slots[1].topics.iter().map(|point| point.text.as_str()).collect();
    assert_eq!(topics, ["AL: all went well"]);
}

#[test]
fn a_whole_name_behind_a_box_of_the_action_items_owns_it_and_one_word_does_not() {
    let text = "# Weekly\n\n## 10:00 News\n\n- [ ] breathe (Ann Lee)\n\n## Action items\n\n- [ ] call the bank (Ann Lee)\n\
        - [x] draft (Bo Chen, Cy Diaz)\n- [ ] ship it (Tuesday)\n- [ ] measure (2 of 3)\n- write (Di Ek)\n";
    let (_, entries) = told(text);
    let owned: Vec<_> = entries.iter().map(|one| (one.text.as_str(), one.owners.join(", "))).collect();
    let nobody = String::new;
    assert_eq!(
        owned,
        [
            ("call the bank", "Ann Lee".to_owned()),
            ("draft", "Bo Chen, Cy Diaz".to_owned()),
            ("ship it (Tuesday)", nobody()),
            ("measure (2 of 3)", nobody()),
            ("write (Di Ek)", nobody()),
        ]
    );
}

#[test]
fn one_slot_that_was_understood_is_one() {
    let said = |text: &str| told(text).0.diagnostics.first().map(|one| one.message.clone()).unwrap_or_default();
    assert!(
        said("# Team\n\n- 09:00 Budget\n").starts_with("1 slot is understood"),
        "{}",
        said("# Team\n\n- 09:00 Budget\n")
    );
    assert!(said("# Team\n\n- 09:00 Budget\n- 10:00 News\n").starts_with("2 slots are understood"));
}

#[test]
fn the_bullets_of_an_agenda_of_ours_are_talking_points_whatever_they_say() {
    let (reading, entries) =
        told("---\ntitle: Team\n---\n## 09:00 Budget\n\n- ACTION: look at the list\n- [ ] breathe\n");
    assert_eq!(entries, []);
    assert_eq!(reading.agenda.days[0].slots[0].topics.len(), 2);
}

#[test]
fn beyond_the_last_slot_that_there_is_room_for_all_is_text_of_it_and_said_once() {
    let slots = "### S\n\n- a note\n\n".repeat(10_001);
    let late = "## Friday 27 March 2026\n\n### Late\n\nheld 09:00–09:10\n\n#### Below\n\n**10:00 Coffee** · planned 30 min\n\n";
    let (Reading { agenda, told, diagnostics }, _) = told(&format!("{OURS}{slots}{late}## Decisions\n\n- a note\n"));
    assert_eq!((agenda.days.len(), agenda.slot_count(), diagnostics.len()), (1, 10_000, 1));
    assert!(diagnostics[0].message.contains("10000 slots"), "{diagnostics:?}");
    let last = agenda.days[0].slots.last().unwrap();
    for words in ["27 March", "Late", "held 09:00", "Below", "Coffee", "- a note"] {
        assert!(last.description.contains(words), "{words}");
    }
    assert!(last.title == "S" && last.start.is_none());
    assert!(told.iter().skip(1).all(|told| told.entries.len() == 1 && told.started.is_none()));
}

#[test]
fn a_break_with_notes_is_a_break_behind_its_time() {
    let (reading, _) = told(&format!("{OURS}### 09:45 Break\n\nplanned 09:45, 10 min · not timed\n\n- cold coffee\n"));
    let slots = &reading.agenda.days[0].slots;
    assert_eq!((slots[1].title.as_str(), slots[1].kind.is_break(), slots[0].kind.is_break()), ("Break", true, false));
}
