//! The program killed as nothing can be killed more: what stood on the screen is there again.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::twin::{Kept, Shown, Twin};
use super::*;

#[test]
fn a_kill_in_the_middle_of_a_line_costs_nothing_and_the_clock_goes_on() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.keys("C-n");
    terminal.wait_for("of 10:00");
    terminal.type_text("The chair opens\r\tAll are there\r! Bo Chen — half ty");
    terminal.wait_for("› ! Bo Chen — half ty");
    let cursor = terminal.cursor();
    terminal.kill9();

    let mut terminal = desk.open_at("2026-03-02T09:07:30+00:00");
    wait_for_row(&mut terminal, "• The chair opens");
    wait_for_row(&mut terminal, "◦ All are there");
    wait_for_row(&mut terminal, "› ! Bo Chen — half ty");
    assert_eq!(terminal.cursor(), cursor, "the cursor is where it was, at the line's end");
    terminal.wait_until(
        |screen| ["7:3", "7:4"].iter().any(|time| text_of(screen).contains(&format!("  {time}"))),
        "seven and a half minutes on the clock",
    );
    terminal.type_text("ped\r");
    wait_for_row(&mut terminal, "☐ 1 Bo Chen  half typed");
    close(&mut terminal);
    let minutes = desk.minutes_in_json();
    assert_eq!(
        outline(slot(&minutes, "Opening")),
        ["note The chair opens", "  note All are there", "  action half typed"]
    );
    let seconds = slot(&minutes, "Opening")["actual"]["seconds"].as_f64().unwrap_or_default();
    assert!((450.0..480.0).contains(&seconds), "{seconds}");
}

#[test]
fn lines_put_aside_and_edits_begun_survive_a_kill() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.type_text("A line that stands\rleft behind");
    terminal.wait_for("› left behind");
    terminal.keys("M-Down");
    wait_for_slot(&mut terminal, "Crane repair");
    terminal.type_text("Crane line\r");
    wait_for_row(&mut terminal, "• Crane line");
    terminal.keys("Up Enter");
    wait_for_row(&mut terminal, "✎ Crane line");
    terminal.type_text(" edited");
    wait_for_row(&mut terminal, "✎ Crane line edited");
    terminal.kill9();

    let mut terminal = desk.open();
    wait_for_slot(&mut terminal, "Opening");
    wait_for_row(&mut terminal, "› left behind");
    terminal.keys("M-Down");
    wait_for_slot(&mut terminal, "Crane repair");
    terminal.keys("Up Enter");
    wait_for_row(&mut terminal, "✎ Crane line edited");
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit).expect("a small number")
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len() as u64)]
    }

    /// What a scribe does next, as keys: mostly words and lines, now and then every other thing that the screen can do.
    fn deed(&mut self) -> Vec<&'static str> {
        match self.below(40) {
            0..22 => self.of(WORDS).split("").filter(|one| !one.is_empty()).chain(["Space"]).collect(),
            22..28 => vec!["Enter"],
            28 => vec!["Tab"],
            29 => vec!["S-Tab"],
            30 => vec!["Backspace"; 1 + self.below(6)],
            31 => vec!["C-w"],
            32 => vec!["Up", "Enter", "Home", "Z", "Enter"],
            33 => vec!["Up", "Up", "Enter", "q", "q"],
            34 => vec!["Up", self.of(&["Delete", "Tab", "C-r", "C-d", "M-k", "M-j"])],
            35 | 36 => vec!["C-z"; 1 + self.below(4)],
            37 => vec!["C-y"; 1 + self.below(2)],
            38 => vec![self.of(&["M-Down", "M-Up"])],
            _ => vec![self.of(&["C-n", "C-n", "C-p", "C-t"])],
        }
    }
}

const WORDS: &[&str] = &[
    "harbour",
    "is",
    "!",
    "=",
    "?",
    "crane",
    "two",
    "bids",
    "日本語",
    "é",
    "fees",
    "@Bo",
    "due",
    "2026-03-09",
    "DM-12",
    "—",
    "Chidi",
    "one",
    "said",
    "that",
    "nobody",
    "had",
    "seen",
    "it",
];

/// One program killed, and the next one that goes on.
struct Sitting {
    folder: PathBuf,
    now: DateTime<FixedOffset>,
    terminal: Terminal,
    twin: Twin,
}

/// What was typed: after each key what must be shown and kept, and the last of them that was seen on the screen.
struct Typed {
    states: Vec<(Shown, Kept)>,
    keys: Vec<&'static str>,
    seen: usize,
}

