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

use super::run::Console;
use super::screen::Frame;
use crate::agenda;
use crate::app::Keymap;
use crate::app::planner::{Planner, Wish};
use crate::archive::{replace_file, write_beside};
use crate::view::{Theme, planner as screen};

/// The agenda's file.
#[derive(Debug)]
pub struct AgendaFile {
    /// Where the plan is written.
    path: PathBuf,
    /// The agenda as it was read, which the plan is written into; none: a new one.
    text: Option<Vec<u8>>,
    /// What stands at `path` as far as is known.
    known: Option<Vec<u8>>,
}

/// How planning ended.
#[derive(Debug)]
pub enum PlanEnd {
    /// As the user wanted; where the plan was saved last, if it was.
    Left(Option<PathBuf>),
    /// The terminal is gone, or the program was asked to end.
    Interrupted {
        /// Where what was not saved is now; none: nothing was, or there is no place for it.
        kept: Option<PathBuf>,
        /// What is wrong with the terminal.
        why: Option<io::Error>,
    },
}

/// Why the text of an agenda cannot be had, in sentences; the first says what, the others what to do.
type Why = Vec<String>;

impl AgendaFile {
    /// The file that was read as `text`, none where there is none yet; `output`: to be written elsewhere.
    pub fn new(path: &Path, text: Option<Vec<u8>>, output: Option<&Path>) -> io::Result<Self> {
        let known = match output {
            None => text.clone(),
            Some(output) => read(output)?,
        };
        Ok(Self { path: output.unwrap_or(path).to_owned(), text, known })
    }

    /// The plan as the agenda's own text, changed where it had to be.
    fn written(&self, planner: &Planner) -> Result<String, Why> {
        let (arranged, origins) = planner.arranged();
        let Some(bytes) = &self.text else { return Ok(agenda::write(&arranged)) };
        let text = std::str::from_utf8(bytes).map_err(|_| vec!["its text is no UTF-8".to_owned()])?;
        agenda::rewrite(text, &arranged, &origins).map_err(|error| vec![error.to_string(), error.hint().to_owned()])
    }

    /// Writes a text, or, where somebody else has changed the file, puts it beside; what to tell the user.
    fn put(&mut self, text: String) -> io::Result<String> {
        let standing = read(&self.path)?;
        if standing.as_deref() == Some(text.as_bytes()) {
            self.known = standing;
            return Ok(format!("{} says all this already", self.path.display()));
        }
        if standing == self.known {
            replace_file(&self.path, text.as_bytes())?;
            self.known = Some(text.into_bytes());
            return Ok(format!("saved in {}", self.path.display()));
        }
        let beside = write_beside(&self.path, "new", text.as_bytes())?;
        let words = format!("{} was changed elsewhere: the plan is in {}", self.path.display(), beside.display());
        (self.path, self.known) = (beside, Some(text.into_bytes()));
        Ok(words)
    }

    /// Does what the planner wishes; whether it may leave now.
    fn save(&mut self, planner: &mut Planner, leave: bool) -> bool {
        match self.written(planner) {
            Ok(text) => {
                let lost = agenda::misread(&text, &planner.arranged().0);
                told(planner, self.put(text), lost) && leave
            }
            Err(mut why) => {
                let name = self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                why.push(format!(
                    "w  writes the plan to {name}.planned.md, in a form of our own; the agenda stays as it is"
                ));
                planner.offer_apart(why, leave);
                false
            }
        }
    }

    /// Writes the plan into a file of its own, which is the one that is planned in from then on.
    fn save_apart(&mut self, planner: &mut Planner, leave: bool) -> bool {
        let (arranged, _) = planner.arranged();
        let text = agenda::write(&arranged);
        let lost = agenda::misread(&text, &arranged);
        let written = write_beside(&self.path, "planned", text.as_bytes());
        if let Ok(path) = &written {
            (self.path, self.text, self.known) = (path.clone(), None, Some(text.into_bytes()));
        }
        told(planner, written.map(|path| format!("saved in {}", path.display())), lost) && leave
    }

    /// Puts what is not saved into a file of its own.
    fn rescue(&self, planner: &Planner) -> Option<PathBuf> {
        let text = self.written(planner).unwrap_or_else(|_| agenda::write(&planner.arranged().0));
        write_beside(&self.path, "unsaved", text.as_bytes()).ok()
    }
}

/// What stands there; none: nothing.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Tells the planner how writing went, `lost` being what the text would be read differently from; whether all is well.
fn told(planner: &mut Planner, written: io::Result<String>, lost: Option<String>) -> bool {
    match (written, lost) {
        (Ok(words), None) => {
            planner.was_saved(words);
            true
        }
        (Ok(words), Some(what)) => {
            planner.was_saved(format!("{words}; but this will be read differently: {what}"));
            false
        }
        (Err(error), _) => {
            planner.was_not_saved(format!("NOT SAVED: {error}"));
            false
        }
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
pub fn plan(console: &mut Console, planner: &mut Planner, file: &mut AgendaFile, keymap: &Keymap) -> PlanEnd {
    let mut saved = None;
    match plan_on(console, planner, file, keymap, &mut saved) {
        Ok(true) => PlanEnd::Left(saved),
        interrupted => {
            let kept = planner.is_dirty().then(|| file.rescue(planner)).flatten();
            PlanEnd::Interrupted { kept, why: interrupted.err() }
        }
    }
}

/// The same; whether the user left it. `saved`: where the plan was saved last.
fn plan_on(
    console: &mut Console,
    planner: &mut Planner,
    file: &mut AgendaFile,
    keymap: &Keymap,
    saved: &mut Option<PathBuf>,
) -> io::Result<bool> {
    loop {
        let (columns, rows) = crossterm::terminal::size()?;
        let theme = *console.theme();
        console.draw(&PlannerFrame { planner, theme: &theme, area: Rect::new(0, 0, columns, rows) })?;
        let woken = console.wait(None)?;
        while woken.input
            && let Some(input) =
                console.keyboard.next().or_else(|error| if woken.hung_up { Ok(None) } else { Err(error) })?
        {
            let wish = match input {
                Input::Key(key) => planner.press(key, keymap),
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
            if wish.is_some_and(|wish| wish != Wish::Leave) && !planner.is_dirty() {
                *saved = Some(file.path.clone());
            }
            if leave {
                return Ok(true);
            }
        }
        if woken.end || woken.hung_up {
            return Ok(false);
        }
    }
}
