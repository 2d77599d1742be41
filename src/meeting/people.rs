//! Who is who over many meetings: each person once, whatever the rosters called them.
//!
//! A roster says who somebody is by a mail address, an account, a handle, and by aliases; those make one person of entries
//! that are written differently, and so does the same name, unless addresses or accounts say that two people have it.
//! Nothing is guessed from a part of a name. What the rosters contradict each other in is told and not decided. Whatever
//! order the meetings come in, the people are the same. Not here: who was there when (see `visits`), and what a typed name
//! most likely means (see `notation`).

mod merge;
mod renew;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use super::participants::name_key;
use super::{Participants, Person};
use merge::{Merged, merged};

/// Somebody, by all that the rosters say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The name as the newest roster has it, unless a roster calls it an alias or it is an address.
    pub name: String,
    /// The newest handle, without `@`.
    pub handle: Option<String>,
    /// The newest e-mail address.
    pub email: Option<String>,
    /// The newest account.
    pub account: Option<String>,
    /// All else that the person is or was called: other spellings, handles, addresses and accounts, in the order of the
    /// alphabet.
    pub aliases: Vec<String>,
    /// Some roster has the person; else something was only noted for a name.
    pub on_a_roster: bool,
}

/// What the rosters contradict each other in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// Several people have that name; their addresses or accounts, each as it is written.
    SameName {
        /// The name.
        name: String,
        /// By what they are told apart.
        by: Vec<String>,
    },
    /// An address, account or handle that one roster gives to several names: it says nothing of who somebody is.
    SameKey {
        /// Which.
        key: String,
        /// The names.
        names: Vec<String>,
    },
    /// Several people have the handle, whose addresses or accounts differ.
    SameHandle {
        /// The handle.
        handle: String,
        /// Their names.
        names: Vec<String>,
    },
    /// An alias of somebody that several people are called.
    UnclearAlias {
        /// Whose.
        name: String,
        /// The alias.
        alias: String,
        /// By what those are told apart who are called so.
        by: Vec<String>,
    },
}

/// Everybody of many meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// Each person once, in the order of their names.
    pub people: Vec<Contact>,
    /// Names that stand for several people, each as the newest meeting writes it, in the order of the alphabet.
    pub groups: Vec<String>,
    /// What is not clear, in the order of the alphabet.
    pub conflicts: Vec<Conflict>,
    /// How each person is called where people of all meetings stand side by side, see [`Self::label`].
    labels: Vec<String>,
    /// A name → those who have it.
    names: BTreeMap<String, Vec<usize>>,
    /// An alias, a handle, an address or an account → those who have it.
    calls: BTreeMap<String, Vec<usize>>,
    /// The groups as they are compared.
    group_keys: BTreeSet<String>,
    /// Where several have a name: a meeting's identity and the name → who has it there.
    there: BTreeMap<(String, String), usize>,
}

