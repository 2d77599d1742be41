//! Keys while a pop-up is open, and what picking something does.
//!
//! Not here: what a pop-up holds (see `overlay`).

use chrono::{DateTime, FixedOffset, NaiveTime};
use chrono_tz::Tz;

use super::acts::{perform, refuse, say};
use super::conflicts::take_text;
use super::course;
use super::editing::{edit_of, line_changed, put_into_line};
use super::entries::with_pane;
use super::leaving::{ask_to_leave, leave};
use super::reading::refuses_text;
use super::slots::look;
use super::steering::{answered as answered_with, do_verb, foretell, move_to};
use super::{Effect, Ending, LINE_LIMIT, act, type_char};
use super::{big_clock, closeout, colon, outside, review, search};
use crate::app::layout::inside_popup;
use crate::app::overlay::{Choice, Overlay, Picker, help, leave_rows, notation_row, place, read_rows, sentence};
use crate::app::refused::refused;
use crate::app::{Action, Key, Line, Model, Notice, Scope, Snippet, Tone, item_words};
use crate::meeting::{Command, Draft, EntryId, Refusal, SlotId};
use crate::notation::Completion;
use crate::words;

pub(super) fn press_in_overlay(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let meeting = model.keymap.action(Scope::Meeting, key);
    let line = model.keymap.action(Scope::Line, key);
    if course::press(model, meeting, line, effects)
        || big_clock::press(model, key, effects)
        || closeout::press(model, key, effects)
        || search::press(model, key, effects)
    {
        return;
    }
    match (meeting, &mut model.overlay) {
        (Some(Action::Leave), Some(Overlay::Leave { .. })) => {}
        (Some(Action::Leave), _) => ask_to_leave(model, effects),
        (Some(Action::Back), _) => leave_overlay(model, effects),
        (_, Some(Overlay::Pick(_))) => press_in_list(model, key, effects),
        (
            _,
            Some(
                Overlay::StartedAt { line: answer, complaint, .. }
                | Overlay::Elsewhere { line: answer, complaint }
                | Overlay::Ask { line: answer, complaint, .. },
            ),
        ) => {
            *complaint = None;
            let at_end = answer.cursor() == answer.text().len();
            match line {
                Some(Action::Commit) => answered(model, effects),
                Some(Action::Deeper) => _ = complete_answer(model),
                Some(Action::LineRight) if at_end => _ = complete_answer(model),
                Some(action) => {
                    let _ = edit_of(action).is_some_and(|edit| answer.edit(edit));
                }
                None => key.types().into_iter().for_each(|c| answer.insert(c)),
            }
        }
        (Some(action), Some(Overlay::Help { .. } | Overlay::Report { .. } | Overlay::Leave { .. }))
            if rows_of(action, 0).is_some() =>
        {
            let page = isize::try_from(inside_popup(place(model, &model.layout())).height).unwrap_or(1);
            scroll(model, rows_of(action, page).unwrap_or(0));
        }
        (Some(Action::Help), Some(Overlay::Help { .. })) => turn_help(model),
        (_, Some(Overlay::Leave { .. })) if line == Some(Action::Commit) => closeout::open(model, effects),
        (_, Some(Overlay::Leave { .. })) if key.types() == Some('c') => leave(model, Ending::Closed, effects),
        (_, Some(Overlay::Leave { .. })) if key.types() == Some('l') => leave(model, Ending::Left, effects),
        (_, Some(Overlay::Leave { .. })) if key.types() == Some('s') && model.saved.is_failing() => {
            ask_elsewhere(model);
        }
        // Anything that types leaves what was only to be read, and is typed.
        (_, Some(Overlay::Help { .. } | Overlay::Leave { .. } | Overlay::Report { .. } | Overlay::CatchUp { .. })) => {
            if let Some(c) = key.types() {
                model.overlay = None;
                type_char(model, c, effects);
            } else if line == Some(Action::Commit) && matches!(model.overlay, Some(Overlay::Report { .. })) {
                model.overlay = None;
            }
        }
        (_, Some(Overlay::BigClock | Overlay::CloseOut | Overlay::Search) | None) => {}
    }
}

