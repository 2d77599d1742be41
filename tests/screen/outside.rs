//! Notes in the user's editor: what is given out, and what an edited text makes of the notes.
//!
//! The editor is what a test does to the text. Not here: the file and the program (see the tests in a terminal).

use std::time::{Duration, Instant};

use minutebook::app::{Effect, Msg, ReadOnly};
use minutebook::meeting::{Command, Content, EntryId, Event, Kind};
use proptest::prelude::*;

use crate::script::{Screen, note, plan};

/// The text that is given out of the slot on screen.
fn given(screen: &mut Screen) -> String {
    screen.press("f4");
    match screen.asked.pop() {
        Some(Effect::EditNotes(text)) => text,
        other => panic!("no text was given out but {other:?}: {}", screen.notice()),
    }
}

/// The lines of it that are notes.
fn notes(text: &str) -> Vec<&str> {
    let (_, notes) = text.split_once("-->").expect("a comment");
    notes.lines().filter(|line| !line.trim().is_empty()).collect()
}

/// The slot's notes go through an editor that does this to the lines.
fn edit(screen: &mut Screen, change: impl FnOnce(String) -> String) {
    let text = given(screen);
    screen.send(Msg::NotesEdited(change(text)));
}

/// The same with one text in the place of another.
fn replace(screen: &mut Screen, old: &str, new: &str) {
    edit(screen, |text| {
        assert!(text.contains(old), "{text}");
        text.replacen(old, new, 1)
    });
}

fn events(screen: &Screen) -> &[Event] {
    &screen.acts.last().expect("an act").events
}

/// One, with a line under it, an action item, a proposal with a vote, speech.
fn some() -> Screen {
    let mut screen = Screen::open();
    screen.lines(&["one"]).press("tab").lines(&["under it"]).press("shift-tab");
    screen.lines(&["! jim — two due 2019-11-29", "= three", "PROPOSED: four"]);
    screen.lines(&["+1 Bo", "Ann: five"]);
    screen
}

#[test]
fn the_comment_fits_eighty_columns_whatever_the_slot_is_called() {
    let title = " and a title that is longer than a line, word by word".repeat(3);
    let mut screen = Screen::of(plan(&[&[title.trim(), "News"]]));
    screen.lines(&["one"]);
    let text = given(&mut screen);
    let head = text.split_inclusive("-->").next().expect("a comment");
    assert!(head.contains("a title that"), "{head}");
    assert!(head.lines().all(|line| line.chars().count() < 78), "{head}");
    // A comment that was broken is known by its lines, those of the title too.
    screen.send(Msg::NotesEdited(text.split_once('\n').expect("lines").1.to_owned()));
    assert!(
        screen.acts.last().is_none_or(|act| !format!("{act:?}").contains("word by word")),
        "{:?}",
        screen.acts.last()
    );
}

#[test]
fn the_notes_are_given_out_as_they_would_be_typed() {
    let mut screen = some();
    let text = given(&mut screen);
    assert_eq!(
        notes(&text),
        [
            "- one",
            "    - under it",
            "- ! Jim Botha — two due 2019-11-29",
            "- = three",
            "- PROPOSED: four",
            "    - +1 Bo Chen",
            "- Ann Lee: five",
        ]
    );
    assert!(text.starts_with("<!-- minutebook: the notes of Welcome\n"), "{text}");
}

#[test]
fn what_comes_back_as_it_was_changes_nothing() {
    let mut screen = some();
    let acts = screen.acts.len();
    edit(&mut screen, |text| text);
    assert_eq!((screen.acts.len(), screen.notice()), (acts, "Nothing was changed"));
    assert_eq!(screen.asked, [Effect::NotesTaken]);
}

#[test]
fn one_changed_line_is_one_change_of_the_same_entry_and_one_undo_takes_all_back() {
    let mut screen = some();
    let (before, id) = (screen.outline(), screen.entry("two"));
    replace(&mut screen, "two due 2019-11-29", "two more due 2019-11-29");
    assert!(matches!(events(&screen), [Event::EntryChanged { entry, .. }] if *entry == id), "{:?}", events(&screen));
    assert_eq!(screen.entry("two more"), id);
    assert_eq!(screen.notice(), "Taken over: 1 changed (Ctrl-Z takes all back)");
    replace(&mut screen, "- = three\n", "- = six\n- seven\n- ! bo — eight\n");
    screen.press("ctrl-z ctrl-z");
    assert_eq!(screen.outline(), before);
    assert_eq!(screen.entry("two"), id);
}

