//! `minutebook config`, and the settings that every other subcommand works with.
//!
//! Not here: which settings there are (see `config`), and what holds on a running screen (see `shell`).

use std::path::{Path, PathBuf};

use serde_json::json;

use super::Failure;
use super::output::{raw, reason, say, warn};
use super::pager::paged_unless;
use super::reading::counted;
use crate::config::{self, Reading, documented};
use crate::shell::{Edited, Live, edit_alone, edit_settings};

/// What is to be done with the settings.
#[derive(clap::Args)]
#[command(
    after_help = "Your editor is $VISUAL or $EDITOR. A file that is not there yet is made, with all defaults as comments. Meetings that are on a
screen take over what is saved.\n\nExamples:\n  minutebook config\n  minutebook config --default\n  minutebook config --check\n  EDITOR='code --wait' minutebook config"
)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(super) struct Arguments {
    /// Print all settings with their defaults, explained
    #[arg(long, conflicts_with_all = ["path", "check"])]
    default: bool,
    /// Print where your settings lie
    #[arg(long, conflicts_with = "check")]
    path: bool,
    /// Say what of them is not understood, each with line, column and the nearest right word
    #[arg(long)]
    check: bool,
    /// For machines: an object
    #[arg(long, requires = "check")]
    json: bool,
}

/// The settings; what is wrong with them is said, and the defaults hold there.
pub(super) fn read(named: Option<PathBuf>) -> Live {
    if let Some(path) = named.as_deref().filter(|path| !path.exists()) {
        warn(&format!("{}: there is no such file, so all settings are at their defaults", path.display()));
    }
    let live = Live::read(named.or_else(config::path));
    tell(&live.complaints());
    live
}

/// What was found wrong since `told` was said, as on a screen that is gone now.
pub(super) fn tell_again(live: &Live, told: &[String]) {
    let now = live.complaints();
    if now != told {
        tell(&now);
    }
}

fn tell(complaints: &[String]) {
    for complaint in complaints {
        warn(complaint);
    }
}

pub(super) fn run(named: Option<PathBuf>, no_pager: bool, wanted: &Arguments) -> Result<(), Failure> {
    if wanted.default {
        return paged_unless(no_pager, &documented());
    }
    let path = named.or_else(config::path);
    if wanted.json {
        return checked_for_machines(path.as_deref());
    }
    let path = path.ok_or_else(|| {
        Failure::new("this platform has no place for settings").hint("name a file with --config FILE")
    })?;
    if wanted.path {
        say(&path.display().to_string())
    } else if wanted.check {
        check(&path)
    } else {
        edit(&path)
    }
}

fn check(path: &Path) -> Result<(), Failure> {
    let reading = config::read(path);
    if !reading.complaints.is_empty() {
        if !reading.is_unread() {
            tell(&Live::read(Some(path.to_owned())).complaints());
        }
        return Err(to_look_at(path, &reading));
    }
    let words =
        if path.exists() { "everything was understood" } else { "not there: all settings are at their defaults" };
    say(&format!("{}: {words}", path.display()))
}

fn to_look_at(path: &Path, reading: &Reading) -> Failure {
    match reading.complaints.as_slice() {
        [all] if reading.is_unread() => Failure::new(format!("{}: {}; the defaults hold", path.display(), all.message))
            .hint("name another file with --config FILE"),
        several => {
            let places = counted(several.len(), "place");
            Failure::new(format!("{}: {places} to look at; the rest holds", path.display()))
                .hint("`minutebook config` opens it")
        }
    }
}

fn checked_for_machines(path: Option<&Path>) -> Result<(), Failure> {
    let reading = path.map(config::read).unwrap_or_default();
    let listed: Vec<_> = reading
        .complaints
        .iter()
        .map(|it| {
            let place = it.place.map(|place| (place.line, place.column)).unzip();
            json!({ "line": place.0, "column": place.1, "message": it.message })
        })
        .collect();
    let object = json!({ "format": "minutebook/config", "version": 1, "path": path.map(|path| path.display().to_string()),
        "exists": path.is_some_and(Path::exists), "complaints": listed });
    raw(format!("{object:#}\n").as_bytes())?;
    match path {
        Some(path) if !reading.complaints.is_empty() => Err(to_look_at(path, &reading)),
        _ => Ok(()),
    }
}

/// Opens the file in the user's editor, and says what is wrong with it then.
fn edit(path: &Path) -> Result<(), Failure> {
    let about = |error: &std::io::Error| Failure::new(format!("{}: {}", path.display(), reason(error)));
    let edited = edit_settings(path, edit_alone);
    let edited = edited.map_err(|error| about(&error).hint("name another file with --config FILE"))?;
    let failed = match edited {
        Edited::Done => {
            let complaints = Live::read(Some(path.to_owned())).complaints();
            if complaints.is_empty() {
                return say(&format!("{}: everything was understood", path.display()));
            }
            tell(&complaints);
            say(&format!("{}: {} to look at", path.display(), counted(complaints.len(), "place")))?;
            return say("The rest holds; `minutebook config` opens the file again");
        }
        Edited::Failed(why) => Failure::new(why),
        Edited::NotRun(why) => Failure::new(why).hint(format!("edit {} by any other means", path.display())),
        Edited::Interrupted { .. } => Failure::new("interrupted"),
    };
    Err(failed)
}
