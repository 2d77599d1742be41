//! `minutebook search`: whatever was ever minuted, found by its words, the best line first.
//!
//! Not here: what a query means (see `meeting::search`), and how lines are found and weighed (see `archive`).

use std::io::{self, IsTerminal};
use std::ops::Range;

use clap::Args;
use serde_json::{Value, json};

use super::output::{complain, raw, warn};
use super::pager::paged;
use super::report::{library_to_report, now};
use super::{Context, Failure};
use crate::app::search::excerpt;
use crate::archive::Library;
use crate::cli::open::{needs_screen, seen};
use crate::meeting::Status;
use crate::meeting::search::{Found, Hit, Query, Term};
use crate::minutes::safe_json;
use crate::notation;
use crate::text::one_line_for_terminal;

pub(super) mod screen;

/// Characters of a long line that are shown before the first word that was looked for, and in all.
const SHOWN: (usize, usize) = (80, 400);

/// What is looked for.
#[derive(Args)]
#[command(
    after_help = "A line is found if it has all words, in whatever case and with whatever accents, and passes the filters:\n  \"next year\"       these words side by side\n  plan*             all words that begin so\n  -draft            lines without it\n  owner:ann         action items of Ann\n  series:weekly     meetings of a series, or of several: of one of them\n  meeting:planning  one meeting: its folder, its id or words of its title\n  kind:decision     title, topic, point, agenda, note, action, decision, question, …\n  ticket:DM-123     lines that name it\n  after:2026-03 before:2027     from that day on, and before that day\n\nExamples:\n  minutebook search\n  minutebook search budget\n  minutebook search '\"freeze date\" kind:decision after:2025'\n  minutebook search --json owner:ann ticket:DM-123 | jq -r '.hits[].text'"
)]
pub(super) struct Arguments {
    /// At most so many lines
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// For machines
    #[arg(long)]
    json: bool,
    /// Words, phrases and filters; without any, a screen to type them on
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: Vec<String>,
    /// It was said behind the query.
    #[arg(skip)]
    no_pager: bool,
}

pub(super) fn run(context: &Context, mut asked: Arguments) -> Result<(), Failure> {
    if !std::env::args_os().any(|argument| argument == "--") {
        asked.take_options()?;
    }
    if asked.query.is_empty() && !asked.json && needs_screen(&context.live).is_ok() {
        return screen::screen(context, "", &mut None).map(|_| ());
    }
    // The shell has taken the quotation marks of a phrase: what it left together belongs together.
    let words: Vec<String> = asked.query.iter().map(|word| quoted(word)).collect();
    let text = if let [one] = asked.query.as_slice() { one.clone() } else { words.join(" ") };
    let today = now(context).date_naive();
    let (query, misread) = Query::read(&text, false, &|day| notation::past_day(day, today));
    for part in &misread {
        warn(&part.to_string());
    }
    if query.is_empty() {
        let hint = "name a word, as in `minutebook search budget`; `minutebook search --help` shows the filters";
        return Err(Failure::new("nothing is looked for").hint(hint).wrong_use());
    }
    let library = library_to_report(context);
    let found = library.search(&query, asked.limit);
    if asked.json {
        let found = object(&text, &found);
        return raw(format!("{}\n", safe_json(&format!("{found:#}"))).as_bytes());
    }
    if found.hits.is_empty() {
        complain("nothing found", beginnings(&library, &query).as_deref());
    }
    let colour = io::stdout().is_terminal() && seen().is_colourful();
    let shown: String = found.hits.iter().map(|hit| lines(hit, colour)).collect();
    if asked.no_pager {
        raw(shown.as_bytes())?;
    } else {
        paged(context, &shown)?;
    }
    if found.count > found.hits.len() && io::stdout().is_terminal() {
        let count = if found.complete { found.count.to_string() } else { format!("more than {}", found.count) };
        complain(&format!("the best {} of {count}; --limit N shows more", found.hits.len()), None);
    }
    Ok(())
}

impl Arguments {
    /// Takes the options out of the query: because `-draft` is a part of it, whatever follows its first word comes with it.
    fn take_options(&mut self) -> Result<(), Failure> {
        let mut words = std::mem::take(&mut self.query).into_iter();
        while let Some(word) = words.next() {
            match word.split_once('=').map_or((word.as_str(), None), |(name, value)| (name, Some(value.to_owned()))) {
                ("--json", None) => self.json = true,
                ("--no-pager", None) => self.no_pager = true,
                ("--limit", value) => {
                    let value = value.or_else(|| words.next()).unwrap_or_default();
                    self.limit = value.parse().map_err(|_| {
                        Failure::new(format!("`--limit {value}`: no number of lines")).hint("--limit 50").wrong_use()
                    })?;
                }
                (name, _) if name.len() > 2 && name.starts_with("--") && !name.contains(char::is_whitespace) => {
                    let hint = "options come before the query; after ` -- ` everything is the query";
                    return Err(Failure::new(format!("`{word}` stands where the query is")).hint(hint).wrong_use());
                }
                _ => self.query.push(word),
            }
        }
        Ok(())
    }
}

/// A word of the command line as a part of a query: one with blanks in it was a phrase, or the value of a filter.
fn quoted(word: &str) -> String {
    if !word.contains(char::is_whitespace) || word.contains('"') {
        return word.to_owned();
    }
    let (dash, rest) = word.strip_prefix('-').map_or(("", word), |rest| ("-", rest));
    match rest.split_once(':').filter(|(name, _)| !name.contains(char::is_whitespace)) {
        Some((name, value)) => format!("{dash}{name}:\"{value}\""),
        None => format!("{dash}\"{rest}\""),
    }
}

