//! The first minutes of a new user: the home screen, the example, the keys it teaches.

use std::fs;
use std::path::PathBuf;

use super::*;

#[test]
fn the_home_screen_offers_the_example_and_an_agenda_to_open() {
    let desk = Desk::new();
    let mut terminal = desk.start(&[]).env("TMPDIR", desk.folder.path()).env("HOME", desk.folder.path()).spawn();
    terminal.wait_for("Try the example");
    terminal.wait_for("type the path of an agenda");
    terminal.type_text("nowhere.md\r");
    terminal.wait_for("nowhere.md: ");
    terminal.type_text("board.md\r");
    wait_for_slot(&mut terminal, "Opening");
    terminal.type_text("Found from home\r");
    wait_for_row(&mut terminal, "• Found from home");
    terminal.keys("C-q");
    terminal.wait_for("leave it open");
    terminal.keys("l");
    assert!(terminal.wait_exit().success());

    let mut terminal = desk.start(&[]).env("TMPDIR", desk.folder.path()).env("HOME", desk.folder.path()).spawn();
    terminal.wait_for("Harbour board");
    terminal.wait_for("in progress");
    terminal.keys("Enter");
    wait_for_row(&mut terminal, "• Found from home");
}

#[test]
fn the_example_can_be_tried_from_home() {
    let desk = Desk::new();
    let mut terminal = desk.start(&[]).env("TMPDIR", desk.folder.path()).env("HOME", desk.folder.path()).spawn();
    terminal.wait_for("Try the example");
    terminal.type_text("example\r");
    terminal.wait_for("Ctrl-N starts the clock");
    assert!(terminal.alternate_screen());
    assert!(!desk.data().join("meetings").exists(), "nothing of the user's is touched");
}

#[test]
fn esc_leaves_the_home_screen() {
    let desk = Desk::new();
    let mut terminal = desk.start(&[]).spawn();
    terminal.wait_for("Try the example");
    terminal.keys("Esc");
    assert!(terminal.wait_exit().success());
    assert_restored(&terminal);
}

#[test]
fn the_demo_shows_the_keys_that_matter_and_leaves_its_minutes_in_a_named_folder() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["demo"]).env("TMPDIR", desk.folder.path()).env("HOME", desk.folder.path()).spawn();
    terminal.wait_for("Ctrl-N starts the clock");
    for key in ["Enter", "Tab", "Ctrl-N", "Ctrl-G", "F1"] {
        terminal.wait_for(key);
    }
    // No first-run text swallows a key.
    terminal.type_text("My first note\r");
    wait_for_row(&mut terminal, "• My first note");
    close(&mut terminal);
    assert_restored(&terminal);
    let farewell = terminal.screen();
    let folder = desk.folder.path().join("minutebook-demo");
    assert!(farewell.contains(&folder.display().to_string()), "{farewell}");
    let files: Vec<PathBuf> = fs::read_dir(&folder).expect("the folder").flatten().map(|found| found.path()).collect();
    for ending in ["md", "html", "json"] {
        let file = files.iter().find(|file| file.extension().is_some_and(|it| it == ending)).expect(ending);
        let text = fs::read_to_string(file).expect("the minutes");
        assert!(text.contains("My first note"), "{ending}");
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        assert!(farewell.contains(&name), "{name} in {farewell}");
    }
    assert!(!desk.data().join("meetings").exists(), "nothing of the user's is touched");
}

/// The numbers of every sequence that sets colours or weights.
fn looks(output: &str) -> Vec<u16> {
    let sequences = output.split("\x1b[").skip(1);
    let looks = sequences.filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        (rest[end..].starts_with('m')).then(|| rest[..end].split(';').filter_map(|number| number.parse().ok()))
    });
    looks.flatten().collect()
}

fn is_colour(number: u16) -> bool {
    matches!(number, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107)
}

/// A meeting with everything in it that has a colour.
fn colourful(terminal: &mut Terminal) {
    terminal.wait_for("● saved");
    terminal.keys("C-n");
    terminal.wait_for("of 10:00");
    terminal.type_text("! Bo Chen — look due 2026-03-13\r! nobody\r= settled\r? open\r");
    wait_for_row(terminal, "? open");
    terminal.keys("Up Up C-g");
    terminal.wait_for("Jump to");
    terminal.keys("Esc");
    terminal.wait_gone("Jump to");
    terminal.keys("C-q");
    terminal.wait_for("without an owner");
}

#[test]
fn no_color_means_no_colour() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).env("NO_COLOR", "1").spawn();
    colourful(&mut terminal);
    let coloured: Vec<u16> =
        looks(&String::from_utf8_lossy(&terminal.output())).into_iter().filter(|n| is_colour(*n)).collect();
    assert!(coloured.is_empty(), "{coloured:?}");
}

#[test]
fn without_it_there_are_colours() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    colourful(&mut terminal);
    assert!(looks(&String::from_utf8_lossy(&terminal.output())).into_iter().any(is_colour));
}