impl Directory {
    /// The people of these meetings, in whatever order they come.
    pub fn of<'p>(meetings: impl IntoIterator<Item = &'p Participants>) -> Self {
        let meetings: Vec<&Participants> = meetings.into_iter().collect();
        let groups = groups(&meetings);
        let records = records(&meetings, &groups);
        let Merged { people, mut conflicts } = merged(&records);
        conflicts.sort_unstable();
        conflicts.dedup();
        let mut contacts: Vec<(Contact, Vec<usize>)> =
            people.into_iter().map(|of| (contact(&records, &of), of)).collect();
        contacts.sort_by(|(a, _), (b, _)| place(a).cmp(&place(b)));
        let mut directory = Self {
            group_keys: groups.keys().cloned().collect(),
            groups: groups.into_values().map(|(_, name)| name.to_owned()).collect(),
            conflicts,
            ..Self::default()
        };
        let mut of_record = vec![0; records.len()];
        for (at, (contact, of)) in contacts.into_iter().enumerate() {
            for record in of {
                if let Some(place) = of_record.get_mut(record) {
                    *place = at;
                }
            }
            directory.add(contact, at);
        }
        for (record, at) in records.iter().zip(&of_record) {
            push_once(directory.names.entry(record.name.clone()).or_default(), *at);
        }
        directory.tell_apart(&records, &of_record);
        directory.labels = directory.people.iter().map(|contact| directory.label_of(contact)).collect();
        directory
    }

    fn add(&mut self, contact: Contact, at: usize) {
        let keys = [&contact.handle, &contact.email, &contact.account].into_iter().flatten().chain(&contact.aliases);
        for key in keys {
            push_once(self.calls.entry(handle_key(key)).or_default(), at);
        }
        self.people.push(contact);
    }

    /// Remembers who has a name in which meeting, where several have it.
    fn tell_apart(&mut self, records: &[Record], of_record: &[usize]) {
        for (record, at) in records.iter().zip(of_record) {
            if self.names.get(&record.name).is_some_and(|having| having.len() > 1) {
                for (meeting, _) in &record.meetings {
                    self.there.entry(((*meeting).to_owned(), record.name.clone())).or_insert(*at);
                }
            }
        }
    }

    /// Where the person stands among [`Self::people`] whom a meeting calls so; without a meeting, or in one that does not
    /// say which of several it means, the one who has nothing but the name. None for a group, and where it is not clear.
    pub fn who(&self, meeting: Option<&str>, name: &str) -> Option<usize> {
        let key = name_key(name);
        let there = meeting.and_then(|meeting| self.there.get(&(meeting.to_owned(), key.clone())));
        if let Some(at) = there {
            return Some(*at);
        }
        match (self.names.get(&key).map(Vec::as_slice), self.calls.get(&handle_key(name)).map(Vec::as_slice)) {
            (Some([one]), _) => Some(*one),
            (None, Some([one])) if !self.is_group(name) => Some(*one),
            (Some(several), _) => {
                several.iter().copied().find(|at| self.people.get(*at).is_some_and(Contact::is_a_mere_name))
            }
            (None, _) => None,
        }
    }

    /// Whether a name stands for several people in some meeting.
    pub fn is_group(&self, name: &str) -> bool {
        self.group_keys.contains(&name_key(name))
    }

    /// The person whom a meeting calls so, see [`Self::who`].
    pub fn person(&self, meeting: Option<&str>, name: &str) -> Option<&Contact> {
        self.people.get(self.who(meeting, name)?)
    }

    /// All who are called so or were: by name, alias, handle, address or account.
    pub fn called(&self, name: &str) -> Vec<usize> {
        let mut found = self.names.get(&name_key(name)).cloned().unwrap_or_default();
        for at in self.calls.get(&handle_key(name)).into_iter().flatten() {
            push_once(&mut found, *at);
        }
        found
    }

    /// How a person is called where people of all meetings stand side by side: by name, and where several are called so, with
    /// the address or account.
    pub fn label(&self, at: usize) -> &str {
        self.labels.get(at).map_or("", String::as_str)
    }

    /// The person with that label.
    pub fn labelled(&self, label: &str) -> Option<&Contact> {
        self.people.get(self.labels.iter().position(|known| known == label)?)
    }

    fn label_of(&self, contact: &Contact) -> String {
        let is_another = |other: &&Contact| name_key(&other.name) == name_key(&contact.name);
        // The people stand in the order of their names.
        let from = self.people.partition_point(|other| name_key(&other.name) < name_key(&contact.name));
        let several = self.people.get(from..).is_some_and(|rest| rest.iter().take_while(is_another).count() > 1);
        match contact.email.as_ref().or(contact.account.as_ref()).filter(|_| several) {
            Some(key) => format!("{} <{key}>", contact.name),
            None => contact.name.clone(),
        }
    }

    /// All names under which rosters have a person, or something was noted for them.
    pub fn spellings(&self, at: usize) -> impl Iterator<Item = &str> {
        let called =
            self.people.get(at).into_iter().flat_map(|contact| [&contact.name].into_iter().chain(&contact.aliases));
        let is_a_name =
            move |name: &&String| self.names.get(&name_key(name)).is_some_and(|having| having.contains(&at));
        called.filter(is_a_name).map(String::as_str)
    }

    /// The label of somebody whom a meeting calls so; of a group, and where it is not clear, the name as it is.
    pub fn shown<'n>(&'n self, meeting: Option<&str>, name: &'n str) -> &'n str {
        self.who(meeting, name).map_or(name, |at| self.label(at))
    }
}

