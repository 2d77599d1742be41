//! `minutebook next`: the agenda of the next meeting of a series, from its last meeting and what is still open.
//!
//! On a terminal all that would come is shown, and each line can be left out; elsewhere everything comes. Not here: what comes back
//! (see `agenda::next`), and taking action items over when the meeting is opened (see `carry`).

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::item::drop_item;
use super::open::{self, needs_screen, screen};
use super::output::{file, not_written, say, warn};
use super::report::{alike, day, library_to_report, now, series_names, several_series, which_series};
use super::session::NOBODY;
use super::{Context, Failure, folder_of, plan, reading, start};
use crate::agenda;
use crate::agenda::next::{Group, Next, When};
use crate::app::NextStep;
use crate::archive::{self, Library};
use crate::meeting::{Agenda, Digest, Item, Meeting, Register, Stamp};
use crate::shell::Console;
use crate::words;

mod screen;

use self::screen::{Said, go_through};

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

pub(super) fn run(context: &Context, asked: &Arguments) -> Result<(), Failure> {
    let library = library_to_report(context);
    let coming = Coming::of(context, &library, asked)?;
    for remark in &coming.remarks {
        warn(&remark.printed(&coming.last.head.title));
    }
    if let Some(output) = asked.output.as_deref() {
        can_be_written(output)?;
    }
    let to_stdout = asked.output.as_deref() == Some(Path::new(reading::STDIN));
    if asked.yes || to_stdout || needs_screen(&context.live).is_err() {
        let said = Said { date: coming.when.next, ..Said::default() };
        return coming.write(context, &library, asked.output.as_deref(), &said);
    }
    let mut console = None;
    let said = coming.go_through(screen(&context.live, &mut console)?)?;
    if let Some(console) = console.take() {
        console.close();
    }
    let Some(said) = said else { return say("nothing was written") };
    coming.write(context, &library, asked.output.as_deref(), &said)
}

/// Fails before anything is gone through where the folder of the file that is named is not there.
fn can_be_written(output: &Path) -> Result<(), Failure> {
    let missing = output.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir());
    match missing {
        Some(folder) => Err(Failure::new(format!("{}: there is no folder {}", output.display(), folder.display()))
            .hint("make the folder, or name another file with `-o FILE`")),
        None => Ok(()),
    }
}

/// What came of the next agenda that was begun on the first screen.
pub(super) enum FromHome {
    /// It was given up; the console is still there.
    GivenUp,
    /// It was written, as the lines say; the console is still there.
    Written(Vec<String>),
    /// It was written and gone on with, on a console of its own; the program is at its end.
    GoneOn,
}

/// Goes through the next agenda of the series of a meeting, on a console that is there already.
pub(super) fn from_home(context: &Context, console: &mut Option<Console>, meeting: &str) -> Result<FromHome, Failure> {
    from_screen(context, &Library::open(&context.folder), console, meeting)
}

fn from_screen(
    context: &Context,
    library: &Library,
    console: &mut Option<Console>,
    meeting: &str,
) -> Result<FromHome, Failure> {
    let asked = Arguments { target: Some(meeting.to_owned()), output: None, date: None, yes: false };
    let coming = Coming::of(context, library, &asked)?;
    let Some(said) = coming.go_through(screen(&context.live, console)?)? else { return Ok(FromHome::GivenUp) };
    if said.step == NextStep::Stop {
        let written = coming.put(context, library, None, &said)?;
        let what = coming.told(&said, |date| words::near_day(date, coming.when.today));
        let lines = [words::say!("next-written", path = written.path.display().to_string()), what]
            .into_iter()
            .chain(written.remarks);
        return Ok(FromHome::Written(lines.collect()));
    }
    if let Some(console) = console.take() {
        console.close();
    }
    for remark in &coming.remarks {
        warn(&remark.printed(&coming.last.head.title));
    }
    coming.write(context, library, None, &said).map(|()| FromHome::GoneOn)
}

/// The same where it was asked what to do with a closed meeting; what was written is said on the terminal.
pub(super) fn after_closed(context: &Context, console: &mut Option<Console>, meeting: &str) -> Result<(), Failure> {
    // Nobody has looked at the meetings before, as the first screen has.
    let mut library = Library::open(&context.folder);
    library.refresh(&mut |_| ());
    let FromHome::Written(lines) = from_screen(context, &library, console, meeting)? else { return Ok(()) };
    if let Some(console) = console.take() {
        console.close();
    }
    lines.iter().try_for_each(|line| say(line))
}

