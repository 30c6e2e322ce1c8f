package io.procmgr;

import java.io.IOException;
import java.util.Optional;

/**
 * The ObjectNames of one supervisor in the platform's MBean server, claimed for as long as it lives: of two that share them,
 * each would answer for the jobs of the other. The system properties are what all class loaders of a JVM share.
 */
final class AppClaim implements AutoCloseable {
    private static final String MARK = "procmgr.lock.app.";

    private final String mark;

    private AppClaim(String mark) {
        this.mark = mark;
    }

    /**
     * Claims the names with that key {@code app}.
     *
     * @throws IOException if another supervisor of this JVM has them
     */
    static AppClaim of(Optional<String> app, StateDirectory state) throws IOException {
        String mark = MARK + app.orElse("");
        Object holder = System.getProperties().putIfAbsent(mark, state.id());
        if (holder != null) {
            throw new IOException("cannot register MBeans: another supervisor in this JVM has the same names ("
                    + (app.isPresent() ? "app=" + app.get() : "no app")
                    + ", its state directory=" + holder + "); set " + SettingKey.APP.key() + " for one of them");
        }
        return new AppClaim(mark);
    }

    @Override
    public void close() {
        System.clearProperty(mark);
    }
}
