//! The end of the page: action items by owner, decisions, open questions, the parking lot.
//!
//! Each line leads back to where it was said. Not here: how an entry looks among the notes (see `entry`).

use super::super::document::{Listed, Minutes, Task};
use super::super::{Only, Options};
use super::entry::{aside, conflict, tallied};
use super::text::{Text, heading};
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
    section(
        "actions",
        text.words.lists.actions,
        &if body.is_empty() { no_actions(minutes, options, text) } else { body },
    )
}

/// That none was noted, and the way to those that were carried over.
fn no_actions(minutes: &Minutes, options: &Options, text: &Text) -> String {
    let told = text.parts.no_actions();
    let is_linked = !minutes.carried(options, true).is_empty();
    if is_linked { format!("<p><a href=\"#carried\">{told}</a></p>\n") } else { format!("<p>{told}</p>\n") }
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
    let name = heading(&text.parts.owner(owner));
    let tasks: String = tasks.iter().map(|one| task(one, owner, text)).collect();
    format!("<h3 dir=\"auto\">{name}</h3>\n<ul>\n{tasks}</ul>\n")
}

fn task(task: &Task, owner: Option<&str>, text: &Text) -> String {
    let Task { entry, item, status, .. } = task;
    let class = if *status == Status::Open { "action" } else { "action closed" };
    let label = format!("{} <span class=\"number\">#{}</span>", text.words.entry.action, item.number);
    let label = if text.is_whole { format!("<a href=\"#entry-{}\">{label}</a>", entry.id) } else { label };
    let told = text.parts.told(task);
    let said = format!("<span dir=\"auto\">{}</span>", text.line(&told.text));
    let with = text.parts.with(task, owner).map(|with| text.line(&with));
    let (aside, conflict) = (aside(entry, &told, with, text), conflict(&told, text));
    format!(
        "<li class=\"{class}\"><p><span class=\"label\">{label}</span> {said} <span class=\"aside\">{aside}</span></p>{conflict}</li>\n"
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
    let title = |slot| heading(&text.parts.title(slot));
    match line {
        Listed::Said(slot, said) => {
            let entry = said.entry;
            let told = text.parts.text.told(said);
            let shown = format!("<span dir=\"auto\">{}</span>{}", text.line(&told.text), tallied(&told));
            item(entry.kind, &shown, &format!("entry-{}", entry.id), &title(slot), &conflict(&told, text))
        }
        Listed::Parked(slot) => {
            let shown = format!("<span dir=\"auto\">{}</span>", title(slot));
            item(Kind::Idea, &shown, &format!("slot-{}", slot.id), text.words.times.parked, "")
        }
    }
}
