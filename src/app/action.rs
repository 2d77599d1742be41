//! THE key table: every verb a key can be bound to, once.
//!
//! Dispatch, the hint bar, F1, the palette, the config file and docs/keys.md are all made from it, so none of them
//! can say something else than the program does. Not here: what a verb does (see `update`) and how a key is spelled
//! (see `keymap`).

use std::sync::LazyLock;

use crate::words;

mod table;

pub use table::VERBS;

/// A verb that a key can be bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the table below says what each does
pub enum Action {
    Commit,
    Deeper,
    Shallower,
    SlotNext,
    SlotPrevious,
    SlotTake,
    SlotSkip,
    SlotPark,
    SlotGive,
    SlotMore,
    SlotLess,
    SlotBreak,
    SlotCatchUp,
    SlotSwap,
    SlotPlace,
    SlotSplit,
    ZoneNext,
    ZonesShow,
    ThemeNext,
    SlotPause,
    SlotResume,
    SlotOpen,
    SlotAttach,
    SlotDetach,
    ClockCorrect,
    ViewNext,
    ViewPrevious,
    Jump,
    Back,
    PageUp,
    PageDown,
    SelectUp,
    SelectDown,
    EntryEdit,
    EntryDeeper,
    EntryShallower,
    EntryRemove,
    EntryDone,
    EntryDrop,
    EntryRekind,
    EntryNote,
    EntryAction,
    EntryDecision,
    EntryQuestion,
    EntryProposal,
    EntryIdea,
    EntryInfo,
    EntryOwners,
    EntryUp,
    EntryDown,
    EntryToSlot,
    EntrySettle,
    CopyEntry,
    CopySlot,
    CopyActions,
    NotesOutside,
    SettingsEdit,
    ReviewItems,
    ReviewOrder,
    ItemDone,
    ItemDrop,
    ItemDue,
    ItemOwner,
    ItemNote,
    AgendaLeaveOut,
    AgendaUp,
    AgendaDown,
    AgendaDate,
    AgendaTitle,
    AgendaWrite,
    AgendaPlan,
    AgendaOpen,
    TasksOpen,
    TasksNote,
    TasksGroup,
    TasksAll,
    TasksRefresh,
    CloseOut,
    Approve,
    ConflictNext,
    JournalElsewhere,
    RosterAdd,
    QueueNext,
    QueueEnd,
    QueueShow,
    Snippets,
    Undo,
    Redo,
    ActionList,
    Times,
    MouseToggle,
    Points,
    BigClock,
    Search,
    Palette,
    Help,
    Leave,
    LineLeft,
    LineRight,
    LineWordLeft,
    LineWordRight,
    LineStart,
    LineEnd,
    LineBackspace,
    LineDelete,
    LineDeleteWord,
    LineDeleteToStart,
    LineDeleteToEnd,
    LineDeleteWordRight,
    LineYank,
}

/// Where a verb's keys count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere on the meeting screen.
    Meeting,
    /// While an entry is selected.
    Entry,
    /// While an action item of a review is selected.
    Item,
    /// Where the next agenda is gone through, before it is written.
    NextAgenda,
    /// On the screen of the action items of all meetings, where those of [`Self::Item`] count too.
    Tasks,
    /// In the line being typed.
    Line,
}

impl Scope {
    /// The heading under which help lists it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Line => "The line being typed",
            Self::Meeting => "The meeting",
            Self::Entry => "With an entry selected",
            Self::Item => "With an action item of a review selected",
            Self::NextAgenda => "The next agenda",
            Self::Tasks => "On the screen of all action items",
        }
    }

    /// The same in the language of the screen.
    pub fn heading(self) -> &'static str {
        let id = match self {
            Self::Line => "scope-line",
            Self::Meeting => "scope-meeting",
            Self::Entry => "scope-entry",
            Self::Item => "scope-item",
            Self::NextAgenda => "scope-agenda",
            Self::Tasks => "scope-tasks",
        };
        words::translated(id).unwrap_or(self.title())
    }

    /// What it is called for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Meeting => "meeting",
            Self::Entry => "entry",
            Self::Item => "item",
            Self::NextAgenda => "agenda",
            Self::Tasks => "tasks",
        }
    }

    /// In the order in which help lists them.
    pub const ALL: [Self; 6] = [Self::Meeting, Self::Entry, Self::Item, Self::Tasks, Self::NextAgenda, Self::Line];

    /// Whether what types something is typed where its keys count.
    pub fn has_typing(self) -> bool {
        self != Self::NextAgenda
    }

    /// Whether its verbs are the meeting screen's, and so in its help, in its palette and after its slash.
    pub fn is_of_meeting(self) -> bool {
        !matches!(self, Self::Tasks | Self::NextAgenda)
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// What it is in the program.
    pub action: Action,
    /// Its name in the config file and the palette.
    pub name: &'static str,
    /// Where its keys count.
    pub scope: Scope,
    /// The default keys, the best known first.
    pub keys: &'static [&'static str],
    /// What it does, in words that follow "this key"; in English, as its documentation has it.
    pub help_in_english: &'static str,
    /// The words of the hint bar; empty: it is not shown there.
    pub hint_in_english: &'static str,
    /// Whether it may change the meeting or a line: refused on a screen that is only for reading.
    pub changes: bool,
    /// The short words for it after a slash, the best first; its name is one always.
    pub words: &'static [&'static str],
    /// What may follow that word, as one says it; empty: nothing.
    pub takes_in_english: &'static str,
    /// What follows may begin with the number of an action item.
    pub by_item: bool,
}

