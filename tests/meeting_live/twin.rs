//! The program's twin: the same keys into the same model in this process, to say what must be on the screen and in the folder.
//!
//! So that a program killed at any moment can be held to all that it showed, whatever the keys were. It begins with what a
//! meeting's folder holds, as the program does. Not here: keys chosen, and the terminal.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use minutebook::app::{Effect, Model, Msg, update};
use minutebook::archive;
use minutebook::meeting::{Draft, DraftKey, Meeting, Stamp};
use minutebook::view::{Depth, Pane, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Screen;

/// The window of the twin and of the program beside it.
pub(crate) const SIZE: (u16, u16) = (120, 36);

/// What of the screen is compared: the slot's title, its notes and the line being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    notes: Vec<String>,
    line: Vec<String>,
}

/// What must survive: the notes of all slots, and the half-typed lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    notes: Vec<String>,
    drafts: Vec<(DraftKey, String, u16)>,
}

pub(crate) struct Twin {
    model: Model,
    drafts: BTreeMap<DraftKey, Draft>,
}

impl Twin {
    /// The meeting of a folder as the program would go on with it.
    pub(crate) fn of(folder: &Path, now: DateTime<FixedOffset>) -> Self {
        let loaded = archive::load(folder).expect("a meeting's folder");
        assert!(loaded.damage.is_empty(), "{:#?}", loaded.reports);
        let writer = *loaded.writers.first().expect("a writer");
        let drafts: BTreeMap<_, _> = loaded.drafts.iter().map(|draft| (draft.key, draft.clone())).collect();
        let mut model =
            Model::new(loaded.ledger(writer), writer, Stamp::wall(now), loaded.drafts).expect("a meeting with slots");
        update(&mut model, Msg::Resize(SIZE.0, SIZE.1));
        Self { model, drafts }
    }

    /// A key as the terminal harness spells it, or a character.
    pub(crate) fn press(&mut self, key: &str) {
        for effect in update(&mut self.model, Msg::Key(event(key))) {
            match effect {
                Effect::Append(act) => {
                    if let Some(key) = act.clears {
                        self.drafts.remove(&key);
                    }
                }
                Effect::KeepDraft(draft) if draft.text.is_empty() => drop(self.drafts.remove(&draft.key)),
                Effect::KeepDraft(draft) => drop(self.drafts.insert(draft.key, draft)),
                // What is for eyes and ears is in no folder.
                _ => {}
            }
        }
    }

    /// What must be in the folder now.
    pub(crate) fn kept(&self) -> Kept {
        let drafts = self.drafts.values().map(|draft| (draft.key, draft.text.clone(), draft.depth)).collect();
        Kept { notes: notes(self.model.meeting()), drafts }
    }

    /// What must be on the screen now.
    pub(crate) fn shown(&self) -> Shown {
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        let layout = self.model.layout();
        let theme = Theme::new(Depth::Mono);
        for pane in [Pane::Notes, Pane::Composer] {
            let mut drawn = Buffer::empty(pane.area(&self.model, &layout));
            pane.draw(&self.model, &theme, &mut drawn);
            buffer.merge(&drawn);
        }
        let rows = |area: Rect| {
            let row = |y| -> String { (area.left()..area.right()).map(|x| buffer[(x, y)].symbol()).collect() };
            (area.top()..area.bottom()).map(|y| without_blanks(&row(y))).collect()
        };
        Shown { notes: rows(layout.notes), line: rows(layout.composer) }
    }

    /// The same of a terminal's screen, read where this twin has it.
    pub(crate) fn same_of(&self, screen: &Screen) -> Shown {
        let layout = self.model.layout();
        let rows = |area: Rect| {
            let all = screen.rows(area.left(), area.width);
            all.skip(area.top().into()).take(area.height.into()).map(|row| without_blanks(&row)).collect()
        };
        Shown { notes: rows(layout.notes), line: rows(layout.composer) }
    }
}

/// A wide character's second cell is a blank in one buffer and nothing in the other, so no blanks count at all.
fn without_blanks(row: &str) -> String {
    row.split_whitespace().collect()
}

fn notes(meeting: &Meeting) -> Vec<String> {
    let mut lines = Vec::new();
    for slot in meeting.slots() {
        for entry in &slot.entries {
            let item = entry.as_action().map(|item| (&item.owners, item.due, item.status));
            lines.push(format!("{}: {} {:?} {} {item:?}", slot.plan.title, entry.depth, entry.kind, entry.text));
        }
    }
    lines
}

fn event(key: &str) -> KeyEvent {
    let mut modifiers = KeyModifiers::NONE;
    let mut name = key;
    for (prefix, modifier) in [("C-", KeyModifiers::CONTROL), ("M-", KeyModifiers::ALT), ("S-", KeyModifiers::SHIFT)] {
        if let Some(rest) = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()) {
            modifiers |= modifier;
            name = rest;
        }
    }
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Tab" if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        "Tab" => KeyCode::Tab,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Space" => KeyCode::Char(' '),
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Home" => KeyCode::Home,
        one => KeyCode::Char(one.chars().next().expect("a key")),
    };
    KeyEvent::new(code, modifiers)
}
