//! The user's own files: read as far as one can be an agenda, and written whole or not at all.
//!
//! Not here: exports, which never take the place of what is not ours (see `export_file`).

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::export_file::{Standing, numbered, replace};

/// More symbolic links in a row than the system follows.
const MOST_LINKS: usize = 40;

/// The file in a meeting's folder that says in which form its agenda was read.
const FORM: &str = "agenda-form";

/// The bytes of a file, and at most `most` of them: a device never ends.
pub fn read_at_most(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes `bytes` in the place of what stands at `path`, with its permissions; a symbolic link stays, and what it leads to
/// is replaced. Until the new text is on the disk, the old one stands there.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match path.canonicalize() {
        Ok(target) => {
            let permissions = fs::metadata(&target)?.permissions();
            let folder = target.parent().unwrap_or(Path::new("/"));
            replace(folder, &target, bytes, Standing::Ours(permissions))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let target = link_target(path);
            replace(folder_of(&target), &target, bytes, Standing::Nothing)
        }
        Err(error) => Err(error),
    }
}

/// Where a link leads to which leads to nothing yet; `path` itself where there is no link.
fn link_target(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(link) = fs::read_link(&target) else { break };
        target = folder_of(&target).join(link);
    }
    target
}

/// Writes `bytes` to `NAME.md`, or to the first of `NAME-2.md`, `NAME-3.md`, … where nothing stands; says where.
pub fn write_free(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    let mut n = 1;
    loop {
        match replace(folder_of(path), &target, bytes, Standing::Nothing) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                n += 1;
                target = path.with_file_name(numbered(path, n));
            }
            written => return written.map(|()| target),
        }
    }
}

/// Writes `bytes` to a file where nothing stands yet; the error is of the kind `AlreadyExists` where something does.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace(folder_of(path), path, bytes, Standing::Nothing)
}

/// Writes `bytes` to `NAME.WORD.md` beside `NAME.md`, or to the first of `NAME.WORD-2.md`, … where nothing stands; says
/// where.
pub fn write_beside(path: &Path, word: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!(".{word}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    write_free(&path.with_file_name(name), bytes)
}

/// Remembers in a meeting's folder by which reader its agenda was read, so that the edited file goes through the same one.
pub fn remember_form(meeting: &Path, form: &str) -> io::Result<()> {
    let mut file = Builder::new().prefix(".form-").tempfile_in(meeting)?;
    writeln!(file, "{form}")?;
    file.persist(meeting.join(FORM)).map_err(|error| error.error)?;
    Ok(())
}

/// The name of the form in which a meeting's agenda was read; none where nobody remembers.
pub fn remembered_form(meeting: &Path) -> Option<String> {
    let bytes = read_at_most(&meeting.join(FORM), 64).ok()?;
    Some(String::from_utf8(bytes).ok()?.trim().to_owned())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_file_is_replaced_with_its_permissions_and_through_its_link() {
        let home = tempfile::tempdir().unwrap();
        let (file, link) = (home.path().join("agenda.md"), home.path().join("link.md"));
        replace_file(&file, b"one").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        symlink("agenda.md", &link).unwrap();
        replace_file(&link, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "nothing temporary is left");
    }

    #[test]
    fn what_a_link_leads_to_is_made_where_nothing_stands_there_yet() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("plans")).unwrap();
        symlink("plans/link.md", home.path().join("a.md")).unwrap();
        symlink("b.md", home.path().join("plans/link.md")).unwrap();
        replace_file(&home.path().join("a.md"), b"new").unwrap();
        assert_eq!(fs::read(home.path().join("plans/b.md")).unwrap(), b"new");
        symlink("round.md", home.path().join("round.md")).unwrap();
        assert!(replace_file(&home.path().join("round.md"), b"new").is_err());
    }

    #[test]
    fn a_file_beside_takes_nobodys_place() {
        let home = tempfile::tempdir().unwrap();
        let agenda = home.path().join("agenda.md");
        let beside = || write_beside(&agenda, "new", b"x").unwrap().file_name().unwrap().to_owned();
        assert_eq!([beside(), beside(), beside()], ["agenda.new.md", "agenda.new-2.md", "agenda.new-3.md"]);
        assert!(!agenda.exists());
    }
}