impl Verb {
    /// What it does, in the language of the screen.
    pub fn help(&self) -> &'static str {
        self.in_words("").unwrap_or(self.help_in_english)
    }

    /// The words of the hint bar in the language of the screen; empty: it is not shown there.
    pub fn hint(&self) -> &'static str {
        let hint = if self.hint_in_english.is_empty() { None } else { self.in_words(".hint") };
        hint.unwrap_or(self.hint_in_english)
    }

    /// What may follow its word, in the language of the screen; empty: nothing.
    pub fn takes(&self) -> &'static str {
        let takes = if self.takes_in_english.is_empty() { None } else { self.in_words(".takes") };
        takes.unwrap_or(self.takes_in_english)
    }

    /// What is asked for where the number of the action item is known already.
    pub(super) fn asks(&self) -> String {
        let english = || self.takes_in_english.trim_start_matches("a number, and ").replace("12 ", "");
        self.in_words(".asks").map_or_else(english, str::to_owned)
    }

    /// The message of the verb, or that attribute of it; none in English, which stands in the table.
    fn in_words(&self, attribute: &str) -> Option<&'static str> {
        words::translated(&format!("verb-{}{attribute}", self.name.replace('.', "-")))
    }

    /// What it is best called after a slash.
    pub fn word(&self) -> &'static str {
        self.words.first().unwrap_or(&self.name)
    }
}

impl Action {
    /// Its row of the table.
    pub fn verb(self) -> &'static Verb {
        VERBS.iter().find(|verb| verb.action == self).unwrap_or(&VERBS[0])
    }

    /// The verb of that name in the config file.
    pub fn named(name: &str) -> Option<Self> {
        VERBS.iter().find(|verb| verb.name == name).map(|verb| verb.action)
    }
}

/// The verbs of the meeting screen.
pub fn verbs_of_meeting() -> impl Iterator<Item = &'static Verb> {
    VERBS.iter().filter(|verb| verb.scope.is_of_meeting())
}

/// Every word that means a verb after a slash: the short words and the names.
pub fn slash_words() -> &'static [&'static str] {
    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let short = verbs_of_meeting().flat_map(|verb| verb.words);
        short.chain(verbs_of_meeting().map(|verb| &verb.name)).copied().fold(Vec::new(), |mut words, word| {
            // A verb may be called by its own name already.
            if !words.contains(&word) {
                words.push(word);
            }
            words
        })
    });
    &WORDS
}

/// The verb that a word after a slash means, in any case.
pub fn verb_of(word: &str) -> Option<Action> {
    let means = |verb: &&Verb| verb.words.iter().chain([&verb.name]).any(|known| known.eq_ignore_ascii_case(word));
    verbs_of_meeting().find(means).map(|verb| verb.action)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_action_has_one_row_and_every_name_is_used_once() {
        let actions: HashSet<_> = VERBS.iter().map(|verb| verb.action).collect();
        let names: HashSet<_> = VERBS.iter().map(|verb| verb.name).collect();
        assert_eq!(actions.len(), VERBS.len());
        assert_eq!(names.len(), VERBS.len());
        assert_eq!(Action::LineYank as usize + 1, VERBS.len(), "an action without a row");
        assert_eq!(Action::named("slot.next"), Some(Action::SlotNext));
    }

    #[test]
    fn every_verb_has_its_words_in_every_language() {
        for lang in words::languages().skip(1) {
            let missing = VERBS.iter().flat_map(|verb| {
                let parts =
                    [(verb.help_in_english, ""), (verb.hint_in_english, ".hint"), (verb.takes_in_english, ".takes")];
                let ids = parts.into_iter().filter(|(english, _)| !english.is_empty());
                ids.map(|(_, part)| format!("verb-{}{part}", verb.name.replace('.', "-")))
            });
            let missing: Vec<_> = missing.filter(|id| words::fixed_in(lang, id).is_none()).collect();
            assert!(missing.is_empty(), "assets/words/{}/verbs.ftl lacks {missing:?}", lang.code());
        }
    }

    #[test]
    fn every_word_after_a_slash_means_one_verb() {
        for verb in verbs_of_meeting() {
            for word in verb.words.iter().chain([&verb.name]) {
                assert_eq!(verb_of(word), Some(verb.action), "{word} means another verb too");
                assert!(slash_words().contains(word), "{word}");
                assert_eq!(*word, word.to_lowercase());
            }
        }
        assert_eq!(verb_of("Next"), Some(Action::SlotNext));
        assert_eq!(verb_of("etc"), None);
    }

    #[test]
    fn what_takes_something_has_a_short_word_to_take_it_after() {
        assert!(VERBS.iter().all(|verb| verb.takes_in_english.is_empty() || !verb.words.is_empty()));
    }

    #[test]
    fn a_verb_of_another_screen_is_no_word_of_a_meeting() {
        let others: Vec<_> = VERBS.iter().filter(|verb| !verb.scope.is_of_meeting()).collect();
        assert!(!others.is_empty());
        for verb in others {
            assert_eq!((verb.words, verb_of(verb.name)), (&[][..], None), "{}", verb.name);
        }
    }
}
