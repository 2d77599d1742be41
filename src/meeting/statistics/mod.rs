//! Figures over meetings: how long recurring topics take, and what becomes of action items.
//!
//! They follow from the digests alone, in whatever order these come; `docs/statistics.md` says what each figure means. Nothing is
//! divided by nothing: where there is nothing to measure there is no figure, which is not the figure nought. Not here: where the
//! digests are kept (see `archive`), and how figures are shown (see `minutes` and `cli`).

mod flow;
mod measure;
mod topics;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Digest, folded};

pub use flow::{Ages, Flow};
pub use measure::Spread;
pub use topics::TopicFigures;

use flow::{Fates, Life};
use measure::median_of;

/// Which meetings count, by their dates; both ends are part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// None before that day.
    pub since: Option<NaiveDate>,
    /// None after that day; nor does anything that became of an action item later.
    pub until: Option<NaiveDate>,
}

/// Figures over meetings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Which meetings count.
    pub period: Period,
    /// The day up to which the age of open action items is counted: that of the report, or the end of the period before it.
    pub day: NaiveDate,
    /// All of it together.
    pub whole: Totals,
    /// The same for each series, by name; last, as one line, the meetings that belong to none.
    pub series: Vec<SeriesFigures>,
    /// The topics that two meetings of a series have, or more: by series, those of more meetings first.
    pub topics: Vec<TopicFigures>,
    /// The meetings, in the order in which they were opened.
    pub meetings: Vec<MeetingFigures>,
}

/// What several meetings come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// How many meetings.
    pub meetings: u32,
    /// The days of the first and of the last, as far as they have one.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Minutes planned and seconds held in those that have both, and how many these are.
    pub compared: Compared,
    /// What became of action items.
    pub flow: Flow,
    /// How many action items were open before.
    pub open_before: u32,
    /// How many are open at the end, and how old they are.
    pub open: Ages,
    /// Days from noting an action item to ticking it off: the median of those that were done here and are done at the end.
    pub days_to_close: Option<f64>,
    /// How many decisions were taken.
    pub decisions: u32,
    /// How many lines the minutes have.
    pub entries: u32,
}

/// Planned against actual length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Meetings that have both.
    pub meetings: u32,
    /// Minutes planned for these.
    pub planned: u64,
    /// Seconds that the clocks of these ran.
    pub seconds: i64,
}

/// A series in figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeriesFigures {
    /// Its name as its newest meeting writes it; none: meetings that belong to no series.
    pub name: Option<String>,
    /// What it comes to.
    pub totals: Totals,
}

/// A meeting in figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeetingFigures {
    /// Its identity.
    pub id: String,
    /// The name of its folder.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its series; none where it belongs to none.
    pub series: Option<String>,
    /// Its first day.
    pub date: Option<NaiveDate>,
    /// It is closed.
    pub closed: bool,
    /// Minutes that the agenda plans, breaks too; none where it plans none.
    pub planned: Option<u32>,
    /// Seconds that the clocks of its slots ran, breaks too; none where none was held.
    pub seconds: Option<i64>,
    /// How many seconds later than planned it began; negative: earlier. None where there is nothing to compare.
    pub late: Option<i64>,
    /// What became of action items in it.
    pub flow: Flow,
    /// How many action items of its series were open after it.
    pub open: u32,
    /// How many decisions were taken.
    pub decisions: u32,
    /// How many lines its minutes have.
    pub entries: u32,
    /// How many people were there; none where nobody's presence was noted.
    pub present: Option<u32>,
    /// Of how many: those of the roster, and who was there beside them.
    pub people: u32,
}

impl MeetingFigures {
    /// How many seconds longer than planned it took; negative: less.
    pub fn over(&self) -> Option<i64> {
        Some(self.seconds? - i64::from(self.planned?) * 60)
    }
}

