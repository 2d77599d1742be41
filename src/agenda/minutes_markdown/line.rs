//! A line of Markdown as what it shows: words, words that stand out, links.
//!
//! The writer escapes whatever a text holds, so that each mark which is left was set by it. Not here: what the marks mean.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::super::recorded::is_ticket;

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) style: Style,
    /// Where it leads, for a link.
    pub(super) link: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Strong,
    Emphasis,
}

/// The parts of a line of source; line breaks are spaces.
pub(super) fn spans(source: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let (mut style, mut link): (Style, Option<String>) = (Style::Plain, None);
    let mut push = |text: &str, style: Style, link: &Option<String>| match spans.last_mut() {
        Some(last) if last.style == style && last.link == *link => last.text.push_str(text),
        _ => spans.push(Span { text: text.to_owned(), style, link: link.clone() }),
    };
    // Behind a word nothing begins a block: this is one line already.
    let line = format!("{BEFORE}{source}");
    for event in Parser::new_ext(&line, Options::empty()) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                push(&text, style, &link);
            }
            Event::SoftBreak | Event::HardBreak => push(" ", style, &link),
            Event::Start(Tag::Strong) => style = Style::Strong,
            Event::Start(Tag::Emphasis) => style = Style::Emphasis,
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => style = Style::Plain,
            Event::Start(Tag::Link { dest_url, .. }) => link = Some(dest_url.into_string()),
            Event::End(TagEnd::Link) => link = None,
            _ => {}
        }
    }
    if let Some(first) = spans.first_mut() {
        first.text = first.text.strip_prefix(BEFORE.trim_end()).unwrap_or(&first.text).trim_start().to_owned();
    }
    spans.retain(|span| !span.text.is_empty());
    spans
}

/// A word before a line.
const BEFORE: &str = "x ";

/// What a line of the scribe says.
pub(super) fn said(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect::<String>().trim().to_owned()
}

/// What a line of the agenda says: named links stay links.
pub(super) fn planned(spans: &[Span]) -> String {
    let shown = |span: &Span| match &span.link {
        Some(link) if span.text != *link && !is_ticket(&span.text, link) && !span.text.contains("://") => {
            format!("[{}]({link})", span.text)
        }
        _ => span.text.clone(),
    };
    spans.iter().map(shown).collect::<String>().trim().to_owned()
}
