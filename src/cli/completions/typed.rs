//! What stands under the cursor of a command line, by the same definitions that the command line is read with.
//!
//! Not here: which values there are (see `values`).

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Arg, Command};

use super::values::{Candidate, Kind, kind};

/// What has been typed so far of a command line.
pub(super) struct Typed<'c> {
    command: &'c Command,
    /// The option whose value comes next.
    pending: Option<&'c Arg>,
    /// Values without an option, so far.
    operands: usize,
    /// After `--` nothing is an option.
    only_operands: bool,
    /// Values of options, by the options' names; the last one counts.
    given: BTreeMap<String, String>,
}

/// What can stand there.
pub(super) enum Wanted {
    /// One of these.
    Words(Vec<Candidate>),
    /// A value of some kind, for the subcommand of that name, and what stands before it in the same word: `--owner=`.
    Value {
        /// Which.
        kind: Kind,
        /// `--owner=`, or nothing.
        before: String,
    },
}

impl<'c> Typed<'c> {
    /// Reads the words after the program's name.
    pub(super) fn of(root: &'c Command, words: &[String]) -> Self {
        let mut typed =
            Self { command: root, pending: None, operands: 0, only_operands: false, given: BTreeMap::default() };
        for word in words {
            typed.read(word);
        }
        typed
    }

    /// The value of an option of that name.
    pub(super) fn given(&self, name: &str) -> Option<&str> {
        self.given.get(name).map(String::as_str)
    }

    /// The data folder that was named.
    pub(super) fn data_folder(&self) -> Option<PathBuf> {
        self.given("data_dir").map(PathBuf::from)
    }

    fn read(&mut self, word: &str) {
        if let Some(option) = self.pending.take() {
            self.given.insert(option.get_id().to_string(), word.to_owned());
        } else if self.only_operands {
            self.operands += 1;
        } else if word == "--" {
            self.only_operands = true;
        } else if let Some(long) = word.strip_prefix("--") {
            match long.split_once('=') {
                Some((name, value)) => {
                    if let Some(option) = self.long(name) {
                        self.given.insert(option.get_id().to_string(), value.to_owned());
                    }
                }
                None => self.pending = self.long(long).filter(|option| takes_value(option)),
            }
        } else if let Some(shorts) = word.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            self.shorts(shorts);
        } else if let Some(sub) = self.command.find_subcommand(word).filter(|_| self.operands == 0) {
            self.command = sub;
        } else {
            self.operands += 1;
        }
    }

    /// `-yo`: the first that takes a value takes the rest of the word, or the next word.
    fn shorts(&mut self, shorts: &str) {
        for (at, short) in shorts.char_indices() {
            let option = self.command.get_arguments().find(|arg| arg.get_short() == Some(short));
            if let Some(option) = option.filter(|option| takes_value(option)) {
                let rest = shorts.get(at + short.len_utf8()..).unwrap_or_default();
                if rest.is_empty() {
                    self.pending = Some(option);
                }
                return;
            }
        }
    }

    fn long(&self, name: &str) -> Option<&'c Arg> {
        self.command.get_arguments().find(|arg| arg.get_long() == Some(name))
    }

    /// What can stand where the word that begins so is being typed.
    pub(super) fn wanted(&self, current: &str) -> Wanted {
        if let Some(option) = self.pending {
            return self.value(option, String::new());
        }
        if !self.only_operands && current.starts_with('-') {
            let with_value = current.split_once('=').and_then(|(name, _)| Some((name, name.strip_prefix("--")?)));
            return match with_value.and_then(|(whole, name)| Some((whole, self.long(name)?))) {
                Some((whole, option)) => self.value(option, format!("{whole}=")),
                None => Wanted::Words(self.options()),
            };
        }
        if self.operands == 0 && self.command.has_subcommands() {
            return Wanted::Words(self.subcommands());
        }
        let operands = || self.command.get_positionals();
        let here = operands().nth(self.operands).or_else(|| operands().last().filter(|last| takes_several(last)));
        here.map_or(Wanted::Words(Vec::new()), |operand| self.value(operand, String::new()))
    }

    fn value(&self, arg: &Arg, before: String) -> Wanted {
        let possible = arg.get_possible_values();
        if possible.is_empty() {
            return Wanted::Value { kind: kind(self.command.get_name(), arg), before };
        }
        let shown = possible.iter().filter(|value| !value.is_hide_set()).map(|value| {
            let about = value.get_help().map(ToString::to_string).unwrap_or_default();
            Candidate::new(format!("{before}{}", value.get_name()), about)
        });
        Wanted::Words(shown.collect())
    }

    fn options(&self) -> Vec<Candidate> {
        let shown = self.command.get_arguments().filter(|arg| !arg.is_hide_set() && !arg.is_positional());
        let longs = shown.filter_map(|arg| {
            let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
            Some(Candidate::new(format!("--{}", arg.get_long()?), about))
        });
        longs.collect()
    }

    fn subcommands(&self) -> Vec<Candidate> {
        let shown = self.command.get_subcommands().filter(|sub| !sub.is_hide_set());
        let about = |sub: &Command| sub.get_about().map(ToString::to_string).unwrap_or_default();
        shown.map(|sub| Candidate::new(sub.get_name(), about(sub))).collect()
    }
}

/// Whether an argument has a value at all.
pub(super) fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

fn takes_several(arg: &Arg) -> bool {
    arg.get_num_args().is_some_and(|range| range.max_values() > 1)
        || matches!(arg.get_action(), clap::ArgAction::Append)
}
