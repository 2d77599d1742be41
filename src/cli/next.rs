//! `minutebook next`: the agenda of the next meeting of a series, from its last meeting and what is still open.
//!
//! On a terminal all that would come is shown, and each line can be left out; elsewhere everything comes. Not here: what comes back
//! (see `agenda::next`), and taking action items over when the meeting is opened (see `carry`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::item::drop_item;
use super::open::{needs_terminal, screen};
use super::output::{file, not_written, say, warn};
use super::reading::counted;
use super::report::{day, library, now};
use super::session::NOBODY;
use super::{Context, Failure, folder_of, reading};
use crate::agenda;
use crate::agenda::next::{Group, Next, When};
use crate::archive::{self, Library};
use crate::meeting::{Digest, Item, Meeting, Register, Stamp, folded};

mod ask;

/// What `next` takes.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  minutebook next\n  minutebook next 'Weekly status' --date 2026-02-09\n  minutebook next last --yes -o agenda.md"
)]
pub(super) struct Arguments {
    /// A series by its name or a part of it, or a meeting of it; by default the series of the newest meeting
    #[arg(value_name = "SERIES|MEETING")]
    target: Option<String>,
    /// The agenda file to write, never over one that is there; `-` is stdout; by default beside the last agenda
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The day of the meeting: 2026-02-09, monday; by default as the last agenda says, else as long after it as it was after
    /// the one before
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    /// Keep everything, without a screen
    #[arg(short, long)]
    yes: bool,
}

impl Arguments {
    /// What comes after a meeting, with all else as it is by default.
    pub(super) fn after(meeting: String) -> Self {
        Self { target: Some(meeting), output: None, date: None, yes: false }
    }
}

pub(super) fn run(context: &Context, asked: &Arguments) -> Result<(), Failure> {
    let library = library(context);
    let digests = series_of(context, &library, asked.target.as_deref())?;
    let Some(digest) = digests.last() else {
        return Err(Failure::new("no meeting of that series can be read"));
    };
    let (meeting, at) = read(context, digest)?;
    let items = Register::of(&digests).items;
    let when = when(context, asked, &digests, digest)?;
    let next = Next::after(&meeting, &at, &items, when);
    remark(&meeting);
    let Some(left_out) = left_out(context, asked, &next, when.next)? else {
        return say("nothing was written");
    };
    let agenda = next.agenda(&left_out);
    let text = agenda::write(&agenda);
    deliver(asked, &meeting, &agenda.head.title, when.next, text.as_bytes())?;
    drop_items(context, &library, &next, &items, &left_out);
    told(&next, &left_out, when.next);
    Ok(())
}

/// What the scribe leaves out; everything comes where there is no screen to ask on. None where it was given up.
fn left_out(
    context: &Context,
    asked: &Arguments,
    next: &Next,
    date: Option<NaiveDate>,
) -> Result<Option<BTreeMap<usize, String>>, Failure> {
    let to_stdout = asked.output.as_deref() == Some(Path::new(reading::STDIN));
    if asked.yes || to_stdout || next.offers().is_empty() || needs_terminal().is_err() {
        return Ok(Some(BTreeMap::new()));
    }
    let mut console = None;
    let left_out = ask::left_out(screen(&mut console)?, next, date, &context.config.keymap)?;
    if let Some(console) = console.take() {
        console.close();
    }
    Ok(left_out)
}

/// The meetings of the series that was meant, in the order in which they were opened.
fn series_of(context: &Context, library: &Library, target: Option<&str>) -> Result<Vec<Digest>, Failure> {
    let Some(name) = target else {
        let newest = library.meetings().into_iter().find(|meeting| meeting.last.is_some() && !meeting.archived);
        let newest = newest.ok_or_else(|| {
            Failure::new("there are no meetings yet").hint("`minutebook plan AGENDA` begins the agenda of the first")
        })?;
        return Ok(library.series_of(&newest.slug));
    };
    let named = library.series(name);
    if !named.is_empty() {
        return Ok(named);
    }
    let failure = match folder_of(context, Some(name)) {
        Ok(folder) => return Ok(library.series_of(&folder.file_name().unwrap_or_default().to_string_lossy())),
        Err(failure) => failure,
    };
    match alike(library, name).as_slice() {
        [one] => Ok(library.series(one)),
        [] => Err(Failure::new(format!("`{name}` is no series, and as a meeting: {}", failure.message))
            .hint("`minutebook list` shows the meetings and their series")),
        several => Err(Failure::new(format!("several series are called so: {}", several.join(", "))).wrong_use()),
    }
}

