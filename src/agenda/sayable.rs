//! An agenda as its file can say it.
//!
//! Titles come from answers and sheets, where anything can stand; in a heading, emphasis around the whole is not read as
//! part of a title, and a zero byte makes a file none at all. Not here: what the file says (see `write` and `rewrite`).

use std::borrow::Cow;

use crate::meeting::Agenda;

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

/// Whether a sign is a control that belongs in no text.
pub(super) fn is_stray(sign: char) -> bool {
    sign.is_control() && !matches!(sign, '\n' | '\t')
}
