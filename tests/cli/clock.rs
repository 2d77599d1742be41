//! `minutebook clock` where there is no terminal or no meeting.
//!
//! Not here: the clock itself (see `meeting_live`).

use crate::Desk;

#[test]
fn without_a_terminal_it_is_wrong_use_and_status_is_named() {
    let refused = Desk::with_a_meeting().run(&["clock"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""), "{refused:?}");
    assert!(refused.stderr.contains("needs a terminal") && refused.stderr.contains("minutebook status"), "{refused:?}");
}
