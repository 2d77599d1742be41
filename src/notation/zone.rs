//! Names of time zones as people write them.
//!
//! A wrong zone moves every time, so a name is taken only if it is one of the IANA's. Not here: the zone of the machine,
//! and what becomes of a name that is none.

use chrono_tz::{TZ_VARIANTS, Tz};

use super::near;

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

/// The zone of that name, in whatever case and with blanks for its underscores.
pub(crate) fn named(text: &str) -> Option<Tz> {
    let text = text.trim().replace(' ', "_");
    let in_case = || TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(&text)).copied();
    text.parse().ok().or_else(in_case)
}

/// The name of a zone that was most likely meant.
pub(crate) fn nearest(text: &str) -> Option<&'static str> {
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

    fn name(text: &str) -> Option<&'static str> {
        named(text).map(Tz::name)
    }

    #[test]
    fn a_zone_is_known_by_its_name_in_any_case() {
        assert_eq!(name("America/Los_Angeles"), Some("America/Los_Angeles"));
        assert_eq!(name("europe/berlin"), Some("Europe/Berlin"));
        assert_eq!(name("America/New York"), Some("America/New_York"));
        assert_eq!(name("UTC"), Some("UTC"));
        assert_eq!(name("Mars/Olympus"), None);
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
