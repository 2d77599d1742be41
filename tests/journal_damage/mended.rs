//! What verify says and repair does.
//!
//! A repaired journal holds every line that could be read, byte for byte, and says in the place of each other one that it is
//! lost. The damaged file stays beside it.

use std::fs;

use minutebook::archive::{RepairError, repair, verify};
use minutebook::journal::{Digest, Holder, Lock, OpenError, What, is_held};
use minutebook::meeting::{Event, Seal, Version, WriterId};
use proptest::prelude::*;

use super::{ANN, BO, Beside, Folder, act, line, line_saying, line_with, lines, order, told};

const FILE: &str = "1f3a9c0b.jsonl";

fn sha256(lines: &[u8]) -> String {
    let mut digest = Digest::new();
    lines.split_inclusive(|byte| *byte == b'\n').for_each(|line| digest.line(line));
    digest.finish()
}

/// Ann's journal of 7 records, closed by the last in the knowledge of Bo's first two.
fn closed() -> Folder {
    let (own, bo) = (lines(ANN, 1..=6), lines(BO, 1..=3));
    let known = [own.clone(), lines(BO, 1..=2)].concat();
    let beside = Beside {
        seen: vec![Version { writer: BO, seq: 2 }],
        seal: Some(Seal { records: 8, sha256: sha256(&known) }),
        ..Beside::default()
    };
    let closing = line_with(ANN, 7, &act(100, Event::MeetingClosed), &beside);
    Folder::with([(FILE, [own, closing].concat()), ("2f3a9c0b.jsonl", bo)])
}

#[test]
fn a_sound_meeting_has_its_digest_and_its_closing_is_as_stated() {
    let folder = closed();
    let verified = folder.verify();
    assert_eq!((verified.records, verified.writers, verified.spots.len()), (10, vec![ANN, BO], 0));
    assert_eq!(verified.digest, sha256(&[folder.read(FILE), folder.read("2f3a9c0b.jsonl")].concat()));
    assert_eq!(verified.notes, Vec::<String>::new());
    let seal = folder.load().seal.unwrap();
    assert_eq!(seal.records, 8);
}

#[test]
fn a_line_that_was_exchanged_for_another_sound_one_is_found_by_the_closing() {
    let folder = closed();
    let forged = [line(ANN, 1), line_saying(ANN, 2, "forged"), lines(ANN, 3..=6)].concat();
    let closing = folder.read(FILE).split_off(lines(ANN, 1..=6).len());
    folder.write(FILE, &[forged, closing].concat());
    assert_eq!(folder.load().damage, [], "every checksum fits");
    let verified = folder.verify();
    assert_eq!(told(&verified.spots), ["1f3a9c0b.jsonl:7: the digest stated here is not that of the lines before it"]);
    assert_eq!(verified.spots[0].damage.byte_offset, lines(ANN, 1..=6).len() as u64 + 2);
}

#[test]
fn what_another_writer_wrote_afterwards_does_not_break_a_closing() {
    let folder = closed();
    folder.write("2f3a9c0b.jsonl", &lines(BO, 1..=20));
    assert_eq!(folder.verify().spots, []);
    folder.write("2f3a9c0b.jsonl", &line(BO, 1));
    let verified = folder.verify();
    assert_eq!(verified.spots, [], "nobody can tell whether a line that is not there yet is lost");
    assert!(verified.notes[0].contains("1f3a9c0b.jsonl:7: the digest stated here cannot be recomputed: 1 lines"));
}

#[test]
fn torn_ends_and_half_typed_lines_that_cannot_be_read_are_named() {
    let whole = lines(ANN, 1..=3);
    let folder = Folder::with([(FILE, whole[..whole.len() - 1].to_vec()), ("1f3a9c0b.draft", b"no\nkey".to_vec())]);
    assert_eq!(
        told(&folder.verify().spots),
        [
            "1f3a9c0b.jsonl:3: the last line was cut off while it was written",
            "1f3a9c0b.draft:1: the checksum does not fit: bytes were changed or lost",
            "1f3a9c0b.draft:2: the last line was cut off while it was written"
        ]
    );
}

