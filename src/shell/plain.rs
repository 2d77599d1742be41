//! The plain mode's loop: sleep, take the lines that came, write down what they come to, answer.
//!
//! The line is edited by the terminal itself, in its own line mode: nothing is drawn, moved or coloured, and nothing is printed while
//! somebody types but what cannot wait. An answer comes after what it answers is with the kernel. It reads a pipe as well as a
//! terminal. Not here: what a line comes to and how it is said (see `app`).

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::Errno;

use super::clock::Clock;
use super::desk::{Desk, Face, Following, pause};
use super::editor::{Edited, edit_with};
use super::live::Live;
use super::run::Outcome;
use super::wait::{Waiter, Woken};
use crate::app::{Desktop, Model, Msg, Notice, Plain, Prompt, Reply};
use crate::archive::DataFolder;
use crate::journal::Journal;
use crate::palette::Themes;
use crate::text::one_line_for_terminal;
use crate::words::say;

/// What a search finds within this time is said before the next line is taken.
const AT_ONCE: Duration = Duration::from_secs(2);
/// Between two looks whether it did.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// What is read at once at most.
const CHUNK: usize = 65_536;

/// Hears lines and says answers.
pub struct Teller {
    waiter: Waiter,
    live: Live,
    /// The version of the settings of which something was said.
    version: u64,
    /// What they want to be said before each line.
    wanted: Prompt,
    plain: Plain,
    /// Somebody types; else the lines come from a file or a program.
    typed: bool,
    /// What was read, from its first line that was not taken yet.
    bytes: Vec<u8>,
    /// The prompt stands on the terminal, and perhaps half a line behind it.
    invited: bool,
    /// Lines taken.
    lines: usize,
    /// The numbers of those that were not understood.
    refused: Vec<usize>,
    /// Ends of input that were answered with a question.
    ends: usize,
    /// Nobody reads the answers any more.
    unheard: bool,
}

/// What came of reading.
enum Read {
    Some,
    Nothing,
    /// There is no more.
    End,
}

impl Face for Teller {
    fn waiter(&self) -> &Waiter {
        &self.waiter
    }

    fn ring(&mut self) {
        if io::stdout().is_terminal() {
            self.write("\u{7}");
        }
    }

    fn dress(&mut self, _: &Themes) {
        // Nothing is coloured here.
    }

    fn live(&self) -> &Live {
        &self.live
    }

    fn told(&mut self) -> Option<Notice> {
        let version = self.live.version();
        if std::mem::replace(&mut self.version, version) == version {
            // What is wrong from the beginning was said before.
            return None;
        }
        if self.typed {
            self.live.speak();
        }
        let wanted = self.live.config().prompt;
        if self.typed && std::mem::replace(&mut self.wanted, wanted) != wanted {
            self.plain.ask_with(wanted);
        }
        self.live.notice(true)
    }

    fn tell(&mut self, _: Desktop, _: &str) -> bool {
        // Terminals of which only lines are asked are asked nothing else.
        false
    }

    fn send(&mut self, sequence: &[u8]) {
        if io::stdout().is_terminal()
            && let Ok(sequence) = str::from_utf8(sequence)
        {
            self.write(sequence);
        }
    }

    fn edit(&mut self, file: &Path) -> io::Result<Edited> {
        if !self.typed || !io::stdout().is_terminal() {
            return Ok(Edited::NotRun(say("plain-no-terminal").to_owned()));
        }
        self.invited = false;
        edit_with(&mut self.waiter, file)
    }
}

impl Teller {
    /// Begins to listen. Where no prompt is asked for, people get the whole one and programs none.
    pub fn open(prompt: Option<Prompt>, live: Live) -> io::Result<Self> {
        let typed = io::stdin().is_terminal();
        if typed {
            // What a program reads is in one language.
            live.speak();
        }
        let wanted = live.config().prompt;
        let prompt = prompt.unwrap_or(if typed { wanted } else { Prompt::None });
        let waiter = Waiter::new()?;
        let waker = waiter.waker()?;
        live.watch(move || waker.wake());
        Ok(Self {
            waiter,
            version: live.version(),
            wanted,
            live,
            plain: Plain::new(prompt),
            typed,
            bytes: Vec::new(),
            invited: false,
            lines: 0,
            refused: Vec::new(),
            ends: 0,
            unheard: false,
        })
    }

