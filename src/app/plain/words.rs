//! The words that only the plain mode has, and its help.
//!
//! Everything that can be seen on the screen has a word that reads it. All other verbs are the key table's. Not here: what they do.

use crate::app::overlay::{in_language, sentence};
use crate::app::{Action, Scope, Snippet, VERBS, Verb, slash_words, verb_of, verbs_of_meeting};
use crate::notation::forms;
use crate::words::{message, say};

/// What is typed after a slash here alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    Where,
    Found,
    Slots,
    Notes,
    Select,
    People,
    Paste,
    Prompt,
    Help,
}

/// A row of the table.
pub(super) struct Row {
    pub(super) own: Own,
    pub(super) word: &'static str,
    /// The message of what may follow it; empty: nothing.
    pub(super) takes: &'static str,
    /// The message of what it does, in words that follow it.
    pub(super) help: &'static str,
}

/// The table, in the order of the help.
pub(super) const WORDS: [Row; 9] = [
    row(Own::Help, "help", message("plain-takes-help"), message("plain-word-help")),
    row(Own::Where, "where", "", message("plain-word-where")),
    row(Own::Slots, "slots", "", message("plain-word-slots")),
    row(Own::Notes, "notes", message("plain-takes-notes"), message("plain-word-notes")),
    row(Own::Select, "select", message("plain-takes-select"), message("plain-word-select")),
    row(Own::Found, "found", message("plain-takes-found"), message("plain-word-found")),
    row(Own::People, "people", "", message("plain-word-people")),
    row(Own::Paste, "paste", "", message("plain-word-paste")),
    row(Own::Prompt, "prompt", message("plain-takes-prompt"), message("plain-word-prompt")),
];

const fn row(own: Own, word: &'static str, takes: &'static str, help: &'static str) -> Row {
    Row { own, word, takes, help }
}

/// The one of that name, in any case.
pub(super) fn own(word: &str) -> Option<Own> {
    WORDS.iter().find(|row| row.word.eq_ignore_ascii_case(word)).map(|row| row.own)
}

/// The known word that is most like one, where it is like it at all.
pub(super) fn nearest<'w>(word: &str, snippets: &'w [Snippet]) -> Option<&'w str> {
    let word = word.to_lowercase();
    let known = WORDS.iter().map(|row| row.word).chain(slash_words().iter().copied());
    let known = known.chain(snippets.iter().map(|snippet| snippet.name.as_str()));
    let near = known.map(|known| (strsim::osa_distance(&word, known), known));
    near.min().filter(|(far, known)| far * 3 <= known.len()).map(|(_, known)| known)
}

/// How it all works, in a few lines.
pub(super) fn help() -> Vec<String> {
    let mut lines: Vec<String> =
        [say("plain-help-note"), say("plain-help-levels"), say("plain-help-slash")].map(str::to_owned).into();
    lines.extend(WORDS.iter().map(own_explained));
    let often = ["next", "back", "jump", "undo", "done", "edit", "remove", "actions", "points", "closeout", "close"];
    lines.extend(often.iter().filter_map(|word| verb_of(word)).map(|action| verb_explained(action.verb())));
    lines.push(say("plain-help-more").to_owned());
    lines
}

/// All verbs of the key table that make sense here.
pub(super) fn verbs(snippets: &[Snippet]) -> Vec<String> {
    let mut lines: Vec<String> = WORDS.iter().map(own_explained).collect();
    for scope in [Scope::Meeting, Scope::Entry, Scope::Item] {
        lines.push(match scope {
            Scope::Entry => say("plain-for-line").to_owned(),
            Scope::Item => say("plain-for-item").to_owned(),
            scope => scope.heading().to_owned(),
        });
        lines.extend(VERBS.iter().filter(|verb| verb.scope == scope && !verb.words.is_empty()).map(verb_explained));
        let nameless =
            VERBS.iter().filter(|verb| verb.scope == scope && scope == Scope::Entry && verb.words.is_empty());
        lines.extend(nameless.map(verb_explained));
    }
    lines.extend(
        snippets
            .iter()
            .map(|it| say!("plain-adds", word = it.name.as_str(), text = format!("{}{}", it.before, it.behind))),
    );
    lines
}

/// What one word does, or how lines are written; none where it is no word.
pub(super) fn help_on(word: &str) -> Option<Vec<String>> {
    let word = word.trim().trim_start_matches('/');
    if word.eq_ignore_ascii_case("notation") {
        let lines = forms().iter().map(|form| format!("{}: {}", form.spelling, in_language(form.means)));
        return Some(lines.collect());
    }
    if let Some(row) = WORDS.iter().find(|row| row.word.eq_ignore_ascii_case(word)) {
        return Some(vec![own_explained(row)]);
    }
    let action = verb_of(word)?;
    verbs_of_meeting().find(|verb| verb.action == action).map(|verb| vec![verb_explained(verb)])
}

fn own_explained(row: &Row) -> String {
    explained(row.word, if row.takes.is_empty() { "" } else { say(row.takes) }, say(row.help))
}

fn verb_explained(verb: &Verb) -> String {
    explained(verb.word(), verb.takes(), &help_of(verb))
}

/// What a verb does where there is no screen.
pub(super) fn help_of(verb: &Verb) -> String {
    let here = match verb.action {
        Action::Back => say("plain-does-back"),
        Action::Times => say("plain-does-times"),
        Action::Points => say("plain-does-points"),
        Action::BigClock => say("plain-does-clock"),
        Action::SelectUp => say("plain-does-up"),
        Action::SelectDown => say("plain-does-down"),
        Action::ActionList => say("plain-does-actions"),
        Action::ReviewItems => say("plain-does-review"),
        Action::Palette => say("plain-does-verbs"),
        Action::Help => say("plain-does-help"),
        Action::Snippets => say("plain-does-snippets"),
        Action::Undo => say("plain-does-undo"),
        Action::CloseOut => say("plain-does-closeout"),
        Action::EntryEdit => say("plain-does-edit"),
        _ => return verb.help().replace(say("plain-slot-on-screen"), say("plain-this-slot")),
    };
    here.to_owned()
}

fn explained(word: &str, takes: &str, help: &str) -> String {
    let help = sentence(help);
    match takes {
        "" => say!("plain-explained", word = word, help = help),
        takes => say!("plain-explained-with", word = word, takes = takes, help = help),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_plain_mode_means_another_verb_of_the_table() {
        for row in &WORDS {
            // The one that is there too says the same: how it works.
            let other = verb_of(row.word).filter(|action| *action != Action::Help);
            assert_eq!(other, None, "/{}", row.word);
            assert_eq!(own(row.word), Some(row.own));
        }
    }

    #[test]
    fn a_slip_finds_the_word_that_was_meant() {
        assert_eq!(nearest("nxet", &[]), Some("next"));
        assert_eq!(nearest("slosts", &[]), Some("slots"));
        assert_eq!(nearest("thnaks", &[Snippet::new("thanks", "x")]), Some("thanks"));
        assert_eq!(nearest("etc", &[]), None);
    }

    #[test]
    fn every_word_of_the_table_can_be_asked_about() {
        for word in slash_words() {
            assert!(help_on(word).is_some_and(|lines| !lines.is_empty()), "{word}");
        }
        assert!(help_on("notation").is_some_and(|lines| lines.len() > 10));
        assert_eq!(help_on("nonsense"), None);
    }
}
