//! The search's screen: opens what was found, and comes back to what was typed.
//!
//! Not here: what it shows (see `app` and `view`), and answering it (see `shell`).

use crate::app::Search;
use crate::app::search::Wanted;
use crate::cli::open::{lost, screen as taken_over};
use crate::cli::report::now;
use crate::cli::there::{Then, there};
use crate::cli::{Context, Failure};
use crate::shell::{Console, Searcher, look_for};

/// Shows the search, begun with a query, until the scribe leaves it or goes on in a meeting that was found.
pub(in crate::cli) fn screen(context: &Context, typed: &str, console: &mut Option<Console>) -> Result<Then, Failure> {
    let wake = taken_over(&context.live, console)?.waker().map_err(|error| lost(&error))?;
    let searcher = Searcher::start(&context.folder, wake);
    let mut search = Search::new(now(context).date_naive());
    search.begin(typed);
    loop {
        // Whatever was written since may be found too.
        searcher.refresh();
        let shown = taken_over(&context.live, console)?;
        let wanted = look_for(shown, &mut search, &searcher).map_err(|error| lost(&error))?;
        match wanted {
            None => return Ok(Then::End),
            Some(Wanted::Leave) => return Ok(Then::Back),
            Some(Wanted::There(place)) => match there(context, &place, console) {
                Ok(Then::End) => return Ok(Then::End),
                Ok(Then::Back) => {}
                Err(failure) if console.is_none() => return Err(failure),
                Err(failure) => search.complaint = Some(failure.message),
            },
        }
        search.again(now(context).date_naive());
    }
}
