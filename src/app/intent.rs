//! What Enter would do with the line being typed: an entry, something asked of the meeting, a verb, or nothing.
//!
//! The preview and the commit both ask here, so that the screen never promises something else than what happens.
//! Not here: doing it (see `update`), and the words of the preview (see `preview`).

use std::collections::BTreeSet;

use super::corrections::{self, Correction};
use super::naming::{opening, will_open};
pub(super) use super::outline::tally_in_words as in_words;
use super::{Action, Model, terms, verb_of};
use crate::app::refused::refused;
use crate::meeting::{
    Command, Content, Entry, ItemChanges, Kind, Presence, Refusal, Role, Slot, Status, Tally, decide,
};
use crate::notation::{self, Known, Line, LineKind, Order, Owner};
use crate::words::say;

/// What Enter would do.
#[derive(Clone, Debug)]
pub(super) enum Intent {
    /// An entry; and what is to be said of it where it is less than it looks like.
    Add(Content, Option<String>),
    /// Earlier entries are changed.
    Correct(Correction),
    /// The meeting is asked for something.
    Ask(Box<Request>),
    /// A line of a fence: verbatim begins, or ends.
    Fence {
        /// It begins.
        opens: bool,
    },
    /// Who waits to speak is said.
    ShowQueue(String),
    /// A verb of the key table.
    Verb {
        /// Which.
        action: Action,
        /// What it is done to; may be empty.
        argument: String,
    },
    /// Nothing, as it is so already; the line is done with.
    Already(String),
    /// Nothing, for this reason; the line stays.
    Refuse(String),
}

/// Something that is asked of the meeting.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// What is asked.
    pub(super) command: Command,
    /// What will be true, for the preview.
    pub(super) will: String,
    /// What is true afterwards, for the notice.
    pub(super) done: String,
    /// How the vote would stand, where there is one.
    pub(super) tally: Option<Tally>,
}

/// Something is asked of the meeting; what will be true, and what is to be said afterwards.
fn ask(command: Command, will: String, done: String) -> Intent {
    Intent::Ask(Box::new(Request { command, will, done, tally: None }))
}

impl Model {
    /// What Enter would do with this line, read here and now.
    pub(super) fn intent(&self, read: &Line) -> Intent {
        if self.editing.is_some() {
            // An entry under edit is never a command.
            return Intent::Add(self.edited(read), None);
        }
        let verbatim = self.is_verbatim();
        if notation::is_fence(&read.source) {
            return Intent::Fence { opens: !verbatim };
        }
        if verbatim {
            return Intent::Add(read.content(), None);
        }
        if self.line.pasted {
            // The slot is walked through only for a line that needs it: this runs for each key.
            let speaks = goes_on(read) && self.meeting().last_speaker(self.viewed, None).is_some();
            let ordered = read.order.is_some() && read.kind != LineKind::Decision;
            return Intent::Add(
                pasted_content(read, speaks),
                ordered.then(|| say("intent-paste-does-nothing").to_owned()),
            );
        }
        let intent = match &read.order {
            Some(order) => self.noting(read, order, self.ordered(read, order)),
            None if goes_on(read) && self.meeting().last_speaker(self.viewed, None).is_none() => {
                whole(read, say("intent-nobody-spoke"))
            }
            None => Intent::Add(read.content(), None),
        };
        match (intent, notation::unfinished_correction(&read.source)) {
            // As an entry it would be what the correction hits once it is typed again.
            (Intent::Add(..), Some(old)) if corrections::nearest(self, &old).is_some() => {
                Intent::Refuse(say("intent-no-last-slash").to_owned())
            }
            (intent, _) => self.refused(read, intent),
        }
    }

    /// What the entry under edit becomes: no vote that stands under no proposal.
    fn edited(&self, read: &Line) -> Content {
        let entry = self.editing.and_then(|entry| self.meeting().place_of(entry));
        let votes = entry.is_some_and(|(slot, index)| slot.entries[index].kind == Kind::Vote);
        if read.kind == LineKind::Vote && !votes { note_of(read) } else { read.content() }
    }

