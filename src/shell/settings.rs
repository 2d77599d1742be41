//! The user's settings in the editor, from a screen as from the command line.
//!
//! A file that is not there yet is made for it, and what was made for it alone goes again where nothing came of it. Not here: what
//! the file says (see `config`), and running an editor (see `editor`).

use std::io;
use std::path::Path;

use super::editor::Edited;
use crate::config;

/// Lets the user edit the file of settings with `edit`, in which the editor has all defaults before it. Says how the editor ended.
///
/// # Errors
/// The file cannot be made, or `edit` fails.
pub fn edit_settings(path: &Path, edit: impl FnOnce(&Path) -> io::Result<Edited>) -> io::Result<Edited> {
    let begun = config::begin(path)?;
    let edited = edit(path);
    // An editor that still runs has it open.
    let may_write = matches!(edited, Ok(Edited::Done | Edited::Interrupted { runs: true }));
    if let Some(begun) = begun.filter(|_| !may_write) {
        begun.take_away();
    }
    edited
}
