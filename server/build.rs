//! A migration added is a reason to build again: `sqlx::migrate!` alone does not see new files.
fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
