//! Which meetings there are, and which one a person means.
//!
//! A meeting is known by its id, its slug, the agenda that it was opened from, its journal, or as the last one. Not
//! here: what was said in it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::files::Files;
use super::folder::{DataFolder, LAST};
use super::library::{self, series_name};
use super::load::{Loaded, load};
use super::origin::find_by_agenda;
use super::shelf::is_archived;
use crate::journal::{self, Record};
use crate::meeting::{Act, Agenda, Cause, Changes, Event, Stage};

/// A meeting of the data folder, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its identity; empty where no record tells it.
    pub id: String,
    /// The name of its folder.
    pub slug: String,
    /// Its title; the slug where no record tells it.
    pub title: String,
    /// The series that it belongs to.
    pub series: Option<String>,
    /// Absolute path of its agenda file.
    pub agenda: Option<String>,
    /// When it was opened.
    pub opened: Option<DateTime<FixedOffset>>,
    /// When it was closed; none while it is open.
    pub closed: Option<DateTime<FixedOffset>>,
    /// How far its minutes are.
    pub stage: Stage,
    /// When something last happened in it.
    pub last: Option<DateTime<FixedOffset>>,
    /// When something last happened in it while it was held: not what was said of its action items outside of it, nor what
    /// was approved or corrected once it was closed. By that the newest of several meetings is known.
    pub held: Option<DateTime<FixedOffset>>,
    /// What is wrong with its journals, in a sentence.
    pub damage: Option<String>,
    /// It was put away: no list shows it unless it is asked for.
    #[serde(skip)]
    pub archived: bool,
    /// Where it is.
    #[serde(skip)]
    pub folder: PathBuf,
}

/// Why no meeting was found.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// There is none at all.
    #[error("there are no meetings in {}", .0.display())]
    NoMeetings(PathBuf),
    /// There are some, and all of them were put away.
    #[error("all meetings in {} are archived, and none of them is the newest", .0.display())]
    AllArchived(PathBuf),
    /// An agenda that no meeting was opened from.
    #[error("no meeting was opened from {}", .0.display())]
    NotOpened(PathBuf),
    /// Nothing of that name.
    #[error("`{name}` is no id, slug, agenda or journal of a meeting in {}{}", .folder.display(), did_you_mean(.near))]
    Unknown {
        /// What was looked for.
        name: String,
        /// Where.
        folder: PathBuf,
        /// Slugs that come near.
        near: Vec<String>,
    },
}

fn did_you_mean(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) }
}

/// All meetings, the newest first as [`newest_first`] has them; those that cannot be read are among them, last.
///
/// Those that the library knows and whose journals were not changed since are not read; the others are.
pub fn list(folder: &DataFolder) -> Vec<Listed> {
    let mut known = library::unchanged(folder);
    let entries = fs::read_dir(folder.meetings()).into_iter().flatten().flatten();
    let of =
        |entry: fs::DirEntry| known.remove(&*entry.file_name().to_string_lossy()).or_else(|| listed(&entry.path()));
    let mut meetings: Vec<Listed> = entries.filter_map(of).collect();
    newest_first(&mut meetings);
    meetings
}

/// Brings meetings into the order in which they are shown: the one that was last held first, those that cannot be read last.
///
/// An old meeting does not become the newest one by an action item that is ticked off in it, an approval or a correction.
pub fn newest_first(meetings: &mut [Listed]) {
    meetings.sort_by(|a, b| (b.held, b.opened, &b.slug).cmp(&(a.held, a.opened, &a.slug)));
}

/// At most so many meetings, those whose folders were changed last, each read as it is asked for.
pub fn changed_last(folder: &DataFolder, most: usize) -> impl Iterator<Item = Listed> + use<> {
    let entries = fs::read_dir(folder.meetings()).into_iter().flatten().flatten();
    let changed = |entry: &fs::DirEntry| entry.metadata().and_then(|found| found.modified()).ok();
    let mut folders: Vec<_> = entries.map(|entry| (changed(&entry), entry.path())).collect();
    folders.sort();
    folders.into_iter().rev().take(most).filter_map(|(_, path)| listed(&path))
}

