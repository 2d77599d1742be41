//! `minutebook decisions`: what was decided, over all meetings, the newest first.
//!
//! Not here: the forms of it (see `minutes::report`).

use std::collections::BTreeMap;
use std::io::IsTerminal;

use clap::Args;

use super::{Forms, date, library, now, series, table, tickets};
use crate::archive::{Library, SeriesDecision, WantedDecisions};
use crate::cli::output::{raw, say};
use crate::cli::pager::paged;
use crate::cli::{Context, Failure};
use crate::minutes::report::{Asked, DecisionRow, Decisions, List, Report};

/// Which decisions, and in which form.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  minutebook decisions\n  minutebook decisions --series 'Weekly status' --since 2026-01-01\n  minutebook decisions -f docx -o decisions.docx\n  minutebook decisions --json | jq -r '.decisions[].text'"
)]
pub(in crate::cli) struct Arguments {
    /// Those of a series of meetings
    #[arg(long, value_name = "SERIES")]
    series: Option<String>,
    /// Those of a day and later ones
    #[arg(long, value_name = "YYYY-MM-DD", allow_hyphen_values = true)]
    since: Option<String>,
    #[command(flatten)]
    forms: Forms,
}

pub(in crate::cli) fn run(context: &Context, asked: &Arguments) -> Result<(), Failure> {
    let format = asked.forms.format()?;
    let options = asked.forms.options(context)?;
    let since = asked.since.as_deref().map(|text| date("since", text)).transpose()?;
    let library = library(context);
    let series = asked.series.as_deref().map(|typed| series(&library, typed));
    let found = library.decisions(&WantedDecisions { series: series.clone(), since });
    let decisions = Decisions::new(rows(&library, found));
    let Some(format) = format else { return show(context, &decisions) };
    let tickets = tickets(&library, decisions.rows.iter().map(|row| row.slug.as_str()));
    let asked_for = Asked { series, since, ..Asked::default() };
    let list = List::Decisions(decisions);
    let report = Report { list, asked: asked_for, people: Vec::new(), tickets, now: now(context) };
    asked.forms.write(format, &report, &options)
}

/// The decisions with the identities of their meetings.
fn rows(library: &Library, found: Vec<SeriesDecision>) -> Vec<DecisionRow> {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let row = |SeriesDecision { series, slug, title, decision }: SeriesDecision| {
        let id = ids.entry(slug.clone()).or_insert_with(|| library.digest(&slug).map(|it| it.id).unwrap_or_default());
        DecisionRow { series, id: id.clone(), slug, title, decision }
    };
    found.into_iter().map(row).collect()
}

fn show(context: &Context, decisions: &Decisions) -> Result<(), Failure> {
    if !std::io::stdout().is_terminal() {
        return raw(table::decision_columns(decisions).as_bytes());
    }
    if decisions.rows.is_empty() {
        return say(&format!("no decisions; `{}` shows the meetings", context.command("list")));
    }
    paged(context, &table::of_decisions(decisions, &table::Look::of_terminal()))
}
