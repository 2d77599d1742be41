//! The planner: requests for topics are placed into days and slots before the meeting, by keyboard, pure.
//!
//! It holds the plan, where the cursor is and what can be taken back; what the plan comes to is computed from it after
//! every key. The agenda's text is no business of it: it only remembers which slot of the text each slot is. Not here:
//! drawing (see `view`), and reading and writing files (see `shell`).

mod acts;
mod ask;
mod keys;
mod plan;
mod sums;

use std::collections::BTreeSet;

use chrono_tz::Tz;

pub use ask::Ask;
use keys::verb_of_meeting;
pub use keys::{PLAN_KEYS, PlanRow, PlanScope, PlanVerb, plan_book, plan_help, plan_verb};
pub use plan::{Day, Placed, Plan, Spot, USUAL_LENGTH};
pub use sums::{Asked, DaySum, Times};

use super::update::edit_of;
use super::{Action, Deed, Key, Keymap, Line, Notice, Rolled, Rows, Scope, Tone};
use crate::meeting::{Agenda, Request, folded};
use crate::text;
use crate::words::say;

/// Which side of the screen the keys act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// What was asked for.
    Requests,
    /// Days and their slots.
    Days,
}

/// What lies over the screen.
#[derive(Clone, Debug)]
pub enum Panel {
    /// The keys, from this row on.
    Help {
        /// The first row that is shown.
        top: usize,
    },
    /// A question.
    Ask {
        /// Which.
        ask: Ask,
        /// The answer so far.
        line: Box<Line>,
        /// What was wrong with the last answer.
        complaint: Option<String>,
    },
    /// To save before leaving, or not.
    Leave,
    /// The plan cannot be written where it belongs: to write another file instead, or not.
    Apart {
        /// Why, in sentences.
        why: Vec<String>,
        /// Writing failed; else the agenda's text cannot be changed in place.
        failed: bool,
        /// To leave once that is done.
        leave: bool,
    },
}

/// What the shell is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Write the plan into the agenda; to leave once it is saved.
    Save {
        /// Whether to leave then.
        leave: bool,
    },
    /// Write it into a file of its own beside the agenda.
    SaveApart {
        /// Whether to leave then.
        leave: bool,
    },
    /// Leave.
    Leave,
}

/// A plan, and the row that was selected with it.
#[derive(Clone, Debug)]
struct Before {
    plan: Plan,
    spot: Spot,
}

/// The planner.
#[derive(Clone, Debug)]
pub struct Planner {
    /// All of the agenda but its days: head, roster, and every request.
    agenda: Agenda,
    plan: Plan,
    saved: Plan,
    undo: Vec<Before>,
    redo: Vec<Before>,
    zone: Tz,
    sums: Vec<DaySum>,
    /// Where each request is placed.
    places: Vec<Option<Spot>>,
    asked: Asked,
    /// The side that the keys act on.
    pub side: Side,
    /// The selected request, by its place in [`Planner::requests`].
    pub request: usize,
    /// The selected row of the days.
    pub spot: Spot,
    /// What was just done, or why not.
    pub notice: Option<Notice>,
    /// What lies over the screen.
    pub panel: Option<Panel>,
    /// Changes with every message: what is shown may be another then.
    pub revision: u64,
    rolled: (Rolled, Rolled),
}

/// What lies under the pointer on the planner's screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanTarget {
    /// The requests: which of them, and the row.
    Request(Option<usize>, Rows),
    /// The days: which row of the plan, and the row.
    Spot(Option<Spot>, Rows),
    /// Keys at the foot, as they are written there.
    Keys(String),
    /// Anything else.
    Nothing,
}

