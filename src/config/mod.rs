//! What the user may set: defaults as a documented file, and the user's own file laid over it.
//!
//! All mistakes of a file are reported at once, each with its place and the nearest right word, and the program still
//! starts: a scribe five minutes before a meeting has no time for a typing error. Not here: what a setting does.
#![allow(clippy::disallowed_methods, reason = "reads the user's file, the only thing it touches")]

mod book;
mod file;
mod named;
mod table;
#[cfg(test)]
mod tests;
mod value;

use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use crate::app::{Keymap, Prompt, Settings};
use crate::minutes::{Format, Jira, Lang, Layout, template};
pub use book::{begun, config_book, documented};
pub use file::{Begun, begin};
use table::{SECTIONS, SETTINGS, Section};
pub use value::{Complaint, Place};
use value::{Faults, entries};

/// Everything that can be set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Notices and bell.
    pub settings: Settings,
    /// Keys.
    pub keymap: Keymap,
    /// How minutes are written.
    pub export: Export,
    /// What plain mode says before each line that somebody types.
    pub prompt: Prompt,
    /// The language of the screen; none: the machine's.
    pub lang: Option<Lang>,
}

/// How minutes are written: what closing a meeting writes where, and what an export does that is not told otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Where closing writes the minutes; none: beside the agenda.
    pub folder: Option<PathBuf>,
    /// What closing writes.
    pub forms: Vec<Form>,
    /// The language of the fixed words.
    pub lang: Lang,
    /// How a day is laid out.
    pub layout: Layout,
    /// The Jira that Confluence pages ask about tickets.
    pub jira: Option<Jira>,
}

/// A form that minutes are written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// One of ours.
    Format(Format),
    /// The user's own: a template's file.
    Template(PathBuf),
}

impl Default for Export {
    fn default() -> Self {
        Self {
            folder: None,
            forms: [Format::Markdown, Format::Html, Format::Json].map(Form::Format).to_vec(),
            lang: Lang::default(),
            layout: Layout::default(),
            jira: None,
        }
    }
}

impl Form {
    /// The form that goes by that name: a format, or the path of a template.
    pub fn named(name: &str) -> Option<Self> {
        let template = || template::written_by(name).is_some().then(|| Self::Template(PathBuf::from(name)));
        Format::from_name(name).map(Self::Format).or_else(template)
    }
}

/// Where the user's file is, on this platform.
pub fn path() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "minutebook").map(|folders| folders.config_dir().join("config.toml"))
}

/// What was read of a file.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The defaults with all that was understood over them.
    pub config: Config,
    /// What was not, in the order of the file.
    pub complaints: Vec<Complaint>,
    /// The file is no TOML at some place, so that what was understood of the rest may not be what was meant.
    pub is_torn: bool,
}

impl Reading {
    /// Whether the file as a whole could not be read, so that there is nothing else of it that could hold.
    pub fn is_unread(&self) -> bool {
        matches!(self.complaints.as_slice(), [Complaint { place: None, .. }])
    }
}

/// Reads a file; one that is not there says nothing. Templates are named from the folder that it lies in.
pub fn read(path: &Path) -> Reading {
    let mut reading = match file::text_of(path) {
        Ok(None) => return Reading::default(),
        Ok(Some((text, fault))) => {
            let mut reading = parse(&text);
            reading.complaints.splice(0..0, fault);
            reading
        }
        Err(complaint) => return Reading { complaints: vec![complaint], is_torn: true, ..Reading::default() },
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    for form in &mut reading.config.export.forms {
        if let Form::Template(template) = form {
            *template = folder.join(&*template);
        }
    }
    reading
}

/// Reads the text of a file.
pub fn parse(text: &str) -> Reading {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults = Faults::default();
    let mut config = Config::default();
    for error in &errors {
        faults.add(error.span().map_or(0, |span| span.start), error.message());
    }
    let sections = entries(table.get_ref());
    // Where a heading is torn, what follows from that is no mistake of its own.
    for (at, name, value) in sections.iter().filter(|_| errors.is_empty()) {
        let known = SECTIONS.iter().any(|section| section.name == *name);
        match value.get_ref() {
            DeValue::Table(_) if known => {}
            DeValue::Table(_) => faults.unknown(*at, name, SECTIONS.iter().map(|section| section.name)),
            _ => outside(*at, name, &mut faults),
        }
    }
    // In the order of the table, whatever that of the file: a row may count on those above it.
    for section in SECTIONS {
        let here = sections.iter().find(|(_, name, _)| *name == section.name);
        if let Some(table) = here.and_then(|(.., value)| value.get_ref().as_table()) {
            take(section, table, &mut config, &mut faults);
        }
    }
    Reading { config, complaints: faults.placed(text), is_torn: !errors.is_empty() }
}

/// Something stands before the first heading.
fn outside(at: usize, name: &str, faults: &mut Faults) {
    let section = SETTINGS.iter().find(|setting| setting.name == name).map_or("notices", |setting| setting.section);
    faults.add(at, format!("`{}` stands outside a section such as [{section}]", name.escape_debug()));
}

/// Takes in what stands in a section.
fn take(section: &Section, table: &DeTable<'_>, config: &mut Config, faults: &mut Faults) {
    let rows: Vec<_> = SETTINGS.iter().filter(|setting| setting.section == section.name).collect();
    let entries = entries(table);
    for row in &rows {
        if let Some((.., value)) = entries.iter().find(|(_, name, _)| *name == row.name) {
            (row.take)(config, value, faults);
        }
    }
    let others: Vec<_> = entries.into_iter().filter(|(_, name, _)| rows.iter().all(|row| row.name != *name)).collect();
    let Some(named) = &section.named else {
        for (at, name, _) in others {
            faults.unknown(at, name, rows.iter().map(|row| row.name));
        }
        return;
    };
    (named.take)(config, &others, faults);
}
