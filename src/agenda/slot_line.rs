//! The line below a slot's heading in minutes of ours: who chairs it, when it was planned and held, what became of it.
//!
//! `Chair: Ann Lee · planned 09:00, 45 min · held 09:02–09:51, 49 min`. Times stand there to the minute, in the meeting's zone,
//! with a date where that is not the day's; the words are those of the language of the minutes. Not here: how the line is
//! written (see `minutes/times.rs`), and what a form marks in it beside its words.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::dates;
use crate::lang::{Lang, is_same, value_in};
use crate::meeting::{Twice, abbreviation, instant};
use crate::notation::times::{self, DAY, Length, is_dash};

/// What stands between the facts of a slot.
pub(super) const APART: &str = " · ";

/// What the words and times of a line mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// The language of the fixed words.
    pub(super) lang: Lang,
    /// The day that the slot is on.
    pub(super) day: Option<NaiveDate>,
    /// The zone of its times; without one, only times that a form marks are read.
    pub(super) zone: Option<Tz>,
    /// Names of facts may stand without a colon, as on our page.
    pub(super) bare: bool,
}

/// What a line says of its slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SlotLine {
    pub(super) kind: Option<String>,
    /// Names in a row, as they stand there.
    pub(super) chair: Option<String>,
    pub(super) requested_by: Option<String>,
    pub(super) planned: Option<Planned>,
    pub(super) held: Option<Held>,
    /// What stands between these and is no fact of a slot.
    pub(super) unknown: Vec<String>,
}

/// When something was planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Planned {
    /// Its time, guessed or not.
    pub(super) time: Option<NaiveTime>,
    /// The time is a guess.
    pub(super) guessed: bool,
    /// Where it is not the day's.
    pub(super) date: Option<NaiveDate>,
    /// Its length, where that is no guess.
    pub(super) length: Option<Length>,
}

/// From when to when, the latter unless it still ran.
pub(super) type Held = (DateTime<FixedOffset>, Option<DateTime<FixedOffset>>);

/// Reads the facts of a line, each with the moments that its form marks in it; none where it is a line of text.
pub(super) fn read<'t>(
    facts: impl Iterator<Item = (&'t str, Vec<DateTime<FixedOffset>>)>,
    setting: Setting,
) -> Option<SlotLine> {
    let mut line = SlotLine::default();
    let mut is_known = false;
    for (fact, marked) in facts {
        let fact = fact.trim();
        if line.take(fact, &marked, setting) {
            is_known = true;
        } else if !fact.is_empty() && !follows_beside(fact, setting) {
            line.unknown.push(fact.to_owned());
        }
    }
    is_known.then_some(line)
}

/// Whether a line says how a slot kept to its plan, as only minutes do.
pub(super) fn is_course(line: &str, lang: Lang) -> bool {
    let times = &lang.words().times;
    let says = |fact: &str| {
        let when = value_in(times.planned, fact).or_else(|| held_when(fact, lang));
        when.is_some_and(|when| when.contains(|sign: char| sign.is_ascii_digit())) || follows(fact, lang)
    };
    line.split(APART).any(says)
}

impl SlotLine {
    /// Takes one fact and says whether it is one.
    fn take(&mut self, fact: &str, marked: &[DateTime<FixedOffset>], setting: Setting) -> bool {
        let (lang, words) = (setting.lang, setting.lang.words());
        let named = |name| named(name, fact, setting).filter(|value| !value.is_empty()).map(str::to_owned);
        if let Some(chair) = named(words.head.chair) {
            self.chair = Some(chair);
        } else if let Some(name) = named(words.slot.requested_by) {
            self.requested_by = Some(name);
        } else if let Some(kind) = lang.named(words.slot.kind, fact) {
            self.kind = Some(kind.to_owned());
        } else if let Some(when) = value_in(words.times.planned, fact) {
            let Some(planned) = planned(when, lang) else { return false };
            self.planned = Some(planned);
        } else if let Some(when) = held_when(fact, lang) {
            let marked = marked.split_first().map(|(start, rest)| (*start, rest.first().copied()));
            let Some(held) = marked.or_else(|| held(when, setting)) else { return false };
            self.held = Some(held);
        } else {
            return follows(fact, lang);
        }
        true
    }
}

