//! Each command, and each reason why it can be refused.

use super::*;
use crate::meeting::{Ballot, Choice, Id, Person, Status};

const NOBODY: EntryId = EntryId(Id { writer: ANN, n: 999 });

#[test]
fn lines_go_to_the_end_or_after_an_entry_and_never_too_deep() {
    let mut team = Sitting::one_day();
    team.say("News", &["    budget", "  plan"]);
    assert_eq!(team.outline("News"), ["budget", "  plan"]);
    let (slot, budget) = (team.id("News"), team.entry("budget"));
    let lines = vec![(7, note("cost")), (0, note("date"))];
    team.take(Command::Add { slot, after: Some(budget), lines }).unwrap();
    assert_eq!(team.outline("News"), ["budget", "  cost", "date", "  plan"]);
    // An entry of another slot is no place in this one.
    let lines = vec![(0, note("elsewhere"))];
    team.take(Command::Add { slot: team.id("Plans"), after: Some(budget), lines: lines.clone() }).unwrap();
    team.take(Command::Add { slot: team.id("Plans"), after: Some(budget), lines: vec![(0, note("last"))] }).unwrap();
    assert_eq!(team.outline("Plans"), ["elsewhere", "last"]);
    let nowhere = SlotId(NOBODY.0);
    assert_eq!(team.take(Command::Add { slot: nowhere, after: None, lines }), Err(Refusal::NoSlot));
}

#[test]
fn blank_lines_are_left_out_and_nothing_but_blanks_is_refused() {
    let mut team = Sitting::one_day();
    let slot = team.id("News");
    let lines = vec![(0, note(" ")), (0, note("budget"))];
    team.take(Command::Add { slot, after: None, lines }).unwrap();
    assert_eq!(team.outline("News"), ["budget"]);
    assert_eq!(team.take(Command::Add { slot, after: None, lines: vec![(0, note(" "))] }), Err(Refusal::Empty));
    let owned = Content { text: String::new(), ..action("", "Ann") };
    assert_eq!(
        team.take(Command::Add { slot, after: None, lines: vec![(0, owned)] }),
        Ok(()),
        "an owner says something"
    );
}

#[test]
fn action_items_are_numbered_from_one_and_a_removed_one_keeps_its_number() {
    let mut team = Sitting::one_day();
    let one = team.add("News", action("one", "Ann"));
    team.add("Plans", action("two", "Ann"));
    assert_eq!(team.actions(), [(1, "one"), (2, "two")]);
    team.take(Command::Remove(one)).unwrap();
    team.add("News", action("three", "Ann"));
    assert_eq!(team.actions(), [(3, "three"), (2, "two")]);
}

#[test]
fn the_number_of_an_action_item_whose_adding_was_taken_back_is_free_again() {
    let mut team = Sitting::one_day();
    team.add("News", action("one", "Ann"));
    team.undo();
    team.add("News", action("another", "Ann"));
    assert_eq!(team.actions(), [(1, "another")]);
}

#[test]
fn several_action_items_of_one_act_have_numbers_of_their_own() {
    let mut team = Sitting::one_day();
    let lines = vec![(0, action("one", "Ann")), (0, note("between")), (0, action("two", "Ann"))];
    team.take(Command::Add { slot: team.id("News"), after: None, lines }).unwrap();
    assert_eq!(team.actions(), [(1, "one"), (2, "two")]);
}

#[test]
fn a_revision_changes_what_differs_and_nothing_else() {
    let mut team = Sitting::one_day();
    let entry = team.add("News", action("draft", "Ann"));
    let events = decide(team.meeting(), Command::Revise(entry, action("draft it", "Ann")), ANN, &team.now).unwrap();
    let changes = crate::meeting::Changes { text: Some("draft it".into()), ..Default::default() };
    assert_eq!(events, [Event::EntryChanged { entry, changes: Box::new(changes) }]);
    assert_eq!(team.take(Command::Revise(entry, action("draft", "Ann"))), Err(Refusal::Unchanged));
    assert_eq!(team.take(Command::Revise(entry, note(" "))), Err(Refusal::Empty));
    assert_eq!(team.take(Command::Revise(NOBODY, note("x"))), Err(Refusal::NoEntry));
}

