//! `minutebook export`, and the writing of minutes when a meeting closes.
//!
//! Files are written to a temporary name, synced and renamed; one that is not ours is never replaced. Not here: the
//! formats.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::output::{raw, say, warn};
use super::{Context, Failure, at, meeting_read};
use crate::archive::{Loaded, write_export};
use crate::journal::Record;
use crate::meeting::{DraftLine, Event, Meeting, Seal, Stamp, WriterId};
use crate::minutes::{self, Format, Minutes, Options};

/// What is to be exported.
pub(super) struct Wanted<'a> {
    /// Which meeting; none: the newest.
    pub(super) meeting: Option<&'a str>,
    /// The names of the formats.
    pub(super) formats: &'a [String],
    /// Where to.
    pub(super) output: Option<&'a str>,
    /// As it stood then.
    pub(super) at: Option<&'a str>,
}

pub(super) fn run(context: &Context, wanted: &Wanted) -> Result<(), Failure> {
    let formats = formats(wanted.formats)?;
    let (folder, loaded) = meeting_read(context, wanted.meeting)?;
    let standing = Standing::read(context, &loaded, wanted.at)?;
    match (wanted.output, formats.as_slice()) {
        (None | Some("-"), [format]) => raw(&standing.written(*format)?),
        (Some("-"), _) => Err(Failure::new("several forms do not go to stdout together").wrong_use()),
        (Some(path), [format]) if !Path::new(path).is_dir() => {
            let bytes = standing.written(*format)?;
            let written = write_export(&folder, Path::new(path), &bytes).map_err(|e| cannot(path, &e))?;
            say(&written.display().to_string())
        }
        (target, formats) => {
            let beside = match target {
                Some(folder) => PathBuf::from(folder),
                None => beside_agenda(&standing.meeting).unwrap_or_else(|| folder.clone()),
            };
            for format in formats {
                let path = beside.join(file_name(&standing.meeting, *format));
                let written = write_export(&folder, &path, &standing.written(*format)?)
                    .map_err(|error| cannot(&path.to_string_lossy(), &error))?;
                say(&written.display().to_string())?;
            }
            Ok(())
        }
    }
}

/// A meeting as it stands, or stood.
struct Standing {
    meeting: Meeting,
    drafts: Vec<DraftLine>,
    seal: Option<Seal>,
    now: Stamp,
}

impl Standing {
    fn read(context: &Context, loaded: &Loaded, at: Option<&str>) -> Result<Self, Failure> {
        let meeting = loaded.ledger(WriterId(0)).meeting;
        let now = context.clock.now(meeting.zone);
        let Some(text) = at else {
            let drafts = loaded.drafts.iter();
            let drafts = drafts
                .map(|draft| DraftLine { slot: draft.key.slot, entry: draft.key.entry, text: draft.text.clone() })
                .collect();
            return Ok(Self { seal: loaded.seal.clone(), meeting, drafts, now });
        };
        // Half-typed lines are of today: nobody knows which stood there then.
        let at = at::of(text, meeting.zone, &loaded.records)?.min(now.at);
        let meeting = loaded.ledger_at(WriterId(0), at).meeting;
        let seal = seal_at(&loaded.records, at);
        Ok(Self { meeting, drafts: Vec::new(), seal, now: Stamp::wall(at) })
    }

    fn written(&self, format: Format) -> Result<Vec<u8>, Failure> {
        let minutes = Minutes::new(&self.meeting, &self.drafts, self.seal.as_ref(), &self.now);
        minutes::write(format, &minutes, &Options::default()).map_err(|error| Failure::new(error.to_string()))
    }
}

/// What the last closing up to then stated about the journals.
fn seal_at(records: &[Record], at: DateTime<FixedOffset>) -> Option<Seal> {
    let mut then = records.iter().rev().filter(|record| record.act.stamp.at <= at);
    then.find(|record| record.act.events.contains(&Event::MeetingClosed))?.seal.as_deref().cloned()
}

/// The formats named; Markdown where none is.
fn formats(names: &[String]) -> Result<Vec<Format>, Failure> {
    let mut formats = Vec::new();
    for name in names {
        let known = Format::ALL.map(Format::name).join(", ");
        let format = Format::from_name(name).ok_or_else(|| {
            Failure::new(format!("`{name}` is no form of minutes")).hint(format!("one of {known}")).wrong_use()
        })?;
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    if formats.is_empty() {
        formats.push(Format::Markdown);
    }
    Ok(formats)
}

/// Writes the minutes in the forms that the config names: to its folder, else `beside`, else into the meeting's own.
pub(super) fn write_minutes(
    context: &Context,
    meeting: &Meeting,
    seal: Option<&Seal>,
    folder: &Path,
    beside: Option<&Path>,
) -> Result<Vec<PathBuf>, Failure> {
    let target = context.config.export_folder.as_deref().or(beside).unwrap_or(folder);
    let now = context.clock.now(meeting.zone);
    let mut written = Vec::new();
    for name in &context.config.export_formats {
        let Some(format) = Format::from_name(name) else {
            warn(&format!("config: `{name}` is no form of minutes"));
            continue;
        };
        let bytes = minutes::write(format, &Minutes::new(meeting, &[], seal, &now), &Options::default())
            .map_err(|error| Failure::new(error.to_string()))?;
        let file = file_name(meeting, format);
        let path = write_export(folder, &target.join(&file), &bytes).or_else(|error| {
            // Minutes that cannot stand beside the agenda are better in the meeting's folder than nowhere.
            warn(&format!("{}: {error}; written to the meeting's folder instead", target.join(&file).display()));
            write_export(folder, &folder.join(&file), &bytes)
        });
        written.push(path.map_err(|error| cannot(&file, &error))?);
    }
    Ok(written)
}

fn beside_agenda(meeting: &Meeting) -> Option<PathBuf> {
    let folder = Path::new(meeting.path.as_ref()?).parent()?;
    folder.is_dir().then(|| folder.to_owned())
}

/// `agenda-minutes.md`: named after the agenda file, so that the two stand side by side.
fn file_name(meeting: &Meeting, format: Format) -> String {
    let stem = meeting.path.as_ref().and_then(|path| Path::new(path).file_stem());
    let stem = stem.map_or_else(|| meeting.slug.clone(), |stem| stem.to_string_lossy().into_owned());
    format!("{stem}-minutes.{}", format.extension())
}

fn cannot(path: &str, error: &std::io::Error) -> Failure {
    Failure::new(format!("{path}: {error}")).hint("name another place with -o PATH")
}
