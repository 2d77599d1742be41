//! The same journal gives the same files wherever the program runs: zone, language, person and folder change no byte.
//!
//! Minutes are sent, compared and signed for; two scribes who export one meeting have to get one file. Not here: what is in
//! the files (see `minutes`), and the time of an open meeting's export, which is told of as it stands.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use minutebook::minutes::{Format, Lang, Layout};
use tempfile::TempDir;

/// Meetings with everything that can happen in one, two of them in another zone than any place here.
const JOURNALS: [&str; 3] =
    ["v1-every-event-attachments.jsonl", "v1-every-event-course.jsonl", "v1-every-event-notation.jsonl"];

/// What is different elsewhere; `TZ` in both ways to write it, as not every machine knows zones by name.
const PLACES: [&[(&str, &str)]; 6] = [
    &[("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C")],
    &[("TZ", "Asia/Tokyo"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8"), ("LANGUAGE", "de")],
    &[("TZ", "JST-9"), ("LANG", "ja_JP.SJIS"), ("LC_TIME", "ja_JP.UTF-8"), ("USER", "花子")],
    &[
        ("TZ", "America/Los_Angeles"),
        ("LANG", "ar_EG.UTF-8"),
        ("LC_ALL", "ar_EG.UTF-8"),
        ("USER", "ana"),
        ("HOSTNAME", "a"),
    ],
    &[
        ("TZ", "PST8PDT,M3.2.0,M11.1.0"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("HOSTNAME", "b"),
        ("NO_COLOR", "1"),
        ("COLUMNS", "20"),
    ],
    // Nothing is known of the place at all.
    &[],
];

/// A person's own folders on a machine, and the journals in one of them.
struct Place {
    folder: TempDir,
    environment: &'static [(&'static str, &'static str)],
}

impl Place {
    fn new(number: usize, environment: &'static [(&'static str, &'static str)]) -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a temporary folder"), environment };
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/journal");
        for name in JOURNALS {
            // At another depth in each place.
            let folder = place.data(number).join("meetings").join(name.trim_end_matches(".jsonl"));
            fs::create_dir_all(&folder).expect("a folder");
            fs::copy(corpus.join(name), folder.join("1f3a9c0b.jsonl")).expect("a journal");
        }
        place
    }

    fn data(&self, number: usize) -> PathBuf {
        (0..number).fold(self.folder.path().to_owned(), |path, at| path.join(format!("d{at}"))).join("data")
    }

    /// What the program says, run in a folder of its own.
    fn run(&self, number: usize, arguments: &[&str]) -> String {
        self.run_at("2026-04-01T12:00:00Z", number, arguments)
    }

    /// The same at that time.
    fn run_at(&self, now: &str, number: usize, arguments: &[&str]) -> String {
        let home = self.folder.path().join(format!("home{number}"));
        fs::create_dir_all(&home).expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_minutebook"));
        command.args(arguments).current_dir(&home).env_clear().envs(self.environment.iter().copied());
        command.env("HOME", &home).env("MINUTEBOOK_DATA_DIR", self.data(number));
        command.env("MINUTEBOOK_NOW", now);
        let output = command.output().expect("a program that runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// All that is exported here, by meeting, options and the file's name.
    fn exports(&self, number: usize) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        for (meeting, options) in asked() {
            for (at, options) in options.iter().enumerate() {
                let target = self.folder.path().join(format!("out-{meeting}-{at}"));
                fs::create_dir_all(&target).expect("a folder");
                let forms = Format::ALL.into_iter().filter(|form| cfg!(feature = "pdf") || *form != Format::Pdf);
                let mut arguments = vec!["export".to_owned(), meeting.to_owned()];
                arguments.extend(forms.flat_map(|form| ["-f".to_owned(), form.name().to_owned()]));
                arguments.extend(options.iter().cloned());
                arguments.extend(["-o".to_owned(), target.to_string_lossy().into_owned()]);
                self.run(number, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
                for file in fs::read_dir(&target).expect("files").map(|file| file.expect("a file")) {
                    let name = format!("{meeting} {} {}", options.join(" "), file.file_name().to_string_lossy());
                    found.insert(name, fs::read(file.path()).expect("a file"));
                }
            }
            for said in [["log"].as_slice(), &["log", "--json"], &["status", "--json"]] {
                let whole = [said, &[meeting]].concat();
                found.insert(whole.join(" "), self.run(number, &whole).into_bytes());
            }
        }
        found
    }
}

/// What to export of each meeting: all there is of the first, of the others the rest that is most unlike it.
fn asked() -> Vec<(&'static str, Vec<Vec<String>>)> {
    let [first, others @ ..] = JOURNALS.map(|name| name.trim_end_matches(".jsonl"));
    let all = all_options();
    let last = vec![all.last().cloned().unwrap_or_default()];
    std::iter::once((first, all)).chain(others.map(|other| (other, last.clone()))).collect()
}

/// Each part alone, every language, every layout.
fn all_options() -> Vec<Vec<String>> {
    let option = |name: &str, value: &str| [format!("--{name}"), value.to_owned()];
    let plain = Lang::ALL.map(|lang| option("lang", lang.code()).to_vec());
    let tables = [Lang::English, Lang::Arabic]
        .map(|lang| [option("lang", lang.code()), option("layout", Layout::Tables.name())].concat());
    let parts = ["actions", "decisions"].map(|only| option("only", only).to_vec());
    parts.into_iter().chain(plain).chain(tables).collect()
}

#[test]
fn every_form_has_the_same_bytes_in_any_zone_language_and_folder() {
    // Side by side: each file is synced, and a disk takes its time for that.
    let exports = |number: usize| move || Place::new(number, PLACES[number]).exports(number);
    let all: Vec<_> = thread::scope(|scope| {
        let places: Vec<_> = (0..PLACES.len()).map(|number| scope.spawn(exports(number))).collect();
        places.into_iter().map(|place| place.join().expect("exports")).collect()
    });
    let (here, others) = all.split_first().expect("a place");
    let forms = Format::ALL.len() - usize::from(!cfg!(feature = "pdf"));
    let exports: usize = asked().iter().map(|(_, options)| options.len()).sum();
    assert_eq!(here.len(), exports * forms + JOURNALS.len() * 3);
    for (there, environment) in others.iter().zip(PLACES.into_iter().skip(1)) {
        assert!(here.keys().eq(there.keys()), "other files: {environment:?}");
        for (name, bytes) in here {
            assert!(there[name] == *bytes, "{name}: other bytes with {environment:?}");
        }
    }
}

#[test]
fn a_closed_meeting_has_the_same_bytes_whenever_it_is_exported() {
    let place = Place::new(0, PLACES[0]);
    let name = "v1-every-event-series";
    let folder = place.data(0).join("meetings").join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let journal = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/journal").join(format!("{name}.jsonl"));
    fs::copy(journal, folder.join("1f3a9c0b.jsonl")).expect("a journal");
    let calendar = place.run(0, &["export", name, "-f", "ics"]);
    assert!(calendar.contains("DTSTAMP:20260105T090014Z"), "not when it was approved: {calendar}");
    for form in Format::ALL.into_iter().filter(|form| !form.is_binary()) {
        let at = |now| place.run_at(now, 0, &["export", name, "-f", form.name()]);
        assert!(at("2026-04-01T12:00:00Z") == at("2027-01-01T08:30:00Z"), "{}: other bytes later", form.name());
    }
}
