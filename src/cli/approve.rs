//! `minutebook approve`: the minutes of a closed meeting become final.
//!
//! It is recorded in the meeting's journal, and the minutes are written once more, so that what lies in the folder says it too. Not here:
//! when minutes can be approved (see `meeting`), and what is changed after it (the minutes tell that).

use std::path::Path;

use clap::Args;

use super::export::write_minutes;
use super::machine::Machine;
use super::note::append_in_turn;
use super::open::{lost, screen};
use super::output::{say, warn};
use super::session::{Hand, Session};
use super::{Context, Failure, folder_of};
use crate::app::{Chosen, Home};
use crate::archive;
use crate::meeting::{Act, Cause, Command, Meeting, Refusal, WriterId, decide};
use crate::minutes::words::{clock, short_date};
use crate::notation::{Known, Roster};
use crate::shell::{Console, choose};
use crate::words;

/// What is approved, and by whom.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  minutebook approve\n  minutebook approve 2019-10-28-planning --by 'Ann Lee' --by bo\n\nAn approved meeting that is opened again with `minutebook open` is a draft until it is closed and approved once more;\nits minutes show what was corrected."
)]
pub(super) struct Arguments {
    /// A meeting: its id, slug, agenda or journal; the newest one by default
    meeting: Option<String>,
    /// Who approves them: a name, or as much of it as fits one person of the roster; can be repeated
    #[arg(long, value_name = "NAME")]
    by: Vec<String>,
    /// Who is shown as the author of the record; you by default
    #[arg(long = "as", value_name = "NAME")]
    author: Option<String>,
}

pub(super) fn run(context: &Context, asked: &Arguments) -> Result<(), Failure> {
    let folder = folder_of(context, asked.meeting.as_deref())?;
    let machine = Machine::scripts(asked.author.as_deref());
    let (_, reports) = append_in_turn(context, &folder, &machine, &mut |ledger, writer| {
        let meeting = &ledger.meeting;
        let now = context.clock.now(meeting.zone);
        let command = Command::Approve(names(meeting, &asked.by)?);
        let events = decide(meeting, command, writer, &now).map_err(|refusal| refused(&refusal, meeting))?;
        Ok(vec![Act { stamp: now, events, cause: Cause::Fresh, clears: None }])
    })?;
    for report in &reports {
        warn(report);
    }
    tell(context, &folder)
}

/// The names as the roster has them. Somebody else may approve minutes too, and is said to be a stranger.
fn names(meeting: &Meeting, typed: &[String]) -> Result<Vec<String>, Failure> {
    let roster = Roster::new(&meeting.people, &meeting.groups);
    let mut names: Vec<String> = Vec::new();
    for typed in typed.iter().map(|name| name.trim().trim_start_matches('@')).filter(|name| !name.is_empty()) {
        let found = roster.resolve(typed);
        if let Known::Ambiguous(candidates) = found.known {
            let hint = format!("write one of {}", candidates.join(", "));
            return Err(Failure::new(format!("`{typed}` fits several people")).hint(hint).wrong_use());
        }
        if !names.contains(&found.name) {
            names.push(found.name);
        }
    }
    Ok(names)
}

fn refused(refusal: &Refusal, meeting: &Meeting) -> Failure {
    let title = &meeting.head.title;
    match (refusal, meeting.approvals.last()) {
        (Refusal::StillOpen, _) => {
            Failure::new(format!("{title} is still open, and only a closed meeting is approved"))
                .hint(format!("`minutebook open {}` goes on with it and can close it", meeting.slug))
        }
        (Refusal::IsFinal, Some(approval)) => {
            let at = meeting.local(approval.at);
            let by = if approval.by.is_empty() { String::new() } else { format!(" by {}", approval.by.join(", ")) };
            let day = short_date(at.date_naive());
            Failure::new(format!("the minutes of {title} were approved{by} on {day}, {}", clock(at)))
                .hint(format!("`minutebook open {}` opens it again to correct them, which is recorded", meeting.slug))
        }
        (other, _) => Failure::new(other.to_string()),
    }
}

