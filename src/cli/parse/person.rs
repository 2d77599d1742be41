//! A line's meaning in one line for a person: kind, text, and what was understood beside it.
//!
//! A scribe who tries a spelling wants to see at a glance what it would become. Not here: the words on the screen while a
//! line is typed (see `app`).

use crate::meeting::{Presence, Role, Status};
use crate::minutes::{ballots, words};
use crate::notation::{Known, Line, Order, Owner, Reach};
use crate::text::one_line_for_terminal;

/// As wide as the longest word for a kind.
const KIND: usize = "correction".len();

/// `action      draft the plan · Ann Lee, Zed (not on the roster) · due Sat 30 Nov 2019`.
pub(super) fn line(line: &Line) -> String {
    let owners: Vec<String> = line.owners.iter().map(owner).collect();
    let facts = [
        line.speaker.as_ref().map(|speaker| format!("{}:", owner(speaker))),
        Some(line.text.clone()).filter(|text| !text.is_empty()),
    ];
    let said = facts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let named = !line.votes.is_empty();
    let facts = [
        Some(said).filter(|said| !said.is_empty()),
        line.link.clone().filter(|link| *link != line.text),
        line.order.as_ref().and_then(|order| asked(order, line.target)),
        named.then(|| ballots(&line.votes, &|names| names.join(", "))),
        (!owners.is_empty() && !named).then(|| owners.join(", ")),
        line.due.map(|due| format!("due {}", words::short_date(due))),
        line.priority.map(|priority| format!("priority {priority}")),
        (!line.tickets.is_empty()).then(|| line.tickets.join(", ")),
        line.hint.as_ref().map(|hint| format!("hint: {hint}")),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let shown = format!("{:KIND$}  {facts}", line.kind.word());
    one_line_for_terminal(shown.trim_end()).into_owned()
}

fn owner(owner: &Owner) -> String {
    match &owner.known {
        Known::Person | Known::Group => owner.name.clone(),
        Known::Unknown => format!("{} (not on the roster)", owner.name),
        Known::Ambiguous(people) => format!("{} (fits {})", owner.name, people.join(", ")),
    }
}

/// What is asked to be done; none where the kind and the rest say it.
fn asked(order: &Order, target: Option<u32>) -> Option<String> {
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
            let number = target.map(|number| format!(" #{number}")).unwrap_or_default();
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
