//! A file that takes its time: calls of one kind do not return until a gate is opened.
//!
//! By it a test sees that nobody waits for them. Not here: files that fail (see `memory`).

use std::io;
use std::sync::{Arc, Condvar, Mutex, mpsc};

use crate::journal::Storage;

/// Shut at first.
#[derive(Default)]
pub(super) struct Gate {
    open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    pub(super) fn open(&self) {
        *self.open.lock().unwrap() = true;
        self.opened.notify_all();
    }
}

/// A file whose calls of one kind wait at the gate.
pub(super) struct Slow {
    file: Arc<dyn Storage>,
    what: &'static str,
    entered: mpsc::Sender<()>,
    gate: Arc<Gate>,
}

impl Slow {
    /// `what`: the kind of call; `entered` is told of each before it waits.
    pub(super) fn over(
        file: Arc<dyn Storage>,
        what: &'static str,
        entered: mpsc::Sender<()>,
        gate: &Arc<Gate>,
    ) -> Self {
        Self { file, what, entered, gate: Arc::clone(gate) }
    }

    fn pass(&self, what: &str) {
        if what == self.what {
            self.entered.send(()).unwrap_or_default();
            let open = self.gate.open.lock().unwrap();
            drop(self.gate.opened.wait_while(open, |open| !*open).unwrap());
        }
    }
}

impl Storage for Slow {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        self.file.append(bytes)
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        self.pass("truncate");
        self.file.truncate(len)
    }

    fn sync(&self, len: u64) -> io::Result<()> {
        self.pass("sync");
        self.file.sync(len)
    }

    fn contents(&self) -> io::Result<Vec<u8>> {
        self.file.contents()
    }

    fn stage(&self, bytes: &[u8]) -> io::Result<Arc<dyn Storage>> {
        self.pass("stage");
        let file = self.file.stage(bytes)?;
        Ok(Arc::new(Self::over(file, self.what, self.entered.clone(), &self.gate)))
    }

    fn replace(&self) -> io::Result<()> {
        self.pass("replace");
        self.file.replace()
    }

    fn join(&self) -> io::Result<()> {
        self.pass("join");
        self.file.join()
    }
}
