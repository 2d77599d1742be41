use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn row(id: usize, text: &str) -> NextRow {
    NextRow { id, text: text.to_owned(), ..NextRow::default() }
}

/// Two action items, three topics of which one is long, one person.
fn page() -> NextPage {
    let head = NextHead {
        title: "Board 2026-02-09".to_owned(),
        date: Some(day("2026-02-09")),
        today: day("2026-02-02"),
        besides: 10,
        took: Some(45),
    };
    let item = |id, text| NextRow { needs_reason: true, ..row(id, text) };
    let topic = |id, text, minutes| NextRow { minutes, is_slot: true, ..row(id, text) };
    NextPage::new(
        head,
        vec![
            NextGroup { title: "Items", rows: vec![item(7, "draft"), item(3, "room")] },
            NextGroup {
                title: "Topics",
                rows: vec![topic(1, "Fees", Some(15)), topic(2, "Crane", Some(40)), topic(4, "Rope", None)],
            },
            NextGroup { title: "Nothing", rows: Vec::new() },
            NextGroup { title: "Asked", rows: vec![NextRow { minutes: Some(5), ..row(8, "paint") }] },
        ],
    )
}

/// Presses keys, each a name of the key table or a letter; returns how the screen was left.
fn press(page: &mut NextPage, keys: &str) -> Option<NextWish> {
    let keymap = Keymap::default();
    let mut wish = None;
    for name in keys.split(' ') {
        let event = match name {
            "enter" => KeyEvent::from(KeyCode::Enter),
            "esc" => KeyEvent::from(KeyCode::Esc),
            "up" => KeyEvent::from(KeyCode::Up),
            "down" => KeyEvent::from(KeyCode::Down),
            "end" => KeyEvent::from(KeyCode::End),
            "space" => KeyEvent::from(KeyCode::Char(' ')),
            "alt-down" => KeyEvent::new(KeyCode::Down, KeyModifiers::ALT),
            "alt-up" => KeyEvent::new(KeyCode::Up, KeyModifiers::ALT),
            "ctrl-z" => KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL),
            "ctrl-y" => KeyEvent::new(KeyCode::Char('y'), KeyModifiers::CONTROL),
            "ctrl-u" => KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL),
            "ctrl-s" => KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL),
            letter => KeyEvent::from(KeyCode::Char(letter.chars().next().unwrap())),
        };
        assert_eq!(wish, None, "{name} came after the end");
        wish = page.press(event, &keymap);
    }
    wish
}

/// Types words into the answer.
fn say(page: &mut NextPage, words: &str) {
    page.paste(words);
}

fn reasons(page: &NextPage) -> Vec<(usize, &str)> {
    page.left_out().iter().map(|(id, reason)| (*id, reason.as_str())).collect()
}

#[test]
fn everything_comes_and_enter_writes_it_as_it_stands() {
    let mut page = page();
    assert_eq!(page.counts(), (6, 6));
    assert_eq!(page.minutes(), (65, 1, 5), "the slot that is there in any case counts");
    assert_eq!(page.lines().len(), 9, "a group without rows has no heading");
    assert_eq!(press(&mut page, "enter"), Some(NextWish::Write(NextStep::Stop)));
    assert_eq!((page.order(), reasons(&page)), (vec![7, 3, 1, 2, 4, 8], vec![]));
    assert_eq!(press(&mut page, "ctrl-s"), Some(NextWish::Write(NextStep::Stop)));
    assert_eq!(press(&mut page, "p"), Some(NextWish::Write(NextStep::Plan)));
    assert_eq!(press(&mut page, "o"), Some(NextWish::Write(NextStep::Open)));
}

#[test]
fn a_topic_is_left_out_with_the_standard_reason_where_none_is_said_and_taken_in_again_by_the_same_key() {
    let mut page = page();
    press(&mut page, "down down down down space enter");
    assert_eq!(reasons(&page), [(1, "not this time")]);
    assert_eq!((page.counts(), page.minutes()), ((5, 6), (50, 1, 5)));
    assert_eq!(page.chosen(), 4, "the row stays where it is");
    press(&mut page, "space");
    assert_eq!(reasons(&page), []);
}

#[test]
fn an_action_item_is_dropped_with_a_reason_only() {
    let mut page = page();
    press(&mut page, "down space enter");
    let (words, refused) = page.ask().unwrap().words();
    assert!(refused && words.contains("Say why"), "{words}");
    say(&mut page, "nobody needs it");
    press(&mut page, "enter");
    assert_eq!(reasons(&page), [(7, "nobody needs it")]);
    press(&mut page, "down space esc");
    assert_eq!(reasons(&page), [(7, "nobody needs it")], "Esc keeps the row");
}

