//! THE key table of the planner: every verb, once.
//!
//! Dispatch, the hint bar, F1 and docs/planning.md are made from it. Nothing is typed on this screen but answers to a
//! question, so that single letters are verbs. Not here: what a verb does (see `planner`).

use std::fmt::Write as _;

use super::Side;
use crate::app::overlay::HelpRow;
use crate::app::overlay::{heading, in_columns};
use crate::app::{Action, Key, Keymap, Scope};
use crate::words::{attribute, message, say};

/// A verb of the planner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the table below says what each does
pub enum PlanVerb {
    Place,
    PlaceOnDay,
    Fulfil,
    Take,
    Title,
    Longer,
    Shorter,
    Length,
    Start,
    Fixed,
    MoveUp,
    MoveDown,
    DayBefore,
    DayAfter,
    ToDay,
    Remove,
    NewSlot,
    NewBreak,
    NewDay,
    Hours,
    Follow,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    OtherSide,
    Undo,
    Redo,
    Save,
    Help,
    Leave,
}

/// Where a verb's keys count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlanScope {
    /// Among the requests.
    Requests,
    /// Among the days.
    Days,
    /// Everywhere.
    Both,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct PlanRow {
    /// What it is in the program.
    pub verb: PlanVerb,
    /// Where its keys count.
    pub scope: PlanScope,
    /// The keys, the best known first.
    pub keys: &'static [&'static str],
    /// The message that says what it does; its hint is an attribute.
    words: &'static str,
}

const DIGITS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// The table, in the order of help.
pub const PLAN_KEYS: &[PlanRow] = &[
    row(PlanVerb::Place, PlanScope::Requests, &["enter"], message("plan-key-place")),
    row(PlanVerb::PlaceOnDay, PlanScope::Requests, DIGITS, message("plan-key-place-on-day")),
    row(PlanVerb::Fulfil, PlanScope::Requests, &["a"], message("plan-key-fulfil")),
    row(PlanVerb::Take, PlanScope::Requests, &["delete", "x"], message("plan-key-take")),
    row(PlanVerb::MoveUp, PlanScope::Days, &["alt-up", "alt-k", "K"], message("plan-key-move-up")),
    row(PlanVerb::MoveDown, PlanScope::Days, &["alt-down", "alt-j", "J"], message("plan-key-move-down")),
    row(PlanVerb::DayBefore, PlanScope::Days, &["left"], message("plan-key-day-before")),
    row(PlanVerb::DayAfter, PlanScope::Days, &["right"], message("plan-key-day-after")),
    row(PlanVerb::ToDay, PlanScope::Days, DIGITS, message("plan-key-to-day")),
    row(PlanVerb::Longer, PlanScope::Days, &["+", "="], message("plan-key-longer")),
    row(PlanVerb::Shorter, PlanScope::Days, &["-"], message("plan-key-shorter")),
    row(PlanVerb::Length, PlanScope::Days, &["l"], message("plan-key-length")),
    row(PlanVerb::Start, PlanScope::Days, &["t"], message("plan-key-start")),
    row(PlanVerb::Fixed, PlanScope::Days, &["f"], message("plan-key-fixed")),
    row(PlanVerb::Title, PlanScope::Days, &["enter", "e"], message("plan-key-title")),
    row(PlanVerb::Remove, PlanScope::Days, &["delete", "x"], message("plan-key-remove")),
    row(PlanVerb::OtherSide, PlanScope::Both, &["tab", "shift-tab"], message("plan-key-other-side")),
    row(PlanVerb::Up, PlanScope::Both, &["up", "k"], message("plan-key-up")),
    row(PlanVerb::Down, PlanScope::Both, &["down", "j"], message("plan-key-down")),
    row(PlanVerb::PageUp, PlanScope::Both, &["pageup"], message("plan-key-page-up")),
    row(PlanVerb::PageDown, PlanScope::Both, &["pagedown"], message("plan-key-page-down")),
    row(PlanVerb::First, PlanScope::Both, &["home", "g"], message("plan-key-first")),
    row(PlanVerb::Last, PlanScope::Both, &["end", "G"], message("plan-key-last")),
    row(PlanVerb::NewSlot, PlanScope::Both, &["n"], message("plan-key-new-slot")),
    row(PlanVerb::NewBreak, PlanScope::Both, &["b"], message("plan-key-new-break")),
    row(PlanVerb::NewDay, PlanScope::Both, &["d"], message("plan-key-new-day")),
    row(PlanVerb::Hours, PlanScope::Both, &["h"], message("plan-key-hours")),
    row(PlanVerb::Follow, PlanScope::Both, &["r"], message("plan-key-follow")),
    row(PlanVerb::Undo, PlanScope::Both, &["ctrl-z", "u"], message("plan-key-undo")),
    row(PlanVerb::Redo, PlanScope::Both, &["ctrl-y", "U"], message("plan-key-redo")),
    row(PlanVerb::Save, PlanScope::Both, &["ctrl-s", "s"], message("plan-key-save")),
    row(PlanVerb::Help, PlanScope::Both, &["f1", "alt-h", "?"], message("plan-key-help")),
    row(PlanVerb::Leave, PlanScope::Both, &["ctrl-q", "q", "ctrl-c"], message("plan-key-leave")),
];

