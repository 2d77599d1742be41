//! When the next meeting is, and its title where that has a date in it.

use chrono::NaiveDate;

use super::When;
use crate::agenda::dates;

/// The forms in which a date in a title is written again.
const FORMS: [&str; 12] = [
    "%Y-%m-%d",
    "%-d %B %Y",
    "%-d %b %Y",
    "%B %-d, %Y",
    "%b %-d, %Y",
    "%B %-d %Y",
    "%b %-d %Y",
    "%-d.%-m.%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%d %B %Y",
    "%d %b %Y",
];

/// The day of the next meeting: what the last one said of it, else as long after it as it was after the one before. Never
/// a day that is over, as far as there is a choice.
pub fn next_date(
    last: Option<NaiveDate>,
    stated: &[NaiveDate],
    before: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let mut ahead: Vec<NaiveDate> = stated.iter().copied().filter(|day| last.is_none_or(|last| *day > last)).collect();
    ahead.sort_unstable();
    if let Some(day) = ahead.iter().find(|day| **day >= today) {
        return Some(*day);
    }
    let (last, before) = (last?, before.or(last));
    let apart = before.map(|before| (last - before).num_days()).filter(|days| *days > 0);
    let Some(apart) = apart else { return ahead.last().copied() };
    let over = (today - last).num_days().max(1);
    last.checked_add_signed(chrono::TimeDelta::try_days(apart.checked_mul((over + apart - 1) / apart)?)?)
}

/// Those of the dates that come after a day.
pub(super) fn after(stated: &[NaiveDate], day: NaiveDate) -> Vec<NaiveDate> {
    stated.iter().copied().filter(|date| *date > day).collect()
}

/// The title with the next date in the place of the one that it has; without it where no date is known.
pub(super) fn title_for(title: &str, next: Option<NaiveDate>) -> String {
    let Some((old, range)) = dates::find(title) else { return title.to_owned() };
    let (before, after) = (title.get(..range.start).unwrap_or_default(), title.get(range.end..).unwrap_or_default());
    let written = title.get(range).unwrap_or_default();
    let form = FORMS.iter().find(|form| old.format(form).to_string() == written).unwrap_or(&"%Y-%m-%d");
    let blank = [' ', ',', ':', ';', '-', '–', '—', '(', ')', '/', '|', '·'];
    if let Some(next) = next {
        return format!("{before}{}{after}", next.format(form));
    }
    let parts = [before.trim_matches(blank), after.trim_matches(blank)];
    let left = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if left.is_empty() { title.to_owned() } else { left }
}

/// The title of a day; one that is the name of a weekday is that of its new date.
pub(super) fn day_title(title: &str, date: Option<NaiveDate>) -> String {
    if !dates::is_weekday(title.trim()) {
        return title.to_owned();
    }
    date.map(|date| date.format("%A").to_string()).unwrap_or_default()
}

impl When {
    /// From what the series says of itself; `asked` counts more than that.
    pub fn of(
        asked: Option<NaiveDate>,
        last: Option<NaiveDate>,
        stated: &[NaiveDate],
        before: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Self {
        Self { next: asked.or_else(|| next_date(last, stated, before, today)), last, today }
    }
}
