//! The table of rooms, held against the sources: which room may import which, and which may touch the world.
//!
//! An arrow that nobody decided on is how a house becomes a heap, and no compiler sees it. This reads the sources of the
//! library and the program and fails on every arrow that the table does not have. It is not a Rust parser: it knows
//! tokens, braces and paths, which is enough for `crate::` and `super::`.
//!
//! Code under `#[cfg(test)]`, and files named `tests.rs` or standing in a folder `tests/`, may import what they like:
//! they are no part of the program.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

#[path = "architecture/drawing.rs"]
mod drawing;
#[path = "architecture/tokens.rs"]
mod tokens;

use tokens::{Token, tokens, without_tests};

/// A file past this is usually two rooms.
const LONGEST_FILE: usize = 600;

/// Lints that keep the world out of a pure room; `src/lib.rs` turns them on.
const PURITY: [&str; 4] = ["disallowed_methods", "print_stdout", "print_stderr", "dbg_macro"];

/// Which part of a room may touch clock, files, environment and streams.
enum Impure {
    Nothing,
    Module(&'static str),
    Everything,
}

/// A folder `src/NAME/` or a file `src/NAME.rs`.
struct Room {
    name: &'static str,
    imports: &'static [&'static str],
    impure: Impure,
}

const HOUSE: [Room; 16] = [
    Room { name: "palette", imports: &[], impure: Impure::Nothing },
    Room { name: "text", imports: &[], impure: Impure::Nothing },
    Room { name: "meeting", imports: &[], impure: Impure::Nothing },
    Room { name: "notation", imports: &["meeting", "text"], impure: Impure::Nothing },
    Room { name: "lang", imports: &["meeting"], impure: Impure::Nothing },
    Room { name: "words", imports: &["lang"], impure: Impure::Nothing },
    Room { name: "forms", imports: &[], impure: Impure::Nothing },
    Room { name: "agenda", imports: &["meeting", "notation", "lang", "forms", "text"], impure: Impure::Nothing },
    Room { name: "minutes", imports: &["meeting", "lang", "forms", "text"], impure: Impure::Nothing },
    Room { name: "journal", imports: &["meeting"], impure: Impure::Module("file") },
    Room { name: "archive", imports: &["text", "meeting", "journal"], impure: Impure::Everything },
    Room { name: "app", imports: &["meeting", "notation", "palette", "words", "text"], impure: Impure::Nothing },
    Room { name: "view", imports: &["app", "meeting", "palette", "words", "text"], impure: Impure::Nothing },
    Room {
        name: "config",
        imports: &["text", "app", "minutes", "notation", "palette", "words"],
        impure: Impure::Everything,
    },
    Room {
        name: "shell",
        imports: &[
            "text", "meeting", "notation", "lang", "words", "agenda", "minutes", "journal", "archive", "app",
            "palette", "view", "config",
        ],
        impure: Impure::Everything,
    },
    Room {
        name: "cli",
        imports: &[
            "text", "meeting", "notation", "lang", "words", "agenda", "minutes", "journal", "archive", "app",
            "palette", "view", "config", "shell",
        ],
        impure: Impure::Everything,
    },
];

/// All that is wrong with one source file, `path` being relative to `src/`, as `PATH:LINE: what`.
fn faults(path: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = source.lines().count();
    if lines > LONGEST_FILE {
        faults.push(format!("{path}:{lines}: longer than {LONGEST_FILE} lines"));
    }
    if is_test_code(path) {
        return faults;
    }
    let code = without_tests(&tokens(source));
    let modules = module_path(path);
    let Some(name) = modules.first() else {
        faults.extend(root_faults(path, &code));
        return faults;
    };
    let Some(room) = HOUSE.iter().find(|room| room.name == *name) else {
        faults.push(format!("{path}:1: {name} is no room of the table in tests/architecture.rs"));
        return faults;
    };
    for arrow in arrows(&code, modules.len()) {
        if arrow.to != room.name && !room.imports.contains(&arrow.to.as_str()) {
            faults.push(format!("{path}:{}: {} may not import {}", arrow.line, room.name, arrow.to));
        }
    }
    if !room.may_touch_the_world(&modules) {
        for token in code.iter().filter(|token| PURITY.contains(&token.text.as_str())) {
            faults.push(format!("{path}:{}: a pure room may not lift {}", token.line, token.text));
        }
    }
    faults
}

