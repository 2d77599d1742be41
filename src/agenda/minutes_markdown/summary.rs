//! The chapters behind the days of our own minutes in Markdown, which say once more what stands in the slots.
//!
//! People add lines where lists of action items and decisions stand, and tick the boxes there: what no slot says counts, all
//! else is left out. Not here: the days, and the form of a line.

use std::collections::{BTreeMap, BTreeSet};

use super::super::language;
use super::super::markdown::{Block, BlockKind, Item};
use super::super::recorded::{row, with};
use super::super::{ToldEntry, ToldSlot};
use super::line::{Style, planned, spans};
use super::ours::{Reader, running_text};
use super::{entry, tables};
use crate::lang::{Lang, is_same};
use crate::meeting::{Kind, PlannedSlot, Status, folded};

/// A chapter that says once more what stands in the slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chapter {
    /// Lines of that kind.
    Of(Kind),
    /// All files, in a table.
    Documents,
    /// What was asked for before the meeting, in a table.
    Requests,
    /// How the meeting kept to its plan: a list and tables that follow from the slots.
    Schedule,
    /// What earlier and later meetings say.
    Series,
}

/// What the slots say.
pub(super) struct OnceMore {
    /// Where each action item stands: the slot and the line.
    numbers: BTreeMap<u32, (usize, usize)>,
    texts: BTreeSet<String>,
    /// Whose action items are listed.
    owner: Option<String>,
    /// Somebody was told that a line was added.
    is_told: bool,
}

impl Chapter {
    pub(super) fn named(title: &str, lang: Lang) -> Option<Self> {
        let words = lang.words();
        if is_same(words.lists.actions, title) {
            return Some(Self::Of(Kind::Action));
        }
        let summary = lang.summaries().into_iter().find(|summary| is_same(summary.heading, title));
        let others = [
            (words.course.schedule, Self::Schedule),
            (words.tables.documents, Self::Documents),
            (words.tables.planning, Self::Requests),
        ];
        let series = language::chapters_of_series(lang).map(|heading| (heading, Self::Series));
        let mut others = others.into_iter().chain(series);
        let other = || others.find(|(heading, _)| is_same(heading, title)).map(|(_, chapter)| chapter);
        summary.map(|summary| Self::Of(summary.kind)).or_else(other)
    }

    /// The slot of the lines of this chapter, where the minutes have no slot: they hold nothing but the chapter.
    fn title(self, lang: Lang) -> &'static str {
        let words = &lang.words().lists;
        if self == Self::Of(Kind::Action) { words.actions } else { words.decisions }
    }
}

impl OnceMore {
    fn new(told: &[ToldSlot]) -> Self {
        let lines = || {
            let slots = told.iter().enumerate();
            slots.flat_map(|(slot, told)| told.entries.iter().enumerate().map(move |(line, entry)| (slot, line, entry)))
        };
        let numbers = lines().filter_map(|(slot, line, entry)| Some((entry.number?, (slot, line)))).collect();
        let texts = lines().map(|(_, _, entry)| folded(&entry.text)).collect();
        Self { numbers, texts, owner: None, is_told: false }
    }
}

