/* Test only, loaded before libc: the N-th call of one kind on a file below one folder fails once, or its drive is
   full or pulled from the N-th write on: full until there is room, pulled for whatever is open of it then for ever. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { NONE, WRITE, FORCE, OPEN, RENAME, UNLINK, CUT };

static int armed, failure, met;
static long left;
static char below[4096];
static long until_pulled = -1, until_full = -1;
static unsigned char dead[65536];

/* Count calls of `kind` below `folder` from now on; let the `number`-th fail with `error` (0: none fails). */
void failing_arm(int kind, long number, int error, const char *folder) {
    strncpy(below, folder, sizeof below - 1);
    met = 0, left = number, failure = error, armed = kind;
}

/* Let everything pass again; return how many calls of the kind there were. */
int failing_disarm(void) { armed = NONE; return met; }

static int fails(int kind, const char *path) {
    if (armed != kind || path == NULL || strncmp(path, below, strlen(below)) != 0) return 0;
    met++;
    if (failure == 0 || --left != 0) return 0;
    errno = failure;
    return 1;
}

static int path_of(int fd, char *path, size_t room) {
    char name[64];
    ssize_t size;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    size = readlink(name, path, room - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return 1;
}

static int is_below(int fd) {
    char path[4096];
    return path_of(fd, path, sizeof path) && strncmp(path, below, strlen(below)) == 0;
}

/* Pull the drive with the `number`-th write below `folder` from now on. */
void failing_pull(long number, const char *folder) {
    strncpy(below, folder, sizeof below - 1);
    until_pulled = number;
}

/* Let the drive be full from the `number`-th write below `folder` on; -1 makes room. */
void failing_fill(long number, const char *folder) {
    strncpy(below, folder, sizeof below - 1);
    until_full = number;
}

/* Tell whether the drive was pulled, or is full. */
int failing_met(void) { return until_pulled == 0 || until_full == 0; }

static int is_dead(int fd, int kind) {
    if (kind == WRITE && until_pulled > 0 && is_below(fd) && --until_pulled == 0)
        for (int one = 0; one < (int)sizeof dead; one++)
            if (is_below(one)) dead[one] = 1;
    if (fd < 0 || fd >= (int)sizeof dead || !dead[fd]) return 0;
    errno = EIO;
    return 1;
}

static int fails_at(int kind, int fd) {
    char path[4096];
    if (is_dead(fd, kind)) return 1;
    if (kind == WRITE && until_full >= 0 && is_below(fd)) {
        if (until_full > 0) until_full--;
        if (until_full == 0) {
            errno = ENOSPC;
            return 1;
        }
    }
    if (armed != kind || !path_of(fd, path, sizeof path)) return 0;
    return fails(kind, path);
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return fails_at(WRITE, fd) ? -1 : real(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    return fails_at(WRITE, fd) ? -1 : real(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    return fails_at(WRITE, fd) ? -1 : real(fd, data, size, at);
}
ssize_t read(int fd, void *data, size_t size) {
    REAL(ssize_t, "read", int, void *, size_t);
    return is_dead(fd, NONE) ? -1 : real(fd, data, size);
}
ssize_t pread(int fd, void *data, size_t size, off_t at) {
    REAL(ssize_t, "pread", int, void *, size_t, off_t);
    return is_dead(fd, NONE) ? -1 : real(fd, data, size, at);
}
ssize_t pread64(int fd, void *data, size_t size, off64_t at) {
    REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
    return is_dead(fd, NONE) ? -1 : real(fd, data, size, at);
}
int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < (int)sizeof dead) dead[fd] = 0;
    return real(fd);
}
int fsync(int fd) { REAL(int, "fsync", int); return fails_at(FORCE, fd) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); return fails_at(FORCE, fd) ? -1 : real(fd); }
int ftruncate(int fd, off_t size) { REAL(int, "ftruncate", int, off_t); return fails_at(CUT, fd) ? -1 : real(fd, size); }
int ftruncate64(int fd, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    return fails_at(CUT, fd) ? -1 : real(fd, size);
}
int rename(const char *old, const char *new) {
    REAL(int, "rename", const char *, const char *);
    return fails(RENAME, new) ? -1 : real(old, new);
}
int unlink(const char *path) { REAL(int, "unlink", const char *); return fails(UNLINK, path) ? -1 : real(path); }

#define OPENER(name)                                                       \
    int name(const char *path, int flags, ...) {                           \
        REAL(int, #name, const char *, int, ...);                          \
        va_list rest;                                                      \
        va_start(rest, flags);                                             \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                      \
        return fails(OPEN, path) ? -1 : real(path, flags, mode);           \
    }
OPENER(open)
OPENER(open64)
