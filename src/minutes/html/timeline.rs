//! A day as a picture: what was planned above what was held, on one time axis.
//!
//! Inline SVG without script or address. It says nothing by colour alone: time over is striped and has a sign, what was
//! not held is dashed, what no agenda had is dotted; and the same stands in words: in the picture's description, at each bar,
//! and in full in the schedule's table, whose numbers are those of bars too short for a title. Not here: the axis (see `axis`), the figures (see `meeting::schedule`), and the look, which is the style's.

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::super::course;
use super::super::document::{DayMinutes, Minutes, SlotMinutes};
use super::super::page::line::shown;
use super::super::times;
use super::text::{Text, escape};
use crate::lang::fill;
use crate::meeting::Slot;
use crate::meeting::schedule::Fate;
use crate::text::{fit, width};

mod axis;

use axis::{Axis, LEFT, Stretch};

/// The picture's size and where its rows are, in its own units: about a pixel each on a wide page.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 112.0;
const TOP: f64 = 6.0;
const PLANNED: f64 = 20.0;
const HELD: f64 = 54.0;
const ROW: f64 = 26.0;
const TICKS: f64 = 88.0;

/// About what a terminal's cell takes of the label's type: letters are narrower, those of East Asia two cells wide.
const CELL: f64 = 6.3;

/// How far a title stands from its bar's edge.
const MARGIN: f64 = 4.0;

/// A title cut to fewer cells says nothing.
const FEWEST_CELLS: usize = 10;

/// The least that is still to be seen.
const THINNEST: f64 = 1.5;

/// The picture of a day in its frame; nothing where the day has no date or no times.
pub(super) fn write(minutes: &Minutes, day: &DayMinutes, text: &Text) -> String {
    if day.day.date.is_none() {
        return String::new();
    }
    let planned = planned(minutes, day);
    let held = held(minutes, day);
    let spans = planned.iter().map(|one| (one.from, one.to)).chain(held.iter().map(|piece| (piece.from, piece.to)));
    let Some(axis) = Axis::over(spans.flat_map(|(from, to)| [from, to])) else { return String::new() };
    let title = |slot: &Slot| text.parts.title(slot);
    let rows = if course::is_told(minutes) { course::table(text.lang, minutes, day, &title) } else { Vec::new() };
    Drawing { minutes, day, text, axis, planned: &planned, held: &held, rows: &rows }.figure()
}

/// A slot where the agenda has it.
#[derive(Clone, Copy, Debug)]
struct Bar<'m> {
    slot: &'m SlotMinutes<'m>,
    from: DateTime<Tz>,
    to: DateTime<Tz>,
    /// It was not held on this day.
    unheld: bool,
}

/// A stretch of time during which a slot's clock ran, all of it within or all of it over the planned time.
#[derive(Clone, Copy, Debug)]
struct Piece<'m> {
    slot: &'m SlotMinutes<'m>,
    from: DateTime<Tz>,
    to: DateTime<Tz>,
    over: bool,
}

/// What the agenda has on a day; nothing where the day was held on quite another one, which it cannot be compared with.
fn planned<'m>(minutes: &'m Minutes<'m>, day: &DayMinutes) -> Vec<Bar<'m>> {
    if !day.outcome.is_comparable() {
        return Vec::new();
    }
    let bar = |(stands, slot): (&DayMinutes, &'m SlotMinutes<'m>)| {
        let from = slot.plan.start?;
        let length = TimeDelta::minutes(slot.plan.minutes.unwrap_or(0).into());
        let is_held = stands.number == day.number && (slot.held.is_some() || slot.outcome.fate == Fate::NotYet);
        Some(Bar { slot, from, to: from.checked_add_signed(length)?, unheld: !is_held })
    };
    minutes.agenda_of(day).into_iter().filter_map(bar).collect()
}

