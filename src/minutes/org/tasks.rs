//! Action items as Org's own tasks: a TODO heading each, with a deadline, its owners as property and as tags.
//!
//! Not here: where they were said (see `notes`).

use super::super::document::Task;
use super::super::inline::clean;
use super::escape::{self, Place};
use super::notes::cookie;
use super::{Org, names, properties, stamp};
use crate::meeting::Status;

impl Org<'_> {
    /// The section of all action items, or of those that `owner` has.
    pub(super) fn tasks(&self, owner: Option<&str>) -> String {
        let is_wanted = |task: &Task| owner.is_none_or(|owner| task.item.owners.iter().any(|name| name == owner));
        let tasks: Vec<String> = self.minutes.tasks().filter(is_wanted).map(|task| self.task(&task)).collect();
        let head = format!("* {}\n{}", self.words.lists.actions, properties(&[("CUSTOM_ID", "actions".to_owned())]));
        let tasks = if tasks.is_empty() { self.parts.no_actions() } else { tasks.join("\n\n") };
        format!("{head}\n\n{tasks}")
    }

    fn task(&self, task: &Task) -> String {
        let Task { slot, entry, item, status } = task;
        let keyword = keyword(*status);
        let priority = item.priority.and_then(cookie).map(|cookie| cookie + " ").unwrap_or_default();
        let told = self.parts.told(task);
        let text = escape::heading(&told.text, Place::Typed);
        let mut lines = vec![format!("** {keyword} {priority}{text}{}", tags(&item.owners))];
        let after = self.minutes.aftermath().get(&entry.id);
        let status = after.and_then(|after| after.status.as_ref()).filter(|(status, ..)| *status != Status::Open);
        let closed = status.map(|(_, _, said)| said.at.date_naive());
        let closed = closed.map(|day| format!("CLOSED: {}", stamp::date(day)));
        let due = item.due.map(|due| format!("DEADLINE: {}", stamp::active(due)));
        // Org reads both where they stand on one line.
        let planning: Vec<String> = closed.into_iter().chain(due).collect();
        lines.extend((!planning.is_empty()).then(|| planning.join(" ")));
        lines.push(properties(&[
            ("CUSTOM_ID", format!("action-{}", item.number)),
            ("NUMBER", item.number.to_string()),
            ("OWNER", names(&item.owners)),
            ("SLOT", clean(&slot.plan.title)),
        ]));
        let became = after.map(|after| self.parts.text.aftermath_in_words(after)).unwrap_or_default();
        let became: String =
            became.iter().flat_map(|one| [" · ".to_owned(), escape::line(one, Place::Within)]).collect();
        lines.push(format!("[[#slot-{}][{}]]{became}{}", slot.id, self.title_as_name(slot), self.conflict(&told)));
        lines.join("\n")
    }
}

/// What Org calls a status.
pub(super) fn keyword(status: Status) -> &'static str {
    match status {
        Status::Open => "TODO",
        Status::Done => "DONE",
        Status::Dropped => "CANCELLED",
    }
}

/// ` :Ann_Lee:Bo:`: the owners as tags, which have letters, digits and underscores only.
pub(super) fn tags(owners: &[String]) -> String {
    let tag = |owner: &String| -> String {
        clean(owner).chars().map(|char| if char.is_alphanumeric() { char } else { '_' }).collect()
    };
    let tags: Vec<String> = owners.iter().map(tag).filter(|tag| !tag.is_empty()).collect();
    if tags.is_empty() { String::new() } else { format!(" :{}:", tags.join(":")) }
}
