//! The leave panel's lines: what is not saved, the ways to leave, and what is unfinished.
//!
//! What is in danger comes first, what loses nothing last. Not here: what the keys do (see `update`), and drawing.

use super::{Unfinished, hanging};
use crate::app::{Ending, Saved};
use crate::words::say;

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
        lines.push((say("close-nothing").to_owned(), Weight::Good));
    }
    let wrapped = |(words, weight): (String, Weight)| {
        hanging(&words, width).into_iter().map(move |(indent, words)| (indent, words, weight))
    };
    lines.into_iter().flat_map(wrapped).collect()
}

/// The key that a row of the panel tells of, in the words of the screen; none where it tells of none, or of several.
pub fn leave_key(rows: &[(usize, String, Weight)], row: usize, height: usize) -> Option<&str> {
    // A way that was wrapped goes on further in.
    let begins = rows.get(..=row)?.iter().rfind(|(indent, ..)| *indent == 0)?;
    let (_, words, weight) = begins;
    words.split_whitespace().next().filter(|_| height >= LOW && *weight == Weight::Strong)
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
        (say("leave-conflicts"), conflicts.len(), in_slots(conflicts)),
        (say("leave-lines"), drafts.len(), in_slots(drafts)),
        (say("leave-ownerless"), ownerless.len(), numbered(ownerless)),
        (say("leave-dateless"), dateless.len(), numbered(dateless)),
        (say("leave-questions"), questions.len(), in_slots(questions)),
        (say("leave-proposals"), proposals.len(), in_slots(proposals)),
        (say("leave-noteless"), noteless.len(), noteless.clone()),
        (say("leave-unreached"), unreached.len(), unreached.clone()),
        (say("leave-parked"), parked.len(), parked.clone()),
        (say("leave-ideas"), ideas.len(), in_slots(ideas)),
        (say("leave-missing"), missing.len(), together(missing)),
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
    let again = match asked {
        Some(Ending::Closed) => Some(say!("leave-again-close", key = "c")),
        Some(Ending::Left) => Some(say!("leave-again-leave", key = "l")),
        Some(Ending::Looked) | None => None,
    };
    // On a low screen there is one row for it: the answer to the key that was just pressed, else what is in danger.
    let danger = say!("leave-only-in-memory", acts = unsaved, why = why);
    let said = if low { vec![again.unwrap_or(danger)] } else { std::iter::once(danger).chain(again).collect() };
    lines.extend(said.into_iter().map(|words| (words, Weight::Alarm)));
}

fn ways(failing: bool, low: bool, lines: &mut Vec<(String, Weight)>) {
    if low {
        let ways = if failing { say("leave-low-failing") } else { say("leave-low") };
        return lines.push((ways.to_owned(), Weight::Strong));
    }
    let ways = [
        ("s", say("leave-elsewhere")),
        ("c", say("leave-close")),
        ("l", say("leave-open")),
        ("Enter", say("leave-unfinished")),
        ("Esc", say("leave-stay")),
    ];
    let skipped = usize::from(!failing);
    lines.extend(ways.iter().skip(skipped).map(|(key, way)| (format!("{key:<7}{way}"), Weight::Strong)));
    lines.push((String::new(), Weight::Strong));
}
