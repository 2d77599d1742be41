use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::archive::library::wanted::WantedDecisions;
use crate::archive::{put_away, take_back};
use crate::meeting::search::Query;
use crate::meeting::{Item, ItemChanges, Review};

fn cache(folder: &DataFolder) -> PathBuf {
    folder.cache().join(FILE)
}

/// Everything that the door gives, as text.
fn everything(library: &Library) -> Vec<String> {
    let meetings = library.meetings();
    let mut all: Vec<String> = meetings.iter().map(|it| format!("{it:?}")).collect();
    for meeting in &meetings {
        all.push(format!("{:?}", library.digest(&meeting.slug)));
        all.push(format!("{:?}", library.series_of(&meeting.slug)));
    }
    for series in ["Weekly", "Retro"] {
        all.push(format!("{:?}", library.series(series)));
        all.push(format!("{:?}", library.items(&Wanted { series: Some(series.to_owned()), ..Wanted::default() })));
    }
    all.extend(library.participants(None).iter().map(|it| format!("{it:?}")));
    all.push(format!("{:?}", library.directory()));
    all.extend(library.items(&Wanted::default()).iter().map(|it| format!("{it:?}")));
    all.extend(library.decisions(&WantedDecisions::default()).iter().map(|it| format!("{it:?}")));
    for text in ["w*", "plan", "会議", "kind:action", "series:weekly plan*", "owner:a", "title", "-plan kind:note"] {
        let (query, _) = Query::read(text, false, &|_| None);
        all.push(format!("{text}: {:?}", library.search(&query, 10_000)));
    }
    all
}

#[derive(Clone, Debug)]
enum Step {
    New { series: bool },
    Said { which: Index, kind: Kind, text: &'static str },
    Carried { from: Index, to: Index },
    Done { which: Index },
    Reviewed { which: Index, status: Status },
    Closed { which: Index },
    Approved { which: Index },
    Reopened { which: Index },
    PutAway { which: Index },
    Renamed { which: Index },
    Removed { which: Index },
    CopiedIn { which: Index },
    CacheDeleted,
    CacheCut { at: Index },
    Refreshed,
}

fn step() -> impl Strategy<Value = Step> {
    let which = any::<Index>;
    let kind = prop_oneof![Just(Kind::Note), Just(Kind::Action), Just(Kind::Decision)];
    let status = prop_oneof![Just(Status::Open), Just(Status::Done), Just(Status::Dropped)];
    let text = prop_oneof![Just("the plan"), Just("plans for 会議"), Just("a word"), Just("planned: Ärger"), Just("—")];
    prop_oneof![
        2 => any::<bool>().prop_map(|series| Step::New { series }),
        6 => (which(), kind, text).prop_map(|(which, kind, text)| Step::Said { which, kind, text }),
        2 => (which(), which()).prop_map(|(from, to)| Step::Carried { from, to }),
        2 => which().prop_map(|which| Step::Done { which }),
        2 => (which(), status).prop_map(|(which, status)| Step::Reviewed { which, status }),
        1 => which().prop_map(|which| Step::Closed { which }),
        1 => which().prop_map(|which| Step::Approved { which }),
        1 => which().prop_map(|which| Step::Reopened { which }),
        1 => which().prop_map(|which| Step::PutAway { which }),
        1 => which().prop_map(|which| Step::Renamed { which }),
        1 => which().prop_map(|which| Step::Removed { which }),
        1 => which().prop_map(|which| Step::CopiedIn { which }),
        1 => Just(Step::CacheDeleted),
        1 => which().prop_map(|at| Step::CacheCut { at }),
        4 => Just(Step::Refreshed),
    ]
}

/// A data folder in which things happen.
struct World {
    home: tempfile::TempDir,
    folder: DataFolder,
    library: Option<Library>,
    /// Folders with an open journal, and the number of the last thing noted there.
    journals: Vec<(String, Journal, u32)>,
    clock: u32,
    copies: u32,
}

impl World {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        Self { library: Some(Library::open(&folder)), home, folder, journals: Vec::new(), clock: 0, copies: 0 }
    }

