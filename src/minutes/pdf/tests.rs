//! The typeset document of pages made by hand. What a PDF reader finds in it is looked at in tests/pdf/main.rs.

use super::super::paper::sample;
use super::typeset::file;

#[test]
fn the_same_page_gives_the_same_bytes() {
    let once = file(&sample::page(), &sample::about()).unwrap();
    assert!(once.starts_with(b"%PDF-"));
    assert_eq!(file(&sample::page(), &sample::about()).unwrap(), once);
}
