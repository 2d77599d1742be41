//! Searching all meetings: the pop-up over a meeting and the page, what is asked of the index and what an answer does.
//!
//! Not here: what is found (see `archive`), and the whole program (see `tests/meeting_live/search.rs`).

use minutebook::app::search::{Answer, Indexing, Question, Wanted};
use minutebook::app::{Deed, Effect, Leads, Msg, Notice, ReadOnly, Saved, Search, Target, Tone};
use minutebook::meeting::search::{Found, Hit, Place, There};
use minutebook::meeting::{EntryId, Kind, SlotId, Status};
use minutebook::view::{Depth, Theme, search};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::panes::{rows, shown};
use crate::pictures::{busy, pictures};
use crate::script::Screen;

const SIZES: [(u16, u16); 4] = [(120, 40), (80, 24), (59, 20), (40, 12)];

/// The folder of the meeting on screen.
const HERE: &str = "2019-10-28-reef";

fn hit(place: Place, text: &str, mark: &str) -> Hit {
    let marks = text.match_indices(mark).filter(|_| !mark.is_empty()).map(|(at, _)| at..at + mark.len()).collect();
    Hit {
        meeting: "2019-09-02-weekly".to_owned(),
        title: "Weekly status of the data management".to_owned(),
        series: Some("Weekly".to_owned()),
        date: "2019-09-02".parse().ok(),
        at: None,
        slot: None,
        topic: "Middleware".to_owned(),
        entry: None,
        place,
        status: None,
        text: text.to_owned(),
        marks,
    }
}

fn found(here: Option<(SlotId, EntryId)>) -> Found {
    let entry = Place::Entry;
    let mut own = hit(entry(Kind::Note), "Need a technical plan to deploy without a registry", "plan");
    (own.meeting, own.title) = (HERE.to_owned(), "Reef face-to-face, October 2019".to_owned());
    (own.slot, own.entry) = (here.map(|(slot, _)| slot), here.map(|(_, entry)| entry));
    let long = format!("{} so that the plan is there in time{}", "before that ".repeat(30), ", and more".repeat(30));
    let mut settled = hit(entry(Kind::Action), "Bo Chen — tell of the plan", "plan");
    settled.status = Some(Status::Done);
    let hits = vec![
        own,
        hit(entry(Kind::Decision), "the plan is drafted by Friday", "plan"),
        hit(entry(Kind::Action), "Ann Lee, Bo Chen — draft the plan DM-123", "plan"),
        hit(entry(Kind::Note), &long, "plan"),
        settled,
        hit(
            entry(Kind::Note),
            "会議の計画 plan は次の水曜日までに共有スキーマを使って複数ユーザーの問題を避けられますか",
            "計画",
        ),
        hit(entry(Kind::Speech), "Wil: \u{202e}planned\u{1b}[2J\u{7} backwards", "plan"),
        hit(Place::Topic, "Plans", "Plan"),
        hit(Place::Title, "Planning week", "Plan"),
        hit(Place::Point, "שלום the plan", "plan"),
        hit(entry(Kind::Question), "does cafe\u{301} plan", "cafe\u{301}"),
    ];
    Found { count: 134, complete: true, hits }
}

/// A meeting in which somebody searches.
fn searching(screen: &mut Screen, words: &str) {
    screen.model.search.here = Some(HERE.to_owned());
    screen.press("f3").typed(words);
    let here = screen.model.meeting().entries().next().map(|(slot, entry)| (slot.id, entry.id));
    let number = asked(screen).last().expect("a question").number;
    screen.send(Msg::Found(Answer { number, found: found(here), is_current: true }));
}

fn asked(screen: &Screen) -> Vec<Question> {
    let questions = screen.asked.iter().filter_map(|effect| match effect {
        Effect::LookFor(question) => Some(question.clone()),
        _ => None,
    });
    questions.collect()
}

