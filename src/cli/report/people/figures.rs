//! What is counted of each person: meetings, minutes, what is still to be done.
//!
//! Not here: how it is shown (see `list`).

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::archive::{Library, Wanted};
use crate::meeting::{Contact, Directory, Participants, Visit, Was, folded, visits};

/// What is known of everybody.
pub(super) struct Known {
    pub(super) directory: Arc<Directory>,
    /// The series whose meetings count; none: all.
    pub(super) series: Option<String>,
    pub(super) meetings: Vec<Participants>,
    /// By person, in the directory's order.
    pub(super) visits: Vec<Vec<Visit>>,
    /// What is still to be done, by person.
    owed: BTreeMap<usize, Owed>,
    /// The same of groups, by name as it is compared.
    owed_by_groups: BTreeMap<String, Owed>,
    pub(super) today: NaiveDate,
}

/// Action items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Owed {
    pub(super) open: usize,
    /// Of those, whose day has passed.
    pub(super) overdue: usize,
}

/// What is counted of somebody's meetings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Attendance {
    /// Meetings that know of them.
    pub(super) known_in: usize,
    /// Of those, in which it was noted of anybody that they were there.
    pub(super) noted: usize,
    pub(super) present: usize,
    pub(super) regrets: usize,
    pub(super) seconds: i64,
    /// The day of the last one in which they were.
    pub(super) last_seen: Option<NaiveDate>,
}

impl Attendance {
    /// Meetings that say nothing of whether they were there.
    pub(super) fn not_said(&self) -> usize {
        self.known_in - self.present - self.regrets
    }

    /// Minutes, rounded.
    pub(super) fn minutes(&self) -> i64 {
        (self.seconds + 30) / 60
    }
}

/// A person or a group, with all that is counted.
pub(super) struct Row<'k> {
    /// None: a group.
    pub(super) contact: Option<&'k Contact>,
    pub(super) name: &'k str,
    pub(super) attendance: Attendance,
    pub(super) owed: Owed,
}

impl Known {
    pub(super) fn of(library: &Library, series: Option<String>, today: NaiveDate) -> Self {
        let directory = library.directory();
        let meetings = library.participants(series.as_deref());
        let visits = visits(&directory, &meetings);
        let (mut owed, mut owed_by_groups) = (BTreeMap::new(), BTreeMap::new());
        let wanted = Wanted { series: series.clone(), open: true, ..Wanted::default() };
        for row in library.items(&wanted) {
            let overdue = row.item.action.due.is_some_and(|due| due < today);
            let meeting = row.item.item.meeting.as_deref();
            let (mut people, mut groups) = (Vec::new(), Vec::new());
            for owner in &row.item.action.owners {
                match directory.who(meeting, owner) {
                    Some(at) => people.push(at),
                    None => groups.push(folded(owner)),
                }
            }
            // Whoever is named twice has it once.
            people.sort_unstable();
            people.dedup();
            groups.sort_unstable();
            groups.dedup();
            for at in people {
                owed.entry(at).or_insert(Owed::default()).add(overdue);
            }
            for name in groups {
                owed_by_groups.entry(name).or_insert(Owed::default()).add(overdue);
            }
        }
        Self { directory, series, meetings, visits, owed, owed_by_groups, today }
    }

    /// Everybody whom the meetings that count know of, in the order of their names, then the groups.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let people = self.directory.people.iter().enumerate().map(|(at, contact)| Row {
            contact: Some(contact),
            name: self.directory.label(at),
            attendance: self.attendance(at),
            owed: self.owed(at),
        });
        let people = people.filter(|row| self.series.is_none() || row.attendance.known_in + row.owed.open > 0);
        people.chain(self.groups())
    }

    fn groups(&self) -> impl Iterator<Item = Row<'_>> {
        let mut known_in: BTreeMap<String, usize> = BTreeMap::new();
        for group in self.meetings.iter().flat_map(|meeting| &meeting.groups) {
            *known_in.entry(folded(group)).or_default() += 1;
        }
        let row = move |name: &'_ String| {
            let key = folded(name);
            (
                known_in.get(&key).copied().unwrap_or_default(),
                self.owed_by_groups.get(&key).copied().unwrap_or_default(),
            )
        };
        let rows = self.directory.groups.iter().map(move |name| {
            let (known_in, owed) = row(name);
            Row { contact: None, name, attendance: Attendance { known_in, ..Attendance::default() }, owed }
        });
        rows.filter(|row| self.series.is_none() || row.attendance.known_in + row.owed.open > 0)
    }

    pub(super) fn owed(&self, at: usize) -> Owed {
        self.owed.get(&at).copied().unwrap_or_default()
    }

    pub(super) fn attendance(&self, at: usize) -> Attendance {
        let mut sum = Attendance::default();
        for visit in self.visits.get(at).into_iter().flatten() {
            let Some(meeting) = self.meetings.get(visit.meeting) else { continue };
            sum.known_in += 1;
            sum.noted += usize::from(meeting.attended.iter().any(|it| !it.stays.is_empty()));
            match &visit.was {
                Was::Present { seconds, stays } => {
                    sum.present += 1;
                    sum.seconds += seconds;
                    let last = stays.iter().map(|(from, _)| from.date_naive()).max();
                    sum.last_seen = sum.last_seen.max(last);
                }
                Was::Regrets => sum.regrets += 1,
                Was::NotSaid => {}
            }
        }
        sum
    }
}

impl Owed {
    fn add(&mut self, overdue: bool) {
        self.open += 1;
        self.overdue += usize::from(overdue);
    }
}
