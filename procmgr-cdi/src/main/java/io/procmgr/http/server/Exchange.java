package io.procmgr.http.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A request and its answer, in the JDK's form. Of one thread at a time. */
final class Exchange extends HttpExchange {
    /** Two digits for the day, which the JDK's own RFC_1123_DATE_TIME does not have (RFC 9110, 5.6.7). */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Connection connection;
    private final RequestHead head;
    private final RequestBody request;
    private final Headers answerHeaders = new Headers();
    private final Map<String, Object> attributes = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private InputStream requestStream;
    private AnswerBody answer;
    private OutputStream answerStream;
    private int status = -1;
    private boolean last;

    Exchange(Connection connection, RequestHead head, RequestBody request) {
        this.connection = connection;
        this.head = head;
        this.request = request;
        this.requestStream = request;
        this.last = !head.lasting();
    }

    @Override
    public Headers getRequestHeaders() {
        return head.headers();
    }

    @Override
    public Headers getResponseHeaders() {
        return answerHeaders;
    }

    @Override
    public URI getRequestURI() {
        return head.target();
    }

    @Override
    public String getRequestMethod() {
        return head.method();
    }

    @Override
    public HttpContext getHttpContext() {
        throw new UnsupportedOperationException("there are no contexts");
    }

    @Override
    public InputStream getRequestBody() {
        return requestStream;
    }

    @Override
    public OutputStream getResponseBody() {
        if (answerStream == null) {
            throw new IllegalStateException("the headers are to be sent first");
        }
        return answerStream;
    }

    @Override
    public void sendResponseHeaders(int code, long length) throws IOException {
        if (status >= 0) {
            throw new IOException("the headers have been sent");
        }
        status = code;
        boolean bare = code < 200 || code == NO_CONTENT || code == NOT_MODIFIED;
        boolean empty = length < 0 || bare || head.method().equals("HEAD");
        AnswerBody.Form form = empty || length > 0
                ? AnswerBody.Form.COUNTED
                : head.isOld() ? AnswerBody.Form.CLOSED : AnswerBody.Form.CHUNKED;
        List<String> wish = answerHeaders.getOrDefault("Connection", List.of());
        last |= form == AnswerBody.Form.CLOSED || wish.contains("close") || connection.mustEnd(request);
        if (last) {
            answerHeaders.set("Connection", "close");
        }
        if (form == AnswerBody.Form.CHUNKED) {
            answerHeaders.set("Transfer-Encoding", "chunked");
        } else if (!bare && (length > 0 || !head.method().equals("HEAD"))) {
            answerHeaders.set("Content-Length", Long.toString(Math.max(0, length)));
        }
        OutputStream out = connection.answerStream(form != AnswerBody.Form.COUNTED);
        out.write(headText().getBytes(StandardCharsets.ISO_8859_1));
        answer = new AnswerBody(out, form, empty || form != AnswerBody.Form.COUNTED ? 0 : length);
        answerStream = answer;
        if (empty) {
            answer.close();
        }
    }

    private String headText() {
        StringBuilder text = new StringBuilder(512)
                .append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(Reason.of(status))
                .append("\r\nDate: ")
                .append(DATE.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .append("\r\n");
        answerHeaders.forEach((name, values) -> values.forEach(
                value -> text.append(name).append(": ").append(value).append("\r\n")));
        return text.append("\r\n").toString();
    }

    /** Whether the connection can take another request. */
    boolean isComplete() {
        return answer != null && answer.isWhole() && !last;
    }

    /** Waits until who goes on to answer it is done with it; what nobody has begun to answer ends here. */
    void awaitAnswer() throws InterruptedException {
        if (answer == null) {
            close();
        } else if (!answer.isWhole()) {
            closed.await();
        }
    }

    /** Ends the exchange; if not all has been answered, the connection as well. */
    @Override
    public void close() {
        closed.countDown();
        try {
            if (answer == null) {
                connection.cut();
            } else {
                answer.close();
                if (!answer.isWhole()) {
                    connection.cut();
                }
            }
        } catch (IOException e) {
            connection.cut();
        }
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return connection.remote();
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return connection.local();
    }

    @Override
    public String getProtocol() {
        return head.protocol();
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        requestStream = in == null ? requestStream : in;
        answerStream = out == null ? answerStream : out;
    }

    /** There is none. */
    @Override
    public HttpPrincipal getPrincipal() {
        return null;
    }
}
