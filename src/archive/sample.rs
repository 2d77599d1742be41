//! Meetings for the archive's tests, written by the real journal into a temporary folder.
//!
//! Only for tests. Not here: what the tests say about them.

use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::DataFolder;
use crate::journal::{Hlc, Journal, OpenError, Origin};
use crate::meeting::{Act, Agenda, Cause, Content, EntryId, Event, Head, Id, SlotId, Stamp, WriterId};

pub(super) fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap_or_default()
}

pub(super) fn act(when: &str, event: Event) -> Act {
    Act { stamp: Stamp::wall(at(when)), events: vec![event], cause: Cause::Fresh, clears: None }
}

pub(super) fn agenda(title: &str) -> Box<Agenda> {
    let head = Head { title: title.to_owned(), series: Some("Weekly".to_owned()), ..Head::default() };
    Box::new(Agenda { head, ..Agenda::default() })
}

/// The first act of a meeting called `title`, whose identity is `id-SLUG`.
pub(super) fn opened(slug: &str, title: &str, path: Option<&Path>, when: &str) -> Act {
    let event = Event::MeetingOpened {
        meeting: format!("id-{slug}"),
        slug: slug.to_owned(),
        path: path.map(|path| path.to_string_lossy().into_owned()),
        zone: "Europe/Zurich".to_owned(),
        agenda: agenda(title),
        slots: vec![],
    };
    act(when, event)
}

pub(super) fn note(writer: WriterId, n: u32, text: &str) -> Event {
    let id = |n| Id { writer, n };
    let content = Box::new(Content { text: text.to_owned(), ..Content::default() });
    Event::EntryAdded { entry: EntryId(id(n)), slot: SlotId(id(1)), after: None, depth: 0, content }
}

/// A meeting's journal by one writer, begun.
pub(super) fn begin(folder: &DataFolder, slug: &str, writer: WriterId, first: &Act) -> Result<Journal, OpenError> {
    Journal::create(
        &folder.meeting(slug),
        writer,
        &Origin::named("a test"),
        first,
        (&[], Hlc::default()),
        Box::new(|| ()),
    )
}
