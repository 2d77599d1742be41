//! Other hands on the same meeting: their journals are watched, and what they write is folded in beside the loop.
//!
//! A thread of its own sleeps until another writer's file grows, reads the folder again and replays it into a ledger,
//! so that no key waits for it. The loop takes that ledger only where it holds every act of its own. Not here: the
//! order of several writers' acts (see `archive`).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec};

use super::clock::Clock;
use super::watch::Watch;
use crate::archive;
use crate::journal::{Hlc, wait_gone};
use crate::meeting::{Ledger, Version, WriterId};
use crate::words::say;

/// The time that a burst of another program's writes is given to end before all of it is read at once.
const BURST: Duration = Duration::from_millis(30);
/// The time that the journal's own acts are given to reach the kernel before the folder is read once more.
const AGAIN: Duration = Duration::from_millis(200);

/// What other writers have brought.
#[derive(Debug)]
pub struct News {
    /// The meeting with all of it, and what this writer can take back.
    pub ledger: Box<Ledger>,
    /// The names of all writers, where there are several.
    pub authors: BTreeMap<WriterId, String>,
    /// What is in it of each writer.
    pub versions: Vec<Version>,
    /// The latest reading of all their clocks.
    pub clock: Hlc,
}

/// A meeting's folder under watch.
#[derive(Debug)]
pub struct Follow {
    inbox: Arc<Mutex<Inbox>>,
    /// Closed with this, which ends the thread.
    thread: UnixStream,
}

#[derive(Debug, Default)]
struct Inbox {
    news: Option<News>,
    /// What is to be told of the files.
    reports: Vec<String>,
    gone: bool,
}

impl Follow {
    /// Watches the folder for whatever `writer` did not write; to be called before the folder is read. `wake` is called
    /// when there is something to take. `told`: what the scribe was told of the files already.
    pub fn start(
        folder: &Path,
        writer: WriterId,
        clock: &Clock,
        told: &[String],
        wake: impl Fn() + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let (thread, orders) = UnixStream::pair()?;
        thread.set_nonblocking(true)?;
        let inbox = Arc::<Mutex<Inbox>>::default();
        let theirs = Arc::clone(&inbox);
        let mut follower = Follower {
            folder: folder.to_owned(),
            writer,
            clock: clock.clone(),
            orders,
            told: told.iter().cloned().collect(),
        };
        let watch = Watch::of(folder, writer);
        thread::Builder::new().name("follow".into()).spawn(move || follower.run(watch, &theirs, &wake))?;
        Ok(Self { inbox, thread })
    }

    /// Also waits for the end of the program that holds `holder`'s journal; see [`Follow::is_gone`].
    pub fn await_end(&self, folder: &Path, holder: WriterId, wake: impl Fn() + Send + 'static) -> io::Result<()> {
        let (folder, inbox) = (folder.to_owned(), Arc::clone(&self.inbox));
        // It ends with its wait or with the process: a lock that is waited for cannot be let go of.
        thread::Builder::new().name("await".into()).spawn(move || {
            if wait_gone(&folder, holder).is_ok() {
                inbox.lock().unwrap_or_else(PoisonError::into_inner).gone = true;
                wake();
            }
        })?;
        Ok(())
    }

    /// What came since the last time.
    pub fn take(&self) -> Option<News> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner).news.take()
    }

    /// What is to be told of the files and was not yet, each a line.
    pub fn reports(&self) -> Vec<String> {
        std::mem::take(&mut self.inbox.lock().unwrap_or_else(PoisonError::into_inner).reports)
    }

    /// Whether the program that was waited for has ended.
    pub fn is_gone(&self) -> bool {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner).gone
    }

    /// Asks for the news once more: acts of this writer's own came in between.
    pub fn again(&self) {
        // A full pipe means that it was asked already.
        let _ = (&self.thread).write(b"a");
    }
}

/// The thread's own.
struct Follower {
    folder: PathBuf,
    writer: WriterId,
    clock: Clock,
    orders: UnixStream,
    told: BTreeSet<String>,
}

/// Why the thread woke up.
enum Woken {
    /// Perhaps another writer's file has grown.
    Perhaps,
    Asked,
    Ended,
}

impl Follower {
    fn run(&mut self, mut watch: Watch, inbox: &Mutex<Inbox>, wake: &dyn Fn()) {
        loop {
            let asked = match self.wait(&watch) {
                Woken::Ended => return,
                Woken::Perhaps => false,
                Woken::Asked => true,
            };
            thread::sleep(if asked { AGAIN } else { BURST });
            if !watch.look() && !asked {
                continue;
            }
            let Some((news, reports)) = self.read() else { continue };
            let mut inbox = inbox.lock().unwrap_or_else(PoisonError::into_inner);
            inbox.news = Some(news);
            inbox.reports.extend(reports);
            drop(inbox);
            wake();
        }
    }

    fn wait(&self, watch: &Watch) -> Woken {
        let timeout = watch.interval().map(|pause| Timespec {
            tv_sec: i64::try_from(pause.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: i64::from(pause.subsec_nanos()),
        });
        let mut fds = vec![PollFd::new(&self.orders, PollFlags::IN)];
        fds.extend(watch.descriptor().map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN)));
        match rustix::event::poll(&mut fds, timeout.as_ref()) {
            Err(rustix::io::Errno::INTR) | Ok(_) if fds[0].revents().is_empty() => Woken::Perhaps,
            Ok(_) => match (&self.orders).read(&mut [0; 64]) {
                Ok(0) | Err(_) => Woken::Ended,
                Ok(_) => Woken::Asked,
            },
            Err(_) => Woken::Ended,
        }
    }

    /// The folder as it is now, and what is new to be told of it; none where it cannot be read.
    fn read(&mut self) -> Option<(News, Vec<String>)> {
        let loaded = archive::load(&self.folder).ok()?;
        let ledger = loaded.ledger(self.writer);
        let now = self.clock.now(ledger.meeting.zone).at;
        let mut reports = loaded.clock_reports(now);
        if loaded.clones.contains(&self.writer) {
            reports.push(say("journal-cloned").to_owned());
        }
        reports.extend(loaded.reports.iter().cloned());
        reports.retain(|report| self.told.insert(report.clone()));
        let clock = loaded.clock(now);
        let authors = loaded.named_authors();
        Some((News { ledger: Box::new(ledger), authors, versions: loaded.versions, clock }, reports))
    }
}
