//! Waiting for a key, a signal or word from the journal, all at once and without a thread in between.
//!
//! A key handed over from a reading thread pays for waking another core; here the loop itself sleeps on the terminal
//! and on a pipe that signals and the journal's thread write to. Not here: what is done about any of them.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::event::{PollFd, PollFlags, Timespec};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::{flag, low_level::pipe};

/// Everything that the loop sleeps on.
pub(crate) struct Waiter {
    receiver: UnixStream,
    sender: UnixStream,
    ended: Arc<AtomicBool>,
    interrupted: Arc<AtomicBool>,
    quit: Arc<AtomicBool>,
    stopped: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
}

/// Why the loop was woken; several things may have happened at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // several things happen at once, each on its own
pub(crate) struct Woken {
    /// Something can be read from the terminal.
    pub(crate) input: bool,
    /// The terminal is gone.
    pub(crate) hung_up: bool,
    /// The program is asked to end.
    pub(crate) end: bool,
    /// By no more than Ctrl-C, where that is no key.
    pub(crate) interrupted: bool,
    /// By no more than a key of the terminal where that is no key of ours, Ctrl-C or Ctrl-\.
    pub(crate) by_key: bool,
    /// The program is asked to stop until it is continued.
    pub(crate) stop: bool,
    /// It was stopped without being asked, and goes on: whoever had the terminal meanwhile may have left any mode.
    pub(crate) continued: bool,
    /// The terminal may show anything and have any size.
    pub(crate) resized: bool,
}

/// Wakes the loop from another thread.
#[derive(Clone)]
pub(crate) struct Waker(Arc<UnixStream>);

impl Waker {
    /// Wakes it; a full pipe means that it is being woken already.
    pub(crate) fn wake(&self) {
        let _ = (&*self.0).write(&[1]);
    }
}

impl Waiter {
    /// Begins to listen to signals.
    pub(crate) fn new() -> io::Result<Self> {
        let (receiver, sender) = UnixStream::pair()?;
        receiver.set_nonblocking(true)?;
        sender.set_nonblocking(true)?;
        let waiter = Self {
            receiver,
            sender,
            ended: Arc::default(),
            interrupted: Arc::default(),
            quit: Arc::default(),
            stopped: Arc::default(),
            continued: Arc::default(),
            resized: Arc::default(),
        };
        for (signal, seen) in [
            (SIGTERM, &waiter.ended),
            (SIGHUP, &waiter.ended),
            // By default it would leave the terminal as it is, without echo.
            (SIGQUIT, &waiter.quit),
            (SIGINT, &waiter.interrupted),
            (SIGTSTP, &waiter.stopped),
            (SIGCONT, &waiter.continued),
            (SIGWINCH, &waiter.resized),
        ] {
            // The flag first: who is woken must find it set.
            flag::register(signal, Arc::clone(seen))?;
            pipe::register(signal, waiter.sender.try_clone()?)?;
        }
        Ok(waiter)
    }

    /// A way for another thread to wake the loop.
    pub(crate) fn waker(&self) -> io::Result<Waker> {
        Ok(Waker(Arc::new(self.sender.try_clone()?)))
    }

    /// The program was stopped as it was asked to, and whoever asks goes on from there.
    pub(crate) fn went_on(&self) {
        self.continued.store(false, Ordering::SeqCst);
    }

    /// Sleeps until something happens or the time is over (none: for as long as it takes).
    pub(crate) fn wait(&mut self, milliseconds: Option<u64>) -> io::Result<Woken> {
        self.sleep(true, milliseconds)
    }

    /// The same while another program has the terminal: what is typed there wakes nobody here.
    pub(crate) fn wait_without_terminal(&mut self, milliseconds: Option<u64>) -> io::Result<Woken> {
        self.sleep(false, milliseconds)
    }

    fn sleep(&mut self, listens: bool, milliseconds: Option<u64>) -> io::Result<Woken> {
        let timeout = milliseconds.map(|ms| Timespec {
            tv_sec: i64::try_from(ms / 1000).unwrap_or(i64::MAX),
            tv_nsec: i64::try_from(ms % 1000 * 1_000_000).unwrap_or(0),
        });
        let input = io::stdin();
        let mut fds =
            [PollFd::new(&self.receiver, PollFlags::IN), PollFd::from_borrowed_fd(input.as_fd(), PollFlags::IN)];
        let heard = if listens { &mut fds[..] } else { &mut fds[..1] };
        match rustix::event::poll(heard, timeout.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(why) => return Err(why.into()),
        }
        let terminal = fds[1].revents();
        let poked = !fds[0].revents().is_empty();
        if poked {
            let mut drain = [0; 64];
            while self.receiver.read(&mut drain).is_ok_and(|count| count > 0) {}
        }
        let taken = |flag: &AtomicBool| flag.swap(false, Ordering::SeqCst);
        let (ended, interrupted, quit) = (taken(&self.ended), taken(&self.interrupted), taken(&self.quit));
        let (stop, continued) = (taken(&self.stopped), taken(&self.continued));
        Ok(Woken {
            input: terminal.contains(PollFlags::IN),
            hung_up: terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
            end: ended || interrupted || quit,
            interrupted: interrupted && !ended && !quit,
            by_key: (interrupted || quit) && !ended,
            stop,
            continued: continued && !stop,
            resized: taken(&self.resized) | continued,
        })
    }
}
