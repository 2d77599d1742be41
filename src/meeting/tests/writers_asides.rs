//! Two scribes who note who is there, who speaks, and what becomes of the plan.
//!
//! Nobody's act is undone by the other's undo, and what both do without knowing of each other adds up. Not here: the lines
//! themselves (see `writers`).

use super::writers::{BO, By, Pair};
use super::*;
use crate::meeting::{Mark, Presence, Role, restate};

/// Has seen everything that there is so far.
const ALL: u64 = 999;

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn titles(meeting: &Meeting) -> Vec<&str> {
    meeting.slots().map(|slot| slot.plan.title.as_str()).collect()
}

#[test]
fn a_slot_that_another_uses_outlives_the_undo_of_who_opened_it() {
    let mut pair = Pair::after(&["said"]);
    let after = pair.id("News");
    pair.take(By(ANN, ALL), Command::OpenSlot("Budget".into(), None, after));
    let lines = vec![(0, note("too small"))];
    pair.take(By(BO, ALL), Command::Add { slot: pair.id("Budget"), after: None, lines });
    assert!(pair.undo(ANN), "Ann's clock is given back");
    assert_eq!(pair.lines("Budget"), ["too small"]);
    pair.undo(BO);
    assert_eq!(titles(pair.meeting()), ["Welcome", "News", "Budget", "Plans"]);
}

#[test]
fn a_slot_that_another_marked_outlives_it_too_and_one_that_nobody_used_goes() {
    let mut pair = Pair::after(&["said"]);
    let after = pair.id("News");
    pair.take(By(ANN, ALL), Command::OpenSlot("Budget".into(), None, after));
    pair.take(By(ANN, ALL), Command::OpenSlot("Travel".into(), None, after));
    pair.take(By(BO, ALL), Command::Give(pair.id("Budget"), 10));
    pair.undo(ANN);
    assert_eq!(titles(pair.meeting()), ["Welcome", "News", "Budget", "Plans"]);
    pair.undo(ANN);
    assert_eq!(titles(pair.meeting()), ["Welcome", "News", "Budget", "Plans"]);
}

#[test]
fn a_slot_comes_back_for_a_line_of_who_did_not_know_that_it_was_taken_back() {
    let mut pair = Pair::after(&["said"]);
    let after = pair.id("Welcome");
    pair.take(By(ANN, ALL), Command::OpenSlot("Budget".into(), None, after));
    let (slot, lines) = (pair.id("Budget"), vec![(0, note("too small"))]);
    let said = decide(pair.meeting(), Command::Add { slot, after: None, lines }, BO, &stamp("09:05")).unwrap();
    pair.undo(ANN);
    assert_eq!(titles(pair.meeting()), ["Welcome", "News", "Plans"]);
    // Bo had seen the slot, Ann's third act, and not that she took it back.
    pair.fold(By(BO, 3), Cause::Fresh, said);
    assert_eq!(titles(pair.meeting()), ["Welcome", "Budget", "News", "Plans"]);
    assert!(pair.meeting().slots().all(|slot| slot.unplanned == (slot.id == pair.id("Budget")) && !slot.withdrawn));
    assert_eq!(pair.lines("Budget"), ["too small"]);
}

#[test]
fn slots_opened_at_one_place_without_knowledge_of_each_other_stand_in_the_order_of_time() {
    let mut pair = Pair::after(&["said"]);
    let after = pair.id("Welcome");
    pair.take(By(ANN, 1), Command::OpenSlot("Budget".into(), None, after));
    pair.take(By(BO, 2), Command::OpenSlot("Travel".into(), None, after));
    assert_eq!(titles(pair.meeting()), ["Welcome", "Budget", "Travel", "News", "Plans"]);
    // Who has seen both means the place right after the first.
    pair.take(By(BO, ALL), Command::OpenSlot("Guests".into(), None, after));
    assert_eq!(titles(pair.meeting())[..3], ["Welcome", "Guests", "Budget"]);
}

#[test]
fn minutes_that_two_give_without_knowledge_of_each_other_add_up_and_each_takes_back_its_own() {
    let mut pair = Pair::after(&["said"]);
    let news = pair.id("News");
    pair.take(By(ANN, 1), Command::Give(news, 10));
    pair.take(By(BO, 2), Command::Give(news, 5));
    let given = |pair: &Pair| pair.meeting().slot(news).unwrap().given;
    assert_eq!(given(&pair), 15);
    pair.undo(ANN);
    assert_eq!(given(&pair), 5);
    pair.redo(ANN);
    assert_eq!(given(&pair), 15);
}

