/* The floor: the smallest C supervisor that does the measured work and nothing else.
 *   raw CONF PORT        lines of CONF: LOGFILE \t ARGV0 \t ARGV1 ...
 * posix_spawn per line, spawned again at once when it ends; SIGHUP reads CONF again and restarts changed lines;
 * SIGTERM ends all. Children write to their files themselves. HTTP on PORT: "GET /one" and "GET /all". */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS = 20000, WORDS = 32, PIDS = 4194304, CLIENTS = 16, HEAD = 256, ANSWER = 128 };

extern char **environ;
static struct { char *line, *log, *argv[WORDS]; pid_t pid; } job[JOBS];
static int job_of[PIDS], jobs, stopping;

static void define(int i, const char *line) {
    char *words = strdup(line), *rest = NULL;
    job[i].line = strdup(line);
    job[i].log = strtok_r(words, "\t\n", &rest);
    for (int k = 0; k < WORDS - 1 && (job[i].argv[k] = strtok_r(NULL, "\t\n", &rest)); k++) {}
}

static void spawn(int i) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, job[i].log, O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    if (posix_spawn(&job[i].pid, job[i].argv[0], &files, &attributes, job[i].argv, environ)) _exit(71);
    job_of[job[i].pid] = i;
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
}

static void reload(const char *conf) {
    char line[8192];
    FILE *file = fopen(conf, "r");
    for (int i = 0; i < jobs && fgets(line, sizeof line, file); i++) {
        if (strcmp(line, job[i].line)) {
            define(i, line);
            kill(job[i].pid, SIGTERM);
        }
    }
    fclose(file);
}

static void take_signals(int signals, const char *conf) {
    struct signalfd_siginfo signal;
    while (read(signals, &signal, sizeof signal) == sizeof signal) {
        if (signal.ssi_signo == SIGHUP) reload(conf);
        if (signal.ssi_signo == SIGTERM) {
            stopping = 1;
            for (int i = 0; i < jobs; i++) kill(job[i].pid, SIGTERM);
        }
    }
    pid_t ended;
    int status;
    while ((ended = waitpid(-1, &status, WNOHANG)) > 0) {
        if (!stopping) spawn(job_of[ended]);
    }
    if (stopping && ended < 0 && errno == ECHILD) exit(0);
}

static int answer(int client, char *space) {
    char request[4096], head[HEAD], *body = space + HEAD;
    int length = 0;
    if (read(client, request, sizeof request) <= 0) return -1;
    int count = strncmp(request, "GET /all", 8) ? 1 : jobs;
    for (int i = 0; i < count; i++) {
        length += sprintf(body + length, "{\"name\":\"j%d\",\"pid\":%d,\"state\":\"RUNNING\"}\n", i, job[i].pid);
    }
    int head_length = sprintf(head, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n", length);
    char *from = memcpy(body - head_length, head, head_length);
    while (from < body + length) {
        ssize_t n = write(client, from, body + length - from);
        if (n <= 0) return -1;
        from += n;
    }
    return 0;
}

static int listen_at(int port) {
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1, server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (bind(server, (void *)&address, sizeof address) || listen(server, CLIENTS)) _exit(69);
    return server;
}

int main(int argc, char **argv) {
    if (argc != 3) return 64;
    char line[8192];
    FILE *conf = fopen(argv[1], "r");
    while (fgets(line, sizeof line, conf)) define(jobs++, line);
    fclose(conf);
    sigset_t taken;
    sigemptyset(&taken);
    sigaddset(&taken, SIGCHLD);
    sigaddset(&taken, SIGTERM);
    sigaddset(&taken, SIGHUP);
    sigprocmask(SIG_BLOCK, &taken, NULL);
    signal(SIGPIPE, SIG_IGN);
    struct pollfd watched[2 + CLIENTS];
    for (int i = 0; i < 2 + CLIENTS; i++) watched[i] = (struct pollfd){-1, POLLIN, 0};
    watched[0].fd = signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK);
    watched[1].fd = listen_at(atoi(argv[2]));
    for (int i = 0; i < jobs; i++) spawn(i);
    char *space = malloc(HEAD + ANSWER * (jobs + 1L));
    for (;;) {
        if (poll(watched, 2 + CLIENTS, -1) < 0) continue;
        if (watched[0].revents) take_signals(watched[0].fd, argv[1]);
        for (int i = 2; i < 2 + CLIENTS; i++) {
            if (watched[i].fd >= 0 && watched[i].revents && answer(watched[i].fd, space)) {
                close(watched[i].fd);
                watched[i].fd = -1;
            }
        }
        for (int i = 2; watched[1].revents && i < 2 + CLIENTS; i++) {
            if (watched[i].fd < 0) {
                watched[i].fd = accept4(watched[1].fd, NULL, NULL, SOCK_CLOEXEC);
                watched[i].revents = watched[1].revents = 0;
            }
        }
    }
}
