//! `minutebook demo`: the built-in example, in folders of its own.
//!
//! Everything works as in a real meeting; on leaving, the minutes are in a named folder and the rest is gone.
//! Not here: the example's text (see `assets/`).

use std::fs;
use std::path::PathBuf;

use chrono::{TimeDelta, Timelike};

use super::export::write_minutes_in;
use super::open::needs_screen;
use super::output::say;
use super::session::Session;
use super::sitting::on_screen;
use super::{Context, Failure};
use crate::agenda;
use crate::archive::DataFolder;
use crate::lang::Lang;
use crate::meeting::{Act, Agenda, Cause, Command, Ledger, Meeting, decide};
use crate::notation::{self, Roster};
use crate::shell::{Clock, Live};
use crate::text::lines_of_paste;
use crate::words;

/// The example in a language.
struct Example {
    agenda: &'static str,
    /// What was said in its first slot already.
    notes: &'static str,
    /// The language of its minutes; none: as the settings have it.
    minutes: Option<Lang>,
}

const ENGLISH: Example = Example {
    agenda: include_str!("../../assets/demo-agenda.md"),
    notes: include_str!("../../assets/demo-notes.txt"),
    minutes: None,
};

const GERMAN: Example = Example {
    agenda: include_str!("../../assets/demo-agenda.de.md"),
    notes: include_str!("../../assets/demo-notes.de.txt"),
    minutes: Some(Lang::German),
};

pub(super) fn run(clock: Clock, live: Live) -> Result<(), Failure> {
    needs_screen(&live)?;
    let example = if words::spoken() == Lang::German { GERMAN } else { ENGLISH };
    let data = tempfile::Builder::new()
        .prefix("minutebook-demo-data-")
        .tempdir()
        .map_err(|error| Failure::new(format!("a temporary folder: {error}")))?;
    let folder = DataFolder::at(data.path());
    let context = Context { folder, given: None, clock, live, no_pager: true };
    let mut reading =
        agenda::read(example.agenda.as_bytes(), "demo").map_err(|error| Failure::new(error.to_string()))?;
    begin_now(&mut reading.agenda, &context.clock);
    let mut session = Session::begin(&context, reading.agenda, None)?;
    for act in example_notes(example.notes, &context, &session.ledger) {
        session.perform(&act);
    }
    let ended = on_screen(&context, session, None, &mut None)?;
    let minutes = minutes_folder()?;
    let lang = example.minutes.unwrap_or(context.config().export.lang);
    let (meeting, seal) = (ended.model.meeting(), ended.seal.as_ref());
    let written = write_minutes_in(lang, &context, meeting, seal, &ended.folder, Some(&minutes))?;
    say(&words::say!("demo-minutes", folder = minutes.display().to_string()))?;
    for path in written {
        say(&format!("  {}", path.file_name().unwrap_or_default().to_string_lossy()))?;
    }
    say(words::say("demo-own"))
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
fn example_notes(notes: &str, context: &Context, ledger: &Ledger) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut ledger = ledger.clone();
    let Some(slot) = ledger.meeting.slots().next().map(|slot| slot.id) else { return acts };
    let roster = Roster::new(&ledger.meeting.people, &ledger.meeting.groups);
    for line in lines_of_paste(notes) {
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
