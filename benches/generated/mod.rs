//! A meeting that a made-up scribe fills: acts of every sort, in the proportions of a long day, the same in every run.
//!
//! Every act is decided by the meeting's own rules and every line read by the notation, so that what is measured has the
//! shape of what is typed. Not here: anything that is measured.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};
use minutebook::meeting::{
    self, Act, Agenda, Boot, CarriedItem, Cause, Command, Content, Entry, EntryId, Event, Head, Id, ItemRef, Ledger,
    Person, PlannedDay, PlannedSlot, SlotId, Stamp, Status, TalkingPoint, Tickets, WriterId, decide,
};
use minutebook::notation::{self, Roster};

/// Whose hand it is.
pub(crate) const WRITER: WriterId = WriterId(0x1f3a_9c0b);

/// Slots of the meeting, eight a day.
pub(crate) const SLOTS: usize = 16;

const FIRST_NAMES: [&str; 25] = [
    "Ann", "Bo", "Chidi", "Dana", "Elif", "Femi", "Grace", "Hana", "Ivo", "Jo", "Kim", "Leanne", "Maya", "Nils",
    "Olga", "Pia", "Quentin", "Rosa", "José", "Tariq", "Uma", "Vera", "Wil", "Xiu", "Yann",
];

const LAST_NAMES: [&str; 20] = [
    "Lee",
    "Chen",
    "Okafor",
    "Reyes",
    "Yılmaz",
    "Adeyemi",
    "Hall",
    "Sato",
    "Novak",
    "Park",
    "Guy",
    "Iyer",
    "Berg",
    "Ivanova",
    "Rossi",
    "O'Mullane",
    "Ruiz",
    "Khan",
    "Rao",
    "Weber",
];

const WORDS: [&str; 40] = [
    "the",
    "pipeline",
    "release",
    "needs",
    "a",
    "second",
    "review",
    "before",
    "we",
    "freeze",
    "it",
    "and",
    "budget",
    "for",
    "next",
    "year",
    "stays",
    "open",
    "until",
    "site",
    "visit",
    "results",
    "from",
    "March",
    "show",
    "drift",
    "calibration",
    "data",
    "naïve",
    "estimate",
    "was",
    "too",
    "low",
    "by",
    "half",
    "users",
    "asked",
    "documentation",
    "会議",
    "tests",
];

/// Numbers that look like chance and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// The made-up scribe and the meeting so far.
pub(crate) struct Scribe {
    /// The meeting and what can be taken back in it.
    pub(crate) ledger: Ledger,
    /// The time of the last act.
    pub(crate) now: Stamp,
    roster: Roster,
    dice: Dice,
    /// The slot being talked about, by its number.
    at: usize,
}

impl Scribe {
    /// A meeting of sixteen slots with that many people (500 at most), and the act that opened it.
    pub(crate) fn begin(people: usize) -> (Self, Act) {
        let now = Stamp { at: DateTime::UNIX_EPOCH.into(), boot: Some(Boot { id: 7, ms: 0 }) };
        let mut scribe = Self { ledger: Ledger::new(WRITER), now, roster: Roster::default(), dice: Dice(1), at: 0 };
        scribe.now = scribe.moment(TimeDelta::days(18_197));
        let opening = meeting::open(
            agenda(people),
            "016e1234-0000-7000-8000-00001f3a9c0b".to_owned(),
            "long-meeting".to_owned(),
            None,
            "Europe/Zurich".to_owned(),
            WRITER,
        );
        let act = scribe.act(Cause::Fresh, vec![opening]);
        let meeting = &scribe.ledger.meeting;
        scribe.roster = Roster::new(&meeting.people, &meeting.groups);
        (scribe, act)
    }

    /// Makes the meeting go on from earlier ones of which so many action items are open.
    #[allow(dead_code, reason = "not every bench is about a series")]
    pub(crate) fn carry(&mut self, items: u32) -> Act {
        let people = &self.ledger.meeting.people;
        let carried = (1..=items).map(|number| CarriedItem {
            item: ItemRef {
                meeting: Some(format!("016e0000-0000-7000-8000-{:012x}", number / 5)),
                entry: EntryId(Id { writer: WriterId(0xb), n: number }),
            },
            number,
            text: format!("look into the drift of the calibration of sensor {number} before the freeze"),
            owners: people
                .iter()
                .skip(number as usize % people.len().max(1))
                .take(1)
                .map(|one| one.name.clone())
                .collect(),
            due: NaiveDate::from_ymd_opt(2019, 10, 1 + number % 28),
            priority: None,
            tickets: Vec::new(),
            raised: NaiveDate::from_ymd_opt(2019, 9, 1 + number % 28),
            title: format!("Weekly {}", number / 5),
            topic: "Status".to_owned(),
            carried: number % 7,
        });
        let command = Command::Carry(carried.collect(), items + 1);
        let events = decide(&self.ledger.meeting, command, WRITER, &self.now).expect("they are new here");
        self.act(Cause::Fresh, events)
    }

    /// The identity of a slot by its number, from 0.
    pub(crate) fn slot(&self, number: usize) -> SlotId {
        let slot = self.ledger.meeting.slots().nth(number % SLOTS);
        slot.expect("the agenda has sixteen slots").id
    }

