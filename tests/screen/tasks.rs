//! The screen of all action items as it is drawn: at each size, narrowed, asked, while something is recorded, with nothing on it.
//!
//! Not here: what a key means to it (see `app::tasks`), and where a change is recorded (see `tests/cli`).

use minutebook::app::{Deed, Keymap, TaskChosen, TaskList, TaskScreen, TaskWish};
use minutebook::meeting::tasks::{Grouping, TaskRow};
use minutebook::meeting::{ActionItem, EntryId, Id, Item, ItemRef, Person, Status, WriterId};
use minutebook::view::{Depth, Theme, tasks};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::keyboard::{key_event, typed_event};
use crate::panes::rows;

const SIZES: [(u16, u16); 3] = [(120, 24), (80, 24), (40, 12)];

fn item(n: u32, series: &str, text: &str, owners: &[&str], due: Option<&str>, status: Status) -> TaskRow {
    let action = ActionItem {
        number: n,
        owners: owners.iter().map(|&name| name.to_owned()).collect(),
        due: due.map(|day| day.parse().unwrap()),
        status,
        reason: (status == Status::Dropped).then(|| "the board is gone".to_owned()),
        ..ActionItem::default()
    };
    let item = Item {
        item: ItemRef { meeting: Some("m".to_owned()), entry: EntryId(Id { writer: WriterId(1), n }) },
        slug: Some("2026-01-05-weekly".to_owned()),
        title: format!("{series} January"),
        slot: None,
        topic: "Budget".to_owned(),
        raised: Some("2026-01-05T09:00:00+01:00".parse().unwrap()),
        text: text.to_owned(),
        tickets: if n == 1 { vec!["HB-12".to_owned()] } else { Vec::new() },
        action,
        carried: n,
        settled_in: None,
        noted_as: (n == 12).then_some(7),
    };
    TaskRow { series: Some(series.to_owned()), item }
}

fn some() -> Vec<TaskRow> {
    let long = "Write down what the board thinks of the new crane, of its price, of who will drive it, and of what is to become \
                of the old one, before the harbour is closed for the winter";
    vec![
        item(1, "Weekly", "Draft the plan", &["Ada Conti", "Bruno Serra"], Some("2026-02-02"), Status::Open),
        item(12, "Weekly", long, &["Ada Conti"], Some("2027-01-04"), Status::Open),
        item(3, "Board", "Count the chairs", &[], Some("2026-02-20"), Status::Open),
        item(4, "Harbour and everything that belongs to it", "会議の議事録を書く", &["Zoë Young"], None, Status::Open),
        item(5, "Board", "Ask \u{1b}[2J the \u{202e}harbour", &["Bruno Serra\u{7}"], Some("2025-11-03"), Status::Open),
    ]
}

fn screen(rows: Vec<TaskRow>) -> TaskScreen {
    let list = TaskList::new(rows, Grouping::Owner, "2026-02-16".parse().unwrap());
    let mut screen = TaskScreen::new(list, "2026-02-16T12:00:00+01:00".parse().unwrap(), Keymap::default());
    screen.hear_progress(None);
    screen
}

fn press(screen: &mut TaskScreen, keys: &str) {
    for key in keys.split(' ') {
        screen.press(key_event(key));
    }
}

fn typed(screen: &mut TaskScreen, text: &str) {
    for sign in text.chars() {
        screen.press(typed_event(sign));
    }
}

fn drawn(screen: &TaskScreen, columns: u16, height: u16) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, height));
    let theme = Theme::new(Depth::Indexed);
    tasks::draw(screen, &theme, &mut buffer);
    crate::contrast::check(&buffer, &theme);
    rows(&buffer).join("\n")
}

/// The screen at each size, one below the other.
fn pictures(screen: &TaskScreen) -> String {
    let mut all = String::new();
    for (columns, height) in SIZES {
        let edge = "═".repeat(columns.into());
        all.extend([format!("{columns}x{height}\n{edge}\n{}\n{edge}\n", drawn(screen, columns, height))]);
    }
    all
}

#[test]
fn by_owner() {
    let mut screen = screen(some());
    press(&mut screen, "down");
    insta::assert_snapshot!(pictures(&screen));
}

#[test]
fn all_by_due_date() {
    let more = [
        item(6, "Weekly", "Buy a boat", &["Ada Conti"], Some("2026-01-09"), Status::Done),
        item(7, "Weekly", "Paint the pier", &["Ada Conti"], None, Status::Dropped),
    ];
    let mut screen = screen([some(), more.to_vec()].concat());
    press(&mut screen, "alt-a ctrl-o");
    screen.hear_progress(None);
    insta::assert_snapshot!(pictures(&screen));
}