#[test]
fn a_heading_stands_for_all_rows_below_it() {
    let mut page = page();
    press(&mut page, "down space");
    say(&mut page, "done by mail");
    press(&mut page, "enter up space");
    assert!(page.ask().unwrap().words().0.contains("Items"));
    say(&mut page, "all settled");
    press(&mut page, "enter");
    assert_eq!(reasons(&page), [(3, "all settled"), (7, "done by mail")], "what was left out keeps its reason");
    press(&mut page, "space");
    assert_eq!(reasons(&page), [], "where nothing of it comes, all of it comes again");
}

#[test]
fn a_row_moves_within_its_group_and_no_further() {
    let mut page = page();
    press(&mut page, "down down down down alt-down alt-down");
    assert_eq!((page.order(), page.chosen()), (vec![7, 3, 2, 4, 1, 8], 6));
    press(&mut page, "alt-down");
    assert_eq!(page.order(), [7, 3, 2, 4, 1, 8]);
    assert!(page.notice.as_ref().is_some_and(|it| it.tone == Tone::Refused));
    press(&mut page, "up up up alt-up");
    assert_eq!(page.order(), [7, 3, 2, 4, 1, 8], "a heading does not move");
}

#[test]
fn the_date_is_read_as_it_is_said_and_no_date_is_one_answer() {
    let mut page = page();
    press(&mut page, "d ctrl-u");
    say(&mut page, "soonish");
    press(&mut page, "enter");
    assert!(page.ask().unwrap().words().1, "it is asked again");
    press(&mut page, "ctrl-u");
    say(&mut page, "friday");
    press(&mut page, "enter");
    assert_eq!(page.date(), Some(day("2026-02-06")));
    press(&mut page, "d ctrl-u enter");
    assert_eq!(page.date(), None);
}

#[test]
fn a_title_that_was_said_stays_and_an_empty_one_is_that_of_the_date() {
    let mut page = page();
    press(&mut page, "t enter");
    assert_eq!(page.title_said(), None, "nothing was changed");
    press(&mut page, "t ctrl-u");
    say(&mut page, "Board\n\u{1b}[31mspecial");
    press(&mut page, "enter");
    page.call("Board 2026-03-09");
    assert!(page.title().starts_with("Board") && page.title().ends_with("special"), "{}", page.title());
    assert!(!page.title().contains(['\n', '\u{1b}']), "{:?}", page.title());
    press(&mut page, "t ctrl-u enter");
    assert_eq!(page.title(), "Board 2026-03-09");
}

#[test]
fn every_change_can_be_taken_back_and_done_again() {
    let mut page = page();
    press(&mut page, "down down down down alt-down space enter d ctrl-u enter");
    let changed = (page.order(), page.left_out().clone(), page.date());
    press(&mut page, "ctrl-z ctrl-z ctrl-z");
    assert_eq!((page.order(), reasons(&page), page.date()), (vec![7, 3, 1, 2, 4, 8], vec![], Some(day("2026-02-09"))));
    press(&mut page, "ctrl-z");
    assert!(page.notice.as_ref().is_some_and(|it| it.tone == Tone::Refused));
    press(&mut page, "ctrl-y ctrl-y ctrl-y");
    assert_eq!((page.order(), page.left_out().clone(), page.date()), changed);
}

#[test]
fn esc_gives_up_at_once_where_nothing_was_changed_and_asks_where_something_was() {
    assert_eq!(press(&mut page(), "down end up esc"), Some(NextWish::GiveUp));
    let mut page = page();
    press(&mut page, "down down down down space enter esc");
    assert!(matches!(page.ask(), Some(NextAsk::GiveUp)));
    assert_eq!(press(&mut page, "x"), None, "only Enter gives it up");
    assert_eq!(press(&mut page, "esc"), None);
    assert_eq!(reasons(&page), [(1, "not this time")]);
    press(&mut page, "ctrl-z");
    assert_eq!(press(&mut page, "esc"), Some(NextWish::GiveUp), "it is as it was");
}

#[test]
fn what_is_pasted_is_an_answer_or_nothing_and_a_long_one_is_cut() {
    let mut page = page();
    say(&mut page, "xxx");
    assert_eq!((page.counts(), page.ask().is_some()), ((6, 6), false));
    press(&mut page, "t ctrl-u");
    say(&mut page, &"é".repeat(5_000_000));
    assert!(page.ask().unwrap().line().unwrap().text().len() <= 2 * ask::LONGEST);
    press(&mut page, "enter");
    assert!(page.title().len() <= 2 * ask::LONGEST);
}

#[test]
fn a_page_without_rows_can_be_written_and_left() {
    let head = NextHead { title: "Board".to_owned(), today: day("2026-02-02"), ..NextHead::default() };
    let mut page = NextPage::new(head, Vec::new());
    press(&mut page, "space alt-up down end");
    assert_eq!(press(&mut page, "enter"), Some(NextWish::Write(NextStep::Stop)));
}
