//! Which meeting was opened from an agenda.
//!
//! Only the first line of each journal says it; and none is read of a meeting that the library knows to be another agenda's, as
//! long as its folder is as it was. A scribe is waiting. Not here: what the library knows (see `library::place`).

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::belonging::opened_by;
use super::catalogue::first_record;
use super::files::Files;
use super::folder::DataFolder;
use super::library::{Place, each, opened_from_others};
use crate::journal::Record;
use crate::meeting::Event;

/// An agenda held against the meetings that there are: the newest one that was opened from it, and which were looked at.
///
/// It can be held once more against those that came since, at the price of a look at the folder of all meetings: what was looked for
/// before a lock was taken is known under the lock.
#[derive(Clone, Debug)]
pub struct Origin {
    agenda: PathBuf,
    newest: Option<(DateTime<FixedOffset>, PathBuf)>,
    /// The names of the folders of which it is known where their meetings came from.
    known: HashSet<OsString>,
    /// The folder of all meetings as it was before it was looked through; none where a change of it would leave no trace, or a
    /// folder in it has no record yet.
    place: Option<Place>,
}

impl Origin {
    /// Of an agenda at this absolute path, by all meetings that there are.
    pub fn of(folder: &DataFolder, agenda: &Path) -> Self {
        let place = Place::to_remember(&folder.meetings());
        let others = opened_from_others(folder, agenda);
        let there: Vec<PathBuf> = paths(folder).collect();
        let told = each(&there, |path| {
            let name = path.file_name()?;
            let known = others.get(&*name.to_string_lossy());
            if known.is_some_and(|known| Place::of(path).as_ref() == Some(known)) {
                return Some((name.to_owned(), None));
            }
            told(path, agenda)
        });
        let known = HashSet::with_capacity(there.len());
        let mut origin = Self { agenda: agenda.to_owned(), newest: None, known, place: None };
        origin.takes(told);
        origin.place = place.filter(|place| place.is_told() && origin.known.len() == there.len());
        origin
    }

    /// Looks at the meetings that came since, or of which no record could be read before.
    pub fn look_again(&mut self, folder: &DataFolder) {
        if self.place.is_some() && self.place == Place::of(&folder.meetings()) {
            return;
        }
        let is_new = |path: &PathBuf| path.file_name().is_some_and(|name| !self.known.contains(name));
        let told: Vec<Option<Told>> = paths(folder).filter(is_new).map(|path| told(&path, &self.agenda)).collect();
        self.takes(told);
    }

    /// The agenda's path.
    pub fn agenda(&self) -> &Path {
        &self.agenda
    }

    /// The folder of the newest meeting that was opened from the agenda.
    pub fn meeting(&self) -> Option<&Path> {
        self.newest.as_ref().map(|(_, meeting)| meeting.as_path())
    }

    fn takes(&mut self, told: Vec<Option<Told>>) {
        for (name, opened) in told.into_iter().flatten() {
            self.newest = self.newest.take().max(opened);
            self.known.insert(name);
        }
    }
}

/// The folder of the newest meeting that was opened from the agenda at this absolute path.
pub fn find_by_agenda(folder: &DataFolder, agenda: &Path) -> Option<PathBuf> {
    Origin::of(folder, agenda).newest.map(|(_, meeting)| meeting)
}

/// The folder of a meeting by its name, and when that meeting was opened and where it is, if it was from the agenda in question.
type Told = (OsString, Option<(DateTime<FixedOffset>, PathBuf)>);

/// What a folder tells; nothing as long as no record is in it.
fn told(path: &Path, agenda: &Path) -> Option<Told> {
    let opened = opened_from(path)?;
    let is_it = opened.agenda.is_some_and(|from| Path::new(&from) == agenda);
    Some((path.file_name()?.to_owned(), is_it.then(|| (opened.at, path.to_owned()))))
}

fn paths(folder: &DataFolder) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder.meetings()).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// When a meeting was opened, and from which agenda.
pub(super) struct OpenedFrom {
    pub(super) at: DateTime<FixedOffset>,
    pub(super) agenda: Option<String>,
}

/// What the first lines of a meeting's journals tell; none where no record is there.
pub(super) fn opened_from(meeting: &Path) -> Option<OpenedFrom> {
    let journals = Files::of(meeting).ok()?.journals;
    // A stranger's journal may have been carried into the folder.
    let named = |first: &Record| opened_by(first).is_some_and(|(_, slug)| meeting.ends_with(slug));
    let mut firsts = journals.iter().filter_map(|journal| first_record(journal));
    let first = firsts.find(named).or_else(|| journals.iter().find_map(|journal| first_record(journal)))?;
    let agenda = first.act.events.iter().find_map(|event| match event {
        Event::MeetingOpened { path, .. } => path.clone(),
        _ => None,
    });
    Some(OpenedFrom { at: first.act.stamp.at, agenda })
}
