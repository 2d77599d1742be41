//! THE table of the notation: every form, how it is spelled, what it means, and an example with its reading.
//!
//! The reader takes its marks, words, tags, phrases, dashes and joints from here, the help and docs/notation.md are made
//! from it, and a test reads every example; so a new spelling is a new row. Not here: how names and dates are understood.

mod lead;
mod rows;

use std::sync::LazyLock;

pub(super) use self::lead::{Led, emphasis, lead, leads, spelled};
use super::line::LineKind;
use crate::meeting::{self, Choice, Presence, Status};

/// One form of the notation.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Under which heading the help shows it.
    pub group: Group,
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

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Notes and what belongs to any line.
    Notes,
    /// Action items.
    Actions,
    /// Who will do them.
    Owners,
    /// When they are due, and how urgent they are.
    Due,
    /// Decisions, proposals and votes.
    Decisions,
    /// Questions, ideas, information, links.
    Others,
    /// What somebody said.
    Speech,
    /// Who is there, who holds an office, who wants to speak.
    People,
    /// Topics, clocks and other commands.
    Time,
    /// Changes to earlier entries.
    Corrections,
    /// Text as it stands.
    Verbatim,
}

impl Group {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 11] = [
        Self::Notes,
        Self::Actions,
        Self::Owners,
        Self::Due,
        Self::Decisions,
        Self::Others,
        Self::Speech,
        Self::People,
        Self::Time,
        Self::Corrections,
        Self::Verbatim,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Notes => "Notes",
            Self::Actions => "Action items",
            Self::Owners => "Owners",
            Self::Due => "Due dates and priorities",
            Self::Decisions => "Decisions, proposals, votes",
            Self::Others => "Questions, ideas, links",
            Self::Speech => "Speech",
            Self::People => "People",
            Self::Time => "Topics and time",
            Self::Corrections => "Corrections",
            Self::Verbatim => "Verbatim",
        }
    }
}

/// What the reader does with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// This sign before a text.
    Mark(char, Gives),
    /// This word before a colon, in any case; a space in it stands for one or more.
    Word(&'static str, Gives),
    /// This word or sign before a space or the line's end.
    Tag(&'static str, Gives),
    /// This word alone, in capitals.
    Alone(&'static str, Gives),
    /// This word before owners who end with a colon, a dash or `to`.
    BeforeOwners(&'static str),
    /// This word before the number of an action item.
    Reference(&'static str),
    /// A whole line like this: `a|b` is a choice, `?` before a word allows to leave it out, `N` is a number.
    Phrase(&'static str, Does),
    /// A vote.
    Choice(&'static str, Choice),
    /// A text goes on after this sign.
    More(&'static str),
    /// A correction begins with this letter and any punctuation mark.
    Correction(char),
    /// A verb follows this sign.
    Verb(char),
    /// This sign takes what follows as it stands.
    Literal(char),
    /// Lines from one such line to the next are taken as they stand.
    Fence(&'static str),
    /// Ends the owners before a text; a space stands for one or more, which must be there.
    End(&'static str),
    /// The same, but it is a word that occurs in sentences too.
    To(&'static str),
    /// Stands between two owners.
    Joint(&'static str),
    /// Belongs to one of the others, or is understood by the reader of names or of dates.
    Within,
}

/// What a mark, a word or a tag makes of the text after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gives {
    /// An entry of this kind.
    Kind(LineKind),
    /// What settles the open proposal, else a decision.
    Resolve {
        /// The proposal was adopted.
        adopted: bool,
    },
    /// Votes.
    Votes,
    /// A new slot.
    OpenSlot,
    /// Who comes, goes or sends regrets.
    Attend(Presence),
    /// Who holds an office.
    Appoint {
        /// Which.
        role: meeting::Role,
        /// Beside those who hold it already.
        also: bool,
    },
    /// Who wants to speak.
    Queue,
    /// Who no longer wants to.
    Unqueue,
    /// Who speaks.
    GiveFloor,
    /// Who waits?
    ShowQueue,
}

impl Gives {
    /// Whether names follow it.
    pub(super) fn is_about_people(self) -> bool {
        matches!(self, Self::Attend(_) | Self::Appoint { .. } | Self::Queue | Self::Unqueue | Self::GiveFloor)
    }
}

/// What a whole phrase does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// A verb; the phrase's number is its argument.
    Verb(&'static str),
    /// The same, with the number taken away instead of given.
    Less(&'static str),
    /// How the action item of that number stands.
    SetStatus(Status),
    /// The next who waits speaks.
    GiveFloor,
}

/// Every form of the notation, in the order of the help.
pub fn forms() -> &'static [Form] {
    rows::ROWS
}

/// Whether a line opens or closes a passage that is taken as it stands. What says more than the name of a language is
/// text, and is kept.
pub fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let fence = |form: &Form| {
        let Role::Fence(fence) = form.role else { return false };
        let sign = |sign: char| fence.contains(sign);
        let word = line.strip_prefix(fence).map(|rest| rest.trim_start_matches(sign));
        word.is_some_and(|word| !word.contains(|other: char| sign(other) || other.is_whitespace()))
    };
    forms().iter().any(fence)
}

/// What stands between or after names, and how it is spelled: gathered once, as names are looked for at every key.
pub(super) fn delimiters() -> &'static [Role] {
    static DELIMITERS: LazyLock<Vec<Role>> = LazyLock::new(|| {
        let delimits = |role: &Role| matches!(role, Role::End(_) | Role::To(_) | Role::Joint(_));
        forms().iter().map(|form| form.role).filter(delimits).collect()
    });
    &DELIMITERS
}

#[cfg(test)]
mod tests {
    use super::super::tests::{context, reading, roster};
    use super::super::{parse, print};
    use super::*;

    #[test]
    fn every_example_reads_as_the_table_says() {
        let roster = roster();
        let wrong: Vec<String> = forms()
            .iter()
            .map(|form| (form, reading(&parse(form.example, &context(&roster)))))
            .filter(|(form, read)| read != form.reads)
            .map(|(form, read)| format!("{}\n  says  {}\n  reads {read}", form.example, form.reads))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
    fn the_rows_of_a_group_stand_together_in_the_order_of_the_groups() {
        let mut groups: Vec<Group> = forms().iter().map(|form| form.group).collect();
        groups.dedup();
        assert_eq!(groups, Group::ALL);
    }

    #[test]
    fn a_fence_is_three_backquotes_and_at_most_the_name_of_a_language() {
        assert!(is_fence("```") && is_fence("  ```rust ") && is_fence("````"));
        for text in ["``x``", "x ```", "``` this line says more", "```x``` is verbatim", ""] {
            assert!(!is_fence(text), "{text}");
        }
    }
}
