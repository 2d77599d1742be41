//! Where a title ends and the names behind it begin, once nothing parts them any more.
//!
//! `WelcomeAnn Lee` was two cells. Whoever is on the roster is found surely; else it takes a small letter before a capital and two
//! words that look like a name, and that is a guess. Not here: lines whose cells are parted.

/// A line cut into its cells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut<'t> {
    pub(super) title: &'t str,
    /// Names with what stands between them; empty where there are none.
    pub(super) names: &'t str,
    /// What stands behind the names.
    pub(super) rest: &'t str,
    /// Nobody on the roster is called so.
    pub(super) guessed: bool,
}

/// Words within a name that have no capital.
const PARTICLES: [&str; 10] = ["de", "van", "von", "der", "den", "da", "di", "la", "el", "bin"];

/// What parts names from each other, beside ` and `.
const BETWEEN: [char; 4] = [',', ';', '&', '/'];

/// Names of the roster, to be found where a text goes on with one: however many there are, a look takes a moment.
pub(super) struct Known {
    /// In their order.
    names: Vec<String>,
    /// For each the longest other that it begins with.
    shorter: Vec<Option<usize>>,
}

impl Known {
    pub(super) fn new(mut names: Vec<String>) -> Self {
        names.retain(|name| !name.trim().is_empty());
        names.sort_unstable();
        names.dedup();
        let mut shorter: Vec<Option<usize>> = Vec::with_capacity(names.len());
        for (nth, name) in names.iter().enumerate() {
            let mut before = nth.checked_sub(1);
            while let Some(other) =
                before.filter(|other| !names.get(*other).is_some_and(|other| name.starts_with(other)))
            {
                before = shorter.get(other).copied().flatten();
            }
            shorter.push(before);
        }
        Self { names, shorter }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.binary_search_by(|one| one.as_str().cmp(name)).is_ok()
    }

    /// Whether one of them stands anywhere in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, _)| self.lengths(text, at).next().is_some())
    }

    /// The lengths of those that stand at a byte of a text, in bytes, the longest first.
    fn lengths<'s>(&'s self, text: &'s str, at: usize) -> impl Iterator<Item = usize> + 's {
        let rest = text.get(at..).unwrap_or("");
        // Whatever the rest begins with, the last name before it begins with as well.
        let last = self.names.partition_point(|name| name.as_str() <= rest).checked_sub(1);
        let nested = std::iter::successors(last, |nth| self.shorter.get(*nth).copied().flatten());
        nested
            .filter_map(|nth| self.names.get(nth))
            .filter(move |name| rest.starts_with(name.as_str()))
            .map(String::len)
    }

    /// Where the pieces end, the last first, behind which a text is names and nothing else.
    fn tails(&self, text: &str) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut part_end = text.len();
        for part in text.rsplit(BETWEEN) {
            let mut end = part_end;
            for piece in part.rsplit(" and ") {
                ends.push(end - (piece.len() - piece.trim_end().len()));
                if !piece.trim().is_empty() && !self.has(piece.trim()) {
                    return ends;
                }
                end = end.saturating_sub(piece.len() + " and ".len());
            }
            part_end = part_end.saturating_sub(part.len() + 1);
        }
        ends
    }
}

/// Cuts a line that has its title first.
pub(super) fn cut<'t>(text: &'t str, known: &Known) -> Cut<'t> {
    surely(text, known).or_else(|| likely(text)).unwrap_or(Cut { title: text, names: "", rest: "", guessed: false })
}

/// At the first name of the roster behind the title.
fn surely<'t>(text: &'t str, known: &Known) -> Option<Cut<'t>> {
    let tails = known.tails(text);
    let next = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    let ends = |end: usize| next(end).is_none_or(|next| !next.is_lowercase());
    // In the middle of a title a name belongs to it: `Report by Ann Lee on …`; and `limbo` is not Bo.
    let splits_word = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        next(at).is_some_and(char::is_lowercase) && before.is_some_and(char::is_alphabetic)
    };
    let is_tail = |end: usize| tails.binary_search_by(|tail| end.cmp(tail)).is_ok();
    let stands = |at: usize, end: usize| ends(end) && !splits_word(at) && (begins_cell(text, at) || is_tail(end));
    let mut places = text.char_indices().map(|(at, _)| at).skip(1);
    let from = places.find(|at| known.lengths(text, *at).any(|length| stands(*at, *at + length)))?;
    let mut end = from;
    while let Some(past) = past_name(text, end, known) {
        end = past;
        let rest = text.get(end..).unwrap_or("");
        let next = rest.trim_start_matches([',', ';', '&', '/', ' ']);
        let next = next.strip_prefix("and ").unwrap_or(next);
        let at = text.len() - next.len();
        if at == end || past_name(text, at, known).is_none() {
            break;
        }
        end = at;
    }
    let title =
        text.get(..from)?.trim_end_matches(|sign: char| sign.is_whitespace() || matches!(sign, '-' | '–' | '—' | ','));
    (!title.is_empty()).then(|| Cut {
        title,
        names: text.get(from..end).unwrap_or(""),
        rest: text.get(end..).unwrap_or("").trim(),
        guessed: false,
    })
}

fn past_name(text: &str, at: usize, known: &Known) -> Option<usize> {
    known.lengths(text, at).next().map(|length| at + length)
}

/// Whether a cell may have begun at a byte: nothing parts it from a small letter, a digit or a closing mark before it.
fn begins_cell(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let capital = text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
    capital
        && before
            .is_some_and(|sign| sign.is_lowercase() || sign.is_numeric() || matches!(sign, ')' | '?' | '!' | '.' | '"'))
}