/// What is done with an agenda that was written.
fn go_on(context: &Context, agenda: &Path, step: NextStep) -> Result<(), Failure> {
    match step {
        NextStep::Stop => Ok(()),
        NextStep::Plan => {
            let data = Some(context.folder.root());
            plan::run(&context.live, &plan::Wanted { agenda, requests: None, output: None, data, as_json: false })
        }
        NextStep::Open => {
            let target = agenda.to_string_lossy();
            open::run(context, &open::Wanted { target: &target, from: None, at: None })
        }
    }
}

/// The next meeting of a series, before it is written.
struct Coming {
    last: Meeting,
    /// The moment of its last act.
    at: Stamp,
    items: Vec<Item>,
    when: When,
    next: Next,
    /// What there is to know about the meeting that this one follows.
    remarks: Vec<Remark>,
}

impl Coming {
    fn of(context: &Context, library: &Library, asked: &Arguments) -> Result<Self, Failure> {
        let digests = series_of(context, library, asked.target.as_deref())?;
        let Some(digest) = digests.last() else {
            return Err(Failure::new("no meeting of that series can be read"));
        };
        let (last, at) = read(context, library, digest)?;
        let items = Register::of(&digests).items;
        let when = when(context, asked, &digests, digest)?;
        let next = Next::after(&last, &at, &items, when);
        let remarks = remarks(&last);
        Ok(Self { last, at, items, when, next, remarks })
    }

    /// Shows what comes, and takes in what is said of it; none where it is given up.
    fn go_through(&self, console: &mut Console) -> Result<Option<Said>, Failure> {
        let took: i64 = self.last.slots().map(|slot| slot.elapsed(&self.at).num_seconds()).sum();
        let took = u32::try_from(took / 60).ok().filter(|minutes| *minutes > 0);
        let on = |date| self.on(date);
        let remark = self.remarks.first().map(|remark| remark.shown(&self.last.head.title));
        go_through(console, &self.next, (self.when, took, remark), &on)
    }

    /// The agenda of another day; what comes is the same.
    fn on(&self, date: Option<NaiveDate>) -> Next {
        Next::after(&self.last, &self.at, &self.items, When { next: date, ..self.when })
    }

    fn agenda(&self, said: &Said) -> Agenda {
        let mut next = self.on(said.date);
        next.arrange(&said.order);
        if let Some(title) = &said.title {
            next.call(title);
        }
        next.agenda(&said.left_out)
    }

    /// Writes the agenda, drops the action items that are left out of it, and goes on as it was asked.
    fn write(&self, context: &Context, library: &Library, output: Option<&Path>, said: &Said) -> Result<(), Failure> {
        if output == Some(Path::new(reading::STDIN)) {
            file(agenda::write(&self.agenda(said)).as_bytes())?;
            warn(&self.told(said, |date| date.to_string()));
            return Ok(());
        }
        let Written { path, remarks } = self.put(context, library, output, said)?;
        say(&path.display().to_string())?;
        for remark in &remarks {
            warn(remark);
        }
        warn(&self.told(said, |date| date.to_string()));
        go_on(context, &path, said.step)
    }

    /// Writes the agenda and drops the action items that are left out of it; tells nobody.
    fn put(
        &self,
        context: &Context,
        library: &Library,
        output: Option<&Path>,
        said: &Said,
    ) -> Result<Written, Failure> {
        let agenda = self.agenda(said);
        let text = agenda::write(&agenda);
        let mut written = deliver(output, &self.last, &agenda.head.title, said.date, text.as_bytes())?;
        written.remarks.extend(self.drop_items(context, library, said));
        Ok(written)
    }

    /// An action item that is left out is dropped, where it was noted or where it is gone through now; says which could not be.
    fn drop_items(&self, context: &Context, library: &Library, said: &Said) -> Vec<String> {
        let mut remarks = Vec::new();
        for (number, offer) in self.next.offers() {
            let (Some(item), Some(reason)) = (offer.item(), said.left_out.get(&number)) else { continue };
            let found = self.items.iter().find(|row| row.item == *item);
            if let Some(Err(failure)) = found.map(|found| drop_item(context, library, found, reason)) {
                remarks.push(format!("{}: {}; it is still open", offer.text, failure.message));
            }
        }
        remarks
    }

    /// How much of what comes into the agenda, and for which day in such words.
    fn told(&self, said: &Said, day: impl Fn(NaiveDate) -> String) -> String {
        let offers = self.next.offers();
        let kept =
            |group| offers.iter().filter(|(n, offer)| offer.group == group && !said.left_out.contains_key(n)).count();
        let told = Group::ALL.into_iter().filter(|group| *group != Group::People);
        let told = told.map(|group| (kept(group), group)).filter(|(count, _)| *count > 0);
        let mut told: Vec<String> = told.filter_map(|(count, group)| counted(count, group)).collect();
        if told.is_empty() {
            told.push(words::say("next-told-nothing").to_owned());
        }
        let what = told.join(", ");
        match said.date {
            Some(date) => words::say!("next-told-for", what = what, day = day(date)),
            None => words::say!("next-told-no-date", what = what),
        }
    }
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
    let names = series_names(library);
    match alike(&names, name).as_slice() {
        [one] => Ok(library.series(one)),
        [] => Err(Failure::new(format!("`{name}` is no series, and as a meeting: {}", failure.message))
            .hint(which_series(&names))),
        several => Err(several_series(several)),
    }
}

