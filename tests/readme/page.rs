//! A page of the guide: its blocks and what is to be done with them, in order. Not here: doing it.

/// What stands for any number of lines.
pub(super) const ANY: &str = "[…]";

/// A fenced block of a page: the words after the fence, its lines, and where these begin and end in the page.
pub(super) struct Block {
    pub(super) words: Vec<String>,
    pub(super) lines: Vec<String>,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What a page has that is done.
pub(super) enum Step {
    Clock(String),
    Block(Block),
}

pub(super) fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut open: Option<Block> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let text = line.trim_end();
        let end = at + line.len();
        match &mut open {
            Some(_) if text == "```" => steps.extend(open.take().map(|block| Step::Block(Block { to: at, ..block }))),
            Some(block) => block.lines.push(text.to_owned()),
            None => {
                if let Some(words) = text.strip_prefix("```") {
                    let words = words.split_whitespace().map(str::to_owned).collect();
                    open = Some(Block { words, lines: Vec::new(), from: end, to: end });
                } else if let Some(moment) = text.strip_prefix("*It is ").and_then(|rest| rest.strip_suffix(".*")) {
                    steps.push(Step::Clock(moment.to_owned()));
                }
            }
        }
        at = end;
    }
    assert!(open.is_none(), "a block that does not end");
    steps
}

/// Whether a text is as a page shows it, where `[…]` stands for any lines.
pub(super) fn is_as_shown(shown: &str, text: &str) -> bool {
    let shown: Vec<&str> = shown.trim_end().lines().collect();
    let text: Vec<&str> = text.trim_end().lines().collect();
    let mut parts = shown.split(|line| *line == ANY);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&[&str]> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = (0..=rest.len()).find(|at| rest[*at..].starts_with(part)) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// The lines of each command, which begins with a `$`.
pub(super) fn commands(lines: &[String]) -> Vec<Vec<String>> {
    let mut commands: Vec<Vec<String>> = Vec::new();
    for line in lines {
        match commands.last_mut() {
            Some(command) if !line.starts_with("$ ") => command.push(line.clone()),
            _ => commands.push(vec![line.clone()]),
        }
    }
    commands
}

#[test]
fn lines_that_are_left_out_stand_for_any_number_of_them() {
    for (shown, text) in
        [("a\nb", "a\nb\n"), ("a\n[…]", "a\nb\nc"), ("[…]\nc", "a\nc"), ("a\n[…]\nc\n[…]", "a\nc"), ("[…]", "")]
    {
        assert!(is_as_shown(shown, text), "{shown:?} {text:?}");
    }
    for (shown, text) in [("a", "a\nb"), ("", "a"), ("a\n[…]\nd", "a\nb"), ("[…]\nc\n[…]\nb", "b\nc")] {
        assert!(!is_as_shown(shown, text), "{shown:?} {text:?}");
    }
}
