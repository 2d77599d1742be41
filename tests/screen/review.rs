//! Going through action items: the list at the head of a slot, and what is said of one.

use chrono::NaiveDate;
use minutebook::app::ReviewOrder;
use minutebook::meeting::{CarriedItem, Command, EntryId, Id, ItemRef, Status, TalkingPoint, WriterId};
use minutebook::view::{Depth, Theme};

use crate::panes::{drawn, rows};
use crate::pictures::pictures;
use crate::script::{Screen, plan};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An item of an earlier meeting.
pub(crate) fn carried(number: u32, owner: &str, text: &str, due: Option<&str>, raised: &str) -> CarriedItem {
    CarriedItem {
        item: ItemRef { meeting: Some("old".to_owned()), entry: EntryId(Id { writer: WriterId(9), n: number }) },
        number,
        text: text.to_owned(),
        owners: Some(owner).filter(|it| !it.is_empty()).map(str::to_owned).into_iter().collect(),
        due: due.map(day),
        priority: None,
        tickets: vec![],
        raised: Some(day(raised)),
        title: "Team meeting".to_owned(),
        topic: "Middleware".to_owned(),
        carried: number % 3,
    }
}

/// A meeting that begins with a review of these.
fn reviewing(items: Vec<CarriedItem>) -> Screen {
    let day: &[&str] = &["09:00 Review of action items", "09:45 Middleware"];
    let mut screen = Screen::of(plan(&[day]));
    screen.other(|_| Some(Command::Carry(items, 1)));
    screen.press("ctrl-n").size(80, 24);
    screen
}

fn three() -> Screen {
    reviewing(vec![
        carried(12, "Jim Botha", "draft the plan", Some("2019-10-20"), "2019-09-30"),
        carried(13, "Ann Lee", "ask the users of gen 2 what they would miss", Some("2019-11-29"), "2019-10-21"),
        carried(14, "", "find a room 会議室を探す", None, "2018-01-08"),
    ])
}

fn numbers(screen: &Screen) -> Vec<u32> {
    screen.model.review.rows.iter().map(|row| row.state.number).collect()
}

fn chosen(screen: &Screen) -> Option<u32> {
    screen.model.review.chosen().map(|row| row.state.number)
}

fn shown(screen: &Screen) -> String {
    rows(&drawn(&screen.model, &Theme::new(Depth::Mono))).join("\n")
}

#[test]
fn a_slot_that_reviews_action_items_shows_them_above_its_notes() {
    let mut screen = three();
    assert_eq!(numbers(&screen), [14, 13, 12], "those of nobody first, then by owner");
    let seen = shown(&screen);
    for words in ["overdue 8 d", "due Fri 29 Nov", "no owner", "Jim Botha  draft the plan", "28 d", "3 open by owner"] {
        assert!(seen.contains(words), "{words}:\n{seen}");
    }
    screen.press("alt-down");
    assert!(!shown(&screen).contains("overdue 8 d"), "another slot is about something else");
    insta::assert_snapshot!("a_review", {
        screen.press("alt-up").lines(&["/done 12 sent on Monday"]).press("alt-e down");
        pictures(&mut screen)
    });
}

#[test]
fn one_key_says_that_an_item_is_done_and_undo_takes_the_line_back() {
    let mut screen = three();
    screen.press("alt-e down down");
    assert_eq!(chosen(&screen), Some(12));
    screen.press("ctrl-d");
    assert_eq!(screen.outline(), ["action-12 (draft the plan): done"]);
    assert_eq!(screen.model.review.chosen().unwrap().state.status, Status::Done);
    assert_eq!(screen.model.review.open(), 2);
    screen.press("ctrl-z");
    assert!(screen.outline().is_empty());
    assert_eq!(screen.model.review.open(), 3);
    // Once more is no longer done.
    screen.press("ctrl-y").press("alt-e alt-e").press("down");
    let at = screen.model.review.rows.iter().position(|row| row.state.number == 12).unwrap();
    assert_eq!(screen.model.review.rows[at].state.status, Status::Done);
}

#[test]
fn dropping_one_asks_why() {
    let mut screen = three();
    screen.press("alt-e delete");
    assert_eq!(screen.popup(), Some("item.drop"));
    screen.press("enter");
    assert!(screen.outline().is_empty(), "without an answer nothing is dropped");
    screen.press("delete").typed("12 rooms are free").press("enter");
    assert_eq!(screen.outline(), ["action-14 (find a room 会議室を探す): dropped, 12 rooms are free"]);
    screen.press("delete");
    assert_eq!(screen.outline().len(), 2, "once more takes it up again");
    assert_eq!(screen.model.review.open(), 3);
}

