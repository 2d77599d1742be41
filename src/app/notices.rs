//! What a scribe who looks elsewhere hears of: which happenings ring and are told on the desktop, and the window's title.
//!
//! The line at the foot of the screen says all of them, whatever is set here. Not here: how a terminal is told (see `shell`).

use std::collections::BTreeSet;

use super::update::Effect;
use super::{Model, Saved};
use crate::meeting::{Slot, SlotId};
use crate::text::{fit, one_line_for_terminal};
use crate::words::say;

/// Something that comes by itself and may ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Happening {
    /// A share of a slot's time is gone, and some of it is left.
    Share,
    /// All of a slot's time is gone.
    Over,
    /// All of a break's time is gone.
    Break,
    /// A slot with a fixed time is due while another one runs.
    Due,
    /// The day was to end by now.
    End,
    /// What was typed is not saved.
    Unsaved,
    /// Another scribe closed the meeting.
    Closed,
}

/// What was called already, so that it is not called again.
#[derive(Clone, Debug, Default)]
pub(super) struct Called {
    /// Fixed slots of which it was said that they are due.
    pub(super) slots: BTreeSet<SlotId>,
    /// Days, by number from 0, of which it was said that they were to end.
    pub(super) ends: BTreeSet<usize>,
    /// That something is not saved; since then not everything has been.
    pub(super) unsaved: bool,
}

/// How the desktop is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Desktop {
    /// Not at all.
    #[default]
    Off,
    /// As the terminal is known to understand it; not at all where it is not known.
    Auto,
    /// By the terminal's sequence OSC 9.
    Osc9,
    /// By the terminal's sequence OSC 777.
    Osc777,
    /// Over the desktop's own bus, in a build with the feature `desktop`.
    Bus,
}

/// The widest title of a slot or a meeting in the window's title, in cells: tabs and task bars are narrow.
const WIDEST: usize = 40;

impl Happening {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Share, Self::Over, Self::Break, Self::Due, Self::End, Self::Unsaved, Self::Closed];

    /// Its name in the config file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Over => "over",
            Self::Break => "break",
            Self::Due => "due",
            Self::End => "end",
            Self::Unsaved => "unsaved",
            Self::Closed => "closed",
        }
    }

    /// The happening of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl Desktop {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Off, Self::Auto, Self::Osc9, Self::Osc777, Self::Bus];

    /// Its name in the config file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Auto => "auto",
            Self::Osc9 => "osc9",
            Self::Osc777 => "osc777",
            Self::Bus => "bus",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl Model {
    /// How many notices are due for a slot by now.
    pub fn notices_due(&self, slot: &Slot) -> usize {
        let share = self.share(slot).unwrap_or(0.0);
        self.settings.notices.iter().filter(|due| share >= **due).count()
    }
}

/// Rings and tells the desktop, as far as that is wanted of such a happening; of several at once the bell rings once.
pub(super) fn call(model: &Model, happening: Happening, text: &str, effects: &mut Vec<Effect>) {
    let settings = &model.settings;
    if !settings.happenings.contains(&happening) {
        return;
    }
    if settings.bell && !effects.contains(&Effect::Bell) {
        effects.push(Effect::Bell);
    }
    if settings.desktop != Desktop::Off {
        effects.push(Effect::Tell(text.to_owned()));
    }
}

/// The window's title: `Middleware status · 12 min left – DMLT`, on one line and without control characters. Differs at
/// most once a minute while nothing is done.
pub fn window_title(model: &Model) -> String {
    let short = |text: &str| fit(&one_line_for_terminal(text), WIDEST).into_owned();
    let meeting = short(&model.meeting().head.title);
    let slot = model.current().map(|slot| {
        let title = short(&slot.plan.title);
        remaining(model, slot).map_or(title.clone(), |words| format!("{title} · {words}"))
    });
    let alarm = matches!(model.saved, Saved::Failing { .. }).then(|| say("window-not-saved").to_owned());
    let first: Vec<String> = alarm.into_iter().chain(slot).collect();
    if first.is_empty() { meeting } else { format!("{} – {meeting}", first.join(" · ")) }
}

/// `12 min left`, `time is up`, `3 min over`; nothing where no time is planned.
fn remaining(model: &Model, slot: &Slot) -> Option<String> {
    let planned = model.planned(slot.id)?.minutes.filter(|minutes| *minutes > 0)?;
    let left = i64::from(planned) * 60 - slot.elapsed(&model.now).num_seconds();
    Some(match left {
        // What is begun of a minute counts as one on this side, and not yet on the other.
        1.. => say!("window-left", minutes = (left + 59) / 60),
        -59..=0 => say("window-up").to_owned(),
        _ => say!("window-over", minutes = -left / 60),
    })
}