    /// The same, or why the meeting's rules refuse it; that a meeting is closed is said when Enter is pressed.
    fn refused(&self, read: &Line, intent: Intent) -> Intent {
        let Intent::Ask(request) = &intent else { return intent };
        // What was said beside it is said all the same.
        let settled = |why: String| if read.text.trim().is_empty() { Intent::Already(why) } else { whole(read, &why) };
        match decide(self.meeting(), request.command.clone(), self.writer, &self.now) {
            Ok(_) | Err(Refusal::Closed) => intent,
            Err(Refusal::Unchanged) => settled(say!("intent-already", done = request.done.as_str())),
            // What changes nothing must not stay in the way of the next line.
            Err(
                refusal @ (Refusal::IsThere(_)
                | Refusal::Waits(_)
                | Refusal::Speaks(_)
                | Refusal::DoesNotWait(_)
                | Refusal::NobodyWaits
                | Refusal::NobodySpeaks),
            ) => settled(refused(&refusal)),
            Err(refusal @ Refusal::IsNotThere(_)) => whole(read, &refused(&refusal)),
            Err(refusal) => Intent::Refuse(refused(&refusal)),
        }
    }

    fn ordered(&self, read: &Line, order: &Order) -> Intent {
        match order {
            Order::Correct { old, new, reach } => match corrections::correction(self, old, new, *reach) {
                Ok(correction) => Intent::Correct(correction),
                Err(miss) => Intent::Refuse(miss),
            },
            Order::Insert { before, line } => self.insertion(before, line),
            Order::OpenSlot(title) => {
                let after = self.current().map_or(self.viewed, |slot| slot.id);
                let will = will_open(title);
                let (title, minutes) = opening(title);
                ask(Command::OpenSlot(title, minutes, after), will, String::new())
            }
            Order::Attend(presence) => self.attendance(read, *presence),
            Order::Appoint { role, also } => self.office(read, *role, *also),
            Order::Resolve { adopted } => self.resolution(read, *adopted),
            Order::Vote => self.vote(read),
            Order::SetStatus(status) => self.status(read.target, *status),
            Order::Queue => self.with_people(read, |names| {
                let said = say!("intent-waits", count = names.len(), who = names.join(", "));
                ask(Command::Queue(names), said.clone(), said)
            }),
            Order::Unqueue => self.with_people(read, |names| {
                let said = say!("intent-no-longer-waits", count = names.len(), who = names.join(", "));
                ask(Command::Unqueue(names), said.clone(), said)
            }),
            Order::GiveFloor => self.floor(read),
            Order::ShowQueue => Intent::ShowQueue(self.queue_in_words()),
            Order::Verb { name, argument } => match verb_of(name) {
                Some(action) => Intent::Verb { action, argument: argument.clone() },
                None => whole(read, say("intent-no-command")),
            },
        }
    }

    /// The same, and the whole line as a note where an order about people leaves words over: they are said nowhere else.
    fn noting(&self, read: &Line, order: &Order, intent: Intent) -> Intent {
        let about_people = matches!(
            order,
            Order::Attend(_) | Order::Appoint { .. } | Order::Queue | Order::Unqueue | Order::GiveFloor
        );
        match intent {
            Intent::Ask(request) if about_people && !read.text.is_empty() => {
                let Request { command, will, done, tally } = *request;
                let command = Command::Noting {
                    does: Box::new(command),
                    slot: self.viewed,
                    depth: self.line_depth(),
                    content: note_of(read),
                };
                let (will, done) = (say!("intent-will-note", will = will), say!("intent-did-note", done = done));
                Intent::Ask(Box::new(Request { command, will, done, tally }))
            }
            intent => intent,
        }
    }

    fn insertion(&self, before: &str, line: &str) -> Intent {
        let Some(hit) = corrections::nearest(self, before) else {
            return Intent::Refuse(corrections::miss(self, before));
        };
        let content = pasted_content(&self.parse(line), true);
        let what = crate::text::fit(&hit.entry.text, 40).into_owned();
        let command = Command::InsertBefore(hit.entry.id, content);
        let place = self.elsewhere(hit.slot);
        let line = crate::text::fit(line, 40);
        let will = say!("intent-adds-before", line = line, what = what.as_str(), place = place.as_str());
        ask(command, will, say!("intent-added-before", what = what, place = place))
    }

