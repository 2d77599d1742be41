//! The command line's own help: its subcommands by when they are of use.
//!
//! Not here: what each of them says of itself, which stands beside its definition.

use std::fmt::Write as _;
use std::io::{IsTerminal, stdout};
use std::path::Path;

use clap::builder::Styles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use super::Arguments;
use crate::text::{width, wrap};

/// When one needs which, in the order of a meeting's life.
const GROUPS: [(&str, &[&str]); 6] = [
    ("Before the meeting", &["check", "import", "plan", "next"]),
    ("During the meeting", &["open", "take", "note", "attach", "status", "clock"]),
    ("After the meeting", &["show", "export", "approve", "log"]),
    ("Over all meetings", &["list", "search", "actions", "done", "item", "decisions", "people", "stats"]),
    ("Keeping them", &["archive", "delete", "verify", "repair"]),
    ("Trying it, and setting it up", &["demo", "parse", "config", "keys", "completions", "man", "help"]),
];

/// For what stands in no group.
const MORE: &str = "More";

/// Columns where no terminal says how many there are, and the most.
const COLUMNS: usize = 100;

/// The definitions, with the subcommands of the help in their groups.
pub(super) fn command() -> Command {
    let command = Arguments::command();
    let terminal = stdout().is_terminal().then(crossterm::terminal::size).and_then(Result::ok);
    let columns = terminal.map_or(COLUMNS, |(columns, _)| usize::from(columns)).clamp(30, COLUMNS);
    let listed = listed(&command, columns);
    let header = Styles::styled().get_header().to_owned();
    command.help_template(format!(
        "{{before-help}}{{about}}\n\n{{usage-heading}} {{usage}}\n\n{listed}{header}Options:{header:#}\n{{options}}{{after-help}}"
    ))
}

/// A file in the place of a subcommand is an agenda that somebody wants to open: that error says how.
pub(super) fn told_to_open(mut said: clap::Error) -> clap::Error {
    let named = match said.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(named)) if said.kind() == ErrorKind::InvalidSubcommand => named.clone(),
        _ => return said,
    };
    let path = Path::new(&named);
    let ends_in_md = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
    if ends_in_md || path.is_file() {
        let is_plain = |sign: char| sign.is_alphanumeric() || "./\\:_-+,@".contains(sign);
        let shown = if named.chars().all(is_plain) { named } else { format!("'{}'", named.replace('\'', "'\\''")) };
        let tip = format!("to start the meeting of an agenda: minutebook open {shown}");
        // What sounds like it is not what was meant.
        said.remove(ContextKind::SuggestedSubcommand);
        said.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    said
}

/// The subcommands that a group names, and those that none does.
fn groups(command: &Command) -> Vec<(&'static str, Vec<(String, String)>)> {
    let about = |sub: &Command| sub.get_about().map(ToString::to_string).unwrap_or_default();
    let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    let mut all: Vec<(String, String)> = shown.map(|sub| (sub.get_name().to_owned(), about(sub))).collect();
    // The one that the command line brings by itself.
    all.push(("help".to_owned(), "Print this, or the help of a subcommand".to_owned()));
    let mut groups: Vec<(&'static str, Vec<(String, String)>)> = Vec::new();
    for (heading, names) in GROUPS {
        let mut rows = Vec::new();
        for name in names {
            rows.extend(all.iter().position(|(known, _)| known == name).map(|at| all.remove(at)));
        }
        groups.push((heading, rows));
    }
    groups.push((MORE, all));
    groups.retain(|(_, rows)| !rows.is_empty());
    groups
}

/// The groups as they stand in the help.
fn listed(command: &Command, columns: usize) -> String {
    let groups = groups(command);
    let styles = Styles::styled();
    let (header, literal) = (styles.get_header(), styles.get_literal());
    let widest = groups.iter().flat_map(|(_, rows)| rows).map(|(name, _)| width(name)).max().unwrap_or(0);
    let mut text = String::new();
    for (heading, rows) in groups {
        let _ = writeln!(text, "{header}{heading}:{header:#}");
        for (name, about) in rows {
            let room = columns.saturating_sub(widest + 4).max(10);
            let mut lines =
                wrap(&about, room, room).into_iter().map(|row| about.get(row).unwrap_or_default().trim_end());
            let first = lines.next().unwrap_or_default();
            let gap = " ".repeat(widest.saturating_sub(width(&name)) + 2);
            let _ = writeln!(text, "  {literal}{name}{literal:#}{gap}{first}");
            for line in lines {
                let _ = writeln!(text, "{}{line}", " ".repeat(widest + 4));
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subcommand_stands_in_a_group_of_the_help() {
        let command = Arguments::command();
        let more: Vec<_> = groups(&command).into_iter().filter(|(heading, _)| *heading == MORE).collect();
        assert_eq!(more, [], "name it in GROUPS");
        let help = command.get_subcommands().filter(|sub| !sub.is_hide_set()).count() + 1;
        assert_eq!(groups(&command).iter().map(|(_, rows)| rows.len()).sum::<usize>(), help);
    }

    #[test]
    fn every_subcommand_shows_in_its_help_how_it_is_typed() {
        for sub in Arguments::command().get_subcommands().filter(|sub| !sub.is_hide_set()) {
            let after = sub.get_after_help().map(ToString::to_string).unwrap_or_default();
            let name = format!("minutebook {}", sub.get_name());
            assert!(after.contains("Examples:\n") && after.contains(&name), "{name} has no example");
        }
    }

    #[test]
    fn the_groups_fit_the_width_of_a_narrow_terminal() {
        let text = listed(&Arguments::command(), 40);
        let plain = text.replace(['\u{1b}'], "");
        assert!(plain.lines().count() > 40);
        let bare = anstyle_free(&text);
        assert!(bare.lines().all(|line| width(line) <= 40), "{bare}");
    }

    /// The text without its styles.
    fn anstyle_free(text: &str) -> String {
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |bare, part| bare + part.split_once('m').map_or("", |(_, rest)| rest))
    }
}