/// The meeting with its people as the newest rosters have them, and the moment of its last act.
fn read(context: &Context, library: &Library, digest: &Digest) -> Result<(Meeting, Stamp), Failure> {
    let folder = context.folder.meeting(&digest.slug);
    let loaded = archive::load(&folder).map_err(|error| Failure::new(error.to_string()))?;
    let last = loaded.records.iter().map(|record| record.act.stamp).max_by_key(|stamp| stamp.at);
    let last = last.ok_or_else(|| Failure::new(format!("{}: no record of this meeting can be read", digest.slug)))?;
    let mut meeting = loaded.ledger(NOBODY).meeting;
    library.directory().renew(&mut meeting);
    Ok((meeting, last))
}

fn when(context: &Context, asked: &Arguments, digests: &[Digest], last: &Digest) -> Result<When, Failure> {
    let today = now(context).date_naive();
    let stated = asked.date.as_deref().map(|text| day(text, today)).transpose()?;
    let earlier = digests.iter().rev().filter_map(|digest| digest.date);
    let before = earlier.filter(|day| last.date.is_some_and(|last| *day < last)).max();
    Ok(When::of(stated, last.date, &last.head.next_meetings, before, today))
}

fn remarks(last: &Meeting) -> Vec<Remark> {
    let again = start::agenda_after(beside(last), &last.id).filter(|_| !last.id.is_empty()).map(Remark::IsThere);
    let goes_on = last.closed.is_none().then_some(Remark::GoesOn);
    let alone = last.head.series.is_none().then_some(Remark::Alone);
    again.into_iter().chain(goes_on).chain(alone).collect()
}

/// What there is to know about the meeting that the next one follows.
enum Remark {
    /// This agenda follows it already.
    IsThere(PathBuf),
    GoesOn,
    /// It belongs to no series.
    Alone,
}

impl Remark {
    /// On a screen, in its language. `title`: the meeting's.
    fn shown(&self, title: &str) -> String {
        match self {
            Self::IsThere(path) => words::say!("next-is-there", meeting = title, path = path.display().to_string()),
            Self::GoesOn => words::say!("next-goes-on", meeting = title),
            Self::Alone => words::say!("next-alone", meeting = title),
        }
    }

    /// On a terminal without a screen.
    fn printed(&self, title: &str) -> String {
        match self {
            Self::IsThere(path) => format!("an agenda that follows {title} is there already: {}", path.display()),
            Self::GoesOn => {
                format!("{title} is still in progress; what it comes to from now on is not in this agenda")
            }
            Self::Alone => format!(
                "{title} belongs to no series, and action items are carried only within one: give both agendas a line \
                 `series: NAME`"
            ),
        }
    }
}

/// An agenda that was written.
struct Written {
    path: PathBuf,
    /// What did not go as it was meant to.
    remarks: Vec<String>,
}

/// The folder of the last agenda where it is there, else this one.
fn beside(last: &Meeting) -> &Path {
    let beside = last.path.as_deref().and_then(|path| Path::new(path).parent());
    beside.filter(|folder| folder.is_dir()).unwrap_or(Path::new(""))
}

/// Writes to the file that is named, else beside the last agenda, and never over one that is there.
fn deliver(
    output: Option<&Path>,
    last: &Meeting,
    title: &str,
    date: Option<NaiveDate>,
    bytes: &[u8],
) -> Result<Written, Failure> {
    let name = format!("{}.md", archive::slug(title, date));
    let target = match output {
        Some(path) if path.is_dir() => path.join(name),
        Some(path) => path.to_owned(),
        None => beside(last).join(name),
    };
    let written = archive::write_free(&target, bytes).map_err(|error| not_written(&target, &error))?;
    let is_taken = written != target;
    let remark = is_taken.then(|| format!("{} is there already and stays as it is", target.display()));
    Ok(Written { path: written, remarks: remark.into_iter().collect() })
}

/// So many lines of a group; of people nothing is told.
fn counted(count: usize, group: Group) -> Option<String> {
    Some(match group {
        Group::Items => words::say!("next-told-items", count = count),
        Group::Topics => words::say!("next-told-topics", count = count),
        Group::Recurring => words::say!("next-told-recurring", count = count),
        Group::Parked => words::say!("next-told-parked", count = count),
        Group::Requests => words::say!("next-told-requests", count = count),
        Group::People => return None,
    })
}
