//! The minutes as an Org file: its look, and that nothing from outside is live in it.
//!
//! Not here: that it reads back (see `tests/read_back`), and Emacs' own opinion (see `tests/validate/org.el`).

use minutebook::minutes::Format;

use crate::{example, exported, hostile, write};

#[test]
fn the_org_file_of_a_rich_meeting() {
    insta::assert_snapshot!(exported(Format::Org));
}

#[test]
fn no_text_runs_adds_a_heading_or_leads_elsewhere_in_an_org_file() {
    let texts = [
        "[[elisp:(shell-command \"x\")]] [[shell:x][y]] <elisp:x> elisp:(x) [[~/x]] file:x https://a.example/x",
        "src_sh{x} call_x() {{{x}}} <<x>> <<<x>>>",
        "#+begin_src sh\nx\n#+end_src\n#+CALL: x()",
        "* TODO heading\n:PROPERTIES:\n:header-args: :eval yes\n:END:",
        ":END:",
        "| x |\n#+TBLFM: $1=(x)",
    ];
    let now = example::stamp("2026-04-01T12:00:00Z");
    let org = |text: &str| write(Format::Org, &hostile::meeting(text), &[], None, &now);
    let count = |org: &str, begins: &str| org.lines().filter(|line| line.starts_with(begins)).count();
    let begins = ["*", "#+", ":PROPERTIES:", ":END:", ":header-args", "#+TBLFM"];
    let plain = org("words");
    for text in texts {
        let org = org(text);
        assert_eq!(begins.map(|begins| count(&org, begins)), begins.map(|begins| count(&plain, begins)), "{text}");
        for link in ["[[elisp", "[[shell", "[[~", "file:x", "<elisp:", " elisp:("] {
            assert!(!org.contains(link), "{link} in {text}");
        }
        // In the value of a property nothing else is looked for.
        let mut lines = org.lines().filter(|line| !line.starts_with(':'));
        assert!(
            !lines.any(|line| ["src_sh{", "call_x(", "{{{", "<<x"].iter().any(|code| line.contains(code))),
            "{org}"
        );
    }
}

#[test]
fn the_name_of_a_link_is_the_title_word_for_word_and_a_sign_by_its_name_shows_no_braces() {
    let mut meeting = example::meeting();
    let slot = &mut meeting.days[0].slots[1];
    slot.plan.title = "5)# http://a.example/[x] /y/".to_owned();
    for entry in &mut slot.entries {
        entry.text = "cost_a$ or b$".to_owned();
        if let Some(item) = &mut entry.action {
            item.owners = vec!["Ik_u*l*".to_owned()];
        }
    }
    let org = write(Format::Org, &meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"));
    let plain = org.replace('\u{200b}', "");
    assert!(plain.contains("[5)# http://a.example/[x] /y/]]"), "{org}");
    // Emacs takes the first of them for what is below the line, unless a mark ends that before.
    assert!(org.contains("cost_a\u{200b}\\dollar{} or b\\dollar{}"), "{org}");
    assert!(org.contains("Ik_u\u{200b}\\ast{}l\\ast{}* — "), "{org}");
}