/// What was held on a day, in the order of time.
fn held<'m>(minutes: &Minutes, day: &'m DayMinutes<'m>) -> Vec<Piece<'m>> {
    let mut pieces: Vec<Piece> = day.slots.iter().flat_map(|slot| pieces(minutes, slot)).collect();
    pieces.sort_by_key(|piece| (piece.from, piece.to));
    pieces
}

fn pieces<'m>(minutes: &Minutes, slot: &'m SlotMinutes<'m>) -> Vec<Piece<'m>> {
    let Some(held) = slot.held else { return Vec::new() };
    // Seconds over are nowhere said to be over.
    let over = slot.outcome.over.filter(|over| over.num_minutes() > 0);
    let mut left = over.map(|over| held.elapsed - over);
    let mut pieces = Vec::new();
    for run in &slot.slot.runs {
        let from = minutes.meeting.local(run.from.at);
        let to = run.to.map_or(minutes.now, |to| minutes.meeting.local(to.at)).max(from);
        let within = left.map_or(to - from, |left| left.clamp(TimeDelta::zero(), to - from));
        left = left.map(|left| left - within);
        let turn = from + within;
        pieces.extend((turn > from || turn == to).then_some(Piece { slot, from, to: turn, over: false }));
        pieces.extend((to > turn).then_some(Piece { slot, from: turn, to, over: true }));
    }
    pieces
}

/// All that one picture needs.
struct Drawing<'d, 'm> {
    minutes: &'d Minutes<'m>,
    day: &'d DayMinutes<'m>,
    text: &'d Text<'m>,
    axis: Axis,
    planned: &'d [Bar<'d>],
    held: &'d [Piece<'d>],
    /// The day's table.
    rows: &'d [course::Row<'d>],
}

impl Drawing<'_, '_> {
    fn figure(&self) -> String {
        let day = format!("day-{}", self.day.number);
        let (planned, held) = (self.planned_row(), self.held_row(&day));
        let numbered = planned.numbered || held.numbered;
        let svg = self.svg(&day, &(planned.written() + &held.written()));
        format!("<figure class=\"timeline\">\n{svg}{}</figure>\n", self.legend(numbered))
    }

    fn svg(&self, day: &str, rows: &str) -> String {
        let words = &self.text.words.picture;
        let title = self.day.day.date.map(|date| self.text.lang.long_date(date)).unwrap_or_default();
        format!(
            "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
             aria-labelledby=\"{day}-picture\" aria-describedby=\"{day}-told\">\n\
             <title id=\"{day}-picture\">{}</title>\n<desc id=\"{day}-told\">{}</desc>\n\
             <defs><pattern id=\"{day}-stripes\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <path class=\"stripe\" d=\"M-1 7L7 -1M2 10L10 2M-4 4L4 -4\"/></pattern></defs>\n{}{rows}{}</svg>\n",
            fill(words.timeline, &[&title]),
            escape(&course::told(self.text.lang, self.minutes, self.day, &|slot| titled(slot, self.text))),
            self.ticks(),
            self.fixed(),
        )
    }

    fn ticks(&self) -> String {
        let tick = |(x, label): (f64, String)| {
            format!(
                "<path class=\"tick\" d=\"M{x:.1} {PLANNED}V{TICKS}\"/>\
                 <text class=\"time\" x=\"{x:.1}\" y=\"103\">{label}</text>\n"
            )
        };
        self.axis.ticks().map(tick).collect()
    }

    fn planned_row(&self) -> Row {
        let mut row = Row::new(self.text.words.picture.planned, PLANNED);
        for bar in self.planned {
            let Some(stretch) = self.axis.stretch(bar.from, bar.to) else { continue };
            let class = if bar.unheld { "bar unheld".to_owned() } else { class(bar.slot, "bar") };
            row.bar(stretch, &class, &self.told(bar.slot));
            row.label(stretch, &titled(bar.slot.slot, self.text), self.number(bar.slot));
        }
        row
    }

