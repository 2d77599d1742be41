//! What it costs to read a long journal back: its bytes checked and decoded, its acts folded into the meeting.
//!
//! Opening a meeting, and every restart after a crash, waits for this. Not here: reading the file from the disk.

#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

mod generated;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use generated::{SLOTS, Scribe, WRITER};
use minutebook::journal::{Heading, Recovery, encode};
use minutebook::meeting::{Act, Ledger};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("replay");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(5));
    for events in [10_000, 100_000] {
        let (bytes, written) = journal(events);
        let read = replay(&bytes);
        assert_eq!(read.meeting, written.meeting, "what is measured is a whole replay");
        group.throughput(Throughput::Elements(events as u64));
        group.bench_with_input(BenchmarkId::new("events", events), &bytes, |bencher, bytes| {
            bencher.iter_with_large_drop(|| replay(bytes));
        });
    }
    group.finish();
    criterion.final_summary();
}

/// A journal of at least that many events, and what its scribe had on screen at its end.
fn journal(events: usize) -> (Vec<u8>, Ledger) {
    let (mut scribe, opening) = Scribe::begin(20);
    let mut bytes = Vec::new();
    let (mut seq, mut count) = (0, 0);
    let mut append = |act: &Act| {
        seq += 1;
        count += act.events.len();
        encode(&mut bytes, &Heading::new(WRITER, seq), act).expect("an act can be written");
        count < events
    };
    let mut more = append(&opening);
    while more {
        more = append(&scribe.work(SLOTS));
    }
    (bytes, scribe.ledger)
}

/// As a program that opens the meeting does it: each record is folded in as soon as it is read.
fn replay(bytes: &[u8]) -> Ledger {
    let mut ledger = Ledger::new(WRITER);
    let mut recovery = Recovery::new(Some(WRITER));
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        recovery.line(line, &mut |record| ledger.read(record.version(), &record.seen, &record.act));
    }
    let found = recovery.finish();
    assert!(found.damage.is_empty() && found.torn.is_none(), "a sound journal");
    ledger
}
