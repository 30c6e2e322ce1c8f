package io.procmgr.http;

import com.sun.net.httpserver.HttpExchange;
import io.procmgr.http.server.Visitor;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Finds out who sent a request, by what its header shows, else by the certificate of its connection. */
final class Entrance {
    private final Logins logins;
    private final Credentials credentials;
    private final boolean certificateNeeded;
    private final boolean behindProxy;

    Entrance(Logins logins, DoorSettings settings) {
        this.logins = logins;
        this.credentials = new Credentials(logins);
        this.certificateNeeded = settings.tls()
                .map(tls -> tls.clientAuth() == TlsSettings.ClientAuth.NEED)
                .orElse(false);
        this.behindProxy = settings.tlsExternal();
    }

    /** Empty if nothing is shown. */
    Optional<Login> login(HttpExchange exchange, Visitor visitor) throws LoginRefusedException, HttpRefusal {
        String from = address(exchange);
        Optional<X509Certificate> certificate = visitor.certificate();
        InetAddress peer = exchange.getRemoteAddress().getAddress();
        if (certificateNeeded && certificate.isEmpty() && !peer.isLoopbackAddress()) {
            throw new HttpRefusal(HttpRefusal.UNAUTHORIZED, "cannot let you in: a client certificate is needed");
        }
        Optional<Login> login = credentials.login(exchange.getRequestHeaders(), from);
        if (login.isPresent() || certificate.isEmpty()) {
            return login;
        }
        return Optional.of(logins.certificate(certificate.get().getSubjectX500Principal(), from));
    }

    /** Where a request comes from, as far as is known: a proxy that is trusted to do TLS is trusted in this, too. */
    private String address(HttpExchange exchange) {
        String peer = exchange.getRemoteAddress().getAddress().getHostAddress();
        List<String> told = exchange.getRequestHeaders().getOrDefault("X-Forwarded-For", List.of());
        if (!behindProxy || told.isEmpty()) {
            return peer;
        }
        String last = told.get(told.size() - 1);
        String client = last.substring(last.lastIndexOf(',') + 1).strip();
        return client.length() <= 45 && client.matches("[0-9A-Fa-f.:]+") ? client : peer;
    }

    /** The same with the port, for the log. */
    String from(HttpExchange exchange) {
        String address = address(exchange);
        String peer = exchange.getRemoteAddress().getAddress().getHostAddress();
        return address.equals(peer) ? peer + ":" + exchange.getRemoteAddress().getPort() : address + " via " + peer;
    }
}
