use std::hash::DefaultHasher;

use super::*;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 4).unwrap_or_default()
}

fn hit(meeting: &str, text: &str) -> Hit {
    Hit {
        meeting: meeting.to_owned(),
        title: meeting.to_owned(),
        series: None,
        date: Some(day()),
        at: None,
        slot: None,
        topic: String::new(),
        entry: None,
        place: Place::Entry(Kind::Note),
        status: None,
        text: text.to_owned(),
        marks: Vec::new(),
    }
}

fn found(texts: &[&str]) -> Found {
    Found { hits: texts.iter().map(|text| hit("weekly", text)).collect(), count: texts.len(), complete: true }
}

fn press(search: &mut Search, key: &str) -> Option<Wanted> {
    let keymap = Keymap::default();
    search.press(key.parse().unwrap(), &keymap)
}

fn typed(search: &mut Search, text: &str) -> Question {
    text.chars().for_each(|c| drop(press(search, &if c == ' ' { "space".to_owned() } else { c.to_string() })));
    search.question().unwrap()
}

#[test]
fn each_change_of_the_query_is_a_question_with_a_higher_number_and_no_other_key_is_one() {
    let mut search = Search::new(day());
    let first = search.question().unwrap();
    assert_eq!(first.query.places, [Kind::Decision, Kind::Action].map(Place::Entry), "the newest of what counts");
    assert_eq!(search.question(), None);
    let second = typed(&mut search, "bu");
    assert!(second.number > first.number && second.query.terms[0].beginning && second.query.places.is_empty());
    for key in ["left", "right", "down", "pageup", "end"] {
        assert_eq!((press(&mut search, key), search.question()), (None, None), "{key}");
    }
    press(&mut search, "backspace");
    assert_eq!(search.question().unwrap().query.terms[0].text, "b");
}

#[test]
fn an_answer_to_an_older_question_never_takes_the_place_of_a_newer_one() {
    let mut search = Search::new(day());
    let old = typed(&mut search, "b");
    let new = typed(&mut search, "u");
    assert!(search.is_due());
    // What comes on the way is better than what was there before.
    search.answer(Answer { number: old.number, found: found(&["old"]), is_current: true });
    assert!(search.is_due() && search.found.hits[0].text == "old");
    search.answer(Answer { number: new.number, found: found(&["new"]), is_current: true });
    assert!(!search.is_due());
    search.answer(Answer { number: old.number, found: found(&["late"]), is_current: true });
    assert_eq!(search.found.hits[0].text, "new");
}

#[test]
fn the_chosen_line_stays_chosen_while_the_index_grows_and_another_query_begins_above() {
    let mut search = Search::new(day());
    let asked = typed(&mut search, "b");
    search.answer(Answer { number: asked.number, found: found(&["one", "two", "three"]), is_current: true });
    press(&mut search, "down");
    assert_eq!(search.chosen, 1);
    search.answer(Answer { number: asked.number, found: found(&["zero", "one", "two"]), is_current: true });
    assert_eq!(search.chosen, 2, "the same line");
    search.answer(Answer { number: asked.number, found: found(&["zero", "one"]), is_current: true });
    assert_eq!(search.chosen, 0, "it is gone");
    press(&mut search, "down");
    let next = typed(&mut search, "x");
    search.answer(Answer { number: next.number, found: found(&["zero", "one"]), is_current: true });
    assert_eq!(search.chosen, 0, "another query");
    press(&mut search, "pagedown");
    assert_eq!(search.chosen, 1, "never past the end");
    press(&mut search, "pageup");
    assert_eq!(search.chosen, 0);
}

#[test]
fn nothing_that_comes_later_moves_the_choice_of_a_scribe_who_has_not_moved_it() {
    let mut search = Search::new(day());
    let asked = typed(&mut search, "b");
    search.answer(Answer { number: asked.number, found: found(&["one"]), is_current: true });
    search.answer(Answer { number: asked.number, found: found(&["better", "one"]), is_current: true });
    assert_eq!(search.chosen, 0, "the best comes first until one is chosen");
}

#[test]
fn enter_before_the_answer_opens_the_first_hit_of_what_was_typed_and_not_of_what_was_shown() {
    let mut search = Search::new(day());
    let old = typed(&mut search, "b");
    search.answer(Answer { number: old.number, found: found(&["old"]), is_current: true });
    let new = typed(&mut search, "u");
    assert_eq!(press(&mut search, "enter"), None);
    assert_eq!(search.answer(Answer { number: old.number, found: found(&["old"]), is_current: true }), None);
    let newest = Found { hits: vec![hit("board", "new")], count: 1, complete: true };
    let wanted = search.answer(Answer { number: new.number, found: newest.clone(), is_current: true });
    assert!(matches!(wanted, Some(Wanted::There(place)) if place.meeting == "board"));
    assert_eq!(search.answer(Answer { number: new.number, found: newest, is_current: true }), None, "once");
    let last = typed(&mut search, "d");
    press(&mut search, "enter");
    press(&mut search, "left");
    assert_eq!(
        search.answer(Answer { number: last.number, found: found(&["x"]), is_current: true }),
        None,
        "another key takes it back"
    );
    assert!(matches!(press(&mut search, "enter"), Some(Wanted::There(_))));
}

