//! Going through action items: selecting one, and what is said of it.
//!
//! What is said becomes a line of the slot on screen, so that taking the line out takes it back. Not here: the list itself
//! (see `app::review`), and the rules.

use super::acts::{perform, say};
use super::entries::with_pane;
use super::{Effect, Model, reading};
use crate::app::closeout::entry_of;
use crate::app::naming::item_numbered;
use crate::app::overlay::{Choice, Overlay, Picker};
use crate::app::refused::refused;
use crate::app::scroll::Scroll;
use crate::app::{Action, Line};
use crate::app::{item_words, terms};
use crate::meeting::{Command, Content, EntryId, ItemChanges, ItemRef, Refusal, Status};
use crate::words;

/// What stands between the owners and what they are to do.
const DASHES: [&str; 3] = [" — ", " – ", " - "];

/// Shows the list and selects the first item that is open; where one is selected already, puts the list away again.
pub(super) fn go_through(model: &mut Model) {
    if model.review.selected.is_some() {
        return leave(model);
    }
    if !model.shows_review() {
        model.review.asked_in = Some(model.viewed);
        model.all_points = false;
        model.keep_review();
    }
    if model.review.rows.is_empty() {
        leave(model);
        return say(model, words::say("review-none"));
    }
    if model.layout().points.is_empty() {
        leave(model);
        let list = model.keymap.shown(Action::ActionList);
        return say(model, &words::say!("review-too-low", key = list));
    }
    let open = model.review.rows.iter().find(|row| row.state.status == Status::Open);
    let first = open.or(model.review.rows.first()).map(|row| row.item.clone());
    model.selected = None;
    model.review.selected = first;
    model.mouse.review.follow();
}

/// Nothing of the list is selected, and it goes where it was only asked for.
fn leave(model: &mut Model) {
    (model.review.selected, model.review.asked_in) = (None, None);
    model.keep_review();
}

/// Esc where an item is selected, or the list was asked for; says whether it was for that.
pub(super) fn back(model: &mut Model) -> bool {
    let here = model.review.selected.is_some() || model.review.asked_in.is_some() && model.selected.is_none();
    if here && model.review.selected.take().is_none() {
        leave(model);
    }
    here
}

/// Sorts the list by the next thing.
pub(super) fn sort(model: &mut Model) {
    model.review.order = model.review.order.next();
    model.keep_review();
    let order = model.review.order.words();
    say(model, &words::say!("review-sorted", order = order));
}

/// Goes up or down the list by so many rows; says whether that was done, or the notes have the key.
pub(super) fn step(model: &mut Model, by: isize) -> bool {
    let Some(last) = model.review.rows.len().checked_sub(1).filter(|_| is_on_screen(model)) else { return false };
    let to = match model.review.place() {
        Some(at) if by == 1 && at == last => {
            // Below the list stand the notes, below them the line.
            let first = model.slot().and_then(|slot| slot.entries.first()).map(|entry| entry.id);
            (model.review.selected, model.selected) = (None, first);
            if let Some(entry) = first {
                model.scroll = with_pane(model, |pane| pane.show(model.scroll, entry));
            }
            return true;
        }
        Some(at) => at.saturating_add_signed(by).min(last),
        None if by == -1 && is_above_the_notes(model) => last,
        None => return false,
    };
    model.selected = None;
    model.review.selected = model.review.rows.get(to).map(|row| row.item.clone());
    model.mouse.review.follow();
    true
}

fn is_on_screen(model: &Model) -> bool {
    model.shows_review() && !model.layout().points.is_empty()
}

/// Whether the next step up leads out of the notes.
fn is_above_the_notes(model: &Model) -> bool {
    let first = model.slot().and_then(|slot| slot.entries.first()).map(|entry| entry.id);
    first.is_none() || first == model.selected.or(model.editing).filter(|_| model.editing.is_none())
}

/// A verb for the selected item.
pub(super) fn act_on_item(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let Some(row) = model.review.chosen() else {
        let key = model.keymap.shown(Action::ReviewItems);
        return say(model, &words::say!("review-select", key = key));
    };
    let (item, status, number) = (row.item.clone(), row.state.status, row.state.number);
    settle(model, action, (&item, status, number), effects);
}

/// A verb for an item that has that status and number: what needs words asks for them.
fn settle(
    model: &mut Model,
    action: Action,
    (item, status, number): (&ItemRef, Status, u32),
    effects: &mut Vec<Effect>,
) {
    let to = match action {
        Action::ItemDone if status == Status::Open => Status::Done,
        Action::ItemDone => Status::Open,
        Action::ItemDrop if status == Status::Dropped => Status::Open,
        _ => {
            let line = Line::default();
            return model.overlay = Some(Overlay::Ask { verb: action, about: Some(number), line, complaint: None });
        }
    };
    let changes = ItemChanges { status: Some(to), ..ItemChanges::default() };
    if let Err(refusal) = review(model, item, changes, effects) {
        super::acts::refuse(model, &refusal);
    }
}

