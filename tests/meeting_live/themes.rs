//! The screen's colours: what the terminal says of itself, when it says it, and what a theme paints.
//!
//! Not here: which colours a theme has and whether they can be read.

use minutebook::palette::{Choice, Depth, Ground, Rgb, Seen, Themes};
use minutebook::view::Theme;
use ratatui::style::Color;

use super::mouse::has;
use super::*;

/// The theme as it has to be on a terminal that shows all colours.
fn theme(wanted: Choice, ground: Ground) -> Theme {
    Theme::of(&Themes { wanted, own: Vec::new() }, &Seen { ground, ..Seen::blind(Depth::True) })
}

fn exactly(background: Rgb, text: Rgb) -> Ground {
    Ground::Exactly { background, text: Some(text) }
}

/// A colour as the terminal has it.
fn shown(colour: Option<Color>) -> vt100::Color {
    match colour {
        None => vt100::Color::Default,
        Some(Color::Rgb(red, green, blue)) => vt100::Color::Rgb(red, green, blue),
        Some(Color::Indexed(index)) => vt100::Color::Idx(index),
        Some(other) => panic!("{other:?}"),
    }
}

/// Waits until the tick of "saved" has the colours that it has in this theme.
#[track_caller]
fn wait_for_theme(terminal: &mut Terminal, theme: &Theme) {
    let wanted = (shown(theme.good.fg), shown(theme.base.bg));
    let looks = |screen: &Screen| {
        let (rows, columns) = screen.size();
        let mut cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        cells.any(|(row, column)| {
            let cell = screen.cell(row, column);
            cell.is_some_and(|cell| cell.contents() == "●" && (cell.fgcolor(), cell.bgcolor()) == wanted)
        })
    };
    terminal.wait_until(looks, &format!("a tick in {wanted:?}"));
}

#[test]
fn a_terminal_that_says_what_its_ground_is_gets_the_theme_for_it() {
    let desk = Desk::new();
    for (text, ground, is) in [
        ("0000/0000/0000", "ffff/ffff/ffff", exactly(Rgb::WHITE, Rgb::BLACK)),
        ("d0d0/d0d0/d0d0", "1e1e/1e1e/2e2e", exactly(Rgb(0x1e, 0x1e, 0x2e), Rgb(0xd0, 0xd0, 0xd0))),
    ] {
        let terminal = desk.start(&["open", "board.md"]).env("COLORTERM", "truecolor").colours(text, ground);
        let mut terminal = terminal.spawn();
        terminal.wait_for("● saved");
        wait_for_theme(&mut terminal, &theme(Choice::Auto, is));
        assert_eq!(terminal.asked(), 1);
        assert!(!terminal.screen().contains("rgb"), "{}", terminal.screen());
        leave(&mut terminal);
        assert_restored(&terminal);
    }
}

#[test]
fn an_answer_that_comes_late_and_torn_recolours_the_screen_and_types_nothing() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).env("COLORTERM", "truecolor").spawn();
    terminal.wait_for("● saved");
    wait_for_theme(&mut terminal, &theme(Choice::Auto, Ground::Unknown));
    terminal.type_text("half a li");
    terminal.wait_for("half a li");
    for piece in ["\x1b]10;rgb:00", "00/0000/0000\x1b", "\\\x1b]1", "1;rgb:fff", "f/ffff/ffff\x1b\\\x1b[?62", ";22c"] {
        terminal.type_text(piece);
        std::thread::sleep(std::time::Duration::from_millis(60));
    }
    wait_for_theme(&mut terminal, &theme(Choice::Auto, exactly(Rgb::WHITE, Rgb::BLACK)));
    terminal.type_text("ne");
    terminal.wait_for("half a line");
    assert!(!terminal.screen().contains("rgb") && !terminal.screen().contains("ffff"), "{}", terminal.screen());
}

#[test]
fn a_terminal_whose_colours_change_is_asked_again() {
    let desk = Desk::new();
    let terminal = desk.start(&["open", "board.md"]).env("COLORTERM", "truecolor");
    let mut terminal = terminal.colours("0000/0000/0000", "ffff/ffff/ffff").spawn();
    terminal.wait_for("● saved");
    assert!(String::from_utf8_lossy(&terminal.output()).contains("\x1b[?2031h"));
    terminal.type_text("\x1b[?997;1nx");
    terminal.wait_for("› x");
    terminal.wait_until(|_| true, "a moment");
    assert_eq!(terminal.asked(), 2, "{}", terminal.screen());
    leave(&mut terminal);
    assert!(String::from_utf8_lossy(&terminal.output()).contains("\x1b[?2031l"));
}