impl Compared {
    /// How many seconds longer than planned they took together; none where there is nothing to compare.
    pub fn over(&self) -> Option<i64> {
        let planned = i64::try_from(self.planned).ok()?.checked_mul(60)?;
        (self.meetings > 0).then(|| self.seconds.saturating_sub(planned))
    }
}

impl Statistics {
    /// The figures of these meetings on the day `today`. Meetings of one identity are one, whichever folders they are in.
    pub fn of(digests: &[Digest], period: Period, today: NaiveDate) -> Self {
        let all = counted(digests, period);
        let series = SeriesOf::all(&all);
        let fates = Fates::of(&all, &series.places, period.until);
        let is_within = |at: usize| all.get(at).is_some_and(|digest| is_since(digest, period.since));
        let meetings: Vec<(usize, MeetingFigures)> = (all.iter().zip(&fates.meetings).enumerate())
            .filter(|(at, _)| is_within(*at))
            .map(|(at, (digest, told))| (at, figures(digest, series.name(at), told.flow, told.open)))
            .collect();
        let told: Vec<(usize, &Digest)> =
            all.iter().enumerate().filter(|(at, _)| is_within(*at)).map(|(at, digest)| (at, *digest)).collect();
        let day = period.until.map_or(today, |until| until.min(today));
        let totals = |meetings: &mut dyn Iterator<Item = &MeetingFigures>, lives: &[&Life]| {
            let mut totals = Totals::default();
            meetings.for_each(|meeting| totals.take(meeting));
            totals.take_items(lives, day, &is_within);
            totals
        };
        let lives: Vec<&Life> = fates.lives.iter().collect();
        let whole = totals(&mut meetings.iter().map(|(_, meeting)| meeting), &lives);
        let mut parts: BTreeMap<usize, (Vec<&MeetingFigures>, Vec<&Life>)> = BTreeMap::new();
        for (at, meeting) in &meetings {
            parts.entry(series.line(*at)).or_default().0.push(meeting);
        }
        for life in lives {
            parts.entry(series.line(life.meeting)).or_default().1.push(life);
        }
        parts.retain(|_, (meetings, _)| !meetings.is_empty());
        let of_series = |(line, (meetings, lives)): (usize, (Vec<&MeetingFigures>, Vec<&Life>))| SeriesFigures {
            name: series.names.get(line).cloned().flatten(),
            totals: totals(&mut meetings.into_iter(), &lives),
        };
        let lines = parts.into_iter().map(of_series).collect();
        let topics = topics::of(&told, &series);
        let meetings = meetings.into_iter().map(|(_, figures)| figures).collect();
        Self { period, day, whole, series: lines, topics, meetings }
    }
}

impl Totals {
    fn take(&mut self, meeting: &MeetingFigures) {
        self.meetings = self.meetings.saturating_add(1);
        self.flow = self.flow.plus(meeting.flow);
        self.decisions = self.decisions.saturating_add(meeting.decisions);
        self.entries = self.entries.saturating_add(meeting.entries);
        if let Some(date) = meeting.date {
            let (first, last) = self.days.unwrap_or((date, date));
            self.days = Some((first.min(date), last.max(date)));
        }
        if let (Some(planned), Some(seconds)) = (meeting.planned, meeting.seconds) {
            self.compared.meetings += 1;
            self.compared.planned = self.compared.planned.saturating_add(u64::from(planned));
            self.compared.seconds = self.compared.seconds.saturating_add(seconds);
        }
    }

    /// How the action items stand in the end, those that were noted before the period too.
    fn take_items(&mut self, lives: &[&Life], day: NaiveDate, is_within: &dyn Fn(usize) -> bool) {
        self.open = Ages::of(lives.iter().filter(|life| life.is_open()).copied(), day);
        let before = i64::from(self.open.count()) - self.flow.net();
        self.open_before = u32::try_from(before).unwrap_or(0);
        self.days_to_close = median_of(lives.iter().filter_map(|life| life.days_to_close(is_within)).collect());
    }
}

