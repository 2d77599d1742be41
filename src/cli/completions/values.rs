//! The values that an argument can have, by what it is: from the data folder as it is, read in a moment.
//!
//! All of them are other people's words. Not here: how a shell is given them (see `words`).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Arg;

use crate::agenda;
use crate::app::Preset;
use crate::archive::{self, DataFolder, Listed, Reader};
use crate::cli::session::NOBODY;
use crate::config;
use crate::meeting::folded;
use crate::minutes::{Format, Lang};

/// No shell shows more in a useful way.
const MOST: usize = 2_000;

/// Where the cache knows nothing, or nothing yet of them, so many meetings are read.
const READ: usize = 3;

/// A word that can be put in, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) word: String,
    pub(super) about: String,
}

impl Candidate {
    pub(super) fn new(word: impl Into<String>, about: impl Into<String>) -> Self {
        Self { word: word.into(), about: about.into() }
    }
}

/// What an argument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Meeting,
    /// An agenda file, or a meeting.
    AgendaOrMeeting,
    SeriesOrMeeting,
    Series,
    Slot,
    Person,
    /// The number of an open action item.
    Number,
    /// A form that agendas are read from.
    ReadForm,
    /// A form that minutes are written in.
    WrittenForm,
    Language,
    /// What is said before each line in the plain mode.
    Prompt,
    /// A preset of keys.
    Preset,
    /// How the screen looks.
    Theme,
    File,
    Folder,
    /// Nothing can be said.
    Free,
}

/// What the arguments are, by the names of their fields.
const KINDS: [(&str, Kind); 39] = [
    ("meeting", Kind::Meeting),
    ("meetings", Kind::Meeting),
    ("target", Kind::AgendaOrMeeting),
    ("series", Kind::Series),
    ("slot", Kind::Slot),
    ("owner", Kind::Person),
    ("by", Kind::Person),
    ("author", Kind::Person),
    ("number", Kind::Number),
    ("from", Kind::ReadForm),
    ("formats", Kind::WrittenForm),
    ("format", Kind::WrittenForm),
    ("lang", Kind::Language),
    ("agenda", Kind::File),
    ("files", Kind::File),
    ("output", Kind::File),
    ("requests", Kind::File),
    ("template", Kind::File),
    ("list", Kind::File),
    ("place", Kind::File),
    ("config", Kind::File),
    ("data_dir", Kind::Folder),
    ("mail", Kind::Folder),
    ("folder", Kind::Folder),
    ("at", Kind::Free),
    ("date", Kind::Free),
    ("since", Kind::Free),
    ("until", Kind::Free),
    ("before", Kind::Free),
    ("due", Kind::Free),
    ("due_before", Kind::Free),
    ("note", Kind::Free),
    ("text", Kind::Free),
    ("query", Kind::Free),
    ("ticket", Kind::Free),
    ("limit", Kind::Free),
    ("prompt", Kind::Prompt),
    ("preset", Kind::Preset),
    ("theme", Kind::Theme),
];

/// What an argument of a subcommand is.
pub(super) fn kind(subcommand: &str, arg: &Arg) -> Kind {
    known(subcommand, arg.get_id().as_str()).unwrap_or(Kind::Free)
}

fn known(subcommand: &str, id: &str) -> Option<Kind> {
    match (subcommand, id) {
        ("next", "target") => Some(Kind::SeriesOrMeeting),
        ("people", "name") => Some(Kind::Person),
        ("stats", "name") => Some(Kind::Series),
        ("attach", "name") => Some(Kind::Free),
        _ => KINDS.iter().find(|(name, _)| *name == id).map(|(_, kind)| *kind),
    }
}

/// Where the values come from.
pub(super) struct Source {
    /// None where no data folder is known.
    pub(super) folder: Option<DataFolder>,
    /// The meeting that the command line names.
    pub(super) meeting: Option<String>,
    /// The user's own folder, for `~/`.
    pub(super) home: Option<PathBuf>,
}

impl Source {
    /// The values of a kind; of files those that go on as `typed` begins.
    pub(super) fn values(&self, kind: Kind, typed: &str) -> Vec<Candidate> {
        let mut values = match kind {
            Kind::Meeting => self.meetings(),
            Kind::AgendaOrMeeting => [self.meetings(), self.files(typed, false)].concat(),
            Kind::SeriesOrMeeting => [self.series(), self.meetings()].concat(),
            Kind::Series => self.series(),
            Kind::Slot => self.slots(),
            Kind::Person => self.people(),
            Kind::Number => self.numbers(),
            Kind::ReadForm => agenda::Format::ALL.into_iter().map(|form| Candidate::new(form.name(), "")).collect(),
            Kind::WrittenForm => Format::ALL.into_iter().map(|form| Candidate::new(form.name(), "")).collect(),
            Kind::Language => Lang::ALL.into_iter().map(|lang| Candidate::new(lang.code(), "")).collect(),
            Kind::Prompt => ["full", "short", "none"].map(|prompt| Candidate::new(prompt, "")).to_vec(),
            Kind::Preset => Preset::ALL.map(|preset| Candidate::new(preset.name(), "")).to_vec(),
            Kind::Theme => themes(),
            Kind::File => self.files(typed, false),
            Kind::Folder => self.files(typed, true),
            Kind::Free => Vec::new(),
        };
        values.truncate(MOST);
        values
    }

