//! Every single-bit flip and every prefix of a journal of 1,000 events.
//!
//! A journal is read line by line, so that what stands before a flipped line is read as in the sound one: the reader's
//! state there is taken once and gone on from for each flip. The flipped line itself is read for all flips of all bytes;
//! the two lines after it for every 61st of them, or for all with `MINUTEBOOK_FLIPS=all`.

use minutebook::journal::{Recovered, Recovery, recover};

use super::{ANN, lines};

const EVENTS: u64 = 1_000;
/// By default every so many flips the lines that follow are read too; a prime, so that each bit of a byte is met.
const STRIDE: usize = 61;

fn split(whole: &[u8]) -> Vec<&[u8]> {
    whole.split_inclusive(|byte| *byte == b'\n').collect()
}

/// Reads on and says which numbers were read.
fn go_on(before: &Recovery, bytes: &[u8]) -> (Vec<u64>, Recovered) {
    let mut recovery = before.clone();
    let mut seqs = Vec::new();
    for line in split(bytes) {
        recovery.line(line, &mut |record| seqs.push(record.seq));
    }
    (seqs, recovery.finish())
}

#[test]
fn every_flipped_bit_of_a_long_journal_is_named_with_its_line_and_none_is_accepted() {
    let stride = if std::env::var("MINUTEBOOK_FLIPS").is_ok_and(|flips| flips == "all") { 1 } else { STRIDE };
    let whole = lines(ANN, 1..=EVENTS);
    let all = split(&whole);
    let mut before = Recovery::new(Some(ANN));
    let mut flips = 0_usize;
    for (place, line) in all.iter().enumerate() {
        let number = place as u64 + 1;
        let after = all.iter().skip(place + 1).take(2).copied().collect::<Vec<_>>().concat();
        let start = before.clone().finish().len;
        let mut flipped = line.to_vec();
        for bit in 0..line.len() * 8 {
            let (byte, mask) = (bit / 8, 1 << (bit % 8));
            flipped[byte] ^= mask;
            flips += 1;
            let (seqs, found) = go_on(&before, &flipped);
            assert_eq!(seqs, [0; 0], "bit {bit} of line {number} was accepted");
            // As the last line, it is a torn tail, or damage with a torn tail after it where a newline came to be.
            let named = found.damage.iter().any(|damage| damage.line == number);
            assert!(named || found.torn.is_some_and(|torn| torn.start == start), "bit {bit} of line {number}");
            if flips.is_multiple_of(stride) || byte + 1 == line.len() {
                let (seqs, found) = go_on(&before, &[&*flipped, &after].concat());
                // A newline that was flipped takes the line after it along.
                let next = if byte + 1 == line.len() { number + 2 } else { number + 1 };
                assert_eq!(seqs, (next..=EVENTS.min(number + 2)).collect::<Vec<_>>(), "bit {bit} of line {number}");
                let named = found.damage.iter().any(|damage| (damage.line, damage.byte_offset) == (number, start));
                assert!(named || (next > EVENTS && found.torn.is_some()), "bit {bit} of line {number}: {found:?}");
            }
            flipped[byte] ^= mask;
        }
        before.line(line, &mut |_| ());
    }
    assert_eq!(flips, whole.len() * 8);
}

#[test]
fn every_prefix_of_a_long_journal_opens_and_costs_only_the_line_that_was_cut() {
    let whole = lines(ANN, 1..=EVENTS);
    let mut before = Recovery::new(Some(ANN));
    let mut start = 0;
    for line in split(&whole) {
        for len in 0..line.len() {
            let (seqs, found) = go_on(&before, &line[..len]);
            assert_eq!((seqs.len(), &found.damage[..]), (0, &[][..]));
            let torn = (len > 0).then_some(start..start + len as u64);
            assert_eq!((found.torn, found.last), (torn, before.clone().finish().last));
        }
        before.line(line, &mut |_| ());
        start += line.len() as u64;
    }
    let found = before.finish();
    assert_eq!((found.last, found.damage, found.torn, found.len), (EVENTS, vec![], None, whole.len() as u64));
}

#[test]
fn reading_on_from_a_line_is_reading_from_the_beginning() {
    // What the two tests above rest on, for a journal that has everything wrong with it.
    let mut whole = lines(ANN, [1, 2, 3, 5, 5, 4, 9]);
    whole[300] ^= 1;
    let all = split(&whole);
    for cut in 0..=all.len() {
        let mut before = Recovery::new(Some(ANN));
        let mut seqs = Vec::new();
        all[..cut].iter().for_each(|line| before.line(line, &mut |record| seqs.push(record.seq)));
        let (rest, found) = go_on(&before, &all[cut..].concat());
        let at_once = recover(&whole, Some(ANN));
        assert_eq!([seqs, rest].concat(), at_once.records.iter().map(|record| record.seq).collect::<Vec<_>>());
        assert_eq!(found, Recovered { records: vec![], ..at_once });
    }
}

#[test]
fn a_very_long_journal_is_read_and_stays_cheap() {
    let events = std::env::var("MINUTEBOOK_EVENTS").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let folder = super::Folder::with([("1f3a9c0b.jsonl", lines(ANN, 1..=events))]);
    let began = std::time::Instant::now();
    let loaded = folder.load();
    eprintln!("{events} records were read in {:?}", began.elapsed());
    assert_eq!((loaded.records.len() as u64, &loaded.damage[..]), (events, &[][..]));
    assert_eq!(loaded.versions[0].seq, events);
}
