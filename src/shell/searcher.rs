//! Answering a search beside the loop: one thread asks the index, another brings it up to date, and no key waits for either.
//!
//! Of the questions only the newest is asked. While what is new is being read, the last question is asked again from time to
//! time, so that hits come in before the index has everything. Both run at a low priority: somebody types meanwhile. Not here:
//! the index (see `archive`), and what is done with an answer (see `app`).

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::background::in_background;
use crate::app::search::{Answer, Indexing, MOST, Question};
use crate::archive::{DataFolder, Library, Progress, Reader};

/// How often the screen is told how far the index is.
const TOLD: Duration = Duration::from_millis(100);

/// How often the last question is asked again while the index grows.
const ASKED_AGAIN: Duration = Duration::from_secs(1);

/// What a search has to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// An answer.
    Found(Answer),
    /// How far the index is; none: it has everything.
    Indexing(Option<Indexing>),
}

/// The threads of a search; they end with it, after what they are doing.
#[derive(Debug)]
pub struct Searcher {
    desk: Arc<Desk>,
}

/// What both threads and the loop lay on one another's desk.
#[derive(Debug, Default)]
struct Desk {
    papers: Mutex<Papers>,
    /// Rung when there is something for a thread.
    bell: Condvar,
}

#[derive(Debug, Default)]
struct Papers {
    /// The newest question.
    question: Option<Question>,
    /// It is to be asked, or to be asked once more.
    is_open: bool,
    /// How the index stands.
    index: Index,
    /// How far it is, if that was not told yet.
    indexing: Option<Heard>,
    answer: Option<Answer>,
    /// Once it is there: the library, which the index can be asked of where it is in memory.
    library: Option<Arc<Mutex<Library>>>,
    /// Whether it is in memory.
    in_memory: bool,
    ended: bool,
}

/// How the index stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Index {
    /// As it was left.
    #[default]
    Old,
    /// What is new is to be read.
    Wanted,
    /// That is being done.
    Reading,
    /// It has everything that there was when it was asked to.
    Current,
}

impl Searcher {
    /// Begins; `wake` is called when there is something to hear.
    pub fn start(folder: &DataFolder, wake: impl Fn() + Clone + Send + 'static) -> Self {
        let desk = Arc::<Desk>::default();
        let (asked, kept) = (Arc::clone(&desk), Arc::clone(&desk));
        let (folder, woken) = (folder.clone(), wake.clone());
        let data = folder.clone();
        in_background("index", move || index(&kept, &data, &wake));
        in_background("search", move || answer(&asked, &folder, &woken));
        Self { desk }
    }

    /// Asks; a question that was not answered yet is forgotten.
    pub fn ask(&self, question: Question) {
        let mut papers = self.desk.papers();
        (papers.question, papers.is_open) = (Some(question), true);
        self.desk.bell.notify_all();
    }

    /// Has what is new read.
    pub fn refresh(&self) {
        self.desk.papers().index = Index::Wanted;
        self.desk.bell.notify_all();
    }

    /// What there is to hear since the last time.
    pub fn heard(&self) -> Vec<Heard> {
        let mut papers = self.desk.papers();
        let indexing = papers.indexing.take();
        papers.answer.take().map(Heard::Found).into_iter().chain(indexing).collect()
    }
}

impl Drop for Searcher {
    fn drop(&mut self) {
        self.desk.papers().ended = true;
        self.desk.bell.notify_all();
    }
}

