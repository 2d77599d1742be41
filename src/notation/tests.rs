//! What the tests of the notation share: a roster, a day, lines made of anything, and a reading in one sentence.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::meeting::{self, Ballot, Choice, Person, Presence, Role, Status, Tickets};

/// A Monday.
pub(super) const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2019, 10, 28).unwrap();

pub(super) fn roster() -> Roster {
    let named = |name: &str| Person { name: name.to_owned(), ..Person::default() };
    let beth =
        Person { handle: Some("blee".to_owned()), email: Some("beth@example.org".to_owned()), ..named("Beth Lee") };
    let people = ["Ann Lee", "Bo Chen"].map(named).into_iter().chain([beth]);
    let people: Vec<Person> = people.chain(["Jim Botha", "Wil O'Donovan", "José Ruiz", "李雷"].map(named)).collect();
    Roster::new(&people, &["RV-SST".to_owned(), "R & D".to_owned()])
}

const NEXT_MEETING: Option<NaiveDate> = NaiveDate::from_ymd_opt(2019, 11, 25);

const VERBS: &[&str] = &["next", "previous", "take", "give", "skip", "park", "pause", "resume", "slot.next"];

/// The example day, every ticket, and a few verbs.
pub(super) fn context(roster: &Roster) -> Context<'_> {
    Context { roster, tickets: &Tickets::Any, today: TODAY, next_meeting: NEXT_MEETING, verbs: VERBS }
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
    parts.extend(line.priority.map(|priority| format!("priority: {priority}")));
    parts.extend(line.speaker.as_ref().map(|speaker| format!("speaker: {}", owner(speaker))));
    if !line.votes.is_empty() {
        parts.push(format!("votes: {}", line.votes.iter().map(ballot).collect::<Vec<_>>().join(", ")));
    }
    parts.extend(line.link.as_ref().map(|link| format!("link: {link}")));
    if !line.tickets.is_empty() {
        parts.push(format!("tickets: {}", line.tickets.join(", ")));
    }
    parts.extend(line.target.map(|number| format!("number: {number}")));
    parts.extend(line.order.as_ref().and_then(does).map(|does| format!("does: {does}")));
    parts.join("; ")
}

fn ballot(ballot: &Ballot) -> String {
    let choice = match ballot.choice {
        Choice::For => "for",
        Choice::Against => "against",
        Choice::Abstain => "abstaining",
    };
    let more = (ballot.others > 0).then(|| format!("{} more", ballot.others));
    format!("{choice} {}", ballot.voters.iter().cloned().chain(more).collect::<Vec<_>>().join(", "))
}

fn does(order: &Order) -> Option<String> {
    let place = |reach: &Reach| match reach {
        Reach::Nearest => "nearest entry",
        Reach::Slot => "slot",
        Reach::Meeting => "meeting",
    };
    Some(match order {
        Order::Correct { old, new, reach } => format!("replaces `{old}` with `{new}` in the {}", place(reach)),
        Order::Insert { before, line } => format!("inserts `{line}` before `{before}`"),
        Order::OpenSlot(_) => "opens a slot".to_owned(),
        Order::Attend(Presence::Present) => "there".to_owned(),
        Order::Attend(Presence::Left) => "left".to_owned(),
        Order::Attend(Presence::Regrets) => "regrets".to_owned(),
        Order::Appoint { role, also } => {
            let office = if *role == Role::Chair { "chair" } else { "scribe" };
            if *also { format!("{office} too") } else { office.to_owned() }
        }
        Order::Resolve { adopted } => (if *adopted { "adopts" } else { "rejects" }).to_owned(),
        Order::Vote => return None,
        Order::SetStatus(Status::Done) => "done".to_owned(),
        Order::SetStatus(Status::Open) => "open".to_owned(),
        Order::SetStatus(Status::Dropped) => "dropped".to_owned(),
        Order::Queue => "queues".to_owned(),
        Order::Unqueue => "leaves the queue".to_owned(),
        Order::GiveFloor => "gives the floor".to_owned(),
        Order::ShowQueue => "shows the queue".to_owned(),
        Order::Verb { name, argument } => format!("/{name} {argument}").trim().to_owned(),
    })
}

pub(super) fn read(line: &str) -> String {
    reading(&parse(line, &context(&roster())))
}

/// Lines made of what the notation takes notice of, and of anything else.
pub(super) fn anything() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(vec![
        "!",
        "=",
        "?",
        "\\",
        "ACTION:",
        "action ",
        "- [ ] ",
        "[] ",
        "TODO：",
        "**AI:** ",
        "#action ",
        "decision:",
        "RESOLVED",
        ":",
        "#rejected ",
        "PROPOSED: ",
        "+1 ",
        "-1",
        "0 ",
        "±0 ",
        "#vote ",
        "#link ",
        "-> ",
        "park: ",
        "IDEA: ",
        "#info ",
        "… ",
        "...",
        "<zed> ",
        "Ann: ",
        "Zed_Smith: ",
        "present+ ",
        "present- ",
        "regrets ",
        "chair: ",
        "q+ ",
        "q-",
        "ack ",
        "Topic: ",
        "#subtopic ",
        "/take ",
        "/x",
        "s/",
        "i/",
        "close action-20",
        "action-20 ",
        "next item",
        "take up agendum 4",
        "```",
        "https://x.example ",
    ]);
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "!", "=", "?", "\\", "@", "\"", "—", "–", " - ", " -- ", ":", "：", ",", "，", "&", " and ", " and at least ", "the ", "(", ")", ".", ";",
            "Ann Lee", "ann", "bo", "Lee", "RV-SST", "R & D", "blee", "李雷", "José", "zed", "O’Donovan", "'s", "ACTION:", "decision:",
            "due ", "due: ", "2019-11-30", "2019-02-30", "Friday", "30 Nov", "tomorrow", "DM-12", "-", "3", "draft", "\u{a0}", "\u{301}",
            "by ", "bis ", "fällig ", "zum ", "4.12.", "Freitag", "Montag", " und ", " et ", " y ", "in 2 weeks", "next meeting", "//", "/", "p1", "P4", " to ", "+1", "-1", "0", "7/2", " for", " more", "+", "<", ">", "[", "]", "*", "#",
            "Zed", "to", "g", "20", "done", "https://x.example", "...", "…", "|",
        ]).prop_map(str::to_owned),
        4 => Just(" ".to_owned()),
        1 => "\\PC{1,3}",
    ];
    let begin = prop_oneof![2 => Just(""), 3 => mark];
    (begin, prop::collection::vec(piece, 0..14)).prop_map(|(begin, pieces)| begin.to_owned() + &pieces.concat())
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
