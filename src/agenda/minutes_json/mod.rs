//! Minutes in our JSON, read back.
//!
//! The form is described in `docs/minutes-json.md`. Fields that it does not know are passed over, as that page promises; a
//! file of another form or of a later version is refused, for its fields could mean something else. Not here: how a field
//! is found in the text (see `fields`), and attendance, which no plan and no line of the minutes holds.

mod entries;
mod fields;

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use super::body::append;
use super::days::MOST_SLOTS;
use super::diagnostic::{Report, place};
use super::heading::UNTITLED;
use super::{AgendaError, Reading, ToldSlot, source, yaml, zone};
use crate::lang::Lang;
use crate::meeting::{
    Agenda, Attachment, Head, Kind, Person, PlannedDay, PlannedSlot, Request, SlotKind, TalkingPoint,
};

use fields::{Object, Source};

/// The version of the form that is read.
const VERSION: u64 = 1;

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let text = source::decode(bytes, &mut report)?;
    check(&text)?;
    let mut source = Source::new(&text, report);
    let file = source.whole();
    let mut told = Vec::new();
    let mut agenda = Agenda { head: head(&mut source, &file, fallback_title), ..Agenda::default() };
    (agenda.people, agenda.groups) = people(&mut source, &file);
    agenda.attachments = source.objects(&file, "attachments").iter().map(|one| attachment(&mut source, one)).collect();
    agenda.requests = source.objects(&file, "requests").iter().filter_map(|one| request(&mut source, one)).collect();
    append(&mut agenda.head.description, &source.take_kept());
    let drafts = drafts(&mut source, &file);
    for object in source.objects(&file, "days") {
        let day = day(&mut source, &object, agenda.days.len(), &drafts, &mut told);
        agenda.days.push(day);
    }
    if agenda.days.is_empty() {
        lists(&mut source, &file, &mut agenda, &mut told);
    }
    append(&mut agenda.head.description, &source.take_kept());
    bound(&mut agenda, &mut told, &mut source);
    Ok(Reading { agenda, told, diagnostics: source.report.finish(&text) })
}

/// Whether a file begins as such minutes do: an object that names the form.
pub(super) fn is_ours(bytes: &[u8]) -> bool {
    let form = b"\"minutebook/minutes\"";
    let head = bytes.get(..256).unwrap_or(bytes);
    head.starts_with(b"{") && head.windows(form.len()).any(|window| window == form)
}

/// Refuses what is no JSON, no minutes of ours, or of a version whose fields may mean something else.
fn check(text: &str) -> Result<(), AgendaError> {
    let refused = |(line, column), why: String| Err(AgendaError::NotMinutes { line, column, why });
    let file: serde_json::Value = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let why = error.to_string();
            let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
            return refused((error.line().max(1), error.column().max(1)), format!("this is no JSON: {why}"));
        }
    };
    let at = |name: &str| place(text, text.find(&format!("\"{name}\"")).unwrap_or(0));
    if file["format"] != "minutebook/minutes" {
        return refused(at("format"), "the file does not say `\"format\": \"minutebook/minutes\"`".to_owned());
    }
    match file["version"].as_u64() {
        Some(VERSION) => Ok(()),
        _ => refused(
            at("version"),
            format!("this is version {} of the form, version {VERSION} is read", file["version"]),
        ),
    }
}

