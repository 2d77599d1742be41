//! The names that a line can mean, made ready once so that each key's reading is quick.
//!
//! It answers whose name a text is, and whose name stands at the beginning of a text.
//! Not here: where in a line a name may stand (`owners`), and changes to the meeting's people.

use std::collections::BTreeMap;

use super::fold::{folded, starts, word_ends};
use super::likeness::{Likeness, Shape, Typed};
use super::line::{Known, Owner};
use crate::meeting::Person;

/// The people and groups of a meeting.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    names: Vec<Name>,
    /// Folded whole name → its place in `names`.
    whole: BTreeMap<String, usize>,
    /// Folded first word → the names that begin with it, longest first.
    opening: BTreeMap<String, Vec<usize>>,
    /// Folded word of a person's name → the people who have it.
    parts: BTreeMap<String, Vec<usize>>,
    /// Folded handle, e-mail address or alias → the people who have it.
    handles: BTreeMap<String, Vec<usize>>,
    /// Characters of the longest of the first words.
    longest_opening: usize,
}

/// One name.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// As the agenda writes it.
    pub(super) full: String,
    /// As it is compared.
    pub(super) folded: String,
    /// The handle as it is compared.
    pub(super) handle: Option<String>,
    shape: Shape,
    group: bool,
}

impl Roster {
    /// The roster of these people and groups; where two are called the same, the first counts.
    pub fn new(people: &[Person], groups: &[String]) -> Self {
        let mut roster = Self::default();
        for person in people {
            if let Some(place) = roster.add(&person.name, person.handle.as_deref(), false) {
                for part in parts(&folded(&person.name)) {
                    push_once(roster.parts.entry(part.to_owned()).or_default(), place);
                }
                for handle in [&person.handle, &person.email].into_iter().flatten().chain(&person.aliases) {
                    push_once(roster.handles.entry(handle_key(handle)).or_default(), place);
                }
            }
        }
        for group in groups {
            roster.add(group, None, true);
        }
        let Self { names, opening, .. } = &mut roster;
        for places in opening.values_mut() {
            places.sort_by_key(|&place| std::cmp::Reverse(names.get(place).map(|name| name.folded.len())));
        }
        roster
    }

    fn add(&mut self, name: &str, handle: Option<&str>, group: bool) -> Option<usize> {
        let key = whole_key(name);
        if key.is_empty() || self.whole.contains_key(&key) {
            return None;
        }
        let place = self.names.len();
        let opening = first_word(&key);
        self.longest_opening = self.longest_opening.max(opening.chars().count());
        self.opening.entry(opening.to_owned()).or_default().push(place);
        self.whole.insert(key.clone(), place);
        let handle = handle.map(handle_key);
        let shape = Shape::new(&key, handle.as_deref());
        self.names.push(Name { full: name.trim().to_owned(), folded: key, handle, shape, group });
        Some(place)
    }

    /// Nobody is on it.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All names: people first, then groups, each in the agenda's order.
    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }

    /// The name that is written exactly so, whatever its case.
    pub(super) fn named(&self, name: &str) -> Option<&Name> {
        self.names.get(*self.whole.get(&whole_key(name))?)
    }

    /// Whose name this is: a whole name, a handle, an alias, or words of a name that only one person has.
    pub fn resolve(&self, typed: &str) -> Owner {
        let typed = typed.trim();
        if let Some(name) = self.named(typed) {
            return name.owner();
        }
        let key = whole_key(typed);
        let places = match self.handles.get(&key) {
            Some(places) => places.clone(),
            None => self.having_words(&key),
        };
        let found: Vec<&Name> = places.iter().filter_map(|&place| self.names.get(place)).collect();
        match found.as_slice() {
            [] => Owner::unknown(typed),
            [one] => one.owner(),
            several => Owner {
                name: typed.to_owned(),
                known: Known::Ambiguous(several.iter().map(|name| name.full.clone()).collect()),
            },
        }
    }

    /// The full name of the one person or group that a misspelt name, a beginning or initials most likely mean; none
    /// where several are as likely. Nobody is ever taken for the owner so: it is there to be said.
    pub fn suggest(&self, typed: &str) -> Option<&str> {
        let typed = Typed::new(typed.trim());
        if typed.length() < 2 {
            return None;
        }
        let like = |name: &Name| name.plainly(&typed).or_else(|| name.nearly(&typed));
        let mut best: Option<(Likeness, Option<&str>)> = None;
        for name in &self.names {
            let Some(likeness) = like(name) else { continue };
            match best {
                Some((so_far, _)) if so_far < likeness => {}
                Some((so_far, _)) if so_far == likeness => best = Some((so_far, None)),
                _ => best = Some((likeness, Some(&name.full))),
            }
        }
        best?.1
    }

    /// The people whose names have all these words in this order.
    fn having_words(&self, key: &str) -> Vec<usize> {
        let mut words = key.split(' ');
        let places = words.next().and_then(|first| self.parts.get(first)).map_or(&[][..], Vec::as_slice);
        if words.next().is_none() {
            return places.to_vec();
        }
        let has_words = |place: &&usize| {
            let Some(name) = self.names.get(**place) else { return false };
            let mut own = name.folded.split(' ');
            key.split(' ').all(|word| own.any(|own| parts(own).any(|part| part == word)))
        };
        places.iter().filter(has_words).copied().collect()
    }

    /// The longest whole name at the beginning of a text and the bytes that it takes.
    pub(super) fn at_start(&self, text: &str) -> Option<(&Name, usize)> {
        // Twice: each letter may bring an accent of its own.
        let opening = text.char_indices().take(2 * self.longest_opening + 1);
        let word = opening.take_while(|(_, sign)| !sign.is_whitespace()).last();
        let word = folded(text.get(..word.map_or(0, |(at, sign)| at + sign.len_utf8()))?);
        // The name may end before the word does: `@RV-SST:`, `@Ann's`, `@李雷请准备`.
        word.char_indices().rev().find_map(|(at, sign)| {
            let places = self.opening.get(word.get(..at + sign.len_utf8())?)?;
            places.iter().find_map(|&place| {
                let name = self.names.get(place)?;
                let taken = starts(text, &name.folded)?;
                word_ends(text, taken).then_some((name, taken))
            })
        })
    }
}

