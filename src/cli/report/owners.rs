//! Whose action items are meant, over all meetings.
//!
//! Not here: who is who (see `meeting::Directory`), and what fits a name (see `notation`).

use crate::cli::Failure;
use crate::cli::output::complain;
use crate::meeting::{Directory, Person};
use crate::notation::{Known, Roster};

/// Everybody as the one roster of all meetings has them, each under the label of the directory: those whom a roster has, or
/// those for whom something was only noted.
pub(super) fn people(directory: &Directory, on_a_roster: bool) -> Vec<Person> {
    let all = directory.people.iter().enumerate().filter(|(_, contact)| contact.on_a_roster == on_a_roster);
    all.map(|(at, contact)| contact.as_person(directory.label(at))).collect()
}

/// The labels of those who were meant by `typed`: somebody of a roster, else somebody who stands on none and owns something,
/// else a group. One that fits several people is wrong use; one that fits nobody stays as it is and is said, with the name
/// that comes near.
pub(super) fn meant(typed: &[String], directory: &Directory) -> Result<Vec<String>, Failure> {
    // A handle as people write it in a chat.
    let resolve = |roster: &Roster, typed: &str| roster.resolve(typed.trim().trim_start_matches('@'));
    let mut people = people(directory, true);
    let mut roster = Roster::new(&people, &directory.groups);
    if typed.iter().any(|typed| resolve(&roster, typed).known == Known::Unknown) {
        people.extend(self::people(directory, false));
        roster = Roster::new(&people, &directory.groups);
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
    use crate::meeting::Participants;

    fn directory() -> Directory {
        let person = |name: &str, email: Option<&str>, alias: &str| Person {
            name: name.to_owned(),
            email: email.map(str::to_owned),
            aliases: vec![alias.to_owned()],
            ..Person::default()
        };
        let meeting = |id: &str, people: Vec<Person>| Participants {
            id: id.to_owned(),
            people,
            groups: vec!["RV-SST".to_owned()],
            named: vec!["Zed Young".to_owned()],
            ..Participants::default()
        };
        let two = person("Cy Ng", Some("cy@y.org"), "");
        let one =
            [person("José Ruiz", None, "pepe"), person("Ann Lee", None, ""), person("Ann Bo", None, "")].into_iter();
        let one = one.chain([person("Cy Ng", Some("cy@x.org"), "")]).collect();
        Directory::of(&[meeting("a", one), meeting("b", vec![two])])
    }

    #[test]
    fn a_part_of_a_name_an_alias_a_group_and_an_owner_on_no_roster_are_understood() {
        let meant = |typed: &str| meant(&[typed.to_owned()], &directory());
        for (typed, name) in [
            ("jose", "José Ruiz"),
            ("@pepe", "José Ruiz"),
            ("lee", "Ann Lee"),
            ("rv-sst", "RV-SST"),
            ("zed", "Zed Young"),
            ("cy@y.org", "Cy Ng <cy@y.org>"),
            ("Cy Ng <cy@x.org>", "Cy Ng <cy@x.org>"),
            ("nobody", "nobody"),
        ] {
            assert_eq!(meant(typed).unwrap(), [name], "{typed}");
        }
    }

    #[test]
    fn a_name_of_several_is_wrong_use_and_they_are_named() {
        let fails = |typed: &str| meant(&[typed.to_owned()], &directory()).unwrap_err();
        assert_eq!((fails("ann").code, fails("Cy Ng").code), (2, 2));
        let hint = fails("cy ng").hint;
        assert_eq!(hint.as_deref(), Some("write one of Cy Ng <cy@x.org>, Cy Ng <cy@y.org>"));
    }
}
