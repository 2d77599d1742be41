//! The page between the minutes and their writers: what its runs stand for, and what holds for any meeting.

use std::collections::BTreeSet;

use minutebook::meeting::{Meeting, Tickets};
use minutebook::minutes::page::{Block, Item, Line, Mark, Page, Refers, Run};
use minutebook::minutes::{Layout, Minutes, Only, Options};
use proptest::prelude::*;

use crate::{example, generated, plain};

fn page(meeting: &Meeting, options: &Options) -> Page {
    Page::new(&Minutes::new(meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z")), options)
}

/// All blocks, those within others too, in reading order.
fn each_block<'p>(blocks: &'p [Block], take: &mut dyn FnMut(&'p Block)) {
    for block in blocks {
        take(block);
        match block {
            Block::Prepared(blocks) => each_block(blocks, take),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| each_block(cell, take)),
            Block::Heading { .. } | Block::Paragraph(_) | Block::Lines(_) | Block::Facts(_) | Block::List(_) => {}
        }
    }
}

fn each_item<'p>(items: &'p [Item], take: &mut dyn FnMut(&'p Item)) {
    for item in items {
        take(item);
        each_item(&item.children, take);
    }
}

fn items(page: &Page) -> Vec<&Item> {
    let mut items = Vec::new();
    each_block(&page.blocks, &mut |block| {
        if let Block::List(list) = block {
            each_item(list, &mut |item| items.push(item));
        }
    });
    items
}

fn runs(page: &Page) -> Vec<&Run> {
    let mut lines: Vec<&Line> = items(page).into_iter().map(|item| &item.text).collect();
    each_block(&page.blocks, &mut |block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => lines.push(text),
        Block::Lines(all) => lines.extend(all),
        Block::Facts(facts) => lines.extend(facts.iter().map(|(_, value)| value)),
        Block::List(_) | Block::Table(_) | Block::Prepared(_) => {}
    });
    lines.into_iter().flatten().collect()
}

/// The numbers of the action items that are first, in reading order.
fn first_tasks(page: &Page) -> Vec<u32> {
    let number = |item: &&Item| match &item.mark {
        Mark::Task(task) if task.is_first => Some(task.number),
        Mark::Task(_) | Mark::Bullet => None,
    };
    items(page).iter().filter_map(number).collect()
}

#[test]
fn people_tickets_and_dates_of_an_action_item_are_known_as_what_they_are() {
    let mut meeting = plain::planned();
    meeting.people[0].account = Some("557058:a".to_owned());
    let page = page(&meeting, &Options::default());
    let item = items(&page).into_iter().find(|item| item.text.iter().any(|run| run.text == "TIDE-41")).unwrap();
    let found: Vec<(&str, Option<&Refers>)> =
        item.text.iter().map(|run| (run.text.as_str(), run.refers.as_ref())).collect();
    let due = Refers::Day("2026-04-10".parse().unwrap());
    let ticket = Refers::Ticket(Some("https://tracker.example/browse/TIDE-41".to_owned()));
    assert_eq!(
        found,
        [
            ("#2 ", None),
            ("Marta Quiroga", Some(&Refers::Person(Some("557058:a".to_owned())))),
            (", ", None),
            ("Jun Watanabe", Some(&Refers::Person(None))),
            (" — ask the ministry for a date ", None),
            ("TIDE-41", Some(&ticket)),
            (" · due ", None),
            ("Fri 10 Apr 2026", Some(&due)),
        ]
    );
}

#[test]
fn who_is_on_no_roster_is_a_name_and_a_ticket_without_an_address_is_a_ticket() {
    let mut meeting = example::meeting();
    meeting.head.tickets = Tickets::Any;
    let page = page(&meeting, &Options::default());
    let refers = |text: &str| runs(&page).into_iter().find(|run| run.text == text).map(|run| run.refers.clone());
    assert_eq!(refers("TIDE-41"), Some(Some(Refers::Ticket(None))));
    assert_eq!(refers("An Outsider"), Some(Some(Refers::Name)));
}

#[test]
fn each_action_item_is_first_once_where_it_was_said_or_else_in_the_list() {
    let meeting = example::meeting();
    let numbers: Vec<u32> = meeting.action_items().map(|(.., item)| item.number).collect();
    for layout in [Layout::Sections, Layout::Tables] {
        assert_eq!(first_tasks(&page(&meeting, &Options { layout, ..Options::default() })), numbers);
    }
    let mut listed = first_tasks(&page(&meeting, &Options { only: Some(Only::Actions), ..Options::default() }));
    listed.sort_unstable();
    assert_eq!(listed, numbers);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_page_of_any_meeting_is_whole(meeting in generated::meeting()) {
        for layout in [Layout::Sections, Layout::Tables] {
            let page = page(&meeting, &Options { layout, ..Options::default() });
            let mut ids = BTreeSet::new();
            let mut faults = Vec::new();
            each_block(&page.blocks, &mut |block| match block {
                Block::Heading { id, .. } if !ids.insert(id.clone()) => faults.push(format!("{id} twice")),
                Block::Table(table) if !ids.insert(table.id.clone()) => faults.push(format!("{} twice", table.id)),
                Block::Table(table) if table.rows.iter().any(|row| row.len() != table.header.len()) => {
                    faults.push(format!("{}: a row with other columns", table.id));
                }
                Block::List(items) if items.is_empty() => faults.push("an empty list".to_owned()),
                Block::Lines(lines) if lines.len() < 2 || lines.iter().any(Vec::is_empty) => {
                    faults.push("a paragraph of too few lines".to_owned());
                }
                Block::Paragraph(line) if line.is_empty() => faults.push("an empty paragraph".to_owned()),
                _ => {}
            });
            prop_assert!(faults.is_empty(), "{:?}", faults);
            let actions: Vec<u32> = meeting.action_items().map(|(.., item)| item.number).collect();
            prop_assert_eq!(first_tasks(&page), actions);
            for run in runs(&page) {
                prop_assert!(!run.text.is_empty() && !run.text.chars().any(char::is_control), "{:?}", run);
            }
        }
    }
}
