//! The folder that `archive extract --out` fills: files of lines, each whole or not there.
//!
//! Part `n` holds what became of records `1000 n` to `1000 n + 999` of the input, those passed over counted as well. A note
//! beside the parts says which program made them from which files, so that no part of another run is taken for one of this.
//!
//! Invariant: a part is written beside its name, brought to the disk, and only then given the name; one run at a time
//! writes a folder.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{BufWriter, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use crate::cli::command_error::CommandError;
use crate::model::Digest;
use crate::present::json::write_object;
use crate::read::analysed::{COMPLETE, RUN};
use crate::read::{self, Plan};
use crate::store::{EXTRACTOR, MODELS};

/// Records in a part: some minutes of work at most are lost with one, and a million articles are a thousand files.
pub const PART_RECORDS: u64 = 1000;

/// A folder of parts that is being filled.
pub struct Parts {
    folder: PathBuf,
    done: BTreeSet<u64>,
    /// The part that is being written.
    number: u64,
    taken: u64,
    out: Option<BufWriter<File>>,
    /// Locked for as long as the run lasts.
    _note: File,
}

impl Parts {
    /// Takes `folder`, which is made where it is not there. `options` is whatever else decides what stands in a line.
    ///
    /// # Errors
    /// Where it cannot be written, belongs to another run, or has parts and `skip_done` does not ask to go on.
    pub fn open(folder: &Path, plan: &Plan, options: &str, skip_done: bool) -> Result<Self, CommandError> {
        let Some(files) = plan.files() else {
            let hint = "name files or folders, or write to standard output and leave out --out";
            return Err(CommandError::usage("--out cannot go on with standard input or a pipe", hint));
        };
        fs::create_dir_all(folder).map_err(|error| CommandError::file(folder, &error))?;
        let note = take(folder, &note_of(&files, options))?;
        let done = parts_in(folder)?;
        if !done.is_empty() && !skip_done {
            let message = format!("{}: there are parts of an earlier run", folder.display());
            return Err(CommandError::usage(message, "add --skip-done to go on with it, or choose another folder"));
        }
        // Until this run has ended, something may be missing.
        let complete = folder.join(COMPLETE);
        match fs::remove_file(&complete) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(CommandError::file(&complete, &error));
            }
            _ => {}
        }
        let mut parts = Self { folder: folder.to_owned(), done, number: 0, taken: 0, out: None, _note: note };
        parts.pass_over_done();
        Ok(parts)
    }

    /// The parts that are there.
    pub fn done(&self) -> &BTreeSet<u64> {
        &self.done
    }

    /// Writes a line into the part.
    ///
    /// # Errors
    /// Where the part cannot be written.
    pub fn line(&mut self, line: &[u8]) -> Result<(), CommandError> {
        let path = self.beside();
        let refused = |error: std::io::Error| CommandError::file(&path, &error);
        let out = match &mut self.out {
            Some(out) => out,
            none => none.insert(BufWriter::new(File::create(&path).map_err(refused)?)),
        };
        out.write_all(line).map_err(refused)
    }

    /// Counts a record; the last one of a part ends it.
    ///
    /// # Errors
    /// Where the part cannot be written.
    pub fn taken(&mut self) -> Result<(), CommandError> {
        self.taken += 1;
        if self.taken == PART_RECORDS {
            self.close()?;
        }
        Ok(())
    }

    /// Ends the last part, and says that nothing is missing.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(&mut self) -> Result<(), CommandError> {
        if self.taken > 0 {
            self.close()?;
        }
        let path = self.folder.join(COMPLETE);
        File::create(&path).map(drop).map_err(|error| CommandError::file(&path, &error))
    }

    fn close(&mut self) -> Result<(), CommandError> {
        // A part of which everything was passed over is there, and empty.
        self.line(b"")?;
        let (beside, path) = (self.beside(), self.folder.join(name_of(self.number)));
        let refused = |error: std::io::Error| CommandError::file(&path, &error);
        if let Some(out) = self.out.take() {
            let file = out.into_inner().map_err(|error| refused(error.into_error()))?;
            file.sync_data().map_err(refused)?;
        }
        fs::rename(&beside, &path).map_err(refused)?;
        (self.number, self.taken) = (self.number + 1, 0);
        self.pass_over_done();
        Ok(())
    }

    fn pass_over_done(&mut self) {
        while self.done.contains(&self.number) {
            self.number += 1;
        }
    }

    /// Where the part is written before it has its name.
    fn beside(&self) -> PathBuf {
        self.folder.join(format!(".{}", name_of(self.number)))
    }
}

fn name_of(number: u64) -> String {
    format!("part-{number:06}.jsonl")
}

fn parts_in(folder: &Path) -> Result<BTreeSet<u64>, CommandError> {
    let entries = fs::read_dir(folder).map_err(|error| CommandError::file(folder, &error))?;
    let number = |name: String| name.strip_prefix("part-")?.strip_suffix(".jsonl")?.parse().ok();
    Ok(entries.filter_map(|entry| number(entry.ok()?.file_name().into_string().ok()?)).collect())
}

/// What a folder says of the run that fills it.
fn note_of(files: &[&Path], options: &str) -> Vec<u8> {
    let mut input = options.to_owned();
    for file in files {
        let path = file.to_string_lossy();
        input.push_str(&format!("\n{path} {}", read::file_state(&path).unwrap_or_default()));
    }
    let input = Digest::of(input.as_bytes()).to_string();
    let said = serde_json::json!({
        "extractor": EXTRACTOR, "models": MODELS, "input": input, "part_records": PART_RECORDS,
    });
    let mut note = Vec::new();
    // Memory refuses nothing.
    let _ = write_object(&mut note, &said);
    note
}

/// Locks the note in `folder`, which is written where there is none, and compares it.
fn take(folder: &Path, note: &[u8]) -> Result<File, CommandError> {
    let path = folder.join(RUN);
    let refused = |error: std::io::Error| CommandError::file(&path, &error);
    let mut options = OpenOptions::new();
    let mut file = options.read(true).write(true).create(true).truncate(false).open(&path).map_err(refused)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let message = format!("{}: another run is writing into it", folder.display());
            return Err(CommandError::usage(message, "wait until it has ended, or choose another folder"));
        }
        Err(TryLockError::Error(error)) => return Err(refused(error)),
    }
    let mut found = Vec::new();
    file.read_to_end(&mut found).map_err(refused)?;
    if found.is_empty() {
        file.rewind().and_then(|()| file.write_all(note)).and_then(|()| file.sync_data()).map_err(refused)?;
    } else if found != note {
        let message = format!(
            "{}: its parts were made by another version of archive, from other files or with other options",
            folder.display()
        );
        return Err(CommandError::usage(message, "choose another folder"));
    }
    Ok(file)
}
