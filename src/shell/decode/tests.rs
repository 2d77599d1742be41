use proptest::prelude::*;

use super::*;

fn events(bytes: &[u8]) -> Vec<Event> {
    let mut events = VecDeque::new();
    let mut decoder = Decoder::default();
    decoder.feed(bytes, &mut events);
    decoder.give_up(&mut events);
    events.into()
}

/// Keys as `ctrl-alt-shift-name`, pastes in quotes.
fn read(bytes: &[u8]) -> String {
    let word = |event: &Event| match event {
        Event::Key(key) => {
            let mut word = String::new();
            for (modifier, name) in
                [(KeyModifiers::CONTROL, "ctrl-"), (KeyModifiers::ALT, "alt-"), (KeyModifiers::SHIFT, "shift-")]
            {
                if key.modifiers.contains(modifier) {
                    word.push_str(name);
                }
            }
            match key.code {
                KeyCode::Char(c) => word.push(c),
                KeyCode::F(n) => word.extend(["f".to_owned(), n.to_string()]),
                code => word.push_str(&format!("{code:?}").to_lowercase()),
            }
            word
        }
        Event::Paste(text) => format!("{text:?}"),
        other => panic!("{other:?}"),
    };
    events(bytes).iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_are_read_as_terminals_send_them() {
    for (bytes, keys) in [
        ("aé会🎉", "a é 会 🎉"),
        ("\r\t\x7f\x08\x01\x1a\0\x1f", "enter tab backspace ctrl-h ctrl-a ctrl-z ctrl-  ctrl-7"),
        ("\x1b[A\x1bOB\x1b[1;3B\x1b[1;5A\x1b[1;4A", "up down alt-down ctrl-up alt-shift-up"),
        ("\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "home end home end home end"),
        ("\x1b[2~\x1b[3~\x1b[3;2~\x1b[5~\x1b[6;5~", "insert delete shift-delete pageup ctrl-pagedown"),
        ("\x1bOP\x1bOS\x1b[1;2P\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24;5~", "f1 f4 shift-f1 f5 f6 f10 f11 ctrl-f12"),
        ("\x1b[Z", "shift-backtab"),
        ("\x1bx\x1bX\x1b\r\x1b\x7f\x1bé\x1b\x02", "alt-x alt-X alt-enter alt-backspace alt-é ctrl-alt-b"),
        ("\x1b", "esc"),
        ("\x1b[", "alt-["),
        ("\x1bO", "alt-O"),
        ("\x1b\x1b", "esc esc"),
        ("\x1b\x1b[A", "alt-up"),
        // rxvt, the Linux console, the keypad
        ("\x1bOa\x1b[b\x1b[[C\x1bOM\x1bOp", "ctrl-up shift-down f3 enter 0"),
        // CSI u and modifyOtherKeys
        ("\x1b[13;5u\x1b[97;3u\x1b[9;2u\x1b[27;5;46~", "ctrl-enter alt-a shift-backtab ctrl-."),
    ] {
        assert_eq!(read(bytes.as_bytes()), keys, "{bytes:?}");
    }
}

/// `\\e` is Esc, `^X` is Ctrl-X, `^^` is the sign itself.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match (c, rest.clone().next()) {
            ('\\', Some('e')) => bytes.push(ESC),
            ('^', Some('?')) => bytes.push(0x7f),
            ('^', Some('^')) => bytes.push(b'^'),
            ('^', Some(letter)) => bytes.push(u8::try_from(letter).unwrap() & 0x1f),
            _ => {
                bytes.extend(c.encode_utf8(&mut [0; 4]).bytes());
                continue;
            }
        }
        rest.next();
    }
    bytes
}

/// Sequences and their keys, as terminals.txt has them.
fn sequences() -> Vec<(Vec<u8>, &'static str)> {
    let rows = include_str!("terminals.txt").lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let mut words = row.split(' ');
        (unescaped(words.next().unwrap()), words.next().expect("a key"))
    })
    .collect()
}