/// A page as a browser copies it: several lines, the second day in another form.
const PASTED: &str =
    "# Crane week: 2026-03-03\r\n\r\n## 09:00 Opening (10m)\r\n\r\n## 09:10 Ropes <b>\u{1b}[31m\r\n- Who checks?\r\n";

#[test]
fn a_pasted_agenda_is_shown_kept_where_the_scribe_says_and_opened() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("crane-week.md"), "mine").expect("a file");
    let mut terminal = desk.start(&[]).spawn();
    terminal.wait_for("paste the text of one");
    terminal.paste(PASTED);
    for words in ["Crane week", "1 day, 2 slots were understood", "Opening, Ropes", "› crane-week-2.md", "gives up"] {
        terminal.wait_for(words);
    }
    // Never over another file: it is asked again.
    terminal.keys("C-u");
    terminal.type_text("crane-week\r");
    terminal.wait_for("crane-week.md is there already; name another file");
    terminal.keys("C-u");
    terminal.type_text("ropes\r");
    wait_for_slot(&mut terminal, "Opening");
    let kept = fs::read_to_string(desk.folder.path().join("ropes.md")).expect("the agenda");
    assert!(kept.contains("## 09:00 Opening\nDuration: 10m\n") && kept.contains("- Who checks?"), "{kept}");
    assert_eq!(fs::read_to_string(desk.folder.path().join("crane-week.md")).expect("it"), "mine");
    leave(&mut terminal);
}

#[test]
fn a_pasted_agenda_that_is_given_up_leaves_nothing() {
    let desk = Desk::new();
    let files = || fs::read_dir(desk.folder.path()).expect("a folder").count();
    let before = files();
    let mut terminal = desk.start(&[]).spawn();
    terminal.wait_for("Try the example");
    terminal.paste(PASTED);
    terminal.wait_for("› crane-week.md");
    terminal.keys("Esc");
    terminal.wait_for("Try the example");
    // Another paste is another agenda, also over the first.
    terminal.paste(PASTED);
    terminal.wait_for("› crane-week.md");
    terminal.paste("# Other: 2026-03-04\n\n## 10:00 Else\n");
    terminal.wait_for("› other.md");
    terminal.keys("Esc");
    terminal.wait_for("Try the example");
    assert_eq!(files(), before);
    terminal.keys("Esc");
    assert!(terminal.wait_exit().success());
}

#[test]
fn a_huge_paste_does_not_freeze_the_first_screen() {
    let desk = Desk::new();
    let mut terminal = desk.start(&[]).spawn().with_patience(std::time::Duration::from_secs(60));
    terminal.wait_for("Try the example");
    let line = "An endless talk about the ropes of the crane and who is to check them, with all that was said\n";
    terminal.paste(&("# Ropes: 2026-03-03\n\n## 09:00 Talk\n\n".to_owned() + &line.repeat((10 << 20) / line.len())));
    terminal.wait_for("Reading what was pasted");
    terminal.wait_for("› ropes.md");
    terminal.keys("Esc");
    terminal.wait_for("Try the example");
    terminal.paste(&"a\0b\n".repeat(9));
    terminal.wait_for("What was pasted is no agenda");
    terminal.keys("Esc");
    terminal.wait_for("Try the example");
}

/// A page with a table of slots, as a wiki saves it.
fn page(rows: &[(&str, &str)]) -> String {
    let rows: String = rows
        .iter()
        .map(|(time, topic)| format!("<tr><td>{time}</td><td>{topic}</td><td>Ann Lee</td></tr>\n"))
        .collect();
    format!(
        "<!DOCTYPE html>\n<html><head><title>Crane week</title></head><body><h1>Crane week</h1>\n<h2>Tuesday, 3 March 2026</h2>\n\
         <table><tr><th>Time</th><th>Topic</th><th>Chair</th></tr>\n{rows}</table></body></html>\n"
    )
}

#[test]
fn a_page_is_opened_as_it_is_and_an_edited_one_is_merged_by_the_same_reader() {
    let desk = Desk::new();
    let write = |rows: &[(&str, &str)]| fs::write(desk.folder.path().join("week.html"), page(rows)).expect("a page");
    write(&[("09:00", "Opening"), ("09:30", "Ropes")]);
    let mut terminal = desk.start(&["open", "week.html"]).spawn();
    wait_for_slot(&mut terminal, "Opening");
    terminal.wait_for("Ropes");
    terminal.type_text("Everybody is here\r");
    wait_for_row(&mut terminal, "• Everybody is here");
    leave(&mut terminal);
    write(&[("09:00", "Opening"), ("09:15", "Hooks"), ("09:30", "Ropes")]);
    let mut terminal = desk.start(&["open", "last"]).spawn();
    terminal.wait_for("Hooks");
    terminal.keys("Esc");
    wait_for_row(&mut terminal, "• Everybody is here");
    leave(&mut terminal);
    assert_eq!(fs::read_to_string(desk.meeting().join("agenda-form")).expect("the form"), "html\n");
}
