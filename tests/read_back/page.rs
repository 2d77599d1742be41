//! Pages: Confluence's storage format in both layouts, and HTML. Times to the minute; on a page, blanks in a row are one.

use minutebook::agenda::Reading;
use minutebook::meeting::{Kind, Meeting};
use minutebook::minutes::{self, Format, Lang, Layout, Minutes, Options};
use proptest::prelude::*;

use crate::facts::{Facts, difference};
use crate::{any_lang, example, generated, generated_meetings, now, read_back_with, rich_meeting};

/// The minutes written and read back in the form that they are recognised to have.
fn read_back(format: Format, layout: Layout, lang: Lang, meeting: &Meeting) -> Reading {
    read_back_with(format, &Options { layout, lang, ..Options::default() }, meeting)
}

/// What a page says: see [`Facts::read_by_people`]. The title of a wiki's page is not on it; blanks in a row are one; a
/// note of nothing but an address is a link.
fn on_a_page(facts: Facts) -> Facts {
    let mut facts = facts.read_by_people();
    facts.title.clear();
    for entry in facts.slots.iter_mut().flat_map(|slot| &mut slot.entries) {
        entry.text = entry.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if matches!(entry.kind, Kind::Note | Kind::Link) && entry.text.starts_with("http") && !entry.text.contains(' ')
        {
            entry.kind = Kind::Link;
        }
        if entry.text.starts_with("http") {
            entry.link = None; // what it shows is its address, which is escaped where that must be
        }
    }
    facts
}

const FORMS: [(Format, Layout); 4] = [
    (Format::Confluence, Layout::Sections),
    (Format::Confluence, Layout::Tables),
    (Format::Html, Layout::Sections),
    (Format::Html, Layout::Tables),
];

#[test]
fn a_rich_meeting_comes_back_whole() {
    let meeting = rich_meeting();
    for (format, layout) in FORMS {
        let reading = read_back(format, layout, Lang::English, &meeting);
        let (written, read) = (on_a_page(Facts::of(&meeting, &now())), on_a_page(Facts::read(&reading)));
        assert_eq!(difference(&written, &read), None, "{format:?}, {layout:?}");
        assert_eq!(reading.diagnostics, [], "{format:?}, {layout:?}");
        let agenda = &reading.agenda;
        let names =
            |people: &[minutebook::meeting::Person]| people.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        assert_eq!((names(&agenda.people), &agenda.groups), (names(&meeting.people), &meeting.groups));
        assert_eq!((&agenda.head.chair, &agenda.head.location), (&meeting.head.chair, &meeting.head.location));
        assert_eq!(agenda.head.timezone, meeting.head.timezone);
        assert_eq!(agenda.head.tickets.address("TIDE-7"), meeting.head.tickets.address("TIDE-7"));
        let (read, planned) = (&agenda.days[0].slots[3], &meeting.days[0].slots[3].plan);
        assert_eq!((&read.chair, &read.requested_by), (&planned.chair, &planned.requested_by));
        let kinds = |slots: Vec<&minutebook::meeting::PlannedSlot>| -> Vec<String> {
            slots.iter().map(|slot| slot.kind.word().to_owned()).collect()
        };
        let written = meeting.days.iter().flat_map(|day| &day.slots).map(|slot| &slot.plan).collect();
        assert_eq!(kinds(agenda.days.iter().flat_map(|day| &day.slots).collect()), kinds(written), "{format:?}");
        assert_eq!(read.attachments[0], planned.attachments[0]);
        assert_eq!(agenda.days[0].slots[1].topics, meeting.days[0].slots[1].plan.topics);
    }
}

#[test]
fn action_items_at_the_end_are_not_read_twice() {
    let meeting = example::meeting();
    for (format, layout) in FORMS {
        let reading = read_back(format, layout, Lang::Hebrew, &meeting);
        let entries = reading.told.iter().flat_map(|told| &told.entries);
        let mut numbers: Vec<_> =
            entries.filter(|entry| entry.kind == Kind::Action).map(|entry| entry.number).collect();
        let all = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!((numbers.len(), all), (6, 6), "{format:?}, {layout:?}");
    }
}

#[test]
fn a_day_named_after_its_day_of_the_week_comes_back_so_named_and_one_without_a_name_without() {
    let forms = [Format::Markdown, Format::Html, Format::Confluence, Format::Text, Format::Mail];
    let named = [
        (Lang::English, "Thursday", Some("Thursday: 26 March 2026")),
        (Lang::English, "Friday", None),
        (Lang::German, "Donnerstag", Some("Donnerstag: 26. März 2026")),
        (Lang::French, "Jeudi", Some("Jeudi\u{a0}: 26 mars 2026")),
        (Lang::German, "Thursday", None),
    ];
    for (lang, title, heading) in named {
        let mut meeting = rich_meeting();
        title.clone_into(&mut meeting.days[0].title);
        meeting.days[1].title.clear();
        for (format, layout) in forms.into_iter().flat_map(|form| Layout::ALL.map(|layout| (form, layout))) {
            let reading = read_back(format, layout, lang, &meeting);
            let titles: Vec<&str> = reading.agenda.days.iter().map(|day| day.title.as_str()).collect();
            assert_eq!(titles, [title, ""], "{format:?}, {layout:?}, {lang:?}");
        }
        let minutes = Minutes::new(&meeting, &[], None, &now());
        let options = Options { lang, ..Options::default() };
        let page = String::from_utf8(minutes::write(Format::Markdown, &minutes, &options).unwrap()).unwrap();
        assert!(heading.is_none_or(|heading| page.contains(&format!("## {heading}\n"))), "{page}");
    }
}

proptest! {
    #![proptest_config(generated_meetings())]

    #[test]
    fn what_was_said_in_any_meeting_comes_back(mut meeting in generated::meeting(), lang in any_lang()) {
        // Titles that try to be markup are the agenda's own matter.
        for (slot, number) in meeting.days.iter_mut().flat_map(|day| &mut day.slots).zip(1..) {
            slot.plan.title = format!("Slot {number}");
        }
        prop_assume!(meeting.slots().count() > 0);
        for (format, layout) in FORMS {
            let reading = read_back(format, layout, lang, &meeting);
            let (written, read) = (on_a_page(Facts::of(&meeting, &now())), on_a_page(Facts::read(&reading)));
            prop_assert_eq!(difference(&written, &read), None, "{:?}, {:?}, {:?}", format, layout, lang);
        }
    }
}
