//! What each message does to the screen's state, and what the shell is asked to do for it.
//!
//! One path for every act: a command is decided by the meeting's rules, its events are folded in, and the same events
//! go to the journal before the next frame. Not here: the rules themselves, drawing, and anything impure.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crossterm::event::{KeyEvent, KeyEventKind};

use super::notices::call;
use super::overlay::{Choice, Overlay, Picker};
use super::scroll::Scroll;
use super::search::{Answer, Indexing, Question};
use super::{Action, Edit, Extract, Happening, Line, Model, Notice, Pointer, ReadOnly, Saved, Target, Tone, zones};
use crate::app::refused::refused;
use crate::meeting::schedule::State;
use crate::meeting::search::There;
use crate::meeting::{
    Act, Attachment, Cause, Command, Draft, DraftKey, Event, Ledger, Refusal, SlotId, SlotKind, Stamp, WriterId,
};
use crate::text;
use crate::words::say;

mod acts;
mod approval;
mod big_clock;
mod closeout;
mod colon;
mod conflicts;
mod copying;
mod course;
mod editing;
mod entries;
mod keys;
mod leaving;
mod merging;
mod mouse;
mod orders;
mod outside;
mod popups;
mod reading;
mod review;
mod search;
mod slots;
mod steering;

pub use big_clock::act_for_chair;
pub use course::catch_up_rows;
pub(super) use editing::{Deleted, edit_of};
pub use popups::answer_completion;
pub(super) use popups::read_time_of_day;
pub(in crate::app) use popups::renew;
pub use review::asked_about;
pub use steering::{answered, foretell};

/// All that reaches the screen.
#[derive(Clone, Debug)]
pub enum Msg {
    /// What time it is; comes before the messages of that moment, and each second while a clock runs.
    Now(Stamp),
    /// A key.
    Key(KeyEvent),
    /// Text pasted as one.
    Paste(String),
    /// The mouse did something, and what lies under it.
    Mouse(Pointer, Target),
    /// The terminal has another size.
    Resize(u16, u16),
    /// How the journal stands.
    Saved(Saved),
    /// What other writers did is in: the whole meeting, with all acts of this scribe, and who the others are.
    Merged(Box<Ledger>, BTreeMap<WriterId, String>),
    /// The half-typed lines of the program that writes, for a screen that is only for reading.
    HalfTyped(Vec<Draft>),
    /// Of the files that were asked for, these are not there.
    NotThere(Vec<String>),
    /// The program that held the meeting has ended.
    HolderGone,
    /// This program holds the meeting.
    HeldBy(String),
    /// The shell has something to say.
    Say(Notice),
    /// What was found in all meetings.
    Found(Answer),
    /// The notes that were given out were edited.
    NotesEdited(String),
    /// How far the index of all meetings is with what is new; none: it has everything.
    Indexing(Option<Indexing>),
}

/// All that the screen asks of the shell.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write an act to the journal.
    Append(Act),
    /// Keep the half-typed line.
    KeepDraft(Draft),
    /// Say which of these files are not there, by and by: what is asked for is a path as an agenda says it.
    LookForFiles(Vec<String>),
    /// Ring the terminal's bell.
    Bell,
    /// Show everything in the theme that the settings say now.
    Dress,
    /// Let the user edit this text in their editor, and keep what comes of it until it is taken or refused.
    EditNotes(String),
    /// Let the user edit their settings.
    EditSettings,
    /// What came of it is in the events of before this, or there is nothing to keep of it.
    NotesTaken,
    /// What came of it cannot be taken over, for this reason: it is to be kept.
    NotesRefused(String),
    /// Tell the desktop.
    Tell(String),
    /// Copy this text to where the user's copies go.
    Copy(String),
    /// Copy this part of the meeting, in the words of its minutes.
    CopyOf(Extract),
    /// Go on with the journal in this folder, which the scribe typed.
    GoElsewhere(PathBuf),
    /// The program that held the meeting has ended: write in its place.
    TakeOver,
    /// Look for something in all meetings, and answer by and by; the newest question counts.
    LookFor(Question),
    /// Bring the index of all meetings up to date, by and by.
    ReadWhatIsNew,
    /// Look at another meeting, and come back to this one, which goes on meanwhile.
    Visit(There),
    /// End the program.
    Quit(Ending),
}

/// How the scribe left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// The meeting is closed; its minutes are to be written.
    Closed,
    /// The meeting stays open.
    Left,
    /// It was only looked at.
    Looked,
}

/// Cells that the time before each entry takes.
pub const TIME_COLUMN: usize = 6;

