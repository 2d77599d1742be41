//! Which key means which verb.
//!
//! Made from the key table, a preset over it, and the user's config over both. A key may be a sequence, which [`Strokes`] puts
//! together. Not here: the verbs themselves (see `action`), how a key is spelled (see `key`), and what is wrong with bindings
//! (see `faults`).

use std::collections::{HashMap, HashSet};

use super::{Action, Scope, VERBS, Verb};

mod faults;
mod key;
mod preset;
mod strokes;
#[cfg(test)]
mod tests;

pub use faults::{Fault, Written, faults};
pub use key::{Key, NotAKey};
pub use preset::Preset;
pub use strokes::{Pressed, Strokes, leads_nowhere};

/// The bindings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bindings: HashMap<(Scope, Key), Action>,
    /// Keys that type, for where nothing is typed: in the normal mode of a line.
    letters: HashMap<(Scope, Key), Action>,
    /// What sequences begin with.
    beginnings: HashSet<(Scope, Key)>,
    keys: HashMap<Action, Vec<Key>>,
    preset: Preset,
    /// Where there are no keys, a verb is called by its word.
    words: bool,
}

/// The key that a verb always has.
fn kept(action: Action) -> Option<Key> {
    match action {
        Action::Commit => "enter".parse().ok(),
        Action::Back => "esc".parse().ok(),
        _ => None,
    }
}

/// The verb for which this key, or what it begins with, is kept in that scope: an entry and the rows of other screens have an
/// Enter of their own.
fn kept_for(scope: Scope, key: Key) -> Option<Action> {
    let begins =
        |action: &Action| kept(*action).is_some_and(|kept| key == kept || key.beginnings().any(|it| it == kept));
    let found = [Action::Commit, Action::Back].into_iter().find(begins);
    found.filter(|action| *action == Action::Back || matches!(scope, Scope::Meeting | Scope::Line))
}

impl Default for Keymap {
    fn default() -> Self {
        Self::of(Preset::default())
    }
}

impl Keymap {
    /// The bindings of a preset.
    pub fn of(preset: Preset) -> Self {
        let mut keymap = Self {
            bindings: HashMap::new(),
            letters: HashMap::new(),
            beginnings: HashSet::new(),
            keys: HashMap::new(),
            preset,
            words: false,
        };
        for verb in VERBS {
            keymap.bind_all(verb.action, preset.keys(verb));
        }
        keymap.find_beginnings();
        keymap
    }

    /// The default bindings where nobody presses keys: a verb is shown as the word that is typed for it.
    pub fn in_words() -> Self {
        Self { words: true, ..Self::default() }
    }

    /// Whether verbs are shown as words.
    pub fn is_in_words(&self) -> bool {
        self.words
    }

    /// The preset that it was made from.
    pub fn preset(&self) -> Preset {
        self.preset
    }

    /// Gives a verb these keys and takes its old ones away; a key that another verb of the scope had is now this one's.
    pub fn bind(&mut self, action: Action, keys: Vec<Key>) {
        self.bind_all(action, keys);
        self.find_beginnings();
    }

    fn bind_all(&mut self, action: Action, keys: Vec<Key>) {
        let scope = action.verb().scope;
        self.bindings.retain(|_, bound| *bound != action);
        self.letters.retain(|_, bound| *bound != action);
        for key in &keys {
            let typed = scope.has_typing() && key.begins_typing();
            let bindings = if typed { &mut self.letters } else { &mut self.bindings };
            if let Some(other) = bindings.insert((scope, *key), action)
                && let Some(theirs) = self.keys.get_mut(&other)
            {
                theirs.retain(|theirs| theirs != key);
            }
        }
        self.keys.insert(action, keys);
    }

    /// Gives Enter back to what adds the line, and Esc to what goes back, whatever was bound: nobody is to be shut in, and hints
    /// may name them.
    pub fn keep_ways_open(&mut self) {
        for action in [Action::Commit, Action::Back] {
            let takes = |scope: Scope, key: &Key| kept_for(scope, *key) == Some(action);
            self.bindings.retain(|(scope, key), _| !takes(*scope, key));
            for (other, keys) in &mut self.keys {
                keys.retain(|key| *other == action || !takes(other.verb().scope, key));
            }
            let Some(key) = kept(action) else { continue };
            self.bindings.insert((action.verb().scope, key), action);
            let keys = self.keys.entry(action).or_default();
            keys.retain(|its| *its == key || its.beginnings().all(|begun| begun != key));
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        self.find_beginnings();
    }

    fn find_beginnings(&mut self) {
        let bound = self.bindings.keys().chain(self.letters.keys());
        self.beginnings = bound.flat_map(|(scope, key)| key.beginnings().map(|begun| (*scope, begun))).collect();
    }

    /// The verb of a key in a scope.
    pub fn action(&self, scope: Scope, key: Key) -> Option<Action> {
        self.bindings.get(&(scope, key)).copied()
    }

    /// The verb of a key in a scope where nothing is typed.
    pub fn command(&self, scope: Scope, key: Key) -> Option<Action> {
        self.letters.get(&(scope, key)).copied().or_else(|| self.action(scope, key))
    }

    /// Whether a sequence of one of these scopes goes on from there.
    fn goes_on(&self, scopes: &[Scope], key: Key) -> bool {
        !self.beginnings.is_empty() && scopes.iter().any(|scope| self.beginnings.contains(&(*scope, key)))
    }

    /// Whether a key does nothing and begins nothing in these scopes, where letters are typed.
    pub fn is_free(&self, scopes: &[Scope], key: Key) -> bool {
        scopes.iter().all(|scope| self.action(*scope, key).is_none()) && !self.goes_on(scopes, key)
    }

    /// What may follow the beginning of a sequence, in the order of the table: the next key, and the verb; where the sequence
    /// goes on even then, the verb that comes first.
    pub fn follows(&self, scopes: &[Scope], begun: Key) -> Vec<(Key, &'static Verb)> {
        let mut rows: Vec<(Key, &Verb)> = Vec::new();
        for verb in VERBS.iter().filter(|verb| scopes.contains(&verb.scope)) {
            for key in self.keys(verb.action).iter().filter(|key| key.beginnings().any(|it| it == begun)) {
                if let Some(next) = key.after(begun).filter(|next| rows.iter().all(|(known, _)| known != next)) {
                    rows.push((next, verb));
                }
            }
        }
        rows
    }

    /// The keys of a verb, the best known first.
    pub fn keys(&self, action: Action) -> &[Key] {
        self.keys.get(&action).map_or(&[], Vec::as_slice)
    }

    /// The first key of a verb as shown on screen; where it has none, what is typed for it, and empty where nothing is.
    pub fn shown(&self, action: Action) -> String {
        let verb = action.verb();
        match self.keys(action).first() {
            // Enter is pressed there too.
            Some(key) if !self.words || action == Action::Commit => key.shown(),
            _ if verb.scope.is_of_meeting() => format!("/{}", verb.word()),
            _ => String::new(),
        }
    }
}
