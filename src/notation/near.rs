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
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    let most = allowance(word);
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&folded, &fold(candidate)), candidate))
        .filter(|(far, _)| *far <= most)
        .min_by_key(|(far, _)| *far)
        .map(|(_, candidate)| candidate)
}

/// Lower case, without what people put between words.
pub(crate) fn fold(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '\t')).flat_map(char::to_lowercase).collect()
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
