//! Where a meeting goes that somebody throws away: into a folder beside, from which it can be taken back by hand.
//!
//! Nothing is ever deleted by this program. Not here: asking whether that is meant (see `cli`).

use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::folder::{DataFolder, free};
use crate::journal;
use crate::meeting::WriterId;

/// Moves a meeting's folder to `DATA/trash/`, under its own name or, where that is taken, numbered; says where it is now.
/// A meeting that is open somewhere stays ([`ErrorKind::ResourceBusy`]).
pub fn trash(data: &DataFolder, meeting: &Path) -> io::Result<PathBuf> {
    for entry in fs::read_dir(meeting)? {
        let name = entry?.file_name();
        let writer = name.to_str().and_then(|name| name.strip_suffix(".lock")?.parse::<WriterId>().ok());
        if let Some(writer) = writer
            && journal::is_held(meeting, writer)?
        {
            return Err(io::Error::new(ErrorKind::ResourceBusy, "the meeting is open in another program"));
        }
    }
    let trash = data.trash();
    journal::create_folder(&trash)?;
    let slug = meeting.file_name().and_then(|name| name.to_str()).ok_or(ErrorKind::InvalidFilename)?;
    let place = trash.join(free(slug, &trash));
    // An empty folder claims the name: a rename over it cannot tread on anything that another program puts there.
    DirBuilder::new().mode(0o700).create(&place)?;
    if let Err(error) = fs::rename(meeting, &place) {
        fs::remove_dir(&place)?;
        return Err(error);
    }
    // It is there; a disk that cannot say so yet is no reason to call it a failure.
    for folder in meeting.parent().into_iter().chain([trash.as_path()]) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(place)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::super::sample::{begin, opened};
    use super::super::{find, list, load};
    use super::*;

    #[test]
    fn a_meeting_thrown_away_is_in_the_trash_whole_and_never_over_another() {
        let home = tempfile::tempdir().unwrap();
        let data = DataFolder::at(home.path());
        for expected in ["retro", "retro-2"] {
            let first = opened("retro", "Retro", None, "2026-01-05T09:00:00Z");
            drop(begin(&data, "retro", WriterId(0xa), &first).unwrap());
            let now = trash(&data, &data.meeting("retro")).unwrap();
            assert_eq!(now, data.trash().join(expected));
            assert_eq!(load(&now).unwrap().records.len(), 1);
            assert!(!data.meeting("retro").exists());
            let mode = fs::metadata(data.trash()).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o700);
        }
        assert_eq!(list(&data), []);
        assert!(find(&data, "retro").is_err());
        fs::rename(data.trash().join("retro"), data.meeting("retro")).unwrap();
        assert_eq!(find(&data, "retro").unwrap(), data.meeting("retro"), "taken back by hand");
    }

    #[test]
    fn a_meeting_that_is_open_stays() {
        let home = tempfile::tempdir().unwrap();
        let data = DataFolder::at(home.path());
        let first = opened("retro", "Retro", None, "2026-01-05T09:00:00Z");
        let journal = begin(&data, "retro", WriterId(0xa), &first).unwrap();
        assert_eq!(trash(&data, &data.meeting("retro")).unwrap_err().kind(), ErrorKind::ResourceBusy);
        assert!(data.meeting("retro").exists() && !data.trash().exists());
        drop(journal);
        trash(&data, &data.meeting("retro")).unwrap();
    }

    #[test]
    fn what_is_not_there_cannot_be_thrown_away() {
        let home = tempfile::tempdir().unwrap();
        let data = DataFolder::at(home.path());
        assert_eq!(trash(&data, &data.meeting("retro")).unwrap_err().kind(), ErrorKind::NotFound);
        assert!(!data.trash().exists());
    }
}
