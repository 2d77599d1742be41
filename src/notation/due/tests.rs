//! Every way of saying a due date, and what only looks like one.

use chrono::{Datelike, Days};
use proptest::prelude::*;

use super::super::tests::{TODAY, anything};
use super::*;
use crate::lang::Lang;

const NEXT_MEETING: NaiveDate = NaiveDate::from_ymd_opt(2019, 11, 25).unwrap();

fn phrases(text: &str) -> Vec<DuePhrase> {
    due_phrases(text, TODAY, Some(NEXT_MEETING))
}

/// The date of the one phrase in a text, what it is in the text, and the text before it where it is taken off.
fn read(text: &str) -> (String, &str, Option<&str>) {
    let found = phrases(text);
    let [one] = found.as_slice() else { panic!("{text}: {found:?}") };
    assert!(!one.literal, "{text}");
    (one.date.unwrap().to_string(), &text[one.range.clone()], one.text_end.map(|end| &text[..end]))
}

#[test]
fn a_weekday_with_a_number_and_an_amount_of_something_are_no_dates() {
    for text in ["x by Friday the 13th", "look in 2 weeks of logs"] {
        assert_eq!(phrases(text), [], "{text}");
    }
}

#[test]
fn a_day_to_come_is_a_date_or_what_may_follow_due_and_nothing_beside_it() {
    for (text, day) in [
        ("2019-12-24", "2019-12-24"),
        (" friday ", "2019-11-01"),
        ("3 June", "2020-06-03"),
        ("2 weeks", ""),
        ("Freitag", "2019-11-01"),
        ("4.12.", "2019-12-04"),
        ("morgen", "2019-10-29"),
    ] {
        let said = coming_day(text, TODAY).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(said, day, "{text}");
    }
    assert_eq!(coming_day("in 2 weeks", TODAY), TODAY.checked_add_days(Days::new(14)));
    for text in ["", "soon", "friday or so", "x due friday", "due friday due monday", "next meeting"] {
        assert_eq!(coming_day(text, TODAY), None, "{text}");
    }
}

#[test]
fn a_day_that_is_past_is_said_in_either_language() {
    for (text, day) in
        [("yesterday", "2019-10-27"), ("gestern", "2019-10-27"), ("Freitag", "2019-10-25"), ("1.10.", "2019-10-01")]
    {
        assert_eq!(past_day(text, TODAY).map(|day| day.to_string()).as_deref(), Some(day), "{text}");
    }
}

#[test]
fn a_date_is_read_as_it_is_said() {
    for (said, date) in [
        ("due 2019-11-30", "2019-11-30"),
        ("by Friday week", "2019-11-08"),
        ("by Tuesday next week", "2019-11-05"),
        ("due: 2019-12-01", "2019-12-01"),
        ("due：2019-12-01", "2019-12-01"),
        ("DUE:2019/12/01", "2019-12-01"),
        ("due 2019.12.1", "2019-12-01"),
        ("due 1.12.2019", "2019-12-01"),
        ("due by Friday", "2019-11-01"),
        ("due on 3 June", "2020-06-03"),
        ("due\u{a0}30\u{a0}Nov", "2019-11-30"),
        ("due 30 November 2020", "2020-11-30"),
        ("due Nov 30", "2019-11-30"),
        ("due November 30th, 2019", "2019-11-30"),
        ("due Sept. 1", "2020-09-01"),
        ("due 1. Sept.", "2020-09-01"),
        ("due 28 Oct", "2019-10-28"),
        ("due 27 Oct", "2020-10-27"),
        ("due 29 Feb", "2020-02-29"),
        ("by 3 June", "2020-06-03"),
        ("by the 3rd of June", "2020-06-03"),
        ("by 3 June, 2021", "2021-06-03"),
        ("by Friday", "2019-11-01"),
        ("by Friday, 8 November", "2019-11-08"),
        ("by Fri 2019-11-08", "2019-11-08"),
        ("by thurs.", "2019-10-31"),
        ("By MONDAY", "2019-11-04"),
        ("by this Friday", "2019-11-01"),
        ("due next Friday", "2019-11-08"),
        ("due next Monday", "2019-11-04"),
        ("due next week", "2019-11-04"),
        ("due next month", "2019-11-01"),
        ("due next year", "2020-01-01"),
        ("due today", "2019-10-28"),
        ("by tonight", "2019-10-28"),
        ("by Tomorrow", "2019-10-29"),
        ("due end of month", "2019-10-31"),
        ("due EOM", "2019-10-31"),
        ("by the end of the month", "2019-10-31"),
        ("by end of next month", "2019-11-30"),
        ("by the end of this week", "2019-11-01"),
        ("by EOW", "2019-11-01"),
        ("by end of next week", "2019-11-08"),
        ("by EOD", "2019-10-28"),
        ("by EOY", "2019-12-31"),
        ("by end of June", "2020-06-30"),
        ("by end of Oct", "2019-10-31"),
        ("in 2 weeks", "2019-11-11"),
        ("in two weeks", "2019-11-11"),
        ("in a week", "2019-11-04"),
        ("in 3 days", "2019-10-31"),
        ("in a month", "2019-11-28"),
        ("In Six Months", "2020-04-28"),
        ("in a fortnight", "2019-11-11"),
        ("in 1 year", "2020-10-28"),
        ("due in 2 weeks", "2019-11-11"),
        ("//2019-12-01", "2019-12-01"),
        ("//3 June", "2020-06-03"),
        ("//friday", "2019-11-01"),
        ("due next meeting", "2019-11-25"),
        ("due: Next Meeting", "2019-11-25"),
        ("by next meeting", "2019-11-25"),
        ("by the next meeting", "2019-11-25"),
        ("due at the next meeting", "2019-11-25"),
        ("//next meeting", "2019-11-25"),
    ] {
        let end = said.strip_suffix('.').map_or(said, |_| &said[..said.len() - 1]);
        assert_eq!(read(&format!("x {said}")), (date.to_owned(), end, Some("x")), "{said}");
        assert_eq!(read(&format!("x ({said}) y")), (date.to_owned(), said, None), "{said}");
    }
}