#[test]
fn the_search_over_a_meeting() {
    let mut screen = busy();
    screen.typed("half typed");
    searching(&mut screen, "plan");
    screen.press("down down down");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn the_search_before_anything_is_typed() {
    let mut screen = busy();
    searching(&mut screen, "");
    screen.send(Msg::Indexing(Some(Indexing { done: 120, all: 2_000 })));
    insta::assert_snapshot!(pictures(&mut screen));
}

/// The page at each size.
fn pages(search: &Search) -> String {
    let mut all = String::new();
    for (columns, height) in SIZES {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, height));
        let theme = Theme::new(Depth::Indexed);
        search::draw_page(search, &theme, &mut buffer);
        crate::contrast::check(&buffer, &theme);
        let edge = "═".repeat(columns.into());
        all.extend([format!("{columns}x{height}\n{edge}\n{}\n{edge}\n", rows(&buffer).join("\n"))]);
    }
    all
}

fn page(words: &str) -> Search {
    let mut search = Search::new("2026-05-04".parse().unwrap());
    search.begin(words);
    let number = search.question().unwrap().number;
    search.answer(Answer { number, found: found(None), is_current: true });
    search
}

#[test]
fn the_page_of_the_search() {
    let mut blank = page("");
    blank.indexing = Some(Indexing { done: 0, all: 0 });
    let mut typed = page("plan before:soon kind:note");
    typed.found.complete = false;
    let mut nothing = page("xyzzy");
    nothing.found = Found { complete: true, ..Found::default() };
    insta::assert_snapshot!(format!("{}\n{}\n{}", pages(&blank), pages(&typed), pages(&nothing)));
}

#[test]
fn any_size_of_the_page_is_drawn() {
    for columns in (0..=130).step_by(7) {
        for height in 0..=30 {
            for words in ["", "plan", "kind:x y"] {
                let screen = Rect::new(0, 0, columns, height);
                let mut buffer = Buffer::empty(screen);
                let page = page(words);
                search::draw_page(&page, &Theme::new(Depth::Indexed), &mut buffer);
                assert!(buffer.content.iter().all(|cell| !cell.symbol().chars().any(char::is_control)));
                assert!(search::page_cursor(&page, screen).is_none_or(|at| screen.contains(at)), "{columns}x{height}");
            }
        }
    }
}

#[test]
fn opening_it_reads_what_is_new_and_each_letter_asks() {
    let mut screen = Screen::open();
    screen.typed("half").press("f3");
    assert!(screen.asked.contains(&Effect::ReadWhatIsNew));
    screen.typed("pl");
    let terms: Vec<String> =
        asked(&screen).iter().filter_map(|it| it.query.terms.first()).map(|it| it.text.clone()).collect();
    assert_eq!(terms, ["p", "pl"]);
    screen.press("esc");
    assert_eq!((screen.popup(), screen.model.line.text()), (None, "half"), "what was half typed is there");
    screen.press("f3");
    assert_eq!(screen.model.search.line.text(), "pl", "it is as it was left");
}

#[test]
fn a_hit_of_this_meeting_comes_on_screen_and_the_search_is_gone() {
    let mut screen = busy();
    screen.press("alt-down");
    searching(&mut screen, "plan");
    screen.press("enter");
    let first = screen.model.meeting().entries().next().map(|(slot, entry)| (slot.id, entry.id)).unwrap();
    assert_eq!((screen.popup(), screen.model.viewed, screen.model.selected), (None, first.0, Some(first.1)));
    assert!(!screen.asked.iter().any(|effect| matches!(effect, Effect::Visit(_))));
}

#[test]
fn a_hit_of_another_meeting_is_visited_and_the_search_stays_for_the_way_back() {
    let mut screen = busy();
    searching(&mut screen, "plan");
    screen.press("down enter");
    let there = There { meeting: "2019-09-02-weekly".to_owned(), slot: None, entry: None };
    assert_eq!((screen.asked.last(), screen.popup()), (Some(&Effect::Visit(there)), Some("Search")));
}

#[test]
fn words_behind_the_slash_fill_the_query_and_are_no_line() {
    let mut screen = Screen::open();
    screen.typed("/search budget ann").press("enter");
    assert_eq!((screen.popup(), screen.model.search.line.text()), (Some("Search"), "budget ann"));
    screen.press("esc").typed("/find x").press("enter");
    assert_eq!((screen.model.search.line.text(), screen.model.line.text()), ("x", ""));
    assert_eq!(screen.acts.len(), 1, "nothing but the opening was written");
}

