use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::archive::{Origin, find_by_agenda, put_away, take_back};

#[derive(Clone, Debug)]
enum Step {
    Opened {
        agenda: u8,
    },
    CopiedIn {
        which: Index,
    },
    Removed {
        which: Index,
    },
    /// Taken away, and another one put in its place.
    Replaced {
        which: Index,
        by: Index,
    },
    StrangerCame {
        which: Index,
        agenda: u8,
    },
    JournalLost {
        which: Index,
    },
    Refreshed,
    CacheDeleted,
    CacheSpoilt {
        at: Index,
        with: u8,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let which = any::<Index>;
    prop_oneof![
        4 => (0..4_u8).prop_map(|agenda| Step::Opened { agenda }),
        1 => which().prop_map(|which| Step::CopiedIn { which }),
        1 => which().prop_map(|which| Step::Removed { which }),
        2 => (which(), which()).prop_map(|(which, by)| Step::Replaced { which, by }),
        1 => (which(), 0..4_u8).prop_map(|(which, agenda)| Step::StrangerCame { which, agenda }),
        1 => which().prop_map(|which| Step::JournalLost { which }),
        4 => Just(Step::Refreshed),
        1 => Just(Step::CacheDeleted),
        1 => (which(), any::<u8>()).prop_map(|(at, with)| Step::CacheSpoilt { at, with }),
    ]
}

/// A data folder whose folders were all changed long ago, each change a minute after the one before.
struct World {
    home: tempfile::TempDir,
    folder: DataFolder,
    clock: u32,
}

impl World {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        Self { folder: DataFolder::at(home.path()), home, clock: 0 }
    }

    fn agenda(&self, number: u8) -> PathBuf {
        self.home.path().join(format!("{number}.md"))
    }

