//! In which language minutes of ours are, and what the facts of their head are called in it.
//!
//! The fact that says when a meeting was stands in the head of all of them, and no two languages say it in the same words; so one
//! look finds out, once per file. Not here: the words (see `lang`), and what a page says of its language by its own means.

use crate::lang::{Lang, fill, is_same, value_in, values_in};

/// What stands between the parts of the fact.
const APART: &str = " · ";

/// A fact of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadFact {
    Series,
    When,
    Where,
    Link,
    Chair,
    Scribe,
    People,
    Groups,
    /// Who was there, and when.
    Present,
    /// Who sent word of not coming.
    Regrets,
    /// The zone of the times.
    Zone,
    /// Other zones.
    Beside,
    Next,
    /// How far the minutes are.
    Stage,
}

/// The fact that is called so, with a colon behind its name or not.
pub(super) fn head_fact(name: &str, lang: Lang) -> Option<HeadFact> {
    let words = &lang.words().head;
    let names = [
        (words.series, HeadFact::Series),
        (words.when, HeadFact::When),
        (words.place, HeadFact::Where),
        (words.link, HeadFact::Link),
        (words.chair, HeadFact::Chair),
        (words.scribe, HeadFact::Scribe),
        (words.people, HeadFact::People),
        (words.groups, HeadFact::Groups),
        (words.present, HeadFact::Present),
        (words.regrets, HeadFact::Regrets),
        (words.times_in, HeadFact::Zone),
        (words.times_also_in, HeadFact::Beside),
        (words.also_in, HeadFact::Beside),
        (words.next_meeting, HeadFact::Next),
        (lang.words().series.stage, HeadFact::Stage),
    ];
    let name = lang.before_colon(name).unwrap_or(name);
    names.into_iter().find(|(own, _)| is_same(own, name)).map(|(_, fact)| fact)
}

/// The language in which a fact of a head says when a meeting was, and in which zone: `When:`, `26 March 2026 · times in
/// Europe/Lisbon`. None for any other fact.
pub(super) fn of_fact(name: &str, value: &str) -> Option<Lang> {
    let says_so = |lang: &Lang| {
        let zone = lang.words().head.times_in_zone;
        head_fact(name, *lang) == Some(HeadFact::When) && value.split(APART).any(|part| value_in(zone, part).is_some())
    };
    Lang::ALL.into_iter().find(says_so)
}

/// Chapters that tell of the series: of earlier and later meetings, and of how the minutes came about. Nothing in them was said
/// in this meeting.
pub(super) fn chapters_of_series(lang: Lang) -> [&'static str; 2] {
    let words = &lang.words().series;
    [words.carried, words.corrections]
}

/// The headers of the tables of a day, of all files, and of what was asked for.
pub(super) fn headers(lang: Lang) -> [Vec<&'static str>; 3] {
    let words = &lang.words().tables;
    [
        vec![words.time, words.topic, words.chair, words.discussion, words.notes_and_actions],
        vec![words.kind, words.file, words.modified, words.by],
        vec![words.topic, words.requested_by, words.time_required, words.notes],
    ]
}

/// How much time is asked for, and what else stands there, in English: `30 min to 1 h, after lunch`. None where no length
/// stands there.
pub(super) fn asked_for(text: &str, lang: Lang) -> Option<String> {
    let (length, rest) = text.split_once(lang.words().comma).map_or((text, None), |(one, rest)| (one, Some(rest)));
    let minutes = |text| Some(Lang::English.minutes(lang.minutes_in(text)?));
    let range = || {
        let (least, most) = values_in(lang.words().course.lengths, length)?;
        Some(fill(Lang::English.words().course.lengths, &[&minutes(least)?, &minutes(most)?]))
    };
    let length = minutes(length).or_else(range)?;
    Some([Some(length.as_str()), rest].into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// The zone that the value of such a fact names, as an agenda writes it.
pub(super) fn zone_in(value: &str, lang: Lang) -> Option<String> {
    let named = value.split(APART).find_map(|part| value_in(lang.words().head.times_in_zone, part));
    named.map(|name| name.replace(' ', "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_facts_of_a_head_have_one_name() {
        for lang in Lang::ALL {
            let words = &lang.words().head;
            let names = [
                (words.series, HeadFact::Series),
                (words.place, HeadFact::Where),
                (words.link, HeadFact::Link),
                (words.scribe, HeadFact::Scribe),
                (words.people, HeadFact::People),
                (words.groups, HeadFact::Groups),
                (words.regrets, HeadFact::Regrets),
                (words.times_in, HeadFact::Zone),
                (words.also_in, HeadFact::Beside),
                (words.next_meeting, HeadFact::Next),
                (lang.words().series.stage, HeadFact::Stage),
            ];
            for (name, fact) in names {
                assert_eq!(head_fact(name, lang), Some(fact), "{lang:?}: {name}");
            }
        }
    }

    #[test]
    fn each_language_is_known_by_its_own_words_for_when_and_by_no_others() {
        for lang in Lang::ALL {
            let words = lang.words();
            let value = format!("1 · {}", fill(words.head.times_in_zone, &["America/New York"]));
            for name in [words.head.when.to_owned(), format!("{}{}", words.head.when, words.colon.trim_end())] {
                assert_eq!(of_fact(&name, &value), Some(lang), "{name} {value}");
            }
            assert_eq!(zone_in(&value, lang).as_deref(), Some("America/New_York"));
            assert_eq!((of_fact(words.head.when, "2026-03-26"), of_fact("Ann", &value)), (None, None));
        }
    }
}
