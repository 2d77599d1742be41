//! Agendas and events of any shape, about few things, so that they meet.

use chrono::{NaiveDate, NaiveTime};
use minutebook::meeting::{
    Agenda, Ballot, CarriedItem, Changes, Choice, Content, EntryId, Event, Head, Id, ItemChanges, ItemRef, Kind, Mark,
    Person, PlannedDay, PlannedSlot, Presence, Review, Rival, Role, Run, SlotId, Stamp, Status, Stay, Turn, Version,
    WriterId,
};
use proptest::option;
use proptest::prelude::*;

use crate::hands::moment;

/// A plan with these titles, a day each.
pub(crate) fn plan(days: &[&[&str]]) -> Agenda {
    let slot = |(hour, title): (u32, &&str)| PlannedSlot {
        title: (*title).to_owned(),
        start: NaiveTime::from_hms_opt(hour, 0, 0),
        ..PlannedSlot::default()
    };
    let day = |(day, titles): (u32, &&[&str])| PlannedDay {
        date: NaiveDate::from_ymd_opt(2019, 10, day),
        slots: (9..).zip(titles.iter()).map(slot).collect(),
        ..PlannedDay::default()
    };
    let head = Head { title: "Team".to_owned(), ..Head::default() };
    Agenda { head, days: (28..).zip(days).map(day).collect(), ..Agenda::default() }
}

pub(crate) fn agenda() -> impl Strategy<Value = Agenda> {
    let title = prop::sample::select(vec!["Welcome", "News", "Break", "Data", "Plans", "Lunch", "break"]);
    let slot = (title, option::of(8..12_u32), option::of(0..60_u32)).prop_map(|(title, hour, minutes)| PlannedSlot {
        title: title.to_owned(),
        start: hour.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0)),
        minutes,
        ..PlannedSlot::default()
    });
    let day = prop::collection::vec(slot, 0..5).prop_map(|slots| PlannedDay { slots, ..PlannedDay::default() });
    let people = prop::collection::vec("[A-D]", 0..3);
    (prop::collection::vec(day, 1..4), people, "[a-b]").prop_map(|(days, people, title)| {
        let mut people: Vec<_> = people.into_iter().map(|name| Person { name, ..Person::default() }).collect();
        people.sort_by(|one, other| one.name.cmp(&other.name));
        people.dedup();
        Agenda { head: Head { title, ..Head::default() }, people, days, ..Agenda::default() }
    })
}

pub(crate) fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.to_vec())
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (1..29_u32).prop_map(|day| NaiveDate::from_ymd_opt(2019, 11, day).unwrap())
}

pub(crate) fn names() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[A-C]", 0..3)
}

pub(crate) fn content() -> impl Strategy<Value = Content> {
    let said = (option::weighted(0.3, name()), option::weighted(0.3, ballots()), option::weighted(0.2, "[a-z]{3}"));
    let item = (names(), option::of(date()), option::of(1..6_u8));
    let review = option::weighted(0.2, review().prop_map(Box::new));
    (kind(), "[a-z]{1,6}", item, said, review).prop_map(|(kind, text, item, (speaker, votes, link), review)| {
        let acts = kind == Kind::Action;
        let (owners, due, priority) = if acts { item } else { (Vec::new(), None, None) };
        let votes = votes.unwrap_or_default();
        Content { kind, text, owners, due, priority, speaker, votes, link, review, ..Content::default() }
    })
}

/// One of a few action items: of this meeting, or of two others.
fn item() -> impl Strategy<Value = ItemRef> {
    let meeting = prop::sample::select(vec![None, Some("y"), Some("z")]);
    (meeting, 1..3_u32).prop_map(|(meeting, n)| ItemRef {
        meeting: meeting.map(str::to_owned),
        entry: EntryId(Id { writer: WriterId(1), n }),
    })
}

pub(crate) fn status() -> impl Strategy<Value = Status> {
    prop_oneof![Just(Status::Open), Just(Status::Done), Just(Status::Dropped)]
}

pub(crate) fn item_changes() -> impl Strategy<Value = ItemChanges> {
    let due = option::weighted(0.3, option::of(date()));
    (option::of(status()), due, option::weighted(0.3, names()), option::weighted(0.3, "[a-z]{1,3}"))
        .prop_map(|(status, due, owners, reason)| ItemChanges { status, due, owners, reason })
}

