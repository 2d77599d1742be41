//! The list of action items: this meeting's, then those of earlier meetings, and what its keys do.

use std::collections::BTreeMap;

use minutebook::app::overlay::{Choice, Overlay};
use minutebook::app::{Ending, Msg};
use minutebook::meeting::{ActionItem, CarriedItem, Command, ItemRef, Stage, Status};

use crate::panes::shown;
use crate::pictures::pictures;
use crate::review::carried;
use crate::script::{Screen, plan};

/// A meeting that begins with these and goes through none of them.
fn beginning_with(items: Vec<CarriedItem>) -> Screen {
    let mut screen = Screen::of(plan(&[&["09:00 Welcome", "09:45 Middleware"]]));
    screen.other(|_| Some(Command::Carry(items, 1)));
    screen.press("ctrl-n").size(120, 40);
    screen
}

fn two() -> Screen {
    beginning_with(vec![
        carried(12, "Jim Botha", "draft the plan for the years that follow the move", Some("2019-10-20"), "2019-09-30"),
        carried(13, "", "find a room 会議室を探す", None, "2018-01-08"),
    ])
}

#[test]
fn items_of_earlier_meetings_stand_below_this_meetings_with_a_sign_and_where_they_arose() {
    let mut screen = two();
    assert!(shown(&screen).contains("Action items · 2 open, 2 carried"), "{}", shown(&screen));
    screen.lines(&["! jim — ask the users", "! lea — write it down"]).press("up ctrl-d esc esc");
    let seen = shown(&screen);
    assert!(seen.contains("Action items · 3 open, 2 carried"), "{seen}");
    let at = |words: &str| seen.find(words).unwrap_or_else(|| panic!("{words} is not in {seen}"));
    assert!(at("☐ 14 Jim Botha") < at("☐ 12↩ Jim Botha"), "{seen}");
    assert!(seen.contains("Middleware"), "{seen}");
    insta::assert_snapshot!("carried_items", pictures(&mut screen));
    screen.press("alt-a");
    insta::assert_snapshot!("the_list_with_carried_items", pictures(&mut screen));
}

#[test]
fn where_the_list_has_no_room_its_count_has_both() {
    let mut screen = two();
    screen.size(80, 24).lines(&["! jim — x"]);
    assert!(shown(&screen).contains("3 open · Alt-A"), "{}", shown(&screen));
    screen.lines(&["/done 12"]);
    assert!(shown(&screen).contains("2 open · Alt-A"), "{}", shown(&screen));
}

#[test]
fn the_review_key_for_done_ticks_an_item_of_an_earlier_meeting_in_the_list_and_undo_takes_it_back() {
    let mut screen = two();
    screen.press("alt-a").typed("draft").press("ctrl-d");
    assert_eq!(screen.popup(), Some("Action items"), "the list stays");
    assert!(shown(&screen).contains("☑ 12↩ Jim Botha"), "{}", shown(&screen));
    assert_eq!(screen.outline().len(), 1, "it is a line of the slot on screen");
    assert_eq!((screen.model.items.own_open, screen.model.items.carried_open), (0, 1));
    screen.press("ctrl-d");
    assert_eq!(screen.model.items.carried_open, 2, "the same key takes it up again");
    screen.press("esc ctrl-z ctrl-z");
    assert_eq!((screen.outline().len(), screen.model.items.open()), (0, 2));
}

#[test]
fn what_became_of_items_after_the_meeting_is_laid_over_what_is_looked_at_and_stays_when_it_is_read_again() {
    let mut screen = two();
    screen.lines(&["! jim — ask the users", "! lea — write it down"]);
    let meeting = screen.model.meeting();
    let own = meeting.action_items().next().map(|(_, entry, _)| entry.id).expect("an item");
    let own = ItemRef { meeting: None, entry: own };
    let settled = |status| ActionItem { number: 99, owners: vec!["Bo".to_owned()], status, ..ActionItem::default() };
    let carried = meeting.carried[0].item.clone();
    let later = [(own, settled(Status::Dropped)), (carried, settled(Status::Done))];
    let ledger = screen.model.ledger.clone();
    screen.model.look_back(later.into());
    for _ in 0..2 {
        assert_eq!((screen.model.items.own_open, screen.model.items.carried_open), (1, 1));
        let seen = shown(&screen);
        assert!(seen.contains("☒ 14 Bo  ask the users") && seen.contains("2 open, 1 carried"), "{seen}");
        screen.send(Msg::Merged(Box::new(ledger.clone()), BTreeMap::new()));
    }
}

#[test]
fn an_item_of_this_meeting_is_ticked_in_the_list_too_and_enter_brings_it_on_screen() {
    let mut screen = two();
    screen.lines(&["! jim — ask the users"]).press("alt-down alt-a").typed("ask").press("ctrl-d");
    assert_eq!(screen.outline_of("Welcome"), ["! Jim Botha — ask the users (done)"]);
    screen.press("enter");
    assert_eq!((screen.viewed(), screen.selected()), ("Welcome", Some("ask the users")));
}

#[test]
fn enter_on_an_item_of_an_earlier_meeting_selects_it_where_they_are_gone_through() {
    let mut screen = two();
    screen.press("alt-a").typed("room").press("enter");
    assert_eq!(screen.popup(), None);
    assert_eq!(screen.model.review.chosen().map(|row| row.state.number), Some(13));
    screen.press("esc esc").size(40, 6).press("alt-a").typed("room").press("enter");
    assert!(screen.notice().contains("Action-13: find a room"), "{}", screen.notice());
}

