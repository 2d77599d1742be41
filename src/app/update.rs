//! What each message does to the screen's state, and what the shell is asked to do for it.
//!
//! One path for every act: a command is decided by the meeting's rules, its events are folded in, and the same events
//! go to the journal before the next frame. Not here: the rules themselves, drawing, and anything impure.

use crossterm::event::{KeyEvent, KeyEventKind};

use super::overlay::{Choice, Overlay, Picker, Unfinished};
use super::scroll::{Pane, Scroll};
use super::{Action, Edit, Key, Model, Notice, Saved, Scope, Tone, outline};
use crate::meeting::{
    Act, Cause, Command, Content, Draft, DraftKey, EntryId, Event, Kind, Person, Refusal, SlotId, Stamp, Status, decide,
};
use crate::{notation, text};

/// All that reaches the screen.
#[derive(Clone, Debug)]
pub enum Msg {
    /// What time it is; comes before the messages of that moment, and each second while a clock runs.
    Now(Stamp),
    /// A key.
    Key(KeyEvent),
    /// Text pasted as one.
    Paste(String),
    /// The terminal has another size.
    Resize(u16, u16),
    /// How the journal stands.
    Saved(Saved),
}

/// All that the screen asks of the shell.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write an act to the journal.
    Append(Act),
    /// Keep the half-typed line.
    KeepDraft(Draft),
    /// Ring the terminal's bell.
    Bell,
    /// End the program.
    Quit(Ending),
}

/// How the scribe left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The meeting is closed; its minutes are to be written.
    Closed,
    /// The meeting stays open.
    Left,
}

/// The longest line that can be under the cursor, in bytes; longer pastes become entries at once.
const LINE_LIMIT: usize = 32_768;

/// Takes one message in.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Now(now) => tell_time(model, now, &mut effects),
        Msg::Key(event) if event.kind == KeyEventKind::Release => {}
        Msg::Key(event) => press(model, event.into(), &mut effects),
        Msg::Paste(pasted) => paste(model, &pasted, &mut effects),
        Msg::Resize(columns, rows) => model.size = (columns, rows),
        Msg::Saved(saved) => model.saved = saved,
    }
    effects
}

/// The clock ticked: notices of the slot's time that are due now are given once.
fn tell_time(model: &mut Model, now: Stamp, effects: &mut Vec<Effect>) {
    model.now = now;
    let Some(slot) = model.meeting().current() else { return };
    let (id, due) = (slot.id, model.notices_due(slot));
    let rung = model.rung.filter(|(of, _)| *of == id).map_or(0, |(_, count)| count);
    if due <= rung {
        return;
    }
    let title = slot.plan.title.clone();
    let share = model.settings.notices.get(due - 1).copied().unwrap_or(1.0);
    model.rung = Some((id, due));
    let text = if share >= 1.0 {
        format!("Time is up: {title}")
    } else {
        let minutes = model.planned(id).and_then(|planned| planned.minutes).unwrap_or(0);
        let left = f64::from(minutes) * (1.0 - share);
        format!("{:.0} min left: {title}", left.max(1.0))
    };
    model.notice = Some(Notice { text, tone: Tone::Time });
    if model.settings.bell {
        effects.push(Effect::Bell);
    }
}

/// A key: to the pop-up if one is open, else to the selected entry, the meeting, the line.
fn press(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    if model.notice.as_ref().is_some_and(|notice| notice.tone != Tone::Time) {
        model.notice = None;
    }
    if model.overlay.is_some() {
        press_in_overlay(model, key, effects);
        return;
    }
    if model.selected.is_some()
        && let Some(action) = model.keymap.action(Scope::Entry, key)
    {
        act(model, action, effects);
        return;
    }
    if let Some(action) = model.keymap.action(Scope::Meeting, key) {
        act(model, action, effects);
    } else if let Some(action) = model.keymap.action(Scope::Line, key) {
        model.selected = None;
        act(model, action, effects);
    } else if let Some(c) = key.types() {
        type_char(model, c, effects);
    }
}

/// A printable key goes into the line, wherever the scribe was.
fn type_char(model: &mut Model, c: char, effects: &mut Vec<Effect>) {
    model.selected = None;
    if c == '/' && model.line.is_empty() && model.editing.is_none() {
        let mut palette = Picker::palette(|action| model.keymap.shown(action));
        palette.slash = true;
        model.overlay = Some(Overlay::Pick(palette));
        return;
    }
    if model.line.text().len() >= LINE_LIMIT || c.is_control() {
        return;
    }
    model.line.insert(c);
    if model.scroll != Scroll::Tail && model.editing.is_none() {
        model.scroll = Scroll::Tail;
    }
    line_changed(model, effects);
}

