//! Everybody as a table, as columns for a pipe, as a sheet and as JSON.
//!
//! Not here: what is counted (see `figures`).

use serde_json::{Value, json};

use super::super::table::{Cell, DIM, Look, RED, Row, Table, tabbed};
use super::figures::{self, Known};
use super::{date, told};
use crate::meeting::Contact;
use crate::minutes::safe_json;
use crate::text::width;

/// The columns of a sheet and of a pipe.
pub(super) const HEADER: [&str; 14] = [
    "name",
    "kind",
    "known in",
    "attendance noted",
    "present",
    "regrets",
    "minutes",
    "last seen",
    "open",
    "overdue",
    "email",
    "handle",
    "account",
    "aliases",
];

/// The rows below [`HEADER`].
pub(super) fn cells(known: &Known) -> impl Iterator<Item = Vec<String>> {
    known.rows().map(|row| {
        let figures::Row { contact, name, attendance, owed } = &row;
        let of = |value: fn(&Contact) -> Option<&String>| contact.and_then(value).cloned().unwrap_or_default();
        vec![
            (*name).to_owned(),
            kind(&row).to_owned(),
            attendance.known_in.to_string(),
            attendance.noted.to_string(),
            attendance.present.to_string(),
            attendance.regrets.to_string(),
            attendance.minutes().to_string(),
            date(attendance.last_seen),
            owed.open.to_string(),
            owed.overdue.to_string(),
            of(|contact| contact.email.as_ref()),
            of(|contact| contact.handle.as_ref()),
            of(|contact| contact.account.as_ref()),
            contact.map(|contact| contact.aliases.join("; ")).unwrap_or_default(),
        ]
    })
}

/// A line a person and one with the names of the columns, parted by tabs.
pub(super) fn columns(known: &Known) -> String {
    let line = |cells: &[String]| tabbed(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    tabbed(&HEADER) + &cells(known).map(|cells| line(&cells)).collect::<String>()
}

fn kind(row: &figures::Row) -> &'static str {
    match row.contact {
        None => "group",
        Some(contact) if contact.on_a_roster => "person",
        Some(_) => "on no roster",
    }
}

/// The table on a terminal.
pub(super) fn table(known: &Known, look: &Look) -> String {
    let mut rows = vec![Row {
        fixed: ["present", "minutes", "last seen", "open", "overdue"].map(|head| Cell::new(head, DIM)).into(),
        text: Cell::new("name", DIM),
        beside: Cell::new("also called", DIM),
    }];
    rows.extend(known.rows().map(|row| of_row(&row)));
    let widest = |at: usize| rows.iter().filter_map(|row| row.fixed.get(at)).map(|cell| width(&cell.text)).max();
    let fixed = (0..5).map(|at| widest(at).unwrap_or(0)).collect();
    let mut table = Table { look, fixed, out: String::new() };
    for row in &rows {
        table.row(row);
    }
    let (people, groups) = (known.directory.people.len(), known.directory.groups.len());
    if known.series.is_none() {
        let one = |count: usize, one: &str, many: &str| crate::minutes::words::count(count, one, many);
        table.out.push('\n');
        table.line(&format!("{}, {}", one(people, "person", "people"), one(groups, "group", "groups")));
    }
    table.out
}

fn of_row(row: &figures::Row) -> Row {
    let figures::Row { contact, name, attendance, owed } = row;
    let noted = attendance.noted > 0 || attendance.regrets > 0;
    let present = match contact {
        None => String::new(),
        Some(_) if !noted => "not said".to_owned(),
        Some(_) => format!("{} of {}", attendance.present, attendance.noted.max(attendance.regrets)),
    };
    let number = |number: usize| if number == 0 { String::new() } else { number.to_string() };
    let minutes = if attendance.present > 0 { attendance.minutes().to_string() } else { String::new() };
    let called = match contact {
        None => "group".to_owned(),
        Some(contact) => {
            let none = (!contact.on_a_roster).then(|| "on no roster".to_owned());
            let called = [&contact.handle, &contact.email].into_iter().flatten().chain(&contact.aliases).cloned();
            none.into_iter().chain(called).collect::<Vec<_>>().join(" · ")
        }
    };
    Row {
        fixed: vec![
            Cell::new(present, ""),
            Cell::new(minutes, ""),
            Cell::new(date(attendance.last_seen), ""),
            Cell::new(number(owed.open), ""),
            Cell::new(number(owed.overdue), RED),
        ],
        text: Cell::new(name, ""),
        beside: Cell::new(called, DIM),
    }
}

/// The object.
pub(super) fn json(known: &Known) -> String {
    let people: Vec<Value> = known.rows().map(|row| object(&row)).collect();
    let conflicts: Vec<String> = known.directory.conflicts.iter().map(told).collect();
    let all = json!({ "format": "minutebook/people", "version": 1, "today": known.today, "series": known.series,
        "people": people, "conflicts": conflicts });
    format!("{}\n", safe_json(&format!("{all:#}")))
}

/// Somebody with all that is counted.
pub(super) fn object(row: &figures::Row) -> Value {
    let figures::Row { contact, name, attendance, owed } = row;
    let of = |value: fn(&Contact) -> Option<&String>| contact.and_then(value);
    json!({ "name": name, "kind": if contact.is_some() { "person" } else { "group" },
        "email": of(|contact| contact.email.as_ref()), "handle": of(|contact| contact.handle.as_ref()),
        "account": of(|contact| contact.account.as_ref()),
        "aliases": contact.map(|contact| contact.aliases.as_slice()).unwrap_or_default(),
        "on_a_roster": contact.is_none_or(|contact| contact.on_a_roster),
        "known_in": attendance.known_in, "attendance_noted": attendance.noted, "present": attendance.present,
        "regrets": attendance.regrets, "not_said": attendance.not_said(), "seconds": attendance.seconds,
        "last_seen": attendance.last_seen, "open": owed.open, "overdue": owed.overdue })
}
