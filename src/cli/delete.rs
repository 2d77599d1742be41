//! `minutebook delete`: a meeting's folder goes to the trash, after a question.
//!
//! Nothing is ever deleted: what was moved can be moved back, and how is said. Not here: the moving (see `archive`).

use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

use super::output::{raw, say, warn};
use super::report::library;
use super::{Context, Failure, folder_of};
use crate::archive::{self, Library, Loaded};
use crate::meeting::{ActionItem, Digest, ItemRef, Register, Status, WriterId};
use crate::minutes::words;
use crate::text::one_line_for_terminal;

/// So many action items are named.
const NAMED: usize = 6;

pub(super) fn run(context: &Context, meeting: &str, sure: bool) -> Result<(), Failure> {
    let folder = folder_of(context, Some(meeting))?;
    let meetings = context.folder.meetings();
    if !stands_in(&folder, &meetings) {
        let message = format!("{} is not in the data folder {}", folder.display(), context.folder.root().display());
        return Err(Failure::new(message).hint("name the data folder that it is in with --data-dir DIR"));
    }
    let there = io::stdin().is_terminal() && io::stdout().is_terminal();
    if !sure && !there {
        return Err(Failure::new("there is no terminal to ask on, so nothing was moved")
            .hint("`--yes` moves it to the trash without asking")
            .wrong_use());
    }
    let slug = folder.file_name().unwrap_or_default().to_string_lossy();
    for line in described(&folder).into_iter().chain(left_behind(&library(context), &slug)) {
        say(&line)?;
    }
    let trash = context.folder.root().join("trash");
    if !sure && !agreed(&format!("Move it to {}? [y/N] ", trash.display()))? {
        return say("Nothing was moved.");
    }
    let now = archive::trash(&context.folder, &folder)
        .map_err(|error| Failure::new(format!("{}: {error}; nothing was moved", folder.display())))?;
    let name = now.file_name().unwrap_or_default();
    say(&format!("It is in {} now. To get it back:", now.display()))?;
    let back = meetings.join(folder.file_name().unwrap_or(name));
    say(&format!("  mv {} {}", for_a_shell(&now), for_a_shell(&back)))
}

/// Whether a meeting's folder is one of the data folder, by whatever path it was found.
pub(super) fn stands_in(folder: &Path, meetings: &Path) -> bool {
    let parent = folder.parent().and_then(|parent| parent.canonicalize().ok());
    parent.is_some() && parent == meetings.canonicalize().ok()
}

/// What is about to go: title, dates, how much was noted.
fn described(folder: &Path) -> Vec<String> {
    match archive::load(folder) {
        Ok(loaded) => {
            for report in &loaded.reports {
                warn(report);
            }
            if loaded.records.is_empty() { unreadable(folder) } else { contents(&loaded, folder) }
        }
        Err(error) => {
            warn(&error.to_string());
            unreadable(folder)
        }
    }
}

/// What cannot be read can still be put away.
fn unreadable(folder: &Path) -> Vec<String> {
    vec![format!("{}: no record of this meeting can be read", folder.display())]
}

fn contents(loaded: &Loaded, folder: &Path) -> Vec<String> {
    let meeting = loaded.ledger(WriterId(0)).meeting;
    let days = || loaded.records.iter().map(|record| meeting.local(record.act.stamp.at).date_naive());
    let dates = days().min().zip(days().max()).map(|(from, to)| words::date_range(from, to)).unwrap_or_default();
    let state = if meeting.closed.is_some() { "closed" } else { "in progress" };
    let entries = words::count(meeting.entries().count(), "entry", "entries");
    let drafts = match loaded.drafts.len() {
        0 => String::new(),
        count => format!(", {}", words::count(count, "half-typed line", "half-typed lines")),
    };
    vec![
        meeting.head.title.clone(),
        format!("  {dates}, {state}"),
        format!("  {entries}{drafts}"),
        format!("  in {}", folder.display()),
    ]
}

/// How the action items of the other meetings of its series stand without it, where they then stand otherwise.
fn left_behind(library: &Library, slug: &str) -> Vec<String> {
    let digests = library.series_of(slug);
    let own = digests.iter().find(|digest| digest.slug == slug).map(|digest| digest.id.as_str());
    let items = |digests: &[&Digest]| Register::of(digests.iter().copied()).items;
    let others: Vec<&Digest> = digests.iter().filter(|digest| digest.slug != slug).collect();
    let left: BTreeMap<ItemRef, ActionItem> = items(&others).into_iter().map(|item| (item.item, item.action)).collect();
    let (mut open_again, mut otherwise) = (Vec::new(), Vec::new());
    for item in items(&digests.iter().collect::<Vec<_>>()) {
        let is_of_another = item.item.meeting.as_deref() != own;
        let Some(then) = left.get(&item.item).filter(|_| is_of_another) else { continue };
        let now = &item.action;
        if now.status != then.status && then.status == Status::Open {
            open_again.push(now.number);
        } else if (now.status, &now.owners, now.due) != (then.status, &then.owners, then.due) {
            otherwise.push(now.number);
        }
    }
    let told = |numbers: &[u32], what: &str| {
        let count = words::count(numbers.len(), "action item", "action items");
        let named: Vec<String> = numbers.iter().take(NAMED).map(|number| format!("action-{number}")).collect();
        let more = if numbers.len() > NAMED { " and others" } else { "" };
        (!numbers.is_empty())
            .then(|| format!("  without it {what}: {count} of other meetings ({}{more})", named.join(", ")))
    };
    let told = [told(&open_again, "open again"), told(&otherwise, "of other owners, date or status")];
    told.into_iter().flatten().collect()
}

/// Whether the answer is yes; everything else, silence too, is no.
fn agreed(question: &str) -> Result<bool, Failure> {
    raw(one_line_for_terminal(question).as_bytes())?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(|error| Failure::new(format!("the terminal: {error}")))?;
    Ok(["y", "yes"].contains(&answer.trim().to_ascii_lowercase().as_str()))
}

/// A path as a shell takes it.
fn for_a_shell(path: &Path) -> String {
    let path = path.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    if path.chars().all(plain) { path.into_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_where_a_shell_would_take_it_apart() {
        assert_eq!(for_a_shell(Path::new("/data/trash/2026-05-04-circle")), "/data/trash/2026-05-04-circle");
        assert_eq!(for_a_shell(Path::new("/my data/it's")), "'/my data/it'\\''s'");
    }
}
