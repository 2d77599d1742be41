//! The digest of a meeting's journals: SHA-256 over their lines, as the record that closes a meeting states it.
//!
//! By it printed minutes can be traced back to every line they came from. It is fed each writer's lines by number, the
//! writers in ascending order. Not here: which lines those are (see `archive`).

use sha2::Sha256;

/// A digest in the making.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    state: Sha256,
}

impl Digest {
    /// Of no lines yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next line as it stands in the file, its newline included.
    pub fn line(&mut self, bytes: &[u8]) {
        sha2::Digest::update(&mut self.state, bytes);
    }

    /// The digest as 64 lower-case hexadecimal digits.
    pub fn finish(self) -> String {
        let bytes = sha2::Digest::finalize(self.state);
        bytes
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 0xf])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_lines_one_after_the_other() {
        let mut digest = Digest::new();
        digest.line(b"a");
        digest.line(b"bc");
        assert_eq!(digest.finish(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(Digest::new().finish(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
