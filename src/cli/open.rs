//! `minutebook open`: from an agenda or the name of a meeting to the screen, and from the screen to the minutes.
//!
//! Not here: what happens on the screen.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::export::write_minutes;
use super::output::{say, warn};
use super::session::{Hand, NOBODY, Session};
use super::sitting::{Ended, on_screen};
use super::{Context, Failure, approve, at, next, reading};
use crate::agenda::Format;
use crate::app::{Chosen, Ending, Home, Model};
use crate::archive::{self, Origin};
use crate::journal::NotSaved;
use crate::meeting::{Act, Agenda, Cause, Command, Meeting, Seal, Stage, decide};
use crate::palette::{Seen, Terminal};
use crate::shell::{Console, Live, Outcome, choose};
use crate::words;

/// What is to be opened.
pub(super) struct Wanted<'a> {
    /// An agenda's file, or the name of a meeting.
    pub(super) target: &'a str,
    /// The name of the form that the file is in; none: as it shows it.
    pub(super) from: Option<&'a str>,
    /// As the meeting stood then.
    pub(super) at: Option<&'a str>,
}

pub(super) fn run(context: &Context, wanted: &Wanted) -> Result<(), Failure> {
    let Wanted { target, from, at } = *wanted;
    let mut console = None;
    if let Some(time) = at {
        return look_back(context, target, time, &mut console);
    }
    let target = named(context, target, from)?;
    needs_screen(&context.live)?;
    let (session, edited) = target.open(context)?;
    go_on(context, session, edited, &mut console)
}

/// What a person named, looked at as far as it can be without beginning anything.
pub(super) enum Named {
    /// An agenda, in this form, from a file that was held against the meetings that there are.
    Agenda(Box<Agenda>, Format, Origin),
    /// The folder of a meeting.
    Meeting(PathBuf),
}

/// Finds out what a person means by it: an agenda's file, or a meeting.
pub(super) fn named(context: &Context, target: &str, from: Option<&str>) -> Result<Named, Failure> {
    let form = reading::form_of(from)?;
    if target == reading::STDIN {
        return Err(Failure::new("a meeting is not opened from standard input, where its keys come from")
            .hint("make an agenda of it first: `minutebook import - -o agenda.md`")
            .wrong_use());
    }
    let path = Path::new(target);
    let is_agenda = path.is_file() && path.extension().is_none_or(|ending| ending != "jsonl");
    if !is_agenda {
        return find(context, target).map(Named::Meeting);
    }
    let origin = origin(context, path);
    let (reading, form) = reading::read_to_hold(path, form.or_else(|| form_known(&origin)))?;
    reading::point_at(path, reading.diagnostics.len());
    Ok(Named::Agenda(Box::new(reading.agenda), form, origin))
}

impl Named {
    /// Starts the meeting of an agenda, or goes on with the one that was started from it, or that is named; with the agenda as it
    /// stands now, where there is one to be merged.
    pub(super) fn open(self, context: &Context) -> Result<(Session, Option<Agenda>), Failure> {
        match self {
            Self::Meeting(folder) => {
                let mut session = Session::resume(context, &folder)?;
                if archive::is_archived(&session.folder) {
                    let slug = &session.meeting().slug;
                    let back = context.command(&format!("archive --restore {slug}"));
                    session.reports.push(format!("this meeting is archived and in no list; {back} takes it back"));
                }
                let edited = edited(&session);
                Ok((session, edited))
            }
            Self::Agenda(agenda, form, mut origin) => {
                let beginning = context.folder.hold();
                // Another program may have begun it since.
                origin.look_again(&context.folder);
                if let Some(folder) = origin.meeting() {
                    drop(beginning);
                    return Ok((Session::resume(context, folder)?, Some(*agenda)));
                }
                let session = Session::begin(context, *agenda, Some(origin.agenda()))?;
                // Where it cannot be remembered, the file shows its form again.
                let _ = archive::remember_form(&session.folder, form.name());
                Ok((session, None))
            }
        }
    }
}

/// The agenda of a meeting as its file says it now; none where it cannot be read any more.
pub(super) fn edited(session: &Session) -> Option<Agenda> {
    let path = session.meeting().path.as_ref()?;
    let (reading, _) = reading::read_to_hold(Path::new(path), remembered(&session.folder)).ok()?;
    Some(reading.agenda)
}

