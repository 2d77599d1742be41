//! `minutebook people`: who is who over all meetings, who was there how often, and what is theirs.
//!
//! Not here: who is one person (see `meeting::Directory`), what was owed (see `actions`), and one person's page (see
//! `person`).

use std::io::IsTerminal;

use chrono::NaiveDate;
use clap::Args;

use super::{library, now, owners, series, table};
use crate::archive::Library;
use crate::cli::output::{file, raw, say, warn};
use crate::cli::pager::paged;
use crate::cli::{Context, Failure};
use crate::meeting::Conflict;
use crate::minutes::{Options, sheet};

mod figures;
mod list;
mod person;

use figures::Known;

/// Whom to show, and how.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  minutebook people\n  minutebook people --series 'Weekly status'\n  minutebook people ann\n  minutebook people --csv > people.csv\n  minutebook people --json | jq -r '.people[] | select(.overdue > 0) | .name'"
)]
pub(in crate::cli) struct Arguments {
    /// One person: a name, an alias, a handle, an address, or the part of a name that only one has
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Only meetings of that series count
    #[arg(long, value_name = "SERIES")]
    series: Option<String>,
    /// For machines: an object
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// As comma-separated values
    #[arg(long, conflicts_with = "name")]
    csv: bool,
    /// Cells of CSV as they are, for programs: what a spreadsheet would run is not defused
    #[arg(long)]
    raw: bool,
}

pub(in crate::cli) fn run(context: &Context, asked: &Arguments) -> Result<(), Failure> {
    let library = library(context);
    let today = now(context).date_naive();
    let series = asked.series.as_deref().map(|typed| series(&library, typed));
    let known = Known::of(&library, series, today);
    match &asked.name {
        Some(name) => one(context, &library, &known, name, asked.json),
        None => all(context, &known, asked),
    }
}

fn all(context: &Context, known: &Known, asked: &Arguments) -> Result<(), Failure> {
    if asked.json {
        return raw(list::json(known).as_bytes());
    }
    for conflict in &known.directory.conflicts {
        warn(&told(conflict));
    }
    if asked.csv {
        let options = Options { raw: asked.raw, ..Options::default() };
        return file(sheet(&list::HEADER, list::cells(known), &options).as_bytes());
    }
    if !std::io::stdout().is_terminal() {
        return raw(list::columns(known).as_bytes());
    }
    if known.rows().next().is_none() {
        return say(&format!("nobody is known yet; `{}` shows the meetings", context.command("list")));
    }
    paged(context, &list::table(known, &table::Look::of_terminal()))
}

fn one(context: &Context, library: &Library, known: &Known, name: &str, as_json: bool) -> Result<(), Failure> {
    let typed = [name.to_owned()];
    let label = owners::meant(&typed, &known.directory)?.into_iter().next().unwrap_or_default();
    let Some(at) = (0..known.directory.people.len()).find(|at| known.directory.label(*at) == label) else {
        let message = format!("`{name}` is nobody whom a meeting knows");
        let failure = if known.directory.is_group(&label) {
            let hint = format!("it is a group: `minutebook actions --owner '{label}'` shows what it owes");
            Failure::new(format!("`{label}` stands for several people")).hint(hint)
        } else {
            Failure::new(message).hint("`minutebook people` shows all of them")
        };
        return Err(failure);
    };
    let page = person::Page::of(library, known, at);
    if as_json {
        return raw(page.json().as_bytes());
    }
    paged(context, &page.text(&table::Look::of_stdout()))
}

/// What is not clear, and what to do about it.
fn told(conflict: &Conflict) -> String {
    match conflict {
        Conflict::SameName { name, by } => {
            let by = by.join(", ");
            format!(
                "several people are called {name}: {by}; if they are one, the roster of an agenda says so once: {{ name: {name}, aliases: [{by}] }}"
            )
        }
        Conflict::SameKey { key, names } => {
            format!("{key} stands beside several names on one roster and tells nobody apart: {}", names.join(", "))
        }
        Conflict::SameHandle { handle, names } => {
            format!("several people have the handle {handle}: {}", names.join(", "))
        }
        Conflict::UnclearAlias { name, alias, by } => format!(
            "{alias} is an alias of {name}, and several people are called so: {}; an address as the alias says which",
            by.join(", ")
        ),
    }
}

/// A date as cells have it.
fn date(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
