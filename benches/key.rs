//! What a key costs inside the program: from the message to the cells that have to be sent.
//!
//! The promise is that a key costs the same in a long slot as in an empty one. It goes through the shell's own screen, whose
//! bytes go nowhere. Not here: the terminal, and the journal, whose write comes before the frame and is measured apart.

#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

mod generated;

use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use generated::{Scribe, WRITER};
use minutebook::app::{Effect, Layout, Model, Msg, Saved, Surroundings, VERBS, update};
use minutebook::config;
use minutebook::notation::{self, Roster};
use minutebook::shell::{MeetingFrame, Screen};
use minutebook::view::{Depth, Pane, Theme};

/// What is typed where a plain note is.
const NOTE: &str = "The committee agreed to move the site visit to the second week of March, ";

/// An action item with two owners on the roster and a due date.
const ACTION: &str = "! Ann Lee, Bo Lee — draft the plan for the site visit DM-123 due 2019-11-30";

/// The same with three owners, the due date in its middle, and a priority.
const THREE_OWNERS: &str =
    "! Ann Lee, José Ruiz and Wil O'Mullane — draft by Friday the plan for the site visit DM-123 p2 ";

/// A line whose next letter offers a name.
const MENTION: &str = "! Ann Lee — ask for the plan of the site visit @Wil ";

/// A line whose next letter offers a name that nothing announces.
const HALF_A_NAME: &str = "! Ann Lee, Wi";

/// A correction of a word that most entries have, and one of what none has: the whole meeting is looked through.
const CORRECTION: &str = "s/pipeline/pipelin";
const MISS: &str = "s/no entry says this/";
const MISS_EVERYWHERE: &str = "s/no entry says this/anywhere/";

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("key");
    group.sample_size(50).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    for entries in [10, 1_000, 10_000] {
        let mut terminal = Terminal::of(20, entries);
        typed(&mut group, BenchmarkId::new("printable", entries), &mut terminal, NOTE, 'x');
        committed(&mut group, BenchmarkId::new("enter/note", entries), &mut terminal, NOTE);
        committed(&mut group, BenchmarkId::new("enter/action", entries), &mut terminal, ACTION);
    }
    let mut terminal = Terminal::of(500, 1_000);
    for (name, line, letter) in [("mention", MENTION, 'c'), ("half-a-name", HALF_A_NAME, 'l')] {
        typed(&mut group, BenchmarkId::new(name, "500-people"), &mut terminal, line, letter);
        assert!(terminal.model.completion.is_some(), "a name is offered");
    }
    typed(&mut group, BenchmarkId::new("three-owners", "500-people"), &mut terminal, THREE_OWNERS, 'x');
    let mut terminal = Terminal::of(20, 10_000);
    for (name, line, letter) in [
        ("correction", CORRECTION, 'x'),
        ("correction/miss", MISS, 'x'),
        ("correction/miss-everywhere", MISS_EVERYWHERE, 'G'),
    ] {
        typed(&mut group, BenchmarkId::new(name, 10_000), &mut terminal, line, letter);
    }
    with_settings(&mut group);
    of_a_series(&mut group);
    group.finish();
    read(&mut criterion);
    criterion.final_summary();
}

/// Measures the keys of a meeting that goes on from others with 200 open action items: on a slot that has talking points, and with
/// the list of the items in their place.
fn of_a_series(group: &mut BenchmarkGroup<'_, WallTime>) {
    for (place, goes_through) in [("slot", false), ("review", true)] {
        let mut terminal = Terminal::carrying(200, 1_000);
        if goes_through {
            terminal.press(KeyCode::Char('e'), KeyModifiers::ALT);
            assert!(terminal.model.shows_review() && terminal.model.review.rows.len() >= 200, "the list is there");
            stepped(group, BenchmarkId::new("review/down", "200-carried"), &mut terminal);
            terminal.press(KeyCode::Esc, KeyModifiers::NONE);
        }
        assert_eq!(terminal.model.shows_review(), goes_through);
        let id = |name: &str| BenchmarkId::new(format!("{name}/{place}"), "200-carried");
        typed(group, id("printable"), &mut terminal, NOTE, 'x');
        typed(group, id("done"), &mut terminal, "done 15", '7');
        committed(group, id("enter/note"), &mut terminal, NOTE);
        committed(group, id("enter/action"), &mut terminal, ACTION);
        committed(group, id("enter/done"), &mut terminal, "done 157");
    }
}

/// Measures the keys of somebody who has set all that can be set: several keys for every verb, 300 snippets, twenty zones.
fn with_settings(group: &mut BenchmarkGroup<'_, WallTime>) {
    let zones: Vec<String> = chrono_tz::TZ_VARIANTS.iter().step_by(30).map(|zone| format!("\"{zone}\"")).collect();
    let mut text = format!("[zones]\nshow = [{}]\n[snippets]\n", zones.join(", "));
    text.extend((0..300).map(|n| format!("phrase{n} = \"{{}} was said for the {n}th time\"\n")));
    text.push_str("[keys]\n");
    for (n, verb) in VERBS.iter().enumerate() {
        let keys = verb.keys.iter().map(|key| format!("{key:?}")).chain([format!("\"f{}\"", n % 24 + 1)]);
        _ = writeln!(text, "\"{}\" = [{}]", verb.name, keys.collect::<Vec<_>>().join(", "));
    }
    let config = config::parse(&text).config;
    let mut terminal = Terminal::of(20, 1_000);
    terminal.model.change(config.keymap, config.settings);
    terminal.draw();
    typed(group, BenchmarkId::new("printable", "settings"), &mut terminal, NOTE, 'x');
    committed(group, BenchmarkId::new("enter/action", "settings"), &mut terminal, ACTION);
}