impl Name {
    /// Whether it stands for several people.
    pub(super) fn is_group(&self) -> bool {
        self.group
    }

    /// See [`Shape::plainly`].
    pub(super) fn plainly(&self, typed: &Typed) -> Option<Likeness> {
        self.shape.plainly(&self.folded, self.handle.as_deref(), typed)
    }

    /// See [`Shape::nearly`].
    pub(super) fn nearly(&self, typed: &Typed) -> Option<Likeness> {
        self.shape.nearly(typed)
    }

    /// See [`Shape::scattered`].
    pub(super) fn scattered(&self, typed: &Typed) -> Option<Likeness> {
        self.shape.scattered(typed)
    }

    /// The owner of that name.
    pub(super) fn owner(&self) -> Owner {
        Owner { name: self.full.clone(), known: if self.group { Known::Group } else { Known::Person } }
    }
}

fn whole_key(name: &str) -> String {
    let mut key = folded(name);
    key.truncate(key.trim_end().len());
    key
}

fn handle_key(handle: &str) -> String {
    whole_key(handle.trim().trim_start_matches('@'))
}

fn first_word(key: &str) -> &str {
    key.split(' ').next().unwrap_or(key)
}

/// The words of a folded name by which a person can be called, and the parts of those with a hyphen; no initials.
fn parts(key: &str) -> impl Iterator<Item = &str> {
    key.split(' ').flat_map(|word| {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let halves = word.split('-').filter(move |half| half.len() < word.len());
        std::iter::once(word).chain(halves).filter(|part| part.len() > 1)
    })
}

fn push_once(places: &mut Vec<usize>, place: usize) {
    if !places.contains(&place) {
        places.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roster() -> Roster {
        let person = |name: &str, handle: Option<&str>| Person {
            name: name.to_owned(),
            handle: handle.map(str::to_owned),
            ..Person::default()
        };
        Roster::new(
            &[
                person("Wil O'Donovan", Some("@womullan")),
                person("Jim Botha", None),
                person("Jim Dann", Some("jd")),
                person("Gregory Dubois-Hoffmann", None),
                person("José A. Ruiz", None),
                person("Ann", None),
                person("Ann Lee", None),
                person("李雷", None),
            ],
            &["RV-SST".to_owned(), "Architecture team".to_owned()],
        )
    }

    #[test]
    fn a_part_that_fits_one_person_is_that_person() {
        for (typed, name) in [
            ("wil", "Wil O'Donovan"),
            ("o’donovan", "Wil O'Donovan"),
            ("WOMULLAN", "Wil O'Donovan"),
            ("botha", "Jim Botha"),
            ("jd", "Jim Dann"),
            ("Hoffmann", "Gregory Dubois-Hoffmann"),
            ("gregory hoffmann", "Gregory Dubois-Hoffmann"),
            ("jose ruiz", "José A. Ruiz"),
            ("lee", "Ann Lee"),
            ("ann", "Ann"),
            ("李雷", "李雷"),
        ] {
            let owner = roster().resolve(typed);
            assert_eq!((owner.name.as_str(), owner.known), (name, Known::Person), "{typed}");
        }
    }

    #[test]
    fn a_part_that_fits_several_or_none_is_kept_as_typed() {
        let both = vec!["Jim Botha".to_owned(), "Jim Dann".to_owned()];
        assert_eq!(roster().resolve("jim"), Owner { name: "jim".to_owned(), known: Known::Ambiguous(both) });
        for nobody in ["Zed", "a", "botha jim", "Jim Lee", ""] {
            assert_eq!(roster().resolve(nobody), Owner::unknown(nobody));
        }
    }

    #[test]
    fn a_group_is_known_by_its_whole_name_only() {
        assert_eq!(roster().resolve("rv-sst").known, Known::Group);
        assert_eq!(roster().resolve("architecture  Team").name, "Architecture team");
        assert_eq!(roster().resolve("Architecture").known, Known::Unknown);
    }

    #[test]
    fn the_longest_name_at_the_beginning_wins() {
        let found = |text| roster().at_start(text).map(|(name, taken)| (name.full.clone(), taken));
        assert_eq!(found("Ann Lee drafts"), Some(("Ann Lee".to_owned(), 7)));
        assert_eq!(found("ann leeds"), Some(("Ann".to_owned(), 3)));
        assert_eq!(found("RV-SST: x"), Some(("RV-SST".to_owned(), 6)));
        assert_eq!(found("李雷请准备"), Some(("李雷".to_owned(), 6)));
        assert_eq!(found("Annette"), None);
        assert_eq!(found(""), None);
    }
}
