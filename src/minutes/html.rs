//! The minutes as one web page: for the screen, for paper, and for those who listen to it.
//!
//! It needs nothing beside itself and runs nothing: no script, no image, no address is fetched, and its policy says so
//! to the browser. Not here: what is a link (see `inline`), and the look, which is `assets/minutes.css`.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::document::{DayMinutes, Minutes};
use super::page::Page;
use super::{Lang, Layout, Only, Options, course, room, times, words, zones};
use crate::lang::fill;
use crate::meeting::{Role, Status, Zone};

mod entry;
mod page;
mod schedule;
mod slot;
mod summary;
mod table;
mod text;
mod timeline;

pub(super) use page::{of_page, of_page_for_mail};
use text::{Text, escape, name};

/// The first wall against what comes from outside is escaping; this is the second.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("../../assets/minutes.css");

/// The look of the page in a mail: of what mail programs know, which is no picture, no variable and no grid.
const PLAIN_STYLE: &str = include_str!("../../assets/minutes-mail.css");

/// The minutes as an HTML file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    whole(minutes, options, &Text::new(&minutes.meeting.head.tickets, options))
}

/// The same for a mail: without pictures, and in a look that is short enough not to be cut off.
pub(super) fn for_mail(minutes: &Minutes, options: &Options) -> String {
    whole(minutes, options, &Text::new(&minutes.meeting.head.tickets, options).for_mail())
}