    fn held_row(&self, day: &str) -> Row {
        let mut row = Row::new(self.text.words.picture.held, HELD);
        for piece in self.held {
            let Some(stretch) = self.axis.stretch(piece.from, piece.to) else { continue };
            if piece.over {
                row.bar(stretch, "bar over", &self.told(piece.slot));
                row.rect(stretch, "striped", &format!(" fill=\"url(#{day}-stripes)\""), "");
                let over = (piece.to - piece.from).num_minutes();
                row.sign(stretch, &if over > 0 { format!("+{over}") } else { String::new() });
            } else {
                row.bar(stretch, &class(piece.slot, "bar held"), &self.told(piece.slot));
                row.label(stretch, &titled(piece.slot.slot, self.text), self.number(piece.slot));
            }
        }
        row
    }

    /// The slot's line of the day's table and its number there.
    fn row(&self, slot: &SlotMinutes) -> Option<(usize, &course::Row<'_>)> {
        let is_its_own = |row: &course::Row| row.slot.is_some_and(|other| other.slot.id == slot.slot.id);
        (1..).zip(self.rows).find(|(_, row)| is_its_own(row))
    }

    fn number(&self, slot: &SlotMinutes) -> Option<usize> {
        self.row(slot).map(|(number, _)| number)
    }

    /// `Budget: planned 09:15, 45 min; held 09:31–10:28, 57 min; 12 min over`.
    fn told(&self, slot: &SlotMinutes) -> String {
        let date = self.day.day.date;
        let facts = [
            times::planned(self.text.lang, &slot.plan, date),
            slot.held.map(|held| times::held(self.text.lang, &held, date)),
            self.row(slot).map(|(_, row)| row.outcome.clone()).filter(|outcome| !outcome.is_empty()),
        ];
        let facts: Vec<String> = facts.iter().flatten().map(|fact| shown(fact)).collect();
        let words = self.text.words;
        format!("{}{}{}", titled(slot.slot, self.text), words.colon, facts.join(words.semicolon))
    }

    /// A mark above each fixed point, and a line from it to the axis; not over the bars, where the labels are.
    fn fixed(&self) -> String {
        let mark = |at: DateTime<Tz>| {
            let x = self.axis.stretch(at, at)?.x;
            let (above, below) = (PLANNED + ROW, HELD + ROW);
            let line = format!("M{x:.1} {TOP}V{PLANNED}M{x:.1} {above}V{HELD}M{x:.1} {below}V{TICKS}");
            let left = x - 5.0;
            Some(format!(
                "<path class=\"fixed\" d=\"{line}\"/><path class=\"mark\" d=\"M{left:.1} {TOP}h10l-5 9z\"/>\n"
            ))
        };
        self.fixed_points().filter_map(mark).collect()
    }

    fn fixed_points(&self) -> impl Iterator<Item = DateTime<Tz>> {
        let slots = self.planned.iter().filter(|bar| bar.slot.outcome.fixed).map(|bar| bar.from);
        let end = self.day.outcome.planned_end.filter(|_| self.day.day.ends.is_some() && !self.planned.is_empty());
        slots.chain(end)
    }

    /// What the picture's marks mean, as far as it has them.
    fn legend(&self, numbered: bool) -> String {
        let planned_here = self.planned.iter().filter(|bar| !bar.unheld).map(|bar| bar.slot);
        let held = || self.held.iter().filter(|piece| !piece.over).map(|piece| piece.slot.slot);
        let has_break = planned_here.map(|slot| slot.slot).chain(held()).any(|slot| slot.plan.kind.is_break());
        let is_beyond = |piece: &Piece| self.axis.stretch(piece.from, piece.to).is_none();
        let words = &self.text.words.picture;
        let marks = [
            (!self.planned.is_empty() && !self.held.is_empty(), words.rows),
            (has_break, words.hollow),
            (self.held.iter().any(|piece| piece.over), words.striped),
            (self.planned.iter().any(|bar| bar.unheld), words.dashed),
            (held().any(|slot| slot.unplanned), words.dotted),
            (self.fixed_points().next().is_some(), words.fixed),
            (numbered, words.number),
            (self.held.iter().any(is_beyond), words.later),
        ];
        let said: Vec<&str> = marks.into_iter().filter(|(is_there, _)| *is_there).map(|(_, said)| said).collect();
        if said.is_empty() {
            String::new()
        } else {
            format!("<figcaption>{}</figcaption>\n", said.join(self.text.words.between_sentences))
        }
    }
}

