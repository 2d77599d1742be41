//! The minutes as an Org file: its look, and that nothing from outside is live in it.
//!
//! Not here: that it reads back (see `tests/read_back`), and Emacs' own opinion (see `tests/validate/org.el`).

use minutebook::minutes::Format;

use crate::exported;

#[test]
fn the_org_file_of_a_rich_meeting() {
    insta::assert_snapshot!(exported(Format::Org));
}