/// An agenda's file held against the meetings that there are.
pub(super) fn origin(context: &Context, path: &Path) -> Origin {
    Origin::of(&context.folder, &whole(path))
}

/// The form in which the meeting of an agenda's file was begun; none where none was.
pub(super) fn form_known(origin: &Origin) -> Option<Format> {
    remembered(origin.meeting()?)
}

fn remembered(folder: &Path) -> Option<Format> {
    Format::from_name(&archive::remembered_form(folder)?)
}

/// The path from the root, by which a meeting remembers its agenda.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn find(context: &Context, target: &str) -> Result<PathBuf, Failure> {
    archive::find(&context.folder, target).map_err(|error| {
        let missing = if Path::new(target).exists() { "not a file" } else { "not there" };
        Failure::new(format!("as an agenda, {target} is {missing}; as a meeting: {error}"))
            .hint("name an agenda file, or a meeting that `minutebook list` shows")
    })
}

/// The meeting as it stood at a time, to be looked at.
fn look_back(context: &Context, target: &str, time: &str, console: &mut Option<Console>) -> Result<(), Failure> {
    let folder = find(context, target)?;
    let loaded = archive::load(&folder).map_err(|error| Failure::new(error.to_string()))?;
    let at = at::of(time, loaded.ledger(NOBODY).meeting.zone, &loaded.records)?;
    needs_screen(&context.live)?;
    scribe(context, Session::at(&folder, &loaded, at), None, console)
}

/// Starts the meeting of an agenda, or goes on with the one that was started from it.
pub(super) fn open_agenda(
    context: &Context,
    agenda: Agenda,
    form: Format,
    origin: Origin,
    console: &mut Option<Console>,
) -> Result<(), Failure> {
    needs_screen(&context.live)?;
    let (session, edited) = Named::Agenda(Box::new(agenda), form, origin).open(context)?;
    go_on(context, session, edited, console)
}

/// Goes on with a meeting; one that was closed asks first.
pub(super) fn go_on(
    context: &Context,
    session: Session,
    edited: Option<Agenda>,
    console: &mut Option<Console>,
) -> Result<(), Failure> {
    let Some(Question { intro, mut ways }) = question(&session, edited.is_some()) else {
        return scribe(context, session, edited.as_ref(), console);
    };
    if session.meeting().stage() == Stage::Draft {
        ways.push((Again::Approve, words::say("again-approve"), words::say("again-approve-detail")));
    }
    ways.push((Again::Next, words::say("again-next"), words::say("again-next-detail")));
    let rows = ways.iter().map(|(_, label, detail)| ((*label).to_owned(), (*detail).to_owned())).collect();
    let mut home = Home::new(intro, rows, None);
    // From the first screen it leads back there.
    home.escape = words::say("hint-leaves");
    let chosen = match choose(screen(&context.live, console)?, &mut home).map_err(|error| lost(&error))? {
        Chosen::Row(row) => ways.get(row).map(|(way, _, _)| *way),
        Chosen::Typed(_) | Chosen::Pasted(_) | Chosen::Search(_) | Chosen::Tasks | Chosen::Nothing => None,
    };
    match chosen {
        None => Ok(()),
        Some(Again::Approve) => approve::ask(context, session, console),
        Some(Again::Next) => {
            let slug = session.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // What is dropped on the way is recorded in it.
            drop(session);
            next::after_closed(context, console, &slug)
        }
        Some(way) => {
            let (session, edited) = answered(context, session, edited, way)?;
            scribe(context, session, edited.as_ref(), console)
        }
    }
}

/// What can be done with a meeting that is closed.
#[derive(Clone, Copy)]
pub(super) enum Again {
    Open,
    Approve,
    Anew,
    Next,
}

/// What is asked before a meeting that was closed is gone on with.
pub(super) struct Question {
    /// How it stands.
    pub(super) intro: Vec<String>,
    /// What can be done, what it is called, and what that means.
    pub(super) ways: Vec<(Again, &'static str, &'static str)>,
}

