//! Lines of the minutes on their way into HTML: escaped, with what their runs stand for.
//!
//! Every text from outside goes through here. Not here: what is a link (see `inline`), and what a line says (see `page`).

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::super::inline::{clean, out_of_row};
use super::super::page::compose::Composer;
use super::super::page::{Block, Refers, Run, Weight};
use super::super::{Minutes, Options, markup};
use crate::lang::{Lang, Words};

/// Writes the parts of the minutes that all forms share.
pub(super) struct Text<'m> {
    pub(super) parts: Composer<'m>,
    pub(super) lang: Lang,
    pub(super) words: &'static Words,
    /// The page has all of the minutes: what was said can be led back to.
    pub(super) is_whole: bool,
    /// The page goes into a mail.
    pub(super) is_mail: bool,
}

/// The cleaned text without any character that HTML gives a meaning to, within tags too.
pub(super) fn escape(text: &str) -> String {
    escaped(&clean(text))
}

/// The same of a text that is harmless already.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        match char {
            '\'' => html.push_str("&#39;"),
            _ => markup::push(&mut html, char),
        }
    }
    html
}

impl<'m> Text<'m> {
    pub(super) fn new(minutes: &'m Minutes<'m>, options: &'m Options) -> Self {
        let parts = Composer::new(minutes, options);
        Self {
            parts,
            lang: options.lang,
            words: options.lang.words(),
            is_whole: options.only.is_none(),
            is_mail: false,
        }
    }

    pub(super) fn for_mail(self) -> Self {
        Self { is_mail: true, ..self }
    }

    /// A line with its markup.
    pub(super) fn line(&self, line: &[Run]) -> String {
        marked(line, self.words.comma, self.is_whole)
    }

    /// The title of the page.
    pub(super) fn title(&self, line: &[Run]) -> String {
        let one = |run: &Run| match &run.refers {
            None => in_one_piece(&self.line(std::slice::from_ref(run))),
            Some(_) => self.line(std::slice::from_ref(run)),
        };
        line.iter().map(one).collect()
    }

    /// Lines with their markup and a text between them.
    pub(super) fn lines<'l>(&self, lines: impl IntoIterator<Item = &'l Vec<Run>>, between: &str) -> String {
        lines.into_iter().map(|line| self.line(line)).collect::<Vec<_>>().join(between)
    }

    /// Running text; none where there is none.
    pub(super) fn paragraphs(&self, blocks: &[Block]) -> Option<String> {
        let one = |block: &Block| match block {
            Block::Paragraph(line) => format!("<p dir=\"auto\">{}</p>\n", self.line(line)),
            Block::Lines(lines) => format!("<p dir=\"auto\">{}</p>\n", self.lines(lines, "<br>\n")),
            Block::Heading { .. } | Block::Facts(_) | Block::List(_) | Block::Table(_) | Block::Prepared(_) => {
                String::new()
            }
        };
        (!blocks.is_empty()).then(|| blocks.iter().map(one).collect())
    }

    /// The direction of a line that begins with a fixed word.
    pub(super) fn direction(&self) -> &'static str {
        if self.lang.is_rtl() { " dir=\"rtl\"" } else { " dir=\"ltr\"" }
    }
}

/// A line with its markup, `comma` standing between the names of a row; on a page that has all of the minutes, the title of a slot
/// leads to it.
pub(super) fn marked(line: &[Run], comma: &str, is_whole: bool) -> String {
    let group = |runs: &[Run]| {
        let inner: String = runs.iter().map(|run| content(run, comma, is_whole)).collect();
        match runs.first().map_or(Weight::Plain, |run| run.weight) {
            Weight::Plain => inner,
            Weight::Soft => format!("<span class=\"stay\">{inner}</span>"),
            Weight::Strong => format!("<b>{inner}</b>"),
            Weight::Emphasis => format!("<em>{inner}</em>"),
        }
    };
    line.chunk_by(|one, next| one.weight == next.weight).map(group).collect()
}

fn content(run: &Run, comma: &str, is_whole: bool) -> String {
    // Its own element says where a name ends.
    let text = out_of_row(&run.text, comma);
    let is_name = matches!(run.refers, Some(Refers::Person(_) | Refers::Name));
    let shown = escaped(if is_name { &text } else { &run.text });
    match &run.refers {
        None | Some(Refers::Ticket(None)) => shown,
        Some(Refers::Address(address) | Refers::Ticket(Some(address))) => link(&run.text, address),
        Some(Refers::Title(Some(slot))) if is_whole => {
            format!("<a href=\"#slot-{slot}\"><bdi>{shown}</bdi></a>")
        }
        Some(Refers::Person(_) | Refers::Name | Refers::Title(_)) => format!("<bdi>{shown}</bdi>"),
        Some(Refers::Day(day)) => date(*day, &run.text),
        Some(Refers::Moment(at)) => moment(*at, &run.text),
    }
}

/// Escaped words in which no line ends behind a hyphen where the word has room in a line of its own.
pub(super) fn in_one_piece(escaped: &str) -> String {
    let is_joined = |word: &str| word.trim_matches('-').contains('-') && !word.contains(['<', '>']);
    let word = |word: &str| {
        if is_joined(word) { format!("<span class=\"word\">{word}</span>") } else { word.to_owned() }
    };
    escaped.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A heading, which may stand within a link: links in it show their names only.
pub(super) fn heading(line: &[Run]) -> String {
    let one = |run: &Run| match run.refers {
        Some(Refers::Day(day)) => format!("<span class=\"date\">{}</span>", date(day, &run.text)),
        _ => escaped(&run.text),
    };
    line.iter().map(one).collect()
}

/// A moment with its machine-readable form.
fn moment(at: DateTime<Tz>, shown: &str) -> String {
    format!("<time datetime=\"{}\">{}</time>", at.format("%Y-%m-%dT%H:%M:%S%:z"), escaped(shown))
}

/// A date with its machine-readable form.
fn date(date: NaiveDate, shown: &str) -> String {
    format!("<time datetime=\"{date}\">{}</time>", escaped(shown))
}

/// A link to a safe address; one that does not show its address is marked, so that paper can add it.
fn link(shown: &str, address: &str) -> String {
    let class = if shown == address { "" } else { " class=\"named\"" };
    format!("<a{class} href=\"{}\">{}</a>", escaped(address), escaped(shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphenated_word_of_a_title_stays_in_one_piece_and_is_no_markup() {
        let title = escape("Team face-to-face, -x- <b-c> & 10–12");
        let expected =
            "Team <span class=\"word\">face-to-face,</span> -x- <span class=\"word\">&lt;b-c&gt;</span> &amp; 10–12";
        assert_eq!(in_one_piece(&title), expected);
    }
}