fn line_changed(model: &mut Model, effects: &mut Vec<Effect>) {
    model.read_line();
    effects.push(Effect::KeepDraft(draft_of(model)));
}

fn draft_of(model: &Model) -> Draft {
    Draft {
        key: model.line_key(),
        text: model.line.text().to_owned(),
        depth: model.line.depth,
        cursor: model.line.cursor_chars(),
    }
}

/// Does a verb, from its key or from the palette.
fn act(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::Commit => commit(model, effects),
        Action::Deeper => deeper(model, effects),
        Action::Shallower => shallower(model),
        Action::SlotNext | Action::SlotPrevious => step_clock(model, action == Action::SlotNext, effects),
        Action::SlotTake => take_up(model, effects),
        Action::ClockCorrect => {
            model.overlay = Some(Overlay::StartedAt { slot: model.viewed, line: super::Line::default(), complaint: None });
        }
        Action::ViewNext => look_beside(model, true),
        Action::ViewPrevious => look_beside(model, false),
        Action::Jump => {
            let slots = Picker::slots("Jump to", model.meeting(), model.viewed, Choice::Look);
            model.overlay = Some(Overlay::Pick(slots));
        }
        Action::Back => back(model, effects),
        Action::PageUp => model.scroll = with_pane(model, |pane| pane.page_up(model.scroll)),
        Action::PageDown => model.scroll = with_pane(model, |pane| pane.page_down(model.scroll)),
        Action::SelectUp => select(model, true),
        Action::SelectDown => select(model, false),
        Action::RosterAdd => add_strangers(model, effects),
        Action::Undo => undo(model, effects),
        Action::Redo => redo(model, effects),
        Action::ActionList => {
            model.overlay = Some(Overlay::Pick(Picker::action_items(model.meeting(), model.viewed)));
        }
        Action::Times => model.times = !model.times,
        Action::Palette => model.overlay = Some(Overlay::Pick(Picker::palette(|action| model.keymap.shown(action)))),
        Action::Help => model.overlay = Some(Overlay::Help { top: 0 }),
        Action::Leave => ask_to_leave(model),
        _ => match edit_of(action) {
            Some(edit) => edit_line(model, edit, effects),
            None => act_on_entry(model, action, effects),
        },
    }
}

fn edit_of(action: Action) -> Option<Edit> {
    Some(match action {
        Action::LineLeft => Edit::Left,
        Action::LineRight => Edit::Right,
        Action::LineWordLeft => Edit::WordLeft,
        Action::LineWordRight => Edit::WordRight,
        Action::LineStart => Edit::Start,
        Action::LineEnd => Edit::End,
        Action::LineBackspace => Edit::Backspace,
        Action::LineDelete => Edit::Delete,
        Action::LineDeleteWord => Edit::DeleteWord,
        Action::LineDeleteToStart => Edit::DeleteToStart,
        Action::LineDeleteToEnd => Edit::DeleteToEnd,
        _ => return None,
    })
}

fn edit_line(model: &mut Model, edit: Edit, effects: &mut Vec<Effect>) {
    if edit == Edit::Right && model.line.cursor() == model.line.text().len() && take_completion(model) {
        line_changed(model, effects);
    } else if edit == Edit::Backspace && model.line.is_empty() {
        shallower(model);
    } else if model.line.edit(edit) {
        line_changed(model, effects);
    }
}

fn take_completion(model: &mut Model) -> bool {
    let Some(completion) = model.completion.take() else { return false };
    model.line.replace(completion.replace, &completion.with);
    true
}

// ---- the line ------------------------------------------------------------------------------------------------------

