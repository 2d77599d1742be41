//! What must still be there at the end, worked out from the records alone.
//!
//! It asks only who had seen what, so that the fold is not checked by itself. Not here: that all see the same.

use std::collections::BTreeMap;

use minutebook::journal::Record;
use minutebook::meeting::{EntryId, Event, Meeting, Version, WriterId};

/// Who had seen what: for each record, the last of each other writer.
struct Seen(BTreeMap<Version, BTreeMap<WriterId, u64>>);

impl Seen {
    fn new(journals: &[Vec<Record>]) -> Self {
        let mut all = BTreeMap::new();
        for journal in journals {
            let mut seen = BTreeMap::new();
            for record in journal {
                seen.extend(record.seen.iter().map(|version| (version.writer, version.seq)));
                seen.insert(record.writer, record.seq);
                all.insert(record.version(), seen.clone());
            }
        }
        Self(all)
    }

    fn knew(&self, reader: Version, other: Version) -> bool {
        self.0[&reader].get(&other.writer).is_some_and(|seq| *seq >= other.seq)
    }
}

/// What became of one entry.
#[derive(Default)]
struct Story {
    texts: Vec<(Version, String)>,
    changes: Vec<Version>,
    restorals: Vec<Version>,
    removals: Vec<Version>,
}

fn stories(journals: &[Vec<Record>]) -> BTreeMap<EntryId, Story> {
    let mut stories: BTreeMap<EntryId, Story> = BTreeMap::new();
    for record in journals.iter().flatten() {
        let version = record.version();
        for event in &record.act.events {
            match event {
                Event::EntryAdded { entry, content, .. } => {
                    stories.entry(*entry).or_default().texts.push((version, content.text.clone()));
                }
                Event::EntryChanged { entry, changes } => {
                    let story = stories.entry(*entry).or_default();
                    let text = changes.text.iter().map(|text| (version, text.clone()));
                    story.texts.extend(text);
                    if changes.text.is_some() {
                        story.changes.push(version);
                    }
                }
                Event::EntryRestored { entry, .. } => stories.entry(*entry).or_default().restorals.push(version),
                Event::EntryRemoved { entry, .. } => stories.entry(*entry).or_default().removals.push(version),
                _ => {}
            }
        }
    }
    stories
}

/// Every entry stands that nobody removed in the knowledge of all that was made of it, with every text that no later one
/// was written in the knowledge of.
pub(crate) fn assert_nothing_lost(journals: &[Vec<Record>], meeting: &Meeting) {
    let seen = Seen::new(journals);
    for (id, story) in stories(journals) {
        let outlived = |removal: &Version| {
            let changed = |change: &Version| !seen.knew(*removal, *change) && !seen.knew(*change, *removal);
            let restored = |restoral: &Version| !seen.knew(*removal, *restoral);
            story.changes.iter().any(changed) || story.restorals.iter().any(restored)
        };
        let Some((slot, index)) = meeting.place_of(id) else {
            assert!(!story.removals.iter().all(outlived), "{id} is lost");
            continue;
        };
        let entry = &slot.entries[index];
        for (version, text) in &story.texts {
            // Two who wrote the same agree: who knew the one knew what the other says.
            let agree = story.texts.iter().filter(|(other, same)| same == text && !seen.knew(*other, *version));
            let mut writings: Vec<Version> =
                agree.map(|(other, _)| *other).filter(|other| !seen.knew(*version, *other)).collect();
            writings.push(*version);
            let later =
                |other: &Version| !writings.contains(other) && writings.iter().any(|one| seen.knew(*other, *one));
            let replaced = story.texts.iter().any(|(other, _)| later(other));
            let kept = entry.text == *text || entry.rivals.iter().any(|rival| rival.text == *text);
            assert!(replaced || kept, "“{text}” of {id} is lost, what stands is {entry:?}");
        }
    }
}
