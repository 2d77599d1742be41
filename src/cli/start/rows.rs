//! The rows of the first screen: what is running, what is next, what is owed, and all meetings.
//!
//! Not here: where it is known from (see `gather`), and what a row does (see `start`).

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};

use crate::app::HomeRow;
use crate::archive::{Announced, Listed, Owed};
use crate::meeting::{Stage, folded};
use crate::words::{Day, day, say};

/// So many rows stand under a heading where many would hide what is below them; the others stand further down.
const FEW: usize = 5;

/// So many series are shown by their newest meetings.
const SERIES: usize = 8;

/// A series that has not met for so many days is not offered another agenda; some meet once a year.
const GOES_ON_FOR: u64 = 400;

/// Minutes that are drafts for longer are nobody's task any more.
const DRAFT_FOR: u64 = 30;

/// What is known so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) today: NaiveDate,
    /// The one that was last held first; none that was put away.
    pub(super) meetings: Vec<Listed>,
    pub(super) owed: Owed,
    pub(super) announced: Vec<Announced>,
    /// Agendas in this folder, with those that were opened.
    pub(super) agendas: Vec<Found>,
    /// The meetings are all there are.
    pub(super) whole: bool,
    /// The key that searches everything, as it is shown.
    pub(super) search_key: String,
    /// The key that leads to the action items, as it is shown; empty: none does.
    pub(super) tasks_key: String,
}

/// An agenda's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// From the root.
    pub(super) path: PathBuf,
    pub(super) title: String,
    pub(super) series: Option<String>,
    pub(super) date: Option<NaiveDate>,
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Offer {
    /// The meeting in that folder.
    Meeting(PathBuf),
    /// An agenda that no meeting was opened from.
    Agenda(PathBuf),
    /// The agenda after the meeting of that name.
    Next(String),
    /// The open action items.
    Tasks,
    /// The minutes that are drafts.
    Drafts,
    /// Everything ever minuted.
    Search,
    /// To try it.
    Example,
}

/// All rows, each with what it stands for.
pub(super) fn rows(known: &Known) -> Vec<(HomeRow, Offer)> {
    let mut rows = Rows { known, all: Vec::new(), shown: BTreeSet::new() };
    let is_running = |it: &&Listed| it.closed.is_none() && it.damage.is_none();
    for it in known.meetings.iter().filter(is_running).take(FEW) {
        rows.meeting(say("home-running"), it);
    }
    rows.next();
    rows.over_all();
    rows.newest();
    for it in &known.meetings {
        rows.meeting(say("home-earlier"), it);
    }
    rows.put("", (say("home-example"), say("home-example-detail").to_owned()), "example", Offer::Example);
    rows.all
}

/// Its day, its words, what tells it from others, and what it stands for.
type Coming = (Option<NaiveDate>, (String, String), String, Offer);

struct Rows<'k> {
    known: &'k Known,
    all: Vec<(HomeRow, Offer)>,
    /// The meetings that have a row.
    shown: BTreeSet<&'k str>,
}

impl<'k> Rows<'k> {
    fn put(&mut self, group: &'static str, (label, detail): (&str, String), identity: &str, offer: Offer) {
        let (label, identity) = (label.to_owned(), identity.to_owned());
        self.all.push((HomeRow { group, label, detail, identity }, offer));
    }

    fn meeting(&mut self, group: &'static str, it: &'k Listed) {
        if self.shown.insert(&it.slug) {
            let identity = format!("meeting {}", it.slug);
            self.put(group, (&it.title, state(it, self.known.today)), &identity, Offer::Meeting(it.folder.clone()));
        }
    }

