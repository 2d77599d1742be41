//! Which machine and user this is: by that a program knows the journals that it may go on with.
//!
//! A folder of meetings may be carried from machine to machine; two programs that went on with one file would both
//! write the same numbers. Not here: what is in the journals.

use std::fs;

use crate::journal::{Digest, Origin};

/// This machine, and whoever sits at it.
pub(super) struct Machine {
    node: String,
    /// A digest: the system's own identity is nobody else's business.
    name: String,
    user: Option<String>,
    /// Which program of it writes: none goes on with a journal that another began.
    program: &'static str,
}

/// The program with the meeting's screen.
const SCRIBE: &str = "minutebook";

impl Machine {
    /// The one that the program runs on; `MINUTEBOOK_MACHINE` gives it another identity, as where the system's changes
    /// with every start of a container.
    pub(super) fn here() -> Self {
        Self::named("", None)
    }

    /// The scripts of this machine that write in one person's name: the user's, unless another is given.
    pub(super) fn scripts(by: Option<&str>) -> Self {
        Self::program("minutebook note", " note", by)
    }

    /// The chair's clocks on this machine, in the same way.
    pub(super) fn clock(by: Option<&str>) -> Self {
        Self::program("minutebook clock", " clock", by)
    }

    fn program(program: &'static str, role: &str, by: Option<&str>) -> Self {
        let role = format!("{role} {}", by.unwrap_or_default());
        Self { program, ..Self::named(role.trim_end(), by) }
    }

    fn named(role: &str, by: Option<&str>) -> Self {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let node = rustix::system::uname().nodename().to_string_lossy().into_owned();
        let identity = set("MINUTEBOOK_MACHINE")
            .or_else(|| fs::read_to_string("/etc/machine-id").ok().map(|id| id.trim().to_owned()))
            .filter(|id| !id.is_empty())
            .unwrap_or_else(|| node.clone());
        let user = rustix::process::getuid().as_raw();
        let mut digest = Digest::new();
        digest.line(format!("minutebook {identity} {user}{role}").as_bytes());
        let name = digest.finish().chars().take(16).collect();
        let by = by.map(str::to_owned).or_else(|| set("USER")).or_else(|| set("LOGNAME"));
        Self { node, name, user: by, program: SCRIBE }
    }

    /// What a journal begun here says of its writer.
    pub(super) fn origin(&self) -> Origin {
        Origin {
            host: format!("{} {} on {}", self.program, env!("CARGO_PKG_VERSION"), self.node),
            machine: Some(self.name.clone()),
            by: self.user.clone(),
        }
    }

    /// Whether a journal was begun here. Those of the first version name only the host.
    pub(super) fn began(&self, origin: Option<&Origin>) -> bool {
        origin.is_some_and(|origin| match &origin.machine {
            Some(machine) => *machine == self.name,
            None => self.program == SCRIBE && origin.host.ends_with(&format!(" on {}", self.node)),
        })
    }
}
