//! What other writers did comes on screen: the meeting is another one, and the scribe's place in it stays.
//!
//! The line being typed, what is selected and what is read stay where they are, as far as they are still there; a
//! notice says what came. Not here: how the acts of several writers become one meeting (see `meeting`).

use std::collections::{BTreeMap, HashSet};

use super::Effect;
use super::acts::follow;
use super::editing::{draft_of, no_draft};
use super::entries::with_pane;
use super::leaving::unfinished;
use crate::app::notices::call;
use crate::app::overlay::Overlay;
use crate::app::scroll::{Row, Scroll};
use crate::app::{Action, Happening, Line, Model, Notice, Tone};
use crate::meeting::{DraftKey, EntryId, Ledger, Mark, SlotId, WriterId};
use crate::words::say;

/// Shows the meeting as it stands with what the others did.
pub(super) fn merge(model: &mut Model, ledger: Ledger, authors: BTreeMap<WriterId, String>, effects: &mut Vec<Effect>) {
    // One that lacks an act of this scribe is behind what is on screen; the next will have it.
    if ledger.last_seq() < model.ledger.last_seq() {
        return;
    }
    let before = Known::of(model);
    let edits = edits(model);
    let reading = Reading::of(model);
    model.authors = authors;
    model.ledger = ledger;
    model.lay_later_over();
    let first = effects.len();
    stay_with_edit(model, effects);
    model.meeting_changed(true, true);
    (model.plan_revision, model.items_revision) = (model.revision, model.revision);
    model.count_conflicts();
    follow(model, effects);
    let overtaken = overtake(model, edits);
    renew_edits(model, effects);
    model.read_line();
    reading.restore(model);
    let roster: HashSet<&str> = model.ledger.meeting.people.iter().map(|person| person.name.as_str()).collect();
    model.strangers.retain(|name| !roster.contains(name.as_str()));
    if matches!(model.overlay, Some(Overlay::Leave { .. })) {
        let now = unfinished(model);
        if let Some(Overlay::Leave { unfinished, .. }) = &mut model.overlay {
            *unfinished = now;
        }
    }
    if model.read_only.is_some() {
        // The half-typed lines are another program's: they are shown where they belong, and kept by it.
        effects.truncate(first);
    }
    let mut news = before.news(model);
    if overtaken {
        news.insert(0, say("news-edit-changed").to_owned());
    }
    if model.meeting().closed.is_some() && !before.closed {
        call(model, Happening::Closed, say("news-closed"), effects);
    }
    say_news(model, &news);
}

/// The entries under edit in which something was changed already, each with its text.
fn edits(model: &Model) -> Vec<(EntryId, String)> {
    let here = model.editing.filter(|_| !model.is_untouched());
    let all = model.aside.keys().filter_map(|key| key.entry).chain(here);
    all.filter_map(|entry| Some((entry, text_of(model, entry)?))).collect()
}

fn text_of(model: &Model, entry: EntryId) -> Option<String> {
    let (slot, index) = model.meeting().place_of(entry)?;
    slot.entries.get(index).map(|entry| entry.text.clone())
}

/// A text that came while its entry was under edit was not read by who edits: the edit is not to write over it. Says
/// whether that befell the edit on screen.
fn overtake(model: &mut Model, edits: Vec<(EntryId, String)>) -> bool {
    let mut here = false;
    for (entry, before) in edits {
        let Some(rival) = model.meeting().text_as_rival(entry).filter(|rival| rival.text != before) else { continue };
        here |= model.editing == Some(entry);
        model.overtaken.entry(entry).or_default().push(rival);
    }
    here
}

/// An entry under edit that another scribe moved to another slot takes the screen with it: one types on.
fn stay_with_edit(model: &mut Model, effects: &mut Vec<Effect>) {
    let here = model.line_key();
    let slot = here.entry.and_then(|entry| model.meeting().place_of(entry)).map(|(slot, _)| slot.id);
    if let Some(slot) = slot.filter(|slot| *slot != model.viewed) {
        model.viewed = slot;
        model.scroll = Scroll::Tail;
        effects.push(Effect::KeepDraft(no_draft(here)));
        effects.push(Effect::KeepDraft(draft_of(model)));
    }
}

/// An edit in which nothing was changed yet is one of the text that stands now; one that reads the same as that is none.
fn renew_edits(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.editing.is_some() {
        let now = model.as_line(model.editing);
        if now != model.original {
            if model.is_untouched() {
                model.line = Line::new(&now, model.line.depth);
            }
            model.original = now;
            effects.push(Effect::KeepDraft(draft_of(model)));
        }
    }
    let same = |(key, line): &(&DraftKey, &Line)| key.entry.is_some() && model.as_line(key.entry) == line.text();
    let over: Vec<DraftKey> = model.aside.iter().filter(same).map(|(key, _)| *key).collect();
    for key in over {
        model.aside.remove(&key);
        effects.push(Effect::KeepDraft(no_draft(key)));
    }
}

/// The rows that are being read: the entries from the top of the pane on.
struct Reading {
    slot: SlotId,
    entries: Vec<EntryId>,
    row: usize,
    /// Nothing is pinned: the newest lines are at the foot, and stay there.
    tail: bool,
}

impl Reading {
    fn of(model: &Model) -> Self {
        let tail = model.scroll == Scroll::Tail && model.selected.is_none() && model.editing.is_none();
        let top = match with_pane(model, |pane| Scroll::Top(pane.top(model.scroll))) {
            Scroll::Top(row) if !tail => row,
            _ => Row::default(),
        };
        let slot = model.slot().filter(|_| !tail);
        let entries = slot.map_or(Vec::new(), |slot| slot.entries.iter().skip(top.entry).map(|it| it.id).collect());
        Self { slot: model.viewed, entries, row: top.row, tail }
    }

