package io.procmgr.jmx;

import io.procmgr.supervise.Configuration;
import io.procmgr.supervise.ResourceReader;
import io.procmgr.supervise.Supervisor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the MBeans speak for.
 *
 * @param supervisor whose jobs they are
 * @param configuration for {@code reloadConfig} and {@code checkConfig}
 * @param resources what processes use
 * @param logs the log files of the jobs
 * @param alerts tries an alert channel
 * @param ownLog the supervisor's own, if it is kept
 * @param callers whom an operation is done for
 * @param version of procmgr
 * @param capabilities what this host lets procmgr do
 */
public record Managed(
        Supervisor supervisor,
        Configuration configuration,
        ResourceReader resources,
        LogAccess logs,
        AlertTest alerts,
        Optional<OwnLog> ownLog,
        Callers callers,
        String version,
        List<String> capabilities) {
    public Managed {
        Objects.requireNonNull(supervisor, "supervisor");
        Objects.requireNonNull(configuration, "configuration");
        Objects.requireNonNull(resources, "resources");
        Objects.requireNonNull(logs, "logs");
        Objects.requireNonNull(alerts, "alerts");
        Objects.requireNonNull(ownLog, "ownLog");
        Objects.requireNonNull(callers, "callers");
        Objects.requireNonNull(version, "version");
        capabilities = List.copyOf(capabilities);
    }
}
