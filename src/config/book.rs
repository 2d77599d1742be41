//! assets/config.toml and docs/config.md, made from the table of settings.
//!
//! Not here: what the settings are.

use std::fmt::Write as _;

use super::table::{SECTIONS, SETTINGS, Section, Setting};
use crate::text::wrap;

/// Columns of a comment.
const COLUMNS: usize = 118;

fn settings_of(section: &Section) -> impl Iterator<Item = &'static Setting> {
    let name = section.name;
    SETTINGS.iter().filter(move |setting| setting.section == name)
}

/// The file with every default and all explained: what assets/config.toml holds, and `minutebook config --default` prints.
pub fn documented() -> String {
    let mut text = String::from(
        "# minutebook's settings. Everything here is the default; a file of yours needs only what differs.\n\
         # It lies in the platform's config folder: on Linux ~/.config/minutebook/config.toml.\n",
    );
    for section in SECTIONS {
        let _ = write!(text, "\n[{}]\n", section.name);
        for setting in settings_of(section) {
            comment(&mut text, setting.help);
            comment(&mut text, &format!("Values: {}.", (setting.takes)()));
            let _ = match setting.default {
                Some(default) => writeln!(text, "{} = {default}", setting.name),
                None => writeln!(text, "# {} = {}", setting.name, setting.example),
            };
        }
        if let Some(named) = &section.named {
            text.push_str(&(named.documented)());
        }
    }
    text
}

/// The same with every setting commented out: the file that a user begins with.
pub fn begun() -> String {
    let told = "# minutebook's settings, all at their defaults. Take the # away before what you change, and before its section's name.\n";
    let lines = documented();
    let lines = lines.lines().skip(1).map(|line| match line {
        "" => "\n".to_owned(),
        line if line.starts_with('#') => format!("{line}\n"),
        line => format!("# {line}\n"),
    });
    std::iter::once(told.to_owned()).chain(lines).collect()
}

/// The text of docs/config.md.
pub fn config_book() -> String {
    let mut book = String::from(INTRO);
    for section in SECTIONS {
        let _ = write!(book, "\n## `[{}]`\n\n{}\n", section.name, section.about);
        if settings_of(section).next().is_some() {
            book.push_str("\n| setting | what it is | values | default |\n|---|---|---|---|\n");
        }
        for setting in settings_of(section) {
            let default = setting.default.map_or_else(|| "nothing".to_owned(), |default| format!("`{default}`"));
            let _ = writeln!(book, "| `{}` | {} | {} | {default} |", setting.name, setting.help, (setting.takes)());
        }
        if let Some(named) = &section.named {
            let _ = write!(book, "\n{}", (named.described)());
        }
        let _ = write!(book, "\n```toml\n{}```\n", example(section));
    }
    book
}

/// Lines of TOML in which every setting of a section differs from its default.
pub(super) fn example(section: &Section) -> String {
    let mut text = format!("[{}]\n", section.name);
    for setting in settings_of(section) {
        let _ = writeln!(text, "{} = {}", setting.name, setting.example);
    }
    text + section.named.as_ref().map_or("", |named| named.example)
}

fn comment(text: &mut String, words: &str) {
    for row in wrap(words, COLUMNS, COLUMNS) {
        let _ = writeln!(text, "# {}", words.get(row).unwrap_or_default().trim_end());
    }
}

const INTRO: &str = "\
# Settings

The settings are a file in [TOML](https://toml.io): `config.toml` in the platform's config folder, on Linux
`~/.config/minutebook/config.toml`. A file of yours needs only what differs from the defaults; those stand, explained, in
[assets/config.toml](../assets/config.toml). This page is made from the table that the program reads the file by.

What is wrong in the file is told all at once, each with line and column and the nearest right word; everything else in it holds, and
the program starts.
";
