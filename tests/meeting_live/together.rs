//! Several programs on one meeting: a second one that looks on and takes over, two scribes whose folders are carried to and fro,
//! a damaged journal, a look back.
//!
//! Each program has a terminal of its own; a carried folder is files copied. Not here: the order and the fold of what several
//! wrote, which faster tests hold to every schedule.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::*;

/// A first program with a note and a half-typed line, and a second that looks on.
fn one_writes_one_looks_on(desk: &Desk) -> (Terminal, Terminal) {
    let mut first = desk.open();
    first.type_text("Typed in the first\rhalf");
    wait_for_row(&mut first, "› half");
    first.wait_for("● saved");
    let mut second = desk.start(&["open", "board.md"]).spawn();
    second.wait_for("READ ONLY");
    (first, second)
}

#[test]
fn a_second_program_looks_on_and_says_who_has_the_meeting() {
    let desk = Desk::new();
    let (mut first, mut second) = one_writes_one_looks_on(&desk);
    second.wait_for(&format!("process {}", first.process()));
    wait_for_row(&mut second, "• Typed in the first");
    // What the first writes comes on the second's screen within a second of being on its own.
    for n in 0..5 {
        first.keys("C-u");
        first.type_text(&format!("live {n}\r"));
        wait_for_row(&mut first, &format!("• live {n}"));
        let shown = Instant::now();
        wait_for_row(&mut second, &format!("• live {n}"));
        assert!(shown.elapsed() < Duration::from_secs(1), "it took {:?}", shown.elapsed());
    }
    first.keys("Up Delete");
    first.wait_gone("• live 4");
    second.wait_gone("• live 4");
    close(&mut first);
    let minutes = desk.minutes_in_json();
    assert_eq!(outline(slot(&minutes, "Opening")).len(), 5);
}

#[test]
fn nothing_can_be_typed_into_a_meeting_that_another_program_has() {
    let desk = Desk::new();
    let (mut first, mut second) = one_writes_one_looks_on(&desk);
    second.type_text("not a word of this\r");
    second.wait_for("Read only: open elsewhere");
    second.paste("nor\nof this");
    second.keys("C-n C-z Up Delete Tab C-r M-c");
    second.keys("M-Down");
    wait_for_slot(&mut second, "Crane repair");
    second.type_text("nor here\r");
    second.keys("C-q");
    if second.lives_until(|screen| text_of(screen).contains("Esc")) {
        second.keys("l");
    }
    assert!(second.wait_exit().success(), "{}", second.screen());
    assert_restored(&second);
    first.type_text(" a line\r");
    wait_for_row(&mut first, "• half a line");
    close(&mut first);
    let minutes = desk.minutes_in_json();
    assert_eq!(outline(slot(&minutes, "Opening")), ["note Typed in the first", "note half a line"]);
    assert_eq!(outline(slot(&minutes, "Crane repair")), [""; 0]);
}

#[test]
fn when_the_first_is_gone_enter_takes_over_with_all_that_it_had() {
    for kill in [true, false] {
        let desk = Desk::new();
        let (mut first, mut second) = one_writes_one_looks_on(&desk);
        if kill {
            first.kill9();
        } else {
            first.signal("TERM");
            first.wait_exit();
        }
        second.wait_for("the other program has ended");
        second.keys("Enter");
        second.wait_for("● saved");
        wait_for_row(&mut second, "• Typed in the first");
        wait_for_row(&mut second, "› half");
        second.type_text(" a line\r");
        wait_for_row(&mut second, "• half a line");
        close(&mut second);
        assert_eq!(outline(slot(&desk.minutes_in_json(), "Opening")), ["note Typed in the first", "note half a line"]);
    }
}

#[test]
fn of_two_that_wait_one_takes_over_and_the_other_looks_on() {
    let desk = Desk::new();
    let (mut first, mut second) = one_writes_one_looks_on(&desk);
    let mut third = desk.start(&["open", "board.md"]).spawn();
    third.wait_for("READ ONLY");
    first.kill9();
    second.wait_for("the other program has ended");
    third.wait_for("the other program has ended");
    second.keys("Enter");
    second.wait_for("● saved");
    third.keys("Enter");
    third.wait_for(&format!("process {}", second.process()));
    second.keys("C-u");
    second.type_text("From the second\r");
    third.wait_for("• From the second");
}