fn head<'a>(source: &mut Source<'a>, file: &Object<'a>, fallback_title: &str) -> Head {
    let Some(meeting) = source.object(file, "meeting") else {
        return Head { title: title(Some(yaml::one_line(fallback_title)), "Meeting"), ..Head::default() };
    };
    let fallback = yaml::one_line(fallback_title);
    let mut head = Head {
        title: title(source.line(&meeting, "title"), if fallback.is_empty() { "Meeting" } else { &fallback }),
        series: source.line(&meeting, "series"),
        location: source.line(&meeting, "location"),
        link: source.line(&meeting, "link"),
        follows: source.line(&meeting, "follows"),
        chair: source.lines(&meeting, "chair"),
        scribe: source.lines(&meeting, "scribe"),
        tickets: source.field(&meeting, "tickets", "`at` or `only` and addresses").unwrap_or_default(),
        description: source.text(&meeting, "description"),
        ..Head::default()
    };
    head.timezone = source.said(&meeting, "timezone", A_ZONE, named_zone);
    head.zones = source.each_said(&meeting, "zones", A_ZONE, named_zone);
    head.next_meetings = source.each_said(file, "next_meetings", "a date", |date| date.parse().ok());
    head
}

/// What a zone has to be.
const A_ZONE: &str = "a time zone such as Europe/Paris";

fn named_zone(name: &str) -> Option<String> {
    zone::checked(name, "").ok()
}

fn title(found: Option<String>, otherwise: &str) -> String {
    found.filter(|title| !title.is_empty()).unwrap_or_else(|| otherwise.to_owned())
}

/// The roster and the groups.
fn people<'a>(source: &mut Source<'a>, file: &Object<'a>) -> (Vec<Person>, Vec<String>) {
    let (mut people, mut groups) = (Vec::new(), Vec::new());
    for one in source.objects(file, "people") {
        let Some(name) = source.line(&one, "name") else {
            source.lacks(&one, "name");
            continue;
        };
        if source.text(&one, "kind") == "group" {
            groups.push(name);
            continue;
        }
        people.push(Person {
            name,
            handle: source.line(&one, "handle"),
            email: source.line(&one, "email"),
            account: source.line(&one, "account"),
            timezone: source.said(&one, "timezone", A_ZONE, named_zone),
            role: source.line(&one, "role"),
            aliases: source.lines(&one, "aliases"),
        });
    }
    (people, groups)
}

fn request<'a>(source: &mut Source<'a>, one: &Object<'a>) -> Option<Request> {
    let Some(topic) = source.line(one, "topic") else {
        source.lacks(one, "topic");
        return None;
    };
    Some(Request {
        topic,
        requested_by: source.line(one, "requested_by"),
        minutes: source.field(one, "minutes", "a number"),
        least: source.field(one, "least", "a number"),
        wish: source.text(one, "wish"),
        notes: source.text(one, "notes"),
    })
}

/// Lines that were typed and not committed, each with its slot's identity.
fn drafts<'a>(source: &mut Source<'a>, file: &Object<'a>) -> Vec<(String, String)> {
    let drafts = source.objects(file, "drafts");
    drafts.iter().filter_map(|one| Some((source.line(one, "slot")?, source.line(one, "text")?))).collect()
}

fn day<'a>(
    source: &mut Source<'a>,
    object: &Object<'a>,
    number: usize,
    drafts: &[(String, String)],
    told: &mut Vec<ToldSlot>,
) -> PlannedDay {
    let mut day = PlannedDay {
        date: source.said(object, "date", "a date", |date| date.parse().ok()),
        title: source.line(object, "title").unwrap_or_default(),
        description: source.text(object, "description"),
        ..PlannedDay::default()
    };
    append(&mut day.description, &source.take_kept());
    for one in source.objects(object, "slots") {
        let said = entries::told(source, &one);
        let mut slot = slot(source, &one, day.date);
        let id = source.text(&one, "id");
        for (_, text) in drafts.iter().filter(|(of, _)| *of == id) {
            append(&mut slot.description, &format!("Typed and not committed: {text}"));
        }
        append(&mut slot.description, &source.take_kept());
        told.extend((said != ToldSlot::default()).then_some(ToldSlot { day: number, slot: day.slots.len(), ..said }));
        day.slots.push(slot);
    }
    day
}

