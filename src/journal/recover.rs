//! The bytes of one writer's journal → its records, and a report of everything that is not as it was written.
//!
//! Reading is lenient and counted: what is readable before AND after a damaged line is kept, and nothing is passed over
//! in silence. Pure: lines are handed in one by one. Not here: what becomes of a torn tail (see `file`).

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::record::{self, Origin, Record, Unreadable};
use super::{Hlc, sealed};
use crate::meeting::{DraftKey, WriterId};

/// What a journal held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recovered {
    /// The records in the order of the file; empty where they were handed over one by one.
    pub records: Vec<Record>,
    /// Number of the last record; 0 where there is none.
    pub last: u64,
    /// For each place of a half-typed line the last record that committed one from there.
    pub cleared: BTreeMap<DraftKey, u64>,
    /// Whatever is wrong with it, in the order of the file; a torn tail is not among it.
    pub damage: Vec<Damage>,
    /// The bytes of a last line that was not written to its end, or whose checksum does not fit.
    pub torn: Option<Range<u64>>,
    /// Events that this version does not know, over all records.
    pub unknown: usize,
    /// Whose records these are; none where there are none.
    pub writer: Option<WriterId>,
    /// Who wrote the file, as its first record says.
    pub origin: Option<Origin>,
    /// The latest reading of its writer's clock.
    pub clock: Hlc,
    /// The last record of each other writer that its writer had seen.
    pub seen: BTreeMap<WriterId, u64>,
    /// Bytes read.
    pub len: u64,
}

/// A place of a journal that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Line, from 1.
    pub line: u64,
    /// Where that line begins, in bytes from the start of the file.
    pub byte_offset: u64,
    /// What is wrong.
    pub what: What,
}

/// What can be wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The checksum does not fit: bytes were changed or lost. The line is not read.
    Checksum,
    /// The checksum fits, but this is no record. The line is not read.
    NotARecord(String),
    /// A record of a later version of the format. The line is not read.
    Newer(u32),
    /// Another writer's record. The line is not read.
    Foreign(WriterId),
    /// Records that should stand before this line are not there.
    Missing {
        /// The first number that is not there.
        from: u64,
        /// The last one.
        to: u64,
    },
    /// The same record once more. The line is not read again.
    Repeated(u64),
    /// Another record under a number that was used before. Both are read.
    SameNumber(u64),
    /// A record that stands after a later one. It is read.
    OutOfOrder(u64),
    /// Bytes before or after a record that do not belong there: zeroes, blanks, carriage returns. The record is read.
    StrayBytes,
    /// This place and others after it, so many in all, of a file with more damage than is named one by one.
    More(u64),
    /// The last line was not written to its end, or its checksum does not fit.
    Torn,
    /// The record that closed the meeting states another digest than the lines before it have.
    Seal,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checksum => f.write_str("the checksum does not fit: bytes were changed or lost"),
            Self::NotARecord(why) => write!(f, "not a record: {why}"),
            Self::Newer(version) => write!(f, "written by a later version of the program (format {version})"),
            Self::Foreign(writer) => write!(f, "a record of another writer ({writer})"),
            Self::Missing { from, to } if from == to => write!(f, "record {from} is missing before this line"),
            Self::Missing { from, to } => write!(f, "records {from} to {to} are missing before this line"),
            Self::Repeated(seq) => write!(f, "record {seq} stands here once more"),
            Self::SameNumber(seq) => write!(f, "a second, different record {seq}"),
            Self::OutOfOrder(seq) => write!(f, "record {seq} stands after a later one"),
            Self::More(count) => write!(f, "{count} more places, this one and after it, are not as they were written"),
            Self::StrayBytes => f.write_str("bytes that do not belong here (zeroes, blanks or carriage returns)"),
            Self::Torn => f.write_str("the last line was cut off while it was written"),
            Self::Seal => f.write_str("the digest stated here is not that of the lines before it"),
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} (byte {}): {}", self.line, self.byte_offset, self.what)
    }
}

/// Damaged places that are named one by one: who has more needs no list, and memory has an end.
const MOST: usize = 10_000;

