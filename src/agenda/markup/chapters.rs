//! The chapters of a page around its days: what is to be done, what the slots say once more, files, requests.
//!
//! Not here: how a chapter is known (see `sections`), and the days.

use super::entry;
use super::facts;
use super::line::Line;
use super::meaning::{Standing, Writer};
use super::parts::{Item, Part};
use super::tables::pipes;
use crate::agenda::told::ToldEntry;
use crate::lang::is_same;
use crate::meeting::{Attachment, folded};

impl Writer<'_> {
    /// Action items that are listed once more, or stand in no slot.
    pub(super) fn actions(&mut self, heading: Option<&(u8, Line)>, parts: Vec<Part>) {
        let at = heading.map_or(0, |(_, line)| line.at);
        let (mut others, mut owner) = (Vec::new(), None);
        for part in parts {
            match part {
                Part::List(items)
                    if items.iter().any(|item| entry::action(&item.line, item.task, self.terms()).is_some()) =>
                {
                    for item in items.iter().filter(|item| !item.line.text.is_empty()) {
                        let said = self.not_said(item, owner.as_deref());
                        // Under each of its owners it stands once more.
                        self.numbers.extend(said.iter().filter_map(|entry| entry.number));
                        others.extend(said);
                    }
                }
                Part::Heading(_, line) if self.minutes => owner = Some(line.text),
                other => {
                    self.standing = Standing::Outside;
                    let day = self.day.take();
                    self.part(other, None);
                    self.day = day;
                }
            }
        }
        if !others.is_empty() {
            let message = "These action items stand in no slot; the last one above them has them";
            self.report.note(at, message, "Move them to where they belong");
            self.tell(others);
        }
    }

    /// What an item says, unless it was said in a slot. `owner`: under whose name it stands.
    fn not_said(&self, item: &Item, owner: Option<&str>) -> Vec<ToldEntry> {
        let owned = owner.and_then(|owner| entry::under_owner(&item.line, item.task, owner, self.terms()));
        if let Some(entry) = owned.filter(|_| self.minutes) {
            let is_said = entry.number.is_some_and(|number| self.numbers.contains(&number));
            return if is_said { Vec::new() } else { vec![entry] };
        }
        let ours = entry::action(&item.line, item.task, self.terms()).filter(|_| self.minutes);
        let entries = ours.map_or_else(|| self.entries(std::slice::from_ref(item)), |one| vec![one]);
        let is_said = |entry: &ToldEntry| {
            entry.number.is_some_and(|number| self.numbers.contains(&number))
                || self.texts.contains(&folded(&entry.text))
        };
        entries.into_iter().filter(|entry| !is_said(entry)).collect()
    }

    pub(super) fn attached(&mut self, heading: Option<(u8, Line)>, parts: Vec<Part>) {
        let mut left = Vec::new();
        for part in parts {
            match &part {
                Part::Table(table) => match facts::files_of(table, self.facts.lang()) {
                    Some(files) => self.facts.agenda.attachments.extend(files),
                    None => left.push(part),
                },
                Part::List(items) => {
                    let named = |item: &Item| Attachment {
                        kind: "file".to_owned(),
                        name: item.line.text.clone(),
                        ..Attachment::default()
                    };
                    let files =
                        items.iter().map(|item| item.line.files.first().cloned().unwrap_or_else(|| named(item)));
                    self.facts.agenda.attachments.extend(files);
                }
                _ => left.push(part),
            }
        }
        if !left.is_empty() {
            self.begin_chapter(heading);
            self.day = None;
            for part in left {
                self.part(part, None);
            }
        }
    }

    pub(super) fn requested(&mut self, heading: Option<(u8, Line)>, parts: Vec<Part>) {
        let at = heading.map_or(0, |(_, line)| line.at);
        if self.requests.text.is_empty() {
            self.requests.heading(at, 2, "Requests");
        }
        for part in parts {
            match part {
                Part::Table(table) => self.requests.markdown(table.at, &pipes(&table)),
                Part::List(items) => self.requests.list(&items),
                Part::Paragraph(lines) => self.requests.paragraph(&lines),
                Part::Heading(_, line) => self.requests.heading(line.at, 3, &line.text),
                other => self.part(other, None),
            }
        }
    }

    /// Lines that say once more what the slots say. Where there is no slot they are all that was said, in one of their own.
    pub(super) fn once_more(&mut self, heading: Option<&(u8, Line)>, parts: &[Part]) {
        let Some((_, line)) = heading.filter(|_| !self.marked) else { return };
        let lang = self.facts.lang();
        let Some(summary) = lang.summaries().into_iter().find(|it| is_same(it.heading, &line.text)) else { return };
        let lists = parts.iter().filter_map(|part| if let Part::List(items) = part { Some(items) } else { None });
        let said = |item: &Item| entry::listed(&item.line.text, summary.kind, lang);
        let said: Vec<ToldEntry> = lists.flatten().map(said).collect();
        if !said.is_empty() {
            self.begin_slot(line.at, &line.text);
            self.tell(said);
        }
    }
}
