//! A meeting rich in everything that minutes can hold, built by hand from the state types.

use minutebook::meeting::{
    ActionItem, Attachment, Boot, Day, DraftLine, Entry, EntryId, Head, Id, Kind, Meeting, Person, PlannedSlot, Run,
    Seal, Slot, SlotId, SlotKind, Stamp, Status, TalkingPoint, Tickets, WriterId,
};

/// A moment of the example, in its zone's offset.
pub(crate) fn stamp(at: &str) -> Stamp {
    Stamp::wall(at.parse().unwrap())
}

pub(crate) fn id(n: u32) -> Id {
    Id { writer: WriterId(0x1f3a_9c0b), n }
}

pub(crate) fn person(name: &str) -> Person {
    Person { name: name.to_owned(), ..Person::default() }
}

/// A file that somebody brings.
pub(crate) fn file(name: &str, link: Option<&str>) -> Attachment {
    Attachment {
        kind: "file".to_owned(),
        name: name.to_owned(),
        link: link.map(str::to_owned),
        modified: "2026-03-02".parse().ok(),
        by: Some("Jun Watanabe".to_owned()),
    }
}

fn point(text: &str, children: Vec<TalkingPoint>) -> TalkingPoint {
    TalkingPoint { text: text.to_owned(), children }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// Builds slots one after the other, giving each and its entries the next identity.
struct Scribe {
    next: u32,
    number: u32,
}

impl Scribe {
    fn slot(&mut self, time: &str, minutes: Option<u32>, title: &str) -> Slot {
        self.next += 1;
        let plan = PlannedSlot { title: title.to_owned(), start: time.parse().ok(), minutes, ..Default::default() };
        Slot {
            id: SlotId(id(self.next)),
            plan,
            withdrawn: false,
            unplanned: false,
            moved: false,
            continues: None,
            mark: None,
            given: 0,
            attached: vec![],
            runs: vec![],
            turns: vec![],
            entries: vec![],
        }
    }

    fn entry(&mut self, slot: &mut Slot, depth: u16, kind: Kind, text: &str) -> &mut Self {
        self.next += 1;
        let at = slot.runs.last().map_or_else(|| stamp("2026-03-27T12:00:00.250Z").at, |run| run.from.at);
        let id = EntryId(id(self.next));
        slot.entries.push(Entry {
            id,
            at,
            depth,
            kind,
            text: text.to_owned(),
            by: id.0.writer,
            rivals: vec![],
            action: None,
            tickets: vec![],
            speaker: None,
            votes: vec![],
            link: None,
            review: None,
        });
        self
    }

    fn note(&mut self, slot: &mut Slot, depth: u16, text: &str) -> &mut Self {
        self.entry(slot, depth, Kind::Note, text)
    }

    fn action(
        &mut self,
        slot: &mut Slot,
        depth: u16,
        owners: &[&str],
        text: &str,
        due: &str,
        status: Status,
    ) -> &mut Self {
        self.number += 1;
        let (number, owners) = (self.number, strings(owners));
        self.entry(slot, depth, Kind::Action, text);
        let entry = slot.entries.last_mut().unwrap();
        entry.action =
            Some(Box::new(ActionItem { number, owners, due: due.parse().ok(), status, ..ActionItem::default() }));
        entry.tickets = text.split(' ').filter(|word| word.starts_with("TIDE-")).map(str::to_owned).collect();
        self
    }
}

fn ran(slot: &mut Slot, from: &str, to: &str) {
    slot.runs.push(Run { from: stamp(from), to: (!to.is_empty()).then(|| stamp(to)) });
}

fn first_day(scribe: &mut Scribe) -> Day {
    let mut welcome = scribe.slot("09:00", None, "Welcome");
    welcome.plan.chair = strings(&["Marta Quiroga"]);
    welcome.plan.topics = vec![point("Confirm the agenda.", vec![]), point("Review the open action items.", vec![])];
    ran(&mut welcome, "2026-03-26T09:02:10.500Z", "2026-03-26T09:14:00Z");
    scribe.note(&mut welcome, 0, "Agenda confirmed; the buoy review moves to Friday.");
    scribe.action(&mut welcome, 0, &["Tomas Lind"], "send the room list to everybody", "2026-03-26", Status::Done);

    let mut news = scribe.slot("", None, "Project news & budget");
    news.plan.topics = vec![point(
        "Where do we stand? See the [report](https://harbour.example/report_2026_q1).",
        vec![point("staff", vec![]), point("hardware", vec![point("the second crane", vec![])])],
    )];
    ran(&mut news, "2026-03-26T09:14:00Z", "2026-03-26T09:51:30.120Z");
    scribe.note(&mut news, 0, "Funding:").note(&mut news, 1, "Two of three grants are signed.");
    scribe.note(&mut news, 2, "The third waits for the ministry, see https://ministry.example/grants?id=7&lang=en.");
    scribe.action(
        &mut news,
        1,
        &["Marta Quiroga", "Jun Watanabe"],
        "ask the ministry for a date TIDE-41",
        "2026-04-10",
        Status::Open,
    );
    scribe.entry(&mut news, 0, Kind::Decision, "The second crane is bought this year.");
    scribe.entry(&mut news, 0, Kind::Question, "Who pays for its insurance?");

    let mut coffee = scribe.slot("10:00", Some(30), "Coffee");
    coffee.plan.kind = SlotKind::Break;
    ran(&mut coffee, "2026-03-26T09:58:00Z", "2026-03-26T10:31:00Z");

    let mut sensors = scribe.slot("10:30", Some(90), "Sensor network: status and plans");
    sensors.plan.chair = strings(&["Jun Watanabe"]);
    sensors.plan.requested_by = Some("Operations group".to_owned());
    sensors.plan.description = String::from("Bring your own figures.\nRoom 2 has a projector.");
    sensors.plan.attachments = vec![
        Attachment {
            kind: "slides".into(),
            name: "sensors.pdf".into(),
            link: Some("https://harbour.example/s.pdf".into()),
            ..Attachment::default()
        },
        Attachment {
            kind: "link".into(),
            name: String::new(),
            link: Some("javascript:alert(1)".into()),
            ..Attachment::default()
        },
    ];
    ran(&mut sensors, "2026-03-26T10:31:00Z", "2026-03-26T11:10:00Z");
    ran(&mut sensors, "2026-03-26T11:15:00Z", "2026-03-26T12:04:20Z");
    scribe.note(&mut sensors, 0, "# of stations: 14, *all* reporting; <b>none</b> lost | since May");
    scribe.note(&mut sensors, 0, "1. is what the firmware_v2 prints first, then `---`");
    scribe.note(&mut sensors, 0, "[click](javascript:alert(1)) & <script>alert('x')</script> stay text &amp; harmless");
    scribe.action(
        &mut sensors,
        0,
        &["Operations group", "An Outsider"],
        "replace the batteries of TIDE-7 and TIDE-8, then report to harbour@harbour.example",
        "",
        Status::Open,
    );
    scribe.note(&mut sensors, 1, "Spare batteries are in store 3.");
    scribe.action(&mut sensors, 0, &[], "find out why station 9 drifts", "2026-05-01", Status::Open);
    scribe.action(&mut sensors, 0, &["Tomas Lind"], "write a second driver", "", Status::Dropped);
    Day {
        date: "2026-03-26".parse().ok(),
        title: "Day 1".to_owned(),
        description: String::new(),
        slots: vec![welcome, news, coffee, sensors],
        ..Day::default()
    }
}

fn second_day(scribe: &mut Scribe) -> Day {
    let mut tides = scribe.slot("09:00", Some(45), "潮汐模型 / مدل جزر و مد");
    tides.plan.chair = strings(&["李娜", "دارا کیان"]);
    ran(&mut tides, "2026-03-27T09:00:00Z", "2026-03-27T09:40:00Z");
    scribe.note(&mut tides, 0, "新模型将误差降低了一半：见 https://harbour.example/模型。");
    scribe.note(&mut tides, 1, "نسخهٔ بعدی در ماه آینده می‌آید.");
    scribe.action(&mut tides, 0, &["李娜"], "发布数据", "2026-06-30", Status::Open);

    let mut visit = scribe.slot("09:45", Some(60), "Walk along the quay");
    visit.plan.kind = SlotKind::Other("visit".to_owned());
    let mut buoys = scribe.slot("", Some(30), "Buoy review");
    scribe.note(&mut buoys, 0, "Handled by mail before the meeting.");
    let mut gone = scribe.slot("11:00", None, "Old item");
    gone.withdrawn = true;
    scribe.note(&mut gone, 0, "Merged with the buoy review.");
    let close = scribe.slot("11:30", None, "Close");
    Day {
        date: "2026-03-27".parse().ok(),
        title: "Day 2".to_owned(),
        description: "Doors open at 08:30.".to_owned(),
        slots: vec![tides, visit, buoys, gone, close],
        ..Day::default()
    }
}

/// The example meeting, closed.
pub(crate) fn meeting() -> Meeting {
    let mut scribe = Scribe { next: 0, number: 0 };
    let tracker = ("TIDE".to_owned(), "https://tracker.example/browse/{key}".to_owned());
    let head = Head {
        title: "Harbour observatory: spring meeting".to_owned(),
        series: Some("Harbour steering group".to_owned()),
        timezone: Some("Europe/Lisbon".to_owned()),
        zones: vec![],
        location: Some("Customs house, room 2".to_owned()),
        link: Some("https://call.example/harbour".to_owned()),
        chair: strings(&["Marta Quiroga"]),
        scribe: strings(&["Tomas Lind"]),
        tickets: Tickets::Only([tracker].into()),
        follows: None,
        next_meetings: vec![],
        description: "Please send slides a day before.".to_owned(),
    };
    let tomas = Person {
        name: "Tomas Lind".to_owned(),
        handle: Some("tlind".to_owned()),
        email: Some("tomas@harbour.example".to_owned()),
        account: None,
        timezone: None,
        role: Some("scribe".to_owned()),
        aliases: vec![],
    };
    let mut meeting = Meeting::default();
    meeting.id = String::from("019d0a52-7c1e-7cc3-98c4-dc0c0c07398f");
    meeting.slug = String::from("harbour-spring");
    meeting.path = None;
    meeting.zone = chrono_tz::Europe::Lisbon;
    meeting.head = head;
    meeting.people = vec![person("Marta Quiroga"), tomas, person("Jun Watanabe"), person("李娜"), person("دارا کیان")];
    meeting.groups = strings(&["Operations group"]);
    meeting.days = vec![first_day(&mut scribe), second_day(&mut scribe)];
    meeting.opened = Some(stamp("2026-03-26T08:55:00Z").at);
    meeting.closed = Some(stamp("2026-03-27T11:42:03.040Z").at);
    meeting
}

/// What closing the example stated about its journals.
pub(crate) fn seal() -> Seal {
    Seal { records: 212, sha256: "3f2a9c1b4d5e6f70".repeat(4) }
}

/// The same meeting while it runs: its last slot is the current one, and there are lines not committed.
pub(crate) fn running() -> (Meeting, Vec<DraftLine>, Stamp) {
    let mut meeting = meeting();
    meeting.closed = None;
    let close = meeting.days[1].slots.last_mut().unwrap();
    let boot = |ms| Some(Boot { id: 7, ms });
    close.runs.push(Run { from: Stamp { boot: boot(1_000), ..stamp("2026-03-27T11:32:00Z") }, to: None });
    let drafts = vec![
        DraftLine { slot: close.id, entry: None, text: "! thank the ca".to_owned() },
        DraftLine { slot: meeting.days[0].slots[0].id, entry: Some(EntryId(id(2))), text: "Agenda".to_owned() },
    ];
    (meeting, drafts, Stamp { boot: boot(241_000), ..stamp("2026-03-27T11:36:00Z") })
}
