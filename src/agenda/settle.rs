//! An agenda as its file will have it.
//!
//! What comes from a sheet, a page or a calendar may say what our Markdown has no words for, such as a title that begins
//! with a time. It is made here what it would be once written and read, so that the file and the meeting agree. Not here:
//! the writing and the reading.

use super::days::Purpose;
use super::{Reading, parse_as_written, write};
use crate::meeting::Agenda;

/// The reading with an agenda that reads back equal.
pub(super) fn settled(mut reading: Reading) -> Reading {
    reading.agenda = agenda(reading.agenda);
    reading
}

/// The agenda as it reads back, as far as that leaves its days and slots what they are.
pub(super) fn agenda(agenda: Agenda) -> Agenda {
    let text = write(&agenda);
    let shape = |agenda: &Agenda| agenda.days.iter().map(|day| day.slots.len()).collect::<Vec<_>>();
    match parse_as_written(Purpose::Planning, text.as_bytes(), &agenda.head.title) {
        Ok(parsed) if shape(&parsed.agenda) == shape(&agenda) => parsed.agenda,
        _ => agenda,
    }
}