impl Planned {
    /// The time that an agenda can state for it on that day: it is no guess, and on the day or in the night behind it.
    pub(super) fn start_on(self, day: Option<NaiveDate>) -> Option<NaiveTime> {
        let is_on = |date| day.is_some_and(|day| date == day || Some(date) == day.succ_opt());
        let is_here = self.date.is_none_or(is_on);
        self.time.filter(|_| is_here && !self.guessed)
    }
}

/// What stands behind the name of a fact.
fn named<'t>(name: &str, fact: &'t str, setting: Setting) -> Option<&'t str> {
    let bare = || value_in(&format!("{name} {{}}"), fact).filter(|_| setting.bare);
    setting.lang.named(name, fact).or_else(bare)
}

/// When a slot was held, or since when it runs, as a fact says it.
fn held_when(fact: &str, lang: Lang) -> Option<&str> {
    let words = lang.words();
    let runs = |when: &&str| value_in(words.times.since, first_part(when, lang).0).is_some();
    value_in(words.times.held, fact).or_else(|| value_in(words.times.running, fact).filter(runs))
}

/// What stands before the last comma, and what behind it.
fn first_part(text: &str, lang: Lang) -> (&str, &str) {
    text.rsplit_once(lang.words().comma).unwrap_or((text, ""))
}

/// `09:00, 45 min`, `~09:30, ~30 min`, `Mon 28 Oct 2019 09:23`, `1 h 05 min`; none where any of it says something else.
pub(super) fn planned(text: &str, lang: Lang) -> Option<Planned> {
    let mut planned = Planned::default();
    for part in text.split(lang.words().comma) {
        let is_guess = part.starts_with('~');
        let bare = part.trim_start_matches('~');
        if let Some(minutes) = lang.minutes_in(bare) {
            // No agenda can say that something takes no time, or more than a day.
            planned.length = Some(Length::of(minutes)).filter(|_| !is_guess && (1..=DAY).contains(&minutes));
        } else if let Some(length) = times::length(bare) {
            planned.length = Some(length).filter(|_| !is_guess);
        } else if let Some(span) = times::whole_span(bare).filter(|span| span.end.is_some()) {
            // Others write 09:00–09:45.
            planned.time = times::of_day(span.start);
        } else {
            let (date, time, _) = moment(bare, lang)?;
            (planned.date, planned.time, planned.guessed) = (date, Some(time), is_guess || part.contains(" ~"));
        }
    }
    Some(planned)
}

/// `09:02–09:51 with pauses, 49 min`, `09:02 – Tue 29 Oct 2019 08:05, 49 min`, `since 11:32, 4 min so far`.
fn held(text: &str, setting: Setting) -> Option<Held> {
    let Setting { lang, day, zone, .. } = setting;
    let (words, zone) = (&lang.words().times, zone?);
    let without_pauses = |span| value_in(words.with_pauses, span).unwrap_or(span);
    let span = first_part(text, lang).0;
    if let Some(since) = value_in(words.since, span) {
        let (date, time, named) = moment(without_pauses(since), lang)?;
        return Some((local(zone, date.or(day)?.and_time(time), named, None)?, None));
    }
    let span = without_pauses(span);
    let (from, to) = span.split_once('–').or_else(|| span.split_once(is_dash))?;
    let (date, time, named) = moment(from.trim_end(), lang)?;
    let date = date.or(day)?;
    let start = local(zone, date.and_time(time), named, None)?;
    let (until, time, named) = moment(to.trim_start(), lang)?;
    // An end without a date is on that of the start, except that ours has one wherever it is not the day's.
    let until_date = until.unwrap_or(if to.starts_with(' ') { day? } else { date });
    let end = local(zone, until_date.and_time(time), named, Some(start))?;
    // Others write 23:30–00:15.
    let is_past_midnight = end < start && until.is_none() && named.is_none();
    Some((start, Some(if is_past_midnight { end + TimeDelta::days(1) } else { end })))
}

