package io.procmgr.cdi;

import java.nio.file.Path;
import java.util.Optional;

/** Where the state of an application's supervisor is kept if no property says so. */
final class StatePlace {
    private static final String NAMELESS = "application";

    private StatePlace() {}

    /**
     * The directory: of this application alone, and the same at its next start.
     *
     * @param app key of the application
     * @param server it is deployed on
     * @param standard that of the command
     */
    static Path of(Optional<String> app, Optional<ServerDirectory> server, Path standard) {
        if (server.isEmpty() && app.isEmpty()) {
            return standard;
        }
        Path place = server.flatMap(ServerDirectory::lasting)
                .map(lasting -> lasting.resolve("procmgr"))
                .orElseGet(() -> standard.resolveSibling(standard.getFileName() + "-apps"));
        return place.resolve(app.orElse(NAMELESS));
    }
}
