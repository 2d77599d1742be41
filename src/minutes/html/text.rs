//! Text on its way into HTML: escaped, with its links.
//!
//! Every text from outside goes through here. Not here: what is a link and which characters are taken out of every
//! export (see `inline`).

use super::super::inline::{Origin, Piece, clean, pieces, safe_address};
use super::super::{Lang, Options, markup};
use crate::lang::Words;
use crate::meeting::Tickets;
use crate::text::without_comments;

/// Writes text with the meeting's tickets as links.
pub(super) struct Text<'m> {
    tickets: &'m Tickets,
    pub(super) lang: Lang,
    pub(super) words: &'static Words,
    /// The page has all of the minutes: what was said can be led back to.
    pub(super) is_whole: bool,
    /// The page goes into a mail.
    pub(super) is_mail: bool,
}

/// The cleaned text without any character that HTML gives a meaning to, within tags too.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    push_escaped(&mut html, &clean(text));
    html
}

fn push_escaped(html: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '\'' => html.push_str("&#39;"),
            _ => markup::push(html, char),
        }
    }
}

/// The text, or another where there is none.
pub(super) fn or(text: String, otherwise: &str) -> String {
    if text.is_empty() { otherwise.to_owned() } else { text }
}

impl<'m> Text<'m> {
    pub(super) fn new(tickets: &'m Tickets, options: &Options) -> Self {
        let lang = options.lang;
        Self { tickets, lang, words: lang.words(), is_whole: options.only.is_none(), is_mail: false }
    }

    pub(super) fn for_mail(self) -> Self {
        Self { is_mail: true, ..self }
    }

    /// A text of the agenda.
    pub(super) fn planned(&self, text: &str) -> String {
        self.inline(text, Origin::Agenda)
    }

    /// A line of the scribe; never empty.
    pub(super) fn typed(&self, text: &str) -> String {
        or(self.inline(text, Origin::Typed), self.words.nothing.no_text)
    }

    /// A text of the agenda where no link may stand, within another one: named links show their name only.
    pub(super) fn plain(&self, text: &str) -> String {
        escape(&self.shown(text))
    }

    /// The same before it is escaped: for what is cut to a length first.
    pub(super) fn shown(&self, text: &str) -> String {
        let text = clean(text);
        let shown = |piece: Piece| match piece {
            Piece::Plain(plain) | Piece::Ticket(plain) => plain.to_owned(),
            Piece::Link { shown, .. } => shown.to_owned(),
        };
        pieces(&text, Origin::Agenda, self.tickets).into_iter().map(shown).collect()
    }

    /// A text that may be an address as a whole.
    pub(super) fn addressed(&self, text: &str) -> String {
        match safe_address(text) {
            Some(address) => link(text, &address),
            None => self.planned(text),
        }
    }

    /// Lines of the agenda's running text, each kept on its own line, without its author's comments; none where there are none.
    pub(super) fn paragraphs(&self, text: &str) -> Option<String> {
        let lines: Vec<String> = without_comments(text).lines().map(|line| self.planned(line)).collect();
        let paragraphs = lines.split(String::is_empty).filter(|lines| !lines.is_empty());
        let html: Vec<String> =
            paragraphs.map(|lines| format!("<p dir=\"auto\">{}</p>\n", lines.join("<br>\n"))).collect();
        (!html.is_empty()).then(|| html.concat())
    }

    /// The direction of a line that begins with a fixed word.
    pub(super) fn direction(&self) -> &'static str {
        if self.lang.is_rtl() { " dir=\"rtl\"" } else { " dir=\"ltr\"" }
    }

    /// Names in a row.
    pub(super) fn names(&self, names: &[String]) -> String {
        let names: Vec<String> = names.iter().map(|one| name(one)).filter(|name| !name.is_empty()).collect();
        names.join(self.words.comma)
    }

    fn inline(&self, text: &str, origin: Origin) -> String {
        let text = clean(text);
        let mut html = String::with_capacity(text.len() + 16);
        for piece in pieces(&text, origin, self.tickets) {
            match piece {
                Piece::Plain(plain) | Piece::Ticket(plain) => push_escaped(&mut html, plain),
                Piece::Link { shown, address } => html.push_str(&link(shown, &address)),
            }
        }
        html
    }
}

/// A name with its own direction; nothing where it has no letter to show.
pub(super) fn name(name: &str) -> String {
    let name = escape(name);
    if name.is_empty() { name } else { format!("<bdi>{name}</bdi>") }
}

/// A link to a safe address; one that does not show its address is marked, so that paper can add it.
pub(super) fn link(shown: &str, address: &str) -> String {
    let class = if shown == address { "" } else { " class=\"named\"" };
    format!("<a{class} href=\"{}\">{}</a>", escape(address), escape(shown))
}
