//! The people of a meeting as the next one is to have them.
//!
//! Not here: who is who, and what else of a meeting comes back (see `agenda`).

use std::collections::{BTreeMap, BTreeSet};

use super::{Directory, name_key};
use crate::meeting::{Meeting, Person};

impl Directory {
    /// Gives the roster of a meeting the newest spellings and addresses of its people, and calls them so wherever the agenda
    /// names them. Whoever stood on it twice, under two names, does so once.
    pub fn renew(&self, meeting: &mut Meeting) {
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        let mut known = BTreeSet::new();
        let id = meeting.id.clone();
        meeting.people = std::mem::take(&mut meeting.people)
            .into_iter()
            .filter_map(|person| {
                let newest = self.newest(&id, &person);
                renamed.insert(name_key(&person.name), newest.name.clone());
                known.insert(name_key(&newest.name)).then_some(newest)
            })
            .collect();
        let name = |name: &mut String| {
            if let Some(new) = renamed.get(&name_key(name)) {
                name.clone_from(new);
            }
        };
        meeting.head.chair.iter_mut().chain(&mut meeting.head.scribe).for_each(name);
        meeting.requests.iter_mut().filter_map(|request| request.requested_by.as_mut()).for_each(name);
        for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots) {
            slot.plan.chair.iter_mut().chain(&mut slot.plan.requested_by).for_each(name);
        }
    }

    /// Somebody of a roster as the next one is to have them: the newest spelling and addresses, and as aliases what an older
    /// roster calls them.
    fn newest(&self, meeting: &str, person: &Person) -> Person {
        let Some(contact) = self.person(Some(meeting), &person.name) else { return person.clone() };
        let mut newest = person.clone();
        newest.name.clone_from(&contact.name);
        for (ours, theirs) in [
            (&mut newest.handle, &contact.handle),
            (&mut newest.email, &contact.email),
            (&mut newest.account, &contact.account),
        ] {
            if theirs.is_some() {
                ours.clone_from(theirs);
            }
        }
        // Older minutes call the person so, and so may whoever types.
        if name_key(&person.name) != name_key(&newest.name) {
            newest.aliases.push(person.name.clone());
        }
        let mut known = BTreeSet::from([name_key(&newest.name)]);
        newest.aliases.retain(|alias| known.insert(name_key(alias)));
        newest
    }
}
