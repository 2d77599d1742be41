//! A meeting of a series in every form: what it carried over, what was said of that, how far its minutes are, what was corrected, and
//! what became of its own action items.

use std::collections::BTreeMap;

use minutebook::agenda;
use minutebook::meeting::{
    Act, CarriedItem, Cause, Command, Content, EntryId, Id, ItemChanges, ItemRef, Kind, Ledger, SlotId, Stamp, Status,
    Version, WriterId, corrections, decide, open,
};
use minutebook::minutes::{self, Aftermath, Corrected, Format, Lang, Later, Minutes, Only, Options, SaidAfter};
use serde_json::{Value, json};

use crate::example;
use crate::json::objections;

const ANN: WriterId = WriterId(0xa);

/// The forms that people read.
const READ: [Format; 6] = [Format::Markdown, Format::Html, Format::Text, Format::Confluence, Format::Wiki, Format::Org];

fn carried(number: u32, text: &str, owner: &str) -> CarriedItem {
    let entry = EntryId(Id { writer: WriterId(0xb), n: number });
    CarriedItem {
        item: ItemRef { meeting: Some("before".to_owned()), entry },
        number,
        text: text.to_owned(),
        owners: vec![owner.to_owned()],
        due: "2026-02-09".parse().ok(),
        priority: None,
        tickets: vec![],
        raised: "2026-02-02".parse().ok(),
        title: "Weekly of <February>".to_owned(),
        topic: "Plans".to_owned(),
        carried: 1,
    }
}

/// A meeting as it goes on.
struct Sitting {
    ledger: Ledger,
    acts: Vec<Act>,
    now: Stamp,
}

impl Sitting {
    fn take(&mut self, time: &str, command: Command) {
        self.now = example::stamp(&format!("2026-02-{time}:00Z"));
        let events = decide(&self.ledger.meeting, command, ANN, &self.now).unwrap();
        self.act(events);
    }

    fn act(&mut self, events: Vec<minutebook::meeting::Event>) {
        let act = Act { stamp: self.now, events, cause: Cause::Fresh, clears: None };
        self.ledger.commit(&act);
        self.acts.push(act);
    }

    fn slot(&self, title: &str) -> SlotId {
        self.ledger.meeting.slots().find(|slot| slot.plan.title == title).unwrap().id
    }

    fn entry(&self, text: &str) -> EntryId {
        self.ledger.meeting.entries().find(|(_, entry)| entry.text == text).unwrap().1.id
    }

    fn add(&mut self, time: &str, content: Content) {
        let slot = self.slot("Plans");
        self.take(time, Command::Add { slot, after: None, lines: vec![(0, content)] });
    }
}

fn action(text: &str) -> Content {
    Content {
        kind: Kind::Action,
        text: text.to_owned(),
        owners: vec!["Bo Chen".to_owned()],
        due: "2026-02-16".parse().ok(),
        ..Content::default()
    }
}

/// One that carried two items, closed the first, was approved, opened again, corrected and closed.
fn played() -> Sitting {
    let text = "---\ntitle: Weekly\nseries: Weekly\ntimezone: UTC\npeople: [Ann Lee, Bo Chen]\nfollows: before\n---\n\
                # 2026-02-10\n\n## 09:00 Review of action items (10m)\nRecurs: yes\n\n## 09:10 Plans (20m)\n\
                Put off: 2026-02-03\n";
    let agenda = agenda::read(text.as_bytes(), "weekly").unwrap().agenda;
    let mut sitting =
        Sitting { ledger: Ledger::new(ANN), acts: Vec::new(), now: example::stamp("2026-02-10T09:00:00Z") };
    sitting.act(vec![open(agenda, "this".into(), "weekly".into(), None, "UTC".into(), ANN)]);
    let items = vec![carried(12, "draft the *plan*", "Ann Lee"), carried(14, "book the room", "Bo Chen")];
    sitting.take("10T09:01", Command::Carry(items, 15));
    let changes =
        ItemChanges { status: Some(Status::Done), reason: Some("sent it".to_owned()), ..ItemChanges::default() };
    let item = carried(12, "", "").item;
    let slot = sitting.slot("Review of action items");
    sitting.take("10T09:02", Command::Review { slot, item, changes });
    sitting.add("10T09:12", action("print it"));
    sitting.add("10T09:13", Content { text: "all is well".to_owned(), ..Content::default() });
    sitting.take("10T09:30", Command::Close);
    sitting.take("11T10:00", Command::Approve(vec!["Ann Lee".to_owned()]));
    sitting.take("12T10:00", Command::Reopen);
    let print = sitting.entry("print it");
    sitting.take("12T10:01", Command::Revise(print, action("print it twice")));
    sitting.take("12T10:02", Command::Remove(sitting.entry("all is well")));
    sitting.add("12T10:03", Content { text: "nothing is <well>".to_owned(), ..Content::default() });
    sitting.take("12T10:04", Command::Close);
    sitting
}