/// The question; none where the meeting was not closed, or can only be read. `again`: its agenda is there to begin another from.
pub(super) fn question(session: &Session, again: bool) -> Option<Question> {
    let meeting = session.meeting();
    let closed = meeting.closed.filter(|_| matches!(session.hand, Hand::Writing(_)))?;
    let when = |at| words::time_of_day(meeting.local(at).naive_local(), words::Day::Whole);
    let mut intro = vec![meeting.head.title.clone(), words::say!("again-closed", when = when(closed))];
    let mut reopened = words::say("again-open-detail");
    if let (Stage::Final, Some(approval)) = (meeting.stage(), meeting.approvals.last()) {
        let when = when(approval.at);
        intro.push(match approval.by.as_slice() {
            [] => words::say!("again-final", when = when),
            by => words::say!("again-final-by", names = by.join(", "), when = when),
        });
        reopened = words::say("again-open-final");
    }
    let mut ways = vec![(Again::Open, words::say("again-open"), reopened)];
    if again {
        ways.push((Again::Anew, words::say("again-anew"), words::say("again-anew-detail")));
    }
    Some(Question { intro, ways })
}

/// The meeting after that answer: the same one open again, or another from its agenda.
pub(super) fn answered(
    context: &Context,
    mut session: Session,
    edited: Option<Agenda>,
    way: Again,
) -> Result<(Session, Option<Agenda>), Failure> {
    match (way, edited) {
        (Again::Anew, Some(agenda)) => {
            let path = session.meeting().path.clone();
            let form = archive::remembered_form(&session.folder);
            drop(session);
            let fresh = Session::begin(context, agenda, path.as_deref().map(Path::new))?;
            let _ = form.map(|form| archive::remember_form(&fresh.folder, &form));
            Ok((fresh, None))
        }
        (_, edited) => {
            let now = context.clock.now(session.meeting().zone);
            let events = decide(session.meeting(), Command::Reopen, session.ledger.writer(), &now)
                .map_err(|refusal| Failure::new(refusal.to_string()))?;
            session.perform(&Act { stamp: now, events, cause: Cause::Fresh, clears: None });
            Ok((session, edited))
        }
    }
}

/// The meeting screen, from the first frame to the last word on the terminal.
fn scribe(
    context: &Context,
    session: Session,
    edited: Option<&Agenda>,
    console: &mut Option<Console>,
) -> Result<(), Failure> {
    let ended = on_screen(context, session, edited, console)?;
    finish(context, ended, "open")
}

/// Says how a meeting was left, and writes its minutes where it was closed. `verb`: the command that goes on with it.
pub(super) fn finish(context: &Context, ended: Ended, verb: &str) -> Result<(), Failure> {
    let Ended { model, folder, seal, outcome, unsaved, reports } = ended;
    for report in &reports {
        warn(report);
    }
    let meeting = model.meeting();
    // Minutes first: they may lie on a disk that is well.
    let written = match outcome {
        Ok(Outcome::Ended(Ending::Closed)) => closed(context, &model, &folder, seal.as_ref()),
        Ok(Outcome::Ended(Ending::Looked)) => Ok(()),
        // It was approved on the screen.
        Ok(Outcome::Ended(Ending::Left)) if meeting.stage() == Stage::Final => approve::tell(context, &folder),
        Ok(Outcome::Ended(Ending::Left) | Outcome::TakeOver) if meeting.closed.is_some() => {
            say(&format!("{} is closed. Look at it again with: {}", meeting.head.title, again(context, &folder, verb)))
        }
        Ok(Outcome::Ended(Ending::Left) | Outcome::TakeOver) => {
            say(&format!("{} is open. Go on with: {}", meeting.head.title, again(context, &folder, verb)))
        }
        Ok(Outcome::Interrupted(left)) => {
            let again = again(context, &folder, verb);
            let left = left.map(|place| format!("; what your editor left is in {}", place.display()));
            let (place, left) = (folder.display(), left.unwrap_or_default());
            warn(&format!("interrupted; every line is in {place}{left}; go on with: {again}"));
            Ok(())
        }
        Err(error) => Err(lost(&error)),
    };
    match unsaved {
        Some(unsaved) => {
            if let Err(failure) = written {
                warn(&failure.message);
            }
            Err(rescued(&unsaved, meeting, &folder))
        }
        None => written,
    }
}

fn closed(context: &Context, model: &Model, folder: &Path, seal: Option<&Seal>) -> Result<(), Failure> {
    let meeting = model.meeting();
    let beside = meeting.path.as_deref().and_then(|path| Path::new(path).parent());
    for line in &model.committed {
        say(&format!("Added from a line that was half typed: {line}"))?;
    }
    say(&format!("{} is closed. Its minutes:", meeting.head.title))?;
    // Where another scribe closed it, the seal is in that one's journal.
    let theirs = if seal.is_none() { archive::load(folder).ok().and_then(|loaded| loaded.seal) } else { None };
    for path in write_minutes(context, meeting, seal.or(theirs.as_ref()), folder, beside)? {
        say(&format!("  {}", path.display()))?;
    }
    if meeting.stage() == Stage::Draft {
        let slug = folder.file_name().unwrap_or_default().to_string_lossy();
        let approve = context.command(&format!("approve {slug} --by NAME"));
        say(&format!("They are a draft; who approves them makes them final: {approve}"))?;
    }
    Ok(())
}