/// A scribe with a data folder of their own, carried there from another's.
struct Scribe<'a> {
    desk: &'a Desk,
    name: &'static str,
    data: PathBuf,
    now: &'static str,
}

impl<'a> Scribe<'a> {
    /// Ana begins, Bo gets her folder; their machines are two.
    fn ana(desk: &'a Desk) -> Self {
        Self { desk, name: "Ana", data: desk.folder.path().join("Ana"), now: NINE }
    }

    fn bo(desk: &'a Desk) -> Self {
        Self { desk, name: "Bo", data: desk.folder.path().join("Bo"), now: "2026-03-02T09:00:30+00:00" }
    }

    fn open(&self) -> Terminal {
        let start = self.desk.start(&["open", "board.md"]).data_dir(&self.data);
        let mut terminal =
            start.env("MINUTEBOOK_MACHINE", self.name).env("USER", self.name).env("MINUTEBOOK_NOW", self.now).spawn();
        terminal.wait_for("● saved");
        terminal
    }

    fn meeting(&self) -> PathBuf {
        let mut folders = fs::read_dir(self.data.join("meetings")).expect("meetings");
        folders.next().and_then(Result::ok).expect("a meeting").path()
    }

    /// Carries all journals to another's folder, as a program does that copies files whole.
    fn send_to(&self, other: &Scribe<'_>) {
        let here = self.meeting();
        let there = other.data.join("meetings").join(here.file_name().expect("a name"));
        fs::create_dir_all(&there).expect("a folder");
        for file in journals(&here) {
            let to = there.join(file.file_name().expect("a name"));
            let theirs = fs::metadata(&to).map_or(0, |found| found.len());
            if fs::metadata(&file).expect("a journal").len() > theirs {
                let staged = there.join(".carried");
                fs::copy(&file, &staged).expect("carried");
                fs::rename(&staged, &to).expect("in its place");
            }
        }
    }
}

fn journals(meeting: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(meeting).expect("a meeting").flatten().map(|found| found.path());
    files.filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect()
}

