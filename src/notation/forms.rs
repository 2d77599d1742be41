//! THE table of the notation: every form, how it is spelled, what it means, and an example with its reading.
//!
//! The reader takes its marks, words, dashes and joints from here, the help and docs/notation.md are made from it, and
//! a test reads every example; so a new spelling is a new row. Not here: how names and dates are understood.

use super::line::LineKind;

/// One form of the notation.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// How it is written.
    pub spelling: &'static str,
    /// What it does, as a help line.
    pub means: &'static str,
    /// A whole line that uses it.
    pub example: &'static str,
    /// What that line is read as.
    pub reads: &'static str,
    pub(super) role: Role,
}

/// What the reader does with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// This sign before a text gives the line its kind.
    Mark(char, LineKind),
    /// This word before a text gives the line its kind, in any case.
    Word(&'static str, LineKind),
    /// This sign takes what follows as it stands.
    Literal(char),
    /// Ends the owners before a text; a space stands for one or more, which must be there.
    End(&'static str),
    /// Stands between two owners.
    Joint(&'static str),
    /// Belongs to one of the others, or is understood by the reader of names or of dates.
    Within,
}

/// Every form of the notation, in the order of the help.
pub fn forms() -> &'static [Form] {
    FORMS
}

const fn form(
    role: Role,
    spelling: &'static str,
    means: &'static str,
    example: &'static str,
    reads: &'static str,
) -> Form {
    Form { spelling, means, example, reads, role }
}

const FORMS: &[Form] = &[
    form(Role::Within, "text", "a note", "Labs had one telecon each.", "note: Labs had one telecon each."),
    form(Role::Mark('!', LineKind::Action), "! text", "an action item", "! draft the plan", "action: draft the plan"),
    form(
        Role::Word("ACTION:", LineKind::Action),
        "ACTION: text",
        "an action item",
        "Action: draft the plan",
        "action: draft the plan",
    ),
    form(
        Role::Mark('=', LineKind::Decision),
        "= text",
        "a decision",
        "= gen 2 ends in June",
        "decision: gen 2 ends in June",
    ),
    form(
        Role::Word("DECISION:", LineKind::Decision),
        "DECISION: text",
        "a decision",
        "DECISION: gen 2 ends in June",
        "decision: gen 2 ends in June",
    ),
    form(
        Role::Mark('?', LineKind::Question),
        "? text",
        "an open question",
        "? who pays for it",
        "question: who pays for it",
    ),
    form(
        Role::Word("QUESTION:", LineKind::Question),
        "QUESTION: text",
        "an open question",
        "question: who pays for it",
        "question: who pays for it",
    ),
    form(
        Role::Literal('\\'),
        r"\text",
        "a note, whatever it begins with",
        r"\! is the mark of an action item",
        "note: ! is the mark of an action item",
    ),
    form(
        Role::End("—"),
        "! owner — text",
        "who will do it, before an em dash",
        "! Ann Lee — draft the plan",
        "action: draft the plan; owners: Ann Lee",
    ),
    form(
        Role::End("–"),
        "! owner – text",
        "the same with an en dash",
        "! Ann Lee – draft the plan",
        "action: draft the plan; owners: Ann Lee",
    ),
    form(
        Role::End(" -- "),
        "! owner -- text",
        "the same with two hyphens between spaces",
        "! Ann Lee -- draft the plan",
        "action: draft the plan; owners: Ann Lee",
    ),
    form(
        Role::End(" - "),
        "! owner - text",
        "the same with a hyphen between spaces",
        "! Ann Lee - draft the plan",
        "action: draft the plan; owners: Ann Lee",
    ),
    form(
        Role::End(":"),
        "! owner: text",
        "the same with a colon",
        "! Ann Lee: draft the plan",
        "action: draft the plan; owners: Ann Lee",
    ),
    form(
        Role::End("："),
        "! owner：text",
        "the same with a wide colon",
        "! Ann Lee：draft the plan",
        "action: draft the plan; owners: Ann Lee",
    ),
    form(
        Role::Joint(","),
        "! owner, owner — text",
        "several owners",
        "! Ann Lee, Bo Chen — draft the plan",
        "action: draft the plan; owners: Ann Lee, Bo Chen",
    ),
    form(
        Role::Joint("&"),
        "! owner & owner — text",
        "several owners",
        "! Ann Lee & Bo Chen — draft the plan",
        "action: draft the plan; owners: Ann Lee, Bo Chen",
    ),
    form(
        Role::Joint(" and "),
        "! owner and owner — text",
        "several owners",
        "! Ann Lee, Bo Chen, and Jim Botha — draft the plan",
        "action: draft the plan; owners: Ann Lee, Bo Chen, Jim Botha",
    ),
    form(
        Role::Joint("、"),
        "! owner、owner — text",
        "several owners",
        "! Ann Lee、Bo Chen — draft the plan",
        "action: draft the plan; owners: Ann Lee, Bo Chen",
    ),
    form(
        Role::Joint("，"),
        "! owner，owner — text",
        "several owners",
        "! Ann Lee，Bo Chen — draft the plan",
        "action: draft the plan; owners: Ann Lee, Bo Chen",
    ),
    form(
        Role::Within,
        "! part of a name — text",
        "any word of a name, or a handle, that only one person has; what fits nobody or several people is kept and flagged",
        "! jim, blee, Zed — draft the plan",
        "action: draft the plan; owners: Jim Botha, Beth Lee, Zed (unknown)",
    ),
    form(
        Role::Within,
        "! the group — text",
        "a group; `the` before it is dropped",
        "! the RV-SST — define the terms",
        "action: define the terms; owners: RV-SST",
    ),
    form(
        Role::Within,
        "! text @name",
        "an owner who is mentioned; the mention stays in the text, the longest name after `@` wins",
        "! draft the plan with @Ann Lee, @bo and @RV-SST",
        "action: draft the plan with @Ann Lee, @bo and @RV-SST; owners: Ann Lee, Bo Chen, RV-SST",
    ),
    form(
        Role::Within,
        "! @\"name\" — text",
        "an owner called exactly so, on the roster or not",
        "! @\"Zed and Sons\" — draft the plan",
        "action: draft the plan; owners: Zed and Sons (unknown)",
    ),
    form(
        Role::Within,
        "! text due 2019-11-30",
        "when an action item is due, at the line's end",
        "! Ann Lee — draft the plan DM-123 due 2019-11-30",
        "action: draft the plan DM-123; owners: Ann Lee; due: 2019-11-30; tickets: DM-123",
    ),
    form(
        Role::Within,
        "! text (due: 30 Nov)",
        "other ways to say a date: `30 Nov`, `Nov 30, 2019`, `Friday`, `today`, `tomorrow`",
        "! draft the plan (due: Friday)",
        "action: draft the plan; due: 2019-11-01",
    ),
    form(
        Role::Within,
        r"! \owner — text",
        r"a backslash before the text, before `@` or before `due` takes it as text",
        r"! \Ann Lee: tell \@bo that it is \due Friday",
        "action: Ann Lee: tell @bo that it is due Friday",
    ),
    form(
        Role::Within,
        "KEY-123",
        "a ticket, in any line; it stays in the text",
        "Blocked by DM-123, see DM-9.",
        "note: Blocked by DM-123, see DM-9.; tickets: DM-123, DM-9",
    ),
];

/// The kind of a trimmed line and its text without the mark; a mark with nothing after it is text.
pub(super) fn lead(line: &str) -> (LineKind, &str) {
    let led = |form: &Form| {
        let (kind, rest) = match form.role {
            Role::Mark(mark, kind) => (kind, line.strip_prefix(mark).filter(|rest| !rest.starts_with(makes_no_mark))?),
            Role::Word(word, kind) => {
                let (said, rest) = line.split_at_checked(word.len())?;
                (kind, said.eq_ignore_ascii_case(word).then_some(rest)?)
            }
            Role::Literal(sign) => (LineKind::Note, line.strip_prefix(sign)?),
            Role::End(_) | Role::Joint(_) | Role::Within => return None,
        };
        let rest = rest.trim_start();
        (!rest.is_empty()).then_some((kind, rest))
    };
    FORMS.iter().find_map(led).unwrap_or((LineKind::Note, line))
}

/// `!=`, `==`, `?!`, `=>`, `![` mean something else; a name, a quotation or a bracket may follow a mark at once.
fn makes_no_mark(next: char) -> bool {
    next.is_ascii_punctuation() && !matches!(next, '@' | '\\' | '"' | '\'' | '(' | '$')
}

#[cfg(test)]
mod tests {
    use super::super::tests::{context, reading, roster};
    use super::super::{parse, print};
    use super::*;

    #[test]
    fn every_example_reads_as_the_table_says() {
        for form in forms() {
            let line = parse(form.example, &context(&roster()));
            assert_eq!(reading(&line), form.reads, "{}", form.spelling);
        }
    }

    #[test]
    fn every_example_is_printed_as_a_line_that_reads_the_same() {
        for form in forms() {
            let line = parse(form.example, &context(&roster()));
            let printed = print(&line.content(), &context(&roster()));
            assert_eq!(parse(&printed, &context(&roster())).content(), line.content(), "{printed}");
        }
    }

    #[test]
    fn a_mark_needs_something_after_it_and_no_second_sign() {
        for text in
            ["!", "=", "?", "\\", "ACTION:", "!!", "?? what", "!= 3", "== x", "?!", "=> so", "![a](b)", "ACTIONS: x"]
        {
            assert_eq!(lead(text), (LineKind::Note, text));
        }
        assert_eq!(lead("!important"), (LineKind::Action, "important"));
        assert_eq!(lead("!@bo asks"), (LineKind::Action, "@bo asks"));
        assert_eq!(lead("! = x"), (LineKind::Action, "= x"));
    }
}