/// Reads a whole journal that is at hand as bytes. `writer`: whose it should be; none: whoever its first record names.
pub fn recover(bytes: &[u8], writer: Option<WriterId>) -> Recovered {
    let mut recovery = Recovery::new(writer);
    let mut records = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        recovery.line(line, &mut |record| records.push(record));
    }
    Recovered { records, ..recovery.finish() }
}

/// A journal being read, line by line.
#[derive(Clone, Debug)]
pub struct Recovery {
    writer: Option<WriterId>,
    /// The number that the next record should have.
    next: u64,
    /// Lines read.
    lines: u64,
    /// Lines without a readable record since the last one with one: they account for missing numbers.
    unread: u64,
    /// The last line, if its checksum does not fit: damage if another line follows, else a torn tail.
    suspect: Option<Damage>,
    /// Number and checksum of each record, by which one is known that comes again.
    seen: Vec<(u64, u32)>,
    /// The same by number, once they are in no ascending order any more.
    latest: Option<BTreeMap<u64, u32>>,
    found: Recovered,
}

impl Recovery {
    /// Before the first line.
    pub fn new(writer: Option<WriterId>) -> Self {
        Self {
            writer,
            next: 1,
            lines: 0,
            unread: 0,
            suspect: None,
            seen: Vec::new(),
            latest: None,
            found: Recovered::default(),
        }
    }

    /// Takes the next line, with its newline if it has one, and hands its record over at once: a long meeting is never in
    /// memory twice.
    pub fn line(&mut self, bytes: &[u8], each: &mut dyn FnMut(Record)) {
        if let Some((record, _)) = self.read_line(bytes) {
            each(record);
        }
    }

    /// As [`Recovery::line`], but returns the record, if it is one to be read, with its line as it was written: without
    /// newline and without stray bytes around it.
    pub fn read_line<'a>(&mut self, bytes: &'a [u8]) -> Option<(Record, &'a [u8])> {
        if let Some(damage) = self.suspect.take() {
            self.unread += 1;
            self.note(damage);
        }
        self.lines += 1;
        let line = self.sound(bytes);
        let record = line.and_then(|line| self.decode(line));
        self.found.len += bytes.len() as u64;
        record.zip(line)
    }

    /// The line without what does not belong to it, if its checksum fits.
    fn sound<'a>(&mut self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let Some(whole) = bytes.strip_suffix(b"\n") else {
            self.suspect = Some(self.damage(What::Checksum));
            return None;
        };
        if sealed::is_sound(whole) {
            return Some(whole);
        }
        let trimmed = trim(whole);
        let sound = (trimmed.len() < whole.len() && sealed::is_sound(trimmed)).then_some(trimmed);
        if sound.is_some() || trimmed.is_empty() {
            self.report(What::StrayBytes);
        } else {
            self.suspect = Some(self.damage(What::Checksum));
        }
        sound
    }

    /// After the last line.
    pub fn finish(mut self) -> Recovered {
        if let Some(damage) = self.suspect {
            self.found.torn = Some(damage.byte_offset..self.found.len);
        }
        self.found
    }

    fn decode(&mut self, line: &[u8]) -> Option<Record> {
        match record::decode(line) {
            Ok(record) => self.is_new(&record, crc32fast::hash(line)).then_some(record),
            Err(Unreadable::Newer(version)) => self.unread(What::Newer(version)),
            Err(Unreadable::Other(why)) => self.unread(What::NotARecord(why)),
        }
    }

    /// Whether a record is to be read: it is this writer's, and was not read already.
    fn is_new(&mut self, record: &Record, sum: u32) -> bool {
        if *self.writer.get_or_insert(record.writer) != record.writer {
            self.report(What::Foreign(record.writer));
            return false;
        }
        if record.seq < self.next {
            match self.sum_of(record.seq) {
                Some(same) if same == sum => {
                    self.report(What::Repeated(record.seq));
                    return false;
                }
                Some(_) => self.report(What::SameNumber(record.seq)),
                None => self.report(What::OutOfOrder(record.seq)),
            }
            self.latest.get_or_insert_with(|| self.seen.iter().copied().collect());
        } else {
            let missing = record.seq - self.next;
            if missing > self.unread {
                self.report(What::Missing { from: self.next, to: record.seq - 1 });
            }
            self.next = record.seq.saturating_add(1);
            self.unread = 0;
        }
        if self.seen.is_empty() {
            self.found.writer = Some(record.writer);
            self.found.origin = record.origin.as_deref().cloned();
        }
        self.seen.push((record.seq, sum));
        if let Some(latest) = &mut self.latest {
            latest.insert(record.seq, sum);
        }
        if let Some(key) = record.act.clears {
            self.found.cleared.insert(key, record.seq);
        }
        self.found.last = record.seq;
        self.found.clock = self.found.clock.max(record.hlc);
        for version in &record.seen {
            let known = self.found.seen.entry(version.writer).or_default();
            *known = version.seq.max(*known);
        }
        self.found.unknown += record.unknown;
        true
    }

    /// The checksum of the latest record of that number.
    fn sum_of(&self, seq: u64) -> Option<u32> {
        if let Some(latest) = &self.latest {
            return latest.get(&seq).copied();
        }
        let place = self.seen.binary_search_by_key(&seq, |(seq, _)| *seq).ok()?;
        self.seen.get(place).map(|(_, sum)| *sum)
    }

    fn unread(&mut self, what: What) -> Option<Record> {
        self.unread += 1;
        self.report(what);
        None
    }

    fn report(&mut self, what: What) {
        let damage = self.damage(what);
        self.note(damage);
    }

    /// Takes a place down; of a file with nothing but damage only so many.
    fn note(&mut self, damage: Damage) {
        if self.found.damage.len() < MOST {
            return self.found.damage.push(damage);
        }
        match self.found.damage.last_mut() {
            Some(Damage { what: What::More(count), .. }) => *count += 1,
            _ => self.found.damage.push(Damage { what: What::More(1), ..damage }),
        }
    }

    fn damage(&self, what: What) -> Damage {
        Damage { line: self.lines, byte_offset: self.found.len, what }
    }
}

