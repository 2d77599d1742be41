//! Any keys, any text, any size: nothing panics, nothing is shown that is old, nothing typed is lost.

use minutebook::app::{Deed as MouseDeed, Msg, ReadOnly, Saved};
use minutebook::meeting::{Command, Meeting};
use minutebook::view::{Depth, Theme};
use proptest::prelude::*;

use crate::panes::drawn;
use crate::review::carried;
use crate::script::{Screen, note, plan};

/// Something that may happen at the screen.
#[derive(Clone, Debug)]
enum Happening {
    Key(&'static str),
    Text(String),
    Paste(String),
    Wait(i64),
    Size(u16, u16),
    Saved(Saved),
    Agenda(Vec<&'static str>),
    /// The other scribe does something to the entry or slot of that number.
    Other(Deed, usize),
    /// Two others write the entry of that number without knowledge of each other.
    Rival(usize),
    ReadOnly(Option<ReadOnly>),
    HolderGone,
    HeldBy(String),
    Mouse(MouseDeed, (u16, u16)),
}

/// What another scribe does.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Add,
    Revise,
    Remove,
    Move,
    Deeper,
    Clock,
    Agenda,
    Close,
    Reopen,
    Carry,
}

const KEYS: &[&str] = &[
    "enter",
    "enter",
    "tab",
    "shift-tab",
    "backspace",
    "delete",
    "esc",
    "up",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "ctrl-n",
    "ctrl-n",
    "ctrl-p",
    "ctrl-t",
    "alt-down",
    "alt-up",
    "ctrl-g",
    "alt-x",
    "alt-l",
    "alt-u",
    "alt-=",
    "alt--",
    "/",
    "ctrl-z",
    "ctrl-z",
    "ctrl-y",
    "ctrl-q",
    "c",
    "l",
    "f1",
    "alt-a",
    "alt-c",
    "alt-m",
    "alt-r",
    "alt-o",
    "alt-t",
    "alt-o",
    "alt-i",
    "alt-q",
    "alt-n",
    "alt-g",
    "alt-p",
    "f9",
    "f2",
    "f3",
    "alt-e",
    "alt-e",
    "ctrl-o",
    "alt-d",
    "alt-v",
    "alt-=",
    "ctrl-d",
    "ctrl-r",
    "alt-k",
    "alt-j",
    "ctrl-w",
    "ctrl-u",
    "ctrl-k",
    "alt-b",
    "alt-f",
    "@",
    "9",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "/skip", "/search so be it", "/give 10", "/take 2", "/closeout", "/done 1 sent", "/due 2 2020-02-01", "/owner 1 bo", "/drop 2 why", "/remark 1 x",
            "! jim — draft DM-1 due 2019-11-29", "! Zed Zoo — x", "= so be it", "? who", "ask @fri", "日本語のテキスト",
            "present+ bo", "present- Bo", "regrets+ jim", "chair: bo", "#here", "q+ ann, bo", "q- bo", "ack", "q?", "Topic: Fire",
            "Subtopic: x", "PROPOSED: we go", "+1 ann, bo", "-1", "RESOLVED", "#rejected", "AGREED: other words", "Ann: hello",
            "... and on", "s/e/E/", "s/e/a/g", "s/o//G", "s/! /= /", "i/e/! bo — x/", "done 1", "reopen 1", "```", "next agendum",
            "give this item 10 minutes", "park this item", "https://example.org/x", "#idea x", "#vote 3/1/0",
            "שלום עולם", "e\u{301}\u{301}", "👨\u{200d}👩\u{200d}👧", "a\u{200d}b", "word word word word word word word word word",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,20}",
    ]
}

fn failing() -> impl Strategy<Value = Saved> {
    ("\\PC{0,50}", 0..9_usize).prop_map(|(why, unsaved)| Saved::Failing { why, unsaved })
}

