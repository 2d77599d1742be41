//! Whoever follows the guide: a folder, a clock, and what stands before them. Not here: what the pages say.

use super::page::is_as_shown;
use crate::keyboard::{key_event, typed_event};
use crate::terminal::{PATIENCE, Terminal, clean_environment};
use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};
use minutebook::app::{Effect, Ending, Model, Msg, update};
use minutebook::archive;
use minutebook::journal::{Journal, Origin};
use minutebook::meeting::Stamp;
use minutebook::view::{Depth, Pane, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// Columns and rows of every screen in the guide.
const SIZE: (u16, u16) = (88, 22);

/// Of the terminal that commands print on: so large that nothing breaks or needs a pager.
const WIDE: (u16, u16) = (120, 500);

/// The seconds of every minute that a page names: far from its edges, for what takes its time.
const SECONDS: i64 = 20;

/// The reader's editor: what it is given it puts beside the guide's folder, and saves what it finds there.
const EDITOR: &str = "#!/bin/sh
cp \"$1\" ~/opened.new && mv ~/opened.new ~/opened
while [ ! -e ~/saved ]; do sleep 0.02; done
mv ~/saved \"$1\"
";

/// A meeting's screen, and its journal.
struct Scribe {
    model: Model,
    journal: Journal,
    command: String,
}

/// What the reader has before them.
enum Before {
    Shell,
    Meeting(Box<Scribe>),
    Terminal(Box<Terminal>),
}

/// Whoever follows the guide.
pub(super) struct Reader {
    home: tempfile::TempDir,
    now: DateTime<FixedOffset>,
    before: Before,
    /// What the last screen left on the terminal.
    pub(super) output: String,
    /// Esc was the last key: one that follows at once would be the same bytes as with Alt.
    after_esc: bool,
    /// A screen was not as its page shows it: no other is waited for long.
    is_lost: bool,
}

impl Reader {
    pub(super) fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(home.path().join("choir")).expect("a folder");
        let editor = home.path().join("editor");
        fs::write(&editor, EDITOR).expect("an editor");
        fs::set_permissions(editor, fs::Permissions::from_mode(0o700)).expect("an editor to run");
        Self {
            home,
            now: DateTime::default(),
            before: Before::Shell,
            output: String::new(),
            after_esc: false,
            is_lost: false,
        }
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.home.path().join("choir")
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("meetings")
    }

    pub(super) fn set_clock(&mut self, moment: &str) {
        let moment = NaiveDateTime::parse_from_str(moment, "%Y-%m-%d, %H:%M").expect("a moment");
        self.now = moment.and_utc().fixed_offset() + TimeDelta::seconds(SECONDS);
    }

    /// The time of a line of keys, on the same day.
    fn tell_time(&mut self, time: &str) {
        self.set_clock(&format!("{}, {time}", self.now.format("%Y-%m-%d")));
        let now = Stamp::wall(self.now);
        self.tell(Msg::Now(now));
    }

    fn in_terminal(&self, command: &str, size: (u16, u16)) -> Terminal {
        let words = words(command);
        assert_eq!(words.first().map(String::as_str), Some("minutebook"), "{command}");
        let arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        let terminal = Terminal::start(&arguments).size(size.0, size.1).cwd(self.folder()).data_dir(self.data());
        let terminal =
            terminal.env("MINUTEBOOK_NOW", self.now.to_rfc3339()).env("VISUAL", self.home.path().join("editor"));
        terminal.env("HOME", self.home.path()).env("XDG_CONFIG_HOME", self.home.path().join(".config")).spawn()
    }

    /// What a command prints on a terminal, with the reader's folder as they would call it; with a file behind a `<`, what a pipe
    /// gets.
    fn printed(&self, command: &str) -> String {
        let Some((command, file)) = command.split_once(" < ") else {
            let mut terminal = self.in_terminal(command, WIDE);
            terminal.wait_exit();
            return self.as_reader_sees(&contents(&terminal));
        };
        let output = Command::new(env!("CARGO_BIN_EXE_minutebook"))
            .args(&words(command)[1..])
            .stdin(fs::File::open(self.folder().join(file)).expect("a file of the guide"))
            .current_dir(self.folder())
            .env_clear()
            .envs(clean_environment(self.home.path()))
            .env("MINUTEBOOK_DATA_DIR", self.data())
            .env("MINUTEBOOK_NOW", self.now.to_rfc3339())
            .output()
            .expect("a program that starts");
        let both = [output.stdout, output.stderr].concat();
        self.as_reader_sees(&String::from_utf8_lossy(&both))
    }

    fn as_reader_sees(&self, text: &str) -> String {
        text.replace(&self.home.path().display().to_string(), "~")
    }

    /// Does a command; what it prints, where it has no screen.
    pub(super) fn run(&mut self, command: &str, in_terminal: bool) -> Option<String> {
        self.be_at_shell(command);
        let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
        match arguments.as_slice() {
            ["open", ..] if !in_terminal => self.open(command),
            ["next", options @ ..] if options.contains(&"--yes") => return Some(self.printed(command)),
            [] | ["search"] | ["open" | "plan", _] | ["next", ..] | ["actions", "--screen"] => {
                let mut terminal = self.in_terminal(command, SIZE);
                terminal.wait_until(vt100::Screen::alternate_screen, "its screen");
                self.before = Before::Terminal(Box::new(terminal));
            }
            _ => return Some(self.printed(command)),
        }
        None
    }

    /// The screen before was left, by what was pressed on it.
    pub(super) fn be_at_shell(&mut self, next: &str) {
        match std::mem::replace(&mut self.before, Before::Shell) {
            Before::Shell => {}
            Before::Meeting(_) => panic!("{next}: the screen before it was not left"),
            Before::Terminal(mut terminal) => {
                let status = terminal.wait_exit();
                assert!(status.success(), "{}", terminal.screen());
                self.output = self.as_reader_sees(&contents(&terminal));
                self.after_esc = false;
            }
        }
    }

    /// Lets the program open a meeting, and goes on with it here.
    fn open(&mut self, command: &str) {
        let mut terminal = self.in_terminal(command, SIZE);
        terminal.wait_for("● saved");
        terminal.keys("C-q");
        terminal.wait_for("leave it open");
        terminal.keys("l");
        assert!(terminal.wait_exit().success(), "{}", terminal.screen());
        let folders = fs::read_dir(self.data().join("meetings")).expect("meetings").flatten().map(|found| found.path());
        // Their names begin with their days.
        let folder = folders.max().expect("a meeting");
        let loaded = archive::load(&folder).expect("a meeting that can be read");
        // Who opened it, not whoever noted something meanwhile.
        let writer = loaded.records.first().expect("an opening").writer;
        let origin = Origin::named("the guide");
        let journal = Journal::open(&folder, writer, &origin, self.now, Box::new(|| ())).expect("its journal").journal;
        let drafts = loaded.drafts.clone();
        let mut model =
            Model::new(loaded.ledger(writer), writer, Stamp::wall(self.now), drafts).expect("a meeting with slots");
        model.authors = loaded.named_authors();
        self.before = Before::Meeting(Box::new(Scribe { model, journal, command: command.to_owned() }));
        self.tell(Msg::Resize(SIZE.0, SIZE.1));
    }

    fn tell(&mut self, msg: Msg) {
        let Before::Meeting(scribe) = &mut self.before else { return };
        let effects = update(&mut scribe.model, msg);
        let ending = effects.iter().find_map(|effect| if let Effect::Quit(how) = effect { Some(*how) } else { None });
        if ending != Some(Ending::Closed) {
            for effect in effects {
                match effect {
                    Effect::Append(act) => drop(scribe.journal.append(&act)),
                    Effect::KeepDraft(draft) => scribe.journal.keep_draft(&draft),
                    _ => {}
                }
            }
        }
        if let Some(ending) = ending {
            self.leave(ending);
        }
    }

    /// The screen was left: the program itself closes the meeting, which writes its minutes.
    fn leave(&mut self, ending: Ending) {
        let Before::Meeting(scribe) = std::mem::replace(&mut self.before, Before::Shell) else { return };
        let Scribe { journal, command, .. } = *scribe;
        journal.close().expect("a journal that is saved");
        if ending == Ending::Closed {
            let mut terminal = self.in_terminal(&command, WIDE);
            terminal.wait_for("● saved");
            terminal.keys("C-q");
            terminal.wait_for("close the meeting and write its minutes");
            terminal.keys("c");
            assert!(terminal.wait_exit().success(), "{}", terminal.screen());
            self.output = self.as_reader_sees(&contents(&terminal));
        }
    }

    /// A line of a `keys` block.
    pub(super) fn press(&mut self, line: &str) {
        let mut line = line.trim();
        if let Some((time, rest)) = line.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            self.tell_time(time);
            line = rest.trim();
        }
        let typed = line.strip_suffix('⏎').map(|text| (text.trim_end(), true));
        if let Some((text, enter)) = typed.or_else(|| line.strip_suffix('▏').map(|text| (text, false))) {
            self.not_after_esc(line);
            if let Before::Terminal(terminal) = &mut self.before {
                terminal.type_text(text);
                terminal.keys(if enter { "Enter" } else { "" });
            } else {
                text.chars().for_each(|c| self.tell(Msg::Key(typed_event(c))));
                if enter {
                    self.tell(Msg::Key(key_event("enter")));
                }
            }
            return;
        }
        for key in line.split_whitespace() {
            self.not_after_esc(line);
            match &mut self.before {
                Before::Terminal(terminal) => {
                    terminal.keys(&as_bytes_name(key));
                    self.after_esc = key == "Esc";
                }
                Before::Meeting(_) => self.tell(Msg::Key(key_event(&as_event_name(key)))),
                Before::Shell => panic!("{key}: no screen to press it on"),
            }
        }
    }

    /// Nothing in a terminal follows Esc at once.
    fn not_after_esc(&self, line: &str) {
        assert!(!self.after_esc, "{line}: Esc and what follows it at once is Alt; look at the screen between");
    }

    /// Writes a file of the config folder.
    pub(super) fn set(&self, file: &str, text: &str) {
        let folder = self.home.path().join(".config/minutebook");
        fs::create_dir_all(&folder).expect("a folder for the settings");
        fs::write(folder.join(file), format!("{text}\n")).expect("settings to write");
    }

    pub(super) fn paste(&mut self, text: &str) {
        let Before::Terminal(terminal) = &mut self.before else { panic!("nowhere to paste") };
        terminal.paste(&format!("{text}\n"));
    }

    /// The reader's editor saves this and ends.
    pub(super) fn save(&self, text: &str) {
        let (file, whole) = (self.home.path().join("saved.new"), self.home.path().join("saved"));
        fs::write(&file, format!("{text}\n")).and_then(|()| fs::rename(file, whole)).expect("a text to save");
    }

    /// What the reader's editor was given.
    pub(super) fn edited(&mut self) -> String {
        let opened = self.home.path().join("opened");
        let Before::Terminal(terminal) = &mut self.before else { panic!("no screen that has an editor") };
        let deadline = Instant::now() + PATIENCE;
        while !opened.exists() {
            assert!(Instant::now() < deadline, "no editor came: {}", terminal.screen());
            terminal.settle(Some(Duration::from_millis(20)), |_| false);
        }
        let text = fs::read_to_string(&opened).expect("what it was given");
        fs::remove_file(opened).expect("a file to remove");
        text
    }

    /// What was copied on the screen last.
    pub(super) fn copied(&mut self) -> String {
        let Before::Terminal(terminal) = &mut self.before else { panic!("no screen to copy from") };
        let coded = self.home.path().join("copied");
        fs::write(&coded, terminal.wait_for_copy()).expect("a file to write");
        let decoded = Command::new("base64").arg("--decode").arg(coded).output().expect("a decoder");
        String::from_utf8(decoded.stdout).expect("text")
    }

    /// What stands on the screen; where that takes its time, once it is as wanted or nothing comes any more.
    pub(super) fn screen(&mut self, wanted: &str) -> String {
        self.after_esc = false;
        match &mut self.before {
            Before::Shell => panic!("no screen to be looked at"),
            Before::Meeting(scribe) => drawn(&scribe.model),
            Before::Terminal(terminal) => {
                let steady = if is_update() || self.is_lost { Some(Duration::from_millis(700)) } else { None };
                terminal.settle(steady, |screen| is_as_shown(wanted, screen));
                let is = terminal.screen().trim_end().to_owned();
                self.is_lost |= !is_as_shown(wanted, &is);
                is
            }
        }
    }
}

