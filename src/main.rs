//! The program: a thin caller of the library's command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    minutebook::cli::run()
}
