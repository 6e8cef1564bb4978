//! Builds `models/gazetteer_filter.bin` from the keys of `models/gazetteer.bin`, which must have been made before.
//!
//! `cargo run --release --features training --example build_gazetteer_filter`. The same table gives the same bytes.

use std::error::Error;
use std::fs;

use article_archive::training::lexicon::places::gazetteer;
use article_archive::training::lexicon::places::key_filter::filter_of;

fn main() -> Result<(), Box<dyn Error>> {
    fs::write("models/gazetteer_filter.bin", filter_of(gazetteer::keys()))?;
    Ok(())
}
