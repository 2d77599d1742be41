//! Action items of many meetings: which are asked for, and how they are grouped.
//!
//! An item of several owners stands under each of them and counts once. Not here: where they come from (see `archive`), and any
//! form.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Item, Status, folded};

/// So many days ahead an item is due soon.
const SOON: i64 = 7;

/// An action item and the series that it is numbered in.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRow {
    /// The name of the series; none: its meeting is a series of its own.
    pub series: Option<String>,
    /// The item as it stands by all that was said of it.
    pub item: Item,
}

/// A series as it is compared: two meetings without one have nothing in common. `meeting` is the identity of the row's own.
pub fn series_key(series: Option<&str>, meeting: Option<&str>) -> String {
    match series.map(folded).filter(|series| !series.is_empty()) {
        Some(series) => series,
        // No folded name has a line break.
        None => format!("\n{}", meeting.unwrap_or_default()),
    }
}

impl TaskRow {
    /// Somebody has still to do it.
    pub fn is_open(&self) -> bool {
        self.item.action.status == Status::Open
    }

    /// It is open, and its day has passed.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.item.action.due.is_some_and(|due| due < today)
    }

    /// How many days ago it was noted; none where nobody knows when.
    pub fn age(&self, today: NaiveDate) -> Option<i64> {
        self.item.raised.map(|at| (today - at.date_naive()).num_days().max(0))
    }

    /// The series as it is compared, see [`series_key`].
    pub fn series_key(&self) -> String {
        series_key(self.series.as_deref(), self.item.item.meeting.as_deref())
    }

    /// Whether it is one of that person or group, by full name.
    pub fn is_owned_by(&self, name: &str) -> bool {
        self.item.action.owners.iter().any(|owner| folded(owner) == folded(name))
    }
}

/// By what action items are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By owner.
    #[default]
    Owner,
    /// By how soon they are due.
    Due,
    /// By series.
    Series,
    /// By the meeting that noted them.
    Meeting,
}

/// What the items of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKey<'r> {
    /// Their owner.
    Owner(&'r str),
    /// Nobody owns them.
    Nobody,
    /// Their day has passed, and they are open.
    Overdue,
    /// They are due within a week.
    Soon,
    /// They are due later.
    Later,
    /// They have no date.
    Undated,
    /// They are done.
    Done,
    /// They were dropped.
    Dropped,
    /// Their series; none: their meeting belongs to none.
    Series(Option<&'r str>),
    /// The title of the meeting that noted them, and the day.
    Meeting(&'r str, Option<NaiveDate>),
}

impl<'r> GroupKey<'r> {
    /// In words: a name, or what the items have in common; of a meeting its title.
    pub fn words(&self) -> &'r str {
        match self {
            Self::Owner(name) | Self::Meeting(name, _) => name,
            Self::Nobody => "No owner",
            Self::Overdue => "Overdue",
            Self::Soon => "Due within 7 days",
            Self::Later => "Due later",
            Self::Undated => "No due date",
            Self::Done => "Done",
            Self::Dropped => "Dropped",
            Self::Series(series) => series.unwrap_or("Without a series"),
        }
    }
}

/// Items with something in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'r> {
    /// What that is.
    pub key: GroupKey<'r>,
    /// The items: by due date, those without one last.
    pub rows: Vec<&'r TaskRow>,
}

/// The action items that were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Tasks {
    /// Each once: by due date, those without one last; of one day by series and number.
    pub rows: Vec<TaskRow>,
    /// By what they are grouped.
    pub grouping: Grouping,
    /// The day of the report.
    pub today: NaiveDate,
    /// Whose they are, where only some people's were asked for; by owner, there is no group of another.
    pub owners: Vec<String>,
}

impl Tasks {
    /// These action items; of some owners, those that one of them has.
    pub fn new(mut rows: Vec<TaskRow>, owners: Vec<String>, grouping: Grouping, today: NaiveDate) -> Self {
        rows.retain(|row| owners.is_empty() || owners.iter().any(|owner| row.is_owned_by(owner)));
        rows.sort_by_cached_key(|row| {
            let due = row.item.action.due;
            (due.is_none(), due, row.series_key(), row.item.action.number, row.item.item.clone())
        });
        Self { rows, grouping, today, owners }
    }

