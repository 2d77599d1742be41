//! The half-typed lines: a file beside the journal with a checked line for every key.
//!
//! So that what was being typed when the program died is there again, without swelling the journal. The latest line
//! of a place counts; an empty text takes it back, and so does a later record that `clears` it. Pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::sealed;
use crate::meeting::{Draft, DraftKey, EntryId, SlotId};

/// Past this many bytes the file is written anew with only what counts. Some thousand keys.
pub(super) const FULL: u64 = 256 * 1024;

/// The half-typed lines that a draft file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    /// Those that still count, in the order of their places.
    pub drafts: Vec<Draft>,
    /// Lines that could not be read: torn or flipped.
    pub damaged: usize,
}

#[derive(Serialize, Deserialize)]
struct Line<T> {
    slot: SlotId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry: Option<EntryId>,
    text: T,
    depth: u16,
    cursor: usize,
    /// The last record of the journal when this was typed: a record after it clears it, one before does not.
    seq: u64,
}

/// Writes a half-typed line as a whole line at the end of `line`; on an error `line` is as it was.
pub(super) fn encode(line: &mut Vec<u8>, draft: &Draft, seq: u64) -> Result<(), serde_json::Error> {
    let start = line.len();
    let Draft { key: DraftKey { slot, entry }, ref text, depth, cursor } = *draft;
    let written = serde_json::to_writer(&mut *line, &Line { slot, entry, text: text.as_str(), depth, cursor, seq });
    if written.is_ok() {
        line.pop();
        sealed::seal(line, start);
    } else {
        line.truncate(start);
    }
    written
}

/// Reads a draft file beside its own writer's journal: `cleared` says which record last committed a line from a place.
pub fn recover_drafts(bytes: &[u8], cleared: &BTreeMap<DraftKey, u64>) -> Drafts {
    let mut latest: BTreeMap<DraftKey, (u64, Draft)> = BTreeMap::new();
    let mut damaged = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match decode(line) {
            Some((seq, draft)) => drop(latest.insert(draft.key, (seq, draft))),
            None => damaged += 1,
        }
    }
    latest.retain(|key, (seq, _)| cleared.get(key).is_none_or(|by| *by <= *seq));
    let drafts = latest.into_values().map(|(_, draft)| draft).filter(|draft| !draft.text.is_empty()).collect();
    Drafts { drafts, damaged }
}

fn decode(line: &[u8]) -> Option<(u64, Draft)> {
    let line = line.strip_suffix(b"\n").filter(|line| sealed::is_sound(line))?;
    let Line { slot, entry, text, depth, cursor, seq } = serde_json::from_slice::<Line<String>>(line).ok()?;
    Some((seq, Draft { key: DraftKey { slot, entry }, text, depth, cursor }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Id, WriterId};

    const WRITER: WriterId = WriterId(0x1f3a_9c0b);

    fn key(slot: u32) -> DraftKey {
        DraftKey { slot: SlotId(Id { writer: WRITER, n: slot }), entry: None }
    }

    fn draft(slot: u32, text: &str) -> Draft {
        Draft { key: key(slot), text: text.to_owned(), depth: 1, cursor: text.chars().count() }
    }

    fn typed(lines: &[(u64, Draft)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (seq, draft) in lines {
            encode(&mut bytes, draft, *seq).unwrap();
        }
        bytes
    }

    #[test]
    fn a_half_typed_line_is_written_to_the_byte() {
        let mut edited = draft(2, "Wil \"quotes\"");
        edited.key.entry = Some(EntryId(Id { writer: WRITER, n: 7 }));
        assert_eq!(
            String::from_utf8(typed(&[(12, draft(2, "Né")), (12, edited)])).unwrap(),
            concat!(
                r#"{"slot":"1f3a9c0b-2","text":"Né","depth":1,"cursor":2,"seq":12,"crc":"c181d442"}"#,
                "\n",
                r#"{"slot":"1f3a9c0b-2","entry":"1f3a9c0b-7","text":"Wil \"quotes\"","depth":1,"cursor":12,"seq":12,"crc":"aa5fda4c"}"#,
                "\n"
            )
        );
    }

    #[test]
    fn the_latest_line_of_each_place_counts() {
        let bytes = typed(&[(3, draft(1, "A")), (3, draft(2, "B")), (3, draft(1, "An")), (3, draft(1, "And"))]);
        assert_eq!(recover_drafts(&bytes, &BTreeMap::new()).drafts, [draft(1, "And"), draft(2, "B")]);
    }

    #[test]
    fn an_emptied_line_is_gone() {
        let bytes = typed(&[(3, draft(1, "A")), (3, draft(1, ""))]);
        assert_eq!(recover_drafts(&bytes, &BTreeMap::new()), Drafts::default());
    }

    #[test]
    fn a_record_written_after_it_clears_a_line_and_one_before_does_not() {
        let bytes = typed(&[(3, draft(1, "committed")), (4, draft(2, "typed on"))]);
        let cleared = BTreeMap::from([(key(1), 4), (key(2), 4)]);
        assert_eq!(recover_drafts(&bytes, &cleared).drafts, [draft(2, "typed on")]);
    }

    #[test]
    fn a_torn_last_key_costs_one_key() {
        let bytes = typed(&[(3, draft(1, "abc")), (3, draft(1, "abcd"))]);
        let whole = typed(&[(3, draft(1, "abc"))]).len();
        for len in whole + 1..bytes.len() {
            assert_eq!(
                recover_drafts(&bytes[..len], &BTreeMap::new()),
                Drafts { drafts: vec![draft(1, "abc")], damaged: 1 }
            );
        }
    }
}
