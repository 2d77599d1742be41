//! The meeting that the picture shows: invented, half way through its morning, with something of everything.
//!
//! It is played with the keys that a scribe would press. Not here: drawing.

use chrono::{DateTime, FixedOffset};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use minutebook::agenda;
use minutebook::app::{Model, Msg, update};
use minutebook::meeting::{Act, Cause, Ledger, Stamp, WriterId, open};

pub(crate) const TITLE: &str = "minutebook during a meeting";

pub(crate) const DESCRIPTION: &str = "A terminal. On the left the agenda: two slots are ticked with the minutes they \
    took, the third runs, others are ahead; below it the action items. On the right the running slot: its title, a timer \
    with a bar, the talking points prepared for it, nested notes with a decision, an open question and an action item with \
    its owner and due date, and at the foot a half-typed action item with a preview of its owner and due date.";

const AGENDA: &str = "\
---
title: Tern Point lighthouse trust
timezone: Europe/Dublin
chair: Maeve Dolan
tickets: https://tracker.example/browse/{key}
people: [Maeve Dolan, Ravi Anand, Ingrid Solberg, Tomás Reyes, Yuki Mori]
groups: [Lamp crew]
---
# Winter meeting: 2026-11-19

## 09:30 Welcome (10m)
## 09:40 Grants (25m)
## 10:05 Lens repair (30m)
Chair: Ravi Anand

- Survey: which prisms are cracked
- New glass: cast nearby, or order from Murano?
  - Price, and delivery before the storms
- Who keeps the light meanwhile

## 10:35 Tea (15m)
Kind: break

## 10:50 Access road (25m)
## 11:15 Open days 2027 (20m)
## 11:35 Night watch (15m)
## 11:50 Volunteers (20m)
## 12:10 Any other business (10m)

# Visit: 2026-11-20

## 09:00 Crossing (40m)
## 09:40 Lamp room (1h)
## 10:40 Fog horn (20m)
## 11:00 Way back (40m)
";

/// A scribe with a clock on the wall.
struct Scribe(Model);

impl Scribe {
    fn at(&mut self, time: &str) -> &mut Self {
        update(&mut self.0, Msg::Now(Stamp::wall(moment(time))));
        self
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) -> &mut Self {
        update(&mut self.0, Msg::Key(KeyEvent::new(code, modifiers)));
        self
    }

    fn next_slot(&mut self) -> &mut Self {
        self.key(KeyCode::Char('n'), KeyModifiers::CONTROL)
    }

    fn deeper(&mut self) -> &mut Self {
        self.key(KeyCode::Tab, KeyModifiers::NONE)
    }

    fn shallower(&mut self) -> &mut Self {
        self.key(KeyCode::BackTab, KeyModifiers::SHIFT)
    }

    fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.key(KeyCode::Char(letter), KeyModifiers::NONE);
        }
        self
    }

    fn says(&mut self, line: &str) -> &mut Self {
        self.types(line).key(KeyCode::Enter, KeyModifiers::NONE)
    }
}

fn moment(time: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("2026-11-19T{time}+00:00")).expect("a time of day")
}

/// The screen at 10:27.
pub(crate) fn model() -> Model {
    let agenda = agenda::read(AGENDA.as_bytes(), "trust").expect("an agenda of ours").agenda;
    let writer = WriterId(1);
    let began = Stamp::wall(moment("09:28:00"));
    let opened = open(agenda, String::new(), "trust".to_owned(), None, "Europe/Dublin".to_owned(), writer);
    let mut ledger = Ledger::default();
    ledger.commit(&Act { stamp: began, events: vec![opened], cause: Cause::Fresh, clears: None });
    let mut scribe = Scribe(Model::new(ledger, writer, began, Vec::new()).expect("a meeting with slots"));
    scribe.0.size = (112, 34);
    play(&mut scribe);
    scribe.0
}

fn play(scribe: &mut Scribe) {
    scribe.at("09:31:00").next_slot();
    scribe.at("09:33:00").says("Everybody is here; Yuki by phone");
    scribe.at("09:40:00").next_slot();
    scribe.at("09:45:00").says("! Maeve — send the grant report LH-38").says("! Yuki — ask the county to match it");
    // The first of them was done on the spot.
    scribe.key(KeyCode::Up, KeyModifiers::NONE).key(KeyCode::Up, KeyModifiers::NONE);
    scribe.key(KeyCode::Char('d'), KeyModifiers::CONTROL).key(KeyCode::Esc, KeyModifiers::NONE);
    scribe.at("10:09:00").next_slot();
    scribe.at("10:11:00").says("Survey is in: 14 of 352 prisms are cracked, all of them in the lower panels");
    scribe.deeper().says("Worst are the two rings that came loose in the January storm");
    scribe.says("The brass frame is sound, no rust under the paint");
    scribe.shallower().says("Murano can cast from our drawings in nine weeks");
    scribe.deeper().says("A kiln nearby is cheaper, but has never made prisms");
    scribe.deeper().says("Ingrid has seen their samples: too many bubbles");
    scribe.shallower().shallower().says("= Order the glass from Murano; the kiln casts one ring as a test");
    scribe.says("? Who insures the lens on its way");
    scribe.says("Without the lens the lamp shows half as far, from February to May");
    scribe.deeper().says("Both harbours have to be told, and the ferry").shallower();
    scribe.says("! Ravi — get quotes for the transport both ways LH-41 due 2026-12-04");
    scribe.says("! Yuki, Tomás — tell harbours and ferry about the dark weeks");
    scribe.at("10:27:24").types("! Ingrid — rig the spare lamp due 2026-12-11");
}
