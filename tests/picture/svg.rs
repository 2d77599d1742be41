//! A terminal's cells as an SVG file: text on a window, rules as lines, no script and no font of its own.
//!
//! Every run of text is stretched to its cells, because the fonts of those who look at it differ. Not here: what the
//! cells say.

use std::fmt::Write;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use minutebook::palette::Rgb;
use minutebook::view::Theme;

const CELL: (f64, f64) = (8.4, 19.0);
const FONT_SIZE: f64 = 14.0;
/// From a row's top to the line that letters stand on.
const BASELINE: f64 = 14.0;
const MARGIN: f64 = 18.0;
/// The window's own bar above the cells.
const BAR: f64 = 36.0;

/// What a terminal writes in and on by itself.
#[derive(Clone, Copy)]
pub(crate) struct Terminal {
    pub(crate) ink: Rgb,
    pub(crate) paper: Rgb,
}

/// The sixteen as xterm has them.
const SIXTEEN: [(Color, &str); 16] = [
    (Color::Black, "#000000"),
    (Color::Red, "#cd0000"),
    (Color::Green, "#00cd00"),
    (Color::Yellow, "#cdcd00"),
    (Color::Blue, "#0000ee"),
    (Color::Magenta, "#cd00cd"),
    (Color::Cyan, "#00cdcd"),
    (Color::Gray, "#e5e5e5"),
    (Color::DarkGray, "#7f7f7f"),
    (Color::LightRed, "#ff0000"),
    (Color::LightGreen, "#00ff00"),
    (Color::LightYellow, "#ffff00"),
    (Color::LightBlue, "#5c5cff"),
    (Color::LightMagenta, "#ff00ff"),
    (Color::LightCyan, "#00ffff"),
    (Color::White, "#ffffff"),
];

/// How a screen is painted: what a cell has that says nothing of its own.
struct Ground {
    ink: String,
    paper: String,
}

impl Ground {
    fn of(theme: &Theme, terminal: Terminal) -> Self {
        let (ink, paper) = theme.resolved(Color::Reset, Color::Reset);
        Self {
            ink: colour(ink).unwrap_or_else(|| terminal.ink.to_string()),
            paper: colour(paper).unwrap_or_else(|| terminal.paper.to_string()),
        }
    }
}

/// The picture of a screen in a theme.
pub(crate) fn write(
    buffer: &Buffer,
    cursor: Option<Position>,
    (theme, terminal): (&Theme, Terminal),
    (title, description): (&str, &str),
) -> String {
    let ground = &Ground::of(theme, terminal);
    let Ground { ink, paper } = ground;
    let width = f64::from(buffer.area.width) * CELL.0 + 2.0 * MARGIN;
    let height = f64::from(buffer.area.height) * CELL.1 + BAR + MARGIN;
    let mut cells = String::new();
    for y in 0..buffer.area.height {
        row(&mut cells, buffer, y, ground);
    }
    if let Some(at) = cursor {
        let (x, y) = corner(at.x, at.y);
        let _ =
            writeln!(cells, r#"<rect class="cursor" x="{}" y="{}" width="2" height="17"/>"#, n(x - 0.5), n(y + 1.0));
    }
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-labelledby="title description">
<title id="title">{title}</title>
<desc id="description">{description}</desc>
<style>
text {{ font: {FONT_SIZE}px ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; fill: {ink}; white-space: pre }}
.sign {{ text-anchor: middle }}
.bold {{ font-weight: bold }}
.italic {{ font-style: italic }}
.dim {{ opacity: .65 }}
.underline {{ text-decoration: underline }}
.cursor {{ fill: {ink} }}
.rule {{ fill: none; stroke-width: 1 }}
</style>
<rect x=".5" y=".5" width="{inner_w}" height="{inner_h}" rx="10" fill="{paper}" stroke="#353b45"/>
<g fill="#3d4450"><circle cx="22" cy="19" r="5.5"/><circle cx="40" cy="19" r="5.5"/><circle cx="58" cy="19" r="5.5"/></g>
<text class="sign" x="{middle}" y="23.5" style="fill:#7d8590;font-size:12px">minutebook open trust.md</text>
{cells}</svg>
"##,
        w = n(width),
        h = n(height),
        middle = n(width / 2.0),
        inner_w = n(width - 1.0),
        inner_h = n(height - 1.0),
        title = escaped(title),
        description = escaped(description),
    )
}

