//! Lines that do something instead of becoming an entry: each is one act, named, and taken back by one key.

use minutebook::meeting::{CarriedItem, Command, EntryId, Id, ItemRef, Role, Status, WriterId};

use crate::script::{Screen, plan};

/// What a line says before Enter, the notice after it, and what stands in the line then.
fn entered(screen: &mut Screen, line: &str) -> (String, String, String) {
    screen.typed(line);
    let preview = screen.preview();
    screen.press("enter");
    (preview, screen.notice().to_owned(), screen.line().to_owned())
}

fn does(screen: &mut Screen, line: &str, preview: &str, notice: &str) {
    assert_eq!(entered(screen, line), (preview.to_owned(), notice.to_owned(), String::new()), "{line}");
}

/// The line stays in the composer, and nothing was written.
fn is_refused(screen: &mut Screen, line: &str, why: &str) {
    let acts = screen.acts.len();
    let (preview, notice, left) = entered(screen, line);
    assert!(preview.to_lowercase().contains(&why.to_lowercase()), "{line}: {preview}");
    assert_eq!((notice.as_str(), left.as_str(), screen.acts.len()), (why, line, acts), "{line}");
    screen.press("ctrl-u");
}

/// It is so already: nothing was written, and the next line begins anew.
fn is_so_already(screen: &mut Screen, line: &str, why: &str) {
    let acts = screen.acts.len();
    let (preview, notice, left) = entered(screen, line);
    assert!(preview.to_lowercase().contains(&why.to_lowercase()), "{line}: {preview}");
    assert_eq!((notice.as_str(), left.as_str(), screen.acts.len()), (why, "", acts), "{line}");
}

/// One key takes the order back, whatever it was.
fn taken_back(screen: &mut Screen, what: &str) {
    screen.press("ctrl-z");
    assert!(screen.notice().starts_with(&format!("Took back {what}")), "{}", screen.notice());
}

#[test]
fn all_and_everybody_are_the_whole_roster_and_nobody_of_that_name() {
    let mut screen = Screen::open();
    screen.lines(&["present+ all"]);
    let roster: Vec<String> = screen.model.meeting().people.iter().map(|person| person.name.clone()).collect();
    assert!(roster.len() > 1 && !roster.iter().any(|name| name == "all"), "{roster:?}");
    assert!(roster.iter().all(|name| screen.model.meeting().is_present(name)));
    screen.lines(&["present- Everybody"]);
    assert!(!roster.iter().any(|name| screen.model.meeting().is_present(name)));
    assert_eq!(screen.model.meeting().people.len(), roster.len());
    let mut agenda = plan(&[&["09:00 Opening"]]);
    agenda.people.clear();
    let mut nobody = Screen::of(agenda);
    nobody.typed("present+ all").press("enter");
    assert_eq!((nobody.line(), nobody.model.meeting().people.len()), ("present+ all", 0), "nobody is meant");
}

#[test]
fn people_come_and_go_with_their_times() {
    let mut screen = Screen::open();
    screen.wait(12 * 60);
    does(
        &mut screen,
        "present+ Bo Chen, Ann Lee",
        "attendance · Bo Chen, Ann Lee are here from now",
        "Bo Chen, Ann Lee are here since 09:12",
    );
    screen.wait(60);
    does(&mut screen, "present- Bo", "attendance · Bo Chen left just now", "Bo Chen left at 09:13");
    does(&mut screen, "regrets+ Jim", "attendance · Jim Botha sends regrets", "Jim Botha sends regrets");
    let meeting = screen.model.meeting();
    assert!(meeting.is_present("Ann Lee") && !meeting.is_present("Bo Chen"));
    assert!(meeting.attendance_of("Jim Botha").unwrap().regrets);
    assert_eq!(screen.outline(), [""; 0], "no order becomes an entry");
    taken_back(&mut screen, "when Jim Botha was there");
    taken_back(&mut screen, "when Bo Chen was there");
    assert!(screen.model.meeting().is_present("Bo Chen"));
    taken_back(&mut screen, "when");
    assert!(!screen.model.meeting().is_present("Ann Lee") && screen.model.meeting().attendance.is_empty());
    screen.press("ctrl-y ctrl-y");
    assert!(screen.model.meeting().is_present("Ann Lee"));
}

