//! Every language of the fixed words is read as English is, also where people type such words themselves.

use minutebook::agenda::{self, Reading};
use minutebook::meeting::{Choice, Kind, Meeting};
use minutebook::minutes::{self, Format, Lang, Layout, Minutes, Only, Options};

use crate::names::{FORMS, line};
use crate::{example, now, read_back_with, rich_meeting};

#[test]
fn minutes_are_read_alike_in_every_language() {
    let meeting = rich_meeting();
    let forms = [Format::Markdown, Format::Html, Format::Confluence, Format::Org, Format::Mail];
    for (format, layout) in forms.into_iter().flat_map(|format| [(format, Layout::Sections), (format, Layout::Tables)])
    {
        for only in [None, Some(Only::Actions), Some(Only::Decisions)] {
            let read = |lang| {
                let options = Options { lang, only, layout, ..Options::default() };
                let bytes = minutes::write(format, &Minutes::new(&meeting, &[], None, &now()), &options).unwrap();
                agenda::import(&bytes, None, "fallback").unwrap()
            };
            let english = read(Lang::English);
            for lang in Lang::ALL {
                let mut reading = read(lang);
                if only.is_some() {
                    // The only slot is called after its list.
                    let slots = english
                        .agenda
                        .days
                        .iter()
                        .zip(&mut reading.agenda.days)
                        .flat_map(|(english, read)| english.slots.iter().zip(&mut read.slots));
                    slots.for_each(|(english, read)| read.title.clone_from(&english.title));
                }
                let said =
                    |reading: &Reading| reading.diagnostics.iter().map(|one| one.message.clone()).collect::<Vec<_>>();
                let place = format!("{format:?}, {layout:?}, {only:?}, {lang:?}");
                assert_eq!(said(&reading), said(&english), "{place}");
                assert_eq!(reading.told, english.told, "{place}");
                assert_eq!(reading.agenda, english.agenda, "{place}");
            }
        }
    }
}

#[test]
fn decisions_alone_come_back_and_action_items_alone_with_their_owners_once_each() {
    let meeting = example::meeting();
    let entries = || meeting.days.iter().flat_map(|day| &day.slots).flat_map(|slot| &slot.entries);
    let decisions: Vec<_> = entries().filter(|entry| entry.kind == Kind::Decision).map(|entry| &entry.text).collect();
    let mut owners: Vec<_> = entries()
        .filter_map(|entry| entry.action.as_ref())
        .map(|item| (Some(item.number), item.owners.len()))
        .collect();
    owners.sort_unstable();
    for (format, layout) in FORMS.into_iter().chain([(Format::Json, Layout::Sections)]) {
        for lang in Lang::ALL {
            let read = |only| {
                let only = Some(only);
                let options = Options { lang, layout, only, ..Options::default() };
                let told = read_back_with(format, &options, &meeting).told;
                told.into_iter().flat_map(|told| told.entries).collect::<Vec<_>>()
            };
            let place = format!("{format:?}, {layout:?}, {lang:?}");
            let said = read(Only::Decisions);
            assert_eq!(said.iter().map(|entry| &entry.text).collect::<Vec<_>>(), decisions, "{place}");
            assert!(said.iter().all(|entry| entry.kind == Kind::Decision), "{place}");
            let mut said: Vec<_> = read(Only::Actions).iter().map(|entry| (entry.number, entry.owners.len())).collect();
            said.sort_unstable();
            assert_eq!(said, owners, "{place}");
        }
    }
}

/// What people may type that has a meaning of its own in minutes: in German, and the same in English.
const TYPED: [(&str, &str); 16] = [
    ("Aufgaben", "Action items"),
    ("Zeitplan", "Schedule"),
    ("Beschluss: wir gehen", "Decision: we go"),
    ("Zeit: Zeiten in Europe/Paris", "When: times in Europe/Paris"),
    ("3 dafür, 1 dagegen", "3 for, 1 against"),
    ("+1 Bo und 2 weitere", "+1 Bo and 2 more"),
    ("liefern · fällig Fr 10. Apr. 2026", "deliver · due Fri 10 Apr 2026"),
    ("liefern · mit Bo", "deliver · with Bo"),
    ("liefern · verworfen", "deliver · dropped"),
    ("geplant 09:00, 45 min", "planned 09:00, 45 min"),
    ("abgehalten 09:02–09:10, 8 min", "held 09:02–09:10, 8 min"),
    ("Leitung: Bo · nicht erreicht", "Chair: Bo · not reached"),
    ("Anlagen: Folien", "Attachments: pages"),
    ("Gesprächspunkte", "Talking points"),
    ("Themenspeicher", "Parking lot"),
    ("(ohne Text)", "(no text)"),
];

