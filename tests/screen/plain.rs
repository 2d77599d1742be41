//! The meeting line by line: what each line is answered, and that the same acts come of it as on the screen.
//!
//! The model is the screen's, so its rules are not tested again. Not here: reading lines and a terminal (see `meeting_live`).

use std::cmp::Ordering;

use minutebook::app::search::Answer;
use minutebook::app::{Effect, Ending, Msg, Plain, Prompt, ReadOnly, Reply, Saved, Settings, Snippet, VERBS, update};
use minutebook::meeting::search::{Found, Hit, Place};
use minutebook::meeting::{Act, Command, Kind};
use proptest::prelude::*;

use crate::script::{Screen, moment, plan, usual};

/// Somebody who listens.
struct Listener {
    screen: Screen,
    plain: Plain,
    acts: Vec<Act>,
    ended: Option<Ending>,
}

impl Listener {
    fn at(mut screen: Screen) -> Self {
        let mut plain = Plain::new(Prompt::Full);
        plain.begin(&mut screen.model, true);
        Self { screen, plain, acts: vec![], ended: None }
    }

    fn open() -> Self {
        Self::at(Screen::of(usual()))
    }

    fn take(&mut self, line: &str) -> Reply {
        let reply = self.plain.take(&mut self.screen.model, line);
        self.keep(&reply);
        reply
    }

    fn keep(&mut self, reply: &Reply) {
        for effect in &reply.effects {
            match effect {
                Effect::Append(act) => self.acts.push(act.clone()),
                Effect::Quit(how) => self.ended = Some(*how),
                _ => {}
            }
        }
    }

    /// What a line is answered.
    fn hears(&mut self, line: &str) -> String {
        self.take(line).lines.join("\n")
    }

    /// It is so many seconds after nine.
    fn wait(&mut self, seconds: i64) {
        update(&mut self.screen.model, Msg::Now(moment(seconds)));
    }

    fn prompt(&self) -> String {
        self.plain.prompt(&self.screen.model)
    }
}

#[test]
fn a_line_is_answered_by_what_it_became() {
    let mut listener = Listener::open();
    for (line, answer) in [
        ("/next", "Now Welcome, 0 of 45 min, chair Ann Lee, 2 talking points"),
        ("Quorum is there", "Note"),
        ("- by phone", "Note, level 2"),
        ("--- too deep", "Note, level 3"),
        ("! Jim Botha -- write it", "Action item 1, Jim Botha, no date"),
        ("! Bo — call them due 2019-11-29", "Action item 2, Bo Chen, due Fri 29 Nov"),
        ("= We go", "Decision"),
        ("? Who pays", "Open question"),
        ("s/Quorum/A quorum/", "Corrected: A quorum is there (/undo takes it back)"),
        ("/undo", "Took back a change: Quorum is there"),
        ("/next", "Now Middleware, 0 of 45 min, chair Ann Lee"),
        (
            "/jump welcome",
            "Looking at Welcome, held 0 min, chair Ann Lee, 2 talking points, 7 lines; the clock runs on Middleware",
        ),
        ("/done 1", "Done: write it"),
        ("/etc/passwd is full", "Note"),
        ("\\/next", "Note"),
    ] {
        assert_eq!(listener.hears(line), answer, "{line}");
    }
}

#[test]
fn the_prompt_says_where_one_is() {
    let mut listener = Listener::open();
    assert_eq!(listener.prompt(), "Welcome, 45 min planned > ");
    listener.take("/next");
    listener.wait(13 * 60);
    assert_eq!(listener.prompt(), "Welcome, 13 of 45 min > ");
    listener.wait(48 * 60);
    assert_eq!(listener.prompt(), "Welcome, 48 of 45 min, 3 over > ");
    listener.take("/after");
    assert_eq!(listener.prompt(), "Middleware, clock on Welcome > ");
    listener.take("/back");
    listener.take("/pause");
    assert_eq!(listener.prompt(), "Welcome, paused at 48 of 45 min, 3 over > ");
    listener.screen.model.saved = Saved::Failing { why: "no room".to_owned(), unsaved: 2 };
    assert!(listener.prompt().starts_with("NOT SAVED, Welcome"));
    assert_eq!(listener.hears("/prompt short"), "The prompt is short");
    assert_eq!(listener.prompt(), "NOT SAVED, > ");
    listener.take("/prompt none");
    assert_eq!(listener.prompt(), "");
}