fn review() -> impl Strategy<Value = Review> {
    (item(), item_changes()).prop_map(|(item, changes)| Review { item, changes })
}

pub(crate) fn carried() -> impl Strategy<Value = Vec<CarriedItem>> {
    let one = (item(), 1..9_u32, names(), option::of(date())).prop_map(|(item, number, owners, due)| CarriedItem {
        item,
        number,
        text: "carried".to_owned(),
        owners,
        due,
        priority: None,
        tickets: vec![],
        raised: None,
        title: "Before".to_owned(),
        topic: String::new(),
        carried: 1,
    });
    prop::collection::vec(one, 0..4)
}

fn ballots() -> impl Strategy<Value = Vec<Ballot>> {
    let choice = prop::sample::select(vec![Choice::For, Choice::Against, Choice::Abstain]);
    let ballot = (choice, names(), 0..4_u32).prop_map(|(choice, voters, others)| Ballot { choice, voters, others });
    prop::collection::vec(ballot, 0..3)
}

pub(crate) fn name() -> impl Strategy<Value = String> {
    "[A-C]".prop_map(String::from)
}

pub(crate) fn mark() -> impl Strategy<Value = Option<Mark>> {
    prop::sample::select(vec![None, Some(Mark::Skipped), Some(Mark::Parked)])
}

pub(crate) fn presence() -> impl Strategy<Value = Presence> {
    prop::sample::select(vec![Presence::Present, Presence::Left, Presence::Regrets])
}

pub(crate) fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![Role::Chair, Role::Scribe])
}

fn changes() -> impl Strategy<Value = Changes> {
    let said = (option::of(kind()), option::of("[a-z]{0,3}"), option::of(names()), option::of(option::of(date())));
    let rival = (1..3_u32, 1..9_u64, "[a-z]{0,2}").prop_map(|(writer, seq, text)| {
        let version = Version { writer: WriterId(writer), seq };
        Rival { version, text }
    });
    let rivals = option::weighted(0.2, prop::collection::vec(rival, 0..3));
    let number = option::of(option::of(0..5_u32));
    let more = (
        option::weighted(0.2, option::of(1..6_u8)),
        option::weighted(0.2, option::of(name())),
        option::weighted(0.2, ballots()),
        option::weighted(0.2, option::of("[a-z]{3}")),
    );
    let depth = (option::of(0..5_u16), option::weighted(0.2, option::of("[a-z]{3}")));
    (said, rivals, number, more, option::of(status()), depth).prop_map(
        |((kind, text, owners, due), rivals, number, (priority, speaker, votes, link), status, (depth, reason))| {
            Changes {
                kind,
                text,
                rivals,
                owners,
                due,
                tickets: None,
                number,
                priority,
                speaker,
                votes,
                link,
                status,
                reason,
                depth,
            }
        },
    )
}

fn id() -> impl Strategy<Value = Id> {
    (1..3_u32, 1..9_u32).prop_map(|(writer, n)| Id { writer: WriterId(writer), n })
}

fn slot() -> impl Strategy<Value = SlotId> {
    id().prop_map(SlotId)
}

fn entry() -> impl Strategy<Value = EntryId> {
    id().prop_map(EntryId)
}

fn runs() -> impl Strategy<Value = Vec<Run>> {
    prop::collection::vec(stamps().prop_map(|(from, to)| Run { from, to }), 0..3)
}

fn stamps() -> impl Strategy<Value = (Stamp, Option<Stamp>)> {
    (0..500_u32, option::of(0..500_u32)).prop_map(|(from, to)| (moment(from), to.map(|to| moment(from + to))))
}

