//! The lines directly under a slot's heading: `Chair: Ann Lee`, `Duration: 45m`.
//!
//! They are the few things about a slot that are no text. Not here: which lines stand directly under a heading (see
//! `body`).

use chrono::{NaiveDate, NaiveTime};

use crate::meeting::{PlannedSlot, SlotKind};
use crate::notation::times::{self, Length, is_colon, length_or_bare};
use crate::notation::{fold, near};

use super::columns::Meaning;
use super::diagnostic::Remark;
use super::heading::{SlotHeading, backwards, without_emphasis};
use super::{attachment, names};

/// What a line can say about a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    Chair,
    Duration,
    Kind,
    RequestedBy,
    Request,
    Fixed,
    Recurs,
    PutOff,
    Slides,
    Link,
    File,
}

/// Whose words are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// Only those of our own form.
    Own,
    /// Also what other agendas call the one who leads a slot.
    Foreign,
}

/// A slot whose lines are being read.
pub(super) struct Draft {
    pub(super) slot: PlannedSlot,
    /// When it ends, where its length is known from that alone.
    pub(super) until: Option<NaiveTime>,
    /// A line named its kind, so that its title need not be asked.
    kind_said: bool,
}

const NAMES: [(&str, Property); 11] = [
    ("Chair", Property::Chair),
    ("Duration", Property::Duration),
    ("Kind", Property::Kind),
    ("Requested by", Property::RequestedBy),
    ("Request", Property::Request),
    ("Fixed", Property::Fixed),
    ("Recurs", Property::Recurs),
    ("Put off", Property::PutOff),
    ("Slides", Property::Slides),
    ("Link", Property::Link),
    ("File", Property::File),
];

/// What others write where we write `Duration`.
const LENGTHS: [&str; 5] = ["time", "length", "timebox", "minutes", "时长"];

/// Splits `Name: value`, with emphasis on the name or around it all; a name is up to four words that begin with a letter.
pub(super) fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().trim_end_matches('\\').trim_end();
    let unmarked = line.trim_start_matches(['*', '_']);
    let marks = line.strip_suffix(unmarked)?;
    let (at, colon) = unmarked.char_indices().find(|(_, c)| is_colon(*c))?;
    let name = unmarked.get(..at)?;
    let mut value = unmarked.get(at + colon.len_utf8()..)?;
    let mut name = name.trim_end();
    if !marks.is_empty() {
        if let Some(closed) = name.strip_suffix(marks) {
            name = closed;
        } else {
            value = value.strip_prefix(marks).or_else(|| value.strip_suffix(marks))?;
        }
    }
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().count() <= 30
        && name.split_whitespace().count() <= 4
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'' | '’'));
    let parted = colon == '：' || value.is_empty() || value.starts_with(char::is_whitespace);
    (is_name && parted).then(|| (name, value.trim()))
}

/// Whether a line names a property of a slot and gives it a value.
pub(super) fn is_property_line(line: &str) -> bool {
    split(line).is_some_and(|(name, value)| Property::named(name, Vocabulary::Foreign).is_some() && !value.is_empty())
}

impl Property {
    pub(super) fn named(name: &str, vocabulary: Vocabulary) -> Option<Self> {
        let folded = near::fold(name);
        let own = NAMES.iter().find(|(name, _)| near::fold(name) == folded).map(|(_, property)| *property);
        let leads = vocabulary == Vocabulary::Foreign && names_a_leader(name);
        own.or(leads.then_some(Self::Chair))
    }
}

/// Whether others write this where we write `Chair`.
fn names_a_leader(name: &str) -> bool {
    Meaning::named(name) == Meaning::Chair || near::fold(name) == "owner"
}

/// What to say of a line whose name is no property's; most such lines are just text.
pub(super) fn unknown(name: &str) -> Option<Remark> {
    let folded = near::fold(name);
    let other = |property: &str| {
        let message = format!("`{name}:` is kept as text");
        Remark::note(message, format!("If it is the slot's, write it as `{property}: …`"))
    };
    if names_a_leader(name) {
        return Some(other("Chair"));
    }
    if LENGTHS.contains(&folded.as_str()) {
        return Some(other("Duration"));
    }
    let near = near::nearest(name, NAMES.map(|(name, _)| name))?;
    Some(Remark::warning(
        format!("`{name}:` is not a property and is kept as text"),
        format!("Did you mean `{near}:`?"),
    ))
}

impl Draft {
    /// A slot of which nothing but its heading has been read.
    pub(super) fn new(heading: SlotHeading) -> Self {
        let SlotHeading { title, start, length, until, remarks: _ } = heading;
        let (minutes, least) = (length.map(|length| length.minutes), length.and_then(|length| length.least));
        let slot = PlannedSlot { title, start, minutes, least, ..PlannedSlot::default() };
        Self { slot, until, kind_said: false }
    }

