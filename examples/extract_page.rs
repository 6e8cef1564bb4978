//! Reads a page and prints its headline, who is named in it, and who said what.
//!
//! `cargo run --release --example extract_page -- page.html`

#![allow(clippy::print_stdout)] // What an example shows is its output.

use std::ops::ControlFlow;

use article_archive::analyse::analyse;
use article_archive::normalise::normalise;
use article_archive::read::{self, Request};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<_> = std::env::args_os().skip(1).map(Into::into).collect();
    if paths.is_empty() {
        return Err("name a page".into());
    }
    // Any format that `archive formats` lists; a file may hold many records, and each of them is a document.
    read::read(&Request { paths, ..Request::default() }, &mut |document| {
        match document {
            Ok(document) => {
                let (article, _) = normalise(&document);
                let analysis = analyse(&article);
                println!("{}", article.headline.as_deref().unwrap_or("(no headline)"));
                for person in &analysis.people {
                    println!("  {} ({} mentions)", person.name, person.mentions.len());
                }
                for quote in &analysis.quotes {
                    let speaker = quote.speaker.and_then(|place| analysis.people.get(place));
                    println!("  {}: {}", speaker.map_or("(unknown)", |person| &person.name), quote.text);
                }
            }
            Err(refused) => println!("{refused}"),
        }
        ControlFlow::Continue(())
    });
    Ok(())
}
