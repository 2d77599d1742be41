//! What the minutes say beside the meeting itself, gathered: corrections from its journals, and from the meetings after it what
//! became of its action items.
//!
//! Not here: the words for it (see `minutes`).

use std::collections::BTreeMap;

use crate::archive::{Library, Loaded};
use crate::journal::Record;
use crate::meeting::{EntryId, Meeting, Register, corrections};
use crate::minutes::{Aftermath, Corrected, Later};

/// The corrections that these of a meeting's records made.
pub(super) fn corrected<'a>(loaded: &Loaded, records: impl Iterator<Item = &'a Record>) -> Later {
    let acts = records.map(|record| (record.version(), record.seen.as_slice(), &record.act));
    let found = corrections(acts).into_iter().map(|correction| {
        let by = loaded.authors.get(&correction.by).cloned().unwrap_or_else(|| correction.by.to_string());
        Corrected { correction, by }
    });
    Later { corrections: found.collect(), aftermath: BTreeMap::new() }
}

/// What the meetings after it say of the action items of a closed meeting.
pub(super) fn aftermath(library: &Library, meeting: &Meeting) -> BTreeMap<EntryId, Aftermath> {
    let digests = library.series_of(&meeting.slug);
    let register = Register::of(&digests);
    let told = register.items.into_iter().filter(|item| item.item.meeting.as_deref() == Some(meeting.id.as_str()));
    let after = told.filter_map(|item| {
        let slug = item.settled_in?;
        let in_meeting = digests.iter().find(|digest| digest.slug == slug)?;
        let aftermath = Aftermath {
            status: item.action.status,
            at: meeting.local(item.action.changed.status?).fixed_offset(),
            meeting: Some(in_meeting.head.title.clone()),
            reason: item.action.reason,
        };
        Some((item.item.entry, aftermath))
    });
    after.collect()
}
