//! Colours and weights by meaning.
//!
//! One theme for dark and light terminals: middle tones that stand out from both, the terminal's own foreground for
//! what is read most, and weight where colour is switched off. Every meaning also has a sign or words, so that the
//! screen reads in black and white. Not here: where anything is drawn.

use ratatui::style::{Color, Modifier, Style};

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None: `NO_COLOR` is set, or the terminal is monochrome.
    Mono,
    /// The sixteen whose tones the user chose.
    Ansi,
    /// 256 and more.
    Indexed,
}

/// The styles by meaning.
#[derive(Clone, Copy, Debug)]
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
}

impl Theme {
    /// The theme for a terminal of that depth.
    pub fn new(depth: Depth) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        let tones = match depth {
            Depth::Mono => {
                return Self {
                    plain,
                    dim: plain.add_modifier(Modifier::DIM),
                    strong: bold,
                    accent: bold,
                    warning: bold,
                    alarm: bold.add_modifier(Modifier::REVERSED),
                    good: plain,
                    selected: reversed,
                };
            }
            Depth::Ansi => [Color::DarkGray, Color::Cyan, Color::Yellow, Color::Red, Color::Green],
            // Near 4.5:1 on black and on white alike.
            Depth::Indexed => [243, 31, 166, 160, 65].map(Color::Indexed),
        };
        let [grey, blue, amber, red, green] = tones;
        let selected = match depth {
            // One block, whatever stands in it; white on this blue is 7:1.
            Depth::Indexed => plain.fg(Color::Indexed(231)).bg(Color::Indexed(24)),
            Depth::Ansi | Depth::Mono => reversed.fg(Color::Reset),
        };
        Self {
            plain,
            dim: plain.fg(grey),
            strong: bold,
            accent: bold.fg(blue),
            warning: bold.fg(amber),
            alarm: bold.fg(red),
            good: plain.fg(green),
            selected,
        }
    }
}
