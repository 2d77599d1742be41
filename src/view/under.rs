//! What lies under the pointer: each pane answers from the rows that it draws, so that a click means what one sees.
//!
//! Not here: what a click does (see `app`).

use ratatui::layout::Position;

use super::theme::Theme;
use super::{Pane, agenda, composer, foot, notes, popup, review};
use crate::app::{Deed, Layout, Model, Pointer, Target};

/// What lies under the pointer on the meeting screen. A drag that began in the notes stays with them wherever it is.
pub fn under(model: &Model, layout: &Layout, theme: &Theme, pointer: Pointer) -> Target {
    let Position { x, y } = pointer.at;
    let at = Position { x: x.min(layout.screen.right().saturating_sub(1)), y };
    if matches!(pointer.deed, Deed::Drag | Deed::Release) {
        let drags = model.mouse.is_dragging() && !layout.notes.is_empty();
        return if drags { notes::under(model, layout.notes, at) } else { Target::Nothing };
    }
    let hit = |pane: &Pane| pane.area(model, layout).contains(at);
    let pane = Pane::ALL.iter().rev().find(|pane| hit(pane));
    match (&model.overlay, pane) {
        (_, Some(pane @ Pane::Hints)) => foot::under(model, theme, pane.area(model, layout), at),
        (Some(overlay), _) => popup::under(model, theme, overlay, Pane::Popup.area(model, layout), at),
        (None, Some(pane)) => in_pane(*pane, model, layout, theme, at),
        (None, None) => Target::Nothing,
    }
}

fn in_pane(pane: Pane, model: &Model, layout: &Layout, theme: &Theme, at: Position) -> Target {
    let area = pane.area(model, layout);
    match pane {
        Pane::Agenda => agenda::under(model, area, at),
        Pane::Actions => agenda::under_items(model, area, at),
        Pane::Strip => agenda::under_strip(model, theme, area, at),
        Pane::Header => Target::Header,
        Pane::Points if model.shows_review() => review::under(model, theme, area, at),
        Pane::Points => Target::Points,
        Pane::Notes => notes::under(model, area, at),
        Pane::Composer => composer::under(model, area, at),
        _ => Target::Nothing,
    }
}
