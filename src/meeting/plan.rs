//! What was planned: the agenda as a reader understood it.
//!
//! The same types stand in the first record of a journal, so a field once here stays; new ones are optional.
//! Not here: what is known about the plan's times (see `schedule`) and anything that happened.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// A whole agenda: head, roster, days and their slots.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Agenda {
    /// Title, place, zone and so on.
    pub head: Head,
    /// The roster: everybody who may own an action item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// Names that stand for several people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Days in the order of the file.
    pub days: Vec<PlannedDay>,
    /// What was asked for before the meeting, placed in a slot or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Request>,
    /// Files and pages that belong to the meeting and to no slot of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// What is said once about the whole meeting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The meeting's title; never empty in an agenda that a reader returned.
    pub title: String,
    /// The series that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// The IANA name of the zone that the planned times are in, already checked; none: the machine's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// IANA names of other zones whose times are shown beside the meeting's own, already checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<String>,
    /// Where people sit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Where the others join: an address or words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Who chairs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chair: Vec<String>,
    /// Who takes the minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scribe: Vec<String>,
    /// Which keys in the text are tickets and where they lead.
    #[serde(default, skip_serializing_if = "Tickets::is_default")]
    pub tickets: Tickets,
    /// The identity of the meeting that this one goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
    /// When the group meets again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next_meetings: Vec<NaiveDate>,
    /// Markdown that stood before the first slot, and front matter that was not understood, word by word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// Which words of the form `KEY-123` are tickets, and the address of each (`{key}` stands for the whole key).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tickets {
    /// Every such word is a ticket; no address is known.
    #[default]
    Any,
    /// Every such word is a ticket, all at one address.
    At(String),
    /// Only these prefixes are tickets; each with its address.
    Only(BTreeMap<String, String>),
}

/// Somebody of the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The full name, as it is to appear in the minutes.
    pub name: String,
    /// A short name without spaces, as in chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Account id of the team's wiki.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The IANA name of the zone that the person takes part from, already checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// What the person does in the meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What else the person is called or was: other spellings of the name, handles and addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// One day of the plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlannedDay {
    /// Its date; none where the file gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// What the heading says beside the date (`Day 1`); may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// When its first slot can start at the earliest; none: when its first slot starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<NaiveTime>,
    /// When it has to end, a fixed point; before or at `starts`: on the next date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<NaiveTime>,
    /// Markdown between the day's heading and its first slot.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Slots in the order of the file.
    pub slots: Vec<PlannedSlot>,
}

/// A place in the schedule, as planned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlannedSlot {
    /// The heading without its time and duration.
    pub title: String,
    /// Topic, break, …
    #[serde(default, skip_serializing_if = "SlotKind::is_topic")]
    pub kind: SlotKind,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chair: Vec<String>,
    /// Who asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by: Option<String>,
    /// When it starts, in the meeting's zone: on the day's date, or after midnight on the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveTime>,
    /// How long it takes as the file says it, in minutes; what follows from the next slot's start is not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// How long it takes at least, where the file says a range (`30-60m`): `minutes` is the upper bound then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// Whether it has to start at its time; none: as its kind has it (see [`PlannedSlot::is_fixed`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<bool>,
    /// The topic of the request that it fulfils, where its title says something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// It comes back in every meeting of the series.
    #[serde(default, skip_serializing_if = "is_false")]
    pub recurs: bool,
    /// The days of the meetings for which it was planned and that did not come to it, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub put_off: Vec<NaiveDate>,
    /// Slides and links named for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Talking points: the bullets prepared before the meeting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TalkingPoint>,
    /// The slot's other text, as Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// Something that somebody would like to have a slot for.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Request {
    /// What it is about; never empty.
    pub topic: String,
    /// Who asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by: Option<String>,
    /// How long it takes, in minutes; the upper bound of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The lower bound of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// What was written where the time is asked for and is no length (`Wed AM?`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wish: String,
    /// What else there is to say about it, as Markdown on one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
}

/// What sort of thing a slot is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// Something to talk about.
    #[default]
    Topic,
    /// Coffee, lunch, a walk.
    Break,
    /// Any other word that the agenda uses (`visit`, `dinner`), lower case.
    Other(String),
}

/// A file or page that belongs to a slot.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Attachment {
    /// `slides`, `link`, …
    pub kind: String,
    /// What to call it; may be empty where only an address is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where it is: an address or a path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<NaiveDate>,
    /// Who put it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// A planned bullet and those below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkingPoint {
    /// Its text on one line, as Markdown.
    pub text: String,
    /// The bullets under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<TalkingPoint>,
}

impl Tickets {
    /// Nothing was said about tickets.
    pub fn is_default(&self) -> bool {
        *self == Self::Any
    }