const fn row(verb: PlanVerb, scope: PlanScope, keys: &'static [&'static str], words: &'static str) -> PlanRow {
    PlanRow { verb, scope, keys, words }
}

impl PlanScope {
    /// All, in the order in which help lists them.
    pub const ALL: [Self; 3] = [Self::Requests, Self::Days, Self::Both];

    /// The heading under which help lists it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Requests => say("plan-scope-requests"),
            Self::Days => say("plan-scope-days"),
            Self::Both => say("plan-scope-both"),
        }
    }

    /// Whether its keys count on that side.
    pub fn counts(self, side: Side) -> bool {
        match self {
            Self::Both => true,
            Self::Requests => side == Side::Requests,
            Self::Days => side == Side::Days,
        }
    }
}

impl PlanRow {
    /// What it does, in words that follow "this key".
    pub fn help(&self) -> &'static str {
        say(self.words)
    }

    /// The words of the hint bar; empty: it is not shown there.
    pub fn hint(&self) -> &'static str {
        attribute(self.words, "hint")
    }

    /// Its keys as a person reads them.
    pub fn shown(&self) -> Vec<String> {
        if self.keys == DIGITS {
            return vec!["1…9".to_owned()];
        }
        let shown = |key: &&str| match key.chars().next().filter(|c| key.len() == 1 && c.is_ascii_alphabetic()) {
            // A capital is told from its small letter.
            Some(letter) if letter.is_ascii_uppercase() => Some(format!("{}{letter}", say("key-shift"))),
            Some(letter) => Some(letter.to_string()),
            None => key.parse::<Key>().ok().map(Key::shown),
        };
        self.keys.iter().filter_map(shown).collect()
    }
}

/// The verb that a key means on a side.
pub fn plan_verb(key: Key, side: Side) -> Option<PlanVerb> {
    let means = |row: &&PlanRow| row.scope.counts(side) && row.keys.iter().any(|name| name.parse() == Ok(key));
    PLAN_KEYS.iter().find(means).map(|row| row.verb)
}

/// The verb that a key means by what it is bound to everywhere, where the planner has that verb too.
pub(super) fn verb_of_meeting(keymap: &Keymap, key: Key) -> Option<PlanVerb> {
    Some(match keymap.action(Scope::Meeting, key)? {
        Action::SelectUp => PlanVerb::Up,
        Action::SelectDown => PlanVerb::Down,
        Action::PageUp => PlanVerb::PageUp,
        Action::PageDown => PlanVerb::PageDown,
        Action::Undo => PlanVerb::Undo,
        Action::Redo => PlanVerb::Redo,
        Action::Help => PlanVerb::Help,
        Action::Leave => PlanVerb::Leave,
        _ => return None,
    })
}

/// The help: a heading a scope, then its verbs.
pub fn plan_help(width: usize) -> Vec<HelpRow> {
    let mut rows = Vec::new();
    for scope in PlanScope::ALL {
        heading(&mut rows, scope.title());
        for row in PLAN_KEYS.iter().filter(|row| row.scope == scope) {
            in_columns(&mut rows, &row.shown().join(" "), row.help(), width);
        }
    }
    rows
}

/// The table as docs/planning.md shows it.
pub fn plan_book() -> String {
    let mut book = String::new();
    for scope in PlanScope::ALL {
        let _ = write!(book, "### {}\n\n| keys | what it does |\n|---|---|\n", scope.title());
        for row in PLAN_KEYS.iter().filter(|row| row.scope == scope) {
            let _ = writeln!(book, "| {} | {} |", row.shown().join(", "), row.help());
        }
        book.push('\n');
    }
    book
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_verb_has_one_row_and_every_key_is_one() {
        let verbs: HashSet<_> = PLAN_KEYS.iter().map(|row| row.verb).collect();
        assert_eq!(verbs.len(), PLAN_KEYS.len());
        assert_eq!(PlanVerb::Leave as usize + 1, PLAN_KEYS.len(), "a verb without a row");
        for key in PLAN_KEYS.iter().flat_map(|row| row.keys) {
            assert!(key.parse::<Key>().is_ok(), "{key}");
        }
    }

    #[test]
    fn no_key_means_two_verbs_on_one_side() {
        for side in [Side::Requests, Side::Days] {
            let mut seen = HashSet::new();
            for row in PLAN_KEYS.iter().filter(|row| row.scope.counts(side)) {
                for key in row.keys {
                    assert!(seen.insert(key), "{key} means two verbs");
                }
            }
        }
    }

    #[test]
    fn docs_planning_md_has_the_key_table() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/planning.md");
        let text = std::fs::read_to_string(&path).expect("docs/planning.md");
        let (before, _) = text.split_once("## Keys\n\n").expect("a section for the keys, the last one");
        let wanted = format!("{before}## Keys\n\n{}", plan_book().trim_end().to_owned() + "\n");
        if std::env::var_os("UPDATE_ASSETS").is_some() {
            std::fs::write(path, &wanted).expect("docs can be written");
        } else {
            assert_eq!(text, wanted, "run the tests once with UPDATE_ASSETS=1");
        }
    }
}
