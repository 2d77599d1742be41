//! `minutebook import`: an agenda in any form, or several, as one agenda file of ours.
//!
//! What was not understood is in it as text, and what the files tell of a meeting that was held is below its slots. Not here:
//! the readers, and the file's form (see `agenda`).

use std::path::{Path, PathBuf};

use super::Failure;
use super::output::{file, not_written, say, warn};
use super::reading::{self, counted, machine};
use crate::agenda::{self, Reading};
use crate::archive::write_free;

/// What is to be read and where to write it.
pub(super) struct Wanted<'a> {
    /// The files; `-` is standard input.
    pub(super) files: &'a [PathBuf],
    /// The name of their form; none: as they show it.
    pub(super) from: Option<&'a str>,
    /// The agenda file; none: stdout.
    pub(super) output: Option<&'a Path>,
    /// What was understood, for machines.
    pub(super) as_json: bool,
}

pub(super) fn run(wanted: &Wanted) -> Result<(), Failure> {
    let form = reading::form_of(wanted.from)?;
    if wanted.files.iter().filter(|path| *path == Path::new(reading::STDIN)).count() > 1 {
        return Err(Failure::new("standard input can be read once only").wrong_use());
    }
    let mut readings = Vec::new();
    let mut diagnostics = Vec::new();
    for path in wanted.files {
        let bytes = reading::bytes_of(path)?;
        if bytes.trim_ascii().is_empty() {
            return Err(Failure::new(format!("{}: there is nothing in it", reading::shown(path)))
                .hint("name a file with an agenda, or give one on standard input"));
        }
        let reading = reading::understood(path, form, &bytes)?;
        if !wanted.as_json {
            reading::report(path, &reading.diagnostics);
        }
        diagnostics.extend(reading.diagnostics.iter().map(|found| machine::diagnostic(path, found)));
        readings.push(reading);
    }
    if let Some(remark) = zone_of_others(wanted.files, &readings).filter(|_| !wanted.as_json) {
        warn(&remark);
    }
    let whole = agenda::combine(readings).ok_or_else(|| Failure::new("no file is named").wrong_use())?;
    if wanted.as_json {
        return deliver(wanted, machine::reading("minutebook/import", &whole, diagnostics).as_bytes());
    }
    let places = counted(diagnostics.len(), "place");
    let to_look_at = if diagnostics.is_empty() { String::new() } else { format!("; {places} to look at") };
    warn(&format!("{}{to_look_at}", reading::summary(&whole)));
    let text = agenda::write(&whole.into_agenda());
    if text.len() > agenda::LARGEST {
        return Err(Failure::new("the agenda would be larger than 16 MiB, more than is read again")
            .hint("import its parts into several agendas"));
    }
    deliver(wanted, text.as_bytes())
}

/// That times of files without a zone come to be in the zone of another file.
fn zone_of_others(files: &[PathBuf], readings: &[Reading]) -> Option<String> {
    let zone = |reading: &Reading| reading.agenda.head.timezone.clone();
    let (stated, whose) = readings.iter().zip(files).find_map(|(reading, path)| Some((zone(reading)?, path)))?;
    let timed =
        |reading: &Reading| reading.agenda.days.iter().flat_map(|day| &day.slots).any(|slot| slot.start.is_some());
    let without = readings.iter().zip(files).filter(|(reading, _)| zone(reading).is_none() && timed(reading));
    let names: Vec<_> = without.map(|(_, path)| path.display().to_string()).collect();
    (!names.is_empty()).then(|| {
        let (names, whose) = (names.join(", "), whose.display());
        format!("{names}: no time zone is said; the times are taken to be in {stated}, as those of {whose} are")
    })
}

/// Writes to the file that is named, or beside it where one stands already; else to stdout.
fn deliver(wanted: &Wanted, bytes: &[u8]) -> Result<(), Failure> {
    match wanted.output.filter(|path| *path != Path::new(reading::STDIN)) {
        Some(path) => {
            let target = if path.is_dir() { path.join(name_for(wanted)) } else { path.to_owned() };
            let written = write_free(&target, bytes);
            let written = written.map_err(|error| not_written(&target, &error))?;
            if written != target {
                warn(&format!("{} is there already and stays as it is", target.display()));
            }
            say(&written.display().to_string())
        }
        None => file(bytes),
    }
}

/// The name of the agenda in a folder: after the first file.
fn name_for(wanted: &Wanted) -> PathBuf {
    let ending = if wanted.as_json { "json" } else { "md" };
    let first = wanted.files.first().filter(|path| path.as_path() != Path::new(reading::STDIN));
    let stem = first.map(|path| reading::stem(path)).filter(|stem| !stem.is_empty());
    PathBuf::from(format!("{}.{ending}", stem.as_deref().unwrap_or("agenda")))
}
