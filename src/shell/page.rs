//! The loop of a page: a whole screen beside the meeting's, such as the one before a meeting.
//!
//! A page knows keys and what it shows; whatever takes its time runs on a thread that wakes the loop, and is heard before the next
//! frame. Not here: what any page means (see `app`), and how it is drawn (see `view`).

use std::io;

use crossterm::event::{Event as Input, KeyEvent, KeyEventKind, MouseEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::run::Console;
use super::screen::Frame;
use crate::app::overlay::HelpRow;
use crate::app::{Action, Deed, Key, Keymap, Pointer, Scope, Target, keys_written};
use crate::view::{self, Theme};

/// A screen beside the meeting's.
pub trait Page {
    /// What the scribe can come to on it.
    type Answer;

    /// Takes a key in; the answer, once there is one.
    fn press(&mut self, key: Key, keymap: &Keymap) -> Option<Self::Answer>;

    /// Where its keys are bound, the nearest first.
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Meeting, Scope::Line]
    }

    /// Whether what types is typed now.
    fn types(&self) -> bool {
        true
    }

    /// Takes a paste in.
    fn paste(&mut self, text: String) -> Option<Self::Answer>;

    /// What lies there on a screen of that size.
    fn under(&self, at: Position, screen: Rect, theme: &Theme) -> Target;

    /// Takes in what the mouse did, and what lies under it; keys at the foot are pressed and not pointed at.
    fn point(&mut self, deed: Deed, target: Target) -> Option<Self::Answer>;

    /// What it came to by what was heard and not by a key; asked before each frame.
    fn found(&mut self) -> Option<Self::Answer> {
        None
    }

    /// Its keys, for a screen of so many columns; none where it shows them itself, or has nothing to show.
    fn help(&self, _: &Keymap, _: u16) -> Option<Vec<HelpRow>> {
        None
    }

    /// Takes in which keys are in force now.
    fn rebind(&mut self, _: &Keymap) {}

    /// Differs wherever what is shown differs.
    fn fingerprint(&self) -> u64;

    /// Draws it into a blank buffer.
    fn draw(&self, theme: &Theme, buffer: &mut Buffer);

    /// Where the cursor stands on a screen of that size.
    fn cursor(&self, screen: Rect) -> Option<Position>;
}

/// A page is one part, drawn again wherever its fingerprint changes; over it stands how to get the mouse back.
struct PageFrame<'a, P> {
    page: &'a P,
    theme: &'a Theme,
    area: Rect,
    mouse_key: Option<String>,
    /// Its keys in its place, from a row on.
    help: Option<(Vec<HelpRow>, usize)>,
}

impl<P> PageFrame<'_, P> {
    /// The part that says that the mouse is off; empty while it is on.
    fn mouse_off(&self) -> Rect {
        self.mouse_key.as_ref().map_or(Rect::ZERO, |key| view::mouse_off_area(key, self.area))
    }
}

impl<P: Page> Frame for PageFrame<'_, P> {
    fn parts(&self) -> usize {
        2
    }

    fn area(&self, part: usize) -> Rect {
        if part == 0 { self.area } else { self.mouse_off() }
    }

    fn fingerprint(&self, part: usize) -> u64 {
        match &self.help {
            Some((_, top)) if part == 0 => !(*top as u64),
            None if part == 0 => self.page.fingerprint(),
            _ => 0,
        }
    }

    fn draw(&self, part: usize, buffer: &mut Buffer) {
        match (&self.mouse_key, &self.help) {
            (Some(key), _) if part > 0 => view::draw_mouse_off(key, self.theme, buffer),
            (_, Some((rows, top))) => view::draw_page_help(rows, *top, self.theme, buffer),
            _ => self.page.draw(self.theme, buffer),
        }
    }

    fn cursor(&self) -> Option<Position> {
        if self.help.is_some() { None } else { self.page.cursor(self.area) }
    }
}

/// Shows it as it stands and asks nothing, as while something takes its time.
pub fn show(console: &mut Console, page: &impl Page) -> io::Result<()> {
    show_with(console, page, None, None)
}

fn show_with(
    console: &mut Console,
    page: &impl Page,
    mouse_key: Option<String>,
    help: Option<(Vec<HelpRow>, usize)>,
) -> io::Result<()> {
    let theme = console.theme();
    console.draw(&PageFrame { page, theme: &theme, area: screen()?, mouse_key, help })
}

fn screen() -> io::Result<Rect> {
    let (columns, rows) = crossterm::terminal::size()?;
    Ok(Rect::new(0, 0, columns, rows))
}

/// Whether a key is the one that leaves the mouse to the terminal or takes it again; then that is done.
pub(super) fn turns_mouse(console: &mut Console, event: KeyEvent, keymap: &Keymap) -> io::Result<bool> {
    let is_meant = keymap.action(Scope::Meeting, Key::from(event)) == Some(Action::MouseToggle);
    if is_meant && event.kind != KeyEventKind::Release {
        console.use_mouse(!console.has_mouse())?;
    }
    Ok(is_meant)
}

