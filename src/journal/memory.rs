//! A disk in memory that fails when it is told to.
//!
//! For tests of everything that writes a journal: it counts its calls, fails any of them, once or for ever, and knows
//! what a power cut would leave. Not here: a simulation of partly persisted writes.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    /// It panics.
    Panic,
}

/// A file in memory, on a disk of its own with the files that were staged beside it.
#[derive(Debug, Default)]
pub struct Memory {
    disk: Arc<Mutex<Disk>>,
    file: usize,
}

#[derive(Debug, Default)]
struct Disk {
    files: Vec<Contents>,
    /// The files that have a name, the oldest first.
    named: Vec<usize>,
    calls: usize,
    plans: Vec<(usize, Fault, bool)>,
    cut_fails: Option<i32>,
}

#[derive(Debug, Default)]
struct Contents {
    written: Vec<u8>,
    synced: Vec<u8>,
}

impl Memory {
    /// A file with these bytes, all synced.
    pub fn with(contents: &[u8]) -> Self {
        let file = Contents { written: contents.to_vec(), synced: contents.to_vec() };
        let disk = Disk { files: vec![file], named: vec![0], ..Disk::default() };
        Self { disk: Arc::new(Mutex::new(disk)), file: 0 }
    }

    /// Makes the `nth` call from now (from 1) fail, and with `for_ever` every later one too; beside what was said before.
    pub fn fail(&self, nth: usize, fault: Fault, for_ever: bool) {
        let mut disk = self.lock();
        let call = disk.calls + nth;
        disk.plans.push((call, fault, for_ever));
    }

    /// Makes all calls work again.
    pub fn heal(&self) {
        let mut disk = self.lock();
        disk.plans.clear();
        disk.cut_fails = None;
    }

    /// Calls so far.
    pub fn calls(&self) -> usize {
        self.lock().calls
    }

    /// What the kernel has, file by file: what a killed program leaves.
    pub fn contents(&self) -> Vec<Vec<u8>> {
        let disk = self.lock();
        disk.named.iter().filter_map(|file| disk.files.get(*file)).map(|file| file.written.clone()).collect()
    }

    /// What the disk has at least: what a power cut leaves.
    pub fn synced(&self) -> Vec<Vec<u8>> {
        let disk = self.lock();
        disk.named.iter().filter_map(|file| disk.files.get(*file)).map(|file| file.synced.clone()).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does one call's work on the file, unless it is to fail.
    fn call<T>(&self, work: impl FnOnce(&mut Contents) -> T) -> io::Result<T> {
        let mut disk = self.lock();
        disk.error()?;
        disk.files.get_mut(self.file).map(work).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Disk {
    /// Counts a call and says what is to go wrong in it.
    fn fault(&mut self) -> Option<Fault> {
        self.calls += 1;
        let now = self.calls;
        let planned = self.plans.iter().find(|(nth, _, for_ever)| now == *nth || *for_ever && now > *nth);
        planned.map(|(_, fault, _)| *fault)
    }

    fn error(&mut self) -> io::Result<()> {
        match self.fault() {
            Some(Fault::Error(code)) => Err(io::Error::from_raw_os_error(code)),
            Some(Fault::Panic) => panic!("a disk that panics, as it was told"),
            _ => Ok(()),
        }
    }
}

impl Storage for Memory {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut disk = self.lock();
        let taken = match disk.fault() {
            Some(Fault::Error(code)) => return Err(io::Error::from_raw_os_error(code)),
            Some(Fault::Panic) => panic!("a disk that panics, as it was told"),
            Some(Fault::Short(most)) => most.min(bytes.len()),
            Some(Fault::Torn(most, code)) => {
                disk.cut_fails = Some(code);
                most.min(bytes.len())
            }
            None => bytes.len(),
        };
        let file = disk.files.get_mut(self.file).ok_or(io::ErrorKind::NotFound)?;
        file.written.extend(bytes.iter().take(taken));
        Ok(taken)
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        if let Some(code) = self.lock().cut_fails.take() {
            return Err(io::Error::from_raw_os_error(code));
        }
        self.call(|file| file.written.truncate(usize::try_from(len).unwrap_or(usize::MAX)))
    }

    fn sync(&self, _len: u64) -> io::Result<()> {
        self.call(|file| file.synced.clone_from(&file.written))
    }

    fn contents(&self) -> io::Result<Vec<u8>> {
        self.call(|file| file.written.clone())
    }

    fn stage(&self, bytes: &[u8]) -> io::Result<Arc<dyn Storage>> {
        let mut disk = self.lock();
        disk.error()?;
        disk.files.push(Contents { written: bytes.to_vec(), synced: bytes.to_vec() });
        Ok(Arc::new(Self { disk: Arc::clone(&self.disk), file: disk.files.len() - 1 }))
    }

    fn replace(&self) -> io::Result<()> {
        let mut disk = self.lock();
        disk.error()?;
        disk.named = vec![self.file];
        Ok(())
    }

    fn join(&self) -> io::Result<()> {
        let mut disk = self.lock();
        disk.error()?;
        disk.named.push(self.file);
        Ok(())
    }
}
