//! What the first screen shows, gathered on a thread: at once what the cache says, then what is so.
//!
//! No key waits for any of it. Not here: the rows that come of it (see `rows`).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use chrono::NaiveDate;

use super::rows::{Found, Known, Offer, rows};
use crate::agenda::{self, Format};
use crate::app::HomeRow;
use crate::archive::{self, DataFolder, Library, Listed, Progress, glance, read_at_most};
use crate::shell::in_background;
use crate::words;

/// So many meetings stand there at once; the others come when all are known.
const AT_ONCE: usize = 60;

/// So many are read one by one where no cache knows them.
const ONE_BY_ONE: usize = 40;

/// How often it is shown how far the reading is.
const A_WHILE: Duration = Duration::from_millis(250);

/// A larger file of a folder is no agenda that waits there.
const LARGEST: usize = 256 << 10;

/// So many files of a folder are looked into, the newest first.
const FILES: usize = 40;

/// What was found so far, and what goes on.
pub(super) struct Heard {
    pub(super) rows: Vec<(HomeRow, Offer)>,
    /// Empty where it is done.
    pub(super) going_on: String,
}

/// What is known before anything is looked at, and whether that is anything.
pub(super) fn at_once(folder: &DataFolder, today: NaiveDate) -> (Known, bool) {
    let seen = glance(folder, today, AT_ONCE).unwrap_or_default();
    let is_any = !seen.newest.is_empty();
    let known = Known { today, meetings: seen.newest, owed: seen.owed, announced: seen.announced, ..Known::default() };
    (known, is_any)
}

/// Gathers the rest on a thread, which calls `wake` for each piece. It ends by itself.
pub(super) fn start(
    folder: &DataFolder,
    (known, is_any): (Known, bool),
    wake: impl Fn() + Send + 'static,
) -> Receiver<Heard> {
    let (tell, hear) = channel();
    let folder = folder.clone();
    in_background("first screen", move || {
        let mut gather = Gather { folder, known, tell, wake };
        // The other end is gone where something was chosen: the cache is brought up to date all the same.
        gather.run(is_any);
    });
    hear
}

struct Gather<W> {
    folder: DataFolder,
    known: Known,
    tell: Sender<Heard>,
    wake: W,
}

impl<W: Fn()> Gather<W> {
    fn run(&mut self, is_any: bool) {
        if !self.folder.meetings().is_dir() {
            // Who has only looked leaves nothing: without a meeting no cache is made.
            self.known.agendas = std::env::current_dir().map(|here| agendas(&here)).unwrap_or_default();
            self.known.whole = true;
            return self.say(String::new());
        }
        let mut library = Library::open(&self.folder);
        if is_any {
            self.takes(&library);
        } else {
            self.one_by_one();
        }
        self.known.agendas = std::env::current_dir().map(|here| agendas(&here)).unwrap_or_default();
        self.say(if is_any { String::new() } else { words::say("home-reading").to_owned() });
        // Another door to the same cache, as this one is busy.
        let looking_on = Library::open(&self.folder);
        let mut said = Instant::now();
        library.refresh(&mut |progress| {
            if said.elapsed() >= A_WHILE {
                self.adds(looking_on.meetings());
                self.say(going_on(progress));
                said = Instant::now();
            }
        });
        self.takes(&library);
        self.known.whole = true;
        self.say(String::new());
    }

    fn say(&self, going_on: String) {
        let _ = self.tell.send(Heard { rows: rows(&self.known), going_on });
        (self.wake)();
    }

    /// Everything is as the library has it.
    fn takes(&mut self, library: &Library) {
        let seen = library.glance(self.known.today, 0);
        (self.known.owed, self.known.announced) = (seen.owed, seen.announced);
        self.known.meetings = library.meetings();
        self.known.meetings.retain(|it| !it.archived);
    }