    fn now(&mut self) -> String {
        self.clock += 1;
        let (day, minute) = (self.clock / 60 + 1, self.clock % 60);
        format!("2026-01-{day:02}T09:{minute:02}:00Z")
    }

    fn library(&mut self) -> &mut Library {
        let folder = &self.folder;
        self.library.get_or_insert_with(|| Library::open(folder))
    }

    fn does(&mut self, step: &Step) {
        let now = self.now();
        match *step {
            Step::New { series } => {
                let slug = format!("m{}", self.clock);
                let mut first = first(&slug, &now);
                if let ([Event::MeetingOpened { agenda, .. }], false) = (first.events.as_mut_slice(), series) {
                    agenda.head.series = None;
                }
                let journal = begin(&self.folder, &slug, ANN, &first).unwrap();
                self.journals.push((slug, journal, 1));
            }
            Step::Said { which, kind, text } if !self.journals.is_empty() => {
                let (_, journal, last) = which.get_mut(&mut self.journals);
                *last += 1;
                journal.append(&act(&now, said(*last, kind, text, &["Ann Lee"])));
            }
            Step::Done { which } if !self.journals.is_empty() => {
                let (_, journal, last) = which.get_mut(&mut self.journals);
                let changes = Box::new(Changes { status: Some(Status::Done), ..Changes::default() });
                journal.append(&act(&now, Event::EntryChanged { entry: EntryId(id(*last)), changes }));
            }
            Step::Carried { from, to } if !self.journals.is_empty() => {
                self.library().refresh(&mut |_| ());
                let from = from.get(&self.journals).0.clone();
                let items = self.library().digest(&from).map(|digest| carried(&digest)).unwrap_or_default();
                let (_, journal, _) = to.get_mut(&mut self.journals);
                journal.append(&act(&now, Event::ItemsCarried { items, numbers_from: 50 }));
            }
            Step::Reviewed { which, status } if !self.journals.is_empty() => {
                self.library().refresh(&mut |_| ());
                let slug = which.get(&self.journals).0.clone();
                let carried = self.library().digest(&slug).map(|digest| digest.carried).unwrap_or_default();
                let (_, journal, last) = which.get_mut(&mut self.journals);
                if let Some(carried) = carried.first() {
                    *last += 1;
                    journal.append(&act(&now, reviewed(*last, carried, status)));
                }
            }
            Step::Closed { which } => self.goes_on(which, &now, Event::MeetingClosed),
            Step::Approved { which } => {
                self.goes_on(which, &now, Event::MinutesApproved { approved_by: vec!["Ann".to_owned()] });
            }
            Step::Reopened { which } => self.goes_on(which, &now, Event::MeetingReopened),
            Step::PutAway { which } if !self.journals.is_empty() => {
                let meeting = self.folder.meeting(&which.get(&self.journals).0);
                if !put_away(&meeting, "put away").unwrap() {
                    take_back(&meeting).unwrap();
                }
            }
            Step::Renamed { which } if !self.journals.is_empty() => {
                let (slug, journal, _) = self.journals.swap_remove(which.index(self.journals.len()));
                // Its writer has left: nobody renames the folder of a meeting that goes on.
                drop(journal);
                let to = self.folder.meeting(&format!("renamed-{}", self.clock));
                fs::rename(self.folder.meeting(&slug), to).unwrap();
            }
            Step::Removed { which } if !self.journals.is_empty() => {
                let (slug, ..) = self.journals.swap_remove(which.index(self.journals.len()));
                fs::remove_dir_all(self.folder.meeting(&slug)).unwrap();
            }
            Step::CopiedIn { which } if !self.journals.is_empty() => {
                self.copies += 1;
                let from = self.folder.meeting(&which.get(&self.journals).0);
                let to = self.folder.meeting(&format!("copy-{}", self.copies));
                fs::create_dir(&to).unwrap();
                for file in fs::read_dir(from).unwrap().flatten() {
                    fs::copy(file.path(), to.join(file.file_name())).unwrap();
                }
            }
            Step::CacheDeleted => {
                self.library = None;
                let _ = fs::remove_dir_all(self.folder.cache());
            }
            Step::CacheCut { at } => self.spoil(|bytes| bytes.truncate(at.index(bytes.len() + 1))),
            Step::Refreshed => {
                self.library().refresh(&mut |_| ());
            }
            _ => {}
        }
    }

