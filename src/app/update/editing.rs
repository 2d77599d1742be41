//! The line being typed: its edits, its completion, and its commit as an entry.
//!
//! Not here: what a line means (see `notation`) and the other verbs.

use super::acts::{perform, refuse, say};
use super::entries::act_on;
use super::reading::refuses_text;
use super::{Effect, LINE_LIMIT, orders};
use crate::app::intent::{Intent, pasted_content};
use crate::app::overlay::Overlay;
use crate::app::scroll::Scroll;
use crate::app::{Action, Edit, Line, Model, Notice, Preset, Tone};
use crate::meeting::{Command, Content, Draft, DraftKey, EntryId, Person, Refusal};
use crate::{notation, text, words};

/// The command that an edit in place ends with.
pub(super) fn revision(model: &Model, entry: EntryId, content: Content) -> Command {
    match model.overtaken.get(&entry) {
        Some(beside) => Command::ReviseBeside(entry, content, beside.clone()),
        None => Command::Revise(entry, content),
    }
}

pub(super) fn commit(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.line.text().trim().is_empty() {
        return if model.editing.is_some() { refuse(model, &Refusal::Empty) } else { shallower(model, effects) };
    }
    if !is_open(model, effects) {
        return;
    }
    // An entry of which there is another text is settled by keeping this one.
    let rivalled = model.editing.and_then(|entry| model.meeting().place_of(entry));
    let rivalled = rivalled.is_some_and(|(slot, index)| !slot.entries[index].rivals.is_empty());
    if model.is_untouched() && !rivalled {
        return end_edit(model, effects);
    }
    let read = model.line_read();
    let content = match model.intent(&read) {
        Intent::Add(content, _) => content,
        order => return orders::carry_out(model, &read, order, effects),
    };
    let key = model.line_key();
    let command = match key.entry {
        Some(entry) => revision(model, entry, content),
        None => Command::Add { slot: key.slot, after: None, lines: vec![(model.line_depth(), content)] },
    };
    match perform(model, command, Some(key), effects) {
        // An edit that says the same in other words is over like any other.
        Err(Refusal::Unchanged) if key.entry.is_some() => return end_edit(model, effects),
        Err(refusal) => return refuse(model, &refusal),
        Ok(()) => remember_owners(model, &read),
    }
    if let Some(entry) = key.entry {
        model.overtaken.remove(&entry);
        model.selected = key.entry;
        model.take_line(DraftKey { entry: None, ..key });
    } else {
        orders::clear(model);
    }
}

/// Whether something can be added. A meeting that another scribe has closed meanwhile is opened again by the same key
/// pressed twice, so that a line which is under the fingers is never stuck.
fn is_open(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    if model.meeting().closed.is_none() {
        return true;
    }
    if std::mem::replace(&mut model.asked_to_reopen, true) {
        model.asked_to_reopen = false;
        return perform(model, Command::Reopen, None, effects).is_ok();
    }
    let again = model.keymap.shown(Action::Commit);
    let text = words::say!("say-closed-again", key = again);
    model.notice = Some(Notice { text, tone: Tone::Refused });
    false
}

/// An edit that changed nothing is over like any other; only its draft has to go.
fn end_edit(model: &mut Model, effects: &mut Vec<Effect>) {
    let key = model.line_key();
    effects.push(Effect::KeepDraft(no_draft(key)));
    model.selected = key.entry;
    model.take_line(DraftKey { entry: None, ..key });
}

/// People just named are offered first next time.
pub(super) fn remember(model: &mut Model, read: &notation::Line) {
    for owner in read.owners.iter().chain(&read.speaker).rev() {
        model.recent.retain(|name| *name != owner.name);
        model.recent.insert(0, owner.name.clone());
    }
    model.recent.truncate(20);
}

/// The same for owners; those that nobody knows are offered for the roster.
pub(super) fn remember_owners(model: &mut Model, read: &notation::Line) {
    remember(model, read);
    say_strangers(
        model,
        read.owners.iter().filter(|owner| !owner.is_known()).map(|owner| owner.name.clone()).collect(),
    );
}

/// Offers owners that nobody knows for the roster.
pub(super) fn say_strangers(model: &mut Model, names: Vec<String>) {
    model.strangers = names;
    if !model.strangers.is_empty() {
        let names = model.strangers.join(", ");
        let add = model.keymap.shown(Action::RosterAdd);
        let text = words::say!("say-strangers", count = model.strangers.len(), names = names, key = add);
        model.notice = Some(Notice { text, tone: Tone::Refused });
    }
}

