//! THE key table: every verb a key can be bound to, once.
//!
//! Dispatch, the hint bar, F1, the palette, the config file and docs/keys.md are all made from it, so none of them
//! can say something else than the program does. Not here: what a verb does (see `update`) and how a key is spelled
//! (see `keymap`).

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
    EntryRekind,
    EntryUp,
    EntryDown,
    EntryToSlot,
    EntrySettle,
    ConflictNext,
    JournalElsewhere,
    RosterAdd,
    Undo,
    Redo,
    ActionList,
    Times,
    Points,
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
}

/// Where a verb's keys count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere on the meeting screen.
    Meeting,
    /// While an entry is selected.
    Entry,
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
        }
    }

    /// In the order in which help lists them.
    pub const ALL: [Self; 3] = [Self::Meeting, Self::Entry, Self::Line];
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
    /// What it does, in words that follow "this key".
    pub help: &'static str,
    /// The words of the hint bar; empty: it is not shown there.
    pub hint: &'static str,
    /// Whether it may change the meeting or a line: refused on a screen that is only for reading.
    pub changes: bool,
}

/// The table, in the order of help and palette.
pub const VERBS: &[Verb] = &[
    verb(Action::SlotNext, "slot.next", Scope::Meeting, &["ctrl-n"], "starts the clock on the next slot", "next slot"),
    verb(
        Action::SlotPrevious,
        "slot.previous",
        Scope::Meeting,
        &["ctrl-p"],
        "starts the clock on the previous slot",
        "",
    ),
    verb(
        Action::SlotTake,
        "slot.take",
        Scope::Meeting,
        &["ctrl-t"],
        "starts the clock on the slot on screen; on the running one pauses and resumes",
        "",
    ),
    verb(
        Action::ClockCorrect,
        "clock.correct",
        Scope::Meeting,
        &["alt-c"],
        "corrects when the slot on screen really started",
        "",
    ),
    look(
        Action::ViewNext,
        "view.next",
        Scope::Meeting,
        &["alt-down", "ctrl-down", "f8"],
        "looks at the next slot; no clock changes",
        "look ahead",
    ),
    look(
        Action::ViewPrevious,
        "view.previous",
        Scope::Meeting,
        &["alt-up", "ctrl-up", "f7"],
        "looks at the previous slot; no clock changes",
        "",
    ),
    look(Action::Jump, "view.jump", Scope::Meeting, &["ctrl-g"], "looks at a slot by part of its title", "jump"),
    look(
        Action::Back,
        "view.current",
        Scope::Meeting,
        &["esc"],
        "goes back: from a pop-up, an edit, a selection, at last to the running slot",
        "",
    ),
    look(Action::PageUp, "notes.page-up", Scope::Meeting, &["pageup"], "scrolls the notes up", ""),
    look(Action::PageDown, "notes.page-down", Scope::Meeting, &["pagedown"], "scrolls the notes down", ""),
    look(Action::Times, "notes.times", Scope::Meeting, &["alt-t"], "shows or hides the time of each line", ""),
    look(Action::Points, "points.all", Scope::Meeting, &["alt-p"], "shows all talking points, or as few as before", ""),
    look(Action::SelectUp, "entry.select-up", Scope::Meeting, &["up"], "selects an entry above the line", ""),
    look(Action::SelectDown, "entry.select-down", Scope::Meeting, &["down"], "selects the entry below", ""),
    look(Action::ActionList, "actions.list", Scope::Meeting, &["alt-a"], "lists all action items", ""),
    look(
        Action::ConflictNext,
        "conflict.next",
        Scope::Meeting,
        &["alt-s"],
        "goes to the next entry with two texts",
        "",
    ),
    verb(Action::RosterAdd, "roster.add", Scope::Meeting, &["alt-r"], "puts an unknown owner on the roster", ""),
    verb(
        Action::Undo,
        "undo",
        Scope::Meeting,
        &["ctrl-z", "alt-z"],
        "takes back: first the line's edits, then the last act",
        "undo",
    ),
    verb(Action::Redo, "redo", Scope::Meeting, &["ctrl-y", "alt-y"], "does again what was taken back", ""),
    verb(
        Action::JournalElsewhere,
        "journal.elsewhere",
        Scope::Meeting,
        &["alt-w"],
        "writes the journal elsewhere while its own place fails",
        "",
    ),
    look(Action::Palette, "palette", Scope::Meeting, &["alt-x"], "finds any verb by name", ""),
    look(Action::Help, "help", Scope::Meeting, &["f1", "alt-h"], "shows this help", "help"),
    look(
        Action::Leave,
        "leave",
        Scope::Meeting,
        &["ctrl-q", "ctrl-c"],
        "closes the meeting or leaves it open",
        "close",
    ),
    verb(Action::EntryEdit, "entry.edit", Scope::Entry, &["enter"], "edits it in place", "edit"),
    verb(Action::EntryDone, "entry.done", Scope::Entry, &["ctrl-d"], "ticks an action item, or unticks it", "done"),
    verb(Action::EntryRekind, "entry.kind", Scope::Entry, &["ctrl-r"], "makes it the next kind of entry", "kind"),
    verb(Action::EntryDeeper, "entry.deeper", Scope::Entry, &["tab"], "moves it one level deeper", "deeper"),
    verb(Action::EntryShallower, "entry.shallower", Scope::Entry, &["shift-tab"], "moves it one level up", ""),
    verb(Action::EntryUp, "entry.up", Scope::Entry, &["alt-shift-up", "alt-k"], "moves it up", "move up"),
    verb(Action::EntryDown, "entry.down", Scope::Entry, &["alt-shift-down", "alt-j"], "moves it down", ""),
    verb(Action::EntryToSlot, "entry.to-slot", Scope::Entry, &["alt-m"], "moves it to another slot", "to slot"),
    verb(Action::EntrySettle, "entry.settle", Scope::Entry, &["alt-s"], "takes one of the two texts that it has", ""),
    verb(Action::EntryRemove, "entry.remove", Scope::Entry, &["delete"], "removes it", "remove"),
    verb(Action::Commit, "line.commit", Scope::Line, &["enter"], "adds the line to the slot on screen", "add"),
    verb(Action::Deeper, "line.deeper", Scope::Line, &["tab"], "one level deeper", "deeper"),
    verb(Action::Shallower, "line.shallower", Scope::Line, &["shift-tab"], "one level up", ""),
    verb(Action::LineLeft, "line.left", Scope::Line, &["left", "ctrl-b"], "one character to the left", ""),
    verb(
        Action::LineRight,
        "line.right",
        Scope::Line,
        &["right", "ctrl-f"],
        "one character to the right; at the end takes the completion shown in grey",
        "",
    ),
    verb(Action::LineWordLeft, "line.word-left", Scope::Line, &["ctrl-left", "alt-b"], "one word to the left", ""),
    verb(Action::LineWordRight, "line.word-right", Scope::Line, &["ctrl-right", "alt-f"], "one word to the right", ""),
    verb(Action::LineStart, "line.start", Scope::Line, &["home", "ctrl-a"], "to the beginning of the line", ""),
    verb(Action::LineEnd, "line.end", Scope::Line, &["end", "ctrl-e"], "to the end of the line", ""),
    verb(
        Action::LineBackspace,
        "line.backspace",
        Scope::Line,
        &["backspace", "ctrl-h"],
        "deletes the character before; on an empty line goes one level up",
        "",
    ),
    verb(Action::LineDelete, "line.delete", Scope::Line, &["delete", "ctrl-d"], "deletes the character under it", ""),
    verb(
        Action::LineDeleteWord,
        "line.delete-word",
        Scope::Line,
        &["ctrl-w", "alt-backspace", "ctrl-backspace"],
        "deletes the word before",
        "",
    ),
    verb(
        Action::LineDeleteToStart,
        "line.delete-to-start",
        Scope::Line,
        &["ctrl-u"],
        "deletes to the beginning of the line",
        "",
    ),
    verb(Action::LineDeleteToEnd, "line.delete-to-end", Scope::Line, &["ctrl-k"], "deletes to the end of the line", ""),
];

const fn verb(
    action: Action,
    name: &'static str,
    scope: Scope,
    keys: &'static [&'static str],
    help: &'static str,
    hint: &'static str,
) -> Verb {
    Verb { action, name, scope, keys, help, hint, changes: true }
}

/// A verb that changes nothing: it works on a screen that is only for reading too.
const fn look(
    action: Action,
    name: &'static str,
    scope: Scope,
    keys: &'static [&'static str],
    help: &'static str,
    hint: &'static str,
) -> Verb {
    Verb { changes: false, ..verb(action, name, scope, keys, help, hint) }
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
        assert_eq!(Action::LineDeleteToEnd as usize + 1, VERBS.len(), "an action without a row");
        assert_eq!(Action::named("slot.next"), Some(Action::SlotNext));
    }
}