fn happening() -> impl Strategy<Value = Happening> {
    let paste = prop_oneof![
        "([ \t]{0,4}(- )?\\PC{0,9}\n){1,5}",
        "[\\x00-\\x1f\\x7f-\\x9f\u{200d}\u{202e}a-c]{0,30}",
        (0..10_000_usize).prop_map(|marks| format!("a{}", "\u{301}".repeat(marks))),
    ];
    let titles = prop::sample::select(vec![
        "09:00 Welcome",
        "09:45 Middleware",
        "10:30 Break",
        "11:00 Demo",
        "Welcome",
        "Review of action items",
    ]);
    prop_oneof![
        30 => prop::sample::select(KEYS).prop_map(Happening::Key),
        10 => text().prop_map(Happening::Text),
        2 => paste.prop_map(Happening::Paste),
        3 => prop_oneof![0..3_i64, 0..2000_i64].prop_map(Happening::Wait),
        2 => (0..=130_u16, 0..=45_u16).prop_map(|(columns, rows)| Happening::Size(columns, rows)),
        1 => prop_oneof![
            Just(Saved::Saved), Just(Saved::Saving), failing(),
        ].prop_map(Happening::Saved),
        1 => prop::collection::vec(titles, 1..5).prop_map(Happening::Agenda),
        8 => (deed(), 0..50_usize).prop_map(|(deed, which)| Happening::Other(deed, which)),
        1 => (0..50_usize).prop_map(Happening::Rival),
        1 => prop::option::weighted(0.3, read_only()).prop_map(Happening::ReadOnly),
        15 => (mouse(), (0..=130_u16, 0..=45_u16)).prop_map(|(deed, at)| Happening::Mouse(deed, at)),
        1 => prop_oneof![Just(Happening::HolderGone), "\\PC{0,30}".prop_map(Happening::HeldBy)],
    ]
}

fn mouse() -> impl Strategy<Value = MouseDeed> {
    prop_oneof![
        3 => (1..=3_u8).prop_map(MouseDeed::Press),
        2 => Just(MouseDeed::Drag),
        1 => Just(MouseDeed::Release),
        2 => (-9..=9_isize).prop_map(MouseDeed::Wheel),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        8 => Just(Deed::Add),
        3 => Just(Deed::Revise),
        2 => Just(Deed::Remove),
        2 => Just(Deed::Move),
        2 => Just(Deed::Deeper),
        2 => Just(Deed::Clock),
        1 => Just(Deed::Agenda),
        1 => prop_oneof![Just(Deed::Close), Just(Deed::Reopen)],
        1 => Just(Deed::Carry),
    ]
}

fn read_only() -> impl Strategy<Value = ReadOnly> {
    let at = "2019-10-28T09:30:00-07:00".parse().unwrap();
    prop_oneof![
        4 => ("\\PC{0,50}", any::<bool>()).prop_map(|(by, gone)| ReadOnly::Held { by, gone }),
        1 => "\\PC{0,50}".prop_map(|place| ReadOnly::Damaged { place }),
        1 => Just(ReadOnly::AsOf { at }),
        1 => any::<bool>().prop_map(|over_a_meeting| ReadOnly::LookedAt { over_a_meeting }),
    ]
}

/// What another scribe asks of the meeting; the number says which slot or entry it is about, and tells texts apart.
fn command(meeting: &Meeting, deed: Deed, which: usize) -> Option<Command> {
    let entries: Vec<_> = meeting.entries().map(|(_, entry)| entry.id).collect();
    let slots: Vec<_> = meeting.slots().map(|slot| slot.id).collect();
    let slot = slots[which % slots.len()];
    let entry = || Some(entries[which.checked_rem(entries.len())?]);
    Some(match deed {
        Deed::Add => {
            let after = meeting.slot(slot)?.entries.get(which / 3).map(|entry| entry.id);
            Command::Add { slot, after, lines: vec![(which as u16 % 3, note(&format!("other {which}")))] }
        }
        Deed::Revise => Command::Revise(entry()?, note(&format!("otherwise {which}"))),
        Deed::Remove => Command::Remove(entry()?),
        Deed::Move => Command::MoveTo(entry()?, slots[which / 7 % slots.len()]),
        Deed::Deeper => Command::Indent(entry()?),
        Deed::Clock if which.is_multiple_of(3) => Command::Pause,
        Deed::Clock => Command::TakeUp(slot),
        Deed::Agenda => Command::ReviseAgenda(Box::new(plan(&[&["09:00 Welcome", "11:00 Demo"][which % 2..]]))),
        Deed::Close => Command::Close,
        Deed::Reopen => Command::Reopen,
        Deed::Carry => {
            Command::Carry(vec![carried(which as u32 % 9 + 1, "Bo Chen", "carry on", None, "2019-10-01")], 20)
        }
    })
}

