//! A report over many meetings in Org: a TODO heading with a deadline for each action item, under its group; decisions as lists.
//!
//! An item of several owners is one heading, tagged with all of them, under the first of its groups and a line under the
//! others, so that Org's own agenda counts it once. Not here: which rows there are (see `minutes/report`).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::inline::clean;
use super::super::page::line::Text;
use super::super::page::{self, Block, Page};
use super::super::report::{DecisionRow, List, Report, TaskRow, Tasks};
use super::escape::{self, Place};
use super::notes::cookie;
use super::tasks::{keyword, tags};
use super::{names, properties, stamp};
use crate::lang::Lang;

/// The whole file; the headings and facts are those of `page`.
pub(in crate::minutes) fn of_report(report: &Report, page: &Page, lang: Lang) -> String {
    let mut org = format!("#+TITLE: {}\n#+DATE: {}", clean(&page.title), stamp::date(report.today()));
    let _ = write!(org, "\n#+LANGUAGE: {}", lang.code());
    org += "\n#+TODO: TODO | DONE CANCELLED\n#+PRIORITIES: A E C\n#+OPTIONS: ^:{} -:nil ':nil num:nil toc:nil d:t c:t";
    let mut blocks = vec![org];
    let asked = report.asked(lang).into_iter().map(|(name, value)| format!("- {name} :: {}", plain(&value)));
    let counts = format!(
        "- {} :: {}",
        lang.words().head.when,
        plain(&[page.dates.clone(), report.counts(lang).join(" · ")].join(" · "))
    );
    blocks.push([counts].into_iter().chain(asked).collect::<Vec<_>>().join("\n"));
    let headings = page.blocks.iter().filter_map(|block| match block {
        Block::Heading { text, .. } => Some(text.iter().map(|run| run.text.as_str()).collect::<String>()),
        _ => None,
    });
    let before = blocks.len();
    match &report.list {
        List::Tasks(tasks) => {
            let mut seen = BTreeSet::new();
            for (group, heading) in tasks.groups().iter().zip(headings) {
                blocks.push(format!("* {}", title(&heading)));
                let (first, again): (Vec<&TaskRow>, Vec<&TaskRow>) =
                    group.rows.iter().partition(|row| seen.insert(&row.item.item));
                let again: Vec<String> = again.into_iter().map(|row| named_again(report, row, lang)).collect();
                blocks.extend((!again.is_empty()).then(|| again.join("\n")));
                blocks.extend(first.into_iter().map(|row| task(report, tasks, row, lang)));
            }
        }
        List::Decisions(decisions) => {
            for (rows, heading) in decisions.meetings().iter().zip(headings) {
                blocks.push(format!("* {}", title(&heading)));
                blocks.push(rows.iter().map(|row| decision(report, row, lang)).collect::<Vec<_>>().join("\n"));
            }
        }
    }
    if blocks.len() == before {
        blocks.push(lang.words().nothing.none.to_owned());
    }
    blocks.join("\n\n") + "\n"
}

/// Words of ours and names within a line: nothing in them is markup.
fn plain(text: &str) -> String {
    escape::line(&page::plain(clean(text)), Place::Within)
}

fn title(text: &str) -> String {
    escape::heading(&page::plain(clean(text)), Place::Start)
}

/// An item that has its heading in a group before.
fn named_again(report: &Report, row: &TaskRow, lang: Lang) -> String {
    let tickets = report.tracker(row.item.item.meeting.as_deref());
    let text = escape::line(&Text::of(tickets, &[], lang).typed(&row.item.text), Place::Within);
    format!("- #{} — {text}", row.item.action.number)
}

fn task(report: &Report, tasks: &Tasks, row: &TaskRow, lang: Lang) -> String {
    let (item, action) = (&row.item, &row.item.action);
    let tickets = report.tracker(item.item.meeting.as_deref());
    let priority = action.priority.and_then(cookie).map(|cookie| cookie + " ").unwrap_or_default();
    let text = escape::heading(&Text::of(tickets, &[], lang).typed(&item.text), Place::Typed);
    let mut lines = vec![format!("** {} {priority}{text}{}", keyword(action.status), tags(&action.owners))];
    lines.extend(action.due.map(|due| format!("DEADLINE: {}", stamp::active(due))));
    let count = |count: u32| if count > 0 { count.to_string() } else { String::new() };
    lines.push(properties(&[
        ("NUMBER", action.number.to_string()),
        ("OWNER", names(&action.owners)),
        ("SERIES", clean(row.series.as_deref().unwrap_or_default())),
        ("MEETING", clean(&item.title)),
        ("NOTED", item.raised.map(|at| stamp::date(at.date_naive())).unwrap_or_default()),
        ("SLOT", clean(&item.topic)),
        ("AGE_IN_DAYS", row.age(tasks.today).map(|age| age.to_string()).unwrap_or_default()),
        ("CARRIED", count(item.carried)),
        ("REASON", clean(action.reason.as_deref().unwrap_or_default())),
    ]));
    lines.join("\n")
}

fn decision(report: &Report, row: &DecisionRow, lang: Lang) -> String {
    let tickets = report.tracker(Some(&row.id));
    let text = escape::line(&Text::of(tickets, &[], lang).typed(&row.decision.text), Place::Typed);
    let topic = plain(&row.decision.topic);
    let from = if topic.is_empty() { topic } else { format!(" · {topic}") };
    format!("- {text}{from}")
}
