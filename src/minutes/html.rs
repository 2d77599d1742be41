//! The minutes as one web page: for the screen, for paper, and for those who listen to it.
//!
//! It needs nothing beside itself and runs nothing: no script, no image, no address is fetched, and its policy says so
//! to the browser. Not here: what is a link (see `inline`), and the look, which is `assets/minutes.css`.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::document::{DayMinutes, Minutes};
use super::{course, room, times, words, zones};
use crate::meeting::{Role, Status, Zone};

mod entry;
mod schedule;
mod slot;
mod summary;
mod text;
mod timeline;

use text::{Text, escape, name, names};

/// The first wall against what comes from outside is escaping; this is the second.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("../../assets/minutes.css");

/// The minutes as an HTML file.
pub(super) fn write(minutes: &Minutes) -> String {
    let text = Text::new(&minutes.meeting.head.tickets);
    let title = text::or(escape(&minutes.meeting.head.title), "Minutes");
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#minutes\">Skip to the minutes</a>\n"
    );
    page.push_str(&header(minutes, &text));
    page.push_str("<main id=\"minutes\">\n");
    for day in &minutes.days {
        page.push_str(&section(minutes, day, &text));
    }
    page.push_str(&summary::write(minutes, &text));
    page.push_str(&schedule::write(minutes, &text));
    page.push_str("</main>\n");
    page.push_str(&footer(minutes));
    page.push_str("</body>\n</html>\n");
    page
}

/// A moment with its machine-readable form.
fn moment(at: DateTime<Tz>, shown: &str) -> String {
    format!("<time datetime=\"{}\">{}</time>", at.format("%Y-%m-%dT%H:%M:%S%:z"), escape(shown))
}

/// A date with its machine-readable form.
fn date(date: NaiveDate, shown: &str) -> String {
    format!("<time datetime=\"{date}\">{}</time>", escape(shown))
}

fn header(minutes: &Minutes, text: &Text) -> String {
    let head = &minutes.meeting.head;
    let mut html = vec!["<header>\n".to_owned()];
    if let Some(series) = head.series.as_deref() {
        html.push(format!("<p class=\"series\" dir=\"auto\">{}</p>\n", text.planned(series)));
    }
    html.push(format!("<h1 dir=\"auto\">{}</h1>\n", text::or(text.planned(&head.title), "Minutes")));
    let dates = minutes.dates().map(|(from, to)| escape(&words::date_range(from, to)));
    let whole = times::whole(minutes, &moment).map(|whole| format!("<span>{whole}</span>"));
    let when: Vec<String> = dates.into_iter().chain(whole).collect();
    if !when.is_empty() {
        html.push(format!("<p class=\"when\">{}</p>\n", when.join(" ")));
    }
    if minutes.closed.is_none() {
        let now = format!("{}, {}", words::short_date(minutes.now.date_naive()), words::clock(minutes.now));
        let now = moment(minutes.now, &now);
        let standing = format!("The meeting is still open; this is how its minutes stood on {now}.");
        html.push(format!("<p class=\"standing\">{standing}</p>\n"));
    }
    html.push(facts(minutes, text));
    if let Some(description) = text.paragraphs(&head.description) {
        html.push(format!("<div class=\"plan\">\n{description}</div>\n"));
    }
    html.push(contents(minutes, text));
    html.push("</header>\n".to_owned());
    html.concat()
}

/// Place, link, who chairs and so on.
fn facts(minutes: &Minutes, text: &Text) -> String {
    let meeting = minutes.meeting;
    let head = &meeting.head;
    let people: Vec<String> = meeting.people.iter().map(|person| person.name.clone()).collect();
    let facts = [
        ("Where", text.planned(head.location.as_deref().unwrap_or_default())),
        ("Link", text.addressed(head.link.as_deref().unwrap_or_default())),
        ("Chair", names(meeting.holders(Role::Chair))),
        ("Scribe", names(meeting.holders(Role::Scribe))),
        ("People", names(&people)),
        ("Groups", names(&meeting.groups)),
        ("Present", present(minutes)),
        ("Regrets", names(&room::regrets(minutes))),
        ("Times in", escape(&zones::name(meeting.zone))),
        ("Also in", further_zones(minutes)),
    ];
    let known = facts.iter().filter(|(_, value)| !value.is_empty());
    let rows = known.map(|(label, value)| format!("<div><dt>{label}</dt><dd dir=\"auto\">{value}</dd></div>\n"));
    format!("<dl class=\"facts\">\n{}</dl>\n", rows.collect::<String>())
}