    fn slugs(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.meetings()).into_iter().flatten().flatten();
        let mut slugs: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        slugs.sort();
        slugs
    }

    /// The folder that is meant; none while there is none.
    fn pick(&self, which: Index) -> Option<PathBuf> {
        let slugs = self.slugs();
        (!slugs.is_empty()).then(|| self.folder.meeting(&slugs[which.index(slugs.len())]))
    }

    fn happened_long_ago(&self, meeting: &Path) {
        let at = SystemTime::now() - Duration::from_hours(1_000) + Duration::from_mins(u64::from(self.clock));
        File::open(meeting).unwrap().set_modified(at).unwrap();
    }

    fn open(&mut self, slug: &str, into: &str, writer: WriterId, agenda: u8) {
        // The fourth is no agenda at all.
        let path = (agenda < 3).then(|| self.agenda(agenda));
        let when = format!("2026-01-{:02}T09:{:02}:00Z", self.clock / 60 + 1, self.clock % 60);
        let _ = begin(&self.folder, into, writer, &opened(slug, "Weekly", path.as_deref(), &when));
    }

    fn does(&mut self, step: &Step) {
        self.clock += 1;
        let changed = match step {
            Step::Opened { agenda } => {
                let slug = format!("m{}", self.clock);
                self.open(&slug, &slug, ANN, *agenda);
                Some(self.folder.meeting(&slug))
            }
            Step::CopiedIn { which } => self.pick(*which).map(|from| {
                let to = self.folder.meeting(&format!("copy-{}", self.clock));
                copy(&from, &to);
                to
            }),
            Step::Removed { which } => {
                self.pick(*which).map(fs::remove_dir_all).transpose().unwrap();
                None
            }
            Step::Replaced { which, by } => self.pick(*which).zip(self.pick(*by)).map(|(place, by)| {
                let aside = self.home.path().join("aside");
                copy(&by, &aside);
                fs::remove_dir_all(&place).unwrap();
                fs::rename(aside, &place).unwrap();
                place
            }),
            Step::StrangerCame { which, agenda } => self.pick(*which).inspect(|place| {
                let into = place.file_name().unwrap().to_string_lossy().into_owned();
                self.open("elsewhere", &into, WriterId(self.clock), *agenda);
            }),
            Step::JournalLost { which } => self.pick(*which).inspect(|place| {
                let _ = fs::remove_file(place.join("0000000a.jsonl"));
            }),
            Step::Refreshed => {
                Library::open(&self.folder).refresh(&mut |_| ());
                None
            }
            Step::CacheDeleted => {
                let _ = fs::remove_dir_all(self.folder.cache());
                None
            }
            Step::CacheSpoilt { at, with } => {
                let file = self.folder.cache().join(FILE);
                if let Ok(mut bytes) = fs::read(&file) {
                    // Whole pages: damage that SQLite may or may not see.
                    let page = at.index(bytes.len().div_ceil(4_096).max(1)) * 4_096;
                    bytes.iter_mut().skip(page).take(4_096).for_each(|byte| *byte = *with);
                    fs::write(&file, bytes).unwrap();
                }
                None
            }
        };
        if let Some(meeting) = changed {
            self.happened_long_ago(&meeting);
        }
    }

    /// The answer without any cache.
    fn by_reading(&self, agenda: &Path) -> Option<PathBuf> {
        let all = self.slugs().into_iter().map(|slug| self.folder.meeting(&slug)).filter_map(|meeting| {
            let opened = crate::archive::origin::opened_from(&meeting)?;
            (Path::new(&opened.agenda?) == agenda).then_some((opened.at, meeting))
        });
        all.max().map(|(_, meeting)| meeting)
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for file in fs::read_dir(from).unwrap().flatten() {
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn the_meeting_of_an_agenda_is_the_one_that_is_found_by_reading_all_of_them(
        steps in proptest::collection::vec(step(), 1..30),
    ) {
        let mut world = World::new();
        for step in steps {
            world.does(&step);
            for agenda in 0..4 {
                let agenda = world.agenda(agenda);
                prop_assert_eq!(find_by_agenda(&world.folder, &agenda), world.by_reading(&agenda));
            }
        }
    }
}

#[test]
fn an_agenda_is_held_once_more_against_what_was_begun_since_and_against_nothing_else() {
    let mut world = World::new();
    world.does(&Step::Opened { agenda: 0 });
    let agenda = world.agenda(0);
    // Another program is about to begin one: its folder is there, and no journal yet.
    crate::journal::create_folder(&world.folder.meeting("m2")).unwrap();
    let mut origin = Origin::of(&world.folder, &agenda);
    assert_eq!(origin.meeting(), Some(world.folder.meeting("m1").as_path()));
    world.does(&Step::Opened { agenda: 0 });
    world.does(&Step::Opened { agenda: 1 });
    fs::remove_dir_all(world.folder.meeting("m1")).unwrap();
    origin.look_again(&world.folder);
    assert_eq!((origin.meeting(), origin.agenda()), (Some(world.folder.meeting("m2").as_path()), agenda.as_path()));
    for is_old in [false, true] {
        if is_old {
            world.happened_long_ago(&world.folder.meetings());
        }
        let agenda = world.agenda(2);
        let mut origin = Origin::of(&world.folder, &agenda);
        origin.look_again(&world.folder);
        assert_eq!(origin.meeting(), None);
        let slug = format!("late-{is_old}");
        world.clock += 1;
        world.open(&slug, &slug, ANN, 2);
        origin.look_again(&world.folder);
        assert_eq!(origin.meeting(), Some(world.folder.meeting(&slug).as_path()));
        fs::remove_dir_all(world.folder.meeting(&slug)).unwrap();
    }
}

#[test]
fn what_is_known_is_not_read_again_until_its_folder_changes() {
    let mut world = World::new();
    for agenda in [0, 1, 0] {
        world.does(&Step::Opened { agenda });
    }
    world.does(&Step::Refreshed);
    let agenda = world.agenda(0);
    let others = opened_from_others(&world.folder, &agenda);
    assert_eq!(others.keys().collect::<Vec<_>>(), ["m2"]);
    assert_eq!(Place::of(&world.folder.meeting("m2")).as_ref(), others.get("m2"));
    fs::write(world.folder.meeting("m2").join("note.lock"), "").unwrap();
    assert_ne!(Place::of(&world.folder.meeting("m2")).as_ref(), others.get("m2"), "it is to be looked into");
    world.does(&Step::Refreshed);
    assert!(opened_from_others(&world.folder, &agenda).is_empty(), "a change just now may be followed by another");
}

#[test]
fn a_meeting_that_is_put_away_or_taken_back_is_so_after_a_refresh_and_is_not_read_again() {
    let (_home, folder) = super::cache::one_meeting();
    let mut library = super::cache::refreshed(&folder).0;
    let meeting = folder.meeting("a");
    for archived in [true, false, true] {
        let changed = if archived { put_away(&meeting, "Archived.") } else { take_back(&meeting) };
        assert!(changed.unwrap());
        assert_eq!(library.refresh(&mut |_| ()), Refreshed::default());
        assert_eq!(library.meetings().iter().map(|it| it.archived).collect::<Vec<_>>(), [archived]);
        assert_eq!(crate::archive::list(&folder), library.meetings());
    }
    let _ = fs::remove_dir_all(folder.cache());
    assert_eq!(super::cache::refreshed(&folder).0.meetings(), library.meetings());
}