/// `09:02`, `Tue 29 Oct 2019 08:05`, `02:50 CEST`.
fn moment(text: &str, lang: Lang) -> Option<(Option<NaiveDate>, NaiveTime, Option<&str>)> {
    let (hours, _) = text.split_once(':')?;
    let at = hours.trim_end_matches(|sign: char| sign.is_ascii_digit()).len();
    let (before, clock) = (text.get(..at)?.trim_end(), text.get(at..)?);
    let (clock, named) = clock.split_once(' ').map_or((clock, None), |(clock, named)| (clock, Some(named)));
    let time = times::whole(clock).and_then(times::of_day)?;
    let date = lang.date_in(before).or_else(|| dates::whole_behind_weekday(before));
    let is_whole = (before.is_empty() || date.is_some()) && named.is_none_or(|named| !named.contains(' '));
    is_whole.then_some((date, time, named))
}

/// A moment of the zone. Where the clocks show it twice: the one that is called so, else the one that keeps to the offset of
/// `beside`, else the first.
fn local(
    zone: Tz,
    at: NaiveDateTime,
    named: Option<&str>,
    beside: Option<DateTime<FixedOffset>>,
) -> Option<DateTime<FixedOffset>> {
    let (first, second) = (instant(zone, at, Twice::First)?, instant(zone, at, Twice::Second)?);
    let second_meant = match (named, beside) {
        (Some(named), _) => abbreviation(second) == named && abbreviation(first) != named,
        (None, Some(beside)) => second.fixed_offset().offset() == beside.offset(),
        (None, None) => false,
    };
    Some(if second_meant { second.fixed_offset() } else { first.fixed_offset() })
}

/// Whether a fact of a slot follows from what else is said of it: what became of it, how far it kept to its plan.
fn follows(fact: &str, lang: Lang) -> bool {
    let words = &lang.words().times;
    let course = [
        words.not_reached,
        words.not_timed,
        words.not_reached_yet,
        words.withdrawn,
        words.opened_in_meeting,
        words.skipped,
        words.parked,
        words.moved,
    ];
    let fact = fact.trim_start_matches('~');
    let measured = [words.over, words.under, words.added, words.taken_off];
    let measured = || measured.into_iter().filter_map(|pattern| value_in(pattern, fact));
    course.iter().any(|word| is_same(word, fact))
        || measured().any(|length| lang.minutes_in(length.trim_start_matches('~')).is_some())
}

