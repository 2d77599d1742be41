//! What the user may set: defaults as a documented file, and the user's own file laid over it.
//!
//! All mistakes of a file are reported at once, each with its place and the nearest right word, and the program still
//! starts: a scribe five minutes before a meeting has no time for a typing error. Not here: what a setting does.
#![allow(clippy::disallowed_methods, reason = "reads the user's file, the only thing it touches")]

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::app::{Action, Key, Keymap, Scope, Settings, Snippet, VERBS, verb_of};
use crate::notation::zone;

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Notices and bell.
    pub settings: Settings,
    /// Keys.
    pub keymap: Keymap,
    /// Where closing writes the minutes; none: beside the agenda.
    pub export_folder: Option<PathBuf>,
    /// What closing writes.
    pub export_formats: Vec<String>,
}

/// Something in the file that was not understood; the default holds there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct Complaint {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            keymap: Keymap::default(),
            export_folder: None,
            export_formats: ["md", "html", "json"].map(str::to_owned).to_vec(),
        }
    }
}

/// Where the user's file is, on this platform.
pub fn path() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "minutebook").map(|folders| folders.config_dir().join("config.toml"))
}

/// Reads a file; one that is not there says nothing.
pub fn read(path: &Path) -> io::Result<(Config, Vec<Complaint>)> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(parse(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok((Config::default(), Vec::new())),
        Err(error) => Err(error),
    }
}

/// Reads the text of a file.
pub fn parse(text: &str) -> (Config, Vec<Complaint>) {
    let mut reader = Reader { text, config: Config::default(), complaints: Vec::new() };
    match DeTable::parse(text) {
        Ok(table) => reader.file(table.get_ref()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reader.complain(at, error.message().to_owned());
        }
    }
    (reader.config, reader.complaints)
}

struct Reader<'a> {
    text: &'a str,
    config: Config,
    complaints: Vec<Complaint>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn complain(&mut self, at: usize, message: String) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        self.complaints.push(Complaint { line, column, message });
    }

    fn file(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let at = name.span().start;
            let DeValue::Table(section) = value.get_ref() else {
                self.complain(at, format!("`{}` stands outside a section such as [notices]", name.get_ref()));
                continue;
            };
            match name.get_ref().as_ref() {
                "notices" => self.section(section, Self::notices),
                "export" => self.section(section, Self::export),
                "keys" => self.section(section, Self::key),
                "snippets" => self.section(section, Self::snippet),
                "zones" => self.section(section, Self::zones),
                other => self.unknown(at, other, ["notices", "export", "zones", "snippets", "keys"].into_iter()),
            }
        }
    }

    fn section(&mut self, table: &DeTable<'_>, each: fn(&mut Self, usize, &str, &Value<'_>)) {
        for (name, value) in table {
            each(self, name.span().start, name.get_ref(), value);
        }
    }

    fn notices(&mut self, at: usize, name: &str, value: &Value<'_>) {
        match name {
            "shares" => {
                let shares: Option<Vec<f64>> =
                    value.get_ref().as_array().and_then(|array| array.iter().map(number).collect());
                match shares {
                    Some(mut shares) if shares.iter().all(|share| *share > 0.0 && *share <= 10.0) => {
                        shares.sort_by(f64::total_cmp);
                        self.config.settings.notices = shares;
                    }
                    _ => self.complain(value.span().start, "shares are numbers such as [0.7, 1.0]".to_owned()),
                }
            }
            "bell" => match value.get_ref().as_bool() {
                Some(bell) => self.config.settings.bell = bell,
                None => self.complain(value.span().start, "bell is true or false".to_owned()),
            },
            other => self.unknown(at, other, ["shares", "bell"].into_iter()),
        }
    }

    fn export(&mut self, at: usize, name: &str, value: &Value<'_>) {
        match name {
            "folder" => match value.get_ref().as_str() {
                Some("") => {}
                Some(folder) => self.config.export_folder = Some(PathBuf::from(folder)),
                None => self.complain(value.span().start, "folder is a path in quotes".to_owned()),
            },
            "formats" => match words(value) {
                Some(formats) => self.config.export_formats = formats,
                None => self.complain(value.span().start, "formats are names such as [\"md\", \"html\"]".to_owned()),
            },
            other => self.unknown(at, other, ["folder", "formats"].into_iter()),
        }
    }

    fn zones(&mut self, at: usize, name: &str, value: &Value<'_>) {
        if name != "show" {
            return self.unknown(at, name, ["show"].into_iter());
        }
        let Some(names) = words(value) else {
            return self.complain(value.span().start, "zones are names such as [\"Europe/Berlin\"]".to_owned());
        };
        for name in names {
            if let Some(zone) = zone::named(&name) {
                self.config.settings.zones.push(zone);
                continue;
            }
            let hint = match zone::nearest(&name) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "write the IANA name, such as Europe/Berlin".to_owned(),
            };
            self.complain(value.span().start, format!("`{}` is no time zone; {hint}", name.escape_debug()));
        }
    }

    fn snippet(&mut self, at: usize, name: &str, value: &Value<'_>) {
        if let Some(verb) = verb_of(name) {
            let message = format!("`/{name}` is the verb {} already: give the snippet another name", verb.verb().name);
            return self.complain(at, message);
        }
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '/') {
            return self.complain(at, format!("`{}` is no name for a snippet: write one word", name.escape_debug()));
        }
        let one_line = |text: &&str| !text.is_empty() && !text.contains(char::is_control);
        match value.get_ref().as_str().filter(one_line) {
            Some(text) => self.config.settings.snippets.push(Snippet::new(name, text)),
            None => self.complain(value.span().start, "a snippet is one line of text in quotes".to_owned()),
        }
    }

    fn key(&mut self, at: usize, name: &str, value: &Value<'_>) {
        let Some(action) = Action::named(name) else {
            return self.unknown(at, name, VERBS.iter().map(|verb| verb.name));
        };
        let Some(texts) = words(value) else {
            return self.complain(value.span().start, "keys are written [\"ctrl-n\", \"f5\"]".to_owned());
        };
        let mut keys = Vec::new();
        for text in texts {
            match text.parse::<Key>() {
                Ok(key) => keys.push(key),
                Err(error) => self.complain(value.span().start, error.to_string()),
            }
        }
        self.config.keymap.bind(action, keys);
    }

    fn unknown<'w>(&mut self, at: usize, word: &str, known: impl Iterator<Item = &'w str>) {
        let nearest = known.min_by_key(|known| strsim::osa_distance(word, known));
        let hint = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
        self.complain(at, format!("`{word}` is not known{hint}"));
    }
}

