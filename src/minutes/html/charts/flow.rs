//! Action items from meeting to meeting: a line of how many are open, and below it bars of those that came and went.
//!
//! Where there are too many meetings to tell apart, a bar stands for several that follow each other; the line shows how many are open
//! after the last of them. Not here: what counts as coming and going.

use std::fmt::Write as _;

use super::{CELL, Chart, bar, round_up, text};
use crate::lang::Lang;
use crate::meeting::statistics::{Flow, MeetingFigures};

/// More bars than these could not be told apart.
const MOST: usize = 60;

/// Where the axis of meetings begins and how long it is.
const LEFT: f64 = 40.0;
const LENGTH: f64 = 670.0;
/// The panel of the line, from top to bottom.
const LINE: (f64, f64) = (12.0, 92.0);
/// The panel of the bars, and its axis.
const BARS: (f64, f64) = (116.0, 216.0);
const DATES: f64 = 234.0;
const HEIGHT: f64 = 242.0;
/// Room for a date below the axis.
const DATE: f64 = 10.0 * CELL + 14.0;
/// The widest bar.
const THICKEST: f64 = 36.0;

/// One meeting, or several that follow each other.
#[derive(Clone, Debug, Default, PartialEq)]
struct Bin {
    flow: Flow,
    /// Open after the last of them.
    open: i64,
    /// The days of the first and of the last.
    from: Option<String>,
    to: Option<String>,
}

/// The chart of these meetings, which begin with so many open; nothing where no action item ever was.
pub(in crate::minutes::html) fn flow(meetings: &[MeetingFigures], before: u32, lang: Lang) -> String {
    let bins = bins(meetings, before);
    if bins.iter().all(|bin| bin.flow == Flow::default() && bin.open == 0) {
        return String::new();
    }
    let words = lang.words();
    let drawing = Drawing { bins: &bins, step: LENGTH / bins.len() as f64, lang };
    let mut legend = vec![words.statistics.line.to_owned(), words.statistics.bars.to_owned()];
    if bins.len() < meetings.len() {
        legend.push(words.statistics.binned.to_owned());
    }
    let body = drawing.line() + &drawing.bars() + &drawing.dates();
    let (title, told) = (words.statistics.flow, words.statistics.below);
    Chart { id: "flow", title, told, height: HEIGHT, body, legend }.figure()
}

fn bins(meetings: &[MeetingFigures], before: u32) -> Vec<Bin> {
    let mut open = i64::from(before);
    let size = meetings.len().div_ceil(MOST).max(1);
    let bin = |several: &[MeetingFigures]| {
        let flow: Flow = several.iter().map(|meeting| meeting.flow).sum();
        open += flow.net();
        let mut days = several.iter().filter_map(|meeting| meeting.date).map(|day| day.to_string());
        let from = days.next();
        Bin { flow, open, to: days.next_back(), from }
    };
    meetings.chunks(size).map(bin).collect()
}

struct Drawing<'d> {
    bins: &'d [Bin],
    /// From one bar to the next.
    step: f64,
    lang: Lang,
}