    fn restore(self, model: &mut Model) {
        if !self.tail && self.slot == model.viewed {
            model.scroll = self.found(model).map_or(Scroll::Tail, Scroll::Top);
            model.scroll = with_pane(model, |pane| {
                let at_foot = pane.top(model.scroll) == pane.top(Scroll::Tail);
                if at_foot { Scroll::Tail } else { model.scroll }
            });
        }
        if let Some(entry) = model.selected.or(model.editing) {
            model.scroll = with_pane(model, |pane| pane.show(model.scroll, entry));
        }
    }

    /// The first of the rows that is still there.
    fn found(&self, model: &Model) -> Option<Row> {
        let places: BTreeMap<EntryId, usize> =
            model.slot()?.entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
        self.entries.iter().enumerate().find_map(|(gone, id)| {
            let row = if gone == 0 { self.row } else { 0 };
            places.get(id).map(|at| Row { entry: *at, row })
        })
    }
}

/// What there was before, so that what is new can be said.
struct Known {
    /// Of all writers.
    entries: HashSet<EntryId>,
    editing: Option<EntryId>,
    current: Option<SlotId>,
    /// Minutes given and marks of all slots.
    course: BTreeMap<SlotId, (i32, Option<Mark>)>,
    closed: bool,
    conflicts: usize,
}

impl Known {
    fn of(model: &Model) -> Self {
        Self {
            entries: model.meeting().entries().map(|(_, entry)| entry.id).collect(),
            editing: model.editing,
            current: model.current().map(|slot| slot.id),
            course: model.meeting().slots().map(|slot| (slot.id, (slot.given, slot.mark))).collect(),
            closed: model.meeting().closed.is_some(),
            conflicts: model.conflicts,
        }
    }

    /// What is new, in the order in which it matters.
    fn news(&self, model: &Model) -> Vec<String> {
        let mut news = Vec::new();
        if model.meeting().closed.is_some() && !self.closed {
            news.push(say("news-closed").to_owned());
        }
        let gone = self.entries.iter().filter(|entry| model.meeting().place_of(**entry).is_none());
        match gone.count() {
            0 => {}
            _ if self.editing.is_some_and(|entry| model.meeting().place_of(entry).is_none()) => {
                news.push(say("news-edit-removed").to_owned());
            }
            count => news.push(say!("news-removed", count = count)),
        }
        if model.conflicts > self.conflicts {
            let next = model.keymap.shown(Action::ConflictNext);
            news.push(say!("news-conflict", key = next));
        }
        let mut added: BTreeMap<WriterId, Vec<SlotId>> = BTreeMap::new();
        for (slot, entry) in others(model).filter(|(_, entry)| !self.entries.contains(entry)) {
            added.entry(entry.0.writer).or_default().push(slot);
        }
        for (writer, mut slots) in added {
            // Where one writes and this window looks on, it need not be said who.
            let alone = model.authors.is_empty() && model.read_only.is_some();
            let name = model.authors.get(&writer).map_or(say("news-another"), String::as_str);
            let count = slots.len();
            slots.dedup();
            let place = match slots.as_slice() {
                [one] => model.meeting().slot(*one).map_or(String::new(), |slot| slot.plan.title.clone()),
                many => say!("news-slots", count = many.len()),
            };
            let entries = say!("news-entries", count = count, place = place);
            news.push(if alone { entries } else { say!("news-by", name = name, what = entries) });
        }
        news.extend(self.changes_of_course(model));
        let current = model.current();
        if current.map(|slot| slot.id) != self.current {
            news.push(current.map_or_else(
                || say("news-clock-stopped").to_owned(),
                |slot| say!("news-clock-runs", slot = slot.plan.title.as_str()),
            ));
        }
        news
    }
}

impl Known {
    /// What others did to the schedule: minutes given and taken, slots set aside or to be held after all.
    fn changes_of_course(&self, model: &Model) -> Vec<String> {
        let mut news = Vec::new();
        for slot in model.meeting().slots() {
            let Some((given, mark)) = self.course.get(&slot.id) else { continue };
            let title = slot.plan.title.as_str();
            match slot.given.saturating_sub(*given) {
                0 => {}
                more @ 1.. => news.push(say!("did-give", slot = title, minutes = more)),
                less => news.push(say!("did-take", slot = title, minutes = less.unsigned_abs())),
            }
            match (slot.mark == *mark, slot.mark) {
                (true, _) => {}
                (false, Some(Mark::Skipped)) => news.push(say!("news-skipped", slot = title)),
                (false, Some(Mark::Parked)) => news.push(say!("news-parked", slot = title)),
                (false, None) => news.push(say!("did-hold", slot = title)),
            }
        }
        news
    }
}

/// The entries that other writers made, in reading order.
fn others(model: &Model) -> impl Iterator<Item = (SlotId, EntryId)> {
    let own = model.writer;
    model
        .meeting()
        .entries()
        .filter(move |(_, entry)| entry.id.0.writer != own)
        .map(|(slot, entry)| (slot.id, entry.id))
}

/// News give way to a refusal that was just given, and to the clock's notices.
fn say_news(model: &mut Model, news: &[String]) {
    let fresh = model.notice.as_ref().is_some_and(|notice| matches!(notice.tone, Tone::Refused | Tone::Time));
    if !news.is_empty() && !fresh {
        model.notice = Some(Notice { text: news.join("; "), tone: Tone::News });
    }
}