#[test]
fn a_changed_due_date_changes_nothing_else() {
    let mut screen = some();
    replace(&mut screen, "due 2019-11-29", "due 2019-12-01");
    let Event::EntryChanged { changes, .. } = &events(&screen)[0] else { panic!("{:?}", events(&screen)) };
    assert!(changes.due.is_some() && changes.text.is_none() && changes.owners.is_none(), "{changes:?}");
}

#[test]
fn a_tick_and_a_number_stay_with_a_line_that_was_changed() {
    let mut screen = some();
    screen.press("up up up up up").press("ctrl-d");
    assert_eq!(screen.selected(), Some("two"));
    screen.press("esc");
    replace(&mut screen, "— two", "— two and a half");
    let (slot, index) = screen.model.meeting().place_of(screen.entry("two and a half")).expect("an entry");
    let item = slot.entries[index].as_action().expect("an action item");
    assert_eq!((item.number, item.status), (1, minutebook::meeting::Status::Done));
}

#[test]
fn lines_that_are_added_removed_and_moved_become_just_that() {
    let mut screen = some();
    replace(&mut screen, "- = three\n", "- = three\n    - ! @Zed — six\n");
    assert!(matches!(events(&screen), [Event::EntryAdded { depth: 1, .. }]), "{:?}", events(&screen));
    assert!(screen.notice().contains("Zed is not on the roster"), "{}", screen.notice());
    replace(&mut screen, "- Ann Lee: five\n", "");
    assert!(matches!(events(&screen), [Event::EntryRemoved { .. }]), "{:?}", events(&screen));
    edit(&mut screen, |text| text.replace("- = three\n", "").replace("- one\n", "- = three\n- one\n"));
    assert!(matches!(events(&screen), [Event::EntryMoved { .. }]), "{:?}", events(&screen));
    assert_eq!(screen.outline()[..2], ["= three", "one"]);
    replace(&mut screen, "    - under it", "- under it");
    assert!(matches!(events(&screen), [Event::EntryChanged { .. }]), "{:?}", events(&screen));
    screen.press("ctrl-z ctrl-z ctrl-z ctrl-z");
    assert_eq!(screen.outline(), some().outline());
}

#[test]
fn what_would_do_something_is_a_note_and_a_vote_counts_under_a_proposal_only() {
    let mut screen = some();
    edit(&mut screen, |text| {
        let text = text.replace("    - +1 Bo Chen\n", "    - +1 Bo Chen\n    - -1 Jim Botha\n");
        text.trim_end().to_owned() + "\n- Topic: lunch\n- /close\n- s/one/two/\n- +1 Ann\n"
    });
    assert_eq!(screen.outline().len(), 12);
    let kinds: Vec<Kind> = screen.slot("Welcome").entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds[6], Kind::Vote);
    assert_eq!(kinds[8..], [Kind::Note; 4]);
    assert!(screen.ended.is_none() && screen.model.meeting().closed.is_none());
}

#[test]
fn what_stands_between_fences_is_taken_as_it_stands() {
    let mut screen = Screen::open();
    edit(&mut screen, |text| text + "```\n! not an action item\n= nor a decision\n```\n= but this is one\n");
    assert_eq!(
        screen.slot("Welcome").entries.iter().map(|entry| entry.kind).collect::<Vec<_>>(),
        [Kind::Note, Kind::Note, Kind::Decision]
    );
}

#[test]
fn a_line_that_an_editor_wraps_is_one_line() {
    let mut screen = some();
    replace(&mut screen, "- one\n", "- one and\n  more of it\n");
    assert_eq!(screen.outline()[0], "one and more of it");
}

#[test]
fn a_comment_that_was_broken_becomes_no_notes_as_far_as_its_lines_are_known() {
    for breaks in ["-->\n", "<!-- minutebook: the notes of Welcome\n"] {
        let mut screen = some();
        let acts = screen.acts.len();
        replace(&mut screen, breaks, "");
        assert_eq!(screen.acts.len(), acts, "{:?}", screen.outline());
    }
}

