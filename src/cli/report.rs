//! Reports over all meetings: what `actions`, `decisions` and `stats` have in common.
//!
//! A person reads a table, a script plain columns, and whoever wants a file gets it in any form that minutes have. Not here: what a report
//! says (see `minutes::report`), and where its rows come from (see `archive`).

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::Path;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use clap::Args;

use super::output::{Bar, file, not_written, raw, say, while_working};
use super::reading::meant_or_one_of;
use super::session::own_zone;
use super::{Context, Failure};
use crate::archive::{Library, write_free};
use crate::meeting::{Tickets, folded};
use crate::minutes::report::{self, Report};
use crate::minutes::{CannotWrite, Format, Lang, Options};
use crate::notation;

pub(super) mod actions;
pub(super) mod decisions;
mod grid;
mod owners;
pub(super) mod people;
pub(super) mod screen;
pub(super) mod stats;
mod table;

/// So many series are named where none was meant.
const SERIES_NAMED: usize = 8;

/// So many damaged meetings are named.
const DAMAGED_NAMED: usize = 3;

/// How a report is to be written.
#[derive(Args)]
struct Forms {
    /// For machines: an object
    #[arg(long, conflicts_with_all = ["csv", "format"])]
    json: bool,
    /// As comma-separated values
    #[arg(long, conflicts_with = "format")]
    csv: bool,
    /// A form: md, html, json, txt, confluence, wiki, org, csv, ics, eml, docx, pdf
    #[arg(short, long, value_name = "NAME")]
    format: Option<String>,
    /// The file to write, never over one that is there; stdout by default
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// The language of the fixed words and of dates: en, de, fr, es, ja, zh, ar, he
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Cells of CSV as they are, for programs: what a spreadsheet would run is not defused
    #[arg(long)]
    raw: bool,
}

impl Forms {
    /// The form that was asked for; none: for a terminal or a pipe.
    fn format(&self) -> Result<Option<Format>, Failure> {
        let named = match &self.format {
            _ if self.json => Some(Format::Json),
            _ if self.csv => Some(Format::Actions),
            Some(name) => Some(Format::from_name(name).ok_or_else(|| {
                let known = Format::ALL.into_iter().filter(|format| *format != Format::Slots).map(Format::name);
                let hint = meant_or_one_of(name, &known.collect::<Vec<_>>());
                Failure::new(format!("`{name}` is no form of a report")).hint(hint).wrong_use()
            })?),
            None if self.output.as_deref().is_some_and(|path| path != "-") => Some(Format::Markdown),
            None => None,
        };
        Ok(named)
    }

    fn options(&self, context: &Context) -> Result<Options, Failure> {
        let export = &context.config().export;
        let mut options = Options { lang: export.lang, jira: export.jira.clone(), raw: self.raw, ..Options::default() };
        if let Some(code) = &self.lang {
            options.lang = Lang::from_code(code).ok_or_else(|| {
                let known = Lang::ALL.map(Lang::code).join(", ");
                let hint = format!("one of {known}");
                Failure::new(format!("`{code}` is no language of the minutes")).hint(hint).wrong_use()
            })?;
        }
        Ok(options)
    }

    /// Writes the report to its file or to stdout.
    fn write(&self, format: Format, report: &Report, options: &Options) -> Result<(), Failure> {
        self.write_what(format, || report::write(format, report, options))
    }

    /// Writes what `written` makes to its file or to stdout.
    fn write_what(
        &self,
        format: Format,
        written: impl FnOnce() -> Result<Vec<u8>, CannotWrite>,
    ) -> Result<(), Failure> {
        let output = self.output.as_deref().filter(|path| *path != "-");
        if output.is_none() && format.is_binary() && std::io::stdout().is_terminal() {
            let message = format!("{} is no text, and a terminal cannot show it", format.name());
            return Err(Failure::new(message).hint(format!("name a file: -o report.{}", format.name())).wrong_use());
        }
        let bytes = while_working(&format!("writing {}…", format.name()), written)
            .map_err(|error| Failure::new(error.to_string()).hint(error.hint()))?;
        match output {
            None if format.is_binary() => raw(&bytes),
            None => file(&bytes),
            Some(path) => {
                let path = write_free(Path::new(path), &bytes).map_err(|error| not_written(Path::new(path), &error))?;
                say(&path.display().to_string())
            }
        }
    }
}

/// The library, brought up to date, for a report over all meetings: those whose journals are damaged are named, because what is lost of
/// them is missing in it.
pub(super) fn library_to_report(context: &Context) -> Library {
    let library = library(context);
    let damaged = library.damaged();
    for (slug, damage) in damaged.iter().take(DAMAGED_NAMED) {
        let hint =
            format!("what is lost of it is missing here; `{}` says what", context.command(&format!("verify {slug}")));
        super::output::complain(&format!("{slug} is damaged: {damage}"), Some(&hint));
    }
    let more = damaged.len().saturating_sub(DAMAGED_NAMED);
    if more > 0 {
        let all = context.command("list");
        super::output::complain(&format!("{more} more meetings are damaged: `{all}` shows them"), None);
    }
    library
}

