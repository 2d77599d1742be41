//! The panes of a screen put together, and the check that none of them shows something old.

use minutebook::app::Model;
use minutebook::view::{Depth, Pane, Theme, cursor};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What each pane showed last.
pub(crate) struct Panes {
    shown: Vec<(u64, Rect, Buffer)>,
}

impl Panes {
    pub(crate) fn of(model: &Model) -> Self {
        let layout = model.layout();
        let theme = Theme::new(Depth::Indexed);
        let draw = |pane: &Pane| {
            let area = pane.area(model, &layout);
            let mut buffer = Buffer::empty(area);
            pane.draw(model, &theme, &mut buffer);
            (pane.fingerprint(model), area, buffer)
        };
        Self { shown: Pane::ALL.iter().map(draw).collect() }
    }

    /// A pane whose fingerprint and area stand shows the same as before; and no cell holds a control character.
    pub(crate) fn check(&mut self, model: &Model, after: &str) {
        let now = Self::of(model);
        for ((pane, was), is) in Pane::ALL.iter().zip(&self.shown).zip(&now.shown) {
            if (was.0, was.1) == (is.0, is.1) {
                assert_eq!(was.2, is.2, "{pane:?} changed and its fingerprint did not, after {after}");
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

/// The rows of a screen as text.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let row = |y| {
        let mut row = String::new();
        let mut hidden = 0;
        for x in 0..area.width {
            let symbol = buffer[(x, y)].symbol();
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            row.push_str(symbol);
            hidden = minutebook::text::width(symbol).saturating_sub(1);
        }
        row.trim_end().to_owned()
    };
    (0..area.height).map(row).collect()
}
