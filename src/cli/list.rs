//! `minutebook list`: the meetings in the data folder.
//!
//! Not here: finding them.

use serde_json::json;

use super::output::{raw, say};
use super::{Context, Failure};
use crate::archive;
use crate::minutes::safe_json;

pub(super) fn run(context: &Context, as_json: bool) -> Result<(), Failure> {
    let meetings = archive::list(&context.folder);
    if as_json {
        let all: Vec<_> = meetings
            .iter()
            .map(|it| {
                json!({ "id": it.id, "slug": it.slug, "title": it.title, "series": it.series, "agenda": it.agenda,
                    "opened": it.opened, "closed": it.closed, "last": it.last, "damage": it.damage,
                    "folder": it.folder.to_string_lossy() })
            })
            .collect();
        let all = json!({ "format": "minutebook/list", "version": 1, "meetings": all });
        return raw(format!("{}\n", safe_json(&format!("{all:#}"))).as_bytes());
    }
    if meetings.is_empty() {
        say("no meetings yet; start one with `minutebook open AGENDA.md`, or try `minutebook demo`")?;
    }
    let widest = meetings.iter().map(|it| it.slug.len()).max().unwrap_or(0);
    for it in &meetings {
        let state = match (&it.damage, it.closed) {
            (Some(damage), _) => damage.clone(),
            (None, Some(closed)) => format!("closed {}", closed.format("%Y-%m-%d %H:%M")),
            (None, None) => "in progress".to_owned(),
        };
        let opened = it.opened.map(|at| at.format("%Y-%m-%d").to_string()).unwrap_or_default();
        say(&format!("{opened:<10}  {:<widest$}  {state}  {}", it.slug, it.title))?;
    }
    Ok(())
}
