//! Plain text, also as a mail: what was said comes back where the text says what it is; links are words.

use chrono::NaiveDate;
use minutebook::meeting::{ActionItem, Kind, Status};
use minutebook::minutes::{Format, Lang, Layout, Options};
use proptest::prelude::*;

use crate::facts::{Facts, difference};
use crate::names::line;
use crate::{example, generated, generated_meetings, now, read_back_with, rich_meeting};

/// What plain text says: see [`Facts::read_by_people`]. A link is words, and nobody set apart from them.
fn in_plain_text(facts: Facts) -> Facts {
    let mut facts = facts.read_by_people();
    for entry in facts.slots.iter_mut().flat_map(|slot| &mut slot.entries) {
        entry.text = entry.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if entry.kind == Kind::Link {
            (entry.kind, entry.link) = (Kind::Note, None);
        }
    }
    facts
}

#[test]
fn a_rich_meeting_comes_back_in_both_layouts() {
    let meeting = rich_meeting();
    for layout in [Layout::Sections, Layout::Tables] {
        let reading = read_back_with(Format::Text, &Options { layout, ..Options::default() }, &meeting);
        let (written, read) = (in_plain_text(Facts::of(&meeting, &now())), in_plain_text(Facts::read(&reading)));
        assert_eq!(difference(&written, &read), None, "{layout:?}");
        assert_eq!(reading.diagnostics, [], "{layout:?}");
        let agenda = &reading.agenda;
        assert_eq!((&agenda.head.chair, &agenda.head.timezone), (&meeting.head.chair, &meeting.head.timezone));
        assert_eq!(agenda.head.description, meeting.head.description);
    }
}

#[test]
fn action_items_come_back_with_their_facts_in_each_language_wherever_the_line_ends() {
    let mut meeting = example::meeting();
    meeting.days.truncate(1);
    meeting.days[0].slots.truncate(2);
    let slot = &mut meeting.days[0].slots[1];
    let entry = line(slot, 900, Kind::Action, "");
    slot.entries = (0..90)
        .map(|length: u16| {
            let mut entry = entry.clone();
            entry.id.0.n = 900 + u32::from(length);
            entry.text = format!("{}b", "a ".repeat(usize::from(length) / 2)) + &"b".repeat(usize::from(length) % 2);
            let item = ActionItem {
                number: u32::from(length) + 1,
                owners: vec!["Tomas Lind".to_owned()],
                due: NaiveDate::from_ymd_opt(2026, 4, 10),
                status: [Status::Open, Status::Done, Status::Dropped][usize::from(length / 2) % 3],
                ..ActionItem::default()
            };
            entry.action = Some(Box::new(item));
            entry
        })
        .collect();
    let written = in_plain_text(Facts::of(&meeting, &now()));
    for lang in Lang::ALL {
        for layout in [Layout::Sections, Layout::Tables] {
            let reading = read_back_with(Format::Text, &Options { layout, lang, ..Options::default() }, &meeting);
            let read = in_plain_text(Facts::read(&reading));
            assert_eq!(difference(&written, &read), None, "{layout:?}, {lang:?}");
        }
    }
}

proptest! {
    #![proptest_config(generated_meetings())]

    #[test]
    fn days_slots_and_times_of_any_meeting_come_back(mut meeting in generated::meeting(), lang in with_blanks()) {
        // Titles that try to be markup are the agenda's own matter.
        meeting.head.title = "Meeting".to_owned();
        for (slot, number) in meeting.days.iter_mut().flat_map(|day| &mut day.slots).zip(1..) {
            slot.plan.title = format!("Slot {number}");
        }
        if meeting.slots().next().is_none() {
            return Ok(());
        }
        for layout in [Layout::Sections, Layout::Tables] {
            let reading = read_back_with(Format::Text, &Options { layout, lang, ..Options::default() }, &meeting);
            let (written, read) = (plainly(Facts::of(&meeting, &now())), plainly(Facts::read(&reading)));
            prop_assert_eq!(difference(&written, &read), None, "{:?}, {:?}", layout, lang);
        }
    }
}

/// Where no blanks part words, a line may end within a date, and nobody can say whether a blank stood there.
fn with_blanks() -> impl Strategy<Value = Lang> {
    let parted = Lang::ALL.into_iter().filter(|lang| !matches!(lang, Lang::Japanese | Lang::Chinese));
    prop::sample::select(parted.collect::<Vec<_>>())
}

/// The days, slots and times. What was said is broken into lines, so that odd texts come back with a blank too many.
fn plainly(facts: Facts) -> Facts {
    let mut facts = in_plain_text(facts);
    facts.slots.iter_mut().for_each(|slot| slot.entries.clear());
    facts
}
