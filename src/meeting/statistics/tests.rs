//! Figures of a series that were worked out by hand, and what holds of any.

use chrono::{DateTime, Days, FixedOffset};

use super::*;
use crate::meeting::{
    ActionItem, CarriedItem, DigestCourse, DigestItem, DigestReview, DigestTopic, EntryId, Head, Id, ItemChanges,
    ItemRef, Mark, Person, Register, SlotId, Status, WriterId,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(day: NaiveDate, hour: u32) -> DateTime<FixedOffset> {
    day.and_hms_opt(hour, 0, 0).unwrap().and_utc().fixed_offset()
}

fn id(n: u32) -> Id {
    Id { writer: WriterId(0xa), n }
}

/// A closed meeting of that day, opened at nine.
fn meeting(name: &str, series: Option<&str>, date: &str) -> Digest {
    let date = day(date);
    Digest {
        id: name.to_owned(),
        slug: name.to_owned(),
        head: Head { title: name.to_uppercase(), series: series.map(str::to_owned), ..Head::default() },
        opened: Some(at(date, 9)),
        closed: Some(at(date, 11)),
        date: Some(date),
        ..Digest::default()
    }
}

fn topic(title: &str, planned: Option<u32>, minutes: Option<i64>) -> DigestTopic {
    DigestTopic {
        slot: SlotId(id(1)),
        title: title.to_owned(),
        kind: "topic".to_owned(),
        recurs: false,
        mark: None,
        planned,
        seconds: minutes.map(|minutes| minutes * 60),
        discussed: minutes.is_some(),
    }
}

fn of(meeting: &Digest, n: u32) -> ItemRef {
    ItemRef { meeting: Some(meeting.id.clone()), entry: EntryId(id(n)) }
}

impl Digest {
    fn notes(&mut self, n: u32) -> &mut ActionItem {
        self.items.push(DigestItem {
            entry: EntryId(id(n)),
            slot: SlotId(id(1)),
            topic: String::new(),
            at: at(self.date.unwrap(), 10),
            text: String::new(),
            tickets: Vec::new(),
            action: ActionItem { number: n, ..ActionItem::default() },
        });
        &mut self.items.last_mut().unwrap().action
    }

    fn says(&mut self, item: ItemRef, status: Status) {
        let changes = ItemChanges { status: Some(status), ..ItemChanges::default() };
        self.reviews.push(DigestReview { item, at: at(self.date.unwrap(), 10), changes });
    }

    fn carries(&mut self, item: ItemRef, raised: Option<NaiveDate>) {
        let carried = CarriedItem { raised, ..carried(item) };
        self.carried.push(carried);
    }
}

fn carried(item: ItemRef) -> CarriedItem {
    CarriedItem {
        item,
        number: 1,
        text: String::new(),
        owners: Vec::new(),
        due: None,
        priority: None,
        tickets: Vec::new(),
        raised: None,
        title: String::new(),
        topic: String::new(),
        carried: 0,
    }
}

/// Four meetings of a series: three action items are noted in the first, one is done in the second, one dropped in the third
/// and taken up again in the fourth, which notes another and ticks it off.
fn four() -> [Digest; 4] {
    let mut a = meeting("a", Some("Weekly"), "2026-01-05");
    for n in 1..=3 {
        a.notes(n);
    }
    a.topics =
        vec![topic("Budget", Some(10), Some(12)), topic("News", Some(5), None), topic("Only here", None, Some(1))];
    a.course = DigestCourse { planned: Some(15), seconds: Some(13 * 60), late: Some(120) };
    let mut b = meeting("b", Some(" weekly "), "2026-01-12");
    b.says(of(&a, 1), Status::Done);
    b.topics = vec![topic("budget", Some(10), Some(20)), topic("News", Some(5), None)];
    b.topics[1].discussed = true;
    let mut c = meeting("c", Some("Weekly"), "2026-01-19");
    c.says(of(&a, 2), Status::Dropped);
    c.topics = vec![topic("Budget", Some(20), Some(10)), topic("News", None, Some(3))];
    c.topics[1].mark = Some(Mark::Parked);
    let mut d = meeting("d", Some("Weekly"), "2026-01-26");
    d.says(of(&a, 2), Status::Open);
    let done = at(day("2026-01-26"), 11);
    let action = d.notes(4);
    action.status = Status::Done;
    action.changed.status = Some(done);
    d.topics = vec![topic("Budget ", None, Some(30)), topic("Budget", None, Some(6))];
    d.people = ["Ann", "Bo"].map(|name| Person { name: name.to_owned(), ..Person::default() }).to_vec();
    d.attendance = vec![("ann".to_owned(), Some(3600)), ("Guest".to_owned(), Some(60)), ("Bo".to_owned(), None)];
    [a, b, c, d]
}

fn told(digests: &[Digest]) -> Statistics {
    Statistics::of(digests, Period::default(), day("2026-02-16"))
}

#[test]
fn what_became_of_the_action_items_of_a_series_is_told_meeting_by_meeting() {
    let told = told(&four());
    let flow = |opened, reopened, done, dropped| Flow { opened, brought: 0, reopened, done, dropped };
    let flows: Vec<_> = told.meetings.iter().map(|it| (it.flow, it.open)).collect();
    assert_eq!(flows, [(flow(3, 0, 0, 0), 3), (flow(0, 0, 1, 0), 2), (flow(0, 0, 0, 1), 1), (flow(1, 1, 1, 0), 2)]);
    assert_eq!(told.whole.flow, flow(4, 1, 2, 1));
    // Two of the first meeting are open: 42 days old. Done: after 7 days and on the day.
    let ages = Ages { counts: [0, 0, 2, 0], unknown: 0, median: Some(42.0), oldest: Some(42) };
    assert_eq!((told.whole.open, told.whole.open_before, told.whole.days_to_close), (ages, 0, Some(3.5)));
    assert_eq!(told.series.len(), 1);
    assert_eq!((told.series[0].name.as_deref(), &told.series[0].totals), (Some("Weekly"), &told.whole));
}

#[test]
fn a_recurring_topic_is_measured_against_its_plan() {
    let told = told(&four());
    let titles: Vec<_> = told.topics.iter().map(|topic| (topic.title.as_str(), topic.meetings)).collect();
    assert_eq!(titles, [("Budget ", 4), ("News", 3)]);
    let budget = &told.topics[0];
    // Planned 10, 10, 20; held 12, 20, 10 and, in two slots, 36 minutes.
    assert_eq!((budget.held, budget.untimed, budget.put_off, budget.planned), (4, 0, 0, Some(10.0)));
    let actual = budget.actual.unwrap();
    assert_eq!((actual.least, actual.median, actual.most), (600, 960.0, 2160));
    // Over by 2, 10 and -10 minutes.
    assert_eq!((budget.over, budget.over_sum), (Some(120.0), Some(120)));
    // 12 and 20, then 10 and 36: from 16 to 23 minutes.
    assert_eq!(budget.trend, Some(420.0));
    let news = &told.topics[1];
    // Not reached, noted without a clock, held and parked.
    assert_eq!((news.held, news.untimed, news.put_off, news.planned), (1, 1, 2, Some(5.0)));
    assert_eq!((news.over, news.over_sum, news.trend), (None, None, None));
}

#[test]
fn a_topic_that_was_never_held_has_no_length_and_one_that_is_still_to_come_was_not_put_off() {
    let mut digests = [meeting("a", Some("S"), "2026-01-05"), meeting("b", Some("S"), "2026-01-12")];
    for digest in &mut digests {
        let mut pause = topic("Coffee", Some(10), Some(10));
        pause.kind = "break".to_owned();
        let mut skipped = topic("Skipped", None, Some(4));
        skipped.mark = Some(Mark::Skipped);
        digest.topics = vec![topic("News", None, None), pause, topic("  ", None, Some(1)), skipped];
    }
    digests[1].closed = None;
    let told = told(&digests);
    let news = &told.topics[0];
    assert_eq!((news.meetings, news.held, news.put_off), (2, 0, 1));
    assert_eq!((news.planned, news.actual, news.over, news.trend), (None, None, None, None));
    // A break is no topic, nor is what has no title; what was held before it was skipped was not put off.
    assert_eq!(told.topics.len(), 2);
    assert_eq!((told.topics[1].title.as_str(), told.topics[1].put_off), ("Skipped", 0));
}

#[test]
fn a_meeting_has_only_the_figures_that_were_measured() {
    let told = told(&four());
    let [first, second, .., last] = told.meetings.as_slice() else { unreachable!() };
    assert_eq!((first.planned, first.seconds, first.over(), first.late), (Some(15), Some(780), Some(-120), Some(120)));
    assert_eq!(
        (second.planned, second.seconds, second.over(), second.late, second.present),
        (None, None, None, None, None)
    );
    // Ann and a guest, of these two and Bo.
    assert_eq!((last.present, last.people), (Some(2), 3));
    assert_eq!((told.whole.compared.meetings, told.whole.compared.over()), (1, Some(-120)));
    assert_eq!(Compared::default().over(), None);
    assert_eq!(told.whole.days, Some((day("2026-01-05"), day("2026-01-26"))));
}

#[test]
fn an_item_whose_meeting_is_gone_was_brought_along_and_what_nobody_knows_the_day_of_has_no_age() {
    let gone = meeting("gone", Some("S"), "2025-01-01");
    let mut here = meeting("here", Some("S"), "2026-01-05");
    here.carries(of(&gone, 1), None);
    here.carries(of(&gone, 2), Some(day("2026-02-10")));
    here.carries(of(&gone, 3), Some(day("2026-01-01")));
    here.says(of(&gone, 3), Status::Done);
    let told = told(&[here]);
    assert_eq!(told.whole.flow, Flow { brought: 3, done: 1, ..Flow::default() });
    let ages = Ages { counts: [1, 0, 0, 0], unknown: 1, median: Some(6.0), oldest: Some(6) };
    assert_eq!((told.whole.open, told.whole.days_to_close), (ages, Some(4.0)));
}

#[test]
fn an_age_of_exactly_a_week_a_month_or_a_quarter_counts_as_the_older() {
    let mut digests = Vec::new();
    for (n, age) in [0_u64, 6, 7, 29, 30, 89, 90, 400].into_iter().enumerate() {
        let date = day("2026-02-16").checked_sub_days(Days::new(age)).unwrap();
        let mut one = meeting(&n.to_string(), Some("S"), &date.to_string());
        one.notes(1);
        digests.push(one);
    }
    let ages = told(&digests).whole.open;
    assert_eq!((ages.counts, ages.median, ages.oldest), ([2, 2, 2, 2], Some(29.5), Some(400)));
}

#[test]
fn a_period_counts_from_what_was_open_before_it_and_ends_as_its_end_knew() {
    let period = |since: &str, until: &str| Period { since: Some(day(since)), until: Some(day(until)) };
    let told = Statistics::of(&four(), period("2026-01-12", "2026-01-19"), day("2026-02-16"));
    assert_eq!(told.meetings.iter().map(|it| it.slug.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!((told.whole.open_before, told.whole.open.count(), told.day), (3, 1, day("2026-01-19")));
    // The one that is left was noted two weeks before the period's end.
    assert_eq!(told.whole.open.oldest, Some(14));
    assert_eq!(told.topics[0].meetings, 2);
    let none = Statistics::of(&four(), period("2030-01-01", "2030-12-31"), day("2026-02-16"));
    assert_eq!((none.meetings.len(), none.topics.len(), none.series.len(), none.day), (0, 0, 0, day("2026-02-16")));
    assert_eq!((none.whole.open_before, none.whole.open.count()), (2, 2));
}

#[test]
fn meetings_without_a_series_share_a_line_and_nothing_else() {
    let mut digests: Vec<Digest> = ["x", "y"].iter().map(|name| meeting(name, None, "2026-01-05")).collect();
    for digest in &mut digests {
        digest.notes(1);
        digest.topics = vec![topic("Budget", Some(1), Some(1))];
    }
    digests.extend(four());
    let told = told(&digests);
    assert!(told.topics.iter().all(|topic| topic.series.as_deref() == Some("Weekly")), "{:?}", told.topics);
    let lines: Vec<_> = told.series.iter().map(|it| (it.name.as_deref(), it.totals.meetings)).collect();
    assert_eq!(lines, [(Some("Weekly"), 4), (None, 2)]);
    let open: Vec<_> = told.meetings.iter().filter(|it| it.series.is_none()).map(|it| it.open).collect();
    assert_eq!(open, [1, 1]);
}

/// Small numbers that look random, the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Some meetings of two series and of none, whose items are noted, carried, settled and taken up again at random.
fn any(dice: &mut Dice) -> Vec<Digest> {
    let statuses = [Status::Open, Status::Done, Status::Dropped];
    let mut digests: Vec<Digest> = Vec::new();
    for n in 0..=dice.roll(12) {
        let series = [Some("One"), Some("Two"), None][dice.roll(3)];
        let date = day("2026-01-01").checked_add_days(Days::new(n as u64 * 3)).unwrap();
        let mut one = meeting(&format!("m{n}"), series, &date.to_string());
        for item in 0..dice.roll(4) {
            let action = one.notes(item as u32 + 1);
            action.status = statuses[dice.roll(3)];
            action.changed.status = (dice.roll(2) == 0).then(|| at(date, 12));
        }
        let noted: Vec<ItemRef> = digests
            .iter()
            .filter(|it| it.head.series.as_deref() == series && series.is_some())
            .flat_map(|it| it.items.iter().map(|item| of(it, item.entry.0.n)))
            .collect();
        for item in noted {
            if dice.roll(2) == 0 {
                one.carries(item.clone(), None);
            }
            if dice.roll(3) == 0 {
                one.says(item, statuses[dice.roll(3)]);
            }
        }
        digests.push(one);
    }
    // One may be gone.
    if dice.roll(3) == 0 {
        let gone = dice.roll(digests.len());
        digests.remove(gone);
    }
    digests
}

#[test]
fn what_came_less_what_went_is_what_is_open_as_the_register_has_it() {
    let mut dice = Dice(1);
    for round in 0..500 {
        let digests = any(&mut dice);
        let told = told(&digests);
        for line in [&told.whole].into_iter().chain(told.series.iter().map(|it| &it.totals)) {
            let net = i64::from(line.open_before) + line.flow.net();
            assert_eq!(net, i64::from(line.open.count()), "round {round}");
        }
        let mut open = 0;
        for name in ["One", "Two"] {
            let of: Vec<&Digest> = digests.iter().filter(|it| it.head.series.as_deref() == Some(name)).collect();
            open += Register::of(of).items.iter().filter(|item| item.action.status == Status::Open).count();
        }
        for alone in digests.iter().filter(|it| it.head.series.is_none()) {
            open += Register::of([alone]).items.iter().filter(|item| item.action.status == Status::Open).count();
        }
        assert_eq!(told.whole.open.count() as usize, open, "round {round}");
    }
}

#[test]
fn meetings_add_up_to_their_series_and_these_to_the_whole_in_whatever_order_they_come() {
    let mut dice = Dice(2);
    for round in 0..300 {
        let mut digests = any(&mut dice);
        let since = Some(day("2026-01-01").checked_add_days(Days::new(dice.roll(20) as u64)).unwrap());
        let period = Period { since: since.filter(|_| round % 2 == 0), until: None };
        let told = Statistics::of(&digests, period, day("2026-02-16"));
        assert_eq!(told.meetings.iter().map(|it| it.flow).sum::<Flow>(), told.whole.flow, "round {round}");
        assert_eq!(told.series.iter().map(|it| it.totals.flow).sum::<Flow>(), told.whole.flow, "round {round}");
        assert_eq!(told.series.iter().map(|it| it.totals.meetings).sum::<u32>() as usize, told.meetings.len());
        for from in (1..digests.len()).rev() {
            digests.swap(from, dice.roll(from + 1));
        }
        // A copy under another name tells nothing new.
        if let Some(copy) = digests.first().cloned() {
            digests.push(Digest { slug: "z-copy".to_owned(), ..copy });
        }
        assert_eq!(Statistics::of(&digests, period, day("2026-02-16")), told, "round {round}");
    }
}
