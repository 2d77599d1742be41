//! The words that only the plain mode has, and its help.
//!
//! Everything that can be seen on the screen has a word that reads it. All other verbs are the key table's. Not here: what they do.

use crate::app::overlay::sentence;
use crate::app::{Action, Scope, Snippet, VERBS, Verb, slash_words, verb_of, verbs_of_meeting};
use crate::notation::forms;

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
    /// What may follow it.
    pub(super) takes: &'static str,
    /// What it does, in words that follow it.
    pub(super) help: &'static str,
}

/// The table, in the order of the help.
pub(super) const WORDS: [Row; 9] = [
    row(Own::Help, "help", "a word, or notation", "says how this works, or what a word does, or how lines are written"),
    row(Own::Where, "where", "", "says the time, where you are, how the meeting stands and whether all is saved"),
    row(Own::Slots, "slots", "", "reads the slots with their numbers"),
    row(Own::Notes, "notes", "a slot", "reads the lines of this slot with their numbers, or of another"),
    row(Own::Select, "select", "the number of a line", "reads a line; the words for a line mean it from then on"),
    row(Own::Found, "found", "a number", "reads what /search found, or goes to the line of that number"),
    row(Own::People, "people", "", "reads the roster: who is there, who holds an office"),
    row(
        Own::Paste,
        "paste",
        "",
        "takes the lines that follow, up to one with a dot alone, as a paste: none is a command",
    ),
    row(Own::Prompt, "prompt", "full, short or none", "changes what is said before you type"),
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
    let mut lines = vec![
        "A line is a note. An action item begins with an exclamation mark: ! Ann -- draft the plan due Friday. A decision begins \
         with =, an open question with ?."
            .to_owned(),
        "A line below the one above begins with a hyphen and a blank, or two blanks; each hyphen more is a level more.".to_owned(),
        "A slash before a word is a command. A backslash before a line makes it a note whatever it looks like.".to_owned(),
    ];
    lines.extend(WORDS.iter().map(|row| explained(row.word, row.takes, row.help)));
    let often = ["next", "back", "jump", "undo", "done", "edit", "remove", "actions", "points", "closeout", "close"];
    lines.extend(often.iter().filter_map(|word| verb_of(word)).map(|action| verb_explained(action.verb())));
    lines.push(
        "/verbs reads all commands, /help notation all ways to write a line. Ctrl-D leaves the meeting open."
            .to_owned(),
    );
    lines
}

/// All verbs of the key table that make sense here.
pub(super) fn verbs(snippets: &[Snippet]) -> Vec<String> {
    let mut lines: Vec<String> = WORDS.iter().map(|row| explained(row.word, row.takes, row.help)).collect();
    for scope in [Scope::Meeting, Scope::Entry, Scope::Item] {
        lines.push(match scope {
            Scope::Entry => {
                "For a line: its number may follow; without one the line that was added or selected last is meant"
                    .to_owned()
            }
            Scope::Item => "For an action item, by its number".to_owned(),
            scope => scope.title().to_owned(),
        });
        lines.extend(VERBS.iter().filter(|verb| verb.scope == scope && !verb.words.is_empty()).map(verb_explained));
        let nameless =
            VERBS.iter().filter(|verb| verb.scope == scope && scope == Scope::Entry && verb.words.is_empty());
        lines.extend(nameless.map(verb_explained));
    }
    lines.extend(snippets.iter().map(|it| format!("/{}: adds “{}{}”", it.name, it.before, it.behind)));
    lines
}

/// What one word does, or how lines are written; none where it is no word.
pub(super) fn help_on(word: &str) -> Option<Vec<String>> {
    let word = word.trim().trim_start_matches('/');
    if word.eq_ignore_ascii_case("notation") {
        let lines = forms().iter().map(|form| format!("{}: {}", form.spelling, form.means));
        return Some(lines.collect());
    }
    if let Some(row) = WORDS.iter().find(|row| row.word.eq_ignore_ascii_case(word)) {
        return Some(vec![explained(row.word, row.takes, row.help)]);
    }
    let action = verb_of(word)?;
    verbs_of_meeting().find(|verb| verb.action == action).map(|verb| vec![verb_explained(verb)])
}

fn verb_explained(verb: &Verb) -> String {
    explained(verb.word(), verb.takes, &help_of(verb))
}

/// What a verb does where there is no screen.
pub(super) fn help_of(verb: &Verb) -> String {
    let here = match verb.action {
        Action::Back => "goes back to the running slot",
        Action::Times => "has /notes say the time of each line, or no more",
        Action::Points => "reads all talking points",
        Action::BigClock => "says the time and how the meeting stands",
        Action::SelectUp => "reads the line above; the words for a line mean it from then on",
        Action::SelectDown => "reads the line below",
        Action::ActionList => "reads all action items",
        Action::ReviewItems => "reads the action items that are gone through",
        Action::Palette => "reads all commands",
        Action::Help => "says how this works",
        Action::Snippets => "adds one of your snippets",
        Action::Undo => "takes back the last act",
        Action::CloseOut => "goes through what is unfinished, row by row",
        Action::EntryEdit => "asks for its new text, or takes the text behind the number",
        _ => return verb.help.replace("the slot on screen", "this slot"),
    };
    here.to_owned()
}

fn explained(word: &str, takes: &str, help: &str) -> String {
    let takes = if takes.is_empty() { String::new() } else { format!(" with {takes}") };
    format!("/{word}{takes}: {}", sentence(help))
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