#[test]
fn a_new_date_a_new_owner_and_a_note_are_asked_for_and_become_lines() {
    let mut screen = three();
    screen.press("alt-e down alt-d").typed("2020-01-06").press("enter");
    screen.press("alt-o").typed("bo and jim").press("enter");
    screen.press("enter").typed("nobody answered").press("enter");
    let lines = screen.outline();
    let of = "action-13 (ask the users of gen 2 what they would miss)";
    assert_eq!(
        lines,
        [
            format!("{of}: due Mon 6 Jan 2020"),
            format!("{of}: now Bo Chen, Jim Botha"),
            format!("{of}: nobody answered")
        ]
    );
    let row = screen.model.review.chosen().unwrap();
    assert_eq!((row.state.due, row.state.owners.len()), (Some(day("2020-01-06")), 2));
    screen.press("alt-d").typed("when it rains").press("enter");
    assert_eq!(screen.popup(), Some("item.due"), "what is no date is said, and the answer stays");
    screen.press("esc");
    assert_eq!(screen.outline().len(), 3);
}

#[test]
fn the_rows_keep_their_places_whatever_is_said_of_them() {
    let mut screen = three();
    screen.press("alt-e down alt-o").typed("zed").press("enter");
    assert_eq!((numbers(&screen), chosen(&screen)), (vec![14, 13, 12], Some(13)), "Zed Zoo would come last");
    screen.press("down delete");
    assert_eq!(chosen(&screen), Some(12), "the row below is the one that was below");
    screen.press("esc").lines(&["! Ann — bring cake"]);
    assert_eq!(&numbers(&screen)[..3], [14, 13, 12]);
    assert_eq!(numbers(&screen).len(), 4, "what is new comes last");
    screen.press("ctrl-o ctrl-o ctrl-o");
    assert_eq!(numbers(&screen).last(), Some(&13), "until they are sorted again");
    screen.lines(&["/owner 14 zed"]).press("alt-down alt-up");
    assert_eq!(numbers(&screen)[2..], [13, 14], "or shown anew");
}

#[test]
fn a_question_about_an_item_names_it_before_anything_is_typed() {
    let mut screen = three();
    for (key, asks) in
        [("alt-o", "who: Ann, Ann and Bo, nobody"), ("alt-d", "a date: 2026-02-01, Friday, none"), ("delete", "why")]
    {
        screen.press("esc esc alt-e down").press(key);
        let seen = shown(&screen);
        for words in ["action-13 (ask the users of gen 2 what they would miss)", asks] {
            assert!(seen.contains(words), "{key}, {words}:\n{seen}");
        }
    }
}

#[test]
fn the_name_of_an_owner_is_completed_by_tab_and_by_the_arrow() {
    let mut screen = three();
    screen.press("alt-e alt-o").typed("be");
    assert!(!shown(&screen).contains("Tab takes the name"));
    screen.press("ctrl-u").typed("bo");
    assert!(shown(&screen).contains("Tab takes the name"));
    screen.press("tab").typed(", ji").press("right enter");
    assert_eq!(screen.outline(), ["action-14 (find a room 会議室を探す): now Bo Chen, Jim Botha"]);
}

#[test]
fn an_item_can_be_meant_by_its_number_behind_a_slash() {
    let mut screen = three();
    screen.lines(&[
        "/done 12 sent on Monday",
        "/due 13 2020-02-01",
        "/owner 14 Ann, Zed Zoo",
        "/drop 14 too late",
        "/remark 13 later",
    ]);
    let lines = screen.outline();
    let said: Vec<&str> = lines.iter().map(|line| line.rsplit_once("): ").unwrap().1).collect();
    assert_eq!(
        said,
        ["done, sent on Monday", "due Sat 1 Feb 2020", "now Ann Lee, Zed Zoo", "dropped, too late", "later"]
    );
    screen.typed("/due 99 2020-02-01").press("enter");
    assert_eq!(screen.notice(), "There is no action item 99");
}

