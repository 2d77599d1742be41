//! What each verb and each answer does to the plan.
//!
//! Not here: the changes themselves (see `plan`), moving about, undo.

use super::ask::{Ask, read_day, read_hours, read_length, read_start};
use super::keys::PlanVerb;
use super::plan::{self, Spot, Way};
use super::{Panel, Planner, Side};
use crate::app::{Key, Line, progress};
use crate::meeting::PlannedSlot;
use crate::notation::times;
use crate::words::say;

impl Planner {
    /// Does a verb that changes the plan or asks something first.
    pub(super) fn change(&mut self, verb: PlanVerb, key: Key) {
        let number = key.types().and_then(|c| c.to_digit(10)).map_or(0, |digit| digit as usize);
        match verb {
            PlanVerb::Place => self.place(self.spot),
            PlanVerb::PlaceOnDay => self.place_on(number),
            PlanVerb::Fulfil => self.fulfil(),
            PlanVerb::Take => self.take_request(),
            PlanVerb::Remove => self.remove(),
            PlanVerb::MoveUp => self.carry(Way::Up),
            PlanVerb::MoveDown => self.carry(Way::Down),
            PlanVerb::DayBefore => self.other_day(self.spot.day.checked_sub(1)),
            PlanVerb::DayAfter => self.other_day(Some(self.spot.day + 1)),
            PlanVerb::ToDay => self.other_day(number.checked_sub(1)),
            PlanVerb::Longer => self.lengthen(true),
            PlanVerb::Shorter => self.lengthen(false),
            PlanVerb::Fixed => self.fix(),
            PlanVerb::NewBreak => self.insert(plan::new_break()),
            PlanVerb::Follow => self.follow(),
            PlanVerb::Title => self.ask(Ask::Title(self.spot)),
            PlanVerb::Start => self.ask(Ask::Start(self.spot)),
            PlanVerb::Length => self.ask(Ask::Length(self.spot)),
            PlanVerb::NewSlot => self.ask(Ask::NewSlot(self.spot)),
            PlanVerb::NewDay => self.ask(Ask::NewDay),
            PlanVerb::Hours => self.ask(Ask::Hours(self.spot.day)),
            _ => {}
        }
    }

    /// Gives the selected request a slot and selects the next one that has none.
    fn place(&mut self, below: Spot) {
        let Some(request) = self.agenda.requests.get(self.request).cloned() else {
            return self.refuse(say("plan-no-request").to_owned());
        };
        if let Some(spot) = self.place_of(self.request) {
            self.spot = spot;
            return self.refuse(say("plan-has-slot").to_owned());
        }
        let slot = plan::slot_for(&request);
        if self.try_it(|plan| plan.insert(below, slot).ok_or_else(|| say("plan-no-day").to_owned())) {
            self.next_request();
            self.say_fit(&request.topic);
        }
    }

    fn place_on(&mut self, number: usize) {
        match number.checked_sub(1).filter(|day| *day < self.plan.days.len()) {
            Some(day) => self.place(self.plan.last_of(day)),
            None => self.refuse(say!("plan-no-day-of", number = number)),
        }
    }

    /// Lets the selected slot be what the selected request asks for.
    fn fulfil(&mut self) {
        let Some(request) = self.selected_request().cloned() else {
            return self.refuse(say("plan-no-request").to_owned());
        };
        let mut others = self.agenda.requests.iter().filter(|other| **other != request);
        let has_rivals = others.any(|other| other.is_about_the_same_as(&request));
        let now_for = self.request_of(self.spot).and_then(|nth| self.agenda.requests.get(nth)).cloned();
        let done = self.on_slot(|slot| {
            if let Some(other) = now_for.filter(|other| *other != request)
                && (!other.is_about_the_same_as(&request) || slot.is_asked_for_as(&other))
            {
                return Err(say!("plan-is-for", topic = &other.topic));
            }
            plan::set_request(slot, &request);
            // The topic alone does not say whose it is.
            if has_rivals {
                slot.requested_by.clone_from(&request.requested_by);
            }
            Ok(())
        });
        if done {
            self.next_request();
            self.say(&say!("plan-fulfils", topic = &request.topic));
        }
    }

    /// Selects the next request that has no slot, where there is one.
    fn next_request(&mut self) {
        let open = |nth: &usize| self.place_of(*nth).is_none();
        let (before, behind): (Vec<usize>, Vec<usize>) =
            (0..self.agenda.requests.len()).filter(open).partition(|nth| *nth < self.request);
        self.request = behind.into_iter().chain(before).next().unwrap_or(self.request);
    }

