//! One thing after another that can befall a file, read through the whole folder.
//!
//! Each line of the table says what was done to the journal, what is read of it, and what is said about it.

use std::os::unix::fs::symlink;

use super::{ANN, BO, Folder, act, line, line_with, lines, opened, order, told};
use crate::Beside;

/// What is done to the lines 1 to 5, which numbers are read, which lines are named.
type Case = (&'static str, Vec<u8>, &'static [u64], &'static [&'static str]);

fn swap(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    String::from_utf8(bytes.to_vec()).unwrap().replace(from, to).into_bytes()
}

fn cases() -> Vec<Case> {
    let all = lines(ANN, 1..=5);
    let later = b"{\"v\":2,\"writer\":\"1f3a9c0b\",\"seq\":3".to_vec();
    let sealed = |open: &[u8]| {
        let crc = crc32fast::hash(open);
        [open, format!(",\"crc\":\"{crc:08x}\"}}\n").as_bytes()].concat()
    };
    vec![
        ("nothing", all.clone(), &[1, 2, 3, 4, 5], &[]),
        ("a line repeated", lines(ANN, [1, 2, 3, 3, 4, 5]), &[1, 2, 3, 4, 5], &["4: record 3 stands here once more"]),
        ("two lines swapped", lines(ANN, [1, 3, 2, 4, 5]), &[1, 2, 3, 4, 5], &["2: record 2 is", "3: record 2 stands"]),
        ("a line deleted", lines(ANN, [1, 2, 4, 5]), &[1, 2, 4, 5], &["3: record 3 is missing"]),
        (
            "another writer's line",
            [lines(ANN, 1..=3), line(BO, 4), lines(ANN, 4..=5)].concat(),
            &[1, 2, 3, 4, 5],
            &["4: a record of another writer (2f3a9c0b)"],
        ),
        (
            "lines ended as on another system",
            swap(&all, "\n", "\r\n"),
            &[1, 2, 3, 4, 5],
            &["1: b", "2: b", "3: b", "4: b", "5: b"],
        ),
        ("zeroes at the end", [all.clone(), vec![0; 4096]].concat(), &[1, 2, 3, 4, 5], &[]),
        (
            "a line of zeroes in the middle",
            [lines(ANN, 1..=3), vec![0; 512], b"\n".to_vec(), lines(ANN, 4..=5)].concat(),
            &[1, 2, 3, 4, 5],
            &["4: bytes"],
        ),
        ("a byte order mark", [b"\xef\xbb\xbf".to_vec(), all.clone()].concat(), &[1, 2, 3, 4, 5], &["1: bytes"]),
        (
            "the whole file twice",
            [all.clone(), all.clone()].concat(),
            &[1, 2, 3, 4, 5],
            &["6: record 1", "7: record 2", "8: record 3", "9: record 4", "10: record 5"],
        ),
        ("a letter changed", swap(&all, "note 3", "note 8"), &[1, 2, 4, 5], &["3: the checksum does not fit"]),
        (
            "a later version's line",
            [lines(ANN, 1..=2), sealed(&later), lines(ANN, 4..=5)].concat(),
            &[1, 2, 4, 5],
            &["3: written by a later version"],
        ),
        (
            "no record, with a checksum",
            [lines(ANN, 1..=2), sealed(b"{\"v\":1,\"milk\":3"), lines(ANN, 4..=5)].concat(),
            &[1, 2, 4, 5],
            &["3: not a record"],
        ),
        (
            "marks of a merge",
            swap(
                &all,
                "{\"v\":1,\"writer\":\"1f3a9c0b\",\"seq\":4",
                "<<<<<<< ours\n{\"v\":1,\"writer\":\"1f3a9c0b\",\"seq\":4",
            ),
            &[1, 2, 3, 4, 5],
            &["4: the checksum"],
        ),
        ("the end cut off", all[..all.len() - 9].to_vec(), &[1, 2, 3, 4], &[]),
        ("the first line lost", lines(ANN, 2..=5), &[2, 3, 4, 5], &["1: record 1 is missing"]),
    ]
}

#[test]
fn whatever_befalls_a_journal_is_named_and_the_rest_is_read() {
    for (what, bytes, seqs, named) in cases() {
        let folder = Folder::with([("1f3a9c0b.jsonl", bytes.clone())]);
        let loaded = folder.load();
        assert_eq!(loaded.records.iter().map(|record| record.seq).collect::<Vec<_>>(), seqs, "{what}");
        let told = told(&loaded.damage);
        assert_eq!(told.len(), named.len(), "{what}: {told:?}");
        for (told, named) in told.iter().zip(named) {
            assert!(told.starts_with(&format!("1f3a9c0b.jsonl:{named}")), "{what}: {told}");
        }
        assert_eq!(folder.read("1f3a9c0b.jsonl"), bytes, "{what}: reading changes nothing");
    }
}

