//! `minutebook man FOLDER`: the manual pages, one for the program and one for each subcommand.
//!
//! They are made from the definitions of the command line and from the same examples as the help, so that a package has them
//! without a second text to keep. Not here: those definitions.

use std::path::Path;

use chrono::{DateTime, Utc};
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::output::{not_written, say};
use super::{Failure, help};
use crate::shell::Clock;

/// What ends with which code, as docs/scripts.md has it.
const EXIT_STATUS: [(&str, &str); 3] = [
    ("0", "All is done that was asked for. That nothing was found is an answer, too."),
    ("1", "It could not be done: something is not there, cannot be read or written, or is refused."),
    ("2", "The command is not used as it is meant: an unknown option, form or date, or a name that fits several."),
];

/// What the program reads of its surroundings.
const ENVIRONMENT: [(&str, &str); 8] = [
    ("MINUTEBOOK_DATA_DIR", "The folder of all meetings, where --data-dir names none."),
    ("MINUTEBOOK_CONFIG", "The user's settings, where --config names no file."),
    ("VISUAL, EDITOR", "The editor that config, and the screen of a meeting, open files in; editor or vi by default."),
    (
        "PAGER",
        "The program through which long output is read on a terminal; less by default, and none where it is empty or cat.",
    ),
    ("NO_COLOR", "Where it is not empty, nothing is printed in colours."),
    ("XDG_DATA_HOME", "Where data folders lie; $HOME/.local/share by default."),
    ("XDG_CONFIG_HOME", "Where settings lie; $HOME/.config by default."),
    ("XDG_CACHE_HOME", "Where caches lie; $HOME/.cache by default. That of a folder that was named is in it."),
];

/// Where the program's own files lie.
const FILES: [(&str, &str); 3] = [
    ("$XDG_DATA_HOME/minutebook", "The data folder: a folder for each meeting, with its journals."),
    ("$XDG_CONFIG_HOME/minutebook/config.toml", "The user's settings."),
    ("$XDG_CACHE_HOME/minutebook", "What is made anew from the journals wherever it is missing."),
];

/// Writes all pages into a folder, which is made where it is not there.
pub(super) fn run(clock: &Clock, folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| not_written(folder, &error))?;
    let date = date(clock);
    let mut root = help::command().disable_help_subcommand(true);
    root.build();
    let pages = std::iter::once(&root).chain(root.get_subcommands().filter(|sub| !sub.is_hide_set()));
    let mut count = 0;
    for command in pages {
        let man = Man::new(command.clone()).date(&date).manual("minutebook").source(source());
        let path = folder.join(man.get_filename());
        std::fs::write(&path, page(&man, command)).map_err(|error| not_written(&path, &error))?;
        count += 1;
    }
    say(&format!("{count} manual pages in {}", folder.display()))
}

fn source() -> String {
    format!("minutebook {}", env!("CARGO_PKG_VERSION"))
}

/// The day that a page is of: that of the sources where a package says it, so that it is the same wherever it is built.
fn date(clock: &Clock) -> String {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let of_sources = epoch.and_then(|seconds| DateTime::<Utc>::from_timestamp(seconds, 0));
    of_sources.map_or_else(|| clock.now(chrono_tz::UTC).at.date_naive(), |at| at.date_naive()).to_string()
}

/// One page, as roff.
fn page(man: &Man, command: &Command) -> String {
    let is_root = command.has_subcommands();
    let mut page = String::new();
    let mut add = |render: &dyn Fn(&mut dyn std::io::Write) -> std::io::Result<()>| {
        let mut bytes = Vec::new();
        // Nothing fails that is written into memory.
        if render(&mut bytes).is_ok() {
            page.push_str(without_preamble(&String::from_utf8_lossy(&bytes), page.is_empty()));
        }
    };
    add(&|out| man.render_title(out));
    add(&|out| man.render_name_section(out));
    add(&|out| man.render_synopsis_section(out));
    add(&|out| man.render_description_section(out));
    add(&|out| man.render_options_section(out));
    if is_root {
        add(&|out| man.render_subcommands_section(out));
    }
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    add(&|out| remarks(&after).to_writer(out));
    add(&|out| closing(command, is_root).to_writer(out));
    tidied(&page)
}

/// The page without breaks that another one makes already, of which readers of manual pages complain.
fn tidied(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let mut tidy = String::new();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| lines.get(at)).copied().unwrap_or_default();
        let after = lines.get(at + 1).copied().unwrap_or_default();
        let idle = match *line {
            ".br" => before.is_empty() || after.is_empty(),
            ".PP" => after.starts_with(".RS") || after.starts_with(".SH"),
            _ => false,
        };
        if !idle {
            tidy.extend([if line.is_empty() { ".sp" } else { line }, "\n"]);
        }
    }
    tidy
}

/// Each part of a page says anew what an apostrophe is; once is enough.
fn without_preamble(part: &str, is_first: bool) -> &str {
    let lines = part.match_indices('\n').nth(1).map_or(0, |(at, _)| at + 1);
    if !is_first && part.starts_with(".ie ") { part.get(lines..).unwrap_or(part) } else { part }
}

/// What stands below the help: its examples, and what else there is to say.
fn remarks(after: &str) -> Roff {
    let mut roff = Roff::new();
    let mut kept = false;
    let mut heading = Some("DETAILS");
    for line in after.lines() {
        let stands = line.starts_with("  ");
        if kept && !stands {
            roff.control("fi", []).control("RE", []);
            kept = false;
        }
        if line == "Examples:" {
            heading = Some("EXAMPLES");
            continue;
        }
        if line.is_empty() {
            if heading.is_none() {
                roff.control("PP", []);
            }
            continue;
        }
        if let Some(heading) = heading.take() {
            roff.control("SH", [heading]);
        }
        if stands && !kept {
            roff.control("RS", ["4"]).control("nf", []);
            kept = true;
        }
        roff.text([roman(line.trim_start())]);
    }
    if kept {
        roff.control("fi", []).control("RE", []);
    }
    roff
}

/// Files, environment, exit status, and where to read on.
fn closing(command: &Command, is_root: bool) -> Roff {
    let mut roff = Roff::new();
    let mut list = |heading: &str, rows: &[(&str, &str)]| {
        roff.control("SH", [heading]);
        for (name, what) in rows {
            roff.control("TP", []).text([bold(*name)]).text([roman(*what)]);
        }
    };
    list("FILES", &FILES);
    list("ENVIRONMENT", &ENVIRONMENT);
    list("EXIT STATUS", &EXIT_STATUS);
    roff.control("SH", ["SEE ALSO"]);
    let others: Vec<String> = if is_root {
        let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
        shown.map(|sub| format!("minutebook-{}(1)", sub.get_name())).collect()
    } else {
        vec!["minutebook(1)".to_owned()]
    };
    roff.text([roman(others.join(", "))]);
    roff
}