#[test]
fn somebody_unknown_joins_the_roster_by_coming() {
    let mut screen = Screen::open();
    screen.typed("present+ Zed Zoo");
    assert_eq!(screen.preview(), "attendance · Zed Zoo is here from now · Zed Zoo joins the roster");
    screen.press("enter").typed("! zed — draft");
    assert_eq!(screen.preview(), "action item · Zed Zoo · no date");
}

#[test]
fn who_is_there_already_costs_the_others_nothing() {
    let mut screen = Screen::open();
    screen.lines(&["present+ Ann"]);
    does(&mut screen, "present+ Ann, Bo", "attendance · Bo Chen is here from now", "Bo Chen is here since 09:00");
    is_so_already(&mut screen, "present+ Bo", "Bo Chen is there already");
    // Who was never noted as there has gone all the same: that is kept as it was said.
    assert_eq!(entered(&mut screen, "present- Jim").0, "note · Jim Botha is not there");
    assert_eq!(screen.outline(), ["present- Jim"]);
}

#[test]
fn a_name_that_fits_several_is_refused_and_stays_in_the_line() {
    let mut agenda = crate::script::usual();
    agenda.people.push(minutebook::meeting::Person { name: "Jim Dann".to_owned(), ..Default::default() });
    let mut screen = Screen::of(agenda);
    is_refused(&mut screen, "present+ Jim", "Jim fits Jim Botha and Jim Dann: say which");
    is_refused(&mut screen, "q+ Jim", "Jim fits Jim Botha and Jim Dann: say which");
}

#[test]
fn nobody_named_means_the_scribe() {
    let mut screen = Screen::open();
    is_refused(&mut screen, "present+", "Say who");
    does(&mut screen, "scribe+ Bo", "attendance · Bo Chen takes the minutes", "Bo Chen takes the minutes");
    does(&mut screen, "#here", "attendance · Bo Chen is here from now", "Bo Chen is here since 09:00");
}

#[test]
fn the_chair_and_the_scribe_can_change() {
    let mut screen = Screen::open();
    does(&mut screen, "chair: Fritz", "attendance · Fritz Moeller chairs", "Fritz Moeller chairs");
    assert_eq!(screen.model.meeting().holders(Role::Chair), ["Fritz Moeller"]);
    screen.lines(&["scribe+ Bo", "scribe+ Jim"]);
    assert_eq!(screen.model.meeting().holders(Role::Scribe), ["Bo Chen", "Jim Botha"]);
    taken_back(&mut screen, "who takes the minutes");
    assert_eq!(screen.model.meeting().holders(Role::Scribe), ["Bo Chen"]);
}

#[test]
fn a_topic_opens_a_slot_behind_the_running_one_and_brings_it_on_screen() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(60).press("alt-down alt-down").typed("Topic: Fire drill");
    assert_eq!(screen.preview(), "topic · opens the slot “Fire drill” and starts its clock");
    screen.press("enter");
    assert_eq!((screen.viewed(), screen.running(), screen.line()), ("Fire drill", Some("Fire drill"), ""));
    let titles: Vec<&str> = screen.model.meeting().slots().map(|slot| slot.plan.title.as_str()).take(3).collect();
    assert_eq!(titles, ["Welcome", "Fire drill", "Middleware"]);
    screen.lines(&["everybody out"]);
    assert_eq!(screen.outline(), ["everybody out"]);
    taken_back(&mut screen, "a line");
    taken_back(&mut screen, "the slot Fire drill");
    assert_eq!(screen.running(), Some("Welcome"), "its time comes back");
}

