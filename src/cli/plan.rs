//! `minutebook plan`: what was asked for, placed into days and slots before the meeting.
//!
//! Not here: the screen, and what a key does there.

use std::io::IsTerminal;
use std::path::Path;

use serde_json::{Value, json};

use super::open::{lost, screen};
use super::output::{complain, raw, say, warn};
use super::reading::machine;
use super::session::zone_of;
use super::{Failure, reading};
use crate::agenda::{self, Document, Format};
use crate::app::planner::{DaySum, Planner, Spot};
use crate::archive::read_at_most;
use crate::meeting::{Agenda, Head, Request};
use crate::minutes::safe_json;
use crate::shell::{AgendaFile, Kept, Live, PlanEnd, plan};

/// What is to be planned.
pub(super) struct Wanted<'a> {
    /// The agenda's file.
    pub(super) agenda: &'a Path,
    /// A file with further requests.
    pub(super) requests: Option<&'a Path>,
    /// Where to write the plan instead.
    pub(super) output: Option<&'a Path>,
    /// The folder of all meetings, for what no other folder takes.
    pub(super) data: Option<&'a Path>,
    /// Only say what is placed where.
    pub(super) as_json: bool,
}

pub(super) fn run(live: &Live, wanted: &Wanted) -> Result<(), Failure> {
    let has_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if !wanted.as_json && !has_terminal {
        return Err(Failure::new("planning needs a terminal to show its screen on")
            .hint("`minutebook plan --json AGENDA` says what is placed where without one")
            .wrong_use());
    }
    let text = text_of(wanted)?;
    let is_new = text.is_none();
    let agenda = text.as_deref().map_or_else(|| Ok(begun(wanted.agenda)), |text| read(wanted.agenda, text))?;
    let requests = wanted.requests.map_or(Ok(Vec::new()), requests_of)?;
    let zone = zone_of(&agenda);
    let mut planner = Planner::new(agenda, requests, zone, is_new);
    if wanted.as_json {
        return raw(format!("{}\n", safe_json(&format!("{:#}", described(&planner)))).as_bytes());
    }
    let mut file = AgendaFile::new(wanted.agenda, text, wanted.output, wanted.data).map_err(|error| {
        let path = wanted.output.unwrap_or(wanted.agenda);
        Failure::new(format!("{}: {error}", path.display()))
    })?;
    let mut console = None;
    let end = plan(screen(live, &mut console)?, &mut planner, &mut file);
    drop(console);
    match end {
        PlanEnd::Left(Some(path)) => say(&format!("The plan is in {}", path.display())),
        PlanEnd::Left(None) => Ok(()),
        PlanEnd::Interrupted { kept, why } => {
            match kept {
                Kept::Nothing => {}
                Kept::In(path) => warn(&format!("interrupted; what was not saved is in {}", path.display())),
                Kept::Lost(error) => {
                    return Err(Failure::new(format!(
                        "interrupted; what was not saved is lost, no folder takes it: {error}"
                    )));
                }
            }
            why.map_or(Ok(()), |why| Err(lost(&why)))
        }
    }
}

/// The bytes of the agenda; none where it is to be begun.
fn text_of(wanted: &Wanted) -> Result<Option<Vec<u8>>, Failure> {
    match read_at_most(wanted.agenda, agenda::LARGEST + 1) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !wanted.as_json => Ok(None),
        Err(error) => Err(reading::unreadable(wanted.agenda, &error)),
    }
}

fn read(path: &Path, text: &[u8]) -> Result<Agenda, Failure> {
    let form = Format::of(text);
    if form != Format::Markdown {
        let shown = path.display();
        return Err(Failure::new(format!(
            "{shown}: a plan is written back into an agenda in Markdown, and this is none"
        ))
        .hint(format!("make one of it first: `minutebook import {shown} -o agenda.md`")));
    }
    let reading = reading::understood(path, Some(form), text)?;
    reading::point_at(path, reading.diagnostics.len());
    Ok(reading.agenda)
}

/// An agenda that has nothing yet but a title: the name of its file.
fn begun(path: &Path) -> Agenda {
    let title = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Agenda { head: Head { title, ..Head::default() }, ..Agenda::default() }
}

