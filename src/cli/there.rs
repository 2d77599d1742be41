//! Opening a meeting at a place, from a screen that found something there: the home screen, the search, the task report.
//!
//! One that is in progress goes on there, to be written in. One that is closed, or that another program writes, is looked at, and
//! leaving it comes back to the screen that it was opened from. Not here: those screens, and the meeting's own.

use super::open::{edited, go_on, lost, screen};
use super::session::Session;
use super::sitting::{Ended, sitting};
use super::{Context, Failure};
use crate::app::{At, ReadOnly};
use crate::meeting::search::There;
use crate::shell::{Console, Outcome};

/// What comes after a meeting that was opened from another screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// That screen: the meeting was only looked at, and the console is as it was.
    Back,
    /// The end of the program: the meeting was written in, and how it was left is said.
    End,
}

/// Opens the meeting at the place. Where it fails, the console is as it was, and the caller's screen can say why.
pub(super) fn there(context: &Context, place: &There, console: &mut Option<Console>) -> Result<Then, Failure> {
    let folder = context.folder.meeting(&place.meeting);
    let at = At { slot: place.slot, entry: place.entry };
    let mut session = Session::look(&folder, ReadOnly::LookedAt { over_a_meeting: false })?;
    if session.meeting().closed.is_none() {
        session = Session::resume(context, &folder)?;
        session.at = at;
        if session.journal().is_some() {
            return write(context, session, console);
        }
    }
    (session.at, session.visiting) = (at, true);
    let ended = sitting(context, session, None, None, screen(&context.live, console)?)?;
    match ended.outcome {
        Ok(Outcome::TakeOver) => take_over(context, &ended, console),
        Ok(Outcome::Ended(_)) => Ok(Then::Back),
        Ok(Outcome::Interrupted(_)) => Ok(Then::End),
        Err(error) => Err(lost(&error)),
    }
}

/// The scribe wants to go on with what was looked at: a closed meeting asks first, and the answer may be no.
fn take_over(context: &Context, ended: &Ended, console: &mut Option<Console>) -> Result<Then, Failure> {
    let mut session = Session::resume(context, &ended.folder)?;
    session.at = ended.at();
    write(context, session, console)
}

fn write(context: &Context, session: Session, console: &mut Option<Console>) -> Result<Then, Failure> {
    let edited = edited(&session);
    go_on(context, session, edited, console)?;
    // The meeting's screen has closed the console; a question that was answered with no has not.
    Ok(if console.is_some() { Then::Back } else { Then::End })
}
