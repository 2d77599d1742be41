//! Anything that a scribe may ask for, at random.
//!
//! About few slots and entries, so that the scribes meet. Not here: who has read what (see `scribe`).

use chrono::{NaiveDate, TimeDelta};
use minutebook::meeting::schedule::Cut;
use minutebook::meeting::{
    Agenda, Ballot, CarriedItem, Choice, Command, Content, EntryId, Head, Id, ItemChanges, ItemRef, Kind, Mark,
    Meeting, Person, PlannedDay, PlannedSlot, Presence, Role, SlotId, Stamp, Status, WriterId,
};

use crate::dice::Dice;

const TITLES: [&str; 6] = ["Welcome", "News", "Break", "Data", "Plans", "Lunch"];

/// A plan of two days.
pub(crate) fn agenda(dice: &mut Dice) -> Agenda {
    let mut slot = || PlannedSlot { title: TITLES[dice.below(6)].to_owned(), ..PlannedSlot::default() };
    let mut day = |day| PlannedDay {
        date: NaiveDate::from_ymd_opt(2019, 10, day),
        slots: vec![slot(), slot()],
        ..PlannedDay::default()
    };
    let days = vec![day(28), day(29)];
    let people = vec![Person { name: "Ann".to_owned(), ..Person::default() }];
    Agenda {
        head: Head { title: TITLES[dice.below(6)].to_owned(), ..Head::default() },
        people,
        days,
        ..Agenda::default()
    }
}

fn content(dice: &mut Dice) -> Content {
    let kind = Kind::ALL[dice.below(5)];
    let owners = if kind == Kind::Action { vec![TITLES[dice.below(6)].to_owned()] } else { vec![] };
    Content { kind, text: format!("said {}", dice.below(1_000)), owners, ..Content::default() }
}

const NAMES: [&str; 4] = ["Ann", "Bo", "Cy", "Dee"];

fn names(dice: &mut Dice) -> Vec<String> {
    (0..=dice.below(2)).map(|_| NAMES[dice.below(4)].to_owned()).collect()
}

/// Something beside writing lines: votes, slots, people, who speaks.
fn aside(dice: &mut Dice, slot: SlotId, entries: &[EntryId]) -> Option<Command> {
    let entry = dice.one_of(entries);
    Some(match dice.below(16) {
        0 => Command::TakeOwners(entry?, names(dice)),
        1 => Command::Correct(entries.iter().take(2).map(|entry| (*entry, content(dice))).collect()),
        2 => Command::InsertBefore(entry?, content(dice)),
        3 => {
            let votes = vec![Ballot { choice: Choice::For, voters: names(dice), others: 1 }];
            Command::Vote(entry?, Content { kind: Kind::Vote, votes, ..Content::default() })
        }
        4 => Command::Resolve(entry?, dice.percent(50).then(|| "resolved".to_owned())),
        5..7 => Command::OpenSlot(TITLES[dice.below(6)].to_owned(), None, slot),
        7 => Command::Mark(slot, [None, Some(Mark::Skipped), Some(Mark::Parked)][dice.below(3)]),
        8 => Command::Give(slot, 5),
        13 => Command::MoveSlot(slot, None, dice.below(2)),
        14 => Command::SwapSlot(slot),
        15 => Command::Cut(vec![Cut::Shorten(slot, 5)]),
        9 => {
            let presence = [Presence::Present, Presence::Left, Presence::Regrets][dice.below(3)];
            Command::Attend(names(dice), presence)
        }
        10 => Command::Appoint([Role::Chair, Role::Scribe][dice.below(2)], names(dice)),
        11 if dice.percent(70) => Command::Queue(names(dice)),
        11 => Command::Unqueue(vec![NAMES[dice.below(4)].to_owned()]),
        _ if dice.percent(70) => Command::GiveFloor(slot, dice.percent(50).then(|| NAMES[dice.below(4)].to_owned())),
        _ => Command::EndFloor,
    })
}

