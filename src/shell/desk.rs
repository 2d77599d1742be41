//! What the wishes of a meeting's screen are done with: its journal, the watch over others, the look at files, the search.
//!
//! The screen and the plain mode work on the same desk, so that both keep the same promises. Not here: what the user's editor is given
//! (see `edits`), and what is shown or said.

mod edits;

use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::bus::{self, Bus};
use super::clipboard::Clipboard;
use super::clock::Clock;
use super::editor::Edited;
use super::files::Files;
use super::follow::Follow;
use super::live::Live;
use super::outside::Outside;
use super::run::Outcome;
use super::searcher::{Heard, Searcher};
use super::wait::{Waiter, Waker};
use crate::app::overlay::sentence;
use crate::app::{Desktop, Effect, Extract, Model, Msg, Notice, Saved, Tone, update};
use crate::archive::DataFolder;
use crate::journal::{self, Journal, PATIENCE};
use crate::meeting::Draft;
use crate::meeting::search::There;
use crate::minutes::{Lang, Minutes, Options, extract};
use crate::palette::Themes;
use crate::words::say;
use edits::ToEdit;

/// A write that takes longer is not only slow.
const SLOW_WRITE: Duration = Duration::from_millis(300);
/// Between two looks at one that is slow.
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// What the scribe has before them.
pub(super) trait Face {
    /// What its loop sleeps on.
    fn waiter(&self) -> &Waiter;

    /// Rings the bell.
    fn ring(&mut self);

    /// Shows everything in the wanted one of these themes.
    fn dress(&mut self, themes: &Themes);

    /// The settings in force.
    fn live(&self) -> &Live;

    /// What is to be said of the settings, once.
    fn told(&mut self) -> Option<Notice>;

    /// Tells the desktop by way of the terminal; whether this terminal is the way.
    fn tell(&mut self, desktop: Desktop, text: &str) -> bool;

    /// Sends the terminal what shows nothing.
    fn send(&mut self, sequence: &[u8]);

    /// Lets the user edit a file, with the terminal to the editor alone.
    fn edit(&mut self, file: &Path) -> io::Result<Edited>;
}

/// The watch over other writers, and how to begin another where the journal goes elsewhere.
pub struct Following<'a> {
    /// In force.
    pub now: Option<Follow>,
    /// Watches a folder.
    pub start: &'a dyn Fn(&Path) -> Option<Follow>,
}

/// When the loop must wake by itself: for the clock, and while the disk is at work, to say so if it does not answer.
pub(super) fn pause(model: &Model, clock: &Clock) -> Option<u64> {
    let patience = (model.saved == Saved::Saving).then(|| PATIENCE.as_millis() as u64 + 100);
    model.next_tick().map(|tick| clock.until(tick)).into_iter().chain(patience).min()
}

/// What the screen's wishes are done with.
pub(super) struct Desk<'a> {
    journal: Option<&'a mut Journal>,
    /// Where the journal was when it was last looked at.
    folder: PathBuf,
    follow: Following<'a>,
    /// The others' news lack an act of the scribe's own that is not with the kernel yet.
    behind: bool,
    gone: bool,
    files: Files,
    bus: Bus,
    clipboard: Clipboard,
    /// To be edited as soon as what was typed before is kept.
    to_edit: Option<ToEdit>,
    /// Edited, and not taken over yet.
    outside: Option<Outside>,
    /// Taken over; their files stay until the journal has what came of them.
    taken: Vec<Outside>,
    /// Begun with the first search.
    searcher: Option<Searcher>,
    data: &'a DataFolder,
    /// The version of the settings that the screen has.
    settings: u64,
    /// Half-typed lines to be kept before the next frame.
    drafts: Vec<Draft>,
    /// Another meeting is to be shown.
    pub(super) visit: Option<There>,
    /// How the meeting is to be left.
    pub(super) ending: Option<Outcome>,
}

impl<'a> Desk<'a> {
    /// With a journal to write to, none where nothing is written. `data`: where all meetings are, to be searched.
    pub(super) fn new(
        journal: Option<&'a mut Journal>,
        follow: Following<'a>,
        data: &'a DataFolder,
        face: &impl Face,
    ) -> Self {
        Self {
            folder: journal.as_ref().map(|journal| journal.folder()).unwrap_or_default(),
            journal,
            follow,
            behind: false,
            gone: false,
            files: Files::default(),
            bus: Bus::default(),
            clipboard: Clipboard::default(),
            to_edit: None,
            outside: None,
            taken: Vec::new(),
            searcher: None,
            data,
            settings: face.live().version(),
            drafts: Vec::new(),
            visit: None,
            ending: None,
        }
    }

    /// Whether the scribe stays on this screen.
    pub(super) fn goes_on(&self) -> bool {
        self.ending.is_none() && self.visit.is_none() && self.to_edit.is_none()
    }

