//! Figures over meetings as a web page: a chart above each table that has one.
//!
//! Not here: what stands in the tables (see `minutes::statistics`), and how a chart is drawn (see `charts`).

use std::fmt::Write as _;

use super::super::statistics::{Figures, Parts, page};
use super::super::{Lang, Options};
use super::page::push_blocks;
use super::text::escape;
use super::{STYLE, begin, charts};
use crate::meeting::statistics::Statistics;

/// The page as a file.
pub(in crate::minutes) fn of_statistics(figures: &Figures, options: &Options) -> String {
    let (lang, words) = (options.lang, options.lang.words());
    let parts = Parts::new(figures, options);
    let title = escape(&figures.title(lang));
    let mut html = begin(&title, lang, STYLE, " class=\"figures\"");
    html.extend(["<a class=\"skip\" href=\"#minutes\">", words.head.skip, "</a>\n"]);
    html.extend(["<header>\n<h1 dir=\"auto\">", &title, "</h1>\n"]);
    push_blocks(&mut html, &[super::Block::Facts(parts.facts())], lang);
    html.push_str("</header>\n<main id=\"minutes\">\n");
    for section in parts.sections() {
        html.push_str("<section class=\"summary\">\n");
        push_blocks(&mut html, &[section.heading()], lang);
        html.push_str(&chart(section.id, &figures.statistics, lang, &parts));
        if section.is_empty() {
            push_blocks(&mut html, &[section.body()], lang);
        } else {
            // A table of many columns is moved to and fro where the page is narrow, by keys too.
            let id = section.id;
            let _ = writeln!(html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\">");
            push_blocks(&mut html, &[section.body()], lang);
            html.push_str("</div>\n");
        }
        html.push_str("</section>\n");
    }
    html.extend(["</main>\n<footer>\n<p>", words.head.written_with, "</p>\n</footer>\n</body>\n</html>\n"]);
    html
}

/// The chart of a part; nothing where it has none or there is nothing to draw.
fn chart(id: &str, statistics: &Statistics, lang: Lang, parts: &Parts) -> String {
    match id {
        page::TOPICS => charts::pairs(&statistics.topics, lang, parts),
        page::FLOW => charts::flow(&statistics.meetings, statistics.whole.open_before, lang),
        page::AGES => charts::ages(&parts.ages_of(&statistics.whole.open), lang),
        _ => String::new(),
    }
}