/// Ana has written a line that Bo has on his screen too.
fn ana_and_bo<'a>(desk: &'a Desk, line: &str) -> [(Scribe<'a>, Terminal); 2] {
    let (ana, bo) = (Scribe::ana(desk), Scribe::bo(desk));
    let mut first = ana.open();
    first.type_text(&format!("{line}\r"));
    wait_for_row(&mut first, &format!("• {line}"));
    first.wait_for("● saved");
    ana.send_to(&bo);
    let mut second = bo.open();
    second.wait_for(&format!("• {line}"));
    [(ana, first), (bo, second)]
}

#[test]
fn the_notes_of_two_scribes_are_in_one_order_on_both_screens() {
    let desk = Desk::new();
    let [(ana, mut first), (bo, mut second)] = ana_and_bo(&desk, "Ana opens");
    second.type_text("Bo answers\r");
    second.wait_for("• Bo answers");
    second.wait_for("● saved");
    assert_eq!(journals(&bo.meeting()).len(), 2, "Bo has a journal of his own");
    bo.send_to(&ana);
    let carried = Instant::now();
    first.wait_for("• Bo answers · Bo");
    assert!(carried.elapsed() < Duration::from_secs(2), "it took {:?}", carried.elapsed());
    first.type_text("Ana goes on\r");
    first.wait_for("• Ana goes on");
    first.wait_for("● saved");
    ana.send_to(&bo);
    second.wait_for("• Ana goes on · Ana");
    let order = |terminal: &Terminal| -> Vec<usize> {
        let screen = terminal.screen();
        ["• Ana opens", "• Bo answers", "• Ana goes on"].map(|it| screen.find(it).expect(it)).to_vec()
    };
    assert!(order(&first).is_sorted() && order(&second).is_sorted(), "{}\n{}", first.screen(), second.screen());
    // Undo is of one's own.
    second.keys("C-z");
    second.wait_gone("• Bo answers");
    assert!(second.screen().contains("• Ana goes on"), "{}", second.screen());
}

#[test]
fn two_texts_of_one_entry_are_both_kept_and_one_is_settled_on() {
    let desk = Desk::new();
    let [(ana, mut first), (bo, mut second)] = ana_and_bo(&desk, "The crane");
    for (terminal, more) in [(&mut first, " is old"), (&mut second, " is slow")] {
        terminal.keys("Up Enter");
        terminal.wait_for("✎ The crane");
        terminal.type_text(&format!("{more}\r"));
        terminal.wait_for(&format!("The crane{more}"));
        terminal.wait_for("● saved");
    }
    ana.send_to(&bo);
    bo.send_to(&ana);
    for terminal in [&mut first, &mut second] {
        terminal.wait_until(
            |screen| ["The crane is old", "The crane is slow", "≠"].iter().all(|it| text_of(screen).contains(it)),
            "both texts",
        );
    }
    second.keys("Up M-s");
    second.wait_for("Enter");
    second.keys("Enter");
    // The list may lie over the sign: only these words say that it is done.
    second.wait_for("Settled");
    second.wait_gone("≠");
    second.wait_for("● saved");
    bo.send_to(&ana);
    first.wait_gone("≠");
    // A frame may reach this side in two pieces.
    let stand = |screen: &Screen| ["The crane is old", "The crane is slow"].map(|it| text_of(screen).contains(it));
    for terminal in [&mut first, &mut second] {
        terminal.wait_until(|screen| stand(screen) == [true, false] || stand(screen) == [false, true], "one text");
    }
    let texts = ["The crane is old", "The crane is slow"];
    assert_eq!(texts.map(|it| second.screen().contains(it)), texts.map(|it| first.screen().contains(it)));
}

#[test]
fn a_text_that_came_while_its_entry_was_under_edit_is_kept_on_both_screens() {
    let desk = Desk::new();
    let [(ana, mut first), (bo, mut second)] = ana_and_bo(&desk, "The crane");
    second.keys("Up Enter");
    second.wait_for("✎ The crane");
    second.type_text(" is slow");
    second.wait_for("✎ The crane is slow");
    first.keys("Up Enter");
    first.wait_for("✎ The crane");
    first.type_text(" is old\r");
    wait_for_row(&mut first, "• The crane is old");
    first.wait_for("● saved");
    ana.send_to(&bo);
    second.wait_for("Enter keeps both");
    assert!(second.screen().contains("✎ The crane is slow"), "{}", second.screen());
    second.keys("Enter");
    second.wait_for("≠ The crane is slow");
    second.wait_for("≠ The crane is old");
    second.wait_for("● saved");
    bo.send_to(&ana);
    first.wait_for("≠ The crane is slow");
    first.wait_for("≠ The crane is old");
}

#[test]
fn a_line_half_typed_when_another_closes_is_added_by_enter_pressed_twice() {
    let desk = Desk::new();
    let [(ana, mut first), (bo, mut second)] = ana_and_bo(&desk, "The crane");
    first.type_text("half a line");
    wait_for_row(&mut first, "› half a line");
    close(&mut second);
    bo.send_to(&ana);
    first.wait_for("The meeting was closed by another scribe");
    first.keys("Enter");
    first.wait_for("Enter once more opens it again and adds the line");
    wait_for_row(&mut first, "› half a line");
    first.keys("Enter");
    wait_for_row(&mut first, "• half a line");
    first.wait_for("● saved");
    ana.send_to(&bo);
    let mut second = bo.open();
    second.wait_for("• half a line");
    assert!(!second.screen().contains("Open it again"), "{}", second.screen());
}

/// Reads what the journal had to say.
#[track_caller]
pub(super) fn put_away_the_report(terminal: &mut Terminal) {
    const TITLE: &str = "What the journal says";
    terminal.wait_for(TITLE);
    terminal.keys("Esc");
    terminal.wait_gone(TITLE);
}

/// Flips a letter in a line of the only journal.
fn damage(desk: &Desk, said: &str) -> PathBuf {
    let file = journals(&desk.meeting()).pop().expect("a journal");
    let text = fs::read_to_string(&file).expect("a journal");
    fs::write(&file, text.replacen(said, &said.to_uppercase(), 1)).expect("damaged");
    file
}

#[test]
fn a_journal_damaged_in_its_middle_is_shown_before_and_after_and_repaired() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    for line in ["before", "harmed", "after"] {
        terminal.type_text(&format!("{line}\r"));
        wait_for_row(&mut terminal, &format!("• {line}"));
    }
    leave(&mut terminal);
    let file = damage(&desk, "harmed");
    let whole = fs::read(&file).expect("the journal");
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();

    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    terminal.wait_for("READ ONLY");
    put_away_the_report(&mut terminal);
    terminal.wait_for("• before");
    terminal.wait_for("• after");
    assert!(terminal.screen().contains(&format!("{name}:3")), "line 3 is named: {}", terminal.screen());
    terminal.type_text("not a word\r");
    terminal.wait_for("minutebook repair");
    terminal.keys("C-q");
    if terminal.lives_until(|screen| text_of(screen).contains("Esc")) {
        terminal.keys("l");
    }
    terminal.wait_exit();
    assert_eq!(fs::read(&file).expect("the journal"), whole, "nothing was changed");

    let mut verify = desk.start(&["verify", "last"]).spawn();
    assert_eq!(verify.wait_exit().exit_code(), 1);
    assert!(verify.screen().contains(":3"), "{}", verify.screen());
    let mut repair = desk.start(&["repair", "last"]).spawn();
    assert!(repair.wait_exit().success(), "{}", repair.screen());
    assert!(repair.screen().contains("HARMED"), "what could not be saved is shown: {}", repair.screen());

    let mut terminal = desk.open();
    wait_for_row(&mut terminal, "• before");
    wait_for_row(&mut terminal, "• after");
    terminal.type_text("and on\r");
    wait_for_row(&mut terminal, "• and on");
    close(&mut terminal);
    assert_eq!(outline(slot(&desk.minutes_in_json(), "Opening")), ["note before", "note after", "note and on"]);
}