impl Contact {
    /// Nothing but a name is known, so that another of that name may be meant as well.
    fn is_a_mere_name(&self) -> bool {
        self.email.is_none() && self.account.is_none()
    }

    /// The person as a roster has them, under that name.
    pub fn as_person(&self, name: &str) -> Person {
        Person {
            name: name.to_owned(),
            handle: self.handle.clone(),
            email: self.email.clone(),
            account: self.account.clone(),
            aliases: self.aliases.clone(),
            ..Person::default()
        }
    }
}

/// When something was said: of two, the later counts.
type When<'p> = (Option<DateTime<FixedOffset>>, &'p str);

/// An entry of a roster, or a name that something was noted for; each of a kind once, over all meetings.
struct Record<'p> {
    /// Its name as it is compared.
    name: String,
    /// As the newest meeting writes it.
    spelled: &'p str,
    /// Of a roster: as the newest has it.
    person: Option<&'p Person>,
    /// Its address, account and handle as they are compared.
    email: Option<String>,
    account: Option<String>,
    handle: Option<String>,
    aliases: BTreeSet<String>,
    /// When it was said last.
    when: When<'p>,
    /// In which meetings: the identity and the folder of each, as one may be there twice.
    meetings: Vec<(&'p str, &'p str)>,
}

/// All that a record says as it is compared.
type Said = (String, Option<String>, Option<String>, Option<String>, BTreeSet<String>, bool);

/// Groups by name, each with the newest spelling.
fn groups<'p>(meetings: &[&'p Participants]) -> BTreeMap<String, (When<'p>, &'p str)> {
    let mut groups: BTreeMap<String, (When, &str)> = BTreeMap::new();
    for meeting in meetings {
        for group in meeting.groups.iter().filter(|group| !group.trim().is_empty()) {
            let new = ((meeting.opened, meeting.id.as_str()), group.as_str());
            groups.entry(name_key(group)).and_modify(|known| *known = new.max(*known)).or_insert(new);
        }
    }
    groups
}

fn records<'p>(meetings: &[&'p Participants], groups: &BTreeMap<String, (When, &str)>) -> Vec<Record<'p>> {
    let mut records: BTreeMap<Said, Record> = BTreeMap::new();
    let mut add = |said: Said, spelled: &'p str, person: Option<&'p Person>, meeting: &'p Participants| {
        let when = (meeting.opened, meeting.id.as_str());
        let Some(record) = records.get_mut(&said) else {
            let (name, email, account, handle, aliases, _) = said.clone();
            let meetings = vec![(meeting.id.as_str(), meeting.slug.as_str())];
            records.insert(said, Record { name, spelled, person, email, account, handle, aliases, when, meetings });
            return;
        };
        if (when, spelled) > (record.when, record.spelled) {
            (record.when, record.spelled, record.person) = (when, spelled, person);
        }
        record.meetings.push((&meeting.id, &meeting.slug));
    };
    for meeting in meetings {
        let names: BTreeSet<String> = meeting.people.iter().map(|person| name_key(&person.name)).collect();
        for person in meeting.people.iter().filter(|person| !person.name.trim().is_empty()) {
            let name = name_key(&person.name);
            let key = |value: &Option<String>| value.as_deref().map(handle_key).filter(|key| !key.is_empty());
            // Whoever stands on the same roster is somebody else.
            let aliases = person.aliases.iter().map(|alias| handle_key(alias));
            let aliases =
                aliases.filter(|alias| !alias.is_empty() && *alias != name && !names.contains(alias)).collect();
            let said = (name, key(&person.email), key(&person.account), key(&person.handle), aliases, true);
            add(said, &person.name, Some(person), meeting);
        }
        for name in &meeting.named {
            let key = name_key(name);
            if !key.is_empty() && !names.contains(&key) && !groups.contains_key(&key) {
                add((key, None, None, None, BTreeSet::new(), false), name, None, meeting);
            }
        }
    }
    let mut records: Vec<Record> = records.into_values().collect();
    for record in &mut records {
        record.meetings.sort_unstable();
        record.meetings.dedup();
    }
    records
}

