//! The drawing of the house and the table of its rooms in docs/architecture.md, made from the table of rooms.
//!
//! Rooms stand in storeys, each above all that it imports. An arrow that follows from two others is not drawn: who may import
//! a room may mostly import what is below it, and the table has it all. Not here: whether the sources keep to it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{HOUSE, Impure, Room};

const ROOM: (f64, f64) = (112.0, 34.0);
const GAP: f64 = 26.0;
/// The room that an arrow takes on its way past a storey.
const PASSAGE: f64 = 10.0;
const STOREY: f64 = 86.0;
const MARGIN: f64 = 20.0;
/// So often the storeys are put in order by what stands below and above them.
const SWEEPS: usize = 8;

/// What stands in a storey: a room, or the passage of an arrow from a room above to one further below.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Room(usize),
    Passage(usize, usize),
}

fn number(name: &str) -> usize {
    HOUSE.iter().position(|room| room.name == name).expect("a room of the table")
}

fn imports(room: usize) -> Vec<usize> {
    HOUSE[room].imports.iter().map(|name| number(name)).collect()
}

/// Whether one room may import another by way of a third, however far.
fn reaches(from: usize, to: usize) -> bool {
    imports(from).into_iter().any(|next| next == to || reaches(next, to))
}

/// The arrows that follow from no others.
fn arrows() -> Vec<(usize, usize)> {
    let direct = |room: usize| {
        let all = imports(room);
        let is_needed = move |to: &usize| !all.iter().any(|other| other != to && reaches(*other, *to));
        imports(room).into_iter().filter(is_needed).map(move |to| (room, to))
    };
    (0..HOUSE.len()).flat_map(direct).collect()
}

/// How many rooms lie below one, in a row.
fn storey(room: usize) -> usize {
    imports(room).into_iter().map(|below| storey(below) + 1).max().unwrap_or(0)
}

/// The storeys from the ground, in an order in which few arrows cross.
fn storeys(arrows: &[(usize, usize)]) -> Vec<Vec<Place>> {
    let top = (0..HOUSE.len()).map(storey).max().unwrap_or(0);
    let mut storeys: Vec<Vec<Place>> = (0..=top)
        .map(|level| (0..HOUSE.len()).filter(|room| storey(*room) == level).map(Place::Room).collect())
        .collect();
    for (from, to) in arrows {
        for level in &mut storeys[storey(*to) + 1..storey(*from)] {
            level.push(Place::Passage(*from, *to));
        }
    }
    for sweep in 0..SWEEPS {
        let upwards = sweep % 2 == 0;
        let levels: Vec<usize> = if upwards { (1..=top).collect() } else { (0..top).rev().collect() };
        for level in levels {
            let beside = storeys[if upwards { level - 1 } else { level + 1 }].clone();
            let weight = |place: &Place| {
                let tied = |other: &Place| arrows.iter().any(|arrow| joins(*arrow, *place, *other));
                let at: Vec<f64> =
                    centres(&beside).into_iter().zip(&beside).filter(|(_, it)| tied(it)).map(|(x, _)| x).collect();
                if at.is_empty() { 0.0 } else { at.iter().sum::<f64>() / at.len() as f64 }
            };
            storeys[level].sort_by(|a, b| weight(a).total_cmp(&weight(b)));
        }
    }
    storeys
}

/// Whether an arrow passes both places, one a storey below the other.
fn joins(arrow: (usize, usize), one: Place, other: Place) -> bool {
    let passes = |place: Place| match place {
        Place::Room(room) => room == arrow.0 || room == arrow.1,
        Place::Passage(from, to) => (from, to) == arrow,
    };
    passes(one) && passes(other)
}

fn width(place: Place) -> f64 {
    match place {
        Place::Room(_) => ROOM.0,
        Place::Passage(..) => PASSAGE,
    }
}

/// The middles of a storey's places, as far from the middle of the house as they stand.
fn centres(level: &[Place]) -> Vec<f64> {
    let whole: f64 = level.iter().map(|place| width(*place) + GAP).sum::<f64>() - GAP;
    let mut left = -whole / 2.0;
    let step = |place: &Place| {
        let centre = left + width(*place) / 2.0;
        left += width(*place) + GAP;
        centre
    };
    level.iter().map(step).collect()
}

