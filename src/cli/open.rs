//! `minutebook open`: from an agenda or the name of a meeting to the screen, and from the screen to the minutes.
//!
//! Not here: what happens on the screen.

use std::path::Path;

use super::export::write_minutes;
use super::output::{say, warn};
use super::session::Session;
use super::{Context, Failure, check};
use crate::agenda::Reading;
use crate::app::{Chosen, Ending, Home, Model, revise_agenda};
use crate::archive;
use crate::meeting::{Act, Agenda, Cause, Command, decide};
use crate::shell::{Console, Outcome, choose, run as run_screen};
use crate::view::{Depth, Theme};

pub(super) fn run(context: &Context, target: &str) -> Result<(), Failure> {
    let mut console = None;
    let path = Path::new(target);
    let is_agenda = path.is_file() && path.extension().is_none_or(|ending| ending != "jsonl");
    if is_agenda {
        let Reading { agenda, diagnostics } = check::read(path)?;
        if !diagnostics.is_empty() {
            let count = diagnostics.len();
            warn(&format!("{count} places of {target} were kept as text; `minutebook check {target}` lists them"));
        }
        return open_agenda(context, agenda, path, &mut console);
    }
    let folder = archive::find(&context.folder, target).map_err(|error| {
        let missing = if path.exists() { "not a file" } else { "not there" };
        Failure::new(format!("as an agenda, {target} is {missing}; as a meeting: {error}"))
            .hint("name an agenda file, or a meeting that `minutebook list` shows")
    })?;
    let session = Session::resume(&folder)?;
    let edited = session.meeting().path.as_ref().and_then(|path| check::read(Path::new(path)).ok());
    go_on(context, session, edited.map(|reading| reading.agenda), &mut console)
}

/// Starts the meeting of an agenda, or goes on with the one that was started from it.
pub(super) fn open_agenda(
    context: &Context,
    agenda: Agenda,
    path: &Path,
    console: &mut Option<Console>,
) -> Result<(), Failure> {
    needs_terminal()?;
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    match archive::find_by_agenda(&context.folder, &whole) {
        Some(folder) => {
            let session = Session::resume(&folder)?;
            go_on(context, session, Some(agenda), console)
        }
        None => scribe(context, Session::begin(context, agenda, Some(&whole))?, None, console),
    }
}

/// Goes on with a meeting; one that was closed asks first.
pub(super) fn go_on(
    context: &Context,
    mut session: Session,
    edited: Option<Agenda>,
    console: &mut Option<Console>,
) -> Result<(), Failure> {
    let Some(closed) = session.meeting().closed else { return scribe(context, session, edited, console) };
    let meeting = session.meeting();
    let when = meeting.local(closed).format("%a %-d %b %Y, %H:%M");
    let intro = vec![meeting.head.title.clone(), format!("This meeting was closed on {when}.")];
    let mut rows = vec![("Open it again".to_owned(), "every line is where it was".to_owned())];
    if edited.is_some() {
        rows.push(("Start a new meeting from its agenda".to_owned(), "this one stays as it is".to_owned()));
    }
    let mut home = Home::new(intro, rows, None);
    match choose(screen(console)?, &mut home, &context.config.keymap).map_err(|error| lost(&error))? {
        Chosen::Row(0) => {
            let now = context.clock.now(session.meeting().zone);
            let writer = session.journal.writer();
            let events = decide(session.meeting(), Command::Reopen, writer, &now)
                .map_err(|refusal| Failure::new(refusal.to_string()))?;
            let act = Act { stamp: now, events, cause: Cause::Fresh, clears: None };
            session.ledger.commit(&act);
            session.journal.append(&act);
            scribe(context, session, edited, console)
        }
        Chosen::Row(_) => {
            let path = session.meeting().path.clone();
            let Some(agenda) = edited else { return Ok(()) };
            drop(session);
            let fresh = Session::begin(context, agenda, path.as_deref().map(Path::new))?;
            scribe(context, fresh, None, console)
        }
        Chosen::Typed(_) | Chosen::Nothing => Ok(()),
    }
}

/// The meeting screen, from the first frame to the last word on the terminal.
fn scribe(
    context: &Context,
    session: Session,
    edited: Option<Agenda>,
    console: &mut Option<Console>,
) -> Result<(), Failure> {
    let ended = on_screen(context, session, edited, console)?;
    finish(context, ended)
}

/// A meeting after its screen.
pub(super) struct Ended {
    pub(super) model: Model,
    pub(super) folder: std::path::PathBuf,
    outcome: Outcome,
    unsaved: Option<String>,
}