fn later(sitting: &Sitting) -> Later {
    let acts = sitting.acts.iter().zip(1..).map(|(act, seq)| (Version { writer: ANN, seq }, &[][..], act));
    let by = "Ann Lee".to_owned();
    let corrected = corrections(acts).into_iter().map(|correction| Corrected { correction, by: by.clone() });
    let said = |day: &str, meeting: Option<&str>| SaidAfter {
        at: format!("2026-02-{day}T09:00:00Z").parse().unwrap(),
        meeting: meeting.map(str::to_owned),
    };
    let at = said("17", Some("Weekly, a week later"));
    let aftermath = Aftermath {
        status: Some((Status::Done, Some("on paper".to_owned()), at.clone())),
        owners: Some((vec!["Ann Lee".to_owned()], at)),
        due: Some(("2026-02-20".parse().ok(), said("15", None))),
    };
    Later {
        corrections: corrected.collect(),
        aftermath: BTreeMap::from([(sitting.entry("print it twice"), aftermath)]),
    }
}

fn written(format: Format, sitting: &Sitting, options: &Options) -> String {
    let later = later(sitting);
    let now = example::stamp("2026-03-01T12:00:00Z");
    let minutes = Minutes::new(&sitting.ledger.meeting, &[], None, &now).with(&later);
    String::from_utf8(minutes::write(format, &minutes, options).unwrap()).unwrap()
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, behind)| behind));
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .into_iter()
        .fold(text, |text, (entity, sign)| text.replace(entity, sign))
}