#[test]
fn a_text_that_came_back_empty_is_asked_about_first() {
    let mut screen = some();
    let (before, acts) = (screen.outline(), screen.acts.len());
    edit(&mut screen, |_| String::new());
    assert_eq!(screen.popup(), Some("The text came back empty: remove the notes?"));
    screen.press("enter");
    assert_eq!((screen.outline(), screen.acts.len()), (before.clone(), acts), "the first answer is no");
    edit(&mut screen, |text| text[..text.find("-->").expect("a comment") + 4].to_owned());
    screen.press("esc");
    assert_eq!(screen.acts.len(), acts);
    edit(&mut screen, |_| "\n \n".to_owned());
    screen.typed("yes").press("enter");
    assert_eq!(screen.outline(), Vec::<String>::new());
    screen.press("ctrl-z");
    assert_eq!(screen.outline(), before);
}

#[test]
fn what_others_wrote_meanwhile_stays_where_it_stands() {
    let mut screen = some();
    let text = given(&mut screen);
    screen.other_adds("Welcome", &["six"]);
    screen.other(|meeting| {
        let slot = meeting.slots().next()?;
        Some(Command::Add { slot: slot.id, after: Some(slot.entries[0].id), lines: vec![(1, note("first"))] })
    });
    screen.send(Msg::NotesEdited(text.replace("- = three\n", "").replace("- one\n", "- once\n")));
    assert_eq!(
        screen.outline(),
        [
            "once",
            "  first",
            "  under it",
            "! Jim Botha — two due 2019-11-29",
            "proposal: four",
            "  vote: ",
            "speech: five",
            "six"
        ]
    );
}

#[test]
fn of_two_texts_that_were_written_meanwhile_neither_is_thrown_away() {
    let mut screen = some();
    let text = given(&mut screen);
    let id = screen.entry("three");
    screen.other(|_| Some(Command::Revise(id, Content { kind: Kind::Decision, ..note("three of theirs") })));
    screen.send(Msg::NotesEdited(text.replace("= three", "= three of mine")));
    let (slot, index) = screen.model.meeting().place_of(id).expect("an entry");
    let entry = &slot.entries[index];
    assert_eq!(entry.text, "three of mine");
    assert_eq!(entry.rivals.iter().map(|rival| rival.text.as_str()).collect::<Vec<_>>(), ["three of theirs"]);
}

#[test]
fn what_others_removed_is_gone_unless_it_was_changed_here() {
    let mut screen = some();
    let text = given(&mut screen);
    let (one, three) = (screen.entry("one"), screen.entry("three"));
    screen.other(|_| Some(Command::Remove(one))).other(|_| Some(Command::Remove(three)));
    screen.send(Msg::NotesEdited(text.replace("= three", "= three after all")));
    assert!(screen.model.meeting().place_of(one).is_none());
    assert_eq!(screen.entry("three after all"), three);
}

#[test]
fn what_others_changed_beside_the_text_stays() {
    let mut screen = some();
    let text = given(&mut screen);
    let two = screen.entry("two");
    screen.other(|meeting| {
        let (slot, index) = meeting.place_of(two)?;
        Some(Command::Revise(two, Content { owners: vec!["Bo Chen".to_owned()], ..slot.entries[index].content() }))
    });
    screen.send(Msg::NotesEdited(text.replace("two due", "two and more due")));
    let (slot, index) = screen.model.meeting().place_of(two).expect("an entry");
    let item = slot.entries[index].as_action().expect("an action item");
    assert_eq!((slot.entries[index].text.as_str(), &item.owners[..]), ("two and more", &["Bo Chen".to_owned()][..]));
}

#[test]
fn a_closed_meeting_is_not_given_out_and_one_that_was_closed_meanwhile_keeps_the_text() {
    let mut screen = some();
    let text = given(&mut screen);
    screen.other(|_| Some(Command::Close));
    let acts = screen.acts.len();
    screen.send(Msg::NotesEdited(text.replace("one", "other")));
    assert_eq!(screen.acts.len(), acts);
    assert!(
        matches!(screen.asked.last(), Some(Effect::NotesRefused(why)) if why.contains("closed")),
        "{:?}",
        screen.asked
    );
    screen.asked.clear();
    screen.press("f4");
    assert_eq!(screen.asked, []);
    assert!(screen.notice().contains("closed"), "{}", screen.notice());
}

