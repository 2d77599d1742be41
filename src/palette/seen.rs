//! What is known of a terminal before and after it was asked: how many colours it shows, and on what ground.
//!
//! Not here: asking (see `shell`); this reads no environment, it is told what stands in one.

use super::rgb::Rgb;
use super::terminal::Terminal;

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None: the terminal is monochrome.
    Mono,
    /// The sixteen whose tones the user chose.
    Ansi,
    /// 256.
    Indexed,
    /// All.
    True,
}

/// The ground that a terminal writes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// It did not say.
    Unknown,
    /// Some dark tone.
    Dark,
    /// Some light tone.
    Light,
    /// This tone, and its own text in that one.
    Exactly {
        /// The ground itself.
        background: Rgb,
        /// What it writes in by itself, where that is known.
        text: Option<Rgb>,
    },
}

impl Ground {
    /// Whether it is a light one; none where nobody knows.
    pub fn is_light(self) -> Option<bool> {
        match self {
            Self::Unknown => None,
            Self::Dark => Some(false),
            Self::Light => Some(true),
            Self::Exactly { background, .. } => Some(background.is_light()),
        }
    }
}

/// What is known of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How many colours it shows.
    pub depth: Depth,
    /// On what ground.
    pub ground: Ground,
    /// The user wants no colours where no theme is asked for by name, see no-color.org.
    pub no_color: bool,
    /// It may be asked for its colours: not one that would show the question as text.
    pub can_be_asked: bool,
}

impl Seen {
    /// What an environment says of it; `variable` gives a variable's value.
    ///
    /// `COLORFGBG` is set by some terminals and then handed on to others, so it is only a first guess.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name: &str| variable(name).filter(|value| !value.is_empty()).unwrap_or_default();
        let (term, colours) = (value("TERM"), value("COLORTERM"));
        let (depth, terminal) = (depth(&term, &colours), Terminal::named(Some(&term)));
        // It is black, whatever the environment of another terminal says.
        let console = terminal == Terminal::Linux;
        let guessed = value("COLORFGBG").rsplit(';').next().and_then(|last| last.parse::<u8>().ok());
        let ground = match guessed {
            _ if console => Ground::Dark,
            Some(0..=6 | 8) => Ground::Dark,
            Some(7 | 9..=15) => Ground::Light,
            _ => Ground::Unknown,
        };
        let can_be_asked = !terminal.is_plain() && depth != Depth::Mono;
        Self { depth, ground, no_color: !value("NO_COLOR").is_empty(), can_be_asked }
    }

    /// Whether it shows colours, and nobody said that none are wanted.
    pub fn is_colourful(&self) -> bool {
        self.depth != Depth::Mono && !self.no_color
    }

    /// A terminal of which nothing is known but its depth.
    pub fn blind(depth: Depth) -> Self {
        Self { depth, ground: Ground::Unknown, no_color: false, can_be_asked: false }
    }
}

fn depth(term: &str, colours: &str) -> Depth {
    let has = |words: &[&str]| words.iter().any(|word| term.contains(word));
    if !Terminal::named(Some(term)).has_colours() || term.ends_with("-mono") {
        return Depth::Mono;
    }
    // Under GNU screen COLORTERM is that of the terminal outside, and it takes a true colour's numbers for something else.
    let screen = term == "screen" || term.starts_with("screen.") || term.starts_with("screen-");
    if has(&["-direct"]) || (!screen && matches!(colours, "truecolor" | "24bit")) {
        Depth::True
    } else if has(&["256color", "kitty", "alacritty", "ghostty", "foot", "wezterm"]) || (!screen && !colours.is_empty())
    {
        Depth::Indexed
    } else {
        Depth::Ansi
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of an environment as `NAME=value NAME=value`.
    fn seen(environment: &str) -> Seen {
        let find = |name: &str| environment.split(' ').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        Seen::of(|name| find(name).map(str::to_owned))
    }

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        for (environment, depth) in [
            ("TERM=xterm", Depth::Ansi),
            ("", Depth::Mono),
            ("TERM=ansi", Depth::Ansi),
            ("TERM=xterm-256color", Depth::Indexed),
            ("TERM=xterm-256color COLORTERM=truecolor", Depth::True),
            ("TERM=tmux-256color COLORTERM=24bit", Depth::True),
            ("TERM=xterm COLORTERM=rxvt", Depth::Indexed),
            ("TERM=xterm-kitty", Depth::Indexed),
            ("TERM=xterm-direct", Depth::True),
            ("TERM=screen COLORTERM=truecolor", Depth::Ansi),
            ("TERM=screen-256color COLORTERM=truecolor", Depth::Indexed),
            ("TERM=screen.xterm-256color COLORTERM=truecolor", Depth::Indexed),
            ("TERM=linux", Depth::Ansi),
            ("TERM=vt220", Depth::Mono),
            ("TERM=dumb COLORTERM=truecolor", Depth::Mono),
        ] {
            assert_eq!(seen(environment).depth, depth, "{environment}");
        }
    }

    #[test]
    fn the_environment_may_say_what_the_ground_is() {
        for (environment, light) in [
            ("TERM=xterm", None),
            ("TERM=xterm COLORFGBG=15;0", Some(false)),
            ("TERM=rxvt COLORFGBG=0;default;15", Some(true)),
            ("TERM=xterm COLORFGBG=7;8", Some(false)),
            ("TERM=xterm COLORFGBG=0;7", Some(true)),
            ("TERM=xterm COLORFGBG=default;default", None),
            ("TERM=xterm COLORFGBG=0;99", None),
            ("TERM=linux COLORFGBG=0;15", Some(false)),
        ] {
            assert_eq!(seen(environment).ground.is_light(), light, "{environment}");
        }
    }

    #[test]
    fn what_would_show_the_question_is_not_asked() {
        assert!(seen("TERM=xterm NO_COLOR=1").can_be_asked && seen("TERM=xterm NO_COLOR=1").no_color);
        for environment in
            ["", "TERM=linux", "TERM=dumb", "TERM=vt100", "TERM=ansi", "TERM=cons25", "TERM=sun", "TERM=wsvt25"]
        {
            assert!(!seen(environment).can_be_asked, "{environment}");
        }
        assert!(!seen("TERM=xterm NO_COLOR=").no_color);
    }
}