#[test]
fn a_length_behind_a_topic_is_planned_for_it_as_in_an_agenda() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(60).typed("Topic: Extra (15m)");
    assert_eq!(screen.preview(), "topic · opens the slot “Extra”, 15 min, and starts its clock");
    screen.press("enter").lines(&["/open Last things (5 min)"]);
    let opened = || screen.model.meeting().slots().filter(|slot| slot.unplanned);
    let opened: Vec<_> = opened().map(|slot| (slot.plan.title.as_str(), slot.plan.minutes)).collect();
    assert_eq!(opened, [("Extra", Some(15)), ("Last things", Some(5))]);
}

#[test]
fn a_proposal_is_voted_on_and_settled_with_its_count() {
    let mut screen = Screen::open();
    screen.lines(&["PROPOSED: Drop generation 2"]);
    does(&mut screen, "+1 Ann, Bo", "vote · on “Drop generation 2” · 2 for", "2 for: Drop generation 2");
    does(
        &mut screen,
        "-1 Jim",
        "vote · on “Drop generation 2” · 2 for, 1 against",
        "2 for, 1 against: Drop generation 2",
    );
    assert_eq!(screen.outline()[0], "proposal: Drop generation 2");
    assert!(screen.outline()[1..].iter().all(|line| line.starts_with("  vote: ")), "{:?}", screen.outline());
    does(
        &mut screen,
        "RESOLVED",
        "decision · settles the proposal “Drop generation 2” · 2 for, 1 against",
        "Decided, 2 for, 1 against: Drop generation 2",
    );
    assert_eq!(screen.outline()[0], "= Drop generation 2");
    taken_back(&mut screen, "a change");
    assert_eq!(screen.outline()[0], "proposal: Drop generation 2");
}

#[test]
fn a_resolution_in_like_words_settles_the_proposal_and_in_others_is_a_decision_of_its_own() {
    let mut screen = Screen::open();
    screen.lines(&["PROPOSAL: drop generation 2 in March"]).typed("RESOLVED: Drop generation 2 in April");
    assert_eq!(screen.preview(), "decision · settles the proposal “drop generation 2 in March”");
    screen.press("enter");
    assert_eq!(screen.outline(), ["= Drop generation 2 in April"]);
    screen.lines(&["PROPOSAL: meet weekly"]).typed("AGREED: thanks to the hosts");
    assert_eq!(screen.preview(), "decision · other words than the open proposal “meet weekly”");
    screen.press("enter");
    assert_eq!(screen.outline(), ["= Drop generation 2 in April", "proposal: meet weekly", "= thanks to the hosts"]);
    screen.lines(&["#rejected"]);
    assert_eq!(screen.outline()[1], "= Rejected: meet weekly");
}

#[test]
fn of_several_open_proposals_a_resolution_settles_the_one_that_says_the_same() {
    let mut screen = Screen::open();
    screen.lines(&["PROPOSED: drop generation 2", "+1 Ann", "PROPOSED: drop the old forum", "+1 Bo", "-1 Jim"]);
    does(
        &mut screen,
        "RESOLVED: Drop generation 2",
        "decision · settles the proposal “drop generation 2” · 1 for",
        "Decided, 1 for: drop generation 2",
    );
    let first = |screen: &Screen, entry: usize| screen.outline()[entry].clone();
    assert_eq!(
        (first(&screen, 0), first(&screen, 2)),
        ("= Drop generation 2".to_owned(), "proposal: drop the old forum".to_owned())
    );
    does(
        &mut screen,
        "RESOLVED",
        "decision · settles the proposal “drop the old forum” · 1 for, 1 against",
        "Decided, 1 for, 1 against: drop the old forum",
    );
}

#[test]
fn of_proposals_in_the_same_words_the_last_is_settled() {
    let mut screen = Screen::open();
    screen.lines(&["PROPOSED: meet weekly", "PROPOSED: meet weekly", "AGREED: meet weekly"]);
    assert_eq!(screen.outline(), ["proposal: meet weekly", "= meet weekly"]);
}

