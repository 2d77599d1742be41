//! What a meeting says to the other meetings: its topics, action items, decisions and people, without its words.
//!
//! The archive keeps one of each meeting, so that a question about ten years of them reads no journal. It follows from the
//! meeting alone, and anything that reads it can be made anew from the journals. Not here: what several of them come to
//! (see `register`), and where they are kept (see `archive`).

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::schedule::{DayOutcome, of_agenda, outcomes};
use super::{
    ActionItem, CarriedItem, EntryId, Head, ItemChanges, ItemRef, Kind, Mark, Meeting, Person, Request, Slot, SlotId,
    Stage, Stamp, placements,
};

/// A meeting in short.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// Its identity.
    pub id: String,
    /// The name of its folder.
    pub slug: String,
    /// Absolute path of its agenda file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The IANA name of its zone.
    pub zone: String,
    /// Title, series, place and so on.
    pub head: Head,
    /// When it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<DateTime<FixedOffset>>,
    /// When it was closed; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<DateTime<FixedOffset>>,
    /// How far its minutes are.
    pub stage: Stage,
    /// The first day that the agenda or, without a date there, a clock knows of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// How long it took and how late it began.
    #[serde(default, skip_serializing_if = "DigestCourse::is_empty")]
    pub course: DigestCourse,
    /// How many lines its minutes have.
    #[serde(default)]
    pub entries: u32,
    /// Its slots, breaks too, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<DigestTopic>,
    /// The action items noted in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<DigestItem>,
    /// Those that it began with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<CarriedItem>,
    /// What was said of earlier ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<DigestReview>,
    /// What was settled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<DigestDecision>,
    /// The roster.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// Names that stand for several people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Who was there, and for how many seconds; who sent word of not coming has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendance: Vec<(String, Option<i64>)>,
    /// What was asked for and found no place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unplaced: Vec<Request>,
}

/// How a meeting kept to its plan, breaks counted too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestCourse {
    /// Minutes that the agenda plans; none where it plans none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<u32>,
    /// Seconds that the clocks of its slots ran; none where none was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<i64>,
    /// How many seconds later than planned it began, on the first day that was held; negative: earlier. None where nothing gives a
    /// time, and where it was held on quite another day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<i64>,
}

/// A slot in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DigestTopic {
    /// Which.
    pub slot: SlotId,
    /// Its title.
    pub title: String,
    /// `topic`, `break`, or the agenda's own word.
    pub kind: String,
    /// It comes back in every meeting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recurs: bool,
    /// As what it was set aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// Minutes planned for it by the agenda; none where none follow from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<u32>,
    /// Seconds that its clock ran; none where it was not held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<i64>,
    /// It was talked about: its clock ran long enough, or something was noted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub discussed: bool,
}

/// An action item of the meeting that noted it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DigestItem {
    /// Its line.
    pub entry: EntryId,
    /// In which slot.
    pub slot: SlotId,
    /// That slot's title.
    pub topic: String,
    /// When it was noted.
    pub at: DateTime<FixedOffset>,
    /// What is to be done.
    pub text: String,
    /// Ticket keys in its text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tickets: Vec<String>,
    /// Number, owners, due date, status.
    #[serde(flatten)]
    pub action: ActionItem,
}

/// What was said of an action item of an earlier meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DigestReview {
    /// Of which.
    #[serde(flatten)]
    pub item: ItemRef,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What became of it.
    pub changes: ItemChanges,
}

/// Something that was settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DigestDecision {
    /// Its line.
    pub entry: EntryId,
    /// In which slot.
    pub slot: SlotId,
    /// That slot's title.
    pub topic: String,
    /// When it was noted.
    pub at: DateTime<FixedOffset>,
    /// What was settled.
    pub text: String,
}

