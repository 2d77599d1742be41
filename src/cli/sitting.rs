//! A sitting: a meeting on its screen, from the first frame until the scribe or the terminal leaves it.
//!
//! Not here: which meeting it is (see `open` and `there`), and what is said and written afterwards (see `open`).

use std::path::{Path, PathBuf};

use super::open::{lost, screen};
use super::session::{Hand, Session, own_zone};
use super::{Context, Failure, elsewhere};
use crate::app::overlay::Overlay;
use crate::app::{At, Effect, Later, Leads, Model, ReadOnly, Settings, revise_agenda, show_there};
use crate::archive;
use crate::journal::{Journal, NotSaved};
use crate::meeting::search::There;
use crate::meeting::{Agenda, Draft, ItemRef, Ledger, Seal, Stamp};
use crate::shell::{Around, Beneath, Console, Follow, Following, Outcome, run as run_screen};

/// A meeting after its screen.
pub(super) struct Ended {
    pub(super) model: Model,
    /// Where its journal is by now.
    pub(super) folder: PathBuf,
    /// What closing it stated about its journals.
    pub(super) seal: Option<Seal>,
    pub(super) outcome: std::io::Result<Outcome>,
    pub(super) unsaved: Option<NotSaved>,
    pub(super) reports: Vec<String>,
}

impl Ended {
    /// Where the scribe was looking.
    pub(super) fn at(&self) -> At {
        At { slot: Some(self.model.viewed), entry: self.model.selected }
    }
}

/// Runs the screen and brings everything to the disk; a meeting that was only read until its program ended may become
/// the scribe's in between.
pub(super) fn on_screen(
    context: &Context,
    mut session: Session,
    edited: Option<&Agenda>,
    console: &mut Option<Console>,
) -> Result<Ended, Failure> {
    let screen = screen(&context.live, console)?;
    let ended = loop {
        let ended = sitting(context, session, edited, None, screen)?;
        if !matches!(ended.outcome, Ok(Outcome::TakeOver)) {
            break ended;
        }
        session = Session::resume(context, &ended.folder)?;
        session.at = ended.at();
    };
    if let Some(console) = console.take() {
        console.close();
    }
    Ok(ended)
}

/// Shows another meeting, to be read only, while the one that the scribe writes goes on beneath it.
fn visit(context: &Context, console: &mut Console, place: &There, beneath: Beneath<'_>) -> Result<Outcome, String> {
    let session = Session::look(&context.folder.meeting(&place.meeting), ReadOnly::LookedAt { over_a_meeting: true });
    let ended = session.and_then(|mut session| {
        session.at = At { slot: place.slot, entry: place.entry };
        session.visiting = true;
        sitting(context, session, None, Some(beneath), console)
    });
    ended.and_then(|ended| ended.outcome.map_err(|error| lost(&error))).map_err(|failure| failure.message)
}

/// Runs the screen once; the console stays open. An edited agenda is merged where the meeting can be written. `beneath`: the
/// meeting over which it is shown.
pub(super) fn sitting(
    context: &Context,
    session: Session,
    edited: Option<&Agenda>,
    beneath: Option<Beneath<'_>>,
    screen: &mut Console,
) -> Result<Ended, Failure> {
    let waker = screen.waker().map_err(|error| lost(&error))?;
    let visit = |console: &mut Console, place: &There, beneath: Beneath<'_>| visit(context, console, place, beneath);
    let mut beneath = beneath;
    let run = &mut |model: &mut Model, journal: Option<&mut Journal>, follow: Following<'_>| {
        let around = Around { follow, data: &context.folder, visit: &visit, beneath: beneath.take() };
        run_screen(screen, model, journal, around, &context.clock)
    };
    sit(context, session, edited, waker, run)
}

/// What takes a meeting's minutes until it is left.
type Run<'r> = dyn FnMut(&mut Model, Option<&mut Journal>, Following<'_>) -> std::io::Result<Outcome> + 'r;

/// The same on whatever the scribe has before them. `waker`: wakes its loop.
pub(super) fn sit(
    context: &Context,
    mut session: Session,
    edited: Option<&Agenda>,
    waker: impl Fn() + Clone + Send + Sync + 'static,
    run: &mut Run<'_>,
) -> Result<Ended, Failure> {
    let mut model = model(context, &mut session)?;
    if let (Some(agenda), Some(journal)) = (edited, session.journal()) {
        for effect in revise_agenda(&mut model, agenda.clone()) {
            match effect {
                Effect::Append(act) => drop(journal.append(&act)),
                Effect::KeepDraft(draft) => journal.keep_draft(&draft),
                // There is no screen yet, and nobody who looks on.
                _ => {}
            }
        }
    }
    session.told.clone_from(&session.reports);
    report(&mut model, std::mem::take(&mut session.reports));
    session.on_change(waker.clone());
    let told = session.told.clone();
    let now = follow(context, &session, &waker);
    let writer = model.writer;
    let again = |folder: &Path| {
        let follow = Follow::start(folder, writer, &context.clock, &told, waker.clone()).ok()?;
        follow.again();
        Some(follow)
    };
    let follow = Following { now, start: &again };
    let Session { hand, folder, .. } = session;
    let mut reports = Vec::new();
    let (outcome, folder, seal, unsaved) = match hand {
        Hand::Writing(mut journal) => {
            let outcome = run(&mut model, Some(&mut journal), follow);
            let (folder, seal) = (journal.folder(), journal.seal().cloned());
            // What the last acts had to say; the screen is gone.
            reports = journal.reports();
            (outcome, folder, seal, journal.close().err())
        }
        Hand::Reading { .. } => {
            let outcome = run(&mut model, None, follow);
            (outcome, folder, None, None)
        }
    };
    Ok(Ended { model, folder, seal, outcome, unsaved, reports })
}

