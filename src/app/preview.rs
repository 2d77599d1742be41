//! What the row under the line says: what Enter will make of it, in words that each know how much they matter.
//!
//! A scribe looks down once and must see kind, owners and date, and of a correction the entry that it hits. The row has
//! one height; where it is too narrow the least important words go. Not here: what Enter does (see `intent`), drawing.

use std::ops::Range;

use chrono::NaiveDate;

use super::corrections::{Correction, Shown};
use super::foretell;
use super::intent::{Intent, Joint, Request, in_words, some_of};
use super::overlay::kind_word;
use super::terms;
use super::{Action, Model};
use crate::meeting::{Content, Kind, Tally};
use crate::notation::{Known, Line, LineKind, Owner, Part, Piece, Reach};
use crate::text;
use crate::words::{near_day, say};

/// What the line being typed would become.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Preview {
    /// The kind of the entry that it becomes; none for an empty line, and for one that becomes no entry.
    pub kind: Option<Kind>,
    /// What is said of it, in the order of the row.
    pub said: Vec<Said>,
    /// How the parts of the line look, in bytes of the line as it stands.
    pub pieces: Vec<(Range<usize>, Look)>,
}

/// Some words of the row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Said {
    /// What stands between these words and those before, where there are any.
    pub join: &'static str,
    /// The words.
    pub words: String,
    /// How they look.
    pub look: Look,
    /// How much they matter: 0 stays longest.
    pub rank: u8,
}

/// How words of the preview and parts of the line look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// What the line is.
    Kind,
    /// What is certain.
    Plain,
    /// What is not there, or less needed.
    Dim,
    /// What the scribe should look at again.
    Doubt,
    /// A name, a date, an address that the notation found.
    Field,
    /// What a correction takes away.
    Old,
    /// What it puts there.
    New,
}

const BETWEEN: &str = " · ";

impl Preview {
    /// The whole row as text.
    pub fn words(&self) -> String {
        let parts = self.said.iter().enumerate();
        parts.flat_map(|(index, said)| [if index == 0 { "" } else { said.join }, &said.words]).collect()
    }

