//! `minutebook export`, and the writing of minutes when a meeting closes.
//!
//! Files are written to a temporary name, synced and renamed; one that is not ours is never replaced. Not here: the
//! formats.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};
use clap::Args;

use super::output::{complain, file, not_written, reason, say, warn, while_working};
use super::reading::meant_or_one_of;
use super::report::library;
use super::{Context, Failure, at, meeting_read};
use crate::archive::{self, Loaded, write_export};
use crate::config::Form;
use crate::journal::Record;
use crate::lang::Lang;
use crate::meeting::{DraftLine, Event, Meeting, Seal, Stamp, WriterId};
use crate::minutes::{self, Format, Later, Minutes, Options};
use crate::shell::from_home;

use later::{aftermath, corrected};

/// After so long without anything noted a clock that runs was forgotten.
const FORGOTTEN: TimeDelta = TimeDelta::hours(12);

mod later;
pub(super) mod options;
mod template;

/// What is to be exported.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  minutebook export -f md > minutes.md\n  minutebook export last -f html -o minutes.html\n  minutebook export -f csv --owner 'Ann Lee' > todo.csv\n  minutebook export --template letter.txt.j2\n  minutebook export --at '2019-10-28 09:30' -f md"
)]
pub(super) struct Arguments {
    /// A meeting: its id, slug, agenda or journal; the newest one by default
    meeting: Option<String>,
    /// A form: md, html, json, txt, confluence, wiki, org, csv, csv-slots, ics, eml, docx, pdf; can be repeated
    #[arg(short, long = "format", value_name = "NAME")]
    formats: Vec<String>,
    /// A template of your own, in the language of Jinja, as minutes.html.j2; can be repeated
    #[arg(long, value_name = "FILE")]
    template: Vec<PathBuf>,
    /// A file, or a folder for several forms, or `-` for stdout
    #[arg(short, long, value_name = "PATH")]
    output: Option<String>,
    #[command(flatten)]
    choices: options::Choices,
    /// As the meeting stood then: 09:30 on its last day, `2019-10-28 09:30:15` in its zone, or a time with its offset
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

pub(super) fn run(context: &Context, wanted: &Arguments) -> Result<(), Failure> {
    let forms = forms(wanted)?;
    let output = wanted.output.as_deref();
    let to_stdout = matches!((output, forms.as_slice()), (None, [_]) | (Some("-"), _));
    if output == Some("-") && forms.len() > 1 {
        return Err(Failure::new("several forms do not go to stdout together").wrong_use());
    }
    if let Some(Form::Format(format)) = forms.first().filter(|_| to_stdout)
        && format.is_binary()
        && std::io::stdout().is_terminal()
    {
        let message = format!("{} is no text, and a terminal cannot show it", format.name());
        return Err(Failure::new(message).hint(format!("name a file: -o minutes.{}", format.extension())).wrong_use());
    }
    let (folder, loaded) = meeting_read(context, wanted.meeting.as_deref())?;
    let standing = Standing::read(context, &loaded, wanted.at.as_deref())?;
    let options = wanted.choices.options(&context.config().export, &standing.meeting)?;
    let minutes = standing.minutes();
    let (target, name_them) = match (output, forms.as_slice()) {
        _ if to_stdout => {
            let [form] = forms.as_slice() else { return Ok(()) };
            return file(&written(form, &minutes, &options)?);
        }
        (Some(path), [_]) if !Path::new(path).is_dir() => (PathBuf::from(path), false),
        (Some(path), _) => (PathBuf::from(path), true),
        (None, _) => (beside_agenda(&standing.meeting).unwrap_or_else(|| folder.clone()), true),
    };
    if name_them && output.is_some() {
        folder_for(&target)?;
    }
    let names: Vec<String> = forms.iter().map(|form| file_name(&standing.meeting, form)).collect();
    let mut taken = BTreeSet::new();
    if let Some(twice) = names.iter().find(|name| !taken.insert(*name)) {
        return Err(collision(twice));
    }
    for (form, name) in forms.iter().zip(&names) {
        let path = if name_them { target.join(name) } else { target.clone() };
        let bytes = written(form, &minutes, &options)?;
        let path = write_export(&folder, &path, &bytes).map_err(|error| not_written(&path, &error))?;
        say(&path.display().to_string())?;
    }
    Ok(())
}

/// The folder for several forms: made where nothing is there, unless its name is that of a file.
fn folder_for(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        return Ok(());
    }
    if folder.exists() || folder.extension().is_some() {
        return Err(Failure::new(format!("{} is no folder, and several forms need one", folder.display()))
            .hint("name a folder with -o, or write the forms one by one")
            .wrong_use());
    }
    std::fs::create_dir_all(folder).map_err(|error| not_written(folder, &error))
}

