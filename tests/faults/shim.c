/*
 * A disk that fails on request: preloaded into the program under test, it stands between SQLite and the C library.
 *
 * Variables of the environment say what is to fail; nothing happens to files whose path does not begin with FAULT_FILE.
 *
 *   FAULT_FILE     the archive; its -wal, -shm and -journal belong to it
 *   FAULT_WHERE    main | wal | journal | any   which of the files (any)
 *   FAULT_CALL     write | sync | any           which calls (any); a change of length counts as a write
 *                  open                         every opening of a file or folder, wherever it lies
 *   FAULT_NTH      the number of the first call that fails, from 1
 *   FAULT_LASTING  set: every later one fails too
 *   FAULT_ERROR    the errno; 0 sends a signal instead, before the call is done; -1 after it
 *   FAULT_SIGNAL   the signal (SIGKILL); after one that is outlived the call is done, and the next forty take FAULT_DELAY
 *   FAULT_ROOM     bytes that the archive and the files beside it may take together; more is ENOSPC
 *   FAULT_DELAY    milliseconds that each write takes
 *   FAULT_THREADS  threads that may be started; more is EAGAIN
 *   FAULT_TALLY    a file that grows by one byte for each fault that really fired
 *   FAULT_OPENED   a file that gets the path of each opening that was to fail, one a line
 *   FAULT_USED     a file that gets what the process has used as it ends: the most memory in KiB, and the bytes read
 *   FAULT_LOG      a file that gets a record of each write, sync, change of length and removal, so that a power cut can be
 *                  played back: kind, file, offset, length as eight bytes each, then the bytes written
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
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
enum { WRITE = 1, SYNC = 2, TRUNCATE = 3, UNLINK = 4, OPEN = 5 };
static const char *const SUFFIX[] = { "", "-wal", "-journal", "-shm" };

static const char *file, *where, *call_kind, *tally, *log_path, *opened_path, *used_path;
static long nth, lasting, error_number, signal_number, delay_ms, slow = -1, threads = -1, calls;
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
    opened_path = getenv("FAULT_OPENED");
    used_path = getenv("FAULT_USED");
    nth = number("FAULT_NTH", 0);
    lasting = getenv("FAULT_LASTING") != NULL;
    error_number = number("FAULT_ERROR", EIO);
    signal_number = number("FAULT_SIGNAL", SIGKILL);
    if (nth > 0) slow = 0;
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

static void send_signal(void) {
    slow = 40;
    raise((int)signal_number);
}

/* Whether the turn of this call has come. */
static int is_its_turn(void) {
    pthread_mutex_lock(&lock);
    long count = ++calls;
    pthread_mutex_unlock(&lock);
    if (count != nth && !(lasting && count > nth)) return 0;
    fired();
    return 1;
}

/* Whether this call is to fail; the process may end here. Gives 2 where the signal is to come after the call. */
static int fails(int part, int kind) {
    if (nth <= 0 || !is_meant(part, kind) || !is_its_turn()) return 0;
    if (error_number < 0) return 2;
    if (error_number == 0) {
        send_signal();
        return 0;
    }
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
    if (!delay_ms || slow == 0 || part == OTHER || part == SHM) return;
    if (slow > 0) slow--;
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
    if (outcome == 2) send_signal();
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
    if (outcome == 2) send_signal();
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
    if (outcome == 2) send_signal();
    return done;
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

int unlink(const char *path) {
    int done = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (done == 0) note(UNLINK, part_of(path), 0, NULL, 0);
    return done;
}

/* Whether an opening is to fail. */
static int is_barred(const char *path) {
    if (nth <= 0 || !call_kind || strcmp(call_kind, "open") != 0 || !is_its_turn()) return 0;
    append(opened_path, path, strlen(path));
    append(opened_path, "\n", 1);
    errno = (int)error_number;
    return 1;
}

static int open_at(int folder, const char *path, int flags, mode_t mode) {
    return is_barred(path) ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
}

/* The mode is there only where a file may be made, and is not looked at elsewhere. */
#define MODE(last) \
    va_list rest; \
    va_start(rest, last); \
    int makes = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE; \
    mode_t mode = makes ? (mode_t)va_arg(rest, int) : 0; \
    va_end(rest)

int open(const char *path, int flags, ...) { MODE(flags); return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags); return open_at(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags); return open_at(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags); return open_at(folder, path, flags, mode); }

DIR *opendir(const char *path) {
    static DIR *(*real)(const char *);
    if (!real) real = (DIR *(*)(const char *))dlsym(RTLD_NEXT, "opendir");
    return is_barred(path) ? NULL : real(path);
}

/* The number that a line of a file begins with `name` for; -1 where it has none. */
static long number_in(const char *path, const char *name) {
    char text[4096];
    int in = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0);
    ssize_t length = in < 0 ? -1 : syscall(SYS_read, in, text, sizeof text - 1);
    if (in >= 0) syscall(SYS_close, in);
    if (length < 0) return -1;
    text[length] = 0;
    const char *found = strstr(text, name);
    return found ? atol(found + strlen(name)) : -1;
}

__attribute__((destructor)) static void end(void) {
    if (!used_path) return;
    char line[64];
    int length = snprintf(line, sizeof line, "%ld %ld\n", number_in("/proc/self/status", "VmHWM:"),
                          number_in("/proc/self/io", "rchar:"));
    append(used_path, line, (size_t)length);
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