#[test]
fn a_date_is_read_as_it_is_said_in_german() {
    for (said, date) in [
        ("bis Freitag", "2019-11-01"),
        ("bis freitag", "2019-11-01"),
        ("bis Fr", "2019-11-01"),
        ("bis Montag", "2019-11-04"),
        ("bis Sonnabend", "2019-11-02"),
        ("bis So", "2019-11-03"),
        ("bis heute", "2019-10-28"),
        ("bis morgen", "2019-10-29"),
        ("bis übermorgen", "2019-10-30"),
        ("bis u\u{308}bermorgen", "2019-10-30"),
        ("Bis Ende der Woche", "2019-11-01"),
        ("bis Ende nächster Woche", "2019-11-08"),
        ("bis Ende des Monats", "2019-10-31"),
        ("bis Ende Juni", "2020-06-30"),
        ("bis Monatsende", "2019-10-31"),
        ("bis zum Jahresende", "2019-12-31"),
        ("bis nächste Woche", "2019-11-04"),
        ("bis nächsten Monat", "2019-11-01"),
        ("bis nächstes Jahr", "2020-01-01"),
        ("bis nächsten Freitag", "2019-11-08"),
        ("bis kommenden Freitag", "2019-11-01"),
        ("bis diesen Freitag", "2019-11-01"),
        ("bis nächste Woche Freitag", "2019-11-08"),
        ("bis Freitag nächster Woche", "2019-11-08"),
        ("bis zum 4. Dezember", "2019-12-04"),
        ("bis zum 4.12.", "2019-12-04"),
        ("bis 4.12.", "2019-12-04"),
        ("bis 4. 12.", "2019-12-04"),
        ("bis 4.12.20", "2020-12-04"),
        ("bis 4.12.2020", "2020-12-04"),
        ("bis 4. Dez", "2019-12-04"),
        ("bis 4.Dez 2020", "2020-12-04"),
        ("bis 1. März", "2020-03-01"),
        ("bis 1. Mrz", "2020-03-01"),
        ("bis spätestens Freitag", "2019-11-01"),
        ("spätestens bis zum 4.12.", "2019-12-04"),
        ("spätestens am Freitag", "2019-11-01"),
        ("bis Freitag, den 8. November", "2019-11-08"),
        ("bis Fr, 8.11.", "2019-11-08"),
        ("bis 2019-12-01", "2019-12-01"),
        ("bis 1 Dec", "2019-12-01"),
        ("bis in 2 Wochen", "2019-11-11"),
        ("bis zur nächsten Sitzung", "2019-11-25"),
        ("bis nächste Sitzung", "2019-11-25"),
        ("fällig Freitag", "2019-11-01"),
        ("fällig am 4. Dezember 2020", "2020-12-04"),
        ("fällig: 4.12.", "2019-12-04"),
        ("FÄLLIG heute", "2019-10-28"),
        ("faellig morgen", "2019-10-29"),
        ("fällig bis Freitag", "2019-11-01"),
        ("in 2 Wochen", "2019-11-11"),
        ("in zwei Wochen", "2019-11-11"),
        ("in einer Woche", "2019-11-04"),
        ("in einem Monat", "2019-11-28"),
        ("in 14 Tagen", "2019-11-11"),
        ("due Freitag", "2019-11-01"),
        ("due 4.12.", "2019-12-04"),
        ("//4. Dez", "2019-12-04"),
        ("//Freitag", "2019-11-01"),
    ] {
        assert_eq!(read(&format!("x {said}")), (date.to_owned(), said, Some("x")), "{said}");
        assert_eq!(read(&format!("x ({said}) y")), (date.to_owned(), said, None), "{said}");
    }
    assert_eq!(read("Folien — zur nächsten Sitzung").2, Some("Folien"));
    assert_eq!(read("der Bericht zur nächsten Sitzung").2, None, "it is often part of what is to be done");
}

