use chrono::NaiveDate;

use super::super::{Format, Reading, ToldEntry, import};
use crate::meeting::{Kind, Status};

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