/// Without markup and escapes, on one line.
fn shown(format: Format, file: &str) -> String {
    let text = if matches!(format, Format::Html | Format::Confluence) { without_tags(file) } else { file.to_owned() };
    let text = text.replace(['\\', '*', '_', '\u{200b}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_carried_over_what_became_of_it_and_what_was_corrected_stand_in_every_form() {
    let sitting = played();
    for format in READ {
        let file = shown(format, &written(format, &sitting, &Options::default()));
        for said in [
            "Status",
            "Draft · approved by Ann Lee, Wed 11 Feb 2026, 10:00 · opened again Thu 12 Feb 2026, 10:00",
            "Action items carried over",
            "book the room · due Mon 9 Feb 2026 · noted in Weekly of <February>, Plans (Mon 2 Feb 2026) · carried over 2 times",
            "carried over 2 times · sent it",
            "on Tue 17 Feb 2026 in Weekly, a week later (on paper)",
            "now Ann Lee since Tue 17 Feb 2026 in Weekly, a week later",
            "now due Fri 20 Feb 2026 since Sun 15 Feb 2026",
            "Corrections after approval",
            "Bo Chen — print it (due Mon 16 Feb 2026) → Bo Chen — print it twice",
            "all is well · Plans · Thu 12 Feb 2026, 10:02 · Ann Lee",
        ] {
            assert!(file.contains(said), "{format:?}: {said} is not in\n{file}");
        }
        let [open, closed] = ["book the room", "draft the plan · due"].map(|text| file.find(text).unwrap());
        assert!(open < closed, "{format:?}: the open ones come first");
    }
}

#[test]
fn where_no_action_item_is_new_the_minutes_say_how_many_were_carried_over() {
    let mut sitting = played();
    sitting.take("13T10:00", Command::Reopen);
    sitting.take("13T10:01", Command::Remove(sitting.entry("print it twice")));
    sitting.take("13T10:02", Command::Close);
    let now = example::stamp("2026-03-01T12:00:00Z");
    for format in READ {
        let minutes = Minutes::new(&sitting.ledger.meeting, &[], None, &now);
        let file = minutes::write(format, &minutes, &Options::default()).unwrap();
        let file = shown(format, &String::from_utf8(file).unwrap());
        assert!(file.contains("None new, carried over: 1."), "{format:?}: {file}");
    }
}

#[test]
fn the_action_items_alone_have_the_carried_ones_that_are_still_open() {
    let sitting = played();
    let only = Options { only: Some(Only::Actions), ..Options::default() };
    for format in READ {
        let file = written(format, &sitting, &only);
        assert!(file.contains("book the room") && !file.contains("sent it"), "{format:?}: {file}");
        assert!(!file.contains("Corrections after approval"), "{format:?}: {file}");
        let of_ann = written(format, &sitting, &Options { owner: Some("Ann Lee".to_owned()), ..only.clone() });
        assert!(!of_ann.contains("book the room"), "{format:?}: {of_ann}");
    }
    let sheet = written(Format::Actions, &sitting, &Options::default());
    let rows: Vec<&str> = sheet.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "15,print it twice,Bo Chen,2026-02-16,done,,,Plans,1,2026-02-10,Weekly,,",
            "14,book the room,Bo Chen,2026-02-09,open,,,Plans,,2026-02-02,Weekly of <February>,,2",
        ]
    );
    let calendar = written(Format::Calendar, &sitting, &Options::default());
    assert!(calendar.contains("UID:0000000b-14.before@minutebook.invalid"), "{calendar}");
    assert_eq!(calendar.matches("X-MINUTEBOOK-CARRIED").count(), 2, "also the one that was closed here");
}

#[test]
fn a_meeting_that_carries_nothing_and_was_never_approved_has_none_of_these_sections() {
    let mut sitting = played();
    sitting.acts.truncate(1);
    let meeting = Ledger::replay(sitting.acts.iter().zip(1..).map(|(act, seq)| (ANN, seq, act)), ANN).meeting;
    let now = example::stamp("2026-03-01T12:00:00Z");
    for format in READ {
        let file = minutes::write(format, &Minutes::new(&meeting, &[], None, &now), &Options::default()).unwrap();
        let file = String::from_utf8(file).unwrap();
        for heading in ["carried over", "Corrections", "Status", "Draft"] {
            assert!(!file.contains(heading), "{format:?}: {heading} in {file}");
        }
    }
}

#[test]
fn the_json_has_all_of_it_and_fits_the_schema() {
    let sitting = played();
    let file: Value = serde_json::from_str(&written(Format::Json, &sitting, &Options::default())).unwrap();
    assert_eq!(objections(&file), "");
    let approval = json!([{ "by": ["Ann Lee"], "at": "2026-02-11T10:00:00.000+00:00",
        "reopened": "2026-02-12T10:00:00.000+00:00" }]);
    let meeting = &file["meeting"];
    assert_eq!(
        (&meeting["stage"], &meeting["approvals"], &meeting["follows"]),
        (&json!("draft"), &approval, &json!("before"))
    );
    let slots = &file["days"][0]["slots"];
    assert_eq!((&slots[0]["recurs"], &slots[1]["put_off"]), (&json!(true), &json!(["2026-02-03"])));
    let numbers: Vec<&Value> = file["carried"].as_array().unwrap().iter().map(|item| &item["number"]).collect();
    assert_eq!(numbers, [14, 12]);
    let closed = &file["carried"][1];
    assert_eq!(
        closed["now"],
        json!({ "status": "done", "owners": ["Ann Lee"], "due": "2026-02-09", "reason": "sent it" })
    );
    assert_eq!(closed["from"]["title"], "Weekly of <February>");
    let review = json!({ "meeting": "before", "entry": "0000000b-12", "status": "done", "reason": "sent it" });
    assert_eq!(slots[0]["entries"][0]["review"], review);
    assert_eq!(file["actions"][0]["later"]["on"], "2026-02-17");
    assert_eq!(file["actions"][0]["later"]["meeting"], "Weekly, a week later");
    let texts = |side: &str| -> Vec<Value> {
        file["corrections"].as_array().unwrap().iter().map(|one| one[side]["text"].clone()).collect()
    };
    assert_eq!(texts("before"), [json!("print it"), json!("all is well"), Value::Null]);
    assert_eq!(texts("after"), [json!("print it twice"), Value::Null, json!("nothing is <well>")]);
    assert_eq!(file["corrections"][0]["by"], "Ann Lee");
}

