//! The screen's state machine, pure: what is shown, what a key means, and what the shell is asked to do.
//!
//! A test drives it with keys and looks at the state; nothing here draws, reads a clock or touches a file.

mod action;
mod agenda_lines;
mod big_clock;
mod book;
mod closeout;
mod corrections;
mod drafts;
mod extract;
mod home;
mod intent;
mod item_words;
mod items;
mod keeping;
mod keymap;
mod layout;
mod line;
mod model;
mod mouse;
mod naming;
mod next;
mod notices;
pub mod outline;
mod outside;
pub mod overlay;
mod plain;
pub mod planner;
mod points;
mod preview;
mod progress;
mod refused;
mod review;
pub mod scroll;
pub mod search;
mod snippets;
mod tasks;
pub mod terms;
mod themes;
mod update;
mod vim;
mod vocabulary;
mod zones;

pub use action::{Action, Scope, VERBS, Verb, slash_words, verb_of, verbs_of_meeting};
pub use agenda_lines::AgendaLine;
pub use big_clock::{BigClock, ClockScreen, Foot, Next, Wish};
pub use book::keys_book;
pub use closeout::{Check, CheckRow, CheckState, CloseOut, Way};
pub use extract::{Clipboard, Extract};
pub use home::{Chosen, Home, HomeLine, HomeRow};
pub use items::{ItemList, ItemPlace, Later, ListedItem};
pub use keeping::{Leads, ReadOnly, Saved};
pub use keymap::{Fault, Key, Keymap, NotAKey, Preset, Pressed, Strokes, Written, faults, leads_nowhere};
pub use layout::{Layout, Shape, inside_popup};
pub use line::{Edit, Line};
pub use model::{Model, Notice, Settings, Surroundings, Tone};
pub use mouse::{Deed, Marked, Mouse, Pointer, Rolled, Rows, Span, Spot, Target, Unit, keys_written, mouse_is};
pub use naming::{number_of, slot_named};
pub use next::{NextAsk, NextGroup, NextHead, NextLine, NextPage, NextRow, NextStep, NextWish};
pub use notices::{Desktop, Happening, window_title};
pub use plain::{Plain, Prompt, Reply};
pub use points::points;
pub use preview::{Look, Preview, Said};
pub use progress::{Going, Progress, Urgency, point_name};
pub use review::{ReviewOrder, ReviewPanel, Reviewed};
pub use search::Search;
pub use snippets::Snippet;
pub use tasks::{
    Counts, Question, Standing, TaskChosen, TaskGroup, TaskLine, TaskList, TaskScreen, TaskWish, task_help,
};
pub use update::{
    At, Effect, Ending, Msg, TIME_COLUMN, act_for_chair, add_lines, answer_completion, answered, asked_about,
    attach_all, catch_up_rows, detach_named, enter_line, foretell, look_at, revise_agenda, show_there, update,
};
pub use vim::{Came, Mode, VIM_COMMANDS, VIM_KEYS, Vim};
pub use zones::{slot_beside, told_in, zones};