/// What of some events would be typed into a line.
fn typed_of(events: &[Event]) -> String {
    let typed = |event: &Event| match event {
        Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. })
            if !modifiers.intersects(KeyModifiers::ALT | KeyModifiers::CONTROL) =>
        {
            Some(*c)
        }
        _ => None,
    };
    events.iter().filter_map(typed).collect()
}

#[test]
fn every_terminal_is_read_as_its_description_says() {
    for (bytes, key) in sequences() {
        assert_eq!(read(&bytes), key, "{}", String::from_utf8_lossy(&bytes).escape_debug());
    }
}

#[test]
fn a_sequence_torn_anywhere_is_the_same_key_and_one_broken_off_types_nothing() {
    for (bytes, key) in sequences().into_iter().filter(|(bytes, _)| bytes.len() > 1 && bytes[0] == ESC) {
        let typed = typed_of(&events(&bytes));
        for cut in 1..bytes.len() {
            let whole = format!("{key}: {} | {}", bytes[..cut].escape_ascii(), bytes[cut..].escape_ascii());
            let (mut decoder, mut torn) = (Decoder::default(), VecDeque::new());
            decoder.feed(&bytes[..cut], &mut torn);
            decoder.feed(&bytes[cut..], &mut torn);
            decoder.give_up(&mut torn);
            assert_eq!(Vec::from(torn), events(&bytes), "{whole}");
            // Broken off there, and then another key.
            let (mut decoder, mut broken) = (Decoder::default(), VecDeque::new());
            decoder.feed(&bytes[..cut], &mut broken);
            decoder.give_up(&mut broken);
            assert_eq!(typed_of(broken.make_contiguous()), "", "{whole}");
            decoder.feed(b"\r", &mut broken);
            assert_eq!(typed_of(broken.make_contiguous()), "", "{whole}");
            // Torn further apart than anybody waits: the beginning was a key by itself, the rest types no more than the whole.
            let (mut decoder, mut late) = (Decoder::default(), VecDeque::new());
            decoder.feed(&bytes[..cut], &mut late);
            if decoder.pending() == Pending::Escape || bytes.len() - cut > 1 {
                decoder.give_up(&mut late);
                decoder.feed(&bytes[cut..], &mut late);
                let meta = bytes.len() == cut + 1 || !matches!(bytes[cut], b'[' | b'O' | ESC | b'0'..=b'9');
                if !meta {
                    assert_eq!(typed_of(late.make_contiguous()), typed, "{whole}");
                }
            }
        }
    }
}