#[test]
fn words_that_lead_to_a_date_and_do_not_are_read_in_one_go() {
    for piece in ["bis,", "bis ", "bis spätestens ", "Montag bis ", "fällig:", "x\u{a0}bis(", "bis\\"] {
        let text = piece.repeat(200_000 / piece.len());
        let begun = std::time::Instant::now();
        assert_eq!(phrases(&text), [], "{piece}");
        assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{piece}: {:?}", begun.elapsed());
    }
}

#[test]
fn a_date_is_read_as_the_screen_shows_it() {
    let days = (0..400).map(|days| TODAY.checked_add_days(Days::new(days)).unwrap());
    for day in days {
        for lang in [Lang::German, Lang::English] {
            let names = &Lang::words(lang).dates;
            let weekday = names.weekdays_short[day.weekday().num_days_from_monday() as usize];
            let (month, year) = (names.months_short[day.month0() as usize], day.year());
            let (due, point) = if lang == Lang::German { ("fällig", ".") } else { ("due", "") };
            let shown = format!("{due} {weekday} {}{point} {month} {year}", day.day());
            assert_eq!(read(&format!("x {shown}")), (day.to_string(), &*shown, Some("x")), "{shown}");
            if day < TODAY.checked_add_days(Days::new(300)).unwrap() {
                let shown = format!("{due} {weekday} {}{point} {month}", day.day());
                assert_eq!(read(&format!("x {shown}")).0, day.to_string(), "{shown}");
            }
        }
    }
}

#[test]
fn what_is_no_date_in_german_is_text() {
    for text in [
        "bis",
        "x bis",
        "von A bis Z",
        "Seite 3 bis 7",
        "Seite 3 bis 4.12.",
        "geöffnet Montag bis Freitag",
        "geöffnet von Mo bis Fr",
        "von heute bis morgen",
        "vom 3. bis 4. Dezember",
        "vom 1. Dez. bis 4. Dez.",
        "von Januar bis Ende März",
        "Montag \\bis Freitag",
        "bis so spät",
        "bis mi",
        "bis bald",
        "bis dann",
        "bis zum Morgen",
        "bis zum Ende",
        "bis Version 3.2.",
        "Preis bis 4.12 Euro",
        "bis 3.2",
        "bis 30.2.",
        "bis 30. Februar",
        "bis Mai",
        "bis Freitags",
        "Bistro Freitag",
        "überfällig Freitag",
        "die fällige Rechnung",
        "fällig",
        "fällig werden",
        "in 2 Stunden",
        "in einer Reihe",
        "zur nächsten Wahl",
        "nächste Woche",
        "am Freitag",
    ] {
        assert_eq!(phrases(text), [], "{text}");
    }
    assert_eq!(read("Büro Montag, bis Freitag").2, Some("Büro Montag"), "a comma parts them");
    assert_eq!(read("mit Jan bis Freitag").2, Some("mit Jan"), "somebody's name");
}

