//! A line's meaning in one line for a person: kind, text, and what was understood beside it.
//!
//! A scribe who tries a spelling wants to see at a glance what it would become. Not here: the words on the screen while a
//! line is typed (see `app`).

use crate::meeting::{Presence, Role, Status};
use crate::minutes::{Lang, ballots, words};
use crate::notation::{Known, Line, LineKind, Order, Owner, Reach};
use crate::text::one_line_for_terminal;

/// As wide as the longest word for a kind.
const KIND: usize = "correction".len();

/// `action      draft the plan · Ann Lee, Zed (not on the roster) · due Sat 30 Nov 2019`.
pub(super) fn line(line: &Line) -> String {
    let votes = !line.votes.is_empty();
    // Who votes how is said by the votes; that somebody is not known is not.
    let owners = line.owners.iter().filter(|one| !votes || !one.is_known()).map(owner);
    let facts = [
        said(line),
        line.link.clone().filter(|link| *link != line.text),
        line.order.as_ref().and_then(|order| asked(order, line)),
        votes.then(|| ballots(Lang::English, &line.votes, &|names| names.join(", "))),
        Some(owners.collect::<Vec<_>>().join(", ")).filter(|owners| !owners.is_empty()),
        line.due.map(|due| format!("due {}", words::short_date(due))),
        line.priority.map(|priority| format!("priority {priority}")),
        (!line.tickets.is_empty()).then(|| line.tickets.join(", ")),
        line.target.filter(|_| line.order.is_none()).map(|number| format!("about action item #{number}")),
        line.hint.as_ref().map(|hint| format!("hint: {hint}")),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let shown = format!("{:KIND$}  {facts}", line.kind.word());
    one_line_for_terminal(shown.trim_end()).into_owned()
}

/// The text, after who says it.
fn said(line: &Line) -> Option<String> {
    let text = Some(&line.text).filter(|text| !text.is_empty() && !matches!(line.order, Some(Order::Verb { .. })))?;
    Some(match (line.kind, &line.speaker) {
        (LineKind::Speech, Some(speaker)) => format!("{}: {text}", owner(speaker)),
        (LineKind::Speech, None) => format!("… {text}"),
        _ => text.clone(),
    })
}

fn owner(owner: &Owner) -> String {
    match &owner.known {
        Known::Person | Known::Group => owner.name.clone(),
        Known::Unknown => format!("{} (not on the roster)", owner.name),
        Known::Ambiguous(people) => format!("{} (fits {})", owner.name, people.join(", ")),
    }
}

/// What is asked to be done; none where the kind and the rest say it.
fn asked(order: &Order, line: &Line) -> Option<String> {
    let nobody = line.owners.is_empty();
    Some(match order {
        Order::Correct { old, new, reach } => {
            let reach = match reach {
                Reach::Nearest => "in the nearest earlier entry",
                Reach::Slot => "in all earlier entries of the slot",
                Reach::Meeting => "in all entries of the meeting",
            };
            format!("“{old}” becomes “{new}” {reach}")
        }
        Order::Insert { before, line } => format!("“{line}” before the nearest earlier entry with “{before}”"),
        Order::Attend(Presence::Present) if nobody => "you are there".to_owned(),
        Order::Appoint { role: Role::Scribe, .. } if nobody => "you are the scribe".to_owned(),
        Order::GiveFloor if nobody => "the next who waits has the floor".to_owned(),
        Order::OpenSlot(_) => "opens a slot".to_owned(),
        Order::Attend(Presence::Present) => "present".to_owned(),
        Order::Attend(Presence::Left) => "left".to_owned(),
        Order::Attend(Presence::Regrets) => "regrets".to_owned(),
        Order::Appoint { role, also } => {
            let office = match role {
                Role::Chair => "chair",
                Role::Scribe => "scribe",
            };
            if *also { format!("{office} too") } else { office.to_owned() }
        }
        Order::Resolve { adopted: true } => "adopts the open proposal of the slot, if there is one".to_owned(),
        Order::Resolve { adopted: false } => "rejects the open proposal of the slot, if there is one".to_owned(),
        Order::Vote => return None,
        Order::SetStatus(status) => {
            let number = line.target.map(|number| format!(" #{number}")).unwrap_or_default();
            match status {
                Status::Open => format!("opens action item{number} again"),
                Status::Done => format!("marks action item{number} done"),
                Status::Dropped => format!("drops action item{number}"),
            }
        }
        Order::Queue => "wants to speak".to_owned(),
        Order::Unqueue => "no longer wants to speak".to_owned(),
        Order::GiveFloor => "has the floor".to_owned(),
        Order::ShowQueue => "shows who waits to speak".to_owned(),
        Order::Verb { name, argument } => format!("/{name} {argument}").trim_end().to_owned(),
    })
}
