//! Which record of which writer: the name of an act once it is written down.
//!
//! What a writer knew when it acted is a list of these, the last of each other writer. By them a change made in the
//! knowledge of another one is told from a change made without. Not here: the order of acts (see `journal`).

use serde::{Deserialize, Serialize};

use super::WriterId;

/// A record, or everything up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Version {
    /// Whose.
    pub writer: WriterId,
    /// Its number among that writer's records, from 1.
    pub seq: u64,
}
