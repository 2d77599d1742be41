//! How the screen looks: the theme that is wanted, on what the terminal says of itself.
//!
//! Not here: the styles (see `view`), and reading answers (see `decode`).

use super::decode::answers::Answer;
use crate::palette::{Choice, Ground, Rgb, Seen, Themes};
use crate::view::Theme;

/// What an answer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Nothing that is seen.
    Nothing,
    /// Other colours.
    Recoloured,
    /// The terminal is to be asked again.
    AskAgain,
}

/// The wanted theme and the terminal.
pub(super) struct Looks {
    themes: Themes,
    seen: Seen,
    /// What the terminal writes in by itself.
    text: Option<Rgb>,
    /// No answer is to be waited for any more.
    settled: bool,
    theme: Theme,
}

impl Looks {
    pub(super) fn new(themes: Themes, seen: Seen) -> Self {
        let theme = Theme::of(&themes, &seen);
        Self { themes, seen, text: None, settled: !seen.can_be_asked, theme }
    }

    /// The styles in use.
    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Whether the terminal may be asked.
    pub(super) fn asks(&self) -> bool {
        self.seen.can_be_asked
    }

    /// Whether the first frame would be another one with an answer that is still to come.
    pub(super) fn waits(&self) -> bool {
        let minds = match &self.themes.wanted {
            Choice::None => false,
            Choice::Auto => !self.seen.no_color,
            Choice::Own(name) => self.themes.own(name).is_none_or(|own| own.background.is_none()),
            Choice::Dark | Choice::Light | Choice::Contrast | Choice::Ansi => true,
        };
        minds && !self.settled && self.seen.ground == Ground::Unknown
    }

    /// Takes other themes; whether they look otherwise.
    pub(super) fn dress(&mut self, themes: &Themes) -> bool {
        self.themes.clone_from(themes);
        self.mix()
    }

    /// Takes in what the terminal said.
    pub(super) fn hear(&mut self, answer: Answer) -> Heard {
        match answer {
            Answer::Text(text) => self.text = Some(text),
            Answer::Background(background) => {
                self.settled = true;
                self.seen.ground = Ground::Exactly { background, text: self.text };
                if self.mix() {
                    return Heard::Recoloured;
                }
            }
            Answer::Attributes => self.settled = true,
            Answer::Changed => return Heard::AskAgain,
        }
        Heard::Nothing
    }

    fn mix(&mut self) -> bool {
        let before = std::mem::replace(&mut self.theme, Theme::of(&self.themes, &self.seen));
        before != self.theme
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Depth;

    fn asked() -> Seen {
        Seen { can_be_asked: true, ..Seen::blind(Depth::True) }
    }

    #[test]
    fn an_answer_colours_the_screen_and_ends_the_wait() {
        let mut looks = Looks::new(Themes::default(), asked());
        let blind = *looks.theme();
        assert!(looks.waits());
        assert_eq!(looks.hear(Answer::Text(Rgb::WHITE)), Heard::Nothing);
        assert_eq!(looks.hear(Answer::Background(Rgb::BLACK)), Heard::Recoloured);
        assert!(!looks.waits() && *looks.theme() != blind);
        assert_eq!(looks.hear(Answer::Background(Rgb::BLACK)), Heard::Nothing, "the same again");
        assert_eq!(looks.hear(Answer::Changed), Heard::AskAgain);
    }

    #[test]
    fn nobody_waits_for_what_changes_nothing() {
        let mut silent = Looks::new(Themes::default(), asked());
        assert_eq!(silent.hear(Answer::Attributes), Heard::Nothing);
        assert!(!silent.waits(), "a terminal that keeps silent says at least what it is");
        let themes = |wanted| Themes { wanted, own: Vec::new() };
        assert!(!Looks::new(themes(Choice::None), asked()).waits());
        assert!(!Looks::new(Themes::default(), Seen { no_color: true, ..asked() }).waits());
        assert!(!Looks::new(Themes::default(), Seen { ground: Ground::Dark, ..asked() }).waits());
        assert!(!Looks::new(Themes::default(), Seen::blind(Depth::True)).waits());
    }

    #[test]
    fn another_theme_is_put_on_what_the_terminal_said() {
        let mut looks = Looks::new(Themes::default(), asked());
        looks.hear(Answer::Background(Rgb::WHITE));
        let light = *looks.theme();
        assert!(looks.dress(&Themes { wanted: Choice::Dark, own: Vec::new() }));
        assert!(looks.theme().base.bg.is_some(), "on a light terminal the dark ground is painted");
        assert!(looks.dress(&Themes::default()));
        assert_eq!(*looks.theme(), light);
        assert!(!looks.dress(&Themes::default()));
    }
}