/// What finds something where whole words have found nothing: words that begin so.
fn beginnings(library: &Library, query: &Query) -> Option<String> {
    let may_go_on = |term: &Term| !term.beginning && !term.text.contains(char::is_whitespace);
    let mut wider = query.clone();
    wider.terms.iter_mut().filter(|term| may_go_on(term)).for_each(|term| term.beginning = true);
    if wider == *query {
        return None;
    }
    let count = library.search(&wider, 0).count;
    let words = wider.terms.iter().map(|term| {
        let text = &term.text;
        if text.contains(char::is_whitespace) { format!("\"{text}\"") } else { format!("{text}*") }
    });
    let words = words.collect::<Vec<_>>().join(" ");
    let lines = if count == 1 { "1 line" } else { &format!("{count} lines") };
    (count > 0).then(|| format!("`{words}` finds the beginnings of words: {lines}"))
}

/// A hit as a person reads it: where it was said, then what.
fn lines(hit: &Hit, colour: bool) -> String {
    let date = hit.date.map(|date| date.to_string()).unwrap_or_default();
    let topic = if hit.topic.is_empty() { String::new() } else { format!(" · {}", hit.topic) };
    let place = format!("{}{topic}  ({})", hit.title, hit.meeting);
    let bold = |text: &str| if colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
    let mut said = String::new();
    let (shown, before, after) = shown(hit);
    let mut at = shown.start;
    let mut put = |range: Range<usize>, mark: bool| {
        let part = one_line_for_terminal(hit.text.get(range).unwrap_or_default()).into_owned();
        said.push_str(&if mark && !part.is_empty() { bold(&part) } else { part });
    };
    for mark in &hit.marks {
        let mark = mark.start.clamp(at, shown.end)..mark.end.clamp(at, shown.end);
        put(at..mark.start, false);
        put(mark.clone(), true);
        at = mark.end;
    }
    put(at..shown.end, false);
    let kind = hit.place.word();
    let settled = hit.status.filter(|status| *status != Status::Open);
    let settled = settled.map(|status| format!("  ({})", status.word())).unwrap_or_default();
    format!("{date:<10}  {}\n  {kind:<8}  {before}{}{after}{settled}\n", one_line_for_terminal(&place), said.trim())
}

/// The bytes of a hit's text that are shown, and what stands for what is not.
fn shown(hit: &Hit) -> (Range<usize>, &'static str, &'static str) {
    let first = hit.marks.first().map_or(0, |mark| mark.start);
    let shown = excerpt(&hit.text, first, SHOWN.0, SHOWN.1);
    let (before, after) = (if shown.start > 0 { "… " } else { "" }, if shown.end < hit.text.len() { " …" } else { "" });
    (shown, before, after)
}

fn object(text: &str, found: &Found) -> Value {
    let hits: Vec<Value> = found.hits.iter().map(hit).collect();
    json!({ "format": "minutebook/search", "version": 1, "query": text, "count": found.count,
        "complete": found.complete, "hits": hits })
}

fn hit(hit: &Hit) -> Value {
    let characters = |byte: usize| hit.text.get(..byte).unwrap_or_default().chars().count();
    let marks: Vec<[usize; 2]> = hit.marks.iter().map(|it| [characters(it.start), characters(it.end)]).collect();
    json!({ "meeting": hit.meeting, "title": hit.title, "series": hit.series, "date": hit.date, "at": hit.at,
        "slot": hit.slot.map(|_| &hit.topic), "kind": hit.place.word(), "status": hit.status, "text": hit.text, "marks": marks,
        "entry": hit.entry })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::search::Place;

    fn found(text: &str, mark: Range<usize>) -> Hit {
        Hit {
            meeting: "weekly".to_owned(),
            title: "Weekly\u{1b}[2J".to_owned(),
            series: None,
            date: "2026-01-05".parse().ok(),
            at: None,
            slot: None,
            topic: "Status".to_owned(),
            entry: None,
            place: Place::Agenda,
            status: None,
            text: text.to_owned(),
            marks: vec![mark],
        }
    }

    #[test]
    fn a_hit_says_where_and_what_and_nothing_of_it_acts_on_the_terminal() {
        let hit = found("the \u{1b}]0;x\u{7}plan", 10..14);
        let plain = lines(&hit, false);
        assert_eq!(plain, "2026-01-05  Weekly␛[2J · Status  (weekly)\n  agenda    the ␛]0;x␇plan\n");
        let marked = lines(&found("the plan", 4..8), true);
        assert!(marked.ends_with("the \u{1b}[1mplan\u{1b}[0m\n"), "{marked:?}");
    }

    #[test]
    fn of_a_long_line_the_part_is_shown_in_which_the_words_stand() {
        let text = format!("{}here{}", "before ".repeat(100), " after".repeat(100));
        let shown = lines(&found(&text, 700..704), false);
        let said = shown.lines().nth(1).unwrap_or_default();
        assert!(said.contains("before here after") && said.chars().count() < 420, "{said}");
        assert!(said.starts_with("  agenda    … before") && said.ends_with(" …"), "{said}");
    }

    #[test]
    fn what_the_shell_left_together_is_a_phrase() {
        for (word, part) in [
            ("budget", "budget"),
            ("next year", "\"next year\""),
            ("-next year", "-\"next year\""),
            ("owner:Ann Lee", "owner:\"Ann Lee\""),
            ("a \"b\"", "a \"b\""),
        ] {
            assert_eq!(quoted(word), part);
        }
    }
}
