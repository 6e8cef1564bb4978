//! `archive man`: the manual as pages for `man`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Command};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::ui;

/// Write the manual as man pages, one a verb.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive man ~/.local/share/man/man1
  man archive-query")]
pub struct ManArgs {
    /// The folder, which is made; pages that are there are replaced.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Writes the pages of `command`, the whole command line.
///
/// # Errors
/// Where they cannot be written.
pub fn run(arguments: &ManArgs, command: Command) -> Result<ExitStatus, CommandError> {
    let folder = &arguments.folder;
    fs::create_dir_all(folder).map_err(|error| CommandError::file(folder, &error))?;
    let mut pages = 0;
    let mut built = command.disable_help_subcommand(true);
    built.build();
    write(&built, "archive", folder, &mut pages)?;
    ui::say(&format!("{}: {pages} pages", folder.display()));
    Ok(ExitStatus::Done)
}

/// Writes the page of a verb and those of the verbs below it.
fn write(command: &Command, name: &str, folder: &Path, pages: &mut u32) -> Result<(), CommandError> {
    let path = folder.join(format!("{name}.1"));
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command.clone().name(name.to_owned()).bin_name(name.replace('-', " ")));
    let rendered = man.title(name.to_uppercase()).render(&mut page);
    rendered.and_then(|()| fs::write(&path, &page)).map_err(|error| CommandError::file(&path, &error))?;
    *pages += 1;
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help") {
        write(verb, &format!("{name}-{}", verb.get_name()), folder, pages)?;
    }
    Ok(())
}