fn commit(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.line.text().trim().is_empty() {
        shallower(model);
        return;
    }
    let read = model.parse(model.line.text());
    let content = read.content();
    let key = model.line_key();
    let command = match key.entry {
        Some(entry) => Command::Revise(entry, content),
        None => Command::Add { slot: key.slot, after: None, lines: vec![(model.line.depth, content)] },
    };
    let depth = model.line.depth;
    match perform(model, command, Some(key), effects) {
        // An edit that changed nothing is over like any other; only its draft has to go.
        Err(Refusal::Unchanged) if key.entry.is_some() => {
            effects.push(Effect::KeepDraft(Draft { key, text: String::new(), depth: 0, cursor: 0 }));
        }
        Err(refusal) => return refuse(model, &refusal),
        Ok(()) => remember_owners(model, &read),
    }
    if key.entry.is_some() {
        model.selected = key.entry;
        model.take_line(DraftKey { entry: None, ..key });
    } else {
        model.line = super::Line::new("", depth);
        model.scroll = Scroll::Tail;
        model.read_line();
    }
}

/// Owners just named are offered first next time; those that nobody knows are offered for the roster.
fn remember_owners(model: &mut Model, read: &notation::Line) {
    for owner in read.owners.iter().rev() {
        model.recent.retain(|name| *name != owner.name);
        model.recent.insert(0, owner.name.clone());
    }
    model.recent.truncate(20);
    model.strangers = read.owners.iter().filter(|owner| !owner.is_known()).map(|owner| owner.name.clone()).collect();
    if !model.strangers.is_empty() {
        let names = model.strangers.join(", ");
        let verb = if model.strangers.len() == 1 { "is" } else { "are" };
        let add = model.keymap.shown(Action::RosterAdd);
        let text = format!("{names} {verb} not on the roster: {add} adds");
        model.notice = Some(Notice { text, tone: Tone::Refused });
    }
}

fn add_strangers(model: &mut Model, effects: &mut Vec<Effect>) {
    let names = std::mem::take(&mut model.strangers);
    if names.is_empty() {
        return say(model, "everybody named so far is on the roster");
    }
    for name in names {
        let person = Person { name: name.clone(), ..Person::default() };
        match perform(model, Command::AddPerson(person), None, effects) {
            Ok(()) => say(model, &format!("{name} is on the roster")),
            Err(refusal) => refuse(model, &refusal),
        }
    }
}

fn deeper(model: &mut Model, effects: &mut Vec<Effect>) {
    let at_name = model.line.text().get(..model.line.cursor()).is_some_and(|before| {
        before.rsplit_once('@').is_some_and(|(_, name)| !name.is_empty() || before.ends_with('@'))
    });
    if at_name && take_completion(model) {
        line_changed(model, effects);
        return;
    }
    if model.editing.is_some() {
        return act_on(model, Command::Indent, model.editing, effects);
    }
    let deepest = model.slot().and_then(|slot| slot.entries.last()).map_or(0, |entry| entry.depth + 1);
    if model.line.depth >= deepest {
        return refuse(model, &Refusal::TooDeep);
    }
    model.line.depth += 1;
    effects.push(Effect::KeepDraft(draft_of(model)));
}

fn shallower(model: &mut Model) {
    model.line.depth = model.line.depth.saturating_sub(1);
}

fn paste(model: &mut Model, pasted: &str, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Pick(picker)) = &mut model.overlay {
        picker.filter.insert_str(&text::safe_line(pasted.trim()));
        return picker.narrow();
    }
    let whole = pasted.trim_end_matches(['\r', '\n']);
    let single = !whole.contains(['\r', '\n']);
    if model.editing.is_some() || (single && model.line.text().len() + whole.len() < LINE_LIMIT) {
        let room = LINE_LIMIT.saturating_sub(model.line.text().len());
        let line = text::safe_line(whole);
        let cut = line.floor_char_boundary(room.min(line.len()));
        if cut < line.len() {
            say(model, "the paste is too long for one entry: only its beginning came in");
        }
        model.selected = None;
        model.line.insert_str(&line[..cut]);
        return line_changed(model, effects);
    }
    let base = model.line.depth;
    let lines: Vec<(u16, Content)> = text::lines_of_paste(pasted)
        .into_iter()
        .map(|line| (base.saturating_add(line.depth), model.parse(&line.text).content()))
        .collect();
    let count = lines.len();
    match perform(model, Command::Add { slot: model.viewed, after: None, lines }, None, effects) {
        Ok(()) => {
            model.scroll = Scroll::Tail;
            let undo = model.keymap.shown(Action::Undo);
            say(model, &format!("pasted {count} lines ({undo} takes them back)"));
        }
        Err(refusal) => refuse(model, &refusal),
    }
}

