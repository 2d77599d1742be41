//! The panes of a screen put together, and the check that none of them shows something old.

use minutebook::app::{Model, Surroundings};
use minutebook::view::{Depth, Pane, Theme, cursor};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(crate) use crate::buffer::rows;
use crate::contrast;
use crate::script::Screen;

/// What each pane showed last.
pub(crate) struct Panes {
    shown: Vec<(u64, Rect, Buffer)>,
    around: Option<Surroundings>,
}

impl Panes {
    pub(crate) fn of(model: &Model) -> Self {
        let layout = model.layout();
        let theme = Theme::new(Depth::Indexed);
        let draw = |pane: &Pane| {
            let area = pane.area(model, &layout);
            let mut buffer = Buffer::empty(area);
            pane.draw(model, &theme, &mut buffer);
            contrast::check(&buffer, &theme);
            (pane.fingerprint(model), area, buffer)
        };
        Self { shown: Pane::ALL.iter().map(draw).collect(), around: model.surroundings() }
    }

    /// A pane whose fingerprint and area stand shows the same as before; and no cell holds a control character.
    pub(crate) fn check(&mut self, model: &Model, after: &str) {
        let now = Self::of(model);
        for ((pane, was), is) in Pane::ALL.iter().zip(&self.shown).zip(&now.shown) {
            if (was.0, was.1) == (is.0, is.1) {
                assert_eq!(was.2, is.2, "{pane:?} changed and its fingerprint did not, after {after}");
            }
            // The shell draws nothing but the line where the surroundings stand.
            if now.around.is_some() && now.around == self.around && !Pane::ALL[Pane::LINE].contains(pane) {
                assert_eq!(
                    (was.1, &was.2),
                    (is.1, &is.2),
                    "{pane:?} changed and the surroundings did not, after {after}"
                );
            }
            for cell in &is.2.content {
                assert!(!cell.symbol().chars().any(char::is_control), "{pane:?} shows {:?}", cell.symbol());
            }
        }
        let screen = Rect::new(0, 0, model.size.0, model.size.1);
        let cursor = cursor(model, &model.layout());
        assert!(cursor.is_none_or(|at| screen.contains(at)), "the cursor left the screen: {cursor:?}");
        *self = now;
    }
}

/// The whole screen as it stands on the terminal.
pub(crate) fn drawn(model: &Model, theme: &Theme) -> Buffer {
    let layout = model.layout();
    let mut whole = Buffer::empty(layout.screen);
    for pane in Pane::ALL {
        let area = pane.area(model, &layout);
        let mut buffer = Buffer::empty(area);
        pane.draw(model, theme, &mut buffer);
        for position in area.positions() {
            whole[position] = buffer[position].clone();
        }
    }
    whole
}

/// The first cell of a text that stands in a row of the screen, from the top.
pub(crate) fn place_of(screen: &Screen, text: &str) -> (u16, u16) {
    place_in(screen, screen.model.layout().screen, text)
}

/// The same in a part of the screen.
pub(crate) fn place_in(screen: &Screen, area: Rect, text: &str) -> (u16, u16) {
    let whole = drawn(&screen.model, &Theme::new(Depth::Indexed));
    let stands = |x: u16, y: u16| {
        let mut row = String::new();
        let mut at = x;
        while at < area.right() && row.len() < text.len() {
            let symbol = whole[(at, y)].symbol();
            row.push_str(symbol);
            at += minutebook::text::width(symbol).max(1) as u16;
        }
        row.starts_with(text)
    };
    let found = area.positions().map(|at| (at.x, at.y)).find(|(x, y)| stands(*x, *y));
    found.unwrap_or_else(|| panic!("{text:?} stands nowhere:\n{}", rows(&whole).join("\n")))
}

/// The whole screen as text.
pub(crate) fn shown(screen: &Screen) -> String {
    rows(&drawn(&screen.model, &Theme::new(Depth::Indexed))).join("\n")
}

/// What stands in a part of the screen, row by row.
pub(crate) fn rows_of(screen: &Screen, area: Rect) -> Vec<String> {
    let whole = drawn(&screen.model, &Theme::new(Depth::Indexed));
    let mut part = Buffer::empty(Rect::new(0, 0, area.width, area.height));
    for position in area.positions() {
        part[(position.x - area.x, position.y - area.y)] = whole[position].clone();
    }
    rows(&part)
}

/// The panes whose fingerprint something changes.
fn touched(screen: &mut Screen, happening: impl FnOnce(&mut Screen)) -> Vec<Pane> {
    let before = Pane::ALL.map(|pane| pane.fingerprint(&screen.model));
    happening(screen);
    let changed = |(pane, before): &(Pane, u64)| pane.fingerprint(&screen.model) != *before;
    Pane::ALL.into_iter().zip(before).filter(changed).map(|(pane, _)| pane).collect()
}

#[test]
fn a_typed_key_touches_the_line_and_nothing_else() {
    let mut screen = Screen::open();
    screen.size(120, 40).press("ctrl-n").lines(&["a", "! jim — b"]).typed("x");
    for key in ["y", "left", "backspace", "ctrl-z"] {
        let panes = touched(&mut screen, |screen| {
            screen.press(key);
        });
        assert_eq!(panes, [Pane::Composer], "{key}");
    }
    let panes = touched(&mut screen, |screen| {
        screen.press("tab");
    });
    assert_eq!(panes, Pane::ALL[Pane::LINE], "the level is said below");
}

#[test]
fn a_second_touches_the_timer_and_a_minute_what_shows_minutes() {
    let mut screen = Screen::open();
    screen.size(120, 40).press("ctrl-n").wait(10);
    let tick = |seconds| {
        move |screen: &mut Screen| {
            screen.wait(seconds);
        }
    };
    assert_eq!(touched(&mut screen, tick(1)), [Pane::Header]);
    assert_eq!(touched(&mut screen, tick(60)), [Pane::Title, Pane::Agenda, Pane::Header]);
    screen.press("alt-down");
    assert_eq!(touched(&mut screen, tick(1)), [], "the timer of another slot stands");
}

#[test]
fn scrolling_and_selecting_touch_the_notes_and_the_hints() {
    let mut screen = Screen::open();
    screen.paste(&"line\n".repeat(80)).press("x backspace");
    let press = |keys| {
        move |screen: &mut Screen| {
            screen.press(keys);
        }
    };
    assert_eq!(touched(&mut screen, press("pageup")), [Pane::Notes]);
    screen.press("pagedown up");
    assert_eq!(touched(&mut screen, press("up")), [Pane::Notes]);
}

#[test]
fn the_cursor_stands_behind_what_was_typed_whatever_its_width() {
    let mut screen = Screen::open();
    screen.size(120, 40);
    let composer = screen.model.layout().composer;
    for (text, cells) in [("", 0), ("ab", 2), ("日本", 4), ("e\u{301}x", 2), ("👨\u{200d}👩\u{200d}👧", 2)] {
        screen.press("ctrl-e ctrl-u").typed(text);
        let at = cursor(&screen.model, &screen.model.layout()).unwrap();
        assert_eq!((at.x, at.y), (composer.x + 2 + cells, composer.bottom() - 1), "{text}");
    }
    screen.press("ctrl-u").typed("日本").press("left");
    assert_eq!(cursor(&screen.model, &screen.model.layout()).unwrap().x, composer.x + 4);
}
