//! The screens beside the meeting's.

use crossterm::event::{KeyCode, KeyEvent};
use minutebook::agenda;
use minutebook::app::planner::Planner;
use minutebook::app::{Home, HomeRow, Keymap, NextGroup, NextHead, NextPage, NextRow, Search, TaskList, TaskScreen};
use minutebook::meeting::tasks::{Grouping, TaskRow};
use minutebook::meeting::{ActionItem, EntryId, Id, Item, ItemRef, Request, Status, WriterId};
use minutebook::view::{home, next, planner, search, tasks};
use ratatui::buffer::Buffer;

use super::pictures;

fn task(n: u32, text: &str, owners: &[&str], due: Option<&str>, status: Status) -> TaskRow {
    let owners = owners.iter().map(|&name| name.to_owned()).collect();
    let due = due.map(|day| day.parse().unwrap());
    let item = Item {
        item: ItemRef { meeting: Some("m".to_owned()), entry: EntryId(Id { writer: WriterId(1), n }) },
        slug: Some("2026-01-05-vorstand".to_owned()),
        title: "Vorstand Januar".to_owned(),
        slot: None,
        topic: "Haushalt".to_owned(),
        raised: Some("2026-01-05T09:00:00+01:00".parse().unwrap()),
        text: text.to_owned(),
        tickets: Vec::new(),
        action: ActionItem { number: n, owners, due, status, ..ActionItem::default() },
        carried: n,
        settled_in: None,
        noted_as: None,
    };
    TaskRow { series: Some("Vorstand".to_owned()), item }
}

#[test]
fn the_action_items_of_all_meetings() {
    minutebook::words::speak(minutebook::lang::Lang::German);
    let rows = vec![
        task(1, "den Plan entwerfen", &["Ann Lee", "Bo Chen"], Some("2026-02-02"), Status::Open),
        task(2, "die Stühle zählen", &[], Some("2026-02-20"), Status::Open),
        task(3, "ein Boot kaufen", &["Bo Chen"], None, Status::Open),
    ];
    let list = TaskList::new(rows, Grouping::Owner, "2026-02-16".parse().unwrap());
    let mut screen = TaskScreen::new(list, "2026-02-16T12:00:00+01:00".parse().unwrap(), Keymap::default());
    screen.hear_progress(None);
    let picture = |screen: &TaskScreen| {
        pictures(|theme, area| {
            let mut buffer = Buffer::empty(area);
            tasks::draw(screen, theme, &mut buffer);
            buffer
        })
    };
    insta::assert_snapshot!(picture(&screen));
    screen.press(KeyEvent::from(KeyCode::Delete));
    insta::assert_snapshot!(picture(&screen));
}

#[test]
fn the_next_agenda() {
    minutebook::words::speak(minutebook::lang::Lang::German);
    let row = |id, text: &str, minutes| NextRow { id, text: text.to_owned(), minutes, ..NextRow::default() };
    let head = NextHead {
        title: "Vorstand 2026-01-26".to_owned(),
        date: Some("2026-01-26".parse().unwrap()),
        today: "2026-01-19".parse().unwrap(),
        besides: 10,
        took: Some(50),
    };
    let item = NextRow { needs_reason: true, ..row(0, "action-2 den Taucher bestellen", None) };
    let groups = vec![
        NextGroup { title: "Offene Aufgaben", rows: vec![item] },
        NextGroup {
            title: "In jeder Sitzung",
            rows: vec![NextRow { is_slot: true, ..row(1, "Rundgespräch", Some(10)) }],
        },
    ];
    let mut page = NextPage::new(head, groups);
    let keymap = Keymap::default();
    let picture = |page: &NextPage| {
        pictures(|theme, area| {
            let mut buffer = Buffer::empty(area);
            next::draw(page, &keymap, theme, &mut buffer);
            buffer
        })
    };
    insta::assert_snapshot!(picture(&page));
    page.press(KeyEvent::from(KeyCode::Down), &keymap);
    page.press(KeyEvent::from(KeyCode::Char('x')), &keymap);
    insta::assert_snapshot!(picture(&page));
}

#[test]
fn the_planner() {
    minutebook::words::speak(minutebook::lang::Lang::German);
    let text =
        "---\ntitle: Vorstand\n---\n# Freitag: 2026-03-06\n\n## 09:00 Begrüßung (15m)\n\n## 09:15 Haushalt (45m)\n";
    let agenda = agenda::read(text.as_bytes(), "vorstand").unwrap().agenda;
    let request = |topic: &str, minutes| Request {
        topic: topic.to_owned(),
        requested_by: Some("Bo Chen".to_owned()),
        minutes,
        ..Request::default()
    };
    let requests = vec![request("Beleuchtung", Some(30)), request("Helfer", None)];
    let keymap = Keymap::default();
    let mut plan = Planner::new(agenda, requests, chrono_tz::Europe::Berlin, false);
    let picture = |plan: &Planner| {
        pictures(|theme, area| {
            let mut buffer = Buffer::empty(area);
            planner::draw(plan, theme, &mut buffer);
            buffer
        })
    };
    insta::assert_snapshot!(picture(&plan));
    plan.press(KeyEvent::from(KeyCode::Enter), &keymap);
    insta::assert_snapshot!(picture(&plan));
    plan.press(KeyEvent::from(KeyCode::F(1)), &keymap);
    insta::assert_snapshot!(picture(&plan));
}

#[test]
fn the_search_before_anything_is_typed() {
    minutebook::words::speak(minutebook::lang::Lang::German);
    let page = Search::new("2026-02-16".parse().unwrap());
    insta::assert_snapshot!(pictures(|theme, area| {
        let mut buffer = Buffer::empty(area);
        search::draw_page(&page, theme, &mut buffer);
        buffer
    }));
}

#[test]
fn the_screen_before_a_meeting() {
    minutebook::words::speak(minutebook::lang::Lang::German);
    let mut page = Home::new(vec!["Protokolle, live mitgeschrieben.".to_owned()], Vec::new(), None);
    let row = |group, label: &str| HomeRow {
        group,
        label: label.to_owned(),
        detail: String::new(),
        identity: label.to_owned(),
    };
    page.refill(vec![row("Läuft", "Vorstand des Hafens"), row("Alle Sitzungen", "12 offene Aufgaben")]);
    insta::assert_snapshot!(pictures(|theme, area| {
        let mut buffer = Buffer::empty(area);
        home::draw(&page, theme, &mut buffer);
        buffer
    }));
}
