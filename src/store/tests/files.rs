//! The file itself: writers that meet or die, files of others, files that are damaged.

use std::fs;
use std::path::{Path, PathBuf};

use crate::store::archive::Archive;
use crate::store::tests::{STARTED, entry, import, number, temporary};
use crate::store::{Journal, check};

#[test]
fn two_writers_take_turns() {
    for journal in [Journal::Wal, Journal::Rollback] {
        let (_folder, path) = temporary();
        let write = || {
            let mut archive = Archive::create_or_open(&path, journal).unwrap();
            let mut import = archive.begin_import(STARTED).unwrap();
            for number in 0..20 {
                import.put(entry(&format!("{number}.txt"), None, "2020", &format!("w{number}"), None)).unwrap();
                if number % 5 == 0 {
                    import.flush().unwrap();
                }
            }
            import.finish(STARTED).unwrap();
        };
        std::thread::scope(|scope| {
            scope.spawn(write);
            scope.spawn(write);
        });
        assert_eq!(number(&path, "SELECT count(*) FROM articles"), 20);
        assert_eq!(check(&Archive::open_read_only(&path).unwrap()).unwrap().findings, []);
    }
}

#[test]
fn what_is_deleted_while_a_batch_waits_to_be_stored_stays_out_of_the_next_one() {
    let (_folder, path) = temporary();
    let page = |number: u8| entry(&format!("{number}.txt"), None, "2020", &format!("w{number}"), None);
    let mut archive = Archive::create_or_open(&path, Journal::Wal).unwrap();
    let mut import = archive.begin_import(STARTED).unwrap().in_batches_of(2);
    for number in 0..2 {
        import.put(page(number)).unwrap();
    }
    import.flush().unwrap();
    let other = Archive::create_or_open(&path, Journal::Wal).unwrap();
    other.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    // The second batch waits for the other program; page 4 is gathered for the third, and deleted.
    for number in 2..5 {
        import.put(page(number)).unwrap();
    }
    let sql = "INSERT INTO deleted_digests (sha256, kind, deletion, deleted_at) VALUES (?1, 'source', 1, ?2)";
    other.connection.execute(sql, [&page(4).source.sha256.to_string(), STARTED]).unwrap();
    other.connection.execute_batch("COMMIT").unwrap();
    for number in 5..7 {
        import.put(page(number)).unwrap();
    }
    assert!(import.known(&page(4).source.sha256).unwrap());
    import.finish(STARTED).unwrap();
    assert_eq!(number(&path, "SELECT count(*) FROM articles"), 6);
    assert_eq!(number(&path, "SELECT count(*) FROM sources WHERE path = '4.txt'"), 0);
}

#[test]
fn import_that_is_dropped_leaves_whole_batches() {
    let (_folder, path) = temporary();
    let mut archive = Archive::create_or_open(&path, Journal::Wal).unwrap();
    let mut import = archive.begin_import(STARTED).unwrap();
    import.put(entry("a.txt", None, "2020", "rye", None)).unwrap();
    import.flush().unwrap();
    import.put(entry("b.txt", None, "2020", "oat", None)).unwrap();
    drop(import);
    drop(archive);
    assert_eq!(number(&path, "SELECT count(*) FROM articles"), 1);
    assert_eq!(number(&path, "SELECT count(*) FROM imports WHERE finished_at IS NULL"), 1);
}

#[test]
fn archive_left_by_a_killed_writer_can_be_read() {
    let (folder, path) = temporary();
    import(&path, &[entry("a.txt", None, "2020", "rye", None)]);
    for (journal, beside) in [(Journal::Rollback, "-journal"), (Journal::Wal, "-wal")] {
        let archive = Archive::create_or_open(&path, journal).unwrap();
        // With a cache of one page SQLite must write into the file before the commit.
        archive.connection.execute_batch("PRAGMA cache_size = 1; BEGIN; UPDATE person_names SET folded = folded || ' x'; UPDATE articles SET site = 'half'").unwrap();
        let killed = folder.path().join("killed.db");
        for ending in ["", beside] {
            let name = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
            fs::copy(name(&path), name(&killed)).unwrap();
        }
        archive.connection.execute_batch("ROLLBACK").unwrap();
        assert_eq!(number(&killed, "SELECT count(*) FROM articles WHERE site = 'Brill Gazette'"), 1, "{beside}");
        fs::remove_file(&killed).unwrap();
    }
}

#[test]
fn files_of_others_are_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, prepare: &dyn Fn(&Path), expected: &str| {
        let path = folder.path().join(name);
        prepare(&path);
        let before = fs::read(&path).unwrap();
        for refusal in
            [Archive::create_or_open(&path, Journal::Wal).unwrap_err(), Archive::open_read_only(&path).unwrap_err()]
        {
            assert_eq!(refusal.kind(), expected, "{name}: {refusal}");
            assert!(!refusal.hint().is_empty());
        }
        assert_eq!(fs::read(&path).unwrap(), before, "{name}");
        for beside in ["-wal", "-shm", "-journal"] {
            assert!(!folder.path().join(format!("{name}{beside}")).exists(), "{name}{beside}");
        }
    };
    check("text", &|path| fs::write(path, "just a letter to the editor\n".repeat(400)).unwrap(), "not-an-archive");
    check("short", &|path| fs::write(path, "x").unwrap(), "not-an-archive");
    check(
        "foreign.db",
        &|path| rusqlite::Connection::open(path).unwrap().execute_batch("CREATE TABLE t (a)").unwrap(),
        "not-an-archive",
    );
    check(
        "foreign-wal.db",
        &|path| {
            let connection = rusqlite::Connection::open(path).unwrap();
            connection.execute_batch("PRAGMA journal_mode = wal; CREATE TABLE t (a)").unwrap();
        },
        "not-an-archive",
    );
    check(
        "newer.db",
        &|path| {
            let archive = Archive::create_or_open(path, Journal::Rollback).unwrap();
            let sql = "INSERT INTO refinery_schema_history VALUES (999, 'later', '2030-01-01T00:00:00Z', '1')";
            archive.connection.execute(sql, []).unwrap();
        },
        "archive-newer",
    );
}

#[test]
fn missing_damaged_and_locked_archives_are_named() {
    let (folder, path) = temporary();
    assert_eq!(Archive::open_read_only(&path).unwrap_err().kind(), "archive-missing");
    assert_eq!(Archive::open_read_only(folder.path()).unwrap_err().kind(), "not-an-archive");
    let nowhere = folder.path().join("no/such/folder.db");
    assert_eq!(Archive::create_or_open(&nowhere, Journal::Wal).unwrap_err().kind(), "archive-cannot-open");

    import(&path, &[entry("a.txt", None, "2020", "rye", None)]);
    let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
    archive.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut other = Archive::create_or_open(&path, Journal::Rollback).unwrap();
    other.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    assert_eq!(other.begin_import(STARTED).unwrap_err().kind(), "archive-locked");
    drop((other, archive));

    let history = "UPDATE refinery_schema_history SET applied_on = 'yesterday'";
    Archive::create_or_open(&path, Journal::Rollback).unwrap().connection.execute(history, []).unwrap();
    assert_eq!(Archive::create_or_open(&path, Journal::Wal).unwrap_err().kind(), "archive-damaged");

    let mut bytes = fs::read(&path).unwrap();
    bytes[16_384..].fill(0x55);
    fs::write(&path, bytes).unwrap();
    let refusal = Archive::open_read_only(&path).map(|archive| check(&archive)).unwrap_err();
    assert_eq!(refusal.kind(), "archive-damaged", "{refusal}");
}