impl Planner {
    /// Begins with an agenda and further requests; of those that may be one of the agenda's, the agenda's count.
    ///
    /// `is_new`: there is no text of it yet. `zone`: that of the meeting.
    pub fn new(agenda: Agenda, more: Vec<Request>, zone: Tz, is_new: bool) -> Self {
        let plan = Plan::of(&agenda, is_new);
        let mut agenda = Agenda { days: Vec::new(), ..agenda };
        let known = agenda.requests.iter().map(topic_and_name).collect();
        agenda.requests.extend(more.into_iter().filter(|request| !may_be_one_of(&known, request)));
        let mut planner = Self {
            agenda,
            saved: plan.clone(),
            plan,
            undo: Vec::new(),
            redo: Vec::new(),
            zone,
            sums: Vec::new(),
            places: Vec::new(),
            asked: Asked::default(),
            side: Side::Requests,
            request: 0,
            spot: Spot::default(),
            notice: None,
            panel: None,
            revision: 0,
            rolled: (Rolled::default(), Rolled::default()),
        };
        planner.sum();
        planner.spot = planner.plan.last_of(0);
        planner.request = planner.listed().first().copied().unwrap_or(0);
        if planner.asked.unplaced() == 0 {
            planner.side = Side::Days;
        }
        planner
    }

