//! `minutebook actions --screen`: the action items of all meetings on a screen, and what is done to them from there.
//!
//! One thread has the library: it reads the meetings and writes down what the scribe says, in the order in which that was said, and
//! wakes the screen. Not here: what a key means (see `app`), and where a change belongs (see `item`).

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::{actions, now};
use crate::app::terms;
use crate::app::{TaskChosen, TaskList, TaskScreen, TaskWish};
use crate::archive::{Library, Progress, SeriesItem, Wanted};
use crate::cli::item::{gone_through, record};
use crate::cli::open::{lost, needs_screen, screen as console_of};
use crate::cli::there::{Then, there};
use crate::cli::{Context, Failure};
use crate::meeting::tasks::{Grouping, TaskRow};
use crate::meeting::{ActionItem, Directory, ItemChanges, ItemRef, Person, Register};
use crate::shell::{Console, attend, show};
use crate::text::fit;
use crate::words;

/// The screen is not told more often than that how far the reading is.
const PACE: Duration = Duration::from_millis(100);

/// Cells of an item's text by which it is called where its words stand above.
const CALLED: usize = 30;

/// With what the screen begins.
#[derive(Default)]
pub(in crate::cli) struct Beginning {
    /// What stands in the line that narrows the list.
    pub(in crate::cli) query: String,
    /// By what the items are grouped: by owner or by due date.
    pub(in crate::cli) grouping: Grouping,
    /// Those that are done or dropped are shown too.
    pub(in crate::cli) all: bool,
}

/// Shows the screen until the scribe leaves it. It is filled at once with what the cache knows. An error where the terminal fails, or
/// where something was still being recorded and could not be.
pub(in crate::cli) fn screen(
    context: &Context,
    beginning: &Beginning,
    console: &mut Option<Console>,
) -> Result<Then, Failure> {
    needs_screen(&context.live)?;
    let library = Library::open(&context.folder);
    let now = now(context);
    let rows = items(&library, false);
    let list = TaskList::new(rows, beginning.grouping, now.date_naive()).with_gone_through(gone_through(&library));
    let mut page = TaskScreen::new(list, now.fixed_offset(), context.config().keymap.clone());
    if beginning.all {
        page.show_all();
    }
    page.paste(&beginning.query);
    let waker = console_of(&context.live, console)?.waker().map_err(|error| lost(&error))?;
    let clerk = Clerk::start(context, library, waker).map_err(|error| lost(&error))?;
    let ended = shown(context, &mut page, &clerk, console);
    if let Some(console) = console.as_mut().filter(|_| ended.is_ok() && page.is_recording()) {
        page.say(words::say("tasks-still-recording"));
        // A terminal that is gone shows nothing, and it is recorded all the same.
        let _ = show(console, &page);
    }
    let refused = clerk.finish(&mut page);
    let then = ended?;
    if refused.is_empty() { Ok(then) } else { Err(Failure::new(refused.join("; "))) }
}

/// Shows it, and the meetings that are opened from it.
fn shown(
    context: &Context,
    page: &mut TaskScreen,
    clerk: &Clerk,
    console: &mut Option<Console>,
) -> Result<Then, Failure> {
    loop {
        let chosen = attend(console_of(&context.live, console)?, page, &mut |page| clerk.hear(page));
        match chosen.map_err(|error| lost(&error))? {
            None => return Ok(Then::End),
            Some(TaskChosen::Nothing) => return Ok(Then::Back),
            Some(TaskChosen::Open(place)) => match there(context, &place, console) {
                Ok(Then::End) => return Ok(Then::End),
                Ok(Then::Back) => page.read_again(),
                Err(failure) if console.is_some() => page.refuse(failure.message),
                Err(failure) => return Err(failure),
            },
        }
    }
}

/// What the clerk has to tell.
enum News {
    Progress(Option<(usize, usize)>),
    Items { list: Box<TaskList>, all: bool },
    People { item: ItemRef, people: Vec<Person>, groups: Vec<String> },
    Recorded { nth: u64, item: ItemRef, stands: Option<ActionItem>, how: Result<String, String> },
}

/// The thread that has the library.
struct Clerk {
    wishes: Sender<TaskWish>,
    news: Receiver<News>,
    thread: JoinHandle<()>,
}

impl Clerk {
    fn start(context: &Context, library: Library, wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (wishes, to_do) = channel();
        let (tell, news) = channel();
        let context = context.clone();
        let told = move |news| {
            // Nobody listens any more where the screen was left.
            let _ = tell.send(news);
            wake();
        };
        let work = move || Desk { context, library, has_all: false, tell: &told }.serve(&to_do);
        let thread = thread::Builder::new().name("tasks".to_owned()).spawn(work)?;
        Ok(Self { wishes, news, thread })
    }

    /// Tells the screen what was found, and the thread what the screen wants.
    fn hear(&self, page: &mut TaskScreen) {
        for news in self.news.try_iter() {
            match news {
                News::Progress(reading) => page.hear_progress(reading),
                News::Items { list, all } => page.hear_items(*list, all),
                News::People { item, people, groups } => page.hear_people(&item, &people, &groups),
                News::Recorded { nth, item, stands, how } => page.hear_recorded(nth, &item, stands, how),
            }
        }
        for wish in page.take_wishes() {
            // A thread that is gone answers nothing; what was to be recorded stays marked as such.
            let _ = self.wishes.send(wish);
        }
    }

