//! Figures over meetings in each form: what they say, that nothing from a meeting acts in them, and that little is as good as much.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use minutebook::meeting::statistics::{Period, Statistics};
use minutebook::meeting::{
    ActionItem, Digest, DigestCourse, DigestDecision, DigestItem, DigestReview, DigestTopic, EntryId, Head, Id,
    ItemChanges, ItemRef, Mark, SlotId, Status, WriterId,
};
use minutebook::minutes::statistics::{self, FORMS, Figures, Rows};
use minutebook::minutes::{Format, Lang, Options};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn entry(n: u32) -> EntryId {
    EntryId(Id { writer: WriterId(0xa), n })
}

/// A meeting a week: each notes two action items and settles one of the meeting before, every third by dropping it; of its topics
/// one takes longer than planned, one is put off each second time, and one is never held.
fn digests(say: &mut dyn FnMut(&str) -> String, count: u64) -> Vec<Digest> {
    let (series, budget) = (say("Weekly"), say("Budget"));
    let (news, later) = (say("News from the harbour, the boats & <the> pier"), say("Later"));
    let mut digests: Vec<Digest> = Vec::new();
    for n in 0..count {
        let date = day("2026-01-05").checked_add_days(Days::new(7 * n)).unwrap();
        let at =
            |hour: u32| -> DateTime<FixedOffset> { date.and_hms_opt(hour, 0, 0).unwrap().and_utc().fixed_offset() };
        let slot = SlotId(Id { writer: WriterId(0xa), n: 1 });
        let minutes = i64::try_from(n).unwrap();
        let topic = |title: &String, planned, seconds: Option<i64>| DigestTopic {
            slot,
            title: title.clone(),
            kind: "topic".to_owned(),
            recurs: false,
            mark: None,
            planned,
            seconds,
            discussed: seconds.is_some(),
        };
        let mut topics = vec![
            topic(&budget, Some(20), Some((20 + minutes * 3) * 60)),
            topic(&news, Some(10), (n % 2 == 0).then_some(8 * 60)),
            topic(&later, None, None),
        ];
        topics[2].mark = Some(Mark::Parked);
        let item = |n: u32| DigestItem {
            entry: entry(n),
            slot,
            topic: String::new(),
            at: at(10),
            text: String::new(),
            tickets: Vec::new(),
            action: ActionItem { number: n, ..ActionItem::default() },
        };
        let status = if n % 3 == 2 { Status::Dropped } else { Status::Done };
        let review = digests.last().map(|before| DigestReview {
            item: ItemRef { meeting: Some(before.id.clone()), entry: entry(1) },
            at: at(10),
            changes: ItemChanges { status: Some(status), ..ItemChanges::default() },
        });
        let decided = DigestDecision { entry: entry(3), slot, topic: String::new(), at: at(10), text: String::new() };
        digests.push(Digest {
            id: format!("meeting-{n}"),
            slug: format!("{date}-weekly"),
            head: Head { title: say(&format!("Weekly {n}")), series: Some(series.clone()), ..Head::default() },
            opened: Some(at(9)),
            closed: Some(at(11)),
            date: Some(date),
            course: DigestCourse {
                planned: Some(30),
                seconds: Some((28 + minutes * 3) * 60),
                late: Some(60 * (minutes - 1)),
            },
            entries: 12,
            topics,
            items: vec![item(1), item(2)],
            reviews: review.into_iter().collect(),
            decisions: vec![decided],
            attendance: vec![("Ann Lee".to_owned(), Some(3600)), ("Bo Chen".to_owned(), None)],
            ..Digest::default()
        });
    }
    digests
}

fn figures(digests: &[Digest]) -> Figures {
    let now: DateTime<FixedOffset> = "2026-03-02T12:00:00+01:00".parse().unwrap();
    let period = Period { since: Some(day("2026-01-01")), until: None };
    Figures {
        statistics: Statistics::of(digests, period, now.date_naive()),
        series: digests.first().and_then(|digest| digest.head.series.clone()),
        now: now.with_timezone(&chrono_tz::Europe::Rome),
    }
}