#[test]
fn the_same_lines_make_the_same_acts_as_on_the_screen() {
    let lines = [
        (0, "Quorum is there"),
        (1, "by phone"),
        (0, "! Jim Botha — write it due 2019-11-29"),
        (0, "= We go"),
        (0, "s/Quorum/A quorum/"),
        (0, "present+ Bo"),
        (0, "q+ Jim"),
        (0, "\\/next"),
        (0, "?? Shall we"),
        (0, "+1 Ann, Bo"),
        (0, "! find a room @Nobody Known"),
        (0, "Ann: I am late"),
    ];
    let mut screen = Screen::open();
    screen.press("ctrl-n");
    let mut depth = 0;
    for (wanted, line) in lines {
        screen.press(match wanted.cmp(&depth) {
            Ordering::Greater => "tab",
            Ordering::Less => "shift-tab",
            Ordering::Equal => "",
        });
        depth = wanted;
        screen.typed(line).press("enter");
    }
    for verb in ["done 1", "give 10", "skip plans", "topic Extra (15m)", "undo", "next"] {
        screen.press("/").typed(verb).press("enter");
    }
    screen.press("ctrl-q").typed("c");

    let mut listener = Listener::open();
    listener.take("/next");
    for (depth, line) in lines {
        let reply = listener.take(&format!("{}{line}", "  ".repeat(depth)));
        assert!(!reply.refused && reply.lines.len() == 1, "{line}: {:?}", reply.lines);
    }
    for verb in ["done 1", "give 10", "skip plans", "topic Extra (15m)", "undo", "next"] {
        listener.take(&format!("/{verb}"));
    }
    listener.take("/close");
    listener.take("c");
    assert_eq!((screen.ended, listener.ended), (Some(Ending::Closed), Some(Ending::Closed)));
    let facts = |acts: &[Act]| -> Vec<String> {
        acts.iter().map(|act| format!("{:?} {:?} {:?}", act.cause, act.clears, act.events)).collect()
    };
    // The screen has the act that opened the meeting before.
    similar(&facts(&screen.acts[1..]), &facts(&listener.acts));
}

/// The same act by act, so that a difference is shown where it is.
#[track_caller]
fn similar(one: &[String], other: &[String]) {
    for (one, other) in one.iter().zip(other) {
        assert_eq!(one, other);
    }
    assert_eq!(one.len(), other.len());
}

