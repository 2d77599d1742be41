//! Slides, files and links that belong to a slot or to the meeting, read and written.
//!
//! A slot names them in lines of its own, with who put each there and when behind it in brackets; those of the meeting
//! stand in the front matter. Not here: whether a file is there.

mod table;

use std::collections::BTreeMap;

use crate::meeting::{Attachment, PlannedDay, has_scheme};
use crate::notation::times::is_colon;

use super::dates;
use super::diagnostic::Remark;
use super::roster::Refused;
use super::yaml::{self, Node, Value};

pub use table::{AttachmentReading, Listed, read_attachments};

/// The attachments of a value: Markdown links, or one address, or a name with an address behind it, or a name; all of them
/// with the facts in brackets at its end: `(PDF, by Ann Lee, 2026-03-02)`; a kind alone is `(kind PDF)`.
pub(super) fn read(kind: &str, value: &str) -> Vec<Attachment> {
    let (value, facts) = facts_behind(value).unwrap_or((value, Facts::default()));
    let with_facts = |name: String, link: Option<String>| Attachment {
        kind: facts.kind.clone().unwrap_or_else(|| kind.to_owned()),
        name,
        link,
        modified: facts.modified,
        by: facts.by.clone(),
    };
    if let Some(links) = links(value) {
        return links.into_iter().map(|(name, link)| with_facts(name, Some(link))).collect();
    }
    let (name, link) = match value.rsplit_once(char::is_whitespace) {
        None if is_address(bare(value)) => ("", Some(bare(value))),
        Some((name, last)) if has_scheme(bare(last)) => {
            (name.trim_end().trim_end_matches(is_colon).trim_end(), Some(bare(last)))
        }
        _ => (value, None),
    };
    vec![with_facts(name.to_owned(), link.map(str::to_owned))]
}

/// A slot's line that says an attachment.
pub(super) fn line(attachment: &Attachment) -> String {
    let (property, kind) = match attachment.kind.as_str() {
        "slides" => ("Slides", None),
        "link" => ("Link", None),
        "file" => ("File", None),
        other => ("File", Some(other)),
    };
    let Attachment { name, link, modified, by, .. } = attachment;
    let by = by.as_ref().map(|by| format!("by {by}"));
    let facts: Vec<String> = kind
        .map(|kind| format!("kind {kind}"))
        .into_iter()
        .chain(by)
        .chain(modified.map(|date| date.to_string()))
        .collect();
    let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
    let forms = match link {
        None => vec![name.clone()],
        Some(link) if name.is_empty() => vec![link.clone(), format!("<{link}>"), format!("[]({link})")],
        Some(link) => vec![format!("[{name}]({link})"), format!("{name}: {link}"), format!("{name} <{link}>")],
    };
    let forms: Vec<String> = forms.into_iter().map(|form| form + &facts).collect();
    let default = property.to_lowercase();
    let best = forms.iter().find(|form| read(&default, form).as_slice() == std::slice::from_ref(attachment));
    format!("{property}: {}", best.or(forms.first()).map_or("", String::as_str))
}

/// The attachments of the front matter's list: each a line as a slot has it, or a map.
pub(super) fn list(value: &Node) -> (Vec<Attachment>, Vec<Refused>) {
    let mut found = Vec::new();
    let mut refused = Vec::new();
    let wrong =
        || Remark::warning("This is no attachment and is kept as text", "Write `- { name: Plan, link: plan.pdf }`");
    match &value.value {
        Value::Text(text) => found.extend(read("file", &yaml::one_line(text))),
        Value::List(items) => {
            for item in items {
                match &item.value {
                    Value::Text(text) if text.trim().is_empty() => {}
                    Value::Text(text) => found.extend(read("file", &yaml::one_line(text))),
                    Value::Map(pairs) => match from_map(pairs) {
                        Some(attachment) => found.push(attachment),
                        None => refused.push(Refused::part(item.at, wrong())),
                    },
                    Value::List(_) => refused.push(Refused::part(item.at, wrong())),
                }
            }
        }
        Value::Map(_) => refused.push(Refused::all(wrong())),
    }
    (found, refused)
}

