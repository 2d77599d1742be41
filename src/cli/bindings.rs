//! `minutebook keys`: the bindings in force.
//!
//! Not here: the table of verbs (see `app`), and where a user's keys stand (see `config`).

use std::fmt::Write as _;

use serde_json::json;

use super::Failure;
use super::output::raw;
use super::pager::paged_unless;
use crate::app::{Keymap, Preset, Scope, VERBS, Verb};
use crate::shell::Live;
use crate::text::width;

/// Which bindings are listed, and how.
#[derive(clap::Args)]
#[command(
    after_help = "A verb without a key is called by its word: /skip. docs/keys.md has the default keys.\n\nExamples:\n  minutebook keys\n  minutebook keys --preset emacs\n  minutebook keys --json | jq -r '.verbs[] | select(.keys == []) | .verb'"
)]
pub(super) struct Arguments {
    /// Those of a preset, without yours: default, vim, emacs
    #[arg(long, value_name = "PRESET", value_parser = preset_named)]
    preset: Option<Preset>,
    /// For machines: an object
    #[arg(long)]
    json: bool,
}

fn preset_named(name: &str) -> Result<Preset, String> {
    Preset::named(name).ok_or_else(|| format!("write {}", Preset::ALL.map(Preset::name).join(", ")))
}

pub(super) fn run(live: &Live, no_pager: bool, asked: &Arguments) -> Result<(), Failure> {
    let keymap = asked.preset.map_or_else(|| live.config().keymap.clone(), Keymap::of);
    if asked.json {
        return raw(format!("{:#}\n", for_machines(&keymap)).as_bytes());
    }
    paged_unless(no_pager, &for_people(&keymap))
}

fn keys(keymap: &Keymap, verb: &Verb) -> Vec<String> {
    keymap.keys(verb.action).iter().map(|key| key.shown()).collect()
}

fn for_machines(keymap: &Keymap) -> serde_json::Value {
    let verbs: Vec<_> = VERBS
        .iter()
        .map(|verb| {
            json!({ "scope": verb.scope.name(), "verb": verb.name, "keys": keys(keymap, verb), "words": verb.words,
                "takes": verb.takes_in_english, "help": verb.help_in_english })
        })
        .collect();
    json!({ "format": "minutebook/keys", "version": 1, "preset": keymap.preset().name(), "verbs": verbs })
}

/// A column of keys, or of what is typed where there are none, one of names, and what each does.
fn for_people(keymap: &Keymap) -> String {
    let rows: Vec<_> = VERBS
        .iter()
        .map(|verb| {
            let keys = keys(keymap, verb);
            let keys = if keys.is_empty() { keymap.shown(verb.action) } else { keys.join(", ") };
            (verb, keys)
        })
        .collect();
    let widest = rows.iter().map(|(_, keys)| width(keys)).max().unwrap_or(0);
    let name = VERBS.iter().map(|verb| verb.name.len()).max().unwrap_or(0);
    let mut listed = String::new();
    for scope in Scope::ALL {
        let gap = if listed.is_empty() { "" } else { "\n" };
        let _ = writeln!(listed, "{gap}{}", scope.title());
        for (verb, keys) in rows.iter().filter(|(verb, _)| verb.scope == scope) {
            let gap = " ".repeat(widest.saturating_sub(width(keys)));
            let _ = writeln!(listed, "  {keys}{gap}  {:name$}  {}", verb.name, verb.help_in_english);
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_is_listed_once_with_its_keys_for_people_and_machines() {
        let keymap = Keymap::of(Preset::Emacs);
        let (listed, object) = (for_people(&keymap), for_machines(&keymap));
        let verbs = object["verbs"].as_array().expect("verbs");
        assert_eq!((verbs.len(), &object["preset"]), (VERBS.len(), &json!("emacs")));
        for verb in VERBS {
            let named = listed.lines().filter(|line| line.split_whitespace().any(|word| word == verb.name));
            assert!(named.count() >= 1, "{}", verb.name);
        }
        let next = verbs.iter().find(|it| it["verb"] == "slot.next").expect("slot.next");
        assert_eq!((&next["keys"], &next["scope"]), (&json!(["Ctrl-X n"]), &json!("meeting")));
        assert!(listed.lines().any(|line| line.starts_with("  /skip ")), "{listed}");
    }
}
