//! The right word beside a wrong one.
//!
//! Hints name what the writer most likely meant. Not here: deciding anything by likeness; a near word is only said.

/// What is longer is no word.
const LONGEST: usize = 100;

/// How far two words may be apart to be worth a hint: a third of the letters, and never more than three.
fn allowance(word: &str) -> usize {
    (word.chars().count() / 3).clamp(1, 3)
}

/// The candidate most like `word`, case-blind, if one is near enough; ties go to the first.
pub(super) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    let most = allowance(word);
    candidates
        .into_iter()
        .map(|candidate| (distance(&folded, &fold(candidate), most), candidate))
        .filter(|(far, _)| *far <= most)
        .min_by_key(|(far, _)| *far)
        .map(|(_, candidate)| candidate)
}

/// Lower case, without what people put between words.
pub(super) fn fold(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '\t')).flat_map(char::to_lowercase).collect()
}

/// Letters to add, drop, change or swap with their neighbour; anything above `most` comes out as some number above it.
fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word() {
        let keys = ["title", "timezone", "location", "chair"];
        assert_eq!(nearest("Tiemzone", keys), Some("timezone"));
        assert_eq!(nearest("time zone", keys), Some("timezone"));
        assert_eq!(nearest("locations", keys), Some("location"));
        assert_eq!(nearest("chiar", keys), Some("chair"));
    }

    #[test]
    fn another_word_altogether_finds_none() {
        assert_eq!(nearest("layout", ["title", "timezone", "location", "chair", "people"]), None);
        assert_eq!(nearest("", ["title"]), None);
    }
}
