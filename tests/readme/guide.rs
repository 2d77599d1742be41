//! The guide, followed as it says: its files are written, its commands run, its keys pressed, in one folder from page to page.
//!
//! Whatever a page shows is what the program shows then; `UPDATE_ASSETS=1` writes it anew. Blocks, by the word behind
//! their fence:
//!
//! - `markdown NAME`, `text NAME`: a file that the reader is to write; `toml NAME`: one in the config folder.
//! - `console`: commands after a `$`, each with what it prints, or one that has a screen. A second word `terminal` lets a
//!   meeting's screen be the program's own, with the reader's settings.
//! - `keys`: what is pressed there, a line each: keys by their names, or a text, with `⏎` where Enter follows and `▏` where
//!   it does not; a time in brackets before it is what the clock shows by then.
//! - `screen`: what stands on the screen. `output`: what the program printed when its screen was left.
//! - `paste`: what is pasted there. `clipboard`: what was copied there last.
//! - `editor`: what the reader's editor is given to edit, and `editor saved`, what it then saves.
//!
//! A line `[…]` stands for any number of lines; of such a block nothing is written anew. A line `*It is DATE, TIME.*`
//! sets the clock. A meeting's screen is, but for `terminal`, the real one without its terminal, so that its clock can be told the
//! time; every act goes to the meeting's journal, and the program itself opens and closes it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};
use minutebook::app::{Effect, Ending, Model, Msg, update};
use minutebook::archive;
use minutebook::journal::{Journal, Origin};
use minutebook::meeting::Stamp;
use minutebook::view::{Depth, Pane, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::terminal::{Terminal, clean_environment};
use crate::keyboard::{key_event, typed_event};

/// Columns and rows of every screen in the guide.
const SIZE: (u16, u16) = (88, 22);

/// Of the terminal that commands print on: so large that nothing breaks or needs a pager.
const WIDE: (u16, u16) = (120, 500);

/// The seconds of every minute that a page names: far from its edges, for what takes its time.
const SECONDS: i64 = 20;

const ANY: &str = "[…]";

/// The reader's editor: what it is given it puts beside the guide's folder, and saves what it finds there.
const EDITOR: &str = "#!/bin/sh
cp \"$1\" ~/opened.new && mv ~/opened.new ~/opened
while [ ! -e ~/saved ]; do sleep 0.02; done
mv ~/saved \"$1\"
";

/// A fenced block of a page: the words after the fence, its lines, and where these begin and end in the page.
struct Block {
    words: Vec<String>,
    lines: Vec<String>,
    from: usize,
    to: usize,
}

/// What a page has that is done.
enum Step {
    Clock(String),
    Block(Block),
}

fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut open: Option<Block> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let text = line.trim_end();
        let end = at + line.len();
        match &mut open {
            Some(_) if text == "```" => steps.extend(open.take().map(|block| Step::Block(Block { to: at, ..block }))),
            Some(block) => block.lines.push(text.to_owned()),
            None => {
                if let Some(words) = text.strip_prefix("```") {
                    let words = words.split_whitespace().map(str::to_owned).collect();
                    open = Some(Block { words, lines: Vec::new(), from: end, to: end });
                } else if let Some(moment) = text.strip_prefix("*It is ").and_then(|rest| rest.strip_suffix(".*")) {
                    steps.push(Step::Clock(moment.to_owned()));
                }
            }
        }
        at = end;
    }
    assert!(open.is_none(), "a block that does not end");
    steps
}

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
struct Reader {
    home: tempfile::TempDir,
    now: DateTime<FixedOffset>,
    before: Before,
    /// What the last screen left on the terminal.
    output: String,
    /// Esc was the last key: one that follows at once would be the same bytes as with Alt.
    after_esc: bool,
}

