//! What the file says, and what is said of it.

use proptest::prelude::*;

use super::*;
use crate::app::{Action, Snippet, VERBS};

#[test]
fn the_documented_file_is_the_default_and_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/config.toml");
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        std::fs::write(&path, documented()).expect("assets can be written");
    }
    let text = std::fs::read_to_string(path).expect("assets/config.toml");
    assert_eq!(text, documented(), "run the tests once with UPDATE_ASSETS=1");
    let Reading { config, complaints, .. } = parse(&text);
    assert_eq!(complaints, []);
    let default = Config::default();
    assert_eq!(config.settings, default.settings);
    assert_eq!(config.export, default.export);
    for verb in VERBS {
        assert_eq!(config.keymap.keys(verb.action), default.keymap.keys(verb.action), "{}", verb.name);
    }
}

#[test]
fn every_mistake_is_reported_with_its_place_and_the_rest_counts() {
    let text =
        "[notices]\nbel = true\nshares = [0.5]\n\n[keys]\n\"slot.nxt\" = [\"f5\"]\nundo = [\"hyper-z\", \"f6\"]\n";
    let Reading { config, complaints, .. } = parse(text);
    let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said.iter().any(|it| it == "2:1: `bel` is not known; did you mean `bell`?"), "{said:?}");
    assert!(
        said.iter().any(|it| it.starts_with("6:1: `slot.nxt` is not known; did you mean `slot.next`?")),
        "{said:?}"
    );
    assert!(said.iter().any(|it| it.starts_with("7:9: `hyper-z` is no key; write it like")), "{said:?}");
    assert_eq!(config.settings.notices, [0.5]);
    assert_eq!(config.keymap.shown(Action::Undo), "F6");
}

#[test]
fn a_key_that_is_misspelt_is_named_rightly() {
    let Reading { config, complaints, .. } = parse("[keys]\nsearch = [\"crtl-f\"]\nundo = [\"C-x u\", \"<M-u>\"]\n");
    let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "2:11: `crtl-f` is no key; did you mean `ctrl-f`?",
            "3:9: `C-x` is no key; did you mean `ctrl-x`?",
            "3:18: `<M-u>` is no key; did you mean `alt-u`?"
        ]
    );
    assert_eq!(config.keymap.shown(Action::Undo), "Ctrl-Z", "the verb keeps its own");
}

#[test]
fn more_themes_or_keys_than_anybody_has_are_left_out_and_told() {
    use std::fmt::Write as _;
    let mut text = String::from("[keys]\nundo = [");
    (0..20_000).for_each(|_| text.push_str("\"ctrl-x u\", "));
    text.push_str("]\n[themes]\n");
    (0..20_000).for_each(|n| _ = writeln!(text, "a{n} = {{ text = \"red\" }}"));
    let Reading { config, complaints, .. } = parse(&text);
    assert_eq!(config.settings.themes.own.len(), 100);
    assert!(config.keymap.keys(Action::Undo).len() <= 16);
    let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|it| it.contains("a verb has 16 keys at most")), "{said:?}");
    assert!(said.iter().any(|it| it.starts_with("104:1: there are 100 themes at most")), "{said:?}");
}

#[test]
fn in_vims_hands_letters_that_are_commands_or_verbs_already_are_told() {
    let text = "[keys]\npreset = \"vim\"\n\"slot.next\" = [\"w\", \"g n\"]\n\"undo\" = [\"x\"]\nleave = [\"d q\"]\n\
        \"view.next\" = [\"g t\"]\n\"slot.pause\" = [\"alt-0\"]\n";
    let said: Vec<_> = parse(text).complaints.iter().map(ToString::to_string).collect();
    assert!(
        said.iter().any(|it| it == "3:16: `w` is a command of normal mode, which slot.next takes away"),
        "{said:?}"
    );
    assert!(said.iter().any(|it| it.starts_with("4:11: `x` is entry.done before it is undo")), "{said:?}");
    assert!(said.iter().any(|it| it == "5:10: `d` is a command of normal mode, which leave takes away"), "{said:?}");
    assert!(!said.iter().any(|it| it.starts_with("6:")), "{said:?}");
    assert!(said.iter().any(|it| it.starts_with("7:17: `alt-0`: as in Vim")), "{said:?}");
}

