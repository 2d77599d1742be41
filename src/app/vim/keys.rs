//! The keys of normal mode as they are listed. Not here: what they do.

use crate::words::message;

/// The signs that are commands of normal mode, or begin one; digits but 0 are counts.
pub const VIM_COMMANDS: &str = "hl 0^_$wbeWBEfFtT;,dcyxXDCsSYiaIAoOrR~pPu.\"qvVm'`@z[]";

/// The keys of normal mode and what they do, for help; the preset's verbs stand beside them.
pub const VIM_KEYS: &[(&str, &str)] = &[
    ("Esc", message("vim-key-esc")),
    ("i a I A o", message("vim-key-insert")),
    ("h l 0 ^ $", message("vim-key-move")),
    ("w b e W B E", message("vim-key-words")),
    ("f t F T", message("vim-key-find")),
    ("d c y", message("vim-key-motion")),
    ("iw aw i\" i(", message("vim-key-object")),
    ("x X D C s S", message("vim-key-delete")),
    ("r ~", message("vim-key-replace")),
    ("p P", message("vim-key-put")),
    ("u Ctrl-R .", message("vim-key-undo")),
    ("2 3 …", message("vim-key-count")),
];
