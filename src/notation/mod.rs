//! What a typed line means: kind, owners, due date and tickets; and the line that reads back as the same.
//!
//! A scribe types faster than any form can be filled in, so everything about an entry can be said in its one line.
//! Not here: who may own what, numbers of action items, the editing of the line, and any clock (`today` is given).

mod book;
mod complete;
mod due;
mod fold;
mod forms;
mod likeness;
mod line;
mod owners;
mod parse;
mod print;
mod roster;
mod tickets;

pub use book::book;
pub use complete::{Completion, Source, choices, complete};
pub(crate) use due::MONTHS;
pub use forms::{Form, forms};
pub use line::{Context, Known, Line, LineKind, Order, Owner, Part, Piece, Reach, is_fence};
pub use parse::parse;
pub use print::print;
pub use roster::Roster;

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::meeting::{self, Person, Tickets};

    /// A Monday.
    pub(super) const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2019, 10, 28).unwrap();

    pub(super) fn roster() -> Roster {
        let named = |name: &str| Person { name: name.to_owned(), ..Person::default() };
        let beth =
            Person { handle: Some("blee".to_owned()), email: Some("beth@example.org".to_owned()), ..named("Beth Lee") };
        let people = ["Ann Lee", "Bo Chen"].map(named).into_iter().chain([beth]);
        let people: Vec<Person> =
            people.chain(["Jim Botha", "Wil O'Donovan", "José Ruiz", "李雷"].map(named)).collect();
        Roster::new(&people, &["RV-SST".to_owned(), "R & D".to_owned()])
    }

    /// The example day, every ticket, and no verbs.
    pub(super) fn context(roster: &Roster) -> Context<'_> {
        Context { roster, tickets: &Tickets::Any, today: TODAY, next_meeting: None, verbs: &[] }
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
        reading(&parse(line, &context(&roster())))
    }

    /// Lines made of what the notation takes notice of, and of anything else.
    pub(super) fn anything() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => prop::sample::select(vec![
                "!", "=", "?", "\\", "@", "\"", "—", "–", " - ", " -- ", ":", "：", ",", "，", "&", " and ", "the ", "(", ")", ".", ";",
                "Ann Lee", "ann", "bo", "Lee", "RV-SST", "R & D", "blee", "李雷", "José", "zed", "O’Donovan", "'s", "ACTION:", "decision:",
                "due ", "due: ", "2019-11-30", "2019-02-30", "Friday", "30 Nov", "tomorrow", "DM-12", "-", "3", "draft", "\u{a0}", "\u{301}",
            ]).prop_map(str::to_owned),
            3 => Just(" ".to_owned()),
            1 => "\\PC{1,3}",
        ];
        prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
    }

    /// The real minutes, read in place; none where they are not there.
    fn real_action_items() -> Option<Vec<meeting::Content>> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/dmlt-2019-10/day1-notes.json");
        let slots: serde_json::Value = serde_json::from_slice(&std::fs::read(path).ok()?).unwrap();
        let strings = |list: &serde_json::Value| serde_json::from_value::<Vec<String>>(list.clone()).unwrap();
        let item = |item: &serde_json::Value| meeting::Content {
            kind: meeting::Kind::Action,
            text: item["text"].as_str().unwrap().to_owned(),
            owners: strings(&item["owners"]),
            tickets: strings(&item["tickets"]),
            ..meeting::Content::default()
        };
        let slots = slots.as_array().unwrap().iter();
        Some(slots.flat_map(|slot| slot["actions"].as_array().unwrap().iter().map(item)).collect())
    }

    #[test]
    fn the_action_items_of_real_minutes_are_read_back_as_they_were_printed() {
        let Some(items) = real_action_items() else {
            eprintln!("skipped: the real minutes are not beside this package");
            return;
        };
        let mut names: Vec<&String> = items.iter().flat_map(|item| &item.owners).collect();
        names.sort();
        names.dedup();
        let people: Vec<Person> =
            names.into_iter().map(|name| Person { name: name.clone(), ..Person::default() }).collect();
        let roster = Roster::new(&people, &[]);
        let only_dm = Tickets::Only([("DM".to_owned(), String::new())].into());
        let context = Context { tickets: &only_dm, ..context(&roster) };
        assert_eq!(items.len(), 15);
        for item in items {
            let line = print(&item, &context);
            let read = parse(&line, &context);
            assert!(read.owners.iter().all(|owner| owner.known == Known::Person), "{line}");
            let said = read.content();
            assert_eq!((&said.owners, said.due, &said.tickets), (&item.owners, None, &item.tickets), "{line}");
            // A ticket that the page showed beside the text now stands at its end.
            let text = item.tickets.iter().fold(item.text, |text, ticket| format!("{text} {ticket}"));
            assert_eq!(said.text, text);
        }
    }
}