fn slot<'a>(source: &mut Source<'a>, object: &Object<'a>, day: Option<NaiveDate>) -> PlannedSlot {
    let kind = SlotKind::from_word(&source.text(object, "kind"));
    let planned = source.object(object, "planned").unwrap_or_default();
    let moment = |text: &str| DateTime::parse_from_rfc3339(text).ok().map(|at| at.naive_local());
    let start: Option<NaiveDateTime> = source.said(&planned, "start", "a moment", moment);
    // One that was moved to another day has no start on this one.
    let is_here = |at: &NaiveDateTime| day.is_none_or(|day| at.date() == day || Some(at.date()) == day.succ_opt());
    let start = start.filter(is_here).map(|at| at.time());
    let moved = source.object(object, "moved_from").is_some();
    let fixed: bool = source.field(object, "fixed", "true or false").unwrap_or_default();
    PlannedSlot {
        title: title(source.line(object, "title"), UNTITLED),
        chair: source.lines(object, "chair"),
        requested_by: source.line(object, "requested_by"),
        start,
        minutes: source.field(&planned, "minutes", "a number"),
        least: source.field(&planned, "least", "a number"),
        fixed: (start.is_some() && !moved && fixed != kind.is_break()).then_some(fixed),
        kind,
        request: None,
        recurs: source.field(object, "recurs", "true or false").unwrap_or_default(),
        put_off: source.each_said(object, "put_off", "a date", |date| date.parse().ok()),
        attachments: source.objects(object, "attachments").iter().map(|one| attachment(source, one)).collect(),
        topics: points(source, object, "topics"),
        description: source.text(object, "description"),
    }
}

fn attachment<'a>(source: &mut Source<'a>, one: &Object<'a>) -> Attachment {
    Attachment {
        kind: source.line(one, "kind").unwrap_or_else(|| "link".to_owned()),
        name: source.line(one, "name").unwrap_or_default(),
        link: source.line(one, "link"),
        modified: source.said(one, "modified", "a date", |date| date.parse().ok()),
        by: source.line(one, "by"),
    }
}

/// Talking points; the text cannot nest them deeper than JSON itself goes.
fn points<'a>(source: &mut Source<'a>, object: &Object<'a>, name: &str) -> Vec<TalkingPoint> {
    let objects = source.objects(object, name);
    let point = |one: &Object<'a>| TalkingPoint {
        text: source.line(one, "text").unwrap_or_default(),
        children: points(source, one, "children"),
    };
    objects.iter().map(point).collect()
}

/// The lists of a file that holds nothing else, `--only` having been asked for: a slot each.
fn lists<'a>(source: &mut Source<'a>, file: &Object<'a>, agenda: &mut Agenda, told: &mut Vec<ToldSlot>) {
    let words = &Lang::English.words().lists;
    let lists = [("actions", Kind::Action, words.actions), ("decisions", Kind::Decision, words.decisions)];
    let mut day = PlannedDay::default();
    for (name, kind, title) in lists {
        let entries = entries::listed(source, file, name, kind);
        if !entries.is_empty() {
            told.push(ToldSlot { slot: day.slots.len(), entries, ..ToldSlot::default() });
            day.slots.push(PlannedSlot { title: title.to_owned(), ..PlannedSlot::default() });
        }
    }
    agenda.days.extend((!day.slots.is_empty()).then_some(day));
}

/// What every reading has: a day and a slot, and no more slots than any meeting has.
fn bound(agenda: &mut Agenda, told: &mut Vec<ToldSlot>, source: &mut Source<'_>) {
    let mut left = MOST_SLOTS;
    for (number, day) in agenda.days.iter_mut().enumerate() {
        if day.slots.len() > left {
            source.report.warn(
                0,
                format!("More than {MOST_SLOTS} slots; those after them are left out"),
                "Split the file",
            );
            day.slots.truncate(left);
            told.retain(|one| one.day != number || one.slot < left);
        }
        left -= day.slots.len();
    }
    if agenda.days.is_empty() {
        agenda.days.push(PlannedDay::default());
    }
    if agenda.slot_count() == 0 {
        source.report.note(0, "The file has no slots", "");
    }
}
