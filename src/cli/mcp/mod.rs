//! `archive mcp`: questions of an assistant program, answered over standard input and output.
//!
//! Messages of the Model Context Protocol come in, one a line (JSON-RPC 2.0); answers go out, one a line. `protocol` knows the
//! messages, `tool` the one tool there is, `rows` what it answers with.
//! Source: Model Context Protocol, revision 2025-06-18, <https://modelcontextprotocol.io/specification/2025-06-18>.
//!
//! Invariant: the archive is only read, nothing goes over a network, and no message costs more memory than
//! [`LONGEST_MESSAGE`] and the rows of one answer.

mod protocol;
mod rows;
mod tool;

use std::io::Write as _;
use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::open;
use crate::cli::screen::Screen;
use crate::read::{Line, next_line};

/// The longest message that is read, in bytes.
const LONGEST_MESSAGE: usize = 1 << 20;

/// Answer questions of an assistant program, by the Model Context Protocol.
///
/// Such a program starts this one and writes to its standard input. It gets one tool, `search_archive`, which takes the query
/// language and gives articles, quotes, people, places, organisations or captions, each with its proof: the article, the characters,
/// the digest of the original and the address. Nothing is written, and nothing goes over a network.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive mcp --db news.db                 as the command of a server in an assistant's settings:
                                           {\"command\": \"archive\", \"args\": [\"mcp\", \"--db\", \"/home/ada/news.db\"]}
  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}' | archive mcp")]
pub struct McpArgs {}

/// Answers until standard input ends.
///
/// # Errors
/// Where the archive cannot be used, and where standard streams cannot.
pub fn run(_: &McpArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    // Whoever starts a server for an archive that is none is told so at once. It is opened anew for every question, so that an import
    // never finds it in use.
    drop(open(db)?);
    let mut screen = Screen::open();
    loop {
        let line =
            next_line(LONGEST_MESSAGE).map_err(|error| CommandError::file(Path::new("standard input"), &error))?;
        let answer = match line {
            Line::End => return Ok(ExitStatus::Done),
            Line::TooLong => Some(protocol::too_long(LONGEST_MESSAGE)),
            Line::Whole(bytes) => protocol::answer(db, &bytes),
        };
        if let Some(answer) = answer {
            screen.print(|out| writeln!(out, "{answer}"))?;
        }
    }
}