    /// Agendas that wait, and the next meetings that have none yet, the soonest first.
    fn next(&mut self) {
        let known = self.known;
        // As long as not all meetings are known, an agenda may be one's that was held.
        let opened: BTreeSet<&str> = known.meetings.iter().filter_map(|it| it.agenda.as_deref()).collect();
        let waits = |it: &&Found| known.whole && !opened.contains(&*it.path.to_string_lossy());
        let waiting: Vec<&Found> = known.agendas.iter().filter(waits).collect();
        let has_agenda = |next: &Announced| {
            let of_series = |it: &Found| it.series.as_deref().is_some_and(|series| next.after.is_of(series));
            waiting.iter().any(|it| of_series(it) && it.date.is_none_or(|date| date >= known.today))
        };
        let announced = known.announced.iter().filter(|next| next.after.closed.is_some() && !has_agenda(next));
        let mut next: Vec<Coming> = Vec::new();
        for it in &waiting {
            let name = it.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let day = it.date.map(|date| format!("{} · ", day_name(date, known.today))).unwrap_or_default();
            let words = (it.title.clone(), day + &say!("home-not-opened", file = name));
            next.push((it.date, words, format!("agenda {}", it.path.display()), Offer::Agenda(it.path.clone())));
        }
        for it in announced {
            let series = it.after.series.clone().unwrap_or_else(|| it.after.title.clone());
            let detail = say!("home-makes-agenda", day = day_name(it.date, known.today));
            let offer = Offer::Next(it.after.slug.clone());
            next.push((Some(it.date), (series, detail), format!("next {}", it.after.slug), offer));
        }
        // What is to come, the soonest first; then what has no day; then what is over, the newest first.
        next.sort_by_key(|(date, words, ..)| match date {
            Some(date) if *date >= known.today => (0, i64::from(date.num_days_from_ce()), words.0.clone()),
            None => (1, 0, words.0.clone()),
            Some(date) => (2, -i64::from(date.num_days_from_ce()), words.0.clone()),
        });
        let is_over = |(date, ..): &Coming| date.is_some_and(|date| date < known.today);
        let over = next.iter().position(is_over).unwrap_or(next.len());
        next.splice(over..over, self.series_without_agenda(&waiting));
        for (_, (label, detail), identity, offer) in next.into_iter().take(FEW) {
            self.put(say("home-next"), (&label, detail), &identity, offer);
        }
    }

    /// The agenda after the newest meeting of each series where that is closed, and neither announced nor written, the newest first.
    fn series_without_agenda(&self, waiting: &[&Found]) -> Vec<Coming> {
        let known = self.known;
        let since = known.today.checked_sub_days(Days::new(GOES_ON_FOR)).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let mut coming = Vec::new();
        for it in known.meetings.iter().filter(|_| known.whole) {
            let Some(series) = it.series.as_deref().map(str::trim).filter(|name| !name.is_empty()) else { continue };
            if !seen.insert(folded(series)) {
                continue;
            }
            let Some(closed) = it.closed.map(|at| at.date_naive()).filter(|day| *day >= since) else { continue };
            let is_announced = known.announced.iter().any(|next| next.after.is_of(series));
            let is_its = |found: &Found| found.series.as_deref().is_some_and(|name| it.is_of(name));
            let is_later = |found: &Found| found.date.is_none_or(|date| date >= closed);
            if it.damage.is_none() && !is_announced && !waiting.iter().any(|found| is_its(found) && is_later(found)) {
                let words = (series.to_owned(), say!("home-makes-agenda", day = say("home-no-day")));
                coming.push((None, words, format!("next {}", it.slug), Offer::Next(it.slug.clone())));
            }
        }
        coming
    }

    /// What is owed over all meetings, and finding things in them.
    fn over_all(&mut self) {
        let known = self.known;
        let group = say("home-all");
        let Owed { open, overdue, most } = &known.owed;
        if *open > 0 {
            let late = match *overdue {
                0 => say("home-none-overdue").to_owned(),
                overdue => say!("home-overdue", count = overdue),
            };
            let most = most.as_ref().map(|(name, count)| say!("home-most", name = name, count = count));
            let label = say!("home-items", count = open);
            let key = Some(known.tasks_key.clone()).filter(|key| !key.is_empty());
            let detail = [Some(late), most, key].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            self.put(group, (&label, detail), "tasks", Offer::Tasks);
        }
        let drafts = known.meetings.iter().filter(|it| is_draft(it, known.today)).count();
        if drafts > 0 {
            let label = say!("home-drafts", count = drafts);
            let detail = say("home-drafts-detail").to_owned();
            self.put(group, (&label, detail), "drafts", Offer::Drafts);
        }
        if !known.meetings.is_empty() {
            self.put(group, (say("home-search"), known.search_key.clone()), "search", Offer::Search);
        }
    }

    /// The newest meeting of each series; one without a series is one of its own.
    fn newest(&mut self) {
        let mut series = BTreeSet::new();
        let newest = self.known.meetings.iter().filter(|it| {
            let name = it.series.as_deref().map(str::trim).filter(|name| !name.is_empty());
            series.insert(name.map_or_else(|| format!(" {}", it.slug), folded))
        });
        for it in newest.take(SERIES) {
            self.meeting(say("home-newest"), it);
        }
    }
}