/// The longest line that can be under the cursor, in bytes; longer pastes become entries at once.
pub(super) const LINE_LIMIT: usize = 32_768;

/// Takes one message in.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    let (slash, place) = (popups::slash_line(model), model.line_key());
    let edited = model.editing;
    match msg {
        Msg::Now(now) => tell_time(model, now, &mut effects),
        Msg::Key(event) if event.kind == KeyEventKind::Release => {}
        Msg::Key(event) => keys::hear(model, event, &mut effects),
        Msg::Paste(pasted) if search::paste(model, &pasted, &mut effects) => {}
        Msg::Paste(pasted) => {
            model.mouse.let_go();
            let commands = model.takes_commands();
            let before = commands.then(|| (model.line.text().to_owned(), model.line.cursor()));
            if commands {
                // Behind the character under the cursor, as there.
                model.line.edit(Edit::Right);
            }
            editing::paste(model, &pasted, &mut effects);
            if let Some((text, cursor)) = before.filter(|_| model.takes_commands()) {
                model.line.edit(Edit::Left);
                if pasted.trim_end().contains(['\n', '\r']) {
                    // Entries were added, which is the meeting's to take back; the line is another one.
                    model.vim.turn_to(&model.line);
                } else if model.line.text() != text {
                    model.vim.remember_text(text, cursor);
                }
            }
        }
        Msg::Mouse(pointer, target) => mouse::point(model, pointer, target, &mut effects),
        Msg::Resize(columns, rows) => model.size = (columns, rows),
        Msg::Saved(saved) => hear_saved(model, saved, &mut effects),
        Msg::Merged(ledger, authors) => merging::merge(model, *ledger, authors, &mut effects),
        Msg::HalfTyped(drafts) => reading::show_half_typed(model, drafts),
        Msg::NotThere(paths) => leaving::say_not_there(model, &paths),
        Msg::HolderGone => reading::holder_gone(model, &mut effects),
        Msg::HeldBy(who) => reading::held_by(model, who),
        Msg::Say(notice) => model.notice = Some(notice),
        Msg::NotesEdited(text) => outside::take_back(model, &text, &mut effects),
        Msg::Found(answer) => search::answered(model, answer, &mut effects),
        Msg::Indexing(indexing) => model.search.indexing = indexing,
    }
    if popups::slash_line(model).is_some() && !model.line.is_empty() {
        // The slot went from under the pop-up, and where the scribe is now a line was half typed: both are one line.
        model.line.edit(Edit::End);
        model.line.insert(' ');
        popups::leave_overlay(model, &mut effects);
    }
    settle(model);
    if model.editing.is_some() && model.editing != edited {
        model.vim.begin_entry(&model.line);
    } else if model.editing != edited || model.line_key() != place {
        model.vim.turn_to(&model.line);
    }
    // What was typed after a slash is perhaps no verb but a line: until that is known it is kept like one.
    match (slash, popups::slash_line(model)) {
        (before, Some(now)) if before.as_ref() != Some(&now) => {
            // The slot that it was typed for may have gone from under it.
            let moved = before.filter(|before| before.key != now.key);
            effects.extend(moved.map(|before| Effect::KeepDraft(editing::no_draft(before.key))));
            effects.push(Effect::KeepDraft(now));
        }
        (Some(_), None) => effects.insert(0, Effect::KeepDraft(editing::no_draft(place))),
        _ => {}
    }
    effects
}

/// How the journal stands; that something is not saved is called once, until everything is again.
fn hear_saved(model: &mut Model, saved: Saved, effects: &mut Vec<Effect>) {
    if let Saved::Failing { why, .. } = &saved
        && !std::mem::replace(&mut model.called.unsaved, true)
    {
        let text = say!("notice-not-saved", why = why.as_str());
        call(model, Happening::Unsaved, &text, effects);
    }
    model.called.unsaved &= saved != Saved::Saved;
    model.saved = saved;
}

/// The clock ticked: notices of the slot's time that are due now are given once.
fn tell_time(model: &mut Model, now: Stamp, effects: &mut Vec<Effect>) {
    if model.read_only.as_ref().is_some_and(ReadOnly::stands_still) {
        return;
    }
    // While no clock runs nothing shows a second; but what is asked for then has to be told by the time of that minute.
    let moment = |model: &Model| match model.current() {
        Some(slot) => slot.elapsed(&model.now).num_seconds(),
        None => model.now.at.timestamp().div_euclid(60),
    };
    let before = moment(model);
    model.now = now;
    if moment(model) != before {
        model.project();
    }
    call_what_is_due(model, effects);
    call_the_share(model, effects);
    // Of two that come in one second it is the one that says more.
    call_the_end(model, effects);
}

