//! The terminals that can do less than one expects of one, by what `TERM` calls them: the one table of those.
//!
//! Not here: what an environment says besides (see `seen`), and what is done without (see `shell`).

/// What a terminal can do, as far as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terminal {
    /// Print lines: it cannot place its cursor, or nothing is known of it.
    Lines,
    /// What a VT100 or a VT220 can: it has no colours, and shows what it does not know.
    Video,
    /// The same in colours, as the consoles of operating systems.
    Console,
    /// What Linux's own console can: it has a second screen and puts pastes in brackets, and shows what it does not know.
    Linux,
    /// All that is usual, and it passes over what it does not know.
    Full,
}

/// The names of families, up to the first `-` or `.`; those that end in `*` are all that begin so.
const KNOWN: [(&str, Terminal); 20] = [
    ("", Terminal::Lines),
    ("dumb", Terminal::Lines),
    ("unknown", Terminal::Lines),
    ("network", Terminal::Lines),
    ("dialup", Terminal::Lines),
    ("printer", Terminal::Lines),
    ("vt52", Terminal::Lines),
    ("vt1*", Terminal::Video),
    ("vt2*", Terminal::Video),
    ("linux", Terminal::Linux),
    ("ansi", Terminal::Console),
    ("pcansi", Terminal::Console),
    ("cons*", Terminal::Console),
    ("sun", Terminal::Console),
    ("wsvt*", Terminal::Console),
    ("pccon*", Terminal::Console),
    ("pcvt*", Terminal::Console),
    ("hurd", Terminal::Console),
    ("mach", Terminal::Console),
    ("minix", Terminal::Console),
];

impl Terminal {
    /// The one of that name; none where the environment has no `TERM`.
    pub fn named(term: Option<&str>) -> Self {
        let family = term.unwrap_or_default().split(['-', '.']).next().unwrap_or_default();
        let is_it = |known: &str| match known.strip_suffix('*') {
            Some(beginning) => family.starts_with(beginning),
            None => family == known,
        };
        KNOWN.iter().find(|(known, _)| is_it(known)).map_or(Self::Full, |(_, terminal)| *terminal)
    }

    /// Whether a screen can be drawn on it at all.
    pub fn draws(self) -> bool {
        self != Self::Lines
    }

    /// Whether it shows what it does not know, or can be no more than it is.
    pub fn is_plain(self) -> bool {
        self != Self::Full
    }

    /// Whether it has colours.
    pub fn has_colours(self) -> bool {
        !matches!(self, Self::Lines | Self::Video)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_cannot_place_its_cursor_gets_no_screen() {
        for term in [None, Some(""), Some("dumb"), Some("vt52"), Some("unknown"), Some("network"), Some("printer-80")] {
            assert!(!Terminal::named(term).draws(), "{term:?}");
        }
        for term in ["vt100", "vt220", "linux", "ansi", "xterm", "something-new"] {
            assert!(Terminal::named(Some(term)).draws(), "{term}");
        }
    }

    #[test]
    fn a_console_is_known_in_all_its_variants() {
        for (term, terminal) in [
            ("linux-16color", Terminal::Linux),
            ("vt102-w", Terminal::Video),
            ("vt220", Terminal::Video),
            ("ansi.sys", Terminal::Console),
            ("cons25r", Terminal::Console),
            ("sun-color", Terminal::Console),
            ("wsvt25m", Terminal::Console),
            ("pccon0", Terminal::Console),
            ("mach-gnu-color", Terminal::Console),
        ] {
            assert_eq!(Terminal::named(Some(term)), terminal, "{term}");
        }
        for term in
            ["xterm-256color", "tmux-256color", "screen.linux", "xterm-kitty", "foot", "rxvt-unicode", "ansible"]
        {
            assert_eq!(Terminal::named(Some(term)), Terminal::Full, "{term}");
        }
    }
}