/// A key while a list is open: it goes up and down, takes a row, or narrows the list down.
fn press_in_list(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    if review::act_in_list(model, model.keymap.action(Scope::Item, key), effects) {
        return;
    }
    let (meeting, line) = (model.keymap.action(Scope::Meeting, key), model.keymap.action(Scope::Line, key));
    let Some(Overlay::Pick(picker)) = &mut model.overlay else { return };
    match (meeting, line) {
        (Some(Action::SelectUp | Action::SlotPrevious), _) => picker.step(-1),
        (Some(Action::SelectDown | Action::SlotNext), _) => picker.step(1),
        (Some(Action::PageUp), _) => picker.step(-10),
        (Some(Action::PageDown), _) => picker.step(10),
        (_, Some(Action::Commit)) => pick(model, effects),
        (_, Some(action)) => {
            let emptied = (picker.slash || picker.exact) && action == Action::LineBackspace && picker.filter.is_empty();
            if emptied {
                // The slash or the colon itself is taken back.
                model.overlay = None;
            } else if edit_of(action).is_some_and(|edit| picker.filter.edit(edit)) {
                picker.narrow();
            }
        }
        _ => {
            if let Some(c) = key.types() {
                if picker.filter.text().len() >= LINE_LIMIT {
                    return say(model, words::say("say-line-full"));
                }
                picker.filter.insert(c);
                picker.narrow();
            }
        }
    }
}

/// By how many rows a verb scrolls what is to be read.
fn rows_of(action: Action, page: isize) -> Option<isize> {
    Some(match action {
        Action::SelectUp => -1,
        Action::SelectDown => 1,
        Action::PageUp => 1 - page,
        Action::PageDown => page - 1,
        _ => return None,
    })
}

/// The help's own key turns to the notation, and there puts it away.
fn turn_help(model: &mut Model) {
    let inside = inside_popup(place(model, &model.layout()));
    let notation = notation_row(&help(&model.keymap, inside.width.into()), inside.height.into());
    model.overlay = match &model.overlay {
        Some(Overlay::Help { top }) if *top < notation => Some(Overlay::Help { top: notation }),
        _ => None,
    };
}

/// Scrolls what is to be read by rows, never further than its last page.
pub(super) fn scroll(model: &mut Model, by: isize) {
    let inside = inside_popup(place(model, &model.layout()));
    let width = usize::from(inside.width);
    let rows = match &model.overlay {
        Some(Overlay::Help { .. }) => help(&model.keymap, width).len(),
        Some(Overlay::Report { lines, .. }) => read_rows(lines, width).len(),
        Some(Overlay::Leave { unfinished, asked, .. }) => {
            leave_rows(&model.saved, unfinished, *asked, (width, inside.height.into())).len()
        }
        _ => return,
    };
    let last = rows.saturating_sub(inside.height.into());
    if let Some(Overlay::Help { top } | Overlay::Report { top, .. } | Overlay::Leave { top, .. }) = &mut model.overlay {
        *top = top.saturating_add_signed(by).min(last);
    }
}

/// A pop-up to type a folder into, while the journal's own takes nothing.
pub(super) fn ask_elsewhere(model: &mut Model) {
    if model.saved.is_failing() {
        model.overlay = Some(Overlay::Elsewhere { line: Line::proposed(&model.elsewhere), complaint: None });
    } else {
        say(model, words::say("say-saved"));
    }
}

/// Enter in a pop-up that asked something.
fn answered(model: &mut Model, effects: &mut Vec<Effect>) {
    let (line, complaint) = match &mut model.overlay {
        Some(Overlay::Elsewhere { line, complaint }) => (line, complaint),
        Some(Overlay::Ask { .. }) => return answer_verb(model, effects),
        _ => return correct_clock(model, effects),
    };
    let folder = line.text().trim();
    if folder.is_empty() {
        *complaint = Some(words::say("say-write-folder").to_owned());
        return;
    }
    effects.push(Effect::GoElsewhere(folder.into()));
    model.overlay = None;
}

/// Enter where a verb asked for what it is done to.
fn answer_verb(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::Ask { verb, about, line, .. }) = &model.overlay else { return };
    let (verb, about, answer) = (*verb, *about, line.text().trim());
    if answer.is_empty() {
        model.overlay = None;
        return;
    }
    let answer = answered_with(about, answer);
    match foretell(model, verb, &answer) {
        Ok(_) => {
            model.overlay = None;
            do_verb(model, verb, &answer, effects);
        }
        Err(why) => {
            if let Some(Overlay::Ask { complaint, .. }) = &mut model.overlay {
                *complaint = Some(sentence(&why));
            }
        }
    }
}

/// How the name that is being typed may go on where a question is about who owns an item.
pub fn answer_completion(model: &Model) -> Option<Completion> {
    let Some(Overlay::Ask { verb: Action::ItemOwner, about: Some(_), line, .. }) = &model.overlay else { return None };
    item_words::completion(line, &model.roster)
}