#[test]
fn while_it_is_open_the_clock_runs_and_what_is_in_danger_and_due_is_seen() {
    let mut screen = busy();
    searching(&mut screen, "plan");
    let before = shown(&screen);
    screen.wait(60);
    assert_ne!(shown(&screen), before, "the clock runs on");
    screen.send(Msg::Saved(Saved::Failing { why: "disk full".to_owned(), unsaved: 2 }));
    screen.send(Msg::Say(Notice { text: "5 min left: Plans".to_owned(), tone: Tone::Time }));
    let now = shown(&screen);
    assert!(now.contains("NOT SAVED: disk full") && now.contains("5 min left: Plans"), "{now}");
    screen.typed("x");
    assert!(shown(&screen).contains("5 min left: Plans"));
}

#[test]
fn an_answer_that_comes_after_the_search_was_left_opens_nothing() {
    let mut screen = busy();
    screen.press("f3").typed("plan").press("enter esc");
    let number = asked(&screen).last().unwrap().number;
    screen.send(Msg::Found(Answer { number, found: found(None), is_current: true }));
    assert!(!screen.asked.iter().any(|effect| matches!(effect, Effect::Visit(_))));
    assert_eq!(screen.popup(), None);
}

#[test]
fn it_works_on_a_screen_that_is_only_for_reading_and_esc_leaves_a_visited_meeting() {
    let mut screen = busy();
    screen.model.leads = Leads::Back;
    screen.read_only(Some(ReadOnly::LookedAt { over_a_meeting: true }));
    screen.press("f3");
    assert_eq!(screen.popup(), Some("Search"));
    screen.press("esc");
    assert_eq!((screen.popup(), screen.ended), (None, None));
    screen.press("up enter");
    assert!(!screen.asked.contains(&Effect::TakeOver));
    assert!(shown(&screen).contains("`minutebook open` goes on with it"), "{}", shown(&screen));
    screen.press("esc");
    assert_eq!(screen.ended, Some(minutebook::app::Ending::Looked));
}

#[test]
fn a_meeting_that_was_opened_from_a_page_is_gone_on_with_by_enter() {
    let mut screen = busy();
    screen.model.leads = Leads::Back;
    screen.read_only(Some(ReadOnly::LookedAt { over_a_meeting: false }));
    screen.typed("x");
    assert!(shown(&screen).contains("Enter goes on with it") && screen.asked.is_empty());
    screen.press("enter");
    assert_eq!(screen.asked, [Effect::TakeOver]);
}

#[test]
fn on_the_page_a_hit_is_chosen_by_a_click_and_opened_by_a_second_one_and_the_wheel_opens_nothing() {
    let mut page = page("plan");
    let (screen, theme) = (Rect::new(0, 0, 80, 24), Theme::new(Depth::Indexed));
    let place = |page: &Search, words: &str| {
        let mut buffer = Buffer::empty(screen);
        search::draw_page(page, &theme, &mut buffer);
        let y = rows(&buffer).iter().position(|row| row.contains(words)).expect(words);
        Position { x: 9, y: u16::try_from(y).expect("a screen's row") }
    };
    let point = |page: &mut Search, deed: Deed, at: Position| {
        let target = search::under_page(page, &theme, screen, at);
        page.point(deed, target)
    };
    let at = place(&page, "draft the plan DM-123");
    // The second row of a hit, where it stands, is its as well.
    let below = Position { y: at.y + 1, ..at };
    assert_eq!((point(&mut page, Deed::Press(1), below), page.chosen), (None, 2));
    assert_eq!(place(&page, "draft the plan DM-123"), at);
    assert_eq!((point(&mut page, Deed::Wheel(3), at), page.chosen), (None, 2));
    assert_ne!(place(&page, "draft the plan DM-123"), at);
    point(&mut page, Deed::Wheel(-3), at);
    let there = There { meeting: "2019-09-02-weekly".to_owned(), slot: None, entry: None };
    assert_eq!(point(&mut page, Deed::Press(1), at), Some(Wanted::There(there)));
    // What is typed, the margin, the keys.
    point(&mut page, Deed::Press(1), Position { x: 4, y: 2 });
    assert_eq!(page.line.cursor(), 1);
    assert_eq!(search::under_page(&page, &theme, screen, Position { x: 0, y: 1 }), Target::Outside);
    let keys = place(&page, "Esc clears");
    assert_eq!(search::under_page(&page, &theme, screen, Position { x: 1, ..keys }), Target::Keys("Enter".to_owned()));
}