/// A click on the box of an action item: it is done, or it is not.
pub(super) fn tick(model: &mut Model, choice: &Choice, effects: &mut Vec<Effect>) {
    if reading::refuses(model, Action::ItemDone, effects) {
        return;
    }
    match listed(model, choice) {
        Some(item) => settle(model, Action::ItemDone, (&item.0, item.1, item.2), effects),
        None => super::acts::refuse(model, &Refusal::NoEntry),
    }
}

/// The action item that a row of a list shows: which, how it stands, and its number.
fn listed(model: &Model, choice: &Choice) -> Option<(ItemRef, Status, u32)> {
    let row = model.items.rows.iter().find(|row| Choice::of_item(row) == *choice)?;
    Some((row.item.clone(), row.state.status, row.state.number))
}

/// A verb for the chosen row of the list of action items, which stays open where nothing is asked; says whether that is open and
/// the verb is one for it.
pub(super) fn act_in_list(model: &mut Model, action: Option<Action>, effects: &mut Vec<Effect>) -> bool {
    let Some(Overlay::Pick(picker)) = &model.overlay else { return false };
    // Enter has another meaning in a list.
    let Some(action) = action
        .filter(|action| matches!(action, Action::ItemDone | Action::ItemDrop | Action::ItemDue | Action::ItemOwner))
    else {
        return false;
    };
    let Some(choice @ (Choice::Show(_) | Choice::ShowCarried(_))) = picker.choice() else { return false };
    let filter = picker.filter.clone();
    let Some((item, status, number)) = listed(model, &choice) else {
        super::acts::refuse(model, &Refusal::NoEntry);
        return true;
    };
    if reading::refuses(model, action, effects) {
        return true;
    }
    settle(model, action, (&item, status, number), effects);
    match model.overlay {
        Some(Overlay::Pick(_)) => show_list(model, &choice, filter),
        Some(Overlay::Ask { .. }) => model.items.returns = Some((choice, filter)),
        _ => {}
    }
    true
}

/// Shows the list again after a question that was asked from it, answered or not.
pub(super) fn come_back(model: &mut Model) {
    match model.overlay {
        Some(Overlay::Ask { .. }) => {}
        Some(_) => model.items.returns = None,
        None => {
            if let Some((choice, filter)) = model.items.returns.take() {
                show_list(model, &choice, filter);
            }
        }
    }
}

/// The list as it is by now, narrowed down by what was typed, with this row chosen.
fn show_list(model: &mut Model, choice: &Choice, filter: Line) {
    let mut picker = Picker::action_items(&model.items, model.viewed);
    picker.filter = filter;
    picker.narrow();
    picker.choose(choice);
    model.overlay = Some(Overlay::Pick(picker));
}

/// Brings the action item of an earlier meeting on screen: in the list above the notes, where there is room for one.
pub(super) fn show_carried(model: &mut Model, number: u32) {
    let found = model.items.rows.iter().find(|row| row.is_carried() && row.state.number == number);
    let Some(row) = found.cloned() else { return super::acts::refuse(model, &Refusal::NotCarried) };
    if !model.shows_review() {
        model.review.asked_in = Some(model.viewed);
        model.all_points = false;
        model.keep_review();
    }
    if !is_on_screen(model) {
        leave(model);
        let origin = row.origin(usize::MAX).unwrap_or_default();
        return say(
            model,
            &words::say!("say-item", number = number, text = row.text.as_str(), owners = row.owners(), origin = origin),
        );
    }
    (model.selected, model.review.selected) = (None, Some(row.item));
    model.mouse.review.follow();
}

/// `12 sent on Monday`: which item, and what is said of it; without a number the selected one is meant.
pub(super) fn read(model: &Model, action: Action, argument: &str) -> Result<(ItemRef, ItemChanges), String> {
    let (first, rest) = argument.trim().split_once(char::is_whitespace).unwrap_or((argument.trim(), ""));
    let is_number = |word: &str| word.trim_start_matches('#').parse::<u32>().is_ok();
    let (item, words) = match model.review.selected.clone().filter(|_| !is_number(first)) {
        Some(selected) => (selected, argument.trim()),
        None => (item_numbered(model.meeting(), first)?, rest.trim()),
    };
    Ok((item, changes(model, action, words)?))
}

