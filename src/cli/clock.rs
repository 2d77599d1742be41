//! `minutebook clock`: the running meeting's time in a terminal of its own, for the chair or on a projector.
//!
//! It looks on like any reader; a key of the chair's is written as `minutebook note` writes a line, by a hand of its own that
//! holds nothing in between. So nothing is in the scribe's way, and who only looks leaves no trace in the meeting's folder. Not
//! here: what is shown and what a key means (see `app`).

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};

use super::machine::Machine;
use super::note::{acts_of, newest_open, where_it_goes_on, write_in_turn};
use super::open::{lost, screen};
use super::session::NOBODY;
use super::{Context, Failure, folder_of};
use crate::app::overlay::sentence;
use crate::app::{Action, ClockScreen, Notice, Tone, act_for_chair};
use crate::archive;
use crate::shell::{Deeds, Done, Follow, show_clock};

/// What was asked on the command line.
pub(super) struct Asked<'a> {
    pub(super) meeting: Option<&'a str>,
    /// In whose name keys act, where it is not the user's.
    pub(super) by: Option<&'a str>,
    pub(super) read_only: bool,
}

pub(super) fn run(context: &Context, asked: &Asked<'_>) -> Result<(), Failure> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        let hint = "`minutebook status` says how the meeting is doing without one";
        return Err(Failure::new("the clock needs a terminal to be shown on").hint(hint).wrong_use());
    }
    let folder = where_it_goes_on(match asked.meeting {
        Some(name) => folder_of(context, Some(name))?,
        None => newest_open(context).map_err(|none| {
            none.hint("`minutebook open AGENDA` starts one, `minutebook clock last` shows the newest")
        })?,
    });
    let loaded = archive::load(&folder).map_err(|error| Failure::new(error.to_string()))?;
    let meeting = loaded.ledger(NOBODY).meeting;
    if meeting.slots().next().is_none() {
        return Err(Failure::new(format!("{}: no slot of this meeting can be read", folder.display()))
            .hint("`minutebook verify` says what is wrong with its journals"));
    }
    let mut taken = None;
    let console = screen(&context.live, &mut taken)?;
    let waker = console.waker().map_err(|error| lost(&error))?;
    // Without a watch it shows the meeting as it stands: better than nothing, and a key still reads it anew.
    let follow = Follow::start(&folder, NOBODY, &context.clock, &loaded.reports, waker.clone()).ok();
    if let Some(follow) = &follow {
        // What was written between the reading of the folder and the watch over it.
        follow.again();
    }
    let why = asked.read_only.then(|| "Read only: the clock was started with --read-only".to_owned());
    let now = context.clock.now(meeting.zone);
    let config = context.config();
    let notices = config.settings.notices.clone();
    let mut clock = ClockScreen::new(meeting, now, notices, config.keymap.clone(), why);
    let (deeds, thread) = deeds(context, folder, Machine::clock(asked.by), waker).map_err(|error| lost(&error))?;
    let outcome = show_clock(console, &mut clock, follow.as_ref(), &context.clock, &deeds);
    // What was asked for is done before the program ends, which may take a while: the terminal first.
    drop(taken);
    drop(deeds);
    let _ = thread.join();
    outcome.map_err(|error| lost(&error))
}

/// The thread that does what keys ask for; it ends when nothing can be asked any more.
fn deeds(
    context: &Context,
    folder: PathBuf,
    here: Machine,
    wake: impl Fn() + Send + 'static,
) -> std::io::Result<(Deeds, JoinHandle<()>)> {
    let (orders, asked) = channel();
    let (tell, done) = channel();
    let context = context.clone();
    let work = move || {
        for action in asked {
            let _ = tell.send(deed(&context, &folder, &here, action));
            wake();
        }
    };
    let thread = thread::Builder::new().name("chair".into()).spawn(work)?;
    Ok((Deeds { orders, done }, thread))
}

/// Does a verb in the meeting, by the chair's hand. Whatever goes wrong is said on the clock.
fn deed(context: &Context, folder: &Path, here: &Machine, action: Action) -> Done {
    let written = write_in_turn(context, folder, here, &mut |model| {
        let effects = act_for_chair(model, action);
        let acts = acts_of(model, effects).unwrap_or_default();
        if acts.is_empty() {
            let said = model.notice.as_ref().map_or("nothing came of it", |notice| notice.text.as_str());
            return Err(Failure::new(said));
        }
        Ok(acts)
    });
    match written {
        Ok(written) => {
            let ledger = written.model.ledger;
            let versions = ledger.versions();
            Done { meeting: Some((ledger.meeting, versions)), notice: written.model.notice }
        }
        Err(failure) => {
            Done { meeting: None, notice: Some(Notice { text: sentence(&failure.message), tone: Tone::Refused }) }
        }
    }
}
