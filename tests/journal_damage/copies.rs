//! Several files of one writer: continuations, copies that a carrier of folders made, and clones.
//!
//! What is the same is read once, what only one file has is no damage, and what two machines wrote under one number is kept
//! apart and named.

use minutebook::archive::in_order;
use minutebook::meeting::{Changes, Event, Seal, Version, WriterId};
use proptest::prelude::*;

use super::{ANN, BO, Beside, Folder, act, added, entry, line, line_saying, line_with, lines, order, told};

const COPY: &str = "1f3a9c0b.sync-conflict-20260105-100000-ABCDEFG.jsonl";

/// The name that a clone gets: the checksum of its first line of its own.
fn clone_of(line: &[u8]) -> WriterId {
    let text = std::str::from_utf8(line).unwrap();
    text[text.len() - 11..text.len() - 3].parse().unwrap()
}

/// Lines that another machine wrote under Ann's name.
fn other_lines(seqs: impl IntoIterator<Item = u64>) -> Vec<u8> {
    seqs.into_iter().flat_map(|seq| line_saying(ANN, seq, "other")).collect()
}

fn texts(folder: &Folder) -> Vec<String> {
    let mut texts: Vec<String> =
        folder.load().ledger(ANN).meeting.entries().map(|(_, entry)| entry.text.clone()).collect();
    texts.sort();
    texts
}

#[test]
fn a_journal_that_goes_on_in_a_second_file_is_one_journal() {
    let cut = lines(ANN, 1..=6);
    let folder = Folder::with([
        ("1f3a9c0b.jsonl", cut[..cut.len() - 7].to_vec()),
        ("1f3a9c0b.2.jsonl", lines(ANN, [1, 5, 6, 7, 8])),
        ("1f3a9c0b.3.jsonl", lines(ANN, [1, 9])),
    ]);
    let loaded = folder.load();
    assert_eq!(order(&loaded), (1..=9).map(|seq| (ANN, seq)).collect::<Vec<_>>());
    assert_eq!((&loaded.damage[..], &loaded.clones[..]), (&[][..], &[][..]));
    assert_eq!((loaded.writers, loaded.versions), (vec![ANN], vec![Version { writer: ANN, seq: 9 }]));
    assert!(
        loaded.reports[0].ends_with("1f3a9c0b.jsonl: what follows line 4 was written once more into the next file")
    );
    assert_eq!(loaded.reports.len(), 1);
    let verified = folder.verify();
    assert_eq!((verified.records, verified.spots.len()), (9, 0));
    assert_eq!(verified.digest, Folder::with([("1f3a9c0b.jsonl", lines(ANN, 1..=9))]).verify().digest);
}

#[test]
fn what_a_failed_sync_spoilt_is_no_damage_where_the_next_file_has_it_and_is_where_it_has_not() {
    let spoilt = |seqs: [u64; 4]| {
        let mut bytes = lines(ANN, 1..=4);
        bytes.extend([0; 200]);
        bytes.push(b'\n');
        bytes.extend(lines(ANN, [6]));
        Folder::with([("1f3a9c0b.jsonl", bytes), ("1f3a9c0b.2.jsonl", lines(ANN, seqs))])
    };
    assert_eq!(spoilt([1, 5, 6, 7]).load().damage, []);
    let lacking = spoilt([1, 6, 7, 8]).load();
    assert_eq!(
        told(&lacking.damage)[0],
        "1f3a9c0b.jsonl:5: bytes that do not belong here (zeroes, blanks or carriage returns)"
    );
    let mut flipped = lines(ANN, 1..=4);
    flipped[500] ^= 1;
    let folder = Folder::with([("1f3a9c0b.jsonl", flipped), ("1f3a9c0b.2.jsonl", lines(ANN, [1, 4, 5]))]);
    assert_eq!(folder.load().damage.len(), 1, "what stands before is damage as ever");
}

#[test]
fn a_copy_that_has_no_more_says_nothing() {
    for theirs in [1..=5, 1..=3] {
        let folder = Folder::with([("1f3a9c0b.jsonl", lines(ANN, 1..=5)), (COPY, lines(ANN, theirs))]);
        let loaded = folder.load();
        assert_eq!(order(&loaded), (1..=5).map(|seq| (ANN, seq)).collect::<Vec<_>>());
        assert_eq!((loaded.damage, loaded.clones, loaded.reports), (vec![], vec![], vec![]));
    }
}

