//! Why something cannot be done, as the screen says it.
//!
//! The meeting refuses in English, which is what the command line says; here it is said in the language of the screen. Not here: when
//! something is refused (see `meeting`).

use crate::meeting::Refusal;
use crate::words::say;

/// A refusal in words that begin with a small letter.
pub(super) fn refused(refusal: &Refusal) -> String {
    let words = match refusal {
        Refusal::Closed => say("refused-closed"),
        Refusal::NotClosed => say("refused-not-closed"),
        Refusal::NoSlot => say("refused-no-slot"),
        Refusal::NoEntry => say("refused-no-entry"),
        Refusal::Held(slot) => return say!("refused-held", slot = slot),
        Refusal::SetAside(slot) => return say!("refused-set-aside", slot = slot),
        Refusal::NoDay => say("refused-no-day"),
        Refusal::NothingAfter => say("refused-nothing-after"),
        Refusal::NoClock => say("refused-no-clock"),
        Refusal::Running => say("refused-running"),
        Refusal::NotStarted => say("refused-not-started"),
        Refusal::InTheFuture => say("refused-in-future"),
        Refusal::AfterItStopped => say("refused-after-stop"),
        Refusal::RanBefore => say("refused-ran-before"),
        Refusal::BeforeThePrevious => say("refused-before-previous"),
        Refusal::Empty => say("refused-empty"),
        Refusal::TooDeep => say("refused-too-deep"),
        Refusal::Outermost => say("refused-outermost"),
        Refusal::NoSibling => say("refused-no-sibling"),
        Refusal::Unchanged => say("refused-unchanged"),
        Refusal::NotAnAction => say("refused-not-an-action"),
        Refusal::OnRoster(name) => return say!("refused-on-roster", name = name),
        Refusal::NotAProposal => say("refused-not-a-proposal"),
        Refusal::IsThere(name) => return say!("refused-is-there", name = name),
        Refusal::IsNotThere(name) => return say!("refused-is-not-there", name = name),
        Refusal::Waits(name) => return say!("refused-waits", name = name),
        Refusal::DoesNotWait(name) => return say!("refused-does-not-wait", name = name),
        Refusal::NobodyWaits => say("refused-nobody-waits"),
        Refusal::Speaks(name) => return say!("refused-speaks", name = name),
        Refusal::NobodySpeaks => say("refused-nobody-speaks"),
        Refusal::IsAttached(what) => return say!("refused-is-attached", what = what),
        Refusal::IsNotAttached(what) => return say!("refused-is-not-attached", what = what),
        Refusal::Nobody => say("refused-nobody"),
        Refusal::StillOpen => say("refused-still-open"),
        Refusal::IsFinal => say("refused-is-final"),
        Refusal::NotCarried => say("refused-not-carried"),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_english_the_screen_refuses_as_the_command_line_does() {
        let all = [
            Refusal::Closed,
            Refusal::NotClosed,
            Refusal::NoSlot,
            Refusal::NoEntry,
            Refusal::Held("Ann".to_owned()),
            Refusal::SetAside("Ann".to_owned()),
            Refusal::NoDay,
            Refusal::NothingAfter,
            Refusal::NoClock,
            Refusal::Running,
            Refusal::NotStarted,
            Refusal::InTheFuture,
            Refusal::AfterItStopped,
            Refusal::RanBefore,
            Refusal::BeforeThePrevious,
            Refusal::Empty,
            Refusal::TooDeep,
            Refusal::Outermost,
            Refusal::NoSibling,
            Refusal::Unchanged,
            Refusal::NotAnAction,
            Refusal::OnRoster("Ann".to_owned()),
            Refusal::NotAProposal,
            Refusal::IsThere("Ann".to_owned()),
            Refusal::IsNotThere("Ann".to_owned()),
            Refusal::Waits("Ann".to_owned()),
            Refusal::DoesNotWait("Ann".to_owned()),
            Refusal::NobodyWaits,
            Refusal::Speaks("Ann".to_owned()),
            Refusal::NobodySpeaks,
            Refusal::IsAttached("Ann".to_owned()),
            Refusal::IsNotAttached("Ann".to_owned()),
            Refusal::Nobody,
            Refusal::StillOpen,
            Refusal::IsFinal,
            Refusal::NotCarried,
        ];
        for refusal in all {
            assert_eq!(refused(&refusal), refusal.to_string());
        }
    }
}
