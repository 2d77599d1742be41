//! `minutebook` without arguments: the meetings there are, what is next and owed, an agenda to open, the example.
//!
//! The first frame shows what the cache says; what is so comes from a thread. A text that is pasted there is an agenda too. Not
//! here: opening any of them.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use super::next::FromHome;
use super::open::{edited, form_known, go_on, lost, needs_screen, open_agenda, origin, screen};
use super::report::{self, now};
use super::session::Session;
use super::there::Then;
use super::{Context, Failure, demo, next, reading, search};
use crate::agenda::Format;
use crate::app::{Action, Chosen, Home, HomeRow};
use crate::shell::{Console, attend, from_home, show};
use crate::words;

mod gather;
mod pasted;
mod rows;

use gather::Heard;
pub(super) use gather::agenda_after;
use rows::Offer;

pub(super) fn run(context: &Context) -> Result<(), Failure> {
    needs_screen(&context.live)?;
    let mut console = None;
    let mut first = First::new(context, &mut console)?;
    loop {
        let next = match first.choose(screen(&context.live, &mut console)?)? {
            Chosen::Nothing => return Ok(()),
            Chosen::Search(typed) => search::screen::screen(context, &typed, &mut console).map(After::from),
            Chosen::Tasks => tasks(context, &mut console),
            Chosen::Row(row) => match first.offers.get(row) {
                None => continue,
                Some(offer) => take(context, offer.clone(), &mut console, &mut first.home),
            },
            Chosen::Pasted(text) => match pasted::kept(screen(&context.live, &mut console)?, text)? {
                Some(path) => {
                    let (reading, form) = reading::read_to_hold(&path, Some(Format::Markdown))?;
                    let origin = origin(context, &path);
                    open_agenda(context, reading.agenda, form, origin, &mut console)
                        .map(|()| After::of(console.as_ref()))
                }
                None => continue,
            },
            Chosen::Typed(path) => agenda(context, &from_home(path.into()), &mut console),
        }?;
        match next {
            After::End => return Ok(()),
            After::Stay => {}
            After::LookAgain => {
                first.home.intro = intro(Vec::new());
                first.look_again(context, screen(&context.live, &mut console)?)?;
            }
            After::Say(complaint) => first.says(vec![complaint]),
            After::Tell(lines) => {
                first.says(lines);
                first.look_again(context, screen(&context.live, &mut console)?)?;
            }
        }
    }
}

/// How it goes on after something was chosen.
enum After {
    End,
    /// With the first screen as it is.
    Stay,
    /// With the first screen; meanwhile something may have been changed.
    LookAgain,
    /// With the first screen, and why it was not done.
    Say(String),
    /// With the first screen, and what was done meanwhile, line by line.
    Tell(Vec<String>),
}

impl After {
    /// After a meeting: its screen has closed the console, and a question that was answered with no has not.
    fn of(console: Option<&Console>) -> Self {
        if console.is_some() { Self::LookAgain } else { Self::End }
    }
}

impl From<Then> for After {
    fn from(then: Then) -> Self {
        match then {
            Then::Back => Self::LookAgain,
            Then::End => Self::End,
        }
    }
}

/// Does what a row stands for.
fn take(context: &Context, offer: Offer, console: &mut Option<Console>, home: &mut Home) -> Result<After, Failure> {
    match offer {
        Offer::Meeting(folder) => match Session::resume(context, &folder) {
            Ok(session) => {
                let edited = edited(&session);
                go_on(context, session, edited, console)?;
                Ok(After::of(console.as_ref()))
            }
            Err(failure) => Ok(After::Say(failure.message)),
        },
        Offer::Agenda(path) => agenda(context, &path, console),
        Offer::Next(slug) => match next::from_home(context, console, &slug) {
            Ok(FromHome::GivenUp) => Ok(After::LookAgain),
            Ok(FromHome::Written(lines)) => Ok(After::Tell(lines)),
            Ok(FromHome::GoneOn) => Ok(After::End),
            Err(failure) if console.is_none() => Err(failure),
            Err(failure) => Ok(After::Say(failure.message)),
        },
        Offer::Tasks => tasks(context, console),
        Offer::Search => search::screen::screen(context, "", console).map(After::from),
        Offer::Drafts => {
            // What their rows say of themselves.
            home.retype(words::say("home-draft"));
            Ok(After::Stay)
        }
        Offer::Example => {
            if let Some(console) = console.take() {
                console.close();
            }
            demo::run(context.clock.clone(), context.live.clone()).map(|()| After::End)
        }
    }
}

