//! How old the open action items are: a bar for each range of ages.
//!
//! Not here: the ranges.

use super::{Chart, bar, name, text, upright};
use crate::lang::Lang;

const ROW: f64 = 24.0;
const THICK: f64 = 16.0;
const TOP: f64 = 4.0;
const LEFT: f64 = 210.0;
const LONGEST: f64 = 430.0;
const GAP: f64 = 6.0;

/// The chart of these counts, each with its name; nothing where there are none.
pub(in crate::minutes::html) fn ages(ages: &[(String, u32)], lang: Lang) -> String {
    let most = ages.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if most == 0 {
        return String::new();
    }
    let words = lang.words();
    let mut body = String::new();
    for ((range, count), nth) in ages.iter().zip(0_u32..) {
        let y = TOP + f64::from(nth) * ROW;
        let long = LONGEST * f64::from(*count) / f64::from(most);
        body.push_str(&name(0.0, y, LEFT - 2.0 * GAP, range));
        if long > 0.0 {
            body.push_str(&bar("bar held", [LEFT, y, long, THICK], &format!("{range}{}{count}", words.colon)));
        }
        body.push_str(&text("amount", LEFT + long + GAP, y + 12.0, &count.to_string()));
    }
    let height = TOP + ages.len() as f64 * ROW;
    body.push_str(&upright(LEFT, height));
    let (title, told) = (words.statistics.ages, words.statistics.below);
    Chart { id: "ages", title, told, height, body, legend: Vec::new() }.figure()
}
