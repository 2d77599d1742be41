//! What lies beside the program under a prefix: manual pages, completions, documents. Not here: how it came there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::root::{has, lines, run};

/// The subcommands whose names the program's help lists.
pub(crate) fn subcommands(program: &Path) -> BTreeSet<String> {
    let help = run(&program.to_string_lossy(), &["--help"], Path::new("/"));
    let names = lines(&help)
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(|sign: char| sign.is_ascii_lowercase()));
    names
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| !["help", "minutebook"].contains(name))
        .map(str::to_owned)
        .collect()
}

/// Under a prefix are a manual page for each subcommand, which `man` finds, and completions, which each shell loads.
pub(crate) fn manuals_and_completions_work(prefix: &Path, zsh_folder: &str) {
    let share = prefix.join("share");
    let program = prefix.join("bin/minutebook");
    let names = subcommands(&program);
    assert!(names.len() > 25 && names.contains("export"), "{names:?}");
    if has("man") {
        for name in names.iter().map(|name| format!("minutebook-{name}")).chain(["minutebook".to_owned()]) {
            let found = run("man", &["-M", &share.join("man").to_string_lossy(), "-w", &name], Path::new("/"));
            assert!(Path::new(found.trim()).starts_with(&share), "{found}");
        }
    }
    let bash = share.join("bash-completion/completions/minutebook");
    if has("bash") {
        let loads = format!("source '{}' && complete -p minutebook", bash.display());
        assert!(run("bash", &["--norc", "-c", &loads], Path::new("/")).contains("_minutebook"));
    }
    if has("zsh") {
        let folder = share.join(zsh_folder);
        let loads = format!(
            "fpath=('{}' $fpath); autoload -U compinit; compinit -u -D; print $_comps[minutebook]",
            folder.display()
        );
        assert_eq!(run("zsh", &["-f", "-c", &loads], Path::new("/tmp")).trim(), "_minutebook");
    }
    if has("fish") {
        let home = tempfile::tempdir().expect("a temporary folder");
        let loads = format!(
            "set fish_complete_path '{}'; set PATH '{}' $PATH; complete -C 'minutebook expo'",
            share.join("fish/vendor_completions.d").display(),
            prefix.join("bin").display()
        );
        assert!(run("fish", &["--no-config", "-c", &loads], home.path()).starts_with("export\t"));
    }
}

/// Beside the program lie the licences of all that is in it, and documents whose pointers lead somewhere.
pub(crate) fn documents_are_whole(prefix: &Path) {
    let folder = prefix.join("share/doc/minutebook");
    let licences = ["THIRD-PARTY-LICENCES", "THIRD-PARTY-LICENCES.gz"].map(|name| folder.join(name));
    assert!(licences.iter().any(|path| path.exists()), "whose work is in it is not said");
    let found = run("find", &[".", "-name", "*.md"], &folder);
    let pages: Vec<&str> = lines(&found).collect();
    assert!(pages.len() > 10, "{pages:?}");
    for page in pages {
        let page = folder.join(page);
        let text = fs::read_to_string(&page).expect("a page");
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let files = targets.filter_map(|target| target.split('#').next()).filter(|target| {
            let ending = Path::new(target).extension().and_then(|ending| ending.to_str());
            !target.contains("://") && ["md", "svg", "toml", "json"].contains(&ending.unwrap_or_default())
        });
        for file in files {
            let target = page.parent().expect("a folder").join(file);
            assert!(target.exists(), "{} points to {file}", page.display());
        }
    }
}
