//! The minutes as one web page: for the screen, for paper, and for those who listen to it.
//!
//! It needs nothing beside itself and runs nothing: no script, no image, no address is fetched, and its policy says so
//! to the browser. What it says are the parts that all forms share (see `page`), but it is no page of theirs: it has a table of
//! contents and a picture of each day, each line leads back to where it was said, and what an action item is stands in words
//! where others have a box, so that it is heard too. Not here: the look, which is `assets/minutes.css`.

use super::document::{DayMinutes, Minutes};
use super::page::Block;
use super::page::compose::{Fact, What};
use super::page::line::or;
use super::page::series::Boxes;
use super::{Lang, Layout, Only, Options, course, zones};
use crate::lang::fill;
use crate::meeting::Status;

mod charts;
mod entry;
mod page;
mod schedule;
mod slot;
mod statistics;
mod summary;
mod table;
mod text;
mod timeline;

pub(super) use page::{of_page, of_page_for_mail};
pub(super) use statistics::of_statistics;
use text::{Text, escape, heading};

/// The first wall against what comes from outside is escaping; this is the second.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("../../assets/minutes.css");

/// The look of the page in a mail: of what mail programs know, which is no picture, no variable and no grid.
const PLAIN_STYLE: &str = include_str!("../../assets/minutes-mail.css");

/// The minutes as an HTML file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    whole(minutes, options, &Text::new(minutes, options))
}

/// The same for a mail: without pictures, and in a look that is short enough not to be cut off.
pub(super) fn for_mail(minutes: &Minutes, options: &Options) -> String {
    whole(minutes, options, &Text::new(minutes, options).for_mail())
}

fn whole(minutes: &Minutes, options: &Options, text: &Text) -> String {
    let words = &text.words.head;
    let style = if text.is_mail { PLAIN_STYLE } else { STYLE };
    let title = escape(&text.parts.meeting_title());
    let wide = if options.layout == Layout::Tables { " class=\"wide\"" } else { "" };
    let mut page = begin(&title, options.lang, style, wide);
    if !text.is_mail {
        page.extend(["<a class=\"skip\" href=\"#minutes\">", words.skip, "</a>\n"]);
    }
    page.push_str(&header(minutes, text));
    page.push_str("<main id=\"minutes\">\n");
    match options.only {
        None => {
            for day in &minutes.days {
                page.push_str(&section(minutes, day, text));
            }
            page.push_str(&table::section(&text.parts.documents(), text));
            page.push_str(&summary::write(minutes, options, text));
            page.push_str(&self::page::sections(&text.parts.series(false, Boxes::Named), options.lang));
            page.push_str(&table::section(&text.parts.requests(), text));
            page.push_str(&schedule::write(minutes, text));
        }
        Some(only) => {
            page.push_str(&summary::part(minutes, only, options, text));
            if only == Only::Actions {
                page.push_str(&self::page::sections(&text.parts.series(true, Boxes::Named), options.lang));
            }
        }
    }
    page.push_str("</main>\n");
    page.push_str(&footer(minutes, text));
    page.push_str("</body>\n</html>\n");
    page
}

/// All that stands before what a reader sees; the title is escaped already.
fn begin(title: &str, lang: Lang, style: &str, body: &str) -> String {
    let language = language(lang);
    format!(
        "<!doctype html>\n<html {language}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body{body}>\n"
    )
}

/// The attributes that say which language the page is in, and where that is written from the right, this too.
fn language(lang: Lang) -> String {
    let direction = if lang.is_rtl() { " dir=\"rtl\"" } else { "" };
    format!("lang=\"{}\"{direction}", lang.code())
}

fn header(minutes: &Minutes, text: &Text) -> String {
    let (head, parts) = (&minutes.meeting.head, &text.parts);
    let facts = parts.facts();
    let mut html = vec!["<header>\n".to_owned()];
    if let Some(series) = facts.iter().find(|fact| fact.what == What::Series) {
        html.push(format!("<p class=\"series\" dir=\"auto\">{}</p>\n", text.line(&series.value)));
    }
    let title = or(parts.text.planned(&head.title), text.words.head.minutes);
    html.push(format!("<h1 dir=\"auto\">{}</h1>\n", text.title(&title)));
    let whole = parts.whole().map(|whole| format!("<span>{}</span>", text.line(&whole)));
    let when: Vec<String> = parts.dates().map(|dates| text.line(&dates)).into_iter().chain(whole).collect();
    if !when.is_empty() {
        html.push(format!("<p class=\"when\">{}</p>\n", when.join(" ")));
    }
    if let Some(standing) = parts.standing() {
        html.push(format!("<p class=\"standing\">{}</p>\n", text.line(&standing)));
    }
    if text.is_whole {
        html.push(self::facts(minutes, &facts, text));
        html.extend(plan(&parts.paragraphs(&head.description), text));
        html.push(contents(minutes, text));
    }
    html.push("</header>\n".to_owned());
    html.concat()
}

