//! Plain text, also as a mail: what was said comes back where the text says what it is; links are words.

use minutebook::meeting::Kind;
use minutebook::minutes::{Format, Lang, Layout, Options};
use proptest::prelude::*;

use crate::facts::{Facts, difference};
use crate::{any_lang, generated, generated_meetings, now, read_back_with, rich_meeting};

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

proptest! {
    #![proptest_config(generated_meetings())]

    #[test]
    fn days_slots_and_times_of_any_meeting_come_back(mut meeting in generated::meeting(), lang in any_lang()) {
        // Titles that try to be markup are the agenda's own matter.
        meeting.head.title = "Meeting".to_owned();
        for (slot, number) in meeting.days.iter_mut().flat_map(|day| &mut day.slots).zip(1..) {
            slot.plan.title = format!("Slot {number}");
        }
        // Where no blanks part words, a line may end within a date, and nobody can say whether a blank stood there.
        prop_assume!(meeting.slots().count() > 0 && !matches!(lang, Lang::Japanese | Lang::Chinese));
        for layout in [Layout::Sections, Layout::Tables] {
            let reading = read_back_with(Format::Text, &Options { layout, lang, ..Options::default() }, &meeting);
            let (written, read) = (plainly(Facts::of(&meeting, &now())), plainly(Facts::read(&reading)));
            prop_assert_eq!(difference(&written, &read), None, "{:?}, {:?}", layout, lang);
        }
    }
}

/// The days, slots and times. What was said is broken into lines, so that odd texts come back with a blank too many.
fn plainly(facts: Facts) -> Facts {
    let mut facts = in_plain_text(facts);
    facts.slots.iter_mut().for_each(|slot| slot.entries.clear());
    facts
}