#[test]
fn every_word_of_the_key_table_is_answered_and_no_answer_names_a_key() {
    let mut faults = vec![];
    for verb in VERBS.iter().filter(|verb| verb.scope.is_of_meeting()) {
        for argument in ["", " 1", " nonsense there is"] {
            let mut listener = Listener::open();
            listener.take("/next");
            listener.take("! Jim Botha -- write it");
            let line = format!("/{}{argument}", verb.name);
            let answer = listener.hears(&line).replace("Ctrl-D leaves the meeting open", "");
            // What came of an editor is said when that has ended.
            let edits = matches!(verb.name, "notes.edit-outside" | "config.edit");
            if answer.is_empty() && !edits {
                faults.push(format!("{line} is not answered"));
            }
            let keys = ["Ctrl-", "Alt-", "Esc", "F1", "↑", "↓", "→", "·"];
            faults
                .extend(keys.iter().filter(|key| answer.contains(**key)).map(|key| format!("{line}, {key}: {answer}")));
            // Whatever it asked, an empty line leads out of it.
            for _ in 0..3 {
                listener.take("");
            }
            let model = &listener.screen.model;
            if model.overlay.is_some() || model.editing.is_some() {
                faults.push(format!("{line} asks for ever"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_slip_after_a_slash_is_no_note_and_says_what_was_meant() {
    let mut listener = Listener::open();
    let reply = listener.take("/nxet");
    assert!(reply.refused);
    let why = "No command is called nxet, did you mean /next? With a backslash before it the line is a note";
    assert_eq!(reply.lines, [why]);
    assert!(listener.acts.is_empty());
}

#[test]
fn what_is_refused_says_so_and_is_not_in_the_notes() {
    let mut listener = Listener::open();
    listener.take("one line");
    let reply = listener.take("s/one/two");
    assert!(reply.refused);
    assert!(reply.lines[0].contains("The last `/` is missing"), "{:?}", reply.lines);
    assert_eq!(listener.acts.len(), 1);
    assert_eq!(listener.hears("/notes"), "Welcome, 1 line\n1 note: one line");
}

#[test]
fn a_line_is_named_by_its_number_or_is_the_last_one() {
    let mut listener = Listener::open();
    for line in ["first", "second", "third"] {
        listener.take(line);
    }
    assert_eq!(listener.hears("/entry.deeper"), "Level 2, note: third");
    assert_eq!(listener.hears("/edit 2 ! Jim Botha -- second"), "Action item 1, open, Jim Botha: second");
    assert_eq!(listener.hears("/edit 1"), "It is: first\nType the new text; an empty line keeps it as it is");
    assert_eq!(listener.prompt(), "new text > ");
    assert_eq!(listener.hears("the first"), "Note: the first");
    assert_eq!(listener.hears("/remove 9"), "There is no line 9 here; /notes reads them");
    assert_eq!(listener.hears("/move 3 middleware"), "Moved to Middleware");
    assert_eq!(
        listener.hears("/notes"),
        "Welcome, 2 lines\n1 note: the first\n2 action item 1, open, Jim Botha: second"
    );
    assert_eq!(listener.hears("/notes middleware"), "Middleware, 1 line\n1 note: third");
    assert_eq!(listener.hears("/up"), "2 of 2, action item 1, open, Jim Botha: second");
    assert_eq!(listener.hears("/up"), "1 of 2, note: the first");
    assert_eq!(listener.hears("/down"), "2 of 2, action item 1, open, Jim Botha: second");
    assert!(listener.hears("/remove").starts_with("Removed (/undo brings it back)"));
}

#[test]
fn a_question_is_answered_by_the_next_line_and_left_by_an_empty_one() {
    let mut listener = Listener::open();
    let asked = listener.hears("/jump");
    assert!(asked.starts_with("1 Welcome\n2 Middleware\nBreak\n"), "{asked}");
    assert_eq!(listener.prompt(), "Jump to > ");
    assert!(listener.hears("nowhere").starts_with("No slot has “nowhere” in its title"));
    assert!(listener.hears("2").starts_with("Looking at Middleware"));
    assert!(listener.hears("/give").contains("Say minutes, as 10 or -5"));
    assert!(listener.hears("ten").contains("“ten” is no number of minutes"));
    assert_eq!(listener.hears("10"), "Middleware has 10 min more: 55 min in all");
    listener.take("/give");
    assert_eq!(listener.hears(""), "As it was");
    listener.take("/give");
    assert!(listener.hears("/where").contains("Looking at Middleware"), "a command leaves the question");
    assert_eq!(listener.prompt(), "Middleware, 55 min planned > ");
}

#[test]
fn the_close_out_goes_row_by_row_and_closing_asks() {
    let mut listener = Listener::open();
    listener.take("/next");
    listener.take("! write it");
    let first = listener.hears("/closeout");
    assert!(
        first.starts_with("1 of 6, Action item 1 has no owner: write it: 1 asks who owns it, 2 leaves it as it is"),
        "{first}"
    );
    let asked = "Gives an action item to somebody else: action-1 (write it). Say who: Ann, Ann and Bo, nobody";
    assert!(listener.hears("1").contains(asked));
    assert!(listener.hears("Bo").contains("2 of 6, Action item 1 has no date"));
    assert!(listener.hears("1").contains("Say a date: 2026-02-01, Friday, none"));
    assert!(listener.hears("2019-11-29").contains("3 of 6"), "the answer leads to the next row");
    listener.take("");
    assert_eq!(
        listener.hears("/actions"),
        "1 action item, 1 open\n1 open, Bo Chen: write it; due Fri 29 Nov, in Welcome"
    );
    let asked = listener.hears("/close");
    assert!(asked.contains("Slots not reached, 4: Middleware; Data; Plans; Close"), "{asked}");
    assert!(asked.ends_with("g goes through what is unfinished; an empty line stays"), "{asked}");
    assert_eq!(listener.hears("a line after all"), "Note", "any other line stays and is taken");
    listener.take("/leave");
    listener.take("l");
    assert_eq!(listener.ended, Some(Ending::Left));
}

#[test]
fn a_half_typed_line_of_the_screen_stays_half_typed() {
    let mut screen = Screen::open();
    screen.typed("half a thought");
    let mut plain = Plain::new(Prompt::Full);
    let said = plain.begin(&mut screen.model, false).join("\n");
    assert!(said.starts_with("Half typed in Welcome: half a thought"), "{said}");
    let mut listener = Listener { screen, plain, acts: vec![], ended: None };
    assert_eq!(listener.hears("another line"), "Note");
    listener.take("/next");
    listener.take("/next");
    let kept: Vec<String> = listener.screen.model.half_typed().into_iter().map(|draft| draft.text).collect();
    assert_eq!(kept, ["half a thought"]);
    assert!(listener.hears("/before").ends_with("half typed here: half a thought; the clock runs on Middleware"));
    assert!(listener.hears("/closeout").contains("Half typed in Welcome: half a thought: 1 adds it as a note"));
    listener.take("1");
    assert_eq!(listener.screen.model.half_typed(), []);
}

#[test]
fn a_paste_ends_with_a_dot_and_none_of_it_is_a_command() {
    let mut listener = Listener::open();
    listener.take("/paste");
    assert_eq!(listener.prompt(), "paste, a dot alone ends it > ");
    for line in ["- one", "  - two", "/next"] {
        assert!(listener.take(line).lines.is_empty());
    }
    assert_eq!(listener.hears("."), "Pasted 3 lines (/undo takes them back)");
    assert_eq!(listener.hears("/notes"), "Welcome, 3 lines\n1 note: one\n2 level 2, note: two\n3 note: /next");
    assert_eq!(listener.screen.running(), None);
}

#[test]
fn between_fences_every_line_is_taken_as_it_stands() {
    let mut listener = Listener::open();
    assert!(listener.hears("```").starts_with("Verbatim"));
    assert_eq!(listener.prompt(), "Welcome, 45 min planned, verbatim > ");
    listener.take("/next");
    listener.take("! no action item");
    assert!(listener.hears("```").contains("ends here"));
    assert_eq!(listener.hears("/notes"), "Welcome, 2 lines\n1 note: /next\n2 note: ! no action item");
}

#[test]
fn the_end_of_all_lines_leaves_the_meeting_open_and_asks_first_while_something_is_not_saved() {
    let mut listener = Listener::open();
    listener.take("/next");
    let reply = listener.plain.end(&mut listener.screen.model, false);
    listener.keep(&reply);
    assert_eq!((listener.ended, listener.screen.running()), (Some(Ending::Left), None));

    let mut listener = Listener::open();
    listener.screen.model.saved = Saved::Failing { why: "no room".to_owned(), unsaved: 2 };
    let reply = listener.plain.end(&mut listener.screen.model, false);
    listener.keep(&reply);
    let said = reply.lines.join("\n");
    assert!(
        said.starts_with("NOT SAVED, 2 acts are only in this program's memory: no room\nl once more, or Ctrl-D"),
        "{said}"
    );
    assert_eq!(listener.ended, None);
    let reply = listener.plain.end(&mut listener.screen.model, true);
    listener.keep(&reply);
    assert_eq!(listener.ended, Some(Ending::Left));
}

#[test]
fn what_is_not_saved_is_said_once_and_what_came_from_others_waits_for_the_prompt() {
    let mut listener = Listener::open();
    listener.screen.model.saved = Saved::Failing { why: "no room".to_owned(), unsaved: 1 };
    let alarm = listener.plain.alarm(&listener.screen.model).expect("an alarm");
    assert_eq!(alarm, "NOT SAVED, 1 act is only in this program's memory: no room; /elsewhere saves in another place");
    assert_eq!(listener.plain.alarm(&listener.screen.model), None);
    listener.screen.model.saved = Saved::Saved;
    assert_eq!(listener.plain.alarm(&listener.screen.model), None);
    assert_eq!(listener.plain.news(), ["Everything is saved again"]);
    listener.screen.other_adds("Welcome", &["From Bo"]);
    listener.plain.hear(&mut listener.screen.model);
    assert_eq!(listener.plain.news(), ["Bo Chen: 1 new entry in Welcome"]);
    assert_eq!(listener.hears("/notes"), "Welcome, 1 line\n1 note: From Bo; by Bo");
}

#[test]
fn nothing_is_taken_where_it_can_only_be_listened_to_and_enter_takes_over_from_a_program_that_ended() {
    let mut screen = Screen::of(usual());
    screen.model.read_only = Some(ReadOnly::Held { by: "process 7".to_owned(), gone: false });
    let mut listener = Listener::at(screen);
    for line in ["a note", "/next", "/undo", "/paste", "s/a/b/"] {
        let reply = listener.take(line);
        assert!(reply.refused, "{line}: {:?}", reply.lines);
    }
    assert!(listener.hears("/after").starts_with("Looking at Middleware"), "looking is free");
    assert!(listener.acts.is_empty());
    listener.screen.model.read_only = Some(ReadOnly::Held { by: "process 7".to_owned(), gone: true });
    let told = listener.plain.alarm(&listener.screen.model);
    assert_eq!(told.as_deref(), Some("The other program has ended: Enter takes over"));
    assert_eq!(listener.plain.alarm(&listener.screen.model), None);
    assert!(listener.take("").effects.contains(&Effect::TakeOver));
}

#[test]
fn a_meeting_that_another_scribe_has_closed_is_opened_by_enter_and_by_no_other_line() {
    let mut listener = Listener::open();
    listener.screen.other(|_| Some(Command::Close));
    listener.plain.hear(&mut listener.screen.model);
    assert_eq!(listener.plain.news(), ["The meeting was closed by another scribe"]);
    let why = "Not added: Another scribe has closed the meeting: Enter once more opens it again and adds the line";
    assert_eq!(listener.hears("one"), why);
    assert_eq!(listener.hears("two"), why, "it was another line");
    assert!(listener.acts.is_empty());
    assert!(listener.prompt().starts_with("closed, Welcome"));
    assert_eq!(listener.hears(""), "Note");
    assert_eq!(listener.hears("/notes"), "Welcome, 1 line\n1 note: two");
}

#[test]
fn the_time_is_told_at_the_next_prompt() {
    let mut listener = Listener::open();
    listener.take("/next");
    listener.wait(40 * 60);
    listener.plain.hear(&mut listener.screen.model);
    assert_eq!(listener.plain.news(), ["5 min left: Welcome"]);
    listener.plain.hear(&mut listener.screen.model);
    assert!(listener.plain.news().is_empty(), "once");
    listener.wait(46 * 60);
    listener.plain.hear(&mut listener.screen.model);
    assert_eq!(listener.plain.news(), ["Time is up: Welcome"]);
}

#[test]
fn what_was_found_is_said_when_it_is_there_and_the_next_line_is_a_note_all_the_same() {
    let mut listener = Listener::open();
    listener.screen.model.search.here = Some("here".to_owned());
    listener.take("Need a plan");
    let reply = listener.take("/search plan");
    assert_eq!(reply.lines, ["Looks for plan in all meetings"]);
    let question = reply.effects.iter().find_map(|effect| match effect {
        Effect::LookFor(question) => Some(question.number),
        _ => None,
    });
    assert!(listener.plain.looks() && listener.plain.found(&listener.screen.model).is_empty());
    assert_eq!(listener.hears("meanwhile a line"), "Note");
    let slot = listener.screen.slot("Welcome");
    let (slot, entry) = (slot.id, slot.entries[0].id);
    let of = |meeting: &str, title: &str, text: &str| Hit {
        meeting: meeting.to_owned(),
        title: title.to_owned(),
        series: None,
        date: "2019-09-02".parse().ok(),
        at: None,
        slot: None,
        topic: "Middleware".to_owned(),
        entry: None,
        place: Place::Entry(Kind::Decision),
        status: None,
        text: text.to_owned(),
        marks: vec![],
    };
    let mut own = of("here", "Team", "Need a plan");
    (own.slot, own.entry, own.place) = (Some(slot), Some(entry), Place::Entry(Kind::Note));
    let hits = vec![of("weekly", "Weekly", "The plan stands"), own];
    let found = Found { hits, count: 2, complete: true };
    let answer = Answer { number: question.expect("a question"), found, is_current: true };
    update(&mut listener.screen.model, Msg::Found(answer));
    assert_eq!(
        listener.plain.found(&listener.screen.model),
        [
            "Found 2 lines",
            "1 decision, 2 Sep 2019, Weekly, Middleware: The plan stands",
            "2 note, 2 Sep 2019, this meeting, Middleware: Need a plan"
        ]
    );
    assert!(listener.plain.found(&listener.screen.model).is_empty(), "once");
    listener.take("/after");
    let said = listener.hears("/found 2");
    assert!(said.starts_with("Looking at Welcome") && said.ends_with("\n1 note: Need a plan"), "{said}");
    assert!(listener.hears("/found 1").ends_with("The plan stands; minutebook show weekly reads that meeting"));
    assert!(listener.take("/found 3").refused);
    assert!(listener.take("/search").refused);
}

#[test]
fn a_snippet_is_filled_and_added() {
    let mut listener = Listener::open();
    let snippets = vec![Snippet::new("thanks", "{} was thanked"), Snippet::new("quorum", "A quorum is there")];
    listener.screen.model.set(Settings { snippets, ..Settings::default() });
    assert_eq!(listener.hears("/thanks Jim"), "Note");
    assert_eq!(listener.hears("/quorum"), "Note");
    assert!(listener.take("/thanks").refused);
    assert_eq!(listener.hears("/notes"), "Welcome, 2 lines\n1 note: Jim was thanked\n2 note: A quorum is there");
}

#[test]
fn long_texts_are_read_whole_and_slots_have_the_numbers_that_verbs_take() {
    let slots: &[&str] = &["09:00 Welcome", "09:30 Break", "10:00 Middleware"];
    let mut listener = Listener::at(Screen::of(plan(&[slots])));
    let long = "word ".repeat(400);
    listener.take(&long);
    assert_eq!(listener.hears("/notes"), format!("Welcome, 1 line\n1 note: {}", long.trim_end()));
    let read = listener.hears("/slots");
    assert_eq!(read.lines().nth(1), Some("Break, 09:30, break, 30 min planned"), "{read}");
    assert!(read.contains("\n2 Middleware, 10:00"), "{read}");
    listener.take("/jump 2");
    assert_eq!(listener.screen.viewed(), "Middleware");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 60, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_typed_a_line_is_in_the_notes_or_refused_and_every_act_is_written(
        lines in prop::collection::vec("(/(next|back|jump|jump 2|give|give 5|undo|redo|edit 1|edit|remove|kind|notes|closeout|close|catch-up|conflicts|settle|move|paste|up|down|review)|[a-z]{1,6}( [a-z]{1,4}){0,3}|[0-9]|[.]||- [a-z]{2,4}|! [a-z]{2,4}|n|p|/[a-z]{3})", 1..40)
    ) {
        let mut listener = Listener::open();
        for line in &lines {
            let (acts, open) = (listener.acts.len(), listener.screen.model.overlay.is_some() || listener.screen.model.editing.is_some());
            let pasting = listener.prompt().starts_with("paste");
            let reply = listener.take(line);
            if listener.ended.is_some() {
                break;
            }
            let is_note = line.starts_with(|sign: char| sign.is_ascii_lowercase()) && !open && !pasting;
            if is_note && !line.contains(['+', ':']) {
                prop_assert!(reply.refused || listener.acts.len() > acts, "{line} went nowhere in {lines:?}");
            }
            prop_assert!(listener.screen.model.line.is_empty() || listener.screen.model.editing.is_some());
        }
    }
}
