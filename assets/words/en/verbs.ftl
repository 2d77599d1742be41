# The verbs of the key table are in English in the table itself, src/app/action/table.rs, of which their documentation is made.