    /// What the library has meanwhile is shown besides what is there.
    fn adds(&mut self, meetings: Vec<Listed>) {
        let there: BTreeSet<String> = self.known.meetings.iter().map(|it| it.slug.clone()).collect();
        self.known.meetings.extend(meetings.into_iter().filter(|it| !it.archived && !there.contains(&it.slug)));
        archive::newest_first(&mut self.known.meetings);
    }

    /// Reads those that were changed last, so that the list is not empty while all of them are read.
    fn one_by_one(&mut self) {
        for it in archive::changed_last(&self.folder, ONE_BY_ONE).filter(|it| !it.archived) {
            self.adds(vec![it]);
            self.say(words::say("home-reading").to_owned());
        }
    }
}

fn going_on(Progress { done, all }: Progress) -> String {
    words::say!("home-reading-of", done = done, all = all)
}

/// The agendas in a folder.
fn agendas(folder: &Path) -> Vec<Found> {
    written_last(folder).into_iter().filter_map(|path| agenda(&path)).collect()
}

/// An agenda in a folder that follows the meeting of that identity.
pub(in crate::cli) fn agenda_after(folder: &Path, meeting: &str) -> Option<PathBuf> {
    written_last(folder).into_iter().find(|path| {
        let bytes = read_at_most(path, LARGEST).unwrap_or_default();
        // Most files say nothing of it and need not be read as an agenda.
        let names_it = String::from_utf8_lossy(&bytes).contains(meeting);
        let read = names_it.then(|| agenda::import(&bytes, Some(Format::Markdown), "").ok()).flatten();
        read.is_some_and(|reading| reading.agenda.head.follows.as_deref() == Some(meeting))
    })
}

/// The files of a folder that may be agendas, the newest first.
fn written_last(folder: &Path) -> Vec<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let written = entries.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let mut files: Vec<(SystemTime, PathBuf)> = written
        .filter_map(|path| {
            let found = fs::metadata(&path).ok()?;
            (found.is_file() && found.len() <= LARGEST as u64).then_some((found.modified().ok()?, path))
        })
        .collect();
    files.sort();
    files.into_iter().rev().take(FILES).map(|(_, path)| path).collect()
}

/// What a file says if it is an agenda: it has times or lengths, and tells of nothing that was held.
fn agenda(path: &Path) -> Option<Found> {
    let bytes = read_at_most(path, LARGEST).ok()?;
    let stem = path.file_stem()?.to_string_lossy();
    let reading =
        agenda::import(&bytes, Some(Format::Markdown), &stem).ok().filter(|reading| reading.told.is_empty())?;
    let days = &reading.agenda.days;
    let is_planned = days.iter().flat_map(|day| &day.slots).any(|slot| slot.start.is_some() || slot.minutes.is_some());
    is_planned.then(|| Found {
        path: path.canonicalize().unwrap_or_else(|_| path.to_owned()),
        title: reading.agenda.head.title.clone(),
        series: reading.agenda.head.series.clone(),
        date: days.iter().find_map(|day| day.date),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agendas_of_a_folder_are_told_from_everything_else_in_it() {
        let home = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(home.path().join(name), text).unwrap();
        write("weekly.md", "---\ntitle: Weekly\nseries: W\n---\n# 2026-03-02\n## 09:00 Opening (10m)\n");
        write("README.md", "# A project\n\n## How to build it\n\nSo.\n");
        write("CHANGELOG.md", "# Changes\n\n## 1.2.0 (2026-01-02)\n\n- one\n");
        write("weekly.txt", "# 2026-03-02\n## 09:00 Opening (10m)\n");
        write("binary.md", "\0\0");
        write("large.md", &format!("# 2026-03-02\n## 09:00 Opening (10m)\n{}", "x".repeat(LARGEST)));
        fs::create_dir(home.path().join("folder.md")).unwrap();
        let found = agendas(home.path());
        let expected = Found {
            path: home.path().canonicalize().unwrap().join("weekly.md"),
            title: "Weekly".to_owned(),
            series: Some("W".to_owned()),
            date: "2026-03-02".parse().ok(),
        };
        assert_eq!(found, [expected]);
    }
}
