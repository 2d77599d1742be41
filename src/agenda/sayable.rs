//! An agenda as its file can say it.
//!
//! Titles come from answers and sheets, where anything can stand; in a heading, emphasis around the whole is not read as
//! part of a title, and a zero byte makes a file none at all. Not here: what the file says (see `write` and `rewrite`).

use std::borrow::Cow;

use crate::meeting::Agenda;

use super::diagnostic::Report;
use super::heading::without_emphasis;

/// The agenda with such titles as a heading has. One that was read is as it was.
pub(super) fn sayable(agenda: &Agenda) -> Agenda {
    let mut agenda = agenda.clone();
    for day in &mut agenda.days {
        for slot in &mut day.slots {
            slot.title = title(&slot.title);
        }
    }
    agenda
}

/// A title without marks around it, on one line and without zero bytes; what was read has none of them.
fn title(text: &str) -> String {
    let line = text.replace('\0', "").replace(['\r', '\n'], " ");
    without_emphasis(&line).to_owned()
}

/// A text without the controls that no keyboard types: all but tabs and line ends.
pub(super) fn without_controls(text: &str) -> Cow<'_, str> {
    if text.contains(is_stray) { Cow::Owned(text.replace(is_stray, "")) } else { Cow::Borrowed(text) }
}

/// The same, and what was left out is said.
pub(super) fn reported_without_controls<'a>(text: &'a str, report: &mut Report) -> Cow<'a, str> {
    let stray = text.matches(is_stray).count();
    if let Some(first) = text.find(is_stray) {
        let message = format!("{stray} control characters are left out; the first is here");
        let message = if stray == 1 { "This control character is left out".to_owned() } else { message };
        report.warn(first, message, "Save the file as plain text");
    }
    without_controls(text)
}

/// Whether a sign is a control that belongs in no text.
fn is_stray(sign: char) -> bool {
    sign.is_control() && !matches!(sign, '\n' | '\t')
}