// ---- acts ----------------------------------------------------------------------------------------------------------

/// Decides a command, folds its events in and has them written.
fn perform(
    model: &mut Model, command: Command, clears: Option<DraftKey>, effects: &mut Vec<Effect>,
) -> Result<(), Refusal> {
    let events = decide(model.meeting(), command, model.writer, &model.now)?;
    record(model, Act { stamp: model.now, events, cause: Cause::Fresh, clears }, effects);
    Ok(())
}

fn record(model: &mut Model, act: Act, effects: &mut Vec<Effect>) {
    let roster = act.events.iter().any(|event| {
        matches!(event, Event::PersonAdded { .. } | Event::PersonRemoved { .. } | Event::AgendaRevised { .. })
    });
    let plan = act.events.iter().any(|event| matches!(event, Event::AgendaRevised { .. }));
    model.ledger.commit(&act);
    model.meeting_changed(roster, plan);
    effects.push(Effect::Append(act));
}

fn refuse(model: &mut Model, refusal: &Refusal) {
    model.notice = Some(Notice { text: sentence(&refusal.to_string()), tone: Tone::Refused });
}

fn say(model: &mut Model, text: &str) {
    model.notice = Some(Notice { text: sentence(text), tone: Tone::Done });
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.line.undo() {
        return line_changed(model, effects);
    }
    match model.ledger.undo() {
        Some((cause, events)) => replay(model, cause, events, "took back", effects),
        None => say(model, "there is nothing to take back"),
    }
}

fn redo(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.line.redo() {
        return line_changed(model, effects);
    }
    match model.ledger.redo() {
        Some((cause, events)) => replay(model, cause, events, "did again", effects),
        None => say(model, "there is nothing to do again"),
    }
}

/// Takes an act back or does it again, names it and brings it on screen.
fn replay(model: &mut Model, cause: Cause, events: Vec<Event>, verb: &str, effects: &mut Vec<Effect>) {
    let subject = events.iter().find_map(subject_of);
    // An entry about to go is named and placed while it is still there.
    let before = subject.and_then(|entry| named(model, entry));
    let what = describe(model, &events);
    let clock = events.iter().find_map(|event| match event {
        Event::ClockSet { slot, runs } if runs.last().is_some_and(|run| run.to.is_none()) => Some(*slot),
        _ => None,
    });
    record(model, Act { stamp: model.now, events, cause, clears: None }, effects);
    let found = subject.and_then(|entry| named(model, entry)).or(before);
    if let Some(slot) = found.as_ref().map(|(slot, _)| *slot).or(clock) {
        look(model, slot);
    }
    if let Some(entry) = subject.filter(|entry| model.meeting().place_of(*entry).is_some()) {
        model.scroll = with_pane(model, |pane| pane.show(model.scroll, entry));
    }
    let quoted = found.map(|(_, text)| format!(": {text}")).unwrap_or_default();
    say(model, &format!("{verb} {what}{quoted}"));
}

fn subject_of(event: &Event) -> Option<EntryId> {
    match event {
        Event::EntryAdded { entry, .. }
        | Event::EntryChanged { entry, .. }
        | Event::EntryMoved { entry, .. }
        | Event::EntryRemoved { entry, .. }
        | Event::EntryRestored { entry, .. } => Some(*entry),
        _ => None,
    }
}

fn named(model: &Model, entry: EntryId) -> Option<(SlotId, String)> {
    let (slot, index) = model.meeting().place_of(entry)?;
    Some((slot.id, text::fit(&slot.entries[index].text, 40).into_owned()))
}

/// What the events of an undo or a redo are about, in a few words.
fn describe(model: &Model, events: &[Event]) -> String {
    let entries = events.iter().filter(|event| subject_of(event).is_some()).count();
    match events.first() {
        Some(Event::EntryRemoved { .. } | Event::EntryRestored { .. }) if entries > 1 => format!("{entries} lines"),
        Some(Event::EntryRemoved { .. } | Event::EntryRestored { .. } | Event::EntryAdded { .. }) => "a line".to_owned(),
        Some(Event::EntryChanged { .. }) => "a change".to_owned(),
        Some(Event::EntryMoved { .. }) => "a move".to_owned(),
        Some(Event::ClockSet { .. } | Event::ClockStarted { .. } | Event::ClockStopped { .. }) => {
            let title = |slot: &SlotId| model.meeting().slot(*slot).map(|slot| slot.plan.title.clone());
            let slot = events.iter().rev().find_map(|event| match event {
                Event::ClockSet { slot, .. } | Event::ClockStarted { slot } | Event::ClockStopped { slot } => title(slot),
                _ => None,
            });
            format!("the clock of {}", slot.unwrap_or_default())
        }
        Some(Event::PersonAdded { person }) => format!("{} on the roster", person.name),
        Some(Event::PersonRemoved { name }) => format!("{name} on the roster"),
        _ => "the last act".to_owned(),
    }
}

