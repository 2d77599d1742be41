//! Keys that are pressed one after the other and mean something together.
//!
//! There is no time within which the next one has to come: what has begun is shown until it is whole, or is ended by the key
//! that goes back or by one that leads nowhere. Not here: what may follow (see `keymap`).

use super::{Key, Keymap};
use crate::app::{Action, Scope};
use crate::words::say;

/// The beginning of a sequence that is not whole yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Strokes(Option<Key>);

/// What a key came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// A key by itself, or a whole sequence.
    Whole(Key),
    /// More is to come.
    Begun,
    /// What had begun was ended by the key that goes back.
    GivenUp,
    /// Nothing is bound to this.
    Nowhere(Key),
}

impl Strokes {
    /// What has begun.
    pub fn begun(&self) -> Option<Key> {
        self.0
    }

    /// Takes a key where the verbs of these scopes can be meant; `typing` says whether what types is typed there.
    pub fn press(&mut self, key: Key, keymap: &Keymap, scopes: &[Scope], typing: bool) -> Pressed {
        let Some(begun) = self.0.take() else {
            let is_typed = typing && key.types().is_some();
            if is_typed || !keymap.goes_on(scopes, key) {
                return Pressed::Whole(key);
            }
            self.0 = Some(key);
            return Pressed::Begun;
        };
        let Some(whole) = begun.then(key) else { return Pressed::Nowhere(begun) };
        if scopes.iter().any(|scope| keymap.command(*scope, whole).is_some()) {
            return Pressed::Whole(whole);
        }
        if keymap.goes_on(scopes, whole) {
            self.0 = Some(whole);
            return Pressed::Begun;
        }
        match keymap.action(Scope::Meeting, key) {
            Some(Action::Back) => Pressed::GivenUp,
            _ => Pressed::Nowhere(whole),
        }
    }
}

/// What is said of keys that mean nothing together.
pub fn leads_nowhere(key: Key) -> String {
    say!("keys-unbound", key = key.to_string())
}
