//! What a terminal says back, and where its frames end.
//!
//! Programs ask a terminal what it is and where its cursor stands, and some wait for seconds when nothing answers. The
//! brackets of synchronized output say when a screen is whole. Not here: anything that is drawn.

use vt100::Screen;

/// Answers not yet sent, and whether the program is in the middle of a frame.
#[derive(Default)]
pub(crate) struct Answers {
    pub(crate) pending: Vec<u8>,
    pub(crate) in_frame: bool,
    /// What was copied last, in base64.
    pub(crate) copied: Vec<u8>,
    /// What it says its text and ground are, where it is one that says so.
    pub(crate) colours: Option<[&'static str; 2]>,
    /// How often it was asked for its ground.
    pub(crate) asked: usize,
}

impl vt100::Callbacks for Answers {
    fn copy_to_clipboard(&mut self, _: &mut Screen, _: &[u8], data: &[u8]) {
        self.copied = data.to_vec();
    }

    fn unhandled_csi(&mut self, screen: &mut Screen, i1: Option<u8>, _: Option<u8>, params: &[&[u16]], last: char) {
        match (i1, params, last) {
            (None, [[6]], 'n') => {
                let (row, column) = screen.cursor_position();
                self.pending.extend(format!("\x1b[{};{}R", row + 1, column + 1).into_bytes());
            }
            (None, [] | [[0]], 'c') => self.pending.extend(b"\x1b[?62;22c"),
            (Some(b'?'), params, 'h' | 'l') if params.contains(&&[2026][..]) => self.in_frame = last == 'h',
            _ => {}
        }
    }

    fn unhandled_osc(&mut self, _: &mut Screen, params: &[&[u8]]) {
        let [number @ (b"10" | b"11"), b"?"] = params else { return };
        let ground = *number == b"11";
        self.asked += usize::from(ground);
        if let Some(colours) = self.colours {
            let number = if ground { 11 } else { 10 };
            let answer = format!("\x1b]{number};rgb:{}\x1b\\", colours[usize::from(ground)]);
            self.pending.extend(answer.into_bytes());
        }
    }
}
