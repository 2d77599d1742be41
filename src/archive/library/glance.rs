//! What the first screen shows before anything is looked at: the newest meetings, what is owed, and what is announced.
//!
//! It is read from the cache as it is, by indexes and few rows, so that it costs the same in a folder of ten years as in an
//! empty one. A refresh may find that it is out of date. Not here: how it is shown (see `app` and `cli`).

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

use super::super::catalogue::{Listed, newest_first};
use super::super::folder::DataFolder;
use super::{FILE, Library, Store, keep};

/// What there is to know at once. Archived meetings are not among them; their action items are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Glance {
    /// The newest meetings, the one that was last held first.
    pub newest: Vec<Listed>,
    /// What is owed.
    pub owed: Owed,
    /// The next meeting of each series that has one, the next one first.
    pub announced: Vec<Announced>,
}

/// How many action items are open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// All that are open.
    pub open: usize,
    /// Those whose day has passed.
    pub overdue: usize,
    /// Who owns most of them, and how many; of several the first by name.
    pub most: Option<(String, usize)>,
}

/// A meeting that the newest one of its series says will be held.
#[derive(Clone, Debug, PartialEq)]
pub struct Announced {
    /// When.
    pub date: NaiveDate,
    /// The newest meeting of the series, which says so.
    pub after: Listed,
}

/// What the cache of a data folder says as it was left, with at most so many meetings; none where no cache can be used. Nothing
/// is made or mended.
pub fn glance(folder: &DataFolder, today: NaiveDate, most: usize) -> Option<Glance> {
    let file = folder.cache().join(FILE);
    let store = file.exists().then(|| Store::as_it_is(&file)).flatten()?;
    store.connection().and_then(|store| look(store, folder, today, most)).ok()
}

impl Library {
    /// What is owed and announced, and at most so many of the newest meetings.
    pub fn glance(&self, today: NaiveDate, most: usize) -> Glance {
        self.ask(|store| look(store, &self.folder, today, most))
    }
}

fn look(store: &Connection, folder: &DataFolder, today: NaiveDate, most: usize) -> rusqlite::Result<Glance> {
    Ok(Glance {
        newest: newest(store, folder, most)?,
        owed: owed(store, today)?,
        announced: announced(store, folder, today)?,
    })
}

/// The meeting of a row that has its slug, what is kept of it, and whether it was put away.
pub(super) fn listed(folder: &DataFolder, row: &Row) -> rusqlite::Result<Listed> {
    let slug: String = row.get(0)?;
    let listed: Listed = keep::read_json(row.get_ref(1)?.as_str()?)?;
    Ok(Listed { folder: folder.meeting(&slug), archived: row.get(2)?, ..listed })
}

fn newest(store: &Connection, folder: &DataFolder, most: usize) -> rusqlite::Result<Vec<Listed>> {
    let mut rows = store.prepare_cached(
        "SELECT meeting.slug, listed, 0 FROM meeting LEFT JOIN folder ON folder.slug = meeting.slug
         WHERE coalesce(archived, 0) = 0 ORDER BY held DESC LIMIT ?1",
    )?;
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let mut newest: Vec<Listed> = rows.query_map([limit], |row| listed(folder, row))?.collect::<Result<_, _>>()?;
    newest_first(&mut newest);
    Ok(newest)
}

fn owed(store: &Connection, today: NaiveDate) -> rusqlite::Result<Owed> {
    let today = keep::day(today);
    let mut rows = store.prepare_cached("SELECT due, owners FROM item WHERE open = 1")?;
    let mut rows = rows.query([])?;
    let mut owed = Owed::default();
    let mut owners: HashMap<String, usize> = HashMap::new();
    while let Some(row) = rows.next()? {
        owed.open += 1;
        owed.overdue += usize::from(row.get_ref(0)?.as_str_or_null()?.is_some_and(|due| due < today.as_str()));
        for owner in row.get_ref(1)?.as_str()?.split('\n').filter(|owner| !owner.is_empty()) {
            match owners.get_mut(owner) {
                Some(count) => *count += 1,
                None => _ = owners.insert(owner.to_owned(), 1),
            }
        }
    }
    owed.most = owners.into_iter().min_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(owed)
}

fn announced(store: &Connection, folder: &DataFolder, today: NaiveDate) -> rusqlite::Result<Vec<Announced>> {
    // Of each series by its name the meeting that was opened last.
    let mut last = store
        .prepare_cached("SELECT slug, max(base) FROM meeting WHERE series >= '=' AND series < '>' GROUP BY series")?;
    let last: Vec<String> = last.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut one = store.prepare_cached(
        "SELECT meeting.slug, listed, coalesce(archived, 0), next FROM meeting
         LEFT JOIN folder ON folder.slug = meeting.slug WHERE meeting.slug = ?1 AND next IS NOT NULL",
    )?;
    let mut announced = Vec::new();
    for slug in last {
        let row = one.query_row([slug], |row| Ok((listed(folder, row)?, row.get::<_, String>(3)?))).optional()?;
        let Some((after, days)) = row.filter(|(after, _)| !after.archived) else { continue };
        let next = days.split('\n').filter_map(|day| day.parse::<NaiveDate>().ok()).find(|day| *day >= today);
        announced.extend(next.map(|date| Announced { date, after }));
    }
    announced.sort_by(|a, b| (a.date, &a.after.slug).cmp(&(b.date, &b.after.slug)));
    Ok(announced)
}