#[test]
fn a_phrase_that_ends_the_text_goes_with_what_set_it_off() {
    for text in [
        "x due: 2019-11-30",
        "x (due 2019-11-30)",
        "x [by 2019-11-30]",
        "x, due 2019-11-30.",
        "x; Due:2019-11-30",
        "x — by 30 Nov",
        "x (DUE Nov 30).",
        "x，due：2019-11-30。",
        "x //2019-11-30 ",
    ] {
        let (date, _, before) = read(text);
        assert_eq!((&*date, before), ("2019-11-30", Some("x")), "{text}");
    }
    assert_eq!(read("x, (due 2019-11-30)").2, Some("x,"));
}

#[test]
fn a_phrase_in_the_middle_stays_in_the_text() {
    for (text, date) in [
        ("due Friday: draft the plan", "2019-11-01"),
        ("draft by Friday afternoon", "2019-11-01"),
        ("draft (due Friday) the plan", "2019-11-01"),
        ("draft by Friday DM-12", "2019-11-01"),
        ("draft the plan //2019-12-01 p1", "2019-12-01"),
        ("due 2019-11-30", "2019-11-30"),
        ("x due 2019-11-30 or so", "2019-11-30"),
        ("x (due 2019-11-30", "2019-11-30"),
        ("请准备due 2019-11-30之前", "2019-11-30"),
        ("by 3 June 10 people", "2020-06-03"),
    ] {
        let (read, _, before) = read(text);
        assert_eq!((&*read, before), (date, None), "{text}");
    }
}

#[test]
fn the_next_meeting_without_due_or_by_stays_unless_it_is_set_off() {
    for text in [
        "book a room for the next meeting",
        "organise next meeting",
        "report at next meeting",
        "ask before next meeting",
    ] {
        let (date, _, before) = read(text);
        assert_eq!((&*date, before), ("2019-11-25", None), "{text}");
    }
    for text in ["slides (next meeting)", "slides, for the next meeting", "slides — next meeting"] {
        assert_eq!(read(text).2, Some("slides"), "{text}");
    }
}

#[test]
fn a_next_meeting_that_the_agenda_does_not_name_has_no_date() {
    let found = due_phrases("slides by next meeting", TODAY, None);
    assert_eq!(found, [DuePhrase { date: None, range: 7..22, text_end: Some(6), literal: false }]);
}

#[test]
fn several_phrases_are_given_in_their_order() {
    let text = "draft by Friday, send in 2 weeks, due 2019-12-01";
    let found: Vec<&str> = phrases(text).iter().map(|phrase| &text[phrase.range.clone()]).collect();
    assert_eq!(found, ["by Friday", "in 2 weeks", "due 2019-12-01"]);
    let ends: Vec<bool> = phrases(text).iter().map(|phrase| phrase.text_end.is_some()).collect();
    assert_eq!(ends, [false, false, true]);
}

#[test]
fn what_is_no_date_is_text() {
    for text in [
        "ask by Bo",
        "split it in 2 parts",
        "in 2 hours",
        "in a hurry",
        "overdue Friday",
        "https://2026-12-01.example",
        "http://2026-12-01",
        "catch by Friday's train",
        "by Friday’s train",
        "by Fridays",
        "by Friday-ish",
        "x due 2019-02-30",
        "x due 30 February",
        "x due 31 Nov",
        "x due 29 Feb 2019",
        "x due 19-11-30",
        "x due 3/6/2026",
        "x due 2019-11-30T10:00",
        "x due process",
        "x due",
        "xdue 2019-11-30",
        "x due (2019-11-30",
        "x due fr",
        "x due May",
        "by 3 Junebugs",
        "the next meeting's room",
        "next meetings",
        "the next of the meetings",
        "due the week after",
        "é due ü",
        "// 2019-12-01",
        "a//b",
        "on Friday",
        "within reach",
        "stand-in 2 weeks",
        "in 1000 days",
    ] {
        assert_eq!(phrases(text), [], "{text}");
    }
}

#[test]
fn a_backslash_makes_it_text() {
    for text in [
        "x \\due 2019-11-30",
        "x (\\\\due Friday)",
        "\\by Friday",
        "x \\in 2 weeks",
        "x \\//2019-12-01",
        "x \\next meeting",
        "x \\for the next meeting",
        "x \\due by next meeting",
    ] {
        let found = phrases(text);
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].literal && found[0].text_end.is_none(), "{text}");
    }
}

