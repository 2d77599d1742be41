//! Another theme for the screen, for as long as the program runs.
//!
//! Not here: which theme a file of settings names (see `config`), and what any of them looks like (see `view`).

use super::{Effect, Model, Notice, Tone};
use crate::notation::near::nearest;
use crate::palette::Choice;
use crate::words::say;

/// The theme that was named after the verb.
pub(super) fn named(model: &Model, name: &str) -> Result<Choice, String> {
    let themes = &model.settings.themes;
    themes.named(name).ok_or_else(|| {
        let names = themes.names();
        match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => say!("theme-unknown-near", name = name, near = near),
            None => say!("theme-unknown", name = name, names = names.join(", ")),
        }
    })
}

/// Shows the screen in the theme after the one in force.
pub(super) fn show_next(model: &mut Model, effects: &mut Vec<Effect>) {
    let next = model.settings.themes.after(&model.settings.themes.wanted);
    wear(model, next, effects);
}

/// Shows the screen in that theme, and says how to keep it.
pub(super) fn wear(model: &mut Model, theme: Choice, effects: &mut Vec<Effect>) {
    let name = theme.name();
    let text = say!("theme-worn", name = name);
    model.notice = Some(Notice { text, tone: Tone::Done });
    model.settings.themes.wanted = theme;
    effects.push(Effect::Dress);
}
