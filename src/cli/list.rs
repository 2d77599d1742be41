//! `minutebook list`: the meetings in the data folder.
//!
//! Not here: finding them (see `archive`).

use serde_json::json;

use super::output::{raw, say};
use super::pager::paged;
use super::reading::counted;
use super::{Context, Failure, report};
use crate::meeting::Stage;
use crate::minutes::safe_json;
use crate::text::one_line_for_terminal;

/// Which meetings are listed, and how.
pub(super) struct Asked<'a> {
    /// Those of a series.
    pub(super) series: Option<&'a str>,
    /// Those that were put away; else those that were not.
    pub(super) archived: bool,
    /// For machines.
    pub(super) json: bool,
}

pub(super) fn run(context: &Context, asked: &Asked) -> Result<(), Failure> {
    let library = report::library(context);
    let mut meetings = library.meetings();
    let there = meetings.len();
    meetings.retain(|it| it.archived == asked.archived);
    let others = there - meetings.len();
    let there_are_some = !meetings.is_empty();
    if let Some(typed) = asked.series {
        let meant = report::series(&library, typed);
        meetings.retain(|it| it.is_of(&meant));
    }
    if asked.json {
        let all: Vec<_> = meetings
            .iter()
            .map(|it| {
                json!({ "id": it.id, "slug": it.slug, "title": it.title, "series": it.series, "agenda": it.agenda,
                    "opened": it.opened, "closed": it.closed, "last": it.last, "damage": it.damage,
                    "stage": it.stage.word(), "archived": it.archived, "folder": it.folder.to_string_lossy() })
            })
            .collect();
        let all = json!({ "format": "minutebook/list", "version": 1, "meetings": all });
        return raw(format!("{}\n", safe_json(&format!("{all:#}"))).as_bytes());
    }
    if !there_are_some {
        say(&match (asked.archived, others) {
            (true, _) => "no meeting is archived".to_owned(),
            (false, 0) => {
                "no meetings yet; start one with `minutebook open AGENDA.md`, or try `minutebook demo`".to_owned()
            }
            (false, others) => {
                format!("{} archived: `minutebook list --archived`", counted(others, "meeting"))
            }
        })?;
    }
    let mut lines = String::new();
    let widest = meetings.iter().map(|it| it.slug.len()).max().unwrap_or(0);
    for it in &meetings {
        let state = match (&it.damage, it.closed) {
            (Some(damage), _) => damage.clone(),
            (None, Some(closed)) => {
                let is_final = if it.stage == Stage::Final { ", final" } else { "" };
                format!("closed {}{is_final}", closed.format("%Y-%m-%d %H:%M"))
            }
            (None, None) => "in progress".to_owned(),
        };
        let opened = it.opened.map(|at| at.format("%Y-%m-%d").to_string()).unwrap_or_default();
        let line = format!("{opened:<10}  {:<widest$}  {state}  {}", it.slug, it.title);
        lines.extend([&*one_line_for_terminal(&line), "\n"]);
    }
    paged(context, &lines)
}