#[test]
fn how_minutes_are_written_can_be_set() {
    let text = "[export]\nformats = [\"pdf\", \"letter.txt.j2\"]\nlayout = \"tables\"\nlang = \"en\"\n\
        jira = { server = \"Ours\", id = \"144880e9-a353-312f-9412-ed028e8166fa\" }\n";
    let Reading { config, complaints, .. } = parse(text);
    assert_eq!(complaints, []);
    assert_eq!(config.export.forms, [Form::Format(Format::Pdf), Form::Template("letter.txt.j2".into())]);
    assert_eq!(config.export.layout, Layout::Tables);
    assert_eq!(config.export.jira.map(|jira| jira.server).as_deref(), Some("Ours"));
}

#[test]
fn what_minutes_cannot_be_written_in_is_pointed_at() {
    let text = "[export]\nformats = [\"md\", \"htlm\", 3]\nlayout = \"rows\"\nlang = \"xx\"\n\
        jira = { server = \"Ours\", id = \"4\" }\nformat = 1\n";
    let Reading { config, complaints, .. } = parse(text);
    let mut said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
    said.sort();
    let begins = [
        "2:18: `htlm` is not known; did you mean `html`?",
        "2:26: a format is a name in quotes",
        "3:10: `rows` is not known; write one of sections, tables",
        "4:8: `xx` is not known; write one of en, de, fr",
        "5:32: jira is { server",
        "6:1: `format` is not known; did you mean `formats`?",
    ];
    assert_eq!(said.len(), begins.len(), "{said:?}");
    for (said, begin) in said.iter().zip(begins) {
        assert!(said.starts_with(begin), "{said} is not {begin}");
    }
    assert_eq!(config.export.forms, [Form::Format(Format::Markdown)]);
    assert_eq!(config.export.jira, None);
}

#[test]
fn zones_are_those_that_there_are() {
    let Reading { config, complaints, .. } = parse("[zones]\nshow = [\"Europe/Berlin\", \"Asia/Tokio\"]\nshown = 1\n");
    assert_eq!(config.settings.zones, [chrono_tz::Europe::Berlin]);
    let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
    let tokyo = "2:26: `Asia/Tokio` is no time zone; did you mean `Asia/Tokyo`?";
    assert_eq!(said, [tokyo, "3:1: `shown` is not known; did you mean `show`?"]);
}

#[test]
fn a_zone_is_named_and_hinted_at_as_in_an_agenda() {
    let Reading { config, complaints, .. } =
        parse("[zones]\nshow = [\"europe/berlin\", \"America/New York\", \"PST\", \"Lisbon\", \"+02:00\"]\n");
    assert_eq!(config.settings.zones, [chrono_tz::Europe::Berlin, chrono_tz::America::New_York]);
    let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
    let hints = [
        "`PST` is no time zone; did you mean `America/Los_Angeles`?",
        "`Lisbon` is no time zone; did you mean `Europe/Lisbon`?",
        "`+02:00` is no time zone; write the IANA name, such as Europe/Berlin",
    ];
    let placed = [46, 53, 63].into_iter().zip(hints).map(|(column, hint)| format!("2:{column}: {hint}"));
    assert_eq!(said, placed.collect::<Vec<_>>());
}

#[test]
fn snippets_are_one_line_each_and_hide_no_verb() {
    let text = "[snippets]\nNext = \"x\"\nthanks = \"{} was thanked\"\ntwo = \"a\\nb\"\n\"a b\" = \"x\"\nslides = 1\n";
    let Reading { config, complaints, .. } = parse(text);
    let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
    assert_eq!(config.settings.snippets, [Snippet::new("thanks", "{} was thanked")]);
    assert_eq!(
        said,
        [
            "2:1: `/Next` is the verb slot.next already: give the snippet another name",
            "4:7: a snippet is one line of text in quotes",
            "5:1: `a b` is no name for a snippet: write one word",
            "6:10: a snippet is one line of text in quotes",
        ]
    );
}