    /// Says where a slot came to stand, and whether it fits there.
    fn say_fit(&mut self, title: &str) {
        let times = self.times(self.spot).copied();
        let start = times.and_then(|times| times.start);
        let stands = match start {
            Some(start) => say!("plan-stands-at", title = title, clock = start.format("%H:%M").to_string()),
            None => say!("plan-stands", title = title),
        };
        let over = times.map_or(0, |times| times.over);
        let over = (over > 0).then(|| progress::span(over.into()));
        self.say(&match over {
            Some(over) => say!("plan-stands-over", stands = stands, span = over),
            None => stands,
        });
    }

    /// Takes the slot of the selected request out.
    fn take_request(&mut self) {
        match self.place_of(self.request) {
            Some(spot) => self.remove_slot(spot),
            None => self.refuse(say("plan-no-slot-yet").to_owned()),
        }
    }

    fn remove(&mut self) {
        let spot = self.spot;
        if spot.slot.is_some() {
            self.remove_slot(spot);
        } else {
            self.try_it(|plan| plan.remove_day(spot.day));
        }
    }

    fn remove_slot(&mut self, spot: Spot) {
        let Some(placed) = self.plan.at(spot) else { return self.refuse(say("plan-no-slot").to_owned()) };
        let title = placed.slot.title.clone();
        let asked = self.request_of(spot);
        if self.try_it(|plan| plan.remove(spot).ok_or_else(|| say("plan-no-slot").to_owned())) {
            match asked.filter(|request| self.place_of(*request).is_none()) {
                Some(request) => {
                    self.request = request;
                    self.say(&say!("plan-to-place-again", title = title));
                }
                None => self.say(&say!("plan-taken-out", title = title)),
            }
        }
    }

    fn carry(&mut self, to: Way) {
        let from = self.spot;
        let minutes = self.times(from).and_then(|times| times.minutes);
        let Some(title) = self.plan.at(from).map(|placed| placed.slot.title.clone()) else {
            return self.refuse(say("plan-no-slot").to_owned());
        };
        if self.try_it(|plan| plan.carry(from, to, minutes).ok_or_else(|| say("plan-no-place").to_owned())) {
            self.say_fit(&title);
        }
    }

    /// Takes the slot to another day; with a day selected, goes there.
    fn other_day(&mut self, day: Option<usize>) {
        let there = day.filter(|day| *day < self.plan.days.len());
        match (there, self.spot.slot) {
            (None, _) => self.refuse(say("plan-no-such-day").to_owned()),
            (Some(day), None) => self.spot = Spot::heading(day),
            (Some(day), Some(_)) => self.carry(Way::Day(day)),
        }
    }

    fn lengthen(&mut self, more: bool) {
        let spot = self.spot;
        let planned = self.times(spot).and_then(|times| times.minutes).unwrap_or(0);
        self.on_slot(|slot| {
            let minutes = slot.minutes.unwrap_or(planned);
            let minutes = if more {
                minutes.saturating_add(plan::STEP)
            } else {
                minutes.checked_sub(plan::STEP).filter(|left| *left > 0).ok_or(say("plan-shortest"))?
            };
            plan::set_length(slot, minutes, slot.least)
        });
    }

    /// Makes its start a fixed point, stating it where it only followed, or takes that back.
    fn fix(&mut self) {
        let start = self.times(self.spot).and_then(|times| times.start).map(|start| start.time());
        let mut fixed = false;
        let done = self.on_slot(|slot| {
            fixed = !slot.is_fixed();
            slot.start = slot.start.or(start.filter(|_| fixed));
            if fixed && slot.start.is_none() {
                return Err(say("plan-no-start").to_owned());
            }
            // What its kind says anyway need not be written.
            slot.fixed = Some(fixed).filter(|fixed| *fixed != slot.kind.is_break());
            Ok(())
        });
        if done {
            self.say(if fixed { say("plan-is-fixed") } else { say("plan-not-fixed") });
        }
    }

    fn insert(&mut self, slot: PlannedSlot) {
        let (below, title) = (self.spot, slot.title.clone());
        if self.try_it(|plan| plan.insert(below, slot).ok_or_else(|| say("plan-no-day").to_owned())) {
            self.side = Side::Days;
            self.say_fit(&title);
        }
    }