/// All that a program has printed, lines that were longer than the terminal in one piece.
fn contents(terminal: &Terminal) -> String {
    let text = terminal.whole().contents();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// The words of a command, those in quotes together.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('\'').enumerate();
    let word = |(at, part): (usize, &str)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    };
    parts.flat_map(word).collect()
}

/// `Ctrl-N` as tests of the screen call it.
fn as_event_name(key: &str) -> String {
    key.replace('↓', "down").replace('↑', "up").replace('←', "left").replace('→', "right").to_lowercase()
}

/// `Ctrl-N` as tests of the terminal call it.
fn as_bytes_name(key: &str) -> String {
    let held = key.replace("Ctrl-", "C-").replace("Alt-", "M-").replace("Shift-", "S-");
    let held = held.replace('↓', "Down").replace('↑', "Up").replace('←', "Left").replace('→', "Right");
    match held.split_at_checked(2) {
        Some((modifier @ ("C-" | "M-"), letter)) if letter.len() == 1 => format!("{modifier}{}", letter.to_lowercase()),
        _ => held,
    }
}

/// A meeting's screen as text.
fn drawn(model: &Model) -> String {
    let theme = Theme::new(Depth::Indexed);
    let layout = model.layout();
    let mut whole = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    for pane in Pane::ALL {
        let mut buffer = Buffer::empty(pane.area(model, &layout));
        pane.draw(model, &theme, &mut buffer);
        whole.merge(&buffer);
    }
    let rows = whole.content.chunks(usize::from(SIZE.0));
    let row = |cells: &[Cell]| cells.iter().map(Cell::symbol).collect::<String>().trim_end().to_owned();
    rows.map(row).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

pub(super) fn is_update() -> bool {
    std::env::var_os("UPDATE_ASSETS").is_some()
}
