//! The README, done as it says: every command of its `sh` and `console` blocks is run, in order, in one folder.
//!
//! The first thing a newcomer reads is the first thing to go stale. A `markdown NAME` block is written to that file first; a
//! command that this test does not know fails it. Beside it, the tests that docs/reliability.md names for its promises. Not
//! here: whether what the commands print is right.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "readme/guide.rs"]
mod guide;
mod keyboard;
mod terminal;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;
use terminal::{Terminal, clean_environment};

/// What a screen shows once it stands, and the keys that leave it: a meeting that was never begun says it where its timer will
/// be.
fn screen_of(subcommand: &str) -> (&'static str, &'static str) {
    match subcommand {
        "plan" => ("to place", "C-q"),
        "clock" => ("q leave", "q"),
        "" => ("Try the example", "Esc"),
        "search" => ("Search everything ever minuted", "Esc"),
        "actions" => ("Action items", "Esc"),
        "take" => ("/help says more", "C-d"),
        _ => ("Ctrl-N starts the clock", "C-q l"),
    }
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("a README")
}

/// A fenced block: the words after its fence, the line it begins in, its text.
#[derive(Debug, PartialEq)]
struct Block<'a> {
    language: &'a str,
    name: Option<&'a str>,
    line: usize,
    lines: Vec<&'a str>,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let Some(fence) = line.strip_prefix("```") else { continue };
        let mut words = fence.split_whitespace();
        blocks.push(Block {
            language: words.next().unwrap_or_default(),
            name: words.next(),
            line: at + 2,
            lines: lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect(),
        });
    }
    blocks
}

/// A command, the line it stands in, and what the README shows as its output.
#[derive(Debug, PartialEq)]
struct Shown<'a> {
    command: &'a str,
    line: usize,
    output: Vec<&'a str>,
}

/// The commands of a block: each line of `sh`, each line after a `$` of `console`; none in other languages.
fn commands<'a>(block: &Block<'a>) -> Vec<Shown<'a>> {
    let mut commands: Vec<Shown> = Vec::new();
    for (at, line) in block.lines.iter().enumerate() {
        let command = match block.language {
            "sh" => Some(*line).filter(|line| !line.trim().is_empty() && !line.starts_with('#')),
            "console" => line.strip_prefix("$ "),
            _ => None,
        };
        if let Some(command) = command {
            commands.push(Shown { command, line: block.line + at, output: Vec::new() });
        } else if block.language == "console" {
            commands.last_mut().expect("a command before its output").output.push(line);
        }
    }
    commands
}

/// What has to be done to try a command.
#[derive(Debug, PartialEq)]
enum Trial<'a> {
    /// Nothing: this very run, or the build that it stands on, is the trial.
    Running,
    /// The program shows a screen and is left again.
    Screen(Vec<&'a str>),
    /// The program prints something and ends.
    Print(Vec<&'a str>),
}

/// How a command is tried; none where nobody has said how. Whatever only a shell understands is among these.
fn trial(command: &str) -> Option<Trial<'_>> {
    if command.contains(['|', '&', ';', '>', '$', '`', '"', '\'', '\\']) {
        return None;
    }
    let words: Vec<&str> = command.split_whitespace().collect();
    match words.as_slice() {
        ["cargo", "test"] | ["cargo", "install", "--path", ".", "--locked"] => Some(Trial::Running),
        ["cargo", "run", "--release", "--", arguments @ ..] | ["minutebook", arguments @ ..] => match arguments {
            ["take", .., "<", _] | ["plan", "--json", ..] => Some(Trial::Print(arguments.to_vec())),
            []
            | ["search"]
            | ["actions", "--screen"]
            | ["--theme", _, "demo"]
            | ["demo" | "open" | "plan" | "clock" | "take", ..] => Some(Trial::Screen(arguments.to_vec())),
            _ => Some(Trial::Print(arguments.to_vec())),
        },
        _ => None,
    }
}

/// The folder in which the README is followed, and the data folder that its commands share.
struct Newcomer {
    home: TempDir,
    folder: TempDir,
}

impl Newcomer {
    fn new() -> Self {
        let folder = || tempfile::tempdir().expect("a temporary folder");
        Self { home: folder(), folder: folder() }
    }

    fn files(&self) -> usize {
        fs::read_dir(self.folder.path()).expect("a readable folder").count()
    }

    fn sees(&self, arguments: &[&str]) {
        let mut terminal =
            Terminal::start(arguments).cwd(self.folder.path()).data_dir(self.home.path().join("meetings")).spawn();
        let (first, leaves) = screen_of(arguments.first().unwrap_or(&""));
        terminal.wait_for(first);
        // One of them is for terminals that can do nothing.
        assert_eq!(terminal.alternate_screen(), arguments.first() != Some(&"take"));
        terminal.keys(leaves);
        let status = terminal.wait_exit();
        assert!(status.success(), "{arguments:?}: {status}\n{}", terminal.screen());
        assert!(!terminal.alternate_screen());
    }

    fn prints(&self, arguments: &[&str], shown: &[&str]) {
        let files = self.files();
        // What a shell would read from a file.
        let (arguments, input) = match arguments {
            [arguments @ .., "<", file] => {
                (arguments, Some(fs::File::open(self.folder.path().join(file)).expect(file)))
            }
            arguments => (arguments, None),
        };
        let output = Command::new(env!("CARGO_BIN_EXE_minutebook"))
            .args(arguments)
            .stdin(input.map_or_else(Stdio::null, Stdio::from))
            .current_dir(self.folder.path())
            .env_clear()
            .envs(clean_environment(self.home.path()))
            .env("MINUTEBOOK_DATA_DIR", self.home.path().join("meetings"))
            // What opens an editor is content with one that changes nothing.
            .env("EDITOR", "true")
            .output()
            .expect("a program that starts");
        let printed = String::from_utf8_lossy(&output.stdout);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {}\n{printed}{errors}", output.status);
        assert!(!printed.trim().is_empty(), "{arguments:?} prints nothing\n{errors}");
        for line in shown {
            assert!(printed.lines().any(|one| one == *line), "{arguments:?} does not print {line:?}, but\n{printed}");
        }
        let formats = arguments.iter().filter(|argument| **argument == "-f").count();
        if formats > 1 {
            assert_eq!(self.files() - files, formats, "{arguments:?} writes a file a format\n{printed}");
        }
    }
}