fn changes(model: &Model, action: Action, words: &str) -> Result<ItemChanges, String> {
    let reason = Some(words.to_owned()).filter(|words| !words.is_empty());
    let nothing = ItemChanges::default();
    Ok(match action {
        Action::EntryDone | Action::ItemDone => ItemChanges { status: Some(Status::Done), reason, ..nothing },
        Action::EntryDrop | Action::ItemDrop => ItemChanges { status: Some(Status::Dropped), reason, ..nothing },
        Action::ItemDue => ItemChanges { due: Some(item_words::due(words, |line| model.parse(line))?), ..nothing },
        Action::ItemOwner => ItemChanges { owners: Some(item_words::owners(words, &model.roster)?), ..nothing },
        _ if reason.is_none() => return Err(words::say("item-say-note").to_owned()),
        _ => ItemChanges { reason, ..nothing },
    })
}

/// The command for what is said of an item: where items are gone through, of one of an earlier meeting, and where there
/// are words to keep, it is a line of the slot on screen; else one of this meeting is changed where it stands.
fn command(model: &Model, item: &ItemRef, changes: ItemChanges) -> Command {
    let said = model.shows_review() && !model.closeout.returns;
    if item.meeting.is_none() && !said && changes.reason.is_none() {
        return match changes {
            ItemChanges { status: Some(status), due: None, owners: None, reason: None } => {
                Command::SetStatus(item.entry, status)
            }
            changes => named_anew(model, item.entry, &changes).unwrap_or(Command::FollowUp(item.entry, changes)),
        };
    }
    Command::Review { slot: model.viewed, item: item.clone(), changes }
}

/// Owners who stand before a dash in the words of an item because no roster knew them: they are said once, not twice.
fn named_anew(model: &Model, entry: EntryId, changes: &ItemChanges) -> Option<Command> {
    let ItemChanges { owners: Some(owners), status: None, due: None, reason: None } = changes else { return None };
    let entry = entry_of(model.meeting(), entry).filter(|entry| entry.rivals.is_empty())?;
    let (before, text) = DASHES.iter().find_map(|dash| entry.text.split_once(dash))?;
    let named = item_words::owners(before.trim(), &model.roster).ok()?;
    let lower = |names: &[String]| names.iter().map(|name| name.to_lowercase()).collect::<Vec<_>>();
    let is_twice = lower(&named) == lower(owners) && !text.trim().is_empty();
    let content = Content { owners: owners.clone(), text: text.trim().to_owned(), ..entry.content() };
    is_twice.then_some(Command::Revise(entry.id, content))
}

/// The status that an item gets where it is ticked or dropped and no more is said.
pub(super) fn alone(model: &Model, item: &ItemRef, changes: &ItemChanges) -> Option<Status> {
    match command(model, item, changes.clone()) {
        Command::SetStatus(_, status) => Some(status),
        _ => None,
    }
}

/// Says it.
pub(super) fn review(
    model: &mut Model,
    item: &ItemRef,
    changes: ItemChanges,
    effects: &mut Vec<Effect>,
) -> Result<(), Refusal> {
    let words = in_words(model, item, &changes);
    let command = command(model, item, changes);
    let is_line = matches!(command, Command::Review { .. });
    perform(model, command, None, effects)?;
    if is_line {
        model.scroll = Scroll::Tail;
    }
    say(model, &words);
    Ok(())
}

/// What it would do, in words; or why it would not.
pub(super) fn foretell(model: &Model, item: &ItemRef, changes: &ItemChanges) -> Result<String, String> {
    let command = command(model, item, changes.clone());
    match crate::meeting::decide(model.meeting(), command, model.writer, &model.now) {
        Ok(_) => {
            let said = in_words(model, item, changes);
            Ok(item_words::with_strangers(said, changes.owners.as_deref().unwrap_or_default(), &model.roster))
        }
        Err(refusal) => Err(refused(&refusal)),
    }
}

/// `action-12 (draft the plan)`: the item that a question is about.
pub fn asked_about(model: &Model, number: u32) -> Option<String> {
    let item = item_numbered(model.meeting(), &number.to_string()).ok()?;
    let (number, text) = called(model, &item);
    Some(words::say!("review-about", number = number, text = text))
}

fn in_words(model: &Model, item: &ItemRef, changes: &ItemChanges) -> String {
    let (number, text) = called(model, item);
    terms::changed(changes, number, &crate::text::fit(text, 40))
}

/// The number and the words of an item.
fn called<'a>(model: &'a Model, item: &ItemRef) -> (u32, &'a str) {
    let meeting = model.meeting();
    let carried = || meeting.carried.iter().find(|it| it.item == *item).map(|it| (it.number, it.text.as_str()));
    let own = || entry_of(meeting, item.entry).and_then(|it| Some((it.as_action()?.number, it.text.as_str())));
    let found = if item.meeting.is_some() { carried() } else { own() };
    found.unwrap_or_default()
}
