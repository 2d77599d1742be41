//! The leave panel's lines: what is not saved, the ways to leave, and what is unfinished.
//!
//! What is in danger comes first, what loses nothing last. Not here: what the keys do (see `update`), and drawing.

use super::{Unfinished, hanging};
use crate::app::{Ending, Saved};

/// A pop-up with fewer rows has no room for a row a way out.
const LOW: usize = 6;

/// How a line stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something may be lost.
    Alarm,
    /// A way to leave.
    Strong,
    /// A heading.
    Warning,
    /// What stands below it.
    Plain,
    /// All is well.
    Good,
}

/// The panel's rows in a pop-up of that width and height: indent, words and weight of each.
pub fn leave_rows(
    saved: &Saved,
    unfinished: &Unfinished,
    asked: Option<Ending>,
    (width, height): (usize, usize),
) -> Vec<(usize, String, Weight)> {
    let low = height < LOW;
    let mut lines = Vec::new();
    if let Saved::Failing { why, unsaved } = saved {
        in_danger(why, *unsaved, asked, low, &mut lines);
    }
    ways(saved.is_failing(), low, &mut lines);
    lines.extend(unfinished.stage.iter().map(|stage| (stage.clone(), Weight::Plain)));
    for (title, count, items) in groups(unfinished) {
        if count > 0 {
            lines.push((format!("{title} · {count}"), Weight::Warning));
            lines.extend(items.into_iter().map(|item| (format!("  {item}"), Weight::Plain)));
        }
    }
    if unfinished.is_empty() && !saved.is_failing() {
        lines.push(("Nothing is unfinished.".to_owned(), Weight::Good));
    }
    let wrapped = |(words, weight): (String, Weight)| {
        hanging(&words, width).into_iter().map(move |(indent, words)| (indent, words, weight))
    };
    lines.into_iter().flat_map(wrapped).collect()
}

/// What is unfinished: a heading, how many there are, and a line each.
pub(in crate::app) fn groups(unfinished: &Unfinished) -> Vec<(&'static str, usize, Vec<String>)> {
    let Unfinished {
        lines: drafts,
        ownerless,
        dateless,
        questions,
        noteless,
        unreached,
        conflicts,
        proposals,
        parked,
        ideas,
        missing,
        stage: _,
    } = unfinished;
    let in_slots = |of: &[(String, String)]| of.iter().map(|(slot, text)| format!("{slot}: {text}")).collect();
    let numbered = |of: &[(u32, String)]| of.iter().map(|(number, text)| format!("{number} {text}")).collect();
    vec![
        ("Entries with two texts, to be settled", conflicts.len(), in_slots(conflicts)),
        ("Lines not committed (closing makes them notes)", drafts.len(), in_slots(drafts)),
        ("Action items without an owner", ownerless.len(), numbered(ownerless)),
        ("Action items without a date", dateless.len(), numbered(dateless)),
        ("Open questions", questions.len(), in_slots(questions)),
        ("Proposals not settled", proposals.len(), in_slots(proposals)),
        ("Slots held without a note", noteless.len(), noteless.clone()),
        ("Slots not reached", unreached.len(), unreached.clone()),
        ("Slots parked for another time", parked.len(), parked.clone()),
        ("Ideas in the parking lot", ideas.len(), in_slots(ideas)),
        ("Attachments that are not there", missing.len(), together(missing)),
    ]
}

/// One line for all that belongs to one slot: a meeting may have dozens of files, and its folder be elsewhere today.
fn together(missing: &[(String, String)]) -> Vec<String> {
    let by_slot = missing.chunk_by(|(one, _), (other, _)| one == other);
    let names = |of: &[(String, String)]| of.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
    by_slot.filter_map(|of| Some(format!("{}: {}", of.first()?.0, names(of)))).collect()
}

/// What is lost with this program, and that a way was asked for which would lose it.
fn in_danger(why: &str, unsaved: usize, asked: Option<Ending>, low: bool, lines: &mut Vec<(String, Weight)>) {
    let what = match unsaved {
        0 => "a half-typed line is".to_owned(),
        1 => "1 act is".to_owned(),
        acts => format!("{acts} acts are"),
    };
    let again = match asked {
        Some(Ending::Closed) => Some(("c", "close it")),
        Some(Ending::Left) => Some(("l", "leave it")),
        Some(Ending::Looked) | None => None,
    };
    let again = again.map(|(key, way)| {
        format!("press {key} again to {way} unsaved; what is missing is then written to a file that is named")
    });
    // On a low screen there is one row for it: the answer to the key that was just pressed, else what is in danger.
    let danger = format!("NOT SAVED: {what} only in this program's memory ({why})");
    let said = if low { vec![again.unwrap_or(danger)] } else { std::iter::once(danger).chain(again).collect() };
    lines.extend(said.into_iter().map(|words| (words, Weight::Alarm)));
}

fn ways(failing: bool, low: bool, lines: &mut Vec<(String, Weight)>) {
    let ways: &[&str] = match (low, failing) {
        (true, true) => &["s saves elsewhere  c closes  l leaves open  Esc stays"],
        (true, false) => &["c closes  l leaves open  Esc stays"],
        (false, _) => &[
            "s      save in another place",
            "c      close the meeting and write its minutes",
            "l      leave it open, to be resumed; the clock pauses",
            "Enter  go through what is unfinished",
            "Esc    stay",
            "",
        ],
    };
    let skipped = usize::from(!low && !failing);
    lines.extend(ways.iter().skip(skipped).map(|way| ((*way).to_owned(), Weight::Strong)));
}
