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
        if c == '\x1b' && vim.mode == Mode::Normal {
            vim.give_up();
        } else if c == '\x1b' {
            _ = vim.leave_insert(&mut line);
        } else if vim.mode == Mode::Insert {
            vim.make_room(&mut line);
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
        ("|foo(a, b)", "tf;", "|foo(a, b)"),
        ("|a, b, c, d", "t,;", "a, |b, c, d"),
        ("|a, b, c, d", "t,2;", "a, |b, c, d"),
        ("a, b, c,| d", "T,;", "a, b,| c, d"),
        ("  one| two", "_", "  |one two"),
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
        ("I have |a plan", "cwthe\x1b", "I have th|e plan"),
        ("one|, two", "cw;\x1b", "one|; two"),
        ("on|e two three", "2cwx\x1b", "on|x three"),
        ("one| two", "cw-\x1b", "one|-two"),
        ("one |two three", "db", "|two three"),
        ("(|a) b)", "dt)", "(|) b)"),
        ("foo(|a, b)", "dt,", "foo(|, b)"),
        ("b, |a", "dT,", "b,|a"),
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
        ("one t|wo three", "diw", "one | three"),
        ("one t|wo three", "daw", "one |three"),
        ("one t|wo", "daw", "on|e"),
        ("one| two three", "daw", "one| three"),
        ("one t|wo three four", "d2aw", "one |four"),
        ("one t|wo, three", "ciwTWO\x1b", "one TW|O, three"),
        ("one t|wo-x three", "diW", "one | three"),
        ("say \"o|ne\" now", "di\"", "say \"|\" now"),
        ("|say \"one\" now", "ci\"two\x1b", "say \"tw|o\" now"),
        ("say \"o|ne\" now", "da\"", "say |now"),
        ("say \"o|ne\"", "da\"", "sa|y"),
        ("f(a, (|b), c)", "di(", "f(a, (|), c)"),
        ("f(a, (|b), c)", "d2i(", "f(|)"),
        ("f(a|, (b), c) x", "dab", "f| x"),
        ("a [x|] {y}", "di]", "a [|] {y}"),
        ("no brackets| here", "di(", "no brackets| here"),
        ("ein |\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} wort", "diw", "ein | wort"),
        ("|ab", "3ix\x1b", "xx|xab"),
        ("a|b", "2A!\x1b", "ab!|!"),
        ("|one two three", "\"adw", "|two three"),
        ("|one two three", "madw", "|two three"),
        ("|one two", "iA \x1b", "A| one two"),
        ("|one two", "aX\x1b", "o|Xne two"),
        ("one| two", "A.\x1b", "one two|."),
        ("one| two", "I- \x1b", "-| one two"),
    ] {
        assert_eq!(after(line, keys), expected, "{line} {keys}");
    }
}

#[test]
fn commands_that_there_are_not_do_no_harm_with_what_follows() {
    for (line, keys, expected) in [
        ("|one two", "viwd", "|one two"),
        ("|one two", "v$d", "|one two"),
        ("|one two", "Vjjd", "|one two"),
        ("|one two", "qaxq", "|ne two"),
        ("|one two", "qiZ\x1b", "|Zone two"),
        ("|one two", "Rtw\x1b", "t|we two"),
        ("one tw|o", "Rxyz\x1b", "one twxy|z"),
        ("|one two", "Rtw\x1bu", "|one two"),
        ("|one", "IX\x1bu", "|one"),
        ("| ", "IX\x1b", " |X"),
        ("|", "ciwX\x1b", "|X"),
    ] {
        assert_eq!(after(line, keys), expected, "{line} {keys}");
    }
}

#[test]
fn every_sign_that_is_named_a_command_is_one_and_no_other() {
    for c in ' '..='~' {
        let mut line = Line::new("one two", 0);
        let mut vim = Vim { mode: Mode::Normal, found: Some((Find::of('f').expect("a find"), 'o')), ..Vim::default() };
        let is_known = vim.press(c, &mut line) != Came::Unknown;
        assert_eq!(is_known, VIM_COMMANDS.contains(c) || ('1'..='9').contains(&c), "{c:?}");
    }
}

#[test]
fn a_point_does_the_last_change_once_more() {
    for (line, keys, expected) in [
        ("|one two three", "dw.", "|three"),
        ("|one two three", "dw2.", "|"),
        ("|abcdef", "2x.", "|ef"),
        ("|abcdef", "x3.", "|ef"),
        ("|one two three", "cwx\x1bw.", "x |x three"),
        ("|one two three", "ciwx\x1bww.", "x two |x"),
        ("|one two", "A!\x1b0.", "one two!|!"),
        ("|one, two, three", "f,r;;.", "one; two|; three"),
        ("|ab", "ix\x1bl.", "x|xab"),
        ("|one two three", "dwu.", "|two three"),
        ("|one two three", "ywdwyw.", "|three"),
        ("|one", ".", "|one"),
    ] {
        assert_eq!(after(line, keys), expected, "{line} {keys}");
    }
}

#[test]
fn yanking_the_line_leaves_the_cursor_where_it_is() {
    for keys in ["yy", "Y"] {
        assert_eq!(after("one t|wo", keys), "one t|wo", "{keys}");
    }
}

#[test]
fn undo_of_a_line_that_had_text_goes_back_to_that_and_no_further() {
    let mut line = Line::new("hello world", 0);
    let mut vim = Vim::default();
    vim.begin(&line);
    line.insert_str(" more");
    vim.leave_insert(&mut line);
    assert_eq!(vim.press('u', &mut line), Came::Changed);
    assert_eq!(line.text(), "hello world");
    assert_eq!(vim.press('u', &mut line), Came::Undo);
    assert_eq!(line.text(), "hello world");
    vim.redo(&mut line);
    assert_eq!(line.text(), "hello world more");
}

#[test]
fn what_changes_nothing_is_no_step_of_undo() {
    let (mut vim, mut line) = begun("|one two", "dwXd0");
    assert_eq!(vim.press('u', &mut line), Came::Changed);
    assert_eq!(line.text(), "one two");
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
        keys in "[hlwbeWBE0^$fFtT;,dcyxXDCsSiaIAoOr~pPu1-9.\"mz'`@()b\x1b\x12 a]{0,16}",
    ) {
        let mut line = Line::new(&text, 0);
        let mut vim = Vim::default();
        for c in keys.chars() {
            match (vim.mode(), c) {
                (Mode::Insert, '\x1b') => _ = vim.leave_insert(&mut line),
                (Mode::Insert, c) => line.insert(c),
                (Mode::Normal, '\x12') => _ = vim.redo(&mut line),
                (Mode::Normal, c) => _ = vim.press(c, &mut line),
            }
            proptest::prop_assert!(line.text().is_char_boundary(line.cursor()));
            proptest::prop_assert!(line.text().len() < 4_000_000);
        }
    }
}