impl Room {
    fn may_touch_the_world(&self, modules: &[&str]) -> bool {
        match self.impure {
            Impure::Nothing => false,
            Impure::Module(module) => modules.get(1) == Some(&module),
            Impure::Everything => true,
        }
    }
}

/// `main.rs` is a thin caller of the command line, and `lib.rs` turns the lints on.
fn root_faults(path: &str, code: &[Token]) -> Vec<String> {
    match path {
        "main.rs" => paths_from(code, "minutebook")
            .into_iter()
            .filter(|arrow| arrow.to != "cli")
            .map(|arrow| format!("{path}:{}: the program may not import {}", arrow.line, arrow.to))
            .collect(),
        "lib.rs" => {
            let text: String = code.iter().map(|token| token.text.as_str()).collect();
            let on = PURITY.map(|lint| format!("clippy::{lint}")).join(",");
            if text.contains(&format!("#![cfg_attr(not(test),warn({on}))]")) {
                Vec::new()
            } else {
                vec![format!("{path}:1: does not warn of {on} outside tests, so pure rooms are not kept pure")]
            }
        }
        _ => vec![format!("{path}:1: neither a room nor the root of one")],
    }
}

/// A path that leads from one room into another, or into the same.
struct Arrow {
    to: String,
    line: usize,
}

/// All paths through the crate's root: `crate::…`, and `super::…` that climbs that far from a module `depth` below it.
fn arrows(code: &[Token], depth: usize) -> Vec<Arrow> {
    let mut arrows = paths_from(code, "crate");
    let mut depths = vec![depth];
    let mut at = 0;
    while let Some(token) = code.get(at) {
        let here = depths.last().copied().unwrap_or(depth);
        match token.text.as_str() {
            "{" => {
                let is_module = at >= 2 && code[at - 2].text == "mod";
                depths.push(if is_module { here + 1 } else { here });
            }
            "}" if depths.len() > 1 => {
                depths.pop();
            }
            "super" => {
                let climbs = 1 + code[at..].windows(3).step_by(2).take_while(|three| climbs_on(three)).count();
                at += 2 * (climbs - 1);
                if climbs >= here {
                    arrows.extend(heads(&code[at + 1..]));
                }
            }
            _ => {}
        }
        at += 1;
    }
    arrows
}

fn climbs_on(three: &[Token]) -> bool {
    matches!(three, [a, b, c] if a.text == "super" && b.text == "::" && c.text == "super")
}

/// What follows each `root::` in the code.
fn paths_from(code: &[Token], root: &str) -> Vec<Arrow> {
    let after = |(at, token): (usize, &Token)| (token.text == root).then(|| heads(&code[at + 1..]));
    code.iter().enumerate().filter_map(after).flatten().collect()
}

/// The first names of a path or of a group of paths: of `::{a::b, c}`, `a` and `c`. Nothing where no path goes on.
fn heads(code: &[Token]) -> Vec<Arrow> {
    let [colons, first, rest @ ..] = code else { return Vec::new() };
    if colons.text != "::" {
        return Vec::new();
    }
    if first.text != "{" {
        return vec![Arrow { to: first.text.clone(), line: first.line }];
    }
    let mut heads = Vec::new();
    let mut open = 1;
    let mut begins = true;
    for token in rest {
        match token.text.as_str() {
            "{" => open += 1,
            "}" => open -= 1,
            "," if open == 1 => {
                begins = true;
                continue;
            }
            _ if begins => heads.push(Arrow { to: token.text.clone(), line: token.line }),
            _ => {}
        }
        begins = false;
        if open == 0 {
            break;
        }
    }
    heads
}