    /// Whether something is to be edited now.
    pub(super) fn wants_editor(&self) -> bool {
        self.to_edit.is_some()
    }

    /// Tells the screen all that has come since.
    pub(super) fn hear(&mut self, model: &mut Model, face: &mut impl Face) {
        self.hear_settings(model, face);
        self.hear_journal(model, face);
        self.hear_others(model, face);
        if let Some(why) = self.bus.failure() {
            let text = say!("bus-silent", why = why);
            self.take(model, face, Msg::Say(Notice { text, tone: Tone::Refused }));
        }
        while let Some(gone) = self.files.answer() {
            self.take(model, face, Msg::NotThere(gone));
        }
        while let Some(why) = self.clipboard.failure() {
            self.take(model, face, refused(&why));
        }
        let heard = self.searcher.as_ref().map(Searcher::heard).unwrap_or_default();
        for heard in heard {
            let msg = match heard {
                Heard::Found(answer) => Msg::Found(answer),
                Heard::Indexing(indexing) => Msg::Indexing(indexing),
            };
            self.take(model, face, msg);
        }
    }

    /// Puts in force what the user has changed of the settings.
    fn hear_settings(&mut self, model: &mut Model, face: &mut impl Face) {
        let said = face.told();
        let version = face.live().version();
        if std::mem::replace(&mut self.settings, version) != version {
            let config = face.live().config();
            model.change(config.keymap.clone(), config.settings.clone());
        }
        // That they were read is not worth what was refused meanwhile, as by an editor that saved them and failed.
        let is_refused = |notice: &Notice| notice.tone == Tone::Refused;
        let yields = said.as_ref().is_some_and(|said| said.tone == Tone::Done);
        if said.is_some() && !(yields && model.notice.as_ref().is_some_and(is_refused)) {
            model.notice = said;
        }
    }

    /// The searcher, begun when it is first needed.
    fn searcher(&mut self, face: &impl Face) -> Option<&Searcher> {
        if self.searcher.is_none() {
            let waker = face.waiter().waker().ok()?;
            self.searcher = Some(Searcher::start(self.data, move || waker.wake()));
        }
        self.searcher.as_ref()
    }

    /// Waits as long as a slow write may take: what was given is with the kernel then, or the model says that it is not.
    pub(super) fn wait_for_kernel(&mut self, model: &mut Model, face: &mut impl Face) {
        let Some(journal) = &self.journal else { return };
        let in_danger = || matches!(journal.state(), journal::Saved::Failing { .. });
        let until = Instant::now() + SLOW_WRITE;
        while !model.saved.is_failing() && in_danger() && Instant::now() < until {
            thread::sleep(LOOK_AGAIN);
        }
        self.hear_journal(model, face);
    }

    /// Tells the screen how the journal stands, where that has changed.
    fn hear_journal(&mut self, model: &mut Model, face: &mut impl Face) {
        let Some(journal) = &self.journal else { return };
        let saved = saved(&journal.state());
        if saved == Saved::Saved {
            self.taken.drain(..).for_each(Outside::done);
        }
        let told = journal.reports().join("; ");
        if !told.is_empty() {
            model.notice = Some(Notice { text: told, tone: Tone::Refused });
        }
        if saved != model.saved {
            let folder = journal.folder();
            if folder != self.folder {
                self.follow.now = (self.follow.start)(&folder);
                let text = say!("journal-goes-on", folder = folder.display().to_string());
                model.notice = Some(Notice { text, tone: Tone::News });
                self.folder = folder;
            }
            self.take(model, face, Msg::Saved(saved));
        }
    }

    /// Tells the screen what other writers have written.
    fn hear_others(&mut self, model: &mut Model, face: &mut impl Face) {
        let Some(follow) = &self.follow.now else { return };
        let told = follow.reports().join("; ");
        if self.behind && !model.saved.is_failing() {
            self.behind = false;
            follow.again();
        }
        let gone = follow.is_gone() && !std::mem::replace(&mut self.gone, follow.is_gone());
        let news = follow.take();
        if !told.is_empty() {
            model.notice = Some(Notice { text: told, tone: Tone::Refused });
        }
        if gone {
            self.take(model, face, Msg::HolderGone);
        }
        let Some(news) = news else { return };
        if news.ledger.last_seq() != model.ledger.last_seq() {
            // An act of the scribe's own came in between: it is read once more with that act, as soon as it can be.
            self.behind = true;
            if !model.saved.is_failing()
                && let Some(follow) = &self.follow.now
            {
                self.behind = false;
                follow.again();
            }
            return;
        }
        if let Some(journal) = &mut self.journal {
            journal.saw(&news.versions, news.clock, model.now.at);
        }
        self.take(model, face, Msg::Merged(news.ledger, news.authors));
    }