/// Closed not long ago and not approved.
fn is_draft(it: &Listed, today: NaiveDate) -> bool {
    let since = today.checked_sub_days(Days::new(DRAFT_FOR)).unwrap_or_default();
    it.stage == Stage::Draft && it.damage.is_none() && it.closed.is_some_and(|at| at.date_naive() >= since)
}

/// How it is with a meeting: its series unless the title says it, and how far it is.
fn state(it: &Listed, today: NaiveDate) -> String {
    let on = |at: DateTime<FixedOffset>| day(at.date_naive(), Day::Year);
    let series = it.series.as_deref().map(str::trim).filter(|name| !folded(&it.title).contains(&folded(name)));
    let series = series.map(|name| format!("{name} · ")).unwrap_or_default();
    let state = match (&it.damage, it.closed, it.last) {
        (Some(damage), _, _) => damage.clone(),
        (None, Some(closed), _) if it.stage == Stage::Final => say!("home-closed-final", day = on(closed)),
        (None, Some(closed), _) if is_draft(it, today) => say!("home-closed-draft", day = on(closed)),
        (None, Some(closed), _) => say!("home-closed", day = on(closed)),
        (None, None, Some(last)) => say!("home-in-progress-since", day = on(last)),
        (None, None, None) => say("home-in-progress").to_owned(),
    };
    format!("{series}{state}")
}

