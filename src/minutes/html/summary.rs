//! The end of the page: action items by owner, decisions, open questions, the parking lot.
//!
//! Each line leads back to where it was said. Not here: how an entry looks among the notes (see `entry`).

use super::super::document::{Listed, Minutes, Task};
use super::super::{Only, Options};
use super::entry::{aside, conflict, tallied};
use super::slot::title;
use super::text::{Text, escape, or};
use crate::lang::fill;
use crate::meeting::{Kind, Status};

/// All summaries; those after the action items only where there is something in them.
pub(super) fn write(minutes: &Minutes, options: &Options, text: &Text) -> String {
    let mut html = vec![actions(minutes, options, text)];
    for summary in text.lang.summaries() {
        let lines = lines(&minutes.listed(summary.kind), text);
        html.extend(lines.map(|lines| section(summary.id, summary.heading, &lines)));
    }
    html.concat()
}

/// One of them, where nothing else is asked for.
pub(super) fn part(minutes: &Minutes, only: Only, options: &Options, text: &Text) -> String {
    match only {
        Only::Actions => actions(minutes, options, text),
        Only::Decisions => {
            let lines = lines(&minutes.listed(Kind::Decision), text);
            section("decisions", text.words.lists.decisions, &lines.unwrap_or_else(|| none(text)))
        }
    }
}

fn actions(minutes: &Minutes, options: &Options, text: &Text) -> String {
    let owners = minutes.by_owner(options.owner.as_deref());
    let body: String = owners.iter().map(|(owner, tasks)| by_owner(*owner, tasks, text)).collect();
    section("actions", text.words.lists.actions, &or(body, &none(text)))
}

fn none(text: &Text) -> String {
    format!("<p>{}</p>\n", text.words.nothing.none)
}

fn lines(listed: &[Listed], text: &Text) -> Option<String> {
    let lines: String = listed.iter().map(|one| line(one, text)).collect();
    (!lines.is_empty()).then(|| format!("<ul>\n{lines}</ul>\n"))
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
    let label = format!("{} <span class=\"number\">#{}</span>", text.words.entry.action, item.number);
    let label = if text.is_whole { format!("<a href=\"#entry-{}\">{label}</a>", entry.id) } else { label };
    let said = format!("<span dir=\"auto\">{}</span>", text.typed(&entry.text));
    let aside = aside(entry, text);
    let conflict = conflict(entry, text);
    format!(
        "<li class=\"{class}\"><p><span class=\"label\">{label}</span> {said} <span class=\"aside\">{aside}{with}</span></p>{conflict}</li>\n"
    )
}

fn line(line: &Listed, text: &Text) -> String {
    let item = |kind: Kind, shown: &str, place: &str, from: &str, below: &str| {
        let from = if text.is_whole {
            format!("<a class=\"from\" href=\"#{place}\" dir=\"auto\">{from}</a>")
        } else {
            format!("<span class=\"from\" dir=\"auto\">{from}</span>")
        };
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
