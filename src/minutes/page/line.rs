//! Texts of the meeting as runs: what is a link, a ticket, a person or a date stays known as one.
//!
//! Not here: which text stands where (see `compose`), and what is a link at all (see `inline`).

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::super::document::Minutes;
use super::super::inline::{Origin, Piece, clean, in_row, runs, safe_address};
use super::super::{Aftermath, Lang};
use super::{Line, Refers, Run, Weight, plain};
use crate::lang::{Words, fill};
use crate::meeting::{Attachment, EntryId, Meeting, Person, Tickets};

/// Turns texts into runs, with the meeting's tickets and people.
pub(in crate::minutes) struct Text<'m> {
    tickets: &'m Tickets,
    /// The roster, with the account ids that are known.
    accounts: Rc<BTreeMap<&'m str, Option<&'m str>>>,
    /// What became of action items after the meeting that noted them, as far as its minutes tell it.
    pub(super) aftermath: Option<&'m BTreeMap<EntryId, Aftermath>>,
    pub(in crate::minutes) lang: Lang,
    pub(in crate::minutes) words: &'static Words,
}

impl<'m> Text<'m> {
    pub(in crate::minutes) fn new(minutes: &'m Minutes<'m>, lang: Lang) -> Self {
        let Meeting { head, people, .. } = minutes.meeting;
        Self { aftermath: Some(minutes.aftermath()), ..Self::of(&head.tickets, people, lang) }
    }

    /// With these tickets and people.
    pub(in crate::minutes) fn of(tickets: &'m Tickets, people: &'m [Person], lang: Lang) -> Self {
        let account = |account: &'m String| Some(account.as_str()).filter(|account| !account.is_empty());
        let accounts = people.iter().map(|one| (one.name.as_str(), one.account.as_ref().and_then(account)));
        Self { tickets, accounts: Rc::new(accounts.collect()), aftermath: None, lang, words: lang.words() }
    }

    /// The same with the tickets of another meeting.
    pub(super) fn with_tickets(&self, tickets: &'m Tickets) -> Self {
        Self { tickets, accounts: Rc::clone(&self.accounts), ..*self }
    }

    /// A text of the agenda.
    pub(in crate::minutes) fn planned(&self, text: &str) -> Line {
        self.inline(text, Origin::Agenda)
    }

    /// A line of the scribe; never empty.
    pub(in crate::minutes) fn typed(&self, text: &str) -> Line {
        or(self.inline(text, Origin::Typed), self.words.nothing.no_text)
    }

