//! Who knew what when it acted.
//!
//! A change made in the knowledge of another replaces it; one made without stands beside it. Each record says what its
//! writer had read of the others since its record before; here that adds up, so that any two records can be compared.
//! Not here: what follows from it (see `apply`), and the order of the records (see `archive`).

use std::collections::BTreeMap;

use super::{Version, WriterId};

/// What every writer had read of every other, record by record.
#[derive(Clone, Debug, Default)]
pub(super) struct Knowledge {
    /// The last record of each writer.
    heads: BTreeMap<WriterId, u64>,
    /// By reader and writer: from which record of the reader on it knew the writer's up to which; both only grow.
    seen: BTreeMap<(WriterId, WriterId), Vec<(u64, u64)>>,
}

impl Knowledge {
    /// Takes note of the next record, and of what its writer had read since its record before.
    pub(super) fn read(&mut self, version: Version, seen: &[Version]) {
        let head = self.heads.entry(version.writer).or_default();
        *head = (*head).max(version.seq);
        for other in seen.iter().filter(|other| other.writer != version.writer) {
            let known = self.seen.entry((version.writer, other.writer)).or_default();
            if known.last().is_none_or(|(_, seq)| *seq < other.seq) {
                known.push((version.seq, other.seq));
            }
        }
    }

    /// Whether the writer of one record had read another when it wrote it.
    fn knew(&self, reader: Version, other: Version) -> bool {
        if reader.writer == other.writer {
            return other.seq <= reader.seq;
        }
        let Some(known) = self.seen.get(&(reader.writer, other.writer)) else { return false };
        let until = known.partition_point(|(at, _)| *at <= reader.seq);
        until.checked_sub(1).is_some_and(|last| known[last].1 >= other.seq)
    }

    /// The last record of every writer.
    pub(super) fn versions(&self) -> impl Iterator<Item = Version> {
        self.heads.iter().map(|(writer, seq)| Version { writer: *writer, seq: *seq })
    }
}

/// The record that an event stands in, with what its writer knew.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hand<'a> {
    /// The record.
    pub(super) version: Version,
    /// None: its writer knew everything.
    knowledge: Option<&'a Knowledge>,
}

impl<'a> Hand<'a> {
    /// The hand that wrote a record.
    pub(super) fn of(version: Version, knowledge: &'a Knowledge) -> Self {
        Self { version, knowledge: Some(knowledge) }
    }

    /// The same record, as if its writer had known everything.
    pub(super) fn knowing_all(version: Version) -> Self {
        Self { version, knowledge: None }
    }

    /// Whether it had read that record.
    pub(super) fn knows(self, other: Version) -> bool {
        self.knew(self.version, other)
    }

    /// Whether the writer of one record had read another.
    pub(super) fn knew(self, reader: Version, other: Version) -> bool {
        self.knowledge.is_none_or(|knowledge| knowledge.knew(reader, other))
    }
}