/// The requests of a file; what is wrong with it is said, and the rest counts.
fn requests_of(path: &Path) -> Result<Vec<Request>, Failure> {
    let shown = path.display();
    let bytes = read_at_most(path, agenda::LARGEST + 1).map_err(|error| Failure::new(format!("{shown}: {error}")))?;
    if bytes.len() > agenda::LARGEST {
        return Err(Failure::new(format!("{shown}: too large for requests: more than 16 MiB"))
            .hint("give the table of requests alone"));
    }
    let (requests, diagnostics) = match Format::of(&bytes) {
        // What another program saved as a page, and files that are no text, go through the readers of agendas.
        form @ (Format::Html | Format::Confluence | Format::Json | Format::Org | Format::Calendar | Format::Mail) => {
            let reading = reading::understood(path, Some(form), &bytes)?;
            (reading.agenda.requests, reading.diagnostics)
        }
        // A sheet as spreadsheets save "Unicode text".
        _ if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || Document::of(&bytes).is_some() => {
            (reading::understood(path, None, &bytes)?.agenda.requests, Vec::new())
        }
        _ => {
            let reading = agenda::read_requests(&String::from_utf8_lossy(&bytes));
            (reading.requests, reading.diagnostics)
        }
    };
    reading::report(path, &diagnostics);
    if requests.is_empty() {
        complain(
            &format!("{shown}: no request in it can be read"),
            Some("give a table with the columns topic, requested by, time, notes; as CSV or in Markdown"),
        );
    }
    Ok(requests)
}

/// The plan for machines.
fn described(planner: &Planner) -> Value {
    let asked = planner.asked();
    let requests = (0..).zip(planner.requests());
    let requests: Vec<_> = requests.map(|(nth, request)| described_request(planner, nth, request)).collect();
    let days: Vec<_> = (0..).zip(planner.sums()).map(|(number, sum)| described_day(planner, number, sum)).collect();
    json!({
        "format": "minutebook/plan", "version": 1, "title": planner.title(), "requests": requests, "days": days,
        "asked": { "requests": asked.requests, "placed": asked.placed, "minutes": asked.minutes,
            "minutes_placed": asked.minutes_placed, "without_length": asked.without_length },
    })
}

fn described_request(planner: &Planner, nth: usize, request: &Request) -> Value {
    let slot = planner.place_of(nth).map(|spot| {
        let day = planner.plan().days.get(spot.day);
        let title = planner.plan().at(spot).map(|placed| &placed.slot.title);
        json!({ "day": spot.day + 1, "date": day.and_then(|day| day.day.date), "title": title,
            "start": start(planner, spot) })
    });
    machine::request(request, slot.as_ref())
}

fn described_day(planner: &Planner, number: usize, sum: &DaySum) -> Value {
    let day = planner.plan().days.get(number);
    let slots: Vec<_> = (0..sum.slots.len()).map(|nth| described_slot(planner, Spot::slot(number, nth))).collect();
    json!({ "date": day.and_then(|day| day.day.date), "title": day.map(|day| &day.day.title),
        "capacity": sum.capacity, "placed": sum.placed, "breaks": sum.breaks, "free": sum.free(), "over": sum.over,
        "slots": slots })
}

fn described_slot(planner: &Planner, spot: Spot) -> Value {
    let slot = planner.plan().at(spot).map(|placed| &placed.slot);
    let times = planner.times(spot);
    json!({ "title": slot.map(|slot| &slot.title), "kind": slot.map(|slot| slot.kind.word()),
        "start": start(planner, spot), "start_estimated": times.is_some_and(|times| times.start_guessed),
        "minutes": times.and_then(|times| times.minutes),
        "estimated": times.is_some_and(|times| times.length_guessed), "over": times.map(|times| times.over),
        "squeezed": times.is_some_and(|times| times.squeezed) })
}

/// When a slot starts: with its date where the day has one, else as a time of day.
fn start(planner: &Planner, spot: Spot) -> Option<String> {
    let start = planner.times(spot)?.start?;
    let dated = planner.plan().days.get(spot.day)?.day.date.is_some();
    Some(if dated { start.to_rfc3339() } else { start.format("%H:%M").to_string() })
}
