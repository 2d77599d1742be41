//! What a typed line means: kind, owners, due date and tickets; and the line that reads back as the same.
//!
//! A scribe types faster than any form can be filled in, so everything about an entry can be said in its one line.
//! Not here: who may own what, numbers of action items, the editing of the line, and any clock (`today` is given).

mod book;
mod complete;
mod due;
mod fold;
mod forms;
mod line;
mod owners;
mod parse;
mod print;
mod roster;
mod tickets;

pub use book::book;
pub use complete::{Completion, complete};
pub use forms::{Form, forms};
pub use line::{Known, Line, LineKind, Owner};
pub use parse::parse;
pub use print::print;
pub use roster::Roster;

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::meeting::{Person, Tickets};

    /// A Monday.
    pub(super) const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2019, 10, 28).unwrap();

    pub(super) fn roster() -> Roster {
        let named = |name: &str| Person { name: name.to_owned(), ..Person::default() };
        let beth =
            Person { handle: Some("blee".to_owned()), email: Some("beth@example.org".to_owned()), ..named("Beth Lee") };
        let people = ["Ann Lee", "Bo Chen"].map(named).into_iter().chain([beth]);
        let people: Vec<Person> =
            people.chain(["Jim Bosch", "Wil O'Mullane", "José Ruiz", "李雷"].map(named)).collect();
        Roster::new(&people, &["DM-SST".to_owned(), "R & D".to_owned()])
    }

    /// The owners' names; `?` after an unknown one, `?2` after one that fits two.
    pub(super) fn named(owners: &[Owner]) -> Vec<String> {
        let mark = |owner: &Owner| match &owner.known {
            Known::Person | Known::Group => String::new(),
            Known::Unknown => "?".to_owned(),
            Known::Ambiguous(people) => format!("?{}", people.len()),
        };
        owners.iter().map(|owner| owner.name.clone() + &mark(owner)).collect()
    }

    /// A line's meaning in one sentence, as the table of forms states it.
    pub(super) fn reading(line: &Line) -> String {
        let owner = |owner: &Owner| match &owner.known {
            Known::Person | Known::Group => owner.name.clone(),
            Known::Unknown => format!("{} (unknown)", owner.name),
            Known::Ambiguous(people) => format!("{} (fits {})", owner.name, people.join(", ")),
        };
        let mut parts = vec![format!("{}: {}", line.kind.word(), line.text)];
        if !line.owners.is_empty() {
            parts.push(format!("owners: {}", line.owners.iter().map(owner).collect::<Vec<_>>().join(", ")));
        }
        parts.extend(line.due.map(|date| format!("due: {date}")));
        if !line.tickets.is_empty() {
            parts.push(format!("tickets: {}", line.tickets.join(", ")));
        }
        parts.join("; ")
    }

    pub(super) fn read(line: &str) -> String {
        reading(&parse(line, &roster(), &Tickets::Any, TODAY))
    }

    /// Lines made of what the notation takes notice of, and of anything else.
    pub(super) fn anything() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => prop::sample::select(vec![
                "!", "=", "?", "\\", "@", "\"", "—", "–", " - ", " -- ", ":", "：", ",", "，", "&", " and ", "the ", "(", ")", ".", ";",
                "Ann Lee", "ann", "bo", "Lee", "DM-SST", "R & D", "blee", "李雷", "José", "zed", "O’Mullane", "'s", "ACTION:", "decision:",
                "due ", "due: ", "2019-11-30", "2019-02-30", "Friday", "30 Nov", "tomorrow", "DM-12", "-", "3", "draft", "\u{a0}", "\u{301}",
            ]).prop_map(str::to_owned),
            3 => Just(" ".to_owned()),
            1 => "\\PC{1,3}",
        ];
        prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
    }
}
