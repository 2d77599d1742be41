//! What closing a meeting states about its journals, so that minutes can be traced back to every line.

/// How many records there were when the meeting was closed, and their digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Records of all writers before the one that closed the meeting.
    pub records: u64,
    /// SHA-256 over their lines, as 64 lower-case hexadecimal digits.
    pub sha256: String,
}

impl Seal {
    /// As much of the digest as minutes print.
    pub fn short(&self) -> &str {
        self.sha256.get(..12).unwrap_or(&self.sha256)
    }
}
