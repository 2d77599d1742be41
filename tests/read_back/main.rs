//! Minutes that were written and read back say the same: who owes what by when, what was said under what, when it was held.
//!
//! One module a form, all over the same meetings and the same [`facts::Facts`]. Not here: single lines of a reader, which
//! are tested beside its code, and what an export looks like (see `tests/minutes`).

#![allow(clippy::unwrap_used, reason = "these are all tests, their helpers too")]

mod calendar;
#[path = "../minutes/example.rs"]
#[allow(dead_code, reason = "shared with the tests of the minutes, which use all of it")]
mod example;
mod facts;
#[path = "../minutes/generated.rs"]
#[allow(dead_code, reason = "shared with the tests of the minutes, which use all of it")]
mod generated;
mod json;
mod markdown;
mod names;
mod org;
mod page;
mod plain;
mod votes;
mod words;

use std::sync::atomic::{AtomicUsize, Ordering};

use minutebook::agenda::{self, Reading};
use minutebook::meeting::{Attachment, Meeting, Stamp};
use minutebook::minutes::{self, Format, Lang, Minutes, Options};
use proptest::prelude::{ProptestConfig, Strategy};

/// The moment at which all minutes of these tests are written.
pub(crate) fn now() -> Stamp {
    example::stamp("2026-04-01T12:00:00Z")
}

/// The rich meeting of the example, and files that were named in it.
pub(crate) fn rich_meeting() -> Meeting {
    let mut meeting = example::meeting();
    // Two of them have the name of a file that is also of a slot.
    let last_year = example::file("last year", Some("https://harbour.example/2025.pdf"));
    let photo = Attachment { by: Some("Jun Watanabe".to_owned()), ..example::file("photo", None) };
    meeting.attached = vec![last_year, photo];
    let sensors = &mut meeting.days[0].slots[3];
    sensors.attached = vec![
        example::file("", Some("https://harbour.example/video")),
        example::file("photo", Some("pictures/1.jpg")),
        example::file("promised", None),
    ];
    meeting
}

static KEPT: AtomicUsize = AtomicUsize::new(0);

/// The minutes of a meeting, written and read back, in the form that they are recognised to have. They are kept in the folder
/// `MINUTEBOOK_KEEP`, where there is one, for validators that are not ours.
pub(crate) fn read_back(format: Format, meeting: &Meeting) -> Reading {
    read_back_with(format, &Options::default(), meeting)
}

/// The same as the options ask.
pub(crate) fn read_back_with(format: Format, options: &Options, meeting: &Meeting) -> Reading {
    let bytes = minutes::write(format, &Minutes::new(meeting, &[], None, &now()), options).unwrap();
    if let Ok(folder) = std::env::var("MINUTEBOOK_KEEP") {
        let number = KEPT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{number:05}.{}", format.extension());
        std::fs::write(std::path::Path::new(&folder).join(name), &bytes).unwrap();
    }
    agenda::import(&bytes, None, "fallback").unwrap()
}

/// So many meetings are written and read back in each form: 200, or what `MINUTEBOOK_READ_BACK` says, which CI sets to 1,000.
pub(crate) fn generated_meetings() -> ProptestConfig {
    let cases = std::env::var("MINUTEBOOK_READ_BACK").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200);
    // The same meetings each time, unless another seed is asked for: what is rarest is looked for by whoever has the time.
    let seed = std::env::var("MINUTEBOOK_READ_BACK_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let rng_seed = proptest::test_runner::RngSeed::Fixed(seed);
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

/// Any language of the fixed words.
pub(crate) fn any_lang() -> impl Strategy<Value = Lang> {
    proptest::sample::select(Lang::ALL.to_vec())
}
