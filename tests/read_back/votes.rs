//! Votes come back line by line, though minutes for people write those in a row as one and leave out what a count says.

use minutebook::meeting::{Ballot, Choice, Kind, Slot};
use minutebook::minutes::{Format, Layout, Options};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use crate::names::{FORMS, line};
use crate::{any_lang, example, generated_meetings, read_back_with};

/// Votes of people and of others without a name.
fn ballot() -> impl Strategy<Value = Ballot> {
    let choice = prop_oneof![Just(Choice::For), Just(Choice::Against), Just(Choice::Abstain)];
    let names = btree_set(prop_oneof![Just("Jun Watanabe"), Just("Lee, Jr. Ann"), Just("O'Neil; Tomas")], 1..3);
    (choice, names, 0..3_u32).prop_map(|(choice, voters, others)| {
        let voters = voters.into_iter().map(str::to_owned).collect();
        Ballot { choice, voters, others }
    })
}

/// One or two choices; of voters without a name, each choice once and in the order in which counts tell them.
fn ballots() -> impl Strategy<Value = Vec<Ballot>> {
    let counts = (0..9_u32, 0..9_u32, 1..9_u32).prop_map(|(for_it, against, abstain)| {
        let choices = [(Choice::For, for_it), (Choice::Against, against), (Choice::Abstain, abstain)];
        let voted = choices.into_iter().filter(|(_, others)| *others > 0);
        voted.map(|(choice, others)| Ballot { choice, voters: vec![], others }).collect()
    });
    prop_oneof![vec(ballot(), 1..3), counts]
}

/// Lines to add to a slot: a proposal, a decision, or votes with a comment or without.
fn lines() -> impl Strategy<Value = Vec<(u8, Vec<Ballot>)>> {
    vec((0..8_u8, ballots()), 0..8)
}

fn add(slot: &mut Slot, lines: &[(u8, Vec<Ballot>)]) {
    let mut depth = 0;
    for ((sort, votes), n) in lines.iter().zip(900..) {
        let (kind, text) = match sort {
            0 => (Kind::Proposal, "Rename the quay"),
            1 => (Kind::Decision, "Buy the crane"),
            2 => (Kind::Vote, "with conditions"),
            _ => (Kind::Vote, ""),
        };
        let mut said = line(slot, n, kind, text);
        if kind == Kind::Vote {
            said.depth = depth;
            said.votes.clone_from(votes);
        } else {
            depth = 1;
        }
        slot.entries.push(said);
    }
}

proptest! {
    #![proptest_config(generated_meetings())]

    #[test]
    fn votes_in_a_row_come_back_line_by_line(lines in lines(), lang in any_lang()) {
        let mut meeting = example::meeting();
        meeting.people.extend(["Lee, Jr. Ann", "O'Neil; Tomas"].map(example::person));
        meeting.days.truncate(1);
        meeting.days[0].slots.truncate(2);
        let slot = &mut meeting.days[0].slots[1];
        add(slot, &lines);
        let expected: Vec<_> = meeting.days[0].slots[1].entries.iter().map(|one| (one.depth, one.kind, one.votes.clone())).collect();
        for (format, layout) in FORMS.into_iter().chain([(Format::Json, Layout::Sections), (Format::Calendar, Layout::Sections)]) {
            let reading = read_back_with(format, &Options { layout, lang, ..Options::default() }, &meeting);
            let told = reading.told.iter().find(|told| (told.day, told.slot) == (0, 1)).unwrap();
            let read: Vec<_> = told.entries.iter().map(|one| (one.depth, one.kind, one.votes.clone())).collect();
            prop_assert_eq!(read, expected.clone(), "{:?}, {:?}, {:?}", format, layout, lang);
        }
    }
}