/// The modules that a file stands for: `journal/file.rs` is `journal`, `file`; the roots are none.
fn module_path(path: &str) -> Vec<&str> {
    let mut modules: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    if modules.last() == Some(&"mod") || matches!(path, "lib.rs" | "main.rs") {
        modules.pop();
    }
    modules
}

fn is_test_code(path: &str) -> bool {
    path.trim_end_matches(".rs").split('/').any(|part| part == "tests")
}

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable source folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn every_room_imports_only_what_the_table_allows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = source_files(&root);
    assert!(files.iter().any(|path| path.ends_with("meeting/mod.rs")), "no sources under {}", root.display());
    let mut all = Vec::new();
    for file in files {
        let path = file.strip_prefix(&root).expect("a file under src").to_string_lossy().replace('\\', "/");
        all.extend(faults(&path, &fs::read_to_string(&file).expect("a readable source file")));
    }
    assert!(all.is_empty(), "\n{}\n", all.join("\n"));
}

#[test]
fn the_table_has_no_circle() {
    for (at, room) in HOUSE.iter().enumerate() {
        for import in room.imports {
            assert!(HOUSE[..at].iter().any(|earlier| earlier.name == *import), "{} imports {import}", room.name);
        }
    }
}

/// Where the page begins and ends to have the table.
const TABLE: [&str; 2] = ["<!-- rooms: made by tests/architecture.rs -->\n", "<!-- end of rooms -->"];

/// A file of the package and what it ought to hold; `UPDATE_ASSETS=1` writes it.
fn is_current(path: &str, wanted: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        fs::write(&path, wanted).expect("a file that can be written");
    }
    fs::read_to_string(&path).is_ok_and(|stands| stands == wanted)
}

#[test]
fn the_drawing_of_the_house_is_that_of_the_table() {
    assert!(
        is_current("assets/house.svg", &drawing::svg()),
        "assets/house.svg is stale: run once with UPDATE_ASSETS=1"
    );
}

#[test]
fn the_page_about_the_house_has_the_table() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let page = fs::read_to_string(page).expect("docs/architecture.md");
    let (before, rest) = page.split_once(TABLE[0]).expect("where the table begins");
    let (_, after) = rest.split_once(TABLE[1]).expect("where the table ends");
    let wanted = format!("{before}{}{}{}{after}", TABLE[0], drawing::table(), TABLE[1]);
    assert!(
        is_current("docs/architecture.md", &wanted),
        "docs/architecture.md is stale: run once with UPDATE_ASSETS=1"
    );
    assert!(wanted.contains("](../assets/house.svg)"));
}

mod the_checker {
    use super::{LONGEST_FILE, faults};

    fn accepts(path: &str, source: &str) {
        assert_eq!(faults(path, source), Vec::<String>::new(), "{source}");
    }

    fn refuses(path: &str, source: &str, fault: &str) {
        assert_eq!(faults(path, source), [fault], "{source}");
    }

    #[test]
    fn knows_an_arrow_in_each_of_its_forms() {
        for source in [
            "use crate::journal::Record;",
            "pub(crate) use crate :: journal;",
            "use crate::{meeting::{Agenda, Id}, journal};",
            "use crate::{self as root, journal::*};",
            "fn f() -> crate::journal::Record { todo() }",
            "fn f() { let quote = '\"'; crate::journal::f(quote) }",
            "use super::super::journal;",
            "use super::super::{meeting, journal::Record};",
            "mod inner { use super::super::super::journal; }",
            "#[cfg(feature = \"test\")] use crate::journal;",
            "#[cfg(test)] use crate::archive; use crate::journal;",
            "struct Line { #[cfg(test)] at: usize } use crate::journal;",
        ] {
            let found = faults("notation/owner.rs", source);
            assert!(found.contains(&"notation/owner.rs:1: notation may not import journal".to_owned()), "{source}");
        }
    }