    /// Hands a message to the screen and does what it asks, at once for acts, before the next frame for the line.
    pub(super) fn take(&mut self, model: &mut Model, face: &mut impl Face, msg: Msg) {
        let effects = update(model, msg);
        self.carry_out(model, face, effects);
    }

    /// Does what the screen asks for.
    pub(super) fn carry_out(&mut self, model: &mut Model, face: &mut impl Face, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Append(act) => {
                    // The act may clear a draft of this very batch, which must not come back after it.
                    self.keep();
                    if let Some(journal) = &mut self.journal {
                        journal.append(&act);
                    }
                }
                Effect::KeepDraft(draft) => {
                    self.drafts.retain(|other| other.key != draft.key);
                    self.drafts.push(draft);
                }
                Effect::LookFor(question) => {
                    if let Some(searcher) = self.searcher(face) {
                        searcher.ask(question);
                    }
                }
                Effect::ReadWhatIsNew => {
                    if let Some(searcher) = self.searcher(face) {
                        searcher.refresh();
                    }
                }
                Effect::Visit(place) => self.visit = Some(place),
                Effect::LookForFiles(paths) => self.files.look(model, face, paths),
                Effect::Bell => face.ring(),
                Effect::EditNotes(text) => self.to_edit = Some(ToEdit::Notes(text)),
                Effect::EditSettings => self.to_edit = Some(ToEdit::Settings),
                Effect::Dress => face.dress(&model.settings.themes),
                Effect::NotesTaken => self.taken.extend(self.outside.take()),
                Effect::NotesRefused(why) => {
                    if let Some(outside) = self.outside.take() {
                        self.take(model, face, edits::kept(&why, &outside));
                    }
                }
                Effect::Tell(text) => {
                    let desktop = model.settings.desktop;
                    if !face.tell(desktop, &text) && bus::is_the_way(desktop) {
                        // Without a waker a failure is seen with the next key.
                        let waker = face.waiter().waker().ok();
                        self.bus.tell(&text, move || waker.iter().for_each(Waker::wake));
                    }
                }
                Effect::Copy(text) => self.copy(model, face, text),
                Effect::CopyOf(extract) => {
                    if let Some(text) = text_of(model, extract, face.live().config().export.lang) {
                        self.copy(model, face, text);
                    } else {
                        self.take(model, face, refused(say("copy-nothing-yet")));
                    }
                }
                Effect::Quit(how) => self.ending = Some(Outcome::Ended(how)),
                Effect::TakeOver => self.ending = Some(Outcome::TakeOver),
                Effect::GoElsewhere(data) => {
                    if let Some(journal) = &self.journal {
                        journal.go_elsewhere(DataFolder::at(&from_home(data)).meeting(&model.meeting().slug));
                    }
                }
            }
        }
    }

    /// Copies a text; where that cannot be, the screen says so in the place of what it promised.
    fn copy(&mut self, model: &mut Model, face: &mut impl Face, text: String) {
        let to = model.settings.clipboard.clone();
        if let Err(why) = self.clipboard.copy(text, &to, face) {
            self.take(model, face, refused(&why));
        }
    }

    /// Hands the half-typed lines over.
    pub(super) fn keep(&mut self) {
        for draft in self.drafts.drain(..) {
            if let Some(journal) = &mut self.journal {
                journal.keep_draft(&draft);
            }
        }
    }
}

/// What the minutes say of a part of the meeting.
fn text_of(model: &Model, extract: Extract, lang: Lang) -> Option<String> {
    let minutes = Minutes::new(model.meeting(), &[], None, &model.now);
    let options = Options { lang, ..Options::default() };
    match extract {
        Extract::Entry(entry) => extract::entry(&minutes, &options, entry),
        Extract::Slot(slot) => extract::slot(&minutes, &options, slot),
        Extract::Actions => extract::actions(&minutes, &options),
    }
}

fn refused(why: &str) -> Msg {
    Msg::Say(Notice { text: sentence(why), tone: Tone::Refused })
}

impl Drop for Desk<'_> {
    /// On leaving too the files stay where the journal lacks what came of them.
    fn drop(&mut self) {
        if self.journal.as_ref().is_none_or(|journal| journal.state() == journal::Saved::Saved) {
            self.taken.drain(..).for_each(Outside::done);
        }
    }
}

/// `~/` as a shell would read it: people type it, and no shell sees it here.
pub(crate) fn from_home(path: PathBuf) -> PathBuf {
    match (path.strip_prefix("~"), directories::UserDirs::new()) {
        (Ok(rest), Some(home)) => home.home_dir().join(rest),
        _ => path,
    }
}

fn saved(state: &journal::Saved) -> Saved {
    match state {
        journal::Saved::Saved => Saved::Saved,
        journal::Saved::Saving => Saved::Saving,
        journal::Saved::Failing { why, unsaved } => Saved::Failing { why: why.clone(), unsaved: *unsaved },
    }
}
