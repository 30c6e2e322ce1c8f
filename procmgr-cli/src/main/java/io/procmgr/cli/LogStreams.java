package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import io.procmgr.job.JobName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The logs that are to be shown, job by job.
 *
 * @param all in the order of the jobs
 * @param errorOnly whether standard error alone is wanted
 */
record LogStreams(List<Stream> all, boolean errorOnly) {
    static final String OUT = "stdout";
    static final String ERR = "stderr";

    private static final Set<String> NO_FILES = Set.of("/dev/null", "/dev/stdout", "/dev/stderr");

    /** A log of a job. */
    record Stream(String job, String name) {
        /** As it stands in a cursor of followLogs. */
        String key() {
            return new JobName(job).encoded() + "/" + name;
        }
    }

    private static boolean isFile(String path) {
        return !NO_FILES.contains(path);
    }

    /**
     * Whether lines of it are to be shown.
     *
     * @param more whether those of jobs that have come since are
     */
    boolean wants(String job, String name, boolean more) {
        boolean known = all.stream().anyMatch(stream -> stream.job().equals(job));
        return known ? all.contains(new Stream(job, name)) : more && (!errorOnly || name.equals(ERR));
    }

    /** Those of these jobs; standard error alone, or both. */
    static LogStreams of(SupervisorClient client, List<String> jobs, boolean errorOnly) throws UnreachableException {
        Map<String, Map<String, Object>> files = client.attributesOfAll("Name", "LogFile", "ErrorLogFile");
        List<Stream> all = new ArrayList<>();
        for (String job : jobs) {
            Map<String, Object> of = files.getOrDefault(job, Map.of());
            String out = String.valueOf(of.get("LogFile"));
            String error = String.valueOf(of.get("ErrorLogFile"));
            boolean separate = !out.equals(error);
            // of one job that has no file it is told; among several such a job is passed over
            if ((!errorOnly || !separate) && (jobs.size() == 1 || isFile(out))) {
                all.add(new Stream(job, OUT));
            }
            if (separate && (jobs.size() == 1 || isFile(error))) {
                all.add(new Stream(job, ERR));
            }
        }
        return new LogStreams(all, errorOnly);
    }
}