    /// A way for the journal's thread to wake the loop.
    pub fn waker(&self) -> io::Result<impl Fn() + Clone + Send + Sync + use<>> {
        let waker = self.waiter.waker()?;
        Ok(move || waker.wake())
    }

    /// Whether somebody types.
    pub fn is_typed(&self) -> bool {
        self.typed
    }

    /// How many lines were taken, and the numbers of those that were refused.
    pub fn heard(&self) -> (usize, &[usize]) {
        (self.lines, &self.refused)
    }

    /// Says rows with their numbers and hears which is meant, from 0; none where there is no answer, or an empty one.
    pub fn choose(&mut self, intro: &[String], rows: &[(&str, &str)]) -> io::Result<Option<usize>> {
        let numbered = rows.iter().zip(1..).map(|((row, more), number): (_, usize)| format!("{number} {row}: {more}"));
        let asked = say("plain-say-number").to_owned();
        let lines: Vec<String> = intro.iter().cloned().chain(numbered).chain([asked]).collect();
        self.print(&lines);
        loop {
            if let Some(line) = self.next_line() {
                let said = line.trim();
                let number = said.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                match number.filter(|number| *number < rows.len()) {
                    Some(row) => return Ok(Some(row)),
                    None if said.is_empty() || !self.typed => return Ok(None),
                    None => self.print(&[say!("plain-say-number-to", last = rows.len())]),
                }
                continue;
            }
            self.invite("> ");
            let woken = self.wait(None)?;
            if woken.end || matches!(self.read(woken)?, Read::End) {
                return Ok(None);
            }
        }
    }

    /// Sleeps until something happens; a stop signal is obeyed here.
    fn wait(&mut self, milliseconds: Option<u64>) -> io::Result<Woken> {
        let woken = self.waiter.wait(milliseconds)?;
        if woken.stop {
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            self.invited = false;
        }
        Ok(woken)
    }

    fn read(&mut self, woken: Woken) -> io::Result<Read> {
        if !woken.input && (!woken.hung_up || self.typed) {
            return Ok(Read::Nothing);
        }
        let held = self.bytes.len();
        self.bytes.resize(held + CHUNK, 0);
        let read = rustix::io::read(io::stdin(), &mut self.bytes[held..]);
        self.bytes.truncate(held + read.unwrap_or(0));
        match read {
            Ok(0) => Ok(Read::End),
            Ok(_) => Ok(Read::Some),
            Err(Errno::INTR | Errno::AGAIN) => Ok(Read::Nothing),
            Err(why) => Err(why.into()),
        }
    }

    /// The next whole line that was read, without its end.
    fn next_line(&mut self) -> Option<String> {
        let end = self.bytes.iter().position(|byte| *byte == b'\n')?;
        let line: Vec<u8> = self.bytes.drain(..=end).collect();
        self.invited = false;
        Some(text_of(&line))
    }

    /// All whole lines that were read; where nothing more comes, what stands behind the last one too.
    fn whole_lines(&mut self, last: bool) -> Vec<String> {
        let end = if last {
            self.bytes.len()
        } else {
            self.bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)
        };
        let whole: Vec<u8> = self.bytes.drain(..end).collect();
        let whole = whole.strip_suffix(b"\n").unwrap_or(&whole);
        self.invited &= end == 0;
        if end == 0 { Vec::new() } else { whole.split(|byte| *byte == b'\n').map(text_of).collect() }
    }

    fn print(&mut self, lines: &[String]) {
        let said: String =
            lines.iter().flat_map(|line| [one_line_for_terminal(line).into_owned(), "\n".to_owned()]).collect();
        self.write(&said);
    }

    /// Where nobody reads any more, what is typed is taken all the same.
    fn write(&mut self, words: &str) {
        if !self.unheard && !words.is_empty() {
            let mut out = io::stdout().lock();
            self.unheard = out.write_all(words.as_bytes()).and_then(|()| out.flush()).is_err();
        }
    }

    /// Says something while a line may be half typed.
    fn interject(&mut self, lines: &[String]) {
        if std::mem::take(&mut self.invited) {
            self.write("\n");
        }
        self.print(lines);
    }

    /// Says that a line can be typed, once.
    fn invite(&mut self, prompt: &str) {
        if !std::mem::replace(&mut self.invited, self.typed) {
            self.write(&one_line_for_terminal(prompt));
        }
    }
}