impl Reader<'_> {
    /// A block of such a chapter.
    pub(super) fn summary(&mut self, chapter: Chapter, block: &Block, source: &str) {
        let (told, nothing) = (&self.told, &self.lang.words().nothing);
        let once_more = self.once_more.get_or_insert_with(|| OnceMore::new(told));
        match (&block.kind, chapter) {
            (_, Chapter::Series) => {}
            (BlockKind::Heading { level: 3, text }, _) => {
                let owner = planned(&spans(text));
                once_more.owner =
                    Some(owner).filter(|owner| ![nothing.nobody, nothing.no_name].contains(&owner.as_str()));
            }
            (BlockKind::List(items), Chapter::Of(kind)) => self.listed(kind, items, 0),
            (BlockKind::List(items), Chapter::Schedule) => self.added(items),
            (BlockKind::Table, Chapter::Schedule) => self.kept(block.range.clone()),
            (BlockKind::Table, Chapter::Documents) => {
                self.files.extend(tables::files(self.source, block.range.clone(), self.lang));
            }
            (BlockKind::Table, Chapter::Requests) if self.asked_for(block.range.clone()) => {}
            // That nothing is to be listed, and what wrote the file.
            (BlockKind::Paragraph, _)
                if source == nothing.none || (source.starts_with('*') && source.ends_with('*')) => {}
            (BlockKind::Paragraph, _) => self.beside_lists(block.range.start, &running_text(source)),
            _ => self.beside_lists(block.range.start, source),
        }
    }

    /// Keeps what stands between the lists as text of the meeting.
    pub(super) fn beside_lists(&mut self, at: usize, text: &str) {
        let message = "This stands behind the slots and in no list; it is text of the meeting";
        self.report.note(at, message, "Move it to where it belongs");
        self.text(text);
    }

    /// Keeps the items of the schedule that people added: ours begin with what went otherwise, in bold.
    fn added(&mut self, items: &[Item]) {
        for item in items {
            let spans = spans(&item.text);
            let is_ours = spans
                .first()
                .is_some_and(|first| first.style == Style::Strong && self.lang.before_colon(&first.text).is_some());
            if !is_ours {
                self.beside_lists(item.at, &planned(&spans));
            }
            self.added(&item.children);
        }
    }

    fn listed(&mut self, kind: Kind, items: &[Item], depth: u16) {
        for item in items {
            let added = match kind {
                _ if depth > 0 => Some(self.entry(&item.text, depth)),
                Kind::Action => self.action(item),
                _ => self.line_of(kind, item),
            };
            let below = if added.is_some() { depth.saturating_add(1) } else { depth };
            if let Some((entry, also)) = added {
                self.tell(kind, item.at, entry, also);
            }
            self.listed(kind, &item.children, below);
        }
    }

    /// An action item that no slot has; where one does, a box that was ticked here ticks it.
    fn action(&mut self, item: &Item) -> Option<(ToldEntry, Vec<ToldEntry>)> {
        let (mut entry, also) = self.entry(&item.text, 0);
        let once_more = self.once_more.as_ref()?;
        if let Some((slot, line)) = entry.number.and_then(|number| once_more.numbers.get(&number)).copied() {
            let said = self.told.get_mut(slot)?.entries.get_mut(line)?;
            if said.status == Status::Open {
                said.status = entry.status;
            }
            return None;
        }
        if entry.number.is_none() && once_more.texts.contains(&folded(&entry.text)) {
            return None;
        }
        if let Some(owner) = once_more.owner.clone().filter(|_| entry.kind == Kind::Action && entry.owners.is_empty()) {
            let others = with(&mut entry.text, self.lang).map(|names| row(&names, self.lang)).unwrap_or_default();
            entry.owners = [owner].into_iter().chain(others).collect();
        }
        Some((entry, also))
    }

    /// `text · *3 for, 1 against* · *Budget*`, unless a slot says it; a slot that was parked stands in its place.
    fn line_of(&self, kind: Kind, item: &Item) -> Option<(ToldEntry, Vec<ToldEntry>)> {
        let (text, behind) = entry::listed(&item.text, self.lang);
        let is_said = self.once_more.as_ref().is_some_and(|once_more| once_more.texts.contains(&folded(&text)));
        let is_parked = behind.as_deref() == Some(self.lang.words().times.parked);
        (!is_said && !is_parked).then(|| (ToldEntry { kind, text, ..ToldEntry::default() }, Vec::new()))
    }

    /// Adds a line to the last slot; minutes of nothing but this chapter have one slot for it.
    fn tell(&mut self, kind: Kind, at: usize, entry: ToldEntry, also: Vec<ToldEntry>) {
        if self.told.is_empty() {
            let title = Chapter::Of(kind).title(self.lang).to_owned();
            self.add(PlannedSlot { title, ..PlannedSlot::default() });
            self.once_more.iter_mut().for_each(|once_more| once_more.is_told = true);
        }
        let is_told = self.once_more.as_mut().is_none_or(|once_more| std::mem::replace(&mut once_more.is_told, true));
        if !is_told {
            let message = "What stands in no slot but was added to the lists is taken for said in the last slot";
            self.report.note(at, message, "Move it to where it belongs");
        }
        let slot = self.told.len().saturating_sub(1);
        if let Some(told) = self.told.last_mut() {
            if let (Some(number), Some(once_more)) = (entry.number, self.once_more.as_mut()) {
                once_more.numbers.insert(number, (slot, told.entries.len()));
            }
            told.entries.push(entry);
            told.entries.extend(also);
        }
    }
}
