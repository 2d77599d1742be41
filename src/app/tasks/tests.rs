//! Keys and answers on the screen of all action items.

use super::*;
use crate::meeting::{EntryId, Id, Item, WriterId};

#[path = "../../../tests/keyboard/mod.rs"]
mod keyboard;

use keyboard::{key_event, typed_event};

const TODAY: &str = "2026-02-16";

fn item(n: u32, series: &str, text: &str, owners: &[&str], due: Option<&str>, status: Status) -> TaskRow {
    let action = ActionItem {
        number: n,
        owners: owners.iter().map(|&name| name.to_owned()).collect(),
        due: due.map(|day| day.parse().unwrap()),
        status,
        ..ActionItem::default()
    };
    let item = Item {
        item: ItemRef { meeting: Some("m".to_owned()), entry: EntryId(Id { writer: WriterId(1), n }) },
        slug: (n != 9).then(|| "2026-01-05-weekly".to_owned()),
        title: format!("{series} January"),
        slot: None,
        topic: "Budget".to_owned(),
        raised: Some("2026-01-05T09:00:00+01:00".parse().unwrap()),
        text: text.to_owned(),
        tickets: if n == 1 { vec!["HB-12".to_owned()] } else { Vec::new() },
        action,
        carried: 1,
        settled_in: None,
        noted_as: None,
    };
    TaskRow { series: Some(series.to_owned()), item }
}

fn rows() -> Vec<TaskRow> {
    vec![
        item(1, "Weekly", "Draft the plan for HB-12", &["Ada Conti", "Bruno Serra"], Some("2026-02-02"), Status::Open),
        item(2, "Weekly", "Ask the harbour about naïve plans", &["Ada Conti"], None, Status::Open),
        item(3, "Board", "Count the chairs", &[], Some("2026-02-20"), Status::Open),
        item(9, "Board", "会議の議事録を書く", &["Bruno Serra"], Some("2026-03-30"), Status::Open),
    ]
}

fn settled() -> Vec<TaskRow> {
    vec![item(4, "Weekly", "Buy a boat", &["Ada Conti"], None, Status::Done)]
}

/// The first two are gone through by a meeting in progress.
fn list(rows: Vec<TaskRow>) -> TaskList {
    let first = rows.iter().filter(|row| row.item.action.number <= 2);
    let first: Vec<ItemRef> = first.map(|row| row.item.item.clone()).collect();
    TaskList::new(rows, Grouping::Owner, TODAY.parse().unwrap()).with_gone_through(first)
}

struct Desk {
    screen: TaskScreen,
}

impl Desk {
    /// The screen as it is when the first reading has ended.
    fn new() -> Self {
        let now = format!("{TODAY}T12:00:00+01:00").parse().unwrap();
        let mut screen = TaskScreen::new(list(rows()), now, Keymap::default());
        assert_eq!(screen.take_wishes(), [TaskWish::Read { all: false }]);
        screen.hear_progress(None);
        Self { screen }
    }

    fn press(&mut self, keys: &str) -> Option<TaskChosen> {
        let mut chosen = None;
        for key in keys.split(' ') {
            chosen = self.screen.press(key_event(key));
        }
        chosen
    }

    fn typed(&mut self, text: &str) -> &mut Self {
        for sign in text.chars() {
            self.screen.press(typed_event(sign));
        }
        self
    }

    /// What is shown: headings with their counts, items by number.
    fn shown(&self) -> Vec<String> {
        let list = &self.screen.list;
        let line = |line: &TaskLine| match line {
            TaskLine::Head(group, count) => format!("{} {count}", list.group(*group).unwrap().words),
            TaskLine::Item(row, _) => list.row(*row).unwrap().item.action.number.to_string(),
        };
        list.lines().iter().map(line).collect()
    }