/// The series whose names have these words in them, each once.
fn alike(library: &Library, name: &str) -> Vec<String> {
    let wanted = folded(name);
    let mut known = BTreeSet::new();
    let named = library.meetings().into_iter().filter_map(|meeting| meeting.series);
    named.filter(|series| folded(series).contains(&wanted) && known.insert(folded(series))).collect()
}

/// The meeting, and the moment of its last act.
fn read(context: &Context, digest: &Digest) -> Result<(Meeting, Stamp), Failure> {
    let folder = context.folder.meeting(&digest.slug);
    let loaded = archive::load(&folder).map_err(|error| Failure::new(error.to_string()))?;
    let last = loaded.records.iter().map(|record| record.act.stamp).max_by_key(|stamp| stamp.at);
    let last = last.ok_or_else(|| Failure::new(format!("{}: no record of this meeting can be read", digest.slug)))?;
    Ok((loaded.ledger(NOBODY).meeting, last))
}

fn when(context: &Context, asked: &Arguments, digests: &[Digest], last: &Digest) -> Result<When, Failure> {
    let today = now(context).date_naive();
    let stated = asked.date.as_deref().map(|text| day(text, today)).transpose()?;
    let earlier = digests.iter().rev().filter_map(|digest| digest.date);
    let before = earlier.filter(|day| last.date.is_some_and(|last| *day < last)).max();
    Ok(When::of(stated, last.date, &last.head.next_meetings, before, today))
}

/// What there is to know about the meeting that this one follows.
fn remark(last: &Meeting) {
    if last.closed.is_none() {
        warn(&format!("{} is still in progress; what it comes to from now on is not in this agenda", last.head.title));
    }
    if last.head.series.is_none() {
        warn(&format!(
            "{} belongs to no series, and action items are carried only within one: give both agendas a line `series: NAME`",
            last.head.title
        ));
    }
}

/// Writes to the file that is named, else beside the last agenda, and never over one that is there.
fn deliver(
    asked: &Arguments,
    last: &Meeting,
    title: &str,
    date: Option<NaiveDate>,
    bytes: &[u8],
) -> Result<(), Failure> {
    if asked.output.as_deref() == Some(Path::new(reading::STDIN)) {
        return file(bytes);
    }
    let name = format!("{}.md", archive::slug(title, date));
    let beside = last.path.as_deref().and_then(|path| Path::new(path).parent()).filter(|folder| folder.is_dir());
    let target = match asked.output.as_deref() {
        Some(path) if path.is_dir() => path.join(name),
        Some(path) => path.to_owned(),
        None => beside.unwrap_or(Path::new("")).join(name),
    };
    let written = archive::write_free(&target, bytes).map_err(|error| not_written(&target, &error))?;
    if written != target {
        warn(&format!("{} is there already and stays as it is", target.display()));
    }
    say(&written.display().to_string())
}

/// An action item that is left out is dropped, where it was noted or where it is gone through now.
fn drop_items(context: &Context, library: &Library, next: &Next, items: &[Item], left_out: &BTreeMap<usize, String>) {
    for (number, offer) in next.offers() {
        let (Some(item), Some(reason)) = (offer.item(), left_out.get(&number)) else { continue };
        let found = items.iter().find(|row| row.item == *item);
        if let Some(Err(failure)) = found.map(|found| drop_item(context, library, found, reason)) {
            warn(&format!("{}: {}; it is still open", offer.text, failure.message));
        }
    }
}

/// How much of what comes into the agenda.
fn told(next: &Next, left_out: &BTreeMap<usize, String>, date: Option<NaiveDate>) {
    let offers = next.offers();
    let kept = |group| offers.iter().filter(|(n, offer)| offer.group == group && !left_out.contains_key(n)).count();
    let words = |group| match group {
        Group::Items => "open action item",
        Group::Topics => "topic that was not discussed",
        Group::Recurring => "recurring slot",
        Group::Parked => "parked topic",
        Group::Requests => "request",
        Group::People => "person",
    };
    let told = Group::ALL.into_iter().filter(|group| *group != Group::People);
    let told = told.map(|group| (kept(group), words(group))).filter(|(count, _)| *count > 0);
    let mut told: Vec<String> = told.map(|(count, word)| plural(count, word)).collect();
    if told.is_empty() {
        told.push("nothing comes back from the last meeting".to_owned());
    }
    let date = date.map_or_else(|| "no date is known; --date DATE gives one".to_owned(), |date| format!("for {date}"));
    warn(&format!("{}; {date}", told.join(", ")));
}

fn plural(count: usize, word: &str) -> String {
    match word.split_once(" that was ") {
        Some((one, rest)) if count != 1 => format!("{count} {one}s that were {rest}"),
        _ => counted(count, word),
    }
}
