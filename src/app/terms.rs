//! The field's terms as the screen says them: kinds of lines, what becomes of action items, what of a query is not understood.
//!
//! The rooms below name such things in English, for files and for the command line; here they are in the language of the screen.
//! Not here: which language that is (see `words`).

use crate::meeting::search::{Misread, Place, Wrong};
use crate::meeting::tasks::GroupKey;
use crate::meeting::{ItemChanges, Kind, Status};
use crate::notation::LineKind;
use crate::words::{Day, day, say};

/// What a kind of entry is called.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Note => say("kind-note"),
        Kind::Action => say("kind-action"),
        Kind::Decision => say("kind-decision"),
        Kind::Question => say("kind-question"),
        Kind::Proposal => say("kind-proposal"),
        Kind::Vote => say("kind-vote"),
        Kind::Idea => say("kind-idea"),
        Kind::Info => say("kind-info"),
        Kind::Link => say("kind-link"),
        Kind::Speech => say("kind-speech"),
        Kind::Subtopic => say("kind-subtopic"),
    }
}

/// What a line is, before it is one of the notes.
pub(super) fn line_kind(line: LineKind) -> &'static str {
    match line {
        LineKind::Blank => say("line-blank"),
        LineKind::Topic | LineKind::Subtopic => say("line-topic"),
        LineKind::Attendance => say("line-attendance"),
        LineKind::Correction => say("line-correction"),
        LineKind::Command => say("line-command"),
        other => kind(other.of_entry().unwrap_or_default()),
    }
}

/// How far an action item is.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Open => say("status-open"),
        Status::Done => say("status-done"),
        Status::Dropped => say("status-dropped"),
    }
}

/// What of a meeting a line is.
pub fn place(place: Place) -> &'static str {
    match place {
        Place::Title => say("place-title"),
        Place::Topic => say("place-topic"),
        Place::Point => say("place-point"),
        Place::Agenda => say("place-agenda"),
        Place::Entry(of) => kind(of),
    }
}

/// What action items in one group have in common.
pub(super) fn group(key: &GroupKey<'_>) -> String {
    let words = match key {
        GroupKey::Owner(name) | GroupKey::Meeting(name, _) | GroupKey::Series(Some(name)) => name,
        GroupKey::Nobody => say("group-nobody"),
        GroupKey::Overdue => say("group-overdue"),
        GroupKey::Soon => say("group-soon"),
        GroupKey::Later => say("group-later"),
        GroupKey::Undated => say("group-undated"),
        GroupKey::Done => say("group-done"),
        GroupKey::Dropped => say("group-dropped"),
        GroupKey::Series(None) => say("group-no-series"),
    };
    words.to_owned()
}

/// What is wrong with a part of a query, and what would be right.
pub fn wrong(what: &Wrong) -> String {
    match what {
        Wrong::Open => say("misread-open").to_owned(),
        Wrong::Without => say("misread-without").to_owned(),
        Wrong::Nothing(filter) => say!("misread-nothing", filter = *filter),
        Wrong::Kind(known) => say!("misread-kind", known = known),
        Wrong::Day => say("misread-day").to_owned(),
        Wrong::Filter(known) => say!("misread-filter", known = known),
    }
}

/// A part of a query with what is wrong with it.
pub(super) fn misread(misread: &Misread) -> String {
    say!("misread", part = &misread.part, what = wrong(&misread.what))
}

/// What a change makes of an action item: `action-12 (draft the plan): done, sent on Monday`, as its line in the notes says it
/// in English.
pub fn changed(changes: &ItemChanges, number: u32, text: &str) -> String {
    let owners = changes.owners.as_ref().map(|owners| match owners.as_slice() {
        [] => say("item-nobodys").to_owned(),
        owners => say!("item-now-of", names = owners.join(", ")),
    });
    let due = changes.due.map(|due| match due {
        Some(due) => say!("item-due", day = day(due, Day::Whole)),
        None => say("item-not-due").to_owned(),
    });
    let status = changes.status.map(|of| status(of).to_owned());
    let said: Vec<String> = [status, owners, due, changes.reason.clone()].into_iter().flatten().collect();
    let said = if said.is_empty() { say("item-still-open").to_owned() } else { said.join(", ") };
    say!("item-changed", number = number, text = text, said = said)
}

/// `12 d`, `14 w`: as long as it takes to be said in one glance.
pub fn age(days: i64) -> String {
    if days < 100 { say!("age-days", days = days) } else { say!("age-weeks", weeks = days / 7) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_english_a_change_is_said_as_its_line_in_the_notes_says_it() {
        let due = |text: &str| Some(text.parse().ok());
        let changes = [
            ItemChanges::default(),
            ItemChanges { status: Some(Status::Done), reason: Some("sent".to_owned()), ..ItemChanges::default() },
            ItemChanges { owners: Some(Vec::new()), due: Some(None), ..ItemChanges::default() },
            ItemChanges {
                owners: Some(vec!["Ann".into(), "Bo".into()]),
                due: due("2026-02-06"),
                ..ItemChanges::default()
            },
        ];
        for change in changes {
            assert_eq!(changed(&change, 12, "draft { $it }"), change.in_words(12, "draft { $it }"));
        }
    }

    #[test]
    fn in_english_every_term_is_the_word_of_files() {
        for of in Place::all() {
            assert_eq!(place(of), of.word());
        }
        for of in [Status::Open, Status::Done, Status::Dropped] {
            assert_eq!(status(of), of.word());
        }
        let keys = [GroupKey::Nobody, GroupKey::Overdue, GroupKey::Soon, GroupKey::Later, GroupKey::Undated];
        for key in keys.iter().chain(&[GroupKey::Done, GroupKey::Dropped, GroupKey::Series(None)]) {
            assert_eq!(group(key), key.words());
        }
    }
}
