//! A chair at the planner: keys in, and words for what stands where.
//!
//! Not here: the tests.

use minutebook::agenda;
use minutebook::app::Keymap;
use minutebook::app::planner::{Planner, Spot, Wish};
use minutebook::meeting::Request;
use minutebook::view::{Depth, Theme, planner as screen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keyboard::{key_event, typed_event};

/// Two days of a festival: one with stated times, one with hours alone but for its lunch.
pub(crate) const AGENDA: &str = "\
---
title: Festival board
timezone: Europe/Lisbon
people: [Ana Reis, Bo Chen]
---
# Friday: 2026-03-06

## 09:00 Welcome (15m)

## 09:15 Budget (45m)
Chair: Ana Reis

## 10:00 Break (20m)
Kind: break

## 10:20 Stages (40m)

# Saturday: 2026-03-07

## 12:30 Lunch (1h)
Kind: break
";

pub(crate) fn request(topic: &str, minutes: Option<u32>) -> Request {
    Request { topic: topic.to_owned(), requested_by: Some("Bo Chen".to_owned()), minutes, ..Request::default() }
}

/// What people asked for: one without a length, one with a range, one with a wish.
pub(crate) fn requests() -> Vec<Request> {
    vec![
        request("Lighting", Some(30)),
        request("Volunteers", None),
        Request { least: Some(20), notes: "After the *budget*.".to_owned(), ..request("Tickets", Some(40)) },
        Request { wish: "Sat AM?".to_owned(), requested_by: None, ..request("Rain plan", None) },
    ]
}

/// A planner, and what it wished last.
pub(crate) struct Hand {
    pub(crate) planner: Planner,
    pub(crate) wish: Option<Wish>,
    keymap: Keymap,
}

impl Hand {
    pub(crate) fn new() -> Self {
        Self::with(AGENDA, requests())
    }

    pub(crate) fn with(text: &str, requests: Vec<Request>) -> Self {
        let agenda = agenda::read(text.as_bytes(), "festival").unwrap().agenda;
        let planner = Planner::new(agenda, requests, chrono_tz::Europe::Lisbon, false);
        Self { planner, wish: None, keymap: Keymap::default() }
    }

    /// Keys by their names, between blanks.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.wish = self.planner.press(key_event(key), &self.keymap);
        }
        self
    }

    /// A key for each character.
    pub(crate) fn typed(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.wish = self.planner.press(typed_event(c), &self.keymap);
        }
        self
    }

    /// Answers a question: what was suggested is wiped out first.
    pub(crate) fn answer(&mut self, text: &str) -> &mut Self {
        self.press("ctrl-u").typed(text).press("enter")
    }

    /// Selects a slot of the days by its title.
    pub(crate) fn at(&mut self, title: &str) -> &mut Self {
        let spot = self.spot(title);
        self.planner.spot = spot;
        if self.planner.side == minutebook::app::planner::Side::Requests {
            self.press("tab");
        }
        self
    }

    pub(crate) fn spot(&self, title: &str) -> Spot {
        let titled = |spot: &Spot| self.planner.plan().at(*spot).is_some_and(|placed| placed.slot.title == title);
        self.planner.plan().spots().find(titled).unwrap_or_else(|| panic!("no slot {title}: {:?}", self.days()))
    }

    /// A day's slots: ` 09:00 15 Welcome`, `~09:15 ~30! Volunteers` for one that floats, is a guess, and does not fit.
    pub(crate) fn day(&self, number: usize) -> Vec<String> {
        let count = self.planner.plan().days[number].slots.len();
        let shown = |nth| {
            let spot = Spot::slot(number, nth);
            let (placed, times) = (self.planner.plan().at(spot).unwrap(), self.planner.times(spot).unwrap());
            let sign = if times.start_guessed { '~' } else { ' ' };
            let start = times.start.map_or("--:--".to_owned(), |start| start.format("%H:%M").to_string());
            let minutes = times.minutes.map_or("?".to_owned(), |minutes| minutes.to_string());
            let guess = if times.length_guessed { "~" } else { "" };
            let over = if times.over > 0 { format!("!{}", times.over) } else { String::new() };
            format!("{sign}{start} {guess}{minutes}{over} {}", placed.slot.title)
        };
        (0..count).map(shown).collect()
    }

    pub(crate) fn days(&self) -> Vec<Vec<String>> {
        (0..self.planner.plan().days.len()).map(|day| self.day(day)).collect()
    }

    /// What the last key has done, or why not.
    pub(crate) fn notice(&self) -> &str {
        self.planner.notice.as_ref().map_or("", |notice| &notice.text)
    }

    /// The titles of what has no slot.
    pub(crate) fn unplaced(&self) -> Vec<&str> {
        let planner = &self.planner;
        let listed = planner.listed().into_iter().take(planner.asked().unplaced());
        listed.map(|nth| planner.requests()[nth].topic.as_str()).collect()
    }

    pub(crate) fn drawn(&self, columns: u16, rows: u16) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let theme = Theme::new(Depth::Indexed);
        screen::draw(&self.planner, &theme, &mut buffer);
        crate::contrast::check(&buffer, &theme);
        buffer
    }

    pub(crate) fn picture(&self, columns: u16, rows: u16) -> String {
        let buffer = self.drawn(columns, rows);
        let row = |y| (0..columns).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..rows).map(row).collect::<Vec<_>>().join("\n")
    }
}
