//! Files that an agenda is read from, in whatever form they are.
//!
//! One door for all subcommands, so that each of them opens what the others open and says the same where it cannot. Not here: the
//! readers (see `agenda`).

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use super::Failure;
use super::output::{complain, reason, warn, while_working};
use crate::agenda::{self, AgendaError, Diagnostic, Format, Reading};
use crate::archive::read_at_most;
use crate::meeting::Kind;
use crate::minutes;
use crate::notation::near::nearest;

pub(super) mod machine;

/// What stands for standard input where a file is named.
pub(super) const STDIN: &str = "-";

/// Reads an agenda file as it stands: its days may have no slots yet.
pub(super) fn read(path: &Path, form: Option<Format>) -> Result<Reading, Failure> {
    understood(path, form, &bytes_of(path)?)
}

/// Reads the agenda file of a meeting that is to be held: there is always a slot to write into, and what the file tells of an
/// earlier meeting is among the talking points. Said beside it: the form that it was read in.
pub(super) fn read_to_hold(path: &Path, form: Option<Format>) -> Result<(Reading, Format), Failure> {
    let bytes = bytes_of(path)?;
    let form = form.unwrap_or_else(|| Format::of(&bytes));
    Ok((by(agenda::import_to_hold, path, Some(form), &bytes)?, form))
}

/// What is understood of the bytes of an agenda file as it stands.
pub(super) fn understood(path: &Path, form: Option<Format>, bytes: &[u8]) -> Result<Reading, Failure> {
    by(agenda::import, path, form, bytes)
}

type Reader = fn(&[u8], Option<Format>, &str) -> Result<Reading, AgendaError>;

fn by(reader: Reader, path: &Path, form: Option<Format>, bytes: &[u8]) -> Result<Reading, Failure> {
    let stem = stem(path);
    let stem = if stem == STDIN { "" } else { &stem };
    if form == Some(Format::Calendar) && !bytes.windows(7).any(|word| word.eq_ignore_ascii_case(b"BEGIN:V")) {
        return Err(Failure::new(format!("{} is no calendar", shown(path)))
            .hint("leave --from out: the file shows in which form it is"));
    }
    let reading = while_working(&format!("reading {}…", shown(path)), || reader(bytes, form, stem));
    reading.map_err(|error| {
        let place = error.place().map(|(line, column)| format!("{line}:{column}:")).unwrap_or_default();
        Failure::new(format!("{}:{place} {error}", shown(path))).hint(error.hint())
    })
}

/// A file's name without what says its form, which of a Confluence page of ours is `.confluence.xml`.
pub(super) fn stem(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let whole = minutes::Format::ALL.iter().map(|form| form.extension()).filter_map(|ending| ending.split_once('.'));
    whole.fold(stem, |stem, (first, _)| match stem.strip_suffix(first).and_then(|stem| stem.strip_suffix('.')) {
        Some(bare) if !bare.is_empty() => bare.to_owned(),
        _ => stem,
    })
}

/// The bytes of a file, or of standard input, up to one more than an agenda may have.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, Failure> {
    let most = agenda::LARGEST + 1;
    if path != Path::new(STDIN) {
        return read_at_most(path, most).map_err(|error| unreadable(path, &error));
    }
    let stdin = io::stdin();
    if stdin.is_terminal() {
        warn("reading from the terminal; Ctrl-D on an empty line ends the text");
    }
    let mut bytes = Vec::new();
    let read = stdin.lock().take(most as u64).read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(format!("stdin: {error}")))?;
    Ok(bytes)
}

/// Why an agenda file cannot be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::new(format!("{}: {}", path.display(), reason(error)));
    match error.kind() {
        io::ErrorKind::NotFound => failure.hint("name an agenda file, or a meeting that `minutebook list` shows"),
        io::ErrorKind::IsADirectory => failure.hint("name a file in it"),
        _ => failure,
    }
}

/// The form that goes by the name after `--from`.
pub(super) fn form_of(name: Option<&str>) -> Result<Option<Format>, Failure> {
    let Some(name) = name else { return Ok(None) };
    let hint = || meant_or_one_of(name, &Format::ALL.map(Format::name));
    let unknown = || Failure::new(format!("`{name}` is no form that is read")).hint(hint());
    Format::from_name(name).map(Some).ok_or_else(|| unknown().wrong_use())
}

/// All words that there are, and the one of them that was meant by another.
pub(super) fn meant_or_one_of(word: &str, known: &[&str]) -> String {
    let all = format!("one of {}", known.join(", "));
    let near = nearest(word, known.iter().copied());
    near.map_or_else(|| all.clone(), |near| format!("{all}; did you mean `{near}`?"))
}

/// What a file is called in messages.
pub(super) fn shown(path: &Path) -> String {
    if path == Path::new(STDIN) { "stdin".to_owned() } else { path.display().to_string() }
}

/// The remarks on a file, each as FILE:LINE:COLUMN with its hint, on stderr.
pub(super) fn report(path: &Path, diagnostics: &[Diagnostic]) {
    let shown = shown(path);
    for found in diagnostics {
        let hint = Some(found.hint.as_str()).filter(|hint| !hint.is_empty());
        complain(&format!("{shown}:{}:{}: {}", found.line, found.column, found.message), hint);
    }
}

/// Says how many places of an agenda there are to look at, where there are some.
pub(super) fn point_at(path: &Path, count: usize) {
    if count > 0 {
        let shown = path.display();
        let places = counted(count, "place");
        warn(&format!("{places} of {shown} to look at: `minutebook check {shown}` says which"));
    }
}

/// `3 days, 32 slots, 23 action items, 2 decisions`: the last two as far as the file tells of any.
pub(super) fn summary(reading: &Reading) -> String {
    let agenda = &reading.agenda;
    let mut text = format!("{}, {}", counted(agenda.days.len(), "day"), counted(agenda.slot_count(), "slot"));
    text += &told(reading);
    text
}

/// How many lines of each kind a file tells of an earlier meeting.
pub(super) struct Shares {
    pub(super) actions: usize,
    pub(super) decisions: usize,
    pub(super) others: usize,
}

pub(super) fn shares(reading: &Reading) -> Shares {
    let entries = || reading.told.iter().flat_map(|told| &told.entries);
    let of = |kind: Kind| entries().filter(|entry| entry.kind == kind).count();
    let (actions, decisions) = (of(Kind::Action), of(Kind::Decision));
    Shares { actions, decisions, others: entries().count() - actions - decisions }
}

/// `, 23 action items, 2 decisions, 40 other lines`; empty where the file is a plan and nothing more.
pub(super) fn told(reading: &Reading) -> String {
    let Shares { actions, decisions, others } = shares(reading);
    let mut text = String::new();
    for (count, word) in [(actions, "action item"), (decisions, "decision"), (others, "other line")] {
        if count > 0 {
            let _ = write!(text, ", {}", counted(count, word));
        }
    }
    text
}

/// `1 day`, `3 days`.
pub(super) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
