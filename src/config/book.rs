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

- `minutebook config` opens it in your editor (`$VISUAL`, `$EDITOR`, else `editor` or `vi`; arguments such as `code --wait` are allowed). Where there is no
  file yet, one is made with all defaults as comments. From a meeting `/settings` does so; the clock runs on.
- `minutebook config --default` prints all settings, explained; `--path` where your file lies; `--check` says what of it is not understood, and ends
  with 1 where anything is not; `--check --json` says the same [for scripts](scripts.md).
- `--config FILE`, or `MINUTEBOOK_CONFIG` in the environment, names another file for any command. A named file that is not there is told, and all
  settings are at their defaults.

What is wrong in the file is told all at once, each with line and column and the nearest right word; everything else in it holds, and
the program starts. A file that cannot be read (a folder or a pipe in its place, no permission, longer than 1 MiB) leaves the defaults. On a screen the
first complaint stands at the foot until a key is pressed.

A screen that is open takes over what is saved at once: keys, notices, snippets, zones and whatever else stands here; what was typed, selected or scrolled stays.
A setting that is wrong is at its default then, as it would be at a start; a file whose TOML is torn, as while it is being written, changes
nothing, and the screen says where it is torn. A file that is taken away leaves the defaults. The file and, where it is a link, what it leads to are watched by the
kernel; on a network file system they are looked at once a second.
";
