//! Writes a file of the user's whole or not at all: an agenda that was planned.
//!
//! Not here: exports, which never take the place of what is not ours (see `export_file`).

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::export_file::{Standing, numbered, replace};

/// Writes `bytes` in the place of what stands at `path`, with its permissions; a symbolic link stays, and what it leads to
/// is replaced. Until the new text is on the disk, the old one stands there.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match path.canonicalize() {
        Ok(target) => {
            let permissions = fs::metadata(&target)?.permissions();
            let folder = target.parent().unwrap_or(Path::new("/"));
            replace(folder, &target, bytes, Standing::Ours(permissions))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => replace(folder_of(path), path, bytes, Standing::Nothing),
        Err(error) => Err(error),
    }
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
    let mut n = 1;
    loop {
        let candidate = if n == 1 { name.clone() } else { numbered(Path::new(&name), n) };
        let target = path.with_file_name(candidate);
        match replace(folder_of(path), &target, bytes, Standing::Nothing) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => n += 1,
            written => return written.map(|()| target),
        }
    }
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
    fn a_file_beside_takes_nobodys_place() {
        let home = tempfile::tempdir().unwrap();
        let agenda = home.path().join("agenda.md");
        let beside = || write_beside(&agenda, "new", b"x").unwrap().file_name().unwrap().to_owned();
        assert_eq!([beside(), beside(), beside()], ["agenda.new.md", "agenda.new-2.md", "agenda.new-3.md"]);
        assert!(!agenda.exists());
    }
}