#[test]
fn a_line_that_is_being_written_is_no_damage() {
    let folder = Folder::with([(FILE, lines(ANN, 1..=3))]);
    let path = folder.path();
    let whole = lines(ANN, 4..=400);
    let writer = std::thread::spawn({
        let file = path.join(FILE);
        move || {
            use std::io::Write;
            let mut file = fs::OpenOptions::new().append(true).open(file).unwrap();
            whole.split_inclusive(|byte| *byte == b'\n').for_each(|line| file.write_all(line).unwrap());
        }
    });
    while !writer.is_finished() {
        assert_eq!(verify(&path).unwrap().spots, []);
    }
    writer.join().unwrap();
    assert_eq!(verify(&path).unwrap().records, 400);
}

#[test]
fn a_damaged_journal_is_written_anew_and_nothing_of_the_old_one_is_deleted() {
    let folder = closed();
    let mut bytes = folder.read(FILE);
    let third = lines(ANN, 1..=2).len() + 150;
    bytes[third] ^= 1;
    folder.write(FILE, &bytes);
    let repaired = repair(&folder.path()).unwrap();
    let aside = folder.path().join("1f3a9c0b.damaged-1");
    assert_eq!(repaired.files, [(aside.clone(), folder.path().join(FILE))]);
    assert_eq!((repaired.kept, repaired.lost.len()), (6, 1));
    let lost = &repaired.lost[0];
    assert_eq!(
        (lost.place.file.clone(), lost.place.damage.line, &lost.place.damage.what),
        (aside.clone(), 3, &What::Checksum)
    );
    assert!(lost.text.starts_with("{\"v\":1,\"writer\":\"1f3a9c0b\",\"seq\":3,") && lost.text.ends_with("\"}"));
    assert_eq!(fs::read(aside).unwrap(), bytes);
    assert!(!folder.names().iter().any(|name| name.contains("repaired")), "{:?}", folder.names());
    let loaded = folder.load();
    assert_eq!((&loaded.damage[..], loaded.records.len()), (&[][..], 10));
    let place = loaded.records.iter().find(|record| record.version() == Version { writer: ANN, seq: 3 }).unwrap();
    assert_eq!(place.act.events, [Event::RecordLost]);
    let verified = folder.verify();
    assert_eq!(verified.spots, []);
    assert_eq!(verified.notes[0], "1 record was lost before its journal was repaired");
    assert!(verified.notes[1].ends_with("the digest stated here cannot be recomputed: 1 lines of it are not there"));
    assert_eq!(repair(&folder.path()).unwrap().files, []);
    assert_eq!(folder.read("2f3a9c0b.jsonl"), lines(BO, 1..=3), "the sound journal is as it was");
}

