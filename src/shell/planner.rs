//! The planner's loop, and the agenda's file under it.
//!
//! Saving is an act of the user: nothing is written before. A file that somebody else has changed meanwhile is not written
//! over; what was planned goes beside it. Not here: what a key does (see `app::planner`), and how an agenda's text is
//! changed in place (see `agenda`).

use std::io;
use std::path::{Path, PathBuf};

use crossterm::event::Event as Input;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::page::turns_mouse;
use super::run::Console;
use super::screen::Frame;
use crate::agenda;
use crate::app::planner::{PlanTarget, Planner, Wish};
use crate::app::{Action, Deed, Key, Keymap, Pointer, Scope, keys_written, mouse_is};
use crate::archive::{read_at_most, replace_file, write_beside, write_free};
use crate::journal::create_folder;
use crate::view::{Theme, planner as screen};
use crate::words::say;

/// The agenda's file.
#[derive(Debug)]
pub struct AgendaFile {
    /// Where the plan is written.
    path: PathBuf,
    /// The agenda as it was read, which the plan is written into; none: a new one.
    text: Option<Vec<u8>>,
    /// What stands at `path` as far as is known; none: nothing of the user's plan does.
    known: Option<Vec<u8>>,
    /// What stood at `path` before and is no agenda that was read.
    foreign: bool,
    /// Folders for what can be written nowhere else, the best first.
    spare: Vec<PathBuf>,
    /// Where the plan was saved last, if it was.
    saved: Option<PathBuf>,
}

/// How planning ended.
#[derive(Debug)]
pub enum PlanEnd {
    /// As the user wanted; where the plan was saved last, if it was.
    Left(Option<PathBuf>),
    /// The terminal is gone, or the program was asked to end.
    Interrupted {
        /// What became of what was not saved.
        kept: Kept,
        /// What is wrong with the terminal.
        why: Option<io::Error>,
    },
}

/// What became of changes that were not saved.
#[derive(Debug)]
pub enum Kept {
    /// There were none.
    Nothing,
    /// They are in this file.
    In(PathBuf),
    /// No folder took them; why the last one did not.
    Lost(io::Error),
}

/// Why the text of an agenda cannot be had, in sentences; the first says what, the others what to do.
type Why = Vec<String>;

