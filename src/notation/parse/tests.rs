//! Lines of every kind, and what must hold of any line.

use proptest::prelude::*;

use super::super::fold::folded;
use super::super::print;
use super::super::tests::{anything, context, read, roster};
use super::*;

fn words(text: &str) -> Vec<String> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(folded).collect()
}

#[test]
fn a_line_is_read_whole() {
    for (line, reading) in [
        ("", "blank: "),
        (" \t ", "blank: "),
        ("  !  draft ", "action: draft"),
        ("ACTION:draft", "action: draft"),
        ("!important", "action: important"),
        ("!!", "note: !!"),
        ("@Ann Lee says x due 2019-11-30", "note: @Ann Lee says x due 2019-11-30"),
        ("= Ann Lee — draft due 2019-11-30", "decision: Ann Lee — draft due 2019-11-30"),
        ("! draft due 2019-02-30", "action: draft due 2019-02-30"),
        ("! Bo: ask @Ann Lee, @Bo", "action: ask @Ann Lee, @Bo; owners: Bo Chen, Ann Lee"),
        ("! \\@bo asks", "action: @bo asks"),
        ("! \\\\bo: asks", "action: \\bo: asks"),
        ("! Lee — draft", "action: draft; owners: Lee (fits Ann Lee, Beth Lee)"),
        ("! mail zed@example.org", "action: mail zed@example.org"),
        ("\\\\! x", "note: \\! x"),
        ("! Ann Lee — draft, due tomorrow", "action: draft; owners: Ann Lee; due: 2019-10-29"),
    ] {
        assert_eq!(read(line), reading, "{line:?}");
    }
}

proptest! {
    #[test]
    fn reading_never_fails_and_prints_as_the_same(line in anything()) {
        let read = parse(&line, &context(&roster()));
        let printed = print(&read.content(), &context(&roster()));
        prop_assert_eq!(parse(&printed, &context(&roster())).content(), read.content(), "{}", printed);
    }

    #[test]
    fn no_word_is_lost(line in anything()) {
        let read = parse(&line, &context(&roster()));
        let resolved = |word: &str| roster().resolve(word).name;
        let names = read.owners.iter().map(|owner| owner.name.as_str());
        let kept: Vec<&str> = [&*read.text, "action decision question the and"].into_iter().chain(names).collect();
        let kept = words(&kept.join(" "));
        // A date that was understood ends the line.
        let said = read.due.and_then(|_| line.to_ascii_lowercase().rfind("due")).map_or(&*line, |due| &line[..due]);
        for word in words(said) {
            let found = kept.contains(&word) || read.owners.iter().any(|owner| owner.name == resolved(&word));
            prop_assert!(found, "{} of {:?} in {:?}", word, line, read);
        }
    }
}
