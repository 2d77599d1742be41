//! `minutebook repair`: a sound journal beside the damaged one.
//!
//! It says which file is which now, and shows everything that could not be saved, so that a person can type it in again.
//! Not here: the repairing (see `archive`).

use super::output::say;
use super::verify::{TORN, only_torn};
use super::{Context, Failure, folder_of};
use crate::archive::{self, RepairError};
use crate::journal::OpenError;
use crate::minutes::words;

pub(super) fn run(context: &Context, meeting: Option<&str>) -> Result<(), Failure> {
    let folder = folder_of(context, meeting)?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let done = archive::repair(&folder).map_err(|error| cannot(&error))?;
    if done.files.is_empty() {
        say(&format!("{name}: nothing to repair"))?;
        let torn = archive::verify(&folder).is_ok_and(|found| only_torn(&found));
        return if torn { say(&format!("its last line was cut off; {TORN}")) } else { Ok(()) };
    }
    for (damaged, sound) in &done.files {
        say(&format!("{} is sound now; the damaged one is kept as {}", sound.display(), damaged.display()))?;
    }
    let kept = words::count(usize::try_from(done.kept).unwrap_or(usize::MAX), "record was", "records were");
    if done.lost.is_empty() {
        return say(&format!("{kept} saved, and nothing is lost"));
    }
    let lost = words::count(done.lost.len(), "place", "places");
    say(&format!("{kept} saved; {lost} could not be:"))?;
    for lost in &done.lost {
        say(&lost.place.to_string())?;
        if !lost.text.is_empty() {
            say(&format!("  {}", lost.text))?;
        }
    }
    Ok(())
}

fn cannot(error: &RepairError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        RepairError::Open(OpenError::Locked { .. }) => failure.hint("close it there first"),
        _ => failure.hint("nothing is lost by this; `minutebook export` writes all that can be read"),
    }
}