    /// ` in TITLE`, for a slot that is not on screen.
    pub(super) fn elsewhere(&self, slot: &Slot) -> String {
        if slot.id == self.viewed {
            String::new()
        } else {
            format!(" {}", say!("intent-in", slot = slot.plan.title.as_str()))
        }
    }

    fn attendance(&self, read: &Line, presence: Presence) -> Intent {
        if means_everybody(&read.owners) {
            let everybody: Vec<String> = self.meeting().people.iter().map(|person| person.name.clone()).collect();
            if everybody.is_empty() {
                return Intent::Refuse(say("intent-nobody-on-roster").to_owned());
            }
            return self.attend(everybody, presence);
        }
        self.with_people(read, |names| self.attend(names, presence))
    }

    fn attend(&self, mut names: Vec<String>, presence: Presence) -> Intent {
        // Of several, those of whom it was noted already cost no second try.
        let is_new = |name: &String| self.meeting().is_present(name) != (presence == Presence::Present);
        if presence != Presence::Regrets && names.iter().any(is_new) {
            names.retain(is_new);
        }
        let known: BTreeSet<&str> = self.meeting().people.iter().map(|person| person.name.as_str()).collect();
        let new = names.iter().filter(|name| !known.contains(name.as_str()) && !self.meeting().groups.contains(name));
        let new: Vec<&str> = new.map(String::as_str).collect();
        let (count, who) = (names.len(), names.join(", "));
        let who = who.as_str();
        let at = self.meeting().local(self.now.at).format("%H:%M").to_string();
        let (will, done) = match presence {
            Presence::Present => {
                let done = say!("intent-came", count = count, who = who, time = at);
                (say!("intent-comes", count = count, who = who), done)
            }
            Presence::Left => {
                let done = say!("intent-left", count = count, who = who, time = at);
                (say!("intent-leaves", count = count, who = who), done)
            }
            Presence::Regrets => {
                let said = say!("intent-regrets", count = count, who = who);
                (said.clone(), said)
            }
        };
        let will = match new.len() {
            0 => will,
            count => say!("intent-joins", count = count, will = will, names = new.join(", ")),
        };
        ask(Command::Attend(names, presence), will, done)
    }

    fn office(&self, read: &Line, role: Role, also: bool) -> Intent {
        self.with_people(read, |names| {
            let mut holders = if also { self.meeting().holders(role).to_vec() } else { Vec::new() };
            holders.extend(names.into_iter().filter(|name| !holders.contains(name)).collect::<Vec<_>>());
            let (count, who) = (holders.len(), holders.join(", "));
            let said = match role {
                Role::Chair => say!("intent-chairs", count = count, who = who),
                Role::Scribe => say!("intent-takes-minutes", count = count, who = who),
            };
            ask(Command::Appoint(role, holders), said.clone(), said)
        })
    }

    fn resolution(&self, read: &Line, adopted: bool) -> Intent {
        let said = read.text.trim_start_matches("Rejected:").trim();
        let last = self.meeting().open_proposal(self.viewed);
        let meant = if said.is_empty() { last } else { self.proposal_like(said) };
        let Some(proposal) = meant else {
            if said.is_empty() {
                return whole(read, say("intent-no-proposal"));
            }
            let other = last.map(|last| say!("intent-other-words", text = crate::text::fit(&last.text, 30)));
            return Intent::Add(read.content(), other);
        };
        let text = match (said.is_empty(), adopted) {
            (true, true) => None,
            (true, false) => Some(format!("Rejected: {}", proposal.text)),
            (false, _) => Some(read.text.clone()),
        };
        let what = crate::text::fit(&proposal.text, 40);
        let tally = self.slot().and_then(|slot| slot.tally(proposal));
        let will = say!("intent-settles", text = &*what);
        let done = match (adopted, tally.map(in_words)) {
            (true, None) => say!("intent-decided", text = what),
            (true, Some(count)) => say!("intent-decided-by", count = count, text = what),
            (false, None) => say!("intent-rejected", text = what),
            (false, Some(count)) => say!("intent-rejected-by", count = count, text = what),
        };
        Intent::Ask(Box::new(Request { command: Command::Resolve(proposal.id, text), will, done, tally }))
    }