/// The action items of all meetings.
fn tasks(context: &Context, console: &mut Option<Console>) -> Result<After, Failure> {
    if !context.folder.meetings().is_dir() {
        // Who has only looked leaves nothing: without a meeting no cache is made.
        return Ok(After::Say(words::say("home-no-meetings").to_owned()));
    }
    report::screen::screen(context, &report::screen::Beginning::default(), console).map(After::from)
}

/// Opens the meeting of an agenda's file; a file that cannot be read is a reason to name another one.
fn agenda(context: &Context, path: &Path, console: &mut Option<Console>) -> Result<After, Failure> {
    if !path.exists() {
        // By far what happens most often, and the only one that the system would say in words of its own.
        return Ok(After::Say(words::say!("home-not-there", path = path.display().to_string())));
    }
    let origin = origin(context, path);
    match reading::read_to_hold(path, form_known(&origin)) {
        Ok((reading, form)) => {
            open_agenda(context, reading.agenda, form, origin, console).map(|()| After::of(console.as_ref()))
        }
        Err(failure) => Ok(After::Say(failure.message)),
    }
}

/// The screen with what is known by now.
struct First {
    home: Home,
    /// What the rows stand for.
    offers: Vec<Offer>,
    hear: Receiver<Heard>,
}

impl First {
    /// Shows what is known at once, and begins to look for the rest.
    fn new(context: &Context, console: &mut Option<Console>) -> Result<Self, Failure> {
        let mut home = Home::new(intro(Vec::new()), Vec::new(), Some(words::say("home-prompt")));
        home.leads = true;
        let mut first = Self { home, offers: Vec::new(), hear: channel().1 };
        first.look_again(context, screen(&context.live, console)?)?;
        Ok(first)
    }

    /// The same with what is known by now.
    fn look_again(&mut self, context: &Context, console: &mut Console) -> Result<(), Failure> {
        let (mut known, is_any) = gather::at_once(&context.folder, now(context).date_naive());
        let config = context.config();
        let keymap = &config.keymap;
        (known.search_key, known.tasks_key) = (keymap.shown(Action::Search), keymap.shown(Action::ActionList));
        self.offers = fill(&mut self.home, rows::rows(&known));
        show(console, &self.home).map_err(|error| lost(&error))?;
        let wake = console.waker().map_err(|error| lost(&error))?;
        self.hear = gather::start(&context.folder, (known, is_any), wake);
        Ok(())
    }

    fn choose(&mut self, console: &mut Console) -> Result<Chosen, Failure> {
        let Self { home, offers, hear } = self;
        let chosen = attend(console, home, &mut |home| {
            // Only the last word counts.
            if let Some(Heard { rows, going_on }) = hear.try_iter().last() {
                *offers = fill(home, rows);
                home.foot = going_on;
            }
        });
        Ok(chosen.map_err(|error| lost(&error))?.unwrap_or(Chosen::Nothing))
    }

    /// Says what came of something, with nothing typed any more.
    fn says(&mut self, lines: Vec<String>) {
        self.home.intro = intro(lines);
        self.home.retype("");
    }
}

fn intro(said: Vec<String>) -> Vec<String> {
    std::iter::once(words::say("home-about").to_owned()).chain(said).collect()
}

fn fill(home: &mut Home, rows: Vec<(HomeRow, Offer)>) -> Vec<Offer> {
    let (rows, offers) = rows.into_iter().unzip();
    home.refill(rows);
    offers
}
