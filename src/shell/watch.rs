//! Whether files of a folder have grown: the kernel says so, or they are looked at once a second.
//!
//! The kernel knows nothing of what another machine writes to a network file system; only there, and where there is no
//! such service, does anything wake up by itself. Not here: reading the files.

use std::collections::BTreeMap;
use std::fs;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustix::fs::inotify::{self, CreateFlags, WatchFlags};

use crate::journal::file_system_of;
use crate::meeting::WriterId;

/// How often files are looked at where the kernel tells nothing.
const LOOK: Duration = Duration::from_secs(1);

/// The journals of a folder under watch, but for one writer's own.
#[derive(Debug)]
pub(super) struct Watch {
    folder: PathBuf,
    own: String,
    kernel: Option<OwnedFd>,
    /// Length and time of change of each file, at the last look.
    seen: BTreeMap<PathBuf, Standing>,
}

type Standing = (u64, Option<SystemTime>);

impl Watch {
    /// What is written from this moment on is seen.
    pub(super) fn of(folder: &Path, own: WriterId) -> Self {
        let kernel = if file_system_of(folder).is_some() { None } else { kernel_watch(folder) };
        let mut watch = Self { folder: folder.to_owned(), own: own.to_string(), kernel, seen: BTreeMap::new() };
        watch.look();
        watch
    }

    /// Takes note of how the journals stand, and whether that is otherwise than at the last look.
    pub(super) fn look(&mut self) -> bool {
        if let Some(kernel) = &self.kernel {
            let mut room = [MaybeUninit::uninit(); 4096];
            let mut events = inotify::Reader::new(kernel, &mut room);
            while events.next().is_ok() {}
        }
        let this = &*self;
        let paths = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let journals = paths.filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            path.extension().is_some_and(|ending| ending == "jsonl") && !this.is_own(&name)
        });
        let now: BTreeMap<PathBuf, Standing> = journals
            .map(|path| {
                if let Some(kernel) = &this.kernel {
                    // Each time, as a file may have been put in another's place. One that cannot be watched is still
                    // read whenever another one changes.
                    let _ = inotify::add_watch(kernel, &path, WatchFlags::MODIFY);
                }
                let standing = standing(&path);
                (path, standing)
            })
            .collect();
        let changed = now != self.seen;
        self.seen = now;
        changed
    }

    /// Whether that is the name of a file which this program writes; a copy of one is not.
    fn is_own(&self, name: &str) -> bool {
        let rest = name.strip_prefix(&self.own).and_then(|rest| rest.strip_suffix(".jsonl"));
        rest.is_some_and(|number| number.is_empty() || number.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit()))
    }

    /// How long to sleep at most before the next look; none: the descriptor wakes.
    pub(super) fn interval(&self) -> Option<Duration> {
        self.kernel.is_none().then_some(LOOK)
    }

    /// What can be read when something has changed.
    pub(super) fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.kernel.as_ref().map(AsFd::as_fd)
    }
}

fn kernel_watch(folder: &Path) -> Option<OwnedFd> {
    let kernel = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok()?;
    // Not changes of its files: the half-typed line changes with every key.
    inotify::add_watch(&kernel, folder, WatchFlags::CREATE | WatchFlags::MOVED_TO).ok()?;
    Some(kernel)
}

fn standing(path: &Path) -> Standing {
    fs::symlink_metadata(path).map_or((0, None), |file| (file.len(), file.modified().ok()))
}
