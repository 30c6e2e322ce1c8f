package io.procmgr.source;

import java.util.Optional;

/** System properties, and environment variables behind them. */
final class SystemVariables implements Variables {
    @Override
    public Optional<String> value(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String property = System.getProperty(name);
        return Optional.ofNullable(property == null ? System.getenv(name) : property);
    }
}