/// Upper left corner of a cell.
fn corner(x: u16, y: u16) -> (f64, f64) {
    (MARGIN + f64::from(x) * CELL.0, BAR + f64::from(y) * CELL.1)
}

/// A number with as many digits as can be seen.
fn n(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// How a cell looks, whatever is in it.
#[derive(Clone, PartialEq)]
struct Look {
    ink: String,
    paper: Option<String>,
    weight: Modifier,
}

/// The weights that a picture shows, by the names of their classes.
const WEIGHTS: [(Modifier, &str); 4] = [
    (Modifier::BOLD, "bold"),
    (Modifier::ITALIC, "italic"),
    (Modifier::DIM, "dim"),
    (Modifier::UNDERLINED, "underline"),
];

impl Look {
    fn of(cell: &Cell, ground: &Ground) -> Self {
        let ink = colour(cell.fg).unwrap_or_else(|| ground.ink.clone());
        let paper = colour(cell.bg);
        let (ink, paper) = if cell.modifier.contains(Modifier::REVERSED) {
            (paper.unwrap_or_else(|| ground.paper.clone()), Some(ink))
        } else {
            (ink, paper)
        };
        Self { ink, paper, weight: cell.modifier - Modifier::REVERSED }
    }

    fn attributes(&self, class: &str, ground: &Ground) -> String {
        let weights = WEIGHTS.into_iter().filter(|(weight, _)| self.weight.contains(*weight)).map(|(_, name)| name);
        let classes: Vec<&str> = Some(class).filter(|class| !class.is_empty()).into_iter().chain(weights).collect();
        let mut attributes = String::new();
        if !classes.is_empty() {
            let _ = write!(attributes, r#" class="{}""#, classes.join(" "));
        }
        if self.ink != ground.ink {
            let _ = write!(attributes, r#" style="fill:{}""#, self.ink);
        }
        attributes
    }
}

/// The colours that xterm has for these numbers; none for the terminal's own.
fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Reset => None,
        Color::Indexed(grey @ 232..) => {
            let level = 8 + 10 * (u32::from(grey) - 232);
            Some(format!("#{level:02x}{level:02x}{level:02x}"))
        }
        Color::Indexed(index @ 16..) => {
            let cube = u32::from(index) - 16;
            let level = |step: u32| if step == 0 { 0 } else { 55 + 40 * step };
            Some(format!("#{:02x}{:02x}{:02x}", level(cube / 36), level(cube / 6 % 6), level(cube % 6)))
        }
        Color::Rgb(red, green, blue) => Some(Rgb(red, green, blue).to_string()),
        other => SIXTEEN.iter().find(|(named, _)| *named == other).map(|(_, hex)| (*hex).to_owned()),
    }
}

fn row(out: &mut String, buffer: &Buffer, y: u16, ground: &Ground) {
    let cell = |x: u16| &buffer[(x, y)];
    let columns = buffer.area.width;
    for stretch in stretches(columns, |x| Look::of(cell(x), ground).paper) {
        if let Some(paper) = Look::of(cell(stretch.start), ground).paper {
            let ((left, top), (right, _)) = (corner(stretch.start, y), corner(stretch.end, y));
            let (x, y, width, height) = (n(left), n(top), n(right - left), n(CELL.1));
            let _ = writeln!(out, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{paper}"/>"#);
        }
    }
    for cells in stretches(columns, |x| Look::of(cell(x), ground)) {
        let look = Look::of(cell(cells.start), ground);
        stretch(out, buffer, y, cells, (&look, ground));
    }
}

/// The columns of a row in stretches that have something in common.
fn stretches<T: PartialEq>(columns: u16, of: impl Fn(u16) -> T) -> Vec<Range<u16>> {
    let mut stretches: Vec<Range<u16>> = Vec::new();
    for x in 0..columns {
        match stretches.last_mut().filter(|last| of(last.start) == of(x)) {
            Some(last) => last.end = x + 1,
            None => stretches.push(x..x + 1),
        }
    }
    stretches
}

/// Cells of one look: words as text, signs each in the middle of their cell, rules as lines.
fn stretch(out: &mut String, buffer: &Buffer, y: u16, cells: Range<u16>, (look, ground): (&Look, &Ground)) {
    let mut words: Option<(u16, String)> = None;
    let mut rule: Option<(u16, char)> = None;
    for x in cells.clone() {
        let symbol = buffer[(x, y)].symbol();
        let first = symbol.chars().next().unwrap_or(' ');
        if rule.is_some_and(|(_, sign)| sign != first) {
            end_rule(out, y, &mut rule, x, look);
        }
        if is_word(first) {
            words.get_or_insert_with(|| (x, String::new())).1.push_str(symbol);
            continue;
        }
        // A single blank between two words is part of them.
        let next = cells.contains(&(x + 1)).then(|| buffer[(x + 1, y)].symbol().chars().next()).flatten();
        if first == ' ' && next.is_some_and(is_word) && words.is_some() {
            words.get_or_insert_with(|| (x, String::new())).1.push(' ');
            continue;
        }
        end_words(out, y, &mut words, (look, ground));
        match first {
            ' ' => {}
            '─' | '━' | '┄' => {
                rule.get_or_insert((x, first));
            }
            '╸' | '│' | '┬' | '┴' => joint(out, (x, y), first, look),
            _ => {
                let (left, top) = corner(x, y);
                let (middle, line) = (n(left + CELL.0 / 2.0), n(top + BASELINE));
                let attributes = look.attributes("sign", ground);
                let _ = writeln!(out, r#"<text x="{middle}" y="{line}"{attributes}>{}</text>"#, escaped(symbol));
            }
        }
    }
    end_words(out, y, &mut words, (look, ground));
    end_rule(out, y, &mut rule, cells.end, look);
}

/// Letters and punctuation that every font has in its own width.
fn is_word(c: char) -> bool {
    c.is_ascii_graphic()
        || ('\u{a1}'..='\u{17f}').contains(&c) && c != '·'
        || matches!(c, '–' | '—' | '…' | '“' | '”' | '‘' | '’')
}

fn end_words(out: &mut String, y: u16, words: &mut Option<(u16, String)>, (look, ground): (&Look, &Ground)) {
    let Some((x, text)) = words.take() else { return };
    let (left, top) = corner(x, y);
    let length = text.chars().count() as f64 * CELL.0;
    let _ = writeln!(
        out,
        r#"<text x="{}" y="{}" textLength="{}" lengthAdjust="spacingAndGlyphs"{}>{}</text>"#,
        n(left),
        n(top + BASELINE),
        n(length),
        look.attributes("", ground),
        escaped(&text)
    );
}

fn line(out: &mut String, path: &str, stroke: &str, more: &str) {
    let _ = writeln!(out, r#"<path class="rule" d="{path}" stroke="{stroke}"{more}/>"#);
}

fn end_rule(out: &mut String, y: u16, rule: &mut Option<(u16, char)>, end: u16, look: &Look) {
    let Some((x, sign)) = rule.take() else { return };
    let ((left, top), (right, _)) = (corner(x, y), corner(end, y));
    let path = format!("M{} {}H{}", n(left), n(top + 9.5), n(right));
    let more = match sign {
        '━' => r#" style="stroke-width:3""#,
        '┄' => r#" stroke-dasharray="3 3""#,
        _ => "",
    };
    line(out, &path, &look.ink, more);
}

/// A cell in which a line begins, ends or goes down.
fn joint(out: &mut String, at: (u16, u16), sign: char, look: &Look) {
    let (left, top) = corner(at.0, at.1);
    let (middle, bar, bottom) = (left + CELL.0 / 2.0, top + 9.5, top + CELL.1);
    let across = format!("M{} {}H{}", n(left), n(bar), n(left + CELL.0));
    match sign {
        '╸' => {
            let half = format!("M{} {}H{}", n(left), n(bar), n(middle));
            line(out, &half, &look.ink, r#" style="stroke-width:3""#);
        }
        '│' => line(out, &format!("M{} {}V{}", n(middle), n(top), n(bottom)), &look.ink, ""),
        '┬' => line(out, &format!("{across}M{} {}V{}", n(middle), n(bar), n(bottom)), &look.ink, ""),
        _ => line(out, &format!("{across}M{} {}V{}", n(middle), n(top), n(bar)), &look.ink, ""),
    }
}
