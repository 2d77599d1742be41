//! A terminal for end-to-end tests: the program in a pseudo-terminal, its screen read as a person would see it.
//!
//! What only a real terminal shows is tested here and nothing else: modes, encodings, signals, a killed program. A test says
//! what must appear and blocks until it does or the deadline passes; it never sleeps. Not here: what the program does.
//!
//! ```ignore
//! mod terminal;
//! let mut terminal = Terminal::start(&["demo"]).size(80, 24).spawn();
//! terminal.wait_for("Ctrl-N starts the clock");
//! terminal.type_text("! Ann Lee — draft the plan");
//! terminal.keys("Enter C-q");
//! ```
//!
//! Keys go in order, so a test waits where it asserts, not after each key. One exception is the terminal's own: a lone
//! Esc and what directly follows it are the same bytes as Alt with that key, so wait for what Esc did.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod answers;
pub(crate) mod desk;
mod keys;

use std::ffi::OsString;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use tempfile::TempDir;

use answers::Answers;

pub(crate) use vt100::Screen;

/// How long something may take to appear on a loaded machine before it counts as missing.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// What happened on the other side of the pseudo-terminal.
enum Happened {
    Output(Vec<u8>),
    Closed,
    Ended(ExitStatus),
}

/// How a program is started. Everything has a default: 120 columns, 40 rows, folders of its own.
pub(crate) struct TerminalBuilder {
    command: Vec<OsString>,
    size: (u16, u16),
    environment: Vec<(OsString, OsString)>,
    folder: Option<PathBuf>,
    colours: Option<[&'static str; 2]>,
}

/// A running program and the screen it draws on. Dropping it kills the program.
pub(crate) struct Terminal {
    home: TempDir,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    happened: Receiver<Happened>,
    parser: vt100::Parser<Answers>,
    output: Vec<u8>,
    process: Pid,
    ended: Option<ExitStatus>,
    closed: bool,
    /// The reading thread lets go of the terminal after what it reads next.
    deaf: Arc<AtomicBool>,
    patience: Duration,
}

impl Terminal {
    /// The program of this package with these arguments.
    pub(crate) fn start(arguments: &[&str]) -> TerminalBuilder {
        Self::start_program(Path::new(env!("CARGO_BIN_EXE_minutebook")), arguments)
    }

    /// Any program, found on the system's `PATH` unless its path is absolute.
    pub(crate) fn start_program(program: impl AsRef<Path>, arguments: &[&str]) -> TerminalBuilder {
        let mut command = vec![program.as_ref().as_os_str().to_owned()];
        command.extend(arguments.iter().map(OsString::from));
        TerminalBuilder { command, size: (120, 40), environment: Vec::new(), folder: None, colours: None }
    }

    /// Types characters, as fast as the program takes them.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.send(text.as_bytes());
    }

