//! `minutebook attach`: files and pages named for a slot of the running meeting, or for the meeting, from the command line.
//!
//! Slides come in while the scribe types, and a wiki's list of uploads comes as a sheet. It writes as `note` does, so it never
//! waits for the screen. Not here: what a list's columns mean (see `agenda`), and whether a file stays where it is.

use std::path::{Path, PathBuf};

use super::machine::Machine;
use super::note::{acts_of, look_at_asked, newest_open, write_in_turn};
use super::output::{say, warn};
use super::reading::unreadable;
use super::{Context, Failure, folder_of};
use crate::agenda::{self, Listed};
use crate::app::{Model, attach_all, slot_named};
use crate::archive::read_at_most;
use crate::meeting::{Attachment, Event, Meeting, SlotId};

/// What was asked on the command line.
pub(super) struct Asked<'a> {
    pub(super) meeting: Option<&'a str>,
    /// For which slot; none: the meeting.
    pub(super) slot: Option<&'a str>,
    /// A sheet that lists them.
    pub(super) list: Option<&'a Path>,
    /// A path or an address.
    pub(super) place: Option<&'a str>,
    /// What to call it.
    pub(super) name: Option<&'a str>,
    /// Who put it there.
    pub(super) by: Option<&'a str>,
}

pub(super) fn run(context: &Context, asked: &Asked<'_>) -> Result<(), Failure> {
    let listed = listed(context, asked)?;
    let folder = match asked.meeting {
        Some(name) => folder_of(context, Some(name))?,
        None => newest_open(context)?,
    };
    let written = write_in_turn(context, &folder, &Machine::scripts(None), &mut |model| {
        look_at_asked(model, asked.slot)?;
        let for_all = asked.slot.map(|_| model.viewed);
        let named = listed.iter().map(|one| Ok((place(model, one, for_all)?, one.attachment.clone())));
        let effects = attach_all(model, named.collect::<Result<_, Failure>>()?);
        acts_of(model, effects).ok_or_else(|| Failure::new("nothing came of it"))
    })?;
    for report in &written.reports {
        warn(report);
    }
    let meeting = written.model.meeting();
    let mut said = 0;
    for event in written.acts.iter().flat_map(|act| &act.events) {
        let Event::FileAttached { slot, attachment } = event else { continue };
        say(&format!("{} · {}", attachment.shown(), title(meeting, *slot)))?;
        said += 1;
        if attachment.path().is_some_and(|path| !is_there(meeting, path)) {
            warn(&format!("{} is not there; it is named all the same", attachment.shown()));
        }
    }
    match listed.len() - said {
        0 => Ok(()),
        known => {
            warn(&format!("{known} of {} were attached already", listed.len()));
            Ok(())
        }
    }
}

/// What is to be attached.
fn listed(context: &Context, asked: &Asked<'_>) -> Result<Vec<Listed>, Failure> {
    let Some(list) = asked.list else {
        let place = asked.place.ok_or_else(|| {
            Failure::new("there is nothing to attach")
                .hint("name a path or an address, or a sheet with --list")
                .wrong_use()
        })?;
        let today = context.clock.now(chrono_tz::UTC).at.date_naive();
        let attachment = Attachment {
            kind: Attachment::kind_of(place).to_owned(),
            name: asked.name.unwrap_or_default().to_owned(),
            link: Some(place.to_owned()),
            modified: Some(today),
            by: asked.by.map(str::to_owned),
        };
        return Ok(vec![Listed { slot: None, attachment }]);
    };
    let bytes = read_at_most(list, agenda::LARGEST + 1).map_err(|error| unreadable(list, &error))?;
    if bytes.len() > agenda::LARGEST {
        return Err(Failure::new(format!("{}: too large for a list: more than 16 MiB", list.display())));
    }
    let reading = agenda::read_attachments(&String::from_utf8_lossy(&bytes));
    for found in &reading.diagnostics {
        warn(&format!("{}:{found}", list.display()));
    }
    if reading.listed.is_empty() {
        return Err(Failure::new(format!("{}: no attachments were found", list.display())));
    }
    Ok(reading.listed)
}

/// The slot that an attachment is for: the one that the list names, else the one that was asked for.
fn place(model: &Model, one: &Listed, for_all: Option<SlotId>) -> Result<Option<SlotId>, Failure> {
    let Some(title) = &one.slot else { return Ok(for_all) };
    let slot = slot_named(model.meeting(), model.viewed, title);
    slot.map(Some).map_err(|why| Failure::new(format!("{}: {why}", one.attachment.shown())))
}

fn title(meeting: &Meeting, slot: Option<SlotId>) -> &str {
    let slot = slot.and_then(|slot| meeting.slot(slot));
    slot.map_or(meeting.head.title.as_str(), |slot| slot.plan.title.as_str())
}

/// Whether a file is where it is said to be, counted from the agenda's folder.
fn is_there(meeting: &Meeting, path: &str) -> bool {
    let base = meeting.path.as_deref().map(Path::new).and_then(Path::parent).unwrap_or(Path::new(""));
    base.join(PathBuf::from(path)).try_exists().unwrap_or(true)
}