/// What is left of a reading when the texts are taken away.
fn shape(reading: &Reading) -> Vec<String> {
    let slots = reading.agenda.days.iter().flat_map(|day| &day.slots);
    let slots = slots.map(|slot| {
        let lines = slot.description.lines().count();
        format!("{:?} {:?} {} {lines} {}", slot.start, slot.minutes, slot.topics.len(), slot.chair.len())
    });
    let entries = reading.told.iter().flat_map(|told| &told.entries);
    let votes = |votes: &[minutebook::meeting::Ballot]| votes.iter().filter(|one| one.choice == Choice::For).count();
    let entries = entries.map(|entry| {
        let facts = (entry.kind, entry.depth, entry.status, entry.due, entry.number);
        format!("{facts:?} {} {} {}", entry.owners.len(), votes(&entry.votes), entry.text.is_empty())
    });
    let head = &reading.agenda.head;
    let head = [format!("{:?} {}", head.timezone, head.description.lines().count())];
    head.into_iter().chain(slots).chain(entries).collect()
}

/// The example with that text wherever people write.
fn typed(text: &str) -> Meeting {
    let mut meeting = example::meeting();
    text.clone_into(&mut meeting.head.description);
    text.clone_into(&mut meeting.days[0].description);
    let like = meeting.days[0].slots[0].clone();
    let slot = &mut meeting.days[0].slots[1];
    text.clone_into(&mut slot.plan.title);
    text.clone_into(&mut slot.plan.description);
    slot.plan.topics.iter_mut().for_each(|topic| text.clone_into(&mut topic.text));
    let said = [Kind::Note, Kind::Subtopic, Kind::Decision, Kind::Question].into_iter().zip(950..);
    slot.entries.extend(said.map(|(kind, n)| line(&like, n, kind, text)));
    let actions = meeting.days.iter_mut().flat_map(|day| &mut day.slots).flat_map(|slot| &mut slot.entries);
    actions.filter(|entry| entry.kind == Kind::Action).for_each(|entry| text.clone_into(&mut entry.text));
    meeting
}

#[test]
fn fixed_words_that_people_type_are_read_no_other_way_than_in_english() {
    for (german, english) in TYPED {
        for (format, layout) in FORMS {
            let read = |lang, text| {
                shape(&read_back_with(format, &Options { lang, layout, ..Options::default() }, &typed(text)))
            };
            assert_eq!(read(Lang::German, german), read(Lang::English, english), "{german}, {format:?}, {layout:?}");
        }
    }
}

/// Texts that begin or end as something that minutes say around a text.
const LIKE_FACTS: [&str; 8] = [
    "check what was · dropped",
    "draft it · priority 2",
    "call · due Fri 13 Mar 2026",
    "call · due Fri 13 Mar 2026 · later",
    "move · 3 for, 1 against",
    "… not a continuation",
    "+1 Ann Lee, Bo",
    "0 open issues",
];

#[test]
fn what_people_type_is_text_though_it_looks_like_a_fact() {
    let mut misread = Vec::new();
    for text in LIKE_FACTS {
        let mut meeting = example::meeting();
        let like = meeting.days[0].slots[0].clone();
        let said = [Kind::Note, Kind::Decision, Kind::Question].into_iter().zip(950..);
        meeting.days[0].slots[1].entries = said.map(|(kind, n)| line(&like, n, kind, text)).collect();
        let entries = meeting.days.iter_mut().flat_map(|day| &mut day.slots).flat_map(|slot| &mut slot.entries);
        let actions = entries.filter(|entry| entry.kind == Kind::Action);
        actions.for_each(|entry| text.clone_into(&mut entry.text));
        let entries = || meeting.days.iter().flat_map(|day| &day.slots).flat_map(|slot| &slot.entries);
        let wanted: Vec<_> = entries()
            .filter_map(|entry| entry.as_action())
            .map(|item| (item.number, item.status, item.due, item.priority))
            .collect();
        for (format, layout) in FORMS {
            let told = read_back_with(format, &Options { layout, ..Options::default() }, &meeting).told;
            let read = || told.iter().flat_map(|told| &told.entries);
            let place = format!("{text}, {format:?}, {layout:?}");
            // A ticket that an item does not name stands behind its text.
            let actions = read().filter(|entry| entry.kind == Kind::Action);
            let facts = actions.clone().map(|it| (it.number.unwrap_or(0), it.status, it.due, it.priority));
            if facts.collect::<Vec<_>>() != wanted || !actions.clone().all(|entry| entry.text.starts_with(text)) {
                misread.push(format!("{place}: {:?}", actions.collect::<Vec<_>>()));
            }
            for kind in [Kind::Note, Kind::Decision, Kind::Question] {
                let found = read().any(|it| it.kind == kind && it.text == text && it.votes.is_empty());
                misread.extend((!found).then(|| format!("{place}: {kind:?}")));
            }
        }
    }
    assert!(misread.is_empty(), "{}", misread.join("\n"));
}
