//! The user's own phrases, typed into the line by their name.
//!
//! A scribe writes the same sentence in every meeting. Not here: the file that has them (see `config`).

/// A phrase with its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Snippet {
    /// What calls it after a slash.
    pub name: String,
    /// What is typed before the cursor.
    pub before: String,
    /// What is typed behind it.
    pub behind: String,
}

/// What marks the cursor's place in a phrase.
const CURSOR: &str = "{}";

impl Snippet {
    /// A phrase as the config file has it; the cursor goes to its first `{}`, else to its end.
    pub fn new(name: &str, text: &str) -> Self {
        let (before, behind) = text.split_once(CURSOR).unwrap_or((text, ""));
        Self { name: name.to_owned(), before: before.to_owned(), behind: behind.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_goes_to_the_first_mark_else_to_the_end() {
        let parts = |text| {
            let snippet = Snippet::new("x", text);
            (snippet.before, snippet.behind)
        };
        assert_eq!(parts("! {} — send {} the slides"), ("! ".to_owned(), " — send {} the slides".to_owned()));
        assert_eq!(parts("= as in {braces}"), ("= as in {braces}".to_owned(), String::new()));
    }
}