    #[test]
    fn takes_no_word_for_an_arrow() {
        for source in [
            "// use crate::journal;",
            "/* use crate::journal; /* nested */ use crate::journal; */",
            "/// See `crate::journal`.\nfn f() {}",
            "const TEXT: &str = \"crate::journal \\\" crate::journal\";",
            "const TEXT: &str = r#\"crate::journal \" crate::journal\"#;",
            "const BYTES: &[u8] = b\"crate::journal\";",
            "use super::journal;",
            "use super::super::meeting;",
            "mod inner { use super::super::journal; }",
            "pub(crate) fn journal() {}",
            "#[cfg(test)] mod tests { use crate::journal; fn f() { { crate::journal::f() } } }",
            "#[cfg(test)] #[path = \"x.rs\"] mod tests; #[cfg(test)] use crate::journal;",
        ] {
            accepts("notation/owner.rs", source);
        }
    }

    #[test]
    fn lets_each_room_see_what_the_table_gives_it() {
        accepts("text.rs", "use crate::text::width;");
        accepts("agenda/mod.rs", "use crate::{meeting::Agenda, notation, text};");
        accepts("cli/open.rs", "use crate::{shell, config, archive, view};");
        refuses("text/mod.rs", "use crate::meeting::Id;", "text/mod.rs:1: text may not import meeting");
        refuses("meeting/mod.rs", "\nuse super::text;", "meeting/mod.rs:2: meeting may not import text");
        refuses("shell/mod.rs", "use crate::cli;", "shell/mod.rs:1: shell may not import cli");
        refuses("view/mod.rs", "use crate::Meeting;", "view/mod.rs:1: view may not import Meeting");
    }

    #[test]
    fn refuses_a_room_that_nobody_drew() {
        refuses(
            "helpers/mod.rs",
            "fn f() {}",
            "helpers/mod.rs:1: helpers is no room of the table in tests/architecture.rs",
        );
    }

    #[test]
    fn refuses_a_file_that_is_too_long() {
        accepts("meeting/decide.rs", &"\n".repeat(LONGEST_FILE));
        refuses("meeting/decide.rs", &"\n".repeat(LONGEST_FILE + 1), "meeting/decide.rs:601: longer than 600 lines");
    }

    #[test]
    fn refuses_a_pure_room_that_lifts_a_lint() {
        let lifted = "#![allow(clippy::disallowed_methods)]";
        for path in ["archive/mod.rs", "config.rs", "shell/clock.rs", "cli/mod.rs", "journal/file.rs"] {
            accepts(path, lifted);
        }
        for path in ["meeting/clock.rs", "view/mod.rs", "journal/mod.rs", "journal/recover.rs"] {
            refuses(path, lifted, &format!("{path}:1: a pure room may not lift disallowed_methods"));
        }
        refuses(
            "app/mod.rs",
            "#[expect(clippy::print_stdout)] fn f() {}",
            "app/mod.rs:1: a pure room may not lift print_stdout",
        );
    }

    #[test]
    fn refuses_a_program_that_is_not_thin_and_a_library_without_its_lints() {
        accepts("main.rs", "fn main() { minutebook::cli::run() }");
        refuses("main.rs", "use minutebook::{cli, shell};", "main.rs:1: the program may not import shell");
        accepts(
            "lib.rs",
            "#![cfg_attr(not(test), warn(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr, \
             clippy::dbg_macro))] pub mod text;",
        );
        assert_eq!(faults("lib.rs", "pub mod text;").len(), 1);
    }

    #[test]
    fn leaves_files_of_tests_alone_but_for_their_length() {
        accepts("meeting/tests.rs", "use crate::shell;");
        accepts("meeting/tests/clock.rs", "use crate::shell;");
        assert_eq!(faults("meeting/tests.rs", &"\n".repeat(LONGEST_FILE + 1)).len(), 1);
    }
}
