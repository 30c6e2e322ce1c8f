package io.procmgr.http;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many requests are worked on at once, for each role apart: who may only look cannot take the time of who may act. Others
 * wait a while. Safe for use by several threads.
 */
final class Shares {
    static final int AT_ONCE = 8;
    private static final int OF_NOBODY = 4;
    private static final int PATIENCE_SECONDS = 5;

    private final Map<Role, Semaphore> ofRoles =
            Map.of(Role.VIEWER, new Semaphore(AT_ONCE, true), Role.OPERATOR, new Semaphore(AT_ONCE, true));
    private final Semaphore ofNobody = new Semaphore(OF_NOBODY, true);

    /**
     * Takes one; the caller releases it.
     *
     * @param known whether somebody has shown who they are
     * @throws HttpRefusal if none is to be had for some seconds
     */
    Semaphore take(Role role, boolean known) throws HttpRefusal {
        Semaphore share = known ? ofRoles.get(role) : ofNobody;
        try {
            if (share.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return share;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new HttpRefusal(HttpRefusal.UNAVAILABLE, "cannot answer now: too many others are asking, try again");
    }
}
