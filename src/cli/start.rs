//! `minutebook` without arguments: the meetings there are, an agenda to open, the example.
//!
//! A text that is pasted there is an agenda too. Not here: opening any of them.

use super::open::{edited, form_known, go_on, lost, open_agenda, screen};
use super::session::Session;
use super::{Context, Failure, demo, reading};
use crate::agenda::Format;
use crate::app::{Chosen, Home};
use crate::archive::{self, Listed};
use crate::shell::{choose, from_home};

mod pasted;

pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let mut meetings = archive::list(&context.folder);
    // What is going on before what is over; within each the newest first, as listed.
    meetings.sort_by_key(|meeting| meeting.closed.is_some());
    let mut console = None;
    let mut complaint = None;
    loop {
        let chosen = choose(screen(&mut console)?, &mut home(&meetings, complaint.take()), &context.config.keymap)
            .map_err(|error| lost(&error))?;
        return match chosen {
            Chosen::Nothing => Ok(()),
            Chosen::Row(row) if row < meetings.len() => {
                let session = Session::resume(context, &meetings[row].folder)?;
                let edited = edited(&session);
                go_on(context, session, edited, &mut console)
            }
            Chosen::Row(_) => {
                drop(console);
                demo::run(context.clock.clone(), context.config.clone())
            }
            Chosen::Pasted(text) => match pasted::kept(screen(&mut console)?, text, &context.config.keymap)? {
                Some(path) => {
                    let (reading, form) = reading::read_to_hold(&path, Some(Format::Markdown))?;
                    open_agenda(context, reading.agenda, form, &path, &mut console)
                }
                None => continue,
            },
            Chosen::Typed(path) => {
                let path = from_home(path.into());
                match reading::read_to_hold(&path, form_known(context, &path)) {
                    Ok((reading, form)) => open_agenda(context, reading.agenda, form, &path, &mut console),
                    Err(failure) => {
                        complaint = Some(failure.message);
                        continue;
                    }
                }
            }
        };
    }
}

fn home(meetings: &[Listed], complaint: Option<String>) -> Home {
    let mut intro = vec!["The minutes of a meeting, taken live.".to_owned()];
    intro.extend(complaint);
    let mut rows: Vec<(String, String)> = meetings.iter().map(row).collect();
    rows.push(("Try the example".to_owned(), "nothing of yours is touched".to_owned()));
    Home::new(intro, rows, Some("type the path of an agenda, or paste the text of one, or type part of a title below"))
}

fn row(meeting: &Listed) -> (String, String) {
    let day = |at: chrono::DateTime<chrono::FixedOffset>| at.format("%-d %b %Y").to_string();
    let state = match (&meeting.damage, meeting.closed, meeting.last) {
        (Some(damage), _, _) => damage.clone(),
        (None, Some(closed), _) => format!("closed {}", day(closed)),
        (None, None, Some(last)) => format!("in progress, last line {}", day(last)),
        (None, None, None) => "in progress".to_owned(),
    };
    (meeting.title.clone(), state)
}