#[test]
fn taking_back_leaves_what_another_noted_since() {
    let mut pair = Pair::after(&["said"]);
    let news = pair.id("News");
    let attend = |who: &[&str], presence| Command::Attend(names(who), presence);
    pair.take(By(ANN, ALL), attend(&["Cy", "Dee"], Presence::Present));
    pair.take(By(BO, ALL), attend(&["Cy"], Presence::Left));
    pair.undo(ANN);
    assert_eq!(pair.meeting().attendance_of("Cy").unwrap().stays.len(), 1, "Bo saw Cy leave");
    assert_eq!(pair.meeting().attendance_of("Dee"), None);
    assert_eq!(pair.meeting().people.len(), 1, "Cy stays on the roster");

    pair.take(By(ANN, ALL), Command::Appoint(Role::Chair, names(&["Ann"])));
    pair.take(By(BO, ALL), Command::Appoint(Role::Chair, names(&["Bo"])));
    assert!(pair.ledger(ANN).undo_passes_over());
    assert_eq!(pair.meeting().holders(Role::Chair), ["Bo"]);

    pair.take(By(ANN, ALL), Command::Mark(news, Some(Mark::Skipped)));
    pair.take(By(BO, ALL), Command::Mark(news, Some(Mark::Parked)));
    assert!(pair.ledger(ANN).undo_passes_over());
    assert_eq!(pair.meeting().slot(news).unwrap().mark, Some(Mark::Parked));
}

#[test]
fn taking_back_a_turn_leaves_the_queue_and_the_floor_as_another_left_them() {
    let mut pair = Pair::after(&["said"]);
    let news = pair.id("News");
    pair.take(By(ANN, ALL), Command::Queue(names(&["Cy", "Dee"])));
    pair.take(By(ANN, ALL), Command::GiveFloor(news, None));
    pair.take(By(BO, ALL), Command::Queue(names(&["Eva"])));
    pair.undo(ANN);
    assert_eq!(pair.meeting().queue, ["Cy", "Dee", "Eva"], "Cy waits first again, and Eva still");
    assert_eq!(pair.meeting().on_the_floor(), None);
    pair.redo(ANN);
    pair.take(By(BO, ALL), Command::GiveFloor(news, None));
    pair.undo(ANN);
    let (_, turn) = pair.meeting().on_the_floor().unwrap();
    assert_eq!(turn.name, "Dee", "Bo gave her the floor");
    assert_eq!(pair.meeting().queue, ["Eva"], "and Cy has had it");
}

#[test]
fn a_word_corrected_everywhere_chooses_between_no_two_texts() {
    let mut pair = Pair::after(&["Leane drafts"]);
    let entry = pair.meeting().entries().next().unwrap().1.id;
    pair.take(By(ANN, 1), Command::Revise(entry, note("Leane drafts it")));
    pair.take(By(BO, 2), Command::Revise(entry, note("Leane drafts all")));
    assert_eq!(pair.lines("News"), ["Leane drafts all / Leane drafts it"]);
    pair.take(By(ANN, ALL), Command::Correct(vec![(entry, note("Leanne drafts all"))]));
    assert_eq!(pair.lines("News"), ["Leanne drafts all / Leane drafts it"]);
    pair.undo(ANN);
    assert_eq!(pair.lines("News"), ["Leane drafts all / Leane drafts it"]);
}

#[test]
fn a_further_journal_alone_has_what_no_agenda_says() {
    let mut pair = Pair::after(&["said"]);
    let (welcome, news) = (pair.id("Welcome"), pair.id("News"));
    pair.take(By(ANN, ALL), Command::OpenSlot("Guests".into(), None, welcome));
    pair.take(By(ANN, ALL), Command::OpenSlot("Budget".into(), None, news));
    let budget = pair.id("Budget");
    pair.take(By(ANN, ALL), Command::Give(budget, 10));
    pair.take(By(ANN, ALL), Command::Give(news, -5));
    pair.take(By(ANN, ALL), Command::Mark(pair.id("Plans"), Some(Mark::Parked)));
    pair.take(By(ANN, ALL), Command::Attend(names(&["Cy"]), Presence::Present));
    pair.take(By(ANN, ALL), Command::Appoint(Role::Scribe, names(&["Bo"])));
    let first = Act { stamp: stamp("10:00"), events: restate(pair.meeting()), cause: Cause::Fresh, clears: None };
    let mut alone = Ledger::new(BO);
    alone.commit(&first);
    let facts = |meeting: &Meeting| {
        let slot = |slot: &Slot| (slot.id, slot.plan.clone(), slot.unplanned, slot.mark, slot.given);
        let slots: Vec<_> = meeting.slots().map(slot).collect();
        (slots, meeting.people.clone(), meeting.attendance.clone(), meeting.roles.clone())
    };
    assert_eq!(facts(&alone.meeting), facts(pair.meeting()));
    assert_eq!(alone.undo(), None);
}

#[test]
fn what_a_further_journal_says_so_counts_for_nothing_where_the_others_are() {
    let mut pair = Pair::after(&["said"]);
    let news = pair.id("News");
    pair.take(By(ANN, ALL), Command::Give(news, 10));
    pair.take(By(ANN, ALL), Command::OpenSlot("Budget".into(), None, news));
    let joins = restate(pair.meeting());
    pair.take(By(ANN, ALL), Command::Mark(news, Some(Mark::Parked)));
    let before = pair.meeting().clone();
    pair.fold(By(BO, 4), Cause::Fresh, joins);
    assert_eq!(pair.meeting().days, before.days);
}

#[test]
fn where_nothing_beside_the_agenda_is_known_a_further_journal_begins_as_it_always_did() {
    let pair = Pair::after(&["said"]);
    assert!(matches!(restate(pair.meeting()).as_slice(), [Event::MeetingOpened { .. }]));
}
