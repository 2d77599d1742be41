//! A day as a picture: what was planned above what was held, on one time axis.
//!
//! Inline SVG without script or address. It says nothing by colour alone: time over is striped and has a sign, what was
//! not held is dashed; and the same stands in words, short in the picture's description and in full in the schedule's
//! table. Not here: the axis (see `axis`), the figures (see `meeting::schedule`), and the look, which is the style's.

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::super::course;
use super::super::document::{DayMinutes, Minutes, SlotMinutes};
use super::super::words;
use super::text::{Text, escape};
use crate::meeting::schedule::Fate;
use crate::text::fit;

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

/// A label of fewer cells says nothing.
const FEWEST_CELLS: usize = 3;

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
    let drawing = Drawing { minutes, day, text, axis, planned: &planned, held: &held };
    format!("<figure class=\"timeline\">\n{}{}</figure>\n", drawing.svg(), drawing.legend())
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
}

impl Drawing<'_, '_> {
    fn svg(&self) -> String {
        let day = format!("day-{}", self.day.number);
        let title = self.day.day.date.map(words::long_date).unwrap_or_default();
        format!(
            "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
             aria-labelledby=\"{day}-picture\" aria-describedby=\"{day}-told\">\n\
             <title id=\"{day}-picture\">Timeline of {title}</title>\n<desc id=\"{day}-told\">{}</desc>\n\
             <defs><pattern id=\"{day}-stripes\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <path class=\"stripe\" d=\"M-1 7L7 -1M2 10L10 2M-4 4L4 -4\"/></pattern></defs>\n{}{}{}{}</svg>\n",
            escape(&course::told(self.minutes, self.day)),
            self.ticks(),
            self.planned_row(),
            self.held_row(&day),
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

    fn planned_row(&self) -> String {
        if self.planned.is_empty() {
            return String::new();
        }
        let mut row = Row::new("Planned", PLANNED);
        for bar in self.planned {
            let Some(stretch) = self.axis.stretch(bar.from, bar.to) else { continue };
            let class = if bar.unheld { "bar unheld" } else { class(bar.slot, "bar") };
            row.bar(stretch, class, "");
            row.label(stretch, &self.title(bar.slot));
        }
        row.written()
    }

    fn held_row(&self, day: &str) -> String {
        if self.held.is_empty() {
            return String::new();
        }
        let mut row = Row::new("Held", HELD);
        for piece in self.held {
            let Some(stretch) = self.axis.stretch(piece.from, piece.to) else { continue };
            if piece.over {
                row.bar(stretch, "bar over", "");
                row.bar(stretch, "striped", &format!(" fill=\"url(#{day}-stripes)\""));
                let over = (piece.to - piece.from).num_minutes();
                row.sign(stretch, &if over > 0 { format!("+{over}") } else { String::new() });
            } else {
                row.bar(stretch, class(piece.slot, "bar held"), "");
                row.label(stretch, &self.title(piece.slot));
            }
        }
        row.written()
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

    fn title(&self, slot: &SlotMinutes) -> String {
        self.text.shown(&slot.slot.plan.title)
    }

    /// What the picture's marks mean, as far as it has them.
    fn legend(&self) -> String {
        let has_break = self.planned.iter().any(|bar| bar.slot.slot.plan.kind.is_break());
        let is_beyond = |piece: &Piece| self.axis.stretch(piece.from, piece.to).is_none();
        let marks = [
            (!self.planned.is_empty() && !self.held.is_empty(), "Planned above, held below."),
            (has_break, "Pale: a break."),
            (self.held.iter().any(|piece| piece.over), "Striped, +: minutes over the planned time."),
            (self.planned.iter().any(|bar| bar.unheld), "Dashed: not held here."),
            (self.fixed_points().next().is_some(), "▼: a fixed point."),
            (self.held.iter().any(is_beyond), "What was held on later days is not drawn."),
        ];
        let said: Vec<&str> = marks.into_iter().filter(|(is_there, _)| *is_there).map(|(_, said)| said).collect();
        if said.is_empty() { String::new() } else { format!("<figcaption>{}</figcaption>\n", said.join(" ")) }
    }
}

fn class(slot: &SlotMinutes, class: &'static str) -> &'static str {
    match (slot.slot.plan.kind.is_break(), class) {
        (true, "bar held") => "bar held break",
        (true, _) => "bar break",
        (false, class) => class,
    }
}

/// One row of bars. All bars are drawn before all labels, so that no bar hides one.
struct Row {
    y: f64,
    bars: String,
    labels: String,
    /// Where the next label may begin: bars may overlap in odd data, labels must not.
    free: f64,
}

impl Row {
    fn new(name: &str, y: f64) -> Self {
        let name = format!("<text class=\"row\" x=\"0\" y=\"{}\">{name}</text>\n", y + 17.0);
        Self { y, bars: name, labels: String::new(), free: LEFT }
    }

    fn bar(&mut self, stretch: Stretch, class: &str, more: &str) {
        let (x, y, width) = (stretch.x, self.y, stretch.width.max(THINNEST));
        let bar =
            format!("<rect class=\"{class}\"{more} x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"{ROW}\"/>\n");
        self.bars.push_str(&bar);
    }

    /// The text within a bar, as much of it as fits and says something.
    fn label(&mut self, stretch: Stretch, text: &str) {
        let cells = ((stretch.width - 8.0) / CELL).max(0.0) as usize;
        let shown = fit(text, cells);
        if cells >= FEWEST_CELLS || shown.len() == text.len() {
            self.write(stretch, "", &shown);
        }
    }

    /// A sign within a bar; none where it does not fit.
    fn sign(&mut self, stretch: Stretch, sign: &str) {
        if stretch.width >= sign.len() as f64 * CELL + 6.0 {
            self.write(stretch, " class=\"sign\"", sign);
        }
    }

    /// A picture of its own within this one: what is wider than expected is cut off.
    fn write(&mut self, stretch: Stretch, class: &str, text: &str) {
        if stretch.x < self.free || text.is_empty() {
            return;
        }
        self.free = stretch.x + stretch.width;
        let (x, y, width, text) = (stretch.x, self.y, stretch.width, escape(text));
        let label = format!(
            "<svg x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"{ROW}\">\
             <text{class} x=\"4\" y=\"17\">{text}</text></svg>\n"
        );
        self.labels.push_str(&label);
    }

    fn written(self) -> String {
        format!("<g>\n{}{}</g>\n", self.bars, self.labels)
    }
}