/// To which series each meeting belongs.
struct SeriesOf {
    /// The number of each meeting's series.
    places: Vec<usize>,
    /// The name of each series as its newest meeting writes it, in the order of names; none: a meeting that belongs to no series is
    /// one of its own.
    names: Vec<Option<String>>,
}

impl SeriesOf {
    fn all(all: &[&Digest]) -> Self {
        // Those without a name stand last.
        let key = |digest: &Digest| {
            let named = digest.head.series.as_deref().map(alike).filter(|name| !name.is_empty());
            named.map_or_else(|| (true, digest.id.clone()), |name| (false, name))
        };
        let keys: Vec<(bool, String)> = all.iter().map(|digest| key(digest)).collect();
        let mut named: BTreeMap<&(bool, String), Option<String>> = BTreeMap::new();
        for (key, digest) in keys.iter().zip(all) {
            named.insert(key, digest.head.series.clone().filter(|_| !key.0));
        }
        let numbers: BTreeMap<&(bool, String), usize> = named.keys().copied().zip(0..).collect();
        let places = keys.iter().filter_map(|key| numbers.get(key).copied()).collect();
        Self { places, names: named.into_values().collect() }
    }

    /// The number of a meeting's series.
    fn number(&self, at: usize) -> Option<usize> {
        self.places.get(at).copied()
    }

    /// The name of a meeting's series.
    fn name(&self, at: usize) -> Option<String> {
        self.number(at).and_then(|number| self.names.get(number).cloned()).flatten()
    }

    /// The line in which a meeting's series is counted: its number, and one for all that belong to none.
    fn line(&self, at: usize) -> usize {
        self.number(at)
            .filter(|number| self.names.get(*number).is_some_and(Option::is_some))
            .unwrap_or(self.names.len())
    }
}

/// A title or a name as two are compared: without case, each run of blanks as one.
fn alike(text: &str) -> String {
    folded(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The meetings that are no later than the period, in the order in which they were opened, each identity once.
fn counted(digests: &[Digest], period: Period) -> Vec<&Digest> {
    let is_there = |digest: &&Digest| match (period.since.or(period.until), digest.date) {
        // Without a date it is in no period.
        (Some(_), None) => false,
        _ => period.until.is_none_or(|until| digest.date.is_none_or(|date| date <= until)),
    };
    let mut all: Vec<&Digest> = digests.iter().filter(is_there).collect();
    all.sort_by(|a, b| (a.opened, &a.id, &a.slug).cmp(&(b.opened, &b.id, &b.slug)));
    let mut known = BTreeSet::new();
    all.retain(|digest| digest.id.is_empty() || known.insert(digest.id.as_str()));
    all
}

fn is_since(digest: &Digest, since: Option<NaiveDate>) -> bool {
    since.is_none_or(|since| digest.date.is_some_and(|date| date >= since))
}

fn figures(digest: &Digest, series: Option<String>, flow: Flow, open: u32) -> MeetingFigures {
    let there = digest.attendance.iter().filter(|(_, seconds)| seconds.is_some()).map(|(name, _)| folded(name));
    let there: BTreeSet<String> = there.collect();
    let mut people: BTreeSet<String> = digest.people.iter().map(|person| folded(&person.name)).collect();
    people.extend(digest.attendance.iter().map(|(name, _)| folded(name)));
    MeetingFigures {
        id: digest.id.clone(),
        slug: digest.slug.clone(),
        title: digest.head.title.clone(),
        series,
        date: digest.date,
        closed: digest.closed.is_some(),
        planned: digest.course.planned,
        seconds: digest.course.seconds,
        late: digest.course.late,
        flow,
        open,
        decisions: count(digest.decisions.len()),
        entries: digest.entries,
        present: (!digest.attendance.is_empty()).then(|| count(there.len())),
        people: count(people.len()),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