    /// Whether keys that begin with `prefix` are tickets.
    pub fn takes(&self, prefix: &str) -> bool {
        match self {
            Self::Any | Self::At(_) => true,
            Self::Only(map) => map.contains_key(prefix),
        }
    }

    /// The address of a ticket, where one is known.
    pub fn address(&self, key: &str) -> Option<String> {
        let pattern = match self {
            Self::Any => return None,
            Self::At(pattern) => pattern,
            Self::Only(map) => map.get(key.rsplit_once('-')?.0)?,
        };
        (!pattern.is_empty()).then(|| pattern.replace("{key}", key))
    }

    /// The prefix and the number of a text that is a ticket's key and nothing else: `DM-123`.
    pub fn split_key(text: &str) -> Option<(&str, &str)> {
        let (prefix, number) = text.rsplit_once('-')?;
        let is_prefix = prefix.starts_with(|sign: char| sign.is_ascii_uppercase())
            && prefix.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        (is_prefix && is_number).then_some((prefix, number))
    }
}

impl SlotKind {
    /// Something to talk about.
    pub fn is_topic(&self) -> bool {
        *self == Self::Topic
    }

    /// Nobody is expected to say anything that needs minuting.
    pub fn is_break(&self) -> bool {
        *self == Self::Break
    }

    /// The word for it: `topic`, `break`, or the agenda's own.
    pub fn word(&self) -> &str {
        match self {
            Self::Topic => "topic",
            Self::Break => "break",
            Self::Other(word) => word,
        }
    }

    /// The kind that a word of an agenda names; `lunch`, `coffee` and `pause` are breaks too.
    pub fn from_word(word: &str) -> Self {
        match word.trim().to_lowercase().as_str() {
            "" | "topic" => Self::Topic,
            "break" | "lunch" | "coffee" | "dinner" | "pause" => Self::Break,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl PlannedSlot {
    /// Whether it is a fixed point: what comes before it has to end in time. Breaks that state their start are, unless the
    /// agenda says otherwise; without a stated start nothing is.
    pub fn is_fixed(&self) -> bool {
        self.start.is_some() && self.fixed.unwrap_or(self.kind.is_break())
    }

    /// Whether open action items are gone through in it.
    pub fn is_review(&self) -> bool {
        let title = folded(&self.title);
        let names_them = ["action item", "actions", "open items"].iter().any(|words| title.contains(words));
        self.kind.word() == "review" || (names_them && title.contains("review"))
    }

    /// Whether it is about what a request asks for; whose slot it is, where several ask for that, `placements` says.
    pub fn fulfils(&self, request: &Request) -> bool {
        folded(self.topic()) == folded(&request.topic)
    }

    /// The topic of the request that it is for: as it says, else its title.
    pub(super) fn topic(&self) -> &str {
        self.request.as_ref().unwrap_or(&self.title)
    }

    /// Whether the same person asked for it as for a request, or nobody for either.
    pub fn is_asked_for_as(&self, request: &Request) -> bool {
        self.requested_by.as_deref().map(folded) == request.requested_by.as_deref().map(folded)
    }
}

impl Request {
    /// Whether it asks for the same topic as another.
    pub fn is_about_the_same_as(&self, other: &Self) -> bool {
        folded(&self.topic) == folded(&other.topic)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde calls
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A topic or a name for comparing: case and blanks around it say nothing.
pub fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

impl Agenda {
    /// Number of slots over all days.
    pub fn slot_count(&self) -> usize {
        self.days.iter().map(|day| day.slots.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tickets_key_is_a_prefix_in_capitals_and_a_number() {
        assert_eq!(Tickets::split_key("DM-123"), Some(("DM", "123")));
        assert_eq!(Tickets::split_key("DM_2-1"), Some(("DM_2", "1")));
        for text in ["", "DM", "DM-", "-1", "dm-1", "2M-1", "DM-1a", "DM-1 ", "A-DM-1", "É-1"] {
            assert_eq!(Tickets::split_key(text), None, "{text}");
        }
    }

    #[test]
    fn the_next_meetings_are_written_only_where_there_are_some() {
        let mut head = Head { title: "Team".to_owned(), ..Head::default() };
        assert_eq!(serde_json::to_string(&head).unwrap(), r#"{"title":"Team"}"#);
        head.next_meetings = vec![NaiveDate::from_ymd_opt(2019, 11, 25).unwrap()];
        let written = serde_json::to_string(&head).unwrap();
        assert_eq!(written, r#"{"title":"Team","next_meetings":["2019-11-25"]}"#);
        assert_eq!(serde_json::from_str::<Head>(&written).unwrap(), head);
    }
}