fn happen(screen: &mut Screen, happening: Happening) {
    match happening {
        Happening::Key(key) => screen.press(key),
        Happening::Text(text) => screen.typed(&text),
        Happening::Paste(text) => screen.paste(&text),
        Happening::Wait(seconds) => screen.wait(seconds),
        Happening::Size(columns, rows) => screen.size(columns, rows),
        Happening::Saved(saved) => screen.send(Msg::Saved(saved)),
        // The agenda is read before the screen is there, and only by a program that writes.
        Happening::Agenda(_) if screen.model.read_only.is_some() => screen,
        Happening::Agenda(titles) => screen.revise(plan(&[&titles])),
        Happening::Other(deed, which) => screen.other(|meeting| command(meeting, deed, which)),
        Happening::Rival(which) => {
            let entries: Vec<_> = screen.model.meeting().entries().map(|(_, entry)| entry.text.clone()).collect();
            match which.checked_rem(entries.len()) {
                Some(at) => screen.rival(&entries[at], "had it been otherwise"),
                None => screen,
            }
        }
        Happening::ReadOnly(why) => screen.read_only(why),
        Happening::HolderGone => screen.send(Msg::HolderGone),
        Happening::HeldBy(who) => screen.send(Msg::HeldBy(who)),
        Happening::Mouse(deed, at) => screen.point(deed, at),
    };
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn after_anything_the_screen_is_true_and_the_journal_has_it(happenings in prop::collection::vec(happening(), 0..60)) {
        let mut screen = Screen::open();
        for happening in happenings {
            // What a step must keep is checked by the script itself, after every message.
            happen(&mut screen, happening);
        }
        let (meeting, size) = (screen.model.meeting().clone(), screen.model.size);
        let mut again = screen.restart(1);
        prop_assert_eq!(again.model.meeting(), &meeting);
        again.size(size.0, size.1).press("esc");
    }

    #[test]
    fn any_content_is_drawn_at_any_size(
        lines in prop::collection::vec((text(), 0..4_usize), 0..30),
        keys in prop::sample::select(vec!["", "f1", "ctrl-q", "ctrl-q enter", "ctrl-g", "alt-x", "alt-c", "alt-a", "alt-e", "up", "up enter", "alt-t", "f3"]),
        sizes in prop::collection::vec((0..=130_u16, 0..=45_u16), 1..20),
        narrow in 0..=12_u16,
    ) {
        let mut screen = Screen::open();
        for (line, depth) in lines {
            screen.press(["shift-tab", "tab", "tab tab", ""][depth]).paste(&format!("{line}\n\u{1b}[2J{line}"));
        }
        screen.press("ctrl-n").typed("! jim — 日本 half").press(keys);
        for (columns, rows) in sizes.into_iter().chain([(narrow, 45), (130, narrow), (narrow, narrow)]) {
            screen.size(columns, rows);
        }
    }
}

#[test]
fn every_size_of_a_busy_screen_can_be_drawn() {
    let mut screen = Screen::open();
    screen.paste("- a long line of words that wraps on most of the screens there are\n  - 日本語のテキスト\n! jim — x");
    screen.press("ctrl-n").wait(3000).typed("half typed 日本");
    let theme = Theme::new(Depth::Mono);
    for keys in ["", "ctrl-g", "esc f1", "esc ctrl-q", "enter down", "esc alt-c", "esc up", "esc alt-e"] {
        screen.press(keys);
        for columns in (0..=20).chain([39, 40, 59, 60, 83, 84, 109, 110, 130]) {
            for rows in 0..=45 {
                screen.model.size = (columns, rows);
                let buffer = drawn(&screen.model, &theme);
                assert!(!buffer.content.iter().any(|cell| cell.symbol().chars().any(char::is_control)));
            }
        }
        screen.size(80, 24);
    }
}
