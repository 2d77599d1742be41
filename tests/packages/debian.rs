//! The Debian package: in an empty root, in a whole Debian where one is at hand, and as Debian's own checks read it.

use std::path::Path;

use crate::installed::{documents_are_whole, manuals_and_completions_work};
use crate::root::{Root, has, run};
use crate::{package, packages};

#[test]
fn the_debian_package_is_installed_works_and_leaves_nothing_behind() {
    let Some(folder) = packages() else { return };
    if !has("dpkg") || !rustix::process::geteuid().is_root() {
        eprintln!("SKIPPED: only root installs Debian packages");
        return;
    }
    let deb = package(&folder, ".deb").to_string_lossy().into_owned();
    let root = Root::new();
    let before = root.tree();
    let dpkg = |arguments: &[&str]| {
        let place = format!("--root={}", root.path("").display());
        let all: Vec<&str> = [place.as_str(), "--log=/dev/null", "--force-not-root"]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        run("dpkg", &all, Path::new("/"))
    };
    dpkg(&["--install", &deb]);
    assert_eq!(dpkg(&["--verify", "minutebook"]), "", "what was installed is not what was packed");
    manuals_and_completions_work(&root.path("usr"), "zsh/vendor-completions");
    documents_are_whole(&root.path("usr"));
    let fields = run("dpkg-deb", &["--field", &deb], Path::new("/"));
    assert!(!fields.contains("Depends:"), "it needs nothing: {fields}");
    for script in ["preinst", "postinst", "prerm", "postrm"] {
        assert!(!root.path(format!("var/lib/dpkg/info/minutebook.{script}")).exists(), "it runs a {script}");
    }
    root.takes_a_meeting("/usr/bin/minutebook");

    dpkg(&["--purge", "minutebook"]);
    // What is kept of dpkg itself, and of those who used the program, is theirs.
    let theirs = |path: &&String| !["home/", "tmp/", "var/lib/dpkg/"].iter().any(|place| path.starts_with(place));
    let after = root.tree();
    let left: Vec<&String> = after.difference(&before).filter(theirs).collect();
    assert!(left.is_empty(), "left behind: {left:?}");
    let known = "grep -rl minutebook --include=status --include='*.list' --include='*.md5sums' . || true";
    let traces = run("sh", &["-c", known], &root.path("var"));
    assert_eq!(traces, "", "dpkg still knows it");
}

#[test]
fn lintian_has_nothing_to_say_of_the_debian_package() {
    let Some(folder) = packages() else { return };
    if !has("lintian") {
        return;
    }
    let deb = package(&folder, ".deb").to_string_lossy().into_owned();
    let said = run(
        "lintian",
        &["--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0", &deb],
        Path::new("/"),
    );
    assert_eq!(said, "");
}

/// What a whole Debian's own shells and `man` find, each as `set -e` sees it.
const AT_HOME: &str = r#"
set -e
man -w minutebook-export | grep -q '^/usr/share/man/'
man minutebook | grep -q 'a scribe takes'
bash --norc -c '. /usr/share/bash-completion/bash_completion; _completion_loader minutebook; complete -p minutebook' | grep -q _minutebook
zsh -f -c 'autoload -U compinit; compinit -u -D; print $_comps[minutebook]' | grep -q '^_minutebook$'
fish -c 'complete -C "minutebook expo"' | grep -q '^export'
minutebook --version
"#;

#[test]
fn in_a_whole_debian_its_own_shells_and_man_find_what_the_package_brings_until_it_is_purged() {
    let Some(folder) = packages() else { return };
    let Some(debian) = std::env::var_os("MINUTEBOOK_DEBIAN_ROOT") else {
        eprintln!("SKIPPED: MINUTEBOOK_DEBIAN_ROOT names no folder with a Debian (see .ci/run)");
        return;
    };
    let root = Root::copied(Path::new(&debian));
    let before = root.tree();
    std::fs::copy(package(&folder, ".deb"), root.path("tmp/minutebook.deb")).expect("a package");
    root.says("dpkg", &["--install", "/tmp/minutebook.deb"]);
    root.says("sh", &["-c", AT_HOME]);
    root.takes_a_meeting("minutebook");
    root.says("dpkg", &["--purge", "minutebook"]);
    let theirs = ["home/", "tmp/", "root/", "var/lib/dpkg/", "var/cache/", "var/log/"];
    let after = root.tree();
    let changed: Vec<&String> = after
        .symmetric_difference(&before)
        .filter(|path| !theirs.iter().any(|place| path.starts_with(place)))
        .collect();
    assert!(changed.is_empty(), "not as it was: {changed:?}");
    assert!(!root.run("dpkg-query", &["--status", "minutebook"]).status.success(), "dpkg still knows it");
}