#[test]
fn every_command_of_the_readme_works() {
    let text = readme();
    let blocks = blocks(&text);
    let newcomer = Newcomer::new();
    for block in &blocks {
        if let Some(name) = block.name {
            fs::write(newcomer.folder.path().join(name), block.lines.join("\n") + "\n").expect("a file to write");
        }
    }
    let mut tried = 0;
    for shown in blocks.iter().flat_map(commands) {
        eprintln!("README.md:{}: {}", shown.line, shown.command);
        match trial(shown.command) {
            Some(Trial::Running) => {}
            Some(Trial::Screen(arguments)) => newcomer.sees(&arguments),
            Some(Trial::Print(arguments)) => newcomer.prints(&arguments, &shown.output),
            None => panic!("README.md:{}: tests/readme.rs cannot try {:?}", shown.line, shown.command),
        }
        tried += 1;
    }
    assert!(tried >= 2, "the README has no commands");
}

#[test]
fn every_command_of_the_readme_is_known_to_this_test() {
    let text = readme();
    let blocks = blocks(&text);
    let shown: Vec<Shown> = blocks.iter().flat_map(commands).collect();
    let unknown: Vec<&Shown> = shown.iter().filter(|shown| trial(shown.command).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    for command in ["cargo run --release -- demo", "cargo test"] {
        assert!(shown.iter().any(|shown| shown.command == command), "the README does not say {command}");
    }
}

#[test]
fn every_file_that_the_readme_links_to_is_there() {
    let text = readme();
    let links: Vec<&str> = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.contains(&"LICENSE-MIT"), "{links:?}");
    for link in links.into_iter().filter(|link| !link.contains("://") && !link.starts_with('#')) {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(link).exists(), "README.md links to {link}");
    }
}

/// The tests that a page's tables name, each as its file and its name: `tests/journal.rs`: `a_name`, `another`; …
fn named_tests(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for row in page.lines().filter(|line| line.starts_with("| ")) {
        let mut file = "";
        for word in row.split('`').skip(1).step_by(2) {
            if Path::new(word).extension().is_some_and(|ending| ending == "rs") {
                file = word;
            } else if !file.is_empty() && word.contains('_') && !word.contains(' ') {
                found.push((file.to_owned(), word.to_owned()));
            }
        }
    }
    found
}

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_test_that_a_promise_names_is_there() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, least) in [("docs/reliability.md", 15), ("docs/architecture.md", 8)] {
        let page = page(name);
        let named = named_tests(&page);
        let promises = page.lines().filter(|line| line.contains(".rs`: `")).count();
        assert!(promises >= least && named.len() >= promises, "{name}: {promises} promises, {} tests", named.len());
        let is_there = |(file, test): &(String, String)| {
            let source = fs::read_to_string(home.join(file)).unwrap_or_default();
            source.contains(&format!("fn {test}("))
        };
        let missing: Vec<_> = named.into_iter().filter(|test| !is_there(test)).collect();
        assert!(missing.is_empty(), "{name} names tests that are not there: {missing:#?}");
    }
}

#[test]
fn every_source_that_the_page_about_the_house_names_is_there() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = page("docs/architecture.md");
    let words = page.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = words.filter(|word| word.starts_with("src/") || word.starts_with("tests/")).collect();
    assert!(paths.len() > 20, "{paths:?}");
    let missing: Vec<&&str> = paths.iter().filter(|path| !home.join(path).exists()).collect();
    assert!(missing.is_empty(), "docs/architecture.md names what is not there: {missing:?}");
}

#[test]
fn tests_are_named_by_file_and_name() {
    let page = "| x | `tests/a.rs`: `one_test`, `two_test`; `src/b.rs`: `three_test` |\n`tests/a.rs`: `no_table`\n";
    let named = named_tests(page);
    let wanted = [("tests/a.rs", "one_test"), ("tests/a.rs", "two_test"), ("src/b.rs", "three_test")];
    assert_eq!(named, wanted.map(|(file, test)| (file.to_owned(), test.to_owned())));
}

#[test]
fn commands_are_found_in_shell_and_console_blocks_only() {
    let text = "```sh\n# first\nminutebook list\n\n```\n`rm x`\n```json\nrm x\n```\n```console\n$ minutebook list\n9:00\n```\n";
    let blocks = blocks(text);
    let found: Vec<Shown> = blocks.iter().flat_map(commands).collect();
    assert_eq!(
        found,
        [
            Shown { command: "minutebook list", line: 3, output: vec![] },
            Shown { command: "minutebook list", line: 11, output: vec!["9:00"] },
        ]
    );
}

#[test]
fn a_command_that_nobody_can_try_is_refused() {
    for command in ["rm x", "minutebook list | head", "cargo run -- demo", "minutebook list > x", ""] {
        assert_eq!(trial(command), None, "{command}");
    }
    assert_eq!(trial("cargo run --release -- demo"), Some(Trial::Screen(vec!["demo"])));
    assert_eq!(trial("minutebook"), Some(Trial::Screen(Vec::new())));
    assert_eq!(trial("minutebook list --json"), Some(Trial::Print(vec!["list", "--json"])));
}
