/* The job of the benchmark.
 *   child FIFO NAME TAG [BYTES BUFFER]
 * Writes the record "U NAME TAG PID CLOCK_MONOTONIC_ns\n" to FIFO when main() begins, then sleeps until a signal ends
 * it. With BYTES it waits for SIGUSR1, then writes so many bytes of numbered lines of 100 to standard output, BUFFER bytes
 * per write(2), and then the record "D ...". */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 100 };

static void report(char kind, char **argv) {
    struct timespec now;
    char record[256];
    clock_gettime(CLOCK_MONOTONIC, &now);
    int length = snprintf(record, sizeof record, "%c %s %s %d %lld\n", kind, argv[2], argv[3], (int)getpid(),
                          now.tv_sec * 1000000000LL + now.tv_nsec);
    int fifo = open(argv[1], O_WRONLY | O_CLOEXEC);
    if (fifo < 0 || write(fifo, record, length) != length) _exit(77);
    close(fifo);
}

static void write_lines(long long bytes, size_t buffer) {
    size_t length = 0;
    long long number = 0, made = 0;
    char *out = malloc(buffer + 2 * LINE);
    while (made < bytes || length > 0) {
        while (length < buffer && made < bytes) {
            int digits = sprintf(out + length, "%012lld ", number++);
            memset(out + length + digits, 'x', LINE - 1 - digits);
            out[length + LINE - 1] = '\n';
            length += LINE;
            made += LINE;
        }
        size_t want = length < buffer ? length : buffer;
        for (size_t done = 0; done < want;) {
            ssize_t n = write(1, out + done, want - done);
            if (n <= 0) _exit(74);
            done += n;
        }
        memmove(out, out + want, length - want);
        length -= want;
    }
    free(out);
}

int main(int argc, char **argv) {
    if (argc != 4 && argc != 6) return 64;
    sigset_t go;
    int taken;
    sigemptyset(&go);
    sigaddset(&go, SIGUSR1);
    sigprocmask(SIG_BLOCK, &go, NULL);
    report('U', argv);
    if (argc == 6) {
        sigwait(&go, &taken);
        write_lines(atoll(argv[4]), atol(argv[5]));
        report('D', argv);
    }
    for (;;) pause();
}
