//! `minutebook show`: the minutes of a meeting, or of one of its slots, to be read on the terminal.
//!
//! Not here: what the minutes say and how they are laid out (see `minutes`), and writing them to files (see `export`).

use std::io::{IsTerminal, stdout};

use clap::Args;

use super::export::{Standing, options};
use super::note::near;
use super::output::file;
use super::pager::paged;
use super::{Context, Failure, meeting_read};
use crate::app::slot_named;
use crate::meeting::schedule::ran_last;
use crate::meeting::{Meeting, Slot, SlotId};
use crate::minutes::page::Page;
use crate::minutes::{self, Format, Layout, Options, in_columns};
use crate::text::safe_for_terminal;

/// Columns of a line where nobody says how many there are, as in the minutes as text.
const COLUMNS: usize = 72;

/// A longer line is hard to read.
const MOST_COLUMNS: usize = 100;

/// What is to be shown.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  minutebook show last\n  minutebook show 2019-10-28-planning --slot budget\n  minutebook show last --json | jq -r '.decisions[].text'"
)]
pub(super) struct Arguments {
    /// A meeting: its id, slug, agenda or journal; the newest one by default
    meeting: Option<String>,
    /// One slot alone: its number, or a part of its title
    #[arg(long, value_name = "SLOT", conflicts_with = "json")]
    slot: Option<String>,
    /// For machines: the same as `minutebook export -f json`
    #[arg(long)]
    json: bool,
}

pub(super) fn run(context: &Context, wanted: &Arguments) -> Result<(), Failure> {
    let (_, loaded) = meeting_read(context, wanted.meeting.as_deref())?;
    let standing = Standing::read(context, &loaded, None)?;
    // A table a day has no room for what stands beside each other on a terminal.
    let options = Options { layout: Layout::Sections, ..options::of(&context.config().export) };
    let minutes = standing.minutes();
    if wanted.json {
        let written = minutes::write(Format::Json, &minutes, &options);
        return file(&written.map_err(|error| Failure::new(error.to_string()).hint(error.hint()))?);
    }
    let mut page = Page::new(&minutes, &options);
    if let Some(typed) = &wanted.slot {
        let slot = slot_of(&standing.meeting, typed)?;
        if !page.keep_slot(slot) {
            return Err(Failure::new(format!("the minutes say nothing of {}", standing.meeting.title_of(Some(slot)))));
        }
    }
    let text = in_columns(&page, columns());
    if !stdout().is_terminal() {
        return file(text.as_bytes());
    }
    paged(context, &safe_for_terminal(text.trim_start_matches('\u{feff}')))
}

/// The slot that was meant; a number counts on the day that the meeting has come to.
fn slot_of(meeting: &Meeting, typed: &str) -> Result<SlotId, Failure> {
    let here = meeting.current().or_else(|| ran_last(meeting)).or_else(|| meeting.slots().next());
    let here: Option<&Slot> = here;
    let here = here.ok_or_else(|| Failure::new("this meeting has no slots"))?;
    slot_named(meeting, here.id, typed).map_err(|why| Failure::new(why).hint(near(meeting, typed)).wrong_use())
}

/// Columns of the terminal, as far as they can be read.
fn columns() -> usize {
    let terminal = stdout().is_terminal().then(crossterm::terminal::size).and_then(Result::ok);
    terminal.map_or(COLUMNS, |(columns, _)| usize::from(columns).min(MOST_COLUMNS))
}