/// Place, link, who chairs and so on; the zone stands beside others, as the line of dates has no room for it.
fn facts(minutes: &Minutes, facts: &[Fact], text: &Text) -> String {
    let words = &text.words.head;
    let row = |name: &str, value: &str| format!("<div><dt>{name}</dt><dd dir=\"auto\">{value}</dd></div>\n");
    let zone = row(words.times_in, &escape(&zones::name(minutes.meeting.zone)));
    let is_before = |fact: &&Fact| matches!(fact.what, What::Stage | What::Plan | What::Room);
    let before = facts.iter().filter(is_before).map(|fact| row(fact.name, &text.line(&fact.value)));
    let behind = facts.iter().filter_map(|fact| match fact.what {
        What::Zones => Some(row(words.also_in, &text.line(&fact.value))),
        What::NextMeeting => Some(row(fact.name, &text.line(&fact.value))),
        What::Series | What::When | What::Stage | What::Plan | What::Room => None,
    });
    format!("<dl class=\"facts\">\n{}</dl>\n", before.chain([zone]).chain(behind).collect::<String>())
}

/// What was prepared, set apart; none where nothing was.
fn plan(blocks: &[Block], text: &Text) -> Option<String> {
    text.paragraphs(blocks).map(|html| format!("<div class=\"plan\">\n{html}</div>\n"))
}

/// Where the days and the summaries are, and how much there is of each.
fn contents(minutes: &Minutes, text: &Text) -> String {
    let (lang, lists) = (text.lang, &text.words.lists);
    let mut items = Vec::new();
    for day in &minutes.days {
        let slots = lang.count(day.slots.len(), &lists.slot_count);
        let heading = heading(&text.parts.day_title(day));
        items.push(format!("<a href=\"#day-{}\">{heading}</a> <span class=\"count\">{slots}</span>", day.number));
    }
    let tasks = minutes.tasks().count();
    let open = minutes.tasks().filter(|task| task.status == Status::Open).count();
    let open = fill(lists.open_count, &[&open.to_string()]);
    let tasks = lang.count(tasks, &lists.action_count);
    items.push(format!("<a href=\"#actions\">{tasks}</a> <span class=\"count\">{open}</span>"));
    let carried = minutes.carried(text.parts.options, false);
    if !carried.is_empty() {
        let open = carried.iter().filter(|(_, now)| now.status == Status::Open).count();
        let (name, open) = (text.words.series.carried, fill(lists.open_count, &[&open.to_string()]));
        items.push(format!("<a href=\"#carried\">{name}</a> <span class=\"count\">{open}</span>"));
    }
    for summary in lang.summaries() {
        let number = minutes.listed(summary.kind).len();
        if number > 0 {
            let count = lang.count(number, summary.count);
            items.push(format!("<a href=\"#{}\">{count}</a>", summary.id));
        }
    }
    if course::is_told(minutes) {
        items.push(format!("<a href=\"#schedule\">{}</a>", text.words.course.schedule));
    }
    let items = items.join("</li>\n<li>");
    let name = text.words.head.contents;
    format!("<nav class=\"contents\" aria-label=\"{name}\">\n<ul>\n<li>{items}</li>\n</ul>\n</nav>\n")
}

fn section(minutes: &Minutes, day: &DayMinutes, text: &Text) -> String {
    let id = format!("day-{}", day.number);
    let mut html = vec![format!(
        "<section class=\"day\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\" dir=\"auto\">{}</h2>\n",
        heading(&text.parts.day_title(day))
    )];
    let hours = text.parts.hours(day);
    if !hours.is_empty() {
        html.push(format!("<p class=\"hours\">{}</p>\n", text.lines(&hours, "<br>\n")));
    }
    if !text.is_mail {
        html.push(timeline::write(minutes, day, text));
    }
    html.extend(plan(&text.parts.paragraphs(&day.day.description), text));
    if text.parts.is_in_sections() {
        html.extend(day.slots.iter().map(|slot| slot::write(slot, day, text)));
    } else {
        html.push(table::day(day, text));
    }
    html.push("</section>\n".to_owned());
    html.concat()
}

fn footer(minutes: &Minutes, text: &Text) -> String {
    let words = &text.words.head;
    let id = escape(&minutes.meeting.id);
    let meeting = if id.is_empty() { String::new() } else { format!(" {}", fill(words.meeting, &[&id])) };
    let source = minutes.source(text.lang);
    let source = source.map(|source| format!(" {}{}", escape(&source), text.words.full_stop)).unwrap_or_default();
    format!("<footer>\n<p>{}{meeting}{source}</p>\n</footer>\n", words.written_with)
}
