//! A line's meaning as machines get it: one JSON object.
//!
//! FROZEN FORMAT, described in docs/scripts.md. Fields may be added, none is removed or renamed; one that does not apply to
//! a line is left out. Not here: the reading.

use chrono::NaiveDate;
use serde::Serialize;

use crate::meeting::{Ballot, Choice, Presence, Role, Status};
use crate::notation::{Line, LineKind, Order, Owner, Reach};

/// What a line would become.
#[derive(Serialize)]
pub(super) struct Parsed<'a> {
    line: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owners: Option<Vec<&'a str>>,
    /// Those of the owners of whom it is not certain who is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<Vec<&'a str>>,
    /// `null`: an action item without a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Stated<NaiveDate>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tickets: Option<&'a [String]>,
    /// `null`: whoever spoke last goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<Stated<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    votes: Option<Vec<Votes<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flags: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<Asked<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
}

#[derive(Serialize)]
struct Votes<'a> {
    choice: Choice,
    voters: &'a [String],
    others: u32,
}

/// A field that applies, with or without a value.
#[derive(Serialize)]
#[serde(untagged)]
enum Stated<T> {
    Value(T),
    Null,
}

impl<T> From<Option<T>> for Stated<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// What is asked to be done.
#[derive(Serialize)]
#[serde(tag = "does", rename_all = "snake_case")]
enum Asked<'a> {
    Correct,
    Insert,
    OpenSlot,
    Attend { presence: Presence },
    Appoint { role: Role, also: bool },
    Resolve { adopted: bool },
    Vote,
    SetStatus { status: Status },
    Queue,
    Unqueue,
    GiveFloor,
    ShowQueue,
    Verb { verb: &'a str, argument: &'a str },
}

impl<'a> Parsed<'a> {
    pub(super) fn new(typed: &'a str, line: &'a Line) -> Self {
        let acts = line.kind == LineKind::Action;
        let names =
            |wanted: fn(&Owner) -> bool| line.owners.iter().filter(move |one| wanted(one)).map(|one| &*one.name);
        let unknown: Vec<&str> = names(|one| !one.is_known()).collect();
        let entry = line.kind != LineKind::Blank && line.kind.of_entry().is_some();
        let speaker = line.speaker.as_ref().map(|speaker| &*speaker.name);
        // What follows a verb is its argument.
        let is_verb = matches!(line.order, Some(Order::Verb { .. }));
        let (old, new, flags) = match &line.order {
            Some(Order::Correct { old, new, reach }) => (Some(&**old), Some(&**new), Some(flags(*reach))),
            Some(Order::Insert { before, line }) => (Some(&**before), Some(&**line), None),
            _ => (None, None, None),
        };
        Self {
            line: typed,
            kind: line.kind.word(),
            text: (entry || (!line.text.is_empty() && !is_verb)).then_some(&*line.text),
            owners: (acts || !line.owners.is_empty()).then(|| names(|_| true).collect()),
            unknown: (acts || !unknown.is_empty()).then_some(unknown),
            due: (acts || line.due.is_some()).then(|| line.due.into()),
            priority: line.priority,
            tickets: (acts || !line.tickets.is_empty()).then_some(&line.tickets),
            speaker: (line.kind == LineKind::Speech).then(|| speaker.into()),
            votes: (!line.votes.is_empty()).then(|| line.votes.iter().map(votes).collect()),
            link: line.link.as_deref(),
            old,
            new,
            flags,
            target: line.target,
            order: line.order.as_ref().map(asked),
            hint: line.hint.as_deref(),
        }
    }
}

fn votes(ballot: &Ballot) -> Votes<'_> {
    Votes { choice: ballot.choice, voters: &ballot.voters, others: ballot.others }
}

fn flags(reach: Reach) -> &'static str {
    match reach {
        Reach::Nearest => "",
        Reach::Slot => "g",
        Reach::Meeting => "G",
    }
}

fn asked(order: &Order) -> Asked<'_> {
    match order {
        Order::Correct { .. } => Asked::Correct,
        Order::Insert { .. } => Asked::Insert,
        Order::OpenSlot(_) => Asked::OpenSlot,
        Order::Attend(presence) => Asked::Attend { presence: *presence },
        Order::Appoint { role, also } => Asked::Appoint { role: *role, also: *also },
        Order::Resolve { adopted } => Asked::Resolve { adopted: *adopted },
        Order::Vote => Asked::Vote,
        Order::SetStatus(status) => Asked::SetStatus { status: *status },
        Order::Queue => Asked::Queue,
        Order::Unqueue => Asked::Unqueue,
        Order::GiveFloor => Asked::GiveFloor,
        Order::ShowQueue => Asked::ShowQueue,
        Order::Verb { name, argument } => Asked::Verb { verb: name, argument },
    }
}
