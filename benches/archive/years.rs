//! Ten years of meetings in twenty series, written as journals: the same in every run.
//!
//! Action items are carried from meeting to meeting until somebody says that they are done; some meetings are long and most
//! are short, and some series meet each week and some each quarter. Clocks run, the first slots of a series are the same in each of
//! its meetings, and it is noted who was there and who left before the end. Not here: anything that is measured.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use minutebook::journal::{Heading, encode};
use minutebook::meeting::{
    Act, Agenda, CarriedItem, Cause, Content, EntryId, Event, Head, Id, ItemChanges, ItemRef, Kind, Person, PlannedDay,
    PlannedSlot, Presence, Review, SlotId, Stamp, Status, TalkingPoint, WriterId,
};

use crate::words::{Dice, Words};

const WRITER: WriterId = WriterId(0x0000_000a);
const SERIES: usize = 20;
const SLOTS: u32 = 7;

/// So many slots of a series come back in each of its meetings, the review of action items among them.
const RECURRING: u32 = 4;

/// More action items than that no meeting goes through.
const MOST_CARRIED: usize = 40;

const OWNERS: [&str; 12] = [
    "Ann Lee",
    "Bo Chen",
    "Chidi Okafor",
    "Dana Reyes",
    "Elif Yılmaz",
    "José Ruiz",
    "Grace Hall",
    "Hana Sato",
    "Ivo Novak",
    "Jo Park",
    "李雷",
    "Zoë O’Mullane",
];

/// How much is written.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    pub(crate) meetings: usize,
    pub(crate) entries: usize,
}

struct Series {
    name: Option<String>,
    /// The titles of the slots that it has in each meeting.
    topics: Vec<String>,
    open: Vec<CarriedItem>,
    number: u32,
}

/// Writes the meetings into a data folder; how many lines were noted.
pub(crate) fn write(folder: &Path, scale: Scale) -> usize {
    let mut dice = Dice(7);
    let words = Words::new();
    let name = |n: usize| (n + 1 < SERIES).then(|| format!("Series {} {}", n + 1, words.line(&mut Dice(n as u64))));
    let topics = |n: usize| {
        let mut dice = Dice(1_000 + n as u64);
        let two_words = |_| format!("{} {}", words.word(&mut dice), words.word(&mut dice));
        std::iter::once("Review action items".to_owned()).chain((1..RECURRING).map(two_words)).collect()
    };
    let begun = |n| Series { name: name(n), topics: topics(n), open: Vec::new(), number: 1 };
    let mut series: Vec<Series> = (0..SERIES).map(begun).collect();
    let mut noted = 0;
    for n in 0..scale.meetings {
        let day =
            NaiveDate::from_ymd_opt(2016, 1, 4).unwrap_or_default() + Days::new((n * 3_650 / scale.meetings) as u64);
        // Of twenty series the first meets most often.
        let which = dice.below(SERIES).min(dice.below(SERIES));
        let tenths = match dice.below(20) {
            0..10 => 4,
            10..16 => 10,
            16..19 => 20,
            _ => 40,
        };
        let count = (scale.entries * tenths / scale.meetings / 10).max(1);
        let mut meeting = Meeting::begin(n, day, &mut series[which], &words, &mut dice);
        meeting.hold(count, &mut series[which], &words, &mut dice);
        noted += meeting.entries as usize;
        let place = folder.join("meetings").join(&meeting.slug);
        fs::create_dir_all(&place).expect("a folder");
        fs::write(place.join(format!("{WRITER}.jsonl")), &meeting.journal).expect("a journal");
    }
    noted
}