    /// Waits for what is still being recorded; why it could not be, if so.
    fn finish(self, page: &mut TaskScreen) -> Vec<String> {
        self.hear(page);
        let Self { wishes, news, thread } = self;
        drop(wishes);
        if !page.is_recording() {
            // What is being read is of no use any more, and the cache stays whole wherever it ends.
            return Vec::new();
        }
        if thread.join().is_err() {
            return vec!["what was done last is not recorded".to_owned()];
        }
        let refused = news.try_iter().filter_map(|news| match news {
            News::Recorded { how: Err(why), .. } => Some(why),
            _ => None,
        });
        refused.collect()
    }
}

/// What the thread works with.
struct Desk<'t> {
    context: Context,
    library: Library,
    /// The screen has the items that are done or dropped too.
    has_all: bool,
    tell: &'t dyn Fn(News),
}

impl Desk<'_> {
    fn serve(mut self, to_do: &Receiver<TaskWish>) {
        for wish in to_do {
            match wish {
                TaskWish::Read { all } => self.read(all),
                TaskWish::People(row) => self.look_up(&row),
                TaskWish::Record { nth, row, changes } => self.record(nth, &row, &changes),
            }
        }
    }

    /// Reads the meetings and tells their items; what the screen waits for is told as it is known before.
    fn read(&mut self, all: bool) {
        let waits = all && !std::mem::replace(&mut self.has_all, all);
        if waits {
            self.tell_items(all);
        }
        let tell = self.tell;
        let mut last = Instant::now();
        let refreshed = self.library.refresh(&mut |Progress { done, all }| {
            if last.elapsed() >= PACE {
                last = Instant::now();
                tell(News::Progress(Some((done, all))));
            }
        });
        if !waits || refreshed.read > 0 || refreshed.gone > 0 {
            self.tell_items(all);
        }
        tell(News::Progress(None));
    }

    fn tell_items(&self, all: bool) {
        let list = TaskList::new(items(&self.library, all), Grouping::default(), now(&self.context).date_naive())
            .with_gone_through(gone_through(&self.library));
        (self.tell)(News::Items { list: Box::new(list), all });
    }

    /// Who may own the item: everybody of its series, as the newest meeting that has them writes them.
    fn look_up(&self, row: &TaskRow) {
        let mut meetings = self.library.participants(row.series.as_deref());
        if let (None, Some(slug)) = (&row.series, &row.item.slug) {
            meetings.retain(|meeting| meeting.slug == *slug);
        }
        let Directory { people, groups, .. } = Directory::of(&meetings);
        let people = people.iter().filter(|contact| contact.on_a_roster);
        let people = people.map(|contact| contact.as_person(&contact.name)).collect();
        (self.tell)(News::People { item: row.item.item.clone(), people, groups });
    }

    /// Writes down what was said of an item, as it stands by now, and tells where, or why not.
    fn record(&mut self, nth: u64, row: &TaskRow, changes: &ItemChanges) {
        self.library.refresh(&mut |_| {});
        let how = match self.found(row) {
            None => Err(words::say!("tasks-gone", number = row.item.action.number)),
            Some(found) => match record(&self.context, &self.library, &found, changes, None) {
                Ok(recorded) => {
                    self.library.refresh(&mut |_| {});
                    let said = terms::changed(changes, found.item.action.number, &fit(&found.item.text, CALLED));
                    let said =
                        words::say!("tasks-recorded", said = said, place = recorded.place(), folder = &recorded.slug);
                    let later = words::say("tasks-told-later").to_owned();
                    let later = Some(later).filter(|_| recorded.is_told_later());
                    Ok([said].into_iter().chain(later).chain(recorded.reports).collect::<Vec<_>>().join("; "))
                }
                Err(failure) => Err(failure.message),
            },
        };
        let stands = self.found(row).map(|found| actions::row(found, &self.library.directory()).item.action);
        (self.tell)(News::Recorded { nth, item: row.item.item.clone(), stands, how });
    }

    /// The item as the library has it now.
    fn found(&self, row: &TaskRow) -> Option<SeriesItem> {
        let TaskRow { series, item: known } = row;
        if let Some(series) = series {
            let wanted = Wanted { series: Some(series.clone()), ..Wanted::default() };
            return self.library.items(&wanted).into_iter().find(|found| found.item.item == known.item);
        }
        let items = Register::of(&self.library.series_of(known.slug.as_deref()?)).items;
        let item = items.into_iter().find(|item| item.item == known.item)?;
        Some(SeriesItem { series: None, item })
    }
}

/// The items as the cache has them.
fn items(library: &Library, all: bool) -> Vec<TaskRow> {
    let items = library.items(&Wanted { open: !all, ..Wanted::default() }).into_iter();
    let directory = library.directory();
    items.map(|item| actions::row(item, &directory)).collect()
}
