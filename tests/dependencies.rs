//! What the program is built from: licences, origin and number of its dependencies, as cargo itself reports them.
//!
//! Each is a promise of the README that a careless `cargo add` would break without a sound. Known vulnerabilities are not
//! looked for here: that needs a database from the network.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// Licences under which a dependency may be used here; all fit a program under MIT OR Apache-2.0.
const LICENCES: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Two of them would mean two event queues, or widgets that do not fit the screen.
const ONLY_ONCE: [&str; 2] = ["crossterm", "ratatui-core"];

/// Crates that the program is built from on this platform, itself and what only tests and builds need left out.
/// Twelve of them are Fluent, for the languages of the screen.
const MOST_DEPENDENCIES: usize = 160;

/// Whether an SPDX expression leaves a choice that is made of allowed licences only. The `/` of old manifests is an `OR`.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    matches!(choice(&words), Some((true, [])))
}

/// What a part of an expression comes to and what follows it; none where it is no expression.
type Judged<'a> = Option<(bool, &'a [&'a str])>;

fn choice<'a>(words: &'a [&'a str]) -> Judged<'a> {
    let (mut allowed, mut rest) = union(words)?;
    while let ["OR", more @ ..] = rest {
        let (other, after) = union(more)?;
        allowed |= other;
        rest = after;
    }
    Some((allowed, rest))
}

/// `AND` binds closer than `OR`.
fn union<'a>(words: &'a [&'a str]) -> Judged<'a> {
    let (mut allowed, mut rest) = licence(words)?;
    while let ["AND", more @ ..] = rest {
        let (other, after) = licence(more)?;
        allowed &= other;
        rest = after;
    }
    Some((allowed, rest))
}

fn licence<'a>(words: &'a [&'a str]) -> Judged<'a> {
    match words {
        ["(", inner @ ..] => match choice(inner)? {
            (allowed, [")", rest @ ..]) => Some((allowed, rest)),
            _ => None,
        },
        ["OR" | "AND" | "WITH" | ")", ..] | [] => None,
        [name, "WITH", exception, rest @ ..] => {
            Some((LICENCES.contains(&format!("{name} WITH {exception}").as_str()), rest))
        }
        [name, rest @ ..] => Some((LICENCES.contains(name), rest)),
    }
}

/// What cargo says when asked without a network, or why it said nothing.
fn cargo(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the cargo that built this test");
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// The triple of the platform that this runs on.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("a rustc beside cargo");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host").to_owned()
}

/// Every package of the graph, those of the features that are off too. Those of other platforms are there after `cargo fetch`; without it, they are left out.
fn packages() -> Vec<Value> {
    let whole = ["metadata", "--format-version", "1", "--all-features"];
    let text = cargo(&whole).or_else(|why| {
        eprintln!("only this platform's packages are looked at (`cargo fetch` brings the others):\n{why}");
        cargo(&[&whole[..], &["--filter-platform", &host()]].concat())
    });
    let graph: Value = serde_json::from_str(&text.expect("the graph of packages")).expect("metadata in JSON");
    let packages = graph["packages"].as_array().expect("a list of packages").clone();
    assert!(packages.len() > 50, "only {} packages: is this the whole graph?", packages.len());
    packages
}

fn text<'a>(package: &'a Value, field: &str) -> &'a str {
    package[field].as_str().unwrap_or_default()
}

#[test]
fn every_dependency_has_a_licence_that_fits_ours() {
    let unfit: Vec<String> = packages()
        .iter()
        .filter(|package| !is_allowed(text(package, "license")))
        .map(|package| {
            format!("{} {}: {:?}", text(package, "name"), text(package, "version"), text(package, "license"))
        })
        .collect();
    assert!(unfit.is_empty(), "licences that tests/dependencies.rs does not list:\n{}", unfit.join("\n"));
}

#[test]
fn every_dependency_comes_from_the_registry() {
    for package in packages().iter().filter(|package| text(package, "name") != env!("CARGO_PKG_NAME")) {
        assert!(text(package, "source").starts_with("registry+"), "{} is from elsewhere", text(package, "name"));
    }
}

#[test]
fn there_is_one_version_of_what_must_be_there_once() {
    let packages = packages();
    for name in ONLY_ONCE {
        let versions: Vec<&str> =
            packages.iter().filter(|package| text(package, "name") == name).map(|p| text(p, "version")).collect();
        assert_eq!(versions.len(), 1, "{name}: {versions:?}");
    }
}

#[test]
fn the_program_is_built_from_few_crates() {
    let tree = cargo(&["tree", "--edges", "normal", "--prefix", "none", "--no-dedupe"]).expect("the tree");
    let mut crates: BTreeSet<&str> = tree.lines().filter(|line| !line.is_empty()).collect();
    crates.retain(|name| !name.starts_with(concat!(env!("CARGO_PKG_NAME"), " ")));
    let names = crates.iter().copied().collect::<Vec<_>>().join("\n");
    assert!(crates.len() > 10, "is this a tree?\n{tree}");
    assert!(crates.len() <= MOST_DEPENDENCIES, "{} crates, not {MOST_DEPENDENCIES}:\n{names}", crates.len());
}

#[test]
fn a_licence_expression_is_read_as_it_is_meant() {
    for expression in [
        "MIT",
        "MIT-0",
        "MIT/Apache-2.0",
        "GPL-3.0-only OR MIT",
        "Apache-2.0 WITH LLVM-exception",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "GPL-3.0-only AND MIT OR Zlib",
    ] {
        assert!(is_allowed(expression), "{expression}");
    }
    for expression in [
        "",
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "MIT AND (GPL-3.0-only OR AGPL-3.0-only)",
        "MIT WITH Classpath-exception-2.0",
        "MIT OR",
        "MIT Apache-2.0",
        "(MIT",
        "MIT)",
    ] {
        assert!(!is_allowed(expression), "{expression}");
    }
}