/// A day as people say it.
fn day_name(date: NaiveDate, today: NaiveDate) -> String {
    match (date - today).num_days() {
        0 => say("date-today").to_owned(),
        1 => say("date-tomorrow").to_owned(),
        _ => day(date, Day::Whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn held(slug: &str, series: Option<&str>, closed: Option<&str>, last: &str) -> Listed {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        Listed {
            id: slug.to_owned(),
            slug: slug.to_owned(),
            title: slug.to_uppercase(),
            series: series.map(str::to_owned),
            agenda: Some(format!("/plans/{slug}.md")),
            opened: Some(at(last)),
            closed: closed.map(at),
            stage: if closed.is_some() { Stage::Draft } else { Stage::Open },
            last: Some(at(last)),
            held: Some(at(last)),
            damage: None,
            archived: false,
            folder: PathBuf::from(slug),
        }
    }

    fn agenda(name: &str, series: Option<&str>, date: Option<&str>) -> Found {
        Found {
            path: PathBuf::from(format!("/plans/{name}.md")),
            title: name.to_owned(),
            series: series.map(str::to_owned),
            date: date.map(day),
        }
    }

    fn shown(known: &Known) -> Vec<String> {
        let line = |(row, _): &(HomeRow, Offer)| format!("{}: {} | {}", row.group, row.label, row.detail);
        rows(known).iter().map(line).collect()
    }

    #[test]
    fn what_is_running_comes_first_then_what_is_next_and_owed_then_all_meetings_each_once() {
        let closed = Some("2026-03-02T10:00:00Z");
        let old = Some("2025-12-01T10:00:00Z");
        let known = Known {
            today: day("2026-03-05"),
            meetings: vec![
                held("c", Some("Weekly"), closed, "2026-03-02T09:00:00Z"),
                held("b", Some("weekly "), old, "2025-12-01T09:00:00Z"),
                held("run", None, None, "2025-11-01T09:00:00Z"),
                held("a", Some("Weekly"), old, "2025-10-01T09:00:00Z"),
            ],
            owed: Owed { open: 12, overdue: 3, most: Some(("Ann Lee".to_owned(), 5)) },
            announced: vec![Announced {
                date: day("2026-03-09"),
                after: held("c", Some("Weekly"), closed, "2026-03-02T09:00:00Z"),
            }],
            agendas: vec![
                agenda("past", None, Some("2026-01-01")),
                agenda("undated", None, None),
                agenda("soon", None, Some("2026-03-06")),
                agenda("c", None, Some("2026-03-02")),
            ],
            whole: true,
            search_key: "F3".to_owned(),
            tasks_key: "Alt-A".to_owned(),
        };
        assert_eq!(
            shown(&known),
            [
                "In progress: RUN | in progress, last line 1 Nov 2025",
                "Next: soon | tomorrow · soon.md, not opened yet",
                "Next: Weekly | Mon 9 Mar 2026 · makes its agenda",
                "Next: undated | undated.md, not opened yet",
                "Next: past | Thu 1 Jan 2026 · past.md, not opened yet",
                "All meetings: 12 open action items | 3 overdue · most: Ann Lee 5 · Alt-A",
                "All meetings: Minutes of 1 meeting are a draft | lists them; open one to approve it",
                "All meetings: Search everything | F3",
                "Newest of each series: C | Weekly · closed 2 Mar 2026, a draft",
                "Earlier meetings: B | weekly · closed 1 Dec 2025",
                "Earlier meetings: A | Weekly · closed 1 Dec 2025",
                ": Try the example | nothing of yours is touched",
            ]
        );
    }

    #[test]
    fn an_agenda_is_offered_once_it_is_known_that_no_meeting_is_its_own() {
        let mut known = Known { agendas: vec![agenda("new", None, None)], ..Known::default() };
        assert_eq!(shown(&known), [": Try the example | nothing of yours is touched"]);
        known.whole = true;
        assert_eq!(rows(&known)[0].1, Offer::Agenda(PathBuf::from("/plans/new.md")));
    }

    #[test]
    fn the_next_meeting_of_a_series_is_offered_unless_its_agenda_is_there_or_the_last_one_goes_on() {
        let mut known = Known { today: day("2026-03-05"), whole: true, ..Known::default() };
        let mut after = held("c", Some("Weekly"), None, "2026-03-02T09:00:00Z");
        known.announced = vec![Announced { date: day("2026-03-09"), after: after.clone() }];
        assert_eq!(rows(&known).len(), 1, "in progress");
        after.closed = after.last;
        known.announced[0].after = after;
        assert_eq!(rows(&known)[0].1, Offer::Next("c".to_owned()));
        known.agendas = vec![agenda("weekly", Some("WEEKLY"), Some("2026-03-09"))];
        assert_eq!(rows(&known)[0].1, Offer::Agenda(PathBuf::from("/plans/weekly.md")));
        assert_eq!(rows(&known).len(), 2);
    }

    #[test]
    fn a_series_whose_newest_meeting_is_closed_is_always_offered_its_next_agenda() {
        let closed = |day: &str| Some(format!("{day}T10:00:00Z"));
        let of = |slug, series, day: &str, is_open: bool| {
            held(slug, series, closed(day).as_deref().filter(|_| !is_open), &format!("{day}T09:00:00Z"))
        };
        let mut known = Known {
            today: day("2026-03-05"),
            whole: true,
            meetings: vec![
                of("run2", Some("Running"), "2026-03-04", true),
                of("w2", Some("Weekly"), "2026-03-02", false),
                of("once", None, "2026-03-01", false),
                of("b", Some("Board"), "2026-01-02", false),
                of("w1", Some("weekly"), "2026-02-23", false),
                of("run1", Some("Running"), "2026-02-03", false),
                of("old", Some("Disbanded"), "2020-01-01", false),
            ],
            ..Known::default()
        };
        let next = |known: &Known| {
            let rows = rows(known).into_iter().filter(|(row, _)| row.group == "Next");
            rows.map(|(row, offer)| (row.label, row.detail, offer)).collect::<Vec<_>>()
        };
        let offered = |series: &str, slug: &str| {
            (series.to_owned(), "no day yet · makes its agenda".to_owned(), Offer::Next(slug.to_owned()))
        };
        assert_eq!(next(&known), [offered("Weekly", "w2"), offered("Board", "b")]);
        known.agendas = vec![
            agenda("weekly", Some("WEEKLY"), Some("2026-03-03")),
            agenda("board", Some("Board"), Some("2025-12-31")),
        ];
        let found: Vec<Offer> = next(&known).into_iter().map(|(_, _, offer)| offer).collect();
        let path = |name: &str| Offer::Agenda(PathBuf::from(format!("/plans/{name}.md")));
        assert_eq!(found, [Offer::Next("b".to_owned()), path("weekly"), path("board")], "one was written already");
        known.whole = false;
        assert_eq!(next(&known), [], "as long as nobody knows what there is, nothing is offered");
    }

    #[test]
    fn many_meetings_in_progress_hide_nothing_below_them() {
        let meetings = (0..30).map(|n| held(&format!("m{n:02}"), None, None, "2026-03-02T09:00:00Z")).collect();
        let known = Known { meetings, whole: true, ..Known::default() };
        let rows = rows(&known);
        let of = |group| rows.iter().filter(|(row, _)| row.group == group).count();
        assert_eq!((of("In progress"), of("Newest of each series"), of("Earlier meetings")), (5, 3, 22));
    }
}
