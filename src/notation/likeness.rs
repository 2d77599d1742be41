//! How like a name is to what was typed: a beginning, initials, a slip of the keyboard.
//!
//! Nobody types whole names in a meeting, and nobody types them rightly; whoever is most likely meant can be offered.
//! Not here: taking anybody for certain, which only the roster's own parts of names do.

use super::fold::folded;

/// How a typed text is like a name; a lesser one is more likely meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// It is the initials, typed as such in capitals.
    Capitals,
    /// The name begins so.
    Opening,
    /// A later word of the name or the handle begins so.
    Part,
    /// It is the initials.
    Initials,
    /// It is the name, a part or the beginnings of parts, with so many letters wrong.
    Slip(usize),
    /// Its letters stand in the name in their order, over so many letters.
    Scattered(usize),
}

/// A name taken apart once, so that each key's comparison is quick.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// Its smallest words in order: `wil`, `o`, `donovan`.
    words: Vec<Word>,
    /// What is often written as one: `odonovan`, `wilodonovan`, the handle.
    joined: Vec<Word>,
    initials: Vec<String>,
    /// Where the words after the first begin in the name.
    inner: Vec<usize>,
    /// A bit for each letter of the name.
    letters: u32,
}

/// What was typed for a name.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// As names are compared; a space at its end counts.
    key: String,
    words: Vec<Word>,
    /// Its letters and digits alone.
    whole: Word,
    in_capitals: bool,
}

#[derive(Clone, Debug)]
struct Word {
    text: String,
    length: usize,
    first: Option<char>,
    second: Option<char>,
    /// A bit for each letter that it has, so that most words are told apart without counting.
    letters: u32,
}

impl Word {
    fn new(text: &str) -> Self {
        let text: String = text.chars().filter(|sign| sign.is_alphanumeric()).collect();
        let letters = text.chars().fold(0, |letters, sign| letters | 1 << (u32::from(sign) % 32));
        let mut signs = text.chars();
        let (first, second) = (signs.next(), signs.next());
        Self { length: text.chars().count(), first, second, letters, text }
    }

    /// How many slips make this word of another, if so few that it may be meant.
    fn slips(&self, meant: &Self) -> Option<usize> {
        let most = match self.length {
            0 | 1 => return None,
            2..=5 => 1,
            6..=8 => 2,
            _ => 3,
        };
        let missing = (meant.letters & !self.letters).count_ones().max((self.letters & !meant.letters).count_ones());
        if self.length.abs_diff(meant.length) > most || missing as usize > most || !self.begins_like(meant) {
            return None;
        }
        let slips = strsim::osa_distance(&self.text, &meant.text);
        let same_letters = self.letters == meant.letters && self.length == meant.length;
        // In a short word only neighbours change places: Tim is not Jim.
        let likely = slips <= most && (self.length > 3 || slips == 0 || same_letters);
        likely.then_some(slips)
    }

    /// The first letter is rarely wrong: it is the same, or the slip is that of one key at the beginning.
    fn begins_like(&self, meant: &Self) -> bool {
        let long = self.length > 5;
        self.first == meant.first
            || (self.first == meant.second && (long || self.second == meant.first))
            || (long && (self.second == meant.first || self.second == meant.second))
    }
}

impl Shape {
    /// The shape of a folded name and its handle.
    pub(super) fn new(name: &str, handle: Option<&str>) -> Self {
        let pieces = |word: &str| word.split(|sign: char| !sign.is_alphanumeric()).map(Word::new).collect::<Vec<_>>();
        let outer: Vec<&str> = name.split(' ').collect();
        let words: Vec<Word> = outer.iter().flat_map(|word| pieces(word)).filter(|word| word.length > 0).collect();
        let joined = outer.iter().filter(|word| pieces(word).len() > 1).copied().chain([name]).chain(handle);
        let first = |word: &Word| word.first;
        let ends = [words.first().and_then(first), words.last().and_then(first)];
        let mut initials: Vec<String> = vec![
            words.iter().filter_map(first).collect(),
            outer.iter().filter_map(|word| first(&Word::new(word))).collect(),
            ends.into_iter().flatten().collect(),
        ];
        initials.dedup();
        initials.retain(|initials| initials.len() > 1 && words.len() > 1);
        let inner = name.match_indices([' ', '-', '\'']).map(|(at, _)| at + 1).collect();
        let mut joined: Vec<Word> = joined.map(Word::new).collect();
        joined.dedup_by(|word, before| word.text == before.text);
        let letters = words.iter().fold(0, |letters, word| letters | word.letters);
        Self { words, joined, initials, inner, letters }
    }

    /// Whether it is like what was typed in a way that needs no guess.
    pub(super) fn plainly(&self, name: &str, handle: Option<&str>, typed: &Typed) -> Option<Likeness> {
        let initials = !typed.key.ends_with(' ') && self.initials.contains(&typed.whole.text);
        if initials && typed.in_capitals {
            return Some(Likeness::Capitals);
        }
        if name.starts_with(&typed.key) {
            return Some(Likeness::Opening);
        }
        let begins = self.inner.iter().any(|&at| name.get(at..).is_some_and(|tail| tail.starts_with(&typed.key)));
        if begins || handle.is_some_and(|handle| handle.starts_with(&typed.key)) {
            return Some(Likeness::Part);
        }
        initials.then_some(Likeness::Initials)
    }