/// Measures a step down in the list of action items; the next key goes back up.
fn stepped(group: &mut BenchmarkGroup<'_, WallTime>, id: BenchmarkId, terminal: &mut Terminal) {
    group.bench_function(id, |bencher| {
        bencher.iter_custom(|times| {
            let measured = (0..times).map(|_| {
                let measured = terminal.timed(KeyCode::Down);
                terminal.press(KeyCode::Up, KeyModifiers::NONE);
                measured
            });
            measured.sum()
        });
    });
    assert!(terminal.model.review.selected.is_some(), "an item is selected");
}

/// Measures the reading of a line alone, against a roster of 500.
fn read(criterion: &mut Criterion) {
    let (scribe, _) = Scribe::begin(500);
    let meeting = &scribe.ledger.meeting;
    let roster = Roster::new(&meeting.people, &meeting.groups);
    let today = meeting.local(scribe.now.at).date_naive();
    let context =
        notation::Context { roster: &roster, tickets: &meeting.head.tickets, today, next_meeting: None, verbs: &[] };
    let mut group = criterion.benchmark_group("read");
    for (name, line) in [("note", NOTE), ("action", ACTION), ("three-owners", THREE_OWNERS), ("correction", CORRECTION)]
    {
        group.bench_function(name, |bencher| bencher.iter(|| notation::parse(black_box(line), &context)));
    }
    let owners = notation::parse(THREE_OWNERS, &context).owners;
    assert!(owners.len() == 3 && owners.iter().all(notation::Owner::is_known), "{owners:?}");
    group.finish();
}

/// Measures one more letter behind a line; a Backspace takes it away again.
fn typed(group: &mut BenchmarkGroup<'_, WallTime>, id: BenchmarkId, terminal: &mut Terminal, line: &str, letter: char) {
    terminal.begin_line(line);
    group.bench_function(id, |bencher| {
        bencher.iter_custom(|times| {
            let measured = (0..times).map(|_| {
                let measured = terminal.timed(KeyCode::Char(letter));
                terminal.press(KeyCode::Backspace, KeyModifiers::NONE);
                measured
            });
            measured.sum()
        });
    });
    terminal.press(KeyCode::Char(letter), KeyModifiers::NONE);
}

/// Measures Enter behind a line; an undo takes the entry away again, so that the slot does not grow.
fn committed(group: &mut BenchmarkGroup<'_, WallTime>, id: BenchmarkId, terminal: &mut Terminal, line: &str) {
    group.bench_function(id, |bencher| {
        bencher.iter_custom(|times| {
            let measured = (0..times).map(|_| {
                terminal.begin_line(line);
                let measured = terminal.timed(KeyCode::Enter);
                terminal.take(Msg::Saved(Saved::Saved));
                terminal.press(KeyCode::Char('z'), KeyModifiers::CONTROL);
                terminal.take(Msg::Saved(Saved::Saved));
                measured
            });
            measured.sum()
        });
    });
}

/// A meeting on a screen of 120 columns and 40 rows, its clock running, whose terminal swallows everything.
struct Terminal {
    model: Model,
    screen: Screen,
    theme: Theme,
    layout: Layout,
    drawn: Option<Surroundings>,
}

impl Terminal {
    /// The screen of a meeting with that many people and entries in the slot on screen.
    fn of(people: usize, entries: usize) -> Self {
        let (scribe, _) = Scribe::begin(people);
        Self::filled(scribe, entries)
    }

    /// The same of a meeting that goes on from others with that many open action items.
    fn carrying(items: u32, entries: usize) -> Self {
        let (mut scribe, _) = Scribe::begin(20);
        scribe.carry(items);
        Self::filled(scribe, entries)
    }

    fn filled(mut scribe: Scribe, entries: usize) -> Self {
        while scribe.ledger.meeting.entries().count() < entries || scribe.ledger.meeting.current().is_none() {
            scribe.work(1);
        }
        let model = Model::new(scribe.ledger, WRITER, scribe.now, Vec::new());
        let mut model = model.expect("the meeting has slots");
        model.size = (120, 40);
        let nowhere = File::options().write(true).open("/dev/null").expect("a system with a null device");
        let theme = Theme::new(Depth::Indexed);
        let mut terminal = Self { layout: model.layout(), model, screen: Screen::new(nowhere), theme, drawn: None };
        terminal.draw();
        terminal
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
        began.elapsed()
    }

    /// One round of the shell's loop.
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

    /// Draws the panes of the line alone where nothing around it changed, as the loop does.
    fn draw(&mut self) {
        let around = self.model.surroundings();
        let only_line = around.is_some() && self.drawn == around && !self.screen.forgot();
        if !only_line {
            self.layout = self.model.layout();
        }
        let frame = MeetingFrame { model: &self.model, layout: self.layout, theme: &self.theme };
        self.screen.draw(&frame, only_line.then_some(Pane::LINE)).expect("nothing can go wrong nowhere");
        self.drawn = around;
    }
}
