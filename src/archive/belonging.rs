//! Which meeting a journal belongs to.
//!
//! A folder that is carried around may hold a stranger's file, which must not be taken for this meeting's. Not here:
//! reading the files.

use std::collections::BTreeMap;
use std::path::Path;

use crate::journal::Record;
use crate::meeting::Event;

/// The identity and the name of the meeting that a record opens.
pub(super) fn opened_by(record: &Record) -> Option<(&str, &str)> {
    record.act.events.iter().find_map(|event| match event {
        Event::MeetingOpened { meeting, slug, .. } => Some((meeting.as_str(), slug.as_str())),
        _ => None,
    })
}

/// Which meeting a folder is about, should there be journals of two: the one that bears the folder's name, else the one
/// with most records. Each journal comes with its first record and how many it has.
pub(super) fn meeting_of<'a>(folder: &Path, journals: impl Iterator<Item = (&'a Record, usize)>) -> Option<String> {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let mut meetings: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
    for (first, count) in journals {
        if let Some((meeting, slug)) = opened_by(first) {
            let (named, records) = meetings.entry(meeting).or_default();
            *named |= slug == name;
            *records += count;
        }
    }
    meetings.into_iter().max_by_key(|(_, weight)| *weight).map(|(meeting, _)| meeting.to_owned())
}

/// The name of the meeting that a journal with that first record belongs to, if it is another one than `meeting`.
pub(super) fn other_meeting(first: Option<&Record>, meeting: Option<&str>) -> Option<String> {
    let (theirs, slug) = first.and_then(opened_by)?;
    (meeting != Some(theirs)).then(|| slug.to_owned())
}
