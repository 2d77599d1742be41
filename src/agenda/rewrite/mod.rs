//! An agenda rewritten in place: the slots moved, timed, added or removed, and every other byte as the user left it.
//!
//! A plan made on screen goes back into a file that people write by hand, so a slot is moved as the text that it is and
//! only the words that say a changed time are touched. The result is read again and compared: a file that would not say
//! what was arranged is never returned. Not here: what a slot's text looks like (see `write`) and files.
//!
//! ```text
//!  text ─ parse ─► layout: parts ─ edits ─► parts in their new order ─► text ─ read ─► equal?
//! ```

mod assemble;
mod day;
mod layout;
mod origin;
mod requests;
mod slot;
mod style;

use crate::meeting::{Agenda, PlannedDay, PlannedSlot};

use super::days::{Form, Purpose};
use super::{AgendaError, Parsed, parse, sayable};

use assemble::{Assembly, Wording};
use layout::Layout;
use origin::Original;

/// Why an agenda cannot be rewritten in place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotRewrite {
    /// The text is no agenda at all.
    #[error(transparent)]
    NoAgenda(#[from] AgendaError),
    /// Its slots are lines, items of lists or headings of another level.
    #[error("the agenda is in a form of its own, in which nothing can be moved safely")]
    Foreign,
    /// `origins` names a slot that the text does not have, or one twice, or has not the shape of the days.
    #[error("day {day}: its slots are not those of the text")]
    Origins {
        /// The day, from 1.
        day: usize,
    },
    /// The text would not say what was arranged.
    #[error("the file could not say this: {what}")]
    Differs {
        /// What would be lost: the day, the slot and what of it.
        what: String,
    },
}

impl CannotRewrite {
    /// What to do about it, as a sentence without its full stop.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoAgenda(error) => error.hint(),
            Self::Foreign | Self::Differs { .. } => "Write the plan to a new file",
            Self::Origins { .. } => "Read the file again",
        }
    }
}

/// Puts the days and slots of `arranged` into the text of the agenda that they came from.
///
/// `origins[day][nth]` says which slot of the text stands there, counted from 0 over all days in reading order; none: a
/// new one. Slots of the text that are named nowhere are removed. The days of `arranged` are those of the text in their
/// order, and new ones behind them; its requests are those of the text and new ones behind them.
///
/// The result differs from `text` only where it must and reads back as `arranged`, of whose titles emphasis around the
/// whole and zero bytes are left out; where that cannot be had, nothing is returned but the reason.
pub fn rewrite(text: &str, arranged: &Agenda, origins: &[Vec<Option<usize>>]) -> Result<String, CannotRewrite> {
    let arranged = &sayable::sayable(arranged);
    let title = &arranged.head.title;
    let parsed = parse(Purpose::Planning, text.as_bytes(), title)?;
    let slots: Vec<&PlannedSlot> = parsed.agenda.days.iter().flat_map(|day| &day.slots).collect();
    check(origins, arranged, slots.len())?;
    let in_order = origins.iter().flatten().copied().eq((0..slots.len()).map(Some));
    if in_order && parsed.agenda == *arranged {
        return Ok(text.to_owned());
    }
    if !is_movable(&parsed) {
        return Err(CannotRewrite::Foreign);
    }
    let original = Original::new(text);
    let layout = Layout::of(&parsed, original.len());
    let assembly = Assembly { parsed: &parsed, layout: &layout, original: &original, arranged, origins };
    let mut differs = None;
    for wording in [Wording::Near, Wording::Safe] {
        let text = assembly.text(wording);
        let again = parse(Purpose::Planning, text.as_bytes(), title)?.agenda;
        match difference(&again, arranged) {
            None => return Ok(text),
            Some(what) => differs = differs.or(Some(what)),
        }
    }
    Err(CannotRewrite::Differs { what: differs.unwrap_or_default() })
}

/// What of an agenda a text would be read differently from, as the day, the slot and what of it; none where nothing is.
///
/// A text that was written afresh says all that a reader can have read, but not all that a user can think of: a title
/// such as `9:00-12:00` reads as a time.
pub fn misread(text: &str, arranged: &Agenda) -> Option<String> {
    match parse(Purpose::Planning, text.as_bytes(), &arranged.head.title) {
        Ok(parsed) => difference(&parsed.agenda, &sayable::sayable(arranged)),
        Err(error) => Some(error.to_string()),
    }
}

/// Whether slots are level-2 headings, or there are none at all.
fn is_movable(parsed: &Parsed) -> bool {
    match parsed.form {
        Form::Own | Form::Days => true,
        Form::Foreign => false,
        Form::None => parsed.blocks.is_empty(),
    }
}

fn check(origins: &[Vec<Option<usize>>], arranged: &Agenda, count: usize) -> Result<(), CannotRewrite> {
    let mut seen = vec![false; count];
    for day in 0..origins.len().max(arranged.days.len()) {
        let wrong = CannotRewrite::Origins { day: day + 1 };
        let (Some(origins), Some(planned)) = (origins.get(day), arranged.days.get(day)) else { return Err(wrong) };
        if origins.len() != planned.slots.len() {
            return Err(wrong);
        }
        for origin in origins.iter().flatten() {
            match seen.get_mut(*origin) {
                Some(seen) if !*seen => *seen = true,
                _ => return Err(wrong),
            }
        }
    }
    Ok(())
}

/// The first thing in which two agendas differ, in words; none where they are equal.
fn difference(read: &Agenda, arranged: &Agenda) -> Option<String> {
    if read == arranged {
        return None;
    }
    if read.days.len() != arranged.days.len() {
        return Some(format!("{} days, where {} are read", arranged.days.len(), read.days.len()));
    }
    for (nth, (read, arranged)) in read.days.iter().zip(&arranged.days).enumerate() {
        if let Some(what) = difference_of_days(read, arranged) {
            return Some(format!("day {}, {what}", nth + 1));
        }
    }
    let what = if read.requests == arranged.requests { "what is said about the whole meeting" } else { "the requests" };
    Some(what.to_owned())
}

fn difference_of_days(read: &PlannedDay, arranged: &PlannedDay) -> Option<String> {
    for (nth, slot) in arranged.slots.iter().enumerate() {
        let what = match read.slots.get(nth) {
            Some(read) if read == slot => continue,
            Some(read) => difference_of_slots(read, slot),
            None => "it is missing",
        };
        return Some(format!("slot {} “{}”: {what}", nth + 1, slot.title));
    }
    if read.slots.len() > arranged.slots.len() {
        return Some(format!("{} slots, where {} are read", arranged.slots.len(), read.slots.len()));
    }
    (read != arranged).then(|| "its date, name, hours or text".to_owned())
}

fn difference_of_slots(read: &PlannedSlot, arranged: &PlannedSlot) -> &'static str {
    match () {
        () if read.title != arranged.title => "its title",
        () if read.start != arranged.start => "its start",
        () if (read.minutes, read.least) != (arranged.minutes, arranged.least) => "its length",
        () if read.fixed != arranged.fixed => "whether it is fixed",
        () if read.kind != arranged.kind => "its kind",
        () if read.recurs != arranged.recurs => "whether it comes back",
        () if read.put_off != arranged.put_off => "when it was put off",
        () if read.request != arranged.request || read.requested_by != arranged.requested_by => "its request",
        () => "its people, talking points or text",
    }
}
