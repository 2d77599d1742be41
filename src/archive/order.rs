//! The one order in which the records of all writers are folded.
//!
//! Whoever has the same records must come to the same meeting, however they arrived, and what a writer knew when it acted
//! must come before its act. Not here: reading the files (see `load`), and what the records mean.

use std::collections::BTreeMap;
use std::vec::IntoIter;

use crate::journal::Record;
use crate::meeting::WriterId;

/// Brings records into the order of the fold. Each list holds records of one writer; several lists of one writer are one,
/// and a number that comes twice counts once.
///
/// A writer's records stay in the order of their numbers. Of the writers' next records the one with the smallest clock,
/// writer and number comes first, but none before what its writer had seen, as far as that is there. So a clock that is
/// wrong delays its own writer's records and nobody else's.
pub fn in_order(journals: Vec<Vec<Record>>) -> Vec<Record> {
    let mut writers: BTreeMap<WriterId, Vec<Record>> = BTreeMap::new();
    for records in journals {
        let Some(first) = records.first() else { continue };
        let all = writers.entry(first.writer).or_default();
        if all.is_empty() {
            *all = records;
        } else {
            all.extend(records);
        }
    }
    for records in writers.values_mut() {
        if !records.is_sorted_by(|a, b| a.seq < b.seq) {
            records.sort_by_key(|record| record.seq);
            records.dedup_by_key(|record| record.seq);
        }
    }
    match writers.len() {
        1 => writers.into_values().next().unwrap_or_default(),
        _ => merged(writers),
    }
}

fn merged(writers: BTreeMap<WriterId, Vec<Record>>) -> Vec<Record> {
    let mut order = Vec::with_capacity(writers.values().map(Vec::len).sum());
    let mut waiting: BTreeMap<WriterId, IntoIter<Record>> =
        writers.into_iter().map(|(writer, records)| (writer, records.into_iter())).collect();
    while let Some(writer) = next(&waiting) {
        let Some(records) = waiting.get_mut(&writer) else { break };
        order.extend(records.next());
        if records.as_slice().is_empty() {
            waiting.remove(&writer);
        }
    }
    order
}