#[test]
fn what_only_a_copy_has_is_read_and_its_numbers_are_not_given_again() {
    for (own, theirs) in [(vec![1, 2, 3], vec![1, 2, 3, 4, 5]), (vec![1, 2, 5], vec![1, 3, 4])] {
        let folder = Folder::with([("1f3a9c0b.jsonl", lines(ANN, own)), (COPY, lines(ANN, theirs))]);
        let loaded = folder.load();
        assert_eq!((loaded.records.len(), loaded.damage, loaded.clones), (5, vec![], vec![ANN]));
        assert!(loaded.reports[0].contains("has records of 1f3a9c0b that its own journal lacks"));
    }
    let loaded = Folder::with([(COPY, lines(ANN, 1..=3))]).load();
    assert_eq!((loaded.records.len(), loaded.clones), (3, vec![ANN]), "nothing but a copy");
}

#[test]
fn a_clone_is_read_under_a_name_of_its_own_wherever_it_is_found() {
    let clone = clone_of(&line_saying(ANN, 4, "other"));
    let (own, others) = (lines(ANN, 1..=6), [lines(ANN, 1..=3), other_lines(4..=8)].concat());
    let glued = [own.clone(), other_lines(4..=8)].concat();
    let merged = [
        lines(ANN, 1..=3),
        b"<<<<<<< ours\n".to_vec(),
        lines(ANN, 4..=6),
        b"=======\n".to_vec(),
        other_lines(4..=8),
        b">>>>>>> theirs\n".to_vec(),
    ];
    for (what, files, damage) in [
        ("in a copy", vec![("1f3a9c0b.jsonl", own.clone()), ("1f3a9c0b.sync-conflict-1.jsonl", others.clone())], 0),
        (
            "in a copy with any name",
            vec![("1f3a9c0b.jsonl", own.clone()), ("from the laptop.jsonl", others.clone())],
            0,
        ),
        ("in two copies", vec![("1f3a9c0b.jsonl", own), ("a.jsonl", others.clone()), ("b.jsonl", others)], 0),
        ("in the file itself", vec![("1f3a9c0b.jsonl", glued)], 0),
        // The last of its three marks is a torn tail.
        ("in a merge that nobody settled", vec![("1f3a9c0b.jsonl", merged.concat())], 2),
    ] {
        let folder = Folder::with(files);
        let loaded = folder.load();
        assert_eq!(loaded.damage.len(), damage, "{what}");
        assert_eq!(loaded.clones, [ANN], "{what}");
        let mut writers = vec![ANN, clone];
        writers.sort();
        assert_eq!(loaded.writers, writers, "{what}");
        let theirs: Vec<u64> = loaded.records.iter().filter(|r| r.writer == clone).map(|r| r.seq).collect();
        assert_eq!(theirs, [4, 5, 6, 7, 8], "{what}");
        let first = loaded.records.iter().find(|record| record.writer == clone).unwrap();
        assert_eq!(first.seen, [Version { writer: ANN, seq: 3 }], "{what}: what it shares it had seen");
        let mut versions = vec![Version { writer: ANN, seq: 6 }, Version { writer: clone, seq: 8 }];
        versions.sort();
        assert_eq!(loaded.versions, versions, "{what}");
        assert_eq!(
            texts(&folder),
            ["note 2", "note 3", "note 4", "note 5", "note 6", "other 4", "other 5", "other 6", "other 7", "other 8"],
            "{what}: no line of either is lost"
        );
        let said = loaded.reports.join("\n");
        assert!(said.contains(&format!("went on with the journal of {ANN} after record 3")), "{what}: {said}");
    }
}

#[test]
fn what_a_clone_did_to_things_that_were_there_before_and_to_its_own_is_not_mixed_up() {
    let remove = |n| act(90, Event::EntryRemoved { entry: entry(ANN, n), undone: false });
    let removes = |seq, n| line_with(ANN, seq, &remove(n), &Beside::default());
    // Entry 12 is shared; entry 13 is another one in each of the two.
    let own = lines(ANN, 1..=3);
    let theirs = [lines(ANN, 1..=2), other_lines([3]), removes(4, 12), removes(5, 13)].concat();
    let folder = Folder::with([("1f3a9c0b.jsonl", own), ("copy.jsonl", theirs)]);
    assert_eq!(texts(&folder), ["note 3"]);
}

