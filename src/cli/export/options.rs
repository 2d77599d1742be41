//! Which part of the minutes, for whom, in which language and layout: from the command line, else from the config.
//!
//! Not here: what a form makes of it.

use std::collections::BTreeSet;

use clap::Args;

use crate::cli::Failure;
use crate::cli::output::complain;
use crate::config::Export;
use crate::meeting::{Meeting, folded};
use crate::minutes::{Lang, Layout, Only, Options};
use crate::notation::{Known, Roster};

/// So many names are said where one is not known.
const MOST_NAMES: usize = 12;

/// What was chosen on the command line.
#[derive(Args)]
pub(super) struct Choices {
    /// Nothing but the list of action items, or of decisions
    #[arg(long, value_name = "LIST", value_parser = ["actions", "decisions"])]
    only: Option<String>,
    /// Of the action items, those of a person or a group: a name, or the part of a name that only one has. The notes stay; with
    /// `--only actions` there is nothing else; decisions have no owner
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// The language of the fixed words and of dates: en, de, fr, es, ja, zh, ar, he
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// How a day is laid out, where a form can do both
    #[arg(long, value_name = "LAYOUT", value_parser = Layout::ALL.map(Layout::name))]
    layout: Option<String>,
    /// Cells of CSV as they are, for programs: what a spreadsheet would run is not defused
    #[arg(long)]
    raw: bool,
}

impl Choices {
    /// How the minutes of this meeting are to be written.
    pub(super) fn options(&self, export: &Export, meeting: &Meeting) -> Result<Options, Failure> {
        let mut options = of(export);
        if let Some(code) = &self.lang {
            options.lang = Lang::from_code(code).ok_or_else(|| {
                let known = Lang::ALL.map(Lang::code).join(", ");
                Failure::new(format!("`{code}` is no language of the minutes"))
                    .hint(format!("one of {known}"))
                    .wrong_use()
            })?;
        }
        if let Some(layout) = self.layout.as_deref().and_then(Layout::from_name) {
            options.layout = layout;
        }
        options.only = match self.only.as_deref() {
            Some("actions") => Some(Only::Actions),
            Some("decisions") => Some(Only::Decisions),
            _ => None,
        };
        options.owner = self.owner.as_deref().map(|name| owner(name, meeting)).transpose()?;
        if options.owner.is_some() && options.only == Some(Only::Decisions) {
            complain(
                "decisions have no owner: all of them are written",
                Some("leave `--owner` out, or `--only decisions`"),
            );
        }
        options.raw = self.raw;
        Ok(options)
    }
}

/// How the config has minutes written.
pub(in crate::cli) fn of(export: &Export) -> Options {
    Options { lang: export.lang, layout: export.layout, jira: export.jira.clone(), ..Options::default() }
}

/// Whose action items are meant: somebody of the roster or a group, or an owner whom no roster has.
fn owner(typed: &str, meeting: &Meeting) -> Result<String, Failure> {
    let roster = Roster::new(&meeting.people, &meeting.groups);
    let found = roster.resolve(typed);
    let candidates = match found.known {
        Known::Person | Known::Group => return Ok(found.name),
        Known::Ambiguous(names) => {
            let message = format!("`{typed}` fits several people");
            return Err(Failure::new(message).hint(format!("write one of {}", listed(names))).wrong_use());
        }
        Known::Unknown => owners(meeting),
    };
    if let Some(name) = candidates.iter().find(|name| folded(name) == folded(typed)) {
        return Ok(name.clone());
    }
    let hint = match roster.suggest(typed) {
        Some(near) => format!("did you mean `{near}`?"),
        None if candidates.is_empty() => "no action item has an owner".to_owned(),
        None => format!("action items have {}", listed(candidates)),
    };
    Err(Failure::new(format!("nobody is called `{typed}`")).hint(hint).wrong_use())
}

/// All who own an action item, by name.
fn owners(meeting: &Meeting) -> Vec<String> {
    let entries = meeting.slots().flat_map(|slot| &slot.entries);
    let names: BTreeSet<&String> =
        entries.filter_map(|entry| entry.action.as_ref()).flat_map(|item| &item.owners).collect();
    names.into_iter().cloned().collect()
}

fn listed(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    names.truncate(MOST_NAMES);
    let names = names.join(", ");
    if more > 0 { format!("{names} and {more} more") } else { names }
}