#[test]
fn a_screen_that_is_only_for_reading_gives_nothing_out() {
    let mut screen = some();
    screen.read_only(Some(ReadOnly::Held { by: "Bo".to_owned(), gone: false })).press("f4");
    assert_eq!(screen.asked, []);
}

#[test]
fn a_half_typed_line_stays_as_it_is() {
    let mut screen = some();
    screen.typed("half of it");
    replace(&mut screen, "- one", "- other");
    assert_eq!(screen.line(), "half of it");
}

#[test]
fn nothing_harmful_is_given_out_whatever_stands_in_the_notes() {
    let mut screen = Screen::open();
    let slot = screen.slot_id("Welcome");
    let lines =
        ["a\u{1b}]52;c;eA==\u{7}b", "```", "# head", "- - -", "<!-- x -->", "vim: set foo:", "a\nb", "1. x", "\\! y"];
    screen
        .other(|_| Some(Command::Add { slot, after: None, lines: lines.iter().map(|line| (0, note(line))).collect() }));
    let text = given(&mut screen);
    assert!(text.chars().all(|sign| !sign.is_control() || sign == '\n'), "{text:?}");
    assert_eq!(notes(&text).len(), lines.len(), "{text}");
    // Orders to an editor count in the first and the last five lines only.
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows[..5].iter().chain(&rows[rows.len() - 5..]).all(|row| !row.contains("vim:")), "{text}");
    let acts = screen.acts.len();
    screen.send(Msg::NotesEdited(text));
    assert_eq!(screen.acts.len(), acts, "{:?}", screen.outline());
}

#[test]
fn two_thousand_lines_are_taken_over_in_no_noticeable_time() {
    let mut screen = Screen::open();
    let paste: Vec<String> = (0..2000).map(|n| format!("{}- line {n} of a long day", "  ".repeat(n % 3))).collect();
    screen.paste(&paste.join("\n"));
    let text = given(&mut screen).replace("long day", "very long day");
    let began = Instant::now();
    screen.send(Msg::NotesEdited(text));
    let bound = Duration::from_millis(if cfg!(debug_assertions) { 5000 } else { 100 });
    assert!(began.elapsed() < bound, "{:?}", began.elapsed());
    assert_eq!(events(&screen).len(), 2000);
}

