//! Sections whose entries have names of their own: the user's phrases, and the keys of each verb.
//!
//! Not here: what a verb does, and how a key is spelled (see `app`).

use std::fmt::Write as _;

use super::Config;
use super::table::{Entry, Named};
use super::value::{Faults, entries as value_entries};
use crate::app::{Action, Key, Scope, Snippet, VERBS, Written, faults as faults_of, verb_of};
use crate::palette::{Own, Rgb};

/// The user's phrases.
pub(super) const SNIPPETS: Named = Named {
    take: snippets,
    documented: || {
        "# Phrases of yours, each with a name: `/` and the name types it into the line, and what follows the name goes where\n\
         # {} stands, as does the cursor. Such as:\n\
         # thanks = \"{} was thanked for the work of the last months.\"\n\
         # slides = \"! {} — put the slides where all find them\"\n"
            .to_owned()
    },
    described: || {
        "Each entry is a phrase with a name of one word: `/thanks` types it into the line. What follows the name goes where `{}` \
         stands, as does the cursor. A name that means a verb already is refused.\n"
            .to_owned()
    },
    example: "thanks = \"{} was thanked for the work of the last months.\"\n\
              slides = \"! {} — put the slides where all find them\"\n",
};

/// Themes of the user's own.
pub(super) const THEMES: Named = Named {
    take: themes,
    documented: || {
        "# Each is a name and a few colours, from which all others are made; what is left out is ours. Such as:\n\
         # sea = { background = \"#0b1f2a\", text = \"#d8e6ec\", accent = \"#4fb3d9\" }\n"
            .to_owned()
    },
    described: || {
        let names: Vec<&str> = Rgb::names().collect();
        format!(
            "Each entry is a theme: a name and a table of colours, any of `{}`, each as `\"#rrggbb\"` or one of {}. Everything else is \
             made of these, and what is left out is taken from ours. Where `background` is given, all of the screen has it; else the \
             terminal's own stays. A colour that cannot be read on the background (a contrast below 4.5) is made lighter or darker \
             until it can, which is told.\n",
            Own::PARTS.join("`, `"),
            names.join(", ")
        )
    },
    example: "sea = { background = \"#0b1f2a\", text = \"#d8e6ec\", accent = \"#4fb3d9\", warning = \"orange\" }\n",
};

/// The keys of each verb.
pub(super) const KEYS: Named = Named {
    take: keys,
    documented: documented_keys,
    described: || {
        "Each entry is a verb and the list of its keys, which takes the place of its default ones; an empty list takes them away. All \
         verbs with their default keys are in [keys.md](keys.md). A key is written `ctrl-`, `alt-` and `shift-` before a letter, a sign, `f1` to \
         `f24`, or `enter`, `tab`, `backspace`, `delete`, `insert`, `esc`, `up`, `down`, `left`, `right`, `home`, `end`, `pageup`, \
         `pagedown`, `space`. A sequence is up to four keys with blanks between them: `ctrl-x ctrl-s`. A key that another verb of the same \
         part of the screen had is taken from it. Of a list in which some keys cannot be read the others hold, and where none can the verb keeps \
         its default ones. Enter always adds the line and Esc always goes back. Clashes, keys that no terminal sends and verbs that nothing leads to any more are told \
         with their places.\n"
            .to_owned()
    },
    example: "\"slot.next\" = [\"f5\", \"ctrl-x n\"]\n\"slot.pause\" = [\"alt-0\"]\n",
};

fn snippets(config: &mut Config, entries: &[Entry<'_>], faults: &mut Faults) {
    for (at, name, value) in entries {
        if let Some(verb) = verb_of(name) {
            faults
                .add(*at, format!("`/{name}` is the verb {} already: give the snippet another name", verb.verb().name));
            continue;
        }
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '/') {
            faults.add(*at, format!("`{}` is no name for a snippet: write one word", name.escape_debug()));
            continue;
        }
        let one_line = |text: &&str| !text.is_empty() && !text.contains(char::is_control);
        match value.get_ref().as_str().filter(one_line) {
            Some(text) => config.settings.snippets.push(Snippet::new(name, text)),
            None => faults.wrong(value, "a snippet is one line of text in quotes"),
        }
    }
}

/// More of a kind than that nobody has; each is held against all others, so that many would take their time.
const MOST_THEMES: usize = 100;
const MOST_KEYS: usize = 16;

