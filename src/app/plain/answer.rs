//! What a line came to, in one line: read off what changed.
//!
//! Not here: what it asks in return (see `dialogue`).

use super::spoken::{arrival, became, entry_in_words, spoken};
use super::{Plain, Reply, is_refusal};
use crate::app::overlay::sentence;
use crate::app::{Effect, Model, Preview, Tone};
use crate::meeting::{Cause, EntryId, Event, SlotId};
use crate::words::say;

/// Where one was.
pub(super) struct Before {
    viewed: SlotId,
    current: Option<SlotId>,
    verbatim: bool,
}

impl Before {
    pub(super) fn of(model: &Model) -> Self {
        Self { viewed: model.viewed, current: model.current().map(|slot| slot.id), verbatim: model.is_verbatim() }
    }
}

/// Says it. `preview`: what was foretold of a line that was entered.
pub(super) fn answer(
    plain: &mut Plain,
    model: &mut Model,
    before: &Before,
    preview: Option<Preview>,
    reply: &mut Reply,
) {
    let acts =
        || reply.effects.iter().filter_map(|effect| if let Effect::Append(act) = effect { Some(act) } else { None });
    let fresh = acts().filter(|act| act.cause == Cause::Fresh).flat_map(|act| &act.events);
    let added: Vec<EntryId> = fresh
        .filter_map(|event| if let Event::EntryAdded { entry, .. } = event { Some(*entry) } else { None })
        .collect();
    let acted = acts().next().is_some();
    let ends = reply.ends();
    plain.last = added.last().copied().or(plain.last);
    let notice = model.notice.take();
    let mut parts = Vec::new();
    if let Some(preview) = &preview
        && is_refusal(notice.as_ref())
        && !acted
    {
        let why = notice.as_ref().map(|notice| spoken(&notice.text)).unwrap_or_default();
        let is_entry = preview.kind.is_some();
        return reply.refuse(if is_entry { say!("plain-not-added", why = why) } else { why });
    }
    let done = notice.as_ref().is_some_and(|notice| notice.tone == Tone::Done);
    if let Some(preview) = preview {
        let entry = added.first().and_then(|entry| model.meeting().place_of(*entry));
        let entry = entry.and_then(|(slot, index)| slot.entries.get(index));
        if (entry.is_some() && !done) || before.verbatim != model.is_verbatim() {
            parts.push(became(&preview, entry));
        }
    }
    reply.refused |= is_refusal(notice.as_ref()) && !acted;
    parts.extend(notice.map(|notice| spoken(&notice.text)));
    let moved = before.viewed != model.viewed || before.current != model.current().map(|slot| slot.id);
    if moved && !ends {
        parts.push(arrival(model));
    }
    if parts.is_empty() && acted && !ends {
        parts.push(changed(plain, model));
    }
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).map(|part| sentence(&part)).collect();
    if !said.is_empty() {
        reply.lines.insert(0, said.join(". "));
    }
}

/// An act of which nothing was said: the line that it was about as it stands now.
fn changed(plain: &Plain, model: &Model) -> String {
    let entry = model.selected.or(plain.last).and_then(|entry| model.meeting().place_of(entry));
    entry.map_or_else(|| say("did-it").to_owned(), |(slot, index)| entry_in_words(model, slot, index))
}
