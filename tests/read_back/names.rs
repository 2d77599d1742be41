//! Names that have marks in them, people with accounts, and words of our own around the plan.

use minutebook::agenda::{self, Reading};
use minutebook::meeting::{Attendance, Ballot, Choice, Entry, Kind, Meeting, Person, Slot, Stay};
use minutebook::minutes::{Format, Lang, Layout, Options};

use crate::{example, read_back_with};

pub(crate) const FORMS: [(Format, Layout); 5] = [
    (Format::Confluence, Layout::Sections),
    (Format::Confluence, Layout::Tables),
    (Format::Html, Layout::Sections),
    (Format::Markdown, Layout::Sections),
    (Format::Org, Layout::Sections),
];

pub(crate) fn read_back(format: Format, layout: Layout, lang: Lang, meeting: &Meeting) -> Reading {
    read_back_with(format, &Options { layout, lang, ..Options::default() }, meeting)
}

/// Each form in each language.
fn forms() -> impl Iterator<Item = (Format, Layout, Lang)> {
    Lang::ALL.into_iter().flat_map(|lang| FORMS.map(|(format, layout)| (format, layout, lang)))
}

/// A line like the first one of the slot, but of another kind.
pub(crate) fn line(slot: &Slot, n: u32, kind: Kind, text: &str) -> Entry {
    let mut entry = slot.entries[0].clone();
    entry.id.0.n = n;
    (entry.depth, entry.kind, entry.text) = (0, kind, text.to_owned());
    entry
}

/// The example, in which two people have other names.
fn renamed() -> Meeting {
    let mut meeting = example::meeting();
    let rename = |name: &mut String| match name.as_str() {
        "Marta Quiroga" => "Quiroga, Jr. Marta".clone_into(name),
        "Tomas Lind" => "O'Neil; Tomas".clone_into(name),
        "Jun Watanabe" => "渡辺、潤，Jun، W".clone_into(name),
        _ => {}
    };
    meeting.people.iter_mut().for_each(|person| rename(&mut person.name));
    meeting.head.chair.iter_mut().chain(&mut meeting.head.scribe).for_each(rename);
    for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots) {
        slot.plan.chair.iter_mut().for_each(rename);
        let actions = slot.entries.iter_mut().filter_map(|entry| entry.action.as_mut());
        actions.flat_map(|action| &mut action.owners).for_each(rename);
    }
    let slot = &mut meeting.days[0].slots[1];
    let mut vote = line(slot, 901, Kind::Vote, "with conditions");
    let voters = ["O'Neil; Tomas", "Quiroga, Jr. Marta", "渡辺、潤，Jun، W"].map(str::to_owned).to_vec();
    vote.votes = vec![Ballot { choice: Choice::For, voters, others: 2 }];
    slot.entries.push(vote);
    meeting
}

fn same_people(meeting: &Meeting) {
    for (format, layout, lang) in forms() {
        let reading = read_back(format, layout, lang, meeting);
        let (read, head) = (&reading.agenda, &reading.agenda.head);
        let names: Vec<_> = read.people.iter().map(|person| &person.name).collect();
        let expected: Vec<_> = meeting.people.iter().map(|person| &person.name).collect();
        assert_eq!(names, expected, "{format:?}, {layout:?}, {lang:?}");
        assert_eq!(
            (&head.chair, &head.scribe),
            (&meeting.head.chair, &meeting.head.scribe),
            "{format:?}, {layout:?}, {lang:?}"
        );
        let slots = meeting.days.iter().flat_map(|day| &day.slots);
        let read_slots = read.days.iter().flat_map(|day| &day.slots);
        for (slot, read) in slots.clone().zip(read_slots) {
            assert_eq!(read.chair, slot.plan.chair, "{format:?}, {layout:?}, {lang:?}");
        }
        let said = || reading.told.iter().flat_map(|told| &told.entries);
        let entries = || slots.clone().flat_map(|slot| &slot.entries);
        let owners: Vec<_> = said().filter(|entry| entry.kind == Kind::Action).map(|entry| &entry.owners).collect();
        let expected: Vec<_> = entries().filter_map(|entry| entry.action.as_ref()).map(|it| &it.owners).collect();
        assert_eq!(owners, expected, "{format:?}, {layout:?}, {lang:?}");
        let votes: Vec<_> = said().flat_map(|entry| &entry.votes).collect();
        assert_eq!(
            votes,
            entries().flat_map(|entry| &entry.votes).collect::<Vec<_>>(),
            "{format:?}, {layout:?}, {lang:?}"
        );
        let speakers: Vec<_> = said().filter_map(|entry| entry.speaker.as_deref()).collect();
        let expected: Vec<_> = entries().filter_map(|entry| entry.speaker.as_deref()).collect();
        assert_eq!(speakers, expected, "{format:?}, {layout:?}, {lang:?}");
    }
}

