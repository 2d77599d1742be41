//! The agenda format, written.
//!
//! A reader alone cannot show that it loses nothing; what it read is written here and must read back equal. Everything
//! is written in the one form of the contract, however it came. Not here: files.

use std::fmt::Write as _;

use crate::meeting::{Agenda, Attachment, Head, Person, PlannedDay, PlannedSlot, TalkingPoint, Tickets};
use crate::notation::times::Length;

use super::body::Text;
use super::days::{Form, Opening, Purpose};
use super::diagnostic::Report;
use super::heading::{DayHeading, SlotHeading};
use super::property::{self, Vocabulary, names_a_break};
use super::sayable::sayable;
use super::{attachment, days, front_matter, hours, markdown, names, requests};

/// Writes an agenda in the form that [`read`](super::read) reads, with `\n` at its line ends.
///
/// What a reader has read reads back equal. An agenda made otherwise does too, unless it holds what the form has no
/// words for, such as a time in front of a title; of titles, emphasis around the whole and zero bytes are left out.
pub fn write(agenda: &Agenda) -> String {
    let agenda = &sayable(agenda);
    let roster = roster(agenda);
    let plain = document(agenda, &roster, Guard::None);
    if is_own_form(&plain, agenda) {
        return plain;
    }
    document(agenda, &roster, if agenda.slot_count() > 0 { Guard::Kind } else { Guard::Aside })
}

/// What keeps a file from being taken for one in another form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guard {
    None,
    /// The first slot says its kind.
    Kind,
    /// There are no slots, and the meeting's text stands among the requests, where nobody looks for any.
    Aside,
}

/// Names of people and groups, which are never taken apart.
pub(super) fn roster(agenda: &Agenda) -> Vec<String> {
    agenda.people.iter().map(|person| person.name.clone()).chain(agenda.groups.iter().cloned()).collect()
}

fn document(agenda: &Agenda, roster: &[String], guard: Guard) -> String {
    let headed = |nth: usize, day: &PlannedDay| {
        nth > 0 || !day.title.is_empty() || day.date.is_some() || !day.description.is_empty()
    };
    let bare = agenda.days.first().filter(|day| !headed(0, day));
    let mut out = front(agenda, bare, roster);
    if guard != Guard::Aside {
        paragraphs(&mut out, &agenda.head.description);
    }
    let mut marked = guard == Guard::Kind;
    for (nth, day) in agenda.days.iter().enumerate() {
        if headed(nth, day) {
            let _ = write!(out, "\n{}", self::day(day));
        }
        for planned in &day.slots {
            out.push('\n');
            out.push_str(&slot(planned, roster, std::mem::take(&mut marked)));
        }
    }
    if !agenda.requests.is_empty() || guard == Guard::Aside {
        out.push_str("\n## Requests\n");
    }
    if guard == Guard::Aside {
        paragraphs(&mut out, &agenda.head.description);
    }
    if !agenda.requests.is_empty() {
        paragraphs(&mut out, requests::written(&agenda.requests).trim_end());
    }
    out
}

/// The heading of a day, its hours and the text below them, without its slots.
pub(super) fn day(day: &PlannedDay) -> String {
    let mut out = format!("{}\n", day_heading(day));
    if let Some((name, value)) = hours::line(day) {
        let _ = writeln!(out, "{name}: {value}");
    }
    paragraphs(&mut out, &day.description);
    out
}

fn is_own_form(document: &str, agenda: &Agenda) -> bool {
    let start = front_matter::parts(document, &mut Report::default()).body;
    let mut blocks = markdown::outline(document, start).blocks;
    let found = requests::take(document, &mut blocks, &mut Report::default());
    let source = requests::mask(document, &found.sections);
    let text = Text { source: &source, blocks: &blocks, roster: &[], telling: None };
    let ours = front_matter::is_ours(&agenda.head, &agenda.people, &agenda.groups);
    let purpose = Purpose::Planning;
    let opening = Opening { start, title: &agenda.head.title, ours, dated: false, purpose };
    let wanted = if agenda.slot_count() > 0 { Form::Own } else { Form::Days };
    days::form(&text, &opening) == wanted
}

fn paragraphs(out: &mut String, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(out, "\n{text}");
    }
}

