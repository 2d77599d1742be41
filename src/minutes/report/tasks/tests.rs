//! Which action items are asked for and where they stand.