#[test]
fn an_entry_of_another_kind_finds_its_action_item_again() {
    let mut team = Sitting::one_day();
    let entry = team.add("News", action("draft", "Ann"));
    team.take(Command::SetStatus(entry, Status::Done)).unwrap();
    for kind in [Kind::Decision, Kind::Question, Kind::Note] {
        team.take(Command::Rekind(entry, kind)).unwrap();
        assert!(team.actions().is_empty());
    }
    team.take(Command::Rekind(entry, Kind::Action)).unwrap();
    let (_, _, item) = team.meeting().action_items().next().unwrap();
    assert_eq!((item.number, item.owners.as_slice(), item.status), (1, &["Ann".to_owned()][..], Status::Done));
    assert_eq!(team.take(Command::Rekind(entry, Kind::Action)), Err(Refusal::Unchanged));
    assert_eq!(team.take(Command::Rekind(NOBODY, Kind::Note)), Err(Refusal::NoEntry));
}

#[test]
fn a_note_that_becomes_an_action_item_gets_the_next_number() {
    let mut team = Sitting::one_day();
    team.add("News", action("one", "Ann"));
    let entry = team.add("News", note("two"));
    team.take(Command::Rekind(entry, Kind::Action)).unwrap();
    assert_eq!(team.actions(), [(1, "one"), (2, "two")]);
    team.undo();
    assert_eq!(team.meeting().place_of(entry).unwrap().0.entries[1].action, None, "no trace is left");
    assert_eq!(team.meeting().next_number(), 2);
}

#[test]
fn only_an_action_item_can_be_done() {
    let mut team = Sitting::one_day();
    let said = team.add("News", note("said"));
    assert_eq!(team.take(Command::SetStatus(said, Status::Done)), Err(Refusal::NotAnAction));
    let entry = team.add("News", action("draft", "Ann"));
    assert_eq!(team.take(Command::SetStatus(entry, Status::Open)), Err(Refusal::Unchanged));
    team.take(Command::SetStatus(entry, Status::Dropped)).unwrap();
    assert_eq!(team.meeting().action_items().next().unwrap().2.status, Status::Dropped);
}

#[test]
fn what_stands_under_an_entry_goes_deeper_and_shallower_with_it() {
    let mut team = Sitting::one_day();
    team.say("News", &["a", "b", "  c", "    d", "e"]);
    let b = team.entry("b");
    team.take(Command::Indent(b)).unwrap();
    assert_eq!(team.outline("News"), ["a", "  b", "    c", "      d", "e"]);
    assert_eq!(team.take(Command::Indent(b)), Err(Refusal::TooDeep));
    team.take(Command::Outdent(b)).unwrap();
    assert_eq!(team.outline("News"), ["a", "b", "  c", "    d", "e"]);
    assert_eq!(team.take(Command::Outdent(b)), Err(Refusal::Outermost));
    assert_eq!(team.take(Command::Indent(team.entry("a"))), Err(Refusal::TooDeep));
    assert_eq!(team.take(Command::Indent(NOBODY)), Err(Refusal::NoEntry));
}

#[test]
fn an_entry_passes_its_neighbour_on_its_level_with_what_stands_under_it() {
    let mut team = Sitting::one_day();
    team.say("News", &["a", "  a1", "b", "  b1", "    b2", "c"]);
    let b = team.entry("b");
    team.take(Command::MoveUp(b)).unwrap();
    assert_eq!(team.outline("News"), ["b", "  b1", "    b2", "a", "  a1", "c"]);
    assert_eq!(team.take(Command::MoveUp(b)), Err(Refusal::NoSibling));
    team.take(Command::MoveDown(b)).unwrap();
    team.take(Command::MoveDown(b)).unwrap();
    assert_eq!(team.outline("News"), ["a", "  a1", "c", "b", "  b1", "    b2"]);
    assert_eq!(team.take(Command::MoveDown(b)), Err(Refusal::NoSibling));
    assert_eq!(team.take(Command::MoveUp(team.entry("a1"))), Err(Refusal::NoSibling), "a child stays with its parent");
    team.undo();
    team.undo();
    team.undo();
    assert_eq!(team.outline("News"), ["a", "  a1", "b", "  b1", "    b2", "c"]);
}

