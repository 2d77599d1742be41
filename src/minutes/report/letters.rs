//! A report as drafts of e-mails: one to all who own something, or one to each person with what is theirs.
//!
//! A group has no address and gets no letter: who is in it, no roster says. Not here: what a draft is (see `minutes/mail.rs`), and
//! sending.

use super::super::mail::{Draft, address, mailbox};
use super::super::page::{Block, Page, plain as line};
use super::super::{Options, html, plain};
use super::{Group, GroupKey, Grouping, List, Report, Tasks};
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
        List::Tasks(tasks) => {
            let mut names: Vec<&str> =
                tasks.rows.iter().flat_map(|row| &row.item.action.owners).map(String::as_str).collect();
            names.sort_by_cached_key(|name| folded(name));
            names.dedup_by_key(|name| folded(name));
            names.into_iter().filter_map(|name| known(report, name)).collect()
        }
        List::Decisions(_) => Vec::new(),
    };
    draft(report, &Page::of_report(report, options), people, options.lang)
}

/// A letter to each owner of an open action item, in the order of their names, with what is theirs; where some owners were asked for,
/// to those.
pub fn letters(report: &Report, options: &Options) -> Vec<Letter> {
    let List::Tasks(tasks) = &report.list else { return Vec::new() };
    let open = tasks.rows.iter().filter(|row| row.is_open()).cloned().collect();
    let open = Tasks::new(open, tasks.owners.clone(), Grouping::Owner, tasks.today);
    let groups = open.groups().into_iter();
    groups.filter_map(|group| letter(report, &group, options)).collect()
}

/// The letter to the owner of a group; none where nobody owns what is in it.
fn letter(report: &Report, group: &Group, options: &Options) -> Option<Letter> {
    let GroupKey::Owner(name) = group.key else { return None };
    let write = |person| {
        let rows = group.rows.iter().map(|&row| row.clone()).collect();
        let list = List::Tasks(Tasks::new(rows, Vec::new(), Grouping::Due, report.today()));
        let (people, tickets) = (report.people.clone(), report.tickets.clone());
        let own = Report { list, asked: report.asked.clone(), people, tickets, now: report.now };
        let mut page = Page::of_report(&own, options);
        page.blocks.insert(0, Block::Paragraph(line(options.lang.words().reports.yours)));
        draft(&own, &page, vec![person], options.lang)
    };
    Some(Letter { name: name.to_owned(), draft: known(report, name).map(write), open: group.rows.len() })
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
