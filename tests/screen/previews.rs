//! The row under the line: what Enter will make of it, at the widths that count, and in black and white.
//!
//! Each picture is the line and that row alone; whole screens are in `pictures`.

use minutebook::view::{Depth, Theme};
use ratatui::style::Modifier;

use crate::panes::{drawn, rows};
use crate::script::Screen;

/// A meeting in which there is something to vote on, to correct and to refer to.
fn meeting() -> Screen {
    let mut screen = Screen::open();
    screen.press("ctrl-n").lines(&[
        "the colour of the hats",
        "! jim — order hats DM-12 due 2019-11-29",
        "Ann: hats are warm",
        "PROPOSED: Everybody wears a hat in the machine room",
        "+1 Ann",
    ]);
    screen.press("ctrl-n").lines(&["Fritz: go on"]);
    screen
}

/// The row of the line and the one under it.
fn under(screen: &Screen) -> String {
    let at = screen.model.layout().preview;
    let shown = rows(&drawn(&screen.model, &Theme::new(Depth::Mono)));
    let cut = |row: &String| row.chars().skip(at.x.into()).collect::<String>().trim_end().to_owned();
    let line = usize::from(at.y) - 1;
    shown[line..=line + 1].iter().map(cut).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_each_line_will_become() {
    let mut screen = meeting();
    let mut all = String::new();
    for line in [
        "a note",
        "the ticket is DM-12",
        "! Jim Botha, RV-SST — buy hats p2 due 2020-01-31",
        "! Ann, Leee, Zed Zoo — draft",
        "! draft it",
        "ACTION: Bo to write by Friday",
        "= so be it",
        "PROPOSED: go home",
        "+1 Ann",
        "RESOLVED: go home",
        "Bo: we begin",
        "... and end",
        "#idea a hat",
        "https://example.org/hats",
        "present+ Bo, Zed Zoo",
        "chair: Bo",
        "Topic: Fire drill",
        "s/warm/cold/",
        "s/hats/caps/G",
        "s/zebra/horse/",
        "s/Jim Botha/Bo Chen/",
        "i/colour/! bo — ask/",
        "close action-1",
        "done 20",
        "q+ Bo",
        "next agendum",
        "give this item 10 minutes",
        "next",
        "! ask @f",
        "```",
    ] {
        screen.press("ctrl-u").typed(line);
        for (columns, height) in [(120, 40), (80, 24), (40, 12)] {
            screen.size(columns, height);
            all.extend([under(&screen).as_str(), "\n"]);
        }
        all.push('\n');
    }
    screen.press("ctrl-u").press("alt-up").typed("+1 Bo, Jim").size(120, 40);
    all.extend([under(&screen).as_str(), "\n\n"]);
    screen.press("ctrl-u").typed("RESOLVED");
    all.push_str(&under(&screen));
    insta::assert_snapshot!(all);
}

#[test]
fn the_pieces_of_a_line_stand_out_without_moving() {
    let mut screen = meeting();
    screen.typed("! Jim Botha — draft due 2019-11-29");
    let (buffer, at) = (drawn(&screen.model, &Theme::new(Depth::Mono)), screen.model.layout().preview);
    let underlined: String = (at.x..at.right())
        .map(|x| &buffer[(x, at.y - 1)])
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert!(underlined.contains("Jim Botha") && underlined.contains("2019-11-29"), "{underlined}");
    assert!(!underlined.contains("draft"), "{underlined}");
    assert!(rows(&buffer)[usize::from(at.y) - 1].contains("! Jim Botha — draft due 2019-11-29"));
}

#[test]
fn what_a_correction_takes_away_is_struck_out() {
    let mut screen = meeting();
    screen.typed("s/warm/cold/");
    let (buffer, at) = (drawn(&screen.model, &Theme::new(Depth::Mono)), screen.model.layout().preview);
    let struck: String = (at.x..at.right())
        .map(|x| &buffer[(x, at.y)])
        .filter(|cell| cell.modifier.contains(Modifier::CROSSED_OUT))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert_eq!(struck, "warm");
}

#[test]
fn in_a_narrow_row_what_matters_most_stays() {
    let mut screen = meeting();
    screen.typed("! Jim Botha — a b c DM-1 DM-2 DM-3 p1 due 2019-11-29").size(40, 12);
    assert_eq!(under(&screen).lines().last().unwrap(), "  Jim Botha · due Fri 29 Nov");
}

#[test]
fn other_ways_to_go_on_stand_at_the_right_end() {
    let mut screen = meeting();
    screen.size(120, 40).typed("! ask @b");
    let row = under(&screen);
    assert!(row.lines().last().unwrap().contains("takes ") && row.contains(" or "), "{row}");
    screen.press("right");
    assert!(screen.line().starts_with("! ask @") && screen.line().len() > "! ask @b".len(), "{}", screen.line());
}