#[test]
fn a_comma_or_a_semicolon_in_a_name_parts_no_two() {
    same_people(&renamed());
}

#[test]
fn a_person_with_an_account_keeps_their_name() {
    let mut meeting = example::meeting();
    for (nth, person) in meeting.people.iter_mut().enumerate() {
        person.account = Some(format!("5b10:{nth}"));
    }
    let slot = &mut meeting.days[0].slots[0];
    let mut speech = line(slot, 902, Kind::Speech, "we need a plan");
    speech.speaker = Some("Jun Watanabe".to_owned());
    slot.entries.push(speech);
    same_people(&meeting);
    let reading = read_back(Format::Confluence, Layout::Sections, Lang::Arabic, &meeting);
    let accounts = |people: &[Person]| people.iter().map(|it| it.account.clone()).collect::<Vec<_>>();
    assert_eq!(accounts(&reading.agenda.people), accounts(&meeting.people));
    // The roster is shown to nobody, so none of it is text.
    assert!(!agenda::write(&reading.agenda).contains("minutebook-roster"));
}

#[test]
fn what_minutes_say_of_their_own_is_no_part_of_the_plan() {
    let mut meeting = example::running().0;
    meeting.head.description.clear();
    let stay = Stay { from: example::stamp("2026-03-26T09:27:00Z"), to: Some(example::stamp("2026-03-26T11:00:00Z")) };
    let late = |name: &str| Attendance { name: name.to_owned(), stays: vec![stay], regrets: false };
    let regrets = Attendance { name: "Tomas Lind".to_owned(), stays: vec![], regrets: true };
    meeting.attendance = vec![late("Marta Quiroga"), late("Jun Watanabe"), regrets];
    meeting.head.zones = vec!["Asia/Tokyo".to_owned()];
    for person in &mut meeting.people[..2] {
        person.timezone = Some("America/New_York".to_owned());
    }
    let slot = &mut meeting.days[0].slots[1];
    let said =
        [line(slot, 903, Kind::Proposal, "an open proposal"), line(slot, 904, Kind::Idea, "for the parking lot")];
    slot.entries.extend(said);
    for (format, layout, lang) in forms() {
        let read = read_back(format, layout, lang, &meeting).agenda;
        assert_eq!(read.people.len(), meeting.people.len(), "{format:?}, {layout:?}, {lang:?}: {:?}", read.people);
        assert_eq!(read.head.zones, meeting.head.zones, "{format:?}, {layout:?}, {lang:?}");
        if format != Format::Org {
            let zones = |people: &[Person]| people.iter().map(|person| person.timezone.clone()).collect::<Vec<_>>();
            assert_eq!(zones(&read.people), zones(&meeting.people), "{format:?}, {layout:?}, {lang:?}");
        }
        assert_eq!(read.head.description, "", "{format:?}, {layout:?}, {lang:?}");
        for (read, day) in read.days.iter().zip(&meeting.days) {
            assert_eq!(read.description, day.description, "{format:?}, {layout:?}, {lang:?}");
            let topics = read.slots.iter().map(|slot| slot.topics.len());
            let expected = day.slots.iter().map(|slot| slot.plan.topics.len());
            assert_eq!(topics.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{format:?}, {layout:?}, {lang:?}");
        }
    }
}

#[test]
fn a_link_without_words_says_its_address_in_every_form() {
    let mut meeting = example::meeting();
    let slot = &mut meeting.days[0].slots[1];
    let address = "https://harbour.example/x";
    let mut link = line(slot, 905, Kind::Link, address);
    link.link = Some(address.to_owned());
    slot.entries.push(link);
    for (format, layout, lang) in forms().chain([(Format::Json, Layout::Sections, Lang::English)]) {
        let reading = read_back(format, layout, lang, &meeting);
        let said = reading.told.iter().flat_map(|told| &told.entries);
        let links: Vec<_> = said.filter(|entry| entry.link.is_some()).map(|it| (it.kind, it.text.as_str())).collect();
        assert_eq!(links, [(Kind::Link, address)], "{format:?}, {layout:?}, {lang:?}");
    }
}
