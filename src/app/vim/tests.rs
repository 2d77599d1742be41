use super::*;

/// The line with `|` before the cursor, after keys in normal mode from the one given so.
fn after(line: &str, keys: &str) -> String {
    let (mut vim, line) = begun(line, keys);
    vim.give_up();
    with_cursor(&line)
}

fn with_cursor(line: &Line) -> String {
    let (before, behind) = line.text().split_at(line.cursor());
    format!("{before}|{behind}")
}

fn begun(text: &str, keys: &str) -> (Vim, Line) {
    let mut line = Line::new(&text.replace('|', ""), 0);
    line.set_cursor(text.find('|').expect("a cursor"));
    let mut vim = Vim { mode: Mode::Normal, ..Vim::default() };
    for c in keys.chars() {
        if vim.mode == Mode::Insert && c == '\x1b' {
            vim.leave_insert(&mut line);
        } else if vim.mode == Mode::Insert {
            line.insert(c);
        } else if c == '\x12' {
            vim.redo(&mut line);
        } else {
            vim.press(c, &mut line);
        }
    }
    (vim, line)
}

#[test]
fn motions_lead_where_vim_leads() {
    for (line, keys, expected) in [
        ("|one two", "w", "one |two"),
        ("|one two", "e", "on|e two"),
        ("one tw|o", "b", "one |two"),
        ("one |two", "b", "|one two"),
        ("|disk@3, now", "w", "disk|@3, now"),
        ("|disk@3, now", "W", "disk@3, |now"),
        ("|disk@3, now", "3e", "disk@|3, now"),
        ("|one two", "$", "one tw|o"),
        ("  one| two", "^", "  |one two"),
        ("  one| two", "0", "|  one two"),
        ("|one two", "3l", "one| two"),
        ("one| two", "9h", "|one two"),
        ("|one two", "9w", "one tw|o"),
        ("|a family 👨\u{200d}👩\u{200d}👧x", "2wl", "a family 👨\u{200d}👩\u{200d}👧|x"),
        ("|budget, gate", "fg", "bud|get, gate"),
        ("|budget, gate", "fg;", "budget, |gate"),
        ("|budget, gate", "fg;,", "bud|get, gate"),
        ("|budget, gate", "tg", "bu|dget, gate"),
        ("|budget, gate", "2fg", "budget, |gate"),
        ("budget, gat|e", "Fg", "budget, |gate"),
        ("budget, gat|e", "Tb", "b|udget, gate"),
        ("|budget", "fz", "|budget"),
    ] {
        assert_eq!(after(line, keys), expected, "{line} {keys}");
    }
}

#[test]
fn operators_take_what_vim_takes() {
    for (line, keys, expected) in [
        ("|one two three", "dw", "|two three"),
        ("|one two three", "2dw", "|three"),
        ("|one two three", "d2w", "|three"),
        ("one |two three", "cwfour\x1b", "one fou|r three"),
        ("one |two three", "db", "|two three"),
        ("one |two three", "d$", "one| "),
        ("one |two three", "D", "one| "),
        ("one |two three", "d0", "|two three"),
        ("one |two three", "de", "one | three"),
        ("one |two three", "dtr", "one |ree"),
        ("one |two three", "dfr", "one |ee"),
        ("one |two three", "Cend\x1b", "one en|d"),
        ("one |two", "dd", "|"),
        ("one |two", "ccnew\x1b", "ne|w"),
        ("one |two", "Snew\x1b", "ne|w"),
        ("one |two", "x", "one |wo"),
        ("one |two", "2x", "one |o"),
        ("one tw|o", "x", "one t|w"),
        ("one |two", "X", "one|two"),
        ("|e\u{301}x", "x", "|x"),
        ("|one", "sO\x1b", "|One"),
        ("|one", "rO", "|One"),
        ("|one", "2rx", "x|xe"),
        ("|one", "4rx", "|one"),
        ("|one", "3~", "ON|E"),
        ("|one two", "dwP", "one| two"),
        ("|ab", "xp", "b|a"),
        ("|ab", "yyp", "aa|bb"),
        ("|one two", "ywP", "one| one two"),
        ("|one two", "dz", "|one two"),
        ("|one two", "iA \x1b", "A| one two"),
        ("|one two", "aX\x1b", "o|Xne two"),
        ("one| two", "A.\x1b", "one two|."),
        ("one| two", "I- \x1b", "-| one two"),
    ] {
        assert_eq!(after(line, keys), expected, "{line} {keys}");
    }
}

#[test]
fn undo_takes_a_change_back_whole_and_redo_does_it_again() {
    for (keys, expected) in [
        ("dwu", "|one two"),
        ("dwdwu", "|two"),
        ("dwdwuu\x12", "|two"),
        ("cwfour\x1bu", "|one two"),
        ("rxu", "|one two"),
        ("~u", "|one two"),
        ("A three\x1bu", "one two|"),
    ] {
        assert_eq!(after("|one two", keys).replace('|', ""), expected.replace('|', ""), "{keys}");
    }
    let (mut vim, mut line) = begun("|one", "x");
    assert_eq!(vim.press('u', &mut line), Came::Changed);
    assert_eq!(vim.press('u', &mut line), Came::Undo, "what else there is to take back");
}

#[test]
fn what_is_no_command_changes_nothing_and_ends_what_had_begun() {
    let (vim, line) = begun("on|e", "3dq");
    assert!(!vim.is_begun());
    assert_eq!(with_cursor(&line), "on|e");
}

proptest::proptest! {
    #[test]
    fn any_keys_on_any_line_leave_the_cursor_on_a_character(
        text in "[a-zé👨👩\u{200d}\u{301} ,.]{0,12}",
        keys in "[hlwbeWBE0^$fFtT;,dcyxXDCsSiaIAoOr~pPu1-9\x1b\x12 a]{0,16}",
    ) {
        let mut line = Line::new(&text, 0);
        let mut vim = Vim::default();
        for c in keys.chars() {
            match (vim.mode(), c) {
                (Mode::Insert, '\x1b') => vim.leave_insert(&mut line),
                (Mode::Insert, c) => line.insert(c),
                (Mode::Normal, '\x12') => _ = vim.redo(&mut line),
                (Mode::Normal, c) => _ = vim.press(c, &mut line),
            }
            proptest::prop_assert!(line.text().is_char_boundary(line.cursor()));
            proptest::prop_assert!(line.text().len() < 4_000_000);
        }
    }
}