    /// The open proposal of the slot whose words are most like these; of equals the last.
    fn proposal_like(&self, said: &str) -> Option<&Entry> {
        let open = self.slot()?.entries.iter().filter(|entry| entry.kind == Kind::Proposal);
        let like = open.filter_map(|entry| Some((likeness(said, &entry.text)?, entry)));
        like.max_by_key(|(likeness, _)| *likeness).map(|(_, entry)| entry)
    }

    fn vote(&self, read: &Line) -> Intent {
        let Some((slot, on)) = self.slot().and_then(|slot| Some((slot, self.voted_on(slot)?))) else {
            return whole(read, say("intent-nothing-to-vote"));
        };
        if let Some(why) = doubtful(&read.owners) {
            return Intent::Refuse(why);
        }
        let tally = Tally::of(slot.ballots(on).chain(&read.votes));
        let what = crate::text::fit(&on.text, 40);
        let will = say!("intent-votes-on", text = &*what);
        let done = format!("{}: {what}", in_words(tally));
        let command = Command::Vote(on.id, read.content());
        Intent::Ask(Box::new(Request { command, will, done, tally: Some(tally) }))
    }

    /// The open proposal of a slot, else the last decision in it that has votes.
    fn voted_on<'a>(&'a self, slot: &'a Slot) -> Option<&'a Entry> {
        self.meeting().open_proposal(slot.id).or_else(|| {
            let vote = slot.entries.iter().rposition(|entry| entry.kind == Kind::Vote)?;
            let depth = slot.entries[vote].depth;
            let above = slot.entries[..vote].iter().rfind(|entry| entry.depth < depth)?;
            (above.kind == Kind::Decision).then_some(above)
        })
    }

    fn status(&self, number: Option<u32>, status: Status) -> Intent {
        let Some(number) = number else { return Intent::Refuse(say("intent-say-number").to_owned()) };
        let how = terms::status(status);
        let Some((_, entry)) = self.meeting().action_numbered(number) else {
            return self.status_of_carried(number, status);
        };
        if entry.as_action().is_some_and(|item| item.status == status) {
            return Intent::Already(say!("intent-item-already", number = number, status = how));
        }
        let what = crate::text::fit(&entry.text, 40);
        let said = say!("intent-item", number = number, status = how, text = what);
        ask(Command::SetStatus(entry.id, status), said.clone(), said)
    }

    /// Of an item of an earlier meeting it is a line of the slot on screen.
    fn status_of_carried(&self, number: u32, status: Status) -> Intent {
        let Some((carried, now)) = self.meeting().carried_numbered(number) else {
            return Intent::Refuse(match status {
                Status::Open => say!("intent-item-elsewhere", number = number),
                _ => say!("name-no-item", number = number),
            });
        };
        let how = terms::status(status);
        if now.status == status {
            return Intent::Already(say!("intent-item-already", number = number, status = how));
        }
        let what = crate::text::fit(&carried.text, 40);
        let changes = ItemChanges { status: Some(status), ..ItemChanges::default() };
        let command = Command::Review { slot: self.viewed, item: carried.item.clone(), changes };
        let said = say!("intent-item", number = number, status = how, text = what);
        let will = match carried.title.as_str() {
            "" => said.clone(),
            title => say!("intent-item-from", will = said.as_str(), meeting = title),
        };
        ask(command, will, said)
    }

    fn floor(&self, read: &Line) -> Intent {
        let named = match read.owners.as_slice() {
            [] => None,
            [one] => Some(one),
            _ => return Intent::Refuse(say("intent-one-floor").to_owned()),
        };
        if let Some(why) = doubtful(&read.owners) {
            return Intent::Refuse(why);
        }
        let slot = self.current().map_or(self.viewed, |slot| slot.id);
        let name = named.map(|owner| owner.name.clone());
        let who = name.clone().or_else(|| self.meeting().queue.first().cloned()).unwrap_or_default();
        let said = say!("did-give-floor", name = who);
        ask(Command::GiveFloor(slot, name), said.clone(), said)
    }

