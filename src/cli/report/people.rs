//! Whose action items are meant, over the rosters of many meetings.
//!
//! Not here: what fits a name (see `notation`).

use std::collections::{BTreeMap, BTreeSet};

use crate::cli::Failure;
use crate::cli::output::complain;
use crate::meeting::{Person, folded};
use crate::notation::{Known, Roster};

/// People and groups, each once by name; what the first knows of somebody counts, what only a later one knows is added.
pub(super) fn merged(rosters: impl Iterator<Item = (Vec<Person>, Vec<String>)>) -> (Vec<Person>, Vec<String>) {
    let (mut people, mut groups): (Vec<Person>, Vec<String>) = (Vec::new(), Vec::new());
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut named = BTreeSet::new();
    for (others, names) in rosters {
        for other in others {
            let place = *places.entry(folded(&other.name)).or_insert(people.len());
            match people.get_mut(place) {
                None => people.push(other),
                Some(known) => {
                    known.handle = known.handle.take().or(other.handle);
                    known.email = known.email.take().or(other.email);
                    known.account = known.account.take().or(other.account);
                }
            }
        }
        for group in names {
            if named.insert(folded(&group)) {
                groups.push(group);
            }
        }
    }
    (people, groups)
}

/// The full names that were meant by `typed`: somebody of the roster, else one of the `others` who own something without standing on
/// any, who are only gathered where they are needed. One that fits several people is wrong use; one that fits nobody stays as it
/// is and is said, with the name that comes near.
pub(super) fn owners(
    typed: &[String],
    (people, groups): (&[Person], &[String]),
    others: impl FnOnce() -> Vec<String>,
) -> Result<Vec<String>, Failure> {
    // A handle as people write it in a chat.
    let resolve = |roster: &Roster, typed: &str| roster.resolve(typed.trim().trim_start_matches('@'));
    let mut roster = Roster::new(people, groups);
    if typed.iter().any(|typed| resolve(&roster, typed).known == Known::Unknown) {
        let others = others().into_iter().map(|name| Person { name, ..Person::default() });
        let all: Vec<Person> = people.iter().cloned().chain(others).collect();
        roster = Roster::new(&all, groups);
    }
    let mut names: Vec<String> = Vec::new();
    for typed in typed {
        let found = resolve(&roster, typed);
        let name = match found.known {
            Known::Person | Known::Group => found.name,
            Known::Ambiguous(names) => {
                let hint = format!("write one of {}", names.join(", "));
                return Err(Failure::new(format!("`{typed}` fits several people")).hint(hint).wrong_use());
            }
            Known::Unknown => {
                let near = roster.suggest(typed).map(|near| format!("did you mean `{near}`?"));
                complain(&format!("nobody is called `{typed}`"), near.as_deref());
                typed.clone()
            }
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, email: Option<&str>) -> Person {
        Person { name: name.to_owned(), email: email.map(str::to_owned), ..Person::default() }
    }

    #[test]
    fn somebody_of_several_rosters_is_one_person_with_what_any_of_them_knows() {
        let newest = (vec![person("Ann Lee", None)], vec!["Crew".to_owned()]);
        let older = (vec![person("ann lee", Some("a@x.org")), person("Bo", None)], vec!["crew".to_owned()]);
        let (people, groups) = merged([newest, older].into_iter());
        assert_eq!(people, [person("Ann Lee", Some("a@x.org")), person("Bo", None)]);
        assert_eq!(groups, ["Crew"]);
    }

    #[test]
    fn a_part_of_a_name_a_group_and_an_owner_on_no_roster_are_understood_and_a_name_of_two_is_wrong_use() {
        let people = [person("José Ruiz", None), person("Ann Lee", None), person("Ann Bo", None)];
        let groups = ["RV-SST".to_owned()];
        let meant = |typed: &str| owners(&[typed.to_owned()], (&people, &groups), || vec!["Zed Young".to_owned()]);
        for (typed, name) in [("jose", "José Ruiz"), ("lee", "Ann Lee"), ("rv-sst", "RV-SST"), ("zed", "Zed Young")] {
            assert_eq!(meant(typed).unwrap(), [name], "{typed}");
        }
        assert_eq!(meant("nobody").unwrap(), ["nobody"]);
        assert_eq!(meant("ann").unwrap_err().code, 2);
    }
}
