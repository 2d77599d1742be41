//! What the record that closes a meeting states about all records before it.
//!
//! By it a line that was dropped or changed later shows, whichever file it stood in, and printed minutes name the journals
//! that they were made from. Pure: the lines are handed in. Not here: checking a seal (see `archive`).

use std::collections::BTreeMap;

use super::{Digest, parts};
use crate::meeting::{Seal, Version, WriterId};

/// A line that should be under the seal cannot be found.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("record {} of writer {} could not be read", .0.seq, .0.writer)]
pub(super) struct Missing(Version);

/// The seal over each writer's lines from 1 to a last one, the writers in the order of their names. `journals`: that last
/// number, and the writer's files.
pub(super) fn seal(journals: &BTreeMap<WriterId, (u64, Vec<Vec<u8>>)>) -> Result<Seal, Missing> {
    let (mut digest, mut records) = (Digest::new(), 0);
    for (writer, (last, files)) in journals {
        for (seq, line) in (1..).zip(parts::join(*writer, files).numbered(*last)) {
            digest.line(line.ok_or(Missing(Version { writer: *writer, seq }))?);
            records += 1;
        }
    }
    Ok(Seal { records, sha256: digest.finish() })
}
