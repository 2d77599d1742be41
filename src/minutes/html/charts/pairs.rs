//! Planned above held, a pair of bars for each recurring topic.
//!
//! Not here: which topics recur.

use super::{Chart, WIDTH, bar, name, round_up, text, upright};
use crate::lang::{Lang, fill};
use crate::meeting::statistics::TopicFigures;
use crate::minutes::statistics::{Parts, length, planned};

/// More pairs than these would be no small chart.
const MOST: usize = 20;

const ROW: f64 = 36.0;
const THICK: f64 = 13.0;
const TOP: f64 = 4.0;
/// Where the bars begin and how long they get; behind them stands their length in words.
const LEFT: f64 = 210.0;
const LONGEST: f64 = 430.0;
const GAP: f64 = 6.0;
/// Room of the topics' names.
const NAMES: f64 = LEFT - 2.0 * GAP;

/// The chart of recurring topics, those that took the most time; nothing where none was planned or held.
pub(in crate::minutes::html) fn pairs(topics: &[TopicFigures], lang: Lang, parts: &Parts) -> String {
    let known = |topic: &&TopicFigures| topic.planned.is_some() || topic.actual.is_some();
    let mut drawn: Vec<&TopicFigures> = topics.iter().filter(known).collect();
    if drawn.is_empty() {
        return String::new();
    }
    let all = drawn.len();
    // Which are drawn is a matter of time spent, where they stand is the table's.
    let spent = |topic: &TopicFigures| topic.actual.map_or(0.0, |it| it.median) * f64::from(topic.held);
    let mut order: Vec<f64> = drawn.iter().map(|topic| spent(topic)).collect();
    order.sort_by(|a, b| b.total_cmp(a));
    if let Some(least) = order.get(MOST.saturating_sub(1)) {
        drawn.retain(|topic| spent(topic) >= *least);
        drawn.truncate(MOST);
    }
    let lengths = |topic: &TopicFigures| [topic.planned.map(|it| it * 60.0), topic.actual.map(|it| it.median)];
    let said_of = |topic: &TopicFigures| {
        [topic.planned.map(|it| planned(lang, it)), topic.actual.map(|it| length(lang, it.median))]
    };
    let most = drawn.iter().flat_map(|topic| lengths(topic)).flatten().fold(0.0, f64::max);
    let scale = LONGEST / (round_up(most / 60.0) * 60.0);
    let words = lang.words();
    let mut body = String::new();
    for (topic, nth) in drawn.iter().zip(0_u32..) {
        let y = TOP + f64::from(nth) * ROW;
        let title = parts.text.shown(&topic.title);
        let title = if title.is_empty() { words.nothing.untitled.to_owned() } else { title };
        body.push_str(&name(0.0, y + (2.0 * THICK - 16.0) / 2.0, NAMES, &title));
        let rows = [("bar", words.picture.planned), ("bar held", words.picture.held)];
        let known = lengths(topic).into_iter().zip(said_of(topic));
        for (((class, row), known), y) in rows.into_iter().zip(known).zip([y, y + THICK]) {
            let (Some(seconds), Some(said)) = known else { continue };
            let long = (seconds * scale).max(1.0);
            body.push_str(&bar(class, [LEFT, y, long, THICK], &format!("{title}{}{row} {said}", words.colon)));
            body.push_str(&text("amount", LEFT + long + GAP, y + THICK - 2.5, &said));
        }
    }
    let height = TOP + drawn.len() as f64 * ROW;
    body.push_str(&upright(LEFT, height));
    let most = (drawn.len() < all).then(|| fill(words.statistics.most, &[&drawn.len().to_string()]));
    Chart {
        id: "topics",
        title: words.statistics.paired,
        told: words.statistics.below,
        height,
        body,
        legend: [words.picture.rows.to_owned()].into_iter().chain(most).collect(),
    }
    .figure()
}

const _: () =
    assert!(LEFT + LONGEST + GAP + 11.0 * super::CELL < WIDTH + 1.0, "a length in words has room behind its bar");
