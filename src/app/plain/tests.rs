use super::*;

#[test]
fn a_hyphen_or_two_blanks_are_a_level_and_what_only_looks_so_is_text() {
    for (line, depth, said) in [
        ("text", 0, "text"),
        ("- text", 1, "text"),
        ("-- text", 2, "text"),
        ("  text", 1, "text"),
        ("\ttext", 1, "text"),
        ("    text", 2, "text"),
        ("  - text", 2, "text"),
        (" text", 0, "text"),
        ("-5 degrees", 0, "-5 degrees"),
        ("--", 0, "--"),
        ("- ", 0, "- "),
        ("\\- text", 0, "\\- text"),
        ("- ! Ann -- write it", 1, "! Ann -- write it"),
    ] {
        assert_eq!(depth_of(line), (depth, said), "{line:?}");
    }
}

#[test]
fn a_depth_past_all_sense_is_still_one() {
    let line = "-".repeat(100_000) + " deep";
    assert_eq!(depth_of(&line), (u16::MAX, "deep"));
}