/// The library, brought up to date.
pub(super) fn library(context: &Context) -> Library {
    let mut library = Library::open(&context.folder);
    let mut bar = Bar::new("reading the meetings");
    library.refresh(&mut |progress| bar.show(progress.done, progress.all));
    library
}

/// Now, where this computer is.
pub(super) fn now(context: &Context) -> DateTime<Tz> {
    let zone = own_zone().unwrap_or(chrono_tz::UTC);
    context.clock.now(zone).at.with_timezone(&zone)
}

/// A day as it is typed: a date, or what can be typed after `due` in a meeting, such as `friday`.
pub(super) fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, Failure> {
    let text = text.trim();
    notation::coming_day(text, today).ok_or_else(|| {
        let hint = "write 2026-02-10, or what is typed after `due`: friday, 10 feb, in 2 weeks";
        Failure::new(format!("`{text}` is no date")).hint(hint).wrong_use()
    })
}

/// A date that was given to an option, as dates are written in files.
fn date(option: &str, text: &str) -> Result<NaiveDate, Failure> {
    let hint = || format!("write --{option} 2026-01-01");
    text.trim().parse().map_err(|_| Failure::new(format!("`{text}` is no date")).hint(hint()).wrong_use())
}

/// The tickets of the meetings whose folders these are, by the meetings' identities.
fn tickets<'a>(library: &Library, slugs: impl Iterator<Item = &'a str>) -> BTreeMap<String, Tickets> {
    let slugs: BTreeSet<&str> = slugs.collect();
    let digests = slugs.into_iter().filter_map(|slug| library.digest(slug));
    digests.map(|digest| (digest.id, digest.head.tickets)).collect()
}

/// The series that was meant, as its newest meeting writes it: its name, else words that stand in the name of one series alone. What
/// no meeting calls itself is kept as typed and said; wrong use where several are meant.
pub(super) fn series(library: &Library, typed: &str) -> Result<String, Failure> {
    let names = series_names(library);
    let alike = alike(&names, typed);
    match alike.as_slice() {
        [one] => return Ok((*one).to_owned()),
        [] => {}
        several => return Err(several_series(several)),
    }
    let near = names.iter().map(|name| (strsim::jaro_winkler(&spaced(name), &spaced(typed)), name));
    let near = near.filter(|(likeness, _)| *likeness > 0.7).max_by(|a, b| a.0.total_cmp(&b.0));
    let hint = near.map_or_else(|| which_series(&names), |(_, name)| format!("did you mean `{name}`?"));
    super::output::complain(&format!("no meeting belongs to a series called `{typed}`"), Some(&hint));
    Ok(typed.to_owned())
}

/// The names of all series, each once, as its newest meeting writes it, in the order of those.
pub(super) fn series_names(library: &Library) -> Vec<String> {
    let mut known = BTreeSet::new();
    let names = library.meetings().into_iter().filter_map(|meeting| meeting.series);
    names.filter(|name| !name.trim().is_empty() && known.insert(spaced(name))).collect()
}

/// The series of that name, else all whose names have these words in them.
pub(super) fn alike<'n>(names: &'n [String], typed: &str) -> Vec<&'n str> {
    let wanted = spaced(typed);
    let named = |fits: &dyn Fn(&str) -> bool| -> Vec<&'n str> {
        names.iter().map(String::as_str).filter(|name| !wanted.is_empty() && fits(&spaced(name))).collect()
    };
    let same = named(&|name| name == wanted);
    if same.is_empty() { named(&|name| name.contains(&wanted)) } else { same }
}

/// Wrong use: the words stand in the names of all of these.
pub(super) fn several_series(names: &[&str]) -> Failure {
    Failure::new(format!("several series are called so: {}", names.join(", "))).wrong_use()
}

/// What can be named as a series.
pub(super) fn which_series(names: &[String]) -> String {
    if names.is_empty() {
        return "a series is named in the agenda: `series: NAME`".to_owned();
    }
    let shown = names.iter().take(SERIES_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = names.len().saturating_sub(SERIES_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("the series are: {shown}{more}")
}

/// A name without what people write differently in it.
fn spaced(name: &str) -> String {
    folded(&name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The names that were meant, as the newest rosters have them: somebody of a roster, or who owns something.
pub(super) fn named_owners(library: &Library, typed: &[String]) -> Result<Vec<String>, Failure> {
    let directory = library.directory();
    let owners = owners::meant(typed, &directory)?;
    let name = |label: String| match directory.labelled(&label) {
        Some(contact) => contact.name.clone(),
        None => label,
    };
    Ok(owners.into_iter().map(name).collect())
}
