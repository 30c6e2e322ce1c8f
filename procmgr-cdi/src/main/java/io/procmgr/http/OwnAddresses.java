package io.procmgr.http;

import com.sun.net.httpserver.Headers;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which the door may be addressed. A page of a foreign site can make a browser send requests here, by a
 * link or by a host name of its own that it points at 127.0.0.1 (DNS rebinding); its Origin or Host gives it away.
 */
final class OwnAddresses {
    private final Set<String> hosts = new HashSet<>();

    OwnAddresses(InetSocketAddress bound) {
        for (String host : List.of("localhost", "127.0.0.1", "[::1]", urlHost(bound))) {
            hosts.add(host + ":" + bound.getPort());
        }
    }

    /** The address as it stands in a URL. */
    static String urlHost(InetSocketAddress bound) {
        String address = bound.getAddress().getHostAddress();
        return bound.getAddress() instanceof Inet6Address ? "[" + address + "]" : address;
    }

    void check(URI requested, Headers headers) throws HttpRefusal {
        List<String> host = headers.getOrDefault("Host", List.of());
        if (host.size() != 1 || !hosts.contains(host.get(0).toLowerCase(Locale.ROOT))) {
            throw new HttpRefusal(HttpRefusal.FORBIDDEN, "cannot serve this Host: the door is " + hosts);
        }
        if (requested.isAbsolute() || requested.getRawAuthority() != null) {
            throw new HttpRefusal(HttpRefusal.BAD_REQUEST, "cannot serve as a proxy: ask by path");
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            if (!isOwn(origin.toLowerCase(Locale.ROOT))) {
                throw new HttpRefusal(HttpRefusal.FORBIDDEN, "cannot serve a page of another origin");
            }
        }
    }

    private boolean isOwn(String origin) {
        return origin.startsWith("http://") && hosts.contains(origin.substring("http://".length()));
    }
}
