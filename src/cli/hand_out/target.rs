//! Where an export goes: a file, standard output, or a folder of files.
//!
//! Invariant: a file is written beside and gets its name when it is whole; one that is there is replaced only with `--force`,
//! and nothing else in a folder is touched.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::screen::Screen;

/// Whether what is there may be replaced.
#[derive(Clone, Copy, Debug, Args)]
pub struct ForceArgs {
    /// Replace files that are there.
    #[arg(long)]
    pub force: bool,
}

/// Writes the file at `path`, or standard output where that is `-`.
///
/// # Errors
/// Where it is there already, and where it cannot be written.
pub fn write_file<T>(
    path: &Path,
    force: ForceArgs,
    write: impl FnOnce(&mut dyn Write) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    if path == Path::new("-") {
        let mut screen = Screen::open();
        let mut outcome = None;
        screen.print(|out| {
            outcome = Some(write(out));
            Ok(())
        })?;
        return outcome.unwrap_or_else(|| Err(CommandError::bug("nothing was written")));
    }
    let mut draft = Draft::of(path, force)?;
    let told = write(&mut draft).map_err(|error| about_file(error, path))?;
    draft.appear()?;
    Ok(told)
}

/// A file that is written under another name until it is whole; where nobody gives it its own, it goes.
#[derive(Clone, Debug)]
pub struct Draft {
    out: Arc<Mutex<Option<BufWriter<File>>>>,
    unnamed: Arc<Unnamed>,
    path: PathBuf,
    is_one_of_many: bool,
}

/// The name of a draft, which is removed with the last who knows it.
#[derive(Debug)]
struct Unnamed(PathBuf);

impl Drop for Unnamed {
    fn drop(&mut self) {
        // Where it has its own name by now, nothing is there under this one.
        let _ = fs::remove_file(&self.0);
    }
}

impl Draft {
    /// A draft of the file at `path`.
    ///
    /// # Errors
    /// Where that is there already, and where no file can be made.
    pub fn of(path: &Path, force: ForceArgs) -> Result<Self, CommandError> {
        refuse_taken(path, force)?;
        let mut name = OsString::from(path.as_os_str());
        // A name that nobody's own file has; what a killed run left there is written over.
        name.push(".archive-part");
        let draft = PathBuf::from(name);
        let file = File::create(&draft).map_err(|error| CommandError::file(path, &error))?;
        let out = Arc::new(Mutex::new(Some(BufWriter::with_capacity(1 << 16, file))));
        Ok(Self { out, unnamed: Arc::new(Unnamed(draft)), path: path.to_path_buf(), is_one_of_many: false })
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// Where it cannot be written to the end.
    pub fn appear(self) -> Result<(), CommandError> {
        let Some(out) = self.held().take() else { return Ok(()) };
        let file = out.into_inner().map_err(|error| self.refused(error.error()))?;
        // A power cut may cost a file among thousands, which the next run writes; a file that stands alone is worth the wait.
        let kept = if self.is_one_of_many { Ok(()) } else { file.sync_all() };
        let named = kept.and_then(|()| fs::rename(&self.unnamed.0, &self.path));
        named.map_err(|error| self.refused(&error))
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Option<BufWriter<File>>> {
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the system refused, said of this file.
    #[must_use]
    pub fn refused(&self, error: &io::Error) -> CommandError {
        CommandError::file(&self.path, error)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held().as_mut().map_or(Ok(0), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.held().as_mut().map_or(Ok(()), Write::flush)
    }
}

/// What was refused speaks of the file and not of standard output.
fn about_file(error: CommandError, path: &Path) -> CommandError {
    let message = error.message.strip_prefix("standard output").map(|rest| format!("{}{rest}", path.display()));
    match message {
        Some(message) => CommandError { message, ..error },
        None => error,
    }
}

/// Refuses a file that is there, unless it may be replaced.
///
/// # Errors
/// Where it may not.
pub fn refuse_taken(path: &Path, force: ForceArgs) -> Result<(), CommandError> {
    if path.is_dir() {
        return Err(CommandError::usage(format!("{}: that is a folder", path.display()), "name a file"));
    }
    if path.symlink_metadata().is_ok() && !force.force {
        let message = format!("{}: there is such a file already", path.display());
        return Err(CommandError::usage(message, "name another one, or replace it with --force"));
    }
    Ok(())
}

/// A folder that files are written into.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    force: ForceArgs,
}

impl Folder {
    /// The folder at `path`, made where there is none; one that holds files is taken only where they may be replaced, or where
    /// an export that was cut short is `resumed`.
    ///
    /// # Errors
    /// Where it holds files, and where it cannot be made.
    pub fn open(path: &Path, force: ForceArgs, resumed: bool) -> Result<Self, CommandError> {
        fs::create_dir_all(path).map_err(|error| CommandError::file(path, &error))?;
        let mut entries = fs::read_dir(path).map_err(|error| CommandError::file(path, &error))?;
        if entries.next().is_some() && !force.force && !resumed {
            let message = format!("{}: the folder is not empty", path.display());
            return Err(CommandError::usage(message, "name a new one, or replace what has the same name with --force"));
        }
        Ok(Self { path: path.to_path_buf(), force: ForceArgs { force: force.force || resumed } })
    }

    /// Whether the file `name` is there, and so is whole.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.path.join(name).is_file()
    }

    /// A draft of the file `name`.
    ///
    /// # Errors
    /// Where that is there already, and where no file can be made.
    pub fn draft(&self, name: &str) -> Result<Draft, CommandError> {
        Draft::of(&self.path.join(name), self.force)
    }

    /// Writes the file `name`, making the folder that a `/` in it names.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write<T>(
        &self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<T, CommandError>,
    ) -> Result<T, CommandError> {
        let path = self.path.join(name);
        let parent = path.parent().unwrap_or(&self.path);
        fs::create_dir_all(parent).map_err(|error| CommandError::file(parent, &error))?;
        let mut draft = Draft { is_one_of_many: true, ..self.draft(name)? };
        let told = write(&mut draft).map_err(|error| about_file(error, &path))?;
        draft.appear()?;
        Ok(told)
    }
}

/// The refusal of whatever is written to, which is named by whoever knows it.
///
/// # Errors
/// Where there is one.
pub fn written(outcome: io::Result<()>) -> Result<(), CommandError> {
    outcome.map_err(|error| CommandError::output(&error))
}

/// What a file is called where it is spoken of.
#[must_use]
pub fn shown(path: &Path) -> String {
    if path == Path::new("-") { "standard output".to_owned() } else { path.display().to_string() }
}