/// Something that is done in an editor to the line of that number.
#[derive(Clone, Debug)]
enum Edit {
    Delete(usize),
    Insert(usize, usize, &'static str),
    Type(usize, &'static str),
    Move(usize, usize),
    Indent(usize),
    Outdent(usize),
}

const LINES: &[&str] = &[
    "a note",
    "! Ann — draft the plan due Friday",
    "! nobody knows @bo p2",
    "= settled",
    "? who pays",
    "PROPOSED: a motion",
    "+1 Bo",
    "IDEA: two of them",
    "INFO: closed on Friday",
    "#link https://x.example the page",
    "Ann: we need it",
    "… and soon",
    "Subtopic: money",
    "https://x.example",
    "\\! no action",
    "-5 degrees",
    "1. first",
    "# head",
    "Zed_Smith: hello",
];

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let line = || prop::sample::select(LINES);
    let at = || 0..20_usize;
    let one = prop_oneof![
        2 => at().prop_map(Edit::Delete),
        3 => (at(), 0..4_usize, line()).prop_map(|(at, depth, line)| Edit::Insert(at, depth, line)),
        3 => (at(), prop::sample::select(&[" more", "x", "!", " due Friday", " é字"][..])).prop_map(|(at, text)| Edit::Type(at, text)),
        2 => (at(), at()).prop_map(|(from, to)| Edit::Move(from, to)),
        1 => at().prop_map(Edit::Indent),
        1 => at().prop_map(Edit::Outdent),
    ];
    prop::collection::vec(one, 0..8)
}

fn do_it(lines: &mut Vec<String>, edit: &Edit) {
    let count = lines.len();
    let place = |at: usize| at.checked_rem(count);
    match *edit {
        Edit::Delete(at) => drop(place(at).map(|at| lines.remove(at))),
        Edit::Insert(at, depth, line) => {
            lines.insert(at.min(count), format!("{}- {line}", "    ".repeat(depth)));
        }
        Edit::Type(at, text) => drop(place(at).map(|at| lines[at].push_str(text))),
        Edit::Move(from, to) => drop(place(from).map(|from| {
            let line = lines.remove(from);
            lines.insert(to.min(lines.len()), line);
        })),
        Edit::Indent(at) => drop(place(at).map(|at| lines[at].insert_str(0, "    "))),
        Edit::Outdent(at) => drop(place(at).map(|at| {
            if let Some(line) = lines[at].strip_prefix("    ") {
                lines[at] = String::from(line);
            }
        })),
    }
}

/// Who stands where in the slot on screen, and what it says.
fn stands(screen: &Screen) -> Vec<(u16, EntryId, Content, bool)> {
    let slot = screen.model.slot().expect("a slot");
    let said = |entry: &minutebook::meeting::Entry| {
        let done = entry.as_action().is_some_and(|item| item.status != minutebook::meeting::Status::Open);
        (entry.depth, entry.id, entry.content(), done)
    };
    slot.entries.iter().map(said).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edit_gives_the_notes_that_were_written_and_one_step_takes_it_back(
        first in prop::collection::vec((0..3_usize, prop::sample::select(LINES)), 0..14),
        edits in edits(),
    ) {
        let mut screen = Screen::open();
        let typed: Vec<String> =
            first.iter().map(|(depth, line)| format!("{}- {line}", "  ".repeat(*depth))).collect();
        if !typed.is_empty() {
            screen.paste(&(typed.join("\n") + "\n"));
        }
        // One line alone is pasted into the line that is being typed.
        if !screen.line().is_empty() {
            screen.press("enter");
        }
        let before = stands(&screen);
        let text = given(&mut screen);
        let mut lines: Vec<String> = notes(&text).into_iter().map(str::to_owned).collect();
        prop_assert_eq!(lines.len(), before.len());
        let given_notes = lines.join("\n");
        for edit in edits {
            do_it(&mut lines, &edit);
        }
        let acts = screen.acts.len();
        screen.send(Msg::NotesEdited(lines.join("\n")));
        if lines.is_empty() && !before.is_empty() {
            screen.typed("yes").press("enter");
        }
        let after = stands(&screen);
        let written = screen.acts.len() > acts;
        prop_assert!(written || before == after);
        let read = minutebook::text::lines_of_outline(&lines.join("\n"));
        prop_assert_eq!(after.len(), read.len(), "{:?}", lines);
        for (line, (depth, id, content, _)) in read.iter().zip(&after) {
            prop_assert_eq!(line.depth, *depth, "{:?}", lines);
            // What was there keeps what a line cannot say; else it is what was written, or a note of it.
            let old = before.iter().find(|(_, old, ..)| old == id).map(|(.., content, _)| content);
            let said = Content { number: content.number, ..screen.model.parse(&line.text).content() };
            let noted = Content { text: line.text.clone(), tickets: said.tickets.clone(), ..Content::default() };
            prop_assert!(*content == said || *content == noted || old == Some(content), "{:?} from {:?}", content, line);
        }
        // A line that nothing was done to is the entry that it was.
        let texts = |lines: &[minutebook::text::PastedLine]| lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
        let (old, new) = (texts(&minutebook::text::lines_of_outline(&given_notes)), texts(&read));
        for (at, text) in old.iter().enumerate() {
            let once = |lines: &[String]| lines.iter().filter(|line| *line == text).count() == 1;
            if once(&old) && once(&new) {
                let now = new.iter().position(|line| line == text).expect("a line");
                prop_assert_eq!(after[now].1, before[at].1, "{}", text);
            }
        }
        let again = given(&mut screen);
        screen.send(Msg::NotesEdited(again));
        prop_assert_eq!(screen.acts.len(), acts + usize::from(written), "what was written is read as it stands");
        if written {
            screen.press("ctrl-z");
            prop_assert_eq!(stands(&screen), before);
        }
    }
}
