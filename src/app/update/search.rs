//! Searching all meetings while a meeting goes on: a pop-up over it, whose answers come from elsewhere.
//!
//! A hit of this meeting brings its line on screen; one of another is looked at, and this meeting goes on meanwhile. Not here:
//! the search itself (see `search` beside `update`).

use super::{At, Effect, show_there};
use crate::app::overlay::Overlay;
use crate::app::search::{Answer, Wanted};
use crate::app::{Action, Key, Model, Rows, Scope};
use crate::meeting::search::There;

/// Opens the search as it was left, for the same once more or something else.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    model.search.line.propose();
    show(model, effects);
}

/// What is new in the meetings is read meanwhile.
fn show(model: &mut Model, effects: &mut Vec<Effect>) {
    let today = model.meeting().local(model.now.at).date_naive();
    model.search.again(today);
    model.overlay = Some(Overlay::Search);
    effects.push(Effect::ReadWhatIsNew);
    ask(model, effects);
}

/// Opens the search with a query.
pub(super) fn look_for(model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
    model.search.begin(words);
    show(model, effects);
}

/// A key while the search is open; says whether it is.
pub(super) fn press(model: &mut Model, key: Key, effects: &mut Vec<Effect>) -> bool {
    if !matches!(model.overlay, Some(Overlay::Search))
        || model.keymap.action(Scope::Meeting, key) == Some(Action::Leave)
    {
        return false;
    }
    let wanted = model.search.press(key, &model.keymap);
    follow(model, wanted, effects);
    true
}

/// A click on a hit: it is chosen, and a second one shows it.
pub(super) fn press_row(model: &mut Model, rows: Rows, effects: &mut Vec<Effect>) {
    if model.search.choose_row(rows) {
        let wanted = model.search.enter();
        follow(model, wanted, effects);
    }
}

/// A paste while the search is open; says whether it is.
pub(super) fn paste(model: &mut Model, pasted: &str, effects: &mut Vec<Effect>) -> bool {
    if !matches!(model.overlay, Some(Overlay::Search)) {
        return false;
    }
    model.search.paste(pasted);
    ask(model, effects);
    true
}

/// What the index found. Where the search was left meanwhile, nothing is opened.
pub(super) fn answered(model: &mut Model, answer: Answer, effects: &mut Vec<Effect>) {
    let wanted = model.search.answer(answer);
    if matches!(model.overlay, Some(Overlay::Search)) {
        follow(model, wanted, effects);
    }
}

fn follow(model: &mut Model, wanted: Option<Wanted>, effects: &mut Vec<Effect>) {
    match wanted {
        Some(Wanted::Leave) => model.overlay = None,
        Some(Wanted::There(place)) => go(model, place, effects),
        None => ask(model, effects),
    }
}

fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    effects.extend(model.search.question().map(Effect::LookFor));
}

fn go(model: &mut Model, place: There, effects: &mut Vec<Effect>) {
    if model.search.here.as_ref() == Some(&place.meeting) {
        model.overlay = None;
        show_there(model, At { slot: place.slot, entry: place.entry });
    } else {
        // The search stays open: it is what the scribe comes back to.
        effects.push(Effect::Visit(place));
    }
}
