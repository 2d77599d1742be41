//! Each language: its words, its dates, its counts.

use super::*;

const EN: Lang = Lang::English;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_language_is_known_by_its_code_whatever_country_it_goes_on_with() {
    for lang in Lang::ALL {
        for code in [lang.code().to_owned(), lang.code().to_uppercase(), format!("{}-AT", lang.code())] {
            assert_eq!(Lang::from_code(&code), Some(lang), "{code}");
        }
    }
    for (code, lang) in [
        ("de_CH.UTF-8", Some(Lang::German)),
        ("zh-Hant-TW", Some(Lang::Chinese)),
        ("iw", Some(Lang::Hebrew)),
        (" fr ", Some(Lang::French)),
        ("nl", None),
        ("", None),
        ("german", None),
    ] {
        assert_eq!(Lang::from_code(code), lang, "{code:?}");
    }
}

/// All fixed words of a language in the order of their fields, without the patterns of dates.
fn all_words(lang: Lang) -> Vec<String> {
    // What Rust escapes has braces, and is no place.
    let shown = format!("{:?}", lang.words()).replace("\\u{", "\\u(");
    let (before, after) = shown.split_once("dates: Dates").unwrap();
    let (_, after) = after.split_once("lengths: Lengths").unwrap();
    (before.to_owned() + after).split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<&str> = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    places.sort_unstable();
    places
}

#[test]
fn each_word_of_each_language_has_the_places_that_the_english_one_has_and_is_no_markup() {
    let english = all_words(EN);
    assert!(english.len() > 150, "{}", english.len());
    for lang in Lang::ALL {
        let words = all_words(lang);
        assert_eq!(words.len(), english.len(), "{lang:?}");
        for (word, english) in words.iter().zip(&english) {
            assert_eq!(places(word), places(english), "{lang:?}: {word} for {english}");
            assert!(!word.contains(['<', '>', '&', '*', '|', '`', '[', '_']), "{lang:?}: {word}");
            assert_eq!(word.trim().is_empty(), english.trim().is_empty(), "{lang:?}: {word} for {english}");
        }
    }
}

#[test]
fn no_language_is_left_in_english() {
    let english = all_words(EN);
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != EN) {
        let words = all_words(lang);
        let same: Vec<_> =
            words.iter().zip(&english).filter(|(word, english)| word == english && english.len() > 7).collect();
        // Some words are the same in related languages.
        assert!(same.len() < 12, "{lang:?}: {same:?}");
    }
}

#[test]
fn a_range_of_dates_says_what_both_ends_share_once() {
    for (from, to, expected) in [
        ("2019-10-28", "2019-10-28", "28 October 2019"),
        ("2019-10-28", "2019-10-30", "28–30 October 2019"),
        ("2019-10-30", "2019-11-01", "30 October – 1 November 2019"),
        ("2019-12-30", "2020-01-02", "30 December 2019 – 2 January 2020"),
    ] {
        assert_eq!(EN.date_range(date(from), date(to)), expected);
    }
}

#[test]
fn each_language_writes_dates_in_its_own_way() {
    for (lang, range, far, long, short) in [
        (
            Lang::German,
            "28.–30. Oktober 2019",
            "30. Oktober – 1. November 2019",
            "Montag, 28. Oktober 2019",
            "Fr 1. Nov. 2019",
        ),
        (
            Lang::French,
            "28–30 octobre 2019",
            "30 octobre – 1er novembre 2019",
            "lundi 28 octobre 2019",
            "ven. 1er nov. 2019",
        ),
        (
            Lang::Spanish,
            "28–30 de octubre de 2019",
            "30 de octubre – 1 de noviembre de 2019",
            "lunes, 28 de octubre de 2019",
            "vie 1 nov 2019",
        ),
        (
            Lang::Japanese,
            "2019年10月28日〜30日",
            "2019年10月30日〜11月1日",
            "2019年10月28日（月）",
            "2019年11月1日（金）",
        ),
        (Lang::Chinese, "2019年10月28日至30日", "2019年10月30日至11月1日", "2019年10月28日星期一", "2019年11月1日周五"),
        (
            Lang::Arabic,
            "28–30 أكتوبر 2019",
            "30 أكتوبر – 1 نوفمبر 2019",
            "الاثنين، 28 أكتوبر 2019",
            "الجمعة 1 نوفمبر 2019",
        ),
        (
            Lang::Hebrew,
            "28–30 באוקטובר 2019",
            "30 באוקטובר – 1 בנובמבר 2019",
            "יום שני, 28 באוקטובר 2019",
            "יום ו׳ 1 בנוב׳ 2019",
        ),
    ] {
        assert_eq!(lang.date_range(date("2019-10-28"), date("2019-10-30")), range);
        assert_eq!(lang.date_range(date("2019-10-30"), date("2019-11-01")), far);
        assert_eq!(lang.long_date(date("2019-10-28")), long);
        assert_eq!(lang.short_date(date("2019-11-01")), short);
    }
}