// ---- slots and clocks ----------------------------------------------------------------------------------------------

/// Brings a slot on screen; the line being typed stays with the one it was typed for.
fn look(model: &mut Model, slot: SlotId) {
    if slot == model.viewed && model.editing.is_none() {
        return;
    }
    model.leave_line();
    model.viewed = slot;
    model.take_line(DraftKey { slot, entry: None });
    model.selected = None;
    model.scroll = Scroll::Tail;
}

/// The slot after or before another, in reading order.
fn beside(model: &Model, from: SlotId, forward: bool) -> Option<SlotId> {
    let slots: Vec<SlotId> = model.meeting().slots().map(|slot| slot.id).collect();
    let at = slots.iter().position(|slot| *slot == from)?;
    let to = if forward { at.checked_add(1) } else { at.checked_sub(1) };
    to.and_then(|to| slots.get(to)).copied()
}

fn look_beside(model: &mut Model, forward: bool) {
    match beside(model, model.viewed, forward) {
        Some(slot) => look(model, slot),
        None => say(model, if forward { "this is the last slot" } else { "this is the first slot" }),
    }
}

/// Ctrl-N and Ctrl-P count from the running slot; where none runs, the one on screen starts.
fn step_clock(model: &mut Model, forward: bool, effects: &mut Vec<Effect>) {
    let current = model.meeting().current().map(|slot| slot.id);
    let to = match current {
        Some(current) => beside(model, current, forward),
        None if forward => Some(model.viewed),
        None => beside(model, model.viewed, false),
    };
    match to {
        Some(slot) => start_clock(model, slot, effects),
        None if forward => {
            let leave = model.keymap.shown(Action::Leave);
            say(model, &format!("this is the last slot: {leave} closes the meeting"));
        }
        None => say(model, "this is the first slot"),
    }
}

fn start_clock(model: &mut Model, slot: SlotId, effects: &mut Vec<Effect>) {
    match perform(model, Command::TakeUp(slot), None, effects) {
        Ok(()) => {
            model.notice = None;
            model.rung = model.passed_notices();
            look(model, slot);
        }
        Err(refusal) => refuse(model, &refusal),
    }
}

fn take_up(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.slot().is_some_and(crate::meeting::Slot::is_running) {
        match perform(model, Command::Pause, None, effects) {
            Ok(()) => say(model, "the clock is paused"),
            Err(refusal) => refuse(model, &refusal),
        }
    } else {
        start_clock(model, model.viewed, effects);
    }
}

/// Esc: one step back, and never a character lost.
fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    model.notice = None;
    if let Some(entry) = model.editing {
        effects.push(Effect::KeepDraft(draft_of(model)));
        model.leave_line();
        model.take_line(DraftKey { slot: model.viewed, entry: None });
        model.selected = Some(entry);
    } else if model.selected.is_some() {
        model.selected = None;
        model.scroll = Scroll::Tail;
    } else if model.scroll != Scroll::Tail {
        model.scroll = Scroll::Tail;
    } else if model.line.is_empty()
        && let Some(current) = model.meeting().current().map(|slot| slot.id)
    {
        look(model, current);
    }
}

// ---- entries -------------------------------------------------------------------------------------------------------