/// An attachment of a map all of whose keys are known.
fn from_map(pairs: &[(Node, Node)]) -> Option<Attachment> {
    let mut found = Attachment { kind: "file".to_owned(), ..Attachment::default() };
    for (key, value) in pairs {
        let value = value.line()?;
        let given = || Some(value.clone()).filter(|value| !value.is_empty());
        match key.line()?.to_lowercase().as_str() {
            "kind" => found.kind = given().unwrap_or(found.kind),
            "name" | "file" => found.name.clone_from(&value),
            "link" => found.link = given(),
            "by" => found.by = given(),
            "modified" => found.modified = Some(dates::whole(&value)?),
            _ => return None,
        }
    }
    (!found.name.is_empty() || found.link.is_some()).then_some(found)
}

/// What is known of an attachment beside its name and place.
#[derive(Default)]
struct Facts {
    kind: Option<String>,
    by: Option<String>,
    modified: Option<chrono::NaiveDate>,
}

/// Splits `plan.pdf (PDF, by Ann Lee, 2026-03-02)`; none where the brackets at the end say neither who nor when.
fn facts_behind(value: &str) -> Option<(&str, Facts)> {
    let (value, inner) = value.strip_suffix(')')?.rsplit_once(" (")?;
    let mut facts = Facts::default();
    let mut kind_named = false;
    for (nth, part) in inner.split(", ").enumerate() {
        let by = part.strip_prefix("by ").map(str::trim).filter(|by| !by.is_empty());
        if let Some(kind) = part.strip_prefix("kind ").filter(|kind| nth == 0 && !kind.is_empty()) {
            (facts.kind, kind_named) = (Some(kind.to_owned()), true);
            continue;
        }
        match (by, dates::whole(part)) {
            (Some(by), _) if facts.by.is_none() => facts.by = Some(by.to_owned()),
            (None, Some(date)) if facts.modified.is_none() => facts.modified = Some(date),
            (None, None) if nth == 0 && !part.is_empty() => facts.kind = Some(part.to_owned()),
            _ => return None,
        }
    }
    (facts.by.is_some() || facts.modified.is_some() || kind_named).then_some((value.trim_end(), facts))
}

/// Those of a list of all files that belong to the meeting as a whole: such a list names its own first and those of the slots
/// once more behind them, which takes over who put them there and when.
pub(super) fn of_meeting(mut listed: Vec<Attachment>, days: &mut [PlannedDay]) -> Vec<Attachment> {
    let shown = |one: &Attachment| {
        let name = if one.name.is_empty() { one.link.as_ref() } else { Some(&one.name) };
        name.cloned().unwrap_or_default()
    };
    let slots = days.iter_mut().flat_map(|day| &mut day.slots).flat_map(|slot| &mut slot.attachments);
    let mut of_slots: BTreeMap<String, Vec<&mut Attachment>> = BTreeMap::new();
    slots.for_each(|one| of_slots.entry(shown(one)).or_default().push(one));
    let mut of_meeting = Vec::new();
    while let Some(one) = listed.pop() {
        match of_slots.get_mut(&shown(&one)).and_then(Vec::pop) {
            Some(same) => {
                same.by = same.by.take().or(one.by);
                same.modified = same.modified.or(one.modified);
            }
            None => of_meeting.push(one),
        }
    }
    of_meeting.reverse();
    of_meeting
}

fn bare(address: &str) -> &str {
    address.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(address)
}

/// An address, a path, or a file's name with its ending.
fn is_address(word: &str) -> bool {
    let ending = word.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    has_scheme(word) || word.contains('/') || is_file
}

/// `[name](link)`, one or several with commas or blanks between them, and nothing else.
fn links(value: &str) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut rest = value.trim();
    while !rest.is_empty() {
        let (name, after) = bracketed(rest, '[', ']')?;
        let (link, after) = bracketed(after, '(', ')')?;
        if link.is_empty() || link.contains(char::is_whitespace) {
            return None; // a title, or an address in pointed brackets: kept as it stands
        }
        found.push((name.to_owned(), link.to_owned()));
        rest = after.trim_start().trim_start_matches([',', ';']).trim_start();
    }
    (!found.is_empty()).then_some(found)
}