/// A handle, an address, an account or an alias as it is compared.
fn handle_key(text: &str) -> String {
    let key = name_key(text);
    let key = key.strip_prefix("mailto:").unwrap_or(&key);
    key.trim_start_matches('@').to_owned()
}

/// What is shown of a person, by all records of them.
fn contact(records: &[Record], of: &[usize]) -> Contact {
    let mut of: Vec<&Record> = of.iter().filter_map(|at| records.get(*at)).collect();
    let called: BTreeSet<&String> = of.iter().flat_map(|record| &record.aliases).collect();
    // The newest first, rosters before what was only noted.
    of.sort_by(|a, b| {
        let rank = |it: &Record| (it.person.is_some(), it.when.0, it.when.1.to_owned(), it.spelled.to_owned());
        rank(b).cmp(&rank(a))
    });
    let is_a_name = |record: &&&Record| !called.contains(&record.name) && !record.name.contains('@');
    let chosen = of.iter().find(|record| record.person.is_some() && is_a_name(record)).or(of.iter().find(is_a_name));
    let name = chosen.or(of.first()).map(|record| record.spelled.split_whitespace().collect::<Vec<_>>().join(" "));
    let people = || of.iter().filter_map(|record| record.person);
    let newest = |value: fn(&Person) -> Option<&String>| {
        people().filter_map(value).map(|value| value.trim()).find(|value| !value.is_empty()).map(str::to_owned)
    };
    let handle = newest(|person| person.handle.as_ref()).map(|handle| handle.trim_start_matches('@').to_owned());
    let mut contact = Contact {
        name: name.unwrap_or_default(),
        handle: handle.filter(|handle| !handle.is_empty()),
        email: newest(|person| person.email.as_ref()),
        account: newest(|person| person.account.as_ref()),
        aliases: Vec::new(),
        on_a_roster: people().next().is_some(),
    };
    let mut known = BTreeSet::from([handle_key(&contact.name)]);
    known.extend([&contact.handle, &contact.email, &contact.account].into_iter().flatten().map(|key| handle_key(key)));
    let names = of.iter().map(|record| record.spelled);
    let keys = people().flat_map(|person| {
        let keys = [&person.handle, &person.email, &person.account].into_iter().flatten();
        keys.chain(&person.aliases).map(|key| key.trim().trim_start_matches('@'))
    });
    let aliases = names.chain(keys).filter(|alias| !handle_key(alias).is_empty() && known.insert(handle_key(alias)));
    contact.aliases = aliases.map(str::to_owned).collect();
    contact.aliases.sort_by_cached_key(|alias| (handle_key(alias), alias.clone()));
    contact
}

/// Where a person stands among the others: by name, and of one name by all that is known.
fn place(contact: &Contact) -> (String, [Option<&str>; 3], &[String], &str) {
    let Contact { name, handle, email, account, aliases, .. } = contact;
    (name_key(name), [email, account, handle].map(Option::as_deref), aliases, name)
}

fn push_once(places: &mut Vec<usize>, place: usize) {
    if !places.contains(&place) {
        places.push(place);
    }
}

#[cfg(test)]
mod tests;