fn with_pane(model: &Model, scroll: impl Fn(&Pane<'_>) -> Scroll) -> Scroll {
    let notes = model.layout().notes;
    let Some(slot) = model.slot() else { return Scroll::Tail };
    let width = usize::from(notes.width).saturating_sub(if model.times { TIME_COLUMN } else { 0 });
    scroll(&Pane { slot, width, height: usize::from(notes.height) })
}

/// Cells that the time before each entry takes.
pub const TIME_COLUMN: usize = 6;

fn select(model: &mut Model, up: bool) {
    let Some(slot) = model.slot() else { return };
    let at = model.selected.and_then(|id| slot.entries.iter().rposition(|entry| entry.id == id));
    let to = match (at, up) {
        (None, true) => slot.entries.len().checked_sub(1),
        (None, false) => None,
        (Some(at), true) => Some(at.saturating_sub(1)),
        (Some(at), false) => Some(at + 1).filter(|to| *to < slot.entries.len()),
    };
    model.selected = to.map(|to| slot.entries[to].id);
    model.scroll = match model.selected {
        Some(entry) => with_pane(model, |pane| pane.show(model.scroll, entry)),
        None => Scroll::Tail,
    };
}

fn act_on_entry(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let Some(entry) = model.selected.or(model.editing) else {
        let key = model.keymap.shown(Action::SelectUp);
        return say(model, &format!("select an entry first: {key}"));
    };
    let found = model.meeting().place_of(entry).map(|(slot, index)| slot.entries[index].clone());
    let Some(found) = found else { return refuse(model, &Refusal::NoEntry) };
    let command = match action {
        Action::EntryEdit => return edit_entry(model, entry),
        Action::EntryToSlot => {
            let slots =
                Picker::slots("Move to", model.meeting(), model.viewed, |slot| Choice::MoveTo(entry, slot));
            model.overlay = Some(Overlay::Pick(slots));
            return;
        }
        Action::EntryRemove => return remove(model, entry, effects),
        Action::EntryDone => {
            let open = found.as_action().is_some_and(|item| item.status == Status::Open);
            Command::SetStatus(entry, if open { Status::Done } else { Status::Open })
        }
        Action::EntryRekind => Command::Rekind(entry, found.kind.next()),
        Action::EntryDeeper => Command::Indent(entry),
        Action::EntryShallower => Command::Outdent(entry),
        Action::EntryUp => Command::MoveUp(entry),
        Action::EntryDown => Command::MoveDown(entry),
        _ => return,
    };
    act_on(model, |_| command.clone(), Some(entry), effects);
}

fn act_on(
    model: &mut Model, command: impl Fn(EntryId) -> Command, entry: Option<EntryId>, effects: &mut Vec<Effect>,
) {
    let Some(entry) = entry else { return };
    match perform(model, command(entry), None, effects) {
        Ok(()) => model.scroll = with_pane(model, |pane| pane.show(model.scroll, entry)),
        Err(refusal) => refuse(model, &refusal),
    }
}

/// The entry's line as it could have been typed comes under the cursor, or the draft of an edit begun before.
fn edit_entry(model: &mut Model, entry: EntryId) {
    let Some((slot, index)) = model.meeting().place_of(entry) else { return refuse(model, &Refusal::NoEntry) };
    let (slot, entry) = (slot.id, &slot.entries[index]);
    let key = DraftKey { slot, entry: Some(entry.id) };
    let typed = model.typed_form(entry);
    model.leave_line();
    if !model.aside.contains_key(&key) {
        model.aside.insert(key, super::Line::new(&typed, 0));
    }
    model.take_line(key);
}

fn remove(model: &mut Model, entry: EntryId, effects: &mut Vec<Effect>) {
    let Some((slot, index)) = model.meeting().place_of(entry) else { return refuse(model, &Refusal::NoEntry) };
    let neighbour = slot.entries.get(index + 1).or_else(|| index.checked_sub(1).and_then(|at| slot.entries.get(at)));
    let next = neighbour.map(|entry| entry.id);
    match perform(model, Command::Remove(entry), None, effects) {
        Ok(()) => {
            model.selected = next;
            let undo = model.keymap.shown(Action::Undo);
            say(model, &format!("removed ({undo} brings it back)"));
        }
        Err(refusal) => refuse(model, &refusal),
    }
}

impl Model {
    /// An entry as a line that the notation reads back as the same entry.
    pub(super) fn typed_form(&self, entry: &crate::meeting::Entry) -> String {
        let item = entry.as_action();
        let content = Content {
            kind: entry.kind,
            text: entry.text.clone(),
            owners: item.map(|item| item.owners.clone()).unwrap_or_default(),
            due: item.and_then(|item| item.due),
            ..Content::default()
        };
        notation::print(&content, &self.roster)
    }
}

// ---- pop-ups -------------------------------------------------------------------------------------------------------

fn press_in_overlay(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let meeting = model.keymap.action(Scope::Meeting, key);
    let line = model.keymap.action(Scope::Line, key);
    match (meeting, &mut model.overlay) {
        (Some(Action::Leave), Some(Overlay::Leave(_))) => {}
        (Some(Action::Leave), _) => ask_to_leave(model),
        (Some(Action::Back), _) => leave_overlay(model, effects),
        (_, Some(Overlay::Pick(picker))) => match (meeting, line) {
            (Some(Action::SelectUp | Action::SlotPrevious), _) => picker.step(-1),
            (Some(Action::SelectDown | Action::SlotNext), _) => picker.step(1),
            (Some(Action::PageUp), _) => picker.step(-10),
            (Some(Action::PageDown), _) => picker.step(10),
            (_, Some(Action::Commit)) => pick(model, effects),
            (_, Some(action)) => {
                let emptied = picker.slash && action == Action::LineBackspace && picker.filter.is_empty();
                if emptied {
                    // The slash itself is taken back.
                    model.overlay = None;
                } else if edit_of(action).is_some_and(|edit| picker.filter.edit(edit)) {
                    picker.narrow();
                }
            }
            _ => {
                if let Some(c) = key.types() {
                    picker.filter.insert(c);
                    picker.narrow();
                }
            }
        },
        (_, Some(Overlay::StartedAt { line: answer, complaint, .. })) => {
            *complaint = None;
            match line {
                Some(Action::Commit) => correct_clock(model, effects),
                Some(action) => {
                    let _ = edit_of(action).is_some_and(|edit| answer.edit(edit));
                }
                None => key.types().into_iter().for_each(|c| answer.insert(c)),
            }
        }
        (Some(Action::SelectUp), Some(Overlay::Help { top })) => *top = top.saturating_sub(1),
        (Some(Action::SelectDown), Some(Overlay::Help { top })) => *top += 1,
        (Some(Action::PageUp), Some(Overlay::Help { top })) => *top = top.saturating_sub(10),
        (Some(Action::PageDown), Some(Overlay::Help { top })) => *top += 10,
        (Some(Action::Help), Some(Overlay::Help { .. })) => model.overlay = None,
        (_, Some(Overlay::Leave(_))) if key.types() == Some('c') => close(model, effects),
        (_, Some(Overlay::Leave(_))) if key.types() == Some('l') => leave_open(model, effects),
        // Anything that types leaves what was only to be read, and is typed.
        (_, Some(Overlay::Help { .. } | Overlay::Leave(_) | Overlay::Report { .. })) => {
            if let Some(c) = key.types() {
                model.overlay = None;
                type_char(model, c, effects);
            } else if line == Some(Action::Commit) && matches!(model.overlay, Some(Overlay::Report { .. })) {
                model.overlay = None;
            }
        }
        (_, None) => {}
    }
}

/// Esc in a pop-up; what was typed after a slash was perhaps no verb but a line.
fn leave_overlay(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Pick(picker)) = model.overlay.take()
        && picker.slash
    {
        model.line.insert_str(&format!("/{}", picker.filter.text()));
        line_changed(model, effects);
    }
}

