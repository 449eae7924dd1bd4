//! Comanda's one binary.

// The screens' types are nested deeply.
#![recursion_limit = "512"]

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
