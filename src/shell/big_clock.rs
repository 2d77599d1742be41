//! The loop of the big clock in a terminal of its own.
//!
//! It sleeps like the meeting screen's: a wake-up a second while a clock runs, none else but for keys and what others write.
//! What a key does in the meeting is done on another thread: a slow disk stops no clock. Not here: what is drawn (see `view`),
//! and how a key's act gets into the meeting (see `cli`).

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::sync::mpsc::{Receiver, Sender};

use crossterm::event::Event as Input;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::clock::Clock;
use super::follow::Follow;
use super::run::Console;
use super::screen::Frame;
use crate::app::{Action, BigClock, ClockScreen, Notice, Scope, Tone, Wish};
use crate::meeting::{Meeting, Version};
use crate::view::{Theme, draw_big_clock};

/// The other thread, which does what keys ask for in the meeting and then wakes the loop.
pub struct Deeds {
    /// Takes the verbs, in order.
    pub orders: Sender<Action>,
    /// What came of each.
    pub done: Receiver<Done>,
}

/// What came of a key that changes the meeting.
pub struct Done {
    /// The meeting behind it, and the records that are in it.
    pub meeting: Option<(Meeting, Vec<Version>)>,
    /// What is to be said of it.
    pub notice: Option<Notice>,
}

/// The one part of this screen.
struct ClockFrame<'a> {
    picture: BigClock,
    theme: &'a Theme,
    area: Rect,
}

impl Frame for ClockFrame<'_> {
    fn parts(&self) -> usize {
        1
    }

    fn area(&self, _: usize) -> Rect {
        self.area
    }

    fn fingerprint(&self, _: usize) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.picture.hash(&mut hasher);
        hasher.finish()
    }

    fn draw(&self, _: usize, buffer: &mut Buffer) {
        draw_big_clock(&self.picture, self.theme, buffer);
    }

    fn cursor(&self) -> Option<Position> {
        None
    }
}

/// Shows the clock until it is left or the terminal is gone.
pub fn show_clock(
    console: &mut Console,
    screen: &mut ClockScreen,
    follow: Option<&Follow>,
    clock: &Clock,
    deeds: &Deeds,
) -> io::Result<()> {
    let mut shown = Vec::new();
    let mut version = console.live().version();
    loop {
        console.settle();
        let now = console.live().version();
        if std::mem::replace(&mut version, now) != now {
            let config = console.live().config();
            screen.change(config.settings.notices.clone(), config.keymap.clone());
        }
        while let Ok(done) = deeds.done.try_recv() {
            if let Some((meeting, versions)) = done.meeting {
                screen.show(meeting);
                shown = versions;
            }
            screen.say(done.notice);
        }
        hear_others(screen, follow, &mut shown);
        let (columns, rows) = crossterm::terminal::size()?;
        let theme = console.theme();
        let area = Rect::new(0, 0, columns, rows);
        console.draw(&ClockFrame { picture: screen.picture(), theme: &theme, area })?;
        let woken = console.wait(screen.next_tick().map(|tick| clock.until(tick)))?;
        screen.tell_time(clock.now(screen.meeting().zone));
        let wish = if woken.input { press(console, screen) } else { Ok(Wish::Nothing) };
        match wish {
            Ok(Wish::Nothing) => {}
            Ok(Wish::Quit) => return Ok(()),
            Ok(Wish::Do(action)) => {
                // That thread ends with this loop, not before.
                let _ = deeds.orders.send(action);
            }
            // A terminal that is gone answers with an error.
            Err(error) => return if woken.hung_up { Ok(()) } else { Err(error) },
        }
        if woken.end || woken.hung_up {
            return Ok(());
        }
    }
}

/// Gives the screen the keys that wait, up to the first that asks for something.
fn press(console: &mut Console, screen: &mut ClockScreen) -> io::Result<Wish> {
    while let Some(input) = console.keyboard.next()? {
        if let Input::Key(key) = input
            && let Some(key) = console.put_together(key.into(), screen.keymap(), &[Scope::Meeting], true)
            && let wish @ (Wish::Quit | Wish::Do(_)) = screen.press(key)
        {
            return Ok(wish);
        }
    }
    Ok(Wish::Nothing)
}

/// Shows what others have written since. What was read before an act of this screen's own is older than what is shown.
fn hear_others(screen: &mut ClockScreen, follow: Option<&Follow>, shown: &mut Vec<Version>) {
    let Some(follow) = follow else { return };
    let told = follow.reports().join("; ");
    if !told.is_empty() {
        screen.say(Some(Notice { text: told, tone: Tone::Refused }));
    }
    let Some(news) = follow.take() else { return };
    let has = |known: &Version| news.versions.iter().any(|it| it.writer == known.writer && it.seq >= known.seq);
    if shown.iter().all(has) {
        screen.show(news.ledger.meeting);
        *shown = news.versions;
    }
}