impl AgendaFile {
    /// The file that was read as `text`, none where there is none yet; `output`: to be written elsewhere. `data`: a folder
    /// of the program's own, for what no folder of the user's takes.
    pub fn new(path: &Path, text: Option<Vec<u8>>, output: Option<&Path>, data: Option<&Path>) -> io::Result<Self> {
        let output = output.filter(|output| !is_same(output, path));
        let foreign = match output {
            None => false,
            Some(output) => read(output)?.is_some(),
        };
        let beside = path.parent().filter(|_| output.is_some());
        let beside =
            beside.map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder }.to_owned());
        let spare = beside.into_iter().chain(data.map(Path::to_owned)).chain([std::env::temp_dir()]).collect();
        let known = text.clone().filter(|_| output.is_none());
        Ok(Self { path: output.unwrap_or(path).to_owned(), text, known, foreign, spare, saved: None })
    }

    /// The plan as the agenda's own text, changed where it had to be.
    fn written(&self, planner: &Planner) -> Result<String, Why> {
        let (arranged, origins) = planner.arranged();
        let Some(bytes) = &self.text else { return Ok(agenda::write(&arranged)) };
        let text = std::str::from_utf8(bytes).map_err(|_| vec![say("plan-no-utf8").to_owned()])?;
        agenda::rewrite(text, &arranged, &origins).map_err(|error| vec![error.to_string(), error.hint().to_owned()])
    }

    /// Writes a text, or, where somebody else has changed the file, puts it beside; what to tell the user.
    fn put(&mut self, text: String) -> io::Result<String> {
        let standing = read(&self.path)?;
        if standing.as_deref() == Some(text.as_bytes()) {
            self.known = standing;
            return Ok(say!("plan-says-all", path = self.path.display().to_string()));
        }
        if standing == self.known {
            replace_file(&self.path, text.as_bytes())?;
            self.known = Some(text.into_bytes());
            return Ok(say!("plan-saved-in", path = self.path.display().to_string()));
        }
        let bytes = text.as_bytes();
        let beside =
            if self.foreign { write_free(&self.path, bytes)? } else { write_beside(&self.path, "new", bytes)? };
        let (path, there) = (self.path.display().to_string(), beside.display().to_string());
        let words = if self.foreign {
            say!("plan-stood-there", path = path, beside = there)
        } else {
            say!("plan-was-changed", path = path, beside = there)
        };
        (self.path, self.known, self.foreign) = (beside, Some(text.into_bytes()), false);
        Ok(words)
    }

    /// Writes the plan, or has the user asked what to do instead; whether it may leave now.
    fn save(&mut self, planner: &mut Planner, leave: bool) -> bool {
        match self.written(planner) {
            Ok(text) => {
                let lost = agenda::misread(&text, &planner.arranged().0);
                match self.put(text) {
                    Ok(words) => return self.was_saved(planner, words, lost) && leave,
                    Err(error) => planner.offer_elsewhere(self.not_written(&error), leave),
                }
            }
            Err(mut why) => {
                let name = self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                why.push(say!("plan-write-apart", name = name));
                planner.offer_apart(why, leave);
            }
        }
        false
    }

    fn not_written(&self, error: &io::Error) -> Why {
        let folders: Vec<_> = self.spare.iter().map(|folder| folder.display().to_string()).collect();
        vec![
            format!("{}: {}", self.path.display(), cause(error)),
            say!("plan-write-elsewhere", folders = folders.join(", ")),
        ]
    }

    /// Writes the plan into a file of its own, which is the one that is planned in from then on; whether it may leave now.
    fn save_apart(&mut self, planner: &mut Planner, leave: bool) -> bool {
        let (arranged, _) = planner.arranged();
        let in_place = self.written(planner);
        let is_own = in_place.is_err();
        let text = in_place.unwrap_or_else(|_| agenda::write(&arranged));
        let lost = agenda::misread(&text, &arranged);
        match self.put_elsewhere("planned", &text) {
            Ok(path) => {
                let words = say!("plan-saved-in", path = path.display().to_string());
                (self.path, self.known, self.foreign) = (path, Some(text.into_bytes()), false);
                if is_own {
                    self.text = None; // the agenda's own text stays where it stands
                }
                self.was_saved(planner, words, lost) && leave
            }
            Err(error) => {
                planner.was_not_saved(say!("plan-not-saved", why = cause(&error)));
                false
            }
        }
    }

    /// Tells the planner that the plan is written, `lost` being what the text would be read differently from; whether all
    /// is well.
    fn was_saved(&mut self, planner: &mut Planner, words: String, lost: Option<String>) -> bool {
        self.saved = Some(self.path.clone());
        let is_well = lost.is_none();
        planner.was_saved(match lost {
            None => words,
            Some(what) => say!("plan-read-differently", said = words, what = what),
        });
        is_well
    }

    /// Puts what is not saved into a file of its own.
    fn rescue(&self, planner: &Planner) -> Kept {
        if !planner.is_dirty() {
            return Kept::Nothing;
        }
        let text = self.written(planner).unwrap_or_else(|_| agenda::write(&planner.arranged().0));
        self.put_elsewhere("unsaved", &text).map_or_else(Kept::Lost, Kept::In)
    }

    /// Writes a text beside the agenda, or into the first folder that takes it; says where.
    fn put_elsewhere(&self, word: &str, text: &str) -> io::Result<PathBuf> {
        let mut written = write_beside(&self.path, word, text.as_bytes());
        for folder in &self.spare {
            if written.is_ok() {
                break;
            }
            let _ = create_folder(folder); // the folder that is not there says so itself
            let path = folder.join(self.path.file_name().unwrap_or_default());
            written = write_beside(&path, word, text.as_bytes());
        }
        written
    }
}

