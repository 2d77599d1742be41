# The forms of the notation: their English stands in src/notation/forms/rows.rs, and is what these messages are called by.