#[test]
fn which_hand_keeps_the_name_does_not_depend_on_what_the_files_are_called() {
    let hands = || {
        let own = lines(ANN, 1..=6);
        let theirs = [lines(ANN, 1..=3), other_lines(4..=8)].concat();
        let third = [lines(ANN, 1..=3), line_saying(ANN, 4, "third")].concat();
        [own, theirs, third]
    };
    let mut seen = Vec::new();
    for [a, b, c] in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [2, 0, 1], [1, 2, 0]] {
        let files = hands();
        let folder = Folder::with([
            ("1f3a9c0b.jsonl", files[a].clone()),
            ("a.jsonl", files[b].clone()),
            ("b.jsonl", files[c].clone()),
        ]);
        let loaded = folder.load();
        assert_eq!((loaded.clones.as_slice(), loaded.writers.len()), (&[ANN][..], 3));
        seen.push((loaded.records.clone(), loaded.ledger(BO).meeting));
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn who_had_read_one_of_two_hands_writes_over_no_text_of_the_other() {
    for read in ["note 4", "other 4"] {
        let changes = Changes { text: Some(format!("{read} edited")), ..Changes::default() };
        let edit = act(100, Event::EntryChanged { entry: entry(ANN, 14), changes: Box::new(changes) });
        let beside = Beside { seen: vec![Version { writer: ANN, seq: 6 }], ..Beside::default() };
        let theirs = [lines(ANN, 1..=3), other_lines(4..=6)].concat();
        let bo = [lines(BO, [1]), line_with(BO, 2, &edit, &beside)].concat();
        let with = |own: Vec<u8>, copy: Vec<u8>| {
            let files = [("1f3a9c0b.jsonl", own), ("copy.jsonl", copy), ("2f3a9c0b.jsonl", bo.clone())];
            Folder::with(files).load().ledger(BO).meeting
        };
        let meeting = with(lines(ANN, 1..=6), theirs.clone());
        assert_eq!(meeting, with(theirs, lines(ANN, 1..=6)), "{read}: whichever file bears the name");
        let all: Vec<&str> = (meeting.entries())
            .flat_map(|(_, entry)| {
                let rivals = entry.rivals.iter().map(|rival| rival.text.as_str());
                rivals.chain([entry.text.as_str()]).collect::<Vec<_>>()
            })
            .collect();
        for text in ["note 4", "other 4", &format!("{read} edited")] {
            assert!(all.contains(&text), "{text}: {all:?}");
        }
    }
}

#[test]
fn a_clone_of_a_clone_is_a_third_hand() {
    let third = |seq| line_saying(ANN, seq, "third");
    let folder = Folder::with([
        ("1f3a9c0b.jsonl", lines(ANN, 1..=5)),
        ("copy 1.jsonl", [lines(ANN, 1..=2), other_lines(3..=5)].concat()),
        ("copy 2.jsonl", [lines(ANN, 1..=2), other_lines(3..=4), third(5), third(6)].concat()),
    ]);
    let loaded = folder.load();
    assert_eq!((loaded.writers.len(), loaded.records.len(), loaded.damage.len()), (3, 10, 0));
    assert_eq!(texts(&folder).len(), 9, "{:?}", texts(&folder));
}

#[test]
fn two_writers_are_known_by_name_and_by_the_machine_where_there_is_none() {
    let folder = Folder::with([("1f3a9c0b.jsonl", lines(ANN, 1..=3)), ("2f3a9c0b.jsonl", lines(BO, 1..=2))]);
    let loaded = folder.load();
    assert_eq!(loaded.authors.into_iter().collect::<Vec<_>>(), [(ANN, "desk".to_owned()), (BO, "Bo Chen".to_owned())]);
    assert_eq!(loaded.machines[&BO].machine.as_deref(), Some("5f"));
}

#[test]
fn what_was_read_of_a_writer_reaches_to_the_first_gap() {
    let folder = Folder::with([("1f3a9c0b.jsonl", lines(ANN, [1, 2, 3, 5, 6])), ("2f3a9c0b.jsonl", lines(BO, [2, 3]))]);
    let loaded = folder.load();
    assert_eq!(loaded.versions, [Version { writer: ANN, seq: 3 }], "of Bo's nothing is known from the beginning");
    assert_eq!(loaded.writers, [ANN, BO]);
}

#[test]
fn the_last_closing_counts_until_the_meeting_is_opened_again() {
    let sealed = |seq, sha256: &str| {
        let seal = Seal { records: seq - 1, sha256: sha256.into() };
        let closing = act(100, Event::MeetingClosed);
        line_with(ANN, seq, &closing, &Beside { seal: Some(seal), ..Beside::default() })
    };
    let again = line_with(ANN, 4, &act(110, Event::MeetingReopened), &Beside::default());
    let steps = [lines(ANN, 1..=2), sealed(3, "first"), again, sealed(5, "second")];
    let states = (1..=steps.len()).map(|count| {
        let folder = Folder::with([("1f3a9c0b.jsonl", steps[..count].concat())]);
        folder.load().seal.map(|seal| seal.sha256)
    });
    assert_eq!(states.collect::<Vec<_>>(), [None, Some("first".to_owned()), None, Some("second".to_owned())]);
}

#[test]
fn a_writer_whose_journal_goes_on_in_a_second_file_is_listed_once() {
    let folder = Folder::with([
        ("1f3a9c0b.jsonl", lines(ANN, 1..=2)),
        ("1f3a9c0b.2.jsonl", lines(ANN, [1, 3])),
        ("2f3a9c0b.jsonl", lines(BO, 1..=2)),
        ("copy.jsonl", lines(BO, 1..=2)),
    ]);
    assert_eq!(folder.load().writers, [ANN, BO]);
}

#[test]
fn files_of_no_record_and_no_writers_name_are_named_and_nothing_else() {
    let folder = Folder::with([("1f3a9c0b.jsonl", lines(ANN, 1..=2)), ("shopping.jsonl", b"milk\nbread\n".to_vec())]);
    let loaded = folder.load();
    assert_eq!((loaded.records.len(), &loaded.damage[..]), (2, &[][..]));
    assert!(loaded.reports[0].ends_with("shopping.jsonl: no record in it can be read"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn however_a_journal_is_spread_over_files_it_is_read_once_and_whole(
        parts in proptest::collection::vec(proptest::collection::vec(any::<bool>(), 12), 1..4),
    ) {
        let holds = |file: &[bool], seq: u64| seq == 1 || file[usize::try_from(seq).unwrap() - 1];
        let names = ["1f3a9c0b.jsonl", "1f3a9c0b.2.jsonl", "copy.jsonl"];
        let spread: Vec<u64> = (1..=12).filter(|seq| parts.iter().any(|file| holds(file, *seq))).collect();
        let files = names.into_iter().zip(&parts).map(|(name, file)| {
            (name, lines(ANN, (1..=12).filter(|seq| holds(file, *seq))))
        });
        let loaded = Folder::with(files).load();
        prop_assert_eq!(loaded.records.iter().map(|r| r.seq).collect::<Vec<_>>(), spread.clone());
        let last = spread.last().copied().unwrap();
        prop_assert_eq!(loaded.damage.is_empty(), spread.len() as u64 == last);
        let own = |seq: &u64| parts.iter().take(2).any(|file| holds(file, *seq));
        prop_assert_eq!(loaded.clones.is_empty(), spread.iter().all(own));
    }

    #[test]
    fn two_hands_under_one_name_keep_every_line(fork in 2_u64..8, own in 0_u64..5, theirs in 1_u64..5, shuffled in any::<bool>()) {
        let own = lines(ANN, 1..fork + own);
        let theirs = [lines(ANN, 1..fork), other_lines(fork..fork + theirs)].concat();
        let count = own.split(|byte| *byte == b'\n').chain(theirs.split(|byte| *byte == b'\n'));
        let distinct: std::collections::BTreeSet<&[u8]> = count.filter(|line| !line.is_empty()).collect();
        let (first, second) = if shuffled { (theirs.clone(), own.clone()) } else { (own.clone(), theirs.clone()) };
        let folder = Folder::with([("1f3a9c0b.jsonl", first), ("copy.jsonl", second)]);
        let loaded = folder.load();
        prop_assert_eq!(loaded.records.len(), distinct.len());
        prop_assert_eq!(loaded.damage, []);
        prop_assert_eq!(texts(&folder).len(), distinct.len() - 1);
        prop_assert_eq!(folder.verify().records as usize, distinct.len());
    }
}

#[test]
fn the_order_of_several_hands_is_the_same_however_they_are_handed_in() {
    let folder = Folder::with([
        ("1f3a9c0b.jsonl", lines(ANN, 1..=6)),
        (
            "2f3a9c0b.jsonl",
            [
                line(BO, 1),
                line_with(
                    BO,
                    2,
                    &act(1, added(entry(BO, 12), "early")),
                    &Beside { seen: vec![Version { writer: ANN, seq: 5 }], ..Beside::default() },
                ),
            ]
            .concat(),
        ),
    ]);
    let loaded = folder.load();
    let place = |name| order(&loaded).iter().position(|other| *other == name).unwrap();
    assert!(place((ANN, 5)) < place((BO, 2)), "what was seen comes first, whatever the clock says");
    let reversed: Vec<_> = loaded.records.iter().rev().map(|record| vec![record.clone()]).collect();
    assert_eq!(in_order(reversed), loaded.records);
}
