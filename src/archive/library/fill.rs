//! Bringing the store up to date with the journals: what is new or changed is read by several threads, and put in by one.
//!
//! What is read goes in in the order in which the meetings were opened, which is the order of the index, and by
//! transactions of about a second: another program can put its own in between, and one that is killed has lost only the
//! last. Not here: one meeting (see `read` and `keep`).

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use rusqlite::{Connection, TransactionBehavior};

use super::keep::{Keeper, bring_up_to_date};
use super::read::{self, Fingerprint, Read, There};
use super::{Progress, Refreshed, place};

/// Lines written in one transaction.
const LINES: usize = 100_000;

/// So many meetings are put in order before they are read; for fewer it is not worth a look.
const MANY: usize = 16;

/// Meetings read ahead of the one that is put in.
const AHEAD: usize = 8;

/// A meeting's folder that is to be read.
struct Wanted {
    path: PathBuf,
    fingerprint: Fingerprint,
}

/// Brings the store up to date with the folders that are there.
pub(super) fn fill(
    store: &mut Connection,
    there: &BTreeMap<String, There>,
    progress: &mut dyn FnMut(Progress),
) -> rusqlite::Result<Refreshed> {
    let known: BTreeMap<String, String> = store
        .prepare("SELECT slug, fingerprint FROM meeting")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let gone: Vec<&String> = known.keys().filter(|slug| !there.contains_key(*slug)).collect();
    remove(store, &gone)?;
    place::bring_up_to_date(store, there)?;
    let changed = there.iter().filter(|(slug, now)| known.get(*slug) != Some(&now.fingerprint.0)).map(|(_, now)| now);
    let mut changed: Vec<Wanted> =
        changed.map(|now| Wanted { path: now.path.clone(), fingerprint: now.fingerprint.clone() }).collect();
    let refreshed = Refreshed { read: changed.len(), gone: gone.len() };
    if changed.len() >= MANY {
        changed.sort_by_cached_key(|wanted| (read::opened(&wanted.path), wanted.path.clone()));
    }
    if !changed.is_empty() {
        put(store, &changed, progress)?;
    }
    bring_up_to_date(store)?;
    Ok(refreshed)
}

fn remove(store: &mut Connection, gone: &[&String]) -> rusqlite::Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    let transaction = store.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut keeper = Keeper::new(&transaction);
    for slug in gone {
        keeper.remove(slug)?;
    }
    keeper.finish()?;
    transaction.commit()
}

/// Reads meetings and puts them in, in the order given.
fn put(store: &mut Connection, changed: &[Wanted], progress: &mut dyn FnMut(Progress)) -> rusqlite::Result<()> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(changed.len()).min(4);
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (give, take) = sync_channel(AHEAD);
        for _ in 0..threads {
            let (give, next) = (give.clone(), &next);
            scope.spawn(move || {
                while let Some((number, wanted)) = {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    changed.get(number).map(|wanted| (number, wanted))
                } {
                    let read = read::meeting(&wanted.path, wanted.fingerprint.clone());
                    if give.send((number, read)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(give);
        put_in_order(store, &take, changed.len(), progress)
    })
}

fn put_in_order(
    store: &mut Connection,
    take: &Receiver<(usize, Read)>,
    all: usize,
    progress: &mut dyn FnMut(Progress),
) -> rusqlite::Result<()> {
    let mut early: BTreeMap<usize, Read> = BTreeMap::new();
    let mut done = 0;
    while done < all {
        let transaction = store.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut keeper = Keeper::new(&transaction);
        while done < all && keeper.written < LINES {
            let read = match early.remove(&done) {
                Some(read) => read,
                None => match take.recv() {
                    Ok((number, read)) if number == done => read,
                    Ok((number, read)) => {
                        early.insert(number, read);
                        continue;
                    }
                    // A thread that read a meeting is gone: the rest is for the next time.
                    Err(_) => {
                        done = all;
                        break;
                    }
                },
            };
            progress(Progress { done, all });
            keeper.put(&read)?;
            done += 1;
        }
        keeper.finish()?;
        transaction.commit()?;
    }
    progress(Progress { done, all });
    Ok(())
}