fn whole(minutes: &Minutes, options: &Options, text: &Text) -> String {
    let words = &text.words.head;
    let style = if text.is_mail { PLAIN_STYLE } else { STYLE };
    let title = text::or(escape(&minutes.meeting.head.title), words.minutes);
    let wide = if options.layout == Layout::Tables { " class=\"wide\"" } else { "" };
    let mut page = begin(&title, options.lang, style, wide);
    if !text.is_mail {
        page.extend(["<a class=\"skip\" href=\"#minutes\">", words.skip, "</a>\n"]);
    }
    page.push_str(&header(minutes, options, text));
    page.push_str("<main id=\"minutes\">\n");
    match options.only {
        None => {
            for day in &minutes.days {
                page.push_str(&section(minutes, day, options.layout, text));
            }
            page.push_str(&table::documents(minutes, options.layout, text));
            page.push_str(&summary::write(minutes, options, text));
            page.push_str(&self::page::sections(&Page::of_series(minutes, options, false).1, options.lang));
            page.push_str(&table::requests(minutes, options.layout, text));
            page.push_str(&schedule::write(minutes, text));
        }
        Some(only) => {
            page.push_str(&summary::part(minutes, only, options, text));
            if only == Only::Actions {
                page.push_str(&self::page::sections(&Page::of_series(minutes, options, true).1, options.lang));
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

/// A moment with its machine-readable form.
fn moment(at: DateTime<Tz>, shown: &str) -> String {
    format!("<time datetime=\"{}\">{}</time>", at.format("%Y-%m-%dT%H:%M:%S%:z"), escape(shown))
}

/// A date with its machine-readable form.
fn date(date: NaiveDate, shown: &str) -> String {
    format!("<time datetime=\"{date}\">{}</time>", escape(shown))
}

fn header(minutes: &Minutes, options: &Options, text: &Text) -> String {
    let (head, lang, words) = (&minutes.meeting.head, text.lang, &text.words.head);
    let mut html = vec!["<header>\n".to_owned()];
    if let Some(series) = head.series.as_deref() {
        html.push(format!("<p class=\"series\" dir=\"auto\">{}</p>\n", text.planned(series)));
    }
    html.push(format!("<h1 dir=\"auto\">{}</h1>\n", text::or(text.planned(&head.title), words.minutes)));
    let dates = minutes.dates().map(|(from, to)| escape(&lang.date_range(from, to)));
    let whole = times::whole(lang, minutes, &moment).map(|whole| format!("<span>{whole}</span>"));
    let when: Vec<String> = dates.into_iter().chain(whole).collect();
    if !when.is_empty() {
        html.push(format!("<p class=\"when\">{}</p>\n", when.join(" ")));
    }
    if minutes.closed.is_none() {
        let now = [lang.short_date(minutes.now.date_naive()), words::clock(minutes.now)].join(text.words.comma);
        let standing = fill(words.still_open, &[&moment(minutes.now, &now)]);
        html.push(format!("<p class=\"standing\">{standing}</p>\n"));
    }
    if text.is_whole {
        html.push(facts(minutes, options, text));
        if let Some(description) = text.paragraphs(&head.description) {
            html.push(format!("<div class=\"plan\">\n{description}</div>\n"));
        }
        html.push(contents(minutes, text));
    }
    html.push("</header>\n".to_owned());
    html.concat()
}

/// Place, link, who chairs and so on.
fn facts(minutes: &Minutes, options: &Options, text: &Text) -> String {
    let meeting = minutes.meeting;
    let head = &meeting.head;
    let people: Vec<String> = meeting.people.iter().map(|person| person.name.clone()).collect();
    let words = &text.words.head;
    let names = |all: &[String]| text.names(all);
    let facts = [
        (words.place, text.planned(head.location.as_deref().unwrap_or_default())),
        (words.link, text.addressed(head.link.as_deref().unwrap_or_default())),
        (words.chair, names(meeting.holders(Role::Chair))),
        (words.scribe, names(meeting.holders(Role::Scribe))),
        (words.people, names(&people)),
        (words.groups, names(&meeting.groups)),
        (words.present, present(minutes, text)),
        (words.regrets, names(&room::regrets(minutes))),
        (words.times_in, escape(&zones::name(meeting.zone))),
        (words.also_in, further_zones(minutes, text)),
    ];
    let known = facts.iter().filter(|(_, value)| !value.is_empty());
    let row = |label: &str, value: &str| format!("<div><dt>{label}</dt><dd dir=\"auto\">{value}</dd></div>\n");
    let stage = Page::of_series(minutes, options, false).0;
    let stage = stage.map(|(label, value)| row(&label, &self::page::line(&value)));
    let rows = stage.into_iter().chain(known.map(|(label, value)| row(label, value)));
    format!("<dl class=\"facts\">\n{}</dl>\n", rows.collect::<String>())
}

/// `Europe/Paris (Ann Lee), Asia/Tokyo`: the zones beside the meeting's own.
fn further_zones(minutes: &Minutes, text: &Text) -> String {
    let one = |one: &Zone| match text.names(&one.people) {
        people if people.is_empty() => escape(&zones::name(one.zone)),
        people => format!("{} <span class=\"stay\">({people})</span>", escape(&zones::name(one.zone))),
    };
    zones::further(minutes).iter().map(one).collect::<Vec<_>>().join(text.words.comma)
}

/// Who was there, each with when, where it was not the whole time.
fn present(minutes: &Minutes, text: &Text) -> String {
    let one = |(who, when): (&str, Option<String>)| {
        name(who) + &when.map(|when| format!(" <span class=\"stay\">({when})</span>")).unwrap_or_default()
    };
    room::present(text.lang, minutes, &moment).into_iter().map(one).collect::<Vec<_>>().join(text.words.comma)
}

/// Where the days and the summaries are, and how much there is of each.
fn contents(minutes: &Minutes, text: &Text) -> String {
    let (lang, lists) = (text.lang, &text.words.lists);
    let mut items = Vec::new();
    for day in &minutes.days {
        let slots = lang.count(day.slots.len(), &lists.slot_count);
        let heading = heading(day, text);
        items.push(format!("<a href=\"#day-{}\">{heading}</a> <span class=\"count\">{slots}</span>", day.number));
    }
    let tasks = minutes.tasks().count();
    let open = minutes.tasks().filter(|task| task.item.status == Status::Open).count();
    let open = fill(lists.open_count, &[&open.to_string()]);
    let tasks = lang.count(tasks, &lists.action_count);
    items.push(format!("<a href=\"#actions\">{tasks}</a> <span class=\"count\">{open}</span>"));
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

/// A day's title and date, as a heading says them.
fn heading(day: &DayMinutes, text: &Text) -> String {
    let title = text.plain(&day.day.title);
    let date = |at| format!("<span class=\"date\">{}</span>", date(at, &text.lang.long_date(at)));
    match day.day.date.map(date) {
        Some(date) if title.is_empty() => date,
        Some(date) => format!("{title}{}{date}", text.words.colon),
        None => text::or(title, &fill(text.words.slot.day, &[&day.number.to_string()])),
    }
}

fn section(minutes: &Minutes, day: &DayMinutes, layout: Layout, text: &Text) -> String {
    let id = format!("day-{}", day.number);
    let mut html = vec![format!(
        "<section class=\"day\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\" dir=\"auto\">{}</h2>\n",
        heading(day, text)
    )];
    html.push(schedule::hours(minutes, day, text));
    if !text.is_mail {
        html.push(timeline::write(minutes, day, text));
    }
    if let Some(description) = text.paragraphs(&day.day.description) {
        html.push(format!("<div class=\"plan\">\n{description}</div>\n"));
    }
    match layout {
        Layout::Sections => html.extend(day.slots.iter().map(|slot| slot::write(minutes, slot, day.day.date, text))),
        Layout::Tables => html.push(table::day(minutes, day, text)),
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
