//! The program killed as nothing can be killed more: what stood on the screen is there again.

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

    /// Lines of words, as fast fingers leave them.
    fn talk(&mut self, lines: usize) -> String {
        let mut talk = String::new();
        for _ in 0..lines {
            for word in 0..3 + self.below(5) {
                if word > 0 {
                    talk.push(' ');
                }
                talk.extend((0..=self.below(7)).map(|_| char::from(b'a' + u8::try_from(self.below(26)).unwrap_or(0))));
            }
            talk.push('\r');
        }
        talk
    }
}

/// Everything of the talk that stands on the screen, as it was typed; blanks at its end cannot be seen.
fn shown(screen: &Screen) -> String {
    let rows = notes_pane(screen);
    let mut text = String::new();
    for row in &rows {
        if let Some(entry) = row.strip_prefix("• ") {
            text.push_str(entry);
            text.push('\r');
        } else if let Some(line) = row.strip_prefix('›') {
            text.push_str(line.trim_start());
        }
    }
    text
}

/// `MINUTEBOOK_KILLS` says how often.
#[test]
fn whatever_was_seen_on_the_screen_is_there_after_a_kill_at_any_moment() {
    let kills = std::env::var("MINUTEBOOK_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6);
    for seed in 1..=kills {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (seed << 32 | seed));
        let talk = dice.talk(16);
        let desk = Desk::new();
        let mut terminal = desk.open();
        let end = 1 + dice.below(talk.len() as u64 - 1);
        let mut sent = 0;
        while sent < end {
            let next = (sent + 1 + dice.below(40)).min(end);
            terminal.type_text(&talk[sent..next]);
            sent = next;
            if dice.below(3) == 0 {
                let seen = dice.below(sent as u64);
                terminal.wait_until(|screen| shown(screen).len() >= seen, &format!("{seen} characters, seed {seed}"));
            }
        }
        terminal.kill9();
        let mut before = String::new();
        terminal.wait_until(
            |screen| {
                before = shown(screen);
                true
            },
            "the last frame",
        );

        let mut terminal = desk.open();
        let mut after = String::new();
        terminal.wait_until(
            |screen| {
                after = shown(screen);
                true
            },
            "the screen",
        );
        assert!(after.starts_with(before.trim_end()), "seed {seed}: seen\n{before:?}\nfound\n{after:?}");
        assert!(talk.starts_with(&after), "seed {seed}: typed\n{talk:?}\nfound\n{after:?}");
    }
}