    /// A slot of which more is still to be read than its heading.
    pub(super) fn going_on(slot: PlannedSlot, until: Option<NaiveTime>) -> Self {
        Self { slot, until, kind_said: false }
    }

    /// Takes a property's value; refused values stay in the text. What is accepted may call for a remark too.
    pub(super) fn take(
        &mut self,
        property: Property,
        value: &str,
        roster: &[String],
    ) -> Result<Option<Remark>, Remark> {
        let twice =
            |name: &str| Remark::warning(format!("{name} is said twice; the first counts"), "Leave one of them out");
        match property {
            Property::Chair => self.slot.chair.extend(names::split(value, roster)),
            Property::Slides => self.slot.attachments.extend(attachment::read("slides", value)),
            Property::Link => self.slot.attachments.extend(attachment::read("link", value)),
            Property::File => self.slot.attachments.extend(attachment::read("file", value)),
            Property::Kind if self.kind_said => return Err(twice("The kind")),
            Property::Kind => {
                self.slot.kind = SlotKind::from_word(value);
                self.kind_said = true;
            }
            Property::RequestedBy if self.slot.requested_by.is_some() => return Err(twice("Who requested it")),
            Property::RequestedBy => self.slot.requested_by = Some(value.to_owned()),
            Property::Request if self.slot.request.is_some() => return Err(twice("The request")),
            Property::Request => self.slot.request = Some(value.to_owned()),
            Property::Fixed if self.slot.fixed.is_some() => return Err(twice("Whether it is fixed")),
            Property::Fixed => self.fix(value)?,
            Property::Recurs => {
                self.slot.recurs = recurs(value)?;
            }
            Property::PutOff => self.put_off(value)?,
            Property::Duration => return self.take_length(value),
        }
        Ok(None)
    }

    fn take_length(&mut self, value: &str) -> Result<Option<Remark>, Remark> {
        let Some(length) = length_or_bare(value) else {
            return Err(Remark::warning(
                format!("`{value}` is not a length of time"),
                "Write it as `45m`, `1h30`, `30-60m`, `90` or `1:30`, up to a day",
            ));
        };
        let before = self.length();
        let Some(agreed) = before.map_or(Some(length), |before| before.agreeing(length)) else {
            let taken = before.map(Length::in_words).unwrap_or_default();
            return Err(Remark::warning(
                format!("Two lengths for one slot; {taken} is taken"),
                "Leave one of them out",
            ));
        };
        (self.slot.minutes, self.slot.least, self.until) = (Some(agreed.minutes), agreed.least, None);
        Ok(length.backwards.then(|| backwards(length, value)))
    }

    /// `yes`, `no`, or the time at which it has to start.
    fn fix(&mut self, value: &str) -> Result<(), Remark> {
        let Some(time) = times::whole(value).and_then(times::of_day) else {
            let hint = "Write `Fixed: yes`, `Fixed: no` or `Fixed: 15:00`";
            self.slot.fixed = Some(yes_or_no(value, "whether the slot is fixed", hint)?);
            return Ok(());
        };
        self.slot.fixed = Some(true);
        let start = *self.slot.start.get_or_insert(time);
        if start == time {
            return Ok(());
        }
        let message =
            format!("The heading has the slot at {}, not at {value}; the heading counts", start.format("%H:%M"));
        Err(Remark::warning(message, "Write the right time in the heading, and `Fixed: yes`"))
    }

    /// The days of the meetings that did not come to it.
    fn put_off(&mut self, value: &str) -> Result<(), Remark> {
        let Some(days) = days(value) else {
            let message = format!("`{value}` does not say on which days the slot was put off");
            return Err(Remark::warning(message, "Write `Put off: 2026-01-05, 2026-01-12`"));
        };
        for day in days {
            if !self.slot.put_off.contains(&day) {
                self.slot.put_off.push(day);
            }
        }
        Ok(())
    }

    /// What has been said of its length so far.
    fn length(&self) -> Option<Length> {
        let PlannedSlot { minutes, least, .. } = self.slot;
        Some(Length { least, ..Length::of(minutes?) })
    }

    /// The slot, its kind inferred from its title where no line said it.
    pub(super) fn finish(mut self) -> PlannedSlot {
        if !self.kind_said {
            self.slot.kind = kind_of_title(&self.slot.title);
        }
        self.slot
    }
}

/// The kind of a slot where no line says it.
pub(super) fn kind_of_title(title: &str) -> SlotKind {
    if names_a_break(title) { SlotKind::Break } else { SlotKind::default() }
}

/// What breaks are called elsewhere, as it is compared: small letters and digits without accents. Some of these words begin titles of slots that are none, so
/// that they have to be all of it.
const BREAKS: [&str; 34] = [
    "pause",
    "kaffeepause",
    "mittagspause",
    "mittagessen",
    "mittag",
    "kaffee",
    "pausecafe",
    "pausedejeuner",
    "pausemidi",
    "dejeuner",
    "pausa",
    "pausacafe",
    "pausapranzo",
    "pausacaffe",
    "pranzo",
    "descanso",
    "almuerzo",
    "almoco",
    "intervalo",
    "pauze",
    "koffiepauze",
    "lunchpauze",
    "перерыв",
    "обед",
    "休憩",
    "昼休み",
    "昼食",
    "休息",
    "午餐",
    "茶歇",
    "휴식",
    "استراحة",
    "استراحت",
    "הפסקה",
];