/// The classes of a bar, by what its slot is.
fn class(slot: &SlotMinutes, row: &str) -> String {
    let kind = if slot.slot.plan.kind.is_break() { " break" } else { "" };
    let origin = if slot.slot.unplanned { " added" } else { "" };
    format!("{row}{kind}{origin}")
}

/// A slot's title before it is escaped.
fn titled(slot: &Slot, text: &Text) -> String {
    shown(&text.parts.title(slot))
}

/// One row of bars. All bars are drawn before all labels, so that no bar hides one.
struct Row {
    name: &'static str,
    y: f64,
    bars: String,
    labels: String,
    /// Where the next label may begin: bars may overlap in odd data, labels must not.
    free: f64,
    /// A number stands for a title.
    numbered: bool,
}

impl Row {
    fn new(name: &'static str, y: f64) -> Self {
        Self { name, y, bars: String::new(), labels: String::new(), free: LEFT, numbered: false }
    }

    /// A bar and what it says to those who point at it.
    fn bar(&mut self, stretch: Stretch, class: &str, told: &str) {
        self.rect(stretch, class, "", &format!("<title>{}</title>", escape(told)));
    }

    fn rect(&mut self, stretch: Stretch, class: &str, fill: &str, content: &str) {
        let (x, y, width) = (stretch.x, self.y, stretch.width.max(THINNEST));
        let rect = format!(
            "<rect class=\"{class}\"{fill} x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"{ROW}\">{content}</rect>\n"
        );
        self.bars.push_str(&rect);
    }

    /// A slot's title within a bar, as much of it as fits and says something, else its number.
    fn label(&mut self, stretch: Stretch, title: &str, number: Option<usize>) {
        let cells = ((stretch.width - 2.0 * MARGIN) / CELL).max(0.0) as usize;
        if cells >= FEWEST_CELLS || width(title) <= cells {
            self.write(stretch, MARGIN, "", &fit(title, cells));
            return;
        }
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        if stretch.width >= number.len() as f64 * CELL + MARGIN {
            self.numbered |= self.write(stretch, stretch.width / 2.0, " class=\"key\"", &number);
        }
    }

    /// A sign within a bar; none where it does not fit.
    fn sign(&mut self, stretch: Stretch, sign: &str) {
        if stretch.width >= sign.len() as f64 * CELL + 6.0 {
            self.write(stretch, MARGIN, " class=\"sign\"", sign);
        }
    }

    /// A picture of its own within this one: what is wider than expected is cut off.
    /// Whether it was written: not over another.
    fn write(&mut self, stretch: Stretch, at: f64, class: &str, text: &str) -> bool {
        if stretch.x < self.free || text.is_empty() {
            return false;
        }
        self.free = stretch.x + stretch.width;
        let (x, y, width, text) = (stretch.x, self.y, stretch.width, escape(text));
        let label = format!(
            "<svg x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"{ROW}\">\
             <text{class} x=\"{at:.1}\" y=\"17\">{text}</text></svg>\n"
        );
        self.labels.push_str(&label);
        true
    }

    /// Nothing where it has no bar.
    fn written(self) -> String {
        let Self { name, y, bars, labels, .. } = self;
        let y = y + 17.0;
        if bars.is_empty() {
            return String::new();
        }
        format!("<g>\n<text class=\"row\" x=\"0\" y=\"{y}\">{name}</text>\n{bars}{labels}</g>\n")
    }
}
