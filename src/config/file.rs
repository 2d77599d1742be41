//! The bytes of the user's file, whatever lies at its path.
//!
//! Not here: what they say.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::book::begun;
use super::value::{Complaint, Faults};
use crate::text::reason;

/// A longer file holds no settings.
const LONGEST: u64 = 1 << 20;

/// The text of a file and what is wrong with its bytes; none where there is no file.
///
/// # Errors
/// It cannot be read, or it is no text.
pub(super) fn text_of(path: &Path) -> Result<Option<(String, Vec<Complaint>)>, Complaint> {
    let about = |error: &io::Error| Complaint::of_file(format!("cannot be read: {}", reason(error)));
    // Before it is opened: opening a pipe waits for whoever writes to it.
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(about(&error)),
        Ok(there) if there.is_dir() => return Err(Complaint::of_file("is a folder, not a file")),
        Ok(there) if !there.is_file() => return Err(Complaint::of_file("is no file")),
        Ok(there) if there.len() > LONGEST => return Err(too_long()),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes));
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(about(&error)),
        Ok(read) if read as u64 > LONGEST => Err(too_long()),
        Ok(_) => decoded(bytes).map(Some),
    }
}

/// A file that was made with all defaults as comments, and the folders that were made for it.
#[derive(Debug)]
pub struct Begun {
    /// Where it lies, whatever links lead there.
    file: PathBuf,
    /// The innermost first.
    folders: Vec<PathBuf>,
}

impl Begun {
    /// Takes away what was made, where nothing came of it. A link that led there stays.
    pub fn take_away(self) {
        let is_as_made = fs::read_to_string(&self.file).is_ok_and(|text| text == begun());
        if is_as_made && fs::remove_file(&self.file).is_ok() {
            remove(&self.folders);
        }
    }
}

/// Those that are empty.
fn remove(folders: &[PathBuf]) {
    for folder in folders {
        let _ = fs::remove_dir(folder);
    }
}

/// Makes the file with all defaults as comments, and its folder, where it is not there; none where it was.
///
/// # Errors
/// It cannot be made, or something else lies in its place.
pub fn begin(path: &Path) -> io::Result<Option<Begun>> {
    match fs::metadata(path) {
        Ok(there) if there.is_file() => return Ok(None),
        Ok(_) => return Err(io::Error::other("something else than a file lies there")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let above = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    let folders: Vec<PathBuf> = above.take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
    make(path).map(|file| Some(Begun { file, folders: folders.clone() })).inspect_err(|_| remove(&folders))
}

/// Where a link leads to a file that is not there, that file is made. Says where it is.
fn make(path: &Path) -> io::Result<PathBuf> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new().append(true).create(true).open(path)?;
    let place = fs::canonicalize(path)?;
    file.write_all(begun().as_bytes()).inspect_err(|_| drop(fs::remove_file(&place)))?;
    Ok(place)
}

fn too_long() -> Complaint {
    Complaint::of_file("is longer than 1 MiB, so it is no file of settings")
}

/// Bytes as text. What is no UTF-8, as in a comment of an old editor, takes nothing from the rest.
fn decoded(bytes: Vec<u8>) -> Result<(String, Vec<Complaint>), Complaint> {
    if bytes.contains(&0) {
        return Err(Complaint::of_file("is no UTF-8: save it as UTF-8"));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, Vec::new())),
        Err(error) => error.into_bytes(),
    };
    let first = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut faults = Faults::default();
    faults.add(first, "no UTF-8 from here: save the file as UTF-8");
    let complaints = faults.placed(&text);
    Ok((text, complaints))
}
