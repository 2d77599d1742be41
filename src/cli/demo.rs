//! `minutebook demo`: the built-in example, in folders of its own.
//!
//! Everything works as in a real meeting; on leaving, the minutes are in a named folder and the rest is gone.
//! Not here: the example's text (see `assets/`).

use std::fs;
use std::path::PathBuf;

use chrono::{TimeDelta, Timelike};

use super::export::write_minutes;
use super::open::needs_screen;
use super::output::say;
use super::session::Session;
use super::sitting::on_screen;
use super::{Context, Failure};
use crate::agenda;
use crate::archive::DataFolder;
use crate::meeting::{Act, Agenda, Cause, Command, Ledger, Meeting, decide};
use crate::notation::{self, Roster};
use crate::shell::{Clock, Live};
use crate::text::lines_of_paste;

/// The agenda of the example.
const AGENDA: &str = include_str!("../../assets/demo-agenda.md");

/// What was said in its first slot already.
const NOTES: &str = include_str!("../../assets/demo-notes.txt");

pub(super) fn run(clock: Clock, live: Live) -> Result<(), Failure> {
    needs_screen(&live)?;
    let data = tempfile::Builder::new()
        .prefix("minutebook-demo-data-")
        .tempdir()
        .map_err(|error| Failure::new(format!("a temporary folder: {error}")))?;
    let folder = DataFolder::at(data.path());
    let context = Context { folder, given: None, clock, live, no_pager: true };
    let mut reading = agenda::read(AGENDA.as_bytes(), "demo").map_err(|error| Failure::new(error.to_string()))?;
    begin_now(&mut reading.agenda, &context.clock);
    let mut session = Session::begin(&context, reading.agenda, None)?;
    for act in example_notes(&context, &session.ledger) {
        session.perform(&act);
    }
    let ended = on_screen(&context, session, None, &mut None)?;
    let minutes = minutes_folder()?;
    let written = write_minutes(&context, ended.model.meeting(), ended.seal.as_ref(), &ended.folder, Some(&minutes))?;
    say(&format!("The example's minutes are in {}:", minutes.display()))?;
    for path in written {
        say(&format!("  {}", path.file_name().unwrap_or_default().to_string_lossy()))?;
    }
    say("Your own meeting: minutebook open AGENDA.md")
}

/// Moves the example's morning to where the scribe's clock is, so that its times mean something; one that would run
/// past midnight stays where it is.
fn begin_now(agenda: &mut Agenda, clock: &Clock) {
    let zone = agenda.head.timezone.as_ref().and_then(|name| name.parse().ok()).unwrap_or(chrono_tz::UTC);
    let now = clock.now(zone).at.naive_local();
    let Some(day) = agenda.days.first_mut() else { return };
    let starts = || day.slots.iter().filter_map(|slot| slot.start);
    let (Some(first), Some(last)) = (starts().min(), starts().max()) else { return };
    let whole = now.time().with_minute(now.minute() / 5 * 5).and_then(|time| time.with_second(0)).unwrap_or(first);
    let shift = whole - first;
    if last.overflowing_add_signed(shift + TimeDelta::hours(1)).1 != 0 {
        return;
    }
    day.date = Some(now.date());
    for start in day.slots.iter_mut().filter_map(|slot| slot.start.as_mut()) {
        *start += shift;
    }
}

/// A folder with a name that says what it is, new each time.
fn minutes_folder() -> Result<PathBuf, Failure> {
    let base = std::env::temp_dir();
    (1..10_000)
        .map(|n| if n == 1 { base.join("minutebook-demo") } else { base.join(format!("minutebook-demo-{n}")) })
        .find(|path: &PathBuf| fs::create_dir(path).is_ok())
        .ok_or_else(|| Failure::new(format!("no folder could be made in {}", base.display())))
}

/// The acts that put the example's notes into its first slot.
fn example_notes(context: &Context, ledger: &Ledger) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut ledger = ledger.clone();
    let Some(slot) = ledger.meeting.slots().next().map(|slot| slot.id) else { return acts };
    let roster = Roster::new(&ledger.meeting.people, &ledger.meeting.groups);
    for line in lines_of_paste(NOTES) {
        let meeting: &Meeting = &ledger.meeting;
        let now = context.clock.now(meeting.zone);
        let content = notation::parse(
            &line.text,
            &notation::Context {
                roster: &roster,
                tickets: &meeting.head.tickets,
                today: now.at.date_naive(),
                next_meeting: None,
                verbs: &[],
            },
        )
        .content();
        let command = Command::Add { slot, after: None, lines: vec![(line.depth, content)] };
        let Ok(events) = decide(meeting, command, ledger.writer(), &now) else { continue };
        let act = Act { stamp: now, events, cause: Cause::Fresh, clears: None };
        ledger.commit(&act);
        acts.push(act);
    }
    acts
}