/// A meeting as it stands, or stood.
pub(super) struct Standing {
    pub(super) meeting: Meeting,
    drafts: Vec<DraftLine>,
    seal: Option<Seal>,
    later: Later,
    now: Stamp,
}

impl Standing {
    /// As it stands, else as it stood at a time.
    pub(super) fn read(context: &Context, loaded: &Loaded, at: Option<&str>) -> Result<Self, Failure> {
        let meeting = loaded.ledger(WriterId(0)).meeting;
        let now = context.clock.now(meeting.zone);
        let Some(text) = at else {
            let drafts = loaded.drafts.iter();
            let drafts = drafts
                .map(|draft| DraftLine { slot: draft.key.slot, entry: draft.key.entry, text: draft.text.clone() })
                .collect();
            let now = forgotten(loaded, &meeting, now.at).map_or(now, Stamp::wall);
            let mut later = corrected(loaded, loaded.records.iter());
            // Only there can a later meeting have said anything of it.
            if meeting.closed.is_some() && meeting.action_items().next().is_some() {
                later.aftermath = aftermath(&library(context), &meeting);
            }
            return Ok(Self { seal: loaded.seal.clone(), meeting, drafts, later, now });
        };
        // Half-typed lines are of today: nobody knows which stood there then.
        let at = at::of(text, meeting.zone, &loaded.records)?.min(now.at);
        let meeting = loaded.ledger_at(WriterId(0), at).meeting;
        let seal = seal_at(&loaded.records, at);
        let later = corrected(loaded, loaded.records.iter().filter(|record| record.act.stamp.at <= at));
        Ok(Self { meeting, drafts: Vec::new(), seal, later, now: Stamp::wall(at) })
    }

    /// Its minutes.
    pub(super) fn minutes(&self) -> Minutes<'_> {
        Minutes::new(&self.meeting, &self.drafts, self.seal.as_ref(), &self.now).with(&self.later)
    }
}

/// When something last happened in a meeting whose clock has run on since for longer than any meeting lasts: nobody stopped it,
/// and its hours are nobody's. Then the minutes say how it stood, which is said.
fn forgotten(loaded: &Loaded, meeting: &Meeting, now: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
    meeting.current()?;
    let last = loaded.records.iter().map(|record| record.act.stamp.at).max()?;
    if now - last < FORGOTTEN {
        return None;
    }
    let shown = meeting.local(last).format("%Y-%m-%d %H:%M");
    let title = &meeting.head.title;
    complain(
        &format!(
            "the clock of {title} was never stopped; the minutes say how it stood at {shown}, when something last happened"
        ),
        Some("`minutebook open` goes on with the meeting and can close it; `--at TIME` shows it at another time"),
    );
    Some(last)
}

/// The minutes in a form; a person is told when that takes its time.
fn written(form: &Form, minutes: &Minutes, options: &Options) -> Result<Vec<u8>, Failure> {
    match form {
        Form::Format(format) => {
            let name = format.name();
            while_working(&format!("writing {name}…"), || minutes::write(*format, minutes, options))
                .map_err(|error| Failure::new(error.to_string()).hint(error.hint()))
        }
        Form::Template(path) => {
            while_working(&format!("writing {}…", path.display()), || template::written(path, minutes, options))
        }
    }
}

/// What the last closing up to then stated about the journals.
fn seal_at(records: &[Record], at: DateTime<FixedOffset>) -> Option<Seal> {
    let mut then = records.iter().rev().filter(|record| record.act.stamp.at <= at);
    then.find(|record| record.act.events.contains(&Event::MeetingClosed))?.seal.as_deref().cloned()
}

/// The formats and templates named, each once; Markdown where none is.
fn forms(wanted: &Arguments) -> Result<Vec<Form>, Failure> {
    let mut forms = Vec::new();
    for name in &wanted.formats {
        let format = Format::from_name(name).ok_or_else(|| {
            let known = meant_or_one_of(name, &Format::ALL.map(Format::name));
            let hint = format!("{known}; a template of yours goes with --template FILE");
            Failure::new(format!("`{name}` is no form of minutes")).hint(hint).wrong_use()
        })?;
        forms.push(Form::Format(format));
    }
    for path in &wanted.template {
        forms.push(Form::Template(path.clone()));
    }
    if forms.is_empty() {
        forms.push(Form::Format(Format::Markdown));
    }
    let mut once = Vec::new();
    for form in forms {
        if !once.contains(&form) {
            once.push(form);
        }
    }
    Ok(once)
}

