//! What the notes say of the lines that stand above and below what is seen.
//!
//! Not here: what scrolls them (see `mouse`, `entries` and `writers`).

use minutebook::app::scroll::Scroll;
use minutebook::app::{Deed, Msg};

use crate::panes::rows_of;
use crate::pictures::pictures;
use crate::script::Screen;

/// Lines that are told apart, one below the other.
fn numbered(lines: usize) -> Screen {
    let mut screen = Screen::open();
    screen.size(80, 24).paste(&(1..=lines).map(|line| format!("line {line}")).collect::<Vec<_>>().join("\n"));
    screen
}

fn notes(screen: &Screen) -> Vec<String> {
    rows_of(screen, screen.model.layout().notes)
}

/// How many rows the notes have.
fn height(screen: &Screen) -> usize {
    screen.model.layout().notes.height.into()
}

/// The numbers of the lines that are seen.
fn seen(screen: &Screen) -> Vec<usize> {
    let number = |row: &String| row.strip_prefix("• line ")?.split(' ').next()?.parse().ok();
    notes(screen).iter().filter_map(number).collect()
}

#[test]
fn where_all_lines_fit_none_of_the_rows_is_lost() {
    let rows = height(&numbered(1));
    let screen = numbered(rows);
    assert_eq!(seen(&screen), (1..=rows).collect::<Vec<_>>());
    let screen = numbered(rows + 1);
    assert_eq!(notes(&screen)[0].trim(), "2 above · PageUp");
    assert_eq!(seen(&screen), (3..=rows + 1).collect::<Vec<_>>());
}

#[test]
fn the_marks_and_the_lines_that_are_seen_are_all_the_lines_there_are() {
    let mut screen = numbered(60);
    let count = |row: &str, of: &str| row.trim().split_once(of).map_or(0, |(count, _)| count.parse::<usize>().unwrap());
    let (mut read, mut pages) = (Vec::new(), 0);
    loop {
        let (rows, lines) = (notes(&screen), seen(&screen));
        let (above, below) = (count(&rows[0], " above"), count(&rows[rows.len() - 1], " below"));
        assert_eq!((above, below), (lines[0] - 1, 60 - lines[lines.len() - 1]), "{rows:#?}");
        read.extend(lines);
        if above == 0 {
            break;
        }
        screen.press("pageup");
        pages += 1;
        assert!(pages < 20, "a page leads nowhere: {rows:#?}");
    }
    read.sort_unstable();
    read.dedup();
    assert_eq!(read, (1..=60).collect::<Vec<_>>(), "no line is passed over by the pages");
}

#[test]
fn what_is_selected_stands_under_no_mark() {
    for size in [(120, 40), (80, 24), (59, 20), (40, 12)] {
        let mut screen = numbered(0);
        screen.size(size.0, size.1);
        let lines: Vec<_> = (1..=40).map(|line| format!("line {line} {}", "and more".repeat(line % 9))).collect();
        screen.paste(&lines.join("\n")).press("up");
        for key in std::iter::repeat_n("up", 39).chain(std::iter::repeat_n("down", 39)) {
            let words: Vec<&str> = screen.selected().unwrap().split_whitespace().take(2).collect();
            let (first, rows) = (format!("• {} ", words.join(" ")), notes(&screen));
            assert!(rows.iter().any(|row| format!("{row} ").starts_with(&first)), "{size:?} {first}: {rows:#?}");
            screen.press(key);
        }
    }
}

#[test]
fn a_click_on_a_mark_selects_nothing_of_what_it_covers() {
    let mut screen = numbered(60);
    let notes = screen.model.layout().notes;
    let to = (notes.x + 3, notes.y);
    screen.point(Deed::Press(1), to).point(Deed::Release, to);
    assert_eq!(screen.selected(), None);
    let below = (notes.x + 3, notes.y + 1);
    screen.point(Deed::Press(1), below).point(Deed::Release, below);
    assert!(screen.selected().is_some(), "the row below it is one of the notes");
}

#[test]
fn lines_that_come_in_below_are_counted_and_those_that_are_read_stay() {
    let mut screen = numbered(30);
    screen.press("pageup");
    let before = seen(&screen);
    screen.other_adds("Welcome", &["theirs", "and theirs"]);
    assert_eq!(seen(&screen), before);
    let below = 32 - before[before.len() - 1];
    assert_eq!(notes(&screen).last().unwrap().trim(), format!("{below} below · PageDown"));
    screen.press("pagedown pagedown");
    assert_eq!(screen.model.scroll, Scroll::Tail);
}

#[test]
fn the_notes_between_two_marks() {
    let mut screen = numbered(60);
    screen.press("ctrl-n").send(Msg::Resize(80, 24)).press("pageup pageup");
    insta::assert_snapshot!(pictures(&mut screen));
}
