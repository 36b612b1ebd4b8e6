//! Prints the OpenAPI document: `cargo run -p writ-server --example openapi > docs/openapi.json`.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    let document = writ_server::api::document();
    writeln!(std::io::stdout().lock(), "{document:#}")
}
