//! People and groups of the front matter.
//!
//! The roster decides who can own an action item, so a name that was written must arrive, and what cannot be read of a
//! person is kept as text. Not here: finding a person by a part of a name.

use std::collections::HashSet;

use crate::meeting::Person;
use crate::notation::near;

use super::diagnostic::Remark;
use super::yaml::{self, Node, Value};
use super::{names, zone};

const KEYS: [&str; 7] = ["name", "handle", "email", "account", "timezone", "role", "aliases"];

/// A part of an entry that was not taken.
pub(super) struct Refused {
    /// The place of the part within the front matter; none: it is the whole entry.
    pub(super) at: Option<usize>,
    pub(super) remark: Remark,
}

impl Refused {
    pub(super) fn all(remark: Remark) -> Self {
        Self { at: None, remark }
    }

    pub(super) fn part(at: usize, remark: Remark) -> Self {
        Self { at: Some(at), remark }
    }
}

/// The people of a list, or of a line with commas; a person is a name, `name <email>`, or a map.
pub(super) fn people(value: &Node) -> (Vec<Person>, Vec<Refused>) {
    let mut people: Vec<Person> = Vec::new();
    let mut seen = HashSet::new();
    let mut refused = Vec::new();
    let mut add = |person: Person, at: usize, refused: &mut Vec<Refused>| {
        if seen.insert(person.name.clone()) {
            people.push(person);
        } else {
            let message = format!("{} is on the roster twice; the first counts", person.name);
            refused.push(Refused::part(at, Remark::warning(message, "Leave one of them out")));
        }
    };
    match &value.value {
        Value::Text(text) => {
            for name in names::split(&yaml::one_line(text), &[]) {
                add(from_line(&name), value.at, &mut refused);
            }
        }
        Value::List(items) => {
            for item in items {
                match &item.value {
                    Value::Text(text) if text.trim().is_empty() => {}
                    Value::Text(text) => add(from_line(&yaml::one_line(text)), item.at, &mut refused),
                    Value::Map(pairs) => {
                        if let Some(person) = from_map(item.at, pairs, &mut refused) {
                            add(person, item.at, &mut refused);
                        }
                    }
                    Value::List(_) => refused.push(Refused::part(item.at, wrong_person())),
                }
            }
        }
        Value::Map(_) => refused.push(Refused::all(Remark::warning(
            "`people` takes a list",
            "Write `- Ann Lee` or `- { name: Ann Lee, handle: ann }` below it",
        ))),
    }
    (people, refused)
}

fn wrong_person() -> Remark {
    Remark::warning("This is no person and is kept as text", "Write `- Ann Lee` or `- { name: Ann Lee, handle: ann }`")
}

/// `Ann Lee` or `Ann Lee <ann@example.org>`.
fn from_line(line: &str) -> Person {
    let with_email = line
        .strip_suffix('>')
        .and_then(|rest| rest.rsplit_once('<'))
        .filter(|(name, email)| !name.trim().is_empty() && email.contains('@') && !email.contains(char::is_whitespace));
    match with_email {
        Some((name, email)) => {
            Person { name: name.trim().to_owned(), email: Some(email.to_owned()), ..Person::default() }
        }
        None => Person { name: line.to_owned(), ..Person::default() },
    }
}

fn from_map(at: usize, pairs: &[(Node, Node)], refused: &mut Vec<Refused>) -> Option<Person> {
    let mut person = Person::default();
    let mut odd = Vec::new();
    for (key, value) in pairs {
        let name = key.line().unwrap_or_default();
        let line = value.line().map(|line| Some(line).filter(|line| !line.is_empty()));
        match (name.to_lowercase().as_str(), line) {
            ("name", Some(line)) if person.name.is_empty() => person.name = line.unwrap_or_default(),
            ("handle", Some(Some(line))) if line.contains(char::is_whitespace) => {
                odd.push(Remark::warning(format!("A handle has no blanks: `{line}`"), "Write it as one word"));
            }
            ("handle", Some(line)) => person.handle = line.map(|line| line.trim_start_matches('@').to_owned()),
            ("email", Some(line)) => person.email = line,
            ("account", Some(line)) => person.account = line,
            ("timezone", Some(Some(line))) => match zone::checked(&line, "it is kept as text") {
                Ok(zone) => person.timezone = Some(zone),
                Err(remark) => odd.push(remark),
            },
            ("timezone", Some(None)) => {}
            ("role", Some(line)) => person.role = line,
            ("aliases" | "alias", _) => match aliases(value) {
                Some(aliases) => person.aliases.extend(aliases),
                None => odd.push(Remark::warning(
                    "The aliases of a person are kept as text",
                    "Write a list of names: `aliases: [A. Lee, alee]`",
                )),
            },
            _ => {
                let near = near::nearest(&name, KEYS).map(|near| format!("Did you mean `{near}`?"));
                let hint = near.unwrap_or_else(|| format!("A person has {}", KEYS.join(", ")));
                odd.push(Remark::warning(format!("`{name}` of a person is kept as text"), hint));
            }
        }
    }
    person.handle = person.handle.filter(|handle| !handle.is_empty());
    let mut known = HashSet::from([person.name.clone()]);
    person.aliases.retain(|alias| known.insert(alias.clone()));
    if person.name.is_empty() {
        refused.push(Refused::part(at, wrong_person()));
        return None;
    }
    refused.extend(odd.into_iter().map(|remark| Refused::part(at, remark)));
    Some(person)
}

/// What else somebody is called: a list, or a line with commas, which parts no names otherwise; none where it is neither.
fn aliases(value: &Node) -> Option<Vec<String>> {
    let mut aliases: Vec<String> = match &value.value {
        Value::Text(text) => yaml::one_line(text).split(',').map(|name| name.trim().to_owned()).collect(),
        Value::List(items) => items.iter().map(Node::line).collect::<Option<_>>()?,
        Value::Map(_) => return None,
    };
    aliases.retain(|alias| !alias.is_empty());
    Some(aliases)
}

/// The groups of a list, or of a line with commas.
pub(super) fn groups(value: &Node) -> (Vec<String>, Vec<Refused>) {
    let mut refused = Vec::new();
    let mut groups = match &value.value {
        Value::Text(text) => names::split(&yaml::one_line(text), &[]),
        Value::List(items) => {
            let mut names = Vec::new();
            for item in items {
                match item.line() {
                    Some(name) => names.push(name),
                    None => refused.push(Refused::part(item.at, wrong_group())),
                }
            }
            names
        }
        Value::Map(pairs) => {
            refused.push(Refused::all(Remark::note(
                "Who belongs to a group is kept as text",
                "`groups` is a list of names; people are listed under `people`",
            )));
            pairs.iter().filter_map(|(key, _)| key.line()).collect()
        }
    };
    groups.retain(|name| !name.is_empty());
    (groups, refused)
}

fn wrong_group() -> Remark {
    Remark::warning("This is no group's name and is kept as text", "Write `- Research team`")
}
