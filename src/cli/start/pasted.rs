//! An agenda that was pasted: what is understood of it, and where it is to be kept.
//!
//! Nothing is kept before the scribe has said where. Not here: the readers, and the meeting.

use std::path::{Path, PathBuf};

use crate::agenda::{self, Reading};
use crate::app::{Chosen, Home};
use crate::archive::{slug, write_new};
use crate::cli::Failure;
use crate::cli::open::lost;
use crate::cli::reading::shares;
use crate::shell::{Console, choose, from_home, show};
use crate::words::say;

/// So many remarks are shown.
const REMARKS: usize = 3;

/// So many characters of a line are shown.
const LONGEST_LINE: usize = 300;

/// A text of more bytes takes its time, which is said.
const LARGE: usize = 256 << 10;

/// Asks where the agenda is to be kept and writes it there: never in the place of another file. None where it is given up.
pub(super) fn kept(console: &mut Console, text: String) -> Result<Option<PathBuf>, Failure> {
    let mut text = text;
    loop {
        match ask(console, &text)? {
            Answer::Kept(path) => return Ok(Some(path)),
            Answer::Another(other) => text = other,
            Answer::GivenUp => return Ok(None),
        }
    }
}

/// What came of the question.
enum Answer {
    Kept(PathBuf),
    /// Another text was pasted instead.
    Another(String),
    GivenUp,
}

fn ask(console: &mut Console, text: &str) -> Result<Answer, Failure> {
    if text.len() > LARGE {
        let size = say!("pasted-reading", size = text.len() >> 10);
        show(console, &Home::question(vec![size], "", "", "")).map_err(|error| lost(&error))?;
    }
    let reading = match agenda::import(text.as_bytes(), None, "") {
        Ok(reading) => reading,
        Err(error) => return refused(console, &error),
    };
    let intro = intro(&reading);
    let mut answer = proposed(&reading.agenda.head.title);
    let bytes = agenda::write(&reading.into_agenda()).into_bytes();
    let mut complaint = None;
    loop {
        let lines = intro.iter().cloned().chain(complaint.take()).collect();
        let mut home = Home::question(lines, &answer, say("pasted-saves"), say("pasted-gives-up"));
        match choose(console, &mut home).map_err(|error| lost(&error))? {
            Chosen::Typed(typed) => {
                let path = with_ending(from_home(PathBuf::from(&typed)));
                match write_new(&path, &bytes) {
                    Ok(()) => return Ok(Answer::Kept(path)),
                    Err(error) => {
                        let path = path.display().to_string();
                        complaint = Some(match error.kind() {
                            std::io::ErrorKind::AlreadyExists => say!("pasted-there", path = path),
                            _ => say!("pasted-refused", path = path, why = error.to_string()),
                        });
                        answer = typed;
                    }
                }
            }
            Chosen::Pasted(other) => return Ok(Answer::Another(other)),
            Chosen::Row(_) | Chosen::Search(_) | Chosen::Tasks | Chosen::Nothing => return Ok(Answer::GivenUp),
        }
    }
}

/// Says why a text is no agenda; another may be pasted.
fn refused(console: &mut Console, error: &agenda::AgendaError) -> Result<Answer, Failure> {
    let intro = vec![say!("pasted-no-agenda", why = error.to_string()), format!("{}.", error.hint())];
    let mut home = Home::question(intro, "", say("pasted-goes-back"), say("pasted-goes-back"));
    match choose(console, &mut home).map_err(|error| lost(&error))? {
        Chosen::Pasted(other) => Ok(Answer::Another(other)),
        _ => Ok(Answer::GivenUp),
    }
}

/// The title, what is understood, the first remarks, and the question.
fn intro(reading: &Reading) -> Vec<String> {
    let mut lines = vec![reading.agenda.head.title.clone(), say!("pasted-understood", what = understood(reading))];
    let days = &reading.agenda.days;
    let slots: Vec<&str> =
        days.iter().flat_map(|day| &day.slots).map(|slot| slot.title.as_str()).take(REMARKS + 1).collect();
    if let Some((_, first)) = slots.split_last().filter(|_| slots.len() > REMARKS) {
        lines.push(format!("{}, …", first.join(", ")));
    } else if !slots.is_empty() {
        lines.push(slots.join(", "));
    }
    let remarks = &reading.diagnostics;
    lines.extend(
        remarks.iter().take(REMARKS).map(|found| say!("pasted-remark", line = found.line, what = &found.message)),
    );
    if remarks.len() > REMARKS {
        lines.push(say!("pasted-more", count = remarks.len() - REMARKS));
    }
    // A screen shows no more of a line, and a title may be a whole page.
    for line in &mut lines {
        *line = line.chars().take(LONGEST_LINE).collect();
    }
    lines.push(String::new());
    lines.push(say("pasted-file").to_owned());
    lines
}

/// `3 days, 32 slots, 23 action items, 2 decisions`: the last two as far as it tells of any.
fn understood(reading: &Reading) -> String {
    let agenda = &reading.agenda;
    let told = shares(reading);
    let days = say!("read-days", count = agenda.days.len());
    let slots = say!("read-slots", count = agenda.slot_count());
    let items = (told.actions > 0).then(|| say!("read-items", count = told.actions));
    let decisions = (told.decisions > 0).then(|| say!("read-decisions", count = told.decisions));
    let others = (told.others > 0).then(|| say!("read-others", count = told.others));
    let parts = [Some(days), Some(slots), items, decisions, others];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A name in this folder that nothing bears: after the title.
fn proposed(title: &str) -> String {
    let stem = slug(title, None);
    let names = std::iter::once(format!("{stem}.md")).chain((2..).map(|n| format!("{stem}-{n}.md")));
    let mut free = names.take(10_000).filter(|name| Path::new(name).symlink_metadata().is_err());
    free.next().unwrap_or_default()
}

/// The path, as a Markdown file where it names no kind of file.
fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("md") }
}