/// What became of some action item, of this meeting or an earlier one.
fn follow_up(dice: &mut Dice, meeting: &Meeting, slot: SlotId) -> Option<Command> {
    let own: Vec<ItemRef> =
        meeting.action_items().map(|(_, entry, _)| ItemRef { meeting: None, entry: entry.id }).collect();
    let carried = meeting.carried.iter().map(|carried| carried.item.clone());
    let items: Vec<ItemRef> = own.into_iter().chain(carried).collect();
    let item = items.get(dice.below(items.len().max(1)))?.clone();
    let status = [Status::Open, Status::Done, Status::Dropped][dice.below(3)];
    let changes = ItemChanges {
        status: dice.percent(60).then_some(status),
        due: dice.percent(20).then_some(None),
        owners: dice.percent(30).then(|| names(dice)),
        reason: dice.percent(30).then(|| "said so".to_owned()),
    };
    Some(match item.meeting {
        None if dice.percent(30) => Command::FollowUp(item.entry, changes),
        _ => Command::Review { slot, item, changes },
    })
}

/// Action items of an earlier meeting.
fn carry(dice: &mut Dice) -> Command {
    let item = |n: u32| CarriedItem {
        item: ItemRef { meeting: Some("before".to_owned()), entry: EntryId(Id { writer: WriterId(0xc), n }) },
        number: n,
        text: "carried".to_owned(),
        owners: vec![NAMES[n as usize % 4].to_owned()],
        due: None,
        priority: None,
        tickets: vec![],
        raised: None,
        title: "Before".to_owned(),
        topic: String::new(),
        carried: n,
    };
    let first = dice.below(3) as u32 + 1;
    Command::Carry((first..first + 2).map(item).collect(), 5)
}

/// What to ask next; none where there is nothing to ask it of.
pub(crate) fn command(dice: &mut Dice, meeting: &Meeting, now: &Stamp) -> Option<Command> {
    let slots: Vec<SlotId> = meeting.slots().map(|slot| slot.id).collect();
    let entries: Vec<EntryId> = meeting.entries().map(|(_, entry)| entry.id).collect();
    let slot = dice.one_of(&slots)?;
    // Two of three times one of the first, so that several scribes have a hand in it.
    let few = if dice.percent(66) { entries.len().min(3) } else { entries.len() };
    let any = dice.one_of(&entries[..few]);
    let contested: Vec<EntryId> = meeting.conflicts().map(|(_, entry)| entry.id).collect();
    if dice.percent(30) {
        return aside(dice, slot, &entries[..few]);
    }
    if dice.percent(8) {
        return follow_up(dice, meeting, slot);
    }
    if dice.percent(2) {
        return Some(if meeting.closed.is_some() { Command::Approve(names(dice)) } else { carry(dice) });
    }
    Some(match dice.below(100) {
        0..30 => Command::Add {
            slot,
            after: if dice.percent(40) { any } else { None },
            lines: (0..=dice.below(2)).map(|_| (dice.below(3) as u16, content(dice))).collect(),
        },
        30..45 => Command::Revise(any?, content(dice)),
        45..48 => Command::Settle(dice.one_of(&contested)?, format!("settled {}", dice.below(100))),
        48..52 => Command::Rekind(any?, Kind::ALL[dice.below(4)]),
        52..55 => Command::SetStatus(any?, [Status::Open, Status::Done, Status::Dropped][dice.below(3)]),
        55..59 => Command::Indent(any?),
        59..63 => Command::Outdent(any?),
        63..67 => Command::MoveUp(any?),
        67..71 => Command::MoveDown(any?),
        71..76 => Command::MoveTo(any?, slot),
        76..84 => Command::Remove(any?),
        84..89 => Command::TakeUp(slot),
        89..91 => Command::Pause,
        91..93 => Command::CorrectStart(slot, now.at - TimeDelta::seconds(i64::from(dice.below(1_000) as u32))),
        93..95 => Command::AddPerson(Person { name: TITLES[dice.below(6)].to_owned(), ..Person::default() }),
        95..97 => Command::ReviseAgenda(Box::new(agenda(dice))),
        97 => Command::Leave,
        98 => Command::Close,
        _ => Command::Reopen,
    })
}