/// The folder of the meeting that a person calls `name`.
pub fn find(folder: &DataFolder, name: &str) -> Result<PathBuf, FindError> {
    if is_slug(name) && name != LAST && is_meeting(&folder.meeting(name)) {
        return Ok(folder.meeting(name));
    }
    let path = Path::new(name);
    if name != LAST
        && let Some(found) = by_path(folder, path)
    {
        return found;
    }
    let meetings = list(folder);
    let readable = meetings.iter().find(|meeting| meeting.last.is_some() && !meeting.archived);
    match meetings.iter().find(|meeting| meeting.id == name && !name.is_empty()) {
        Some(meeting) => Ok(meeting.folder.clone()),
        None if name == LAST && readable.is_some() => Ok(readable.map(|last| last.folder.clone()).unwrap_or_default()),
        None if name == LAST && meetings.iter().any(|meeting| meeting.archived) => {
            Err(FindError::AllArchived(folder.root().to_owned()))
        }
        None if meetings.is_empty() || name == LAST => Err(FindError::NoMeetings(folder.root().to_owned())),
        None => Err(FindError::Unknown {
            name: name.to_owned(),
            folder: folder.root().to_owned(),
            near: nearest(name, meetings.iter().map(|meeting| meeting.slug.as_str())),
        }),
    }
}

/// The record that begins a journal.
pub(super) fn first_record(journal: &Path) -> Option<Record> {
    let file = fs::File::open(journal).ok()?;
    let mut line = Vec::new();
    BufReader::new(file).read_until(b'\n', &mut line).ok()?;
    journal::recover(&line, None).records.into_iter().next()
}

/// What a path leads to: a journal, a meeting's folder, an agenda; none where nothing is there.
fn by_path(folder: &DataFolder, path: &Path) -> Option<Result<PathBuf, FindError>> {
    let whole = path.canonicalize().ok()?;
    if whole.is_dir() {
        return is_meeting(&whole).then_some(Ok(whole));
    }
    if whole.extension().is_some_and(|ending| ending == "jsonl") {
        return whole.parent().map(|parent| Ok(parent.to_owned()));
    }
    Some(find_by_agenda(folder, &whole).ok_or(FindError::NotOpened(whole)))
}