impl Reader {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(home.path().join("choir")).expect("a folder");
        let editor = home.path().join("editor");
        fs::write(&editor, EDITOR).expect("an editor");
        fs::set_permissions(editor, fs::Permissions::from_mode(0o700)).expect("an editor to run");
        Self { home, now: DateTime::default(), before: Before::Shell, output: String::new(), after_esc: false }
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("choir")
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("meetings")
    }

    fn set_clock(&mut self, moment: &str) {
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
    fn run(&mut self, command: &str, in_terminal: bool) -> Option<String> {
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
    fn be_at_shell(&mut self, next: &str) {
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
    fn press(&mut self, line: &str) {
        let mut line = line.trim();
        if let Some((time, rest)) = line.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            self.tell_time(time);
            line = rest.trim();
        }
        let typed = line.strip_suffix('⏎').map(|text| (text.trim_end(), true));
        if let Some((text, enter)) = typed.or_else(|| line.strip_suffix('▏').map(|text| (text, false))) {
            match &mut self.before {
                Before::Terminal(terminal) => {
                    assert!(
                        !self.after_esc,
                        "{line}: Esc and what follows it at once is Alt; look at the screen between"
                    );
                    terminal.type_text(text);
                    terminal.keys(if enter { "Enter" } else { "" });
                }
                _ => {
                    text.chars().for_each(|c| self.tell(Msg::Key(typed_event(c))));
                    if enter {
                        self.tell(Msg::Key(key_event("enter")));
                    }
                }
            }
            return;
        }
        for key in line.split_whitespace() {
            match &mut self.before {
                Before::Terminal(terminal) => {
                    assert!(
                        !self.after_esc,
                        "{line}: Esc and what follows it at once is Alt; look at the screen between"
                    );
                    terminal.keys(&as_bytes_name(key));
                    self.after_esc = key == "Esc";
                }
                Before::Meeting(_) => self.tell(Msg::Key(key_event(&as_event_name(key)))),
                Before::Shell => panic!("{key}: no screen to press it on"),
            }
        }
    }

    /// What the reader's editor was given.
    fn edited(&mut self) -> String {
        let opened = self.home.path().join("opened");
        let Before::Terminal(terminal) = &mut self.before else { panic!("no screen that has an editor") };
        let deadline = Instant::now() + super::terminal::PATIENCE;
        while !opened.exists() {
            assert!(Instant::now() < deadline, "no editor came: {}", terminal.screen());
            terminal.settle(Some(Duration::from_millis(20)), |_| false);
        }
        let text = fs::read_to_string(&opened).expect("what it was given");
        fs::remove_file(opened).expect("a file to remove");
        text
    }

    /// What was copied on the screen last.
    fn copied(&mut self) -> String {
        let Before::Terminal(terminal) = &mut self.before else { panic!("no screen to copy from") };
        let coded = self.home.path().join("copied");
        fs::write(&coded, terminal.wait_for_copy()).expect("a file to write");
        let decoded = Command::new("base64").arg("--decode").arg(coded).output().expect("a decoder");
        String::from_utf8(decoded.stdout).expect("text")
    }

    /// What stands on the screen; where that takes its time, once it is as wanted or nothing comes any more.
    fn screen(&mut self, wanted: &str) -> String {
        self.after_esc = false;
        match &mut self.before {
            Before::Shell => panic!("no screen to be looked at"),
            Before::Meeting(scribe) => drawn(&scribe.model),
            Before::Terminal(terminal) => {
                let steady = if is_update() { Some(Duration::from_millis(700)) } else { None };
                terminal.settle(steady, |screen| is_as_shown(wanted, screen));
                terminal.screen().trim_end().to_owned()
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

fn is_update() -> bool {
    std::env::var_os("UPDATE_ASSETS").is_some()
}

/// Whether a text is as a page shows it, where `[…]` stands for any lines.
fn is_as_shown(shown: &str, text: &str) -> bool {
    let shown: Vec<&str> = shown.trim_end().lines().collect();
    let text: Vec<&str> = text.trim_end().lines().collect();
    let mut parts = shown.split(|line| *line == ANY);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&[&str]> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = (0..=rest.len()).find(|at| rest[*at..].starts_with(part)) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// Follows a page; the page as it ought to be, and where it is not.
fn follow(reader: &mut Reader, name: &str, page: &str) -> (String, Vec<String>) {
    let (mut written, mut faults) = (String::new(), Vec::new());
    let mut done = 0;
    let mut check = |block: &Block, shown: &str, is: &str| {
        if is_as_shown(shown, is) {
            return shown.to_owned();
        }
        let line = page[..block.from].lines().count() + 1;
        faults.push(format!("{name}:{line}: shows\n{shown}\nbut it is\n{is}"));
        if shown.contains(ANY) { shown.to_owned() } else { is.to_owned() }
    };
    for step in steps(page) {
        let block = match step {
            Step::Clock(moment) => {
                reader.set_clock(&moment);
                continue;
            }
            Step::Block(block) => block,
        };
        let words: Vec<&str> = block.words.iter().map(String::as_str).collect();
        let shown = block.lines.join("\n");
        let is = match words.as_slice() {
            ["markdown" | "text", file] => {
                fs::write(reader.folder().join(file), shown.clone() + "\n").expect("a file to write");
                shown
            }
            ["toml", file] => {
                let folder = reader.home.path().join(".config/minutebook");
                fs::create_dir_all(&folder).expect("a folder for the settings");
                fs::write(folder.join(file), shown.clone() + "\n").expect("settings to write");
                shown
            }
            ["keys"] => {
                block.lines.iter().for_each(|line| reader.press(line));
                shown
            }
            ["screen"] => {
                let is = reader.screen(&shown);
                check(&block, &shown, &is)
            }
            ["output"] => {
                reader.be_at_shell(name);
                check(&block, &shown, &reader.output.clone())
            }
            ["paste"] => {
                let Before::Terminal(terminal) = &mut reader.before else { panic!("{name}: nowhere to paste") };
                terminal.paste(&(shown.clone() + "\n"));
                shown
            }
            ["clipboard"] => check(&block, &shown, &reader.copied()),
            ["editor"] => check(&block, &shown, &reader.edited()),
            ["editor", "saved"] => {
                let (file, whole) = (reader.home.path().join("saved.new"), reader.home.path().join("saved"));
                fs::write(&file, shown.clone() + "\n").and_then(|()| fs::rename(file, whole)).expect("a text to save");
                shown
            }
            ["console", rest @ ..] => {
                let mut all = Vec::new();
                for command in commands(&block.lines) {
                    let (command, shown) = (command[0].trim_start_matches("$ "), command[1..].join("\n"));
                    let printed = reader.run(command, !rest.is_empty()).unwrap_or_default();
                    let is = check(&block, &shown, printed.trim_end());
                    all.push(format!("$ {command}\n{is}").trim_end().to_owned());
                }
                all.join("\n")
            }
            [] | ["text" | "markdown"] => shown,
            other => panic!("{name}: nobody knows what to do with a block {other:?}"),
        };
        written += &page[done..block.from];
        written += &(is.trim_end().to_owned() + "\n");
        done = block.to;
    }
    written += &page[done..];
    (written, faults)
}

/// The lines of each command, which begins with a `$`.
fn commands(lines: &[String]) -> Vec<Vec<String>> {
    let mut commands: Vec<Vec<String>> = Vec::new();
    for line in lines {
        match commands.last_mut() {
            Some(command) if !line.starts_with("$ ") => command.push(line.clone()),
            _ => commands.push(vec![line.clone()]),
        }
    }
    commands
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let files = fs::read_dir(folder).expect("the guide").flatten().map(|found| found.path());
    let is_page = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut pages: Vec<PathBuf> = files.filter(is_page).collect();
    pages.sort();
    pages
}

#[test]
fn every_screen_and_every_output_of_the_guide_is_what_the_program_shows() {
    let mut reader = Reader::new();
    let mut all = Vec::new();
    for path in pages() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let page = fs::read_to_string(&path).expect("a page");
        let (written, faults) = follow(&mut reader, &name, &page);
        reader.be_at_shell(&name);
        if is_update() {
            fs::write(&path, written).expect("a page that can be written");
        } else {
            all.extend(faults);
        }
    }
    assert!(all.is_empty(), "{}\nUPDATE_ASSETS=1 writes them anew", all.join("\n\n"));
}

#[test]
fn every_page_of_the_guide_leads_to_the_next_and_links_to_what_is_there() {
    let pages = pages();
    assert!(pages.len() > 2, "{pages:?}");
    let index = fs::read_to_string(pages[0].with_file_name("README.md")).expect("the guide's contents");
    for page in &pages {
        let name = page.file_name().unwrap_or_default().to_string_lossy();
        assert!(index.contains(&format!("]({name})")), "docs/guide/README.md does not lead to {name}");
    }
    for (at, path) in pages.iter().enumerate() {
        let page = fs::read_to_string(path).expect("a page");
        let links: Vec<&str> = page.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        for link in links.iter().filter(|link| !link.contains("://")) {
            assert!(path.with_file_name(link).exists(), "{} links to {link}", path.display());
        }
        if let Some(next) = pages.get(at + 1) {
            let next = next.file_name().unwrap_or_default().to_string_lossy();
            assert!(links.contains(&next.as_ref()), "{} does not lead to {next}", path.display());
        }
    }
}

#[test]
fn lines_that_are_left_out_stand_for_any_number_of_them() {
    for (shown, text) in
        [("a\nb", "a\nb\n"), ("a\n[…]", "a\nb\nc"), ("[…]\nc", "a\nc"), ("a\n[…]\nc\n[…]", "a\nc"), ("[…]", "")]
    {
        assert!(is_as_shown(shown, text), "{shown:?} {text:?}");
    }
    for (shown, text) in [("a", "a\nb"), ("", "a"), ("a\n[…]\nd", "a\nb"), ("[…]\nc\n[…]\nb", "b\nc")] {
        assert!(!is_as_shown(shown, text), "{shown:?} {text:?}");
    }
}