/// `Europe/Paris (Ann Lee), Asia/Tokyo`: the zones beside the meeting's own.
fn further_zones(minutes: &Minutes) -> String {
    let one = |one: &Zone| match names(&one.people) {
        people if people.is_empty() => escape(&zones::name(one.zone)),
        people => format!("{} <span class=\"stay\">({people})</span>", escape(&zones::name(one.zone))),
    };
    zones::further(minutes).iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Who was there, each with when, where it was not the whole time.
fn present(minutes: &Minutes) -> String {
    let one = |(who, when): (&str, Option<String>)| {
        name(who) + &when.map(|when| format!(" <span class=\"stay\">({when})</span>")).unwrap_or_default()
    };
    room::present(minutes, &moment).into_iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Where the days and the summaries are, and how much there is of each.
fn contents(minutes: &Minutes, text: &Text) -> String {
    let mut items = Vec::new();
    for day in &minutes.days {
        let slots = words::count(day.slots.len(), "slot", "slots");
        let heading = heading(day, text);
        items.push(format!("<a href=\"#day-{}\">{heading}</a> <span class=\"count\">{slots}</span>", day.number));
    }
    let tasks = minutes.tasks().count();
    let open = minutes.tasks().filter(|task| task.item.status == Status::Open).count();
    let tasks = words::count(tasks, "action item", "action items");
    items.push(format!("<a href=\"#actions\">{tasks}</a> <span class=\"count\">{open} open</span>"));
    for summary in words::SUMMARIES {
        let number = minutes.listed(summary.kind).len();
        if number > 0 {
            let count = words::count(number, summary.one, summary.many);
            items.push(format!("<a href=\"#{}\">{count}</a>", summary.id));
        }
    }
    if course::is_told(minutes) {
        items.push("<a href=\"#schedule\">Schedule</a>".to_owned());
    }
    let items = items.join("</li>\n<li>");
    format!("<nav class=\"contents\" aria-label=\"Contents\">\n<ul>\n<li>{items}</li>\n</ul>\n</nav>\n")
}

/// A day's title and date, as a heading says them.
fn heading(day: &DayMinutes, text: &Text) -> String {
    let title = text.plain(&day.day.title);
    let date = day.day.date.map(|at| format!("<span class=\"date\">{}</span>", date(at, &words::long_date(at))));
    match date {
        Some(date) if title.is_empty() => date,
        Some(date) => format!("{title}: {date}"),
        None => text::or(title, &format!("Day {}", day.number)),
    }
}

fn section(minutes: &Minutes, day: &DayMinutes, text: &Text) -> String {
    let id = format!("day-{}", day.number);
    let mut html = vec![format!(
        "<section class=\"day\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\" dir=\"auto\">{}</h2>\n",
        heading(day, text)
    )];
    html.push(schedule::hours(minutes, day));
    html.push(timeline::write(minutes, day, text));
    if let Some(description) = text.paragraphs(&day.day.description) {
        html.push(format!("<div class=\"plan\">\n{description}</div>\n"));
    }
    for slot in &day.slots {
        html.push(slot::write(minutes, slot, day.day.date, text));
    }
    html.push("</section>\n".to_owned());
    html.concat()
}

fn footer(minutes: &Minutes) -> String {
    let id = escape(&minutes.meeting.id);
    let meeting = if id.is_empty() { String::new() } else { format!(" Meeting {id}.") };
    let source = minutes.source().map(|source| format!(" {}.", escape(&source))).unwrap_or_default();
    format!("<footer>\n<p>Written with minutebook.{meeting}{source}</p>\n</footer>\n")
}
