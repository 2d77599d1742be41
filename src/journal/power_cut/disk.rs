//! A disk that loses, when the power fails, any of what no sync has covered.
//!
//! Of the writes, cuts, names and renames that no sync has covered, any subset survives, a write also in part; after a sync
//! that failed, no later one covers what it should have. Not here: what must have survived.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::journal::Storage;

const EIO: i32 = 5;

/// A change that no sync has covered.
#[derive(Clone, Debug)]
enum Change {
    Written(usize, Vec<u8>),
    Cut(usize),
}

impl Change {
    /// Does it to a file; `part`: how much of a write arrives, in 255ths.
    fn apply(&self, file: &mut Vec<u8>, part: u8) {
        match self {
            Self::Cut(len) => file.truncate(*len),
            Self::Written(at, bytes) => {
                let end = at + bytes.len() * usize::from(part) / 255;
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[*at..end].copy_from_slice(&bytes[..end - at]);
            }
        }
    }
}

/// Whether a sync has covered a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Covered {
    NotYet,
    Synced,
    /// A sync that should have covered it failed: no later one does.
    Never,
}

#[derive(Debug, Default)]
pub(super) struct Contents {
    /// As the kernel has it.
    pub(super) now: Vec<u8>,
    /// As the disk had it at first, and what was done to it since.
    first: Vec<u8>,
    changes: Vec<(Change, Covered)>,
}

impl Contents {
    fn synced(bytes: &[u8]) -> Self {
        Self { now: bytes.to_vec(), first: bytes.to_vec(), changes: Vec::new() }
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.now, 255);
        self.changes.push((change, Covered::NotYet));
    }

    fn cover(&mut self, by: Covered) {
        self.changes
            .iter_mut()
            .filter(|(_, covered)| *covered == Covered::NotYet)
            .for_each(|(_, covered)| *covered = by);
    }
}

#[derive(Debug)]
pub(super) struct Disk {
    pub(super) files: Vec<Contents>,
    pub(super) names: BTreeMap<String, usize>,
    /// Names as they are on the disk, and changes of them that no sync has covered.
    synced_names: BTreeMap<String, usize>,
    new_names: Vec<(String, usize)>,
    /// Calls until the power fails, and calls until one fails.
    pub(super) power: usize,
    pub(super) failing: Vec<usize>,
    pub(super) calls: usize,
    /// What chance decides, used up in a circle.
    chances: Vec<u8>,
    chance: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Planned {
    Success,
    Failure,
}

impl Disk {
    /// An empty one. `chances` decide what survives, as often as they are needed.
    pub(super) fn new(chances: Vec<u8>) -> Self {
        Self {
            files: Vec::new(),
            names: BTreeMap::new(),
            synced_names: BTreeMap::new(),
            new_names: Vec::new(),
            power: usize::MAX,
            failing: Vec::new(),
            calls: 0,
            chances,
            chance: 0,
        }
    }

    fn name(&mut self, name: String, file: usize) {
        self.names.insert(name.clone(), file);
        self.new_names.push((name, file));
    }

    /// Counts a call, which may fail, and does nothing once the power is gone.
    fn call(&mut self) -> io::Result<Planned> {
        self.calls += 1;
        if self.is_off() {
            return Err(io::Error::from_raw_os_error(EIO));
        }
        Ok(if self.failing.contains(&self.calls) { Planned::Failure } else { Planned::Success })
    }

    pub(super) fn is_off(&self) -> bool {
        self.calls > self.power
    }

    fn chance(&mut self) -> u8 {
        self.chance += 1;
        self.chances[self.chance % self.chances.len()]
    }

    fn sync_names(&mut self, file: usize) {
        let named = self.new_names.iter().any(|(_, new)| *new == file);
        if named {
            for (name, file) in self.new_names.drain(..) {
                self.synced_names.insert(name, file);
            }
        }
    }