#[test]
fn a_meeting_is_looked_at_as_it_stood_then() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.type_text("at nine\r");
    wait_for_row(&mut terminal, "• at nine");
    leave(&mut terminal);
    let mut terminal = desk.open_at("2026-03-02T09:30:00+00:00");
    terminal.type_text("at half past\r");
    wait_for_row(&mut terminal, "• at half past");
    leave(&mut terminal);
    let mut terminal = desk.start(&["open", "last", "--at", "2026-03-02 09:15"]).spawn();
    terminal.wait_for("• at nine");
    terminal.wait_for("as of");
    assert!(!terminal.screen().contains("at half past"), "{}", terminal.screen());
    terminal.type_text("no\r");
    terminal.wait_for("as it stood at");
}

/// One file gone on with on two machines at once: what a folder that syncs whole files makes of it.
#[test]
fn a_journal_gone_on_with_twice_is_told_apart_and_both_are_kept() {
    let desk = Desk::new();
    let (ana, bo) = (Scribe::ana(&desk), Scribe::bo(&desk));
    let mut first = ana.open();
    first.type_text("from both\r");
    wait_for_row(&mut first, "• from both");
    leave(&mut first);
    // The same machine by its name: a copied image of it.
    ana.send_to(&bo);
    let twin = Scribe { name: "Ana", data: bo.data.clone(), desk: &desk, now: bo.now };
    let mut second = twin.open();
    second.type_text("from the copy\r");
    wait_for_row(&mut second, "• from the copy");
    leave(&mut second);
    let mut first = ana.open();
    first.type_text("from the first\r");
    wait_for_row(&mut first, "• from the first");
    leave(&mut first);
    let theirs = journals(&twin.meeting()).pop().expect("a journal");
    let name = theirs.file_stem().expect("a name").to_string_lossy().into_owned();
    fs::copy(&theirs, ana.meeting().join(format!("{name}.sync-conflict-20260302.jsonl"))).expect("carried");
    let mut first = ana.open();
    put_away_the_report(&mut first);
    for line in ["• from both", "• from the copy", "• from the first"] {
        first.wait_for(line);
    }
    first.type_text("on we go\r");
    first.wait_for("• on we go");
    leave(&mut first);
    let mut first = ana.open();
    put_away_the_report(&mut first);
    first.wait_for("• on we go");
    first.wait_for("• from the copy");
}

