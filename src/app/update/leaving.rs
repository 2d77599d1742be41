//! Leaving: what is unfinished, closing, and staying open.
//!
//! Not here: writing the minutes, which the shell does after the screen is gone.

use super::acts::{perform, refuse};
use super::editing::{no_draft, revision};
use super::popups::leave_overlay;
use super::{Effect, Ending};
use crate::app::overlay::{Overlay, Unfinished};
use crate::app::{Model, Notice, Tone};
use crate::meeting::{Command, Content, DraftKey, Meeting, decide};
use crate::words::say;

pub(super) fn ask_to_leave(model: &mut Model, effects: &mut Vec<Effect>) {
    model.closeout.returns = false;
    leave_overlay(model, effects);
    if model.read_only.is_some() {
        return effects.push(Effect::Quit(Ending::Looked));
    }
    model.overlay = Some(Overlay::Leave { unfinished: unfinished(model), asked: None, top: 0 });
    look_for_files(model, effects);
}

/// Asks which of the files that are named are not there.
pub(super) fn look_for_files(model: &Model, effects: &mut Vec<Effect>) {
    let paths: Vec<String> = paths(model.meeting()).map(|(_, path)| path.to_owned()).collect();
    if !paths.is_empty() {
        effects.push(Effect::LookForFiles(paths));
    }
}

/// The files that are named for the meeting, each with what it is named for.
fn paths(meeting: &Meeting) -> impl Iterator<Item = (&str, &str)> {
    let title = meeting.head.title.as_str();
    meeting
        .all_attachments()
        .filter_map(move |(slot, one)| Some((slot.map_or(title, |slot| slot.plan.title.as_str()), one.path()?)))
}

/// Takes in which files are not there: the panel says them, or where one was just named, a notice.
pub(super) fn say_not_there(model: &mut Model, gone: &[String]) {
    let missing: Vec<(String, String)> = paths(model.meeting())
        .filter(|(_, path)| gone.iter().any(|gone| gone == path))
        .map(|(of, path)| (of.to_owned(), path.to_owned()))
        .collect();
    if let Some(Overlay::Leave { unfinished, .. }) = &mut model.overlay {
        unfinished.missing.extend(missing);
    } else if let Some(Overlay::CloseOut) = model.overlay {
        model.closeout.gone = gone.to_vec();
        model.closeout.stand = None;
    } else if let [(of, path)] = missing.as_slice() {
        let text = say!("leave-file-missing", path = path, of = of);
        model.notice = Some(Notice { text, tone: Tone::Refused });
    }
}

/// What is to be said before the scribe leaves.
pub(super) fn unfinished(model: &Model) -> Unfinished {
    let drafts = model.drafts().map(|(key, line)| (key.slot, line.text()));
    Unfinished::of(model.meeting(), drafts, &model.now)
}

/// `c` and `l` in the panel; while something is not saved the same key has to be pressed twice.
pub(super) fn leave(model: &mut Model, how: Ending, effects: &mut Vec<Effect>) {
    let in_danger = model.saved.is_failing();
    if let Some(Overlay::Leave { asked, .. }) = &mut model.overlay
        && in_danger
        && *asked != Some(how)
    {
        *asked = Some(how);
        return;
    }
    match how {
        Ending::Closed => close(model, effects),
        Ending::Left => leave_open(model, effects),
        Ending::Looked => {}
    }
}

/// Closes the meeting; lines that were half typed become notes where they stand.
fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.meeting().closed.is_some() {
        // Another scribe has closed it. Lines that are still half typed here are to be in the minutes all the same.
        if model.drafts().next().is_none() {
            return effects.push(Effect::Quit(Ending::Closed));
        }
        let _ = perform(model, Command::Reopen, None, effects);
    }
    if let Err(refusal) = decide(model.meeting(), Command::Close, model.writer, &model.now) {
        model.overlay = None;
        return refuse(model, &refusal);
    }
    let drafts: Vec<DraftKey> = model.drafts().map(|(key, _)| key).collect();
    for key in drafts {
        if let Some(said) = commit_draft(model, key, effects) {
            model.committed.push(said);
        }
    }
    model.aside.clear();
    model.take_line(DraftKey { slot: model.viewed, entry: None });
    if perform(model, Command::Close, None, effects).is_ok() {
        effects.push(Effect::Quit(Ending::Closed));
    }
}

/// A half-typed line becomes a note where it stands; returns its words where there was something to keep.
pub(super) fn commit_draft(model: &mut Model, key: DraftKey, effects: &mut Vec<Effect>) -> Option<String> {
    let (depth, text) = model.drafts().find(|(of, _)| *of == key).map(|(_, it)| (it.depth, it.text().to_owned()))?;
    let read = model.parse(&text).content();
    let content = match key.entry {
        // The draft of an edit is what the scribe wanted the entry to be.
        Some(_) => read,
        None => Content { text: text.trim().to_owned(), tickets: read.tickets, ..Content::default() },
    };
    let said = content.text.clone();
    let command = match key.entry {
        Some(entry) => revision(model, entry, content),
        None => Command::Add { slot: key.slot, after: None, lines: vec![(depth, content)] },
    };
    let on_screen = key == model.line_key();
    if on_screen {
        model.leave_line();
    }
    model.aside.remove(&key);
    if on_screen {
        model.take_line(DraftKey { slot: model.viewed, entry: None });
    }
    // Blanks, and an edit that says the same in other words, have nothing to keep.
    let kept = perform(model, command, Some(key), effects).is_ok();
    if !kept {
        effects.push(Effect::KeepDraft(no_draft(key)));
    }
    kept.then_some(said)
}

/// Leaves the meeting open to be resumed; time away is not time spent.
fn leave_open(model: &mut Model, effects: &mut Vec<Effect>) {
    // A closed meeting that was only looked at has nothing to leave.
    let _ = perform(model, Command::Leave, None, effects);
    effects.push(Effect::Quit(Ending::Left));
}