#[test]
fn an_entry_moves_to_the_end_of_another_slot_at_the_outermost_level() {
    let mut team = Sitting::one_day();
    team.say("News", &["a", "  b", "    c", "d"]);
    team.say("Plans", &["x"]);
    let (b, plans) = (team.entry("b"), team.id("Plans"));
    team.take(Command::MoveTo(b, plans)).unwrap();
    assert_eq!(team.outline("News"), ["a", "d"]);
    assert_eq!(team.outline("Plans"), ["x", "b", "  c"]);
    assert_eq!(team.take(Command::MoveTo(b, plans)), Err(Refusal::Unchanged));
    assert_eq!(team.take(Command::MoveTo(b, SlotId(NOBODY.0))), Err(Refusal::NoSlot));
    assert_eq!(team.take(Command::MoveTo(NOBODY, plans)), Err(Refusal::NoEntry));
    team.undo();
    assert_eq!(team.outline("News"), ["a", "  b", "    c", "d"]);
    assert_eq!(team.outline("Plans"), ["x"]);
}

#[test]
fn what_stood_under_a_removed_entry_stays_one_level_up() {
    let mut team = Sitting::one_day();
    team.say("News", &["a", "b", "  c", "    d", "  e", "f"]);
    team.take(Command::Remove(team.entry("b"))).unwrap();
    assert_eq!(team.outline("News"), ["a", "c", "  d", "e", "f"]);
    assert_eq!(team.take(Command::Remove(NOBODY)), Err(Refusal::NoEntry));
    team.undo();
    assert_eq!(team.outline("News"), ["a", "b", "  c", "    d", "  e", "f"]);
    team.redo();
    assert_eq!(team.outline("News"), ["a", "c", "  d", "e", "f"]);
}

#[test]
fn a_person_joins_once() {
    let mut team = Sitting::one_day();
    let bo = Person { name: "Bo".to_owned(), ..Person::default() };
    team.take(Command::AddPerson(bo.clone())).unwrap();
    assert_eq!(team.take(Command::AddPerson(bo)), Err(Refusal::OnRoster("Bo".to_owned())));
    team.undo();
    assert!(team.meeting().people.is_empty());
}

#[test]
fn a_closed_meeting_refuses_everything_but_to_be_opened_again() {
    let mut team = Sitting::one_day();
    let entry = team.add("News", note("said"));
    let (news, plans) = (team.id("News"), team.id("Plans"));
    assert_eq!(team.take(Command::Reopen), Err(Refusal::NotClosed));
    team.take(Command::TakeUp(news)).unwrap();
    team.take_at("09:30", Command::Close).unwrap();
    assert_eq!(team.runs("News"), ["09:00–09:30"], "closing stops the clock");
    assert_eq!(team.meeting().closed, Some(wall("09:30")));
    let commands = [
        Command::TakeUp(news),
        Command::Pause,
        Command::CorrectStart(news, wall("09:01")),
        Command::Add { slot: news, after: None, lines: vec![(0, note("x"))] },
        Command::Revise(entry, note("x")),
        Command::Rekind(entry, Kind::Action),
        Command::SetStatus(entry, Status::Done),
        Command::Indent(entry),
        Command::Outdent(entry),
        Command::MoveUp(entry),
        Command::MoveDown(entry),
        Command::MoveTo(entry, plans),
        Command::Remove(entry),
        Command::AddPerson(Person::default()),
        Command::ReviseAgenda(Box::default()),
        Command::Close,
    ];
    for command in commands {
        assert_eq!(team.take(command.clone()), Err(Refusal::Closed), "{command:?}");
    }
    team.take(Command::Reopen).unwrap();
    assert_eq!(team.meeting().closed, None);
    assert!(team.runs("News").iter().all(|run| run == "09:00–09:30"), "no clock starts by itself");
}

