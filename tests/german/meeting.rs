//! The meeting screen and what lies over it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use minutebook::agenda;
use minutebook::app::{Model, Msg, Saved, update};
use minutebook::lang::Lang;
use minutebook::meeting::{Act, Boot, Cause, Ledger, Stamp, Version, WriterId, open};
use minutebook::view::Pane;
use minutebook::words;
use ratatui::buffer::Buffer;

use super::pictures;

const AGENDA: &str = "\
---
title: Vorstand des Hafens
timezone: Europe/Berlin
chair: Ann Lee
people: [Ann Lee, Bo Chen, Fritz Möller]
---
# Montag: 2026-03-02

## 09:00 Begrüßung (15m)

- Tagesordnung bestätigen

## 09:15 Haushalt (45m)
Chair: Bo Chen
Requested by: Fritz Möller

## 10:00 Pause (20m)
Kind: break

## 10:20 Liegegebühren (40m)

# Dienstag: 2026-03-03

## 09:00 Kran (1h)
";

const WRITER: WriterId = WriterId(1);

/// A scribe at the screen.
pub(crate) struct Scribe {
    pub(crate) model: Model,
    seconds: i64,
}

fn moment(seconds: i64) -> Stamp {
    let nine = Stamp::wall("2026-03-02T09:00:00+01:00".parse().unwrap());
    let boot = Boot { id: 7, ms: 1_000_000 + u64::try_from(seconds * 1000).unwrap() };
    Stamp { at: nine.at + chrono::TimeDelta::seconds(seconds), boot: Some(boot) }
}

impl Scribe {
    pub(crate) fn new() -> Self {
        words::speak(Lang::German);
        let agenda = agenda::read(AGENDA.as_bytes(), "hafen").unwrap().agenda;
        let opening = open(agenda, "id".into(), "hafen".into(), None, "Europe/Berlin".into(), WRITER);
        let mut ledger = Ledger::new(WRITER);
        let act = Act { stamp: moment(0), events: vec![opening], cause: Cause::Fresh, clears: None };
        ledger.read(Version { writer: WRITER, seq: 1 }, &[], &act);
        Self { model: Model::new(ledger, WRITER, moment(0), Vec::new()).unwrap(), seconds: 0 }
    }

    /// In the middle of the second slot, with an entry of each kind.
    pub(crate) fn busy() -> Self {
        let mut scribe = Self::new();
        scribe.press("ctrl-n").wait(14 * 60).press("ctrl-n").wait(33 * 60);
        for line in [
            "Die Einnahmen sind gestiegen",
            "! Fritz Möller — den Bericht schreiben due 2026-03-13",
            "! den Kran prüfen",
            "= Der Haushalt ist beschlossen",
            "? Wer sagt es den Eignern",
            "PROPOSED: wir treffen uns wöchentlich",
        ] {
            scribe.typed(line).press("enter");
        }
        scribe
    }

    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let (modifiers, name) = match key.split_once('-') {
                Some(("ctrl", name)) => (KeyModifiers::CONTROL, name),
                Some(("alt", name)) => (KeyModifiers::ALT, name),
                _ => (KeyModifiers::NONE, key),
            };
            let code = match name {
                "enter" => KeyCode::Enter,
                "esc" => KeyCode::Esc,
                "up" => KeyCode::Up,
                "f1" => KeyCode::F(1),
                "f9" => KeyCode::F(9),
                one => KeyCode::Char(one.chars().next().unwrap()),
            };
            update(&mut self.model, Msg::Key(KeyEvent::new(code, modifiers)));
        }
        self
    }

    pub(crate) fn typed(&mut self, text: &str) -> &mut Self {
        for sign in text.chars() {
            update(&mut self.model, Msg::Key(KeyEvent::new(KeyCode::Char(sign), KeyModifiers::NONE)));
        }
        self
    }

    pub(crate) fn wait(&mut self, seconds: i64) -> &mut Self {
        self.seconds += seconds;
        update(&mut self.model, Msg::Now(moment(self.seconds)));
        self
    }

    fn pictures(&mut self) -> String {
        pictures(|theme, area| {
            update(&mut self.model, Msg::Resize(area.width, area.height));
            let layout = self.model.layout();
            let mut whole = Buffer::empty(area);
            for pane in Pane::ALL {
                let area = pane.area(&self.model, &layout);
                let mut buffer = Buffer::empty(area);
                pane.draw(&self.model, theme, &mut buffer);
                area.positions().for_each(|at| whole[at] = buffer[at].clone());
            }
            whole
        })
    }
}

#[test]
fn a_fresh_meeting() {
    insta::assert_snapshot!(Scribe::new().pictures());
}

#[test]
fn a_busy_slot() {
    insta::assert_snapshot!(Scribe::busy().typed("! Bo Chen — die Wege").pictures());
}

#[test]
fn a_slot_over_its_time_while_another_is_looked_at() {
    insta::assert_snapshot!(Scribe::busy().wait(20 * 60).press("alt-n").press("esc").press("ctrl-g").pictures());
}

#[test]
fn what_is_unfinished_and_the_ways_to_settle_it() {
    insta::assert_snapshot!(Scribe::busy().press("ctrl-q").pictures());
    insta::assert_snapshot!(Scribe::busy().press("ctrl-q enter").pictures());
}

#[test]
fn something_is_not_saved() {
    let mut scribe = Scribe::busy();
    update(&mut scribe.model, Msg::Saved(Saved::Failing { why: "no space left on device".to_owned(), unsaved: 2 }));
    insta::assert_snapshot!(scribe.press("ctrl-q").pictures());
}

#[test]
fn the_action_items_gone_through() {
    insta::assert_snapshot!(Scribe::busy().press("alt-e").pictures());
}

#[test]
fn the_big_clock() {
    insta::assert_snapshot!(Scribe::busy().press("f9").pictures());
}

#[test]
fn the_keys_and_the_verbs() {
    insta::assert_snapshot!(Scribe::busy().press("f1").pictures());
    insta::assert_snapshot!(Scribe::busy().typed("/zone").pictures());
}
