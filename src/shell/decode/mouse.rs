//! A mouse's reports, as terminals write them in the SGR form (mode 1006).
//!
//! The two older forms are told apart here only to be skipped whole: X10's three bytes may be any bytes, and would be typed.
//! Not here: turning reports on and off (see `tty`), and what a click does.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::coded::Numbers;

/// Bytes behind `ESC [ M` in X10's form: button, column, row.
pub(super) const X10: usize = 3;

/// Reads `b;x;y` and the letter behind it: `M`, or `m` where a button was let go. None: it means nothing here.
pub(super) fn report(text: &[u8], letter: u8) -> Option<MouseEvent> {
    if text.split(|byte| *byte == b';').count() != 3 {
        return None;
    }
    let numbers = Numbers::of(text);
    let (code, column, row) = (numbers.at(0), numbers.at(1), numbers.at(2));
    // Counted from 1; a terminal that is asked in pixels would say more than any screen has.
    let place = |number: u32| u16::try_from(number.checked_sub(1)?).ok();
    let kind = kind(code, letter)?;
    Some(MouseEvent { kind, column: place(column)?, row: place(row)?, modifiers: held(code) })
}

/// The low two bits are the button, with 64 and 128 added for those past the third; 32 says that it moved.
fn kind(code: u32, letter: u8) -> Option<MouseEventKind> {
    let moved = code & 32 != 0;
    let button = match code & 0b1100_0011 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        2 => MouseButton::Right,
        3 if moved => return Some(MouseEventKind::Moved),
        64 if letter == b'M' => return Some(MouseEventKind::ScrollUp),
        65 if letter == b'M' => return Some(MouseEventKind::ScrollDown),
        66 if letter == b'M' => return Some(MouseEventKind::ScrollLeft),
        67 if letter == b'M' => return Some(MouseEventKind::ScrollRight),
        _ => return None,
    };
    Some(match (letter, moved) {
        (b'm', _) => MouseEventKind::Up(button),
        (_, true) => MouseEventKind::Drag(button),
        _ => MouseEventKind::Down(button),
    })
}

fn held(code: u32) -> KeyModifiers {
    let all = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)];
    let held = all.into_iter().filter(|(bit, _)| code & bit != 0);
    held.fold(KeyModifiers::NONE, |held, (_, modifier)| held | modifier)
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use crossterm::event::Event;
    use proptest::prelude::*;

    use super::super::Decoder;
    use super::*;

    fn events(bytes: &[u8]) -> Vec<Event> {
        let mut events = VecDeque::new();
        Decoder::default().feed(bytes, &mut events);
        events.into()
    }

    fn mice(bytes: &[u8]) -> Vec<(MouseEventKind, u16, u16, KeyModifiers)> {
        let mouse = |event| match event {
            Event::Mouse(mouse) => (mouse.kind, mouse.column, mouse.row, mouse.modifiers),
            other => panic!("{other:?}"),
        };
        events(bytes).into_iter().map(mouse).collect()
    }

    #[test]
    fn presses_drags_releases_and_the_wheel_are_read_with_what_is_held() {
        use MouseEventKind::{Down, Drag, ScrollDown, ScrollUp, Up};
        let none = KeyModifiers::NONE;
        for (bytes, expected) in [
            ("\x1b[<0;3;4M", (Down(MouseButton::Left), 2, 3, none)),
            ("\x1b[<0;3;4m", (Up(MouseButton::Left), 2, 3, none)),
            ("\x1b[<32;120;40M", (Drag(MouseButton::Left), 119, 39, none)),
            ("\x1b[<2;1;1M", (Down(MouseButton::Right), 0, 0, none)),
            ("\x1b[<64;300;5M", (ScrollUp, 299, 4, none)),
            ("\x1b[<81;7;5M", (ScrollDown, 6, 4, KeyModifiers::CONTROL)),
            ("\x1b[<12;7;5M", (Down(MouseButton::Left), 6, 4, KeyModifiers::SHIFT | KeyModifiers::ALT)),
        ] {
            assert_eq!(mice(bytes.as_bytes()), [expected], "{bytes:?}");
        }
    }

    #[test]
    fn a_report_that_a_network_tore_after_its_first_byte_types_nothing() {
        for (first, second) in [("\x1b", "[<0;3;4M\x1b[<0;3;4m"), ("\x1b[", "<0;3;4M\x1b[<0;3;4m")] {
            let mut events = VecDeque::new();
            let mut decoder = Decoder::default();
            decoder.feed(first.as_bytes(), &mut events);
            decoder.give_up(&mut events);
            events.clear();
            decoder.feed(second.as_bytes(), &mut events);
            assert!(events.iter().all(|event| matches!(event, Event::Mouse(_))), "{events:?}");
            assert_eq!(events.len(), 2);
        }
    }

    #[test]
    fn what_is_no_place_on_a_screen_is_left_out() {
        for bytes in ["\x1b[<0;0;4M", "\x1b[<0;3M", "\x1b[<0;70000;4M", "\x1b[<;;M", "\x1b[<64;3;4m", "\x1b[<0;1;2;3M"]
        {
            assert!(events(bytes.as_bytes()).is_empty(), "{bytes:?}");
        }
    }

    #[test]
    fn the_older_forms_are_skipped_whole_whatever_stands_in_them() {
        for bytes in [&b"\x1b[M !!"[..], b"\x1b[Ma\x1b[", b"\x1b[M\xff\xfe\x80", b"\x1b[0;33;34M", b"\x1b[32;3;4M"] {
            assert_eq!(events(bytes), [], "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_soup_of_reports_types_anything(
            reports in prop::collection::vec(
                prop_oneof![
                    "\x1b\\[<[0-9]{0,12};[0-9]{0,12};[0-9]{0,12}[Mm]".prop_map(String::into_bytes),
                    "\x1b\\[<[0-9;:]{0,20}[Mm]".prop_map(String::into_bytes),
                    "\x1b\\[[0-9]{1,4};[0-9]{1,4};[0-9]{1,4}M".prop_map(String::into_bytes),
                    prop::collection::vec(any::<u8>(), X10).prop_map(|three| [b"\x1b[M", three.as_slice()].concat()),
                ],
                0..12,
            ),
            torn in any::<prop::sample::Index>(),
        ) {
            let bytes = reports.concat();
            let (first, second) = bytes.split_at(torn.index(bytes.len() + 1));
            let mut events = VecDeque::new();
            let mut decoder = Decoder::default();
            decoder.feed(first, &mut events);
            decoder.feed(second, &mut events);
            let typed = events.iter().find(|event| !matches!(event, Event::Mouse(_)));
            prop_assert_eq!(typed, None);
            // Nothing of it is left to swallow the next key.
            decoder.feed(b"a", &mut events);
            prop_assert!(matches!(events.back(), Some(Event::Key(_))));
        }
    }
}