/// The drawing as an SVG file without script or font of its own, dark on white: it is read on paper too.
pub(crate) fn svg() -> String {
    let arrows = arrows();
    let storeys = storeys(&arrows);
    let half = storeys.iter().flat_map(|level| centres(level)).fold(0.0, f64::max) + ROOM.0 / 2.0 + MARGIN;
    let height = storeys.len() as f64 * STOREY - STOREY + ROOM.1 + 2.0 * MARGIN;
    let y = |level: usize| height - MARGIN - ROOM.1 / 2.0 - level as f64 * STOREY;
    let x = |level: usize, wanted: Place| {
        let at = storeys[level].iter().position(|place| *place == wanted).expect("a place of the storey");
        half + centres(&storeys[level])[at]
    };
    let mut lines = String::new();
    for (from, to) in &arrows {
        let (high, low) = (storey(*from), storey(*to));
        let mut path = format!("M{:.0} {:.0}", x(high, Place::Room(*from)), y(high) + ROOM.1 / 2.0);
        for level in (low + 1..high).rev() {
            let _ = write!(path, " L{:.0} {:.0}", x(level, Place::Passage(*from, *to)), y(level) - ROOM.1 / 2.0);
            let _ = write!(path, " v{:.0}", ROOM.1);
        }
        let _ = write!(path, " L{:.0} {:.0}", x(low, Place::Room(*to)), y(low) - ROOM.1 / 2.0 - 2.0);
        let _ = writeln!(lines, r#"<path d="{path}" marker-end="url(#tip)"/>"#);
    }
    let mut rooms = String::new();
    for (at, room) in HOUSE.iter().enumerate() {
        let (centre, middle) = (x(storey(at), Place::Room(at)), y(storey(at)));
        let class = if room.is_pure() { "pure" } else { "impure" };
        let _ = writeln!(
            rooms,
            r#"<rect class="{class}" x="{:.0}" y="{:.0}" width="{:.0}" height="{:.0}" rx="4"/><text x="{centre:.0}" y="{:.0}">{}</text>"#,
            centre - ROOM.0 / 2.0,
            middle - ROOM.1 / 2.0,
            ROOM.0,
            ROOM.1,
            middle + 5.0,
            room.name
        );
    }
    let (w, h) = (2.0 * half, height);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0} {h:.0}" width="{w:.0}" height="{h:.0}" role="img" aria-labelledby="title description">
<title id="title">The rooms of minutebook and which may import which</title>
<desc id="description">Boxes in storeys, each above the rooms that it may import; docs/architecture.md has the same as a table. Rooms that touch the world outside have a thick, dashed rim.</desc>
<style>
rect {{ fill: #fff; stroke: #333; }} .impure {{ stroke-width: 2.5; stroke-dasharray: 7 3; }}
path {{ fill: none; stroke: #777; }} marker path {{ fill: #777; stroke: none; }}
text {{ font: 15px ui-monospace, monospace; fill: #111; text-anchor: middle; }}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker></defs>
<rect width="100%" height="100%" style="stroke: none"/>
{lines}{rooms}</svg>
"#
    )
}

impl Room {
    fn is_pure(&self) -> bool {
        matches!(self.impure, Impure::Nothing)
    }

    /// What its sources say of it in their first line.
    fn said(&self) -> String {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let file = [format!("{}/mod.rs", self.name), format!("{}.rs", self.name)];
        let text = file.iter().find_map(|file| fs::read_to_string(source.join(file)).ok()).expect("a room's sources");
        let words = text.lines().map_while(|line| line.strip_prefix("//! ")).collect::<Vec<_>>().join(" ");
        words.split_once(". ").map_or(words.as_str(), |(first, _)| first).trim_end_matches('.').to_owned()
    }
}

/// The table of rooms as the page has it, from those that import nothing upwards.
pub(crate) fn table() -> String {
    let mut table = "| room | what it is | may import | touches the world outside |\n|---|---|---|---|\n".to_owned();
    for room in &HOUSE {
        let imports: Vec<String> = room.imports.iter().map(|name| format!("`{name}`")).collect();
        let imports = if imports.is_empty() { "nothing of ours".to_owned() } else { imports.join(", ") };
        let world = match room.impure {
            Impure::Nothing => "no".to_owned(),
            Impure::Module(module) => format!("only in `{module}`"),
            Impure::Everything => "yes".to_owned(),
        };
        let _ = writeln!(table, "| `{}` | {} | {imports} | {world} |", room.name, room.said());
    }
    table
}