/// Adds a line to a meeting that was written, as its scribe would.
pub(crate) fn go_on(folder: &Path, slug: &str, text: &str) {
    let path = folder.join("meetings").join(slug).join(format!("{WRITER}.jsonl"));
    let mut journal = fs::read(&path).expect("a journal");
    let seq = journal.split(|byte| *byte == b'\n').count() as u64;
    let at = DateTime::parse_from_rfc3339("2026-03-01T10:00:00Z").expect("a time");
    let content = Box::new(Content { text: text.to_owned(), ..Content::default() });
    let entry = EntryId(Id { writer: WRITER, n: 9_000_000 });
    let event = Event::EntryAdded { entry, slot: slot(0), after: None, depth: 0, content };
    let act = Act { stamp: Stamp::wall(at), events: vec![event], cause: Cause::Fresh, clears: None };
    encode(&mut journal, &Heading::new(WRITER, seq), &act).expect("a record");
    fs::write(path, journal).expect("a journal");
}

struct Meeting {
    id: String,
    slug: String,
    title: String,
    at: DateTime<FixedOffset>,
    journal: Vec<u8>,
    seq: u64,
    entries: u32,
    /// The last line of each slot.
    last: Vec<Option<EntryId>>,
}

impl Meeting {
    fn begin(n: usize, day: NaiveDate, series: &mut Series, words: &Words, dice: &mut Dice) -> Self {
        let title = series.name.clone().unwrap_or_else(|| format!("About {} {n}", words.word(dice)));
        let slug = minutebook::archive::slug(&format!("{title} {n}"), Some(day));
        let at = day.and_hms_opt(9, 0, (n % 60) as u32).unwrap_or_default().and_utc().fixed_offset();
        let id = format!("{n:08x}-0000-7000-8000-00000000000a");
        let mut meeting =
            Self { id, slug, title, at, journal: Vec::new(), seq: 0, entries: 0, last: vec![None; SLOTS as usize] };
        let opened = Event::MeetingOpened {
            meeting: meeting.id.clone(),
            slug: meeting.slug.clone(),
            path: None,
            zone: "Europe/Zurich".to_owned(),
            agenda: Box::new(agenda(&meeting.title, series, day, words, dice)),
            slots: (0..SLOTS).map(slot).collect(),
        };
        meeting.act(vec![opened]);
        let items: Vec<CarriedItem> = series.open.iter().take(MOST_CARRIED).cloned().collect();
        meeting.act(vec![Event::ItemsCarried { items, numbers_from: series.number }]);
        meeting
    }

    fn hold(&mut self, count: usize, series: &mut Series, words: &Words, dice: &mut Dice) {
        let there = self.arrive(dice);
        self.act(vec![Event::ClockStarted { slot: slot(0) }]);
        self.review(series, dice);
        let mut held = 0;
        for n in 0..count {
            let at = 1 + (n * (SLOTS as usize - 1) / count) as u32;
            if at != held {
                self.act(vec![Event::ClockStopped { slot: slot(held) }, Event::ClockStarted { slot: slot(at) }]);
                held = at;
            }
            self.say(at, series, words, dice);
        }
        for name in there.into_iter().filter(|_| dice.below(6) == 0) {
            self.comes(name, Presence::Left);
        }
        self.act(vec![Event::ClockStopped { slot: slot(held) }, Event::MeetingClosed]);
    }