#[test]
fn enter_while_the_index_is_read_opens_what_is_found_once_it_is() {
    let mut search = Search::new(day());
    let asked = typed(&mut search, "b");
    press(&mut search, "enter");
    assert_eq!(search.answer(Answer { number: asked.number, found: found(&[]), is_current: false }), None);
    let wanted = search.answer(Answer { number: asked.number, found: found(&["x"]), is_current: true });
    assert!(matches!(wanted, Some(Wanted::There(_))));
    // Where it has everything and nothing is found, nothing that is written later opens by itself.
    let asked = typed(&mut search, "c");
    press(&mut search, "enter");
    search.answer(Answer { number: asked.number, found: found(&[]), is_current: true });
    assert_eq!(search.answer(Answer { number: asked.number, found: found(&["x"]), is_current: true }), None);
}

#[test]
fn enter_on_nothing_opens_nothing_and_esc_leaves() {
    let mut search = Search::new(day());
    let asked = typed(&mut search, "b");
    search.answer(Answer { number: asked.number, found: found(&[]), is_current: true });
    assert_eq!(press(&mut search, "enter"), None);
    assert_eq!(search.answer(Answer { number: asked.number, found: found(&["x"]), is_current: true }), None);
    assert_eq!(press(&mut search, "esc"), Some(Wanted::Leave));
    assert_eq!(search.line.text(), "b", "what was typed is there the next time");
}

#[test]
fn what_is_pasted_is_typed_as_one_short_line_that_steers_no_terminal() {
    let mut search = Search::new(day());
    search.paste(&format!("a\nb\u{1b}[2J{}", "é".repeat(5_000_000)));
    let text = search.line.text();
    assert!(text.starts_with("a b␛[2J") && text.len() <= 2 * LONGEST, "{}", text.len());
    assert!(!text.chars().any(char::is_control));
    search.paste("more");
    assert!(!search.line.text().contains("more"), "there is no more room");
}

#[test]
fn what_is_not_understood_is_said_once_it_is_finished() {
    let mut search = Search::new(day());
    typed(&mut search, "kind:jo");
    assert_eq!(search.misread.len(), 1);
    search.begin("before:so budget");
    assert_eq!(search.misread[0].part, "before:so");
    search.begin("before:so");
    assert_eq!(search.misread, [], "it is still being typed");
}

#[test]
fn looking_once_more_asks_the_same_again_and_counts_days_from_the_new_one() {
    let mut search = Search::new(day());
    let asked = typed(&mut search, "after:yesterday x");
    search.answer(Answer { number: asked.number, found: found(&["one"]), is_current: true });
    search.again(day().succ_opt().unwrap());
    let again = search.question().unwrap();
    assert_eq!((again.query.after, asked.query.after), (Some(day()), day().pred_opt()));
    assert!(!search.is_due(), "what is shown may stay until then");
}

#[test]
fn every_answer_makes_another_look_of_it_though_the_question_is_the_same() {
    let mark = |search: &Search| {
        let mut hasher = DefaultHasher::new();
        search.mark(&mut hasher);
        std::hash::Hasher::finish(&hasher)
    };
    let mut search = Search::new(day());
    let asked = typed(&mut search, "b");
    search.answer(Answer { number: asked.number, found: found(&["one"]), is_current: true });
    let before = mark(&search);
    search.answer(Answer { number: asked.number, found: found(&["two"]), is_current: true });
    assert_ne!(mark(&search), before);
}

#[test]
fn an_excerpt_begins_with_a_word_and_has_the_match() {
    let text = format!("{}here{}", "before ".repeat(100), " after".repeat(100));
    let shown = excerpt(&text, 700, 20, 60);
    let said = &text[shown];
    assert!(said.starts_with("before ") && said.contains("here") && said.chars().count() == 60, "{said}");
    assert_eq!(excerpt("short", 0, 20, 60), 0..5);
    assert_eq!(excerpt(&text, 700, usize::MAX, 60).start, 0);
    let wide = "会".repeat(100);
    let shown = excerpt(&wide, 150, 10, 20);
    assert!(wide.get(shown.clone()).is_some() && shown.contains(&150), "{shown:?}");
}
