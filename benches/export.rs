//! What it costs to write the minutes of a very long meeting, in each format.
//!
//! Closing a meeting writes them while the scribe waits. Not here: the files that they go to.

#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

mod generated;

use std::time::Duration;

use criterion::{Criterion, SamplingMode, Throughput};
use generated::{SLOTS, Scribe};
use minutebook::minutes::{Format, Minutes, Options, write};

const ENTRIES: usize = 10_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let (mut scribe, _) = Scribe::begin(20);
    while scribe.ledger.meeting.entries().count() < ENTRIES {
        scribe.work(SLOTS);
    }
    let mut group = criterion.benchmark_group("export/10000-entries");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(3));
    for format in Format::ALL {
        let written = || {
            let minutes = Minutes::new(&scribe.ledger.meeting, &[], None, &scribe.now);
            write(format, &minutes, &Options::default())
        };
        // A form that this build does not write costs nothing.
        let Ok(bytes) = written() else { continue };
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(format.name(), |bencher| bencher.iter(written));
    }
    group.finish();
    criterion.final_summary();
}
