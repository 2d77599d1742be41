//! `minutebook take`: a meeting line by line, for screen readers, braille, dumb terminals and scripts.
//!
//! The same meetings, journals, locks and minutes as `open`; only what the scribe has before them is another. Not here: what a line
//! comes to (see `app`), and how lines are read (see `shell`).

use super::open::{Question, answered, finish, lost, named, question};
use super::session::Session;
use super::sitting::{Ended, sit};
use super::{Context, Failure};
use crate::app::Prompt;
use crate::journal::Journal;
use crate::meeting::Agenda;
use crate::shell::{Following, Outcome, Teller, take_minutes};

/// What is to be taken.
pub(super) struct Wanted<'a> {
    /// An agenda's file, or the name of a meeting.
    pub(super) target: &'a str,
    /// The name of the form that the file is in; none: as it shows it.
    pub(super) from: Option<&'a str>,
    /// What is said before each line.
    pub(super) prompt: Option<Prompt>,
}

pub(super) fn run(context: &Context, wanted: &Wanted<'_>) -> Result<(), Failure> {
    let target = named(context, wanted.target, wanted.from)?;
    let mut teller = Teller::open(wanted.prompt, context.live.clone()).map_err(|error| lost(&error))?;
    let (mut session, mut edited) = target.open(context)?;
    if let Some(Question { intro, ways }) = question(&session, edited.is_some()) {
        let rows: Vec<(&str, &str)> = ways.iter().map(|(_, label, detail)| (*label, *detail)).collect();
        let row = teller.choose(&intro, &rows).map_err(|error| lost(&error))?;
        match row.and_then(|row| ways.get(row)) {
            Some((way, ..)) => (session, edited) = answered(context, session, edited, *way)?,
            None if teller.is_typed() => return Ok(()),
            None => {
                let failure = Failure::new(format!("{} is closed", session.meeting().head.title));
                return Err(failure.hint("the first line answers the question: 1 opens it again"));
            }
        }
    }
    let ended = taken(context, session, edited.as_ref(), &mut teller)?;
    finish(context, ended, "take")?;
    not_taken(&teller)
}

/// A meeting that was only listened to until its program ended may become the scribe's in between.
fn taken(
    context: &Context,
    mut session: Session,
    edited: Option<&Agenda>,
    teller: &mut Teller,
) -> Result<Ended, Failure> {
    loop {
        let waker = teller.waker().map_err(|error| lost(&error))?;
        let run = &mut |model: &mut _, journal: Option<&mut Journal>, follow: Following<'_>| {
            take_minutes(teller, model, journal, (follow, &context.folder), &context.clock)
        };
        let ended = sit(context, session, edited, waker, run)?;
        if !matches!(ended.outcome, Ok(Outcome::TakeOver)) {
            return Ok(ended);
        }
        session = Session::resume(context, &ended.folder)?;
        session.at = ended.at();
    }
}

/// A script is to know that lines of it were refused; somebody who types has heard it.
fn not_taken(teller: &Teller) -> Result<(), Failure> {
    const NAMED: usize = 10;
    let (lines, refused) = teller.heard();
    if teller.is_typed() || refused.is_empty() {
        return Ok(());
    }
    let numbers: Vec<String> = refused.iter().take(NAMED).map(ToString::to_string).collect();
    let more = if refused.len() > NAMED { ", …" } else { "" };
    Err(Failure::new(format!("{} of {lines} lines were not taken: {}{more}", refused.len(), numbers.join(", ")))
        .hint("the answers say why; everything else is in the meeting"))
}