/// A share of the current slot's time that is to be told is told once.
fn call_the_share(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(slot) = model.current() else { return };
    let (id, due) = (slot.id, model.notices_due(slot));
    if due <= model.rung.get(&id).copied().unwrap_or(0) {
        return;
    }
    let title = &slot.plan.title;
    let minutes = model.planned(id).and_then(|planned| planned.minutes).unwrap_or(0);
    // What is left now, not what was left when the notice fell due: a laptop may have slept in between.
    let left = f64::from(minutes) * 60.0 - slot.elapsed(&model.now).num_seconds() as f64;
    let text = if left > 0.0 {
        say!("notice-left", minutes = format!("{:.0}", (left / 60.0).ceil()), slot = title.as_str())
    } else {
        say!("notice-up", slot = title.as_str())
    };
    let happening = match slot.plan.kind {
        _ if left > 0.0 => Happening::Share,
        SlotKind::Break => Happening::Break,
        _ => Happening::Over,
    };
    model.rung.insert(id, due);
    call(model, happening, &text, effects);
    model.notice = Some(Notice { text, tone: Tone::Time });
}

/// A fixed slot whose time has come while another one runs is called once.
fn call_what_is_due(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(current) = model.current().map(|slot| slot.id) else { return };
    let ahead = |slot: &SlotId| model.projection.of(*slot).is_some_and(|it| it.state == State::Ahead);
    let due: Vec<SlotId> = model.due_now().filter(|slot| !model.called.slots.contains(slot)).collect();
    let called = due.iter().copied().rfind(|slot| *slot != current && ahead(slot));
    model.called.slots.extend(due);
    let Some(slot) = called.and_then(|slot| model.meeting().slot(slot)) else { return };
    let title = slot.plan.title.as_str();
    let text = match slot.plan.start {
        Some(start) => say!("notice-due-planned", slot = title, time = start.format("%H:%M").to_string()),
        None => say!("notice-due", slot = title),
    };
    call(model, Happening::Due, &text, effects);
    model.notice = Some(Notice { text, tone: Tone::Time });
}

/// A day that has to end is called once when it does while one of its slots runs.
fn call_the_end(model: &mut Model, effects: &mut Vec<Effect>) {
    let over: Vec<usize> = model.days_over().filter(|day| !model.called.ends.contains(day)).collect();
    let here = model.standing.as_ref().map(|standing| standing.day).filter(|day| over.contains(day));
    model.called.ends.extend(over);
    let ends = here.and_then(|day| model.projection.days.get(day)?.planned_end);
    let Some(ends) = ends else { return };
    let text = say!("notice-end", time = ends.format("%H:%M").to_string());
    call(model, Happening::End, &text, effects);
    model.notice = Some(Notice { text, tone: Tone::Time });
}

/// A printable key goes into the line, wherever the scribe was.
fn type_char(model: &mut Model, c: char, effects: &mut Vec<Effect>) {
    if c == '/' && model.line.is_empty() && model.editing.is_none() && !model.is_verbatim() {
        // What is selected stays so: the verb to be found may be one for it.
        let mut palette = popups::palette(model);
        // On a screen that is only for reading there is no line for it to become.
        palette.slash = model.read_only.is_none();
        model.overlay = Some(Overlay::Pick(palette));
        return;
    }
    if reading::refuses_text(model) {
        return;
    }
    model.selected = None;
    model.review.selected = None;
    model.asked_to_reopen = false;
    if c.is_control() {
        return;
    }
    if model.line.text().len() >= LINE_LIMIT {
        model.notice = Some(Notice { text: say("notice-line-full").to_owned(), tone: Tone::Refused });
        return;
    }
    // A line that is begun anew is typed, whatever stood in it.
    model.line.pasted &= !model.line.is_empty();
    if model.is_modal() {
        model.vim.make_room(&mut model.line);
    }
    model.line.insert(c);
    if model.scroll != Scroll::Tail && model.editing.is_none() {
        model.scroll = Scroll::Tail;
    }
    editing::line_changed(model, effects);
}

