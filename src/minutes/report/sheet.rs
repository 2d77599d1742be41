//! A report as comma-separated values: the columns of the minutes' own sheets, and in which meeting each was noted.
//!
//! Not here: what makes a cell harmless (see `minutes/sheet.rs`).

use super::super::inline::clean;
use super::super::sheet::Sheet;
use super::{Decisions, List, Options, Report, Tasks};

/// The whole file.
pub(super) fn write(report: &Report, options: &Options) -> String {
    match &report.list {
        List::Tasks(tasks) => actions(tasks, options),
        List::Decisions(decisions) => decided(decisions, options),
    }
}

fn actions(tasks: &Tasks, options: &Options) -> String {
    let header = [
        "number",
        "text",
        "owners",
        "due",
        "status",
        "priority",
        "tickets",
        "series",
        "meeting",
        "slot",
        "noted",
        "age in days",
        "carried",
        "overdue",
        "reason",
    ];
    let mut sheet = Sheet::new(options, &header);
    for row in &tasks.rows {
        let (item, action) = (&row.item, &row.item.action);
        sheet.row(vec![
            action.number.to_string(),
            item.text.clone(),
            action.owners.iter().map(|name| clean(name)).collect::<Vec<_>>().join("; "),
            action.due.map(|due| due.to_string()).unwrap_or_default(),
            action.status.word().to_owned(),
            action.priority.map(|priority| priority.to_string()).unwrap_or_default(),
            item.tickets.join(" "),
            row.series.clone().unwrap_or_default(),
            item.title.clone(),
            item.topic.clone(),
            item.raised.map(|at| at.date_naive().to_string()).unwrap_or_default(),
            row.age(tasks.today).map(|age| age.to_string()).unwrap_or_default(),
            item.carried.to_string(),
            if row.is_overdue(tasks.today) { "yes" } else { "no" }.to_owned(),
            action.reason.clone().unwrap_or_default(),
        ]);
    }
    sheet.finish()
}

fn decided(decisions: &Decisions, options: &Options) -> String {
    let mut sheet = Sheet::new(options, &["text", "date", "series", "meeting", "slot"]);
    for row in &decisions.rows {
        sheet.row(vec![
            row.decision.text.clone(),
            row.date().to_string(),
            row.series.clone().unwrap_or_default(),
            row.title.clone(),
            row.decision.topic.clone(),
        ]);
    }
    sheet.finish()
}