#[test]
fn esc_and_then_a_paste_is_a_paste() {
    assert_eq!(read(b"\x1b\x1b[200~a\rb\x1b[201~c"), r#"esc "a\rb" c"#);
    let (mut decoder, mut torn) = (Decoder::default(), VecDeque::new());
    decoder.feed(b"\x1b", &mut torn);
    decoder.give_up(&mut torn);
    decoder.feed(b"[200~a\rb\x1b[201~", &mut torn);
    assert_eq!(torn.pop_back(), Some(Event::Paste("a\rb".into())));
}

#[test]
fn alt_with_what_begins_an_answer_is_a_key_and_an_answer_types_nothing() {
    assert_eq!(read(b"\x1b]x"), "alt-] x");
    assert_eq!(read(b"\x1b]"), "alt-]");
    assert_eq!(read(b"\x1bPx\x1b_"), "alt-P x alt-_");
    for answer in
        ["\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "\x1b]11;rgb:0/0/0\x07", "\x1bP>|tmux 3.3a\x1b\\", "\x1b_Gi=1;OK\x1b\\"]
    {
        for cut in 1..answer.len() {
            let (mut decoder, mut torn) = (Decoder::default(), VecDeque::new());
            decoder.feed(&answer.as_bytes()[..cut], &mut torn);
            decoder.feed(&answer.as_bytes()[cut..], &mut torn);
            decoder.feed(b"a", &mut torn);
            assert_eq!(typed_of(torn.make_contiguous()), "a", "{answer:?} torn at {cut}");
            assert_eq!(torn.len(), 1, "{answer:?}");
        }
    }
    assert_eq!(read(b"\x1b]11;rgb\rab"), "enter a b", "broken off");
}

#[test]
fn a_key_that_is_let_go_or_is_the_desktops_does_nothing() {
    for bytes in
        ["\x1b[97;1:3u", "\x1b[1;1:3A", "\x1b[3;5:3~", "\x1b[97;9u", "\x1b[97;17u", "\x1b[1;9:1u", "\x1b[57441;2u"]
    {
        assert_eq!(read(bytes.as_bytes()), "", "{bytes:?}");
    }
    assert_eq!(read("\x1b[101;;101:769u".as_bytes()), "e \u{301}", "a key that types two characters");
    assert_eq!(read("\u{9b}31ma".as_bytes()), "3 1 m a", "a control of eight bits is no sequence, and is not typed");
}

#[test]
fn what_is_no_key_types_nothing() {
    for bytes in ["\x1b[I\x1b[O", "\x1b[24;80R", "\x1b[?62;22c", "\x1b[99~", "\x1b[57358u"] {
        assert_eq!(read(format!("{bytes}a").as_bytes()), "a", "{bytes:?}");
    }
    assert_eq!(read(b"\xff\xfea\xc3(b"), "a ( b");
}

#[test]
fn a_sequence_that_is_broken_off_costs_nothing_of_what_follows() {
    assert_eq!(read(b"\x1b[1;\rab"), "enter a b");
    assert_eq!(read("\x1b[é".as_bytes()), "é");
}

#[test]
fn a_paste_is_one_event_whatever_is_in_it() {
    assert_eq!(read(b"a\x1b[200~one\rtwo\x1b[31m\x1b\x1b[201~b"), r#"a "one\rtwo\u{1b}[31m\u{1b}" b"#);
    assert_eq!(read(b"\x1b[200~\x1b[201~"), r#""""#);
}

#[test]
fn half_a_paste_is_waited_for() {
    let mut decoder = Decoder::default();
    let mut events = VecDeque::new();
    decoder.feed(b"\x1b[200~one", &mut events);
    decoder.give_up(&mut events);
    assert_eq!((events.len(), decoder.pending()), (0, Pending::Rest));
    decoder.feed(b" two\x1b[201~", &mut events);
    assert_eq!((events.pop_front(), decoder.pending()), (Some(Event::Paste("one two".into())), Pending::Nothing));
}

proptest! {
    #[test]
    fn it_does_not_matter_where_the_bytes_are_torn(
        parts in prop::collection::vec(
            prop_oneof![
                "[a-zé会🎉]{0,4}",
                Just("\r".to_owned()),
                Just("\x1b[1;3B".to_owned()),
                Just("\x1bOP".to_owned()),
                Just("\x1b[24;80R".to_owned()),
                Just("\x1b[200~a\x1b[2b\x1b[201~".to_owned()),
            ],
            0..12,
        ),
        cut in 1_usize..7,
    ) {
        let bytes = parts.concat().into_bytes();
        let mut torn = VecDeque::new();
        let mut decoder = Decoder::default();
        for piece in bytes.chunks(cut) {
            decoder.feed(piece, &mut torn);
        }
        prop_assert_eq!(Vec::from(torn), events(&bytes));
    }

    #[test]
    fn any_bytes_end_in_events_and_a_character_after_them_comes_through(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let mut events = VecDeque::new();
        let mut decoder = Decoder::default();
        decoder.feed(&bytes, &mut events);
        decoder.give_up(&mut events);
        if decoder.pending() == Pending::Nothing {
            decoder.feed(b"x", &mut events);
            prop_assert_eq!(events.pop_back(), Some(Event::Key(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE))));
        }
    }
}
