//! Who comes and goes, who holds an office, who wants to speak.
//!
//! After `present+` anything is a name; after `Present:` only what looks like one, since sentences begin so too.
//! Not here: attendance and queue themselves, and who is meant where nobody is named.

use super::parts::Parts;
use crate::notation::forms::Gives;
use crate::notation::line::{Context, Known, Line, LineKind, Order, Part};
use crate::notation::owners::{Delimiter, Ends, List, all_surely_names, each_once, is_surely_a_name, list};
use crate::notation::roster::Roster;

/// How much the words after the lead must look like names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    /// The lead alone is sure.
    Anything,
    /// Each must be known or have capitals.
    Names,
    /// The same, and there must be nothing else.
    KnownOrCapital,
}

/// The line whose names begin at `body`.
pub(super) fn read(
    source: &str,
    body: usize,
    gives: Gives,
    certainty: Certainty,
    context: &Context<'_>,
) -> Option<Line> {
    let rest = source.get(body..)?;
    let (kind, order) = ordered(gives)?;
    let speaks = matches!(gives, Gives::Queue | Gives::Unqueue | Gives::GiveFloor);
    let parts = Parts::new(source).to(body, Part::Mark);
    if gives == Gives::ShowQueue {
        return rest.is_empty().then(|| parts.line(kind).ordering(order));
    }
    if rest.is_empty() {
        let scribe = certainty == Certainty::Anything || gives == Gives::GiveFloor;
        return scribe.then(|| parts.line(kind).ordering(order));
    }
    let ends = Ends { to: speaks, line: true, semicolon: false };
    let found = list(rest, context.roster, ends).filter(|list| is_certain(list, certainty, speaks, context.roster));
    let Some(found) = found else {
        // What somebody wants to speak about may stand there without a name.
        let about = gives == Gives::Queue && certainty == Certainty::Anything;
        return about.then(|| parts.line(kind).ordering(order));
    };
    let remarks: Vec<&str> = found.names.iter().filter_map(|named| named.remark.as_deref()).collect();
    let remarks = remarks.join(" ");
    let owners = found.names.into_iter().map(|named| named.owner).collect();
    // `to` is part of what somebody wants to speak about.
    let end = if found.end == Delimiter::To { before_to(rest, found.rest) } else { found.rest };
    let line = parts.to(body + end, Part::Names).line(kind).ordering(order);
    // What was said beside a name is not lost with it.
    let text =
        if remarks.is_empty() { line.text.clone() } else { format!("{remarks} {}", line.text).trim_end().to_owned() };
    Some(Line { owners: each_once(owners), text, ..line })
}

fn is_certain(list: &List, certainty: Certainty, speaks: bool, roster: &Roster) -> bool {
    match certainty {
        // `q+ service endpoints` names a subject, `present+ zed` a person.
        Certainty::Anything if speaks => all_surely_names(list) || list.end == Delimiter::Line && one_word(list),
        Certainty::Anything => true,
        // `Chair: TBD`, `Present: Linux, Windows`: somebody has to be known.
        Certainty::Names => all_surely_names(list) && (roster.is_empty() || list.names.iter().any(|named| named.sure)),
        Certainty::KnownOrCapital => {
            let known = |known: &Known| *known != Known::Unknown;
            list.end == Delimiter::Line
                && list
                    .names
                    .iter()
                    .all(|named| known(&named.owner.known) || speaks && is_surely_a_name(&named.owner.name))
        }
    }
}

fn one_word(list: &List) -> bool {
    matches!(list.names.as_slice(), [one] if !one.owner.name.contains(char::is_whitespace))
}

/// Where the word `to` before a place begins.
fn before_to(text: &str, place: usize) -> usize {
    text.get(..place).map_or(place, |before| before.trim_end().len().saturating_sub("to".len()))
}

/// What such a line is and asks for; none for what is not about people.
fn ordered(gives: Gives) -> Option<(LineKind, Order)> {
    Some(match gives {
        Gives::Attend(presence) => (LineKind::Attendance, Order::Attend(presence)),
        Gives::Appoint { role, also } => (LineKind::Attendance, Order::Appoint { role, also }),
        Gives::Queue => (LineKind::Command, Order::Queue),
        Gives::Unqueue => (LineKind::Command, Order::Unqueue),
        Gives::GiveFloor => (LineKind::Command, Order::GiveFloor),
        Gives::ShowQueue => (LineKind::Command, Order::ShowQueue),
        Gives::Kind(_) | Gives::Resolve { .. } | Gives::Votes | Gives::OpenSlot => return None,
    })
}