#[test]
fn narrowed_and_owners_asked_with_a_name_completed() {
    let mut screen = screen(some());
    typed(&mut screen, "series:weekly draft");
    press(&mut screen, "alt-o");
    let people = [Person { name: "Zoë Young".to_owned(), ..Person::default() }];
    let item = screen.chosen().map(|(_, _, row)| row.item.item.clone()).expect("an item");
    screen.hear_people(&item, &people, &[]);
    typed(&mut screen, "Nora, zo");
    insta::assert_snapshot!(pictures(&screen));
}

#[test]
fn recorded_refused_and_on_its_way() {
    let mut screen = screen(some());
    screen.take_wishes();
    press(&mut screen, "ctrl-d down ctrl-d down down ctrl-d");
    let wishes = screen.take_wishes();
    let how =
        [Ok("action-1 (Draft the plan): done · in Review action items, Weekly (weekly)"), Err("the disk is full")];
    for (wish, how) in wishes.iter().zip(how) {
        let TaskWish::Record { nth, row, .. } = wish else { panic!("{wish:?}") };
        let status = if how.is_ok() { Status::Done } else { Status::Open };
        let stands = ActionItem { status, ..row.item.action.clone() };
        screen.hear_recorded(*nth, &row.item.item, Some(stands), how.map(str::to_owned).map_err(str::to_owned));
    }
    press(&mut screen, "home");
    insta::assert_snapshot!(pictures(&screen));
}

#[test]
fn nothing_there_and_nothing_that_fits() {
    let mut screen = screen(Vec::new());
    let empty = drawn(&screen, 80, 10);
    screen.hear_progress(Some((12, 2_000)));
    let reading = drawn(&screen, 80, 10);
    let mut some = self::screen(some());
    typed(&mut some, "before:soon nobody's");
    let edge = "═".repeat(80);
    insta::assert_snapshot!([empty, reading, drawn(&some, 80, 10)].join(&format!("\n{edge}\n")));
}

#[test]
fn its_keys() {
    let mut screen = screen(some());
    press(&mut screen, "f1");
    insta::assert_snapshot!(drawn(&screen, 80, 24));
}

#[test]
fn any_size_is_drawn_with_the_cursor_on_it_and_the_chosen_item_in_sight() {
    let many: Vec<TaskRow> =
        (1..200).map(|n| item(n, "Weekly", &format!("thing {n}"), &["Ada"], None, Status::Open)).collect();
    for (columns, height) in [(0, 0), (1, 1), (2, 2), (9, 3), (5, 4), (12, 5), (20, 7), (30, 9), (40, 12), (300, 80)] {
        let mut screen = screen(many.clone());
        for keys in ["home", "pagedown", "pagedown down", "end", "up up up", "alt-o", "esc", "f1"] {
            press(&mut screen, keys);
            let shown = drawn(&screen, columns, height);
            let area = Rect::new(0, 0, columns, height);
            assert!(tasks::cursor(&screen, area).is_none_or(|at| area.contains(at)), "{columns} by {height}");
            let Some((_, _, row)) = screen.chosen().filter(|_| screen.help.is_none() && columns >= 30) else {
                continue;
            };
            assert!(shown.contains(&row.item.text), "{} at {columns} by {height}:\n{shown}", row.item.text);
        }
    }
}

#[test]
fn nothing_hostile_reaches_a_cell() {
    let shown = drawn(&screen(some()), 120, 24);
    assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{7}']) && shown.contains("harbour"), "{shown}");
}

#[test]
fn an_item_is_chosen_by_a_click_opened_by_a_second_one_and_ticked_on_its_box() {
    let mut screen = screen(some());
    let area = Rect::new(0, 0, 80, 24);
    let place = |screen: &TaskScreen, words: &str| {
        let shown = drawn(screen, area.width, area.height);
        let y = shown.lines().position(|row| row.contains(words)).expect(words);
        u16::try_from(y).expect("a screen's row")
    };
    let point = |screen: &mut TaskScreen, deed: Deed, x: u16, y: u16| {
        let target = tasks::under(screen, &Theme::new(Depth::Indexed), area, Position { x, y });
        screen.point(deed, target)
    };
    let y = place(&screen, "Count the chairs");
    assert_eq!(point(&mut screen, Deed::Press(1), 20, y), None);
    assert_eq!(screen.chosen().map(|(.., row)| row.item.action.number), Some(3));
    // However slow the second one is.
    assert!(matches!(point(&mut screen, Deed::Press(1), 20, y), Some(TaskChosen::Open(_))));
    screen.take_wishes();
    point(&mut screen, Deed::Press(1), 3, y);
    let wishes = screen.take_wishes();
    assert!(
        matches!(wishes.as_slice(), [TaskWish::Record { changes, .. }] if changes.status == Some(Status::Done)),
        "{wishes:?}"
    );
    let head = place(&screen, "Ada Conti");
    let before = screen.chosen().map(|(line, ..)| line);
    point(&mut screen, Deed::Press(1), 3, head);
    assert_eq!(screen.chosen().map(|(line, ..)| line), before, "a heading is nobody's");
}
