//! The kinds of lines: what becomes of them, of votes on them, and how a line that points at one finds it.

use super::*;
use crate::meeting::{Ballot, Choice, Tally};

fn of_kind(kind: Kind, text: &str) -> Content {
    Content { kind, ..note(text) }
}

fn vote(choice: Choice, voters: &[&str], others: u32) -> Content {
    let voters = voters.iter().map(|voter| (*voter).to_owned()).collect();
    Content { votes: vec![Ballot { choice, voters, others }], ..of_kind(Kind::Vote, "") }
}

fn speech(speaker: Option<&str>, text: &str) -> Content {
    Content { speaker: speaker.map(str::to_owned), ..of_kind(Kind::Speech, text) }
}

#[test]
fn a_note_becomes_an_action_item_of_the_people_named_in_it() {
    let mut team = Sitting::one_day();
    let entry = team.add("News", note("Ann and Bo write it up"));
    let owners = vec!["Ann".to_owned(), "Bo".to_owned()];
    team.take(Command::TakeOwners(entry, owners.clone())).unwrap();
    assert_eq!(team.actions(), [(1, "Ann and Bo write it up")]);
    assert_eq!(team.slot("News").entries[0].as_action().unwrap().owners, owners);
    assert_eq!(team.take(Command::TakeOwners(entry, owners)), Err(Refusal::Unchanged));
    assert_eq!(team.take(Command::TakeOwners(entry, vec![])), Err(Refusal::Nobody));
    team.undo();
    assert_eq!(team.slot("News").entries[0].kind, Kind::Note);
    assert_eq!(team.slot("News").entries[0].action, None);
}

#[test]
fn an_action_item_is_found_by_its_number_while_it_is_one() {
    let mut team = Sitting::one_day();
    team.add("News", action("draft", "Ann"));
    let second = team.add("Plans", action("print", "Bo"));
    let found = |team: &Sitting, number| team.meeting().action_numbered(number).map(|(_, entry)| entry.text.clone());
    assert_eq!(found(&team, 2).as_deref(), Some("print"));
    assert_eq!(found(&team, 3), None);
    team.take(Command::Rekind(second, Kind::Note)).unwrap();
    assert_eq!(found(&team, 2), None);
    team.take(Command::Rekind(second, Kind::Action)).unwrap();
    assert_eq!(found(&team, 2).as_deref(), Some("print"));
    team.take(Command::Remove(second)).unwrap();
    assert_eq!(found(&team, 2), None);
}

#[test]
fn the_open_proposal_is_the_last_one_of_the_slot_that_is_not_settled() {
    let mut team = Sitting::one_day();
    let news = team.id("News");
    let first = team.add("News", of_kind(Kind::Proposal, "meet weekly"));
    let second = team.add("News", of_kind(Kind::Proposal, "meet at nine"));
    let open = |team: &Sitting| team.meeting().open_proposal(news).map(|entry| entry.id);
    assert_eq!(open(&team), Some(second));
    team.take(Command::Resolve(second, None)).unwrap();
    assert_eq!(open(&team), Some(first));
    team.take(Command::Remove(first)).unwrap();
    assert_eq!(open(&team), None);
}

#[test]
fn speech_goes_on_with_whoever_spoke_last_in_the_slot() {
    let mut team = Sitting::one_day();
    team.add("Welcome", speech(Some("Cy"), "hello"));
    let ann = team.add("News", speech(Some("Ann"), "we are late"));
    team.add("News", speech(None, "by a week"));
    team.add("News", note("laughter"));
    let news = team.id("News");
    assert_eq!(team.meeting().last_speaker(news, None), Some("Ann"));
    assert_eq!(team.meeting().last_speaker(news, Some(ann)), None);
    let bo = team.add("News", speech(Some("Bo"), "two"));
    assert_eq!(team.meeting().last_speaker(news, None), Some("Bo"));
    assert_eq!(team.meeting().last_speaker(news, Some(bo)), Some("Ann"));
}

