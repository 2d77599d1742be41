//! What became of the lines of a text that somebody edited.
//!
//! Lines that stay in order are found first, by the longest common subsequence; then those that stand elsewhere now; then, between
//! what stayed, lines that are much like another are taken for the same line changed. Each step is bounded, so that a text of
//! many thousand lines takes no noticeable time, whatever was done to it. Not here: what a line means.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::Range;

/// Above so many pairs lines that are no landmarks are not compared each with each.
const CELLS: usize = 1 << 20;

/// In a gap larger than this lines are compared only with those about as far down.
const GAP: usize = 1 << 15;
/// How far down that is, in lines.
const BAND: usize = 48;

/// In thousandths, how much of two lines must be the same for one to be the other changed: within a gap, where each is alone in
/// it, and anywhere.
const ALIKE: u32 = 400;
const ALIKE_ALONE: u32 = 200;
const ALIKE_ANYWHERE: u32 = 700;
/// Lines that are left over are compared each with each up to so many pairs.
const LEFT_OVER: usize = 20_000;

/// As much of a line is compared.
const COMPARED: usize = 400;

/// For each line of the new text the line of the old one that it was; none: it is new. No line was two.
pub fn align(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut names = HashMap::new();
    let mut name = |line| {
        let next = names.len();
        *names.entry(line).or_insert(next)
    };
    let texts = Texts { old: old.iter().map(&mut name).collect(), new: new.iter().map(&mut name).collect() };
    let mut was = vec![None; new.len()];
    texts.keep_order(&mut was);
    let stayed = was.clone();
    texts.find_moved(&mut was);
    find_changed(old, new, &stayed, &mut was);
    was
}

/// Both texts with a number for each line: the same for the same line.
struct Texts {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Texts {
    /// Lines that stay in order: between landmarks, which are lines that stand once in each text.
    fn keep_order(&self, was: &mut [Option<usize>]) {
        let mut parts = vec![(0..self.old.len(), 0..self.new.len())];
        while let Some((old, new)) = parts.pop() {
            let (old, new) = self.without_ends(old, new, was);
            if old.is_empty() || new.is_empty() {
                continue;
            }
            let landmarks = self.landmarks(&old, &new);
            if landmarks.is_empty() {
                if old.len() * new.len() <= CELLS {
                    self.common(&old, &new, was);
                }
                continue;
            }
            let (mut from_old, mut from_new) = (old.start, new.start);
            for (at_old, at_new) in landmarks {
                was[at_new] = Some(at_old);
                parts.push((from_old..at_old, from_new..at_new));
                (from_old, from_new) = (at_old + 1, at_new + 1);
            }
            parts.push((from_old..old.end, from_new..new.end));
        }
    }

    /// Takes off what both parts begin and end with.
    fn without_ends(
        &self,
        mut old: Range<usize>,
        mut new: Range<usize>,
        was: &mut [Option<usize>],
    ) -> (Range<usize>, Range<usize>) {
        while !old.is_empty() && !new.is_empty() && self.old[old.start] == self.new[new.start] {
            was[new.start] = Some(old.start);
            (old.start, new.start) = (old.start + 1, new.start + 1);
        }
        while !old.is_empty() && !new.is_empty() && self.old[old.end - 1] == self.new[new.end - 1] {
            (old.end, new.end) = (old.end - 1, new.end - 1);
            was[new.end] = Some(old.end);
        }
        (old, new)
    }

    /// As many lines as stand once in each part and are in order, each with its place in both.
    fn landmarks(&self, old: &Range<usize>, new: &Range<usize>) -> Vec<(usize, usize)> {
        let once = |lines: &[usize], part: &Range<usize>| {
            let mut places: HashMap<usize, Option<usize>> = HashMap::new();
            for at in part.clone() {
                places.entry(lines[at]).and_modify(|place| *place = None).or_insert(Some(at));
            }
            places
        };
        let (in_old, in_new) = (once(&self.old, old), once(&self.new, new));
        let found = new.clone().filter_map(|at| {
            in_new.get(&self.new[at]).copied().flatten()?;
            Some((in_old.get(&self.new[at]).copied().flatten()?, at))
        });
        let found: Vec<(usize, usize)> = found.collect();
        longest_rising(&found.iter().map(|(old, _)| *old).collect::<Vec<_>>()).into_iter().map(|at| found[at]).collect()
    }

