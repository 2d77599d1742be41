//! What the page says of the meeting's series: how far the minutes are, the action items that it began with, and what was corrected.
//!
//! Each is a section of its own, so that what was said in the meeting stays as it was said. Not here: the days (see `compose`),
//! and what became of the meeting's own action items, which stands behind each of them (see `notes`).

use chrono::{DateTime, FixedOffset};

use super::super::words;
use super::compose::{Composer, Fact, What};
use super::ending::heading;
use super::line::{concat, filled, join, or, strong};
use super::notes::{as_text, list, task};
use super::{Block, Item, Line, Mark, plain};
use crate::lang::fill;
use crate::meeting::{ActionItem, Approval, CarriedItem, Entry, Stage, Status};
use crate::minutes::Corrected;

/// What stands between facts.
const APART: &str = " · ";

/// What a form says of an action item by its box.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::minutes) enum Boxes {
    /// Whether it is open.
    Ticked,
    /// How it stands, in words.
    Named,
}

impl Composer<'_> {
    /// `Final · approved by Ann Lee, Tue 10 Feb 2026, 15:00`; none where nothing was closed or approved yet.
    pub(super) fn stage(&self) -> Option<Fact> {
        let (meeting, words) = (self.minutes.meeting, &self.text.words.series);
        let stage = match (meeting.stage(), meeting.approvals.last()) {
            (Stage::Open, None) => return None,
            (Stage::Final, _) => words.is_final,
            (Stage::Open | Stage::Draft, _) => words.draft,
        };
        let approved = meeting.approvals.last().map(|approval| self.approved(approval)).unwrap_or_default();
        let said = join([plain(stage)].into_iter().chain(approved), APART);
        Some(Fact { what: What::Stage, name: words.stage, value: said })
    }

    fn approved(&self, approval: &Approval) -> Vec<Line> {
        let words = &self.text.words.series;
        let names = self.text.names(&approval.by);
        let at = plain(self.moment(approval.at));
        let approved =
            if names.is_empty() { filled(words.approved, &[at]) } else { filled(words.approved_by, &[names, at]) };
        let reopened = approval.reopened.map(|at| filled(words.reopened, &[plain(self.moment(at))]));
        [approved].into_iter().chain(reopened).collect()
    }

    /// `Tue 10 Feb 2026, 15:00`.
    fn moment(&self, at: DateTime<FixedOffset>) -> String {
        let at = self.minutes.meeting.local(at);
        [self.text.lang.short_date(at.date_naive()), words::clock(at)].join(self.text.words.comma)
    }

    /// All sections of it, or those that stand beside the action items alone: then only the open ones that were carried.
    pub(in crate::minutes) fn series(&self, only_actions: bool, boxes: Boxes) -> Vec<Block> {
        let mut blocks = self.carried(only_actions, boxes);
        if !only_actions {
            blocks.extend(self.corrections());
        }
        blocks
    }

    /// The action items of earlier meetings, the open ones first.
    fn carried(&self, open: bool, boxes: Boxes) -> Vec<Block> {
        let carried = self.minutes.carried(self.options, open);
        let items = carried.iter().map(|(item, now)| Item {
            mark: task(now, now.status, false),
            text: self.carried_line(item, now, boxes),
            children: Vec::new(),
        });
        section(self.text.words.series.carried, "carried", items.collect())
    }

    /// `#12 Ann Lee — draft the plan · due … · noted in Weekly, Plans (Mon 2 Feb 2026) · carried over 2 times · dropped · too late`.
    fn carried_line(&self, item: &CarriedItem, now: &ActionItem, boxes: Boxes) -> Line {
        let (text, words) = (&self.text, self.text.words);
        let owners = strong(or(text.names(&now.owners), words.nothing.no_owner));
        let apart = item.tickets.iter().filter(|ticket| !item.text.contains(ticket.as_str()));
        let mut facts: Vec<Line> = apart.map(|ticket| text.typed(ticket)).collect();
        facts.extend(now.priority.map(|priority| plain(fill(words.entry.priority, &[&priority.to_string()]))));
        facts.extend(now.due.map(|due| plain(fill(words.entry.due, &[&text.lang.short_date(due)]))));
        facts.extend(self.noted(item).map(plain));
        // This meeting is one of them: that it was carried into it need not be said.
        let times = usize::try_from(item.carried).ok().filter(|times| *times > 0).map(|times| times.saturating_add(1));
        facts.extend(times.map(|times| plain(text.lang.count(times, &words.reports.carried))));
        let is_dropped = now.status == Status::Dropped && boxes == Boxes::Ticked;
        facts.extend(is_dropped.then(|| plain(words.entry.dropped)));
        facts.extend(self.reason(now.reason.as_deref()));
        let number = strong(plain(format!("#{} ", item.number)));
        let facts = facts.into_iter().flat_map(|fact| [plain(APART), fact]);
        concat([number, owners, plain(" — "), as_text(text.typed(&item.text), false)].into_iter().chain(facts))
    }

    /// `noted in Weekly, Plans (Mon 2 Feb 2026)`: where and when an item was noted; without the day where the title has it.
    fn noted(&self, item: &CarriedItem) -> Option<String> {
        let (text, words) = (&self.text, &self.text.words.series);
        let place: Vec<String> = [&item.title, &item.topic].map(|part| text.shown(part)).into();
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let day = item.raised.filter(|day| !item.title.contains(&day.to_string()));
        let day = day.map(|day| text.lang.short_date(day));
        match (place.is_empty(), day) {
            (true, day) => day.map(|day| fill(words.noted, &[&day])),
            (false, day) => {
                let day = day.map(|day| format!(" ({day})")).unwrap_or_default();
                Some(fill(words.noted_in, &[&(place.join(text.words.comma) + &day)]))
            }
        }
    }

    fn reason(&self, reason: Option<&str>) -> Option<Line> {
        let reason = reason.filter(|reason| !reason.trim().is_empty());
        reason.map(|reason| self.text.typed(reason))
    }

    /// What was changed after the minutes had been approved.
    fn corrections(&self) -> Vec<Block> {
        let item = |one: &Corrected| Item { mark: Mark::Bullet, text: self.correction(one), children: Vec::new() };
        let items = self.minutes.corrections().iter().map(item).collect();
        section(self.text.words.series.corrections, "corrections", items)
    }

    /// `Changed: Ann Lee — draft → Bo Chen — draft it · Plans · Tue 10 Feb 2026, 15:00 · Ann Lee`.
    fn correction(&self, one: &Corrected) -> Line {
        let (text, words, correction) = (&self.text, &self.text.words.series, &one.correction);
        let stood = |entry: &Entry| self.stood(entry);
        let (label, said) = match (&correction.before, &correction.after) {
            (None, after) => (words.added, after.as_ref().map(stood).unwrap_or_default()),
            (Some(before), None) => (words.removed, stood(before)),
            (Some(before), Some(after)) => (words.changed, concat([stood(before), plain(words.becomes), stood(after)])),
        };
        let slot = self.minutes.meeting.slot(correction.slot).map(|slot| self.title(slot));
        let by = text.shown(&one.by);
        let by = (!by.is_empty()).then(|| plain(by));
        let facts = slot.into_iter().chain([plain(self.moment(correction.at))]).chain(by);
        let facts = facts.flat_map(|fact| [plain(APART), fact]);
        let label = text.label(label, super::Weight::Strong);
        concat([label, said].into_iter().chain(facts))
    }

    /// A line as it stood: its owners, its text, when it was due and how it stood.
    fn stood(&self, entry: &Entry) -> Line {
        let (text, words) = (&self.text, &self.text.words.entry);
        let said = text.typed(&entry.text);
        let Some(item) = entry.as_action() else {
            return match text.lang.label(entry.kind) {
                Some(label) => concat([text.label(label, super::Weight::Plain), said]),
                None => said,
            };
        };
        let owners = text.names(&item.owners);
        let owners = if owners.is_empty() { owners } else { concat([owners, plain(" — ")]) };
        let due = item.due.map(|due| plain(fill(words.due, &[&text.lang.short_date(due)])));
        let status = (item.status != Status::Open).then(|| plain(words.status(item.status)));
        let facts = join(due.into_iter().chain(status), text.words.comma);
        let facts = if facts.is_empty() { facts } else { concat([plain(" ("), facts, plain(")")]) };
        concat([owners, said, facts])
    }
}

/// A heading and its list; nothing where that would be empty.
fn section(title: &str, id: &str, items: Vec<Item>) -> Vec<Block> {
    if items.is_empty() { Vec::new() } else { [heading(title, id)].into_iter().chain(list(items)).collect() }
}
