//! `minutebook archive`: meetings that are over and done with leave the lists, and come back when they are asked for.
//!
//! Nothing is moved and nothing is lost: search, `actions` and `decisions` see an archived meeting, and it can be opened by its
//! name. Not here: the mark (see `archive`), and the lists that leave it out.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::delete::stands_in;
use super::output::{raw, say, warn};
use super::reading::counted;
use super::report::{self, library, now};
use super::{Context, Failure, folder_of};
use crate::archive::{self, Listed};
use crate::meeting::search::first_day;
use crate::minutes::safe_json;
use crate::notation;

/// What is put away.
#[derive(Args)]
#[command(
    after_help = "Meetings in progress are only put away by name. Open action items of archived meetings stay in `minutebook actions`\nand are carried as before; `minutebook search` finds every line.\n\nExamples:\n  minutebook archive 2019-10-28-planning\n  minutebook archive --before 2025\n  minutebook archive --series 'Weekly status' --before 2026-01-01\n  minutebook archive --restore 2019-10-28-planning\n  minutebook list --archived"
)]
pub(super) struct Arguments {
    /// Meetings: each by its id, slug, agenda or journal
    #[arg(value_name = "MEETING", required_unless_present_any = ["before", "series"], conflicts_with_all = ["before", "series"])]
    meetings: Vec<String>,
    /// All that were opened before that day: 2026-03-02, 2026-03 (its first day), 2026
    #[arg(long, value_name = "DATE")]
    before: Option<String>,
    /// All of a series
    #[arg(long, value_name = "SERIES")]
    series: Option<String>,
    /// Take them back into the lists
    #[arg(long)]
    restore: bool,
    /// For machines
    #[arg(long)]
    json: bool,
}

/// A meeting that is meant.
struct Meant {
    slug: String,
    title: String,
    folder: PathBuf,
}

pub(super) fn run(context: &Context, asked: &Arguments) -> Result<(), Failure> {
    let meant = if asked.meetings.is_empty() { filtered(context, asked)? } else { named(context, &asked.meetings)? };
    let line = format!(
        "Archived {}. Without this file, as after `minutebook archive --restore`, the meeting is in the lists again.",
        now(context).format("%Y-%m-%d %H:%M")
    );
    let mut changed = Vec::new();
    let mut failed = None;
    for meeting in meant {
        let done =
            if asked.restore { archive::take_back(&meeting.folder) } else { archive::put_away(&meeting.folder, &line) };
        match done {
            Ok(true) => changed.push(meeting),
            Ok(false) if asked.meetings.is_empty() => {}
            Ok(false) => {
                let state = if asked.restore { "not archived" } else { "archived already" };
                warn(&format!("{} is {state}", meeting.slug));
            }
            Err(error) => failed = Some(Failure::new(format!("{}: {error}", meeting.folder.display()))),
        }
    }
    tell(asked, &changed)?;
    failed.map_or(Ok(()), Err)
}

/// The meetings of those names. Nothing is done where one of them is none.
fn named(context: &Context, names: &[String]) -> Result<Vec<Meant>, Failure> {
    let meetings = context.folder.meetings();
    let of = |name: &String| {
        let folder = folder_of(context, Some(name))?;
        if !stands_in(&folder, &meetings) {
            let message = format!("{} is not in the data folder {}", folder.display(), context.folder.root().display());
            return Err(Failure::new(message).hint("name the data folder that it is in with --data-dir DIR"));
        }
        let slug = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Meant { title: slug.clone(), slug, folder })
    };
    names.iter().map(of).collect()
}

/// All meetings that are over, were opened before the day, and are of the series.
fn filtered(context: &Context, asked: &Arguments) -> Result<Vec<Meant>, Failure> {
    let today = now(context).date_naive();
    let day = |text: &String| {
        first_day(text).or_else(|| notation::past_day(text, today)).ok_or_else(|| {
            let hint = "write 2026-03-02, 2026-03 for its first day, or 2026";
            Failure::new(format!("`{text}` is no date")).hint(hint).wrong_use()
        })
    };
    let before = asked.before.as_ref().map(day).transpose()?;
    let library = library(context);
    let series = asked.series.as_ref().map(|typed| report::series(&library, typed)).transpose()?;
    let is_meant = |it: &Listed| {
        let is_before = before.is_none_or(|before| it.opened.is_some_and(|at| at.date_naive() < before));
        it.archived == asked.restore && is_before && series.as_ref().is_none_or(|series| it.is_of(series))
    };
    let meant = library.meetings().into_iter().filter(is_meant);
    let (over, open): (Vec<_>, Vec<_>) = meant.partition(|it| it.closed.is_some() || asked.restore);
    for it in open.iter().filter(|it| it.last.is_some()) {
        warn(&format!("{} is still in progress and stays in the lists", it.slug));
    }
    Ok(over.into_iter().map(|it| Meant { slug: it.slug, title: it.title, folder: it.folder }).collect())
}

/// What was put away or taken back, and where it is found.
fn tell(asked: &Arguments, changed: &[Meant]) -> Result<(), Failure> {
    if asked.json {
        let slugs: Vec<&str> = changed.iter().map(|it| it.slug.as_str()).collect();
        let all =
            json!({ "format": "minutebook/archive", "version": 1, "archived": !asked.restore, "meetings": slugs });
        return raw(format!("{}\n", safe_json(&format!("{all:#}"))).as_bytes());
    }
    for it in changed {
        let title = if it.title == it.slug { String::new() } else { format!("  {}", it.title) };
        say(&format!("{}{title}", it.slug))?;
    }
    let count = counted(changed.len(), "meeting");
    say(&match (changed.is_empty(), asked.restore) {
        (true, true) => "nothing to take back".to_owned(),
        (true, false) => "nothing to archive".to_owned(),
        (false, true) => format!("{count} back in the lists"),
        (false, false) => format!("{count} archived; `minutebook list --archived` shows what is"),
    })
}
