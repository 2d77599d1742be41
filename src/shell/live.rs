//! The settings in force, and the user's file under watch: what is saved there holds on a running screen.
//!
//! A thread sleeps until the file changes, reads it and wakes the loop, which takes the new settings between two frames. Editors save by
//! putting another file in its place, so its folder is watched, and that of the file which a link leads to. Not here: what the file
//! says (see `config`), and what a screen does with it.

use std::fmt;
use std::fs;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::thread;
use std::time::{Duration, SystemTime};

use rustix::event::{PollFd, PollFlags};
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};

use crate::app::{Notice, Tone};
use crate::config::{self, Complaint, Config, Reading};
use crate::journal::file_system_of;
use crate::palette::Choice;
use crate::words::{self, say};

/// The time that an editor is given to bring its file to an end.
const BURST: Duration = Duration::from_millis(50);
/// How often the file is looked at where the kernel tells nothing, as on a network file system.
const LOOK: Duration = Duration::from_secs(1);

/// The settings in force. Clones are the same ones: whoever asks gets them as they are by now.
#[derive(Clone)]
pub struct Live(Arc<Shared>);

struct Shared {
    /// The user's file; none where the platform has no place for it.
    path: Option<PathBuf>,
    /// How the file stood when it was first read.
    first: Standing,
    state: Mutex<State>,
    /// The theme that was asked for with the command, whatever the file says.
    theme: OnceLock<Choice>,
    /// Grows with each reading.
    version: AtomicU64,
    watched: AtomicBool,
    /// Wakes the loop that there is.
    wake: Mutex<Option<Box<dyn Fn() + Send + Sync>>>,
}

struct State {
    config: Arc<Config>,
    complaints: Vec<Complaint>,
    /// The file could not be taken in, and what was in force before still is.
    refused: bool,
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live").field("path", &self.0.path).field("version", &self.version()).finish_non_exhaustive()
    }
}

impl Live {
    /// Reads the file; with none, all are at their defaults and stay there.
    pub fn read(path: Option<PathBuf>) -> Self {
        let first = path.as_deref().and_then(standing);
        let mut reading = path.as_deref().map(config::read).unwrap_or_default();
        if reading.is_unread() {
            reading.complaints.iter_mut().for_each(|it| it.message.push_str("; the defaults hold"));
        }
        let Reading { config, complaints, .. } = reading;
        let state = Mutex::new(State { config: Arc::new(config), complaints, refused: false });
        let (version, watched, wake) = (AtomicU64::new(0), AtomicBool::new(false), Mutex::new(None));
        Self(Arc::new(Shared { path, first, state, theme: OnceLock::new(), version, watched, wake }))
    }

    /// The settings as they are by now.
    pub fn config(&self) -> Arc<Config> {
        Arc::clone(&self.0.state().config)
    }

    /// Takes a theme in place of the one that the file wants, also when the file is read again.
    pub fn wear(&self, theme: Choice) {
        let _ = self.0.theme.set(theme);
        self.0.dress(&mut self.0.state());
    }

    /// The user's file.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// A number that grows when the file was read again.
    pub fn version(&self) -> u64 {
        self.0.version.load(Ordering::Acquire)
    }

    /// All that is wrong with the file, each with its path and place.
    pub fn complaints(&self) -> Vec<String> {
        let path = self.0.path.as_deref().unwrap_or(Path::new("")).display();
        self.0.state().complaints.iter().map(|it| told(&path, it)).collect()
    }

    /// Lets the screens speak the language of the settings; where they leave it open, the machine's.
    pub fn speak(&self) {
        let wanted = self.config().lang;
        words::speak(wanted.unwrap_or_else(|| words::of_environment(|name| std::env::var(name).ok())));
    }

    /// What is to be said of the file on a screen: `again` where it was read while the screen was there. None where nothing is wrong
    /// with one that was there from the beginning.
    pub(super) fn notice(&self, again: bool) -> Option<Notice> {
        let state = self.0.state();
        let name = self.0.path.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        let Some(first) = state.complaints.first() else {
            return again.then(|| Notice { text: say("settings-read").to_owned(), tone: Tone::Done });
        };
        // What matters most comes first: a narrow screen ends somewhere.
        let mut text = told(&name, first);
        if state.refused {
            text = say!("settings-unchanged", what = text);
        }
        if state.complaints.len() > 1 {
            text = say!("settings-more", what = text, count = state.complaints.len() - 1);
        }
        Some(Notice { text, tone: Tone::Refused })
    }

    /// From now on the file is read whenever it changes, and `wake` is called then. The thread begins with the first call.
    pub(super) fn watch(&self, wake: impl Fn() + Send + Sync + 'static) {
        *self.0.wake.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(wake));
        let Some(path) = self.0.path.clone() else { return };
        if self.0.watched.swap(true, Ordering::AcqRel) {
            return;
        }
        let shared = Arc::downgrade(&self.0);
        // Without a thread the settings stay as they were read.
        let _ = thread::Builder::new().name("settings".into()).spawn(move || follow(&path, &shared));
    }
}