/// Does a verb, from its key or from the palette.
fn act(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    model.asked_to_reopen &= action == Action::Commit;
    if reading::refuses(model, action, effects) {
        return;
    }
    match action {
        Action::Commit => editing::commit(model, effects),
        Action::LineYank => editing::yank(model, effects),
        Action::Deeper => editing::deeper(model, effects),
        Action::Shallower => editing::shallower(model, effects),
        Action::SlotNext | Action::SlotPrevious => slots::step_clock(model, action == Action::SlotNext, effects),
        Action::SlotTake => slots::take_up(model, effects),
        Action::SlotSkip
        | Action::SlotPark
        | Action::SlotGive
        | Action::SlotMore
        | Action::SlotLess
        | Action::SlotBreak
        | Action::SlotSwap
        | Action::SlotPlace
        | Action::SlotSplit
        | Action::SlotPause
        | Action::SlotResume
        | Action::SlotOpen
        | Action::SlotAttach
        | Action::SlotDetach
        | Action::QueueNext
        | Action::QueueEnd
        | Action::QueueShow
        | Action::Approve
        | Action::Snippets => steering::steer(model, action, effects),
        Action::SlotCatchUp => course::propose(model),
        Action::ClockCorrect => {
            model.overlay = Some(Overlay::StartedAt { slot: model.viewed, line: Line::default(), complaint: None });
        }
        Action::ViewNext => slots::look_beside(model, true),
        Action::ViewPrevious => slots::look_beside(model, false),
        Action::Jump => {
            let slots = Picker::slots(crate::words::say("pick-jump"), model.meeting(), model.viewed, Choice::Look);
            model.overlay = Some(Overlay::Pick(slots));
        }
        Action::Back => slots::back(model, effects),
        Action::SelectUp if review::step(model, -1) => {}
        Action::SelectDown if model.review.selected.is_some() && review::step(model, 1) => {}
        Action::PageUp | Action::PageDown if model.review.selected.is_some() => {
            let page = isize::try_from(model.layout().points.height).unwrap_or(1).saturating_sub(2).max(1);
            review::step(model, if action == Action::PageUp { -page } else { page });
        }
        Action::ReviewItems => review::go_through(model),
        Action::ReviewOrder => review::sort(model),
        Action::ItemDone | Action::ItemDrop | Action::ItemDue | Action::ItemOwner | Action::ItemNote => {
            review::act_on_item(model, action, effects);
        }
        // Another screen's.
        Action::TasksOpen | Action::TasksNote | Action::TasksGroup | Action::TasksAll | Action::TasksRefresh => {}
        Action::PageUp => model.scroll = entries::with_pane(model, |pane| pane.page_up(model.scroll)),
        Action::PageDown => model.scroll = entries::with_pane(model, |pane| pane.page_down(model.scroll)),
        Action::SelectUp => entries::select(model, true),
        Action::SelectDown => entries::select(model, false),
        Action::ConflictNext => conflicts::go_to_next(model),
        Action::EntrySettle => conflicts::settle(model),
        Action::NotesOutside => outside::open(model, effects),
        Action::SettingsEdit => effects.push(Effect::EditSettings),
        Action::CopyEntry | Action::CopySlot | Action::CopyActions => copying::copy(model, action, effects),
        Action::RosterAdd => editing::add_strangers(model, effects),
        Action::Undo => acts::undo(model, effects),
        Action::Redo => acts::redo(model, effects),
        Action::ActionList => {
            model.overlay = Some(Overlay::Pick(Picker::action_items(&model.items, model.viewed)));
        }
        Action::MouseToggle => mouse::toggle(model),
        Action::Times => model.times = !model.times,
        Action::ThemeNext => crate::app::themes::show_next(model, effects),
        Action::ZoneNext => zones::show_next(model),
        Action::ZonesShow => zones::show_all(model),
        Action::Points => model.all_points = !model.all_points,
        Action::Search => search::open(model, effects),
        Action::BigClock => model.overlay = Some(Overlay::BigClock),
        Action::Palette => model.overlay = Some(Overlay::Pick(popups::palette(model))),
        Action::Help => model.overlay = Some(Overlay::Help { top: 0 }),
        Action::JournalElsewhere => popups::ask_elsewhere(model),
        Action::CloseOut => closeout::open(model, effects),
        Action::Leave => leaving::ask_to_leave(model, effects),
        _ => match editing::edit_of(action) {
            Some(edit) => editing::edit_line(model, edit, effects),
            None => entries::act_on_entry(model, action, effects),
        },
    }
}

/// Brings a slot on screen, where it still is in the meeting; the shell calls it for a screen that follows another.
pub fn look_at(model: &mut Model, slot: crate::meeting::SlotId) {
    if model.meeting().slot(slot).is_some() {
        slots::look(model, slot);
    }
}

