//! The JSON read back: against its schema, its description and the facts.

use std::collections::BTreeSet;

use crate::write;
use minutebook::agenda;
use minutebook::meeting::{Ballot, Entry, Kind, Meeting, Rival, Slot, Version, WriterId, open};
use minutebook::minutes::Format;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{example, generated};

fn parsed(meeting: &Meeting) -> Value {
    serde_json::from_str(&write(Format::Json, meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"))).unwrap()
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../../assets/minutes.schema.json")).unwrap()
}

/// The schema with every object closed: a field that it does not name is an error in this release's own exports.
fn closed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(object) => {
            if object.get("properties").is_some_and(Value::is_object) {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            let values = object.iter_mut();
            values.for_each(|(_, value)| *value = closed(value.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| *value = closed(value.take())),
        _ => {}
    }
    schema
}

/// What the schema has against a file; nothing where it is valid.
pub(crate) fn objections(file: &Value) -> String {
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.enable_format_assertions();
    compiler.add_resource("minutes.json", closed(schema())).unwrap();
    let index = compiler.compile("minutes.json", &mut schemas).unwrap();
    schemas.validate(file, index).map_or_else(|error| error.to_string(), |()| String::new())
}

#[test]
fn the_example_fits_the_schema_closed_and_running() {
    assert_eq!(objections(&parsed(&example::meeting())), "");
    let (meeting, drafts, now) = example::running();
    let running: Value = serde_json::from_str(&write(Format::Json, &meeting, &drafts, None, &now)).unwrap();
    assert_eq!(objections(&running), "");
    let close = &running["days"][1]["slots"][4];
    assert_eq!(close["actual"], json!({ "start": "2026-03-27T11:32:00.000+00:00", "end": null, "seconds": 240.0 }));
    let draft = json!({ "slot": close["id"], "entry": null, "text": "! thank the ca" });
    assert_eq!((&running["meeting"]["closed"], &running["drafts"][0]), (&Value::Null, &draft));
}

/// A meeting that was opened with this agenda and has not begun.
fn opened(text: &str) -> Meeting {
    let agenda = agenda::read(text.as_bytes(), "plan").unwrap().agenda;
    let mut meeting = Meeting::default();
    let opened = open(agenda, "id".into(), "plan".into(), None, "UTC".into(), WriterId(1));
    meeting.apply(&example::stamp("2026-03-26T12:00:00Z"), &opened);
    meeting
}

#[test]
fn the_start_that_a_day_states_is_planned_for_its_first_slot_and_the_others_are_estimates() {
    let text = "# 2026-03-26\nHours: 16:00–17:00\n\n## One\n\n## Two\n";
    let meeting = opened(text);
    let file = parsed(&meeting);
    let slots = &file["days"][0]["slots"];
    assert_eq!(slots[0]["planned"], json!({ "start": "2026-03-26T16:00:00+00:00", "minutes": null }));
    assert_eq!(slots[0]["estimate"], json!({ "start": "2026-03-26T16:00:00+00:00", "minutes": 30 }));
    assert_eq!(slots[1]["planned"], json!({ "start": null, "minutes": null }));
    assert_eq!(slots[1]["estimate"], json!({ "start": "2026-03-26T16:30:00+00:00", "minutes": 30 }));
    assert_eq!(objections(&file), "");
    let text = write(Format::Markdown, &meeting, &[], None, &example::stamp("2026-03-26T12:00:00Z"));
    assert!(text.contains("16:00") && !text.contains("~16:00") && text.contains("~16:30"), "{text}");
}

#[test]
fn each_of_two_requests_for_one_topic_names_a_slot_of_its_own_or_none() {
    let requests = "| Topic | Who | Time |\n|---|---|---|\n| Status | Ann | 30m |\n| Status | Bo | 60m |\n";
    let slots = |text: &str| {
        let file = parsed(&opened(&format!("## Status (1h)\nRequested by: Bo\n\n{text}## Requests\n\n{requests}")));
        let all = file["days"][0]["slots"].as_array().unwrap().clone();
        let of = |nth: usize| all.iter().position(|slot| slot["id"] == file["requests"][nth]["slot"]);
        (of(0), of(1))
    };
    assert_eq!(slots(""), (None, Some(0)));
    assert_eq!(slots("## Status (30m)\n\n"), (Some(1), Some(0)));
}

#[test]
fn a_closed_meeting_names_its_journals_and_an_open_one_has_none_to_name() {
    let seal = example::seal();
    let of = |meeting: &Meeting| -> Value {
        let json = write(Format::Json, meeting, &[], Some(&seal), &example::stamp("2026-04-01T12:00:00Z"));
        serde_json::from_str(&json).unwrap()
    };
    let closed = of(&example::meeting());
    assert_eq!(closed["journal"], json!({ "records": 212, "sha256": seal.sha256 }));
    assert_eq!(objections(&closed), "");
    let running = of(&example::running().0);
    assert_eq!(running.get("journal"), Some(&Value::Null));
    assert_eq!(objections(&running), "");
}

#[test]
fn a_conflict_has_all_other_texts_and_fits_the_schema() {
    let mut meeting = example::meeting();
    let rival = Rival { version: Version::default(), text: "the other text".to_owned() };
    meeting.days[0].slots[0].entries[0].rivals = vec![rival];
    let file = parsed(&meeting);
    assert_eq!(objections(&file), "");
    let entries = &file["days"][0]["slots"][0]["entries"];
    assert_eq!(entries[0]["conflict"], json!(["the other text"]));
    assert_eq!(parsed(&example::meeting())["days"][0]["slots"][0]["entries"][0].get("conflict"), None);
}

#[test]
fn the_schema_objects_to_what_is_not_minutes() {
    let mut file = parsed(&example::meeting());
    file["days"][0]["slots"][0]["planned"]["start"] = json!("nine");
    assert_ne!(objections(&file), "");
    let mut file = parsed(&example::meeting());
    file["actions"][0]["status"] = json!("lost");
    assert_ne!(objections(&file), "");
}

#[test]
fn every_field_of_the_schema_is_described() {
    fn fields(schema: &Value, found: &mut BTreeSet<String>) {
        if let Some(properties) = schema["properties"].as_object() {
            found.extend(properties.keys().cloned());
        }
        for value in schema.as_object().into_iter().flatten().map(|(_, value)| value) {
            fields(value, found);
        }
    }
    let mut found = BTreeSet::new();
    fields(&schema(), &mut found);
    let description = include_str!("../../docs/minutes-json.md");
    let missing: Vec<&String> = found.iter().filter(|field| !description.contains(&format!("`{field}`"))).collect();
    assert!(found.len() > 40 && missing.is_empty(), "{missing:?} of {}", found.len());
}

#[test]
fn an_outline_without_bottom_is_still_read_by_ordinary_readers() {
    let mut meeting = example::meeting();
    let slot = &mut meeting.days[0].slots[0];
    let first = slot.entries[0].clone();
    slot.entries = (0..3_000).map(|depth| Entry { depth, ..first.clone() }).collect();
    assert_eq!(objections(&parsed(&meeting)), "");
}

#[test]
fn texts_are_exact_and_steer_no_terminal() {
    let hostile = "a\u{1b}[2J\u{7f}\u{9b}\u{202e}\u{2066}\u{2028}\u{feff}\u{e0041}\u{fffd}é会\"\\</script>";
    let mut meeting = example::meeting();
    meeting.days[0].slots[0].entries[0].text = hostile.to_owned();
    let json = write(Format::Json, &meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"));
    let steers =
        |char: char| (char.is_control() && char != '\n') || "\u{202e}\u{2066}\u{2028}\u{feff}\u{e0041}".contains(char);
    assert_eq!(json.find(steers), None);
    assert_eq!(parsed(&meeting)["days"][0]["slots"][0]["entries"][0]["text"], hostile);
}

/// The entries of a slot in reading order, each with its depth.
fn flat(entries: &Value, depth: u16, found: &mut Vec<Value>) {
    for entry in entries.as_array().unwrap() {
        let mut facts = entry.clone();
        facts["depth"] = json!(depth);
        facts.as_object_mut().unwrap().remove("children");
        found.push(facts);
        flat(&entry["children"], depth + 1, found);
    }
}

fn expected(slot: &Slot, entry: &Entry, speaker: Option<&str>) -> Value {
    let mut facts = json!({
        "id": entry.id, "kind": entry.kind.word(), "text": entry.text, "at": "2026-03-26T09:30:00.125+00:00",
        "depth": entry.depth,
    });
    if let Some(item) = entry.as_action() {
        facts["number"] = json!(item.number);
        facts["owners"] = json!(item.owners);
        facts["due"] = json!(item.due);
        facts["status"] = json!(item.status.word());
        if let Some(priority) = item.priority {
            facts["priority"] = json!(priority);
        }
    }
    match entry.kind {
        Kind::Speech if entry.speaker.is_some() => facts["speaker"] = json!(entry.speaker),
        Kind::Speech => {
            facts["speaker"] = json!(speaker);
            facts["continues"] = json!(true);
        }
        Kind::Vote => {
            let vote = |ballot: &Ballot| json!({ "choice": ballot.choice, "voters": ballot.voters, "others": 0 });
            facts["votes"] = entry.votes.iter().map(vote).collect();
        }
        Kind::Proposal | Kind::Decision => {
            if let Some(tally) = slot.tally(entry) {
                facts["tally"] = json!({ "for": tally.for_it, "against": 0, "abstain": 0 });
            }
        }
        _ => {}
    }
    if let Some(link) = &entry.link {
        facts["link"] = json!(link);
    }
    if entry.as_action().is_some() || !entry.tickets.is_empty() {
        facts["tickets"] = json!(entry.tickets);
    }
    facts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_json_of_any_meeting_gives_its_facts_back(meeting in generated::meeting()) {
        let file = parsed(&meeting);
        prop_assert_eq!(objections(&file), "");
        prop_assert_eq!(&file, &parsed(&meeting));
        for (day, written) in meeting.days.iter().zip(file["days"].as_array().unwrap()) {
            prop_assert_eq!(day.slots.len(), written["slots"].as_array().unwrap().len());
            for (slot, written) in day.slots.iter().zip(written["slots"].as_array().unwrap()) {
                prop_assert_eq!(&written["title"], &json!(slot.plan.title));
                let mut found = Vec::new();
                flat(&written["entries"], 0, &mut found);
                let mut speaker = None;
                for (entry, found) in slot.entries.iter().zip(&found) {
                    speaker = entry.speaker.as_deref().or(speaker);
                    prop_assert_eq!(found, &expected(slot, entry, speaker));
                }
                prop_assert_eq!(found.len(), slot.entries.len());
            }
        }
        let numbers: Vec<u32> = meeting.action_items().map(|(_, _, item)| item.number).collect();
        let written: Vec<Value> = file["actions"].as_array().unwrap().iter().map(|one| one["number"].clone()).collect();
        prop_assert_eq!(json!(written), json!(numbers));
    }
}

/// Whether all that an earlier release wrote still stands where it stood: fields may be added, none is removed, renamed
/// or given another value.
fn still_says(now: &Value, before: &Value, place: &str) -> Result<(), String> {
    match (now, before) {
        (Value::Object(now), Value::Object(before)) => before.iter().try_for_each(|(name, before)| {
            let place = format!("{place}/{name}");
            let now = now.get(name).ok_or_else(|| format!("{place} is gone"))?;
            still_says(now, before, &place)
        }),
        (Value::Array(now), Value::Array(before)) if now.len() == before.len() => {
            let mut pairs = now.iter().zip(before).enumerate();
            pairs.try_for_each(|(at, (now, before))| still_says(now, before, &format!("{place}/{at}")))
        }
        _ if now == before => Ok(()),
        _ => Err(format!("{place} was {before} and is {now}")),
    }
}

#[test]
fn what_an_earlier_release_wrote_is_still_written() {
    let course = crate::course::played().meeting;
    for (name, meeting) in
        [("v1-rich", example::meeting()), ("v1-voted", crate::spoken::meeting()), ("v1-course", course)]
    {
        let path = format!("{}/tests/corpus/minutes/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let path = std::path::Path::new(&path);
        let written = write(Format::Json, &meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"));
        if !path.exists() && std::env::var_os("MINUTEBOOK_BLESS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &written).unwrap();
        }
        let golden: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let now: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(still_says(&now, &golden, name), Ok(()));
        assert_eq!(objections(&golden), "", "{name}");
    }
}

#[test]
fn a_field_that_is_gone_or_has_another_value_is_found() {
    let before = json!({ "a": { "b": [1, 2] } });
    assert_eq!(still_says(&json!({ "a": { "b": [1, 2], "c": 3 }, "d": 4 }), &before, ""), Ok(()));
    assert_eq!(still_says(&json!({ "a": {} }), &before, ""), Err("/a/b is gone".to_owned()));
    assert_eq!(still_says(&json!({ "a": { "b": [1, 3] } }), &before, ""), Err("/a/b/1 was 2 and is 3".to_owned()));
}
