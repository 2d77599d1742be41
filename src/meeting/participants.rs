//! What a meeting tells of people: its roster, who was there and when, who chaired, and who is named beside.
//!
//! The archive keeps one of each meeting, so that who somebody is over ten years of meetings (see `people`) reads no
//! journal. Not here: what a meeting says to the others of its work (see `digest`).

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Digest, Meeting, Person, Role, SlotId, Stamp};

/// The people of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Participants {
    /// The meeting's identity.
    pub id: String,
    /// The name of its folder.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The series that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// When it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<DateTime<FixedOffset>>,
    /// Its first day, see [`Digest::date`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The roster.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// Names that stand for several people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Of whom it was noted that they were there, or that they sent word of not coming.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attended: Vec<Attended>,
    /// Who chaired it: as appointed in the meeting, else as the agenda says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chair: Vec<String>,
    /// The slots with chairs of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chaired: Vec<(SlotId, Vec<String>)>,
    /// Names that own, chair, write or approve something and stand neither on the roster nor among the groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<String>,
}

/// What was noted of somebody's attendance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attended {
    /// Who.
    pub name: String,
    /// Word was sent of not coming.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub regrets: bool,
    /// Seconds of all stays; one whose end was not noted lasts until the meeting's.
    pub seconds: i64,
    /// When each stay began and ended, by the clock of the meeting's zone; the end as far as it was noted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stays: Vec<(DateTime<FixedOffset>, Option<DateTime<FixedOffset>>)>,
}

impl Participants {
    /// The people of `meeting`, whose digest this is; a stay that goes on counts up to `last`, the moment of its last act.
    pub fn of(meeting: &Meeting, digest: &Digest, last: &Stamp) -> Self {
        let mut participants = Self {
            id: digest.id.clone(),
            slug: digest.slug.clone(),
            title: digest.head.title.clone(),
            series: digest.head.series.clone(),
            opened: digest.opened,
            date: digest.date,
            people: meeting.people.clone(),
            groups: meeting.groups.clone(),
            attended: attended(meeting, last),
            chair: meeting.holders(Role::Chair).to_vec(),
            chaired: meeting
                .slots()
                .filter(|slot| !slot.plan.chair.is_empty())
                .map(|slot| (slot.id, slot.plan.chair.clone()))
                .collect(),
            named: Vec::new(),
        };
        participants.named = participants.others(meeting, digest);
        participants
    }

    /// Names without a place on the roster or among the groups, each once.
    fn others(&self, meeting: &Meeting, digest: &Digest) -> Vec<String> {
        let owners = digest.items.iter().flat_map(|item| &item.action.owners);
        let new_owners = digest.reviews.iter().filter_map(|review| review.changes.owners.as_ref()).flatten();
        let carried = digest.carried.iter().flat_map(|item| &item.owners);
        let chairs = self.chair.iter().chain(self.chaired.iter().flat_map(|(_, names)| names));
        let there = self.attended.iter().map(|attended| &attended.name);
        let approved = meeting.approvals.iter().flat_map(|approval| &approval.by);
        let all = owners.chain(new_owners).chain(carried).chain(chairs).chain(there).chain(approved);
        let mut known: BTreeSet<String> = self.people.iter().map(|person| name_key(&person.name)).collect();
        known.extend(self.groups.iter().map(|group| name_key(group)));
        known.insert(String::new());
        all.chain(meeting.holders(Role::Scribe)).filter(|name| known.insert(name_key(name))).cloned().collect()
    }
}

/// A name as people are told apart by it: without case, each run of blanks as one.
pub(super) fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    key
}

fn attended(meeting: &Meeting, last: &Stamp) -> Vec<Attended> {
    let end = meeting.end_by(last);
    let local = |stamp: &Stamp| meeting.local(stamp.at).fixed_offset();
    let of = |it: &super::Attendance| Attended {
        name: it.name.clone(),
        regrets: it.regrets,
        seconds: it.stays.iter().map(|stay| stay.to.as_ref().unwrap_or(&end).since(&stay.from).num_seconds()).sum(),
        stays: it.stays.iter().map(|stay| (local(&stay.from), stay.to.as_ref().map(local))).collect(),
    };
    meeting.attendance.iter().map(of).collect()
}
