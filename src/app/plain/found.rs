//! What was ever minuted, looked for beside the notes: the hits are said when they come, and numbered.
//!
//! Nothing waits for them, and the next line is a line of the notes. Not here: the search (see `search` beside `update`).

use super::spoken::entry_in_words;
use super::{Plain, Reply};
use crate::app::overlay::sentence;
use crate::app::update::do_verb;
use crate::app::{Action, At, Model, foretell, show_there, terms};
use crate::meeting::Status;
use crate::meeting::search::Hit;
use crate::words::{Day, day, say};

impl Plain {
    /// Has all meetings looked through.
    pub(super) fn look_for(&mut self, model: &mut Model, words: &str, reply: &mut Reply) {
        let foretold = foretell(model, Action::Search, words);
        if do_verb(model, Action::Search, words, &mut reply.effects) {
            // There is nothing to be chosen from yet, and one types on.
            model.overlay = None;
            self.looks = true;
            reply.lines.extend(foretold.map(|will| sentence(&will)));
            reply.lines.extend(
                model.search.misread.iter().map(|misread| format!("{}: {}", misread.part, terms::wrong(&misread.what))),
            );
        }
    }

    /// Whether something was looked for and nothing said of it yet.
    pub fn looks(&self) -> bool {
        self.looks
    }

    /// What was found, once, as soon as all meetings were looked through.
    pub fn found(&mut self, model: &Model) -> Vec<String> {
        if !self.looks || model.search.is_due() || !model.search.is_current {
            return Vec::new();
        }
        self.looks = false;
        self.hits.clone_from(&model.search.found.hits);
        self.hits_in_words(model)
    }

    pub(super) fn hits_in_words(&self, model: &Model) -> Vec<String> {
        if self.hits.is_empty() {
            return vec![say("plain-nothing-found").to_owned()];
        }
        let numbered =
            self.hits.iter().zip(1..).map(|(hit, number): (_, usize)| format!("{number} {}", in_words(model, hit)));
        std::iter::once(say!("plain-found", count = model.search.count())).chain(numbered).collect()
    }

    /// The hit of that number: in this meeting it is gone to, of another it is said where it is.
    pub(super) fn go_to_hit(&mut self, model: &mut Model, number: &str, reply: &mut Reply) {
        let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let Some(hit) = at.and_then(|at| self.hits.get(at)) else {
            return reply.refuse(say!("plain-no-hit", number = number));
        };
        if model.search.here.as_ref() != Some(&hit.meeting) {
            return reply.say(say!("plain-hit-elsewhere", hit = in_words(model, hit), meeting = hit.meeting.as_str()));
        }
        show_there(model, At { slot: hit.slot, entry: hit.entry });
        if let Some((slot, index)) = hit.entry.and_then(|entry| model.meeting().place_of(entry)) {
            reply.say(format!("{} {}", index + 1, entry_in_words(model, slot, index)));
        }
    }
}

/// `decision, 2 Sep 2019, Weekly status, Middleware: the whole text`.
fn in_words(model: &Model, hit: &Hit) -> String {
    let here = model.search.here.as_ref() == Some(&hit.meeting);
    let settled = hit.status.filter(|status| *status != Status::Open);
    let mut parts = vec![terms::place(hit.place).to_owned()];
    parts.extend(settled.map(|status| terms::status(status).to_owned()));
    parts.extend(hit.date.map(|date| day(date, Day::Year)));
    parts.push(if here { say("plain-this-meeting").to_owned() } else { hit.title.clone() });
    parts.extend(Some(hit.topic.clone()).filter(|topic| !topic.is_empty()));
    format!("{}: {}", parts.join(", "), hit.text)
}
