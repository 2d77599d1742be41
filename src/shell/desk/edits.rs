//! What the user's editor is given, and what is done with what comes back: a slot's notes, the settings.
//!
//! The notes are a file's for as long as they are out, and nothing that was written there is lost, whatever ends the editor or this
//! program. Not here: running an editor (see `editor`), and what an edited text means (see `app`).

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::super::clock::Clock;
use super::super::editor::Edited;
use super::super::outside::{Back, Left, Outside};
use super::super::run::Outcome;
use super::super::settings::edit_settings;
use super::{Desk, Face, LOOK_AGAIN, refused};
use crate::app::{Model, Msg};
use crate::archive;
use crate::journal::{self, PATIENCE};
use crate::text::reason;
use crate::words::say;

/// What the editor is to have before it.
pub(super) enum ToEdit {
    /// The notes of a slot, as an outline.
    Notes(String),
    Settings,
}

impl Desk<'_> {
    /// Runs the editor, where it was asked for, and tells the screen what came back and what time it is then.
    pub(in crate::shell) fn let_edit(&mut self, model: &mut Model, face: &mut impl Face, clock: &Clock) {
        let text = match self.to_edit.take() {
            None => return,
            Some(ToEdit::Notes(text)) => text,
            Some(ToEdit::Settings) => return self.edit_settings(model, face, clock),
        };
        self.keep();
        let outside = match Outside::give_out(text) {
            Ok(outside) => outside,
            Err(why) => return self.take(model, face, refused(&say!("editor-no-file", why = why.to_string()))),
        };
        let back = outside.take_back(face.edit(&outside.path()));
        // First what came meanwhile: what was edited is held against the notes as they are.
        self.hear(model, face);
        self.take(model, face, Msg::Now(clock.now(model.meeting().zone)));
        match back {
            Back::Text(text) => {
                self.outside = Some(outside);
                self.take(model, face, Msg::NotesEdited(text));
            }
            Back::Nothing(why) => {
                outside.done();
                self.take(model, face, refused(&why));
            }
            Back::Kept(why) => self.take(model, face, kept(&why, &outside)),
            Back::Interrupted { left, runs } => {
                let left = self.secure(model, face, outside, left, runs);
                self.ending = Some(Outcome::Interrupted(left));
            }
        }
    }

    /// Brings what an editor left to where it is safe, as the program is to end: into the meeting, else beside its journal. `runs`: the
    /// editor may still write. Says where that lies which is not in the meeting, or may not be.
    fn secure(
        &mut self,
        model: &mut Model,
        face: &mut impl Face,
        outside: Outside,
        left: Left,
        runs: bool,
    ) -> Option<PathBuf> {
        let is_taken = match left {
            Left::Nothing => true,
            Left::Unread => false,
            Left::Text(text) => {
                self.outside = Some(outside.clone());
                self.take(model, face, Msg::NotesEdited(text));
                let is_taken = self.taken.pop().is_some();
                is_taken && self.is_saved_in_time()
            }
        };
        if runs {
            return Some(outside.path());
        }
        if is_taken && outside.is_alone() {
            outside.done();
            return None;
        }
        // Of a temporary folder the next start of the machine leaves nothing.
        match archive::keep_edited(&self.folder, outside.folder()) {
            Ok(place) => {
                outside.done();
                Some(place)
            }
            Err(_) => Some(outside.path()),
        }
    }

    /// Waits for the disk, for as long as a slow one may take.
    fn is_saved_in_time(&self) -> bool {
        let Some(journal) = &self.journal else { return false };
        let until = Instant::now() + PATIENCE;
        while journal.state() == journal::Saved::Saving && Instant::now() < until {
            std::thread::sleep(LOOK_AGAIN);
        }
        journal.state() == journal::Saved::Saved
    }

    /// Runs the editor on the user's settings; what is saved there is told by whoever watches the file.
    fn edit_settings(&mut self, model: &mut Model, face: &mut impl Face, clock: &Clock) {
        self.keep();
        let Some(path) = face.live().path().map(Path::to_owned) else {
            return self.take(model, face, refused(say("settings-no-place")));
        };
        let edited = edit_settings(&path, |path| face.edit(path));
        self.take(model, face, Msg::Now(clock.now(model.meeting().zone)));
        match edited {
            Ok(Edited::Done) => {
                // What was wrong and still is comes by nobody else.
                if let Some(notice) = face.live().notice(false) {
                    self.take(model, face, Msg::Say(notice));
                }
            }
            Ok(Edited::Interrupted { .. }) => self.ending = Some(Outcome::Interrupted(None)),
            Ok(Edited::Failed(why) | Edited::NotRun(why)) => self.take(model, face, refused(&why)),
            Err(why) => self.take(model, face, refused(&format!("{}: {}", path.display(), reason(&why)))),
        }
    }
}

/// What was edited could not be taken over; where it is.
pub(super) fn kept(why: &str, outside: &Outside) -> Msg {
    // A narrow screen ends somewhere, and nothing else leads to the text.
    refused(&say!("editor-kept", path = outside.path().display().to_string(), why = why))
}
