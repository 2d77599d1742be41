//! A series of meetings written without a screen: journals with action items that are carried, settled and decided.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

use minutebook::journal::{Heading, Origin, encode};
use minutebook::meeting::{Act, Cause, Event, Stamp, WriterId};
use serde_json::{Value, json};

use crate::Desk;

/// A meeting of its own journal.
pub(crate) struct Held {
    writer: WriterId,
    seq: u64,
    path: PathBuf,
    id: String,
    day: String,
}

impl Held {
    /// Opens a meeting of a series on a day; `number` tells it from the others. Its slots are `Review action items` and `Budget`.
    pub(crate) fn opens(desk: &Desk, number: u32, series: Option<&str>, title: &str, day: &str) -> Self {
        Self::announcing(desk, number, series, title, day, &[])
    }

    /// The same of a meeting that says when the next ones are.
    pub(crate) fn announcing(
        desk: &Desk,
        number: u32,
        series: Option<&str>,
        title: &str,
        day: &str,
        next: &[&str],
    ) -> Self {
        let slug = format!("{day}-{}", title.to_lowercase().replace(|char: char| !char.is_ascii_alphanumeric(), "-"));
        let folder = desk.path("data/meetings").join(&slug);
        fs::create_dir_all(&folder).expect("a folder");
        let writer = WriterId(number);
        let path = folder.join(format!("{writer}.jsonl"));
        let id = format!("019d0a52-7c1e-7cc3-98c4-{number:012x}");
        let mut held = Self { writer, seq: 0, path, id: id.clone(), day: day.to_owned() };
        let people = json!([{ "name": "Ada Conti", "handle": "@ada", "email": "ada@example.org" },
            { "name": "Bruno Serra" }]);
        let mut head = json!({ "title": title, "timezone": "Europe/Rome", "next_meetings": next });
        if let Some(series) = series {
            head["series"] = json!(series);
        }
        let slot = |title: &str, start: &str| json!({ "title": title, "start": start, "minutes": 30 });
        let opened = json!({ "event": "meeting_opened", "meeting": id, "slug": slug, "zone": "Europe/Rome",
            "slots": [held.id(1), held.id(2)], "agenda": { "head": head, "people": people, "groups": ["Newcomers"],
                "days": [{ "date": day, "slots": [slot("Budget", "09:00:00"), slot("Review action items", "09:30:00")] }] } });
        held.does("09:00:00", &json!([opened]));
        held
    }

    /// An identity as the events have it.
    pub(crate) fn id(&self, n: u32) -> String {
        format!("{}-{n}", self.writer)
    }

    /// The action item that is the `n`th thing made here, as other meetings name it.
    fn item(&self, n: u32) -> Value {
        json!({ "meeting": self.id, "entry": self.id(n) })
    }

    /// Notes an action item.
    pub(crate) fn owes(&mut self, n: u32, number: u32, text: &str, owners: &[&str], due: Option<&str>) {
        let mut added = json!({ "event": "entry_added", "entry": self.id(n), "slot": self.id(1), "kind": "action",
            "text": text, "number": number, "owners": owners });
        if let Some(due) = due {
            added["due"] = json!(due);
        }
        self.does("09:10:00", &json!([added]));
    }

    /// Notes a decision.
    pub(crate) fn decides(&mut self, n: u32, text: &str) {
        let added = json!({ "event": "entry_added", "entry": self.id(n), "slot": self.id(1), "kind": "decision",
            "text": text });
        self.does("09:20:00", &json!([added]));
    }

    /// Begins with an item of another meeting.
    pub(crate) fn carries(&mut self, other: &Self, n: u32, number: u32, text: &str) {
        let mut item = other.item(n);
        item["number"] = json!(number);
        item["text"] = json!(text);
        let event = json!({ "event": "items_carried", "items": [item], "numbers_from": number + 1 });
        self.does("09:00:01", &json!([event]));
    }

    /// Says, in the `line`th thing made here, what became of the `n`th of another meeting.
    pub(crate) fn says(&mut self, line: u32, other: &Self, n: u32, became: &Value) {
        let mut review = other.item(n);
        for (name, value) in became.as_object().expect("what became of it") {
            review[name] = value.clone();
        }
        let added = json!({ "event": "entry_added", "entry": self.id(line), "slot": self.id(2), "text": "reviewed",
            "review": review });
        self.does("09:31:00", &json!([added]));
    }

    pub(crate) fn closes(&mut self) {
        self.does("10:00:00", &json!([{ "event": "meeting_closed" }]));
    }

    /// What is done at a time of its day.
    pub(crate) fn does(&mut self, time: &str, events: &Value) {
        self.seq += 1;
        let events: Vec<Event> = serde_json::from_value(events.clone()).expect("events");
        let at = format!("{}T{time}+01:00", self.day);
        let act = Act { stamp: Stamp::wall(at.parse().expect("a time")), events, cause: Cause::Fresh, clears: None };
        let origin = Origin { host: "minutebook on desk".to_owned(), machine: None, by: Some("Ada".to_owned()) };
        let origin = (self.seq == 1).then_some(&origin);
        let mut line = Vec::new();
        encode(&mut line, &Heading { origin, ..Heading::new(self.writer, self.seq) }, &act).expect("a line");
        let mut file = OpenOptions::new().create(true).append(true).open(&self.path).expect("a journal");
        file.write_all(&line).expect("a line written");
    }
}
