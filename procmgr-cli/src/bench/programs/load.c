/* A client that costs little: how often an HTTP server answers one request.
 *   load PORT CLIENTS SECONDS <REQUEST
 * Each client is a connection to 127.0.0.1 that sends the request again as soon as the answer is there. Prints
 * "ANSWERS SECONDS BYTES", the bytes being those of one body. An answer other than 200 ends it with status 1. */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS = 64, ROOM = 32 << 20, REQUEST = 65536 };

static struct client { int connection; size_t length; char *answer; } clients[CLIENTS];
static char request[REQUEST];
static size_t request_length, body_length;
static int port, failures;

static void fail(const char *why, const char *fact) {
    printf("%s: %.*s\n", why, (int)strcspn(fact, "\r\n"), fact);
    exit(1);
}

static void send_request(struct client *c) {
    c->length = 0;
    for (size_t done = 0; done < request_length;) {
        ssize_t n = write(c->connection, request + done, request_length - done);
        if (n <= 0) return; /* closed by the server: the next read tells */
        done += n;
    }
}

static void connect_to(struct client *c) {
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1;
    c->connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(c->connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(c->connection, (void *)&address, sizeof address)) fail("cannot connect", "");
    send_request(c);
}

/* whether the answer is there: by its length, by its last chunk, or else by its end */
static int complete(struct client *c, int ended) {
    c->answer[c->length] = 0;
    char *body = strstr(c->answer, "\r\n\r\n");
    if (!body) return 0;
    if (strncmp(c->answer, "HTTP/1.", 7) || strncmp(c->answer + 9, "200", 3)) fail("refused", c->answer);
    *body = 0;
    char *length = strcasestr(c->answer, "\r\nContent-Length:");
    char *chunked = strcasestr(c->answer, "\r\nTransfer-Encoding: chunked");
    *body = '\r';
    body += 4;
    size_t got = c->answer + c->length - body;
    body_length = got;
    if (length) return got >= (size_t)atoll(length + 17);
    return chunked ? got >= 5 && !memcmp(body + got - 5, "0\r\n\r\n", 5) : ended;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc != 4) return 64;
    port = atoi(argv[1]);
    int count = atoi(argv[2]);
    double duration = atof(argv[3]);
    request_length = fread(request, 1, REQUEST, stdin);
    signal(SIGPIPE, SIG_IGN);
    struct pollfd watched[CLIENTS];
    for (int i = 0; i < count; i++) {
        clients[i].answer = malloc(ROOM);
        connect_to(&clients[i]);
        watched[i].events = POLLIN;
    }
    long answers = 0;
    double start = seconds(), now = start;
    while (now < start + duration || answers == 0) {
        for (int i = 0; i < count; i++) watched[i].fd = clients[i].connection;
        if (poll(watched, count, 30000) <= 0) fail("no answer within 30 s", "");
        for (int i = 0; i < count; i++) {
            if (!watched[i].revents) continue;
            struct client *c = &clients[i];
            ssize_t n = read(c->connection, c->answer + c->length, ROOM - 1 - c->length);
            if (n > 0) c->length += n;
            int done = complete(c, n <= 0);
            answers += done;
            failures = done ? 0 : failures + (n <= 0);
            if (failures > 100) fail("connections end without an answer", "");
            if (n <= 0) {
                close(c->connection);
                connect_to(c);
            } else if (done) {
                send_request(c);
            }
        }
        now = seconds();
    }
    printf("%ld %.6f %zu\n", answers, now - start, body_length);
}
