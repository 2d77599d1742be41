//! What the minutes say beside the meeting itself, gathered: corrections from its journals, and from the meetings after it what
//! became of its action items.
//!
//! Not here: the words for it (see `minutes`).

use std::collections::BTreeMap;

use crate::archive::{Library, Loaded};
use crate::journal::Record;
use crate::meeting::{ActionItem, Digest, DigestReview, EntryId, Meeting, Register, corrections};
use crate::minutes::{Aftermath, Changed, Corrected, Later, SaidAfter};

/// The corrections that these of a meeting's records made.
pub(super) fn corrected<'a>(loaded: &Loaded, records: impl Iterator<Item = &'a Record>) -> Later {
    let acts = records.map(|record| (record.version(), record.seen.as_slice(), &record.act));
    let found = corrections(acts).into_iter().map(|correction| {
        let by = loaded.authors.get(&correction.by).cloned().unwrap_or_else(|| correction.by.to_string());
        Corrected { correction, by }
    });
    Later { corrections: found.collect(), aftermath: BTreeMap::new() }
}

/// What became of the action items of a closed meeting, by all that was said of them, in it and in later ones.
pub(super) fn aftermath(library: &Library, meeting: &Meeting) -> BTreeMap<EntryId, Aftermath> {
    let digests = library.series_of(&meeting.slug);
    let register = Register::of(&digests);
    let mut reviews: BTreeMap<EntryId, Vec<(&Digest, &DigestReview)>> = BTreeMap::new();
    for (digest, review) in digests.iter().flat_map(|digest| digest.reviews.iter().map(move |review| (digest, review)))
    {
        if review.item.meeting.as_deref() == Some(meeting.id.as_str()) {
            reviews.entry(review.item.entry).or_default().push((digest, review));
        }
    }
    let own: BTreeMap<EntryId, &ActionItem> = meeting.action_items().map(|(_, entry, item)| (entry.id, item)).collect();
    let noted = register.items.iter().filter(|item| item.item.meeting.as_deref() == Some(meeting.id.as_str()));
    let after = noted.filter_map(|item| {
        let entry = item.item.entry;
        let (own, now) = (own.get(&entry)?, &item.action);
        let said = |what: Changed| {
            let at = what.when(now)?;
            let later =
                reviews.get(&entry).into_iter().flatten().filter(|(_, it)| it.at == at && what.is_in(&it.changes));
            let title = later.map(|(digest, _)| digest.head.title.clone()).next_back();
            Some(SaidAfter { at: meeting.local(at).fixed_offset(), meeting: title })
        };
        Some((entry, Aftermath::between(own.as_minuted(), now, said)))
    });
    after.collect()
}