    /// Does something in one of the first `slots` slots: mostly the line that was said is added; of a hundred acts some
    /// change, move, tick off or remove one, take one back or go on to another slot.
    pub(crate) fn work(&mut self, slots: usize) -> Act {
        let line = self.line();
        let add = || vec![(0, line.clone())];
        let recent = self.recent();
        let done = match (self.dice.below(100), recent) {
            (0..8, Some(entry)) => self.perform(Command::Revise(entry, line.clone())),
            (8..10, Some(entry)) => self.perform(Command::MoveUp(entry)),
            (10..12, Some(entry)) => self.perform(Command::Indent(entry)),
            (12..15, Some(entry)) => self.perform(Command::SetStatus(entry, Status::Done)),
            (15, Some(entry)) => self.perform(Command::Remove(entry)),
            (16, _) => self.ledger.undo().map(|(cause, events)| self.act(cause, events)),
            (17, _) => self.ledger.redo().map(|(cause, events)| self.act(cause, events)),
            (18..20, _) => {
                self.at = self.dice.below(slots);
                let slot = self.slot(self.at);
                self.perform(Command::TakeUp(slot)).or_else(|| self.perform(Command::Pause))
            }
            _ => None,
        };
        let slot = self.slot(self.at);
        done.or_else(|| self.perform(Command::Add { slot, after: None, lines: add() }))
            .expect("a line can always be added")
    }

    /// An entry of the slot being talked about: most times one of its last, which are on screen.
    fn recent(&mut self) -> Option<EntryId> {
        let reach = if self.dice.below(4) > 0 { 20 } else { usize::MAX };
        let slot = self.slot(self.at);
        let count = self.ledger.meeting.slot(slot).map_or(0, |slot| slot.entries.len());
        let back = self.dice.below(count.min(reach).max(1));
        let entries: &[Entry] = self.ledger.meeting.slot(slot).map_or(&[], |slot| &slot.entries);
        entries.iter().rev().nth(back).map(|entry| entry.id)
    }

    fn perform(&mut self, command: Command) -> Option<Act> {
        let events = decide(&self.ledger.meeting, command, WRITER, &self.now).ok()?;
        Some(self.act(Cause::Fresh, events))
    }

    fn act(&mut self, cause: Cause, events: Vec<Event>) -> Act {
        self.now = self.moment(TimeDelta::milliseconds(7_013));
        let act = Act { stamp: self.now, events, cause, clears: None };
        self.ledger.commit(&act);
        act
    }

    fn moment(&self, later: TimeDelta) -> Stamp {
        let ms = later.num_milliseconds().unsigned_abs();
        let boot = self.now.boot.map(|boot| Boot { ms: boot.ms + ms, ..boot });
        Stamp { at: self.now.at + later, boot }
    }

    /// What somebody said, as it is typed and read.
    fn line(&mut self) -> Content {
        let typed = match self.dice.below(20) {
            0..3 => format!("! {} — {} due 2019-11-{:02}", self.person(), self.words(), 1 + self.dice.below(30)),
            3 => format!("! {} @{}", self.words(), self.person()),
            4 | 5 => format!("= {}", self.words()),
            6 => format!("? {}", self.words()),
            7 => format!("{} DM-{}", self.words(), self.dice.below(9_000)),
            _ => self.words(),
        };
        notation::parse(
            &typed,
            &notation::Context {
                roster: &self.roster,
                tickets: &Tickets::Any,
                today: NaiveDate::default(),
                next_meeting: None,
                verbs: &[],
            },
        )
        .content()
    }

    fn words(&mut self) -> String {
        let count = 4 + self.dice.below(14);
        (0..count).map(|_| self.dice.one_of(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    fn person(&mut self) -> String {
        let people = &self.ledger.meeting.people;
        people[self.dice.below(people.len())].name.clone()
    }
}

/// Two days of eight slots, one an hour, each with its talking points.
fn agenda(people: usize) -> Agenda {
    let person = |number: usize| {
        let (first, last) = (FIRST_NAMES[number % FIRST_NAMES.len()], LAST_NAMES[number / 25 % LAST_NAMES.len()]);
        let handle = Some(format!("{first}{number}").to_lowercase());
        Person { name: format!("{first} {last}"), handle, ..Person::default() }
    };
    let slot = |day: usize, hour: usize| PlannedSlot {
        title: format!("Subject {} of day {}", hour + 1, day + 1),
        start: NaiveTime::from_hms_opt(9 + hour as u32, 0, 0),
        minutes: Some(55),
        topics: ["What was agreed", "What is late"]
            .map(|text| TalkingPoint { text: text.to_owned(), children: vec![] })
            .to_vec(),
        ..PlannedSlot::default()
    };
    let day = |number: usize| PlannedDay {
        date: NaiveDate::from_ymd_opt(2019, 10, 28 + number as u32),
        title: format!("Day {}", number + 1),
        slots: (0..SLOTS / 2).map(|hour| slot(number, hour)).collect(),
        ..PlannedDay::default()
    };
    Agenda {
        head: Head { title: "A long meeting".to_owned(), ..Head::default() },
        people: (0..people).map(person).collect(),
        groups: vec!["DM-SST".to_owned()],
        days: (0..2).map(day).collect(),
        ..Agenda::default()
    }
}