fn is_slug(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_meeting(folder: &Path) -> bool {
    Files::of(folder).is_ok_and(|files| !files.journals.is_empty())
}

/// A meeting's folder in short; none for what is no folder.
fn listed(path: &Path) -> Option<Listed> {
    path.is_dir().then(|| Listed::of(path, load(path).as_ref().map_err(ToString::to_string)))
}

impl Listed {
    /// The meeting in a folder, with what could be read of it or why nothing could.
    pub(super) fn of(folder: &Path, read: Result<&Loaded, String>) -> Self {
        let slug = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut listed = Self {
            id: String::new(),
            title: slug.clone(),
            slug,
            series: None,
            agenda: None,
            opened: None,
            closed: None,
            stage: Stage::Open,
            last: None,
            held: None,
            damage: None,
            archived: is_archived(folder),
            folder: folder.to_owned(),
        };
        match read {
            Ok(loaded) => listed.read(loaded),
            Err(error) => listed.damage = Some(error),
        }
        listed
    }

    /// Whether it belongs to a series, whatever the case and the blanks of its name.
    pub fn is_of(&self, series: &str) -> bool {
        self.series.as_deref().is_some_and(|name| series_name(name) == series_name(series))
    }

    fn read(&mut self, loaded: &Loaded) {
        self.damage = match loaded.damage.as_slice() {
            [] => None,
            [only] => Some(only.to_string()),
            [first, rest @ ..] => Some(format!("{first}, and {} more", rest.len())),
        };
        let mut is_held = true;
        for record in &loaded.records {
            let at = record.act.stamp.at;
            self.last = self.last.max(Some(at));
            is_held = goes_on(is_held, &record.act);
            if is_held && !record.act.events.iter().all(is_follow_up) {
                self.held = self.held.max(Some(at));
            }
            for event in &record.act.events {
                self.happened(event, at);
                is_held &= !matches!(event, Event::MeetingClosed);
            }
        }
        if self.opened.is_none() && self.damage.is_none() {
            self.damage = Some("no record says what this meeting is".to_owned());
        }
    }

    fn happened(&mut self, event: &Event, at: DateTime<FixedOffset>) {
        match event {
            // Each further writer's file begins with the meeting's identity once more.
            Event::MeetingOpened { meeting, path, agenda, .. } if self.opened.is_none() => {
                self.opened = Some(at);
                self.id.clone_from(meeting);
                self.agenda.clone_from(path);
                self.planned(agenda);
            }
            Event::AgendaRevised { agenda, .. } => self.planned(agenda),
            Event::MeetingClosed => (self.closed, self.stage) = (Some(at), Stage::Draft),
            Event::MeetingReopened => (self.closed, self.stage) = (None, Stage::Open),
            Event::MinutesApproved { .. } if self.closed.is_some() => self.stage = Stage::Final,
            _ => {}
        }
    }

    fn planned(&mut self, agenda: &Agenda) {
        self.title.clone_from(&agenda.head.title);
        self.series.clone_from(&agenda.head.series);
    }
}

/// Whether a meeting is being held in an act: one that was closed is again once a clock runs, or when its closing is taken back.
/// To reopen it is to correct its minutes.
fn goes_on(is_held: bool, act: &Act) -> bool {
    let resumes = |event: &Event| match event {
        Event::ClockStarted { .. } => true,
        Event::MeetingReopened => matches!(act.cause, Cause::Undo { .. }),
        _ => false,
    };
    is_held || act.events.iter().any(resumes)
}

/// What is said of an action item from outside of its meeting, be it still open; a scribe on its screen does more than that.
fn is_follow_up(event: &Event) -> bool {
    let Event::EntryChanged { changes, .. } = event else { return false };
    Changes { status: None, owners: None, due: None, reason: None, ..(**changes).clone() }.is_empty()
}

/// At most three names that somebody who typed `name` may have meant, the likeliest first.
fn nearest<'a>(name: &str, slugs: impl Iterator<Item = &'a str>) -> Vec<String> {
    let name = name.to_lowercase();
    let scored = slugs.filter_map(|slug| {
        let part = !name.is_empty() && (slug.contains(&name) || name.contains(slug));
        // Nobody types the date by heart.
        let undated = slug.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '-');
        let far = |meant: &str| if part { 0 } else { strsim::levenshtein(&name, meant) };
        let near = [slug, undated].into_iter().filter(|meant| !meant.is_empty() && far(meant) * 3 <= meant.len());
        near.map(far).min().map(|far| (far, slug))
    });
    let mut near: Vec<(usize, &str)> = scored.collect();
    near.sort_by_key(|(far, _)| *far);
    near.into_iter().take(3).map(|(_, slug)| slug.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::super::Library;
    use super::super::sample::{act, agenda, at, begin, note, opened};
    use super::*;
    use crate::meeting::{EntryId, Id, SlotId, Status, WriterId};

    const ANN: WriterId = WriterId(0xa);

    /// Three meetings: an old one that was closed, one reopened and renamed, and the newest; two of one agenda.
    fn library() -> (TempDir, DataFolder) {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        let path = home.path().canonicalize().unwrap().join("weekly.md");
        fs::write(&path, "# Weekly\n").unwrap();
        let mut old = begin(
            &folder,
            "2026-01-05-weekly",
            ANN,
            &opened("2026-01-05-weekly", "Weekly", Some(&path), "2026-01-05T09:00:00Z"),
        )
        .unwrap();
        old.append(&act("2026-01-05T10:00:00Z", Event::MeetingClosed));
        let mut retro = begin(&folder, "retro", ANN, &opened("retro", "Retro", None, "2026-01-06T09:00:00Z")).unwrap();
        retro.append(&act("2026-01-06T10:00:00Z", Event::MeetingClosed));
        retro.append(&act("2026-01-06T11:00:00Z", Event::MeetingReopened));
        retro.append(&act(
            "2026-01-06T12:00:00Z",
            Event::AgendaRevised { agenda: agenda("Retrospective"), slots: vec![] },
        ));
        let first = opened("2026-01-12-weekly", "Weekly", Some(&path), "2026-01-12T09:00:00Z");
        begin(&folder, "2026-01-12-weekly", ANN, &first).unwrap();
        (home, folder)
    }

    fn slugs(folder: &DataFolder) -> Vec<String> {
        list(folder).into_iter().map(|meeting| meeting.slug).collect()
    }

    #[test]
    fn meetings_are_listed_newest_first_with_what_became_of_them() {
        let (_home, folder) = library();
        assert_eq!(slugs(&folder), ["2026-01-12-weekly", "retro", "2026-01-05-weekly"]);
        let [_, retro, old] = &list(&folder)[..] else { unreachable!() };
        assert_eq!((retro.id.as_str(), retro.title.as_str(), retro.closed), ("id-retro", "Retrospective", None));
        assert_eq!((retro.series.as_deref(), retro.last), (Some("Weekly"), Some(at("2026-01-06T12:00:00Z"))));
        assert_eq!((old.opened, old.closed), (Some(at("2026-01-05T09:00:00Z")), Some(at("2026-01-05T10:00:00Z"))));
        assert_eq!(old.damage, None);
    }

    #[test]
    fn the_newest_meeting_is_the_one_last_held_whatever_is_settled_or_corrected_in_older_ones() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        let begun = |slug: &str, day: &str| {
            begin(&folder, slug, ANN, &opened(slug, "Weekly", None, &format!("{day}T09:00:00Z"))).unwrap()
        };
        let (mut old, mut left_open) = (begun("old", "2026-01-05"), begun("left-open", "2026-01-06"));
        old.append(&act("2026-01-05T10:00:00Z", Event::MeetingClosed));
        begun("new", "2026-01-12").append(&act("2026-01-12T10:00:00Z", Event::MeetingClosed));
        let (entry, slot) = (EntryId(Id { writer: ANN, n: 2 }), SlotId(Id { writer: ANN, n: 1 }));
        let done = Changes { status: Some(Status::Done), ..Changes::default() };
        let done = || Event::EntryChanged { entry, changes: Box::new(done.clone()) };
        left_open.append(&act("2026-01-20T09:00:00Z", done()));
        old.append(&act("2026-01-21T09:00:00Z", done()));
        old.append(&act("2026-01-21T09:01:00Z", Event::MinutesApproved { approved_by: vec!["Ann".to_owned()] }));
        old.append(&act("2026-01-21T09:02:00Z", Event::MeetingReopened));
        old.append(&act("2026-01-21T09:03:00Z", note(ANN, 3, "a correction")));
        old.append(&act("2026-01-21T09:04:00Z", Event::MeetingClosed));
        assert_eq!(slugs(&folder), ["new", "left-open", "old"]);
        assert_eq!(find(&folder, "last"), Ok(folder.meeting("new")));
        let mut library = Library::open(&folder);
        library.refresh(&mut |_| ());
        let glance = library.glance("2026-01-22".parse().unwrap(), 2);
        let newest: Vec<&str> = glance.newest.iter().map(|meeting| meeting.slug.as_str()).collect();
        assert_eq!(
            (newest, slugs(&folder)),
            (vec!["new", "left-open"], ["new", "left-open", "old"].map(str::to_owned).to_vec())
        );
        // It is held again: a second day of it.
        old.append(&act("2026-01-22T09:00:00Z", Event::MeetingReopened));
        old.append(&act("2026-01-22T09:01:00Z", Event::ClockStarted { slot }));
        assert_eq!(slugs(&folder)[0], "old");
    }

    #[test]
    fn a_meeting_answers_to_every_name_it_has() {
        let (home, folder) = library();
        let old = folder.meeting("2026-01-05-weekly");
        let newest = folder.meeting("2026-01-12-weekly");
        assert_eq!(find(&folder, "2026-01-05-weekly"), Ok(old.clone()), "its slug");
        assert_eq!(find(&folder, "id-2026-01-05-weekly"), Ok(old.clone()), "its id");
        assert_eq!(find(&folder, "last"), Ok(newest.clone()));
        let canonical = old.canonicalize().unwrap();
        assert_eq!(find(&folder, &old.to_string_lossy()), Ok(canonical.clone()), "its folder");
        assert_eq!(find(&folder, &old.join("0000000a.jsonl").to_string_lossy()), Ok(canonical), "its journal");
        let agenda = home.path().join("./weekly.md");
        assert_eq!(find(&folder, &agenda.to_string_lossy()), Ok(newest), "its agenda: the newest one of it");
    }

    #[test]
    fn a_strangers_journal_in_its_folder_hides_no_meeting_from_its_agenda() {
        let (home, folder) = library();
        let path = home.path().canonicalize().unwrap().join("weekly.md");
        let newest = folder.meeting("2026-01-12-weekly");
        for (writer, from) in [(1, None), (0xf, Some(path.as_path()))] {
            let stray = opened("retro", "Retro", from, "2026-01-19T09:00:00Z");
            begin(&folder, "2026-01-12-weekly", WriterId(writer), &stray).unwrap();
            assert_eq!(find_by_agenda(&folder, &path), Some(newest.clone()));
        }
    }

    #[test]
    fn a_name_that_is_no_meetings_says_what_was_looked_for_and_what_comes_near() {
        let (home, folder) = library();
        let said = |name: &str| find(&folder, name).unwrap_err().to_string();
        assert!(
            said("2026-01-12-weakly").contains("; did you mean 2026-01-12-weekly"),
            "{}",
            said("2026-01-12-weakly")
        );
        assert!(said("weekly").contains("2026-01-12-weekly or 2026-01-05-weekly"));
        assert!(said("budget").starts_with("`budget` is no id, slug, agenda or journal"));
        assert!(!said("budget").contains("did you mean"));
        assert!(said("../retro").contains("`../retro`"), "a slug never leads out of the folder");
        let other = home.path().join("other.md");
        fs::write(&other, "").unwrap();
        assert!(said(&other.to_string_lossy()).starts_with("no meeting was opened from "));
    }

    #[test]
    fn without_any_meeting_there_is_no_last_one() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        assert_eq!(list(&folder), []);
        assert_eq!(find(&folder, "last"), Err(FindError::NoMeetings(home.path().to_owned())));
        assert_eq!(find(&folder, ""), Err(FindError::NoMeetings(home.path().to_owned())));
    }

    #[test]
    fn a_damaged_meeting_is_listed_with_what_is_wrong() {
        let (_home, folder) = library();
        let path = folder.meeting("retro").join("0000000a.jsonl");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen("meeting_closed", "meeting_klosed", 1)).unwrap();
        crate::journal::create_folder(&folder.meeting("empty")).unwrap();
        fs::write(folder.meetings().join("stray.txt"), "").unwrap();
        assert_eq!(slugs(&folder), ["2026-01-12-weekly", "retro", "2026-01-05-weekly", "empty"]);
        let meetings = list(&folder);
        let wrong: Vec<&str> = meetings.iter().filter_map(|meeting| meeting.damage.as_deref()).collect();
        assert!(wrong[0].contains("0000000a.jsonl:2: the checksum does not fit"), "{wrong:?}");
        assert!(wrong[1].ends_with("there is no journal in it"), "{wrong:?}");
        assert_eq!(wrong.len(), 2);
    }
}
