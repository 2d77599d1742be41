//! What the terminal is told besides its screen: the window's title, and notices for the desktop.
//!
//! Titles and texts come from agendas, so whatever would end a sequence early or mean another one is taken out of them. A
//! terminal that is not known to understand a sequence is not sent it. Not here: when something is told, and the words (see
//! `app`); the desktop's own bus (see `bus`).

use crate::app::Desktop;
use crate::palette::Terminal;
use crate::text::{fit, one_line_for_terminal};

/// Before the words of OSC 9: some terminals take words that begin with a number for another command.
const SENDER: &str = "minutebook";

/// The longest text, in cells; what is longer is cut by most desktops anyway.
const LONGEST: usize = 160;

/// A sequence for desktop notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sequence {
    Osc9,
    Osc777,
}

/// What the terminal understands, and what it was told.
pub(super) struct Outward {
    has_titles: bool,
    known: Option<Sequence>,
    in_tmux: bool,
    title: Option<String>,
}

impl Outward {
    /// The terminal of the environment.
    pub(super) fn of_environment() -> Self {
        Self::of(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let is_set = |name| variable(name).is_some();
        let term = variable("TERM").unwrap_or_default();
        let is_plain = Terminal::named(Some(&term)).is_plain();
        let program = variable("TERM_PROGRAM").or_else(|| variable("LC_TERMINAL")).unwrap_or_default();
        let known = match (term.as_str(), program.as_str()) {
            _ if is_plain => None,
            (_, "iTerm.app" | "iTerm2" | "WezTerm") | ("xterm-kitty", _) => Some(Sequence::Osc9),
            (_, "ghostty") | ("xterm-ghostty" | "foot" | "foot-extra" | "foot-direct", _) => Some(Sequence::Osc777),
            (term, _) if term.starts_with("rxvt-unicode") => Some(Sequence::Osc777),
            // Within tmux these are what is left of the terminal around it.
            _ if is_set("KITTY_WINDOW_ID") || is_set("WEZTERM_PANE") || is_set("ITERM_SESSION_ID") => {
                Some(Sequence::Osc9)
            }
            _ if is_set("GHOSTTY_RESOURCES_DIR") => Some(Sequence::Osc777),
            _ => None,
        };
        // GNU screen has no stack to bring a title back from.
        let has_titles = !is_plain && !is_set("STY");
        Self { has_titles, known, in_tmux: is_set("TMUX"), title: None }
    }

    /// What to send for the window to be called so, which is empty where it is to have its own title back; nothing where it
    /// is called so already, and where the terminal has no title that could be brought back.
    pub(super) fn entitle(&mut self, wanted: Option<String>) -> Option<String> {
        if !self.has_titles || wanted == self.title {
            return None;
        }
        self.title = wanted;
        let call = |title: &String| format!("\x1b]2;{}\x1b\\", one_line_for_terminal(title));
        Some(self.title.as_ref().map(call).unwrap_or_default())
    }

    /// The window has its old title again, as after the program was stopped.
    pub(super) fn forget(&mut self) {
        self.title = None;
    }

    /// What to send for the desktop to be told; nothing where the terminal is not the way.
    pub(super) fn notice(&self, desktop: Desktop, text: &str) -> Option<String> {
        let sequence = match desktop {
            Desktop::Off | Desktop::Bus => None,
            Desktop::Auto => self.known,
            Desktop::Osc9 => Some(Sequence::Osc9),
            Desktop::Osc777 => Some(Sequence::Osc777),
        }?;
        let words = words(text);
        let sequence = match sequence {
            Sequence::Osc9 => format!("\x1b]9;{SENDER}: {words}\x1b\\"),
            Sequence::Osc777 => format!("\x1b]777;notify;{SENDER};{words}\x1b\\"),
        };
        Some(if self.in_tmux { through_tmux(&sequence) } else { sequence })
    }
}

/// The text as one part of a sequence: parts are parted by semicolons.
fn words(text: &str) -> String {
    fit(&one_line_for_terminal(text), LONGEST).replace(';', ",")
}

/// Handed through by tmux, where its option `allow-passthrough` is on; else it drops it.
fn through_tmux(sequence: &str) -> String {
    format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(variables: &[(&str, &str)]) -> Outward {
        Outward::of(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn a_notice_goes_as_the_terminal_is_known_to_understand_it() {
        for (variables, sent) in [
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")][..], Some("\x1b]9;minutebook: x\x1b\\")),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")], Some("\x1b]9;minutebook: x\x1b\\")),
            (&[("TERM", "xterm-kitty")], Some("\x1b]9;minutebook: x\x1b\\")),
            (&[("TERM", "foot")], Some("\x1b]777;notify;minutebook;x\x1b\\")),
            (&[("TERM", "xterm-ghostty")], Some("\x1b]777;notify;minutebook;x\x1b\\")),
            (&[("TERM", "rxvt-unicode-256color")], Some("\x1b]777;notify;minutebook;x\x1b\\")),
            (&[("TERM", "xterm-256color")], None),
            (&[("TERM", "linux"), ("TERM_PROGRAM", "WezTerm")], None),
            (&[("TERM", "dumb")], None),
            (&[], None),
            (
                &[
                    ("TERM", "tmux-256color"),
                    ("TERM_PROGRAM", "tmux"),
                    ("TMUX", "/tmp/s,1,0"),
                    ("KITTY_WINDOW_ID", "1"),
                ],
                Some("\x1bPtmux;\x1b\x1b]9;minutebook: x\x1b\x1b\\\x1b\\"),
            ),
        ] {
            assert_eq!(terminal(variables).notice(Desktop::Auto, "x").as_deref(), sent, "{variables:?}");
        }
    }

    #[test]
    fn what_is_asked_for_by_name_is_sent_whatever_the_terminal_is() {
        let plain = terminal(&[("TERM", "xterm")]);
        assert_eq!(plain.notice(Desktop::Osc9, "x").as_deref(), Some("\x1b]9;minutebook: x\x1b\\"));
        assert_eq!(plain.notice(Desktop::Osc777, "x").as_deref(), Some("\x1b]777;notify;minutebook;x\x1b\\"));
        assert_eq!((plain.notice(Desktop::Off, "x"), plain.notice(Desktop::Bus, "x")), (None, None));
    }

    #[test]
    fn a_text_from_outside_ends_no_sequence_and_begins_no_other() {
        let plain = terminal(&[("TERM", "xterm")]);
        for hostile in
            ["4;3;100", "9;/tmp", "a\x1b\\\x1b[2J", "a\x07b", "a\u{9c}b\u{9b}2J", "a\nb", &"long ".repeat(100)]
        {
            for (desktop, start) in [(Desktop::Osc9, "\x1b]9;"), (Desktop::Osc777, "\x1b]777;notify;minutebook;")] {
                let sent = plain.notice(desktop, hostile).unwrap();
                let body = sent.strip_prefix(start).and_then(|rest| rest.strip_suffix("\x1b\\")).unwrap();
                assert!(!body.contains(char::is_control) && !body.contains(';'), "{sent:?}");
                assert!(desktop != Desktop::Osc9 || !body.starts_with(|c: char| c.is_ascii_digit()), "{sent:?}");
                assert!(body.len() < 200, "{sent:?}");
            }
        }
        let mut plain = plain;
        let sent = plain.entitle(Some("a\x1b\\\x07\u{9c}b".to_owned())).unwrap();
        assert_eq!(sent, "\x1b]2;a␛\\␇�b\x1b\\");
    }

    #[test]
    fn a_title_is_sent_once_and_the_old_one_comes_back_where_there_is_a_stack() {
        let mut xterm = terminal(&[("TERM", "xterm")]);
        assert_eq!(xterm.entitle(None), None);
        assert_eq!(xterm.entitle(Some("Data".to_owned())).as_deref(), Some("\x1b]2;Data\x1b\\"));
        assert_eq!(xterm.entitle(Some("Data".to_owned())), None);
        assert_eq!((xterm.entitle(None).as_deref(), xterm.entitle(None)), (Some(""), None));
        for without in [&[("TERM", "linux")][..], &[("TERM", "dumb")], &[], &[("TERM", "screen"), ("STY", "1.pts")]] {
            let mut without = terminal(without);
            assert_eq!(without.entitle(Some("Data".to_owned())), None);
        }
    }
}
