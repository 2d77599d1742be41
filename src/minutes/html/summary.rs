//! The end of the page: action items by owner, decisions, open questions, the parking lot.
//!
//! Each line leads back to where it was said. Not here: how an entry looks among the notes (see `entry`).

use super::super::document::{Listed, Minutes, Task};
use super::super::lang::fill;
use super::entry::{aside, conflict, tallied};
use super::slot::title;
use super::text::{Text, escape, or};
use crate::meeting::{Kind, Status};

/// All summaries; those after the action items only where there is something in them.
pub(super) fn write(minutes: &Minutes, text: &Text) -> String {
    let (lang, lists, nothing) = (text.lang, &text.words.lists, &text.words.nothing);
    let owners = minutes.by_owner(None);
    let mut body: String = owners.iter().map(|(owner, tasks)| by_owner(*owner, tasks, text)).collect();
    if body.is_empty() {
        body = format!("<p>{}</p>\n", nothing.none);
    }
    let mut html = vec![section("actions", lists.actions, &body)];
    for summary in lang.summaries() {
        let lines: String = minutes.listed(summary.kind).iter().map(|one| line(one, text)).collect();
        if !lines.is_empty() {
            html.push(section(summary.id, summary.heading, &format!("<ul>\n{lines}</ul>\n")));
        }
    }
    html.concat()
}

fn section(id: &str, heading: &str, body: &str) -> String {
    format!("<section class=\"summary\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n{body}</section>\n")
}

fn by_owner(owner: Option<&str>, tasks: &[Task], text: &Text) -> String {
    let nothing = &text.words.nothing;
    let name = owner.map_or_else(|| nothing.nobody.to_owned(), |owner| or(escape(owner), nothing.no_name));
    let tasks: String = tasks.iter().map(|one| task(one, owner, text)).collect();
    format!("<h3 dir=\"auto\">{name}</h3>\n<ul>\n{tasks}</ul>\n")
}

fn task(task: &Task, owner: Option<&str>, text: &Text) -> String {
    let Task { entry, item, .. } = task;
    let class = if item.status == Status::Open { "action" } else { "action closed" };
    let others: Vec<String> = item.owners.iter().filter(|name| Some(name.as_str()) != owner).cloned().collect();
    let with = fill(text.words.entry.with, &[&text.names(&others)]);
    let with = if others.is_empty() { String::new() } else { format!(" · {with}") };
    let label = format!(
        "<span class=\"label\"><a href=\"#entry-{}\">{} <span class=\"number\">#{}</span></a></span>",
        entry.id, text.words.entry.action, item.number
    );
    let said = format!("<span dir=\"auto\">{}</span>", text.typed(&entry.text));
    let aside = aside(entry, text);
    let conflict = conflict(entry, text);
    format!("<li class=\"{class}\"><p>{label} {said} <span class=\"aside\">{aside}{with}</span></p>{conflict}</li>\n")
}

fn line(line: &Listed, text: &Text) -> String {
    let item = |kind: Kind, shown: &str, place: &str, from: &str, below: &str| {
        let from = format!("<a class=\"from\" href=\"#{place}\" dir=\"auto\">{from}</a>");
        format!("<li class=\"{}\"><p>{shown} {from}</p>{below}</li>\n", kind.word())
    };
    match line {
        Listed::Said(slot, said) => {
            let entry = said.entry;
            let shown = format!("<span dir=\"auto\">{}</span>{}", text.typed(&entry.text), tallied(said, text));
            item(entry.kind, &shown, &format!("entry-{}", entry.id), &title(slot, text), &conflict(entry, text))
        }
        Listed::Parked(slot) => {
            let shown = format!("<span dir=\"auto\">{}</span>", title(slot, text));
            item(Kind::Idea, &shown, &format!("slot-{}", slot.id), text.words.times.parked, "")
        }
    }
}
