//! `minutebook config`, and settings that change while a screen is shown.
//!
//! Not here: what each setting does, and what of a file is understood (see `config`).

use std::fs;
use std::path::PathBuf;

use crate::terminal::{Terminal, TerminalBuilder};
use crate::{Desk, Done, SEVEN, done};

/// Three mistakes, one of them of the syntax's; what stands between them holds.
const WRONG: &str = "[notices]\nbel = true\nshares = [0.5]\n[export]\nlayout = \"rows\"\n";

fn file(desk: &Desk) -> PathBuf {
    desk.path("settings/config.toml")
}

fn write(desk: &Desk, text: &str) {
    fs::create_dir_all(desk.path("settings")).expect("a folder");
    fs::write(file(desk), text).expect("a file");
}

/// With the desk's own file of settings, and `EDITOR` to edit it.
fn run(desk: &Desk, editor: &str, arguments: &[&str]) -> Done {
    done(desk.command(arguments).env("MINUTEBOOK_CONFIG", file(desk)).env("EDITOR", editor))
}

fn screen(desk: &Desk, arguments: &[&str]) -> TerminalBuilder {
    Terminal::start(arguments)
        .cwd(desk.path(""))
        .data_dir(desk.path("data"))
        .env("MINUTEBOOK_CONFIG", file(desk))
        .env("MINUTEBOOK_NOW", SEVEN)
}

#[test]
fn the_defaults_are_printed_as_they_lie_in_assets_and_are_understood() {
    let desk = Desk::new();
    let printed = desk.run(&["config", "--default"]).output();
    assert_eq!(printed, include_str!("../../assets/config.toml"));
    write(&desk, &printed);
    let said = run(&desk, "false", &["config", "--check"]).output();
    assert!(said.ends_with("config.toml: everything was understood\n"), "{said}");
}

#[test]
fn the_path_is_the_platforms_the_surroundings_or_that_of_the_option() {
    let desk = Desk::new();
    let path = |done: Done| done.output().trim_end().to_owned();
    let own = desk.path("home/config/minutebook/config.toml");
    assert_eq!(path(desk.run(&["config", "--path"])), own.display().to_string());
    assert_eq!(path(run(&desk, "false", &["config", "--path"])), file(&desk).display().to_string());
    assert_eq!(path(run(&desk, "false", &["config", "--path", "--config", "x.toml"])), "x.toml");
}

