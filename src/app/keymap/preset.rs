//! Bindings for hands that know another program: the default, Vim's and Emacs's.
//!
//! A preset says only what differs from the key table. Not here: the modes of a line as in Vim (see `vim`).

use super::Key;
use crate::app::{Action, Verb};

/// Which bindings the user's own lie over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Preset {
    /// The table's own: typing never needs a mode.
    #[default]
    Default,
    /// The line is edited as in Vim, with an insert mode and a normal mode.
    Vim,
    /// The line is edited as in Emacs and readline, and verbs stand behind Ctrl-X.
    Emacs,
}

/// In the vim preset letters are keys of the normal mode. Verbs that have a key with Alt only get letters too, and those stand first:
/// a key behind an Esc is no key with Alt there (see `update::keys`).
const VIM: &[(Action, &[&str])] = &[
    (Action::SelectUp, &["up", "k"]),
    (Action::SelectDown, &["down", "j"]),
    (Action::Palette, &[":", "alt-x"]),
    (Action::Search, &["f3", "alt-/", "/"]),
    (Action::SlotNext, &["ctrl-n", "g n"]),
    (Action::SlotPrevious, &["ctrl-p", "g p"]),
    (Action::ViewNext, &["alt-down", "ctrl-down", "f8", "g t"]),
    (Action::ViewPrevious, &["alt-up", "ctrl-up", "f7", "g T"]),
    (Action::SlotMore, &["g +", "alt-="]),
    (Action::SlotLess, &["g -", "alt--"]),
    (Action::SlotGive, &["g v", "alt-g"]),
    (Action::SlotCatchUp, &["g u", "alt-u"]),
    (Action::SlotOpen, &["g o", "alt-n"]),
    (Action::ClockCorrect, &["g c", "alt-c"]),
    (Action::Times, &["g m", "alt-t"]),
    (Action::ZoneNext, &["g z", "alt-l"]),
    (Action::Points, &["g .", "alt-p"]),
    (Action::ConflictNext, &["g x", "alt-s"]),
    (Action::RosterAdd, &["g e", "alt-r"]),
    (Action::QueueNext, &["g q", "alt-q"]),
    (Action::Snippets, &["g i", "alt-i"]),
    (Action::JournalElsewhere, &["g w", "alt-w"]),
    (Action::Jump, &["ctrl-g", "g s"]),
    (Action::ActionList, &["g a", "alt-a"]),
    (Action::ReviewItems, &["g r", "alt-e"]),
    (Action::Help, &["f1", "alt-h", "g ?"]),
    (Action::Leave, &["ctrl-q", "Z Z", "Z Q"]),
    // Hands that know Vim leave insert mode by it.
    (Action::Back, &["esc", "ctrl-c"]),
    (Action::EntryEdit, &["enter", "c c"]),
    (Action::EntryDone, &["ctrl-d", "x"]),
    (Action::EntryRemove, &["delete", "d d"]),
    (Action::EntryDeeper, &["tab", "> >"]),
    (Action::EntryShallower, &["shift-tab", "< <"]),
    (Action::EntryUp, &["alt-shift-up", "alt-k", "K"]),
    (Action::EntryDown, &["alt-shift-down", "alt-j", "J"]),
    (Action::EntryRekind, &["g k"]),
];

const EMACS: &[(Action, &[&str])] = &[
    (Action::SelectUp, &["up", "ctrl-p"]),
    (Action::SelectDown, &["down", "ctrl-n"]),
    (Action::PageUp, &["pageup", "alt-v"]),
    (Action::PageDown, &["pagedown", "ctrl-v"]),
    (Action::Back, &["esc", "ctrl-g"]),
    (Action::Search, &["ctrl-s", "f3", "alt-/"]),
    (Action::Undo, &["ctrl-/", "ctrl-x u", "ctrl-z"]),
    // What Alt with a letter does to words there is not to open a list here.
    (Action::SlotCatchUp, &["ctrl-x g"]),
    (Action::ClockCorrect, &["ctrl-x ctrl-t"]),
    (Action::ZoneNext, &["ctrl-x z"]),
    (Action::Times, &["ctrl-x m"]),
    (Action::QueueNext, &["ctrl-x q"]),
    (Action::Redo, &["alt-y", "ctrl-x r"]),
    (Action::Leave, &["ctrl-x ctrl-c", "ctrl-x k", "ctrl-q"]),
    (Action::Jump, &["ctrl-x b"]),
    (Action::SlotNext, &["ctrl-x n"]),
    (Action::SlotPrevious, &["ctrl-x p"]),
    (Action::SlotTake, &["ctrl-x t"]),
    (Action::SlotOpen, &["ctrl-x ctrl-f", "alt-n"]),
    (Action::ViewNext, &["alt-down", "ctrl-down", "f8", "ctrl-x right"]),
    (Action::ViewPrevious, &["alt-up", "ctrl-up", "f7", "ctrl-x left"]),
    (Action::ActionList, &["alt-a", "ctrl-x a"]),
    (Action::ReviewOrder, &["ctrl-x o"]),
    (Action::TasksGroup, &["ctrl-x o"]),
    (Action::BigClock, &["f9", "ctrl-x c"]),
    (Action::AgendaWrite, &["enter", "ctrl-x ctrl-s"]),
    (Action::Commit, &["enter", "ctrl-j", "ctrl-x ctrl-s"]),
    (Action::LineDeleteWordRight, &["alt-d", "ctrl-delete"]),
    (Action::LineYank, &["ctrl-y"]),
];

impl Preset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Default, Self::Vim, Self::Emacs];

    /// Its name in the config file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Vim => "vim",
            Self::Emacs => "emacs",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// What it is, in words.
    pub fn help(self) -> &'static str {
        match self {
            Self::Default => "the table above",
            Self::Vim => {
                "the line as in Vim: it begins in insert mode, Esc leads to normal mode, where letters are keys; Enter adds the \
                 line in both"
            }
            Self::Emacs => "the line as in Emacs and readline; verbs stand behind Ctrl-X, and Ctrl-G goes back",
        }
    }

    /// Whether a line has an insert mode and a normal mode.
    pub fn is_modal(self) -> bool {
        self == Self::Vim
    }

    /// What differs from the key table, in the order of the table.
    pub fn differences(self) -> &'static [(Action, &'static [&'static str])] {
        match self {
            Self::Default => &[],
            Self::Vim => VIM,
            Self::Emacs => EMACS,
        }
    }

    /// The keys of a verb, the best known first.
    pub fn keys(self, verb: &Verb) -> Vec<Key> {
        let differs = self.differences().iter().find(|(action, _)| *action == verb.action);
        let keys = differs.map_or(verb.keys, |(_, keys)| *keys);
        keys.iter().filter_map(|key| key.parse().ok()).collect()
    }
}
