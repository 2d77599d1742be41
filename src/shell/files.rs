//! Whether files are there, asked of the disk while the screen goes on.
//!
//! A share that does not answer may take half a minute to say so, and no key waits for it. Not here: what a missing file
//! means to the scribe.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::background::in_background;
use super::desk::{Face, from_home};
use crate::app::Model;

/// Paths that are not there.
type Gone = Vec<String>;

/// The questions that are out.
#[derive(Default)]
pub(super) struct Files {
    answers: Option<(Sender<Gone>, Receiver<Gone>)>,
}

impl Files {
    /// Asks which of these are not there; a path that is not absolute counts from the agenda's folder.
    pub(super) fn look(&mut self, model: &Model, face: &impl Face, paths: Vec<String>) {
        let agenda = model.meeting().path.as_deref().map(Path::new).and_then(Path::parent);
        let base = agenda.map(Path::to_path_buf).unwrap_or_default();
        let (sender, _) = self.answers.get_or_insert_with(channel);
        let sender = sender.clone();
        // Without a waker the answer is seen with the next key.
        let wake = face.waiter().waker().ok();
        in_background("files", move || {
            let gone: Gone = paths.into_iter().filter(|path| !is_there(&base, path)).collect();
            let told = !gone.is_empty() && sender.send(gone).is_ok();
            if let (true, Some(wake)) = (told, wake) {
                wake.wake();
            }
        });
    }

    /// What the disk has said since.
    pub(super) fn answer(&self) -> Option<Gone> {
        self.answers.as_ref()?.1.try_recv().ok()
    }
}

fn is_there(base: &Path, path: &str) -> bool {
    let path = from_home(PathBuf::from(path));
    // What may not be looked at is not known to be gone.
    base.join(path).try_exists().unwrap_or(true)
}