    fn numbers(&mut self, query: &str) -> Vec<String> {
        self.screen.filter = Line::default();
        self.typed(query);
        let mut shown = self.shown();
        shown.retain(|line| line.parse::<u32>().is_ok());
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    fn number(&self) -> u32 {
        self.screen.chosen().unwrap().2.item.action.number
    }

    fn status(&self) -> (Status, Standing) {
        let (_, number, row) = self.screen.chosen().unwrap();
        (row.item.action.status, self.screen.list.standing(number).clone())
    }

    /// The only change that is to be recorded now.
    fn asked_to_record(&mut self) -> (u64, TaskRow, ItemChanges) {
        let wishes = self.screen.take_wishes();
        let [TaskWish::Record { nth, row, changes }] = wishes.as_slice() else { panic!("{wishes:?}") };
        (*nth, (**row).clone(), changes.clone())
    }

    /// Has it recorded as a meeting would.
    fn recorded(&mut self) -> ItemChanges {
        let (nth, row, changes) = self.asked_to_record();
        let mut stands = row.item.action.clone();
        stands.change(&changes, "2026-02-16T13:00:00+01:00".parse().unwrap());
        self.screen.hear_recorded(nth, &row.item.item, Some(stands), Ok("in Weekly".to_owned()));
        changes
    }
}

#[test]
fn items_stand_under_each_owner_once_and_by_due_date_the_overdue_first() {
    let mut desk = Desk::new();
    assert_eq!(desk.shown(), ["Ada Conti 2", "1", "2", "Bruno Serra 2", "1", "9", "No owner 1", "3"]);
    let counts = desk.screen.list.counts();
    assert_eq!((counts.open, counts.overdue, counts.all), (4, 1, 4));
    desk.press("ctrl-o");
    let by_due = ["Overdue 1", "1", "Due within 7 days 1", "3", "Due later 1", "9", "No due date 1", "2"];
    assert_eq!(desk.shown(), by_due);
    desk.press("ctrl-o");
    assert_eq!(desk.shown()[0], "Ada Conti 2");
}

#[test]
fn the_line_narrows_by_words_and_by_the_filters_of_the_search() {
    let mut desk = Desk::new();
    for (query, numbers) in [
        ("pla", &["1", "2"] as &[&str]),
        ("naive", &["2"]),
        ("\"the plan\"", &["1"]),
        ("\"plan the\"", &[]),
        ("owner:ada -plan ", &["2"]),
        ("owner:\"co ad\"", &["1", "2"]),
        ("series:board", &["3", "9"]),
        ("ticket:HB", &["1"]),
        ("ticket:hb-12", &["1"]),
        ("ticket:HB-1 ", &[]),
        ("議事", &["9"]),
        ("3", &["3"]),
        ("weekly plans", &["2"]),
        ("kind:decision ", &[]),
        ("kind:action chairs", &["3"]),
        ("after:2026-01-06", &[]),
        ("before:2026-01-06", &["1", "2", "3", "9"]),
        ("meeting:2026-01-05-weekly", &["1", "2", "3"]),
    ] {
        assert_eq!(desk.numbers(query), numbers, "{query}");
    }
    desk.numbers("-owner:x boat");
    assert!(desk.screen.misread.as_ref().unwrap().contains("only words and phrases"));
}

#[test]
fn what_was_chosen_stays_chosen_while_it_is_shown_and_esc_clears_before_it_leaves() {
    let mut desk = Desk::new();
    desk.press("down down down");
    assert_eq!(desk.number(), 9);
    desk.typed("bruno");
    assert_eq!((desk.number(), desk.shown().len()), (9, 5));
    desk.typed(" xyz");
    assert!(desk.screen.chosen().is_none());
    assert_eq!(desk.press("enter"), None);
    assert_eq!(desk.press("ctrl-d"), None);
    assert!(desk.screen.notice.is_some());
    assert_eq!(desk.press("esc"), None);
    assert_eq!(desk.shown().len(), 8);
    assert_eq!(desk.press("esc"), Some(TaskChosen::Nothing));
    assert_eq!(Desk::new().press("ctrl-q"), Some(TaskChosen::Nothing));
}

#[test]
fn one_goes_by_items_groups_and_to_both_ends() {
    let mut desk = Desk::new();
    let mut at = |keys: &str| {
        desk.press(keys);
        let (line, _, row) = desk.screen.chosen().unwrap();
        (line, row.item.action.number)
    };
    assert_eq!(at("up"), (1, 1));
    assert_eq!(at("alt-down"), (4, 1));
    assert_eq!(at("down"), (5, 9));
    assert_eq!(at("alt-up"), (4, 1));
    assert_eq!(at("alt-up"), (1, 1));
    assert_eq!(at("end"), (7, 3));
    assert_eq!(at("alt-down"), (7, 3));
    assert_eq!(at("home"), (1, 1));
    assert_eq!(at("pagedown"), (7, 3));
}

#[test]
fn enter_opens_the_meeting_at_the_item_and_says_where_it_is_not_here() {
    let mut desk = Desk::new();
    let Some(TaskChosen::Open(place)) = desk.press("enter") else { panic!("not opened") };
    assert_eq!((place.meeting.as_str(), place.entry.map(|entry| entry.0.n)), ("2026-01-05-weekly", Some(1)));
    desk.press("down down down");
    assert_eq!(desk.press("enter"), None);
    assert!(desk.screen.notice.as_ref().unwrap().text.contains("is not here"));
}

#[test]
fn a_tick_is_seen_at_once_under_each_owner_stays_in_its_place_and_says_where_it_is_recorded() {
    let mut desk = Desk::new();
    let before = desk.shown();
    desk.press("ctrl-d");
    assert_eq!(desk.status(), (Status::Done, Standing::Underway));
    assert!(desk.screen.is_recording());
    assert_eq!((desk.shown(), desk.screen.list.counts().open), (before.clone(), 3));
    let changes = desk.recorded();
    assert_eq!(changes.status, Some(Status::Done));
    assert_eq!(desk.status(), (Status::Done, Standing::Recorded("in Weekly".to_owned())));
    assert!(!desk.screen.is_recording());
    // It is shown among those that are open until the meetings are read again.
    desk.typed("plan");
    desk.press("esc");
    assert_eq!(desk.shown(), before);
    desk.press("f5");
    assert_eq!(desk.screen.take_wishes(), [TaskWish::Read { all: false }]);
    desk.screen.hear_items(list(rows().split_off(1)), false);
    assert_eq!((desk.number(), desk.shown()[0].as_str()), (2, "Ada Conti 1"));
}

#[test]
fn the_last_change_is_taken_back_by_what_says_the_opposite_and_a_note_is_not() {
    let mut desk = Desk::new();
    desk.press("ctrl-d");
    desk.recorded();
    desk.press("down alt-d");
    desk.typed("2026-03-01").press("enter");
    desk.recorded();
    desk.press("ctrl-z");
    assert_eq!(desk.recorded(), ItemChanges { due: Some(None), ..ItemChanges::default() });
    desk.press("ctrl-z");
    assert_eq!(desk.recorded(), ItemChanges { status: Some(Status::Open), ..ItemChanges::default() });
    desk.press("ctrl-z");
    assert_eq!((desk.screen.take_wishes().len(), desk.screen.notice.is_some()), (0, true));
    desk.press("alt-n");
    desk.typed("half of it is there").press("enter");
    assert_eq!(desk.recorded().reason.as_deref(), Some("half of it is there"));
    desk.press("ctrl-z");
    assert!(desk.screen.notice.as_ref().unwrap().text.contains("take its line out"));
}

#[test]
fn what_could_not_be_recorded_is_shown_as_it_stands_with_the_reason_and_is_not_taken_back() {
    let mut desk = Desk::new();
    desk.press("ctrl-d");
    let (nth, row, _) = desk.asked_to_record();
    desk.screen.hear_recorded(nth, &row.item.item, Some(row.item.action.clone()), Err("the disk is full".to_owned()));
    assert_eq!(desk.status(), (Status::Open, Standing::Refused("the disk is full".to_owned())));
    desk.press("ctrl-z");
    assert_eq!(desk.screen.take_wishes(), []);
}

#[test]
fn of_two_changes_on_their_way_the_answer_to_the_first_does_not_undo_the_second() {
    let mut desk = Desk::new();
    desk.press("ctrl-d ctrl-d");
    let wishes = desk.screen.take_wishes();
    let told = |nth: u64, status: Status| (nth, ActionItem { status, number: 1, ..ActionItem::default() });
    for (wish, (nth, stands)) in wishes.iter().zip([told(1, Status::Done), told(2, Status::Open)]) {
        let TaskWish::Record { row, .. } = wish else { panic!("{wish:?}") };
        desk.screen.hear_recorded(nth, &row.item.item, Some(stands), Ok("in Weekly".to_owned()));
        assert_eq!(desk.status().0, Status::Open);
    }
    assert_eq!(desk.status().1, Standing::Recorded("in Weekly".to_owned()));
}

#[test]
fn to_drop_it_asks_why_and_a_dropped_one_is_taken_up_again() {
    let mut desk = Desk::new();
    desk.press("delete");
    assert!(desk.screen.question.as_ref().unwrap().asks().contains("why"));
    desk.press("enter");
    assert_eq!(desk.screen.question.as_ref().unwrap().complaint.as_deref(), Some("say why it is dropped"));
    desk.typed("not needed").press("enter");
    let changes = desk.recorded();
    assert_eq!((changes.status, changes.reason.as_deref()), (Some(Status::Dropped), Some("not needed")));
    desk.press("delete");
    assert_eq!(desk.recorded().status, Some(Status::Open));
    desk.press("delete esc");
    assert_eq!((desk.screen.question.is_none(), desk.screen.take_wishes()), (true, vec![]));
}

#[test]
fn a_date_is_read_as_behind_due_and_what_is_none_is_said() {
    for (typed, due) in [("fri", Some("2026-02-20")), ("2026-03-01", Some("2026-03-01")), ("none", None)] {
        let mut desk = Desk::new();
        desk.press("alt-d");
        desk.typed(typed).press("enter");
        assert_eq!(desk.recorded().due, Some(due.map(|day| day.parse().unwrap())), "{typed}");
    }
    let mut desk = Desk::new();
    desk.press("alt-d");
    desk.typed("whenever").press("enter");
    assert!(desk.screen.question.as_ref().unwrap().complaint.is_some());
    desk.press("backspace");
    assert!(desk.screen.question.as_ref().unwrap().complaint.is_none());
}

#[test]
fn owners_are_completed_from_those_of_the_series_and_an_answer_waits_until_they_are_known() {
    let people = [Person { name: "Zoë Young".to_owned(), ..Person::default() }];
    let groups = ["Newcomers".to_owned()];
    let mut desk = Desk::new();
    desk.press("alt-o");
    let wishes = desk.screen.take_wishes();
    let [TaskWish::People(row)] = wishes.as_slice() else { panic!("{wishes:?}") };
    desk.screen.hear_people(&row.item.item, &people, &groups);
    desk.typed("zo");
    desk.press("tab");
    desk.typed(", newc").press("right");
    assert_eq!(desk.screen.question.as_ref().unwrap().line.text(), "Zoë Young, Newcomers");
    desk.press("enter");
    assert_eq!(desk.recorded().owners.unwrap(), ["Zoë Young", "Newcomers"]);
    // The names come after the answer.
    let mut desk = Desk::new();
    desk.press("alt-o");
    desk.screen.take_wishes();
    desk.typed("zoë and Nora").press("enter");
    assert!(desk.screen.question.is_some() && desk.screen.take_wishes().is_empty());
    desk.screen.hear_people(&row.item.item, &people, &groups);
    assert_eq!(desk.recorded().owners.unwrap(), ["Zoë Young", "Nora"]);
}

#[test]
fn those_that_are_settled_are_read_when_they_are_asked_for_and_the_choice_stays() {
    let mut desk = Desk::new();
    desk.press("down alt-a");
    assert_eq!(desk.screen.take_wishes(), [TaskWish::Read { all: true }]);
    desk.screen.hear_items(list([rows(), settled()].concat()), true);
    assert_eq!(desk.number(), 2);
    assert_eq!(desk.shown()[..4], ["Ada Conti 3", "1", "2", "4"]);
    assert_eq!(desk.screen.list.counts(), Counts { open: 4, overdue: 1, all: 5 });
    desk.press("alt-a");
    assert_eq!((desk.shown()[0].as_str(), desk.screen.take_wishes()), ("Ada Conti 2", vec![]));
}

#[test]
fn items_that_come_while_a_change_is_on_its_way_do_not_undo_it_and_keep_the_grouping() {
    let mut desk = Desk::new();
    desk.press("ctrl-d ctrl-o");
    desk.screen.hear_items(list(rows()), false);
    let of_one = desk.screen.list.row(0).unwrap().item.action.status;
    assert_eq!((of_one, desk.screen.list.grouping()), (Status::Done, Grouping::Due));
    desk.recorded();
    let standing = |desk: &Desk| desk.screen.list.standing(0).clone();
    assert_eq!(standing(&desk), Standing::Recorded("in Weekly".to_owned()));
}

#[test]
fn a_paste_is_typed_on_one_line_and_nothing_of_it_steers_the_terminal() {
    let mut desk = Desk::new();
    desk.screen.paste("pla\u{1b}[2J\n  x\u{202e}");
    let typed = desk.screen.filter.text().to_owned();
    assert!(!typed.contains(['\u{1b}', '\n', '\u{202e}']), "{typed:?}");
    desk.screen.paste(&"y".repeat(100_000));
    assert!(desk.screen.filter.text().len() <= 2 * LONGEST_LINE);
    desk.press("delete");
    desk.screen.question = None;
    desk.screen.filter = Line::default();
    desk.press("home delete");
    assert!(desk.screen.question.is_none(), "nothing fits, so nothing is asked");
}

#[test]
fn a_note_that_could_be_kept_nowhere_is_refused_before_it_is_typed() {
    let mut desk = Desk::new();
    desk.press("end alt-n");
    assert!(desk.screen.question.is_none(), "no meeting in progress goes through item 3");
    assert!(desk.screen.notice.as_ref().unwrap().text.contains("a note alone is kept where a meeting in progress"));
    desk.press("home alt-n");
    assert!(desk.screen.question.is_some());
}

#[test]
fn help_has_every_key_of_the_screen_and_any_other_key_leaves_it() {
    let rows = task_help(&Keymap::default(), 80);
    let text = rows.iter().flat_map(|row| [row.keys.as_str(), " ", &row.words, "\n"]).collect::<String>();
    for key in ["Ctrl-D", "Delete", "Alt-D", "Alt-O", "Alt-N", "Enter", "Ctrl-O", "Alt-A", "F5", "Ctrl-Z", "Esc"] {
        assert!(text.contains(key), "{key} in {text}");
    }
    let mut desk = Desk::new();
    desk.press("f1 down down up");
    assert_eq!(desk.screen.help, Some(1));
    desk.typed("x");
    assert_eq!((desk.screen.help, desk.screen.filter.text()), (None, ""));
}