/// `bare`: the day that has no heading below which its hours could stand.
fn front(agenda: &Agenda, bare: Option<&PlannedDay>, roster: &[String]) -> String {
    let Head {
        title,
        series,
        timezone,
        zones,
        location,
        link,
        chair,
        scribe,
        tickets,
        follows,
        next_meetings,
        description: _,
    } = &agenda.head;
    let mut out = format!("---\ntitle: {}\n", quoted(title));
    for (key, value) in
        [("series", series), ("timezone", timezone), ("location", location), ("link", link), ("follows", follows)]
    {
        if let Some(value) = value {
            let _ = writeln!(out, "{key}: {}", quoted(value));
        }
    }
    list(&mut out, "zones", zones.iter().map(|zone| quoted(zone)));
    for (key, people) in [("chair", chair), ("scribe", scribe)] {
        match people.as_slice() {
            [] => {}
            [one] if names::split(one, roster) == *people => {
                let _ = writeln!(out, "{key}: {}", quoted(one));
            }
            _ => list(&mut out, key, people.iter().map(|name| quoted(name))),
        }
    }
    match tickets {
        Tickets::Any => {}
        Tickets::At(address) => {
            let _ = writeln!(out, "tickets: {}", quoted(address));
        }
        Tickets::Only(prefixes) if prefixes.is_empty() => out.push_str("tickets: {}\n"),
        Tickets::Only(prefixes) => {
            out.push_str("tickets:\n");
            for (prefix, address) in prefixes {
                let _ = writeln!(out, "  {}: {}", quoted(prefix), quoted(address));
            }
        }
    }
    if let Some((name, value)) = bare.and_then(hours::line) {
        let _ = writeln!(out, "{}: {value}", name.to_lowercase());
    }
    match next_meetings.as_slice() {
        [one] => {
            let _ = writeln!(out, "next meeting: {one}");
        }
        dates => list(&mut out, "next meeting", dates.iter().map(ToString::to_string)),
    }
    list(&mut out, "people", agenda.people.iter().map(person));
    list(&mut out, "groups", agenda.groups.iter().map(|name| quoted(name)));
    list(&mut out, "attachments", agenda.attachments.iter().map(attached));
    out.push_str("---\n");
    out
}

fn list(out: &mut String, key: &str, items: impl ExactSizeIterator<Item = String>) {
    if items.len() > 0 {
        let _ = writeln!(out, "{key}:");
    }
    for item in items {
        let _ = writeln!(out, "  - {item}");
    }
}

fn person(person: &Person) -> String {
    let Person { name, handle, email, account, timezone, role, aliases } = person;
    let fields = [("handle", handle), ("email", email), ("account", account), ("timezone", timezone), ("role", role)];
    let said: Vec<_> = fields.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?))).collect();
    if said.is_empty() && aliases.is_empty() && !name.ends_with('>') {
        return quoted(name);
    }
    let mut fields: String = said.iter().fold(String::new(), |mut fields, (key, value)| {
        let _ = write!(fields, ", {key}: {}", in_flow(value));
        fields
    });
    if !aliases.is_empty() {
        let aliases: Vec<String> = aliases.iter().map(|alias| in_flow(alias)).collect();
        let _ = write!(fields, ", aliases: [{}]", aliases.join(", "));
    }
    format!("{{ name: {}{fields} }}", in_flow(name))
}

fn attached(attachment: &Attachment) -> String {
    let Attachment { kind, name, link, modified, by } = attachment;
    let modified = modified.map(|date| date.to_string());
    let fields = [("name", Some(name).filter(|name| !name.is_empty())), ("link", link.as_ref()), ("by", by.as_ref())];
    let fields = fields.into_iter().chain([("modified", modified.as_ref())]);
    let said = fields.filter_map(|(key, value)| Some(format!("{key}: {}", in_flow(value?))));
    let said: Vec<_> = [format!("kind: {}", in_flow(kind))].into_iter().chain(said).collect();
    format!("{{ {} }}", said.join(", "))
}

/// A scalar as it stands where YAML reads it so, else between double quotes.
fn quoted(text: &str) -> String {
    let plain = text.starts_with(char::is_alphanumeric)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|c| !c.is_control() && (c == ' ' || !c.is_whitespace()) && c != '\u{FEFF}')
        && !matches!(text, "null" | "Null" | "NULL");
    if plain { text.to_owned() } else { in_quotes(text) }
}

/// A scalar within braces, where most marks mean something too.
fn in_flow(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '@' | '\'' | '_' | '-'));
    if plain && !text.contains(" -") && !text.ends_with('-') { quoted(text) } else { in_quotes(text) }
}

