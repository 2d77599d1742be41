//! Work that nobody waits for: on a thread that gives way to whatever somebody does wait for.
//!
//! Not here: what is done there.

use std::thread;

/// How much less is given to such a thread, of the 19 that there are.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// Does some work on a thread of its own, which ends with it. Where no thread can be had it is not done.
pub fn in_background(name: &str, work: impl FnOnce() + Send + 'static) {
    let give_way_and_work = move || {
        // On Linux it is this thread that gives way, and the threads that it starts; elsewhere it would be the program.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::setpriority_process(None, NICE);
        work();
    };
    let _ = thread::Builder::new().name(name.to_owned()).spawn(give_way_and_work);
}