/// Takes what was offered; says whether there was anything.
fn complete_answer(model: &mut Model) -> bool {
    let Some(completion) = answer_completion(model) else { return false };
    if let Some(Overlay::Ask { line, .. }) = &mut model.overlay {
        line.replace(completion.replace, &completion.with);
    }
    true
}

/// Every verb and every snippet.
pub(super) fn palette(model: &Model) -> Picker<Choice> {
    // What is typed for it stands there already.
    let key = |action| model.keymap.keys(action).first().map(|key| key.shown()).unwrap_or_default();
    Picker::palette(key, &model.settings.snippets)
}

/// An open list of verbs or snippets has those that there are by now.
pub(in crate::app) fn renew(model: &mut Model) {
    let Some(Overlay::Pick(picker)) = &model.overlay else { return };
    let fresh = match picker.has_verbs() {
        Some(true) => palette(model),
        Some(false) => Picker::snippets(&model.settings.snippets),
        None => return,
    };
    if let Some(Overlay::Pick(picker)) = &mut model.overlay {
        picker.take_rows(fresh);
    }
}

/// What was typed after a slash, as the line that it becomes where no verb is picked.
pub(super) fn slash_line(model: &Model) -> Option<Draft> {
    let Some(Overlay::Pick(Picker { slash: true, filter, .. })) = &model.overlay else { return None };
    let text = format!("/{}", filter.text());
    Some(Draft { key: model.line_key(), text, depth: model.line.depth, cursor: filter.cursor_chars() + 1 })
}

/// What is typed in the pop-up; none where nothing can be.
pub(super) fn typed_line(model: &mut Model) -> Option<&mut Line> {
    match &mut model.overlay {
        Some(Overlay::Pick(picker)) => Some(&mut picker.filter),
        Some(Overlay::StartedAt { line, .. } | Overlay::Elsewhere { line, .. } | Overlay::Ask { line, .. }) => {
            Some(line)
        }
        Some(Overlay::Search) => Some(&mut model.search.line),
        _ => None,
    }
}

/// Whether words were typed that would be lost with the pop-up.
pub(super) fn is_typed_into(model: &mut Model) -> bool {
    // What stands behind a slash goes back into the line.
    let is_slash = matches!(&model.overlay, Some(Overlay::Pick(picker)) if picker.slash);
    !is_slash && typed_line(model).is_some_and(|line| !line.is_empty() && !line.is_proposed())
}

/// Esc in a pop-up; what was typed after a slash was perhaps no verb but a line.
pub(super) fn leave_overlay(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Pick(picker)) = model.overlay.take()
        && picker.slash
    {
        model.selected = None;
        put_into_line(model, &format!("/{}", picker.filter.text()));
        line_changed(model, effects);
    }
}

pub(super) fn pick(model: &mut Model, effects: &mut Vec<Effect>) {
    if colon::enter(model, effects) {
        return;
    }
    let Some(Overlay::Pick(picker)) = &model.overlay else { return };
    let Some(choice) = picker.choice() else {
        let slash = picker.slash;
        leave_overlay(model, effects);
        // It is no verb, so it is a line, and Enter was pressed.
        return if slash {
            super::editing::commit(model, effects);
        };
    };
    let argument = picker.argument().unwrap_or_default().to_owned();
    let typed = picker.slash.then(|| format!("/{}", picker.filter.text()));
    if let Choice::Do(action) = choice
        && !argument.is_empty()
        && let Err(why) = foretell(model, action, &argument)
    {
        // The palette stays, and with it what was typed.
        model.notice = Some(Notice { text: sentence(&why), tone: Tone::Refused });
        return;
    }
    model.overlay = None;
    match choice {
        Choice::Look(slot) if model.meeting().slot(slot).is_none() => refuse(model, &Refusal::NoSlot),
        Choice::Look(slot) => look(model, slot),
        Choice::Empty(true) => outside::remove_all(model, effects),
        Choice::Empty(false) => say(model, words::say("editor-nothing")),
        Choice::Settle(entry, which) => take_text(model, entry, which, effects),
        Choice::Do(action) if argument.is_empty() => act(model, action, effects),
        Choice::Do(action) => {
            let done = do_verb(model, action, &argument, effects);
            if let Some(typed) = typed.filter(|_| !done && model.read_only.is_none()) {
                // What the meeting's rules refuse stays, as it does where Enter is pressed behind a line.
                model.selected = None;
                put_into_line(model, &typed);
                line_changed(model, effects);
            }
        }
        Choice::Type(snippet) => type_snippet(model, &snippet, &argument, effects),
        Choice::MoveTo(entry, slot) => {
            if let Err(refusal) = move_to(model, entry, slot, effects) {
                refuse(model, &refusal);
            }
        }
        Choice::Show(entry) => show(model, entry),
        Choice::ShowCarried(number) => review::show_carried(model, number),
    }
}

