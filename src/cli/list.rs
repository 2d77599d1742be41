//! `minutebook list`: the meetings in the data folder.
//!
//! Not here: finding them (see `archive`).

use serde_json::json;

use super::output::{raw, say};
use super::{Context, Failure, report};
use crate::meeting::Stage;
use crate::minutes::safe_json;

pub(super) fn run(context: &Context, series: Option<&str>, as_json: bool) -> Result<(), Failure> {
    let library = report::library(context);
    let mut meetings = library.meetings();
    let there_are_some = !meetings.is_empty();
    if let Some(typed) = series {
        let meant = report::series(&library, typed);
        meetings.retain(|it| it.is_of(&meant));
    }
    if as_json {
        let all: Vec<_> = meetings
            .iter()
            .map(|it| {
                json!({ "id": it.id, "slug": it.slug, "title": it.title, "series": it.series, "agenda": it.agenda,
                    "opened": it.opened, "closed": it.closed, "last": it.last, "damage": it.damage,
                    "stage": it.stage.word(), "folder": it.folder.to_string_lossy() })
            })
            .collect();
        let all = json!({ "format": "minutebook/list", "version": 1, "meetings": all });
        return raw(format!("{}\n", safe_json(&format!("{all:#}"))).as_bytes());
    }
    if !there_are_some {
        say("no meetings yet; start one with `minutebook open AGENDA.md`, or try `minutebook demo`")?;
    }
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
        say(&format!("{opened:<10}  {:<widest$}  {state}  {}", it.slug, it.title))?;
    }
    Ok(())
}
