//! What is wrong with bindings of the user's: two verbs on one key, verbs that nobody can reach, keys that nobody can press.
//!
//! All of it is said and none of it forbidden: where two bindings clash the later one counts, as it stands in the file. Not here:
//! where in the file that is (see `config`), and what is kept so that nobody is shut in (see [`Keymap::keep_ways_open`]).

use super::{Key, Keymap, kept_for};
use crate::app::{Action, Scope, VIM_COMMANDS, Verb};

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

/// Scopes whose keys count at the same time, the nearest first.
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
            if let Some(owner) = kept_for(verb.scope, *key).filter(|owner| owner != action) {
                let does = if owner == Action::Back { "goes back" } else { "adds the line" };
                let which = if owner == Action::Back { "esc" } else { "enter" };
                say(format!("`{which}` always {does}: take another key for {}", verb.name));
                continue;
            }
            let later = written.iter().skip(at + 1).rfind(|(other, theirs)| {
                other.verb().scope == verb.scope && theirs.iter().any(|(_, their)| their == key)
            });
            if let Some((other, _)) = later {
                say(format!("`{text}` is bound to {} too, which has it now", other.verb().name));
                continue;
            }
            // What the table or the preset has is meant so, where it is repeated too.
            if verb.keys.iter().any(|known| known.parse() == Ok(*key)) || keymap.preset().keys(verb).contains(key) {
                continue;
            }
            if keymap.preset().is_modal() && verb.scope.is_of_meeting() && key.is_held_with_alt() {
                say(format!(
                    "`{text}`: as in Vim, an Esc and the key behind it are two, and Alt is sent so by terminals without Kitty's protocol"
                ));
            }
            if let Some(command) = hides_command(keymap, verb, *key) {
                say(format!("`{command}` is a command of normal mode, which {} takes away", verb.name));
            }
            if verb.scope.has_typing() && key.begins_typing() && !keymap.preset().is_modal() {
                say(format!(
                    "`{text}` is typed into the line and never gets to {}: take a key with ctrl or alt",
                    verb.name
                ));
                continue;
            }
            if let Some(nearer) = taken_by(keymap, verb, *key) {
                let with = nearer.scope.title().to_lowercase();
                say(format!("`{text}` is {} before it is {} ({with})", nearer.name, verb.name));
            }
            if let Some(other) = takes_from(keymap, verb, *key) {
                let with = verb.scope.title().to_lowercase();
                let which = if keymap.keys(other.action).len() == 1 { "only" } else { "last" };
                say(format!("`{text}` takes the {which} key of {} away ({with})", other.name));
            }
            if let Some(other) = hides(keymap, verb, *key) {
                let while_what = verb.scope.title().to_lowercase();
                say(format!("`{text}` is {} now and not {} ({while_what})", verb.name, other.name));
            }
            if let Some((other, longer)) = cut_off(keymap, verb, *key) {
                say(format!("`{text}` and `{longer}` of {} begin alike: one of them is never reached", other.name));
            }
        }
        faults.extend(without_key(keymap, *action, keys.is_empty()));
    }
    faults.extend(robbed(keymap, written));
    faults
}

/// The verb of a key in a scope: in Vim's hands letters are keys too.
fn holder(keymap: &Keymap, scope: Scope, key: Key) -> Option<Action> {
    if keymap.preset().is_modal() { keymap.command(scope, key) } else { keymap.action(scope, key) }
}

/// The command of a line as in Vim that this key is, or that it begins with.
fn hides_command(keymap: &Keymap, verb: &Verb, key: Key) -> Option<char> {
    let counts = keymap.preset().is_modal() && verb.scope.is_of_meeting() && verb.scope.has_typing();
    key.first().types().filter(|c| counts && VIM_COMMANDS.contains(*c))
}

/// The verb of a nearer scope that has this key, which then is not this verb's wherever that scope counts. An entry or an item is
/// selected for a moment only, while what is typed knows it; other screens have verbs of their own.
fn taken_by(keymap: &Keymap, verb: &Verb, key: Key) -> Option<&'static Verb> {
    let nearer: &[Scope] = match verb.scope {
        Scope::Line => &[Scope::Meeting],
        Scope::Meeting => &[Scope::Entry, Scope::Item],
        _ => &[],
    };
    nearer.iter().find_map(|scope| holder(keymap, *scope, key)).map(Action::verb)
}

/// A verb of the meeting that this key of an entry's or an item's hides for as long as one is selected.
fn hides(keymap: &Keymap, verb: &Verb, key: Key) -> Option<&'static Verb> {
    let selected = matches!(verb.scope, Scope::Entry | Scope::Item);
    holder(keymap, Scope::Meeting, key).filter(|_| selected).map(Action::verb)
}

/// A verb of the line that this key of the meeting's was the last one of.
fn takes_from(keymap: &Keymap, verb: &Verb, key: Key) -> Option<&'static Verb> {
    let is_taken = |key: &Key| keymap.action(Scope::Meeting, *key).is_some();
    let of_line = keymap.action(Scope::Line, key).filter(|other| keymap.keys(*other).iter().all(is_taken));
    of_line.filter(|_| verb.scope == Scope::Meeting).map(Action::verb)
}

/// Another verb on a sequence that begins with this key, or on its beginning, where both can be meant.
fn cut_off(keymap: &Keymap, verb: &Verb, key: Key) -> Option<(&'static Verb, Key)> {
    let together = |other: &Verb| TOGETHER.iter().any(|it| it.contains(&other.scope) && it.contains(&verb.scope));
    let others = crate::app::VERBS.iter().filter(|other| together(other));
    others
        .flat_map(|other| keymap.keys(other.action).iter().map(move |their| (other, *their)))
        .find(|(_, their)| their.beginnings().any(|it| it == key) || key.beginnings().any(|it| it == *their))
}

/// A verb that has no key any more, where nothing but a key leads to it, or where that was not `meant`.
fn without_key(keymap: &Keymap, action: Action, meant: bool) -> Option<Fault> {
    let verb = action.verb();
    if !keymap.keys(action).is_empty() || (meant && verb.keys.is_empty()) {
        return None;
    }
    let message = match action {
        Action::Back => "no key goes back any more, so esc still does".to_owned(),
        Action::Commit => "no key adds the line any more, so enter still does".to_owned(),
        Action::Palette => "no key opens the list of verbs any more; `/` on an empty line still does".to_owned(),
        // What has a word after a slash is reached by it, as by its name.
        _ if verb.scope.is_of_meeting() && meant => return None,
        _ if verb.scope.is_of_meeting() => format!("{} has no key any more; /{} does it", verb.name, verb.word()),
        _ => format!("{} has no key any more, and nothing else leads to it", verb.name),
    };
    Some(Fault { action, key: None, message })
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
                    && kept_for(other.scope, *key) != Some(other.action)
                    && keymap.preset().keys(other).contains(key)
                    && written.iter().all(|(said, _)| *said != other.action)
                    && keymap.keys(other.action).is_empty()
            });
            for other in robbed {
                let by_word =
                    if other.scope.is_of_meeting() { format!("; /{} does it", other.word()) } else { String::new() };
                // Where nothing else leads there, that is what counts.
                let message = without_key(keymap, other.action, true).map_or_else(
                    || format!("`{text}` was {}, which has no key now{by_word}", other.name),
                    |lost| lost.message,
                );
                faults.push(Fault { action: *action, key: Some(which), message });
            }
        }
    }
    faults
}