#[test]
fn every_case_but_the_sound_one_is_named_by_verify_and_sound_after_repair() {
    for (what, bytes, seqs, _) in cases() {
        let folder = Folder::with([("1f3a9c0b.jsonl", bytes)]);
        let before = folder.verify();
        assert_eq!(before.spots.is_empty(), what == "nothing", "{what}: {:?}", before.spots);
        let repaired = minutebook::archive::repair(&folder.path()).unwrap();
        let loaded = folder.load();
        let kept: Vec<u64> =
            loaded.records.iter().filter(|r| !r.act.events.is_empty()).map(|record| record.seq).collect();
        assert!(seqs.iter().all(|seq| kept.contains(seq)), "{what}: {kept:?}");
        if what == "a later version's line" {
            assert_eq!((repaired.files.len(), loaded.damage.len()), (0, 1), "it is not ours to mend");
            continue;
        }
        let torn = ["zeroes at the end", "the end cut off"].contains(&what);
        assert_eq!(repaired.files.is_empty(), torn || what == "nothing", "{what}");
        assert_eq!(loaded.damage, [], "{what}");
        assert_eq!(folder.verify().spots.is_empty(), !torn, "{what}: a torn end is cut when the journal is opened");
        assert_eq!(minutebook::archive::repair(&folder.path()).unwrap().files, [], "{what}: once is enough");
    }
}

#[test]
fn of_very_many_stray_lines_so_many_are_named_and_the_others_counted() {
    let stray = [lines(ANN, 1..=3), vec![b'\n'; 200_000], lines(ANN, 4..=5)].concat();
    let folder = Folder::with([("1f3a9c0b.jsonl", stray)]);
    let loaded = folder.load();
    assert_eq!(order(&loaded), (1..=5).map(|seq| (ANN, seq)).collect::<Vec<_>>());
    let named = loaded.damage.len();
    assert!(named < 10_100 && loaded.reports.len() <= named, "{named} places, {} sentences", loaded.reports.len());
    let last = told(&loaded.damage).pop().unwrap();
    let rest = 200_000 - (named - 1);
    assert!(last.contains(&format!("{rest} more places")), "{last}");
    assert_eq!(folder.verify().spots.len(), named);
}

#[test]
fn the_journal_of_another_meeting_is_left_out_and_named() {
    let stray = line_with(BO, 1, &act(0, opened("retro")), &Beside::default());
    let folder = Folder::with([("1f3a9c0b.jsonl", lines(ANN, 1..=3)), ("2f3a9c0b.jsonl", stray)]);
    let loaded = folder.load();
    assert_eq!(order(&loaded), [(ANN, 1), (ANN, 2), (ANN, 3)]);
    assert_eq!(loaded.writers, [ANN]);
    assert!(loaded.reports[0].contains("2f3a9c0b belongs to another meeting (retro)"), "{:?}", loaded.reports);
    let verified = folder.verify();
    assert_eq!((verified.writers, verified.records, verified.spots.len()), (vec![ANN], 3, 0));
}

#[test]
fn two_meetings_glued_into_one_file_do_not_mix() {
    let other = line_with(BO, 1, &act(0, opened("retro")), &Beside::default());
    let folder = Folder::with([("1f3a9c0b.jsonl", [lines(ANN, 1..=3), other].concat())]);
    let loaded = folder.load();
    assert_eq!(order(&loaded), [(ANN, 1), (ANN, 2), (ANN, 3)]);
    assert_eq!(told(&loaded.damage), ["1f3a9c0b.jsonl:4: a record of another writer (2f3a9c0b)"]);
    let mine = line_with(ANN, 1, &act(0, opened("retro")), &Beside::default());
    let folder = Folder::with([("1f3a9c0b.jsonl", [lines(ANN, 1..=3), mine].concat())]);
    let loaded = folder.load();
    assert_eq!(order(&loaded), [(ANN, 1), (ANN, 2), (ANN, 3)]);
    assert!(loaded.reports.iter().any(|report| report.contains("records of another meeting (retro)")));
}

#[test]
fn links_are_not_followed_and_named() {
    let there = Folder::with([("2f3a9c0b.jsonl", lines(BO, 1..=3)), ("1f3a9c0b.draft", b"secret\n".to_vec())]);
    let folder = Folder::with([("1f3a9c0b.jsonl", lines(ANN, 1..=3))]);
    for name in ["2f3a9c0b.jsonl", "1f3a9c0b.draft"] {
        symlink(there.path().join(name), folder.path().join(name)).unwrap();
    }
    let loaded = folder.load();
    assert_eq!(loaded.writers, [ANN]);
    assert!(loaded.reports[0].contains("2f3a9c0b.jsonl: no file of its own"), "{:?}", loaded.reports);
    assert!(loaded.reports[1].contains("1f3a9c0b.draft: "), "{:?}", loaded.reports);
    assert_eq!((folder.verify().spots.len(), folder.verify().notes.len()), (0, 2));
}

#[test]
fn a_first_line_that_is_lost_costs_no_note_where_another_writer_states_the_meeting() {
    let folder = Folder::with([("1f3a9c0b.jsonl", lines(ANN, 2..=4)), ("2f3a9c0b.jsonl", lines(BO, 1..=2))]);
    let loaded = folder.load();
    assert_eq!(loaded.records[0].writer, BO);
    let meeting = loaded.ledger(ANN).meeting;
    assert_eq!(meeting.slug, "stand-up");
    assert_eq!(meeting.days[0].slots[0].entries.len(), 4);
}
