/*
 * A disk that fails on request: preloaded into the program under test, it stands between SQLite and the C library.
 *
 * Variables of the environment say what is to fail; nothing happens to files whose path does not begin with FAULT_FILE.
 *
 *   FAULT_FILE     the archive; its -wal, -shm and -journal belong to it
 *   FAULT_WHERE    main | wal | journal | any   which of the files (any)
 *   FAULT_CALL     write | sync | any           which calls (any); a change of length counts as a write
 *   FAULT_NTH      the number of the first call that fails, from 1
 *   FAULT_LASTING  set: every later one fails too
 *   FAULT_ERROR    the errno; 0 kills the process instead, before the call is done; -1 after it
 *   FAULT_ROOM     bytes that the archive and the files beside it may take together; more is ENOSPC
 *   FAULT_DELAY    milliseconds that each write takes
 *   FAULT_THREADS  threads that may be started; more is EAGAIN
 *   FAULT_TALLY    a file that grows by one byte for each fault that really fired
 *   FAULT_LOG      a file that gets a record of each write, sync, change of length and removal, so that a power cut can be
 *                  played back: kind, file, offset, length as eight bytes each, then the bytes written
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { MAIN, WAL, JOURNAL, SHM, OTHER, COUNT };
enum { WRITE = 1, SYNC = 2, TRUNCATE = 3, UNLINK = 4 };
static const char *const SUFFIX[] = { "", "-wal", "-journal", "-shm" };

static const char *file, *where, *call_kind, *tally, *log_path;
static long nth, lasting, error_number, delay_ms, threads = -1, calls;
static long long room = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static long number(const char *name, long otherwise) {
    const char *text = getenv(name);
    return text ? atol(text) : otherwise;
}

__attribute__((constructor)) static void start(void) {
    file = getenv("FAULT_FILE");
    where = getenv("FAULT_WHERE");
    call_kind = getenv("FAULT_CALL");
    tally = getenv("FAULT_TALLY");
    log_path = getenv("FAULT_LOG");
    nth = number("FAULT_NTH", 0);
    lasting = getenv("FAULT_LASTING") != NULL;
    error_number = number("FAULT_ERROR", EIO);
    delay_ms = number("FAULT_DELAY", 0);
    room = number("FAULT_ROOM", -1);
    threads = number("FAULT_THREADS", -1);
}

static void append(const char *path, const void *bytes, size_t length) {
    if (!path) return;
    int out = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (out < 0) return;
    (void)!syscall(SYS_write, out, bytes, length);
    syscall(SYS_close, out);
}

/* Which of the files a path is. */
static int part_of(const char *path) {
    size_t length = file ? strlen(file) : 0;
    if (!length || strncmp(path, file, length) != 0) return OTHER;
    for (int part = 0; part < 4; part++)
        if (strcmp(path + length, SUFFIX[part]) == 0) return part;
    return OTHER;
}

static int part_of_open(int fd) {
    char link[64], path[PATH_MAX];
    if (!file) return OTHER;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return OTHER;
    path[length] = 0;
    return part_of(path);
}

static int is_meant(int part, int kind) {
    if (part == SHM || part == OTHER) return 0;
    if (where && strcmp(where, "any") != 0
        && strcmp(where, part == MAIN ? "main" : part == WAL ? "wal" : "journal") != 0) return 0;
    if (call_kind && strcmp(call_kind, "any") != 0 && strcmp(call_kind, kind == SYNC ? "sync" : "write") != 0) return 0;
    return 1;
}

static void note(int kind, int part, int64_t offset, const void *bytes, size_t length) {
    if (!log_path || part == SHM || part == OTHER) return;
    int64_t head[4] = { kind, part, offset, (int64_t)length };
    size_t payload = bytes ? length : 0;
    char *record = malloc(sizeof head + payload);
    if (!record) return;
    memcpy(record, head, sizeof head);
    if (payload) memcpy(record + sizeof head, bytes, payload);
    append(log_path, record, sizeof head + payload);
    free(record);
}

static void fired(void) { append(tally, "x", 1); }

/* Whether this call is to fail; the process may end here. Gives 2 where it is to end after the call. */
static int fails(int part, int kind) {
    if (nth <= 0 || !is_meant(part, kind)) return 0;
    pthread_mutex_lock(&lock);
    long count = ++calls;
    pthread_mutex_unlock(&lock);
    if (count != nth && !(lasting && count > nth)) return 0;
    fired();
    if (error_number == 0) raise(SIGKILL);
    if (error_number < 0) return 2;
    errno = (int)error_number;
    return 1;
}

/* Whether a file may not grow to `end` bytes. */
static int is_full(int fd, int part, int64_t end) {
    if (room < 0 || part == OTHER) return 0;
    struct stat about;
    if (fstat(fd, &about) != 0 || end <= about.st_size) return 0;
    long long used = end - about.st_size;
    char path[PATH_MAX];
    for (int other = 0; other < 4; other++) {
        snprintf(path, sizeof path, "%s%s", file, SUFFIX[other]);
        if (stat(path, &about) == 0) used += about.st_size;
    }
    if (used <= room) return 0;
    fired();
    errno = ENOSPC;
    return 1;
}

static void be_slow(int part) {
    if (!delay_ms || part == OTHER || part == SHM) return;
    struct timespec pause = { delay_ms / 1000, delay_ms % 1000 * 1000000L };
    nanosleep(&pause, NULL);
}

static ssize_t put(int fd, const void *bytes, size_t length, off_t offset, int at) {
    int part = part_of_open(fd);
    int64_t place = offset;
    if (part != OTHER && !at) place = lseek(fd, 0, SEEK_CUR);
    int outcome = part == OTHER ? 0 : fails(part, WRITE);
    if (outcome == 1 || is_full(fd, part, place + (int64_t)length)) return -1;
    be_slow(part);
    ssize_t done = at ? syscall(SYS_pwrite64, fd, bytes, length, offset) : syscall(SYS_write, fd, bytes, length);
    if (done > 0) note(WRITE, part, place, bytes, (size_t)done);
    if (outcome == 2) raise(SIGKILL);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return put(fd, bytes, length, 0, 0); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return put(fd, bytes, length, offset, 1); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return put(fd, bytes, length, offset, 1); }

static int settle(int fd, long system_call) {
    int part = part_of_open(fd);
    int outcome = part == OTHER ? 0 : fails(part, SYNC);
    if (outcome == 1) return -1;
    int done = (int)syscall(system_call, fd);
    if (done == 0) note(SYNC, part, 0, NULL, 0);
    if (outcome == 2) raise(SIGKILL);
    return done;
}

int fsync(int fd) { return settle(fd, SYS_fsync); }
int fdatasync(int fd) { return settle(fd, SYS_fdatasync); }

static int cut(int fd, off_t length) {
    int part = part_of_open(fd);
    int outcome = part == OTHER ? 0 : fails(part, TRUNCATE);
    if (outcome == 1 || is_full(fd, part, length)) return -1;
    int done = (int)syscall(SYS_ftruncate, fd, length);
    if (done == 0) note(TRUNCATE, part, length, NULL, 0);
    if (outcome == 2) raise(SIGKILL);
    return done;
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

int unlink(const char *path) {
    int done = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (done == 0) note(UNLINK, part_of(path), 0, NULL, 0);
    return done;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument) {
    static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    if (!real) real = (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))dlsym(RTLD_NEXT, "pthread_create");
    if (threads == 0) {
        fired();
        return EAGAIN;
    }
    if (threads > 0) threads--;
    return real(thread, attributes, run, argument);
}