#[test]
fn what_needs_words_is_asked_for_and_said_of_that_item() {
    let mut screen = two();
    screen.press("alt-a").typed("draft").press("delete");
    assert_eq!(screen.popup(), Some("item.drop"));
    screen.typed("nobody moves").press("enter");
    assert_eq!(screen.model.items.carried_open, 1);
    assert!(screen.outline()[0].contains("dropped, nobody moves"), "{:?}", screen.outline());
    screen.press("esc alt-a").typed("room").press("alt-o").typed("lea").press("enter");
    let row = screen.model.items.rows.iter().find(|row| row.state.number == 13).unwrap();
    assert_eq!(row.state.owners.len(), 1, "{row:?}");
}

#[test]
fn after_a_question_the_list_is_there_again_with_its_row_chosen_whether_it_was_answered_or_not() {
    let mut screen = two();
    screen.lines(&["! jim — ask the users"]).press("alt-a down down");
    let chosen = |screen: &Screen| match &screen.model.overlay {
        Some(Overlay::Pick(picker)) => picker.choice(),
        _ => None,
    };
    let meant = chosen(&screen);
    assert!(matches!(meant, Some(Choice::ShowCarried(13))), "{meant:?}");
    screen.press("alt-o").typed("lea").press("enter");
    assert_eq!((screen.popup(), chosen(&screen)), (Some("Action items"), meant.clone()));
    screen.press("delete esc");
    assert_eq!((screen.popup(), chosen(&screen), screen.model.items.carried_open), (Some("Action items"), meant, 2));
    screen.press("delete ctrl-q esc");
    assert_eq!(screen.popup(), None, "the way out is no way back");
    screen.press("alt-a").typed("room").press("delete").typed("no room").press("enter");
    assert_eq!((screen.popup(), screen.model.items.carried_open), (Some("Action items"), 1));
    assert!(shown(&screen).contains("› room"), "what was typed stays: {}", shown(&screen));
    screen.press("esc");
    assert_eq!(screen.popup(), None);
}

#[test]
fn in_a_list_of_something_else_those_keys_edit_the_filter() {
    let mut screen = two();
    screen.press("ctrl-g").typed("mid").press("home ctrl-d");
    assert_eq!(screen.popup(), Some("Jump to"));
    screen.press("enter");
    assert_eq!((screen.viewed(), screen.model.items.open()), ("Middleware", 2));
}

#[test]
fn a_note_gathers_nothing_anew_however_many_items_were_carried() {
    let many = (1..=200).map(|n| carried(n, "Jim Botha", "x", None, "2019-09-30")).collect();
    let mut screen = beginning_with(many);
    screen.press("alt-down");
    let before = screen.model.items.rows.as_ptr();
    screen.lines(&["a note", "= a decision"]).typed("half");
    assert_eq!(screen.model.items.rows.as_ptr(), before);
    screen.press("ctrl-u").lines(&["/done 7"]);
    assert_eq!(screen.model.items.carried_open, 199);
}

/// Closed, and its screen there still, as where another scribe has closed it.
fn closed() -> Screen {
    let mut screen = two();
    screen.lines(&["a note"]).press("ctrl-q c");
    assert_eq!(screen.ended, Some(Ending::Closed));
    screen
}

#[test]
fn the_minutes_of_a_closed_meeting_are_approved_by_name_on_its_screen() {
    let mut screen = closed();
    screen.size(120, 40).press("esc");
    assert!(shown(&screen).contains("· draft"), "{}", shown(&screen));
    screen.press("/").typed("approve jim, Zoe Zed");
    let seen = shown(&screen);
    for words in ["makes the minutes final, approved by Jim Botha, Zoe Zed", "roster: Zoe Zed)"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    screen.press("enter");
    assert_eq!(screen.model.meeting().stage(), Stage::Final);
    assert!(screen.notice().contains("approved by Jim Botha, Zoe Zed"), "{}", screen.notice());
    assert!(shown(&screen).contains("final · approved by Jim Botha"), "{}", shown(&screen));
    screen.press("ctrl-q");
    assert!(shown(&screen).contains("Its minutes are final, approved by Jim Botha, Zoe Zed on"), "{}", shown(&screen));
    screen.press("esc /").typed("approve jim").press("enter");
    assert!(shown(&screen).contains("final already"), "{}", shown(&screen));
}

#[test]
fn who_approves_is_asked_where_nobody_is_named_and_an_open_meeting_is_refused_at_once() {
    let mut screen = two();
    screen.press("/").typed("approve").press("enter");
    assert_eq!(screen.popup(), None);
    assert!(screen.notice().contains("still open"), "{}", screen.notice());
    let mut screen = closed();
    screen.press("esc ctrl-q");
    assert!(shown(&screen).contains("its minutes are a draft: /approve"), "{}", shown(&screen));
    screen.press("esc /").typed("approve").press("enter");
    assert_eq!(screen.popup(), Some("meeting.approve"));
    screen.typed("jim").press("enter");
    assert_eq!(screen.model.meeting().stage(), Stage::Final);
}