impl Digest {
    /// What `meeting` says to the others; a clock that still runs counts up to `last`, the moment of its last act.
    pub fn of(meeting: &Meeting, last: &Stamp) -> Self {
        let placed = placements(&meeting.requests, meeting.slots().map(|slot| &slot.plan));
        let unplaced = meeting.requests.iter().zip(placed).filter(|(_, place)| place.is_none());
        let dated = meeting.days.iter().find_map(|day| day.date);
        let started = || meeting.slots().filter_map(Slot::started).min().map(|at| meeting.local(at).date_naive());
        let opened = || meeting.opened.map(|at| meeting.local(at).date_naive());
        Self {
            id: meeting.id.clone(),
            slug: meeting.slug.clone(),
            path: meeting.path.clone(),
            zone: meeting.zone.name().to_owned(),
            head: meeting.head.clone(),
            opened: meeting.opened,
            closed: meeting.closed,
            stage: meeting.stage(),
            date: dated.or_else(started).or_else(opened),
            course: DigestCourse::of(&outcomes(meeting, last).days),
            entries: u32::try_from(meeting.entries().count()).unwrap_or(u32::MAX),
            topics: topics(meeting, last),
            items: meeting.action_items().map(|(slot, entry, action)| item(slot, entry, action)).collect(),
            carried: meeting.carried.clone(),
            reviews: reviews(meeting),
            decisions: decisions(meeting),
            people: meeting.people.clone(),
            groups: meeting.groups.clone(),
            attendance: attendance(meeting, last),
            unplaced: unplaced.map(|(request, _)| request.clone()).collect(),
        }
    }
}

impl DigestCourse {
    fn of(days: &[DayOutcome]) -> Self {
        let held = || days.iter().filter(|day| day.started.is_some());
        let late = |day: &DayOutcome| Some((day.started? - day.planned_start?).num_seconds());
        Self {
            planned: days.iter().filter_map(|day| day.planned_minutes).reduce(u32::saturating_add),
            seconds: held().map(|day| day.spent.num_seconds()).reduce(i64::saturating_add),
            late: held().next().filter(|day| day.is_comparable()).and_then(late),
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn topics(meeting: &Meeting, last: &Stamp) -> Vec<DigestTopic> {
    let plans = of_agenda(meeting);
    let topic = |(slot, plan): (&Slot, super::Planned)| {
        let held = slot.was_held(last);
        DigestTopic {
            slot: slot.id,
            title: slot.plan.title.clone(),
            kind: slot.plan.kind.word().to_owned(),
            recurs: slot.plan.recurs,
            mark: slot.mark,
            planned: plan.minutes,
            seconds: held.then(|| slot.elapsed(last).num_seconds()),
            discussed: held || !slot.entries.is_empty(),
        }
    };
    meeting.slots().zip(plans).map(topic).collect()
}

fn item(slot: &Slot, entry: &super::Entry, action: &ActionItem) -> DigestItem {
    DigestItem {
        entry: entry.id,
        slot: slot.id,
        topic: slot.plan.title.clone(),
        at: entry.at,
        text: entry.text.clone(),
        tickets: entry.tickets.clone(),
        action: ActionItem { minuted: None, ..action.clone() },
    }
}

fn reviews(meeting: &Meeting) -> Vec<DigestReview> {
    let earlier = meeting.reviews().filter(|(_, _, review)| review.item.meeting.is_some());
    let mut reviews: Vec<DigestReview> = earlier
        .map(|(_, entry, review)| DigestReview {
            item: review.item.clone(),
            at: entry.at,
            changes: review.changes.clone(),
        })
        .collect();
    reviews.sort_by_key(|review| review.at);
    reviews
}

fn decisions(meeting: &Meeting) -> Vec<DigestDecision> {
    let settled = meeting.entries().filter(|(_, entry)| entry.kind == Kind::Decision);
    let decision = |(slot, entry): (&Slot, &super::Entry)| DigestDecision {
        entry: entry.id,
        slot: slot.id,
        topic: slot.plan.title.clone(),
        at: entry.at,
        text: entry.text.clone(),
    };
    settled.map(decision).collect()
}

fn attendance(meeting: &Meeting, last: &Stamp) -> Vec<(String, Option<i64>)> {
    let end = meeting.end_by(last);
    let there = |stay: &super::Stay| stay.to.as_ref().unwrap_or(&end).since(&stay.from).num_seconds();
    let of = |it: &super::Attendance| (!it.stays.is_empty()).then(|| it.stays.iter().map(there).sum());
    meeting.attendance.iter().map(|it| (it.name.clone(), of(it))).collect()
}
