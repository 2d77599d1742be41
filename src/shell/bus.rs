//! Notices over the desktop's own bus, where the terminal is not the way.
//!
//! A bus may take seconds to answer, or for ever, so a thread of its own asks it; the first failure is told once, and after it
//! nobody is asked any more. Only a build with the feature `desktop` has it. Not here: what is told (see `app`).

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::app::Desktop;
use crate::text::one_line_for_terminal;
#[cfg(not(feature = "desktop"))]
use crate::words::say;

/// The thread that asks the bus, once there was something to tell.
#[derive(Default)]
pub(super) struct Bus {
    line: Option<Line>,
}

struct Line {
    texts: Sender<String>,
    failure: Receiver<String>,
}

/// Whether what the terminal did not take is for the bus. Over a remote shell it would be another computer's.
pub(super) fn is_the_way(desktop: Desktop) -> bool {
    let is_remote = || std::env::var_os("SSH_CONNECTION").is_some() || std::env::var_os("SSH_TTY").is_some();
    match desktop {
        Desktop::Bus => true,
        Desktop::Auto => cfg!(feature = "desktop") && !is_remote(),
        Desktop::Off | Desktop::Osc9 | Desktop::Osc777 => false,
    }
}

impl Bus {
    /// Hands a text to the thread and waits for nothing; `wake` is called when there is a failure to be heard.
    pub(super) fn tell(&mut self, text: &str, wake: impl Fn() + Send + 'static) {
        self.tell_by(text, wake, show);
    }

    fn tell_by(
        &mut self,
        text: &str,
        wake: impl Fn() + Send + 'static,
        show: impl FnMut(&str) -> Result<(), String> + Send + 'static,
    ) {
        if self.line.is_none() {
            self.line = begin(wake, show);
        }
        if let Some(line) = &self.line {
            // Nobody listens any more after a failure.
            let _ = line.texts.send(one_line_for_terminal(text).into_owned());
        }
    }

    /// Why the desktop is told nothing, once.
    pub(super) fn failure(&self) -> Option<String> {
        self.line.as_ref()?.failure.try_recv().ok()
    }
}

fn begin(
    wake: impl Fn() + Send + 'static,
    mut show: impl FnMut(&str) -> Result<(), String> + Send + 'static,
) -> Option<Line> {
    let (texts, incoming) = channel::<String>();
    let (fail, failure) = channel();
    let ask = move || {
        for text in incoming {
            if let Err(why) = show(&text) {
                let _ = fail.send(why);
                wake();
                return;
            }
        }
    };
    thread::Builder::new().name("desktop".to_owned()).spawn(ask).ok()?;
    Some(Line { texts, failure })
}

#[cfg(feature = "desktop")]
fn show(text: &str) -> Result<(), String> {
    // The summary is plain text everywhere; a body is markup on some desktops.
    let shown = notify_rust::Notification::new().appname("minutebook").summary(text).show();
    shown.map(drop).map_err(|error| error.to_string())
}

#[cfg(not(feature = "desktop"))]
fn show(_: &str) -> Result<(), String> {
    Err(say("bus-not-built").to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_bus_that_never_answers_keeps_nobody_waiting() {
        let (_open, forever) = mpsc::channel::<()>();
        let mut bus = Bus::default();
        let began = Instant::now();
        bus.tell_by("one", || {}, move |_| forever.recv().map_err(|error| error.to_string()));
        bus.tell_by("two", || {}, |_| Ok(()));
        assert!(began.elapsed() < Duration::from_secs(5));
        assert_eq!(bus.failure(), None);
    }

    #[test]
    fn a_bus_that_is_not_there_is_told_once_and_asked_no_more() {
        let (count, asked) = mpsc::channel();
        let (wake, woken) = mpsc::channel();
        let show = move |text: &str| {
            let _ = count.send(text.to_owned());
            Err("no bus".to_owned())
        };
        let mut bus = Bus::default();
        bus.tell_by("a\x1bb", move || wake.send(()).unwrap(), show);
        woken.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!(bus.failure().as_deref(), Some("no bus"));
        bus.tell_by("two", || {}, |_| Ok(()));
        assert_eq!((bus.failure(), asked.iter().collect::<Vec<_>>()), (None, vec!["a␛b".to_owned()]));
    }
}
