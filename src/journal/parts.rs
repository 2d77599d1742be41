//! The lines of one writer's journal that lies in several files: each once, in the order of their numbers.
//!
//! After a failed sync a journal goes on in a further file, which begins with its first line and repeats what was not
//! acknowledged; the file before may lack those lines or hold garbage in their place. Pure. Not here: what lines mean.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::sealed;
use crate::meeting::WriterId;

/// Whose record a line is, and which.
#[derive(Deserialize)]
struct Numbered {
    writer: WriterId,
    seq: u64,
}

/// The lines of all files.
#[derive(Debug, Default)]
pub(super) struct Joined<'a> {
    lines: BTreeMap<(u64, usize), &'a [u8]>,
    /// The bytes of the last file's last line, if it was not written to its end.
    pub(super) torn: Option<Range<u64>>,
}

/// Brings the lines of a writer's files, the oldest first, into one order. A line that cannot be read stands in for
/// itself only in the last file: in those before, what is missing is named by its number, and what is not is repeated.
pub(super) fn join(writer: WriterId, parts: &[Vec<u8>]) -> Joined<'_> {
    let mut joined = Joined::default();
    for (place, part) in parts.iter().enumerate() {
        joined.add(writer, part, place + 1 == parts.len());
    }
    joined
}

impl<'a> Joined<'a> {
    fn add(&mut self, writer: WriterId, part: &'a [u8], last: bool) {
        let (mut before, mut offset) = (0, 0);
        for line in part.split_inclusive(|byte| *byte == b'\n') {
            let start = offset;
            offset += line.len() as u64;
            match number(writer, line) {
                Some(seq) => {
                    before = seq;
                    if !self.of(seq).any(|known| known == line) {
                        self.put(seq, line);
                    }
                }
                None if last && offset == part.len() as u64 && !is_sound(line) => self.torn = Some(start..offset),
                None if last || is_sound(line) => self.put(before, line),
                None => {}
            }
        }
    }

    fn put(&mut self, seq: u64, line: &'a [u8]) {
        let place = self.lines.range((seq, 0)..=(seq, usize::MAX)).next_back().map_or(0, |((_, place), _)| place + 1);
        self.lines.insert((seq, place), line);
    }

    fn of(&self, seq: u64) -> impl Iterator<Item = &'a [u8]> + '_ {
        self.lines.range((seq, 0)..=(seq, usize::MAX)).map(|(_, line)| *line)
    }

    /// All lines, in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'a [u8]> + '_ {
        self.lines.values().copied()
    }

    /// The line of each record from 1 to `last`; none for one that is missing.
    pub(super) fn numbered(&self, last: u64) -> impl Iterator<Item = Option<&'a [u8]>> + '_ {
        (1..=last).map(|seq| self.of(seq).next())
    }
}

/// The number of a line's record, if it is a sound line of that writer's.
fn number(writer: WriterId, line: &[u8]) -> Option<u64> {
    let read = is_sound(line).then(|| serde_json::from_slice::<Numbered>(line).ok())??;
    (read.writer == writer).then_some(read.seq)
}

fn is_sound(line: &[u8]) -> bool {
    line.strip_suffix(b"\n").is_some_and(sealed::is_sound)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WRITER: WriterId = WriterId(0x1f3a_9c0b);

    fn line(seq: u64, text: &str) -> Vec<u8> {
        let mut line = format!("{{\"writer\":\"{WRITER}\",\"seq\":{seq},\"text\":\"{text}\"").into_bytes();
        sealed::seal(&mut line, 0);
        line
    }

    fn lines(seqs: impl IntoIterator<Item = u64>) -> Vec<u8> {
        seqs.into_iter().flat_map(|seq| line(seq, "")).collect()
    }

    fn joined(parts: &[Vec<u8>]) -> (Vec<u8>, Option<Range<u64>>) {
        let joined = join(WRITER, parts);
        (joined.lines().flatten().copied().collect(), joined.torn)
    }

    #[test]
    fn a_continuation_repeats_the_first_line_and_what_was_not_acknowledged() {
        assert_eq!(joined(&[lines(1..=5), lines([1, 4, 5, 6, 7])]), (lines(1..=7), None));
    }

    #[test]
    fn what_a_failed_sync_left_of_a_line_is_no_loss_where_the_next_file_has_it() {
        let spoilt = [lines(1..=3), vec![0; 90], b"\n".to_vec(), lines([5]), b"{\"v\":1,\"wri".to_vec()].concat();
        assert_eq!(joined(&[spoilt, lines([1, 4, 5, 6])]), (lines(1..=6), None));
    }

    #[test]
    fn a_torn_end_of_the_last_file_is_named_and_a_damaged_line_in_it_stays() {
        let (whole, damaged) = (lines([1, 3]), b"{\"damaged\":true}\n".to_vec());
        let last = [lines([1]), damaged.clone(), lines([3]), b"{\"v\"".to_vec()].concat();
        let torn = last.len() as u64 - 4..last.len() as u64;
        let expected = [lines([1]), damaged, lines([2, 3])].concat();
        assert_eq!(joined(&[lines([1, 2]), last]), (expected, Some(torn)));
        assert_eq!(
            join(WRITER, &[whole]).numbered(3).map(|line| line.is_some()).collect::<Vec<_>>(),
            [true, false, true]
        );
    }

    #[test]
    fn two_different_lines_of_one_number_are_both_kept() {
        let parts = [[lines([1]), line(2, "a")].concat(), [lines([1]), line(2, "b")].concat()];
        assert_eq!(joined(&parts).0, [lines([1]), line(2, "a"), line(2, "b")].concat());
    }

    #[test]
    fn another_writers_line_is_kept_in_its_place_to_be_reported() {
        let mut foreign = b"{\"writer\":\"00000005\",\"seq\":9".to_vec();
        sealed::seal(&mut foreign, 0);
        let parts = [[lines([1]), foreign.clone(), lines([2])].concat(), lines([1, 3])];
        assert_eq!(joined(&parts).0, [lines([1]), foreign, lines([2, 3])].concat());
    }

    proptest! {
        #[test]
        fn lines_spread_over_files_in_any_way_are_each_there_once(
            spread in prop::collection::vec((1_usize..8, any::<bool>()), 1..30),
        ) {
            // For each line the set of the files that have it; the first file ends in garbage of some length.
            let mut parts = vec![Vec::new(); 3];
            for (seq, (files, _)) in (1..).zip(&spread) {
                for (_, part) in parts.iter_mut().enumerate().filter(|(file, _)| files >> file & 1 == 1) {
                    part.extend(line(seq, ""));
                }
            }
            let garbage = spread.iter().filter(|(_, garbage)| *garbage).count();
            parts[0].extend(vec![b'x'; garbage]);
            let (joined, torn) = joined(&parts);
            prop_assert_eq!(joined, lines(1..=spread.len() as u64));
            prop_assert_eq!(torn, None);
        }
    }
}