/// The keys of a page over it, from a row on, while they are shown.
#[derive(Default)]
struct Help(Option<usize>);

impl Help {
    /// Takes a key in where it is for the help: what opens it, and all while it is shown; any that scrolls nothing closes it, but
    /// the one that leaves the page is the page's.
    fn takes(&mut self, key: Key, keymap: &Keymap, rows: impl FnOnce() -> Option<Vec<HelpRow>>) -> bool {
        let Some(top) = self.0 else {
            let opens = keymap.action(Scope::Meeting, key) == Some(Action::Help) && rows().is_some();
            self.0 = opens.then_some(0);
            return opens;
        };
        let action = keymap.command(Scope::Meeting, key);
        let by = match action {
            Some(Action::SelectUp) => -1,
            Some(Action::SelectDown) => 1,
            Some(Action::PageUp) => -10,
            Some(Action::PageDown) => 10,
            _ => {
                self.0 = None;
                return action != Some(Action::Leave);
            }
        };
        self.0 = Some(scrolled(top, by, rows()));
        true
    }

    /// Takes in what the mouse did, where the help is shown.
    fn takes_pointer(&mut self, deed: Deed, rows: impl FnOnce() -> Option<Vec<HelpRow>>) -> bool {
        if let (Some(top), Deed::Wheel(by)) = (self.0, deed) {
            self.0 = Some(scrolled(top, by, rows()));
        }
        self.0.is_some()
    }
}

fn scrolled(top: usize, by: isize, rows: Option<Vec<HelpRow>>) -> usize {
    top.saturating_add_signed(by).min(rows.map_or(0, |rows| rows.len().saturating_sub(1)))
}

fn press<P: Page>(
    console: &mut Console,
    (page, help): (&mut P, &mut Help),
    key: Key,
    keymap: &Keymap,
) -> Option<P::Answer> {
    let key = console.put_together(key, keymap, page.scopes(), page.types())?;
    if help.takes(key, keymap, || rows_of(page, keymap)) { None } else { page.press(key, keymap) }
}

/// The rows of its help on this terminal.
fn rows_of(page: &impl Page, keymap: &Keymap) -> Option<Vec<HelpRow>> {
    page.help(keymap, screen().unwrap_or_default().width)
}

/// What the mouse did: on the words of a key at the foot what that key does.
fn point<P: Page>(
    console: &mut Console,
    (page, help): (&mut P, &mut Help),
    report: MouseEvent,
    keymap: &Keymap,
) -> io::Result<Option<P::Answer>> {
    let Some(Pointer { deed, at }) = console.pointer(report) else { return Ok(None) };
    if help.takes_pointer(deed, || rows_of(page, keymap)) {
        return Ok(None);
    }
    let theme = console.theme();
    let keys = match (page.under(at, screen()?, &theme), deed) {
        // A hand that is used to two clicks means the key once.
        (Target::Keys(label), Deed::Press(1)) => keys_written(&label).unwrap_or_default(),
        (Target::Keys(_), _) => Vec::new(),
        (target, deed) => return Ok(page.point(deed, target)),
    };
    Ok(keys.into_iter().find_map(|key| press(console, (&mut *page, &mut *help), key, keymap)))
}

/// Shows a page until there is an answer; none where the terminal is gone. `hear` comes before each frame: it tells the page what
/// threads have found, which woke the loop, and asks them for what the page wants now.
pub fn attend<P: Page>(
    console: &mut Console,
    page: &mut P,
    hear: &mut dyn FnMut(&mut P),
) -> io::Result<Option<P::Answer>> {
    let mut version = None;
    let mut help = Help::default();
    loop {
        console.settle();
        let now = console.live().version();
        let config = console.live().config();
        if version.replace(now) != Some(now) {
            page.rebind(&config.keymap);
        }
        hear(page);
        if let Some(answer) = page.found() {
            return Ok(Some(answer));
        }
        let mouse_key = (!console.has_mouse()).then(|| config.keymap.shown(Action::MouseToggle));
        let shown = help.0.and_then(|top| Some((rows_of(page, &config.keymap)?, top)));
        show_with(console, page, mouse_key, shown)?;
        let woken = console.wait(None)?;
        if woken.end || (woken.hung_up && !woken.input) {
            return Ok(None);
        }
        if !woken.input {
            continue;
        }
        let mut answer = None;
        while answer.is_none()
            && let Some(input) = console.keyboard.next()?
        {
            match input {
                Input::Key(key) if turns_mouse(console, key, &config.keymap)? => {}
                Input::Key(key) => answer = press(console, (&mut *page, &mut help), key.into(), &config.keymap),
                Input::Mouse(report) => answer = point(console, (&mut *page, &mut help), report, &config.keymap)?,
                Input::Paste(_) if help.0.is_some() => {}
                Input::Paste(text) => answer = page.paste(text),
                _ => {}
            }
        }
        if answer.is_some() {
            return Ok(answer);
        }
    }
}
