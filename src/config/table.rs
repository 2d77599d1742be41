//! THE table of settings: every setting once, with its section, default, help and what takes it in.
//!
//! The file is read by it, and assets/config.toml and docs/config.md are made from it, so none of them can say something else than
//! the program does. A new setting is a row here and a field of [`Config`]. Not here: what a setting does.

use std::path::PathBuf;

use super::named;
use super::value::{self, Faults, Value, entries, flag, number, one_of};
use super::{Config, Form};
use crate::app::{Clipboard, Desktop, Happening, Keymap, Preset, Prompt};
use crate::minutes::{Format, Jira, Lang, Layout};
use crate::notation::zone;
use crate::palette::Choice;
use crate::words;

/// A part of the file under a heading in brackets.
pub(super) struct Section {
    pub(super) name: &'static str,
    /// What it is about, for docs/config.md.
    pub(super) about: &'static str,
    /// Entries whose names are the user's own, or are made elsewhere.
    pub(super) named: Option<Named>,
}

/// Entries of a section that are no rows of [`SETTINGS`].
pub(super) struct Named {
    /// Takes all of them in, in the order of the file: of each where its name stands, the name and the value.
    pub(super) take: fn(&mut Config, &[Entry<'_>], &mut Faults),
    /// How they stand in the file with all defaults: lines of TOML with their comments.
    pub(super) documented: fn() -> String,
    /// The same for docs/config.md: lines of Markdown.
    pub(super) described: fn() -> String,
    /// Lines of TOML that are understood, and differ from the default.
    pub(super) example: &'static str,
}

/// Where the name stands, the name, and the value.
pub(super) type Entry<'a> = (usize, &'a str, &'a Value<'a>);

/// A setting.
pub(super) struct Setting {
    /// Under which heading it stands.
    pub(super) section: &'static str,
    pub(super) name: &'static str,
    /// What it is for: sentences.
    pub(super) help: &'static str,
    /// What can stand there, as goes on after `Values:`.
    pub(super) takes: fn() -> String,
    /// As TOML; none where nothing is set.
    pub(super) default: Option<&'static str>,
    /// As TOML, and different from the default.
    pub(super) example: &'static str,
    /// Takes the value in, or says what is wrong with it.
    pub(super) take: fn(&mut Config, &Value<'_>, &mut Faults),
}

/// All sections, in the order of the file.
pub(super) const SECTIONS: &[Section] = &[
    Section { name: "screen", about: "What the screen looks like.", named: None },
    Section {
        name: "notices",
        about: "What tells you that a slot's time runs out, and what else happens by itself while you look at the people. The line at \
                the foot of the screen says all of it, whatever is set here.",
        named: None,
    },
    Section {
        name: "export",
        about: "How minutes are written: what closing a meeting writes where, and what `minutebook export` does that is not told \
                otherwise.",
        named: None,
    },
    Section { name: "plain", about: "Plain mode: `minutebook take`.", named: None },
    Section {
        name: "clipboard",
        about: "Where copies go: an entry, a slot, the action items, what the mouse has selected.",
        named: None,
    },
    Section {
        name: "mouse",
        about: "Clicks, the wheel, and text marked by dragging; see [docs/mouse.md](mouse.md).",
        named: None,
    },
    Section { name: "zones", about: "Time zones beside the meeting's own.", named: None },
    Section {
        name: "snippets",
        about: "Phrases of yours that `/` and a name type into the line.",
        named: Some(named::SNIPPETS),
    },
    Section { name: "themes", about: "Themes of your own.", named: Some(named::THEMES) },
    Section { name: "theme", about: "How the screen looks.", named: None },
    Section { name: "keys", about: "Which key does what.", named: Some(named::KEYS) },
];

/// All settings, in the order of the file.
pub(super) const SETTINGS: &[Setting] = &[
    Setting {
        section: "screen",
        name: "lang",
        help: "The language of the screen; auto is that of LANGUAGE, LC_ALL, LC_MESSAGES or LANG. Minutes have their own, in [export].",
        takes: || languages().join(", "),
        default: Some("\"auto\""),
        example: "\"de\"",
        take: |config, value, faults| {
            let named = |word: &str| if word == "auto" { Some(None) } else { words::language(word).map(Some) };
            if let Some(lang) = one_of("lang", value, &languages(), named, faults) {
                config.lang = lang;
            }
        },
    },
    Setting {
        section: "notices",
        name: "shares",
        help: "Shares of a slot's planned time at which a notice appears; 1.0 is its end.",
        takes: || "a list of numbers above 0, up to 10".to_owned(),
        default: Some("[0.7, 1.0]"),
        example: "[0.5, 0.9, 1.0]",
        take: shares,
    },
    Setting {
        section: "notices",
        name: "events",
        help: "What rings, and is told on the desktop where that is switched on: a share of a slot's time is gone, all of it is over, a \
               break is over, a slot with a fixed time is due, the day was to end, something is not saved, another scribe closed the \
               meeting.",
        takes: || format!("a list of {}", Happening::ALL.map(Happening::name).join(", ")),
        default: Some("[\"share\", \"over\", \"break\", \"due\", \"end\", \"unsaved\", \"closed\"]"),
        example: "[\"over\", \"unsaved\"]",
        take: happenings,
    },
    Setting {
        section: "notices",
        name: "bell",
        help: "Whether the terminal's bell rings, once for each.",
        takes: || "true or false".to_owned(),
        default: Some("true"),
        example: "false",
        take: |config, value, faults| {
            if let Some(bell) = flag("bell", value, faults) {
                config.settings.bell = bell;
            }
        },
    },
    Setting {
        section: "notices",
        name: "title",
        help: "Whether the window's title says the slot and the minutes that are left of it. The old title comes back; a terminal that \
               cannot do so is left alone.",
        takes: || "true or false".to_owned(),
        default: Some("true"),
        example: "false",
        take: |config, value, faults| {
            if let Some(title) = flag("title", value, faults) {
                config.settings.title = title;
            }
        },
    },
    Setting {
        section: "notices",
        name: "desktop",
        help: "How the desktop is told: off; auto is as your terminal is known to understand it; osc9 and osc777 are sequences that \
               terminals pass on (in tmux with `set -g allow-passthrough on`); bus asks the desktop itself, in a build with the feature \
               `desktop`.",
        takes: || Desktop::ALL.map(Desktop::name).join(", "),
        default: Some("\"off\""),
        example: "\"auto\"",
        take: |config, value, faults| {
            if let Some(way) = one_of("desktop", value, &Desktop::ALL.map(Desktop::name), Desktop::from_name, faults) {
                config.settings.desktop = way;
            }
        },
    },
    Setting {
        section: "export",
        name: "folder",
        help: "Where closing a meeting writes its minutes; \"\" is beside the agenda.",
        takes: || "a path in quotes".to_owned(),
        default: Some("\"\""),
        example: "\"/home/ann/minutes\"",
        take: |config, value, faults| match value.get_ref().as_str() {
            Some("") => {}
            Some(folder) => config.export.folder = Some(PathBuf::from(folder)),
            None => faults.wrong(value, "folder is a path in quotes"),
        },
    },
    Setting {
        section: "export",
        name: "formats",
        help: "What it writes.",
        takes: || {
            let names = quoted(&Format::ALL.map(Format::name));
            format!("a list of {names}, or templates of yours by their path from this file, such as \"letter.txt.j2\"")
        },
        default: Some("[\"md\", \"html\", \"json\"]"),
        example: "[\"html\", \"letter.txt.j2\"]",
        take: formats,
    },
    Setting {
        section: "export",
        name: "lang",
        help: "The language of the fixed words.",
        takes: || quoted(&Lang::ALL.map(Lang::code)),
        default: Some("\"en\""),
        example: "\"de\"",
        take: |config, value, faults| {
            if let Some(lang) = one_of("lang", value, &Lang::ALL.map(Lang::code), Lang::from_code, faults) {
                config.export.lang = lang;
            }
        },
    },
    Setting {
        section: "export",
        name: "layout",
        help: "How a day is laid out where a form can do both.",
        takes: || quoted(&Layout::ALL.map(Layout::name)),
        default: Some("\"sections\""),
        example: "\"tables\"",
        take: |config, value, faults| {
            if let Some(layout) = one_of("layout", value, &Layout::ALL.map(Layout::name), Layout::from_name, faults) {
                config.export.layout = layout;
            }
        },
    },
    Setting {
        section: "export",
        name: "jira",
        help: "The Jira that Confluence pages ask about tickets, by its application link in Confluence.",
        takes: || "a table of server, the link's name, and id, its UUID".to_owned(),
        default: None,
        example: "{ server = \"System JIRA\", id = \"144880e9-a353-312f-9412-ed028e8166fa\" }",
        take: jira,
    },
    Setting {
        section: "plain",
        name: "prompt",
        help: "What stands before each line that somebody types: full says where you are, short that a line can be typed. \
               `--prompt` goes before it.",
        takes: || quoted(&Prompt::NAMES),
        default: Some("\"full\""),
        example: "\"short\"",
        take: |config, value, faults| {
            if let Some(prompt) = one_of("prompt", value, &Prompt::NAMES, Prompt::named, faults) {
                config.prompt = prompt;
            }
        },
    },
    Setting {
        section: "clipboard",
        name: "to",
        help: "\"osc52\" hands them to the terminal, which puts them into the clipboard of the computer that it runs on, also from \
               afar; in tmux by its own command. Terminals take up to 75 kB. \"off\" copies nothing; anything else is a command that \
               reads them, such as \"wl-copy\".",
        takes: || "osc52, off, or a command in quotes".to_owned(),
        default: Some("\"osc52\""),
        example: "\"xclip -selection clipboard\"",
        take: |config, value, faults| match value.get_ref().as_str().map(str::trim) {
            Some("osc52") => config.settings.clipboard = Clipboard::Terminal,
            Some("off") => config.settings.clipboard = Clipboard::Off,
            Some(command) if !command.is_empty() => config.settings.clipboard = Clipboard::Command(command.to_owned()),
            _ => faults.wrong(value, "to is \"osc52\", \"off\" or a command in quotes"),
        },
    },
    Setting {
        section: "mouse",
        name: "on",
        help: "Whether the mouse is the program's. While it is not, the terminal's own selection has it. A key leaves it to the \
               terminal and takes it again: see the verb `mouse.toggle`.",
        takes: || "true or false".to_owned(),
        default: Some("true"),
        example: "false",
        take: |config, value, faults| {
            if let Some(on) = flag("on", value, faults) {
                config.settings.mouse = on;
            }
        },
    },
    Setting {
        section: "zones",
        name: "show",
        help: "Time zones to show beside the meeting's own; the first one from the beginning, the others in turn by a key. This \
               computer's, those that the agenda names and those of its people are there without it.",
        takes: || "a list of IANA names".to_owned(),
        default: Some("[]"),
        example: "[\"Europe/Berlin\"]",
        take: zones,
    },
    Setting {
        section: "theme",
        name: "name",
        help: "The theme of the screen. auto is dark or light as the terminal is, where it says so; contrast is for eyes that need \
               more of it; ansi takes the terminal's own sixteen colours; none does without colours. See [themes](themes.md).",
        takes: || {
            let names: Vec<String> = Choice::ALL.iter().map(|choice| choice.name().to_owned()).collect();
            format!("{}, or the name of one of yours", names.join(", "))
        },
        default: Some("\"auto\""),
        example: "\"contrast\"",
        take: |config, value, faults| {
            let themes = &mut config.settings.themes;
            let names = themes.names();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            if let Some(wanted) = one_of("name", value, &names, |name| themes.named(name), faults) {
                themes.wanted = wanted;
            }
        },
    },
    Setting {
        section: "keys",
        name: "preset",
        help: "Bindings for hands that know another program; yours below lie over them.",
        takes: || Preset::ALL.map(Preset::name).join(", "),
        default: Some("\"default\""),
        example: "\"emacs\"",
        take: |config, value, faults| {
            if let Some(preset) = one_of("preset", value, &Preset::ALL.map(Preset::name), Preset::named, faults) {
                config.keymap = Keymap::of(preset);
            }
        },
    },
];

/// Words as they stand in the file.
fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// What can stand there for the language of the screen.
fn languages() -> Vec<&'static str> {
    std::iter::once("auto").chain(words::languages().map(Lang::code)).collect()
}

fn shares(config: &mut Config, value: &Value<'_>, faults: &mut Faults) {
    let shares: Option<Vec<f64>> = value.get_ref().as_array().and_then(|array| array.iter().map(number).collect());
    match shares {
        Some(mut shares) if shares.iter().all(|share| *share > 0.0 && *share <= 10.0) => {
            shares.sort_by(f64::total_cmp);
            config.settings.notices = shares;
        }
        _ => faults.wrong(value, "shares are numbers above 0 and up to 10, such as [0.7, 1.0]"),
    }
}

fn happenings(config: &mut Config, value: &Value<'_>, faults: &mut Faults) {
    let Some(names) = value::words(value) else {
        return faults.wrong(value, "events are names such as [\"over\", \"unsaved\"]");
    };
    let mut wanted = Vec::new();
    for (at, name) in names {
        match Happening::from_name(&name) {
            Some(happening) => wanted.push(happening),
            None => faults.unknown(at, &name, Happening::ALL.map(Happening::name)),
        }
    }
    config.settings.happenings = wanted;
}

fn formats(config: &mut Config, value: &Value<'_>, faults: &mut Faults) {
    let Some(array) = value.get_ref().as_array() else {
        return faults.wrong(value, "formats are names such as [\"md\", \"html\"]");
    };
    let mut forms = Vec::new();
    for one in array {
        match one.get_ref().as_str() {
            Some(name) => match Form::named(name) {
                Some(form) if !forms.contains(&form) => forms.push(form),
                Some(_) => {}
                None => faults.unknown(one.span().start, name, Format::ALL.map(Format::name)),
            },
            None => faults.wrong(one, "a format is a name in quotes"),
        }
    }
    config.export.forms = forms;
}

fn jira(config: &mut Config, value: &Value<'_>, faults: &mut Faults) {
    let wanted = "jira is { server = \"the name of its link in Confluence\", id = \"the id of that link, a UUID\" }";
    let Some(table) = value.get_ref().as_table() else { return faults.wrong(value, wanted) };
    let mut jira = Jira::default();
    for (at, name, value) in entries(table) {
        match (name, value.get_ref().as_str()) {
            ("server", Some(server)) if !server.contains(char::is_control) => server.clone_into(&mut jira.server),
            ("id", Some(id)) if uuid::Uuid::try_parse(id).is_ok() => id.clone_into(&mut jira.server_id),
            ("server" | "id", _) => return faults.wrong(value, wanted),
            (other, _) => return faults.unknown(at, other, ["server", "id"]),
        }
    }
    if jira.server.is_empty() || jira.server_id.is_empty() {
        return faults.wrong(value, wanted);
    }
    config.export.jira = Some(jira);
}

fn zones(config: &mut Config, value: &Value<'_>, faults: &mut Faults) {
    let Some(names) = value::words(value) else {
        return faults.wrong(value, "zones are names such as [\"Europe/Berlin\"]");
    };
    for (at, name) in names {
        if let Some(zone) = zone::named(&name) {
            config.settings.zones.push(zone);
            continue;
        }
        let hint = match zone::nearest(&name) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "write the IANA name, such as Europe/Berlin".to_owned(),
        };
        faults.add(at, format!("`{}` is no time zone; {hint}", name.escape_debug()));
    }
}