/// What the system says, without the temporary file that it says it of.
fn cause(error: &io::Error) -> String {
    let inner = error.get_ref().and_then(|inner| inner.source());
    inner.map_or_else(|| error.to_string(), ToString::to_string)
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// What stands there; none: nothing.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match read_at_most(path, agenda::LARGEST + 1) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The one part of this screen.
struct PlannerFrame<'a> {
    planner: &'a Planner,
    theme: &'a Theme,
    area: Rect,
}

impl Frame for PlannerFrame<'_> {
    fn parts(&self) -> usize {
        1
    }

    fn area(&self, _: usize) -> Rect {
        self.area
    }

    fn fingerprint(&self, _: usize) -> u64 {
        self.planner.revision
    }

    fn draw(&self, _: usize, buffer: &mut Buffer) {
        screen::draw(self.planner, self.theme, buffer);
    }

    fn cursor(&self) -> Option<Position> {
        screen::cursor(self.planner, self.area)
    }
}

/// Plans until the user leaves or the terminal is gone; sleeps between keys. What is not saved then is put beside.
pub fn plan(console: &mut Console, planner: &mut Planner, file: &mut AgendaFile) -> PlanEnd {
    match plan_on(console, planner, file) {
        Ok(true) => PlanEnd::Left(file.saved.clone()),
        interrupted => PlanEnd::Interrupted { kept: file.rescue(planner), why: interrupted.err() },
    }
}

fn press(console: &mut Console, planner: &mut Planner, key: Key, keymap: &Keymap) -> Option<Wish> {
    // Its letters are verbs of its own, or are typed: none begins a sequence.
    let key = console.put_together(key, keymap, &[Scope::Meeting, Scope::Line], true)?;
    planner.press(key, keymap)
}

/// The same; whether the user left it.
fn plan_on(console: &mut Console, planner: &mut Planner, file: &mut AgendaFile) -> io::Result<bool> {
    loop {
        console.settle();
        let config = console.live().config();
        let (columns, rows) = crossterm::terminal::size()?;
        let area = Rect::new(0, 0, columns, rows);
        let theme = console.theme();
        console.draw(&PlannerFrame { planner, theme: &theme, area })?;
        let woken = console.wait(None)?;
        while woken.input
            && let Some(input) =
                console.keyboard.next().or_else(|error| if woken.hung_up { Ok(None) } else { Err(error) })?
        {
            let wish = match input {
                Input::Key(key) if turns_mouse(console, key, &config.keymap)? => {
                    let toggle = config.keymap.shown(Action::MouseToggle);
                    planner.tell(mouse_is(console.has_mouse(), &toggle));
                    None
                }
                Input::Key(key) => press(console, planner, key.into(), &config.keymap),
                Input::Mouse(report) => match console.pointer(report) {
                    Some(Pointer { deed, at }) => match (screen::under(planner, &theme, area, at), deed) {
                        (PlanTarget::Keys(label), Deed::Press(1)) => {
                            let keys = keys_written(&label).unwrap_or_default().into_iter();
                            keys.filter_map(|key| press(console, planner, key, &config.keymap)).last()
                        }
                        (PlanTarget::Keys(_), _) => None,
                        (target, deed) => planner.point(deed, target),
                    },
                    None => None,
                },
                Input::Paste(text) => {
                    planner.paste(&text);
                    None
                }
                _ => None,
            };
            let leave = match wish {
                None => false,
                Some(Wish::Leave) => true,
                Some(Wish::Save { leave }) => file.save(planner, leave),
                Some(Wish::SaveApart { leave }) => file.save_apart(planner, leave),
            };
            if leave {
                return Ok(true);
            }
        }
        if woken.end || woken.hung_up {
            return Ok(false);
        }
    }
}
