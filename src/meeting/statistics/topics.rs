//! Recurring topics: how often they are on the agenda, how long they take, against what was planned.
//!
//! A topic is known by its title, whatever its case and blanks; within a meeting, slots of one title are one topic. Breaks are none.
//! Not here: the length of whole meetings.

use std::collections::BTreeMap;

use super::measure::{Spread, median_of};
use super::{SeriesOf, alike, count};
use crate::meeting::{Digest, DigestTopic, Mark, SlotKind};

/// So many lengths have to be known before a half of them is held against the other.
const ENOUGH: usize = 4;

/// A topic that two meetings of a series have, or more.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicFigures {
    /// The series.
    pub series: Option<String>,
    /// Its title as the newest meeting writes it.
    pub title: String,
    /// In how many meetings it is.
    pub meetings: u32,
    /// In how many of them its clock ran.
    pub held: u32,
    /// In how many of them something was noted and no clock ran.
    pub untimed: u32,
    /// How many of them parked it, skipped it, or were closed without having come to it.
    pub put_off: u32,
    /// Minutes planned: the median of the meetings that plan any.
    pub planned: Option<f64>,
    /// Seconds that its clock ran in those that held it.
    pub actual: Option<Spread>,
    /// How many seconds longer than planned it took: the median of the meetings that have both; negative: less.
    pub over: Option<f64>,
    /// The same, summed.
    pub over_sum: Option<i64>,
    /// How many seconds longer the median of its later half of lengths is than that of its earlier half; the middle one of an odd
    /// number is in neither. None of fewer than four.
    pub trend: Option<f64>,
}

/// What a meeting had of a topic.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    planned: Option<u32>,
    seconds: Option<i64>,
    is_discussed: bool,
    is_put_off: bool,
}

impl Part {
    fn take(&mut self, topic: &DigestTopic) {
        let more = topic.planned.map(|minutes| self.planned.unwrap_or(0).saturating_add(minutes));
        self.planned = more.or(self.planned);
        let longer = topic.seconds.map(|seconds| self.seconds.unwrap_or(0).saturating_add(seconds));
        self.seconds = longer.or(self.seconds);
        self.is_discussed |= topic.discussed;
        // What was parked is put off for what is left of it, what was skipped only where it was not held before.
        self.is_put_off |= match topic.mark {
            Some(Mark::Parked) => true,
            Some(Mark::Skipped) => topic.seconds.is_none(),
            None => false,
        };
    }
}

/// The recurring topics of meetings in order, each with its place, by series, those of more meetings first.
pub(super) fn of(meetings: &[(usize, &Digest)], series: &SeriesOf) -> Vec<TopicFigures> {
    let mut found: BTreeMap<(usize, String), (&str, Vec<Part>)> = BTreeMap::new();
    for (at, digest) in meetings {
        // A meeting alone has nothing that recurs.
        let Some(number) = series.number(*at) else { continue };
        for (name, (title, mut part)) in parts(digest) {
            part.is_put_off |= digest.closed.is_some() && !part.is_discussed;
            let known = found.entry((number, name)).or_default();
            known.0 = title;
            known.1.push(part);
        }
    }
    let recurring = found.into_iter().filter(|(_, (_, parts))| parts.len() > 1);
    let name = |number: usize| series.names.get(number).cloned().flatten();
    let mut topics: Vec<(usize, TopicFigures)> =
        recurring.map(|((number, _), (title, parts))| (number, figures(name(number), title, &parts))).collect();
    topics.sort_by(|(a, one), (b, other)| a.cmp(b).then(other.meetings.cmp(&one.meetings)));
    topics.into_iter().map(|(_, topic)| topic).collect()
}

/// What a meeting had of each topic, by its name as names are compared.
fn parts(digest: &Digest) -> BTreeMap<String, (&str, Part)> {
    let mut parts: BTreeMap<String, (&str, Part)> = BTreeMap::new();
    for topic in digest.topics.iter().filter(|topic| topic.kind != SlotKind::Break.word()) {
        let name = alike(&topic.title);
        if !name.is_empty() {
            parts.entry(name).or_insert((topic.title.as_str(), Part::default())).1.take(topic);
        }
    }
    parts
}

fn figures(series: Option<String>, title: &str, parts: &[Part]) -> TopicFigures {
    let of = |is: &dyn Fn(&Part) -> bool| count(parts.iter().filter(|part| is(part)).count());
    let lengths: Vec<i64> = parts.iter().filter_map(|part| part.seconds).collect();
    let over = |part: &Part| Some(part.seconds? - i64::from(part.planned?) * 60);
    let over: Vec<i64> = parts.iter().filter_map(over).collect();
    TopicFigures {
        series,
        title: title.to_owned(),
        meetings: count(parts.len()),
        held: of(&|part| part.seconds.is_some()),
        untimed: of(&|part| part.seconds.is_none() && part.is_discussed),
        put_off: of(&|part| part.is_put_off),
        planned: median_of(parts.iter().filter_map(|part| part.planned).map(i64::from).collect()),
        trend: trend(&lengths),
        actual: Spread::of(lengths),
        over_sum: over.iter().copied().reduce(i64::saturating_add),
        over: median_of(over),
    }
}

fn trend(lengths: &[i64]) -> Option<f64> {
    let half = Some(lengths.len()).filter(|known| *known >= ENOUGH)? / 2;
    let (earlier, later) = (lengths.get(..half)?, lengths.get(lengths.len() - half..)?);
    Some(median_of(later.to_vec())? - median_of(earlier.to_vec())?)
}