pub(super) fn in_quotes(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || c == '\u{FEFF}' || (c.is_whitespace() && c != ' ') => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// `# Day 1: 2019-10-28`, with the date in front where the name could be read as another one.
pub(super) fn day_heading(day: &PlannedDay) -> String {
    let wanted = DayHeading { date: day.date, title: day.title.clone() };
    let date = day.date.map(|date| date.to_string()).unwrap_or_default();
    let title = &day.title;
    let forms = match (day.date, title.is_empty()) {
        (_, true) => vec![date],
        (None, false) => vec![title.clone()],
        (Some(_), false) => vec![format!("{title}: {date}"), format!("{date}: {title}"), format!("{title} ({date})")],
    };
    let best = forms.iter().find(|form| DayHeading::read(form) == wanted).or(forms.first());
    heading("#", best.map_or("", String::as_str))
}

/// A heading whose text may end with `#`.
fn heading(level: &str, text: &str) -> String {
    let closing = if text.ends_with('#') { format!(" {level}") } else { String::new() };
    format!("{level} {text}{closing}").trim_end().to_owned()
}

/// A slot: heading, properties, text, talking points.
///
/// A kind is written where the title would give another one, and where a text that begins like a second kind must be
/// kept from being the first; talking points come first where the text begins like any other property.
pub(super) fn slot(slot: &PlannedSlot, roster: &[String], marked: bool) -> String {
    let says_kind = marked || !slot.kind.is_topic() || names_a_break(&slot.title);
    let mut first = None;
    // Where nothing reads back whole, the heading at least shall.
    let (says_it, others): (Vec<_>, Vec<_>) = slot_headings(slot).into_iter().partition(|(heading, _)| {
        let read = SlotHeading::read(heading);
        (&read.title, read.start) == (&slot.title, slot.start)
    });
    for (heading, length) in says_it.into_iter().chain(others) {
        for (says_kind, points_first) in [(says_kind, false), (true, false), (says_kind, true), (true, true)] {
            let kind = says_kind.then(|| format!("Kind: {}", slot.kind.word()));
            let lines: Vec<_> = kind.into_iter().chain(properties(slot, roster)).chain(length.clone()).collect();
            let written = assembled(&heading, &lines, slot, points_first);
            if reads_back(&written, slot, roster) {
                return written;
            }
            first.get_or_insert(written);
        }
    }
    first.unwrap_or_default()
}

/// The forms of its heading, each with the line that says its length where the heading does not.
fn slot_headings(slot: &PlannedSlot) -> Vec<(String, Option<String>)> {
    let title = &slot.title;
    let length = slot.minutes.map(|minutes| Length { least: slot.least, ..Length::of(minutes) });
    let line = length.map(|length| format!("Duration: {length}"));
    let bracket = length.map(|length| format!(" ({length})")).unwrap_or_default();
    let start = slot.start.map(|start| format!("{} ", start.format("%H:%M"))).unwrap_or_default();
    let mut forms = vec![(format!("{start}{title}"), line.clone()), (format!("{start}{title}{bracket}"), None)];
    if let Some(start) = slot.start {
        forms.push((format!("{}: {title}", start.format("%H:%M")), line.clone())); // `09:00 AM …` would be read as another time
        if let Some(minutes) = slot.minutes {
            let end = start + chrono::TimeDelta::minutes(i64::from(minutes));
            let range = line.clone().filter(|_| slot.least.is_some());
            forms.push((format!("{}–{} {title}", start.format("%H:%M"), end.format("%H:%M")), range));
        }
        // One that begins like a half of the day (`م`, `PM`) is kept apart from the time by marks around it, which are read away.
        forms.push((format!("{} **{title}**", start.format("%H:%M")), line));
    }
    forms
}

fn properties(slot: &PlannedSlot, roster: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    let together = slot.chair.join(", ");
    if names::split(&together, roster) == slot.chair {
        lines.extend((!together.is_empty()).then(|| format!("Chair: {together}")));
    } else {
        lines.extend(slot.chair.iter().map(|name| format!("Chair: {name}")));
    }
    lines.extend(slot.requested_by.iter().map(|name| format!("Requested by: {name}")));
    lines.extend(slot.request.iter().map(|topic| format!("Request: {topic}")));
    lines.extend(slot.fixed.map(|fixed| format!("Fixed: {}", if fixed { "yes" } else { "no" })));
    lines.extend(slot.recurs.then(|| "Recurs: yes".to_owned()));
    if !slot.put_off.is_empty() {
        lines.push(format!("Put off: {}", property::in_a_row(&slot.put_off)));
    }
    lines.extend(slot.attachments.iter().map(attachment::line));
    lines
}

fn assembled(text: &str, lines: &[String], slot: &PlannedSlot, points_first: bool) -> String {
    let mut out = heading("##", text);
    out.push('\n');
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
    let mut points = String::new();
    bullets(&mut points, &slot.topics, 0);
    let parts =
        if points_first { [points.trim_end(), &slot.description] } else { [&slot.description, points.trim_end()] };
    for part in parts {
        paragraphs(&mut out, part);
    }
    out
}

fn bullets(out: &mut String, points: &[TalkingPoint], depth: usize) {
    for point in points {
        let _ = writeln!(out, "{:indent$}- {}", "", point.text, indent = depth * 2);
        bullets(out, &point.children, depth + 1);
    }
}

/// Whether a written slot, alone, reads as the slot that it is.
fn reads_back(written: &str, slot: &PlannedSlot, roster: &[String]) -> bool {
    let mut blocks = markdown::outline(written, 0).blocks;
    if !requests::take(written, &mut blocks, &mut Report::default()).sections.is_empty() {
        return false; // a slot called `Requests` has to say its kind
    }
    let Some(first) = blocks.first() else { return false };
    let markdown::BlockKind::Heading { level: 2, text: heading } = &first.kind else { return false };
    let mut report = Report::default();
    let text = Text { source: written, blocks: &blocks, roster, telling: None };
    let mut draft = days::planned(heading, 0, &mut report);
    text.fill(&mut draft, first.range.end..written.len(), Vocabulary::Own, &mut report);
    draft.finish() == *slot
}