fn told(path: &dyn fmt::Display, complaint: &Complaint) -> String {
    let between = if complaint.place.is_some() { ":" } else { ": " };
    format!("{path}{between}{complaint}")
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the theme that was asked for in the place of the file's, as long as there is one of that name.
    fn dress(&self, state: &mut State) {
        let Some(theme) = self.theme.get() else { return };
        let themes = &mut Arc::make_mut(&mut state.config).settings.themes;
        if let Some(wanted) = themes.named(theme.name()) {
            themes.wanted = wanted;
        }
    }

    /// Takes a reading in. A file that is no TOML leaves everything as it was: whoever edits it is not done. One that says what the
    /// last one said, with nothing wrong in either, is nobody's news.
    fn take(&self, reading: Reading) {
        let mut state = self.state();
        let was_well = state.complaints.is_empty();
        state.complaints = reading.complaints;
        state.refused = reading.is_torn;
        let before = Arc::clone(&state.config);
        if !reading.is_torn {
            state.config = Arc::new(reading.config);
            self.dress(&mut state);
        }
        if was_well && state.complaints.is_empty() && *state.config == *before {
            return;
        }
        drop(state);
        self.version.fetch_add(1, Ordering::Release);
        if let Some(wake) = &*self.wake.lock().unwrap_or_else(PoisonError::into_inner) {
            wake();
        }
    }
}

/// The thread: sleeps until the file may have changed, and reads it where it did.
fn follow(path: &Path, shared: &Weak<Shared>) {
    let mut watch = Watch::default();
    let Some(mut seen) = shared.upgrade().map(|shared| shared.first) else { return };
    loop {
        watch.arm(path);
        let now = standing(path);
        if now == seen {
            if watch.wait().is_err() {
                return;
            }
            thread::sleep(BURST);
            watch.drain();
            continue;
        }
        seen = now;
        let Some(shared) = shared.upgrade() else { return };
        shared.take(config::read(path));
    }
}

/// Differs where a file does: which one it is, its length, its time of change.
type Standing = Option<(u64, u64, u64, Option<SystemTime>)>;

fn standing(path: &Path) -> Standing {
    let file = fs::metadata(path).ok()?;
    Some((file.dev(), file.ino(), file.len(), file.modified().ok()))
}

/// More links than that lead in a circle.
const MOST_PLACES: usize = 32;

/// The folders in which the file may change.
#[derive(Default)]
struct Watch {
    kernel: Option<OwnedFd>,
    /// Each with what is watched of it.
    folders: Vec<(PathBuf, WatchFlags)>,
}

impl Watch {
    /// Watches the file's folder and those of all that links lead to on the way to it; where a folder is not there yet, the one in
    /// which it would be.
    fn arm(&mut self, path: &Path) {
        let folders: Vec<_> = places(path).iter().filter_map(|place| watched(place)).collect();
        if folders.iter().any(|(folder, _)| file_system_of(folder).is_some()) {
            *self = Self::default();
            return;
        }
        if folders == self.folders && self.kernel.is_some() {
            return;
        }
        // Anew, so that no folder is watched any more that does not count.
        self.kernel = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok();
        let kernel = self.kernel.as_ref();
        let all = kernel.is_some_and(|kernel| {
            folders.iter().all(|(folder, flags)| inotify::add_watch(kernel, folder, *flags).is_ok())
        });
        if !all {
            self.kernel = None;
        }
        self.folders = folders;
    }

    /// Sleeps until something was told, or for a while where nothing tells anything.
    fn wait(&self) -> rustix::io::Result<()> {
        let Some(kernel) = &self.kernel else {
            thread::sleep(LOOK);
            return Ok(());
        };
        let mut fds = [PollFd::new(kernel, PollFlags::IN)];
        match rustix::event::poll(&mut fds, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Takes what was told; where a folder is gone, it is looked for again.
    fn drain(&mut self) {
        let Some(kernel) = &self.kernel else { return };
        let mut room = [MaybeUninit::uninit(); 4096];
        let mut events = inotify::Reader::new(kernel, &mut room);
        let mut is_gone = false;
        let gone = inotify::ReadFlags::IGNORED | inotify::ReadFlags::MOVE_SELF | inotify::ReadFlags::DELETE_SELF;
        while let Ok(event) = events.next() {
            is_gone |= event.events().intersects(gone);
        }
        if is_gone {
            self.kernel = None;
        }
    }
}

/// Where something has to change for the file to be another one: its own place, and wherever a link leads on the way, be it the
/// file itself or a folder above it; as long as each link leads somewhere.
fn places(path: &Path) -> Vec<PathBuf> {
    let mut places = Vec::new();
    let mut next = std::path::absolute(path).ok();
    while let Some(path) = next.take_if(|_| places.len() < MOST_PLACES) {
        let link = path.ancestors().find_map(|above| Some((above, fs::read_link(above).ok()?)));
        if let Some((above, target)) = link {
            let rest = path.strip_prefix(above).unwrap_or(Path::new(""));
            let target = above.parent().unwrap_or(Path::new("/")).join(target);
            next = Some(if rest.as_os_str().is_empty() { target } else { target.join(rest) });
            places.push(above.to_owned());
        }
        places.push(path);
    }
    places
}

/// The folder to be watched for a file, and what of it.
fn watched(path: &Path) -> Option<(PathBuf, WatchFlags)> {
    let came = WatchFlags::CREATE | WatchFlags::MOVED_TO;
    let changed = came | WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_FROM | WatchFlags::DELETE;
    // Two of the paths may be one folder, which then is watched for both.
    let gone = WatchFlags::DELETE_SELF | WatchFlags::MOVE_SELF | WatchFlags::MASK_ADD;
    let own = path.parent()?;
    let own = if own.as_os_str().is_empty() { Path::new(".") } else { own };
    if own.is_dir() {
        return Some((own.to_owned(), changed | gone));
    }
    let above = own.ancestors().skip(1).find(|folder| folder.is_dir())?;
    Some((above.to_owned(), came | gone))
}

#[cfg(test)]
mod tests;