    fn goes_on(&mut self, which: Index, now: &str, event: Event) {
        if !self.journals.is_empty() {
            which.get_mut(&mut self.journals).1.append(&act(now, event));
        }
    }

    fn spoil(&mut self, how: impl FnOnce(&mut Vec<u8>)) {
        self.library = None;
        let Ok(mut bytes) = fs::read(cache(&self.folder)) else { return };
        how(&mut bytes);
        fs::write(cache(&self.folder), bytes).unwrap();
    }
}

/// A line that says how a carried item stands.
fn reviewed(n: u32, carried: &crate::meeting::CarriedItem, status: Status) -> Event {
    let changes = ItemChanges { status: Some(status), ..ItemChanges::default() };
    let review = Some(Box::new(Review { item: carried.item.clone(), changes }));
    let content = Content { text: "gone through".to_owned(), review, ..Content::default() };
    Event::EntryAdded { entry: EntryId(id(n)), slot: SlotId(id(1)), after: None, depth: 0, content: Box::new(content) }
}

/// A meeting's action items as a later one states them.
fn carried(digest: &Digest) -> Vec<crate::meeting::CarriedItem> {
    let item = |item: &crate::meeting::DigestItem| crate::meeting::CarriedItem {
        item: crate::meeting::ItemRef { meeting: Some(digest.id.clone()), entry: item.entry },
        number: item.action.number,
        text: item.text.clone(),
        owners: item.action.owners.clone(),
        due: None,
        priority: None,
        tickets: Vec::new(),
        raised: None,
        title: String::new(),
        topic: String::new(),
        carried: 0,
    };
    digest.items.iter().map(item).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn a_library_that_is_kept_up_says_what_one_says_that_is_made_from_nothing(
        steps in proptest::collection::vec(step(), 1..40),
    ) {
        let mut world = World::new();
        for step in steps {
            world.does(&step);
        }
        let before = items_now(&world.folder, "Weekly");
        world.library().refresh(&mut |_| ());
        let kept_up = everything(world.library());
        world.library = None;
        let _ = fs::remove_dir_all(world.folder.cache());
        let mut anew = Library::open(&world.folder);
        anew.refresh(&mut |_| ());
        prop_assert_eq!(kept_up, everything(&anew));
        let weekly = || Wanted { series: Some("Weekly".to_owned()), ..Wanted::default() };
        let items: Vec<Item> = anew.items(&weekly()).into_iter().map(|row| row.item).collect();
        prop_assert_eq!(&before, &items, "what is asked for at once is what a refresh finds");
        prop_assert_eq!(&items_now(&world.folder, "Weekly"), &items);
        drop(world.home);
    }
}

pub(super) fn one_meeting() -> (tempfile::TempDir, DataFolder) {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(home.path());
    weekly(&folder, "a", "2026-01-05T09:00:00Z", vec![said(2, Kind::Action, "the plan", &["Ann"])]);
    (home, folder)
}

pub(super) fn refreshed(folder: &DataFolder) -> (Library, Refreshed) {
    let mut library = Library::open(folder);
    let refreshed = library.refresh(&mut |_| ());
    (library, refreshed)
}

#[test]
fn what_was_read_once_is_not_read_again_by_the_next_program() {
    let (_home, folder) = one_meeting();
    let (first, read) = refreshed(&folder);
    assert_eq!(read, Refreshed { read: 1, gone: 0 });
    let known = everything(&first);
    assert_eq!(everything(&Library::open(&folder)), known, "it is there before anything is read");
    assert_eq!(refreshed(&folder).1, Refreshed::default());
}