    /// The meeting's title.
    pub fn title(&self) -> &str {
        &self.agenda.head.title
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// All requests: the agenda's, then the others.
    pub fn requests(&self) -> &[Request] {
        &self.agenda.requests
    }

    /// The requests as they are listed, by their places: those that have no slot yet, then the others.
    pub fn listed(&self) -> Vec<usize> {
        let placed = |nth: &usize| self.place_of(*nth).is_some();
        let (placed, open): (Vec<_>, Vec<_>) = (0..self.agenda.requests.len()).partition(placed);
        [open, placed].concat()
    }

    /// The selected request.
    pub fn selected_request(&self) -> Option<&Request> {
        self.agenda.requests.get(self.request)
    }

    /// Where the request of that number has its slot; none: it is to be placed.
    pub fn place_of(&self, request: usize) -> Option<Spot> {
        self.places.get(request).copied().flatten()
    }

    /// The number of the request that a slot is for; where it is beyond what was asked for, of the first about its topic.
    pub fn request_of(&self, spot: Spot) -> Option<usize> {
        let slot = &self.plan.at(spot)?.slot;
        let its_own = self.places.iter().position(|place| *place == Some(spot));
        its_own.or_else(|| self.agenda.requests.iter().position(|request| slot.fulfils(request)))
    }

    /// What each day comes to, in the order of the days.
    pub fn sums(&self) -> &[DaySum] {
        &self.sums
    }

    /// What was asked for in all.
    pub fn asked(&self) -> Asked {
        self.asked
    }

    /// The times of a slot.
    pub fn times(&self, spot: Spot) -> Option<&Times> {
        self.sums.get(spot.day)?.slots.get(spot.slot?)
    }

    /// The plan is not what was last saved.
    pub fn is_dirty(&self) -> bool {
        self.plan != self.saved
    }

    /// The agenda as it is planned now, and for each of its slots which one of the text it is, from 0 in reading order.
    pub fn arranged(&self) -> (Agenda, Vec<Vec<Option<usize>>>) {
        let (days, origins) = self.plan.arranged();
        (Agenda { days, ..self.agenda.clone() }, origins)
    }

    /// Takes a key in.
    pub fn press(&mut self, key: impl Into<Key>, keymap: &Keymap) -> Option<Wish> {
        self.revision += 1;
        self.notice = None;
        self.rolled = (Rolled::default(), Rolled::default());
        let key = key.into();
        if self.panel.is_some() {
            return self.press_in_panel(key, keymap);
        }
        let verb = plan_verb(key, self.side).or_else(|| verb_of_meeting(keymap, key))?;
        self.act(verb, key)
    }

    /// Takes in what the mouse did: a click selects a row, a second one does what Enter does there.
    pub fn point(&mut self, deed: Deed, target: PlanTarget) -> Option<Wish> {
        self.revision += 1;
        let enter = |again: bool| if again { "enter".parse::<Key>().ok() } else { None };
        match (deed, target, &mut self.panel) {
            (Deed::Wheel(by), _, Some(Panel::Help { top })) => {
                *top = top.saturating_add_signed(by).min(PLAN_KEYS.len());
            }
            (Deed::Press(_), PlanTarget::Request(Some(nth), rows), None) => {
                let was_chosen = self.side == Side::Requests && self.request == nth;
                (self.side, self.request, self.notice) = (Side::Requests, nth, None);
                return enter(self.rolled.0.click(rows, was_chosen))
                    .and_then(|key| self.act(plan_verb(key, self.side)?, key));
            }
            (Deed::Press(_), PlanTarget::Spot(Some(spot), rows), None) => {
                let was_chosen = self.side == Side::Days && self.spot == spot;
                (self.side, self.spot, self.notice) = (Side::Days, spot, None);
                return enter(self.rolled.1.click(rows, was_chosen))
                    .and_then(|key| self.act(plan_verb(key, self.side)?, key));
            }
            (Deed::Wheel(by), PlanTarget::Request(_, rows), None) => self.rolled.0.turn(by, rows),
            (Deed::Wheel(by), PlanTarget::Spot(_, rows), None) => self.rolled.1.turn(by, rows),
            _ => {}
        }
        None
    }

    /// The first row on screen of the requests and of the days, as the mouse has left them.
    pub fn rolled(&self) -> (Rolled, Rolled) {
        self.rolled
    }

    /// To be told something that the user is to read.
    pub fn tell(&mut self, words: String) {
        self.revision += 1;
        self.notice = Some(Notice { text: words, tone: Tone::Done });
    }

    /// Takes pasted text in: an answer, where one is asked for.
    pub fn paste(&mut self, pasted: &str) {
        self.revision += 1;
        if let Some(Panel::Ask { line, .. }) = &mut self.panel {
            line.insert_str(&text::one_line_for_terminal(pasted));
        }
    }

    /// To be told that the plan is written: what it says, for the user.
    pub fn was_saved(&mut self, words: String) {
        self.revision += 1;
        self.saved = self.plan.clone();
        self.notice = Some(Notice { text: words, tone: Tone::Done });
    }

    /// To be told that the plan could not be written.
    pub fn was_not_saved(&mut self, why: String) {
        self.revision += 1;
        self.refuse(why);
    }

    /// To be told that the agenda's text cannot be changed in place: asks whether to write another file.
    pub fn offer_apart(&mut self, why: Vec<String>, leave: bool) {
        self.revision += 1;
        self.panel = Some(Panel::Apart { why, failed: false, leave });
    }

    /// To be told that writing failed: asks whether to write another file.
    pub fn offer_elsewhere(&mut self, why: Vec<String>, leave: bool) {
        self.revision += 1;
        self.panel = Some(Panel::Apart { why, failed: true, leave });
    }

    fn press_in_panel(&mut self, key: Key, keymap: &Keymap) -> Option<Wish> {
        let line_verb = keymap.action(Scope::Line, key);
        let back = keymap.action(Scope::Meeting, key) == Some(Action::Back);
        let leaves = plan_verb(key, self.side) == Some(PlanVerb::Leave) && key.types().is_none();
        match self.panel.take()? {
            _ if back || leaves => {}
            Panel::Help { top } => {
                let by = match plan_verb(key, self.side) {
                    Some(PlanVerb::Up) => -1,
                    Some(PlanVerb::Down) => 1,
                    Some(PlanVerb::PageUp) => -10,
                    Some(PlanVerb::PageDown) => 10,
                    _ => return None,
                };
                let top = top.saturating_add_signed(by).min(PLAN_KEYS.len());
                self.panel = Some(Panel::Help { top });
            }
            Panel::Ask { ask, line, .. } if line_verb == Some(Action::Commit) => self.answer(ask, line),
            Panel::Ask { ask, mut line, complaint } => {
                match (line_verb.and_then(edit_of), key.types()) {
                    (Some(edit), _) => _ = line.edit(edit),
                    (None, Some(c)) => line.insert(c),
                    (None, None) => {}
                }
                self.panel = Some(Panel::Ask { ask, line, complaint });
            }
            Panel::Leave => match key.types() {
                Some('s') => return Some(Wish::Save { leave: true }),
                Some('d') => return Some(Wish::Leave),
                _ => self.panel = Some(Panel::Leave),
            },
            Panel::Apart { why, failed, leave } => match key.types() {
                Some('w') => return Some(Wish::SaveApart { leave }),
                _ => self.panel = Some(Panel::Apart { why, failed, leave }),
            },
        }
        None
    }

    fn act(&mut self, verb: PlanVerb, key: Key) -> Option<Wish> {
        match verb {
            PlanVerb::Save => return Some(Wish::Save { leave: false }),
            PlanVerb::Leave if self.is_dirty() => self.panel = Some(Panel::Leave),
            PlanVerb::Leave => return Some(Wish::Leave),
            PlanVerb::Help => self.panel = Some(Panel::Help { top: 0 }),
            PlanVerb::OtherSide => {
                self.side = if self.side == Side::Days { Side::Requests } else { Side::Days };
            }
            PlanVerb::Up => self.step(-1),
            PlanVerb::Down => self.step(1),
            PlanVerb::PageUp => self.step(-10),
            PlanVerb::PageDown => self.step(10),
            PlanVerb::First => self.step(isize::MIN),
            PlanVerb::Last => self.step(isize::MAX),
            PlanVerb::Undo => self.travel(true),
            PlanVerb::Redo => self.travel(false),
            _ => self.change(verb, key),
        }
        None
    }

    /// Selects another row of the side.
    fn step(&mut self, by: isize) {
        match self.side {
            Side::Requests => {
                let listed = self.listed();
                let at = listed.iter().position(|nth| *nth == self.request);
                let at = at.unwrap_or(0).saturating_add_signed(by).min(listed.len().saturating_sub(1));
                self.request = listed.get(at).copied().unwrap_or(0);
            }
            Side::Days => {
                let spots: Vec<Spot> = self.plan.spots().collect();
                let at = spots.iter().position(|spot| *spot == self.spot);
                let at = at.unwrap_or(0).saturating_add_signed(by).min(spots.len().saturating_sub(1));
                self.spot = spots.get(at).copied().unwrap_or_default();
            }
        }
    }

    /// One change back, or on again.
    fn travel(&mut self, back: bool) {
        let (from, to) = if back { (&mut self.undo, &mut self.redo) } else { (&mut self.redo, &mut self.undo) };
        let Some(Before { plan, spot }) = from.pop() else {
            let words = if back { say("plan-nothing-left") } else { say("plan-nothing-back") };
            return self.refuse(words.to_owned());
        };
        to.push(Before { plan: std::mem::replace(&mut self.plan, plan), spot: self.spot });
        self.spot = self.plan.nearest(spot);
        self.sum();
        self.say(if back { say("plan-back") } else { say("plan-again") });
    }

    /// Makes a change to the plan, or says why not; what was before can be had again.
    fn try_it(&mut self, change: impl FnOnce(&mut Plan) -> Result<Spot, String>) -> bool {
        let before = Before { plan: self.plan.clone(), spot: self.spot };
        match change(&mut self.plan) {
            Ok(spot) => {
                self.spot = self.plan.nearest(spot);
                if self.plan != before.plan {
                    self.undo.push(before);
                    self.redo.clear();
                    self.sum();
                }
                true
            }
            Err(why) => {
                self.plan = before.plan;
                self.refuse(why);
                false
            }
        }
    }

    fn sum(&mut self) {
        self.places = self.plan.places_of(&self.agenda.requests);
        self.sums = sums::days(&self.plan, &self.of_open_length(), self.zone);
        self.asked = Asked::of(&self.agenda.requests, &self.places);
    }

    /// The slots of requests that do not say how long they take.
    fn of_open_length(&self) -> BTreeSet<Spot> {
        let placed = self.agenda.requests.iter().zip(&self.places);
        placed.filter(|(request, _)| request.minutes.is_none()).filter_map(|(_, place)| *place).collect()
    }

    fn say(&mut self, words: &str) {
        self.notice = Some(Notice { text: words.to_owned(), tone: Tone::Done });
    }

    fn refuse(&mut self, why: String) {
        self.notice = Some(Notice { text: why, tone: Tone::Refused });
    }
}

/// What two requests have in common that are one, to be looked up among thousands.
fn topic_and_name(request: &Request) -> (String, Option<String>) {
    (folded(&request.topic), request.requested_by.as_deref().map(folded))
}

/// Whether a request may be one of these: for one topic, and not said to be of two people.
fn may_be_one_of(known: &BTreeSet<(String, Option<String>)>, request: &Request) -> bool {
    let (topic, name) = topic_and_name(request);
    let unnamed = (topic, None);
    if name.is_none() {
        return known.range(&unnamed..).next().is_some_and(|(topic, _)| *topic == unnamed.0);
    }
    known.contains(&unnamed) || known.contains(&(unnamed.0, name))
}