    /// Presses keys, named as in `C-n M-Down Enter`; see [`keys::encoded`] for the names.
    pub(crate) fn keys(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            let bytes = keys::encoded(key, self.parser.screen().application_cursor());
            self.send(&bytes);
        }
    }

    /// Pastes, in brackets; waits for the program to ask for these first. Line ends go as the carriage returns that a
    /// terminal sends.
    pub(crate) fn paste(&mut self, text: &str) {
        self.wait_until(Screen::bracketed_paste, "bracketed paste");
        let text = text.replace("\r\n", "\r").replace('\n', "\r");
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    }

    /// The screen as text, a line a row, without the blanks at their ends; of the last moment that was waited for.
    pub(crate) fn screen(&self) -> String {
        text_of(self.parser.screen())
    }

    /// Waits for a text to stand in some row.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_until(|screen| text_of(screen).contains(text), &format!("{text:?}"));
    }

    /// Waits for a text to stand in no row any more; make sure that it stood there before.
    #[track_caller]
    pub(crate) fn wait_gone(&mut self, text: &str) {
        self.wait_until(|screen| !text_of(screen).contains(text), &format!("{text:?} to be gone"));
    }

    /// Waits until the screen, at the end of a frame, is as wanted; panics with the whole screen after the deadline, and
    /// at once when the program has ended.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, mut wanted: impl FnMut(&Screen) -> bool, what: &str) {
        let deadline = Instant::now() + self.patience;
        loop {
            let over = self.ended.is_some() && self.closed;
            if (over || !self.parser.callbacks().in_frame) && wanted(self.parser.screen()) {
                return;
            }
            assert!(!over, "waited for {what}, but {}", self.described());
            assert!(self.listen(deadline), "waited {:?} for {what}, but {}", self.patience, self.described());
        }
    }

    /// Waits until the screen is as wanted, or where `steady` is given until nothing has come for as long; says nothing where it
    /// never is.
    pub(crate) fn settle(&mut self, steady: Option<Duration>, wanted: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + self.patience;
        while steady.is_some() || self.parser.callbacks().in_frame || !wanted(&self.screen()) {
            let until = steady.map_or(deadline, |steady| Instant::now() + steady);
            if !self.listen(until) {
                return;
            }
        }
    }

    /// Waits until the screen is as wanted or the program has ended; whether it lives and is.
    #[track_caller]
    pub(crate) fn lives_until(&mut self, mut wanted: impl FnMut(&Screen) -> bool) -> bool {
        let deadline = Instant::now() + self.patience;
        loop {
            if self.ended.is_some() && self.closed {
                return false;
            }
            if !self.parser.callbacks().in_frame && wanted(self.parser.screen()) {
                return true;
            }
            assert!(self.listen(deadline), "waited {:?}, but {}", self.patience, self.described());
        }
    }

    /// Whether the program has ended and says that it did what it was asked.
    pub(crate) fn is_success(&self) -> bool {
        self.ended.as_ref().is_some_and(ExitStatus::success)
    }

    /// Waits for the program to end and for the last of its output.
    #[track_caller]
    pub(crate) fn wait_exit(&mut self) -> ExitStatus {
        let deadline = Instant::now() + self.patience;
        while self.ended.is_none() || !self.closed {
            assert!(self.listen(deadline), "waited {:?} for the end, but {}", self.patience, self.described());
        }
        self.ended.clone().expect("an end that was waited for")
    }

    /// Gives the window another size, in cells.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.take_what_is_there();
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(pty_size(columns, rows)).expect("a window that can be resized");
    }

    /// Sends a signal by its name without `SIG`: `TERM`, `HUP`, `INT`, `TSTP`, `CONT` ….
    pub(crate) fn signal(&mut self, name: &str) {
        let signal = match name {
            "HUP" => Signal::HUP,
            "INT" => Signal::INT,
            "QUIT" => Signal::QUIT,
            "KILL" => Signal::KILL,
            "TERM" => Signal::TERM,
            "STOP" => Signal::STOP,
            "TSTP" => Signal::TSTP,
            "CONT" => Signal::CONT,
            "USR1" => Signal::USR1,
            "USR2" => Signal::USR2,
            "WINCH" => Signal::WINCH,
            _ => panic!("no signal is called {name:?} here"),
        };
        self.take_what_is_there();
        assert!(self.ended.is_none(), "no signal reaches it: {}", self.described());
        kill_process(self.process, signal).expect("a process that can be signalled");
    }

    /// The number of the program's process.
    pub(crate) fn process(&self) -> u32 {
        self.process.as_raw_nonzero().get().cast_unsigned()
    }

    /// Kills the program as nothing can be killed more, and waits until it is dead.
    pub(crate) fn kill9(&mut self) {
        self.signal("KILL");
        self.wait_exit();
    }

    /// Waits until the program has stopped itself, as after `TSTP`.
    #[track_caller]
    pub(crate) fn wait_stopped(&mut self) {
        let deadline = Instant::now() + self.patience;
        let stopped = WaitIdOptions::STOPPED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
        while !matches!(waitid(WaitId::Pid(self.process), stopped), Ok(Some(_))) {
            assert!(Instant::now() < deadline, "waited {:?} for it to stop, but {}", self.patience, self.described());
            self.listen(Instant::now() + Duration::from_millis(5));
        }
    }

    /// Hangs up, as a window that is closed or a connection that is lost: the program's terminal is gone.
    ///
    /// Its reader has to be woken to let go, so the program is made to draw once more, which changes nothing in it.
    #[track_caller]
    pub(crate) fn hang_up(&mut self) {
        self.deaf.store(true, Ordering::SeqCst);
        self.signal("WINCH");
        let deadline = Instant::now() + self.patience;
        while !self.closed {
            assert!(
                self.listen(deadline),
                "waited {:?} for the line to be free, but {}",
                self.patience,
                self.described()
            );
        }
        self.keyboard = Box::new(std::io::sink());
        self.master = native_pty_system().openpty(pty_size(1, 1)).expect("a pseudo-terminal").master;
    }

    /// Gives each further wait another deadline than the default of 20 seconds.
    pub(crate) fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Waits for a copy to the terminal's clipboard; in base64, as it was sent.
    #[track_caller]
    pub(crate) fn wait_for_copy(&mut self) -> String {
        let deadline = Instant::now() + self.patience;
        while self.parser.callbacks().copied.is_empty() {
            assert!(self.listen(deadline), "waited {:?} for a copy, but {}", self.patience, self.described());
        }
        String::from_utf8(std::mem::take(&mut self.parser.callbacks_mut().copied)).expect("base64")
    }

    /// All the bytes the program has sent up to the last moment that was waited for.
    pub(crate) fn output(&self) -> Vec<u8> {
        self.output.clone()
    }

    /// Row and column of the cursor, from 0.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        self.parser.screen().cursor_position()
    }

    /// Whether clicks are reported to the program.
    pub(crate) fn reports_mouse(&self) -> bool {
        self.parser.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None
    }

    /// Whether the cursor can be seen.
    pub(crate) fn cursor_is_visible(&self) -> bool {
        !self.parser.screen().hide_cursor()
    }

    /// Whether the program draws on the alternate screen.
    pub(crate) fn alternate_screen(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// The screen with its colours; of the last moment that was waited for.
    pub(crate) fn whole(&self) -> &Screen {
        self.parser.screen()
    }

    /// How often the terminal was asked for its ground, up to the last moment that was waited for.
    pub(crate) fn asked(&self) -> usize {
        self.parser.callbacks().asked
    }

    /// Whether pastes go in brackets.
    pub(crate) fn bracketed_paste(&self) -> bool {
        self.parser.screen().bracketed_paste()
    }

    /// Whether the terminal itself shows what is typed: a program in raw mode turns this off and has to give it back.
    pub(crate) fn echoes(&self) -> bool {
        const ECHO: u64 = 0o10;
        let settings = self.master.get_termios().expect("a terminal with settings");
        u64::from(settings.local_flags.bits()) & ECHO != 0
    }

    /// Sets the terminal as a shell does that takes it back from a program that was stopped.
    pub(crate) fn make_sane(&self) {
        let name = self.master.tty_name().expect("a terminal with a name");
        let done = std::process::Command::new("stty").arg("-F").arg(name).arg("sane").status();
        assert!(done.is_ok_and(|status| status.success()), "stty");
    }

    /// The program's home folder; its other folders stand in it. Gone with this terminal.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    fn send(&mut self, bytes: &[u8]) {
        self.keyboard.write_all(bytes).and_then(|()| self.keyboard.flush()).expect("a terminal that takes keys");
    }

    /// Takes in what happens next; false when nothing does before the deadline.
    fn listen(&mut self, deadline: Instant) -> bool {
        let Ok(happened) = self.happened.recv_timeout(deadline.saturating_duration_since(Instant::now())) else {
            return false;
        };
        self.take(happened);
        self.take_what_is_there();
        true
    }

    fn take_what_is_there(&mut self) {
        while let Ok(happened) = self.happened.try_recv() {
            self.take(happened);
        }
    }

    fn take(&mut self, happened: Happened) {
        match happened {
            Happened::Output(bytes) => {
                self.parser.process(&bytes);
                self.output.extend(bytes);
                let answers = std::mem::take(&mut self.parser.callbacks_mut().pending);
                let _ = self.keyboard.write_all(&answers); // a program may end without hearing them
            }
            Happened::Closed => self.closed = true,
            Happened::Ended(status) => self.ended = Some(status),
        }
    }

    fn described(&self) -> String {
        let state = match &self.ended {
            Some(status) => format!("the program has ended ({status})"),
            None if self.parser.callbacks().in_frame => "the program still runs, in the middle of a frame".to_owned(),
            None => "the program still runs".to_owned(),
        };
        let (row, column) = self.cursor();
        format!("{state}; cursor in row {row}, column {column}; screen:\n{}\n", framed(&self.screen()))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.take_what_is_there();
        if self.ended.is_none() {
            let _ = kill_process(self.process, Signal::KILL);
        }
    }
}

