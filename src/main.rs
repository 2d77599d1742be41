//! The program: a thin caller of the library's command line.

fn main() {}