#[test]
fn what_became_of_an_item_between_two_meetings_is_told_by_its_own() {
    let mut sitting = played();
    let print = sitting.entry("print it twice");
    let changes = ItemChanges { status: Some(Status::Dropped), ..ItemChanges::default() };
    sitting.take("20T12:00", Command::FollowUp(print, changes));
    let now = example::stamp("2026-03-01T12:00:00Z");
    let minutes = Minutes::new(&sitting.ledger.meeting, &[], None, &now);
    let file = minutes::write(Format::Text, &minutes, &Options::default()).unwrap();
    let file = shown(Format::Text, &String::from_utf8(file).unwrap());
    let told = "print it twice · due Mon 16 Feb 2026 · dropped on Fri 20 Feb 2026";
    assert_eq!(file.matches(told).count(), 2, "at its line and in the list of action items: {file}");
    // Opened again, corrected and closed once more, they tell it still.
    sitting.take("21T12:00", Command::Reopen);
    sitting.take("21T12:10", Command::Close);
    let minutes = Minutes::new(&sitting.ledger.meeting, &[], None, &now);
    let file = minutes::write(Format::Text, &minutes, &Options::default()).unwrap();
    let file = shown(Format::Text, &String::from_utf8(file).unwrap());
    assert_eq!(file.matches(told).count(), 2, "{file}");
}

/// What an agenda or minutes that are read come to, without what is said of the series.
fn told(format: Format, file: &str) -> (Vec<String>, Vec<String>) {
    let form = match format {
        Format::Markdown => agenda::Format::Markdown,
        Format::Html => agenda::Format::Html,
        Format::Confluence => agenda::Format::Confluence,
        Format::Org => agenda::Format::Org,
        Format::Calendar => agenda::Format::Calendar,
        other => panic!("{other:?} is not read"),
    };
    let reading = agenda::import(file.as_bytes(), Some(form), "x").unwrap();
    let slots = reading.agenda.days.iter().flat_map(|day| &day.slots).map(|slot| slot.title.clone()).collect();
    let said = reading.told.iter().flat_map(|slot| &slot.entries).map(|entry| entry.text.clone()).collect();
    assert_eq!(reading.agenda.head.description, "", "{format:?}");
    (slots, said)
}

#[test]
fn no_reader_takes_another_meetings_item_or_a_correction_for_something_said() {
    let sitting = played();
    let lines = ["action-12 (draft the *plan*): done, sent it", "print it twice", "nothing is <well>"];
    for format in [Format::Markdown, Format::Html, Format::Confluence, Format::Org, Format::Calendar] {
        let langs: &[Lang] =
            if format == Format::Org || format == Format::Calendar { &[Lang::English] } else { &Lang::ALL };
        for lang in langs {
            let file = written(format, &sitting, &Options { lang: *lang, ..Options::default() });
            let (slots, said) = told(format, &file);
            assert_eq!(slots, ["Review of action items", "Plans"], "{format:?} {lang:?}\n{file}");
            assert_eq!(said, lines, "{format:?} {lang:?}\n{file}");
        }
    }
}