    /// The words that fit into so many cells, each with what stands before it: the least important are left out, and
    /// what is left of the most important is for the row to cut.
    pub fn fitting(&self, room: usize) -> Vec<(&'static str, &Said)> {
        let mut kept: Vec<(&'static str, &Said)> = self.said.iter().map(|said| (said.join, said)).collect();
        let width = |kept: &[(&'static str, &Said)]| -> usize {
            let cells = |(join, said): &(&'static str, &Said)| text::width(join) + text::width(&said.words);
            kept.iter().map(cells).sum::<usize>() - kept.first().map_or(0, |(join, _)| text::width(join))
        };
        while width(&kept) > room {
            let Some((least, _)) = kept.iter().enumerate().max_by_key(|(index, (_, said))| (said.rank, *index)) else {
                break;
            };
            if kept[least].1.rank < 2 {
                break;
            }
            let (join, _) = kept.remove(least);
            // What followed it without a break now follows what stood before.
            if let Some(next) = kept.get_mut(least).filter(|(next, _)| next.is_empty()) {
                next.0 = join;
            }
        }
        kept
    }

    fn put(&mut self, rank: u8, look: Look, words: impl Into<String>) -> &mut Self {
        self.said.push(Said { join: BETWEEN, words: words.into(), look, rank });
        self
    }

    fn join(&mut self, join: &'static str) {
        if let Some(said) = self.said.last_mut() {
            said.join = join;
        }
    }
}

impl Model {
    /// What is to be said of the line on screen; it runs for each key.
    pub(super) fn preview_of(&self, read: &Line) -> Preview {
        let mut preview = Preview { pieces: self.pieces_of(read), ..Preview::default() };
        match self.intent(read) {
            Intent::Add(content, less) => self.describe_entry(&mut preview, read, &content, less),
            Intent::Correct(correction) => describe_correction(&mut preview, &correction),
            Intent::Ask(request) => {
                describe_request(&mut preview, read, *request);
                // Whom nobody knows is taken as typed, but not silently.
                let told =
                    |owner: &&Owner| read.kind == LineKind::Attendance && self.roster.suggest(&owner.name).is_none();
                for owner in read.owners.iter().filter(|owner| !owner.is_known() && !told(owner)) {
                    self.name(&mut preview, owner, " · ");
                }
            }
            Intent::Fence { opens: true } => {
                preview.put(0, Look::Kind, say("preview-verbatim")).put(1, Look::Plain, say("preview-until-fence"));
            }
            Intent::Fence { opens: false } => {
                preview.put(0, Look::Kind, say("preview-verbatim")).put(1, Look::Plain, say("preview-ends"));
            }
            Intent::ShowQueue(queue) => {
                preview.put(0, Look::Kind, say("preview-queue")).put(1, Look::Plain, queue);
            }
            Intent::Verb { action, argument } => {
                preview.put(0, Look::Kind, say("line-command"));
                let will = if argument.is_empty() {
                    Ok(action.verb().help().to_owned())
                } else {
                    foretell(self, action, &argument)
                };
                match will {
                    Ok(will) => preview.put(1, Look::Plain, will),
                    Err(why) => preview.put(1, Look::Doubt, why),
                };
            }
            Intent::Already(why) => {
                preview.put(0, Look::Kind, terms::line_kind(read.kind)).put(1, Look::Plain, why);
            }
            Intent::Refuse(why) => {
                preview.put(0, Look::Kind, terms::line_kind(read.kind)).put(1, Look::Doubt, why);
            }
        }
        let named = |with: &String| read.owners.iter().chain(&read.speaker).any(|owner| owner.name == *with);
        // Of a name that is understood as it stands there is nothing to take.
        if let Some(completion) = self.completion.as_ref().filter(|completion| !named(&completion.with)) {
            let take = self.keymap.shown(Action::LineRight);
            preview.put(5, Look::Kind, say!("preview-takes", key = take, name = completion.with.as_str()));
        }
        preview
    }

    /// What an empty line says; nothing, but where lines are taken as they stand.
    pub(super) fn preview_of_nothing(&self) -> Preview {
        let mut preview = Preview::default();
        if self.is_verbatim() {
            preview.put(0, Look::Kind, say("preview-verbatim")).put(1, Look::Dim, say("preview-until-line"));
        }
        preview
    }

    fn pieces_of(&self, read: &Line) -> Vec<(Range<usize>, Look)> {
        let line = self.line.text();
        let before = line.len() - line.trim_start().len();
        let look = |part| match part {
            Part::Mark => Look::Kind,
            Part::Names | Part::Due | Part::Address => Look::Field,
            Part::Text => Look::Plain,
            Part::Escape => Look::Dim,
        };
        let shifted =
            read.pieces.iter().map(|Piece { range, part }| (range.start + before..range.end + before, look(*part)));
        shifted.collect()
    }

    fn describe_entry(&self, preview: &mut Preview, read: &Line, content: &Content, less: Option<String>) {
        preview.kind = Some(content.kind);
        if self.is_verbatim() && self.editing.is_none() {
            preview.put(0, Look::Kind, say("preview-verbatim")).put(1, Look::Dim, say("preview-until-line"));
            return;
        }
        let look = if content.kind == Kind::Note { Look::Dim } else { Look::Kind };
        // Owners and a date say by themselves what the line is.
        let rank = if content.owners.is_empty() { 0 } else { 4 };
        preview.put(rank, look, kind_word(content.kind));
        if let Some(less) = less {
            preview.put(1, Look::Doubt, less);
        }
        match content.kind {
            Kind::Action => self.describe_item(preview, &read.owners, content),
            Kind::Speech => {
                if let Some(speaker) = &read.speaker {
                    self.name(preview, speaker, BETWEEN);
                } else {
                    let before = self.meeting().last_speaker(self.viewed, self.editing);
                    preview.put(
                        1,
                        Look::Plain,
                        say!("preview-goes-on", name = before.unwrap_or(say("preview-nobody"))),
                    );
                }
            }
            Kind::Vote => {
                preview.put(2, Look::Plain, in_words(Tally::of(&content.votes)));
            }
            Kind::Link => {
                preview.put(2, Look::Plain, content.link.clone().unwrap_or_default());
            }
            _ => {}
        }
        for ticket in &content.tickets {
            preview.put(4, Look::Plain, ticket.as_str());
        }
        if let Some(hint) = &read.hint {
            preview.put(1, Look::Plain, hint.as_str());
        }
    }

    fn describe_item(&self, preview: &mut Preview, owners: &[Owner], content: &Content) {
        if owners.is_empty() {
            preview.put(2, Look::Doubt, say("entry-no-owner"));
        }
        for (index, owner) in owners.iter().enumerate() {
            self.name(preview, owner, if index == 0 { BETWEEN } else { ", " });
        }
        match content.due {
            Some(due) => preview.put(2, Look::Plain, say!("entry-due", day = self.date(due))),
            None => preview.put(7, Look::Dim, say("preview-no-date")),
        };
        if let Some(priority) = content.priority {
            preview.put(3, Look::Plain, say!("preview-priority", priority = priority));
        }
    }

    /// A name, and what is to be said of it where it is not certain.
    fn name(&self, preview: &mut Preview, owner: &Owner, join: &'static str) {
        let doubt = match &owner.known {
            Known::Person => None,
            Known::Group => {
                preview.put(1, Look::Plain, owner.name.as_str()).join(join);
                return preview.put(6, Look::Dim, say("preview-group")).join(" ");
            }
            // A name that can still become somebody's is not doubted yet.
            _ if self.is_being_typed(&owner.name) => None,
            Known::Unknown => Some(match self.roster.suggest(&owner.name) {
                Some(name) => say!("preview-stranger-or", name = name),
                None => say("preview-stranger").to_owned(),
            }),
            Known::Ambiguous(names) => Some(format!("({}?)", some_of(names, Joint::Or))),
        };
        match doubt {
            None => preview.put(1, Look::Plain, owner.name.as_str()).join(join),
            Some(doubt) => {
                preview.put(1, Look::Doubt, format!("{}?", owner.name)).join(join);
                preview.put(3, Look::Doubt, doubt).join(" ");
            }
        }
    }

    fn is_being_typed(&self, name: &str) -> bool {
        let open = self.completion.as_ref().and_then(|completion| self.line.text().get(completion.replace.clone()));
        open.is_some_and(|typed| typed == name)
    }

    /// `Fri 29 Nov`, with the year where it is another than today's.
    pub(super) fn date(&self, date: NaiveDate) -> String {
        near_day(date, self.meeting().local(self.now.at).date_naive())
    }
}

fn describe_request(preview: &mut Preview, read: &Line, request: Request) {
    preview.put(0, Look::Kind, terms::line_kind(read.kind)).put(1, Look::Plain, request.will);
    if let Some(tally) = request.tally {
        preview.put(1, Look::Plain, in_words(tally));
    }
}

/// Characters of a corrected line that are shown on each side of the change.
const AROUND: usize = 24;

fn describe_correction(preview: &mut Preview, correction: &Correction) {
    let Correction { swap, count, shown: Shown { before, old, new, after }, place } = correction;
    let reach = swap.reach;
    preview.put(0, Look::Kind, say("line-correction"));
    if reach != Reach::Nearest {
        let within = if reach == Reach::Slot { say("preview-of-slot") } else { say("preview-of-meeting") };
        preview.put(1, Look::Plain, say!("preview-lines", count = count));
        preview.put(3, Look::Plain, within).join(" ");
    }
    if !place.is_empty() {
        preview.put(2, Look::Plain, place.trim_start());
    }
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let cut = if from > 0 { "…" } else { "" };
    preview.put(4, Look::Dim, format!("{cut}{}", before.get(from..).unwrap_or_default()));
    preview.put(0, Look::Old, old.as_str()).join("");
    preview.put(0, Look::Plain, "→").join(" ");
    preview.put(0, Look::New, if new.is_empty() { say("preview-nothing") } else { new }).join(" ");
    let after: String = after.chars().take(AROUND).collect();
    preview.put(5, Look::Dim, after).join("");
}