#[test]
fn a_vote_on_nothing_is_a_note_and_says_so() {
    let mut screen = Screen::open();
    screen.typed("+1 Ann");
    assert_eq!(screen.preview(), "note · no proposal to vote on in this slot");
    screen.press("enter").lines(&["RESOLVED"]);
    assert_eq!(screen.outline(), ["+1 Ann", "RESOLVED"]);
}

#[test]
fn votes_that_come_late_count_for_the_decision() {
    let mut screen = Screen::open();
    screen.lines(&["PROPOSED: x y", "+1 Ann", "RESOLVED", "and on we go"]);
    does(&mut screen, "+1 Bo", "vote · on “x y” · 2 for", "2 for: x y");
    assert_eq!(screen.outline().last().unwrap(), "and on we go");
}

#[test]
fn action_items_are_ticked_and_opened_by_number() {
    let mut screen = Screen::open();
    screen.lines(&["! jim — draft", "! bo — test"]);
    does(&mut screen, "close action-2", "command · action item 2 is done: test", "Action item 2 is done: test");
    is_so_already(&mut screen, "done 2", "Action item 2 is done already");
    is_refused(&mut screen, "done 20", "There is no action item 20");
    let status = |screen: &Screen| screen.model.meeting().action_numbered(2).unwrap().1.as_action().unwrap().status;
    assert_eq!(status(&screen), Status::Done);
    screen.lines(&["reopen 2"]);
    assert_eq!(status(&screen), Status::Open);
    screen.press("ctrl-z ctrl-z");
    assert_eq!((status(&screen), screen.outline().len()), (Status::Open, 2));
}

#[test]
fn speakers_wait_in_a_queue_and_get_the_floor() {
    let mut screen = Screen::open();
    screen.press("ctrl-n");
    is_so_already(&mut screen, "ack", "Nobody waits to speak");
    does(&mut screen, "q+ Ann, Bo", "command · Ann Lee, Bo Chen wait to speak", "Ann Lee, Bo Chen wait to speak");
    does(&mut screen, "ack Ann", "command · Ann Lee has the floor", "Ann Lee has the floor");
    does(&mut screen, "q?", "queue · Ann Lee speaks · next Bo Chen", "Ann Lee speaks · next Bo Chen");
    does(&mut screen, "q- Bo", "command · Bo Chen no longer waits to speak", "Bo Chen no longer waits to speak");
    assert!(screen.model.meeting().queue.is_empty());
    taken_back(&mut screen, "the queue");
    assert_eq!(screen.model.meeting().queue, ["Bo Chen"]);
    assert_eq!(screen.slot("Welcome").speaking().unwrap().name, "Ann Lee");
}

#[test]
fn words_that_an_order_leaves_over_stand_as_a_note_in_the_same_act() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("tab");
    does(
        &mut screen,
        "q+ Ann to ask about DM-12",
        "command · Ann Lee waits to speak · and the line as a note",
        "Ann Lee waits to speak; the line is a note",
    );
    assert_eq!(
        (screen.outline(), &screen.model.meeting().queue),
        (vec!["a".to_owned(), "  q+ Ann to ask about DM-12".to_owned()], &vec!["Ann Lee".to_owned()])
    );
    assert_eq!(screen.slot("Welcome").entries[1].tickets, ["DM-12"]);
    screen.press("ctrl-z");
    assert_eq!((screen.outline(), screen.model.meeting().queue.len()), (vec!["a".to_owned()], 0));
    screen.press("ctrl-y");
    assert_eq!((screen.outline().len(), screen.model.meeting().queue.len()), (2, 1));
    // What she wants to ask is said all the same.
    assert_eq!(entered(&mut screen, "q+ Ann to ask again").0, "note · Ann Lee waits already");
    assert_eq!(screen.outline().last().map(|line| line.trim()), Some("q+ Ann to ask again"));
}

