//! The panes: each a pure function of the model and its rectangle into its own buffer.
//!
//! A pane also has a fingerprint of all that it shows: where that stands, nothing is drawn, so that a key costs the
//! pane it changes and no other. Nothing here can change the model. Not here: sending cells (see `shell`).

mod agenda;
mod big_clock;
mod closeout;
mod composer;
mod foot;
mod header;
pub mod home;
mod leave;
pub mod next;
mod notes;
mod page_help;
mod paint;
pub mod planner;
mod popup;
mod review;
pub mod search;
pub mod tasks;
mod theme;
mod title;
mod under;

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::overlay::{self, Overlay};
use crate::app::{Layout, Model};

pub use crate::palette::Depth;
pub use big_clock::draw as draw_big_clock;
pub use foot::{Sequence, draw_mouse_off, draw_notice, mouse_off_area};
pub use page_help::{draw_page_help, help_width};
pub use theme::Theme;
pub use under::under;

/// A part of the screen that is drawn by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // see `Layout`
pub enum Pane {
    UpperRule,
    LowerRule,
    Divider,
    Title,
    Agenda,
    Actions,
    Strip,
    Header,
    Points,
    Notes,
    Composer,
    Preview,
    Hints,
    /// Lies over the others.
    Popup,
}

impl Pane {
    /// All, in the order in which they are drawn.
    pub const ALL: [Self; 14] = [
        Self::UpperRule,
        Self::LowerRule,
        Self::Divider,
        Self::Title,
        Self::Agenda,
        Self::Actions,
        Self::Strip,
        Self::Header,
        Self::Points,
        Self::Notes,
        Self::Composer,
        Self::Preview,
        Self::Hints,
        Self::Popup,
    ];

    /// The positions in [`Pane::ALL`] of those that typing changes.
    pub const LINE: std::ops::Range<usize> = 10..12;

    /// Where it lies; empty where it is not shown.
    pub fn area(self, model: &Model, layout: &Layout) -> Rect {
        let frame = layout.frame;
        if let Some(Overlay::BigClock) = model.overlay {
            // Nothing is drawn under it: with each second all of it would have to be drawn again.
            return if self == Self::Popup { layout.screen } else { Rect::ZERO };
        }
        match self {
            Self::UpperRule => Rect { height: frame.height.min(1), ..frame },
            Self::LowerRule if frame.is_empty() => Rect::ZERO,
            Self::LowerRule => Rect { y: frame.bottom() - 1, height: 1, ..frame },
            Self::Divider if frame.is_empty() || layout.agenda.is_empty() => Rect::ZERO,
            Self::Divider => Rect::new(layout.agenda.right(), frame.y + 1, 1, frame.height - 2),
            Self::Title => layout.title,
            Self::Agenda => layout.agenda,
            Self::Actions => layout.actions,
            Self::Strip => layout.strip,
            Self::Header => layout.header,
            Self::Points => layout.points,
            Self::Notes => layout.notes,
            Self::Composer => layout.composer,
            Self::Preview => layout.preview,
            Self::Hints => layout.hints,
            Self::Popup => overlay::place(model, layout),
        }
    }

    /// A number that changes whenever what the pane shows does; its area is not part of it.
    pub fn fingerprint(self, model: &Model) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self {
            Self::UpperRule | Self::LowerRule | Self::Divider => {}
            Self::Title => title::mark(model, &mut hasher),
            Self::Agenda => agenda::mark(model, &mut hasher),
            Self::Actions => (model.items_revision, model.viewed, model.mouse.items).hash(&mut hasher),
            Self::Strip => (model.plan_revision, model.viewed).hash(&mut hasher),
            Self::Points => {
                (model.plan_revision, model.viewed).hash(&mut hasher);
                review::mark(model, &mut hasher);
            }
            Self::Header => header::mark(model, &mut hasher),
            Self::Notes => notes::mark(model, &mut hasher),
            Self::Composer => composer::mark(model, &mut hasher),
            Self::Preview => composer::mark_preview(model, &mut hasher),
            Self::Hints => foot::mark(model, &mut hasher),
            Self::Popup => popup::mark(model, &mut hasher),
        }
        hasher.finish()
    }

    /// Draws it into a buffer that has its area and is blank.
    pub fn draw(self, model: &Model, theme: &Theme, buffer: &mut Buffer) {
        let area = *buffer.area();
        if area.is_empty() {
            return;
        }
        match self {
            Self::UpperRule | Self::LowerRule | Self::Divider => foot::rule(self, model, theme, area, buffer),
            Self::Title => title::draw(model, theme, area, buffer),
            Self::Agenda => agenda::draw(model, theme, area, buffer),
            Self::Actions => agenda::draw_actions(model, theme, area, buffer),
            Self::Strip => _ = agenda::draw_strip(model, theme, area, buffer),
            Self::Header => header::draw(model, theme, area, buffer),
            Self::Points if model.shows_review() => review::draw(model, theme, area, buffer),
            Self::Points => header::draw_points(model, theme, area, buffer),
            Self::Notes => notes::draw(model, theme, area, buffer),
            Self::Composer => composer::draw(model, theme, area, buffer),
            Self::Preview => composer::draw_preview(model, theme, area, buffer),
            Self::Hints => foot::draw(model, theme, area, buffer),
            Self::Popup => popup::draw(model, theme, area, buffer),
        }
    }
}

/// Where the terminal's cursor stands; none where there is no place to type.
pub fn cursor(model: &Model, layout: &Layout) -> Option<Position> {
    match &model.overlay {
        Some(open) => popup::cursor(model, open, overlay::place(model, layout)),
        None => composer::cursor(model, layout.composer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_changes_the_composer_and_its_preview() {
        assert_eq!(Pane::ALL[Pane::LINE], [Pane::Composer, Pane::Preview]);
    }
}
