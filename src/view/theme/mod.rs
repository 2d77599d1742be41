//! Styles by meaning, made of a theme's few colours and of what is known of the terminal.
//!
//! Every meaning also has a sign or words, so that the screen reads in black and white. What text is written in can be read on
//! what lies under it: a tone that falls short is moved in lightness until it does, against the terminal's own ground where that
//! is known. Not here: the colours themselves (see `tones`), and where anything is drawn.

mod tones;

use ratatui::style::{Color, Modifier, Style};

use crate::palette::{Choice, Depth, Ground, READABLE, Rgb, Seen, Themes, nearest, tone};
use tones::{Sixteen, Tones};

/// The contrast of text in the theme of high contrast: level AAA of the guidelines.
const HIGH: f64 = 7.0;

/// The styles by meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// What is read: notes.
    pub plain: Style,
    /// What was planned, hints, times, rules.
    pub dim: Style,
    /// Titles, owners, the composer.
    pub strong: Style,
    /// "Here": the current slot, the prompt, what Enter would take.
    pub accent: Style,
    /// Time running out.
    pub warning: Style,
    /// Time over, NOT SAVED.
    pub alarm: Style,
    /// A tick: saved, held, done.
    pub good: Style,
    /// The row that keys act on.
    pub selected: Style,
    /// What every cell has that says nothing else: text and ground. Empty: the terminal's own.
    pub base: Style,
}

impl Theme {
    /// The theme for a terminal of that depth of which nothing else is known.
    pub fn new(depth: Depth) -> Self {
        Self::of(&Themes::default(), &Seen::blind(depth))
    }

    /// The wanted theme on this terminal.
    pub fn of(themes: &Themes, seen: &Seen) -> Self {
        let wanted = &themes.wanted;
        let colourless = *wanted == Choice::None || (seen.no_color && *wanted == Choice::Auto);
        if colourless || seen.depth == Depth::Mono {
            return Self::without_colours();
        }
        let tones = Tones::of(themes, seen.ground);
        if seen.depth == Depth::Ansi || *wanted == Choice::Ansi {
            let painted = tones.painted.is_some() && *wanted != Choice::Ansi;
            let light = if *wanted == Choice::Ansi { seen.ground.is_light() } else { tones.light };
            return Self::of_sixteen(&Sixteen::of(light, painted), *wanted == Choice::Contrast);
        }
        Self::mixed(&tones, seen, if *wanted == Choice::Contrast { HIGH } else { READABLE })
    }

    /// Weight, reverse and underline alone.
    fn without_colours() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            plain,
            dim: plain.add_modifier(Modifier::DIM),
            strong: bold,
            accent: bold,
            warning: bold.add_modifier(Modifier::UNDERLINED),
            alarm: bold.add_modifier(Modifier::REVERSED),
            good: plain,
            selected: plain.add_modifier(Modifier::REVERSED),
            base: plain,
        }
    }

    /// Of the terminal's own sixteen. In high contrast an alarm is a block: no red of theirs is bright enough everywhere.
    fn of_sixteen(tones: &Sixteen, high: bool) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let given = |colour| (colour != Color::Reset).then_some(colour);
        let alarm = if high { bold.add_modifier(Modifier::REVERSED) } else { bold.fg(tones.alarm) };
        Self {
            plain,
            dim: plain.fg(tones.dim),
            strong: bold,
            accent: bold.fg(tones.accent),
            warning: bold.fg(tones.warning),
            alarm,
            good: plain.fg(tones.good),
            selected: plain.fg(tones.selected.0).bg(tones.selected.1),
            base: Style { fg: given(tones.base.0), bg: given(tones.base.1), ..plain },
        }
    }

    /// Of true colours or of the 256, each moved until it has at least that contrast.
    fn mixed(tones: &Tones, seen: &Seen, least: f64) -> Self {
        let mix = Mixer { depth: seen.depth, least };
        let (ground, painted) = match tones.painted {
            Some(background) => {
                let (colour, shown) = mix.ground(background);
                (vec![shown], Some(colour))
            }
            None => (tones.grounds.clone(), None),
        };
        let text = match (painted, seen.ground) {
            (Some(_), _) => Some(tones.text),
            // The terminal's own text is left alone where it can be read.
            (None, Ground::Exactly { background, text }) => {
                tones.own_text.or(text.filter(|text| text.contrast(background) < least))
            }
            _ => tones.own_text,
        };
        let base = Style { fg: text.map(|text| mix.text(text, &ground)), bg: painted, ..Style::new() };
        let (block, shown) = mix.ground(tones.selected.1);
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            plain,
            dim: plain.fg(mix.text(tones.dim, &ground)),
            strong: bold,
            accent: bold.fg(mix.text(tones.accent, &ground)),
            warning: bold.fg(mix.text(tones.warning, &ground)),
            alarm: bold.fg(mix.text(tones.alarm, &ground)),
            good: plain.fg(mix.text(tones.good, &ground)),
            selected: plain.fg(mix.text(tones.selected.0, &[shown])).bg(block),
            base,
        }
    }

    /// What a cell that says nothing of its own is written in and on.
    pub fn resolved(&self, text: Color, ground: Color) -> (Color, Color) {
        let own = |colour: Color, base: Option<Color>| match colour {
            Color::Reset => base.unwrap_or(Color::Reset),
            other => other,
        };
        (own(text, self.base.fg), own(ground, self.base.bg))
    }
}

/// Tones as a terminal of that depth can show them, at least that readable.
#[derive(Clone, Copy)]
struct Mixer {
    depth: Depth,
    least: f64,
}

impl Mixer {
    fn text(self, colour: Rgb, grounds: &[Rgb]) -> Color {
        let moved = colour.readable(grounds, self.least);
        match self.depth {
            Depth::Indexed => Color::Indexed(nearest(moved, grounds, self.least)),
            _ => Color::Rgb(moved.0, moved.1, moved.2),
        }
    }

    /// A ground, and as which tone it is really shown.
    fn ground(self, colour: Rgb) -> (Color, Rgb) {
        if self.depth == Depth::Indexed {
            let index = nearest(colour, &[], 1.0);
            return (Color::Indexed(index), tone(index));
        }
        (Color::Rgb(colour.0, colour.1, colour.2), colour)
    }
}

#[cfg(test)]
mod tests;
