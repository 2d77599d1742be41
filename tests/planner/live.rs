//! The planner in a terminal, and what is in the files afterwards.