#[test]
fn check_says_all_at_once_with_places_and_machines_read_the_same() {
    let desk = Desk::new();
    write(&desk, WRONG);
    let at = file(&desk).display().to_string();
    let said = [
        format!("{at}:2:1: `bel` is not known; did you mean `bell`?"),
        format!("{at}:5:10: `rows` is not known; write one of sections, tables"),
        format!("{at}: 2 places to look at; the rest holds"),
    ];
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    run(&desk, "false", &["config", "--check"]).fails(1, &said);
    let done = run(&desk, "false", &["config", "--check", "--json"]);
    assert_eq!(done.code, Some(1));
    let object: serde_json::Value = serde_json::from_str(&done.stdout).expect("JSON");
    assert_eq!(object["format"], "minutebook/config");
    assert_eq!((&object["path"], &object["exists"]), (&at.into(), &true.into()));
    let first = &object["complaints"][0];
    assert_eq!((&first["line"], &first["column"]), (&2.into(), &1.into()));
    assert_eq!(first["message"], "`bel` is not known; did you mean `bell`?");
    assert_eq!(object["complaints"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_file_that_is_not_there_is_made_with_all_defaults_as_comments_for_the_editor() {
    let desk = Desk::new();
    let seen = desk.path("seen.toml");
    let said = run(&desk, &format!("cp \"$1\" {} && true", seen.display()), &["config"]);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    let begun = fs::read_to_string(file(&desk)).expect("the file");
    assert!(begun.lines().all(|line| line.is_empty() || line.starts_with('#')), "{begun}");
    assert!(begun.contains("# bell = true"), "{begun}");
}

#[test]
fn after_the_editor_all_that_is_wrong_is_said_and_how_to_go_on() {
    let desk = Desk::new();
    write(&desk, "");
    fs::write(desk.path("wrong.toml"), WRONG).expect("a file");
    let said = run(&desk, &format!("cp {}", desk.path("wrong.toml").display()), &["config"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.stderr.contains(":2:1: `bel` is not known; did you mean `bell`?\n"), "{said:?}");
    assert!(said.stderr.contains(":5:10: `rows` is not known"), "{said:?}");
    assert!(said.stdout.ends_with("The rest holds; `minutebook config` opens the file again\n"), "{said:?}");
}

#[test]
fn an_editor_that_fails_leaves_no_file_that_was_not_there() {
    let desk = Desk::new();
    run(&desk, "false", &["config"]).fails(1, &["“false” ended with an error"]);
    assert!(!desk.path("settings").exists(), "the folder was made for it too");
    run(&desk, "/no/such/editor", &["config"]).fails(1, &["/no/such/editor", "$EDITOR"]);
    write(&desk, "# mine\n");
    run(&desk, "false", &["config"]).fails(1, &["“false” ended with an error"]);
    assert_eq!(fs::read_to_string(file(&desk)).expect("the file"), "# mine\n");
    fs::create_dir(desk.path("settings/folder")).expect("a folder");
    let folder = desk.path("settings/folder").display().to_string();
    let unread = format!("{folder}: is a folder, not a file; the defaults hold");
    let done = run(&desk, "true", &["config", "--check", "--config", &folder]);
    assert!(!done.stderr.contains("to look at"), "{done:?}");
    done.fails(1, &[&unread]);
    run(&desk, "true", &["config", "--config", &folder])
        .fails(1, &["something else than a file lies there", "--config"]);
}

#[test]
fn an_editor_that_fails_leaves_a_link_and_the_folders_that_were_there() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("settings")).expect("a folder");
    fs::create_dir_all(desk.path("dot")).expect("a folder");
    std::os::unix::fs::symlink("../dot/config.toml", file(&desk)).expect("a link");
    for editor in ["false", "/no/such/editor"] {
        assert_eq!(run(&desk, editor, &["config"]).code, Some(1));
        assert_eq!(fs::read_link(file(&desk)).expect("the link"), PathBuf::from("../dot/config.toml"));
        assert_eq!(fs::read_dir(desk.path("dot")).expect("the folder").count(), 0);
    }
    run(&desk, "true", &["config"]).output();
    assert!(desk.path("dot/config.toml").exists());
    // What was written there is the user's, however the editor ended.
    fs::remove_file(desk.path("dot/config.toml")).expect("removed");
    let script = "sh -c 'echo bell >> \"$1\"; exit 1' x";
    assert_eq!(run(&desk, script, &["config"]).code, Some(1));
    assert!(fs::read_to_string(file(&desk)).expect("the file").ends_with("bell\n"));
}

#[test]
fn what_is_wrong_stops_no_subcommand_and_a_named_file_that_is_missing_is_told() {
    let desk = Desk::new();
    write(&desk, WRONG);
    let said = run(&desk, "false", &["list"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.stderr.contains("`bel` is not known") && said.stderr.contains("`rows` is not known"), "{said:?}");
    let said = desk.run(&["list", "--config", "nowhere.toml"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(said.stderr, "minutebook: nowhere.toml: there is no such file, so all settings are at their defaults\n");
}

#[test]
fn the_first_screen_says_what_is_wrong_until_a_key_is_pressed_and_takes_over_what_is_saved() {
    let desk = Desk::new();
    write(&desk, WRONG);
    let mut terminal = screen(&desk, &[]).spawn();
    terminal.wait_for("config.toml:2:1: `bel` is not known; did you mean `bell`?; 1 more: minutebook config --check");
    terminal.wait_for("Try the example");
    terminal.keys("Down");
    terminal.wait_gone("`bel` is not known");
    write(&desk, "[keys]\nsearch = [\"f12\"]\n");
    terminal.wait_for("Settings read again");
    terminal.keys("Down");
    terminal.wait_gone("Settings read again");
}

#[test]
fn a_running_meeting_takes_over_keys_that_are_saved() {
    let desk = Desk::new();
    write(&desk, "");
    let mut terminal = screen(&desk, &["open", "circle.md"]).spawn();
    terminal.wait_for("● saved");
    terminal.type_text("half a li");
    terminal.wait_for("half a li");
    write(&desk, "[keys]\n\"slot.next\" = [\"f12\"]\n");
    terminal.wait_for("Settings read again");
    terminal.type_text("ne");
    terminal.wait_for("half a line");
    terminal.keys("F12");
    terminal.wait_for("of 5:00");
}

#[test]
fn a_running_meeting_says_what_is_wrong_with_what_is_saved_and_so_does_the_command_line_after_it() {
    let desk = Desk::new();
    write(&desk, "[keys]\n\"slot.next\" = [\"f12\"]\n");
    let mut terminal = screen(&desk, &["open", "circle.md"]).spawn();
    terminal.wait_for("● saved");
    write(&desk, "[keys]\n\"slot.next\" = [\"f11\"\n");
    terminal.wait_for("Settings unchanged: config.toml:");
    terminal.keys("F12");
    terminal.wait_for("of 5:00");
    write(&desk, "[keys]\n\"slot.nex\" = [\"f11\"]\n");
    terminal.wait_for("config.toml:2:1: `slot.nex` is not known; did you mean `slot.next`?");
    terminal.keys("C-q");
    terminal.wait_for("leave it open");
    terminal.keys("l");
    terminal.wait_exit();
    let said = terminal.screen();
    assert!(said.contains("2:1: `slot.nex` is not known; did you mean `slot.next`?"), "{said}");
}

#[test]
fn settings_are_edited_from_a_meeting_and_hold_at_once() {
    let desk = Desk::new();
    write(&desk, "");
    fs::write(desk.path("keys.toml"), "[keys]\n\"slot.next\" = [\"f12\"]\n").expect("a file");
    let editor = format!("cp {}", desk.path("keys.toml").display());
    let mut terminal = screen(&desk, &["open", "circle.md"]).env("EDITOR", editor).spawn();
    terminal.wait_for("● saved");
    terminal.type_text("/settings\r");
    terminal.wait_for("Settings read again");
    terminal.keys("F12");
    terminal.wait_for("of 5:00");
}

#[test]
fn an_editor_that_cannot_be_run_from_a_meeting_is_told_on_it() {
    let desk = Desk::new();
    write(&desk, "");
    let mut terminal = screen(&desk, &["open", "circle.md"]).env("EDITOR", "/no/such/editor").spawn();
    terminal.wait_for("● saved");
    terminal.type_text("/settings\r");
    terminal.wait_for("There is no such program");
    terminal.type_text("Goes on");
    terminal.wait_for("Goes on");
}

#[test]
fn what_is_wrong_with_the_editor_stays_on_the_screen_where_there_were_no_settings_before() {
    let desk = Desk::new();
    let mut terminal = screen(&desk, &["open", "circle.md"]).env("EDITOR", "/no/such/editor").spawn();
    terminal.wait_for("● saved");
    terminal.type_text("/settings\r");
    terminal.wait_for("There is no such program");
    // Whoever watches the file has seen it come and go by then.
    std::thread::sleep(std::time::Duration::from_millis(700));
    terminal.settle(Some(std::time::Duration::from_millis(300)), |_| true);
    assert!(terminal.screen().contains("There is no such program"), "{}", terminal.screen());
    assert!(!desk.path("settings").exists());
}

#[test]
fn plain_mode_asks_as_it_is_set_and_says_what_is_saved_meanwhile() {
    let desk = Desk::new();
    write(&desk, "[plain]\nprompt = \"short\"\n");
    let mut terminal = screen(&desk, &["take", "circle.md"]).spawn();
    terminal.wait_until(|screen| crate::terminal::text_of(screen).lines().any(|line| line == ">"), "a short prompt");
    write(&desk, "[plain]\nprompt = \"full\"\n[notices]\nbel = 1\n");
    std::thread::sleep(std::time::Duration::from_millis(500));
    terminal.type_text("A note\r");
    terminal.wait_for("config.toml:4:1: `bel` is not known; did you mean `bell`?");
    terminal.wait_for("Welcome");
}
