//! What is offered for a line being typed, and where nothing is.

use proptest::prelude::*;

use super::super::tests::{anything, roster};
use super::*;

/// What a line is completed from, as the tests state it.
#[derive(Default)]
struct Before {
    recent: Vec<String>,
    present: BTreeSet<String>,
    tickets: Vec<String>,
    tags: Vec<String>,
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

impl Before {
    fn recent(names: &[&str]) -> Self {
        Self { recent: named(names), ..Self::default() }
    }

    fn choices(&self, line: &str, at_most: usize) -> Vec<Completion> {
        let Self { recent, present, tickets, tags } = self;
        let verbs = &["next", "previous", "park", "pause"];
        choices(line, line.len(), &Source { roster: &roster(), recent, present, tickets, tags, verbs }, at_most)
    }

    /// The grey text, what it replaces and what is put there.
    fn offered(&self, line: &str) -> Option<(String, String, String)> {
        let found = self.choices(line, 1).pop()?;
        Some((found.rest, line[found.replace].to_owned(), found.with))
    }

    fn all(&self, line: &str) -> Vec<String> {
        self.choices(line, 9).into_iter().map(|found| found.with).collect()
    }
}

fn assert_offered(line: &str, before: &Before, rest: &str, replaced: &str, with: &str) {
    let offered = before.offered(line);
    let offered = offered.as_ref().map(|(rest, replaced, with)| (&**rest, &**replaced, &**with));
    assert_eq!(offered, Some((rest, replaced, with)), "{line}");
}

#[test]
fn a_mention_is_completed_from_its_first_letters() {
    let before = Before::default();
    assert_offered("ask @an", &before, "n Lee", "an", "Ann Lee");
    assert_offered("! ask @Ann L", &before, "ee", "Ann L", "Ann Lee");
    assert_offered("ask @both", &before, " → Jim Botha", "both", "Jim Botha");
    assert_offered("ask @ble", &before, " → Beth Lee", "ble", "Beth Lee");
    assert_offered("ask @rv", &before, "-SST", "rv", "RV-SST");
    assert_offered("ask @jose", &before, " Ruiz", "jose", "José Ruiz");
    assert_offered("ask @lee", &before, " → Ann Lee", "lee", "Ann Lee");
}

#[test]
fn initials_and_misspelt_names_are_understood_after_the_sign() {
    let before = Before::default();
    assert_offered("ask @WOD", &before, " → Wil O'Donovan", "WOD", "Wil O'Donovan");
    assert_offered("ask @jb", &before, " → Jim Botha", "jb", "Jim Botha");
    assert_offered("ask @bothe", &before, " → Jim Botha", "bothe", "Jim Botha");
    assert_offered("ask @odono", &before, " → Wil O'Donovan", "odono", "Wil O'Donovan");
    assert_offered("ask @jmbo", &before, " → Jim Botha", "jmbo", "Jim Botha");
    assert_offered("ask @rvs", &before, " → RV-SST", "rvs", "RV-SST");
}

#[test]
fn a_better_fit_comes_first_then_people_named_lately_then_those_in_the_room() {
    assert_eq!(Before::default().all("ask @b"), ["Bo Chen", "Beth Lee", "Jim Botha"]);
    assert_eq!(Before::recent(&["Jim Botha", "Beth Lee"]).all("ask @b"), ["Beth Lee", "Bo Chen", "Jim Botha"]);
    let present = |names: &[&str]| named(names).into_iter().collect();
    let before = Before { present: present(&["Beth Lee"]), ..Before::default() };
    assert_eq!(before.all("ask @lee"), ["Beth Lee", "Ann Lee"]);
    let before = Before { present: present(&["Beth Lee"]), ..Before::recent(&["Ann Lee"]) };
    assert_eq!(before.all("ask @lee"), ["Ann Lee", "Beth Lee"]);
}

#[test]
fn the_sign_alone_offers_who_was_named_lately() {
    assert_offered("ask @", &Before::recent(&["Beth Lee"]), "Beth Lee", "", "Beth Lee");
    assert_eq!(Before::recent(&["Nobody", "Bo Chen", "Ann Lee"]).all("ask @"), ["Bo Chen", "Ann Lee"]);
    assert_eq!(Before::default().all("ask @"), [""; 0]);
}

#[test]
fn an_owner_is_completed_at_the_beginning_of_an_action_item() {
    let before = Before::default();
    assert_offered("! ji", &before, "m Botha", "ji", "Jim Botha");
    assert_offered("  ACTION: ann, bo", &before, " Chen", "bo", "Bo Chen");
    assert_offered("! ann and the rv", &before, "-SST", "rv", "RV-SST");
    assert_eq!(before.offered("! jim & bot"), None, "nobody owns an action item twice");
}

#[test]
fn before_a_dash_initials_need_capitals_and_a_slip_four_letters() {
    let before = Before::default();
    assert_offered("! WO", &before, " → Wil O'Donovan", "WO", "Wil O'Donovan");
    assert_offered("! Bohta", &before, " → Jim Botha", "Bohta", "Jim Botha");
    assert_offered("! bohta", &before, " → Jim Botha", "bohta", "Jim Botha");
    for line in ["! wo", "! bho", "! jmbo", "! Jmbo"] {
        assert_eq!(before.offered(line), None, "{line}");
    }
}

#[test]
fn people_are_completed_after_the_words_that_they_follow() {
    let before = Before::default();
    for lead in
        ["present+ ", "Present+", "regrets+ Bo Chen, ", "chair: ", "scribe+ ", "q+ ", "ack ", "+1 ", "-1 Bo Chen and "]
    {
        assert_offered(&format!("{lead}a"), &before, "nn Lee", "a", "Ann Lee");
    }
    assert_eq!(before.all("present+ Ann Lee, le"), ["Beth Lee"]);
    for line in ["present+ ", "q+", "acka", "+10 a", "1 a", "we present+ a"] {
        assert_eq!(before.all(line), [""; 0], "{line}");
    }
}

#[test]
fn tickets_used_before_are_completed_once_a_hyphen_is_typed() {
    let before = Before { tickets: named(&["DM-123", "OPS-7", "DM-19"]), ..Before::default() };
    assert_offered("blocked by DM-1", &before, "23", "DM-1", "DM-123");
    assert_eq!(before.offered("! fix DM-19"), None, "it is whole");
    assert_offered("! fix (ops-", &before, "7", "ops-", "OPS-7");
    assert_eq!(before.all("DM-"), ["DM-123", "DM-19"]);
    for line in ["DM", "D-1", "DM-2", "xDM-1x", "@DM-1", "A-DM-1", "DM-1 "] {
        assert_eq!(before.all(line), [""; 0], "{line}");
    }
}

#[test]
fn tags_used_before_are_completed() {
    let before = Before { tags: named(&["#budget", "#bugs"]), ..Before::default() };
    assert_offered("the plan #bud", &before, "get", "#bud", "#budget");
    assert_eq!(before.all("#Bu"), ["#budget", "#bugs"]);
    for line in ["#", "x#bu", "#budget", "# bu", "#x"] {
        assert_eq!(before.all(line), [""; 0], "{line}");
    }
}

#[test]
fn the_notations_own_tags_are_completed_at_the_lines_beginning() {
    for tag in own_tags() {
        let typed = &tag[..tag.len() - 1];
        assert!(Before::default().all(typed).iter().any(|offered| offered == tag), "{typed}");
        let inside = format!("x {typed}");
        assert!(!Before::default().all(&inside).iter().any(|offered| offered == tag), "{inside}");
    }
}

#[test]
fn commands_are_completed_after_a_slash_at_the_lines_beginning() {
    let before = Before::default();
    assert_offered("/ne", &before, "xt", "ne", "next");
    assert_eq!(before.all("/P"), ["previous", "park", "pause"]);
    for line in ["/", "x /ne", "/next", "/ne x", "ne", "//ne"] {
        assert_eq!(before.all(line), [""; 0], "{line}");
    }
}

#[test]
fn nothing_is_offered_where_nothing_is_being_named() {
    let before = Before::recent(&["Bo Chen"]);
    for line in [
        "ji",
        "! j",
        "! jim — bo",
        "! fix it, bo",
        "\\! ji",
        "! \\ji",
        "ann@exa",
        "ask @ ann",
        "ask \\@ann",
        "! Ann Lee, ann",
        "ask @Ann Lee",
        "ask @ann lee",
        "ask @Ann Lee ",
        "ask @Bo, ch",
        "ask @Bo. Che",
        "ask @xyz",
        "! Check",
        "! Review the",
        "next",
        "",
    ] {
        assert_eq!(before.offered(line), None, "{line}");
    }
    let Before { recent, present, tickets, tags } = &before;
    let source = Source { roster: &roster(), recent, present, tickets, tags, verbs: &[] };
    assert_eq!(complete("ask @ann", 6, &source), None, "within a word");
}

proptest! {
    #[test]
    fn a_taken_completion_leaves_the_rest_of_the_line(line in anything(), cursor in 0usize..40, at_most in 0usize..5) {
        let present = BTreeSet::from(["Bo Chen".to_owned()]);
        let recent = named(&["Jim Botha"]);
        let (tickets, tags) = (named(&["DM-12", "DM-123"]), named(&["#draft"]));
        let source = Source { roster: &roster(), recent: &recent, present: &present, tickets: &tickets, tags: &tags, verbs: &["next"] };
        let found = choices(&line, cursor, &source, at_most);
        prop_assert!(found.len() <= at_most);
        let best = complete(&line, cursor, &source).filter(|_| at_most > 0);
        prop_assert_eq!(found.first(), best.as_ref());
        for one in found {
            prop_assert_eq!(one.replace.end, cursor);
            let typed = line.get(one.replace);
            prop_assert!(typed.is_some_and(|typed| typed != one.with));
            prop_assert!(!one.rest.is_empty());
        }
    }
}