/// Splits `(inner)after`, the brackets counted.
fn bracketed(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == open {
            depth += 1;
        } else if c == close {
            depth = depth.checked_sub(1)?;
        }
        if depth == 0 {
            return (at > 0).then(|| (text.get(1..at).unwrap_or(""), text.get(at + 1..).unwrap_or("")));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attached(value: &str) -> Vec<(String, Option<String>)> {
        read("slides", value).into_iter().map(|one| (one.name, one.link)).collect()
    }

    fn pair(name: &str, link: Option<&str>) -> (String, Option<String>) {
        (name.to_owned(), link.map(str::to_owned))
    }

    #[test]
    fn slides_are_links_addresses_or_names() {
        assert_eq!(attached("[Plan](https://example.org/a_(b))"), [pair("Plan", Some("https://example.org/a_(b)"))]);
        assert_eq!(attached("[a](x), [b](y)"), [pair("a", Some("x")), pair("b", Some("y"))]);
        assert_eq!(attached("<https://example.org>"), [pair("", Some("https://example.org"))]);
        assert_eq!(attached("talk.pdf"), [pair("", Some("talk.pdf"))]);
        assert_eq!(attached("The plan: https://example.org"), [pair("The plan", Some("https://example.org"))]);
        assert_eq!(attached("on the wiki"), [pair("on the wiki", None)]);
        assert_eq!(attached("[a](x) and more"), [pair("[a](x) and more", None)]);
    }

    #[test]
    fn who_and_when_stand_in_brackets_behind_it() {
        let one = |value: &str| {
            let [only] = <[Attachment; 1]>::try_from(read("file", value)).unwrap_or_else(|all| panic!("{all:?}"));
            (only.kind, only.name, only.by, only.modified.map(|date| date.to_string()))
        };
        let of = |kind: &str, name: &str, by: Option<&str>, when: Option<&str>| {
            (kind.to_owned(), name.to_owned(), by.map(str::to_owned), when.map(str::to_owned))
        };
        assert_eq!(
            one("[The plan](plan.pdf) (PDF, by Ann Lee, 2026-03-02)"),
            of("PDF", "The plan", Some("Ann Lee"), Some("2026-03-02"))
        );
        assert_eq!(one("The plan (by Ann Lee)"), of("file", "The plan", Some("Ann Lee"), None));
        assert_eq!(one("[The plan](plan.pdf) (2026-03-02)"), of("file", "The plan", None, Some("2026-03-02")));
    }

    #[test]
    fn brackets_that_say_neither_are_part_of_the_name() {
        for name in ["The plan (draft)", "The plan (draft, second)", "f(x) (by )", "(by Ann)"] {
            let [only] = <[Attachment; 1]>::try_from(read("file", name)).unwrap_or_else(|all| panic!("{all:?}"));
            assert_eq!((only.name.as_str(), only.by), (name, None));
        }
    }

    #[test]
    fn a_line_reads_back_as_the_attachment_that_it_says() {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 2);
        for kind in ["slides", "link", "file", "JPEG File"] {
            for (name, link) in [("a b", None), ("", Some("a.pdf")), ("a (1)", Some("https://a.example/b_(c)"))] {
                for (by, modified) in [(None, None), (Some("Ann Lee"), None), (None, date), (Some("Ann Lee"), date)] {
                    let attachment = Attachment {
                        kind: kind.to_owned(),
                        name: name.to_owned(),
                        link: link.map(str::to_owned),
                        modified,
                        by: by.map(str::to_owned),
                    };
                    let line = line(&attachment);
                    let (property, value) = line.split_once(": ").expect("a line");
                    assert_eq!(read(&property.to_lowercase(), value), [attachment], "{line}");
                }
            }
        }
    }
}
