//! Opens an archive and answers a query, as `archive query` and `archive quotes` do.
//!
//! `cargo run --release --example ask_archive -- archive.db 'person:Putin date:2018'`

#![allow(clippy::print_stdout)] // What an example shows is its output.

use std::path::Path;

use article_archive::query::{self, QuoteFilter, Sort, Window};
use article_archive::store::{Access, Archive};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(text)) = (arguments.next(), arguments.next()) else {
        return Err("name an archive and a query".into());
    };
    let archive = Archive::open_to_read(Path::new(&file), Access::default())?;
    // A query that is none says where and what to write instead.
    let asked = query::language::query(&text, &[]).map_err(|fault| format!("{} ({})", fault.message, fault.hint))?;
    println!("{} articles: {}", query::count_articles(&archive, &asked)?, asked.written());
    let window = Window { limit: Some(10), offset: 0 };
    for row in query::articles(&archive, &asked, Sort::Date.into(), window)? {
        println!(
            "  {} {}",
            row.date.as_deref().unwrap_or("undated"),
            row.headline.as_deref().unwrap_or("(no headline)")
        );
    }
    let filter = QuoteFilter { query: asked, ..QuoteFilter::default() };
    for row in query::quotes(&archive, &filter, window)? {
        println!("  {}: {}", row.speaker.as_deref().unwrap_or("(unknown)"), row.text);
    }
    Ok(())
}