/// Runs the screen and brings everything to the disk.
pub(super) fn on_screen(
    context: &Context,
    mut session: Session,
    edited: Option<Agenda>,
    console: &mut Option<Console>,
) -> Result<Ended, Failure> {
    let now = context.clock.now(session.meeting().zone);
    let ledger = std::mem::take(&mut session.ledger);
    let drafts = std::mem::take(&mut session.drafts);
    let mut model = Model::new(ledger, session.journal.writer(), now, drafts)
        .ok_or_else(|| Failure::new("this meeting has no slots").hint("add a `## Title` line to its agenda"))?;
    model.set(context.config.settings.clone());
    model.keymap = context.config.keymap.clone();
    if let Some(agenda) = edited {
        for effect in revise_agenda(&mut model, agenda) {
            if let crate::app::Effect::Append(act) = effect {
                session.journal.append(&act);
            }
        }
    }
    for report in std::mem::take(&mut session.reports) {
        model.notice = Some(crate::app::Notice { text: report, tone: crate::app::Tone::Refused });
    }
    let screen = screen(console)?;
    let wake = std::sync::Mutex::new(screen.waker().map_err(|error| lost(&error))?);
    session.on_change(move || {
        if let Ok(wake) = wake.lock() {
            wake();
        }
    });
    let outcome = run_screen(screen, &mut model, &mut session.journal, &context.clock);
    let folder = session.folder.clone();
    let unsaved = session.journal.close().err().map(|error| {
        // What the disk would not take goes where the scribe can at least copy it from.
        let lines = String::from_utf8_lossy(&error.lines).into_owned();
        format!("{error}\n{lines}")
    });
    if let Some(console) = console.take() {
        console.close();
    }
    let outcome = outcome.map_err(|error| lost(&error))?;
    Ok(Ended { model, folder, outcome, unsaved })
}

fn finish(context: &Context, ended: Ended) -> Result<(), Failure> {
    let meeting = ended.model.meeting();
    let folder = ended.folder.display();
    if let Some(unsaved) = ended.unsaved {
        return Err(
            Failure::new(format!("NOT SAVED in {folder}: {unsaved}")).hint("the lines above are all that is missing")
        );
    }
    match ended.outcome {
        Outcome::Ended(Ending::Closed) => {
            let beside = meeting.path.as_deref().and_then(|path| Path::new(path).parent().map(Path::to_owned));
            for line in &ended.model.committed {
                say(&format!("Added from a line that was half typed: {line}"))?;
            }
            say(&format!("{} is closed. Its minutes:", meeting.head.title))?;
            for path in write_minutes(context, meeting, &ended.folder, beside.as_deref())? {
                say(&format!("  {}", path.display()))?;
            }
            Ok(())
        }
        Outcome::Ended(Ending::Left) => {
            say(&format!("{} is open. Go on with: {}", meeting.head.title, again(context, &meeting.slug)))
        }
        Outcome::Interrupted => {
            warn(&format!("interrupted; every line is in {folder}; go on with: {}", again(context, &meeting.slug)));
            Ok(())
        }
    }
}

/// Fails where there is no terminal; to be asked before anything is begun that only a screen can go on with.
pub(super) fn needs_terminal() -> Result<(), Failure> {
    use std::io::IsTerminal;
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::new("this needs a terminal to show its screen on")
        .hint("`minutebook export` and `minutebook list` work without one"))
}

/// The command that goes on with a meeting.
fn again(context: &Context, slug: &str) -> String {
    let folder = context.given.as_ref().map(|folder| format!("--data-dir {} ", folder.display())).unwrap_or_default();
    format!("minutebook {folder}open {slug}")
}

/// The console, taken over when it is first needed.
pub(super) fn screen(console: &mut Option<Console>) -> Result<&mut Console, Failure> {
    needs_terminal()?;
    if console.is_none() {
        *console = Some(Console::open(Theme::new(depth())).map_err(|error| lost(&error))?);
    }
    console.as_mut().ok_or_else(|| Failure::new("the terminal could not be taken over"))
}

pub(super) fn lost(error: &std::io::Error) -> Failure {
    Failure::new(format!("the terminal: {error}"))
}

/// How many colours the terminal says that it has.
fn depth() -> Depth {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let term = std::env::var("TERM").unwrap_or_default();
    if set("NO_COLOR") || term == "dumb" || term.starts_with("vt1") || term.starts_with("vt2") {
        Depth::Mono
    } else if term.contains("256color") || term.contains("kitty") || term.contains("alacritty") || set("COLORTERM") {
        Depth::Indexed
    } else {
        Depth::Ansi
    }
}