#[test]
fn a_date_comes_long_for_headings_and_short_for_lines() {
    assert_eq!(EN.long_date(date("2019-10-28")), "Monday 28 October 2019");
    assert_eq!(EN.short_date(date("2019-11-09")), "Sat 9 Nov 2019");
}

#[test]
fn lengths_read_as_people_say_them() {
    assert_eq!([5, 60, 65, 125].map(|minutes| EN.minutes(minutes)), ["5 min", "1 h", "1 h 05 min", "2 h 05 min"]);
    assert_eq!(Lang::Japanese.minutes(65), "1時間05分");
    assert_eq!(Lang::Chinese.minutes(120), "2 小时");
    assert_eq!(EN.elapsed(TimeDelta::seconds(59)), "under 1 min");
    assert_eq!(EN.elapsed(TimeDelta::seconds(49 * 60 + 59)), "49 min");
    assert_eq!(EN.elapsed(TimeDelta::seconds(60 * 60)), "1 h");
}

#[test]
fn a_count_has_the_form_that_its_language_asks_for() {
    let counted = |lang: Lang| [0, 1, 2].map(|number| lang.count(number, &lang.words().lists.decision_count));
    assert_eq!(counted(EN), ["0 decisions", "1 decision", "2 decisions"]);
    assert_eq!(counted(Lang::German), ["0 Beschlüsse", "1 Beschluss", "2 Beschlüsse"]);
    assert_eq!(counted(Lang::French), ["0 décision", "1 décision", "2 décisions"]);
    assert_eq!(counted(Lang::Japanese), ["決定事項0件", "決定事項1件", "決定事項2件"]);
    // With six forms in Arabic and three in Hebrew, the number stands beside the name of what is counted.
    assert_eq!(counted(Lang::Arabic), ["القرارات: 0", "القرارات: 1", "القرارات: 2"]);
    assert_eq!(counted(Lang::Hebrew), ["החלטות: 0", "החלטות: 1", "החלטות: 2"]);
}

#[test]
fn a_difference_counts_the_whole_minutes_that_are_gone() {
    let shown = |seconds| EN.measured(TimeDelta::seconds(seconds), "{} over", "{} under");
    assert_eq!([-59, 0, 59].map(shown), [None, None, None]);
    assert_eq!(shown(60).as_deref(), Some("1 min over"));
    assert_eq!(shown(280).as_deref(), Some("4 min over"));
    assert_eq!(shown(-119).as_deref(), Some("1 min under"));
    assert_eq!(EN.against(65, "{} over", "{} under").as_deref(), Some("1 h 05 min over"));
    assert_eq!(EN.against(-5, "{} over", "{} under").as_deref(), Some("5 min under"));
    assert_eq!(EN.against(0, "{} over", "{} under"), None);
}

#[test]
fn what_is_put_into_a_pattern_is_no_pattern_itself() {
    assert_eq!(fill("{0} and {1} more", &["{1}", "2"]), "{1} and 2 more");
    assert_eq!(fill("moved to {}", &["{}"]), "moved to {}");
}
