package io.procmgr.cdi;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where an application server keeps its data.
 *
 * @param work where its jobs work if they do not say otherwise; may be gone when the server ends
 * @param lasting what is still there when the server starts anew; empty if it has no such place
 */
record ServerDirectory(Path work, Optional<Path> lasting) {
    /**
     * Finds it.
     *
     * @param properties of the system
     * @param environment of the process
     * @return empty outside servers that are known
     */
    static Optional<ServerDirectory> find(Map<String, String> properties, Map<String, String> environment) {
        Optional<Path> payara = path(properties, "com.sun.aas.instanceRoot");
        if (payara.isPresent()) {
            return Optional.of(payara(payara.get(), properties));
        }
        return path(properties, "jboss.server.data.dir")
                .or(() -> path(properties, "server.output.dir"))
                .or(() -> liberty(properties, environment))
                .or(() -> path(properties, "catalina.base"))
                .map(directory -> new ServerDirectory(directory, Optional.of(directory)));
    }

    /** Payara Micro unpacks itself into a temporary directory, unless it is told another; that goes when it ends. */
    private static ServerDirectory payara(Path directory, Map<String, String> properties) {
        Optional<Path> temporary = path(properties, "java.io.tmpdir");
        boolean goes = temporary.isPresent() && directory.startsWith(temporary.get());
        return new ServerDirectory(directory, goes ? Optional.empty() : Optional.of(directory));
    }

    private static Optional<Path> liberty(Map<String, String> properties, Map<String, String> environment) {
        Optional<String> server = Optional.ofNullable(properties.get("wlp.server.name"));
        Optional<Path> output = path(environment, "WLP_OUTPUT_DIR");
        Optional<Path> servers = path(properties, "wlp.user.dir").map(user -> user.resolve("servers"));
        return server.flatMap(name -> output.or(() -> servers).map(directory -> directory.resolve(name)));
    }

    private static Optional<Path> path(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).toAbsolutePath().normalize());
    }
}