/// Types a phrase of the user's into the line, where the cursor is; it is not committed.
fn type_snippet(model: &mut Model, snippet: &Snippet, filled: &str, effects: &mut Vec<Effect>) {
    if refuses_text(model) {
        return;
    }
    let Snippet { before, behind, .. } = snippet;
    if model.line.text().len() + before.len() + filled.len() + behind.len() > LINE_LIMIT {
        return say(model, words::say("say-line-full"));
    }
    model.selected = None;
    model.line.insert_str(&format!("{before}{filled}"));
    let cursor = model.line.cursor_chars();
    model.line.insert_str(behind);
    model.line.set_cursor_chars(cursor);
    line_changed(model, effects);
}

/// Brings an entry on screen and selects it, wherever it is by now.
pub(super) fn show(model: &mut Model, entry: EntryId) {
    let Some(slot) = model.meeting().place_of(entry).map(|(slot, _)| slot.id) else {
        return refuse(model, &Refusal::NoEntry);
    };
    look(model, slot);
    model.selected = Some(entry);
    model.scroll = with_pane(model, |pane| pane.show(model.scroll, entry));
}

fn correct_clock(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Overlay::StartedAt { slot, line, .. }) = &model.overlay else { return };
    let (slot, answer) = (*slot, line.text().to_owned());
    match correct_start(model, slot, &answer, effects) {
        Ok(()) => model.overlay = None,
        Err(why) => {
            if let Some(Overlay::StartedAt { complaint, .. }) = &mut model.overlay {
                *complaint = Some(sentence(&why));
            }
        }
    }
}

/// A slot really started at the time of day that was written.
pub(super) fn correct_start(
    model: &mut Model,
    slot: SlotId,
    answer: &str,
    effects: &mut Vec<Effect>,
) -> Result<(), String> {
    let moment = moment_of(model, slot, answer)?;
    let command = Command::CorrectStart(slot, moment.fixed_offset());
    perform(model, command, None, effects).map_err(|refusal| refused(&refusal))?;
    if let Some(due) = model.meeting().slot(slot).map(|slot| model.notices_due(slot)) {
        model.rung.insert(slot, due);
    }
    say(model, &words::say!("did-start-at", time = answer.trim()));
    Ok(())
}

/// The moment that a written time of day means for the start of a slot.
pub(super) fn moment_of(model: &Model, slot: SlotId, answer: &str) -> Result<DateTime<Tz>, String> {
    let meeting = model.meeting();
    let run = meeting.slot(slot).and_then(|slot| slot.runs.last());
    let recorded = run.map_or(model.now.at, |run| run.from.at);
    let moment = read_time_of_day(answer).and_then(|time| nearest(time, recorded, meeting.zone));
    moment.ok_or_else(|| words::say("say-write-time").to_owned())
}

/// The moment nearest to a recorded one at which a clock on the wall of that zone shows this time: the hour that a zone
/// has twice is there twice, and a clock corrected past midnight goes to the day beside.
fn nearest(time: NaiveTime, recorded: DateTime<FixedOffset>, zone: Tz) -> Option<DateTime<Tz>> {
    let day = recorded.with_timezone(&zone).date_naive();
    let days = [day.pred_opt(), Some(day), day.succ_opt()];
    let moments = days.into_iter().flatten().flat_map(|day| {
        let local = day.and_time(time).and_local_timezone(zone);
        [local.earliest(), local.latest()]
    });
    moments.flatten().min_by_key(|moment| (recorded - moment.fixed_offset()).abs())
}

/// `9:05`, `09:05`, `9.05`, `905`, `2:30 pm`.
pub(in crate::app) fn read_time_of_day(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase();
    let half = |name: &str| text.strip_suffix(name).map(str::trim_end);
    let (clock, noon) = match (half("am"), half("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (None, Some(clock)) => (clock, Some(12)),
        (None, None) => (text.as_str(), None),
    };
    let (hours, minutes) = match clock.split_once([':', '.', 'h']) {
        Some(parts) => parts,
        None => clock.split_at_checked(clock.len().checked_sub(2)?)?,
    };
    let hours: u32 = hours.parse().ok()?;
    let hours = match noon {
        Some(noon) if (1..=12).contains(&hours) => hours % 12 + noon,
        Some(_) => return None,
        None => hours,
    };
    NaiveTime::from_hms_opt(hours, minutes.parse().ok()?, 0)
}
