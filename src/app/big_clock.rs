//! The big clock: the time of the slot in figures for the back of the room, and how the meeting stands.
//!
//! One picture for the scribe's own screen and for `minutebook clock`, made here out of plan and facts. Not here: the figures
//! themselves (see `progress`), and how large they are drawn (see `view`).

mod chair;

use chrono::DateTime;
use chrono_tz::Tz;

use super::progress::{Going, Progress, Urgency};
use super::{Action, Model, Notice, Saved};
use crate::meeting::schedule::Projection;
use crate::meeting::{Meeting, Slot, Stamp};
use crate::words::{Day, day, say};

pub use chair::{ClockScreen, Wish};

/// All that the big clock shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigClock {
    /// The meeting's title.
    pub meeting: String,
    /// The time of day, `10:33 PDT`; only while a clock runs, as nothing moves it on otherwise.
    pub wall: Option<String>,
    /// The slot's title; empty where the meeting is closed or has no slot left.
    pub title: String,
    /// Whether the meeting goes on.
    pub going: Going,
    /// It has not begun today, but did on a day before.
    pub resumes: bool,
    /// Seconds that the slot has had.
    pub elapsed: i64,
    /// Seconds that it may have; none where nothing is planned, and then the time counts up.
    pub planned: Option<i64>,
    /// How much of it is gone.
    pub urgency: Urgency,
    /// What comes next.
    pub next: Option<Next>,
    /// How the day stands, the most important first: `12 min behind`, `ends 17:42`, `Lunch 12 min late`; only while a clock
    /// runs.
    pub standing: Vec<String>,
    /// Whether that is nothing to be glad of.
    pub late: bool,
    /// When the meeting begins, or was closed, where it is before or over: `09:00`, with its date where that is not today.
    pub at: Option<String>,
    /// What the last row says.
    pub foot: Foot,
    /// Keys with what they do, shown in place of the figures; empty: the figures are shown.
    pub keys: Vec<(String, &'static str)>,
}

/// What comes next on the big clock.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Next {
    /// The slot's title.
    pub title: String,
    /// When, ` · 10:42`; with the planned time where that is another. While no clock runs that alone, as nothing moves the
    /// other on then.
    pub when: String,
}