#[test]
fn the_phrases_of_the_bots_do_what_they_say() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").lines(&["next agendum"]);
    assert_eq!((screen.running(), screen.line()), (Some("Middleware"), ""));
    screen.typed("give this item 10 minutes");
    assert_eq!(screen.preview(), "command · gives 10 more min to Middleware");
    screen.press("enter");
    assert_eq!(screen.slot("Middleware").given, 10);
    screen.typed("take up agendum 99");
    assert!(screen.preview().starts_with("command · "), "{}", screen.preview());
    screen.press("enter");
    assert_eq!(screen.line(), "take up agendum 99", "what cannot be done stays");
    screen.press("ctrl-u").lines(&["next", "pause"]);
    assert_eq!(screen.outline(), ["next", "pause"], "a bare word is a note");
}

#[test]
fn speech_goes_on_only_after_somebody_spoke() {
    let mut screen = Screen::open();
    screen.typed("... and so on");
    assert_eq!(screen.preview(), "note · nobody spoke before it in this slot");
    screen.press("enter").typed("Ann: we begin");
    assert_eq!(screen.preview(), "speech · Ann Lee");
    screen.press("enter").typed("… and end");
    assert_eq!(screen.preview(), "speech · Ann Lee goes on");
    screen.press("enter");
    assert_eq!(screen.outline(), ["... and so on", "speech: we begin", "speech: and end"]);
}

#[test]
fn between_fences_every_line_is_taken_as_it_stands() {
    let mut screen = Screen::open();
    screen.typed("```");
    assert_eq!(screen.preview(), "verbatim · every line as it stands until ```");
    screen.press("enter");
    assert_eq!((screen.preview().as_str(), screen.outline().len()), ("verbatim · until a line ```", 0));
    screen.typed("! not an action");
    assert_eq!(screen.preview(), "verbatim · until a line ```");
    screen.press("enter").lines(&["s/not/now/", "present+ Ann"]).press("alt-down").lines(&["! elsewhere"]);
    screen.press("alt-up").lines(&["```", "! draft"]);
    assert_eq!(screen.outline(), ["! not an action", "s/not/now/", "present+ Ann", "! draft"]);
    let kinds: Vec<&str> = screen.slot("Welcome").entries.iter().map(|entry| entry.kind.word()).collect();
    assert_eq!(kinds, ["note", "note", "note", "action"]);
    assert_eq!(screen.slot("Middleware").entries[0].kind.word(), "action", "a fence is its slot's alone");
}

#[test]
fn a_paste_never_does_anything() {
    let mut screen = Screen::open();
    screen.lines(&["PROPOSED: x"]).paste(
        "present+ Ann\nTopic: Fire\ns/x/y/\n+1 Ann\nnext agendum\nRESOLVED: so be it\n! jim — draft\n```\n= as it stands\n```\n",
    );
    assert_eq!(
        screen.outline(),
        [
            "proposal: x",
            "present+ Ann",
            "Topic: Fire",
            "s/x/y/",
            "+1 Ann",
            "next agendum",
            "= so be it",
            "! Jim Botha — draft",
            "= as it stands"
        ]
    );
    let last = screen.slot("Welcome").entries.last().unwrap();
    assert_eq!(last.kind.word(), "note");
    assert!(screen.model.meeting().attendance.is_empty() && screen.running().is_none());
}

#[test]
fn a_line_that_begins_with_a_paste_does_nothing_but_a_pasted_word_may_be_part_of_an_order() {
    let mut screen = Screen::open();
    screen.lines(&["the colour"]).paste("present+ Ann");
    assert_eq!(screen.preview(), "note · a paste does nothing");
    screen.press("enter").typed("s/colour/").paste("color").typed("/").press("enter");
    assert_eq!(screen.outline(), ["the color", "present+ Ann"]);
    screen.paste("x").press("ctrl-u").lines(&["present+ Ann"]);
    assert!(screen.model.meeting().is_present("Ann Lee"), "what is typed anew is no paste");
}