fn pick(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Pick(picker)) = &model.overlay else { return };
    let Some(choice) = picker.choice() else { return leave_overlay(model, effects) };
    model.overlay = None;
    match choice {
        Choice::Look(slot) => look(model, slot),
        Choice::Do(action) => act(model, action, effects),
        Choice::MoveTo(entry, slot) => match perform(model, Command::MoveTo(entry, slot), None, effects) {
            Ok(()) => {
                model.selected = None;
                let title = model.meeting().slot(slot).map(|slot| slot.plan.title.clone()).unwrap_or_default();
                say(model, &format!("moved to {title}"));
            }
            Err(refusal) => refuse(model, &refusal),
        },
        Choice::Show(slot, entry) => {
            look(model, slot);
            model.selected = Some(entry);
            model.scroll = with_pane(model, |pane| pane.show(model.scroll, entry));
        }
    }
}

fn correct_clock(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::StartedAt { slot, line, .. }) = &model.overlay else { return };
    let (slot, answer) = (*slot, line.text().to_owned());
    let meeting = model.meeting();
    let zone = meeting.zone;
    let day = meeting.slot(slot).and_then(crate::meeting::Slot::started).unwrap_or(model.now.at);
    let moment = read_time_of_day(&answer)
        .and_then(|time| day.with_timezone(&zone).date_naive().and_time(time).and_local_timezone(zone).earliest());
    let outcome = match moment {
        Some(moment) => perform(model, Command::CorrectStart(slot, moment.fixed_offset()), None, effects)
            .map_err(|refusal| refusal.to_string()),
        None => Err("write the time as 9:05".to_owned()),
    };
    match outcome {
        Ok(()) => {
            model.overlay = None;
            model.rung = model.passed_notices();
            say(model, &format!("it started at {}", answer.trim()));
        }
        Err(why) => {
            if let Some(Overlay::StartedAt { complaint, .. }) = &mut model.overlay {
                *complaint = Some(sentence(&why));
            }
        }
    }
}

