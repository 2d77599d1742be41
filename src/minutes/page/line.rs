//! Texts of the meeting as runs: what is a link, a ticket, a person or a date stays known as one.
//!
//! Not here: which text stands where (see `compose`), and what is a link at all (see `inline`).

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::super::Lang;
use super::super::inline::{Origin, Piece, clean, runs, safe_address};
use super::{Line, Refers, Run, Weight, plain};
use crate::lang::{Words, fill};
use crate::meeting::{Attachment, Meeting, Person, Tickets};

/// Turns texts into runs, with the meeting's tickets and people.
pub(super) struct Text<'m> {
    tickets: &'m Tickets,
    /// The roster, with the account ids that are known.
    accounts: Rc<BTreeMap<&'m str, Option<&'m str>>>,
    pub(super) lang: Lang,
    pub(super) words: &'static Words,
}

impl<'m> Text<'m> {
    pub(super) fn new(meeting: &'m Meeting, lang: Lang) -> Self {
        Self::of(&meeting.head.tickets, &meeting.people, lang)
    }

    /// With these tickets and people.
    pub(super) fn of(tickets: &'m Tickets, people: &'m [Person], lang: Lang) -> Self {
        let account = |account: &'m String| Some(account.as_str()).filter(|account| !account.is_empty());
        let accounts = people.iter().map(|one| (one.name.as_str(), one.account.as_ref().and_then(account)));
        Self { tickets, accounts: Rc::new(accounts.collect()), lang, words: lang.words() }
    }

    /// The same with the tickets of another meeting.
    pub(super) fn with_tickets(&self, tickets: &'m Tickets) -> Self {
        Self { tickets, accounts: Rc::clone(&self.accounts), ..*self }
    }

    /// A text of the agenda.
    pub(super) fn planned(&self, text: &str) -> Line {
        self.inline(text, Origin::Agenda)
    }

    /// A line of the scribe; never empty.
    pub(super) fn typed(&self, text: &str) -> Line {
        or(self.inline(text, Origin::Typed), self.words.nothing.no_text)
    }

    /// A text of the agenda without what its runs stand for.
    pub(super) fn shown(&self, text: &str) -> String {
        self.planned(text).into_iter().map(|run| run.text).collect()
    }

    fn inline(&self, text: &str, origin: Origin) -> Line {
        let text = clean(text);
        let run = |piece| match piece {
            Piece::Plain(shown) => Run { text: shown.to_owned(), ..Run::default() },
            Piece::Ticket(key) => referring(key, Refers::Ticket(None)),
            Piece::Link { shown, address } => {
                let known = self.tickets.address(shown).and_then(|known| safe_address(&known));
                let is_ticket = known.as_ref() == Some(&address);
                referring(shown, if is_ticket { Refers::Ticket(Some(address)) } else { Refers::Address(address) })
            }
        };
        runs(&text, origin, self.tickets).into_iter().map(run).collect()
    }

    /// A text that may be an address as a whole.
    pub(super) fn addressed(&self, text: &str) -> Line {
        match safe_address(text) {
            Some(address) => vec![referring(&clean(text), Refers::Address(address))],
            None => self.planned(text),
        }
    }

    /// Somebody by name; none where the name has nothing to show.
    pub(super) fn person(&self, name: &str) -> Option<Run> {
        let shown = clean(name);
        let refers = self.accounts.get(name).map(|account| Refers::Person(account.map(str::to_owned)));
        (!shown.is_empty()).then(|| Run { text: shown, refers, ..Run::default() })
    }

    /// Names in a row.
    pub(super) fn names(&self, names: &[String]) -> Line {
        join(names.iter().filter_map(|name| Some(vec![self.person(name)?])), self.words.comma)
    }

    /// A date within a line.
    pub(super) fn day(&self, date: NaiveDate) -> Run {
        referring(&self.lang.short_date(date), Refers::Day(date))
    }