pub(super) fn add_strangers(model: &mut Model, effects: &mut Vec<Effect>) {
    let names = std::mem::take(&mut model.strangers);
    if names.is_empty() {
        return say(model, words::say("say-no-strangers"));
    }
    for name in names {
        let person = Person { name: name.clone(), ..Person::default() };
        match perform(model, Command::AddPerson(person), None, effects) {
            Ok(()) => say(model, &words::say!("did-add-person", name = name)),
            Err(refusal) => refuse(model, &refusal),
        }
    }
}

pub(super) fn deeper(model: &mut Model, effects: &mut Vec<Effect>) {
    let named_from = model.completion.as_ref().and_then(|completion| model.line.text().get(..completion.replace.start));
    let at_name = named_from.is_some_and(|before| before.ends_with('@'));
    if at_name && take_completion(model) {
        line_changed(model, effects);
        return;
    }
    if model.editing.is_some() {
        return act_on(model, Command::Indent, model.editing, effects);
    }
    let depth = model.line_depth();
    if depth >= model.deepest() {
        return refuse(model, &Refusal::TooDeep);
    }
    model.line.depth = depth + 1;
    effects.push(Effect::KeepDraft(draft_of(model)));
}

pub(super) fn shallower(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.editing.is_some() {
        return act_on(model, Command::Outdent, model.editing, effects);
    }
    if let Some(depth) = model.line_depth().checked_sub(1) {
        model.line.depth = depth;
        effects.push(Effect::KeepDraft(draft_of(model)));
    }
}

pub(super) fn paste(model: &mut Model, pasted: &str, effects: &mut Vec<Effect>) {
    match &mut model.overlay {
        Some(Overlay::Pick(picker)) => {
            let is_whole = put_in(&mut picker.filter, &text::one_line_for_terminal(pasted.trim()));
            picker.narrow();
            return say_part(model, is_whole);
        }
        Some(
            Overlay::StartedAt { line, complaint, .. }
            | Overlay::Elsewhere { line, complaint }
            | Overlay::Ask { line, complaint, .. },
        ) => {
            *complaint = None;
            let is_whole = put_in(line, &text::one_line_for_terminal(pasted.trim()));
            return say_part(model, is_whole);
        }
        // What is only to be read gives way, as it does to a key that types.
        _ => model.overlay = None,
    }
    if refuses_text(model) {
        return;
    }
    (model.selected, model.review.selected) = (None, None);
    let whole = pasted.trim_end_matches(['\r', '\n']);
    let single = !whole.contains(['\r', '\n', '\u{2028}', '\u{2029}']);
    if model.editing.is_some() || (single && model.line.text().len() + whole.len() < LINE_LIMIT) {
        model.line.pasted |= model.line.cursor() == 0;
        put_into_line(model, &text::one_line_for_terminal(whole));
        return line_changed(model, effects);
    }
    add_pasted(model, pasted, effects);
}

/// Puts as much of a text into the line as it may hold, and says so where that is not all.
pub(super) fn put_into_line(model: &mut Model, text: &str) {
    let is_whole = put_in(&mut model.line, text);
    say_part(model, is_whole);
}

fn say_part(model: &mut Model, is_whole: bool) {
    if !is_whole {
        say(model, words::say("did-paste-part"));
    }
}

/// Puts as much of a text in as a line may hold; whether that is all of it.
fn put_in(line: &mut Line, text: &str) -> bool {
    let room = LINE_LIMIT.saturating_sub(line.text().len()).min(text.len());
    let fits = (0..=room).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    line.insert_str(text.get(..fits).unwrap_or_default());
    fits == text.len()
}

/// Adds the entries that pasted lines become, in one act.
pub(super) fn add_pasted(model: &mut Model, pasted: &str, effects: &mut Vec<Effect>) {
    let lines = pasted_entries(model, pasted);
    let count = lines.len();
    match perform(model, Command::Add { slot: model.viewed, after: None, lines }, None, effects) {
        Ok(()) => {
            model.scroll = Scroll::Tail;
            let undo = model.keymap.shown(Action::Undo);
            say(model, &words::say!("did-paste", count = count, key = undo));
        }
        Err(refusal) => refuse(model, &refusal),
    }
}