impl Desk {
    fn papers(&self) -> MutexGuard<'_, Papers> {
        self.papers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps until there is something to take; none at the end.
    fn wait<T>(&self, mut take: impl FnMut(&mut Papers) -> Option<T>) -> Option<T> {
        let mut papers = self.papers();
        loop {
            if papers.ended {
                return None;
            }
            if let Some(taken) = take(&mut papers) {
                return Some(taken);
            }
            papers = self.bell.wait(papers).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Brings the index up to date whenever it is asked to.
fn index(desk: &Desk, folder: &DataFolder, wake: &dyn Fn()) {
    let library = Library::open(folder);
    let in_memory = !library.is_in_a_file();
    let library = Arc::new(Mutex::new(library));
    {
        let mut papers = desk.papers();
        (papers.library, papers.in_memory) = (Some(Arc::clone(&library)), in_memory);
        desk.bell.notify_all();
    }
    let wanted = |papers: &mut Papers| (papers.index == Index::Wanted).then(|| papers.index = Index::Reading);
    while desk.wait(wanted).is_some() {
        let (mut told, mut asked) = (Instant::now(), Instant::now());
        let tell = |indexing, again| {
            let mut papers = desk.papers();
            papers.indexing = Some(Heard::Indexing(indexing));
            papers.is_open |= again;
            drop(papers);
            if again {
                desk.bell.notify_all();
            }
            wake();
        };
        tell(Some(Indexing { done: 0, all: 0 }), false);
        let mut library = library.lock().unwrap_or_else(PoisonError::into_inner);
        library.refresh(&mut |Progress { done, all }| {
            if told.elapsed() < TOLD {
                return;
            }
            let again = asked.elapsed() >= ASKED_AGAIN;
            asked = if again { Instant::now() } else { asked };
            told = Instant::now();
            tell(Some(Indexing { done, all }), again);
        });
        let in_memory = !library.is_in_a_file();
        drop(library);
        // One whose file was found to be of no use goes on in memory.
        let mut papers = desk.papers();
        papers.in_memory = in_memory;
        if papers.index == Index::Reading {
            papers.index = Index::Current;
        }
        drop(papers);
        tell(None, true);
    }
}

/// Answers the newest question whenever there is one.
fn answer(desk: &Desk, folder: &DataFolder, wake: &dyn Fn()) {
    let mut reader: Option<Reader> = None;
    loop {
        let next = desk.wait(|papers| {
            let library = papers.library.clone()?;
            let question = papers.question.clone().filter(|_| papers.is_open)?;
            papers.is_open = false;
            Some((question, library, papers.in_memory, papers.index == Index::Current))
        });
        let Some((Question { number, query }, library, in_memory, is_current)) = next else { return };
        let found = if in_memory {
            Some(library.lock().unwrap_or_else(PoisonError::into_inner).search(&query, MOST))
        } else {
            reader = reader.or_else(|| Reader::open(folder));
            reader.as_ref().and_then(|reader| reader.search(&query, MOST))
        };
        if found.is_none() {
            // It was made anew, or is not there yet: the next question finds it, and each refresh asks once more.
            reader = None;
        }
        desk.papers().answer = Some(Answer { number, found: found.unwrap_or_default(), is_current });
        wake();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::meeting::search::{Query, Term};

    fn question(number: u64) -> Question {
        let terms = vec![Term { text: format!("word{number}"), beginning: true }];
        Question { number, query: Query { terms, ..Query::default() } }
    }

    /// What is heard until it is enough.
    fn heard(
        searcher: &Searcher,
        woken: &std::sync::mpsc::Receiver<()>,
        enough: impl Fn(&[Heard]) -> bool,
    ) -> Vec<Heard> {
        let mut all = Vec::new();
        while !enough(&all) {
            woken.recv_timeout(Duration::from_secs(20)).expect("an answer");
            all.extend(searcher.heard());
        }
        all
    }

    fn number(heard: &Heard) -> Option<u64> {
        match heard {
            Heard::Found(answer) => Some(answer.number),
            Heard::Indexing(_) => None,
        }
    }

    #[test]
    fn the_newest_question_is_answered_and_asked_once_more_when_the_index_has_everything() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (wake, woken) = channel();
        let searcher = Searcher::start(&DataFolder::at(folder.path()), move || _ = wake.send(()));
        (1..=50).for_each(|number| searcher.ask(question(number)));
        let first = heard(&searcher, &woken, |all| all.iter().any(|heard| number(heard) == Some(50)));
        assert!(first.iter().filter_map(number).is_sorted(), "{first:?}");
        searcher.refresh();
        let done = |all: &[Heard]| all.contains(&Heard::Indexing(None)) && all.iter().any(|it| number(it) == Some(50));
        heard(&searcher, &woken, done);
    }

    #[test]
    fn where_no_cache_can_be_kept_it_answers_all_the_same() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        // A file stands where the cache's folder would be.
        std::fs::write(folder.path().join("cache"), "").expect("a file");
        let (wake, woken) = channel();
        let searcher = Searcher::start(&DataFolder::at(folder.path()), move || _ = wake.send(()));
        searcher.refresh();
        searcher.ask(question(1));
        heard(&searcher, &woken, |all| all.iter().any(|heard| number(heard) == Some(1)));
    }
}