#[test]
fn closing_is_not_taken_back_by_the_key_that_takes_back_edits() {
    let mut team = Sitting::one_day();
    team.say("News", &["said"]);
    team.take(Command::Close).unwrap();
    team.take(Command::Reopen).unwrap();
    team.undo();
    assert!(team.outline("News").is_empty());
    assert!(team.ledger.undo().is_none());
    assert_eq!(team.meeting().closed, None);
}

#[test]
fn a_new_act_ends_what_could_be_done_again() {
    let mut team = Sitting::one_day();
    team.say("News", &["a"]);
    team.undo();
    team.say("News", &["b"]);
    assert!(team.ledger.redo().is_none());
    assert_eq!(team.outline("News"), ["b"]);
}

#[test]
fn only_the_own_acts_are_taken_back() {
    let mut team = Sitting::one_day();
    team.say("News", &["mine"]);
    let theirs = Act {
        stamp: team.now,
        events: decide(
            team.meeting(),
            Command::Add { slot: team.id("News"), after: None, lines: vec![(0, note("theirs"))] },
            WriterId(0xb),
            &team.now,
        )
        .unwrap(),
        cause: Cause::Fresh,
        clears: None,
    };
    let opening = open(
        agenda(&[&["09:00 Welcome", "09:30 News", "10:00 Plans"]]),
        "id".into(),
        "team".into(),
        None,
        "America/Los_Angeles".into(),
        ANN,
    );
    let act = |events| Act { stamp: team.now, events, cause: Cause::Fresh, clears: None };
    let mine = Event::EntryAdded {
        entry: team.entry("mine"),
        slot: team.id("News"),
        after: None,
        depth: 0,
        content: Box::new(note("mine")),
    };
    let acts = [(ANN, 1, &act(vec![opening])), (ANN, 2, &act(vec![mine])), (WriterId(0xb), 1, &theirs)];
    team.ledger = Ledger::replay(acts, ANN);
    assert_eq!(team.outline("News"), ["mine", "theirs"]);
    assert_eq!(team.ledger.last_seq(), 2);
    team.undo();
    assert_eq!(team.outline("News"), ["theirs"]);
}

#[test]
fn every_refusal_is_a_sentence_for_the_scribe() {
    for refusal in [Refusal::Closed, Refusal::InTheFuture, Refusal::AfterItStopped, Refusal::OnRoster("Bo".into())] {
        let text = refusal.to_string();
        assert!(text.len() > 10 && !text.ends_with('.'), "{text}");
    }
}

#[test]
fn what_only_a_kind_shows_is_in_the_text_of_the_next() {
    let mut team = Sitting::one_day();
    let link = Content { kind: Kind::Link, link: Some("https://example.org/b".to_owned()), ..note("the plan B") };
    let speech = Content { kind: Kind::Speech, speaker: Some("Ann Lee".to_owned()), ..note("it is warm") };
    let ballot = Ballot { choice: Choice::For, voters: vec!["Ann Lee".to_owned()], others: 2 };
    let vote = Content { kind: Kind::Vote, votes: vec![ballot], ..note("gladly") };
    for (content, text) in [
        (link, "the plan B (https://example.org/b)"),
        (speech, "Ann Lee: it is warm"),
        (vote, "+1 Ann Lee, 2 more — gladly"),
    ] {
        let entry = team.add("News", content.clone());
        let says = |team: &Sitting| team.slot("News").entries.last().map(crate::meeting::Entry::content);
        team.take(Command::Rekind(entry, Kind::Note)).unwrap();
        assert_eq!(says(&team), Some(note(text)));
        team.undo();
        assert_eq!(says(&team), Some(content));
    }
}