#[test]
fn a_weekend_and_the_calendars_end_are_no_trouble() {
    let on = |text: &str, today: NaiveDate| due_phrases(text, today, None)[0].date;
    let saturday = NaiveDate::from_ymd_opt(2019, 11, 2).unwrap();
    assert_eq!(on("x by Friday", saturday), NaiveDate::from_ymd_opt(2019, 11, 8));
    assert_eq!(on("x by next Friday", saturday), NaiveDate::from_ymd_opt(2019, 11, 8));
    assert_eq!(on("x by EOW", saturday), NaiveDate::from_ymd_opt(2019, 11, 8));
    assert_eq!(
        on("x in a month", NaiveDate::from_ymd_opt(2019, 10, 31).unwrap()),
        NaiveDate::from_ymd_opt(2019, 11, 30)
    );
    for text in ["x in 999 years", "x due next year", "x by EOM", "x by tomorrow", "x by EOY", "x due 1 Jan"] {
        assert_eq!(on(text, NaiveDate::MAX), None, "{text}");
    }
}

/// Texts made of the words of dates.
fn dated() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "due",
        "by",
        "in",
        "//",
        "next",
        "meeting",
        "the",
        "end",
        "of",
        "month",
        "week",
        "EOM",
        "a",
        "2",
        "3",
        "two",
        "June",
        "Fri",
        "Friday",
        "2019-11-30",
        "30",
        "2026",
        "tomorrow",
        "bis",
        "fällig",
        "spätestens",
        "zum",
        "zur",
        "am",
        "nächsten",
        "Woche",
        "Ende",
        "Freitag",
        "Fr",
        "Montag",
        "4.",
        "12.",
        "Dez",
        "heute",
        "Sitzung",
        "for",
        "\\",
        "(",
        ")",
        ",",
        ".",
        ":",
        "：",
        "'s",
        "—",
        " ",
        " ",
        " ",
        "\u{a0}",
        "ü",
        "x",
    ]);
    prop::collection::vec((word, prop::sample::select(vec!["", " ", " "])), 0..14)
        .prop_map(|words| words.into_iter().flat_map(|(word, space)| [word, space]).collect())
}

proptest! {
    #[test]
    fn phrases_lie_in_the_text_in_order_and_apart(text in prop_oneof![anything(), dated()]) {
        let mut from = 0;
        for phrase in phrases(&text) {
            prop_assert!(phrase.range.start >= from && phrase.range.start < phrase.range.end);
            prop_assert!(text.get(phrase.range.clone()).is_some());
            prop_assert!(phrase.text_end.is_none_or(|end| text.get(from..end).is_some() && end > 0 && end <= phrase.range.start));
            from = phrase.range.end;
        }
    }

    #[test]
    fn what_leaves_the_text_is_a_phrase_that_says_a_day_and_no_word_beside_it(text in prop_oneof![anything(), dated()]) {
        for phrase in phrases(&text) {
            if let Some(end) = phrase.text_end {
                let beside = [&text[end..phrase.range.start], &text[phrase.range.end..]].concat();
                prop_assert!(!beside.contains(char::is_alphanumeric), "{:?} in {:?}", beside, text);
                prop_assert!(phrase.date.is_some(), "{}", text);
            }
        }
    }

    #[test]
    fn which_phrases_there_are_does_not_depend_on_the_day(text in prop_oneof![anything(), dated()], days in 0u64..2_000_000) {
        let places = |today, next| {
            let found = due_phrases(&text, today, next).into_iter();
            found.map(|phrase| (phrase.range, phrase.text_end, phrase.literal)).collect::<Vec<_>>()
        };
        let other = TODAY.checked_add_days(Days::new(days)).unwrap();
        prop_assert_eq!(places(TODAY, Some(NEXT_MEETING)), places(other, None));
    }

    #[test]
    fn a_backslash_before_each_phrase_leaves_none(text in prop_oneof![anything(), dated()]) {
        let found = phrases(&text);
        let mut escaped = text.clone();
        for phrase in found.iter().rev() {
            escaped.insert(phrase.range.start, '\\');
        }
        let again = phrases(&escaped);
        prop_assert!(again.iter().all(|phrase| phrase.literal), "{}", escaped);
        let places = again.iter().enumerate().map(|(nth, phrase)| phrase.range.start - nth - 1);
        prop_assert!(places.eq(found.iter().map(|phrase| phrase.range.start)), "{}", escaped);
    }
}
