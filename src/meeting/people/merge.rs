//! Which records are one person.
//!
//! Union and find over what the records share, step by step: addresses and accounts first, then handles, then aliases, and
//! names last. What is decided in a step is decided by how things stood before it, so that no order of the records or of
//! the keys within it changes anything. Not here: what is shown of a person.

use std::collections::{BTreeMap, BTreeSet};

use super::{Conflict, Record};

/// The people, each as the numbers of their records.
pub(super) struct Merged {
    pub(super) people: Vec<Vec<usize>>,
    pub(super) conflicts: Vec<Conflict>,
}

/// A key → the records that have it.
type ByKey<'r> = BTreeMap<&'r str, Vec<usize>>;

pub(super) fn merged(records: &[Record]) -> Merged {
    let mut merge = Merge { records, sets: Sets((0..records.len()).collect()), conflicts: Vec::new() };
    merge.by_address();
    merge.by_handle();
    merge.by_alias();
    merge.by_name();
    let mut people: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for record in 0..records.len() {
        people.entry(merge.sets.root(record)).or_default().push(record);
    }
    Merged { people: people.into_values().collect(), conflicts: merge.conflicts }
}

struct Merge<'r, 'p> {
    records: &'r [Record<'p>],
    sets: Sets,
    conflicts: Vec<Conflict>,
}