fn written(figures: &Figures, format: Format, lang: Lang) -> String {
    let bytes = statistics::write(format, figures, Rows::Meetings, &Options { lang, ..Options::default() }).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn plainly(text: &str) -> String {
    text.to_owned()
}

fn six() -> Figures {
    figures(&digests(&mut plainly, 6))
}

/// The look is not a matter of facts.
fn without_style(html: &str) -> String {
    let (head, rest) = html.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    format!("{head}<style>…</style>{body}")
}

#[test]
fn the_page_of_figures() {
    insta::assert_snapshot!(without_style(&written(&six(), Format::Html, Lang::English)));
}

#[test]
fn the_markdown_of_figures_in_german() {
    insta::assert_snapshot!(written(&six(), Format::Markdown, Lang::German));
}

#[test]
fn the_json_of_figures() {
    insta::assert_snapshot!(written(&six(), Format::Json, Lang::English));
}

#[test]
fn the_sheets_of_figures() {
    let mut all = String::new();
    for rows in [Rows::Meetings, Rows::Topics, Rows::Series] {
        let bytes = statistics::write(Format::Actions, &six(), rows, &Options { raw: true, ..Options::default() });
        all += &String::from_utf8(bytes.unwrap()).unwrap();
    }
    // Each row has a cell a column, and none begins as a formula does.
    for line in all.lines() {
        assert!(line.split(',').all(|cell| !cell.starts_with(['-', '+', '='])), "{line}");
    }
    insta::assert_snapshot!(all.replace('\r', ""));
}

#[test]
fn a_page_of_figures_is_well_formed_in_every_language_with_no_few_and_many_meetings() {
    for lang in Lang::ALL {
        for count in [0, 1, 2, 61, 200] {
            let html = written(&figures(&digests(&mut plainly, count)), Format::Html, lang);
            assert_eq!(crate::html::faults(&html), Vec::<String>::new(), "{lang:?} {count}");
            assert_eq!(html.matches("<svg viewBox").count(), [0, 2, 3][count.min(2) as usize], "{lang:?} {count}");
        }
    }
}

#[test]
fn what_was_not_measured_is_said_by_no_form_to_be_nought() {
    let mut alone = digests(&mut plainly, 1);
    (alone[0].course, alone[0].attendance) = (DigestCourse::default(), Vec::new());
    let told: serde_json::Value =
        serde_json::from_str(&written(&figures(&alone), Format::Json, Lang::English)).unwrap();
    let meeting = &told["meetings"][0];
    for field in ["planned_min", "held_s", "over_s", "late_s", "present"] {
        assert!(meeting[field].is_null(), "{field}: {meeting}");
    }
    assert!(told["whole"]["over_s"].is_null() && told["whole"]["days_to_done"].is_null(), "{told}");
    let page = written(&figures(&alone), Format::Text, Lang::English);
    assert!(!page.contains("0 min"), "{page}");
}

#[test]
fn a_title_of_any_length_and_kind_is_cut_within_its_room_in_a_chart() {
    let long = format!("{}<svg onload=alert(1)>", "長い題名 & \u{202e}".repeat(200));
    let html = written(&figures(&digests(&mut |_| long.clone(), 3)), Format::Html, Lang::Arabic);
    assert_eq!(crate::html::faults(&html), Vec::<String>::new());
    assert!(!html.contains("<svg onload") && !html.contains('\u{202e}'));
    let labels = html.split("height=\"16\"><text x=\"0\" y=\"12\">").skip(1).filter_map(|rest| rest.split('<').next());
    let labels: Vec<&str> = labels.collect();
    assert!(labels.iter().any(|label| label.ends_with('…')), "{labels:?}");
    assert!(labels.iter().all(|label| label.chars().count() < 40), "{labels:?}");
}

#[test]
fn a_form_that_figures_have_no_place_in_is_refused() {
    for format in Format::ALL.into_iter().filter(|format| !FORMS.contains(format)) {
        let said = statistics::write(format, &six(), Rows::Meetings, &Options::default()).unwrap_err();
        assert!(said.to_string().contains("not written in this form"), "{said}");
    }
}

/// Where figures over meetings whose texts try to be markup are, in every form.
pub(crate) fn written_to(folder: &std::path::Path, live: &[&str]) {
    for nth in 0..live.len() {
        let mut next = (nth..).map(|at| live[at % live.len()].to_owned());
        let figures = figures(&digests(&mut |_| next.next().unwrap_or_default(), 3));
        for format in FORMS.into_iter().filter(|format| !matches!(format, Format::Pdf | Format::Json)) {
            let bytes = statistics::write(format, &figures, Rows::Topics, &Options::default()).unwrap();
            std::fs::write(folder.join(format!("figures{nth:02}.{}", format.extension())), bytes).unwrap();
        }
    }
}
