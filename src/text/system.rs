//! What the operating system says, as people read it.
//!
//! Not here: what to do about it.

use std::io;

/// What the system said, without the number that it has for it.
pub fn reason(error: &io::Error) -> String {
    let said = error.to_string();
    said.split_once(" (os error").map_or_else(|| said.clone(), |(words, _)| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_words_stand_without_their_number() {
        assert_eq!(reason(&io::Error::from_raw_os_error(13)), "Permission denied");
        assert_eq!(reason(&io::Error::other("no such luck")), "no such luck");
    }
}
