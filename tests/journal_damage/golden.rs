//! Journals of several writers, of several files and after a repair, as this version writes and reads them, kept for ever.
//!
//! Files are only added to `tests/corpus/`. `MINUTEBOOK_BLESS=1` writes those that are not there yet; one that is there is
//! never changed.

use std::fs;

use minutebook::archive::{load, repair, verify};
use minutebook::journal::{Digest, Hlc, recover};
use minutebook::meeting::{Event, Seal, Version};

use super::{ANN, BO, Beside, Folder, act, added, entry, in_project, line, line_saying, line_with, lines, opened};

/// Compares with the file of that name, which is written where it is missing and that is asked for.
pub(crate) fn is_frozen(path: &str, written: &[u8]) {
    let path = in_project("tests/corpus").join(path);
    if !path.exists() && std::env::var_os("MINUTEBOOK_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, written).unwrap();
    }
    let frozen = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(String::from_utf8_lossy(written), String::from_utf8_lossy(&frozen), "{}", path.display());
}

/// Ann's journal with every field that several writers need.
fn of_two() -> Vec<u8> {
    let own = [
        line_with(ANN, 1, &act(0, opened("stand-up")), &Beside::default()),
        line_with(
            ANN,
            2,
            &act(10, added(entry(ANN, 2), "behind another's clock")),
            &Beside {
                hlc: Some(Hlc { ms: act(40, Event::ScribeLeft).stamp.at.timestamp_millis(), n: 3 }),
                seen: vec![Version { writer: BO, seq: 1 }],
                ..Beside::default()
            },
        ),
    ]
    .concat();
    let mut digest = Digest::new();
    own.split_inclusive(|byte| *byte == b'\n').for_each(|line| digest.line(line));
    lines(BO, 1..=2).split_inclusive(|byte| *byte == b'\n').for_each(|line| digest.line(line));
    let beside = Beside {
        seen: vec![Version { writer: BO, seq: 2 }],
        seal: Some(Seal { records: 4, sha256: digest.finish() }),
        ..Beside::default()
    };
    [own, line_with(ANN, 3, &act(60, Event::MeetingClosed), &beside)].concat()
}

#[test]
fn what_several_writers_need_is_still_written_to_the_byte() {
    is_frozen("journal/v1-several-writers.jsonl", &of_two());
    let found = recover(&of_two(), Some(ANN));
    assert_eq!((found.damage.len(), found.records.len(), found.seen[&BO]), (0, 3, 2));
    assert!(found.records[2].seal.is_some() && found.origin.is_some_and(|origin| origin.machine.is_some()));
}

#[test]
fn a_repaired_journal_is_still_written_to_the_byte() {
    let mut bytes = lines(ANN, 1..=4);
    let third = lines(ANN, 1..=2).len() + 150;
    bytes[third] ^= 1;
    let folder = Folder::with([("1f3a9c0b.jsonl", bytes)]);
    repair(&folder.path()).unwrap();
    is_frozen("journal/v1-repaired.jsonl", &folder.read("1f3a9c0b.jsonl"));
}

/// A folder of the corpus: its name, its files, how it is read, and the digest of its lines.
type Kept = (&'static str, Vec<(&'static str, Vec<u8>)>, &'static str, &'static str);

fn kept() -> Vec<Kept> {
    let cut = lines(ANN, 1..=4);
    let clone = [lines(ANN, 1..=2), line_saying(ANN, 3, "other"), line_saying(ANN, 4, "other")].concat();
    vec![
        (
            "continuation",
            vec![
                ("1f3a9c0b.jsonl", cut[..cut.len() - 20].to_vec()),
                ("1f3a9c0b.2.jsonl", [line(ANN, 1), lines(ANN, 3..=5)].concat()),
            ],
            "1f3a9c0b: 1 2 3 4 5",
            "ed7871555cbebd3daf2442e6708a63524bfdab8ab91f996fbeb0554c21e8791e",
        ),
        (
            "two-writers",
            vec![("1f3a9c0b.jsonl", of_two()), ("2f3a9c0b.jsonl", lines(BO, 1..=3))],
            "1f3a9c0b: 1, 2f3a9c0b: 1 2 3, 1f3a9c0b: 2 3",
            "fe00eb39e5a65d021800014d3cf9844cf41ee8cd5dce660e6dc0a4585d5d22e7",
        ),
        (
            "clone",
            vec![
                ("1f3a9c0b.jsonl", lines(ANN, 1..=4)),
                ("1f3a9c0b.sync-conflict-20260105-093000-ABCDEFG.jsonl", clone),
            ],
            "1f3a9c0b: 1 2 3, 550bb453: 3, 1f3a9c0b: 4, 550bb453: 4",
            "14c914412eb42586c3b33f729d2e92c13bbc1a01c023eaf578c7c2398beaa19f",
        ),
    ]
}

/// The order of the fold, as `WRITER: numbers`.
fn in_words(loaded: &minutebook::archive::Loaded) -> String {
    let runs = loaded.records.chunk_by(|one, next| one.writer == next.writer);
    let words = runs.map(|run| {
        let seqs: Vec<String> = run.iter().map(|record| record.seq.to_string()).collect();
        format!("{}: {}", run[0].writer, seqs.join(" "))
    });
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn folders_of_several_files_are_still_read_as_they_were() {
    for (name, files, order, digest) in kept() {
        for (file, bytes) in files {
            is_frozen(&format!("meetings/{name}/{file}"), &bytes);
        }
        let folder = in_project("tests/corpus/meetings").join(name);
        let (loaded, verified) = (load(&folder).unwrap(), verify(&folder).unwrap());
        assert_eq!((loaded.damage, verified.spots), (vec![], vec![]), "{name}");
        let loaded = load(&folder).unwrap();
        assert_eq!((in_words(&loaded).as_str(), verified.digest.as_str()), (order, digest), "{name}");
    }
}

#[test]
fn the_digests_of_the_worked_example_are_those_of_its_folder() {
    let text = fs::read_to_string(in_project("docs/journal-format.md")).unwrap();
    let folder = in_project("tests/corpus/meetings/two-writers");
    let seal = load(&folder).unwrap().seal.unwrap();
    assert_eq!(seal.records, 4);
    assert_eq!(text.matches(&seal.sha256).count(), 2);
    assert_eq!(text.matches(&verify(&folder).unwrap().digest).count(), 1);
}