    /// What the power cut leaves; the disk then has that and nothing else.
    pub(super) fn cut_power(&mut self) {
        for (name, file) in std::mem::take(&mut self.new_names) {
            if self.chance().is_multiple_of(2) {
                self.synced_names.insert(name, file);
            }
        }
        self.names = self.synced_names.clone();
        for file in 0..self.files.len() {
            let Contents { first: mut left, changes, .. } = std::mem::take(&mut self.files[file]);
            for (change, covered) in changes {
                // A third does not arrive, a third does, a third does in part.
                match (covered, self.chance()) {
                    (Covered::Synced, _) => change.apply(&mut left, 255),
                    (_, chance) if chance.is_multiple_of(3) => {}
                    (_, chance) if chance % 3 == 1 => change.apply(&mut left, 255),
                    _ => change.apply(&mut left, self.chance()),
                }
            }
            self.files[file] = Contents::synced(&left);
        }
        self.calls = 0;
        self.power = usize::MAX;
        self.failing.clear();
    }
}

/// A file of the disk, open.
pub(super) struct Open {
    disk: Arc<Mutex<Disk>>,
    pub(super) file: usize,
    name: String,
}

pub(super) fn lock(disk: &Mutex<Disk>) -> MutexGuard<'_, Disk> {
    disk.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Open {
    pub(super) fn named(disk: &Arc<Mutex<Disk>>, name: &str) -> Self {
        let mut inner = lock(disk);
        let next = inner.files.len();
        let file = *inner.names.entry(name.to_owned()).or_insert(next);
        if file == next {
            inner.files.push(Contents::default());
            inner.new_names.push((name.to_owned(), file));
        }
        Self { disk: Arc::clone(disk), file, name: name.to_owned() }
    }
}

fn failed<T>() -> io::Result<T> {
    Err(io::Error::from_raw_os_error(EIO))
}

impl Storage for Open {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut disk = lock(&self.disk);
        // A write that fails may have taken some of the bytes.
        let taken = match disk.call()? {
            Planned::Success => bytes.len(),
            Planned::Failure => bytes.len() * usize::from(disk.chance()) / 300,
        };
        let file = &mut disk.files[self.file];
        file.change(Change::Written(file.now.len(), bytes[..taken].to_vec()));
        if taken == 0 { failed() } else { Ok(taken) }
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        let mut disk = lock(&self.disk);
        let planned = disk.call()?;
        if planned == Planned::Failure {
            return failed();
        }
        disk.files[self.file].change(Change::Cut(len as usize));
        Ok(())
    }

    fn sync(&self, len: u64) -> io::Result<()> {
        let mut disk = lock(&self.disk);
        let planned = disk.call()?;
        let file = &mut disk.files[self.file];
        if (file.now.len() as u64) < len {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if planned == Planned::Failure {
            file.cover(Covered::Never);
            return failed();
        }
        file.cover(Covered::Synced);
        disk.sync_names(self.file);
        Ok(())
    }

    fn contents(&self) -> io::Result<Vec<u8>> {
        let mut disk = lock(&self.disk);
        let planned = disk.call()?;
        if planned == Planned::Failure { failed() } else { Ok(disk.files[self.file].now.clone()) }
    }

    fn stage(&self, bytes: &[u8]) -> io::Result<Arc<dyn Storage>> {
        let mut disk = lock(&self.disk);
        if disk.call()? == Planned::Failure {
            return failed();
        }
        disk.files.push(Contents::synced(bytes));
        Ok(Arc::new(Self { disk: Arc::clone(&self.disk), file: disk.files.len() - 1, name: self.name.clone() }))
    }

    fn replace(&self) -> io::Result<()> {
        let mut disk = lock(&self.disk);
        if disk.call()? == Planned::Failure {
            return failed();
        }
        disk.name(self.name.clone(), self.file);
        Ok(())
    }

    fn join(&self) -> io::Result<()> {
        let mut disk = lock(&self.disk);
        let planned = disk.call()?;
        let name = format!("{:03}.jsonl", disk.names.len());
        disk.name(name, self.file);
        if planned == Planned::Failure {
            // The name may be there all the same.
            return failed();
        }
        disk.sync_names(self.file);
        Ok(())
    }
}