impl Sitting {
    fn begin(desk: &Desk) -> Self {
        let now: DateTime<FixedOffset> = NINE.parse().expect("nine");
        let terminal = desk.open();
        let folder = desk.meeting();
        Self { twin: Twin::of(&folder, now), folder, now, terminal }
    }

    /// Types for a while, looking at the screen now and then.
    fn types(&mut self, dice: &mut Dice, seed: u64) -> Typed {
        let mut states: Vec<(Shown, Kept)> = vec![(self.twin.shown(), self.twin.kept())];
        let mut keys = Vec::new();
        let mut seen = 0;
        for _ in 0..3 + dice.below(14) {
            let deed = dice.deed();
            self.terminal.keys(&deed.join(" "));
            for key in deed {
                self.twin.press(key);
                states.push((self.twin.shown(), self.twin.kept()));
                keys.push(key);
            }
            if dice.below(4) == 0 {
                let twin = &self.twin;
                let wanted = seen.max(states.len() - 1 - dice.below(states.len() as u64 / 4 + 1));
                let what =
                    format!("a frame from key {wanted} on, seed {seed}, keys {keys:?}, twin {:#?}", twin.shown());
                self.terminal.wait_until(
                    |screen| {
                        let shown = twin.same_of(screen);
                        let found = states[wanted..].iter().position(|(state, _)| *state == shown);
                        found.inspect(|found| seen = wanted + found).is_some()
                    },
                    &what,
                );
            }
        }
        Typed { states, keys, seen }
    }

    /// Types until the moment comes, kills, and looks for all that was seen in the folder and on the next screen. Whether
    /// the last frame was whole, so that it could be read.
    fn ends(&mut self, desk: &Desk, dice: &mut Dice, seed: u64) -> bool {
        let Typed { states, keys, mut seen } = self.types(dice, seed);
        // Not a wait for anything: the moment at which it dies.
        thread::sleep(Duration::from_micros(dice.below(9_000) as u64));
        self.terminal.kill9();
        let mut last = None;
        let twin = &self.twin;
        self.terminal.wait_until(
            |screen| {
                last = Some(twin.same_of(screen));
                true
            },
            "the last frame",
        );
        let found = states[seen..].iter().position(|(shown, _)| Some(shown) == last.as_ref());
        seen += found.unwrap_or(0);

        self.now += TimeDelta::minutes(1);
        self.twin = Twin::of(&self.folder, self.now);
        let kept = self.twin.kept();
        assert!(
            states[seen..].iter().any(|(_, state)| *state == kept),
            "seed {seed}: of {keys:?}\nkey {seen} was seen: {:#?}\nfound {kept:#?}",
            states[seen],
        );
        self.terminal = desk.open_at(&self.now.to_rfc3339());
        let wanted = self.twin.shown();
        let twin = &self.twin;
        let what = format!("what is in the folder, seed {seed}: {wanted:#?}");
        self.terminal.wait_until(|screen| twin.same_of(screen) == wanted, &what);
        found.is_some()
    }
}

/// `MINUTEBOOK_KILLS` says how often. Each meeting is killed ten times over, by two hands at once.
#[test]
fn whatever_was_seen_on_the_screen_is_there_after_a_kill_at_any_moment() {
    const A_MEETING: u64 = 10;
    let kills: u64 = std::env::var("MINUTEBOOK_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(200);
    let (next, read) = (AtomicU64::new(0), AtomicU64::new(0));
    let hand = || {
        loop {
            let meeting = next.fetch_add(1, Ordering::SeqCst);
            if meeting * A_MEETING >= kills {
                return;
            }
            let desk = Desk::new();
            let mut sitting = Sitting::begin(&desk);
            let seed = 0x9e37_79b9_7f4a_7c15 ^ (meeting << 32 | meeting);
            let mut dice = Dice(seed);
            for _ in meeting * A_MEETING..kills.min((meeting + 1) * A_MEETING) {
                read.fetch_add(u64::from(sitting.ends(&desk, &mut dice, seed)), Ordering::SeqCst);
            }
        }
    };
    thread::scope(|scope| {
        let hands = [scope.spawn(hand), scope.spawn(hand)];
        for hand in hands {
            if let Err(panic) = hand.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
    let read = read.into_inner();
    assert!(read * 2 >= kills, "only {read} of {kills} last frames were whole");
}