    /// What the cache says, without making one; what it does not know yet of the newest is read.
    fn listed(&self) -> Vec<Listed> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let mut listed = Reader::open(folder).and_then(|cache| cache.meetings(folder)).unwrap_or_default();
        let known: BTreeSet<String> = listed.iter().map(|it| it.slug.clone()).collect();
        listed.extend(archive::changed_last(folder, READ).filter(|it| !known.contains(&it.slug)));
        archive::newest_first(&mut listed);
        listed.retain(|it| it.folder.is_dir());
        listed
    }

    fn meetings(&self) -> Vec<Candidate> {
        let listed = self.listed();
        let last = listed.iter().find(|it| it.last.is_some() && !it.archived);
        let last = last.map(|it| Candidate::new("last", format!("the newest: {}", it.title)));
        last.into_iter().chain(listed.into_iter().map(|it| Candidate::new(it.slug, it.title))).collect()
    }

    fn series(&self) -> Vec<Candidate> {
        let mut seen = BTreeSet::new();
        let names = self.listed().into_iter().filter_map(|it| it.series);
        names.filter(|name| seen.insert(folded(name))).map(|name| Candidate::new(name, "")).collect()
    }

    /// The slots of the meeting that is named, else of the newest that is in progress, else of the newest.
    fn slots(&self) -> Vec<Candidate> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let named = self.meeting.as_deref().map(|name| archive::find(folder, name).ok());
        let meant = named.unwrap_or_else(|| {
            let newest: Vec<Listed> = archive::changed_last(folder, READ).collect();
            let open = newest.iter().find(|it| it.closed.is_none() && it.last.is_some() && !it.archived);
            open.or(newest.first()).map(|it| it.folder.clone())
        });
        let Some(loaded) = meant.and_then(|folder| archive::load(&folder).ok()) else { return Vec::new() };
        let meeting = loaded.ledger(NOBODY).meeting;
        let slots = meeting.slots().filter(|slot| !slot.withdrawn);
        slots.map(|slot| Candidate::new(slot.plan.title.clone(), "")).collect()
    }

    fn people(&self) -> Vec<Candidate> {
        let cache = self.folder.as_ref().and_then(Reader::open);
        let names = cache.and_then(|cache| cache.people()).unwrap_or_default();
        names.into_iter().map(|name| Candidate::new(name, "")).collect()
    }

    fn numbers(&self) -> Vec<Candidate> {
        let cache = self.folder.as_ref().and_then(Reader::open);
        let mut items = cache.and_then(|cache| cache.open_items(MOST)).unwrap_or_default();
        items.sort_by_key(|row| row.item.action.number);
        items.into_iter().map(|row| Candidate::new(row.item.action.number.to_string(), row.item.text)).collect()
    }

    /// What is in the folder that was typed so far. A folder ends in a slash, so that typing goes on.
    fn files(&self, typed: &str, only_folders: bool) -> Vec<Candidate> {
        let (folder, name) = typed.rsplit_once('/').map_or(("", typed), |(folder, name)| (folder, name));
        let before = typed.strip_suffix(name).unwrap_or_default();
        let place = match (before, before.strip_prefix("~/"), &self.home) {
            ("", ..) => PathBuf::from("."),
            (_, Some(rest), Some(home)) => home.join(rest),
            _ if folder.is_empty() => PathBuf::from("/"),
            _ => PathBuf::from(folder),
        };
        let mut found: Vec<Candidate> = entries(&place)
            .filter(|(entry, _)| !entry.starts_with('.') || name.starts_with('.'))
            .filter(|(_, is_folder)| *is_folder || !only_folders)
            .map(|(entry, is_folder)| {
                Candidate::new(format!("{before}{entry}{}", if is_folder { "/" } else { "" }), "")
            })
            .collect();
        found.sort_by(|a, b| a.word.cmp(&b.word));
        found
    }
}

/// Ours, and those of the user's file.
fn themes() -> Vec<Candidate> {
    let themes = config::path().map(|path| config::read(&path).config.settings.themes).unwrap_or_default();
    themes.names().into_iter().map(|name| Candidate::new(name, "")).collect()
}

/// The names in a folder, and whether each is a folder.
fn entries(folder: &Path) -> impl Iterator<Item = (String, bool)> + use<> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path().is_dir())))
}

#[cfg(test)]
mod tests {
    use super::super::typed::takes_value;
    use super::*;

    #[test]
    fn of_every_argument_it_is_known_what_it_is() {
        let mut root = crate::cli::help::command();
        root.build();
        for command in std::iter::once(&root)
            .chain(root.get_subcommands().filter(|it| !it.is_hide_set() && it.get_name() != "help"))
        {
            for arg in command.get_arguments().filter(|arg| takes_value(arg) && arg.get_possible_values().is_empty()) {
                let (name, id) = (command.get_name(), arg.get_id().as_str());
                assert!(arg.is_hide_set() || known(name, id).is_some(), "{name} {id} is not in KINDS");
            }
        }
    }
}
