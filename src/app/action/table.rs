//! The rows of THE key table.
//!
//! A new verb is a new row here and a line in `update`; keys, help, palette and slash words follow. Not here: what the
//! columns mean (see `action`).

use super::{Action, Scope, Verb};

/// The table, in the order of help and palette.
pub const VERBS: &[Verb] = &[
    verb(Action::SlotNext, "slot.next", Scope::Meeting, &["ctrl-n"], "starts the clock on the next slot", "next slot")
        .said(&["next"]),
    verb(
        Action::SlotPrevious,
        "slot.previous",
        Scope::Meeting,
        &["ctrl-p"],
        "starts the clock on the previous slot",
        "",
    )
    .said(&["previous", "prev"]),
    verb(
        Action::SlotTake,
        "slot.take",
        Scope::Meeting,
        &["ctrl-t"],
        "starts the clock on the slot on screen; on the running one pauses and resumes",
        "",
    )
    .said(&["take"])
    .taking("a slot"),
    verb(Action::SlotSkip, "slot.skip", Scope::Meeting, &[], "skips the slot on screen, or takes that back", "")
        .said(&["skip"])
        .taking("a slot"),
    verb(
        Action::SlotPark,
        "slot.park",
        Scope::Meeting,
        &[],
        "parks the slot on screen for another time, or takes that back",
        "",
    )
    .said(&["park"])
    .taking("a slot"),
    verb(
        Action::SlotGive,
        "slot.give",
        Scope::Meeting,
        &["alt-g"],
        "gives the slot on screen more minutes, or takes some",
        "",
    )
    .said(&["give"])
    .taking("minutes"),
    verb(Action::SlotMore, "slot.more", Scope::Meeting, &["alt-="], "gives the running slot five minutes more", "")
        .said(&["more"]),
    verb(Action::SlotLess, "slot.less", Scope::Meeting, &["alt--"], "takes five minutes from the running slot", "")
        .said(&["less"]),
    verb(
        Action::SlotBreak,
        "slot.break",
        Scope::Meeting,
        &[],
        "makes this break, or the next one, longer or shorter",
        "",
    )
    .said(&["break"])
    .taking("minutes"),
    verb(
        Action::SlotCatchUp,
        "slot.catch-up",
        Scope::Meeting,
        &["alt-u"],
        "shows what could be cut to be on time again, and cuts it",
        "",
    )
    .said(&["catch-up", "catchup"]),
    verb(Action::SlotSwap, "slot.swap", Scope::Meeting, &[], "swaps the slot on screen with the next one", "")
        .said(&["swap"])
        .taking("a slot"),
    verb(Action::SlotPlace, "slot.place", Scope::Meeting, &[], "moves the slot on screen to another place or day", "")
        .said(&["place"])
        .taking("after or before a slot, first, last, or a day"),
    verb(
        Action::SlotSplit,
        "slot.split",
        Scope::Meeting,
        &[],
        "ends the slot on screen here and puts the rest of it behind it, or elsewhere",
        "",
    )
    .said(&["split"])
    .taking("minutes, and a place: 20 after lunch"),
    verb(Action::SlotPause, "slot.pause", Scope::Meeting, &[], "stops the clock", "").said(&["pause"]),
    verb(Action::SlotResume, "slot.resume", Scope::Meeting, &[], "starts the clock again where it stopped", "")
        .said(&["resume"]),
    verb(
        Action::SlotOpen,
        "slot.open",
        Scope::Meeting,
        &["alt-n"],
        "opens a slot that no agenda has, and starts its clock",
        "",
    )
    .said(&["topic", "open"])
    .taking("a title"),
    verb(Action::SlotAttach, "slot.attach", Scope::Meeting, &[], "names a file or a page for the slot on screen", "")
        .said(&["attach"])
        .taking("a path or an address, and what to call it"),
    verb(
        Action::SlotDetach,
        "slot.detach",
        Scope::Meeting,
        &[],
        "takes a file or a page off again, named in the meeting",
        "",
    )
    .said(&["detach"])
    .taking("a part of its name or place"),
    verb(
        Action::ClockCorrect,
        "clock.correct",
        Scope::Meeting,
        &["alt-c"],
        "corrects when the slot on screen really started",
        "",
    )
    .said(&["started"])
    .taking("a time"),
    look(
        Action::ViewNext,
        "view.next",
        Scope::Meeting,
        &["alt-down", "ctrl-down", "f8"],
        "looks at the next slot; no clock changes",
        "look ahead",
    )
    .said(&["after"]),
    look(
        Action::ViewPrevious,
        "view.previous",
        Scope::Meeting,
        &["alt-up", "ctrl-up", "f7"],
        "looks at the previous slot; no clock changes",
        "",
    )
    .said(&["before"]),
    look(Action::Jump, "view.jump", Scope::Meeting, &["ctrl-g"], "looks at a slot by part of its title", "jump")
        .said(&["jump", "go"])
        .taking("a slot"),
    look(
        Action::Back,
        "view.current",
        Scope::Meeting,
        &["esc"],
        "goes back: from a pop-up, an edit, a selection, at last to the running slot",
        "",
    )
    .said(&["back"]),
    look(Action::PageUp, "notes.page-up", Scope::Meeting, &["pageup"], "scrolls the notes up", ""),
    look(Action::PageDown, "notes.page-down", Scope::Meeting, &["pagedown"], "scrolls the notes down", ""),
    look(Action::Times, "notes.times", Scope::Meeting, &["alt-t"], "shows or hides the time of each line", "")
        .said(&["times"]),
    look(
        Action::ZoneNext,
        "zones.next",
        Scope::Meeting,
        &["alt-l"],
        "shows another zone's times beside the meeting's, after the last one none",
        "",
    )
    .said(&["zone"]),
    look(Action::ZonesShow, "zones.show", Scope::Meeting, &[], "shows what the clocks of all zones say", "")
        .said(&["zones"]),
    look(
        Action::ThemeNext,
        "theme.next",
        Scope::Meeting,
        &[],
        "shows the screen in the next theme, or in one that is named",
        "",
    )
    .said(&["theme"])
    .taking("dark, light, contrast, ansi, none, auto, or a theme of yours"),
    look(Action::Points, "points.all", Scope::Meeting, &["alt-p"], "shows all talking points, or as few as before", "")
        .said(&["points"]),
    look(
        Action::MouseToggle,
        "mouse.toggle",
        Scope::Meeting,
        &["f2"],
        "leaves the mouse to the terminal, whose own selection then works, or takes it again",
        "",
    )
    .said(&["mouse"]),
    look(
        Action::BigClock,
        "clock.big",
        Scope::Meeting,
        &["f9", "alt-v"],
        "shows the time as large as the screen, for all to read; it, Esc or typing goes back",
        "",
    )
    .said(&["clock"]),
    look(Action::Search, "search", Scope::Meeting, &["f3", "alt-/"], "searches everything ever minuted", "")
        .said(&["search", "find"])
        .taking("words to look for"),
    look(Action::SelectUp, "entry.select-up", Scope::Meeting, &["up"], "selects an entry above the line", "")
        .said(&["up"]),
    look(Action::SelectDown, "entry.select-down", Scope::Meeting, &["down"], "selects the entry below", "")
        .said(&["down"]),
    look(Action::ActionList, "actions.list", Scope::Meeting, &["alt-a"], "lists all action items", "")
        .said(&["actions"]),
    verb(
        Action::NotesOutside,
        "notes.edit-outside",
        Scope::Meeting,
        &["f4"],
        "opens the notes of the slot on screen in your editor",
        "",
    )
    .said(&["editor"]),
    look(Action::SettingsEdit, "config.edit", Scope::Meeting, &[], "opens your settings in your editor", "")
        .said(&["settings"]),
    look(Action::CopySlot, "copy.slot", Scope::Meeting, &[], "copies the notes of the slot on screen", "")
        .said(&["copy-slot"]),
    look(Action::CopyActions, "copy.actions", Scope::Meeting, &[], "copies all action items", "")
        .said(&["copy-actions"]),
    look(
        Action::ReviewItems,
        "review.items",
        Scope::Meeting,
        &["alt-e"],
        "goes through the action items above the notes; once more puts them away",
        "",
    )
    .said(&["review"]),
    look(
        Action::ReviewOrder,
        "review.order",
        Scope::Meeting,
        &["ctrl-o"],
        "sorts the action items of a review by owner, age or due date",
        "",
    )
    .said(&["order"]),
    look(
        Action::ConflictNext,
        "conflict.next",
        Scope::Meeting,
        &["alt-s"],
        "goes to the next entry with two texts",
        "",
    )
    .said(&["conflicts"]),
    verb(Action::RosterAdd, "roster.add", Scope::Meeting, &["alt-r"], "puts an unknown owner on the roster", "")
        .said(&["roster"]),
    verb(
        Action::QueueNext,
        "queue.next",
        Scope::Meeting,
        &["alt-q"],
        "gives the floor to the next who waits to speak",
        "",
    )
    .said(&["floor", "ack"])
    .taking("a name"),
    verb(Action::QueueEnd, "queue.end", Scope::Meeting, &[], "ends the turn of who has the floor", "")
        .said(&["finished"]),
    look(
        Action::QueueShow,
        "queue.show",
        Scope::Meeting,
        &[],
        "shows who waits to speak, and how long each has spoken",
        "",
    )
    .said(&["queue"]),
    verb(Action::Snippets, "snippets", Scope::Meeting, &["alt-i"], "types one of your snippets into the line", "")
        .said(&["snippets"]),
    verb(
        Action::Undo,
        "undo",
        Scope::Meeting,
        &["ctrl-z", "alt-z"],
        "takes back: first the line's edits, then the last act",
        "undo",
    )
    .said(&["undo"]),
    verb(Action::Redo, "redo", Scope::Meeting, &["ctrl-y", "alt-y"], "does again what was taken back", "")
        .said(&["redo"]),
    verb(
        Action::JournalElsewhere,
        "journal.elsewhere",
        Scope::Meeting,
        &["alt-w"],
        "writes the journal elsewhere while its own place fails",
        "",
    )
    .said(&["elsewhere"]),
    look(Action::Palette, "palette", Scope::Meeting, &["alt-x"], "finds any verb by name", "").said(&["verbs"]),
    look(Action::Help, "help", Scope::Meeting, &["f1", "alt-h"], "shows this help", "help").said(&["help"]),
    look(
        Action::Leave,
        "leave",
        Scope::Meeting,
        &["ctrl-q", "ctrl-c"],
        "closes the meeting or leaves it open",
        "close",
    )
    .said(&["close", "leave", "quit"]),
    verb(
        Action::CloseOut,
        "close-out",
        Scope::Meeting,
        &[],
        "goes through what is unfinished, each settled by one key",
        "",
    )
    .said(&["closeout"]),
    verb(Action::Approve, "meeting.approve", Scope::Meeting, &[], "makes the minutes of a closed meeting final", "")
        .said(&["approve"])
        .taking("who approves them: Ann Lee, Bo Chen"),
    verb(Action::EntryEdit, "entry.edit", Scope::Entry, &["enter"], "edits it in place", "edit").said(&["edit"]),
    verb(Action::EntryDone, "entry.done", Scope::Entry, &["ctrl-d"], "ticks an action item, or unticks it", "done")
        .said(&["done"])
        .taking_item("a number, and what to say of it"),
    verb(Action::EntryDrop, "entry.drop", Scope::Entry, &[], "drops an action item, or takes it up again", "")
        .said(&["drop"])
        .taking_item("a number, and why"),
    verb(Action::EntryRekind, "entry.kind", Scope::Entry, &["ctrl-r"], "makes it the next kind of entry", "kind")
        .said(&["kind"]),
    verb(Action::EntryNote, "entry.note", Scope::Entry, &[], "makes it a note", "").said(&["note"]),
    verb(Action::EntryAction, "entry.action", Scope::Entry, &[], "makes it an action item", "").said(&["action"]),
    verb(Action::EntryDecision, "entry.decision", Scope::Entry, &[], "makes it a decision", "").said(&["decision"]),
    verb(Action::EntryQuestion, "entry.question", Scope::Entry, &[], "makes it an open question", "")
        .said(&["question"]),
    verb(Action::EntryProposal, "entry.proposal", Scope::Entry, &[], "makes it a proposal", "").said(&["proposal"]),
    verb(Action::EntryIdea, "entry.idea", Scope::Entry, &[], "makes it an idea to come back to", "").said(&["idea"]),
    verb(Action::EntryInfo, "entry.info", Scope::Entry, &[], "makes it information", "").said(&["info"]),
    verb(
        Action::EntryOwners,
        "entry.owners",
        Scope::Entry,
        &["alt-o"],
        "makes it an action item of the people whom its text names",
        "",
    )
    .said(&["owners"]),
    verb(Action::EntryDeeper, "entry.deeper", Scope::Entry, &["tab"], "moves it one level deeper", "deeper"),
    verb(Action::EntryShallower, "entry.shallower", Scope::Entry, &["shift-tab"], "moves it one level up", ""),
    verb(Action::EntryUp, "entry.up", Scope::Entry, &["alt-shift-up", "alt-k"], "moves it up", "move up"),
    verb(Action::EntryDown, "entry.down", Scope::Entry, &["alt-shift-down", "alt-j"], "moves it down", ""),
    verb(Action::EntryToSlot, "entry.to-slot", Scope::Entry, &["alt-m"], "moves it to another slot", "to slot")
        .said(&["move"])
        .taking("a slot"),
    verb(Action::EntrySettle, "entry.settle", Scope::Entry, &["alt-s"], "takes one of the two texts that it has", "")
        .said(&["settle"]),
    look(Action::CopyEntry, "copy.entry", Scope::Entry, &["ctrl-insert"], "copies it with what stands under it", "")
        .said(&["copy"])
        .taking("slot or actions, or nothing for the entry"),
    verb(Action::EntryRemove, "entry.remove", Scope::Entry, &["delete"], "removes it", "remove")
        .said(&["remove", "delete"]),
    verb(Action::ItemDone, "item.done", Scope::Item, &["ctrl-d"], "says that it is done, or is not", "done"),
    verb(
        Action::ItemDrop,
        "item.drop",
        Scope::Item,
        &["delete"],
        "drops it and asks why, or takes it up again",
        "drop",
    ),
    verb(Action::ItemDue, "item.due", Scope::Item, &["alt-d"], "gives an action item another due date", "date")
        .said(&["due"])
        .taking_item("a number, and a date: 12 2026-02-01, 12 Friday, 12 none"),
    verb(Action::ItemOwner, "item.owner", Scope::Item, &["alt-o"], "gives an action item to somebody else", "owner")
        .said(&["owner"])
        .taking_item("a number, and who: 12 Ann, 12 Ann and Bo, 12 nobody"),
    verb(Action::ItemNote, "item.note", Scope::Item, &["enter"], "notes something of an action item", "note")
        .said(&["remark"])
        .taking_item("a number, and what to say of it"),
    look(Action::AgendaWrite, "agenda.write", Scope::NextAgenda, &["enter", "ctrl-s"], "writes the agenda", "write"),
    look(
        Action::AgendaLeaveOut,
        "agenda.leave-out",
        Scope::NextAgenda,
        &["space", "delete", "x"],
        "leaves the row out and asks why, or takes it in again; on a heading all that stands below it",
        "drop",
    ),
    look(
        Action::AgendaUp,
        "agenda.up",
        Scope::NextAgenda,
        &["alt-up", "alt-k"],
        "moves the row up among those of its group",
        "move",
    ),
    look(
        Action::AgendaDown,
        "agenda.down",
        Scope::NextAgenda,
        &["alt-down", "alt-j"],
        "moves the row down among those of its group",
        "",
    ),
    look(Action::AgendaDate, "agenda.date", Scope::NextAgenda, &["d", "alt-d"], "says when the meeting is", "date"),
    look(Action::AgendaTitle, "agenda.title", Scope::NextAgenda, &["t", "alt-t"], "says what it is called", "title"),
    look(
        Action::AgendaPlan,
        "agenda.plan",
        Scope::NextAgenda,
        &["p", "alt-p"],
        "writes the agenda and goes on to planning it",
        "plan",
    ),
    look(
        Action::AgendaOpen,
        "agenda.open",
        Scope::NextAgenda,
        &["o", "alt-o"],
        "writes the agenda and opens the meeting",
        "open",
    ),
    look(
        Action::TasksOpen,
        "tasks.open",
        Scope::Tasks,
        &["enter"],
        "opens the meeting in which it arose, there",
        "open",
    ),
    verb(Action::TasksNote, "tasks.note", Scope::Tasks, &["alt-n"], "notes something of it", "note"),
    look(Action::TasksGroup, "tasks.group", Scope::Tasks, &["ctrl-o"], "groups them by due date, or by owner", "group"),
    look(
        Action::TasksAll,
        "tasks.all",
        Scope::Tasks,
        &["alt-a"],
        "shows those that are done or dropped too, or only those that are open",
        "all",
    ),
    look(Action::TasksRefresh, "tasks.refresh", Scope::Tasks, &["f5", "ctrl-r"], "reads the meetings again", ""),
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
    verb(
        Action::LineDeleteWordRight,
        "line.delete-word-right",
        Scope::Line,
        &["alt-d", "ctrl-delete"],
        "deletes the word after it",
        "",
    ),
    verb(Action::LineYank, "line.yank", Scope::Line, &[], "puts in what was deleted last", ""),
];

const fn verb(
    action: Action,
    name: &'static str,
    scope: Scope,
    keys: &'static [&'static str],
    help: &'static str,
    hint: &'static str,
) -> Verb {
    Verb {
        action,
        name,
        scope,
        keys,
        help_in_english: help,
        hint_in_english: hint,
        changes: true,
        words: &[],
        takes_in_english: "",
        by_item: false,
    }
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

impl Verb {
    const fn said(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }

    const fn taking(self, takes: &'static str) -> Self {
        Self { takes_in_english: takes, ..self }
    }

    const fn taking_item(self, takes: &'static str) -> Self {
        Self { by_item: true, ..self.taking(takes) }
    }
}