/// An event about what happens beside the lines: slots, people, who speaks.
fn aside() -> impl Strategy<Value = Event> {
    let turn = (name(), stamps()).prop_map(|(name, (from, to))| Turn { name, from, to });
    let turns = prop::collection::vec(turn, 0..3);
    let stays = prop::collection::vec(stamps().prop_map(|(from, to)| Stay { from, to }), 0..3);
    let title = prop::sample::select(vec!["Budget", "News", "Any other business"]);
    let plan = title.prop_map(|title| PlannedSlot { title: title.to_owned(), ..PlannedSlot::default() });
    prop_oneof![
        3 => (slot(), option::of(slot()), 0..4_u16, plan, option::of(slot())).prop_map(
            |(slot, behind, day, plan, continues)| Event::SlotAdded { slot, behind, day, plan: Box::new(plan), continues }
        ),
        3 => (slot(), option::of(slot()), 0..4_u16, any::<bool>()).prop_map(|(slot, behind, day, home)| {
            Event::SlotMoved { slot, behind, day, home }
        }),
        2 => slot().prop_map(|slot| Event::SlotRemoved { slot }),
        1 => (slot(), mark()).prop_map(|(slot, mark)| Event::SlotMarked { slot, mark }),
        1 => (slot(), -20..20_i32).prop_map(|(slot, minutes)| Event::SlotGiven { slot, minutes }),
        2 => (name(), presence()).prop_map(|(name, presence)| Event::AttendanceChanged { name, presence }),
        1 => (name(), stays, any::<bool>()).prop_map(|(name, stays, regrets)| {
            Event::AttendanceSet { name, stays, regrets }
        }),
        1 => (role(), option::of(names())).prop_map(|(role, names)| Event::RoleChanged { role, names }),
        2 => (name(), option::of(0..3_u16)).prop_map(|(name, place)| Event::QueueJoined { name, place }),
        2 => name().prop_map(|name| Event::QueueLeft { name }),
        3 => (slot(), option::of(name())).prop_map(|(slot, name)| Event::FloorGiven { slot, name }),
        2 => (slot(), turns).prop_map(|(slot, turns)| Event::TurnsSet { slot, turns }),
    ]
}

pub(crate) fn event() -> impl Strategy<Value = Event> {
    let joined = || prop::collection::vec(aside(), 0..3).prop_map(|so_far| Event::WriterJoined { so_far });
    prop_oneof![20 => line_or_clock(), 12 => aside(), 1 => joined()]
}

fn line_or_clock() -> impl Strategy<Value = Event> {
    let after = || option::of(entry());
    let numbered = (content(), option::of(0..5_u32)).prop_map(|(content, number)| Content { number, ..content });
    let planned = (agenda(), prop::collection::vec(slot(), 0..9));
    let person = || "[A-C]".prop_map(|name| Person { name, ..Person::default() });
    prop_oneof![
        1 => planned.prop_map(|(agenda, slots)| Event::AgendaRevised { agenda: Box::new(agenda), slots }),
        2 => slot().prop_map(|slot| Event::ClockStarted { slot }),
        1 => slot().prop_map(|slot| Event::ClockStopped { slot }),
        2 => (slot(), runs()).prop_map(|(slot, runs)| Event::ClockSet { slot, runs }),
        8 => (entry(), slot(), after(), 0..5_u16, numbered).prop_map(|(entry, slot, after, depth, content)| {
            Event::EntryAdded { entry, slot, after, depth, content: Box::new(content) }
        }),
        4 => (entry(), changes()).prop_map(|(entry, changes)| Event::EntryChanged { entry, changes: Box::new(changes) }),
        3 => (entry(), slot(), after(), 0..5_u16).prop_map(|(entry, slot, after, depth)| {
            Event::EntryMoved { entry, slot, after, depth }
        }),
        3 => (entry(), any::<bool>()).prop_map(|(entry, undone)| Event::EntryRemoved { entry, undone }),
        3 => (entry(), slot(), after(), 0..5_u16).prop_map(|(entry, slot, after, depth)| {
            Event::EntryRestored { entry, slot, after, depth }
        }),
        1 => person().prop_map(|person| Event::PersonAdded { person: Box::new(person) }),
        1 => person().prop_map(|person| Event::PersonRemoved { name: person.name }),
        1 => Just(Event::MeetingClosed),
        1 => Just(Event::MeetingReopened),
        1 => names().prop_map(|approved_by| Event::MinutesApproved { approved_by }),
        1 => (carried(), 0..9_u32).prop_map(|(items, numbers_from)| Event::ItemsCarried { items, numbers_from }),
        1 => Just(Event::ScribeLeft),
    ]
}
