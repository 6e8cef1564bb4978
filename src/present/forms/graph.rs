//! Who is named together with whom, as GraphML: a node a person, an edge a pair with the articles that name both.
//!
//! Source: <http://graphml.graphdrawing.org/specification.html>.
//!
//! Invariant: every edge ends at nodes that were written before it.

use std::io::{self, Write};

use crate::present::forms::escape::xml;
use crate::query::export::{Link, NameRow};

/// What nodes and edges say of themselves.
const KEYS: &str = "\
  <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>
  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>
  <key id=\"role\" for=\"node\" attr.name=\"role\" attr.type=\"string\"/>
  <key id=\"articles\" for=\"node\" attr.name=\"articles\" attr.type=\"int\"/>
  <key id=\"mentions\" for=\"node\" attr.name=\"mentions\" attr.type=\"int\"/>
  <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>
  <key id=\"article_ids\" for=\"edge\" attr.name=\"article_ids\" attr.type=\"string\"/>";

/// Begins the graph.
///
/// # Errors
/// Whatever `out` refuses.
pub fn begin(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n{KEYS}")?;
    writeln!(out, "  <graph id=\"people\" edgedefault=\"undirected\">")
}

/// Writes a person.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_node(out: &mut impl Write, person: &NameRow) -> io::Result<()> {
    let name = xml(&person.name);
    write!(out, "    <node id=\"p{}\"><data key=\"name\">{name}</data><data key=\"label\">{name}</data>", person.id)?;
    if let Some(role) = person.roles.first() {
        write!(out, "<data key=\"role\">{}</data>", xml(role))?;
    }
    let (articles, mentions) = (person.articles.len(), person.mentions);
    writeln!(out, "<data key=\"articles\">{articles}</data><data key=\"mentions\">{mentions}</data></node>")
}

/// Writes a pair.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_edge(out: &mut impl Write, Link { one, other, articles }: &Link) -> io::Result<()> {
    let ids: Vec<String> = articles.iter().map(i64::to_string).collect();
    writeln!(
        out,
        "    <edge source=\"p{one}\" target=\"p{other}\"><data key=\"weight\">{}</data><data key=\"article_ids\">{}</data></edge>",
        articles.len(),
        ids.join(" ")
    )
}

/// Ends the graph.
///
/// # Errors
/// Whatever `out` refuses.
pub fn end(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "  </graph>\n</graphml>")
}