    /// Notes who is there and who sent word of not coming; most are there, and of some nothing is noted.
    fn arrive(&mut self, dice: &mut Dice) -> Vec<&'static str> {
        let mut there = Vec::new();
        for name in OWNERS {
            match dice.below(10) {
                0 => self.comes(name, Presence::Regrets),
                1..8 => {
                    self.comes(name, Presence::Present);
                    there.push(name);
                }
                _ => {}
            }
        }
        there
    }

    fn comes(&mut self, name: &str, presence: Presence) {
        self.act(vec![Event::AttendanceChanged { name: name.to_owned(), presence }]);
    }

    /// Goes through what is open: most of it gets done some time.
    fn review(&mut self, series: &mut Series, dice: &mut Dice) {
        for item in series.open.iter_mut().take(MOST_CARRIED) {
            item.carried += 1;
        }
        let mut kept = Vec::new();
        for (n, item) in std::mem::take(&mut series.open).into_iter().enumerate() {
            if n >= MOST_CARRIED || dice.below(2) == 0 {
                kept.push(item);
                continue;
            }
            let changes = ItemChanges { status: Some(Status::Done), ..ItemChanges::default() };
            let text = changes.in_words(item.number, &item.text);
            let review = Some(Box::new(Review { item: item.item, changes }));
            self.note(0, Content { text, review, ..Content::default() });
        }
        series.open = kept;
    }

    fn say(&mut self, slot: u32, series: &mut Series, words: &Words, dice: &mut Dice) {
        let mut content = Content { text: words.line(dice), ..Content::default() };
        match dice.below(200) {
            0..5 => {
                content.kind = Kind::Action;
                content.owners = vec![(*dice.one_of(&OWNERS)).to_owned()];
                content.due = Some(self.at.date_naive() + Days::new(dice.below(60) as u64));
                content.number = Some(series.number);
                if dice.below(3) == 0 {
                    let key = format!("DM-{}", dice.below(9_000));
                    content.text = format!("{} {key}", content.text);
                    content.tickets = vec![key];
                }
                series.open.push(self.open_item(&content, series.number));
                series.number += 1;
            }
            5..13 => content.kind = Kind::Decision,
            13..19 => content.kind = Kind::Question,
            19..35 => {
                content.kind = Kind::Speech;
                content.speaker = Some((*dice.one_of(&OWNERS)).to_owned());
            }
            _ => {}
        }
        self.note(slot, content);
    }

    fn open_item(&self, content: &Content, number: u32) -> CarriedItem {
        let entry = EntryId(Id { writer: WRITER, n: self.entries + 100 });
        CarriedItem {
            item: ItemRef { meeting: Some(self.id.clone()), entry },
            number,
            text: content.text.clone(),
            owners: content.owners.clone(),
            due: content.due,
            priority: None,
            tickets: content.tickets.clone(),
            raised: Some(self.at.date_naive()),
            title: self.title.clone(),
            topic: "Status".to_owned(),
            carried: 0,
        }
    }

    fn note(&mut self, at: u32, content: Content) {
        let entry = EntryId(Id { writer: WRITER, n: self.entries + 100 });
        let after = self.last[at as usize].replace(entry);
        self.entries += 1;
        self.act(vec![Event::EntryAdded { entry, slot: slot(at), after, depth: 0, content: Box::new(content) }]);
    }

    fn act(&mut self, events: Vec<Event>) {
        self.seq += 1;
        self.at += TimeDelta::milliseconds(7_013);
        let act = Act { stamp: Stamp::wall(self.at), events, cause: Cause::Fresh, clears: None };
        encode(&mut self.journal, &Heading::new(WRITER, self.seq), &act).expect("an act can be written");
    }
}

fn slot(n: u32) -> SlotId {
    SlotId(Id { writer: WRITER, n: n + 1 })
}

fn agenda(title: &str, series: &Series, day: NaiveDate, words: &Words, dice: &mut Dice) -> Agenda {
    // Meetings that belong to no series have nothing in common.
    let again = |n: u32| series.topics.get(n as usize).filter(|_| n == 0 || series.name.is_some());
    let slot = |n: u32, dice: &mut Dice| PlannedSlot {
        title: again(n).cloned().unwrap_or_else(|| format!("{} {}", words.word(dice), words.word(dice))),
        minutes: Some(5 + 5 * (n % 4)),
        recurs: again(n).is_some(),
        description: if dice.below(4) == 0 { words.line(dice) } else { String::new() },
        topics: vec![TalkingPoint { text: words.line(dice), children: vec![] }],
        ..PlannedSlot::default()
    };
    let slots = (0..SLOTS).map(|n| slot(n, dice)).collect();
    let person = |name: &str| Person { name: name.to_owned(), ..Person::default() };
    Agenda {
        head: Head { title: title.to_owned(), series: series.name.clone(), ..Head::default() },
        people: OWNERS.iter().map(|name| person(name)).collect(),
        days: vec![PlannedDay { date: Some(day), slots, ..PlannedDay::default() }],
        ..Agenda::default()
    }
}
