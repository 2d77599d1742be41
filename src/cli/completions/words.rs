//! A line of bash as the words that it stands for, and words as they are written on a line.
//!
//! Nothing is expanded and nothing is run: what a name holds stays a name, whatever signs are in it. Not here: what can follow
//! the words (see `typed`). zsh and fish take words apart and quote them by themselves.

/// The words of a line up to the cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// Those before the one under the cursor, the program's name first.
    pub(super) before: Vec<String>,
    /// The one under the cursor, as far as it is typed.
    pub(super) current: String,
    /// The same as it stands on the line.
    pub(super) raw: String,
    /// The quotation mark that is open at the cursor.
    pub(super) quote: Option<char>,
}

impl Words {
    /// Takes a line apart as bash does.
    pub(super) fn of_bash(line: &str) -> Self {
        let mut words = Self { before: Vec::new(), current: String::new(), raw: String::new(), quote: None };
        let mut begun = false;
        let mut signs = line.chars();
        while let Some(sign) = signs.next() {
            if words.quote.is_none() && sign.is_whitespace() {
                if begun {
                    words.before.push(std::mem::take(&mut words.current));
                }
                begun = false;
                words.raw.clear();
                continue;
            }
            begun = true;
            words.raw.push(sign);
            match (words.quote, sign) {
                (None, '\'' | '"') => words.quote = Some(sign),
                (Some(quote), _) if quote == sign => words.quote = None,
                (None | Some('"'), '\\') => {
                    let Some(next) = signs.next() else { break };
                    words.raw.push(next);
                    // Within quotation marks most backslashes are what they are.
                    if words.quote.is_some() && !matches!(next, '"' | '\\' | '$' | '`') {
                        words.current.push(sign);
                    }
                    words.current.push(next);
                }
                _ => words.current.push(sign),
            }
        }
        words
    }

    /// How many characters of the current word stay as they are, where the shell replaces only `replaced`, the end of it.
    pub(super) fn kept(&self, replaced: &str) -> usize {
        let kept = self.raw.strip_suffix(replaced).unwrap_or_default();
        Self::of_bash(kept).current.chars().count()
    }
}

/// A word as bash reads it back, within the quotation mark that is open; none where that cannot be written.
pub(super) fn for_bash(word: &str, quote: Option<char>) -> Option<String> {
    if word.contains(char::is_control) {
        return None;
    }
    let mut line = String::new();
    match quote {
        Some('\'') => line = word.replace('\'', r"'\''"),
        // There is no way to write it within these marks where the shell has a history.
        Some(_) if word.contains('!') => return None,
        Some(_) => {
            for sign in word.chars() {
                if matches!(sign, '"' | '\\' | '$' | '`') {
                    line.push('\\');
                }
                line.push(sign);
            }
        }
        None => {
            // What leads home is to be read so.
            let rest = word.strip_prefix("~/").inspect(|_| line.push_str("~/")).unwrap_or(word);
            for sign in rest.chars() {
                if sign.is_ascii() && !sign.is_ascii_alphanumeric() && !"-_./,:@%+=".contains(sign) {
                    line.push('\\');
                }
                line.push(sign);
            }
        }
    }
    // The shell closes the marks, unless the word seems to have done so.
    line.extend(quote.filter(|mark| line.ends_with(*mark)));
    Some(line)
}

/// A word as PowerShell reads it back; none where that cannot be written.
pub(super) fn for_powershell(word: &str) -> Option<String> {
    if word.contains(char::is_control) {
        return None;
    }
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "-_./:=".contains(sign);
    if word.chars().all(plain) {
        return Some(word.to_owned());
    }
    let mut quoted = String::from("'");
    for sign in word.chars() {
        // It takes typographic marks for the plain one.
        if matches!(sign, '\'' | '\u{2018}'..='\u{201b}') {
            quoted.push(sign);
        }
        quoted.push(sign);
    }
    quoted.push('\'');
    Some(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart_as_bash_does() {
        let words = Words::of_bash(r#"minutebook show 'Weekly st' a\ b "c\"d \e" --slot "Jim B"#);
        assert_eq!(words.before, ["minutebook", "show", "Weekly st", "a b", "c\"d \\e", "--slot"]);
        assert_eq!((words.current.as_str(), words.raw.as_str(), words.quote), ("Jim B", "\"Jim B", Some('"')));
        let words = Words::of_bash("minutebook ");
        assert_eq!((words.before.len(), words.current.as_str(), words.quote), (1, "", None));
    }

    #[test]
    fn what_the_shell_leaves_before_the_end_of_a_word_is_counted_without_its_marks() {
        for (line, replaced, kept) in
            [("--owner=An", "An", 8), ("--owner='An", "An", 8), ("An", "An", 0), ("a:b", "b", 2)]
        {
            assert_eq!(Words::of_bash(line).kept(replaced), kept, "{line}");
        }
    }

    #[test]
    fn whatever_a_word_holds_bash_reads_it_back_and_runs_nothing() {
        for word in [
            "Jim Bosch",
            "'x'",
            "\"x\"",
            "$(touch x)",
            "`id`",
            "it's",
            "a\"b\\c",
            "a;b&c|d>e",
            "*?[x]{y}",
            "#a",
            "~x",
            "Zoë —",
        ] {
            for quote in [None, Some('\''), Some('"')] {
                let line = for_bash(word, quote).unwrap();
                let line = quote.map_or(line.clone(), |mark| format!("{mark}{line}"));
                assert_eq!(Words::of_bash(&line).current, word, "{line}");
            }
        }
        assert_eq!(for_bash("$(id)", None).unwrap(), r"\$\(id\)");
        assert_eq!(for_bash("a!b", Some('"')), None);
        assert_eq!(for_bash("a\nb", None), None);
        assert_eq!(for_bash("~/notes a", None).unwrap(), r"~/notes\ a");
    }

    #[test]
    fn powershell_is_given_one_plain_text_whatever_marks_are_in_it() {
        assert_eq!(for_powershell("it's $x").unwrap(), "'it''s $x'");
        assert_eq!(for_powershell("a\u{2019}b").unwrap(), "'a\u{2019}\u{2019}b'");
        assert_eq!(for_powershell("--owner").unwrap(), "--owner");
        assert_eq!(for_powershell("a\u{1b}b"), None);
    }
}
