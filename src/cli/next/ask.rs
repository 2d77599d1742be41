//! The screen on which the next agenda is gone through: everything comes, and one key leaves a line out or takes it in again.
//!
//! It is the screen before a meeting with other rows. Not here: what becomes of that (see `next`).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::agenda::next::{Next, Offer};
use crate::app::{Chosen, Home, Keymap};
use crate::cli::Failure;
use crate::cli::open::lost;
use crate::shell::{Console, choose};

/// The reasons of what is left out, by the number of the offer.
type LeftOut = BTreeMap<usize, String>;

/// The reason that stands there to be taken where none is needed.
const UNSAID: &str = "not this time";

/// Asks until the agenda is to be written; none where it is given up.
pub(super) fn left_out(
    console: &mut Console,
    next: &Next,
    date: Option<NaiveDate>,
    keymap: &Keymap,
) -> Result<Option<LeftOut>, Failure> {
    let offers = next.offers();
    let mut left_out = LeftOut::new();
    let mut chosen = 0;
    loop {
        let mut home = home(&offers, &left_out, date);
        home.picker.chosen = chosen;
        let answer = choose(console, &mut home, keymap).map_err(|error| lost(&error))?;
        let Chosen::Row(row) = answer else { return Ok(None) };
        // The first row writes; behind it stand the offers.
        let Some((number, offer)) = row.checked_sub(1).and_then(|row| offers.get(row)) else {
            return Ok(Some(left_out));
        };
        chosen = row;
        if left_out.remove(number).is_none()
            && let Some(reason) = reason(console, offer, keymap)?
        {
            left_out.insert(*number, reason);
        }
    }
}

fn home(offers: &[(usize, &Offer)], left_out: &LeftOut, date: Option<NaiveDate>) -> Home {
    let date = date.map_or_else(|| "no date is known yet".to_owned(), |date| format!("for {date}"));
    let write = ("Write the agenda".to_owned(), date);
    let row = |(number, offer): &(usize, &Offer)| {
        let detail = [offer.group.title(), &offer.detail].into_iter().filter(|part| !part.is_empty());
        let detail = detail.collect::<Vec<_>>().join(" · ");
        match left_out.get(number) {
            None => (format!("✓ {}", offer.text), detail),
            Some(reason) => (format!("✗ {}", offer.text), format!("left out: {reason}")),
        }
    };
    let rows = std::iter::once(write).chain(offers.iter().map(row)).collect();
    let kept = offers.len() - left_out.len();
    let intro = vec![format!("What comes into the next agenda: {kept} of {} lines.", offers.len())];
    let mut home = Home::new(intro, rows, None);
    home.enter = "writes, or leaves the line out and takes it in again";
    home.escape = "gives up";
    home
}

/// Why it is left out; none where it is to come after all.
fn reason(console: &mut Console, offer: &Offer, keymap: &Keymap) -> Result<Option<String>, Failure> {
    let (why, answer) = if offer.needs_reason() {
        ("Why is it dropped? That is recorded, and it comes back in no later meeting.", "")
    } else {
        ("Why is it left out?", UNSAID)
    };
    let intro = vec![offer.text.clone(), why.to_owned()];
    let mut home = Home::question(intro, answer, "leaves it out", "takes it in");
    let answer = choose(console, &mut home, keymap).map_err(|error| lost(&error))?;
    Ok(match answer {
        Chosen::Typed(reason) => Some(reason),
        Chosen::Row(_) | Chosen::Pasted(_) | Chosen::Nothing => None,
    })
}