    /// A text of the agenda without what its runs stand for.
    pub(in crate::minutes) fn shown(&self, text: &str) -> String {
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
    pub(in crate::minutes) fn addressed(&self, text: &str) -> Line {
        match safe_address(text) {
            Some(address) => vec![referring(&clean(text), Refers::Address(address))],
            None => self.planned(text),
        }
    }

    /// Somebody by name; none where the name has nothing to show.
    pub(in crate::minutes) fn person(&self, name: &str) -> Option<Run> {
        let shown = clean(name);
        let known = self.accounts.get(name).map(|account| Refers::Person(account.map(str::to_owned)));
        (!shown.is_empty()).then(|| referring(&shown, known.unwrap_or(Refers::Name)))
    }

    /// Somebody by name; never empty.
    pub(in crate::minutes) fn name(&self, name: &str) -> Line {
        self.person(name).map_or_else(|| plain(self.words.nothing.no_name), |run| vec![run])
    }

    /// Names in a row, so that a comma within one is told from those between them.
    pub(in crate::minutes) fn names(&self, names: &[String]) -> Line {
        let one =
            |name: &String| self.person(name).map(|run| vec![Run { text: in_row(&run.text, self.words.comma), ..run }]);
        join(names.iter().filter_map(one), self.words.comma)
    }

    /// A date within a line.
    pub(in crate::minutes) fn day(&self, date: NaiveDate) -> Run {
        referring(&self.lang.short_date(date), Refers::Day(date))
    }

    /// A date for headings.
    pub(in crate::minutes) fn long_day(&self, date: NaiveDate) -> Run {
        referring(&self.lang.long_date(date), Refers::Day(date))
    }

    /// The same without the day of the week.
    pub(in crate::minutes) fn bare_day(&self, date: NaiveDate) -> Run {
        referring(&self.lang.date_range(date, date), Refers::Day(date))
    }

    /// `Name: value`; none where there is no value.
    pub(in crate::minutes) fn labelled(&self, name: &str, value: Line) -> Option<Line> {
        (!value.is_empty()).then(|| concat([plain(format!("{name}{}", self.words.colon)), value]))
    }

    /// A name as it stands before what it names, set apart from it.
    pub(in crate::minutes) fn label(&self, name: &str, weight: Weight) -> Line {
        let (colon, blank) = self.words.colon.split_at(self.words.colon.trim_end().len());
        let label = Run { text: format!("{name}{colon}"), weight, refers: None };
        if blank.is_empty() { vec![label] } else { concat([vec![label], plain(blank)]) }
    }

    /// `slides: sensors.pdf`, a link where its address is safe to follow.
    pub(in crate::minutes) fn attachment(&self, attachment: &Attachment) -> Line {
        let kind = or(self.planned(&attachment.kind), self.words.slot.file);
        concat([kind, plain(self.words.colon), self.file(attachment)])
    }

    /// The same without its kind.
    pub(in crate::minutes) fn file(&self, attachment: &Attachment) -> Line {
        self.linked(&attachment.name, attachment.link.as_deref(), Origin::Agenda)
    }

    /// What a link says: a link where its address is safe to follow, else words.
    pub(in crate::minutes) fn linked(&self, name: &str, link: Option<&str>, origin: Origin) -> Line {
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
    pub(in crate::minutes) fn day_number(&self, number: usize) -> String {
        fill(self.words.slot.day, &[&number.to_string()])
    }
}

/// A run that stands for more than its words.
pub(in crate::minutes) fn referring(shown: &str, refers: Refers) -> Run {
    Run { text: shown.to_owned(), refers: Some(refers), ..Run::default() }
}

/// A moment in words.
pub(in crate::minutes) fn moment(at: DateTime<Tz>, shown: &str) -> Line {
    vec![referring(shown, Refers::Moment(at))]
}

/// What a line shows.
pub(in crate::minutes) fn shown(line: &[Run]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

/// The line for a form that has a mark for some of what runs stand for only: all else is words, and words in a row are one run.
pub(in crate::minutes) fn marked(line: &[Run], has_mark: fn(&Refers) -> bool) -> Line {
    let weight = |weight| if weight == Weight::Soft { Weight::Plain } else { weight };
    let one = |run: &Run| {
        vec![Run { refers: run.refers.clone().filter(has_mark), weight: weight(run.weight), ..run.clone() }]
    };
    concat(line.iter().map(one))
}

/// A pattern of the fixed words with lines in it: `{}` or `{0}` the first, `{1}` the second.
pub(in crate::minutes) fn filled(pattern: &str, values: &[Line]) -> Line {
    let mut parts = Vec::new();
    let mut rest = pattern;
    let words = |text: &str| if text.is_empty() { Line::new() } else { plain(text) };
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        let at = if name.is_empty() { Some(0) } else { name.parse::<usize>().ok() };
        parts.extend([words(before), at.and_then(|at| values.get(at)).cloned().unwrap_or_default()]);
        rest = after;
    }
    concat(parts.into_iter().chain([words(rest)]))
}

/// The line, or fixed words where it is empty.
pub(in crate::minutes) fn or(line: Line, otherwise: &str) -> Line {
    if line.is_empty() { plain(otherwise) } else { line }
}

/// All runs bold.
pub(in crate::minutes) fn strong(line: Line) -> Line {
    line.into_iter().map(|run| Run { weight: Weight::Strong, ..run }).collect()
}

/// `Budget (within the day)`: what there is to say of it, in brackets behind it.
pub(in crate::minutes) fn beside(line: Line, note: Option<Line>) -> Line {
    match note {
        Some(note) => {
            let soft = concat([plain("("), note, plain(")")]);
            concat([line, plain(" "), soft.into_iter().map(|run| Run { weight: Weight::Soft, ..run }).collect()])
        }
        None => line,
    }
}

/// Fixed words in italics.
pub(in crate::minutes) fn emphasis(text: impl Into<String>) -> Line {
    vec![Run { text: text.into(), weight: Weight::Emphasis, refers: None }]
}

/// Lines in a row, without anything between them. Runs that do not differ become one.
pub(in crate::minutes) fn concat(lines: impl IntoIterator<Item = Line>) -> Line {
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
pub(in crate::minutes) fn join(lines: impl IntoIterator<Item = Line>, between: &str) -> Line {
    let lines = lines.into_iter().enumerate();
    concat(lines.flat_map(|(index, line)| [if index > 0 { plain(between) } else { Line::new() }, line]))
}