/// The line without what editors, transfers and file systems put around it.
fn trim(line: &[u8]) -> &[u8] {
    let stray = |byte: &u8| matches!(byte, 0 | b' ' | b'\t' | b'\r' | 0xef | 0xbb | 0xbf);
    let start = line.iter().position(|byte| !stray(byte)).unwrap_or(line.len());
    let end = line.iter().rposition(|byte| !stray(byte)).map_or(start, |last| last + 1);
    line.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Heading, encode};
    use crate::meeting::{Act, Cause, Content, EntryId, Event, Id, SlotId, Stamp};
    use chrono::{DateTime, TimeDelta};
    use proptest::prelude::*;

    const WRITER: WriterId = WriterId(0x1f3a_9c0b);

    fn act(n: u32, text: &str) -> Act {
        let id = |n| Id { writer: WRITER, n };
        let content = Box::new(Content { text: text.to_owned(), ..Content::default() });
        let event =
            Event::EntryAdded { entry: EntryId(id(n + 100)), slot: SlotId(id(1)), after: None, depth: 0, content };
        let at = DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::seconds(i64::from(n));
        Act { stamp: Stamp::wall(at), events: vec![event], cause: Cause::Fresh, clears: None }
    }

    fn line(writer: WriterId, seq: u64) -> Vec<u8> {
        let mut line = Vec::new();
        let origin = (seq == 1).then(|| Origin::named("here"));
        let heading = Heading { origin: origin.as_ref(), ..Heading::new(writer, seq) };
        encode(&mut line, &heading, &act(seq as u32, &format!("note Jé {seq}"))).unwrap();
        line
    }

    fn lines(seqs: impl IntoIterator<Item = u64>) -> Vec<Vec<u8>> {
        seqs.into_iter().map(|seq| line(WRITER, seq)).collect()
    }

    fn seqs(found: &Recovered) -> Vec<u64> {
        found.records.iter().map(|record| record.seq).collect()
    }

    fn damage(found: &Recovered) -> Vec<(u64, What)> {
        found.damage.iter().map(|damage| (damage.line, damage.what.clone())).collect()
    }

    #[test]
    fn every_prefix_holds_exactly_its_complete_lines() {
        let lines = lines(1..=20);
        let whole = lines.concat();
        for len in 0..=whole.len() {
            let found = recover(&whole[..len], None);
            let complete = lines.iter().scan(0, |end, line| {
                *end += line.len();
                Some(*end)
            });
            let ends: Vec<usize> = complete.take_while(|end| *end <= len).collect();
            let start = ends.last().copied().unwrap_or(0);
            assert_eq!(found.records.len(), ends.len(), "{len}");
            assert_eq!(found.torn, (start < len).then_some(start as u64..len as u64), "{len}");
            assert_eq!(found.damage, [], "{len}");
        }
    }

    #[test]
    fn every_flipped_bit_is_reported_with_its_line_and_no_flipped_line_is_read() {
        let lines = lines(1..=8);
        let whole = lines.concat();
        let sound = recover(&whole, None);
        assert_eq!((sound.records.len(), sound.origin.clone()), (8, Some(Origin::named("here"))));
        let mut flipped = whole.clone();
        for bit in 0..whole.len() * 8 {
            let (byte, mask) = (bit / 8, 1 << (bit % 8));
            flipped[byte] ^= mask;
            let found = recover(&flipped, None);
            let line = whole[..=byte].split_inclusive(|byte| *byte == b'\n').count() as u64;
            let named = found.damage.iter().any(|damage| damage.line == line);
            let tail = found.torn.is_some_and(|torn| torn.contains(&(byte as u64)));
            assert!(named || tail, "bit {bit} in line {line}: {:?}", found.damage);
            assert!(found.records.iter().all(|record| sound.records.contains(record)), "bit {bit}");
            assert!(found.records.len() >= 6, "bit {bit}: a flip costs its line, and a flipped newline two");
            flipped[byte] ^= mask;
        }
    }

    #[test]
    fn what_stands_before_and_after_a_damaged_line_is_kept() {
        let mut lines = lines(1..=5);
        lines[2][40] ^= 1;
        let found = recover(&lines.concat(), None);
        assert_eq!(seqs(&found), [1, 2, 4, 5]);
        assert_eq!(damage(&found), [(3, What::Checksum)]);
        assert_eq!(found.damage[0].byte_offset, (lines[0].len() + lines[1].len()) as u64);
    }

    #[test]
    fn lines_deleted_repeated_and_swapped_are_all_named() {
        let found = recover(&lines([1, 2, 5, 5, 4, 6, 10]).concat(), None);
        assert_eq!(seqs(&found), [1, 2, 5, 4, 6, 10]);
        assert_eq!(
            damage(&found),
            [
                (3, What::Missing { from: 3, to: 4 }),
                (4, What::Repeated(5)),
                (5, What::OutOfOrder(4)),
                (7, What::Missing { from: 7, to: 9 })
            ]
        );
    }

    #[test]
    fn two_records_of_one_number_are_both_read_and_named() {
        let mut other = Vec::new();
        encode(&mut other, &Heading::new(WRITER, 2), &act(9, "written by a clone")).unwrap();
        let found = recover(&[line(WRITER, 1), line(WRITER, 2), other].concat(), None);
        assert_eq!(seqs(&found), [1, 2, 2]);
        assert_eq!(damage(&found), [(3, What::SameNumber(2))]);
    }

    #[test]
    fn another_writers_lines_are_not_mixed_in() {
        let stranger = WriterId(5);
        let glued = [line(WRITER, 1), line(stranger, 1), line(WRITER, 2)].concat();
        let found = recover(&glued, None);
        assert_eq!((seqs(&found), damage(&found)), (vec![1, 2], vec![(2, What::Foreign(stranger))]));
        assert_eq!(recover(&glued, Some(stranger)).records.len(), 1, "the name of the file decides, where it is known");
    }

    #[test]
    fn a_file_converted_to_carriage_returns_is_read_and_named() {
        let converted = String::from_utf8(lines(1..=3).concat()).unwrap().replace('\n', "\r\n");
        let found = recover(converted.as_bytes(), None);
        assert_eq!(seqs(&found), [1, 2, 3]);
        assert_eq!(damage(&found), [(1, What::StrayBytes), (2, What::StrayBytes), (3, What::StrayBytes)]);
    }

    #[test]
    fn a_byte_order_mark_zeroes_and_empty_lines_cost_nothing() {
        let [one, two, three] = [1, 2, 3].map(|seq| line(WRITER, seq));
        let found = recover(&[b"\xef\xbb\xbf", &*one, b"\n", &[0; 64], &two, &three].concat(), None);
        assert_eq!(seqs(&found), [1, 2, 3]);
        assert_eq!(damage(&found), [(1, What::StrayBytes), (2, What::StrayBytes), (3, What::StrayBytes)]);
    }

    #[test]
    fn of_a_file_with_nothing_but_damage_so_many_places_are_named_and_the_others_counted() {
        let found = recover(&[line(WRITER, 1), vec![b'\n'; MOST + 500]].concat(), None);
        assert_eq!((seqs(&found), found.damage.len()), (vec![1], MOST + 1));
        let last = found.damage.last().unwrap();
        assert_eq!((last.line, last.what.clone()), (MOST as u64 + 2, What::More(500)));
    }

    #[test]
    fn a_number_or_a_time_that_nobody_gives_is_no_record() {
        let mut zero = br#"{"v":1,"writer":"1f3a9c0b","seq":0,"at":"2026-01-05T09:00:00.000Z","events":[]"#.to_vec();
        sealed::seal(&mut zero, 0);
        let mut far = br#"{"v":1,"writer":"1f3a9c0b","seq":2,"at":"+12000-01-05T09:00:00.000Z","events":[]"#.to_vec();
        sealed::seal(&mut far, 0);
        let found = recover(&[line(WRITER, 1), zero, far, line(WRITER, 2)].concat(), None);
        assert_eq!(seqs(&found), [1, 2]);
        assert!(matches!(damage(&found)[..], [(2, What::NotARecord(_)), (3, What::NotARecord(_))]));
    }

    #[test]
    fn a_tail_of_zeroes_is_torn() {
        let one = line(WRITER, 1);
        let found = recover(&[&*one, &[0; 512]].concat(), None);
        assert_eq!((seqs(&found), found.damage), (vec![1], vec![]));
        assert_eq!(found.torn, Some(one.len() as u64..one.len() as u64 + 512));
    }

    #[test]
    fn records_of_a_later_version_are_named_and_passed_over() {
        let mut later = br#"{"v":2,"writer":"1f3a9c0b","seq":2,"new":true"#.to_vec();
        sealed::seal(&mut later, 0);
        let mut odd = b"{\"shopping\":\"list\"".to_vec();
        sealed::seal(&mut odd, 0);
        let found = recover(&[line(WRITER, 1), later, odd, line(WRITER, 4)].concat(), None);
        assert_eq!(seqs(&found), [1, 4]);
        assert!(matches!(damage(&found)[..], [(2, What::Newer(2)), (3, What::NotARecord(_))]));
        assert_eq!(
            found.damage[0].to_string().split(':').next(),
            Some(format!("line 2 (byte {})", line(WRITER, 1).len()).as_str())
        );
    }

    proptest! {
        #[test]
        fn any_bytes_at_all_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let found = recover(&bytes, None);
            prop_assert_eq!(found.len, bytes.len() as u64);
            prop_assert_eq!(found.records.len(), 0);
        }

        #[test]
        fn lines_in_any_order_and_number_are_each_read_or_named(order in proptest::collection::vec(1_u64..12, 0..40)) {
            let found = recover(&lines(order.clone()).concat(), None);
            let repeated = found.damage.iter().filter(|damage| matches!(damage.what, What::Repeated(_))).count();
            prop_assert_eq!(found.records.len() + repeated, order.len());
            let dense = order.iter().enumerate().all(|(place, seq)| *seq == place as u64 + 1);
            prop_assert_eq!(found.damage.is_empty(), dense);
        }
    }
}
