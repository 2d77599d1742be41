//! The time zones that an agenda names, and what is said of a name that is none.
//!
//! Not here: which names there are, and the zone of the machine, which rules where the agenda names none.

use crate::lang::Lang;
use crate::meeting::Person;
use crate::notation::zone;

use super::diagnostic::Remark;
use super::names;
use super::roster::Refused;
use super::yaml::{self, Node, Value};

/// The zone's right name. `otherwise`: what becomes of one that there is not.
pub(super) fn checked(text: &str, otherwise: &str) -> Result<String, Remark> {
    zone::named(text).map(|zone| zone.name().to_owned()).ok_or_else(|| {
        let hint = match zone::nearest(text) {
            Some(near) => format!("Did you mean {near}?"),
            None => "Write the IANA name, such as Europe/Berlin".to_owned(),
        };
        Remark::warning(format!("There is no time zone `{text}`; {otherwise}"), hint)
    })
}

/// The zones that minutes of ours show times in beside their own: `Europe/Paris (Ann Lee), Asia/Tokyo`. One with people behind
/// it is theirs, the others are the meeting's.
pub(super) fn beside(text: &str, people: &mut [Person], lang: Lang) -> Vec<String> {
    let names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
    let comma = lang.words().comma;
    let within = format!("{}\u{a0}", comma.trim_end());
    let mut zones = Vec::new();
    for one in names::split(text, &[]) {
        let (zone, whose) = one.split_once(" (").unwrap_or((&one, ""));
        let Ok(zone) = checked(&zone.replace(' ', "_"), "") else { continue };
        let whose = names::listed(&whose.trim_end_matches(')').replace(&within, comma), &names, comma);
        if whose.is_empty() {
            zones.push(zone);
            continue;
        }
        for person in people.iter_mut().filter(|person| whose.contains(&person.name)) {
            person.timezone = Some(zone.clone());
        }
    }
    zones
}

/// The zones of a list, or of a line with commas, and the parts that are none.
pub(super) fn list(value: &Node) -> (Vec<String>, Vec<Refused>) {
    let (mut zones, mut refused) = (Vec::new(), Vec::new());
    let mut add = |name: &str, at: Option<usize>, refused: &mut Vec<Refused>| {
        let zone = checked(name, "it is kept as text").and_then(|zone| {
            let twice =
                || Remark::warning(format!("{zone} is listed twice; the first counts"), "Leave one of them out");
            if zones.contains(&zone) { Err(twice()) } else { Ok(zone) }
        });
        match zone {
            Ok(zone) => zones.push(zone),
            Err(remark) => refused.push(Refused { at, remark }),
        }
    };
    match &value.value {
        Value::Text(text) => {
            for name in names::split(&yaml::one_line(text), &[]) {
                add(&name, None, &mut refused);
            }
        }
        Value::List(items) => {
            for item in items {
                match item.line() {
                    Some(name) if name.is_empty() => {}
                    Some(name) => add(&name, Some(item.at), &mut refused),
                    None => refused.push(Refused::part(item.at, wrong_list())),
                }
            }
        }
        Value::Map(_) => refused.push(Refused::all(wrong_list())),
    }
    (zones, refused)
}

fn wrong_list() -> Remark {
    Remark::warning("`zones` takes names of time zones", "Write `zones: [Europe/Berlin, Asia/Tokyo]`")
}