    /// Whether it is like what was typed but for a few wrong letters.
    pub(super) fn nearly(&self, typed: &Typed) -> Option<Likeness> {
        let several = typed.words.len() > 1;
        let in_one =
            self.words.iter().filter_map(|meant| typed.whole.slips(meant).filter(|slips| !several || *slips == 0));
        let in_one = in_one.chain(self.joined.iter().filter_map(|meant| typed.whole.slips(meant)));
        in_one.chain(self.in_words(typed)).min().map(Likeness::Slip)
    }

    /// Each word typed is a beginning of a word of the name or nearly the word, in their order.
    fn in_words(&self, typed: &Typed) -> Option<usize> {
        if !(2..=self.words.len()).contains(&typed.words.len()) || typed.words.iter().all(|word| word.length < 2) {
            return None;
        }
        let mut own = self.words.iter();
        typed
            .words
            .iter()
            .map(|word| {
                own.find_map(|meant| if meant.text.starts_with(&word.text) { Some(0) } else { word.slips(meant) })
            })
            .sum()
    }

    /// Whether the letters typed stand in the name in their order, from the beginning of a word on.
    pub(super) fn scattered(&self, typed: &Typed) -> Option<Likeness> {
        if typed.whole.length < 3 || typed.whole.letters & !self.letters != 0 {
            return None;
        }
        let from = |nth: usize| {
            let letters = self.words.iter().skip(nth).flat_map(|word| word.text.chars());
            let mut wanted = typed.whole.text.chars();
            let mut next = wanted.next();
            for (at, letter) in letters.enumerate() {
                if next == Some(letter) {
                    next = wanted.next();
                } else if at == 0 {
                    return None;
                }
                if next.is_none() {
                    return Some(at + 1);
                }
            }
            None
        };
        let shortest = (0..self.words.len()).filter_map(from).min()?;
        (shortest <= 3 * typed.whole.length).then_some(Likeness::Scattered(shortest))
    }
}

impl Typed {
    /// What was typed, made ready.
    pub(super) fn new(text: &str) -> Self {
        let key = folded(text);
        let in_capitals = text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
        let words = key.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(Word::new);
        Self { words: words.collect(), whole: Word::new(&key), key, in_capitals }
    }

    /// How many letters and digits it has.
    pub(super) fn length(&self) -> usize {
        self.whole.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(name: &str, handle: Option<&str>, typed: &str) -> Option<Likeness> {
        let (name, typed) = (folded(name), Typed::new(typed));
        let shape = Shape::new(&name, handle);
        let nearly = || shape.nearly(&typed).or_else(|| shape.scattered(&typed));
        shape.plainly(&name, handle, &typed).or_else(nearly)
    }

    #[test]
    fn a_name_is_known_by_beginnings_initials_and_slips() {
        for (name, typed, likeness) in [
            ("Wil O'Donovan", "wil o", Likeness::Opening),
            ("José Ruiz", "JOSE", Likeness::Opening),
            ("Wil O'Donovan", "dono", Likeness::Part),
            ("Lina AlHariri", "alh", Likeness::Part),
            ("Eun-ji Park", "ji", Likeness::Part),
            ("Wil O'Donovan", "WOD", Likeness::Capitals),
            ("Wil O'Donovan", "W.O.", Likeness::Capitals),
            ("Gregory Dubois-Hoffmann", "gdh", Likeness::Initials),
            ("Gregory Dubois-Hoffmann", "GH", Likeness::Capitals),
            ("Wil O'Donovan", "ODonovan", Likeness::Slip(0)),
            ("Wil O'Donovan", "O Donovan", Likeness::Slip(0)),
            ("Eun-ji Park", "eun ji", Likeness::Slip(0)),
            ("Eun-ji Park", "EunJi", Likeness::Slip(0)),
            ("Jim Botha", "J. Botha", Likeness::Slip(0)),
            ("Gregory Dubois-Hoffmann", "Greg Dubois", Likeness::Slip(0)),
            ("Jeanne Roy", "Jeane", Likeness::Slip(1)),
            ("Jeanne Roy", "Jeane Ryo", Likeness::Slip(2)),
            ("Michelle Brown", "Michele", Likeness::Slip(1)),
            ("Lina AlHariri", "Al Hariri", Likeness::Slip(0)),
            ("Jim Botha", "Jmi", Likeness::Slip(1)),
            ("Ernst Müller", "Mueller", Likeness::Slip(1)),
            ("Flossie Antoniou", "atnoniuo", Likeness::Slip(2)),
            ("Flossie Antoniou", "fsie", Likeness::Scattered(7)),
            ("Flossie Antoniou", "fant", Likeness::Scattered(10)),
        ] {
            assert_eq!(like(name, None, typed), Some(likeness), "{typed}");
        }
        assert_eq!(like("Jeanne Roy", Some("jroy"), "jro"), Some(Likeness::Part));
        assert_eq!(like("Jeanne Roy", Some("jroy"), "jryo"), Some(Likeness::Slip(1)));
    }

    #[test]
    fn another_name_is_not_like_it() {
        for (name, typed) in [
            ("Jim Botha", "Tim"),
            ("Jim Botha", "Jan"),
            ("John Swift", "Jane"),
            ("Jeanne Roy", "Jeanne Smith"),
            ("Jeanne Roy", "Roy Jeanne"),
            ("Steve Kant", "Cant"),
            ("Wil O'Donovan", "l"),
            ("Jeanne Roy", "review"),
            ("Ann", "a"),
            ("李雷", "韩梅"),
        ] {
            let found = like(name, None, typed).filter(|likeness| *likeness > Likeness::Opening);
            assert_eq!(found, None, "{typed}");
        }
    }
}