#[test]
fn what_another_file_has_is_not_lost() {
    let mut bytes = lines(ANN, 1..=5);
    let third = lines(ANN, 1..=2).len() + 150;
    bytes[third] ^= 1;
    let folder = Folder::with([(FILE, bytes), ("1f3a9c0b.sync-conflict-1.jsonl", lines(ANN, 1..=4))]);
    let repaired = repair(&folder.path()).unwrap();
    assert_eq!((repaired.kept, &repaired.lost[..]), (5, &[][..]));
    assert_eq!(folder.read(FILE), lines(ANN, 1..=5));
    assert_eq!(
        folder.names(),
        [FILE, "1f3a9c0b.damaged-1", "1f3a9c0b.damaged-2", "1f3a9c0b.lock"]
            .map(str::to_owned)
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
}

#[test]
fn lost_lines_at_the_end_keep_their_numbers_from_being_used_again() {
    let mut bytes = lines(ANN, 1..=6);
    let fifth = lines(ANN, 1..=4).len() + 150;
    bytes[fifth] ^= 1;
    bytes.extend_from_slice(b"torn");
    let sixth = lines(ANN, 1..=5).len() + 150;
    bytes[sixth] ^= 1;
    let folder = Folder::with([(FILE, bytes)]);
    let repaired = repair(&folder.path()).unwrap();
    assert_eq!(repaired.lost.iter().map(|lost| lost.place.damage.line).collect::<Vec<_>>(), [5, 6, 7]);
    let loaded = folder.load();
    assert_eq!(order(&loaded), (1..=6).map(|seq| (ANN, seq)).collect::<Vec<_>>());
    assert_eq!(loaded.versions, [Version { writer: ANN, seq: 6 }]);
}

#[test]
fn a_lost_record_that_turns_up_again_takes_its_place() {
    let mut bytes = lines(ANN, 1..=5);
    let third = lines(ANN, 1..=2).len() + 150;
    bytes[third] ^= 1;
    let folder = Folder::with([(FILE, bytes)]);
    repair(&folder.path()).unwrap();
    folder.write("from the backup.jsonl", &lines(ANN, 1..=4));
    let loaded = folder.load();
    assert_eq!((loaded.clones, loaded.damage, loaded.records.len()), (vec![], vec![], 5));
    assert!(loaded.records.iter().all(|record| record.act.events != [Event::RecordLost]));
}

#[test]
fn a_clone_in_a_damaged_file_gets_a_file_of_its_own_and_is_read_as_before() {
    let other =
        |seqs: std::ops::RangeInclusive<u64>| seqs.flat_map(|seq| line_saying(ANN, seq, "other")).collect::<Vec<u8>>();
    let folder = Folder::with([(FILE, [lines(ANN, 1..=5), b"<<<\n".to_vec(), other(4..=6)].concat())]);
    let before = folder.load();
    assert_eq!((before.damage.len(), before.writers.len()), (1, 2));
    repair(&folder.path()).unwrap();
    let after = folder.load();
    assert_eq!((after.damage.len(), &after.records), (0, &before.records));
    assert_eq!(after.clones, [ANN]);
    assert_eq!(repair(&folder.path()).unwrap().files, []);
}

#[test]
fn what_a_clone_lost_is_named_too() {
    let other = |seq| line_saying(ANN, seq, "other");
    let mut clone = [lines(ANN, 1..=2), other(3), other(4), other(5)].concat();
    let fourth = lines(ANN, 1..=2).len() + other(3).len() + 150;
    clone[fourth] ^= 1;
    let folder = Folder::with([(FILE, lines(ANN, 1..=6)), ("copy.jsonl", clone)]);
    let repaired = repair(&folder.path()).unwrap();
    assert_eq!((repaired.kept, repaired.lost.len(), repaired.files.len()), (8, 1, 2));
    assert_eq!(repaired.lost[0].place.damage.line, 4);
    assert_eq!(folder.read(FILE), lines(ANN, 1..=6));
    assert_eq!(folder.load().records.len(), 9);
}

#[test]
fn a_repair_that_was_cut_off_at_any_step_loses_nothing_and_can_be_run_again() {
    let cut = lines(ANN, 1..=6);
    let mut damaged = cut[..cut.len() - 9].to_vec();
    damaged[lines(ANN, 1..=2).len() + 150] ^= 1;
    let start = [
        (FILE, damaged.clone()),
        ("1f3a9c0b.2.jsonl", lines(ANN, [1, 6, 7])),
        ("copy.jsonl", lines(ANN, [1, 2, 4, 5])),
    ];
    let whole = Folder::with(start.clone());
    repair(&whole.path()).unwrap();
    let mended = whole.read(FILE);
    let steps: [&[(&str, &[u8])]; 5] = [
        &[],
        &[("1f3a9c0b.repaired-0", &mended[..300])],
        &[("1f3a9c0b.repaired-0", &mended), ("1f3a9c0b.damaged-1", &damaged)],
        &[(FILE, &mended), ("1f3a9c0b.damaged-1", &damaged)],
        &[(FILE, &mended), ("1f3a9c0b.damaged-1", &damaged), ("1f3a9c0b.2.jsonl", b"")],
    ];
    for (step, done) in steps.iter().enumerate() {
        let folder = Folder::with(start.clone());
        done.iter().for_each(|(name, bytes)| folder.write(name, bytes));
        let texts = |folder: &Folder| {
            folder.load().ledger(ANN).meeting.entries().map(|(_, entry)| entry.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(texts(&folder), texts(&whole), "step {step}");
        repair(&folder.path()).unwrap();
        assert_eq!(folder.load().damage, [], "step {step}");
        assert_eq!(folder.read(FILE), mended, "step {step}");
        assert!(folder.names().contains(&"1f3a9c0b.damaged-1".to_owned()), "step {step}");
    }
}

#[test]
fn a_journal_that_is_open_is_not_repaired() {
    let folder = Folder::with([(FILE, lines(ANN, [1, 3]))]);
    let lock = Lock::take(&folder.path(), ANN, &Holder { pid: 1, host: "a test".to_owned(), since: None }).unwrap();
    assert!(is_held(&folder.path(), ANN).unwrap());
    assert!(matches!(repair(&folder.path()), Err(RepairError::Open(OpenError::Locked { .. }))));
    assert_eq!(folder.read(FILE), lines(ANN, [1, 3]));
    drop(lock);
    assert_eq!(repair(&folder.path()).unwrap().kept, 2);
}

#[test]
fn a_file_that_holds_nothing_is_not_thrown_away() {
    let folder = Folder::with([(FILE, b"shopping\nlist\n".to_vec())]);
    assert!(matches!(repair(&folder.path()), Err(RepairError::Nothing(_))));
    assert_eq!(folder.read(FILE), b"shopping\nlist\n");
    folder.write("2f3a9c0b.jsonl", &lines(BO, 1..=2));
    assert_eq!(repair(&folder.path()).unwrap().lost.len(), 2);
    let loaded = folder.load();
    assert_eq!((loaded.damage, loaded.writers), (vec![], vec![BO]));
    assert_eq!(folder.read("1f3a9c0b.damaged-1"), b"shopping\nlist\n");
}

#[test]
fn a_number_beyond_all_measure_is_no_reason_to_fill_the_disk() {
    let folder = Folder::with([(
        FILE,
        [lines(ANN, 1..=2), line_with(ANN, u64::MAX - 1, &act(9, Event::ScribeLeft), &Beside::default())].concat(),
    )]);
    assert!(matches!(repair(&folder.path()), Err(RepairError::TooMany { .. })));
    assert_eq!(folder.load().records.len(), 3);
}

#[test]
fn a_clock_far_ahead_is_named_and_not_followed() {
    let ahead = line_with(BO, 2, &act(100 * 86_400, Event::ScribeLeft), &Beside::default());
    let folder = Folder::with([(FILE, lines(ANN, 1..=3)), ("2f3a9c0b.jsonl", [line(BO, 1), ahead].concat())]);
    let loaded = folder.load();
    let now = act(60, Event::ScribeLeft).stamp.at;
    assert_eq!(
        loaded.clock_reports(now),
        ["the clock of Bo Chen (2f3a9c0b) is 99 days ahead; its acts stand after all others"]
    );
    assert_eq!(loaded.clock(now).ms, act(26, Event::ScribeLeft).stamp.at.timestamp_millis());
    assert_eq!(loaded.clock_reports(act(100 * 86_400, Event::ScribeLeft).stamp.at), Vec::<String>::new());
    assert_eq!(loaded.ledger_at(WriterId(0), now).meeting.entries().count(), 2);
    assert_eq!(loaded.ledger_at(WriterId(0), act(24, Event::ScribeLeft).stamp.at).meeting.entries().count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_done_to_a_journal_its_repair_keeps_all_that_can_be_read(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), 0_u8..8), 0..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
        stray in proptest::collection::vec(any::<u8>(), 0..20),
    ) {
        let mut bytes = lines(ANN, 1..=12);
        for (place, bit) in flips {
            let place = place.index(bytes.len());
            bytes[place] ^= 1 << bit;
        }
        if let Some(cut) = cut {
            let place = cut.index(bytes.len());
            bytes.splice(place..place, stray);
        }
        let folder = Folder::with([(FILE, bytes.clone())]);
        let before = folder.load();
        let Ok(repaired) = repair(&folder.path()) else {
            prop_assert_eq!(before.records.len(), 0);
            return Ok(());
        };
        let after = folder.load();
        prop_assert_eq!(after.damage, []);
        let sound = |records: &[minutebook::journal::Record]| {
            records.iter().filter(|r| r.act.events != [Event::RecordLost]).cloned().collect::<Vec<_>>()
        };
        prop_assert_eq!(sound(&after.records), before.records);
        for (aside, _) in &repaired.files {
            prop_assert_eq!(fs::read(aside).unwrap(), bytes.clone());
        }
        prop_assert_eq!(repair(&folder.path()).unwrap().files, []);
    }
}
