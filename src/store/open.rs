//! Opens the file: ours and of a known version, or refused untouched.
//!
//! A path comes in, an [`Archive`] goes out. A file is first looked at through SQLite's immutable mode, which takes
//! no lock, replays no log and writes nothing; only a file that says it is an archive is opened in earnest.
//!
//! Invariant: a file that is not an archive, or is one of a newer version, is never changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::schema::{self, APPLICATION_ID};
use super::{Archive, Journal, StoreError, entities};

/// How long to wait for another program before giving up.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often a file that is being written is looked at again, and after what time: a second in all.
const LOOKS: u32 = 50;
const PAUSE: Duration = Duration::from_millis(20);

impl Archive {
    /// Opens the archive at `path` for writing, making it where there is none and bringing an older one up to date.
    ///
    /// # Errors
    ///
    /// Every situation of [`StoreError`]; a file that is not an archive, or a newer one, is left untouched.
    pub fn create_or_open(path: &Path, journal: Journal) -> Result<Self, StoreError> {
        let refused = |cause| StoreError::from_sqlite(path, cause);
        match look(path)? {
            Found::Nothing => create(path)?,
            Found::Empty => {}
            Found::Archive => {
                // An older program must not even replay the log of a newer archive, so the version is asked first.
                let reader = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(refused)?;
                if let Ok(found) = schema::version(path, &reader)
                    && found > schema::latest()
                {
                    return Err(StoreError::Newer { path: path.to_path_buf(), found, known: schema::latest() });
                }
            }
        }
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(refused)?;
        if connection.is_readonly(rusqlite::MAIN_DB).map_err(refused)? {
            return Err(StoreError::ReadOnly { path: path.to_path_buf() });
        }
        let found = prepare(path, &mut connection)?;
        if (1..FIRST_WITH_LINKS).contains(&found) {
            link_people(&mut connection).map_err(refused)?;
        }
        // The cache is given in KiB, negative by SQLite's convention.
        connection.pragma_update(None, "cache_size", -262_144).map_err(refused)?;
        connection.pragma_update(None, "temp_store", "memory").map_err(refused)?;
        connection.pragma_update(None, "synchronous", "full").map_err(refused)?;
        let mode = match journal {
            Journal::Wal => "wal",
            Journal::Rollback => "delete",
        };
        // Where the mode cannot be had (another reader, a disk without shared memory) the one there is serves as well.
        journal_mode(&connection, mode).map_err(refused)?;
        Ok(Self { connection, path: path.to_path_buf(), writable: true })
    }

    /// Opens the archive at `path` for writing, where there is one; brings an older one up to date.
    ///
    /// # Errors
    ///
    /// Every situation of [`StoreError`].
    pub fn open(path: &Path, journal: Journal) -> Result<Self, StoreError> {
        match look(path)? {
            Found::Archive => Self::create_or_open(path, journal),
            Found::Nothing => Err(StoreError::Missing { path: path.to_path_buf() }),
            Found::Empty => {
                Err(StoreError::NotAnArchive { path: path.to_path_buf(), found: "an empty file".to_owned() })
            }
        }
    }

    /// Opens the archive at `path` for queries: nothing of it is changed.
    ///
    /// # Errors
    ///
    /// Every situation of [`StoreError`].
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        let refused = |cause| StoreError::from_sqlite(path, cause);
        match look(path)? {
            Found::Archive => {}
            Found::Nothing => return Err(StoreError::Missing { path: path.to_path_buf() }),
            Found::Empty => {
                return Err(StoreError::NotAnArchive { path: path.to_path_buf(), found: "an empty file".to_owned() });
            }
        }
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(refused)?;
        let known = schema::latest();
        let found = match schema::version(path, &connection) {
            Err(StoreError::ReadOnly { .. } | StoreError::CannotOpen { .. }) => {
                // A writer was cut short and left a journal, which only a writer can take back.
                recover(path).map_err(refused)?;
                connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(refused)?;
                schema::version(path, &connection)?
            }
            other => other?,
        };
        let found = if found == 0 {
            // Whoever made it was cut short before the first table: nothing is in it, and it may as well be finished.
            drop(Self::create_or_open(path, Journal::Rollback)?);
            schema::version(path, &connection)?
        } else {
            found
        };
        connection.pragma_update(None, "query_only", true).map_err(refused)?;
        let path = path.to_path_buf();
        match found.cmp(&known) {
            std::cmp::Ordering::Less => Err(StoreError::Older { path, found, known }),
            std::cmp::Ordering::Greater => Err(StoreError::Newer { path, found, known }),
            std::cmp::Ordering::Equal => Ok(Self { connection, path, writable: false }),
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves one file behind, without a log beside it, where nobody else is connected.
    pub(super) fn rest(&self) -> Result<(), StoreError> {
        // Whoever else is connected may stay for hours: there is no point in waiting.
        self.connection
            .busy_timeout(Duration::ZERO)
            .and_then(|()| journal_mode(&self.connection, "delete"))
            .and_then(|()| self.connection.busy_timeout(PATIENCE))
            .map_err(|cause| self.refused(cause))
    }

    /// The situation that `cause` means for this archive.
    pub(crate) fn refused(&self, cause: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, cause)
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        if self.writable {
            // A log that cannot be put away now is read by whoever opens the file next.
            let _ = self.rest();
        }
    }
}