/// The entries that pasted lines become, with their depths: what would be a command is a note of the whole line, and
/// what stands between fences is taken as it stands.
fn pasted_entries(model: &mut Model, pasted: &str) -> Vec<(u16, Content)> {
    let base = model.line_depth();
    let lines = text::lines_of_paste(pasted);
    let mut speaks = model.meeting().last_speaker(model.viewed, None).is_some();
    let mut verbatim = model.is_verbatim();
    let mut entries = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        if notation::is_fence(&line.text) {
            let ends = verbatim || lines.iter().skip(at + 1).any(|below| notation::is_fence(&below.text));
            if ends {
                verbatim = !verbatim;
                continue;
            }
        }
        let read = if verbatim { notation::Line::verbatim(&line.text) } else { model.parse(&line.text) };
        speaks |= read.speaker.is_some();
        entries.push((base.saturating_add(line.depth), pasted_content(&read, speaks)));
    }
    if !verbatim && model.is_verbatim() {
        model.verbatim = None;
    }
    entries
}

pub(in crate::app) fn edit_of(action: Action) -> Option<Edit> {
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
        Action::LineDeleteWordRight => Edit::DeleteWordRight,
        _ => return None,
    })
}

pub(super) fn edit_line(model: &mut Model, edit: Edit, effects: &mut Vec<Effect>) {
    let edit = if model.keymap.preset() == Preset::Emacs { edit.as_in_emacs() } else { edit };
    if edit == Edit::Right && model.line.cursor() == model.line.text().len() && take_completion(model) {
        line_changed(model, effects);
    } else if edit == Edit::Backspace && model.line.is_empty() {
        if model.editing.is_none() {
            shallower(model, effects);
        }
    } else {
        let deletes = matches!(
            edit,
            Edit::DeleteWord
                | Edit::DeleteWordRight
                | Edit::DeleteLetters
                | Edit::DeleteLettersRight
                | Edit::DeleteToStart
                | Edit::DeleteToEnd
        );
        let before = deletes.then(|| (model.line.text().to_owned(), model.line.cursor()));
        if model.line.edit(edit) {
            if let Some((before, cursor)) = before {
                keep_deleted(model, &before, cursor);
            }
            line_changed(model, effects);
        }
    }
}

/// What was deleted of lines, to be put in elsewhere.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Deleted {
    text: String,
    /// The key before this one deleted some of it, so that what is deleted now goes with it.
    goes_on: bool,
    /// This key did.
    now: bool,
}

impl Deleted {
    /// Another key is pressed.
    pub(super) fn hear_key(&mut self) {
        self.goes_on = std::mem::take(&mut self.now);
    }

    fn keep(&mut self, deleted: &str, stood_before: bool) {
        if !self.goes_on || self.text.len() > LINE_LIMIT.saturating_sub(deleted.len()) {
            self.text.clear();
        }
        // What stood before the cursor stood before what went first.
        let at = if stood_before { 0 } else { self.text.len() };
        self.text.insert_str(at, deleted);
        self.now = true;
    }
}

/// What more than a character was deleted at once can be put in elsewhere; what is deleted right after something else, with that.
fn keep_deleted(model: &mut Model, before: &str, cursor: usize) {
    let (start, length) = (model.line.cursor(), before.len().saturating_sub(model.line.text().len()));
    if let Some(deleted) = before.get(start..start + length).filter(|deleted| !deleted.is_empty()) {
        model.deleted.keep(deleted, start < cursor);
    }
}

/// Puts in what was deleted last.
pub(super) fn yank(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.line.text().len() + model.deleted.text.len() > LINE_LIMIT {
        return say(model, words::say("say-line-full"));
    }
    if !model.deleted.text.is_empty() {
        model.line.insert_str(&model.deleted.text);
        line_changed(model, effects);
    }
}

pub(super) fn take_completion(model: &mut Model) -> bool {
    let Some(completion) = model.completion.take() else { return false };
    model.line.replace(completion.replace, &completion.with);
    true
}

pub(super) fn line_changed(model: &mut Model, effects: &mut Vec<Effect>) {
    model.review.selected = None;
    model.read_line();
    effects.push(Effect::KeepDraft(draft_of(model)));
}

/// The line under the cursor as it is to be kept; an edit that changed nothing is not.
pub(super) fn draft_of(model: &Model) -> Draft {
    if model.is_untouched() { no_draft(model.line_key()) } else { draft_at(model.line_key(), &model.line) }
}

pub(super) fn draft_at(key: DraftKey, line: &Line) -> Draft {
    Draft { key, text: line.text().to_owned(), depth: line.depth, cursor: line.cursor_chars() }
}

/// There is no half-typed line at this place any more.
pub(super) fn no_draft(key: DraftKey) -> Draft {
    Draft { key, text: String::new(), depth: 0, cursor: 0 }
}