fn themes(config: &mut Config, entries: &[Entry<'_>], faults: &mut Faults) {
    if let Some((at, ..)) = entries.get(MOST_THEMES) {
        faults.add(*at, format!("there are {MOST_THEMES} themes at most: those from here on are left out"));
    }
    for (at, name, value) in entries.iter().take(MOST_THEMES) {
        if config.settings.themes.named(name).is_some() {
            faults.add(*at, format!("`{}` is a theme already: give yours another name", name.escape_debug()));
            continue;
        }
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control()) {
            faults.add(*at, format!("`{}` is no name for a theme: write one word", name.escape_debug()));
            continue;
        }
        let Some(table) = value.get_ref().as_table() else {
            faults.wrong(value, "a theme is colours such as { background = \"#0b1f2a\", text = \"#d8e6ec\" }");
            continue;
        };
        let mut own = Own { name: (*name).to_owned(), ..Own::default() };
        let colours = value_entries(table);
        for (at, part, colour) in &colours {
            match colour.get_ref().as_str().map(Rgb::parse) {
                _ if !Own::PARTS.contains(part) => faults.unknown(*at, part, Own::PARTS),
                Some(Some(rgb)) => _ = own.set(part, rgb),
                _ => faults.wrong(colour, "a colour is \"#rrggbb\" or a name such as \"orange\""),
            }
        }
        for moved in own.moved() {
            let at = colours.iter().find(|(_, part, _)| *part == moved.part).map_or(*at, |(.., it)| it.span().start);
            let (part, from, to, contrast) = (moved.part, moved.from, moved.to, moved.contrast);
            faults.add(
                at,
                format!(
                    "{part} {from} has a contrast of {contrast:.1} on its background, 4.5 can be read: {to} is used"
                ),
            );
        }
        config.settings.themes.own.push(own);
    }
}

fn keys(config: &mut Config, entries: &[Entry<'_>], faults: &mut Faults) {
    let mut written: Vec<Written> = Vec::new();
    let mut places = Vec::new();
    for (at, name, value) in entries {
        let Some(action) = Action::named(name) else {
            faults.unknown(*at, name, VERBS.iter().map(|verb| verb.name));
            continue;
        };
        let Some(listed) = value.get_ref().as_array() else {
            faults.wrong(value, "keys are written [\"ctrl-n\", \"f5\"]");
            continue;
        };
        let mut keys = Vec::new();
        let mut places_of_keys = Vec::new();
        if let Some(item) = listed.get(MOST_KEYS) {
            let what = format!("a verb has {MOST_KEYS} keys at most: those from here on are left out");
            faults.add(item.span().start, what);
        }
        for item in listed.iter().take(MOST_KEYS) {
            match item.get_ref().as_str().map(|text| (text, text.parse::<Key>())) {
                Some((text, Ok(key))) => {
                    keys.push((text.to_owned(), key));
                    places_of_keys.push(item.span().start);
                }
                Some((_, Err(error))) => faults.add(item.span().start, error.to_string()),
                None => faults.wrong(item, "a key is written in quotes: \"ctrl-n\""),
            }
        }
        if keys.is_empty() && !listed.is_empty() {
            // Who misspelt all of them did not want none: the verb keeps its own.
            continue;
        }
        config.keymap.bind(action, keys.iter().map(|(_, key)| *key).collect());
        written.push((action, keys));
        places.push((*at, places_of_keys));
    }
    for fault in faults_of(&config.keymap, &written) {
        let place = written.iter().position(|(action, _)| *action == fault.action).and_then(|at| places.get(at));
        let Some((verb, keys)) = place else { continue };
        faults.add(fault.key.and_then(|key| keys.get(key)).copied().unwrap_or(*verb), fault.message);
    }
    config.keymap.keep_ways_open();
}

fn documented_keys() -> String {
    let mut text =
        "# Each verb and its keys: ctrl-, alt- and shift- before a letter, a sign, f1 to f24, or enter, tab,\n\
                    # backspace, delete, insert, esc, up, down, left, right, home, end, pageup, pagedown, space;\n\
                    # or a sequence of up to four of them: \"ctrl-x ctrl-s\".\n"
            .to_owned();
    for scope in Scope::ALL {
        let _ = write!(text, "\n# {}.\n", scope.title());
        for verb in VERBS.iter().filter(|verb| verb.scope == scope) {
            let keys: Vec<String> = verb.keys.iter().map(|key| format!("{key:?}")).collect();
            let _ = write!(text, "# {}\n\"{}\" = [{}]\n", verb.help_in_english, verb.name, keys.join(", "));
        }
    }
    text
}