#[test]
fn a_file_that_is_no_toml_says_where_and_leaves_the_defaults() {
    let Reading { config, complaints, .. } = parse("[notices\nbell = false\n");
    assert_eq!(complaints.len(), 1, "{complaints:?}");
    assert_eq!(complaints[0].place.map(|place| place.line), Some(1));
    assert!(config.settings.bell);
}

#[test]
fn docs_config_md_says_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/config.md");
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        std::fs::write(&path, config_book()).expect("docs can be written");
    }
    let text = std::fs::read_to_string(path).expect("docs/config.md");
    assert_eq!(text, config_book(), "run the tests once with UPDATE_ASSETS=1");
}

#[test]
fn every_setting_stands_in_the_documented_file_and_in_the_book() {
    let (file, book) = (documented(), config_book());
    for setting in SETTINGS {
        assert!(SECTIONS.iter().any(|section| section.name == setting.section), "{} has no section", setting.name);
        let line = format!("{} = {}", setting.name, setting.default.unwrap_or(setting.example));
        assert!(file.lines().any(|it| it.trim_start_matches("# ") == line), "{line}");
        assert!(book.contains(&format!("| `{}` | {}", setting.name, setting.help)), "{}", setting.name);
    }
}

#[test]
fn every_example_is_understood_and_differs_from_the_default() {
    for setting in SETTINGS {
        assert_ne!(setting.default, Some(setting.example), "{}", setting.name);
        let text = format!("[{}]\n{} = {}\n", setting.section, setting.name, setting.example);
        let reading = parse(&text);
        assert_eq!((reading.complaints, reading.is_torn), (Vec::new(), false), "{text}");
        assert_ne!(format!("{:?}", reading.config), format!("{:?}", parse("").config), "{text} changes nothing");
    }
    for section in SECTIONS {
        let text = book::example(section);
        assert_eq!(parse(&text).complaints, [], "{text}");
    }
}

#[test]
fn the_file_that_a_user_begins_with_sets_nothing() {
    let text = begun();
    assert!(text.lines().all(|line| line.is_empty() || line.starts_with('#')), "{text}");
    let bare = |line: &str| line.trim_start_matches("# ").to_owned();
    let of = |text: &str| text.lines().skip(1).map(bare).collect::<Vec<_>>();
    assert_eq!(of(&text), of(&documented()), "what is commented out is the documented file");
}

#[test]
fn a_torn_heading_is_told_and_the_rest_of_the_file_holds() {
    let reading = parse("[notices\nbell = false\n\n[export]\nlayout = \"tables\"\n[zones]\nshow = [\n");
    assert!(reading.is_torn);
    assert_eq!(reading.config.export.layout, Layout::Tables);
    let lines: Vec<_> = reading.complaints.iter().filter_map(|it| it.place.map(|place| place.line)).collect();
    assert!(lines.contains(&1) && lines.iter().any(|line| *line >= 7), "{:?}", reading.complaints);
}

#[test]
fn a_file_that_can_be_no_settings_says_so_and_leaves_the_defaults() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("folder")).expect("a folder");
    std::fs::write(at("long"), "#".repeat(1 << 21)).expect("a file");
    std::fs::write(at("utf16"), "[notices]".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>())
        .expect("a file");
    for (name, word) in [("folder", "is a folder"), ("long", "longer than"), ("utf16", "no UTF-8")] {
        let reading = read(&at(name));
        let said: Vec<_> = reading.complaints.iter().map(ToString::to_string).collect();
        assert!(said.len() == 1 && said[0].contains(word) && reading.is_torn, "{name}: {said:?}");
        assert_eq!(reading.config.settings, Config::default().settings);
    }
    assert_eq!(read(&at("missing")).complaints, []);
}

