//! What a template may be and may make, so that whoever reads or writes it does not run out of stack or memory.
//!
//! The library bounds brackets and blocks within each other, and the steps of a template. It does not bound chains
//! (`a|b|c…`, `not not…`, `elif` after `elif`), each link of which lies within the other once it is read, nor the size of what
//! a few steps make. Not here: what tags mean.

use minijinja::value::{Value, ValueKind};

/// Bytes in the longest tag, without blanks and what stands in quotes.
const LONGEST_TAG: usize = 4096;

/// Tags `elif` in a template.
const MOST_BRANCHES: usize = 1000;

/// Values within one that is written as a whole.
const MOST_VALUES: usize = 1_000_000;

/// Levels of values within each other in one that is written as a whole.
const DEEPEST: usize = 200;

/// The first thing in a template that is beyond bounds: its line, from 1, and what it is.
pub(super) fn broken(source: &str) -> Option<(usize, &'static str)> {
    let bytes = source.as_bytes();
    let (mut at, mut branches) = (0, 0);
    while let Some(found) = source.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + found;
        at = match bytes.get(start + 1) {
            Some(b'#') => past(source, start + 2, "#}"),
            Some(b'{' | b'%') => {
                let (end, weight) = tag(bytes, start + 2);
                let word = source.get(start + 2..end).unwrap_or("").trim_start_matches(['-', '+']).trim_start();
                branches += usize::from(word.starts_with("elif"));
                let fault = match () {
                    () if weight > LONGEST_TAG => Some("this tag is too long"),
                    () if branches > MOST_BRANCHES => Some("there are too many `elif`"),
                    () => None,
                };
                if let Some(fault) = fault {
                    return Some((source.get(..start).map_or(0, |above| above.matches('\n').count()) + 1, fault));
                }
                let is_raw =
                    word.strip_prefix("raw").is_some_and(|rest| rest.trim_start().starts_with(['%', '-', '+']));
                if is_raw && bytes.get(start + 1) == Some(&b'%') { past(source, end, "endraw") } else { end }
            }
            _ => start + 1,
        };
    }
    None
}

/// Where `end` ends that comes next; the end of the text where it does not come.
fn past(source: &str, from: usize, end: &str) -> usize {
    let found = source.get(from..).and_then(|rest| rest.find(end));
    found.map_or(source.len(), |found| from + found + end.len())
}

/// Where a tag ends whose inside begins at `from`, and how much of it is no blank and in no quotes.
fn tag(bytes: &[u8], from: usize) -> (usize, usize) {
    let (mut at, mut weight, mut open) = (from, 0, 0_isize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'}' | b'%' if open == 0 && bytes.get(at + 1) == Some(&b'}') => return (at + 2, weight),
            b'"' | b'\'' => at = past_quotes(bytes, at + 1, *byte) - 1,
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open -= 1,
            _ => {}
        }
        weight += usize::from(!byte.is_ascii_whitespace());
        at += 1;
    }
    (bytes.len(), weight)
}

fn past_quotes(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'\\' => 2,
            byte if *byte == quote => return at + 1,
            _ => 1,
        };
    }
    bytes.len()
}

/// Whether a list or a map is larger than what is written as a whole.
pub(super) fn is_too_large(value: &Value) -> bool {
    let mut left = MOST_VALUES;
    !fits(value, DEEPEST, &mut left)
}

fn fits(value: &Value, levels: usize, left: &mut usize) -> bool {
    let inside = |value: &Value, left: &mut usize| levels > 0 && fits(value, levels - 1, left);
    if *left == 0 {
        return false;
    }
    *left -= 1;
    match value.kind() {
        ValueKind::Map => value.try_iter().is_ok_and(|mut keys| {
            keys.all(|key| inside(&key, left) && value.get_item(&key).is_ok_and(|field| inside(&field, left)))
        }),
        ValueKind::Seq | ValueKind::Iterable => {
            value.try_iter().is_ok_and(|mut items| items.all(|item| inside(&item, left)))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_without_end_is_found_at_its_line_and_long_text_is_none() {
        let chain = |link: &str| broken(&format!("a\n{{# {{{{ #}}\n{{{{ x{} }}}}", link.repeat(5000)));
        for link in ["|upper", " + 1", " not", ".a", "[0]", "-", " if x else x", "()"] {
            assert_eq!(chain(link), Some((3, "this tag is too long")), "{link}");
        }
        let long = "word ".repeat(5000);
        for text in [
            format!("{long}{{{{ x }}}}{long}"),
            format!("{{{{ \"{long} }}}} \\\" {long}\" }}}}"),
            format!("{{# {long} #}}"),
            format!("{{% raw %}} {{{{ {long} {{% endraw %}}"),
            "{{ {'a': {'b': x}} }}{% if x %}{% endif %}".repeat(1000),
        ] {
            assert_eq!(broken(&text), None, "{}", &text[..40]);
        }
        assert_eq!(broken(&"\n{%- elif x %}".repeat(1001)), Some((1002, "there are too many `elif`")));
    }

    #[test]
    fn a_value_that_doubles_or_nests_on_and_on_is_too_large() {
        let grown = |times: usize, by: fn(Value) -> Vec<Value>| {
            (0..times).fold(Value::from(vec![1]), |value, _| Value::from(by(value)))
        };
        assert!(is_too_large(&grown(60, |value| vec![value.clone(), value])));
        assert!(is_too_large(&grown(300, |value| vec![value])));
        assert!(!is_too_large(&grown(10, |value| vec![value.clone(), value])));
    }
}
