//! `archive help`: the help of a verb, or of a topic that belongs to no single one.

use std::io::Write as _;

use clap::{Args, Command};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::guide::meant::meant_by;
use crate::cli::screen::Screen;

/// Show the help of a verb, or of a topic.
#[derive(Debug, Args)]
#[command(after_help = "\
Topics: config, dates, exit-codes, exports, offsets, scripts, sql, sureness

Examples:
  archive help query
  archive help export csv
  archive help sql")]
pub struct HelpArgs {
    /// A verb, with the verb below it where it has some, or a topic; all of them where nothing is said.
    #[arg(value_name = "VERB|TOPIC")]
    words: Vec<String>,
}

/// Topics with what is said of each.
const TOPICS: [(&str, &str); 8] = [
    ("config", include_str!("topics/config.txt")),
    ("dates", include_str!("topics/dates.txt")),
    ("exit-codes", include_str!("topics/exit-codes.txt")),
    ("exports", include_str!("topics/exports.txt")),
    ("offsets", include_str!("topics/offsets.txt")),
    ("scripts", include_str!("topics/scripts.txt")),
    ("sql", include_str!("topics/sql.txt")),
    ("sureness", include_str!("topics/sureness.txt")),
];

/// Shows it; `command` is the whole command line.
///
/// # Errors
/// Where there is no such verb or topic, and where standard output cannot be written.
pub fn run(arguments: &HelpArgs, mut command: Command) -> Result<ExitStatus, CommandError> {
    let mut screen = Screen::open();
    if let [word] = arguments.words.as_slice()
        && let Some((_, text)) = TOPICS.iter().find(|(topic, _)| topic == word)
    {
        return screen.print(|out| out.write_all(text.as_bytes()));
    }
    command.build();
    let mut verb = command;
    for word in &arguments.words {
        let Some(below) = verb.find_subcommand(word).cloned() else {
            let topics: Vec<&str> = TOPICS.iter().map(|(topic, _)| *topic).collect();
            let hint = meant_by(word).map_or_else(|| format!("topics are {}", topics.join(", ")), str::to_owned);
            return Err(CommandError::usage(format!("there is no verb or topic `{word}`"), hint));
        };
        verb = below;
    }
    let help = verb.render_long_help();
    let is_coloured = screen.style.colour;
    screen.print(|out| if is_coloured { write!(out, "{}", help.ansi()) } else { write!(out, "{help}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_fit_a_terminal() {
        for (topic, text) in TOPICS {
            assert!(text.ends_with('\n'), "{topic}");
            for line in text.lines() {
                assert!(line.chars().count() <= 80, "{topic}: {line}");
            }
        }
    }
}