#[test]
fn votes_stand_under_their_proposal_and_are_counted_by_name() {
    let mut team = Sitting::one_day();
    let proposal = team.add("News", of_kind(Kind::Proposal, "meet weekly"));
    team.add("News", note("after it"));
    let lines = vec![(1, note("Cy is against it")), (2, note("because of the bus"))];
    team.take(Command::Add { slot: team.id("News"), after: Some(proposal), lines }).unwrap();
    team.take(Command::Vote(proposal, vote(Choice::For, &["Ann", "Bo"], 2))).unwrap();
    team.take(Command::Vote(proposal, vote(Choice::Against, &["Bo"], 0))).unwrap();
    let outline = team.outline("News");
    assert_eq!(outline, ["meet weekly", "  Cy is against it", "    because of the bus", "  ", "  ", "after it"]);
    let count = |team: &Sitting| {
        let (slot, index) = team.meeting().place_of(proposal).unwrap();
        slot.tally(&slot.entries[index])
    };
    assert_eq!(count(&team), Some(Tally { for_it: 3, against: 1, abstain: 0 }));
    team.undo();
    assert_eq!(count(&team), Some(Tally { for_it: 4, against: 0, abstain: 0 }));
    team.redo();
    team.take(Command::Resolve(proposal, Some("meet on Mondays".to_owned()))).unwrap();
    assert_eq!(count(&team), Some(Tally { for_it: 3, against: 1, abstain: 0 }));
    let decided = &team.slot("News").entries[0];
    assert_eq!((decided.kind, decided.text.as_str()), (Kind::Decision, "meet on Mondays"));
    assert_eq!(team.take(Command::Resolve(proposal, None)), Err(Refusal::NotAProposal));
    let after = team.entry("after it");
    assert_eq!(team.take(Command::Vote(after, vote(Choice::For, &[], 1))), Err(Refusal::NotAProposal));
    team.undo();
    assert_eq!(team.slot("News").entries[0].text, "meet weekly");
}

#[test]
fn no_kind_that_an_entry_passes_through_takes_anything_from_it() {
    let mut team = Sitting::one_day();
    let all = Content {
        kind: Kind::Action,
        owners: vec!["Ann".to_owned()],
        due: chrono::NaiveDate::from_ymd_opt(2019, 11, 29),
        priority: Some(2),
        tickets: vec!["DM-1".to_owned()],
        ..note("look at DM-1")
    };
    let entry = team.add("News", all);
    team.take(Command::Add { slot: team.id("News"), after: None, lines: vec![(1, note("under it"))] }).unwrap();
    let before = team.slot("News").entries.clone();
    team.now = stamp("09:40");
    for kind in Kind::ALL.into_iter().chain([Kind::Action]).filter(|kind| *kind != Kind::Action) {
        team.take(Command::Rekind(entry, kind)).unwrap();
        assert_eq!(team.slot("News").entries[0].kind, kind);
    }
    team.take(Command::Rekind(entry, Kind::Action)).unwrap();
    assert_eq!(team.slot("News").entries, before);
}

#[test]
fn several_lines_corrected_at_once_are_one_act_and_each_action_item_has_its_own_number() {
    let mut team = Sitting::one_day();
    let first = team.add("News", note("Leane drafts"));
    let second = team.add("Plans", note("Leane prints"));
    let third = team.add("Plans", note("Leanne reads"));
    let right = |text: &str| Content { kind: Kind::Action, ..note(text) };
    let corrections =
        vec![(first, right("Leanne drafts")), (second, right("Leanne prints")), (third, note("Leanne reads"))];
    team.take(Command::Correct(corrections)).unwrap();
    assert_eq!(team.actions(), [(1, "Leanne drafts"), (2, "Leanne prints")]);
    assert_eq!(team.take(Command::Correct(vec![(third, note("Leanne reads"))])), Err(Refusal::Unchanged));
    team.undo();
    assert_eq!(team.actions(), []);
    assert_eq!((team.outline("News"), team.outline("Plans").len()), (vec!["Leane drafts".to_owned()], 2));
}

#[test]
fn a_line_put_before_another_stands_on_its_level() {
    let mut team = Sitting::one_day();
    team.say("News", &["budget", "  travel", "plan"]);
    team.take(Command::InsertBefore(team.entry("travel"), note("salaries"))).unwrap();
    team.take(Command::InsertBefore(team.entry("budget"), note("first"))).unwrap();
    team.take(Command::InsertBefore(team.entry("plan"), note("between"))).unwrap();
    let lines = ["first", "budget", "  salaries", "  travel", "between", "plan"];
    assert_eq!(team.outline("News"), lines);
}
