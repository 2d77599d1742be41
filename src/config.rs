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
use crate::minutes::{Format, Jira, Lang, Layout, template};
use crate::notation::zone;

/// Everything that can be set.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Notices and bell.
    pub settings: Settings,
    /// Keys.
    pub keymap: Keymap,
    /// How minutes are written.
    pub export: Export,
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

/// Reads a file; one that is not there says nothing. Templates are named from the folder that it lies in.
pub fn read(path: &Path) -> io::Result<(Config, Vec<Complaint>)> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let (mut config, complaints) = parse(&text);
            let folder = path.parent().unwrap_or(Path::new("."));
            for form in &mut config.export.forms {
                if let Form::Template(template) = form {
                    *template = folder.join(&*template);
                }
            }
            Ok((config, complaints))
        }
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
        let text = value.get_ref().as_str();
        match name {
            "folder" => match text {
                Some("") => {}
                Some(folder) => self.config.export.folder = Some(PathBuf::from(folder)),
                None => self.complain(value.span().start, "folder is a path in quotes".to_owned()),
            },
            "formats" => self.forms(value),
            "lang" => match text.map(Lang::from_code) {
                Some(Some(lang)) => self.config.export.lang = lang,
                _ => self.unknown_of(value, "lang", &Lang::ALL.map(Lang::code)),
            },
            "layout" => match text.and_then(Layout::from_name) {
                Some(layout) => self.config.export.layout = layout,
                None => self.unknown_of(value, "layout", &Layout::ALL.map(Layout::name)),
            },
            "jira" => self.jira(value),
            other => self.unknown(at, other, ["folder", "formats", "lang", "layout", "jira"].into_iter()),
        }
    }

    fn forms(&mut self, value: &Value<'_>) {
        let Some(array) = value.get_ref().as_array() else {
            return self.complain(value.span().start, "formats are names such as [\"md\", \"html\"]".to_owned());
        };
        let mut forms = Vec::new();
        for one in array {
            match one.get_ref().as_str().map(Form::named) {
                Some(Some(form)) if !forms.contains(&form) => forms.push(form),
                Some(Some(_)) => {}
                Some(None) => self.unknown_of(one, "formats", &Format::ALL.map(Format::name)),
                None => self.complain(one.span().start, "a format is a name in quotes".to_owned()),
            }
        }
        self.config.export.forms = forms;
    }

    fn jira(&mut self, value: &Value<'_>) {
        let wanted =
            "jira is { server = \"the name of its link in Confluence\", id = \"the id of that link, a UUID\" }";
        let Some(table) = value.get_ref().as_table() else {
            return self.complain(value.span().start, wanted.to_owned());
        };
        let mut jira = Jira::default();
        for (name, value) in table {
            match (name.get_ref().as_ref(), value.get_ref().as_str()) {
                ("server", Some(server)) if !server.contains(char::is_control) => server.clone_into(&mut jira.server),
                ("id", Some(id)) if uuid::Uuid::try_parse(id).is_ok() => id.clone_into(&mut jira.server_id),
                ("server" | "id", _) => return self.complain(value.span().start, wanted.to_owned()),
                (other, _) => return self.unknown(name.span().start, other, ["server", "id"].into_iter()),
            }
        }
        if jira.server.is_empty() || jira.server_id.is_empty() {
            return self.complain(value.span().start, wanted.to_owned());
        }
        self.config.export.jira = Some(jira);
    }

    /// Says that a value is none of those that there are.
    fn unknown_of(&mut self, value: &Value<'_>, what: &str, known: &[&str]) {
        let at = value.span().start;
        let Some(word) = value.get_ref().as_str() else {
            return self.complain(at, format!("{what} is one of {}, in quotes", known.join(", ")));
        };
        let nearest = known.iter().min_by_key(|known| strsim::osa_distance(word, known));
        let near = nearest.filter(|nearest| strsim::osa_distance(word, nearest) * 2 <= nearest.len());
        let hint =
            near.map_or_else(|| format!("write one of {}", known.join(", ")), |it| format!("did you mean `{it}`?"));
        self.complain(at, format!("`{}` is not known; {hint}", word.escape_debug()));
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
         # What it writes: md, html, json, txt, confluence, wiki, org, csv, csv-slots, ics, eml, docx, pdf; or a template of yours,\n\
         # by its path from this file, such as \"letter.txt.j2\".\n\
         formats = [\"md\", \"html\", \"json\"]\n\
         # The language of the fixed words: en, de, fr, es, ja, zh, ar, he.\n\
         lang = \"en\"\n\
         # How a day is laid out where a form can do both: sections, tables.\n\
         layout = \"sections\"\n\
         # The Jira that Confluence pages ask about tickets, by its application link in Confluence:\n\
         # jira = { server = \"System JIRA\", id = \"144880e9-a353-312f-9412-ed028e8166fa\" }\n\
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
        assert_eq!(config.export, default.export);
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
    fn how_minutes_are_written_can_be_set() {
        let text = "[export]\nformats = [\"pdf\", \"letter.txt.j2\"]\nlayout = \"tables\"\nlang = \"en\"\n\
            jira = { server = \"Ours\", id = \"144880e9-a353-312f-9412-ed028e8166fa\" }\n";
        let (config, complaints) = parse(text);
        assert_eq!(complaints, []);
        assert_eq!(config.export.forms, [Form::Format(Format::Pdf), Form::Template("letter.txt.j2".into())]);
        assert_eq!(config.export.layout, Layout::Tables);
        assert_eq!(config.export.jira.map(|jira| jira.server).as_deref(), Some("Ours"));
    }

    #[test]
    fn what_minutes_cannot_be_written_in_is_pointed_at() {
        let text = "[export]\nformats = [\"md\", \"htlm\", 3]\nlayout = \"rows\"\nlang = \"xx\"\n\
            jira = { server = \"Ours\", id = \"4\" }\nformat = 1\n";
        let (config, complaints) = parse(text);
        let mut said: Vec<_> = complaints.iter().map(ToString::to_string).collect();
        said.sort();
        let begins = [
            "2:18: `htlm` is not known; did you mean `html`?",
            "2:26: a format is a name in quotes",
            "3:10: `rows` is not known; write one of sections, tables",
            "4:8: `xx` is not known; write one of en, de, fr",
            "5:32: jira is { server",
            "6:1: `format` is not known; did you mean `formats`?",
        ];
        assert_eq!(said.len(), begins.len(), "{said:?}");
        for (said, begin) in said.iter().zip(begins) {
            assert!(said.starts_with(begin), "{said} is not {begin}");
        }
        assert_eq!(config.export.forms, [Form::Format(Format::Markdown)]);
        assert_eq!(config.export.jira, None);
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
