//! Things of the text that an operator of Vim's is done to: a word, what stands in quotes or in brackets.
//!
//! Not here: ways through the line (see `motion`).

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::motion::{Sort, sort};

/// Where the thing of this letter lies around a place of the text; the inner none: there is none there. None: no thing has that letter.
#[allow(clippy::option_option, reason = "a letter that means nothing is another thing than nothing found")]
pub(super) fn range(text: &str, at: usize, letter: char, around: bool, count: usize) -> Option<Option<Range<usize>>> {
    let bracket = |open, close| brackets(text, at, open, close, around, count);
    Some(match letter {
        'w' | 'W' => words(text, at, letter == 'W', around, count),
        '"' | '\'' | '`' => quotes(text, at, letter, around),
        '(' | ')' | 'b' => bracket('(', ')'),
        '[' | ']' => bracket('[', ']'),
        '{' | '}' | 'B' => bracket('{', '}'),
        '<' | '>' => bracket('<', '>'),
        _ => return None,
    })
}

/// A run of graphemes of one sort.
struct Run {
    start: usize,
    end: usize,
    is_blank: bool,
}

fn runs(text: &str, big: bool) -> Vec<Run> {
    let mut runs: Vec<(Sort, Run)> = Vec::new();
    for (start, grapheme) in text.grapheme_indices(true) {
        let (sort, end) = (sort(grapheme, big), start + grapheme.len());
        match runs.last_mut() {
            Some((last, run)) if *last == sort => run.end = end,
            _ => runs.push((sort, Run { start, end, is_blank: sort == Sort::Blank })),
        }
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

/// Words, or the blanks between two, from the one in which the place is; around them the blanks behind, else those before.
fn words(text: &str, at: usize, big: bool, around: bool, count: usize) -> Option<Range<usize>> {
    if text.is_empty() {
        return Some(0..0);
    }
    let runs = runs(text, big);
    let first = runs.iter().position(|run| run.end > at)?;
    let begins_blank = runs.get(first)?.is_blank;
    // Around: a word and the blanks at one side of it are one thing.
    let mut last = first;
    for step in 0..count {
        if step > 0 {
            last += 1;
        }
        let has_partner = around && runs.get(last + 1).is_some_and(|next| next.is_blank != begins_blank);
        let takes_partner = has_partner && (begins_blank || runs.get(last + 1).is_some_and(|next| next.is_blank));
        last += usize::from(takes_partner);
    }
    let end = runs.get(last)?.end;
    let ends_blank = runs.get(last)?.is_blank;
    // What the line is indented by belongs to nothing.
    let before = first.checked_sub(1).and_then(|before| runs.get(before));
    let before = before.filter(|before| before.is_blank && before.start > 0);
    let start = match before {
        Some(blanks) if around && !begins_blank && !ends_blank => blanks.start,
        _ => runs.get(first)?.start,
    };
    Some(start..end)
}

/// What stands between two of these signs, with the place between them, on one of them, or before them; around it the signs and the
/// blanks behind, else those before.
fn quotes(text: &str, at: usize, sign: char, around: bool) -> Option<Range<usize>> {
    let mut escaped = false;
    let signs: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| {
            let counts = *c == sign && !escaped;
            escaped = *c == '\\' && !escaped;
            counts
        })
        .map(|(start, _)| start)
        .collect();
    // On a sign, which of two it is says the beginning of the line; elsewhere the nearest ones count.
    let (open, close) = if signs.contains(&at) {
        signs.as_chunks().0.iter().map(|[open, close]| (*open, *close)).find(|(_, close)| *close >= at)?
    } else {
        let behind = signs.partition_point(|start| *start < at);
        let open = behind.checked_sub(1).unwrap_or(behind);
        (*signs.get(open)?, *signs.get(open + 1)?)
    };
    let inner = open + sign.len_utf8()..close;
    if !around {
        return Some(inner);
    }
    let (start, end) = (open, close + sign.len_utf8());
    let behind = text.get(end..)?;
    let blanks = behind.len() - behind.trim_start().len();
    if blanks > 0 {
        return Some(start..end + blanks);
    }
    let before = text.get(..start)?.trim_end().len();
    // What the line is indented by belongs to nothing.
    Some(if before == 0 { start..end } else { before..end })
}

/// What stands in the brackets around a place, the `count`th counted from within; around it the brackets too.
fn brackets(text: &str, at: usize, open: char, close: char, around: bool, count: usize) -> Option<Range<usize>> {
    let mut stack = Vec::new();
    let mut pairs = Vec::new();
    for (place, c) in text.char_indices() {
        if c == open {
            stack.push(place);
        } else if c == close
            && let Some(begun) = stack.pop()
        {
            pairs.push((begun, place));
        }
    }
    // A pair is closed before those around it are. Where none is around the place, the next one is meant.
    let around_it = pairs.iter().filter(|(begin, end)| *begin <= at && at <= *end).nth(count - 1);
    let next = || pairs.iter().filter(|(begin, _)| *begin > at).min().filter(|_| count == 1);
    let (begin, end) = *around_it.or_else(next)?;
    Some(if around { begin..end + close.len_utf8() } else { begin + open.len_utf8()..end })
}
