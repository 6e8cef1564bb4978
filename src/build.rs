//! Rebuilds when a migration is added: refinery's macro does not notice new files by itself.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
