//! The one order of all records, as the reader of a meeting's folder makes it.
//!
//! Each writer's own stay in the order of their numbers; of the writers' next ones the earliest comes first, but none before
//! what it had seen. Not here: how it is made fast.

use std::collections::BTreeMap;

use minutebook::journal::Record;
use minutebook::meeting::WriterId;

pub(crate) fn in_order(journals: Vec<Vec<Record>>) -> Vec<Record> {
    let there: BTreeMap<WriterId, u64> =
        journals.iter().filter_map(|records| records.last()).map(|last| (last.writer, last.seq)).collect();
    let mut read: BTreeMap<WriterId, u64> = BTreeMap::new();
    let mut waiting: Vec<_> = journals.into_iter().map(|records| records.into_iter().peekable()).collect();
    let mut ordered = Vec::new();
    loop {
        let is_ready = |record: &Record| {
            record.seen.iter().all(|seen| {
                let needed = there.get(&seen.writer).copied().unwrap_or(0).min(seen.seq);
                read.get(&seen.writer).copied().unwrap_or(0) >= needed
            })
        };
        let mut earliest = None;
        for (place, records) in waiting.iter_mut().enumerate() {
            if let Some(next) = records.peek().filter(|next| is_ready(next)) {
                let key = (next.hlc, next.writer, next.seq, place);
                earliest = Some(earliest.map_or(key, |other| key.min(other)));
            }
        }
        let Some(record) = earliest.and_then(|(.., place)| waiting[place].next()) else { break };
        read.insert(record.writer, record.seq);
        ordered.push(record);
    }
    assert!(waiting.iter_mut().all(|records| records.peek().is_none()), "no record waits for ever");
    ordered
}