    /// How many are open.
    pub fn open(&self) -> usize {
        self.rows.iter().filter(|row| row.is_open()).count()
    }

    /// How many are overdue.
    pub fn overdue(&self) -> usize {
        self.rows.iter().filter(|row| row.is_overdue(self.today)).count()
    }

    /// Whether they are of more than one series, so that two may have the same number.
    pub fn has_several_series(&self) -> bool {
        let first = self.rows.first().map(TaskRow::series_key);
        self.rows.iter().any(|row| Some(row.series_key()) != first)
    }

    /// The items in their groups. Owners stand in the order of their names, series too, meetings in that of their days; those that
    /// have none of it stand last.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let began = self.began();
        let mut found: BTreeMap<Place, (GroupKey<'_>, Vec<&TaskRow>)> = BTreeMap::new();
        for row in &self.rows {
            let keys = match self.grouping {
                Grouping::Owner => self.owners_of(row),
                Grouping::Due => vec![self.due_of(row)],
                Grouping::Series => vec![series_of(row)],
                Grouping::Meeting => vec![meeting_of(row, &began)],
            };
            for (place, key) in keys {
                found.entry(place).or_insert_with(|| (key, Vec::new())).1.push(row);
            }
        }
        found.into_values().map(|(key, rows)| Group { key, rows }).collect()
    }

    fn owners_of<'r>(&self, row: &'r TaskRow) -> Vec<(Place, GroupKey<'r>)> {
        let owners = &row.item.action.owners;
        if owners.is_empty() {
            return vec![((1, None, String::new()), GroupKey::Nobody)];
        }
        let is_wanted = |owner: &&String| {
            self.owners.is_empty() || self.owners.iter().any(|wanted| folded(wanted) == folded(owner))
        };
        let owners = owners.iter().filter(is_wanted);
        let mut keys: Vec<_> =
            owners.map(|owner| ((0, None, folded(owner)), GroupKey::Owner(owner.as_str()))).collect();
        // Whoever is named twice still has it once.
        keys.sort_by(|(a, _), (b, _)| a.cmp(b));
        keys.dedup_by(|(a, _), (b, _)| a == b);
        keys
    }

    fn due_of<'r>(&self, row: &TaskRow) -> (Place, GroupKey<'r>) {
        let (rank, key) = match (row.item.action.status, row.item.action.due) {
            (Status::Done, _) => (4, GroupKey::Done),
            (Status::Dropped, _) => (5, GroupKey::Dropped),
            (Status::Open, None) => (3, GroupKey::Undated),
            (Status::Open, Some(due)) if due < self.today => (0, GroupKey::Overdue),
            (Status::Open, Some(due)) if (due - self.today).num_days() <= SOON => (1, GroupKey::Soon),
            (Status::Open, Some(_)) => (2, GroupKey::Later),
        };
        ((rank, None, String::new()), key)
    }

    /// The first day of each meeting, as far as these items tell: one of two days is one all the same.
    fn began(&self) -> BTreeMap<&str, NaiveDate> {
        let mut began = BTreeMap::new();
        for row in &self.rows {
            if let (Some(meeting), Some(at)) = (row.item.item.meeting.as_deref(), row.item.raised) {
                let day = at.date_naive();
                began.entry(meeting).and_modify(|first: &mut NaiveDate| *first = day.min(*first)).or_insert(day);
            }
        }
        began
    }
}

/// Where a group stands: its rank, its day, its name as it is compared.
type Place = (u8, Option<NaiveDate>, String);

fn series_of(row: &TaskRow) -> (Place, GroupKey<'_>) {
    let named = row.series.as_deref().filter(|series| !folded(series).is_empty());
    ((u8::from(named.is_none()), None, named.map(folded).unwrap_or_default()), GroupKey::Series(named))
}

fn meeting_of<'r>(row: &'r TaskRow, began: &BTreeMap<&str, NaiveDate>) -> (Place, GroupKey<'r>) {
    let meeting = row.item.item.meeting.as_deref().unwrap_or_default();
    let day = began.get(meeting).copied();
    ((u8::from(day.is_none()), day, meeting.to_owned()), GroupKey::Meeting(&row.item.title, day))
}

#[cfg(test)]
mod tests;
