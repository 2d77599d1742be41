//! `minutebook export`, and the writing of minutes when a meeting closes.
//!
//! Files are written to a temporary name, synced and renamed; one that is not ours is never replaced. Not here: the
//! formats.

use std::path::{Path, PathBuf};

use super::output::{raw, say, warn};
use super::{Context, Failure};
use crate::archive::{self, write_export};
use crate::meeting::{DraftLine, Meeting, WriterId};
use crate::minutes::{self, Format};

pub(super) fn run(
    context: &Context,
    meeting: Option<&str>,
    names: &[String],
    output: Option<&str>,
) -> Result<(), Failure> {
    let formats = formats(names)?;
    let name = meeting.unwrap_or("last");
    let folder = archive::find(&context.folder, name)
        .map_err(|error| Failure::new(error.to_string()).hint("`minutebook list` shows the meetings there are"))?;
    let loaded = archive::load(&folder).map_err(|error| Failure::new(error.to_string()))?;
    for report in &loaded.reports {
        warn(report);
    }
    let meeting = loaded.ledger(WriterId(0)).meeting;
    let drafts: Vec<DraftLine> = loaded
        .drafts
        .iter()
        .map(|draft| DraftLine { slot: draft.key.slot, entry: draft.key.entry, text: draft.text.clone() })
        .collect();
    let now = context.clock.now(meeting.zone);
    match (output, formats.as_slice()) {
        (None | Some("-"), [format]) => raw(minutes::write(*format, &meeting, &drafts, &now).as_bytes()),
        (Some("-"), _) => Err(Failure::new("several forms do not go to stdout together").wrong_use()),
        (Some(path), [format]) if !Path::new(path).is_dir() => {
            let text = minutes::write(*format, &meeting, &drafts, &now);
            let written = write_export(&folder, Path::new(path), text.as_bytes()).map_err(|e| cannot(path, &e))?;
            say(&written.display().to_string())
        }
        (target, formats) => {
            let beside = match target {
                Some(folder) => PathBuf::from(folder),
                None => beside_agenda(&meeting).unwrap_or_else(|| folder.clone()),
            };
            for format in formats {
                let text = minutes::write(*format, &meeting, &drafts, &now);
                let path = beside.join(file_name(&meeting, *format));
                let written = write_export(&folder, &path, text.as_bytes())
                    .map_err(|error| cannot(&path.to_string_lossy(), &error))?;
                say(&written.display().to_string())?;
            }
            Ok(())
        }
    }
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
        let text = minutes::write(format, meeting, &[], &now);
        let file = file_name(meeting, format);
        let path = write_export(folder, &target.join(&file), text.as_bytes()).or_else(|error| {
            // Minutes that cannot stand beside the agenda are better in the meeting's folder than nowhere.
            warn(&format!("{}: {error}; written to the meeting's folder instead", target.join(&file).display()));
            write_export(folder, &folder.join(&file), text.as_bytes())
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