/// Takes a meeting's minutes until it is left or the lines end. Without a journal it can only be listened to. `data`: where all
/// meetings are.
pub fn take_minutes(
    teller: &mut Teller,
    model: &mut Model,
    journal: Option<&mut Journal>,
    (follow, data): (Following<'_>, &DataFolder),
    clock: &Clock,
) -> io::Result<Outcome> {
    let mut desk = Desk::new(journal, follow, data, teller);
    let greeting = teller.plain.begin(model, teller.typed);
    teller.print(&greeting);
    loop {
        desk.hear(model, teller);
        teller.plain.hear(model);
        if let Some(alarm) = teller.plain.alarm(model) {
            teller.interject(&[alarm]);
        }
        let found = teller.plain.found(model);
        if !found.is_empty() {
            teller.interject(&found);
        }
        if !teller.invited {
            let news = teller.plain.news();
            teller.print(&news);
            let prompt = teller.plain.prompt(model);
            teller.invite(&prompt);
        }
        let woken = teller.wait(pause(model, clock))?;
        desk.take(model, teller, Msg::Now(clock.now(model.meeting().zone)));
        let read = match teller.read(woken) {
            Ok(read) => read,
            // A terminal that is gone answers with an error.
            Err(_) if woken.hung_up => return Ok(leave(&mut desk)),
            Err(error) => return Err(error),
        };
        let ended = matches!(read, Read::End);
        if !matches!(read, Read::Nothing) {
            take_lines(teller, &mut desk, model, ended);
            desk.let_edit(model, teller, clock);
        }
        if let Some(ending) = desk.ending.take() {
            return Ok(ending);
        }
        if woken.interrupted && teller.typed {
            let reply = teller.plain.ask_to_leave(model);
            if let Some(ending) = carry_out(teller, &mut desk, model, reply) {
                return Ok(ending);
            }
        } else if woken.end || (woken.hung_up && teller.typed) {
            return Ok(leave(&mut desk));
        }
        if ended {
            teller.ends += 1;
            let reply = teller.plain.end(model, !teller.typed || teller.ends > 1);
            if let Some(ending) = carry_out(teller, &mut desk, model, reply) {
                return Ok(ending);
            }
        }
    }
}

/// The program is asked to end, or its terminal is gone.
fn leave(desk: &mut Desk<'_>) -> Outcome {
    desk.keep();
    Outcome::Interrupted(None)
}

fn take_lines(teller: &mut Teller, desk: &mut Desk<'_>, model: &mut Model, last: bool) {
    let mut lines = teller.whole_lines(last).into_iter();
    while let Some(line) = lines.next() {
        teller.lines += 1;
        let line = if teller.lines == 1 { line.trim_start_matches('\u{feff}') } else { &line };
        let reply = teller.plain.take(model, line);
        if reply.refused {
            teller.refused.push(teller.lines);
        }
        if carry_out(teller, desk, model, reply).is_some() {
            // Whoever goes on in another program's place goes on with these.
            let rest: String = lines.map(|line| line + "\n").collect();
            teller.bytes.splice(0..0, rest.into_bytes());
            return;
        }
    }
}

/// Does what a line came to, and then says it.
fn carry_out(teller: &mut Teller, desk: &mut Desk<'_>, model: &mut Model, reply: Reply) -> Option<Outcome> {
    let acts = !reply.effects.is_empty();
    desk.carry_out(model, teller, reply.effects);
    if acts {
        desk.keep();
        desk.wait_for_kernel(model, teller);
    }
    // What is found at once follows the line; the rest comes when it is there.
    let until = Instant::now() + AT_ONCE;
    let mut found = teller.plain.found(model);
    while found.is_empty() && teller.plain.looks() && Instant::now() < until {
        thread::sleep(LOOK_AGAIN);
        desk.hear(model, teller);
        found = teller.plain.found(model);
    }
    let alarm = teller.plain.alarm(model);
    let lines: Vec<String> = alarm.into_iter().chain(reply.lines).chain(found).collect();
    teller.interject(&lines);
    desk.ending.clone()
}

/// A line as it was typed, whatever ends it.
fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned()
}
