//! `minutebook actions`: who owes what until when, over all meetings.
//!
//! Not here: the forms of it (see `minutes::report`), and ticking one off (see `item`).

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;

use super::screen::{Beginning, screen};
use super::{Forms, day, library, now, owners, series, table, tickets};
use crate::archive::{SeriesItem, Wanted, write_free};
use crate::cli::output::{not_written, raw, say, warn};
use crate::cli::pager::paged;
use crate::cli::{Context, Failure};
use crate::meeting::Directory;
use crate::minutes::report::{self, Asked, Grouping, List, Report, TaskRow, Tasks};
use crate::minutes::{Format, Options};

/// Which action items, and in which form.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  minutebook actions\n  minutebook actions --owner ann --overdue\n  minutebook actions --series 'Weekly status' --by due\n  minutebook actions --all --csv > actions.csv\n  minutebook actions -f ics -o to-do.ics\n  minutebook actions --screen\n  minutebook actions --mail drafts"
)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(in crate::cli) struct Arguments {
    /// Those of a person or a group: a name, a handle, or the part of a name that only one has; can be repeated
    #[arg(long, value_name = "NAME")]
    owner: Vec<String>,
    /// Those of a series of meetings
    #[arg(long, value_name = "SERIES")]
    series: Option<String>,
    /// Those that are still open: the default
    #[arg(long, conflicts_with = "all")]
    open: bool,
    /// Those that are done or dropped, too
    #[arg(long)]
    all: bool,
    /// Those whose day has passed
    #[arg(long, conflicts_with = "all")]
    overdue: bool,
    /// Those due before a day: 2026-02-10, friday, in 2 weeks
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    due_before: Option<String>,
    /// Those that name a ticket
    #[arg(long, value_name = "KEY")]
    ticket: Option<String>,
    /// How they are grouped
    #[arg(long, value_name = "WHAT", value_parser = ["owner", "due", "series", "meeting"], default_value = "owner")]
    by: String,
    /// Show them on a screen, with a key for what becomes of each
    #[arg(long, conflicts_with_all = ["json", "csv", "format", "output", "mail", "overdue", "due_before"])]
    screen: bool,
    /// Write a draft of an e-mail into this folder for each owner whose address is known
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["json", "csv", "format", "output"])]
    mail: Option<PathBuf>,
    #[command(flatten)]
    forms: Forms,
}

pub(in crate::cli) fn run(context: &Context, asked: &Arguments) -> Result<(), Failure> {
    if asked.screen {
        return on_screen(context, asked);
    }
    let format = asked.forms.format()?;
    let options = asked.forms.options(context)?;
    let now = now(context);
    let today = now.date_naive();
    let due_before = asked.due_before.as_deref().map(|text| day(text, today)).transpose()?;
    let library = library(context);
    let series = asked.series.as_deref().map(|typed| series(&library, typed));
    let directory = library.directory();
    let owners = if asked.owner.is_empty() { Vec::new() } else { owners::meant(&asked.owner, &directory)? };
    let wanted = Wanted {
        // They are called differently in different meetings.
        owners: Vec::new(),
        series: series.clone(),
        open: !asked.all,
        overdue: asked.overdue.then_some(today),
        due_before,
        ticket: asked.ticket.clone(),
    };
    let rows = library.items(&wanted).into_iter().map(|item| row(item, &directory)).collect();
    let tasks = Tasks::new(rows, owners.clone(), grouping(&asked.by), today);
    if format.is_none() && asked.mail.is_none() {
        return show(context, &tasks, asked.all);
    }
    let with_people = asked.mail.is_some() || !matches!(format, Some(Format::Json | Format::Actions | Format::Slots));
    let people = if with_people { owners::people(&directory, true) } else { Vec::new() };
    let of_rows = tasks.rows.iter().filter_map(|row| row.item.slug.as_deref());
    let tickets = if with_people { tickets(&library, of_rows) } else { BTreeMap::default() };
    let asked_for =
        Asked { owners, series, overdue: asked.overdue, due_before, ticket: asked.ticket.clone(), since: None };
    let report = Report { list: List::Tasks(tasks), asked: asked_for, people, tickets, now };
    match (&asked.mail, format) {
        (Some(folder), _) => mail(&report, folder, &options),
        (None, Some(format)) => asked.forms.write(format, &report, &options),
        (None, None) => Ok(()),
    }
}

/// The item with its owners as they are called now, each once, whatever its meeting called them.
pub(in crate::cli) fn row(SeriesItem { series, mut item }: SeriesItem, directory: &Directory) -> TaskRow {
    let meeting = item.item.meeting.as_deref();
    let mut owners: Vec<String> = Vec::new();
    for owner in &item.action.owners {
        let shown = directory.shown(meeting, owner);
        if !owners.iter().any(|known| known == shown) {
            owners.push(shown.to_owned());
        }
    }
    item.action.owners = owners;
    TaskRow { series, item }
}

/// The same items on a screen, whose line says which.
fn on_screen(context: &Context, asked: &Arguments) -> Result<(), Failure> {
    let owners = asked.owner.iter().map(|name| filter("owner", name));
    let series = asked.series.iter().map(|name| filter("series", name));
    let ticket = asked.ticket.iter().map(|key| filter("ticket", key));
    let query: Vec<String> = owners.chain(series).chain(ticket).collect();
    let beginning = Beginning { query: query.join(" "), grouping: grouping(&asked.by), all: asked.all };
    let mut console = None;
    let shown = screen(context, &beginning, &mut console);
    if let Some(console) = console {
        console.close();
    }
    shown.map(|_| ())
}

/// A filter as it is typed.
fn filter(name: &str, value: &str) -> String {
    format!("{name}:\"{}\"", value.trim().trim_start_matches('@').replace('"', " "))
}

fn grouping(by: &str) -> Grouping {
    match by {
        "due" => Grouping::Due,
        "series" => Grouping::Series,
        "meeting" => Grouping::Meeting,
        _ => Grouping::Owner,
    }
}

/// A table for a person, or a line an item for a pipe.
fn show(context: &Context, tasks: &Tasks, all: bool) -> Result<(), Failure> {
    if !std::io::stdout().is_terminal() {
        return raw(table::columns(tasks).as_bytes());
    }
    if tasks.rows.is_empty() {
        let none = if all { "no action items" } else { "no open action items" };
        return say(&format!("{none}; `{}` shows the meetings", context.command("list")));
    }
    paged(context, &table::of_tasks(tasks, &table::Look::of_terminal()))
}

/// A draft to each owner; who gets none is said.
fn mail(report: &Report, folder: &Path, options: &Options) -> Result<(), Failure> {
    let letters = report::letters(report, options);
    if letters.is_empty() {
        return say("nobody owns an open action item: there is nothing to write");
    }
    std::fs::create_dir_all(folder).map_err(|error| not_written(folder, &error))?;
    let mut unknown = Vec::new();
    for letter in letters {
        match &letter.draft {
            Some(draft) => {
                let path = folder.join(format!("{}.eml", crate::archive::slug(&letter.name, None)));
                let path = write_free(&path, draft.as_bytes()).map_err(|error| not_written(&path, &error))?;
                say(&format!("{} · {} · {} open", path.display(), letter.name, letter.open))?;
            }
            None => unknown.push(format!("{} ({})", letter.name, letter.open)),
        }
    }
    if !unknown.is_empty() {
        warn(&format!("no letter to {}: no roster has an address of theirs", unknown.join(", ")));
    }
    Ok(())
}
