//! Lines with their depths as a tree of items.
//!
//! Every form has its own way to say how deep a line lies: an indent, a number, a sign. What lies below what follows from
//! these numbers alone, so it is decided here, in one pass. Not here: how a depth is read, and what the items mean.

use crate::meeting::TalkingPoint;

/// What has others of its sort below it.
pub(super) trait Nests: Sized {
    /// The items below it.
    fn below(&mut self) -> &mut Vec<Self>;
}

impl Nests for TalkingPoint {
    fn below(&mut self) -> &mut Vec<Self> {
        &mut self.children
    }
}

/// A talking point with nothing below it yet.
pub(super) fn point(text: String) -> TalkingPoint {
    TalkingPoint { text, children: Vec::new() }
}

/// Items below each other: each below the nearest one above it that lies less deep. A depth that is left out is no level, and
/// what would lie deeper than `levels` levels stands beside the item above it.
pub(super) fn nested<T: Nests>(items: impl IntoIterator<Item = (usize, T)>, levels: usize) -> Vec<T> {
    let mut top = Vec::new();
    let mut open: Vec<(usize, T)> = Vec::new();
    for (depth, item) in items {
        while open.last().is_some_and(|(last, _)| *last >= depth || open.len() >= levels) {
            settle(&mut open, &mut top);
        }
        open.push((depth, item));
    }
    while !open.is_empty() {
        settle(&mut open, &mut top);
    }
    top
}

/// Puts the innermost of the open items where it belongs.
fn settle<T: Nests>(open: &mut Vec<(usize, T)>, top: &mut Vec<T>) {
    if let Some((_, done)) = open.pop() {
        match open.last_mut() {
            Some((_, above)) => above.below().push(done),
            None => top.push(done),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in brackets.
    fn shown(depths: &[usize], levels: usize) -> String {
        let numbered = |(nth, depth): (usize, &usize)| (*depth, point(nth.to_string()));
        brackets(&nested(depths.iter().enumerate().map(numbered), levels))
    }

    fn brackets(points: &[TalkingPoint]) -> String {
        let one = |point: &TalkingPoint| match point.children.as_slice() {
            [] => point.text.clone(),
            below => format!("{}({})", point.text, brackets(below)),
        };
        points.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_item_lies_below_the_nearest_one_that_is_less_deep() {
        for (depths, tree) in [
            (&[0, 1, 1, 2, 0][..], "0(1 2(3)) 4"),
            (&[0, 4, 8, 4], "0(1(2) 3)"),
            (&[0, 5, 3, 5], "0(1 2(3))"),
            (&[3, 1, 2], "0 1(2)"),
            (&[], ""),
        ] {
            assert_eq!(shown(depths, 9), tree, "{depths:?}");
        }
    }

    #[test]
    fn what_is_too_deep_stands_beside_the_item_above_it() {
        assert_eq!(shown(&[0, 1, 2, 3, 1, 0], 2), "0(1 2 3 4) 5");
    }
}
