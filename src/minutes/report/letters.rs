//! A report as drafts of e-mails: one to all who own something, or one to each person with what is theirs.
//!
//! A group has no address and gets no letter: who is in it, no roster says. Not here: what a draft is (see `minutes/mail.rs`), and
//! sending.

use super::super::mail::{Draft, address, mailbox};
use super::super::page::{Block, Page, plain as line};
use super::super::{Options, html, plain};
use super::{Grouping, List, Report, TaskRow, Tasks};
use crate::lang::Lang;
use crate::meeting::{Person, folded};

/// A draft to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The person's name.
    pub name: String,
    /// The whole file; none: no address of theirs is known that a mail can be sent to, as of a group.
    pub draft: Option<String>,
    /// How many open action items are theirs.
    pub open: usize,
}

/// One draft with the whole report, to everybody who owns something in it and has an address.
pub(super) fn to_all(report: &Report, options: &Options) -> String {
    let people = match &report.list {
        List::Tasks(tasks) => owners(tasks).into_iter().filter_map(|name| known(report, name)).collect(),
        List::Decisions(_) => Vec::new(),
    };
    draft(report, &Page::of_report(report, options), people, options.lang)
}

/// A letter to each owner of an open action item, in the order of their names, with what is theirs.
pub fn letters(report: &Report, options: &Options) -> Vec<Letter> {
    let List::Tasks(tasks) = &report.list else { return Vec::new() };
    owners(tasks).into_iter().filter_map(|name| letter(report, tasks, name, options)).collect()
}

fn letter(report: &Report, tasks: &Tasks, name: &str, options: &Options) -> Option<Letter> {
    let is_own = |row: &&TaskRow| row.is_open() && row.is_owned_by(name);
    let own: Vec<TaskRow> = tasks.rows.iter().filter(is_own).cloned().collect();
    let open = own.len();
    let own = Tasks::new(own, Vec::new(), Grouping::Due, tasks.today);
    let own = Report { list: List::Tasks(own), ..report.clone() };
    let write = |person| {
        let mut page = Page::of_report(&own, options);
        page.blocks.insert(0, Block::Paragraph(line(options.lang.words().reports.yours)));
        draft(&own, &page, vec![person], options.lang)
    };
    (open > 0).then(|| Letter { name: name.to_owned(), draft: known(report, name).map(write), open })
}

/// Whoever owns something, once, by name.
fn owners(tasks: &Tasks) -> Vec<&str> {
    let mut names: Vec<&str> = tasks.rows.iter().flat_map(|row| &row.item.action.owners).map(String::as_str).collect();
    names.sort_by_cached_key(|name| folded(name));
    names.dedup_by_key(|name| folded(name));
    names
}

/// The person of that name, where a mail can reach them.
fn known<'r>(report: &'r Report, name: &str) -> Option<&'r Person> {
    report.people.iter().find(|person| folded(&person.name) == folded(name) && mailbox(person).is_some())
}

fn draft(report: &Report, page: &Page, people: Vec<&Person>, lang: Lang) -> String {
    let words = lang.words();
    let whose: String = people.iter().filter_map(|person| mailbox(person)).collect::<Vec<_>>().join(" ");
    let kind = match report.list {
        List::Tasks(_) => "actions",
        List::Decisions(_) => "decisions",
    };
    let identity = format!("{kind}.{}.{:08x}", report.now.timestamp_millis(), crc32fast::hash(whose.as_bytes()));
    let subject = [report.title(lang), words.colon, &page.dates].concat();
    let to = people.into_iter().filter_map(address).collect();
    let (text, page) = (plain::of_page(page), html::of_page_for_mail(page));
    Draft { from: None, to, subject, date: report.now, identity, text, page }.write()
}
