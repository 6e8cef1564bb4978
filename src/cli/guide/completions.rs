//! `archive completions`: what a shell needs to complete command lines.

use clap::{Args, Command};
use clap_complete::Shell;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::screen::Screen;

/// Write what a shell needs to complete verbs and options.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive completions bash > ~/.local/share/bash-completion/completions/archive
  archive completions zsh > ~/.zfunc/_archive
  archive completions fish > ~/.config/fish/completions/archive.fish
  archive completions powershell >> $PROFILE")]
pub struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

/// Writes it for `command`, the whole command line.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(arguments: &CompletionsArgs, mut command: Command) -> Result<ExitStatus, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "archive", &mut script);
    Screen::open().print(|out| std::io::Write::write_all(out, &script))
}
