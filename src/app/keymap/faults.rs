//! What is wrong with bindings of the user's: two verbs on one key, verbs that nobody can reach, keys that nobody can press.
//!
//! All of it is said and none of it forbidden: where two bindings clash the later one counts, as it stands in the file. Not here:
//! where in the file that is (see `config`).

use super::{Key, Keymap};
use crate::app::{Action, Scope, Verb};

/// Something that is wrong with the bindings of a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The verb whose binding is at fault, as the user wrote it.
    pub action: Action,
    /// Which of its keys, from 0; none: it is not about one of them.
    pub key: Option<usize>,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// Scopes whose keys count at the same time, the nearest first: what a nearer one binds is taken away from those behind it.
const TOGETHER: [&[Scope]; 4] = [
    &[Scope::Item, Scope::Meeting, Scope::Line],
    &[Scope::Entry, Scope::Meeting, Scope::Line],
    &[Scope::Tasks, Scope::Item, Scope::Meeting, Scope::Line],
    &[Scope::NextAgenda, Scope::Meeting, Scope::Line],
];

/// A binding of the user's: the verb, and its keys as they were written.
pub type Written = (Action, Vec<(String, Key)>);

/// What is wrong with these bindings of the user's in the keymap that came of them, in the order in which they were written.
pub fn faults(keymap: &Keymap, written: &[Written]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, (action, keys)) in written.iter().enumerate() {
        let verb = action.verb();
        for (which, (text, key)) in keys.iter().enumerate() {
            let mut say = |message: String| faults.push(Fault { action: *action, key: Some(which), message });
            if let Some(why) = Key::is_not_sent(text) {
                say(format!("`{text}`: {why}"));
            }
            if verb.scope.has_typing() && key.begins_typing() && !keymap.preset().is_modal() {
                say(format!(
                    "`{text}` is typed into the line and never gets to {}: take a key with ctrl or alt",
                    verb.name
                ));
                continue;
            }
            let later = written.iter().skip(at + 1).find(|(other, theirs)| {
                other.verb().scope == verb.scope && theirs.iter().any(|(_, their)| their == key)
            });
            if let Some((other, _)) = later {
                say(format!("`{text}` is bound to {} too, which has it now", other.verb().name));
                continue;
            }
            if let Some(nearer) = taken_by(keymap, verb, *key) {
                let with = nearer.scope.title().to_lowercase();
                say(format!("`{text}` is {} before it is {} ({with})", nearer.name, verb.name));
            }
            if let Some((other, longer)) = cut_off(keymap, verb, *key) {
                say(format!("`{text}` and `{longer}` of {} begin alike: one of them is never reached", other.name));
            }
        }
        faults.extend(without_key(keymap, *action));
    }
    faults.extend(robbed(keymap, written));
    faults
}

/// The verb of a nearer scope that has this key, which then is not this verb's any more wherever that scope counts. What the
/// table itself takes away is meant so.
fn taken_by(keymap: &Keymap, verb: &Verb, key: Key) -> Option<&'static Verb> {
    let nearer = TOGETHER.iter().flat_map(|scopes| scopes.iter().take_while(|scope| **scope != verb.scope));
    let counts = |scope: &&Scope| TOGETHER.iter().any(|it| it.contains(scope) && it.contains(&verb.scope));
    // An entry or an item is selected for a moment; the meeting's verbs count always, so that the line's never do.
    let takes = nearer.filter(counts).filter(|scope| matches!(scope, Scope::Meeting) || verb.scope != Scope::Line);
    takes.filter_map(|scope| keymap.action(*scope, key)).map(Action::verb).find(|other| other.action != verb.action)
}

/// Another verb on a sequence that begins with this key, or on its beginning, where both can be meant.
fn cut_off(keymap: &Keymap, verb: &Verb, key: Key) -> Option<(&'static Verb, Key)> {
    let together = |other: &Verb| TOGETHER.iter().any(|it| it.contains(&other.scope) && it.contains(&verb.scope));
    let others = crate::app::VERBS.iter().filter(|other| together(other));
    others
        .flat_map(|other| keymap.keys(other.action).iter().map(move |their| (other, *their)))
        .find(|(_, their)| their.beginnings().any(|it| it == key) || key.beginnings().any(|it| it == *their))
}

/// A verb that has no key any more, where nothing but a key leads to it.
fn without_key(keymap: &Keymap, action: Action) -> Option<Fault> {
    let verb = action.verb();
    if !keymap.keys(action).is_empty() || verb.keys.is_empty() {
        return None;
    }
    let message = match action {
        Action::Back => "no key goes back any more: pop-ups could not be left; bind esc",
        Action::Commit => "no key adds the line any more: bind enter",
        Action::Palette => "no key opens the list of verbs any more; `/` on an empty line still does",
        // What has a word after a slash is reached by it, as by its name.
        _ if verb.scope.is_of_meeting() && verb.scope != Scope::Line => return None,
        _ => {
            return Some(Fault {
                action,
                key: None,
                message: format!("{} has no key any more, and nothing else leads to it", verb.name),
            });
        }
    };
    Some(Fault { action, key: None, message: message.to_owned() })
}

/// Verbs that lost their last key to one of the user's, without the user's having said so.
fn robbed(keymap: &Keymap, written: &[Written]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (action, keys) in written {
        let verb = action.verb();
        for (which, (text, key)) in keys.iter().enumerate() {
            let robbed = crate::app::VERBS.iter().filter(|other| {
                other.scope == verb.scope
                    && other.action != *action
                    && keymap.preset().keys(other).contains(key)
                    && written.iter().all(|(said, _)| *said != other.action)
                    && keymap.keys(other.action).is_empty()
            });
            faults.extend(robbed.map(|other| {
                let by_word =
                    if other.scope.is_of_meeting() { format!("; /{} does it", other.word()) } else { String::new() };
                let message = format!("`{text}` was {}, which has no key now{by_word}", other.name);
                Fault { action: *action, key: Some(which), message }
            }));
        }
    }
    faults
}