/// At the first cell that looks like names.
fn likely(text: &str) -> Option<Cut<'_>> {
    let starts: Vec<usize> =
        text.char_indices().map(|(at, _)| at).filter(|at| *at > 0 && begins_cell(text, *at)).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let (from, end) =
        starts.iter().copied().zip(ends).find(|(from, end)| text.get(*from..*end).is_some_and(are_names))?;
    Some(Cut {
        title: text.get(..from)?.trim_end(),
        names: text.get(from..end)?.trim(),
        rest: text.get(end..)?.trim(),
        guessed: true,
    })
}

/// Whether a text looks like one or more names of two words or more.
pub(super) fn are_names(text: &str) -> bool {
    let parts = text.split([',', '&', '/']).flat_map(|part| part.split(" and ")).map(str::trim);
    let mut some = false;
    for part in parts {
        some = true;
        let words: Vec<_> = part.split_whitespace().collect();
        let is_name = (2..=4).contains(&words.len())
            && words.iter().all(|word| is_word(word))
            && words.last().is_some_and(|last| capital(last));
        if !is_name {
            return false;
        }
    }
    some
}

fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A capital and small letters behind it, as in a name: `O'Mullane`, `Jean-Luc`, `J.`, `van`.
fn is_word(whole: &str) -> bool {
    if PARTICLES.contains(&whole) {
        return true;
    }
    // `O'Mullane`: one capital before the apostrophe.
    let word = whole.split_once(['\'', '’']).filter(|(first, _)| first.chars().count() == 1 && capital(first));
    let word = word.map_or(whole, |(_, rest)| rest);
    let pieces = word.split(['-', '\'', '’']).filter(|piece| !piece.is_empty());
    let is_piece = |piece: &str| {
        let piece = piece.strip_prefix("Mc").unwrap_or(piece);
        let mut signs = piece.chars();
        let first = signs.next().is_some_and(char::is_uppercase);
        let rest = signs.as_str();
        first && (rest == "." || (!rest.is_empty() && rest.chars().all(char::is_lowercase)))
    };
    word.chars().any(char::is_alphabetic) && pieces.into_iter().all(is_piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, known: &[&str]) -> (String, String, String, bool) {
        let known = Known::new(known.iter().map(|name| (*name).to_owned()).collect());
        let Cut { title, names, rest, guessed } = cut(text, &known);
        (title.to_owned(), names.to_owned(), rest.to_owned(), guessed)
    }

    fn is(text: &str, known: &[&str], title: &str, names: &str, rest: &str, guessed: bool) {
        let expected = (title.to_owned(), names.to_owned(), rest.to_owned(), guessed);
        assert_eq!(parts(text, known), expected, "{text}");
    }

    #[test]
    fn names_of_the_roster_end_a_title_surely() {
        let known = ["Ann Lee", "Bo Chen", "O'Neil", "李娜"];
        is("WelcomeAnn Lee", &known, "Welcome", "Ann Lee", "", false);
        is(
            "Project newsAnn Lee, Bo ChenWhere do we stand?",
            &known,
            "Project news",
            "Ann Lee, Bo Chen",
            "Where do we stand?",
            false,
        );
        is("Welcome Ann Lee and Bo Chen", &known, "Welcome", "Ann Lee and Bo Chen", "", false);
        is("Report by Ann Lee on tides", &known, "Report by Ann Lee on tides", "", "", false);
        is("潮汐模型李娜", &known, "潮汐模型", "李娜", "", false);
    }

    #[test]
    fn of_names_within_each_other_the_longest_that_stands_there_counts() {
        let known = ["Ann", "Ann Lee", "Ann Lee-Smith", "Ann Maria", "Bo"];
        is("WelcomeAnn Lee, Bo", &known, "Welcome", "Ann Lee, Bo", "", false);
        is("WelcomeAnn Lee-Smith", &known, "Welcome", "Ann Lee-Smith", "", false);
        is("WelcomeAnn Zed", &known, "Welcome", "Ann", "Zed", false);
        is("Welcome Ann Lee, Ann and Bo", &known, "Welcome", "Ann Lee, Ann and Bo", "", false);
        is("Welcome Ann Lee, all", &known, "Welcome Ann Lee, all", "", "", false);
        is("limbo", &["bo"], "limbo", "", "", false);
    }

    #[test]
    fn very_many_names_are_found_in_very_many_and_in_very_long_lines() {
        let known = Known::new((0..4_000).map(|nth| format!("Ann L{nth}")).collect());
        for nth in 0..4_000 {
            let line = format!("WelcomeAnn L{nth}");
            assert_eq!(cut(&line, &known).names.len(), line.len() - 7);
        }
        let long = " Ann L1".repeat(20_000);
        assert_eq!(cut(&format!("Report by{long} on tides"), &known).names, "");
    }

    #[test]
    fn without_a_roster_a_name_behind_a_small_letter_is_a_guess() {
        is("WelcomeAnn Lee", &[], "Welcome", "Ann Lee", "", true);
        is(
            "Budget 2026Wil O'Mullane, Jean-Luc van DammeOverview",
            &[],
            "Budget 2026",
            "Wil O'Mullane, Jean-Luc van Damme",
            "Overview",
            true,
        );
    }

    #[test]
    fn what_only_has_capitals_within_is_no_name() {
        for text in ["JupyterHub", "LaTeX Workshop", "Lunch", "Welcome Ann Lee", "GitHub Actions and CI"] {
            is(text, &[], text, "", "", false);
        }
    }
}