/// The last row of the big clock.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Foot {
    /// Keys, the most useful first, each with a word for what it does.
    Keys(Vec<(String, &'static str)>),
    /// What came of the last key, or news.
    Says(Notice),
    /// Something is not saved, and why.
    NotSaved(String),
}

impl BigClock {
    /// The picture at `now`; `projection` is that of the same moment, `notices` the shares of a slot's time at which it
    /// becomes urgent.
    pub fn of(meeting: &Meeting, projection: &Projection, now: &Stamp, notices: &[f64]) -> Self {
        let progress = Progress::of(meeting, projection, now);
        let slot = progress.slot.filter(|_| progress.going != Going::Closed);
        let runs = progress.going == Going::Running;
        let is_begun = matches!(progress.going, Going::Running | Going::Paused);
        let share = progress.planned.filter(|planned| *planned > 0).map(|it| progress.elapsed as f64 / it as f64);
        let begins = || slot.and_then(|slot| projection.of(slot.id)?.planned.start);
        let at = match progress.going {
            Going::NotStarted => begins(),
            Going::Closed => meeting.closed.map(|at| meeting.local(at)),
            Going::Running | Going::Paused => None,
        };
        Self {
            meeting: meeting.head.title.clone(),
            wall: runs.then(|| meeting.local(now.at).format("%H:%M %Z").to_string()),
            title: slot.map(|slot| slot.plan.title.clone()).unwrap_or_default(),
            going: progress.going,
            resumes: progress.going == Going::NotStarted && meeting.slots().any(|slot| slot.was_held(now)),
            elapsed: progress.elapsed,
            planned: progress.planned,
            urgency: if is_begun { Urgency::of(share, notices) } else { Urgency::Calm },
            next: progress.next.map(|(slot, start)| next(meeting, projection, slot, start.filter(|_| runs), now)),
            standing: if runs { progress.words(meeting) } else { Vec::new() },
            late: runs && progress.is_late(),
            at: at.map(|at| moment(meeting, at, now)),
            foot: Foot::Keys(Vec::new()),
            keys: Vec::new(),
        }
    }

    /// The figures, always as wide for one slot: ` 32:48` that are left, `+03:10` over, ` 1:02:03` of a slot that takes an
    /// hour. None where no clock has run or the meeting is over.
    pub fn figures(&self) -> Option<String> {
        if !matches!(self.going, Going::Running | Going::Paused) {
            return None;
        }
        let left = self.planned.map_or(self.elapsed, |planned| planned - self.elapsed);
        let seconds = left.abs();
        let sign = if left < 0 { '+' } else { ' ' };
        let (hours, minutes, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let has_hours = seconds >= 3600 || self.planned.is_some_and(|planned| planned >= 3600);
        Some(if has_hours {
            format!("{sign}{hours}:{minutes:02}:{second:02}")
        } else {
            format!("{sign}{minutes:02}:{second:02}")
        })
    }

    /// What there is to say where there are no figures.
    pub fn instead(&self) -> Option<&'static str> {
        match self.going {
            Going::NotStarted if self.resumes => Some(say("clock-goes-on")),
            Going::NotStarted => Some(say("clock-not-begun")),
            Going::Closed => Some(say("clock-is-closed")),
            Going::Running | Going::Paused => None,
        }
    }

    /// What the figures are; without figures, when they will be there or went.
    pub fn state(&self) -> String {
        let over = self.planned.is_some_and(|planned| self.elapsed > planned);
        match self.going {
            Going::Running if over => say("clock-over").to_owned(),
            Going::Running if self.planned.is_some() => say("clock-remaining").to_owned(),
            Going::Running => say("clock-so-far").to_owned(),
            Going::Paused if over => say("clock-paused-over").to_owned(),
            Going::Paused => say("clock-paused").to_owned(),
            Going::NotStarted => self.at.as_ref().map(|at| say!("clock-planned-for", at = at)).unwrap_or_default(),
            Going::Closed => self.at.as_ref().map(|at| say!("clock-closed-at", at = at)).unwrap_or_default(),
        }
    }
}

impl Model {
    /// The big clock of this screen.
    pub fn big_clock(&self) -> BigClock {
        let picture = BigClock::of(self.meeting(), &self.projection, &self.now, &self.settings.notices);
        let take = (Action::SlotTake, stop_or_go(picture.going));
        let keys = [(Action::SlotNext, say("clock-next-slot")), take, (Action::Back, say("clock-goes-back"))];
        let keys = keys.into_iter().filter(|(action, _)| helps(*action, picture.going));
        let keys = keys.map(|(action, words)| (self.keymap.shown(action), words)).filter(|(key, _)| !key.is_empty());
        let foot = match (&self.saved, &self.notice) {
            // The picture lies over the title bar, which says it otherwise.
            (Saved::Failing { why, .. }, _) => Foot::NotSaved(why.clone()),
            (_, Some(notice)) => Foot::Says(notice.clone()),
            (_, None) => Foot::Keys(keys.collect()),
        };
        BigClock { foot, ..picture }
    }
}

/// Whether a key is worth a hint now: where no clock runs the next slot is not the first thing to be thought of.
fn helps(action: Action, going: Going) -> bool {
    match action {
        Action::SlotNext => going == Going::Running,
        Action::Help | Action::Leave | Action::Back => true,
        _ => going != Going::Closed,
    }
}

/// What the key that stops and starts the clock does now.
fn stop_or_go(going: Going) -> &'static str {
    match going {
        Going::Running => say("clock-pauses"),
        Going::Paused => say("clock-resumes"),
        Going::NotStarted | Going::Closed => say("clock-starts"),
    }
}

/// `Coffee · 10:42, planned 10:30`, where nothing says when `Coffee · planned 10:30`; a start on another day with its date.
fn next(meeting: &Meeting, projection: &Projection, slot: &Slot, start: Option<DateTime<Tz>>, now: &Stamp) -> Next {
    let minute = |at: DateTime<Tz>| at.format("%H:%M").to_string();
    let planned = projection.of(slot.id).and_then(|projected| projected.planned.start);
    let when = match (start, planned) {
        (None, None) => String::new(),
        (None, Some(planned)) => format!(" · {}", say!("clock-planned", at = moment(meeting, planned, now))),
        (Some(start), Some(planned)) if minute(planned) != minute(start) => {
            let words = say!("clock-at-planned", at = moment(meeting, start, now), planned = minute(planned));
            format!(" · {words}")
        }
        (Some(start), _) => format!(" · {}", moment(meeting, start, now)),
    };
    Next { title: slot.plan.title.clone(), when }
}

/// `09:00`; on another day than today `Mon 28 Oct 09:00`.
fn moment(meeting: &Meeting, at: DateTime<Tz>, now: &Stamp) -> String {
    let date = at.date_naive();
    let elsewhere = date != meeting.local(now.at).date_naive();
    let date = if elsewhere { format!("{} ", day(date, Day::Weekday)) } else { String::new() };
    format!("{date}{}", at.format("%H:%M"))
}