    fn follow(&mut self) {
        let spot = self.spot;
        let minutes: Vec<Option<u32>> = self
            .sums
            .get(spot.day)
            .map(|sum| sum.slots.iter().map(|times| times.minutes).collect())
            .unwrap_or_default();
        let nothing = || say("plan-follow-already").to_owned();
        if self.try_it(|plan| plan.follow(spot.day, &minutes).then_some(spot).ok_or_else(nothing)) {
            self.say(say("plan-follow-now"));
        }
    }

    /// Changes the selected slot; whether that could be done.
    fn on_slot(&mut self, change: impl FnOnce(&mut PlannedSlot) -> Result<(), String>) -> bool {
        let spot = self.spot;
        self.try_it(|plan| change(plan.edit(spot).ok_or(say("plan-no-slot"))?).map(|()| spot))
    }

    /// Asks, with what stands there now as the answer to begin with.
    fn ask(&mut self, ask: Ask) {
        let slot = self.plan.at(self.spot).map(|placed| &placed.slot);
        let clock = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
        let now = match ask {
            Ask::Title(_) | Ask::Start(_) | Ask::Length(_) if slot.is_none() => {
                return self.refuse(say("plan-no-slot").to_owned());
            }
            Ask::Title(_) => slot.map(|slot| slot.title.clone()),
            Ask::Start(_) => slot.and_then(|slot| slot.start).map(clock),
            Ask::Length(_) => slot
                .and_then(|slot| Some((slot.minutes?, slot.least)))
                .map(|(most, least)| least.map_or_else(|| most.to_string(), |least| format!("{least}-{most}"))),
            Ask::NewSlot(_) => None,
            Ask::Hours(day) => self.plan.days.get(day).map(|day| (day.day.starts, day.day.ends)).and_then(|hours| {
                let (starts, ends) = (hours.0.map(clock), hours.1.map(clock));
                (starts.is_some() || ends.is_some())
                    .then(|| format!("{}-{}", starts.unwrap_or_default(), ends.unwrap_or_default()))
            }),
            Ask::NewDay => {
                let last = self.plan.days.iter().filter_map(|day| day.day.date).max();
                last.and_then(|date| date.succ_opt()).map(|date| date.to_string())
            }
        };
        self.panel = Some(Panel::Ask { ask, line: Box::new(Line::new(&now.unwrap_or_default(), 0)), complaint: None });
    }

    /// Does what was asked for with the answer, or says what is wrong with it and goes on asking.
    pub(super) fn answer(&mut self, ask: Ask, line: Box<Line>) {
        let answer = line.text().trim().to_owned();
        if let Err(complaint) = self.take_answer(ask, &answer) {
            self.panel = Some(Panel::Ask { ask, line, complaint: Some(complaint) });
        }
    }

    fn take_answer(&mut self, ask: Ask, answer: &str) -> Result<(), String> {
        match ask {
            Ask::Title(_) | Ask::NewSlot(_) if answer.is_empty() => return Err(say("plan-needs-title").to_owned()),
            Ask::Title(_) | Ask::NewSlot(_) if times::leading_span(answer).is_some() => {
                return Err(say("plan-time-in-front").to_owned());
            }
            Ask::NewSlot(_) => self.insert(plan::new_slot(answer)),
            Ask::Title(_) => {
                let fulfilled = self.request_of(self.spot).and_then(|nth| self.agenda.requests.get(nth)).cloned();
                self.on_slot(|slot| {
                    plan::set_title(slot, answer, fulfilled.as_ref());
                    Ok(())
                });
            }
            Ask::Start(_) => {
                let start = read_start(answer)?;
                self.on_slot(|slot| {
                    slot.start = start;
                    Ok(())
                });
            }
            Ask::Length(_) => {
                let (most, least) = read_length(answer)?;
                self.on_slot(|slot| plan::set_length(slot, most, least));
            }
            Ask::Hours(day) => {
                let (starts, ends) = read_hours(answer)?;
                let spot = self.spot;
                self.try_it(|plan| {
                    let found = plan.days.get_mut(day).ok_or(say("plan-no-day"))?;
                    (found.day.starts, found.day.ends) = (starts, ends);
                    Ok(spot)
                });
            }
            Ask::NewDay => {
                let (date, title) = read_day(answer)?;
                if self.try_it(|plan| plan.add_day(date, &title)) {
                    self.side = Side::Days;
                }
            }
        }
        Ok(())
    }
}
