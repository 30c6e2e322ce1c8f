package io.procmgr.http.server;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** Who sent a request. */
public interface Visitor {
    /** The certificate that was shown and is trusted; empty if there is none, or no TLS. */
    Optional<X509Certificate> certificate();

    /** Says what has become known of them. The connection keeps it. */
    void is(Rank rank);
}