#[test]
fn a_theme_that_paints_has_every_cell_of_the_screen() {
    let painted = |terminal: &Terminal, ground: vt100::Color| {
        let screen = terminal.whole();
        let (rows, columns) = screen.size();
        for (row, column) in (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column))) {
            let cell = screen.cell(row, column).expect("a cell");
            if cell.is_wide_continuation() {
                continue;
            }
            // The row that is chosen is a block of its own.
            let selected = shown(theme(Choice::Light, Ground::Unknown).selected.bg);
            assert!([ground, selected].contains(&cell.bgcolor()), "{row}, {column}: {:?}", cell.bgcolor());
        }
    };
    let light = theme(Choice::Light, Ground::Unknown);
    let desk = Desk::new();
    let mut terminal = desk.start(&["--theme", "light", "open", "board.md"]).env("COLORTERM", "truecolor").spawn();
    terminal.wait_for("● saved");
    wait_for_theme(&mut terminal, &light);
    painted(&terminal, shown(light.base.bg));
    terminal.type_text("日本 wide");
    terminal.keys("Enter F1");
    terminal.wait_for("Ctrl-N");
    terminal.keys("Esc");
    terminal.wait_for("日本 wide");
    painted(&terminal, shown(light.base.bg));
    terminal.resize(80, 24);
    terminal.wait_for("日本 wide");
    painted(&terminal, shown(light.base.bg));
}

#[test]
fn another_theme_is_worn_by_its_name_and_told_how_to_be_kept() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).env("COLORTERM", "truecolor").spawn();
    terminal.wait_for("● saved");
    terminal.type_text("/theme contrast");
    terminal.keys("Enter");
    terminal.wait_for("Theme contrast, for now");
    wait_for_theme(&mut terminal, &theme(Choice::Contrast, Ground::Unknown));
    terminal.type_text("/theme drak");
    terminal.wait_for("did you mean dark?");
}

#[test]
fn a_theme_that_nobody_knows_is_told_before_anything_begins() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).env("MINUTEBOOK_THEME", "drak").spawn();
    assert_eq!(terminal.wait_exit().exit_code(), 2);
    let said = terminal.screen();
    assert!(said.contains("no theme is called `drak`") && said.contains("contrast"), "{said}");
}

#[test]
fn every_screen_that_runs_takes_another_theme_and_the_mouse_from_the_settings() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.type_text("! @Ana: Draft the plan\r");
    terminal.wait_for("1 open");
    leave(&mut terminal);
    let file = desk.folder.path().join("config/minutebook/config.toml");
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    let set = |theme: &str, mouse: bool| {
        std::fs::write(&file, format!("[theme]\nname = \"{theme}\"\n[mouse]\non = {mouse}\n")).expect("settings");
    };
    let folder = desk.folder.path().join("config").display().to_string();
    let paints = |theme: &Theme| {
        let ground = shown(theme.base.bg);
        // Where nothing is written, too.
        move |screen: &Screen| {
            let (rows, columns) = screen.size();
            let cell = |row, column| screen.cell(row, column).map(vt100::Cell::bgcolor);
            cell(rows.get() - 2, columns.get() - 1) == Some(ground) && cell(0, columns.get() - 1) == Some(ground)
        }
    };
    let (light, contrast) = (theme(Choice::Light, Ground::Unknown), theme(Choice::Contrast, Ground::Unknown));
    let screens: [(&[&str], &str); 6] = [
        (&[], "Harbour board"),
        (&["open", "board.md"], "● saved"),
        (&["actions", "--screen"], "Draft the plan"),
        (&["search"], "Esc"),
        (&["next"], "Draft the plan"),
        (&["plan", "board.md"], "Berth fees"),
    ];
    for (arguments, there) in screens {
        set("light", false);
        let terminal = desk.start(arguments).env("XDG_CONFIG_HOME", &folder).env("COLORTERM", "truecolor");
        let mut terminal = terminal.spawn();
        terminal.wait_for(there);
        terminal.wait_until(paints(&light), &format!("{arguments:?}: light"));
        assert!(!has(&terminal, "\x1b[?1002h"), "{arguments:?}: the mouse is the terminal's");
        set("contrast", true);
        terminal.wait_until(paints(&contrast), &format!("{arguments:?}: contrast"));
        assert!(has(&terminal, "\x1b[?1002h"), "{arguments:?}: the mouse");
        terminal.signal("TERM");
        terminal.wait_exit();
        assert_restored(&terminal);
    }
}