impl Drawing<'_> {
    /// The middle of a bar.
    fn x(&self, nth: usize) -> f64 {
        LEFT + (nth as f64 + 0.5) * self.step
    }

    fn line(&self) -> String {
        let most = round_up(self.bins.iter().map(|bin| bin.open).max().unwrap_or(0) as f64);
        let (top, bottom) = LINE;
        let y = |open: i64| bottom - (bottom - top) * open.max(0) as f64 / most;
        let mut path = String::new();
        for (nth, bin) in self.bins.iter().enumerate() {
            let _ = write!(path, "{}{:.1} {:.1}", if nth == 0 { "M" } else { "L" }, self.x(nth), y(bin.open));
        }
        let mut out = axis(top, &most.to_string()) + &axis(bottom, "0");
        let _ = writeln!(out, "<path class=\"line\" d=\"{path}\"/>");
        for (nth, bin) in self.bins.iter().enumerate() {
            let _ = writeln!(
                out,
                "<circle class=\"mark\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{}\"/>",
                self.x(nth),
                y(bin.open),
                if self.bins.len() > MOST / 2 { 1.5 } else { 2.5 }
            );
        }
        out
    }

    fn bars(&self) -> String {
        let up = self.bins.iter().map(|bin| bin.flow.come()).max().unwrap_or(0);
        let down = self.bins.iter().map(|bin| bin.flow.gone()).max().unwrap_or(0);
        let (top, bottom) = BARS;
        let scale = (bottom - top) / f64::from(up.saturating_add(down).max(1));
        let zero = top + f64::from(up) * scale;
        let mut out = String::new();
        for (at, said) in [(top, up), (bottom, down)] {
            if said > 0 {
                out.push_str(&axis(at, &said.to_string()));
            }
        }
        let wide = (self.step * 0.7).min(THICKEST);
        for (nth, bin) in self.bins.iter().enumerate() {
            let (x, told) = (self.x(nth) - wide / 2.0, self.told(bin));
            let Flow { done, dropped, .. } = bin.flow;
            let [come, done, dropped] = [bin.flow.come(), done, dropped].map(|count| f64::from(count) * scale);
            for (class, y, height) in
                [("bar", zero - come, come), ("bar held", zero, done), ("bar over", zero + done, dropped)]
            {
                if height > 0.0 {
                    out.push_str(&bar(class, [x, y, wide, height], &told));
                }
            }
            if dropped > 0.0 {
                let _ = writeln!(
                    out,
                    "<rect class=\"striped\" fill=\"url(#flow-stripes)\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" \
                     height=\"{dropped:.1}\"/>",
                    zero + done
                );
            }
        }
        // Above the bars, so that it is seen that they begin there.
        let _ = writeln!(out, "<path class=\"fixed\" d=\"M{LEFT} {zero:.1}H{:.1}\"/>", LEFT + LENGTH);
        out
    }

    /// `2026-01-05: Opened 3, Done 1, Dropped 0, Open afterwards 2`.
    fn told(&self, bin: &Bin) -> String {
        let words = self.lang.words();
        let days: Vec<&str> = [&bin.from, &bin.to].into_iter().flatten().map(String::as_str).collect();
        let counts = [
            (words.statistics.opened, i64::from(bin.flow.come())),
            (words.entry.is_done, i64::from(bin.flow.done)),
            (words.entry.is_dropped, i64::from(bin.flow.dropped)),
            (words.statistics.open_after, bin.open),
        ];
        let counts: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
        let day = if days.is_empty() { String::new() } else { days.join(" – ") + words.colon };
        day + &counts.join(words.comma)
    }

    /// A date below every so many bars, so that none touches another.
    fn dates(&self) -> String {
        // The one at an edge stands up to its half further in, and must not reach the next.
        let every = ((DATE + 14.0) / self.step).ceil().max(1.0) as usize;
        let (first, last) = (LEFT + DATE / 2.0 - 14.0, LEFT + LENGTH - DATE / 2.0 + 14.0);
        let dated = self.bins.iter().enumerate().step_by(every);
        // One at the edge would be cut off: it stands within.
        let date =
            |(nth, bin): (usize, &Bin)| Some(text("time", self.x(nth).clamp(first, last), DATES, bin.from.as_ref()?));
        dated.filter_map(date).collect()
    }
}

/// A line across with its number.
fn axis(y: f64, said: &str) -> String {
    let line = format!("<path class=\"tick\" d=\"M{LEFT} {y:.1}H{:.1}\"/>\n", LEFT + LENGTH);
    line + &text("row end", LEFT - 6.0, y + 4.0, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(opened: u32, done: u32, day: u32) -> MeetingFigures {
        MeetingFigures {
            flow: Flow { opened, done, ..Flow::default() },
            date: chrono::NaiveDate::from_num_days_from_ce_opt(740_000 + day.cast_signed()),
            ..MeetingFigures::default()
        }
    }

    #[test]
    fn few_meetings_have_a_bar_each_and_many_share_them_without_losing_an_item() {
        let few: Vec<_> = (0..60).map(|n| meeting(n % 3, 1, n)).collect();
        assert_eq!(bins(&few, 7).len(), 60);
        let many: Vec<_> = (0..200).map(|n| meeting(n % 3, n % 2, n)).collect();
        let drawn = bins(&many, 7);
        assert_eq!(drawn.len(), 50);
        let whole: Flow = many.iter().map(|meeting| meeting.flow).sum();
        assert_eq!(drawn.iter().map(|bin| bin.flow).sum::<Flow>(), whole);
        assert_eq!(drawn.last().map(|bin| bin.open), Some(7 + whole.net()));
    }

    #[test]
    fn dates_never_touch_each_other_however_many_meetings_there_are() {
        for count in [1, 2, 8, 9, 10, 31, 60, 61, 200, 2000] {
            let meetings: Vec<_> = (0..count).map(|n| meeting(1, 0, n)).collect();
            let svg = flow(&meetings, 0, Lang::English);
            let dates = svg.split("<text class=\"time\" x=\"").skip(1);
            let places: Vec<f64> =
                dates.filter_map(|rest| rest.split_once('"')).filter_map(|(x, _)| x.parse().ok()).collect();
            assert!(!places.is_empty(), "{count}");
            assert!(places.windows(2).all(|two| two[1] - two[0] >= 10.0 * CELL), "{count}: {places:?}");
            assert!(places.iter().all(|x| (32.0..=690.0).contains(x)), "{count}: {places:?}");
        }
    }

    #[test]
    fn without_action_items_there_is_nothing_to_draw() {
        assert_eq!(flow(&[meeting(0, 0, 1)], 0, Lang::English), "");
        assert_eq!(flow(&[], 0, Lang::English), "");
        assert!(flow(&[meeting(0, 0, 1)], 2, Lang::English).contains("<svg"));
    }
}