/// `9:05`, `09:05`, `9.05`, `905`.
fn read_time_of_day(text: &str) -> Option<chrono::NaiveTime> {
    let text = text.trim();
    let (hours, minutes) = match text.split_once([':', '.', 'h']) {
        Some(parts) => parts,
        None => text.split_at_checked(text.len().checked_sub(2)?)?,
    };
    chrono::NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}

// ---- leaving -------------------------------------------------------------------------------------------------------

fn ask_to_leave(model: &mut Model) {
    if let Some(Overlay::Pick(picker)) = model.overlay.take()
        && picker.slash
    {
        model.line.insert_str(&format!("/{}", picker.filter.text()));
        model.read_line();
    }
    let drafts: Vec<_> = model.drafts().map(|(key, line)| (key.slot, line.text())).collect();
    let unfinished = Unfinished::of(model.meeting(), drafts.into_iter(), &model.now);
    model.overlay = Some(Overlay::Leave(unfinished));
}

/// Closes the meeting; lines that were half typed become notes where they stand.
fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    let drafts: Vec<(DraftKey, u16, String)> =
        model.drafts().map(|(key, line)| (key, line.depth, line.text().to_owned())).collect();
    for (key, depth, text) in drafts {
        let content = match key.entry {
            // The draft of an edit is what the scribe wanted the entry to be.
            Some(_) => model.parse(&text).content(),
            None => Content { kind: Kind::Note, text: text.trim().to_owned(), ..Content::default() },
        };
        let command = match key.entry {
            Some(entry) => Command::Revise(entry, content),
            None => Command::Add { slot: key.slot, after: None, lines: vec![(depth, content)] },
        };
        // An edit that changed nothing has nothing to keep.
        let _ = perform(model, command, Some(key), effects);
    }
    model.aside.clear();
    model.line = super::Line::default();
    match perform(model, Command::Close, None, effects) {
        Ok(()) => effects.push(Effect::Quit(Ending::Closed)),
        Err(refusal) => {
            model.overlay = None;
            refuse(model, &refusal);
        }
    }
}

/// Leaves the meeting open to be resumed; time away is not time spent.
fn leave_open(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.meeting().current().is_some() {
        let _ = perform(model, Command::Pause, None, effects);
    }
    effects.push(Effect::Quit(Ending::Left));
}

/// Shows what a merge of an edited agenda did; called by the shell right after the screen was made.
pub fn revise_agenda(model: &mut Model, agenda: crate::meeting::Agenda) -> Vec<Effect> {
    let mut effects = Vec::new();
    let lines = crate::meeting::plan_changes(model.meeting(), &agenda);
    if lines.is_empty() {
        return effects;
    }
    match perform(model, Command::ReviseAgenda(Box::new(agenda)), None, &mut effects) {
        Ok(()) => {
            let title = "The agenda file was edited; what changed was merged, and every entry is where it was".to_owned();
            model.overlay = Some(Overlay::Report { title, lines });
        }
        Err(refusal) => refuse(model, &refusal),
    }
    effects
}

impl Model {
    /// How deep the line on screen will stand once committed.
    pub fn line_depth(&self) -> u16 {
        let deepest = self.slot().and_then(|slot| slot.entries.last()).map_or(0, |entry| entry.depth + 1);
        self.line.depth.min(deepest)
    }

    /// The time that an entry was committed, as shown before it.
    pub fn entry_time(&self, entry: &crate::meeting::Entry) -> String {
        self.meeting().local(entry.at).format("%H:%M").to_string()
    }
}

/// The words of an entry for a list.
pub fn one_line(entry: &crate::meeting::Entry) -> String {
    let words = outline::words(entry);
    format!("{}{}", words.sign, words.text)
}