/// Whose next record comes now.
fn next(waiting: &BTreeMap<WriterId, IntoIter<Record>>) -> Option<WriterId> {
    let heads = || waiting.values().filter_map(|records| records.as_slice().first());
    let still_waits = |writer, seq| {
        let head = waiting.get(&writer).and_then(|records| records.as_slice().first());
        head.is_some_and(|head: &Record| head.seq <= seq)
    };
    let place = |record: &&Record| (record.hlc, record.writer, record.seq);
    let free = heads().filter(|head| head.seen.iter().all(|seen| !still_waits(seen.writer, seen.seq)));
    // Two records that each claim to have seen the other cannot both be right: then the clocks alone decide.
    free.min_by_key(place).or_else(|| heads().min_by_key(place)).map(|record| record.writer)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;
    use crate::journal::Hlc;
    use crate::meeting::{Act, Cause, Event, Stamp, Version};

    fn record(writer: u32, seq: u64, ms: i64, seen: &[(u32, u64)]) -> Record {
        let at = DateTime::from_timestamp_millis(ms).unwrap().fixed_offset();
        Record {
            writer: WriterId(writer),
            seq,
            hlc: Hlc { ms, n: 0 },
            seen: seen.iter().map(|(writer, seq)| Version { writer: WriterId(*writer), seq: *seq }).collect(),
            act: Act { stamp: Stamp::wall(at), events: vec![Event::ScribeLeft], cause: Cause::Fresh, clears: None },
            unknown: 0,
            origin: None,
            seal: None,
        }
    }

    fn names(records: &[Record]) -> Vec<(u32, u64)> {
        records.iter().map(|record| (record.writer.0, record.seq)).collect()
    }

    #[test]
    fn records_come_in_the_order_of_the_clock_then_writer_then_number() {
        let order = in_order(vec![
            vec![record(2, 1, 5, &[]), record(2, 2, 7, &[])],
            vec![record(1, 1, 5, &[]), record(1, 2, 5, &[]), record(1, 3, 8, &[])],
        ]);
        assert_eq!(names(&order), [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3)]);
    }

    #[test]
    fn a_clock_far_ahead_delays_its_own_writer_alone() {
        let ahead = vec![record(1, 1, 5, &[]), record(1, 2, 9_000, &[]), record(1, 3, 6, &[])];
        let order = in_order(vec![ahead, vec![record(2, 1, 7, &[]), record(2, 2, 10, &[])]]);
        assert_eq!(names(&order), [(1, 1), (2, 1), (2, 2), (1, 2), (1, 3)]);
    }

    #[test]
    fn what_was_seen_comes_first_whatever_the_clocks_say() {
        let order = in_order(vec![vec![record(1, 1, 5, &[]), record(1, 2, 90, &[])], vec![record(2, 1, 6, &[(1, 2)])]]);
        assert_eq!(names(&order), [(1, 1), (1, 2), (2, 1)]);
    }

    #[test]
    fn what_was_seen_and_is_not_there_holds_nothing_up() {
        let order = in_order(vec![vec![record(1, 1, 9, &[])], vec![record(2, 1, 6, &[(1, 0), (3, 4)])]]);
        assert_eq!(names(&order), [(2, 1), (1, 1)]);
    }

    #[test]
    fn two_that_claim_to_have_seen_each_other_are_still_read() {
        let order = in_order(vec![vec![record(1, 1, 9, &[(2, 1)])], vec![record(2, 1, 6, &[(1, 1)])]]);
        assert_eq!(names(&order), [(2, 1), (1, 1)]);
    }

    /// Records of up to four writers, with clocks and knowledge of any kind, possible or not.
    fn journals() -> impl Strategy<Value = Vec<Vec<Record>>> {
        let one = (0_i64..40, proptest::collection::vec((0_u32..5, 0_u64..9), 0..3));
        proptest::collection::vec(proptest::collection::vec(one, 1..8), 1..5).prop_map(|writers| {
            let mut journals = Vec::new();
            for (writer, records) in (0..).zip(writers) {
                let records = (1..).zip(records).map(|(seq, (ms, seen))| record(writer, seq, ms, &seen));
                journals.push(records.collect());
            }
            journals
        })
    }

    proptest! {
        #[test]
        fn every_record_is_there_once_and_each_writers_are_in_their_order(journals in journals()) {
            let order = in_order(journals.clone());
            for (writer, records) in journals.iter().enumerate() {
                let theirs: Vec<&Record> = order.iter().filter(|record| record.writer.0 as usize == writer).collect();
                prop_assert_eq!(theirs, records.iter().collect::<Vec<_>>());
            }
            prop_assert_eq!(order.len(), journals.iter().map(Vec::len).sum::<usize>());
        }

        #[test]
        fn the_order_does_not_depend_on_how_the_records_arrived(
            (journals, arrived) in journals().prop_flat_map(|journals| (Just(journals.clone()), Just(journals).prop_shuffle())),
            cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 5),
        ) {
            // Some journals come in two parts, the later one first, and some of those overlap.
            let mut parts = Vec::new();
            for (records, (cut, overlap)) in arrived.into_iter().zip(&cuts) {
                let cut = cut.index(records.len());
                parts.push(records[cut..].to_vec());
                parts.push(records[..if *overlap { records.len() } else { cut }].to_vec());
            }
            prop_assert_eq!(names(&in_order(parts)), names(&in_order(journals)));
        }

        #[test]
        fn with_clocks_that_agree_with_what_was_seen_it_is_the_order_of_the_clocks(
            writers in proptest::collection::vec(0_u32..4, 1..30),
        ) {
            // Each in turn writes having seen everything so far: the order is the one in which they wrote.
            let mut seqs = [0_u64; 4];
            let mut written = Vec::new();
            for (ms, writer) in (0..).zip(&writers) {
                seqs[*writer as usize] += 1;
                let seen: Vec<(u32, u64)> = (0..4).zip(seqs).filter(|(other, seq)| other != writer && *seq > 0).collect();
                written.push(record(*writer, seqs[*writer as usize], ms, &seen));
            }
            let journals = (0..4).map(|writer| written.iter().filter(|r| r.writer.0 == writer).cloned().collect());
            prop_assert_eq!(in_order(journals.collect()), written);
        }
    }
}