#[test]
fn a_journal_carried_in_pieces_is_read_as_far_as_it_is_there() {
    let desk = Desk::new();
    let [(ana, mut first), (bo, mut second)] = ana_and_bo(&desk, "Ana opens");
    for n in 0..6 {
        second.type_text(&format!("Bo's line {n}\r"));
        second.wait_for(&format!("• Bo's line {n}"));
    }
    leave(&mut second);
    let before = journals(&ana.meeting());
    let theirs =
        journals(&bo.meeting()).into_iter().find(|file| before.iter().all(|own| own.file_name() != file.file_name()));
    let theirs = theirs.expect("Bo's journal");
    let whole = fs::read(&theirs).expect("Bo's journal");
    let there = ana.meeting().join(theirs.file_name().expect("a name"));
    let mut carried = fs::File::create(&there).expect("a file");
    for (n, piece) in whole.chunks(97).enumerate() {
        std::io::Write::write_all(&mut carried, piece).expect("carried");
        first.type_text(&format!("{} ", n % 10));
        first.wait_until(|screen| notes_pane(screen).iter().any(|row| row.starts_with('›')), "the line");
    }
    first.wait_for("• Bo's line 5 · Bo");
    let screen = first.screen();
    assert!((0..6).all(|n| screen.contains(&format!("• Bo's line {n} · Bo"))), "{screen}");
    assert!(!screen.contains("NOT SAVED") && !screen.contains("READ ONLY"), "{screen}");
    first.keys("Enter");
    first.wait_for("• 0 1 2 3");
    leave(&mut first);
    assert!(first.is_success(), "{}", first.screen());
    let mut verify = desk.start(&["verify", "last"]).data_dir(&ana.data).spawn();
    assert!(verify.wait_exit().success(), "{}", verify.screen());
}

#[test]
fn of_two_programs_started_at_once_one_writes_and_the_other_looks_on() {
    for _ in 0..5 {
        let desk = Desk::new();
        let mut first = desk.start(&["open", "board.md"]).spawn();
        let mut second = desk.start(&["open", "board.md"]).spawn();
        let ready = |screen: &Screen| text_of(screen).contains("● saved") || text_of(screen).contains("READ ONLY");
        first.wait_until(ready, "the first");
        second.wait_until(ready, "the second");
        let writing = [&first, &second].iter().filter(|it| it.screen().contains("● saved")).count();
        let meetings = fs::read_dir(desk.data().join("meetings")).expect("meetings").count();
        assert_eq!((writing, meetings), (1, 1), "{}\n{}", first.screen(), second.screen());
    }
}

#[test]
fn of_two_that_take_over_at_once_one_writes_and_nothing_is_lost() {
    let desk = Desk::new();
    let (mut first, mut second) = one_writes_one_looks_on(&desk);
    let mut third = desk.start(&["open", "board.md"]).spawn();
    third.wait_for("READ ONLY");
    first.kill9();
    second.wait_for("the other program has ended");
    third.wait_for("the other program has ended");
    second.keys("Enter");
    third.keys("Enter");
    let settled =
        |screen: &Screen| text_of(screen).contains("● saved") || text_of(screen).contains("READ ONLY · process");
    second.wait_until(settled, "who has it, on the second");
    third.wait_until(settled, "who has it, on the third");
    let (writer, reader) =
        if second.screen().contains("● saved") { (&mut second, &mut third) } else { (&mut third, &mut second) };
    reader.wait_for("READ ONLY · process");
    wait_for_row(writer, "› half");
    writer.type_text(" a line\r");
    writer.wait_for("• half a line");
    reader.wait_for("• half a line");
}

#[test]
fn a_meeting_closed_by_the_first_is_closed_on_the_second() {
    let desk = Desk::new();
    let (mut first, mut second) = one_writes_one_looks_on(&desk);
    close(&mut first);
    second.wait_for("closed 2 Mar");
    second.wait_for("the other program has ended");
    second.keys("C-q");
    if second.lives_until(|screen| text_of(screen).contains("Esc")) {
        second.keys("l");
    }
    assert!(second.wait_exit().success(), "{}", second.screen());
    assert_restored(&second);
}