    fn queue_in_words(&self) -> String {
        let speaks = self
            .meeting()
            .slots()
            .find_map(Slot::speaking)
            .map(|turn| say!("intent-speaks", name = turn.name.as_str()));
        let queue = &self.meeting().queue;
        let waits = match queue.as_slice() {
            [] => say("intent-nobody-waits").to_owned(),
            names => say!("intent-next", names = names.join(", ")),
        };
        speaks.into_iter().chain([waits]).collect::<Vec<_>>().join(" · ")
    }

    /// The people that a line names, else its scribe; refused where a name fits several.
    fn with_people(&self, read: &Line, then: impl FnOnce(Vec<String>) -> Intent) -> Intent {
        if let Some(why) = doubtful(&read.owners) {
            return Intent::Refuse(why);
        }
        let named: Vec<String> = read.owners.iter().map(|owner| owner.name.clone()).collect();
        let names = if named.is_empty() { self.own_names() } else { named };
        if names.is_empty() { Intent::Refuse(refused(&Refusal::Nobody)) } else { then(names) }
    }

    /// Who types here: by the name under which this hand writes, else whoever takes the minutes.
    fn own_names(&self) -> Vec<String> {
        match self.authors.get(&self.writer) {
            Some(name) => vec![name.clone()],
            None => self.meeting().holders(Role::Scribe).to_vec(),
        }
    }
}

/// `all`, `everybody`: the whole roster is meant, unless somebody on it is called so.
fn means_everybody(owners: &[Owner]) -> bool {
    let [one] = owners else { return false };
    one.known == Known::Unknown && matches!(one.name.to_lowercase().as_str(), "all" | "everybody" | "everyone")
}

/// A note of the whole line, and why it is no more.
fn whole(read: &Line, why: &str) -> Intent {
    Intent::Add(note_of(read), Some(why.to_owned()))
}

/// A note of the whole line.
fn note_of(read: &Line) -> Content {
    Content { text: read.source.clone(), tickets: read.tickets.clone(), ..Content::default() }
}

/// What a pasted line becomes: an entry, whatever it orders; votes and speech that goes on need something before them.
pub(super) fn pasted_content(read: &Line, speaks: bool) -> Content {
    let loose = match read.kind {
        LineKind::Vote => true,
        LineKind::Speech => read.speaker.is_none() && !speaks,
        // A word that settles a proposal has no text of its own.
        LineKind::Decision => read.text.is_empty(),
        _ => false,
    };
    if loose { Content { text: read.source.clone(), ..Content::default() } } else { read.content() }
}

/// Speech that goes on with what somebody said before.
fn goes_on(read: &Line) -> bool {
    read.kind == LineKind::Speech && read.speaker.is_none()
}

/// How many thousandths of the words of two texts they share; none where that is less than two thirds of either, or where
/// one says no to what the other says.
fn likeness(said: &str, other: &str) -> Option<usize> {
    const NO: [&str; 9] = ["no", "not", "never", "none", "don", "doesn", "won", "without", "reject"];
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (said, other) = (words(said), words(other));
    let shared = said.intersection(&other).count();
    let denies = |words: &BTreeSet<String>| words.iter().any(|word| NO.contains(&word.as_str()));
    let alike = shared * 3 >= said.len().max(other.len()) * 2 && denies(&said) == denies(&other);
    (shared > 0 && alike).then(|| 2000 * shared / (said.len() + other.len()))
}

/// Why these names are not enough to do something with; none where each means one.
pub(super) fn doubtful(owners: &[Owner]) -> Option<String> {
    owners.iter().find_map(|owner| match &owner.known {
        Known::Ambiguous(people) => {
            Some(say!("names-fit", name = owner.name.as_str(), names = some_of(people, Joint::And)))
        }
        _ => None,
    })
}

/// What stands between the names that one can choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    And,
    Or,
}

/// The names, but of many only as many as one can choose from.
pub(super) fn some_of(names: &[String], joint: Joint) -> String {
    let joined = |one: String, other: &String| match joint {
        Joint::And => say!("names-and", one = one, other = other.as_str()),
        Joint::Or => say!("names-or", one = one, other = other.as_str()),
    };
    match names {
        [first, second, _, _, ..] => {
            let (first, second) = (first.as_str(), second.as_str());
            say!("names-more", first = first, second = second, count = names.len() - 2)
        }
        [first, others @ ..] => others.iter().fold(first.clone(), joined),
        [] => String::new(),
    }
}