/// Makes an archive at `path`, which appears there whole or not at all.
///
/// It is made under another name first and then linked to its own: a link, unlike a renaming, never takes the place of
/// an archive that another process has made in the meantime.
fn create(path: &Path) -> Result<(), StoreError> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(".new");
    match create_as(Path::new(&draft), path) {
        // Another process was faster, and the draft was pulled from under this one.
        Err(_) if path.exists() => Ok(()),
        other => other,
    }
}

/// Makes an archive at `draft` and lets it appear at `path`.
fn create_as(draft: &Path, path: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = connect(draft, flags).map_err(|cause| StoreError::from_sqlite(path, cause))?;
    prepare(path, &mut connection)?;
    drop(connection);
    let cannot = |_| StoreError::CannotOpen { path: path.to_path_buf() };
    // Not every disk has links.
    fs::hard_link(draft, path)
        .or_else(|_| if path.exists() { Ok(()) } else { fs::rename(draft, path) })
        .map_err(cannot)?;
    if draft.exists() { fs::remove_file(draft).map_err(cannot) } else { Ok(()) }
}

/// Marks an empty file as an archive and brings an older archive up to date; anything else is refused. The version
/// before.
fn prepare(path: &Path, connection: &mut Connection) -> Result<i64, StoreError> {
    let refused = |cause| StoreError::from_sqlite(path, cause);
    // Another process may be making the archive right now: what has tables after this has its mark as well.
    let empty = is_empty(connection).map_err(refused)?;
    match application_id(connection).map_err(refused)? {
        APPLICATION_ID => {}
        0 if empty => {
            // Only a file without tables takes a new page size.
            connection.pragma_update(None, "page_size", 16_384).map_err(refused)?;
            schema::mark(path, connection)?;
        }
        _ => return Err(other_application(path)),
    }
    let found = schema::version(path, connection)?;
    schema::migrate(path, connection)?;
    Ok(found)
}

/// The version of the schema from which on people called by one word are linked.
const FIRST_WITH_LINKS: i64 = 8;

/// Links the people of an archive that was made before there were links.
fn link_people(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    entities::link_all(&transaction)?;
    transaction.commit()
}

/// A connection with everything that belongs to every connection.
pub(super) fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

/// Lets SQLite undo what a writer left half done.
fn recover(path: &Path) -> rusqlite::Result<()> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    is_empty(&connection).map(|_| ())
}

/// Asks for a journal mode; a mode that is refused because somebody else is connected is not an error.
fn journal_mode(connection: &Connection, mode: &str) -> rusqlite::Result<()> {
    let answer = connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get::<_, String>(0));
    match answer {
        Err(cause) if cause.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => Ok(()),
        other => other.map(|_| ()),
    }
}

/// What stands at a path.
enum Found {
    /// No file.
    Nothing,
    /// A file of no bytes.
    Empty,
    /// A file that says it is an archive.
    Archive,
}

/// Looks at the file at `path` without touching it.
fn look(path: &Path) -> Result<Found, StoreError> {
    let not_ours = |found: &str| StoreError::NotAnArchive { path: path.to_path_buf(), found: found.to_owned() };
    let about = match fs::metadata(path) {
        Ok(about) => about,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(_) => return Err(StoreError::CannotOpen { path: path.to_path_buf() }),
    };
    if about.is_dir() {
        return Err(not_ours("a folder"));
    }
    if !about.is_file() {
        return Err(not_ours("no regular file"));
    }
    if about.len() == 0 {
        return Ok(Found::Empty);
    }
    for _ in 0..LOOKS {
        match peek(path) {
            Ok(APPLICATION_ID) => return Ok(Found::Archive),
            // Half a file may be seen while its first pages are written: the journal beside it says so.
            Ok(0) | Err(_) if being_written(path) => std::thread::sleep(PAUSE),
            Ok(_) => return Err(other_application(path)),
            Err(cause) => return Err(StoreError::from_sqlite(path, cause)),
        }
    }
    match peek(path) {
        Ok(APPLICATION_ID) => Ok(Found::Archive),
        Ok(_) => Err(other_application(path)),
        Err(cause) => Err(StoreError::from_sqlite(path, cause)),
    }
}

/// The application id in the header of the file at `path`, read without a lock.
fn peek(path: &Path) -> rusqlite::Result<i64> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(immutable_uri(path), flags).and_then(|connection| application_id(&connection))
}

/// Whether a rollback journal stands beside the file.
fn being_written(path: &Path) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    Path::new(&journal).exists()
}

/// The address under which SQLite reads the file at `path` as if nobody could change it.
fn immutable_uri(path: &Path) -> PathBuf {
    let mut uri = String::from("file:");
    for byte in std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' | b':' => {
                uri.push(char::from(*byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            other => uri += &format!("%{other:02X}"),
        }
    }
    if cfg!(windows) {
        uri.insert(5, '/');
    }
    PathBuf::from(uri + "?immutable=1")
}

fn application_id(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "application_id", |row| row.get(0))
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}

fn other_application(path: &Path) -> StoreError {
    StoreError::NotAnArchive { path: path.to_path_buf(), found: "a SQLite file of another program".to_owned() }
}