/// What is to be on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct At {
    /// The slot; none: whichever is there.
    pub slot: Option<SlotId>,
    /// The line of its notes that is selected.
    pub entry: Option<crate::meeting::EntryId>,
}

/// Brings a slot on screen with one of its lines selected; where that line is gone, the slot alone.
pub fn show_there(model: &mut Model, at: At) {
    if let Some(slot) = at.slot {
        look_at(model, slot);
    }
    if let Some(entry) = at.entry {
        popups::show(model, entry);
    }
}

/// Does what Enter does with this line, typed where no other is: the shell has it from somewhere else than the keyboard.
pub fn enter_line(model: &mut Model, line: &str) -> Vec<Effect> {
    if line.len() >= LINE_LIMIT {
        return add_lines(model, line);
    }
    let mut effects = Vec::new();
    model.line = Line::new(&text::one_line_for_terminal(line), 0);
    editing::commit(model, &mut effects);
    effects
}

/// The same for the line that the model has already, where nobody presses keys; what follows from it is settled too.
pub(super) fn commit_line(model: &mut Model, effects: &mut Vec<Effect>) {
    if !reading::refuses_text(model) {
        editing::commit(model, effects);
    }
    settle(model);
}

/// Does a verb as the palette does, where nobody presses keys: says whether it was done.
pub(super) fn do_verb(model: &mut Model, action: Action, argument: &str, effects: &mut Vec<Effect>) -> bool {
    let done = steering::do_verb(model, action, argument, effects);
    settle(model);
    done
}

/// Presses a key by its name, where nobody has one.
pub(super) fn key(model: &mut Model, name: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Ok(key) = name.parse() {
        keys::press(model, key, &mut effects);
        settle(model);
    }
    effects
}

/// What the journal is to keep of the half-typed line of a place.
pub(super) fn kept_line(model: &Model, key: DraftKey) -> Option<Effect> {
    if key == model.line_key() {
        return Some(Effect::KeepDraft(editing::draft_of(model)));
    }
    model.aside.get(&key).map(|line| Effect::KeepDraft(editing::draft_at(key, line)))
}

/// What each message ends with.
fn settle(model: &mut Model) {
    model.keep_review();
    model.keep_items();
    closeout::come_back(model);
    review::come_back(model);
}

/// Adds lines to the slot on screen as a paste of several would, also where it is one: none of them is a command.
pub fn add_lines(model: &mut Model, lines: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    editing::add_pasted(model, lines, &mut effects);
    effects
}

/// Names files and pages for slots, or for the whole meeting, all in one act; those that are named already are left out.
pub fn attach_all(model: &mut Model, named: Vec<(Option<SlotId>, Attachment)>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    for (slot, attachment) in named {
        let command = Command::Attach(slot, attachment);
        match crate::meeting::decide(model.meeting(), command, model.writer, &model.now) {
            Ok(more) => events.extend(more.into_iter().filter(|event| !events.contains(event)).collect::<Vec<_>>()),
            Err(Refusal::IsAttached(_)) => {}
            Err(refusal) => acts::refuse(model, &refusal),
        }
    }
    if !events.is_empty() {
        acts::record(model, Act { stamp: model.now, events, cause: Cause::Fresh, clears: None }, &mut effects);
    }
    effects
}

/// Takes off what was named in the meeting and is called so: for that slot before all else, for the meeting where it is none.
pub fn detach_named(model: &mut Model, here: Option<SlotId>, name: &str) -> Result<Vec<Effect>, String> {
    let (slot, attachment) = crate::app::naming::attachment_named(model.meeting(), here, name)?;
    let mut effects = Vec::new();
    let done = acts::perform(model, Command::Detach(slot, attachment), None, &mut effects);
    done.map(|()| effects).map_err(|refusal| refused(&refusal))
}

/// Merges an edited agenda into the meeting and shows what changed; the shell calls it right after the screen was made.
pub fn revise_agenda(model: &mut Model, agenda: crate::meeting::Agenda) -> Vec<Effect> {
    let mut effects = Vec::new();
    let lines = crate::meeting::plan_changes(model.meeting(), &agenda);
    if lines.is_empty() {
        return effects;
    }
    popups::leave_overlay(model, &mut effects);
    match acts::perform(model, Command::ReviseAgenda(Box::new(agenda)), None, &mut effects) {
        Ok(()) => {
            let title = say("did-read-agenda").to_owned();
            model.overlay = Some(Overlay::Report { title, lines, top: 0 });
        }
        Err(refusal) => acts::refuse(model, &refusal),
    }
    effects
}
