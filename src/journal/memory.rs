//! A disk in memory that fails when it is told to.
//!
//! For tests of everything that writes a journal: it counts its calls, fails any of them, once or for ever, and knows
//! what a power cut would leave. Not here: a simulation of partly persisted writes.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Storage;

/// What a call does instead of its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It fails with this system error and does nothing.
    Error(i32),
    /// An append takes only this many bytes; another call works.
    Short(usize),
    /// An append takes this many bytes and then fails to be cut back: the cut after it fails with this system error.
    Torn(usize, i32),
}

/// A file in memory.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    contents: Vec<u8>,
    synced: Vec<u8>,
    staged: Option<Vec<u8>>,
    calls: usize,
    plan: Option<(usize, Fault, bool)>,
    cut_fails: Option<i32>,
}

impl Memory {
    /// A file with these bytes, all synced.
    pub fn with(contents: &[u8]) -> Self {
        Self(Mutex::new(Inner { contents: contents.to_vec(), synced: contents.to_vec(), ..Inner::default() }))
    }

    /// Makes the `nth` call from now (from 1) fail, and with `for_ever` every later one too.
    pub fn fail(&self, nth: usize, fault: Fault, for_ever: bool) {
        let mut inner = self.lock();
        inner.plan = Some((inner.calls + nth, fault, for_ever));
    }

    /// Makes all calls work again.
    pub fn heal(&self) {
        let mut inner = self.lock();
        inner.plan = None;
        inner.cut_fails = None;
    }

    /// Calls so far.
    pub fn calls(&self) -> usize {
        self.lock().calls
    }

    /// What the kernel has: what a killed program leaves.
    pub fn contents(&self) -> Vec<u8> {
        self.lock().contents.clone()
    }

    /// What the disk has at least: what a power cut leaves.
    pub fn synced(&self) -> Vec<u8> {
        self.lock().synced.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Counts a call and says what is to go wrong in it.
    fn fault(&mut self) -> Option<Fault> {
        self.calls += 1;
        let (nth, fault, for_ever) = self.plan?;
        (self.calls == nth || for_ever && self.calls > nth).then_some(fault)
    }

    fn error(&mut self) -> io::Result<()> {
        match self.fault() {
            Some(Fault::Error(code)) => Err(io::Error::from_raw_os_error(code)),
            _ => Ok(()),
        }
    }
}

impl Storage for Memory {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut inner = self.lock();
        let taken = match inner.fault() {
            Some(Fault::Error(code)) => return Err(io::Error::from_raw_os_error(code)),
            Some(Fault::Short(most)) => most.min(bytes.len()),
            Some(Fault::Torn(most, code)) => {
                inner.cut_fails = Some(code);
                most.min(bytes.len())
            }
            None => bytes.len(),
        };
        inner.contents.extend(bytes.iter().take(taken));
        Ok(taken)
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        let mut inner = self.lock();
        inner.error()?;
        if let Some(code) = inner.cut_fails.take() {
            return Err(io::Error::from_raw_os_error(code));
        }
        inner.contents.truncate(usize::try_from(len).unwrap_or(usize::MAX));
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        let inner = &mut *self.lock();
        inner.error()?;
        inner.synced.clone_from(&inner.contents);
        Ok(())
    }

    fn write_again(&self, from: u64, bytes: &[u8]) -> io::Result<()> {
        let mut inner = self.lock();
        inner.error()?;
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(inner.contents.len());
        for (place, byte) in inner.contents.iter_mut().skip(from).zip(bytes) {
            *place = *byte;
        }
        Ok(())
    }

    fn stage(&self, bytes: &[u8]) -> io::Result<()> {
        let mut inner = self.lock();
        inner.error()?;
        inner.staged = Some(bytes.to_vec());
        Ok(())
    }

    fn install(&self, more: &[u8]) -> io::Result<()> {
        let mut inner = self.lock();
        inner.error()?;
        let mut staged = inner.staged.take().ok_or(io::ErrorKind::NotFound)?;
        inner.synced.clone_from(&staged);
        staged.extend_from_slice(more);
        inner.contents = staged;
        Ok(())
    }
}
