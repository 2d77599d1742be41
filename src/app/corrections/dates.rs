//! What becomes of a due date whose words, as the screen shows them, are corrected.
//!
//! A scribe corrects what stands before them: `Sun 1 Dec`, not the `2019-12-01` that is kept. Not here: which words are a
//! date (see `notation`).

use chrono::{Datelike, NaiveDate};

use super::Swap;
use crate::app::Model;
use crate::meeting::short_date;
use crate::words::say;

/// Whether a due date, as it is shown or as it could have been typed, has these words.
pub(super) fn says(due: NaiveDate, old: &str, words: &[&str]) -> bool {
    // Asked for each item at each key: most words are too long to be in a date.
    let can_be = words.iter().all(|word| word.len() <= "2019".len()) && words.iter().any(|word| *word != "due");
    can_be && forms(due).iter().any(|form| find(form, old).is_some())
}

/// The date after the correction, none where nothing of it is left; or why that is no date.
pub(super) fn changed(model: &Model, due: NaiveDate, swap: &Swap) -> Result<Option<NaiveDate>, String> {
    let [short, long, iso] = forms(due);
    // Without a year it is the next such day, which must be the one that is meant.
    let forms = if read(model, &short) == Some(due) { [short, long, iso] } else { [long, short, iso] };
    let mut first = None;
    for form in forms {
        let Some((before, after)) = find(&form, &swap.old).and_then(|at| around(&form, at, &swap.old)) else {
            continue;
        };
        let said = format!("{before}{}{after}", swap.new);
        let said = said.trim();
        if said.is_empty() || said == "due" {
            return Ok(None);
        }
        if let Some(date) = read(model, said) {
            return Ok(Some(date));
        }
        first.get_or_insert_with(|| said.to_owned());
    }
    let said = first.unwrap_or_default();
    Err(say!("name-no-date", text = said))
}

/// What is shown of the change: the date, and what it becomes.
pub(super) fn shown(model: &Model, due: NaiveDate, swap: &Swap) -> Result<(String, String), String> {
    let new = changed(model, due, swap)?;
    Ok((model.date(due), new.map_or_else(|| say("preview-no-date").to_owned(), |new| model.date(new))))
}

/// How a due date is shown, shown with its year, and typed.
fn forms(due: NaiveDate) -> [String; 3] {
    let short = short_date(due);
    [format!("due {short}"), format!("due {short} {}", due.year()), format!("due {due}")]
}

/// Where the words are, as words of their own: the `1` of `Sun 1 Dec 2019`, but no digit of a year.
fn find(form: &str, old: &str) -> Option<usize> {
    let found = form.match_indices(old).find(|(at, _)| {
        around(form, *at, old).is_some_and(|(before, after)| {
            let letter = char::is_alphanumeric;
            !(before.ends_with(letter) && old.starts_with(letter) || old.ends_with(letter) && after.starts_with(letter))
        })
    });
    found.map(|(at, _)| at)
}

fn around<'a>(form: &'a str, at: usize, old: &str) -> Option<(&'a str, &'a str)> {
    Some((form.get(..at)?, form.get(at + old.len()..)?))
}

/// The date that words are at the end of an action item, `due` before them or not.
fn read(model: &Model, said: &str) -> Option<NaiveDate> {
    let alone = |said: &str| {
        let read = model.parse(&format!("! x {said}"));
        read.due.filter(|_| read.text == "x")
    };
    alone(said).or_else(|| alone(&format!("due {said}")))
}