/// The same of a fact with words of its own, which is one only where others stand beside it; alone it is a text.
fn follows_beside(fact: &str, setting: Setting) -> bool {
    let words = setting.lang.words();
    let says = |pattern| value_in(pattern, fact).is_some();
    says(words.times.moved_from) || says(words.times.continues) || named(words.slot.speakers, fact, setting).is_some()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const LISBON: Setting = Setting {
        lang: Lang::English,
        day: NaiveDate::from_ymd_opt(2026, 3, 26),
        zone: Some(Tz::Europe__Lisbon),
        bare: true,
    };

    fn read_as(text: &str, setting: Setting) -> Option<SlotLine> {
        read(text.split(APART).map(|fact| (fact, Vec::new())), setting)
    }

    fn shown(held: Option<Held>) -> String {
        let (start, end) = held.unwrap();
        format!("{start} {}", end.map(|end| end.to_string()).unwrap_or_default())
    }

    fn minutes(line: &SlotLine) -> Option<u32> {
        line.planned.unwrap().length.map(|length| length.minutes)
    }

    #[test]
    fn the_facts_of_a_slot_are_who_leads_it_how_long_it_was_to_be_and_when_it_was_held() {
        let line = read_as("Chair: Ann Lee, Bo · planned 09:00, 45 min · held 09:02–09:14, 11 min", LISBON).unwrap();
        assert_eq!((line.chair.as_deref(), minutes(&line)), (Some("Ann Lee, Bo"), Some(45)));
        assert_eq!(line.planned.unwrap().start_on(LISBON.day), NaiveTime::from_hms_opt(9, 0, 0));
        assert_eq!(shown(line.held), "2026-03-26 09:02:00 +00:00 2026-03-26 09:14:00 +00:00");
    }

    #[test]
    fn a_guess_is_no_plan_and_another_date_is_that_of_its_time() {
        let line = "planned ~09:00, ~45 min · held 23:02 – Fri 27 Mar 2026 00:14, 71 min";
        let line = read_as(line, LISBON).unwrap();
        assert_eq!((line.planned.unwrap().start_on(LISBON.day), minutes(&line)), (None, None));
        assert_eq!(shown(line.held), "2026-03-26 23:02:00 +00:00 2026-03-27 00:14:00 +00:00");
    }

    #[test]
    fn a_start_in_the_night_behind_the_day_is_a_start_and_one_on_another_date_is_none() {
        let start = |text: &str| read_as(text, LISBON).unwrap().planned.unwrap().start_on(LISBON.day);
        assert_eq!(start("planned Fri 27 Mar 2026 00:30"), NaiveTime::from_hms_opt(0, 30, 0));
        assert_eq!(start("planned Thu 26 Mar 2026 23:30"), NaiveTime::from_hms_opt(23, 30, 0));
        assert_eq!(start("planned Sat 28 Mar 2026 00:30"), None);
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_after_the_change() {
        let setting = Setting { day: NaiveDate::from_ymd_opt(2019, 3, 31), zone: Some(Tz::Europe__Berlin), ..LISBON };
        let line = read_as("held 02:30–03:40, 10 min", setting).unwrap();
        assert_eq!(shown(line.held), "2019-03-31 03:30:00 +02:00 2019-03-31 03:40:00 +02:00");
    }

    #[test]
    fn what_stands_between_the_facts_and_is_none_of_them_is_left_over() {
        let line = "planned 09:00 · held nine to ten · 4 min over · moved from Day 2 · catering: soup";
        assert_eq!(read_as(line, LISBON).unwrap().unknown, ["held nine to ten", "catering: soup"]);
        for text in ["continues tomorrow", "We chair the group · and so on", "planned for tomorrow"] {
            assert_eq!(read_as(text, LISBON), None, "{text}");
            assert!(!is_course(text, Lang::English), "{text}");
        }
        assert!(is_course("Chair: Ann · running since 09:02, 4 min so far", Lang::English));
    }

    #[test]
    fn an_end_before_the_start_is_past_midnight() {
        assert_eq!(
            shown(read_as("held 23:30–0:15", LISBON).unwrap().held),
            "2026-03-26 23:30:00 +00:00 2026-03-27 00:15:00 +00:00"
        );
    }

    #[test]
    fn the_words_are_those_of_the_language_and_no_others() {
        let german = Setting { lang: Lang::German, ..LISBON };
        let text = "Leitung: Ann Lee, Bo · Angefragt von: Cy · geplant 09:00, 1 h 05 min · abgehalten 09:02 – \
                    Fr 27. März 2026 00:14 mit Pausen, 71 min · 4 min länger · verschoben von Tag 2 · Redezeiten: Ann 5 min";
        let line = read_as(text, german).unwrap();
        assert_eq!((line.chair.as_deref(), line.requested_by.as_deref()), (Some("Ann Lee, Bo"), Some("Cy")));
        assert_eq!((minutes(&line), line.unknown.as_slice()), (Some(65), &[][..]));
        assert_eq!(shown(line.held), "2026-03-26 09:02:00 +00:00 2026-03-27 00:14:00 +00:00");
        assert_eq!(read_as(text, LISBON), None);
        let japanese = Setting { lang: Lang::Japanese, ..LISBON };
        let line =
            read_as("議長：甲、乙 · 進行中 09:02（中断あり）から、現在まで4分 · 予定 ~09:00、45分", japanese).unwrap();
        assert_eq!((line.chair.as_deref(), minutes(&line)), (Some("甲、乙"), Some(45)));
        assert_eq!(shown(line.held), "2026-03-26 09:02:00 +00:00 ");
    }
}