/// Asks who approves them, on a screen; where nobody is named, nothing is done and the screen is there still. Whom the roster
/// does not have is asked for once more: it may be a slip, and what is final can only be opened again.
pub(super) fn ask(context: &Context, session: Session, console: &mut Option<Console>) -> Result<(), Failure> {
    let meeting = session.meeting();
    let known =
        meeting.people.iter().map(|person| person.name.as_str()).chain(meeting.groups.iter().map(String::as_str));
    let known = known.take(MOST_KNOWN).collect::<Vec<_>>().join(", ");
    let mut complaint = None;
    let (mut answer, mut doubted) = (String::new(), Vec::new());
    let names = loop {
        let mut intro = vec![meeting.head.title.clone(), words::say!("approve-final", names = known.as_str())];
        intro.extend(complaint.take());
        intro.push(words::say("approve-asks").to_owned());
        let mut home = Home::question(intro, &answer, words::say("approve-does"), words::say("approve-leaves"));
        let chosen = choose(screen(&context.live, console)?, &mut home).map_err(|error| lost(&error))?;
        let Chosen::Typed(typed) = chosen else { return Ok(()) };
        let parts: Vec<String> = typed.split([',', ';']).map(str::to_owned).collect();
        match names(meeting, &parts) {
            Ok(names) => {
                let strangers = strangers(meeting, &names);
                if strangers.is_empty() || strangers == doubted {
                    break names;
                }
                complaint = Some(words::say!("approve-strangers", names = strangers.join(", ")));
                (answer, doubted) = (typed, strangers);
            }
            Err(failure) => complaint = Some(format!("{}: {}", failure.message, failure.hint.unwrap_or_default())),
        }
    };
    let mut session = session;
    let now = context.clock.now(session.meeting().zone);
    let events = decide(session.meeting(), Command::Approve(names), session.ledger.writer(), &now)
        .map_err(|refusal| refused(&refusal, session.meeting()))?;
    session.perform(&Act { stamp: now, events, cause: Cause::Fresh, clears: None });
    let folder = session.folder.clone();
    if let Hand::Writing(journal) = session.hand {
        journal
            .close()
            .map_err(|unsaved| Failure::new(format!("NOT SAVED in {}: {}", folder.display(), unsaved.why)))?;
    }
    if let Some(console) = console.take() {
        console.close();
    }
    tell(context, &folder)
}

/// So many of the roster are named where it is asked who approves.
const MOST_KNOWN: usize = 12;

/// Says that they are final, and writes them once more.
pub(super) fn tell(context: &Context, folder: &Path) -> Result<(), Failure> {
    let loaded = archive::load(folder).map_err(|error| Failure::new(error.to_string()))?;
    let meeting = loaded.ledger(WriterId(0)).meeting;
    let by = meeting.approvals.last().map(|approval| approval.by.join(", ")).unwrap_or_default();
    let by = if by.is_empty() { String::new() } else { format!(", approved by {by}") };
    say(&format!("{} is final{by}. Its minutes:", meeting.head.title))?;
    let last = meeting.approvals.last().map(|approval| approval.by.as_slice()).unwrap_or_default();
    for name in &strangers(&meeting, last) {
        warn(&format!("not on the roster: {name}"));
    }
    let beside = meeting.path.as_deref().and_then(|path| Path::new(path).parent()).filter(|path| path.is_dir());
    for path in write_minutes(context, &meeting, loaded.seal.as_ref(), folder, beside)? {
        say(&format!("  {}", path.display()))?;
    }
    Ok(())
}

/// Who of them is on no roster.
fn strangers(meeting: &Meeting, names: &[String]) -> Vec<String> {
    let known =
        |name: &String| meeting.people.iter().any(|person| person.name == *name) || meeting.groups.contains(name);
    names.iter().filter(|name| !known(name)).cloned().collect()
}
