//! `minutebook` without arguments: the meetings there are, what is next and owed, an agenda to open, the example.
//!
//! The first frame shows what the cache says; what is so comes from a thread. A text that is pasted there is an agenda too. Not
//! here: opening any of them.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use super::open::{edited, form_known, go_on, lost, open_agenda, screen};
use super::report::{self, now};
use super::session::Session;
use super::there::Then;
use super::{Context, Failure, demo, next, reading, search};
use crate::agenda::Format;
use crate::app::{Action, Chosen, Home, HomeRow};
use crate::shell::{Console, attend, from_home, show};

mod gather;
mod pasted;
mod rows;

use gather::Heard;
use rows::Offer;

/// What can be typed.
const PROMPT: &str = "type the path of an agenda, or paste the text of one, or type part of a title below";

/// What the rows of drafts say of themselves.
const DRAFTS: &str = "a draft";

pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let mut console = None;
    let mut first = First::new(context, &mut console)?;
    loop {
        let next = match first.choose(context, screen(&mut console)?)? {
            Chosen::Nothing => return Ok(()),
            Chosen::Search(typed) => search::screen::screen(context, &typed, &mut console).map(After::from),
            Chosen::Row(row) => match first.offers.get(row) {
                None => continue,
                Some(offer) => take(context, offer.clone(), &mut console, &mut first.home),
            },
            Chosen::Pasted(text) => match pasted::kept(screen(&mut console)?, text, &context.config.keymap)? {
                Some(path) => {
                    let (reading, form) = reading::read_to_hold(&path, Some(Format::Markdown))?;
                    open_agenda(context, reading.agenda, form, &path, &mut console).map(|()| After::End)
                }
                None => continue,
            },
            Chosen::Typed(path) => agenda(context, &from_home(path.into()), &mut console),
        }?;
        match next {
            After::End => return Ok(()),
            After::Stay => {}
            After::LookAgain => first.look_again(context, screen(&mut console)?)?,
            After::Say(complaint) => first.says(complaint),
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
            }
            Err(failure) => return Ok(After::Say(failure.message)),
        },
        Offer::Agenda(path) => return agenda(context, &path, console),
        Offer::Next(slug) => match next::from_home(context, console, &slug) {
            Ok(true) => {}
            Ok(false) => return Ok(After::LookAgain),
            Err(failure) if console.is_none() => return Err(failure),
            Err(failure) => return Ok(After::Say(failure.message)),
        },
        Offer::Tasks => {
            return report::screen::screen(context, &report::screen::Beginning::default(), console).map(After::from);
        }
        Offer::Search => return search::screen::screen(context, "", console).map(After::from),
        Offer::Drafts => {
            home.retype(DRAFTS);
            return Ok(After::Stay);
        }
        Offer::Example => {
            if let Some(console) = console.take() {
                console.close();
            }
            demo::run(context.clock.clone(), context.config.clone())?;
        }
    }
    Ok(After::End)
}

/// Opens the meeting of an agenda's file; a file that cannot be read is a reason to name another one.
fn agenda(context: &Context, path: &Path, console: &mut Option<Console>) -> Result<After, Failure> {
    match reading::read_to_hold(path, form_known(context, path)) {
        Ok((reading, form)) => open_agenda(context, reading.agenda, form, path, console).map(|()| After::End),
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
        let mut home = Home::new(intro(None), Vec::new(), Some(PROMPT));
        home.searches = true;
        let mut first = Self { home, offers: Vec::new(), hear: channel().1 };
        first.look_again(context, screen(console)?)?;
        Ok(first)
    }

    /// The same with what is known by now.
    fn look_again(&mut self, context: &Context, console: &mut Console) -> Result<(), Failure> {
        let (mut known, is_any) = gather::at_once(&context.folder, now(context).date_naive());
        known.search_key = context.config.keymap.shown(Action::Search);
        self.offers = fill(&mut self.home, rows::rows(&known));
        show(console, &self.home).map_err(|error| lost(&error))?;
        let wake = console.waker().map_err(|error| lost(&error))?;
        self.hear = gather::start(&context.folder, (known, is_any), wake);
        Ok(())
    }

    fn choose(&mut self, context: &Context, console: &mut Console) -> Result<Chosen, Failure> {
        let Self { home, offers, hear } = self;
        let chosen = attend(console, home, &context.config.keymap, &mut |home| {
            // Only the last word counts.
            if let Some(Heard { rows, going_on }) = hear.try_iter().last() {
                *offers = fill(home, rows);
                home.foot = going_on;
            }
        });
        Ok(chosen.map_err(|error| lost(&error))?.unwrap_or(Chosen::Nothing))
    }

    /// Says why something was not done, with nothing typed any more.
    fn says(&mut self, complaint: String) {
        self.home.intro = intro(Some(complaint));
        self.home.retype("");
    }
}

fn intro(complaint: Option<String>) -> Vec<String> {
    std::iter::once("The minutes of a meeting, taken live.".to_owned()).chain(complaint).collect()
}

fn fill(home: &mut Home, rows: Vec<(HomeRow, Offer)>) -> Vec<Offer> {
    let (rows, offers) = rows.into_iter().unzip();
    home.refill(rows);
    offers
}