    /// A date for headings.
    pub(super) fn long_day(&self, date: NaiveDate) -> Run {
        referring(&self.lang.long_date(date), Refers::Day(date))
    }

    /// A pattern of the fixed words with runs in it.
    pub(super) fn filled(pattern: &str, value: Line) -> Line {
        let (before, after) = pattern.split_once("{}").unwrap_or((pattern, ""));
        let ends = |text: &str| if text.is_empty() { Line::new() } else { plain(text) };
        concat([ends(before), value, ends(after)])
    }

    /// `Name: value`; none where there is no value.
    pub(super) fn labelled(&self, name: &str, value: Line) -> Option<Line> {
        (!value.is_empty()).then(|| concat([plain(format!("{name}{}", self.words.colon)), value]))
    }

    /// A name as it stands before what it names, set apart from it.
    pub(super) fn label(&self, name: &str, weight: Weight) -> Line {
        let (colon, blank) = self.words.colon.split_at(self.words.colon.trim_end().len());
        let label = Run { text: format!("{name}{colon}"), weight, refers: None };
        if blank.is_empty() { vec![label] } else { concat([vec![label], plain(blank)]) }
    }

    /// `slides: sensors.pdf`, a link where its address is safe to follow.
    pub(super) fn attachment(&self, attachment: &Attachment) -> Line {
        let kind = or(self.planned(&attachment.kind), self.words.slot.file);
        concat([kind, plain(self.words.colon), self.file(attachment)])
    }

    /// The same without its kind.
    pub(super) fn file(&self, attachment: &Attachment) -> Line {
        self.linked(&attachment.name, attachment.link.as_deref(), Origin::Agenda)
    }

    /// What a link says: a link where its address is safe to follow, else words.
    pub(super) fn linked(&self, name: &str, link: Option<&str>, origin: Origin) -> Line {
        let target = clean(link.unwrap_or_default());
        let name = clean(name);
        let shown = if name.is_empty() { target.clone() } else { name };
        match safe_address(&target) {
            Some(address) => vec![referring(&shown, Refers::Address(address))],
            None if shown.contains(&target) => or(self.inline(&shown, origin), self.words.nothing.no_text),
            None => concat([self.inline(&shown, origin), plain(" ("), self.inline(&target, origin), plain(")")]),
        }
    }

    /// The name of a day by its number.
    pub(super) fn day_number(&self, number: usize) -> String {
        fill(self.words.slot.day, &[&number.to_string()])
    }
}

fn referring(shown: &str, refers: Refers) -> Run {
    Run { text: shown.to_owned(), refers: Some(refers), ..Run::default() }
}

/// The line, or fixed words where it is empty.
pub(super) fn or(line: Line, otherwise: &str) -> Line {
    if line.is_empty() { plain(otherwise) } else { line }
}

/// All runs bold.
pub(super) fn strong(line: Line) -> Line {
    line.into_iter().map(|run| Run { weight: Weight::Strong, ..run }).collect()
}

/// Fixed words in italics.
pub(super) fn emphasis(text: impl Into<String>) -> Line {
    vec![Run { text: text.into(), weight: Weight::Emphasis, refers: None }]
}

/// Lines in a row, without anything between them. Runs that do not differ become one.
pub(super) fn concat(lines: impl IntoIterator<Item = Line>) -> Line {
    let mut whole: Line = Vec::new();
    for run in lines.into_iter().flatten() {
        match whole.last_mut() {
            Some(last) if last.refers.is_none() && run.refers.is_none() && last.weight == run.weight => {
                last.text.push_str(&run.text);
            }
            _ => whole.push(run),
        }
    }
    whole
}

/// Lines in a row with a text between them.
pub(super) fn join(lines: impl IntoIterator<Item = Line>, between: &str) -> Line {
    let lines = lines.into_iter().enumerate();
    concat(lines.flat_map(|(index, line)| [if index > 0 { plain(between) } else { Line::new() }, line]))
}
