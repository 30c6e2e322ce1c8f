package io.procmgr.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jolokia.server.core.request.JolokiaReadRequest;
import org.jolokia.server.core.request.JolokiaRequest;

/**
 * The last reads by GET, as parsed: who watches asks for the same URLs again and again, and Jolokia takes a path apart by
 * regular expressions. A read keeps nothing of its execution, so it can be executed again, by several threads at once; it is
 * judged anew each time. Safe for use by several threads.
 */
final class KnownReads {
    private static final int KEPT = 1_024;

    /** In characters of a URL; with the number above it bounds the memory. */
    private static final int LONGEST = 512;

    private final Map<String, JolokiaReadRequest> reads = new LinkedHashMap<>();

    /** Parses what is not known. */
    interface Parser {
        JolokiaRequest parse() throws HttpRefusal;
    }

    JolokiaRequest get(URI uri, Parser parser) throws HttpRefusal {
        String text = uri.toString();
        JolokiaRequest known = known(text);
        if (known != null) {
            return known;
        }
        JolokiaRequest parsed = parser.parse();
        if (parsed instanceof JolokiaReadRequest read && text.length() <= LONGEST) {
            keep(text, read);
        }
        return parsed;
    }

    private synchronized JolokiaRequest known(String text) {
        return reads.get(text);
    }

    private synchronized void keep(String text, JolokiaReadRequest read) {
        if (reads.size() == KEPT) {
            reads.remove(reads.keySet().iterator().next());
        }
        reads.put(text, read);
    }
}