/// The watch over whoever else writes this meeting. Without one the meeting goes on as if alone.
fn follow(context: &Context, session: &Session, waker: &(impl Fn() + Clone + Send + Sync + 'static)) -> Option<Follow> {
    let held = match &session.hand {
        Hand::Writing(_) | Hand::Reading { why: ReadOnly::LookedAt { .. }, .. } => None,
        Hand::Reading { held: Some(holder), .. } => Some(*holder),
        Hand::Reading { held: None, .. } => return None,
    };
    let writer = session.ledger.writer();
    let follow = Follow::start(&session.folder, writer, &context.clock, &session.told, waker.clone()).ok()?;
    if let Some(holder) = held {
        follow.await_end(&session.folder, holder, waker.clone()).ok()?;
    }
    if held.is_some() || !session.authors.is_empty() {
        // What was written between the reading of the folder and the watch over it.
        follow.again();
    }
    Some(follow)
}

/// How the action items that a closed meeting shows stand by now.
fn later(context: &Context, model: &Model, folder: &Path) -> Later {
    let slug = folder.file_name().unwrap_or_default().to_string_lossy();
    let items = archive::items_known(&context.folder, &slug).into_iter().map(|it| {
        // Of a copy of the meeting, the items stand under its own folder.
        let is_own = it.slug.as_deref() == Some(&*slug) && it.item.meeting.as_ref() == Some(&model.meeting().id);
        let item = if is_own { ItemRef { meeting: None, ..it.item } } else { it.item };
        (item, it.action)
    });
    items.collect()
}

/// The screen's state for a meeting; half-typed lines whose place is gone are kept where they are shown now.
fn model(context: &Context, session: &mut Session) -> Result<Model, Failure> {
    let now = match &session.hand {
        Hand::Reading { why: ReadOnly::AsOf { at }, .. } => Stamp::wall(*at),
        _ => context.clock.now(session.meeting().zone),
    };
    let ledger = std::mem::take(&mut session.ledger);
    let drafts = std::mem::take(&mut session.drafts);
    let before: Vec<_> = drafts.iter().map(|draft| draft.key).collect();
    let writer = ledger.writer();
    session.ledger = Ledger::new(writer);
    let mut model = Model::new(ledger, writer, now, drafts)
        .ok_or_else(|| Failure::new("this meeting has no slots").hint("add a `## Title` line to its agenda"))?;
    if let Some(journal) = session.journal() {
        let kept = model.half_typed();
        for key in before.iter().filter(|key| kept.iter().all(|draft| draft.key != **key)) {
            journal.keep_draft(&Draft { key: *key, text: String::new(), depth: 0, cursor: 0 });
        }
        for draft in kept.iter().filter(|draft| !before.contains(&draft.key)) {
            journal.keep_draft(draft);
        }
    }
    model.size = crossterm::terminal::size().unwrap_or(model.size);
    model.leads = if session.visiting { Leads::Back } else { Leads::Out };
    model.search.here = session.folder.file_name().map(|name| name.to_string_lossy().into_owned());
    model.authors.clone_from(&session.authors);
    model.read_only = match &session.hand {
        Hand::Writing(_) => None,
        Hand::Reading { why, .. } => Some(why.clone()),
    };
    model.elsewhere = elsewhere::suggested(&session.folder).display().to_string();
    let config = context.config();
    model.set(Settings { own_zone: own_zone(), ..config.settings.clone() });
    model.keymap = config.keymap.clone();
    if matches!(model.read_only, Some(ReadOnly::LookedAt { .. })) && model.meeting().closed.is_some() {
        let later = later(context, &model, &session.folder);
        model.look_back(later);
    }
    show_there(&mut model, session.at);
    Ok(model)
}

/// What the journal had to say when it was opened, together with what an edited agenda changed.
fn report(model: &mut Model, reports: Vec<String>) {
    match &mut model.overlay {
        _ if reports.is_empty() => {}
        Some(Overlay::Report { lines, .. }) => lines.extend(reports),
        _ => {
            model.overlay = Some(Overlay::Report { title: "What the journal says".to_owned(), lines: reports, top: 0 });
        }
    }
}