#[test]
fn typing_needs_no_way_out_of_the_list() {
    let mut screen = three();
    screen.press("alt-e").typed("We go on").press("enter");
    assert_eq!(screen.outline(), ["We go on"]);
    assert_eq!(chosen(&screen), None);
    screen.press("alt-e").paste("pasted").press("enter");
    assert_eq!(screen.outline(), ["We go on", "pasted"], "a paste is text too");
    screen.press("ctrl-z");
    // Up leads from the line through the notes into the list, and down leads back.
    screen.press("up up");
    assert_eq!(chosen(&screen), Some(12));
    screen.press("down");
    assert_eq!((chosen(&screen), screen.selected()), (None, Some("We go on")));
    screen.press("up esc");
    assert_eq!((chosen(&screen), screen.selected()), (None, None));
}

#[test]
fn the_order_goes_round_by_one_key() {
    let mut screen = three();
    screen.press("ctrl-o");
    assert_eq!(screen.model.review.order, ReviewOrder::Age);
    assert_eq!(numbers(&screen), [14, 12, 13]);
    screen.press("ctrl-o");
    assert_eq!(numbers(&screen), [12, 13, 14]);
    screen.press("ctrl-o");
    assert_eq!(numbers(&screen), [14, 13, 12]);
}

#[test]
fn this_meetings_own_items_are_gone_through_too_and_change_where_they_stand() {
    let mut screen = three();
    screen.press("alt-down").lines(&["! Bo — write it up"]);
    let number = screen.model.meeting().action_items().next().unwrap().2.number;
    screen.press("alt-up");
    assert!(numbers(&screen).contains(&number));
    screen.lines(&[&format!("/done {number} here it is")]);
    assert_eq!(screen.outline(), [format!("action-{number} (write it up): done, here it is")]);
    assert_eq!(screen.outline_of("Middleware"), ["! Bo Chen — write it up (done)"]);
    screen.press("ctrl-z");
    assert_eq!(screen.outline_of("Middleware"), ["! Bo Chen — write it up"]);
    // In a slot about something else it is only ticked.
    screen.press("alt-down").lines(&[&format!("/done {number}")]);
    assert_eq!(screen.outline(), ["! Bo Chen — write it up (done)"]);
}

#[test]
fn any_slot_can_show_the_list_and_put_it_away() {
    let mut screen = three();
    screen.press("alt-down alt-e");
    assert!(chosen(&screen).is_some() && shown(&screen).contains("overdue 8 d"));
    screen.press("ctrl-d");
    assert_eq!(screen.outline().len(), 1, "the line stands where it was said");
    screen.press("alt-e");
    assert!(!screen.model.shows_review());
    screen.press("alt-e esc");
    assert!(chosen(&screen).is_none() && screen.model.shows_review());
    screen.press("esc");
    assert!(!screen.model.shows_review());
}

#[test]
fn of_two_hundred_the_selected_one_is_on_screen_at_every_size() {
    let item = |number| {
        carried(
            number,
            ["Ann Lee", "Jim Botha"][number as usize % 2],
            &format!("item-{number}-x do it"),
            None,
            "2019-10-01",
        )
    };
    let mut screen = reviewing((100..300).map(item).collect());
    for (columns, height) in [(120, 40), (80, 24), (59, 20), (40, 12)] {
        screen.size(columns, height).press("esc esc alt-e");
        for keys in ["", "down", "pagedown pagedown", "pagedown pagedown pagedown", "pageup up"] {
            screen.press(keys);
            let number = chosen(&screen).expect("one is selected");
            let seen = shown(&screen);
            assert!(seen.contains(&format!(" {number} ")), "{columns}x{height} after {keys}, {number}:\n{seen}");
        }
    }
}

#[test]
fn where_there_is_nothing_to_go_through_that_is_said() {
    let mut screen = Screen::open();
    screen.press("alt-e");
    assert_eq!(screen.notice(), "There are no action items to go through");
    assert!(!screen.model.shows_review());
}

#[test]
fn what_was_prepared_for_the_slot_is_one_key_away() {
    let mut agenda = plan(&[&["09:00 Review of action items"]]);
    agenda.days[0].slots[0].topics = vec![TalkingPoint { text: "Be quick".to_owned(), children: vec![] }];
    let mut screen = Screen::of(agenda);
    screen.size(120, 40);
    assert!(shown(&screen).contains("Be quick"), "there is nothing to go through");
    screen.other(|_| Some(Command::Carry(vec![carried(12, "Ann Lee", "write", None, "2019-10-21")], 1)));
    assert!(!shown(&screen).contains("Be quick") && shown(&screen).contains("Alt-P talking points"));
    screen.press("alt-p");
    assert!(shown(&screen).contains("Be quick") && !shown(&screen).contains("Ann Lee  write"));
    screen.press("alt-e");
    assert_eq!(chosen(&screen), Some(12));
}
