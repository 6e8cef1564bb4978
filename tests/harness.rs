//! Runs the real binary in a folder of its own and compares what it says, byte for byte.
//!
//! Invariant: a test sees no home directory, no clock, no terminal and no archive but its own.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Whether `BLESS` names `file`, an input or a document whose expectation is to be rewritten: by its path from the top of the
/// repository, by its name alone, or by a folder it lies in. Several names are set apart by commas. There is no name for
/// everything: a difference that nobody reads is worth nothing.
pub fn is_blessed(file: &Path) -> bool {
    let named = std::env::var("BLESS").unwrap_or_default();
    named.split(',').map(|name| Path::new(name.trim())).any(|name| {
        !name.as_os_str().is_empty() && (file.starts_with(name) || file.file_name() == Some(name.as_os_str()))
    })
}

/// A folder with an archive that several runs share.
pub struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// Writes a file, making the folders above it.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The path of `name` in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A run of `archive` in this folder.
    pub fn archive(&self, args: &[&str]) -> Archive {
        Archive { folder: self.0.path().to_owned(), ..Archive::new() }.args(args)
    }
}

/// A run of `archive` to be.
pub struct Archive {
    folder: PathBuf,
    own_folder: Option<TempDir>,
    args: Vec<OsString>,
    stdin: Vec<u8>,
    env: Vec<(String, String)>,
    megabytes: Option<u32>,
}

impl Archive {
    /// In an empty folder.
    pub fn new() -> Self {
        let own_folder = TempDir::new().unwrap();
        let folder = own_folder.path().to_owned();
        Self {
            folder,
            own_folder: Some(own_folder),
            args: Vec::new(),
            stdin: Vec::new(),
            env: Vec::new(),
            megabytes: None,
        }
    }

    /// Adds arguments.
    pub fn args(mut self, args: &[&str]) -> Self {
        self.args.extend(args.iter().map(OsString::from));
        self
    }

    /// Sets standard input.
    pub fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Lets it have so much memory and no more (`RLIMIT_DATA`, which the shell sets).
    pub fn memory(mut self, megabytes: u32) -> Self {
        self.megabytes = Some(megabytes);
        self
    }

    /// The program to be started, before its arguments.
    fn program(&self) -> Command {
        let binary = env!("CARGO_BIN_EXE_archive");
        let Some(megabytes) = self.megabytes else { return Command::new(binary) };
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(format!("ulimit -d {} && exec \"$0\" \"$@\"", megabytes * 1024)).arg(binary);
        shell
    }

    /// Runs it to its end.
    pub fn run(self) -> Finished {
        let mut child = self
            .program()
            .args(&self.args)
            .current_dir(&self.folder)
            .env_clear()
            .envs(self.env)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A run that fails early closes its end; that is no failure of the test.
        let mut stdin = child.stdin.take().unwrap();
        let input = self.stdin;
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        drop(self.own_folder);
        Finished {
            code: output.status.code().expect("ended by a signal"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// What a run left behind.
pub struct Finished {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Finished {
    /// It ended well.
    #[track_caller]
    pub fn success(self) -> Self {
        self.code(0)
    }

    /// It ended with `code`.
    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Standard output is exactly this.
    #[track_caller]
    pub fn stdout(self, expected: impl AsRef<str>) -> Self {
        assert_eq!(self.stdout, expected.as_ref(), "stderr:\n{}", self.stderr);
        self
    }

    /// Standard error is exactly this.
    #[track_caller]
    pub fn stderr(self, expected: impl AsRef<str>) -> Self {
        assert_eq!(self.stderr, expected.as_ref(), "stdout:\n{}", self.stdout);
        self
    }

    /// Standard output holds this.
    #[track_caller]
    pub fn stdout_has(self, part: &str) -> Self {
        assert!(self.stdout.contains(part), "{part}\nis not in\n{}", self.stdout);
        self
    }

    /// Standard error holds this.
    #[track_caller]
    pub fn stderr_has(self, part: &str) -> Self {
        assert!(self.stderr.contains(part), "{part}\nis not in\n{}", self.stderr);
        self
    }

    /// Standard output.
    pub fn output(&self) -> &str {
        &self.stdout
    }

    /// Standard error.
    pub fn errors(&self) -> &str {
        &self.stderr
    }

    /// How it ended.
    pub fn exit_code(&self) -> i32 {
        self.code
    }

    /// The JSON objects of standard output, one a line.
    #[track_caller]
    pub fn lines_of_json(&self) -> Vec<serde_json::Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}
