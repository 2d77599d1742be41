//! Whole screens as pictures: what a scribe sees, at the sizes that count.
//!
//! Looked at by a person when they change; see `tests/screen/snapshots`. Not here: colours, but for black and white.

use minutebook::app::{Msg, ReadOnly, Saved};
use minutebook::meeting::{SlotKind, TalkingPoint};
use minutebook::view::{Depth, Theme};
use ratatui::style::Modifier;

use crate::panes::{drawn, rows};
use crate::script::{Screen, plan};

const SIZES: [(u16, u16); 4] = [(120, 40), (80, 24), (59, 20), (40, 12)];

fn picture(screen: &Screen) -> String {
    let (columns, _) = screen.model.size;
    let edge = "═".repeat(columns.into());
    let rows = rows(&drawn(&screen.model, &Theme::new(Depth::Indexed)));
    format!("{edge}\n{}\n{edge}\n", rows.join("\n"))
}

/// The screen at each size, one below the other.
pub(crate) fn pictures(screen: &mut Screen) -> String {
    let mut all = String::new();
    for (columns, rows) in SIZES {
        screen.size(columns, rows);
        all.extend([&format!("{columns}x{rows}\n"), picture(screen).as_str()]);
    }
    all
}

/// A meeting of three days as real ones are.
pub(crate) fn busy() -> Screen {
    let first: &[&str] = &[
        "09:00 Welcome",
        "Project news",
        "09:45 Middleware status",
        "10:30 Break",
        "11:00 Future middleware",
        "11:30 SDM standardization",
        "12:15 Verification plans",
        "12:30 Lunch",
    ];
    let second: &[&str] = &["09:00 Datasets", "10:00 Commissioning", "11:00 Break"];
    let mut agenda = plan(&[first, second, &["09:00 Plans", "10:00 Close"]]);
    "Reef face-to-face, October 2019".clone_into(&mut agenda.head.title);
    let day = &mut agenda.days[0].slots;
    day[7].kind = SlotKind::Break;
    day[7].minutes = Some(60);
    day[2].chair = vec!["Wil O'Donovan".to_owned()];
    day[2].topics = ["Latest updates on generation 3 middleware.", "Timeline for dropping support for gen 2."]
        .map(|text| TalkingPoint { text: text.to_owned(), children: vec![] })
        .to_vec();
    let mut screen = Screen::of(agenda);
    screen.size(120, 40).press("ctrl-n").wait(15 * 60).press("ctrl-n").wait(33 * 60).press("ctrl-n");
    screen.paste(
        "- Major blockers are multi-user registries and repo stability: these seem to form the irreducible core of the \
         work that is left.\n  - Can we use a “friendly user” shared schema to avoid the multi-user issue?\n    - 共有スキーマ\
         を使って複数ユーザーの問題を避けられますか？これは長い行なので折り返されるはずです。\n  - High risk of data loss, etc.\n\
         - Cafe\u{301} de\u{301}ja\u{300} vu: combining marks count once.\n- שלום עולם, this line begins from the right.\n\
         ! Fritz Moeller — consider mechanisms by which users can give feedback DM-123 due 2019-11-29\n\
         = Drop gen 2 after the February review.\n? Who tells the users\n! write the summary\n",
    );
    screen.press("esc").wait(792);
    screen
}

#[test]
fn a_fresh_meeting() {
    insta::assert_snapshot!(pictures(&mut Screen::open()));
}

