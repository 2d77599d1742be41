//! What a key costs inside the program: from the message to the cells that have to be sent.
//!
//! The promise is that a key costs the same in a long slot as in an empty one. `Screen` does what the shell's loop and
//! screen do, into memory. Not here: the terminal, and the journal's write, which is beside the keys.

#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

mod generated;

use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use generated::{Scribe, WRITER};
use minutebook::app::{Effect, Layout, Model, Msg, Saved, Surroundings, update};
use minutebook::view::{self, Depth, Pane, Theme};
use ratatui::buffer::Buffer;

/// What is typed where a plain note is.
const NOTE: &str = "The committee agreed to move the site visit to the second week of March, ";

/// An action item with two owners on the roster and a due date.
const ACTION: &str = "! Ann Lee, Bo Lee — draft the plan for the site visit DM-123 due 2019-11-30";

/// A line whose next letter offers a name.
const MENTION: &str = "! Ann Lee — ask for the plan of the site visit @Wil ";

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("key");
    group.sample_size(50).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    for entries in [10, 1_000, 10_000] {
        let mut screen = Screen::of(20, entries);
        typed(&mut group, BenchmarkId::new("printable", entries), &mut screen, NOTE, 'x');
        committed(&mut group, BenchmarkId::new("enter/note", entries), &mut screen, NOTE);
        committed(&mut group, BenchmarkId::new("enter/action", entries), &mut screen, ACTION);
    }
    let mut screen = Screen::of(500, 1_000);
    typed(&mut group, BenchmarkId::new("mention", "500-people"), &mut screen, MENTION, 'c');
    assert!(screen.model.completion.is_some(), "a name is offered");
    group.finish();
    criterion.final_summary();
}

/// Measures one more letter behind a line; a Backspace takes it away again.
fn typed(group: &mut BenchmarkGroup<'_, WallTime>, id: BenchmarkId, screen: &mut Screen, line: &str, letter: char) {
    screen.begin_line(line);
    group.bench_function(id, |bencher| {
        bencher.iter_custom(|times| {
            let measured = (0..times).map(|_| {
                let measured = screen.timed(KeyCode::Char(letter));
                screen.press(KeyCode::Backspace, KeyModifiers::NONE);
                measured
            });
            measured.sum()
        });
    });
    screen.press(KeyCode::Char(letter), KeyModifiers::NONE);
}

/// Measures Enter behind a line; an undo takes the entry away again, so that the slot does not grow.
fn committed(group: &mut BenchmarkGroup<'_, WallTime>, id: BenchmarkId, screen: &mut Screen, line: &str) {
    group.bench_function(id, |bencher| {
        bencher.iter_custom(|times| {
            let measured = (0..times).map(|_| {
                screen.begin_line(line);
                let measured = screen.timed(KeyCode::Enter);
                screen.take(Msg::Saved(Saved::Saved));
                screen.press(KeyCode::Char('z'), KeyModifiers::CONTROL);
                screen.take(Msg::Saved(Saved::Saved));
                measured
            });
            measured.sum()
        });
    });
}

/// A meeting on a screen of 120 columns and 40 rows, its clock running.
struct Screen {
    model: Model,
    theme: Theme,
    layout: Layout,
    drawn: Option<Surroundings>,
    shown: Vec<Option<Shown>>,
    spare: Buffer,
    bytes: Vec<u8>,
}

/// A pane as it stands on the terminal.
struct Shown {
    fingerprint: u64,
    buffer: Buffer,
}

impl Screen {
    /// The screen of a meeting with that many people and entries in the slot on screen.
    fn of(people: usize, entries: usize) -> Self {
        let (mut scribe, _) = Scribe::begin(people);
        while scribe.ledger.meeting.entries().count() < entries || scribe.ledger.meeting.current().is_none() {
            scribe.work(1);
        }
        let model = Model::new(scribe.ledger, WRITER, scribe.now, Vec::new());
        let mut model = model.expect("the meeting has slots");
        model.size = (120, 40);
        let mut screen = Self {
            layout: model.layout(),
            model,
            theme: Theme::new(Depth::Indexed),
            drawn: None,
            shown: Pane::ALL.iter().map(|_| None).collect(),
            spare: Buffer::default(),
            bytes: Vec::new(),
        };
        screen.draw();
        screen
    }

    /// An empty line, and then this text in it.
    fn begin_line(&mut self, text: &str) {
        self.press(KeyCode::Char('u'), KeyModifiers::CONTROL);
        self.take(Msg::Paste(text.to_owned()));
        self.draw();
    }

    /// How long a key took, from the message to the bytes.
    fn timed(&mut self, code: KeyCode) -> Duration {
        let began = Instant::now();
        self.press(code, KeyModifiers::NONE);
        let measured = began.elapsed();
        assert!(!self.bytes.is_empty(), "the key is seen");
        measured
    }

    /// One round of the loop.
    fn press(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.take(Msg::Now(self.model.now));
        self.take(Msg::Key(KeyEvent::new(code, modifiers)));
        self.draw();
    }

    fn take(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        if effects.iter().any(|effect| matches!(effect, Effect::Append(_))) {
            update(&mut self.model, Msg::Saved(Saved::Saving));
        }
    }

    /// Brings the panes up to date: those of the line alone where nothing around it changed.
    fn draw(&mut self) {
        self.bytes.clear();
        let around = self.model.surroundings();
        let only_line = around.is_some() && around == self.drawn;
        if !only_line {
            self.layout = self.model.layout();
        }
        let panes = if only_line { Pane::LINE } else { 0..Pane::ALL.len() };
        for place in panes {
            let area = Pane::ALL[place].area(&self.model, &self.layout);
            let fingerprint = Pane::ALL[place].fingerprint(&self.model);
            let stands = match &self.shown[place] {
                Some(shown) => shown.fingerprint == fingerprint && shown.buffer.area == area,
                None => area.is_empty(),
            };
            if !stands {
                self.draw_pane(place, area, fingerprint);
            }
        }
        if let Some(at) = view::cursor(&self.model, &self.layout) {
            self.bytes.extend([at.x as u8, at.y as u8]);
        }
        self.drawn = around;
    }

    fn draw_pane(&mut self, place: usize, area: ratatui::layout::Rect, fingerprint: u64) {
        let mut next = std::mem::take(&mut self.spare);
        next.resize(area);
        next.reset();
        Pane::ALL[place].draw(&self.model, &self.theme, &mut next);
        let known = self.shown[place].take().filter(|shown| shown.buffer.area == area);
        let before = known.map_or_else(|| Buffer::empty(area), |shown| shown.buffer);
        for (x, y, cell) in before.diff_iter(&next) {
            self.bytes.extend([x as u8, y as u8]);
            self.bytes.extend_from_slice(cell.symbol().as_bytes());
        }
        self.spare = before;
        self.shown[place] = Some(Shown { fingerprint, buffer: next });
    }
}
