//! The big clock in a terminal of its own: the chair's keys, and what is shown beside the picture.
//!
//! Letters are keys here, as nothing is typed; the keys of the meeting screen mean the same as there. Not here: writing what
//! a key does into the meeting (see `cli`), and the loop (see `shell`).

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{BigClock, Foot, helps, stop_or_go};
use crate::app::{Action, Going, Key, Keymap, Notice, Scope, Tone};
use crate::meeting::schedule::{self, Projection};
use crate::meeting::{Meeting, Stamp};
use crate::words::{attribute, message, say};

/// How long the last row says what came of a key before it shows the keys again, while a clock runs.
const NEWS: TimeDelta = TimeDelta::seconds(20);

/// A letter that is a key of this screen.
struct ChairKey {
    /// The keys, the one to be shown first.
    signs: &'static [char],
    action: Action,
    /// The message that says what it does; its hint, the same in a word or two for the last row, is an attribute.
    words: &'static str,
}

const KEYS: [ChairKey; 9] = [
    key(&['n'], Action::SlotNext, message("clock-key-next")),
    key(&['p'], Action::SlotPrevious, message("clock-key-previous")),
    key(&[' '], Action::SlotTake, message("clock-key-take")),
    key(&['+', '='], Action::SlotMore, message("clock-key-more")),
    key(&['-'], Action::SlotLess, message("clock-key-less")),
    key(&['s'], Action::SlotSkip, message("clock-key-skip")),
    key(&['u'], Action::Undo, message("clock-key-undo")),
    key(&['?'], Action::Help, message("clock-key-help")),
    key(&['q'], Action::Leave, message("clock-key-leave")),
];

const fn key(signs: &'static [char], action: Action, words: &'static str) -> ChairKey {
    ChairKey { signs, action, words }
}

impl ChairKey {
    /// Empty: it is not shown in the last row.
    fn hint(&self) -> &'static str {
        attribute(self.words, "hint")
    }
}

/// The screen.
#[derive(Clone, Debug)]
pub struct ClockScreen {
    meeting: Meeting,
    projection: Projection,
    now: Stamp,
    notices: Vec<f64>,
    keymap: Keymap,
    /// Why no key changes anything; none where the chair may.
    read_only: Option<String>,
    notice: Option<Notice>,
    /// When that was said.
    said: Option<DateTime<FixedOffset>>,
    help: bool,
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing beside what the screen has done itself.
    Nothing,
    /// The verb is to be done in the meeting.
    Do(Action),
    /// To leave.
    Quit,
}

impl ClockScreen {
    /// Puts the user's settings in force.
    pub fn change(&mut self, notices: Vec<f64>, keymap: Keymap) {
        (self.notices, self.keymap) = (notices, keymap);
    }

    /// The screen of a meeting at `now`; `notices` are the shares of a slot's time at which it becomes urgent.
    pub fn new(meeting: Meeting, now: Stamp, notices: Vec<f64>, keymap: Keymap, read_only: Option<String>) -> Self {
        let projection = schedule::project(&meeting, &now);
        Self { meeting, projection, now, notices, keymap, read_only, notice: None, said: None, help: false }
    }

    /// The meeting on it.
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// What time it is.
    pub fn tell_time(&mut self, now: Stamp) {
        self.now = now;
        if self.said.is_some_and(|said| (now.at - said).abs() >= NEWS) {
            self.notice = None;
        }
        self.projection = schedule::project(&self.meeting, &now);
    }

    /// The meeting is another one.
    pub fn show(&mut self, meeting: Meeting) {
        self.meeting = meeting;
        self.projection = schedule::project(&self.meeting, &self.now);
    }

    /// What the last row is to say for a while, or until the next key; none: the keys.
    pub fn say(&mut self, notice: Option<Notice>) {
        self.said = notice.is_some().then_some(self.now.at);
        self.notice = notice;
    }

    /// When the screen must next be told the time, in milliseconds; none while no clock runs.
    pub fn next_tick(&self) -> Option<u64> {
        Some(self.meeting.current()?.next_second(&self.now))
    }

    /// The bindings in force.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// Takes a key in.
    pub fn press(&mut self, key: Key) -> Wish {
        self.notice = None;
        let bound = self.keymap.action(Scope::Meeting, key);
        let letter = KEYS.iter().find(|row| key.types().is_some_and(|sign| row.signs.contains(&sign)));
        match letter.map(|row| row.action).or(bound) {
            Some(Action::Help) => self.help = !self.help,
            Some(Action::Back) if self.help => self.help = false,
            Some(Action::Leave | Action::Back) => return Wish::Quit,
            Some(action) if KEYS.iter().any(|row| row.action == action) => match &self.read_only {
                Some(why) => self.notice = Some(Notice { text: why.clone(), tone: Tone::Refused }),
                None => return Wish::Do(action),
            },
            _ => {
                let help = shown('?');
                self.notice = Some(Notice { text: say!("clock-keys", key = help), tone: Tone::Refused });
            }
        }
        Wish::Nothing
    }

    /// What is shown.
    pub fn picture(&self) -> BigClock {
        let mut picture = BigClock::of(&self.meeting, &self.projection, &self.now, &self.notices);
        if self.help {
            picture.keys = KEYS.iter().map(|row| (self.all_keys(row), say(row.words))).collect();
        }
        picture.foot = match &self.notice {
            Some(notice) => Foot::Says(notice.clone()),
            None => Foot::Keys(self.hints(picture.going)),
        };
        picture
    }

    /// `N  Ctrl-N`.
    fn all_keys(&self, row: &ChairKey) -> String {
        let letters = row.signs.iter().take(1).map(|sign| shown(*sign));
        let bound = self.keymap.keys(row.action).iter().take(1).map(|key| key.shown());
        letters.chain(bound).collect::<Vec<_>>().join("  ")
    }

    fn hints(&self, going: Going) -> Vec<(String, &'static str)> {
        // Who may only look has the keys of a meeting that is closed.
        let as_if = if self.read_only.is_some() { Going::Closed } else { going };
        let rows = KEYS.iter().filter(|row| !row.hint().is_empty() && helps(row.action, as_if));
        let words = |row: &ChairKey| if row.action == Action::SlotTake { stop_or_go(going) } else { row.hint() };
        rows.map(|row| (row.signs.first().copied().map(shown).unwrap_or_default(), words(row))).collect()
    }
}

/// A letter as it stands on the key that is to be pressed: no capital, which would be another one.
fn shown(sign: char) -> String {
    if sign == ' ' { say("clock-space").to_owned() } else { sign.to_string() }
}
