//! Rebuilds when a migration is added, which refinery's macro does not notice by itself, and takes the digests by which one
//! build of the program is told from another: of the data that is compiled in, and of the code.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=migrations");
    let (code, lists): (Vec<_>, Vec<_>) =
        files(Path::new("src"))?.into_iter().partition(|path| path.extension().is_some_and(|end| end == "rs"));
    let mut data = files(Path::new("models"))?;
    data.extend(lists.into_iter().filter(|path| path.starts_with("src/lexicon")));
    for (name, files) in [("ARCHIVE_MODELS", data), ("ARCHIVE_CODE", code)] {
        println!("cargo:rustc-env={name}={}", digest_of(&files)?);
    }
    for folder in ["models", "src"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    Ok(())
}

/// Every file below `folder` but documents, in the order of the paths.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_none_or(|end| end != "md") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// One digest over the names and the bytes of all of them.
fn digest_of(files: &[PathBuf]) -> io::Result<String> {
    let mut whole = Sha256::new();
    for path in files {
        // The same on a system with another separator.
        whole.update(path.to_string_lossy().replace('\\', "/"));
        whole.update(Sha256::digest(fs::read(path)?));
    }
    Ok(whole.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
