//! Whatever is pressed: no slot of the agenda and no request is lost, minutes add up, and undo leads back.

use std::collections::BTreeSet;

use minutebook::agenda::{read, rewrite};
use minutebook::app::planner::PLAN_KEYS;
use proptest::prelude::*;

use crate::hand::{AGENDA, Hand};

/// Any key of the table, an answer, or leaving a question.
fn key() -> impl Strategy<Value = String> {
    let keys: Vec<String> = PLAN_KEYS.iter().flat_map(|row| row.keys).map(|key| (*key).to_owned()).collect();
    let answers = ["9:30", "45", "30-60", "2026-03-09", "9:00-12:00", "soon", "", "Walk"];
    prop_oneof![
        8 => prop::sample::select(keys),
        3 => prop::sample::select(answers.map(|text| format!("answer {text}")).to_vec()),
        1 => Just("esc".to_owned()),
    ]
}

fn happen(hand: &mut Hand, key: &str) {
    match key.strip_prefix("answer ") {
        Some(answer) if hand.planner.panel.is_some() => _ = hand.answer(answer),
        Some(_) => {}
        None => _ = hand.press(key),
    }
}

/// What must hold at any time.
fn check(hand: &Hand) {
    let planner = &hand.planner;
    let (agenda, origins) = planner.arranged();
    assert_eq!(agenda.requests.len(), 4);
    assert_eq!(planner.listed().into_iter().collect::<BTreeSet<_>>().len(), 4, "each request is listed once");
    let asked = planner.asked();
    assert_eq!(asked.minutes, 70);
    assert_eq!(asked.placed + hand.unplaced().len(), 4);
    let known: Vec<usize> = origins.iter().flatten().flatten().copied().collect();
    assert_eq!(known.iter().collect::<BTreeSet<_>>().len(), known.len(), "no slot of the text stands twice");
    for (sum, day) in planner.sums().iter().zip(&agenda.days) {
        let minutes: u32 = sum.slots.iter().filter_map(|times| times.minutes).sum();
        assert_eq!(sum.placed + sum.breaks, minutes);
        assert_eq!(sum.slots.len(), day.slots.len());
        assert!(sum.slots.iter().all(|times| times.over <= times.minutes.unwrap_or(0)));
    }
    assert!(planner.plan().spots().any(|spot| spot == planner.spot), "the cursor is on a row");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_nothing_is_lost_and_all_of_it_can_be_taken_back(keys in prop::collection::vec(key(), 0..60)) {
        let mut hand = Hand::new();
        let before = hand.planner.plan().clone();
        for key in &keys {
            happen(&mut hand, key);
            check(&hand);
        }
        for (columns, rows) in [(120, 40), (60, 20), (9, 4), (1, 1)] {
            hand.drawn(columns, rows);
        }
        hand.press("esc esc");
        // What was taken back is a part of what was done: forward to its end, then all the way back.
        for key in ["ctrl-y", "ctrl-z"] {
            for _ in 0..=keys.len() {
                hand.press(key);
            }
        }
        prop_assert_eq!(hand.planner.plan(), &before);
        prop_assert!(!hand.planner.is_dirty());
    }

    #[test]
    fn whatever_is_planned_the_agendas_text_can_say_it(keys in prop::collection::vec(key(), 0..30)) {
        let mut hand = Hand::new();
        for key in &keys {
            happen(&mut hand, key);
        }
        let (arranged, origins) = hand.planner.arranged();
        // A name that begins like a time is one that no heading can say.
        let slots = arranged.days.iter().flat_map(|day| &day.slots).map(|slot| &slot.title);
        let clear = slots.chain(arranged.days.iter().map(|day| &day.title)).all(|title| !title.contains(':'));
        prop_assume!(clear);
        let text = rewrite(AGENDA, &arranged, &origins);
        let text = text.unwrap_or_else(|error| panic!("{error} after {keys:?}"));
        prop_assert_eq!(read(text.as_bytes(), "festival").unwrap().agenda, arranged);
    }
}
