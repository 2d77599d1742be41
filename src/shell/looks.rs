//! How the screen looks: the theme that is wanted, on what the terminal says of itself.
//!
//! The terminal is asked when it is taken over. Nobody waits for the answer but the first frame, for a moment and only where it would
//! be another one, and a terminal that is left before it answered. Not here: the styles (see `view`), and reading answers (see
//! `decode`).

use std::io::{self, Write};
use std::time::{Duration, Instant};

use super::decode::answers::{Answer, QUESTIONS};
use super::keyboard::Keyboard;
use crate::palette::{Choice, Ground, Rgb, Seen, Themes};
use crate::view::Theme;

/// The first frame waits so long for the terminal's colours where it may change with them: most terminals answer in a tenth of it.
const PATIENCE: Duration = Duration::from_millis(20);

/// So long after it was asked a terminal that is left may still answer.
const LAST_PATIENCE: Duration = Duration::from_millis(250);

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
    /// The theme that the settings want.
    set: Choice,
    /// Until when the first frame may wait.
    patience: Option<Instant>,
    /// When the terminal was asked and has not said all yet.
    asked: Option<Instant>,
    theme: Theme,
}

impl Looks {
    pub(super) fn new(themes: Themes, seen: Seen) -> Self {
        let theme = Theme::of(&themes, &seen);
        let (set, settled) = (themes.wanted.clone(), !seen.can_be_asked);
        Self { themes, seen, text: None, settled, set, patience: None, asked: None, theme }
    }

    /// The styles in use.
    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Asks the terminal, which was just taken over.
    pub(super) fn begin(&mut self) -> io::Result<()> {
        self.ask()?;
        self.patience = self.asked.map(|asked| asked + PATIENCE);
        Ok(())
    }

    /// Asks the terminal for its colours, where it may be asked.
    pub(super) fn ask(&mut self) -> io::Result<()> {
        if self.seen.can_be_asked {
            let mut out = io::stdout();
            out.write_all(QUESTIONS.as_bytes())?;
            out.flush()?;
            self.asked = Some(Instant::now());
        }
        Ok(())
    }

    /// Takes in what the terminal has said up to now; whether that looks otherwise.
    pub(super) fn listen(&mut self, keyboard: &mut Keyboard) -> bool {
        let mut recoloured = self.take(keyboard);
        if let Some(until) = self.patience.take() {
            while self.waits() && comes(keyboard, until) {
                recoloured |= self.take(keyboard);
            }
        }
        recoloured
    }

    /// Before the terminal is given back: what it answers later would be typed into the shell.
    pub(super) fn part(&mut self, keyboard: &mut Keyboard) {
        let Some(asked) = self.asked else { return };
        self.take(keyboard);
        while self.asked.is_some() && comes(keyboard, asked + LAST_PATIENCE) {
            self.take(keyboard);
        }
    }

    fn take(&mut self, keyboard: &mut Keyboard) -> bool {
        let mut recoloured = false;
        while let Some(answer) = keyboard.answer() {
            match self.hear(answer) {
                Heard::Nothing => {}
                Heard::Recoloured => recoloured = true,
                // A terminal that cannot be asked any more keeps the colours that it had.
                Heard::AskAgain => drop(self.ask()),
            }
        }
        recoloured
    }

    /// Whether the first frame would be another one with an answer that is still to come.
    fn waits(&self) -> bool {
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

    /// Takes the settings as they are by now; a theme that was put on meanwhile stays unless they want another than before.
    pub(super) fn change(&mut self, themes: &Themes) -> bool {
        let worn = std::mem::replace(&mut self.themes, themes.clone()).wanted;
        if self.set == themes.wanted {
            self.themes.wanted = worn;
        }
        self.set.clone_from(&themes.wanted);
        self.mix()
    }

    /// Takes in what the terminal said.
    fn hear(&mut self, answer: Answer) -> Heard {
        match answer {
            Answer::Text(text) => self.text = Some(text),
            Answer::Background(background) => {
                self.settled = true;
                self.seen.ground = Ground::Exactly { background, text: self.text };
                if self.mix() {
                    return Heard::Recoloured;
                }
            }
            Answer::Attributes => (self.settled, self.asked) = (true, None),
            Answer::Changed => return Heard::AskAgain,
        }
        Heard::Nothing
    }

    fn mix(&mut self) -> bool {
        let before = std::mem::replace(&mut self.theme, Theme::of(&self.themes, &self.seen));
        before != self.theme
    }
}

/// Whether something came before that moment; keys are kept.
fn comes(keyboard: &mut Keyboard, until: Instant) -> bool {
    let left = until.saturating_duration_since(Instant::now());
    !left.is_zero() && keyboard.listen(left).unwrap_or(false)
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

    #[test]
    fn a_theme_that_was_put_on_stays_until_the_settings_want_another() {
        let themes = |wanted| Themes { wanted, own: Vec::new() };
        let mut looks = Looks::new(themes(Choice::Dark), Seen::blind(Depth::True));
        let dark = *looks.theme();
        assert!(looks.dress(&themes(Choice::Light)));
        assert!(!looks.change(&themes(Choice::Dark)), "something else was set");
        assert!(looks.change(&themes(Choice::None)) && looks.change(&themes(Choice::Dark)));
        assert_eq!(*looks.theme(), dark);
    }
}