/// What the disk would not take, put where it can be found: into a file of its own at home, else in the temporary folder,
/// and where that fails too on the terminal.
fn rescued(unsaved: &NotSaved, meeting: &Meeting, folder: &Path) -> Failure {
    let mut text = String::from_utf8_lossy(&unsaved.lines).into_owned();
    for draft in &unsaved.drafts {
        let slot = meeting.slot(draft.key.slot).map(|slot| slot.plan.title.as_str()).unwrap_or_default();
        text.extend(["half typed in ", slot, ": ", &draft.text, "\n"]);
    }
    let failure = |words: String| Failure::new(format!("NOT SAVED in {}: {}; {words}", folder.display(), unsaved.why));
    // At home first: a temporary folder is emptied with the next start of the machine.
    let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let mut kept = Err(std::io::ErrorKind::NotFound.into());
    for place in home.into_iter().chain([std::env::temp_dir()]) {
        kept = kept.or_else(|_| put_down(&text, &place));
    }
    match kept {
        Ok(path) => failure(format!("all that is missing is in {}", path.display()))
            .hint("the journal's lines among it can be added to the end of the journal"),
        Err(error) => failure(format!("no other place would take it either ({error}); all that is missing:\n{text}")),
    }
}

/// Writes a text to a file with a name of its own in a folder.
fn put_down(text: &str, place: &Path) -> std::io::Result<PathBuf> {
    let mut file = tempfile::Builder::new().prefix("minutebook-unsaved-").suffix(".txt").tempfile_in(place)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.keep().map(|(_, path)| path).map_err(|error| error.error)
}

/// Fails where no screen can be shown; to be asked before anything is begun that only a screen can go on with. From here on words are
/// said in the screen's language: what it shows is often put together before the terminal is taken over.
pub(super) fn needs_screen(live: &Live) -> Result<(), Failure> {
    is_terminal()?;
    live.speak();
    Ok(())
}

fn is_terminal() -> Result<(), Failure> {
    use std::io::IsTerminal;
    let term = std::env::var("TERM").ok();
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        if Terminal::named(term.as_deref()).draws() {
            return Ok(());
        }
        let named =
            term.filter(|term| !term.is_empty()).map_or("TERM is not set".to_owned(), |term| format!("TERM={term}"));
        return Err(Failure::new(format!("no screen can be shown on this terminal: {named}"))
            .hint("`minutebook take` takes minutes line by line on any terminal; where this one can do more, set TERM, as to xterm"));
    }
    Err(Failure::new("this needs a terminal to show its screen on")
        .hint("`minutebook take` takes minutes line by line without one; `minutebook export` and `minutebook list` need none either"))
}

/// The command that goes on with the meeting of a folder, wherever it is by now.
fn again(context: &Context, folder: &Path, verb: &str) -> String {
    let slug = folder.file_name().unwrap_or_default().to_string_lossy();
    let here = context.folder.meeting(&slug) == folder;
    let data = if here { context.given.clone() } else { folder.parent().and_then(Path::parent).map(Path::to_owned) };
    let data = data.map(|data| format!("--data-dir {} ", data.display())).unwrap_or_default();
    format!("minutebook {data}{verb} {slug}")
}

/// The console, taken over when it is first needed.
pub(super) fn screen<'c>(live: &Live, console: &'c mut Option<Console>) -> Result<&'c mut Console, Failure> {
    needs_screen(live)?;
    if console.is_none() {
        *console = Some(Console::open(live.clone(), seen()).map_err(|error| lost(&error))?);
    }
    console.as_mut().ok_or_else(|| Failure::new("the terminal could not be taken over"))
}

pub(super) fn lost(error: &std::io::Error) -> Failure {
    Failure::new(format!("the terminal: {error}"))
}

/// What the environment says of the terminal.
pub(super) fn seen() -> Seen {
    Seen::of(|name| std::env::var(name).ok())
}