#[test]
fn what_is_kept_of_a_meeting_is_its_own_digest() {
    let (_home, folder) = one_meeting();
    let loaded = super::super::super::load(&folder.meeting("a")).unwrap();
    let last = loaded.records.last().unwrap().act.stamp;
    let digest = Digest::of(&loaded.ledger(ANN).meeting, &last);
    assert_eq!(refreshed(&folder).0.digest("a"), Some(digest));
}

#[test]
fn a_list_takes_what_is_known_and_reads_what_was_changed_since() {
    let (_home, folder) = one_meeting();
    weekly(&folder, "b", "2026-01-06T09:00:00Z", vec![]);
    let without = crate::archive::list(&folder);
    assert!(!folder.cache().exists(), "nothing is made for a list");
    let library = refreshed(&folder).0;
    assert_eq!((unchanged(&folder).len(), crate::archive::list(&folder)), (2, without.clone()));
    let path = folder.meeting("a").join("0000000a.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, &text[..text.len() - 9]).unwrap();
    assert_eq!(unchanged(&folder).keys().collect::<Vec<_>>(), ["b"]);
    drop(library);
    fs::write(cache(&folder), "spoilt").unwrap();
    assert_eq!(crate::archive::list(&folder).len(), 2);
    assert_eq!(fs::read(cache(&folder)).unwrap(), b"spoilt", "nor mended");
}

#[test]
fn a_cache_of_another_version_is_made_anew() {
    let (_home, folder) = one_meeting();
    drop(refreshed(&folder));
    for change in ["PRAGMA user_version = 999", "UPDATE program SET version = '0.0.0'"] {
        rusqlite::Connection::open(cache(&folder)).unwrap().execute_batch(change).unwrap();
        let (library, read) = refreshed(&folder);
        assert_eq!((read.read, library.items(&Wanted::default()).len()), (1, 1), "{change}");
    }
}

#[test]
fn a_cache_that_is_no_database_or_holds_nonsense_is_made_anew_even_while_it_is_asked() {
    let (_home, folder) = one_meeting();
    let known = everything(&refreshed(&folder).0);
    fs::write(cache(&folder), "no database").unwrap();
    assert_eq!(everything(&refreshed(&folder).0), known);
    rusqlite::Connection::open(cache(&folder)).unwrap().execute_batch("UPDATE item SET row = '{'").unwrap();
    let library = Library::open(&folder);
    assert_eq!(library.items(&Wanted::default()).len(), 1);
    assert_eq!(everything(&library), known);
}

#[test]
fn where_no_cache_can_be_kept_the_same_is_held_in_memory() {
    let (home, folder) = one_meeting();
    let known = everything(&refreshed(&folder).0);
    fs::remove_dir_all(folder.cache()).unwrap();
    fs::write(home.path().join("cache"), "a file in the way").unwrap();
    assert_eq!(everything(&refreshed(&folder).0), known);
}

#[test]
fn the_cache_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_home, folder) = one_meeting();
    let library = refreshed(&folder).0;
    for file in fs::read_dir(folder.cache()).unwrap().flatten() {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", file.path());
    }
    drop(library);
}

#[test]
fn several_programs_at_once_all_come_to_the_same() {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(home.path());
    for n in 0..20 {
        let when = format!("2026-01-{:02}T09:00:00Z", n + 1);
        weekly(&folder, &format!("m{n}"), &when, vec![said(2, Kind::Action, "the plan", &["Ann"])]);
    }
    let answers: Vec<Vec<String>> = std::thread::scope(|scope| {
        let programs: Vec<_> = (0..4).map(|_| scope.spawn(|| everything(&refreshed(&folder).0))).collect();
        programs.into_iter().map(|program| program.join().unwrap()).collect()
    });
    fs::remove_dir_all(folder.cache()).unwrap();
    let alone = everything(&refreshed(&folder).0);
    assert!(answers.iter().all(|answer| *answer == alone));
}
