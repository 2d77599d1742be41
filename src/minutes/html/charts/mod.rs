//! Small charts as inline SVG without script or address: bars of planned and held time, action items that came and went, ages.
//!
//! None says anything by colour alone, nothing is cut off without a sign of it, and each has its figures in the table below. Not here:
//! the figures (see `meeting::statistics`) and the look, which is the style's.

use super::text::escape;
use crate::text::{fit, width};

mod ages;
mod flow;
mod pairs;

pub(super) use ages::ages;
pub(super) use flow::flow;
pub(super) use pairs::pairs;

/// The width of a chart in its own units: about a pixel each on a wide page.
const WIDTH: f64 = 720.0;

/// About what a terminal's cell takes of the label's type.
const CELL: f64 = 6.3;

/// A chart in its frame: `title` and `told` for those who do not see it, `legend` below it.
struct Chart<'c> {
    /// A name that is unique on the page.
    id: &'c str,
    title: &'c str,
    told: &'c str,
    height: f64,
    body: String,
    legend: Vec<String>,
}

impl Chart<'_> {
    fn figure(&self) -> String {
        let Self { id, height, body, .. } = self;
        let (title, told) = (escape(self.title), escape(self.told));
        let legend = self.legend.iter().map(|said| escape(said)).collect::<Vec<_>>().join(" ");
        let legend = if legend.is_empty() { legend } else { format!("<figcaption>{legend}</figcaption>\n") };
        format!(
            "<figure class=\"timeline chart\" tabindex=\"0\">\n<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-chart\" aria-describedby=\"{id}-told\">\n\
             <title id=\"{id}-chart\">{title}</title>\n<desc id=\"{id}-told\">{told}</desc>\n\
             <defs><pattern id=\"{id}-stripes\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <path class=\"stripe\" d=\"M-1 7L7 -1M2 10L10 2M-4 4L4 -4\"/></pattern></defs>\n{body}</svg>\n{legend}</figure>\n"
        )
    }
}

/// A bar, and what it says to those who point at it.
fn bar(class: &str, [x, y, width, height]: [f64; 4], told: &str) -> String {
    let told = if told.is_empty() { String::new() } else { format!("<title>{}</title>", escape(told)) };
    format!(
        "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\">{told}</rect>\n"
    )
}

/// A text that begins there, is centred there (`time`) or ends there (`end`).
fn text(class: &str, x: f64, y: f64, said: &str) -> String {
    format!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>\n", escape(said))
}

/// The line at which bars begin.
fn upright(x: f64, height: f64) -> String {
    format!("<path class=\"tick\" d=\"M{x:.1} 0V{height:.1}\"/>\n")
}

/// A name within a width, in a picture of its own: what is wider than expected is cut off.
fn name(x: f64, y: f64, room: f64, said: &str) -> String {
    let cells = (room / CELL).max(1.0) as usize;
    let told = if width(said) > cells { format!("<title>{}</title>", escape(said)) } else { String::new() };
    let shown = escape(&fit(said, cells));
    format!(
        "<svg x=\"{x:.1}\" y=\"{y:.1}\" width=\"{room:.1}\" height=\"16\"><text x=\"0\" y=\"12\">{shown}{told}</text></svg>\n"
    )
}

/// A number that is round and no less than `most`, and at least 1: the end of an axis.
fn round_up(most: f64) -> f64 {
    let most = most.max(1.0);
    let tens = 10_f64.powf(most.log10().floor());
    let steps = [1.0, 2.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * tens).find(|end| *end >= most).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::float_cmp, reason = "these are whole numbers")]
    fn an_axis_ends_at_a_round_number_that_is_no_less_than_what_it_shows() {
        let ends = [0.0, 1.0, 1.5, 3.0, 9.0, 10.0, 41.0, 999.0].map(round_up);
        assert_eq!(ends, [1.0, 1.0, 2.0, 4.0, 10.0, 10.0, 50.0, 1000.0]);
    }

    #[test]
    fn a_name_that_is_too_long_is_cut_and_whole_for_those_who_point_at_it_and_markup_is_text() {
        let long = name(0.0, 0.0, 9.0 * CELL, "<script>alert(1)</script>");
        assert!(long.contains("&lt;script&gt;…<title>&lt;script&gt;alert(1)"), "{long}");
        assert!(!long.contains("<script"), "{long}");
        assert!(!name(0.0, 0.0, 9.0 * CELL, "Budget").contains("<title>"));
    }
}
