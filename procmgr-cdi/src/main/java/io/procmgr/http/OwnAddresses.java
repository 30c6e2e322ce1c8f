package io.procmgr.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which the door may be addressed. A page of a foreign site can make a browser send requests here, by a
 * link or by a host name of its own that it points at this host (DNS rebinding); its Origin or Host gives it away. An address
 * written in digits is nobody's name: the one that was connected to is always fine.
 */
final class OwnAddresses {
    private final Set<String> hosts = new HashSet<>();
    private final int port;
    private final String scheme;
    private final List<String> allowedHosts;
    private final List<String> allowedOrigins;

    OwnAddresses(InetSocketAddress bound, DoorSettings settings) {
        this.port = bound.getPort();
        this.scheme = settings.tls().isPresent() || settings.tlsExternal() ? "https://" : "http://";
        this.allowedHosts = settings.allowedHosts();
        this.allowedOrigins = settings.allowedOrigins();
        InetAddress address = bound.getAddress();
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
                hosts.add(host + ":" + port);
            }
        }
    }

    /** The address as it stands in a URL. */
    static String urlHost(InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        if (address.isAnyLocalAddress()) {
            return address instanceof Inet6Address ? "[::1]" : "127.0.0.1";
        }
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[" + plain + "]" : plain;
    }

    void check(HttpExchange exchange) throws HttpRefusal {
        Headers headers = exchange.getRequestHeaders();
        List<String> host = headers.getOrDefault("Host", List.of());
        if (host.size() != 1 || !isOwn(host.get(0).toLowerCase(Locale.ROOT), exchange.getLocalAddress())) {
            throw new HttpRefusal(
                    HttpRefusal.FORBIDDEN,
                    "cannot serve this Host: the door is " + urlHost(exchange.getLocalAddress()) + ":" + port
                            + "; other names are for procmgr.http.allowed-hosts");
        }
        URI requested = exchange.getRequestURI();
        if (requested.isAbsolute() || requested.getRawAuthority() != null) {
            throw new HttpRefusal(HttpRefusal.BAD_REQUEST, "cannot serve as a proxy: ask by path");
        }
        for (String given : headers.getOrDefault("Origin", List.of())) {
            String origin = given.toLowerCase(Locale.ROOT);
            boolean own =
                    origin.startsWith(scheme) && isOwn(origin.substring(scheme.length()), exchange.getLocalAddress());
            if (!own && !isAllowed(origin)) {
                throw new HttpRefusal(HttpRefusal.FORBIDDEN, "cannot serve a page of another origin");
            }
        }
    }

    /** Whether pages of this origin, which is not the door's own, may send requests. */
    boolean isAllowed(String origin) {
        return allowedOrigins.contains(origin.toLowerCase(Locale.ROOT));
    }

    private boolean isOwn(String authority, InetSocketAddress local) {
        String host = urlHost(local);
        int colon = authority.lastIndexOf(':');
        String name = colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
        return hosts.contains(authority)
                || authority.equals(host + ":" + port)
                || allowedHosts.contains(authority)
                || allowedHosts.contains(name)
                || isDefaultPort() && authority.equals(host);
    }

    private boolean isDefaultPort() {
        return port == (scheme.equals("https://") ? 443 : 80);
    }
}
