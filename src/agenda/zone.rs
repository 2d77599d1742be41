//! Names of time zones.
//!
//! A wrong zone moves every planned time, so a name is taken only if it is one of the IANA's. Not here: the zone of
//! the machine, which rules where the agenda names none.

use chrono_tz::{TZ_VARIANTS, Tz};

use super::diagnostic::Remark;
use super::roster::Refused;
use super::yaml::{self, Node, Value};
use super::{names, near};

/// What people write for a zone that is none, because it names an offset or two places.
const ABBREVIATIONS: [(&str, &str); 14] = [
    ("PST", "America/Los_Angeles"),
    ("PDT", "America/Los_Angeles"),
    ("PT", "America/Los_Angeles"),
    ("MT", "America/Denver"),
    ("MDT", "America/Denver"),
    ("CT", "America/Chicago"),
    ("CDT", "America/Chicago"),
    ("ET", "America/New_York"),
    ("EDT", "America/New_York"),
    ("BST", "Europe/London"),
    ("CEST", "Europe/Berlin"),
    ("MEZ", "Europe/Berlin"),
    ("IST", "Asia/Kolkata"),
    ("JST", "Asia/Tokyo"),
];

/// The zone's right name, where `text` is one in whatever case and with blanks for its underscores.
pub(super) fn named(text: &str) -> Option<&'static str> {
    let text = text.trim().replace(' ', "_");
    let zone = text.parse::<Tz>().ok();
    zone.map(Tz::name)
        .or_else(|| TZ_VARIANTS.iter().map(|zone| zone.name()).find(|name| name.eq_ignore_ascii_case(&text)))
}

/// The zone's right name. `otherwise`: what becomes of one that there is not.
pub(super) fn checked(text: &str, otherwise: &str) -> Result<String, Remark> {
    named(text).map(str::to_owned).ok_or_else(|| {
        let hint = match nearest(text) {
            Some(near) => format!("Did you mean {near}?"),
            None => "Write the IANA name, such as Europe/Berlin".to_owned(),
        };
        Remark::warning(format!("There is no time zone `{text}`; {otherwise}"), hint)
    })
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

/// The name that was most likely meant.
pub(super) fn nearest(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let abbreviated = ABBREVIATIONS.iter().find(|(short, _)| short.eq_ignore_ascii_case(text)).map(|(_, name)| *name);
    abbreviated.or_else(|| of_place(text)).or_else(|| near::nearest(text, TZ_VARIANTS.iter().map(|zone| zone.name())))
}

/// The zone called after a place: `Berlin`, `Los Angeles`.
fn of_place(text: &str) -> Option<&'static str> {
    let names = || TZ_VARIANTS.iter().filter_map(|zone| Some((zone.name(), zone.name().rsplit_once('/')?.1)));
    let place = text.rsplit('/').next().unwrap_or(text);
    let folded = near::fold(place);
    let exact = names().find(|(_, last)| near::fold(last) == folded);
    let near = || {
        let last = near::nearest(place, names().map(|(_, last)| last))?;
        names().find(|(_, other)| *other == last)
    };
    exact.or_else(near).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_known_by_its_name_in_any_case() {
        assert_eq!(named("America/Los_Angeles"), Some("America/Los_Angeles"));
        assert_eq!(named("europe/berlin"), Some("Europe/Berlin"));
        assert_eq!(named("America/New York"), Some("America/New_York"));
        assert_eq!(named("UTC"), Some("UTC"));
        assert_eq!(named("Mars/Olympus"), None);
    }

    #[test]
    fn a_wrong_name_leads_to_the_right_one() {
        assert_eq!(nearest("PST"), Some("America/Los_Angeles"));
        assert_eq!(nearest("Berlin"), Some("Europe/Berlin"));
        assert_eq!(nearest("Amerika/Los_Angeles"), Some("America/Los_Angeles"));
        assert_eq!(nearest("Europe/Berln"), Some("Europe/Berlin"));
        assert_eq!(nearest("+02:00"), None);
    }
}