/// Whether a title begins with `Break`, `Lunch` or `Coffee`, or is what another language calls a break. Signs before it, such
/// as a picture of a cup, count for nothing.
pub(super) fn names_a_break(title: &str) -> bool {
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii() || c.is_whitespace());
    let first = title.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | ':' | '(' | '.' | '!')).next();
    let first = without_emphasis(first.unwrap_or(""));
    if ["break", "lunch", "coffee"].iter().any(|word| first.eq_ignore_ascii_case(word)) {
        return true;
    }
    let whole = without_emphasis(title.split(['(', '（']).next().unwrap_or("").trim());
    whole.len() < 40 && BREAKS.contains(&compared(whole).as_str())
}

/// Small letters and digits, without accents.
fn compared(title: &str) -> String {
    fold::folded(title).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// Days with commas between them; none where one of them is no date.
pub(super) fn days(value: &str) -> Option<Vec<NaiveDate>> {
    value.split(',').map(|day| day.trim().parse().ok()).collect()
}

/// The same the other way round.
pub(super) fn in_a_row(days: &[NaiveDate]) -> String {
    days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Whether the slot comes back.
pub(super) fn recurs(value: &str) -> Result<bool, Remark> {
    yes_or_no(value, "whether the slot comes back in every meeting", "Write `Recurs: yes` or `Recurs: no`")
}

/// What people write for yes and no; of a fixed point that it floats.
fn yes_or_no(value: &str, what: &str, hint: &'static str) -> Result<bool, Remark> {
    match near::fold(value.trim_end_matches('.')).as_str() {
        "yes" | "y" | "true" | "fixed" | "ja" | "oui" | "是" => Ok(true),
        "no" | "n" | "false" | "floating" | "nein" | "non" | "否" => Ok(false),
        _ => Err(Remark::warning(format!("`{value}` does not say {what}"), hint)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_line_is_a_name_a_colon_and_a_value() {
        assert_eq!(split("Chair: Ann Lee"), Some(("Chair", "Ann Lee")));
        assert_eq!(split("**Chair:** Ann Lee"), Some(("Chair", "Ann Lee")));
        assert_eq!(split("**Chair**: Ann Lee"), Some(("Chair", "Ann Lee")));
        assert_eq!(split("**Chair: Ann Lee**"), Some(("Chair", "Ann Lee")));
        assert_eq!(split("演讲者：徐嵩"), Some(("演讲者", "徐嵩")));
        assert_eq!(split("Requested by: Bo\\"), Some(("Requested by", "Bo")));
        for line in [
            "https://example.org",
            "09:00 Welcome",
            "no colon",
            "- Chair: Ann",
            "A sentence of many words: text",
            "`x`: y",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }

    #[test]
    fn names_of_properties_are_case_blind() {
        assert_eq!(Property::named("requested BY", Vocabulary::Own), Some(Property::RequestedBy));
        assert_eq!(Property::named("Speaker", Vocabulary::Own), None);
        assert_eq!(Property::named("Speaker", Vocabulary::Foreign), Some(Property::Chair));
    }

    #[test]
    fn a_name_that_is_nearly_a_property_is_pointed_out() {
        assert_eq!(unknown("Chiar").map(|remark| remark.hint), Some("Did you mean `Chair:`?".to_owned()));
        assert_eq!(unknown("Speaker").map(|remark| remark.severity), Some(crate::agenda::Severity::Note));
        assert_eq!(unknown("Goal"), None);
    }

    #[test]
    fn a_break_is_known_by_its_name_in_other_languages_where_that_is_all_of_the_title() {
        for title in
            ["Pause", "Kaffeepause (Foyer)", "Mittagspause", "Pausa", "休憩", "☕ Break", "☕️ Pause", "Pause café"]
        {
            assert!(names_a_break(title), "{title}");
        }
        assert!(BREAKS.iter().all(|word| compared(word) == *word), "{BREAKS:?}");
        for title in ["Pause all deployments", "Mittagspause streichen?", "☕", "- Break"] {
            assert!(!names_a_break(title), "{title}");
        }
    }

    #[test]
    fn a_break_is_inferred_from_the_first_word_alone() {
        for title in ["Break (Refreshments)", "LUNCH", "Coffee & cake", "Break/photo"] {
            assert!(names_a_break(title), "{title}");
        }
        for title in ["Breakout groups", "Break-out", "Tea break", "Lunchtime talk", ""] {
            assert!(!names_a_break(title), "{title}");
        }
    }
}