fn number(value: &Value<'_>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::Integer(integer) => integer.as_str().parse().ok(),
        _ => None,
    }
}

fn words(value: &Value<'_>) -> Option<Vec<String>> {
    let array = value.get_ref().as_array()?;
    array.iter().map(|word| word.get_ref().as_str().map(str::to_owned)).collect()
}

/// The default file, with every setting explained: what assets/config.toml holds.
pub fn documented() -> String {
    let mut text = String::from(
        "# minutebook's settings. Everything here is the default; a file of yours needs only what differs.\n\
         # It lies in the platform's config folder: on Linux ~/.config/minutebook/config.toml.\n\
         \n\
         [notices]\n\
         # Shares of a slot's planned time at which a notice appears; 1.0 is its end.\n\
         shares = [0.7, 1.0]\n\
         # Whether the terminal's bell rings with them.\n\
         bell = true\n\
         \n\
         [export]\n\
         # Where closing a meeting writes its minutes; \"\" is beside the agenda.\n\
         folder = \"\"\n\
         # What it writes: md, html, json.\n\
         formats = [\"md\", \"html\", \"json\"]\n\
         \n\
         [zones]\n\
         # Time zones to show beside the meeting's own, such as [\"Europe/Berlin\"]; the first one from the beginning, the others\n\
         # in turn by a key. This computer's, those that the agenda names and those of its people are there without it.\n\
         show = []\n\
         \n\
         [snippets]\n\
         # Phrases of yours, each with a name: `/` and the name types it into the line, and what follows the name goes where\n\
         # {} stands, as does the cursor. Such as:\n\
         # thanks = \"{} was thanked for the work of the last months.\"\n\
         # slides = \"! {} — put the slides where all find them\"\n\
         \n\
         [keys]\n\
         # Each verb and its keys: ctrl-, alt- and shift- before a letter, a sign, f1 to f24, or enter, tab,\n\
         # backspace, delete, insert, esc, up, down, left, right, home, end, pageup, pagedown, space.\n",
    );
    for scope in Scope::ALL {
        let _ = write!(text, "\n# {}.\n", scope.title());
        for verb in VERBS.iter().filter(|verb| verb.scope == scope) {
            let keys: Vec<String> = verb.keys.iter().map(|key| format!("{key:?}")).collect();
            let _ = write!(text, "# {}\n\"{}\" = [{}]\n", verb.help, verb.name, keys.join(", "));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_file_is_the_default_and_is_up_to_date() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/config.toml");
        if std::env::var_os("UPDATE_ASSETS").is_some() {
            std::fs::write(&path, documented()).expect("assets can be written");
        }
        let text = std::fs::read_to_string(path).expect("assets/config.toml");
        assert_eq!(text, documented(), "run the tests once with UPDATE_ASSETS=1");
        let (config, complaints) = parse(&text);
        assert_eq!(complaints, []);
        let default = Config::default();
        assert_eq!(config.settings, default.settings);
        assert_eq!(config.export_formats, default.export_formats);
        for verb in VERBS {
            assert_eq!(config.keymap.keys(verb.action), default.keymap.keys(verb.action), "{}", verb.name);
        }
    }

    #[test]
    fn every_mistake_is_reported_with_its_place_and_the_rest_counts() {
        let text =
            "[notices]\nbel = true\nshares = [0.5]\n\n[keys]\n\"slot.nxt\" = [\"f5\"]\nundo = [\"hyper-z\", \"f6\"]\n";
        let (config, complaints) = parse(text);
        let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said.iter().any(|it| it == "2:1: `bel` is not known; did you mean `bell`?"), "{said:?}");
        assert!(
            said.iter().any(|it| it.starts_with("6:1: `slot.nxt` is not known; did you mean `slot.next`?")),
            "{said:?}"
        );
        assert!(said.iter().any(|it| it.starts_with("7:8: `hyper-z` is no key")), "{said:?}");
        assert_eq!(config.settings.notices, [0.5]);
        assert_eq!(config.keymap.shown(Action::Undo), "F6");
    }

    #[test]
    fn zones_are_those_that_there_are() {
        let (config, complaints) = parse("[zones]\nshow = [\"Europe/Berlin\", \"Asia/Tokio\"]\nshown = 1\n");
        assert_eq!(config.settings.zones, [chrono_tz::Europe::Berlin]);
        let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
        let tokyo = "2:8: `Asia/Tokio` is no time zone; did you mean `Asia/Tokyo`?";
        assert_eq!(said, [tokyo, "3:1: `shown` is not known; did you mean `show`?"]);
    }

    #[test]
    fn a_zone_is_named_and_hinted_at_as_in_an_agenda() {
        let (config, complaints) =
            parse("[zones]\nshow = [\"europe/berlin\", \"America/New York\", \"PST\", \"Lisbon\", \"+02:00\"]\n");
        assert_eq!(config.settings.zones, [chrono_tz::Europe::Berlin, chrono_tz::America::New_York]);
        let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
        let hints = [
            "`PST` is no time zone; did you mean `America/Los_Angeles`?",
            "`Lisbon` is no time zone; did you mean `Europe/Lisbon`?",
            "`+02:00` is no time zone; write the IANA name, such as Europe/Berlin",
        ];
        assert_eq!(said, hints.map(|hint| format!("2:8: {hint}")));
    }

    #[test]
    fn snippets_are_one_line_each_and_hide_no_verb() {
        let text =
            "[snippets]\nNext = \"x\"\nthanks = \"{} was thanked\"\ntwo = \"a\\nb\"\n\"a b\" = \"x\"\nslides = 1\n";
        let (config, complaints) = parse(text);
        let said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
        assert_eq!(config.settings.snippets, [Snippet::new("thanks", "{} was thanked")]);
        assert_eq!(
            said,
            [
                "2:1: `/Next` is the verb slot.next already: give the snippet another name",
                "5:1: `a b` is no name for a snippet: write one word",
                "6:10: a snippet is one line of text in quotes",
                "4:7: a snippet is one line of text in quotes",
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_toml_says_where_and_leaves_the_defaults() {
        let (config, complaints) = parse("[notices\nbell = false\n");
        assert_eq!((complaints.len(), complaints[0].line), (1, 1));
        assert!(config.settings.bell);
    }
}