    /// The longest common subsequence of two parts without landmarks.
    fn common(&self, old: &Range<usize>, new: &Range<usize>, was: &mut [Option<usize>]) {
        let width = new.len() + 1;
        let mut longest = vec![0_u32; (old.len() + 1) * width];
        for row in (0..old.len()).rev() {
            for column in (0..new.len()).rev() {
                longest[row * width + column] = if self.old[old.start + row] == self.new[new.start + column] {
                    longest[(row + 1) * width + column + 1] + 1
                } else {
                    longest[(row + 1) * width + column].max(longest[row * width + column + 1])
                };
            }
        }
        let (mut row, mut column) = (0, 0);
        while row < old.len() && column < new.len() {
            if self.old[old.start + row] == self.new[new.start + column] {
                was[new.start + column] = Some(old.start + row);
                (row, column) = (row + 1, column + 1);
            } else if longest[(row + 1) * width + column] >= longest[row * width + column + 1] {
                row += 1;
            } else {
                column += 1;
            }
        }
    }

    /// Lines that are the same and stand elsewhere.
    fn find_moved(&self, was: &mut [Option<usize>]) {
        let used = used(self.old.len(), was);
        let mut left: HashMap<usize, VecDeque<usize>> = HashMap::new();
        for (at, line) in self.old.iter().enumerate().filter(|(at, _)| !used[*at]) {
            left.entry(*line).or_default().push_back(at);
        }
        for (line, was) in self.new.iter().zip(was).filter(|(_, was)| was.is_none()) {
            *was = left.get_mut(line).and_then(VecDeque::pop_front);
        }
    }
}

fn used(old: usize, was: &[Option<usize>]) -> Vec<bool> {
    let mut used = vec![false; old];
    was.iter().flatten().for_each(|at| used[*at] = true);
    used
}

/// Lines that were changed: in the gaps between those that `stayed`, then anywhere.
fn find_changed(old: &[&str], new: &[&str], stayed: &[Option<usize>], was: &mut [Option<usize>]) {
    let in_use = used(old.len(), was);
    let mut grams = Grams::new(old, new);
    let (mut from_old, mut from_new) = (0, 0);
    let ends = stayed.iter().enumerate().filter_map(|(at, old)| Some((at, (*old)?)));
    for (to_new, to_old) in ends.chain([(new.len(), old.len())]) {
        let olds: Vec<usize> = (from_old..to_old).filter(|at| !in_use[*at]).collect();
        let news: Vec<usize> = (from_new..to_new).filter(|at| was[*at].is_none()).collect();
        for (old, new) in alike(&olds, &news, &mut grams) {
            was[new] = Some(old);
        }
        (from_old, from_new) = (to_old + 1, to_new + 1);
    }
    let in_use = used(old.len(), was);
    let olds: Vec<usize> = (0..old.len()).filter(|at| !in_use[*at]).collect();
    let news: Vec<usize> = (0..new.len()).filter(|at| was[*at].is_none()).collect();
    if olds.len() * news.len() > LEFT_OVER {
        return;
    }
    let mut pairs = Vec::new();
    for &old in &olds {
        for &new in &news {
            pairs.push((std::cmp::Reverse(grams.likeness(old, new)), old, new));
        }
    }
    pairs.retain(|(likeness, ..)| likeness.0 >= ALIKE_ANYWHERE);
    pairs.sort_unstable();
    let mut taken = vec![false; old.len()];
    for (_, old, new) in pairs {
        if !taken[old] && was[new].is_none() {
            (taken[old], was[new]) = (true, Some(old));
        }
    }
}

/// Of the lines of a gap those that are alike, in order: as much as possible of all of them.
fn alike(olds: &[usize], news: &[usize], grams: &mut Grams<'_>) -> Vec<(usize, usize)> {
    if olds.is_empty() || news.is_empty() {
        return Vec::new();
    }
    let band = if olds.len() * news.len() <= GAP { news.len() } else { BAND };
    let enough = if olds.len() == 1 && news.len() == 1 { ALIKE_ALONE } else { ALIKE };
    let middle = |row: usize| row * news.len() / olds.len();
    // The best of all that stands above and before a line, for each line old and new.
    let mut rows: Vec<(usize, Vec<u32>)> = Vec::with_capacity(olds.len() + 1);
    let best = |rows: &[(usize, Vec<u32>)], row: usize, column: usize| {
        let (from, values) = &rows[row];
        column.checked_sub(*from).and_then(|at| values.get(at)).copied().unwrap_or(0)
    };
    let mut score = BTreeMap::new();
    rows.push((0, vec![0; news.len().min(band) + 1]));
    for row in 1..=olds.len() {
        let (from, to) = (middle(row).saturating_sub(band), (middle(row) + band).min(news.len()));
        rows.push((from, Vec::with_capacity(to - from + 1)));
        for column in from..=to {
            let beside = column.checked_sub(1).map_or(0, |before| best(&rows, row, before));
            let mut value = best(&rows, row - 1, column).max(beside);
            if let Some(before) = column.checked_sub(1) {
                let likeness = grams.likeness(olds[row - 1], news[before]);
                if likeness >= enough {
                    score.insert((row, column), likeness);
                    value = value.max(best(&rows, row - 1, before) + likeness);
                }
            }
            rows[row].1.push(value);
        }
    }
    let (mut row, mut column) = (olds.len(), news.len());
    let mut pairs = Vec::new();
    while row > 0 && column > 0 && best(&rows, row, column) > 0 {
        let value = best(&rows, row, column);
        let matched = score.get(&(row, column)).map(|likeness| best(&rows, row - 1, column - 1) + likeness);
        if matched == Some(value) {
            (row, column) = (row - 1, column - 1);
            pairs.push((olds[row], news[column]));
        } else if best(&rows, row - 1, column) == value {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    pairs
}

/// The pairs of neighbouring characters of each line, made when they are needed.
struct Grams<'a> {
    old: Vec<(&'a str, Option<Vec<u64>>)>,
    new: Vec<(&'a str, Option<Vec<u64>>)>,
}

impl<'a> Grams<'a> {
    fn new(old: &[&'a str], new: &[&'a str]) -> Self {
        let lines = |lines: &[&'a str]| lines.iter().map(|line| (*line, None)).collect();
        Self { old: lines(old), new: lines(new) }
    }

    /// How much of both lines is the same, in thousandths.
    fn likeness(&mut self, old: usize, new: usize) -> u32 {
        let (old, new) = (&mut self.old[old], &mut self.new[new]);
        let one = old.1.get_or_insert_with(|| pairs_of(old.0));
        let other = new.1.get_or_insert_with(|| pairs_of(new.0));
        let (mut at, mut beside, mut shared) = (0, 0, 0_usize);
        while at < one.len() && beside < other.len() {
            match one[at].cmp(&other[beside]) {
                std::cmp::Ordering::Less => at += 1,
                std::cmp::Ordering::Greater => beside += 1,
                std::cmp::Ordering::Equal => (at, beside, shared) = (at + 1, beside + 1, shared + 1),
            }
        }
        u32::try_from(2000 * shared / (one.len() + other.len()).max(1)).unwrap_or(0)
    }
}

fn pairs_of(line: &str) -> Vec<u64> {
    let signs = || std::iter::once(' ').chain(line.chars().take(COMPARED)).chain([' ']);
    let mut pairs: Vec<u64> = signs()
        .zip(signs().skip(1))
        .map(|(one, next)| u64::from(u32::from(one)) << 32 | u64::from(u32::from(next)))
        .collect();
    pairs.sort_unstable();
    pairs
}

/// The places of a longest part of these numbers that rises; each number stands there once.
pub fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    // For each length the place that ends such a part with the lowest number.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut places: Vec<usize> = std::iter::successors(ends.last().copied(), |at| before[*at]).collect();
    places.reverse();
    places
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;

    fn aligned(old: &str, new: &str) -> Vec<Option<usize>> {
        align(&old.lines().collect::<Vec<_>>(), &new.lines().collect::<Vec<_>>())
    }

    #[test]
    fn lines_that_stay_are_the_same_lines_and_new_ones_are_new() {
        assert_eq!(
            aligned("one\ntwo\nthree", "one\nbetween\ntwo\nthree\nlast"),
            [Some(0), None, Some(1), Some(2), None]
        );
        assert_eq!(aligned("", "one"), [None]);
        assert_eq!(aligned("one", ""), []);
    }

    #[test]
    fn a_line_that_was_changed_is_the_same_line() {
        let old = "the budget is open\nBo asks about the crane\nthe fees stay";
        assert_eq!(
            aligned(old, "the budget is closed\nBo asks about two cranes\nthe fees stay"),
            [Some(0), Some(1), Some(2)]
        );
        assert_eq!(
            aligned(old, "the budget is open\nsomething else entirely\nthe fees stay"),
            [Some(0), None, Some(2)]
        );
    }

    #[test]
    fn of_lines_that_are_the_same_the_right_one_is_gone() {
        assert_eq!(aligned("+1\nfirst\n+1\nsecond", "first\n+1\nsecond"), [Some(1), Some(2), Some(3)]);
        assert_eq!(aligned("a\nb\na\nb\na", "b\na\na"), [Some(1), Some(2), Some(4)]);
    }

    #[test]
    fn a_block_that_stands_elsewhere_is_the_same_block_also_where_a_line_of_it_was_changed() {
        let old = "head\nalpha has a long line\nbeta has a long line too\ntail\nmore\nend";
        assert_eq!(
            aligned(old, "head\ntail\nmore\nend\nalpha has a long line\nbeta has a long line too!"),
            [Some(0), Some(3), Some(4), Some(5), Some(1), Some(2)]
        );
    }

    #[test]
    fn the_longest_rising_part_leaves_as_few_out_as_can_be() {
        assert_eq!(longest_rising(&[3, 0, 1, 2]), [1, 2, 3]);
        assert!(longest_rising(&[]).is_empty());
        assert_eq!(longest_rising(&[2, 1, 0]).len(), 1);
    }

    #[test]
    fn thousands_of_lines_take_no_noticeable_time_whatever_was_done_to_them() {
        let lines: Vec<String> =
            (0..2000).map(|n| format!("line {n} of the notes, on {} and the rest of it", n * 7919 % 1000)).collect();
        let old: Vec<&str> = lines.iter().map(String::as_str).collect();
        let all = |change: &dyn Fn(usize, &str) -> String| -> Vec<String> {
            old.iter().enumerate().map(|(at, line)| change(at, line)).collect()
        };
        let mut back = lines.clone();
        back.reverse();
        let cases = [
            all(&|_, line| line.replace("notes", "minutes")),
            back,
            all(&|at, _| if at % 2 == 0 { "+1".to_owned() } else { "-1".to_owned() }),
            all(&|at, _| format!("{at} nothing like it")),
        ];
        // Debug builds are ten times slower than what is promised.
        let bound = Duration::from_millis(if cfg!(debug_assertions) { 3000 } else { 100 });
        for case in cases {
            let new: Vec<&str> = case.iter().map(String::as_str).collect();
            let began = Instant::now();
            let was = align(&old, &new);
            assert!(began.elapsed() < bound, "{:?} for {}", began.elapsed(), new[0]);
            if new[0].contains("minutes") {
                assert!(was.iter().enumerate().all(|(at, was)| *was == Some(at)));
            }
        }
    }

    fn text() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[ab]|[a-c]{2}|the [a-d]{1,3} of the [a-d]{1,3}", 0..30)
    }

    proptest! {
        #[test]
        fn no_line_was_two_and_a_line_is_new_only_where_the_old_text_has_it_no_more(old in text(), new in text()) {
            let refs = |lines: &[String]| lines.iter().map(|line| line.clone().leak() as &str).collect::<Vec<_>>();
            let (old, new) = (refs(&old), refs(&new));
            let was = align(&old, &new);
            prop_assert_eq!(was.len(), new.len());
            let known: Vec<usize> = was.iter().flatten().copied().collect();
            prop_assert_eq!(known.iter().collect::<BTreeSet<_>>().len(), known.len());
            let left: Vec<&str> = (0..old.len()).filter(|at| !known.contains(at)).map(|at| old[at]).collect();
            for (line, was) in new.iter().zip(&was) {
                match was {
                    Some(at) => prop_assert!(*at < old.len()),
                    None => prop_assert!(!left.contains(line)),
                }
            }
        }

        #[test]
        fn an_unchanged_text_is_the_same_lines(old in text()) {
            let lines: Vec<&str> = old.iter().map(String::as_str).collect();
            prop_assert!(align(&lines, &lines).into_iter().enumerate().all(|(at, was)| was == Some(at)));
        }

        #[test]
        fn a_rising_part_rises(numbers in prop::collection::btree_set(0usize..100, 0..40).prop_map(Vec::from_iter).prop_shuffle()) {
            let places = longest_rising(&numbers);
            prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1] && numbers[pair[0]] < numbers[pair[1]]));
        }
    }
}
