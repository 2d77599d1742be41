//! An agenda as its file will have it.
//!
//! What comes from a sheet, a page or a calendar may say what our Markdown has no words for, such as a title that begins
//! with a time. It is made here what it would be once written and read, so that the file and the meeting agree. Not here:
//! the writing and the reading.

use super::days::Purpose;
use super::{Reading, parse, write};

/// The reading with an agenda that reads back equal, as far as that leaves its days and slots what they are.
pub(super) fn settled(mut reading: Reading) -> Reading {
    let text = write(&reading.agenda);
    let Ok(parsed) = parse(Purpose::Planning, text.as_bytes(), &reading.agenda.head.title) else { return reading };
    let shape = |agenda: &crate::meeting::Agenda| agenda.days.iter().map(|day| day.slots.len()).collect::<Vec<_>>();
    if shape(&parsed.agenda) == shape(&reading.agenda) {
        reading.agenda = parsed.agenda;
    }
    reading
}