#[test]
fn a_pipe_in_the_files_place_keeps_nobody_waiting() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("config.toml");
    let made = std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo");
    assert!(made.success());
    assert_eq!(read(&path).complaints[0].to_string(), "is no file");
}

#[test]
fn a_byte_that_is_no_utf8_is_pointed_at_and_takes_nothing_from_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("config.toml");
    std::fs::write(&path, b"# Gr\xf6\xdfe\n[notices]\nbell = false\n").expect("a file");
    let reading = read(&path);
    let said: Vec<_> = reading.complaints.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["1:5: no UTF-8 from here: save the file as UTF-8"]);
    assert!(!reading.config.settings.bell);
}

proptest! {
    #[test]
    fn garbage_is_told_at_places_of_the_file_and_never_panics(text in "(?s)(\\[|\\]|=|\"|'|\\{|\\}|,|\\.|#|\r|\n| |notices|bell|keys|jira|show|snippets|true|1.5|[0-9]|é|字|\u{feff}|.){0,80}") {
        let lines: Vec<usize> = text.split('\n').map(|line| line.chars().count()).collect();
        for complaint in parse(&text).complaints {
            let place = complaint.place.expect("a place");
            prop_assert!(place.line >= 1 && place.line <= lines.len(), "{complaint}");
            prop_assert!(place.column >= 1 && place.column <= lines[place.line - 1] + 1, "{complaint}");
        }
    }
}

#[test]
fn a_file_of_nothing_but_mistakes_is_told_at_once_and_not_whole() {
    let lines: Vec<String> = (0..40_000).map(|n| format!("word{n} = [{{ x = \"{n}\" }}]")).collect();
    let text = lines.join("\n");
    let began = std::time::Instant::now();
    let reading = parse(&format!("[keys]\n{text}"));
    assert_eq!(reading.complaints.len(), 101);
    assert_eq!(reading.complaints[100].to_string(), "39900 more are not told");
    assert!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn a_preset_counts_wherever_it_stands_and_clashes_are_told_with_their_places() {
    let text = "[keys]\n\"slot.next\" = [\"ctrl-x n\", \"esc\"]\npreset = \"emacs\"\n\"view.jump\" = [\"ctrl-x n\"]\n";
    let Reading { config, complaints, .. } = parse(text);
    assert_eq!(config.keymap.preset(), crate::app::Preset::Emacs);
    assert_eq!(config.keymap.shown(Action::Undo), "Ctrl-/");
    let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|it| it == "2:16: `ctrl-x n` is bound to view.jump too, which has it now"), "{said:?}");
    let wrong = parse("[keys]\npreset = \"vi\"\n").complaints;
    assert_eq!(wrong[0].to_string(), "2:10: `vi` is not known; did you mean `vim`?");
}

#[test]
fn a_key_that_cannot_be_read_takes_no_other_key_of_its_verb() {
    let clash = parse("[keys]\n\"slot.next\" = [\"ctrl-n\", \"ctrll-x\"]\n\"slot.previous\" = [\"ctrl-n\"]\n");
    let said: Vec<_> = clash.complaints.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0].starts_with("2:1: slot.next has no key any more"), "{said:?}");
    assert!(said[1].starts_with("2:16: `ctrl-n` is bound to slot.previous too"), "{said:?}");
    assert!(said[2].starts_with("2:26: ") && said[2].contains("ctrll-x"), "{said:?}");
    let keymap = parse("[keys]\n\"slot.next\" = [\"f5\", \"entre\", 3]\nundo = [\"ctrll-z\"]\n").config.keymap;
    assert_eq!((keymap.shown(Action::SlotNext).as_str(), keymap.shown(Action::Undo).as_str()), ("F5", "Ctrl-Z"));
    let shut = parse("[keys]\n\"line.commit\" = []\n");
    assert_eq!(shut.config.keymap.shown(Action::Commit), "Enter");
    assert!(shut.complaints.iter().any(|it| it.message.contains("enter still does")), "{:?}", shut.complaints);
}