#[test]
fn a_busy_slot() {
    let mut screen = busy();
    screen.typed("! Jim Botha — identify a design which enables hand-off");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn a_slot_over_its_time() {
    let mut screen = busy();
    screen.wait(45 * 60);
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn a_late_note() {
    let mut screen = busy();
    screen
        .typed("half typed")
        .press("alt-up")
        .lines(&["what was said before"])
        .press("tab")
        .typed("a late note, ask @le");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn an_entry_selected_with_times() {
    let mut screen = busy();
    screen.press("alt-t up up up up ctrl-d");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn an_entry_under_edit() {
    let mut screen = busy();
    screen.press("up up up up enter").typed(" and more words so that the line has to wrap on every screen there is");
    insta::assert_snapshot!(pictures(&mut screen));
}

fn no_space() -> Saved {
    Saved::Failing { why: "no space left on the device".to_owned(), unsaved: 3 }
}

#[test]
fn not_saved() {
    let mut screen = busy();
    screen.send(Msg::Saved(no_space()));
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn jump() {
    let mut screen = busy();
    screen.typed("half").press("ctrl-g").typed("mi");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn palette() {
    let mut screen = busy();
    screen.press("/").typed("slot");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn a_vote_and_what_was_said() {
    let mut screen = busy();
    screen.press("alt-n").typed("Fire drill").press("enter").wait(30);
    screen.lines(&[
        "Subtopic: Where to meet",
        "Ann: the yard is too small",
        "… and the street too loud",
        "PROPOSED: we meet in the park behind the library, whatever the weather is",
        "+1 Ann, Bo",
        "-1 Jim — not in the rain",
        "#idea an alarm that can be heard",
        "#info the last drill was in May",
        "-> https://example.org/drill the plan of the house",
        "! jim — ask the library p1",
        "q+ Fritz, Bo",
        "q+ Ann",
        "ack Fritz",
    ]);
    screen.wait(80).press("/").typed("park plans").press("enter").press("/").typed("skip verif").press("enter");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn the_palette_with_an_argument() {
    let mut screen = busy();
    screen.press("/").typed("give 10 lunch");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn help() {
    let mut screen = busy();
    screen.press("f1");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn leave() {
    let mut screen = busy();
    screen.typed("half typed").press("ctrl-q");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn clock_correction() {
    let mut screen = busy();
    screen.press("alt-c").typed("25").press("enter");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn action_items() {
    let mut screen = busy();
    screen.press("alt-a");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn an_agenda_that_was_edited() {
    let mut screen = busy();
    screen.revise(plan(&[&["09:00 Welcome", "09:45 Middleware news", "11:00 Demo"], &["09:00 Datasets"]]));
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn a_paused_clock() {
    let mut screen = busy();
    screen.press("ctrl-t");
    insta::assert_snapshot!(pictures(&mut screen));
}

fn read_only(why: ReadOnly) -> Screen {
    let mut screen = busy();
    screen.model.read_only = Some(why);
    screen
}

#[test]
fn a_meeting_that_another_program_holds() {
    let mut screen = read_only(ReadOnly::Held { by: "process 4711 on desk since 09:12".to_owned(), gone: false });
    screen.typed("x");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn a_holder_that_has_ended() {
    let mut screen = read_only(ReadOnly::Held { by: "process 4711 on desk since 09:12".to_owned(), gone: false });
    screen.send(Msg::HolderGone);
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn a_damaged_journal() {
    let mut screen = Screen::open();
    screen.typed("half typed");
    screen.model.read_only = Some(ReadOnly::Damaged { place: "1f3a9c0b.jsonl:17".to_owned() });
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn a_meeting_as_it_stood() {
    let mut screen = read_only(ReadOnly::AsOf { at: "2019-10-28T09:30:00-07:00".parse().unwrap() });
    screen.press("alt-down");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn what_another_scribe_wrote() {
    let mut screen = busy();
    screen.other_adds("Middleware status", &["gen 2 is gone from all hosts but two, which are switched off in March"]);
    screen.other_adds("Welcome", &["late"]).rival("Who tells the users", "Who tells the users, and when");
    screen.press("up");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn settling_two_texts() {
    let mut screen = busy();
    screen.other_adds("Welcome", &["late"]).rival("Who tells the users", "Who tells the users, and when");
    screen.press("alt-s alt-s down");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn another_place() {
    let mut screen = busy();
    "/media/usb/minutebook".clone_into(&mut screen.model.elsewhere);
    screen.send(Msg::Saved(no_space())).press("alt-w");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn leaving_while_something_is_not_saved() {
    let mut screen = busy();
    screen.send(Msg::Saved(no_space())).press("ctrl-q l");
    insta::assert_snapshot!(pictures(&mut screen));
}

/// Weight stands for colour: which cells are bold, dim, reversed or crossed out.
#[test]
fn black_and_white() {
    let mut screen = busy();
    screen.size(80, 24).press("up up up up").wait(45 * 60);
    let buffer = drawn(&screen.model, &Theme::new(Depth::Mono));
    let weight = |modifier: Modifier| match modifier {
        it if it.contains(Modifier::REVERSED | Modifier::BOLD) => '#',
        it if it.contains(Modifier::REVERSED) => 'r',
        it if it.contains(Modifier::BOLD) => 'b',
        it if it.contains(Modifier::CROSSED_OUT) => 'x',
        it if it.contains(Modifier::DIM) => '.',
        _ => ' ',
    };
    let mut weights = String::new();
    for y in 0..buffer.area.height {
        let row: String = (0..buffer.area.width).map(|x| weight(buffer[(x, y)].modifier)).collect();
        weights.push_str(row.trim_end());
        weights.push('\n');
    }
    assert!(buffer.content.iter().all(|cell| cell.fg == ratatui::style::Color::Reset), "a colour in black and white");
    insta::assert_snapshot!(format!("{}\n{weights}", rows(&buffer).join("\n")));
}