/// Writes the minutes in the forms that the config names: to its folder, else `beside`, else into the meeting's own.
pub(super) fn write_minutes(
    context: &Context,
    meeting: &Meeting,
    seal: Option<&Seal>,
    folder: &Path,
    beside: Option<&Path>,
) -> Result<Vec<PathBuf>, Failure> {
    let lang = context.config().export.lang;
    write_minutes_in(lang, context, meeting, seal, folder, beside)
}

/// The same in a language of their own.
pub(super) fn write_minutes_in(
    lang: Lang,
    context: &Context,
    meeting: &Meeting,
    seal: Option<&Seal>,
    folder: &Path,
    beside: Option<&Path>,
) -> Result<Vec<PathBuf>, Failure> {
    let export = &context.config().export;
    let forms: Vec<Form> = export.forms.iter().cloned().map(at_home).collect();
    let target = export.folder.as_deref().or(beside).unwrap_or(folder);
    let now = context.clock.now(meeting.zone);
    // Only after an approval there is something to tell beside what the meeting itself knows.
    let approved = !meeting.approvals.is_empty();
    let loaded = if approved { archive::load(folder).ok() } else { None };
    let mut later = loaded.map(|loaded| corrected(&loaded, loaded.records.iter())).unwrap_or_default();
    if approved && meeting.action_items().next().is_some() {
        later.aftermath = aftermath(&library(context), meeting);
    }
    let minutes = Minutes::new(meeting, &[], seal, &now).with(&later);
    let options = Options { lang, ..options::of(export) };
    let (mut paths, mut taken) = (Vec::new(), BTreeSet::new());
    for form in &forms {
        let file = file_name(meeting, form);
        if !taken.insert(file.clone()) {
            warn(&collision(&file).message);
            continue;
        }
        let bytes = match written(form, &minutes, &options) {
            Ok(bytes) => bytes,
            Err(failure) => {
                // The others are still worth having, and the meeting is closed all the same.
                let hint = failure.hint.map(|hint| format!("; {hint}")).unwrap_or_default();
                warn(&format!("{}{hint}", failure.message));
                continue;
            }
        };
        let path = write_export(folder, &target.join(&file), &bytes).or_else(|error| {
            // Minutes that cannot stand beside the agenda are better in the meeting's folder than nowhere.
            warn(&format!(
                "{}: {}; written to the meeting's folder instead",
                target.join(&file).display(),
                reason(&error)
            ));
            write_export(folder, &folder.join(&file), &bytes)
        });
        paths.push(path.map_err(|error| cannot(&file, &error))?);
    }
    Ok(paths)
}

/// A template that the config has in the home folder, where it is.
fn at_home(form: Form) -> Form {
    match form {
        Form::Template(path) => Form::Template(from_home(path)),
        Form::Format(format) => Form::Format(format),
    }
}

fn beside_agenda(meeting: &Meeting) -> Option<PathBuf> {
    let folder = Path::new(meeting.path.as_ref()?).parent()?;
    folder.is_dir().then(|| folder.to_owned())
}

/// The name of a form's file: `agenda-minutes.md`, after the agenda file, so that the two stand side by side, and
/// `agenda-letter.txt` by the template `letter.txt.j2`.
fn file_name(meeting: &Meeting, form: &Form) -> String {
    let stem = meeting.path.as_ref().and_then(|path| Path::new(path).file_stem());
    let stem = stem.map_or_else(|| meeting.slug.clone(), |stem| stem.to_string_lossy().into_owned());
    match form {
        Form::Format(format) => format!("{stem}-minutes.{}", format.extension()),
        Form::Template(path) => format!("{stem}-{}", template::file_name(path)),
    }
}

/// That two forms have one file.
fn collision(name: &str) -> Failure {
    Failure::new(format!("two of the forms would be written to {name}"))
        .hint("give the template another name, or write them one by one with -o")
        .wrong_use()
}

fn cannot(path: &str, error: &std::io::Error) -> Failure {
    Failure::new(format!("{path}: {}", reason(error))).hint("name another place with -o PATH")
}