impl TerminalBuilder {
    /// The window, in cells.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// One more environment variable, or another value for one of those that are set anyway.
    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// What the terminal says its text and ground are, as `RRRR/GGGG/BBBB`; otherwise it does not answer that.
    pub(crate) fn colours(mut self, text: &'static str, ground: &'static str) -> Self {
        self.colours = Some([text, ground]);
        self
    }

    /// The folder to start in; otherwise its home.
    pub(crate) fn cwd(mut self, folder: impl AsRef<Path>) -> Self {
        self.folder = Some(folder.as_ref().to_owned());
        self
    }

    /// Where the meetings are kept; give two terminals the same to resume in the second what the first began.
    pub(crate) fn data_dir(self, folder: impl AsRef<Path>) -> Self {
        self.env("MINUTEBOOK_DATA_DIR", folder.as_ref())
    }

    /// Starts it.
    #[track_caller]
    pub(crate) fn spawn(self) -> Terminal {
        let (columns, rows) = self.size;
        let home = TempDir::new().expect("a temporary folder");
        let pair = native_pty_system().openpty(pty_size(columns, rows)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::from_argv(self.command);
        command.env_clear();
        for (name, value) in clean_environment(home.path()).into_iter().chain(self.environment) {
            command.env(name, value);
        }
        command.cwd(self.folder.as_deref().unwrap_or(home.path()));
        let mut child = pair.slave.spawn_command(command).expect("a program that starts");
        let process = child.process_id().and_then(|id| Pid::from_raw(id.cast_signed())).expect("a process");
        drop(pair.slave); // or the end of the program would not end its output

        let (tell, happened) = channel();
        let deaf = Arc::new(AtomicBool::new(false));
        let reader = pair.master.try_clone_reader().expect("a terminal to read");
        read_on_a_thread(reader, tell.clone(), Arc::clone(&deaf));
        thread::spawn(move || {
            let status = child.wait().expect("a child to wait for");
            let _ = tell.send(Happened::Ended(status));
        });
        let answers = Answers { colours: self.colours, ..Answers::default() };
        Terminal {
            home,
            keyboard: pair.master.take_writer().expect("a terminal to write to"),
            master: pair.master,
            happened,
            parser: vt100::Parser::new_with_callbacks(cells(rows), cells(columns), 0, answers),
            output: Vec::new(),
            process,
            ended: None,
            closed: false,
            deaf,
            patience: PATIENCE,
        }
    }
}

/// Nothing of the machine's own: no user's config, no zone, no language, no colour scheme.
pub(crate) fn clean_environment(home: &Path) -> Vec<(OsString, OsString)> {
    let folder = |name: &str| home.join(name).into_os_string();
    vec![
        ("HOME".into(), home.into()),
        ("XDG_CACHE_HOME".into(), folder("cache")),
        ("XDG_CONFIG_HOME".into(), folder("config")),
        ("XDG_DATA_HOME".into(), folder("data")),
        ("XDG_RUNTIME_DIR".into(), folder("run")),
        ("XDG_STATE_HOME".into(), folder("state")),
        ("TMPDIR".into(), std::env::temp_dir().into_os_string()),
        ("PATH".into(), "/usr/local/bin:/usr/bin:/bin".into()),
        ("SHELL".into(), "/bin/sh".into()),
        ("TERM".into(), "xterm-256color".into()),
        ("LANG".into(), "C.UTF-8".into()),
        ("TZ".into(), "UTC".into()),
    ]
}

fn read_on_a_thread(mut reader: Box<dyn Read + Send>, tell: Sender<Happened>, deaf: Arc<AtomicBool>) {
    thread::spawn(move || {
        let mut bytes = [0; 8192];
        while let Ok(length @ 1..) = reader.read(&mut bytes) {
            if tell.send(Happened::Output(bytes[..length].to_vec())).is_err() {
                return;
            }
            if deaf.load(Ordering::SeqCst) {
                break;
            }
        }
        drop(reader);
        let _ = tell.send(Happened::Closed);
    });
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a window of one cell at least")
}

/// A screen as text, a line a row; `Screen::contents` joins rows that a terminal wrapped.
pub(crate) fn text_of(screen: &Screen) -> String {
    let (_, columns) = screen.size();
    screen.rows(0, columns.get()).map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// A screen in a message: its rows numbered, so that its edges can be told from the message's; without the empty rows at
/// its foot.
fn framed(screen: &str) -> String {
    screen.trim_end().lines().enumerate().map(|(row, line)| format!("{row:3} │{line}")).collect::<Vec<_>>().join("\n")
}
