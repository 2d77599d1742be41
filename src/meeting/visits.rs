//! In which meetings each person took part, and as what.
//!
//! A meeting in which nobody noted that somebody was there does not say that they were absent: that is told apart from word
//! of not coming. Not here: who somebody is (see `people`).

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::{Directory, Participants, SlotId};

/// What a meeting says of somebody's being there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Was {
    /// They were there.
    Present {
        /// Seconds of all stays.
        seconds: i64,
        /// When each began and ended, as far as its end was noted, by the clock of the meeting's zone.
        stays: Vec<(DateTime<FixedOffset>, Option<DateTime<FixedOffset>>)>,
    },
    /// They sent word of not coming.
    Regrets,
    /// Nothing.
    #[default]
    NotSaid,
}

/// A meeting that knows of somebody: by its roster, or because it says that they were there or chaired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// The meeting's place among those that were asked.
    pub meeting: usize,
    /// Whether they were there.
    pub was: Was,
    /// They chaired the meeting.
    pub chaired: bool,
    /// The slots that they chaired by name.
    pub slots: Vec<SlotId>,
}

/// The visits of each person of the directory, in its order; those of one person in the order in which the meetings were
/// opened. Of a meeting that is there twice, as a copy, the first counts.
pub fn visits(directory: &Directory, meetings: &[Participants]) -> Vec<Vec<Visit>> {
    let mut order: BTreeMap<(Option<DateTime<FixedOffset>>, &str), usize> = BTreeMap::new();
    for (at, meeting) in meetings.iter().enumerate() {
        order.entry((meeting.opened, &meeting.id)).or_insert(at);
    }
    let mut all = vec![Vec::new(); directory.people.len()];
    for at in order.into_values() {
        let Some(meeting) = meetings.get(at) else { continue };
        for (person, visit) in of_meeting(directory, meeting) {
            if let Some(visits) = all.get_mut(person) {
                visits.push(Visit { meeting: at, ..visit });
            }
        }
    }
    all
}

/// The visits of a meeting by person.
fn of_meeting(directory: &Directory, meeting: &Participants) -> BTreeMap<usize, Visit> {
    let mut visits: BTreeMap<usize, Visit> = BTreeMap::new();
    let who = |name: &str| directory.who(Some(&meeting.id), name);
    for person in meeting.people.iter().filter_map(|person| who(&person.name)) {
        visits.entry(person).or_default();
    }
    for attended in &meeting.attended {
        if let Some(person) = who(&attended.name) {
            let visit = visits.entry(person).or_default();
            visit.was.and(attended);
        }
    }
    for person in meeting.chair.iter().filter_map(|name| who(name)) {
        visits.entry(person).or_default().chaired = true;
    }
    for (slot, names) in &meeting.chaired {
        for person in names.iter().filter_map(|name| who(name)) {
            let slots = &mut visits.entry(person).or_default().slots;
            if slots.last() != Some(slot) {
                slots.push(*slot);
            }
        }
    }
    visits
}

impl Was {
    /// Takes in what was noted under one of the person's names.
    fn and(&mut self, attended: &super::Attended) {
        if attended.stays.is_empty() {
            if attended.regrets && *self == Self::NotSaid {
                *self = Self::Regrets;
            }
            return;
        }
        if let Self::Present { seconds, stays } = self {
            *seconds += attended.seconds;
            stays.extend(attended.stays.iter().copied());
            stays.sort_unstable();
        } else {
            *self = Self::Present { seconds: attended.seconds, stays: attended.stays.clone() };
        }
    }
}
