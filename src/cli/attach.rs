//! `minutebook attach`: files and pages named for a slot of the running meeting, or for the meeting, from the command line.
//!
//! Slides come in while the scribe types, and a wiki's list of uploads comes as a sheet. It writes as `note` does, so it never
//! waits for the screen. Not here: what a list's columns mean (see `agenda`), and whether a file stays where it is.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::machine::Machine;
use super::note::{acts_of, look_at_asked, near, newest_open, write_in_turn};
use super::output::{complain, say, warn};
use super::reading::{counted, unreadable};
use super::{Context, Failure, folder_of};
use crate::agenda::{self, Listed};
use crate::app::{Model, attach_all, detach_named, slot_named};
use crate::archive::read_at_most;
use crate::meeting::{Act, Attachment, Event, Meeting, SlotId};
use crate::minutes::is_followed;

/// What was asked on the command line.
pub(super) struct Asked<'a> {
    pub(super) meeting: Option<&'a str>,
    /// For which slot; none: the meeting.
    pub(super) slot: Option<&'a str>,
    /// A sheet that lists them.
    pub(super) list: Option<&'a Path>,
    /// Take it off instead.
    pub(super) remove: bool,
    /// A path or an address.
    pub(super) place: Option<&'a str>,
    /// What to call it.
    pub(super) name: Option<&'a str>,
    /// Who put it there.
    pub(super) by: Option<&'a str>,
}

pub(super) fn run(context: &Context, asked: &Asked<'_>) -> Result<(), Failure> {
    let listed = if asked.remove { Vec::new() } else { listed(context, asked)? };
    let folder = match asked.meeting {
        Some(name) => folder_of(context, Some(name))?,
        None => newest_open(context)?,
    };
    let written = write_in_turn(context, &folder, &Machine::scripts(None), &mut |model| {
        look_at_asked(model, asked.slot)?;
        let here = asked.slot.map(|_| model.viewed);
        if asked.remove { detach(model, here, asked) } else { attach(model, here, asked, &listed) }
    })?;
    for report in &written.reports {
        warn(report);
    }
    tell(written.model.meeting(), &written.acts, listed.len())
}

fn detach(model: &mut Model, here: Option<SlotId>, asked: &Asked<'_>) -> Result<Vec<Act>, Failure> {
    let effects = detach_named(model, here, asked.place.unwrap_or_default());
    let effects =
        effects.map_err(|why| Failure::new(why).hint("the minutes list what is attached: `minutebook export`"))?;
    acts_of(model, effects).ok_or_else(|| Failure::new("nothing came of it"))
}

fn attach(model: &mut Model, here: Option<SlotId>, asked: &Asked<'_>, listed: &[Listed]) -> Result<Vec<Act>, Failure> {
    let named = places(model, here, asked, listed)?;
    let effects = attach_all(model, named);
    acts_of(model, effects).ok_or_else(|| Failure::new("nothing came of it"))
}

/// Says what was attached or taken off, and what is odd about it; `wanted` were to be attached.
fn tell(meeting: &Meeting, acts: &[Act], wanted: usize) -> Result<(), Failure> {
    let mut said = 0;
    for event in acts.iter().flat_map(|act| &act.events) {
        match event {
            Event::FileAttached { slot, attachment } => {
                say(&format!("{} · {}", attachment.shown(), meeting.title_of(*slot)))?;
                said += 1;
                odd(meeting, attachment);
            }
            Event::FileDetached { slot, attachment } => {
                say(&format!("taken off {}: {}", meeting.title_of(*slot), attachment.shown()))?;
            }
            _ => {}
        }
    }
    if said < wanted {
        warn(&format!("{} of {wanted} were attached already", wanted - said));
    }
    Ok(())
}

/// Says of an attachment that its file is not there, or that nobody can follow its address.
fn odd(meeting: &Meeting, attachment: &Attachment) {
    match (attachment.path(), &attachment.link) {
        (Some(path), _) => {
            let whole = whole(meeting, path);
            if !whole.try_exists().unwrap_or(true) {
                warn(&format!("{} is not there; it is named all the same", whole.display()));
            }
        }
        (None, Some(address)) if !is_followed(address) => {
            complain(
                &format!("{address} is named, but the minutes have it as text: nobody is led there"),
                Some("addresses that begin with https:, http: or mailto: become links"),
            );
        }
        _ => {}
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
        return Ok(vec![Listed { line: 0, slot: None, attachment }]);
    };
    let bytes = read_at_most(list, agenda::LARGEST + 1).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::new(format!("{}: {error}", list.display()))
            .hint("name a sheet with the columns Kind, File, Modified and By"),
        _ => unreadable(list, &error),
    })?;
    if bytes.len() > agenda::LARGEST {
        return Err(Failure::new(format!("{}: too large for a list: more than 16 MiB", list.display())));
    }
    let reading = agenda::read_attachments(&String::from_utf8_lossy(&bytes));
    if let ([], [found, ..]) = (reading.listed.as_slice(), reading.diagnostics.as_slice()) {
        return Err(Failure::new(format!("{}:{found}", list.display())));
    }
    for found in &reading.diagnostics {
        warn(&format!("{}:{found}", list.display()));
    }
    if reading.listed.is_empty() {
        return Err(Failure::new(format!("{}: no attachments were found", list.display())));
    }
    Ok(reading.listed)
}

/// Each with the slot that it is for: the one that the list names, else `here`. All that the list names wrongly is said at once.
fn places(
    model: &Model,
    here: Option<SlotId>,
    asked: &Asked<'_>,
    listed: &[Listed],
) -> Result<Vec<(Option<SlotId>, Attachment)>, Failure> {
    let (mut named, mut wrong) = (Vec::new(), 0);
    for one in listed {
        let place = match &one.slot {
            None => here,
            Some(title) => match slot_named(model.meeting(), model.viewed, title) {
                Ok(slot) => Some(slot),
                Err(why) => {
                    let list = asked.list.map(|list| format!("{}:{}: ", list.display(), one.line)).unwrap_or_default();
                    complain(&format!("{list}{}: {why}", one.attachment.shown()), Some(&near(model.meeting(), title)));
                    wrong += 1;
                    continue;
                }
            },
        };
        named.push((place, one.attachment.clone()));
    }
    if wrong > 0 {
        let places = counted(wrong, "topic");
        return Err(Failure::new(format!("nothing was attached: {places} of the list cannot be found in the meeting"))
            .hint("correct the list, or leave the topic out: then it belongs to the whole meeting"));
    }
    Ok(named)
}

/// Where a file is said to be, counted from the agenda's folder.
fn whole(meeting: &Meeting, path: &str) -> PathBuf {
    let base = meeting.path.as_deref().map(Path::new).and_then(Path::parent).unwrap_or(Path::new(""));
    base.join(PathBuf::from(path))
}