#[test]
fn an_entry_under_edit_is_never_a_command() {
    let mut screen = Screen::open();
    screen.lines(&["a note"]).press("up enter ctrl-u").typed("present+ Ann").press("enter");
    assert_eq!(screen.outline(), ["present+ Ann"]);
    assert!(screen.model.meeting().attendance.is_empty());
    screen.press("esc").lines(&["b"]).press("up enter ctrl-u").typed("s/present/absent/").press("enter");
    assert_eq!(screen.outline(), ["present+ Ann", "s/present/absent/"]);
}

#[test]
fn a_half_typed_order_becomes_a_note_on_closing_and_is_not_done() {
    let mut screen = Screen::open();
    screen.lines(&["x"]).typed("s/x/y/").press("ctrl-q c");
    assert_eq!(screen.outline(), ["x", "s/x/y/"]);
}

#[test]
fn an_order_keeps_the_level_of_the_line() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("tab").lines(&["b", "present+ Ann", "c"]);
    assert_eq!(screen.outline(), ["a", "  b", "  c"]);
}

#[test]
fn an_entry_of_any_kind_is_edited_as_the_line_it_could_have_been() {
    for line in [
        "PROPOSED: drop it",
        "Ann: we begin",
        "#idea a hat",
        "#info rain",
        "https://example.org/x",
        "Subtopic: hats",
        "! jim — draft p2 due 2019-11-29",
    ] {
        let mut screen = Screen::open();
        screen.lines(&[line]);
        let before = screen.slot("Welcome").entries[0].content();
        screen.press("up enter").typed("!").press("enter");
        let after = screen.slot("Welcome").entries[0].content();
        assert_eq!(after.kind, before.kind, "{line}");
        assert_eq!((after.owners, after.speaker), (before.owners, before.speaker), "{line}");
        screen.press("esc").press("ctrl-z");
        assert_eq!(screen.slot("Welcome").entries[0].kind, before.kind, "{line}");
    }
}

/// Action-12 of the meeting before.
fn earlier() -> CarriedItem {
    let entry = EntryId(Id { writer: WriterId(0xc), n: 7 });
    CarriedItem {
        item: ItemRef { meeting: Some("before".to_owned()), entry },
        number: 12,
        text: "draft the plan".to_owned(),
        owners: vec!["Ann Lee".to_owned()],
        due: None,
        priority: None,
        tickets: vec![],
        raised: None,
        title: "Team, a week before".to_owned(),
        topic: "Plans".to_owned(),
        carried: 0,
    }
}

#[test]
fn what_became_of_an_earlier_meetings_item_is_a_line_of_the_slot_on_screen() {
    let mut screen = Screen::open();
    screen.other(|_| Some(Command::Carry(vec![earlier()], 13)));
    screen.typed("close action-1");
    assert!(screen.preview().contains("takes action-12"), "{}", screen.preview());
    screen.press("ctrl-u");
    does(
        &mut screen,
        "close action-12",
        "command · action item 12 is done: draft the plan · from Team, a week before",
        "Action item 12 is done: draft the plan",
    );
    assert_eq!(screen.outline(), ["action-12 (draft the plan): done"]);
    let stands = |screen: &Screen| screen.model.meeting().carried_items()[0].1.status;
    assert_eq!(stands(&screen), Status::Done);
    is_so_already(&mut screen, "action-12 done", "Action item 12 is done already");
    screen.press("ctrl-z");
    assert_eq!((stands(&screen), screen.outline().len()), (Status::Open, 0));
    is_refused(&mut screen, "close action-11", "There is no action item 11");
    screen.lines(&["! Ann Lee — print it", "done 13"]);
    assert_eq!(screen.model.meeting().action_numbered(13).unwrap().1.as_action().unwrap().status, Status::Done);
}