impl<'r> Merge<'r, '_> {
    /// The same address or account is the same person, and so is one who names it as an alias.
    fn by_address(&mut self) {
        let records = self.records;
        let emails = by_key(records, |record| {
            let written = record.aliases.iter().chain([&record.name]).filter(|name| name.contains('@'));
            record.email.iter().chain(written).collect()
        });
        let mut accounts = by_key(records, |record| record.account.iter().collect());
        for (at, record) in records.iter().enumerate() {
            for alias in &record.aliases {
                if let Some(having) = accounts.get_mut(alias.as_str()) {
                    having.push(at);
                }
            }
        }
        for (key, having) in emails.into_iter().chain(accounts) {
            if !self.is_shared(key, &having) {
                self.sets.unite(&having);
            }
        }
    }

    /// The same handle is the same person, unless those who have it are called differently and have different addresses.
    fn by_handle(&mut self) {
        let records = self.records;
        let mut handles = by_key(records, |record| record.handle.iter().collect());
        for (at, record) in records.iter().enumerate() {
            for alias in &record.aliases {
                if let Some(having) = handles.get_mut(alias.as_str()) {
                    having.push(at);
                }
            }
        }
        handles.retain(|key, having| !self.is_shared(key, having));
        for having in handles.values() {
            let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for at in having {
                named.entry(self.name(*at)).or_default().push(*at);
            }
            for having in named.values() {
                self.sets.unite(having);
            }
        }
        let before = self.standing();
        for (handle, having) in handles {
            if before.contradict(&having) {
                let names = self.spelled(&having);
                self.conflicts.push(Conflict::SameHandle { handle: handle.to_owned(), names });
            } else {
                self.sets.unite(&having);
            }
        }
    }

    /// Whoever has a name that a roster calls somebody's alias is that person, unless several have it.
    fn by_alias(&mut self) {
        let records = self.records;
        let named = by_key(records, |record| vec![&record.name]);
        let before = self.standing();
        for (at, record) in records.iter().enumerate() {
            for alias in &record.aliases {
                let Some(having) = named.get(alias.as_str()) else { continue };
                if before.contradict(having) {
                    let by = self.addresses(having);
                    let (name, alias) = (record.spelled.to_owned(), self.spelled(having).into_iter().next());
                    self.conflicts.push(Conflict::UnclearAlias { name, alias: alias.unwrap_or_default(), by });
                } else {
                    self.sets.unite(having);
                    self.sets.unite(&[at, having.first().copied().unwrap_or(at)]);
                }
            }
        }
    }

    /// The same name is the same person, unless several of those who have it are known by different addresses or accounts;
    /// then those without any are one more, of whom nobody knows which is meant.
    fn by_name(&mut self) {
        let before = self.standing();
        for having in by_key(self.records, |record| vec![&record.name]).into_values() {
            if !before.contradict(&having) {
                self.sets.unite(&having);
                continue;
            }
            let bare: Vec<usize> = having.iter().copied().filter(|at| before.is_bare(*at)).collect();
            self.sets.unite(&bare);
            let name = self.spelled(&having).into_iter().next().unwrap_or_default();
            let by = self.addresses(&having);
            self.conflicts.push(Conflict::SameName { name, by });
        }
    }

    /// Whether one roster gives the key to several names.
    fn is_shared(&mut self, key: &str, having: &[usize]) -> bool {
        let mut in_meeting: BTreeMap<&str, &str> = BTreeMap::new();
        let mut shared = false;
        for at in having {
            let Some(record) = self.records.get(*at).filter(|record| !record.aliases.contains(key)) else { continue };
            for (_, meeting) in &record.meetings {
                shared |= in_meeting.insert(meeting, &record.name).is_some_and(|other| other != record.name);
            }
        }
        if shared {
            let names = self.spelled(having);
            self.conflicts.push(Conflict::SameKey { key: key.to_owned(), names });
        }
        shared
    }

    fn standing(&mut self) -> Standing {
        let roots = self.sets.roots();
        let (mut email, mut account) = (vec![false; roots.len()], vec![false; roots.len()]);
        for (record, root) in self.records.iter().zip(&roots) {
            for (has, of) in [(&record.email, &mut email), (&record.account, &mut account)] {
                if let Some(place) = of.get_mut(*root) {
                    *place |= has.is_some();
                }
            }
        }
        Standing { roots, email, account }
    }

    fn name(&self, at: usize) -> &'r str {
        self.records.get(at).map_or("", |record| record.name.as_str())
    }

    /// Their names, each once.
    fn spelled(&self, having: &[usize]) -> Vec<String> {
        let mut names: BTreeMap<&str, (super::When, &str)> = BTreeMap::new();
        for record in having.iter().filter_map(|at| self.records.get(*at)) {
            let new = (record.when, record.spelled);
            names.entry(&record.name).and_modify(|known| *known = new.max(*known)).or_insert(new);
        }
        names.into_values().map(|(_, name)| name.to_owned()).collect()
    }

    /// By what they are told apart, each once.
    fn addresses(&self, having: &[usize]) -> Vec<String> {
        let people = having.iter().filter_map(|at| self.records.get(*at)?.person);
        let by = people.filter_map(|person| person.email.as_ref().or(person.account.as_ref()));
        by.map(|key| key.trim().to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// The people as they stood before a step: of each record the set, and whether somebody in it has an address or an account.
struct Standing {
    roots: Vec<usize>,
    email: Vec<bool>,
    account: Vec<bool>,
}

impl Standing {
    /// Whether records are of several people by their addresses, or by their accounts.
    fn contradict(&self, having: &[usize]) -> bool {
        let several = |has: &[bool]| {
            let roots = having.iter().filter_map(|at| self.roots.get(*at));
            let mut known = roots.filter(|root| has.get(**root).is_some_and(|has| *has));
            known.next().is_some_and(|first| known.any(|other| other != first))
        };
        several(&self.email) || several(&self.account)
    }

    /// Whether nothing tells a record's person apart.
    fn is_bare(&self, at: usize) -> bool {
        let has = |has: &[bool]| self.roots.get(at).and_then(|root| has.get(*root)).is_some_and(|has| *has);
        !has(&self.email) && !has(&self.account)
    }
}

fn by_key<'r>(records: &'r [Record], keys: impl Fn(&'r Record) -> Vec<&'r String>) -> ByKey<'r> {
    let mut found = ByKey::new();
    for (at, record) in records.iter().enumerate() {
        for key in keys(record) {
            found.entry(key).or_default().push(at);
        }
    }
    found
}

/// Disjoint sets of records, each named by its first record.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut at: usize) -> usize {
        while let Some(up) = self.0.get(at).copied().filter(|up| *up != at) {
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(place) = self.0.get_mut(at) {
                *place = above;
            }
            at = above;
        }
        at
    }

    fn roots(&mut self) -> Vec<usize> {
        (0..self.0.len()).map(|at| self.root(at)).collect()
    }

    /// All of them are one.
    fn unite(&mut self, all: &[usize]) {
        for pair in all.windows(2) {
            let [one, other] = pair else { continue };
            let (one, other) = (self.root(*one), self.root(*other));
            let (first, second) = (one.min(other), one.max(other));
            if let Some(place) = self.0.get_mut(second) {
                *place = first;
            }
        }
    }
}
